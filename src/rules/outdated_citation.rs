//! A rule or a notice cited that is no longer in force.

use std::ops::Range;

use super::vocabulary::Vocabulary;
use crate::{
    filing::{
        Filing, Passage,
        fold::{begins, holds_any},
    },
    finding::{Applicability, Edit, Family, Finding, Fix, Severity},
    language::{Bilingual, Message, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "outdated-citation";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Form,
    severity: Severity::Error,
    title: both("引用已经失效的规定", "A rule cited that is no longer in force"),
    text: both(
        "2019 年及以后的报告，把国务院令第492号或者旧条例的条号当作现行规定引用的，为错误；把 15 个工作日写成答复期限的，以及 2021 年及以后的报告引用 2019 年格式通知的，提醒。句中写明“修订前、原、废止”的不提；征求第三方意见的 15 个工作日是现行规定，不提。",
        "In reports for 2019 and later, Decree 492 or an article's number of the old Regulation cited as in force is an error; 15 working days as the term for answers, and in reports for 2021 and later the notice on the form of 2019, are warnings. Sentences that say 修订前, 原 or 废止 are left alone, and so are the 15 working days for third parties, which are in force.",
    ),
    basis: both(
        "修订后的《政府信息公开条例》（国务院令第711号）自 2019 年 5 月 15 日起施行：期限见第三十三条，考核见第四十六条，年度报告见第四十九条、第五十条；国办公开办函〔2021〕30号印发修订后的格式。",
        "The Regulation on Open Government Information as amended by Decree 711, in force since 15 May 2019: terms in Article 33, assessment in 46, annual reports in 49 and 50; notice 国办公开办函〔2021〕30号 with the form as amended.",
    ),
    example: both(
        "2023 年的报告写“根据《政府信息公开条例》第三十一条规定，编制本年度报告”。",
        "A report for 2023 says “根据《政府信息公开条例》第三十一条规定，编制本年度报告”.",
    ),
    remedy: both("改引现行规定，并核对条文内容。", "Cite what is in force, and check what it says."),
    check,
};

const DECREE: Bilingual = both(
    "“{found}”公布的是修订前的条例，现行条例是国务院令第711号（2019年5月15日起施行）。",
    "“{found}” promulgated the Regulation before it was amended; in force is Decree 711, since 15 May 2019.",
);
const ARTICLE: Bilingual = both(
    "“{found}”是修订前条例的条号；这项内容在现行条例里是{expected}。",
    "“{found}” is an article of the Regulation before it was amended; the matter is now in {expected}.",
);
const TERM: Bilingual = both(
    "“{found}”是修订前条例的答复期限；现行条例第三十三条规定的是 20 个工作日。",
    "“{found}” was the term for answers before the Regulation was amended; by its Article 33 it is now 20 working days.",
);
const NOTICE: Bilingual = both(
    "“{found}”是 2019、2020 年报告的格式通知；2021 年起用国办公开办函〔2021〕30号印发的格式。",
    "“{found}” set the form for the years 2019 and 2020; from 2021 on it is the one of notice 国办公开办函〔2021〕30号.",
);

/// What was once in force.
struct Outdated {
    /// The first year whose reports should no longer cite it.
    since: u16,
    severity: Severity,
    message: Bilingual,
    /// What of it stands for something else now, and what: characters of the word found.
    change: &'static [(&'static str, &'static str)],
    /// Whether what stands before it and behind it in its sentence makes it a citation.
    stands: fn(&[char], &[char]) -> bool,
    /// Its sentence holds one of these, …
    with: &'static [&'static str],
    /// … and none of these.
    without: &'static [&'static str],
}

const fn article(change: &'static [(&'static str, &'static str)], with: &'static [&'static str]) -> Outdated {
    Outdated {
        since: 2019,
        severity: Severity::Error,
        message: ARTICLE,
        change,
        stands: |before, _| follows_regulation(before),
        with,
        without: PAST,
    }
}

/// Words of sentences that speak of the past.
const PAST: &[&str] =
    &["修订前", "修改前", "原条例", "原《", "旧条例", "废止", "失效", "历史", "不再", "修订为", "修改为"];
/// What is done within a term other than that for answers, or within a shorter one than the law's.
const OTHER_TERMS: &[&str] =
    &["第三方", "第三人", "意见", "提前", "缩短", "压缩", "承诺", "补正", "复议", "修订前", "修改前"];

/// The words, for each of [`OUTDATED`] in turn.
static WORDS: Vocabulary = Vocabulary::new(&[
    "第492号 令492号",
    "第三十一条 第31条",
    "第三十二条 第32条",
    "第二十四条 第24条",
    "第二十九条 第29条",
    "15个工作日 十五个工作日",
    "60号",
]);

static OUTDATED: &[Outdated] = &[
    Outdated {
        since: 2019,
        severity: Severity::Error,
        message: DECREE,
        change: &[("492", "711")],
        stands: |before, behind| {
            [before, behind].iter().all(|text| !text.windows(3).any(|three| three == ['7', '1', '1']))
        },
        with: &["条例", "国务院令", "国令"],
        without: PAST,
    },
    article(&[("三十一", "四十九"), ("31", "49")], &["年度报告", "年报", "本报告", "报告如下"]),
    article(&[("三十二", "五十"), ("32", "50")], &["年度报告", "年报", "本报告", "报告如下"]),
    article(&[("二十四", "三十三"), ("24", "33")], &["工作日", "答复", "期限"]),
    article(&[("二十九", "四十六"), ("29", "46")], &["考核", "评议", "追究"]),
    Outdated {
        since: 2019,
        severity: Severity::Warning,
        message: TERM,
        change: &[("15", "20"), ("十五", "二十")],
        stands: is_legal_term,
        with: &["答复", "申请"],
        without: OTHER_TERMS,
    },
    Outdated {
        since: 2021,
        severity: Severity::Warning,
        message: NOTICE,
        change: &[],
        stands: |before, _| follows_notice(before),
        with: &["报告", "格式", "通知", "要求", "规定"],
        without: &["修订前", "废止", "30号", "替代", "不再"],
    },
];

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let mut verdict = Verdict::default();
    for passage in &filing.passages {
        let chars = &passage.folded.chars;
        for word in WORDS.find(chars) {
            let outdated = &OUTDATED[word.group];
            let (before, behind) = sentence_around(chars, word.at, word.end);
            let sentence: String = [before, &chars[word.at..word.end], behind].concat().iter().collect();
            if !(outdated.stands)(before, behind)
                || !holds_any(&sentence, outdated.with)
                || holds_any(&sentence, outdated.without)
            {
                continue;
            }
            verdict.examined += 1;
            match filing.year {
                _ if !filing.lost_digits.is_empty() => verdict.unclear += 1,
                None => verdict.unclear += 1,
                Some(year) if year < outdated.since => {}
                Some(_) => {
                    verdict.failed += 1;
                    verdict.findings.push(finding(passage, outdated, word.at..word.end));
                }
            }
        }
    }
    verdict
}

/// What stands before a word and behind it in its sentence.
fn sentence_around(chars: &[char], at: usize, end: usize) -> (&[char], &[char]) {
    let is_end = |c: &char| matches!(c, '。' | ';' | '!' | '?');
    let start = chars[..at].iter().rposition(is_end).map_or(0, |before| before + 1);
    let stop = chars[end..].iter().position(is_end).map_or(chars.len(), |behind| end + behind);
    (&chars[start..at], &chars[end..stop])
}

/// Whether a number of days is said to be the law's, and not only kept to.
fn is_legal_term(before: &[char], behind: &[char]) -> bool {
    const BEFORE: &[&str] = &["法定", "法定的", "规定", "规定的", "应当在", "应在", "应当于", "应于"];
    const BEHIND: &[&str] = &["期限", "的期限", "时限", "的时限", "法定", "的法定", "的规定", "答复期限", "的答复期限"];
    // 115个工作日, 二十五个工作日
    if before.last().is_some_and(|c| c.is_ascii_digit() || "二三四五六七八九百".contains(*c)) {
        return false;
    }
    let text: String = before[before.len().saturating_sub(3)..].iter().collect();
    BEFORE.iter().any(|word| text.ends_with(word)) || BEHIND.iter().any(|word| begins(behind, word))
}

/// Whether a text ends with the Regulation's name, be other articles or remarks between.
fn follows_regulation(before: &[char]) -> bool {
    const NAMES: &[&str] = &["条例", "政府信息公开条例", "信息公开条例", "中华人民共和国政府信息公开条例"];
    /// So far, in characters, the name may stand away.
    const FAR: usize = 40;
    let near: String = before[before.len().saturating_sub(FAR)..].iter().collect();
    let Some((head, between)) = near.rsplit_once('》') else {
        return near.ends_with("信息公开条例");
    };
    let name = head.rsplit_once('《').map_or(head, |(_, name)| name);
    NAMES.contains(&name) && !between.contains(['。', '《'])
}

/// Whether a text ends with 国办公开办函〔2019〕, in whatever brackets.
fn follows_notice(before: &[char]) -> bool {
    let text: String = before[before.len().saturating_sub(14)..].iter().filter(|c| c.is_alphanumeric()).collect();
    text.ends_with("2019") && holds_any(&text, &["办公开办函", "办公开办涵", "办公开函"])
}

fn finding(passage: &Passage, outdated: &Outdated, word: Range<usize>) -> Finding {
    let chars = &passage.folded.chars;
    let mut finding = Finding::new(NAME, outdated.severity, outdated.message);
    let mut range = word.clone();
    if outdated.message == NOTICE {
        // With 国办公开办函〔2019〕.
        range.start = chars[..word.start].iter().rposition(|c| *c == '国').unwrap_or(word.start);
    }
    let found: String = chars[range.clone()].iter().collect();
    let change = outdated.change.iter().find_map(|(old, new)| {
        let at = passage.folded.find(old, word.start).filter(|at| *at < word.end)?;
        Some((at, *old, *new))
    });
    let expected = change.map(|(_, old, new)| found.replace(old, new));
    finding.message =
        finding.message.with("found", found.clone()).with("expected", expected.clone().unwrap_or_default());
    finding.spans = passage.folded.spans(range);
    if let (Some((at, old, new)), Some(expected)) = (change, &expected)
        && let [span] = passage.folded.spans(at..at + old.chars().count())[..]
    {
        finding.fix = Some(Fix {
            title: Message::new(both("改为“{expected}”", "Change to “{expected}”")).with("expected", expected.clone()),
            edits: vec![Edit { span, text: new.to_owned() }],
            applicability: Applicability::Likely,
        });
    }
    finding.found = Some(found);
    finding.expected = expected;
    finding
}
