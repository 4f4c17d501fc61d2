//! Files made of the samples.

use std::{
    fmt::Write as _,
    io::{Cursor, Write as _},
    path::Path,
};

use huitoukan::{
    cli::samples::SAMPLES,
    intake::{self, Document},
    notice::Notice,
    parse, words,
};
use zip::{ZipWriter, write::SimpleFileOptions};

/// The samples, read.
pub fn documents() -> Vec<Document> {
    SAMPLES.iter().map(|(name, bytes)| intake::read_bytes(Path::new(name), bytes).unwrap()).collect()
}

/// The samples and the notices in them.
pub fn parsed() -> Vec<(Document, Notice)> {
    documents()
        .into_iter()
        .map(|document| {
            let notice = parse::parse(&document, &words::ZH.read);
            (document, notice)
        })
        .collect()
}

/// What the program does with a file before it comes to the ledger; gives the number of issues.
pub fn read(bytes: &[u8]) -> usize {
    let document = intake::read_bytes(Path::new("file"), bytes).unwrap();
    parse::parse(&document, &words::ZH.read).issues().count()
}

/// The samples one after the other, again and again, until there are so many bytes.
pub fn long_text(bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + (1 << 20));
    for (_, sample) in SAMPLES.iter().cycle() {
        if text.len() >= bytes {
            break;
        }
        text.push_str(std::str::from_utf8(sample).unwrap());
        text.push('\n');
    }
    text
}

/// The word for the place by which each sample's agency is told from others.
const PLACES: [&str; 10] = ["澹州", "枫渚", "砚湖", "澜川", "桐澄", "青浔", "苇泊", "砚江", "砚州", "云岫"];

/// How often each sample can be had under another name.
pub const NAMES: usize = FIRST.len() * SECOND.len();

const FIRST: [&str; 10] = ["楮", "绫", "笺", "缃", "缥", "黛", "绛", "茜", "棠", "檀"];
const SECOND: [&str; 10] = ["渚", "汀", "泽", "浦", "皋", "岫", "陂", "塬", "峪", "坞"];

/// Text of each sample, its place replaced by the invented place of this number.
pub fn renamed(number: usize) -> Vec<String> {
    let name = format!("{}{}", FIRST[number / SECOND.len()], SECOND[number % SECOND.len()]);
    let text = |sample: &[u8]| std::str::from_utf8(sample).unwrap().to_owned();
    SAMPLES.iter().zip(PLACES).map(|((_, sample), place)| text(sample).replace(place, &name)).collect()
}

/// The lines of a text without marks of Markdown and without empty ones.
fn lines(text: &str) -> impl Iterator<Item = String> {
    let plain = |line: &str| line.trim_start_matches(['#', '>']).replace("**", "");
    text.lines().map(plain).filter(|line| !line.trim().is_empty())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The text as a web page: a paragraph for each line, between what stands around an article.
pub fn html(text: &str) -> Vec<u8> {
    let mut page = "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>通报</title></head><body>\
         <ul class=\"nav\"><li><a href=\"/\">首页</a></li><li><a href=\"/a\">政务公开</a></li></ul>\
         <div class=\"article\">\n"
        .to_owned();
    for line in lines(text) {
        writeln!(page, "<p style=\"text-indent:2em\"><span>{}</span></p>", escaped(&line)).unwrap();
    }
    page.push_str("</div><div class=\"footer\"><a href=\"/b\">网站地图</a></div></body></html>\n");
    page.into_bytes()
}

/// The text as a document of Word: a paragraph for each line, in runs of some characters as Word
/// leaves them.
pub fn docx(text: &str) -> Vec<u8> {
    const RUN: usize = 20;
    let mut body = String::new();
    for line in lines(text) {
        body.push_str("<w:p><w:pPr><w:ind w:firstLineChars=\"200\"/></w:pPr>");
        let characters: Vec<char> = line.chars().collect();
        for run in characters.chunks(RUN) {
            let run = escaped(&run.iter().collect::<String>());
            let look = "<w:rPr><w:rFonts w:hint=\"eastAsia\"/><w:sz w:val=\"32\"/></w:rPr>";
            write!(body, "<w:r>{look}<w:t xml:space=\"preserve\">{run}</w:t></w:r>").unwrap();
        }
        body.push_str("</w:p>");
    }
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in [
        ("[Content_Types].xml", CONTENT_TYPES.to_owned()),
        ("_rels/.rels", RELATIONS.to_owned()),
        ("word/document.xml", format!("{DOCUMENT}<w:body>{body}</w:body></w:document>")),
    ] {
        package.start_file(name, SimpleFileOptions::default()).unwrap();
        package.write_all(part.as_bytes()).unwrap();
    }
    package.finish().unwrap().into_inner()
}

const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;

const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

const DOCUMENT: &str = r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#;
