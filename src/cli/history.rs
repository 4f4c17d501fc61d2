//! `history [ID|--notice N|--all]`

use std::{collections::HashMap, io::Write};

use clap::ArgMatches;
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::Serialize;

use crate::{
    ledger::{
        Ledger,
        followup::case::LedgerChange,
        log::{About, Act, Said},
        types::{IssueId, NoticeId},
    },
    query::due,
    report::history,
    text::clean::for_terminal,
    words::Words,
};

use super::{
    acts::{Log, moment},
    args::one,
    context::Context,
    exit::{Exit, Failure},
    mark, notices,
};

/// Runs the command.
///
/// # Errors
/// [`Failure`] where an option is wrong, an id or a notice is none or several, or the ledger fails.
pub fn run(context: &Context, args: &ArgMatches, out: &mut impl Write) -> Result<Exit, Failure> {
    let words = context.words();
    let since = one(args, "since").map(|text| due::day_of_this_year(text, context.today)).transpose();
    let since =
        since.map_err(|error| Failure::Usage(format!("--since: {}", error.explain(&words.ledger))))?;
    let ledger = context.open()?;
    let of = which(args, &ledger, words)?;
    let acts = ledger.log()?;
    let chosen: Vec<&Act> = acts
        .iter()
        .filter(|act| of.has(act) && since.is_none_or(|since| day(act.event.time) >= since))
        .collect();
    let page = Page {
        log: Log::new(&acts, words),
        titles: Titles::of(&ledger, &chosen)?,
        ledger: &ledger,
        one: matches!(of, Of::Issue(..)),
        words,
    };
    if args.get_flag("json") {
        page.json(&chosen, out)?;
    } else {
        page.lines(&chosen, out)?;
    }
    Ok(Exit::Done)
}

fn day(time: Timestamp) -> Date {
    time.to_zoned(TimeZone::system()).date()
}

/// What the history is of.
enum Of {
    /// With its id for people, by which samples name it.
    Issue(IssueId, String),
    Notice(NoticeId),
    All,
}

fn which(args: &ArgMatches, ledger: &Ledger, words: &Words) -> Result<Of, Failure> {
    Ok(match (one(args, "id"), one(args, "notice")) {
        (Some(id), _) => {
            let issue = mark::named(ledger, id, words)?;
            Of::Issue(issue, ledger.issue(issue)?.key.to_string())
        }
        (None, Some(name)) => Of::Notice(notices::one_shown_or_not(ledger, name, words)?.1.id),
        (None, None) => Of::All,
    })
}

impl Of {
    fn has(&self, act: &Act) -> bool {
        match (self, &act.about) {
            (Self::All, _) => true,
            (Self::Issue(_, key), About::Ledger) => drew(&act.event.change, key),
            (Self::Issue(issue, _), About::Issue { here: Some((of, _)), .. }) => of == issue,
            (Self::Notice(notice), About::Issue { here: Some((_, of)), .. }) => of == notice,
            (Self::Notice(notice), About::Notice { here: Some(of), .. }) => of == notice,
            _ => false,
        }
    }
}

/// Whether a sample was drawn that has this issue.
fn drew(said: &Said, key: &str) -> bool {
    matches!(said, Said::Ledger(LedgerChange::Sample { drawn, .. }) if drawn.iter().any(|one| one == key))
}

/// What issues and notices are called.
struct Titles {
    issues: HashMap<IssueId, String>,
    notices: HashMap<NoticeId, String>,
}

impl Titles {
    fn of(ledger: &Ledger, acts: &[&Act]) -> Result<Self, Failure> {
        let all_of_one = acts.windows(2).all(|pair| matches!(pair, [a, b] if a.about == b.about));
        let issues = match acts.first().map(|act| &act.about) {
            // One issue needs no rows of all the others; it may also be one that no list shows.
            Some(About::Issue { here: Some((issue, _)), .. }) if all_of_one => {
                HashMap::from([(*issue, mark::title(&ledger.issue(*issue)?).to_owned())])
            }
            Some(_) => {
                let snapshot = ledger.snapshot()?;
                snapshot.issues.into_iter().map(|row| (row.id, row.title.to_string())).collect()
            }
            None => HashMap::new(),
        };
        let all = ledger.notices()?.into_iter().chain(notices::withdrawn(ledger)?);
        let notices = all.map(|(_, row)| (row.id, row.title.to_string())).collect();
        Ok(Self { issues, notices })
    }

    fn title(&self, about: &About) -> Option<&str> {
        match about {
            About::Issue { here: Some((issue, _)), .. } => self.issues.get(issue).map(String::as_str),
            About::Notice { here: Some(notice), .. } => self.notices.get(notice).map(String::as_str),
            _ => None,
        }
    }
}

struct Page<'a> {
    log: Log<'a>,
    titles: Titles,
    ledger: &'a Ledger,
    /// Whether all is of one issue, which then need not be named on each line.
    one: bool,
    words: &'static Words,
}

#[derive(Serialize)]
struct JsonAct<'a> {
    id: String,
    time: String,
    author: &'a str,
    ledger: String,
    seq: u64,
    about: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    issue: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    notice: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    agency: Option<&'a str>,
    title: Option<&'a str>,
    change: &'a Said,
    what: String,
    undone: bool,
    /// Whether its guard passes it over.
    void: bool,
}

impl Page<'_> {
    fn lines(&self, acts: &[&Act], out: &mut impl Write) -> Result<(), Failure> {
        for act in acts {
            writeln!(out, "{}", for_terminal(&self.line(act)))?;
        }
        if acts.is_empty() {
            say!("{}", self.words.check.no_events);
        }
        Ok(())
    }

    fn line(&self, act: &Act) -> String {
        let event = &act.event;
        let mut parts = vec![moment(event.time), event.author.clone()];
        if !self.one {
            parts.push(self.which_ledger(act));
            parts.push(self.about(&act.about));
        }
        parts.push(self.log.what(act));
        let sign = history::sign(self.words, event);
        if !sign.is_empty() {
            parts.push(sign.to_owned());
        }
        parts.join("  ")
    }

    fn which_ledger(&self, act: &Act) -> String {
        let check = &self.words.check;
        if act.event.ledger == self.ledger.id() {
            return check.this_ledger.to_owned();
        }
        let id = act.event.ledger.to_string();
        (check.other_ledger)(id.split('-').next().unwrap_or_default())
    }

    fn about(&self, about: &About) -> String {
        let check = &self.words.check;
        let title = self.titles.title(about);
        match about {
            About::Issue { key, .. } => format!("{key}  {}", title.unwrap_or_default()).trim().to_owned(),
            About::Notice { key, .. } => (check.of_notice)(title.unwrap_or(key)),
            About::Agency(name) => (check.of_agency)(name),
            About::Ledger => check.of_ledger.to_owned(),
        }
    }

    /// One array, an entry a line.
    fn json(&self, acts: &[&Act], out: &mut impl Write) -> Result<(), Failure> {
        let mut open = "[";
        for act in acts {
            let line = serde_json::to_string(&self.json_act(act)).map_err(std::io::Error::from)?;
            write!(out, "{open}\n{line}")?;
            open = ",";
        }
        writeln!(out, "{}", if acts.is_empty() { "[]" } else { "]" })?;
        Ok(())
    }

    fn json_act<'b>(&'b self, act: &'b Act) -> JsonAct<'b> {
        let event = &act.event;
        let (about, issue, notice, agency) = match &act.about {
            About::Issue { key, .. } => ("issue", Some(key), None, None),
            About::Notice { key, .. } => ("notice", None, Some(key), None),
            About::Agency(name) => ("agency", None, None, Some(name)),
            About::Ledger => ("ledger", None, None, None),
        };
        JsonAct {
            id: event.id.to_string(),
            time: event.time.to_string(),
            author: &event.author,
            ledger: event.ledger.to_string(),
            seq: event.seq,
            about,
            issue: issue.map(String::as_str),
            notice: notice.map(String::as_str),
            agency: agency.map(String::as_str),
            title: self.titles.title(&act.about),
            change: &event.change,
            what: self.log.what(act),
            undone: event.undone,
            void: event.void,
        }
    }
}
