//! An entry of a history, undoing, and which entries knew of which.

use std::collections::{BTreeMap, HashSet};

use jiff::Timestamp;
use uuid::Uuid;

use super::Change;

/// One entry of a history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event<C = Change> {
    /// Its id, unique in the world.
    pub id: Uuid,
    /// The day and time of the clock when it was made.
    pub time: Timestamp,
    /// The ledger in which it was made.
    pub ledger: Uuid,
    /// Its place in that ledger's chain, from 1.
    pub seq: u64,
    /// Who made it.
    pub author: String,
    /// Larger than that of every event that its ledger knew when it was made.
    pub counter: u64,
    /// The events of other ledgers on the same subject that its ledger knew when it was made (of whatever
    /// subject, where this is of a notice): for each ledger the last one's place in its chain.
    pub knows: BTreeMap<Uuid, u64>,
    /// What was done.
    pub change: C,
    /// Whether a later event takes it back.
    pub undone: bool,
    /// Whether its guard passes it over: it is not open from the state in which it finds the check, because
    /// of what others did or took back (未生效). Told by [`fold`](super::fold::fold), of issues alone.
    pub void: bool,
}

/// A change that may take another one back.
pub trait Undoable {
    /// The event that it takes back.
    fn undoes(&self) -> Option<Uuid>;
}

impl Undoable for Change {
    fn undoes(&self) -> Option<Uuid> {
        match self {
            Self::Undo { of } => Some(*of),
            _ => None,
        }
    }
}

impl<C> Event<C> {
    /// The same entry with its change made into another form.
    pub fn map<D>(self, make: impl FnOnce(C) -> D) -> Event<D> {
        let Self { id, time, ledger, seq, author, counter, knows, change, undone, void } = self;
        Event { id, time, ledger, seq, author, counter, knows, change: make(change), undone, void }
    }

    /// Whether whoever made this knew of `other`, which is of the same subject; of whatever subject, where
    /// this is of a notice.
    pub fn knew<D>(&self, other: &Event<D>) -> bool {
        if self.ledger == other.ledger {
            other.seq < self.seq
        } else {
            self.knows.get(&other.ledger).is_some_and(|last| other.seq <= *last)
        }
    }
}

/// Sorts events by counter, then id, and marks which are undone. The order in which they come does
/// not matter.
pub fn settle<C: Undoable>(events: &mut [Event<C>]) {
    events.sort_by_key(|event| (event.counter, event.id));
    let mut dead: HashSet<Uuid> = HashSet::new();
    for event in events.iter_mut().rev() {
        event.undone = dead.contains(&event.id);
        if let Some(of) = event.change.undoes()
            && !event.undone
        {
            dead.insert(of);
        }
    }
}
