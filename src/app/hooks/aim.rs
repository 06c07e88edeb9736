//! Brings the selected finding and its place into sight, and moves the focus where it was asked to go.

use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::*;

use super::super::state::{Aim, Side};

const FINDING: &str = "[data-finding][aria-current] [data-head]";
const PLACE: &str = "[data-report] [data-lit=first]";

/// Reacts to every new request.
#[hook]
pub fn use_aim(aim: Aim) {
    use_effect_with(aim, |aim| {
        if aim.serial == 0 {
            return;
        }
        show("[data-finding][aria-current]");
        show(PLACE);
        match aim.focus {
            Some(Side::Finding) => focus(FINDING),
            Some(Side::Place) => focus(PLACE),
            None => {}
        }
    });
}

fn find(selector: &str) -> Option<Element> {
    gloo::utils::document().query_selector(selector).ok().flatten()
}

/// Scrolls no further than needed; how much room is left around it is the style sheets' matter.
fn show(selector: &str) {
    if let Some(element) = find(selector) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        options.set_inline(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

fn focus(selector: &str) {
    let Some(element) = find(selector) else { return };
    let inner = element.query_selector("[data-mark][tabindex]").ok().flatten();
    if let Ok(element) = inner.unwrap_or(element).dyn_into::<HtmlElement>() {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        // Losing the focus is no harm: the place is in sight and the finding is read out.
        let _ = element.focus_with_options(&options);
    }
}
