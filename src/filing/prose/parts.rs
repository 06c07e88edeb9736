//! The words by which lists of parts are known, and those by which what is none.

use crate::filing::fold::holds_any;

/// Whether a list names all parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of them.
    Closed,
    /// Some of them.
    Open,
}

/// Words that open a list of parts.
pub const OPENINGS: &[(&str, Extent)] = &[
    ("分别为", Extent::Closed),
    ("分别是", Extent::Closed),
    ("分为", Extent::Closed),
    ("依次为", Extent::Closed),
    ("依次是", Extent::Closed),
    ("其中包括", Extent::Open),
    ("其中含", Extent::Open),
    ("其中", Extent::Open),
    ("具体包括", Extent::Open),
    ("主要包括", Extent::Open),
    ("具体为", Extent::Open),
    ("具体是", Extent::Open),
    ("包括", Extent::Open),
    ("包含", Extent::Open),
    ("主要集中在", Extent::Open),
    ("集中在", Extent::Open),
];

/// The first characters of these.
pub const FIRST_OF_OPENINGS: &[char] = &['分', '依', '其', '具', '主', '包', '集'];

/// What may number the parts of a list.
pub const ENUMERATORS: &[&str] = &[
    "一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是", "十是", "第一", "第二", "第三", "第四",
    "第五",
];

/// Words at the head of a clause that begin another statement, unless the first part begins so too.
pub const OTHER_STATEMENTS: &[&str] = &[
    "按时", "按期", "已", "均", "全部", "办结", "办理", "答复", "回复", "受理", "收到", "接收", "新收", "结转", "上年",
    "累计", "共", "总", "合计", "全年", "同时", "此外", "另", "未", "平均", "阅读", "浏览", "点击", "访问", "关注",
    "粉丝", "点赞", "开展", "举办", "召开", "组织", "参加", "参训", "培训", "发布", "公开", "更新", "通过", "涉及",
    "覆盖", "目前", "截至", "年内", "今年", "本年", "去年", "一", "二", "三", "各", "每", "人均", "满意", "群众",
    "解答", "下发", "印发", "制定", "修订", "废止", "清理", "整改", "编制", "即", "为", "经", "对", "由", "在", "并",
    "且", "及时",
];

/// Pairs that never hold the same thing.
pub const OPPOSITES: &[(&str, &str)] = &[
    ("未经", "经"),
    ("线上", "线下"),
    ("网上", "窗口"),
    ("网上", "现场"),
    ("网上", "线下"),
    ("保留", "废止"),
    ("保留", "停止执行"),
    ("新建", "延续"),
];

/// Words that compare with another year: such a clause is no part, and the list may go on behind it.
pub const COMPARISONS: &[&str] =
    &["占", "同比", "比上", "比去", "较", "环比", "增长", "下降", "增加", "减少", "上升", "与上"];

/// What is not a part, wherever it stands in a clause.
pub const NO_PARTS: &[&str] = &[
    "同步",
    "各",
    "每",
    "平均",
    "人均",
    "阅读",
    "浏览",
    "点击",
    "访问",
    "粉丝",
    "点赞",
    "出席",
    "转载数",
    "较上",
    "比上",
    "同比",
    "最长",
    "最短",
    "最高",
    "最低",
    "最多",
    "最少",
    "最大",
];

/// What makes the number behind it in its clause no total: a difference, an average.
pub const NO_TOTALS: &[&str] = &[
    "日均", "月均", "年均", "周均", "较", "比上", "比去", "比同", "相比", "同比", "环比", "增加", "减少", "增长",
    "下降", "上升", "提高", "平均", "人均", "每",
];

/// Parts that belong together wherever they are listed: outcomes of disputes, results of requests, applicants.
pub const FAMILIES: &[&[&str]] = &[
    &["维持", "纠正", "其他结果", "尚未审结", "未审结", "驳回", "撤诉", "撤销", "确认违法", "胜诉", "败诉", "终止"],
    &["予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理"],
    &["自然人", "法人", "商业企业", "科研机构", "社会公益", "法律服务"],
];

/// Whether two clauses name parts of one family.
pub fn same_family(first: &str, other: &str) -> bool {
    FAMILIES.iter().any(|family| holds_any(first, family) && holds_any(other, family))
}

/// Words in brackets behind a total for more of its kind, which it may not count.
pub const BESIDES: &[&str] = &["结转", "上年", "上一年", "去年", "往年", "另", "不含", "不包括", "不计", "除外"];

/// Words at the head of such brackets by which the total counts it all the same.
pub const WITHIN: &[&str] = &["含", "其中", "包括", "包含", "内含"];

/// The ways in which the same things are told apart, each with its words. Parts that are told apart in two ways are no
/// parts of one whole: 图文300条、被采用220条. The first few are qualities that most of a set may have at once; beside
/// one of them no other part need be known.
const ASPECTS: &[&[&str]] = &[
    &["党员", "团员", "群众", "党派"],
    &["女", "男"],
    &["本科", "研究生", "硕士", "博士", "大专", "学历"],
    &["职称", "持证", "资格证", "执业"],
    &["岁"],
    &["少数民族", "汉族"],
    &["满意", "好评"],
    &["按期", "按时", "及时", "限时", "如期", "逾期", "延期", "超期", "提前"],
    &["采用", "采纳", "转载", "刊发", "刊登", "转发", "报道", "推送", "置顶", "原创", "首发"],
    &["出庭"],
    &["办结", "已审结", "已答复", "答复", "办理中", "正在办理", "在办", "办毕", "受理", "撤回", "落实"],
    &["首次", "重复", "复查", "回头看"],
    // What follows is held against other aspects that are known alone.
    &["专职", "兼职", "在编", "编外", "聘用", "借调"],
    &["自然人", "公民", "法人", "企业", "科研机构", "公益组织", "法律服务"],
    &["当面", "现场", "网络", "线上", "线下", "网上", "信函", "邮寄", "传真", "电话", "窗口", "邮件"],
    &["予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理", "同意公开"],
    &["维持", "纠正", "纠错", "胜诉", "败诉", "驳回", "撤销", "确认违法", "未审结", "正在审理", "审理中", "撤诉"],
    &["复议", "诉讼"],
    &["一审", "二审", "再审", "复议后", "未经复议", "直接起诉"],
    &["新收", "结转"],
    &["图文", "图片", "图解", "视频", "音频", "动漫", "文字", "长图"],
    &["网站", "微信", "微博", "客户端", "抖音", "公众号", "新媒体", "公报", "电视", "报纸", "广播", "公示栏", "公告栏"],
    &["中央", "国家级", "省级", "市级", "县级", "区级", "镇级", "乡级", "村级"],
    &["主动公开", "依申请", "不予公开"],
    &["人大", "政协"],
];

/// How many of the aspects are qualities that most of a set may have at once.
const QUALITIES: usize = 12;

/// Whether clauses tell the same things apart in more than one way.
pub fn cut_across(clauses: &[&str]) -> bool {
    if clauses.len() < 2 {
        return false;
    }
    // 含…, 均…, 全部… speak of what was counted already.
    let again = |text: &str| {
        ["含", "均", "都", "皆"].iter().any(|word| text.starts_with(word))
            || (text.starts_with("全部") && !text.starts_with("全部公开"))
    };
    // What came in and what went out are no parts of one whole.
    let (came, went) = (&["上年", "上一年", "去年"], &["结转下", "转下", "顺延", "下年", "下一年", "次年"]);
    if clauses.iter().any(|text| holds_any(text, came)) && clauses.iter().any(|text| holds_any(text, went)) {
        return true;
    }
    // One thing may be about several: 涉及征地5件、涉及规划4件.
    let about = |text: &str| text.starts_with('涉') || holds_any(text, &["重点领域", "涉及民生"]);
    if clauses.iter().skip(1).any(|text| again(text)) || clauses.iter().any(|text| about(text)) {
        return true;
    }
    let aspects = |text: &str| -> Vec<usize> { (0..ASPECTS.len()).filter(|&i| holds_any(text, ASPECTS[i])).collect() };
    let named: Vec<Vec<usize>> = clauses.iter().map(|text| aspects(text)).collect();
    let rest = |i: usize| ["其他", "其余", "其它"].iter().any(|word| clauses[i].starts_with(word));
    (0..named.len()).any(|i| {
        (0..named.len()).any(|j| {
            let apart = !named[i].iter().any(|aspect| named[j].contains(aspect));
            let quality = named[i].iter().any(|aspect| *aspect < QUALITIES);
            i != j && apart && !named[i].is_empty() && !rest(j) && (quality || !named[j].is_empty())
        })
    })
}

/// What the form itself counts under one head only.
const EXCLUSIVE: &[&[&str]] = &[
    &["维持", "纠正", "其他结果", "未审结"],
    &["予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理"],
];

/// Whether each clause names another head of one list of the form.
pub fn are_exclusive(clauses: &[&str]) -> bool {
    EXCLUSIVE.iter().any(|family| {
        let mut heads: Vec<usize> = Vec::new();
        clauses.iter().all(|text| {
            let head = family.iter().position(|name| text.contains(name));
            let new = head.is_some_and(|head| !heads.contains(&head));
            heads.extend(head);
            new
        })
    })
}
