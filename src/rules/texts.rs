//! The texts of a report as the rules on wording and privacy read them: prose, title, headings, words in cells, the body
//! at the end.

use std::ops::Range;

use crate::{
    document::{Document, Origin, Span},
    filing::{
        AsideKind, Filing, Marks,
        fold::{Folded, begins, holds_any},
        lex::is_line_end,
    },
    finding::{Applicability, Cause, Edit, Finding, Fix, Severity},
    language::{Bilingual, Message, both},
    rule::Verdict,
};

/// A text of the report.
#[derive(Clone, Copy)]
pub struct Text<'f> {
    /// The document that it stands in.
    pub document: &'f Document,
    /// What it is; `None` for a paragraph of prose.
    pub aside: Option<AsideKind>,
    /// The section that a paragraph stands in.
    pub section: Option<usize>,
    /// Its characters.
    pub folded: &'f Folded,
    /// What stands in it beside ideographs.
    pub marks: &'f Marks,
}

/// What has more characters is no text that somebody wrote.
const LONGEST: usize = 50_000;
/// A rule that found as much has said enough.
const MOST_FINDINGS: usize = 1_000;

/// The texts of a report: its paragraphs in their order, and what stands beside them.
pub fn texts<'f>(filing: &'f Filing) -> impl Iterator<Item = Text<'f>> {
    let document = filing.document;
    let prose = filing.passages.iter().map(move |passage| Text {
        document,
        aside: None,
        section: passage.section,
        folded: &passage.folded,
        marks: &passage.marks,
    });
    let asides = filing.asides.iter().map(move |aside| Text {
        document,
        aside: Some(aside.kind),
        section: None,
        folded: &aside.folded,
        marks: &aside.marks,
    });
    prose.chain(asides).filter(|text| text.folded.len() <= LONGEST)
}

/// A rule that looks at one text after the other, and adds what it finds to the findings.
pub fn look(filing: &Filing, each: &mut dyn FnMut(Text, &mut Verdict)) -> Verdict {
    let mut verdict = Verdict::default();
    for text in texts(filing) {
        let (found, unclear) = (verdict.findings.len(), verdict.unclear);
        verdict.examined += 1;
        if found > MOST_FINDINGS {
            verdict.unclear += 1;
            continue;
        }
        each(text, &mut verdict);
        let fails = verdict.findings[found..].iter().any(|finding| finding.cause == Cause::Report);
        verdict.failed += usize::from(fails);
        // A text is judged once; where characters of it were lost it was not judged whole.
        let not_judged = verdict.unclear > unclear || text.marks.lost;
        verdict.unclear = unclear + usize::from(!fails && not_judged);
    }
    verdict
}

impl<'f> Text<'f> {
    /// Its characters.
    pub fn chars(&self) -> &'f [char] {
        &self.folded.chars
    }

    /// Where something else than a plain ideograph stands.
    pub fn marks(&self) -> impl Iterator<Item = usize> + use<'f> {
        self.marks.at.iter().map(|at| *at as usize)
    }

    /// Whether any of some ASCII characters stands in it.
    pub fn has(&self, signs: &str) -> bool {
        self.marks.ascii & of_ascii(signs) != 0
    }

    /// The character at a place, if the text reaches as far.
    pub fn at(&self, place: usize) -> Option<char> {
        self.chars().get(place).copied()
    }

    /// The character before a place.
    pub fn before(&self, place: usize) -> Option<char> {
        self.at(place.checked_sub(1)?)
    }

    /// Whether a word stands right before a place.
    pub fn ends_with(&self, place: usize, word: &str) -> bool {
        place.checked_sub(word.chars().count()).is_some_and(|start| begins(&self.chars()[start..], word))
    }

    /// Whether any of some words stands among so many characters before a place.
    pub fn holds_before(&self, place: usize, reach: usize, words: &[&str]) -> bool {
        let before: String = self.chars()[place.saturating_sub(reach)..place].iter().collect();
        holds_any(&before, words)
    }

    /// Whether a mark is written in the width of Latin letters.
    pub fn is_half_width(&self, place: usize) -> bool {
        self.folded.places.get(place).is_some_and(|place| place.end - place.start == 1)
    }

    /// Whether a character is Chinese: an ideograph, or a mark of Chinese writing.
    pub fn is_chinese(&self, place: usize) -> bool {
        let wide =
            |c: char| is_ideograph(c) || matches!(c, '\u{3001}'..='\u{3017}' | '“' | '”' | '‘' | '’' | '…' | '—');
        self.at(place).is_some_and(|c| wide(c) || c.is_ascii_punctuation() && !self.is_half_width(place))
    }

    /// What stands in the source from the end of one character to the start of the next; `None` where the next stands in
    /// another text or on another line.
    pub fn gap(&self, place: usize) -> Option<&'f str> {
        let (one, next) = (self.folded.places.get(place)?, self.folded.places.get(place + 1)?);
        let gap = self.document.text(one.text).get(one.end as usize..next.start as usize)?;
        (one.text == next.text && !gap.contains(is_line_end)).then_some(gap)
    }

    /// Whether characters stand on one line of the source.
    pub fn on_one_line(&self, range: Range<usize>) -> bool {
        (range.start..range.end.saturating_sub(1)).all(|place| self.gap(place).is_some())
    }

    /// Whether it was read from a page, where only places tell what belongs together.
    pub fn is_from_page(&self) -> bool {
        let first = self.folded.places.first();
        first.is_some_and(|place| matches!(self.document.texts[place.text.0 as usize].origin, Origin::Page(_)))
    }

    /// A part as its author wrote it, white space removed.
    pub fn written(&self, range: Range<usize>) -> String {
        let of = |place: &crate::filing::fold::Placed| {
            &self.document.text(place.text)[place.start as usize..place.end as usize]
        };
        self.folded.places[range].iter().map(of).collect()
    }

    /// A part with a few characters on either side.
    pub fn around(&self, range: Range<usize>) -> String {
        const REACH: usize = 4;
        self.written(range.start.saturating_sub(REACH)..self.folded.len().min(range.end + REACH))
    }

    /// A finding about a part of it. The sentence may name `{found}` and what stands around it, `{around}`.
    pub fn finding(&self, rule: &'static str, severity: Severity, template: Bilingual, range: Range<usize>) -> Finding {
        let found = self.written(range.clone());
        let mut finding = Finding::new(rule, severity, template);
        finding.message = finding.message.with("around", self.around(range.clone())).with("found", found.clone());
        finding.spans = self.folded.spans(range);
        finding.found = Some(found);
        finding
    }

    /// A finding whose message does not repeat what it speaks of.
    pub fn masked(&self, rule: &'static str, severity: Severity, template: Bilingual, range: Range<usize>) -> Finding {
        let mut finding = Finding::new(rule, severity, template);
        let masked = mask(&self.chars()[range.clone()]);
        finding.message = finding.message.with("found", masked.clone());
        finding.spans = self.folded.spans(range);
        finding.found = Some(masked);
        finding
    }

    /// The place of a part, if it is one in the source.
    pub fn span(&self, range: Range<usize>) -> Option<Span> {
        match self.folded.spans(range)[..] {
            [span] => Some(span),
            _ => None,
        }
    }
}

/// Writes other characters in the place of a part.
pub fn replace(finding: &mut Finding, span: Option<Span>, text: &str, applicability: Applicability) {
    let Some(span) = span else { return };
    let title = if text.is_empty() {
        Message::new(both("删去", "Delete it"))
    } else {
        Message::new(both("改为“{text}”", "Change to “{text}”")).with("text", text)
    };
    finding.expected = (!text.is_empty()).then(|| text.to_owned());
    finding.fix = Some(Fix { title, edits: vec![Edit { span, text: text.to_owned() }], applicability });
}

/// The first and last characters of a secret.
fn mask(secret: &[char]) -> String {
    let shown = |at: usize| at < 3 || at + 2 >= secret.len();
    secret.iter().enumerate().map(|(at, c)| if shown(at) { *c } else { '*' }).collect()
}

/// The surnames of nearly all people; one character each.
pub const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘蒋蔡余杜叶程苏魏吕丁沈姚卢姜崔钟谭陆汪范石廖贾夏韦方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤";

/// ASCII characters as bits.
pub const fn of_ascii(signs: &str) -> u128 {
    let (mut bits, mut at) = (0, 0);
    while at < signs.len() {
        bits |= 1 << signs.as_bytes()[at];
        at += 1;
    }
    bits
}

/// A mark as Chinese text writes it.
pub fn wide(mark: char) -> String {
    let wide = if mark.is_ascii_punctuation() { char::from_u32(mark as u32 + 0xFEE0) } else { None };
    wide.unwrap_or(mark).to_string()
}

/// Whether a character is an ideograph.
pub fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '〇')
}

/// The number that an ideograph stands for, from 1 to 10.
pub fn numeral(c: char) -> Option<usize> {
    Some(match c {
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        _ => return None,
    })
}
