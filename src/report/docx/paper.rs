//! Paragraphs and tables as XML (ECMA-376, part 1, 17). Styles, by name, stand in `parts/styles.xml`.

use std::io::{self, Write};

use jiff::Timestamp;
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};

use crate::text::clean::lines_for_terminal;

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// How wide the columns of a table are, in twentieths of a point; together they are the width of the text.
const COLUMNS: [u32; 4] = [1600, 2822, 1600, 2822];

/// The page: A4, with the margins of GB/T 9704-2012, 5.2 (37 mm above, 28 mm at the left, text of 156 mm by
/// 225 mm), in twentieths of a point.
const PAGE: [(&str, &[(&str, &str)]); 2] = [
    ("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")]),
    (
        "w:pgMar",
        &[
            ("w:top", "2098"),
            ("w:right", "1474"),
            ("w:bottom", "1984"),
            ("w:left", "1588"),
            ("w:header", "851"),
            ("w:footer", "1587"),
            ("w:gutter", "0"),
        ],
    ),
];

/// The style of a paragraph.
#[derive(Debug, Clone, Copy)]
pub enum Style {
    /// The level of secrecy.
    Level,
    /// The title.
    Title,
    /// Who made it, when, from what.
    Made,
    /// An agency; the number tells whether it begins a page.
    Agency {
        /// Whether it begins a new page.
        new_page: bool,
    },
    /// An issue.
    Issue,
    /// All else.
    Body,
    /// The space behind a table.
    Gap,
}

impl Style {
    fn name(self) -> &'static str {
        match self {
            Self::Level => "Level",
            Self::Title => "Title",
            Self::Made => "Made",
            Self::Agency { .. } => "Heading1",
            Self::Issue => "Heading2",
            Self::Body => "Body",
            Self::Gap => "Gap",
        }
    }
}

/// A cell of a form to be filled in.
pub struct Cell {
    /// What is printed in it.
    pub text: String,
    /// Whether it names what is to be filled in.
    pub head: bool,
    /// Over how many columns of [`COLUMNS`] it reaches.
    pub span: usize,
}

/// A row of a form.
pub struct Row {
    /// The least height in twentieths of a point.
    pub height: u32,
    /// The cells; their spans together are the number of columns.
    pub cells: Vec<Cell>,
}

/// The body of a document that is being written.
pub struct Paper<'a> {
    xml: Writer<&'a mut dyn Write>,
}

impl<'a> Paper<'a> {
    /// An empty one, which is written to `out` as it grows.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn new(out: &'a mut dyn Write) -> io::Result<Self> {
        let mut paper = Self { xml: Writer::new(out) };
        paper.xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))))?;
        paper.open("w:document", &[("xmlns:w", MAIN), ("xmlns:r", RELATIONS)])?;
        paper.open("w:body", &[])?;
        Ok(paper)
    }

    /// A paragraph; the label stands before the text in a face of its own.
    ///
    /// # Errors
    /// As [`Paper::new`].
    pub fn paragraph(&mut self, style: Style, label: &str, text: &str) -> io::Result<()> {
        self.open("w:p", &[])?;
        self.open("w:pPr", &[])?;
        self.empty("w:pStyle", &[("w:val", style.name())])?;
        if let Style::Agency { new_page: true } = style {
            self.empty("w:pageBreakBefore", &[])?;
        }
        self.close("w:pPr")?;
        self.run(label, Some("Label"))?;
        self.run(text, None)?;
        self.close("w:p")
    }

    /// A form to be filled in, which is kept on one page.
    ///
    /// # Errors
    /// As [`Paper::new`].
    pub fn form(&mut self, rows: &[Row]) -> io::Result<()> {
        self.open("w:tbl", &[])?;
        self.open("w:tblPr", &[])?;
        let width = COLUMNS.iter().sum::<u32>().to_string();
        self.empty("w:tblW", &[("w:w", &width), ("w:type", "dxa")])?;
        self.open("w:tblBorders", &[])?;
        for side in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
            self.empty(side, &[("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", "auto")])?;
        }
        self.close("w:tblBorders")?;
        self.empty("w:tblLayout", &[("w:type", "fixed")])?;
        self.close("w:tblPr")?;
        self.open("w:tblGrid", &[])?;
        for width in COLUMNS {
            self.empty("w:gridCol", &[("w:w", &width.to_string())])?;
        }
        self.close("w:tblGrid")?;
        for row in rows {
            self.row(row)?;
        }
        self.close("w:tbl")?;
        // Two tables without a paragraph between them would be one.
        self.paragraph(Style::Gap, "", "")
    }

    fn row(&mut self, row: &Row) -> io::Result<()> {
        self.open("w:tr", &[])?;
        self.open("w:trPr", &[])?;
        self.empty("w:cantSplit", &[])?;
        self.empty("w:trHeight", &[("w:val", &row.height.to_string()), ("w:hRule", "atLeast")])?;
        self.close("w:trPr")?;
        let mut column = 0;
        for cell in &row.cells {
            let width: u32 = COLUMNS.iter().skip(column).take(cell.span).sum();
            column += cell.span;
            self.open("w:tc", &[])?;
            self.open("w:tcPr", &[])?;
            self.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")])?;
            self.empty("w:gridSpan", &[("w:val", &cell.span.to_string())])?;
            self.empty("w:vAlign", &[("w:val", "center")])?;
            self.close("w:tcPr")?;
            self.open("w:p", &[])?;
            self.open("w:pPr", &[])?;
            self.empty("w:pStyle", &[("w:val", if cell.head { "CellHead" } else { "Cell" })])?;
            self.close("w:pPr")?;
            self.run(&cell.text, None)?;
            self.close("w:p")?;
            self.close("w:tc")?;
        }
        self.close("w:tr")
    }

    fn run(&mut self, text: &str, style: Option<&str>) -> io::Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        self.open("w:r", &[])?;
        if let Some(style) = style {
            self.open("w:rPr", &[])?;
            self.empty("w:rStyle", &[("w:val", style)])?;
            self.close("w:rPr")?;
        }
        for (number, line) in fit(text).split('\n').enumerate() {
            if number > 0 {
                self.empty("w:br", &[])?;
            }
            self.open("w:t", &[("xml:space", "preserve")])?;
            self.xml.write_event(Event::Text(BytesText::new(line)))?;
            self.close("w:t")?;
        }
        self.close("w:r")
    }

    /// Ends the part with the page on which it is printed.
    ///
    /// # Errors
    /// As [`Paper::new`].
    pub fn finish(mut self) -> io::Result<()> {
        self.open("w:sectPr", &[])?;
        self.empty("w:footerReference", &[("w:type", "default"), ("r:id", "rId4")])?;
        self.empty("w:footerReference", &[("w:type", "even"), ("r:id", "rId5")])?;
        for (name, attributes) in PAGE {
            self.empty(name, attributes)?;
        }
        self.close("w:sectPr")?;
        self.close("w:body")?;
        self.close("w:document")
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        self.xml.write_event(Event::Start(element(name, attributes)))
    }

    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        self.xml.write_event(Event::Empty(element(name, attributes)))
    }

    fn close(&mut self, name: &str) -> io::Result<()> {
        self.xml.write_event(Event::End(BytesEnd::new(name)))
    }
}

fn element<'a>(name: &'a str, attributes: &[(&'a str, &'a str)]) -> BytesStart<'a> {
    BytesStart::new(name).with_attributes(attributes.iter().copied())
}

/// The gate: text without what XML forbids (XML 1.0, 2.2) or what turns the direction of writing.
fn fit(text: &str) -> String {
    lines_for_terminal(text).chars().filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}')).collect()
}

/// The part that says what the document is, who made it and when (ECMA-376, part 2, 11).
///
/// # Errors
/// As [`Paper::new`].
pub fn facts(title: &str, who: &str, when: Timestamp) -> io::Result<Vec<u8>> {
    let mut part = Vec::new();
    let mut paper = Paper { xml: Writer::new(&mut part) };
    paper.xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))))?;
    let spaces = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    paper.open("cp:coreProperties", &spaces)?;
    let day = when.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let kind = ("xsi:type", "dcterms:W3CDTF");
    for (name, text, kind) in
        [("dc:title", title, None), ("dc:creator", who, None), ("dcterms:created", day.as_str(), Some(kind))]
    {
        paper.open(name, kind.as_slice())?;
        paper.xml.write_event(Event::Text(BytesText::new(&fit(text).replace('\n', " "))))?;
        paper.close(name)?;
    }
    paper.close("cp:coreProperties")?;
    drop(paper);
    Ok(part)
}
