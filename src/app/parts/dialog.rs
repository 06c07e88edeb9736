//! Something laid over the page: the browser's own dialog, which keeps the focus and gives it back.

use gloo::events::{EventListener, EventListenerOptions};
use web_sys::HtmlDialogElement;
use yew::prelude::*;

use super::super::words;
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
    pub class: Classes,
    /// What to do when it is closed.
    pub onclose: Callback<()>,
    /// What it holds.
    pub children: Html,
}

/// The dialog.
#[component]
pub fn Dialog(props: &Props) -> Html {
    let node = use_node_ref();
    use_effect_with((node.clone(), props.onclose.clone()), |(node, onclose)| {
        let opened = node.cast::<HtmlDialogElement>().map(|dialog| {
            if !dialog.open() {
                dialog.show_modal().expect("a dialog that stands in the page can be shown");
            }
            let onclose = onclose.clone();
            let options = EventListenerOptions::enable_prevent_default();
            let cancel = EventListener::new_with_options(&dialog, "cancel", options, move |event| {
                event.prevent_default();
                onclose.emit(());
            });
            (dialog, cancel)
        });
        move || {
            if let Some((dialog, _)) = opened {
                dialog.close();
            }
        }
    });
    let close = props.onclose.reform(|_: MouseEvent| ());
    html! {
        <dialog ref={node} class={props.class.clone()} aria-label={props.title.clone()}>
            <div class="dialog-head">
                <h2>{ &props.title }</h2>
                <button class="quiet" type="button" onclick={close}>{ words::CLOSE.get(props.language) }</button>
            </div>
            <div class="dialog-body" tabindex="0" role="region" aria-label={props.title.clone()}>{ props.children.clone() }</div>
        </dialog>
    }
}
