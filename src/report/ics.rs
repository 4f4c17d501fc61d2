//! The days to keep, as a calendar (iCalendar, RFC 5545).
//!
//! An event for each day that an inspector has set for an issue whose check is still to be done, and for
//! each day that was required of the agency or that it promised, as long as the check has not come to an
//! end; also where the day has passed, since the promise is then still to be asked for. The two are told
//! apart by their category. An event says the agency and the problem and no more: calendars are shared and
//! synchronised more freely than ledgers.
//!
//! Written by hand: `icalendar` brings chrono and its time zones, for six kinds of lines.

use std::{
    collections::HashSet,
    io::{self, Write},
};

use jiff::{civil::Date, tz::TimeZone};

use crate::{
    ledger::types::IssueRow,
    notice::DeadlineKind,
    words::{Words, outline::Outline},
};

use super::{
    cell,
    record::{Dossier, Record},
};

/// How many bytes a line may have without its end (RFC 5545, 3.1).
const LINE: usize = 75;

/// Writes the calendar as an ICS file.
///
/// The UID of an event is made of the issue's id and, for a deadline, its kind and day: another export,
/// from whichever ledger, changes the event and adds no second one.
///
/// # Errors
/// Where `out` cannot be written.
pub fn write(dossier: &Dossier, words: &Words, out: &mut dyn Write) -> io::Result<()> {
    let say = &words.outline;
    let made = &dossier.made;
    let level = (say.level)(&made.level);
    let mut lines = Lines(out);
    lines.put("BEGIN", "VCALENDAR")?;
    lines.put("VERSION", "2.0")?;
    lines.put("PRODID", &format!("-//huitoukan//huitoukan {}//ZH", text(made.program)))?;
    lines.put("CALSCALE", "GREGORIAN")?;
    lines.put("METHOD", "PUBLISH")?;
    lines.put("X-WR-CALNAME", &text(&format!("{} {level}", say.calendar)))?;
    let stamp = made.when.with_time_zone(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string();
    let mut seen = HashSet::new();
    let all = dossier
        .records
        .iter()
        .flat_map(|record| days(&record.row.row()).into_iter().map(move |day| (record, day)));
    for (record, event) in all {
        if !seen.insert(event.uid.clone()) {
            continue;
        }
        let (summary, category) = said(&event, record, words);
        // That the notice prints something else by now than when the issue was put right.
        let anew = record.row.fixes.hides.then_some(words.check.printed_since);
        lines.put("BEGIN", "VEVENT")?;
        lines.put("UID", &event.uid)?;
        lines.put("DTSTAMP", &stamp)?;
        // Without an end it is the whole day (3.6.1).
        lines.put("DTSTART;VALUE=DATE", &event.day.strftime("%Y%m%d").to_string())?;
        lines.put("SUMMARY", &text(&summary))?;
        let described = [Some(level.as_str()), anew];
        let described: Vec<&str> = described.into_iter().flatten().collect();
        lines.put("DESCRIPTION", &text(&described.join("  ")))?;
        lines.put("CATEGORIES", &text(category))?;
        lines.put("CLASS", "CONFIDENTIAL")?;
        lines.put("TRANSP", "TRANSPARENT")?;
        lines.put("END", "VEVENT")?;
    }
    lines.put("END", "VCALENDAR")
}

/// How many events a calendar of these issues has.
pub fn count<'a>(rows: impl IntoIterator<Item = IssueRow<'a>>) -> usize {
    rows.into_iter().flat_map(|row| days(&row)).map(|day| day.uid).collect::<HashSet<_>>().len()
}

/// A day to keep.
struct Day {
    uid: String,
    day: Date,
    /// Of a deadline; `None`: an inspector's own.
    kind: Option<DeadlineKind>,
}

fn days(row: &IssueRow<'_>) -> Vec<Day> {
    let own = row.review.due.filter(|_| row.review.state.open());
    let own = own.map(|day| Day { uid: uid(row.key, "check"), day, kind: None });
    let asked = row.deadlines.iter().filter(|day| day.kind != DeadlineKind::Reported);
    let asked = asked.filter(|_| row.present && !row.review.state.closed()).map(|day| {
        let code = match day.kind {
            DeadlineKind::Promised => "promised",
            _ => "required",
        };
        let what = format!("{code}-{}", day.due.strftime("%Y%m%d"));
        Day { uid: uid(row.key, &what), day: day.due, kind: Some(day.kind) }
    });
    own.into_iter().chain(asked).collect()
}

/// What an event says, and its category.
fn said<'w>(day: &Day, record: &Record, words: &'w Words) -> (String, &'w str) {
    let say: &Outline = &words.outline;
    let (agency, title) = (&record.agency.name, &record.row.title);
    match day.kind {
        None => ((say.calendar_check)(agency, title), say.calendar_own),
        Some(kind) => {
            let kind = words.ledger.deadline_kinds.get(kind as usize).copied().unwrap_or_default();
            ((say.calendar_deadline)(kind, agency, title), say.calendar_agency)
        }
    }
}

fn uid(key: &str, what: &str) -> String {
    format!("{key}-{what}@huitoukan")
}

/// A value of the type TEXT (3.3.11), on one line and without control characters.
fn text(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in cell::line(value).chars() {
        if matches!(c, '\\' | ';' | ',') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

struct Lines<'a>(&'a mut dyn Write);

impl Lines<'_> {
    /// A line, folded between characters so that no part of it is longer than [`LINE`].
    fn put(&mut self, name: &str, value: &str) -> io::Result<()> {
        let mut length = 0;
        for c in format!("{name}:{value}").chars() {
            if length + c.len_utf8() > LINE {
                self.0.write_all(b"\r\n ")?;
                length = 1;
            }
            write!(self.0, "{c}")?;
            length += c.len_utf8();
        }
        self.0.write_all(b"\r\n")
    }
}

#[cfg(test)]
#[path = "ics_tests.rs"]
mod tests;
