//! The report as its author wrote it: paragraphs, headings, tables with their merged cells, and the marks in it.

use std::ops::Range;

use yew::prelude::*;

use super::{
    super::{
        hooks::portions::{Stretch, use_portions},
        marks::{Lights, Marks, Piece},
        portions::{Layout, Portion, Rows, heading_level, is_long, rows, scopes},
        shared::Shared,
        words,
    },
    mark::{Pen, light_word, roving},
    more::more,
};
use crate::{
    document::{Block, Cell, Document, Table, TextId},
    language::{Language, both},
    order::Arrange,
    outcome::Outcome,
};

/// A text with more marks than this is drawn in portions of as many pieces.
const PIECES: usize = 1_000;

/// What the part, and each portion of it, needs.
#[derive(Clone, Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub language: Language,
    /// The report.
    pub report: Shared<Outcome>,
    /// The selected finding.
    pub selected: Option<usize>,
    /// The marks.
    pub marks: Shared<Marks>,
    /// The places of the selected finding.
    pub lights: Lights,
    /// What happens when a mark is chosen.
    pub mark: Callback<usize>,
}

impl Props {
    /// Those of a portion that holds only some texts: they stay the same unless something changes there.
    fn within(&self, texts: impl Fn(u32) -> bool) -> Self {
        let lights = self.lights.within(texts);
        // Marks ask for the selected finding only where it is one of theirs, and there it is lit.
        let selected = if lights.is_dark() { None } else { self.selected };
        Self { lights, selected, ..self.clone() }
    }

    fn document(&self) -> Option<&Document> {
        self.report.sheet.as_ref().map(|sheet| &*sheet.document)
    }

    fn drawing<'a>(&'a self, document: &'a Document) -> Drawing<'a> {
        let Self { language, report, selected, mark, .. } = self;
        let pen = Pen { language: *language, report: &report.report, selected: *selected, choose: mark };
        Drawing { pen, props: self, document }
    }
}

/// The manuscript.
#[component]
pub fn Manuscript(props: &Props) -> Html {
    let layout = use_memo((props.report.clone(), props.marks.clone()), |(report, marks)| {
        report.sheet.as_ref().map(|sheet| {
            let all = 0..sheet.document.blocks.len();
            let known = sheet.extent.start <= sheet.extent.end && sheet.extent.end <= all.end;
            Layout::new(&sheet.document, if known { sheet.extent.clone() } else { all }, marks)
        })
    });
    let of_text = |text: u32| layout.as_ref().as_ref().and_then(|layout| layout.of_text(text));
    let portions = use_portions(&props.report, props.lights.first().and_then(of_text));
    let Some(layout) = layout.as_ref() else { return html! {} };
    // Plain text has its lines broken already; indenting each would make paragraphs of them.
    let lines = props.report.report.kind.as_deref() == Some("text");
    let draw = |stretch| match stretch {
        Stretch::Drawn(number) => {
            let own = props.within(|text| of_text(text) == Some(number));
            html! { <Blocks key={number} portion={layout.portions[number].clone()} {own} /> }
        }
        Stretch::Left(left) => {
            let count = layout.portions[left.clone()].iter().map(|portion| portion.blocks.len()).sum();
            let button = more(words::MORE_PARAGRAPHS, count, props.language, portions.show(left.start));
            html! { <div key={format!("left {}", left.end)}>{ button }</div> }
        }
    };
    html! {
        <article class={classes!("sheet", lines.then_some("lines"))}>
            { for portions.stretches(layout.portions.len()).into_iter().map(draw) }
        </article>
    }
}

#[derive(Properties, PartialEq)]
struct BlocksProps {
    own: Props,
    portion: Portion,
}

/// A portion of the manuscript.
#[component]
fn Blocks(props: &BlocksProps) -> Html {
    let BlocksProps { own, portion } = props;
    let Some(document) = own.document() else { return html! {} };
    let drawing = own.drawing(document);
    let (mut level, mut tables) = (portion.level, portion.tables);
    let draw = |number: usize| match &document.blocks[number] {
        Block::Paragraph(text) => html! { <p>{ drawing.text(*text) }</p> },
        Block::Heading(wanted, text) => {
            let Some(own) = heading_level(*wanted, level, document.text(*text)) else { return html! {} };
            level = own;
            html! { <@{format!("h{level}")} class={format!("level-{wanted}")}>{ drawing.text(*text) }</@> }
        }
        Block::Picture => html! { <p class="picture">{ words::PICTURE.get(drawing.pen.language) }</p> },
        Block::Table(table) => {
            tables += 1;
            drawing.table(table, number, tables)
        }
    };
    html! { { for portion.blocks.clone().map(draw) } }
}

#[derive(Properties, PartialEq)]
struct LongTableProps {
    own: Props,
    block: usize,
}

/// The rows of a table that is drawn in portions.
#[component]
fn LongTable(props: &LongTableProps) -> Html {
    let LongTableProps { own, block } = props;
    let memo = use_memo((own.report.clone(), own.marks.clone(), *block), |(report, marks, block)| {
        let document = &report.sheet.as_ref()?.document;
        let Some(Block::Table(table)) = document.blocks.get(*block) else { return None };
        let rows = rows(table, true);
        let place = |(number, rows): (usize, &Rows)| {
            table.cells[rows.cells.clone()].iter().map(move |cell| (cell.text.0, number)).collect::<Vec<_>>()
        };
        let mut of_text: Vec<(u32, usize)> = rows.iter().enumerate().flat_map(place).collect();
        of_text.arrange();
        Some((Shared::new(scopes(table, document, marks)), rows, of_text))
    });
    let portion_of = |text: u32| {
        let (.., of_text) = memo.as_ref().as_ref()?;
        of_text.binary_search_by_key(&text, |(text, _)| *text).ok().map(|at| of_text[at].1)
    };
    let portions = use_portions(&own.report, own.lights.first().and_then(portion_of));
    let Some((scopes, rows, _)) = memo.as_ref() else { return html! {} };
    let draw = |stretch| match stretch {
        Stretch::Drawn(number) => {
            let own = own.within(|text| portion_of(text) == Some(number));
            html! { <TableRows key={number} {own} block={*block} rows={rows[number].clone()} scopes={scopes.clone()} /> }
        }
        Stretch::Left(left) => {
            let count = rows[left.clone()].iter().map(|rows| (rows.rows.end - rows.rows.start) as usize).sum();
            let button = more(words::MORE_ROWS, count, own.language, portions.show(left.start));
            // Wider than any table: the browser cuts it to the columns that there are.
            html! { <tbody key={format!("left {}", left.end)}><tr><td colspan="1000">{ button }</td></tr></tbody> }
        }
    };
    html! { { for portions.stretches(rows.len()).into_iter().map(draw) } }
}

#[derive(Properties, PartialEq)]
struct TableRowsProps {
    own: Props,
    block: usize,
    rows: Rows,
    scopes: Shared<Vec<Option<&'static str>>>,
}

/// A portion of a table's rows.
#[component]
fn TableRows(props: &TableRowsProps) -> Html {
    let Some(document) = props.own.document() else { return html! {} };
    let Some(Block::Table(table)) = document.blocks.get(props.block) else { return html! {} };
    props.own.drawing(document).rows(table, &props.rows, &props.scopes)
}

#[derive(Properties, PartialEq)]
struct LongTextProps {
    own: Props,
    text: u32,
}

/// A text with very many marks.
#[component]
fn LongText(props: &LongTextProps) -> Html {
    let LongTextProps { own, text } = props;
    let content = own.document().map_or("", |document| document.text(TextId(*text)));
    let pieces = own.marks.pieces(&own.lights, *text, content);
    let first = pieces.iter().position(|piece| piece.light == Some(super::super::marks::Light::First));
    let portions = use_portions(&own.report, first.map(|first| first / PIECES));
    let draw = |stretch| match stretch {
        Stretch::Drawn(number) => {
            let pieces = pieces[range(number, pieces.len())].to_vec();
            let lit = pieces.iter().any(|piece| piece.light.is_some());
            let own = Props { selected: own.selected.filter(|_| lit), lights: Lights::default(), ..own.clone() };
            html! { <Pieces key={number} {own} {pieces} /> }
        }
        Stretch::Left(left) => {
            let within = range(left.start, pieces.len()).start..range(left.end - 1, pieces.len()).end;
            let count = pieces[within].iter().map(|piece| piece.text.chars().count()).sum();
            let button = more(words::MORE_CHARACTERS, count, own.language, portions.show(left.start));
            html! { <span key={format!("left {}", left.end)}>{ button }</span> }
        }
    };
    html! { { for portions.stretches(pieces.len().div_ceil(PIECES)).into_iter().map(draw) } }
}

/// The pieces of a portion.
fn range(portion: usize, all: usize) -> Range<usize> {
    portion * PIECES..((portion + 1) * PIECES).min(all)
}

#[derive(Properties, PartialEq)]
struct PiecesProps {
    own: Props,
    pieces: Vec<Piece>,
}

/// A portion of a text.
#[component]
fn Pieces(props: &PiecesProps) -> Html {
    let Some(document) = props.own.document() else { return html! {} };
    let drawing = props.own.drawing(document);
    drawing.pen.pieces(&props.pieces, &|cell| drawing.key(cell))
}

struct Drawing<'a> {
    pen: Pen<'a>,
    props: &'a Props,
    document: &'a Document,
}

impl Drawing<'_> {
    fn key(&self, cell: usize) -> String {
        self.pen.report.cells[cell].key.to_owned()
    }

    fn pieces(&self, text: TextId) -> Vec<Piece> {
        self.props.marks.pieces(&self.props.lights, text.0, self.document.text(text))
    }

    fn text(&self, text: TextId) -> Html {
        if self.props.marks.count(text.0) > PIECES {
            return html! { <LongText own={self.props.within(|other| other == text.0)} text={text.0} /> };
        }
        self.pen.pieces(&self.pieces(text), &|cell| self.key(cell))
    }

    fn table(&self, table: &Table, block: usize, number: usize) -> Html {
        let label = super::fill(both("表格 {n}", "Table {n}"), self.pen.language, [("n", number.to_string())]);
        let body = if is_long(table, &self.props.marks) {
            html! { <LongTable own={self.props.clone()} {block} /> }
        } else {
            let scopes = scopes(table, self.document, &self.props.marks);
            html! { { for rows(table, false).iter().map(|rows| self.rows(table, rows, &scopes)) } }
        };
        html! {
            <div class="across" tabindex="0" role="region" aria-label={label}>
                <table>{ body }</table>
            </div>
        }
    }

    fn rows(&self, table: &Table, rows: &Rows, scopes: &[Option<&'static str>]) -> Html {
        let mut cells = rows.cells.clone().map(|at| (&table.cells[at], scopes[at])).peekable();
        let mut carried = rows.carried.iter().peekable();
        let mut draw = |row: u32| {
            let mut drawn = Vec::new();
            while let Some((cell, scope)) = cells.next_if(|(cell, _)| cell.row == row) {
                drawn.extend(std::iter::from_fn(|| carried.next_if(|other| other.0 < cell.column)).map(spacer));
                drawn.push(self.cell(cell, rows.rows.end - row, scope));
            }
            if row == rows.rows.start {
                drawn.extend(carried.by_ref().map(spacer));
            }
            html! { <tr>{ for drawn }</tr> }
        };
        html! { <tbody>{ for rows.rows.clone().map(&mut draw) }</tbody> }
    }

    /// A cell; no row group reaches below its end, so a cell does not either.
    fn cell(&self, cell: &Cell, below: u32, scope: Option<&'static str>) -> Html {
        let content = self.document.text(cell.text);
        let pieces = self.pieces(cell.text);
        let span = |n: u32| (n > 1).then(|| n.to_string());
        let (rowspan, colspan) = (span(cell.rowspan.min(below)), span(cell.colspan));
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
        let class = if self.props.marks.is_data(cell.text.0) { "figure" } else { "" };
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

/// Stands below a cell of the portion above that reaches into this one.
fn spacer(&(_, rows, columns): &(u32, u32, u32)) -> Html {
    html! { <td rowspan={rows.to_string()} colspan={columns.to_string()}></td> }
}
