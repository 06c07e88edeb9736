//! Where figures belong: a table of another year or another office beside the report's own, columns in another order
//! than the form's, what a printer leaves between the lines. Each was read wrong once.

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
fn report(shape: &str) -> (Figures, String) {
    let form = forms::form(Edition::E2021).expect("the edition has a form");
    let figures = consistent(form, Size::County, &mut Dice(11));
    let shape = shapes::all().find(|known| known.name == shape).unwrap_or_else(|| panic!("there is no shape {shape}"));
    let text = (shape.write)(form, &figures);
    assert_eq!(read(&text, &figures), (0, 0), "{text}");
    (figures, text)
}

/// How many cells are lost, and how many are read as something else than what stands there.
fn read(text: &str, figures: &Figures) -> (usize, usize) {
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
    let keys = filing.form_cells.iter().map(|cell| cell.key()).enumerate();
    (lost, keys.filter(|(at, key)| !right(key, filing, *at)).count())
}

/// The prose of a report.
fn passages(text: &str) -> Vec<String> {
    let document = gouji::readers::read(&Source::bytes("report", text)).1.expect("a document");
    let filings = filing::lay(&document);
    filings[0].passages.iter().map(|passage| passage.folded.chars.iter().collect()).collect()
}

/// A text with one line for another.
fn with(text: &str, line: &str, other: &str) -> String {
    assert!(text.contains(line), "there is no {line}");
    text.replacen(line, other, 1)
}

/// The line that begins with a label.
fn line<'t>(text: &'t str, label: &str) -> &'t str {
    text.lines().find(|line| line.starts_with(label)).unwrap_or_else(|| panic!("there is no line {label}"))
}

const TABS: &str = "16 tabs";

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

#[test]
fn a_row_without_figures_takes_none_from_another_table() {
    let (figures, text) = report("10 pdf, figures behind the label");
    let from = text.find(line(&text, "一、本年新收")).expect("the first row");
    let to = text.find(line(&text, "四、政府信息公开")).expect("the next section");
    let (own, all) = (text[from..to].to_owned(), text[from..to].replace(" 0", " 7"));
    let row = line(&own, "（一）予以公开");
    let own = own.replace(row, row.split(' ').next().expect("a label"));
    let both = format!("{}{own}全市汇总：\n{all}{}", &text[..from], &text[to..]);
    let (lost, wrong) = read(&both, &figures);
    assert!(lost + wrong <= 7, "{lost} lost, {wrong} wrong");
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
fn another_years_table_is_not_this_ones() {
    let (figures, page) = report("html plain");
    let table = page.match_indices("<table").nth(1).map(|(at, _)| at).expect("a table");
    let end = table + page[table..].find("</table>").expect("its end") + "</table>".len();
    let other = page[table..end].replace("<td>0</td>", "<td>4</td>");
    for caption in
        ["2019年度情况：", "上年数据", "（2020年）", "上年：", "（上年同期）", "2020年度情况（上年数据，供对比）"]
    {
        let both = format!("{}<p>{caption}</p>{other}<p>本年度情况</p>{}", &page[..table], &page[table..]);
        assert_eq!(read(&both, &figures), (0, 0), "{caption}");
    }
    // Two tables side by side, in whichever order; a remark on its own table names the year before as well.
    for (captions, tables) in [
        ("<p>2021年</p><p>2020年</p>", [&page[table..end], &other]),
        ("<p>上年</p><p>本年</p>", [&other, &page[table..end]]),
        ("<p>（上年结转数与2020年度报告一致）</p>", [&page[table..end], &other]),
        ("<p>（国办公开办函〔2019〕60号附表）</p>", [&page[table..end], &other]),
    ] {
        let both = format!("{}{captions}{}{}", &page[..table], tables.concat(), &page[end..]);
        assert_eq!(read(&both, &figures), (0, 0), "{captions}");
    }
    // Its caption is no sentence left over from that year; the own table's is.
    let caption = "2020年收到和处理政府信息公开申请情况如下:";
    let said = |page: &str| passages(page).iter().any(|passage| passage.contains(caption));
    let above = format!("{}<p>{caption}</p>{}", &page[..table], &page[table..]);
    let both = format!("{}<p>{caption}</p>{other}<p>本年度情况</p>{}", &page[..table], &page[table..]);
    assert!(said(&above) && !said(&both));
    // In a csv the caption is a row of the only table.
    let (figures, text) = report(TABS);
    let csv = |text: &str| -> String { text.lines().map(|line| line.replace('\t', ",") + ",,\n").collect() };
    let from = text.find(line(&text, "三、收到")).map(|at| at + line(&text, "三、收到").len() + 1).expect("a heading");
    let to = text.find(line(&text, "四、政府信息公开")).expect("a heading");
    let behind = text.find(line(&text, "五、")).expect("a heading");
    let other = text[from..to].replace("\t0", "\t4");
    let before = format!("{}2019年度情况：\n{other}本年度情况：\n{}", &text[..from], &text[from..]);
    assert_eq!(read(&csv(&before), &figures), (0, 0));
    let after = format!("{}2019年度情况：\n{other}{}", &text[..behind], &text[behind..]);
    assert_eq!(read(&csv(&after), &figures), (0, 0));
}

#[test]
fn a_figure_over_two_rows_is_not_its_upper_half() {
    let (figures, text) = report(TABS);
    let row = line(&text, "二、上年结转");
    let cells: Vec<&str> = row.split('\t').collect();
    let place = cells.iter().position(|cell| cell.bytes().all(|b| b.is_ascii_digit())).expect("a figure");
    let halved = |at: usize, half: &str| if at == place { half.to_owned() } else { String::new() };
    let below: Vec<String> = (0..cells.len()).map(|at| halved(at, "7")).collect();
    let text = with(&text, row, &format!("{row}\n{}", below.join("\t")));
    let (lost, wrong) = read(&text, &figures);
    assert_eq!((lost, wrong), (1, 0));
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
fn a_mention_of_disputes_is_not_their_table() {
    let (figures, text) = report(TABS);
    let heading = line(&text, "三、收到").to_owned();
    let csv = |text: &str| -> String { text.lines().map(|line| line.replace('\t', ",") + ",,\n").collect() };
    for mention in ["行政复议\t行政诉讼\n5\t6", "行政复议\t5"] {
        let with = with(&text, &heading, &format!("{mention}\n{heading}"));
        assert_eq!(read(&csv(&with), &figures), (0, 0), "{mention}");
    }
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
