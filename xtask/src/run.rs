//! Running other programs: what they say goes on to the terminal, and what they count is added up.

use std::{
    ffi::OsStr,
    io::{BufRead, BufReader, Write},
    path::PathBuf,
    process::{Command, Stdio},
};

use crate::Result;

/// Tests that a program said it ran.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// How many held.
    pub passed: usize,
    /// How many did not.
    pub failed: usize,
    /// How many were not run.
    pub skipped: usize,
}

impl std::ops::AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl Count {
    /// Adds what a line of output counts: cargo's `test result: …` or a line of node's summary (`ℹ pass 12`).
    fn add_line(&mut self, line: &str) {
        if let Some(result) = line.strip_prefix("test result: ") {
            let counted = |word: &str| -> usize {
                let part = result.split([';', '.']).find(|part| part.trim().ends_with(word));
                part.and_then(|part| part.trim().strip_suffix(word)?.trim().parse().ok()).unwrap_or(0)
            };
            *self += Self { passed: counted("passed"), failed: counted("failed"), skipped: counted("ignored") };
        } else if let Some(rest) = line.strip_prefix("ℹ ").or_else(|| line.strip_prefix("# ")) {
            match rest.split_once(' ').and_then(|(word, n)| Some((word, n.trim().parse::<usize>().ok()?))) {
                Some(("pass", n)) => self.passed += n,
                Some(("fail" | "cancelled", n)) => self.failed += n,
                Some(("skipped" | "todo", n)) => self.skipped += n,
                _ => {}
            }
        }
    }
}

/// A program with its arguments. Flags of the environment that would replace those of `.cargo/config.toml` are
/// removed: a page built with them runs in no old browser.
pub fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    for variable in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_TARGET", "CARGO_BUILD_RUSTFLAGS"] {
        command.env_remove(variable);
    }
    command
}

/// Cargo, the one that runs us.
pub fn cargo(arguments: &[&str]) -> Command {
    let mut command = program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments);
    command
}

/// Runs it; an exit code other than 0 is an error.
pub fn run(command: &mut Command) -> Result {
    say(command);
    let status = command.status().map_err(|error| not_started(command, &error))?;
    if status.success() { Ok(()) } else { Err(format!("`{}` failed ({status})", line(command))) }
}

/// Runs it and counts the tests that its output reports.
pub fn run_counting(command: &mut Command) -> (Count, Result) {
    say(command);
    let mut child = match command.stdout(Stdio::piped()).spawn() {
        Ok(child) => child,
        Err(error) => return (Count::default(), Err(not_started(command, &error))),
    };
    let mut count = Count::default();
    let mut output = BufReader::new(child.stdout.take().expect("it was asked for"));
    let mut bytes = Vec::new();
    let mut terminal = std::io::stdout();
    while output.read_until(b'\n', &mut bytes).is_ok_and(|n| n > 0) {
        count.add_line(String::from_utf8_lossy(&bytes).trim_end());
        // A terminal that went away is no reason to stop testing.
        let _ = terminal.write_all(&bytes);
        bytes.clear();
    }
    let result = match child.wait() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{}` failed ({status})", line(command))),
        Err(error) => Err(not_started(command, &error)),
    };
    (count, result)
}

/// Runs it quietly and gives what it printed, or nothing where it failed or does not exist.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Where a program of that name lies on the PATH.
pub fn on_path(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&std::env::var_os("PATH")?).map(|folder| folder.join(&file)).find(|path| path.is_file())
}

fn say(command: &Command) {
    println!("$ {}", line(command));
}

fn line(command: &Command) -> String {
    let name = command.get_program().to_string_lossy();
    let name = name.rsplit(['/', '\\']).next().unwrap_or(&name).to_owned();
    let mut words = vec![name];
    words.extend(command.get_args().map(|word| word.to_string_lossy().into_owned()));
    let line = words.join(" ");
    match line.char_indices().nth(160) {
        Some((end, _)) => format!("{} …", &line[..end]),
        None => line,
    }
}

fn not_started(command: &Command, error: &std::io::Error) -> String {
    format!("`{}` could not be started: {error}", command.get_program().to_string_lossy())
}

#[cfg(test)]
mod tests {
    use super::Count;

    #[test]
    fn counts_what_cargo_and_node_report() {
        let mut count = Count::default();
        for line in [
            "running 3 tests",
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 4 filtered out; finished in 0.00s",
            "test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s",
            "ℹ tests 9",
            "ℹ pass 7",
            "# fail 2",
            "ℹ skipped 0",
            "ℹ duration_ms 12.5",
        ] {
            count.add_line(line);
        }
        assert_eq!(count, Count { passed: 20, failed: 4, skipped: 1 });
    }
}
