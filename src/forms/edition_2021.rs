//! The current edition, for reports for 2021 and later.
//!
//! Basis: 《中华人民共和国政府信息公开工作年度报告格式》, 国办公开办函〔2021〕30号.

use super::parts::{APPLICANTS, CORNER_NOTE, DISPUTES, SECTIONS};
use crate::form::{Column, Derived, Edition, Form, FormBlock, FormTable, Role, Row, Unit};

/// The form.
pub static FORM: Form = Form {
    edition: Edition::E2021,
    notice: "国办公开办函〔2021〕30号",
    years: (2021, u16::MAX),
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

static DECISIONS: &[Column] =
    &[Column {
        key: "decisions", label: "本年处理决定数量", variants: &["处理决定数量"], unit: Unit::Count
    }];

static PROACTIVE: &[FormBlock] = &[
    FormBlock {
        label: "第二十条第（一）项",
        columns: &[
            Column { key: "issued", label: "本年制发件数", variants: &[], unit: Unit::Count },
            Column { key: "repealed", label: "本年废止件数", variants: &[], unit: Unit::Count },
            Column {
                key: "in_force",
                label: "现行有效件数",
                variants: &["现行有效件数（历史累计）"],
                unit: Unit::Count,
            },
        ],
        rows: &[
            Row { key: "rules", label: "规章", group: "", short: "规章", variants: &[], role: Role::Alone },
            Row {
                key: "normative",
                label: "行政规范性文件",
                group: "",
                short: "行政规范性文件",
                variants: &["规范性文件"],
                role: Role::Alone,
            },
        ],
    },
    FormBlock {
        label: "第二十条第（五）项",
        columns: DECISIONS,
        rows: &[Row {
            key: "license",
            label: "行政许可",
            group: "",
            short: "行政许可",
            variants: &[],
            role: Role::Alone,
        }],
    },
    FormBlock {
        label: "第二十条第（六）项",
        columns: DECISIONS,
        rows: &[
            Row {
                key: "penalty", label: "行政处罚", group: "", short: "行政处罚", variants: &[], role: Role::Alone
            },
            Row {
                key: "coercion", label: "行政强制", group: "", short: "行政强制", variants: &[], role: Role::Alone
            },
        ],
    },
    FormBlock {
        label: "第二十条第（八）项",
        columns: &[Column {
            key: "amount",
            label: "本年收费金额（单位：万元）",
            variants: &["本年收费金额", "本年收费总金额（单位：万元）"],
            unit: Unit::TenThousandYuan,
        }],
        rows: &[Row {
            key: "fees",
            label: "行政事业性收费",
            group: "",
            short: "行政事业性收费",
            variants: &[],
            role: Role::Alone,
        }],
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
        key: "other.no_correction",
        label: "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        group: "（六）其他处理",
        short: "（六）1.逾期不补正",
        variants: &["1.逾期不补正"],
        role: Role::Result,
    },
    Row {
        key: "other.no_payment",
        label: "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        group: "（六）其他处理",
        short: "（六）2.逾期不缴费",
        variants: &["2.逾期不缴费"],
        role: Role::Result,
    },
    Row {
        key: "other.other",
        label: "3.其他",
        group: "（六）其他处理",
        short: "（六）3.其他",
        variants: &[],
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
