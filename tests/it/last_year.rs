//! Last year's reports: which one belongs to which, what of them stands in the answer, what is said of the others.

use std::process::Output;

use gouji::{check_with, form::Edition, last_year::LastYear, outcome::Outcome, profile::Profile, source::Source};
use serde_json::{Value, json};

use crate::{
    cli::{Folder, gouji, lines, zip},
    contract,
    sample::Sample,
};

/// A report with so many requests of natural persons carried in, and carried over.
fn report(body: &str, year: u16, carried_in: u64, carried_out: u64) -> String {
    let mut sample = Sample::new(body, year, Edition::E2021);
    sample.set("requests.carried_in.natural", carried_in);
    sample.set("requests.carried_out.natural", carried_out);
    sample.set("requests.new.natural", 22 + carried_out - carried_in);
    sample.set("proactive.normative.in_force", 2 * u64::from(year) - 4000);
    sample.settle();
    sample.to_text()
}

fn check(text: &str, last: &[&str]) -> Outcome {
    let profile = Profile::default();
    let read = |text: &&str| LastYear::read(&Source::bytes("2022.txt", *text), &profile).0;
    let last = LastYear { reports: last.iter().flat_map(read).collect() };
    check_with(&Source::bytes("2023.txt", text), &last, &profile).swap_remove(0)
}

const BUREAU: &str = "云岭县教育局";

#[test]
fn a_finding_says_what_it_rests_on_in_the_other_report() {
    let outcome = check(&report(BUREAU, 2023, 3, 2), &[&report(BUREAU, 2022, 3, 5)]);
    contract::hold(&contract::schema(), &outcome);
    let report = serde_json::to_value(&outcome.report).expect("JSON");
    assert_eq!(report["last_year"], "2022.txt");
    let related = |rule: &str| -> Value {
        let found = report["findings"].as_array().expect("findings").iter().find(|f| f["rule"] == rule).expect(rule);
        found["related"].clone()
    };
    assert_eq!(
        related("carry-over-mismatch"),
        json!([
            {"file": "2022.txt", "key": "requests.carried_out.total", "value": 5},
            {"file": "2022.txt", "key": "requests.carried_out.natural", "value": 5},
        ])
    );
    let long = "政策解读形式单一，基层力量薄弱，部分栏目更新不及时，依申请公开答复的规范程度还有差距，".repeat(4);
    let with = |year: u16| {
        let mut sample = Sample::new(BUREAU, year, Edition::E2021);
        sample.sections[4].prose = vec![format!("{year}年存在的问题：{long}下一步逐项改进。")];
        sample.to_text()
    };
    let outcome = check(&with(2023), &[&with(2022)]);
    contract::hold(&contract::schema(), &outcome);
    let copied = outcome.report.findings.iter().find(|f| f.rule == "copied-text").expect("it was copied");
    assert_eq!(
        serde_json::to_value(&copied.related).expect("JSON"),
        json!([{"file": "2022.txt", "key": null, "value": null}])
    );
}

#[test]
fn without_last_years_report_its_rules_are_silent() {
    let outcome = check(&report(BUREAU, 2023, 3, 2), &[]);
    assert_eq!(outcome.report.last_year, None);
    for rule in [
        "carry-over-mismatch",
        "stock-mismatch",
        "growth-contradicts-last-year",
        "restated-figure",
        "sudden-jump",
        "copied-text",
    ] {
        let coverage = outcome.report.coverage.iter().find(|coverage| coverage.rule == rule).expect(rule);
        assert_eq!(coverage.examined, 0, "{rule}");
    }
}

#[test]
fn the_same_bodys_report_for_the_year_before_is_found() {
    let of = |body: &str, last: &[(&str, u16)]| {
        let last: Vec<String> = last.iter().map(|(body, year)| report(body, *year, 3, 3)).collect();
        let last: Vec<&str> = last.iter().map(String::as_str).collect();
        check(&report(body, 2023, 3, 3), &last).report.last_year.is_some()
    };
    assert!(of(BUREAU, &[(BUREAU, 2022)]));
    assert!(of(BUREAU, &[("云岭县财政局", 2022), (BUREAU, 2021), (BUREAU, 2022)]));
    assert!(of("云岭县人民政府", &[("云岭县", 2022)]));
    assert!(of("云岭县发展和改革委员会", &[("云岭县发改委", 2022), ("云岭县财政局", 2022)]));
    assert!(!of(BUREAU, &[("云岭县体育局", 2022)]));
    assert!(!of(BUREAU, &[(BUREAU, 2023)]));
    assert!(!of(BUREAU, &[(BUREAU, 2021)]));
    // Which of two short names is meant is not told.
    assert!(!of(BUREAU, &[("青川省云岭县教育局", 2022), ("教育局", 2022)]));
    // A report alone that does not say whose it is.
    let nameless = |year| report("", year, 3, 3).replace("\n\n\n", "\n");
    assert!(check(&report(BUREAU, 2023, 3, 3), &[&nameless(2022)]).report.last_year.is_some());
    assert!(check(&nameless(2023), &[&report(BUREAU, 2022, 3, 3)]).report.last_year.is_some());
    assert!(check(&nameless(2023), &[&nameless(2021)]).report.last_year.is_none());
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

#[test]
fn the_command_takes_a_report_a_folder_or_an_archive_of_last_years() {
    let folder = Folder::new("last-year");
    let clean = folder.write("2023/jiaoyu.txt", report(BUREAU, 2023, 3, 2));
    let wrong = folder.write("2023/caizheng.txt", report("云岭县财政局", 2023, 4, 2));
    let last = folder.write("2022/a.txt", report(BUREAU, 2022, 1, 3));
    folder.write("2022/b.txt", report("云岭县财政局", 2022, 1, 9));
    let both = folder.0.join("2022").display().to_string();
    let one = gouji(&["check", "--last-year", &last, &clean]);
    assert_eq!((one.status.code(), said(&one).as_str()), (Some(0), ""));
    assert!(String::from_utf8_lossy(&one.stdout).contains(&format!("已与上年报告核对：{last}")));
    let archive = folder.write(
        "2022.zip",
        zip(&[
            (b"a.txt", report(BUREAU, 2022, 1, 3).as_bytes()),
            (b"b.txt", report("云岭县财政局", 2022, 1, 9).as_bytes()),
        ]),
    );
    for given in [&both, &archive] {
        let output = gouji(&["check", "--format", "jsonl", "--last-year", given, &clean, &wrong]);
        assert_eq!((output.status.code(), said(&output).as_str()), (Some(1), ""), "{given}");
        let answers = lines(&output);
        let used: Vec<&str> = answers.iter().map(|answer| answer["last_year"].as_str().expect("a name")).collect();
        assert_eq!(used, [format!("{given}/a.txt"), format!("{given}/b.txt")]);
        assert_eq!(answers[1]["findings"][0]["rule"], "carry-over-mismatch");
    }
    // What belongs to none is named, and so is what has none.
    let output = gouji(&["check", "--last-year", &last, &clean, &wrong]);
    assert_eq!(output.status.code(), Some(0));
    let lines: Vec<String> = said(&output).lines().map(str::to_owned).collect();
    assert!(lines.len() == 1 && lines[0].contains("caizheng.txt: 给出的上年报告里没有"), "{lines:?}");
    let output = gouji(&["check", "--last-year", &both, &clean]);
    let told = said(&output);
    assert!(told.lines().count() == 1 && told.contains("b.txt: 没有用到：它是云岭县财政局 2022 年的报告"), "{told}");
    let told = said(&gouji(&["check", "--lang", "en", "--last-year", &wrong, &clean]));
    assert!(told.contains("it was not compared") && told.contains("It was not used"), "{told}");
}

#[test]
fn what_cannot_be_read_of_last_years_ends_with_2() {
    let folder = Folder::new("last-year-unread");
    let clean = folder.write("now.txt", report(BUREAU, 2023, 3, 2));
    let empty = folder.write("2022/empty.txt", "");
    folder.write("2022/a.txt", report(BUREAU, 2022, 1, 3));
    let letter = folder.write("letter.txt", "您好，附件请查收。");
    let picture = folder.write("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let all = folder.0.join("2022").display().to_string();
    for last in [&empty, &letter, &picture, &all, &"/no/such/file".to_owned()] {
        let output = gouji(&["check", "--format", "jsonl", "--last-year", last, &clean]);
        assert_eq!(output.status.code(), Some(2), "{last}");
        assert!(said(&output).contains(last.as_str()), "{last}");
        assert_eq!(lines(&output).len(), 1, "the report is answered all the same");
        assert_eq!(lines(&output)[0]["last_year"].is_string(), *last == all);
    }
    // In a folder, what is of no format that is read is only named.
    let folder = Folder::new("last-year-other");
    let clean = folder.write("now.txt", report(BUREAU, 2023, 3, 2));
    folder.write("2022/a.txt", report(BUREAU, 2022, 1, 3));
    folder.write("2022/picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let output = gouji(&["check", "--last-year", &folder.0.join("2022").display().to_string(), &clean]);
    assert!(output.status.code() == Some(0) && said(&output).contains("picture.png"), "{}", said(&output));
}
