//! Popups over wide characters keep their borders, whatever column they begin in.

use huitoukan::{text::width, tui::app::action::Action, words::Lang};

use crate::{bench::Bench, book};

#[test]
fn borders_stand_at_odd_columns_too() {
    let mut bench = Bench::open(book::marked_ledger(), Lang::Zh, 100, 24);
    bench.press("Enter m");
    for columns in 70..110 {
        bench.act(Action::Resize(columns, 24));
        let drawn = bench.draw();
        let area = drawn.map.overlay.unwrap();
        for y in area.top() + 1..area.bottom() - 1 {
            assert_eq!(drawn.buffer[(area.left(), y)].symbol(), "|");
            assert_eq!(drawn.buffer[(area.right() - 1, y)].symbol(), "|");
            if area.left() > 0 {
                let before = drawn.buffer[(area.left() - 1, y)].symbol();
                assert_eq!(width(before), 1, "a wide character reaches into the popup at {columns} columns");
            }
        }
    }
}
