//! Questions that a careful reader would ask (疑点): notices → doubts.
//!
//! One file a rule, each a pure function from a [`Sheet`] to [`Doubt`]s; what it asks, from what, and when it
//! keeps silent stands at its head. A doubt is a question with the words that raise it side by side, never
//! a verdict; a false one costs more trust than a missed one, so a rule that cannot be sure says nothing.

mod date_before_feedback;
mod deadline_passed;
mod done_but_open;
mod doubt;
mod no_result;
mod number_gap;
mod open;
mod question;
mod repeat_finding;
mod rule;
mod sheet;
#[cfg(test)]
mod testing;
mod voice;

use crate::{intake::Document, notice::Notice};

pub use doubt::{Doubt, Elsewhere, LONGEST, Quote};
pub use question::{Named, Question};
pub use rule::{RuleId, Rules};
pub use sheet::{Place, Sheet};

/// The version of the rules. It grows whenever the same notice may be asked other questions, so that the
/// ledger knows whose doubts are of older rules.
pub const CHECKS_VERSION: u32 = 1;

/// A rule over one notice.
type Ask = fn(&Sheet) -> Vec<Doubt>;

/// The rules that read one notice.
const RULES: &[(RuleId, Ask)] = &[
    (RuleId::NumberGap, number_gap::ask),
    (RuleId::DateBeforeFeedback, date_before_feedback::ask),
    (RuleId::DeadlinePassed, deadline_passed::ask),
    (RuleId::DoneButOpen, done_but_open::ask),
    (RuleId::NoResult, no_result::ask),
    (RuleId::RepeatFinding, repeat_finding::ask),
];

/// The doubts of one notice, in its order; `document` is what it was read from.
pub fn check(document: &Document, notice: &Notice, rules: &Rules) -> Vec<Doubt> {
    let sheet = Sheet::new(document, notice);
    let mut out: Vec<Doubt> =
        RULES.iter().filter(|(rule, _)| rules.asks(*rule)).flat_map(|(_, ask)| ask(&sheet)).collect();
    out.sort_by_key(|doubt| (doubt.quotes.first().map_or(0, |quote| quote.span.start), doubt.rule));
    out
}
