//! Whether the page is so narrow that it shows findings and report in turn.

use gloo::events::EventListener;
use yew::prelude::*;

/// The same width as in `www/styles/frame.css`.
const NARROW: &str = "(max-width: 899px)";

/// Follows the width while the component lives.
#[hook]
pub fn use_narrow() -> bool {
    let query = use_memo((), |()| gloo::utils::window().match_media(NARROW).ok().flatten());
    let narrow = use_state_eq(|| query.as_ref().as_ref().is_some_and(|query| query.matches()));
    let set = narrow.setter();
    use_effect_with((), move |()| {
        let listener = query.as_ref().as_ref().map(|query| {
            let now = query.clone();
            EventListener::new(query, "change", move |_| set.set(now.matches()))
        });
        move || drop(listener)
    });
    *narrow
}
