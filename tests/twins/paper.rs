//! PDF written byte by byte: a Chinese font that is not in the file (`GBK-EUC-H`), lines of 28 characters,
//! running head, page numbers, tables in ruled cells.

use std::fmt::Write;

use crate::source::{Part, Place, Source};

/// The size of the letters, and of a line, in points.
const SIZE: f64 = 16.0;
const LEADING: f64 = 28.0;
/// The left edge of the text, and the width of a line in characters: 28 of 16 points on A4.
const LEFT: f64 = 74.0;
const WIDTH: f64 = 28.0;
/// The first and the last line of text on a page: sixteen lines, so that the shortest notice has two pages.
const TOP: f64 = 740.0;
const BOTTOM: f64 = 320.0;
/// The middle of the page.
const MIDDLE: f64 = 297.0;
/// The letters in a cell.
const SMALL: f64 = 10.0;

/// Marks that do not begin a line: they hang at the end of the one before.
const HANGING: &str = "，。；：、！？）》”’】";
/// Marks that do not end a line.
const OPENING: &str = "（《“‘【";

/// The width of a character, in those of a Chinese one.
fn width(c: char) -> f64 {
    if c.is_ascii() { 0.5 } else { 1.0 }
}

fn length(text: &str) -> f64 {
    text.chars().map(width).sum()
}

/// Breaks a paragraph into lines of so many characters; the first has room for `first`.
fn lines(text: &str, first: f64, room: f64) -> Vec<String> {
    let mut out = Vec::new();
    let mut line = String::new();
    for c in text.chars() {
        let room = if out.is_empty() { first } else { room };
        if length(&line) + width(c) > room && !HANGING.contains(c) {
            let mut next = String::new();
            while line.ends_with(|c| OPENING.contains(c)) {
                next.extend(line.pop());
            }
            out.push(std::mem::replace(&mut line, next));
        }
        line.push(c);
    }
    out.push(line);
    out
}

/// Pages as they are drawn.
struct Pages {
    done: Vec<String>,
    page: String,
    y: f64,
}

impl Pages {
    fn new() -> Self {
        Self { done: Vec::new(), page: String::new(), y: TOP }
    }

    fn show(&mut self, text: &str, size: f64, x: f64, y: f64) {
        let (bytes, _, lost) = encoding_rs::GBK.encode(text);
        assert!(!lost, "GBK has not all of: {text}");
        let hex: String = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
        writeln!(self.page, "BT /F1 {size} Tf {x:.2} {y:.2} Td <{hex}> Tj ET").unwrap();
    }

    fn end(&mut self) {
        let number = self.done.len() + 1;
        self.show("政府信息公开", SMALL, LEFT, 795.0);
        let number = format!("— {number} —");
        self.show(&number, 14.0, MIDDLE - length(&number) * 7.0, 70.0);
        self.done.push(std::mem::take(&mut self.page));
        self.y = TOP;
    }

    /// A new page where there is not so much room left.
    fn room(&mut self, height: f64) {
        if self.y - height < BOTTOM - LEADING {
            self.end();
        }
    }

    fn line(&mut self, text: &str, size: f64, x: f64) {
        self.room(LEADING);
        self.show(text, size, x, self.y);
        self.y -= LEADING;
    }

    /// A row in ruled cells of equal width.
    fn row(&mut self, cells: &[String]) {
        let wide = WIDTH * SIZE / cells.len() as f64;
        // Two stops may hang over and still stand within the rules.
        let room = (wide / SMALL).floor() - 2.0;
        let broken: Vec<Vec<String>> = cells.iter().map(|cell| lines(cell, room, room)).collect();
        let count = broken.iter().map(Vec::len).max().unwrap_or(1);
        let height = count as f64 * SMALL * 1.3 + 6.0;
        self.room(height);
        let top = self.y + SMALL;
        for (column, cell) in broken.iter().enumerate() {
            let x = LEFT + column as f64 * wide;
            writeln!(self.page, "{x:.2} {:.2} {wide:.2} {height:.2} re S", top - height).unwrap();
            for (at, text) in cell.iter().enumerate() {
                self.show(text, SMALL, x + 3.0, top - SMALL * 1.3 * (at as f64 + 1.0));
            }
        }
        self.y -= height;
    }
}

/// The notice.
pub fn pdf(source: &Source) -> Vec<u8> {
    let mut pages = Pages::new();
    for part in &source.parts {
        match part {
            Part::Line(line) => match line.place {
                Place::Title => {
                    for text in lines(&line.text, 20.0, 20.0) {
                        pages.line(&text, 22.0, MIDDLE - length(&text) * 11.0);
                    }
                }
                Place::Body => {
                    for (at, text) in lines(&line.text, WIDTH - 2.0, WIDTH).iter().enumerate() {
                        pages.line(text, SIZE, LEFT + if at == 0 { 2.0 * SIZE } else { 0.0 });
                    }
                }
                Place::Right => {
                    pages.line(&line.text, SIZE, LEFT + (WIDTH - 2.0 - length(&line.text)) * SIZE)
                }
            },
            Part::Table(rows) => {
                rows.iter().for_each(|cells| pages.row(cells));
                pages.y -= LEADING;
            }
        }
    }
    pages.end();
    assert!(pages.done.len() > 1, "a twin on paper has two pages and more");
    file(&pages.done)
}

/// The file of these pages: objects, their places, the trailer.
fn file(pages: &[String]) -> Vec<u8> {
    let kids: String = (0..pages.len()).map(|at| format!("{} 0 R ", 6 + 2 * at)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len()),
        "<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /GBK-EUC-H /DescendantFonts [4 0 R] >>".to_owned(),
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) \
         /Supplement 2 >> /DW 1000 /W [1 95 500 814 939 500] /FontDescriptor 5 0 R >>"
            .to_owned(),
        "<< /Type /FontDescriptor /FontName /SimSun /Flags 6 /FontBBox [-8 -145 1000 859] /ItalicAngle 0 /Ascent 859 \
         /Descent -141 /CapHeight 683 /StemV 91 >>"
            .to_owned(),
    ];
    for (at, content) in pages.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>",
            7 + 2 * at
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{content}endstream", content.len()));
    }
    let mut out = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(out.len());
        writeln!(out, "{} 0 obj\n{object}\nendobj", at + 1).unwrap();
    }
    let start = out.len();
    let table: String = places.iter().map(|place| format!("{place:010} 00000 n \n")).collect();
    write!(
        out,
        "xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n",
        count = objects.len() + 1
    )
    .unwrap();
    out.into_bytes()
}
