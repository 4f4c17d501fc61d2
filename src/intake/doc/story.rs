//! The text as it is read: characters, paragraphs, tables, text boxes, in the order of the document.

use std::{collections::HashSet, ops::Range};

use crate::intake::{Fault, Limit, compose::Composer, limits::MAX_TEXT};

use super::{
    boxes::Boxes,
    counters::Counters,
    fields::{Skip, skips},
    lists::Lists,
    pieces::{Pieces, Unit},
    props::{Character, Paragraph},
    runs::{Run, Runs},
    sprm,
    styles::Styles,
    tables::Tables,
};

/// Special characters (MS-DOC 2.4.1 and the list of its special characters).
const PICTURE: u16 = 0x01;
const CELL: u16 = 0x07;
const SHAPE: u16 = 0x08;
const TAB: u16 = 0x09;
const LINE: u16 = 0x0b;
const PAGE: u16 = 0x0c;
const PARAGRAPH: u16 = 0x0d;
const COLUMN: u16 = 0x0e;
const HYPHEN: u16 = 0x1e;
const SYMBOL: u16 = 0x28;
/// Where the characters of symbol fonts stand in the private use area.
const SYMBOLS_BEGIN: u16 = 0xf000;
const SYMBOLS_END: u16 = 0xf0ff;

/// What a document says of its text.
#[derive(Debug)]
pub(super) struct Document<'a> {
    /// The text.
    pub pieces: Pieces<'a>,
    /// Properties of its characters.
    pub characters: Runs<'a>,
    /// Properties of its paragraphs.
    pub paragraphs: Runs<'a>,
    /// Its styles.
    pub styles: Styles,
    /// Its lists.
    pub lists: Lists,
    /// Long lists of properties.
    pub data: &'a [u8],
    /// The characters that end sections.
    pub sections: HashSet<usize>,
}

/// Reads a document's text.
#[derive(Debug)]
pub(super) struct Story<'a> {
    document: &'a Document<'a>,
    boxes: Boxes,
    counters: Counters,
    tables: Tables,
    out: Composer,
    /// The paragraph that has not ended, and whether it has begun.
    text: Vec<u16>,
    begun: bool,
    /// Whether the style of the paragraph hides its text.
    hidden_style: bool,
    /// What was last said of characters: where, under which change, what.
    said: Option<(Range<usize>, u16, Character)>,
    /// The same of paragraphs.
    told: Option<(Range<usize>, u16, Paragraph)>,
    /// Boxes that are anchored in the paragraph or table that has not ended.
    anchored: Vec<Range<usize>>,
    /// How many of them are anchored in the table, not in the paragraph behind it.
    held: usize,
    /// Whether a box is being read: there are none in boxes, whatever a file says.
    boxed: bool,
    /// How many bytes of text there were so far.
    length: usize,
    /// How many pictures stand in the text.
    pictures: usize,
}

impl<'a> Story<'a> {
    /// Begins to read.
    pub fn new(document: &'a Document<'a>, boxes: Boxes) -> Self {
        Self {
            document,
            boxes,
            counters: Counters::default(),
            tables: Tables::default(),
            out: Composer::default(),
            text: Vec::new(),
            begun: false,
            hidden_style: false,
            said: None,
            told: None,
            anchored: Vec::new(),
            held: 0,
            boxed: false,
            length: 0,
            pictures: 0,
        }
    }

    /// Reads the main text and the boxes; the text and how many pictures stand in it.
    ///
    /// # Errors
    /// [`Fault::Beyond`] where the text is too long.
    pub fn read(mut self, main: usize) -> Result<(Composer, usize), Fault> {
        self.walk(0..main)?;
        self.anchored = self.boxes.rest();
        self.boxes_here()?;
        Ok((self.out, self.pictures))
    }

    /// Reads a range of characters to its end.
    fn walk(&mut self, range: Range<usize>) -> Result<(), Fault> {
        let document = self.document;
        let mut skips = skips(document.pieces.units(range.clone())).into_iter().peekable();
        let mut until = range.start;
        let mut last = None;
        for unit in document.pieces.units(range) {
            while let Some(Skip { range, text }) = skips.next_if(|skip| skip.range.start <= unit.cp) {
                if range.start >= until {
                    self.text.extend(text.encode_utf16());
                }
                until = until.max(range.end);
            }
            if unit.cp >= until {
                self.unit(unit)?;
            }
            last = Some(unit);
        }
        // A text that is cut off ends without a mark.
        if let Some(unit) = last.filter(|_| self.begun) {
            self.end_paragraph(Unit { code: PARAGRAPH, ..unit })?;
        }
        self.tables.close(&mut self.out);
        self.boxes_here()
    }

    fn unit(&mut self, unit: Unit) -> Result<(), Fault> {
        if !self.begun {
            self.begun = true;
            let style = self.document.paragraphs.at(unit.fc).style;
            self.hidden_style = self.document.styles.is_hidden(style);
        }
        let character = self.character(unit);
        let (special, symbol, picture) = (character.special, character.symbol, character.picture);
        let gone = character.deleted || self.is_hidden();
        match unit.code {
            CELL => return self.end_paragraph(unit),
            PAGE if self.document.sections.contains(&unit.cp) => return self.end_paragraph(unit),
            // The mark of a paragraph that is deleted or hidden joins it with the next one.
            PARAGRAPH if !gone => return self.end_paragraph(unit),
            _ if gone => {}
            SHAPE if !self.boxed => self.anchored.extend(self.boxes.take(unit.cp)),
            PICTURE => self.pictures += usize::from(picture && special),
            LINE | PAGE | COLUMN => self.text.push(0x0a),
            HYPHEN => self.text.push(u16::from(b'-')),
            SYMBOL if special && symbol.is_some() => self.text.extend(symbol.and_then(sign)),
            // Some writers put the character of a symbol font into the text.
            SYMBOLS_BEGIN..=SYMBOLS_END => self.text.extend(sign(unit.code)),
            TAB | 0x20.. => self.text.push(unit.code),
            _ => {}
        }
        Ok(())
    }

    /// What is said of a character.
    fn character(&mut self, unit: Unit) -> &Character {
        let known =
            self.said.take().filter(|(range, change, _)| range.contains(&unit.fc) && *change == unit.change);
        let document = self.document;
        let said = known.unwrap_or_else(|| {
            let Run { range, sprms, .. } = document.characters.at(unit.fc);
            let mut character = Character::default();
            character.apply(sprms);
            document.changed(unit.change, |list| character.apply(list));
            (range, unit.change, character)
        });
        &self.said.insert(said).2
    }

    /// The properties of the paragraph that a mark ends. Paragraphs of one run share them.
    fn paragraph(&mut self, mark: Unit) -> Paragraph {
        let same = |(range, change, _): &(Range<usize>, u16, Paragraph)| {
            range.contains(&mark.fc) && *change == mark.change
        };
        let document = self.document;
        let told = self.told.take().filter(same).unwrap_or_else(|| {
            let run = document.paragraphs.at(mark.fc);
            (run.range.clone(), mark.change, document.paragraph(&run, mark.change))
        });
        self.told.insert(told).2.clone()
    }

    /// Whether the character of which was last said something is hidden.
    fn is_hidden(&self) -> bool {
        let Some((_, _, character)) = &self.said else { return false };
        let own = character.style.is_some_and(|style| self.document.styles.is_hidden(style));
        let style = self.hidden_style != own;
        character.hidden.map_or(style, |hidden| hidden.is_on(style))
    }

    /// Ends a paragraph with its mark.
    fn end_paragraph(&mut self, mark: Unit) -> Result<(), Fault> {
        let document = self.document;
        let paragraph = self.paragraph(mark);
        let own = String::from_utf16_lossy(&std::mem::take(&mut self.text));
        self.begun = false;
        let depth = paragraph.depth();
        if depth > 0 && (paragraph.row_end || paragraph.inner_row_end) {
            self.tables.line(&own);
            if paragraph.row_end {
                self.tables.end_row(paragraph.shape, &mut self.out);
            }
            return Ok(());
        }
        if document.styles.is_contents(paragraph.style) {
            return Ok(());
        }
        let text = self.number(&paragraph) + own.trim_start_matches('\n');
        self.length += text.len() + 1;
        if self.length > MAX_TEXT {
            return Err(Fault::Beyond(Limit::Size));
        }
        if depth == 0 {
            self.end_table()?;
            if !own.trim().is_empty() {
                self.out.paragraph(&text, document.heading(&paragraph));
            }
            return self.boxes_here();
        }
        // A cell may hold nothing but its number: a column of ordinals.
        self.tables.line(&text);
        if mark.code == CELL && depth == 1 {
            self.tables.end_cell();
        }
        self.held = self.anchored.len();
        Ok(())
    }

    /// Ends the table before a paragraph, and reads the boxes that are anchored in it.
    fn end_table(&mut self) -> Result<(), Fault> {
        if !self.tables.is_open() {
            return Ok(());
        }
        self.tables.close(&mut self.out);
        let held = std::mem::take(&mut self.held).min(self.anchored.len());
        let own = self.anchored.split_off(held);
        self.boxes_here()?;
        self.anchored.extend(own);
        Ok(())
    }

    /// Counts a paragraph; its automatic number as it is printed.
    fn number(&mut self, paragraph: &Paragraph) -> String {
        let lists = &self.document.lists;
        let Some((number, (_, list))) = paragraph.list.and_then(|number| Some((number, lists.find(number)?)))
        else {
            return String::new();
        };
        let level = paragraph.level.or_else(|| list.level_of(paragraph.list_style?)).unwrap_or(0);
        self.counters.next(lists, number, level)
    }

    /// Reads the boxes whose anchors were met, where no table is open.
    fn boxes_here(&mut self) -> Result<(), Fault> {
        if self.tables.is_open() || self.boxed {
            return Ok(());
        }
        self.boxed = true;
        for text in std::mem::take(&mut self.anchored) {
            self.walk(text)?;
        }
        self.boxed = false;
        Ok(())
    }
}

impl Document<'_> {
    /// The properties of a paragraph: those of its style, its own, those of a fast save's change.
    fn paragraph(&self, run: &Run, change: u16) -> Paragraph {
        let mut paragraph = self.styles.paragraph(run.style);
        paragraph.apply(run.sprms, None, self.data);
        self.changed(change, |list| paragraph.apply(list, None, self.data));
        paragraph
    }

    /// Hands over the property modifiers of a fast save's change.
    fn changed(&self, change: u16, mut apply: impl FnMut(&[u8])) {
        if change & 1 == 1 {
            apply(self.pieces.change(usize::from(change >> 1)));
        } else if let Some((code, value)) = sprm::short(change).filter(|_| change != 0) {
            let [low, high] = code.to_le_bytes();
            apply(&[low, high, value]);
        }
    }

    /// The depth of a paragraph as a heading, from 1; 0 where it is none.
    fn heading(&self, paragraph: &Paragraph) -> usize {
        match paragraph.outline {
            Some(outline @ 0..=8) => usize::from(outline) + 1,
            Some(_) => 0,
            None => self.styles.heading(paragraph.style),
        }
    }
}

/// The character that looks like one of a symbol font: boxes and ticks of Wingdings, which say whether
/// something is chosen. Other signs of such fonts are ornaments; what is outside them is text.
pub(in crate::intake) fn sign(symbol: u16) -> Option<u16> {
    let sign = match symbol {
        0xf0fe | 0xf052 => '☑',
        0xf0fd | 0xf054 => '☒',
        0xf0fc => '✓',
        0xf0fb => '✗',
        0xf06f | 0xf0a8 | 0xf071 | 0xf072 | 0xf0a3 => '□',
        0xe000..=0xf8ff | 0..=0x1f => return None,
        _ => return Some(symbol),
    };
    sign.encode_utf16(&mut [0; 2]).first().copied()
}
