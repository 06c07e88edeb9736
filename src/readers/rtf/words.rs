//! What control words are for, as far as text, tables and what is hidden depend on them.

/// Where the text of a group goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// Into the document.
    #[default]
    Text,
    /// Nowhere, and what stands in it neither.
    Nowhere,
    /// Nowhere, but a text box or a picture within it does count.
    Shape,
    /// Before the paragraph: its automatic number.
    Number,
    /// A field's instructions.
    Code,
    /// What a form's field is set to, and an entry of its list.
    Form,
    Entry,
    /// A text box, a note: behind the block that it is anchored in.
    Aside,
    /// A comment, and who made it.
    Comment,
    CommentAuthor,
    /// The list of those who changed the text.
    ChangeAuthors,
    Fonts,
    Styles,
    /// The row of a table within a table.
    InnerRow,
    Picture,
    /// What stands twice, as bytes and as Unicode, and the second of these: where the first would go.
    Twice,
    Unicode,
    Title,
    Author,
    Editor,
    Company,
}

/// Words that say where the text of their group goes.
static PLACES: &[(&str, Place)] = &[
    ("annotation", Place::Comment),
    ("atnauthor", Place::CommentAuthor),
    ("author", Place::Author),
    ("colortbl", Place::Nowhere),
    ("company", Place::Company),
    ("do", Place::Shape),
    ("dptxbxtext", Place::Aside),
    ("falt", Place::Nowhere),
    ("ffl", Place::Entry),
    ("fldinst", Place::Code),
    ("fonttbl", Place::Fonts),
    ("footer", Place::Nowhere),
    ("footerf", Place::Nowhere),
    ("footerl", Place::Nowhere),
    ("footerr", Place::Nowhere),
    ("footnote", Place::Aside),
    ("formfield", Place::Form),
    ("ftncn", Place::Nowhere),
    ("ftnsep", Place::Nowhere),
    ("ftnsepc", Place::Nowhere),
    ("aftncn", Place::Nowhere),
    ("aftnsep", Place::Nowhere),
    ("aftnsepc", Place::Nowhere),
    ("header", Place::Nowhere),
    ("headerf", Place::Nowhere),
    ("headerl", Place::Nowhere),
    ("headerr", Place::Nowhere),
    ("info", Place::Shape),
    ("listtext", Place::Number),
    ("nesttableprops", Place::InnerRow),
    ("nonesttables", Place::Nowhere),
    ("nonshppict", Place::Nowhere),
    ("objdata", Place::Nowhere),
    ("objname", Place::Nowhere),
    ("objclass", Place::Nowhere),
    ("operator", Place::Editor),
    ("pict", Place::Picture),
    ("pntext", Place::Number),
    ("pntxta", Place::Nowhere),
    ("pntxtb", Place::Nowhere),
    ("private", Place::Nowhere),
    ("revtbl", Place::ChangeAuthors),
    ("rxe", Place::Nowhere),
    ("shpinst", Place::Shape),
    ("shprslt", Place::Nowhere),
    ("shptxt", Place::Aside),
    ("stylesheet", Place::Styles),
    ("tc", Place::Nowhere),
    ("tcn", Place::Nowhere),
    ("title", Place::Title),
    ("txe", Place::Nowhere),
    ("ud", Place::Unicode),
    ("upr", Place::Twice),
    ("xe", Place::Nowhere),
];

/// Groups that may be passed over by who does not know them, and must not be here.
static KNOWN: &[&str] = &["shppict", "moMath", "mr", "result"];

/// Words that stand for a character.
static CHARACTERS: &[(&str, char)] = &[
    ("tab", '\t'),
    ("emdash", '—'),
    ("endash", '–'),
    ("lquote", '‘'),
    ("rquote", '’'),
    ("ldblquote", '“'),
    ("rdblquote", '”'),
    ("bullet", '•'),
    ("emspace", '\u{2003}'),
    ("enspace", '\u{2002}'),
    ("qmspace", '\u{2005}'),
    ("~", '\u{a0}'),
    ("_", '\u{2011}'),
];

/// The place that a word gives its group; `optional` where `\*` stands before it, by which an unknown one asks to be
/// passed over.
pub fn place(word: &[u8], optional: bool) -> Option<Place> {
    let found = PLACES.iter().find(|(name, _)| name.as_bytes() == word).map(|(_, place)| *place);
    let known = KNOWN.iter().any(|name| name.as_bytes() == word);
    found.or((optional && !known).then_some(Place::Nowhere))
}

/// The character that a word stands for.
pub fn character(word: &[u8]) -> Option<char> {
    CHARACTERS.iter().find(|(name, _)| name.as_bytes() == word).map(|(_, c)| *c)
}
