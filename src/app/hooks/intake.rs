//! Paste and drop, anywhere on the page.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DataTransfer, DragEvent, Element, FileList, HtmlInputElement};
use yew::prelude::*;

use super::super::world::Wish;
use crate::worker::Given;

/// Where something is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// On the desk.
    Desk,
    /// Beside it, as last year's.
    LastYear,
}

impl Place {
    fn of(event: &Event) -> Self {
        let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let beside = element.and_then(|element| element.closest("[data-last-year]").ok().flatten());
        if beside.is_some() { Self::LastYear } else { Self::Desk }
    }
}

/// What a file input does when files are chosen: it gives them, and forgets them, for the same file chosen again is a
/// change too.
pub fn choose(wish: &Callback<Wish>, what: fn(Vec<Given>) -> Wish) -> Callback<Event> {
    wish.reform(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        let files = files(input.files());
        input.set_value("");
        what(files)
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

/// Whether something happens in a field that is written in, where what is pasted belongs to what is written. The start
/// page's own field is for reports.
pub fn is_field(event: &Event) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| element.matches("input:not([type=file]):not([type=checkbox])").unwrap_or(false))
}

/// Listens for pastes and drops while the component lives; says over which place something is held. What carries
/// nothing is told as an empty list.
#[hook]
pub fn use_intake(give: Callback<Wish>) -> Option<Place> {
    let over = use_state_eq(|| None);
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
                    if is_field(event) {
                        return;
                    }
                    event.prevent_default();
                    let carried = carried(event.unchecked_ref::<ClipboardEvent>().clipboard_data());
                    pasted.emit(Wish::Put(carried, Place::of(event)));
                }),
            ),
            on(
                "dragover",
                Box::new(move |event| {
                    event.prevent_default();
                    enter.set(Some(Place::of(event)));
                }),
            ),
            on(
                "dragleave",
                Box::new(move |event| {
                    if event.unchecked_ref::<DragEvent>().related_target().is_none() {
                        leave.set(None);
                    }
                }),
            ),
            on(
                "drop",
                Box::new(move |event| {
                    event.prevent_default();
                    end.set(None);
                    let carried = carried(event.unchecked_ref::<DragEvent>().data_transfer());
                    dropped.emit(Wish::Put(carried, Place::of(event)));
                }),
            ),
        ];
        move || drop(listeners)
    });
    *over
}
