//! `sum_mismatch`: figures of one sentence do not make the total, difference, product or length printed there.
//!
//! Asks of sentences that name all of their figures: a total behind its parts (`totals`), parts behind
//! their whole (`parts`), what is left (`rests`), differences (`changes`), so much each (`products`), one amount
//! in two units (`equals`), spans of days (`spans`).
//!
//! Silent where a sentence can be read two ways: parts that may overlap or need not be all (其中 without a
//! division that is whole by itself), 等, amounts that rounding at the printed place explains, a rest where nothing
//! names the whole that it is left of (盘活31台，报废12台，其余8台: the first may be a part too), approximate
//! figures within their room (see [`near`](super::figures::Near)), other units, what came in besides, plans, and
//! wherever any sensible choice of the figures fits. A figure that fits in one way is asked in no other.

mod changes;
mod equals;
mod labels;
mod parts;
mod products;
mod rests;
mod spans;
#[cfg(test)]
mod tests;
mod totals;
mod words;

use super::figures::{Found, Misfit, Phrase};

/// The figures of a sentence that others do not make.
pub fn find(phrase: &Phrase) -> Vec<Misfit> {
    let mut found = Found::default();
    for find in
        [totals::find, rests::find, parts::find, changes::find, products::find, equals::find, spans::find]
    {
        find(phrase, &mut found);
    }
    found.asked()
}
