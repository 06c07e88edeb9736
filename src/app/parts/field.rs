//! A choice among a few, with its name.

use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What the part needs.
pub struct Choice<'a> {
    /// What is chosen.
    pub name: &'a str,
    /// What tests and scripts know it by.
    pub mark: &'static str,
    /// What there is to choose from.
    pub options: Vec<String>,
    /// Which of it is chosen.
    pub chosen: usize,
}

/// The choice; `choose` is told which one was chosen.
pub fn choice(Choice { name, mark, options, chosen }: Choice, choose: Callback<usize>) -> Html {
    let onchange = choose.reform(|event: Event| {
        // A select has a value as an input has; its own type would weigh more.
        let field: HtmlInputElement = event.target_unchecked_into();
        field.value().parse().unwrap_or_default()
    });
    html! {
        <label class="field">
            <span>{ name.to_owned() }</span>
            // The property is for later: while the field is made it has no options, and once something was chosen in it
            // the attribute of these says nothing.
            <select data-choice={mark} ~value={chosen.to_string()} {onchange}>
                { for options.into_iter().enumerate().map(|(at, option)| html! {
                    <option value={at.to_string()} selected={at == chosen}>{ option }</option>
                }) }
            </select>
        </label>
    }
}
