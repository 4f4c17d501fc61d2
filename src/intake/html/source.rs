//! The source of a page, made small before it is parsed: what no reader sees is left out, and a page
//! that would cost too much is refused.

use crate::intake::{Fault, Limit};

use super::guard::{Guard, VOID};

/// The most bytes of a page's source, once what is not read is left out. The largest notice of a
/// province with its tables, saved by Word, has some 5 MB.
pub const MAX_SOURCE: usize = 16 << 20;

/// The longest attribute that is read, in bytes. Longer ones hold pictures or data of scripts.
const MAX_ATTRIBUTE: usize = 2048;

/// The attributes that are read somewhere in this room.
const ATTRIBUTES: &[&str] = &[
    "align",
    "aria-hidden",
    "class",
    "colspan",
    "content",
    "hidden",
    "href",
    "id",
    "name",
    "property",
    "reversed",
    "role",
    "rowspan",
    "start",
    "style",
    "type",
    "value",
];

/// Elements that are left out with all that they hold: programs, controls, other documents.
const DROPPED: &[&str] = &[
    "script", "style", "noscript", "iframe", "svg", "math", "textarea", "select", "noembed", "noframes",
    "canvas", "audio", "video", "xml", "template",
];

/// The source of a page without what is not read.
///
/// # Errors
/// Where a limit is reached.
pub fn slim(source: &str) -> Result<String, Fault> {
    let xml = source.trim_start().starts_with("<?xml");
    let mut slim =
        Slim { rest: source, out: String::new(), guard: Guard::default(), xml, endless: Vec::new() };
    while !slim.rest.is_empty() {
        slim.step()?;
        if slim.out.len() > MAX_SOURCE {
            return Err(Fault::Beyond(Limit::Size));
        }
    }
    Ok(slim.out)
}

struct Slim<'s> {
    rest: &'s str,
    out: String,
    guard: Guard,
    /// Whether `<p/>` is a whole element: the page is XHTML.
    xml: bool,
    /// Elements of [`DROPPED`] that have no end tag in the rest.
    endless: Vec<&'static str>,
}

/// A start or end tag.
struct Tag<'s> {
    /// In small letters.
    name: String,
    attributes: Vec<(&'s str, &'s str)>,
    closed: bool,
    rest: &'s str,
}

impl<'s> Slim<'s> {
    fn step(&mut self) -> Result<(), Fault> {
        let (text, rest) = split(self.rest, self.rest.find('<').unwrap_or(self.rest.len()));
        if !text.is_empty() {
            self.guard.text()?;
            self.out.push_str(text);
        }
        self.rest = rest;
        let mut behind = rest.chars().skip(1);
        match (behind.next(), behind.next()) {
            (Some('!' | '?'), _) => self.declaration(),
            (Some('/'), Some(c)) if c.is_ascii_alphabetic() => {
                let Some(tag) = tag(split(rest, 2).1) else { return self.stop() };
                self.rest = tag.rest;
                self.guard.end(&tag.name);
                self.out.extend(["</", &tag.name, ">"]);
            }
            (Some('/'), _) => self.rest = behind_mark(rest, ">"),
            (Some(c), _) if c.is_ascii_alphabetic() => {
                let Some(tag) = tag(split(rest, 1).1) else { return self.stop() };
                self.rest = tag.rest;
                return self.element(&tag);
            }
            _ if rest.is_empty() => {}
            _ => {
                self.guard.text()?;
                self.out.push_str("&lt;");
                self.rest = split(rest, 1).1;
            }
        }
        Ok(())
    }

    /// A tag that the end of the file cuts off is no tag and no text.
    fn stop(&mut self) -> Result<(), Fault> {
        self.rest = "";
        Ok(())
    }

    /// A comment, doctype, processing instruction or a condition of Word (`<![if …]>`).
    fn declaration(&mut self) {
        if let Some(comment) = self.rest.strip_prefix("<!--") {
            let empty = comment.strip_prefix('>').or_else(|| comment.strip_prefix("->"));
            self.rest = empty.unwrap_or_else(|| {
                let ends = [comment.find("-->").map(|at| at + 3), comment.find("--!>").map(|at| at + 4)];
                split(comment, ends.into_iter().flatten().min().unwrap_or(comment.len())).1
            });
            return;
        }
        let rest = behind_mark(self.rest, ">");
        let whole = split(self.rest, self.rest.len() - rest.len()).0;
        if whole.get(..9).is_some_and(|head| head.eq_ignore_ascii_case("<!doctype")) && whole.len() < 300 {
            self.out.push_str(whole);
        }
        self.rest = rest;
    }

    fn element(&mut self, tag: &Tag<'s>) -> Result<(), Fault> {
        if let Some(name) = DROPPED.iter().find(|name| **name == tag.name) {
            if tag.closed && (self.xml || *name == "svg") {
                return Ok(());
            }
            self.pass(name);
            return Ok(());
        }
        self.out.extend(["<", &tag.name]);
        let named = self.out.len();
        for (name, value) in &tag.attributes {
            let known = ATTRIBUTES.iter().find(|known| name.eq_ignore_ascii_case(known));
            let Some(known) = known.filter(|_| value.len() <= MAX_ATTRIBUTE) else { continue };
            let quote = if value.contains('"') { "'" } else { "\"" };
            self.out.extend([" ", *known, "=", quote, *value, quote]);
        }
        let attributes = self.out.get(named..).unwrap_or_default().to_owned();
        self.out.push('>');
        self.guard.start(&tag.name, &attributes)?;
        if self.xml && tag.closed && !VOID.contains(&tag.name.as_str()) {
            self.guard.end(&tag.name);
            self.out.extend(["</", &tag.name, ">"]);
        }
        Ok(())
    }

    /// Passes over an element of [`DROPPED`] to its end tag. Without one only programs take the rest
    /// of the page along.
    fn pass(&mut self, name: &'static str) {
        if self.endless.contains(&name) {
            return;
        }
        match end_of(self.rest, name) {
            Some(rest) => self.rest = rest,
            None if matches!(name, "script" | "style") => self.rest = "",
            None => self.endless.push(name),
        }
    }
}

/// What stands behind the end tag of an element.
fn end_of<'s>(text: &'s str, name: &str) -> Option<&'s str> {
    let mut rest = text;
    loop {
        rest = split(rest, rest.find("</")? + 2).1;
        if rest.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name))
            && !split(rest, name.len()).1.starts_with(|c: char| c.is_ascii_alphanumeric())
        {
            return Some(behind_mark(rest, ">"));
        }
    }
}

/// A text at a byte; all and nothing where there is none such.
fn split(text: &str, at: usize) -> (&str, &str) {
    text.split_at_checked(at).unwrap_or((text, ""))
}

/// What stands behind the first `mark`.
fn behind_mark<'s>(text: &'s str, mark: &str) -> &'s str {
    text.split_once(mark).map_or("", |(_, rest)| rest)
}

/// Reads a tag behind its `<` or `</`; none where it has no end.
fn tag(text: &str) -> Option<Tag<'_>> {
    let (name, mut rest) =
        split(text, text.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'))?);
    let mut tag = Tag { name: name.to_ascii_lowercase(), attributes: Vec::new(), closed: false, rest: "" };
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace());
        if let Some(behind) = rest.strip_prefix('>') {
            tag.rest = behind;
            return Some(tag);
        }
        if let Some(behind) = rest.strip_prefix('/') {
            tag.closed = behind.starts_with('>');
            rest = behind;
            continue;
        }
        let end = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '=');
        // An equals sign at the head is part of a name (HTML, 13.2.5.32).
        let lead = usize::from(rest.starts_with('='));
        let length = split(rest, lead).1.find(end)? + lead;
        let (name, behind) = split(rest, length);
        rest = behind.trim_start_matches(|c: char| c.is_ascii_whitespace());
        let Some(behind) = rest.strip_prefix('=') else {
            tag.attributes.push((name, ""));
            continue;
        };
        let (value, behind) = value(behind.trim_start_matches(|c: char| c.is_ascii_whitespace()))?;
        tag.attributes.push((name, value));
        rest = behind;
    }
}

/// An attribute's value and what stands behind it.
fn value(text: &str) -> Option<(&str, &str)> {
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote) {
            return inner.split_once(quote);
        }
    }
    Some(split(text, text.find(|c: char| c.is_ascii_whitespace() || c == '>')?))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("甲<b>乙</b>", "甲<b>乙</b>")]
    #[case("<P CLASS=Mso onclick='x>y'>甲</P>", "<p class=\"Mso\">甲</p>")]
    #[case("1 < 2 且 a<3", "1 &lt; 2 且 a&lt;3")]
    #[case("甲<!-- <p>无</p> -->乙<!-->丙", "甲乙丙")]
    #[case("<![if !supportLists]>一、<![endif]>甲", "一、甲")]
    #[case("<!--[if gte mso 9]><xml><w:x>1</w:x></xml><![endif]-->甲", "甲")]
    #[case("<script>if (a<b) {'</p>'}</script >甲<STYLE>p{}</STYLE>", "甲")]
    #[case("<select><option>甲</select>乙<select>丙", "乙丙")]
    #[case("<img src=\"data:AAAA\" id=x/>甲<p", "<img id=\"x/\">甲")]
    #[case("<?xml version='1.0'?><div/>甲<br/>乙<script src='a'/>丙", "<div></div>甲<br>乙丙")]
    #[case("<p title='a\"b' style='x:\"y\"'>甲", "<p style='x:\"y\"'>甲")]
    #[case("甲<script>乙", "甲")]
    fn slimmed(#[case] source: &str, #[case] expected: &str) {
        assert_eq!(slim(source), Ok(expected.to_owned()));
    }

    #[rstest]
    #[case::nested("<div>".repeat(600), Err(Limit::Depth))]
    #[case::spans("<span>".repeat(600), Err(Limit::Depth))]
    #[case::hundred_thousand("<div>".repeat(100_000), Err(Limit::Depth))]
    #[case::paragraphs("<p>甲".repeat(5000), Ok(()))]
    #[case::items(format!("<ul>{}", "<li>甲".repeat(5000)), Ok(()))]
    #[case::cells(format!("<table>{}", "<tr><td>甲<td><b>乙".repeat(5000)), Ok(()))]
    #[case::bold_in_paragraphs("<p><b>甲".repeat(5000), Ok(()))]
    #[case::fonts_in_paragraphs("<p><font size=3><b>甲</p>".repeat(5000), Ok(()))]
    #[case::bold("<b>".repeat(100_000), Err(Limit::Depth))]
    #[case::different((0..1000).map(|n| format!("<p><font style='x:{n}'>")).collect(), Err(Limit::Depth))]
    #[case::closed("<div></div>".repeat(100_000), Ok(()))]
    #[case::elements("<i></i>".repeat(600_000), Err(Limit::Size))]
    #[case::misnested("<b><p>甲</b></p>".repeat(10_000), Ok(()))]
    fn limits(#[case] source: String, #[case] expected: Result<(), Limit>) {
        assert_eq!(slim(&source).map(|_| ()), expected.map_err(Fault::Beyond));
    }
}
