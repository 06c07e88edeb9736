//! Lines to paragraphs, over the ends of lines and pages; and the parts of tables to tables.

use super::{
    aligned::is_chapter,
    cells::{Part, is_figure, is_numbered},
    continued,
    page::Area,
    sheet::{Block, Sheet},
    text::{self, Line},
};
use crate::order::Arrange;

/// What a document consists of.
#[derive(Debug)]
pub enum Item {
    /// A paragraph, and the page and the box in which it begins.
    Paragraph(String, (usize, Area)),
    /// A table.
    Table(Part),
    /// A picture.
    Picture,
}

/// The edges between which prose runs, and how far apart its lines stand.
#[derive(Clone, Copy, Debug)]
struct Frame {
    left: f32,
    right: f32,
    pitch: f32,
    em: f32,
}

/// A paragraph being put together.
struct Open {
    text: String,
    place: (usize, Area),
    page: usize,
    last: Line,
    frame: Frame,
    lines: usize,
}

/// The paragraphs, tables and pictures of all pages, in order.
pub fn flow(mut sheets: Vec<Sheet>) -> Vec<Item> {
    for at in 1..sheets.len() {
        let goes_on = matches!(sheets[at].blocks.first(), Some(Block::Table(part)) if part.ruled);
        let blocks = &mut sheets[at - 1].blocks;
        if goes_on
            && let [.., Block::Table(part), Block::Line(line)] = &mut blocks[..]
            && continued::hang(part, line)
        {
            blocks.pop();
        }
    }
    let frames = frames(&sheets);
    let indented = is_indented(&sheets, &frames);
    let mut items: Vec<Item> = Vec::new();
    let mut open: Option<Open> = None;
    let mut tables = Tables::default();
    for ((page, sheet), frame) in sheets.into_iter().enumerate().zip(frames) {
        for block in sheet.blocks {
            let line = match block {
                Block::Line(line) if is_row(&line) => {
                    close(&mut open, &mut items);
                    items.extend(divided(line).into_iter().map(|line| Item::Paragraph(line.text, (page, line.area))));
                    continue;
                }
                Block::Line(line) => line,
                other => {
                    close(&mut open, &mut items);
                    match other {
                        Block::Table(part) => tables.put(part, page, &mut items),
                        Block::Aside(line) => items.push(Item::Paragraph(line.text, (page, line.area))),
                        Block::Picture(_) => items.push(Item::Picture),
                        Block::Line(_) => {}
                    }
                    continue;
                }
            };
            match &mut open {
                Some(open) if goes_on(open, &line, page, frame, indented) => {
                    text::join(&mut open.text, open.last.open, &line.text);
                    if open.page == page && open.place.0 == page {
                        open.place.1 = Area::around([open.place.1, line.area].into_iter()).unwrap_or(line.area);
                    }
                    (open.page, open.frame, open.last) = (page, frame, line);
                    open.lines += 1;
                }
                _ => {
                    close(&mut open, &mut items);
                    open = Some(Open {
                        text: line.text.clone(),
                        place: (page, line.area),
                        page,
                        last: line,
                        frame,
                        lines: 1,
                    });
                }
            }
        }
    }
    close(&mut open, &mut items);
    items
}

/// The tables, as items, with which a page ends and the next one begins.
#[derive(Default)]
struct Tables {
    page: usize,
    /// Those of the page before that nothing of this one goes on with yet.
    before: Vec<usize>,
    /// Those of this page that stand side by side, and the box of the first.
    here: Vec<usize>,
    first: Option<Area>,
    /// How many items there were behind the last one.
    end: usize,
}

impl Tables {
    /// Puts a table behind all others, or joins it to the one of the page before that it goes on with. Of tables side by
    /// side each goes on with its own; where it cannot be joined, it follows behind it all the same.
    fn put(&mut self, part: Part, page: usize, items: &mut Vec<Item>) {
        let area = part.area;
        if page != self.page {
            let goes_on = page == self.page + 1 && items.len() == self.end;
            self.before = if goes_on { std::mem::take(&mut self.here) } else { Vec::new() };
            (self.here, self.first) = (Vec::new(), None);
        } else if self.first.is_none_or(|first| !first.is_beside(&area)) {
            (self.before, self.here, self.first) = (Vec::new(), Vec::new(), None);
        }
        self.page = page;
        self.first = self.first.or(Some(area));
        let mut rest = Some(part);
        let mut into = None;
        for &at in &self.before {
            let Some(Item::Table(above)) = items.get_mut(at) else { continue };
            let Some(part) = rest.take() else { break };
            rest = continued::join(above, part).err();
            into = Some(at);
        }
        if let Some(part) = rest {
            let under = |at: &&usize| match &items[**at] {
                Item::Table(above) => above.area.left < area.center() && area.center() < above.area.right,
                _ => false,
            };
            let over = self.before.iter().find(under).copied();
            let at = over.map_or(items.len(), |over| over + 1);
            self.before.retain(|before| Some(*before) != over);
            items.insert(at, Item::Table(part));
            self.before.iter_mut().chain(&mut self.here).filter(|other| **other >= at).for_each(|other| *other += 1);
            into = Some(at);
        }
        self.before.retain(|before| Some(*before) != into);
        self.here.extend(into);
        self.end = items.len();
    }
}

fn close(open: &mut Option<Open>, items: &mut Vec<Item>) {
    items.extend(open.take().map(|open| Item::Paragraph(open.text, open.place)));
}

/// Whether a line goes on with a paragraph.
fn goes_on(open: &Open, line: &Line, page: usize, frame: Frame, indented: bool) -> bool {
    let before = &open.last;
    let em = before.size.min(line.size);
    if (before.size - line.size).abs() > 0.07 * before.size.max(line.size) {
        return false;
    }
    let ended = before.text.ends_with(['。', '！', '？', '；', '：', ':', ';']);
    if page == open.page {
        let distance = line.area.middle() - before.area.middle();
        // A title's lines stand further apart than the prose's.
        let title = if is_centered(line, frame) && before.size > 1.15 * frame.em { 2.4 * em } else { 0.0 };
        let most =
            title.max(if ended { frame.pitch + 0.35 * em } else { (1.35 * frame.pitch).max(frame.pitch + 0.35 * em) });
        if distance <= 0.3 * em || distance > most {
            return false;
        }
    } else if page != open.page + 1 {
        return false;
    }
    let room = open.frame.right - before.area.right;
    let indent = line.area.left - frame.left;
    // A writer who took characters for wider than they are ends its lines early, in the middle of a sentence.
    let early = indented
        && indent.abs() < 0.5 * em
        && before.text.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '，' | '、' | ','))
        && room < 0.4 * (open.frame.right - open.frame.left);
    // Room was left for what begins the next line.
    if room > line.word + 1.35 * em && !early {
        return false;
    }
    let full = room < 1.5 * em;
    let indent_before = before.area.left - open.frame.left;
    if is_centered(before, open.frame) {
        return false;
    }
    if is_centered(line, frame) && indent > 3.0 * em {
        // A title goes on in the middle of the next line only if it did not fit on one.
        return full && !ended && indent_before < 2.5 * em && page == open.page;
    }
    if indent > 1.1 * em {
        // A block that is indented as a whole, or hangs from its first line.
        let level = (indent - indent_before).abs() < 0.5 * em;
        let hangs = indent > indent_before && open.lines == 1 && indent < 8.0 * em && is_numbered(&before.text);
        return full && !ended && (level || hangs) && !is_numbered(&line.text);
    }
    // A short line with a heading's number, which is no part of a list of numbers.
    let chapter = is_chapter(&line.text);
    let listed = before.text.ends_with(|c: char| "一二三四五六七八九十第、（".contains(c));
    if chapter && !listed && !line.text.contains('。') && frame.right - line.area.right > 2.0 * em {
        return false;
    }
    // Where first lines are not indented, a full line may end a paragraph.
    !(ended && (chapter || !indented) && is_numbered(&line.text))
}

/// Whether a line is a row of a table that did not come out clear: figures that stand apart.
fn is_row(line: &Line) -> bool {
    let figures = line.runs.iter().filter(|run| is_figure(&run.text())).count();
    figures > 0 && line.runs.len() > 1 || line.runs.len() > 3
}

/// A row as lines: a group's label before the label of the row stands by itself.
fn divided(line: Line) -> Vec<Line> {
    let mut runs = line.runs;
    let labels = runs.iter().take_while(|run| !is_figure(&run.text())).count();
    // Words alone are a header.
    let labels = if labels == runs.len() { 0 } else { labels };
    let row = runs.split_off(labels.saturating_sub(1));
    runs.into_iter().map(|run| vec![run]).chain([row]).filter_map(Line::of).collect()
}

/// Whether a line stands in the middle, as a title does.
fn is_centered(line: &Line, frame: Frame) -> bool {
    let (left, right) = (line.area.left - frame.left, frame.right - line.area.right);
    left > 2.5 * line.size && (left - right).abs() < 1.2 * line.size
}

/// The frame of each page's prose.
fn frames(sheets: &[Sheet]) -> Vec<Frame> {
    /// A page with fewer long lines has those of the pages of its width.
    const FEW: usize = 4;
    let lines = |sheet: &Sheet| -> Vec<(f32, f32, f32, f32)> {
        let lines = sheet.blocks.iter().filter_map(|block| match block {
            Block::Line(line) => Some((line.area.left, line.area.right, line.size, line.area.middle())),
            _ => None,
        });
        lines.collect()
    };
    let all: Vec<Vec<(f32, f32, f32, f32)>> = sheets.iter().map(lines).collect();
    let mut known: Vec<(f32, Frame)> = Vec::new();
    all.iter()
        .zip(sheets)
        .map(|(lines, sheet)| {
            let own = frame(lines.iter());
            if let Some((frame, long)) = own
                && long >= FEW
            {
                return frame;
            }
            if let Some((_, frame)) = known.iter().find(|(width, _)| (width - sheet.width).abs() < 2.0) {
                return *frame;
            }
            let same = all.iter().zip(sheets).filter(|(_, other)| (other.width - sheet.width).abs() < 2.0);
            let frame = frame(same.flat_map(|(lines, _)| lines)).or(own).map(|(frame, _)| frame);
            let mut frame = frame.unwrap_or(Frame { left: 0.0, right: sheet.width, pitch: 20.0, em: 12.0 });
            // Where all lines are short, none ends at the right edge.
            if frame.right - frame.left < 0.5 * sheet.width {
                frame.right = frame.right.max(sheet.width - frame.left.max(0.0));
            }
            known.push((sheet.width, frame));
            frame
        })
        .collect()
}

/// The frame of lines (left, right, size, height), and how many of them are long.
fn frame<'a>(lines: impl Iterator<Item = &'a (f32, f32, f32, f32)> + Clone) -> Option<(Frame, usize)> {
    let widest = lines.clone().map(|(left, right, ..)| right - left).fold(0.0, f32::max);
    let long: Vec<(f32, f32, f32)> = lines
        .clone()
        .filter(|(left, right, ..)| right - left > 0.75 * widest)
        .map(|&(left, right, size, _)| (left, right, size))
        .collect();
    let mut sizes: Vec<f32> = long.iter().map(|line| line.2).collect();
    sizes.arrange_by(f32::total_cmp);
    let em = *sizes.get(sizes.len() / 2)?;
    let enough = (long.len() / 5).max(1);
    let edge = |mut places: Vec<f32>| {
        places.arrange_by(f32::total_cmp);
        let near = |i: usize| places.partition_point(|place| *place <= places[i] + em) - i;
        (0..places.len()).find(|&i| near(i) >= enough).map_or(0.0, |i| places[i])
    };
    let left = edge(long.iter().map(|line| line.0).collect());
    let right = -edge(long.iter().map(|line| -line.1).collect());
    let heights: Vec<f32> = lines.map(|line| line.3).collect();
    let mut distances: Vec<f32> =
        heights.windows(2).map(|pair| pair[1] - pair[0]).filter(|d| *d > 0.8 * em && *d < 4.0 * em).collect();
    distances.arrange_by(f32::total_cmp);
    let pitch = distances.get(distances.len() / 2).copied().unwrap_or(1.8 * em);
    Some((Frame { left, right, pitch, em }, long.len()))
}

/// Whether paragraphs begin with an indent.
fn is_indented(sheets: &[Sheet], frames: &[Frame]) -> bool {
    let (mut indented, mut all) = (0, 0);
    for (sheet, frame) in sheets.iter().zip(frames) {
        for block in &sheet.blocks {
            let Block::Line(line) = block else { continue };
            let indent = (line.area.left - frame.left) / line.size;
            all += usize::from(indent < 3.0);
            indented += usize::from((1.5..3.0).contains(&indent));
        }
    }
    indented * 12 > all
}
