//! Why the last thing given is not on the desk: one sentence what it is, one what to do.

use yew::prelude::*;

use super::super::{
    state::{Action, Trouble},
    words,
};
use crate::language::Language;

/// What the part needs.
pub struct Props {
    /// The language.
    pub language: Language,
    /// The trouble, if there is any.
    pub trouble: Option<Trouble>,
    /// Where everything that happens goes.
    pub dispatch: Callback<Action>,
}

/// The line. Its place is always there, so that it is read out when something comes into it.
pub fn trouble(props: &Props) -> Html {
    let close = props.dispatch.reform(|_: MouseEvent| Action::TroubleRead);
    html! {
        <div class="trouble" role="alert">
            if let Some(trouble) = &props.trouble {
                <p><b>{ &trouble.file }</b><span>{ &trouble.message }</span><span>{ &trouble.advice }</span></p>
                <button class="quiet" type="button" onclick={close}>{ words::CLOSE.get(props.language) }</button>
            }
        </div>
    }
}
