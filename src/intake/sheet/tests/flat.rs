//! XML Spreadsheet 2003.

use super::{read, shown};
use crate::intake::{Fault, Flaw, Format, read_bytes};

const HEAD: &str = "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n\
    <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
    xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">";

#[test]
fn a_workbook_in_one_xml_file_is_a_workbook() {
    let text = format!(
        "{HEAD}<Styles><Style ss:ID=\"Default\"><Font/></Style>\
         <Style ss:ID=\"d\"><NumberFormat ss:Format=\"yyyy&quot;年&quot;m&quot;月&quot;\"/></Style>\
         <Style ss:ID=\"e\" ss:Parent=\"d\"/><Style ss:ID=\"s\"><NumberFormat ss:Format=\"Short Date\"/></Style>\
         <Style ss:ID=\"p\"><NumberFormat ss:Format=\"Percent\"/></Style></Styles>\
         <Worksheet ss:Name=\"台账\"><Table><Column/>\
         <Row><Cell ss:MergeAcross=\"3\"><Data ss:Type=\"String\">某局台账</Data></Cell></Row>\
         <Row ss:Index=\"3\"><Cell ss:MergeDown=\"1\"><Data ss:Type=\"String\">序号</Data></Cell>\
         <Cell ss:MergeAcross=\"1\"><Data ss:Type=\"String\"><B>时</B>限</Data></Cell>\
         <Cell><Data ss:Type=\"String\">完成率</Data></Cell></Row>\
         <Row><Cell ss:Index=\"2\"><Data ss:Type=\"String\">原定</Data></Cell>\
         <Cell><Data ss:Type=\"String\">实际</Data></Cell></Row>\
         <Row ss:StyleID=\"d\"><Cell ss:StyleID=\"x\"><Data ss:Type=\"Number\">1</Data></Cell>\
         <Cell><Data ss:Type=\"DateTime\">2025-06-30T00:00:00.000</Data></Cell>\
         <Cell ss:StyleID=\"s\"><Data ss:Type=\"DateTime\">2025-06-30T08:30:00.000</Data><Comment><Data>批注</Data></Comment></Cell>\
         <Cell ss:StyleID=\"p\" ss:Formula=\"=1\"><Data ss:Type=\"Number\">0.855</Data></Cell></Row>\
         <Row><Cell ss:Formula=\"=1\"/><Cell ss:StyleID=\"e\"><Data ss:Type=\"DateTime\">2025-12-01T00:00:00</Data></Cell>\
         <Cell><Data ss:Type=\"Boolean\">1</Data></Cell><Cell><Data ss:Type=\"String\">甲&#10;乙</Data></Cell></Row>\
         </Table></Worksheet>\
         <Worksheet ss:Name=\"内部\"><Table><Row><Cell><Data ss:Type=\"String\">密</Data></Cell></Row></Table>\
         <WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>"
    );
    let document = read(text.as_bytes());
    assert_eq!(document.source.format, "xls");
    assert_eq!(
        shown(&document),
        [
            "某局台账",
            "| 序号 | 时限 | > | 完成率 |",
            "| ^ | 原定 | 实际 |  |",
            "| 1 | 2025年6月 | 2025/6/30 | 85.50% |",
            "|  | 2025年12月 | TRUE | 甲/乙 |",
            "--",
        ]
    );
    assert_eq!(document.flaws, [Flaw::HiddenSheets(vec!["内部".to_owned()]), Flaw::UncountedFormulas(1)]);
    let cut = read_bytes("a".as_ref(), &text.as_bytes()[..HEAD.len() + 60]);
    assert_eq!(cut.err().and_then(|error| error.fault()), Some(Fault::Damaged(Format::Xls)));
}
