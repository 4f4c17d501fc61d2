//! The thread that owns the ledger while the screen is open.

use std::{
    collections::VecDeque,
    sync::{
        Arc,
        mpsc::{Receiver, Sender, TryRecvError, channel},
    },
    thread::{self, JoinHandle},
};

use jiff::Timestamp;

use crate::words;

use super::{
    Ledger, LedgerError,
    events::Marked,
    followup::{Refusal, Review},
    protocol::{Act, Answer, Fresh, Request},
    search::Needle,
    types::NoticeId,
};

/// The worker's end that the screen holds. When it is dropped, the worker finishes every order that
/// it was given and ends.
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
    let desk = Desk { ledger, words, author, inbox, queue: VecDeque::new(), sink };
    let thread = thread::Builder::new().name("ledger".to_owned()).spawn(move || desk.run())?;
    Ok(Worker { requests: Some(requests), thread: Some(thread) })
}

struct Desk<S> {
    ledger: Ledger,
    words: &'static words::ledger::Ledger,
    author: String,
    inbox: Receiver<Request>,
    queue: VecDeque<Request>,
    sink: S,
}

impl<S: Fn(Answer)> Desk<S> {
    fn run(mut self) {
        while let Some(request) = self.next() {
            let answer = match request {
                Request::Search { generation, needles } => self.search(generation, &needles),
                Request::Filter { generation, needles } => self.filter(generation, needles),
                request => self.answer(request),
            };
            match answer {
                Ok(Some(answer)) => (self.sink)(answer),
                Ok(None) => {}
                Err(error) => (self.sink)(Answer::Failed(error.explain(self.words))),
            }
        }
    }

    /// The next request in order, searches left out that a later one makes needless.
    fn next(&mut self) -> Option<Request> {
        loop {
            collect(&self.inbox, &mut self.queue);
            let request = match self.queue.pop_front() {
                Some(request) => request,
                None => self.inbox.recv().ok()?,
            };
            collect(&self.inbox, &mut self.queue);
            let needless = (is_search(&request) && self.queue.iter().any(is_search))
                || (is_filter(&request) && self.queue.iter().any(is_filter));
            if !needless {
                return Some(request);
            }
        }
    }

    fn search(&mut self, generation: u64, needles: &[Needle]) -> Result<Option<Answer>, LedgerError> {
        let (inbox, queue) = (&self.inbox, &mut self.queue);
        let found = self.ledger.find_while(needles, || {
            collect(inbox, queue);
            !queue.iter().any(is_search)
        })?;
        Ok(found.map(|found| Answer::Found { generation, found }))
    }

    /// What a filter must know. Who types a search does not wait for it: it makes room and comes after.
    fn filter(&mut self, generation: u64, needles: Vec<Needle>) -> Result<Option<Answer>, LedgerError> {
        let (inbox, queue) = (&self.inbox, &mut self.queue);
        let found = self.ledger.find_while(&needles, || {
            collect(inbox, queue);
            !queue.iter().any(|request| is_search(request) || is_filter(request))
        })?;
        if found.is_none() && !self.queue.iter().any(is_filter) {
            self.queue.push_back(Request::Filter { generation, needles });
        }
        Ok(found.map(|found| Answer::Filtered { generation, found }))
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
            // Answered by `run`, which alone may look at the queue meanwhile.
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

fn collect(inbox: &Receiver<Request>, queue: &mut VecDeque<Request>) {
    loop {
        match inbox.try_recv() {
            Ok(request) => queue.push_back(request),
            Err(TryRecvError::Empty | TryRecvError::Disconnected) => return,
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
