//! What the user sets: what it changes, how it is refused where it is wrong, and that the README's example is right.

use gouji::{
    check,
    finding::{Cause, Severity},
    form::Edition,
    outcome::{FindingView, Report},
    profile::Profile,
    source::Source,
};

use crate::{
    cli::{Folder, gouji, lines},
    sample::Sample,
};

fn profile(json: &str) -> Profile {
    serde_json::from_str(json).expect(json)
}

/// A report with an error in table two, a note on its title, and two signs of the same kind.
fn wrong() -> Sample {
    let mut sample = Sample::new("云岭县教育局", 2023, Edition::E2021);
    sample.title = vec!["云岭县教育局2023年度政府信息公开工作年度报告".into()];
    for key in ["proactive.license.decisions", "proactive.coercion.decisions"] {
        *sample.cells.get_mut(key).expect(key) = "若干".into();
    }
    sample
}

fn answer(text: &str, profile: &Profile) -> Report {
    check(&Source::bytes("report.txt", text), profile).swap_remove(0).report
}

fn told(findings: &[FindingView]) -> Vec<(&str, Severity)> {
    findings.iter().map(|finding| (finding.rule.as_str(), finding.severity)).collect()
}

#[test]
fn a_level_moves_all_findings_of_its_rule() {
    use Severity::*;
    let text = wrong().to_text();
    let of = |json: &str| answer(&text, &profile(json));
    let plain = of("{}");
    assert_eq!(told(&plain.findings), [("not-a-count", Error), ("not-a-count", Error), ("title-differs", Note)]);
    let moved = of(r#"{"levels": {"not-a-count": "warning", "title-differs": "error"}}"#);
    assert_eq!(
        told(&moved.findings),
        [("title-differs", Warning), ("not-a-count", Warning), ("not-a-count", Warning)],
        "a note of a rule of warnings stays a step below what the rule is set to"
    );
    let own = of(r#"{"levels": {"not-a-count": "error", "title-differs": "warning"}}"#);
    assert_eq!(told(&own.findings), told(&plain.findings), "a rule's own level changes nothing");
    let off = of(r#"{"levels": {"not-a-count": "off"}}"#);
    assert_eq!(told(&off.findings), [("title-differs", Note)]);
    let count = |report: &Report| report.coverage.iter().find(|c| c.rule == "not-a-count").map(|c| c.failed);
    assert_eq!((count(&off), off.dismissed.len()), (Some(2), 0), "what is off is counted all the same");
}

#[test]
fn what_reading_did_stays_a_note() {
    let mut sample = Sample::new("云岭县教育局", 2023, Edition::E2021);
    sample.sections[4].prose = vec!["<img src=\"1.png\">".into()];
    let page: String = sample.to_text().lines().map(|line| format!("<p>{line}</p>\n")).collect();
    let of = |json: &str| -> Vec<FindingView> {
        let findings = answer(&page, &profile(json)).findings;
        findings.into_iter().filter(|finding| finding.rule == "empty-section").collect()
    };
    let plain = of("{}");
    assert_eq!(plain[0].cause, Cause::Reading);
    assert_eq!(told(&of(r#"{"levels": {"empty-section": "error"}}"#)), told(&plain));
    assert!(of(r#"{"levels": {"empty-section": "off"}}"#).is_empty());
}

#[test]
fn a_dismissed_finding_survives_an_edit_elsewhere_and_is_not_forgotten() {
    let sample = wrong();
    let found = answer(&sample.to_text(), &Profile::default()).findings;
    let (error, note) = (&found[0], &found[2]);
    let json = format!(r#"{{"dismissed": [{{"id": "{}", "reason": "已核实"}}, {{"id": "{}"}}]}}"#, error.id, note.id);
    let mut edited = sample.clone();
    edited.sections[0].prose.insert(0, "年内组织培训。".into());
    edited.cells.insert("requests.granted.total".into(), "99".into());
    for (sample, listed) in [(sample, 1), (edited, 2)] {
        let report = answer(&sample.to_text(), &profile(&json));
        let ids: Vec<&str> = report.dismissed.iter().map(|finding| finding.id.as_str()).collect();
        assert_eq!(ids, [error.id.as_str(), note.id.as_str()]);
        assert_eq!(report.findings.len(), listed);
        assert!(report.findings.iter().all(|finding| !ids.contains(&finding.id.as_str())));
    }
    // Levels change no id, however alike two findings are.
    let noted = answer(&wrong().to_text(), &profile(r#"{"levels": {"not-a-count": "note"}}"#));
    let ids =
        |findings: &[FindingView]| findings.iter().map(|f| f.id.clone()).collect::<std::collections::BTreeSet<_>>();
    assert_eq!(ids(&noted.findings), ids(&found));
}

#[test]
fn kind_and_deadline_tell_what_a_name_does_not() {
    let of = |body: &str, signed: &str, json: &str| {
        let mut sample = Sample::new(body, 2023, Edition::E2021);
        sample.signature = vec![body.into(), signed.into()];
        let report = answer(&sample.to_text(), &profile(json));
        let coverage = report.coverage.iter().find(|c| c.rule == "past-deadline").expect("every rule is covered");
        let found = report.findings.iter().find(|finding| finding.rule == "past-deadline");
        (coverage.unclear, found.map(|finding| finding.message.clone()))
    };
    let (town, zone) = ("云岭县石桥镇人民政府", "云岭经济开发区管理委员会");
    let deadline = r#"{"deadline": "02-15"}"#;
    assert_eq!(of(town, "2024年2月16日", "{}"), (1, None));
    assert_eq!(of(town, "2024年2月15日", deadline), (0, None));
    let late = Some("落款日期是 2024-02-16，晚于本地期限 2024-02-15。".to_owned());
    assert_eq!(of(town, "2024年2月16日", deadline), (0, late));
    assert_eq!(of(zone, "2024年2月16日", deadline), (1, None), "what it is nobody told");
    let late = Some("落款日期是 2024-02-16，晚于法定期限 2024-01-31。".to_owned());
    assert_eq!(of(zone, "2024年2月16日", r#"{"kind": "department"}"#), (0, late));
    assert_eq!(of(zone, "2024年2月16日", r#"{"kind": "county"}"#), (0, None));
    let late = Some("落款日期是 2024-02-16，晚于本地期限 2024-02-15。".to_owned());
    assert_eq!(of(zone, "2024年2月16日", r#"{"kind": "township", "deadline": "02-15"}"#), (0, late));
    assert_eq!(of("云岭县教育局", "2024年1月30日", r#"{"kind": "township", "deadline": "01-05"}"#), (0, None));
}

#[test]
fn the_command_takes_a_profile() {
    let folder = Folder::new("profile");
    let report = folder.write("report.txt", wrong().to_text());
    let call = |json: &str, more: &[&str]| {
        let path = folder.write("profile.json", json);
        gouji(&[&["check", "--profile", &path][..], more, &[&report]].concat())
    };
    assert_eq!(call("{}", &[]).status.code(), Some(1));
    assert_eq!(call(r#"{"levels": {"not-a-count": "warning"}}"#, &[]).status.code(), Some(0));
    let ids: Vec<String> = lines(&call("{}", &["--format", "jsonl"]))[0]["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .filter(|finding| finding["severity"] == "error")
        .map(|finding| format!(r#"{{"id": {}}}"#, finding["id"]))
        .collect();
    let dismissed = call(&format!(r#"{{"dismissed": [{}]}}"#, ids.join(", ")), &[]);
    assert_eq!(dismissed.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&dismissed.stdout).contains("另有 2 条意见已按设置忽略"));
    // The language of the call outranks that of the profile.
    let english = |more: &[&str]| {
        let printed = call(r#"{"language": "en"}"#, more).stdout;
        String::from_utf8_lossy(&printed).contains("cells read")
    };
    assert!(english(&[]) && !english(&["--lang", "zh"]) && english(&["--lang", "en"]));
}

#[test]
fn a_wrong_profile_is_refused_with_a_sentence() {
    let folder = Folder::new("wrong-profile");
    let report = folder.write("report.txt", wrong().to_text());
    let call = |path: &str, lang: &str| {
        let output = gouji(&["check", "--lang", lang, "--profile", path, &report]);
        assert_eq!(output.status.code(), Some(2), "{path}");
        assert!(output.stdout.is_empty());
        String::from_utf8(output.stderr).expect("UTF-8")
    };
    for (json, zh, en) in [
        ("{", "不是 JSON：第 1 行第 1 列", "no JSON: it breaks off at line 1"),
        ("[]", "JSON 对象", "a JSON object"),
        (r#"{"levles": {}}"#, "没有“levles”这一项，可以写的有：language、levels", "knows no “levles”"),
        (r#"{"levels": {"no-such-rule": "off"}}"#, "没有叫“no-such-rule”的规则", "“no-such-rule”, which is no rule"),
        (
            r#"{"levels": {"blank-cell": "off", "title-differs": "fatal"}}"#,
            "“levels”写的 {\"title-differs\":\"fatal\"} 不对，应是规则名对应级别",
            "error, warning, note or off",
        ),
        (r#"{"levels": ["blank-cell"]}"#, "“levels”写的", "“levels” is wrong"),
        (r#"{"deadline": "02-30"}"#, "“deadline”写的 \"02-30\" 不对，应是日历上有的月日", "a day of the calendar"),
        (r#"{"deadline": 215}"#, "“deadline”写的 215 不对", "“deadline” is wrong at 215"),
        (r#"{"kind": "bureau"}"#, "city、county、township 或 department", "county, township or department"),
        (r#"{"dismissed": [{"id": "a"}, {"ID": "b"}]}"#, "“dismissed”写的 {\"ID\":\"b\"} 不对", "the reason may be"),
        (r#"{"words": [{"wrong": "", "right": "云岭"}]}"#, "wrong 不能为空", "where wrong is not empty"),
        (r#"{"words": [{"wrong": "云领"}]}"#, "“words”写的", "“words” is wrong"),
        (r#"{"language": "fr"}"#, "zh 或 en", "zh or en"),
    ] {
        let path = folder.write("profile.json", json);
        for (lang, words) in [("zh", zh), ("en", en)] {
            let said = call(&path, lang);
            assert!(
                said.contains(words) && said.contains("profile.json") && said.lines().count() == 1,
                "{json}: {said}"
            );
        }
    }
    assert!(call("/no/such/profile.json", "zh").contains("无法读取"));
    assert!(call("/no/such/profile.json", "en").contains("cannot be read"));
    // As an editor on Windows saves it.
    let path = folder.write("profile.json", "\u{feff}{\"levels\": {\"not-a-count\": \"off\"}}\r\n");
    assert_eq!(gouji(&["check", "--profile", &path, &report]).status.code(), Some(0));
}

#[test]
fn the_example_of_the_readme_is_a_profile() {
    let example =
        |text: &str| text.split("```json\n").nth(1).and_then(|rest| rest.split("```").next()).map(str::to_owned);
    let [english, chinese] = [include_str!("../../README.md"), include_str!("../../README.zh-CN.md")]
        .map(|text| example(text).expect("one"));
    let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("JSON");
    let keys: Vec<String> = value(&english).as_object().expect("an object").keys().cloned().collect();
    let known: Vec<&str> = gouji::profile::KEYS.iter().map(|(key, _)| *key).filter(|key| *key != "language").collect();
    assert!(known.iter().all(|key| keys.iter().any(|other| other == key)), "{keys:?}");
    let folder = Folder::new("readme");
    let report = folder.write("report.txt", Sample::new("云岭县教育局", 2023, Edition::E2021).to_text());
    for (name, text) in [("en.json", &english), ("zh.json", &chinese)] {
        let path = folder.write(name, text);
        assert_eq!(gouji(&["check", "--profile", &path, &report]).status.code(), Some(0), "{name}");
    }
    assert_eq!(value(&english), value(&chinese));
}
