//! Text out of paragraphs and tables: the gate through which formats with a structure enter.

use crate::notice::Span;

use super::{
    clean::clean,
    form::{Cell, Form, Heading, Origin, Table},
};

/// A place of a table's grid as a format gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A cell of its own with this text; line ends part its paragraphs.
    Text(String),
    /// The cell left of it goes on.
    Left,
    /// The cell above it goes on.
    Above,
}

/// Composes a text. Everything that comes in is cleaned here.
#[derive(Debug, Default)]
pub struct Composer {
    text: String,
    headings: Vec<Heading>,
    tables: Vec<Table>,
    /// Where each page but the first begins.
    breaks: Vec<usize>,
    paged: bool,
}

/// A text and its form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Composed {
    /// The clean text.
    pub text: String,
    /// Its form.
    pub form: Form,
    /// Its pages; empty where the format has none.
    pub pages: Vec<Span>,
}

impl Composer {
    /// How many bytes of text there are so far.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Adds a paragraph; line ends in it stay, an empty one is left out. The white space at its head
    /// stays (it tells where paragraphs begin), that at its end goes. `depth` is its depth as a
    /// heading, 0 where the file does not call it one.
    pub fn paragraph(&mut self, text: &str, depth: usize) {
        let (text, _) = clean(text);
        for line in text.lines().map(str::trim_end).filter(|line| !line.is_empty()) {
            if depth > 0 {
                self.headings.push(Heading { at: self.text.len(), depth });
            }
            self.text.push_str(line);
            self.text.push('\n');
        }
    }

    /// Adds a table. Rows that are shorter than the longest are filled up; a place that goes on where
    /// there is nothing to go on from is empty. In the text a row begins a line, and its own cells are
    /// parted by tabs.
    pub fn table(&mut self, rows: Vec<Vec<Place>>) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let begin = self.text.len();
        let mut grid: Vec<Vec<Cell>> = Vec::with_capacity(rows.len());
        for row in rows {
            let mut cells: Vec<Cell> = Vec::with_capacity(columns);
            let line = self.text.len();
            for place in row.into_iter().chain(std::iter::repeat(Place::Text(String::new()))).take(columns) {
                let above = grid.last().and_then(|row| row.get(cells.len())).copied();
                let cell = match (place, cells.last().copied(), above) {
                    (Place::Left, Some(left), _) => Cell { span: left.span, origin: Origin::Left },
                    (Place::Above, _, Some(above)) => Cell { span: above.span, origin: Origin::Above },
                    (Place::Text(text), ..) => self.cell(&text, line),
                    _ => self.cell("", line),
                };
                cells.push(cell);
            }
            if self.text.len() > line {
                self.text.push('\n');
            }
            grid.push(cells);
        }
        if self.text.len() > begin {
            self.tables.push(Table { span: Span::new(begin, self.text.len()), rows: grid });
        }
    }

    /// Adds a cell's text to the row that began at `line`.
    fn cell(&mut self, text: &str, line: usize) -> Cell {
        let (text, _) = clean(text);
        let text = text.trim();
        if !text.is_empty() && self.text.len() > line {
            self.text.push('\t');
        }
        let begin = self.text.len();
        self.text.push_str(text);
        Cell { span: Span::new(begin, self.text.len()), origin: Origin::Own }
    }

    /// Begins a page. A format with pages calls it once for each, the first included.
    pub fn page(&mut self) {
        if self.paged {
            self.breaks.push(self.text.len());
        }
        self.paged = true;
    }

    /// The text and its form.
    pub fn finish(self) -> Composed {
        let mut pages = Vec::new();
        if self.paged {
            let starts = std::iter::once(0).chain(self.breaks.iter().copied());
            let ends = self.breaks.iter().copied().chain(std::iter::once(self.text.len()));
            // Pages without text stay: the number of a page is its place in the list.
            pages = starts.zip(ends).map(|(start, end)| Span::new(start, end)).collect();
        }
        let form = Form { markup: false, headings: self.headings, tables: self.tables };
        Composed { text: self.text, form, pages }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(text: &str) -> Place {
        Place::Text(text.to_owned())
    }

    #[test]
    fn a_table_is_a_grid_over_its_text() {
        let mut composer = Composer::default();
        composer.paragraph("\u{3000}\u{3000}开头\u{1b}[31m红\u{200b}字  ", 0);
        composer.paragraph(" \n ", 0);
        composer.table(vec![
            vec![own("问题"), own("措施"), own("单位")],
            vec![own("甲\n一"), own("开会"), own("办公室")],
            vec![Place::Above, own("发文"), Place::Above],
            vec![own("合计"), Place::Left, Place::Left],
            vec![own("短")],
        ]);
        composer.paragraph("结尾", 2);
        let composed = composer.finish();
        assert_eq!(
            composed.text,
            "\u{3000}\u{3000}开头红字\n问题\t措施\t单位\n甲\n一\t开会\t办公室\n发文\n合计\n短\n结尾\n"
        );
        let table = &composed.form.tables[0];
        let shown: Vec<Vec<&str>> = table
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| cell.span.of(&composed.text)).collect())
            .collect();
        assert_eq!(
            shown,
            [
                ["问题", "措施", "单位"],
                ["甲\n一", "开会", "办公室"],
                ["甲\n一", "发文", "办公室"],
                ["合计", "合计", "合计"],
                ["短", "", ""],
            ]
        );
        assert_eq!(table.rows[2][0].origin, Origin::Above);
        assert_eq!(table.rows[3][1].origin, Origin::Left);
        assert_eq!(composed.form.headings, [Heading { at: composed.text.len() - "结尾\n".len(), depth: 2 }]);
        assert!(composed.pages.is_empty());
    }

    #[test]
    fn a_page_without_text_keeps_its_number() {
        let mut composer = Composer::default();
        for text in ["甲", "", "丙"] {
            composer.page();
            composer.paragraph(text, 0);
        }
        let composed = composer.finish();
        let shown: Vec<&str> = composed.pages.iter().map(|page| page.of(&composed.text)).collect();
        assert_eq!(shown, ["甲\n", "", "丙\n"]);
    }
}
