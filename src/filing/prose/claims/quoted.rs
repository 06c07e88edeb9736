//! Numbers of the year before, with the cells that they may speak of in the report for it.

use std::ops::Range;

use super::{
    Claim, Era, Plainness, Reader,
    said::{Context, Said},
};
use crate::filing::prose::{
    numbers::{Kind, Number},
    rates,
    terms::{self, Flow, Term, Topic},
};

impl Reader<'_> {
    /// Settles what a number of the year before counts: what its words say, else what the number before it does.
    pub(super) fn quote(&mut self, index: usize, words: Range<usize>, own: &Said, context: &Context) {
        let number = &self.numbers[index];
        // 上年结转37件 stands in this year's table.
        let carried_in = own.flow == Some(Flow::Carried) && !own.next;
        if number.kind != Kind::Count || own.each || !context.series.is_empty() || carried_in {
            return;
        }
        let mut said = own.clone();
        let tells = own.tells() || own.topic == Some(Topic::Requests);
        if tells {
            context.complete(&mut said);
        } else {
            // 同比增加7件（上年9件）: not the difference.
            let counts = |i: &usize| {
                let Number { kind, range, .. } = &self.numbers[*i];
                *kind == Kind::Count && rates::direction(self.chars, range.start).is_none()
            };
            let Some(before) = (0..index).rev().find(counts) else { return };
            if self.eras[before] != Era::Current || self.numbers[before].unit != number.unit {
                return;
            }
            // 收到申请27件（上年24件）; 收到申请27件，上年24件
            let between = &self.chars[self.numbers[before].range.end..number.range.start];
            let of = if between.first() == Some(&'(') { &context.wholes } else { &context.claims };
            let Some(like) = of.last().filter(|_| !between.contains(&'。')) else { return };
            said = like.clone();
        }
        let bound = self.sums(number, if tells { own } else { &said }, &said, context);
        let Some((sums, mut standing)) = bound.filter(|(sums, _)| !sums.is_empty()) else { return };
        if let Some(scope) = context.scope {
            standing = standing.min(scope);
        }
        // 收到的申请中有14件涉及征地
        let chars = &self.chars[..number.range.start];
        let part = chars.ends_with(&['中']) || chars.ends_with(&['中', '有']);
        let behind = &self.chars[number.range.end..];
        let clause = behind.iter().position(|c| matches!(c, ',' | '。' | ';' | ')' | ':')).unwrap_or(behind.len());
        let narrows = |i: usize| matches!(terms::at_start(&behind[i..clause]), Some((Term::Narrow | Term::Others, _)));
        let narrow = own.narrow || said.narrow || part || (0..clause).any(narrows);
        // 前年收到40件
        if narrow || own.unknown + own.unknown_before > 0 || context.attributes {
            standing = standing.min(Plainness::Doubtful);
        }
        self.quoted.push(Claim { number: Some(index), words, sums, standing });
    }
}
