//! What falls due, in buckets of time, in each by agency or by person.

use crate::{
    ledger::types::IssueRow,
    query::agenda::{self, Bucket, By, Entry, Since, What},
    words::Words,
};

use super::{Page, Target};
use crate::tui::app::{
    fields::Field,
    model::{Model, Tone},
    say,
};

/// The agenda of all that the ledger has, whatever the filter shows.
pub(super) fn page(model: &Model, by: By) -> (String, String, Page) {
    let (words, board) = (&model.words.agenda, &model.words.tui.board);
    let entries = agenda::agenda(&model.data.snapshot, &model.profile, model.today);
    let mut page = Page::default();
    let counts = agenda::counts(&entries);
    for ((bucket, name), count) in Bucket::ALL.into_iter().zip(words.buckets).zip(counts) {
        if count > 0 {
            page.push(Field::heading(&(words.count)(name, count)));
            let here: Vec<Entry> = entries.iter().filter(|entry| entry.bucket == bucket).cloned().collect();
            add_bucket(model, &here, by, &mut page);
        }
    }
    if entries.is_empty() {
        page.push(Field::inline("", words.nothing, None).toned(Tone::Dim));
    }
    let without = agenda::without_days(&model.data.snapshot, &model.profile).len();
    let mut head = vec![(words.profile)(&model.profile.name)];
    head.extend((without > 0).then(|| (board.without_days)(without)));
    let by_weekdays = |entry: &Entry| matches!(entry.what, What::Step { workdays: true, .. });
    head.extend(entries.iter().any(by_weekdays).then(|| words.workdays.to_owned()));
    let title = match by {
        By::Agency => board.agenda_by_agency,
        By::Person => board.agenda_by_person,
    };
    (title.to_owned(), head.join("  "), page)
}

fn add_bucket(model: &Model, entries: &[Entry], by: By, page: &mut Page) {
    let words = &model.words.agenda;
    for group in agenda::grouped(&model.data.snapshot, entries, by) {
        let nobody = match by {
            By::Agency => words.no_agency,
            By::Person => words.nobody,
        };
        let name = group.name.as_deref().unwrap_or(nobody);
        page.push(Field::row("", (words.count)(name, group.entries.len())).toned(Tone::Strong));
        for entry in group.entries {
            let target = entry.issue().map_or(Target::Notice(entry.notice), Target::Issue);
            let due = entry.due.map(|day| day.to_string()).unwrap_or_default();
            let field = Field::row(&format!("  {due:10}"), line(model, entry, by)).toned(tone(entry));
            page.about(field, Some(target));
        }
    }
}

fn tone(entry: &Entry) -> Tone {
    match entry.bucket {
        Bucket::Overdue => Tone::Bad,
        Bucket::Week => Tone::Warn,
        _ => Tone::Plain,
    }
}

/// How far off it is, what it is, of whom.
fn line(model: &Model, entry: &Entry, by: By) -> String {
    let words = model.words;
    let row = entry.issue().and_then(|issue| model.data.issue(issue));
    let other = match by {
        By::Agency => entry.who.as_deref().map(words.agenda.who),
        By::Person => model.data.agency(entry.agency).map(|agency| agency.name.to_string()),
    };
    let far = entry.days(model.today).map(|days| far(words, i64::from(days)));
    let parts = [far, Some(what(words, entry, row)), other, since(words, entry)];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ")
}

fn far(words: &Words, days: i64) -> String {
    match days {
        0 => words.tui.due.today.to_owned(),
        1.. => (words.tui.due.left)(days),
        _ => (words.tui.due.overdue)(-days),
    }
}

fn what(words: &Words, entry: &Entry, row: Option<IssueRow<'_>>) -> String {
    let agenda = &words.agenda;
    let kind = agenda.kinds.get(entry.kind() as usize).copied().unwrap_or_default();
    let title = row.map_or(String::new(), |row| titled(words, &row));
    match &entry.what {
        What::Check { state, .. } => {
            format!("{kind}  {}  {title}", say::state(words, *state, say::Length::Whole))
        }
        What::Commitment { kind: of, .. } => format!("{kind}  {}  {title}", say::deadline_kind(words, *of)),
        What::Step { step, profile, verified, unclear, .. } => {
            let by = (agenda.by_profile)(profile);
            let unverified = if *verified { "" } else { agenda.unverified };
            let unclear = unclear.map(|why| why.explain(agenda)).unwrap_or_default();
            let parts = [kind, step, by.as_str(), unclear.as_str(), unverified];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ")
        }
    }
}

/// The title of an issue with the signs of what is to be known of it first: people differ, printed anew.
fn titled(words: &Words, row: &IssueRow<'_>) -> String {
    let check = &words.check;
    let signs = [(row.differs(), check.differ), (row.fixes.hides, check.hides)];
    let signs: Vec<&str> = signs.into_iter().filter(|(there, _)| *there).map(|(_, sign)| sign).collect();
    if signs.is_empty() { row.title.to_string() } else { format!("[{}] {}", signs.join(" "), row.title) }
}

/// Since when nothing was heard, of an agency's day that has passed.
fn since(words: &Words, entry: &Entry) -> Option<String> {
    match entry.what {
        What::Commitment { since, .. } if entry.bucket == Bucket::Overdue => Some(match since {
            Since::Publication(day) => (words.agenda.silent_since_publication)(day),
            Since::Feedback(day) => (words.agenda.silent_since_feedback)(day),
            Since::Import(day) => (words.agenda.silent_since_import)(day),
        }),
        _ => None,
    }
}
