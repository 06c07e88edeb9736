//! Made-up reports: figures, labels and prose in a map that a test changes, and the text that they make.
//!
//! A sample starts complete and consistent: nothing is to be said of it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

use gouji::{
    form::{Edition, Form, FormBlock, FormTable, Role, Row},
    forms,
};

/// A report.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The form that its tables follow.
    pub form: &'static Form,
    /// A line above the title that states when it was published.
    pub published: Option<String>,
    /// The lines of its title.
    pub title: Vec<String>,
    /// The paragraphs before the first section.
    pub opening: Vec<String>,
    /// Its sections in the order in which they are written.
    pub sections: Vec<SampleSection>,
    /// What stands in each cell, by key.
    pub cells: BTreeMap<String, String>,
    /// Labels that are written otherwise, by the form's label.
    pub labels: BTreeMap<String, String>,
    /// Rows that are left out, as `requests.granted`.
    pub without: BTreeSet<String>,
    /// Blocks that are written as in the edition of 2019, by their labels.
    pub old_blocks: BTreeSet<String>,
    /// Whether （六）其他处理 is one row, as in the edition of 2019.
    pub single_other: bool,
    /// The note in the corner of table three.
    pub corner_note: String,
    /// The lines at the end.
    pub signature: Vec<String>,
}

/// A section of a report.
#[derive(Clone, Debug)]
pub struct SampleSection {
    /// Which of the form's, from 0.
    pub index: usize,
    /// Its heading's line; `None` to leave it out.
    pub heading: Option<String>,
    /// Its paragraphs, before its table.
    pub prose: Vec<String>,
    /// The key of its table, if it is written.
    pub table: Option<&'static str>,
}

/// What the general section says of its five aspects, a government's duties included.
const ASPECTS: [&str; 5] = [
    "（一）主动公开。及时公开机构职能、政策文件和办事指南。",
    "（二）依申请公开。申请渠道畅通，答复及时规范。",
    "（三）政府信息管理。发布前审查把关，定期清理规范性文件。",
    "（四）平台建设。维护门户网站信息公开专栏。",
    "（五）监督保障。组织业务培训，定期开展考核和社会评议，没有发生责任追究。",
];

/// The same of even years, so that no report is a copy of the one before it.
const ASPECTS_OF_EVEN_YEARS: [&str; 5] = [
    "（一）主动公开。围绕群众关心的事项，主动公开各类信息，回应社会关切。",
    "（二）依申请公开。健全受理、登记、审核、答复全过程制度，收到申请后依法办理。",
    "（三）政府信息管理。严格落实保密审查，动态调整公开目录。",
    "（四）平台建设。优化政务新媒体栏目，做好网站日常巡查。",
    "（五）监督保障。明确分管领导和专人，通过考核、社会评议督促落实，全年未出现需要责任追究的情形。",
];

impl Sample {
    /// A consistent report of a body for a year.
    pub fn new(body: &str, year: u16, edition: Edition) -> Self {
        let form = forms::form(edition).expect("the edition's cells are read");
        let prose = |index: usize| -> Vec<String> {
            if index == 0 {
                let opening = format!(
                    "{year}年，{body}认真落实《中华人民共和国政府信息公开条例》，做好主动公开、依申请公开、政府信息管理、平台建设和监督保障各项工作。"
                );
                let aspects = if year.is_multiple_of(2) { ASPECTS_OF_EVEN_YEARS } else { ASPECTS };
                return std::iter::once(opening).chain(aspects.map(str::to_owned)).collect();
            }
            let text = match index {
                1 => "本年度通过门户网站公开机构职能、政策文件和办事指南。",
                2 => "本年度申请渠道畅通，答复及时规范。",
                3 => "本年度复议、诉讼情况见下表。",
                4 => "存在的主要问题是政策解读形式较为单一。下一步将丰富解读形式，加强业务培训。",
                _ => "本年度没有收取信息处理费。",
            };
            vec![text.to_owned()]
        };
        let sections = form
            .sections
            .iter()
            .enumerate()
            .map(|(index, section)| SampleSection {
                index,
                heading: Some(format!("{}、{}", section.number, section.title)),
                prose: prose(index),
                table: section.table,
            })
            .collect();
        let mut sample = Self {
            form,
            published: None,
            title: vec![format!("{body}{year}年政府信息公开工作年度报告")],
            opening: vec![format!(
                "根据《中华人民共和国政府信息公开条例》编制本报告。数据统计期限为{year}年1月1日至{year}年12月31日。"
            )],
            sections,
            cells: form.cells().iter().map(|cell| (cell.key.clone(), "0".to_owned())).collect(),
            labels: BTreeMap::new(),
            without: BTreeSet::new(),
            old_blocks: BTreeSet::new(),
            single_other: false,
            corner_note: form.corner_note.to_owned(),
            signature: vec![body.to_owned(), format!("{}年1月18日", year + 1)],
        };
        for (key, value) in [
            ("requests.new.natural", 21),
            ("requests.new.business", 6),
            ("requests.carried_in.natural", 3),
            ("requests.granted.natural", 12),
            ("requests.granted.business", 4),
            ("requests.partial.natural", 5),
            ("requests.unavailable.not_held.natural", 4),
            ("requests.unavailable.not_held.business", 2),
            ("requests.rejected.complaint.natural", 1),
            ("requests.carried_out.natural", 2),
            ("disputes.review.upheld", 2),
            ("disputes.review.corrected", 1),
            ("disputes.suit_direct.pending", 1),
        ] {
            sample.set(key, value);
        }
        if edition == Edition::E2021 {
            for (key, value) in [
                ("proactive.normative.issued", 3),
                ("proactive.normative.repealed", 1),
                ("proactive.normative.in_force", 24),
                ("proactive.license.decisions", 118),
                ("proactive.penalty.decisions", 9),
            ] {
                sample.set(key, value);
            }
        }
        sample.settle();
        sample
    }

    /// Writes a figure into a cell.
    pub fn set(&mut self, key: &str, value: u64) {
        let cell = self.cells.get_mut(key).unwrap_or_else(|| panic!("no cell {key}"));
        *cell = value.to_string();
    }

    /// The figure in a cell; 0 where there is none.
    pub fn figure(&self, key: &str) -> u64 {
        self.cells.get(key).and_then(|text| text.parse().ok()).unwrap_or(0)
    }

    /// Computes every total from its parts: （七）总计 of each column, 总计 of each row and of each kind of dispute.
    pub fn settle(&mut self) {
        for table in self.form.tables {
            for block in table.blocks {
                let Some((total, parts)) = block.columns.split_last() else { continue };
                let key = |row: &Row, column: &str| format!("{}.{}.{column}", table.key, row.key);
                if let Some(sum_row) = block.rows.iter().find(|row| row.role == Role::Total) {
                    for column in parts {
                        let results = block.rows.iter().filter(|row| row.role == Role::Result);
                        let sum = results.map(|row| self.figure(&key(row, column.key))).sum();
                        self.set(&key(sum_row, column.key), sum);
                    }
                }
                for row in block.rows.iter().filter(|row| row.role != Role::Alone) {
                    let sum = parts.iter().map(|column| self.figure(&key(row, column.key))).sum();
                    self.set(&key(row, total.key), sum);
                }
            }
        }
    }

    /// The report as text, its tables with tabs between cells as a spreadsheet copies them.
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        if let Some(date) = &self.published {
            writeln!(out, "发布日期：{date}\n").unwrap();
        }
        for line in &self.title {
            writeln!(out, "{line}").unwrap();
        }
        out.push('\n');
        for paragraph in &self.opening {
            writeln!(out, "{paragraph}").unwrap();
        }
        for section in &self.sections {
            out.push('\n');
            if let Some(heading) = &section.heading {
                writeln!(out, "{heading}\n").unwrap();
            }
            for paragraph in &section.prose {
                writeln!(out, "{paragraph}").unwrap();
            }
            let table = self.form.tables.iter().find(|table| Some(table.key) == section.table);
            match table.map(|table| (table, table.key)) {
                Some((table, "proactive")) => self.proactive(table, &mut out),
                Some((table, "requests")) => self.requests(table, &mut out),
                Some((table, _)) => self.disputes(table, &mut out),
                None => {}
            }
        }
        out.push('\n');
        for line in &self.signature {
            writeln!(out, "{line}").unwrap();
        }
        out
    }

    fn label<'a>(&'a self, canonical: &'a str) -> &'a str {
        self.labels.get(canonical).map_or(canonical, String::as_str)
    }

    fn values(&self, table: &FormTable, block: &FormBlock, row: &Row) -> Vec<&str> {
        let key = |column: &str| format!("{}.{}.{column}", table.key, row.key);
        block.columns.iter().map(|column| self.cells.get(&key(column.key)).map_or("0", String::as_str)).collect()
    }

    fn left_out(&self, table: &FormTable, row: &Row) -> bool {
        self.without.contains(&format!("{}.{}", table.key, row.key))
    }

    fn proactive(&self, table: &FormTable, out: &mut String) {
        for block in table.blocks {
            let old = self.old_blocks.contains(block.label);
            let of_2019 = || {
                let form = forms::form(Edition::E2019)?;
                form.tables[0].blocks.iter().find(|other| other.label == block.label)
            };
            let block = of_2019().filter(|_| old).unwrap_or(block);
            writeln!(out, "{}", self.label(block.label)).unwrap();
            let columns: Vec<&str> = block.columns.iter().map(|column| self.label(column.label)).collect();
            writeln!(out, "信息内容\t{}", columns.join("\t")).unwrap();
            for row in block.rows.iter().filter(|row| !self.left_out(table, row)) {
                writeln!(out, "{}\t{}", self.label(row.label), self.values(table, block, row).join("\t")).unwrap();
            }
        }
    }

    fn requests(&self, table: &FormTable, out: &mut String) {
        let block = &table.blocks[0];
        let columns: Vec<&str> = block.columns.iter().map(|column| self.label(column.label)).collect();
        writeln!(out, "{}\t\t\t申请人情况\t\t\t\t\t\t", self.corner_note).unwrap();
        writeln!(out, "\t\t\t{}\t法人或其他组织\t\t\t\t\t{}", columns[0], columns[6]).unwrap();
        writeln!(out, "\t\t\t\t{}\t", columns[1..6].join("\t")).unwrap();
        const RESULTS: &str = "三、本年度办理结果";
        let mut group = "";
        let mut results = false;
        for row in block.rows {
            if self.single_other && row.key.starts_with("other.") {
                if row.key == "other.other" {
                    writeln!(out, "\t（六）其他处理\t\t{}", self.values(table, block, row).join("\t")).unwrap();
                }
                continue;
            }
            if self.left_out(table, row) {
                continue;
            }
            let label = self.label(row.label);
            let values = self.values(table, block, row).join("\t");
            let first = if row.group.is_empty() || results { "" } else { RESULTS };
            results |= !row.group.is_empty();
            match row.group {
                "" => writeln!(out, "{label}\t\t\t{values}").unwrap(),
                RESULTS => writeln!(out, "{first}\t{label}\t\t{values}").unwrap(),
                own => {
                    let shown = if own == group { "" } else { own };
                    writeln!(out, "{first}\t{shown}\t{label}\t{values}").unwrap();
                }
            }
            group = row.group;
        }
    }

    fn disputes(&self, table: &FormTable, out: &mut String) {
        let block = &table.blocks[0];
        let columns: Vec<&str> = block.columns.iter().map(|column| self.label(column.label)).collect();
        let outcomes = columns.join("\t");
        let suits: Vec<String> =
            block.rows[1..].iter().map(|row| format!("{}\t\t\t\t", self.label(row.label))).collect();
        writeln!(out, "{}\t\t\t\t\t行政诉讼\t\t\t\t\t\t\t\t\t", self.label(block.rows[0].label)).unwrap();
        writeln!(out, "{outcomes}\t{}", suits.join("\t")).unwrap();
        writeln!(out, "\t\t\t\t\t{outcomes}\t{outcomes}").unwrap();
        let values: Vec<String> = block.rows.iter().map(|row| self.values(table, block, row).join("\t")).collect();
        writeln!(out, "{}", values.join("\t")).unwrap();
    }
}
