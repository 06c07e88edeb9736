//! What the file holds and does not show.

use super::texts;
use crate::{
    document::{Hidden, HiddenKind},
    filing::{Filing, fold::fold},
    finding::{Family, Finding, Severity},
    language::{Bilingual, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "hidden-content";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Privacy,
    severity: Severity::Warning,
    title: both("文件里有看不见的内容", "Content that is not seen"),
    text: both(
        "修订痕迹、批注、隐藏文字、隐藏的工作表和行列，会随文件一起公开，为提醒；删除线文字和属性里的作者、单位，作提示。",
        "Tracked changes, comments, hidden text, hidden sheets, rows and columns are published with the file: warnings. Text struck out and the author and company in the properties are notes.",
    ),
    basis: both(
        "《政府信息公开条例》第十七条：公开前应当审查；《个人信息保护法》。",
        "Regulation on Open Government Information, Article 17: review before publication; Personal Information Protection Law.",
    ),
    example: both(
        "修订没有接受、批注没有删除就发布。",
        "Published with changes not accepted and comments not deleted.",
    ),
    remedy: both(
        "接受全部修订，删去批注和隐藏内容；用“检查文档”清除属性后再发布。",
        "Accept all changes, delete comments and hidden content, and clear the properties before publishing.",
    ),
    check,
};

const KINDS: &[(&[HiddenKind], Severity, Bilingual)] = &[
    (
        &[HiddenKind::Insertion, HiddenKind::Deletion],
        Severity::Warning,
        both("文件里留有 {count} 处修订痕迹：{quotes}。", "The file keeps {count} tracked changes: {quotes}."),
    ),
    (
        &[HiddenKind::Comment],
        Severity::Warning,
        both("文件里留有 {count} 条批注：{quotes}。", "The file keeps {count} comments: {quotes}."),
    ),
    (
        &[HiddenKind::Text],
        Severity::Warning,
        both("文件里有 {count} 处隐藏文字：{quotes}。", "The file holds {count} passages of hidden text: {quotes}."),
    ),
    (
        &[HiddenKind::Sheet],
        Severity::Warning,
        both("文件里有 {count} 张隐藏的工作表：{quotes}。", "The file holds {count} hidden sheets: {quotes}."),
    ),
    (
        &[HiddenKind::Cells],
        Severity::Warning,
        both("文件里有 {count} 处隐藏的行或列：{quotes}。", "The file holds {count} hidden rows or columns: {quotes}."),
    ),
    (
        &[HiddenKind::Struck],
        Severity::Note,
        both("文中有 {count} 处带删除线的文字：{quotes}。", "The text has {count} passages struck out: {quotes}."),
    ),
    (
        &[HiddenKind::Author, HiddenKind::Editor, HiddenKind::Company],
        Severity::Note,
        both("文件属性里有作者或单位：{quotes}。", "The file's properties name its author or company: {quotes}."),
    ),
];

/// So much of what was found is told.
const QUOTES: usize = 3;
const LONGEST_QUOTE: usize = 16;
const SPANS: usize = 20;

/// What programs and machines write where a person's name belongs.
const NOBODY: &[&str] = &[
    "anonymous",
    "administrator",
    "admin",
    "user",
    "microsoft",
    "microsoftoffice",
    "office",
    "windows用户",
    "微软用户",
    "用户",
    "windowsuser",
    "microsoftofficeuser",
    "unknown",
    "未知",
    "作者",
    "author",
    "python-docx",
    "openpyxl",
    "apachepoi",
    "un-named",
    "unnamed",
    "lenovo",
    "dell",
    "hp",
    "pc",
    "asus",
    "acer",
    "china",
    "微软中国",
    "wps",
    "wpsoffice",
    "root",
    "owner",
    "雨林木风",
    "深度技术",
    "番茄花园",
    "系统管理员",
    "管理员",
    "computer",
    "user1",
    "123",
    "1",
    "a",
    "x",
];

fn check(filing: &Filing, _: &Profile) -> Verdict {
    let mut verdict = Verdict { examined: KINDS.len(), ..Verdict::default() };
    let hidden: Vec<&Hidden> = filing.document.hidden.iter().filter(|hidden| tells(filing, hidden)).collect();
    for (kinds, severity, template) in KINDS {
        let found: Vec<&Hidden> = hidden.iter().copied().filter(|hidden| kinds.contains(&hidden.kind)).collect();
        if found.is_empty() {
            continue;
        }
        let mut quotes: Vec<String> = Vec::new();
        for hidden in &found {
            let mut quote: String = hidden.text.split_whitespace().collect::<Vec<_>>().join(" ");
            if quote.chars().count() > LONGEST_QUOTE {
                quote = quote.chars().take(LONGEST_QUOTE).chain(['…']).collect();
            }
            let quote = match &hidden.author {
                Some(author) if !author.trim().is_empty() => format!("“{quote}”（{}）", author.trim()),
                _ => format!("“{quote}”"),
            };
            if !quotes.contains(&quote) {
                quotes.push(quote);
            }
        }
        let more = if quotes.len() > QUOTES { "……" } else { "" };
        quotes.truncate(QUOTES);
        let mut finding = Finding::new(NAME, *severity, *template);
        let quotes = quotes.join("、") + more;
        finding.message = finding.message.with("count", found.len().to_string()).with("quotes", quotes.clone());
        finding.spans = found.iter().filter_map(|hidden| hidden.span).take(SPANS).collect();
        finding.found = Some(quotes);
        verdict.failed += 1;
        verdict.findings.push(finding);
    }
    verdict
}

/// Whether something hidden tells anything: a change of blanks does not, nor a machine's name or the body's own.
fn tells(filing: &Filing, hidden: &Hidden) -> bool {
    let text = fold(&hidden.text);
    if !matches!(hidden.kind, HiddenKind::Author | HiddenKind::Editor | HiddenKind::Company) {
        return !text.is_empty();
    }
    let name = text.trim_matches(['(', ')']).to_ascii_lowercase();
    let body = filing.title.as_ref().and_then(|title| title.body.as_deref()).unwrap_or_default();
    let ideographs = name.chars().filter(|c| texts::is_ideograph(*c)).count();
    let of_body = ideographs > 1 && body.contains(&name) || !body.is_empty() && name.contains(body);
    !name.is_empty() && !NOBODY.contains(&name.as_str()) && !of_body
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{document::Span, language::Language, readers, source::Source};

    /// What is said of the sample with things hidden in it.
    fn said(hidden: &[(HiddenKind, &str, Option<&str>)]) -> Vec<(Severity, String)> {
        let page = include_str!("../../www/samples/report.html");
        let mut document = readers::read(&Source::bytes("page", page)).1.expect("the sample can be read");
        let span = Span::at(crate::document::TextId(1), 0);
        document.hidden.extend(hidden.iter().map(|(kind, text, author)| Hidden {
            kind: *kind,
            text: (*text).to_owned(),
            author: author.map(str::to_owned),
            span: Some(span),
        }));
        let filings = crate::filing::lay(&document);
        let verdict = check(&filings[0], &Profile::default());
        assert_eq!(verdict.failed, verdict.findings.len());
        verdict.findings.iter().map(|finding| (finding.severity, finding.message.render(Language::Zh))).collect()
    }

    #[test]
    fn what_is_hidden_is_told_by_kind() {
        use HiddenKind::*;
        let warning = |text: &str| vec![(Severity::Warning, text.to_owned())];
        let changes = [(Insertion, "新增", Some("李四")), (Deletion, "删去的一句话很长很长很长很长很长很长", None)];
        assert_eq!(
            said(&changes),
            warning("文件里留有 2 处修订痕迹：“新增”（李四）、“删去的一句话很长很长很长很长很长…”。")
        );
        assert_eq!(said(&[(Comment, "请核对", Some("张三"))]), warning("文件里留有 1 条批注：“请核对”（张三）。"));
        assert_eq!(said(&[(Text, "内部", None)]), warning("文件里有 1 处隐藏文字：“内部”。"));
        assert_eq!(said(&[(Sheet, "往年", None)]), warning("文件里有 1 张隐藏的工作表：“往年”。"));
        assert_eq!(said(&[(Cells, "底稿\t1", None)]), warning("文件里有 1 处隐藏的行或列：“底稿 1”。"));
        let names = said(&[(Author, "张三", None), (Editor, "张三", None), (Company, "某公司", None)]);
        assert_eq!(names, [(Severity::Note, "文件属性里有作者或单位：“张三”、“某公司”。".to_owned())]);
        let many = [(Comment, "一", None), (Comment, "二", None), (Comment, "三", None), (Comment, "四", None)];
        assert_eq!(said(&many), warning("文件里留有 4 条批注：“一”、“二”、“三”……。"));
    }

    #[test]
    fn what_tells_nothing_is_not_told() {
        use HiddenKind::*;
        for (kind, text) in [
            (Author, "Administrator"),
            (Author, "(anonymous)"),
            (Editor, "Windows 用户"),
            (Company, "微软中国"),
            (Author, "云岭县教育局"),
            (Author, "云岭县教育局办公室"),
            (Company, "教育局"),
            (Author, " "),
            (Insertion, " "),
            (Deletion, "\n"),
        ] {
            assert_eq!(said(&[(kind, text, None)]), [], "{text}");
        }
    }
}
