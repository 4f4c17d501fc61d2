//! `show ID`

use std::io::Write;

use clap::ArgMatches;
use jiff::civil::Date;

use crate::{
    ledger::{
        followup::{
            Change, Closing, Event, Fix,
            case::{NoticeFacts, fold_notice},
            standing::Away,
        },
        types::{AskedDoubt, IssueDetail, OutcomeSet, SourceText},
    },
    notice::{Deadline, DeadlineKind, Span},
    report::history,
    text::clean::lines_for_terminal,
    words::Words,
};

use super::{
    acts::moment,
    args::one,
    conflicts,
    context::Context,
    doubts,
    exit::{Exit, Failure},
    mark, names, withdraw,
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
    let notice = ledger.notice_of(id)?;
    let mut said = ledger.history_of_notice(notice)?;
    let mut page = Page { lines: Vec::new(), words, today: context.today, doubtful: false };
    // As in the lists: where nothing is written down there is nothing that could be carried over wrongly.
    page.doubtful = !detail.history.is_empty() && !ledger.doubts(id)?.is_empty();
    let place =
        Place { facts: fold_notice(&mut said), anew: ledger.notice_hiding(notice)?, away: ledger.away(id)? };
    page.issue(&detail, &place);
    page.check(&detail);
    page.doubts(&detail, context);
    page.line(words.cli.show.source, &source_line(&source, detail.node.span, words));
    for line in page.lines {
        writeln!(out, "{}", lines_for_terminal(&line))?;
    }
    Ok(Exit::Done)
}

/// What is known of the notice in which the issue stands.
struct Place {
    facts: NoticeFacts,
    /// The fields that are printed otherwise since they were put right.
    anew: Vec<&'static str>,
    /// Where the notice is withdrawn.
    away: Option<Away>,
}

struct Page {
    lines: Vec<String>,
    words: &'static Words,
    today: Date,
    /// Whether it is doubtful that the issue is that of the former version.
    doubtful: bool,
}

impl Page {
    fn line(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.lines.push(format!("{name}  {text}"));
        }
    }

    /// A value that was put in by hand, beneath what is printed.
    fn fix<T>(&mut self, field: &str, fix: Option<&Fix<T>>, value: impl Fn(&T) -> String) {
        let Some(fix) = fix else { return };
        let (words, when) = (self.words, moment(fix.time));
        let value = format!("{field} {}", value(&fix.value));
        let text = (words.check.fix)(value.trim_end(), &fix.reason, &fix.author, &when);
        self.line(words.follow.sign, &text);
    }

    /// What was put right of the notice.
    fn notice_fixes(&mut self, facts: &NoticeFacts) {
        let [_, _, _, title, agency, feedback, published] = self.words.follow.fields;
        self.fix(agency, facts.agency.as_ref(), Clone::clone);
        self.fix(title, facts.title.as_ref(), Clone::clone);
        self.fix(feedback, facts.feedback.as_ref(), Date::to_string);
        self.fix(published, facts.published.as_ref(), Date::to_string);
        for line in conflicts::of_notice(&facts.contested, self.words) {
            self.line(self.words.follow.contested, &line);
        }
    }

    fn issue(&mut self, detail: &IssueDetail, place: &Place) {
        let all = self.words;
        let words = &all.cli.show;
        let notice = &detail.notice;
        self.lines.push(format!("{}  {}", detail.key, notice.agency.as_deref().unwrap_or_default()));
        if let Some(away) = &place.away {
            let by = withdraw::by(away.by.as_ref(), all);
            self.line(all.standing.imported, &(all.standing.back_by)(&by, away.number));
        }
        let feedback = notice.feedback_date.map(words.feedback).unwrap_or_default();
        let title = notice.title.as_deref().unwrap_or_default();
        self.line(words.notice, format!("{title}  {feedback}").trim());
        self.notice_fixes(&place.facts);
        if !place.anew.is_empty() {
            self.lines.push((self.words.check.notice_printed_anew)(&history::notice_fields(
                self.words,
                &place.anew,
            )));
        }
        let above = detail.above.join(" / ");
        self.line(words.place, format!("{}  {above}", detail.path).trim());
        if !detail.present {
            self.lines.push(self.words.cli.list.gone.to_owned());
        }
        let (node, fixes) = (&detail.node, &detail.corrections);
        if detail.hides() {
            self.lines.push(self.words.check.printed_since.to_owned());
        }
        if self.doubtful {
            self.lines.push((all.check.doubtful_since)(&detail.key));
        }
        self.line(words.problem, &node.title);
        let [of_title, of_outcome, of_deadlines, ..] = all.follow.fields;
        self.fix(of_title, fixes.title.as_ref(), Clone::clone);
        self.fix(all.check.void, fixes.void.as_ref(), |()| String::new());
        let missed = detail.history.iter().find(|event| matches!(event.change, Change::Missed(_)));
        if let Some((missed, event)) = detail.missed.as_ref().zip(missed) {
            let when = moment(event.time);
            let text = (all.check.fix)(all.check.missed, &missed.reason, &event.author, &when);
            self.line(all.follow.sign, &text);
        }
        self.line(words.detail, node.detail.as_ref().map_or("", |part| &part.text));
        let outcome = self.outcome(detail);
        self.line(words.outcome, &outcome);
        self.fix(of_outcome, fixes.outcome.as_ref(), |tags| history::outcomes(all, tags));
        self.line(words.response, node.response.as_ref().map_or("", |part| &part.text));
        for deadline in &node.deadlines {
            let text = self.deadline(deadline);
            self.line(words.deadlines, &text);
        }
        self.fix(of_deadlines, fixes.deadlines.as_ref(), |days| {
            let days: Vec<String> = days.iter().map(|day| history::due_day(all, day)).collect();
            if days.is_empty() { all.follow.nothing.to_owned() } else { days.join(all.follow.comma) }
        });
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
        let follow = &self.words.follow;
        let parts = [
            Some(names::review(review, self.words)),
            due,
            review.who.as_deref().map(follow.who),
            review.reason.as_deref().map(follow.reason),
            review.on.map(follow.on),
            review.seen.as_deref().map(follow.seen),
        ];
        self.line(words.check, &parts.into_iter().flatten().collect::<Vec<_>>().join("  "));
        self.line(words.note, review.note.as_deref().unwrap_or_default());
        for opinion in conflicts::opinions(review, self.words) {
            self.line(self.words.check.differ, &opinion);
        }
        for line in conflicts::of_issue(&detail.contested, self.words) {
            self.line(self.words.follow.contested, &line);
        }
        for (number, closing) in (1..).zip(&review.closings) {
            let text = self.closing(closing);
            self.line(&(self.words.check.chain)(number), &text);
        }
        for file in &detail.evidence {
            let sha: String = file.sha256.chars().take(12).collect();
            let path = file.path.as_deref().unwrap_or(self.words.check.kept);
            let note = file.note.as_deref().map(self.words.check.note).unwrap_or_default();
            let text = format!("{}  {} B  sha256 {sha}  {path}  {note}", file.name, file.size);
            self.line(self.words.check.evidence, text.trim_end());
        }
        for event in &detail.history {
            let text = self.event(event);
            self.line(words.history, &text);
        }
    }

    /// The doubts that stand at the issue, those that were put aside last.
    fn doubts(&mut self, detail: &IssueDetail, context: &Context) {
        let rules = &context.config.config.checks;
        let mut shown: Vec<&AskedDoubt> =
            detail.doubts.iter().filter(|doubt| rules.asks(doubt.row.rule)).collect();
        shown.sort_by_key(|doubt| !doubt.row.open());
        for doubt in shown {
            for (at, line) in doubts::lines(doubt, self.words).into_iter().enumerate() {
                match at {
                    0 => self.line(self.words.doubts.doubts, &line),
                    _ => self.lines.push(line),
                }
            }
        }
    }

    /// How a former chain ended.
    fn closing(&self, closing: &Closing) -> String {
        let (words, follow) = (self.words, &self.words.follow);
        let parts = [
            Some(names::state_word(closing.state, words).to_owned()),
            Some(names::finding_word(closing.finding, words).to_owned()),
            closing.on.map(follow.on),
            closing.seen.as_deref().map(follow.seen),
            closing.who.as_deref().map(follow.who),
            closing.due.map(follow.due),
            closing.note.as_deref().map(words.check.note),
            Some((words.check.reopened)(&closing.reopened_by, &moment(closing.reopened))),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join("  ")
    }

    fn event(&self, event: &Event) -> String {
        let time = moment(event.time);
        let (what, note) = history::change(self.words, &event.change);
        let undone = history::sign(self.words, event);
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
