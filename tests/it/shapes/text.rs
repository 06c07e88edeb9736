//! The shapes of pasted text.

use gouji::form::{Form, FormBlock, FormTable};

use super::Shape;
use crate::figures::Figures;

pub const SHAPES: &[Shape] = &[
    Shape { name: "01 pipe rows", keeps_blanks: true, write: |f, v| whole(f, v, pipe_rows) },
    Shape {
        name: "02 one cell a line with pipes",
        keeps_blanks: true,
        write: |f, v| whole(f, v, cell_lines_with_pipes),
    },
    Shape {
        name: "03 one cell a line",
        keeps_blanks: true,
        write: |f, v| whole(f, v, |f, v, t| cell_lines(f, v, t, "\n\n")),
    },
    Shape {
        name: "03 one cell a line, close",
        keeps_blanks: true,
        write: |f, v| whole(f, v, |f, v, t| cell_lines(f, v, t, "\n")),
    },
    Shape {
        name: "05 only the totals' cells kept apart",
        keeps_blanks: true,
        write: |f, v| whole(f, v, pipe_rows_spaced),
    },
    Shape {
        name: "06 group label as blank cells",
        keeps_blanks: true,
        write: |f, v| whole(f, v, |f, v, t| grid(f, v, t, "| ", " | ", " |", 0)),
    },
    Shape { name: "07 labels lost", keeps_blanks: false, write: |f, v| whole(f, v, labels_lost) },
    Shape {
        name: "08 markdown with filler",
        keeps_blanks: true,
        write: |f, v| whole(f, v, |f, v, t| grid(f, v, t, "| ", " | ", " |", 3)),
    },
    Shape { name: "09 empty leading cell", keeps_blanks: true, write: |f, v| whole(f, v, leading_cell) },
    Shape { name: "10 pdf, figures behind the label", keeps_blanks: false, write: |f, v| pdf(f, v, Pdf::default()) },
    Shape {
        name: "10 pdf, figures on a line of their own",
        keeps_blanks: false,
        write: |f, v| pdf(f, v, Pdf { own_line: true, ..Pdf::default() }),
    },
    Shape {
        name: "10 pdf, blank lines between",
        keeps_blanks: false,
        write: |f, v| pdf(f, v, Pdf { spaced: true, ..Pdf::default() }),
    },
    Shape {
        name: "11 pdf, figures inside the label",
        keeps_blanks: false,
        write: |f, v| pdf(f, v, Pdf { inside: true, ..Pdf::default() }),
    },
    Shape {
        name: "12 pdf, rows of another table",
        keeps_blanks: false,
        write: |f, v| pdf(f, v, Pdf { misplaced: true, ..Pdf::default() }),
    },
    Shape {
        name: "13 pdf, header again",
        keeps_blanks: false,
        write: |f, v| pdf(f, v, Pdf { header_again: true, ..Pdf::default() }),
    },
    Shape {
        name: "14 pdf, row split by the page",
        keeps_blanks: false,
        write: |f, v| pdf(f, v, Pdf { split: true, ..Pdf::default() }),
    },
    Shape {
        name: "15 pdf, header by character",
        keeps_blanks: false,
        write: |f, v| pdf(f, v, Pdf { stacked: true, ..Pdf::default() }),
    },
    Shape { name: "16 tabs", keeps_blanks: true, write: |f, v| whole(f, v, tabs) },
    Shape {
        name: "16 tabs, full grid",
        keeps_blanks: true,
        write: |f, v| whole(f, v, |f, v, t| grid(f, v, t, "", "\t", "", 0)),
    },
    Shape { name: "16 tabs, labels broken by line ends", keeps_blanks: true, write: |f, v| whole(f, v, broken_tabs) },
    Shape { name: "16 tabs, figures in many styles", keeps_blanks: true, write: |f, v| whole(f, &styled(v), tabs) },
    Shape {
        name: "16 tabs, windows line ends",
        keeps_blanks: true,
        write: |f, v| whole(f, v, tabs).replace('\n', "\r\n"),
    },
    Shape {
        name: "pdf, figures before the first labels",
        keeps_blanks: false,
        write: |f, v| pdf(f, v, Pdf { before: 2, ..Pdf::default() }),
    },
    Shape {
        name: "pdf, figures before all labels",
        keeps_blanks: false,
        write: |f, v| pdf(f, v, Pdf { before: 30, ..Pdf::default() }),
    },
];

pub const LOSSY: &[Shape] = &[
    Shape { name: "04 empty cells dropped", keeps_blanks: false, write: |f, v| whole(f, v, zeros_dropped) },
    Shape { name: "17 digits lost", keeps_blanks: false, write: digits_lost },
];

pub const OPENING: &str =
    "根据《中华人民共和国政府信息公开条例》和上级有关要求，现公布云岭县教育局政府信息公开工作年度报告。";
pub const OVERVIEW: &str = "我局主动公开政策文件，完善依申请公开办理流程，规范政府信息管理制度，更新政府网站信息公开专栏，健全监督保障机制，各项工作平稳有序。";
pub const PROBLEMS: &str =
    "存在的主要问题是公开内容还不够丰富，解读形式较为单一。下一步将加强业务培训，丰富解读形式，提高公开质量。";
pub const FEES: &str = "本年度没有收取信息处理费，没有其他需要报告的事项。";
pub const BODY: &str = "云岭县教育局";

pub fn year(form: &Form) -> u16 {
    if form.years.0 == 2019 { 2020 } else { 2023 }
}

/// A report around its tables.
fn whole(form: &Form, figures: &Figures, table: fn(&Form, &Figures, &'static FormTable) -> String) -> String {
    let year = year(form);
    let mut out = format!("{BODY}{year}年政府信息公开工作年度报告\n{OPENING}\n");
    for section in form.sections {
        out.push_str(&format!("{}、{}\n", section.number, section.title));
        match section.table.and_then(|key| form.tables.iter().find(|t| t.key == key)) {
            Some(t) => out.push_str(&table(form, figures, t)),
            None => out.push_str(match section.number {
                "一" => OVERVIEW,
                "五" => PROBLEMS,
                _ => FEES,
            }),
        }
        if !out.ends_with('\n') {
            out.push('\n');
        }
    }
    out + &format!("{BODY}\n{}年1月18日\n", year + 1)
}

/// The same figures as different people write them.
pub fn styled(figures: &Figures) -> Figures {
    let wide =
        |figure: &str| figure.chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap_or(c)).collect::<String>();
    let grouped = |figure: &str| match figure.len().checked_sub(3) {
        Some(at) if at > 0 => format!("{},{}", &figure[..at], &figure[at..]),
        _ => figure.to_owned(),
    };
    let style = |(i, (key, figure)): (usize, (&String, &String))| {
        let plain = figure.is_empty() || !figure.bytes().all(|b| b.is_ascii_digit());
        let written = match i % 7 {
            _ if plain => figure.clone(),
            0 => wide(figure),
            1 => format!("{figure}件"),
            2 => grouped(figure),
            3 => format!("{figure}（其中网上办理1件）"),
            4 => format!("\u{3000}{figure}\u{a0}"),
            _ => figure.clone(),
        };
        (key.clone(), written)
    };
    figures.iter().enumerate().map(style).collect()
}

/// One edition's tables of requests and disputes with the other's table 二.
pub fn hybrid(form: &Form, of_proactive: &Form, figures: &Figures) -> String {
    let table = of_proactive.tables.iter().find(|table| table.key == "proactive").expect("the form has the table");
    let other = tabs(of_proactive, figures, table);
    // A year of the current form, whatever the tables are.
    let text =
        whole(form, figures, |f, v, t| if t.key == "proactive" { "{table}\n".to_owned() } else { tabs(f, v, t) });
    let year = year(form).to_string();
    text.replace("{table}\n", &other).replace(&year, "2023").replace("2021年1月", "2024年1月")
}

/// The figures of a row.
pub fn values(figures: &Figures, table: &FormTable, block: &FormBlock, row: &str) -> Vec<String> {
    block.columns.iter().map(|column| figures[&format!("{}.{row}.{}", table.key, column.key)].clone()).collect()
}

/// The cells of a table, a list a row, merged cells once.
fn rows(form: &Form, figures: &Figures, table: &'static FormTable) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let strings = |cells: &[&str]| cells.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
    match table.key {
        "proactive" => {
            for block in table.blocks {
                rows.push(strings(&[block.label]));
                rows.push(
                    std::iter::once("信息内容")
                        .chain(block.columns.iter().map(|c| c.label))
                        .map(str::to_owned)
                        .collect(),
                );
                for row in block.rows {
                    rows.push([vec![row.label.to_owned()], values(figures, table, block, row.key)].concat());
                }
            }
        }
        "requests" => {
            rows.push(strings(&[form.corner_note, "申请人情况"]));
            rows.push(strings(&["自然人", "法人或其他组织", "总计"]));
            rows.push(strings(&["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]));
            let mut group = "";
            for row in table.blocks[0].rows {
                let mut cells = Vec::new();
                // 本年度办理结果 spans all results; the inner groups stand in the column behind it.
                if row.group != group
                    && !row.group.is_empty()
                    && !(row.group.starts_with("三") && group.starts_with('（'))
                {
                    cells.push(row.group.to_owned());
                }
                group = row.group;
                cells.push(row.label.to_owned());
                cells.extend(values(figures, table, &table.blocks[0], row.key));
                rows.push(cells);
            }
        }
        _ => {
            rows.push(strings(&["行政复议", "行政诉讼"]));
            let outcomes = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
            rows.push([strings(&outcomes), strings(&["未经复议直接起诉", "复议后起诉"])].concat());
            rows.push([strings(&outcomes), strings(&outcomes)].concat());
            let block = &table.blocks[0];
            rows.push(block.rows.iter().flat_map(|row| values(figures, table, block, row.key)).collect());
        }
    }
    rows
}

fn tabs(form: &Form, figures: &Figures, table: &'static FormTable) -> String {
    rows(form, figures, table).iter().map(|row| row.join("\t") + "\n").collect()
}

/// As a browser copies cells with `<br>` in them: the row goes on behind a line end.
fn broken_tabs(form: &Form, figures: &Figures, table: &'static FormTable) -> String {
    let broken = |cell: &String| -> String {
        let letters: Vec<char> = cell.chars().collect();
        let figure = cell.parse::<f64>().is_ok();
        if figure || letters.len() < 7 {
            cell.clone()
        } else {
            letters.chunks(7).map(String::from_iter).collect::<Vec<_>>().join("\n")
        }
    };
    rows(form, figures, table).iter().map(|row| row.iter().map(broken).collect::<Vec<_>>().join("\t") + "\n").collect()
}

fn pipe_rows(form: &Form, figures: &Figures, table: &'static FormTable) -> String {
    rows(form, figures, table).iter().map(|row| row.join(" | ") + "\n").collect()
}

fn pipe_rows_spaced(form: &Form, figures: &Figures, table: &'static FormTable) -> String {
    rows(form, figures, table).iter().map(|row| format!("| {} |\n", row.join(" | "))).collect()
}

fn leading_cell(form: &Form, figures: &Figures, table: &'static FormTable) -> String {
    rows(form, figures, table).iter().map(|row| format!("\t{}\n", row.join("\t"))).collect()
}

fn cell_lines_with_pipes(form: &Form, figures: &Figures, table: &'static FormTable) -> String {
    let mut out = String::new();
    for row in rows(form, figures, table) {
        for cell in row {
            out.push_str(&cell);
            out.push_str("|\n");
        }
        out.push_str("||||||\n");
    }
    out
}

fn cell_lines(form: &Form, figures: &Figures, table: &'static FormTable, separator: &str) -> String {
    rows(form, figures, table).concat().iter().map(|cell| format!("{cell}{separator}")).collect()
}

/// A full grid: a merged cell is its text and then blank cells, and fillers stand at the end.
fn grid(
    form: &Form,
    figures: &Figures,
    table: &'static FormTable,
    open: &str,
    between: &str,
    close: &str,
    filler: usize,
) -> String {
    let width = if table.key == "requests" { 10 } else { 15 };
    let mut out = String::new();
    for (i, row) in rows(form, figures, table).into_iter().enumerate() {
        let mut cells = match (table.key, i) {
            ("requests", 0) => spread(&row, &[0, 3]),
            ("requests", 1) => spread(&row, &[3, 4, 9]),
            ("requests", 2) => spread(&row, &[4, 5, 6, 7, 8]),
            ("requests", _) => {
                let labels = row.len() - 7;
                let label = &row[..labels];
                let starts: &[usize] = match label {
                    [one] if one.starts_with(['一', '二', '四']) => &[0],
                    [one] if one.starts_with('（') => &[1],
                    [_] => &[2],
                    [group, _] if group.starts_with('三') => &[0, 1],
                    [_, _] => &[1, 2],
                    _ => unreachable!("a row has one or two labels"),
                };
                let mut cells = spread(label, starts);
                cells.resize(3, String::new());
                cells.extend_from_slice(&row[labels..]);
                cells
            }
            ("disputes", 0) => spread(&row, &[0, 5]),
            ("disputes", 1) => spread(&row, &[0, 1, 2, 3, 4, 5, 10]),
            ("disputes", 2) => spread(&row, &[5, 6, 7, 8, 9, 10, 11, 12, 13, 14]),
            _ => row,
        };
        cells.resize(cells.len().max(if table.key == "proactive" { 4 } else { width }) + filler, String::new());
        out.push_str(&format!("{open}{}{close}\n", cells.join(between)));
        if i == 0 && open.starts_with('|') && filler > 0 {
            out.push_str(&format!("|{}\n", "---|".repeat(cells.len())));
        }
    }
    out
}

fn spread(row: &[String], starts: &[usize]) -> Vec<String> {
    let mut cells = vec![String::new(); starts.last().map_or(0, |last| last + 1)];
    for (cell, start) in row.iter().zip(starts) {
        cells[*start] = cell.clone();
    }
    cells
}

/// Only the groups' labels are left, each followed by all figures of its rows.
fn labels_lost(form: &Form, figures: &Figures, table: &'static FormTable) -> String {
    if table.key != "requests" {
        return tabs(form, figures, table);
    }
    let mut out = String::from("自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计\n");
    let mut group = "";
    for row in table.blocks[0].rows {
        if row.group.starts_with('（') {
            if row.group != group {
                out.push_str(row.group);
            }
        } else {
            out.push_str(row.label);
        }
        group = row.group;
        for value in values(figures, table, &table.blocks[0], row.key) {
            out.push(' ');
            out.push_str(&value);
        }
        let next_in_group = row.group.starts_with('（')
            && table.blocks[0]
                .rows
                .iter()
                .skip_while(|r| r.key != row.key)
                .nth(1)
                .is_some_and(|next| next.group == row.group);
        if !next_in_group {
            out.push('\n');
        }
    }
    out
}

/// Zeros are left blank, and blank cells are dropped: of seven figures some are left, nobody knows which.
fn zeros_dropped(form: &Form, figures: &Figures, table: &'static FormTable) -> String {
    if table.key != "requests" {
        return tabs(form, figures, table);
    }
    rows(form, figures, table)
        .iter()
        .map(|row| {
            let kept: Vec<&str> = row.iter().map(String::as_str).filter(|cell| *cell != "0").collect();
            kept.join("\t") + "\n"
        })
        .collect()
}

/// Spans with digits in them fell out: of dates the joints, of the table's figures some.
fn digits_lost(form: &Form, figures: &Figures) -> String {
    whole(form, figures, |form, figures, table| {
        if table.key != "requests" {
            return tabs(form, figures, table);
        }
        let mut out = format!("统计期限自{0}11日起，至{0}1231日止。\n", year(form));
        for (i, row) in rows(form, figures, table).into_iter().enumerate() {
            // What fell out leaves an empty cell.
            let lost = |j: usize, cell: &String| cell.parse::<i64>().is_ok() && (i + j).is_multiple_of(3);
            let cells: Vec<String> = row
                .into_iter()
                .enumerate()
                .map(|(j, cell)| if lost(j, &cell) { String::new() } else { cell })
                .collect();
            out.push_str(&cells.join("\t"));
            out.push('\n');
        }
        out
    })
}

// ---- the text layer of a PDF -------------------------------------------------------------------------------------

#[derive(Clone, Copy, Default)]
struct Pdf {
    /// Figures on a line of their own behind the label's last piece.
    own_line: bool,
    /// Figures between the pieces of the label.
    inside: bool,
    /// A blank line behind every line.
    spaced: bool,
    /// Rows of table 二 in the middle of table 三.
    misplaced: bool,
    /// The header printed again behind a page number.
    header_again: bool,
    /// A row whose label goes on on the next page.
    split: bool,
    /// Table 四's header stacked by character.
    stacked: bool,
    /// In how many rows of each table the figures stand before the label.
    before: usize,
}

fn wrapped(text: &str, width: usize) -> Vec<String> {
    text.chars().collect::<Vec<_>>().chunks(width).map(|line| line.iter().collect()).collect()
}

const HEADER: &[&str] = &[
    "申请人情况",
    "自然",
    "人",
    "法人或其他组织",
    "总计商业",
    "企业",
    "科研",
    "机构",
    "社会",
    "公益",
    "组织",
    "法律",
    "服务",
    "机构",
    "其他",
];

fn pdf(form: &Form, figures: &Figures, how: Pdf) -> String {
    let year = year(form);
    let mut lines: Vec<String> = Vec::new();
    let prose = |text: &str| wrapped(text, 28);
    lines.extend(wrapped(&format!("{BODY}{year}年政府信息公开工作年度报告"), 14));
    lines.extend(prose(OPENING));
    let table = |key: &str| form.tables.iter().find(|t| t.key == key).expect("the form has the table");
    let title = |i: usize| format!("{}、{}", form.sections[i].number, form.sections[i].title);
    lines.push(title(0));
    lines.extend(prose(OVERVIEW));
    lines.push(title(1));
    let mut late: Vec<String> = Vec::new();
    let proactive = table("proactive");
    for (b, block) in proactive.blocks.iter().enumerate() {
        let last = b + 2 >= proactive.blocks.len();
        let target = if how.misplaced && last { &mut late } else { &mut lines };
        target.push(block.label.to_owned());
        target.push(
            std::iter::once("信息内容").chain(block.columns.iter().map(|c| c.label)).collect::<Vec<_>>().join(" "),
        );
        for row in block.rows {
            target.push(
                format!("{} {}", row.label, values(figures, proactive, block, row.key).join(" ")).trim_end().to_owned(),
            );
        }
    }
    lines.push(title(2));
    lines.extend(wrapped(form.corner_note, 19));
    lines.extend(HEADER.iter().map(|s| (*s).to_owned()));
    let requests = table("requests");
    let block = &requests.blocks[0];
    let mut group = "";
    for (i, row) in block.rows.iter().enumerate() {
        if row.group != group {
            if row.group.starts_with('三') && group.is_empty() {
                lines.extend(row.group.chars().map(String::from));
            } else if row.group.starts_with('（') {
                lines.push(row.group.to_owned());
            }
            group = row.group;
        }
        let figures = values(figures, requests, block, row.key).join(" ");
        let mut pieces = wrapped(row.label, if row.label.chars().count() > 20 { 10 } else { 14 });
        if how.split && i == 12 {
            pieces = wrapped(row.label, 8);
        }
        let page = || ["- 3 -".to_owned()].into_iter();
        if i < how.before {
            lines.push(figures);
            lines.extend(pieces);
        } else if how.inside && pieces.len() > 1 {
            let behind = pieces.split_off(1);
            lines.extend(pieces);
            lines.push(figures);
            lines.extend(behind);
        } else if how.split && i == 12 && pieces.len() > 1 {
            let behind = pieces.split_off(1);
            lines.extend(pieces);
            lines.extend(page());
            lines.extend(behind);
            lines.push(figures);
        } else if how.own_line || pieces.len() > 1 {
            lines.extend(pieces);
            lines.push(figures);
        } else {
            lines.push(format!("{} {figures}", pieces[0]).trim_end().to_owned());
        }
        if how.header_again && i == 9 {
            lines.extend(page());
            lines.extend(HEADER.iter().map(|s| (*s).to_owned()));
        }
        if how.misplaced && i == 5 {
            lines.append(&mut late);
        }
    }
    lines.push(title(3));
    lines.push("行政复议 行政诉讼".to_owned());
    let outcomes = ["结果维持", "结果纠正", "其他结果", "尚未审结"];
    if how.stacked {
        lines.push("未经复议直接起诉 复议后起诉".to_owned());
        for i in 0..4 {
            let by_character: Vec<String> =
                outcomes.iter().cycle().take(12).filter_map(|o| o.chars().nth(i)).map(String::from).collect();
            lines.push(by_character.join(" "));
        }
        lines.push("总 总 总".to_owned());
        lines.push("计 计 计".to_owned());
    } else {
        let leaves = |lines: &mut Vec<String>| {
            for outcome in outcomes {
                lines.extend(wrapped(outcome, 2));
            }
            lines.push("总计".to_owned());
        };
        leaves(&mut lines);
        lines.push("未经复议直接起诉 复议后起诉".to_owned());
        leaves(&mut lines);
        leaves(&mut lines);
    }
    let disputes = table("disputes");
    let fifteen: Vec<String> = disputes.blocks[0]
        .rows
        .iter()
        .flat_map(|row| values(figures, disputes, &disputes.blocks[0], row.key))
        .collect();
    lines.push(fifteen.join(" "));
    lines.push(title(4));
    lines.extend(prose(PROBLEMS));
    lines.push(title(5));
    lines.extend(prose(FEES));
    lines.push(BODY.to_owned());
    lines.push(format!("{}年1月18日", year + 1));
    lines.join(if how.spaced { "\n\n" } else { "\n" })
}
