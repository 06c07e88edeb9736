//! The engine's worker, kept alive: one job at a time, ended when it hangs or breaks, started anew without a request.

use std::{cell::RefCell, collections::VecDeque, rc::Rc};

use gloo::{events::EventListener, timers::callback::Timeout};
use wasm_bindgen::{JsCast, prelude::wasm_bindgen};
use web_sys::{MessageEvent, Worker};
use yew::prelude::*;

use crate::{
    last_year::Kept,
    outcome::{Outcome, Reason, Report},
    profile::Profile,
    worker::{Answer, Ask, Given, Job, unpack, unread},
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
    /// One of last year's is kept: what is in it, and what of it could not be read.
    Kept(u32, Vec<Kept>, Vec<Report>),
    /// A job's file is an archive; these take its place: numbers and names.
    Opened(u32, Vec<(u32, String)>),
}

/// Something to check or to keep: its number, what to call it, what it is.
#[derive(Clone)]
pub struct Task {
    /// The page's number for it.
    pub id: u32,
    /// What to call it.
    pub name: String,
    /// What it is.
    pub given: Given,
    /// Whether it is to be kept as last year's.
    pub past: bool,
}

/// The worker and what waits for it.
pub struct Engine {
    tell: Callback<Told>,
    profile: Rc<Profile>,
    /// The number given last.
    numbers: u32,
    /// All that may have to be checked anew.
    known: Vec<Task>,
    /// Last year's reports: a worker that is started anew is given them again.
    kept: Vec<Task>,
    /// What is to be kept stands before what is to be checked.
    queue: VecDeque<Task>,
    current: Option<(Task, Timeout)>,
    worker: Option<Running>,
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
    /// Ends the current task if it has this number.
    fn end(&mut self, id: u32) -> Option<Task> {
        self.current.take_if(|(task, _)| task.id == id).map(|(task, _)| task)
    }

    /// The worker, once it listens.
    fn listening(&self) -> Option<&Worker> {
        self.worker.as_ref().filter(|running| running.starting.is_none()).map(|running| &running.worker)
    }

    /// Has all of last year's kept that do not wait for it.
    fn keep_again(&mut self) {
        let Engine { kept, queue, .. } = self;
        for task in kept.iter().rev() {
            if queue.iter().all(|other| other.id != task.id) {
                queue.push_front(task.clone());
            }
        }
    }

    /// Has everything checked anew, what is on the desk first.
    fn check_again(&mut self, desk: Option<u32>) {
        let Engine { known, queue, .. } = self;
        let (first, others): (Vec<&Task>, Vec<&Task>) = known.iter().partition(|task| desk == Some(task.id));
        for task in first.into_iter().chain(others) {
            if queue.iter().all(|other| other.id != task.id) {
                queue.push_back(task.clone());
            }
        }
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
    pub fn new(profile: Rc<Profile>, tell: Callback<Told>) -> Self {
        let (known, kept, queue) = (Vec::new(), Vec::new(), VecDeque::new());
        let engine = Engine { tell, profile, numbers: 0, known, kept, queue, current: None, worker: None };
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

    /// Checks these instead of what it was given before; what is on the desk may be asked for again.
    pub fn check(&self, tasks: Vec<Task>, desk: Option<u32>) {
        self.stop();
        let mut engine = self.0.borrow_mut();
        engine.known.retain(|task| desk == Some(task.id));
        engine.known.extend(tasks.iter().cloned());
        engine.queue.extend(tasks);
        drop(engine);
        self.wake();
    }

    /// Checks everything anew under other settings, what is on the desk first.
    pub fn set(&self, profile: Rc<Profile>, desk: Option<u32>) {
        let mut engine = self.0.borrow_mut();
        if engine.profile == profile {
            return;
        }
        engine.profile = profile;
        engine.check_again(desk);
        drop(engine);
        self.wake();
    }

    /// Keeps these as last year's, and checks everything anew.
    pub fn keep(&self, tasks: Vec<Task>, desk: Option<u32>) {
        let mut engine = self.0.borrow_mut();
        let before = engine.queue.partition_point(|task| task.past);
        for (at, task) in tasks.into_iter().enumerate() {
            engine.kept.push(task.clone());
            engine.queue.insert(before + at, task);
        }
        engine.check_again(desk);
        drop(engine);
        self.wake();
    }

    /// Keeps one of them no longer, and checks everything anew.
    pub fn forget(&self, id: u32, desk: Option<u32>) {
        let mut engine = self.0.borrow_mut();
        engine.kept.retain(|task| task.id != id);
        engine.queue.retain(|task| task.id != id);
        // What is at work is done before the worker hears of this.
        if let Some(worker) = engine.listening() {
            worker.post_message(&Ask::Forget.message()).expect("a word can be posted");
        }
        engine.keep_again();
        engine.check_again(desk);
        drop(engine);
        self.wake();
    }

    /// Gives up what is not answered yet.
    pub fn stop(&self) {
        let mut engine = self.0.borrow_mut();
        engine.queue.retain(|task| task.past);
        if engine.current.take_if(|(task, _)| !task.past).is_some() {
            drop(engine);
            self.start();
        }
    }

    /// Goes on with what waits, with a new worker where there is none.
    fn wake(&self) {
        let asleep = self.0.borrow().worker.is_none();
        if asleep {
            self.start();
        }
        self.next();
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
        match Answer::read(data) {
            Some(Answer::Ready) => {
                let tell = {
                    let mut engine = self.0.borrow_mut();
                    if let Some(running) = &mut engine.worker {
                        running.starting = None;
                    }
                    engine.keep_again();
                    engine.tell.clone()
                };
                tell.emit(Told::Ready);
                self.next();
            }
            Some(Answer::Archive { id, names }) => self.opened(id, names),
            Some(Answer::Done { id, outcomes, documents }) => {
                let Some(outcomes) = unpack(outcomes, documents) else { return self.give_up(Reason::Crash) };
                let done = {
                    let mut engine = self.0.borrow_mut();
                    engine.end(id).map(|_| engine.tell.clone())
                };
                if let Some(tell) = done {
                    tell.emit(Told::Answered(id, outcomes));
                    self.next();
                }
            }
            Some(Answer::Kept { id, reports, unread }) => {
                let done = {
                    let mut engine = self.0.borrow_mut();
                    engine.end(id).map(|_| engine.tell.clone())
                };
                if let Some(tell) = done {
                    tell.emit(Told::Kept(id, reports, unread));
                    self.next();
                }
            }
            None => self.give_up(Reason::Crash),
        }
    }

    /// Puts an archive's files in its place, to be checked next.
    fn opened(&self, id: u32, names: Vec<String>) {
        let (tell, files) = {
            let mut engine = self.0.borrow_mut();
            let Some(Given::File { file }) = engine.end(id).map(|task| task.given) else { return };
            engine.known.retain(|task| task.id != id);
            let before = engine.queue.partition_point(|task| task.past);
            let mut files = Vec::with_capacity(names.len());
            for (index, name) in names.into_iter().enumerate() {
                engine.numbers += 1;
                let given = Given::Packed { file: file.clone(), archive: id, index };
                let task = Task { id: engine.numbers, name, given, past: false };
                files.push((task.id, task.name.clone()));
                engine.known.push(task.clone());
                engine.queue.insert(before + index, task);
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
            let mut lost: Vec<Task> = engine.current.take().map(|(task, _)| task).into_iter().collect();
            if !started {
                lost.extend(engine.queue.drain(..));
            }
            // What broke it once is not given to it again.
            let whole = |task: &Task| lost.iter().all(|lost| lost.id != task.id);
            engine.known.retain(whole);
            engine.kept.retain(whole);
            (lost, started, engine.profile.language, engine.tell.clone())
        };
        if started {
            self.start();
        } else {
            // What came early waits for the engine; it, too, is to be answered.
            tell.emit(Told::Ready);
        }
        for Task { id, name, past, .. } in lost {
            let outcome = unread(&name, reason, language);
            tell.emit(if past {
                Told::Kept(id, Vec::new(), vec![outcome.report])
            } else {
                Told::Answered(id, vec![outcome])
            });
        }
    }

    fn next(&self) {
        let (id, tell) = {
            let mut engine = self.0.borrow_mut();
            if engine.current.is_some() || engine.listening().is_none() {
                return;
            }
            let Some(task) = engine.queue.pop_front() else { return };
            let handle = self.clone();
            let clock = Timeout::new(LIMIT_MS, move || handle.give_up(Reason::Timeout));
            let Task { id, name, given, past } = task.clone();
            let job = Job { id, name, given, profile: (*engine.profile).clone() };
            let ask = if past { Ask::Keep(job) } else { Ask::Check(job) };
            engine.current = Some((task, clock));
            if let Some(worker) = engine.listening() {
                worker.post_message(&ask.message()).expect("a job can be posted");
            }
            (id, engine.tell.clone())
        };
        tell.emit(Told::Started(id));
    }
}
