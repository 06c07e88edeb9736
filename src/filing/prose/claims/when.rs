//! When the numbers of prose were, and which of them stand aside of what the form counts.

use super::{
    Era, Number, Reader,
    said::{Context, Said},
};
use crate::filing::{fold::holds_any, prose::rates};

impl Reader<'_> {
    /// A year among the words.
    pub(super) fn date(&self, number: &Number, said: &mut Said, context: &mut Context) {
        let (Some(year), Some(own)) = (number.value.as_whole(), self.year.map(i64::from)) else { return };
        let behind = |n: usize| self.chars.get(number.range.end + n).copied();
        // 12月收到2件: of one month alone; 截至12月底: not.
        // 1至12月: of all.
        let start = number.range.start;
        let whole =
            year == 12 && start >= 2 && self.chars[start - 2] == '1' && "至到—-~".contains(self.chars[start - 1]);
        if behind(0) == Some('月') && !matches!(behind(1), Some('底' | '末' | '0'..='9')) && !whole {
            said.narrow = true;
        }
        if behind(0) != Some('年') || !(1990..=2100).contains(&year) {
            return;
        }
        // 2021年至2023年
        let begun = said.other_year || said.previous;
        let spans = begun && number.range.start.checked_sub(1).is_some_and(|i| "至到—-~".contains(self.chars[i]));
        match year - own {
            _ if spans => (said.other_year, said.previous) = (true, false),
            0 => {
                (said.current, said.other_year) = (true, false);
                context.elsewhen = None;
            }
            -1 => said.previous = true,
            1 => said.next = true,
            _ => said.other_year = true,
        }
    }

    /// When a number was, by its own words and by what was said before.
    pub(super) fn era(&self, number: &Number, said: &Said, carried: bool, context: &mut Context) -> Era {
        if said.current {
            context.elsewhen = None;
        }
        // 上年收到20件, 自条例施行以来
        if said.other_year || !carried && said.next && !said.compared {
            context.elsewhen = Some(Era::Other);
        } else if !carried && said.previous && !said.compared {
            context.elsewhen = Some(Era::Base);
        }
        let start = number.range.start;
        // 由上年的20件增加到25件
        if rates::arrival(self.chars, start).is_some() {
            context.elsewhen = None;
        }
        match rates::direction(self.chars, start) {
            Some(_) => Era::Difference,
            _ if said.compared && !said.current && (said.previous || said.against_year) => Era::Base,
            _ if rates::departs(self.chars, number.range.clone()) => Era::Base,
            _ => context.elsewhen.unwrap_or(Era::Current),
        }
    }

    /// Whether a number is none of what the form counts, as its part of the sentence says, or stands in a saying.
    pub(super) fn stands_aside(&self, number: &Number) -> bool {
        let ends = |c: &char| matches!(c, '。' | '!' | '?' | ';');
        let from = self.chars[..number.range.start].iter().rposition(ends).map_or(0, |i| i + 1);
        let rest = &self.chars[number.range.end..];
        let to = number.range.end + rest.iter().position(ends).unwrap_or(rest.len());
        let part: String = self.chars[from..to].iter().collect();
        // “收一件、办一件”
        let open = self.chars[from..number.range.start].iter().rposition(|c| matches!(c, '“' | '”'));
        let saying = number.chinese && open.is_some_and(|i| self.chars[from + i] == '“');
        saying
            || holds_any(
                &part,
                &[
                    "未纳入",
                    "不纳入",
                    "未计入",
                    "不计入",
                    "未列入",
                    "不列入",
                    "不属于政府信息公开",
                    "另行统计",
                    "不在统计",
                ],
            )
    }
}
