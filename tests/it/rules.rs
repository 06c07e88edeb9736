//! The rules against their cases: every file of `tests/rules/` is named after a rule and holds reports with what the
//! rule says of them.
//!
//! `BLESS=1` writes the expectations anew; read the difference before you commit it. The cases' language is told in
//! `tests/rules/README.md`.

use std::{fmt::Write, fs, path::Path};

use gouji::{
    check_with,
    finding::{Cause, Severity},
    form::Edition,
    language::Language,
    last_year::LastYear,
    outcome::{FindingView, Outcome},
    profile::Profile,
    rules::RULES,
    source::Source,
};

use crate::sample::{Sample, SampleSection};

/// A case of a rule's document.
struct Case {
    name: String,
    report: String,
    expected: Vec<String>,
    /// Where the expectation stands in the document.
    place: std::ops::Range<usize>,
}

fn cases(document: &str) -> Vec<Case> {
    let mut cases = Vec::new();
    let (mut name, mut report) = (String::new(), None);
    let mut at = 0;
    let mut fence: Option<(String, usize)> = None;
    for line in document.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let text = line.trim_end();
        match &fence {
            Some((kind, from)) if text == "```" => {
                let body = document[*from..start].to_owned();
                match kind.as_str() {
                    "report" => report = Some(body),
                    "findings" => cases.push(Case {
                        name: name.clone(),
                        report: report.take().unwrap_or_else(|| panic!("{name}: findings without a report")),
                        expected: body.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect(),
                        place: *from..start,
                    }),
                    other => panic!("{name}: a block of {other}"),
                }
                fence = None;
            }
            Some(_) => {}
            None => {
                if let Some(kind) = text.strip_prefix("```") {
                    fence = Some((kind.to_owned(), at));
                } else if let Some(heading) = text.strip_prefix("## ") {
                    name = heading.to_owned();
                }
            }
        }
    }
    cases
}

/// The report of a case, and last year's where it has one: that of lines that begin with `last`.
fn reports(case: &str) -> (String, Option<String>) {
    let (changes, raw) = match case.find("raw:\n") {
        Some(raw) => case.split_at(raw),
        None => (case, ""),
    };
    let (last, own): (Vec<&str>, Vec<&str>) =
        changes.lines().partition(|line| *line == "last" || line.starts_with("last "));
    let own = own.join("\n");
    let value = |name: &str| own.lines().find_map(|line| Some(line.strip_prefix(name)?.trim()));
    let body = value("body:").unwrap_or(BODY);
    let year: u16 = value("year:").map_or(YEAR, |year| year.parse().expect("a year"));
    // What is said of last year's report itself stands behind what it is by default.
    let before = || {
        let changes: Vec<&str> = last.iter().filter_map(|line| line.strip_prefix("last ")).collect();
        let named = |name: &str| changes.iter().any(|line| line.starts_with(name));
        let mut report_of = String::new();
        if !named("body:") {
            writeln!(report_of, "body: {body}").unwrap();
        }
        if !named("year:") {
            writeln!(report_of, "year: {}", year - 1).unwrap();
        }
        // What this year's sample follows from.
        let figures = ["requests.new.natural = 22", "requests.carried_out.natural = 3", "settle"];
        let stock = ["proactive.normative.in_force = 22"];
        let stock = if named("edition: 2019") { &[][..] } else { &stock };
        report(&[&[report_of.as_str()][..], &figures, stock, &changes].concat().join("\n"))
    };
    let before = (!last.is_empty()).then(before);
    (report(&(own + "\n" + raw)), before)
}

/// The body and the year of a case that names none.
const BODY: &str = "云岭县教育局";
const YEAR: u16 = 2023;

/// A report: a sample with changes, or the text behind `raw:`.
fn report(case: &str) -> String {
    if let Some((_, raw)) = case.split_once("raw:\n") {
        return raw.to_owned();
    }
    let value = |name: &str| {
        case.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).map(|value| value.trim().to_owned())
    };
    let year = value("year").map_or(YEAR, |year| year.parse().expect("a year"));
    let edition = match value("edition").as_deref() {
        Some("2019") => Edition::E2019,
        _ => Edition::E2021,
    };
    let mut sample = Sample::new(&value("body").unwrap_or_else(|| BODY.into()), year, edition);
    let mut replacements: Vec<(String, String)> = Vec::new();
    for line in case.lines().filter(|line| !line.trim().is_empty()) {
        change(&mut sample, line, &mut replacements);
    }
    let mut text = sample.to_text();
    if let Some(again) = value("again") {
        let (caption, change) = again.split_once('|').expect("caption | from => to");
        let (from, to) = change.split_once("=>").expect("from => to");
        let start = text.find(&sample.corner_note).expect("the table of requests");
        let end = start + text[start..].find("\n\n").expect("the end of its section") + 1;
        let table = text[start..end].replace(from.trim(), to.trim());
        text.insert_str(end, &format!("{}\n{table}", caption.trim()));
    }
    for (from, to) in replacements {
        assert!(text.contains(&from), "nothing to replace: {from}");
        text = text.replace(&from, &to);
    }
    if text.lines().any(|line| line == "［图片］") {
        // A picture stands in a page only.
        let lines = text.lines().filter(|line| !line.is_empty()).map(|line| match line {
            "［图片］" => "<p><img src=\"1.png\"></p>\n".to_owned(),
            line => format!("<p>{line}</p>\n"),
        });
        return lines.collect();
    }
    text
}

fn change(sample: &mut Sample, line: &str, replacements: &mut Vec<(String, String)>) {
    let lines = |text: &str| -> Vec<String> { text.split('|').filter(|l| !l.is_empty()).map(str::to_owned).collect() };
    fn section<'a>(sample: &'a mut Sample, number: &str) -> &'a mut SampleSection {
        let index = sample.form.sections.iter().position(|section| section.number == number).expect(number);
        sample.sections.iter_mut().find(|section| section.index == index).expect(number)
    }
    if let Some((key, value)) =
        line.split_once(" =").filter(|(key, _)| !key.contains(' ') && (key.contains('.') || *key == "*"))
    {
        let pattern: Vec<&str> = key.split('*').collect();
        let matches = |key: &str| match pattern[..] {
            [whole] => key == whole,
            [start, end] => key.len() >= start.len() + end.len() && key.starts_with(start) && key.ends_with(end),
            _ => panic!("one * at most: {line}"),
        };
        let mut any = false;
        for (key, cell) in &mut sample.cells {
            if matches(key) {
                *cell = value.trim().to_owned();
                any = true;
            }
        }
        assert!(any, "no cell {key}");
        return;
    }
    let (command, value) = line.split_once(':').unwrap_or((line, ""));
    let value = value.trim();
    let words: Vec<&str> = command.split(' ').collect();
    match words[..] {
        ["body" | "year" | "edition" | "again"] => {}
        ["title"] => sample.title = lines(value),
        ["opening"] => sample.opening = lines(value),
        ["published"] => sample.published = Some(value.to_owned()),
        ["signature"] => sample.signature = lines(value),
        ["note"] => sample.corner_note = value.to_owned(),
        ["heading", number] => section(sample, number).heading = (!value.is_empty()).then(|| value.to_owned()),
        ["section", number] => section(sample, number).prose = lines(value),
        ["label", label] => drop(sample.labels.insert(label.to_owned(), value.to_owned())),
        ["old", "block"] => drop(sample.old_blocks.insert(value.to_owned())),
        ["single", "other"] => sample.single_other = true,
        ["settle"] => sample.settle(),
        ["drop", "row", row] => drop(sample.without.insert(row.to_owned())),
        ["drop", "table", key] => {
            sample.sections.iter_mut().filter(|s| s.table == Some(key)).for_each(|s| s.table = None);
        }
        ["drop", "section", number] => {
            let index = section(sample, number).index;
            sample.sections.retain(|section| section.index != index);
        }
        ["order"] => {
            let numbers: Vec<&str> = value.split(' ').collect();
            let place = |s: &SampleSection| numbers.iter().position(|n| *n == sample.form.sections[s.index].number);
            let mut sections = sample.sections.clone();
            sections.sort_by_key(place);
            sample.sections = sections;
        }
        ["replace"] => {
            let (from, to) = value.split_once("=>").expect("from => to");
            replacements.push((from.trim().to_owned(), to.trim().to_owned()));
        }
        _ => panic!("no such change: {line}"),
    }
}

fn outcome(text: &str) -> Outcome {
    outcome_with(text, None, Language::Zh)
}

fn outcome_with(text: &str, last: Option<&str>, language: Language) -> Outcome {
    let profile = Profile { language, ..Profile::default() };
    let source = |name: &str, text: &str| Source::clipboard(name, text, None);
    let reports = last.map(|last| LastYear::read(&source("last", last), &profile).0);
    let last_year = LastYear { reports: reports.unwrap_or_default() };
    check_with(&source("case", text), &last_year, &profile).swap_remove(0)
}

fn line(finding: &FindingView) -> String {
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let mut line = format!("{severity} {}: {}", finding.rule, finding.message);
    if finding.cause == Cause::Reading {
        line.push_str(" [reading]");
    }
    if let Some(fix) = &finding.fix {
        write!(line, " → {}", fix.title).unwrap();
    }
    line
}

/// What tells a finding from another one, before and after a fix.
fn identity(finding: &FindingView) -> (String, Option<String>, Option<String>) {
    let span = finding.spans.first().map(|span| span.place.clone());
    (finding.rule.clone(), finding.cells.first().cloned(), span)
}

/// The text with a finding's fix applied; through the origins of the document's texts.
fn fixed(source: &str, outcome: &Outcome, finding: &FindingView) -> Option<String> {
    let fix = finding.fix.as_ref()?;
    let texts = &outcome.sheet.as_ref()?.document.texts;
    let mut edits: Vec<(usize, usize, &str)> = Vec::new();
    for edit in &fix.edits {
        let text = &texts[edit.at.0 as usize];
        let origin = text.origin.offset().expect("a text's place in its source");
        let byte = |units: u32| {
            let mut left = units as usize;
            let chars = text.content.char_indices();
            let end = chars.take_while(|(_, c)| {
                let fits = left >= c.len_utf16();
                left -= if fits { c.len_utf16() } else { 0 };
                fits
            });
            origin + end.last().map_or(0, |(at, c)| at + c.len_utf8())
        };
        edits.push((byte(edit.at.1), byte(edit.at.2), &edit.text));
    }
    edits.sort_unstable();
    let mut out = source.to_owned();
    for (start, end, text) in edits.into_iter().rev() {
        out.replace_range(start..end, text);
    }
    Some(out)
}

/// What goes wrong when the fixes of a case are applied one by one.
fn fixes_that_do_not_mend(text: &str, last: Option<&str>, outcome: &Outcome, rule: &str) -> Vec<String> {
    let before: Vec<_> = outcome.report.findings.iter().map(identity).collect();
    let mut complaints = Vec::new();
    for finding in outcome.report.findings.iter().filter(|finding| finding.rule == rule) {
        let Some(mended) = fixed(text, outcome, finding) else { continue };
        let after = outcome_with(&mended, last, Language::Zh);
        if after
            .report
            .findings
            .iter()
            .any(|other| line(other) == line(finding) && identity(other) == identity(finding))
        {
            complaints.push(format!("the fix leaves it: {}", line(finding)));
        }
        for new in after.report.findings.iter().filter(|new| !before.contains(&identity(new))) {
            complaints.push(format!("the fix of “{}” brings: {}", finding.message, line(new)));
        }
    }
    complaints
}

#[test]
fn every_rule_says_what_its_cases_expect() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
    let bless = std::env::var_os("BLESS").is_some();
    let (mut misses, mut false_positives, mut fixes) = (String::new(), String::new(), String::new());
    let (mut speaking, mut silent) = (0, 0);
    for rule in RULES {
        let path = folder.join(format!("{}.md", rule.name));
        let document = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut blessed = document.clone();
        let cases = cases(&document);
        assert!(!cases.is_empty(), "{}: no case", rule.name);
        for case in cases.iter().rev() {
            let (text, last) = reports(&case.report);
            let outcome = outcome_with(&text, last.as_deref(), Language::Zh);
            let found: Vec<String> =
                outcome.report.findings.iter().filter(|finding| finding.rule == rule.name).map(line).collect();
            let coverage = outcome.report.coverage.iter().find(|c| c.rule == rule.name).expect("every rule is covered");
            assert!(coverage.failed + coverage.unclear <= coverage.examined, "{}: {coverage:?}", case.name);
            // A sum that fails may be spoken of under another sum's name.
            let about_report = |f: &&FindingView| f.rule == rule.name && f.cause == Cause::Report;
            let speaks = outcome.report.findings.iter().any(|finding| about_report(&finding));
            assert!(speaks <= (coverage.failed > 0), "{}: it speaks of nothing that failed", case.name);
            assert!(speaks || coverage.failed == 0 || rule.name.contains("sum") || rule.name.contains("column"));
            for expected in case.expected.iter().filter(|expected| !found.contains(expected)) {
                writeln!(misses, "{} / {}:\n  {expected}", rule.name, case.name).unwrap();
            }
            for finding in found.iter().filter(|finding| !case.expected.contains(finding)) {
                writeln!(false_positives, "{} / {}:\n  {finding}", rule.name, case.name).unwrap();
            }
            for complaint in fixes_that_do_not_mend(&text, last.as_deref(), &outcome, rule.name) {
                writeln!(fixes, "{} / {}:\n  {complaint}", rule.name, case.name).unwrap();
            }
            *(if case.expected.is_empty() { &mut silent } else { &mut speaking }) += 1;
            let mut lines = found.join("\n");
            if !lines.is_empty() {
                lines.push('\n');
            }
            blessed.replace_range(case.place.clone(), &lines);
        }
        let quiet = cases.iter().filter(|case| case.expected.is_empty()).count();
        assert!(bless || quiet * 2 >= cases.len(), "{}: fewer silent cases than speaking ones", rule.name);
        if bless && blessed != document {
            fs::write(&path, blessed).expect("the folder can be written to");
        }
    }
    println!("{speaking} speaking cases, {silent} silent ones");
    let said = |title: &str, text: &str| if text.is_empty() { String::new() } else { format!("\n{title}\n{text}") };
    let report = said("Misses:", &misses) + &said("False positives:", &false_positives);
    let fixes = said("Fixes that do not mend:", &fixes);
    assert!((bless || report.is_empty()) && fixes.is_empty(), "{report}{fixes}");
}

#[test]
fn nothing_is_said_of_a_consistent_report() {
    for (body, year, edition) in [
        ("云岭县教育局", 2023, Edition::E2021),
        ("云岭县人民政府", 2024, Edition::E2021),
        ("云岭市石桥镇人民政府", 2022, Edition::E2021),
        ("云岭市财政局", 2020, Edition::E2019),
    ] {
        let last = Sample::new(body, year - 1, edition);
        let mut sample = Sample::new(body, year, edition);
        sample.set("requests.carried_in.natural", last.figure("requests.carried_out.natural"));
        sample.set("requests.new.natural", 22);
        if edition == Edition::E2021 {
            sample.set("proactive.normative.in_force", 26);
        }
        sample.settle();
        let outcome = outcome_with(&sample.to_text(), Some(&last.to_text()), Language::Zh);
        assert!(outcome.report.last_year.is_some(), "{body}");
        let findings: Vec<String> = outcome.report.findings.iter().map(line).collect();
        assert!(findings.is_empty(), "{body}: {findings:#?}");
        let cells = outcome.report.cells.iter().filter(|cell| cell.value.is_none()).count();
        assert_eq!(cells, 0, "{body}: cells that were not read");
        for coverage in &outcome.report.coverage {
            assert_eq!(coverage.failed, 0, "{body}: {}", coverage.rule);
        }
    }
}

/// What is missing has nothing by which to name it but what it is.
#[test]
fn what_is_missing_keeps_its_own_id() {
    let ids = |rule: &str, changes: &str| -> Vec<String> {
        let found = outcome(&report(changes)).report.findings;
        found.into_iter().filter(|finding| finding.rule == rule).map(|finding| finding.id).collect()
    };
    for (rule, one, other) in [
        ("missing-section", "drop section 五", "drop section 六"),
        ("missing-table", "drop table proactive", "drop table disputes"),
    ] {
        let (first, second) = (ids(rule, one), ids(rule, other));
        assert_eq!((first.len(), second.len()), (1, 1), "{rule}");
        assert_ne!(first, second, "{rule}");
        let (mut both, mut each) = (ids(rule, &format!("{one}\n{other}")), [first, second].concat());
        both.sort();
        each.sort();
        assert_eq!(both, each, "{rule}: an id depends on what else is missing");
    }
}

#[test]
fn messages_have_all_their_arguments() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
    for rule in RULES {
        let document = fs::read_to_string(folder.join(format!("{}.md", rule.name))).expect(rule.name);
        for case in cases(&document) {
            let (text, last) = reports(&case.report);
            for language in [Language::Zh, Language::En] {
                for finding in &outcome_with(&text, last.as_deref(), language).report.findings {
                    let fix = finding.fix.as_ref().map_or("", |fix| fix.title.as_str());
                    for text in [finding.message.as_str(), fix] {
                        assert!(!text.contains(['{', '}']), "{}: {text}", finding.rule);
                    }
                }
            }
        }
    }
}
