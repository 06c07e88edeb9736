//! The keys, and the switch for those that are single characters.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{
    super::{
        state::{Action, State},
        words,
    },
    dialog::Dialog,
};
/// The table of keys.
pub fn keys(state: &State, dispatch: &Callback<Action>) -> Html {
    let language = state.language();
    let keys = [
        (&["j", "↓"][..], &["k", "↑"][..], words::KEY_WALK),
        (&["Home"], &["End"], words::KEY_ENDS),
        (&["Enter"], &[], words::KEY_ENTER),
        (&["Esc"], &[], words::KEY_ESCAPE),
        (&["Ctrl+V"], &[], words::KEY_PASTE),
        (&["?"], &[], words::KEY_HELP),
    ];
    let caps = |names: &[&'static str]| html! { { for names.iter().map(|name| html! { <kbd>{ *name }</kbd> }) } };
    let switch = dispatch.reform(|event: Event| {
        let field: HtmlInputElement = event.target_unchecked_into();
        Action::LettersOff(!field.checked())
    });
    html! {
        <Dialog {language} title={words::KEYS.get(language)} size="small" dispatch={dispatch.clone()}>
            <dl class="keys">
                { for keys.iter().map(|(first, second, text)| html! {
                    <div><dt>{ caps(first) }{ caps(second) }</dt><dd>{ text.get(language) }</dd></div>
                }) }
            </dl>
            <label class="switch">
                <input type="checkbox" checked={!state.letters_off} onchange={switch} />
                { words::KEY_LETTERS.get(language) }
            </label>
        </Dialog>
    }
}
