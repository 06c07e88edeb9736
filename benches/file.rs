//! A file to findings, natively: prints the median of some runs in milliseconds. `cargo bench --bench file -- FILE RUNS`

#![allow(clippy::disallowed_methods, reason = "benches read files and the clock")]

use std::{hint::black_box, time::Instant};

use gouji::{profile::Profile, source::Source};

fn main() {
    // Cargo adds an argument of its own, and gives nothing else where all benches are run.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [path, runs] = &arguments[..] else { return };
    let runs: usize = runs.parse().expect("a number of runs");
    let source = Source::bytes(path, std::fs::read(path).expect("a file"));
    let mut times: Vec<f64> = (0..runs + runs / 10)
        .map(|_| {
            let start = Instant::now();
            black_box(gouji::check(black_box(&source), &Profile::default()));
            1000.0 * start.elapsed().as_secs_f64()
        })
        .skip(runs / 10)
        .collect();
    times.sort_by(f64::total_cmp);
    println!("{}", times[runs / 2]);
}
