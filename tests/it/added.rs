//! Columns that an author adds to table three: what stands under a header of its own is none of the form's figures.

use gouji::{
    filing::{self, Reading},
    form::{Edition, FormTable},
    forms, readers,
    source::Source,
};

use crate::figures::{Dice, Figures, Size, consistent};

const COLUMNS: [&str; 7] = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"];

fn requests() -> &'static FormTable {
    let form = forms::form(Edition::E2021).expect("the edition has a form");
    form.tables.iter().find(|table| table.key == "requests").expect("it has the table")
}

/// The figures of a row.
fn row(figures: &Figures, key: &str) -> Vec<String> {
    let columns = requests().blocks[0].columns.iter();
    columns.map(|column| figures[&format!("requests.{key}.{}", column.key)].clone()).collect()
}

/// A page whose table has headers, and rows that something makes of the row's number and its figures.
fn page(figures: &Figures, headers: &[&str], make: impl Fn(usize, Vec<String>) -> Vec<String>) -> String {
    let cells = |cells: &[String]| cells.iter().map(|cell| format!("<td>{cell}</td>")).collect::<String>();
    let head: String = headers.iter().map(|header| format!("<td>{header}</td>")).collect();
    let rows: String = (requests().blocks[0].rows.iter().enumerate())
        .map(|(at, r)| {
            let mut all = make(at, row(figures, r.key));
            // The place of the label among the cells.
            let label = all.iter().position(|cell| cell == "L").expect("there is a place for the label");
            r.label.clone_into(&mut all[label]);
            format!("<tr>{}</tr>", cells(&all))
        })
        .collect();
    format!(
        "<h1>云岭县教育局2024年政府信息公开工作年度报告</h1><p>三、收到和处理政府信息公开申请情况</p>\
         <table><tr>{head}</tr>{rows}</table><p>四、政府信息公开行政复议、行政诉讼情况</p>"
    )
}

/// How many cells of the table are right, and how many lost; none may be anything else.
fn read(page: &str, figures: &Figures) -> (usize, usize) {
    let document = readers::read(&Source::bytes("report", page)).1.expect("it can be read");
    let filing = &filing::lay(&document)[0];
    let (mut right, mut lost) = (0, 0);
    for (cell, found) in filing.form_cells.iter().zip(&filing.cells).filter(|(cell, _)| cell.table.key == "requests") {
        match &found.reading {
            Reading::Number { value, .. } if value.to_string() == figures[&cell.key] => right += 1,
            Reading::Lost => lost += 1,
            other => panic!("{} is read as {other:?} in {page}", cell.key),
        }
    }
    (right, lost)
}

fn figures() -> Figures {
    consistent(forms::form(Edition::E2021).expect("the edition has a form"), Size::County, &mut Dice(7))
}

/// The headers with others before and behind them.
fn headers(before: &[&'static str], behind: &[&'static str]) -> Vec<&'static str> {
    [before, &COLUMNS, behind].concat()
}

#[test]
fn what_stands_behind_under_a_header_of_its_own_is_left_out() {
    let figures = figures();
    type Added = (&'static [&'static str], fn(usize) -> Vec<String>);
    let added: [Added; 5] = [
        (&["备注"], |at| vec![if at % 6 == 3 { "含转办件".into() } else { String::new() }]),
        (&["备注"], |at| vec![if at == 3 { "含12件".into() } else { String::new() }]),
        (&["上年"], |at| vec![(at * 7).to_string()]),
        (&["上年总计", "同比"], |at| vec![(at * 7).to_string(), format!("+{at}%")]),
        (&["增减", "备注"], |at| vec![format!("-{at}"), if at == 5 { "见说明".into() } else { String::new() }]),
    ];
    for (behind, cells) in added {
        let html = page(&figures, &headers(&["项目"], behind), |at, row| [vec!["L".into()], row, cells(at)].concat());
        assert_eq!(read(&html, &figures), (175, 0), "{behind:?}");
        let html = page(&figures, &headers(&["序号", "项目"], behind), |at, row| {
            [vec![(at + 1).to_string(), "L".into()], row, cells(at)].concat()
        });
        assert_eq!(read(&html, &figures), (175, 0), "{behind:?} with running numbers");
    }
}

#[test]
fn figures_that_no_header_of_their_own_tells_apart_are_lost() {
    let figures = figures();
    let other = |at: usize| (at * 7 + 1).to_string();
    // No header; the form's own once more; a column more between those of the form.
    for behind in [&[""] as &[&str], &["总计"], &["自然人"]] {
        let html =
            page(&figures, &headers(&["项目"], behind), |at, row| [vec!["L".into()], row, vec![other(at)]].concat());
        assert_eq!(read(&html, &figures), (0, 175), "{behind:?}");
    }
    let mut between = headers(&["项目"], &[]);
    between.insert(7, "上年总计");
    let html = page(&figures, &between, |at, mut row| {
        row.insert(6, other(at));
        [vec!["L".into()], row].concat()
    });
    assert_eq!(read(&html, &figures), (0, 175));
    // The headers stand a column too far to the left, or to the right.
    let html = page(&figures, &headers(&[], &["备注"]), |at, row| [vec!["L".into()], row, vec![other(at)]].concat());
    assert_eq!(read(&html, &figures), (0, 175));
    let html = page(&figures, &headers(&["", "项目"], &["备注"]), |at, row| {
        [vec!["L".into()], row, vec![other(at)]].concat()
    });
    assert_eq!(read(&html, &figures), (0, 175));
}

#[test]
fn a_column_that_checks_the_rows_needs_no_header() {
    let figures = figures();
    let check = |headers: &[&str], right: &str, wrong: &str| {
        let sign = |at: usize| if at == 4 { wrong } else { right };
        page(&figures, headers, |at, row| [vec!["L".into()], row, vec![sign(at).into()]].concat())
    };
    for (right, wrong) in [("0", "1"), ("TRUE", "FALSE"), ("√", "")] {
        assert_eq!(read(&check(&headers(&["项目"], &[""]), right, wrong), &figures), (175, 0), "{right}");
        assert_eq!(read(&check(&headers(&["项目"], &[]), right, wrong), &figures), (175, 0), "{right}, no cell above");
    }
    // The headers stand a column too far to the left, and the last column is the total's.
    assert_eq!(read(&check(&headers(&[], &[]), "0", "1"), &figures), (0, 175));
}

#[test]
fn of_two_tables_in_one_none_is_read() {
    let figures = figures();
    let twice = |first: bool| {
        let all = [headers(&["项目"], &[]), headers(&["项目"], &[])].concat();
        let html = page(&figures, &all, |at, row| {
            let other: Vec<String> = (0..7).map(|column| (at * 7 + column).to_string()).collect();
            let (a, b) = if first { (row, other) } else { (other, row) };
            [vec!["L".into()], a, vec![format!("<b>{at}</b>")], b].concat()
        });
        // The label again before the second half.
        requests().blocks[0]
            .rows
            .iter()
            .enumerate()
            .fold(html, |html, (at, row)| html.replace(&format!("<b>{at}</b>"), row.label))
    };
    for first in [true, false] {
        assert_eq!(read(&twice(first), &figures), (0, 175), "{first}");
    }
}

#[test]
fn a_label_that_a_page_cut_has_the_figures_of_its_first_half() {
    let figures = figures();
    let whole = page(&figures, &headers(&["项目"], &[]), |_, row| [vec!["L".into()], row].concat());
    assert_eq!(read(&whole, &figures), (175, 0));
    let row = row(&figures, "denied.internal").iter().map(|figure| format!("<td>{figure}</td>")).collect::<String>();
    let halves = |first: &str, second: &str| {
        let cut = format!("<td>5.属于三类内</td>{first}</tr><tr><td>部事务信息</td>{second}");
        whole.replace(&format!("<td>5.属于三类内部事务信息</td>{row}"), &cut)
    };
    let blank = "<td></td>".repeat(7);
    assert_eq!(read(&halves(&row, &blank), &figures), (175, 0));
    assert_eq!(read(&halves(&blank, &row), &figures), (175, 0));
    // Figures in both may be the halves of one.
    let other: String = (1..8).map(|figure| format!("<td>{figure}</td>")).collect();
    assert_eq!(read(&halves(&row, &other), &figures), (168, 7));
}
