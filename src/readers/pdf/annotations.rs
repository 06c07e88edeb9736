//! Annotations: what is filled in or put on a page, and what is noted beside it (ISO 32000-2, 12.5).

use super::{
    content::Canvas,
    object::{self, Dict, Stream},
    pages::Leaf,
};
use crate::{
    document::{Hidden, HiddenKind},
    reader::ReadError,
    readers::matrix::Area,
};

/// Annotations of a page.
const MOST: usize = 10_000;
/// Flags: not shown at all, not shown on a screen.
const HIDDEN: u32 = 2;
const NO_VIEW: u32 = 32;

/// Draws what annotations show of the page's text, and notes what they say beside it.
pub fn draw<'a>(canvas: &mut Canvas<'_, 'a>, leaf: &Leaf<'a>, hidden: &mut Vec<Hidden>) -> Result<(), ReadError> {
    let Some(list) = object::array(&leaf.dict, "Annots") else { return Ok(()) };
    for annotation in list.items().take(MOST).filter_map(object::as_dict) {
        let flags = object::number(&annotation, "F").unwrap_or(0.0) as u32;
        match object::name(&annotation, "Subtype").as_deref() {
            _ if flags & (HIDDEN | NO_VIEW) != 0 || canvas.hides(&annotation, "OC") => {}
            Some(b"Widget" | b"FreeText" | b"Stamp") => {
                if let (Some(form), Some(area)) = (appearance(&annotation), object::numbers(&annotation, "Rect")) {
                    canvas.draw_annotation(&form, Area::between(area), leaf.matrix())?;
                }
            }
            Some(b"Link" | b"Popup") | None => {}
            Some(_) => hidden.extend(comment(&annotation)),
        }
    }
    Ok(())
}

/// What an annotation looks like, in the state in which it is.
fn appearance<'a>(annotation: &Dict<'a>) -> Option<Stream<'a>> {
    let looks = object::dict(annotation, "AP")?;
    object::stream(&looks, "N").or_else(|| {
        let state = object::name(annotation, "AS")?;
        object::as_stream(object::dict(&looks, "N")?.get(&state)?)
    })
}

fn comment(annotation: &Dict) -> Option<Hidden> {
    let text = object::text(annotation, "Contents").filter(|text| !text.trim().is_empty())?;
    let author = object::text(annotation, "T").filter(|author| !author.trim().is_empty());
    Some(Hidden { kind: HiddenKind::Comment, text: text.trim().to_owned(), author, span: None })
}
