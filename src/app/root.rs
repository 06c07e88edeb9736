//! The root: holds the state, the engine and the page's listeners, and shows the page that fits.

use std::rc::Rc;

use wasm_bindgen::{JsCast, prelude::wasm_bindgen};
use yew::prelude::*;

use super::{
    hooks::{
        aim::use_aim,
        engine::{Handle, Told},
        intake::use_intake,
        keys::use_keys,
        narrow::use_narrow,
    },
    pages::{desk::Desk, start},
    parts::{about, announce, bar, busy, files, heading, keys, rules::Rules, trouble},
    state::{Action, Panel, Side, State, reduce},
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

#[derive(Default)]
struct Store(State);

impl Reducible for Store {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(Store(reduce(self.0.clone(), action)))
    }
}

#[component]
fn Root() -> Html {
    let store = use_reducer(Store::default);
    let state = &store.0;
    let language = state.language;
    let dispatch = {
        let dispatcher = store.dispatcher();
        use_callback((), move |action: Action, ()| dispatcher.dispatch(action))
    };
    let engine = {
        let dispatch = dispatch.clone();
        use_memo((), move |()| {
            let tell = Callback::from(move |told| match told {
                Told::Ready => ready(),
                Told::Started(id) => dispatch.emit(Action::Started(id)),
                Told::Answered(id, outcomes) => dispatch.emit(Action::Answered(id, outcomes)),
                Told::Opened(id, files) => dispatch.emit(Action::Unpacked(id, files)),
            });
            Handle::new(language, tell)
        })
    };
    let give = use_callback((dispatch.clone(), engine.clone()), move |given: Vec<Given>, (dispatch, engine)| {
        let items: Vec<_> = given
            .into_iter()
            .map(|given| {
                let name = match &given {
                    Given::File { file } | Given::Packed { file, .. } => file.name(),
                    Given::Clipboard { .. } => words::PASTED.get(language).to_owned(),
                };
                (engine.number(), name, given)
            })
            .collect();
        if !items.is_empty() {
            dispatch.emit(Action::Given(items.iter().map(|(id, name, _)| (*id, name.clone())).collect()));
            engine.check(items);
        }
    });
    let stop = use_callback((dispatch.clone(), engine), |(), (dispatch, engine)| {
        engine.stop();
        dispatch.emit(Action::Stopped);
    });
    let example = give.reform(|()| vec![Given::File { file: sample() }]);
    let lower = use_callback(dispatch.clone(), |(), dispatch| dispatch.emit(Action::Lowered));

    let brought = use_callback((dispatch.clone(), give.clone()), |given: Vec<Given>, (dispatch, give)| {
        if given.is_empty() { dispatch.emit(Action::Nothing) } else { give.emit(given) }
    });
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
        gloo::utils::document().set_title(&title);
    });

    let open = state.report.clone();
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
        Some(Panel::Rules(at)) => html! { <Rules {language} at={at.clone()} onclose={lower} /> },
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
            { bar::bar(&bar::Props { language, report: open.clone(), batch: state.batch.clone(), give: give.clone(), dispatch: dispatch.clone() }) }
            { trouble::trouble(&trouble::Props { language, trouble: state.trouble.clone(), dispatch: dispatch.clone() }) }
            if state.panel != Some(Panel::Files) {
                { busy::busy(&busy::Props { language, batch: state.batch.clone(), stop }) }
            }
            if let Some(report) = open {
                <Desk {language} {narrow} {report} selected={state.selected} visited={state.visited.clone()} family={state.family}
                    shown={state.shown()} view={state.view} pane={state.pane} dispatch={dispatch.clone()} />
            } else {
                { start::start(&start::Props { language, give, example }) }
            }
            { announce::announce(&announce::Props { language, report: state.report.clone(), selected: state.selected, focused: state.aim.focus == Some(Side::Finding) }) }
            { panel }
            if over {
                <div class="drop-hint" aria-hidden="true"><p>{ words::DROP_HERE.get(language) }</p></div>
            }
        </>
    }
}
