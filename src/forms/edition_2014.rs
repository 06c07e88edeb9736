//! The statistical table of the reports for 2008–2018 (国办发〔2014〕32号): recognised and named, its cells not read.

use crate::language::{Bilingual, both};

/// What is said of a report with this table.
pub const NAMED: Bilingual = both(
    "这是 2008–2018 年报告的“政府信息公开情况统计表”，认得出，但不逐格核对。",
    "This is the statistical table of reports for 2008–2018: recognised, but its cells are not checked.",
);

/// Labels that only this table has; several of them together tell it from prose.
pub static LABELS: &[&str] = &[
    "政府信息公开情况统计表",
    "主动公开政府信息数",
    "主动公开规范性文件数",
    "制发规范性文件总数",
    "回应公众关注热点或重大舆情数",
    "收到申请数",
    "申请办结数",
    "按时办结数",
    "申请答复数",
    "维持具体行政行为数",
    "被依法纠错数",
    "依申请公开信息收取的费用",
    "机构建设和保障经费情况",
    "政府信息公开会议和培训情况",
];
