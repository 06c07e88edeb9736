//! Characters to lines of text: what belongs together, and where a blank stands between.

use super::{
    Glyph,
    page::{Area, Direction},
};
use crate::{
    order::{Arrange, Numbers},
    readers::lines::is_blank,
};

/// A run of characters on one line with no wide gap between them.
#[derive(Clone, Debug)]
pub struct Run {
    /// The box around its characters.
    pub area: Area,
    /// The size of most of its characters.
    pub size: f32,
    /// Its characters from left to right.
    pub glyphs: Vec<Glyph>,
    /// Whether digits of it stand over those of another run.
    pub crossed: bool,
}

/// A line of text.
#[derive(Clone, Debug)]
pub struct Line {
    /// The box around its characters.
    pub area: Area,
    /// The size of its largest run.
    pub size: f32,
    /// Its runs from left to right.
    pub runs: Vec<Run>,
    /// What it says, without blanks at its ends.
    pub text: String,
    /// The width of its first character.
    pub first: f32,
    /// The width of its first word, of which an ideograph is one.
    pub word: f32,
    /// Whether a blank stands at its end.
    pub open: bool,
}

/// Runs of one line differ in height by no more than so many ems.
const LEVEL: f32 = 0.4;
/// How many runs are looked at to find the one that a character goes on.
const LOOKED_AT: usize = 64;
/// Digits of one figure overlap by fewer ems.
const OVERLAP: f32 = 0.1;
/// Figures of a page; with more it is no report's.
const FIGURES: usize = 2_000;
/// Digits of two figures stand further apart, in ems.
const APART: f32 = 0.35;
/// Digits of one figure stand no further apart, in ems, but where they are spaced out.
const TOUCHING: f32 = 0.05;
/// Where the digits of figures touch, so many ems divide two of these.
const NARROW: f32 = 0.1;
/// Digits of two strings that overlap by more ems may be one figure's that the font moves together.
pub const KERNED: f32 = -0.01;
/// The height of the strips in which runs are looked for.
const STRIP: f32 = 8.0;

impl Run {
    fn middle(&self) -> f32 {
        self.area.middle()
    }

    /// Its characters with the blanks between them.
    pub fn text(&self) -> String {
        let mut writer = Writer::default();
        self.glyphs.iter().for_each(|glyph| writer.push(glyph));
        writer.text
    }

    /// Divides it before one of its characters.
    pub fn split_at(mut self, at: usize) -> (Option<Self>, Option<Self>) {
        let right = self.glyphs.split_off(at.min(self.glyphs.len()));
        (Self::of(self.glyphs), Self::of(right))
    }

    /// Where further figures begin in a run of nothing but figures: where a pair of digits is seen to be two figures'.
    fn parts(&self, parts: &impl Fn(&Self, usize) -> bool) -> Vec<usize> {
        if self.glyphs.len() >= FIGURES || !self.is_figure() {
            return Vec::new();
        }
        let digits = |at: &usize| self.glyphs[at - 1..=*at].iter().all(is_digit);
        (1..self.glyphs.len()).filter(digits).filter(|&at| parts(self, at)).collect()
    }

    /// Whether two digits stand too far apart for one figure, where those beside them touch: `2 0 2 3` is one.
    pub fn is_apart(&self, at: usize, told: Told) -> bool {
        let touch = |at: usize| {
            let pair = at.checked_sub(1).and_then(|before| self.glyphs.get(before..=at));
            pair.is_some_and(|pair| pair.iter().all(is_digit)) && self.gap(at) < TOUCHING
        };
        let gap = self.gap(at);
        gap > APART && self.is_seam(at) && told.all || gap > told.figures && (touch(at - 1) || touch(at + 1))
    }

    /// Whether one string of digits ends and another begins before a character. Digits that were each drawn by themselves
    /// may be one figure.
    fn is_seam(&self, at: usize) -> bool {
        let same = |at: usize| self.glyphs.get(at..at + 2).is_some_and(|pair| pair[0].string == pair[1].string);
        !same(at - 1) && (same(at) || at.checked_sub(2).is_some_and(same))
    }

    /// Whether it holds nothing but what numbers are written with.
    fn is_figure(&self) -> bool {
        self.glyphs.iter().all(|glyph| is_numeral(glyph) || is_space(glyph))
    }

    /// The gap before a character, in ems.
    fn gap(&self, at: usize) -> f32 {
        (self.glyphs[at].left - self.glyphs[at - 1].right) / self.size
    }

    /// A run of characters from left to right; `None` of blanks alone.
    pub fn of(glyphs: Vec<Glyph>) -> Option<Self> {
        let written = glyphs.iter().filter(|glyph| !is_space(glyph));
        let area = Area::around(written.clone().map(Glyph::area))?;
        let size = written.map(|glyph| glyph.size).fold(0.0, f32::max);
        Some(Self { area, size, glyphs, crossed: false })
    }
}

/// Whether a character is white space; one that is lost is none.
pub fn is_space(glyph: &Glyph) -> bool {
    !glyph.text.is_empty() && glyph.text.chars().all(|c| is_blank(c) || c.is_control())
}

/// Whether a character is a digit.
pub fn is_digit(glyph: &Glyph) -> bool {
    glyph.text.starts_with(is_digit_char)
}

/// Whether a character is a digit, of either width.
pub fn is_digit_char(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '０'..='９')
}

/// Whether a character is one that numbers are written with.
pub fn is_numeral(glyph: &Glyph) -> bool {
    glyph.text.starts_with(is_numeral_char)
}

/// Whether the strings with which characters were drawn tell which belong together: where each was drawn by itself, they
/// tell nothing.
#[derive(Clone, Copy, Debug)]
pub struct Told {
    /// Of all characters.
    pub all: bool,
    /// Of ideographs: many a program draws figures as strings and these one by one.
    pub words: bool,
    /// The gap, in ems, that divides figures: a narrow one where the digits of figures touch.
    pub figures: f32,
}

/// What the strings tell with which characters were drawn.
pub fn tell(glyphs: &[Glyph]) -> Told {
    let wide = |glyph: &Glyph| glyph.text.starts_with(is_wide);
    let (mut same, mut words, mut same_words) = (0, 0, 0);
    let (mut touching, mut spaced) = (0, 0);
    for pair in glyphs.windows(2) {
        let one = usize::from(pair[0].string == pair[1].string);
        let wide = usize::from(pair.iter().all(wide));
        same += one;
        words += wide;
        same_words += one * wide;
        if pair.iter().all(is_digit) && (pair[0].top - pair[1].top).abs() < 1.0 {
            let gap = (pair[1].left - pair[0].right) / pair[0].size;
            touching += usize::from((-OVERLAP..TOUCHING).contains(&gap));
            spaced += usize::from((TOUCHING..APART).contains(&gap));
        }
    }
    // Columns may be as narrow as their figures here and there.
    let figures = if touching > 8 * spaced { NARROW } else { 1.0 };
    Told { all: same * 3 > glyphs.len(), words: same_words * 3 > words, figures }
}

/// Runs of upright characters, in the order of their left edges. `gap` is the width of the gap, in ems, that divides
/// them.
pub fn runs(mut glyphs: Vec<Glyph>, gap: f32) -> Vec<Run> {
    glyphs.arrange_by(|a, b| a.left.total_cmp(&b.left).then(a.top.total_cmp(&b.top)));
    let mut runs: Vec<(Vec<Glyph>, bool)> = Vec::new();
    // The last runs that pass through each strip of the page.
    let mut strips: Numbers<Vec<usize>> = Numbers::default();
    for glyph in glyphs {
        let middle = glyph.area().middle();
        let strip = (middle / STRIP) as i32;
        let reach = ((LEVEL * glyph.size / STRIP) as i32 + 1).min(8);
        // The nearest run is the one, but before all others the one of the same string.
        let mut best: Option<(bool, f32, usize)> = None;
        let mut overlapped = None;
        for candidates in (strip - reach..=strip + reach).filter_map(|strip| strips.get(strip as u32)) {
            for &run in candidates.iter().rev().take(LOOKED_AT) {
                let Some(last) = runs[run].0.last() else { continue };
                let em = last.size.min(glyph.size);
                let off = (last.area().middle() - middle).abs();
                // A heading's digits and an index stand a little higher or lower.
                let level = off < LEVEL * em.max(0.7 * last.size.max(glyph.size));
                let distance = glyph.left - last.right;
                // Ideographs' punctuation overlaps its neighbours; figures that overlap stand in two cells.
                let digits = is_digit(last) && is_digit(&glyph);
                let near =
                    distance < gap * last.size.max(glyph.size) && distance > if digits { -OVERLAP } else { -0.8 } * em;
                let other = last.string != glyph.string;
                if level && near && best.is_none_or(|(o, d, _)| (other, distance.abs() + off) < (o, d)) {
                    best = Some((other, distance.abs() + off, run));
                }
                if level && digits && distance <= -OVERLAP * em {
                    overlapped = Some(run);
                }
            }
        }
        let run = match best {
            Some((.., run)) => run,
            None => {
                // Most hold one character.
                runs.push((Vec::with_capacity(1), false));
                runs.len() - 1
            }
        };
        if let Some(other) = overlapped {
            runs[other].1 = true;
            runs[run].1 = true;
        }
        runs[run].0.push(glyph);
        let strip = strips.entry(strip as u32, Vec::new);
        if strip.iter().rev().take(LOOKED_AT).all(|&known| known != run) {
            strip.push(run);
        }
    }
    runs.into_iter().filter_map(|(glyphs, crossed)| Some(Run { crossed, ..Run::of(glyphs)? })).collect()
}

/// Divides runs of figures: those that stand apart; and where strings tell those that touch where no other figure of the
/// page stands across: there two columns meet. A program may break the string of one figure as well.
pub fn part_figures(runs: &mut Vec<Run>, told: Told) {
    part(runs, &|run, at| run.is_apart(at, told));
    let figures: Vec<&Run> = runs.iter().filter(|run| run.is_figure()).collect();
    if !told.all || figures.len() >= FIGURES {
        return;
    }
    let touch = |run: &Run, at: usize| run.gap(at) > KERNED && run.is_seam(at);
    // Where a figure stands, and where it may be several.
    let seams = |run: &Run| run.parts(&touch).into_iter().map(|at| run.glyphs[at].left).collect();
    let figures: Vec<(Area, Vec<f32>)> = figures.into_iter().map(|run| (run.area, seams(run))).collect();
    part(runs, &|run, at| {
        let (x, em) = (run.glyphs[at].left, run.size);
        let across = |area: &Area| area.left < x - 1.0 && area.right > x + 1.0;
        let meets = |seams: &[f32]| seams.iter().any(|seam| (seam - x).abs() < em);
        touch(run, at) && figures.iter().all(|(area, seams)| !across(area) || meets(seams))
    });
}

/// Divides runs of nothing but figures before the digits that are seen to begin one.
fn part(runs: &mut Vec<Run>, parts: &impl Fn(&Run, usize) -> bool) {
    for at in 0..runs.len() {
        let places = runs[at].parts(parts);
        let mut rest = None;
        for place in places.into_iter().rev() {
            runs.extend(rest.take());
            let glyphs = runs[at].glyphs.split_off(place);
            rest = Run::of(glyphs);
        }
        if rest.is_some()
            && let Some(first) = Run::of(std::mem::take(&mut runs[at].glyphs))
        {
            runs[at] = first;
        }
        runs.extend(rest);
    }
}

/// Lines of runs that stand at one height, in the order of their heights.
pub fn lines(mut runs: Vec<Run>) -> Vec<Line> {
    runs.arrange_by(|a, b| a.middle().total_cmp(&b.middle()).then(a.area.left.total_cmp(&b.area.left)));
    let mut lines: Vec<Vec<Run>> = Vec::new();
    // Where the line that runs are added to begins: several stand side by side when their heights differ by a hair.
    let mut from = 0;
    for run in runs {
        let middle = run.middle();
        while lines.get(from).and_then(|line| line.last()).is_some_and(|r| middle - r.middle() > r.size.max(run.size)) {
            from += 1;
        }
        let fits = |line: &Vec<Run>| {
            line.iter().rev().take(LOOKED_AT).all(|other| {
                (other.middle() - middle).abs() < LEVEL * other.size.min(run.size).max(0.7 * other.size.max(run.size))
                    && (other.area.right <= run.area.left + 0.3 * run.size
                        || run.area.right <= other.area.left + 0.3 * run.size)
            })
        };
        let end = lines.len().min(from + LOOKED_AT);
        match lines[from..end].iter().position(|line| line.len() < 1000 && fits(line)) {
            Some(at) => lines[from + at].push(run),
            None => lines.push(vec![run]),
        }
    }
    lines.into_iter().filter_map(Line::of).collect()
}

impl Line {
    /// A line of runs; `None` of blanks alone.
    pub fn of(mut runs: Vec<Run>) -> Option<Self> {
        runs.arrange_by(|a, b| a.area.left.total_cmp(&b.area.left));
        let area = Area::around(runs.iter().map(|run| run.area))?;
        let size = runs.iter().map(|run| run.size).fold(0.0, f32::max);
        let mut writer = Writer::default();
        for (index, run) in runs.iter().enumerate() {
            writer.blank |= index > 0;
            writer.apart = index > 0;
            run.glyphs.iter().for_each(|glyph| writer.push(glyph));
        }
        let glyphs = runs.first()?.glyphs.iter().skip_while(|glyph| is_space(glyph));
        let first = glyphs.clone().next().map_or(size, |glyph| glyph.right - glyph.left);
        let word = word(glyphs).map(|glyph| glyph.right - glyph.left).sum::<f32>().max(first);
        let open = writer.blank;
        let text = writer.text;
        (!text.is_empty()).then_some(Self { area, size, runs, text, first, word, open })
    }

    /// How many characters it has.
    pub fn count(&self) -> usize {
        self.text.chars().count()
    }
}

/// The characters at the start of a line that no line end divides: an ideograph or a word, with what opens before it
/// and closes behind it.
fn word<'a>(glyphs: impl Iterator<Item = &'a Glyph>) -> impl Iterator<Item = &'a Glyph> {
    let (mut before, mut done) = (None, false);
    glyphs.take(24).take_while(move |glyph| {
        let Some(next) = glyph.text.chars().next() else { return false };
        let opens = |c: char| "（(《〈“‘「『【〔".contains(c);
        let closes = |c: char| "）)》〉”’」』】〕，。、；：！？,.;:!?%".contains(c);
        let goes_on = match before {
            _ if is_space(glyph) => false,
            None => true,
            Some(last) if opens(last) => true,
            Some(_) if closes(next) => {
                done = true;
                true
            }
            Some(last) => !done && !is_wide(last) && !is_wide(next),
        };
        before = Some(next);
        goes_on
    })
}

/// Writes characters that follow each other on a line.
#[derive(Debug, Default)]
pub struct Writer {
    /// What is written so far.
    pub text: String,
    /// The last character's right edge and size.
    last: Option<(f32, f32)>,
    /// Whether a blank was drawn behind it.
    blank: bool,
    /// Whether another figure begins, should digits follow on digits.
    apart: bool,
}

impl Writer {
    /// Writes one more.
    pub fn push(&mut self, glyph: &Glyph) {
        if is_space(glyph) {
            self.blank = true;
            return;
        }
        let text: String = match &*glyph.text {
            "" => "\u{fffd}".to_owned(),
            text => text.chars().filter(|c| !c.is_control()).collect(),
        };
        if let (Some((right, size)), Some(before), Some(next)) =
            (self.last, self.text.chars().next_back(), text.chars().next())
        {
            let gap = (glyph.left - right) / size.max(glyph.size).max(0.1);
            // A drawn blank that takes no room was pressed out of the line. Without one, only a gap that no font and no
            // stretched line makes stands for a blank.
            let least = match (self.blank, is_wide(before), is_wide(next)) {
                (true, ..) => 0.1,
                (false, true, true) => 0.9,
                (false, false, false) if is_numeral_char(before) && is_numeral_char(next) => 0.6,
                (false, false, false) => 0.2,
                (false, ..) => 0.7,
            };
            if gap >= least || self.apart && is_digit_char(before) && is_digit_char(next) {
                self.text.push(' ');
            }
        }
        self.blank = false;
        self.apart = false;
        self.last = Some((glyph.right, glyph.size));
        self.text.push_str(&text);
    }
}

/// What numbers are written with.
fn is_numeral_char(c: char) -> bool {
    is_digit_char(c) || matches!(c, '.' | ',' | '%')
}

/// Ideographs, their punctuation and full-width forms: what is written without blanks.
pub fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}'
        | '\u{20000}'..='\u{3fffd}' | '“' | '”' | '‘' | '’' | '—' | '…' | '\u{fffd}')
}

/// Two lines of one text joined, with the blank that belongs between them.
pub fn join(text: &mut String, open: bool, next: &str) {
    if let (Some(last), Some(first)) = (text.chars().next_back(), next.chars().next()) {
        let words = last.is_alphabetic() && first.is_alphabetic() && !is_wide(last) && !is_wide(first);
        if words || open && !(is_wide(last) && is_wide(first)) {
            text.push(' ');
        }
    }
    text.push_str(next);
}

/// Characters of one direction as if they stood upright from left to right.
pub fn upright(glyphs: &[Glyph], direction: Direction) -> Vec<Glyph> {
    let turned = |glyph: &Glyph| {
        let area = glyph.area().upright(direction);
        let Area { left, top, right, bottom } = area;
        Glyph { left, top, right, bottom, direction: Direction::Right, ..glyph.clone() }
    };
    glyphs.iter().filter(|glyph| glyph.direction == direction).map(turned).collect()
}
