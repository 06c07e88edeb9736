//! Buttons with a word on them that do one thing, and what chooses files.

use yew::prelude::*;

use super::super::{hooks::intake, world::Wish};
use crate::worker::Given;

/// A button. What it does is a function, not a closure: each kind of closure is made anew.
pub fn button<T: 'static>(word: &'static str, to: &Callback<T>, what: fn() -> T) -> Html {
    let onclick = to.reform(move |_: MouseEvent| what());
    html! { <button class="button" type="button" {onclick}>{ word }</button> }
}

/// The same, without a border.
pub fn quiet<T: 'static>(word: &'static str, to: &Callback<T>, what: fn() -> T) -> Html {
    let onclick = to.reform(move |_: MouseEvent| what());
    html! { <button class="quiet" type="button" {onclick}>{ word }</button> }
}

/// What a word chooses files for.
pub fn chooser(word: &'static str, wish: &Callback<Wish>, what: fn(Vec<Given>) -> Wish) -> Html {
    html! {
        <>
            <input class="unseen" type="file" multiple=true onchange={intake::choose(wish, what)} />
            { word }
        </>
    }
}
