//! Words written twice.

use std::ops::Range;

use super::texts::{self, Text};
use crate::{
    filing::Filing,
    finding::{Applicability, Family, Severity},
    language::{Bilingual, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "doubled-word";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Wording,
    severity: Severity::Warning,
    title: both("词语重复", "A word written twice"),
    text: both(
        "看连写两遍的二至四字词（工作工作），以及重复的“的、了、是、在、和、与”。重叠的说法（研究研究）、两个词恰好相接的（人民政府政府信息）、跨行和跨格的不提。",
        "Words of two to four characters written twice in a row, and 的, 了, 是, 在, 和, 与 twice. Reduplication (研究研究), words that happen to meet (人民政府政府信息), line and cell ends are left alone.",
    ),
    basis: both(
        "《党政机关公文处理工作条例》第十九条：公文表述准确，文字精练。",
        "Regulation on official documents of Party and government, Article 19: exact and concise wording.",
    ),
    example: both("“开展政务公开工作工作”。", "“开展政务公开工作工作”."),
    remedy: both("删去一个。", "Delete one of the two."),
    check,
};

const TWICE: Bilingual = both("“{around}”里的“{word}”写了两遍。", "“{word}” stands twice in “{around}”.");

/// Two characters that rightly stand twice: said so on purpose, or the end of one word and the start of the next
/// (人民政府政府信息, 企业创业创新).
const RIGHT: &[&str] = &[
    "研究", "讨论", "商量", "考虑", "学习", "了解", "思考", "许多", "很多", "非常", "多少", "如何", "政府", "机关",
    "部门", "单位", "公开", "管理", "服务", "中心", "信息", "委员", "项目", "市场", "社会", "公共", "国家", "行政",
    "教育", "安全", "建设", "发展", "审批", "预算", "决算", "政策", "解读", "申请", "规划", "街道", "社区", "乡镇",
    "人民", "办公", "企业", "系统", "组织", "规定", "代表", "保管", "要求", "决定", "报告", "登记", "检查", "调查",
    "评估", "认定", "处罚", "培训", "指导", "补贴", "生产", "经营", "使用", "投资", "保险", "合同", "许可", "标准",
    "领导", "编制", "装箱", "业创",
];

/// The longest word that is looked for, in characters.
const LONGEST: usize = 4;

/// Single characters that mean nothing twice, with what may stand before and behind them nevertheless: 目的的, 为了了解.
const SINGLE: &[(char, &str, &str)] = &[
    ('的', "目标", "确"),
    ('了', "为除", "解结断却然"),
    ('是', "凡于还但总就正可要老", "否非"),
    ('在', "存现所实潜内外自旨", ""),
    ('和', "总共中缓温饱调谦祥平", "美气谐平"),
    ('与', "参赠给授", ""),
];

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let body: Vec<char> = filing
        .title
        .as_ref()
        .and_then(|title| title.body.as_ref())
        .map(|body| body.chars().collect())
        .unwrap_or_default();
    texts::look(filing, &mut |text, verdict| {
        let mut from = 0;
        let chars = text.chars();
        // Nearly everywhere the last two characters tell that nothing stands twice.
        let near = |of: &[char]| {
            let same = |back: usize| of[4] == of[4 - back] && (back == LONGEST || of[3] == of[3 - back]);
            of[4] == of[3] || same(2) || same(3) || same(LONGEST)
        };
        let later = chars.windows(LONGEST + 1).enumerate().filter(|(_, of)| near(of)).map(|(at, _)| at + LONGEST);
        for at in (1..chars.len().min(LONGEST)).chain(later) {
            let Some(length) = (1..=LONGEST).find(|length| twice(chars, from, at + 1, *length)) else { continue };
            let (start, end) = (at + 1 - 2 * length, at + 1);
            if !is_slip(&text, &body, start..start + length) || !text.on_one_line(start..end) {
                continue;
            }
            from = end;
            let again = start + length..end;
            let mut finding = text.finding(NAME, Severity::Warning, TWICE, start..end);
            finding.message = finding.message.with("word", text.written(again.clone()));
            texts::replace(&mut finding, text.span(again), "", Applicability::Likely);
            verdict.findings.push(finding);
        }
    })
}

/// Whether the so many characters before a place stand twice, from some place on.
fn twice(chars: &[char], from: usize, end: usize, length: usize) -> bool {
    let Some(start) = end.checked_sub(2 * length).filter(|start| *start >= from) else { return false };
    chars[end - 1] == chars[end - 1 - length] && chars[start..start + length] == chars[start + length..end]
}

/// Whether a word that stands twice does so by mistake.
fn is_slip(text: &Text, body: &[char], word: Range<usize>) -> bool {
    let chars = &text.chars()[word.clone()];
    let behind = text.at(word.end + word.len());
    if let [c] = chars {
        return SINGLE.iter().any(|(single, before, after)| {
            single == c
                && !text.before(word.start).is_some_and(|c| before.contains(c) || c == *single)
                && !behind.is_some_and(|c| after.contains(c) || c == *single)
        });
    }
    // 一件一件, 逐条逐条, 二十二十; but 进一步 is no count.
    let counts = |c: char| texts::numeral(c).is_some() || "百千万两几每逐".contains(c);
    let counted = if chars.len() == 2 { chars.iter().any(|c| counts(*c)) } else { counts(chars[0]) };
    let same = chars.iter().all(|c| *c == chars[0]);
    // A place's name, and a word that begins with it.
    let named = body.windows(chars.len()).any(|part| part == chars);
    let string: String = chars.iter().collect();
    chars.iter().all(|c| texts::is_ideograph(*c))
        && !counted
        && !same
        && chars[0] != '的'
        && !named
        && !RIGHT.contains(&string.as_str())
}
