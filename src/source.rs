//! What is checked: a named run of bytes, or what the clipboard held.

/// A report as it came in, before anything is known of it.
#[derive(Clone, Debug)]
pub struct Source {
    /// What to call it in answers: a path, a file's name, or a word for the clipboard.
    pub name: String,
    /// What it holds.
    pub content: Content,
}

/// The two ways in which a report reaches the engine.
#[derive(Clone, Debug)]
pub enum Content {
    /// A file's bytes, of any kind; the kind is found by looking at them.
    Bytes(Vec<u8>),
    /// What a paste brought: plain text always, HTML where the program that was copied from offers it.
    Clipboard {
        /// The `text/plain` flavour.
        text: String,
        /// The `text/html` flavour.
        html: Option<String>,
    },
}

impl Source {
    /// A file's bytes under a name.
    pub fn bytes(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), content: Content::Bytes(bytes.into()) }
    }

    /// Pasted text, with its HTML flavour if there was one.
    pub fn clipboard(name: impl Into<String>, text: impl Into<String>, html: Option<String>) -> Self {
        Self { name: name.into(), content: Content::Clipboard { text: text.into(), html } }
    }
}
