//! Claims: numbers in prose with the cells that they may speak of.
//!
//! A sentence is read clause by clause. The words before a number, up to the number before it or the clause's start, say
//! what it counts; what they leave open, the clause's other words, the whole that it is a part of and the sentence before
//! it fill in. Words that nobody knows make a claim doubtful: it may agree with the tables, it never contradicts them.

mod bind;
mod said;

use std::ops::Range;

use super::{
    numbers::{Kind, Number},
    rates,
    terms::{self, Flow, Term, Topic},
};
use crate::filing::Passage;
pub use bind::wholes;
use said::{Context, Said};

/// A number, or a word for none, with what it may count.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Which of its passage's numbers; `None` where words say that there is none, or none but.
    pub number: Option<usize>,
    /// The words that say it.
    pub words: Range<usize>,
    /// The cells that it may speak of, the likeliest first. Without a number, those that are then 0.
    pub sums: Vec<Sum>,
    /// How plain it is.
    pub standing: Plainness,
}

/// How plainly a claim says what it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Plainness {
    /// It counts something near it, as what was published is near what was issued: where the tables have none at all, it
    /// is worth a look.
    Near,
    /// It may count only some of what the form counts: it contradicts nothing.
    Doubtful,
    /// It may count for others than the tables do: it contradicts them only where a slip of the hand explains it.
    Scoped,
    /// Its subject is told by what stands around it.
    Implied,
    /// It names its subject.
    Explicit,
}

/// Cells that are added up: rows by columns of one table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum {
    /// The table.
    pub table: &'static str,
    /// Its rows.
    pub rows: Rows,
    /// Rows that are taken off.
    pub less: Rows,
    /// Their columns.
    pub columns: Rows,
}

/// When a number was, beside the reported year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Era {
    /// In it, as far as is said.
    Current,
    /// In the year before.
    Base,
    /// It is the difference of the two.
    Difference,
    /// In another year, or not yet.
    Other,
}

/// Parts of keys.
pub type Rows = &'static [&'static str];

/// The claims of a passage. `own` is the reporting body's name.
pub fn claims(passage: &Passage, numbers: &[Number], year: Option<u16>, own: &str) -> Claims {
    let topic = match passage.section {
        Some(2) => Some(Topic::Requests),
        Some(3) => Some(Topic::Cases),
        _ => None,
    };
    let chars = &passage.folded.chars;
    // Without numbers it may still speak of none, or of all.
    let counts = |number: &Number| matches!(number.kind, Kind::Count | Kind::Share | Kind::Money);
    if !numbers.iter().any(counts) && !chars.iter().any(|c| "未无没零均都全皆".contains(*c)) {
        return Claims { eras: vec![Era::Current; numbers.len()], ..Claims::default() };
    }
    let mut reader = Reader {
        chars,
        numbers,
        year,
        own,
        claims: Vec::new(),
        quoted: Vec::new(),
        eras: vec![Era::Current; numbers.len()],
        section: passage.section,
    };
    let mut context = Context { topic, ..Context::default() };
    reader.walk(0..chars.len(), &mut context, Said::default(), 0);
    Claims { claims: reader.claims, quoted: reader.quoted, eras: reader.eras }
}

/// What a passage claims.
#[derive(Debug, Default)]
pub struct Claims {
    /// Of the reported year.
    pub claims: Vec<Claim>,
    /// Of the year before: of the same cells in the report for it.
    pub quoted: Vec<Claim>,
    /// When each number was.
    pub eras: Vec<Era>,
}

struct Reader<'a> {
    chars: &'a [char],
    numbers: &'a [Number],
    year: Option<u16>,
    own: &'a str,
    claims: Vec<Claim>,
    quoted: Vec<Claim>,
    /// When each number was.
    eras: Vec<Era>,
    section: Option<usize>,
}

/// Brackets within brackets beyond this many are read as one.
const DEEPEST: usize = 4;

impl Reader<'_> {
    /// The number that begins at a character.
    fn number_at(&self, at: usize) -> Option<usize> {
        let index = self.numbers.partition_point(|number| number.range.start < at);
        self.numbers.get(index).filter(|number| number.range.start == at).map(|_| index)
    }

    /// The closing bracket to an opening one.
    fn closing(&self, open: usize, end: usize) -> Option<usize> {
        let mut depth = 0usize;
        for at in open..end {
            match self.chars[at] {
                '(' => depth += 1,
                ')' if depth == 1 => return Some(at),
                ')' => depth -= 1,
                '。' => return None,
                _ => {}
            }
        }
        None
    }

    /// Reads clause by clause. `lead` is what was said before the first one, where it is in brackets.
    fn walk(&mut self, range: Range<usize>, context: &mut Context, mut lead: Said, depth: usize) {
        let (mut start, mut at) = (range.start, range.start);
        let mut numbered = false;
        while at < range.end {
            if let Some(number) = self.number_at(at) {
                at = self.numbers[number].range.end;
                numbered |= matches!(self.numbers[number].kind, Kind::Count | Kind::Money);
                continue;
            }
            let c = self.chars[at];
            match c {
                '(' => {
                    at = self.closing(at, range.end).map_or(at, |close| close) + 1;
                    continue;
                }
                '《' => {
                    let close = self.chars[at..range.end].iter().position(|c| *c == '》');
                    at += close.unwrap_or(0) + 1;
                    continue;
                }
                '。' | '!' | '?' | ';' | ',' | ':' => {}
                '、' if numbered => {}
                _ => {
                    at += 1;
                    continue;
                }
            }
            self.clause(start..at, context, std::mem::take(&mut lead), depth);
            numbered = false;
            at += 1;
            start = at;
            if matches!(c, '。' | '!' | '?') {
                let before = std::mem::take(&mut context.claims);
                let topic = context.topic;
                *context = Context { topic, before, ..Context::default() };
            }
        }
        self.clause(start..range.end, context, lead, depth);
    }

    /// Reads one clause: its words, its numbers, what stands in brackets within it.
    fn clause(&mut self, range: Range<usize>, context: &mut Context, lead: Said, depth: usize) {
        let mut said = lead;
        // The number whose words were read, until it is known what follows it.
        let mut open: Option<(usize, Said)> = None;
        // What stands before 占.
        let mut part: Option<Said> = None;
        let mut unknown = String::new();
        let mut at = range.start;
        let mut numbered = false;
        while at < range.end {
            if let Some(index) = self.number_at(at) {
                let number = &self.numbers[index];
                let written = number.range.clone();
                match number.kind {
                    Kind::Count | Kind::Money | Kind::Share => {
                        if let Some((before, said)) = open.take() {
                            self.claim(before, said, context);
                        }
                        numbered |= number.kind != Kind::Share;
                        if number.kind == Kind::Share
                            && let Some(part) = part.take()
                        {
                            said = part;
                        }
                        said.start = said.start.or(Some(at));
                        if said.parts {
                            context.open_parts();
                        }
                        open = Some((index, std::mem::take(&mut said)));
                    }
                    Kind::Date => {
                        self.date(number, &mut said, context);
                        let rest = &self.chars[written.end..range.end];
                        at = written.end + rest.iter().take_while(|c| "年月日号度底末初".contains(**c)).count();
                        continue;
                    }
                    _ => {}
                }
                at = written.end;
                continue;
            }
            match self.chars[at] {
                '(' => {
                    if let Some(close) = self.closing(at, range.end) {
                        if depth < DEEPEST {
                            self.brackets(at + 1..close, &open, &mut said, context, depth);
                        }
                        at = close + 1;
                        continue;
                    }
                    at += 1;
                }
                '《' => {
                    let close = self.chars[at..range.end].iter().position(|c| *c == '》');
                    at += close.unwrap_or(0) + 1;
                }
                c => match terms::at_start(&self.chars[at..range.end]) {
                    Some((term, length)) => {
                        if term == Term::Body {
                            self.body(&unknown, at..at + length, &mut said);
                        }
                        unknown.clear();
                        if term == Term::Of {
                            part = Some(std::mem::take(&mut said));
                        }
                        if term != Term::Plain {
                            said.start = said.start.or(Some(at));
                        }
                        said.add(term);
                        at += length;
                    }
                    None => {
                        if crate::filing::fold::is_letter(c) {
                            unknown.push(c);
                            *(if said.tells() { &mut said.unknown } else { &mut said.unknown_before }) += 1;
                        }
                        at += 1;
                    }
                },
            }
        }
        if let Some((index, mut before)) = open {
            // 3件予以公开, 20件为自然人申请: what stands behind the last number is said of it as well.
            if before.tells() {
                // 办结25件申请
                if said.topic == Some(Topic::Requests) {
                    before.topic = before.topic.or(said.topic);
                }
            } else {
                before.narrow |= said.narrow;
                before.scope = before.scope.or(said.scope);
                before.unknown += said.unknown + said.unknown_before;
                before.fill(&said);
            }
            self.claim(index, before, context);
        }
        self.sweeping(&said, range.end, context, numbered);
        if said.parts && !numbered {
            context.open_parts();
        }
        context.note(&said, numbered);
    }

    /// A year among the words.
    fn date(&self, number: &Number, said: &mut Said, context: &mut Context) {
        let (Some(year), Some(own)) = (number.value.as_whole(), self.year.map(i64::from)) else { return };
        if self.chars.get(number.range.end) != Some(&'年') || !(1990..=2100).contains(&year) {
            return;
        }
        match year - own {
            0 => {
                said.current = true;
                context.elsewhen = false;
            }
            -1 => said.previous = true,
            1 => said.next = true,
            _ => said.other_year = true,
        }
    }

    /// 局, 委, 政府: the reporting body itself, or another one.
    fn body(&self, unknown: &str, word: Range<usize>, said: &mut Said) {
        let mut name = unknown.to_owned();
        name.extend(&self.chars[word]);
        if self.own.ends_with(&name) || self.own.starts_with(&name) {
            said.unknown_before = said.unknown_before.saturating_sub(unknown.chars().count());
            said.own = said.scope.is_none();
        } else {
            said.scope = Some(Plainness::Doubtful);
        }
    }

    fn brackets(
        &mut self,
        range: Range<usize>,
        open: &Option<(usize, Said)>,
        said: &mut Said,
        context: &Context,
        depth: usize,
    ) {
        // （一）, （简称条例）
        let numbered = self
            .numbers
            .iter()
            .any(|number| range.contains(&number.range.start) && matches!(number.kind, Kind::Count | Kind::Money));
        if !numbered {
            return;
        }
        let mut inner = context.clone();
        if let Some((_, whole)) = open {
            let mut whole = whole.clone();
            inner.complete(&mut whole);
            inner.wholes = vec![whole];
        }
        // 新收申请（12件）: the words before the brackets are the number's.
        let lead = if open.is_none() { std::mem::take(said) } else { Said::default() };
        // 较上年（31件）
        let before = if open.is_none() { &lead } else { &*said };
        inner.elsewhen |= before.compared || before.previous && before.flow.is_none();
        self.walk(range, &mut inner, lead, depth + 1);
    }

    /// Settles what a number counts.
    fn claim(&mut self, index: usize, mut said: Said, context: &mut Context) {
        let number = &self.numbers[index];
        let words = said.start.unwrap_or(number.range.start).min(number.range.start)..number.range.end;
        let carried = said.flow == Some(Flow::Carried) || said.carried_too;
        if said.current {
            context.elsewhen = false;
        }
        // 上年收到20件
        if !carried && (said.previous || said.next) && !said.compared {
            context.elsewhen = true;
        }
        context.planned |= said.planned;
        context.scope = said.scope.or(context.scope.filter(|_| !said.own));
        if let Some(topic) = said.topic {
            context.topic = Some(topic);
        }
        // 由上年的20件增加到25件
        context.elsewhen &= !rates::arrives(self.chars, number.range.start);
        self.eras[index] = match rates::direction(self.chars, number.range.start) {
            Some(_) if number.kind != Kind::Money => Era::Difference,
            _ if said.compared && !said.current && (said.previous || said.against_year) => Era::Base,
            _ if said.other_year || context.planned || said.next && !carried => Era::Other,
            _ if context.elsewhen => Era::Base,
            _ => Era::Current,
        };
        let own = said.clone();
        context.complete(&mut said);
        match self.eras[index] {
            Era::Current => {}
            Era::Base => return self.quote(index, words, own, said, context),
            Era::Difference | Era::Other => return,
        }
        if let Some((sums, standing)) = self.bound(number, &own, &said, context)
            && !context.elsewhen
            && !context.planned
        {
            self.claims.push(Claim { number: Some(index), words, sums, standing });
        }
        context.claims.push(said);
    }

    /// The cells that a number may speak of, and how plainly it does.
    fn bound(&self, number: &Number, own: &Said, said: &Said, context: &Context) -> Option<(Vec<Sum>, Plainness)> {
        let (sums, mut standing) = self.sums(number, own, said, context)?;
        if let Some(scope) = context.scope {
            standing = standing.min(scope);
        }
        // 行政机关胜2件, 互联网申请20件: a word that nobody knows may be all that tells.
        let untold = !own.tells() && own.unknown_before > 0;
        if own.narrow || own.unknown > 0 || own.other_year || untold {
            standing = standing.min(Plainness::Doubtful);
        }
        if own.unknown_before > 0 {
            standing = standing.min(Plainness::Implied);
        }
        (!sums.is_empty()).then_some((sums, standing))
    }

    /// Settles what a number of the year before counts: what its words say, else what the number before it does.
    fn quote(&mut self, index: usize, words: Range<usize>, own: Said, said: Said, context: &Context) {
        let number = &self.numbers[index];
        if number.kind != Kind::Count || said.next && said.flow != Some(Flow::Carried) {
            return;
        }
        let like = if own.tells() {
            None
        } else {
            let counts = |i: &usize| self.numbers[*i].kind == Kind::Count && self.eras[*i] != Era::Difference;
            let Some(before) = (0..index).rev().find(counts) else { return };
            let between = &self.chars[self.numbers[before].range.end..number.range.start];
            if self.eras[before] != Era::Current || self.numbers[before].unit != number.unit {
                return;
            }
            // 收到申请27件（上年24件）; 收到申请27件，上年24件
            let of = if between.contains(&'(') { &context.wholes } else { &context.claims };
            let Some(like) = of.last().filter(|_| !between.contains(&'。')) else { return };
            let mut like = like.clone();
            like.narrow |= own.narrow;
            like.unknown += own.unknown + own.unknown_before;
            Some(like)
        };
        let bound = match &like {
            Some(like) => self.bound(number, like, like, context),
            None => self.bound(number, &own, &said, context),
        };
        if let Some((sums, mut standing)) = bound {
            // 前年收到40件
            if own.unknown_before > 0 {
                standing = standing.min(Plainness::Doubtful);
            }
            self.quoted.push(Claim { number: Some(index), words, sums, standing });
        }
    }
}
