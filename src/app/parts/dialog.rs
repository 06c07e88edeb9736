//! Something laid over the page: the browser's own dialog, which keeps the focus and gives it back.

use gloo::events::{EventListener, EventListenerOptions};
use web_sys::HtmlDialogElement;
use yew::prelude::*;

use super::{
    super::{state::Action, words},
    button::quiet,
};
use crate::language::Language;

/// What the part needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub language: Language,
    /// What it is.
    pub title: AttrValue,
    /// A word for the style sheet.
    #[prop_or_default]
    pub size: Option<&'static str>,
    /// Where it goes that it is put away.
    pub dispatch: Callback<Action>,
    /// What it holds.
    pub children: Html,
}

/// The dialog.
#[component]
pub fn Dialog(props: &Props) -> Html {
    let node = use_node_ref();
    use_effect_with((node.clone(), props.dispatch.clone()), |(node, dispatch)| {
        let opened = node.cast::<HtmlDialogElement>().map(|dialog| {
            if !dialog.open() {
                dialog.show_modal().expect("a dialog that stands in the page can be shown");
            }
            let dispatch = dispatch.clone();
            let options = EventListenerOptions::enable_prevent_default();
            let cancel = EventListener::new_with_options(&dialog, "cancel", options, move |event| {
                event.prevent_default();
                dispatch.emit(Action::Lowered);
            });
            (dialog, cancel)
        });
        move || {
            if let Some((dialog, _)) = opened {
                dialog.close();
            }
        }
    });
    html! {
        <dialog ref={node} data-size={props.size} aria-label={props.title.clone()}>
            <div class="dialog-head">
                <h2>{ &props.title }</h2>
                { quiet(words::CLOSE.get(props.language), &props.dispatch, || Action::Lowered) }
            </div>
            <div class="dialog-body" tabindex="0" role="region" aria-label={props.title.clone()}>{ props.children.clone() }</div>
        </dialog>
    }
}
