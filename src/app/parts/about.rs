//! What Gouji is, what it promises, and the notices of the software it ships.

use yew::prelude::*;

use super::{
    super::{state::Action, words},
    dialog::Dialog,
    fill,
};
use crate::{forms, language::Language};

/// The page's own description.
pub fn about(language: Language, notices: String, dispatch: &Callback<Action>) -> Html {
    let version = fill(words::ABOUT_VERSION, language, [("version", env!("CARGO_PKG_VERSION").to_owned())]);
    html! {
        <Dialog {language} title={words::ABOUT.get(language)} dispatch={dispatch.clone()}>
            { for [words::ABOUT_WHAT, words::ABOUT_LOCAL, words::ABOUT_HONEST].iter().map(|text| html! { <p>{ text.get(language) }</p> }) }
            <ul>
                { for forms::FORMS.iter().map(|form| html! {
                    <li>{ fill(words::FORM_BASIS, language, [("notice", form.notice.to_owned())]) }</li>
                }) }
            </ul>
            <p>{ version }</p>
            <h3>{ words::NOTICES.get(language) }</h3>
            <pre class="notices" lang="en">{ notices }</pre>
        </Dialog>
    }
}
