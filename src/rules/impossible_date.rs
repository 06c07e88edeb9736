//! A date that no calendar has, and a signature from before the end of the year reported on.

use std::ops::Range;

use crate::{
    document::Span,
    filing::{Date, Dated, Filing, fold::Folded, quantity},
    finding::{Applicability, Edit, Family, Finding, Fix, Severity},
    language::{Bilingual, Message, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "impossible-date";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Form,
    severity: Severity::Error,
    title: both("不可能的日期", "A date that cannot be"),
    text: both(
        "正文和落款里写明年、月、日或者月、日的，日历上应有这一天：没有 2 月 30 日，也没有 13 月。农历日期不看。落款早于统计期末（当年 12 月 31 日）的，提醒。",
        "A date in the text or the signature with month and day exists in the calendar: there is no 30 February and no month 13. Lunar dates are left alone. A signature from before the end of the period, 31 December of the year reported on, is a warning.",
    ),
    basis: both(
        "GB/T 7408（日期和时间表示法）：月为 1 至 12，日不超过当月天数；《政府信息公开条例》第四十九条：报告的是上一年度的情况。",
        "GB/T 7408 on the notation of dates: months run from 1 to 12, days to the month's last; Regulation on Open Government Information, Article 49: the report is on the year before.",
    ),
    example: both("“统计期限自2023年1月1日至2023年11月31日”。", "“统计期限自2023年1月1日至2023年11月31日”."),
    remedy: both("核对原始记录，改正日期。", "Check the records and correct the date."),
    check,
};

const NO_MONTH: Bilingual =
    both("“{found}”不是日历上的日期：没有 {month} 月。", "“{found}” is no date: there is no month {month}.");
const NO_DAY: Bilingual = both(
    "“{found}”不是日历上的日期：{month} 月没有 {day} 日。",
    "“{found}” is no date: month {month} has no day {day}.",
);
const EARLY: Bilingual = both(
    "落款日期“{found}”早于统计期末 {year} 年 12 月 31 日，请核对年、月。",
    "The signature's date, “{found}”, is before the end of the period, 31 December {year}. Please check year and month.",
);

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let mut verdict = Verdict::default();
    let mut look = |found: Option<Finding>| {
        verdict.examined += 1;
        if !filing.lost_digits.is_empty() {
            verdict.unclear += 1;
        } else if let Some(finding) = found {
            verdict.failed += 1;
            verdict.findings.push(finding);
        }
    };
    for passage in &filing.passages {
        let chars = &passage.folded.chars;
        for at in (0..chars.len()).filter(|at| chars[*at] == '月') {
            let Some((date, range)) = day_at(chars, at) else { continue };
            look(impossible(date, chars[range.clone()].iter().collect(), passage.folded.spans(range)));
        }
    }
    if let Some(Dated { date, span }) = filing.signature.as_ref().map(|signature| signature.date) {
        let written = Folded::new(span.text, filing.document.slice(span)).string();
        look(impossible(date, written.clone(), vec![span]).or_else(|| early(filing, date, written, span)));
    }
    verdict
}

/// The date around a 月: 2023年11月31日, 11月31日. A date without a year is taken for one of a leap year.
fn day_at(chars: &[char], at: usize) -> Option<(Date, Range<usize>)> {
    let (month, start) = number_before(chars, at)?;
    let behind = chars[at + 1..].iter().take(4).position(|c| *c == '日')?;
    let end = at + 1 + behind;
    let (day, from) = number_before(chars, end)?;
    if from != at + 1 {
        return None;
    }
    // Three digits are several numbers, or lost some.
    if month > 99 || day > 99 {
        return None;
    }
    let year = (start > 0 && chars[start - 1] == '年').then(|| number_before(chars, start - 1)).flatten();
    let whole = year.map_or(start, |(_, start)| start);
    const LUNAR: [[char; 2]; 3] = [['农', '历'], ['阴', '历'], ['旧', '历']];
    if chars[whole.saturating_sub(6)..whole].windows(2).any(|pair| LUNAR.iter().any(|lunar| lunar == pair)) {
        return None;
    }
    let known = year.filter(|(year, _)| (1990..=2100).contains(year));
    let date = Date { year: known.map_or(2000, |(year, _)| year), month: month as u8, day: day as u8 };
    Some((date, known.map_or(start, |(_, start)| start)..end + 1))
}

/// The number that ends before a character, of at most four digits of one script, and where it starts.
fn number_before(chars: &[char], end: usize) -> Option<(u16, usize)> {
    let is_ascii = chars.get(end.checked_sub(1)?)?.is_ascii_digit();
    let digit =
        |c: char| if is_ascii { c.is_ascii_digit() } else { "〇○零一二三四五六七八九十".contains(c) };
    let start = chars[..end].iter().rposition(|c| !digit(*c)).map_or(0, |before| before + 1);
    // More of them are several numbers: 2023 12月.
    if start == end || end - start > 4 {
        return None;
    }
    let digits: String = chars[start..end].iter().collect();
    let (value, rest) = quantity::digits(&digits)?;
    let value = value.as_whole().filter(|_| rest.is_empty())?;
    Some((u16::try_from(value).ok()?, start))
}

fn impossible(date: Date, found: String, spans: Vec<Span>) -> Option<Finding> {
    if date.is_possible() {
        return None;
    }
    let month = (1..=12).contains(&date.month);
    let mut finding = Finding::new(NAME, Severity::Error, if month { NO_DAY } else { NO_MONTH });
    finding.message = finding
        .message
        .with("found", found.clone())
        .with("month", date.month.to_string())
        .with("day", date.day.to_string());
    finding.spans = spans;
    finding.found = Some(found);
    Some(finding)
}

/// A signature from before the end of the period that the report is on.
fn early(filing: &Filing, date: Date, found: String, span: Span) -> Option<Finding> {
    let year = filing.year?;
    // Where title and period disagree on the year, the title's may be the slip.
    let disputed = filing.periods.iter().any(|(from, _)| from.date.year != year);
    if disputed || date >= (Date { year, month: 12, day: 31 }) {
        return None;
    }
    let mut finding = Finding::new(NAME, Severity::Warning, EARLY);
    finding.message = finding.message.with("found", found.clone()).with("year", year.to_string());
    finding.spans = vec![span];
    finding.found = Some(found);
    // In January one writes the year that has just ended.
    let digits = Span { end: span.start + 4, ..span };
    if date.year == year && date.month == 1 && filing.document.slice(span).starts_with(&year.to_string()) {
        let next = (year + 1).to_string();
        finding.fix = Some(Fix {
            title: Message::new(both("改为 {year} 年", "Change to {year}")).with("year", next.clone()),
            edits: vec![Edit { span: digits, text: next }],
            applicability: Applicability::Likely,
        });
    }
    Some(finding)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dates(text: &str) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        let found = (0..chars.len()).filter(|at| chars[*at] == '月').filter_map(|at| day_at(&chars, at));
        found.filter(|(date, _)| !date.is_possible()).map(|(_, range)| chars[range].iter().collect()).collect()
    }

    #[test]
    fn days_that_are_in_no_calendar() {
        assert_eq!(
            dates("2023年11月31日和2月30日、2024年2月29日、2023年2月29日"),
            ["2023年11月31日", "2月30日", "2023年2月29日"]
        );
        assert_eq!(
            dates("2023年13月5日,0月1日,二〇二三年十一月三十一日"),
            ["2023年13月5日", "0月1日", "二〇二三年十一月三十一日"]
        );
        for text in
            ["农历二月三十日", "12个月30日", "202311月31日", "3月", "1—12月,31日", "2月29日", "月31日", "10月1日"]
        {
            assert!(dates(text).is_empty(), "{text}");
        }
    }
}
