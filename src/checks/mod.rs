//! Questions that a careful reader would ask (疑点): notices → doubts.
//!
//! One file a rule, each a pure function from a [`Sheet`] to [`Doubt`]s; what it asks, from what, and when it
//! keeps silent stands at its head. A doubt is a question with the words that raise it side by side, never
//! a verdict; a false one costs more trust than a missed one, so a rule that cannot be sure says nothing.

mod arithmetic;
mod copies;
mod count_mismatch;
mod date_before_feedback;
mod deadline_passed;
mod differs;
mod done_but_open;
mod doubt;
mod figures;
mod names;
mod no_result;
mod number_gap;
mod open;
mod percent_mismatch;
mod question;
mod repeat_finding;
mod rule;
mod sheet;
mod sum_mismatch;
#[cfg(test)]
mod testing;
mod untouched;
mod voice;

use jiff::civil::Date;

use crate::{intake::Document, notice::Notice};

pub use copies::{Across, Found};
pub use doubt::{Doubt, Elsewhere, LONGEST, Quote};
pub use question::{Listed, Named, Near, Printed, Question};
pub use rule::{RuleId, Rules};
pub use sheet::{Place, Sheet};

/// The version of the rules. It grows whenever the same notice may be asked other questions, so that the
/// ledger knows whose doubts are of older rules.
pub const CHECKS_VERSION: u32 = 5;

/// A rule over one notice.
type Ask = fn(&Sheet) -> Vec<Doubt>;

/// The rules that read one notice.
const RULES: &[(RuleId, Ask)] = &[
    (RuleId::NumberGap, number_gap::ask),
    (RuleId::CopiedAnswer, copies::ask),
    (RuleId::Contradiction, differs::ask),
    (RuleId::ContradictionNames, names::ask),
    (RuleId::AnswerMissing, untouched::ask),
    (RuleId::CountMismatch, count_mismatch::ask),
    (RuleId::SumMismatch, arithmetic::sums),
    (RuleId::PercentMismatch, arithmetic::percents),
    (RuleId::DateBeforeFeedback, date_before_feedback::ask),
    (RuleId::DeadlinePassed, deadline_passed::ask),
    (RuleId::DoneButOpen, done_but_open::ask),
    (RuleId::NoResult, no_result::ask),
    (RuleId::RepeatFinding, repeat_finding::ask),
];

/// The doubts of one notice, in its order; `document` is what it was read from.
pub fn check(document: &Document, notice: &Notice, rules: &Rules) -> Vec<Doubt> {
    of_sheet(&Sheet::new(document, notice), rules)
}

/// The doubts of one notice that is laid out already, in its order.
pub fn of_sheet(sheet: &Sheet, rules: &Rules) -> Vec<Doubt> {
    let asked = RULES.iter().filter(|(rule, _)| rules.asks(*rule)).flat_map(|(_, ask)| ask(sheet));
    in_order(asked.collect())
}

/// The doubts of several notices, of each and of what they share, in the order in which the notices are given.
/// What two share is asked of the later one, by its day of publication.
pub fn check_all(notices: &[(Document, Notice)], rules: &Rules) -> Vec<Vec<Doubt>> {
    let sheets: Vec<Sheet> = notices.iter().map(|(document, notice)| Sheet::new(document, notice)).collect();
    let mut out: Vec<Vec<Doubt>> = sheets.iter().map(|sheet| of_sheet(sheet, rules)).collect();
    if rules.asks(RuleId::CopiedAnswer) || rules.asks(RuleId::RepeatFinding) {
        let mut order: Vec<usize> = (0..sheets.len()).collect();
        order.sort_by_key(|at| sheets.get(*at).map(|sheet| age(sheet.notice)));
        let mut across = Across::default();
        for sheet in order.iter().filter_map(|at| sheets.get(*at)) {
            across.add(sheet);
        }
        for found in across.pairs() {
            let (Some(asked), Some(other)) = (order.get(found.asked), order.get(found.other)) else {
                continue;
            };
            let (Some(one), Some(two), Some(known)) =
                (sheets.get(*asked), sheets.get(*other), out.get_mut(*asked))
            else {
                continue;
            };
            if is_same(one.notice, two.notice) {
                continue;
            }
            known.extend(across.doubts(&found, one, two).into_iter().filter(|doubt| rules.asks(doubt.rule)));
        }
    }
    out.into_iter().map(in_order).collect()
}

/// Whether two are versions of one notice, as a ledger takes them: of one agency and one feedback; where neither
/// says of which, of one title. What they share is no copy.
fn is_same(one: &Notice, two: &Notice) -> bool {
    match ((&one.agency, one.feedback_date), (&two.agency, two.feedback_date)) {
        ((Some(agency), Some(day)), (Some(other), Some(then))) => agency == other && day == then,
        ((_, None), (_, None)) => one.title.is_some() && one.title == two.title && one.agency == two.agency,
        _ => false,
    }
}

/// What orders notices by age: those without a day first; of one day by their files, so that every ledger
/// orders them alike.
pub fn age(notice: &Notice) -> (Option<Date>, &str) {
    (notice.published.or(notice.feedback_date), &notice.source.sha256)
}

/// Doubts in the order of the text.
pub fn in_order(mut doubts: Vec<Doubt>) -> Vec<Doubt> {
    doubts.sort_by_key(|doubt| (doubt.quotes.first().map_or(0, |quote| quote.span.start), doubt.rule));
    doubts
}
