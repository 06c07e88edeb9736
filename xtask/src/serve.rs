//! Building the page and serving it on localhost.

use std::process::Command;

use crate::{Result, run::run, tools::Tools};

/// Builds the page for the web into `dist/`.
pub fn build(tools: &Tools) -> Result {
    run(&mut trunk(tools, "build"))
}

/// Builds the page, serves it on localhost and builds it again when a file changes.
pub fn serve(options: &[&str]) -> Result {
    let tools = Tools::for_page()?;
    println!("xtask: the first build takes some minutes; Ctrl+C ends the server");
    let mut trunk = trunk(&tools, "serve");
    // Without reloading: the page's policy allows it no connection, which is what is to be seen here too.
    run(trunk.arg("--no-autoreload").args(options.iter().filter(|option| **option != "--")))
}

fn trunk(tools: &Tools, command: &str) -> Command {
    let mut trunk = tools.program("trunk");
    small_std(trunk.args([command, "--release", "--offline", "--skip-version-check", "--locked"]));
    trunk
}

/// Has cargo build the standard library for size, and panics that trap without a message: a sixteenth of the page.
/// The flags are not stable, so this is said to a command that builds the page and to nothing else; `trunk build`
/// alone makes the same page with the standard library of the toolchain.
pub fn small_std(command: &mut Command) {
    command.env("RUSTC_BOOTSTRAP", "1").env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort");
    command.env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size");
    // Joined to those of .cargo/config.toml.
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", "-Zunstable-options -Cpanic=immediate-abort");
}
