//! Radicals: characters of their own that fonts and programs write in the place of ideographs.

/// The ideographs that the radicals from U+2E80 on look like, and are drawn with (the property
/// `Equivalent_Unified_Ideograph` of Unicode); a blank where there is none.
const SUPPLEMENT: &str = " 厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵 旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟";
/// Those of the radicals from U+2F00 on.
const KANGXI: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// The ideograph that a radical looks like.
pub fn ideograph(radical: char) -> Option<char> {
    let (list, first) = match radical {
        '\u{2e80}'..='\u{2ef3}' => (SUPPLEMENT, 0x2e80),
        '\u{2f00}'..='\u{2fd5}' => (KANGXI, 0x2f00),
        _ => return None,
    };
    list.chars().nth((radical as u32 - first) as usize).filter(|c| *c != ' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_radical_has_its_place() {
        assert_eq!((SUPPLEMENT.chars().count(), KANGXI.chars().count()), (116, 214));
        assert_eq!(
            ("⼀⼈⿕⻛".chars().map(ideograph)).collect::<Vec<_>>(),
            [Some('一'), Some('人'), Some('龠'), Some('风')]
        );
        assert_eq!(ideograph('人'), None);
    }
}
