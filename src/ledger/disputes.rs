//! What was said of notices by some and stands against what others did without knowing of it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rusqlite::Connection;

use super::{
    Ledger, LedgerError,
    error::What,
    followup::{
        Change, Event, Undoable,
        case::NoticeChange,
        fold,
        standing::{at_odds, shows},
    },
    log::Said as Done,
    snapshot::places,
    standing::{self, Said, any, homes, resolve, same},
    stored,
    types::{Called, NoticeId},
    version,
    withdrawal::is_withdrawn,
};

/// Words and deeds about one notice that stand against each other. Until somebody settles it, what was
/// said of the notice last counts; the next word on it, by somebody who knows both sides, settles it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispute {
    /// The notice.
    pub notice: NoticeId,
    /// The other notice, where it is about the two being one.
    pub other: Option<NoticeId>,
    /// Where they stand: the notice that holds the one, and that which holds the other.
    pub stands: (NoticeId, Option<NoticeId>),
    /// What they are called.
    pub called: (Called, Option<Called>),
    /// The events on all sides.
    pub sides: Vec<Event<Done>>,
}

impl Dispute {
    fn new(notice: NoticeId, other: Option<NoticeId>, sides: Vec<Event<Done>>) -> Self {
        Self { notice, other, stands: (notice, other), called: (Called::default(), None), sides }
    }

    /// Whether it is about the withdrawal of this notice.
    pub fn of_withdrawing(&self, notice: NoticeId) -> bool {
        self.other.is_none() && self.stands.0 == notice
    }

    /// Whether it is about these two being one.
    pub fn of_pair(&self, one: NoticeId, other: NoticeId) -> bool {
        self.other.is_some_and(|second| [(one, other), (other, one)].contains(&(self.notice, second)))
    }
}

impl Ledger {
    /// What stands against each other about notices:
    /// - one withdrew a notice and another showed it again, or one said that two are one and another that
    ///   they are not, without knowing of each other;
    /// - a notice is withdrawn, and others had worked on its issues, which whoever withdrew it did not know.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn notice_conflicts(&self) -> Result<Vec<Dispute>, LedgerError> {
        self.ask(|connection| {
            let view = connection.unchecked_transaction()?;
            of(&view)
        })
    }
}

/// See [`Ledger::notice_conflicts`]; by the notice's number.
pub(super) fn of(tx: &Connection) -> Result<Vec<Dispute>, What> {
    if !any(tx)? {
        return Ok(Vec::new());
    }
    let said = Said::of(tx)?;
    let mut out: Vec<Dispute> = Vec::new();
    for (home, events) in said.showing() {
        let odds = at_odds(&events, shows);
        if let (false, Some(notice)) = (odds.is_empty(), resolve(tx, home)?) {
            out.push(Dispute::new(notice, None, odds.into_iter().map(done).collect()));
        }
    }
    for ((one, other), events) in said.matches() {
        let odds = at_odds(&events, same);
        if !odds.is_empty() {
            let sides = odds.into_iter().map(done).collect();
            out.push(Dispute::new(one, Some(other), sides));
        }
    }
    out.extend(withdrawn_under_work(tx, &said)?);
    in_order(tx, out)
}

/// Puts the disputes, and the two notices of each, into an order that is the same in every ledger that holds the
/// same: that of the notices as they are shown, then of their keys.
fn in_order(tx: &Connection, mut disputes: Vec<Dispute>) -> Result<Vec<Dispute>, What> {
    if disputes.is_empty() {
        return Ok(disputes);
    }
    let places = places(tx)?;
    let mut ranks: HashMap<NoticeId, (Option<usize>, Option<String>)> = HashMap::new();
    for notice in disputes.iter().flat_map(|one| [Some(one.notice), one.other]).flatten() {
        let place = resolve(tx, notice)?.and_then(|notice| places.get(&notice).copied());
        ranks.insert(notice, (place, version::home_keys(tx, notice)?.into_iter().next()));
    }
    let rank = |notice: NoticeId| ranks.get(&notice).cloned();
    for dispute in &mut disputes {
        if let Some(other) = dispute.other.filter(|other| rank(*other) < rank(dispute.notice)) {
            dispute.other = Some(std::mem::replace(&mut dispute.notice, other));
        }
        let stands = |notice: NoticeId| Ok::<_, What>(resolve(tx, notice)?.unwrap_or(notice));
        dispute.stands = (stands(dispute.notice)?, dispute.other.map(stands).transpose()?);
        let called = |notice: NoticeId| standing::called(tx, notice);
        dispute.called = (called(dispute.notice)?, dispute.other.map(called).transpose()?);
    }
    disputes.sort_by_cached_key(|dispute| (rank(dispute.notice), dispute.other.map(rank)));
    Ok(disputes)
}

/// Notices that were withdrawn by somebody who did not know what others did to their issues.
fn withdrawn_under_work(tx: &Connection, said: &Said) -> Result<Vec<Dispute>, What> {
    let mut words: BTreeMap<NoticeId, Vec<&Event<NoticeChange>>> = BTreeMap::new();
    for (home, event) in said.last_words() {
        if let (Some(false), Some(notice)) = (shows(&event.change), resolve(tx, home)?)
            && is_withdrawn(tx, notice)? == Some(true)
        {
            words.entry(notice).or_default().push(event);
        }
    }
    let mut out = Vec::new();
    for (notice, words) in words {
        // Whoever withdrew it last saw what stood there then.
        let Some(last) = words.iter().max_by_key(|event| (event.counter, event.id)) else { continue };
        let deeds = deeds(tx, notice)?;
        let unknown: Vec<_> =
            deeds.into_iter().filter(|deed| deed.ledger != last.ledger && !last.knew(deed)).collect();
        if !unknown.is_empty() {
            let sides = std::iter::once(done(last)).chain(unknown).collect();
            out.push(Dispute::new(notice, None, sides));
        }
    }
    Ok(out)
}

/// What was done to the issues of a notice, and what was put right of itself, that counts.
fn deeds(tx: &Connection, notice: NoticeId) -> Result<Vec<Event<Done>>, What> {
    let mut statement = tx.prepare_cached(
        "SELECT DISTINCT coalesce(i.same_as, i.id) FROM issues i JOIN events e ON e.issue = i.id
         WHERE i.notice = ?1",
    )?;
    let issues = statement.query_map([notice.0], |row| row.get(0))?.collect::<Result<BTreeSet<i64>, _>>()?;
    let mut out: Vec<Event<Done>> = Vec::new();
    for issue in issues {
        let mut history = stored::of_issue(tx, issue)?;
        fold(&mut history);
        let counts = |event: &Event| {
            !event.undone && !event.void && event.change.undoes().is_none() && event.change != Change::Unread
        };
        out.extend(history.into_iter().filter(counts).map(|event| event.map(Done::Issue)));
    }
    for home in homes(tx, notice)? {
        for key in version::home_keys(tx, home)? {
            let mut history: Vec<Event<NoticeChange>> =
                stored::of_subject(tx, &stored::Subject::Notice(key))?;
            super::followup::settle(&mut history);
            let counts = |event: &Event<NoticeChange>| {
                !event.undone
                    && matches!(event.change, NoticeChange::Correct { .. } | NoticeChange::Step { .. })
            };
            out.extend(history.into_iter().filter(counts).map(|event| event.map(Done::Notice)));
        }
    }
    out.sort_by_key(|event| (event.counter, event.id));
    Ok(out)
}

fn done(event: &Event<NoticeChange>) -> Event<Done> {
    event.clone().map(Done::Notice)
}
