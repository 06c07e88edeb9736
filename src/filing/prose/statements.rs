//! What the prose says a number of in so many words, so that it can be known again elsewhere.

use super::{
    breakdowns::Breakdown,
    claims::{Claim, Era},
    numbers::{Kind, Number},
    terms::{self, Term},
};
use crate::filing::fold::{begins, is_letter};

/// A number with the verb and the noun before it, where nothing else in its sentence narrows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Which of the passage's numbers.
    pub number: usize,
    /// The words: 主动公开政府信息.
    pub words: String,
    /// Whether it is said of all: 共, 全年.
    pub whole: bool,
}

/// Fewer letters say too little.
const SHORTEST: usize = 4;

/// The statements of a passage: of counts that no cell holds and that are no parts.
pub fn statements(
    chars: &[char],
    numbers: &[Number],
    eras: &[Era],
    claims: &[Claim],
    breakdowns: &[Breakdown],
) -> Vec<Statement> {
    let of = |at: usize| {
        let number = &numbers[at];
        let part = breakdowns.iter().any(|breakdown| breakdown.parts.contains(&at));
        let bound = claims.iter().any(|claim| claim.number == Some(at));
        if !matches!(number.kind, Kind::Count | Kind::Money)
            || number.unit.is_none()
            || eras[at] != Era::Current
            || part
            || bound
        {
            return None;
        }
        let ends = |i: &usize| matches!(chars[*i], '。' | ';' | ':' | '!' | '?' | '(' | ')');
        let start = (0..number.range.start).rev().find(ends).map_or(0, |i| i + 1);
        // In brackets, or behind another number of the sentence, it depends on more than its own words.
        let counts =
            |other: &Number| (start..number.range.start).contains(&other.range.start) && other.kind != Kind::Date;
        let opened = start.checked_sub(1).is_some_and(|i| matches!(chars[i], '(' | ')' | ':' | ';'));
        if opened || numbers.iter().any(counts) {
            return None;
        }
        let (mut words, mut whole, mut narrowed) = (String::new(), false, false);
        let mut i = start;
        while i < number.range.start {
            if let Some(date) = numbers.iter().find(|date| date.range.start == i) {
                i = date.range.end;
                i += chars[i..].iter().take_while(|c| "年月日度底末".contains(**c)).count();
                continue;
            }
            // 全年, 我局, 共: not what is counted.
            match terms::at_start(&chars[i..number.range.start]) {
                Some((Term::Current | Term::Own | Term::Sum, length)) => {
                    whole = true;
                    i += length;
                    continue;
                }
                // 通过图文、视频等形式: in all of its forms.
                Some((Term::Example, length)) if let Some(form) = form_at(&chars[i + length..]) => {
                    words.clear();
                    i += length + form;
                    continue;
                }
                Some((Term::Others | Term::Scope | Term::Parts, _)) => return None,
                _ => {}
            }
            match chars[i] {
                '共' => whole = true,
                '虽' | '然' | '在' if words.is_empty() => {}
                '累' | '计' | '了' => {}
                // Another clause before it may narrow it, unless it says only when and who.
                ',' => {
                    narrowed |= !words.is_empty();
                    (words, whole) = (String::new(), false);
                }
                c if is_letter(c) => words.push(c),
                _ => {}
            }
            i += 1;
        }
        // 虽然任务较重，全年组织培训5次
        (words.chars().count() >= SHORTEST && (whole || !narrowed)).then_some(Statement { number: at, words, whole })
    };
    (0..numbers.len()).filter_map(of).collect()
}

/// How many characters the word for all forms of something has that stands at the start of some, if one does.
fn form_at(chars: &[char]) -> Option<usize> {
    const FORMS: &[&str] = &["多种形式", "多种方式", "形式", "方式"];
    FORMS.iter().find(|form| begins(chars, form)).map(|form| form.chars().count())
}
