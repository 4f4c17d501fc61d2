//! Rows of table cells → a grid of places, with merged cells told.

use crate::intake::{Fault, Limit, compose::Place, limits};

/// The most places of all tables of a page together: a merged cell takes many, and each takes some 50
/// bytes here and at the gate. A table of [`limits::MAX_ROWS`] rows and 25 columns has as many.
pub const MAX_PLACES: usize = 500_000;

/// A cell of the source.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// Its text; line ends part its paragraphs.
    pub text: String,
    /// How many columns it takes, at least 1.
    pub columns: usize,
    /// How many rows it takes; `usize::MAX` for all that follow in its group.
    pub rows: usize,
}

/// A row of the source.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// Which group of rows (`<thead>`, `<tbody>`) it stands in: no cell goes on into another.
    pub group: usize,
    /// Its cells.
    pub cells: Vec<Source>,
}

/// Lays rows out as HTML does (4.9.12.1). Columns behind [`limits::MAX_COLUMNS`] are left out.
///
/// # Errors
/// Where there are more places than [`MAX_PLACES`] less `taken`.
pub fn grid(rows: &[Row], taken: usize) -> Result<Vec<Vec<Place>>, Fault> {
    let mut out: Vec<Vec<Place>> = Vec::new();
    // For each column, how many rows more a cell from above takes.
    let mut down: Vec<usize> = Vec::new();
    let mut group = 0;
    let mut widest = 0;
    for row in rows {
        if row.group != group {
            down.clear();
            group = row.group;
        }
        let mut places = Vec::new();
        for cell in &row.cells {
            above(&mut places, &mut down);
            let room = limits::MAX_COLUMNS.saturating_sub(places.len());
            for column in 0..cell.columns.clamp(1, 1000).min(room) {
                let at = places.len();
                // A cell that runs into one from above ends there.
                if column > 0 && down.get(at).is_some_and(|rows| *rows > 0) {
                    break;
                }
                places.push(if column == 0 { Place::Text(cell.text.clone()) } else { Place::Left });
                if down.len() <= at {
                    down.resize(at + 1, 0);
                }
                if let Some(rows) = down.get_mut(at) {
                    *rows = cell.rows.saturating_sub(1);
                }
            }
        }
        above(&mut places, &mut down);
        rest(&mut places, &mut down);
        widest = widest.max(places.len());
        out.push(places);
        if taken + widest * out.len() > MAX_PLACES {
            return Err(Fault::Beyond(Limit::Size));
        }
    }
    Ok(out)
}

/// Adds the places here that cells from above take.
fn above(places: &mut Vec<Place>, down: &mut [usize]) {
    while let Some(rows) = down.get_mut(places.len()).filter(|rows| **rows > 0) {
        *rows -= 1;
        places.push(Place::Above);
    }
}

/// Adds the places behind the last cell that cells from above take, with the gaps before them.
fn rest(places: &mut Vec<Place>, down: &mut [usize]) {
    while down.get(places.len()..).is_some_and(|rest| rest.iter().any(|rows| *rows > 0)) {
        above(places, down);
        if down.get(places.len()..).is_some_and(|rest| rest.iter().any(|rows| *rows > 0)) {
            places.push(Place::Text(String::new()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(group: usize, cells: &[(&str, usize, usize)]) -> Row {
        let cell = |(text, columns, rows): &(&str, usize, usize)| Source {
            text: (*text).to_owned(),
            columns: *columns,
            rows: *rows,
        };
        Row { group, cells: cells.iter().map(cell).collect() }
    }

    fn shown(rows: &[Row]) -> Vec<String> {
        let place = |place: &Place| match place {
            Place::Text(text) => text.clone(),
            Place::Left => "<".to_owned(),
            Place::Above => "^".to_owned(),
        };
        let grid = grid(rows, 0).expect("small");
        grid.iter().map(|row| row.iter().map(place).collect::<Vec<_>>().join("|")).collect()
    }

    #[test]
    fn merged_cells_are_told() {
        let rows = [
            row(1, &[("序号", 1, 2), ("整改", 2, 1), ("备注", 1, 2)]),
            row(1, &[("措施", 1, 1), ("时限", 1, 1)]),
            row(2, &[("1", 1, usize::MAX), ("甲", 1, 1), ("乙", 1, 3), ("", 1, 1)]),
            row(2, &[("丙", 1, 1)]),
            row(3, &[("合计", 4, 1)]),
        ];
        assert_eq!(shown(&rows), ["序号|整改|<|备注", "^|措施|时限|^", "1|甲|乙|", "^|丙|^", "合计|<|<|<"]);
    }

    #[test]
    fn spans_are_bounded() {
        let wide = shown(&[row(0, &[("甲", 1_000_000_000, 1_000_000_000), ("乙", 1, 1)])]);
        assert_eq!(wide.iter().map(|row| row.split('|').count()).collect::<Vec<_>>(), [limits::MAX_COLUMNS]);
        let tall = vec![row(0, &[("甲", 100, usize::MAX)]); 6000];
        assert_eq!(grid(&tall, 0), Err(Fault::Beyond(Limit::Size)));
    }

    #[test]
    fn a_gap_before_a_cell_from_above_is_kept() {
        let rows = [row(0, &[("甲", 1, 1), ("乙", 1, 1), ("丙", 1, 2)]), row(0, &[("丁", 1, 1)])];
        assert_eq!(shown(&rows), ["甲|乙|丙", "丁||^"]);
    }
}
