//! From the size of the screen to the areas of its parts. Pure.

use ratatui::layout::Rect;

use super::{
    menu::{Menu, MenuKind},
    model::Pane,
};

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
        return [part(0, agencies), part(agencies + 1, tree), part(agencies + tree + 2, rest - tree)];
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
            let tree = all * 54 / 100;
            [None, part(0, tree), part(tree + 1, all - tree - 1)]
        }
    }
}

/// Rows at the foot of the agencies, where the counts of the selected one stand.
pub fn agency_foot(rows: u16) -> u16 {
    if rows >= 9 { 3 } else { 0 }
}

/// The area of a popup that wants `columns` by `rows`, in the middle of a screen of that size.
pub fn popup(screen: (u16, u16), columns: usize, rows: usize) -> Rect {
    let least = |wanted: usize, there: u16| u16::try_from(wanted).unwrap_or(there).min(there);
    let (width, height) = (least(columns, screen.0), least(rows, screen.1));
    Rect::new((screen.0 - width) / 2, (screen.1 - height) / 2, width, height)
}

/// What is inside the border of a popup, a blank on either side.
pub fn inside(area: Rect) -> Rect {
    Rect {
        x: area.x + area.width.min(2),
        y: area.y + area.height.min(1),
        width: area.width.saturating_sub(4),
        height: area.height.saturating_sub(2),
    }
}

/// The lines of the source text: the screen without its head and its hints.
pub fn source(columns: u16, rows: u16) -> Rect {
    Rect::new(u16::from(columns > 0), rows.min(2), columns.saturating_sub(2), rows.saturating_sub(3))
}

/// The popup of commands, and within it the list under the text field and above its foot.
pub fn help(columns: u16, rows: u16) -> (Rect, Rect) {
    let area = popup((columns, rows), usize::from(columns.saturating_sub(4)).min(96), usize::from(rows));
    let inner = inside(area);
    let below = if inner.height >= 12 { 4 } else { 2 };
    (area, Rect { y: inner.y + inner.height.min(1), height: inner.height.saturating_sub(below), ..inner })
}

/// The parts of the finder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FinderParts {
    /// The popup.
    pub area: Rect,
    /// The text field.
    pub input: Rect,
    /// The hits.
    pub list: Rect,
    /// The last line.
    pub foot: Rect,
}

/// The parts of the finder on a screen of that size: most of it, so that much is seen at once.
pub fn finder(columns: u16, rows: u16) -> FinderParts {
    let wide = usize::from(columns.saturating_sub(4)).clamp(usize::from(columns.min(40)), 140);
    let high = if rows >= TALL { rows - 4 } else { rows };
    let area = popup((columns, rows), wide, usize::from(high).min(44));
    let inner = inside(area);
    let input = inner.height.min(1);
    let foot = u16::from(inner.height >= 5);
    let part = |y: u16, height: u16| Rect { y: inner.y + y, height, ..inner };
    let list = inner.height - input - foot;
    FinderParts { area, input: part(0, input), list: part(input, list), foot: part(input + list, foot) }
}

/// The parts of a menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MenuParts {
    /// The popup.
    pub area: Rect,
    /// Lines above the choices.
    pub intro: Rect,
    /// The text field.
    pub input: Rect,
    /// The choices.
    pub list: Rect,
    /// The last line.
    pub foot: Rect,
}

/// The parts of a menu on a screen of that size. Lines above the choices give way to them.
pub fn menu(columns: u16, rows: u16, menu: &Menu) -> MenuParts {
    let (wide, _) = menu.wants();
    // Who withdrew a notice, when and why, stands beside its name; what a view asks beside its.
    let wide = wide.min(if matches!(menu.kind, MenuKind::Standing | MenuKind::Views) { 116 } else { 76 });
    let inner = wide.saturating_sub(4).min(usize::from(columns.saturating_sub(4)));
    let intro: usize = menu.intro.iter().map(|line| crate::text::wrap(line, inner).len()).sum();
    let input = usize::from(menu.input.is_some());
    let area = popup((columns, rows), wide, intro + input + menu.items.len() + 3);
    let inner = inside(area);
    let room = usize::from(inner.height).saturating_sub(input + 1 + menu.items.len().min(3));
    let row = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
    let intro = row(intro.min(room)).min(inner.height);
    let input = row(input).min(inner.height - intro);
    let foot = 1.min(inner.height - intro - input);
    let list = inner.height - intro - input - foot;
    let part = |y: u16, height: u16| Rect { y: inner.y + y, height, ..inner };
    MenuParts {
        area,
        intro: part(0, intro),
        input: part(intro, input),
        list: part(intro + input, list),
        foot: part(intro + input + list, foot),
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
