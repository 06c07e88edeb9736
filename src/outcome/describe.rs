//! Puts a filing and what the rules say of it into the words and places of the contract.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    CellReading, Coverage, EditView, FindingView, FixView, Outcome, ReadingKind, RelatedView, Report, Sheet, SpanView,
    SumView, Units, Unreadable, numbers,
};
use crate::{
    document::{Block, Document, Span, TextId},
    filing::{Filing, Reading, fold::fold},
    finding::{Cause, Finding, Severity},
    form::CellId,
    language::{Bilingual, Language, Message, both},
    order::Arrange,
    profile::Profile,
    rules::RULES,
};

/// How many findings of one rule are listed; no report has as many, and what has is no report.
const MOST_FINDINGS: usize = 500;
const UNLISTED: Bilingual =
    both("这条规则另外还查出 {more} 处，没有一一列出。", "This rule found {more} more places, which are not listed.");

/// How many characters around a span are quoted with it.
const CONTEXT: usize = 12;

/// The outcome of all rules on one filing.
pub fn outcome(
    file: &str,
    kind: Option<&str>,
    document: &Arc<Document>,
    filing: &Filing,
    profile: &Profile,
) -> Outcome {
    let mut findings: Vec<Finding> = Vec::new();
    let mut coverage = Vec::with_capacity(RULES.len());
    let mut checked = Vec::new();
    for (at, rule) in RULES.iter().enumerate() {
        let verdict = (rule.check)(filing, profile);
        coverage.push(Coverage {
            rule: rule.name.to_owned(),
            examined: verdict.examined,
            failed: verdict.failed,
            unclear: verdict.unclear,
        });
        checked.extend(verdict.checked.into_iter().map(|checked| (at, checked)));
        let more = verdict.findings.len().saturating_sub(MOST_FINDINGS);
        findings.extend(verdict.findings.into_iter().take(MOST_FINDINGS));
        if more > 0 {
            let mut rest = Finding::new(rule.name, Severity::Note, UNLISTED);
            rest.cause = Cause::Reading;
            rest.message = rest.message.with("more", more.to_string());
            findings.push(rest);
        }
    }
    let places = Places::new(filing, profile.language);
    let mut views: Vec<FindingView> = findings.iter().map(|finding| places.finding(finding)).collect();
    // By the rules' own order, so that no setting changes an id.
    number_ids(&mut views);
    views.retain_mut(|view| match severity(view, profile) {
        Some(severity) => {
            view.severity = severity;
            true
        }
        None => false,
    });
    let place = |view: &FindingView| view.spans.first().map(|span| span.at);
    views.arrange_by(|a, b| {
        let key = |v: &FindingView| (v.severity, place(v).is_none(), place(v));
        key(a).cmp(&key(b)).then_with(|| a.rule.cmp(&b.rule))
    });
    let (dismissed, findings) = views.into_iter().partition(|view| profile.dismisses(&view.id));
    let cells = filing
        .form_cells
        .iter()
        .zip(&filing.cells)
        .map(|(cell, found)| {
            let (reading, value) = match &found.reading {
                Reading::Number { value, .. } => (ReadingKind::Number, Some(value.to_f64())),
                Reading::Mark => (ReadingKind::Mark, None),
                Reading::Blank => (ReadingKind::Blank, None),
                Reading::Words => (ReadingKind::Words, None),
                Reading::Lost => (ReadingKind::Lost, None),
                Reading::Absent => (ReadingKind::Absent, None),
            };
            let known = !matches!(reading, ReadingKind::Lost | ReadingKind::Absent);
            let text = known.then(|| found.span.map_or("", |span| filing.document.slice(span)).to_owned());
            CellReading { key: &cell.key, reading, text, value, place: &cell.place }
        })
        .collect();
    let units = &places.units;
    let spots = filing
        .cells
        .iter()
        .map(|found| found.span.filter(|_| found.reading != Reading::Lost).map(|span| units.at(span)))
        .collect();
    Outcome {
        report: Report {
            schema: 1,
            file: file.to_owned(),
            kind: kind.map(str::to_owned),
            title: filing.title.as_ref().map(|title| title.text.clone()),
            body: filing.title.as_ref().and_then(|title| title.body.clone()),
            year: filing.year,
            edition: filing.edition,
            last_year: filing.last_year.map(|last| last.file.to_owned()),
            cells,
            findings,
            dismissed,
            coverage,
            numbers: numbers::numbers(filing, &checked, units),
            unreadable: None,
        },
        sheet: Some(Sheet { document: Arc::clone(document), extent: filing.extent.clone(), spots }),
    }
}

/// The outcome where nothing was read.
pub fn unreadable(file: &str, kind: Option<&str>, unreadable: Unreadable, document: Option<Arc<Document>>) -> Outcome {
    let sheet = document.map(|document| {
        let extent = 0..document.blocks.len();
        Sheet { document, extent, spots: Vec::new() }
    });
    Outcome {
        report: Report {
            schema: 1,
            file: file.to_owned(),
            kind: kind.map(str::to_owned),
            title: None,
            body: None,
            year: None,
            edition: None,
            last_year: None,
            cells: Vec::new(),
            findings: Vec::new(),
            dismissed: Vec::new(),
            coverage: Vec::new(),
            numbers: Vec::new(),
            unreadable: Some(unreadable),
        },
        sheet,
    }
}

/// How grave a finding is to this user; `None` where it is not to be listed. What reading did stays a note.
fn severity(view: &FindingView, profile: &Profile) -> Option<Severity> {
    let gravest = RULES.iter().find(|rule| rule.name == view.rule).map_or(view.severity, |rule| rule.severity);
    let severity = profile.severity(&view.rule, gravest, view.severity)?;
    Some(if view.cause == Cause::Reading { view.severity } else { severity })
}

/// Findings alike but for their place get a counter.
fn number_ids(views: &mut [FindingView]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for view in views {
        let count = seen.entry(view.id.clone()).or_default();
        *count += 1;
        if *count > 1 {
            view.id = format!("{}-{count}", view.id);
        }
    }
}

/// FNV-1a: short, stable over versions and machines, and nothing depends on its strength.
fn hash<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for part in parts {
        for byte in part.bytes().chain([0xff]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}

/// Tells people where something is.
struct Places<'f, 'd> {
    filing: &'f Filing<'d>,
    language: Language,
    /// The first text of each block.
    first_texts: Vec<TextId>,
    units: Units<'d>,
}

impl<'f, 'd> Places<'f, 'd> {
    fn new(filing: &'f Filing<'d>, language: Language) -> Self {
        let mut next = TextId(0);
        let first_texts = filing
            .document
            .blocks
            .iter()
            .map(|block| {
                let first = match block {
                    Block::Paragraph(id) | Block::Heading(_, id) => *id,
                    Block::Table(table) => table.cells.first().map_or(next, |cell| cell.text),
                    Block::Picture => next,
                };
                next = match block {
                    Block::Paragraph(id) | Block::Heading(_, id) => TextId(id.0 + 1),
                    Block::Table(table) => table.cells.last().map_or(next, |cell| TextId(cell.text.0 + 1)),
                    Block::Picture => next,
                };
                first
            })
            .collect();
        Self { filing, language, first_texts, units: Units::new(filing.document) }
    }

    fn say(&self, message: Message) -> String {
        message.render(self.language)
    }

    fn key(&self, cell: CellId) -> String {
        self.filing.form_cell(cell).key.clone()
    }

    fn finding(&self, finding: &Finding) -> FindingView {
        let rule = RULES.iter().find(|rule| rule.name == finding.rule);
        let of_cells = || finding.cells.iter().filter_map(|cell| self.filing.cells[cell.0 as usize].span);
        let mut spans: Vec<SpanView> = if finding.spans.is_empty() {
            of_cells().map(|span| self.span(span)).collect()
        } else {
            finding.spans.iter().map(|span| self.span(*span)).collect()
        };
        // A cell without a place of its own is behind its row's label.
        if let Some(&cell) = finding.cells.first() {
            if spans.is_empty() {
                spans.extend(self.behind_label(cell).map(|span| self.span(span)));
            }
            if let Some(first) = spans.first_mut().filter(|first| first.text.is_empty()) {
                first.place = self.filing.form_cell(cell).place.clone();
            }
        }
        let cells: Vec<String> = finding.cells.iter().map(|cell| self.key(*cell)).collect();
        // White space is the format's: the same defect keeps its name in every format.
        let quoted: Vec<String> = spans.iter().map(|span| fold(&span.text)).collect();
        let id = hash(
            std::iter::once(finding.rule)
                .chain(cells.iter().map(String::as_str))
                .chain(quoted.iter().map(String::as_str))
                // What is missing is told apart by what should be there.
                .chain(finding.found.as_deref().or(finding.expected.as_deref())),
        );
        FindingView {
            id,
            rule: finding.rule.to_owned(),
            family: rule.map_or(crate::finding::Family::Figures, |rule| rule.family),
            severity: finding.severity,
            cause: finding.cause,
            message: self.say(finding.message.clone()),
            cells,
            spans,
            sums: finding.equations.iter().map(|&e| self.sum(e)).collect(),
            related: finding.related.iter().filter_map(|cell| self.related(*cell)).collect(),
            expected: finding.expected.clone(),
            found: finding.found.clone(),
            fix: finding.fix.as_ref().map(|fix| FixView {
                title: self.say(fix.title.clone()),
                edits: fix
                    .edits
                    .iter()
                    .map(|edit| EditView { at: self.units.at(edit.span), text: edit.text.clone() })
                    .collect(),
                applicability: fix.applicability,
            }),
        }
    }

    fn behind_label(&self, cell: CellId) -> Option<Span> {
        let cell = self.filing.form_cell(cell);
        let labels = self.filing.tables.iter().flat_map(|table| &table.labels);
        let label = labels.clone().find(|label| label.canonical == cell.row.label);
        let behind = label.and_then(|label| label.spans.last()).map(|span| Span::at(span.text, span.end as usize));
        let table = || self.filing.form?.tables.iter().position(|table| table.key == cell.table.key);
        behind.or_else(|| self.filing.tables[table()?].place)
    }

    fn sum(&self, at: usize) -> SumView {
        let equation = &self.filing.equations[at];
        let weighed = &self.filing.balance.states[at];
        let keys = |cells: &[CellId]| cells.iter().map(|cell| self.key(*cell)).collect();
        SumView {
            rule: equation.rule.to_owned(),
            left: keys(&equation.left),
            right: keys(&equation.right),
            left_value: weighed.left.to_f64(),
            right_value: weighed.right.to_f64(),
        }
    }

    fn related(&self, cell: Option<CellId>) -> Option<RelatedView> {
        let last = self.filing.last_year?;
        Some(RelatedView {
            file: last.file.to_owned(),
            key: cell.map(|cell| last.filing.form_cell(cell).key.clone()),
            value: cell.and_then(|cell| last.filing.value(cell)).map(|value| value.to_f64()),
        })
    }

    fn span(&self, span: Span) -> SpanView {
        let text = self.filing.document.text(span.text);
        let before: Vec<char> = text[..span.start as usize].chars().rev().take(CONTEXT).collect();
        SpanView {
            text: self.filing.document.slice(span).to_owned(),
            before: before.into_iter().rev().collect(),
            after: text[span.end as usize..].chars().take(CONTEXT).collect(),
            at: self.units.at(span),
            place: self.place(span),
        }
    }

    fn place(&self, span: Span) -> String {
        let filing = self.filing;
        if let Some(cell) = filing.cells.iter().position(|found| found.span == Some(span)) {
            return filing.form_cells[cell].place.clone();
        }
        let same = |other: &Span| other.text == span.text && other.start <= span.start && span.end <= other.end;
        if filing.title.as_ref().is_some_and(|title| title.spans.iter().any(same)) {
            return self.say(Message::new(both("标题", "title")));
        }
        if filing
            .signature
            .as_ref()
            .is_some_and(|end| same(&end.date.span) || end.body.as_ref().is_some_and(|(_, s)| same(s)))
        {
            return self.say(Message::new(both("落款", "signature")));
        }
        let block = self.first_texts.partition_point(|first| *first <= span.text).saturating_sub(1);
        let heading = filing.sections.iter().find(|section| same(&section.span));
        let section = heading.or_else(|| {
            filing
                .sections
                .iter()
                .rev()
                .find(|section| section.blocks.contains(&block) || section.span.text == span.text)
        });
        let Some(section) = section else {
            return self.say(Message::new(both("正文", "text")));
        };
        let number =
            filing.form.or(crate::forms::FORMS.first().copied()).map_or("", |form| form.sections[section.index].number);
        let section_name =
            |template| Message::new(template).with("zh", number).with("n", (section.index + 1).to_string());
        if heading.is_some() {
            return self.say(section_name(both("第{zh}部分 · 标题", "section {n}, heading")));
        }
        let passages = &filing.passages[section.passages.clone()];
        let passage = passages.partition_point(|passage| passage.block <= block).checked_sub(1).filter(|&i| {
            let places = &passages[i].folded.places;
            places.first().is_some_and(|first| first.text <= span.text)
                && places.last().is_some_and(|last| span.text <= last.text)
        });
        match (passage, &filing.document.blocks.get(block)) {
            (Some(passage), _) => {
                let paragraph = (passage + 1).to_string();
                self.say(section_name(both("第{zh}部分 · 第{p}段", "section {n}, paragraph {p}")).with("p", paragraph))
            }
            (None, Some(Block::Table(_))) => self.say(section_name(both("第{zh}部分 · 表格", "section {n}, table"))),
            (None, _) => self.say(section_name(both("第{zh}部分", "section {n}"))),
        }
    }
}
