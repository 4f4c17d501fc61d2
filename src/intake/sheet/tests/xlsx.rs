//! Cells, strings and limits of XLSX.

use rstest::rstest;

use super::{
    build::{Builder, data, zipped},
    read, shown,
};
use crate::intake::{Fault, Flaw, Format, Limit, limits, read_bytes};

fn fault(bytes: &[u8]) -> Option<Fault> {
    read_bytes("a".as_ref(), bytes).err().and_then(|error| error.fault())
}

/// What a sheet with this one cell shows. Style 1 is `0.0%`, 2 a date, 3 a date in Chinese, 4 number 14.
fn cell(xml: &str) -> Vec<String> {
    let strings = "<si><t>甲</t></si><si/><si><t xml:space=\"preserve\"> 乙 </t></si>\
        <si><r><rPr><b/></rPr><t>第一</t></r><r><t>轮</t></r><rPh sb=\"0\" eb=\"2\"><t>ダイイチ</t></rPh></si>\
        <si><t>一_x000D_\n二_x005F_x0041_ &amp; &lt;三&gt; _xZZZZ_</t></si>";
    let book = Builder::default()
        .strings(strings)
        .formats(&["0.0%", "yyyy-mm-dd hh:mm", "yyyy\"年\"m\"月\"d\"日\"", "14"])
        .sheet("甲", &format!("<sheetData><row r=\"1\">{xml}<c r=\"Z1\"><v>0</v></c></row></sheetData>"));
    shown(&read(&book.bytes()))
}

#[rstest]
#[case("<c t=\"s\"><v>0</v></c>", "甲")]
#[case("<c t=\"s\"><v>2</v></c>", "乙")]
#[case("<c t=\"s\"><v>3</v></c>", "第一轮")]
#[case("<c t=\"s\"><v>4</v></c>", "一/二_x0041_ & <三> _xZZZZ_")]
#[case("<c t=\"inlineStr\"><is><r><t>行</t></r><r><t>内</t></r></is></c>", "行内")]
#[case("<c t=\"str\"><f>A2</f><v>文</v></c>", "文")]
#[case("<c t=\"s\"><v>0</v></c><c s=\"1\"><v>0.855</v></c>", "甲 | 85.5%")]
#[case("<c s=\"2\"><v>45838</v></c>", "2025-06-30")]
#[case("<c s=\"2\"><v>45838.5</v></c>", "2025-06-30 12:00")]
#[case("<c s=\"3\"><v>45838</v></c>", "2025年6月30日")]
#[case("<c s=\"4\"><v>45838</v></c>", "2025/6/30")]
#[case("<c t=\"d\"><v>2025-06-30T00:00:00</v></c>", "2025-06-30")]
#[case("<c t=\"b\"><v>1</v></c>", "TRUE")]
#[case("<c t=\"e\"><v>#N/A</v></c>", "#N/A")]
#[case("<c><v>007</v></c>", "7")]
#[case("<c><v>1e999</v></c>", "1e999")]
#[case("<c><v>甲</v></c>", "甲")]
#[case("<c t=\"str\"><v>007</v></c>", "007")]
#[case("<c s=\"99\"><v>3.0</v></c>", "3")]
#[case("<x:c><x:v>8</x:v></x:c>", "8")]
fn cells_show_what_excel_shows(#[case] xml: &str, #[case] expected: &str) {
    assert_eq!(cell(xml), [format!("| {expected} | 0 |"), "--".to_owned()]);
}

#[rstest]
#[case("<c t=\"s\"><v>1</v></c>")]
#[case("<c t=\"s\"><v>77</v></c>")]
#[case("<c t=\"s\"><v>-1</v></c>")]
#[case("<c t=\"str\"><f>A2</f><v></v></c>")]
#[case("<c s=\"1\"/>")]
fn cells_without_text_are_empty(#[case] xml: &str) {
    assert_eq!(cell(xml), ["0"]);
}

#[test]
fn rows_and_cells_may_leave_out_where_they_stand() {
    let xml = "<sheetData><row><c><v>1</v></c><c/><c><v>2</v></c></row>\
        <row><c><v>3</v></c><c r=\"C2\"><v>4</v></c></row></sheetData>";
    assert_eq!(shown(&read(&Builder::default().sheet("甲", xml).bytes())), ["| 1 | 2 |", "| 3 | 4 |", "--"]);
}

#[test]
fn a_workbook_may_count_from_1904() {
    let xml = "<sheetData><row><c s=\"1\"><v>44376</v></c></row></sheetData>";
    let book = Builder::default().properties("date1904=\"1\"").formats(&["14"]).sheet("甲", xml);
    assert_eq!(shown(&read(&book.bytes())), ["2025/6/30"]);
}

#[test]
fn hidden_sheets_are_named_and_hidden_rows_stay() {
    let hidden = data(&["密"], &[]);
    let xml = "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols><sheetData><row r=\"1\" hidden=\"1\">\
        <c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c></row></sheetData>";
    let book = Builder::default()
        .sheet("甲", xml)
        .sheet_in("乙", "hidden", &hidden)
        .sheet_in("丙", "veryHidden", &hidden)
        .sheet_in("WpsReserved_CellImgList", "veryHidden", &hidden);
    let document = read(&book.bytes());
    assert_eq!(shown(&document), ["| 1 | 2 |", "--"]);
    assert_eq!(document.flaws, [Flaw::HiddenSheets(vec!["乙".to_owned(), "丙".to_owned()])]);
}

#[test]
fn formulas_without_a_result_are_counted_and_pictures_in_cells_too() {
    let xml = "<sheetData><row r=\"1\"><c r=\"A1\"><f>1+1</f></c><c r=\"B1\"><f>A1</f><v/></c>\
        <c r=\"C1\"><f>A1</f><v>5</v></c><c r=\"D1\" t=\"str\"><f>DISPIMG(\"ID\",1)</f>\
        <v>=DISPIMG(\"ID\",1)</v></c></row></sheetData>";
    let document = read(&Builder::default().sheet("甲", xml).bytes());
    assert_eq!(shown(&document), ["5"]);
    assert_eq!(document.flaws, [Flaw::UncountedFormulas(2), Flaw::Pictures(1)]);
}

#[test]
fn text_boxes_and_pictures_of_a_drawing_are_told() {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = |kind: &str, target: &str| {
        format!(
            "<Relationships><Relationship Id=\"d\" Type=\"{office}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let anchor = |row: usize, text: &str| {
        format!(
            "<xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:row>{row}</xdr:row></xdr:from><xdr:sp>\
             <xdr:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor>"
        )
    };
    let book = Builder::default()
        .rows("甲", &["", "1 | 2"], &[])
        .part("xl/worksheets/_rels/sheet0.xml.rels", &relations("drawing", "../drawings/drawing1.xml"))
        .part("xl/drawings/_rels/drawing1.xml.rels", &relations("image", "../media/image1.png"))
        .part(
            "xl/drawings/drawing1.xml",
            &format!("<xdr:wsDr>{}{}</xdr:wsDr>", anchor(9, "附注"), anchor(0, "题目")),
        );
    let document = read(&book.bytes());
    assert_eq!(shown(&document), ["题目", "| 1 | 2 |", "--", "附注"]);
    assert_eq!(document.flaws, [Flaw::Pictures(1)]);
}

#[test]
fn one_cell_in_the_far_corner_costs_nothing() {
    let xml = "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>\
        <row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row></sheetData>\
        <mergeCells><mergeCell ref=\"A1:XFD1048576\"/><mergeCell ref=\"B2:A1\"/><mergeCell ref=\"x\"/></mergeCells>";
    let document = read(&Builder::default().sheet("甲", xml).bytes());
    assert_eq!(shown(&document), ["1"]);
    assert!(document.flaws.is_empty());
}

#[test]
fn rows_and_columns_are_read_up_to_the_limit() {
    let rows: String = (1..=limits::MAX_ROWS + 5)
        .map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\"><v>1</v></c><c r=\"B{row}\"><v>2</v></c></row>"))
        .collect();
    let document = read(&Builder::default().sheet("甲", &format!("<sheetData>{rows}</sheetData>")).bytes());
    assert_eq!(document.form.tables[0].rows.len(), limits::MAX_ROWS);
    assert_eq!(document.flaws, [Flaw::RowsLeftOut]);
    // The first row is as wide as can be; so the rows that fit are fewer.
    let wide = format!("<row>{}</row>", "<c><v>1</v></c>".repeat(limits::MAX_COLUMNS + 5));
    let rows =
        format!("<sheetData>{wide}{}</sheetData>", "<row><c><v>1</v></c><c><v>2</v></c></row>".repeat(6000));
    let document = read(&Builder::default().sheet("甲", &rows).bytes());
    assert_eq!(document.form.tables[0].rows[0].len(), limits::MAX_COLUMNS);
    assert_eq!(document.form.tables[0].rows.len(), 5000);
    assert_eq!(document.flaws, [Flaw::RowsLeftOut, Flaw::ColumnsLeftOut]);
}

#[test]
fn a_long_text_in_many_cells_is_refused() {
    let strings = format!("<si><t>{}</t></si>", "长".repeat(30_000));
    let row = "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>0</v></c></row>".repeat(1000);
    let book = Builder::default().strings(&strings).sheet("甲", &format!("<sheetData>{row}</sheetData>"));
    assert_eq!(fault(&book.bytes()), Some(Fault::Beyond(Limit::Size)));
}

#[test]
fn merged_cells_without_end_are_not_followed() {
    let rows: Vec<String> = (0..2000).map(|row| format!("{row} | 甲 | 乙")).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let merged = vec!["A1:C2000"; 50_000];
    let document = read(&Builder::default().rows("甲", &rows, &merged).bytes());
    assert_eq!(shown(&document), ["0"]);
}

#[rstest]
#[case("<workbook><sheets><sheet name=\"甲\" r:id=\"s\"/></sheets>")]
#[case("<workbook><sheets><sheet name=\"甲\" r:id=\"s\"></workbook>")]
fn a_workbook_that_is_no_xml_is_damaged(#[case] xml: &str) {
    let parts = [("xl/workbook.xml".to_owned(), xml.to_owned())];
    assert_eq!(fault(&zipped(&parts)), Some(Fault::Damaged(Format::Xlsx)));
}

#[test]
fn a_sheet_that_breaks_off_is_damaged() {
    let book = Builder::default().sheet("甲", "<sheetData><row><c><v>1</v></c>");
    assert_eq!(fault(&book.bytes()), Some(Fault::Damaged(Format::Xlsx)));
    let bytes = Builder::default().rows("甲", &["1 | 2"], &[]).bytes();
    assert!(fault(&bytes[..bytes.len() / 2]).is_some());
}

#[test]
fn a_workbook_without_text_is_empty() {
    let book = Builder::default().rows("甲", &[], &[]).sheet_in("乙", "hidden", &data(&["密"], &[]));
    assert_eq!(fault(&book.bytes()), Some(Fault::Empty));
}
