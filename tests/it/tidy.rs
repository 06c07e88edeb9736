//! The shape of the repository: what each layer may know, what every file and every rule comes with.
//!
//! Each check is a function from the files to complaints, so that it can be shown to complain.

use std::{collections::BTreeSet, fs, path::Path, process::Command};

/// A file of the repository: its path with slashes, and its text (empty where it is none).
struct File {
    path: String,
    text: String,
}

impl File {
    fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// The module of the crate that it belongs to, named after the file or folder in `src/`.
    fn module(&self) -> Option<&str> {
        let inside = self.path.strip_prefix("src/")?.strip_suffix(".rs")?;
        Some(inside.split('/').next().unwrap_or(inside))
    }

    /// Its code as the crate compiles it: without comments, strings' contents and the tests beside it.
    fn code(&self) -> String {
        let code = without_comments_and_strings(&self.text);
        match code.find("#[cfg(test)]\nmod ") {
            Some(end) => code[..end].to_owned(),
            None => code,
        }
    }
}

/// What each module of the crate may name of the others: a module, or one item of it. The faces stand last and may name what converts for them;
/// whatever is not listed may name nothing, so a new module has to be thought about once.
const LAYERS: &[(&str, &[&str])] = &[
    ("language", &[]),
    ("order", &[]),
    ("source", &[]),
    ("document", &[]),
    ("reader", &["document"]),
    ("readers", &["order", "document", "reader", "source"]),
    ("form", &["language"]),
    ("forms", &["form", "language"]),
    ("filing", &["order", "document", "form", "forms", "language"]),
    ("finding", &["document", "form", "language"]),
    ("profile", &["finding", "language"]),
    ("rule", &["document", "filing", "finding", "form", "language", "profile"]),
    ("rules", &["order", "document", "filing", "finding", "form", "forms", "language", "profile", "rule"]),
    (
        "outcome",
        &[
            "order", "document", "filing", "finding", "form", "forms", "language", "profile", "reader", "readers",
            "rule", "rules", "source",
        ],
    ),
    ("last_year", &["document", "filing", "outcome", "profile", "readers", "source"]),
    ("printer", &["document", "finding", "form", "language", "outcome"]),
    ("printers", &["document", "finding", "form", "forms", "language", "outcome", "printer"]),
    ("cli", FACE),
    ("api", FACE),
    ("worker", FACE),
    ("app", FACE),
    ("bin", &[]),
    (
        "lib",
        &[
            "document",
            "filing",
            "finding",
            "form",
            "forms",
            "language",
            "last_year",
            "outcome",
            "profile",
            "reader",
            "readers",
            "rules",
            "source",
        ],
    ),
];

/// What a face may name: it hands over sources and shows outcomes, and neither reads nor aligns nor judges.
const FACE: &[&str] = &[
    "order",
    "document",
    "finding",
    "form",
    "forms",
    "language",
    "last_year",
    "outcome",
    "printer",
    "printers",
    "profile",
    "readers::archive",
    "readers::limits",
    "rule",
    "rules",
    "source",
    "worker",
];

/// The modules that a browser or a terminal is known to.
const FACES: &[&str] = &["api", "app", "bin", "cli", "worker"];

/// Crates that stand for a browser or a terminal.
const OUTSIDE: &[&str] =
    &["clap", "gloo", "js_sys", "serde_wasm_bindgen", "wasm_bindgen", "wasm_bindgen_futures", "web_sys", "yew"];
/// Where in the core a browser stands for a crate whose tables it carries itself.
const BROWSERS: &[(&str, &str)] = &[("src/readers/decoding.rs", "web_sys")];

/// What stands at the top level, dotfiles aside.
const TOP: &[&str] = &[
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "README.md",
    "README.zh-CN.md",
    "Trunk.toml",
    "benches",
    "deny.toml",
    "fuzz",
    "index.html",
    "src",
    "tests",
    "www",
    "xtask",
];

/// Longest file of code that one reads in a sitting.
const LINES: usize = 600;

/// Files that are longer, and why they may be.
const LONG: &[(&str, &str)] = &[];

#[test]
fn every_file_says_first_what_it_is() {
    assert_none(&says_what_it_is(&repository()));
}

fn says_what_it_is(files: &[File]) -> Vec<String> {
    let silent = |file: &&File| !(file.text.starts_with("//! ") || file.text.starts_with("#![doc"));
    files.iter().filter(|file| file.is_rust()).filter(silent).map(|file| format!("{}: no `//! …`", file.path)).collect()
}

#[test]
fn layers_name_only_what_stands_before_them() {
    assert_none(&layers(&repository()));
}

fn layers(files: &[File]) -> Vec<String> {
    let mut complaints = Vec::new();
    for file in files.iter().filter(|file| file.is_rust()) {
        let Some(module) = file.module() else { continue };
        let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == module) else {
            complaints.push(format!("{}: the module `{module}` is in no layer; add it to LAYERS", file.path));
            continue;
        };
        // From a file directly in src/, `super` is the root too.
        let roots: &[&str] = if file.path.matches('/').count() == 1 { &["crate::", "super::"] } else { &["crate::"] };
        for path in roots.iter().flat_map(|root| named_under(&file.code(), root)) {
            let name = path.split("::").next().unwrap_or_default();
            let known = LAYERS.iter().any(|(layer, _)| *layer == name);
            if known && name != module && !allowed.contains(&name) && !allowed.contains(&path.as_str()) {
                complaints.push(format!("{}: `{module}` names `crate::{path}`", file.path));
            }
        }
    }
    complaints
}

#[test]
fn the_core_knows_no_browser_and_no_terminal() {
    assert_none(&outside(&repository()));
}

fn outside(files: &[File]) -> Vec<String> {
    let mut complaints = Vec::new();
    for file in files.iter().filter(|file| file.module().is_some_and(|module| !FACES.contains(&module))) {
        let code = file.code();
        let named = OUTSIDE.iter().filter(|name| words(&code).any(|word| word == **name));
        let named = named.filter(|name| !BROWSERS.contains(&(file.path.as_str(), name)));
        complaints.extend(named.map(|name| format!("{}: names `{name}`", file.path)));
    }
    complaints
}

#[test]
fn every_rule_has_its_file_and_its_cases() {
    let names: Vec<&str> = gouji::rules::RULES.iter().map(|rule| rule.name).collect();
    assert_none(&rules(&repository(), &names));
}

fn rules(files: &[File], names: &[&str]) -> Vec<String> {
    let mut complaints = Vec::new();
    let there = |path: &str| files.iter().any(|file| file.path == path);
    for name in names {
        for path in [format!("src/rules/{}.rs", name.replace('-', "_")), format!("tests/rules/{name}.md")] {
            if !there(&path) {
                complaints.push(format!("the rule {name} has no {path}"));
            }
        }
        if names.iter().filter(|other| other == &name).count() > 1 {
            complaints.push(format!("the rule {name} is registered twice"));
        }
    }
    for file in files {
        let stem = |folder: &str, suffix: &str| file.path.strip_prefix(folder)?.strip_suffix(suffix).map(str::to_owned);
        if let Some(name) = stem("src/rules/", ".rs").map(|stem| stem.replace('_', "-"))
            && file.code().contains(": Rule = ")
            && !names.contains(&name.as_str())
        {
            complaints.push(format!("{} declares a rule that RULES does not list as {name}", file.path));
        }
        if let Some(name) = stem("tests/rules/", ".md")
            && name != "README"
            && !names.contains(&name.as_str())
        {
            complaints.push(format!("{} has cases of no rule", file.path));
        }
    }
    complaints
}

#[test]
fn the_top_level_holds_what_it_should() {
    assert_none(&top_level(&repository()));
}

fn top_level(files: &[File]) -> Vec<String> {
    let names: BTreeSet<&str> = files.iter().filter_map(|file| file.path.split('/').next()).collect();
    let strange = names.into_iter().filter(|name| !name.starts_with('.') && !TOP.contains(name));
    strange.map(|name| format!("{name} does not belong at the top level")).collect()
}

#[test]
fn nothing_is_left_unfinished() {
    assert_none(&unfinished(&repository()));
}

fn unfinished(files: &[File]) -> Vec<String> {
    // Written in two parts, so that this file is not its own first find.
    let marks = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("todo", "!"),
        concat!("unimpl", "emented!"),
        concat!("db", "g!"),
        concat!("console", ".log("),
        concat!(".onl", "y("),
    ];
    let mut complaints = Vec::new();
    for file in code_files(files) {
        // A script for people prints; that is what it is for.
        let prints = file.path.ends_with("bench.mjs")
            || file.path.ends_with(".cjs")
            || ["benches/", "xtask/"].iter().any(|room| file.path.starts_with(room));
        for (number, line) in file.text.lines().enumerate() {
            let found = marks.iter().filter(|mark| line.contains(**mark) && !(prints && mark.starts_with("console")));
            complaints.extend(found.map(|mark| format!("{}:{}: {mark}", file.path, number + 1)));
        }
    }
    complaints
}

#[test]
fn every_file_can_be_read_in_a_sitting() {
    assert_none(&long(&repository()));
}

fn long(files: &[File]) -> Vec<String> {
    let mut complaints = Vec::new();
    for file in code_files(files) {
        let lines = file.text.lines().count();
        if lines > LINES && LONG.iter().all(|(path, _)| *path != file.path) {
            complaints.push(format!("{} has {lines} lines; split it by purpose, or say in LONG why not", file.path));
        }
    }
    let gone = LONG.iter().filter(|(path, _)| files.iter().all(|file| file.path != *path));
    complaints.extend(gone.map(|(path, _)| format!("LONG names {path}, which is not there")));
    complaints
}

#[test]
fn no_file_names_where_packages_come_from() {
    assert_none(&hosts(&repository()));
}

/// Everyone gets packages from where their tools are set up to get them. Cargo's lock file cannot but name its index.
fn hosts(files: &[File]) -> Vec<String> {
    let hosts = [
        concat!("crates", ".io"),
        concat!("npmjs", ".org"),
        concat!("npmjs", ".com"),
        concat!("pypi", ".org"),
        concat!("python", "hosted"),
        concat!("debian", ".org"),
        concat!("npmmirror", "."),
        concat!("rsproxy", "."),
    ];
    let mut complaints = Vec::new();
    // Licence texts are quoted as they are.
    for file in files.iter().filter(|file| !file.path.ends_with("Cargo.lock") && file.path != "www/notices.txt") {
        let found = hosts.iter().filter(|host| file.text.contains(**host));
        complaints.extend(found.map(|host| format!("{}: {host}", file.path)));
    }
    complaints
}

#[test]
fn sorting_goes_through_one_sort() {
    assert_none(&sorts(&repository()));
}

/// Each kind of thing that the standard library sorts, and each map or set that it collects, makes its sort anew: 3 to
/// 11 KB of the page's program. The terminal's program and tests may.
fn sorts(files: &[File]) -> Vec<String> {
    let standard = [".sort(", ".sort_", "collect::<BTree", "collect::<Result<BTree", "collect::<Option<BTree"];
    let from = ["BTreeMap::from(", "BTreeSet::from(", "BTreeMap::from_iter(", "BTreeSet::from_iter("];
    let mut complaints = Vec::new();
    for file in
        files.iter().filter(|file| file.module().is_some_and(|module| !matches!(module, "order" | "cli" | "bin")))
    {
        let code = file.code();
        let mut found: Vec<&str> = standard.iter().chain(&from).copied().filter(|word| code.contains(word)).collect();
        // A binding's type says what is collected.
        let collected = |statement: &str| {
            let binding = statement.rsplit_once("let ").map_or("", |(_, binding)| binding);
            binding.split_once('=').is_some_and(|(name, _)| name.contains(": BTree")) && binding.ends_with(".collect()")
        };
        found.extend(code.split(';').any(collected).then_some("let …: BTree… = ….collect()"));
        if !file.path.ends_with("/tests.rs") {
            let why = "adds kilobytes to the page; use `Arrange`, `order::map` or `order::set` of src/order.rs";
            complaints.extend(found.into_iter().map(|word| format!("{}: `{word}` {why}", file.path)));
        }
    }
    complaints
}

#[test]
fn each_check_complains() {
    let file = |path: &str, text: &str| File { path: path.into(), text: text.into() };
    let one = |complaints: Vec<String>, about: &str| {
        assert_eq!(complaints.len(), 1, "{about}: {complaints:?}");
        assert!(complaints[0].contains(about), "{about}: {complaints:?}");
    };
    one(says_what_it_is(&[file("src/a.rs", "// a\n"), file("src/b.rs", "//! b\n")]), "src/a.rs");

    let import = "//! x\nuse crate::{\n    document::{Span, filing},\n    filing::Filing,\n};\n";
    one(layers(&[file("src/readers/text.rs", import)]), "crate::filing");
    one(layers(&[file("src/rules/row.rs", "fn f() { crate::readers::read(); }")]), "crate::readers");
    one(layers(&[file("src/document.rs", "use super::form::Form;")]), "crate::form");
    one(layers(&[file("src/helpers.rs", "")]), "no layer");
    let silent = "/// See [`Filing`](crate::filing::Filing).\nconst A: &str = \"crate::rules\";\n#[cfg(test)]\nmod tests { use crate::rules; }\n";
    assert_none(&layers(&[file("src/form.rs", silent)]));

    one(
        outside(&[file("src/outcome.rs", "use web_sys::Node;"), file("src/app/state.rs", "use yew::html;")]),
        "web_sys",
    );

    let rule = file("src/rules/row_sum.rs", "pub static RULE: Rule = Rule { };");
    let cases = file("tests/rules/row-sum.md", "");
    one(rules(&[rule, cases], &[]).split_off(1), "cases of no rule");
    one(rules(&[file("src/rules/row_sum.rs", "")], &["row-sum"]), "tests/rules/row-sum.md");
    one(rules(&[file("src/rules/row_sum.rs", "static R: Rule = Rule {};")], &[]), "does not list");

    one(top_level(&[file("utils/a.rs", ""), file("src/lib.rs", ""), file(".ci/run", "")]), "utils");
    one(unfinished(&[file("src/a.rs", concat!("// TO", "DO: later"))]), "src/a.rs:1");
    one(long(&[file("src/a.rs", &"//\n".repeat(LINES + 1))]), "src/a.rs");
    for code in [
        "fn f() { things.sort_unstable_by_key(|thing| thing.0); }",
        "fn f() { things.sort(); }",
        "let set = things.collect::<BTreeSet<_>>();",
        "let map: BTreeMap<u8, u8> =\n    things.collect();",
        "let map = BTreeMap::from([(1, 2)]);",
    ] {
        one(sorts(&[file("src/rules/a.rs", code), file("src/cli/files.rs", code)]), "src/order.rs");
    }
    let sorted = "fn f() { things.arrange(); let map = order::map(things); let all: Vec<u8> = set.collect(); }
        #[cfg(test)]\nmod tests { fn f() { things.sort(); } }";
    assert_none(&sorts(&[file("src/rules/a.rs", sorted), file("tests/it/a.rs", "things.sort();")]));

    one(
        hosts(&[file("README.md", concat!("from crates", ".io")), file("Cargo.lock", concat!("crates", ".io"))]),
        "README",
    );
}

#[track_caller]
fn assert_none(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

/// The files of the repository, those not yet committed included.
fn repository() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let listed = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root)
        .output()
        .expect("git lists the files of the repository");
    assert!(listed.status.success(), "{}", String::from_utf8_lossy(&listed.stderr));
    let paths = String::from_utf8(listed.stdout).expect("paths are UTF-8");
    let files: Vec<File> = paths
        .split_terminator('\0')
        .filter(|path| root.join(path).is_file())
        .map(|path| File { path: path.into(), text: fs::read_to_string(root.join(path)).unwrap_or_default() })
        .collect();
    assert!(files.iter().any(|file| file.path == "src/lib.rs"), "git lists no src/lib.rs");
    files
}

/// Files of code, in whatever language, that people here write.
fn code_files(files: &[File]) -> impl Iterator<Item = &File> {
    let suffixes = [".rs", ".mjs", ".cjs", ".js", ".css", ".html", ".toml", ".sh"];
    let written = |path: &str| !path.starts_with("www/samples/") && !path.contains("/data/");
    files.iter().filter(move |file| written(&file.path) && suffixes.iter().any(|suffix| file.path.ends_with(suffix)))
}

fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|c: char| !c.is_alphanumeric() && c != '_')
}

/// What stands under a root, at most two names deep: `a::b` of `crate::a::b::c`; `a::b` and `c` of
/// `crate::{a::b, c::{d, e}}`.
fn named_under(code: &str, root: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (start, _) in code.match_indices(root) {
        let before = code[..start].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
            continue;
        }
        let rest = &code[start + root.len()..];
        let name = |text: &str| {
            let path = text.trim_start();
            let end = path.find(|c: char| !c.is_alphanumeric() && c != '_' && c != ':').unwrap_or(path.len());
            path[..end].trim_end_matches("::").split("::").take(2).collect::<Vec<_>>().join("::")
        };
        if !rest.starts_with('{') {
            names.push(name(rest));
            continue;
        }
        let mut depth = 0;
        let mut item = 1;
        for (at, c) in rest.char_indices() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            if (c == ',' && depth == 1) || depth == 0 {
                names.push(name(&rest[item..at]));
                item = at + 1;
            }
            if depth == 0 {
                break;
            }
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// Blanks out comments and what stands in strings. Raw strings with hashes are rare enough to be left as they are:
/// at worst a check complains too much.
fn without_comments_and_strings(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut previous = ' ';
    while let Some(c) = chars.next() {
        match c {
            '/' if chars.peek() == Some(&'/') => {
                chars.by_ref().take_while(|c| *c != '\n').for_each(drop);
                code.push('\n');
            }
            '"' if previous != '\'' && previous != '\\' => {
                code.push_str("\"\"");
                while let Some(c) = chars.next() {
                    match c {
                        '\\' => drop(chars.next()),
                        '"' => break,
                        _ => {}
                    }
                }
            }
            _ => code.push(c),
        }
        previous = c;
    }
    code
}
