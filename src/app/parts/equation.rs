//! An equation with the numbers in it, each a link to its cell.

use yew::prelude::*;

use super::{
    super::{
        state::{Action, Spot},
        words,
    },
    fill,
};
use crate::{
    language::Language,
    outcome::{CellReading, ReadingKind, SumView},
};

/// Sums with more terms than this leave out those that are 0.
const LONG: usize = 8;

/// An equation's line.
pub fn equation(sum: &SumView, cells: &[CellReading], language: Language, dispatch: &Callback<Action>) -> Html {
    let side = |keys: &[String]| {
        let read: Vec<&CellReading> =
            keys.iter().filter_map(|key| cells.iter().find(|cell| cell.key == *key)).collect();
        let zero = |cell: &&CellReading| cell.reading == ReadingKind::Number && cell.value == Some(0.0);
        let left_out = if read.len() > LONG { read.iter().copied().filter(|cell| zero(cell)).count() } else { 0 };
        let terms = read.iter().copied().filter(|cell| left_out == 0 || !zero(cell)).enumerate().map(|(at, cell)| {
            html! { <>{ if at > 0 { " + " } else { "" } }{ term(cell, language, dispatch) }</> }
        });
        html! {
            <>
                { for terms }
                if left_out > 0 {
                    <span class="others">{ format!("（{}）", fill(words::OTHERS_ZERO, language, [("n", left_out.to_string())])) }</span>
                }
            </>
        }
    };
    // A single cell is its own sum.
    let total = |keys: &[String], value: f64| (keys.len() != 1).then(|| number(value));
    let (left, right) = (total(&sum.left, sum.left_value), total(&sum.right, sum.right_value));
    let sign = if sum.left_value == sum.right_value { " = " } else { " ≠ " };
    html! {
        <p class="sum" data-sum={sum.rule.clone()}>
            { side(&sum.left) }
            if let Some(left) = left { { " = " }<b>{ left }</b> }
            <span class="sign">{ sign }</span>
            if let Some(right) = right { <b>{ right }</b>{ " = " } }
            { side(&sum.right) }
        </p>
    }
}

/// A number that leads to its cell.
pub fn term(cell: &CellReading, language: Language, dispatch: &Callback<Action>) -> Html {
    let text = match (cell.reading, cell.value, &cell.text) {
        (ReadingKind::Number, Some(value), _) => number(value),
        (ReadingKind::Mark | ReadingKind::Words, _, Some(text)) => text.clone(),
        _ => words::reading(cell.reading).get(language).to_owned(),
    };
    let key = cell.key;
    let onclick = dispatch.reform(move |event: MouseEvent| {
        event.stop_propagation();
        Action::Visited(Spot::Cell(key.to_owned()))
    });
    let label = fill(words::TERM_LABEL, language, [("place", cell.place.to_owned()), ("value", text.clone())]);
    html! {
        <button type="button" class="term" title={cell.place} aria-label={label} data-term={cell.key} {onclick}>{ text }</button>
    }
}

/// A number without a needless fraction. Sums of decimals carry the noise of their binary form; figures have six
/// decimals at most.
pub fn number(value: f64) -> String {
    let rounded = (value * 1e6).round() / 1e6;
    rounded.to_string()
}
