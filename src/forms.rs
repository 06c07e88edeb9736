//! The official form's editions, one a file, and which of them a label belongs to.

pub mod edition_2014;
pub mod edition_2019;
pub mod edition_2021;
mod parts;

use crate::form::{Edition, Form};

/// The editions whose cells are read, the current one first.
pub static FORMS: &[&Form] = &[&edition_2021::FORM, &edition_2019::FORM];

/// The form of an edition; `None` for the statistical table of 2008–2018, whose cells are not read.
pub fn form(edition: Edition) -> Option<&'static Form> {
    FORMS.iter().copied().find(|form| form.edition == edition)
}

/// The edition that a year's report must follow.
pub fn edition_for(year: u16) -> Edition {
    FORMS.iter().find(|form| (form.years.0..=form.years.1).contains(&year)).map_or(Edition::E2014, |form| form.edition)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_editions_have_the_cells_and_sums_of_their_notices() {
        let form_2021 = &edition_2021::FORM;
        assert_eq!(form_2021.cells().len(), 10 + 175 + 15);
        assert_eq!(form_2021.equations().len(), 39 + 3);
        let form_2019 = &edition_2019::FORM;
        assert_eq!(form_2019.cells().len(), 22 + 161 + 15);
        assert_eq!(form_2019.equations().len(), 7 + 7 + 23 + 3);
    }

    #[test]
    fn keys_are_unique() {
        for form in FORMS {
            let mut keys: Vec<&str> = form.cells().iter().map(|cell| &*cell.key).collect();
            keys.sort();
            let all = keys.len();
            keys.dedup();
            assert_eq!(keys.len(), all);
        }
    }

    #[test]
    fn every_year_has_one_edition() {
        assert_eq!(edition_for(2018), Edition::E2014);
        assert_eq!(edition_for(2019), Edition::E2019);
        assert_eq!(edition_for(2020), Edition::E2019);
        assert_eq!(edition_for(2021), Edition::E2021);
        assert_eq!(edition_for(2030), Edition::E2021);
    }

    #[test]
    fn the_sums_of_a_results_column_have_21_rows() {
        let equations = edition_2021::FORM.equations();
        let results: Vec<_> = equations.iter().filter(|e| e.rule == "results-sum-mismatch").collect();
        assert_eq!(results.len(), 7);
        assert!(results.iter().all(|e| e.left.len() == 21 && e.right.len() == 1));
        let balance: Vec<_> = equations.iter().filter(|e| e.rule == "unbalanced-column").collect();
        assert!(balance.iter().all(|e| e.left.len() == 2 && e.right.len() == 2));
    }
}
