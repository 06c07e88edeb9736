//! Why the last thing given is not on the desk: one sentence what it is, one what to do.

use yew::prelude::*;

use super::{
    super::{
        state::{Action, State},
        words,
    },
    button::quiet,
};
/// The line. Its place is always there, so that it is read out when something comes into it.
pub fn trouble(state: &State, dispatch: &Callback<Action>) -> Html {
    html! {
        <div class="trouble" role="alert">
            if let Some(trouble) = &state.trouble {
                <p><b>{ &trouble.file }</b><span>{ &trouble.message }</span><span>{ &trouble.advice }</span></p>
                { quiet(words::CLOSE.get(state.language()), dispatch, || Action::TroubleRead) }
            }
        </div>
    }
}
