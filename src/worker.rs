//! The engine behind the page: takes one source a message, answers with its outcomes.
//!
//! It runs in a worker, so that a long check does not freeze the page, and a defect ends the worker alone: the page
//! hears of it, names the file and starts another worker.

use std::{cell::RefCell, sync::Arc};

use js_sys::{Float64Array, Uint8Array, Uint32Array};
use serde::{Deserialize, Serialize};
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{DedicatedWorkerGlobalScope, File, FileReaderSync, MessageEvent};

use crate::{
    document::Document,
    form::Form,
    forms,
    language::Language,
    last_year::LastYear,
    outcome::{
        At, CellReading, Outcome, ReadingKind, Reason, Report, Sheet, bytes_of, describe,
        flat::Flat,
        numbers::{Check, NumberView, Unchecked},
        units, unreadable,
    },
    profile::Profile,
    readers::archive::{self, Archive},
    readers::limits,
    rules::RULES,
    source::Source,
};

/// What the page sends.
#[derive(Debug, Serialize, Deserialize)]
pub enum Ask {
    /// To check something, also against what is kept.
    Check(Job),
    /// To keep something as one of last year's reports.
    Keep(Job),
    /// To keep nothing any more. There is no answer.
    Forget,
}

/// What is asked of something.
#[derive(Debug, Serialize, Deserialize)]
pub struct Job {
    /// The page's number for it.
    pub id: u32,
    /// What to call it.
    pub name: String,
    /// What to check.
    pub given: Given,
    /// The user's settings.
    pub profile: Profile,
}

/// What there is to check.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Given {
    /// A file; only its handle crosses the boundary, the worker reads it.
    File {
        /// The browser's file.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        file: File,
    },
    /// A file of an archive.
    Packed {
        /// The browser's file: the archive.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        file: File,
        /// The page's number for the job that opened the archive.
        archive: u32,
        /// Which of the archive's files.
        index: usize,
    },
    /// What a paste or a dropped selection brought.
    Clipboard {
        /// The plain flavour.
        text: String,
        /// The rich flavour.
        html: Option<String>,
    },
}

/// What the worker sends.
#[derive(Debug, Serialize, Deserialize)]
pub enum Answer {
    /// It listens; what was sent before is lost.
    Ready,
    /// A job's file is an archive: nothing is checked yet, each of its files is a job of its own.
    Archive {
        /// The page's number for the job.
        id: u32,
        /// The paths of the archive's files.
        names: Vec<String>,
    },
    /// A job is done.
    Done {
        /// The page's number for it.
        id: u32,
        /// One outcome a report.
        outcomes: Vec<Sent>,
        /// The documents that the sheets are about: several reports of one source share it.
        documents: Vec<Parcel>,
    },
    /// One of last year's is kept.
    Kept {
        /// The page's number for it.
        id: u32,
        /// The reports in it; a worker that is started anew has to be given them again.
        reports: Vec<Kept>,
        /// The answers for what of it could not be read.
        unread: Vec<Report>,
    },
}

/// One of last year's reports.
#[derive(Debug, Serialize, Deserialize)]
pub struct Kept {
    /// What it is called.
    pub file: String,
    /// The body that reported.
    pub body: Option<String>,
    /// The year it is for.
    pub year: Option<u16>,
}

/// An outcome on its way to the page.
#[derive(Debug, Serialize, Deserialize)]
pub struct Sent {
    /// The contract.
    pub report: Report,
    /// What is needed beside it to draw the report.
    pub sheet: Option<SentSheet>,
}

/// A sheet on its way to the page.
#[derive(Debug, Serialize, Deserialize)]
pub struct SentSheet {
    /// The document's number in the answer.
    pub document: usize,
    /// The first block that belongs to the report and the one behind the last; then [`EACH`] numbers for each of its
    /// cells, which the report itself is sent without: as objects they took as long as the check. Where it was read, of
    /// which [`NOWHERE`] says that it is nowhere; how; the length of its text in UTF-16 code units, or [`NOWHERE`].
    #[serde(with = "serde_wasm_bindgen::preserve")]
    pub places: Uint32Array,
    /// The texts of the cells, one behind the other.
    pub texts: String,
    /// The figures of the cells; no number where there is none.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    pub values: Float64Array,
    /// The numbers of the prose, which the report is sent without as well: where each stands, the length of its text,
    /// its reason by its place among all (or [`NOWHERE`]), how many checks; of each of these the rule, how many cells,
    /// and the cells.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    pub numbers: Uint32Array,
}

/// What stands for a place that is not known, and for no text.
const NOWHERE: u32 = u32::MAX;
/// How many numbers tell of a cell.
const EACH: usize = 5;

/// A document on its way to the page.
#[derive(Debug, Serialize, Deserialize)]
pub struct Parcel {
    characters: String,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    numbers: Uint32Array,
}

/// Makes outcomes ready to be sent.
fn pack(outcomes: Vec<Outcome>) -> (Vec<Sent>, Vec<Parcel>) {
    let mut documents: Vec<Arc<Document>> = Vec::new();
    let sent = outcomes.into_iter().map(|Outcome { mut report, sheet }| {
        let cells = std::mem::take(&mut report.cells);
        let numbers = std::mem::take(&mut report.numbers);
        let sheet = sheet.map(|Sheet { document, extent, spots }| {
            let known = documents.iter().position(|known| Arc::ptr_eq(known, &document));
            let document = known.unwrap_or_else(|| {
                documents.push(document);
                documents.len() - 1
            });
            let mut places = vec![extent.start as u32, extent.end as u32];
            let (mut texts, mut values) = (String::new(), Vec::with_capacity(cells.len()));
            for (CellReading { reading, text, value, .. }, spot) in cells.into_iter().zip(spots) {
                let At(within, from, to) = spot.unwrap_or(At(NOWHERE, 0, 0));
                places.extend([within, from, to, reading as u32, text.as_deref().map_or(NOWHERE, units)]);
                texts.extend(text);
                values.push(value.unwrap_or(f64::NAN));
            }
            let form = report.edition.and_then(forms::form).map_or(&[][..], Form::cells);
            let mut flat = Vec::with_capacity(numbers.len() * 8);
            for NumberView { text, at: At(within, from, to), checks, reason } in numbers {
                texts.push_str(&text);
                let reason = reason.map_or(NOWHERE, |reason| reason as u32);
                flat.extend([within, from, to, units(&text), reason, checks.len() as u32]);
                for check in checks {
                    let rule = RULES.iter().position(|rule| rule.name == check.rule);
                    flat.extend([rule.unwrap_or_default() as u32, check.cells.len() as u32]);
                    let place = |key: &str| form.iter().position(|cell| cell.key == key).unwrap_or_default() as u32;
                    flat.extend(check.cells.into_iter().map(place));
                }
            }
            SentSheet {
                document,
                places: Uint32Array::from(&*places),
                texts,
                values: Float64Array::from(&*values),
                numbers: Uint32Array::from(&*flat),
            }
        });
        Sent { report, sheet }
    });
    let sent = sent.collect();
    let parcel = |document: Arc<Document>| {
        let Flat { characters, numbers } = Flat::of(&document);
        Parcel { characters, numbers: Uint32Array::from(&*numbers) }
    };
    (sent, documents.into_iter().map(parcel).collect())
}

/// The outcomes that were sent; none where they were not sent by this worker.
pub fn unpack(outcomes: Vec<Sent>, documents: Vec<Parcel>) -> Option<Vec<Outcome>> {
    let open = |Parcel { characters, numbers }| Flat { characters, numbers: numbers.to_vec() }.document().map(Arc::new);
    let documents: Vec<Arc<Document>> = documents.into_iter().map(open).collect::<Option<_>>()?;
    let outcome = |Sent { mut report, sheet }| {
        let sheet = match sheet {
            Some(SentSheet { document, places, texts, values, numbers }) => {
                let (places, mut rest) = (places.to_vec(), &*texts);
                let (extent, places) = places.split_at_checked(2)?;
                let mut spots = Vec::with_capacity(values.length() as usize);
                let form = report.edition.and_then(forms::form).map_or(&[][..], Form::cells);
                for ((place, value), cell) in places.chunks_exact(EACH).zip(values.to_vec()).zip(form) {
                    spots.push((place[0] != NOWHERE).then(|| At(place[0], place[1], place[2])));
                    let text = (place[4] != NOWHERE).then(|| {
                        let (text, behind) = rest.split_at(bytes_of(rest, place[4]));
                        rest = behind;
                        text.to_owned()
                    });
                    report.cells.push(CellReading {
                        key: &cell.key,
                        reading: *ReadingKind::ALL.get(place[3] as usize)?,
                        text,
                        value: Some(value).filter(|value| !value.is_nan()),
                        place: &cell.place,
                    });
                }
                let mut flat = numbers.to_vec().into_iter();
                while let Some(within) = flat.next() {
                    let at = At(within, flat.next()?, flat.next()?);
                    let (text, behind) = rest.split_at(bytes_of(rest, flat.next()?));
                    rest = behind;
                    let reason = Unchecked::ALL.get(flat.next()? as usize).copied();
                    let mut checks = Vec::new();
                    for _ in 0..flat.next()? {
                        let rule = RULES.get(flat.next()? as usize)?.name;
                        let cells = (0..flat.next()?).map(|_| Some(&*form.get(flat.next()? as usize)?.key));
                        checks.push(Check { rule, cells: cells.collect::<Option<_>>()? });
                    }
                    report.numbers.push(NumberView { text: text.to_owned(), at, checks, reason });
                }
                Some(Sheet {
                    document: documents.get(document)?.clone(),
                    extent: extent[0] as usize..extent[1] as usize,
                    spots,
                })
            }
            None => None,
        };
        Some(Outcome { report, sheet })
    };
    outcomes.into_iter().map(outcome).collect()
}

/// Turns a value into an object as JSON would have it: null stays null.
pub fn to_js(value: &impl Serialize) -> JsValue {
    value.serialize(&Serializer::json_compatible()).expect("plain data can always be written as objects")
}

/// Listens in the worker's scope.
pub fn run() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let answer_from = scope.clone();
    let state = RefCell::new(State::default());
    let listener = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let Ok(ask) = serde_wasm_bindgen::from_value::<Ask>(event.data()) else { return };
        let state = &mut *state.borrow_mut();
        let answer = match ask {
            Ask::Check(job) => answer(job, state),
            Ask::Keep(job) => keep(job, state),
            Ask::Forget => return state.last_year.reports.clear(),
        };
        answer_from.post_message(&to_js(&answer)).expect("plain data can be posted");
    });
    scope.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    listener.forget();
    scope.post_message(&to_js(&Answer::Ready)).expect("plain data can be posted");
}

/// What outlasts a job.
#[derive(Default)]
struct State {
    /// An archive that was opened, so that it is not read anew for each of its files: the job's number and the bytes.
    opened: Option<(u32, Vec<u8>)>,
    /// What is kept.
    last_year: LastYear,
}

fn keep(Job { id, name, given, profile }: Job, state: &mut State) -> Answer {
    let source = match given {
        Given::Clipboard { text, html } => Ok(Source::clipboard(&name, text, html)),
        Given::File { file } | Given::Packed { file, .. } => read(&file).map(|bytes| Source::bytes(&name, bytes)),
    };
    let (past, unread) = match source {
        Ok(source) => LastYear::read(&source, &profile),
        Err(reason) => (Vec::new(), vec![unread(&name, reason, profile.language).report]),
    };
    let reports = past.iter().map(|past| Kept { file: past.file.clone(), body: past.body.clone(), year: past.year });
    let reports = reports.collect();
    state.last_year.reports.extend(past);
    Answer::Kept { id, reports, unread }
}

fn answer(job: Job, state: &mut State) -> Answer {
    let Job { id, name, given, profile } = job;
    let State { opened, last_year } = state;
    let language = profile.language;
    let done = |outcomes| {
        let (outcomes, documents) = pack(outcomes);
        Answer::Done { id, outcomes, documents }
    };
    let source = match given {
        Given::Clipboard { text, html } => Source::clipboard(name, text, html),
        Given::File { file } => match read(&file) {
            Err(reason) => return done(vec![unread(&name, reason, language)]),
            Ok(bytes) => {
                let names = match Archive::of(&bytes) {
                    Some(Ok(archive)) => Some(archive.names().map(|file| archive::name(&name, file)).collect()),
                    _ => None,
                };
                if let Some(names) = names {
                    *opened = Some((id, bytes));
                    return Answer::Archive { id, names };
                }
                Source::bytes(name, bytes)
            }
        },
        Given::Packed { file, archive, index } => {
            if opened.as_ref().is_none_or(|(opened, _)| *opened != archive) {
                match read(&file) {
                    Ok(bytes) => *opened = Some((archive, bytes)),
                    Err(reason) => return done(vec![unread(&name, reason, language)]),
                }
            }
            let bytes = opened.as_ref().map_or(&[][..], |(_, bytes)| bytes);
            let Some(Ok(archive)) = Archive::of(bytes) else {
                return done(vec![unread(&name, Reason::Damaged, language)]);
            };
            let archive_name = archive.names().nth(index).and_then(|file| name.strip_suffix(file)?.strip_suffix('/'));
            let archive_name = archive_name.unwrap_or(&name);
            return done(crate::check_file(&archive, archive_name, index, last_year, &profile));
        }
    };
    done(crate::check_with(&source, last_year, &profile))
}

/// Reads a file here, where waiting for it disturbs nobody.
fn read(file: &File) -> Result<Vec<u8>, Reason> {
    // What is too large anyway need not fill the memory first.
    if file.size() > limits::FILE_BYTES as f64 {
        return Err(Reason::TooLarge);
    }
    let buffer = FileReaderSync::new().and_then(|reader| reader.read_as_array_buffer(file));
    // A folder, or a file that was moved or locked since it was chosen.
    buffer.map(|buffer| Uint8Array::new(&buffer).to_vec()).map_err(|_| Reason::Damaged)
}

/// The outcome of what did not come as far as the engine, or did not come back from it.
pub fn unread(name: &str, reason: Reason, language: Language) -> Outcome {
    describe::unreadable(name, None, unreadable::of_reason(reason, language), None)
}
