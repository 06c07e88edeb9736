//! Tables side by side, and what stands in a row that a page or a cell's end broke.

use super::{Drawn, read};

/// The edges of a table of four columns.
fn edges(left: f32) -> [f32; 5] {
    [0.0, 80.0, 120.0, 160.0, 200.0].map(|x| left + x)
}

/// A table with rows 20 points high.
fn table(page: Drawn, left: f32, top: f32, rows: &[&str]) -> Drawn {
    let ys: Vec<f32> = (0..=rows.len()).map(|at| top + 20.0 * at as f32).collect();
    let page = page.grid(&edges(left), &ys);
    rows.iter().zip(ys).fold(page, |page, (row, y)| page.row(&edges(left), y, row))
}

#[test]
fn tables_side_by_side_go_on_overleaf_each_below_itself() {
    for (gap, of) in [(12.0, ""), (60.0, ""), (60.0, "收到和处理公开申请的情况统计")] {
        let right = 250.0 + gap;
        let year = |year: &str| format!("{year}年{of}");
        let page = Drawn::new().text(80.0, 80.0, 10.0, &year("2023")).text(right + 30.0, 80.0, 10.0, &year("2024"));
        let page = table(page, 50.0, 100.0, &["信息|甲|乙|总计", "规章|1|2|3"]);
        let page = table(page, right, 100.0, &["信息|甲|乙|总计", "规章|11|12|23"]);
        let over = table(Drawn::new(), 50.0, 40.0, &["许可|4|5|9", "处罚|6|7|13"]);
        let over = table(over, right, 40.0, &["许可|14|15|29", "处罚|16|17|33"]);
        let said = format!(
            "2023年{of}\n|信息|甲|乙|总计|\n|规章|1|2|3|\n|许可|4|5|9|\n|处罚|6|7|13|\n\
             2024年{of}\n|信息|甲|乙|总计|\n|规章|11|12|23|\n|许可|14|15|29|\n|处罚|16|17|33|"
        );
        assert_eq!(read(vec![page, over]), said, "{gap}");
    }
}

#[test]
fn where_one_of_two_tables_ends_the_other_goes_on() {
    let page = table(Drawn::new(), 50.0, 100.0, &["信息|甲|乙|总计", "规章|1|2|3"]);
    let page = table(page, 300.0, 100.0, &["信息|甲|乙|总计", "规章|11|12|23"]);
    let over = table(Drawn::new(), 300.0, 40.0, &["许可|14|15|29", "处罚|16|17|33"]);
    let said = read(vec![page, over]);
    assert!(said.ends_with("|规章|11|12|23|\n|许可|14|15|29|\n|处罚|16|17|33|"), "{said}");
    // What stands below another table on the next page is no part of either.
    let page = table(Drawn::new(), 50.0, 100.0, &["信息|甲|乙|总计", "规章|1|2|3"]);
    let over = table(Drawn::new(), 50.0, 40.0, &["许可|4|5|9", "处罚|6|7|13"]);
    let over = table(over, 50.0, 120.0, &["收费|4|5|9", "采购|6|7|13"]);
    let alone = "|信息|甲|乙|总计|\n|规章|1|2|3|\n|许可|4|5|9|\n|处罚|6|7|13|\n|收费|4|5|9|\n|采购|6|7|13|";
    assert_eq!(read(vec![page, over]), alone);
}

#[test]
fn a_narrow_blank_column_of_one_table_divides_nothing() {
    let xs = [50.0, 130.0, 135.0, 175.0, 215.0, 255.0];
    let page = Drawn::new().grid(&xs, &[100.0, 120.0, 140.0]);
    let page = page.row(&xs, 100.0, "信息||甲|乙|总计").row(&xs, 120.0, "规章||1|2|3");
    assert_eq!(read(vec![page]), "|信息||甲|乙|总计|\n|规章||1|2|3|");
}

#[test]
fn a_line_over_tables_side_by_side_is_divided_only_where_it_has_parts() {
    let page = Drawn::new().text(200.0, 80.0, 10.0, "近两年办理情况的比较表");
    let page = table(page, 50.0, 100.0, &["信息|甲|乙|总计", "规章|1|2|3"]);
    let said = read(vec![table(page, 300.0, 100.0, &["信息|甲|乙|总计", "规章|11|12|23"])]);
    assert!(said.starts_with("近两年办理情况的比较表\n|信息"), "{said}");
}

#[test]
fn wide_figures_wrapped_in_their_cells_are_whole() {
    let cell = |width: f32, lines: &str| {
        let xs = [100.0, 180.0, 180.0 + width];
        let page = Drawn::new().grid(&xs, &[100.0, 120.0, 160.0]);
        let page = page.row(&xs, 100.0, "信息|甲").row(&xs, 120.0, "规章|");
        let said = read(vec![page.lines(181.0, 123.0, 10.0, lines)]);
        said.rsplit("|规章|").next().unwrap().trim_end_matches('|').to_owned()
    };
    assert_eq!(cell(24.0, "９０/２"), "９０２");
    assert_eq!(cell(24.0, "９/２"), "９/２");
    assert_eq!(cell(16.0, "９/２"), "９２");
    // Two figures, one above the other.
    for lines in ["９０/２", "９/２", "９０/１０２"] {
        assert_eq!(cell(60.0, lines), lines);
    }
}

#[test]
fn the_rest_of_a_cut_row_with_a_remark_or_a_running_number_belongs_to_it() {
    let xs = [50.0, 80.0, 180.0, 240.0, 300.0, 380.0];
    let rows = |page: Drawn, rows: &[&str]| {
        let ys: Vec<f32> = (0..=rows.len()).map(|at| 100.0 + 20.0 * at as f32).collect();
        rows.iter().zip(&ys).fold(page.grid(&xs, &ys), |page, (row, &y)| page.row(&xs, y, row))
    };
    let first = ["序号|信息|甲|总计|备注", "1|1.属于国家秘密|4|4|", "2|2.属于三类内|5|5|依法不公开"];
    let said = read(vec![
        rows(Drawn::new(), &first),
        rows(Drawn::new(), &["|部事务信息|||", "3|3.属于过程性信息|6|6|", "4|4.属于执法案卷|7|7|"]),
    ]);
    let cut = "|2|2.属于三类内部事务信息|5|5|依法不公开|\n|3|3.属于过程性信息|6|6||\n|4|4.属于执法案卷|7|7||";
    assert!(said.ends_with(cut), "{said}");
    // A row of its own.
    let said = read(vec![rows(Drawn::new(), &first), rows(Drawn::new(), &["3|3.属于过程性信息|||", "4|4.案卷|7|7|"])]);
    assert!(said.ends_with("|2|2.属于三类内|5|5|依法不公开|\n|3|3.属于过程性信息||||\n|4|4.案卷|7|7||"), "{said}");
}

#[test]
fn figures_wrapped_beside_the_lines_of_a_label_are_no_rows() {
    let rows = [
        ["1.属于国家秘密", "12", "103", "115"],
        ["2.其他法律行政", "18", "24", "21"],
        ["法规禁止公开", "9", "7", "6"],
        ["3.属于执法案卷", "5", "6", "11"],
    ];
    let tops = [103.0, 130.0, 145.0, 172.0];
    let page = ["甲", "乙", "总计"]
        .iter()
        .zip([305.0, 355.0, 405.0])
        .fold(Drawn::new().text(105.0, 76.0, 10.0, "信息内容"), |page, (text, x)| page.text(x, 76.0, 10.0, text));
    let page = rows.iter().zip(tops).fold(page, |page, (row, y)| {
        row.iter().zip([105.0, 305.0, 355.0, 405.0]).fold(page, |page, (text, x)| page.text(x, y, 10.0, text))
    });
    let said = read(vec![page]);
    assert!(said.contains("2.其他法律行政法规禁止公开|18/9|24/7|21/6|"), "{said}");
    assert!(said.contains("3.属于执法案卷|5|6|11|"), "{said}");
}

#[test]
fn a_label_cut_by_a_pages_end_has_the_line_that_hangs_out_of_the_table() {
    let xs = [50.0, 130.0, 230.0, 300.0];
    let rows = |page: Drawn, top: f32, rows: &[&str]| {
        let ys: Vec<f32> = (0..=rows.len()).map(|at| top + 20.0 * at as f32).collect();
        rows.iter().zip(&ys).fold(page.grid(&xs, &ys), |page, (row, &y)| page.row(&xs, y, row))
    };
    let first = || rows(Drawn::new(), 700.0, &["信息内容||总计", "（三）不|1.甲|3"]);
    let over = || rows(Drawn::new(), 60.0, &["|2.乙|4", "|3.丙|5"]);
    let said = |page: Drawn, over: Drawn| read(vec![page, over]);
    assert_eq!(
        said(first().text(53.0, 741.0, 10.0, "予公开"), over()),
        "|信息内容||总计|\n|（三）不予公开|1.甲|3|\n||2.乙|4|\n||3.丙|5|"
    );
    // Not below a figure, not over several cells, not further down, and not where nothing follows.
    for (x, y, text) in
        [(240.0, 741.0, "注释"), (53.0, 741.0, "注：本表由办公室填报，数据截至年底"), (53.0, 755.0, "予公开")]
    {
        let said = said(first().text(x, y, 10.0, text), over());
        assert!(said.contains(&format!("\n{text}\n|")), "{said}");
    }
    let said = said(first().text(53.0, 741.0, 10.0, "予公开"), Drawn::new().text(50.0, 60.0, 10.0, "四、其他"));
    assert!(said.ends_with("|（三）不|1.甲|3|\n予公开\n四、其他"), "{said}");
}

/// A page of prose and the beginning of a table, with another beside it on which that goes on.
fn sheet(gap: f32) -> Drawn {
    let right = 280.0 + gap;
    let mut sheet = Drawn::new();
    sheet.0.width = 560.0 + gap;
    let sheet = sheet.text(30.0, 40.0, 10.0, "现将有关情况公布。本年度的报告，").text(30.0, 55.0, 10.0, "向社会公布。");
    let sheet = table(sheet, 30.0, 80.0, &["信息|甲|乙|总计", "规章|1|2|3"]);
    let sheet = table(sheet, right, 40.0, &["许可|4|5|9", "处罚|6|7|13"]);
    sheet.text(right, 90.0, 10.0, "全年共受理申请十三件。均已办结，").text(right, 105.0, 10.0, "没有结转。")
}

#[test]
fn pages_side_by_side_are_read_one_after_the_other() {
    let said = "现将有关情况公布。本年度的报告，向社会公布。\n|信息|甲|乙|总计|\n|规章|1|2|3|\n|许可|4|5|9|\n|处罚|6|7|13|\n\
                全年共受理申请十三件。均已办结，没有结转。";
    for gap in [0.0, 40.0] {
        assert_eq!(read(vec![sheet(gap)]), said, "{gap}");
    }
    // Their places are those on the sheet.
    let document = super::document(vec![sheet(0.0).0]).unwrap();
    let place = |words: &str| {
        let text = document.texts.iter().find(|text| text.content.starts_with(words)).unwrap();
        let crate::document::Origin::Page(place) = text.origin else { panic!("a place") };
        (place.page, place.left)
    };
    assert_eq!((place("许可"), place("全年")), ((1, 283), (1, 280)));
}

#[test]
fn what_is_broad_is_one_page() {
    // A table over the middle, a line of prose over it, and a table without lines.
    let over = table(sheet(0.0), 180.0, 200.0, &["收费|4|5|9", "采购|6|7|13"]);
    assert!(!read(vec![over]).starts_with("现将有关情况公布。本年度的报告，向"));
    let over = sheet(0.0).text(200.0, 200.0, 10.0, "本年度没有收取信息处理费用的情况");
    assert!(!read(vec![over]).starts_with("现将有关情况公布。本年度的报告，向"));
    let rows = ["行政规范性文件以及其他文件|12|3", "行政许可以及其他处理决定等|5|6"];
    let page = rows.iter().zip([100.0, 120.0]).fold(Drawn::new(), |page, (row, y)| {
        row.split('|').zip([30.0, 330.0, 400.0]).fold(page, |page, (text, x)| page.text(x, y, 10.0, text))
    });
    let said = read(vec![page]);
    assert!(said.find('5') < said.find('6') && said.find("12") < said.find("许可"), "{said}");
}
