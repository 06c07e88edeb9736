//! The rules, by family; each has a file of its own, named after the defect.
//!
//! The other modules here are what several rules share: they declare no rule.

mod bodies;
mod cells;
mod claims;
mod digits;
mod earlier;
mod places;
mod prose;
mod sums;
mod texts;
mod vocabulary;

mod blank_cell;
mod blank_form;
mod breakdown_sum_mismatch;
mod carry_over_mismatch;
mod claim_contradicts_table;
mod claims_disagree;
mod copied_text;
mod disputes_sum_mismatch;
mod fee_arithmetic;
mod fee_unit_slip;
mod growth_contradicts_last_year;
mod not_a_count;
mod number_reused;
mod only_totals_filled;
mod regulation_without_power;
mod restated_figure;
mod results_sum_mismatch;
mod row_sum_mismatch;
mod stock_below_issued;
mod stock_mismatch;
mod sudden_jump;
mod sweeping_claim;
mod unbalanced_column;
mod wrong_percentage;

mod citation_form;
mod corner_note_differs;
mod empty_section;
mod fee_not_reported;
mod form_row_differs;
mod government_duties_missing;
mod impossible_date;
mod missing_aspect;
mod missing_section;
mod missing_table;
mod name_disagrees;
mod outdated_citation;
mod outdated_form;
mod part_count_differs;
mod past_deadline;
mod problem_without_remedy;
mod repeated_table;
mod section_out_of_order;
mod section_title_differs;
mod title_differs;
mod unsigned;
mod year_disagrees;

mod doubled_mark;
mod doubled_word;
mod field_residue;
mod half_width_punctuation;
mod mixed_script;
mod numbering_gap;
mod placeholder_left;
mod stray_space;
mod unfinished_sentence;
mod unpaired_mark;
mod wrong_measure_word;
mod wrong_word;

mod applicant_details;
mod bank_card;
mod hidden_content;
mod mobile_number;
mod personal_mailbox;
mod resident_id;
mod secrecy_marking;

use crate::rule::Rule;

/// The rules: figures first, then form, wording and privacy; within a family in the order in which people read of them.
pub static RULES: &[&Rule] = &[
    &results_sum_mismatch::RULE,
    &unbalanced_column::RULE,
    &row_sum_mismatch::RULE,
    &disputes_sum_mismatch::RULE,
    &blank_cell::RULE,
    &not_a_count::RULE,
    &stock_below_issued::RULE,
    &fee_unit_slip::RULE,
    &regulation_without_power::RULE,
    &only_totals_filled::RULE,
    &blank_form::RULE,
    &claim_contradicts_table::RULE,
    &breakdown_sum_mismatch::RULE,
    &wrong_percentage::RULE,
    &claims_disagree::RULE,
    &number_reused::RULE,
    &sweeping_claim::RULE,
    &fee_arithmetic::RULE,
    &carry_over_mismatch::RULE,
    &stock_mismatch::RULE,
    &growth_contradicts_last_year::RULE,
    &restated_figure::RULE,
    &sudden_jump::RULE,
    &copied_text::RULE,
    &missing_section::RULE,
    &section_title_differs::RULE,
    &section_out_of_order::RULE,
    &empty_section::RULE,
    &missing_table::RULE,
    &repeated_table::RULE,
    &form_row_differs::RULE,
    &corner_note_differs::RULE,
    &outdated_form::RULE,
    &title_differs::RULE,
    &year_disagrees::RULE,
    &past_deadline::RULE,
    &unsigned::RULE,
    &impossible_date::RULE,
    &name_disagrees::RULE,
    &missing_aspect::RULE,
    &government_duties_missing::RULE,
    &problem_without_remedy::RULE,
    &fee_not_reported::RULE,
    &part_count_differs::RULE,
    &outdated_citation::RULE,
    &citation_form::RULE,
    &half_width_punctuation::RULE,
    &unpaired_mark::RULE,
    &doubled_mark::RULE,
    &doubled_word::RULE,
    &numbering_gap::RULE,
    &wrong_word::RULE,
    &wrong_measure_word::RULE,
    &stray_space::RULE,
    &placeholder_left::RULE,
    &field_residue::RULE,
    &unfinished_sentence::RULE,
    &mixed_script::RULE,
    &resident_id::RULE,
    &mobile_number::RULE,
    &bank_card::RULE,
    &personal_mailbox::RULE,
    &applicant_details::RULE,
    &secrecy_marking::RULE,
    &hidden_content::RULE,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_explained_in_both_languages() {
        for rule in RULES {
            for text in [rule.title, rule.text, rule.basis, rule.example, rule.remedy] {
                for words in [text.zh, text.en] {
                    assert!(!words.is_empty(), "{}", rule.name);
                    assert!(!words.contains(['!', '！', '{']), "{}: {words}", rule.name);
                }
                assert!(!text.zh.is_ascii(), "{}: {}", rule.name, text.zh);
            }
        }
    }
}
