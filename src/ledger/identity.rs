//! Whether a notice that comes is one that is there: the one place where this is decided.
//!
//! 1. The same `notice/1` data, or **the same file** (SHA-256) known by the same facts: the same
//!    notice. Nothing changes where that is what the notice is now; an earlier wording becomes a new
//!    version. Looked up before these rules are asked. The file alone says nothing: another program
//!    may have taken several notices out of it.
//! 2. Both notices name agency and feedback date:
//!    - both equal: **the same** notice, a new version;
//!    - agency equal, dates differ: an agency is inspected again after years, so two notices; but
//!      **doubtful** where the dates are at most half a year apart, since then a date may be misprinted
//!      or misread. Further apart it is only where half of the issues recur, no other fact (inspection
//!      period, round) says that these are two inspections, and the years may be misprinted: at most two
//!      years, or the same day of another year;
//!    - agencies differ: two notices; **doubtful** where organisation or title is equal and half of
//!      the issues recur (an agency renamed or misread).
//! 3. Agency or feedback date is missing in either:
//!    - organisation and title equal: **the same**, unless a fact speaks against it (two agencies,
//!      two feedback dates, two inspection periods, two rounds, hardly any issue in common): then
//!      **doubtful**, because titles are alike from one inspection to the next;
//!    - agency or organisation equal, title not: **doubtful**, unless a fact speaks against it;
//!    - only the title equal: **doubtful** where half of the issues recur.
//! 4. When a notice comes out the same as two that were kept apart, it is doubtful to both.
//!
//! What is doubtful is kept apart and asked; it is never merged silently. All comparisons are of
//! folded text, so that white space and width do not matter.

use std::collections::HashSet;

use jiff::civil::Date;

use crate::notice::Notice;

use super::fold::fold;

/// Feedback dates so many days apart may be one date misprinted: no agency is inspected twice in
/// half a year.
const CLOSE_DAYS: i32 = 183;

/// Feedback dates so many days apart (two years) are those of two inspections, whatever recurs: what an
/// inspection found is often found again by the next.
const FAR_DAYS: i32 = 731;

/// From this many issues on it says something that hardly any recurs.
const TELLING: usize = 5;

/// What a notice is known by; folded, `None` where the notice does not say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Identity {
    /// The body inspected.
    pub agency: Option<String>,
    /// The Party organisation that reports.
    pub organisation: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// The day of the feedback.
    pub feedback: Option<Date>,
    /// The days between which it inspected, as one text.
    pub period: Option<String>,
    /// The round of inspection.
    pub round: Option<String>,
}

impl Identity {
    /// What `notice` is known by.
    pub fn of(notice: &Notice) -> Self {
        let key = |field: &Option<String>| field.as_deref().map(fold).filter(|folded| !folded.is_empty());
        Self {
            agency: key(&notice.agency),
            organisation: key(&notice.organisation),
            title: key(&notice.title),
            feedback: notice.feedback_date,
            period: notice.inspection_period.map(|period| format!("{}..{}", period.start, period.end)),
            round: key(&notice.round),
        }
    }
}

/// How two notices stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kinship {
    /// Versions of one notice.
    Same,
    /// Perhaps; somebody must say.
    Doubtful,
    /// Two notices.
    Other,
}

/// How many issues two notices have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Overlap {
    /// Titles that both have.
    pub common: usize,
    /// Titles of the notice that has fewer.
    pub fewer: usize,
}

impl Overlap {
    /// Counts over squeezed titles.
    pub fn of(old: &HashSet<String>, new: &HashSet<String>) -> Self {
        Self { common: old.intersection(new).count(), fewer: old.len().min(new.len()) }
    }

    fn half(self) -> bool {
        self.fewer > 0 && self.common * 2 >= self.fewer
    }

    fn hardly_any(self) -> bool {
        self.fewer >= TELLING && self.common * 5 < self.fewer
    }
}

/// Whether both are known, and if so whether they are equal.
fn compare<T: PartialEq>(old: &Option<T>, new: &Option<T>) -> Option<bool> {
    old.as_ref().zip(new.as_ref()).map(|(old, new)| old == new)
}

/// How the notice that comes stands to one that is there; see the module for the rules.
pub fn kinship(old: &Identity, new: &Identity, overlap: Overlap) -> Kinship {
    let agency = compare(&old.agency, &new.agency);
    let feedback = compare(&old.feedback, &new.feedback);
    let organisation = compare(&old.organisation, &new.organisation) == Some(true);
    let title = compare(&old.title, &new.title) == Some(true);
    let doubtful_if = |doubtful| if doubtful { Kinship::Doubtful } else { Kinship::Other };
    let dates_apart =
        || doubtful_if(close(old, new) || (overlap.half() && misprinted(old, new) && !told_apart(old, new)));
    match (agency, feedback) {
        (Some(true), Some(true)) => Kinship::Same,
        (Some(true), Some(false)) => dates_apart(),
        (Some(false), Some(_)) => doubtful_if((organisation || title) && overlap.half()),
        _ if organisation && title => {
            let against = agency == Some(false) || feedback == Some(false) || parted(old, new, overlap);
            if against { Kinship::Doubtful } else { Kinship::Same }
        }
        _ if agency == Some(true) || organisation => match feedback {
            Some(false) => dates_apart(),
            _ => doubtful_if(!parted(old, new, overlap)),
        },
        _ => doubtful_if(title && overlap.half()),
    }
}

/// Whether a fact besides the feedback date says that these are two inspections.
fn parted(old: &Identity, new: &Identity, overlap: Overlap) -> bool {
    told_apart(old, new) || overlap.hardly_any()
}

/// Whether both name the period of the inspection, or its round, and not the same.
fn told_apart(old: &Identity, new: &Identity) -> bool {
    compare(&old.period, &new.period) == Some(false) || compare(&old.round, &new.round) == Some(false)
}

/// Whether one of two feedback dates that are not close may be the other one misprinted.
fn misprinted(old: &Identity, new: &Identity) -> bool {
    old.feedback.zip(new.feedback).is_some_and(|(old, new)| {
        let same_day = (old.month(), old.day()) == (new.month(), new.day());
        same_day || (new - old).get_days().abs() <= FAR_DAYS
    })
}

fn close(old: &Identity, new: &Identity) -> bool {
    old.feedback.zip(new.feedback).is_some_and(|(old, new)| (new - old).get_days().abs() <= CLOSE_DAYS)
}

#[cfg(test)]
#[path = "identity_tests.rs"]
mod tests;
