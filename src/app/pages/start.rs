//! Nothing on the desk yet: one place to give a report, an example, three promises.

use yew::prelude::*;

use super::super::{
    hooks::intake::Place,
    parts::{
        button::{button, chooser},
        last_year,
    },
    words,
    world::Wish,
};
use crate::language::Language;

/// The start page. `index.html` holds the same shapes, so that nothing moves when it takes over.
pub fn start(language: Language, wish: &Callback<Wish>) -> Html {
    html! {
        <main class="start">
            <div class="place">
                <h2>{ words::START_TITLE.get(language) }</h2>
                <p>{ words::START_TEXT.get(language) }</p>
                <textarea class="paste" rows="1" aria-label={words::START_FIELD.get(language)} placeholder={words::START_FIELD.get(language)} />
                <p class="ways">
                    <label class="button chief">
                        { chooser(words::CHOOSE.get(language), wish, |given| Wish::Put(given, Place::Desk)) }
                    </label>
                    { button(words::EXAMPLE.get(language), wish, || Wish::Example) }
                </p>
                <p class="formats">{ words::START_FORMATS.get(language) }</p>
            </div>
            { last_year::place(language, wish) }
            <ul class="promises">
                { for [words::PROMISE_LOCAL, words::PROMISE_OFFLINE, words::PROMISE_BASIS].iter().map(|promise| html! { <li>{ promise.get(language) }</li> }) }
            </ul>
        </main>
    }
}
