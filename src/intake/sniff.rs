//! What a file is, told by its content.

use serde::{Deserialize, Serialize};

/// A format of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Text in some encoding.
    Text,
    /// Text with marks of Markdown.
    Markdown,
    /// A saved web page.
    Html,
    /// A web page saved with its pictures, as a mail message.
    Mht,
    /// Word since 2007.
    Docx,
    /// Word 97 to 2003, and WPS.
    Doc,
    /// Excel since 2007.
    Xlsx,
    /// Excel 97 to 2003.
    Xls,
    /// PDF.
    Pdf,
    /// RTF.
    Rtf,
    /// OFD, the national format of fixed pages (GB/T 33190).
    Ofd,
    /// Another ZIP package.
    Package,
    /// Another OLE compound file.
    Compound,
    /// A picture, sound, archive or program.
    Binary,
}

impl Format {
    /// The format's name in `notice/1`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Mht => "mht",
            Self::Docx => "docx",
            Self::Doc => "doc",
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Pdf => "pdf",
            Self::Rtf => "rtf",
            Self::Ofd => "ofd",
            Self::Package => "package",
            Self::Compound => "compound",
            Self::Binary => "binary",
        }
    }
}

/// The beginnings that tell formats; from the formats' own specifications.
const MAGIC: &[(&[u8], Format)] = &[
    (b"PK\x03\x04", Format::Package),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Format::Compound),
    (b"%PDF-", Format::Pdf),
    (b"{\\rt", Format::Rtf),
    (b"\x89PNG", Format::Binary),
    (b"\xff\xd8\xff", Format::Binary),
    (b"GIF8", Format::Binary),
    (b"\x1f\x8b", Format::Binary),
    (b"7z\xbc\xaf\x27\x1c", Format::Binary),
    (b"Rar!", Format::Binary),
    (b"\x7fELF", Format::Binary),
    (b"MZ\x90", Format::Binary),
    (b"SQLite format 3", Format::Binary),
];

/// How many bytes from the start are looked at for control bytes.
const HEAD: usize = 8192;

/// The format of a file with these bytes.
pub fn sniff(bytes: &[u8]) -> Format {
    if let Some((_, format)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return match format {
            Format::Package => super::package::format(bytes),
            Format::Compound => super::compound::format(bytes),
            format => *format,
        };
    }
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    // UTF-16 holds zero bytes by right; other text holds hardly any control bytes.
    let odd = head.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31)).count();
    if super::encoding::utf16(bytes).is_none() && odd * 50 > head.len() {
        return Format::Binary;
    }
    let (text, _) = super::clean::clean(&super::encoding::decode(head).text);
    if is_flat_workbook(&text) {
        Format::Xls
    } else if is_message(&text) {
        Format::Mht
    } else if is_web_page(&text) {
        Format::Html
    } else {
        Format::Text
    }
}

/// Whether clean text is a workbook of Excel 2003 in XML, which export pages write under the name of XLS.
fn is_flat_workbook(text: &str) -> bool {
    let head: String = text.trim_start().chars().take(2000).collect();
    head.starts_with("<")
        && head.contains("Workbook")
        && head.contains("urn:schemas-microsoft-com:office:spreadsheet")
        && !head.to_ascii_lowercase().contains("<html")
}

/// Whether clean text is a mail message that holds a web page.
fn is_message(text: &str) -> bool {
    let head: String = text.chars().take(2000).collect::<String>().to_ascii_lowercase();
    head.contains("mime-version:") && head.contains("content-type: multipart/related")
}

/// Whether clean text is the source of a web page.
fn is_web_page(text: &str) -> bool {
    let head: String = text.trim_start().chars().take(2000).collect::<String>().to_ascii_lowercase();
    head.starts_with("<!doctype html")
        || head.starts_with("<html")
        || (head.starts_with("<") && head.contains("<body"))
        || (head.contains("<head>") && head.contains("<meta"))
}

/// Whether `#` and `**` in clean text are marks of Markdown: it has headings, or bold in pairs.
pub fn has_markup(text: &str) -> bool {
    let headings = text.lines().filter(|line| heading_depth(line) > 0).count();
    let bold = text.lines().filter(|line| line.matches("**").count() >= 2).count();
    headings >= 1 || bold >= 2
}

/// How many `#` a line begins with, as a Markdown heading; 0 where it is none.
pub fn heading_depth(line: &str) -> usize {
    let rest = line.trim_start();
    let depth = rest.chars().take_while(|c| *c == '#').count();
    let behind = rest.chars().nth(depth);
    if (1..=6).contains(&depth) && behind.is_none_or(|c| c.is_whitespace()) { depth } else { 0 }
}
