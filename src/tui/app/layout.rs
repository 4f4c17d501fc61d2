//! From the size of the screen to the areas of its parts. Pure.

use ratatui::layout::Rect;

use super::model::Pane;

/// Columns below which a message stands in place of the panes.
pub const LEAST_COLUMNS: u16 = 40;
/// Rows below which a message stands in place of the panes.
pub const LEAST_ROWS: u16 = 10;
/// Columns from which all three panes are seen.
const THREE: u16 = 100;
/// Columns from which two panes are seen.
const TWO: u16 = 70;
/// Rows from which the line of totals is seen, and hints stand under the message.
const TALL: u16 = 14;

/// The areas of the screen. An area that is not seen is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Layout {
    /// Totals and today's date.
    pub top: Option<Rect>,
    /// The chips of the filters.
    pub chips: Rect,
    /// The panes, by [`Pane::index`].
    pub panes: [Option<Rect>; 3],
    /// The message line; the hints stand here too where `hints` is `None`.
    pub status: Rect,
    /// The line of hints.
    pub hints: Option<Rect>,
}

impl Layout {
    /// The areas of a screen of that size; `None` where it is too small for panes.
    pub fn of(columns: u16, rows: u16, focus: Pane) -> Option<Self> {
        if columns < LEAST_COLUMNS || rows < LEAST_ROWS {
            return None;
        }
        let line = |y| Rect::new(0, y, columns, 1);
        let tall = rows >= TALL;
        let above = if tall { 2 } else { 1 };
        let below = above;
        let body = Rect::new(0, above, columns, rows - above - below);
        Some(Self {
            top: tall.then(|| line(0)),
            chips: line(above - 1),
            panes: panes(body, focus),
            status: line(rows - below),
            hints: tall.then(|| line(rows - 1)),
        })
    }

    /// The rows of a pane under its head.
    pub fn body(&self, pane: Pane) -> Rect {
        match self.panes.get(pane.index()).copied().flatten() {
            Some(area) => Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area },
            None => Rect::default(),
        }
    }
}

fn panes(body: Rect, focus: Pane) -> [Option<Rect>; 3] {
    let part = |x: u16, width: u16| Some(Rect { x: body.x + x, width, ..body });
    let all = body.width;
    if all >= THREE {
        let agencies = if all >= 150 { 50 } else { (all * 29 / 100).max(30) };
        let rest = all - agencies - 2;
        let tree = rest * 54 / 100;
        return [
            part(0, agencies),
            part(agencies + 1, tree),
            part(agencies + tree + 2, rest - tree),
        ];
    }
    match focus {
        _ if all < TWO => {
            let mut one = [None; 3];
            if let Some(seen) = one.get_mut(focus.index()) {
                *seen = Some(body);
            }
            one
        }
        Pane::Agencies => {
            let agencies = all * 45 / 100;
            [part(0, agencies), part(agencies + 1, all - agencies - 1), None]
        }
        Pane::Tree | Pane::Detail => {
            let tree = all / 2;
            [None, part(0, tree), part(tree + 1, all - tree - 1)]
        }
    }
}

/// The area of a popup that wants `columns` by `rows`, in the middle of a screen of that size.
pub fn popup(screen: (u16, u16), columns: u16, rows: u16) -> Rect {
    let width = columns.min(screen.0);
    let height = rows.min(screen.1);
    Rect::new((screen.0 - width) / 2, (screen.1 - height) / 2, width, height)
}

/// What is inside the border of a popup.
pub fn inside(area: Rect) -> Rect {
    Rect {
        x: area.x + area.width.min(2),
        y: area.y + area.height.min(1),
        width: area.width.saturating_sub(4),
        height: area.height.saturating_sub(2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_never_overlap_and_stay_on_the_screen() {
        for columns in 0..200 {
            for rows in [0, 1, 9, 10, 13, 14, 40] {
                for focus in Pane::ALL {
                    let Some(layout) = Layout::of(columns, rows, focus) else { continue };
                    let screen = Rect::new(0, 0, columns, rows);
                    let seen: Vec<Rect> = layout.panes.into_iter().flatten().collect();
                    assert!(layout.panes[focus.index()].is_some());
                    for (at, area) in seen.iter().enumerate() {
                        assert_eq!(area.intersection(screen), *area);
                        assert!(seen.iter().skip(at + 1).all(|other| !area.intersects(*other)));
                        assert!(!area.intersects(layout.status) && !area.intersects(layout.chips));
                    }
                }
            }
        }
    }
}
