//! What is struck out, and the signs of notes.

use super::{Drawn, Rule, document, read};
use crate::document::HiddenKind;

/// A thin line.
fn line(mut page: Drawn, left: f32, y: f32, right: f32) -> Drawn {
    page.0.rules.push(Rule { left, top: y - 0.3, right, bottom: y + 0.3 });
    page
}

/// A table of two rows in a grid, with something in its last cell.
fn table(draw: impl Fn(Drawn) -> Drawn) -> Drawn {
    let xs = [100.0, 200.0, 300.0];
    let page = Drawn::new().grid(&xs, &[100.0, 120.0, 140.0]).row(&xs, 100.0, "规章|12").row(&xs, 120.0, "许可|");
    draw(page)
}

#[test]
fn what_a_line_strikes_out_is_not_read_and_remembered() {
    for grid in [true, false] {
        let figures = |page: Drawn| {
            line(page, 210.0, 129.0, 225.0).text(210.0, 124.0, 10.0, "139").text(225.0, 124.0, 10.0, "138")
        };
        let page = if grid {
            table(figures)
        } else {
            figures(Drawn::new().text(100.0, 124.0, 10.0, "许可"))
                .text(100.0, 104.0, 10.0, "规章")
                .text(210.0, 104.0, 10.0, "12")
        };
        let said = document(vec![page.0]).unwrap();
        let hidden: Vec<_> = said.hidden.iter().map(|hidden| (hidden.kind, hidden.text.as_str())).collect();
        assert_eq!(hidden, [(HiddenKind::Struck, "139")]);
        assert!(said.texts.iter().any(|text| text.content.ends_with("138")), "{:?}", said.texts);
    }
}

#[test]
fn nobody_strikes_out_most_of_a_page() {
    let page = (0..12).fold(Drawn::new(), |page, at| {
        let y = 60.0 + 20.0 * at as f32;
        line(page.text(100.0, y, 10.0, "1234567890"), 100.0, y + 5.5, 150.0)
    });
    assert_eq!(read(vec![page]).matches("1234567890").count(), 12);
}

#[test]
fn other_lines_strike_nothing() {
    let figure = |page: Drawn| page.text(210.0, 124.0, 10.0, "139");
    let whole = |page: Drawn| assert!(read(vec![page]).contains("|139"));
    // An underline, a line beyond the figure, an edge of a table between two others, a thick bar.
    whole(table(|page| figure(line(page, 210.0, 133.5, 225.0))));
    whole(table(|page| figure(line(page, 203.0, 129.0, 240.0))));
    whole(table(|page| figure(line(page, 210.0, 129.0, 218.0))));
    whole(table(|page| {
        figure(page.rule(209.0, 122.0, 209.0, 138.0).rule(226.0, 122.0, 226.0, 138.0)).rule(209.0, 129.0, 226.0, 129.0)
    }));
}

#[test]
fn edges_drawn_cell_by_cell_strike_nothing() {
    // A row that is too low: its label stands on the edge below.
    let edges = |page: Drawn, y: f32| page.rule(100.0, y, 200.0, y).rule(200.0, y, 300.0, y);
    let sides =
        |page: Drawn, from: f32, to: f32| [100.0, 200.0, 300.0].iter().fold(page, |page, &x| page.rule(x, from, x, to));
    let page = [100.0, 120.0, 134.0, 154.0].iter().fold(Drawn::new(), |page, &y| edges(page, y));
    let page = [(100.0, 120.0), (120.0, 134.0), (134.0, 154.0)].iter().fold(page, |page, &(a, b)| sides(page, a, b));
    let page = page.text(102.0, 104.0, 10.0, "规章").text(210.0, 104.0, 10.0, "12");
    let page = page.text(101.0, 127.5, 10.0, "行政规范性文件件件").text(210.0, 123.0, 10.0, "129");
    let said = read(vec![page.text(102.0, 139.0, 10.0, "许可").text(210.0, 139.0, 10.0, "7")]);
    assert!(said.contains("行政规范性文件件件") && said.contains("129") && said.contains("|规章|12|"), "{said}");
    // Lines that go on in each other are one: the two runs of a figure.
    let two = table(|page| line(line(page, 210.0, 129.0, 220.0), 220.0, 129.0, 225.0).text(210.0, 124.0, 10.0, "139"));
    let hidden = document(vec![two.0]).unwrap().hidden;
    assert_eq!(hidden.iter().map(|hidden| hidden.text.as_str()).collect::<Vec<_>>(), ["139"]);
}

#[test]
fn what_stands_in_the_next_cell_is_no_sign() {
    let xs = [100.0, 200.0, 300.0];
    let page = Drawn::new().grid(&xs, &[100.0, 120.0, 140.0]).row(&xs, 100.0, "规章|12");
    let said = read(vec![page.text(194.0, 124.0, 10.0, "1").text(200.5, 126.4, 8.5, "29")]);
    assert!(said.contains("|1|29|"), "{said}");
}

#[test]
fn the_sign_of_a_note_stands_on_its_line() {
    for (size, up, sign, want) in [
        (6.0, 0.0, "1", "138¹"),
        (8.3, -2.5, "12", "138¹²"),
        (6.0, 7.0, "2", "138²"),
        // As LibreOffice lowers it: its box ends where the figure's does.
        (5.8, 4.3, "2", "138²"),
        (6.0, 0.0, "[1]", "138[1]"),
        (6.0, 0.0, "*", "138*"),
        (6.0, 0.0, "①", "138①"),
    ] {
        let said = read(vec![table(|page| page.text(210.0, 124.0, 10.0, "138").text(225.0, 124.0 + up, size, sign))]);
        assert!(said.contains(&format!("|许可|{want}")), "{said}");
    }
    // Digits of one size, or on one line, are the figure's; longer ones are a figure.
    for (size, up, digits) in [(10.0, -2.0, "1"), (9.5, -2.0, "1"), (8.0, 1.5, "1"), (6.0, 0.0, "12345")] {
        let said = read(vec![table(|page| page.text(210.0, 124.0, 10.0, "138").text(225.0, 124.0 + up, size, digits))]);
        assert!(!said.contains(['¹', '²']), "{said}");
    }
}
