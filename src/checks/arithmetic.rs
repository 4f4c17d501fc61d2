//! The rules of arithmetic over a notice: each sentence by itself.

use crate::parse::flow::Range;

use super::{
    Doubt, Question, RuleId, Sheet,
    figures::{Misfit, Phrase},
    percent_mismatch, sum_mismatch,
};

/// Asks `sum_mismatch`; see there.
pub fn sums(sheet: &Sheet) -> Vec<Doubt> {
    ask(sheet, RuleId::SumMismatch, sum_mismatch::find)
}

/// Asks `percent_mismatch`; see there.
pub fn percents(sheet: &Sheet) -> Vec<Doubt> {
    ask(sheet, RuleId::PercentMismatch, percent_mismatch::find)
}

fn ask(sheet: &Sheet, rule: RuleId, find: fn(&Phrase) -> Vec<Misfit>) -> Vec<Doubt> {
    let mut out = Vec::new();
    for place in sheet.places() {
        // A heading may be a whole paragraph: （1）完善办法，……
        let head = (!place.is_issue()).then_some(&place.head);
        for range in place.said().chain(head) {
            for phrase in Phrase::all(sheet.text(range), range.start) {
                let misfits = find(&phrase).into_iter();
                out.extend(misfits.filter_map(|misfit| doubt(sheet, rule, &place.path, &phrase, misfit)));
            }
        }
    }
    out
}

fn doubt(sheet: &Sheet, rule: RuleId, place: &str, phrase: &Phrase, misfit: Misfit) -> Option<Doubt> {
    let printed = &phrase.items.get(misfit.printed)?.figure;
    let figures = misfit.from.iter().chain([&misfit.printed]);
    let mut figures: Vec<Range> =
        figures.filter_map(|at| phrase.figure(*at)).map(|figure| figure.range.clone()).collect();
    figures.extend(misfit.words.clone());
    Some(Doubt {
        rule,
        places: vec![place.to_owned()],
        quotes: quoted(sheet, phrase, &figures).iter().map(|range| sheet.quote(range)).collect(),
        elsewhere: Vec::new(),
        question: Question::Figures { computed: misfit.computed, printed: sheet.quote(&printed.range).text },
    })
}

/// The clauses that hold the figures: in one piece where it is short enough, else each by itself.
fn quoted(sheet: &Sheet, phrase: &Phrase, figures: &[Range]) -> Vec<Range> {
    let whole = phrase.start()..phrase.start() + phrase.text().len();
    let mut clauses = sheet.clauses(&whole);
    clauses
        .retain(|clause| figures.iter().any(|figure| figure.start < clause.end && clause.start < figure.end));
    let hull = clauses.first().zip(clauses.last()).map(|(first, last)| first.start..last.end);
    match hull {
        Some(hull) if sheet.text(&hull).chars().count() <= super::LONGEST => vec![hull],
        _ => clauses,
    }
}
