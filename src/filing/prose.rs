//! What the prose says in numbers.

pub mod breakdowns;
pub mod changes;
pub mod claims;
pub mod lists;
pub mod numbers;
mod parts;
pub mod rates;
pub mod statements;
mod terms;

use super::fold::begins;
pub use breakdowns::{Breakdown, Standing};
pub use changes::Change;
pub use claims::{Claim, Era, Plainness, Sum, Union};
pub use lists::{At, List};
pub use numbers::{Kind, Number};
pub use rates::{Amount, Rate, Says};
pub use statements::Statement;

use super::Passage;

/// What one passage says in numbers.
#[derive(Clone, Debug)]
pub struct Prose {
    /// Which of the filing's passages.
    pub passage: usize,
    /// Its numbers in order.
    pub numbers: Vec<Number>,
    /// When each of them was.
    pub eras: Vec<Era>,
    /// Totals with their parts.
    pub breakdowns: Vec<Breakdown>,
    /// Numbers, and words for none, with the cells that they may speak of.
    pub claims: Vec<Claim>,
    /// Numbers of the year before with the cells that they may speak of in the report for it.
    pub quoted: Vec<Claim>,
    /// Shares and changes with what they may be worked out from.
    pub rates: Vec<Rate>,
    /// Changes against the year before, whose number the text does not give.
    pub changes: Vec<Change>,
    /// Other counts, in so many words.
    pub statements: Vec<Statement>,
}

/// Passages of more characters are no prose that anyone wrote, and are not read.
const LONGEST: usize = 20_000;

/// What passages say in numbers, and of none. `year` is the reported one, `own` the name of the body.
pub fn read(passages: &[Passage], year: Option<u16>, own: &str) -> Vec<Prose> {
    let numbered = |(passage, text): (usize, &Passage)| {
        let chars = &text.folded.chars;
        if chars.len() > LONGEST {
            return None;
        }
        let numbers = numbers::numbers(chars);
        let breakdowns = breakdowns::breakdowns(chars, &numbers);
        let read = claims::claims(text, &numbers, year, own);
        let rates = rates::rates(chars, &numbers, &read, &breakdowns);
        let claims::Read { claims, quoted, eras, .. } = read;
        let changes = changes::changes(chars, &numbers, &eras, year);
        let statements = statements::statements(chars, &numbers, &eras, &claims, &breakdowns);
        let any = !numbers.is_empty() || !claims.is_empty();
        any.then_some(Prose { passage, numbers, eras, breakdowns, claims, quoted, rates, changes, statements })
    };
    passages.iter().enumerate().filter_map(numbered).collect()
}
