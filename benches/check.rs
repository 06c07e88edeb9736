//! A report to findings, natively: `cargo bench`. Figures, not limits; nothing fails here.

#![allow(clippy::disallowed_methods, reason = "benches read files")]

use divan::{Bencher, black_box};
use gouji::{profile::Profile, source::Source};

const PAGE: &str = include_str!("../www/samples/report.html");

fn main() {
    divan::main();
}

/// The sample as its plain text, cells apart by tabs, as a browser copies it.
fn text() -> String {
    let outcome = gouji::check(&Source::bytes("page", PAGE), &Profile::default()).remove(0);
    let document = outcome.sheet.expect("the sample can be read").document;
    let mut text = String::new();
    for block in &document.blocks {
        match block {
            gouji::document::Block::Paragraph(id) | gouji::document::Block::Heading(_, id) => {
                text.push_str(document.text(*id));
                text.push('\n');
            }
            gouji::document::Block::Picture => {}
            gouji::document::Block::Table(table) => {
                let mut row = 0;
                for cell in &table.cells {
                    text.push(if cell.row > row { '\n' } else { '\t' });
                    row = cell.row;
                    text.push_str(&document.text(cell.text).replace('\n', ""));
                }
                text.push('\n');
            }
        }
    }
    text
}

fn check(bencher: Bencher, source: Source) {
    bencher.bench(|| gouji::check(black_box(&source), &Profile::default()));
}

#[divan::bench]
fn html(bencher: Bencher) {
    check(bencher, Source::bytes("page", PAGE));
}

#[divan::bench]
fn text_report(bencher: Bencher) {
    check(bencher, Source::bytes("text", text()));
}

#[divan::bench]
fn gb18030(bencher: Bencher) {
    let (bytes, ..) = encoding_rs::GB18030.encode(PAGE);
    check(bencher, Source::bytes("page", bytes.into_owned()));
}

/// The same report in the formats of offices: `tests/samples/`.
#[divan::bench(args = ["docx", "doc", "rtf", "odt", "xlsx", "xls", "ods", "pdf", "ofd"])]
fn office(bencher: Bencher, format: &str) {
    let path = format!("{}/tests/samples/report.{format}", env!("CARGO_MANIFEST_DIR"));
    check(bencher, Source::bytes("sample", std::fs::read(path).expect("there is a sample of the format")));
}

/// The parts of it: reading, laying over the form.
#[divan::bench]
fn read_html(bencher: Bencher) {
    let source = Source::bytes("page", PAGE);
    bencher.bench(|| gouji::readers::read(black_box(&source)));
}

#[divan::bench]
fn lay_html(bencher: Bencher) {
    let document = gouji::readers::read(&Source::bytes("page", PAGE)).1.expect("the sample can be read");
    bencher.bench(|| gouji::filing::lay(black_box(&document)).len());
}
