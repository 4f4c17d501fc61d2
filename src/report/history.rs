//! What was done, in words: for the screen, for `show`, for what is handed on.

use crate::{
    checks::RuleId,
    ledger::followup::{
        Change, Contest, Contestable, Correction, Dismiss, Event, Finding, Opinion, Review, State, Voice,
        case::{NoticeChange, NoticeCorrection},
    },
    notice::OutcomeTag,
    words::Words,
};

/// What a change did, and the note or the words that go with it.
pub fn change(words: &Words, change: &Change) -> (String, Option<String>) {
    let follow = &words.follow;
    let state = |state: State| state_word(words, state).to_owned();
    let done = match change {
        Change::Unread => state(State::Unread),
        Change::Query { reason, .. } => {
            parts([Some(state(State::Query)), reason.as_deref().map(follow.reason)])
        }
        Change::Revisit { due, who, .. } => {
            parts([Some(state(State::Revisit)), due.map(follow.due), who.as_deref().map(follow.who)])
        }
        Change::Verify { finding, seen, on, .. } => parts([
            Some(state(State::Verified)),
            Some(finding_word(words, *finding).to_owned()),
            on.map(follow.on),
            seen.as_deref().map(follow.seen),
        ]),
        Change::Archive { .. } => state(State::Archived),
        Change::Note { note } if note.is_empty() => return (follow.note_taken_away.to_owned(), None),
        Change::Note { .. } => follow.noted.to_owned(),
        Change::Due { due } => due.map_or_else(|| follow.no_due.to_owned(), follow.due),
        Change::Assign { who } => who.as_deref().map_or_else(|| follow.nobody.to_owned(), follow.who),
        Change::Correct { to, reason, .. } => correction(words, to, reason),
        Change::Attach { file } => (follow.attached)(&file.name),
        Change::Detach { sha256 } => (follow.detached)(&sha256.chars().take(12).collect::<String>()),
        Change::Missed(missed) => (follow.missed)(&missed.reason),
        Change::Match { same: true, .. } => follow.matched.to_owned(),
        Change::Match { same: false, .. } => follow.not_matched.to_owned(),
        Change::Dismiss(doubt) => dismissed(words, doubt),
        Change::AskAgain { .. } => follow.asked_again.to_owned(),
        Change::Undo { .. } => follow.undo.to_owned(),
    };
    let note = match change {
        Change::Attach { file } => file.note.as_deref(),
        other => other.note(),
    };
    (done, note.map(str::to_owned))
}

/// What was said in different ways, apart, of one field: each voice with the words of what it says, the one
/// that counts meanwhile last and said to be so.
pub fn voices<'a, C: Contestable>(
    words: &'a Words,
    contest: &'a Contest<C>,
    say: impl Fn(&C) -> String + 'a,
) -> impl Iterator<Item = (&'a Voice<C>, String)> {
    let last = contest.voices.len().saturating_sub(1);
    contest.voices.iter().enumerate().map(move |(at, voice)| {
        let counts = if at == last { words.follow.counts_meanwhile } else { "" };
        (voice, format!("{}{counts}", say(&voice.change)))
    })
}

/// One of several conclusions that stand against each other: state, finding, what was seen; the one that counts
/// meanwhile is said to be so.
pub fn opinion(words: &Words, review: &Review, opinion: &Opinion) -> String {
    let said = parts([
        Some(state_word(words, opinion.state).to_owned()),
        opinion.finding.map(|finding| finding_word(words, finding).to_owned()),
        opinion.words.clone(),
    ]);
    // The last that stands: whoever came later may be passed over by the guard.
    let stands = |one: &&Opinion| (one.state, one.finding) == (review.state, review.finding);
    match review.conflict.iter().rfind(stands) {
        Some(last) if last == opinion => format!("{said}{}", words.follow.counts_meanwhile),
        _ => said,
    }
}

/// What a change of an issue did, with the note or the words that go with it.
pub fn whole(words: &Words, done: &Change) -> String {
    match change(words, done) {
        (done, Some(note)) if !note.is_empty() => format!("{done}  {note}"),
        (done, _) => done,
    }
}

/// The sign behind an entry that does not count: taken back, or passed over by its guard; else empty.
pub fn sign<C>(words: &Words, event: &Event<C>) -> &'static str {
    match (event.undone, event.void) {
        (true, _) => words.follow.undone,
        (false, true) => words.follow.passed_over,
        (false, false) => "",
    }
}

/// What was said of a notice.
pub fn notice_change(words: &Words, change: &NoticeChange) -> String {
    let follow = &words.follow;
    let [_, _, _, title, agency, feedback, published] = follow.fields;
    match change {
        NoticeChange::Correct { to, reason, .. } => {
            let (field, value) = match to {
                NoticeCorrection::Title(value) => (title, value.clone()),
                NoticeCorrection::Agency(value) => (agency, value.clone()),
                NoticeCorrection::Feedback(day) => (feedback, day.map(|day| day.to_string())),
                NoticeCorrection::Published(day) => (published, day.map(|day| day.to_string())),
            };
            corrected(words, field, value, reason)
        }
        NoticeChange::Step { step, on } => (follow.step)(step, *on),
        NoticeChange::Withdraw { reason } => (follow.withdrawn)(reason),
        NoticeChange::Restore { reason } => (follow.restored)(reason.as_deref()),
        NoticeChange::Current { .. } => follow.wording_again.to_owned(),
        NoticeChange::Match { same: true, .. } => follow.one_notice.to_owned(),
        NoticeChange::Match { same: false, .. } => follow.two_notices.to_owned(),
        NoticeChange::Dismiss(doubt) => dismissed(words, doubt),
        NoticeChange::AskAgain { .. } => follow.asked_again.to_owned(),
        NoticeChange::Undo { .. } => follow.undo.to_owned(),
    }
}

/// The fields of a notice, by [`NoticeCorrection::field`], in words.
pub fn notice_fields(words: &Words, names: &[&str]) -> String {
    let [_, _, _, title, agency, feedback, published] = words.follow.fields;
    let word = |name: &&str| match *name {
        "title" => Some(title),
        "agency" => Some(agency),
        "feedback" => Some(feedback),
        "published" => Some(published),
        _ => None,
    };
    names.iter().filter_map(word).collect::<Vec<_>>().join(words.follow.comma)
}

/// A doubt that was put aside; a rule of a newer program by its name.
fn dismissed(words: &Words, doubt: &Dismiss) -> String {
    let rule = RuleId::named(&doubt.rule).map_or(doubt.rule.as_str(), |rule| (words.doubts.rule)(rule));
    (words.follow.dismissed)(rule, &doubt.reason)
}

fn correction(words: &Words, to: &Correction, reason: &str) -> String {
    let follow = &words.follow;
    let [title, outcome, deadlines, ..] = follow.fields;
    match to {
        Correction::Title(value) => corrected(words, title, value.clone(), reason),
        Correction::Outcome(tags) => {
            corrected(words, outcome, tags.as_ref().map(|tags| outcomes(words, tags)), reason)
        }
        Correction::Deadlines(days) => {
            let say = |days: &Vec<_>| {
                let all: Vec<String> = days.iter().map(|day| due_day(words, day)).collect();
                if all.is_empty() { follow.nothing.to_owned() } else { all.join(follow.comma) }
            };
            corrected(words, deadlines, days.as_ref().map(say), reason)
        }
        Correction::Void(true) => (follow.void)(reason),
        Correction::Void(false) => (follow.not_void)(reason),
    }
}

fn corrected(words: &Words, field: &str, value: Option<String>, reason: &str) -> String {
    match value {
        Some(value) => (words.follow.corrected)(field, &value, reason),
        None => (words.follow.as_printed)(field, reason),
    }
}

/// A deadline put in by hand.
pub fn due_day(words: &Words, day: &crate::ledger::followup::DueDay) -> String {
    let kind = words.ledger.deadline_kinds.get(day.kind as usize).copied().unwrap_or_default();
    format!("{} {kind}", day.due)
}

/// Outcome tags in words; 未标明 where there are none.
pub fn outcomes(words: &Words, tags: &[OutcomeTag]) -> String {
    let all: Vec<&str> =
        tags.iter().filter_map(|tag| words.ledger.outcomes.get(*tag as usize).copied()).collect();
    if all.is_empty() { words.follow.nothing.to_owned() } else { all.join(words.follow.comma) }
}

/// A state in words.
pub fn state_word(words: &Words, state: State) -> &'static str {
    words.ledger.states.get(state as usize).copied().unwrap_or_default()
}

/// A finding in words.
pub fn finding_word(words: &Words, finding: Finding) -> &'static str {
    words.ledger.findings.get(finding as usize).copied().unwrap_or_default()
}

/// The parts that are there, two blanks between them.
fn parts<const N: usize>(all: [Option<String>; N]) -> String {
    all.into_iter().flatten().collect::<Vec<_>>().join("  ")
}
