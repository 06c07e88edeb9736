//! What elements are by their names.

/// Elements that say nothing of the text: programs, styles, drawings, controls, Office's own data.
pub fn is_unread(name: &[u8]) -> bool {
    matches!(
        name,
        b"script"
            | b"style"
            | b"comment"
            | b"template"
            | b"noscript"
            | b"noframes"
            | b"noembed"
            | b"svg"
            | b"math"
            | b"object"
            | b"iframe"
            | b"canvas"
            | b"audio"
            | b"video"
            | b"datalist"
            | b"xml"
            | b"w:data"
            | b"w:worddocument"
            | b"w:latentstyles"
            | b"o:documentproperties"
            | b"o:officedocumentsettings"
            | b"x:excelworkbook"
    )
}

/// Elements of other languages than HTML, which a tag of HTML ends and for which `/>` counts.
pub fn is_foreign(name: &[u8]) -> bool {
    name.contains(&b':') || matches!(name, b"svg" | b"math" | b"xml")
}

/// Elements that another one of their name ends.
pub fn ends_itself(name: &[u8]) -> bool {
    matches!(
        name,
        b"p" | b"li" | b"dd" | b"dt" | b"td" | b"th" | b"tr" | b"tbody" | b"thead" | b"tfoot" | b"select" | b"option"
    )
}

/// How far up in a table an element stands; 0 for all that is none of its parts.
pub fn rank(name: &[u8]) -> u8 {
    match name {
        b"td" | b"th" => 1,
        b"tr" => 2,
        b"tbody" | b"thead" | b"tfoot" => 3,
        _ => 0,
    }
}

/// Elements that hold nothing.
pub fn is_void(name: &[u8]) -> bool {
    matches!(
        name,
        b"area"
            | b"base"
            | b"basefont"
            | b"bgsound"
            | b"br"
            | b"col"
            | b"embed"
            | b"frame"
            | b"hr"
            | b"img"
            | b"input"
            | b"link"
            | b"meta"
            | b"param"
            | b"source"
            | b"track"
            | b"wbr"
    )
}

/// Elements that stand within a line and are no part of a table.
pub fn is_inline(name: &[u8]) -> bool {
    matches!(
        name,
        b"a" | b"abbr"
            | b"b"
            | b"bdi"
            | b"bdo"
            | b"big"
            | b"cite"
            | b"code"
            | b"del"
            | b"em"
            | b"font"
            | b"i"
            | b"ins"
            | b"kbd"
            | b"label"
            | b"mark"
            | b"nobr"
            | b"q"
            | b"s"
            | b"small"
            | b"span"
            | b"strike"
            | b"strong"
            | b"sub"
            | b"sup"
            | b"tt"
            | b"u"
            | b"var"
    )
}

/// Whether an element begins and ends lines.
pub fn is_block(name: &[u8]) -> bool {
    matches!(
        name,
        b"address"
            | b"article"
            | b"aside"
            | b"blockquote"
            | b"body"
            | b"button"
            | b"caption"
            | b"center"
            | b"dd"
            | b"details"
            | b"dialog"
            | b"dir"
            | b"div"
            | b"dl"
            | b"dt"
            | b"fieldset"
            | b"figcaption"
            | b"figure"
            | b"footer"
            | b"form"
            | b"frameset"
            | b"h1"
            | b"h2"
            | b"h3"
            | b"h4"
            | b"h5"
            | b"h6"
            | b"head"
            | b"header"
            | b"hgroup"
            | b"hr"
            | b"html"
            | b"legend"
            | b"li"
            | b"listing"
            | b"main"
            | b"menu"
            | b"nav"
            | b"ol"
            | b"p"
            | b"plaintext"
            | b"pre"
            | b"search"
            | b"section"
            | b"summary"
            | b"ul"
            | b"xmp"
    )
}
