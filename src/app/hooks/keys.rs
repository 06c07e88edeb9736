//! The keys that work on the whole page.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};
use yew::prelude::*;

use super::super::state::{Action, Panel, Side, Step};

/// Listens while `active`: while nothing lies over the page. Those who speak to their computer, or strike keys by
/// accident, can do without the `letters`.
#[hook]
pub fn use_keys(active: bool, letters: bool, dispatch: Callback<Action>) {
    use_effect_with((active, letters, dispatch), |(active, letters, dispatch)| {
        let (dispatch, letters) = (dispatch.clone(), *letters);
        let listener = active.then(|| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&gloo::utils::document(), "keydown", options, move |event| {
                let event: &KeyboardEvent = event.unchecked_ref();
                if let Some(action) = action(event, letters) {
                    event.prevent_default();
                    dispatch.emit(action);
                }
            })
        });
        move || drop(listener)
    });
}

fn action(event: &KeyboardEvent, letters: bool) -> Option<Action> {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing() || event.default_prevented() {
        return None;
    }
    let target: Element = event.target()?.dyn_into().ok()?;
    let within = |selector: &str| target.closest(selector).ok().flatten().is_some();
    if within("textarea, select, input:not([type=file])") {
        return None;
    }
    let side = if within("[data-mark], [data-lit]") { Side::Place } else { Side::Finding };
    let walk = |step| Some(Action::Walked(step, side));
    // Arrows scroll what has the focus unless that is a finding, a mark, or nothing.
    let free = side == Side::Place || within("[data-finding]") || target.tag_name() == "BODY";
    match event.key().as_str() {
        "j" | "J" if letters => walk(Step::Next),
        "k" | "K" if letters => walk(Step::Back),
        "ArrowDown" if free => walk(Step::Next),
        "ArrowUp" if free => walk(Step::Back),
        "Home" if free => walk(Step::First),
        "End" if free => walk(Step::Last),
        "Enter" if within("[data-head]") || target.tag_name() == "BODY" => Some(Action::Crossed(Side::Place)),
        "Escape" => Some(Action::Crossed(Side::Finding)),
        "?" | "？" if letters => Some(Action::Raised(Panel::Keys)),
        _ => None,
    }
}
