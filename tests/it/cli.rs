//! The command line as it is called: what it prints, where, and how it ends.

use std::{
    fs,
    io::Write,
    path::PathBuf,
    process::{Command, Output, Stdio},
};

use gouji::{form::Edition, forms};
use serde_json::Value;

use crate::{
    figures::{Dice, Size, consistent},
    shapes,
};

/// A folder of its own for each test, gone with it.
pub struct Folder(pub PathBuf);

impl Folder {
    /// Makes it.
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("gouji-test-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a folder for the test");
        Self(path)
    }

    /// Writes a file into it and gives its path.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("its folder");
        fs::write(&path, content).expect("a file for the test");
        path.display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn report(total: &str) -> String {
    let form = forms::form(Edition::E2021).expect("the edition has a form");
    let mut figures = consistent(form, Size::Small, &mut Dice(1));
    if !total.is_empty() {
        figures.insert("requests.granted.total".into(), total.into());
    }
    (shapes::all().next().expect("there are shapes").write)(form, &figures)
}

/// Calls the command.
pub fn gouji(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gouji")).args(arguments).stdin(Stdio::null()).output().expect("the command runs")
}

/// The objects that it printed.
pub fn lines(output: &Output) -> Vec<Value> {
    let text = String::from_utf8(output.stdout.clone()).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("a JSON object a line")).collect()
}

#[test]
fn a_clean_report_ends_with_0_and_an_error_with_1() {
    let folder = Folder::new("exit");
    let clean = folder.write("clean.txt", report(""));
    let wrong = folder.write("wrong.txt", report("999"));
    assert_eq!(gouji(&["check", &clean]).status.code(), Some(0));
    assert_eq!(gouji(&["check", &wrong]).status.code(), Some(1));
    assert_eq!(gouji(&["check", &wrong, &clean]).status.code(), Some(1));
}

#[test]
fn what_cannot_be_read_ends_with_2_and_the_others_are_answered() {
    let folder = Folder::new("unread");
    let wrong = folder.write("wrong.txt", report("999"));
    let empty = folder.write("empty.txt", "");
    let output = gouji(&["check", "--format", "jsonl", &empty, "/no/such/file", &wrong]);
    assert_eq!(output.status.code(), Some(2));
    let answers = lines(&output);
    assert_eq!(answers.len(), 2);
    assert_eq!(answers[0]["unreadable"]["reason"], "empty");
    assert_eq!(answers[1]["file"], wrong);
    assert!(String::from_utf8_lossy(&output.stderr).contains("/no/such/file"));
}

#[test]
fn a_report_without_one_figure_read_is_not_clean() {
    let folder = Folder::new("no-figure");
    let text = "云岭县教育局2023年政府信息公开工作年度报告\n一、总体情况\n平稳有序。\n二、主动公开政府信息情况\n见附件。\n\
                三、收到和处理政府信息公开申请情况\n见附件。\n四、政府信息公开行政复议、行政诉讼情况\n见附件。\n\
                五、存在的主要问题及改进情况\n还要改进。\n六、其他需要报告的事项\n没有收费。\n";
    let prose = folder.write("prose.txt", text);
    assert_eq!(gouji(&["check", &prose]).status.code(), Some(2));
    // What errors it has say more.
    let wrong = folder.write("wrong.txt", text.replace("六、其他需要报告的事项\n没有收费。\n", ""));
    assert_eq!(gouji(&["check", &wrong]).status.code(), Some(1));
}

#[test]
fn a_wrong_call_ends_with_2() {
    for arguments in [&["check"][..], &["check", "--format", "xml", "a"], &["nothing"], &["explain", "no-such-rule"]] {
        assert_eq!(gouji(arguments).status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn folders_are_read_in_byte_order_without_hidden_files_and_links() {
    let folder = Folder::new("order");
    for name in ["b.txt", "a/z.txt", "a.txt", "B.txt", ".hidden.txt", ".git/x.txt", "a/.x"] {
        folder.write(name, report(""));
    }
    folder.write("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.0.join("b.txt"), folder.0.join("link.txt")).expect("a link for the test");
    let root = folder.0.display().to_string();
    let output = gouji(&["check", "--format", "jsonl", &root]);
    let files: Vec<String> = lines(&output)
        .iter()
        .map(|answer| answer["file"].as_str().expect("a name")[root.len() + 1..].to_owned())
        .collect();
    assert_eq!(files, ["B.txt", "a.txt", "a/z.txt", "b.txt"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("picture.png"));
    assert_eq!(output.status.code(), Some(0), "a format that is not known is named, the folder is read");
}

#[test]
fn standard_input_is_a_file_called_dash() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args(["check", "--format", "jsonl", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the command runs");
    child.stdin.take().expect("a pipe").write_all(report("").as_bytes()).expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(lines(&output)[0]["file"], "-");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn many_files_come_in_the_order_given() {
    let folder = Folder::new("many");
    let names: Vec<String> =
        (0..40).map(|i| folder.write(&format!("{i:02}.txt"), report(if i % 3 == 0 { "999" } else { "" }))).collect();
    let mut arguments = vec!["check", "--format", "jsonl"];
    arguments.extend(names.iter().rev().map(String::as_str));
    let answers = lines(&gouji(&arguments));
    let files: Vec<&str> = answers.iter().map(|answer| answer["file"].as_str().expect("a name")).collect();
    let want: Vec<&str> = names.iter().rev().map(String::as_str).collect();
    assert_eq!(files, want);
}

#[test]
fn every_rule_is_listed_and_explained_in_both_languages() {
    for lang in ["zh", "en"] {
        let list = String::from_utf8(gouji(&["rules", "--lang", lang]).stdout).expect("UTF-8");
        assert_eq!(list.lines().count(), gouji::rules::RULES.len());
        for rule in gouji::rules::RULES {
            assert!(list.contains(rule.name));
            let output = gouji(&["explain", rule.name, "--lang", lang]);
            assert_eq!(output.status.code(), Some(0));
            assert!(String::from_utf8_lossy(&output.stdout).contains(rule.name));
        }
    }
}

#[test]
fn the_text_names_place_and_sentence() {
    let folder = Folder::new("text");
    let wrong = folder.write("wrong.txt", report("999"));
    let output = gouji(&["check", &wrong]);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(text.contains("200/200"), "{text}");
    assert!(text.contains("表三 · （一）予以公开 · 总计"), "{text}");
    assert!(text.contains("999"), "{text}");
}

/// A zip with its files as they are, as any packer may write it.
pub fn zip(files: &[(&[u8], &[u8])]) -> Vec<u8> {
    let (mut all, mut list) = (Vec::new(), Vec::new());
    for (name, content) in files {
        let mut header = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        header.extend(crc(content).to_le_bytes());
        header.extend([content.len() as u32, content.len() as u32].iter().flat_map(|length| length.to_le_bytes()));
        header.extend((name.len() as u16).to_le_bytes());
        list.extend([b"PK\x01\x02\x14\0".as_slice(), &header, &[0; 12], &(all.len() as u32).to_le_bytes()].concat());
        list.extend(*name);
        all.extend([b"PK\x03\x04".as_slice(), &header, &[0; 2], name, content].concat());
    }
    let (start, count) = (all.len() as u32, files.len() as u16);
    all.extend(&list);
    all.extend([b"PK\x05\x06\0\0\0\0".as_slice(), &count.to_le_bytes(), &count.to_le_bytes()].concat());
    all.extend([(list.len() as u32).to_le_bytes(), start.to_le_bytes()].concat());
    all.extend([0, 0]);
    all
}

fn crc(bytes: &[u8]) -> u32 {
    let step = |sum: u32, _| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 };
    !bytes.iter().fold(!0, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), step))
}

#[test]
fn an_archive_is_read_as_a_folder() {
    let folder = Folder::new("archive");
    let (clean, wrong) = (report(""), report("99"));
    let inner = zip(&[(b"a.txt", clean.as_bytes())]);
    let archive = folder.write(
        "a.zip",
        zip(&[
            // 教育局, in GB18030 as Windows packs it.
            (b"\xbd\xcc\xd3\xfd\xbe\xd6.txt", wrong.as_bytes()),
            (b"b/clean.txt", clean.as_bytes()),
            (b"__MACOSX/._b.txt", b"\0\x05\x16\x07"),
            (b"~$b.docx", b"lock"),
            (b"picture.png", b"\x89PNG\r\n\x1a\n"),
            (b"inner.zip", &inner),
        ]),
    );
    let output = gouji(&["check", "--format", "jsonl", &archive]);
    let names: Vec<_> = lines(&output).iter().map(|line| line["file"].as_str().unwrap().to_owned()).collect();
    assert_eq!(names, [format!("{archive}/b/clean.txt"), format!("{archive}/教育局.txt")]);
    assert_eq!(output.status.code(), Some(1), "what is no report in an archive is only named");
    let named = String::from_utf8(output.stderr).unwrap();
    assert!(named.contains("a.zip/picture.png: ") && named.contains("a.zip/inner.zip: "), "{named}");
    for (name, bytes, reason) in [
        ("cut.zip", fs::read(&archive).unwrap()[..2000].to_vec(), "damaged"),
        ("none.zip", zip(&[]), "empty"),
        ("litter.zip", zip(&[(b".DS_Store", b"1")]), "empty"),
    ] {
        let output = gouji(&["check", "--format", "jsonl", &folder.write(name, bytes)]);
        assert_eq!(lines(&output)[0]["unreadable"]["reason"], reason, "{name}");
        assert_eq!(output.status.code(), Some(2), "{name}");
    }
}
