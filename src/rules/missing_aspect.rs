//! A general section that says nothing of one of the five aspects it is to cover.

use super::{
    places, prose,
    vocabulary::{Vocabulary, Word},
};
use crate::{
    filing::{Filing, fold::begins},
    finding::{Family, Finding, Severity},
    language::{Bilingual, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "missing-aspect";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Form,
    severity: Severity::Warning,
    title: both("总体情况缺少方面", "The general section lacks an aspect"),
    text: both(
        "“总体情况”要写主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障五个方面。没有写到的，提醒；只在写别的方面时带到一句的，作说明。\
         小标题，或者专门的一句（如“收到申请 3 件”），都算写到；只在“主动公开、依申请公开等各项工作”这样的列举里出现，不算。2021 年以前的报告不看。",
        "The general section covers five aspects: 主动公开, 依申请公开, 政府信息管理, 政府信息公开平台建设, 监督保障. One it does not speak of is a warning, one only touched on under another aspect a note. \
         A heading counts, and so does a sentence of its own, such as “收到申请 3 件”; a mere name in a list of all the work does not. Reports for years before 2021 are not looked at.",
    ),
    basis: both(
        "国办公开办函〔2021〕30号《政府信息公开工作年度报告格式》“总体情况”：主要包括主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障。",
        "The form set by notice 国办公开办函〔2021〕30号, on 总体情况, which names the five aspects.",
    ),
    example: both(
        "“总体情况”写了公开数量、信息管理、平台和培训，没有一句说到依申请公开。",
        "The general section speaks of what was published, of management, platforms and training, and has no sentence on requests.",
    ),
    remedy: both(
        "补写这一方面；没有发生的也写明，如“本年度未收到政府信息公开申请”。",
        "Write of this aspect; where nothing happened, say so: “本年度未收到政府信息公开申请”.",
    ),
    check,
};

const MISSING: Bilingual = both("“总体情况”没有写到{aspects}。", "The general section does not speak of {aspects}.");
const TOUCHED: Bilingual = both(
    "“总体情况”对{aspects}只在写别的方面时带到，没有专门写。",
    "The general section touches on {aspects} only where it speaks of something else.",
);

const ASPECTS: [&str; 5] = ["主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障"];

/// The aspects' names, then words that speak of each, then what looks like them and is not.
static WORDS: Vocabulary = Vocabulary::new(&[
    "主动公开",
    "依申请公开 依法申请公开 依申请办理",
    "信息管理",
    "平台建设",
    "监督保障",
    "公开信息 公开政府信息 公开政务信息 公开各类 公开事项 公开内容 公开力度 条信息 发布信息 发布各类 \
     发布政府信息 机构职能 重点领域 政策解读 解读材料 回应关切 社会关切 新闻发布会 预决算 政策文件",
    "收到 受理 答复 申请人 申请渠道 申请办理 公开申请 件申请 申请件 申请受理 申请公开办理",
    "审查 审核 三审 先审后发 规范性文件 动态调整 公开目录 公开指南 公开属性 源头 定密 更新维护 信息维护 \
     内容保障 清单",
    "平台 网站 公众号 新媒体 专栏 栏目 微信 微博 客户端 公开栏 公示栏 查阅点 查阅场所 公开专区 政务公开区 \
     政府公报",
    "监督 培训 考核 考评 组织领导 领导小组 督查 督促 督导 检查 评议 追究 问责 专人 保障机制 组织保障 分管 \
     工作责任 责任落实 整改",
    "监督权 市场监督 监督管理 技术监督",
]);

/// How far an aspect is spoken of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Treatment {
    None,
    /// Under another aspect.
    Touched,
    Own,
}

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let mut verdict = Verdict::default();
    let Some((section, passages)) = prose::of_section(filing, 0) else { return verdict };
    if filing.year.is_none_or(|year| year < 2021) {
        return verdict;
    }
    verdict.examined = ASPECTS.len();
    if prose::is_doubtful(filing, section) {
        verdict.unclear = ASPECTS.len();
        return verdict;
    }
    let mut treated = [Treatment::None; ASPECTS.len()];
    // The aspect of the last heading, and whether the heading stands on a line of its own: then what follows belongs to it.
    let (mut owner, mut alone) = (None, false);
    for passage in passages {
        let chars = &passage.folded.chars;
        let sentences = prose::sentences(chars);
        if !alone {
            owner = None;
        }
        for (nth, sentence) in sentences.iter().enumerate() {
            let sentence = &chars[sentence.clone()];
            let is_line = sentence.len() == chars.len();
            if let Some(aspects) = heading(sentence, nth == 0, is_line) {
                (owner, alone) = (aspects.first().copied(), is_line);
                aspects.into_iter().for_each(|aspect| treated[aspect] = Treatment::Own);
            }
            look(sentence, owner, &mut treated);
        }
    }
    for (treatment, severity, template) in
        [(Treatment::None, Severity::Warning, MISSING), (Treatment::Touched, Severity::Note, TOUCHED)]
    {
        let those = ASPECTS.iter().zip(treated).filter(|(_, own)| *own == treatment).map(|(aspect, _)| *aspect);
        let those: Vec<&str> = those.collect();
        if those.is_empty() {
            continue;
        }
        let mut finding = Finding::new(NAME, severity, template);
        finding.message = finding.message.with("aspects", those.join("、"));
        finding.spans = vec![places::end_of(filing, section)];
        finding.expected = Some(those.join("、"));
        verdict.failed += those.len();
        verdict.findings.push(finding);
    }
    verdict
}

/// The aspect that a group of words speaks of.
fn aspect(word: &Word) -> Option<usize> {
    (word.group < 2 * ASPECTS.len()).then_some(word.group % ASPECTS.len())
}

/// The aspects named by the heading that a sentence begins with or is: （一）主动公开情况, 主动公开方面：…; `None` where it
/// has none.
fn heading(sentence: &[char], first: bool, is_line: bool) -> Option<Vec<usize>> {
    /// So long, in characters, a heading is at most.
    const LONGEST: usize = 24;
    /// So much stands behind the name at most where neither a number nor a line tells a heading: 主动公开工作情况。
    const BEHIND: usize = 4;
    let numbered = prose::behind_number(sentence);
    let behind = &sentence[numbered..];
    let end = behind.iter().position(|c| matches!(c, ':' | ',')).unwrap_or(behind.len());
    let bare = is_line || behind.get(end) == Some(&':');
    if numbered == 0 && !(first && end <= LONGEST && (bare || end == behind.len())) {
        return None;
    }
    let ends = |word: &Word| is_name(word) && end - word.end <= BEHIND && !is_listed(behind, word);
    let is_title = |word: &Word| numbered > 0 || bare || ends(word);
    let named = WORDS.find(&behind[..end.min(LONGEST)]);
    let named: Vec<usize> = named.filter(is_title).filter_map(|word| aspect(&word)).collect();
    (numbered > 0 || !named.is_empty()).then_some(named)
}

/// Whether a word is an aspect's name.
fn is_name(word: &Word) -> bool {
    word.group < ASPECTS.len()
}

/// Whether a word is one of a list.
fn is_listed(text: &[char], word: &Word) -> bool {
    text[..word.at].ends_with(&['、']) || matches!(text.get(word.end), Some('、' | '等'))
}

/// Takes in what a sentence says of the aspects, under the heading of one or of none.
fn look(sentence: &[char], owner: Option<usize>, treated: &mut [Treatment; ASPECTS.len()]) {
    let words: Vec<Word> = WORDS.find(sentence).collect();
    let mut names: Vec<usize> = words.iter().filter(|word| is_name(word)).map(|word| word.group).collect();
    names.dedup();
    for word in &words {
        let Some(aspect) = aspect(word) else { continue };
        // A list of all the work names aspects and speaks of none.
        let listed = names.len() > 1 || is_listed(sentence, word);
        if is_name(word) && listed && !is_told_of(&sentence[word.end..]) {
            continue;
        }
        let own = owner.is_none_or(|owner| owner == aspect);
        treated[aspect] = treated[aspect].max(if own { Treatment::Own } else { Treatment::Touched });
    }
}

/// Whether what follows a name tells something of the aspect: 依申请公开信息3条, 依申请公开办理流程.
fn is_told_of(behind: &[char]) -> bool {
    const MATTERS: &[&str] =
        &["办理", "流程", "制度", "机制", "渠道", "申请", "答复", "信息", "政府信息", "内容", "事项", "目录"];
    let clause = behind.iter().take(8).take_while(|c| !matches!(c, ',' | '、'));
    clause.into_iter().any(char::is_ascii_digit) || MATTERS.iter().any(|word| begins(behind, word))
}
