//! How many elements an HTML parser would hold open, told before it is run.
//!
//! html5ever takes quadratic time in the depth of nesting, and makes formatting elements that are not
//! closed anew in every paragraph. What is here follows the rules by which elements close each other
//! (HTML, 13.2.6.4.7 "in body") as far as they change the depth.

use crate::intake::{Fault, Limit};

/// The most elements that may be open at once: browsers nest no deeper.
pub const MAX_OPEN: usize = 512;

/// The most elements and pieces of text of a page. Each takes about 150 bytes of memory; a table of
/// 20,000 rows and eight columns has 400,000.
pub const MAX_NODES: usize = 500_000;

/// Elements that have no end tag (HTML, 13.1.2).
pub const VOID: &[&str] = &[
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen",
    "link", "meta", "param", "source", "track", "wbr",
];

/// Elements that are made anew where something else closed them.
const FORMATTING: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Elements that end an open paragraph.
pub(super) const ENDS_PARAGRAPH: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dd",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "plaintext",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "ul",
    "xmp",
];

/// Elements out of which nothing inside is closed.
const SCOPE: &[&str] =
    &["table", "td", "th", "caption", "html", "object", "marquee", "applet", "template", "button"];

/// The elements that are open.
#[derive(Debug, Default)]
pub struct Guard {
    open: Vec<String>,
    /// Formatting elements that are not closed, with their attributes; an empty name is a mark.
    formats: Vec<(String, String)>,
    /// So many of the last of them are no longer open and will be made anew.
    off: usize,
    nodes: usize,
}

impl Guard {
    /// A piece of text.
    ///
    /// # Errors
    /// Where a limit is reached.
    pub fn text(&mut self) -> Result<(), Fault> {
        self.renew()?;
        self.count(1)
    }

    /// A start tag, its name in small letters.
    ///
    /// # Errors
    /// Where a limit is reached.
    pub fn start(&mut self, name: &str, attributes: &str) -> Result<(), Fault> {
        if ENDS_PARAGRAPH.contains(&name) {
            self.close(&["p"], SCOPE);
        } else {
            self.renew()?;
        }
        match name {
            "li" => self.close(&["li"], &["ul", "ol", "table", "td", "th", "menu", "dir"]),
            "dd" | "dt" => self.close(&["dd", "dt"], &["dl", "table", "td", "th"]),
            "td" | "th" => self.close(&["td", "th"], &["table"]),
            "tr" => self.close(&["tr"], &["table"]),
            "thead" | "tbody" | "tfoot" => self.close(&["thead", "tbody", "tfoot"], &["table"]),
            "option" => self.close(&["option"], &["select"]),
            "a" => self.end("a"),
            _ => {}
        }
        self.count(1)?;
        if VOID.contains(&name) {
            return Ok(());
        }
        if FORMATTING.contains(&name) {
            self.format(name, attributes);
        } else if matches!(name, "td" | "th" | "caption" | "object" | "marquee" | "applet") {
            self.formats.push((String::new(), String::new()));
        }
        self.open.push(name.to_owned());
        if self.open.len() + self.off > MAX_OPEN { Err(Fault::Beyond(Limit::Depth)) } else { Ok(()) }
    }

    /// An end tag, its name in small letters.
    pub fn end(&mut self, name: &str) {
        if FORMATTING.contains(&name) {
            // Only the element itself ends; what it holds stays open.
            let last = self.formats.iter().rposition(|(known, _)| known == name || known.is_empty());
            if let Some(at) = last.filter(|at| self.formats.get(*at).is_some_and(|(n, _)| n == name)) {
                self.off -= usize::from(at + self.off >= self.formats.len());
                self.formats.remove(at);
            }
            if let Some(at) = self.open.iter().rposition(|known| known == name) {
                self.open.remove(at);
            }
            return;
        }
        let stop: &[&str] = match name {
            "table" | "html" | "body" => &[],
            "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" => &["table"],
            _ => &["table", "td", "th", "caption"],
        };
        self.close(&[name], stop);
    }

    /// Closes the innermost open element with one of these names, and all that it holds, unless one of
    /// `stop` is reached before.
    fn close(&mut self, names: &[&str], stop: &[&str]) {
        let fits = |known: &String| names.contains(&known.as_str()) || stop.contains(&known.as_str());
        let Some(at) = self.open.iter().rposition(fits) else { return };
        if !self.open.get(at).is_some_and(|known| names.contains(&known.as_str())) {
            return;
        }
        for name in self.open.split_off(at).iter().rev() {
            if FORMATTING.contains(&name.as_str()) {
                self.off = (self.off + 1).min(self.formats.len());
            } else if matches!(name.as_str(), "td" | "th" | "caption" | "object" | "marquee" | "applet") {
                let mark = self.formats.iter().rposition(|(known, _)| known.is_empty()).unwrap_or(0);
                self.formats.truncate(mark);
                self.off = 0;
            }
        }
    }

    /// Notes a formatting element. Of those that are alike the last three count (the "Noah's Ark
    /// clause" of HTML, 13.2.4.3).
    fn format(&mut self, name: &str, attributes: &str) {
        let mark = self.formats.iter().rposition(|(known, _)| known.is_empty()).map_or(0, |at| at + 1);
        let alike = |entry: &(String, String)| entry.0 == name && entry.1 == attributes;
        let since = self.formats.get(mark..).unwrap_or_default();
        if since.iter().filter(|entry| alike(entry)).count() >= 3
            && let Some(at) = since.iter().position(alike)
        {
            self.formats.remove(mark + at);
        }
        self.formats.push((name.to_owned(), attributes.to_owned()));
    }

    /// Makes the formatting elements anew that something else closed.
    fn renew(&mut self) -> Result<(), Fault> {
        if self.off == 0 {
            return Ok(());
        }
        let from = self.formats.len().saturating_sub(self.off);
        let again = self.formats.get(from..).unwrap_or_default();
        self.open.extend(again.iter().map(|(name, _)| name.clone()).filter(|name| !name.is_empty()));
        let count = std::mem::take(&mut self.off);
        if self.open.len() > MAX_OPEN {
            return Err(Fault::Beyond(Limit::Depth));
        }
        self.count(count)
    }

    fn count(&mut self, more: usize) -> Result<(), Fault> {
        self.nodes += more;
        if self.nodes > MAX_NODES { Err(Fault::Beyond(Limit::Size)) } else { Ok(()) }
    }
}
