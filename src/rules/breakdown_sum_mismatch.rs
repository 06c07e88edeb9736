//! Parts in prose that do not add up to the total before them.

use crate::{
    filing::{
        Filing, Quantity,
        prose::{At, Kind, List, Standing},
    },
    finding::{Family, Finding, Severity},
    language::{Bilingual, both},
    profile::Profile,
    rule::{Checked, Rule, Verdict},
};

const NAME: &str = "breakdown-sum-mismatch";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Figures,
    severity: Severity::Error,
    title: both("分项与总数不符", "Parts do not add up to their total"),
    text: both(
        "正文中“N 条，其中……”“N 条（……）”这样的分项：列全了的（分别为、分为、括号里只列分项、末项是其他）相加应等于总数；没有列全的不应超过总数。分项里再分的，逐层核对。\
         “余、多、近、约、以上”只当作范围。只看同一句，单位要一致；看不出是不是分项的不作判断。",
        "Where the text splits a number up, “N 条，其中…” or “N 条（…）”, a complete list (分别为, 分为, brackets with nothing but parts, a last part 其他) adds up to it, and an open one does not exceed it; parts of parts alike. \
         余, 多, 近, 约, 以上 are read as ranges. Only one sentence is looked at, units must agree, and where it is not plain that a list is one of parts, nothing is said.",
    ),
    basis: both(
        "《政府信息公开条例》第五十条规定了年度报告的内容；总数与分项相符是算术的要求。",
        "Regulation on Open Government Information, Article 50, on what the report contains; that parts make their total is arithmetic.",
    ),
    example: both(
        "“公开信息 512 条（其中动态类 20 条、政策类 260 条、其他 255 条）”，三项合计 535。",
        "“公开信息 512 条（其中动态类 20 条、政策类 260 条、其他 255 条）”: the three make 535.",
    ),
    remedy: both(
        "对照来源核对总数和各分项，改正写错的一个。",
        "Check total and parts against their source and correct the wrong one.",
    ),
    check,
};

const MORE: Bilingual = both(
    "所列 {count} 项合计 {sum}，比总数 {total} 多 {difference}：{equation}。",
    "The {count} parts make {sum}, {difference} more than the total of {total}: {equation}.",
);
const FEWER: Bilingual = both(
    "所列 {count} 项合计 {sum}，比总数 {total} 少 {difference}：{equation}。",
    "The {count} parts make {sum}, {difference} fewer than the total of {total}: {equation}.",
);
const ONE_MORE: Bilingual = both(
    "其中一项是 {sum}，比总数 {total} 还多 {difference}。",
    "One part is {sum}, {difference} more than the total of {total}.",
);

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let mut verdict = Verdict::default();
    for (at, prose) in filing.prose.iter().enumerate() {
        for breakdown in &prose.breakdowns {
            let parts: Vec<At> = breakdown.parts.iter().map(|part| (at, *part)).collect();
            judge(filing, (at, breakdown.total), &parts, &breakdown.standing, &mut verdict);
        }
    }
    for List { total, parts, standing } in &filing.lists {
        judge(filing, *total, parts, standing, &mut verdict);
    }
    verdict
}

fn judge(filing: &Filing, total: At, parts: &[At], standing: &Standing, verdict: &mut Verdict) {
    verdict.examined += 1;
    if *standing != Standing::Unclear {
        let numbers = std::iter::once(&total).chain(parts);
        verdict.checked.extend(numbers.map(|&(prose, number)| Checked { prose, number, cells: Vec::new() }));
    }
    // A source that lost digits lost them in prose as well.
    match standing {
        _ if !filing.lost_digits.is_empty() => verdict.unclear += 1,
        Standing::Unclear => verdict.unclear += 1,
        Standing::Holds => {}
        Standing::More | Standing::Fewer => {
            verdict.failed += 1;
            verdict.findings.push(finding(filing, total, parts, standing));
        }
    }
}

fn finding(filing: &Filing, total: At, parts: &[At], standing: &Standing) -> Finding {
    let number = |(prose, number): At| &filing.prose[prose].numbers[number];
    let folded = |(prose, _): At| &filing.passages[filing.prose[prose].passage].folded;
    let values: Vec<Quantity> = parts.iter().map(|part| number(*part).value).collect();
    let whole = number(total).value;
    let sum: Quantity = values.iter().copied().sum();
    let (template, difference) = match (standing, parts.len()) {
        (Standing::Fewer, _) => (FEWER, whole - sum),
        (_, 1) => (ONE_MORE, sum - whole),
        _ => (MORE, sum - whole),
    };
    let mut finding = Finding::new(NAME, Severity::Error, template);
    let written: String = folded(total).chars[number(total).digits.clone()].iter().collect();
    // Money in 万 is shown in 万.
    let large = number(total).kind == Kind::Money && written.ends_with('万');
    let shown = |value: Quantity| match value.scaled(-4).filter(|_| large) {
        Some(value) => format!("{value}万"),
        None => value.to_string(),
    };
    let values: Vec<String> = values.into_iter().map(shown).collect();
    let equation = format!("{} = {} ≠ {}", values.join(" + "), shown(sum), shown(whole));
    finding.message = finding
        .message
        .with("count", parts.len().to_string())
        .with("sum", shown(sum))
        .with("total", written.clone())
        .with("difference", shown(difference))
        .with("equation", equation);
    let spans = |at: &At| folded(*at).spans(number(*at).digits.clone());
    finding.spans = std::iter::once(&total).chain(parts).flat_map(spans).collect();
    finding.found = Some(written);
    finding
}
