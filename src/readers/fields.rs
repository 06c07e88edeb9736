//! Word's fields (ECMA-376, 17.16): instructions, and the result that stands for them in the text.

use crate::readers::limits;

/// The open fields, the outer first.
#[derive(Debug, Default)]
pub struct Fields {
    open: Vec<Field>,
    /// How many have not come to their result.
    codes: usize,
}

#[derive(Debug, Default)]
struct Field {
    /// Whether it has come to its result, and how much text stood before that.
    result: bool,
    at: usize,
    code: String,
    /// What its form shows.
    form: Option<String>,
}

impl Fields {
    /// A field begins.
    pub fn begin(&mut self) {
        self.open.push(Field::default());
        self.codes += 1;
    }

    /// Instructions of the innermost field.
    pub fn instruct(&mut self, text: &str) {
        if let Some(field) =
            self.open.last_mut().filter(|field| !field.result && field.code.len() < limits::CELL_CHARACTERS)
        {
            field.code.push_str(text);
        }
    }

    /// What the innermost field's form shows.
    pub fn form(&mut self, form: Form) {
        if let Some(field) = self.open.last_mut() {
            field.form = form.shown();
        }
    }

    /// The innermost field comes to its result, where so much text stands.
    pub fn separate(&mut self, at: usize) {
        if let Some(field) = self.open.last_mut().filter(|field| !field.result) {
            (field.result, field.at) = (true, at);
            self.codes -= 1;
        }
    }

    /// The innermost field ends: what it shows if no text is its result.
    pub fn end(&mut self, at: usize) -> Option<String> {
        let field = self.open.pop()?;
        self.codes -= usize::from(!field.result);
        let blank = !field.result || field.at == at;
        field.form.or_else(|| shown(&field.code)).filter(|_| blank)
    }

    /// Whether what comes is instructions.
    pub fn in_code(&self) -> bool {
        self.codes > 0
    }

    /// At the end of a paragraph: a field that has not come to its result by now never will.
    pub fn give_up(&mut self) {
        while self.codes > 0 {
            self.end(0);
        }
    }
}

/// What an old form's field is set to.
#[derive(Debug, Default)]
pub struct Form {
    pub is_check: bool,
    /// Which entry, or 1 for checked; none where it was left as it is at first.
    pub chosen: Option<usize>,
    pub default: usize,
    pub entries: Vec<String>,
}

impl Form {
    /// What it shows.
    pub fn shown(self) -> Option<String> {
        let chosen = self.chosen.unwrap_or(self.default);
        match self.is_check {
            true => Some(if chosen == 1 { "☑" } else { "☐" }.to_owned()),
            false => self.entries.into_iter().nth(chosen),
        }
    }
}

/// What a field of characters put together (`EQ`) shows: these characters in their order, a number in a circle as the
/// one character that it makes.
pub fn shown(code: &str) -> Option<String> {
    let code = code.trim_start();
    let rest = code.get(..2).filter(|name| name.eq_ignore_ascii_case("eq")).and_then(|_| code.get(2..))?;
    let (mut text, mut chars) = (String::new(), rest.chars().peekable());
    let mut fraction = false;
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next_if(|c| !c.is_ascii_alphabetic()) {
                Some(literal) => text.push(literal),
                // A switch, and by how much.
                None => {
                    let mut name = String::new();
                    while let Some(c) = chars.next_if(|c| c.is_ascii_alphanumeric()) {
                        name.push(c);
                    }
                    fraction |= name == "f";
                }
            },
            ',' if fraction => text.push('/'),
            ',' | ';' | '(' | ')' | ' ' => {}
            _ => text.push(c),
        }
    }
    let number =
        text.strip_prefix(['○', '◯']).and_then(|rest| rest.parse().ok()).filter(|number| (1..=20).contains(number));
    let circled = number.and_then(|number: u32| char::from_u32(0x245f + number));
    Some(circled.map_or(text, String::from))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_put_together_are_plain() {
        for (code, text) in [
            (r" eq \o\ac(○,1)", Some("①")),
            (r"EQ \o\ac(◯,20)", Some("⑳")),
            (r"EQ \o\ac(○,21)", Some("○21")),
            (r"EQ \o\ac(□,中)", Some("□中")),
            (r"EQ \f(1,2)", Some("1/2")),
            (r"EQ 1\s\up8(\(2\))", Some("1(2)")),
            ("EQ", Some("")),
            ("PAGE", None),
            ("一", None),
            ("", None),
        ] {
            assert_eq!(shown(code).as_deref(), text, "{code}");
        }
    }

    #[test]
    fn a_result_stands_for_its_field() {
        let mut fields = Fields::default();
        fields.begin();
        fields.instruct(r"EQ \o\ac(○,2)");
        fields.begin();
        assert!(fields.in_code());
        assert_eq!(fields.end(0), None);
        fields.separate(3);
        assert!(!fields.in_code());
        assert_eq!(fields.end(4), None, "there is a result");
        assert_eq!(fields.end(0), None, "an end of nothing");
        fields.begin();
        fields.give_up();
        assert!(!fields.in_code());
    }
}
