//! Everything as JSON of the form `huitoukan-export/1`, for other programs; see `docs/export.md`.
//!
//! A form that was once written is only added to.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;

use crate::{
    checks::{Elsewhere, Question, Quote, RuleId},
    ledger::{
        followup::{
            Change, Contest, Dismiss, Event, Evidence, Fix, Review,
            case::{AgencyChange, NoticeChange},
        },
        types::{AgencyRow, AskedDoubt, DueRow, OutcomeSet},
    },
    notice::{DeadlineKind, Node, OutcomeTag},
};

use super::{
    cell::clean,
    marks::{self, Field},
    record::{Dossier, Made, Record},
};

/// The name of the form.
pub const SCHEMA: &str = "huitoukan-export/1";

#[derive(Serialize)]
struct Head<'a> {
    schema: &'static str,
    level: &'a str,
    who: &'a str,
    when: String,
    today: String,
    ledger: &'a str,
    asked: &'a str,
    redacted: bool,
    program: &'a str,
    count: usize,
}

#[derive(Serialize)]
struct Issue<'a> {
    id: &'a str,
    agency: Agency<'a>,
    notice: Notice<'a>,
    path: &'a str,
    above: &'a [String],
    present: bool,
    doubtful: bool,
    title: &'a str,
    outcome: Vec<OutcomeTag>,
    deadlines: Vec<Due>,
    printed: &'a Node,
    corrected: Vec<Fixed<'a>>,
    missed: Option<&'a crate::ledger::followup::Missed>,
    check: Check<'a>,
    evidence: &'a [Evidence],
    history: Vec<Entry<'a>>,
    place: Place<'a>,
    contested: Vec<Contested<'a, Change>>,
    doubts: Vec<Asked<'a>>,
    /// Whether the notice prints something else by now than when it was put right.
    printed_anew: bool,
}

/// A doubt, of whatever rule, also one that was put aside.
#[derive(Serialize)]
struct Asked<'a> {
    id: &'a str,
    rule: RuleId,
    quotes: &'a [Quote],
    elsewhere: &'a [Elsewhere],
    question: &'a Question,
    dismissed: Option<Dismissed<'a>>,
}

/// That a doubt was put aside, by whom and why.
#[derive(Serialize)]
pub struct Dismissed<'a> {
    reason: &'a str,
    author: &'a str,
    time: String,
}

impl<'a> Dismissed<'a> {
    /// For programs.
    pub fn of(aside: &'a Fix<Dismiss>) -> Self {
        Self { reason: &aside.reason, author: &aside.author, time: aside.time.to_string() }
    }
}

#[derive(Serialize)]
struct Agency<'a> {
    name: &'a str,
    aliases: Vec<&'a str>,
    region: Option<&'a str>,
    level: Option<&'a str>,
    contested: Vec<OfName<'a>>,
}

#[derive(Serialize)]
struct Notice<'a> {
    id: &'a str,
    title: &'a str,
    feedback_date: Option<String>,
    published: Option<String>,
    round: Option<&'a str>,
    inspection_body: Option<&'a str>,
    corrected: &'a [&'static str],
    contested: Vec<Contested<'a, NoticeChange>>,
}

#[derive(Serialize)]
struct Due {
    due: String,
    kind: DeadlineKind,
}

#[derive(Serialize)]
struct Fixed<'a> {
    field: &'static str,
    reason: &'a str,
    author: &'a str,
    time: String,
}

#[derive(Serialize)]
struct Check<'a> {
    state: String,
    reason: Option<&'a str>,
    due: Option<String>,
    who: Option<&'a str>,
    finding: Option<String>,
    seen: Option<&'a str>,
    on: Option<String>,
    note: Option<&'a str>,
    closings: Vec<Closing<'a>>,
    conflict: Vec<Opinion<'a>>,
}

#[derive(Serialize)]
struct Closing<'a> {
    state: crate::ledger::followup::State,
    finding: crate::ledger::followup::Finding,
    seen: Option<&'a str>,
    on: Option<String>,
    who: Option<&'a str>,
    due: Option<String>,
    note: Option<&'a str>,
    reopened_by: &'a str,
    reopened: String,
}

#[derive(Serialize)]
struct Opinion<'a> {
    author: &'a str,
    time: String,
    state: crate::ledger::followup::State,
    finding: Option<crate::ledger::followup::Finding>,
    words: Option<&'a str>,
}

/// A field of which different things were said apart.
#[derive(Serialize)]
pub struct Contested<'a, C> {
    field: &'a str,
    /// The last counts meanwhile.
    voices: Vec<Said<'a, C>>,
}

#[derive(Serialize)]
struct Said<'a, C> {
    author: &'a str,
    time: String,
    change: &'a C,
}

impl<'a, C> Contested<'a, C> {
    /// For programs.
    pub fn of(contest: &'a Contest<C>) -> Self {
        let said = contest.voices.iter().map(|voice| Said {
            author: &voice.author,
            time: voice.time.to_string(),
            change: &voice.change,
        });
        Self { field: &contest.field, voices: said.collect() }
    }
}

/// The same of an agency, with the name of which it was said.
#[derive(Serialize)]
pub struct OfName<'a> {
    name: &'a str,
    #[serde(flatten)]
    contested: Contested<'a, AgencyChange>,
}

impl<'a> OfName<'a> {
    /// For programs.
    pub fn all(row: &'a AgencyRow) -> Vec<Self> {
        let all = row.contested.iter();
        all.map(|(name, contest)| Self { name, contested: Contested::of(contest) }).collect()
    }
}

#[derive(Serialize)]
struct Entry<'a> {
    id: String,
    time: String,
    ledger: String,
    author: &'a str,
    undone: bool,
    void: bool,
    change: &'a Change,
}

#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    sha256: &'a str,
    version: u32,
    page: Option<usize>,
    line: Option<usize>,
    imported: String,
}

/// Writes the dossier: a head, then an issue a line.
///
/// # Errors
/// Where `out` cannot be written.
pub fn write(dossier: &Dossier, out: &mut dyn Write) -> io::Result<()> {
    let mut lines = Lines::new(&dossier.made, dossier.records.len(), out)?;
    dossier.records.iter().try_for_each(|record| lines.add(record))?;
    lines.finish()
}

/// The export as it is written, issue by issue.
pub struct Lines<W: Write> {
    out: W,
    count: usize,
}

impl<W: Write> Lines<W> {
    /// Writes the head, which says how many issues there are.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn new(made: &Made, count: usize, mut out: W) -> io::Result<Self> {
        let head = Head {
            schema: SCHEMA,
            level: &made.level,
            who: &made.who,
            when: made.when.timestamp().to_string(),
            today: made.today.to_string(),
            ledger: &made.ledger,
            asked: &made.asked,
            redacted: made.redacted,
            program: made.program,
            count,
        };
        let mut head = serde_json::to_string(&cleaned(serde_json::to_value(head)?))?;
        // The issues stand last in the head, one a line, so that large exports can be read line by line.
        head.pop();
        write!(out, "{head},\"issues\":[")?;
        Ok(Self { out, count: 0 })
    }

    /// Writes the next issue.
    ///
    /// # Errors
    /// As [`Lines::new`].
    pub fn add(&mut self, record: &Record) -> io::Result<()> {
        self.out.write_all(if self.count == 0 { b"\n" } else { b",\n" })?;
        self.count += 1;
        Ok(serde_json::to_writer(&mut self.out, &cleaned(serde_json::to_value(issue(record))?))?)
    }

    /// Ends the list.
    ///
    /// # Errors
    /// As [`Lines::new`].
    pub fn finish(mut self) -> io::Result<()> {
        self.out.write_all(b"\n]}\n")?;
        self.out.flush()
    }
}

/// Every text of a value through the gate.
fn cleaned(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(clean(&text)),
        Value::Array(values) => Value::Array(values.into_iter().map(cleaned).collect()),
        Value::Object(fields) => {
            Value::Object(fields.into_iter().map(|(name, value)| (name, cleaned(value))).collect())
        }
        other => other,
    }
}

fn issue(record: &Record) -> Issue<'_> {
    let (row, detail) = (&record.row, &record.detail);
    Issue {
        id: &row.key,
        agency: Agency {
            name: &record.agency.name,
            aliases: record.agency.aliases.iter().map(AsRef::as_ref).collect(),
            region: record.agency.region.as_deref(),
            level: record.agency.level.as_deref(),
            contested: OfName::all(&record.agency),
        },
        notice: notice(record),
        path: &row.path,
        above: &detail.above,
        present: row.present,
        doubtful: row.doubtful,
        title: &row.title,
        outcome: OutcomeSet::tags(row.outcome).collect(),
        deadlines: row.deadlines.iter().map(due).collect(),
        printed: &detail.node,
        corrected: corrected(record),
        missed: detail.missed.as_ref(),
        check: check(&row.review),
        evidence: &detail.evidence,
        history: detail.history.iter().map(entry).collect(),
        place: Place {
            file: &record.place.file,
            sha256: &record.place.sha256,
            version: record.place.version,
            page: record.place.page,
            line: record.place.line,
            imported: record.place.imported.to_string(),
        },
        contested: detail.contested.iter().map(Contested::of).collect(),
        doubts: detail.doubts.iter().map(asked).collect(),
        printed_anew: row.fixes.hides,
    }
}

fn asked(doubt: &AskedDoubt) -> Asked<'_> {
    let dismissed = doubt.row.dismissed.as_deref();
    Asked {
        id: &doubt.row.id,
        rule: doubt.row.rule,
        quotes: &doubt.doubt.quotes,
        elsewhere: &doubt.doubt.elsewhere,
        question: &doubt.doubt.question,
        dismissed: dismissed.map(Dismissed::of),
    }
}

fn notice(record: &Record) -> Notice<'_> {
    let notice = &record.notice;
    Notice {
        id: &notice.key,
        title: &notice.title,
        feedback_date: notice.feedback.map(|day| day.to_string()),
        published: notice.published.map(|day| day.to_string()),
        round: notice.round.as_deref(),
        inspection_body: record.detail.notice.inspection_body.as_deref(),
        corrected: &notice.corrected,
        contested: notice.contested.iter().map(Contested::of).collect(),
    }
}

fn due(row: &DueRow) -> Due {
    Due { due: row.due.to_string(), kind: row.kind }
}

fn corrected(record: &Record) -> Vec<Fixed<'_>> {
    macro_rules! fixed {
        ($field:literal, $fix:expr) => {
            $fix.as_ref().map(|fix| Fixed {
                field: $field,
                reason: &fix.reason,
                author: &fix.author,
                time: fix.time.to_string(),
            })
        };
    }
    let fixes = &record.detail.corrections;
    let all = [
        fixed!("title", fixes.title),
        fixed!("outcome", fixes.outcome),
        fixed!("deadlines", fixes.deadlines),
        fixed!("void", fixes.void),
    ];
    all.into_iter().flatten().collect()
}

fn check(review: &Review) -> Check<'_> {
    let kept = |field: Field| marks::Value::of(field, review).kept();
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    Check {
        state: kept(Field::State),
        reason: review.reason.as_deref(),
        due: day(review.due),
        who: review.who.as_deref(),
        finding: review.finding.map(|_| kept(Field::Finding)),
        seen: review.seen.as_deref(),
        on: day(review.on),
        note: review.note.as_deref(),
        closings: review
            .closings
            .iter()
            .map(|end| Closing {
                state: end.state,
                finding: end.finding,
                seen: end.seen.as_deref(),
                on: day(end.on),
                who: end.who.as_deref(),
                due: day(end.due),
                note: end.note.as_deref(),
                reopened_by: &end.reopened_by,
                reopened: end.reopened.to_string(),
            })
            .collect(),
        conflict: review
            .conflict
            .iter()
            .map(|opinion| Opinion {
                author: &opinion.author,
                time: opinion.time.to_string(),
                state: opinion.state,
                finding: opinion.finding,
                words: opinion.words.as_deref(),
            })
            .collect(),
    }
}

fn entry(event: &Event) -> Entry<'_> {
    Entry {
        id: event.id.to_string(),
        time: event.time.to_string(),
        ledger: event.ledger.to_string(),
        author: &event.author,
        undone: event.undone,
        void: event.void,
        change: &event.change,
    }
}
