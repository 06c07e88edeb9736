//! What the codes and the glyph names of simple fonts stand for (ISO 32000-2, annex D; the Adobe Glyph List).

/// An encoding that a font may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// `StandardEncoding`.
    Standard,
    /// `WinAnsiEncoding`.
    WinAnsi,
    /// `MacRomanEncoding`.
    MacRoman,
    /// The font Symbol's own, as far as reports have use for it.
    Symbol,
    /// The font ZapfDingbats' own.
    Dingbats,
}

/// From 0xa1 on; a blank where there is nothing.
const STANDARD: &str = "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ –†‡· ¶•‚„”»…‰ ¿ `´ˆ˜¯˘˙¨ ˚¸ ˝˛ˇ—                Æ ª    ŁØŒº     æ   ı  łøœß";
/// From 0x80 to 0x9f.
const WIN_ANSI: &str = "€•‚ƒ„…†‡ˆ‰Š‹Œ•Ž••‘’“”•–—˜™š›œ•žŸ";
/// From 0x80 on.
const MAC_ROMAN: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»… ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";
/// What of Symbol is neither a digit nor a sign of ASCII.
const SYMBOL: &[(u8, char)] = &[
    (0xa3, '≤'),
    (0xb0, '°'),
    (0xb1, '±'),
    (0xb3, '≥'),
    (0xb4, '×'),
    (0xb7, '•'),
    (0xb8, '÷'),
    (0xb9, '≠'),
    (0xbc, '…'),
    (0xd7, '⋅'),
];
/// What of ZapfDingbats does not follow Unicode's block of that name.
const DINGBATS: &[(u8, char)] = &[
    (0x25, '☎'),
    (0x2a, '☛'),
    (0x2b, '☞'),
    (0x48, '★'),
    (0x6c, '●'),
    (0x6e, '■'),
    (0x73, '▲'),
    (0x74, '▼'),
    (0x75, '◆'),
    (0x77, '◗'),
];

impl Encoding {
    /// The encoding with a name.
    pub fn named(name: &[u8]) -> Option<Self> {
        match name {
            b"StandardEncoding" => Some(Self::Standard),
            b"WinAnsiEncoding" | b"PDFDocEncoding" => Some(Self::WinAnsi),
            b"MacRomanEncoding" => Some(Self::MacRoman),
            _ => None,
        }
    }

    /// What a code stands for.
    pub fn char(self, code: u8) -> Option<char> {
        let from =
            |text: &str, first: u8| text.chars().nth(usize::from(code.checked_sub(first)?)).filter(|c| *c != ' ');
        let listed = |list: &[(u8, char)]| list.iter().find(|entry| entry.0 == code).map(|entry| entry.1);
        match (self, code) {
            (Self::Dingbats, 0x21..=0x7e) => {
                listed(DINGBATS).or_else(|| char::from_u32(0x2701 + u32::from(code) - 0x21))
            }
            (Self::Dingbats, 0xac..=0xb5) => char::from_u32(0x2460 + u32::from(code) - 0xac),
            (Self::Dingbats, 0xb6..=0xd3) => char::from_u32(0x2776 + u32::from(code) - 0xb6),
            (Self::Dingbats, 0x20) => Some(' '),
            (Self::Dingbats, _) => None,
            (Self::Symbol, b' '..=b'?' | b'[' | b']' | b'{'..=b'}') => Some(code.into()),
            (Self::Symbol, _) => listed(SYMBOL),
            (_, ..0x20 | 0x7f) => None,
            (Self::Standard, b'\'') => Some('’'),
            (Self::Standard, b'`') => Some('‘'),
            (_, ..0x80) => Some(code.into()),
            (Self::Standard, _) => from(STANDARD, 0xa1),
            (Self::WinAnsi, 0x80..=0x9f) => from(WIN_ANSI, 0x80),
            (Self::WinAnsi, _) => Some(code.into()),
            (Self::MacRoman, 0xca) => Some('\u{a0}'),
            (Self::MacRoman, _) => from(MAC_ROMAN, 0x80),
        }
    }
}

/// The glyphs of a CFF font's standard strings, from the second on, each with what it stands for; letters stand for
/// themselves and are given as they are.
static STANDARD_GLYPHS: &str = "space \u{20}\texclam !\tquotedbl \"\tnumbersign #\tdollar $\tpercent %\tampersand &\tquoteright ’\tparenleft (\tparenright )\tasterisk *\tplus +\tcomma ,\thyphen -\tperiod .\tslash /\tzero 0\tone 1\ttwo 2\tthree 3\tfour 4\tfive 5\tsix 6\tseven 7\teight 8\tnine 9\tcolon :\tsemicolon ;\tless <\tequal =\tgreater >\tquestion ?\tat @\tA\tB\tC\tD\tE\tF\tG\tH\tI\tJ\tK\tL\tM\tN\tO\tP\tQ\tR\tS\tT\tU\tV\tW\tX\tY\tZ\tbracketleft [\tbackslash \\\tbracketright ]\tasciicircum ^\tunderscore _\tquoteleft ‘\ta\tb\tc\td\te\tf\tg\th\ti\tj\tk\tl\tm\tn\to\tp\tq\tr\ts\tt\tu\tv\tw\tx\ty\tz\tbraceleft {\tbar |\tbraceright }\tasciitilde ~\texclamdown ¡\tcent ¢\tsterling £\tfraction ⁄\tyen ¥\tflorin ƒ\tsection §\tcurrency ¤\tquotesingle '\tquotedblleft “\tguillemotleft «\tguilsinglleft ‹\tguilsinglright ›\tfi ﬁ\tfl ﬂ\tendash –\tdagger †\tdaggerdbl ‡\tperiodcentered ·\tparagraph ¶\tbullet •\tquotesinglbase ‚\tquotedblbase „\tquotedblright ”\tguillemotright »\tellipsis …\tperthousand ‰\tquestiondown ¿\tgrave `\tacute ´\tcircumflex ˆ\ttilde ˜\tmacron ¯\tbreve ˘\tdotaccent ˙\tdieresis ¨\tring ˚\tcedilla ¸\thungarumlaut ˝\togonek ˛\tcaron ˇ\temdash —\tAE Æ\tordfeminine ª\tLslash Ł\tOslash Ø\tOE Œ\tordmasculine º\tae æ\tdotlessi ı\tlslash ł\toslash ø\toe œ\tgermandbls ß\tonesuperior ¹\tlogicalnot ¬\tmu µ\ttrademark ™\tEth Ð\tonehalf ½\tplusminus ±\tThorn Þ\tonequarter ¼\tdivide ÷\tbrokenbar ¦\tdegree °\tthorn þ\tthreequarters ¾\ttwosuperior ²\tregistered ®\tminus −\teth ð\tmultiply ×\tthreesuperior ³\tcopyright ©\tAacute Á\tAcircumflex Â\tAdieresis Ä\tAgrave À\tAring Å\tAtilde Ã\tCcedilla Ç\tEacute É\tEcircumflex Ê\tEdieresis Ë\tEgrave È\tIacute Í\tIcircumflex Î\tIdieresis Ï\tIgrave Ì\tNtilde Ñ\tOacute Ó\tOcircumflex Ô\tOdieresis Ö\tOgrave Ò\tOtilde Õ\tScaron Š\tUacute Ú\tUcircumflex Û\tUdieresis Ü\tUgrave Ù\tYacute Ý\tYdieresis Ÿ\tZcaron Ž\taacute á\tacircumflex â\tadieresis ä\tagrave à\taring å\tatilde ã\tccedilla ç\teacute é\tecircumflex ê\tedieresis ë\tegrave è\tiacute í\ticircumflex î\tidieresis ï\tigrave ì\tntilde ñ\toacute ó\tocircumflex ô\todieresis ö\tograve ò\totilde õ\tscaron š\tuacute ú\tucircumflex û\tudieresis ü\tugrave ù\tyacute ý\tydieresis ÿ\tzcaron ž";

/// Other names that reports' fonts have.
static MORE_GLYPHS: &str = "Euro €\tnbspace \u{a0}\tnonbreakingspace \u{a0}\tsfthyphen -\tsofthyphen -\tmiddot ·\toverscore ¯\tmacron ¯\tnotequal ≠\tlessequal ≤\tgreaterequal ≥\tinfinity ∞\tapproxequal ≈\tlozenge ◊\tradical √\tsummation ∑\tproduct ∏\tpartialdiff ∂\tintegral ∫\tDelta ∆\tOmega Ω\tpi π\tbulletoperator ∙\tafii61352 №\tnumero №\tsquare □\tfilledbox ■\tfilledsquare ■\tblacksquare ■\tH22073 □\tH18533 ▪\tH18543 ▪\tH18551 ▫\tH18557 ▫\tcircle ○\twhitecircle ○\tblackcircle ●\topenbullet ◦\tinvbullet ◘\tfilledcircle ●\ttriagup ▲\ttriagdn ▼\ttriagrt ►\ttriaglf ◄\tblackdiamond ◆\tblackstar ★\tarrowright →\tarrowleft ←\tarrowup ↑\tarrowdown ↓\tcheckmark ✓\tonecircle ①\ttwocircle ②\tthreecircle ③\tfourcircle ④\tfivecircle ⑤\tsixcircle ⑥\tsevencircle ⑦\teightcircle ⑧\tninecircle ⑨\ttencircle ⑩\tideographicspace \u{3000}\tideographiccomma 、\tideographicperiod 。\tcommamonospace ，\tperiodmonospace ．\tcolonmonospace ：\tsemicolonmonospace ；\tparenleftmonospace （\tparenrightmonospace ）\tpercentmonospace ％\tff ﬀ\tffi ﬃ\tffl ﬄ\tonethird ⅓\ttwothirds ⅔";

/// What a glyph with a name stands for.
pub fn named(name: &[u8]) -> Option<String> {
    let name = std::str::from_utf8(name).ok()?;
    // What follows a full stop says which of several shapes it is.
    let name = name.split('.').next().filter(|name| !name.is_empty())?;
    let hexadecimal = |digits: &str| {
        let plain = digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'A'..=b'F'));
        plain.then(|| char::from_u32(u32::from_str_radix(digits, 16).ok()?)).flatten()
    };
    if let Some(digits) = name.strip_prefix("uni").filter(|digits| digits.len() >= 4 && digits.len() % 4 == 0) {
        let char = |at| digits.get(at..at + 4).and_then(hexadecimal);
        if let Some(text) = (0..digits.len()).step_by(4).map(char).collect() {
            return Some(text);
        }
    }
    if let Some(char) = name.strip_prefix('u').filter(|digits| (4..=6).contains(&digits.len())).and_then(hexadecimal) {
        return Some(char.into());
    }
    let entry = STANDARD_GLYPHS.split('\t').chain(MORE_GLYPHS.split('\t')).find_map(|entry| {
        let rest = entry.strip_prefix(name)?;
        if rest.is_empty() { entry.chars().next() } else { rest.strip_prefix(' ')?.chars().next() }
    });
    entry.map(String::from)
}

/// What the glyph of a standard string of a CFF font stands for: string 1 is the blank.
pub fn standard_string(number: usize) -> Option<char> {
    STANDARD_GLYPHS.split('\t').nth(number.checked_sub(1)?)?.chars().next_back()
}

/// What the glyphs stand for that every Macintosh font had, in its order, from the fourth on (`post` tables).
static MAC_GLYPHS: &str = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄¤‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{f8ff}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇŁłŠšŽž¦ÐðÝýÞþ−×¹²³½¼¾₣ĞğİŞşĆćČčđ";

/// What a glyph of the Macintosh's order stands for.
pub fn mac_glyph(number: usize) -> Option<char> {
    MAC_GLYPHS.chars().nth(number.checked_sub(3)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_stand_where_they_should() {
        for (encoding, code, char) in [
            (Encoding::Standard, 0xfb, Some('ß')),
            (Encoding::Standard, 0xe1, Some('Æ')),
            (Encoding::Standard, 0xd0, Some('—')),
            (Encoding::Standard, 0x27, Some('’')),
            (Encoding::Standard, 0xa0, None),
            (Encoding::WinAnsi, 0x9f, Some('Ÿ')),
            (Encoding::WinAnsi, 0x97, Some('—')),
            (Encoding::WinAnsi, 0xb7, Some('·')),
            (Encoding::MacRoman, 0xff, Some('ˇ')),
            (Encoding::MacRoman, 0xe1, Some('·')),
            (Encoding::MacRoman, 0xd0, Some('–')),
            (Encoding::Symbol, 0xb7, Some('•')),
            (Encoding::Dingbats, 0x34, Some('✔')),
            (Encoding::Dingbats, 0xac, Some('①')),
        ] {
            assert_eq!(encoding.char(code), char, "{encoding:?} {code:x}");
        }
    }

    #[test]
    fn names_stand_for_characters() {
        for (name, text) in [
            ("A", Some("A")),
            ("space", Some(" ")),
            ("bar", Some("|")),
            ("uni4E00", Some("一")),
            ("uni4E004E01", Some("一丁")),
            ("u20000", Some("𠀀")),
            ("seven.tnum", Some("7")),
            ("tencircle", Some("⑩")),
            ("g12", None),
            ("G41", None),
            ("uniforms", None),
            (".notdef", None),
        ] {
            assert_eq!(named(name.as_bytes()).as_deref(), text, "{name}");
        }
        assert_eq!((standard_string(1), standard_string(34), standard_string(228)), (Some(' '), Some('A'), Some('ž')));
        assert_eq!((mac_glyph(3), mac_glyph(36), mac_glyph(257)), (Some(' '), Some('A'), Some('đ')));
    }
}
