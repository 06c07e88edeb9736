//! How the form's equations stand over the figures read, and which single cells explain those that fail.

use super::{
    Filing,
    quantity::{Quantity, Reading},
};
use crate::form::{CellId, Equation};
use crate::order::Arrange;

/// The equations of a filing, weighed.
#[derive(Clone, Debug, Default)]
pub struct Balance {
    /// How each equation stands, in the order of [`Filing::equations`](super::Filing::equations).
    pub states: Vec<Weighed>,
    /// What explains the failing ones: each failing equation is in at least one diagnosis.
    pub diagnoses: Vec<Diagnosis>,
    /// For every blank, marked or absent cell that stands in an equation: what the sums say it should hold, where they say it.
    pub blanks: Vec<(CellId, Option<Quantity>)>,
}

/// An equation with its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weighed {
    /// How it stands.
    pub state: State,
    /// What its left side adds up to; blanks count nothing.
    pub left: Quantity,
    /// What its right side adds up to; blanks count nothing.
    pub right: Quantity,
}

/// How an equation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Its sides are equal.
    Holds,
    /// All its cells were read and its sides differ.
    Fails,
    /// Some cell of it is blank, words or lost, and its sides differ without it.
    Unclear,
}

/// One cause of failing equations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    /// The equations it explains, as indexes, the gravest rule's first.
    pub equations: Vec<usize>,
    /// The one cell that the equations single out.
    pub cell: Option<CellId>,
    /// The value that repairs all of them.
    pub expected: Option<Quantity>,
    /// Which slip of the hand leads from the expected to the written value.
    pub slip: Option<Slip>,
}

/// A slip of the hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// One digit is another.
    Digit,
    /// Two neighbouring digits changed places.
    Swap,
    /// A zero too many or too few at the end.
    Zero,
    /// A digit was left out or typed twice.
    Length,
    /// The values of two cells changed places.
    Exchange(CellId),
    /// The value of a neighbour in the same row.
    Neighbour(CellId),
    /// The value that belongs in the row above or below.
    Row(CellId),
}

/// What an equation can make of a cell.
#[derive(Clone, Copy)]
enum Known {
    /// Its figure.
    Figure(Quantity),
    /// Nothing is written there; it counts nothing if the sums hold so.
    Nothing,
    /// Something is written there that is no figure, or it could not be read.
    No,
}

/// The most cells that are changed together to explain what fails.
const MOST_CELLS: usize = 4;
/// How many steps the search for them may take; beyond, no cell is blamed.
const MOST_STEPS: usize = 50_000;

/// Weighs the equations and looks for what explains the failing ones.
pub fn weigh(filing: &Filing) -> Balance {
    let known: Vec<Known> = filing
        .form_cells
        .iter()
        .zip(&filing.cells)
        .map(|(cell, found)| match &found.reading {
            Reading::Number { value, .. } => Known::Figure(*value),
            Reading::Absent if filing.single_other && cell.row.key.starts_with("other.") => {
                Known::Figure(Quantity::ZERO)
            }
            Reading::Blank | Reading::Mark | Reading::Absent => Known::Nothing,
            Reading::Words | Reading::Lost => Known::No,
        })
        .collect();
    let states: Vec<Weighed> = filing.equations.iter().map(|equation| state(equation, &known)).collect();
    let blanks = blanks(filing.equations, &states, &known);
    let mut search = Search::new(filing.equations, &states, &known);
    let mut diagnoses = search.diagnose();
    let blamed: Vec<Change> = diagnoses.iter().filter_map(|diagnosis| diagnosis.cell.zip(diagnosis.expected)).collect();
    for diagnosis in &mut diagnoses {
        if let (Some(cell), Some(expected)) = (diagnosis.cell, diagnosis.expected) {
            let exchanged = |(other, its): &&Change| {
                *other != cell && filing.value(*other) == Some(expected) && filing.value(cell) == Some(*its)
            };
            diagnosis.slip = match blamed.iter().find(exchanged) {
                Some((other, _)) => Some(Slip::Exchange(*other)),
                None => slip(filing, cell, expected),
            };
        }
    }
    Balance { states, diagnoses, blanks }
}

/// Whether the sums show a cell to be in its place: all cells of its equations are figures, and each equation holds, or
/// fails for one cell that explains it. A figure in the wrong row breaks the sums of its columns, but for two
/// rows of one sum that changed places; their labels tell these.
pub fn confirms(filing: &Filing, cell: CellId) -> bool {
    let Filing { equations, balance, .. } = filing;
    let cells = |i: usize| equations[i].left.iter().chain(&equations[i].right);
    let mut own = (0..equations.len()).filter(|&i| cells(i).any(|of| *of == cell)).peekable();
    let explained = |i| balance.diagnoses.iter().any(|of| of.cell.is_some() && of.equations.contains(&i));
    own.peek().is_some()
        && own.all(|i| {
            cells(i).all(|of| filing.value(*of).is_some()) && (balance.states[i].state == State::Holds || explained(i))
        })
}

fn sum(cells: &[CellId], known: &[Known]) -> Quantity {
    cells
        .iter()
        .map(|cell| match known[cell.0 as usize] {
            Known::Figure(value) => value,
            _ => Quantity::ZERO,
        })
        .sum()
}

fn state(equation: &Equation, known: &[Known]) -> Weighed {
    let (left, right) = (sum(&equation.left, known), sum(&equation.right, known));
    let cells = || equation.left.iter().chain(&equation.right).map(|cell| known[cell.0 as usize]);
    let unread = cells().any(|cell| matches!(cell, Known::No));
    let nothing = cells().any(|cell| matches!(cell, Known::Nothing));
    let figures = cells().any(|cell| matches!(cell, Known::Figure(_)));
    let state = match (unread || !figures, nothing, left == right) {
        (true, ..) => State::Unclear,
        (_, _, true) => State::Holds,
        (_, true, false) => State::Unclear,
        (_, false, false) => State::Fails,
    };
    Weighed { state, left, right }
}

/// For every cell in an equation without a figure, the value that all equations agree on in which it is the only one.
fn blanks(equations: &[Equation], states: &[Weighed], known: &[Known]) -> Vec<(CellId, Option<Quantity>)> {
    let mut blanks = Vec::new();
    for (i, cell) in known.iter().enumerate() {
        if !matches!(cell, Known::Nothing) {
            continue;
        }
        let id = CellId(i as u16);
        let mut agreed: Option<Quantity> = None;
        let mut at_odds = false;
        let mut member = false;
        for (equation, weighed) in equations.iter().zip(states) {
            let (in_left, in_right) = (equation.left.contains(&id), equation.right.contains(&id));
            if !in_left && !in_right {
                continue;
            }
            member = true;
            let others = equation.left.iter().chain(&equation.right).filter(|other| **other != id);
            let alone = others.clone().all(|other| matches!(known[other.0 as usize], Known::Figure(_)));
            let value = match weighed.state {
                State::Holds => Quantity::ZERO,
                _ if !alone => continue,
                _ if in_left => weighed.right - weighed.left,
                _ => weighed.left - weighed.right,
            };
            at_odds |= value.is_negative() || agreed.is_some_and(|agreed| agreed != value);
            agreed = Some(value);
        }
        if member {
            blanks.push((id, agreed.filter(|_| !at_odds)));
        }
    }
    blanks
}

/// The search for the cells that explain the failing equations.
struct Search<'a> {
    equations: &'a [Equation],
    states: &'a [Weighed],
    known: &'a [Known],
    /// For each cell, its equations that can be judged, with its sign in them.
    memberships: Vec<Vec<(usize, bool)>>,
    /// Left minus right, for each equation.
    residuals: Vec<Quantity>,
    steps: usize,
}

type Change = (CellId, Quantity);

impl<'a> Search<'a> {
    fn new(equations: &'a [Equation], states: &'a [Weighed], known: &'a [Known]) -> Self {
        let mut memberships = vec![Vec::new(); known.len()];
        for (e, equation) in equations.iter().enumerate() {
            if states[e].state == State::Unclear {
                continue;
            }
            for cell in &equation.left {
                memberships[cell.0 as usize].push((e, true));
            }
            for cell in &equation.right {
                memberships[cell.0 as usize].push((e, false));
            }
        }
        let residuals = states
            .iter()
            .map(|weighed| if weighed.state == State::Fails { weighed.left - weighed.right } else { Quantity::ZERO })
            .collect();
        Self { equations, states, known, memberships, residuals, steps: 0 }
    }

    fn diagnose(&mut self) -> Vec<Diagnosis> {
        let mut diagnoses = Vec::new();
        while let Some((cell, change)) = self.certain() {
            diagnoses.push(self.blame(cell, change));
        }
        for (cell, change) in self.common() {
            // Where several cells meet in one equation, it belongs to the first of them.
            diagnoses.push(self.blame(cell, change));
        }
        for e in 0..self.equations.len() {
            if self.residuals[e] != Quantity::ZERO {
                diagnoses.push(Diagnosis { equations: vec![e], cell: None, expected: None, slip: None });
            }
        }
        diagnoses.arrange_by_key(|diagnosis| diagnosis.equations[0]);
        diagnoses
    }

    /// Makes a cell the cause of its failing equations and corrects them.
    fn blame(&mut self, cell: CellId, change: Quantity) -> Diagnosis {
        let mut failing: Vec<usize> = self.memberships[cell.0 as usize]
            .iter()
            .map(|(e, _)| *e)
            .filter(|&e| self.states[e].state == State::Fails)
            .collect();
        failing.arrange();
        self.apply(cell, change);
        let written = self.figure(cell).unwrap_or_default();
        Diagnosis { equations: failing, cell: Some(cell), expected: Some(written + change), slip: None }
    }

    fn figure(&self, cell: CellId) -> Option<Quantity> {
        match self.known[cell.0 as usize] {
            Known::Figure(value) => Some(value),
            _ => None,
        }
    }

    fn apply(&mut self, cell: CellId, change: Quantity) {
        for &(e, left) in &self.memberships[cell.0 as usize] {
            self.residuals[e] = if left { self.residuals[e] + change } else { self.residuals[e] - change };
        }
    }

    /// The change that corrects all equations of a cell at once: all that can be judged fail, two at least, by the same.
    fn full(&self, cell: CellId) -> Option<Quantity> {
        let memberships = &self.memberships[cell.0 as usize];
        let written = self.figure(cell)?;
        let mut agreed = None;
        for &(e, left) in memberships {
            let residual = self.residuals[e];
            if residual == Quantity::ZERO {
                return None;
            }
            let change = if left { -residual } else { residual };
            if agreed.is_some_and(|agreed| agreed != change) {
                return None;
            }
            agreed = Some(change);
        }
        agreed.filter(|change| memberships.len() >= 2 && !(written + *change).is_negative())
    }

    /// A cell that corrects all its equations and that no other such cell competes with.
    fn certain(&self) -> Option<Change> {
        if self.residuals.iter().all(|residual| *residual == Quantity::ZERO) {
            return None;
        }
        let full: Vec<Change> = (0..self.known.len() as u16)
            .filter_map(|i| self.full(CellId(i)).map(|change| (CellId(i), change)))
            .collect();
        let of = |cell: CellId| &self.memberships[cell.0 as usize];
        full.iter()
            .find(|(cell, _)| {
                full.iter().all(|(other, _)| {
                    other == cell || of(*other).iter().all(|(e, _)| of(*cell).iter().all(|(f, _)| e != f))
                })
            })
            .copied()
    }

    /// The changes that all of the smallest explanations of the rest have in common.
    fn common(&mut self) -> Vec<Change> {
        for most in 2..=MOST_CELLS {
            let mut explanations: Vec<Vec<Change>> = Vec::new();
            if !self.explain(most, &mut Vec::new(), &mut explanations) {
                return Vec::new();
            }
            // Of several, the one in which two cells only changed places.
            let exchanges = |explanation: &&Vec<Change>| match explanation[..] {
                [(a, change), (b, other)] => {
                    let written = |cell| self.figure(cell).unwrap_or_default();
                    change == -other && written(a) + change == written(b)
                }
                _ => false,
            };
            let mut exchanged = explanations.iter().filter(exchanges);
            if let (Some(one), None) = (exchanged.next(), exchanged.next()) {
                return one.clone();
            }
            let Some((first, rest)) = explanations.split_first() else { continue };
            // Several changes that cancel out in a sum which holds as it is explain too much.
            let fails = |(e, _): &(usize, bool)| self.states[*e].state == State::Fails;
            if !first.iter().all(|(cell, _)| self.memberships[cell.0 as usize].iter().all(fails)) {
                return Vec::new();
            }
            return first.iter().copied().filter(|change| rest.iter().all(|other| other.contains(change))).collect();
        }
        Vec::new()
    }

    /// Collects the sets of at most `most` changes that correct everything; false where the steps run out.
    fn explain(&mut self, most: usize, changes: &mut Vec<Change>, found: &mut Vec<Vec<Change>>) -> bool {
        self.steps += 1;
        if self.steps > MOST_STEPS {
            return false;
        }
        let failing = || (0..self.equations.len()).filter(|&e| self.residuals[e] != Quantity::ZERO);
        let count = failing().count();
        if count == 0 {
            // A smaller explanation, found before with fewer changes.
            return true;
        }
        // A cell stands in three equations at most.
        if count > 3 * most {
            return true;
        }
        if most == 1 {
            let last: Vec<Change> = (0..self.known.len() as u16)
                .map(CellId)
                .filter(|cell| self.memberships[cell.0 as usize].len() == count)
                .filter_map(|cell| self.full(cell).map(|change| (cell, change)))
                .filter(|(cell, _)| changes.iter().all(|(changed, _)| changed != cell))
                .collect();
            for change in last {
                let mut explanation = changes.clone();
                explanation.push(change);
                explanation.arrange();
                if !found.contains(&explanation) {
                    found.push(explanation);
                }
            }
            return true;
        }
        // Two wrong cells in one row fail it by the sum of both: only their columns tell what each is wrong by. So every
        // failing equation gets its turn at being the one with a single wrong cell; some equation always is.
        let failing: Vec<usize> = failing().collect();
        let equations = self.equations;
        let sides = failing.iter().flat_map(|&e| {
            let side = move |cells: &'a [CellId], left: bool| cells.iter().map(move |cell| (e, *cell, left));
            side(&equations[e].left, true).chain(side(&equations[e].right, false))
        });
        for (e, cell, left) in sides {
            let Some(written) = self.figure(cell) else { continue };
            if changes.iter().any(|(changed, _)| *changed == cell) {
                continue;
            }
            let change = if left { -self.residuals[e] } else { self.residuals[e] };
            if (written + change).is_negative() {
                continue;
            }
            self.apply(cell, change);
            changes.push((cell, change));
            let complete = self.explain(most - 1, changes, found);
            changes.pop();
            self.apply(cell, -change);
            if !complete {
                return false;
            }
        }
        true
    }
}

/// Which slip of the hand leads from the expected to the written value.
fn slip(filing: &Filing, cell: CellId, expected: Quantity) -> Option<Slip> {
    let written = filing.value(cell)?;
    let of_digits = digit_slip(written, expected);
    if matches!(of_digits, Some(Slip::Swap | Slip::Zero)) {
        return of_digits;
    }
    if written != Quantity::ZERO {
        let here = filing.form_cell(cell);
        let row_of = |other: CellId| std::ptr::eq(filing.form_cell(other).row, here.row);
        let near = |step: i32| -> Option<CellId> {
            let other =
                CellId(u16::try_from(i32::from(cell.0) + step).ok().filter(|i| usize::from(*i) < filing.cells.len())?);
            (filing.value(other) == Some(written) && std::ptr::eq(filing.form_cell(other).block, here.block))
                .then_some(other)
        };
        if let Some(other) = [-1, 1].into_iter().filter_map(near).find(|other| row_of(*other)) {
            return Some(Slip::Neighbour(other));
        }
        let width = here.block.columns.len() as i32;
        if let Some(other) = [-width, width].into_iter().find_map(near) {
            return Some(Slip::Row(other));
        }
    }
    of_digits
}

/// Which slip of the digits alone leads from a figure to the one that is written.
pub fn digit_slip(written: Quantity, expected: Quantity) -> Option<Slip> {
    let (is, should) = (written.as_whole()?.to_string(), expected.as_whole()?.to_string());
    let (is, should) = (is.as_bytes(), should.as_bytes());
    if is.len() == should.len() {
        let unlike: Vec<usize> = (0..is.len()).filter(|&i| is[i] != should[i]).collect();
        if let [a, b] = unlike[..]
            && is[a] == should[b]
            && is[b] == should[a]
        {
            return Some(Slip::Swap);
        }
    }
    let zeros = |long: &[u8], short: &[u8]| {
        long.len() > short.len()
            && short != b"0"
            && long.starts_with(short)
            && long[short.len()..].iter().all(|d| *d == b'0')
    };
    if zeros(is, should) || zeros(should, is) {
        return Some(Slip::Zero);
    }
    // Any figure of one digit is one digit away from any other: that explains nothing.
    if is.len() == should.len() && is.len() > 1 && (0..is.len()).filter(|&i| is[i] != should[i]).count() == 1 {
        return Some(Slip::Digit);
    }
    let without_one = |long: &[u8], short: &[u8]| {
        long.len() == short.len() + 1 && (0..long.len()).any(|i| long[..i] == short[..i] && long[i + 1..] == short[i..])
    };
    (without_one(is, should) || without_one(should, is)).then_some(Slip::Length)
}
