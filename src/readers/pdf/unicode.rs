//! What of the characters that a font names can be read.

/// The ideographs that the radicals from U+2E80 on look like, and are drawn with (the property
/// `Equivalent_Unified_Ideograph` of Unicode); a blank where there is none.
const SUPPLEMENT: &str = " 厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵 旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟";
/// Those of the radicals from U+2F00 on.
const KANGXI: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";
/// What Symbol and Wingdings put before the items of a list, where they have no characters but private ones.
const BULLETS: &[(char, char)] = &[
    ('\u{f0b7}', '•'),
    ('\u{f06c}', '●'),
    ('\u{f06e}', '■'),
    ('\u{f06f}', '□'),
    ('\u{f071}', '❑'),
    ('\u{f075}', '◆'),
    ('\u{f076}', '❖'),
    ('\u{f09f}', '•'),
    ('\u{f0a7}', '▪'),
    ('\u{f0a8}', '◻'),
    ('\u{f0b2}', '✧'),
    ('\u{f0d8}', '➢'),
    ('\u{f0e0}', '→'),
    ('\u{f0fc}', '✓'),
    ('\u{f0fe}', '☑'),
    ('\u{f052}', '☑'),
    ('\u{f0a3}', '□'),
];

/// The text with every character as its author would write it; `None` where any of it means nothing.
pub fn readable(text: &str) -> Option<String> {
    let text: String = text.chars().map(plain).collect::<Option<_>>()?;
    (!text.is_empty()).then_some(text)
}

fn plain(c: char) -> Option<char> {
    let nth = |list: &str, first: u32| list.chars().nth((c as u32 - first) as usize).filter(|c| *c != ' ').or(Some(c));
    match c {
        '\t' | '\n' | '\r' => Some(' '),
        // Controls, and what stands for nothing.
        '\0'..' ' | '\u{7f}'..='\u{9f}' | '\u{fff0}'..='\u{ffff}' => None,
        // A hyphen that is drawn is one.
        '\u{ad}' => Some('-'),
        '\u{2e80}'..='\u{2ef3}' => nth(SUPPLEMENT, 0x2e80),
        '\u{2f00}'..='\u{2fd5}' => nth(KANGXI, 0x2f00),
        '\u{e000}'..='\u{f8ff}' => BULLETS.iter().find(|bullet| bullet.0 == c).map(|bullet| bullet.1),
        '\u{f0000}'.. => None,
        _ => Some(c),
    }
}

/// How unlikely a character is, where a font has one glyph for several.
pub fn rareness(c: char) -> u8 {
    match c {
        '\u{4e00}'..='\u{9fa5}' | ' '..='~' => 0,
        '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}' | '\u{2010}'..='\u{203b}' | '\u{b7}' => 1,
        // Other blanks, hyphens and the like; radicals; characters that are there for old standards' sake.
        '\u{a0}' | '\u{ad}' | '\u{2000}'..='\u{200f}' | '\u{2e80}'..='\u{2fd5}' | '\u{f900}'..='\u{faff}' => 3,
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. => 4,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_become_ideographs() {
        for (text, plain) in [
            ("⼯⼈⺠⻘", Some("工人民青")),
            ("⿓⻰⻳⺀", Some("龍龙龟⺀")),
            ("（１）", Some("（１）")),
            ("\u{f0b7}", Some("•")),
            ("\u{e123}", None),
            ("\0", None),
            ("一\u{fffd}", None),
            ("", None),
        ] {
            assert_eq!(readable(text).as_deref(), plain, "{text}");
        }
        assert_eq!(KANGXI.chars().count(), 214);
        assert_eq!(SUPPLEMENT.chars().count(), 116);
    }
}
