//! The words by which lists of parts are known, and those by which what is none.

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
    ("其中包括", Extent::Open),
    ("其中含", Extent::Open),
    ("其中", Extent::Open),
    ("具体包括", Extent::Open),
    ("主要包括", Extent::Open),
    ("具体为", Extent::Open),
    ("具体是", Extent::Open),
    ("包括", Extent::Open),
    ("包含", Extent::Open),
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

/// Words that compare with another year: such a clause is no part, and the list may go on behind it.
pub const COMPARISONS: &[&str] =
    &["占", "同比", "比上", "比去", "较", "环比", "增长", "下降", "增加", "减少", "上升", "与上"];

/// What is not a part, wherever it stands in a clause.
pub const NO_PARTS: &[&str] = &[
    "各", "每", "平均", "人均", "阅读", "浏览", "点击", "访问", "粉丝", "点赞", "较上", "比上", "同比", "最长", "最短",
    "最高", "最低", "最多", "最少", "最大",
];

/// What makes the number behind it in its clause no total: a difference, an average.
pub const NO_TOTALS: &[&str] = &[
    "较", "比上", "比去", "比同", "相比", "同比", "环比", "增加", "减少", "增长", "下降", "上升", "提高", "平均",
    "人均", "每",
];

/// Parts that belong together wherever they are listed: outcomes of disputes, results of requests, applicants.
pub const FAMILIES: &[&[&str]] = &[
    &["维持", "纠正", "其他结果", "尚未审结", "未审结", "驳回", "撤诉", "撤销", "确认违法", "胜诉", "败诉", "终止"],
    &["予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理"],
    &["自然人", "法人", "商业企业", "科研机构", "社会公益", "法律服务"],
];

/// Whether two clauses name parts of one family.
pub fn same_family(first: &str, other: &str) -> bool {
    let names = |text: &str, family: &[&str]| family.iter().any(|name| text.contains(name));
    FAMILIES.iter().any(|family| names(first, family) && names(other, family))
}
