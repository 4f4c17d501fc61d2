//! What inspectors made of an issue, as fields: the check, conclusions that differ, former checks,
//! evidence, history.

use std::sync::Arc;

use jiff::tz::TimeZone;

use crate::{
    checks::{Question, Quote},
    ledger::{
        followup::{Change, Closing, Contest, Contestable, Event, Evidence, Review},
        types::{AskedDoubt, IssueDetail, IssueRow},
    },
    report::history,
    words::Words,
};

use super::{Field, Now, Raised, by, say};
use crate::tui::app::model::Tone;

/// What must be seen first: no issue, a missed one, printed anew, a doubtful match, conclusions and corrections
/// that differ.
pub(super) fn warnings(
    words: &Words,
    detail: &IssueDetail,
    now: &Now,
    row: Option<IssueRow<'_>>,
    out: &mut Vec<Field>,
) {
    let check = &words.tui.check;
    let mut warn = |said: String| out.push(Field::inline("!", said, None).toned(Tone::Warn));
    if let Some(fix) = &detail.corrections.void {
        warn(format!("{}  {}", words.tui.fixing.void, by(words, fix, now)));
    }
    if let Some(missed) = &detail.missed {
        warn((words.follow.missed)(&missed.reason));
    }
    if detail.hides() {
        warn(words.check.printed_since.to_owned());
    }
    if row.is_some_and(|row| row.doubtful) {
        warn(check.doubtful.to_owned());
    }
    conflict(words, &detail.review, now, out);
    let before = out.len();
    contested(words, &detail.contested, now, |change| history::whole(words, change), out);
    if out.len() > before {
        out.push(Field::inline("", words.tui.check.contested_hint, None).toned(Tone::Dim));
    }
}

/// What was put right in different ways, one below the other.
pub fn contested<C: Contestable>(
    words: &Words,
    contested: &[Contest<C>],
    now: &Now,
    say: impl Fn(&C) -> String,
    out: &mut Vec<Field>,
) {
    if !contested.is_empty() {
        out.push(Field::heading(words.follow.contested));
    }
    for (voice, said) in contested.iter().flat_map(|contest| history::voices(words, contest, &say)) {
        let said = format!("{said}  {}", moment(voice.time, now));
        out.push(Field::inline(&voice.author, said, None).toned(Tone::Bad));
    }
}

/// The conclusions that differ, one below the other.
fn conflict(words: &Words, review: &Review, now: &Now, out: &mut Vec<Field>) {
    if review.conflict.is_empty() {
        return;
    }
    out.push(Field::heading(words.tui.check.conflict));
    for opinion in &review.conflict {
        let said = format!("{}  {}", history::opinion(words, review, opinion), moment(opinion.time, now));
        out.push(Field::inline(&opinion.author, said, None).toned(Tone::Bad));
    }
    out.push(Field::inline("", words.tui.check.conflict_hint, None).toned(Tone::Dim));
}

/// Day and time of the clock.
pub fn moment(time: jiff::Timestamp, now: &Now) -> String {
    time.to_zoned(now.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string()
}

/// The check as it stands.
pub(super) fn review(words: &Words, review: &Review, now: &Now, out: &mut Vec<Field>) {
    let work = &words.tui.work;
    out.push(Field::inline(words.tui.field.review, say::review(words, review, now.today), None));
    if let Some(seen) = &review.seen {
        out.push(Field::inline(work.seen_label, seen.clone(), None));
    }
    if let Some(on) = review.on {
        out.push(Field::inline(work.on_label, on.to_string(), None));
    }
    if let Some(note) = &review.note {
        out.push(Field::inline(words.tui.review.note, note.clone(), None));
    }
}

/// How the former checks ended, the newest first.
pub(super) fn closings(words: &Words, review: &Review, now: &Now, out: &mut Vec<Field>) {
    for closing in review.closings.iter().rev() {
        let day = closing.reopened.to_zoned(now.zone.clone()).date();
        let said = say_closing(words, closing, &day.to_string());
        out.push(Field::inline(words.tui.check.closings, said, None));
    }
}

fn say_closing(words: &Words, closing: &Closing, day: &str) -> String {
    let follow = &words.follow;
    let parts = [
        Some(say::state(words, closing.state, say::Length::Whole).to_owned()),
        Some(say::finding(words, closing.finding, say::Length::Whole).to_owned()),
        closing.on.map(follow.on),
        closing.seen.as_deref().map(follow.seen),
        closing.who.as_deref().map(follow.who),
        closing.due.map(follow.due),
        closing.note.clone(),
        Some((words.tui.check.reopened)(&closing.reopened_by, day)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("  ")
}

/// The files that prove it.
pub(super) fn evidence(words: &Words, files: &[Evidence], out: &mut Vec<Field>) {
    let check = &words.tui.check;
    for file in files {
        let hash: String = file.sha256.chars().take(12).collect();
        let kept = file.path.as_deref().map_or_else(|| check.copied.to_owned(), check.at);
        let said = (check.file)(&file.name, file.size, &hash, &kept);
        let note = file.note.as_deref().map(words.check.note).unwrap_or_default();
        out.push(Field::inline(check.evidence, format!("{said}  {note}").trim_end().to_owned(), None));
    }
}

/// The doubts that stand at an issue, each with the words that raise it; those that were put aside last.
pub(super) fn doubts(words: &Words, doubts: &[AskedDoubt], now: &Now, out: &mut Vec<Field>) {
    if doubts.is_empty() {
        return;
    }
    out.push(Field::heading(words.doubts.doubts));
    let (open, aside): (Vec<_>, Vec<_>) = doubts.iter().partition(|doubt| doubt.row.open());
    for doubt in open.into_iter().chain(aside) {
        let tone = if doubt.row.open() { Tone::Warn } else { Tone::Dim };
        let question = (words.doubts.ask)(&doubt.doubt.question);
        let span = doubt.doubt.quotes.first().map(|quote| quote.span);
        let raised = Raised { id: Arc::clone(&doubt.row.id), away: None };
        let rule = (words.doubts.rule)(doubt.row.rule);
        out.push(Field::inline(rule, question, span).toned(tone).of_doubt(raised));
        out.extend(raised_by(words, doubt, &now.zone));
    }
}

/// The words that raise a doubt, those of other notices under their file, and why it was put aside.
pub fn raised_by(words: &Words, doubt: &AskedDoubt, zone: &TimeZone) -> Vec<Field> {
    let names = &words.doubts;
    let raised = |away| Raised { id: Arc::clone(&doubt.row.id), away };
    let quoted = |quote: &Quote| format!("“{}”", quote.text);
    let mut out = Vec::new();
    for (at, quote) in doubt.doubt.quotes.iter().enumerate() {
        let label = if at == 0 { names.quoted } else { "" };
        out.push(Field::inline(label, quoted(quote), Some(quote.span)).of_doubt(raised(None)));
    }
    for (at, other) in doubt.doubt.elsewhere.iter().enumerate() {
        let file = other.path.rsplit(['/', '\\']).next().unwrap_or_default();
        out.push(Field::row("", file).toned(Tone::Dim).of_doubt(raised(Some(at))));
        for quote in &other.quotes {
            out.push(Field::inline("", quoted(quote), None).of_doubt(raised(Some(at))));
        }
    }
    if let Question::Copied { near: Some(near), .. } = &doubt.doubt.question {
        out.push(Field::compared(names.near, &near.one, &near.other).of_doubt(raised(None)));
    }
    if let Some(aside) = &doubt.row.dismissed {
        let day = aside.time.to_zoned(zone.clone()).date().to_string();
        let said = (names.dismissed)(&aside.reason, &aside.author, &day);
        out.push(Field::inline("", said, None).toned(Tone::Dim).of_doubt(raised(None)));
    }
    out
}

/// The history, the newest first.
pub(super) fn history(words: &Words, events: &[Event], now: &Now, out: &mut Vec<Field>) {
    out.push(Field::heading(words.tui.field.history));
    if events.is_empty() {
        out.push(Field::inline("", words.tui.field.no_history, None).toned(Tone::Dim));
    }
    for event in events.iter().rev() {
        let day = event.time.to_zoned(now.zone.clone()).date();
        out.push(entry(words, events, event, &day.to_string()));
    }
}

/// A line of the history `events`.
pub fn entry(words: &Words, events: &[Event], event: &Event, when: &str) -> Field {
    let (what, note) = what(words, events, event);
    let undone = match (event.undone, event.void) {
        (true, _) => words.tui.review.undone,
        (false, true) => words.follow.passed_over,
        (false, false) => "",
    };
    let note = note.filter(|note| !note.is_empty()).map(|note| format!("  {note}")).unwrap_or_default();
    let text = format!("{}  {what}{undone}{note}", event.author);
    let tone = if event.undone || event.void { Tone::Dim } else { Tone::Plain };
    Field::inline(when, text, None).toned(tone)
}

/// What was done, and the note that goes with it; of undoing and redoing, what it was about.
fn what(words: &Words, events: &[Event], event: &Event) -> (String, Option<String>) {
    let (mut here, mut back) = (event, false);
    while let Change::Undo { of } = here.change {
        match events.iter().find(|event| event.id == of) {
            Some(former) => (here, back) = (former, !back),
            None => break,
        }
    }
    let (said, note) = history::change(words, &here.change);
    match (event.change == here.change, back) {
        (true, _) => (said, note),
        (false, true) => ((words.check.taken_back)(&said), None),
        (false, false) => ((words.check.brought_back)(&said), None),
    }
}
