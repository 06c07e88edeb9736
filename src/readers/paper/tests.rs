//! Pages drawn by hand, and what they say.

mod beside;
mod marked;
mod touching;

use super::{Glyph, Page, Picture, Rule, document, page::Direction};
use crate::{document::Block, reader::ReadError};

/// A page on which things are put.
struct Drawn(Page);

/// The width of a character, half an em for what is narrow.
fn width(c: char, size: f32) -> f32 {
    if c.is_ascii() { size / 2.0 } else { size }
}

impl Drawn {
    /// A page of 600 by 800 points.
    fn new() -> Self {
        Self(Page { width: 600.0, height: 800.0, ..Page::default() })
    }

    /// Text from a place on.
    fn text(mut self, x: f32, y: f32, size: f32, text: &str) -> Self {
        let mut left = x;
        let string = self.0.glyphs.len() as u32;
        for c in text.chars() {
            let right = left + width(c, size);
            let text = if c == '?' { "".into() } else { c.to_string().into() };
            let (top, bottom) = (y, y + size);
            self.0.glyphs.push(Glyph { text, left, top, right, bottom, size, direction: Direction::Right, string });
            left = right;
        }
        self
    }

    /// Text of which each character is drawn by itself.
    fn apart(mut self, x: f32, y: f32, size: f32, text: &str) -> Self {
        for (at, c) in text.chars().enumerate() {
            let before: f32 = text.chars().take(at).map(|c| width(c, size)).sum();
            self = self.text(x + before, y, size, &c.to_string());
        }
        self
    }

    /// Lines of text below each other, one and a half times the size apart.
    fn lines(self, x: f32, y: f32, size: f32, text: &str) -> Self {
        text.split('/').enumerate().fold(self, |page, (at, line)| page.text(x, y + 1.5 * size * at as f32, size, line))
    }

    /// Text turned to run from bottom to top.
    fn upwards(mut self, x: f32, y: f32, size: f32, text: &str) -> Self {
        let mut bottom = y;
        for c in text.chars() {
            let top = bottom - width(c, size);
            let (left, right) = (x, x + size);
            let text = c.to_string().into();
            self.0.glyphs.push(Glyph {
                text,
                left,
                top,
                right,
                bottom,
                size,
                direction: Direction::TurnedUp,
                string: 0,
            });
            bottom = top;
        }
        self
    }

    fn rule(mut self, left: f32, top: f32, right: f32, bottom: f32) -> Self {
        self.0.rules.push(Rule { left: left - 0.25, top: top - 0.25, right: right + 0.25, bottom: bottom + 0.25 });
        self
    }

    /// The edges of a box.
    fn frame(self, left: f32, top: f32, right: f32, bottom: f32) -> Self {
        self.rule(left, top, right, top)
            .rule(left, bottom, right, bottom)
            .rule(left, top, left, bottom)
            .rule(right, top, right, bottom)
    }

    /// Lines at places, all from end to end.
    fn grid(self, xs: &[f32], ys: &[f32]) -> Self {
        let page = ys.iter().fold(self, |page, &y| page.rule(xs[0], y, xs[xs.len() - 1], y));
        xs.iter().fold(page, |page, &x| page.rule(x, ys[0], x, ys[ys.len() - 1]))
    }

    /// A row of texts, each a little behind an edge.
    fn row(self, xs: &[f32], y: f32, texts: &str) -> Self {
        texts.split('|').zip(xs).fold(self, |page, (text, &x)| page.lines(x + 3.0, y + 3.0, 10.0, text))
    }
}

/// What pages say: a line a paragraph, a line a row of a table with the cells' sizes.
fn read(pages: Vec<Drawn>) -> String {
    let document = document(pages.into_iter().map(|page| page.0).collect()).unwrap();
    let mut lines = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(id) | Block::Heading(_, id) => lines.push(document.text(*id).to_owned()),
            Block::Picture => lines.push("(picture)".into()),
            Block::Table(table) => {
                for row in table.cells.chunk_by(|a, b| a.row == b.row) {
                    let mut line = String::from("|");
                    for cell in row {
                        if (cell.rowspan, cell.colspan) != (1, 1) {
                            line += &format!("<{}x{}>", cell.rowspan, cell.colspan);
                        }
                        line += &document.text(cell.text).replace('\n', "/");
                        line.push('|');
                    }
                    lines.push(line);
                }
            }
        }
    }
    lines.join("\n")
}

const XS: [f32; 4] = [100.0, 300.0, 400.0, 500.0];

#[test]
fn a_grid_is_a_table_however_it_is_drawn() {
    let said = "|名称|本年|累计|\n|规章|1|12|";
    let text = |page: Drawn| page.row(&XS, 100.0, "名称|本年|累计").row(&XS, 120.0, "规章|1|12");
    let ys = [100.0, 120.0, 140.0];
    let whole = Drawn::new().grid(&XS, &ys);
    // Each cell on its own, edges doubled or apart.
    let cells = |gap: f32| {
        (0..6).fold(Drawn::new(), |page, at| {
            let (column, row) = (at % 3, at / 3);
            page.frame(XS[column] + gap, ys[row] + gap, XS[column + 1] - gap, ys[row + 1] - gap)
        })
    };
    let dashed = ys.iter().fold(Drawn::new(), |page, &y| {
        (0..80).fold(page, |page, at| page.rule(100.0 + 5.0 * at as f32, y, 102.5 + 5.0 * at as f32, y))
    });
    let dashed = XS.iter().fold(dashed, |page, &x| page.rule(x, 100.0, x, 140.0));
    let open = XS[1..3].iter().fold(Drawn::new(), |page, &x| page.rule(x, 100.0, x, 140.0));
    let open = ys.iter().fold(open, |page, &y| page.rule(100.0, y, 500.0, y));
    let twice = Drawn::new().grid(&XS, &ys).frame(97.5, 97.5, 502.5, 142.5);
    for (name, page) in [
        ("from end to end", whole),
        ("cell by cell", cells(0.0)),
        ("doubled", cells(0.4)),
        ("apart", cells(1.5)),
        ("dashed", dashed),
        ("open at the sides", open),
        ("in a frame", twice),
    ] {
        assert_eq!(read(vec![text(page)]), said, "{name}");
    }
}

#[test]
fn merged_cells_and_labels_down_the_side() {
    let page = Drawn::new()
        .frame(100.0, 100.0, 500.0, 180.0)
        .rule(130.0, 100.0, 130.0, 180.0)
        .rule(400.0, 120.0, 400.0, 180.0)
        .rule(130.0, 120.0, 500.0, 120.0)
        .rule(130.0, 150.0, 500.0, 150.0)
        .lines(110.0, 110.0, 10.0, "办/理/结/果")
        .text(250.0, 105.0, 10.0, "情况")
        .lines(135.0, 122.0, 10.0, "1.属于行政执法案卷而且说得很长很长很长很长的一项标/签")
        .text(440.0, 130.0, 10.0, "3 ")
        .text(135.0, 160.0, 10.0, "2.其他");
    assert_eq!(
        read(vec![page]),
        "|<3x1>办理结果|<1x2>情况|\n|1.属于行政执法案卷而且说得很长很长很长很长的一项标签|3|\n|2.其他||"
    );
    let turned = Drawn::new()
        .grid(&[100.0, 130.0, 300.0, 400.0], &[100.0, 160.0])
        .upwards(110.0, 150.0, 10.0, "结果")
        .text(135.0, 120.0, 10.0, "规章")
        .text(310.0, 120.0, 10.0, "5");
    assert_eq!(read(vec![turned]), "|结果|规章|5|");
}

#[test]
fn figures_keep_together_and_apart() {
    let page = Drawn::new()
        .grid(&[100.0, 200.0, 222.0, 244.0], &[100.0, 130.0, 160.0])
        .row(&[100.0, 199.0, 223.0], 100.0, "甲|12/86|7")
        // Wider than its cell, and a lost digit.
        .text(103.0, 133.0, 10.0, "乙")
        .text(199.0, 133.0, 10.0, "12345")
        .text(230.0, 133.0, 10.0, "1?");
    assert_eq!(read(vec![page]), "|甲|1286|7|\n|乙|12345|1\u{fffd}|");
    // Two figures in a wide cell are no figure of four digits.
    let page = Drawn::new()
        .grid(&[100.0, 200.0, 300.0], &[100.0, 140.0, 160.0])
        .row(&[100.0, 200.0], 100.0, "甲|12/86")
        .row(&[100.0, 200.0], 140.0, "乙|3");
    assert_eq!(read(vec![page]), "|甲|12/86|\n|乙|3|");
}

#[test]
fn tables_go_on_overleaf() {
    let head = "信息内容|本年|累计";
    let first = Drawn::new()
        .grid(&XS, &[700.0, 720.0, 740.0, 760.0])
        .row(&XS, 700.0, head)
        .row(&XS, 720.0, "1.甲|3|4")
        .row(&XS, 740.0, "2.乙|5|6")
        .text(290.0, 780.0, 9.0, "- 1 -");
    let repeated = Drawn::new()
        .grid(&XS, &[60.0, 80.0, 100.0])
        .row(&XS, 60.0, head)
        .row(&XS, 80.0, "3.丙|7||")
        .text(290.0, 780.0, 9.0, "- 2 -");
    let cut = Drawn::new()
        .grid(&XS, &[60.0, 80.0, 100.0])
        .row(&XS, 60.0, "的后半||")
        .row(&XS, 80.0, "3.丙|7|8")
        .text(290.0, 780.0, 9.0, "- 3 -");
    assert_eq!(
        read(vec![first, repeated, cut]),
        "|信息内容|本年|累计|\n|1.甲|3|4|\n|2.乙|5|6|\n|3.丙的后半|7||\n|3.丙|7|8|"
    );
    // A row that begins with its number is one of its own, blank or not, and so is one under a row without any.
    let above = || Drawn::new().grid(&XS, &[720.0, 740.0]).row(&XS, 720.0, "2.乙|5|6");
    let below = |text: &str| Drawn::new().grid(&XS, &[60.0, 80.0]).row(&XS, 60.0, text);
    assert_eq!(read(vec![above(), below("3.丙||")]), "|2.乙|5|6|\n|3.丙|||");
    assert_eq!(read(vec![above(), below("规章|1|2")]), "|2.乙|5|6|\n|规章|1|2|");
    // Figures on the second page alone, the end of a long one, and the end of a header.
    let label = Drawn::new().grid(&XS, &[720.0, 740.0]).row(&XS, 720.0, "2.乙||");
    assert_eq!(read(vec![label, below("|5|6")]), "|2.乙|5|6|");
    let long = Drawn::new().grid(&XS, &[720.0, 740.0]).row(&XS, 720.0, "2.乙|512|6");
    assert_eq!(read(vec![long, below("|34|")]), "|2.乙|51234|6|");
    let header = Drawn::new().grid(&XS, &[720.0, 740.0]).row(&XS, 720.0, "内容|社会公益|总计");
    assert_eq!(read(vec![header, below("|组织|")]), "|内容|社会公益组织|总计|");
    // Text between them makes two.
    let other =
        Drawn::new().text(100.0, 40.0, 12.0, "四、另一张表").grid(&XS, &[60.0, 80.0]).row(&XS, 60.0, "规章|1|2");
    assert_eq!(read(vec![above(), other]), "|2.乙|5|6|\n四、另一张表\n|规章|1|2|");
}

#[test]
fn frames_and_drawings_are_no_tables() {
    let page = Drawn::new()
        .frame(20.0, 20.0, 580.0, 780.0)
        .rule(100.0, 62.0, 300.0, 62.0)
        .text(100.0, 50.0, 12.0, "标题")
        .frame(90.0, 90.0, 510.0, 130.0)
        .text(100.0, 100.0, 12.0, "框中的一句话。")
        .grid(&[100.0, 150.0, 200.0, 250.0], &[200.0, 250.0, 300.0]);
    assert_eq!(read(vec![page]), "标题\n框中的一句话。");
    let framed = Drawn::new().frame(20.0, 20.0, 580.0, 780.0).rule(20.0, 50.0, 580.0, 50.0);
    let framed = framed.grid(&XS, &[100.0, 120.0, 140.0]).row(&XS, 100.0, "甲|1|2").row(&XS, 120.0, "乙|3|4");
    assert_eq!(read(vec![framed.text(30.0, 30.0, 12.0, "页眉")]), "页眉\n|甲|1|2|\n|乙|3|4|");
}

/// A line of prose as wide as the page's text: 40 characters.
fn full(text: &str) -> String {
    text.chars().chain("的内容说明".chars().cycle()).take(40).collect()
}

#[test]
fn lines_become_paragraphs() {
    let page = Drawn::new()
        .text(200.0, 40.0, 18.0, "云岭县教育局")
        .text(150.0, 72.0, 18.0, "二〇二三年年度报告")
        .text(124.0, 120.0, 12.0, "一、总体情况")
        .text(124.0, 140.0, 12.0, &full("第一段")[..38 * 3])
        .text(100.0, 160.0, 12.0, &full("接着"))
        .text(100.0, 180.0, 12.0, "共 12 件，读 PDF 文件。")
        .text(124.0, 200.0, 12.0, &full("第二段")[..38 * 3])
        .text(100.0, 220.0, 12.0, &full("到页尾"));
    let next = Drawn::new()
        .text(100.0, 60.0, 12.0, &full("页首"))
        .text(100.0, 80.0, 12.0, "结束。")
        .text(440.0, 120.0, 12.0, "云岭县教育局")
        .text(460.0, 140.0, 12.0, "2024年1月1日");
    let (first, second) = (&full("第一段")[..38 * 3], &full("第二段")[..38 * 3]);
    let expected = format!(
        "云岭县教育局\n二〇二三年年度报告\n一、总体情况\n{first}{}共 12 件，读 PDF 文件。\n{second}{}{}结束。\n云岭县教育局\n2024年1月1日",
        full("接着"),
        full("到页尾"),
        full("页首"),
    );
    assert_eq!(read(vec![page, next]), expected);
}

#[test]
fn a_line_that_ends_early_in_a_sentence_goes_on() {
    let early = &full("共发布信息")[..30 * 3];
    let read = |end: &str| {
        let page = Drawn::new()
            .text(124.0, 120.0, 12.0, &full("第一段")[..38 * 3])
            .text(100.0, 140.0, 12.0, &full("接着"))
            .text(100.0, 160.0, 12.0, &format!("{early}{end}"))
            .text(100.0, 180.0, 12.0, "条，其中动态 3 条。")
            .text(124.0, 200.0, 12.0, &full("第二段")[..38 * 3]);
        read(vec![page]).lines().count()
    };
    assert_eq!((read("388"), read("，"), read("。"), read("：")), (2, 2, 3, 3));
}

#[test]
fn what_is_added_to_pages_is_left_out() {
    let page = |number: &str, text: &str| {
        Drawn::new()
            .text(220.0, 30.0, 9.0, "某某单位年度报告")
            .text(100.0, 200.0, 12.0, text)
            .text(150.0, 400.0, 60.0, "内部资料")
            .text(295.0, 770.0, 9.0, number)
    };
    assert_eq!(read(vec![page("1", "甲。"), page("2", "乙。"), page("3", "丙。")]), "甲。\n乙。\n丙。");
    // A number at the page's end that does not count is the text's.
    let lone = Drawn::new().text(100.0, 200.0, 12.0, "甲。").text(100.0, 770.0, 12.0, "706");
    assert_eq!(read(vec![lone, Drawn::new().text(100.0, 100.0, 12.0, "乙。")]), "甲。\n706\n乙。");
}

#[test]
fn rows_alone_divided_by_lines() {
    let xs = [100.0, 260.0, 350.0, 440.0];
    let lines = [100.0, 120.0, 140.0, 160.0, 180.0];
    let page = lines.iter().fold(Drawn::new(), |page, &y| page.rule(100.0, y, 500.0, y));
    let page = page
        .row(&xs, 100.0, "信息内容|本年制发|本年废止|现行有效")
        .row(&xs, 120.0, "规章|12||345")
        .row(&xs, 140.0, "规范性文件|1|2|3")
        .row(&xs, 160.0, "其他||7|");
    let said = "|信息内容|本年制发|本年废止|现行有效|\n|规章|12||345|\n|规范性文件|1|2|3|\n|其他||7||";
    assert_eq!(read(vec![page]), said);
}

#[test]
fn figures_below_each_other_are_a_table() {
    let xs = [100.0, 300.0, 360.0, 420.0];
    let rows = |page: Drawn| {
        page.row(&xs, 160.0, "1.属于国家秘密|1|0|12")
            .lines(103.0, 184.0, 10.0, "2.其他法律行政法规/禁止公开")
            .row(&xs, 188.0, "|3||4")
            .row(&xs, 223.0, "3.重复申请||5|6")
    };
    let headed = Drawn::new().row(&xs, 140.0, "申请人情况|自然人|企业|总计");
    let said = "|1.属于国家秘密|1|0|12|\n|2.其他法律行政法规禁止公开|3||4|\n|3.重复申请||5|6|";
    assert_eq!(read(vec![rows(headed)]), format!("|申请人情况|自然人|企业|总计|\n{said}"));
    // Without a header three rows with blanks do not tell their columns.
    let loose = "1.属于国家秘密 1 0 12\n2.其他法律行政法规\n3 4\n禁止公开\n3.重复申请 5 6";
    assert_eq!(read(vec![rows(Drawn::new())]), loose);
    let contents =
        Drawn::new().row(&[100.0, 450.0], 100.0, "一、总体情况|1").row(&[100.0, 450.0], 120.0, "二、主动公开|2");
    assert_eq!(read(vec![contents]), "一、总体情况 1\n二、主动公开 2");
}

#[test]
fn a_page_on_its_side_is_read_upright() {
    let upright =
        Drawn::new().grid(&XS, &[100.0, 120.0, 140.0]).row(&XS, 100.0, "名称|本年|累计").row(&XS, 120.0, "规章|1|12");
    let mut turned = Page { width: 800.0, height: 600.0, ..Page::default() };
    // From bottom to top: x becomes 600 − y of the page that is 800 wide.
    for glyph in upright.0.glyphs {
        let (left, right, top, bottom) = (glyph.top, glyph.bottom, 600.0 - glyph.right, 600.0 - glyph.left);
        turned.glyphs.push(Glyph { left, top, right, bottom, direction: Direction::TurnedUp, ..glyph });
    }
    for rule in upright.0.rules {
        turned.rules.push(Rule {
            left: rule.top,
            top: 600.0 - rule.right,
            right: rule.bottom,
            bottom: 600.0 - rule.left,
        });
    }
    assert_eq!(read(vec![Drawn(turned)]), "|名称|本年|累计|\n|规章|1|12|");
}

#[test]
fn pictures_are_told_from_backgrounds_and_stamps() {
    const TEXT: &str =
        "下图为本年度全县教育系统政府信息公开申请办理情况统计图，单位为件，数据来自各科室和直属单位报送。";
    let page = || Drawn::new().text(50.0, 100.0, 10.0, TEXT).text(400.0, 700.0, 12.0, "云岭县教育局");
    let with = |left, top, right, bottom| {
        let mut page = page();
        page.0.pictures.push(Picture { left, top, right, bottom });
        read(vec![page])
    };
    let text = format!("{TEXT}\n云岭县教育局");
    assert_eq!(with(100.0, 150.0, 500.0, 400.0), format!("{TEXT}\n(picture)\n云岭县教育局"));
    assert_eq!(with(0.0, 0.0, 600.0, 800.0), text);
    assert_eq!(with(380.0, 640.0, 500.0, 760.0), text);
    assert_eq!(with(100.0, 150.0, 120.0, 170.0), text);
}

#[test]
fn what_reaches_over_an_edge_is_no_other_cells_figure() {
    let grid = || Drawn::new().grid(&XS, &[100.0, 120.0, 140.0]).row(&XS, 100.0, "名称|本年|累计");
    // Two figures that touch at the edge; one too wide for its cell.
    let two =
        grid().text(110.0, 123.0, 10.0, "规章").text(375.0, 123.0, 10.0, "12345").text(400.0, 123.0, 10.0, "67890");
    assert_eq!(read(vec![two]), "|名称|本年|累计|\n|规章|12345|67890|");
    let one = grid().text(110.0, 123.0, 10.0, "规章").text(368.0, 123.0, 10.0, "1234567890");
    assert_eq!(read(vec![one]), "|名称|本年|累计|\n|规章|1234567890||");
    let label = "行政许可和行政处罚以及其他对外管理服务事项";
    let over = || grid().text(110.0, 123.0, 10.0, label);
    assert_eq!(read(vec![over()]), format!("|名称|本年|累计|\n|{label}|||"));
    assert_eq!(read(vec![over().text(304.0, 123.0, 10.0, "7")]), format!("|名称|本年|累计|\n|{label}|7||"));
    // Nothing tells which characters were drawn together.
    let page = Drawn::new().grid(&XS, &[100.0, 120.0, 140.0]).apart(110.0, 103.0, 10.0, "名称");
    let page = page.apart(110.0, 123.0, 10.0, label).apart(304.0, 123.0, 10.0, "7").apart(450.0, 123.0, 10.0, "5");
    assert!(!read(vec![page]).contains("|7|"));
}

#[test]
fn digits_drawn_one_by_one_are_figures_where_the_edges_have_room() {
    let xs = [100.0, 200.0, 225.0, 250.0, 275.0];
    let label = |page: Drawn| page.text(110.0, 103.0, 10.0, "行政许可");
    // Figures at places, their digits so many points apart.
    let figures = |places: &[(f32, &str)], space: f32| {
        let page = label(Drawn::new().grid(&xs, &[100.0, 120.0, 140.0])).text(110.0, 123.0, 10.0, "其他");
        let each = places.iter().flat_map(|(x, figure)| {
            figure.chars().enumerate().map(move |(at, c)| (x + at as f32 * (5.0 + space), c.to_string()))
        });
        read(vec![each.fold(page, |page, (x, digit)| page.text(x, 103.0, 10.0, &digit))])
    };
    let row = |figures: &str| format!("|行政许可|{figures}|\n|其他||||");
    assert_eq!(figures(&[(201.0, "3201"), (226.0, "2033"), (251.0, "5179")], 1.0), row("3201|2033|5179"));
    // The edges stand between digits of one figure, or may.
    for (places, space) in [
        (&[(202.0, "353"), (219.5, "968"), (237.0, "851")][..], 0.0),
        (&[(208.0, "3201"), (232.0, "2033")], 1.0),
        (&[(202.0, "3201203351")], 0.8),
    ] {
        let said = figures(places, space);
        assert!(said.contains('\u{fffd}') && !said.split('|').any(|cell| cell.parse::<u64>().is_ok()), "{said}");
    }
}

#[test]
fn figures_that_overlap_are_told_by_their_strings_or_lost() {
    let xs = [100.0, 300.0, 320.0, 340.0];
    let page = || Drawn::new().grid(&xs, &[100.0, 120.0, 140.0]).row(&xs, 120.0, "其他").row(&xs, 100.0, "规章");
    let two = page().text(299.0, 103.0, 10.0, "33811").text(317.8, 103.0, 10.0, "15805");
    assert_eq!(read(vec![two]), "|规章|33811|15805|\n|其他|||");
    // A string for each digit, or for parts of a figure.
    let lost = "|规章|\u{fffd}|\u{fffd}|\n|其他|||";
    let said = read(vec![page().apart(299.0, 103.0, 10.0, "33811").apart(317.8, 103.0, 10.0, "15805")]);
    assert_eq!(said.replace(|c: char| c.is_ascii_digit(), ""), lost);
    let parts = page().text(299.0, 103.0, 10.0, "3381").text(318.7, 103.0, 10.0, "1").text(321.0, 103.0, 10.0, "35805");
    assert_eq!(read(vec![parts]).replace(|c: char| c.is_ascii_digit(), ""), lost);
}

/// A row's label, its height, and its figures with their heights.
type Bare<'a> = (&'a str, f32, [(&'a str, f32); 3]);

/// Rows of figures under a header, without lines.
fn bare(rows: &[Bare]) -> String {
    let header = Drawn::new().text(100.0, 90.0, 10.0, "信息内容").text(300.0, 90.0, 10.0, "本年制发件数");
    let mut page = header.text(400.0, 90.0, 10.0, "本年废止件数").text(500.0, 90.0, 10.0, "现行有效件数");
    for (label, y, figures) in rows {
        page = page.text(100.0, *y, 10.0, label);
        for ((figure, y), x) in figures.iter().zip([320.0, 420.0, 520.0]) {
            page = page.lines(x, *y, 10.0, figure);
        }
    }
    read(vec![page])
}

#[test]
fn figures_broken_in_cells_without_lines_stay_in_their_cell() {
    let head = "|信息内容|本年制发件数|本年废止件数|现行有效件数|\n";
    let whole = bare(&[
        ("规章", 120.0, [("1", 120.0), ("2", 120.0), ("3", 120.0)]),
        ("行政规范性文件", 140.0, [("4", 140.0), ("5", 140.0), ("6", 140.0)]),
    ]);
    assert_eq!(whole, format!("{head}|规章|1|2|3|\n|行政规范性文件|4|5|6|"));
    // 1235 on two lines, in the first row and in another.
    let first = bare(&[
        ("规章", 127.0, [("12/35", 120.0), ("2", 127.0), ("3", 127.0)]),
        ("行政规范性文件", 160.0, [("4", 160.0), ("5", 160.0), ("6", 160.0)]),
    ]);
    assert_eq!(first, format!("{head}|规章|12/35|2|3|\n|行政规范性文件|4|5|6|"));
    let last = bare(&[
        ("规章", 120.0, [("1", 120.0), ("2", 120.0), ("3", 120.0)]),
        ("行政规范性文件", 157.0, [("4", 157.0), ("5", 157.0), ("1.2/万", 150.0)]),
    ]);
    assert_eq!(last, format!("{head}|规章|1|2|3|\n|行政规范性文件|4|5|1.2/万|"));
    // As near to one label as to the other.
    let between = bare(&[
        ("规章", 120.0, [("12", 120.0), ("2", 120.0), ("3", 120.0)]),
        ("行政规范性文件", 148.0, [("35", 134.0), ("5", 148.0), ("6", 148.0)]),
    ]);
    assert!(!between.contains("|12|") && !between.contains("|35|"), "{between}");
}

#[test]
fn figures_beside_their_headers_are_no_columns() {
    let page = |figures: &[f32]| {
        let page = Drawn::new().text(100.0, 90.0, 10.0, "信息内容").text(250.0, 90.0, 10.0, "本年制发");
        let page = page.text(350.0, 90.0, 10.0, "本年废止").text(450.0, 90.0, 10.0, "现行有效");
        let page = [("规章", 110.0), ("行政规范性文件", 130.0)].iter().fold(page, |page, (label, y)| {
            figures.iter().fold(page.text(100.0, *y, 10.0, label), |page, &x| page.text(x, *y, 10.0, "8"))
        });
        read(vec![page])
    };
    // All there, at the right end of columns whose headers stand at the left.
    assert_eq!(
        page(&[340.0, 440.0, 540.0]),
        "|信息内容|本年制发|本年废止|现行有效|\n|规章|8|8|8|\n|行政规范性文件|8|8|8|"
    );
    // One is blank: whether it is the first or the second nothing tells.
    assert!(!page(&[340.0, 540.0]).contains('|'));
}

#[test]
fn pages_without_text_say_so() {
    let error = |page: Page| document(vec![page]).unwrap_err();
    let page = || Page { width: 600.0, height: 800.0, ..Page::default() };
    assert_eq!(document(Vec::new()).unwrap_err(), ReadError::Empty);
    assert_eq!(error(page()), ReadError::Empty);
    assert_eq!(error(Drawn::new().rule(10.0, 10.0, 50.0, 10.0).0), ReadError::NoText);
    let scan = Picture { left: 0.0, top: 0.0, right: 600.0, bottom: 800.0 };
    assert_eq!(error(Page { pictures: vec![scan], ..page() }), ReadError::Scan);
    assert_eq!(error(Page { pictures: vec![scan], ..Drawn::new().text(10.0, 10.0, 8.0, "扫描").0 }), ReadError::Scan);
    assert_eq!(error(Drawn::new().text(10.0, 10.0, 12.0, "????????????????年").0), ReadError::NoText);
}

/// Pages made to cost more than their length.
#[test]
fn hostile_pages_give_an_answer() {
    let many = 100_000;
    let rules = |rule: fn(f32) -> Rule| {
        let rules = (0..many).map(|at| rule(at as f32)).collect();
        Page { rules, ..Drawn::new().text(100.0, 100.0, 12.0, "一句话。").0 }
    };
    let flat = |at: f32| Rule { left: 0.0, top: at * 7.0, right: 500.0, bottom: at * 7.0 };
    let tall = |at: f32| Rule { left: at % 600.0, top: at / 200.0, right: at % 600.0, bottom: at / 200.0 + 50.0 };
    let dots = |at: f32| Rule { left: at % 600.0, top: at / 200.0, right: at % 600.0 + 1.0, bottom: at / 200.0 + 1.0 };
    let glyphs = |place: fn(f32) -> (f32, f32), text: &str| {
        let glyph = |at: usize| {
            let (left, top) = place(at as f32);
            let text = text.chars().nth(at % text.chars().count()).unwrap().to_string().into();
            Glyph {
                text,
                left,
                top,
                right: left + 6.0,
                bottom: top + 12.0,
                size: 12.0,
                direction: Direction::Right,
                string: 0,
            }
        };
        Page { glyphs: (0..many).map(glyph).collect(), ..Drawn::new().0 }
    };
    let odd = f32::MAX;
    let wild = Glyph {
        text: "一".into(),
        left: -odd,
        top: odd,
        right: odd,
        bottom: -odd,
        size: odd,
        direction: Direction::Down,
        string: 0,
    };
    for page in [
        rules(flat),
        rules(tall),
        rules(dots),
        glyphs(|_| (100.0, 100.0), "一二三四五六七八九十"),
        glyphs(|at| (at * 37.0 % 600.0, at * 61.0 % 800.0), "一1二2"),
        glyphs(|at| (at % 50.0 * 12.0, at / 50.0 * 13.0), "1"),
        glyphs(|at| (at % 8.0 * 70.0, at / 8.0 * 13.0), "件1234"),
        Page { glyphs: vec![wild; 1000], ..Drawn::new().text(1.0, 1.0, 9.0, "二").0 },
    ] {
        let _ = document(vec![page]);
    }
}
