//! What `mark` is to do to each issue, from its options.

use clap::ArgMatches;
use jiff::civil::Date;

use crate::{
    config::reasons::{NoReason, Reasons},
    ledger::followup::{Change, Finding, State},
    query::bounds::Of,
    words::Words,
};

use super::{args::one, context::Context, exit::Failure, names};

/// The options as they were typed.
#[derive(Debug, Default)]
struct Typed {
    state: Option<State>,
    /// The state in the words in which it was typed, for messages.
    state_as_typed: String,
    due: Option<Option<Date>>,
    finding: Option<Finding>,
    note: Option<String>,
    reason: Option<String>,
    who: Option<Option<String>>,
    seen: Option<String>,
    on: Option<Date>,
}

/// The changes that the options ask for, in order. Without `--state` a day schedules, a finding
/// verifies and a reason doubts; what is left changes no state.
///
/// # Errors
/// [`Failure::Usage`] where an option is written wrongly, or two do not go together.
pub(super) fn asked_for(context: &Context, args: &ArgMatches) -> Result<Vec<Change>, Failure> {
    let words = context.words();
    let trimmed = |name: &str| one(args, name).map(|text| text.trim().to_owned());
    let filled = |name: &str| match trimmed(name) {
        Some(text) if text.is_empty() => Err(Failure::Usage((words.check.empty)(&format!("--{name}")))),
        text => Ok(text),
    };
    let nobody = |name: String| (!names::says_none(&name)).then_some(name);
    let typed = Typed {
        state: one(args, "state").map(|name| names::state("--state", name, words)).transpose()?,
        state_as_typed: format!("--state {}", one(args, "state").unwrap_or_default()),
        due: one(args, "due").map(|text| due(text, context)).transpose()?,
        finding: one(args, "finding").map(|name| names::finding("--finding", name, words)).transpose()?,
        note: trimmed("note"),
        reason: one(args, "reason")
            .map(|text| reason(text, &context.config.config.reasons, words))
            .transpose()?,
        who: filled("who")?.map(nobody),
        seen: filled("seen")?,
        on: one(args, "on").map(|text| day(Of::Seen, "--on", text, context)).transpose()?,
    };
    typed.changes(words)
}

/// The day for the check, or that there is none.
fn due(text: &str, context: &Context) -> Result<Option<Date>, Failure> {
    if names::says_none(text) {
        return Ok(None);
    }
    day(Of::Due, "--due", text, context).map(Some)
}

/// The day that an option names, within the bounds of what it is of.
pub(super) fn day(of: Of, option: &str, text: &str, context: &Context) -> Result<Date, Failure> {
    let words = &context.words().ledger;
    of.read(text, context.today)
        .map_err(|fault| Failure::Usage(format!("{option}: {}", fault.explain(words))))
}

fn reason(text: &str, reasons: &Reasons, words: &Words) -> Result<String, Failure> {
    reasons.pick(text).map_err(|why| {
        Failure::Usage(match why {
            NoReason::Empty => words.check.no_reason.to_owned(),
            NoReason::NoSuchNumber => (words.check.no_such_reason)(text.trim(), &reasons.in_a_line(words)),
        })
    })
}

impl Typed {
    fn changes(self, words: &Words) -> Result<Vec<Change>, Failure> {
        self.must_agree(words)?;
        let Self { due, finding, note, reason, who, seen, on, .. } = self;
        let scheduled = matches!(due, Some(Some(_)));
        let unscheduled = (due == Some(None)).then_some(Change::Due { due: None });
        let assigned = who.clone().map(|who| Change::Assign { who });
        let changes: Vec<Option<Change>> = match (self.state, finding) {
            (_, Some(finding)) => vec![Some(Change::Verify { finding, seen, on, note })],
            (Some(State::Unread), _) => vec![Some(Change::Unread)],
            (Some(State::Archived), _) => vec![Some(Change::Archive { note })],
            (Some(State::Query), _) => vec![Some(Change::Query { reason, note }), assigned],
            (state, _) if state == Some(State::Revisit) || scheduled => {
                let doubted = reason.map(|reason| Change::Query { reason: Some(reason), note: None });
                let unassigned = (who == Some(None)).then_some(Change::Assign { who: None });
                let revisit = Change::Revisit { due: due.flatten(), who: who.flatten(), note };
                vec![doubted, Some(revisit), unscheduled, unassigned]
            }
            (_, _) if reason.is_some() => vec![Some(Change::Query { reason, note }), unscheduled, assigned],
            (_, _) => vec![unscheduled, assigned, note.map(|note| Change::Note { note })],
        };
        let changes: Vec<Change> = changes.into_iter().flatten().collect();
        if changes.is_empty() {
            return Err(Failure::Usage(words.cli.usage.nothing_to_mark.to_owned()));
        }
        Ok(changes)
    }

    /// Refuses options that do not go together.
    fn must_agree(&self, words: &Words) -> Result<(), Failure> {
        let usage = &words.cli.usage;
        let wrong = |message: &str| Err(Failure::Usage(message.to_owned()));
        let state = self.state;
        let there = [
            ("--due", self.due.is_some()),
            ("--reason", self.reason.is_some()),
            ("--who", self.who.is_some()),
        ];
        let first_of = |options: &[&str]| {
            there.into_iter().find(|(name, there)| *there && options.contains(name)).map(|(name, _)| name)
        };
        if self.finding.is_some() {
            if let Some(other) = first_of(&["--due", "--reason", "--who"]) {
                return wrong(&(usage.marks_disagree)(other, "--finding"));
            }
            if state.is_some_and(|state| state != State::Verified) {
                return wrong(&(usage.marks_disagree)(&self.state_as_typed, "--finding"));
            }
            return Ok(());
        }
        let shut_out: &[&str] = match state {
            Some(State::Unread | State::Archived | State::Verified) => &["--due", "--reason", "--who"],
            Some(State::Query) => &["--due"],
            Some(State::Revisit) | None => &[],
        };
        if let Some(other) = first_of(shut_out) {
            return wrong(&(usage.marks_disagree)(&self.state_as_typed, other));
        }
        if state == Some(State::Verified) {
            return wrong(usage.needs_finding);
        }
        if self.seen.is_some() || self.on.is_some() {
            return wrong(words.check.seen_needs_finding);
        }
        if state == Some(State::Unread) && self.note.as_deref().is_some_and(|note| !note.is_empty()) {
            return wrong(usage.unread_takes_no_note);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::words::ZH;

    fn day() -> Date {
        jiff::civil::date(2026, 12, 31)
    }

    fn words(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[rstest]
    #[case::day_schedules(Typed { due: Some(Some(day())), ..Typed::default() }, &["revisit"])]
    #[case::day_and_reason(Typed { due: Some(Some(day())), reason: words("数字不符"), ..Typed::default() }, &["query", "revisit"])]
    #[case::reason_doubts(Typed { reason: words("数字不符"), ..Typed::default() }, &["query"])]
    #[case::no_day(Typed { due: Some(None), ..Typed::default() }, &["due"])]
    #[case::nobody_and_no_day(Typed { due: Some(None), who: Some(None), ..Typed::default() }, &["due", "assign"])]
    #[case::somebody(Typed { who: Some(words("李四")), ..Typed::default() }, &["assign"])]
    #[case::somebody_and_note(Typed { who: Some(words("李四")), note: words("x"), ..Typed::default() }, &["assign", "note"])]
    #[case::somebody_and_day(Typed { who: Some(words("李四")), due: Some(Some(day())), ..Typed::default() }, &["revisit"])]
    #[case::somebody_doubts(Typed { state: Some(State::Query), who: Some(words("李四")), ..Typed::default() }, &["query", "assign"])]
    #[case::revisit_without_day(Typed { state: Some(State::Revisit), due: Some(None), who: Some(None), ..Typed::default() }, &["revisit", "due", "assign"])]
    #[case::empty_note(Typed { note: words(""), ..Typed::default() }, &["note"])]
    #[case::unread_and_empty_note(Typed { state: Some(State::Unread), note: words(""), ..Typed::default() }, &["unread"])]
    #[case::seen(Typed { finding: Some(Finding::True), seen: words("x"), on: Some(day()), ..Typed::default() }, &["verify"])]
    fn options_become_changes(#[case] typed: Typed, #[case] want: &[&str]) {
        let names: Vec<&str> = typed.changes(&ZH).unwrap().iter().map(Change::name).collect();
        assert_eq!(names, want);
    }

    #[rstest]
    #[case::nothing(Typed::default())]
    #[case::seen_alone(Typed { seen: words("x"), ..Typed::default() })]
    #[case::on_while_doubted(Typed { state: Some(State::Query), on: Some(day()), ..Typed::default() })]
    #[case::reason_archived(Typed { state: Some(State::Archived), reason: words("x"), ..Typed::default() })]
    #[case::who_unread(Typed { state: Some(State::Unread), who: Some(None), ..Typed::default() })]
    #[case::who_found(Typed { finding: Some(Finding::True), who: Some(words("李四")), ..Typed::default() })]
    #[case::no_day_found(Typed { finding: Some(Finding::True), due: Some(None), ..Typed::default() })]
    fn options_that_do_not_go_together(#[case] typed: Typed) {
        assert!(matches!(typed.changes(&ZH), Err(Failure::Usage(_))));
    }
}
