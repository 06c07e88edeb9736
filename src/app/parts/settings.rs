//! What the user sets: language, kind of body, local deadline, own wrong words, what was dismissed; as a file, too.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{
    super::{
        hooks::intake,
        state::{Action, Panel, State},
        words,
        world::Wish,
    },
    button::button,
    dialog::Dialog,
    dismissed,
    field::{Choice, choice},
    fill,
    line::{Line, line},
    trouble,
};
use crate::{
    language::{Bilingual, Language},
    profile::{Correction, Day, Kind, Profile},
};

const LANGUAGES: [Language; 2] = [Language::Zh, Language::En];
const KINDS: [Kind; 5] = [Kind::Province, Kind::City, Kind::County, Kind::Township, Kind::Department];

/// What is set, and where what is chosen goes.
struct Setting<'a> {
    profile: &'a Rc<Profile>,
    dispatch: &'a Callback<Action>,
}

impl Setting<'_> {
    fn say(&self, word: Bilingual) -> &'static str {
        word.get(self.profile.language)
    }

    /// Sets something by what was chosen.
    fn set(&self, change: fn(&mut Profile, usize)) -> Callback<usize> {
        let profile = self.profile.clone();
        self.dispatch.reform(move |chosen| {
            let mut profile = (*profile).clone();
            change(&mut profile, chosen);
            Action::Set(profile)
        })
    }
}

/// The settings.
pub fn settings(state: &State, dispatch: &Callback<Action>, wish: &Callback<Wish>) -> Html {
    let profile = &state.profile;
    let language = profile.language;
    let setting = Setting { profile, dispatch };
    let export = wish.reform(|_: MouseEvent| Wish::Export);
    let head = |word: Bilingual| html! { <h3>{ setting.say(word) }</h3> };
    let note = |word: Bilingual| html! { <p class="note">{ setting.say(word) }</p> };
    html! {
        <Dialog {language} title={setting.say(words::SETTINGS)} dispatch={dispatch.clone()}>
            { trouble::trouble(state, dispatch) }
            <div role="status">
                if let Some((file, _)) = &state.imported {
                    <p class="imported">
                        { fill(words::IMPORTED, language, [("file", file.clone())]) }
                        { button(setting.say(words::REVERT), dispatch, || Action::Reverted) }
                    </p>
                }
            </div>
            if state.unkept {
                { note(words::UNKEPT) }
            }
            { general(&setting) }
            { head(words::LEVELS) }
            <p class="note">
                { fill(words::LEVELS_CHANGED, language, [("n", profile.levels.0.len().to_string())]) }
                { button(setting.say(words::RULES), dispatch, || Action::Raised(Panel::Rules(None))) }
            </p>
            { head(words::OWN_WORDS) }
            { note(words::OWN_WORDS_NOTE) }
            <OwnWords profile={profile.clone()} dispatch={dispatch.clone()} />
            { head(words::DISMISSED) }
            if profile.dismissed.is_empty() {
                { note(words::DISMISSED_NONE) }
            } else {
                { dismissed::list(profile, state.report.as_ref().map(|report| &*report.report.dismissed), dispatch) }
            }
            { head(words::AS_FILE) }
            { note(words::AS_FILE_NOTE) }
            <p class="ways">
                <button class="button" type="button" onclick={export} data-export="">{ setting.say(words::EXPORT) }</button>
                <label class="button">
                    <input class="unseen" type="file" accept=".json" onchange={intake::choose(wish, Wish::Import)} data-import="" />
                    { setting.say(words::IMPORT) }
                </label>
            </p>
        </Dialog>
    }
}

/// What is chosen among a few.
fn general(setting: &Setting) -> Html {
    let language = setting.profile.language;
    let say = |words: &[Bilingual]| words.iter().map(|word| word.get(language).to_owned()).collect::<Vec<_>>();
    let kinds = [
        words::KIND_AUTO,
        words::KIND_PROVINCE,
        words::KIND_CITY,
        words::KIND_COUNTY,
        words::KIND_TOWNSHIP,
        words::KIND_DEPARTMENT,
    ];
    let kind = setting.profile.kind.and_then(|kind| KINDS.iter().position(|&other| other == kind));
    let day = setting.profile.deadline.as_ref();
    let numbered = |word: Bilingual, all: u8| (1..=all).map(move |n| fill(word, language, [("n", n.to_string())]));
    let months =
        std::iter::once(setting.say(words::NO_DEADLINE).to_owned()).chain(numbered(words::MONTH, 12)).collect();
    html! {
        <div class="fields">
            { choice(
                Choice {
                    name: setting.say(words::LANGUAGE),
                    mark: "language",
                    options: vec!["中文".into(), "English".into()],
                    chosen: language as usize,
                },
                setting.set(|profile, at| profile.language = LANGUAGES[at]),
            ) }
            { choice(
                Choice { name: setting.say(words::KIND), mark: "kind", options: say(&kinds), chosen: kind.map_or(0, |at| at + 1) },
                setting.set(|profile, at| profile.kind = at.checked_sub(1).map(|at| KINDS[at])),
            ) }
            { choice(
                Choice {
                    name: setting.say(words::DEADLINE),
                    mark: "month",
                    options: months,
                    chosen: day.map_or(0, |day| day.month.into()),
                },
                setting.set(|profile, month| {
                    let month = month as u8;
                    let last = Day::last_of(month);
                    // The day stays, where the month has it.
                    profile.deadline = last.map(|last| Day {
                        month,
                        day: profile.deadline.as_ref().map_or(last, |before| before.day.min(last)),
                    });
                }),
            ) }
            if let Some(day) = day {
                { choice(
                    Choice {
                        name: setting.say(words::DEADLINE_DAY),
                        mark: "day",
                        options: numbered(words::DAY, Day::last_of(day.month).unwrap_or_default()).collect(),
                        chosen: usize::from(day.day) - 1,
                    },
                    setting.set(|profile, at| {
                        if let Some(deadline) = &mut profile.deadline {
                            deadline.day = at as u8 + 1;
                        }
                    }),
                ) }
            }
            <p class="note">{ setting.say(words::DEADLINE_NOTE) }</p>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct OwnWordsProps {
    profile: Rc<Profile>,
    dispatch: Callback<Action>,
}

/// The user's own wrong words, and a line for another one.
#[component]
fn OwnWords(props: &OwnWordsProps) -> Html {
    let language = props.profile.language;
    let (wrong, right) = (use_node_ref(), use_node_ref());
    let missing = use_state_eq(|| false);
    let add = {
        let (profile, dispatch, missing) = (props.profile.clone(), props.dispatch.clone(), missing.clone());
        let (wrong, right) = (wrong.clone(), right.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let fields = (wrong.cast::<HtmlInputElement>(), right.cast::<HtmlInputElement>());
            let (Some(wrong), Some(right)) = fields else { return };
            let pair = Correction { wrong: wrong.value().trim().into(), right: right.value().trim().into() };
            missing.set(pair.wrong.is_empty());
            // The browser may refuse the focus; then nothing is lost but that.
            let _ = wrong.focus();
            if !pair.wrong.is_empty() {
                wrong.set_value("");
                right.set_value("");
                let mut profile = (*profile).clone();
                profile.words.retain(|known| known.wrong != pair.wrong);
                profile.words.push(pair);
                dispatch.emit(Action::Set(profile));
            }
        })
    };
    let field = |node: NodeRef, word: Bilingual| {
        html! { <label class="field"><span>{ word.get(language) }</span><input type="text" ref={node} /></label> }
    };
    html! {
        <>
            <ul class="pairs">
                { for props.profile.words.iter().enumerate().map(|(at, pair)| {
                    let profile = props.profile.clone();
                    let act = props.dispatch.reform(move |()| {
                        let mut profile = (*profile).clone();
                        profile.words.remove(at);
                        Action::Set(profile)
                    });
                    let what = html! { { format!("{} → {}", pair.wrong, pair.right) } };
                    let (key, name) = (pair.wrong.clone(), pair.wrong.clone());
                    line(Line { key, what, word: words::REMOVE, label: words::REMOVE_LABEL, name, act }, language)
                }) }
            </ul>
            <form class="fields" onsubmit={add}>
                { field(wrong, words::WRONG_WORD) }
                { field(right, words::RIGHT_WORD) }
                <button class="button" type="submit">{ words::ADD.get(language) }</button>
                <p class="note" role="status">{ if *missing { words::WRONG_WORD_MISSING.get(language) } else { "" } }</p>
            </form>
        </>
    }
}
