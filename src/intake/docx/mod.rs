//! DOCX: WordprocessingML in a package (ECMA-376).
//!
//! The main part is walked over once, as it comes out of the package: no tree of it is built. `walk`
//! reads blocks, `inline` what stands in paragraphs, `table` grids; `styles`, `lists` and `counters`
//! tell the numbers that are printed. Headers, footers, notes and comments are other parts and stay out.

mod counters;
mod fields;
mod inline;
mod lists;
mod props;
mod styles;
mod symbols;
mod table;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_hostile;
#[cfg(test)]
mod tests_lists;
#[cfg(test)]
mod tests_tables;
mod walk;

use super::{Composer, Fault, Flaw, Format, Limit, Reading, limits::MAX_TEXT, package::Package, xml::Xml};

use lists::Lists;
use styles::Styles;
use walk::{Item, Story, Walk};

/// Where the main part stands unless the package says otherwise.
const MAIN: &str = "word/document.xml";

/// Fewer characters than these are hardly a document: its pictures may be what it says. The shortest
/// notice met has some 400.
const FEW: usize = 200;

/// With fewer characters for each picture the pictures are pages, and the text stands between them.
const FEW_FOR_A_PICTURE: usize = 20;

/// Reads the bytes of such a file.
///
/// # Errors
/// A [`Fault`] where there is no text to be had.
pub fn read(bytes: &[u8]) -> Result<Reading, Fault> {
    let mut package = Package::open(bytes, Format::Docx)?;
    let main = package.main()?.unwrap_or_else(|| MAIN.to_owned());
    let mut part = |kind: &str, usual: &str| {
        let named = package.relations(&main)?.into_iter().find(|relation| relation.kind == kind);
        package.text(&named.map_or_else(|| usual.to_owned(), |relation| relation.target))
    };
    let styles = part("styles", "word/styles.xml")?.map(|text| Styles::load(&text)).transpose()?;
    let styles = styles.unwrap_or_default();
    let lists = part("numbering", "word/numbering.xml")?.map(|text| Lists::load(&text)).transpose()?;
    let lists = lists.unwrap_or_default();
    let text = package.text(&main)?.ok_or(Fault::Damaged(Format::Docx))?;
    let body = |with_contents| body(Walk::new(Xml::new(&text, Format::Docx), &styles, &lists, with_contents));
    // A list of contents whose end is lost would take all text with it.
    match body(false)? {
        Some(reading) => judge(reading),
        None => judge(body(true)?.unwrap_or_default()),
    }
}

/// Reads the body: its text and the number of its pictures. `None` where a list of contents has no end.
fn body(mut walk: Walk<'_>) -> Result<Option<(Composer, usize)>, Fault> {
    let mut composer = Composer::default();
    let mut story = Story::default();
    // The document, and in it the body, between a background and the like.
    if walk.xml.child()?.is_none_or(|tag| tag.name() != "document") {
        return Err(Fault::Damaged(Format::Docx));
    }
    while let Some(tag) = walk.xml.child()? {
        if tag.name() != "body" {
            walk.xml.skip()?;
            continue;
        }
        while let Some(tag) = walk.xml.child()? {
            walk.block(&tag, &mut story)?;
            compose(&mut story, &mut composer)?;
        }
    }
    let is_cut = walk.left_out && walk.fields.in_contents();
    walk.finish(&mut story)?;
    compose(&mut story, &mut composer)?;
    Ok((!is_cut).then_some((composer, walk.pictures)))
}

/// Hands over what is read so far.
fn compose(story: &mut Story, composer: &mut Composer) -> Result<(), Fault> {
    for item in story.items.drain(..) {
        match item {
            Item::Paragraph(text, depth) => composer.paragraph(&text, depth),
            Item::Table(rows) => composer.table(rows),
        }
        if composer.len() > MAX_TEXT {
            return Err(Fault::Beyond(Limit::Size));
        }
    }
    Ok(())
}

/// Whether the text is the document, or its pictures are.
fn judge((composer, pictures): (Composer, usize)) -> Result<Reading, Fault> {
    let composed = composer.finish();
    let length = composed.text.chars().filter(|c| !c.is_whitespace()).count();
    if length == 0 && pictures > 0 {
        return Err(Fault::Scan);
    }
    let has_few = length < FEW || length < FEW_FOR_A_PICTURE.saturating_mul(pictures);
    let flaws = (pictures > 0 && has_few).then_some(Flaw::Pictures(pictures)).into_iter().collect();
    Ok(Reading { composed, encoding: None, flaws })
}
