//! Corrections that were made apart and say different things of one field.
//!
//! A correction made in knowledge of another replaces it. Two that were made without knowing of each other
//! stand against each other where they differ, as two conclusions do: the later one counts meanwhile, and
//! whoever knows both and puts the field right again, or takes one back, settles it. Only that an issue is none
//! counts as little as it can: whoever says apart that it is one, or checks it, is heard first, whichever came
//! later. What somebody follows must not drop out of the lists because of a colleague who did not know.

use std::{borrow::Cow, collections::BTreeMap};

use jiff::Timestamp;

use super::{
    Change, Correction, DueDay, Event,
    case::{AgencyChange, NoticeChange},
};

/// A field of which different things were said apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contest<C> {
    /// What the field is called, as in the JSON of what was said; of a step `step:` and its name.
    pub field: Cow<'static, str>,
    /// What was said, two at least: the last counts meanwhile. In the order of the fold, what
    /// [prevails](Contestable::prevails) behind the rest.
    pub voices: Vec<Voice<C>>,
}

/// One of several things that stand against each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice<C> {
    /// Whose.
    pub author: String,
    /// When it was said.
    pub time: Timestamp,
    /// What was said.
    pub change: C,
}

/// A change that may stand against another one.
pub trait Contestable: Clone {
    /// The field of which it says what is right; `None` where two of its kind cannot stand against each other.
    fn field(&self) -> Option<Cow<'static, str>>;

    /// Whether another change of the same field says the same, whatever the reason.
    fn agrees(&self, other: &Self) -> bool;

    /// Whether it counts meanwhile against what stands against it, although that may have come later.
    fn prevails(&self) -> bool {
        false
    }
}

impl Contestable for Change {
    fn field(&self) -> Option<Cow<'static, str>> {
        Some(match self {
            Self::Correct { to, .. } => to.field().into(),
            Self::Missed(_) => "missed".into(),
            // Whoever checks an issue takes it for one: put right as none by somebody who did not know, the
            // check would be gone from every list.
            // Whoever takes it back to 未读 says nothing of that.
            Self::Unread => return None,
            change if change.concludes() => Correction::Void(true).field().into(),
            _ => return None,
        })
    }

    fn agrees(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Missed(one), Self::Missed(other)) => one == other,
            (one, other) => correction(one) == correction(other),
        }
    }

    fn prevails(&self) -> bool {
        self.concludes() || matches!(self, Self::Correct { to: Correction::Void(false), .. })
    }
}

/// Whether an issue is none: everybody says so who was heard last on that, none of them in knowledge of another.
pub(super) fn is_none(events: &[Event]) -> bool {
    let field = Correction::Void(true).field();
    let said = events.iter().filter(|event| !event.undone && event.change.field().as_deref() == Some(field));
    let last = last(&said.collect::<Vec<_>>());
    !last.is_empty() && !last.iter().any(|event| event.change.prevails())
}

/// Those of which none was made in knowledge of another.
fn last<'e, C>(said: &[&'e Event<C>]) -> Vec<&'e Event<C>> {
    said.iter().copied().filter(|event| !said.iter().any(|later| later.knew(event))).collect()
}

/// What a change puts right, in a form in which two can be compared: the order of tags and days says nothing.
fn correction(change: &Change) -> Correction {
    match change {
        Change::Correct { to: Correction::Outcome(Some(tags)), .. } => {
            let mut tags = tags.clone();
            tags.sort_by_key(|tag| *tag as u8);
            tags.dedup();
            Correction::Outcome(Some(tags))
        }
        Change::Correct { to: Correction::Deadlines(Some(days)), .. } => {
            let mut days = days.clone();
            days.sort_by_key(|day: &DueDay| (day.due, day.kind as u8));
            days.dedup();
            Correction::Deadlines(Some(days))
        }
        Change::Correct { to, .. } => to.clone(),
        _ => Correction::Void(false),
    }
}

impl Contestable for NoticeChange {
    fn field(&self) -> Option<Cow<'static, str>> {
        match self {
            Self::Correct { to, .. } => Some(to.field().into()),
            Self::Step { step, .. } => Some(format!("step:{step}").into()),
            // Where notices stand is told by `standing`: there other events than these count too.
            Self::Withdraw { .. }
            | Self::Restore { .. }
            | Self::Match { .. }
            | Self::Current { .. }
            | Self::Dismiss(_)
            | Self::AskAgain { .. }
            | Self::Undo { .. } => None,
        }
    }

    fn agrees(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Correct { to: one, .. }, Self::Correct { to: other, .. }) => one == other,
            (one, other) => one == other,
        }
    }
}

impl Contestable for AgencyChange {
    fn field(&self) -> Option<Cow<'static, str>> {
        match self {
            Self::Alias { .. } | Self::Region { .. } | Self::Level { .. } => Some(self.name().into()),
            Self::Undo { .. } => None,
        }
    }

    fn agrees(&self, other: &Self) -> bool {
        self == other
    }
}

/// The fields of which the last things that were said, none of them in knowledge of another, differ.
///
/// `events` are one history, settled: sorted, and marked as far as they are undone.
pub fn contests<C: Contestable>(events: &[Event<C>]) -> Vec<Contest<C>> {
    // What one ledger did is known to what it did later: most histories end here.
    let first = events.first().map(|event| event.ledger);
    if events.iter().all(|event| Some(event.ledger) == first) {
        return Vec::new();
    }
    let mut fields: BTreeMap<Cow<'static, str>, Vec<&Event<C>>> = BTreeMap::new();
    for event in events.iter().filter(|event| !event.undone) {
        if let Some(field) = event.change.field() {
            fields.entry(field).or_default().push(event);
        }
    }
    let contested = fields.into_iter().filter_map(|(field, said)| {
        let mut last = last(&said);
        let differ =
            last.iter().zip(last.iter().skip(1)).any(|(one, other)| !one.change.agrees(&other.change));
        last.sort_by_key(|event| event.change.prevails());
        differ.then(|| Contest { field, voices: last.into_iter().map(voice).collect() })
    });
    contested.collect()
}

fn voice<C: Clone>(event: &Event<C>) -> Voice<C> {
    Voice { author: event.author.clone(), time: event.time, change: event.change.clone() }
}

#[cfg(test)]
#[path = "contest_tests.rs"]
mod tests;
