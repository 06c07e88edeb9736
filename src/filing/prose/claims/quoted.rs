//! Numbers of the year before, with the cells that they may speak of in the report for it.

use std::ops::Range;

use super::{
    Claim, Era, Plainness, Reader,
    said::{Context, Said},
};
use crate::filing::prose::numbers::Kind;

impl Reader<'_> {
    /// Settles what a number of the year before counts: what its words say, else what the number before it does.
    pub(super) fn quote(&mut self, index: usize, words: Range<usize>, own: &Said, context: &Context) {
        let number = &self.numbers[index];
        if number.kind != Kind::Count || own.each || !context.series.is_empty() {
            return;
        }
        let mut said = own.clone();
        if own.tells() {
            context.complete(&mut said);
        } else {
            let counts = |i: &usize| self.numbers[*i].kind == Kind::Count && self.eras[*i] != Era::Difference;
            let Some(before) = (0..index).rev().find(counts) else { return };
            if self.eras[before] != Era::Current || self.numbers[before].unit != number.unit {
                return;
            }
            // 收到申请27件（上年24件）; 收到申请27件，上年24件
            let between = &self.chars[self.numbers[before].range.end..number.range.start];
            let of = if between.contains(&'(') { &context.wholes } else { &context.claims };
            let Some(like) = of.last().filter(|_| !between.contains(&'。')) else { return };
            said = like.clone();
        }
        let bound =
            if own.tells() { self.sums(number, own, &said, context) } else { self.sums(number, &said, &said, context) };
        let Some((sums, mut standing)) = bound.filter(|(sums, _)| !sums.is_empty()) else { return };
        if let Some(scope) = context.scope {
            standing = standing.min(scope);
        }
        // 前年收到40件
        if own.narrow || said.narrow || own.unknown + own.unknown_before > 0 || context.attributes {
            standing = standing.min(Plainness::Doubtful);
        }
        self.quoted.push(Claim { number: Some(index), words, sums, standing });
    }
}
