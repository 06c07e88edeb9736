//! The page's own words, in both languages. Sentences about a report come from the engine.

use crate::{
    finding::{Applicability, Cause, Family, Severity},
    language::{Bilingual, both},
    outcome::{ReadingKind, numbers::Unchecked},
    rules,
};

macro_rules! words {
    ($($name:ident = $zh:literal, $en:literal;)*) => {
        $(#[doc = $en] pub const $name: Bilingual = both($zh, $en);)*
    };
}

words! {
    NAME = "勾稽", "Gouji";
    SUBTITLE = "政府信息公开工作年度报告核对", "Checks disclosure annual reports";
    CHOOSE = "选择文件", "Choose files";
    OPEN = "打开", "Open";
    EXAMPLE = "看一个例子", "Show an example";
    FILES = "文件", "Files";
    RULES = "规则", "Rules";
    ABOUT = "关于", "About";
    KEYS = "按键", "Keys";
    CLOSE = "关闭", "Close";
    PASTED = "粘贴的文本", "Pasted text";
    NOTHING_CAME = "粘贴或拖入的内容", "What was pasted or dropped";
    NOTHING_MESSAGE = "里面没有文字，也没有文件。", "There is neither text nor a file in it.";
    NOTHING_ADVICE = "请打开报告，全选、复制全文再粘贴，或者选择文件。", "Open the report, select and copy all of it and paste again, or choose a file.";
    TWO_SENTENCES = "{message}{advice}", "{message} {advice}";
    START_TITLE = "把年度报告放在这里", "Put the annual report here";
    START_TEXT = "拖入文件，或按 Ctrl+V 粘贴报告全文。", "Drop files, or press Ctrl+V to paste the whole report.";
    START_FORMATS = "Word、WPS、Excel（docx、doc、wps、rtf、odt、xlsx、xls、ods）、PDF、OFD、网页、文本，或装着它们的 zip；也可以从这些软件里复制，粘贴到这里。", "Word, WPS and Excel (docx, doc, wps, rtf, odt, xlsx, xls, ods), PDF, OFD, web pages, text, or a zip of them; or paste from any of these.";
    START_FIELD = "在此粘贴", "Paste here";
    PROMISE_LOCAL = "不上传：核对全部在这台电脑的浏览器里完成", "Nothing is uploaded: everything is checked in this browser";
    PROMISE_OFFLINE = "断网可用：页面打开以后不再访问网络", "Works offline: once open, the page uses no network";
    PROMISE_BASIS = "依据《条例》和国办格式，每条意见写明出处", "Based on the Regulations and the official form, each finding with its clause";
    DROP_HERE = "松开即可核对", "Release to check";
    DESK = "报告", "Report";
    FINDINGS = "意见", "Findings";
    VIEWS = "查看方式", "Views";
    MANUSCRIPT = "文稿", "Manuscript";
    TABLES = "三张表", "The three tables";
    FAMILIES = "按类别查看", "By family";
    ALL = "全部", "All";
    NO_FINDINGS = "没有发现问题。", "Nothing was found.";
    NO_FINDINGS_HERE = "这一类没有意见。", "Nothing in this family.";
    NO_FORM = "没有识别出现行格式的三张表，因此没有可以填入的格子。", "No table of a known form was recognised.";
    BASIS = "依据", "Basis";
    EXPECTED = "应为", "Should be";
    CORRECTION = "改法", "Correction";
    BLANK = "空白", "blank";
    PLACES = "涉及", "Concerns";
    GO_TO_PLACE = "看原文", "Show in the report";
    THE_RULE = "规则说明", "About this rule";
    UNNAMED = "未写明机关", "No body named";
    READING = "读取", "Reading";
    MORE_PARAGRAPHS = "继续显示（此处还有 {n} 段文字或表格）", "Show more ({n} paragraphs or tables here)";
    MORE_ROWS = "继续显示（此处还有 {n} 行）", "Show more ({n} rows here)";
    MORE_CHARACTERS = "继续显示（此处还有 {n} 字）", "Show more ({n} characters here)";
    MORE_FINDINGS = "继续显示（此处还有 {n} 条）", "Show more ({n} findings here)";
    STOP = "停止", "Stop";
    WAITING = "等候", "Waiting";
    CHECKING = "正在核对", "Checking";
    NOTHING_EXAMINED = "没有读到可以核对的内容", "Nothing to check was found";
    COVERAGE = "核对了什么", "What was examined";
    COVERAGE_RULE = "规则", "Rule";
    COVERAGE_EXAMINED = "查了", "Examined";
    COVERAGE_FAILED = "不符", "Failed";
    COVERAGE_UNCLEAR = "无法判断", "Undecided";
    CLEAN = "未发现问题", "Nothing found";
    CLEAN_AS_FAR = "已核对的部分未发现问题", "Nothing found in what was checked";
    BUSY_ONE = "正在核对 {name}", "Checking {name}";
    BUSY_MANY = "正在核对 {name}，已完成 {done}/{all}", "Checking {name}, {done} of {all} done";
    YEAR = "{year} 年度", "{year}";
    CELLS_ALL = "{all} 格全部读出", "All {all} cells read";
    CELLS_SOME = "{all} 格读出 {read} 格", "{read} of {all} cells read";
    CELLS_LOST = "{lost} 格读不准", "{lost} cells unreadable";
    CELLS_ABSENT = "{absent} 格文中没有", "{absent} cells absent";
    CELLS_NONE = "未识别出三张表", "No tables recognised";
    SUMS_HOLD = "{all} 条等式全部相符", "All {all} equations hold";
    SUMS_FAIL = "{all} 条等式，{failed} 条不符", "{failed} of {all} equations fail";
    SUMS_NONE = "{all} 条等式", "{all} equations";
    SUMS_UNCLEAR = "{unclear} 条无法判断", "{unclear} undecided";
    NUMBERS = "正文 {all} 个数，{checked} 个已核对", "{checked} of {all} numbers in the text checked";
    NUMBERS_LIST = "正文里的数", "Numbers in the text";
    NUMBERS_NUMBER = "数", "Number";
    NUMBERS_WITH = "与什么核对", "Held against";
    NUMBERS_CELLS = "{place}等 {n} 格", "{place} and others, {n} cells";
    NUMBERS_OTHERS = "正文里的其他数", "other numbers of the text";
    COUNT_ERRORS = "{n} 错误", "{n} errors";
    COUNT_WARNINGS = "{n} 提醒", "{n} warnings";
    COUNT_NOTES = "{n} 提示", "{n} notes";
    COUNT_READINGS = "{n} 读取", "{n} on the reading";
    POSITION = "第 {n} 条，共 {all} 条", "{n} of {all}";
    MARK_LABEL = "{text}，第 {n} 条意见，{severity}", "{text}, finding {n}, {severity}";
    TERM_LABEL = "{place}：{value}", "{place}: {value}";
    OTHERS_ZERO = "其余 {n} 项为 0", "{n} others are 0";
    OTHER_CELLS = "另有 {n} 格", "and {n} other cells";
    RULE_TEXT = "查什么", "What it examines";
    RULE_EXAMPLE = "例子", "Example";
    RULE_REMEDY = "怎么改", "What to do";
    RULES_INTRO = "共 {n} 条规则。每条意见都出自其中一条。", "{n} rules; every finding comes from one of them.";
    FORM_REQUESTS_HEAD = "申请人情况", "Applicants";
    FORM_LEGAL_PERSONS = "法人或其他组织", "Legal persons or other organisations";
    FORM_CONTENT = "信息内容", "Content";
    FORM_LITIGATION = "行政诉讼", "Litigation";
    FORM_BASIS = "格式：{notice}", "Form: {notice}";
    ABOUT_WHAT = "勾稽核对政府信息公开工作年度报告：三张表里的数是否相加得上，正文里的数是否相合，篇章是否合乎格式。", "Gouji checks disclosure annual reports: whether the figures of the tables add up, agree with the prose, and whether the report follows the form.";
    ABOUT_LOCAL = "所有核对都在本机浏览器中进行。页面装载完毕后，它自带的内容安全策略禁止页面和它的工作线程再装载任何东西、向外发送任何数据。", "Everything is checked in this browser. Once loaded, the page's own policy keeps the page and its worker from loading or sending anything.";
    ABOUT_HONEST = "它只指出它查得到的；没有读准的内容不会算作报告的错误。", "It names only what it can examine; what was not read reliably is never held against the report.";
    ABOUT_VERSION = "版本 {version}", "Version {version}";
    NOTICES = "所用软件的许可声明", "Notices of the software used";
    KEY_WALK = "下一条、上一条意见", "Next, previous finding";
    KEY_ENDS = "第一条、最后一条", "First, last";
    KEY_ENTER = "到原文所在处", "Go to its place";
    KEY_ESCAPE = "回到意见；关闭窗口", "Back to the finding; close what is open";
    KEY_HELP = "显示这张表", "Show this table";
    KEY_PASTE = "粘贴报告", "Paste a report";
    KEY_LETTERS = "启用 j、k、? 这三个单键", "Use the single keys j, k and ?";
    OPEN_REPORT = "打开 {name}", "Open {name}";
}

/// A family's name.
pub fn family(family: Family) -> Bilingual {
    match family {
        Family::Figures => both("数核", "Figures"),
        Family::Form => both("法核", "Form"),
        Family::Wording => both("文核", "Wording"),
        Family::Privacy => both("密核", "Privacy"),
    }
}

/// The families in their order.
const FAMILIES_IN_ORDER: [Family; 4] = [Family::Figures, Family::Form, Family::Wording, Family::Privacy];

/// The reviews that have rules: one without would read as passed.
pub fn families() -> impl Iterator<Item = Family> {
    FAMILIES_IN_ORDER.into_iter().filter(|family| rules::RULES.iter().any(|rule| rule.family == *family))
}

/// A severity's name.
pub fn severity(severity: Severity, cause: Cause) -> Bilingual {
    match (cause, severity) {
        (Cause::Reading, _) => READING,
        (_, Severity::Error) => both("错误", "error"),
        (_, Severity::Warning) => both("提醒", "warning"),
        (_, Severity::Note) => both("提示", "note"),
    }
}

/// Why a number of the prose was held against nothing.
pub fn unchecked(reason: Unchecked) -> Bilingual {
    match reason {
        Unchecked::Date => both("年份、日期，不是统计数", "a year or a date"),
        Unchecked::Ordinal => both("文号、序号，不是统计数", "the number of a document or an item"),
        Unchecked::Other => both("不是件数、条数", "nothing that is counted"),
        Unchecked::LastYear => {
            both("未核对：是上年的数，或者缺上年的数", "not checked: last year's, or last year's is not stated")
        }
        Unchecked::OtherYear => both("未核对：是别的年份或计划的数", "not checked: another year's, or planned"),
        Unchecked::Qualified => both(
            "未核对：限定了渠道、事项或范围，表格里没有单列",
            "not checked: of a channel, subject or scope that no cell has alone",
        ),
        Unchecked::Unread => {
            both("未核对：表格里对应的格没有读出数", "not checked: its cells hold no figure that was read")
        }
        Unchecked::NoCounterpart => {
            both("未核对：表格和正文里没有可以对照的数", "not checked: no cell and no other number to hold it against")
        }
    }
}

/// How far a correction may be trusted.
pub fn applicability(applicability: Applicability) -> Bilingual {
    match applicability {
        Applicability::Sure => both("可以直接改。", "May be applied as it is."),
        Applicability::Likely => both("多半如此，请核实。", "Most probably; please verify."),
        Applicability::Unsure => both("几种可能之一，请核实。", "One of several possibilities; please verify."),
    }
}

/// What to show for a cell that has no text of its own.
pub fn reading(reading: ReadingKind) -> Bilingual {
    match reading {
        ReadingKind::Lost => both("读不准", "unreadable"),
        ReadingKind::Absent => both("文中没有", "absent"),
        _ => BLANK,
    }
}

/// Stands where the source has a picture.
pub const PICTURE: Bilingual = both("［图片］", "[picture]");
