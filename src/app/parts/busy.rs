//! What is being checked, and the way to stop it. The style sheet shows it after 200 ms.

use yew::prelude::*;

use super::{
    super::{
        state::{Item, State},
        words,
    },
    fill,
};
use crate::language::Language;

/// What the part needs.
pub struct Props {
    /// The language.
    pub language: Language,
    /// What was given last.
    pub batch: Vec<Item>,
    /// Gives up what is not answered yet.
    pub stop: Callback<()>,
}

/// The line.
pub fn busy(props: &Props) -> Html {
    let language = props.language;
    let Some((name, done, all)) = State::busy(&props.batch) else { return html! {} };
    let name = ("name", name.to_owned());
    let line = if all == 1 {
        fill(words::BUSY_ONE, language, [name])
    } else {
        fill(words::BUSY_MANY, language, [name, ("done", done.to_string()), ("all", all.to_string())])
    };
    let stop = props.stop.reform(|_: MouseEvent| ());
    html! {
        <div class="busy" role="status">
            <p>{ line }</p>
            if all > 1 {
                <progress value={done.to_string()} max={all.to_string()} aria-label={words::CHECKING.get(language)} />
            }
            <button class="button" type="button" onclick={stop}>{ words::STOP.get(language) }</button>
        </div>
    }
}
