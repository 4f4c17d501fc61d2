//! A window on a long list: which row is selected, which rows are seen.

/// Rows that stay visible above and below the selected one.
const SCROLL_OFF: usize = 2;

/// State of a list of which only a window is drawn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct List {
    /// The selected row.
    pub selected: usize,
    /// The first row that is seen.
    pub offset: usize,
    /// How many rows there are.
    pub len: usize,
    /// How many rows are seen.
    pub height: usize,
}

impl List {
    /// A list of `len` rows with the first selected.
    pub fn new(len: usize) -> Self {
        Self { len, ..Self::default() }
    }

    /// Sets the number of rows; the selection stays within.
    pub fn resize(&mut self, len: usize) {
        self.len = len;
        self.settle();
    }

    /// Sets the number of rows that are seen.
    pub fn show(&mut self, height: usize) {
        self.height = height;
        self.settle();
    }

    /// Selects a row, the last where there is none of that number.
    pub fn select(&mut self, row: usize) {
        self.selected = row;
        self.settle();
    }

    /// Moves the selection by `rows`, down if positive.
    pub fn step(&mut self, rows: isize) {
        self.select(self.selected.saturating_add_signed(rows));
    }

    /// Moves the window by `rows` without the selection, which is drawn along at the edge.
    pub fn scroll(&mut self, rows: isize) {
        self.offset = self.offset.saturating_add_signed(rows).min(self.len.saturating_sub(self.height));
        let margin = self.margin();
        let low = if self.offset == 0 { 0 } else { self.offset + margin };
        let end = self.offset + self.height;
        let high = if end >= self.len { self.len } else { end.saturating_sub(margin) };
        self.selected = self.selected.clamp(low, high.saturating_sub(1).max(low));
        self.settle();
    }

    /// The rows that are seen.
    pub fn window(&self) -> std::ops::Range<usize> {
        self.offset..self.len.min(self.offset + self.height)
    }

    fn margin(&self) -> usize {
        SCROLL_OFF.min(self.height.saturating_sub(1) / 2)
    }

    fn settle(&mut self) {
        self.selected = self.selected.min(self.len.saturating_sub(1));
        let margin = self.margin();
        let last = (self.selected + margin + 1).saturating_sub(self.height);
        self.offset = self.offset.clamp(last, self.selected.saturating_sub(margin).max(last));
        self.offset = self.offset.min(self.len.saturating_sub(self.height));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_selection_keeps_its_distance_from_the_edges() {
        let mut list = List::new(100);
        list.show(10);
        list.select(8);
        assert_eq!(list.offset, 1);
        list.select(99);
        assert_eq!(list.offset, 90);
        list.step(-8);
        assert_eq!((list.selected, list.offset), (91, 89));
    }

    #[test]
    fn the_wheel_draws_the_selection_along() {
        let mut list = List::new(100);
        list.show(10);
        list.scroll(20);
        assert_eq!((list.offset, list.selected), (20, 22));
        list.scroll(-100);
        assert_eq!(list.offset, 0);
    }

    proptest! {
        #[test]
        fn the_selection_is_always_seen(
            len in 0usize..50, height in 0usize..12, steps in prop::collection::vec(-20isize..20, 0..12),
        ) {
            let mut list = List::new(len);
            list.show(height);
            for step in steps {
                if step % 3 == 0 { list.scroll(step) } else { list.step(step) }
                prop_assert!(list.selected < len.max(1));
                if len > 0 && height > 0 {
                    prop_assert!(list.window().contains(&list.selected), "{list:?}");
                }
            }
        }
    }
}
