//! What is found of a report around its tables: where it begins and ends, its title, year, sections, signature.

use gouji::{
    filing::{self, Filing, Likeness},
    readers,
    source::Source,
};

fn lay<T>(text: &str, look: impl Fn(&[Filing]) -> T) -> T {
    let document = readers::read(&Source::bytes("report", text)).1.expect("it can be read");
    look(&filing::lay(&document))
}

const SECTIONS: &str = "一、总体情况\n平稳有序。\n二、主动公开政府信息情况\n见公报。\n三、收到和处理政府信息公开申请情况\n没有。\n\
                        四、政府信息公开行政复议、行政诉讼情况\n没有。\n五、存在的主要问题及改进情况\n还要改进。\n六、其他需要报告的事项\n没有收费。\n";

fn title(text: &str) -> (Option<String>, Option<u16>) {
    lay(&format!("{text}\n{SECTIONS}"), |filings| {
        let title = filings[0].title.as_ref();
        (title.and_then(|title| title.body.clone()), filings[0].year)
    })
}

#[test]
fn titles_name_body_and_year() {
    for (text, body, year) in [
        ("云岭县教育局2023年政府信息公开工作年度报告", "云岭县教育局", 2023),
        ("云岭县教育局 2023 年度政府信息\n\n公开工作年度报告", "云岭县教育局", 2023),
        ("云岭县人民政府办公室\n2023年政府信息公开工作年度报告", "云岭县人民政府办公室", 2023),
        ("2023年云岭县教育局政府信息公开工作年度报告", "云岭县教育局", 2023),
        ("云岭县教育局\n2023\n年度政府信息公开工作年度报告", "云岭县教育局", 2023),
        ("云岭县教育局２０２３年政府信息公开年度报告", "云岭县教育局", 2023),
        ("云岭县教育局二〇二三年政府信息公开工作年度报告", "云岭县教育局", 2023),
        ("云岭县教育局2023年政府信息公开年报", "云岭县教育局", 2023),
        ("云岭县水利局关于2023年政府信息公开工作的年度报告", "云岭县水利局", 2023),
        ("云岭县教育局2023年政府信息公开工作年度报告（公开版）", "云岭县教育局", 2023),
        ("云岭县教育局政府信息公开工作年度报告（2023年度）", "云岭县教育局", 2023),
        ("首页 > 政府信息公开年报\n云岭县教育局2022年政府信息公开工作年度报告", "云岭县教育局", 2022),
    ] {
        assert_eq!(title(text), (Some(body.to_owned()), Some(year)), "{text}");
    }
}

#[test]
fn a_breadcrumb_and_a_sentence_are_no_titles() {
    for text in ["现公布《云岭县教育局2023年政府信息公开工作年度报告》。", "当前位置：首页 > 政府信息公开年度报告"]
    {
        assert_eq!(title(text).0, None, "{text}");
    }
}

#[test]
fn the_period_gives_the_year_where_no_title_does() {
    let text = format!("本报告所列数据的统计期限自2022年1月1日起至12月31日止。\n{SECTIONS}");
    assert_eq!(lay(&text, |filings| filings[0].year), Some(2022));
}

#[test]
fn sections_are_found_by_words_before_numbers() {
    let headings = |text: &str| {
        lay(text, |filings| {
            assert_eq!(filings.len(), 1, "{text}");
            assert!(filings[0].sections.iter().all(|section| !section.passages.is_empty()), "{text}");
            filings[0].sections.iter().map(|s| (s.index, s.likeness)).collect::<Vec<_>>()
        })
    };
    let all = [Likeness::Same; 6].into_iter().enumerate().collect::<Vec<_>>();
    assert_eq!(headings(SECTIONS), all);
    // A table of contents, with the first title from a site's menu on top of it, blanks, other separators, a heading glued to its prose.
    assert_eq!(headings(&format!("总体情况\n{}\n{SECTIONS}", headings_only())), all);
    assert_eq!(headings(&SECTIONS.replace("二、", "二 、 ").replace("一、", "一．")), all);
    assert_eq!(headings(&SECTIONS.replace("总体情况\n", "总体情况")), all);
    assert_eq!(headings(&SECTIONS.replace("申请情况\n", "\n申请情况\n")), all);
    // Other words under the right number are that section.
    let renamed = headings(&SECTIONS.replace("存在的主要问题及改进情况", "下一步工作打算"));
    assert_eq!(renamed[4], (4, Likeness::Differs));
    // Numbers inside a section are none.
    let inner = SECTIONS.replace("平稳有序。", "平稳有序。\n一、加强领导\n二、规范流程\n三、强化监督");
    assert_eq!(headings(&inner), all);
}

fn headings_only() -> String {
    SECTIONS.lines().filter(|line| line.contains('、')).map(|line| format!("{line}\n")).collect()
}

#[test]
fn any_order_of_sections_is_one_report() {
    let mut parts: Vec<&str> = SECTIONS.split_inclusive("。\n").collect();
    parts.rotate_right(1);
    let order = lay(&parts.concat(), |filings| {
        assert_eq!(filings.len(), 1);
        filings[0].sections.iter().map(|section| section.index).collect::<Vec<_>>()
    });
    assert_eq!(order, [5, 0, 1, 2, 3, 4]);
}

#[test]
fn reports_in_one_file_are_told_apart() {
    let one = |body: &str| format!("{body}2023年政府信息公开工作年度报告\n{SECTIONS}{body}\n2024年1月18日\n");
    let text = one("云岭县教育局") + &one("云岭县水利局") + &one("云岭县民政局");
    let bodies = lay(&text, |filings| {
        filings
            .iter()
            .map(|filing| {
                assert_eq!(filing.sections.len(), 6);
                assert!(filing.signature.is_some());
                filing.title.as_ref().and_then(|title| title.body.clone()).expect("a body")
            })
            .collect::<Vec<_>>()
    });
    assert_eq!(bodies, ["云岭县教育局", "云岭县水利局", "云岭县民政局"]);
}

#[test]
fn a_signature_is_a_date_behind_the_last_section() {
    let signed = |end: &str| {
        lay(&format!("{SECTIONS}{end}"), |filings| {
            filings[0]
                .signature
                .as_ref()
                .map(|s| (s.body.as_ref().map(|(b, _)| b.clone()), s.date.date.month, s.date.date.day))
        })
    };
    let body = Some("云岭县教育局".to_owned());
    assert_eq!(signed("云岭县教育局\n2024年1月18日"), Some((body.clone(), 1, 18)));
    assert_eq!(signed("云岭县教育局 2024年1月18日\n"), Some((body.clone(), 1, 18)));
    assert_eq!(signed("云岭县教育局\n二〇二四年一月十八日"), Some((body, 1, 18)));
    assert_eq!(signed("2024 年 1 月 18 日"), Some((None, 1, 18)));
    // What a site prints is no signature.
    assert_eq!(signed("发布时间：2024-02-18\n版权所有 云岭县\n2024年3月1日"), None);
    assert_eq!(signed("全年于2024年1月18日完成整改。"), None);
}

#[test]
fn a_date_of_publication_stands_beside_the_report() {
    let text =
        format!("云岭县教育局2023年政府信息公开工作年度报告\n发布时间：2024-01-18 10:00 来源：云岭县\n{SECTIONS}");
    assert_eq!(lay(&text, |filings| filings[0].published.map(|p| (p.date.month, p.date.day))), Some((1, 18)));
}

#[test]
fn wrapped_lines_are_one_paragraph_and_short_ones_are_not() {
    let wrapped =
        "全年主动公开政府信息一百条其中规范性文件三件通过门户网站公开\n九十条通过政务新媒体公开十条。\n下一段。";
    let text = SECTIONS.replace("平稳有序。", wrapped);
    lay(&text, |filings| {
        let filing = &filings[0];
        let first = &filing.passages[filing.sections[0].passages.clone()];
        assert_eq!(first.len(), 2);
        assert!(first[0].folded.string().ends_with("十条。"));
    });
}

#[test]
fn a_page_without_a_report_is_none() {
    for text in [
        "您好，附件请查收。",
        "行政许可 12\n行政处罚 3\n",
        "2023年工作总结\n一、主要做法\n二、存在问题\n三、下一步打算\n",
    ] {
        assert_eq!(lay(text, |filings| filings.len()), 0, "{text}");
    }
}

#[test]
fn a_total_of_another_table_is_no_row_of_this_one() {
    let table = "<table><tr><td colspan=5>行政复议<td colspan=10>行政诉讼<tr><td>结果维持<td>结果纠正<td>其他结果<td>尚未审结\
                 <td>总计<td colspan=5>未经复议直接起诉<td colspan=5>复议后起诉<tr><td>结果维持<td>结果纠正<td>其他结果\
                 <td>尚未审结<td>总计<td>结果维持<td>结果纠正<td>其他结果<td>尚未审结<td>总计<tr>";
    let figures = "<td>1<td>0<td>0<td>0<td>1<td>0<td>0<td>0<td>0<td>0<td>0<td>0<td>0<td>0<td>0</table>";
    let page = SECTIONS.lines().map(|line| format!("<p>{line}</p>")).collect::<String>();
    let page = page.replace("<p>五、", &format!("{table}{figures}<p>五、"));
    lay(&format!("<html>{page}"), |filings| {
        let present: Vec<bool> = filings[0].tables.iter().map(|table| table.present).collect();
        assert_eq!(present, [false, false, true]);
    });
}

#[test]
fn the_statistical_table_of_2008_to_2018_is_named() {
    let text = "云岭县教育局2016年政府信息公开工作年度报告\n一、概述\n平稳。\n二、主动公开政府信息情况\n见网站。\n三、依申请公开政府信息情况\n\
                收到申请3件。\n四、收费及减免情况\n没有。\n政府信息公开情况统计表\n指标\t单位\t统计数\n一、主动公开情况\t\t\n\
                （一）主动公开政府信息数\t条\t120\n其中：主动公开规范性文件数\t条\t3\n制发规范性文件总数\t件\t3\n二、回应解读情况\t\t\n\
                三、依申请公开情况\t\t\n（一）收到申请数\t件\t3\n（二）申请办结数\t件\t3\n1.按时办结数\t件\t3\n四、行政复议数量\t件\t0\n\
                云岭县教育局\n2017年1月18日\n";
    lay(text, |filings| {
        assert_eq!(filings.len(), 1);
        assert_eq!(filings[0].edition, Some(gouji::form::Edition::E2014));
        assert_eq!(filings[0].year, Some(2016));
        assert!(filings[0].cells.is_empty());
    });
}

#[test]
fn a_list_of_contents_is_no_report_of_its_own() {
    let report = format!("云岭县教育局2023年政府信息公开工作年度报告\n{}", headings_only());
    let headings: Vec<&str> = report.lines().skip(1).filter(|line| !line.is_empty()).collect();
    let count = |text: &str| lay(text, |filings| (filings.len(), filings[0].sections.len()));
    assert_eq!(count(&report), (1, 6));
    let title = report.lines().next().unwrap();
    let body: String = headings.iter().map(|line| format!("{line}\n情况良好。\n")).collect();
    for contents in [
        headings.join("\n"),
        format!("目录\n{}", headings.join("\n")),
        headings.iter().enumerate().map(|(page, line)| format!("{line}……{page}\n")).collect(),
        headings[..4].join("\n"),
    ] {
        assert_eq!(count(&format!("{title}\n{contents}\n{body}")), (1, 6), "{contents}");
    }
    // With something between them they are a report's own.
    assert_eq!(count(&format!("{title}\n{body}{body}")).0, 2);
}
