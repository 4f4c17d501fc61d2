//! `conflicts`: issues on which opinions differ, side by side; [`super::disputes`] tells those about notices

use std::io::Write;

use clap::ArgMatches;
use serde::Serialize;

use crate::{
    ledger::{
        followup::Opinion,
        types::{AgencyRow, IssueRow},
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

#[derive(Serialize)]
struct JsonConflict<'a> {
    id: &'a str,
    agency: &'a str,
    path: &'a str,
    title: &'a str,
    opinions: Vec<JsonOpinion<'a>>,
}

/// Runs the command.
///
/// # Errors
/// [`Failure::Ledger`] where the ledger cannot be used.
pub fn run(context: &Context, args: &ArgMatches, out: &mut impl Write) -> Result<Exit, Failure> {
    let ledger = context.open()?;
    let (snapshot, disputes) = (ledger.snapshot()?, Disputes::of(&ledger)?);
    let words = context.words();
    let rows: Vec<&IssueRow> =
        snapshot.issues.iter().filter(|row| !row.review.conflict.is_empty() && !row.fixes.void).collect();
    let agency = |row: &IssueRow| snapshot.agencies.iter().find(|agency| agency.id == row.agency);
    if args.get_flag("json") {
        let all: Vec<JsonConflict<'_>> = rows.iter().map(|row| json(row, agency(row))).collect();
        let of_issues = all.iter().map(serde_json::to_value).collect::<Result<Vec<_>, _>>();
        let mut all = of_issues.map_err(std::io::Error::from)?;
        all.extend(disputes.json());
        let text = serde_json::to_string_pretty(&all).map_err(std::io::Error::from)?;
        writeln!(out, "{text}")?;
        return Ok(Exit::Done);
    }
    for row in &rows {
        let name = agency(row).map_or("", |agency| &agency.name);
        writeln!(out, "{}", for_terminal(&format!("{}  {name}  {}  {}", row.key, row.path, row.title)))?;
        for opinion in &row.review.conflict {
            writeln!(out, "    {}", for_terminal(&line(opinion, words)))?;
        }
    }
    out.flush()?;
    match rows.len() {
        0 if !disputes.is_empty() => {}
        0 => say!("{}", words.check.no_conflicts),
        count => say!("{}", (words.check.conflicts)(count)),
    }
    disputes.tell(words, out)?;
    Ok(Exit::Done)
}

fn json<'a>(row: &'a IssueRow, agency: Option<&'a AgencyRow>) -> JsonConflict<'a> {
    JsonConflict {
        id: &row.key,
        agency: agency.map_or("", |agency| &agency.name),
        path: &row.path,
        title: &row.title,
        opinions: row.review.conflict.iter().map(JsonOpinion::of).collect(),
    }
}

/// An opinion in words.
pub(super) fn line(opinion: &Opinion, words: &Words) -> String {
    let state = names::state_word(opinion.state, words);
    let finding = opinion.finding.map(|finding| names::finding_word(finding, words));
    [
        Some(opinion.author.as_str()),
        Some(&moment(opinion.time)),
        Some(state),
        finding,
        opinion.words.as_deref(),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join("  ")
}
