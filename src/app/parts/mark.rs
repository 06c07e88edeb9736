//! A mark in the report: a shape for the severity, an outline or underline, the number of its finding.

use yew::prelude::*;

use super::{
    super::{
        marks::{Light, Piece, shape},
        words,
    },
    fill,
};
use crate::{
    finding::{Cause, Severity},
    language::Language,
    outcome::Report,
};

/// What all marks of one drawing share.
pub struct Pen<'a> {
    /// The language.
    pub language: Language,
    /// The report.
    pub report: &'a Report,
    /// The selected finding.
    pub selected: Option<usize>,
    /// What happens when a mark is chosen.
    pub choose: &'a Callback<usize>,
}

/// What an element needs to look like a mark.
pub struct Look {
    /// The findings' numbers.
    pub mark: String,
    /// `error`, `warning`, `note` or `reading`.
    pub severity: &'static str,
    /// The severity's shape.
    pub shape: &'static str,
    /// The first finding's number for people.
    pub number: String,
    /// What a screen reader says.
    pub label: String,
    /// Chooses the finding.
    pub onclick: Callback<MouseEvent>,
    /// Chooses the finding by key.
    pub onkeydown: Callback<KeyboardEvent>,
}

impl Pen<'_> {
    /// The look of a mark of some findings, worst first; none where there is no finding.
    pub fn look(&self, findings: &[usize], text: &str) -> Option<Look> {
        let &first = findings.first()?;
        let finding = self.report.findings.get(first)?;
        let text = if text.trim().is_empty() { words::BLANK.get(self.language) } else { text.trim() };
        let arguments = [
            ("text", text.to_owned()),
            ("n", (first + 1).to_string()),
            ("severity", words::severity(finding.severity, finding.cause).get(self.language).to_owned()),
        ];
        // Where several findings share a place, choosing it again leads to the next.
        let now = self.selected.and_then(|selected| findings.iter().position(|&i| i == selected));
        let chosen = now.map_or(first, |now| findings[(now + 1) % findings.len()]);
        let choose = self.choose.clone();
        let by_key = choose.clone();
        Some(Look {
            mark: findings.iter().map(usize::to_string).collect::<Vec<_>>().join(" "),
            severity: severity_word(finding.severity, finding.cause),
            shape: shape(finding.severity),
            number: (first + 1).to_string(),
            label: fill(words::MARK_LABEL, self.language, arguments),
            onclick: Callback::from(move |event: MouseEvent| {
                event.stop_propagation();
                choose.emit(chosen);
            }),
            onkeydown: Callback::from(move |event: KeyboardEvent| {
                if event.key() == "Enter" || event.key() == " " {
                    event.prevent_default();
                    by_key.emit(chosen);
                }
            }),
        })
    }

    /// Pieces of a text, the marked ones underlined.
    pub fn pieces(&self, pieces: &[Piece], keys: &dyn Fn(usize) -> String) -> Html {
        let draw = |piece: &Piece| {
            let lit = piece.light.map(light_word);
            let cell = piece.cell.map(keys);
            match self.look(&piece.findings, &piece.text) {
                Some(look) => html! {
                    <span class={classes!("mark", piece.text.is_empty().then_some("gap"))} role="button"
                        tabindex={roving(piece.light)} data-mark={look.mark} data-severity={look.severity}
                        data-shape={look.shape} data-number={look.number} data-lit={lit} data-cell={cell}
                        aria-label={look.label} onclick={look.onclick} onkeydown={look.onkeydown}>{ &piece.text }</span>
                },
                None if lit.is_some() || cell.is_some() => html! {
                    <span tabindex={lit.map(|_| "-1")} data-lit={lit} data-cell={cell}>{ &piece.text }</span>
                },
                None => html! { { &piece.text } },
            }
        };
        html! { { for pieces.iter().map(draw) } }
    }
}

/// One mark of the report can be reached by Tab: that of the selected finding. From there the arrows walk.
pub fn roving(light: Option<Light>) -> &'static str {
    if light == Some(Light::First) { "0" } else { "-1" }
}

/// The word that scripts and style sheets know a light by.
pub fn light_word(light: Light) -> &'static str {
    match light {
        Light::First => "first",
        Light::Also => "also",
    }
}

/// The word that scripts and style sheets know a severity by. What the reading did has a look of its own.
pub fn severity_word(severity: Severity, cause: Cause) -> &'static str {
    match (cause, severity) {
        (Cause::Reading, _) => "reading",
        (_, Severity::Error) => "error",
        (_, Severity::Warning) => "warning",
        (_, Severity::Note) => "note",
    }
}
