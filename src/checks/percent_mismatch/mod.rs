//! `percent_mismatch`: a share, rate, change, multiple or rank does not follow from the figures of its sentence.
//!
//! Asks of shares and rates (`shares`: 占, 率, 三分之一, 七成), changes in hundredths, points, multiples and
//! places (`changes`), ranks against how many there are and from the end (`ranks`). Compared at the precision
//! printed, rounded or cut; parts in words (三分之一, 七成) more loosely.
//!
//! Silent where the whole is not named, where a rate is an aim (要达到, 目标) or of something else (利率,
//! 负债率), where 增长3倍 can be read as thrice as much, where any pair of the sentence's figures makes the
//! printed one.

mod changes;
mod ranks;
mod shares;
#[cfg(test)]
mod tests;

use super::figures::{Found, Misfit, Phrase};

/// The relations of a sentence that its figures do not make.
pub fn find(phrase: &Phrase) -> Vec<Misfit> {
    let mut found = Found::default();
    for find in
        [shares::find, shares::lists, changes::find, changes::multiples, changes::overruns, ranks::find]
    {
        find(phrase, &mut found);
    }
    found.asked()
}
