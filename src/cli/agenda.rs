//! `agenda [WORDS…]`

use std::{
    collections::{HashMap, HashSet},
    io::Write,
};

use clap::{ArgMatches, Command, parser::ValueSource};
use jiff::civil::Date;
use serde::Serialize;

use crate::{
    ledger::types::{AgencyId, IssueId, IssueRow, NoticeId, NoticeRow, Snapshot},
    query::{
        agenda::{Bucket, By, Entry, Kind, Since, What, agenda, counts, grouped, without_days},
        limits::{NotDerived, Profile, Unclear},
    },
    text::{Align, clean::for_terminal, cut, fit, width},
    words::Words,
};

use super::{
    args::{Sub, all, one},
    asked,
    context::Context,
    exit::{Exit, Failure},
    limits, names,
};

/// The names of [`Kind::ALL`] for programs.
const KINDS: [&str; 3] = ["check", "commitment", "step"];
/// The names of [`Bucket::ALL`] for programs.
const BUCKETS: [&str; 5] = ["overdue", "week", "month", "later", "undated"];
/// The names by which the agenda is grouped, for programs and in Chinese.
const GROUPS: [(&str, &str, By); 2] = [("agency", "单位", By::Agency), ("person", "承办人", By::Person)];
/// The options that ask about issues, and so not about the steps of a case.
const OF_ISSUES: [&str; 9] =
    ["words", "view", "outcome", "outcome-all", "without-outcome", "no-outcome", "due", "recheck", "state"];
/// The widest that a title becomes, in cells.
const TITLE: usize = 48;
/// How many notices without days are named.
const NAMED: usize = 5;

/// The definition of the command.
pub(super) fn command(words: &Words) -> Command {
    let help = &words.agenda.help;
    let sub = asked::add(Sub::new("agenda", help.agenda, words)).option("by", "BY", help.agenda_by).options(
        "kind",
        "KIND",
        help.agenda_kind,
    );
    limits::option(sub).flag("json", help.json).done()
}

/// Runs the command.
///
/// # Errors
/// [`Failure`] where an option is written wrongly or the ledger cannot be used.
pub fn run(context: &Context, args: &ArgMatches, out: &mut impl Write) -> Result<Exit, Failure> {
    asked::check(context, args)?;
    let words = context.words();
    let by = one(args, "by").map(|name| names::chosen("--by", name, &GROUPS, words)).transpose()?;
    let kinds = kinds(&all(args, "kind"), words)?;
    let profile = limits::of(context, one(args, "limits"), &limits::all(context))?;
    let ledger = context.open()?;
    let snapshot = ledger.snapshot()?;
    let asked = asked::ask(context, args, &ledger, &snapshot)?;
    let issues: HashSet<IssueId> = asked.rows.iter().map(|row| row.id).collect();
    let agencies: HashSet<AgencyId> = asked.rows.iter().map(|row| row.agency).collect();
    let given = |name: &&str| args.value_source(name) == Some(ValueSource::CommandLine);
    let (of_issues, of_agencies) = (OF_ISSUES.iter().any(given), given(&"agency"));
    let case = |agency: AgencyId| !of_issues && (!of_agencies || agencies.contains(&agency));
    let shown = |entry: &Entry| {
        (kinds.is_empty() || kinds.contains(&entry.kind()))
            && entry.issue().map_or_else(|| case(entry.agency), |issue| issues.contains(&issue))
    };
    let mut entries = agenda(&snapshot, &profile, context.today);
    entries.retain(shown);
    let page = Page::new(&snapshot, &profile, context.today, words);
    match args.get_flag("json") {
        true => page.json(&entries, out)?,
        false => page.lines(&entries, by, out)?,
    }
    if kinds.is_empty() || kinds.contains(&Kind::Step) {
        page.tell_without_days(case);
    }
    Ok(Exit::Done)
}

fn kinds(values: &[&String], words: &Words) -> Result<Vec<Kind>, Failure> {
    let chinese = &crate::words::ZH.agenda.kinds;
    let named = |name: &str| {
        let place = KINDS.iter().zip(chinese).position(|(code, word)| *code == name || *word == name);
        place.and_then(|place| Kind::ALL.get(place).copied()).ok_or_else(|| {
            let accepted: Vec<String> =
                KINDS.iter().zip(chinese).map(|(code, word)| format!("{code} {word}")).collect();
            Failure::Usage((words.cli.usage.bad_choice)("--kind", name, &accepted.join(", ")))
        })
    };
    let names = values.iter().flat_map(|value| value.split([',', '，', '、'])).map(str::trim);
    names.filter(|name| !name.is_empty()).map(named).collect()
}

/// What the lines of the agenda refer to.
struct Page<'a> {
    snapshot: &'a Snapshot,
    profile: &'a Profile,
    agencies: HashMap<AgencyId, &'a str>,
    notices: HashMap<NoticeId, &'a NoticeRow>,
    issues: HashMap<IssueId, IssueRow<'a>>,
    today: Date,
    words: &'static Words,
}

#[derive(Serialize)]
struct Json<'a> {
    kind: &'static str,
    bucket: &'static str,
    due: Option<Date>,
    days: Option<i32>,
    agency: &'a str,
    notice: &'a str,
    who: Option<&'a str>,
    id: Option<&'a str>,
    title: Option<&'a str>,
    state: Option<&'static str>,
    deadline: Option<&'static str>,
    nothing_since: Option<Date>,
    since: Option<&'static str>,
    step: Option<&'a str>,
    limits: Option<&'a str>,
    verified: Option<bool>,
    /// Of a step: whether nobody can say if it was taken.
    untold: Option<bool>,
    /// Of a step: whether it is presumed to have been taken, since the notice was published.
    presumed: Option<bool>,
}

impl<'a> Page<'a> {
    fn new(snapshot: &'a Snapshot, profile: &'a Profile, today: Date, words: &'static Words) -> Self {
        Self {
            snapshot,
            profile,
            agencies: snapshot.agencies.iter().map(|row| (row.id, &*row.name)).collect(),
            notices: snapshot.notices.iter().map(|row| (row.id, row)).collect(),
            issues: snapshot.issues.iter().map(|row| (row.id, row)).collect(),
            today,
            words,
        }
    }

    fn issue(&self, entry: &Entry) -> Option<IssueRow<'a>> {
        entry.issue().and_then(|issue| self.issues.get(&issue).copied())
    }

    fn json(&self, entries: &[Entry], out: &mut impl Write) -> Result<(), Failure> {
        let rows: Vec<Json<'_>> = entries.iter().map(|entry| self.json_row(entry)).collect();
        serde_json::to_writer_pretty(&mut *out, &rows).map_err(std::io::Error::from)?;
        writeln!(out)?;
        Ok(())
    }

    fn json_row<'r>(&'r self, entry: &'r Entry) -> Json<'r> {
        let issue = self.issue(entry);
        let mut row = Json {
            kind: KINDS.get(entry.kind() as usize).copied().unwrap_or_default(),
            bucket: BUCKETS.get(entry.bucket as usize).copied().unwrap_or_default(),
            due: entry.due,
            days: entry.days(self.today),
            agency: self.agencies.get(&entry.agency).copied().unwrap_or_default(),
            notice: self.notices.get(&entry.notice).map_or("", |notice| &notice.title),
            who: entry.who.as_deref(),
            id: issue.map(|row| row.key),
            title: issue.map(|row| row.title),
            state: None,
            deadline: None,
            nothing_since: None,
            since: None,
            step: None,
            limits: None,
            verified: None,
            untold: None,
            presumed: None,
        };
        match &entry.what {
            What::Check { state, .. } => row.state = Some(names::state_code(*state)),
            What::Commitment { kind, since, .. } => {
                row.deadline = Some(names::kind_code(*kind));
                // Of a day that is still to come it does not matter what was published since.
                if entry.bucket == Bucket::Overdue {
                    row.nothing_since = Some(since.day());
                    row.since = Some(match since {
                        Since::Publication(_) => "publication",
                        Since::Feedback(_) => "feedback",
                        Since::Import(_) => "import",
                    });
                }
            }
            What::Step { step, profile, verified, unclear, .. } => {
                (row.step, row.limits, row.verified) = (Some(&**step), Some(&**profile), Some(*verified));
                row.untold = Some(unclear.is_some());
                row.presumed = Some(matches!(unclear, Some(Unclear::Presumed(_))));
            }
        }
        row
    }

    fn lines(&self, entries: &[Entry], by: Option<By>, out: &mut impl Write) -> Result<(), Failure> {
        let words = &self.words.agenda;
        if entries.is_empty() {
            say!("{}", words.nothing);
            return Ok(());
        }
        let steps = || entries.iter().filter(|entry| entry.kind() == Kind::Step);
        let mut head = self.figures(entries.iter(), true);
        if steps().next().is_some() {
            head = format!("{head}  {}", (words.profile)(&self.profile.name));
        }
        writeln!(out, "{}", for_terminal(&head))?;
        let groups: Vec<(String, Vec<&Entry>)> = match by {
            None => Bucket::ALL.into_iter().map(|bucket| self.bucket(entries, bucket)).collect(),
            Some(by) => grouped(self.snapshot, entries, by)
                .into_iter()
                .map(|group| {
                    let nobody = if by == By::Person { words.nobody } else { words.no_agency };
                    let name = group.name.as_deref().unwrap_or(nobody);
                    (format!("{name}  {}", self.figures(group.entries.iter().copied(), false)), group.entries)
                })
                .collect(),
        };
        for (name, entries) in groups.iter().filter(|(_, entries)| !entries.is_empty()) {
            writeln!(out, "\n{}", for_terminal(name))?;
            self.rows(entries, by != Some(By::Agency), out)?;
        }
        if steps().any(|entry| matches!(entry.what, What::Step { workdays: true, .. })) {
            writeln!(out, "\n{}", words.workdays)?;
        }
        Ok(())
    }

    fn bucket<'e>(&self, entries: &'e [Entry], bucket: Bucket) -> (String, Vec<&'e Entry>) {
        let entries: Vec<&Entry> = entries.iter().filter(|entry| entry.bucket == bucket).collect();
        let name = self.words.agenda.buckets.get(bucket as usize).copied().unwrap_or_default();
        ((self.words.agenda.count)(name, entries.len()), entries)
    }

    /// How many entries each bucket has; those that have none only where `all` are wanted.
    fn figures<'e>(&self, entries: impl Iterator<Item = &'e Entry>, all: bool) -> String {
        let words = &self.words.agenda;
        let counts = words.buckets.iter().zip(counts(entries));
        let figures =
            counts.filter(|(_, count)| all || *count > 0).map(|(name, count)| (words.count)(name, count));
        figures.collect::<Vec<_>>().join(words.between_counts)
    }

    /// Aligned lines: day, kind, agency where it is not the heading, and what it is about.
    fn rows(&self, entries: &[&Entry], with_agency: bool, out: &mut impl Write) -> Result<(), Failure> {
        let cells: Vec<[String; 4]> = entries.iter().map(|entry| self.cells(entry, with_agency)).collect();
        let widths: [usize; 3] = std::array::from_fn(|column| {
            cells.iter().filter_map(|row| row.get(column)).map(|cell| width(cell)).max().unwrap_or(0).min(28)
        });
        for row in &cells {
            let mut line = String::from("  ");
            for (cell, width) in row.iter().zip(widths).filter(|(_, width)| *width > 0) {
                line.push_str(&fit(cell, width, Align::Left));
                line.push_str("  ");
            }
            line.push_str(row.last().map_or("", String::as_str));
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }

    fn cells(&self, entry: &Entry, with_agency: bool) -> [String; 4] {
        let words = &self.words.agenda;
        let day = match (entry.due, entry.days(self.today)) {
            (Some(due), Some(0)) => (words.due_today)(due),
            (Some(due), Some(days @ 1..)) => (words.due_in)(due, days),
            (Some(due), Some(days)) => (words.overdue)(due, -days),
            _ => words.undated.to_owned(),
        };
        let kind = words.kinds.get(entry.kind() as usize).copied().unwrap_or_default();
        let agency = self.agencies.get(&entry.agency).copied().filter(|_| with_agency).unwrap_or_default();
        let cells = [day, kind.to_owned(), agency.to_owned(), self.about(entry).join("  ")];
        cells.map(|cell| for_terminal(&cell).trim().to_owned())
    }

    /// What an entry is about, in parts.
    fn about(&self, entry: &Entry) -> Vec<String> {
        let words = &self.words.agenda;
        let mut parts = Vec::new();
        if let Some(issue) = self.issue(entry) {
            parts.push(issue.key.to_string());
            let title = cut(issue.title, TITLE);
            let check = &self.words.check;
            let signs = [(issue.differs(), check.differ), (issue.fixes.hides, check.hides)];
            let signs: Vec<&str> =
                signs.into_iter().filter(|(there, _)| *there).map(|(_, sign)| sign).collect();
            parts.push(match signs.is_empty() {
                true => title.into_owned(),
                false => format!("[{}] {title}", signs.join(" ")),
            });
        }
        match &entry.what {
            What::Check { state, .. } => parts.push(names::state_word(*state, self.words).to_owned()),
            What::Commitment { kind, since, .. } => {
                parts.push(names::kind_word(*kind, self.words).to_owned());
                if entry.bucket == Bucket::Overdue {
                    parts.push(match since {
                        Since::Publication(day) => (words.silent_since_publication)(*day),
                        Since::Feedback(day) => (words.silent_since_feedback)(*day),
                        Since::Import(day) => (words.silent_since_import)(*day),
                    });
                }
            }
            What::Step { step, profile, verified, unclear, .. } => {
                parts.push(step.to_string());
                parts.push((words.by_profile)(profile));
                parts.extend(unclear.map(|why| why.explain(words)));
                parts.extend((!verified).then(|| words.unverified.to_owned()));
            }
        }
        parts.extend(entry.who.as_deref().map(words.who));
        parts
    }

    /// Tells for which cases no days were derived.
    fn tell_without_days(&self, case: impl Fn(AgencyId) -> bool) {
        let words = &self.words.agenda;
        let without = without_days(self.snapshot, self.profile);
        let of = |wanted: fn(NotDerived) -> bool| -> Vec<&NoticeRow> {
            let notices =
                without.iter().filter(|(_, why)| wanted(*why)).filter_map(|(id, _)| self.notices.get(id));
            notices.copied().filter(|notice| case(notice.agency)).collect()
        };
        let silent = of(|why| why == NotDerived::NoFeedback);
        let early = of(|why| why != NotDerived::NoFeedback);
        let holds = self.profile.effective_from.unwrap_or_default();
        let told = [
            ((words.no_feedback)(silent.len()), silent),
            ((words.before_profile)(early.len(), holds), early),
        ];
        for (line, notices) in told.into_iter().filter(|(_, notices)| !notices.is_empty()) {
            say!("{line}");
            for notice in notices.iter().take(NAMED) {
                let agency = self.agencies.get(&notice.agency).copied().unwrap_or_default();
                say!("  {}", for_terminal(&format!("#{} {agency}  {}", notice.id.0, notice.title)));
            }
            if notices.len() > NAMED {
                say!("  {}", (words.and_more)(notices.len() - NAMED));
            }
        }
    }
}
