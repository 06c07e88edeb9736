//! What the editions share: sections, applicant columns, result rows, outcomes of disputes.

use crate::form::{Column, FormBlock, FormTable, Role, Row, Section, Unit};

/// The six sections of reports since 2019, with the titles in accepted use beside the official one.
pub static SECTIONS: &[Section] = &[
    Section { number: "一", title: "总体情况", variants: &[], table: None },
    Section { number: "二", title: "主动公开政府信息情况", variants: &[], table: Some("proactive") },
    Section {
        number: "三", title: "收到和处理政府信息公开申请情况", variants: &[], table: Some("requests")
    },
    Section {
        number: "四",
        title: "政府信息公开行政复议、行政诉讼情况",
        variants: &["因政府信息公开工作被申请行政复议、提起行政诉讼情况", "政府信息公开行政复议和行政诉讼情况"],
        table: Some("disputes"),
    },
    Section {
        number: "五",
        title: "存在的主要问题及改进情况",
        variants: &["政府信息公开工作存在的主要问题及改进情况", "存在问题及改进情况"],
        table: None,
    },
    Section { number: "六", title: "其他需要报告的事项", variants: &["其他需报告事项"], table: None },
];

/// The note in the corner of the table of requests.
pub const CORNER_NOTE: &str = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）";

const fn count(key: &'static str, label: &'static str) -> Column {
    Column { key, label, variants: &[], unit: Unit::Count }
}

/// Who applied.
pub static APPLICANTS: &[Column] = &[
    count("natural", "自然人"),
    count("business", "商业企业"),
    count("research", "科研机构"),
    count("welfare", "社会公益组织"),
    count("legal", "法律服务机构"),
    count("other", "其他"),
    Column { key: "total", label: "总计", variants: &["合计"], unit: Unit::Count },
];

/// How a dispute ended.
static OUTCOMES: &[Column] = &[
    count("upheld", "结果维持"),
    count("corrected", "结果纠正"),
    count("other", "其他结果"),
    count("pending", "尚未审结"),
    Column { key: "total", label: "总计", variants: &["合计"], unit: Unit::Count },
];

/// The table of section 四, the same in both editions.
pub const DISPUTES: FormTable = FormTable {
    key: "disputes",
    name: "表四",
    title: "政府信息公开行政复议、行政诉讼情况",
    blocks: &[FormBlock {
        label: "",
        columns: OUTCOMES,
        rows: &[
            Row {
                key: "review", label: "行政复议", group: "", short: "行政复议", variants: &[], role: Role::Dispute
            },
            Row {
                key: "suit_direct",
                label: "未经复议直接起诉",
                group: "行政诉讼",
                short: "未经复议直接起诉",
                variants: &[],
                role: Role::Dispute,
            },
            Row {
                key: "suit_after_review",
                label: "复议后起诉",
                group: "行政诉讼",
                short: "复议后起诉",
                variants: &[],
                role: Role::Dispute,
            },
        ],
    }],
};
