//! A share, a rate of growth or a difference that the numbers beside it do not give.

use super::{blank_form::is_blank_form, claims};
use crate::{
    filing::{
        Filing, Quantity,
        prose::{Amount, Number, Prose, Rate, Says},
    },
    finding::{Family, Finding, Severity},
    language::{Bilingual, both},
    profile::Profile,
    rule::{Checked, Rule, Verdict},
};

const NAME: &str = "wrong-percentage";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Figures,
    severity: Severity::Error,
    title: both("百分比或增减与数对不上", "A percentage or a change that its numbers do not give"),
    text: both(
        "占比用正文或表格里的部分和总数重算，增减用正文写出的本年数和上年数重算，按所写位数四舍五入相符就算相符；有几种算法的，有一种相符就算相符。增减的方向也要与两数相符。没有写出上年数的，不作判断。",
        "Shares are worked out again from the part and the whole in the text or the tables, changes from this year's and last year's number as the text gives them; what agrees when rounded to the places written is right, and where there are several ways, one is enough. Up or down is held against the numbers as well. Without last year's number nothing is said.",
    ),
    basis: both(
        "《政府信息公开条例》第五十条；百分比与其依据的数相符是算术的要求。",
        "Regulation on Open Government Information, Article 50; that a percentage follows from its numbers is arithmetic.",
    ),
    example: both(
        "“收到申请 3646 件，上年 3607 件，同比增长 1.05%”，应为 1.08%。",
        "“收到申请 3646 件，上年 3607 件，同比增长 1.05%”; it is 1.08%.",
    ),
    remedy: both(
        "用原数重算，改正百分比；或者改正写错的数。",
        "Work it out again and correct the percentage, or the number that is wrong.",
    ),
    check,
};

const SHARE: Bilingual = both(
    "{part} 占 {whole} 的 {expected}%，正文写作{found}。",
    "{part} is {expected}% of {whole}; the text says {found}.",
);
const UP: Bilingual = both(
    "从 {whole} 到 {part} 是增长 {expected}%，正文写作{words}{found}。",
    "From {whole} to {part} is up by {expected}%; the text says {words}{found}.",
);
const DOWN: Bilingual = both(
    "从 {whole} 到 {part} 是下降 {expected}%，正文写作{words}{found}。",
    "From {whole} to {part} is down by {expected}%; the text says {words}{found}.",
);
const MORE: Bilingual = both(
    "从 {whole} 到 {part} 是增加 {expected}，正文写作{words}{found}。",
    "From {whole} to {part} is {expected} more; the text says {words}{found}.",
);
const FEWER: Bilingual = both(
    "从 {whole} 到 {part} 是减少 {expected}，正文写作{words}{found}。",
    "From {whole} to {part} is {expected} fewer; the text says {words}{found}.",
);
const ROSE: Bilingual = both(
    "从 {whole} 到 {part} 是增加，正文写的是减少。",
    "From {whole} to {part} is up; the text says that it is down.",
);
const FELL: Bilingual = both(
    "从 {whole} 到 {part} 是减少，正文写的是增加。",
    "From {whole} to {part} is down; the text says that it is up.",
);
const TIMES: Bilingual = both(
    "{part} 是 {whole} 的 {expected} 倍，正文写作{found}倍。",
    "{part} is {expected} times {whole}; the text says {found}.",
);

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let mut verdict = Verdict::default();
    if is_blank_form(filing) {
        return verdict;
    }
    for (at, prose) in filing.prose.iter().enumerate() {
        for rate in &prose.rates {
            let pairs = pairs(filing, prose, &rate.pairs);
            let number = &prose.numbers[rate.number];
            verdict.examined += 1;
            let agreeing = pairs.iter().find(|pair| agrees(rate.says, number, pair.part, pair.whole));
            // No part is larger than its whole: then it is the part of something else than the cells.
            let cells = |pair: &Pair| matches!(pair.amounts.1, Amount::Cells(_));
            // And that something is all of itself nobody would say: there it is of another whole, too.
            let may_be = |pair: &&Pair| {
                rate.says != Says::Share || pair.part != pair.whole && (!cells(pair) || pair.part <= pair.whole)
            };
            let named = self::pairs(filing, prose, &rate.pairs[..rate.named]);
            let failing = named.iter().find(may_be).filter(|_| filing.lost_digits.is_empty());
            let Some(pair) = agreeing.or(failing) else {
                verdict.unclear += 1;
                continue;
            };
            let numbers = std::iter::once(rate.number).chain(pair.numbers());
            verdict.checked.extend(numbers.map(|number| Checked { prose: at, number, cells: Vec::new() }));
            if agreeing.is_none() {
                verdict.failed += 1;
                verdict.findings.push(finding(filing, prose, rate, pair));
            }
        }
    }
    verdict
}

/// Two amounts that a rate may rest on.
struct Pair<'a> {
    amounts: &'a (Amount, Amount),
    part: Quantity,
    whole: Quantity,
}

impl Pair<'_> {
    /// Those of the prose's numbers that they are.
    fn numbers(&self) -> impl Iterator<Item = usize> + use<> {
        let number = |amount: &Amount| match amount {
            Amount::Number(at) => Some(*at),
            _ => None,
        };
        [number(&self.amounts.0), number(&self.amounts.1)].into_iter().flatten()
    }
}

/// The pairs that a rate may rest on, as far as they are known.
fn pairs<'a>(filing: &Filing, prose: &Prose, pairs: &'a [(Amount, Amount)]) -> Vec<Pair<'a>> {
    let value = |amount: &Amount| match amount {
        Amount::Number(at) => Some(prose.numbers[*at].value),
        Amount::Together(from, to) => {
            let (kind, unit) = (prose.numbers[*to].kind, prose.numbers[*to].unit);
            let alike = |number: &&Number| number.kind == kind && number.unit == unit;
            Some(prose.numbers[*from..=*to].iter().filter(alike).map(|number| number.value).sum())
        }
        Amount::Without(one, other) => Some(prose.numbers[*one].value - prose.numbers[*other].value),
        Amount::Cells(sum) => claims::figure(filing, sum)?.value,
    };
    let known =
        |amounts: &'a (Amount, Amount)| Some(Pair { amounts, part: value(&amounts.0)?, whole: value(&amounts.1)? });
    pairs.iter().filter_map(known).collect()
}

/// What is right of two amounts.
pub fn right(says: Says, part: Quantity, whole: Quantity) -> Option<Quantity> {
    match says {
        Says::Share => part.percent_of(whole),
        Says::Up => (part - whole).percent_of(whole),
        Says::Down => (whole - part).percent_of(whole),
        Says::More => Some(part - whole),
        Says::Fewer => Some(whole - part),
        Says::Times => part.percent_of(whole)?.scaled_down(2),
        Says::Rose | Says::Fell => Some(part),
    }
}

/// Whether a number says of two amounts what is right.
pub fn agrees(says: Says, number: &Number, part: Quantity, whole: Quantity) -> bool {
    // No part is more than its whole, whatever 超八成 leaves open.
    let open = says == Says::Share && number.most.is_none() && part > whole;
    let turned = says == Says::Rose && part < whole || says == Says::Fell && part > whole;
    !open && !turned && right(says, part, whole).is_some_and(|right| number.may_be(right))
}

fn finding(filing: &Filing, prose: &Prose, rate: &Rate, pair: &Pair) -> Finding {
    let (part, whole) = (pair.part, pair.whole);
    let number = &prose.numbers[rate.number];
    let folded = &filing.passages[prose.passage].folded;
    let more = part >= whole;
    let (template, says) = match rate.says {
        Says::Share => (SHARE, Says::Share),
        Says::Times => (TIMES, Says::Times),
        Says::Rose | Says::Fell if more => (ROSE, Says::Rose),
        Says::Rose | Says::Fell => (FELL, Says::Fell),
        Says::Up | Says::Down if more => (UP, Says::Up),
        Says::Up | Says::Down => (DOWN, Says::Down),
        Says::More | Says::Fewer if more => (MORE, Says::More),
        Says::More | Says::Fewer => (FEWER, Says::Fewer),
    };
    let words = match rate.says {
        Says::Up => "增长",
        Says::Down => "下降",
        Says::More => "增加",
        _ => "减少",
    };
    let places = number.places(&folded.chars).max(if says == Says::Share || says == Says::Up || says == Says::Down {
        1
    } else {
        0
    });
    let expected = right(says, part, whole).map_or_else(String::new, |right| right.round(places).to_string());
    let found: String = folded.chars[number.range.clone()].iter().collect();
    let mut finding = Finding::new(NAME, Severity::Error, template);
    finding.message = finding
        .message
        .with("part", part.to_string())
        .with("whole", whole.to_string())
        .with("expected", expected.clone())
        .with("words", words)
        .with("found", found.clone());
    let mut ranges = vec![number.range.clone()];
    ranges.extend(pair.numbers().map(|number| prose.numbers[number].digits.clone()));
    for amount in [&pair.amounts.0, &pair.amounts.1] {
        if let Amount::Cells(sum) = amount {
            finding.cells.extend(claims::figure(filing, sum).map(|figure| figure.cells).unwrap_or_default());
        }
    }
    finding.spans = ranges.into_iter().flat_map(|range| folded.spans(range)).collect();
    finding.found = Some(found);
    finding.expected = Some(expected).filter(|_| !matches!(says, Says::Rose | Says::Fell));
    finding
}
