//! The tree of a page → its lines and tables in order, and which of them each element holds.

use scraper::{Node, node::Element};

use crate::intake::{Fault, Flaw, Limit, compose::Place};

use super::{
    NodeRef,
    guard::MAX_OPEN,
    line::Line,
    list::{List, is_numbered},
    style, table,
};

/// A line of a page, or a table.
#[derive(Debug, Clone, Default)]
pub struct Block {
    /// The line; of a table, its cells' texts with tabs between.
    pub text: String,
    /// How deep it is a heading; 0 where it is none.
    pub depth: usize,
    /// How many of its characters stand in links.
    pub linked: usize,
    /// Whether an element around it hides it.
    pub hidden: bool,
    /// Whether an element around it calls itself frame: navigation, footer.
    pub frame: bool,
    /// Its places, where it is a table.
    pub table: Option<Vec<Vec<Place>>>,
}

/// An element that holds whole lines.
#[derive(Debug, Clone, Default)]
pub struct Area {
    /// The element around it, as a place in [`Page::areas`].
    pub parent: Option<usize>,
    /// Its first block.
    pub first: usize,
    /// The block behind its last.
    pub end: usize,
    /// Whether it hides itself.
    pub hidden: bool,
    /// Its known name, if it is called like an article.
    pub article: Option<&'static str>,
    /// Its element's name and class, without what tells the pane that is shown.
    pub shape: String,
}

/// What a page holds.
#[derive(Debug, Default)]
pub struct Page {
    /// Lines and tables in order.
    pub blocks: Vec<Block>,
    /// Elements, each before those in it.
    pub areas: Vec<Area>,
    /// For each picture, the block before which it stands.
    pub pictures: Vec<usize>,
    /// What could not be read.
    pub flaws: Vec<Flaw>,
}

/// What elements around a node make of it.
#[derive(Debug, Clone, Copy, Default)]
struct Around {
    nesting: usize,
    depth: usize,
    linked: bool,
    pre: bool,
    hidden: bool,
    frame: bool,
    area: Option<usize>,
}

#[derive(Default)]
struct Walker {
    page: Page,
    line: Line,
    /// What is printed before the next line: the number of its list item.
    mark: String,
    lists: Vec<List>,
    /// Places of tables so far.
    places: usize,
    /// Whether a table's cell is walked: areas do not count, tables in it are lines.
    in_cell: bool,
}

/// Walks a page.
///
/// # Errors
/// Where a limit is reached.
pub fn page(root: NodeRef<'_>) -> Result<Page, Fault> {
    let mut walker = Walker::default();
    walker.children(root, Around::default())?;
    walker.flush(Around::default());
    Ok(walker.page)
}

/// The text of a table's cell, its lines parted by line ends, and how much of it stands in links.
///
/// # Errors
/// Where a limit is reached.
pub fn cell(root: NodeRef<'_>) -> Result<(String, usize), Fault> {
    let mut walker = Walker { in_cell: true, ..Walker::default() };
    walker.children(root, Around::default())?;
    walker.flush(Around::default());
    let shown = || walker.page.blocks.iter().filter(|block| !block.hidden);
    let lines: Vec<&str> = shown().map(|block| block.text.trim()).collect();
    Ok((lines.join("\n"), shown().map(|block| block.linked).sum()))
}

impl Walker {
    fn children(&mut self, node: NodeRef<'_>, around: Around) -> Result<(), Fault> {
        if around.nesting > MAX_OPEN + 2 {
            return Err(Fault::Beyond(Limit::Depth));
        }
        let mut one_is_shown = None;
        for child in node.children() {
            match child.value() {
                Node::Text(text) => self.text(text, around),
                Node::Element(element) if style::is_skipped(element) => {}
                Node::Element(element) => {
                    let around = Around { nesting: around.nesting + 1, ..around };
                    let back = style::is_pane(element)
                        && !style::is_shown(element)
                        && *one_is_shown.get_or_insert_with(|| shows_one(node));
                    self.element(child, element, around, back || style::is_hidden(element))?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn text(&mut self, text: &str, around: Around) {
        if !around.pre {
            self.line.push(text, around.linked);
            return;
        }
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.flush(around);
            }
            self.line.push_as_is(line, around.linked);
        }
    }

    /// Walks an element; `hides` says whether it hides what it holds.
    fn element(
        &mut self,
        node: NodeRef<'_>,
        element: &Element,
        outer: Around,
        hides: bool,
    ) -> Result<(), Fault> {
        match element.name() {
            "br" => self.flush(outer),
            "img" => self.page.pictures.push(self.page.blocks.len()),
            _ if style::is_block(element) => return self.block(node, element, outer, hides),
            _ if hides => {}
            _ if is_word_mark(element) => self.word_mark(node),
            _ if style::plain_style(element).contains("wingdings") => {}
            name => {
                let linked = outer.linked || name == "a" && element.attr("href").is_some();
                let pre = style::is_preformatted(element).unwrap_or(outer.pre);
                return self.children(node, Around { linked, pre, ..outer });
            }
        }
        Ok(())
    }

    fn block(
        &mut self,
        node: NodeRef<'_>,
        element: &Element,
        outer: Around,
        hides: bool,
    ) -> Result<(), Fault> {
        self.flush(outer);
        let depth = match style::heading(element) {
            0 => outer.depth,
            depth => depth,
        };
        let mut around = Around {
            depth,
            pre: style::is_preformatted(element).unwrap_or(outer.pre),
            hidden: outer.hidden || hides,
            frame: outer.frame || style::is_frame(element),
            ..outer
        };
        if !self.in_cell {
            around.area = Some(self.page.areas.len());
            self.page.areas.push(Area {
                parent: outer.area,
                first: self.page.blocks.len(),
                end: 0,
                hidden: hides,
                article: style::article(element),
                shape: style::shape(element),
            });
        }
        self.inside(node, element, around)?;
        self.flush(around);
        if let Some(area) = around.area.filter(|_| !self.in_cell).and_then(|at| self.page.areas.get_mut(at)) {
            area.end = self.page.blocks.len();
        }
        Ok(())
    }

    /// Walks what a block holds.
    fn inside(&mut self, node: NodeRef<'_>, element: &Element, around: Around) -> Result<(), Fault> {
        match element.name() {
            "ol" | "ul" | "menu" => {
                let items = if element.attr("reversed").is_some() {
                    node.children().filter(is_item).count()
                } else {
                    0
                };
                self.lists.push(List::new(element, items));
                self.children(node, around)?;
                self.lists.pop();
            }
            "li" => {
                let mark = self.lists.last_mut().and_then(|list| list.mark(element));
                self.mark.push_str(&mark.unwrap_or_default());
                self.children(node, around)?;
                self.flush(around);
                self.mark.clear();
            }
            "table" if !self.in_cell => self.table(node, element, around)?,
            _ => self.children(node, around)?,
        }
        Ok(())
    }

    fn table(&mut self, node: NodeRef<'_>, element: &Element, around: Around) -> Result<(), Fault> {
        let Some(table) = table::read(node, element, self.places)? else {
            return self.children(node, around);
        };
        if table.left_out && !self.page.flaws.contains(&Flaw::RowsLeftOut) {
            self.page.flaws.push(Flaw::RowsLeftOut);
        }
        if !table.caption.is_empty() {
            self.line.push_as_is(&table.caption, false);
            self.flush(around);
        }
        self.places += table.rows.len() * table.rows.iter().map(Vec::len).max().unwrap_or(0);
        let texts = table.rows.iter().flatten().filter_map(|place| match place {
            Place::Text(text) if !text.is_empty() => Some(text.as_str()),
            _ => None,
        });
        let text = texts.collect::<Vec<_>>().join("\t");
        self.page.pictures.extend(std::iter::repeat_n(self.page.blocks.len(), table.pictures));
        if !text.is_empty() {
            self.push(
                Block { text, linked: table.linked, table: Some(table.rows), ..Block::default() },
                around,
            );
        }
        Ok(())
    }

    /// The number that Word printed before a paragraph: kept without the blanks that set it off, and
    /// bullets left out. A bullet is one letter of a font of signs.
    fn word_mark(&mut self, node: NodeRef<'_>) {
        let text: String =
            node.descendants().filter_map(|node| node.value().as_text()).map(|text| &**text).collect();
        let text = text.trim();
        let is_number = text.chars().any(|c| c.is_numeric() || "一二三四五六七八九十".contains(c))
            || text.ends_with(['.', '、', ')', '）']);
        if is_number {
            self.line.push_as_is(text, false);
            if text.ends_with('.') {
                self.line.push(" ", false);
            }
        }
    }

    /// Ends the line.
    fn flush(&mut self, around: Around) {
        let (mut text, linked) = self.line.take();
        if text.trim().is_empty() {
            return;
        }
        let mark = std::mem::take(&mut self.mark);
        if !mark.is_empty() && !is_numbered(&text) {
            text = format!("{mark}{}", text.trim_start());
        }
        self.push(Block { text, linked, depth: around.depth, ..Block::default() }, around);
    }

    fn push(&mut self, block: Block, around: Around) {
        self.page.blocks.push(Block { hidden: around.hidden, frame: around.frame, ..block });
    }
}

/// Whether one of the panes in an element is the one that is shown.
fn shows_one(node: NodeRef<'_>) -> bool {
    node.children()
        .filter_map(|child| child.value().as_element())
        .any(|element| style::is_pane(element) && style::is_shown(element))
}

fn is_item(node: &NodeRef<'_>) -> bool {
    node.value().as_element().is_some_and(|element| element.name() == "li")
}

/// Whether an element holds the number that Word printed before a paragraph.
fn is_word_mark(element: &Element) -> bool {
    style::plain_style(element).contains("mso-list:ignore")
}
