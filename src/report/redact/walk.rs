//! Where texts and names stand in a record.

use std::sync::Arc;

use crate::{
    checks::Doubt,
    ledger::{
        followup::{
            Change, Contest, Correction, Evidence, Missed, Review,
            case::{NoticeChange, NoticeCorrection},
        },
        types::AskedDoubt,
    },
    notice::{Node, Notice},
    report::record::Record,
};

use super::names;

type Each<'f> = &'f mut dyn FnMut(&mut String);

/// The names of the inspectors: who looks, who made a mark.
pub fn inspectors(record: &mut Record) -> Vec<String> {
    let mut all = Vec::new();
    persons(record, &mut |name| all.extend(names::parts(name)));
    // Letters alone may stand within any word.
    all.retain(|name| names::of_person(name) && !name.is_ascii());
    all
}

/// The names behind labels for persons (责任人, not 责任单位).
pub fn responsible(record: &Record) -> impl Iterator<Item = String> {
    let roles = record.detail.node.responsible.iter().filter(|one| !names::of_body(&one.role));
    roles.flat_map(|one| names::parts(&one.name)).filter(|name| names::answers(name))
}

/// Every field that holds an inspector's name and nothing else.
pub fn persons(record: &mut Record, each: Each<'_>) {
    let Record { row, agency, notice, detail, .. } = record;
    for contest in row.contested.iter_mut().chain(&mut detail.contested) {
        for voice in &mut contest.voices {
            each(&mut voice.author);
            person(&mut voice.change, each);
        }
    }
    // Notice and agency are shared by their issues until something in them is changed.
    if !notice.contested.is_empty() {
        let contested = &mut Arc::make_mut(notice).contested;
        contested.iter_mut().flat_map(|one| &mut one.voices).for_each(|voice| each(&mut voice.author));
    }
    if !agency.contested.is_empty() {
        let contested = &mut Arc::make_mut(agency).contested;
        contested.iter_mut().flat_map(|(_, one)| &mut one.voices).for_each(|voice| each(&mut voice.author));
    }
    for review in [&mut row.review, &mut detail.review] {
        review.who.iter_mut().for_each(&mut *each);
        for closing in &mut review.closings {
            closing.who.iter_mut().for_each(&mut *each);
            each(&mut closing.reopened_by);
        }
        review.conflict.iter_mut().for_each(|opinion| each(&mut opinion.author));
    }
    let fixes = &mut detail.corrections;
    fixes.title.iter_mut().for_each(|fix| each(&mut fix.author));
    fixes.outcome.iter_mut().for_each(|fix| each(&mut fix.author));
    fixes.deadlines.iter_mut().for_each(|fix| each(&mut fix.author));
    fixes.void.iter_mut().for_each(|fix| each(&mut fix.author));
    for aside in detail.doubts.iter_mut().filter_map(|doubt| doubt.row.dismissed.as_mut()) {
        each(&mut Arc::make_mut(aside).author);
    }
    for event in &mut detail.history {
        each(&mut event.author);
        person(&mut event.change, each);
    }
}

/// Whom a change names to look at an issue.
fn person(change: &mut Change, each: Each<'_>) {
    match change {
        Change::Revisit { who, .. } | Change::Assign { who } => who.iter_mut().for_each(each),
        _ => {}
    }
}

/// Every text that people wrote.
pub fn texts(record: &mut Record, each: Each<'_>) {
    // What is said of agencies is their names, regions and levels.
    let Record { row, agency: _, notice, detail, place } = record;
    shared(&mut row.title, each);
    review(&mut row.review, each);
    contests(&mut row.contested, each);
    let notice = Arc::make_mut(notice);
    notice.contested.iter_mut().flat_map(|contest| &mut contest.voices).for_each(|voice| {
        of_notice(&mut voice.change, each);
    });
    shared(&mut notice.title, each);
    notice.remarks.iter_mut().for_each(&mut *each);
    detail.above.iter_mut().for_each(&mut *each);
    facts(Arc::make_mut(&mut detail.notice), each);
    node(&mut detail.node, each);
    review(&mut detail.review, each);
    contests(&mut detail.contested, each);
    let fixes = &mut detail.corrections;
    for fix in fixes.title.iter_mut() {
        each(&mut fix.value);
        each(&mut fix.reason);
    }
    fixes.outcome.iter_mut().for_each(|fix| each(&mut fix.reason));
    fixes.deadlines.iter_mut().for_each(|fix| each(&mut fix.reason));
    fixes.void.iter_mut().for_each(|fix| each(&mut fix.reason));
    detail.evidence.iter_mut().for_each(|file| evidence(file, each));
    detail.missed.iter_mut().for_each(|one| missed(one, each));
    detail.history.iter_mut().for_each(|event| change(&mut event.change, each));
    detail.doubts.iter_mut().for_each(|one| doubt(one, each));
    path(&mut place.file, each);
}

fn shared(text: &mut Arc<str>, each: Each<'_>) {
    let mut own = text.to_string();
    each(&mut own);
    *text = own.into();
}

/// A file's name; the folders above it may name whoever works there.
fn path(path: &mut String, each: Each<'_>) {
    *path = super::file_name(path);
    each(path);
}

fn review(review: &mut Review, each: Each<'_>) {
    let Review { reason, seen, note, closings, conflict, .. } = review;
    for text in [reason, seen, note] {
        text.iter_mut().for_each(&mut *each);
    }
    for closing in closings {
        closing.seen.iter_mut().for_each(&mut *each);
        closing.note.iter_mut().for_each(&mut *each);
    }
    for opinion in conflict {
        opinion.words.iter_mut().for_each(&mut *each);
    }
}

fn facts(notice: &mut Notice, each: Each<'_>) {
    let contacts = &mut notice.contacts;
    for list in [&mut contacts.phones, &mut contacts.emails, &mut contacts.addresses] {
        list.iter_mut().for_each(&mut *each);
    }
    notice.title.iter_mut().for_each(&mut *each);
    notice.claims.iter_mut().for_each(|claim| each(&mut claim.raw));
    notice.remarks.iter_mut().for_each(&mut *each);
    path(&mut notice.source.path, each);
    notice.text.iter_mut().for_each(&mut *each);
    notice.nodes.iter_mut().for_each(|child| node(child, each));
}

fn node(one: &mut Node, each: Each<'_>) {
    each(&mut one.title);
    one.outcome.iter_mut().for_each(|outcome| each(&mut outcome.raw));
    one.response.iter_mut().for_each(|response| each(&mut response.text));
    one.detail.iter_mut().for_each(|detail| each(&mut detail.text));
    one.measures.iter_mut().for_each(|measure| each(&mut measure.text));
    one.deadlines.iter_mut().for_each(|deadline| each(&mut deadline.raw));
    one.responsible.iter_mut().for_each(|person| each(&mut person.name));
    one.children.iter_mut().for_each(|child| node(child, each));
}

fn evidence(file: &mut Evidence, each: Each<'_>) {
    each(&mut file.name);
    file.path.iter_mut().for_each(|held| path(held, each));
    file.note.iter_mut().for_each(&mut *each);
}

fn missed(missed: &mut Missed, each: Each<'_>) {
    each(&mut missed.title);
    missed.response.iter_mut().for_each(&mut *each);
    each(&mut missed.reason);
}

/// A doubt with its words, here and elsewhere. Its question may say some of them again.
fn doubt(asked: &mut AskedDoubt, each: Each<'_>) {
    path(&mut asked.path, each);
    let Doubt { quotes, elsewhere, question, .. } = &mut asked.doubt;
    quotes.iter_mut().for_each(|quote| each(&mut quote.text));
    for other in elsewhere {
        path(&mut other.path, each);
        other.quotes.iter_mut().for_each(|quote| each(&mut quote.text));
    }
    asked.others.iter_mut().for_each(|other| each(&mut other.title));
    question.texts(each);
    if let Some(aside) = &mut asked.row.dismissed {
        let aside = Arc::make_mut(aside);
        each(&mut aside.reason);
        each(&mut aside.value.reason);
    }
}

fn contests(contested: &mut [Contest<Change>], each: Each<'_>) {
    for voice in contested.iter_mut().flat_map(|contest| &mut contest.voices) {
        change(&mut voice.change, each);
    }
}

fn of_notice(change: &mut NoticeChange, each: Each<'_>) {
    if let NoticeChange::Correct { to, reason, printed } = change {
        if let NoticeCorrection::Title(Some(title)) = to {
            each(title);
            printed.iter_mut().for_each(&mut *each);
        }
        each(reason);
    } else if let NoticeChange::Dismiss(doubt) = change {
        each(&mut doubt.reason);
    }
}

fn change(change: &mut Change, each: Each<'_>) {
    match change {
        Change::Query { reason, note } => {
            reason.iter_mut().for_each(&mut *each);
            note.iter_mut().for_each(&mut *each);
        }
        Change::Revisit { note, .. } | Change::Archive { note } => note.iter_mut().for_each(&mut *each),
        Change::Verify { seen, note, .. } => {
            seen.iter_mut().for_each(&mut *each);
            note.iter_mut().for_each(&mut *each);
        }
        Change::Note { note } => each(note),
        Change::Correct { to, reason, printed } => {
            printed.iter_mut().for_each(&mut *each);
            if let Correction::Title(Some(title)) = to {
                each(title);
            }
            each(reason);
        }
        Change::Attach { file } => evidence(file, each),
        Change::Missed(one) => missed(one, each),
        Change::Dismiss(doubt) => each(&mut doubt.reason),
        Change::AskAgain { .. }
        | Change::Unread
        | Change::Due { .. }
        | Change::Assign { .. }
        | Change::Detach { .. }
        | Change::Match { .. }
        | Change::Undo { .. } => {}
    }
}
