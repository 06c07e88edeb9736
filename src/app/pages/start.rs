//! Nothing on the desk yet: one place to give a report, an example, three promises.

use yew::prelude::*;

use super::super::{hooks::intake, words};
use crate::{language::Language, worker::Given};

/// What the page needs.
pub struct Props {
    /// The language.
    pub language: Language,
    /// Gives something to check.
    pub give: Callback<Vec<Given>>,
    /// Opens the example.
    pub example: Callback<()>,
}

/// The start page. `index.html` holds the same shapes, so that nothing moves when it takes over.
pub fn start(props: &Props) -> Html {
    let language = props.language;
    let choose = intake::choose(&props.give);
    let example = props.example.reform(|_: MouseEvent| ());
    html! {
        <main class="start">
            <div class="place">
                <h2>{ words::START_TITLE.get(language) }</h2>
                <p>{ words::START_TEXT.get(language) }</p>
                <textarea class="paste" rows="1" aria-label={words::START_FIELD.get(language)} placeholder={words::START_FIELD.get(language)} />
                <p class="ways">
                    <label class="button chief">
                        <input class="unseen" type="file" multiple=true onchange={choose} />
                        { words::CHOOSE.get(language) }
                    </label>
                    <button class="button" type="button" onclick={example}>{ words::EXAMPLE.get(language) }</button>
                </p>
                <p class="formats">{ words::START_FORMATS.get(language) }</p>
            </div>
            <ul class="promises">
                { for [words::PROMISE_LOCAL, words::PROMISE_OFFLINE, words::PROMISE_BASIS].iter().map(|promise| html! { <li>{ promise.get(language) }</li> }) }
            </ul>
        </main>
    }
}
