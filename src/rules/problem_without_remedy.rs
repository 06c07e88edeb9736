//! A section on problems and improvements that names only one of the two.

use super::{places, prose, vocabulary::Vocabulary};
use crate::{
    filing::Filing,
    finding::{Family, Finding, Severity},
    language::{Bilingual, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "problem-without-remedy";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Form,
    severity: Severity::Warning,
    title: both("问题与改进缺一", "Problems without improvements, or the reverse"),
    text: both(
        "第五部分既要写存在的主要问题，也要写改进情况。按用词判断：“不足、有待、不够、薄弱”等是问题，“下一步、改进措施、将加强”等是改进。只写“无”或没有内容的，另有规则提出。",
        "Section 五 names the main problems and what is done about them. Words tell: 不足, 有待, 不够, 薄弱 and others are problems, 下一步, 改进措施, 将加强 and others improvements. A section that is empty or a mere 无 is another rule's.",
    ),
    basis: both(
        "《政府信息公开条例》第五十条：年度报告包括政府信息公开工作存在的主要问题及改进情况。",
        "Regulation on Open Government Information, Article 50: the report contains the main problems and how they are being mended.",
    ),
    example: both(
        "第五部分写了“解读形式较为单一”，没有写准备怎样改进。",
        "Section 五 says “解读形式较为单一” and not what will be done.",
    ),
    remedy: both(
        "补写缺少的一半，问题和改进措施最好一一对应。",
        "Write the half that is missing; problems and improvements best answer each other.",
    ),
    check,
};

const NO_REMEDY: Bilingual =
    both("“存在的主要问题及改进情况”写了问题，没有写改进情况。", "Section 五 names problems, but no improvement.");
const NO_PROBLEM: Bilingual =
    both("“存在的主要问题及改进情况”写了改进，没有写存在的问题。", "Section 五 names improvements, but no problem.");
const NEITHER: Bilingual = both(
    "“存在的主要问题及改进情况”看不出写了哪些问题、怎样改进。",
    "Section 五 shows neither problems nor improvements.",
);

/// Problems; plans and measures; what is only done somehow, and a plan unless its clause says it is wanting; denials.
static WORDS: Vocabulary = Vocabulary::new(&[
    "问题 不足 有待 不够 欠缺 薄弱 不高 不强 不及时 不到位 不全面 不深 不平衡 不规范 不完善 不健全 不均衡 \
     不充分 不丰富 不熟 不多 不严 不细 不实 单一 滞后 差距 短板 弱项 困难 仍需 还需 尚需 尚未 亟待 亟需 矛盾 \
     缺乏 缺少 未能 偏少 偏低 较少 较低 较慢 较弱 需要加强 需加强 需要改进 需改进 需要提高 需提高 需要提升 \
     需提升 待加强 待提高 待提升 需进一步 需要进一步 待进一步 参差不齐 流动性 兼职",
    "下一步 下步 今后 将 改进措施 改进情况 改进方向 整改 措施 打算 明年 对策 努力方向",
    "加强 改进 完善 提升 强化 优化 健全 进一步 继续 加大 提高 拓宽 规范 丰富 落实 推进 推动 解决 组织 开展 \
     建立",
    "没有问题 无问题 不存在问题 不存在主要问题 暂无问题 未发现问题",
]);

const PROBLEM: usize = 0;
const PLAN: usize = 1;
const DOING: usize = 2;

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let mut verdict = Verdict::default();
    let Some((section, passages)) = prose::of_section(filing, 4) else { return verdict };
    verdict.examined = 1;
    if prose::is_doubtful(filing, section) {
        verdict.unclear = 1;
        return verdict;
    }
    let (mut problem, mut remedy) = (false, false);
    for passage in passages {
        let chars = &passage.folded.chars;
        for clause in prose::parts(chars, 0..chars.len(), &['。', ';', ',', ':', '!', '?']) {
            let mut said = [false; 4];
            WORDS.find(&chars[clause]).for_each(|word| said[word.group] = true);
            problem |= said[PROBLEM];
            // 解读形式有待进一步丰富 is no plan.
            remedy |= said[PLAN] || said[DOING] && !said[PROBLEM];
        }
    }
    let template = match (problem, remedy) {
        (true, true) => return verdict,
        (true, false) => NO_REMEDY,
        (false, true) => NO_PROBLEM,
        (false, false) => NEITHER,
    };
    let mut finding = Finding::new(NAME, Severity::Warning, template);
    finding.spans = vec![places::end_of(filing, section)];
    finding.expected = Some(if problem { "改进情况" } else { "主要问题" }.to_owned());
    verdict.failed = 1;
    verdict.findings.push(finding);
    verdict
}
