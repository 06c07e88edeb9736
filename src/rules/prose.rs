//! Prose as rules read it: its sentences, and whether all of it was read.

use std::ops::Range;

use super::{blank_form::is_blank_form, places};
use crate::{
    document::Block,
    filing::{
        Filing, Passage, SectionFound,
        fold::{LOST, is_letter},
    },
};

/// The sentences of a text, without the marks that end them.
pub fn sentences(chars: &[char]) -> Vec<Range<usize>> {
    parts(chars, 0..chars.len(), &['。', ';', '!', '?'])
}

/// The parts of a text between some marks; none is empty.
pub fn parts(chars: &[char], range: Range<usize>, marks: &[char]) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = range.start;
    for at in range.clone() {
        if marks.contains(&chars[at]) {
            if start < at {
                parts.push(start..at);
            }
            start = at + 1;
        }
    }
    if start < range.end {
        parts.push(start..range.end);
    }
    parts
}

/// Where a text begins behind its numbering: （一）, 一、, 1.
pub fn behind_number(chars: &[char]) -> usize {
    let open = usize::from(chars.first() == Some(&'('));
    let digit = |c: &&char| "一二三四五六七八九十0123456789".contains(**c);
    let end = open + chars[open..].iter().take(3).take_while(digit).count();
    match (open, chars.get(end)) {
        (1, Some(')')) | (0, Some('、' | '.')) if end > open => end + 1,
        _ => 0,
    }
}

/// The prose of one of the form's sections; `None` where it is not there, empty, or a mere 无.
pub fn of_section<'f>(filing: &'f Filing, index: usize) -> Option<(&'f SectionFound, &'f [Passage])> {
    let section = filing.section(index)?;
    let passages = &filing.passages[section.passages.clone()];
    let letters: String =
        passages.iter().flat_map(|passage| &passage.folded.chars).filter(|c| is_letter(**c)).take(4).collect();
    (!matches!(letters.as_str(), "" | "无" | "暂无" | "没有" | "无内容")).then_some((section, passages))
}

/// Whether a section may say more than what was read of it, or is not filled in.
pub fn is_doubtful(filing: &Filing, section: &SectionFound) -> bool {
    let lost = |passage: &Passage| passage.folded.chars.contains(&LOST);
    let blocks = filing.document.blocks.get(section.blocks.clone()).unwrap_or_default();
    is_blank_form(filing)
        || !filing.lost_digits.is_empty()
        || filing.passages[section.passages.clone()].iter().any(lost)
        || places::shows_picture(filing, section)
        || blocks.iter().any(|block| holds_prose(filing, block))
}

/// Whether a table has sentences in cells beside others, which are read as cells.
fn holds_prose(filing: &Filing, block: &Block) -> bool {
    let Block::Table(table) = block else { return false };
    let text = |cell: &crate::document::Cell| filing.document.text(cell.text);
    table.cells.chunk_by(|a, b| a.row == b.row).any(|row| {
        row.iter().filter(|cell| !text(cell).is_empty()).count() > 1 && row.iter().any(|cell| text(cell).contains('。'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbering_is_told_from_words() {
        for (text, behind) in [
            ("(一)主动公开", 3),
            ("(十二)主动公开", 4),
            ("一、主动公开", 2),
            ("1.主动公开", 2),
            ("一是主动公开", 0),
            ("一年来,主动公开", 0),
            ("2023年,主动公开", 0),
            ("(以下简称", 0),
            ("", 0),
        ] {
            assert_eq!(behind_number(&text.chars().collect::<Vec<_>>()), behind, "{text}");
        }
    }

    #[test]
    fn sentences_end_with_their_marks() {
        let text: Vec<char> = "公开信息。。答复;说明".chars().collect();
        assert_eq!(sentences(&text), [0..4, 6..8, 9..11]);
    }
}
