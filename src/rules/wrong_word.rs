//! Slips of the pen that this field's texts are known for, and spellings that a standard prefers.

use std::{ops::Range, sync::OnceLock};

use super::texts::{self, Text};
use crate::{
    filing::{
        Filing,
        fold::{begins, fold},
        lexicon::Lexicon,
    },
    finding::{Applicability, Family, Finding, Severity},
    language::{Bilingual, both},
    profile::{Correction, Profile},
    rule::{Rule, Verdict},
};

const NAME: &str = "wrong-word";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Wording,
    severity: Severity::Warning,
    title: both("错别字或用词不规范", "A wrong word"),
    text: both(
        "对照一份词表：法定用语写错（依法申请公开、法制政府、权利清单）和没有其他读法的错字（布署、无发提供）为提醒，有推荐写法的异形词（其它、帐号、部份）作提示。设置里自己列的错词也按提醒查找。",
        "Against a list of words: terms of the law gone wrong (依法申请公开, 法制政府, 权利清单) and slips that can be read in no other way (布署, 无发提供) are warnings; spellings for which another is preferred (其它, 帐号, 部份) are notes. Words that the profile lists are warnings as well.",
    ),
    basis: both(
        "《党政机关公文处理工作条例》第二十条；《政府信息公开条例》用语；《第一批异形词整理表》；《现代汉语词典》。",
        "Regulation on official documents of Party and government, Article 20; the terms of the Regulation on Open Government Information; the table of variant words of 2001; Xiandai Hanyu Cidian.",
    ),
    example: both("“加强依法申请公开工作”。", "“加强依法申请公开工作”."),
    remedy: both("对照原意改正；引用原文的，可以忽略。", "Correct it; a quotation may stay as it is."),
    check,
};

const SLIP: Bilingual =
    both("“{around}”里的“{found}”疑为“{right}”之误。", "“{found}” in “{around}” should probably be “{right}”.");
const PREFERRED: Bilingual =
    both("“{around}”里的“{found}”宜写作“{right}”。", "“{found}” in “{around}” is better written “{right}”.");

/// The list: a line a word.
///
/// `错 对`: the slip and what is right. `上下文 错 对`: only within other words. A word alone is right, and is listed because
/// a slip seems to stand in it. `~` before the line: a preference; `|`: only behind a mark, or at the start.
const WORDS: &str = include_str!("wrong_word/words.txt");

/// A word of the list.
struct Word {
    /// What is looked for.
    word: &'static str,
    /// The characters of it that are wrong.
    wrong: Range<usize>,
    /// What is right; `None` for a word that is.
    right: Option<&'static str>,
    severity: Severity,
    /// Whether it must stand behind a mark.
    opens: bool,
}

fn words() -> impl Iterator<Item = Word> {
    WORDS.lines().filter_map(|line| {
        let (rest, severity) = match line.strip_prefix('~') {
            Some(rest) => (rest, Severity::Note),
            None => (line, Severity::Warning),
        };
        let (rest, opens) = rest.strip_prefix('|').map_or((rest, false), |rest| (rest, true));
        let mut parts = rest.split(' ');
        let word = parts.next()?;
        let (wrong, right) = match (parts.next(), parts.next()) {
            (Some(wrong), Some(right)) => (wrong, Some(right)),
            (right, _) => (word, right),
        };
        let start = word[..word.find(wrong)?].chars().count();
        Some(Word { word, wrong: start..start + wrong.chars().count(), right, severity, opens })
    })
}

fn check(filing: &Filing, profile: &Profile) -> Verdict {
    static KNOWN: OnceLock<(Vec<Word>, Lexicon)> = OnceLock::new();
    let (known, lexicon) = KNOWN.get_or_init(|| {
        let known: Vec<Word> = words().collect();
        let lexicon = Lexicon::new(known.iter().map(|word| word.word));
        (known, lexicon)
    });
    texts::look(filing, &mut |text, verdict| {
        for (at, index) in lexicon.find(text.chars()) {
            let word = &known[index];
            let Some(right) = word.right else { continue };
            if word.opens && text.before(at).is_some_and(texts::is_ideograph) {
                continue;
            }
            verdict.findings.push(finding(&text, at + word.wrong.start..at + word.wrong.end, right, word.severity));
        }
        for Correction { wrong, right } in &profile.words {
            let (wrong, right) = (fold(wrong), fold(right));
            // Where the right word holds the wrong one, it is right.
            let within = right.find(&wrong).map(|at| right[..at].chars().count());
            let mut from = 0;
            while let Some(at) = text.folded.find(&wrong, from) {
                from = at + wrong.chars().count();
                let whole = within.and_then(|within| at.checked_sub(within));
                if whole.is_none_or(|start| !begins(&text.chars()[start..], &right)) {
                    verdict.findings.push(finding(&text, at..from, &right, Severity::Warning));
                }
            }
        }
    })
}

fn finding(text: &Text, range: Range<usize>, right: &str, severity: Severity) -> Finding {
    let template = if severity == Severity::Note { PREFERRED } else { SLIP };
    let mut finding = text.finding(NAME, severity, template, range.clone());
    finding.message = finding.message.with("right", right);
    texts::replace(&mut finding, text.span(range), right, Applicability::Likely);
    finding
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_order() {
        let known: Vec<Word> = words().collect();
        assert_eq!(known.len(), WORDS.lines().count(), "every line is a word");
        for (at, word) in known.iter().enumerate() {
            assert!(word.word.chars().count() > 1, "{}", word.word);
            assert!(known[..at].iter().all(|other| other.word != word.word), "{} is there twice", word.word);
            assert!(word.right != Some(word.word), "{} is right", word.word);
            let right = word.right.unwrap_or_default();
            assert!(known.iter().all(|other| other.right.is_none() || !right.contains(other.word)), "{right} is wrong");
        }
    }
}
