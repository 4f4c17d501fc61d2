//! What of a parcel is new here, and whether it is whole: each chain by its hashes, each event by whether this
//! program knows it. Nothing is written.

use std::collections::HashSet;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use super::{
    error::What,
    followup::{
        Change,
        case::{AgencyChange, LedgerChange, NoticeChange},
    },
    share::{Fork, Link, Parcel, ParcelFault, line},
    stored::{self, Subject},
};

/// What a parcel brings.
#[derive(Default)]
pub(super) struct News<'a> {
    /// The events that are not here yet, each with its ledger of origin.
    pub links: Vec<(&'a str, &'a Link)>,
    /// The chains that differ from what is here of them.
    pub forks: Vec<Fork>,
}

/// What a parcel brings; or why it is refused.
pub(super) fn news<'a>(
    connection: &Connection,
    parcel: &'a Parcel,
) -> Result<Result<News<'a>, ParcelFault>, What> {
    let mut ids: HashSet<&str> = HashSet::new();
    let mut news = News::default();
    for (ledger, links) in &parcel.chains {
        if let Some(seq) = broken(ledger, links, &mut ids) {
            return Ok(Err(ParcelFault::Broken { ledger: ledger.clone(), seq }));
        }
        if let Some(fault) = add_chain(connection, ledger, links, &mut news)? {
            return Ok(Err(fault));
        }
    }
    Ok(Ok(news))
}

/// The first event of a chain that is not what it was when it was made, by its place.
fn broken<'a>(ledger: &str, links: &'a [Link], ids: &mut HashSet<&'a str>) -> Option<i64> {
    let mut prev = "";
    for (seq, link) in (1i64..).zip(links) {
        let whole = link.seq == seq && link.prev == prev && line(ledger, link).hash() == link.hash;
        if !whole || !is_uuid(ledger) || !well_formed(link) || !ids.insert(&link.id) {
            return Some(seq);
        }
        prev = &link.hash;
    }
    None
}

/// Adds what is new of a chain. Of one that goes on otherwise than here nothing is taken: two copies of
/// one file were written on, and nobody can tell which of them counts.
fn add_chain<'a>(
    connection: &Connection,
    ledger: &'a str,
    links: &'a [Link],
    news: &mut News<'a>,
) -> Result<Option<ParcelFault>, What> {
    let mut here = connection.prepare_cached("SELECT hash FROM events WHERE ledger = ?1 AND seq = ?2")?;
    let mut known = connection.prepare_cached("SELECT 1 FROM events WHERE id = ?1")?;
    let mut fresh = Vec::new();
    for link in links {
        match here.query_row(params![ledger, link.seq], |row| row.get::<_, String>(0)).optional()? {
            Some(hash) if hash == link.hash => continue,
            Some(_) => {
                news.forks.push(Fork { ledger: ledger.to_owned(), seq: link.seq });
                return Ok(None);
            }
            None => {}
        }
        if known.exists([&link.id])? {
            return Ok(Some(ParcelFault::Broken { ledger: ledger.to_owned(), seq: link.seq }));
        }
        if !understood(link) {
            return Ok(Some(ParcelFault::Newer { kind: link.kind.clone() }));
        }
        fresh.push((ledger, link));
    }
    news.links.extend(fresh);
    Ok(None)
}

/// The largest counter that is taken: counters are milliseconds, and one that nobody can come to in
/// time would leave no room for the next.
const MOST: i64 = 1 << 60;

fn well_formed(link: &Link) -> bool {
    (1..=MOST).contains(&link.counter) && is_uuid(&link.id) && link.time.parse::<Timestamp>().is_ok()
}

/// Whether a text is a uuid in the one form in which we write them.
fn is_uuid(text: &str) -> bool {
    Uuid::parse_str(text).is_ok_and(|uuid| uuid.to_string() == text)
}

/// Whether this program knows what the event says.
fn understood(link: &Link) -> bool {
    fn reads<C: serde::de::DeserializeOwned>(
        payload: &str,
        name: impl Fn(&C) -> &'static str,
        kind: &str,
    ) -> bool {
        stored::change_of::<C>(payload).is_ok_and(|change| name(&change) == kind)
    }
    let (payload, kind) = (link.payload.as_str(), link.kind.as_str());
    match Subject::of(&link.subject) {
        Subject::Issue(_) => reads(payload, Change::name, kind),
        Subject::Notice(_) => reads(payload, NoticeChange::name, kind),
        Subject::Agency(_) => reads(payload, AgencyChange::name, kind),
        Subject::Ledger => reads(payload, LedgerChange::name, kind),
    }
}
