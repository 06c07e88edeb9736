//! Building the page and serving it on localhost.

use crate::{Result, run::run, tools::Tools};

/// Builds the page for the web into `dist/`.
pub fn build(tools: &Tools) -> Result {
    run(tools.program("trunk").args(["build", "--release", "--offline", "--skip-version-check", "--locked"]))
}

/// Builds the page, serves it on localhost and builds it again when a file changes.
pub fn serve(options: &[&str]) -> Result {
    let tools = Tools::for_page()?;
    println!("xtask: the first build takes about a minute; Ctrl+C ends the server");
    let mut trunk = tools.program("trunk");
    // Without reloading: the page's policy allows it no connection, which is what is to be seen here too.
    trunk.args(["serve", "--release", "--offline", "--skip-version-check", "--locked", "--no-autoreload"]);
    run(trunk.args(options.iter().filter(|option| **option != "--")))
}
