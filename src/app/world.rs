//! What the page wants of the world outside of its state: the engine, and files.

use std::rc::Rc;

use wasm_bindgen::prelude::wasm_bindgen;
use yew::Callback;

use super::{
    hooks::{
        engine::{Handle, Task},
        intake::Place,
        settings,
    },
    state::Action,
    words,
};
use crate::{profile::Profile, worker::Given};

#[wasm_bindgen]
extern "C" {
    /// The made-up report, loaded by `www/boot.js` before the page said that it was ready.
    #[wasm_bindgen(js_namespace = gouji, js_name = sample)]
    fn sample() -> web_sys::File;
}

/// What can be wanted.
pub enum Wish {
    /// To have something checked, or kept as last year's where it is put there. It may be nothing, or settings.
    Put(Vec<Given>, Place),
    /// To see the example.
    Example,
    /// To keep one of last year's reports no longer.
    Forget(u32),
    /// To give up what is not answered yet.
    Stop,
    /// To take the settings from a file.
    Import(Vec<Given>),
    /// To have them as a file.
    Export,
}

/// What fulfils wishes.
#[derive(PartialEq)]
pub struct World {
    /// Where what comes of it goes.
    pub dispatch: Callback<Action>,
    /// The engine.
    pub engine: Handle,
    /// What is set.
    pub profile: Rc<Profile>,
    /// What is on the desk.
    pub desk: Option<u32>,
    /// Whether the place for last year's reports lies over the page: then everything is for them.
    pub beside: bool,
}

impl World {
    /// Does what is wanted.
    pub fn fulfil(&self, wish: Wish) {
        let Self { dispatch, engine, profile, desk, beside } = self;
        match wish {
            Wish::Put(given, _) if given.is_empty() => dispatch.emit(Action::Nothing),
            // No report is JSON.
            Wish::Put(given, Place::Desk) if !beside && given.len() == 1 && is_profile(&given[0]) => self.import(given),
            Wish::Put(given, Place::Desk) if !beside => self.check(given),
            Wish::Put(given, _) => {
                let (names, tasks) = self.tasks(given, true);
                dispatch.emit(Action::Keeping(names));
                engine.keep(tasks, *desk);
            }
            Wish::Example => self.check(vec![Given::File { file: sample() }]),
            Wish::Forget(id) => {
                dispatch.emit(Action::Forgotten(id));
                engine.forget(id, *desk);
            }
            Wish::Stop => {
                engine.stop();
                dispatch.emit(Action::Stopped);
            }
            Wish::Import(given) => self.import(given),
            Wish::Export => settings::export(profile),
        }
    }

    fn check(&self, given: Vec<Given>) {
        let (names, tasks) = self.tasks(given, false);
        self.dispatch.emit(Action::Given(names));
        self.engine.check(tasks, self.desk);
    }

    fn import(&self, given: Vec<Given>) {
        if let Some(Given::File { file }) = given.into_iter().next() {
            let (dispatch, name) = (self.dispatch.clone(), file.name());
            settings::import(&file, move |profile| dispatch.emit(Action::Imported(name, profile)));
        }
    }

    /// What the state is told of it, and what the engine is.
    fn tasks(&self, given: Vec<Given>, past: bool) -> (Vec<(u32, String)>, Vec<Task>) {
        let task = |given: Given| {
            let name = match &given {
                Given::File { file } | Given::Packed { file, .. } => file.name(),
                Given::Clipboard { .. } => words::PASTED.get(self.profile.language).to_owned(),
            };
            Task { id: self.engine.number(), name, given, past }
        };
        let tasks: Vec<Task> = given.into_iter().map(task).collect();
        (tasks.iter().map(|task| (task.id, task.name.clone())).collect(), tasks)
    }
}

/// Whether something is a file of settings.
fn is_profile(given: &Given) -> bool {
    matches!(given, Given::File { file } if file.name().to_lowercase().ends_with(".json"))
}
