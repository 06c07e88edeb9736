//! What a document defines under names: styles, lists, comments, changes.

use std::collections::BTreeMap;

use crate::reader::ReadError;

/// Definitions of a kind that a document may have.
const MOST: usize = 50_000;
/// Bytes of a name that count: no program writes more, and comparing longer ones would cost too much.
const NAME: usize = 256;

/// Definitions above a definition that are asked.
const ANCESTORS: usize = 32;

/// Definitions by their names, in the order in which they came. One index for all kinds keeps the program small.
#[derive(Debug)]
pub struct Names<T> {
    index: BTreeMap<String, usize>,
    values: Vec<T>,
}

impl<T> Default for Names<T> {
    fn default() -> Self {
        Self { index: BTreeMap::new(), values: Vec::new() }
    }
}

impl<T> Names<T> {
    /// Defines a name, or defines it anew.
    pub fn insert(&mut self, mut name: String, value: T) -> Result<(), ReadError> {
        name.truncate(short(&name).len());
        match self.index.get(&name) {
            Some(&index) => self.values[index] = value,
            None if self.values.len() >= MOST => return Err(ReadError::TooLarge),
            None => {
                self.index.insert(name, self.values.len());
                self.values.push(value);
            }
        }
        Ok(())
    }

    /// What a name stands for.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.index.get(short(name)).map(|&index| &self.values[index])
    }

    /// What a name stands for, to be changed.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut T> {
        self.index.get(short(name)).map(|&index| &mut self.values[index])
    }

    /// What a name stands for and what that is based on, the nearest first, each with its name.
    pub fn chain<'s>(&'s self, name: &'s str, parent: fn(&T) -> &str) -> impl Iterator<Item = (&'s str, &'s T)> {
        let mut next = name;
        std::iter::from_fn(move || {
            let (name, value) = (next, self.get(next)?);
            next = parent(value);
            Some((name, value))
        })
        .take(ANCESTORS)
    }

    /// All definitions.
    pub fn into_values(self) -> Vec<T> {
        self.values
    }
}

/// As much of a name as counts.
fn short(name: &str) -> &str {
    &name[..name.floor_char_boundary(NAME)]
}
