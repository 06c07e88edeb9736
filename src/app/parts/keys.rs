//! The keys, and the switch for those that are single characters.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{
    super::{state::Action, words},
    dialog::Dialog,
};
use crate::language::Language;

/// What the part needs.
pub struct Props {
    /// The language.
    pub language: Language,
    /// Whether the keys that are single characters are switched off.
    pub letters_off: bool,
    /// Where everything that happens goes.
    pub dispatch: Callback<Action>,
    /// Puts it away.
    pub onclose: Callback<()>,
}

/// The table of keys.
pub fn keys(props: &Props) -> Html {
    let keys = [
        (&["j", "↓"][..], &["k", "↑"][..], words::KEY_WALK),
        (&["Home"], &["End"], words::KEY_ENDS),
        (&["Enter"], &[], words::KEY_ENTER),
        (&["Esc"], &[], words::KEY_ESCAPE),
        (&["Ctrl+V"], &[], words::KEY_PASTE),
        (&["?"], &[], words::KEY_HELP),
    ];
    let caps = |names: &[&'static str]| html! { { for names.iter().map(|name| html! { <kbd>{ *name }</kbd> }) } };
    let switch = props.dispatch.reform(|event: Event| {
        let field: HtmlInputElement = event.target_unchecked_into();
        Action::LettersOff(!field.checked())
    });
    html! {
        <Dialog language={props.language} title={words::KEYS.get(props.language)} class="small" onclose={props.onclose.clone()}>
            <dl class="keys">
                { for keys.iter().map(|(first, second, text)| html! {
                    <div><dt>{ caps(first) }{ caps(second) }</dt><dd>{ text.get(props.language) }</dd></div>
                }) }
            </dl>
            <label class="switch">
                <input type="checkbox" checked={!props.letters_off} onchange={switch} />
                { words::KEY_LETTERS.get(props.language) }
            </label>
        </Dialog>
    }
}
