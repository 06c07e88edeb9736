//! Traditional characters, radicals in the place of characters, and look-alikes of other scripts in simplified text.

use std::sync::OnceLock;

use super::texts::{self, Text};
use crate::{
    document::radicals,
    filing::{Filing, lexicon::Lexicon},
    finding::{Applicability, Edit, Family, Finding, Fix, Severity},
    language::{Bilingual, Message, both},
    profile::Profile,
    rule::{Rule, Verdict},
};

const NAME: &str = "mixed-script";

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    family: Family::Wording,
    severity: Severity::Note,
    title: both("混有繁体字或形近的其他字符", "Characters of another script"),
    text: both(
        "简体文字里夹着的繁体字、部首字符（⼀、⼈）、以字母 O 或数字 0 代替的“〇”、与汉字形近的假名。书名号里的不提；全文都是繁体的不提；从版式文件读出的部首字符是读取所致，不提。",
        "Traditional characters in simplified text, radicals in the place of characters (⼀, ⼈), the letter O or the digit 0 for 〇, kana that look like ideographs. Titles in 《》 and a text that is all traditional are left alone, and so are radicals read from pages, which are the reading's.",
    ),
    basis: both(
        "《国家通用语言文字法》：国家机关以普通话和规范汉字为公务用语用字；《通用规范汉字表》；GB/T 15835-2011。",
        "The law on the national language: organs of state use standard characters; the Table of General Standard Chinese Characters; GB/T 15835-2011.",
    ),
    example: both("“政府信息公開”。", "“政府信息公開”."),
    remedy: both("改成规范汉字。", "Use the standard character."),
    check,
};

const OTHER: Bilingual = both(
    "“{around}”里的“{found}”不是规范汉字，应为“{right}”。",
    "“{found}” in “{around}” is not the standard character, which is “{right}”.",
);
const RADICALS: Bilingual = both(
    "这一段有 {count} 个部首字符，看着与汉字一样，检索和朗读时却不是；第一个应为“{right}”。",
    "This paragraph has {count} radicals, which look like characters and are none to a search or a screen reader. The first should be “{right}”.",
);

/// Traditional characters, each with its simplified form. None of them is in GB 2312, and none is common in names.
const TRADITIONAL: &str = "國国為为這这個个來来會会時时學学說说們们發发對对長长過过業业裏里裡里經经門门動动進进區区開开產产軍军還还種种現现機机體体與与當当兩两實实隻只關关從从製制內内沒没將将員员東东頭头間间無无見见戰战點点場场嚮向數数樣样問问並并萬万級级應应資资務务係系繫系漢汉總总電电聲声設设義义統统處处馬马領领隊队計计權权話话報报給给變变書书幾几華华議议稱称決决張张導导術术結结師师達达題题條条規规縣县風风運运組组聽听佈布濟济黨党論论強强選选記记職职號号類类傳传帶带幹干農农邊边據据聯联廣广質质陽阳難难歷历專专認认車车臺台舉举線线團团備备爭争眾众連连調调轉转該该讓让較较際际親亲單单紅红價价約约屬属積积圖图準准極极裝装許许觀观辦办複复復复遠远羣群構构隨随劃划勢势熱热網网語语鐵铁斷断愛爱紀纪況况證证編编滿满覺觉雙双樂乐標标確确織织誌志項项飛飞節节響响藥药輕轻擊击請请離离顯显營营視视護护創创餘余興兴佔占雖虽費费試试寶宝識识維维環环鄉乡責责嚴严橋桥僅仅勝胜圍围態态負负層层須须續续狀状銀银緻致終终錢钱獨独細细衝冲獲获習习醫医盡尽樓楼藝艺陸陆協协鎮镇檢检寫写註注驗验緊紧勞劳戶户優优財财養养適适衛卫";

/// Kana, with the ideographs that they are taken for.
const KANA: &str = "ニ二ハ八エ工カ力ロ口タ夕ト卜";

/// More traditional characters than this in a report are its script.
const MOST: usize = 12;

fn check(filing: &Filing, _: &Profile) -> Verdict {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    let starts = || TRADITIONAL.char_indices().step_by(2);
    let lexicon = LEXICON.get_or_init(|| Lexicon::new(starts().map(|(at, c)| &TRADITIONAL[at..at + c.len_utf8()])));
    let mut verdict = texts::look(filing, &mut |text, verdict| {
        for (at, index) in lexicon.find(text.chars()).take(MOST + 1) {
            let right = TRADITIONAL.chars().nth(2 * index + 1);
            let before = &text.chars()[..at];
            let quoted = before.iter().rposition(|c| *c == '《') > before.iter().rposition(|c| *c == '》');
            verdict.findings.extend(right.filter(|_| !quoted).map(|right| other(&text, at, right)));
        }
        let mut found = Vec::new();
        for at in text.marks() {
            let c = text.chars()[at];
            if let Some(right) = look_alike(&text, at, c) {
                verdict.findings.push(other(&text, at, right));
            }
            found.extend(radicals::ideograph(c).map(|right| (at, right)));
        }
        // Fonts name their glyphs after radicals: what comes from a page is the reading's.
        if !text.is_from_page() {
            verdict.findings.extend(with_radicals(&text, &found));
        }
    });
    if verdict.findings.len() > MOST {
        verdict.findings.clear();
        verdict.unclear += std::mem::take(&mut verdict.failed);
    }
    verdict
}

/// What is said of the radicals of a text.
fn with_radicals(text: &Text, radicals: &[(usize, char)]) -> Option<Finding> {
    let (at, right) = *radicals.first()?;
    let mut finding = text.finding(NAME, Severity::Note, RADICALS, at..at + 1);
    finding.message = finding.message.with("count", radicals.len().to_string()).with("right", right.to_string());
    let edit = |(at, right): &(usize, char)| Some(Edit { span: text.span(*at..at + 1)?, text: right.to_string() });
    let edits: Vec<Edit> = radicals.iter().filter_map(edit).collect();
    finding.spans = edits.iter().map(|edit| edit.span).collect();
    finding.fix = Some(Fix {
        title: Message::new(both("改为汉字", "Write the characters")),
        edits,
        applicability: Applicability::Sure,
    });
    Some(finding)
}

/// The second character of a pair in a list of them.
fn behind(pairs: &str, first: char) -> Option<char> {
    let at = pairs.chars().step_by(2).position(|c| c == first)?;
    pairs.chars().nth(2 * at + 1)
}

/// The character that a look-alike stands for.
fn look_alike(text: &Text, at: usize, c: char) -> Option<char> {
    let (before, next) = (text.before(at)?, text.at(at + 1)?);
    match c {
        '0' | 'O' | 'o' | 'О' | 'Ο' | 'ο' | 'о' => {
            let digit = |c: char| c == '〇' || c != '十' && texts::numeral(c).is_some();
            (digit(before) && digit(next)).then_some('〇')
        }
        'ァ'..='ヺ' if texts::is_ideograph(before) && texts::is_ideograph(next) => behind(KANA, c),
        _ => None,
    }
}

fn other(text: &Text, at: usize, right: char) -> Finding {
    let mut finding = text.finding(NAME, Severity::Note, OTHER, at..at + 1);
    finding.message = finding.message.with("right", right.to_string());
    texts::replace(&mut finding, text.span(at..at + 1), &right.to_string(), Applicability::Likely);
    finding
}
