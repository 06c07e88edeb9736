//! The findings, worst first: where, what it says, and for the selected one the equation, the correction, the clause.

use yew::prelude::*;

use super::{
    super::{
        hooks::portions::{Stretch, use_portions},
        marks::shape,
        shared::Shared,
        state::{Action, Panel, Side, Spot},
        tally::tally,
        words,
    },
    coverage,
    equation::{equation, term},
    fill,
    mark::severity_word,
    more::more,
};
use crate::{
    finding::Family,
    language::{Bilingual, Language},
    outcome::{CellReading, FindingView, Outcome, Report},
    rule::Rule,
    rules::RULES,
};

/// More cells than these are only counted.
const MOST: usize = 28;

/// A long list is drawn in portions of as many findings.
const PORTION: usize = 50;

/// What the part needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub language: Language,
    /// The report.
    pub report: Shared<Outcome>,
    /// The selected finding.
    pub selected: Option<usize>,
    /// The only family to show.
    pub family: Option<Family>,
    /// The findings to show.
    pub shown: Vec<usize>,
    /// Where everything that happens goes.
    pub dispatch: Callback<Action>,
}

/// Where a finding is, for people.
pub fn place(report: &Report, finding: &FindingView, language: Language) -> String {
    let cell = finding.cells.first().and_then(|key| report.cells.iter().find(|cell| cell.key == key));
    match (cell, finding.spans.first()) {
        (Some(cell), _) => cell.place.to_owned(),
        (None, Some(span)) if !span.place.is_empty() => span.place.clone(),
        _ => rule(finding).map_or(String::new(), |rule| rule.title.get(language).to_owned()),
    }
}

fn rule(finding: &FindingView) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == finding.rule)
}

/// The findings.
#[component]
pub fn Findings(props: &Props) -> Html {
    let Props { language, report, selected, family, shown, dispatch } = props;
    let findings = &report.report.findings;
    let count = |only: Option<Family>| findings.iter().filter(|f| only.is_none_or(|only| only == f.family)).count();
    let filter = |name: Bilingual, only: Option<Family>| {
        let onclick = dispatch.reform(move |_: MouseEvent| Action::Filtered(only));
        html! {
            <button type="button" aria-pressed={(*family == only).to_string()} data-filter={family_word(only)} {onclick}>
                { name.get(*language) }<span class="count">{ count(only) }</span>
            </button>
        }
    };
    let none = if tally(&report.report).examined { words::NO_FINDINGS } else { words::NOTHING_EXAMINED };
    // Tab reaches one finding; from there the arrows walk.
    let reachable = selected.or(shown.first().copied());
    let at = selected.and_then(|selected| shown.binary_search(&selected).ok());
    let portions = use_portions(report, at.map(|at| at / PORTION));
    let range = |portion: usize| portion * PORTION..((portion + 1) * PORTION).min(shown.len());
    let draw = |stretch| match stretch {
        Stretch::Drawn(number) => {
            let own = &shown[range(number)];
            let only = |finding: Option<usize>| finding.filter(|finding| own.contains(finding));
            html! {
                <Entries key={number} language={*language} report={report.clone()} selected={only(*selected)}
                    reachable={only(reachable)} shown={own.to_vec()} dispatch={dispatch.clone()} />
            }
        }
        Stretch::Left(left) => {
            let count = range(left.end - 1).end - range(left.start).start;
            let button = more(words::MORE_FINDINGS, count, *language, portions.show(left.start));
            html! { <li key={format!("left {}", left.end)} class="left">{ button }</li> }
        }
    };
    html! {
        <>
            <div class="filter" role="group" aria-label={words::FAMILIES.get(*language)}>
                { filter(words::ALL, None) }
                { for words::families().map(|only| filter(words::family(only), Some(only))) }
            </div>
            if findings.is_empty() {
                <p class="empty">{ none.get(*language) }</p>
            } else if shown.is_empty() {
                <p class="empty">{ words::NO_FINDINGS_HERE.get(*language) }</p>
            }
            <ol class="list">
                { for portions.stretches(shown.len().div_ceil(PORTION)).into_iter().map(draw) }
            </ol>
            if family.is_none() && report.report.coverage.iter().any(|coverage| coverage.examined > 0) {
                { coverage::coverage(&coverage::Props { language: *language, report: report.clone() }) }
                if !report.report.numbers.is_empty() {
                    { coverage::numbers(&coverage::Props { language: *language, report: report.clone() }) }
                }
            }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct EntriesProps {
    language: Language,
    report: Shared<Outcome>,
    selected: Option<usize>,
    reachable: Option<usize>,
    shown: Vec<usize>,
    dispatch: Callback<Action>,
}

/// A portion of the list.
#[component]
fn Entries(props: &EntriesProps) -> Html {
    let EntriesProps { language, report, selected, reachable, shown, dispatch } = props;
    let findings = &report.report.findings;
    let draw = |&number: &usize| {
        let finding = &findings[number];
        let chosen = *selected == Some(number);
        let select = dispatch.reform(move |_: MouseEvent| Action::Selected(number, Side::Finding));
        let position =
            fill(words::POSITION, *language, [("n", (number + 1).to_string()), ("all", findings.len().to_string())]);
        html! {
            <li key={number} data-finding={number.to_string()} data-rule={finding.rule.clone()}
                data-severity={severity_word(finding.severity, finding.cause)} data-family={family_word(Some(finding.family))}
                data-cause={severity_cause(finding)} aria-current={chosen.then_some("true")}
                onclick={(!chosen).then(|| select.clone())}>
                <h2>
                    <button type="button" data-head="" aria-expanded={chosen.to_string()} aria-describedby={format!("message-{number}")}
                        tabindex={if *reachable == Some(number) { "0" } else { "-1" }} onclick={select}>
                        <span class="shape" aria-hidden="true">{ shape(finding.severity) }</span>
                        <span class="kind">{ words::severity(finding.severity, finding.cause).get(*language) }</span>
                        <span class="where">{ place(&report.report, finding, *language) }</span>
                        <span class="unseen">{ position }</span>
                        <span class="position" aria-hidden="true">{ number + 1 }</span>
                    </button>
                </h2>
                <p class="message" id={format!("message-{number}")}>{ &finding.message }</p>
                if chosen {
                    { details(finding, &report.report.cells, *language, dispatch) }
                }
            </li>
        }
    };
    html! { { for shown.iter().map(draw) } }
}

fn details(finding: &FindingView, cells: &[CellReading], language: Language, dispatch: &Callback<Action>) -> Html {
    let rule = rule(finding);
    let cross = dispatch.reform(|event: MouseEvent| {
        event.stop_propagation();
        Action::Crossed(Side::Place)
    });
    let name = finding.rule.clone();
    let explain = dispatch.reform(move |event: MouseEvent| {
        event.stop_propagation();
        Action::Raised(Panel::Rules(Some(name.clone())))
    });
    let row = |name: Bilingual, value: Html| html! { <div><dt>{ name.get(language) }</dt><dd>{ value }</dd></div> };
    let quoted = |text: &str| {
        if text.trim().is_empty() {
            html! { <span class="blank">{ words::BLANK.get(language) }</span> }
        } else {
            html! { <span class="said">{ text.trim().to_owned() }</span> }
        }
    };
    let fix = finding.fix.as_ref();
    let said = finding.spans.iter().filter(|span| !span.text.trim().is_empty()).count();
    html! {
        <div class="details">
            { for finding.sums.iter().map(|sum| equation(sum, cells, language, dispatch)) }
            <dl>
                if finding.sums.is_empty() && (finding.cells.len() > 1 || said > 1) {
                    { row(words::PLACES, places(finding, cells, language, dispatch)) }
                }
                if let Some(fix) = fix {
                    { row(words::CORRECTION, html! { <><b>{ &fix.title }</b><span class="trust">{ words::applicability(fix.applicability).get(language) }</span></> }) }
                } else if let Some(expected) = &finding.expected {
                    { row(words::EXPECTED, html! { <b>{ quoted(expected) }</b> }) }
                }
                if let Some(rule) = rule {
                    { row(words::BASIS, html! { { rule.basis.get(language) } }) }
                }
            </dl>
            <p class="ways">
                <button class="button" type="button" onclick={cross}>{ words::GO_TO_PLACE.get(language) }</button>
                if rule.is_some() {
                    <button class="button" type="button" onclick={explain}>{ words::THE_RULE.get(language) }</button>
                }
            </p>
        </div>
    }
}

/// Links to everything that a finding without an equation speaks of.
fn places(finding: &FindingView, cells: &[CellReading], language: Language, dispatch: &Callback<Action>) -> Html {
    if finding.cells.len() > 1 {
        let named: Vec<&CellReading> =
            finding.cells.iter().filter_map(|key| cells.iter().find(|cell| cell.key == *key)).collect();
        let rows = named[..named.len().min(MOST)].chunk_by(|a, b| row_of(a.place).0 == row_of(b.place).0);
        let left_out = named.len().saturating_sub(MOST);
        return html! {
            <ul class="places">
                { for rows.map(|row| html! {
                    <li>
                        { row_of(row[0].place).0 }
                        <span class="terms">
                            { for row.iter().map(|cell| html! {
                                <span>{ row_of(cell.place).1 }{ " " }{ term(cell, language, dispatch) }</span>
                            }) }
                        </span>
                    </li>
                }) }
                if left_out > 0 {
                    <li>{ fill(words::OTHER_CELLS, language, [("n", left_out.to_string())]) }</li>
                }
            </ul>
        };
    }
    let links = finding.spans.iter().enumerate().filter(|(_, span)| !span.text.trim().is_empty()).map(|(number, span)| {
        let onclick = dispatch.reform(move |event: MouseEvent| {
            event.stop_propagation();
            Action::Visited(Spot::Span(number))
        });
        html! { <button type="button" class="term" title={span.place.clone()} {onclick}>{ span.text.trim().to_owned() }</button> }
    });
    html! { <span class="terms">{ for links }</span> }
}

/// A place's row and column: what its cells share, and what sets them apart.
fn row_of(place: &str) -> (&str, &str) {
    place.rsplit_once(" · ").unwrap_or(("", place))
}

fn family_word(family: Option<Family>) -> &'static str {
    match family {
        None => "all",
        Some(Family::Figures) => "figures",
        Some(Family::Form) => "form",
        Some(Family::Wording) => "wording",
        Some(Family::Privacy) => "privacy",
    }
}

fn severity_cause(finding: &FindingView) -> &'static str {
    match finding.cause {
        crate::finding::Cause::Report => "report",
        crate::finding::Cause::Reading => "reading",
    }
}
