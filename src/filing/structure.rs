//! Where a report begins and ends, its title, its section headings, its signature.

pub mod dated;
pub mod headings;
pub mod title;

use std::ops::Range;

use super::{
    Dated, Likeness, Signature, Title,
    fold::{Folded, holds_any},
    lex::{is_line_end, is_page_number},
};
use crate::{
    document::{Block, Document, Span, TextId},
    form::Section,
};

/// A line of the document that does not stand in a table.
#[derive(Debug)]
pub struct Line {
    /// Its text without white space at the ends.
    pub span: Span,
    /// Its block.
    pub block: usize,
    /// Its characters for comparison.
    pub folded: Folded,
    /// Whether the source marks it as a heading.
    pub heading: bool,
}

/// What is known of a report before its tables are read.
#[derive(Debug)]
pub struct Structure {
    /// Its lines, as a range of all lines.
    pub lines: Range<usize>,
    /// Its blocks.
    pub extent: Range<usize>,
    /// Its title and the lines that it stands on.
    pub title: Option<(Title, Range<usize>)>,
    /// Its section headings in document order.
    pub headings: Vec<Heading>,
    /// Its end, and the lines that it stands on.
    pub signature: Option<(Signature, Range<usize>)>,
    /// A date of publication stated beside it.
    pub published: Option<Dated>,
}

/// A section heading.
#[derive(Clone, Debug)]
pub struct Heading {
    /// Which of the form's sections.
    pub index: usize,
    /// The running number as written.
    pub number: Option<String>,
    /// The title as written.
    pub title: String,
    /// How near the title is.
    pub likeness: Likeness,
    /// The lines that it stands on.
    pub lines: Range<usize>,
    /// How many folded characters of its last line belong to it; less than the line where prose is glued to it.
    pub length: usize,
    /// Where it stands; its first line.
    pub span: Span,
}

/// All lines outside of tables, and those of table rows with one written cell: text that a table only holds together,
/// or a heading between two tables on one sheet.
pub fn lines(document: &Document) -> Vec<Line> {
    let mut lines = Vec::new();
    for (block, content) in document.blocks.iter().enumerate() {
        match content {
            Block::Paragraph(id) => split(document, *id, block, false, &mut lines),
            Block::Heading(_, id) => split(document, *id, block, true, &mut lines),
            Block::Picture => {}
            Block::Table(table) => {
                for row in table.cells.chunk_by(|a, b| a.row == b.row) {
                    let mut written = row.iter().filter(|cell| !document.text(cell.text).is_empty());
                    if let (Some(one), None) = (written.next(), written.next()) {
                        split(document, one.text, block, false, &mut lines);
                    }
                }
            }
        }
    }
    lines
}

fn split(document: &Document, id: TextId, block: usize, heading: bool, lines: &mut Vec<Line>) {
    let text = document.text(id);
    let mut offset = 0;
    for part in text.split_inclusive(is_line_end) {
        let mut folded = Folded::default();
        folded.push(id, part, offset);
        offset += part.len();
        if let (Some(first), Some(last)) = (folded.places.first(), folded.places.last()) {
            let span = Span { text: id, start: first.start, end: last.end };
            if !is_page_number(document.slice(span)) {
                lines.push(Line { span, block, folded, heading });
            }
        }
    }
}

/// The headings without those of a list of contents before them: most of the sections, with nothing between.
fn without_contents(mut headings: Vec<Heading>, lines: &[Line]) -> Vec<Heading> {
    /// A list of contents has so many of the sections at least.
    const MOST: usize = 4;
    let follows = |pair: &[Heading]| {
        let (before, next) = (pair[0].lines.end, pair[1].lines.start);
        pair[0].index < pair[1].index && before == next && lines[next].block <= lines[before - 1].block + 1
    };
    let listed = 1 + headings.windows(2).take_while(|pair| follows(pair)).count();
    let again = headings.get(listed).is_some_and(|next| next.index == headings[0].index);
    if listed >= MOST && again {
        headings.drain(..listed);
    }
    headings
}

/// Finds the reports in a document; one, as a rule.
pub fn structures(document: &Document, lines: &[Line], sections: &[Section]) -> Vec<Structure> {
    let headings = without_contents(headings::headings(lines, sections), lines);
    // A further report begins where its first heading comes again after most of the others.
    let mut starts: Vec<usize> = Vec::new();
    let mut seen: Vec<usize> = Vec::new();
    for (i, heading) in headings.iter().enumerate() {
        // Other words under a first number need a title above them: lists inside a report have numbers too.
        let opens = || {
            let between = headings[i - 1].lines.end..heading.lines.start;
            let titled = |(title, _): &(Title, _)| title.year.is_some();
            heading.likeness != Likeness::Differs || title::title(&lines[between]).as_ref().is_some_and(titled)
        };
        if i == 0 || (heading.index == 0 && seen.contains(&0) && seen.len() >= 4 && opens()) {
            starts.push(i);
            seen.clear();
        }
        if !seen.contains(&heading.index) {
            seen.push(heading.index);
        }
    }
    if starts.is_empty() {
        starts.push(0);
    }
    let titles: Vec<Option<(Title, Range<usize>)>> = starts
        .iter()
        .enumerate()
        .map(|(k, &start)| {
            let from = if k == 0 { 0 } else { headings[start - 1].lines.end };
            let to = headings.get(start).map_or(lines.len(), |heading| heading.lines.start);
            title::title(&lines[from..to]).map(|(title, range)| (title, range.start + from..range.end + from))
        })
        .collect();
    let first_line = |k: usize| match &titles[k] {
        Some((_, range)) => range.start,
        None => headings.get(starts[k]).map_or(0, |heading| heading.lines.start),
    };
    (0..starts.len())
        .map(|k| {
            // Without a title nothing tells the report's opening from what stands around it: it is kept.
            let start = if k == 0 && titles[k].is_none() { 0 } else { first_line(k) };
            let end = if k + 1 < starts.len() { first_line(k + 1) } else { lines.len() };
            let last = if k + 1 < starts.len() { starts[k + 1] } else { headings.len() };
            let own: Vec<Heading> = headings::best(&headings[starts[k].min(last)..last], lines, sections);
            let block_of = |line: usize| lines.get(line).map_or(document.blocks.len(), |line| line.block);
            let first_block = if start == 0 && titles[k].is_none() { 0 } else { block_of(start) };
            assemble(lines, start..end, first_block..block_of(end), titles[k].clone(), own, k > 0)
        })
        .collect()
}

fn assemble(
    lines: &[Line],
    range: Range<usize>,
    mut extent: Range<usize>,
    title: Option<(Title, Range<usize>)>,
    headings: Vec<Heading>,
    later: bool,
) -> Structure {
    let mut end = range.end;
    let after = headings.last().map_or(range.start, |heading| heading.lines.end);
    // What a site prints behind the article.
    if let Some(footer) = (after..end).find(|&i| is_footer(&lines[i].folded)) {
        end = footer;
    }
    let signature = dated::signature(lines, after..end, !headings.is_empty());
    if let Some((_, at)) = &signature
        && !headings.is_empty()
    {
        end = at.end;
    }
    if end < range.end {
        extent.end = lines[end].block.max(extent.start);
        // A footer in the middle of a block does not cut what stands before it.
        if end > range.start && lines[end - 1].block >= extent.end {
            extent.end = lines[end - 1].block + 1;
        }
    }
    let around = if later { range.clone() } else { 0..range.end };
    Structure {
        lines: range.start..end,
        extent,
        title,
        headings,
        signature,
        published: dated::published(lines, around),
    }
}

fn is_footer(line: &Folded) -> bool {
    const WORDS: &[&str] = &[
        "版权所有",
        "主办单位",
        "ICP备",
        "网站标识码",
        "公网安备",
        "关闭窗口",
        "打印本页",
        "上一篇",
        "下一篇",
        "扫一扫",
        "分享到",
        "相关链接",
        "网站地图",
        "责任编辑",
        "信息来源:",
        "返回顶部",
        "友情链接",
        "附件下载",
        "【打印",
    ];
    if line.len() > 200 {
        return false;
    }
    let text = line.string();
    holds_any(&text, WORDS)
}
