//! The three tables as the official form has them, filled with what was read, and the same marks.

use yew::prelude::*;

use super::{
    super::{
        marks::{Lights, Marks},
        shared::Shared,
        words,
    },
    mark::{Pen, light_word, roving},
};
use crate::{
    form::{Form, FormBlock, FormTable, Role, Row},
    forms,
    language::Language,
    outcome::{Outcome, ReadingKind},
};

/// What the part needs.
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

/// The tables.
pub fn tables(props: &Props) -> Html {
    let report = &props.report.report;
    let form = report.edition.and_then(forms::form).filter(|form| form.cells().len() == report.cells.len());
    let Some(form) = form else {
        return html! { <p class="empty">{ words::NO_FORM.get(props.language) }</p> };
    };
    let drawing = Drawing {
        language: props.language,
        pen: Pen { language: props.language, report, selected: props.selected, choose: &props.mark },
        marks: &props.marks,
        lights: &props.lights,
        form,
    };
    let mut first = 0;
    html! {
        <div class="sheet forms">
            { for form.tables.iter().map(|table| {
                let here = first;
                first += table.blocks.iter().map(|block| block.rows.len() * block.columns.len()).sum::<usize>();
                drawing.table(table, here)
            }) }
        </div>
    }
}

struct Drawing<'a> {
    language: Language,
    pen: Pen<'a>,
    marks: &'a Marks,
    lights: &'a Lights,
    form: &'static Form,
}

impl Drawing<'_> {
    fn table(&self, table: &'static FormTable, first: usize) -> Html {
        let has = |role| table.blocks.iter().flat_map(|block| block.rows).any(|row| row.role == role);
        let body = match table.blocks {
            [block] if has(Role::Result) => self.requests(block, first),
            [block] if has(Role::Dispute) => self.disputes(block, first),
            blocks => self.blocks(blocks, first),
        };
        let caption = format!("{}　{}", table.name, table.title);
        html! {
            <div class="across" tabindex="0" role="region" aria-label={table.name}>
                <table>
                    <caption>{ caption }</caption>
                    { body }
                </table>
            </div>
        }
    }

    /// Parts one below the other, as wide as the widest.
    fn blocks(&self, blocks: &'static [FormBlock], mut first: usize) -> Html {
        let widest = blocks.iter().map(|block| block.columns.len()).max().unwrap_or(1);
        html! {
            { for blocks.iter().map(|block| {
                let span = (block.columns.len() == 1 && widest > 1).then(|| widest.to_string());
                html! {
                    <tbody>
                        <tr><th colspan={(widest + 1).to_string()} scope="colgroup">{ block.label }</th></tr>
                        <tr>
                            <th scope="col">{ words::FORM_CONTENT.get(Language::Zh) }</th>
                            { for block.columns.iter().map(|column| html! { <th scope="col" colspan={span.clone()}>{ column.label }</th> }) }
                        </tr>
                        { for block.rows.iter().map(|row| {
                            let here = first;
                            first += block.columns.len();
                            html! {
                                <tr>
                                    <th scope="row">{ row.label }</th>
                                    { for (here..first).map(|cell| self.cell(cell, span.clone())) }
                                </tr>
                            }
                        }) }
                    </tbody>
                }
            }) }
        }
    }

    /// The table of requests: applicants above, three nested columns of labels at the side.
    fn requests(&self, block: &'static FormBlock, first: usize) -> Html {
        let columns = block.columns;
        let legal = &columns[1..columns.len() - 1];
        let is_result = |row: &&Row| matches!(row.role, Role::Result | Role::Total);
        let results = block.rows.iter().filter(is_result).count();
        // The first result stands directly under the results' heading; so does what shares its group.
        let outer = block.rows.iter().find(is_result).map_or("", |row| row.group);
        let row = |at: usize| {
            let row = &block.rows[at];
            let before = at.checked_sub(1).map(|at| &block.rows[at]);
            let opens_results = is_result(&row) && !before.is_some_and(|before| is_result(&before));
            let opens_group = row.group != outer && before.is_none_or(|before| before.group != row.group);
            let group = block.rows.iter().filter(|other| other.group == row.group).count();
            let here = first + at * columns.len();
            html! {
                <tr>
                    if opens_results {
                        <th class="side" rowspan={results.to_string()} scope="rowgroup">{ outer }</th>
                    }
                    if !is_result(&row) {
                        <th colspan="3" scope="row">{ row.label }</th>
                    } else if row.group == outer {
                        <th colspan="2" scope="row">{ row.label }</th>
                    } else {
                        if opens_group {
                            <th rowspan={group.to_string()} scope="rowgroup">{ row.group }</th>
                        }
                        <th scope="row">{ row.label }</th>
                    }
                    { for (here..here + columns.len()).map(|cell| self.cell(cell, None)) }
                </tr>
            }
        };
        html! {
            <>
                <thead>
                    <tr>
                        <td class="corner" rowspan="3" colspan="3">{ self.form.corner_note }</td>
                        <th colspan={columns.len().to_string()} scope="colgroup">{ words::FORM_REQUESTS_HEAD.get(Language::Zh) }</th>
                    </tr>
                    <tr>
                        <th rowspan="2" scope="col">{ columns[0].label }</th>
                        <th colspan={legal.len().to_string()} scope="colgroup">{ words::FORM_LEGAL_PERSONS.get(Language::Zh) }</th>
                        <th rowspan="2" scope="col">{ columns[columns.len() - 1].label }</th>
                    </tr>
                    <tr>{ for legal.iter().map(|column| html! { <th scope="col">{ column.label }</th> }) }</tr>
                </thead>
                <tbody>{ for (0..block.rows.len()).map(row) }</tbody>
            </>
        }
    }

    /// The table of disputes: the form lays its rows side by side.
    fn disputes(&self, block: &'static FormBlock, first: usize) -> Html {
        let width = block.columns.len();
        let alone = |row: &Row| row.group.is_empty();
        let suits = block.rows.iter().filter(|row| !alone(row)).count() * width;
        html! {
            <>
                <thead>
                    <tr>
                        { for block.rows.iter().filter(|row| alone(row)).map(|row| html! {
                            <th colspan={width.to_string()} rowspan="2" scope="colgroup">{ row.label }</th>
                        }) }
                        <th colspan={suits.to_string()} scope="colgroup">{ words::FORM_LITIGATION.get(Language::Zh) }</th>
                    </tr>
                    <tr>
                        { for block.rows.iter().filter(|row| !alone(row)).map(|row| html! {
                            <th colspan={width.to_string()} scope="colgroup">{ row.label }</th>
                        }) }
                    </tr>
                    <tr>
                        { for block.rows.iter().flat_map(|_| block.columns).map(|column| html! { <th scope="col">{ column.label }</th> }) }
                    </tr>
                </thead>
                <tbody>
                    <tr>{ for (first..first + block.rows.len() * width).map(|cell| self.cell(cell, None)) }</tr>
                </tbody>
            </>
        }
    }

    fn cell(&self, cell: usize, colspan: Option<String>) -> Html {
        let reading = &self.pen.report.cells[cell];
        let unread = matches!(reading.reading, ReadingKind::Lost | ReadingKind::Absent);
        let text = match &reading.text {
            Some(text) => text.clone(),
            None if unread => words::reading(reading.reading).get(self.language).to_owned(),
            None => String::new(),
        };
        let light = self.lights.of_cell(cell);
        let look = self.pen.look(self.marks.on_cell(cell), &text);
        let inner = match &look {
            Some(look) => html! {
                <span role="button" tabindex={roving(light)} data-mark={look.mark.clone()} aria-label={look.label.clone()}
                    onkeydown={look.onkeydown.clone()}>{ text }</span>
            },
            None => html! { { text } },
        };
        let (severity, shape, onclick) = match look {
            Some(look) => (Some(look.severity), Some(look.shape), Some(look.onclick)),
            None => (None, None, None),
        };
        html! {
            <td class={classes!("figure", unread.then_some("unread"))} {colspan} tabindex={light.map(|_| "-1")} data-cell={reading.key}
                data-severity={severity} data-shape={shape} data-lit={light.map(light_word)} {onclick}>{ inner }</td>
        }
    }
}
