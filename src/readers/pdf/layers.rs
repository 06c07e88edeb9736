//! Optional content: layers that are there and not shown (ISO 32000-2, 8.11).

use std::collections::BTreeSet;

use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object};

use super::object;

/// Which layers are not shown when the file is opened.
#[derive(Debug, Default)]
pub struct Layers {
    hidden: BTreeSet<u32>,
}

impl Layers {
    /// As the file's catalog says.
    pub fn new(catalog: &Dict) -> Self {
        let Some(properties) = object::dict(catalog, "OCProperties") else { return Self::default() };
        let numbers = |dict: &Dict, key| object::array(dict, key).iter().flat_map(references).collect::<BTreeSet<_>>();
        let default = object::dict(&properties, "D").unwrap_or_default();
        let mut hidden = numbers(&default, "OFF");
        if object::name(&default, "BaseState").as_deref() == Some(b"OFF") {
            hidden.extend(numbers(&properties, "OCGs"));
            let shown = numbers(&default, "ON");
            hidden.retain(|number| !shown.contains(number));
        }
        Self { hidden }
    }

    /// Whether what belongs to the layer under a key is not shown.
    pub fn hide(&self, dict: &Dict, key: impl AsRef<[u8]>) -> bool {
        if self.hidden.is_empty() {
            return false;
        }
        let key = Name::new_unescaped(key.as_ref());
        if dict.get_ref(&key).is_some_and(|layer| self.hidden.contains(&layer.obj_number)) {
            return true;
        }
        let Some(membership) = dict.get::<Dict>(&key) else { return false };
        if object::name(&membership, "Type").as_deref() != Some(b"OCMD") {
            return false;
        }
        let members: Vec<u32> = match membership.get_ref("OCGs") {
            Some(layer) if object::array(&membership, "OCGs").is_none() => vec![layer.obj_number],
            _ => object::array(&membership, "OCGs").iter().flat_map(references).collect(),
        };
        if members.is_empty() {
            return false;
        }
        let is_hidden = |layer: &u32| self.hidden.contains(layer);
        match object::name(&membership, "P").as_deref() {
            Some(b"AllOn") => members.iter().any(is_hidden),
            Some(b"AnyOff") => !members.iter().any(is_hidden),
            Some(b"AllOff") => !members.iter().all(is_hidden),
            _ => members.iter().all(is_hidden),
        }
    }
}

fn references(array: &Array) -> Vec<u32> {
    let number = |item: MaybeRef<Object>| item.as_obj_ref().map(|reference| reference.obj_number);
    array.raw_iter().filter_map(number).collect()
}
