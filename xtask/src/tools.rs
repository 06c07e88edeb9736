//! What building and testing need, where it lies, and how it gets there when it is missing.
//!
//! Cargo's tools go to a cache folder of the user, one folder a version, so that every clone finds them and none of
//! the user's own tools is replaced. They are built without optimisation: that takes a quarter of the time, and they
//! are fast enough.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    Result,
    run::{cargo, on_path, output, program, run},
    serve::small_std,
};

const TRUNK: &str = "0.21.14";
const CARGO_DENY: &str = "0.20.2";
const WASM: &str = "wasm32-unknown-unknown";
/// The npm packages ask for this much.
const NODE: u32 = 18;

/// Where the browser tests and their npm packages lie.
pub const BROWSER_TESTS: &str = "tests/browser";

/// The tools that are there.
pub struct Tools {
    /// Folders that stand before all others on the PATH of what we start.
    folders: Vec<PathBuf>,
    /// The browser for tests.
    pub chromium: PathBuf,
}

impl Tools {
    /// What the page needs to be built and served.
    pub fn for_page() -> Result<Self> {
        parts_of_rust(FOR_PAGE)?;
        crates()?;
        let trunk = cargo_tool(
            "trunk",
            TRUNK,
            "it builds the page; takes about two minutes",
            &["--locked", "--no-default-features", "--features", "rustls"],
        )?;
        // Not `--locked`: the lock file that it was published with names a version that is no longer to be had.
        let bindgen = cargo_tool(
            "wasm-bindgen-cli",
            &wasm_bindgen_version()?,
            "it joins wasm and JavaScript and must be of exactly the version in Cargo.lock; takes about a minute",
            &["--no-default-features"],
        )?;
        node()?;
        npm_packages("xtask", "the optimizer makes the page's wasm smaller")?;
        let xtask = fs::canonicalize("xtask").map_err(|error| format!("xtask: {error}"))?;
        let folders = vec![trunk, bindgen, xtask.join("node_modules/.bin")];
        Ok(Self { folders, chromium: PathBuf::new() })
    }

    /// What the tests need beside it.
    pub fn for_tests() -> Result<Self> {
        let mut tools = Self::for_page()?;
        parts_of_rust(FOR_TESTS)?;
        tools.folders.push(cargo_tool(
            "cargo-deny",
            CARGO_DENY,
            "it checks the licences and origins of dependencies; takes about two minutes",
            &["--locked"],
        )?);
        npm_packages(BROWSER_TESTS, "they drive the browser, check accessibility and carry an old V8")?;
        tools.chromium = chromium()?;
        cjk_font()?;
        Ok(tools)
    }

    /// A program that finds our tools before others of the same names.
    pub fn program(&self, name: &str) -> Command {
        let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
        let ours = self.folders.iter().map(|folder| folder.join(&file)).find(|path| path.is_file());
        let mut command = program(ours.unwrap_or_else(|| name.into()));
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders = self.folders.iter().cloned().chain(std::env::split_paths(&path));
        if let Ok(path) = std::env::join_paths(folders) {
            command.env("PATH", path);
        }
        command
    }
}

/// Whether the toolchain in use holds this file or folder.
fn toolchain_has(path: &str) -> bool {
    let sysroot = output(program("rustc").args(["--print", "sysroot"]));
    sysroot.is_some_and(|sysroot| Path::new(sysroot.trim()).join(path).exists())
}

/// What of Rust the page is built with.
const FOR_PAGE: &[Part] = &[
    Part {
        what: "the wasm target of Rust",
        why: "the page is built for it",
        file: "lib/rustlib/wasm32-unknown-unknown",
        add: ["target", "add", WASM],
    },
    Part {
        what: "the sources of Rust's standard library",
        why: "the page is smaller with one that is built for it",
        file: "lib/rustlib/src/rust/library/Cargo.lock",
        add: ["component", "add", "rust-src"],
    },
];

/// What of Rust only the tests need.
const FOR_TESTS: &[Part] = &[
    Part {
        what: "clippy",
        why: "it is one of the tests",
        file: "bin/cargo-clippy",
        add: ["component", "add", "clippy"],
    },
    Part { what: "rustfmt", why: "it is one of the tests", file: "bin/rustfmt", add: ["component", "add", "rustfmt"] },
];

/// A part of Rust that a minimal installation leaves out: what it is, what for, a file or folder of it in the
/// toolchain, and how rustup is asked for it.
struct Part {
    what: &'static str,
    why: &'static str,
    file: &'static str,
    add: [&'static str; 3],
}

fn parts_of_rust(parts: &[Part]) -> Result {
    for Part { what, why, file, add } in parts {
        if !toolchain_has(file) && !toolchain_has(&format!("{file}{}", std::env::consts::EXE_SUFFIX)) {
            say(what, why);
            run(program("rustup").args(add)).map_err(|error| {
                format!("{error}\nThe toolchain lacks {what}. With rustup, `rustup {}` adds it.", add.join(" "))
            })?;
        }
    }
    Ok(())
}

/// Fetches the dependencies of all targets and those of the standard library for wasm, which cargo fetches only for a
/// target that it is told, so that everything after it works offline.
fn crates() -> Result {
    for target in [&[][..], &["--target", WASM]] {
        let fetch = |options: &[&str]| {
            let mut fetch = cargo(&["fetch", "--locked"]);
            small_std(fetch.args(target).args(options));
            fetch
        };
        if output(&mut fetch(&["--quiet", "--offline"])).is_none() {
            say("the crates that Cargo.lock names", "everything is built from them");
            run(&mut fetch(&[]))?;
        }
    }
    Ok(())
}

/// The version of `wasm-bindgen` that the page is linked with.
fn wasm_bindgen_version() -> Result<String> {
    let lock = fs::read_to_string("Cargo.lock").map_err(|error| format!("Cargo.lock: {error}"))?;
    let mut lines = lock.lines();
    lines.find(|line| *line == "name = \"wasm-bindgen\"");
    lines
        .next()
        .and_then(|line| line.strip_prefix("version = \"")?.strip_suffix('"'))
        .map(str::to_owned)
        .ok_or_else(|| "Cargo.lock names no wasm-bindgen".into())
}

/// The folder of a cargo tool's programs; builds them if they are not there.
fn cargo_tool(package: &str, version: &str, why: &str, options: &[&str]) -> Result<PathBuf> {
    let name = package.trim_end_matches("-cli");
    let folder = cache()?.join(format!("{name}-{version}"));
    let bin = folder.join("bin");
    if bin.join(format!("{name}{}", std::env::consts::EXE_SUFFIX)).is_file() {
        return Ok(bin);
    }
    say(&format!("{package} {version} in {}", folder.display()), why);
    // Built beside and then renamed: an interrupted build is never taken for a finished one.
    let part = cache()?.join(format!("{name}-{version}.part"));
    let mut install = cargo(&["install", package, "--version", version, "--debug", "--root"]);
    install.arg(&part).args(options).current_dir(part.parent().expect("it was joined"));
    install.env_remove("CARGO_TARGET_DIR");
    run(&mut install)?;
    fs::rename(&part, &folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(bin)
}

/// The cache folder, made if need be.
fn cache() -> Result<PathBuf> {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let folder = variable("GOUJI_TOOLS").or_else(|| {
        if cfg!(windows) {
            return Some(variable("LOCALAPPDATA")?.join("gouji"));
        }
        if cfg!(target_os = "macos") {
            return Some(variable("HOME")?.join("Library/Caches/gouji"));
        }
        Some(variable("XDG_CACHE_HOME").or_else(|| Some(variable("HOME")?.join(".cache")))?.join("gouji"))
    });
    let folder = folder.ok_or("there is no home folder to keep tools in; set GOUJI_TOOLS to a folder")?;
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    fs::canonicalize(&folder).map_err(|error| format!("{}: {error}", folder.display()))
}

fn node() -> Result {
    let version = || -> Option<u32> {
        output(program("node").arg("--version"))?.trim().trim_start_matches('v').split('.').next()?.parse().ok()
    };
    let npm = || on_path("npm").or_else(|| on_path("npm.cmd")).is_some() || cfg!(windows);
    if version().is_some_and(|version| version >= NODE) && npm() {
        return Ok(());
    }
    say("Node.js and npm", "a package of theirs makes the page smaller, and the browser tests are written for them");
    apt(&["nodejs", "npm"]).map_err(|error| format!("{error}\nInstall Node.js {NODE} or later, with npm."))?;
    match version() {
        Some(version) if version >= NODE => Ok(()),
        found => Err(format!("Node.js {NODE} or later is needed, {found:?} was found")),
    }
}

/// What is measured beside Gouji; the folder of the Python packages.
pub fn for_comparison() -> Result<PathBuf> {
    const PDFPLUMBER: &str = "0.11.10";
    node()?;
    npm_packages("benches/compare", "they are measured beside Gouji")?;
    let folder = cache()?.join(format!("pdfplumber-{PDFPLUMBER}"));
    if !folder.is_dir() {
        say(&format!("pdfplumber in {}", folder.display()), "it is measured beside Gouji");
        let part = folder.with_extension("part");
        let mut pip = program("python3");
        pip.args(["-m", "pip", "install", "--quiet", "--target"]).arg(&part).arg(format!("pdfplumber=={PDFPLUMBER}"));
        run(&mut pip).map_err(|error| format!("{error}\nInstall Python 3 with pip."))?;
        fs::rename(&part, &folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    Ok(folder)
}

/// The npm packages of a folder, exactly as locked.
fn npm_packages(folder: &str, why: &str) -> Result {
    let place = Path::new(folder);
    let lock = fs::read(place.join("package-lock.json")).map_err(|error| format!("package-lock.json: {error}"))?;
    let mark = place.join("node_modules/.gouji-lock");
    if fs::read(&mark).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    say(&format!("the npm packages of {folder}"), why);
    let mut npm = if cfg!(windows) { program("npm.cmd") } else { program("npm") };
    let options = ["ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    run(npm.args(options).current_dir(place))?;
    fs::write(&mark, lock).map_err(|error| format!("{}: {error}", mark.display()))
}

/// A Chromium, Chrome or Edge for the tests.
fn chromium() -> Result<PathBuf> {
    if let Some(chosen) = std::env::var_os("GOUJI_CHROMIUM").map(PathBuf::from) {
        return if chosen.is_file() {
            Ok(chosen)
        } else {
            Err(format!("GOUJI_CHROMIUM is {}, which is no file", chosen.display()))
        };
    }
    let find = || {
        let names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "microsoft-edge"];
        names.into_iter().find_map(on_path).or_else(|| {
            let places = [
                "/Applications/Chromium.app/Contents/MacOS/Chromium",
                "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
                r"C:\Program Files\Google\Chrome\Application\chrome.exe",
                r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
                r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
            ];
            places.into_iter().map(PathBuf::from).find(|path| path.is_file())
        })
    };
    if let Some(found) = find() {
        return Ok(found);
    }
    say("Chromium", "the page is tested in it");
    let advice = "Install Chromium or Chrome, or set GOUJI_CHROMIUM to the path of one.";
    apt(&["chromium"]).map_err(|error| format!("{error}\n{advice}"))?;
    find().ok_or_else(|| advice.into())
}

/// A font with Chinese characters. Without one the tests pass all the same, but their screenshots show boxes.
fn cjk_font() -> Result {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let listed = output(program("fc-list").arg(":lang=zh"));
    if listed.is_some_and(|fonts| !fonts.trim().is_empty()) {
        return Ok(());
    }
    say("a font with Chinese characters", "screenshots of the page would show boxes without one");
    if let Err(error) = apt(&["fonts-noto-cjk", "fontconfig"]) {
        println!("xtask: going on without such a font: {error}");
    }
    Ok(())
}

/// Installs packages where there is an apt; through sudo for anyone but root.
fn apt(packages: &[&str]) -> Result {
    if on_path("apt-get").is_none() {
        return Err(format!("{} is not here, and there is no apt-get to install it with.", packages[0]));
    }
    let root = output(program("id").arg("-u")).is_some_and(|id| id.trim() == "0");
    if !root && on_path("sudo").is_none() {
        return Err(format!("Ask an administrator for `apt-get install {}`.", packages.join(" ")));
    }
    if !root {
        println!("xtask: sudo is used for this and may ask for your password");
    }
    let apt_get = |arguments: &[&str]| {
        let mut command = if root { program("apt-get") } else { program("sudo") };
        if !root {
            command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        }
        command.env("DEBIAN_FRONTEND", "noninteractive").args(arguments);
        run(&mut command)
    };
    apt_get(&["update", "-qq"])?;
    let mut install = vec!["install", "-y", "-qq", "--no-install-recommends"];
    install.extend(packages);
    apt_get(&install)
}

fn say(what: &str, why: &str) {
    println!("xtask: installing {what}: {why}");
}
