//! The shapes of web pages and of the clipboard's HTML.

use gouji::form::{Form, FormTable};

use super::{
    Shape,
    text::{BODY, FEES, OPENING, OVERVIEW, PROBLEMS, styled, values, year},
};
use crate::figures::Figures;

pub const SHAPES: &[Shape] = &[
    Shape { name: "html plain", keeps_blanks: true, write: |f, v| page(f, v, Style::default()) },
    Shape { name: "html nested in layout", keeps_blanks: true, write: |f, v| site(&page(f, v, Style::default())) },
    Shape {
        name: "html word soup",
        keeps_blanks: true,
        write: |f, v| page(f, v, Style { soup: true, ..Style::default() }),
    },
    Shape {
        name: "html sixteen columns",
        keeps_blanks: true,
        write: |f, v| page(f, v, Style { doubled: true, ..Style::default() }),
    },
    Shape {
        name: "html broken labels",
        keeps_blanks: true,
        write: |f, v| page(f, v, Style { broken: true, ..Style::default() }),
    },
    Shape {
        name: "html nbsp and header cells",
        keeps_blanks: true,
        write: |f, v| page(f, v, Style { headers: true, ..Style::default() }),
    },
    Shape {
        name: "html without end tags",
        keeps_blanks: true,
        write: |f, v| without_end_tags(&page(f, v, Style::default())),
    },
    Shape {
        name: "html table in parts",
        keeps_blanks: true,
        write: |f, v| page(f, v, Style { parts: true, ..Style::default() }),
    },
    Shape {
        name: "html group and label in one cell",
        keeps_blanks: true,
        write: |f, v| page(f, v, Style { joined: true, ..Style::default() }),
    },
    Shape {
        name: "html a table for each block",
        keeps_blanks: true,
        write: |f, v| page(f, v, Style { blocks: true, ..Style::default() }),
    },
    Shape {
        name: "html merged cells repeated",
        keeps_blanks: true,
        write: |f, v| page(f, v, Style { repeated: true, ..Style::default() }),
    },
    Shape {
        name: "html disputes turned",
        keeps_blanks: true,
        write: |f, v| page(f, v, Style { turned: true, ..Style::default() }),
    },
    Shape {
        name: "html last year's table before",
        keeps_blanks: true,
        write: |f, v| last_year_before(&page(f, v, Style::default())),
    },
    Shape { name: "html all in one table", keeps_blanks: true, write: |f, v| one_table(&page(f, v, Style::default())) },
    Shape {
        name: "html figures in many styles",
        keeps_blanks: true,
        write: |f, v| page(f, &styled(v), Style::default()),
    },
];

#[derive(Clone, Copy, Default)]
struct Style {
    /// Word's and WPS's spans, fonts and `o:p`.
    soup: bool,
    /// An empty column behind each of the figures' columns, and merged headers over both.
    doubled: bool,
    /// `<br>` and blanks inside labels.
    broken: bool,
    /// `th` and `&nbsp;`.
    headers: bool,
    /// The table of requests cut in two, as pages cut it.
    parts: bool,
    /// 三、（三） and 1. in one cell, without columns for the groups.
    joined: bool,
    /// Each block of table 二 a table of its own.
    blocks: bool,
    /// The outcomes of disputes down the side.
    turned: bool,
    /// No merged cells: their text stands again in every row they would cover.
    repeated: bool,
}

struct Cell {
    text: String,
    rows: usize,
    columns: usize,
    header: bool,
}

fn cell(text: &str, rows: usize, columns: usize, header: bool) -> Cell {
    Cell { text: text.to_owned(), rows, columns, header }
}

fn rows(form: &Form, figures: &Figures, table: &'static FormTable) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    let figure_cells =
        |figures: Vec<String>| figures.into_iter().map(|text| cell(&text, 1, 1, false)).collect::<Vec<_>>();
    match table.key {
        "proactive" => {
            for block in table.blocks {
                rows.push(vec![cell(block.label, 1, 4, true)]);
                // The last column takes what is left of four.
                let last = 4 - block.columns.len();
                let mut head = vec![cell("信息内容", 1, 1, true)];
                head.extend(block.columns.iter().map(|c| cell(c.label, 1, 1, true)));
                head.last_mut().expect("there are columns").columns = last;
                rows.push(head);
                for row in block.rows {
                    let mut cells = vec![cell(row.label, 1, 1, false)];
                    cells.extend(figure_cells(values(figures, table, block, row.key)));
                    cells.last_mut().expect("there are columns").columns = last;
                    rows.push(cells);
                }
            }
        }
        "requests" => {
            rows.push(vec![cell(form.corner_note, 3, 3, true), cell("申请人情况", 1, 7, true)]);
            rows.push(vec![cell("自然人", 2, 1, true), cell("法人或其他组织", 1, 5, true), cell("总计", 2, 1, true)]);
            rows.push(
                ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"].map(|l| cell(l, 1, 1, true)).into(),
            );
            let block = &table.blocks[0];
            let results = block.rows.iter().filter(|row| !row.group.is_empty()).count();
            let mut group = "";
            for row in block.rows {
                let mut cells = Vec::new();
                if row.group.starts_with('三') && group.is_empty() {
                    cells.push(cell(row.group, results, 1, false));
                }
                if row.group.starts_with('（') && row.group != group {
                    cells.push(cell(row.group, block.rows.iter().filter(|r| r.group == row.group).count(), 1, false));
                }
                group = row.group;
                let columns = if row.group.is_empty() {
                    3
                } else if row.group.starts_with('三') {
                    2
                } else {
                    1
                };
                cells.push(cell(row.label, 1, columns, false));
                cells.extend(figure_cells(values(figures, table, block, row.key)));
                rows.push(cells);
            }
        }
        _ => {
            let outcomes = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
            rows.push(vec![cell("行政复议", 1, 5, true), cell("行政诉讼", 1, 10, true)]);
            let mut second: Vec<Cell> = outcomes.iter().map(|l| cell(l, 2, 1, true)).collect();
            second.extend(["未经复议直接起诉", "复议后起诉"].map(|l| cell(l, 1, 5, true)));
            rows.push(second);
            rows.push(outcomes.iter().chain(&outcomes).map(|l| cell(l, 1, 1, true)).collect());
            let block = &table.blocks[0];
            rows.push(block.rows.iter().flat_map(|row| figure_cells(values(figures, table, block, row.key))).collect());
        }
    }
    rows
}

/// The groups' labels in front of their rows', one column for all.
fn join_labels(rows: &mut [Vec<Cell>]) {
    let mut group = String::new();
    for row in rows.iter_mut().skip(3) {
        let labels = row.len() - 7;
        let mut label: String =
            row[..labels].iter().filter(|cell| !cell.text.starts_with("三、")).map(|cell| cell.text.clone()).collect();
        if let Some(first) = row[..labels].iter().find(|cell| cell.text.starts_with('（') && cell.rows > 1) {
            group = first.text.clone();
        } else if label.starts_with(|c: char| c.is_ascii_digit()) {
            label = format!("{group}<br>{label}");
        }
        row.splice(..labels, [cell(&label, 1, 3, false)]);
    }
}

/// Merged cells taken apart, as converters do.
fn repeat_merged(rows: &mut [Vec<Cell>]) {
    let width = rows.iter().map(|row| row.iter().map(|cell| cell.columns).sum()).max().unwrap_or(0);
    let mut below: Vec<Option<(String, usize, bool)>> = (0..width).map(|_| None).collect();
    for row in rows.iter_mut() {
        let mut cells = std::mem::take(row).into_iter();
        let mut column = 0;
        while column < width {
            if let Some((text, rows, header)) = below[column].take() {
                row.push(cell(&text, 1, 1, header));
                below[column] = (rows > 1).then_some((text, rows - 1, header));
                column += 1;
                continue;
            }
            let Some(next) = cells.next() else { break };
            for _ in 0..next.columns {
                row.push(cell(&next.text, 1, 1, next.header));
                below[column] = (next.rows > 1).then(|| (next.text.clone(), next.rows - 1, next.header));
                column += 1;
            }
        }
    }
}

fn write_rows(out: &mut String, rows: &[Vec<Cell>], style: Style) {
    for row in rows {
        out.push_str("<tr>");
        for cell in row {
            let figure = cell.text.is_empty() || cell.text.parse::<f64>().is_ok();
            let mut columns = cell.columns;
            // Headers over doubled columns span twice as many; figures get an empty neighbour.
            let over_figures = cell.header
                && !cell.text.contains("勾稽")
                && cell.text != "信息内容"
                && !cell.text.contains("第二十条");
            if style.doubled && over_figures {
                columns *= 2;
            }
            if style.doubled && figure {
                columns = 1;
            }
            let tag = if style.headers && cell.header { "th" } else { "td" };
            let mut text = cell.text.clone();
            if style.broken && !figure && text.chars().count() > 4 {
                let at = text.char_indices().nth(3).map_or(0, |(at, _)| at);
                text.insert_str(at, "<br/>\n &nbsp;");
            }
            if style.headers && text.is_empty() {
                text.push_str("&nbsp;");
            }
            if style.soup {
                text = format!(
                    "<p class=MsoNormal align=center style='text-align:center;mso-pagination:none'><span lang=EN-US \
                     style='font-size:10.5pt;font-family:宋体'><font face=\"宋体\">{text}</font><o:p></o:p></span></p>"
                );
            }
            out.push_str(&format!("<{tag} rowspan={} colspan=\"{columns}\">{text}</{tag}>\n", cell.rows));
            if style.doubled && figure {
                out.push_str("<td></td>");
            }
        }
        out.push_str("</tr>\n");
    }
}

fn page(form: &Form, figures: &Figures, style: Style) -> String {
    let year = year(form);
    let mut out = format!(
        "<!DOCTYPE html><html><head><meta charset=utf-8><title>{BODY}</title><style>td{{border:1px solid}}</style></head><body>\
         <h1>{BODY}{year}年政府信息公开工作年度报告</h1><p>{OPENING}</p>"
    );
    for section in form.sections {
        out.push_str(&format!("<p><strong>{}、{}</strong></p>\n", section.number, section.title));
        match section.table.and_then(|key| form.tables.iter().find(|t| t.key == key)) {
            Some(table) => {
                let mut rows = rows(form, figures, table);
                if style.joined && table.key == "requests" {
                    join_labels(&mut rows);
                }
                if style.turned && table.key == "disputes" {
                    rows = turned(figures, table);
                }
                if style.repeated {
                    repeat_merged(&mut rows);
                }
                out.push_str("<table border=1><tbody>");
                let cuts: Vec<usize> = match table.key {
                    "requests" if style.parts => vec![14],
                    "proactive" if style.blocks => (1..rows.len()).filter(|&r| rows[r].len() == 1).collect(),
                    _ => vec![],
                };
                let mut from = 0;
                for to in cuts.into_iter().chain([rows.len()]) {
                    if from > 0 {
                        out.push_str("</tbody></table><table border=1><tbody>");
                    }
                    write_rows(&mut out, &rows[from..to], style);
                    from = to;
                }
                out.push_str("</tbody></table>\n");
            }
            None => {
                let prose = match section.number {
                    "一" => OVERVIEW,
                    "五" => PROBLEMS,
                    _ => FEES,
                };
                out.push_str(&format!("<p>　　{prose}</p>\n"));
            }
        }
    }
    out + &format!("<p align=right>{BODY}</p><p align=right>{}年1月18日</p></body></html>", year + 1)
}

/// The article inside a site's layout tables, with what stands around it.
fn site(page: &str) -> String {
    let body = page.split_once("<body>").map_or(page, |(_, body)| body).replace("</body></html>", "");
    format!(
        "<html><head><meta charset=utf-8><title>政府信息公开年报_云岭县人民政府</title></head><body>\
         <table width=1000><tr><td><ul><li><a href='/'>首页</a></li><li><a href='/zw'>政务公开</a></li><li>总体情况</li></ul></td></tr>\
         <tr><td>当前位置：<a>首页</a> &gt; 政府信息公开年报</td></tr><tr><td><table><tr><td>{body}</td></tr></table></td></tr>\
         <tr><td><p>【打印本页】【关闭窗口】</p><p>版权所有：云岭县人民政府　联系电话：0874-8123456</p><p>2025年3月1日</p></td></tr></table></body></html>"
    )
}

fn without_end_tags(page: &str) -> String {
    ["</td>", "</tr>", "</p>", "</tbody>", "</th>"].iter().fold(page.to_owned(), |page, tag| page.replace(tag, ""))
}

/// The whole report as one table: headings and paragraphs are rows of one cell.
fn one_table(page: &str) -> String {
    let body = page.split_once("<body>").map_or(page, |(_, body)| body).replace("</body></html>", "");
    let mut rows = String::new();
    for part in body.replace("<table border=1><tbody>", "\u{1}").replace("</tbody></table>", "\u{1}").split('\u{1}') {
        if part.contains("<tr>") {
            rows.push_str(part);
            continue;
        }
        for paragraph in part.replace("<h1>", "<p>").replace("</h1>", "</p>").split("</p>") {
            let text = paragraph.rsplit_once('>').filter(|_| !paragraph.contains("<strong>")).map_or_else(
                || paragraph.replace("<p>", "").replace("<strong>", "").replace("</strong>", ""),
                |(_, text)| text.to_owned(),
            );
            if !text.trim().is_empty() {
                rows.push_str(&format!("<tr><td colspan=15>{}</td></tr>\n", text.trim()));
            }
        }
    }
    format!("<html><head><meta charset=utf-8></head><body><table border=1>{rows}</table></body></html>")
}

fn turned(figures: &Figures, table: &'static FormTable) -> Vec<Vec<Cell>> {
    let block = &table.blocks[0];
    let mut rows = vec![vec![cell("", 1, 1, true)]];
    rows[0].extend(block.rows.iter().map(|row| cell(row.label, 1, 1, true)));
    for column in block.columns {
        let figure = |row: &str| figures[&format!("{}.{row}.{}", table.key, column.key)].clone();
        let mut cells = vec![cell(column.label, 1, 1, false)];
        cells.extend(block.rows.iter().map(|row| cell(&figure(row.key), 1, 1, false)));
        rows.push(cells);
    }
    rows
}

/// Last year's table of requests, named as such, above this year's.
fn last_year_before(page: &str) -> String {
    let start = page.find("三、收到").expect("the section");
    let table = start + page[start..].find("<table").expect("its table");
    let end = table + page[table..].find("</table>").expect("its end") + "</table>".len();
    let other: String = page[table..end].replace("<td rowspan=1 colspan=\"1\">", "<td>9");
    format!("{}<p>上年度数据（供对照）</p>{other}<p>本年度数据</p>{}", &page[..table], &page[table..])
}
