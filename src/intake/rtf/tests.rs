//! The reader over whole files, over groups written by hand, over damaged copies.

use rstest::rstest;

use crate::intake::form::{Cell, Origin};

use super::*;

fn fixture(name: &str) -> &'static [u8] {
    match name {
        "numbers" => include_bytes!("../../../tests/fixtures/rtf/numbers.rtf"),
        "tables" => include_bytes!("../../../tests/fixtures/rtf/tables.rtf"),
        "styles" => include_bytes!("../../../tests/fixtures/rtf/styles.rtf"),
        "notes" => include_bytes!("../../../tests/fixtures/rtf/notes.rtf"),
        _ => include_bytes!("../../../tests/fixtures/rtf/traps.rtf"),
    }
}

fn lines(reading: &Reading) -> Vec<&str> {
    reading.composed.text.lines().collect()
}

#[test]
fn printed_numbers_are_kept() {
    let reading = read(fixture("numbers")).unwrap();
    assert_eq!(
        lines(&reading),
        [
            "关于巡察整改进展情况的通报",
            "一、聚焦政治责任方面",
            "（一）学习制度落实不到位问题",
            "整改情况：已修订学习制度，开展集中学习6次。",
            "1.修订制度。",
            "2.组织学习。",
            "（1）逐人测试。",
            "（2）通报结果。",
            "①第一批通报。",
            "②第二批通报。",
            "（二）台账管理不规范问题",
            "整改情况：已完成。",
            "1.清理台账。",
            "5.从五数起的另一个列表。",
            "二、聚焦作风建设方面",
            "（一）服务群众不到位问题",
            "1 独立编号",
            "1.1 2024年起执行",
            "圆点不是编号",
        ]
    );
    let depths: Vec<usize> = reading.composed.form.headings.iter().map(|heading| heading.depth).collect();
    assert_eq!(depths, [1, 2, 2, 1, 2]);
    assert_eq!(reading.flaws, []);
}

#[test]
fn tables_are_grids() {
    let reading = read(fixture("tables")).unwrap();
    assert_eq!(
        rows(&reading),
        [
            "青梧市园林局整改台账|<|<|<|<",
            "序号|问题|整改|<|责任单位",
            "^|^|措施|时限|^",
            "1|养护监管流于形式/合同未备案|修订办法|6月底前|养护中心",
            "2|^|约谈企业/内一/内二|长期坚持|^",
        ]
    );
    assert!(reading.composed.text.ends_with("\n表后文字。\n一列的表格是段落\n第二行\n完。\n"));
}

fn rows(reading: &Reading) -> Vec<String> {
    let shown = |cell: &Cell| match cell.origin {
        Origin::Own => cell.span.of(&reading.composed.text).replace('\n', "/"),
        Origin::Left => "<".to_owned(),
        Origin::Above => "^".to_owned(),
    };
    let tables = reading.composed.form.tables.iter().flat_map(|table| &table.rows);
    tables.map(|row| row.iter().map(shown).collect::<Vec<_>>().join("|")).collect()
}

#[test]
fn what_is_not_text_is_left_out() {
    let reading = read(fixture("traps")).unwrap();
    assert_eq!(
        lines(&reading),
        [
            "一、正文标题",
            "看得见也看得见",
            "网址见链接文字。",
            "留下加上的完",
            "换行前",
            "换行后\t制表后-连字软☑选中（括号(半角)）",
            "框在这一段",
            "文本框第一行",
            "文本框第二行",
            "框后的段落",
            "第二页：𠮷字与emoji以外",
            "有批注的字",
        ]
    );
}

#[test]
fn styles_number_and_hide() {
    let reading = read(fixture("styles")).unwrap();
    assert_eq!(
        lines(&reading),
        [
            "一、聚焦政治责任方面",
            "（一）学习制度问题",
            "（二）台账管理问题",
            "没有编号的标题",
            "二、聚焦作风建设方面",
            "（一）服务群众问题",
            "看得见",
        ]
    );
}

#[test]
fn notes_stay_out_and_boxes_stand_behind_their_anchors() {
    assert_eq!(lines(&read(fixture("notes")).unwrap()), crate::intake::doc::tests::NOTES);
}

/// A file as Word 2003 begins it in China.
const HEAD: &str = r"{\rtf1\ansi\ansicpg936\uc2\deff0\deflangfe2052{\fonttbl{\f0\fcharset0 Times New Roman;}{\f3\fcharset2 Wingdings;}{\f13\fcharset134 \'cb\'ce\'cc\'e5{\*\falt SimSun};}}{\stylesheet{\s0 Normal;}{\s2\outlinelevel1 heading 2;}{\s19 toc 1;}{\*\cs10 \'c4\'ac;}}{\info{\title x}}{\header \'d2\'b3\par}";

#[rstest]
#[case::pairs_of_bytes(r"\f13 \'d1\'b2\'b2\'ec 2024\f0\'c4\'ea\par", "巡察 2024年\n")]
#[case::stand_ins(r"\u24033\'d1\'b2{\uc1\u23519?}{\uc0\u25972}\u-10174\u-8265 ??x\par", "巡察整𠮷x\n")]
#[case::stand_ins_are_missing(r"\u24033\par\u23519\emdash ?\par", "巡\n察\n")]
#[case::a_group_ends_stand_ins(r"{\u24033}ab\par", "巡ab\n")]
#[case::numbers(
    r"{\listtext\pard\plain\f13 \'d2\'bb\'a1\'a2\tab}\ls1 x\par{\pntext 1\tab}2024\par",
    "一、x\n1 2024\n"
)]
#[case::bullets(r"{\listtext\f3 \'6c\tab}x\par{\listtext\f13 \'a1\'f1\tab}y\par", "x\ny\n")]
#[case::a_number_alone(r"{\listtext 1.\tab} \par{\listtext 2.\tab}x\par", "2.x\n")]
#[case::hidden(r"a{\v b}c{\deleted d}\v e\v0 f\plain g\par", "acfg\n")]
#[case::marks_that_are_gone(r"a{\deleted\par}b\par", "ab\n")]
#[case::fields(
    r"{\field{\*\fldinst {HYPERLINK x}}{\fldrslt y}}{\field\fldedit{\*\fldinst TOC}{\fldrslt \'c4\par}}z\par",
    "yz\n"
)]
#[case::circled(r"{\field{\*\fldinst eq \\o\\ac(\'a1\'f0,11)}{\fldrslt }}x\par", "⑪x\n")]
#[case::contents(r"\s19 x\tab 1\par\pard y\par", "y\n")]
#[case::unknown_groups(r"{\*\zz a{\b b}}{\unknown c}\bin3 {{{d\par", "cd\n")]
#[case::signs(r"\ldblquote a\rdblquote\emdash\~b\_c\-d\line e\par", "“a”—\u{a0}b-cd\ne\n")]
#[case::notes(r"a{\footnote x}{\*\annotation y}{\*\atnid z}b\par", "ab\n")]
#[case::boxes(
    r"a{\shp{\*\shpinst{\sp{\sn q}{\sv 1}}{\shptxt b\par c}}{\shprslt{\*\do{\dptxbxtext b}}}}d\par e\par",
    "ad\nb\nc\ne\n"
)]
#[case::behind_the_end(r"a\par}b", "a\n")]
fn groups_and_words(#[case] body: &str, #[case] expected: &str) {
    let reading = read(format!("{HEAD}{body}}}").as_bytes()).unwrap();
    assert_eq!(reading.composed.text, expected);
    assert_eq!(reading.flaws, []);
}

#[test]
fn tables_of_word() {
    let row = |cells: &str, text: &str| format!(r"\trowd\trleft-108{cells}\pard\intbl {text}\row ");
    let body = [
        row(r"\cellx1000\clvmgf\cellx2000\cellx3000", r"a\cell b\par c\cell d\cell"),
        row(r"\cellx1010\clvmrg\cellx1990\cellx3000", r"e\cell\cell f\cell"),
        row(r"\clmgf\cellx1000\clmrg\cellx2000\cellx3000", r"g\cell\cell h\cell"),
        row(r"\cellx2000\cellx3000", r"i\cell{\listtext 1.\tab}\cell"),
        r"\pard\s2 x\par".to_owned(),
    ];
    let reading = read(format!("{HEAD}{}}}", body.concat()).as_bytes()).unwrap();
    assert_eq!(rows(&reading), ["a|b/c|d", "e|^|f", "g|<|h", "i|<|1."]);
    assert_eq!(reading.composed.form.headings.len(), 1);
    assert_eq!(reading.composed.form.headings[0].depth, 2);
}

#[rstest]
#[case(r"{\rtf1 x", Ok(vec![Flaw::CutOff]))]
#[case(r"{\rtf1", Err(Fault::Damaged(Format::Rtf)))]
#[case(r"{\rtf1 }", Err(Fault::Empty))]
#[case(r"{\rtf1{\pict 00}}", Err(Fault::Scan))]
#[case(r"{\rtf1 x{\*\shppict{\pict 00}}{\nonshppict{\pict 00}}}", Ok(vec![Flaw::Pictures(1)]))]
#[case(r"{\rtf1\ansicpg936 x\'ff}", Ok(vec![Flaw::BrokenCharacters(1)]))]
fn damage_is_told(#[case] file: &str, #[case] expected: Result<Vec<Flaw>, Fault>) {
    assert_eq!(read(file.as_bytes()).map(|reading| reading.flaws), expected);
}

#[test]
fn nesting_is_bounded() {
    let deep = r"{\rtf1 ".to_owned() + &"{".repeat(100_000);
    assert_eq!(read(deep.as_bytes()), Err(Fault::Beyond(crate::intake::Limit::Depth)));
}

#[rstest]
#[case("numbers")]
#[case("tables")]
#[case("traps")]
fn changed_bytes_do_no_harm(#[case] name: &str) {
    let whole = fixture(name);
    // xorshift, Marsaglia 2003.
    let mut seed = 7_u32;
    let mut random = || {
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
        seed as usize
    };
    for round in 0..100 {
        let mut copy = whole.to_vec();
        for _ in 0..1 << (round % 8) {
            let at = random() % copy.len();
            copy[at] = [b'{', b'}', b'\\', b'\'', b'9', random() as u8][random() % 6];
        }
        copy.truncate(copy.len() - random() % 3 * 1000);
        if let Ok(reading) = read(&copy) {
            assert!(reading.composed.text.len() < copy.len() * 4);
        }
    }
}

#[test]
fn a_lost_block_is_said() {
    let file = [&b"{\\rtf1 \\u25972?\\par "[..], &[0; 512], b" \\u25913?\\par}\0\0"].concat();
    assert_eq!(read(&file).unwrap().flaws, [Flaw::CutOff]);
    let sound = [&b"{\\rtf1 \\u25972?\\par}"[..], &[0; 512]].concat();
    assert_eq!(read(&sound).unwrap().flaws, []);
}
