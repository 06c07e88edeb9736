//! Which copy of a table is the report's: another year's, another office's or a blank one may stand beside it. Each was
//! read wrong once.

use gouji::{filing, form::Edition, forms, source::Source};

use crate::{
    figures::{Dice, Figures, Size, consistent},
    places::{TABS, csv, line, read, report, with},
    shapes,
};

/// The prose of a report.
fn passages(text: &str) -> Vec<String> {
    let document = gouji::readers::read(&Source::bytes("report", text)).1.expect("a document");
    let filings = filing::lay(&document);
    filings[0].passages.iter().map(|passage| passage.folded.chars.iter().collect()).collect()
}

/// A page with another year's table of requests before the report's own, each under a caption; where they begin.
fn two_years() -> (Figures, String, usize) {
    let (figures, page) = report("html plain");
    let table = page.match_indices("<table").nth(1).map(|(at, _)| at).expect("a table");
    let end = table + page[table..].find("</table>").expect("its end") + "</table>".len();
    let other = page[table..end].replace("<td>0</td>", "<td>4</td>");
    let both = format!("{}<p>2022年</p>{other}<p>2023年</p>{}", &page[..table], &page[table..]);
    (figures, both, table)
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
fn captions_are_told_from_figures_and_numbers() {
    let (figures, page) = report("html plain");
    for number in 0..3 {
        let table = page.match_indices("<table").nth(number).map(|(at, _)| at).expect("a table");
        let end = table + page[table..].find("</table>").expect("its end") + "</table>".len();
        // Figures like years between the tables, of which the last is another year's.
        let last = page[..end].rfind("<td").expect("a cell");
        let close = last + page[last..].find("</td>").expect("its end");
        let other = page[table..last].replace("<td>0</td>", "<td>4</td>") + "<td>2019" + &page[close..end];
        for (before, own) in [
            ("2022年：", "2023年："),
            ("2022年度", "2023年度"),
            ("上年", "本年"),
            ("上年度情况", "本年度情况"),
            ("（一）2022年情况", "（二）2023年情况"),
            ("上年情况如下", "本年情况如下"),
            ("去年", "今年"),
            ("表1 2022年", "表2 2023年"),
        ] {
            let both = format!("{}<p>{before}</p>{other}<p>{own}</p>{}", &page[..table], &page[table..]);
            assert_eq!(read(&both, &figures), (0, 0), "{number}: {before}");
        }
        // No digits were lost where a number stands before a year.
        for line in ["图1 2023年依申请公开情况", "表2 2023年", "附件1\u{3000}2023年情况"] {
            for at in [table, end] {
                let named = format!("{}<p>{line}</p>{}", &page[..at], &page[at..]);
                assert_eq!(read(&named, &figures), (0, 0), "{number}: {line}");
            }
        }
    }
}

#[test]
fn one_table_has_no_rival_however_it_is_written() {
    let form = forms::form(Edition::E2021).expect("the edition has a form");
    for shape in shapes::all() {
        let text = (shape.write)(form, &consistent(form, Size::County, &mut Dice(3)));
        let document = gouji::readers::read(&Source::bytes("report", text)).1.expect("a document");
        let filings = filing::lay(&document);
        assert!(filings[0].tables.iter().all(|table| table.rival.is_none()), "{}", shape.name);
    }
}

#[test]
fn captions_tell_the_years_apart_where_the_title_names_none() {
    let (figures, page, table) = two_years();
    assert_eq!(read(&page, &figures), (0, 0));
    let untitled = page.replace("2023年政府信息公开工作年度报告", "政府信息公开工作年度报告");
    assert_ne!(untitled, page);
    assert_eq!(read(&untitled, &figures), (0, 0), "by what the prose says");
    let unsigned = untitled.replace("2024年1月18日", "");
    let period = "<p>本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。</p>";
    let stated = unsigned.replacen("<p>", &format!("{period}<p>"), 1);
    assert!(stated.find(period).is_some_and(|at| at < table));
    assert_eq!(read(&stated, &figures), (0, 0), "by the period");
    let named = format!("<title>云岭县教育局2023年政府信息公开工作年度报告</title>{unsigned}");
    assert_eq!(read(&named, &figures), (0, 0), "by the page's title");
}

#[test]
fn a_mention_of_disputes_is_not_their_table() {
    let (figures, text) = report(TABS);
    let heading = line(&text, "三、收到").to_owned();
    for mention in ["行政复议\t行政诉讼\n5\t6", "行政复议\t5"] {
        let with = with(&text, &heading, &format!("{mention}\n{heading}"));
        assert_eq!(read(&csv(&with), &figures), (0, 0), "{mention}");
    }
}

#[test]
fn a_blank_row_of_disputes_takes_no_figures_from_another_table() {
    let (figures, text) = report(TABS);
    let from = text.find(line(&text, "四、政府信息公开")).expect("a heading");
    let from = from + line(&text[from..], "四、").len() + 1;
    let to = text.find(line(&text, "五、")).expect("a heading");
    let own = &text[from..to];
    let row = own.lines().last().expect("a row of figures");
    let mut blank = figures.clone();
    for (_, figure) in blank.iter_mut().filter(|(key, _)| key.starts_with("disputes.")) {
        figure.clear();
    }
    let emptied = own.replace(row, &"\t".repeat(14));
    for caption in ["2022年\n", "上年数据\n", ""] {
        let both = format!("{}{emptied}{caption}{own}{}", &text[..from], &text[to..]);
        assert_eq!(read(&csv(&both), &blank), (0, 0), "below: {caption}");
    }
    let before = format!("{}2022年\n{emptied}2023年\n{own}{}", &text[..from], &text[to..]);
    assert_eq!(read(&csv(&before), &figures), (0, 0));
    // Merged cells that were taken apart name the proceeding on two rows.
    let header = [
        ("行政复议", 5),
        ("行政诉讼", 10),
        ("\n行政复议", 1),
        ("行政复议", 4),
        ("未经复议直接起诉", 5),
        ("复议后起诉", 5),
    ];
    let header: String = header.map(|(label, times)| format!("{label}\t").repeat(times)).concat();
    let leaves = "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t".repeat(3);
    let apart = format!("{}{header}\n{leaves}\n{row}\n{}", &text[..from], &text[to..]);
    assert_eq!(read(&csv(&apart), &figures), (0, 0));
}
