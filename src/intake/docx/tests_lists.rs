//! Numbers before paragraphs, as Word prints them.

use rstest::rstest;

use super::tests::{lines, p, pp};

/// A level with this format and text.
fn level(at: usize, format: &str, text: &str) -> String {
    level_with(at, format, text, "<w:suff w:val=\"nothing\"/>")
}

/// A level with more properties.
fn level_with(at: usize, format: &str, text: &str, more: &str) -> String {
    format!(
        "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>{more}\
         <w:lvlText w:val=\"{text}\"/></w:lvl>"
    )
}

/// A definition, by its id.
fn definition(id: u32, levels: &[String]) -> String {
    format!("<w:abstractNum w:abstractNumId=\"{id}\">{}</w:abstractNum>", levels.concat())
}

/// A list that uses a definition, and what it overrides.
fn list(id: u32, definition: u32, overrides: &str) -> String {
    format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{definition}\"/>{overrides}</w:num>")
}

/// What makes a paragraph one of a list.
fn listed(list: u32, level: usize) -> String {
    format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>")
}

/// Paragraphs of list 1 at these levels, the text of each being its place from 甲.
fn outline(levels: &[usize]) -> String {
    let texts = "甲乙丙丁戊己庚辛壬癸".chars();
    levels.iter().zip(texts).map(|(level, text)| pp(&listed(1, *level), &text.to_string())).collect()
}

#[rstest]
#[case("chineseCounting", "%1、", "十一、甲")]
#[case("chineseCountingThousand", "（%1）", "（十一）甲")]
#[case("taiwaneseCountingThousand", "%1.", "十一.甲")]
#[case("japaneseCounting", "第%1条", "第十一条甲")]
#[case("ideographDigital", "%1、", "一一、甲")]
#[case("chineseLegalSimplified", "%1、", "壹拾壹、甲")]
#[case("decimalEnclosedCircle", "%1", "⑪甲")]
#[case("decimalEnclosedCircleChinese", "%1", "⑪甲")]
#[case("decimalEnclosedParen", "%1", "⑾甲")]
#[case("decimalEnclosedFullstop", "%1", "⒒甲")]
#[case("decimalFullWidth", "%1．", "１１．甲")]
#[case("decimalZero", "%1.", "11.甲")]
#[case("ideographTraditional", "%1、", "甲、甲")]
#[case("ideographZodiac", "%1、", "戌、甲")]
#[case("upperLetter", "%1.", "K.甲")]
#[case("lowerLetter", "%1)", "k)甲")]
#[case("upperRoman", "%1.", "XI.甲")]
#[case("lowerRoman", "%1.", "xi.甲")]
#[case("decimal", "问题%1：", "问题11：甲")]
#[case("decimal", "100%%1%", "100%11%甲")]
#[case("decimal", "", "甲")]
#[case("none", "附件：", "附件：甲")]
#[case("none", "%1", "甲")]
#[case("bullet", "\u{f06c}", "甲")]
#[case("bullet", "l", "甲")]
#[case("bullet", "●", "甲")]
#[case("bullet", "注：", "注：甲")]
#[case("hebrew2", "%1.", "11.甲")]
fn formats(#[case] format: &str, #[case] text: &str, #[case] printed: &str) {
    let level = level(0, format, text).replace("start w:val=\"1\"", "start w:val=\"11\"");
    let lists = definition(0, &[level]) + &list(1, 0, "");
    assert_eq!(lines(&outline(&[0]), "", &lists), [printed]);
}

#[rstest]
#[case("%1、", "tab", "一、甲")]
#[case("（%1）", "space", "（一）甲")]
#[case("第%1条", "space", "第一条 甲")]
#[case("第%1条", "tab", "第一条 甲")]
#[case("第%1条", "nothing", "第一条甲")]
#[case("%1.", "tab", "一. 甲")]
#[case("%1 ", "tab", "一 甲")]
fn what_stands_behind_a_number(#[case] text: &str, #[case] suffix: &str, #[case] printed: &str) {
    let suffix = format!("<w:suff w:val=\"{suffix}\"/>");
    let lists = definition(0, &[level_with(0, "chineseCounting", text, &suffix)]) + &list(1, 0, "");
    assert_eq!(lines(&outline(&[0]), "", &lists), [printed]);
}

#[test]
fn a_tab_is_what_stands_behind_a_number_that_says_nothing() {
    let lists = definition(0, &[level_with(0, "decimal", "%1.", "")]) + &list(1, 0, "");
    assert_eq!(lines(&outline(&[0]), "", &lists), ["1. 甲"]);
}

/// The usual levels of a notice.
fn usual() -> Vec<String> {
    vec![
        level(0, "chineseCounting", "%1、"),
        level(1, "chineseCounting", "（%2）"),
        level(2, "decimal", "%3."),
        level(3, "decimal", "%3.%4"),
    ]
}

#[rstest]
#[case::deeper_levels_begin_anew(&[0, 1, 1, 0, 1], &["一、甲", "（一）乙", "（二）丙", "二、丁", "（一）戊"])]
#[case::a_level_between_is_left_out(&[0, 2, 2, 0, 2], &["一、甲", "1.乙", "2.丙", "二、丁", "1.戊"])]
#[case::levels_above_show_their_start(&[3, 3, 2, 3], &["1.1甲", "1.2乙", "1.丙", "1.1丁"])]
#[case::a_level_that_is_not_there(&[0, 7, 0], &["一、甲", "乙", "二、丙"])]
fn levels_count(#[case] levels: &[usize], #[case] printed: &[&str]) {
    let lists = definition(0, &usual()) + &list(1, 0, "");
    assert_eq!(lines(&outline(levels), "", &lists), printed);
}

#[rstest]
#[case::never("0", &["一、甲", "1.乙", "二、丙", "2.丁", "（一）戊", "3.己"])]
#[case::only_by_the_first("1", &["一、甲", "1.乙", "二、丙", "1.丁", "（一）戊", "2.己"])]
#[case::by_the_second_too("2", &["一、甲", "1.乙", "二、丙", "1.丁", "（一）戊", "1.己"])]
fn a_level_says_which_begins_it_anew(#[case] restart: &str, #[case] printed: &[&str]) {
    let mut levels = usual();
    let more = format!("<w:suff w:val=\"nothing\"/><w:lvlRestart w:val=\"{restart}\"/>");
    levels[2] = level_with(2, "decimal", "%3.", &more);
    let lists = definition(0, &levels) + &list(1, 0, "");
    assert_eq!(lines(&outline(&[0, 2, 0, 2, 1, 2]), "", &lists), printed);
}

#[test]
fn legal_levels_print_plain_numbers_of_all_levels() {
    let levels = [
        level(0, "chineseCounting", "第%1章"),
        level(1, "upperRoman", "%1.%2"),
        level_with(2, "chineseCounting", "%1.%2.%3", "<w:isLgl/><w:suff w:val=\"nothing\"/>"),
    ];
    let lists = definition(0, &levels) + &list(1, 0, "");
    assert_eq!(lines(&outline(&[0, 1, 2]), "", &lists), ["第一章甲", "一.I乙", "1.1.1丙"]);
}

#[test]
fn lists_with_one_definition_count_on_and_begin_anew_once() {
    let fresh = "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride>";
    let fifth = "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride>";
    let lists =
        [definition(0, &usual()), list(1, 0, ""), list(2, 0, ""), list(3, 0, fresh), list(4, 0, fifth)];
    let body: String = [1, 2, 3, 3, 1, 4, 4, 3].iter().map(|id| pp(&listed(*id, 0), "文")).collect();
    let numbers = ["一", "二", "一", "二", "三", "五", "六", "七"];
    let printed: Vec<String> = numbers.iter().map(|number| format!("{number}、文")).collect();
    assert_eq!(lines(&body, "", &lists.concat()), printed);
}

#[test]
fn a_list_may_have_levels_of_its_own() {
    let own = format!("<w:lvlOverride w:ilvl=\"0\">{}</w:lvlOverride>", level(0, "decimal", "%1)"));
    let lists = [definition(0, &usual()), list(1, 0, ""), list(2, 0, &own)].concat();
    let body = [(1, 0), (2, 0), (2, 1)].map(|(id, at)| pp(&listed(id, at), "文")).concat();
    assert_eq!(lines(&body, "", &lists), ["一、文", "2)文", "（一）文"]);
}

#[test]
fn two_definitions_count_each_for_itself() {
    let lists = [definition(0, &usual()), definition(5, &usual()), list(1, 0, ""), list(2, 5, "")].concat();
    let body = [1, 2, 1, 2].map(|id| pp(&listed(id, 0), "文")).concat();
    assert_eq!(lines(&body, "", &lists), ["一、文", "一、文", "二、文", "二、文"]);
}

#[test]
fn a_list_may_be_that_of_a_style() {
    let link = "<w:abstractNum w:abstractNumId=\"1\"><w:numStyleLink w:val=\"S\"/></w:abstractNum>";
    let linked = definition(0, &usual())
        .replace("abstractNumId=\"0\">", "abstractNumId=\"0\"><w:styleLink w:val=\"S\"/>");
    let by_link = [linked.clone(), link.to_owned(), list(1, 1, ""), list(2, 0, "")].concat();
    let styles = "<w:style w:type=\"numbering\" w:styleId=\"S\"><w:pPr><w:numPr><w:numId w:val=\"2\"/></w:numPr></w:pPr></w:style>";
    let by_style = [definition(0, &usual()), link.to_owned(), list(1, 1, ""), list(2, 0, "")].concat();
    let body = [pp(&listed(1, 0), "甲"), pp(&listed(2, 0), "乙")].concat();
    assert_eq!(lines(&body, "", &by_link), ["一、甲", "二、乙"]);
    assert_eq!(lines(&body, styles, &by_style), ["一、甲", "二、乙"]);
    // Two styles that link to each other lead nowhere.
    let ring = "<w:abstractNum w:abstractNumId=\"1\"><w:numStyleLink w:val=\"S\"/><w:styleLink w:val=\"T\"/></w:abstractNum>\
        <w:abstractNum w:abstractNumId=\"2\"><w:numStyleLink w:val=\"T\"/><w:styleLink w:val=\"S\"/></w:abstractNum>";
    assert_eq!(lines(&body, "", &(ring.to_owned() + &list(1, 1, ""))), ["甲", "乙"]);
}

/// A style of paragraphs.
fn style(id: &str, base: &str, properties: &str) -> String {
    format!(
        "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:basedOn w:val=\"{base}\"/>\
         <w:pPr>{properties}</w:pPr></w:style>"
    )
}

#[test]
fn styles_bring_numbers() {
    let mut levels = usual();
    levels[1] =
        level_with(1, "chineseCounting", "（%2）", "<w:suff w:val=\"nothing\"/><w:pStyle w:val=\"h2\"/>");
    let lists = definition(0, &levels) + &list(1, 0, "");
    let number = "<w:numPr><w:numId w:val=\"1\"/></w:numPr>";
    let styles = [
        style("h1", "", number),
        style("h2", "", number),
        style("h3", "", "<w:numPr><w:ilvl w:val=\"2\"/><w:numId w:val=\"1\"/></w:numPr>"),
        style("own", "h3", ""),
        style("off", "h1", "<w:numPr><w:numId w:val=\"0\"/></w:numPr>"),
        style("h4", "", "<w:numPr><w:ilvl w:val=\"3\"/></w:numPr>"),
    ];
    let named = |id: &str, more: &str, text: &str| pp(&format!("<w:pStyle w:val=\"{id}\"/>{more}"), text);
    let body = [
        named("h1", "", "甲"),
        named("h2", "", "乙"),
        named("h3", "", "丙"),
        named("own", "", "丁"),
        named("off", "", "戊"),
        named("h1", "<w:numPr><w:numId w:val=\"0\"/></w:numPr>", "己"),
        named("h3", "<w:numPr><w:ilvl w:val=\"1\"/></w:numPr>", "庚"),
        named("h4", number, "辛"),
        named("h1", "", "壬"),
        p("癸"),
    ];
    assert_eq!(
        lines(&body.concat(), &styles.concat(), &lists),
        ["一、甲", "（一）乙", "1.丙", "2.丁", "戊", "己", "（二）庚", "1.1辛", "二、壬", "癸"]
    );
}

#[test]
fn the_style_of_paragraphs_that_name_none_brings_numbers_too() {
    let lists = definition(0, &usual()) + &list(1, 0, "");
    let styles = "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:pPr><w:numPr>\
        <w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>";
    assert_eq!(lines(&[p("甲"), p("乙")].concat(), styles, &lists), ["一、甲", "二、乙"]);
}

#[test]
fn what_is_not_printed_is_counted_as_word_counts_it() {
    let lists = definition(0, &usual()) + &list(1, 0, "");
    let one = listed(1, 0);
    let body = [
        pp(&one, "甲"),
        // Empty: counted. Hidden with its mark, deleted with its mark: not.
        pp(&one, ""),
        pp(&format!("{one}<w:rPr><w:vanish/></w:rPr>"), "")
            .replace("<w:t>", "<w:rPr><w:vanish/></w:rPr><w:t>隐"),
        format!(
            "<w:p><w:pPr>{one}<w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>"
        ),
        pp(&one, "乙"),
        // The number of a paragraph without its mark is that of the one which it joins.
        pp(&format!("{one}<w:rPr><w:del/></w:rPr>"), "丙"),
        pp(&one, "丁"),
        pp(&format!("{one}<w:pPrChange><w:pPr>{}</w:pPr></w:pPrChange>", listed(1, 2)), "戊"),
        pp("<w:pPrChange><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:pPrChange>", "己"),
        pp(&listed(9, 0), "庚"),
        pp(&one, "\u{3000}辛"),
    ];
    assert_eq!(
        lines(&body.concat(), "", &lists),
        ["一、甲", "三、乙", "四、丙丁", "五、戊", "己", "庚", "六、辛"]
    );
}

#[test]
fn a_hidden_number_counts() {
    let mut levels = usual();
    levels[1] = level_with(1, "decimal", "%2.", "<w:suff w:val=\"nothing\"/><w:rPr><w:vanish/></w:rPr>");
    levels[2] = level(2, "decimal", "%2.%3");
    let lists = definition(0, &levels) + &list(1, 0, "");
    assert_eq!(lines(&outline(&[0, 1, 1, 2]), "", &lists), ["一、甲", "乙", "丙", "2.1丁"]);
}

#[test]
fn numbers_with_zeros_at_their_head() {
    let custom = "<mc:AlternateContent><mc:Choice Requires=\"w14\"><w:numFmt w:val=\"custom\" w:format=\"001, 002, 003, ...\"/>\
        </mc:Choice><mc:Fallback><w:numFmt w:val=\"decimal\"/></mc:Fallback></mc:AlternateContent>";
    let level = format!(
        "<w:lvl w:ilvl=\"0\"><w:start w:val=\"7\"/>{custom}<w:suff w:val=\"nothing\"/><w:lvlText w:val=\"%1号\"/></w:lvl>"
    );
    assert_eq!(lines(&outline(&[0]), "", &(definition(0, &[level]) + &list(1, 0, ""))), ["007号甲"]);
}

#[test]
fn a_column_of_numbers_has_no_text_of_its_own() {
    let lists = definition(0, &[level(0, "decimal", "%1")]) + &list(1, 0, "");
    let row =
        |text: &str| format!("<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>", pp(&listed(1, 0), ""), p(text));
    let body = format!("<w:tbl>{}{}</w:tbl>", row("甲"), row("乙"));
    assert_eq!(lines(&body, "", &lists), ["1\t甲", "2\t乙"]);
}

#[test]
fn a_paragraph_that_waits_before_a_table_is_counted_before_it() {
    let lists = definition(0, &usual()) + &list(1, 0, "");
    let one = listed(1, 0);
    let cells: String = ["乙", "丙"].iter().map(|text| format!("<w:tc>{}</w:tc>", pp(&one, text))).collect();
    let body = [
        pp(&format!("{one}<w:rPr><w:del/></w:rPr>"), "甲"),
        format!("<w:tbl><w:tr>{cells}</w:tr></w:tbl>"),
        pp(&one, "丁"),
    ];
    assert_eq!(lines(&body.concat(), "", &lists), ["一、甲", "二、乙\t三、丙", "四、丁"]);
}
