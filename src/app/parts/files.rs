//! The list of what was given: how far each is, how it stands, and which to put on the desk.

use yew::prelude::*;

use super::{
    super::{
        shared::Shared,
        state::{Action, Progress, State},
        tally::tally,
        words,
        world::Wish,
    },
    busy,
    dialog::Dialog,
    fill, heading,
    verdict::counts,
};
use crate::outcome::Outcome;

/// The list.
pub fn files(state: &State, dispatch: &Callback<Action>, wish: &Callback<Wish>) -> Html {
    let language = state.language();
    html! {
        <Dialog {language} title={words::FILES.get(language)} dispatch={dispatch.clone()}>
            { busy::busy(state, wish) }
            <ul class="files">
                { for state.batch.iter().enumerate().map(|(number, item)| match &item.progress {
                    Progress::Waiting => line(&item.name, words::WAITING.get(language)),
                    Progress::Checking => line(&item.name, words::CHECKING.get(language)),
                    Progress::Answered(outcomes) => html! {
                        { for outcomes.iter().enumerate().map(|(at, outcome)| answered(state, (number, at), outcome, dispatch)) }
                    },
                }) }
            </ul>
        </Dialog>
    }
}

fn line(name: &str, state: &str) -> Html {
    html! { <li class="still"><span class="name">{ name.to_owned() }</span><span class="stand">{ state.to_owned() }</span></li> }
}

fn answered(
    state: &State,
    (number, at): (usize, usize),
    outcome: &Shared<Outcome>,
    dispatch: &Callback<Action>,
) -> Html {
    let (report, language) = (&outcome.report, state.language());
    if let Some(reason) = &report.unreadable {
        let (message, advice) = (("message", reason.message.clone()), ("advice", reason.advice.clone()));
        let said = fill(words::TWO_SENTENCES, language, [message, advice]);
        return html! {
            <li class="unreadable">
                <span class="name">{ &report.file }</span>
                <span class="stand">{ said }</span>
            </li>
        };
    }
    let onclick = dispatch.reform(move |_: MouseEvent| Action::Opened(number, at));
    let current = (state.report.as_ref() == Some(outcome)).then_some("true");
    html! {
        <li>
            <button type="button" {onclick} aria-current={current}>
                <span class="name">{ &report.file }</span>
                <span class="body">{ heading(report, language) }</span>
                <span class="stand">{ counts(&tally(report), language) }</span>
            </button>
        </li>
    }
}
