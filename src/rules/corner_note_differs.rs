//! The note in the corner of the table of requests in other words than the form's.

use crate::{
    filing::{Filing, Likeness},
    finding::{Applicability, Edit, Family, Finding, Fix, Severity},
    form::Role,
    language::{Message, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "corner-note-differs";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Form,
    severity: Severity::Note,
    title: both("表三左上角的说明与格式不同", "The corner note of table three differs"),
    text: both(
        "表三左上角写明本列数据的勾稽关系，文字和逗号应与格式一致；括号、句号和空格的出入不算。",
        "The corner of table three states how its columns balance, in the form's words and with its commas; brackets, full stops and blanks do not count.",
    ),
    basis: both(
        "国办公开办函〔2021〕30号《政府信息公开工作年度报告格式》第三部分表格左上角。",
        "The form set by notice 国办公开办函〔2021〕30号, the upper left corner of table three.",
    ),
    example: both("“之和”与“等于”之间少了逗号。", "The comma between 之和 and 等于 is missing."),
    remedy: both("照格式改。", "Use the form's words."),
    check,
};

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let requests = filing.form.and_then(|form| {
        let with_balance =
            |table: &crate::form::FormTable| table.blocks.iter().any(|b| b.rows.iter().any(|r| r.role == Role::Total));
        Some((form, filing.tables.get(form.tables.iter().position(with_balance)?)?))
    });
    let Some((form, table)) = requests.filter(|(_, table)| table.present) else { return Verdict::default() };
    let mut verdict = Verdict { examined: 1, ..Verdict::default() };
    let Some(note) = &table.corner_note else {
        // A table copied without its head has none; that it was left out cannot be told from that.
        verdict.unclear = 1;
        return verdict;
    };
    if note.likeness == Likeness::Same {
        return verdict;
    }
    if !note.is_whole(filing.document) {
        verdict.unclear = 1;
        return verdict;
    }
    let mut finding = Finding::new(
        NAME,
        Severity::Note,
        both(
            "表三左上角的说明与格式不一致，格式上是“{expected}”。",
            "The note in the corner of table three is not in the form's words: “{expected}”.",
        ),
    );
    finding.message = finding.message.with("expected", form.corner_note);
    finding.spans = note.spans.clone();
    finding.expected = Some(form.corner_note.to_owned());
    finding.found = Some(super::places::written(filing, note));
    if let [span] = note.spans[..] {
        finding.fix = Some(Fix {
            title: Message::new(both("照格式改", "Use the form's words")),
            edits: vec![Edit { span, text: form.corner_note.to_owned() }],
            applicability: Applicability::Likely,
        });
    }
    verdict.failed = 1;
    verdict.findings.push(finding);
    verdict
}
