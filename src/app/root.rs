//! The root: holds the state, the engine and the page's listeners, and shows the page that fits.

use std::rc::Rc;

use wasm_bindgen::{JsCast, prelude::wasm_bindgen};
use yew::prelude::*;

use super::{
    hooks::{
        aim::use_aim,
        engine::{Handle, Told},
        intake::{Place, use_intake},
        keys::use_keys,
        narrow::use_narrow,
        settings,
    },
    pages::{desk::Desk, start},
    parts::{
        about, announce, bar, busy, files, heading, keys, last_year, rules::Rules, settings as settings_panel, trouble,
    },
    state::{Action, Panel, State, reduce},
    words,
    world::World,
};

#[wasm_bindgen]
extern "C" {
    /// The notices of what is shipped, loaded by `www/boot.js` before the page said that it was ready.
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
    let world = World {
        dispatch: dispatch.clone(),
        engine: (*engine).clone(),
        profile: profile.clone(),
        desk,
        beside: state.panel == Some(Panel::LastYear),
    };
    let wish = use_callback(world, |wish, world| world.fulfil(wish));
    let over = use_intake(wish.clone());
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

    let panel = match &state.panel {
        None => html! {},
        Some(Panel::Files) => files::files(state, &dispatch, &wish),
        Some(Panel::Rules(at)) => html! { <Rules {profile} at={at.clone()} dispatch={dispatch.clone()} /> },
        Some(Panel::LastYear) => last_year::last_year(state, &dispatch, &wish),
        Some(Panel::Settings) => settings_panel::settings(state, &dispatch, &wish),
        Some(Panel::About) => about::about(language, notices(), &dispatch),
        Some(Panel::Keys) => keys::keys(state, &dispatch),
    };
    html! {
        <>
            { bar::bar(state, &dispatch, &wish) }
            if state.panel != Some(Panel::Settings) {
                { trouble::trouble(state, &dispatch) }
            }
            if state.panel != Some(Panel::Files) {
                { busy::busy(state, &wish) }
            }
            if let Some(report) = state.report.clone() {
                <Desk profile={state.profile.clone()} {narrow} {report} selected={state.selected} visited={state.visited.clone()} family={state.family}
                    shown={state.shown()} view={state.view} pane={state.pane} dispatch={dispatch.clone()} />
            } else {
                { start::start(language, &wish) }
            }
            { announce::announce(state) }
            { panel }
            if let Some(over) = over {
                <div class="drop-hint" aria-hidden="true">
                    <p data-over={(over == Place::Desk).then_some("")}>{ words::DROP_HERE.get(language) }</p>
                    <p data-over={(over == Place::LastYear).then_some("")} data-last-year="">{ words::DROP_LAST_YEAR.get(language) }</p>
                </div>
            }
        </>
    }
}
