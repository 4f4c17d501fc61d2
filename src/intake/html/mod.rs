//! Saved web pages: the article, without the page around it.
//!
//! `charset` decodes, `source` leaves out what no reader sees and refuses what would cost too much
//! (`guard`), html5ever builds the tree. `walk` makes lines and tables of it (`style`, `line`, `list`,
//! `table`, `grid`); `article` tells which of them are the article (`furniture`, `phrases`), `facts` what the page
//! says of it.

mod article;
mod charset;
mod facts;
mod furniture;
mod grid;
mod guard;
mod line;
mod list;
mod phrases;
mod source;
mod style;
mod table;
#[cfg(test)]
mod tests;
mod walk;

use std::ops::Deref;

use scraper::{ElementRef, Html};

use super::{Composer, Fault, Flaw, Limit, Reading};

/// A node of a page's tree.
type NodeRef<'t> = <ElementRef<'t> as Deref>::Target;

/// The largest page that is decoded, in bytes. Pages saved into one file hold their pictures, which
/// are left out before the tree is built.
const MAX_PAGE: usize = 32 << 20;

/// An article of fewer characters is no notice: where it has pictures, they hold the text.
const HARDLY_ANY: usize = 120;

/// Reads the bytes of such a file.
///
/// # Errors
/// A [`Fault`] where there is no text to be had.
pub fn read(bytes: &[u8]) -> Result<Reading, Fault> {
    read_told(bytes, None)
}

/// Reads a page whose envelope tells its charset.
///
/// # Errors
/// A [`Fault`] where there is no text to be had.
pub(super) fn read_told(bytes: &[u8], charset: Option<&str>) -> Result<Reading, Fault> {
    if bytes.len() > MAX_PAGE {
        return Err(Fault::Beyond(Limit::Size));
    }
    let decoded = charset::decode(bytes, charset);
    let mut flaws = Vec::new();
    if decoded.broken > 0 {
        flaws.push(Flaw::BrokenCharacters(decoded.broken));
    }
    let encoding = Some(decoded.encoding);
    let source = source::slim(&decoded.text)?;
    drop(decoded.text);
    let html = Html::parse_document(&source);
    drop(source);
    let root = *html.root_element();
    let head = facts::head(root);
    let page = walk::page(root)?;
    drop(html);
    let mut reading = compose(page, &head, &mut flaws);
    reading.encoding = encoding;
    reading.flaws = flaws;
    Ok(reading)
}

/// The text of a page's article.
fn compose(mut page: walk::Page, head: &facts::Head, flaws: &mut Vec<Flaw>) -> Reading {
    let kinds = article::kinds(&page);
    let article = article::find(&page, &kinds, &facts::titles(&page, &kinds, head));
    let above = facts::above(&page, &kinds, &article, head);
    flaws.append(&mut page.flaws);
    let mut composer = Composer::default();
    for line in &above.title {
        composer.paragraph(line, 1);
    }
    let mut count = 0;
    for (place, at) in article.lines.iter().enumerate() {
        if let Some(info) = above.info.as_ref().filter(|_| place == above.own) {
            composer.paragraph(info, 0);
        }
        let Some(block) = page.blocks.get_mut(*at) else { continue };
        count += block.text.chars().count();
        match block.table.take() {
            Some(rows) => composer.table(rows),
            None => composer.paragraph(&block.text, block.depth),
        }
    }
    if let Some(info) = above.info.as_ref().filter(|_| article.lines.len() <= above.own) {
        composer.paragraph(info, 0);
    }
    let (first, end) = article.range;
    let pictures = page.pictures.iter().filter(|at| article.whole || (first..=end).contains(at)).count();
    if article.whole && count > 0 {
        flaws.push(Flaw::WholePage);
    }
    if count < HARDLY_ANY && pictures > 0 {
        flaws.push(Flaw::Pictures(pictures));
    }
    Reading { composed: composer.finish(), ..Reading::default() }
}
