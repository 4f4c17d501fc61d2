//! Styles: what paragraphs and runs are by the style that they have.

use std::collections::HashMap;

use super::{
    super::{Fault, Format, xml::Xml},
    props::{self, Paragraph},
};

/// The most styles that are kept; Word itself refuses more than 4,079.
const MAX_STYLES: usize = 20_000;

/// The most styles that are based on each other. Word allows ten; a ring has no end.
const MAX_CHAIN: usize = 32;

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// The id of the style of paragraphs that name none.
    default: Option<String>,
}

#[derive(Debug, Default)]
struct Style {
    /// Its name in small letters.
    name: String,
    base: Option<String>,
    paragraph: Paragraph,
    /// Whether its runs are hidden, where it says so.
    hidden: Option<bool>,
}

/// Where a style puts its paragraphs in a list.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Listed<'a> {
    /// The id of the list.
    pub list: Option<&'a str>,
    /// The level that the style itself tells.
    pub level: Option<usize>,
    /// The ids of the styles from the paragraph's own to the one that names the list: a level of the
    /// list may name one of them as its own.
    pub styles: Vec<&'a str>,
}

impl Styles {
    /// Reads `styles.xml`.
    pub(super) fn load(text: &str) -> Result<Self, Fault> {
        let mut xml = Xml::new(text, Format::Docx);
        let mut found = Self::default();
        if xml.child()?.is_none() {
            return Ok(found);
        }
        while let Some(tag) = xml.child()? {
            let id = tag.attr("styleId").map(|id| id.into_owned());
            let is_default = tag.attr("default").is_some_and(|value| matches!(&*value, "1" | "true" | "on"))
                && tag.attr("type").is_some_and(|kind| kind == "paragraph");
            match id {
                Some(id) if tag.name() == "style" && found.styles.len() < MAX_STYLES => {
                    let style = style(&mut xml)?;
                    if is_default {
                        found.default = Some(id.clone());
                    }
                    found.styles.insert(id, style);
                }
                _ => xml.skip()?,
            }
        }
        Ok(found)
    }

    /// A style and those that it is based on, itself first. Without an id: the style of paragraphs
    /// that name none.
    fn chain<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = (&'a str, &'a Style)> {
        let known = |id: &&str| self.styles.contains_key(*id);
        let first = id.filter(known).or(self.default.as_deref());
        let first = first.and_then(|id| Some((id, self.styles.get(id)?)));
        std::iter::successors(first, |(_, style)| {
            let base = style.base.as_deref()?;
            Some((base, self.styles.get(base)?))
        })
        .take(MAX_CHAIN)
    }

    /// The depth of a paragraph as a heading; 0 for none.
    pub(super) fn depth(&self, paragraph: &Paragraph) -> usize {
        let id = paragraph.style.as_deref();
        // The title of a document is no section of it, though Word's Chinese style puts it at depth 1.
        if self.chain(id).any(|(_, style)| matches!(&*style.name, "title" | "subtitle" | "标题" | "副标题"))
        {
            return 0;
        }
        let found = paragraph.outline.or_else(|| {
            self.chain(id).find_map(|(_, style)| style.paragraph.outline.or_else(|| heading(&style.name)))
        });
        found.filter(|outline| *outline < 9).map_or(0, |outline| outline + 1)
    }

    /// Whether a paragraph with this text is a line of a list of contents, or its title.
    pub(super) fn is_contents(&self, paragraph: &Paragraph, text: &str) -> bool {
        let Some(id) = paragraph.style.as_deref() else { return false };
        let name = self.styles.get(id).map_or_else(|| id.to_lowercase(), |style| style.name.clone());
        let level = name.strip_prefix("toc").or_else(|| name.strip_prefix("目录")).map(str::trim);
        match level {
            Some("heading" | "标题") => {
                let words: String = text.split_whitespace().collect();
                matches!(&*words, "目录" | "目次" | "目錄")
            }
            Some(level) => level.len() == 1 && level.chars().all(|c| c.is_ascii_digit()),
            None => false,
        }
    }

    /// Whether the style of a paragraph hides its text.
    pub(super) fn hides(&self, id: Option<&str>) -> bool {
        self.chain(id).find_map(|(_, style)| style.hidden).unwrap_or(false)
    }

    /// Whether the style of a run hides its text, where it says so.
    pub(super) fn run_hides(&self, id: &str) -> bool {
        self.styles.contains_key(id) && self.hides(Some(id))
    }

    /// Where a style puts its paragraphs in a list.
    pub(super) fn listed<'a>(&'a self, id: Option<&'a str>) -> Listed<'a> {
        let mut found = Listed::default();
        for (id, style) in self.chain(id) {
            found.level = found.level.or(style.paragraph.level);
            if found.list.is_none() {
                found.styles.push(id);
                found.list = style.paragraph.list.as_deref();
            }
        }
        found
    }
}

/// Reads the open `style`.
fn style(xml: &mut Xml<'_>) -> Result<Style, Fault> {
    let mut found = Style::default();
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "name" => found.name = tag.attr("val").unwrap_or_default().trim().to_lowercase(),
            "basedOn" => found.base = tag.attr("val").map(|id| id.into_owned()),
            "pPr" => {
                found.paragraph = props::paragraph(xml)?;
                continue;
            }
            "rPr" => {
                found.hidden = props::run(xml)?.hidden;
                continue;
            }
            _ => {}
        }
        xml.skip()?;
    }
    Ok(found)
}

/// The depth in the outline, from 0, that the name of a style in small letters tells.
fn heading(name: &str) -> Option<usize> {
    let level = name.strip_prefix("heading").or_else(|| name.strip_prefix("标题"))?;
    let level: usize = level.trim().parse().ok()?;
    (1..=9).contains(&level).then(|| level - 1)
}
