//! Rates whose names tell what they are of: 办结率, 维持率, 采纳率.

use super::{Amount, Rate, Says, Sentence, is_count};
use crate::filing::{
    Quantity,
    fold::holds_any,
    prose::{
        claims::{self, Claim, Plainness, Sum},
        terms,
    },
};

impl Sentence<'_> {
    /// The verb that a rate is named by: 采纳率为, 解读比例达.
    pub(super) fn rate_of(&self, words: &str) -> Option<String> {
        let name = words.trim_end_matches(['为', '达', '到', '约', '近', '超', '过']);
        let verb = name.strip_suffix('率').or_else(|| name.strip_suffix("比例"))?;
        (verb.chars().count() >= 2).then(|| verb.to_owned())
    }

    /// A rate whose name tells what it is of: 办结率.
    pub(super) fn known_rate(&self, at: usize, words: &str, own: Option<&Claim>) -> Option<Rate> {
        let name = words.trim_end_matches(['为', '达', '到', '约', '近', '超', '过']);
        let name = name.strip_suffix("(含部分公开)").unwrap_or(name);
        let of = |columns: claims::Rows, groups: claims::Rows| {
            let part = Sum::of("disputes", groups, columns);
            [part.columns(&["total"]), part.columns(&["upheld", "corrected", "other"])].map(|whole| (part, whole))
        };
        let disputes = |columns: claims::Rows| {
            let groups: [claims::Rows; 3] = [&["review"], terms::SUITS, terms::DISPUTES];
            groups.into_iter().flat_map(|groups| of(columns, groups)).collect::<Vec<_>>()
        };
        let requests = |rows, whole| (Sum::of("requests", rows, &["total"]), Sum::of("requests", whole, &["total"]));
        let (total, received): (claims::Rows, claims::Rows) = (&["total"], &["new", "carried_in"]);
        let whole = Quantity::whole(100);
        let of_requests =
            ["", "申请", "年内", "全年", "总"].iter().any(|before| name.strip_suffix("办结率") == Some(before));
        let pairs = if of_requests && self.numbers[at].value != whole {
            vec![requests(total, received), requests(total, &["new"])]
        } else if name.ends_with("维持率") {
            disputes(&["upheld"])
        } else if name.ends_with("纠错率") || name.ends_with("纠正率") {
            disputes(&["corrected"])
        } else if name.ends_with("予以公开率") || name.ends_with("同意公开率") || name == "公开率" {
            vec![requests(&["granted"], total), requests(&["granted", "partial"], total)]
        } else {
            return None;
        };
        // It or what stands before it in the sentence has to tell plainly that it is of these.
        let own = own.filter(|claim| claim.sums[0].table == "disputes");
        let told = |claim: &Claim| {
            let before = |number: usize| self.own.contains(&number) && number < at;
            let of_sentence = claim.number.is_some_and(|number| before(number) || own.is_some() && number == at);
            let plain = claim.standing >= Plainness::Implied;
            of_sentence && plain && claim.sums[0].table == pairs[0].0.table
        };
        // In the section on requests 办结率 alone is theirs.
        let begins = self.clause_start(self.numbers[at].range.start) == self.start;
        let alone =
            begins && self.read.section == Some(2) && name == "办结率" && !self.numbers[..at].iter().any(is_count);
        let sentence: String = self.chars[self.start..self.numbers[at].range.start].iter().collect();
        if holds_any(&sentence, &["近两年", "近三年", "近五年"]) {
            return None;
        }
        let told = alone || self.read.claims.iter().any(told);
        // 行政诉讼维持率 is of no reviews.
        let of_own = |(part, _): &(Sum, Sum)| own.is_none_or(|own| own.sums.iter().any(|sum| sum.rows == part.rows));
        let of = |(part, whole)| (Amount::Cells(part), Amount::Cells(whole));
        let pairs: Vec<_> = pairs.into_iter().filter(of_own).map(of).collect();
        let named = pairs.len();
        told.then_some(Rate { number: at, says: Says::Share, pairs, named })
    }
}
