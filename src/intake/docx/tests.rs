//! Paragraphs and what stands in them; and the helpers that make files.

use std::io::{Cursor, Write};

use rstest::rstest;
use zip::{ZipWriter, write::SimpleFileOptions};

use super::super::{Fault, Flaw, Format, Heading, Origin, Reading, sniff::sniff};

/// The head of a main part, with the namespaces that tests use.
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
    <w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:m=\"m\" \
    xmlns:v=\"v\" xmlns:r=\"r\" xmlns:a=\"a\" xmlns:wps=\"wps\" xmlns:w14=\"w14\"><w:body>";

/// A package of these parts.
pub(super) fn pack(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The main part with this body.
pub(super) fn main_part(body: &str) -> String {
    format!("{HEAD}{body}<w:sectPr/></w:body></w:document>")
}

/// A file with this body, these styles and these lists.
pub(super) fn docx(body: &str, styles: &str, lists: &str) -> Vec<u8> {
    let styles = format!("<w:styles>{styles}</w:styles>");
    let lists = format!("<w:numbering>{lists}</w:numbering>");
    pack(&[
        ("word/document.xml", main_part(body).as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
        ("word/numbering.xml", lists.as_bytes()),
    ])
}

/// What is read of a file with this body.
pub(super) fn reading(body: &str) -> Reading {
    super::read(&docx(body, "", "")).unwrap()
}

/// The lines of the text of a file with this body, these styles and these lists.
pub(super) fn lines(body: &str, styles: &str, lists: &str) -> Vec<String> {
    let reading = super::read(&docx(body, styles, lists)).unwrap();
    reading.composed.text.lines().map(str::to_owned).collect()
}

/// A run.
pub(super) fn r(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

/// A paragraph.
pub(super) fn p(text: &str) -> String {
    format!("<w:p>{}</w:p>", r(text))
}

/// A paragraph with these properties.
pub(super) fn pp(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{}</w:p>", r(text))
}

/// The sign that a field begins, turns to its result, or ends.
fn field(kind: &str) -> String {
    format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>")
}

/// A field with its instruction and its result.
fn whole_field(code: &str, result: &str) -> String {
    let code = format!("<w:r><w:instrText xml:space=\"preserve\"> {code} </w:instrText></w:r>");
    format!("{}{code}{}{result}{}", field("begin"), field("separate"), field("end"))
}

#[rstest]
#[case::runs("<w:r><w:t>甲</w:t></w:r><w:r><w:t xml:space=\"preserve\"> 乙 </w:t><w:t>\n 丙 \n</w:t></w:r>", &["甲 乙 丙"])]
#[case::references("<w:r><w:t>甲&amp;&lt;&#x4E59;&#20057;&quot;&unknown;<![CDATA[<丙>]]></w:t></w:r>", &["甲&<乙乙\"<丙>"])]
#[case::breaks("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:br w:type=\"page\"/><w:t>丙</w:t><w:cr/><w:t>丁</w:t></w:r>", &["甲", "乙", "丙", "丁"])]
#[case::signs("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:noBreakHyphen/><w:t>丙</w:t><w:softHyphen/><w:ptab/><w:t>丁</w:t></w:r>", &["甲\t乙-丙\t丁"])]
#[case::symbols("<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/><w:t>是</w:t><w:sym w:font=\"Wingdings\" w:char=\"F0A8\"/><w:t>否</w:t><w:sym w:font=\"Wingdings 2\" w:char=\"F052\"/><w:sym w:font=\"Wingdings\" w:char=\"F082\"/><w:sym w:font=\"宋体\" w:char=\"2460\"/><w:sym w:font=\"Webdings\" w:char=\"F041\"/></w:r>", &["☑是□否☑②①"])]
#[case::symbol_font("<w:r><w:rPr><w:rFonts w:ascii=\"Wingdings\"/></w:rPr><w:t>\u{f0fe}已整改</w:t></w:r>", &["☑已整改"])]
#[case::holders("<w:hyperlink>甲<w:r><w:t>甲</w:t></w:r></w:hyperlink><w:smartTag><w:smartTagPr/><w:r><w:t>乙</w:t></w:r></w:smartTag><w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent><w:r><w:t>丙</w:t></w:r></w:sdtContent></w:sdt><w:customXml><w:r><w:t>丁</w:t></w:r></w:customXml><w:bdo><w:r><w:t>戊</w:t></w:r></w:bdo>", &["甲乙丙丁戊"])]
#[case::tracked("<w:ins><w:r><w:t>甲</w:t></w:r></w:ins><w:del><w:r><w:delText>删</w:delText><w:t>删</w:t></w:r></w:del><w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>乙</w:t></w:r></w:moveTo>", &["甲乙"])]
#[case::properties_of_old("<w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>甲</w:t></w:r>", &["甲"])]
#[case::hidden("<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>甲</w:t></w:r>", &["甲"])]
#[case::ruby("<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>gang</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>岗</w:t></w:r></w:rubyBase></w:ruby></w:r>", &["岗"])]
#[case::math("<w:r><w:t>约</w:t></w:r><m:oMath><m:r><m:rPr/><m:t>x=1</m:t></m:r></m:oMath>", &["约x=1"])]
#[case::notes("<w:r><w:t>甲</w:t></w:r><w:r><w:footnoteReference w:id=\"1\"/></w:r><w:commentRangeStart/><w:r><w:commentReference w:id=\"2\"/></w:r>", &["甲"])]
#[case::choice("<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:t>甲</w:t></mc:Choice><mc:Choice><w:t>乙</w:t></mc:Choice><mc:Fallback><w:t>丙</w:t></mc:Fallback></mc:AlternateContent></w:r>", &["甲"])]
#[case::empty_choice("<w:r><mc:AlternateContent><mc:Choice Requires=\"cx\"><w:drawing/></mc:Choice><mc:Fallback><w:t>丙</w:t></mc:Fallback></mc:AlternateContent></w:r>", &["丙"])]
#[case::drawn_letters("<w:r><w:t>甲</w:t><w:pict><v:shape><v:textpath string=\"红头文件\"/></v:shape></w:pict></w:r>", &["甲", "红头文件"])]
fn a_paragraph_reads_as_it_is_printed(#[case] inside: &str, #[case] expected: &[&str]) {
    assert_eq!(lines(&format!("<w:p>{inside}</w:p>"), "", ""), expected);
}

#[test]
fn fields_give_their_results() {
    let nested = whole_field("IF", &format!("{}甲", whole_field("PAGE", &r("3"))));
    let body =
        format!("<w:p>{}{}</w:p><w:p>{nested}{}</w:p>", r("共"), whole_field("NUMPAGES", &r("5")), r("页"));
    assert_eq!(lines(&body, "", ""), ["共5", "3页"]);
    // A field within an instruction is part of it.
    let inner = whole_field("DATE", &r("不印"));
    let body =
        format!("<w:p>{}{inner}{}{}{}</w:p>", field("begin"), field("separate"), r("印"), field("end"));
    assert_eq!(lines(&body, "", ""), ["印"]);
    let circle =
        "<w:r><w:instrText>eq \\o\\ac(○,</w:instrText></w:r><w:r><w:instrText>2)</w:instrText></w:r>";
    let body = format!("<w:p>{}{circle}{}{}</w:p>", field("begin"), field("end"), r("开会"));
    assert_eq!(lines(&body, "", ""), ["②开会"]);
    let body = format!("<w:p><w:fldSimple w:instr=\"AUTHOR\">{}</w:fldSimple></w:p>", r("甲"));
    assert_eq!(lines(&body, "", ""), ["甲"]);
    let ticked = "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:checkBox><w:default w:val=\"0\"/>\
        <w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>";
    let body = format!("<w:p>{ticked}{}{}</w:p>", field("end"), r("是"));
    assert_eq!(lines(&body, "", ""), ["☑是"]);
}

#[test]
fn a_field_that_never_ends_takes_nothing_with_it() {
    let body =
        format!("<w:p>{}<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>{}", field("begin"), p("正文"));
    assert_eq!(lines(&body, "", ""), ["正文"]);
    let code = "<w:r><w:instrText>TOC \\o</w:instrText></w:r>";
    let open = format!("{}{code}{}", field("begin"), field("separate"));
    let body = format!("<w:p>{open}{}</w:p>{}{}", r("第一章\t1"), p("第一章"), p("正文"));
    assert_eq!(lines(&body, "", ""), ["第一章\t1", "第一章", "正文"]);
}

#[test]
fn lists_of_contents_are_left_out() {
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"11\"><w:name w:val=\"toc 1\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"TOC10\"><w:name w:val=\"TOC Heading\"/></w:style>";
    let gallery =
        "<w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr>";
    let body = [
        p("标题"),
        format!("<w:sdt>{gallery}<w:sdtContent>{}{}</w:sdtContent></w:sdt>", p("目录"), p("一、情况 1")),
        pp("<w:pStyle w:val=\"TOC10\"/>", "目  录"),
        pp("<w:pStyle w:val=\"TOC10\"/>", "一、真的标题"),
        pp("<w:pStyle w:val=\"11\"/>", "一、情况 1"),
        pp("<w:pStyle w:val=\"TOC2\"/>", "二、问题 2"),
        format!(
            "<w:p>{}<w:r><w:instrText>TOC \\o</w:instrText></w:r>{}{}</w:p>",
            field("begin"),
            field("separate"),
            r("三、整改 3")
        ),
        p("四、结果 4"),
        format!("<w:p>{}{}</w:p>", field("end"), r("前言")),
        format!("<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>", p("正文")),
    ];
    assert_eq!(lines(&body.concat(), styles, ""), ["标题", "一、真的标题", "前言", "正文"]);
}

#[test]
fn text_boxes_stand_once_behind_their_paragraph() {
    let content = format!("<w:txbxContent>{}{}</w:txbxContent>", p("框一"), p("框二"));
    let body = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>{content}</wps:txbx>\
         </w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback>\
         </mc:AlternateContent></w:r>{}</w:p>{}",
        r("正文"),
        p("后文")
    );
    assert_eq!(lines(&body, "", ""), ["正文", "框一", "框二", "后文"]);
}

#[test]
fn a_paragraph_without_its_mark_joins_the_next() {
    let gone = "<w:rPr><w:del w:id=\"1\"/></w:rPr>";
    let hidden = "<w:rPr><w:vanish/><w:specVanish/></w:rPr>";
    let body = [
        pp(gone, "甲"),
        pp(gone, "乙"),
        p("丙"),
        pp(hidden, "丁"),
        p("戊"),
        pp("<w:framePr w:dropCap=\"drop\"/>", "己"),
        p("庚"),
        pp(gone, "辛"),
    ];
    assert_eq!(lines(&body.concat(), "", ""), ["甲乙丙", "丁戊", "己庚", "辛"]);
}

#[test]
fn styles_hide_and_show() {
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"H\"><w:rPr><w:vanish/></w:rPr></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"H2\"><w:basedOn w:val=\"H\"/></w:style>\
        <w:style w:type=\"character\" w:styleId=\"C\"><w:rPr><w:vanish/></w:rPr></w:style>";
    let run =
        |properties: &str, text: &str| format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>");
    let body = [
        pp("<w:pStyle w:val=\"H2\"/>", "隐"),
        format!("<w:p>{}{}</w:p>", run("<w:rStyle w:val=\"C\"/>", "隐"), run("", "甲")),
        format!(
            "<w:p><w:pPr><w:pStyle w:val=\"H\"/></w:pPr>{}{}</w:p>",
            run("<w:vanish w:val=\"0\"/>", "乙"),
            r("隐")
        ),
        p("丙"),
    ];
    // The mark of the third is hidden by its style: the next goes on in its line.
    assert_eq!(lines(&body.concat(), styles, ""), ["甲", "乙丙"]);
}

#[test]
fn headings_have_depths() {
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"x\"><w:name w:val=\"公文二级\"/><w:basedOn w:val=\"2\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"2\"><w:name w:val=\"标题 2\"/><w:basedOn w:val=\"1\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"ring\"><w:name w:val=\"r\"/><w:basedOn w:val=\"ring\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"t\"><w:name w:val=\"Title\"/><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style>";
    let body = [
        pp("<w:pStyle w:val=\"t\"/>", "通报"),
        pp("<w:pStyle w:val=\"1\"/>", "一、情况"),
        pp("<w:pStyle w:val=\"x\"/>", "（一）问题"),
        pp("<w:outlineLvl w:val=\"2\"/>", "1.整改"),
        pp("<w:pStyle w:val=\"1\"/><w:outlineLvl w:val=\"9\"/>", "正文"),
        pp("<w:pStyle w:val=\"ring\"/>", "环"),
    ];
    let reading = super::read(&docx(&body.concat(), styles, "")).unwrap();
    let text = &reading.composed.text;
    let shown: Vec<(&str, usize)> = reading
        .composed
        .form
        .headings
        .iter()
        .map(|Heading { at, depth }| (text.get(*at..).unwrap().lines().next().unwrap(), *depth))
        .collect();
    assert_eq!(shown, [("一、情况", 1), ("（一）问题", 2), ("1.整改", 3)]);
}

#[test]
fn the_main_part_is_found_by_its_relation() {
    let rels = |target: &str| {
        format!(
            "<Relationships><Relationship Id=\"r1\" Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument\" Target=\"{target}\"/></Relationships>"
        )
    };
    let main = main_part(&p("正文"))
        .replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        .replace("w:", "ns0:")
        .replace("xmlns:w=", "xmlns:ns0=");
    let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    let types = format!("<Types><Override PartName=\"/Inhalt/Text.xml\" ContentType=\"{kind}\"/></Types>");
    let bytes = pack(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels\\.rels", rels("/inhalt/text.xml").as_bytes()),
        ("Inhalt\\Text.xml", main.as_bytes()),
        ("Inhalt\\_rels\\Text.xml.rels", b"<Relationships><Relationship Type=\"x/styles\" Target=\"../s.xml\"/></Relationships>"),
        ("s.xml", b"<styles><style type=\"paragraph\" default=\"1\" styleId=\"a\"><pPr><outlineLvl val=\"1\"/></pPr></style></styles>"),
    ]);
    assert_eq!(sniff(&bytes), Format::Docx);
    let composed = super::read(&bytes).unwrap().composed;
    assert_eq!(composed.text, "正文\n");
    assert_eq!(composed.form.headings, [Heading { at: 0, depth: 2 }]);
}

#[test]
fn parts_are_in_utf_16_or_gbk_too() {
    let main = main_part(&p("正文")).replace("UTF-8", "UTF-16");
    let little: Vec<u8> =
        std::iter::once(0xfeff).chain(main.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = main.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let marked: Vec<u8> = [b"\xef\xbb\xbf", main.as_bytes()].concat();
    let gbk = encoding_rs::GBK.encode(&main.replace("UTF-16", "gb2312")).0.into_owned();
    for part in [little, big, marked, gbk] {
        let reading = super::read(&pack(&[("word/document.xml", &part)])).unwrap();
        assert_eq!(reading.composed.text, "正文\n");
    }
}

#[test]
fn pictures_instead_of_text_are_told() {
    let picture = "<w:p><w:r><w:drawing><a:blip r:embed=\"rId1\"/></w:drawing></w:r></w:p>";
    let body = format!("{picture}{picture}{}", p("附件"));
    assert_eq!(reading(&body).flaws, [Flaw::Pictures(2)]);
    let body = format!("{picture}{}", p(&"问题和整改情况".repeat(40)));
    assert_eq!(reading(&body).flaws, []);
    assert_eq!(super::read(&docx(picture, "", "")), Err(Fault::Scan));
}

/// The lines of the files that office programs wrote; see `tests/fixtures/README.md`.
const WRITTEN: &[&str] = &[
    "中共青川镇委员会关于巡察整改进展情况的通报",
    "根据区委统一部署，现将巡察整改进展情况予以公布。",
    "一、巡察反馈意见整改落实情况",
    "（一）学习贯彻党的理论不够深入",
    "1.关于“理论学习流于形式”的问题。",
    "整改情况：制定学习计划，开展集中学习12次。",
    "①镇党委每月学习一次；",
    "②各支部每季度学习一次。",
    "2.关于“联系群众不紧密”的问题。",
    "整改情况：走访群众320户。",
    "（二）落实全面从严治党责任不力",
    "1.关于“三公经费管理不严”的问题。",
    "整改情况：退回违规发放补贴3.2万元。",
    "二、下一步工作安排",
    "序号\t问题\t整改措施\t完成时限",
    "1\t台账不全\t补齐台账\t2024年6月",
    "2\t公开不及时\t按月公开",
    "3\t培训少\t开展培训\t长期坚持",
    "中共青川镇委员会",
    "2024年3月1日",
];

#[rstest]
#[case(include_bytes!("../../../tests/fixtures/docx/python-docx.docx"))]
#[case(include_bytes!("../../../tests/fixtures/docx/libreoffice.docx"))]
fn files_of_office_programs_are_read(#[case] bytes: &[u8]) {
    assert_eq!(sniff(bytes), Format::Docx);
    let reading = super::read(bytes).unwrap();
    let composed = &reading.composed;
    assert_eq!(composed.text.lines().collect::<Vec<_>>(), WRITTEN);
    let depths: Vec<usize> = composed.form.headings.iter().map(|heading| heading.depth).collect();
    assert_eq!(depths, [1, 2, 2, 1]);
    let table = &composed.form.tables[0];
    assert_eq!((table.rows.len(), table.rows[0].len()), (4, 4));
    assert_eq!(
        (table.rows[2][3].origin, table.rows[2][3].span.of(&composed.text)),
        (Origin::Above, "2024年6月")
    );
    assert_eq!(reading.flaws, []);
}
