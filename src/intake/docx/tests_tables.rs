//! Tables as grids.

use rstest::rstest;

use super::{
    super::{Origin, limits::MAX_COLUMNS},
    tests::{p, pp, reading},
};

/// A cell with these properties.
fn tc(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(text))
}

/// A row of plain cells.
fn row(texts: &[&str]) -> String {
    tr(&texts.iter().map(|text| tc("", text)).collect::<String>())
}

fn tr(cells: &str) -> String {
    format!("<w:tr>{cells}</w:tr>")
}

fn tbl(rows: &str) -> String {
    format!("<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>{rows}</w:tbl>")
}

/// The tables of a body: each row as its places parted by `|`; `<` goes on from the left, `^` from above.
fn grids(body: &str) -> Vec<Vec<String>> {
    let composed = reading(body).composed;
    let place = |cell: &crate::intake::Cell| match cell.origin {
        Origin::Own => cell.span.of(&composed.text).replace('\n', "/"),
        Origin::Left => "<".to_owned(),
        Origin::Above => "^".to_owned(),
    };
    let rows = |table: &crate::intake::Table| {
        table.rows.iter().map(|row| row.iter().map(place).collect::<Vec<_>>().join("|")).collect()
    };
    composed.form.tables.iter().map(rows).collect()
}

const SPAN: &str = "<w:gridSpan w:val=\"2\"/>";
const FIRST: &str = "<w:vMerge w:val=\"restart\"/>";
const NEXT: &str = "<w:vMerge/>";

#[rstest]
#[case::plain(row(&["甲", "乙"]) + &row(&["丙", "丁"]), &["甲|乙", "丙|丁"])]
#[case::spans(row(&["甲", "乙", "丙"]) + &tr(&(tc(SPAN, "丁") + &tc("", "戊"))), &["甲|乙|丙", "丁|<|戊"])]
#[case::merged_down(
    row(&["甲", "乙"]) + &tr(&(tc(FIRST, "丙") + &tc("", "丁"))) + &tr(&(tc(NEXT, "") + &tc("", "戊"))),
    &["甲|乙", "丙|丁", "^|戊"]
)]
#[case::merged_both_ways(
    row(&["甲", "乙", "丙"]) + &tr(&(tc(&(SPAN.to_owned() + FIRST), "丁") + &tc("", "戊")))
        + &tr(&(tc(&(SPAN.to_owned() + NEXT), "") + &tc("", "己"))),
    &["甲|乙|丙", "丁|<|戊", "^|<|己"]
)]
#[case::two_merges_follow_each_other(
    tr(&(tc(FIRST, "甲") + &tc("", "乙"))) + &tr(&(tc(NEXT, "") + &tc("", "丙"))) + &tr(&(tc(FIRST, "丁") + &tc("", "戊")))
        + &tr(&(tc(NEXT, "") + &tc("", "己"))),
    &["甲|乙", "^|丙", "丁|戊", "^|己"]
)]
#[case::nothing_above(tr(&(tc(NEXT, "甲") + &tc("", "乙"))) + &row(&["丙", "丁"]), &["甲|乙", "丙|丁"])]
#[case::not_merged_above(row(&["甲", "乙"]) + &tr(&(tc(NEXT, "丙") + &tc("", "丁"))), &["甲|乙", "丙|丁"])]
#[case::the_first_is_deleted(
    row(&["甲", "乙"]) + &format!("<w:tr><w:trPr><w:del/></w:trPr>{}{}</w:tr>", tc(FIRST, "删"), tc("", "删"))
        + &tr(&(tc(NEXT, "丙") + &tc("", "丁"))),
    &["甲|乙", "丙|丁"]
)]
#[case::columns_before(
    row(&["甲", "乙", "丙"]) + &format!("<w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>{}{}</w:tr>", tc("", "丁"), tc("", "戊")),
    &["甲|乙|丙", "|丁|戊"]
)]
#[case::columns_after(row(&["甲", "乙", "丙"]) + &row(&["丁"]), &["甲|乙|丙", "丁||"])]
#[case::merged_of_old(
    row(&["甲", "乙"]) + &tr(&(tc("<w:hMerge w:val=\"restart\"/>", "丙") + &tc("<w:hMerge/>", ""))),
    &["甲|乙", "丙|<"]
)]
#[case::idle_columns(
    tr(&(tc(SPAN, "甲") + &tc("", "乙"))) + &tr(&(tc(SPAN, "丙") + &tc("", "丁"))),
    &["甲|乙", "丙|丁"]
)]
#[case::deleted_and_hidden(
    row(&["甲", "乙"]) + &format!("<w:tr><w:trPr><w:hidden/></w:trPr>{}</w:tr>", tc("", "隐"))
        + &tr(&(tc("<w:cellDel/>", "删") + &tc("", "丙") + &tc("", "丁"))),
    &["甲|乙", "丙|丁"]
)]
#[case::controls(
    format!("<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>", row(&["甲", "乙"]))
        + &tr(&format!("<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>{}", tc("", "丙"), tc("", "丁"))),
    &["甲|乙", "丙|丁"]
)]
#[case::old_properties(
    row(&["甲", "乙"]) + &tr(&(tc("<w:tcPrChange><w:tcPr><w:gridSpan w:val=\"9\"/></w:tcPr></w:tcPrChange>", "丙") + &tc("", "丁"))),
    &["甲|乙", "丙|丁"]
)]
#[case::several_paragraphs(
    row(&["甲", "乙"]) + &tr(&format!("<w:tc>{}{}</w:tc>{}", p("丙"), p("丁"), tc("", "戊"))),
    &["甲|乙", "丙/丁|戊"]
)]
#[case::a_table_in_a_cell(
    row(&["甲", "乙"]) + &tr(&format!("<w:tc>{}{}{}</w:tc>{}", p("丙"), tbl(&(row(&["子", "丑"]) + &row(&["寅", "卯"]))), p(""), tc("", "丁"))),
    &["甲|乙", "丙/子 丑/寅 卯|丁"]
)]
fn grids_are_read(#[case] rows: String, #[case] expected: &[&str]) {
    assert_eq!(grids(&tbl(&rows)), [expected]);
}

#[test]
fn a_frame_is_no_table() {
    let inner = tbl(&(row(&["子", "丑"]) + &row(&["寅", "卯"])));
    let heading = pp("<w:outlineLvl w:val=\"0\"/>", "甲");
    let body = [
        tbl(&tr(&format!("<w:tc>{heading}{}{inner}</w:tc>", p("乙")))),
        tbl(&(row(&["丙"]) + &row(&["丁"]))),
        tbl(&(row(&["", "戊"]) + &row(&["", ""]))),
        tbl(""),
    ];
    let composed = reading(&body.concat()).composed;
    assert_eq!(composed.text, "甲\n乙\n子\t丑\n寅\t卯\n丙\n丁\n戊\n");
    assert_eq!(composed.form.tables.len(), 1);
    assert_eq!(composed.form.headings.len(), 1);
}

#[test]
fn columns_have_an_end() {
    let texts: Vec<String> = (0..MAX_COLUMNS + 3).map(|n| n.to_string()).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let grid = grids(&tbl(&(row(&texts)
        + &tr(&(tc("<w:gridSpan w:val=\"4000000000\"/>", "甲") + &tc("<w:gridSpan w:val=\"90\"/>", "乙"))))));
    assert!(grid[0][0].ends_with("|98|99/100/101/102"));
    assert_eq!(grid[0][1].matches('|').count(), MAX_COLUMNS - 1);
}
