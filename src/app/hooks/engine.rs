//! The engine's worker, kept alive: one job at a time, ended when it hangs or breaks, started anew without a request.

use std::{cell::RefCell, collections::VecDeque, rc::Rc};

use gloo::{events::EventListener, timers::callback::Timeout};
use wasm_bindgen::{JsCast, prelude::wasm_bindgen};
use web_sys::{MessageEvent, Worker};
use yew::prelude::*;

use crate::{
    language::Language,
    outcome::{Outcome, Reason},
    profile::Profile,
    worker::{Answer, Ask, Given, Job, to_js, unpack, unread},
};

/// How long one file may take, and how long a worker may take until it listens.
const LIMIT_MS: u32 = 10_000;

#[wasm_bindgen]
extern "C" {
    /// A new worker, made by `www/boot.js` from the glue and the module that the page itself runs on.
    #[wasm_bindgen(js_namespace = gouji, js_name = startWorker)]
    fn start_worker() -> Worker;
}

/// What the engine tells.
pub enum Told {
    /// It can be asked, or will not be heard of unless it is asked.
    Ready,
    /// It took a job up.
    Started(u32),
    /// A job is done, or was given up.
    Answered(u32, Vec<Outcome>),
    /// A job's file is an archive; these take its place: numbers and names.
    Opened(u32, Vec<(u32, String)>),
}

/// The worker and what waits for it.
pub struct Engine {
    tell: Callback<Told>,
    language: Language,
    /// The number given last.
    numbers: u32,
    queue: VecDeque<Job>,
    current: Option<Current>,
    worker: Option<Running>,
}

struct Current {
    id: u32,
    name: String,
    given: Given,
    _clock: Timeout,
}

struct Running {
    worker: Worker,
    /// Runs until it listens.
    starting: Option<Timeout>,
    _listeners: [EventListener; 3],
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

impl Engine {
    fn profile(&self) -> Profile {
        Profile { language: self.language, ..Profile::default() }
    }
}

/// A handle on the engine.
#[derive(Clone)]
pub struct Handle(Rc<RefCell<Engine>>);

impl PartialEq for Handle {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Handle {
    /// Starts it.
    pub fn new(language: Language, tell: Callback<Told>) -> Self {
        let engine = Engine { tell, language, numbers: 0, queue: VecDeque::new(), current: None, worker: None };
        let handle = Self(Rc::new(RefCell::new(engine)));
        handle.start();
        handle
    }

    /// A number for something to check; none is given twice.
    pub fn number(&self) -> u32 {
        let mut engine = self.0.borrow_mut();
        engine.numbers += 1;
        engine.numbers
    }

    /// Checks these instead of what it was given before.
    pub fn check(&self, items: Vec<(u32, String, Given)>) {
        self.stop();
        let mut engine = self.0.borrow_mut();
        let profile = engine.profile();
        let job = |(id, name, given)| Job { id, name, given, profile: profile.clone() };
        engine.queue = items.into_iter().map(job).collect();
        let started = engine.worker.is_some();
        drop(engine);
        if !started {
            self.start();
        }
        self.next();
    }

    /// Gives up what is not answered yet.
    pub fn stop(&self) {
        let mut engine = self.0.borrow_mut();
        engine.queue.clear();
        if engine.current.take().is_some() {
            drop(engine);
            self.start();
        }
    }

    fn start(&self) {
        let worker = start_worker();
        let on = |event: &'static str, react: fn(&Handle, &Event)| {
            let handle = self.clone();
            EventListener::new(&worker, event, move |event| react(&handle, event))
        };
        let broken: fn(&Handle, &Event) = |handle, event| {
            // The message is in the console already; here it must not end up as an error of the page.
            event.prevent_default();
            handle.give_up(Reason::Crash);
        };
        let listeners = [on("message", Handle::hear), on("error", broken), on("messageerror", broken)];
        let handle = self.clone();
        let starting = Some(Timeout::new(LIMIT_MS, move || handle.give_up(Reason::Timeout)));
        self.0.borrow_mut().worker = Some(Running { worker, starting, _listeners: listeners });
    }

    fn hear(&self, event: &Event) {
        let data = event.unchecked_ref::<MessageEvent>().data();
        match serde_wasm_bindgen::from_value(data) {
            Ok(Answer::Ready) => {
                let tell = {
                    let mut engine = self.0.borrow_mut();
                    if let Some(running) = &mut engine.worker {
                        running.starting = None;
                    }
                    engine.tell.clone()
                };
                tell.emit(Told::Ready);
                self.next();
            }
            Ok(Answer::Archive { id, names }) => self.opened(id, names),
            Ok(Answer::Done { id, outcomes, documents }) => {
                let Some(outcomes) = unpack(outcomes, documents) else { return self.give_up(Reason::Crash) };
                let done = {
                    let mut engine = self.0.borrow_mut();
                    engine.current.take_if(|current| current.id == id).map(|_| engine.tell.clone())
                };
                if let Some(tell) = done {
                    tell.emit(Told::Answered(id, outcomes));
                    self.next();
                }
            }
            // Nothing is kept yet.
            Ok(Answer::Kept { .. }) => {}
            Err(_) => self.give_up(Reason::Crash),
        }
    }

    /// Puts an archive's files in its place, to be checked next.
    fn opened(&self, id: u32, names: Vec<String>) {
        let (tell, files) = {
            let mut engine = self.0.borrow_mut();
            let Some(current) = engine.current.take_if(|current| current.id == id) else { return };
            let Given::File { file } = current.given else { return };
            let profile = engine.profile();
            let mut files = Vec::with_capacity(names.len());
            for (index, name) in names.into_iter().enumerate() {
                engine.numbers += 1;
                let job = engine.numbers;
                let given = Given::Packed { file: file.clone(), archive: id, index };
                engine.queue.insert(index, Job { id: job, name: name.clone(), given, profile: profile.clone() });
                files.push((job, name));
            }
            (engine.tell.clone(), files)
        };
        tell.emit(Told::Opened(id, files));
        self.next();
    }

    /// Ends the worker, answers for its job, and goes on with another worker. A worker that could not even start is
    /// not tried again until something new is given; then everything that waits is answered for.
    fn give_up(&self, reason: Reason) {
        let (lost, started, language, tell) = {
            let mut engine = self.0.borrow_mut();
            let started = engine.worker.take().is_some_and(|running| running.starting.is_none());
            let mut lost: Vec<(u32, String)> =
                engine.current.take().map(|job| (job.id, job.name)).into_iter().collect();
            if !started {
                lost.extend(engine.queue.drain(..).map(|job| (job.id, job.name)));
            }
            (lost, started, engine.language, engine.tell.clone())
        };
        if started {
            self.start();
        } else {
            // What came early waits for the engine; it, too, is to be answered.
            tell.emit(Told::Ready);
        }
        for (id, name) in lost {
            tell.emit(Told::Answered(id, vec![unread(&name, reason, language)]));
        }
    }

    fn next(&self) {
        let (id, tell) = {
            let mut engine = self.0.borrow_mut();
            if engine.current.is_some() || engine.worker.as_ref().is_none_or(|running| running.starting.is_some()) {
                return;
            }
            let Some(job) = engine.queue.pop_front() else { return };
            let handle = self.clone();
            let clock = Timeout::new(LIMIT_MS, move || handle.give_up(Reason::Timeout));
            let id = job.id;
            engine.current = Some(Current { id, name: job.name.clone(), given: job.given.clone(), _clock: clock });
            if let Some(running) = &engine.worker {
                running.worker.post_message(&to_js(&Ask::Check(job))).expect("a job can be posted");
            }
            (id, engine.tell.clone())
        };
        tell.emit(Told::Started(id));
    }
}
