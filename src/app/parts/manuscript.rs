//! The report as its author wrote it: paragraphs, headings, tables with their merged cells, and the marks in it.

use yew::prelude::*;

use super::{
    super::{
        marks::{Marks, Piece},
        state::Shared,
    },
    mark::{Pen, light_word, roving},
};
use crate::{
    document::{Block, Cell, Document, Table, TextId},
    language::{Language, both},
    outcome::Outcome,
};

/// What the part needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub language: Language,
    /// The report.
    pub report: Shared<Outcome>,
    /// The selected finding.
    pub selected: Option<usize>,
    /// Its marks.
    pub marks: Shared<Marks>,
    /// What happens when a mark is chosen.
    pub mark: Callback<usize>,
}

/// The manuscript.
#[component]
pub fn Manuscript(props: &Props) -> Html {
    let Some(sheet) = &props.report.sheet else { return html! {} };
    let drawing = Drawing {
        pen: Pen {
            language: props.language,
            report: &props.report.report,
            selected: props.selected,
            choose: &props.mark,
        },
        marks: &props.marks,
        document: &sheet.document,
    };
    let blocks = sheet.document.blocks.get(sheet.extent.clone()).unwrap_or(&sheet.document.blocks);
    // Plain text has its lines broken already; indenting each would make paragraphs of them.
    let lines = props.report.report.kind.as_deref() == Some("text");
    let (mut level, mut tables) = (1, 0);
    html! {
        <article class={classes!("sheet", lines.then_some("lines"))}>
            { for blocks.iter().map(|block| match block {
                Block::Paragraph(text) => html! { <p>{ drawing.text(*text) }</p> },
                Block::Heading(_, text) if drawing.document.text(*text).trim().is_empty() => html! {},
                Block::Heading(wanted, text) => {
                    // The page's own heading is the first; a level is never left out.
                    level = (*wanted + 1).clamp(2, level + 1).min(6);
                    html! { <@{format!("h{level}")} class={format!("level-{wanted}")}>{ drawing.text(*text) }</@> }
                }
                Block::Picture => html! { <p class="picture">{ both("［图片］", "[picture]").get(props.language) }</p> },
                Block::Table(table) => {
                    tables += 1;
                    drawing.table(table, tables)
                }
            }) }
        </article>
    }
}

struct Drawing<'a> {
    pen: Pen<'a>,
    marks: &'a Marks,
    document: &'a Document,
}

impl Drawing<'_> {
    fn key(&self, cell: usize) -> String {
        self.pen.report.cells[cell].key.clone()
    }

    fn text(&self, text: TextId) -> Html {
        let pieces = self.marks.pieces(text.0, self.document.text(text));
        self.pen.pieces(&pieces, &|cell| self.key(cell))
    }

    fn table(&self, table: &Table, number: usize) -> Html {
        let label = super::fill(both("表格 {n}", "Table {n}"), self.pen.language, [("n", number.to_string())]);
        let roles = Headers::of(table, self.document, self.marks);
        let mut cells = table.cells.iter().zip(roles.0).peekable();
        html! {
            <div class="across" tabindex="0" role="region" aria-label={label}>
                <table>
                    <tbody>
                        { for (0..table.rows).map(|row| html! {
                            <tr>
                                { for std::iter::from_fn(|| cells.next_if(|(cell, _)| cell.row == row))
                                    .map(|(cell, scope)| self.cell(cell, scope)).collect::<Vec<_>>() }
                            </tr>
                        }) }
                    </tbody>
                </table>
            </div>
        }
    }

    fn cell(&self, cell: &Cell, scope: Option<&'static str>) -> Html {
        let content = self.document.text(cell.text);
        let pieces = self.marks.pieces(cell.text.0, content);
        let span = |n: u32| (n > 1).then(|| n.to_string());
        let (rowspan, colspan) = (span(cell.rowspan), span(cell.colspan));
        // What fills the cell, or marks its blank, is a mark of the cell itself.
        let whole: Vec<&Piece> =
            pieces.iter().filter(|piece| !piece.text.trim().is_empty() || content.trim().is_empty()).collect();
        let (look, light, key) = match &whole[..] {
            [piece] => (self.pen.look(&piece.findings, content), piece.light, piece.cell.map(|cell| self.key(cell))),
            _ => (None, None, None),
        };
        let inner = match (&look, &whole[..]) {
            (Some(look), _) => html! {
                <span role="button" tabindex={roving(light)} data-mark={look.mark.clone()} aria-label={look.label.clone()}
                    onkeydown={look.onkeydown.clone()}>{ content }</span>
            },
            (None, [_]) => html! { { content } },
            (None, _) => self.pen.pieces(&pieces, &|cell| self.key(cell)),
        };
        let (severity, shape, onclick) = match look {
            Some(look) => (Some(look.severity), Some(look.shape), Some(look.onclick)),
            None => (None, None, None),
        };
        let lit = light.map(light_word);
        let class = if self.marks.is_data(cell.text.0) { "figure" } else { "" };
        let tabindex = light.map(|_| "-1");
        match scope {
            Some(scope) => html! {
                <th {class} {rowspan} {colspan} {scope} {tabindex} data-severity={severity} data-shape={shape} data-lit={lit} {onclick}>{ inner }</th>
            },
            None => html! {
                <td {class} {rowspan} {colspan} {tabindex} data-severity={severity} data-shape={shape} data-lit={lit} data-cell={key} {onclick}>{ inner }</td>
            },
        }
    }
}

/// Which cells of a table are headers, and of what: the `scope` of each cell, none for data.
struct Headers(Vec<Option<&'static str>>);

impl Headers {
    /// Reports mark few of their headers. In a table that figures of the form were read from, everything that says
    /// something and is no figure is a header; in any other, what the source calls one, else the first row.
    fn of(table: &Table, document: &Document, marks: &Marks) -> Self {
        let figures: Vec<&Cell> = table.cells.iter().filter(|cell| marks.is_data(cell.text.0)).collect();
        let called = table.cells.iter().any(|cell| cell.header);
        let scope = |cell: &Cell| {
            if document.text(cell.text).trim().is_empty() || marks.is_data(cell.text.0) {
                return None;
            }
            if figures.is_empty() {
                let header = if called { cell.header } else { cell.row == 0 };
                let below = table.cells.iter().any(|other| other.row >= cell.row + cell.rowspan);
                return (header && below).then_some("col");
            }
            let right = |other: &&&Cell| {
                other.column >= cell.column + cell.colspan && (cell.row..cell.row + cell.rowspan).contains(&other.row)
            };
            Some(match (figures.iter().find(right), cell.rowspan > 1, cell.colspan > 1) {
                (Some(_), false, _) => "row",
                (Some(_), true, _) => "rowgroup",
                (None, _, false) => "col",
                (None, _, true) => "colgroup",
            })
        };
        Self(table.cells.iter().map(scope).collect())
    }
}
