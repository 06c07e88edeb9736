//! The rules, by family: what each examines, the clause it rests on, a case, what to do.

use web_sys::{HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::*;

use super::{
    super::{marks::shape, words},
    dialog::Dialog,
    fill,
};
use crate::{finding::Cause, language::Language, rule::Rule, rules::RULES};

/// What the part needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub language: Language,
    /// The rule to open at.
    pub at: Option<String>,
    /// Puts it away.
    pub onclose: Callback<()>,
}

/// The list of rules.
#[component]
pub fn Rules(props: &Props) -> Html {
    let language = props.language;
    let wanted = use_node_ref();
    use_effect_with(wanted.clone(), |wanted| {
        if let Some(element) = wanted.cast::<HtmlElement>() {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Start);
            element.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
    let one = |rule: &'static Rule| {
        let here = props.at.as_deref() == Some(rule.name);
        html! {
            <details class="rule" open={here} ref={if here { wanted.clone() } else { NodeRef::default() }} data-rule={rule.name}>
                <summary>
                    <span class="shape" data-severity={severity_word(rule)} aria-hidden="true">{ shape(rule.severity) }</span>
                    <span class="unseen">{ words::severity(rule.severity, Cause::Report).get(language) }</span>
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
            </details>
        }
    };
    html! {
        <Dialog {language} title={words::RULES.get(language)} onclose={props.onclose.clone()}>
            <p>{ fill(words::RULES_INTRO, language, [("n", RULES.len().to_string())]) }</p>
            { for words::families().map(|family| {
                let mut rules = RULES.iter().copied().filter(move |rule| rule.family == family).peekable();
                if rules.peek().is_none() {
                    return html! {};
                }
                html! {
                    <section class="family">
                        <h3>{ words::family(family).get(language) }</h3>
                        { for rules.map(one) }
                    </section>
                }
            }) }
        </Dialog>
    }
}

fn severity_word(rule: &Rule) -> &'static str {
    super::mark::severity_word(rule.severity, Cause::Report)
}
