//! Optional content: layers that are there and not shown (ISO 32000-2, 8.11).

use super::object::{self, Dict};
use crate::order::Arrange;

/// Which layers are not shown when the file is opened.
#[derive(Debug, Default)]
pub struct Layers {
    /// In order.
    hidden: Vec<u32>,
}

impl Layers {
    /// As the file's catalog says.
    pub fn new(catalog: &Dict) -> Self {
        let Some(properties) = object::dict(catalog, "OCProperties") else { return Self::default() };
        let numbers = |dict: &Dict, key| object::array(dict, key).map(|array| array.references()).unwrap_or_default();
        let default = object::dict(&properties, "D").unwrap_or_default();
        let mut hidden = numbers(&default, "OFF");
        if object::name(&default, "BaseState").as_deref() == Some(b"OFF") {
            hidden.extend(numbers(&properties, "OCGs"));
            let mut shown = numbers(&default, "ON");
            shown.arrange();
            hidden.retain(|layer| shown.binary_search(layer).is_err());
        }
        hidden.arrange();
        Self { hidden }
    }

    /// Whether what belongs to the layer under a key is not shown.
    pub fn hide(&self, dict: &Dict, key: &[u8]) -> bool {
        if self.hidden.is_empty() {
            return false;
        }
        if dict.reference(key).is_some_and(|layer| self.hidden.binary_search(&layer).is_ok()) {
            return true;
        }
        let Some(membership) = dict.get(key).and_then(object::as_dict) else { return false };
        if object::name(&membership, "Type").as_deref() != Some(b"OCMD") {
            return false;
        }
        let members: Vec<u32> = match membership.reference(b"OCGs") {
            Some(layer) if object::array(&membership, "OCGs").is_none() => vec![layer],
            _ => object::array(&membership, "OCGs").iter().flat_map(|array| array.references()).collect(),
        };
        if members.is_empty() {
            return false;
        }
        let is_hidden = |layer: &u32| self.hidden.binary_search(layer).is_ok();
        match object::name(&membership, "P").as_deref() {
            Some(b"AllOn") => members.iter().any(is_hidden),
            Some(b"AnyOff") => !members.iter().any(is_hidden),
            Some(b"AllOff") => !members.iter().all(is_hidden),
            _ => members.iter().all(is_hidden),
        }
    }
}
