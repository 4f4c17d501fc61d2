//! Looking through titles and names in a thread of its own: a key never waits for it.
//!
//! The newest question of a kind makes the older ones needless, and ends the one under way. What was found for
//! something that is typed on is what is looked through next.

use std::{
    collections::{HashSet, VecDeque},
    io,
    sync::{
        Arc,
        mpsc::{Receiver, Sender, TryRecvError, channel},
    },
    thread::{self, JoinHandle},
};

use super::app::find::{Aim, Ask, LISTED, Told};
use crate::{
    ledger::{
        ids::Ids,
        types::{AgencyId, Snapshot},
    },
    query::find::{Bits, Found, Index, Needle, Target, Titles, search},
};

/// What was found is kept for so many needles that were typed on, for who takes a character back.
const KEPT: usize = 12;

/// Answers questions one after the other.
#[derive(Debug, Default)]
pub struct Desk {
    /// The edition of the titles that were read, and what is known of them.
    known: Option<(u64, Index)>,
    /// What was found in them, each for a needle that extends the one before.
    former: Vec<(Arc<Needle>, Bits)>,
}

impl Desk {
    /// The answer; `None` where there is none to give, or where `wanted` said no meanwhile.
    pub fn answer(&mut self, ask: &Ask, wanted: impl FnMut() -> bool) -> Option<Told> {
        let titles = Titles(&ask.snapshot);
        if self.known.as_ref().is_none_or(|(edition, _)| *edition != ask.edition) {
            self.known = Some((ask.edition, Index::new(titles.iter())));
            self.former.clear();
        }
        let (_, index) = self.known.as_ref()?;
        let limit = match ask.aim {
            Aim::Learn => return None,
            Aim::Narrow => 0,
            Aim::Jump => LISTED,
        };
        while self.former.last().is_some_and(|(former, _)| !ask.needle.extends(former)) {
            self.former.pop();
        }
        let within = self.former.last().map(|(_, within)| within);
        let text = |at| titles.text(at);
        let Found { all, count, best } = search(index, &ask.needle, within, limit, text, wanted)?;
        let generation = ask.generation;
        let told = match ask.aim {
            Aim::Jump => {
                let hits = best.iter().filter_map(|hit| titles.target(hit.item)).collect();
                Told::Jump { generation, count, hits }
            }
            _ => Told::Narrow { generation, only: Arc::new(issues(&ask.snapshot, &all)) },
        };
        if self.former.len() == KEPT {
            self.former.remove(0);
        }
        self.former.push((Arc::clone(&ask.needle), all));
        Some(told)
    }
}

/// The issues that were found, and those of the agencies that were.
fn issues(snapshot: &Snapshot, all: &Bits) -> Ids {
    let titles = Titles(snapshot);
    let mut agencies: HashSet<AgencyId> = HashSet::new();
    let mut issues = Ids::new();
    for target in all.iter().filter_map(|at| titles.target(at)) {
        match target {
            Target::Agency(id) => {
                agencies.insert(id);
            }
            Target::Issue(id) => {
                issues.insert(id);
            }
        }
    }
    if !agencies.is_empty() {
        let of = snapshot.issues.runs().filter(|(agency, _)| agencies.contains(agency));
        issues.extend(of.flat_map(|(_, places)| places).filter_map(|at| snapshot.issues.id(at)));
    }
    issues
}

/// The thread's end that the screen holds. When it is dropped, the thread breaks off and ends.
#[derive(Debug)]
pub struct Seeker {
    questions: Option<Sender<Ask>>,
    thread: Option<JoinHandle<()>>,
}

impl Seeker {
    /// Starts the thread. Answers go to `sink` there.
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub fn start(sink: impl Fn(Told) + Send + 'static) -> io::Result<Self> {
        let (questions, inbox) = channel();
        let thread = thread::Builder::new().name("finder".to_owned()).spawn(move || run(&inbox, sink))?;
        Ok(Self { questions: Some(questions), thread: Some(thread) })
    }

    /// Sends a question. False where the thread has ended.
    pub fn ask(&self, ask: Ask) -> bool {
        self.questions.as_ref().is_some_and(|questions| questions.send(ask).is_ok())
    }
}

impl Drop for Seeker {
    fn drop(&mut self) {
        drop(self.questions.take());
        if let Some(thread) = self.thread.take() {
            // One that panicked has nothing more to tell; the screen must still be left.
            let _ = thread.join();
        }
    }
}

fn run(inbox: &Receiver<Ask>, sink: impl Fn(Told)) {
    let mut desk = Desk::default();
    let mut queue: VecDeque<Ask> = VecDeque::new();
    loop {
        if queue.is_empty() {
            let Ok(ask) = inbox.recv() else { return };
            queue.push_back(ask);
        }
        if !collect(inbox, &mut queue) {
            return;
        }
        let Some(ask) = queue.pop_front() else { continue };
        if queue.iter().any(|newer| newer.aim == ask.aim) {
            continue;
        }
        let mut open = true;
        let wanted = || {
            open = collect(inbox, &mut queue);
            open && queue.iter().all(|newer| newer.aim != ask.aim)
        };
        let told = desk.answer(&ask, wanted);
        // Marks change the rows in place only where nobody else holds them.
        drop(ask);
        if !open {
            return;
        }
        if let Some(told) = told {
            sink(told);
        }
    }
}

/// Takes what was asked meanwhile; false where nobody asks any more.
fn collect(inbox: &Receiver<Ask>, queue: &mut VecDeque<Ask>) -> bool {
    loop {
        match inbox.try_recv() {
            Ok(ask) => queue.push_back(ask),
            Err(TryRecvError::Empty) => return true,
            Err(TryRecvError::Disconnected) => return false,
        }
    }
}

#[cfg(test)]
#[path = "seek_tests.rs"]
mod tests;
