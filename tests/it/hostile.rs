//! Reports that no office writes: the same thing without end. Each is answered; what took too long once is here.

use gouji::{profile::Profile, reader::ReadError, source::Source};

use crate::office::package;

fn answer(text: String) {
    let outcomes = gouji::check(&Source::bytes("hostile", text), &Profile::default());
    assert!(!outcomes.is_empty());
}

const START: &str =
    "一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申请数量\n";

#[test]
fn labels_without_end() {
    answer("规章\n".repeat(60_000));
    answer("行政\n".repeat(60_000));
    answer("申请人无正当理由逾期不补正\n".repeat(40_000));
    answer("一、本年新收政府信息公开申请数量 1 2 3 4 5 6 7\n".repeat(20_000));
}

#[test]
fn nearly_labels_without_end() {
    let rows = "（一）予以公开\n（二）部分公开\n（七）总计\n四、结转下年度继续办理\n";
    answer(format!("{START}{rows}{}", "申请人无正当理由逾期不补证行政机关不在处理其政府信息公开申请\n".repeat(20_000)));
}

#[test]
fn figures_and_blanks_without_end() {
    answer(format!("{START}{}", "1\n".repeat(100_000)));
    answer(format!("{START}{}\n", "|".repeat(150_000)));
    answer(format!("{START}{}1\n", "|".repeat(150_000)));
    answer(format!("{START}{}\n", "1 ".repeat(300_000)));
    answer(format!("{START}{}", "9".repeat(1_000_000)));
}

#[test]
fn tables_and_sections_without_end() {
    answer("<table><tr><td>行政复议<td>行政诉讼<td>结果维持<td>尚未审结<tr><td>1<td>2</table><p>x</p>".repeat(10_000));
    answer(START.repeat(10_000));
    answer("云岭县教育局2023年政府信息公开工作年度报告\n".repeat(40_000));
}

#[test]
fn sentences_without_end() {
    answer(format!("{START}{}", "全年发布信息706条（其中中央14条，省级310条），".repeat(30_000)));
    answer(format!("{START}{}", "2023年1月1日至".repeat(60_000)));
    answer(format!("{START}{}\n", "公开信息12条，其中网站20条。".repeat(30_000)));
    answer(format!("{START}{}\n", "2022年，我局公开信息；".repeat(60_000)));
    answer(format!("{START}{}\n", "统计期限自202111日起。\n".repeat(40_000)));
    answer(format!("{START}{}", "其中（".repeat(200_000)));
    answer(format!("{START}{}", "12条、".repeat(200_000)));
}

/// A file of one page, whose objects have to be looked for.
fn pdf(resources: &str, content: &str, more: &str) -> String {
    format!(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/OCProperties<</D<</OFF[9 0 R]>>>>>>endobj \
         2 0 obj<</Type/Pages/Kids[3 0 R]>>endobj \
         3 0 obj<</Type/Page/Contents 4 0 R/Resources<<{resources}>>>>endobj \
         4 0 obj<<>>stream\n{content}\nendstream endobj {more} trailer<</Root 1 0 R>>"
    )
}

#[test]
fn names_without_end() {
    let names: String = (0..100_000).map(|number| format!("/A{number} 1")).collect();
    for (kind, operator) in [("ExtGState", "gs"), ("XObject", "Do"), ("ColorSpace", "cs"), ("Properties", "BDC EMC")] {
        let content = format!("/S /B {operator} ").repeat(200_000);
        answer(pdf(&format!("/{kind}<<{names}>>"), &content, ""));
    }
}

#[test]
fn objects_asked_for_without_end() {
    let says = format!("/Properties<</B<</ActualText({})>>>>", "x".repeat(1_000_000));
    answer(pdf(&says, &"/S /B BDC ".repeat(100_000), ""));
    answer(pdf(&says, &"/S /B BDC EMC ".repeat(100_000), ""));
    let layers = format!("/Properties<</B<</Type/OCMD/OCGs[{}]>>>>", "9 0 R ".repeat(100_000));
    answer(pdf(&layers, &"/OC /B BDC EMC ".repeat(100_000), ""));
    let font = format!("/ExtGState<</B<</Font[{}]>>>>", "1 ".repeat(400_000));
    answer(pdf(&font, &"/B gs ".repeat(100_000), ""));
    let (fonts, content): (String, String) =
        (10..400).map(|number| (format!("/F{number} {number} 0 R"), format!("/F{number} 1 Tf <0102> Tj "))).unzip();
    let lists = (10..400).map(|number| format!("{number} 0 obj<</Encoding<</Differences 9 0 R>>>>endobj "));
    let list = format!("9 0 obj[{}]endobj ", "/a ".repeat(400_000));
    answer(pdf(&format!("/Font<<{fonts}>>"), &format!("BT {content} ET"), &(list + &lists.collect::<String>())));
    let map = format!("9 0 obj<<>>stream\n{} endcodespacerange\nendstream endobj ", "<0000> <0001> ".repeat(400_000));
    let font = "10 0 obj<</Subtype/Type0/Encoding 9 0 R/ToUnicode 9 0 R>>endobj";
    answer(pdf("/Font<</F 10 0 R>>", &format!("BT /F 9 Tf <{}> Tj ET", "ff".repeat(400_000)), &(map + font)));
}

#[test]
fn what_many_share_without_end() {
    let fonts: String = (10..400).map(|number| format!("/F{number} {number} 0 R")).collect();
    let content: String = (10..400).map(|number| format!("/F{number} 1 Tf <0102> Tj ")).collect();
    let content = format!("BT {content} ET");
    let each = |more: &str| -> String {
        let font = |number| format!("{number} 0 obj<</Subtype/Type0/Encoding/Identity-H{more}>>endobj ");
        (10..400).map(font).collect()
    };
    // Texts of all codes, several times over.
    let range = format!("beginbfrange <0000> <ffff> [{}] endbfrange ", "<1>".repeat(65_536));
    let map = format!("9 0 obj<<>>stream\n{}\nendstream endobj ", range.repeat(4));
    answer(pdf(&format!("/Font<<{fonts}>>"), &content, &(map + &each("/ToUnicode 9 0 R"))));
    // A font all of whose glyphs have a name that means nothing.
    let table = format!("00020000{}ffff{}047a7a7a7a", "00".repeat(28), "0102".repeat(65_535));
    let head = "000100000001000000000000706f7374000000000000001c";
    let program = format!("{head}{:08x}{table}>", table.len() / 2);
    let file = format!("9 0 obj<</Filter/ASCIIHexDecode>>stream\n{program}\nendstream endobj ");
    let below = "/DescendantFonts[<</FontDescriptor<</FontFile2 9 0 R>>>>]";
    answer(pdf(&format!("/Font<<{fonts}>>"), &content, &(file + &each(below))));
    // Objects of a stream, and objects.
    let pairs = "1 1 ".repeat(1_500_000);
    let pack = format!("9 0 obj<</Type/ObjStm/First {}>>stream\n{pairs}<<>>\nendstream endobj ", pairs.len());
    answer(pdf("", "", &pack));
    answer(pdf("", "", &"9 0 obj<<>>endobj ".repeat(400_000)));
}

#[test]
fn pages_of_lines_without_end() {
    let lines: String = (0..1990)
        .map(|line| {
            let (x, y) = (10.0 + 0.283 * line as f32, 10.0 + 0.41 * line as f32);
            format!("{x} 10 m {x} 830 l S 10 {y} m 580 {y} l S ")
        })
        .collect();
    let page = "<</Type/Page/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F<</Subtype/Type1/BaseFont/Helvetica>>>>>>>>";
    let pages: String = (10..210).map(|number| format!("{number} 0 obj{page}endobj ")).collect();
    let kids: String = (10..210).map(|number| format!("{number} 0 R ")).collect();
    let text: String =
        (0..80).map(|at| format!("1 0 0 1 {} {} Tm (12) Tj ", 12 + at % 8 * 70, 20 + at / 8 * 80)).collect();
    answer(format!(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[{kids}]>>endobj \
         4 0 obj<<>>stream\n0.3 w {lines} BT /F 9 Tf {text} ET\nendstream endobj {pages} trailer<</Root 1 0 R>>"
    ));
}

#[test]
fn struck_cells_that_share_a_long_text_without_end() {
    // What is struck out is kept, once for each cell.
    let long = "字".repeat(200_000);
    let cells = "<c t='s' s='1'><v>0</v></c>".repeat(10_000);
    let relation =
        |id: &str, kind: &str, target: &str| format!("<Relationship Id='{id}' Type='x/{kind}' Target='{target}'/>");
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    let list = format!("<Types><Override PartName='/main.xml' ContentType='{kind}'/></Types>");
    let top = format!("<r>{}</r>", relation("a", "officeDocument", "main.xml"));
    let parts = [("a", "worksheet", "sheet.xml"), ("b", "sharedStrings", "texts.xml"), ("c", "styles", "styles.xml")];
    let own = parts.map(|(id, kind, target)| relation(id, kind, target)).concat();
    let bytes = package(
        &[
            ("[Content_Types].xml", &list),
            ("_rels/.rels", &top),
            ("main.xml", "<workbook><sheets><sheet name='a' id='a'/></sheets></workbook>"),
            ("_rels/main.xml.rels", &format!("<r>{own}</r>")),
            ("styles.xml", "<a><font/><font><strike/></font><cellXfs><xf/><xf fontId='1'/></cellXfs></a>"),
            ("texts.xml", &format!("<sst><si><t>{long}</t></si></sst>")),
            ("sheet.xml", &format!("<worksheet><row>{cells}</row></worksheet>")),
        ],
        false,
    );
    let read = gouji::readers::read(&Source::bytes("hostile", bytes)).1;
    assert_eq!(read.err(), Some(ReadError::TooLarge));
}
