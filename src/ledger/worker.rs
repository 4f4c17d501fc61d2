//! The thread that owns the ledger while the screen is open.

use std::{
    collections::VecDeque,
    sync::{
        Arc,
        mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use jiff::Timestamp;

use crate::words;

use super::{
    Ledger, LedgerError,
    events::Marked,
    followup::{Refusal, Review},
    protocol::{Act, Answer, Fresh, Request},
    search::{Hunt, Pause},
    types::NoticeId,
};

/// The worker's end that the screen holds. When it is dropped, the worker finishes every order that
/// it was given and ends; a search that is under way is given up.
#[derive(Debug)]
pub struct Worker {
    requests: Option<Sender<Request>>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    /// Sends a request; its answer comes to the sink. False where the worker has ended.
    pub fn send(&self, request: Request) -> bool {
        self.requests.as_ref().is_some_and(|requests| requests.send(request).is_ok())
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        drop(self.requests.take());
        if let Some(thread) = self.thread.take() {
            // A worker that panicked has nothing more to write; the screen must still be left.
            let _ = thread.join();
        }
    }
}

/// Starts the worker. Answers go to `sink` on the worker's thread; failures are told in `words`.
/// Marks are by `author` until a [`Request::Author`] names another.
///
/// # Errors
/// Where the system gives no thread.
pub fn spawn(
    ledger: Ledger,
    words: &'static words::ledger::Ledger,
    author: String,
    sink: impl Fn(Answer) + Send + 'static,
) -> std::io::Result<Worker> {
    let (requests, inbox) = channel();
    let tidied = ledger.written();
    let desk =
        Desk { ledger, words, author, inbox, queue: VecDeque::new(), hunt: None, sift: None, sink, tidied };
    let thread = thread::Builder::new().name("ledger".to_owned()).spawn(move || desk.run())?;
    Ok(Worker { requests: Some(requests), thread: Some(thread) })
}

struct Desk<S> {
    ledger: Ledger,
    words: &'static words::ledger::Ledger,
    author: String,
    inbox: Receiver<Request>,
    queue: VecDeque<Request>,
    /// The search that is under way, with its number: gone on with while nothing else is asked.
    hunt: Option<(u64, Hunt)>,
    /// The same of what a filter must know.
    sift: Option<(u64, Hunt)>,
    sink: S,
    /// How much had been written when the ledger was tidied last.
    tidied: u64,
}

/// After so long without a request the user is looking or thinking.
const IDLE: Duration = Duration::from_millis(300);

impl<S: Fn(Answer)> Desk<S> {
    fn run(mut self) {
        loop {
            // Nobody asks any more: nobody hears of a search either.
            let here = collect(&self.inbox, &mut self.queue);
            let answer = match self.queue.pop_front() {
                Some(Request::Search { generation, needles }) => {
                    if !self.queue.iter().any(is_search) {
                        self.hunt = Some((generation, Hunt::new(needles)));
                    }
                    continue;
                }
                Some(Request::Filter { generation, needles }) => {
                    if !self.queue.iter().any(is_filter) {
                        self.sift = Some((generation, Hunt::new(needles)));
                    }
                    continue;
                }
                Some(request) => self.answer(request),
                None if !here => return,
                // Who types a search does not wait for a filter.
                None if self.hunt.is_some() => self.search(),
                None if self.sift.is_some() => self.sift(),
                None => {
                    let Some(request) = self.wait() else { return };
                    self.queue.push_back(request);
                    continue;
                }
            };
            match answer {
                Ok(Some(answer)) => (self.sink)(answer),
                Ok(None) => {}
                Err(error) => (self.sink)(Answer::Failed(error.explain(self.words))),
            }
        }
    }

    /// Waits for a request. When none has come for a while after something was written, the ledger is tidied.
    fn wait(&mut self) -> Option<Request> {
        if self.ledger.written() != self.tidied {
            match self.inbox.recv_timeout(IDLE) {
                Err(RecvTimeoutError::Timeout) => {
                    self.ledger.tidy();
                    self.tidied = self.ledger.written();
                }
                come => return come.ok(),
            }
        }
        self.inbox.recv().ok()
    }

    /// Goes on with the search until there is something to be told of it, or something else is asked.
    fn search(&mut self) -> Result<Option<Answer>, LedgerError> {
        let Some((generation, mut hunt)) = self.hunt.take() else { return Ok(None) };
        let (inbox, queue) = (&self.inbox, &mut self.queue);
        let pause = self.ledger.pursue(&mut hunt, || collect(inbox, queue) && queue.is_empty())?;
        let told = (pause != Pause::Stopped).then(|| hunt.found());
        let whole = pause == Pause::Done;
        if !whole {
            self.hunt = Some((generation, hunt));
        }
        Ok(told.map(|found| Answer::Found { generation, found, whole }))
    }

    /// Goes on with what a filter must know, in the same way; it is told when it is whole.
    fn sift(&mut self) -> Result<Option<Answer>, LedgerError> {
        let Some((generation, mut hunt)) = self.sift.take() else { return Ok(None) };
        let (inbox, queue) = (&self.inbox, &mut self.queue);
        let pause = self.ledger.pursue(&mut hunt, || collect(inbox, queue) && queue.is_empty())?;
        if pause != Pause::Done {
            self.sift = Some((generation, hunt));
            return Ok(None);
        }
        Ok(Some(Answer::Filtered { generation, found: hunt.found() }))
    }

    fn answer(&mut self, request: Request) -> Result<Option<Answer>, LedgerError> {
        let (ledger, author, now) = (&mut self.ledger, self.author.as_str(), Timestamp::now());
        Ok(Some(match request {
            Request::Head => Answer::Head(Arc::new(ledger.head()?)),
            Request::Load => loaded(ledger)?,
            Request::Outline(notice) => Answer::Outline(Arc::new(ledger.outline(notice)?)),
            Request::Issue(issue) => Answer::Issue(Box::new(ledger.issue(issue)?)),
            Request::Source(issue) => Answer::Source(ledger.source(issue)?),
            Request::Mark { issues, change } => {
                let marked = ledger.mark(&issues, &change, author, now)?;
                told(ledger, marked, Act::Mark)?
            }
            Request::MarkEach(changes) => {
                let marked = ledger.mark_each(&changes, author, now)?;
                told(ledger, marked, Act::Mark)?
            }
            Request::Add(missed) => {
                let issue = ledger.add_missed(&missed, author, now)?;
                let reviews = vec![(issue, Review::default())];
                Answer::Marked { reviews, act: Act::Mark, fresh: Some(fresh(ledger)?) }
            }
            Request::Notice { notice, change } => {
                ledger.say_of_notice(notice, &change, author, now)?;
                Answer::Marked { reviews: Vec::new(), act: Act::Mark, fresh: Some(fresh(ledger)?) }
            }
            Request::Agency { name, change } => {
                ledger.say_of_agency(&name, &[change], author, now)?;
                Answer::Marked { reviews: Vec::new(), act: Act::Mark, fresh: Some(fresh(ledger)?) }
            }
            Request::Agencies(said) => {
                ledger.say_of_agencies(&said, author, now)?;
                Answer::Marked { reviews: Vec::new(), act: Act::Mark, fresh: Some(fresh(ledger)?) }
            }
            Request::Undo => {
                let undone = ledger.undo_alone(author, now)?;
                undone_or_asked(ledger, undone, author)?
            }
            Request::UndoAsTold(takes) => {
                let undone = ledger.undo_as_told(&takes, author, now)?;
                undone_or_asked(ledger, undone, author)?
            }
            Request::Redo => {
                let redone = ledger.redo(author, now)?;
                told(ledger, redone, Act::Redo)?
            }
            Request::Decide { old, new, same } => {
                ledger.decide(old, new, same, author, now)?;
                Answer::Marked { reviews: Vec::new(), act: Act::Mark, fresh: Some(fresh(ledger)?) }
            }
            Request::Withdrawn => Answer::Withdrawn(ledger.withdrawn()?),
            Request::Log => Answer::Log(Arc::new(ledger.log()?)),
            Request::Compare { notice, which } => compared(ledger, notice, which)?,
            Request::Doubts => {
                let snapshot = ledger.snapshot()?;
                Answer::Doubts(ledger.doubtful_matches(&snapshot)?)
            }
            Request::Asked(rows) => Answer::Asked(Arc::new(ledger.whole_doubts(&rows)?)),
            Request::Author(name) => {
                self.author = name;
                return Ok(None);
            }
            // Begun by `run`, and gone on with while nothing else is asked.
            Request::Search { .. } | Request::Filter { .. } => return Ok(None),
        }))
    }
}

fn is_search(request: &Request) -> bool {
    matches!(request, Request::Search { .. })
}

fn is_filter(request: &Request) -> bool {
    matches!(request, Request::Filter { .. })
}

/// Takes what was asked meanwhile; false where nobody can ask any more.
fn collect(inbox: &Receiver<Request>, queue: &mut VecDeque<Request>) -> bool {
    loop {
        match inbox.try_recv() {
            Ok(request) => queue.push_back(request),
            Err(TryRecvError::Empty) => return true,
            Err(TryRecvError::Disconnected) => return false,
        }
    }
}

fn loaded(ledger: &Ledger) -> Result<Answer, LedgerError> {
    let Fresh { snapshot, doubtful } = fresh(ledger)?;
    Ok(Answer::Loaded { snapshot, doubtful })
}

fn compared(ledger: &Ledger, notice: NoticeId, which: Option<(u32, u32)>) -> Result<Answer, LedgerError> {
    let versions = ledger.versions(notice)?;
    let newest = || {
        let last = versions.last()?.seq;
        (last > 1).then(|| (last - 1, last))
    };
    let compare = |(from, to)| ledger.compare(notice, from, to).map(Box::new);
    let comparison = which.or_else(newest).map(compare).transpose()?;
    Ok(Answer::Compared { notice, versions, comparison })
}

fn fresh(ledger: &Ledger) -> Result<Fresh, LedgerError> {
    Ok(Fresh { snapshot: Arc::new(ledger.snapshot()?), doubtful: ledger.doubtful()? })
}

fn told(ledger: &Ledger, marked: Marked, act: Act) -> Result<Answer, LedgerError> {
    Ok(match marked {
        Marked::Done { reviews, reload } => {
            Answer::Marked { reviews, act, fresh: reload.then(|| fresh(ledger)).transpose()? }
        }
        Marked::Refused { issue, why } => Answer::Refused { issue, why },
    })
}

/// An undo that others have built on is asked about.
fn undone_or_asked(ledger: &Ledger, undone: Marked, author: &str) -> Result<Answer, LedgerError> {
    match undone {
        Marked::Refused { why: Refusal::OthersBuiltOnIt, .. } => {
            Ok(Answer::Takes(Box::new(ledger.what_undo_takes(author)?)))
        }
        undone => told(ledger, undone, Act::Undo),
    }
}

#[cfg(test)]
#[path = "worker_tests.rs"]
mod tests;
