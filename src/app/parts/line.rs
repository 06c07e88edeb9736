//! A line of a list whose items can be taken out: what it is, and the button.

use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};
use yew::prelude::*;

use super::fill;
use crate::language::{Bilingual, Language};

/// What the part needs.
pub struct Line {
    /// What sets it apart in its list.
    pub key: String,
    /// What it is.
    pub what: Html,
    /// What the button does.
    pub word: Bilingual,
    /// The same for those who hear only the button, with the `{name}` of what it does it to.
    pub label: Bilingual,
    /// That name.
    pub name: String,
    /// Does it.
    pub act: Callback<()>,
}

/// The line.
pub fn line(Line { key, what, word, label, name, act }: Line, language: Language) -> Html {
    let onclick = Callback::from(move |event: MouseEvent| {
        // The button goes with its line; what holds the list takes the focus. On the desk the state says where it goes.
        let button: Option<Element> = event.target_dyn_into();
        let holder = button.and_then(|button| button.closest(".dialog-body").ok().flatten());
        if let Some(holder) = holder.and_then(|holder| holder.dyn_into::<HtmlElement>().ok()) {
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            // Losing the focus is no harm: the line is gone as it was asked for.
            let _ = holder.focus_with_options(&options);
        }
        act.emit(());
    });
    html! {
        <li {key}>
            <span>{ what }</span>
            <button class="quiet" type="button" aria-label={fill(label, language, [("name", name)])} {onclick}>
                { word.get(language) }
            </button>
        </li>
    }
}
