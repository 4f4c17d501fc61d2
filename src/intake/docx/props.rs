//! Properties of paragraphs and runs, as far as they change the text.

use super::super::{Fault, xml::Xml};

/// The levels of a list (ECMA-376, 17.9.3).
pub(super) const LEVELS: usize = 9;

/// What a paragraph says of itself (ECMA-376, 17.3.1.26).
#[derive(Debug, Clone, Default)]
pub(super) struct Paragraph {
    /// The id of its style.
    pub style: Option<String>,
    /// The id of its list; `0` for none.
    pub list: Option<String>,
    /// Its level in the list, from 0.
    pub level: Option<usize>,
    /// Its depth in the outline, from 0; 9 is body text.
    pub outline: Option<usize>,
    /// What its mark, the sign at its end, says.
    pub mark: Run,
    /// Its one letter is the large first letter of the paragraph behind it.
    pub drop_cap: bool,
}

/// What a run says of itself (ECMA-376, 17.3.2.28).
#[derive(Debug, Clone, Default)]
pub(super) struct Run {
    /// The id of its style.
    pub style: Option<String>,
    /// Whether it is hidden, where it says so itself.
    pub hidden: Option<bool>,
    /// A deletion, or the old place of a move, that is tracked.
    pub gone: bool,
    /// The font of its symbols.
    pub font: Option<String>,
}

/// Reads the open `pPr`.
pub(super) fn paragraph(xml: &mut Xml<'_>) -> Result<Paragraph, Fault> {
    let mut found = Paragraph::default();
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "pStyle" => found.style = tag.attr("val").map(|id| id.into_owned()),
            "outlineLvl" => found.outline = tag.number(),
            "framePr" => {
                found.drop_cap = tag.attr("dropCap").is_some_and(|kind| matches!(&*kind, "drop" | "margin"));
            }
            "numPr" => {
                (found.list, found.level) = list(xml)?;
                continue;
            }
            "rPr" => {
                found.mark = run(xml)?;
                continue;
            }
            // `pPrChange` holds the properties of old, `sectPr` those of the section.
            _ => {}
        }
        xml.skip()?;
    }
    Ok(found)
}

/// Reads the open `numPr`: the id of a list, and a level.
fn list(xml: &mut Xml<'_>) -> Result<(Option<String>, Option<usize>), Fault> {
    let (mut id, mut level) = (None, None);
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "numId" => id = tag.attr("val").map(|id| id.trim().to_owned()),
            "ilvl" => level = tag.number::<usize>().filter(|level| *level < LEVELS),
            _ => {}
        }
        xml.skip()?;
    }
    Ok((id, level))
}

/// Reads the open `rPr`.
pub(super) fn run(xml: &mut Xml<'_>) -> Result<Run, Fault> {
    let mut found = Run::default();
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "rStyle" => found.style = tag.attr("val").map(|id| id.into_owned()),
            "vanish" => found.hidden = Some(tag.is_on()),
            "specVanish" if tag.is_on() => found.hidden = Some(true),
            "del" | "moveFrom" => found.gone = true,
            "rFonts" => {
                found.font = tag.attr("ascii").or_else(|| tag.attr("hAnsi")).map(|name| name.into_owned())
            }
            _ => {}
        }
        xml.skip()?;
    }
    Ok(found)
}
