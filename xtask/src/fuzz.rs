//! Fuzzing a reader: `fuzz/README.md`.

use std::path::Path;

use crate::{
    Result,
    run::{cargo, run},
};

/// Writes the seeds of a target and fuzzes it for so many seconds.
///
/// What is found on the way to new code stays in `fuzz/seeds/`, which no commit holds.
pub fn fuzz(target: &str, rest: &[&str]) -> Result {
    let seconds = match rest {
        [] => "60",
        [seconds] if seconds.parse::<u32>().is_ok() => seconds,
        _ => return Err("after the target stands a number of seconds".into()),
    };
    if !Path::new("fuzz/targets").join(format!("{target}.rs")).is_file() {
        return Err(format!("fuzz/targets has no {target}"));
    }
    run(&mut cargo(&["run", "--quiet", "--manifest-path", "fuzz/Cargo.toml", "--bin", "seeds", target]))?;
    let (seeds, time) = (format!("fuzz/seeds/{target}"), format!("-max_total_time={seconds}"));
    let words = format!("-dict={seeds}.dict");
    let mut fuzz = cargo(&["fuzz", "run", "--fuzz-dir", "fuzz", target, &seeds, "--"]);
    // The sanitizers' switches are not stable ones. Ten seconds are what the page gives a file.
    fuzz.env("RUSTC_BOOTSTRAP", "1").args([&*time, &*words, "-timeout=10", "-rss_limit_mb=2048", "-max_len=262144"]);
    run(&mut fuzz)
}
