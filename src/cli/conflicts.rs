//! `conflicts`: what people differ about who did not know of each other, side by side; `disputes`
//! tells what they say of where notices stand.

use std::{collections::HashMap, io::Write};

use clap::ArgMatches;
use serde::Serialize;

use crate::{
    ledger::{
        followup::{Change, Contest, Contestable, Opinion, Review, case::NoticeChange},
        types::{AgencyId, AgencyRow, IssueRow, NoticeRow, Snapshot},
    },
    report::{
        acts, history,
        json::{Contested, OfName},
    },
    text::clean::for_terminal,
    words::Words,
};

use super::{
    acts::moment,
    context::Context,
    disputes::Disputes,
    exit::{Exit, Failure},
    names,
};

/// An opinion for programs.
#[derive(Serialize)]
pub(super) struct JsonOpinion<'a> {
    author: &'a str,
    time: String,
    state: &'static str,
    finding: Option<&'static str>,
    words: Option<&'a str>,
}

impl<'a> JsonOpinion<'a> {
    /// For programs.
    pub(super) fn of(opinion: &'a Opinion) -> Self {
        Self {
            author: &opinion.author,
            time: opinion.time.to_string(),
            state: names::state_code(opinion.state),
            finding: opinion.finding.map(names::finding_code),
            words: opinion.words.as_deref(),
        }
    }
}

/// Of what people differ.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Of {
    Issue,
    Notice,
    Agency,
}

#[derive(Serialize)]
struct JsonConflict<'a> {
    id: &'a str,
    agency: &'a str,
    path: &'a str,
    title: &'a str,
    opinions: Vec<JsonOpinion<'a>>,
    of: Of,
    /// What was put right in different ways, in the order of the fold: of each field the last counts meanwhile.
    corrections: Vec<serde_json::Value>,
}

/// What people differ about.
struct Differing<'a> {
    issues: Vec<IssueRow<'a>>,
    notices: Vec<&'a NoticeRow>,
    agencies: Vec<&'a AgencyRow>,
    names: HashMap<AgencyId, &'a str>,
}

impl<'a> Differing<'a> {
    fn of(snapshot: &'a Snapshot) -> Self {
        let shown = |row: &IssueRow<'_>| row.differs() && !row.fixes.void;
        Self {
            issues: snapshot.issues.iter().filter(shown).collect(),
            notices: snapshot.notices.iter().filter(|row| !row.contested.is_empty()).collect(),
            agencies: snapshot.agencies.iter().filter(|row| !row.contested.is_empty()).collect(),
            names: snapshot.agencies.iter().map(|row| (row.id, &*row.name)).collect(),
        }
    }

    fn name(&self, agency: AgencyId) -> &'a str {
        self.names.get(&agency).copied().unwrap_or_default()
    }

    fn json(&self) -> Result<Vec<JsonConflict<'a>>, serde_json::Error> {
        let mut all = Vec::new();
        for row in &self.issues {
            all.push(JsonConflict {
                id: row.key,
                agency: self.name(row.agency),
                path: row.path,
                title: row.title,
                opinions: row.review.conflict.iter().map(JsonOpinion::of).collect(),
                of: Of::Issue,
                corrections: values(row.contested.iter().map(Contested::of))?,
            });
        }
        for row in &self.notices {
            all.push(JsonConflict {
                id: &row.key,
                agency: self.name(row.agency),
                path: "",
                title: &row.title,
                opinions: Vec::new(),
                of: Of::Notice,
                corrections: values(row.contested.iter().map(Contested::of))?,
            });
        }
        for row in &self.agencies {
            all.push(JsonConflict {
                id: "",
                agency: &row.name,
                path: "",
                title: "",
                opinions: Vec::new(),
                of: Of::Agency,
                corrections: values(OfName::all(row).into_iter())?,
            });
        }
        Ok(all)
    }

    fn lines(&self, words: &Words) -> Vec<String> {
        let mut lines = Vec::new();
        for row in &self.issues {
            lines.push(format!("{}  {}  {}  {}", row.key, self.name(row.agency), row.path, row.title));
            lines.extend(
                opinions(row.review, words)
                    .chain(of_issue(row.contested, words))
                    .map(|line| format!("    {line}")),
            );
        }
        for row in &self.notices {
            lines.push(format!("#{}  {}  {}", row.id.0, self.name(row.agency), row.title));
            lines.extend(of_notice(&row.contested, words).into_iter().map(|line| format!("    {line}")));
        }
        for row in &self.agencies {
            lines.push(row.name.to_string());
            lines.extend(of_agency(row, words).into_iter().map(|line| format!("    {line}")));
        }
        lines
    }
}

fn values(all: impl Iterator<Item = impl Serialize>) -> Result<Vec<serde_json::Value>, serde_json::Error> {
    all.map(serde_json::to_value).collect()
}

/// Runs the command.
///
/// # Errors
/// [`Failure::Ledger`] where the ledger cannot be used.
pub fn run(context: &Context, args: &ArgMatches, out: &mut impl Write) -> Result<Exit, Failure> {
    let ledger = context.open()?;
    let (snapshot, disputes) = (ledger.snapshot()?, Disputes::of(&ledger)?);
    let words = context.words();
    let differing = Differing::of(&snapshot);
    if args.get_flag("json") {
        let mut all =
            values(differing.json().map_err(std::io::Error::from)?.iter()).map_err(std::io::Error::from)?;
        all.extend(disputes.json());
        let text = serde_json::to_string_pretty(&all).map_err(std::io::Error::from)?;
        writeln!(out, "{text}")?;
        return Ok(Exit::Done);
    }
    for line in differing.lines(words) {
        writeln!(out, "{}", for_terminal(&line))?;
    }
    out.flush()?;
    match (differing.issues.len(), differing.notices.len(), differing.agencies.len()) {
        (0, 0, 0) if !disputes.is_empty() => {}
        (0, 0, 0) => say!("{}", words.check.no_conflicts),
        (issues, notices, agencies) => say!("{}", (words.check.conflicts)(issues, notices, agencies)),
    }
    disputes.tell(words, out)?;
    Ok(Exit::Done)
}

/// What was put right of an issue in different ways, a line each.
pub(super) fn of_issue(contested: &[Contest<Change>], words: &Words) -> Vec<String> {
    voices(contested, words, |change| history::whole(words, change))
}

/// What was said of a notice in different ways, a line each.
pub(super) fn of_notice(contested: &[Contest<NoticeChange>], words: &Words) -> Vec<String> {
    voices(contested, words, |change| history::notice_change(words, change))
}

/// What was said of an agency in different ways, a line each, with the name of which it was said where that is
/// another.
pub(super) fn of_agency(row: &AgencyRow, words: &Words) -> Vec<String> {
    let said = row.contested.iter().flat_map(move |(name, contest)| {
        let of = if *name == row.name { String::new() } else { format!("{name}  ") };
        voices(std::slice::from_ref(contest), words, |change| {
            format!("{of}{}", acts::agency_change(words, change))
        })
    });
    said.collect()
}

fn voices<C: Contestable>(
    contested: &[Contest<C>],
    words: &Words,
    say: impl Fn(&C) -> String,
) -> Vec<String> {
    let said = contested.iter().flat_map(|contest| history::voices(words, contest, &say));
    said.map(|(voice, said)| format!("{}  {}  {said}", voice.author, moment(voice.time))).collect()
}

/// The opinions that differ in words, a line each.
pub(super) fn opinions<'a>(review: &'a Review, words: &'a Words) -> impl Iterator<Item = String> + 'a {
    review
        .conflict
        .iter()
        .map(|one| format!("{}  {}  {}", one.author, moment(one.time), history::opinion(words, review, one)))
}
