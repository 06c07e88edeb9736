//! The root: holds the state, the engine and the page's listeners, and shows the page that fits.

use std::rc::Rc;

use wasm_bindgen::{JsCast, prelude::wasm_bindgen};
use yew::prelude::*;

use super::{
    hooks::{
        aim::use_aim,
        engine::{Handle, Task, Told},
        intake::{Place, use_intake},
        keys::use_keys,
        narrow::use_narrow,
        settings,
    },
    pages::{desk::Desk, start},
    parts::{about, announce, bar, busy, files, heading, keys, last_year, rules::Rules, settings::Settings, trouble},
    state::{Action, Panel, Side, Spot, State, reduce},
    words,
};
use crate::worker::Given;

#[wasm_bindgen]
extern "C" {
    /// The made-up report, loaded by `www/boot.js` before the page said that it was ready.
    #[wasm_bindgen(js_namespace = gouji, js_name = sample)]
    fn sample() -> web_sys::File;
    /// The notices of what is shipped, loaded likewise.
    #[wasm_bindgen(js_namespace = gouji, js_name = notices)]
    fn notices() -> String;
    /// Says that everything is loaded, and what was dropped or pasted before that.
    #[wasm_bindgen(js_namespace = gouji, js_name = ready)]
    fn ready();
}

/// Starts the page in a window and the engine in a worker.
pub fn main() {
    std::panic::set_hook(Box::new(|panic| web_sys::console::error_1(&panic.to_string().into())));
    if js_sys::global().is_instance_of::<web_sys::Window>() {
        let root = gloo::utils::document().get_element_by_id("page").expect("index.html holds the page's place");
        yew::Renderer::<Root>::with_root(root).render();
    } else {
        crate::worker::run();
    }
}

struct Store(State);

impl Store {
    /// The settings of the last visit, and nothing on the desk.
    fn new() -> Self {
        Self(State { profile: Rc::new(settings::restored()), ..State::default() })
    }
}

impl Reducible for Store {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(Store(reduce(self.0.clone(), action)))
    }
}

#[component]
fn Root() -> Html {
    let store = use_reducer(Store::new);
    let state = &store.0;
    let language = state.language();
    let profile = state.profile.clone();
    let dispatch = {
        let dispatcher = store.dispatcher();
        use_callback((), move |action: Action, ()| dispatcher.dispatch(action))
    };
    let engine = {
        let dispatch = dispatch.clone();
        let profile = profile.clone();
        use_memo((), move |()| {
            let tell = Callback::from(move |told| match told {
                Told::Ready => ready(),
                Told::Started(id) => dispatch.emit(Action::Started(id)),
                Told::Answered(id, outcomes) => dispatch.emit(Action::Answered(id, outcomes)),
                Told::Kept(id, reports, unread) => dispatch.emit(Action::Kept(id, reports, unread)),
                Told::Opened(id, files) => dispatch.emit(Action::Unpacked(id, files)),
            });
            Handle::new(profile, tell)
        })
    };
    let desk = state.origin.map(|(id, _)| id);
    let import = use_callback(dispatch.clone(), |given: Vec<Given>, dispatch| {
        if let Some(Given::File { file }) = given.into_iter().next() {
            let (dispatch, name) = (dispatch.clone(), file.name());
            settings::import(&file, move |profile| dispatch.emit(Action::Imported(name, profile)));
        }
    });
    let tasks = use_callback((engine.clone(), language), |(given, past): (Vec<Given>, bool), (engine, language)| {
        let task = |given: Given| {
            let name = match &given {
                Given::File { file } | Given::Packed { file, .. } => file.name(),
                Given::Clipboard { .. } => words::PASTED.get(*language).to_owned(),
            };
            Task { id: engine.number(), name, given, past }
        };
        let tasks: Vec<Task> = given.into_iter().map(task).collect();
        (tasks.iter().map(|task| (task.id, task.name.clone())).collect::<Vec<_>>(), tasks)
    });
    let give = use_callback(
        (dispatch.clone(), engine.clone(), import.clone(), tasks.clone(), desk),
        |given: Vec<Given>, (dispatch, engine, import, tasks, desk)| {
            // No report is JSON.
            if given.len() == 1 && given.iter().all(is_profile) {
                import.emit(given);
            } else if !given.is_empty() {
                let (names, tasks) = tasks.emit((given, false));
                dispatch.emit(Action::Given(names));
                engine.check(tasks, *desk);
            }
        },
    );
    let keep = use_callback(
        (dispatch.clone(), engine.clone(), tasks, desk),
        |given: Vec<Given>, (dispatch, engine, tasks, desk)| {
            if !given.is_empty() {
                let (names, tasks) = tasks.emit((given, true));
                dispatch.emit(Action::Keeping(names));
                engine.keep(tasks, *desk);
            }
        },
    );
    let forget = use_callback((dispatch.clone(), engine.clone(), desk), |id: u32, (dispatch, engine, desk)| {
        dispatch.emit(Action::Forgotten(id));
        engine.forget(id, *desk);
    });
    let restored = use_mut_ref(|| true);
    use_effect_with((profile.clone(), engine.clone()), {
        let dispatch = dispatch.clone();
        move |(profile, engine)| {
            // What was restored need not be kept again.
            if !restored.replace(false) && !settings::keep(profile) {
                dispatch.emit(Action::Unkept);
            }
            engine.set(profile.clone(), desk);
        }
    });
    let stop = use_callback((dispatch.clone(), engine), |(), (dispatch, engine)| {
        engine.stop();
        dispatch.emit(Action::Stopped);
    });
    let example = give.reform(|()| vec![Given::File { file: sample() }]);
    let lower = use_callback(dispatch.clone(), |(), dispatch| dispatch.emit(Action::Lowered));

    let beside = state.panel == Some(Panel::LastYear);
    let brought = use_callback(
        (dispatch.clone(), give.clone(), keep.clone(), beside),
        |(given, place): (Vec<Given>, Place), (dispatch, give, keep, beside)| match place {
            _ if given.is_empty() => dispatch.emit(Action::Nothing),
            Place::Desk if !beside => give.emit(given),
            _ => keep.emit(given),
        },
    );
    let over = use_intake(brought);
    let narrow = use_narrow();
    use_keys(state.panel.is_none(), !state.letters_off, dispatch.clone());
    use_aim(state.aim);
    use_effect_with((state.report.clone(), language), |(report, language)| {
        let name = words::NAME.get(*language);
        let title = match report {
            Some(report) => format!("{} · {name}", heading(&report.report, *language)),
            None => format!("{name} · {}", words::SUBTITLE.get(*language)),
        };
        let document = gloo::utils::document();
        document.set_title(&title);
        if let Some(root) = document.document_element() {
            root.set_attribute("lang", words::TAG.get(*language)).expect("the page may say what it speaks");
        }
    });

    // The focus reads it out, or it is not what one looks at.
    let read_out = state.aim.focus == Some(Side::Finding) || matches!(state.visited, Some(Spot::Number(_)));
    let open = state.report.clone();
    let export = use_callback(profile.clone(), |(), profile| settings::export(profile));
    let panel = match &state.panel {
        None => html! {},
        Some(Panel::Files) => files::files(&files::Props {
            language,
            batch: state.batch.clone(),
            stop: stop.clone(),
            open: open.clone(),
            dispatch: dispatch.clone(),
            onclose: lower,
        }),
        Some(Panel::Rules(at)) => {
            html! { <Rules {profile} at={at.clone()} dispatch={dispatch.clone()} onclose={lower} /> }
        }
        Some(Panel::LastYear) => last_year::last_year(&last_year::Props {
            language,
            last_year: state.last_year.clone(),
            kept: state.past(),
            report: open.clone(),
            keep: keep.clone(),
            forget,
            onclose: lower,
        }),
        Some(Panel::Settings) => html! {
            <Settings {profile} unkept={state.unkept} imported={state.imported.as_ref().map(|(file, _)| file.clone())}
                trouble={state.trouble.clone()} report={open.clone()} {import} export={export} dispatch={dispatch.clone()} />
        },
        Some(Panel::About) => about::about(&about::Props { language, notices: notices(), onclose: lower }),
        Some(Panel::Keys) => keys::keys(&keys::Props {
            language,
            letters_off: state.letters_off,
            dispatch: dispatch.clone(),
            onclose: lower,
        }),
    };
    html! {
        <>
            { bar::bar(&bar::Props { language, report: open.clone(), last_year: state.past(), batch: state.batch.clone(), give: give.clone(), dispatch: dispatch.clone() }) }
            if state.panel != Some(Panel::Settings) {
                { trouble::trouble(&trouble::Props { language, trouble: state.trouble.clone(), dispatch: dispatch.clone() }) }
            }
            if state.panel != Some(Panel::Files) {
                { busy::busy(&busy::Props { language, batch: state.batch.clone(), stop }) }
            }
            if let Some(report) = open {
                <Desk profile={state.profile.clone()} {narrow} {report} selected={state.selected} visited={state.visited.clone()} family={state.family}
                    shown={state.shown()} view={state.view} pane={state.pane} dispatch={dispatch.clone()} />
            } else {
                { start::start(&start::Props { language, give, keep: keep.clone(), example }) }
            }
            { announce::announce(&announce::Props { language, report: state.report.clone(), selected: state.selected, focused: read_out }) }
            { panel }
            if let Some(over) = over {
                <div class="drop-hint" aria-hidden="true">
                    <p class={(over == Place::Desk).then_some("over")}>{ words::DROP_HERE.get(language) }</p>
                    <p class={(over == Place::LastYear).then_some("over")} data-last-year="">{ words::DROP_LAST_YEAR.get(language) }</p>
                </div>
            }
        </>
    }
}

/// Whether something is a file of settings.
fn is_profile(given: &Given) -> bool {
    matches!(given, Given::File { file } if file.name().to_lowercase().ends_with(".json"))
}
