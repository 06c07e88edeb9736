//! The button that stands where a part of something long is left out.

use yew::prelude::*;

use super::fill;
use crate::language::{Bilingual, Language};

/// The button; `word` says how many are left out and of what.
pub fn more(word: Bilingual, left_out: usize, language: Language, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <button class="button more" type="button" data-more={left_out.to_string()} {onclick}>
            { fill(word, language, [("n", left_out.to_string())]) }
        </button>
    }
}
