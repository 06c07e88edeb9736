//! How the parts of an office package refer to each other (ECMA-376, part 2), and which of them is the main one.

use crate::{
    reader::ReadError,
    readers::{
        package::{Package, resolved},
        signatures,
        xml::Xml,
    },
};

/// From one part to another.
pub struct Relation {
    /// What the part calls it.
    pub id: String,
    /// What the target is to the source: the last word of the relation's type, the same in the transitional and the
    /// strict standard.
    pub kind: String,
    /// The name of the part that it leads to.
    pub target: String,
}

/// The part that lists where a part leads to; the package itself has no name.
pub fn list_of(part: &str) -> String {
    let (folder, name) = split(part);
    resolved(folder, &format!("_rels/{name}.rels"))
}

/// The relations of a part that stay within the package, by their list.
pub fn read(part: &str, list: &str) -> Result<Vec<Relation>, ReadError> {
    let (mut xml, mut all) = (Xml::new(list), Vec::new());
    while let Some(element) = xml.within(0)? {
        let attribute = |name| element.attribute(name).unwrap_or_default();
        if element.name() == "Relationship" && attribute("TargetMode") != "External" {
            let kind = attribute("Type").rsplit('/').next().unwrap_or_default().to_owned();
            let target = resolved(split(part).0, &attribute("Target"));
            all.push(Relation { id: attribute("Id"), kind, target });
        }
    }
    Ok(all)
}

/// The relations of a part of an archive.
pub fn of(package: &Package<'_>, part: &str) -> Result<Vec<Relation>, ReadError> {
    read(part, &package.part(&list_of(part))?.unwrap_or_default())
}

/// Where the first relation of a kind leads to.
pub fn target<'r>(relations: &'r [Relation], kind: &str) -> Option<&'r str> {
    relations.iter().find(|relation| relation.kind == kind).map(|relation| &*relation.target)
}

/// Whether an archive is an office package of a kind, be it whole or damaged: by what its list of content types says of
/// the main part, which may be missing, or where that says nothing, by the folder in which all programs put such parts.
/// One that is cut off or locked is known by its `name` among the signatures.
pub fn is_of_kind(bytes: &[u8], kinds: [&str; 2], folder: &str, name: &str) -> bool {
    let Ok(package) = Package::open(bytes) else { return signatures::name(bytes) == Some(name) };
    let relations = of(&package, "").unwrap_or_default();
    let main = target(&relations, "officeDocument").unwrap_or_default();
    let has_main = package.entry(main).is_some();
    let types = package.beside("[Content_Types].xml");
    let mut xml = Xml::new(&types);
    while let Ok(Some(element)) = xml.within(0) {
        let attribute = |name| element.attribute(name).unwrap_or_default();
        let (name, kind) = (attribute("PartName"), attribute("ContentType"));
        let is_main = has_main && name.trim_start_matches('/').eq_ignore_ascii_case(main);
        if is_main || !has_main && kind.ends_with("main+xml") {
            return kind.ends_with("xml") && kinds.iter().any(|known| kind.contains(known));
        }
    }
    !main.ends_with(".bin") && package.entries().iter().any(|entry| entry.name.starts_with(folder))
}

/// The folder and the name in it.
fn split(part: &str) -> (&str, &str) {
    part.rsplit_once('/').unwrap_or(("", part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_relative_to_the_part_that_names_them() {
        let target = |part, target: &str| {
            let list = format!("<r><Relationship Type='x/y' Target='{target}'/></r>");
            read(part, &list).unwrap().remove(0).target
        };
        assert_eq!(target("word/document.xml", "styles.xml"), "word/styles.xml");
        assert_eq!(target("word/document.xml", "/word/a/../b.xml"), "word/b.xml");
        assert_eq!(target("word/document.xml", "../../custom/c.xml"), "custom/c.xml");
        assert_eq!(target("xl/worksheets/a.xml", "../comments1.xml"), "xl/comments1.xml");
        assert_eq!(target("", "/word/document.xml"), "word/document.xml");
        assert_eq!(target("", "xl\\workbook.xml"), "xl/workbook.xml");
        assert_eq!(target("", "../../../a"), "a");
        assert_eq!(list_of("word/document.xml"), "word/_rels/document.xml.rels");
        assert_eq!(list_of(""), "_rels/.rels");
    }
}
