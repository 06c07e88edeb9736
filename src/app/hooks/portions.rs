//! What is long is drawn in portions: its beginning, what one walks to, and what one asks for.

use std::ops::Range;

use yew::prelude::*;

use super::super::shared::Shared;
use crate::outcome::Outcome;

/// How many portions of one thing are drawn at once.
const AT_ONCE: usize = 4;

/// A stretch of portions that are all drawn, one by one, or all left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// A portion to draw.
    Drawn(usize),
    /// Portions left out.
    Left(Range<usize>),
}

/// Which portions are drawn so far.
pub struct Portions {
    drawn: Vec<usize>,
    show: Callback<usize>,
}

impl Portions {
    /// All `count` portions in their order; those left out stand together.
    pub fn stretches(&self, count: usize) -> Vec<Stretch> {
        let mut stretches = Vec::new();
        for portion in 0..count {
            match stretches.last_mut() {
                _ if self.drawn.contains(&portion) => stretches.push(Stretch::Drawn(portion)),
                Some(Stretch::Left(left)) => left.end = portion + 1,
                _ => stretches.push(Stretch::Left(portion..portion + 1)),
            }
        }
        stretches
    }

    /// Draws the first of those left out from a portion on.
    pub fn show(&self, first: usize) -> Callback<MouseEvent> {
        self.show.reform(move |event: MouseEvent| {
            event.stop_propagation();
            first
        })
    }
}

/// The portions of something that belongs to a report. `wanted` is drawn whatever else is; what was drawn once stays
/// until another report comes.
#[hook]
pub fn use_portions(of: &Shared<Outcome>, wanted: Option<usize>) -> Portions {
    let begin = || (0..AT_ONCE).collect::<Vec<usize>>();
    let drawn = use_mut_ref(|| (of.clone(), begin()));
    let update = use_force_update();
    let show = {
        let drawn = drawn.clone();
        use_callback((), move |first: usize, ()| {
            drawn.borrow_mut().1.extend(first..first + AT_ONCE);
            update.force_update();
        })
    };
    let mut drawn = drawn.borrow_mut();
    if drawn.0 != *of {
        *drawn = (of.clone(), begin());
    }
    let new = wanted.filter(|wanted| !drawn.1.contains(wanted));
    drawn.1.extend(new);
    Portions { drawn: drawn.1.clone(), show }
}
