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
    /// OpenDocument.
    Odf,
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
            Self::Odf => "odf",
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
    // A mark of byte order or blank lines may stand before what is written as text.
    let bare = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if bare.starts_with(b"{\\rt") {
        return Format::Rtf;
    }
    if let Some((_, format)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return match format {
            Format::Package => super::package::format(bytes),
            Format::Compound => super::compound::format(bytes),
            format => *format,
        };
    }
    if is_shifted_pdf(bytes) {
        return Format::Pdf;
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

/// A PDF's header may stand within so many bytes of its start (PDF 1.7, appendix H, note 13): mail and
/// web servers put lines before it.
const PDF_HEADER: usize = 1024;

/// Whether a PDF begins behind some bytes of something else, not only a text that speaks of PDF.
fn is_shifted_pdf(bytes: &[u8]) -> bool {
    let holds = |part: &[u8], mark: &[u8]| part.windows(mark.len()).any(|window| window == mark);
    let head = bytes.get(..PDF_HEADER).unwrap_or(bytes);
    let next = bytes.get(..HEAD).unwrap_or(bytes);
    holds(head, b"%PDF-1.") && holds(next, b" obj")
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
    let head: String = text.trim_start().chars().take(4000).collect::<String>().to_ascii_lowercase();
    let kind = head.split("\ncontent-type:").nth(1).map(str::trim_start);
    let is_header =
        |line: &str| line.split_once(':').is_some_and(|(name, _)| !name.contains([' ', '<', '：']));
    head.contains("mime-version:")
        && kind.is_some_and(|kind| kind.starts_with("multipart/") || kind.starts_with("text/html"))
        && head.lines().next().is_some_and(is_header)
}

/// How many characters from the start tell a web page.
const PAGE_HEAD: usize = 4000;

/// Elements with which a piece of a web page may begin.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "table",
    "center",
    "h1",
    "h2",
    "h3",
    "h4",
    "ul",
    "ol",
    "section",
    "article",
    "main",
    "header",
    "font",
    "span",
    "form",
    "blockquote",
    "pre",
    "tbody",
    "tr",
    "td",
    "br",
    "b",
    "strong",
    "dl",
    "img",
    "a",
    "founder-content",
];

/// Whether clean text is the source of a web page, or of a piece of one.
fn is_web_page(text: &str) -> bool {
    let head: String = text.chars().take(PAGE_HEAD).collect::<String>().to_ascii_lowercase();
    let body = behind_prologue(&head);
    let tags = |tag: &str| body.matches(&format!("<{tag}")).count();
    if ["doctype html", "html", "head", "body", "meta", "title", "link", "base", "frameset"]
        .iter()
        .any(|word| begins_tag(body, word))
        || (body.contains("<html") && (body.contains("<body") || body.contains("<head")))
        || (body.starts_with('<') && body.contains("<body"))
        || (body.contains("<head>") && body.contains("<meta"))
    {
        return true;
    }
    // A piece: Markdown may hold some elements, a text may mention them.
    let markdown =
        super::markdown::has_markup(text) || text.lines().any(|line| line.trim_start().starts_with("|-"));
    let ends = tags("/p>") + tags("/div>") + tags("/td>") + tags("/li>") + tags("/h2>") + tags("/span>");
    let begins = tags("p>") + tags("p ") + tags("div") + tags("td") + tags("li");
    let breaks = tags("br>") + tags("br/") + tags("br ");
    if markdown {
        return false;
    }
    let first = BLOCKS.iter().any(|word| begins_tag(body, word));
    let lines = body.lines().filter(|line| !line.trim().is_empty()).count();
    first && begins + ends + breaks >= 2 && (begins + ends + breaks) * 4 >= lines
        || ends >= 3 && (begins + ends) * 2 >= lines
        || breaks >= 3 && (breaks * 2 >= lines || body.matches("&nbsp;").count() >= 3)
}

/// A page's source behind what may stand before its first element: declarations of XML, comments,
/// blank lines.
fn behind_prologue(head: &str) -> &str {
    let mut rest = head.trim_start();
    loop {
        let (mark, end) = match () {
            () if rest.starts_with("<!--") => ("<!--", "-->"),
            () if rest.starts_with("<?") => ("<?", ">"),
            () if rest.starts_with("<![") => ("<![", ">"),
            () => return rest,
        };
        let Some((_, behind)) = rest.strip_prefix(mark).and_then(|rest| rest.split_once(end)) else {
            return rest;
        };
        rest = behind.trim_start();
    }
}

/// Whether text begins with a tag or declaration of this name.
fn begins_tag(text: &str, name: &str) -> bool {
    let rest = text.strip_prefix("<!").or_else(|| text.strip_prefix('<'));
    rest.and_then(|rest| rest.strip_prefix(name))
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_whitespace() || matches!(c, '>' | '/')))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::html("<html><body>甲</body></html>", Format::Html)]
    #[case::doctype("\u{feff}\n\n<!DOCTYPE html>\n<html>", Format::Html)]
    #[case::saved("<!-- saved from url=(0030)https://www.example.gov.cn/ -->\n<html>", Format::Html)]
    #[case::xhtml(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html PUBLIC \"x\">\n<html>",
        Format::Html
    )]
    #[case::word("<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"\nxmlns=\"x\">", Format::Html)]
    #[case::paragraphs("<p>甲，乙。</p>\n<p>丙</p>", Format::Html)]
    #[case::wrapped("<p class=MsoNormal>甲，\n乙。</p>\n<p>丙</p>", Format::Html)]
    #[case::division("<div class=\"TRS_Editor\">甲<br>乙</div>", Format::Html)]
    #[case::table("<table border=1><tr><td>甲</td></tr></table>", Format::Html)]
    #[case::bare("甲，乙。<br>&nbsp;&nbsp;丙<br>&nbsp;丁<br>", Format::Html)]
    #[case::head_only("<meta charset=utf-8><title>甲</title><p>乙", Format::Html)]
    #[case::mentions("关于网页的通知\n请在<p>与</p>之间填写，a<b且c>d。\n其余照旧。\n落款。", Format::Text)]
    #[case::less("<3%的项目未完成，其余均已完成。", Format::Text)]
    #[case::book("<<整改台账>>\n一、甲\n二、乙", Format::Text)]
    #[case::markdown("# 通报\n\n甲<br>乙\n\n<u>丙</u><br>\n<br>", Format::Text)]
    #[case::markdown_head("<div align=\"center\">\n\n# 通报\n\n</div>\n\n甲。", Format::Text)]
    #[case::markdown_table("| 问题 | 措施 |\n|---|---|\n| 甲<br>乙<br>丙<br> | 丁 |", Format::Text)]
    #[case::chrome(
        "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\"",
        Format::Mht
    )]
    #[case::word_mht("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"x\"\n", Format::Mht)]
    #[case::mail_text("MIME-Version: 1.0 和 Content-Type: multipart/related 是邮件的两行。", Format::Text)]
    fn web_pages(#[case] text: &str, #[case] expected: Format) {
        assert_eq!(sniff(text.as_bytes()), expected);
    }
}
