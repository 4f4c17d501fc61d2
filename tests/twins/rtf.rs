//! RTF as the Chinese Word of the years around 2000 writes it: bytes of GBK as hexadecimal digits, numbers
//! of lists as text in a group of their own, deleted words kept.

use crate::{
    numbers::{LEVELS, numbered},
    source::{Line, Part, Place, Source},
};

/// GBK as `\'` and digits; what GBK lacks as `\u`.
fn coded(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        let own = c.to_string();
        match encoding_rs::GBK.encode(&own) {
            _ if "\\{}".contains(c) => out += &format!("\\{c}"),
            _ if c.is_ascii() => out.push(c),
            (bytes, _, false) => bytes.iter().for_each(|byte| out += &format!("\\'{byte:02x}")),
            _ => own.encode_utf16().for_each(|unit| out += &format!("{{\\uc1\\u{} ?}}", unit.cast_signed())),
        }
    }
    out
}

/// Text in groups of eleven characters, each with its fonts.
fn groups(text: &str, bold: bool) -> String {
    let chars: Vec<char> = text.chars().collect();
    let b = if bold { "\\b" } else { "" };
    let group = |piece: &[char]| {
        format!(
            "{{\\rtlch\\fcs1 \\af0 \\ltrch\\fcs0 \\f36\\fs32{b}\\lang1033\\langfe2052 \\loch\\af0\\hich\\af0\\dbch\\f36 {}}}",
            coded(&piece.iter().collect::<String>())
        )
    };
    chars.chunks(11).map(group).collect()
}

fn paragraph(line: &Line, number: Option<&(usize, usize)>) -> String {
    let align = match line.place {
        Place::Title => "\\qc ",
        Place::Body => "\\qj \\fi640 ",
        Place::Right => "\\qr ",
    };
    let (level, length) = number.copied().unwrap_or_default();
    let (printed, text) = line.text.split_at(length);
    let list = if printed.is_empty() {
        String::new()
    } else {
        format!(
            "{{\\listtext\\pard\\plain\\f36\\fs32 \\hich\\af0\\dbch\\af36 {}}}\\ls1\\ilvl{level} ",
            coded(printed)
        )
    };
    format!(
        "\\pard\\plain {align}\\li0\\ri0\\nowidctlpar {list}{}{{\\f36 \\par }}\r\n",
        groups(text, line.bold)
    )
}

fn table(rows: &[Vec<String>]) -> String {
    let row = |cells: &Vec<String>| {
        let edges: String = (1..=cells.len()).map(|at| format!("\\cellx{}", at * 1500)).collect();
        let words: String =
            cells.iter().map(|text| format!("\\pard \\intbl {}\\cell ", groups(text, false))).collect();
        format!("\\trowd \\trgaph108{edges}{words}\\row \r\n")
    };
    rows.iter().map(row).collect()
}

/// The list whose numbers the program counts.
fn lists() -> String {
    let level = |(at, (kind, before, after)): (usize, &(&str, &str, &str))| {
        // The kinds of numbers are numbered as in RTF 1.9.1, `\levelnfc`.
        let nfc = match *kind {
            "decimal" => 0,
            "decimalEnclosedCircle" => 18,
            _ => 39,
        };
        let length = before.chars().count() + 1 + after.chars().count();
        format!(
            "{{\\listlevel\\levelnfc{nfc}\\leveljc0\\levelfollow2\\levelstartat1{{\\leveltext\\'{length:02x}{}\\'{at:02x}{};}}\
             {{\\levelnumbers\\'{:02x};}}\\fi640\\li0 }}",
            coded(before),
            coded(after),
            before.chars().count() + 1
        )
    };
    let levels: String = LEVELS.iter().enumerate().map(level).collect();
    format!(
        "{{\\*\\listtable{{\\list\\listtemplateid1{levels}{{\\listname ;}}\\listid1}}}}\
         {{\\*\\listoverridetable{{\\listoverride\\listid1\\listoverridecount0\\ls1}}}}\r\n"
    )
}

/// The notice.
pub fn rtf(source: &Source) -> Vec<u8> {
    let numbers = numbered(source);
    let mut body = String::new();
    let mut at = 0;
    for part in &source.parts {
        match part {
            Part::Line(line) => {
                body += &paragraph(line, numbers.levels.get(&at));
                at += 1;
            }
            Part::Table(rows) => body += &table(rows),
        }
    }
    let lists = lists();
    format!(
        "{{\\rtf1\\ansi\\ansicpg936\\uc2\\deff0\\deflang1033\\deflangfe2052{{\\fonttbl\
         {{\\f0\\froman\\fcharset0\\fprq2 Times New Roman;}}{{\\f36\\fmodern\\fcharset134\\fprq1 {}_GB2312;}}}}\r\n\
         {{\\stylesheet{{\\qj \\fs21 \\snext0 Normal;}}}}{lists}{{\\info{{\\title {}}}{{\\author {}}}}}\r\n\
         \\paperw11906\\paperh16838\\sectd {{\\header \\pard\\plain \\qc {{\\f36 {}\\par}}}}\
         {{\\footer \\pard\\plain \\qc {{\\f36 {}{{\\field{{\\*\\fldinst {{PAGE}}}}{{\\fldrslt {{3}}}}}}\\par}}}}\r\n\
         {body}\\pard\\plain {{\\deleted\\f36 {}}}{{\\f36 \\par }}}}\r\n",
        coded("仿宋"),
        coded("一、文件属性中的标题"),
        coded("办公室"),
        coded("政府信息公开"),
        coded("— "),
        coded("9.删去的旧问题。整改情况：已完成。")
    )
    .into_bytes()
}
