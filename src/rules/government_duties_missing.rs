//! A government's report without a word on assessment, public appraisal and accountability.

use super::{bodies, bodies::Kind, places, prose, vocabulary::Vocabulary};
use crate::{
    filing::Filing,
    finding::{Family, Finding, Severity},
    language::{Bilingual, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "government-duties-missing";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Form,
    severity: Severity::Warning,
    title: both("政府的报告没有写考核、评议、追责", "A government's report is silent on its duties"),
    text: both(
        "各级人民政府（含乡镇，不含部门和街道）的报告还应写工作考核、社会评议、责任追究结果情况，一般写在“监督保障”里。全文都没有提到的，提醒；只缺其中一两项的，作说明。",
        "The report of a government of any level, townships included, departments and subdistricts not, also tells of the results of assessment, public appraisal and accountability, mostly under 监督保障. Where none of the three stands anywhere, that is a warning; where one or two are missing, a note.",
    ),
    basis: both(
        "《政府信息公开条例》第五十条：各级人民政府的年度报告还应当包括工作考核、社会评议和责任追究结果情况；国办公开办函〔2021〕30号把它列在“监督保障”里。",
        "Regulation on Open Government Information, Article 50: reports of governments of every level also give the results of assessment, public appraisal and accountability; notice 国办公开办函〔2021〕30号 places them under 监督保障.",
    ),
    example: both(
        "某县人民政府的报告写了培训和检查，没有提到考核、社会评议和责任追究。",
        "A county government's report tells of training and inspections, and not of assessment, appraisal or accountability.",
    ),
    remedy: both(
        "在“监督保障”里写明三项的结果；没有发生的也写明，如“未发生责任追究情形”。",
        "Give the results of the three under 监督保障; where nothing happened, say so: “未发生责任追究情形”.",
    ),
    check,
};

const ALL: Bilingual = both(
    "政府的年度报告应写工作考核、社会评议和责任追究结果情况，全文没有提到。",
    "A government's report gives the results of assessment, public appraisal and accountability; none of them is mentioned.",
);
const SOME: Bilingual = both(
    "政府的年度报告应写工作考核、社会评议和责任追究结果情况，全文没有提到{duties}。",
    "A government's report gives the results of assessment, public appraisal and accountability; {duties} is not mentioned.",
);

const DUTIES: [&str; 3] = ["工作考核", "社会评议", "责任追究"];

static WORDS: Vocabulary =
    Vocabulary::new(&["考核 考评 绩效", "评议 满意度 社会评价 公众评价 群众评价 第三方评估 测评", "追究 追责 问责"]);

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let mut verdict = Verdict::default();
    let Some(section) = filing.section(0) else { return verdict };
    let Some(body) = bodies::named(filing).next() else {
        return Verdict { examined: 1, unclear: 1, ..verdict };
    };
    if !is_government(body) || filing.year.is_some_and(|year| year < 2019) {
        return verdict;
    }
    verdict.examined = DUTIES.len();
    if prose::is_doubtful(filing, section) {
        verdict.unclear = DUTIES.len();
        return verdict;
    }
    let mut named = [false; DUTIES.len()];
    for passage in &filing.passages {
        WORDS.find(&passage.folded.chars).for_each(|word| named[word.group] = true);
    }
    let missing: Vec<&str> = DUTIES.iter().zip(named).filter(|(_, named)| !named).map(|(duty, _)| *duty).collect();
    verdict.failed = missing.len();
    let (severity, template) = match missing.len() {
        0 => return verdict,
        3 => (Severity::Warning, ALL),
        _ => (Severity::Note, SOME),
    };
    let mut finding = Finding::new(NAME, severity, template);
    finding.message = finding.message.with("duties", missing.join("、"));
    finding.spans = vec![places::end_of(filing, section)];
    finding.expected = Some(missing.join("、"));
    verdict.findings.push(finding);
    verdict
}

/// Whether a body is a people's government, by its name.
fn is_government(body: &str) -> bool {
    match bodies::kind(body) {
        Kind::Province | Kind::City | Kind::County => true,
        // A subdistrict's office is no government.
        Kind::Township => !body.contains("街道"),
        Kind::National | Kind::Department => false,
        Kind::Unknown => body.ends_with("人民政府"),
    }
}
