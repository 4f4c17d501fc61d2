//! `show ID`

use std::io::Write;

use clap::ArgMatches;
use jiff::{civil::Date, tz::TimeZone};

use crate::{
    ledger::{
        followup::Event,
        types::{IssueDetail, OutcomeSet, SourceText},
    },
    notice::{Deadline, DeadlineKind, Span},
    report::history,
    text::clean::lines_for_terminal,
    words::Words,
};

use super::{
    args::one,
    context::Context,
    exit::{Exit, Failure},
    mark, names,
};

/// Runs the command.
///
/// # Errors
/// [`Failure`] where the id names no issue or several, or the ledger fails.
pub fn run(context: &Context, args: &ArgMatches, out: &mut impl Write) -> Result<Exit, Failure> {
    let ledger = context.open()?;
    let words = context.words();
    let id = mark::named(&ledger, one(args, "id").unwrap_or_default(), words)?;
    let (detail, source) = (ledger.issue(id)?, ledger.source(id)?);
    let mut page = Page { lines: Vec::new(), words, today: context.today };
    page.issue(&detail);
    page.check(&detail);
    page.line(words.cli.show.source, &source_line(&source, detail.node.span, words));
    for line in page.lines {
        writeln!(out, "{}", lines_for_terminal(&line))?;
    }
    Ok(Exit::Done)
}

struct Page {
    lines: Vec<String>,
    words: &'static Words,
    today: Date,
}

impl Page {
    fn line(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.lines.push(format!("{name}  {text}"));
        }
    }

    fn issue(&mut self, detail: &IssueDetail) {
        let words = &self.words.cli.show;
        let notice = &detail.notice;
        self.lines.push(format!("{}  {}", detail.key, notice.agency.as_deref().unwrap_or_default()));
        let feedback = notice.feedback_date.map(words.feedback).unwrap_or_default();
        let title = notice.title.as_deref().unwrap_or_default();
        self.line(words.notice, format!("{title}  {feedback}").trim());
        let above = detail.above.join(" / ");
        self.line(words.place, format!("{}  {above}", detail.path).trim());
        if !detail.present {
            self.lines.push(self.words.cli.list.gone.to_owned());
        }
        let node = &detail.node;
        self.line(words.problem, &node.title);
        self.line(words.detail, node.detail.as_ref().map_or("", |part| &part.text));
        let outcome = self.outcome(detail);
        self.line(words.outcome, &outcome);
        self.line(words.response, node.response.as_ref().map_or("", |part| &part.text));
        for deadline in &node.deadlines {
            let text = self.deadline(deadline);
            self.line(words.deadlines, &text);
        }
        for part in &node.responsible {
            self.line(&part.role, &part.name);
        }
    }

    fn outcome(&self, detail: &IssueDetail) -> String {
        match &detail.node.outcome {
            None => self.words.cli.show.not_stated.to_owned(),
            Some(outcome) => format!(
                "{}  {}  {}",
                names::outcome(OutcomeSet::of(&outcome.tags), self.words),
                names::basis_word(outcome.basis, self.words),
                outcome.raw
            ),
        }
    }

    fn deadline(&self, deadline: &Deadline) -> String {
        let words = &self.words.cli.show;
        let kind = names::kind_word(deadline.kind, self.words);
        let Some(due) = deadline.due else { return format!("{kind}  {}", deadline.raw) };
        let left = match (deadline.kind, (due - self.today).get_days()) {
            (DeadlineKind::Reported, _) => String::new(),
            (_, days @ 0..) => (words.days_left)(days),
            (_, days) => (words.days_over)(-days),
        };
        [due.to_string(), kind.to_owned(), left, deadline.raw.clone()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("  ")
    }

    fn check(&mut self, detail: &IssueDetail) {
        let words = &self.words.cli.show;
        let review = &detail.review;
        let due = review.due.map(|due| {
            let list = &self.words.cli.list;
            if review.due_passed(self.today) { (list.recheck_passed)(due) } else { (list.recheck)(due) }
        });
        let state = names::review(review, self.words);
        self.line(words.check, format!("{state}  {}", due.unwrap_or_default()).trim());
        self.line(words.note, review.note.as_deref().unwrap_or_default());
        for event in &detail.history {
            let text = self.event(event);
            self.line(words.history, &text);
        }
    }

    fn event(&self, event: &Event) -> String {
        let time = event.time.to_zoned(TimeZone::system()).strftime("%Y-%m-%d %H:%M").to_string();
        let (what, note) = history::change(self.words, &event.change);
        let undone = if event.undone { self.words.follow.undone } else { "" };
        [time.as_str(), event.author.as_str(), what.as_str(), note.as_deref().unwrap_or_default(), undone]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("  ")
    }
}

fn source_line(source: &SourceText, place: Span, words: &Words) -> String {
    let pages = source.pages_of(place);
    let on = pages
        .map_or(String::new(), |(first, last)| format!("  {}", (words.tui.source.on_pages)(first, last)));
    format!("{}{on}  sha256 {}", source.path, source.sha256)
}
