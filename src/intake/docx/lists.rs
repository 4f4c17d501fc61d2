//! Lists: how the numbers before paragraphs are made up (ECMA-376, 17.9).

use std::collections::HashMap;

use super::{
    super::{
        Fault, Format,
        numerals::Numerals,
        xml::{Tag, Xml},
    },
    props::{self, LEVELS},
    styles::Styles,
};

/// The most lists that are kept. Word's own formats of old end at 2,047.
const MAX_LISTS: usize = 20_000;

/// The most characters of a number as printed; Word allows 255 with all that belongs to it.
const MAX_LABEL: usize = 255;

/// How many steps lead from a list that uses a style to the list that the style uses.
const MAX_LINKS: usize = 4;

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// `num`: the lists that paragraphs name.
    lists: HashMap<String, List>,
    /// `abstractNum`: the definitions that lists use, and share.
    definitions: HashMap<String, Definition>,
    /// The definitions that are those of a style, by its id.
    by_style: HashMap<String, String>,
}

/// A list that paragraphs name (`num`).
#[derive(Debug, Default)]
pub(super) struct List {
    definition: String,
    /// Where levels start in this list.
    starts: Vec<(usize, u32)>,
    /// Levels that this list has of its own.
    levels: Vec<(usize, Level)>,
}

/// A definition that lists use (`abstractNum`).
#[derive(Debug, Default)]
pub(super) struct Definition {
    levels: Vec<(usize, Level)>,
    /// The id of the style whose list is used in its stead.
    uses: Option<String>,
}

/// A level of a list (`lvl`).
#[derive(Debug, Default)]
pub(super) struct Level {
    start: u32,
    /// How its number is printed.
    pub numerals: Numerals,
    /// Whether it has an ornament in place of a number.
    pub bullet: bool,
    /// Whether its number is hidden; it counts all the same.
    pub hidden: bool,
    /// The text with `%1` to `%9` where numbers stand.
    pub text: String,
    /// Whether all numbers are printed in Arabic digits.
    pub legal: bool,
    /// What stands between its number and the text.
    pub suffix: Suffix,
    /// The level, from 1, which begins this one anew when it is used; 0 for none.
    pub restart: Option<usize>,
    /// The id of the style whose paragraphs are of this level.
    style: Option<String>,
}

/// What stands between a number and the text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Suffix {
    /// A tab.
    #[default]
    Tab,
    /// A space.
    Space,
    /// Nothing.
    Nothing,
}

/// A list and the definition that it uses.
#[derive(Debug, Clone, Copy)]
pub(super) struct Used<'a> {
    /// The id of the definition: lists that share one count on.
    pub id: &'a str,
    list: &'a List,
    definition: &'a Definition,
}

impl<'a> Used<'a> {
    /// A level of the list, from 0: its own, else that of the definition.
    pub(super) fn level(&self, at: usize) -> Option<&'a Level> {
        let mut levels = self.list.levels.iter().chain(&self.definition.levels);
        levels.find(|(level, _)| *level == at).map(|(_, level)| level)
    }

    /// The number at which the list itself has a level start.
    pub(super) fn own_start(&self, at: usize) -> Option<u32> {
        self.list.starts.iter().find(|(level, _)| *level == at).map(|(_, start)| *start)
    }

    /// The number at which a level starts.
    pub(super) fn start(&self, at: usize) -> u32 {
        self.own_start(at).or_else(|| self.level(at).map(|level| level.start)).unwrap_or(1)
    }
}

impl Lists {
    /// Reads `numbering.xml`.
    pub(super) fn load(text: &str) -> Result<Self, Fault> {
        let mut xml = Xml::new(text, Format::Docx);
        let mut found = Self::default();
        if xml.child()?.is_none() {
            return Ok(found);
        }
        while let Some(tag) = xml.child()? {
            let id = |name| tag.attr(name).map(|id| id.trim().to_owned());
            match (tag.name(), id("abstractNumId"), id("numId")) {
                ("abstractNum", Some(id), _) if found.definitions.len() < MAX_LISTS => {
                    found.define(&mut xml, id)?;
                }
                ("num", _, Some(id)) if found.lists.len() < MAX_LISTS => {
                    let list = list(&mut xml)?;
                    found.lists.insert(id, list);
                }
                _ => xml.skip()?,
            }
        }
        Ok(found)
    }

    /// Reads the open `abstractNum`.
    fn define(&mut self, xml: &mut Xml<'_>, id: String) -> Result<(), Fault> {
        let mut found = Definition::default();
        while let Some(tag) = xml.child()? {
            match tag.name() {
                "lvl" => {
                    found.levels.extend(level(xml, &tag)?);
                    found.levels.truncate(LEVELS);
                    continue;
                }
                "numStyleLink" => found.uses = tag.attr("val").map(|id| id.into_owned()),
                "styleLink" => {
                    let style = tag.attr("val").unwrap_or_default().into_owned();
                    self.by_style.entry(style).or_insert_with(|| id.clone());
                }
                _ => {}
            }
            xml.skip()?;
        }
        self.definitions.insert(id, found);
        Ok(())
    }

    /// The definition that a list uses: that of a style where it names one.
    fn definition<'a>(&'a self, list: &'a List, styles: &'a Styles) -> Option<(&'a str, &'a Definition)> {
        let mut id = list.definition.as_str();
        for _ in 0..MAX_LINKS {
            let definition = self.definitions.get(id)?;
            let Some(style) = definition.uses.as_deref() else { return Some((id, definition)) };
            let linked = styles.listed(Some(style)).list.and_then(|list| self.lists.get(list));
            let own = self.by_style.get(style).map(String::as_str);
            match own.or(linked.map(|list| list.definition.as_str())) {
                Some(next) if next != id => id = next,
                _ => return Some((id, definition)),
            }
        }
        None
    }

    /// The list with this id, and the definition that it uses.
    pub(super) fn used<'a>(&'a self, id: &str, styles: &'a Styles) -> Option<Used<'a>> {
        let list = self.lists.get(id)?;
        let (id, definition) = self.definition(list, styles)?;
        Some(Used { id, list, definition })
    }

    /// The level of a list that is that of one of these styles, the first of them first.
    pub(super) fn level_of(&self, list: &str, ids: &[&str], styles: &Styles) -> Option<usize> {
        let used = self.used(list, styles)?;
        let of_style = |id: &&str| {
            let is_its =
                |at: &usize| used.level(*at).is_some_and(|level| level.style.as_deref() == Some(*id));
            (0..LEVELS).find(is_its)
        };
        ids.iter().find_map(of_style)
    }
}

/// Reads the open `num`.
fn list(xml: &mut Xml<'_>) -> Result<List, Fault> {
    let mut found = List::default();
    while let Some(tag) = xml.child()? {
        let at = tag.attr("ilvl").and_then(|at| at.trim().parse().ok()).filter(|at| *at < LEVELS);
        match (tag.name(), at) {
            ("abstractNumId", _) => found.definition = tag.attr("val").unwrap_or_default().trim().to_owned(),
            ("lvlOverride", Some(at)) if found.starts.len() + found.levels.len() < 2 * LEVELS => {
                while let Some(tag) = xml.child()? {
                    match tag.name() {
                        "startOverride" => found.starts.extend(tag.number().map(|start| (at, start))),
                        "lvl" => {
                            found.levels.extend(level(xml, &tag)?.map(|(_, level)| (at, level)));
                            continue;
                        }
                        _ => {}
                    }
                    xml.skip()?;
                }
                continue;
            }
            _ => {}
        }
        xml.skip()?;
    }
    Ok(found)
}

/// Reads the open `lvl`, whose tag this is.
fn level(xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<Option<(usize, Level)>, Fault> {
    let at = tag.attr("ilvl").and_then(|at| at.trim().parse().ok()).filter(|at| *at < LEVELS);
    // Without `start` a level starts at 0 (ECMA-376, 17.9.25).
    let mut found = Level::default();
    fill(xml, &mut found)?;
    Ok(at.map(|at| (at, found)))
}

/// Reads what is in a level; `AlternateContent` around it is gone through, its last word counts.
fn fill(xml: &mut Xml<'_>, level: &mut Level) -> Result<(), Fault> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "AlternateContent" | "Choice" | "Fallback" => {
                fill(xml, level)?;
                continue;
            }
            "rPr" => {
                level.hidden = props::run(xml)?.hidden.unwrap_or(false);
                continue;
            }
            "start" => level.start = tag.number().unwrap_or(0),
            "numFmt" => {
                level.bullet = tag.attr("val").is_some_and(|name| name == "bullet");
                let custom = tag.attr("format").and_then(|format| padded(&format));
                let named = || Numerals::named(&tag.attr("val").unwrap_or_default());
                // `Fallback` behind a format of its own says `decimal`.
                if custom.is_some() || !matches!(level.numerals, Numerals::Padded(_)) {
                    level.numerals = custom.unwrap_or_else(named);
                }
            }
            "lvlText" => level.text = tag.attr("val").unwrap_or_default().chars().take(MAX_LABEL).collect(),
            "isLgl" => level.legal = tag.is_on(),
            "lvlRestart" => level.restart = tag.number(),
            "pStyle" => level.style = tag.attr("val").map(|id| id.into_owned()),
            "suff" => {
                level.suffix = match tag.attr("val").as_deref() {
                    Some("space") => Suffix::Space,
                    Some("nothing") => Suffix::Nothing,
                    _ => Suffix::Tab,
                }
            }
            _ => {}
        }
        xml.skip()?;
    }
    Ok(())
}

/// Numbers with zeros at their head, of which a format gives the first: `001, 002, 003, ...`.
fn padded(format: &str) -> Option<Numerals> {
    let first = format.split(',').next()?.trim();
    let width = u8::try_from(first.len()).ok()?;
    (first.parse() == Ok(1_u32) && width <= 9).then_some(Numerals::Padded(width))
}
