//! The command line: files and folders in, one answer a report out.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "the command line is where the core's bans on input and output end"
)]

mod files;
mod handbook;

use std::{
    io::Write,
    panic::catch_unwind,
    path::PathBuf,
    process::ExitCode,
    sync::{
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
};

use clap::{Parser, Subcommand, ValueEnum, builder::PossibleValuesParser};

use crate::{
    finding::Severity,
    language::Language,
    outcome::{Outcome, Reason, describe, unreadable},
    printer::Printer,
    printers::PRINTERS,
    profile::Profile,
    source::Source,
};

/// 核对政府信息公开工作年度报告 · Checks annual reports on government information disclosure
#[derive(Parser)]
#[command(name = "gouji", version, about, disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// 核对文件和文件夹 · Check files and folders
    Check {
        /// 输出格式 · Output format
        #[arg(long, default_value = "text", value_parser = PossibleValuesParser::new(PRINTERS.iter().map(|p| p.name)))]
        format: String,
        #[command(flatten)]
        language: LanguageArgument,
        /// 文件、文件夹，或 - 表示标准输入 · Files, folders, or - for standard input
        #[arg(required = true)]
        paths: Vec<PathBuf>,
    },
    /// 列出全部规则 · List all rules
    Rules {
        #[command(flatten)]
        language: LanguageArgument,
    },
    /// 说明一条规则 · Explain a rule
    Explain {
        #[command(flatten)]
        language: LanguageArgument,
        /// 规则名，如 row-sum-mismatch · A rule's name, such as row-sum-mismatch
        rule: String,
    },
}

#[derive(clap::Args)]
struct LanguageArgument {
    /// 语言 · Language
    #[arg(long, value_enum, default_value = "zh")]
    lang: LanguageValue,
}

#[derive(Clone, Copy, ValueEnum)]
enum LanguageValue {
    Zh,
    En,
}

impl LanguageArgument {
    fn language(&self) -> Language {
        match self.lang {
            LanguageValue::Zh => Language::Zh,
            LanguageValue::En => Language::En,
        }
    }
}

/// How a call ends; the graver outranks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Exit {
    Clean = 0,
    Errors = 1,
    Unread = 2,
}

/// Runs it.
pub fn main() -> ExitCode {
    let exit = match Arguments::parse().command {
        Command::Check { format, language, paths } => {
            let printer = PRINTERS.iter().find(|printer| printer.name == format).expect("clap admits only these");
            check(&paths, printer, language.language())
        }
        Command::Rules { language } => handbook::list(language.language()),
        Command::Explain { language, rule } => handbook::explain(&rule, language.language()),
    };
    ExitCode::from(exit as u8)
}

fn check(paths: &[PathBuf], printer: &Printer, language: Language) -> Exit {
    let (files, mut exit) = files::list(paths);
    // A panic in one file is that file's answer; its trace helps only who mends it.
    if std::env::var_os("RUST_BACKTRACE").is_none() {
        std::panic::set_hook(Box::new(|_| {}));
    }
    let profile = Profile { language };
    let next = AtomicUsize::new(0);
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(files.len().max(1));
    let (send, receive) = mpsc::channel();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let (send, next, files, profile) = (send.clone(), &next, &files, &profile);
            scope.spawn(move || {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(file) = files.get(at) else { break };
                    if send.send((at, answer(file, printer, profile))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        // Answers come as they are ready and leave in the order given.
        let mut early = std::collections::BTreeMap::new();
        let mut turn = 0;
        let mut out = std::io::stdout().lock();
        for (at, answer) in receive {
            early.insert(at, answer);
            while let Some((printed, worst)) = early.remove(&turn) {
                turn += 1;
                exit = exit.max(worst);
                if out.write_all(printed.as_bytes()).is_err() {
                    // Whoever read the output has gone.
                    return;
                }
            }
        }
        let _ = out.flush();
    });
    exit
}

/// One file's printed answer, and how it ends.
fn answer(file: &files::File, printer: &Printer, profile: &Profile) -> (String, Exit) {
    let outcomes = match file.read() {
        Ok(bytes) => {
            let source = Source::bytes(&file.name, bytes);
            catch_unwind(|| crate::check(&source, profile)).unwrap_or_else(|_| {
                let crash = unreadable::of_reason(Reason::Crash, profile.language);
                vec![describe::unreadable(&file.name, None, crash, None)]
            })
        }
        Err(files::Unopened::TooLarge) => {
            let reason = unreadable::of_reason(Reason::TooLarge, profile.language);
            vec![describe::unreadable(&file.name, None, reason, None)]
        }
        Err(files::Unopened::Io(error)) => {
            eprintln!("gouji: {}: {error}", file.name);
            return (String::new(), Exit::Unread);
        }
    };
    let mut printed = String::new();
    let mut worst = Exit::Clean;
    for outcome in &outcomes {
        let report = &outcome.report;
        if file.from_folder
            && let Some(unreadable) = &report.unreadable
            && unreadable.reason == Reason::UnknownFormat
        {
            eprintln!("gouji: {}: {}", file.name, unreadable.message);
            continue;
        }
        worst = worst.max(exit_of(outcome));
        printed.push_str(&(printer.print)(outcome, profile.language));
    }
    (printed, worst)
}

fn exit_of(outcome: &Outcome) -> Exit {
    if outcome.report.unreadable.is_some() {
        Exit::Unread
    } else if outcome.report.findings.iter().any(|finding| finding.severity == Severity::Error) {
        Exit::Errors
    } else {
        Exit::Clean
    }
}
