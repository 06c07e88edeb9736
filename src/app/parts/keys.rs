//! The keys.

use yew::prelude::*;

use super::{super::words, dialog::Dialog};
use crate::language::Language;

/// What the part needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub language: Language,
    /// Puts it away.
    pub onclose: Callback<()>,
}

/// The table of keys.
#[component]
pub fn Keys(props: &Props) -> Html {
    let keys = [
        (&["j", "↓"][..], &["k", "↑"][..], words::KEY_WALK),
        (&["Home"], &["End"], words::KEY_ENDS),
        (&["Enter"], &[], words::KEY_ENTER),
        (&["Esc"], &[], words::KEY_ESCAPE),
        (&["Ctrl+V"], &[], words::KEY_PASTE),
        (&["?"], &[], words::KEY_HELP),
    ];
    let caps = |names: &[&'static str]| html! { { for names.iter().map(|name| html! { <kbd>{ *name }</kbd> }) } };
    html! {
        <Dialog language={props.language} title={words::KEYS.get(props.language)} class="small" onclose={props.onclose.clone()}>
            <dl class="keys">
                { for keys.iter().map(|(first, second, text)| html! {
                    <div><dt>{ caps(first) }{ caps(second) }</dt><dd>{ text.get(props.language) }</dd></div>
                }) }
            </dl>
        </Dialog>
    }
}
