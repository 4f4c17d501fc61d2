//! Groups, control words and what they do.

use std::collections::HashMap;

use crate::intake::{
    Fault, Limit,
    doc::{
        counters::runs_on,
        fields::{name, overstruck, repeats},
        story::sign,
    },
    limits::MAX_DEPTH,
};

use super::{
    fonts::Fonts,
    output::{Output, Paragraph, Row},
    state::{End, Place, SKIPPED, STARRED, State, Style, character},
    token::Token,
};

/// The most characters of a field's instruction, or of a style's name, that are looked at.
const MAX_NAME: usize = 64;
/// The most styles that are kept.
const MAX_STYLES: usize = 10_000;

/// Reads the parts of an RTF file.
#[derive(Debug, Default)]
pub(super) struct Reader {
    pub output: Output,
    fonts: Fonts,
    styles: HashMap<i32, Style>,
    groups: Vec<State>,
    state: State,
    /// Bytes of text that are not decoded yet.
    bytes: Vec<u8>,
    /// The instructions of the fields that have not ended; the name of the style that is read.
    fields: Vec<Vec<u16>>,
    style_name: Vec<u16>,
    default_font: i32,
    /// How many characters are to be left out: they stand for a Unicode character.
    leave_out: i32,
    /// Whether a group has just begun, or has begun with `\*`.
    fresh: bool,
    starred: bool,
    /// How many byte sequences were no characters.
    pub broken: usize,
    /// How many pictures there are.
    pub pictures: usize,
}

impl Reader {
    /// Ends the text that waits.
    pub fn end(&mut self) {
        self.decode();
    }

    /// Whether all groups have ended.
    pub fn is_done(&self) -> bool {
        self.groups.is_empty()
    }

    /// Reads a part.
    ///
    /// # Errors
    /// [`Fault::Beyond`] where a limit is reached.
    pub fn token(&mut self, token: Token) -> Result<(), Fault> {
        if let Token::Byte(byte) = token {
            self.fresh = false;
            if self.leave_out > 0 {
                self.leave_out -= 1;
            } else if self.state.place != Place::Skipped {
                self.bytes.push(byte);
            }
            return Ok(());
        }
        self.decode();
        let fresh = std::mem::take(&mut self.fresh);
        match token {
            Token::Open | Token::Close => {
                self.leave_out = 0;
                self.starred = false;
                if token == Token::Open { self.open() } else { self.close() }
            }
            Token::Symbol(b'*') if fresh => {
                (self.fresh, self.starred) = (true, true);
                Ok(())
            }
            Token::Symbol(_) if self.leave_out > 0 => {
                self.leave_out -= 1;
                Ok(())
            }
            Token::Symbol(symbol) => self.symbol(symbol),
            Token::Word(word, number) => {
                // Words that do something are done, though the paper counts them too: programs forget
                // the characters that stand in.
                if self.leave_out > 0 && character(word).is_some() {
                    self.leave_out -= 1;
                    return Ok(());
                }
                self.leave_out = 0;
                let starred = std::mem::take(&mut self.starred);
                if self.state.place == Place::Skipped {
                    return Ok(());
                }
                if starred && !STARRED.contains(&word) {
                    // A style of characters begins so, and is none of paragraphs.
                    self.state.place = Place::Skipped;
                    return Ok(());
                }
                if self.destination(word) { Ok(()) } else { self.word(word, number) }
            }
            Token::Byte(_) => Ok(()),
        }
    }

    fn open(&mut self) -> Result<(), Fault> {
        if self.groups.len() >= MAX_DEPTH {
            return Err(Fault::Beyond(Limit::Depth));
        }
        self.groups.push(self.state);
        let style = self.state.place == Place::Styles && self.groups.len() == 3;
        self.state.end = if style { End::Style } else { End::Nothing };
        if style {
            self.style_name.clear();
            self.state.style = 0;
            self.state.outline = None;
        }
        self.fresh = true;
        Ok(())
    }

    fn close(&mut self) -> Result<(), Fault> {
        let ended = self.state;
        match ended.end {
            End::Nothing => {}
            End::Field => {
                self.fields.pop();
            }
            End::Instruction => self.end_instruction(),
            End::Box => self.output.end_box()?,
            End::Number(from) => self.end_number(from),
            // A style of characters was passed over.
            End::Style if ended.place == Place::Styles => self.end_style(ended),
            End::Style => {}
        }
        if let Some(state) = self.groups.pop() {
            self.state = state;
        }
        Ok(())
    }

    /// A field without a result shows what its instruction says.
    fn end_instruction(&mut self) {
        let Some(instruction) = self.fields.last() else { return };
        let instruction = String::from_utf16_lossy(instruction);
        if name(&instruction) == "EQ" && !(self.state.hidden || self.state.deleted) {
            let text = overstruck(&instruction).unwrap_or_default();
            self.output.text.extend(text.encode_utf16());
        }
    }

    /// Bullets are no numbers; a tab behind a number is there for the eye.
    fn end_number(&mut self, from: usize) {
        if from > self.output.text.len() {
            return;
        }
        let number = String::from_utf16_lossy(&self.output.text.split_off(from));
        let printed = number.trim();
        if !printed.chars().any(|c| c.is_alphabetic() || c.is_numeric()) {
            return;
        }
        self.output.text.extend(printed.encode_utf16());
        self.output.number = Some(self.output.text.len());
        if number.ends_with(char::is_whitespace) && runs_on(printed) {
            self.output.text.push(0x20);
        }
    }

    fn end_style(&mut self, ended: State) {
        let name = String::from_utf16_lossy(&self.style_name).to_lowercase();
        let name = name.trim().trim_end_matches(';');
        let numbered =
            |word: &str| name.strip_prefix(word).and_then(|rest| rest.trim().parse::<usize>().ok());
        let contents = ["toc", "目录"].into_iter().any(|word| numbered(word).is_some());
        let named = ["heading", "标题"].into_iter().find_map(numbered).filter(|depth| *depth < 10);
        let outline = ended.outline.and_then(|level| usize::try_from(level).ok());
        let heading = outline.map_or(named, |level| (level < 9).then_some(level + 1)).unwrap_or(0);
        if self.styles.len() < MAX_STYLES {
            self.styles.insert(ended.style, Style { heading, contents });
        }
    }

    /// Decodes the bytes that wait and adds their text to where it belongs.
    fn decode(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let (codes, broken) = self.fonts.decode(self.state.font, &self.bytes);
        self.bytes.clear();
        if self.state.place == Place::Text {
            self.broken += broken;
        }
        codes.into_iter().for_each(|code| self.text(code));
    }

    /// Adds a unit of text to where it belongs.
    fn text(&mut self, code: u16) {
        let into = match self.state.place {
            Place::Text if self.state.hidden || self.state.deleted => return,
            Place::Text => {
                // Symbol fonts in the private use area.
                let shown = if (0xf000..=0xf0ff).contains(&code) { sign(code) } else { Some(code) };
                self.output.text.extend(shown);
                return;
            }
            Place::Instruction => self.fields.last_mut(),
            Place::Styles => Some(&mut self.style_name),
            Place::Skipped | Place::Shape | Place::Fonts => None,
        };
        if let Some(into) = into.filter(|into| into.len() < MAX_NAME) {
            into.push(code);
        }
    }

    fn symbol(&mut self, symbol: u8) -> Result<(), Fault> {
        match symbol {
            b'~' => self.text(0xa0),
            b'_' => self.text(u16::from(b'-')),
            b'\t' => self.text(0x09),
            b'\r' | b'\n' => return self.end_paragraph(),
            _ => {}
        }
        Ok(())
    }

    /// Words that say what the text of a group is; whether this is one.
    fn destination(&mut self, word: &str) -> bool {
        match word {
            "fonttbl" => self.state.place = Place::Fonts,
            "stylesheet" => self.state.place = Place::Styles,
            "pict" => {
                self.pictures += usize::from(matches!(self.state.place, Place::Text));
                self.state.place = Place::Skipped;
            }
            "field" => {
                self.fields.push(Vec::new());
                self.state.end = End::Field;
            }
            "fldinst" => {
                self.state.place = Place::Instruction;
                self.state.end = End::Instruction;
            }
            "fldrslt" => {
                let instruction = self.fields.last().map(|units| String::from_utf16_lossy(units));
                if instruction.is_some_and(|instruction| repeats(&instruction)) {
                    self.state.place = Place::Skipped;
                }
            }
            "shpinst" | "do" => self.state.place = Place::Shape,
            "shptxt" | "dptxbxtext" => {
                self.state.place = Place::Text;
                self.state.end = End::Box;
                self.output.begin_box();
            }
            "listtext" | "pntext" => self.state.end = End::Number(self.output.text.len()),
            word if SKIPPED.contains(&word) => self.state.place = Place::Skipped,
            _ => return false,
        }
        true
    }

    fn word(&mut self, word: &str, number: Option<i32>) -> Result<(), Fault> {
        let on = number != Some(0);
        let value = number.unwrap_or(0);
        let fonts = self.state.place == Place::Fonts;
        match word {
            "ansicpg" => self.fonts.set_file(value),
            "mac" => self.fonts.set_file(10000),
            "deflangfe" => self.fonts.set_language(value),
            "deff" => (self.default_font, self.state.font) = (value, value),
            "f" => self.state.font = value,
            "fcharset" if fonts => self.fonts.set_charset(self.state.font, value),
            "cpg" if fonts => self.fonts.set_page(self.state.font, value),
            "uc" => self.state.stand_ins = value.clamp(0, 100),
            "u" => {
                // Above 32767 they are written as negative numbers.
                self.text(value as u16);
                self.leave_out = self.state.stand_ins;
            }
            "v" => self.state.hidden = on,
            "deleted" => self.state.deleted = on,
            "plain" => {
                self.state.font = self.default_font;
                (self.state.hidden, self.state.deleted) = (false, false);
            }
            "pard" => {
                (self.state.in_table, self.state.depth) = (false, None);
                (self.state.style, self.state.outline) = (0, None);
            }
            "s" => self.state.style = value,
            "outlinelevel" => self.state.outline = Some(value),
            "intbl" => self.state.in_table = true,
            "itap" => self.state.depth = Some(value),
            _ => return self.content(word, value),
        }
        Ok(())
    }

    /// Words that stand for text, or end a part of it.
    fn content(&mut self, word: &str, value: i32) -> Result<(), Fault> {
        if let Some(c) = character(word) {
            self.text(c as u16);
            return Ok(());
        }
        if self.state.place != Place::Text {
            return Ok(());
        }
        match word {
            "par" | "sect" => return self.end_paragraph(),
            "nestcell" => return self.output.end_paragraph(self.paragraph(true)),
            "cell" => return self.output.end_cell(),
            "row" => self.output.end_row(),
            "trowd" => self.output.row = Row::default(),
            "trleft" => self.output.row.left = value,
            "cellx" => self.output.row.cell(value),
            "clmgf" => self.output.row.next.across = 1,
            "clmrg" => self.output.row.next.across = 2,
            "clvmrg" => self.output.row.next.above = true,
            _ => {}
        }
        Ok(())
    }

    /// Ends a paragraph, if its mark is not hidden or deleted: then it is joined with the next one.
    fn end_paragraph(&mut self) -> Result<(), Fault> {
        if self.state.place != Place::Text || self.state.hidden || self.state.deleted {
            return Ok(());
        }
        let in_table = self.state.depth.map_or(self.state.in_table, |depth| depth > 0);
        self.output.end_paragraph(self.paragraph(in_table))
    }

    fn paragraph(&self, in_table: bool) -> Paragraph {
        let style = self.styles.get(&self.state.style).copied().unwrap_or_default();
        let heading = match self.state.outline {
            Some(level) => {
                usize::try_from(level).ok().filter(|level| *level < 9).map_or(0, |level| level + 1)
            }
            None => style.heading,
        };
        Paragraph { in_table, heading, contents: style.contents }
    }
}
