//! When the numbers of prose were, and which of them stand aside of what the form counts.

use super::{
    Era, Number, Reader,
    said::{Context, Said},
};
use crate::filing::{
    fold::holds_any,
    prose::{rates, terms},
};

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
        said.years.push(year - own);
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

    /// How many numbers of a kind follow each other from one on, with nothing but 、 and the like between them.
    pub(super) fn run(&self, index: usize) -> usize {
        let goes_on = |pair: &[Number]| {
            let between: String = self.chars[pair[0].range.end..pair[1].range.start].iter().collect();
            let linked = ["、", ",", "和", "及", "与", "以及"].contains(&between.as_str());
            linked && pair[0].kind == pair[1].kind && pair[0].unit == pair[1].unit
        };
        self.numbers[index..].windows(2).take_while(|pair| goes_on(pair)).count() + 1
    }

    /// When a number was of several that are told year by year: 2022年、2023年分别为12件、15件; 近三年依次为….
    pub(super) fn year_in_turn(&self, index: usize, said: &mut Said, context: &mut Context) -> Option<Era> {
        if said.each && said.series.len() < 2 {
            let run = self.run(index);
            let era = |offset: &i64| match offset {
                0 => Era::Current,
                -1 => Era::Base,
                _ => Era::Other,
            };
            let start = self.numbers[index].range.start;
            let ends = |c: &char| matches!(c, '。' | '!' | '?' | ';');
            let from = self.chars[..start].iter().rposition(ends).map_or(0, |i| i + 1);
            let words: String = self.chars[from..start].iter().collect();
            // 近两年共收到、答复分别为…: these are no years.
            let clause = words.rsplit(',').next().unwrap_or(&words);
            let things = said.current && said.years.is_empty()
                || said.years.is_empty() && holds_any(clause, &["、", "和", "与", "及"]);
            let years: Vec<i64> = if run > 1 && said.years.len() == run {
                std::mem::take(&mut said.years)
            } else if !things
                && (2..=5).contains(&run)
                && clause.contains(["近两年", "近三年", "近四年", "近五年"][run - 2])
            {
                said.narrow = false;
                (1 - run as i64..=0).collect()
            } else {
                return None;
            };
            context.years = years.iter().rev().map(era).collect();
            (said.each, said.other_year, said.previous, said.current) = (false, false, false, false);
            context.yearly = said.clone();
        } else if !context.years.is_empty() {
            *said = Said { start: said.start, ..context.yearly.clone() };
        }
        let year = context.years.pop()?;
        context.elsewhen = None;
        Some(year)
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
        // 现行有效规范性文件25件，新增3件 came new, where nothing is compared.
        let documents = context.claims.last().and_then(|last| last.item).is_some_and(terms::is_of_documents);
        let new = documents && !said.compared && self.chars[..start].ends_with(&['新', '增']);
        match rates::direction(self.chars, start).filter(|_| !new) {
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
                    "年以来)",
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
