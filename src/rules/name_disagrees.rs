//! Another body than the title's: in the signature, in 我局 and 我镇, or at the head of a sentence.

use std::ops::Range;

use super::{blank_form::is_blank_form, bodies, bodies::Kind, prose, vocabulary::Vocabulary};
use crate::{
    document::Span,
    filing::{
        Filing, Passage,
        fold::{LOST, begins, fold, holds_any},
    },
    finding::{Applicability, Edit, Family, Finding, Fix, Severity},
    language::{Bilingual, Message, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "name-disagrees";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Form,
    severity: Severity::Warning,
    title: both("机关名称前后不一致", "Another body's name"),
    text: both(
        "标题、落款和正文说的应是同一个机关：落款与标题不是一家的；县政府的报告里自称“我局”、局的报告里自称“我镇”的；以别处同类机关的名称开头叙述本机关工作的，提醒。简称、加不加上级地名、政府由其办公室落款，都算一致。“我县、我市、我区”不看。名称看不出是哪类机关的，不作判断。",
        "Title, signature and text speak of one body. A signature of another body, 我局 in a county's report or 我镇 in a bureau's, and a like body of another place as the subject of a sentence on one's own work are a warning. Short names, names with or without the higher place, and a government's office signing for it agree. 我县, 我市 and 我区 are left alone, and so are bodies whose kind their names do not tell.",
    ),
    basis: both(
        "《党政机关公文处理工作条例》第九条：发文机关署名用全称或者规范化简称；《政府信息公开条例》第四十九条：报告的是本行政机关的工作。",
        "Regulation on the Handling of Official Documents, Article 9: the issuing body signs with its full or standard short name; Regulation on Open Government Information, Article 49: the report is on the body's own work.",
    ),
    example: both(
        "标题是云岭县教育局，正文写“青石县教育局认真贯彻……”。",
        "The title names 云岭县教育局, the text says “青石县教育局认真贯彻…”.",
    ),
    remedy: both(
        "多半是借用别处文稿没有改到；通读后改成本机关的名称。",
        "This is mostly left over from another body's text; read it through and write the own name.",
    ),
    check,
};

const SIGNED: Bilingual = both(
    "标题是“{expected}”的报告，落款却是“{found}”。",
    "The title names “{expected}”, but the report is signed by “{found}”.",
);
const SELF: Bilingual = both(
    "这是“{expected}”的报告，正文却自称“{found}”。",
    "This report is of “{expected}”, but its text calls itself “{found}”.",
);
const OTHER: Bilingual = both(
    "这是“{expected}”的报告，这一句说的却是“{found}”。",
    "This report is of “{expected}”, but this sentence speaks of “{found}”.",
);

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let mut verdict = Verdict::default();
    let names: Vec<&str> = bodies::named(filing).collect();
    let Some(&body) = names.first() else { return verdict };
    verdict.examined = 1;
    let is_known = |name: &&str| !name.contains(LOST) && !matches!(bodies::kind(name), Kind::Unknown | Kind::National);
    if is_blank_form(filing) || !names.iter().all(is_known) {
        verdict.unclear = 1;
        return verdict;
    }
    let title = filing.title.as_ref().and_then(|title| title.body.as_deref());
    let signed = filing.signature.as_ref().and_then(|signature| signature.body.as_ref());
    if let (Some(title), Some((signed, span))) = (title, signed)
        && !is_same(title, signed)
    {
        verdict.findings.push(finding(SIGNED, title, signed, vec![*span]));
    }
    let selves = selves(filing).into_iter().filter(|(noun, _)| !names.iter().any(|name| name.contains(noun)));
    verdict.findings.extend(selves.map(|(noun, spans)| called(body, noun, spans)));
    let others = others(filing, body).into_iter();
    verdict.findings.extend(others.map(|(name, spans)| {
        let whole = spans.iter().all(|span| fold(filing.document.slice(*span)) == name);
        let finding = finding(OTHER, body, &name, spans);
        if whole { replaced(finding, body, body) } else { finding }
    }));
    verdict.failed = usize::from(!verdict.findings.is_empty());
    verdict
}

fn finding(template: Bilingual, body: &str, found: &str, spans: Vec<Span>) -> Finding {
    let mut finding = Finding::new(NAME, Severity::Warning, template);
    finding.message = finding.message.with("expected", body).with("found", found);
    finding.spans = spans;
    finding.found = Some(found.to_owned());
    finding.expected = Some(body.to_owned());
    finding
}

/// With a fix that writes something else in all of a finding's places.
fn replaced(mut finding: Finding, right: &str, shown: &str) -> Finding {
    finding.fix = Some(Fix {
        title: Message::new(both("改为“{expected}”", "Change to “{expected}”")).with("expected", shown),
        edits: finding.spans.iter().map(|span| Edit { span: *span, text: right.to_owned() }).collect(),
        applicability: Applicability::Likely,
    });
    finding
}

/// Whether two names may be one body's.
fn is_same(title: &str, signed: &str) -> bool {
    let (a, b) = (core(title), core(signed));
    let within = |short: &str, long: &str| short.chars().all(|c| long.contains(c));
    if within(&a, &b) || within(&b, &a) || holds_any(signed, &["中共", "党委", "委办", "党政"]) {
        return true;
    }
    // Any of a government's bodies may publish its report (Article 49: its office in charge).
    let government = matches!(bodies::kind(title), Kind::Province | Kind::City | Kind::County | Kind::Township);
    government && signed.contains(place(title).1)
}

/// A name without what is added to it: remarks in brackets, the office behind a government.
fn core(name: &str) -> String {
    let name = name.split('(').next().unwrap_or(name).replace("人民政府", "政府");
    match name.find("政府") {
        Some(at) => name[..at + "政府".len()].to_owned(),
        None => name,
    }
}

/// A name's places, the last of them, and what it is there: 青川市云岭区, 云岭区, 教育局.
fn place(name: &str) -> (&str, &str, &str) {
    const SUFFIXES: &[char] = &['省', '市', '州', '盟', '县', '区', '旗', '镇', '乡'];
    let (mut last, mut cut) = (0, 0);
    while let Some(at) = name[cut..].find(SUFFIXES) {
        let stem = &name[cut..cut + at];
        // 市场监督管理局, 城乡建设局, 住房和城乡建设局
        let is_name = stem.chars().count() >= if cut == 0 { 1 } else { 2 } && !stem.ends_with(['城', '和', '与']);
        let is_name = is_name && stem.chars().count() <= 8;
        if !is_name {
            break;
        }
        (last, cut) = (cut, cut + at + '市'.len_utf8());
    }
    (&name[..cut], &name[last..cut], &name[cut..])
}

/// What a body calls itself by, each with its places: 局 of 我局.
fn selves(filing: &Filing) -> Vec<(&'static str, Vec<Span>)> {
    const NOUNS: &[&str] = &["局", "委", "厅", "镇", "乡", "街道"];
    static WORDS: Vocabulary = Vocabulary::new(&[
        "我局",
        "我委",
        "我厅",
        "我镇",
        "我乡",
        "我街道",
        "自我 我局限 我局部 我局长 我委托 我委派 我委员 我乡镇 我乡村 我镇村 我镇街",
    ]);
    let mut selves: Vec<(&str, Vec<Span>)> = Vec::new();
    for passage in &filing.passages {
        for word in WORDS.find(&passage.folded.chars) {
            let Some(&noun) = NOUNS.get(word.group) else { continue };
            let spans = passage.folded.spans(word.at + 1..word.end);
            match selves.iter_mut().find(|(other, _)| *other == noun) {
                Some((_, all)) => all.extend(spans),
                None => selves.push((noun, spans)),
            }
        }
    }
    selves
}

/// A body that calls itself by another's noun.
fn called(body: &str, noun: &str, spans: Vec<Span>) -> Finding {
    let mut finding = finding(SELF, body, &format!("我{noun}"), spans);
    let own = body.strip_suffix("人民政府").or_else(|| body.strip_suffix("办事处")).unwrap_or(body);
    let own = if own.ends_with("委员会") { "委" } else { own };
    let nouns = ["街道", "局", "委", "厅", "镇", "乡", "县", "市", "区", "旗", "省"];
    match nouns.iter().find(|noun| own.ends_with(*noun)) {
        Some(right) => replaced(finding, right, &format!("我{right}")),
        None => {
            finding.expected = None;
            finding
        }
    }
}

/// Bodies of other places, of the same kind and level as the report's, that its text speaks of as of itself.
fn others(filing: &Filing, body: &str) -> Vec<(String, Vec<Span>)> {
    let (places, own, tail) = place(body);
    let mut others: Vec<(String, Vec<Span>)> = Vec::new();
    if own.is_empty() || tail.is_empty() {
        return others;
    }
    for passage in &filing.passages {
        let chars = &passage.folded.chars;
        let mut from = 0;
        while let Some(at) = passage.folded.find(tail, from) {
            from = at + tail.chars().count();
            let Some(start) = named_as_self(passage, at, from) else { continue };
            let other: String = chars[start..at].iter().collect();
            let same = places.ends_with(&other) || other.ends_with(own);
            if same || !is_place(&other) || other.chars().last() != own.chars().last() {
                continue;
            }
            let (name, spans) = (other + tail, passage.folded.spans(start..from));
            match others.iter_mut().find(|(known, _)| *known == name) {
                Some((_, all)) => all.extend(spans),
                None => others.push((name, spans)),
            }
        }
    }
    others
}

/// Whether a text is the name of one place, and not 各县 or 县.
fn is_place(text: &str) -> bool {
    let (all, last, rest) = place(text);
    let short = last.chars().count() < 3;
    !all.is_empty()
        && rest.is_empty()
        && !short
        && !text.contains(['各', '全', '我', '本', '该', '两', '等', '和', '与', '及', '、', '外'])
}

/// Where the name of a body starts whose last word stands in a range, if the sentence speaks of it as of itself.
fn named_as_self(passage: &Passage, tail: usize, end: usize) -> Option<usize> {
    /// The longest names of places, in characters.
    const LONGEST: usize = 14;
    /// What a body does in its own report.
    const DOES: &[&str] = &[
        "认真",
        "严格",
        "坚持",
        "高度重视",
        "深入",
        "全面",
        "积极",
        "始终",
        "持续",
        "主动",
        "共",
        "按照",
        "根据",
        "以",
        "围绕",
        "紧紧",
        "进一步",
        "切实",
        "扎实",
        "着力",
        "不断",
        "强化",
        "加强",
        "完善",
        "政府信息公开",
        "信息公开",
        "政务公开",
        "通过",
        "依法",
        "未",
    ];
    /// What others do to it, or with it.
    const NOT_OWN: &[&str] =
        &["我", "印发", "调研", "指导", "交流", "学习", "联合", "移交", "移送", "转办", "要求", "部署", "检查", "督查"];
    let chars = &passage.folded.chars;
    let sentence =
        chars[..tail].iter().rposition(|c| matches!(c, '。' | ';' | '!' | '?')).map_or(0, |before| before + 1);
    let behind: Range<usize> = end..chars[end..].iter().position(|c| *c == '。').map_or(chars.len(), |at| end + at);
    let opening = sentence + prose::behind_number(&chars[sentence..tail]);
    // 2023年,
    let year = chars[opening..tail].iter().take(8).position(|c| *c == '年').map_or(0, |at| at + 1);
    let year = if year == 5 && chars[opening].is_ascii_digit() { year } else { 0 };
    let start = opening + year + chars[opening + year..tail].iter().take_while(|c| matches!(c, '度' | ',')).count();
    let does = |list: &[&str]| list.iter().any(|word| begins(&chars[end..], word));
    if tail - start <= LONGEST && does(DOES) {
        let rest: String = chars[behind].iter().collect();
        return (!holds_any(&rest, NOT_OWN)).then_some(start);
    }
    // 现将…2023年…情况报告如下, 由…编制, 请与…联系
    let near = &chars[tail.saturating_sub(LONGEST + 2)..tail];
    let behind_word = |word: &str| {
        let at = (0..near.len()).rev().find(|at| begins(&near[*at..], word))?;
        Some(tail - near.len() + at + word.chars().count())
    };
    let of_report = chars.get(end).is_some_and(char::is_ascii_digit) || does(&["政府信息公开"]);
    let report = || ["现将", "编制", "公布", "发布"].iter().find_map(|word| behind_word(word));
    report()
        .filter(|_| of_report)
        .or_else(|| behind_word("由").filter(|_| does(&["编制", "办公室编制", "负责编制"])))
        .or_else(|| behind_word("请与").filter(|_| holds_any(&chars[behind].iter().collect::<String>(), &["联系"])))
}
