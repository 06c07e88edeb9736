//! What words say of a number, and what was said before it.

use super::{Era, Plainness, Rows};
use crate::filing::{
    Quantity,
    prose::terms::{self, Act, DISPUTES, Flow, OTHER, Term, Topic},
};

/// What words say of a number.
#[derive(Clone, Debug, Default)]
pub struct Said {
    pub topic: Option<Topic>,
    pub flow: Option<Flow>,
    pub rows: Option<Rows>,
    /// Rows of what was named together with that, or with the item.
    pub also: [Rows; 2],
    pub columns: Option<Rows>,
    pub groups: Option<Rows>,
    pub outcome: Option<&'static str>,
    pub item: Option<&'static str>,
    pub act: Option<Act>,
    /// A row or a column is named by a word that may mean something else.
    pub loose: bool,
    pub previous: bool,
    pub next: bool,
    pub current: bool,
    pub compared: bool,
    /// Compared with the year before, by a word that names it.
    pub against_year: bool,
    pub planned: bool,
    pub parts: bool,
    pub none: bool,
    pub all: bool,
    pub timely: bool,
    pub narrow: bool,
    /// How others than the reporting body make a claim less plain.
    pub scope: Option<Plainness>,
    /// What was said of results is an example of what follows.
    pub example: bool,
    /// 企业, which may be all organisations.
    pub companies: bool,
    /// 新增 stands right before the number.
    pub new: bool,
    /// More results than were named: 不予公开、无法提供等.
    pub unnamed: bool,
    /// The reporting body is named.
    pub own: bool,
    /// What was carried is counted with what was received.
    pub carried_too: bool,
    /// It is of documents: 主动公开.
    pub attribute: bool,
    /// It is of those among all disputes that are about disclosure.
    pub disclosure: bool,
    /// What stands apart is told of: 除…外.
    pub except: bool,
    /// As many numbers follow as things were named.
    pub each: bool,
    /// What was repealed is told of as well.
    pub repealed_too: bool,
    /// The years that were named, from the reported one, in order.
    pub years: Vec<i64>,
    /// What was named, in order.
    pub series: Vec<Term>,
    /// It is a sum of what was said before.
    pub sum: bool,
    /// Another year than the report's and those beside it.
    pub other_year: bool,
    /// Some of it only, unless it is a result that these words lead to.
    pub towards: bool,
    /// What is left when what was said before is taken off.
    pub rest: bool,
    /// 其他, which may be the other outcome or result.
    pub other: bool,
    /// Something was named that the form does not count: 咨询.
    pub elsewhere: bool,
    /// Who decided on disputes, where nothing else tells their kind.
    pub deciders: Option<Rows>,
    /// What was said before a reason was told.
    pub because: Option<Box<Said>>,
    /// 不存在, as long as nothing follows that does not exist.
    pub missing: bool,
    /// Nothing but 和 and the like stands behind the last result or item.
    pub linked: bool,
    /// How many characters nobody knows before the first word that tells something, and behind it.
    pub unknown_before: usize,
    pub unknown: usize,
    /// Which part of the sentence it stands in, between semicolons.
    pub part: usize,
    /// The first character.
    pub start: Option<usize>,
}

impl Said {
    /// Whether any word told what is counted.
    pub(super) fn tells(&self) -> bool {
        self.flow.is_some()
            || self.rows.is_some()
            || self.columns.is_some()
            || self.groups.is_some()
            || self.outcome.is_some()
            || self.item.is_some()
            || self.act.is_some()
    }

    pub(super) fn add(&mut self, term: Term) {
        let names = matches!(term, Term::Result(_) | Term::Applicant(_) | Term::Item(_) | Term::Outcome(_));
        if names || matches!(term, Term::Dispute(_)) && self.groups.is_none() {
            self.series.push(term);
        }
        let linked = self.linked;
        self.linked &= term == Term::Plain;
        match term {
            Term::Topic(topic) => {
                // 企业等各类主体的申请
                if self.example && topic == Topic::Requests && self.rows.is_none() {
                    (self.columns, self.loose) = (None, false);
                }
                self.elsewhere |= topic == Topic::Elsewhere;
                // 收取信息处理费的申请
                self.narrow |= topic == Topic::Requests && self.topic == Some(Topic::Fee);
                self.topic = Some(topic);
            }
            // 因征求第三方意见等原因转至下年: the reason narrows nothing.
            Term::Flow(Flow::Carried) if self.because.is_some() => {
                if let Some(before) = self.because.take() {
                    *self = *before;
                }
                self.flow = Some(Flow::Carried);
            }
            // 受理并办结3件: the last one counts; 收到…申请，转…办理: not the word behind it.
            // 顺延到下年度答复: carried all the same.
            Term::Flow(Flow::Handled | Flow::Done | Flow::Closed) if self.flow == Some(Flow::Carried) => {}
            Term::Onward => {
                self.add(Term::Flow(Flow::Carried));
                self.next |= !self.previous;
            }
            // 新收和上年结转共30件
            Term::Flow(Flow::Carried) if self.flow == Some(Flow::Received) => self.carried_too = true,
            Term::Flow(flow) => self.flow = Some(flow),
            // 属于过程性信息不予公开: the narrower one counts.
            Term::Result(rows) => {
                let within = |known: Rows| rows.len() > known.len() && known.iter().all(|row| rows.contains(row));
                if self.loose || self.example || !self.rows.is_some_and(within) {
                    self.join(linked && !self.loose, rows, self.rows);
                    // 撤回等其他处理: what narrows the example does not narrow the whole.
                    if self.example {
                        (self.narrow, self.unknown) = (false, 0);
                    }
                    self.none |= self.missing;
                    self.unnamed = false;
                    (self.rows, self.loose, self.linked) = (Some(rows), false, true);
                }
            }
            Term::Came if self.previous => self.add(Term::Flow(Flow::Carried)),
            Term::Documents => self.narrow |= self.act != Some(Act::InForce),
            Term::Came => self.narrow = true,
            Term::Missing => {
                self.missing = true;
                if self.rows.is_none() {
                    (self.rows, self.loose) = (Some(NOT_HELD), true);
                }
            }
            Term::Perhaps(rows) if self.rows.is_none() => (self.rows, self.loose) = (Some(rows), true),
            Term::Perhaps(_) => {}
            Term::Applicant(columns) => self.columns = Some(columns),
            Term::PerhapsApplicant(columns) => (self.columns, self.loose) = (Some(columns), true),
            // 被申请行政复议、被提起行政诉讼: both.
            Term::Dispute(groups) if self.groups.is_some_and(|known| groups.iter().all(|g| !known.contains(g))) => {
                self.series.push(term);
                self.groups = Some(DISPUTES);
            }
            Term::Dispute(groups) => {
                // 行政诉讼（未经复议直接起诉）: the narrower kind counts.
                if self.groups.is_none_or(|known| groups.len() <= known.len()) {
                    self.groups = Some(groups);
                }
            }
            Term::Outcome(outcome) => {
                // 撤回、终止等其他结果
                if self.example {
                    (self.narrow, self.unknown) = (false, 0);
                }
                self.outcome = Some(outcome);
            }
            Term::Item(item) => {
                self.join(linked, row(item), self.item.map(row));
                (self.item, self.linked) = (Some(item), true);
            }
            // 未制发、废止
            Term::Act(Act::Repealed) if self.act == Some(Act::Issued) => self.repealed_too = true,
            Term::Act(act) => self.act = Some(act),
            Term::Except => self.except = true,
            Term::Each => self.each = true,
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
            // 市政府作为复议机关: not as the body whose report it is.
            Term::Others => (self.scope, self.own) = (Some(Plainness::Doubtful), false),
            Term::Example => (self.example, self.unnamed) = (true, self.rows.is_some()),
            // 不予公开类; 教育类 is one kind of many.
            Term::Kind => self.narrow |= !self.tells(),
            Term::Towards => self.towards = true,
            Term::Rest => self.rest = true,
            Term::Because => self.because = Some(Box::new(self.clone())),
            Term::Other => self.other = true,
            Term::Decider(groups) => self.deciders = Some(groups),
            Term::Own => self.own = self.scope.is_none(),
            Term::Sum => self.sum = true,
            Term::Attribute => self.attribute = true,
            Term::Since => self.other_year = true,
            Term::Disclosure => self.disclosure = true,
            Term::OfEach => self.each = true,
            Term::Plain | Term::Body | Term::Of => {}
        }
    }

    /// Keeps what was named together with what is named now, as long as there is room for it.
    fn join(&mut self, linked: bool, new: Rows, old: Option<Rows>) {
        match old.filter(|old| linked && *old != new) {
            None => self.also = NOTHING,
            Some(old) if self.also[1].is_empty() => self.also = [old, self.also[0]],
            Some(_) => self.narrow = true,
        }
    }

    /// What it is in its turn, of things that were named together; beside that it tells what the one before it did.
    pub(super) fn take_turn(&mut self, term: Term, before: Option<&Said>) {
        if let Some(before) = before {
            *self = Said { start: self.start, ..before.clone() };
        }
        (self.each, self.loose, self.also) = (false, false, NOTHING);
        match term {
            Term::Result(rows) => self.rows = Some(rows),
            Term::Applicant(columns) => self.columns = Some(columns),
            Term::Item(item) => self.item = Some(item),
            Term::Outcome(outcome) => self.outcome = Some(outcome),
            Term::Dispute(groups) => self.groups = Some(groups),
            _ => {}
        }
    }

    /// What another one tells and this one leaves open.
    pub(super) fn fill(&mut self, other: &Said) {
        self.topic = self.topic.or(other.topic);
        self.flow = self.flow.or(other.flow);
        if self.rows.is_none() && self.item.is_none() {
            self.also = other.also;
        }
        if self.rows.is_none() {
            self.rows = other.rows;
            self.loose |= other.rows.is_some() && other.loose;
        }
        if self.columns.is_none() {
            self.columns = other.columns;
            self.loose |= other.columns.is_some() && other.loose;
        }
        self.groups = self.groups.or(other.groups);
        self.outcome = self.outcome.or(other.outcome);
        self.item = self.item.or(other.item);
        self.act = self.act.or(other.act);
        self.previous |= other.previous;
        self.next |= other.next;
        self.current |= other.current;
    }
}

impl Said {
    pub(super) fn tells_requests(&self) -> bool {
        self.rows.is_some()
            || self.columns.is_some()
            || self.topic == Some(Topic::Requests)
            || self.flow == Some(Flow::Carried)
    }
}

const NOTHING: [Rows; 2] = [&[]; 2];
const NOT_HELD: Rows = &["unavailable.not_held"];

/// A key alone, as a list that lives as long as it.
pub fn row(key: &'static str) -> Rows {
    const KEYS: &[&str] =
        &["upheld", "corrected", "other", "pending", "normative", "rules", "license", "penalty", "coercion", "fees"];
    KEYS.iter().position(|known| *known == key).map_or(&[], |at| &KEYS[at..=at])
}

/// What was said so far, as far as what follows depends on it.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// What the passage is about.
    pub topic: Option<Topic>,
    /// What the sentence's clauses without numbers told.
    pub open: Said,
    /// What the sentence's claims are about.
    pub claims: Vec<Said>,
    /// And those of the sentence before.
    pub before: Vec<Said>,
    /// What the parts that are being listed are parts of.
    pub wholes: Vec<Said>,
    /// Whether the sentence speaks of another year, of plans, or of others.
    pub elsewhen: Option<Era>,
    pub planned: bool,
    pub scope: Option<Plainness>,
    /// Whether the sentence tells of documents by their attributes.
    pub attributes: bool,
    /// What the numbers to come are of, one each, the last one first.
    pub series: Vec<Term>,
    /// Semicolons so far in the sentence.
    pub part: usize,
    /// Numbers so far in the sentence.
    pub numbers: Vec<Quantity>,
    /// What the clause before said, if no count stands in it.
    pub clause: Option<Said>,
    /// The years that the numbers to come are of, one each, the last one first, and what is said of them.
    pub years: Vec<Era>,
    pub yearly: Said,
    /// The documents that the sentence named last.
    pub documents: Option<&'static str>,
    /// Numbers follow each of which is of another thing, and it is not known of which.
    pub apart: bool,
}

impl Context {
    /// What was said before a list of parts becomes what they are parts of.
    pub(super) fn open_parts(&mut self) {
        let of = if self.claims.is_empty() { &self.before } else { &self.claims };
        if !of.is_empty() {
            self.wholes = of.clone();
        }
    }

    /// 自然人占绝大多数，为12件: a number without words of its own is of what the clause before spoke of. Whether it is.
    pub(super) fn take_up(&mut self, said: &mut Said) -> bool {
        let Some(clause) = self.clause.take() else { return false };
        let bare = !said.tells() && said.topic.is_none() && !said.narrow && !said.parts && !said.rest;
        let bare = bare && !said.each && said.unknown + said.unknown_before == 0 && !said.compared;
        let spoken = (clause.tells() || clause.topic == Some(Topic::Requests)) && !clause.none && !clause.compared;
        if bare && spoken {
            *said = Said { start: said.start, ..clause };
        }
        bare && spoken
    }

    /// 维持8件、其他1件: what 其他 is beside an outcome, or a result.
    pub(super) fn resolve_other(&self, said: &mut Said, length: usize) {
        if !said.other {
            return;
        }
        // 其他1件, 其他情形1件; 指引申请人向其他机关提出的1件 is none.
        match self.claims.last().filter(|_| !said.tells() && length <= 4) {
            Some(Said { outcome: Some(_), .. }) => said.outcome = Some("other"),
            Some(Said { rows: Some(_), columns: None, .. }) => said.rows = Some(OTHER),
            _ => said.narrow = true,
        }
    }

    /// 规范性文件现行有效25件，本年新增3件: what came new of documents was issued.
    pub(super) fn resolve_new(&self, said: &mut Said) {
        let item = self.claims.last().and_then(|last| last.item).filter(|item| terms::is_of_documents(item));
        if said.new && said.flow == Some(Flow::Received) && said.topic.is_none() && said.act.is_none() && item.is_some()
        {
            (said.item, said.act, said.flow) = (item, Some(Act::Issued), None);
        }
    }

    /// Fills in what a number's own words leave open.
    pub(super) fn complete(&self, said: &mut Said) {
        if said.outcome.is_some() {
            said.groups = said.groups.or(said.deciders);
        }
        let closed = said.flow == Some(Flow::Closed) && self.topic == Some(Topic::Cases);
        if said.groups.is_none() && (said.outcome.is_some() || !said.tells() || closed) {
            let known = |claims: &[Said]| claims.iter().rev().find_map(|claim| claim.groups);
            // Behind a semicolon other disputes may be told of than those that were split up before it.
            let of_part = |claim: &&Said| claim.part == said.part;
            let here = self.claims.iter().rev().filter(of_part).find_map(|claim| claim.groups);
            said.groups = here
                .filter(|_| !self.wholes.iter().any(|whole| whole.part == said.part))
                .or_else(|| known(&self.wholes))
                .or_else(|| known(&self.claims))
                .or(self.open.groups)
                .or_else(|| known(&self.before));
        }
        if !said.tells() || said.act.is_some() && said.item.is_none() {
            let item = |claims: &[Said]| claims.last().and_then(|claim| claim.item);
            said.item = said.item.or(self.open.item).or_else(|| item(&self.claims));
            // 上年末有效规范性文件25件，本年制发3件: named with a number of another year.
            let of_documents = matches!(said.act, Some(Act::Issued | Act::Repealed | Act::InForce));
            said.item = said.item.or(self.documents.filter(|_| of_documents));
            // 年末现行有效25件: of the one kind of documents that the sentence before told of.
            let mut before = self.before.iter().filter_map(|claim| claim.item);
            let one = before.next().filter(|one| before.all(|other| other == *one));
            let plain = said.unknown == 0 && !said.narrow;
            said.item = said.item.or(one.filter(|_| said.act == Some(Act::InForce) && plain));
        }
        if said.item.is_some() && said.act.is_none() {
            said.act = self.open.act;
        }
        if said.flow.is_none() && said.rows.is_none() && said.groups.is_none() {
            // 予以公开的申请中，自然人12件
            said.rows = self.open.rows.filter(|_| !self.open.loose);
            if said.columns.is_none() {
                said.columns = self.open.columns;
            }
            said.flow = self.open.flow;
            said.previous |= self.open.previous;
            said.next |= self.open.next;
        }
    }

    /// Takes in what a clause said.
    pub(super) fn note(&mut self, said: &Said, numbered: bool) {
        if let Some(topic) = said.topic {
            self.topic = Some(topic);
        }
        if said.groups.is_some() {
            self.topic = Some(Topic::Cases);
        }
        self.planned |= said.planned && !numbered;
        if !numbered && said.other_year {
            self.elsewhen = Some(Era::Other);
        }
        if said.current {
            self.elsewhen = None;
        }
        if !numbered {
            if said.previous && !said.compared && said.flow != Some(Flow::Carried) {
                self.elsewhen = Some(Era::Base);
            }
            let mut open = said.clone();
            open.fill(&self.open);
            self.open = open;
            // 全市…。市政府作为复议机关: the narrower counts.
            self.scope = self.scope.into_iter().chain(said.scope).min().filter(|_| !said.own);
        }
    }
}
