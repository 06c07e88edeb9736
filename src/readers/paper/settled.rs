//! Which pages hold text, and which are only pictures of it.

use super::{Page, text::is_space, twice};
use crate::reader::ReadError;

/// From this share of its area on, pictures cover a page.
const COVERED: f32 = 0.5;
/// Characters of a page's text: fewer on a picture are its number, or what the scanner has put there.
const TEXT: usize = 50;

/// Leaves on the pages what is to be read.
///
/// The invisible text over a scan is what a machine made out of it: its figures are not the author's, so that they
/// are not read, and a file of scans alone is one, whatever lies over them. Where no picture is, invisible text is
/// the text of what is drawn as shapes.
pub fn settle(pages: &mut [Page]) -> Result<(), ReadError> {
    let (mut textual, mut covered, mut drawn) = (false, false, false);
    let (mut readable, mut lost) = (0usize, 0usize);
    for page in pages {
        let written = |page: &Page| page.glyphs.iter().filter(|glyph| !is_space(glyph)).count();
        let is_covered = pictures(page) >= COVERED;
        let invisible = std::mem::take(&mut page.invisible);
        if !is_covered && written(page) == 0 {
            page.glyphs = invisible;
        }
        twice::drop_doubles(&mut page.glyphs);
        let count = written(page);
        textual |= count >= TEXT || count > 0 && !is_covered;
        covered |= is_covered;
        drawn |= count > 0 || !page.rules.is_empty() || !page.pictures.is_empty();
        let unknown = page.glyphs.iter().filter(|glyph| glyph.text.is_empty()).count();
        lost += unknown;
        readable += count - unknown;
    }
    match () {
        () if !textual && covered => Err(ReadError::Scan),
        () if !drawn => Err(ReadError::Empty),
        // Hardly a character that says what it is.
        () if !textual || readable * 10 < lost => Err(ReadError::NoText),
        () => Ok(()),
    }
}

/// How much of a page pictures cover, as a share of its area.
fn pictures(page: &Page) -> f32 {
    let inside = |from: f32, to: f32, most: f32| (to.min(most) - from.max(0.0)).max(0.0);
    let area = |width: f32, height: f32| width * height / (page.width * page.height).max(1.0);
    let shares = page.pictures.iter().map(|picture| {
        area(inside(picture.left, picture.right, page.width), inside(picture.top, picture.bottom, page.height))
    });
    shares.sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readers::paper::{Glyph, Picture, Rule, page::Direction};

    fn page(visible: &str, invisible: &str, picture: f32) -> Page {
        let glyphs = |text: &str| {
            let glyph = |(at, char): (usize, char)| Glyph {
                text: if char == '?' { "".into() } else { char.to_string().into() },
                left: at as f32 * 10.0,
                top: 0.0,
                right: at as f32 * 10.0 + 10.0,
                bottom: 10.0,
                size: 10.0,
                direction: Direction::Right,
                string: 0,
            };
            text.chars().enumerate().map(glyph).collect::<Vec<_>>()
        };
        let mut page = Page {
            width: 100.0,
            height: 100.0,
            glyphs: glyphs(visible),
            invisible: glyphs(invisible),
            ..Page::default()
        };
        page.pictures.push(Picture { left: 0.0, top: 0.0, right: 100.0, bottom: picture });
        page.rules.push(Rule { left: 0.0, top: 0.0, right: 100.0, bottom: 1.0 });
        page
    }

    #[test]
    fn pictures_of_text_are_no_text() {
        let read = |mut pages: Vec<Page>| {
            let text = |page: Page| page.glyphs.iter().map(|glyph| &*glyph.text).collect::<String>();
            settle(&mut pages).map(|()| pages.into_iter().map(text).collect::<Vec<_>>())
        };
        let long = "字".repeat(60);
        for (pages, answer) in [
            (vec![page("", "识别", 100.0)], Err(ReadError::Scan)),
            (vec![page("1", "识别", 100.0), page("", "", 0.0)], Err(ReadError::Scan)),
            (vec![page("", "", 100.0), page("一", "", 0.0)], Ok(vec!["", "一"])),
            (vec![page(&long, "识别", 100.0)], Ok(vec![&*long])),
            (vec![page("", "轮廓", 0.0)], Ok(vec!["轮廓"])),
            (vec![page("一", "轮廓", 0.0)], Ok(vec!["一"])),
            (vec![page("", "", 0.0)], Err(ReadError::NoText)),
            (vec![page("?????????????????????一", "", 0.0)], Err(ReadError::NoText)),
            (vec![], Err(ReadError::Empty)),
        ] {
            assert_eq!(read(pages), answer.map(|pages| pages.into_iter().map(String::from).collect::<Vec<_>>()));
        }
    }
}
