//! What Gouji is, what it promises, and the notices of the software it ships.

use yew::prelude::*;

use super::{super::words, dialog::Dialog, fill};
use crate::{forms, language::Language};

/// What the part needs.
pub struct Props {
    /// The language.
    pub language: Language,
    /// The notices.
    pub notices: String,
    /// Puts it away.
    pub onclose: Callback<()>,
}

/// The page's own description.
pub fn about(props: &Props) -> Html {
    let language = props.language;
    let version = fill(words::ABOUT_VERSION, language, [("version", env!("CARGO_PKG_VERSION").to_owned())]);
    html! {
        <Dialog {language} title={words::ABOUT.get(language)} onclose={props.onclose.clone()}>
            { for [words::ABOUT_WHAT, words::ABOUT_LOCAL, words::ABOUT_HONEST].iter().map(|text| html! { <p>{ text.get(language) }</p> }) }
            <ul>
                { for forms::FORMS.iter().map(|form| html! {
                    <li>{ fill(words::FORM_BASIS, language, [("notice", form.notice.to_owned())]) }</li>
                }) }
            </ul>
            <p>{ version }</p>
            <h3>{ words::NOTICES.get(language) }</h3>
            <pre class="notices" lang="en">{ &props.notices }</pre>
        </Dialog>
    }
}
