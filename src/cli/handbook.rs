//! `gouji rules` and `gouji explain`: what the rules say of themselves.

use std::io::Write;

use super::Exit;
use crate::{
    finding::{Family, Severity},
    language::{Bilingual, Language, both},
    rules::RULES,
};

fn family(family: Family) -> Bilingual {
    match family {
        Family::Figures => both("数核", "figures"),
        Family::Form => both("法核", "form"),
        Family::Wording => both("文核", "wording"),
        Family::Privacy => both("密核", "privacy"),
    }
}

fn severity(severity: Severity) -> Bilingual {
    match severity {
        Severity::Error => both("错误", "error"),
        Severity::Warning => both("提醒", "warning"),
        Severity::Note => both("提示", "note"),
    }
}

/// Lists the rules, a line each.
pub fn list(language: Language) -> Exit {
    let mut out = std::io::stdout().lock();
    for rule in RULES {
        let written = writeln!(
            out,
            "{:<28} {}  {}  {}",
            rule.name,
            family(rule.family).get(language),
            severity(rule.severity).get(language),
            rule.title.get(language)
        );
        if written.is_err() {
            // Whoever read the output has gone.
            break;
        }
    }
    Exit::Clean
}

/// Explains one.
pub fn explain(name: &str, language: Language) -> Exit {
    let Some(rule) = RULES.iter().find(|rule| rule.name == name) else {
        eprintln!(
            "{}",
            both("没有这条规则；用 gouji rules 查看全部。", "There is no such rule; gouji rules lists them.")
                .get(language)
        );
        return Exit::Unread;
    };
    let mut text = format!("{} · {}\n", rule.name, rule.title.get(language));
    text += &format!("{} · {}\n\n", family(rule.family).get(language), severity(rule.severity).get(language));
    for (heading, words) in [
        (both("查什么", "What it checks"), rule.text),
        (both("依据", "Basis"), rule.basis),
        (both("例子", "Example"), rule.example),
        (both("怎么改", "Remedy"), rule.remedy),
    ] {
        text += &format!("{}\n  {}\n\n", heading.get(language), words.get(language));
    }
    // Whoever reads the output may have gone; that is no failure.
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
    Exit::Clean
}
