//! Where figures belong: columns in another order than the form's, figures and labels over two rows, what a printer leaves
//! between the lines. Each was read wrong once.

use gouji::{
    filing::{self, Filing, Reading},
    form::Edition,
    forms,
    source::Source,
};

use crate::{
    figures::{Dice, Figures, Size, consistent},
    shapes,
};

/// A report's figures, and its text in a shape.
pub fn report(shape: &str) -> (Figures, String) {
    let form = forms::form(Edition::E2021).expect("the edition has a form");
    let figures = consistent(form, Size::County, &mut Dice(11));
    let shape = shapes::all().find(|known| known.name == shape).unwrap_or_else(|| panic!("there is no shape {shape}"));
    let text = (shape.write)(form, &figures);
    assert_eq!(read(&text, &figures), (0, 0), "{text}");
    (figures, text)
}

/// How many cells are lost, and how many are read as something else than what stands there.
pub fn read(text: &str, figures: &Figures) -> (usize, usize) {
    let document = gouji::readers::read(&Source::bytes("report", text)).1.expect("a document");
    let filings = filing::lay(&document);
    let right = |key: &str, filing: &Filing, cell: usize| match &filing.cells[cell].reading {
        Reading::Number { value, .. } => value.to_string() == figures[key],
        Reading::Blank => figures[key].is_empty(),
        Reading::Lost => true,
        _ => false,
    };
    let filing = &filings[0];
    let lost = filing.cells.iter().filter(|cell| cell.reading == Reading::Lost).count();
    let keys = filing.form_cells.iter().map(|cell| cell.key.clone()).enumerate();
    (lost, keys.filter(|(at, key)| !right(key, filing, *at)).count())
}

/// A text with one line for another.
pub fn with(text: &str, line: &str, other: &str) -> String {
    assert!(text.contains(line), "there is no {line}");
    text.replacen(line, other, 1)
}

/// The line that begins with a label.
pub fn line<'t>(text: &'t str, label: &str) -> &'t str {
    text.lines().find(|line| line.starts_with(label)).unwrap_or_else(|| panic!("there is no line {label}"))
}

/// A text with tabs as a sheet's.
pub fn csv(text: &str) -> String {
    text.lines().map(|line| line.replace('\t', ",") + ",,\n").collect()
}

pub const TABS: &str = "16 tabs";

#[test]
fn a_list_of_powers_before_the_table_gives_it_no_figures() {
    for shape in [TABS, "10 pdf, figures behind the label"] {
        let (figures, text) = report(shape);
        let list = "其中：\n行政许可 9项\n行政处罚 501项\n行政强制 33项\n";
        let first = line(&text, "第二十条第（一）项");
        assert_eq!(read(&with(&text, first, &format!("{list}{first}")), &figures), (0, 0), "{shape}");
    }
    let (figures, page) = report("html plain");
    let list = "<table><tr><td>事项类别</td><td>数量</td></tr><tr><td>行政许可</td><td>9</td></tr>\
        <tr><td>行政处罚</td><td>501</td></tr><tr><td>行政强制</td><td>33</td></tr></table><table";
    assert_eq!(read(&with(&page, "<table", list), &figures), (0, 0));
}

/// A page with the table of requests alone, its columns in an order and one more behind them.
fn requests(figures: &Figures, order: &[usize], more: &str) -> String {
    let table = &forms::form(Edition::E2021).expect("the edition has a form").tables[1];
    let block = &table.blocks[0];
    let cell = |text: &str| format!("<td>{text}</td>");
    let header: String = order.iter().map(|&at| cell(block.columns[at].label)).collect();
    let behind = |text: &str| if more.is_empty() { String::new() } else { cell(text) };
    let rows = block.rows.iter().map(|row| {
        let figure = |&at: &usize| cell(&figures[&format!("requests.{}.{}", row.key, block.columns[at].key)]);
        let cells: String = order.iter().map(figure).collect();
        format!("<tr><td>{}</td><td>{}</td>{cells}{}</tr>", row.group, row.label, behind(""))
    });
    let rows: String = rows.collect();
    format!(
        "<h1>云岭县教育局2023年政府信息公开工作年度报告</h1><h2>三、收到和处理政府信息公开申请情况</h2>\
         <table><tr><td></td><td></td>{header}{}</tr>{rows}</table>",
        behind(more)
    )
}

#[test]
fn columns_stand_where_their_headers_do() {
    let form = forms::form(Edition::E2021).expect("the edition has a form");
    let figures = consistent(form, Size::County, &mut Dice(12));
    // What is read of the other two tables, which are not there.
    let others = 25;
    let wrong = |page: &str| read(page, &figures).1 - others;
    assert_eq!(wrong(&requests(&figures, &[0, 1, 2, 3, 4, 5, 6], "")), 0);
    assert_eq!(wrong(&requests(&figures, &[6, 0, 1, 2, 3, 4, 5], "")), 0, "the total first");
    assert_eq!(wrong(&requests(&figures, &[0, 1, 3, 2, 4, 5, 6], "")), 0, "two changed places");
    let (lost, _) = read(&requests(&figures, &[0, 1, 2, 3, 4, 6], "备注"), &figures);
    assert_eq!(lost, 175, "one is missing, another one stands behind them");
    let (figures, text) = report(TABS);
    let swap = |text: &str, label: &str| {
        let row = line(text, label);
        let parts: Vec<&str> = row.split('\t').collect();
        with(text, row, &format!("{}\t{}\t{}\t{}", parts[0], parts[1], parts[3], parts[2]))
    };
    let swapped = ["信息内容\t本年制发", "规章", "行政规范性文件"].iter().fold(text, |text, label| swap(&text, label));
    assert_eq!(read(&swapped, &figures), (0, 0));
}

#[test]
fn headers_on_lines_of_their_own_tell_the_order_as_well() {
    let (figures, text) = report("03 one cell a line, close");
    let swapped = text.replacen("商业企业\n科研机构", "科研机构\n商业企业", 1);
    assert_ne!(swapped, text);
    let (lost, wrong) = read(&swapped, &figures);
    assert!(lost >= 175 && wrong == 0, "{lost} lost, {wrong} wrong");
    // Broken over lines, or with the pieces of all headers line by line.
    let (wrapped, whole) = report("10 pdf, figures behind the label");
    let (from, to) = ("总计商业\n企业\n科研\n机构\n", "社会\n公益\n组织\n法律\n服务\n机构\n其他");
    let pieces = |order: [&str; 2]| format!("{}社会公 法律服\n构 业 益组织 务机构\n其他 总计", order.concat());
    let old = format!("{from}{to}");
    assert!(whole.contains(&old));
    assert_eq!(read(&whole.replacen(&old, &pieces(["商业企 ", "科研机 "]), 1), &wrapped), (0, 0));
    for new in [pieces(["科研机 ", "商业企 "]), format!("总计科研\n机构\n商业\n企业\n{to}")] {
        let (lost, wrong) = read(&whole.replacen(&old, &new, 1), &wrapped);
        assert!(lost >= 175 && wrong == 0, "{new}: {lost} lost, {wrong} wrong");
    }
    // Lines that are no headers name applicants in any order.
    let above = |line: &str| whole.replacen("申请人情况", &format!("{line}\n申请人情况"), 1);
    for line in ["法律服务机构申请较多\n商业企业申请次之", "其中法律服务机构12件，\n商业企业20件"]
    {
        assert_eq!(read(&above(line), &wrapped), (0, 0), "{line}");
    }
    // Rows of a csv are longer than the table.
    let (figures, text) = (figures, report(TABS).1);
    let longer: String = text.lines().map(|line| line.replace('\t', ",") + ",,,,,\n").collect();
    let (_, wrong) = read(&longer, &figures);
    assert_eq!(wrong, 0);
}

#[test]
fn headers_under_other_names_tell_the_order_as_well() {
    let form = forms::form(Edition::E2021).expect("the edition has a form");
    let figures = consistent(form, Size::County, &mut Dice(12));
    let others = 25;
    let renamed = |order: &[usize]| {
        let page = requests(&figures, order, "");
        page.replace("商业企业", "企业").replace("科研机构", "科研单位").replace("社会公益组织", "社会组织")
    };
    assert_eq!(read(&renamed(&[0, 1, 2, 3, 4, 5, 6]), &figures), (0, others));
    let (lost, wrong) = read(&renamed(&[0, 2, 1, 3, 4, 5, 6]), &figures);
    assert_eq!((lost, wrong), (175, others));
    let (lost, wrong) = read(&renamed(&[0, 3, 2, 1, 4, 5, 6]), &figures);
    assert_eq!((lost, wrong), (175, others), "around one in its place");
    // Words on a line, as many as there are columns.
    let (figures, text) = report("10 pdf, figures behind the label");
    let (from, to) =
        (text.find("申请人情况\n自然").expect("headers"), text.find("一、本年新收").expect("the first row"));
    let headers = |words: &str| read(&format!("{}申请人情况\n{words}\n{}", &text[..from], &text[to..]), &figures);
    assert_eq!(headers("自然人 企业 科研单位 社会组织 法律机构 其他 总计"), (0, 0));
    assert_eq!(headers("自然人 商业 企业 科研 机构 社会 公益"), (0, 0), "the ends of headers are none");
    let (lost, wrong) = headers("自然人 科研单位 企业 社会组织 法律机构 其他 总计");
    assert!(lost >= 175 && wrong == 0, "{lost} lost, {wrong} wrong");
}

#[test]
fn headers_letter_by_letter_tell_the_order_as_well() {
    let (figures, text) = report("10 pdf, figures behind the label");
    let (from, to) =
        (text.find("申请人情况\n自然").expect("headers"), text.find("一、本年新收").expect("the first row"));
    let read = |header: &str| read(&format!("{}申请人情况\n{header}{}", &text[..from], &text[to..]), &figures);
    let (first, rest) = (["商业企业", "科研机构"], ["社会公益组织", "法律服务机构", "其他"]);
    let letter = |header: &str, at: usize| header.chars().nth(at).map(|letter| format!("{letter} "));
    // One letter a line; the first letters on a line, the second ones below; those on the bottom line level.
    let downwards = |headers: &[&str]| headers.concat().chars().map(|letter| format!("{letter}\n")).collect::<String>();
    let across = |headers: &[&str]| -> String {
        (0..6).map(|at| headers.iter().filter_map(|header| letter(header, at)).collect::<String>() + "\n").collect()
    };
    let level = |headers: &[&str]| -> String {
        let at = |header: &str, line: usize| letter(header, (line + header.chars().count()).checked_sub(6)?);
        (0..6).map(|line| headers.iter().filter_map(|header| at(header, line)).collect::<String>() + "\n").collect()
    };
    let spaced = |headers: &[&str]| -> String {
        headers.iter().map(|header| (0..6).filter_map(|at| letter(header, at)).collect::<String>() + "\n").collect()
    };
    let all = |two: [&'static str; 2]| [&["自然人"][..], &two, &rest, &["总计"]].concat();
    for (name, write) in [
        ("downwards", &downwards as &dyn Fn(&[&str]) -> String),
        ("across", &across),
        ("level", &level),
        ("spaced", &spaced),
    ] {
        for above in ["", "自然人\n法人或其他组织\n总计\n"] {
            let header = |two: [&'static str; 2]| match above {
                "" => write(&all(two)),
                _ => above.to_owned() + &write(&[&two[..], &rest].concat()),
            };
            assert_eq!(read(&header(first)), (0, 0), "{name}");
            let (lost, wrong) = read(&header([first[1], first[0]]));
            assert!(lost >= 175 && wrong == 0, "{name}: {lost} lost, {wrong} wrong");
        }
    }
}

/// A sheet's text in which one row is written as others.
fn rewritten(text: &str, label: &str, rows: impl Fn(&[&str]) -> Vec<Vec<String>>) -> String {
    let row = line(text, label);
    let cells: Vec<&str> = row.split('\t').collect();
    let rows: Vec<String> = rows(&cells).iter().map(|row| row.join("\t")).collect();
    with(text, row, &rows.join("\n"))
}

#[test]
fn a_figure_over_two_rows_is_not_its_half() {
    let (figures, text) = report(TABS);
    let blank = |cells: &[&str]| vec![String::new(); cells.len()];
    let whole = |cells: &[&str]| cells.iter().map(|&cell| cell.to_owned()).collect::<Vec<_>>();
    for label in ["一、本年新收", "2.重复申请", "四、结转下年度"] {
        let places = |cells: &[&str]| cells.iter().position(|cell| cell.bytes().all(|b| b.is_ascii_digit()));
        let half = |cells: &[&str]| {
            let mut half = blank(cells);
            half[places(cells).expect("a figure")] = "17".into();
            half
        };
        for rows in [
            &(|cells: &[&str]| vec![whole(cells), half(cells)]) as &dyn Fn(&[&str]) -> Vec<Vec<String>>,
            &|cells| vec![half(cells), whole(cells)],
            &|cells| vec![whole(cells), blank(cells), half(cells)],
            &|cells| vec![half(cells), blank(cells), whole(cells)],
        ] {
            // The labelled row's half makes the sums fail.
            let halved = rewritten(&text, label, |cells| {
                let at = places(cells).expect("a figure");
                let cut = format!("9{}", cells[at]);
                rows(&cells.iter().enumerate().map(|(i, &cell)| if i == at { &*cut } else { cell }).collect::<Vec<_>>())
            });
            assert_eq!(read(&halved, &figures), (1, 0), "{halved}");
            // What stands beside a figure that the sums confirm is none of it.
            assert_eq!(read(&rewritten(&text, label, rows), &figures), (0, 0), "{label}");
        }
    }
    // Filler, and the columns' numbers.
    let filler = |cells: &[&str]| vec![blank(cells), whole(cells), blank(cells), blank(cells)];
    assert_eq!(read(&rewritten(&text, "2.重复申请", filler), &figures), (0, 0));
    let numbers: Vec<String> = (1..8).map(|number| number.to_string()).collect();
    let numbered = |cells: &[&str]| vec![[vec![String::new()], numbers.clone()].concat(), whole(cells)];
    let of_no_sum = rewritten(&text, "一、本年新收", |cells| {
        let mut rows = numbered(cells);
        rows[1][2].clear();
        rows
    });
    assert_eq!(read(&rewritten(&text, "一、本年新收", numbered), &figures), (0, 0));
    let (lost, _) = read(&of_no_sum, &figures);
    assert_eq!(lost, 0);
    // No sum confirms a figure of table two.
    let below = |cells: &[&str]| vec![whole(cells), vec![String::new(), "7".into()]];
    assert_eq!(read(&csv(&rewritten(&text, "行政许可", below)), &figures), (1, 0));
}

#[test]
fn a_label_over_two_rows_has_its_figures_in_either() {
    let (figures, text) = report("16 tabs, full grid");
    for label in ["1.信访举报投诉", "4.无正当理由", "3.补正后"] {
        let broken = |upper: bool, lower: bool| {
            let row = text.lines().find(|line| line.contains(label)).expect("a row");
            let cells: Vec<&str> = row.split('\t').collect();
            let at = cells.iter().position(|cell| cell.contains(label)).expect("a label");
            let written = cells[at].char_indices().nth(6).expect("letters").0;
            let half = |label: &str, figures: bool| -> String {
                let cells = cells.iter().enumerate().map(|(i, cell)| match i {
                    _ if i < at => "",
                    _ if i == at => label,
                    _ if figures => cell,
                    _ => "",
                });
                cells.collect::<Vec<_>>().join("\t")
            };
            let (first, second) = cells[at].split_at(written);
            with(&text, row, &format!("{}\n{}", half(first, upper), half(second, lower)))
        };
        assert_eq!(read(&broken(true, false), &figures), (0, 0), "{label}: above");
        assert_eq!(read(&broken(false, true), &figures), (0, 0), "{label}: below");
        // Halves of figures beside both.
        assert_eq!(read(&broken(true, true), &figures), (7, 0), "{label}: both");
    }
}

#[test]
fn a_group_above_its_rows_gives_them_no_figures() {
    let (figures, text) = report(TABS);
    let mut blank = figures.clone();
    for (_, figure) in blank.iter_mut().filter(|(key, _)| key.starts_with("requests.unavailable.not_held.")) {
        figure.clear();
    }
    // One column of labels: the group's sum stands in the row above.
    let row = line(&text, "（四）无法提供");
    let cells: Vec<&str> = row.split('\t').collect();
    let group = |sums: &str| format!("{}{sums}{}\n{}", cells[0], "\t".repeat(9), cells[1..].join("\t"));
    for sums in ["", "\t1\t2\t3\t4\t5\t6\t21"] {
        assert_eq!(read(&with(&text, row, &group(sums)), &figures), (0, 0), "{sums}");
    }
    let emptied = with(&text, row, &format!("{}\t1\t2\t3\t4\t5\t6\t21\n{}{}", cells[0], cells[1], "\t".repeat(7)));
    assert_eq!(read(&emptied, &blank), (0, 0));
}

#[test]
fn a_pages_number_is_no_figure() {
    let (figures, text) = report("10 pdf, figures behind the label");
    // Where a row lost its last figure, the number below it would fill its place; the sums tell.
    let row = line(&text, "2.重复申请");
    let short = row.rsplit_once(' ').expect("figures").0;
    let (lost, wrong) = read(&with(&text, row, &format!("{short}\n35")), &figures);
    assert!(lost > 0 && wrong == 0, "{lost} lost, {wrong} wrong");
    // One below a label whose figure is not there.
    let row = line(&text, "行政许可");
    let (lost, wrong) = read(&with(&text, row, "行政许可\n3"), &figures);
    assert_eq!((lost, wrong), (1, 0));
    // As well a row of marks and a figure.
    let row = line(&text, "规章");
    let (lost, wrong) = read(&with(&text, row, "规章\n- 3 -"), &figures);
    assert_eq!((lost, wrong), (3, 0));
    // Figures before their labels, and a number behind the last one.
    let rows: Vec<&str> = ["一、本年新收", "二、上年结转"].iter().map(|label| line(&text, label)).collect();
    let from = text.find(rows[0]).expect("the first row");
    let to = text.find(line(&text, "四、政府信息公开")).expect("the next section");
    let above = |line: &str| match line.split_once(' ') {
        Some((label, figures)) if figures.split(' ').count() == 7 => format!("{figures}\n{label}\n"),
        _ => format!("{line}\n"),
    };
    let table: String = text[from..to].lines().map(above).collect();
    let (_, wrong) = read(&format!("{}{table}3\n{}", &text[..from], &text[to..]), &figures);
    assert_eq!(wrong, 0);
}

#[test]
fn all_of_a_line_is_one_figure() {
    let (figures, text) = report("10 pdf, figures behind the label");
    let row = line(&text, "行政许可");
    for (written, lost) in [("行政许可 1 286 5", 1), ("行政许可 12 34", 1)] {
        assert_eq!(read(&with(&text, row, written), &figures), (lost, 0), "{written}");
    }
}

#[test]
fn a_row_is_not_blank_where_figures_stand_that_nobody_has() {
    let (figures, text) = report("10 pdf, figures behind the label");
    // The figures stand a line above the label, beside the end of the group's.
    let row = line(&text, "2.重复申请");
    let above = with(&text, row, &format!("处理 {}\n2.重复申请", row.split_once(' ').expect("figures").1));
    assert_eq!(read(&above, &figures), (0, 0));
    // The fee stands behind the next heading.
    let (row, heading) = (line(&text, "行政事业性收费"), line(&text, "三、收到"));
    let (label, fee) = row.split_once(' ').expect("a figure");
    let behind = with(&with(&text, row, label), heading, &format!("{heading}\n\n{fee}\n"));
    let (lost, wrong) = read(&behind, &figures);
    assert_eq!((lost, wrong), (1, 0));
}

#[test]
fn a_label_around_another_is_no_header() {
    let (_, text) = report("03 one cell a line, close");
    let at = |label: &str| text.find(line(&text, label)).unwrap_or_else(|| panic!("there is no {label}"));
    let (heading, first, second) = (at("三、收到"), at("一、本年新收"), at("二、上年结转"));
    let (behind, figures) = (at("（二）部分公开"), text[first..second].split_once('\n').expect("figures").1);
    let around = "四、结转下年度\n一、本年新收政府信息公开申请数两\n继续办理\n";
    let title = line(&text, "云岭县").to_owned() + "\n" + line(&text[heading..], "三、收到") + "\n";
    // The label stands nowhere letter by letter, so that one like it is looked for.
    let rest = text[heading..].replace("一、本年新收政府信息公开申请数量", "一、收到");
    let text = [&title, &text[second..behind], around, figures, &rest].concat();
    let document = gouji::readers::read(&Source::bytes("report", text)).1.expect("a document");
    assert_eq!(filing::lay(&document).len(), 1);
}

#[test]
fn outcomes_with_their_figures_behind_them_are_read_from_lines() {
    let (figures, text) = report(TABS);
    let from = text.find("四、政府信息公开行政复议").expect("the section");
    let to = text.find("五、存在的主要问题").expect("the section behind");
    let heading = text[from..].lines().next().unwrap_or_default();
    let names = ["行政复议", "行政诉讼 未经复议直接起诉", "行政诉讼 复议后起诉"];
    let rows = ["review", "suit_direct", "suit_after_review"];
    let outcomes = [
        ("结果维持", "upheld"),
        ("结果纠正", "corrected"),
        ("其他结果", "other"),
        ("尚未审结", "pending"),
        ("总计", "total"),
    ];
    let line = |at: usize| {
        let figure =
            |(word, key): &(&str, &str)| format!(" {word} {}", figures[&format!("disputes.{}.{key}", rows[at])]);
        format!("{}{}\n", names[at], outcomes.iter().map(figure).collect::<String>())
    };
    let written = |lines: &str| read(&format!("{}{heading}\n{lines}{}", &text[..from], &text[to..]), &figures);
    let lines: String = (0..3).map(line).collect();
    assert_eq!(written(&lines), (0, 0));
    // In another order, or one short, they are nobody's.
    let swapped: String = [0, 2, 1].map(line).concat();
    assert_eq!(written(&swapped), (15, 0));
    assert_eq!(written(lines.trim_end().trim_end_matches(|c: char| c.is_ascii_digit())), (15, 0));
    // Other signs between them do not make them blank.
    for between in [" ；", "； "] {
        assert_eq!(written(&lines.replace(' ', between)), (15, 0), "{between}");
    }
}
