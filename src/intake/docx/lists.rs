//! Lists: the numbers that Word prints before paragraphs (ECMA-376, 17.9).

use std::collections::{HashMap, HashSet};

use super::{
    super::{
        Fault, Format,
        numerals::Numerals,
        xml::{Tag, Xml},
    },
    props::LEVELS,
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

#[derive(Debug, Default)]
struct List {
    definition: String,
    /// Where levels start in this list.
    starts: Vec<(usize, u32)>,
    /// Levels that this list has of its own.
    levels: Vec<(usize, Level)>,
}

#[derive(Debug, Default)]
struct Definition {
    levels: Vec<(usize, Level)>,
    /// The id of the style whose list is used in its stead.
    uses: Option<String>,
}

#[derive(Debug, Default)]
struct Level {
    start: u32,
    numerals: Numerals,
    /// Whether it has an ornament in place of a number.
    bullet: bool,
    /// The text with `%1` to `%9` where numbers stand.
    text: String,
    /// Whether all numbers are printed in Arabic digits.
    legal: bool,
    suffix: Suffix,
    /// The level, from 1, which begins this one anew when it is used; 0 for none.
    restart: Option<usize>,
    /// The id of the style whose paragraphs are of this level.
    style: Option<String>,
}

/// What stands between a number and the text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Suffix {
    #[default]
    Tab,
    Space,
    Nothing,
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

    /// The level of a list that is that of one of these styles, the first of them first.
    pub(super) fn level_of(&self, list: &str, ids: &[&str], styles: &Styles) -> Option<usize> {
        let list = self.lists.get(list)?;
        let (_, definition) = self.definition(list, styles)?;
        let levels = || list.levels.iter().chain(&definition.levels);
        ids.iter()
            .find_map(|id| levels().find(|(_, level)| level.style.as_deref() == Some(id)).map(|(at, _)| *at))
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

/// The numbers of all lists at a point of the document.
#[derive(Debug, Default)]
pub(super) struct Counters {
    /// The last number of each level, by definition: lists that share one count on.
    numbers: HashMap<String, [Option<u32>; LEVELS]>,
    /// The lists and levels whose own start was used.
    begun: HashSet<(String, usize)>,
}

/// A number as it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    text: String,
    suffix: Suffix,
}

impl Counters {
    /// Counts a paragraph of this list and level, and gives its number; `None` where nothing is printed.
    pub(super) fn count(&mut self, lists: &Lists, styles: &Styles, list: &str, at: usize) -> Option<Label> {
        let own = lists.lists.get(list)?;
        let (id, definition) = lists.definition(own, styles)?;
        let level = |at: usize| {
            let found = own.levels.iter().chain(&definition.levels).find(|(level, _)| *level == at);
            found.map(|(_, level)| level)
        };
        let start = |at: usize| {
            let own = own.starts.iter().find(|(level, _)| *level == at).map(|(_, start)| *start);
            own.or_else(|| level(at).map(|level| level.start)).unwrap_or(1)
        };
        let has_start = own.starts.iter().any(|(level, _)| *level == at);
        let is_first = has_start && self.begun.insert((list.to_owned(), at));
        let numbers = self.numbers.entry(id.to_owned()).or_default();
        for (deeper, number) in numbers.iter_mut().enumerate() {
            if deeper == at {
                let next = number.filter(|_| !is_first).map(|number| number.saturating_add(1));
                *number = Some(next.unwrap_or_else(|| start(at)));
            } else if deeper > at {
                let restart = level(deeper).and_then(|level| level.restart).unwrap_or(deeper);
                if at < restart {
                    *number = None;
                }
            }
        }
        let numbers = *numbers;
        // A level above that no paragraph has used yet shows the number at which it will start.
        let number = |at: usize| numbers.get(at).copied().flatten().unwrap_or_else(|| start(at));
        let shown = level(at)?;
        let mut text = String::new();
        let mut chars = shown.text.chars().peekable();
        while let Some(c) = chars.next() {
            let place =
                chars.peek().filter(|_| c == '%').and_then(|c| c.to_digit(10)).filter(|digit| *digit > 0);
            let Some(place) = place else {
                text.push(c);
                continue;
            };
            chars.next();
            let place = place as usize - 1;
            let numerals = level(place).filter(|_| !shown.legal).map(|level| level.numerals);
            if place <= at {
                text.push_str(&numerals.unwrap_or_default().print(number(place)));
            }
        }
        let is_ornament = shown.bullet && !text.chars().any(is_word);
        (!text.trim().is_empty() && !is_ornament).then_some(Label { text, suffix: shown.suffix })
    }
}

/// Whether a character of a level with ornaments is part of a word: ornaments are signs, or Latin
/// letters in a font of signs.
fn is_word(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

impl Label {
    /// The number alone.
    pub(super) fn alone(&self) -> &str {
        self.text.trim()
    }

    /// The text with its number, as it reads on paper. A tab is as wide as it takes to reach the text:
    /// behind a Chinese sign that is none, behind others it is printed as one space.
    pub(super) fn before(&self, text: &str) -> String {
        let last = self.text.chars().next_back().unwrap_or(' ');
        let is_closed =
            matches!(last, '、' | '。' | '．' | '，' | '：' | '；' | '）' | '〕' | '】' | '」' | '》')
                || ('\u{2460}'..='\u{24ff}').contains(&last)
                || last.is_whitespace();
        let gap = match self.suffix {
            Suffix::Nothing => "",
            Suffix::Tab | Suffix::Space if is_closed => "",
            Suffix::Tab | Suffix::Space => " ",
        };
        format!("{}{gap}{}", self.text, text.trim_start())
    }
}
