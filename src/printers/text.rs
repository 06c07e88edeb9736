//! Lines for people: how it stands, then finding by finding.

use std::fmt::Write;

use crate::{
    finding::{Cause, Severity},
    form::Edition,
    forms::edition_2014,
    language::{Language, Message, both},
    outcome::{FindingView, Outcome, ReadingKind, Report, numbers::Unchecked},
    printer::Printer,
};

/// The printer.
pub const PRINTER: Printer = Printer { name: "text", print };

fn print(outcome: &Outcome, language: Language) -> String {
    let report = &outcome.report;
    let mut out = String::new();
    let title = report.title.as_deref().unwrap_or("");
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{}  {}", report.file, title);
    if let Some(unreadable) = &report.unreadable {
        let sentences = Message::new(both("{what}{advice}", "{what} {advice}"))
            .with("what", unreadable.message.clone())
            .with("advice", unreadable.advice.clone());
        let _ = writeln!(out, "  ! {}", sentences.render(language));
        return out;
    }
    let standing = if report.edition == Some(Edition::E2014) {
        edition_2014::NAMED.get(language).to_owned()
    } else {
        standing(report, language)
    };
    let _ = writeln!(out, "  {standing}");
    if let Some(file) = &report.last_year {
        let sentence = Message::new(both("已与上年报告核对：{file}", "Compared with last year's report: {file}"));
        let _ = writeln!(out, "  {}", sentence.with("file", file.clone()).render(language));
    }
    if !report.dismissed.is_empty() {
        let sentence = Message::new(both(
            "另有 {count} 条意见已按设置忽略，没有列出",
            "Findings dismissed in the profile and not listed: {count}",
        ));
        let _ = writeln!(out, "  {}", sentence.with("count", report.dismissed.len().to_string()).render(language));
    }
    for finding in &report.findings {
        print_finding(&mut out, finding, language);
    }
    out
}

fn standing(report: &Report, language: Language) -> String {
    let readable = |kind: ReadingKind| !matches!(kind, ReadingKind::Lost | ReadingKind::Absent);
    let read = report.cells.iter().filter(|cell| readable(cell.reading)).count();
    let sums = report.coverage.iter().filter(|c| {
        c.rule.ends_with("sum-mismatch") && !c.rule.starts_with("breakdown") || c.rule == "unbalanced-column"
    });
    let (examined, failed, unclear) =
        sums.fold((0, 0, 0), |(e, f, u), c| (e + c.examined, f + c.failed, u + c.unclear));
    let figures = || report.numbers.iter().filter(|number| !number.reason.is_some_and(Unchecked::is_no_figure));
    let checked = figures().filter(|number| number.reason.is_none()).count();
    let count = |severity| report.findings.iter().filter(|f| f.severity == severity).count().to_string();
    Message::new(both(
        "{read}/{all} 格读出 · {examined} 条等式，{failed} 条不符，{unclear} 条无法核对 · 正文 {numbers} 个数，{checked} 个已核对 · {errors} 错误 {warnings} 提醒 {notes} 提示",
        "{read}/{all} cells read · {examined} equations, {failed} fail, {unclear} unclear · \
         {numbers} numbers in the text, {checked} checked · {errors} errors, {warnings} warnings, {notes} notes",
    ))
    .with("read", read.to_string())
    .with("all", report.cells.len().to_string())
    .with("examined", examined.to_string())
    .with("failed", failed.to_string())
    .with("unclear", unclear.to_string())
    .with("numbers", figures().count().to_string())
    .with("checked", checked.to_string())
    .with("errors", count(Severity::Error))
    .with("warnings", count(Severity::Warning))
    .with("notes", count(Severity::Note))
    .render(language)
}

fn print_finding(out: &mut String, finding: &FindingView, language: Language) {
    let mark = match finding.severity {
        Severity::Error => "✕",
        Severity::Warning => "▲",
        Severity::Note => "●",
    };
    let place = finding.spans.first().map_or("", |span| span.place.as_str());
    let reading = match (finding.cause, language) {
        (Cause::Report, _) => "",
        (Cause::Reading, Language::Zh) => "（读取）",
        (Cause::Reading, Language::En) => " (reading)",
    };
    let _ = writeln!(out, "  {mark} {place}  [{}]{reading}", finding.rule);
    let _ = writeln!(out, "    {}", finding.message);
    if let Some(fix) = &finding.fix {
        let _ = writeln!(out, "    → {}", fix.title);
    }
}
