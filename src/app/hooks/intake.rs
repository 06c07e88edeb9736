//! Paste and drop, anywhere on the page.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DataTransfer, DragEvent, FileList, HtmlInputElement};
use yew::prelude::*;

use crate::worker::Given;

/// What a file input does when files are chosen: it gives them, and forgets them, for the same file chosen again is a
/// change too.
pub fn choose(give: &Callback<Vec<Given>>) -> Callback<Event> {
    give.reform(|event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        let files = files(input.files());
        input.set_value("");
        files
    })
}

/// The files of a list.
fn files(list: Option<FileList>) -> Vec<Given> {
    let Some(list) = list else { return Vec::new() };
    (0..list.length()).filter_map(|i| list.get(i)).map(|file| Given::File { file }).collect()
}

/// What a paste or a drop carries: files where there are any, else text.
fn carried(data: Option<DataTransfer>) -> Vec<Given> {
    let Some(data) = data else { return Vec::new() };
    let flavour = |kind: &str| data.get_data(kind).ok().filter(|text| !text.trim().is_empty());
    let (text, html) = (flavour("text/plain"), flavour("text/html"));
    let files = files(data.files());
    // File managers put the paths beside the files as text, Word and spreadsheets a picture beside their rich text.
    if !files.is_empty() && html.is_none() {
        return files;
    }
    if text.is_none() && html.is_none() {
        return Vec::new();
    }
    vec![Given::Clipboard { text: text.unwrap_or_default(), html }]
}

/// Listens for pastes and drops while the component lives; says whether something is held over the page. What carries
/// nothing is told as an empty list.
#[hook]
pub fn use_intake(give: Callback<Vec<Given>>) -> bool {
    let over = use_state_eq(|| false);
    let set = over.setter();
    use_effect_with(give, move |give| {
        let document = gloo::utils::document();
        let active = EventListenerOptions::enable_prevent_default();
        let on = |name: &'static str, react: Box<dyn Fn(&Event)>| {
            EventListener::new_with_options(&document, name, active, move |event| react(event))
        };
        let pasted = give.clone();
        let dropped = give.clone();
        let (enter, leave, end) = (set.clone(), set.clone(), set);
        let listeners = [
            on(
                "paste",
                Box::new(move |event| {
                    event.prevent_default();
                    pasted.emit(carried(event.unchecked_ref::<ClipboardEvent>().clipboard_data()));
                }),
            ),
            on(
                "dragover",
                Box::new(move |event| {
                    event.prevent_default();
                    enter.set(true);
                }),
            ),
            on(
                "dragleave",
                Box::new(move |event| {
                    if event.unchecked_ref::<DragEvent>().related_target().is_none() {
                        leave.set(false);
                    }
                }),
            ),
            on(
                "drop",
                Box::new(move |event| {
                    event.prevent_default();
                    end.set(false);
                    dropped.emit(carried(event.unchecked_ref::<DragEvent>().data_transfer()));
                }),
            ),
        ];
        move || drop(listeners)
    });
    *over
}
