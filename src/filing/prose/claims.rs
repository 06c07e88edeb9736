//! Claims: numbers in prose with the cells that they may speak of.
//!
//! A sentence is read clause by clause. The words before a number, up to the number before it or the clause's start, say
//! what it counts; what they leave open, the clause's other words, the whole that it is a part of and the sentence before
//! it fill in. Words that nobody knows make a claim doubtful: it may agree with the tables, it never contradicts them.

use std::ops::Range;

use super::{
    numbers::{Kind, Number},
    rates,
    terms::{self, Act, DISPUTES, Flow, SUITS, Term, Topic},
};
use crate::filing::Passage;

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

const TOTAL: Rows = &["total"];
const NEW: Rows = &["new"];
const CARRIED_IN: Rows = &["carried_in"];
const CARRIED_OUT: Rows = &["carried_out"];
const RECEIVED: Rows = &["new", "carried_in"];
const GRANTED: Rows = &["granted"];
const PARTIAL_TOO: Rows = &["granted", "partial"];
const OTHER: Rows = &["other.no_correction", "other.no_payment", "other.other"];

/// What words say of a number.
#[derive(Clone, Debug, Default)]
struct Said {
    topic: Option<Topic>,
    flow: Option<Flow>,
    rows: Option<Rows>,
    columns: Option<Rows>,
    groups: Option<Rows>,
    outcome: Option<&'static str>,
    item: Option<&'static str>,
    act: Option<Act>,
    /// A row or a column is named by a word that may mean something else.
    loose: bool,
    previous: bool,
    next: bool,
    current: bool,
    compared: bool,
    /// Compared with the year before, by a word that names it.
    against_year: bool,
    planned: bool,
    parts: bool,
    none: bool,
    all: bool,
    timely: bool,
    narrow: bool,
    /// How others than the reporting body make a claim less plain.
    scope: Option<Plainness>,
    /// What was said of results is an example of what follows.
    example: bool,
    /// The reporting body is named.
    own: bool,
    /// It is a sum of what was said before.
    sum: bool,
    /// Another year than the report's and those beside it.
    other_year: bool,
    /// How many characters nobody knows before the first word that tells something, and behind it.
    unknown_before: usize,
    unknown: usize,
    /// The first character.
    start: Option<usize>,
}

impl Said {
    /// Whether any word told what is counted.
    fn tells(&self) -> bool {
        self.flow.is_some()
            || self.rows.is_some()
            || self.columns.is_some()
            || self.groups.is_some()
            || self.outcome.is_some()
            || self.item.is_some()
            || self.act.is_some()
    }

    fn add(&mut self, term: Term) {
        match term {
            Term::Topic(topic) => self.topic = Some(topic),
            // 受理并办结3件: the last one counts; 收到…申请，转…办理: not the word behind it.
            // 顺延到下年度答复: carried all the same.
            Term::Flow(Flow::Handled | Flow::Done) if self.flow == Some(Flow::Carried) => {}
            Term::Flow(flow) => self.flow = Some(flow),
            // 属于过程性信息不予公开: the narrower one counts.
            Term::Result(rows) => {
                let within = |known: Rows| rows.len() > known.len() && known.iter().all(|row| rows.contains(row));
                if self.loose || self.example || !self.rows.is_some_and(within) {
                    (self.rows, self.loose) = (Some(rows), false);
                }
            }
            Term::Perhaps(rows) if self.rows.is_none() => (self.rows, self.loose) = (Some(rows), true),
            Term::Perhaps(_) => {}
            Term::Applicant(columns) => self.columns = Some(columns),
            Term::PerhapsApplicant(columns) => (self.columns, self.loose) = (Some(columns), true),
            Term::Dispute(groups) => {
                // 行政诉讼（未经复议直接起诉）: the narrower kind counts.
                if self.groups.is_none_or(|known| groups.len() <= known.len()) {
                    self.groups = Some(groups);
                }
            }
            Term::Outcome(outcome) => self.outcome = Some(outcome),
            Term::Item(item) => self.item = Some(item),
            Term::Act(act) => self.act = Some(act),
            Term::Previous => self.previous = true,
            Term::Next => self.next = true,
            Term::Current => self.current = true,
            Term::Compared => self.compared = true,
            Term::Against => (self.compared, self.against_year) = (true, true),
            Term::Plan => self.planned = true,
            Term::Parts => self.parts = true,
            Term::None => self.none = true,
            Term::All => self.all = true,
            Term::Timely => self.timely = true,
            Term::Narrow => self.narrow = true,
            Term::Scope => self.scope = self.scope.or(Some(Plainness::Scoped)),
            Term::Others => self.scope = Some(Plainness::Doubtful),
            Term::Example => self.example = true,
            Term::Own => self.own = self.scope.is_none(),
            Term::Sum => self.sum = true,
            Term::Plain | Term::Body => {}
        }
    }

    /// What another one tells and this one leaves open.
    fn fill(&mut self, other: &Said) {
        self.topic = self.topic.or(other.topic);
        self.flow = self.flow.or(other.flow);
        if self.rows.is_none() {
            self.rows = other.rows;
            self.loose |= other.rows.is_some() && other.loose;
        }
        self.columns = self.columns.or(other.columns);
        self.groups = self.groups.or(other.groups);
        self.outcome = self.outcome.or(other.outcome);
        self.item = self.item.or(other.item);
        self.act = self.act.or(other.act);
        self.previous |= other.previous;
        self.next |= other.next;
        self.current |= other.current;
    }
}

/// What was said so far, as far as what follows depends on it.
#[derive(Clone, Debug, Default)]
struct Context {
    /// What the passage is about.
    topic: Option<Topic>,
    /// What the sentence's clauses without numbers told.
    open: Said,
    /// What the sentence's claims are about.
    claims: Vec<Said>,
    /// And those of the sentence before.
    before: Vec<Said>,
    /// What the parts that are being listed are parts of.
    wholes: Vec<Said>,
    /// Whether the sentence speaks of another year, of plans, or of others.
    elsewhen: bool,
    planned: bool,
    scope: Option<Plainness>,
}

/// The claims of a passage. `own` is the reporting body's name.
pub fn claims(passage: &Passage, numbers: &[Number], year: Option<u16>, own: &str) -> (Vec<Claim>, Vec<Era>) {
    let topic = match passage.section {
        Some(2) => Some(Topic::Requests),
        Some(3) => Some(Topic::Cases),
        _ => None,
    };
    let chars = &passage.folded.chars;
    let mut reader = Reader {
        chars,
        numbers,
        year,
        own,
        claims: Vec::new(),
        eras: vec![Era::Current; numbers.len()],
        section: passage.section,
    };
    let mut context = Context { topic, ..Context::default() };
    reader.walk(0..chars.len(), &mut context, Said::default(), 0);
    (reader.claims, reader.eras)
}

struct Reader<'a> {
    chars: &'a [char],
    numbers: &'a [Number],
    year: Option<u16>,
    own: &'a str,
    claims: Vec<Claim>,
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
        let carried = said.flow == Some(Flow::Carried);
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
        if self.eras[index] != Era::Current {
            return;
        }
        let own = said.clone();
        context.complete(&mut said);
        if let Some((sums, mut standing)) = self.sums(number, &own, &said, context) {
            if let Some(scope) = context.scope {
                standing = standing.min(scope);
            }
            if own.narrow || own.unknown > 0 || own.other_year {
                standing = Plainness::Doubtful;
            }
            if own.unknown_before > 0 {
                standing = standing.min(Plainness::Implied);
            }
            if !sums.is_empty() && !context.elsewhen && !context.planned {
                self.claims.push(Claim { number: Some(index), words, sums, standing });
            }
        }
        context.claims.push(said);
    }

    /// The cells that a number may speak of.
    fn sums(&self, number: &Number, own: &Said, said: &Said, context: &Context) -> Option<(Vec<Sum>, Plainness)> {
        let explicit = if own.tells() { Plainness::Explicit } else { Plainness::Implied };
        // What adds up several is no one of them; 其中以政府名义印发20份 is not all that were issued.
        let several = own.sum && !own.tells() && context.claims.len() > 1;
        let of_item = own.item.is_none() && said.item.is_some() && own.unknown_before > 0;
        if several
            || of_item
            || own.topic == Some(Topic::Elsewhere)
            || number.unit.is_some_and(|unit| !UNITS.contains(&unit))
        {
            return None;
        }
        if let Some(item) = said.item.filter(|_| own.item.is_some() || own.act.is_some() || !own.tells()) {
            return self.items(number, item, said, explicit);
        }
        if number.kind == Kind::Money || number.kind == Kind::Share && !own.tells() {
            return None;
        }
        if own.groups.is_some()
            || own.outcome.is_some()
            || said.groups.is_some() && !own.tells_requests() && (!own.tells() || context.topic == Some(Topic::Cases))
        {
            return disputes(own, said, context, explicit);
        }
        self.requests(number, own, said, context, explicit)
    }

    fn items(
        &self,
        number: &Number,
        item: &'static str,
        said: &Said,
        explicit: Plainness,
    ) -> Option<(Vec<Sum>, Plainness)> {
        let sum = |columns: Rows| Sum { table: "proactive", rows: row(item), less: &[], columns };
        let (columns, standing): (Rows, _) = match (item, said.act) {
            ("fees", _) => {
                return (number.kind == Kind::Money).then(|| (vec![sum(&["amount"])], explicit));
            }
            _ if number.kind != Kind::Count => return None,
            ("normative" | "rules", Some(Act::Issued)) => (&["issued"], explicit),
            ("normative" | "rules", Some(Act::Repealed)) => (&["repealed"], explicit),
            ("normative" | "rules", Some(Act::InForce)) => (&["in_force"], explicit),
            ("normative" | "rules", _) => return None,
            (_, Some(Act::Published)) => return None,
            _ if said.loose => return None,
            // 项 are powers, 条 are what was published of decisions.
            _ if matches!(number.unit, Some("项" | "条" | "部" | "批" | "份")) => return None,
            (_, Some(Act::Decided)) => (&["decisions"], explicit),
            _ if matches!(said.flow, Some(Flow::Handled | Flow::Done)) => {
                (&["decisions"], explicit.min(Plainness::Implied))
            }
            _ => (&["decisions"], Plainness::Implied),
        };
        Some((vec![sum(columns)], standing))
    }

    fn requests(
        &self,
        number: &Number,
        own: &Said,
        said: &Said,
        context: &Context,
        explicit: Plainness,
    ) -> Option<(Vec<Sum>, Plainness)> {
        let named = own.topic == Some(Topic::Requests);
        let topic = own.topic.or(context.topic);
        // Outside of the requests' section only what names them.
        let requests = topic == Some(Topic::Requests) || topic == Some(Topic::Cases) && self.section == Some(2);
        let specific = own.rows.is_some() && !own.loose || own.columns.is_some();
        if !requests && !(specific && topic.is_none()) {
            return None;
        }
        if !named && !own.tells() && !said.tells() {
            return None;
        }
        if number.unit.is_none() && !own.tells() {
            return None;
        }
        let mut standing = explicit;
        let mut rows: Vec<(Rows, Rows)> = Vec::new();
        let mut add = |row: Rows| rows.push((row, &[]));
        let flows = |flow: Flow, said: &Said, add: &mut dyn FnMut(Rows)| match flow {
            Flow::Received => {
                add(NEW);
                add(RECEIVED);
            }
            Flow::Handled => {
                add(RECEIVED);
                add(NEW);
                add(TOTAL);
            }
            Flow::Done => add(TOTAL),
            Flow::Carried if said.previous && !said.next => add(CARRIED_IN),
            Flow::Carried if said.next && !said.previous => add(CARRIED_OUT),
            Flow::Carried => {
                add(CARRIED_OUT);
                add(CARRIED_IN);
            }
            Flow::Pending => add(CARRIED_OUT),
        };
        let mut done = false;
        if let Some(result) = own.rows {
            add(result);
            if result == GRANTED {
                add(PARTIAL_TOO);
            }
            // 公开 alone is a result only among results.
            let among = context
                .claims
                .iter()
                .chain(&context.wholes)
                .any(|other| other.rows.is_some() || other.flow == Some(Flow::Done));
            if own.loose {
                standing = if among { Plainness::Implied } else { Plainness::Doubtful };
            }
        } else if let Some(flow) = own.flow {
            flows(flow, own, &mut add);
            done = flow == Flow::Done;
            if flow == Flow::Pending {
                standing = Plainness::Implied;
            }
        } else if own.columns.is_some() {
            // Whose applicants: those of what was split up, else of what was said last, else of any of the flows.
            let of = if context.wholes.is_empty() { &context.claims } else { &context.wholes };
            for other in of.iter().rev() {
                match (other.rows, other.flow) {
                    (Some(row), _) => add(row),
                    (None, Some(flow)) => flows(flow, other, &mut add),
                    _ => {}
                }
            }
            for row in [NEW, RECEIVED, TOTAL] {
                add(row);
            }
            standing = standing.min(Plainness::Implied);
            if of.iter().any(|other| other.flow.is_some()) {
                standing = explicit;
            }
            if own.loose {
                standing = Plainness::Doubtful;
            }
        } else if let Some(flow) = said.flow.filter(|_| !own.tells() || named) {
            flows(flow, said, &mut add);
            standing = Plainness::Implied;
        } else if named {
            for row in [NEW, RECEIVED, TOTAL] {
                add(row);
            }
            standing = Plainness::Implied;
        } else {
            return None;
        }
        if done {
            // 答复 may leave out what was ended otherwise, or what was received the year before.
            rows.push((TOTAL, OTHER));
            rows.push((NEW, CARRIED_OUT));
            rows.push((TOTAL, CARRIED_IN));
        }
        let mut columns: Vec<Rows> = Vec::new();
        match own.columns {
            Some(own) => columns.push(own),
            None => {
                columns.extend(context.wholes.iter().filter_map(|whole| whole.columns));
                columns.push(TOTAL);
            }
        }
        let sums = rows
            .iter()
            .flat_map(|(rows, less)| columns.iter().map(|columns| Sum { table: "requests", rows, less, columns }));
        let mut distinct: Vec<Sum> = Vec::new();
        for sum in sums {
            if !distinct.contains(&sum) {
                distinct.push(sum);
            }
        }
        Some((distinct, standing))
    }

    /// What a clause says of all or none without a number: 均获维持, 未收到申请.
    fn sweeping(&mut self, said: &Said, end: usize, context: &Context, numbered: bool) {
        // 在全部办结的申请中
        let names = end.checked_sub(1).is_some_and(|last| matches!(self.chars[last], '中' | '的'));
        let elsewhere = said.topic.or(context.topic) == Some(Topic::Elsewhere) || said.topic == Some(Topic::Fee);
        let doubtful = said.narrow
            || said.scope.is_some()
            || said.unknown > 0
            || said.planned
            || said.previous && said.flow != Some(Flow::Carried)
            || said.compared
            || said.other_year;
        if elsewhere
            || names
            || doubtful
            || context.elsewhen
            || context.planned
            || context.scope.is_some()
            || said.loose
        {
            return;
        }
        let sum = |table: &'static str, rows: Rows, columns: Rows| vec![Sum { table, rows, less: &[], columns }];
        let sums = if said.none && !said.all {
            match said {
                Said { groups: Some(groups), outcome, .. } => sum("disputes", groups, outcome.map_or(TOTAL, row)),
                Said { item: Some(item), act, .. } => match (*item, act) {
                    ("normative" | "rules", Some(Act::Issued)) => sum("proactive", row(item), &["issued"]),
                    ("license" | "penalty" | "coercion", Some(Act::Decided)) => {
                        sum("proactive", row(item), &["decisions"])
                    }
                    _ => return,
                },
                Said { rows: Some(rows), .. } => sum("requests", rows, said.columns.unwrap_or(TOTAL)),
                Said { flow: Some(Flow::Carried), previous, next, .. } if previous != next => {
                    sum("requests", if *next { CARRIED_OUT } else { CARRIED_IN }, TOTAL)
                }
                Said { flow: Some(Flow::Received), topic: Some(Topic::Requests), .. }
                | Said { flow: None, topic: Some(Topic::Requests), .. } => {
                    sum("requests", NEW, said.columns.unwrap_or(TOTAL))
                }
                _ => return,
            }
        } else if said.all && !said.none {
            match said {
                Said { outcome: Some("upheld"), .. } => {
                    let mut groups = said.groups;
                    let mut mentioned: Vec<&str> = Vec::new();
                    for claim in &context.claims {
                        mentioned.extend(claim.groups.unwrap_or_default());
                    }
                    let holds = |group: &&str| mentioned.contains(group);
                    groups =
                        groups.or(match (mentioned.contains(&"review"), SUITS.iter().any(|group| holds(&group))) {
                            (true, false) => Some(&["review"]),
                            (false, true) => Some(SUITS),
                            (true, true) => Some(DISPUTES),
                            (false, false) => None,
                        });
                    let Some(groups) = groups else { return };
                    sum("disputes", groups, &["corrected", "other", "pending"])
                }
                Said { flow: Some(Flow::Done), timely: false, .. } => {
                    let of_all = |claim: &Said| matches!(claim.flow, Some(Flow::Received | Flow::Handled));
                    let carried = |claim: &Said| claim.flow == Some(Flow::Carried);
                    let last = context.claims.last();
                    let all = last.is_some_and(of_all)
                        || context.claims.iter().any(of_all) && last.is_some_and(carried) && !numbered;
                    let named = said.topic == Some(Topic::Requests) && context.claims.is_empty();
                    if !all && !named || context.claims.iter().any(|claim| claim.groups.is_some()) {
                        return;
                    }
                    sum("requests", CARRIED_OUT, TOTAL)
                }
                Said { columns: Some(columns), rows: None, flow: None, .. } if **columns == ["natural"] => {
                    let Some(last) = context.claims.last() else { return };
                    if last.flow != Some(Flow::Received) {
                        return;
                    }
                    sum("requests", NEW, terms::ORGANISATIONS)
                }
                _ => return,
            }
        } else {
            return;
        };
        let start = said.start.unwrap_or(end);
        self.claims.push(Claim { number: None, words: start..end, sums, standing: Plainness::Implied });
    }
}

/// What a sum of cells may be a share of: of applicants the same row, of results all of them or all requests.
pub fn wholes(sum: &Sum) -> Vec<Sum> {
    let total = |rows: Rows, columns: Rows| Sum { rows, columns, less: &[], ..*sum };
    match sum.table {
        "requests" if sum.columns != TOTAL => vec![total(sum.rows, TOTAL)],
        "requests" => [TOTAL, NEW, RECEIVED].map(|rows| total(rows, TOTAL)).to_vec(),
        "disputes" => [sum.rows, DISPUTES, SUITS]
            .into_iter()
            .flat_map(|rows| [total(rows, TOTAL), total(rows, SETTLED)])
            .collect(),
        _ => Vec::new(),
    }
}

/// Outcomes of what was settled.
const SETTLED: Rows = &["upheld", "corrected", "other"];

impl Said {
    fn tells_requests(&self) -> bool {
        self.rows.is_some()
            || self.columns.is_some()
            || self.topic == Some(Topic::Requests)
            || self.flow == Some(Flow::Carried)
    }
}

/// Measure words of requests, disputes, documents and decisions.
const UNITS: &[&str] = &["件", "份", "条", "次", "个", "项", "部", "批"];

fn disputes(own: &Said, said: &Said, context: &Context, explicit: Plainness) -> Option<(Vec<Sum>, Plainness)> {
    // 复议受理3件 are reviews; requests that were handled are not.
    let outcome: Rows = match own.outcome {
        Some(outcome) => row(outcome),
        None if own.rows.is_some() || own.columns.is_some() => return None,
        None => TOTAL,
    };
    let mut groups: Vec<Rows> = Vec::new();
    let mut standing = explicit;
    match own.groups {
        Some(own) => groups.push(own),
        None => {
            standing = explicit.min(Plainness::Explicit);
            groups.extend(said.groups);
            // 复议7件，诉讼9件，其中维持15件
            let mentioned = context.claims.iter().chain(&context.wholes).filter_map(|claim| claim.groups);
            groups.extend(mentioned);
            groups.push(SUITS);
            groups.push(DISPUTES);
            if said.groups.is_none() {
                groups.push(&["review"]);
                standing = Plainness::Implied;
            }
        }
    }
    if own.previous && own.flow == Some(Flow::Carried) {
        standing = Plainness::Doubtful;
    }
    let mut sums: Vec<Sum> = Vec::new();
    let settled = own.flow == Some(Flow::Done) && own.outcome.is_none();
    if settled {
        standing = standing.min(Plainness::Implied);
    }
    for rows in groups {
        let sum = Sum { table: "disputes", rows, less: &[], columns: if settled { SETTLED } else { outcome } };
        if !sums.contains(&sum) {
            sums.push(sum);
        }
    }
    Some((sums, standing))
}

/// A key alone, as a list that lives as long as it.
fn row(key: &'static str) -> Rows {
    const KEYS: &[&str] =
        &["upheld", "corrected", "other", "pending", "normative", "rules", "license", "penalty", "coercion", "fees"];
    KEYS.iter().position(|known| *known == key).map_or(&[], |at| &KEYS[at..=at])
}

impl Context {
    /// What was said before a list of parts becomes what they are parts of.
    fn open_parts(&mut self) {
        let of = if self.claims.is_empty() { &self.before } else { &self.claims };
        if !of.is_empty() {
            self.wholes = of.clone();
        }
    }

    /// Fills in what a number's own words leave open.
    fn complete(&self, said: &mut Said) {
        let closed = said.flow == Some(Flow::Done) && self.topic == Some(Topic::Cases);
        if said.groups.is_none() && (said.outcome.is_some() || !said.tells() || closed) {
            let known = |claims: &[Said]| claims.iter().rev().find_map(|claim| claim.groups);
            said.groups = known(&self.wholes)
                .or_else(|| known(&self.claims))
                .or(self.open.groups)
                .or_else(|| known(&self.before));
        }
        if !said.tells() || said.act.is_some() && said.item.is_none() {
            let item = |claims: &[Said]| claims.last().and_then(|claim| claim.item);
            said.item = said.item.or(self.open.item).or_else(|| item(&self.claims));
        }
        if said.item.is_some() && said.act.is_none() {
            said.act = self.open.act;
        }
        if said.flow.is_none() && said.rows.is_none() && said.columns.is_none() && said.groups.is_none() {
            said.flow = self.open.flow;
            said.previous |= self.open.previous;
            said.next |= self.open.next;
        }
    }

    /// Takes in what a clause said.
    fn note(&mut self, said: &Said, numbered: bool) {
        if let Some(topic) = said.topic {
            self.topic = Some(topic);
        }
        if said.groups.is_some() {
            self.topic = Some(Topic::Cases);
        }
        self.planned |= said.planned && !numbered;
        if said.current {
            self.elsewhen = false;
        }
        if !numbered {
            if said.previous && !said.compared && said.flow != Some(Flow::Carried) {
                self.elsewhen = true;
            }
            let mut open = said.clone();
            open.fill(&self.open);
            self.open = open;
            if said.tells() {
                self.scope = self.scope.or(said.scope);
            }
        }
    }
}
