//! What is being checked, and the way to stop it. The style sheet shows it after 200 ms.

use yew::prelude::*;

use super::{
    super::{state::State, words, world::Wish},
    button::button,
    fill,
};
/// The line.
pub fn busy(state: &State, wish: &Callback<Wish>) -> Html {
    let language = state.language();
    let Some((name, done, all)) = State::busy(&state.batch) else { return html! {} };
    let name = ("name", name.to_owned());
    let line = if all == 1 {
        fill(words::BUSY_ONE, language, [name])
    } else {
        fill(words::BUSY_MANY, language, [name, ("done", done.to_string()), ("all", all.to_string())])
    };
    html! {
        <div class="busy" role="status">
            <p>{ line }</p>
            if all > 1 {
                <progress value={done.to_string()} max={all.to_string()} aria-label={words::CHECKING.get(language)} />
            }
            { button(words::STOP.get(language), wish, || Wish::Stop) }
        </div>
    }
}
