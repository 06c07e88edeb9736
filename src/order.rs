//! Putting things in order with one sort for all kinds of them.
//!
//! The standard library's sorts are made anew for each type and each way to compare: 3 to 11 KB apiece, together a
//! tenth of the page's program. Here positions are sorted, and the things are then moved to their places.

use std::{cmp::Ordering, collections::BTreeMap};

/// The standard sorts under other names; all keep equal things in their order.
pub trait Arrange<T> {
    /// Sorts as `sort` does.
    fn arrange(&mut self)
    where
        T: Ord;
    /// Sorts as `sort_by` does.
    fn arrange_by(&mut self, compare: impl Fn(&T, &T) -> Ordering);
    /// Sorts as `sort_by_key` does.
    fn arrange_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K);
}

impl<T> Arrange<T> for [T] {
    fn arrange(&mut self)
    where
        T: Ord,
    {
        self.arrange_by(T::cmp);
    }

    fn arrange_by(&mut self, compare: impl Fn(&T, &T) -> Ordering) {
        let mut order = positions(self.len(), &|a, b| compare(&self[a], &self[b]));
        for start in 0..order.len() {
            // Each thing of a cycle moves once.
            let mut at = start;
            loop {
                let from = std::mem::replace(&mut order[at], at);
                if from == start {
                    break;
                }
                self.swap(at, from);
                at = from;
            }
        }
    }

    fn arrange_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K) {
        self.arrange_by(|a, b| key(a).cmp(&key(b)));
    }
}

/// Which thing stands at each place afterwards.
fn positions(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|a, b| compare(*a, *b));
    order
}

/// A map of a few hundred things at most, in the order of their keys.
#[derive(Clone, Debug)]
pub struct Listed<K, V>(Vec<(K, V)>);

impl<K, V> Default for Listed<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Ord, V> Listed<K, V> {
    /// What a key stands for.
    pub fn get(&self, key: &K) -> Option<&V> {
        self.place(key).ok().map(|at| &self.0[at].1)
    }

    /// Lets a key stand for something.
    pub fn insert(&mut self, key: K, value: V) {
        match self.place(&key) {
            Ok(at) => self.0[at].1 = value,
            Err(at) => self.0.insert(at, (key, value)),
        }
    }

    /// The keys with what they stand for.
    pub fn iter(&self) -> std::slice::Iter<'_, (K, V)> {
        self.0.iter()
    }

    /// The keys with what they stand for, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&K, &mut V)> {
        self.0.iter_mut().map(|(key, value)| (&*key, value))
    }

    fn place(&self, key: &K) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.cmp(key))
    }
}

/// A map from whole numbers. All of them have one tree, of places in a list, because each kind of the standard map is
/// made anew.
#[derive(Clone, Debug)]
pub struct Numbers<V> {
    places: BTreeMap<u32, u32>,
    values: Vec<V>,
}

impl<V> Default for Numbers<V> {
    fn default() -> Self {
        Self { places: BTreeMap::new(), values: Vec::new() }
    }
}

impl<V: PartialEq> PartialEq for Numbers<V> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl<V: Eq> Eq for Numbers<V> {}

impl<V> Numbers<V> {
    /// What a number stands for.
    pub fn get(&self, number: u32) -> Option<&V> {
        self.places.get(&number).map(|&at| &self.values[at as usize])
    }

    /// What a number stands for, to be changed.
    pub fn get_mut(&mut self, number: u32) -> Option<&mut V> {
        self.places.get(&number).map(|&at| &mut self.values[at as usize])
    }

    /// What a number stands for, to be changed; what `first` makes where it stood for nothing.
    pub fn entry(&mut self, number: u32, first: impl FnOnce() -> V) -> &mut V {
        let at = self.place(number);
        if at == self.values.len() {
            self.values.push(first());
        }
        &mut self.values[at]
    }

    /// Lets a number stand for something; whether it stood for nothing before.
    pub fn insert(&mut self, number: u32, value: V) -> bool {
        let at = self.place(number);
        let new = at == self.values.len();
        if new {
            self.values.push(value);
        } else {
            self.values[at] = value;
        }
        new
    }

    /// How many numbers stand for something.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether none does.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The numbers from small to large, each with what it stands for.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &V)> {
        self.places.iter().map(|(&number, &at)| (number, &self.values[at as usize]))
    }

    /// What the numbers stand for, in the order in which they came.
    pub fn into_values(self) -> Vec<V> {
        self.values
    }

    /// The place of a number's value, which may be the next that is free.
    fn place(&mut self, number: u32) -> usize {
        let next = self.values.len() as u32;
        *self.places.entry(number).or_insert(next) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_for_what_was_said_last() {
        let mut numbers = Numbers::default();
        assert!(numbers.is_empty() && numbers.insert(7, "seven") && numbers.insert(3, "three"));
        assert!(!numbers.insert(7, "VII"));
        *numbers.entry(3, || "not asked") = "III";
        assert_eq!((*numbers.entry(5, || "five"), numbers.get(9), numbers.len()), ("five", None, 3));
        assert_eq!(numbers.iter().collect::<Vec<_>>(), [(3, &"III"), (5, &"five"), (7, &"VII")]);
        assert_eq!(numbers.into_values(), ["VII", "III", "five"]);
    }

    #[test]
    fn it_sorts_as_the_standard_library_does() {
        let mut state = 9u64;
        for length in 0..200 {
            let mut things: Vec<(u64, usize)> = (0..length)
                .map(|index| {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    (state >> 59, index)
                })
                .collect();
            let mut expected = things.clone();
            expected.sort_by_key(|thing| thing.0);
            things.arrange_by_key(|thing| thing.0);
            assert_eq!(things, expected, "equal things keep their order");
            expected.sort_by(|a, b| b.cmp(a));
            things.arrange_by(|a, b| b.cmp(a));
            assert_eq!(things, expected);
            expected.sort();
            things.arrange();
            assert_eq!(things, expected);
        }
    }
}
