//! Tables: rows and cells as a grid (ECMA-376, 17.4).

use super::{
    super::{Fault, Limit, Place, limits::MAX_COLUMNS, xml::Tag},
    walk::{Item, Story, Walk},
};

/// The most places that the grids of all tables of a document have together. A province's ledger with
/// 5,000 rows of 12 columns has 60,000.
const MAX_PLACES: usize = 300_000;

/// A table as it is read.
#[derive(Debug, Default)]
struct Grid {
    rows: Vec<Vec<Slot>>,
    columns: usize,
    /// By column: whether a cell of the last row that goes on below begins there.
    open: Vec<bool>,
}

/// A place of the grid.
#[derive(Debug)]
enum Slot {
    Own(Vec<Item>),
    Left,
    Above,
}

/// A row as it is read.
#[derive(Debug, Default)]
struct Row {
    slots: Vec<Slot>,
    open: Vec<bool>,
    is_gone: bool,
}

/// What a cell says of itself.
#[derive(Debug)]
struct Shape {
    span: usize,
    /// Whether it is merged with those below (`Some(true)`: the first of them) or above it.
    down: Option<bool>,
    /// Whether it goes on the cell left of it.
    is_left: bool,
    is_gone: bool,
}

impl Walk<'_> {
    /// Reads the open `tbl`: a table, or what stands in it where it only lays out a page.
    pub(super) fn table(&mut self) -> Result<Vec<Item>, Fault> {
        let mut grid = Grid::default();
        self.rows(&mut grid)?;
        Ok(grid.items())
    }

    fn rows(&mut self, grid: &mut Grid) -> Result<(), Fault> {
        while let Some(tag) = self.xml.child()? {
            match tag.name() {
                "tr" => {
                    let mut row = Row::default();
                    self.cells(&mut row, grid)?;
                    self.add(row, grid)?;
                }
                "tblPr" | "tblGrid" | "sdtEndPr" | "customXmlPr" => self.xml.skip()?,
                name if self.passes_over(name)? => {}
                _ => self.rows(grid)?,
            }
        }
        Ok(())
    }

    fn add(&mut self, row: Row, grid: &mut Grid) -> Result<(), Fault> {
        if row.is_gone || row.slots.is_empty() {
            return Ok(());
        }
        grid.columns = grid.columns.max(row.slots.len());
        grid.rows.push(row.slots);
        grid.open = row.open;
        // Short rows are filled up to the longest.
        if self.places + grid.rows.len() * grid.columns > MAX_PLACES {
            return Err(Fault::Beyond(Limit::Size));
        }
        Ok(())
    }

    fn cells(&mut self, row: &mut Row, grid: &Grid) -> Result<(), Fault> {
        while let Some(tag) = self.xml.child()? {
            match tag.name() {
                "trPr" => {
                    let before = self.row_properties(row)?;
                    row.slots.extend((0..before).map(|_| Slot::Own(Vec::new())));
                }
                "tc" if !row.is_gone => self.cell(row, grid)?,
                "tc" | "tblPrEx" | "sdtEndPr" | "customXmlPr" => self.xml.skip()?,
                name if self.passes_over(name)? => {}
                _ => self.cells(row, grid)?,
            }
        }
        Ok(())
    }

    /// Reads the open `trPr`. How many columns of the grid stand before the first cell.
    fn row_properties(&mut self, row: &mut Row) -> Result<usize, Fault> {
        let mut before = 0;
        while let Some(tag) = self.xml.child()? {
            match tag.name() {
                "gridBefore" => before = tag.number().unwrap_or(0).min(MAX_COLUMNS - 1),
                "del" => row.is_gone = true,
                "hidden" => row.is_gone |= tag.is_on(),
                _ => {}
            }
            self.xml.skip()?;
        }
        Ok(before)
    }

    /// Reads the open `tc`.
    fn cell(&mut self, row: &mut Row, grid: &Grid) -> Result<(), Fault> {
        let mut shape = Shape { span: 1, down: None, is_left: false, is_gone: false };
        let mut story = Story::cell();
        let column = row.slots.len();
        let mut slot = None;
        while let Some(tag) = self.xml.child()? {
            if tag.name() != "tcPr" {
                self.block(&tag, &mut story)?;
                continue;
            }
            self.cell_properties(&mut shape)?;
            let is_above = shape.down == Some(false) && grid.open.get(column) == Some(&true);
            let is_left = shape.is_left && column > 0;
            if shape.is_gone {
                return self.xml.skip();
            }
            if is_above || is_left {
                // What a cell holds that goes on another is not printed.
                slot = Some(if is_left { Slot::Left } else { Slot::Above });
                self.xml.skip()?;
                break;
            }
        }
        self.finish(&mut story)?;
        row.put(slot.unwrap_or(Slot::Own(story.items)), &shape);
        Ok(())
    }

    /// Reads the open `tcPr`.
    fn cell_properties(&mut self, shape: &mut Shape) -> Result<(), Fault> {
        let is_first = |tag: &Tag<'_>| tag.attr("val").is_some_and(|value| value == "restart");
        while let Some(tag) = self.xml.child()? {
            match tag.name() {
                "gridSpan" => shape.span = tag.number().unwrap_or(1).clamp(1, MAX_COLUMNS),
                "vMerge" => shape.down = Some(is_first(&tag)),
                "hMerge" => shape.is_left = !is_first(&tag),
                "cellDel" => shape.is_gone = true,
                _ => {}
            }
            self.xml.skip()?;
        }
        Ok(())
    }
}

impl Row {
    /// Adds a cell. What stands beyond the last column that is read goes into that one.
    fn put(&mut self, slot: Slot, shape: &Shape) {
        let column = self.slots.len();
        if column >= MAX_COLUMNS {
            if let (Slot::Own(items), Some(Slot::Own(last))) = (slot, self.slots.last_mut()) {
                last.extend(items);
            }
            return;
        }
        self.slots.push(slot);
        self.open.resize(column, false);
        self.open.push(shape.down.is_some());
        let rest = (shape.span - 1).min(MAX_COLUMNS - column - 1);
        self.slots.extend((0..rest).map(|_| Slot::Left));
    }
}

impl Grid {
    /// The table; or the paragraphs and tables in it where it is no table but a frame: it has one
    /// column, or only one cell with text.
    fn items(mut self) -> Vec<Item> {
        self.drop_idle_columns();
        let slots = || self.rows.iter().flatten();
        let full = slots().filter(|slot| matches!(slot, Slot::Own(items) if !items.is_empty())).count();
        if full <= 1 || self.columns <= 1 {
            let own = |slot| if let Slot::Own(items) = slot { items } else { Vec::new() };
            return self.rows.into_iter().flatten().flat_map(own).collect();
        }
        let place = |slot| match slot {
            Slot::Own(items) => Place::Text(lines(items)),
            Slot::Left => Place::Left,
            Slot::Above => Place::Above,
        };
        let rows = self.rows.into_iter().map(|row| row.into_iter().map(place).collect());
        vec![Item::Table(rows.collect())]
    }

    /// Drops the columns in which no cell begins: the grid is as fine as all edges of cells that once
    /// were, so that tables changed by hand have such.
    fn drop_idle_columns(&mut self) {
        let mut begins = vec![false; self.columns];
        for row in &self.rows {
            for (slot, begins) in row.iter().zip(&mut begins) {
                *begins |= !matches!(slot, Slot::Left);
            }
        }
        for row in &mut self.rows {
            let mut begins = begins.iter();
            row.retain(|_| begins.next().copied().unwrap_or(true));
        }
        self.columns = begins.iter().filter(|begins| **begins).count();
    }
}

/// The text of a cell: a line for each paragraph, and for each row of a table in it.
fn lines(items: Vec<Item>) -> String {
    let mut text = String::new();
    let mut line = |line: &str| {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(line);
    };
    for item in items {
        match item {
            Item::Paragraph(paragraph, _) => line(paragraph.trim_end()),
            Item::Table(rows) => {
                for row in rows {
                    let own = row.iter().filter_map(|place| match place {
                        Place::Text(text) if !text.is_empty() => Some(text.as_str()),
                        _ => None,
                    });
                    line(&own.collect::<Vec<_>>().join(" "));
                }
            }
        }
    }
    text
}
