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
