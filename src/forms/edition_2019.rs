//! The edition for the reports for 2019 and 2020.
//!
//! Basis: 国办公开办函〔2019〕60号. It asked for changes against the year before, knew 政府集中采购, and had a
//! single row for （六）其他处理.

use super::parts::{APPLICANTS, CORNER_NOTE, DISPUTES, SECTIONS};
use crate::form::{Column, Derived, Edition, Form, FormBlock, FormTable, Role, Row, Unit};

/// The form.
pub static FORM: Form = Form {
    edition: Edition::E2019,
    notice: "国办公开办函〔2019〕60号",
    years: (2019, 2020),
    sections: SECTIONS,
    tables: &[
        FormTable { key: "proactive", name: "表二", title: "主动公开政府信息情况", blocks: PROACTIVE },
        FormTable {
            key: "requests",
            name: "表三",
            title: "收到和处理政府信息公开申请情况",
            blocks: &[FormBlock { label: "", columns: APPLICANTS, rows: REQUESTS }],
        },
        DISPUTES,
    ],
    corner_note: CORNER_NOTE,
    derived: Derived::new(),
};

const LAST_YEAR: Column = Column { key: "last_year", label: "上一年项目数量", variants: &[], unit: Unit::Count };
const CHANGE: Column =
    Column { key: "change", label: "本年增/减", variants: &["本年增减"], unit: Unit::Change };
const DECISIONS: Column =
    Column {
        key: "decisions", label: "处理决定数量", variants: &["本年处理决定数量"], unit: Unit::Count
    };

const fn row(key: &'static str, label: &'static str, variants: &'static [&'static str]) -> Row {
    Row { key, label, group: "", short: label, variants, role: Role::Alone }
}

static PROACTIVE: &[FormBlock] = &[
    FormBlock {
        label: "第二十条第（一）项",
        columns: &[
            Column { key: "made", label: "本年新制作数量", variants: &[], unit: Unit::Count },
            Column { key: "published", label: "本年新公开数量", variants: &[], unit: Unit::Count },
            Column { key: "total", label: "对外公开总数量", variants: &[], unit: Unit::Count },
        ],
        rows: &[row("rules", "规章", &[]), row("normative", "规范性文件", &["行政规范性文件"])],
    },
    FormBlock {
        label: "第二十条第（五）项",
        columns: &[LAST_YEAR, CHANGE, DECISIONS],
        rows: &[row("license", "行政许可", &[]), row("services", "其他对外管理服务事项", &[])],
    },
    FormBlock {
        label: "第二十条第（六）项",
        columns: &[LAST_YEAR, CHANGE, DECISIONS],
        rows: &[row("penalty", "行政处罚", &[]), row("coercion", "行政强制", &[])],
    },
    FormBlock {
        label: "第二十条第（八）项",
        columns: &[LAST_YEAR, CHANGE],
        rows: &[row("fees", "行政事业性收费", &[])],
    },
    FormBlock {
        label: "第二十条第（九）项",
        columns: &[
            Column { key: "items", label: "采购项目数量", variants: &[], unit: Unit::Count },
            Column { key: "amount", label: "采购总金额", variants: &[], unit: Unit::TenThousandYuan },
        ],
        rows: &[row("procurement", "政府集中采购", &[])],
    },
];

static REQUESTS: &[Row] = &[
    Row {
        key: "new",
        label: "一、本年新收政府信息公开申请数量",
        group: "",
        short: "一、本年新收",
        variants: &[],
        role: Role::New,
    },
    Row {
        key: "carried_in",
        label: "二、上年结转政府信息公开申请数量",
        group: "",
        short: "二、上年结转",
        variants: &[],
        role: Role::CarriedIn,
    },
    Row {
        key: "granted",
        label: "（一）予以公开",
        group: "三、本年度办理结果",
        short: "（一）予以公开",
        variants: &[],
        role: Role::Result,
    },
    Row {
        key: "partial",
        label: "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        group: "三、本年度办理结果",
        short: "（二）部分公开",
        variants: &[
            "（二）部分公开",
            "（二）部分公开（区分处理的，只计这一情况，不计其他情形）",
            "（二）部分公开（区分处理的，只计这一情况，不计其他情况）",
        ],
        role: Role::Result,
    },
    Row {
        key: "denied.state_secret",
        label: "1.属于国家秘密",
        group: "（三）不予公开",
        short: "（三）1.国家秘密",
        variants: &[],
        role: Role::Result,
    },
    Row {
        key: "denied.law_forbidden",
        label: "2.其他法律行政法规禁止公开",
        group: "（三）不予公开",
        short: "（三）2.法律行政法规禁止",
        variants: &["2.其他法律行政止公开", "2.其他法律法规禁止公开"],
        role: Role::Result,
    },
    Row {
        key: "denied.stability",
        label: "3.危及“三安全一稳定”",
        group: "（三）不予公开",
        short: "（三）3.三安全一稳定",
        variants: &[],
        role: Role::Result,
    },
    Row {
        key: "denied.third_party",
        label: "4.保护第三方合法权益",
        group: "（三）不予公开",
        short: "（三）4.第三方权益",
        variants: &[],
        role: Role::Result,
    },
    Row {
        key: "denied.internal",
        label: "5.属于三类内部事务信息",
        group: "（三）不予公开",
        short: "（三）5.内部事务",
        variants: &[],
        role: Role::Result,
    },
    Row {
        key: "denied.process",
        label: "6.属于四类过程性信息",
        group: "（三）不予公开",
        short: "（三）6.过程性信息",
        variants: &[],
        role: Role::Result,
    },
    Row {
        key: "denied.enforcement",
        label: "7.属于行政执法案卷",
        group: "（三）不予公开",
        short: "（三）7.行政执法案卷",
        variants: &[],
        role: Role::Result,
    },
    Row {
        key: "denied.inquiry",
        label: "8.属于行政查询事项",
        group: "（三）不予公开",
        short: "（三）8.行政查询",
        variants: &[],
        role: Role::Result,
    },
    Row {
        key: "unavailable.not_held",
        label: "1.本机关不掌握相关政府信息",
        group: "（四）无法提供",
        short: "（四）1.不掌握",
        variants: &[],
        role: Role::Result,
    },
    Row {
        key: "unavailable.needs_creation",
        label: "2.没有现成信息需要另行制作",
        group: "（四）无法提供",
        short: "（四）2.另行制作",
        variants: &[],
        role: Role::Result,
    },
    Row {
        key: "unavailable.unclear",
        label: "3.补正后申请内容仍不明确",
        group: "（四）无法提供",
        short: "（四）3.仍不明确",
        variants: &[],
        role: Role::Result,
    },
    Row {
        key: "rejected.complaint",
        label: "1.信访举报投诉类申请",
        group: "（五）不予处理",
        short: "（五）1.信访举报投诉",
        variants: &[],
        role: Role::Result,
    },
    Row {
        key: "rejected.repeat",
        label: "2.重复申请",
        group: "（五）不予处理",
        short: "（五）2.重复申请",
        variants: &[],
        role: Role::Result,
    },
    Row {
        key: "rejected.publication",
        label: "3.要求提供公开出版物",
        group: "（五）不予处理",
        short: "（五）3.公开出版物",
        variants: &[],
        role: Role::Result,
    },
    Row {
        key: "rejected.excessive",
        label: "4.无正当理由大量反复申请",
        group: "（五）不予处理",
        short: "（五）4.大量反复申请",
        variants: &[],
        role: Role::Result,
    },
    Row {
        key: "rejected.confirm",
        label: "5.要求行政机关确认或重新出具已获取信息",
        group: "（五）不予处理",
        short: "（五）5.确认或重新出具",
        variants: &[],
        role: Role::Result,
    },
    Row {
        key: "other.other",
        label: "（六）其他处理",
        group: "三、本年度办理结果",
        short: "（六）其他处理",
        variants: &["（六）其他"],
        role: Role::Result,
    },
    Row {
        key: "total",
        label: "（七）总计",
        group: "三、本年度办理结果",
        short: "（七）总计",
        variants: &["（七）合计", "总计"],
        role: Role::Total,
    },
    Row {
        key: "carried_out",
        label: "四、结转下年度继续办理",
        group: "",
        short: "四、结转下年度",
        variants: &["四、结转下年继续办理", "四、结转下一年度继续办理", "四、结转下年度"],
        role: Role::CarriedOut,
    },
];
