//! The command line: files and folders in, one answer a report out.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "the command line is where the core's bans on input and output end"
)]

mod files;
mod handbook;
mod settings;

use std::{
    io::Write,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    process::ExitCode,
    sync::{
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
};

use clap::{Parser, Subcommand, ValueEnum, builder::PossibleValuesParser};

use crate::{
    finding::Severity,
    language::{Bilingual, Language, Message, both},
    last_year::{LastYear, Past},
    outcome::{CellReading, Outcome, ReadingKind, Reason, Report, describe, unreadable},
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
        /// 设置文件（JSON） · A profile (JSON)
        #[arg(long, value_name = "FILE")]
        profile: Option<PathBuf>,
        /// 上年的报告：文件、文件夹或压缩包 · Last year's reports: a file, a folder or an archive
        #[arg(long, value_name = "PATH")]
        last_year: Option<PathBuf>,
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
    /// 语言，默认 zh · Language, zh unless another is set
    #[arg(long, value_enum)]
    lang: Option<LanguageValue>,
}

#[derive(Clone, Copy, ValueEnum)]
enum LanguageValue {
    Zh,
    En,
}

impl LanguageArgument {
    /// The language that the call names.
    fn named(&self) -> Option<Language> {
        self.lang.map(|lang| match lang {
            LanguageValue::Zh => Language::Zh,
            LanguageValue::En => Language::En,
        })
    }

    fn language(&self) -> Language {
        self.named().unwrap_or_default()
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
        Command::Check { format, language, profile, last_year, paths } => {
            let printer = PRINTERS.iter().find(|printer| printer.name == format).expect("clap admits only these");
            let profile =
                profile.map_or_else(|| Ok(Profile::default()), |path| settings::read(&path, language.language()));
            match profile {
                Ok(mut profile) => {
                    profile.language = language.named().unwrap_or(profile.language);
                    check(&paths, last_year.as_deref(), printer, &profile)
                }
                Err(sentence) => {
                    eprintln!("gouji: {sentence}");
                    Exit::Unread
                }
            }
        }
        Command::Rules { language } => handbook::list(language.language()),
        Command::Explain { language, rule } => handbook::explain(&rule, language.language()),
    };
    ExitCode::from(exit as u8)
}

fn check(paths: &[PathBuf], last_year: Option<&Path>, printer: &Printer, profile: &Profile) -> Exit {
    // A panic in one file is that file's answer; its trace helps only who mends it.
    if std::env::var_os("RUST_BACKTRACE").is_none() {
        std::panic::set_hook(Box::new(|_| {}));
    }
    let mut last = LastYear::default();
    let mut exit = Exit::Clean;
    if let Some(path) = last_year {
        let (files, listed) = files::list(&[path.to_owned()]);
        exit = listed;
        in_order(
            &files,
            |file| past(file, profile),
            |(reports, worst)| {
                last.reports.extend(reports);
                exit = exit.max(worst);
                true
            },
        );
    }
    let (files, listed) = files::list(paths);
    exit = exit.max(listed);
    let mut used = vec![false; last.reports.len()];
    let mut out = std::io::stdout().lock();
    let answered = |answer: Answer| {
        exit = exit.max(answer.worst);
        for (past, used) in last.reports.iter().zip(&mut used) {
            *used |= answer.against.contains(&past.file);
        }
        // Whoever reads the output may have gone.
        out.write_all(answer.printed.as_bytes()).is_ok()
    };
    in_order(&files, |file| answer(file, printer, &last, last_year.is_some(), profile), answered);
    let _ = out.flush();
    for (past, _) in last.reports.iter().zip(used).filter(|(_, used)| !used) {
        let unknown = || Message::new(both("不明", "unknown")).render(profile.language);
        let sentence = Message::new(both(
            "没有用到：它是{body} {year} 年的报告，所查的报告里没有同一机关下一年的。",
            "It was not used: it is the report of {body} for {year}, and none of the same body for the year after is checked.",
        ))
        .with("body", past.body.clone().unwrap_or_else(unknown))
        .with("year", past.year.map_or_else(unknown, |year| year.to_string()));
        eprintln!("gouji: {}: {}", past.file, sentence.render(profile.language));
    }
    exit
}

/// Works on files on all cores. What comes of each is taken in the order given, until it is not wanted any more.
fn in_order<T: Send>(files: &[files::File], work: impl Fn(&files::File) -> T + Sync, mut take: impl FnMut(T) -> bool) {
    let next = AtomicUsize::new(0);
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(files.len().max(1));
    let (send, receive) = mpsc::channel();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let (send, next, work) = (send.clone(), &next, &work);
            scope.spawn(move || {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(file) = files.get(at) else { break };
                    if send.send((at, work(file))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        let mut early = std::collections::BTreeMap::new();
        let mut turn = 0;
        for (at, done) in receive {
            early.insert(at, done);
            while let Some(done) = early.remove(&turn) {
                turn += 1;
                if !take(done) {
                    return;
                }
            }
        }
    });
}

/// Last year's reports in a file, and how reading it ends.
fn past(file: &files::File, profile: &Profile) -> (Vec<Past>, Exit) {
    let bytes = match file.read() {
        Ok(bytes) => bytes,
        Err(files::Unopened::Io(error)) => {
            eprintln!("gouji: {}: {error}", file.name);
            return (Vec::new(), Exit::Unread);
        }
        Err(files::Unopened::TooLarge) => {
            eprintln!("gouji: {}: {}", file.name, unreadable::of_reason(Reason::TooLarge, profile.language).message);
            return (Vec::new(), Exit::Unread);
        }
    };
    let archive = Archive::of(&bytes).is_some();
    let source = Source::bytes(&file.name, bytes);
    let read = catch_unwind(AssertUnwindSafe(|| LastYear::read(&source, profile)));
    let (reports, unread) = read.unwrap_or_else(|_| (Vec::new(), vec![crash(&file.name, profile).report]));
    let mut exit = Exit::Clean;
    for Report { file: name, unreadable, .. } in unread {
        let Some(unreadable) = unreadable else { continue };
        eprintln!("gouji: {name}: {}", unreadable.message);
        // As with what is checked: what is of no format that is read is only named where it was not called for.
        if !(file.from_folder || archive) || unreadable.reason != Reason::UnknownFormat {
            exit = Exit::Unread;
        }
    }
    (reports, exit)
}

/// What is said of one file.
fn answer<'a>(
    file: &files::File,
    printer: &'a Printer,
    last: &LastYear,
    compares: bool,
    profile: &'a Profile,
) -> Answer<'a> {
    let mut answer =
        Answer { printer, profile, compares, printed: String::new(), against: Vec::new(), worst: Exit::Clean };
    match file.read() {
        Ok(bytes) => match Archive::of(&bytes) {
            Some(Ok(archive)) => {
                for (index, name) in archive.names().enumerate() {
                    let name = archive::name(&file.name, name);
                    let check = || crate::check_file(&archive, &file.name, index, last, profile);
                    answer.add(&name, guarded(&name, profile, check), true);
                }
            }
            Some(Err(_)) | None => {
                let source = Source::bytes(&file.name, bytes);
                let outcomes = guarded(&file.name, profile, || crate::check_with(&source, last, profile));
                answer.add(&file.name, outcomes, file.from_folder);
            }
        },
        Err(files::Unopened::TooLarge) => {
            let reason = unreadable::of_reason(Reason::TooLarge, profile.language);
            answer.add(&file.name, vec![describe::unreadable(&file.name, None, reason, None)], false);
        }
        Err(files::Unopened::Io(error)) => {
            eprintln!("gouji: {}: {error}", file.name);
            answer.worst = Exit::Unread;
        }
    }
    answer
}

/// A check whose defect is the answer for its file alone.
fn guarded(name: &str, profile: &Profile, check: impl FnOnce() -> Vec<Outcome>) -> Vec<Outcome> {
    // What a check borrows it only reads; nothing half done is left behind.
    catch_unwind(AssertUnwindSafe(check)).unwrap_or_else(|_| vec![crash(name, profile)])
}

fn crash(name: &str, profile: &Profile) -> Outcome {
    describe::unreadable(name, None, unreadable::of_reason(Reason::Crash, profile.language), None)
}

/// An answer as it grows.
struct Answer<'a> {
    printer: &'a Printer,
    profile: &'a Profile,
    /// Whether last year's reports were given.
    compares: bool,
    printed: String,
    /// The names of those that were used.
    against: Vec<String>,
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
            let report = &outcome.report;
            match &report.last_year {
                Some(file) => self.against.push(file.clone()),
                None if self.compares && report.unreadable.is_none() => {
                    const NONE: Bilingual = both(
                        "给出的上年报告里没有这个机关上一年的，没有与上年核对。",
                        "None of last year's reports given is this body's for the year before; it was not compared.",
                    );
                    eprintln!("gouji: {}: {}", report.file, NONE.get(self.profile.language));
                }
                None => {}
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
