//! Running the built page's engine on the V8 of Chromium 90, the oldest browser that Gouji supports.
//!
//! Compiling there is not enough: a module can compile everywhere and run nowhere, because its glue lacks an import.

use std::path::{Path, PathBuf};

use crate::{
    Result,
    run::{output, program, run},
    tools::BROWSER_TESTS,
};

/// Checks a report with the engine in `dist/`, in Node.js 16.0, which carries V8 9.0; and holds the answer against that
/// of the command line, if there is one.
pub fn check(command_line: Option<&Path>) -> Result {
    let node = node()?;
    let version = output(program(&node).args(["-p", "process.versions.v8"]))
        .ok_or_else(|| format!("{} does not run here", node.display()))?;
    println!("V8 {}", version.trim());
    if !version.starts_with("9.0.") {
        return Err(format!("V8 9.0 was wanted, this is {}", version.trim()));
    }
    let mut engine = program(&node);
    engine.arg("old-v8.cjs").current_dir(BROWSER_TESTS);
    if let Some(path) = command_line {
        engine.env("GOUJI_COMMAND", path);
    }
    run(&mut engine)
}

/// Whether npm has a Node.js 16.0 for this system.
pub fn available() -> bool {
    cfg!(target_arch = "x86_64") && (cfg!(target_os = "linux") || cfg!(target_os = "macos"))
}

fn node() -> Result<PathBuf> {
    let system = if cfg!(target_os = "macos") { "darwin" } else { "linux" };
    let path = Path::new(BROWSER_TESTS).join(format!("node_modules/node-{system}-x64/bin/node"));
    let path = path.canonicalize().map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(path)
}
