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
    panic::{AssertUnwindSafe, catch_unwind},
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
    outcome::{CellReading, Outcome, ReadingKind, Reason, describe, unreadable},
    printer::Printer,
    printers::PRINTERS,
    profile::Profile,
    readers::archive::{self, Archive},
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
    let unread =
        |reason| vec![describe::unreadable(&file.name, None, unreadable::of_reason(reason, profile.language), None)];
    let mut answer = Answer { printer, profile, printed: String::new(), worst: Exit::Clean };
    match file.read() {
        Ok(bytes) => match Archive::of(&bytes) {
            Some(Ok(archive)) => {
                for (index, name) in archive.names().enumerate() {
                    let name = archive::name(&file.name, name);
                    let check = || crate::check_file(&archive, &file.name, index, profile);
                    answer.add(&name, guarded(&name, profile, check), true);
                }
            }
            Some(Err(_)) | None => {
                let source = Source::bytes(&file.name, bytes);
                let outcomes = guarded(&file.name, profile, || crate::check(&source, profile));
                answer.add(&file.name, outcomes, file.from_folder);
            }
        },
        Err(files::Unopened::TooLarge) => answer.add(&file.name, unread(Reason::TooLarge), false),
        Err(files::Unopened::Io(error)) => {
            eprintln!("gouji: {}: {error}", file.name);
            answer.worst = Exit::Unread;
        }
    }
    (answer.printed, answer.worst)
}

/// A check whose defect is the answer for its file alone.
fn guarded(name: &str, profile: &Profile, check: impl FnOnce() -> Vec<Outcome>) -> Vec<Outcome> {
    // What a check borrows it only reads; nothing half done is left behind.
    catch_unwind(AssertUnwindSafe(check)).unwrap_or_else(|_| {
        let crash = unreadable::of_reason(Reason::Crash, profile.language);
        vec![describe::unreadable(name, None, crash, None)]
    })
}

/// An answer as it grows.
struct Answer<'a> {
    printer: &'a Printer,
    profile: &'a Profile,
    printed: String,
    worst: Exit,
}

impl Answer<'_> {
    /// Adds what is said of a source. What was not named in the call, and is of no format that is read, is only named.
    fn add(&mut self, name: &str, outcomes: Vec<Outcome>, found: bool) {
        for outcome in &outcomes {
            if found
                && let Some(unreadable) = &outcome.report.unreadable
                && unreadable.reason == Reason::UnknownFormat
            {
                eprintln!("gouji: {name}: {}", unreadable.message);
                continue;
            }
            self.worst = self.worst.max(exit_of(outcome));
            self.printed.push_str(&(self.printer.print)(outcome, self.profile.language));
        }
    }
}

/// A report of which not one figure was read is no clean one: its tables may be pictures, or in another file.
fn exit_of(outcome: &Outcome) -> Exit {
    let report = &outcome.report;
    let unread = |cell: &CellReading| matches!(cell.reading, ReadingKind::Lost | ReadingKind::Absent);
    if report.unreadable.is_some() {
        Exit::Unread
    } else if report.findings.iter().any(|finding| finding.severity == Severity::Error) {
        Exit::Errors
    } else if report.cells.iter().all(unread) {
        Exit::Unread
    } else {
        Exit::Clean
    }
}
