//! The project's own tool: `cargo xtask` builds, serves and tests Gouji, and installs what that needs.

mod fuzz;
mod notices;
mod old_v8;
mod run;
mod serve;
mod sizes;
mod suite;
mod tools;

use std::{path::Path, process::ExitCode};

/// What went wrong, in a sentence for the person at the terminal.
pub type Result<T = ()> = std::result::Result<T, String>;

const USAGE: &str = "\
cargo xtask serve [-- TRUNK OPTIONS]  build the page and serve it on localhost
cargo xtask test [STEP…]              pass all tests, or the named steps of them (`--list` names them)
cargo xtask page                      build the page for the web into dist/
cargo xtask setup                     install what serve and test need, and nothing else
cargo xtask bench                     measure the engine in a browser's worker
cargo xtask compare [FILE…]           measure pdfplumber, pdf.js and mammoth beside it, on the samples or on files
cargo xtask fuzz TARGET [SECONDS]     fuzz a reader (60 seconds), from the cases of tests/readers and fuzz/corpus
cargo xtask notices [--check]         write the notices of what the page ships to www/notices.txt

What is missing is installed into a cache folder (GOUJI_TOOLS overrides which), each time with a line saying so.";

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the workspace");
    if let Err(error) = std::env::set_current_dir(root) {
        eprintln!("xtask: {}: {error}", root.display());
        return ExitCode::FAILURE;
    }
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.split_first() {
        Some((&"serve", rest)) => serve::serve(rest),
        Some((&"test", rest)) => suite::test(rest),
        Some((&"page", [])) => tools::Tools::for_page().and_then(|tools| serve::build(&tools)),
        Some((&"setup", [])) => tools::Tools::for_page().and_then(|_| tools::Tools::for_tests()).map(drop),
        Some((&"bench", rest)) => tools::Tools::for_tests().and_then(|tools| suite::bench(&tools, rest)),
        Some((&"compare", files)) => tools::Tools::for_page().and_then(|tools| suite::compare(&tools, files)),
        Some((&"fuzz", [target, rest @ ..])) => fuzz::fuzz(target, rest),
        Some((&"notices", [])) => notices::write(),
        Some((&"notices", ["--check"])) => notices::check(),
        None | Some((&("help" | "--help" | "-h"), _)) => {
            println!("{USAGE}");
            Ok(())
        }
        _ => Err(format!("no such command\n\n{USAGE}")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}
