//! Claims: numbers in prose with the cells that they may speak of.
//!
//! A sentence is read clause by clause. The words before a number, up to the number before it or the clause's start, say
//! what it counts; what they leave open, the clause's other words, the whole that it is a part of and the sentence before
//! it fill in. Words that nobody knows make a claim doubtful: it may agree with the tables, it never contradicts them.

mod around;
mod bind;
mod quoted;
mod said;
mod when;

use std::ops::Range;

use super::{
    numbers::{Kind, Number},
    terms::{self, Act, Flow, Term, Topic},
};
use crate::filing::{Passage, Quantity};
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
    /// It counts some of the requests only: no more than there are.
    Part,
    /// Nobody knows some of its words: it contradicts the tables only where a slip of the hand explains it.
    Vague,
    /// It may count for others than the tables do: as above.
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
    /// Its rows, of up to three things that were named together.
    pub rows: Union,
    /// Rows that are taken off.
    pub less: Union,
    /// Their columns.
    pub columns: Rows,
}

impl Sum {
    /// All requests of the year: what was received and what came over.
    pub const ALL_REQUESTS: Self = Self::of("requests", &["new", "carried_in"], &["total"]);

    /// Some rows of a table by some columns.
    pub(super) const fn of(table: &'static str, rows: Rows, columns: Rows) -> Self {
        Self { table, rows: [rows, &[], &[]], less: [&[]; 3], columns }
    }

    /// The same with rows of two more things.
    pub(super) const fn and(self, also: [Rows; 2]) -> Self {
        Self { rows: [self.rows[0], also[0], also[1]], ..self }
    }

    /// The same rows by other columns.
    pub(super) const fn columns(self, columns: Rows) -> Self {
        Self { columns, ..self }
    }

    /// The same without some rows.
    pub(super) const fn without(self, less: Union) -> Self {
        Self { less, ..self }
    }
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

/// What was read of a passage.
#[derive(Clone, Debug, Default)]
pub struct Read {
    /// The claims.
    pub claims: Vec<Claim>,
    /// Those of the year before: of cells in the report for it.
    pub quoted: Vec<Claim>,
    /// When each of the numbers was.
    pub eras: Vec<Era>,
    /// Shares with the wholes that they are said to be of; none where that is nothing of the form's.
    pub bases: Vec<(usize, Vec<Sum>)>,
    /// The section that it stands in.
    pub section: Option<usize>,
}

/// Parts of keys.
pub type Rows = &'static [&'static str];
/// Those of several things.
pub type Union = [Rows; 3];

/// The claims of a passage. `own` is the reporting body's name.
pub fn claims(passage: &Passage, numbers: &[Number], year: Option<u16>, own: &str) -> Read {
    let topic = match passage.section {
        Some(2) => Some(Topic::Requests),
        Some(3) => Some(Topic::Cases),
        _ => None,
    };
    let chars = &passage.folded.chars;
    // Without numbers it may still speak of none, or of all.
    let counts = |number: &Number| matches!(number.kind, Kind::Count | Kind::Share | Kind::Money);
    if !numbers.iter().any(counts) && !chars.iter().any(|c| "未无没零均都全皆存".contains(*c)) {
        return Read { eras: vec![Era::Current; numbers.len()], ..Read::default() };
    }
    let mut reader = Reader {
        chars,
        numbers,
        year,
        own,
        short: own.replace("人民政府", "政府"),
        claims: Vec::new(),
        quoted: Vec::new(),
        eras: vec![Era::Current; numbers.len()],
        bases: Vec::new(),
        section: passage.section,
    };
    let mut context = Context { topic, ..Context::default() };
    reader.walk(0..chars.len(), &mut context, Said::default(), 0);
    Read {
        claims: reader.claims,
        quoted: reader.quoted,
        eras: reader.eras,
        bases: reader.bases,
        section: passage.section,
    }
}

struct Reader<'a> {
    chars: &'a [char],
    numbers: &'a [Number],
    year: Option<u16>,
    own: &'a str,
    /// The same as people call it: 市政府 for 市人民政府.
    short: String,
    claims: Vec<Claim>,
    quoted: Vec<Claim>,
    /// When each number was.
    eras: Vec<Era>,
    /// Shares with the wholes that they are said to be of; none where that is nothing of the form's.
    bases: Vec<(usize, Vec<Sum>)>,
    section: Option<usize>,
}

/// Sentences of up to this many characters may head what follows.
const LONGEST_HEAD: usize = 20;
/// Brackets within brackets beyond this many are read as one.
const DEEPEST: usize = 4;

impl Reader<'_> {
    /// The number that begins at a character.
    fn number_at(&self, at: usize) -> Option<usize> {
        let index = self.numbers.partition_point(|number| number.range.start < at);
        self.numbers.get(index).filter(|number| number.range.start == at).map(|_| index)
    }

    /// Reads clause by clause. `lead` is what was said before the first one, where it is in brackets.
    fn walk(&mut self, range: Range<usize>, context: &mut Context, mut lead: Said, depth: usize) {
        let (mut start, mut at, mut sentence) = (range.start, range.start, range.start);
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
                // 12件因征求意见、延长期限转至下年: nothing is counted behind it.
                '、' if numbered && self.counts_behind(at, range.end) => {}
                _ => {
                    at += 1;
                    continue;
                }
            }
            self.clause(start..at, context, std::mem::take(&mut lead), depth);
            numbered = false;
            at += 1;
            start = at;
            context.part += usize::from(c == ';');
            if matches!(c, '。' | '!' | '?') {
                let before = std::mem::take(&mut context.claims);
                let topic = context.topic;
                // Who did something that is not counted need not be whose numbers follow; 市本级情况。 heads them.
                let heads = at - sentence <= LONGEST_HEAD;
                let scope = context.scope.filter(|_| heads || !before.is_empty());
                sentence = at;
                *context = Context { topic, before, scope, ..Context::default() };
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
        let (mut numbered, mut shared) = (false, false);
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
                        shared |= number.kind == Kind::Share;
                        if number.kind == Kind::Share
                            && let Some(part) = part.take()
                        {
                            let whole = std::mem::replace(&mut said, part);
                            // 三类占比分别为20%、30%、50%
                            said.each |= whole.each;
                            self.base(index, &whole, context);
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
                        if matches!(term, Term::Of | Term::OfEach) {
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
                            said.linked = false;
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
                // 对申请内容不明确的9件一次性告知补正
                before.narrow |= said.towards && said.rows.is_none();
                // 办结25件申请
                if said.topic == Some(Topic::Requests) {
                    before.topic = before.topic.or(said.topic);
                }
                // 行政复议9件维持
                if before.groups.is_some() {
                    before.outcome = before.outcome.or(said.outcome);
                }
                // 新收的12件自然人申请
                before.columns = before.columns.or(said.columns);
                // 作出的12件行政处罚决定
                if before.act.is_some() && before.item.is_none() {
                    (before.item, before.also) = (said.item, said.also);
                }
            } else {
                before.narrow |= said.narrow || said.towards && said.rows.is_none();
                before.scope = before.scope.or(said.scope);
                // 其余5件依法作出其他类型答复
                before.other |= before.rest && said.other;
                // What stands behind the word that tells changes less.
                before.unknown += said.unknown_before;
                before.unknown_before += said.unknown;
                before.fill(&said);
            }
            self.claim(index, before, context);
        }
        // 自然人占绝大多数，为12件: no share followed.
        if let Some(part) = part.filter(|_| !said.tells()) {
            said.fill(&part);
        }
        let share = context.claims.last().filter(|_| shared).cloned();
        context.clause = if numbered { None } else { share.or_else(|| Some(said.clone())) };
        self.sweeping(&said, range.end, context, numbered);
        if said.parts && !numbered {
            context.open_parts();
        }
        context.note(&said, numbered);
    }

    /// What stands between 占 and a share: the whole, where it says so.
    fn base(&mut self, share: usize, whole: &Said, context: &Context) {
        if whole.narrow || whole.scope.is_some() || whole.unknown + whole.unknown_before > 0 || whole.previous {
            self.bases.push((share, Vec::new()));
        } else if whole.tells() || whole.topic == Some(Topic::Requests) {
            let sums = self.sums(&self.numbers[share], whole, whole, context);
            self.bases.push((share, sums.map(|(sums, _)| sums).unwrap_or_default()));
        }
    }

    /// 局, 委, 政府: the reporting body itself, or another one.
    fn body(&self, unknown: &str, word: Range<usize>, said: &mut Said) {
        let mut name = unknown.to_owned();
        name.extend(&self.chars[word]);
        if self.own.ends_with(&name) || self.own.starts_with(&name) || self.short.ends_with(&name) {
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
            inner.topic = whole.topic.or(inner.topic);
            inner.complete(&mut whole);
            inner.wholes = vec![whole];
        }
        // 新收申请（12件）: the words before the brackets are the number's.
        let lead = match open {
            None => std::mem::take(said),
            // 新收申请160余件（163件）
            Some((count, whole)) if self.restates(*count, &range) => Said { start: None, ..whole.clone() },
            // 逾三成申请予以公开（12件）
            Some((share, _)) if self.numbers[*share].kind == Kind::Share => said.clone(),
            Some(_) => Said::default(),
        };
        // 较上年（31件）
        let before = if open.is_none() { &lead } else { &*said };
        if before.compared || before.previous && before.flow.is_none() {
            inner.elsewhen = Some(Era::Base);
        }
        self.walk(range, &mut inner, lead, depth + 1);
    }

    /// Settles what a number counts.
    fn claim(&mut self, index: usize, mut said: Said, context: &mut Context) {
        let number = &self.numbers[index];
        let start = number.range.start;
        // 个人提交12件，单位提交5件: all who are no natural persons.
        let beside = context.claims.iter().any(|claim| claim.columns == Some(&["natural"]));
        // 自然人12件，企业5件: of companies or of all organisations, where no others are told of.
        let rest = ["组织", "机构", "单位", "其余", "其他"];
        let companies = said.columns == Some(&["business"]) && said.loose && said.rows.is_none();
        said.companies = companies && beside && !self.says(start, &rest);
        said.loose &= !said.companies;
        said.loose &= said.rows.is_some() || said.columns != Some(terms::ORGANISATIONS) || !beside;
        let length = start.saturating_sub(said.start.unwrap_or(start));
        // 同意公开12件，其余5件依法作出其他类型答复
        if said.rest && said.other && said.flow == Some(Flow::Done) {
            (said.flow, said.act, said.other) = (None, None, false);
        }
        // 予以公开12件，不予公开、无法提供等其他情形5件
        let others = || {
            let words: String = self.chars[said.start.unwrap_or(start).min(start)..start].iter().collect();
            words.contains("等其他")
        };
        if said.unnamed && others() && context.claims.iter().any(|claim| claim.rows.is_some()) {
            said = Said { start: said.start, topic: said.topic, rest: true, ..Said::default() };
        }
        context.resolve_other(&mut said, length);
        said.new = self.chars[..start].ends_with(&['新', '增']);
        context.resolve_new(&mut said);
        said.part = context.part;
        let taken = context.take_up(&mut said);
        let words = said.start.unwrap_or(number.range.start).min(number.range.start)..number.range.end;
        let carried = matches!(said.flow, Some(Flow::Carried | Flow::Pending)) || said.carried_too;
        self.eras[index] = match self.year_in_turn(index, &mut said, context) {
            Some(era) => era,
            None => self.era(number, &said, carried, context),
        };
        context.planned |= said.planned;
        context.scope = said.scope.or(context.scope.filter(|_| !said.own));
        context.attributes = (context.attributes || said.attribute) && said.flow.is_none();
        if let Some(topic) = said.topic {
            context.topic = Some(topic);
        }
        // 政府信息公开行政复议3件，结案2件
        if said.groups.is_some() {
            context.topic = Some(Topic::Cases);
        }
        if self.eras[index] == Era::Base {
            context.documents = said.item.filter(|item| terms::is_of_documents(item));
        }
        if !self.stands_alone(number) {
            context.documents = None;
        }
        if self.eras[index] == Era::Base && !context.planned {
            self.quote(index, words, &said, context);
            return;
        }
        if self.eras[index] != Era::Current || context.planned {
            return;
        }
        // 行政许可、行政处罚分别为118件和9件
        if said.each {
            context.series = std::mem::take(&mut said.series);
            // 以予以公开和无法提供为主，分别为12件和7件
            if context.series.len() < 2 {
                context.series = std::mem::take(&mut context.open.series);
            }
            if context.series.len() < 2 {
                // 复议3件、诉讼2件，其中维持的分别为2件和1件
                let groups = context.claims.iter().filter_map(|claim| claim.groups).map(Term::Dispute);
                context.series = groups.collect();
                // 诉讼3件，直接起诉2件、复议后起诉1件，占比分别为…: of the last ones.
                let more = context.series.len().saturating_sub(self.run(index));
                context.series.drain(..more);
            }
            // 予以公开、部分公开、无法提供分别占40%、20%、10%: the first two are one word elsewhere.
            let both = Term::Result(&["granted", "partial"]);
            if context.series.len() + 1 == self.run(index)
                && let Some(at) = context.series.iter().position(|term| *term == both)
            {
                context.series.splice(at..=at, [Term::Result(&["granted"]), Term::Result(&["partial"])]);
            }
            context.series.reverse();
        }
        // 适用普通程序和简易程序的分别为3件、2件
        context.apart |= said.each && context.series.len() < 2;
        let apart = context.apart && !said.tells();
        let in_turn = said.each || !context.series.is_empty() && !said.tells();
        let turn = in_turn.then(|| context.series.pop()).flatten();
        if let Some(term) = turn {
            said.take_turn(term, context.claims.last().filter(|_| !said.each));
        }
        // 共35件 after 28件 and 7件: their sum.
        let sum = (0..context.numbers.len().saturating_sub(1))
            .any(|from| context.numbers[from..].iter().copied().sum::<Quantity>() == number.value);
        context.numbers.push(number.value);
        let own = said.clone();
        context.complete(&mut said);
        if own.disclosure && own.parts && own.groups.is_none() && said.groups.is_some() {
            // 行政复议126件，其中涉及政府信息公开18件: the form has the latter alone.
            let general = |claim: &&mut Claim| claim.sums.iter().any(|sum| sum.table == "disputes");
            if let Some(claim) = self.claims.iter_mut().rev().find(general) {
                claim.standing = Plainness::Doubtful;
            }
        }
        if let Some((sums, mut standing)) = self.sums(number, &own, &said, context) {
            if let Some(scope) = context.scope {
                standing = standing.min(scope);
            }
            // 行政机关胜2件, 互联网申请20件: a word that nobody knows may be all that tells.
            let untold = !own.tells() && own.unknown_before > 0;
            // 12月新收3件，办结2件; 上级转来5件，我局答复4件: what narrows the first goes on.
            let goes_on =
                matches!(own.flow, Some(Flow::Done | Flow::Closed)) && own.topic.is_none() && own.rows.is_none();
            let narrowed = |last: &Said| last.narrow || last.scope == Some(Plainness::Doubtful);
            let follows = goes_on && context.claims.last().is_some_and(narrowed);
            // 未发生被撤销2次以上的情形
            let denied = own.none && number.least != number.most;
            // 其中市政府受理12件
            let some = self.own.ends_with("政府") && own.own && (own.parts || !context.wholes.is_empty());
            // 废止12件、宣布失效5件: of one cell together.
            let repealed = |said: &Said| said.act == Some(Act::Repealed) && said.item.is_some();
            let again = repealed(&said) && context.claims.last().is_some_and(repealed);
            if again && let Some(before) = self.claims.last_mut() {
                before.standing = Plainness::Doubtful;
            }
            let untold = untold || follows || denied || some || again;
            // 因行政处罚引发的行政复议3件、行政诉讼2件: of the same kind.
            let joined = index.checked_sub(1).is_some_and(|before| {
                let between = self.chars.get(self.numbers[before].range.end..words.start);
                matches!(between, Some(['、' | '和' | '及']))
            });
            let of_other = |said: &Said| said.groups.is_some() && said.item.is_some();
            let like = |last: &Said| last.narrow || last.unknown > 0 || of_other(last);
            let joined = joined && own.groups.is_some() && context.claims.last().is_some_and(like);
            // 除3件结转外，其余25件均已办结; 同意公开12件，其余5件作其他答复: all but what was named, which has to be all.
            let carried = |last: &Said| last.flow == Some(Flow::Carried) && last.next;
            let but_carried =
                own.flow == Some(Flow::Closed) && context.claims.len() == 1 && carried(&context.claims[0]);
            let aside = self.stands_aside(number) || own.rest && own.flow.is_some() && !but_carried;
            // 主动公开60件，不予公开40件: what documents are.
            // 答复28件（按时答复25件，延期答复3件）
            let timely = own.timely && (own.parts || !context.wholes.is_empty());
            let attribute = context.attributes && own.flow.is_none() || own.unnamed || timely;
            let narrow = own.narrow || own.towards && own.rows.is_none();
            if untold || attribute || joined || of_other(&own) || in_turn && turn.is_none() || apart || aside {
                standing = standing.min(Plainness::Doubtful);
            }
            if narrow {
                let requests = said.topic == Some(Topic::Requests) || context.topic == Some(Topic::Requests);
                let theirs = own.scope.is_none() && context.scope.is_none() && !own.elsewhere;
                let part = requests && theirs && self.section == Some(2) && number.unit == Some("件");
                standing = standing.min(if part { Plainness::Part } else { Plainness::Doubtful });
            }
            if own.unknown > 0 && standing > Plainness::Part {
                let of_cases = matches!(number.unit, Some("件" | "件次" | "份"));
                standing = standing.min(if of_cases { Plainness::Vague } else { Plainness::Doubtful });
            }
            if own.unknown_before > 0 || taken {
                standing = standing.min(Plainness::Implied);
            }
            if !(sums.is_empty() || sum && own.flow.is_none()) {
                self.claims.push(Claim { number: Some(index), words, sums, standing });
            }
        }
        context.claims.push(said);
    }
}
