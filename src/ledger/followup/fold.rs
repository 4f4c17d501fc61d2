//! From the history of an issue to what is known of it.

use std::collections::{BTreeMap, HashSet};

use jiff::Timestamp;
use uuid::Uuid;

use crate::notice::OutcomeTag;

use super::{
    Change, Contest, Correction, Dismiss, DueDay, Event, Evidence, Missed, Opinion, Review, State,
    contest::is_none, contests, event::settle,
};

/// What the inspectors have made of an issue.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Followed {
    /// The state of the check.
    pub review: Review,
    /// What was put right of the reading.
    pub corrections: Corrections,
    /// What was put right of one field in different ways, apart; of each the later counts meanwhile.
    pub contested: Vec<Contest<Change>>,
    /// The files that prove it, in the order in which they were added.
    pub evidence: Vec<Evidence>,
    /// What was put in by hand, where the reader missed the issue.
    pub missed: Option<Missed>,
    /// The own keys of versions' issues of which somebody said whether they are this issue.
    pub settled: Vec<String>,
    /// The doubts that were put aside, by their keys.
    pub dismissed: BTreeMap<String, Fix<Dismiss>>,
}

/// What was put right of the reading of an issue; `None`: as the notice prints it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Corrections {
    /// The problem statement.
    pub title: Option<Fix<String>>,
    /// The outcome's tags.
    pub outcome: Option<Fix<Vec<OutcomeTag>>>,
    /// The deadlines with a day.
    pub deadlines: Option<Fix<Vec<DueDay>>>,
    /// That it is no issue.
    pub void: Option<Fix<()>>,
}

/// A value put in by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix<T> {
    /// The value.
    pub value: T,
    /// Why.
    pub reason: String,
    /// Who put it in.
    pub author: String,
    /// When.
    pub time: Timestamp,
    /// What was printed then, as [`Correction::printed`] writes it, where that is known.
    pub printed: Option<String>,
}

impl<T> Fix<T> {
    /// `value` as it was put in by `event`.
    pub fn by<C>(event: &Event<C>, value: T, reason: &str) -> Self {
        Self {
            value,
            reason: reason.to_owned(),
            author: event.author.clone(),
            time: event.time,
            printed: None,
        }
    }
}

/// Takes a doubt among those that were put aside.
pub(super) fn put_aside<C>(into: &mut BTreeMap<String, Fix<Dismiss>>, event: &Event<C>, doubt: &Dismiss) {
    into.insert(doubt.key.clone(), Fix::by(event, doubt.clone(), &doubt.reason));
}

impl Corrections {
    /// Whether nothing was put right.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn take(&mut self, event: &Event, to: &Correction, reason: &str, printed: Option<&String>) {
        fn fix<T: Clone>(
            event: &Event,
            value: Option<&T>,
            reason: &str,
            printed: Option<&String>,
        ) -> Option<Fix<T>> {
            value.map(|value| Fix { printed: printed.cloned(), ..Fix::by(event, value.clone(), reason) })
        }
        match to {
            Correction::Title(value) => self.title = fix(event, value.as_ref(), reason, printed),
            Correction::Outcome(value) => self.outcome = fix(event, value.as_ref(), reason, printed),
            Correction::Deadlines(value) => self.deadlines = fix(event, value.as_ref(), reason, printed),
            Correction::Void(void) => self.void = void.then(|| Fix::by(event, (), reason)),
        }
    }

    /// Whether something is printed now that was not when a value was put in its place: what stands by hand
    /// hides it.
    pub fn hide_something(&self, title: &str, tags: &[OutcomeTag], days: &[DueDay]) -> bool {
        fn other<T>(fix: Option<&Fix<T>>, to: &Correction, now: (&str, &[OutcomeTag], &[DueDay])) -> bool {
            let then = fix.and_then(|fix| fix.printed.as_ref());
            then.is_some_and(|then| to.printed(now.0, now.1, now.2).as_ref() != Some(then))
        }
        let now = (title, tags, days);
        other(self.title.as_ref(), &Correction::Title(Some(String::new())), now)
            || other(self.outcome.as_ref(), &Correction::Outcome(Some(Vec::new())), now)
            || other(self.deadlines.as_ref(), &Correction::Deadlines(Some(Vec::new())), now)
    }
}

/// Marks in `events` which are undone and which are void, and gives what the others fold to.
///
/// The order of `events` does not matter; they are left sorted by counter, then id. A change that
/// its guard would refuse after a merge is passed over, never an error; where it stands against
/// another conclusion it is among the [`Review::conflict`].
pub fn fold(events: &mut [Event]) -> Followed {
    settle(events);
    let mut known = Followed::default();
    let mut void: HashSet<Uuid> = HashSet::new();
    for event in events.iter().filter(|event| !event.undone) {
        match known.review.after(&event.change, &event.author, event.time) {
            Ok(_) if event.change == Change::Unread => known.review = unread(events, event, known.review),
            Ok(review) => known.review = review,
            Err(_) => void.extend([event.id]),
        }
        match &event.change {
            Change::Correct { to, reason, printed } => {
                known.corrections.take(event, to, reason, printed.as_ref());
            }
            Change::Attach { file } => {
                known.evidence.retain(|held| held.sha256 != file.sha256);
                known.evidence.push(file.clone());
            }
            Change::Detach { sha256 } => known.evidence.retain(|held| held.sha256 != *sha256),
            Change::Match { own, .. } => known.settled.push(own.clone()),
            Change::Missed(missed) => known.missed = Some(missed.clone()),
            Change::Dismiss(doubt) => put_aside(&mut known.dismissed, event, doubt),
            Change::AskAgain { key } => {
                known.dismissed.remove(key);
            }
            _ => {}
        }
    }
    if known.corrections.void.is_some() && !is_none(events) {
        known.corrections.void = None;
    }
    known.review.conflict = conflict(events);
    known.contested = contests(events);
    events.iter_mut().for_each(|event| event.void = void.contains(&event.id));
    known
}

/// The review after `event` took it back to 未读: what others did meanwhile, and whoever took it back did not
/// know of, stays.
fn unread(events: &[Event], event: &Event, before: Review) -> Review {
    let Ok(back) = before.after(&Change::Unread, &event.author, event.time) else { return before };
    events
        .iter()
        .take_while(|other| other.id != event.id)
        .filter(|other| !other.undone && !event.knew(other) && other.change != Change::Unread)
        .fold(back, |review, other| review.after(&other.change, &other.author, other.time).unwrap_or(review))
}

/// The last conclusions of which none was drawn in knowledge of another, where they differ.
fn conflict(events: &[Event]) -> Vec<Opinion> {
    let drawn: Vec<&Event> =
        events.iter().filter(|event| !event.undone && event.change.concludes()).collect();
    let last: Vec<Opinion> = drawn
        .iter()
        .filter(|event| !drawn.iter().any(|later| later.knew(event)))
        .filter_map(|event| opinion(event, &drawn))
        .collect();
    let differ = last
        .iter()
        .zip(last.iter().skip(1))
        .any(|(one, other)| (one.state, one.finding) != (other.state, other.finding));
    if differ { last } else { Vec::new() }
}

/// What an event makes of the check; `drawn` are the conclusions among which it stands.
fn opinion(event: &Event, drawn: &[&Event]) -> Option<Opinion> {
    // What is archived is the finding that whoever archived it knew.
    let verified = || {
        drawn.iter().rev().filter(|other| event.knew(other)).find_map(|other| match &other.change {
            Change::Verify { finding, seen, note, .. } => Some((*finding, seen.clone().or(note.clone()))),
            _ => None,
        })
    };
    let (state, finding, words) = match &event.change {
        Change::Unread => (State::Unread, None, None),
        Change::Query { reason, note } => (State::Query, None, reason.as_ref().or(note.as_ref())),
        Change::Revisit { note, .. } => (State::Revisit, None, note.as_ref()),
        Change::Verify { finding, seen, note, .. } => {
            (State::Verified, Some(*finding), seen.as_ref().or(note.as_ref()))
        }
        Change::Archive { note } => {
            let (finding, seen) = verified().unzip();
            return Some(Opinion {
                author: event.author.clone(),
                time: event.time,
                state: State::Archived,
                finding,
                words: seen.flatten().or(note.clone()),
            });
        }
        _ => return None,
    };
    Some(Opinion { author: event.author.clone(), time: event.time, state, finding, words: words.cloned() })
}
