//! The test suite: every step of it, what each needs, and how they are counted.

use std::{
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use crate::{
    Result, notices, old_v8,
    run::{Count, cargo, output, program, run, run_counting},
    serve, sizes,
    tools::{self, BROWSER_TESTS, Tools},
};

/// One step: its name, what it shows, which steps it builds on, and how.
struct Step {
    name: &'static str,
    shows: &'static str,
    needs: &'static [&'static str],
    run: fn(&Tools) -> Outcome,
}

enum Outcome {
    /// It ran; the tests it counted, if it counts any.
    Done(Count, Result),
    /// It cannot run here, and why.
    Skipped(String),
}

impl From<Result> for Outcome {
    fn from(result: Result) -> Self {
        Self::Done(Count::default(), result)
    }
}

/// In an order in which what fails soonest comes first and what is built serves later steps.
const STEPS: &[Step] = &[
    Step { name: "format", shows: "every Rust file is formatted", needs: &[], run: |_| format().into() },
    Step {
        name: "clippy",
        shows: "clippy is content, natively and for wasm, with every set of features",
        needs: &[],
        run: |_| clippy(),
    },
    Step {
        name: "unit",
        shows: "the tests of the crates",
        needs: &[],
        run: |_| counted(cargo(&["test", "--workspace", "--locked", "--no-fail-fast"])),
    },
    Step {
        name: "command",
        shows: "the command line builds as the README says",
        needs: &[],
        run: |_| run(&mut cargo(&["build", "--release", "--locked", "--bin", "gouji"])).into(),
    },
    Step { name: "deny", shows: "licences, bans and origins of dependencies", needs: &[], run: deny },
    Step { name: "advisories", shows: "no dependency has a known hole", needs: &[], run: advisories },
    Step {
        name: "notices",
        shows: "www/notices.txt names what the page ships",
        needs: &[],
        run: |_| notices::check().into(),
    },
    Step { name: "page", shows: "the page builds for the web", needs: &[], run: |tools| serve::build(tools).into() },
    Step {
        name: "sizes",
        shows: "the page is within its budget",
        needs: &["page"],
        run: |_| sizes::check(Path::new("dist")).into(),
    },
    Step {
        name: "old-v8",
        shows: "the engine runs on the oldest supported V8",
        needs: &["command", "page"],
        run: |_| old(),
    },
    Step {
        name: "browser",
        shows: "the page does what it should in Chromium",
        needs: &["command", "page"],
        run: browser,
    },
];

/// Runs the steps that are named, or all.
pub fn test(names: &[&str]) -> Result {
    if names == ["--list"] {
        STEPS.iter().for_each(|step| println!("{:<12}{}", step.name, step.shows));
        return Ok(());
    }
    if let Some(unknown) = names.iter().find(|name| STEPS.iter().all(|step| step.name != **name)) {
        return Err(format!("there is no step `{unknown}`; `cargo xtask test --list` names them"));
    }
    let wanted = |step: &Step| {
        let named = |name: &str| names.contains(&name);
        names.is_empty() || named(step.name) || STEPS.iter().any(|s| named(s.name) && s.needs.contains(&step.name))
    };
    let tools = Tools::for_tests()?;
    let mut total = Count::default();
    let mut lines = Vec::new();
    let mut broken = Vec::new();
    for step in STEPS.iter().filter(|step| wanted(step)) {
        println!("\n== {}: {}", step.name, step.shows);
        let start = Instant::now();
        let outcome = match step.needs.iter().find(|need| broken.contains(*need)) {
            // What an earlier run left behind would be tested instead.
            Some(need) => Outcome::from(Err(format!("not run, because {need} failed"))),
            None => (step.run)(&tools),
        };
        let (count, word, remark) = match outcome {
            Outcome::Done(count, Ok(())) if count.failed == 0 => (add_step(count, true), "passed", String::new()),
            Outcome::Done(count, Ok(())) => (count, "FAILED", "tests failed".into()),
            Outcome::Done(count, Err(error)) => (add_step(count, false), "FAILED", error),
            Outcome::Skipped(why) => (Count { skipped: 1, ..Count::default() }, "skipped", why),
        };
        total += count;
        if count.failed > 0 {
            broken.push(step.name);
        }
        if !remark.is_empty() {
            println!("{}: {word}: {remark}", step.name);
        }
        lines.push(summary(step.name, word, count, start.elapsed(), &remark));
    }
    if std::env::var_os("GOUJI_REPORTS").is_none() && (names.is_empty() || names.contains(&"unit")) {
        total.skipped += 1;
        let count = Count { skipped: 1, ..Count::default() };
        lines.push(summary(
            "reports",
            "skipped",
            count,
            Duration::ZERO,
            "GOUJI_REPORTS names no folder of real reports",
        ));
    }
    println!("\n{}\n", lines.join("\n"));
    let Count { passed, failed, skipped } = total;
    println!("{passed} passed, {failed} failed, {skipped} skipped");
    if failed == 0 { Ok(()) } else { Err("the tests did not pass".into()) }
}

/// Measures the engine in a browser's worker; figures only, nothing is asserted.
pub fn bench(tools: &Tools, arguments: &[&str]) -> Result {
    serve::build(tools)?;
    run(node(tools).arg("bench.mjs").args(arguments))
}

/// Measures the engine beside libraries that read the same formats; figures only, nothing is asserted.
pub fn compare(tools: &Tools, files: &[&str]) -> Result {
    const SAMPLES: &[&str] = &["tests/samples/report.pdf", "tests/samples/report.docx"];
    let others = tools::for_comparison()?;
    serve::build(tools)?;
    let files = if files.is_empty() { SAMPLES } else { files };
    run(tools.program("node").arg("benches/compare/compare.mjs").args(files).env("PYTHONPATH", others))
}

/// A step that counts no tests of its own is one; one that failed has at least one failure.
fn add_step(mut count: Count, passed: bool) -> Count {
    if passed && count.passed == 0 {
        count.passed = 1;
    }
    if !passed && count.failed == 0 {
        count.failed = 1;
    }
    count
}

fn summary(name: &str, word: &str, count: Count, time: Duration, remark: &str) -> String {
    let Count { passed, failed, skipped } = count;
    let figures = format!("{passed} passed, {failed} failed, {skipped} skipped");
    let remark = remark.lines().next().unwrap_or_default();
    format!("{name:<12}{word:<9}{:>6.1} s   {figures}   {remark}", time.as_secs_f64()).trim_end().to_owned()
}

fn counted(mut command: Command) -> Outcome {
    let (count, result) = run_counting(&mut command);
    Outcome::Done(count, result)
}

/// `cargo fmt` does not look into modules that a macro declares, so all files are named.
fn format() -> Result {
    let listed = output(program("git").args(["ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.rs"]))
        .ok_or("git could not list the Rust files")?;
    let files: Vec<&str> = listed.split_terminator('\0').filter(|file| Path::new(file).is_file()).collect();
    if files.is_empty() {
        return Err("git lists no Rust file".into());
    }
    run(program("rustfmt").args(["--check", "--edition", "2024"]).args(files))
}

/// Every set of features, natively and for wasm; the core alone among them, so that it is known to compile without
/// any. The page's binary is for wasm only.
fn clippy() -> Outcome {
    const WASM: &str = "--target=wasm32-unknown-unknown";
    const SETS: &[&[&str]] = &[
        &["--workspace", "--all-targets"],
        &["--package=gouji", "--lib", "--tests", "--no-default-features"],
        &["--package=gouji", "--lib", "--no-default-features", WASM],
        &["--package=gouji", "--lib", "--no-default-features", "--features=worker", WASM],
        &["--package=gouji", "--lib", "--bin=gouji-page", "--no-default-features", "--features=app", WASM],
    ];
    let mut count = Count::default();
    let mut errors = Vec::new();
    for set in SETS {
        match run(cargo(&["clippy", "--locked", "--quiet"]).args(*set).args(["--", "-D", "warnings"])) {
            Ok(()) => count.passed += 1,
            Err(error) => {
                count.failed += 1;
                errors.push(error);
            }
        }
    }
    Outcome::Done(count, if errors.is_empty() { Ok(()) } else { Err(errors.join("\n")) })
}

fn deny(tools: &Tools) -> Outcome {
    run(tools.program("cargo-deny").args(["--workspace", "--offline", "check", "licenses", "bans", "sources"])).into()
}

/// The database of holes is not part of the repository: without a network there is none, and that is said.
fn advisories(tools: &Tools) -> Outcome {
    if run(tools.program("cargo-deny").args(["--log-level", "off", "fetch", "db"])).is_err() {
        return Outcome::Skipped("the database of advisories cannot be fetched from here".into());
    }
    run(tools.program("cargo-deny").args(["--workspace", "check", "--disable-fetch", "advisories"])).into()
}

fn old() -> Outcome {
    if old_v8::available() {
        old_v8::check(command_line().as_deref()).into()
    } else {
        Outcome::Skipped("npm has no Node.js 16.0 for this system".into())
    }
}

fn browser(tools: &Tools) -> Outcome {
    // Named one by one: node takes patterns only from version 21 on.
    let files = std::fs::read_dir(BROWSER_TESTS).map(|entries| {
        let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
        let mut names: Vec<String> = names.filter(|name| name.ends_with(".test.mjs")).collect();
        names.sort();
        names
    });
    let files = files.unwrap_or_default();
    if files.is_empty() {
        return Outcome::from(Err(format!("{BROWSER_TESTS} holds no test")));
    }
    let mut command = node(tools);
    // One browser after the other: each test measures requests, and two cores carry one browser well.
    // A file that waits for an answer that never comes fails alone, in time for the others to run.
    command.args(["--test", "--test-reporter=spec", "--test-concurrency=1", "--test-timeout=480000"]).args(files);
    counted(command)
}

/// Node in the folder of the browser tests, told where the browser and the command line are.
fn node(tools: &Tools) -> Command {
    let mut command = tools.program("node");
    command.current_dir(BROWSER_TESTS).env("GOUJI_CHROMIUM", &tools.chromium);
    if let Some(path) = command_line() {
        command.env("GOUJI_COMMAND", path);
    }
    command
}

/// Where cargo builds the command line, if it did.
fn command_line() -> Option<PathBuf> {
    let metadata = output(&mut cargo(&["metadata", "--no-deps", "--offline", "--locked", "--format-version=1"]))?;
    let metadata: serde_json::Value = serde_json::from_str(&metadata).ok()?;
    let name = format!("gouji{}", std::env::consts::EXE_SUFFIX);
    let path = Path::new(metadata["target_directory"].as_str()?).join("release").join(name);
    path.is_file().then_some(path)
}
