//! The list of what was given: how far each is, how it stands, and which to put on the desk.

use yew::prelude::*;

use super::{
    super::{
        shared::Shared,
        state::{Action, Item, Progress},
        tally::tally,
        words,
    },
    busy,
    dialog::Dialog,
    fill, heading,
    verdict::counts,
};
use crate::{language::Language, outcome::Outcome};

/// What the part needs.
pub struct Props {
    /// The language.
    pub language: Language,
    /// What was given.
    pub batch: Vec<Item>,
    /// Gives up what is not answered yet.
    pub stop: Callback<()>,
    /// The report on the desk.
    pub open: Option<Shared<Outcome>>,
    /// Where everything that happens goes.
    pub dispatch: Callback<Action>,
    /// Puts it away.
    pub onclose: Callback<()>,
}

/// The list.
pub fn files(props: &Props) -> Html {
    let language = props.language;
    html! {
        <Dialog {language} title={words::FILES.get(language)} onclose={props.onclose.clone()}>
            { busy::busy(&busy::Props { language, batch: props.batch.clone(), stop: props.stop.clone() }) }
            <ul class="files">
                { for props.batch.iter().enumerate().map(|(number, item)| match &item.progress {
                    Progress::Waiting => line(&item.name, words::WAITING.get(language)),
                    Progress::Checking => line(&item.name, words::CHECKING.get(language)),
                    Progress::Answered(outcomes) => html! {
                        { for outcomes.iter().enumerate().map(|(at, outcome)| answered(props, number, at, outcome)) }
                    },
                }) }
            </ul>
        </Dialog>
    }
}

fn line(name: &str, state: &str) -> Html {
    html! { <li class="still"><span class="name">{ name.to_owned() }</span><span class="stand">{ state.to_owned() }</span></li> }
}

fn answered(props: &Props, number: usize, at: usize, outcome: &Shared<Outcome>) -> Html {
    let report = &outcome.report;
    if let Some(reason) = &report.unreadable {
        let (message, advice) = (("message", reason.message.clone()), ("advice", reason.advice.clone()));
        let said = fill(words::TWO_SENTENCES, props.language, [message, advice]);
        return html! {
            <li class="unreadable">
                <span class="name">{ &report.file }</span>
                <span class="stand">{ said }</span>
            </li>
        };
    }
    let onclick = props.dispatch.reform(move |_: MouseEvent| Action::Opened(number, at));
    let current = (props.open.as_ref() == Some(outcome)).then_some("true");
    html! {
        <li>
            <button type="button" {onclick} aria-current={current}>
                <span class="name">{ &report.file }</span>
                <span class="body">{ heading(report, props.language) }</span>
                <span class="stand">{ counts(&tally(report), props.language) }</span>
            </button>
        </li>
    }
}
