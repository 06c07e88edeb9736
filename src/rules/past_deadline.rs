//! A report published after the law's date.

use super::bodies::{self, Kind};
use crate::{
    filing::{Date, Dated, Filing},
    finding::{Family, Finding, Severity},
    language::{Bilingual, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "past-deadline";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Form,
    severity: Severity::Error,
    title: both("公布日期晚于法定期限", "Published after the deadline"),
    text: both(
        "县级以上人民政府部门应在次年 1 月 31 日前公布，县级以上地方人民政府应在 3 月 31 日前公布。知道发布日期的看发布日期，不知道的看落款。落款在期限内、网页的发布日期在期限之后的，可能是网站迁移，只提醒。乡镇、街道没有法定期限，设置里给了本地期限的按本地期限；没有给的，以及名称看不出、设置里也没有说明是哪类机关的，不作判断。",
        "Departments publish by 31 January of the next year, governments of county level and above by 31 March. The date of publication counts where it is known, else that of the signature. Where the signature is in time and only the page's date is late, the site may have moved: a warning. Townships and subdistricts have no legal date: they are held against a local one where the profile sets it. Without it they are not judged, nor are bodies whose kind neither name nor profile tells.",
    ),
    basis: both("《政府信息公开条例》第四十九条。", "Regulation on Open Government Information, Article 49."),
    example: both(
        "某县教育局 2023 年度报告落款 2024 年 2 月 6 日。",
        "A county bureau's report for 2023, signed on 6 February 2024.",
    ),
    remedy: both(
        "核对日期有没有写错；确实晚了的，如实公布，下年提前。",
        "Check that the date is right. If it is, publish as it is and start earlier next year.",
    ),
    check,
};

const SIGNED: Bilingual =
    both("落款日期是 {found}，晚于{due} {expected}。", "The report is signed on {found}, after {due}, {expected}.");
const PUBLISHED: Bilingual =
    both("发布日期是 {found}，晚于{due} {expected}。", "The report was published on {found}, after {due}, {expected}.");
const ONLY_PAGE: Bilingual = both(
    "落款在期限之内，网页上的发布日期 {found} 却晚于{due} {expected}；如果是网站迁移造成的，可以不改。",
    "The signature is in time, but the page was published on {found}, after {due}, {expected}. If the site was moved, nothing is wrong.",
);

const LEGAL: Bilingual = both("法定期限", "the legal date");
const LOCAL: Bilingual = both("本地期限", "the local date");

/// The month and day by which a body of a kind publishes; `local` is what the user says of bodies that the law leaves open.
fn deadline(kind: Kind, local: Option<(u8, u8)>) -> Option<(u8, u8)> {
    match kind {
        Kind::Department => Some((1, 31)),
        Kind::Province | Kind::City | Kind::County => Some((3, 31)),
        Kind::Township => local,
        Kind::National | Kind::Unknown => None,
    }
}

/// The date that a profile sets for townships.
fn local_deadline(profile: &Profile) -> Option<(u8, u8)> {
    profile.deadline.as_ref().map(|day| (day.month, day.day))
}

fn check(filing: &Filing, profile: &Profile) -> Verdict {
    let signed = filing.signature.as_ref().map(|signature| signature.date);
    let published = filing.published;
    if signed.is_none() && published.is_none() {
        return Verdict::default();
    }
    let mut verdict = Verdict { examined: 1, unclear: 1, ..Verdict::default() };
    // The later date where title and signature name bodies of two kinds: a government's report signed by its office.
    let mut due: Option<(u8, u8)> = None;
    for body in bodies::named(filing) {
        match deadline(bodies::known_kind(body, profile), local_deadline(profile)) {
            Some(day) => due = due.max(Some(day)),
            None => return verdict,
        }
    }
    let (Some((month, day)), Some(year)) = (due, filing.year) else { return verdict };
    let possible = |dated: &Option<Dated>| dated.is_none_or(|dated| dated.date.is_possible());
    // Where title and period disagree on the year, the title's may be the slip.
    let disputed = filing.periods.iter().any(|(from, _)| from.date.year != year);
    if !possible(&signed) || !possible(&published) || disputed {
        return verdict;
    }
    verdict.unclear = 0;
    let limit = Date { year: year + 1, month, day };
    let late = |dated: Option<Dated>| dated.filter(|dated| dated.date > limit);
    let (severity, template, dated) = match (late(published), late(signed)) {
        (Some(dated), Some(_)) => (Severity::Error, PUBLISHED, dated),
        (Some(dated), None) if signed.is_some() => (Severity::Warning, ONLY_PAGE, dated),
        (Some(dated), None) => (Severity::Error, PUBLISHED, dated),
        (None, Some(dated)) if published.is_none() => (Severity::Error, SIGNED, dated),
        _ => return verdict,
    };
    let mut finding = Finding::new(NAME, severity, template);
    let local = bodies::named(filing).any(|body| bodies::known_kind(body, profile) == Kind::Township);
    let due = if local { LOCAL } else { LEGAL };
    let words = |date: Date| format!("{}-{:02}-{:02}", date.year, date.month, date.day);
    finding.message = finding.message.with("found", words(dated.date)).with("expected", words(limit)).with("due", due);
    finding.spans = vec![dated.span];
    finding.found = Some(words(dated.date));
    finding.expected = Some(words(limit));
    verdict.failed = 1;
    verdict.findings.push(finding);
    verdict
}
