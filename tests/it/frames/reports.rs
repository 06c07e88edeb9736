//! The consistent reports that frames are filled from, and the names of their figures.

use std::collections::BTreeMap;

use gouji::form::Edition;

use super::sum::Number;
use crate::sample::Sample;

/// Whose report it is, and what it calls itself.
#[derive(Clone)]
pub struct Report {
    /// What frames call it.
    pub name: &'static str,
    pub body: &'static str,
    /// What stands for `{@we}`, `{@all}` and `{@office}`.
    pub words: [&'static str; 3],
    pub year: u16,
    pub sample: Sample,
}

/// The applicants' columns but 总计.
const COLUMNS: [&str; 6] = ["natural", "business", "research", "welfare", "legal", "other"];
/// Rows that a name stands for together.
const GROUPS: [&str; 4] = ["denied", "unavailable", "rejected", "other"];

type Rows = &'static [(&'static str, [u64; 6])];
type Cells = &'static [(&'static str, &'static str)];

/// All of them, large to small.
pub fn reports() -> Vec<Report> {
    vec![
        report(
            ("city", "云岭市人民政府", ["我市", "全市", "市政府办公室"], 2023),
            &[
                ("carried_in", [31, 4, 0, 0, 2, 0]),
                ("granted", [266, 38, 1, 0, 17, 2]),
                ("partial", [84, 15, 0, 0, 9, 1]),
                ("denied.state_secret", [2, 0, 0, 0, 0, 0]),
                ("denied.law_forbidden", [17, 3, 0, 0, 1, 0]),
                ("denied.stability", [4, 0, 0, 0, 0, 0]),
                ("denied.third_party", [9, 3, 0, 0, 0, 0]),
                ("denied.internal", [6, 1, 0, 0, 0, 0]),
                ("denied.process", [14, 2, 0, 0, 1, 0]),
                ("denied.enforcement", [13, 0, 0, 0, 0, 0]),
                ("denied.inquiry", [5, 0, 0, 0, 0, 0]),
                ("unavailable.not_held", [118, 16, 0, 0, 8, 0]),
                ("unavailable.needs_creation", [22, 3, 0, 0, 0, 0]),
                ("unavailable.unclear", [8, 0, 0, 0, 0, 0]),
                ("rejected.complaint", [33, 2, 0, 0, 0, 0]),
                ("rejected.repeat", [19, 1, 0, 0, 0, 0]),
                ("rejected.publication", [3, 0, 0, 0, 0, 0]),
                ("rejected.excessive", [0, 0, 0, 0, 1, 0]),
                ("rejected.confirm", [10, 0, 0, 0, 0, 0]),
                ("other.no_correction", [26, 3, 0, 0, 1, 0]),
                ("other.other", [11, 4, 0, 0, 0, 0]),
                ("carried_out", [46, 7, 0, 0, 5, 0]),
            ],
            &[
                ("rules.issued", "2"),
                ("rules.repealed", "1"),
                ("rules.in_force", "23"),
                ("normative.issued", "34"),
                ("normative.repealed", "13"),
                ("normative.in_force", "287"),
                ("license", "48216"),
                ("penalty", "9753"),
                ("coercion", "864"),
                ("fees", "3127.45"),
                ("review.upheld", "41"),
                ("review.corrected", "12"),
                ("review.other", "18"),
                ("review.pending", "8"),
                ("direct.upheld", "15"),
                ("direct.corrected", "2"),
                ("direct.other", "6"),
                ("direct.pending", "4"),
                ("after.upheld", "11"),
                ("after.corrected", "1"),
                ("after.other", "3"),
                ("after.pending", "7"),
            ],
        ),
        report(
            ("county", "青禾县人民政府", ["我县", "全县", "县政府办公室"], 2022),
            &[
                ("carried_in", [6, 1, 0, 0, 0, 0]),
                ("granted", [44, 9, 0, 1, 3, 0]),
                ("partial", [12, 3, 0, 0, 1, 0]),
                ("denied.law_forbidden", [4, 1, 0, 0, 0, 0]),
                ("denied.third_party", [2, 0, 0, 0, 0, 0]),
                ("denied.internal", [1, 0, 0, 0, 0, 0]),
                ("denied.process", [5, 1, 0, 0, 0, 0]),
                ("denied.enforcement", [4, 0, 0, 0, 0, 0]),
                ("unavailable.not_held", [23, 4, 0, 0, 0, 0]),
                ("unavailable.needs_creation", [8, 0, 0, 0, 0, 0]),
                ("unavailable.unclear", [2, 0, 0, 0, 0, 0]),
                ("rejected.complaint", [10, 0, 0, 0, 0, 0]),
                ("rejected.repeat", [3, 0, 0, 0, 0, 0]),
                ("rejected.confirm", [1, 0, 0, 0, 0, 0]),
                ("other.no_correction", [9, 2, 0, 0, 0, 0]),
                ("other.other", [2, 0, 0, 0, 0, 0]),
                ("carried_out", [12, 3, 0, 0, 0, 0]),
            ],
            &[
                ("normative.issued", "9"),
                ("normative.repealed", "4"),
                ("normative.in_force", "68"),
                ("license", "3127"),
                ("penalty", "846"),
                ("coercion", "57"),
                ("fees", "512.6"),
                ("review.upheld", "11"),
                ("review.corrected", "3"),
                ("review.other", "2"),
                ("review.pending", "6"),
                ("direct.upheld", "6"),
                ("direct.corrected", "1"),
                ("direct.other", "2"),
                ("direct.pending", "3"),
                ("after.upheld", "3"),
                ("after.other", "1"),
                ("after.pending", "1"),
            ],
        ),
        report(
            ("bureau", "云岭市石桥区住房和城乡建设局", ["我局", "全局", "局办公室"], 2024),
            &[
                ("carried_in", [3, 0, 0, 0, 0, 0]),
                ("granted", [14, 5, 0, 0, 2, 0]),
                ("partial", [7, 1, 0, 0, 0, 0]),
                ("denied.law_forbidden", [2, 0, 0, 0, 0, 0]),
                ("denied.third_party", [3, 1, 0, 0, 0, 0]),
                ("denied.process", [1, 0, 0, 0, 0, 0]),
                ("unavailable.not_held", [9, 3, 0, 0, 0, 0]),
                ("unavailable.needs_creation", [2, 0, 0, 0, 0, 0]),
                ("rejected.complaint", [5, 0, 0, 0, 0, 0]),
                ("rejected.repeat", [1, 0, 0, 0, 0, 0]),
                ("other.no_correction", [4, 0, 0, 0, 0, 0]),
                ("other.other", [1, 0, 0, 0, 0, 0]),
                ("carried_out", [7, 2, 0, 0, 0, 0]),
            ],
            &[
                ("normative.issued", "3"),
                ("normative.repealed", "1"),
                ("normative.in_force", "14"),
                ("license", "1286"),
                ("penalty", "215"),
                ("coercion", "6"),
                ("fees", "38.72"),
                ("review.upheld", "5"),
                ("review.corrected", "1"),
                ("review.other", "2"),
                ("review.pending", "2"),
                ("direct.upheld", "2"),
                ("direct.other", "1"),
                ("direct.pending", "1"),
                ("after.upheld", "1"),
                ("after.pending", "1"),
            ],
        ),
        report(
            ("town", "青禾县柳河镇人民政府", ["我镇", "全镇", "镇党政办"], 2021),
            &[
                ("granted", [4, 1, 0, 0, 0, 0]),
                ("partial", [2, 0, 0, 0, 0, 0]),
                ("unavailable.not_held", [3, 0, 0, 0, 0, 0]),
                ("rejected.complaint", [1, 0, 0, 0, 0, 0]),
            ],
            &[("normative.in_force", "2"), ("license", "37"), ("penalty", "12"), ("review.upheld", "1")],
        ),
    ]
}

fn report(
    (name, body, words, year): (&'static str, &'static str, [&'static str; 3], u16),
    rows: Rows,
    cells: Cells,
) -> Report {
    let mut sample = Sample::new(body, year, Edition::E2021);
    sample.cells.values_mut().for_each(|cell| *cell = "0".to_owned());
    for (row, values) in rows {
        for (column, value) in COLUMNS.iter().zip(values) {
            sample.set(&format!("requests.{row}.{column}"), *value);
        }
    }
    for (short, value) in cells {
        *sample.cells.get_mut(&key(short)).expect(short) = (*value).to_owned();
    }
    assert!(close(&mut sample), "{name}: more carried in than dealt with");
    Report { name, body, words, year, sample }
}

/// The key of the cell that a short name stands for.
pub fn key(short: &str) -> String {
    match short {
        "license" | "penalty" | "coercion" => format!("proactive.{short}.decisions"),
        "fees" => "proactive.fees.amount".to_owned(),
        _ => match short.split_once('.') {
            Some(("rules" | "normative", _)) => format!("proactive.{short}"),
            Some(("review", outcome)) => format!("disputes.review.{outcome}"),
            Some(("direct", outcome)) => format!("disputes.suit_direct.{outcome}"),
            Some(("after", outcome)) => format!("disputes.suit_after_review.{outcome}"),
            _ => format!("requests.{short}"),
        },
    }
}

/// Makes what was newly received what the other rows need, and all totals; whether that can be.
pub fn close(sample: &mut Sample) -> bool {
    sample.settle();
    for column in COLUMNS {
        let figure = |row: &str| sample.figure(&format!("requests.{row}.{column}"));
        let Some(new) = (figure("total") + figure("carried_out")).checked_sub(figure("carried_in")) else {
            return false;
        };
        sample.set(&format!("requests.new.{column}"), new);
    }
    sample.settle();
    true
}

/// Whether what came in is what went out or stays, in each column.
pub fn is_closed(sample: &Sample) -> bool {
    COLUMNS.iter().all(|column| {
        let figure = |row: &str| sample.figure(&format!("requests.{row}.{column}"));
        figure("new") + figure("carried_in") == figure("total") + figure("carried_out")
    })
}

/// The figure that a name stands for, sums of cells included; `None` for what is no name of a figure.
pub fn figure(cells: &BTreeMap<String, String>, name: &str) -> Option<Number> {
    let cell = |key: &str| Number::parse(cells.get(key)?);
    let total =
        |names: Vec<String>| names.iter().try_fold(Number::whole(0), |sum, name| Some(sum + figure(cells, name)?));
    for (word, parts) in [("suit", ["direct", "after"]), ("cases", ["review", "suit"])] {
        if let Some(outcome) = name.strip_prefix(word).filter(|rest| rest.is_empty() || rest.starts_with('.')) {
            return total(parts.map(|part| format!("{part}{outcome}")).into());
        }
    }
    if matches!(name, "review" | "direct" | "after") {
        return cell(&key(&format!("{name}.total")));
    }
    let (row, column) = match name.rsplit_once('.') {
        // The third row of 其他处理 is called as a column is.
        Some((row, column)) if name != "other.other" && (COLUMNS.contains(&column) || column == "law") => (row, column),
        _ => (name, "total"),
    };
    if row == "all" {
        return total(vec![format!("new.{column}"), format!("carried_in.{column}")]);
    }
    if GROUPS.contains(&row) {
        let start = format!("requests.{row}.");
        let rows = cells.keys().filter_map(|key| key.strip_prefix(&start)?.strip_suffix(".total"));
        return total(rows.map(|own| format!("{row}.{own}.{column}")).collect());
    }
    match column {
        // The five kinds of 法人或其他组织; what the form calls `legal` is 法律服务机构.
        "legal" => total(["business", "research", "welfare", "law", "other"].map(|c| format!("{row}.{c}")).into()),
        "law" => cell(&format!("requests.{row}.legal")),
        _ => cell(&key(name)).or_else(|| cell(&format!("requests.{row}.{column}"))),
    }
}
