//! The rules, by family: what each examines, the clause it rests on, a case, what to do.

use std::rc::Rc;

use web_sys::{HtmlElement, HtmlInputElement, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::*;

use super::{
    super::{marks::shape, state::Action, words},
    dialog::Dialog,
    field::{Choice, choice},
    fill,
    mark::severity_word,
};
use crate::{
    finding::{Cause, Severity},
    profile::{Level, Profile},
    rule::Rule,
    rules::RULES,
};

const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];
const LEVELS: [Level; 4] = [Level::Error, Level::Warning, Level::Note, Level::Off];

/// What the part needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What the user set; the language among it.
    pub profile: Rc<Profile>,
    /// The rule to open at.
    pub at: Option<String>,
    /// Where a rule's level goes, and that it is put away.
    pub dispatch: Callback<Action>,
}

/// The list of rules.
#[component]
pub fn Rules(props: &Props) -> Html {
    let language = props.profile.language;
    let wanted = use_node_ref();
    use_effect_with(wanted.clone(), |wanted| {
        if let Some(element) = wanted.cast::<HtmlElement>() {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Start);
            element.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
    let query = use_state_eq(String::new);
    let search = {
        let query = query.clone();
        Callback::from(move |event: InputEvent| query.set(event.target_unchecked_into::<HtmlInputElement>().value()))
    };
    let words = query.to_lowercase();
    let found: Vec<&'static Rule> = RULES.iter().copied().filter(|rule| matches(rule, &words)).collect();
    let count = ("n", found.len().to_string());
    let said = if words.trim().is_empty() {
        fill(words::RULES_INTRO, language, [count])
    } else {
        fill(words::RULES_FOUND, language, [count])
    };
    let one = |rule: &'static Rule| {
        let here = props.at.as_deref() == Some(rule.name);
        html! {
            <details class="rule" key={rule.name} open={here} ref={if here { wanted.clone() } else { NodeRef::default() }} data-rule={rule.name}>
                <summary>
                    if let Some(severity) = props.profile.severity(rule.name, rule.severity, rule.severity) {
                        <span class="shape" data-severity={severity_word(severity, Cause::Report)} aria-hidden="true">{ shape(severity) }</span>
                        <span class="unseen">{ words::severity(severity, Cause::Report).get(language) }</span>
                    } else {
                        <span class="off">{ words::LEVEL_OFF.get(language) }</span>
                    }
                    <span>{ rule.title.get(language) }</span>
                    <code>{ rule.name }</code>
                </summary>
                <dl>
                    { for [
                        (words::RULE_TEXT, rule.text),
                        (words::BASIS, rule.basis),
                        (words::RULE_EXAMPLE, rule.example),
                        (words::RULE_REMEDY, rule.remedy),
                    ].iter().map(|(name, text)| html! {
                        <div><dt>{ name.get(language) }</dt><dd>{ text.get(language) }</dd></div>
                    }) }
                </dl>
                { level(props, rule) }
            </details>
        }
    };
    html! {
        <Dialog {language} title={words::RULES.get(language)} size="tall" dispatch={props.dispatch.clone()}>
            <div class="search">
                <input type="search" aria-label={words::RULES_SEARCH.get(language)} placeholder={words::RULES_SEARCH.get(language)} oninput={search} />
                <p role="status">{ said }</p>
            </div>
            { for words::families().map(|family| {
                let mut rules = found.iter().copied().filter(move |rule| rule.family == family).peekable();
                if rules.peek().is_none() {
                    return html! {};
                }
                html! {
                    <section class="family" key={family as usize}>
                        <h3>{ words::family(family).get(language) }</h3>
                        { for rules.map(one) }
                    </section>
                }
            }) }
        </Dialog>
    }
}

/// Whether a rule's name, title or text, in either language, has all of these words.
fn matches(rule: &Rule, words: &str) -> bool {
    let texts = [rule.title, rule.text, rule.basis, rule.example, rule.remedy];
    let texts: Vec<String> = texts.iter().flat_map(|text| [text.zh, text.en]).map(str::to_lowercase).collect();
    words.split_whitespace().all(|word| rule.name.contains(word) || texts.iter().any(|text| text.contains(word)))
}

/// How grave the rule's findings are to the user.
fn level(props: &Props, rule: &'static Rule) -> Html {
    let language = props.profile.language;
    let name = |severity| words::severity(severity, Cause::Report).get(language).to_owned();
    let options = [fill(words::LEVEL_DEFAULT, language, [("level", name(rule.severity))])]
        .into_iter()
        .chain(SEVERITIES.map(name))
        .chain([words::LEVEL_OFF.get(language).to_owned()]);
    let level = props.profile.levels.get(rule.name).and_then(|level| LEVELS.iter().position(|&other| other == level));
    let profile = props.profile.clone();
    let choose = props.dispatch.reform(move |at: usize| {
        let mut profile = (*profile).clone();
        profile.levels.0.retain(|(known, _)| known != rule.name);
        profile.levels.0.extend(at.checked_sub(1).map(|at| (rule.name.to_owned(), LEVELS[at])));
        Action::Set(profile)
    });
    let chosen = level.map_or(0, |at| at + 1);
    choice(Choice { name: words::LEVEL.get(language), mark: "level", options: options.collect(), chosen }, choose)
}
