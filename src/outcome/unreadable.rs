//! The sentences for what could not be read: what it is, and what to do.

use super::{Reason, Unreadable};
use crate::{
    language::{Bilingual, Language, Message, both},
    reader::ReadError,
    readers::limits,
};

/// What the reading of a format says when it fails.
pub fn of_error(error: &ReadError, kind: Option<&str>, language: Language) -> Unreadable {
    match error {
        ReadError::Empty => of_reason(Reason::Empty, language),
        ReadError::UnknownFormat(name) => unknown(*name, language),
        ReadError::Password => of_reason(Reason::Password, language),
        ReadError::Damaged => sentences(Reason::Damaged, kind.unwrap_or(""), language),
        ReadError::TooLarge => of_reason(Reason::TooLarge, language),
        ReadError::Scan => of_reason(Reason::Scan, language),
        ReadError::NoText => of_reason(Reason::NoText, language),
    }
}

const OPEN_AND_COPY: Bilingual = both(
    "请打开它，全选、复制，再粘贴到这里；或者另存为 docx、pdf 或网页。",
    "Please open it, select all, copy and paste it here; or save it as docx, pdf or a web page.",
);

const PICTURES: &[&str] = &["png", "jpeg", "gif", "bmp", "webp", "tiff", "heic", "ico", "djvu"];

const ARCHIVES: &[&str] = &["zip", "rar", "7z", "gz", "bz2", "xz", "zst"];

fn unknown(name: Option<&'static str>, language: Language) -> Unreadable {
    let (message, advice) = match name {
        Some(name) if PICTURES.contains(&name) => (
            both(
                "这是一张图片（{name}），里面没有可以核对的文字。",
                "This is a picture ({name}); there is no text in it to check.",
            ),
            both(
                "请改用网页、文本或原始的文字稿。",
                "Please use the web page, a text, or the original document instead.",
            ),
        ),
        Some(name) if ARCHIVES.contains(&name) => (
            both(
                "这是压缩包（{name}），直接打开的只有不套在别的压缩包里的 zip。",
                "This is an archive ({name}); only a zip that is not within another archive is opened.",
            ),
            both("请先解压，再放入里面的文件。", "Please unpack it and give the files in it."),
        ),
        Some("ole") => (
            both(
                "这是旧版办公文件的格式，但不是文字稿（doc、wps），也不是表格（xls、et）。",
                "This is an office file of the old kind, but neither a text (doc, wps) nor a spreadsheet (xls, et).",
            ),
            OPEN_AND_COPY,
        ),
        Some(_) => (
            both(
                "这是 {name} 格式的文件，不在能读的格式之内。",
                "This is a file of the format {name}, which is not read.",
            ),
            OPEN_AND_COPY,
        ),
        None => (
            both("认不出这是什么格式的文件。", "The format of this file is not known."),
            both(
                "请换成 docx、pdf、网页或文本文件，或者直接复制报告内容粘贴。",
                "Please use a docx, a pdf, a web page or a text, or copy the report and paste it.",
            ),
        ),
    };
    let render = |text: Bilingual| Message::new(text).with("name", name.unwrap_or("")).render(language);
    Unreadable { reason: Reason::UnknownFormat, message: render(message), advice: render(advice) }
}

/// The sentences for a reason.
pub fn of_reason(reason: Reason, language: Language) -> Unreadable {
    sentences(reason, "", language)
}

/// The sentences for a reason; `kind` is the format if it is known.
fn sentences(reason: Reason, kind: &str, language: Language) -> Unreadable {
    let (message, advice) = match reason {
        Reason::Empty => (
            both("里面没有内容。", "There is nothing in it."),
            both(
                "请选择写好的报告，或者复制报告全文后粘贴。",
                "Please choose a written report, or copy a whole report and paste it.",
            ),
        ),
        Reason::UnknownFormat => return unknown(None, language),
        Reason::NoReport => (
            both(
                "文字读出来了，但没有找到政府信息公开工作年度报告：没有它的标题、六个部分，也没有它的表格。",
                "The text was read, but there is no annual report on government information disclosure in it: \
                 neither its title nor its six sections nor its tables.",
            ),
            both(
                "请确认选对了文件；如果是网页，请打开报告正文那一页再复制或保存。",
                "Please make sure that this is the right file; of a web site, copy or save the page with the report itself.",
            ),
        ),
        Reason::Scan => (
            both(
                "这份文件的页面是图片（扫描件），没有文字。",
                "The pages of this file are pictures (a scan); there is no text in it.",
            ),
            both(
                "请使用由文字稿导出的文件，或者报告的网页。",
                "Please use a file made from the text, or the report's web page.",
            ),
        ),
        Reason::NoText => (
            both("这份文件里没有文字。", "There is no text in this file."),
            both(
                "请使用由文字稿导出的文件，或者报告的网页。",
                "Please use a file made from the text, or the report's web page.",
            ),
        ),
        Reason::Password => (
            both("这份文件加了密码，打不开。", "This file is locked with a password."),
            both(
                "请去掉密码后再试，或者复制内容粘贴。",
                "Please remove the password and try again, or paste the text.",
            ),
        ),
        Reason::Damaged => (
            match kind {
                "" => both("这份文件不完整或已损坏。", "This file is incomplete or damaged."),
                _ => both("这份 {kind} 文件不完整或已损坏。", "This {kind} file is incomplete or damaged."),
            },
            both(
                "请重新下载或重新导出一份；如果别的程序还能打开，请用它另存一份，或者复制内容粘贴。",
                "Please download or export it again; if another program still opens it, save it anew there, or paste \
                 the text.",
            ),
        ),
        Reason::TooLarge => (
            both(
                "这份文件太大（超过 {limit} MB，或内容过多）。",
                "This file is too large (over {limit} MB, or too much in it).",
            ),
            both("请只保留这一份报告再试。", "Please keep only the one report and try again."),
        ),
        Reason::Timeout => (
            both("这份文件读了太久，已经停下。", "Reading this file took too long and was stopped."),
            both(
                "请复制报告内容粘贴再试；其他文件不受影响。",
                "Please copy the report and paste it; other files are not affected.",
            ),
        ),
        Reason::Crash => (
            both("检查这份文件时程序出错了。", "The program failed on this file."),
            both(
                "请复制报告内容粘贴再试；其他文件不受影响。",
                "Please copy the report and paste it; other files are not affected.",
            ),
        ),
    };
    let limit = (limits::FILE_BYTES / (1024 * 1024)).to_string();
    Unreadable {
        reason,
        message: Message::new(message).with("limit", limit).with("kind", kind).render(language),
        advice: advice.get(language).to_owned(),
    }
}
