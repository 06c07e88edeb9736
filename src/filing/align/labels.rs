//! All labels of all editions, as letters, with what each stands for.

use std::sync::LazyLock;

use crate::order::Arrange;
use crate::{filing::fold::fold_label, form::Edition, forms::FORMS};

/// What a label stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A row: its table and its key.
    Row(&'static str, &'static str),
    /// A group of rows of the table of requests.
    Group(&'static str),
    /// A column: its table and its key.
    Column(&'static str, &'static str),
    /// The heading of a block of table 二.
    Block(&'static str),
    /// The note in the corner of the table of requests.
    Corner,
    /// A header that spans others, or stands over the labels.
    Header,
}

/// A label in one of its spellings.
#[derive(Debug)]
pub struct Label {
    /// Its letters: what is compared.
    pub letters: String,
    /// The form's label that it is a spelling of.
    pub text: &'static str,
    /// What it may stand for; several for 总计 and 其他.
    pub targets: Vec<Target>,
    /// The editions that have it.
    pub editions: Vec<Edition>,
    /// Whether it tells the editions apart: it is an edition's own wording, not a known slip for another's.
    pub telling: bool,
    /// Whether it is written with its group in front.
    pub with_group: bool,
}

impl Label {
    /// Whether it can stand for a target.
    pub fn is(&self, target: &Target) -> bool {
        self.targets.contains(target)
    }

    /// Whether a text is a canonical label with its group's label in front, or around it.
    pub fn same_as(&self, canonical: &str, text: &str) -> bool {
        self.with_group && fold_label(text).contains(&fold_label(canonical))
    }
}

/// Headers without cells of their own.
const HEADERS: &[&str] = &["信息内容", "申请人情况", "法人或其他组织", "行政诉讼"];

static LABELS: LazyLock<Vec<Label>> = LazyLock::new(|| {
    let mut labels: Vec<Label> = Vec::new();
    let mut add =
        |text: &'static str, letters: String, target: Target, edition: Edition, own: bool, with_group: bool| {
            if letters.is_empty() {
                return;
            }
            let label = match labels.iter_mut().find(|label| label.letters == letters) {
                Some(label) => label,
                None => {
                    labels.push(Label { letters, text, targets: vec![], editions: vec![], telling: own, with_group });
                    labels.last_mut().expect("just pushed")
                }
            };
            if !label.targets.contains(&target) {
                label.targets.push(target);
            }
            if !label.editions.contains(&edition) {
                label.editions.push(edition);
            }
            label.telling |= own;
            label.with_group &= with_group;
        };
    for form in FORMS {
        let edition = form.edition;
        add(form.corner_note, fold_label(form.corner_note), Target::Corner, edition, false, false);
        for header in HEADERS {
            add(header, fold_label(header), Target::Header, edition, false, false);
        }
        for table in form.tables {
            for block in table.blocks {
                let letters = fold_label(block.label);
                add(block.label, letters.clone(), Target::Block(block.label), edition, false, false);
                // 第二十条（一）项
                add(block.label, letters.replace("条第", "条"), Target::Block(block.label), edition, false, false);
                for column in block.columns {
                    let target = Target::Column(table.key, column.key);
                    let own = table.key == "proactive";
                    add(column.label, fold_label(column.label), target, edition, own, false);
                    for variant in column.variants {
                        add(column.label, fold_label(variant), target, edition, own, false);
                    }
                }
                for row in block.rows {
                    let target = Target::Row(table.key, row.key);
                    let own = table.key == "proactive" && matches!(row.key, "services" | "procurement");
                    for spelling in std::iter::once(&row.label).chain(row.variants) {
                        let letters = fold_label(spelling);
                        add(row.label, letters.clone(), target, edition, own, false);
                        let bare: String = bare(spelling);
                        if bare.chars().count() >= 4 {
                            add(row.label, bare, target, edition, own, false);
                        }
                        if !row.group.is_empty() {
                            add(row.label, fold_label(row.group) + &letters, target, edition, own, true);
                        }
                    }
                    if !row.group.is_empty() {
                        add(row.group, fold_label(row.group), Target::Group(row.group), edition, false, false);
                        let bare = bare(row.group);
                        add(row.group, bare, Target::Group(row.group), edition, false, false);
                    }
                }
            }
        }
    }
    // 处理决定数量 and 行政规范性文件 are each the other edition's slip: only what one edition alone has tells.
    for label in &mut labels {
        label.telling &= label.editions.len() == 1;
    }
    labels.arrange_by(|a, b| a.letters.cmp(&b.letters));
    labels
});

/// A label's letters without its running number.
pub fn bare(label: &str) -> String {
    let letters = fold_label(label);
    let number = |c: char| c.is_ascii_digit() || "一二三四五六七".contains(c);
    match label.chars().next() {
        Some('（') => letters.chars().skip(1).collect(),
        Some(c) if number(c) && label.chars().nth(1).is_some_and(|c| matches!(c, '.' | '、')) => {
            letters.chars().skip(1).collect()
        }
        _ => letters,
    }
}

/// All labels, sorted by their letters.
pub fn labels() -> &'static [Label] {
    &LABELS
}

/// Whether letters are a label or the beginning of one: the label's index, and whether a longer one begins so.
pub fn look_up(letters: &str) -> (Option<usize>, bool) {
    let labels = labels();
    let at = labels.partition_point(|label| label.letters.as_str() < letters);
    let exact = labels.get(at).is_some_and(|label| label.letters == letters);
    let next = if exact { at + 1 } else { at };
    let longer = labels.get(next).is_some_and(|label| label.letters.starts_with(letters));
    (exact.then_some(at), longer)
}

/// The row whose label letters are with its group's label around it, as they come where the group's is written on two
/// lines and the row's between them: 三、本年度 · （一）予以公开 · 办理结果.
pub fn within_group(letters: &str) -> Option<usize> {
    labels().iter().position(|label| {
        if !label.with_group || label.letters.len() != letters.len() {
            return false;
        }
        let row = fold_label(label.text);
        let around = letters.split_once(&row).filter(|(before, behind)| !before.is_empty() && !behind.is_empty());
        around.is_some_and(|(before, behind)| [before, behind, &row].concat() == label.letters)
    })
}
