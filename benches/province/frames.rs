//! Drawing a list.

use crate::{
    drawing::Screen,
    place::Place,
    rows::{Limit, Rows, What, pairs, percentile},
};

const FRAME: What = What::new(
    "a page down in a list of so many issues, and its frame, without a terminal",
    "the same in a list of 1,000",
    &[Limit::Ratio(1.5)],
);

/// A page down and its frame at 200×60.
pub fn drawing(place: &Place, rows: &mut Rows) {
    let mut large = Screen::of(i64::try_from(place.issues).unwrap());
    let mut small = Screen::of(1_000);
    let [ours, theirs] = pairs(200, |_| large.page(), |_| small.page());
    rows.times(&FRAME, place.issues, percentile(&ours, 50), percentile(&theirs, 50));
}
