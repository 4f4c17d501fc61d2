//! What stands in a paragraph: runs, fields, content controls, drawings.

use super::{
    super::{Fault, xml::Tag},
    props, symbols,
    walk::{Item, Line, Story, Walk},
};

impl Walk<'_> {
    /// Reads what stands in the open element of a paragraph. Elements that are not known are gone
    /// through: text stands only in `t`, so that nothing else can come of it.
    pub(super) fn inline(&mut self, line: &mut Line) -> Result<(), Fault> {
        while let Some(tag) = self.xml.child()? {
            match tag.name() {
                "pPr" => self.properties(line)?,
                "r" => self.run(line)?,
                "rPr" => self.run_properties(line)?,
                "t" => {
                    let is_kept = tag.attr("space").is_some_and(|space| space == "preserve");
                    self.text(line, is_kept)?;
                }
                "instrText" => {
                    let code = self.xml.text()?;
                    self.fields.code(&code);
                }
                "AlternateContent" => self.alternate(|walk| {
                    let before = (line.text.len(), line.boxes.len(), walk.pictures);
                    walk.inline(line)?;
                    Ok(before != (line.text.len(), line.boxes.len(), walk.pictures))
                })?,
                "checkBox" => self.check_box()?,
                "fldSimple" => self.simple_field(&tag, line)?,
                "txbxContent" => self.text_box(line)?,
                // Deletions, the reading above characters, the instructions of deleted fields.
                "del" | "moveFrom" | "rt" | "delText" | "delInstrText" | "customXmlPr" | "smartTagPr" => {
                    self.xml.skip()?;
                }
                name if self.passes_over(name)? => {}
                _ => {
                    self.sign(&tag, line);
                    self.inline(line)?;
                }
            }
        }
        Ok(())
    }

    /// Reads the open `r`.
    fn run(&mut self, line: &mut Line) -> Result<(), Fault> {
        let outer = (line.hidden, line.font.take());
        line.hidden = line.style_hides;
        self.inline(line)?;
        (line.hidden, line.font) = outer;
        Ok(())
    }

    /// Reads the open `rPr`.
    fn run_properties(&mut self, line: &mut Line) -> Result<(), Fault> {
        let run = props::run(&mut self.xml)?;
        // What styles hide is a switch that each of them turns (ECMA-376, 17.7.3).
        let by_style = run.style.as_deref().is_some_and(|id| self.styles.run_hides(id));
        line.hidden = run.hidden.unwrap_or(line.style_hides ^ by_style);
        line.font = run.font;
        Ok(())
    }

    /// Reads the open `t`. White space at its ends counts only where it says so; line ends are spaces.
    fn text(&mut self, line: &mut Line, is_kept: bool) -> Result<(), Fault> {
        let text = self.xml.text()?.replace(['\n', '\r'], " ");
        let text = if is_kept { text } else { text.trim_matches([' ', '\t']).to_owned() };
        let text = symbols::text(line.font.as_deref(), text);
        self.put(line, &text);
        Ok(())
    }

    /// Adds text to a paragraph, if it is seen at this point.
    fn put(&mut self, line: &mut Line, text: &str) {
        if self.fields.in_contents() {
            line.has_contents = true;
        }
        if !line.hidden && self.fields.are_shown() {
            line.text.push_str(text);
        }
    }

    /// Elements that stand for a sign, or that only their attributes say something.
    fn sign(&mut self, tag: &Tag<'_>, line: &mut Line) {
        match tag.name() {
            "tab" | "ptab" => self.put(line, "\t"),
            // Breaks of pages and columns end a line too.
            "br" | "cr" => self.put(line, "\n"),
            "noBreakHyphen" => self.put(line, "-"),
            "sym" => {
                let code = tag.attr("char").and_then(|code| u32::from_str_radix(code.trim(), 16).ok());
                let font = tag.attr("font").unwrap_or_default();
                if let Some(c) = code.and_then(|code| symbols::character(&font, code)) {
                    self.put(line, c.encode_utf8(&mut [0; 4]));
                }
            }
            "fldChar" => self.field(tag, line),
            "blip" | "imagedata" => self.pictures += 1,
            // Letters drawn as a picture.
            "textpath" if !line.hidden && self.fields.are_shown() => {
                let text = tag.attr("string").unwrap_or_default().into_owned();
                line.boxes.extend((!text.trim().is_empty()).then_some(Item::Paragraph(text, 0)));
            }
            _ => {}
        }
    }

    /// A field begins, or its result, or it ends.
    fn field(&mut self, tag: &Tag<'_>, line: &mut Line) {
        line.has_contents |= self.fields.in_contents();
        match tag.attr("fldCharType").as_deref() {
            Some("begin") => self.fields.begin(),
            Some("separate") => self.fields.separate(),
            Some("end") => {
                if let Some(text) = self.fields.end() {
                    self.put(line, &text);
                }
            }
            _ => {}
        }
        line.has_contents |= self.fields.in_contents();
    }

    /// Reads the open `fldSimple`: a field in one element.
    fn simple_field(&mut self, tag: &Tag<'_>, line: &mut Line) -> Result<(), Fault> {
        self.fields.begin();
        self.fields.code(&tag.attr("instr").unwrap_or_default());
        self.fields.separate();
        line.has_contents |= self.fields.in_contents();
        self.inline(line)?;
        self.fields.end();
        Ok(())
    }

    /// Reads the open `checkBox` of a field in a form.
    fn check_box(&mut self) -> Result<(), Fault> {
        let (mut is_ticked, mut by_default) = (None, false);
        while let Some(tag) = self.xml.child()? {
            match tag.name() {
                "checked" => is_ticked = Some(tag.is_on()),
                "default" => by_default = tag.is_on(),
                _ => {}
            }
            self.xml.skip()?;
        }
        self.fields.tick(is_ticked.unwrap_or(by_default));
        Ok(())
    }

    /// Reads the open `txbxContent`: a story of its own, which stands behind the paragraph.
    fn text_box(&mut self, line: &mut Line) -> Result<(), Fault> {
        if line.hidden || !self.fields.are_shown() {
            return self.xml.skip();
        }
        let mut story = Story::default();
        let fields = std::mem::take(&mut self.fields);
        self.blocks(&mut story)?;
        self.finish(&mut story)?;
        self.fields = fields;
        line.boxes.append(&mut story.items);
        Ok(())
    }
}
