//! What touches on a page without being one.

use super::{Drawn, read};

#[test]
fn headers_of_columns_that_stand_close_are_parted_over_them() {
    // A header that stands over two others, which are wrapped and all but touch; lines between rows alone.
    let header = |second: f32, drawn: fn(Drawn, f32, f32, f32, &str) -> Drawn| {
        let page = Drawn::new().text(305.0, 103.0, 10.0, "法人或其他组织").lines(105.0, 110.0, 10.0, "信息内容");
        let page = drawn(page, 305.0, 118.0, 10.0, "科研机");
        let page = drawn(page, second, 118.0, 10.0, "商业企");
        page.text(305.0, 133.0, 10.0, "构").text(second, 133.0, 10.0, "业").text(385.0, 118.0, 10.0, "总计")
    };
    let rows = |page: Drawn| {
        ["规章|12|3|15", "许可|7|0|7", "处罚|5|5|10"].iter().enumerate().fold(page, |page, (at, row)| {
            let y = 153.0 + 20.0 * at as f32;
            row.split('|').zip([105.0, 315.0, 347.0, 387.0]).fold(page, |page, (text, x)| page.text(x, y, 10.0, text))
        })
    };
    let ruled =
        |page: Drawn| [100.0, 150.0, 170.0, 190.0, 210.0].iter().fold(page, |page, &y| page.rule(100.0, y, 420.0, y));
    for (second, drawn) in [(335.0, Drawn::text as fn(Drawn, f32, f32, f32, &str) -> Drawn), (337.0, Drawn::apart)] {
        let said = read(vec![rows(ruled(header(second, drawn)))]);
        assert!(said.contains("|科研机构|商业企业|") && said.contains("|规章|12|3|15|"), "{said}");
    }
}

#[test]
fn figures_that_touch_on_a_line_are_told_by_their_strings() {
    let line = |page: Drawn| read(vec![page.text(100.0, 300.0, 10.0, "其余的办理情况，同上")]);
    let two = line(Drawn::new().text(100.0, 100.0, 10.0, "1275").text(120.0, 100.0, 10.0, "6121"));
    assert!(two.contains("1275|6121"), "{two}");
    // The font moves two ones together, and the program begins a string there.
    let kerned = line(Drawn::new().text(100.0, 100.0, 10.0, "1").text(104.3, 100.0, 10.0, "1292"));
    assert!(kerned.contains("11292"), "{kerned}");
    let apart = line(Drawn::new().apart(100.0, 100.0, 10.0, "12756121"));
    assert!(apart.contains("12756121"), "{apart}");
}

#[test]
fn figures_that_nearly_touch_are_two_where_the_digits_of_figures_do() {
    let rows_of = |gap: f32, spaced: bool| {
        let all = ["12|8297", "138|45", "868|721", "6595|593"];
        let page = all.iter().enumerate().fold(Drawn::new(), |page, (at, row)| {
            let y = 120.0 + 20.0 * at as f32;
            let (first, second) = row.split_once('|').unwrap();
            let page = page.text(100.0, y, 10.0, "许可").apart(280.0, y, 10.0, first);
            page.apart(300.0 + if at == 3 { gap } else { 10.0 }, y, 10.0, second)
        });
        // A heading's digits may be spaced out, and then those of a figure.
        let digits = if spaced { "20231234567890" } else { "" };
        digits
            .chars()
            .enumerate()
            .fold(page, |page, (at, c)| page.text(100.0 + 6.0 * at as f32, 60.0, 10.0, &c.to_string()))
    };
    let rows = |gap, spaced| read(vec![rows_of(gap, spaced)]);
    let near = rows(1.5, false);
    assert!(near.contains("|12|8297|") && near.contains("|6595|593|"), "{near}");
    let spaced = rows(1.5, true);
    assert!(!spaced.contains("|6595|593|"), "{spaced}");
    // A title's year, and a figure, that are spaced out stay whole among figures whose digits touch.
    let one = |text: &str| {
        let page = rows_of(1.5, false);
        let spaced = |page: Drawn, (at, c): (usize, char)| {
            page.text(100.0 + (if c.is_ascii() { 6.5 } else { 12.0 }) * at as f32, 60.0, 10.0, &c.to_string())
        };
        read(vec![text.chars().enumerate().fold(page, spaced)])
    };
    assert!(one("年度2024年").contains("2024"), "{}", one("年度2024年"));
    let touching = rows(0.2, false);
    assert!(!touching.contains("|6595|593|"), "{touching}");
}

#[test]
fn a_label_that_reaches_to_its_figure_is_parted_from_it_in_their_column() {
    let rows = |last: f32| {
        let page = [("规章", "583"), ("许可", "868"), ("处罚", "822")].iter().enumerate().fold(
            Drawn::new(),
            |page, (at, (label, figure))| {
                let y = 120.0 + 20.0 * at as f32;
                let page = page.text(100.0, y, 10.0, label).apart(300.0, y, 10.0, figure);
                page.apart(340.0, y, 10.0, "12")
            },
        );
        let label = "（二）部分公开（区分处理的，只计这一情形）";
        let page = page.apart(302.0 - 10.0 * label.chars().count() as f32, 180.0, 10.0, label);
        read(vec![page.apart(last, 180.0, 10.0, "461").apart(340.0, 180.0, 10.0, "7")])
    };
    let parted = rows(300.0);
    assert!(parted.contains("情形）|461|7"), "{parted}");
}

#[test]
fn a_groups_label_that_touches_a_rows_is_parted_from_it() {
    let page = Drawn::new().apart(100.0, 100.0, 10.0, "三、本年度办（一）予以公开").text(300.0, 100.0, 10.0, "12");
    let page =
        page.text(340.0, 100.0, 10.0, "5").text(160.0, 120.0, 10.0, "（二）部分公开").text(300.0, 120.0, 10.0, "7");
    let said = read(vec![page.text(340.0, 120.0, 10.0, "8")]);
    assert!(said.contains("三、本年度办") && said.contains("|（一）予以公开|12|5"), "{said}");
    // An item of an article is one label.
    let page = Drawn::new().apart(100.0, 100.0, 10.0, "第二十条第（一）项").text(300.0, 100.0, 10.0, "12");
    let said = read(vec![
        page.text(340.0, 100.0, 10.0, "5")
            .text(100.0, 130.0, 10.0, "许可")
            .text(300.0, 130.0, 10.0, "7")
            .text(340.0, 130.0, 10.0, "8"),
    ]);
    assert!(said.contains("第二十条第（一）项|12|5"), "{said}");
}

#[test]
fn a_heading_below_a_table_is_no_label_of_it() {
    let rows = |heading: &str, behind: &str| {
        let page = ["规章|12|3", "许可|7|0", "处罚|5|5"].iter().enumerate().fold(Drawn::new(), |page, (at, row)| {
            let y = 100.0 + 16.0 * at as f32;
            row.split('|').zip([160.0, 315.0, 347.0]).fold(page, |page, (text, x)| page.text(x, y, 10.0, text))
        });
        let page = page.text(100.0, 155.0, 10.0, heading);
        read(vec![behind.split('|').zip([120.0, 315.0]).fold(page, |page, (text, x)| page.text(x, 175.0, 10.0, text))])
    };
    let heading = rows("四、复议情况", "行政复议|行政诉讼");
    assert!(heading.contains("\n四、复议情况"), "{heading}");
}

#[test]
fn rows_close_below_each_other_are_rows_where_each_has_figures() {
    let page = ["第二十条第（一）项", "信息内容|本年制发|现行有效", "规章|0|37", "行政规范性文件|2|5", "行政许可|3|8"];
    let page = page.iter().enumerate().fold(Drawn::new(), |page, (at, row)| {
        let y = 100.0 + 12.0 * at as f32;
        row.split('|').zip([100.0, 250.0, 350.0]).fold(page, |page, (text, x)| page.text(x, y, 10.0, text))
    });
    let said = read(vec![page]);
    assert!(said.contains("|规章|0|37|") && said.contains("|行政规范性文件|2|5|"), "{said}");
}

#[test]
fn a_heading_over_columns_is_no_header_of_them() {
    let page = Drawn::new().text(100.0, 100.0, 10.0, "四、政府信息公开行政复议、行政诉讼情况");
    let rows = ["结果维持|结果纠正|其他结果|尚未审结|总计", "3|0|1|12|16"];
    let page = rows.iter().enumerate().fold(page, |page, (at, row)| {
        let texts = row.split('|').enumerate();
        texts.fold(page, |page, (column, text)| {
            page.text(102.0 + 60.0 * column as f32, 118.0 + 15.0 * at as f32, 10.0, text)
        })
    });
    let said = read(vec![page]);
    assert!(said.starts_with("四、政府信息公开行政复议、行政诉讼情况\n|结果维持|"), "{said}");
}

#[test]
fn a_heading_below_prose_that_was_cut_is_no_part_of_it() {
    let full = "本年度认真贯彻落实条例持续推进主动公开依申请公开信息管理平台建设和监督保障等工作各项";
    let prose = |last: &str| {
        let page = Drawn::new().text(60.0, 100.0, 10.0, full).text(60.0, 116.0, 10.0, full);
        read(vec![page.text(60.0, 132.0, 10.0, last)])
    };
    assert!(prose("二、主动公开政府信息情况").ends_with("\n二、主动公开政府信息情况"), "{}", prose("二、主动"));
    assert!(prose("二、三季度的工作。").contains("各项二、三季度"), "{}", prose("二、三季度的工作。"));
}
