//! The walk over the blocks of the main part: paragraphs, tables, and what holds them.

use super::{
    super::{
        Fault, Limit, Place,
        limits::MAX_TEXT,
        xml::{Tag, Xml},
    },
    counters::{Counters, Label},
    fields::Fields,
    lists::Lists,
    props::{self, Paragraph},
    styles::Styles,
};

/// A paragraph or a table, as it goes into the text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// A paragraph and its depth as a heading, 0 for none.
    Paragraph(String, usize),
    /// A table's grid.
    Table(Vec<Vec<Place>>),
}

/// Blocks that follow each other: the body, a cell, a text box.
#[derive(Debug, Default)]
pub(super) struct Story {
    /// What is read so far.
    pub items: Vec<Item>,
    /// Whether it is a cell: there a number without text is printed.
    is_cell: bool,
    /// A paragraph that goes on in the next one: its mark is deleted or hidden.
    open: Option<Open>,
}

impl Story {
    /// An empty story of a cell.
    pub(super) fn cell() -> Self {
        Self { is_cell: true, ..Self::default() }
    }
}

/// What is read of a paragraph.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// What it says of itself.
    pub props: Paragraph,
    /// The text.
    pub text: String,
    /// What stands in text boxes that are anchored in it.
    pub boxes: Vec<Item>,
    /// Whether the style hides text that does not say otherwise.
    pub style_hides: bool,
    /// Whether the run that is read is hidden.
    pub hidden: bool,
    /// The font of signs of the run that is read.
    pub font: Option<String>,
    /// Whether text of it belongs to a list of contents.
    pub has_contents: bool,
}

#[derive(Debug)]
struct Open {
    line: Line,
    /// Its number, where it is counted already.
    label: Option<Option<Label>>,
}

/// A walk over the main part.
pub(super) struct Walk<'a> {
    pub(super) xml: Xml<'a>,
    pub(super) styles: &'a Styles,
    pub(super) fields: Fields,
    lists: &'a Lists,
    counters: Counters,
    /// How many pictures were met.
    pub(super) pictures: usize,
    /// How many places the grids of tables have so far.
    pub(super) places: usize,
    /// Whether lines of a list of contents were left out because a field says so.
    pub(super) left_out: bool,
    /// How many bytes of numbers were printed.
    printed: usize,
    /// Whether the properties just read call the content behind them a list of contents.
    contents_next: bool,
}

impl<'a> Walk<'a> {
    /// Begins before the first element of a part. `with_contents`: lists of contents that are fields
    /// are read as text.
    pub(super) fn new(xml: Xml<'a>, styles: &'a Styles, lists: &'a Lists, with_contents: bool) -> Self {
        Self {
            xml,
            styles,
            lists,
            fields: Fields::new(with_contents),
            counters: Counters::default(),
            pictures: 0,
            places: 0,
            left_out: false,
            printed: 0,
            contents_next: false,
        }
    }

    /// Reads the blocks of the element that is open.
    pub(super) fn blocks(&mut self, story: &mut Story) -> Result<(), Fault> {
        while let Some(tag) = self.xml.child()? {
            self.block(&tag, story)?;
        }
        Ok(())
    }

    /// Reads one block, whose tag this is.
    pub(super) fn block(&mut self, tag: &Tag<'_>, story: &mut Story) -> Result<(), Fault> {
        match tag.name() {
            "p" => {
                let line = self.line()?;
                self.fields.end_paragraph();
                self.close(line, story)
            }
            "tbl" => {
                self.finish(story)?;
                let items = self.table()?;
                story.items.extend(items);
                Ok(())
            }
            "oMathPara" | "oMath" => {
                let mut line = Line::default();
                self.inline(&mut line)?;
                self.close(line, story)
            }
            "AlternateContent" => self.alternate(|walk| {
                let before = story.items.len();
                walk.blocks(story)?;
                Ok(story.items.len() > before)
            }),
            "sectPr" | "sdtEndPr" | "customXmlPr" | "altChunk" | "del" | "moveFrom" => self.xml.skip(),
            name if self.passes_over(name)? => Ok(()),
            _ => self.blocks(story),
        }
    }

    /// Passes over the properties of a content control, and over content that they call a list of
    /// contents (ECMA-376, 17.5.2.12). Whether the element, whose name this is, is done with.
    pub(super) fn passes_over(&mut self, name: &str) -> Result<bool, Fault> {
        match name {
            "sdtPr" => {
                self.contents_next = false;
                while let Some(tag) = self.xml.child()? {
                    if tag.name() != "docPartObj" {
                        self.xml.skip()?;
                        continue;
                    }
                    while let Some(tag) = self.xml.child()? {
                        let is_contents = tag.attr("val").is_some_and(|kind| kind == "Table of Contents");
                        self.contents_next |= tag.name() == "docPartGallery" && is_contents;
                        self.xml.skip()?;
                    }
                }
                Ok(true)
            }
            "sdtContent" if std::mem::take(&mut self.contents_next) => {
                self.xml.skip()?;
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    /// Reads one of the alternatives of the open `AlternateContent`: the first that gives anything.
    /// `read` goes through an alternative and tells whether it did.
    pub(super) fn alternate(
        &mut self,
        mut read: impl FnMut(&mut Self) -> Result<bool, Fault>,
    ) -> Result<(), Fault> {
        let mut is_done = false;
        while let Some(tag) = self.xml.child()? {
            if !is_done && matches!(tag.name(), "Choice" | "Fallback") {
                is_done = read(self)?;
            } else {
                self.xml.skip()?;
            }
        }
        Ok(())
    }

    /// Reads the open `p`.
    fn line(&mut self) -> Result<Line, Fault> {
        let mut line = Line { style_hides: self.styles.hides(None), ..Line::default() };
        line.hidden = line.style_hides;
        line.has_contents = self.fields.in_contents();
        self.inline(&mut line)?;
        Ok(line)
    }

    /// Reads the open `pPr`.
    pub(super) fn properties(&mut self, line: &mut Line) -> Result<(), Fault> {
        line.props = props::paragraph(&mut self.xml)?;
        line.style_hides = self.styles.hides(line.props.style.as_deref());
        line.hidden = line.style_hides;
        Ok(())
    }

    /// Ends a paragraph: it goes into the story, or waits there for the one that it joins.
    fn close(&mut self, mut line: Line, story: &mut Story) -> Result<(), Fault> {
        if self.styles.is_contents(&line.props, &line.text) {
            return Ok(());
        }
        let is_blank = line.text.trim().is_empty() && line.boxes.is_empty();
        if line.has_contents && is_blank {
            self.left_out = true;
            return Ok(());
        }
        let mark = &line.props.mark;
        let is_hidden = mark.hidden.unwrap_or(line.style_hides);
        let joins = mark.gone || is_hidden || line.props.drop_cap;
        if joins && is_blank {
            return Ok(());
        }
        let is_gone = mark.gone;
        let mut label = None;
        if let Some(open) = story.open.take() {
            let mut text = open.line.text;
            text.push_str(&line.text);
            line.text = text;
            let mut boxes = open.line.boxes;
            boxes.append(&mut line.boxes);
            line.boxes = boxes;
            label = open.label;
        }
        if joins {
            // A hidden mark leaves the paragraph its number, a deleted one does not.
            if !is_gone && label.is_none() {
                label = Some(self.label(&line.props)?);
            }
            story.open = Some(Open { line, label });
            return Ok(());
        }
        self.push(line, label, story)
    }

    /// Ends a story: a paragraph that waits for the next one has none.
    pub(super) fn finish(&mut self, story: &mut Story) -> Result<(), Fault> {
        match story.open.take() {
            Some(Open { line, label }) => self.push(line, label, story),
            None => Ok(()),
        }
    }

    fn push(&mut self, line: Line, label: Option<Option<Label>>, story: &mut Story) -> Result<(), Fault> {
        let label = match label {
            Some(label) => label,
            None => self.label(&line.props)?,
        };
        let text = match label {
            _ if line.text.trim().is_empty() && !story.is_cell => String::new(),
            Some(label) if line.text.trim().is_empty() => label.alone().to_owned(),
            Some(label) => label.before(&line.text),
            None => line.text,
        };
        if !text.trim().is_empty() {
            story.items.push(Item::Paragraph(text, self.styles.depth(&line.props)));
        }
        story.items.extend(line.boxes);
        Ok(())
    }

    /// Counts a paragraph in its list, if it has one, and gives its number.
    fn label(&mut self, props: &Paragraph) -> Result<Option<Label>, Fault> {
        let styled = self.styles.listed(props.style.as_deref());
        let list = props.list.as_deref().or(styled.list);
        let Some(list) = list.filter(|list| *list != "0") else { return Ok(None) };
        // A style's level is told by the list (ECMA-376, 17.9.23), a paragraph's own by itself.
        let by_style = || self.lists.level_of(list, &styled.styles, self.styles);
        let by_style = if props.list.is_none() { by_style() } else { None };
        let level = props.level.or(by_style).or(styled.level).unwrap_or(0);
        let Some(used) = self.lists.used(list, self.styles) else { return Ok(None) };
        let label = self.counters.count(list, used, level);
        self.printed += label.as_ref().map_or(0, |label| label.alone().len());
        // Every number may be longer than the element that asks for it.
        if self.printed > MAX_TEXT { Err(Fault::Beyond(Limit::Size)) } else { Ok(label) }
    }
}
