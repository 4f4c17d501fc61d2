//! `find NEEDLE…`: titles and agencies by what they are called, or by pinyin; see [`crate::query::find`].

use std::io::Write;

use clap::{Arg, ArgMatches, Command};
use serde::Serialize;

use crate::{
    ledger::types::Snapshot,
    query::find::{Hit, Index, Needle, Target, Titles, Way, search},
    text::{Align, clean::for_terminal, fit, width},
    words::Words,
};

use super::{
    args::{Sub, all, one},
    context::Context,
    exit::{Exit, Failure},
};

/// So many are listed where nothing else is asked for.
const LISTED: usize = 50;
/// Cells between two columns.
const GAP: usize = 2;
/// The widest that a column before the title becomes, in cells.
const WIDEST: usize = 28;

/// The definition of the command.
pub(super) fn command(words: &Words) -> Command {
    let help = &words.find;
    Sub::new("find", help.about, words)
        .argument(Arg::new("needle").value_name("NEEDLE").num_args(1..).required(true), help.needle)
        .option("limit", "COUNT", help.limit)
        .flag("json", help.json)
        .done()
}

/// A hit as JSON: fields are only ever added.
#[derive(Serialize)]
struct JsonHit<'a> {
    /// `agency` or `issue`.
    kind: &'static str,
    /// Of an issue.
    id: Option<&'a str>,
    agency: &'a str,
    path: Option<&'a str>,
    title: Option<&'a str>,
    /// How it was found: `whole`, `pinyin`, `scattered`.
    way: &'static str,
    /// The characters that were found, of the title or of the agency's name, from 0.
    at: &'a [usize],
}

/// Runs the command.
///
/// # Errors
/// [`Failure`] where the number is none or the ledger cannot be used.
pub fn run(context: &Context, args: &ArgMatches, out: &mut impl Write) -> Result<Exit, Failure> {
    let words = context.words();
    let bad = |text: &str| Failure::Usage((words.agenda.sample.bad_count)(text));
    let limit = |text: &str| text.parse().ok().filter(|limit| *limit > 0).ok_or_else(|| bad(text));
    let limit: usize = one(args, "limit").map_or(Ok(LISTED), limit)?;
    let typed: Vec<&str> = all::<String>(args, "needle").into_iter().map(String::as_str).collect();
    let typed = typed.join(" ");
    let ledger = context.open()?;
    let snapshot = ledger.snapshot()?;
    let titles = Titles(&snapshot);
    let index = Index::new(titles.iter());
    let text = |at| titles.text(at);
    let found = search(&index, &Needle::new(&typed), None, limit, text, || true).unwrap_or_default();
    let hits: Vec<JsonHit> = found.best.iter().filter_map(|hit| of(&snapshot, titles, hit)).collect();
    if args.get_flag("json") {
        let json = serde_json::to_string_pretty(&hits).map_err(std::io::Error::from)?;
        writeln!(out, "{json}")?;
    } else {
        lines(&hits, words, out)?;
    }
    out.flush()?;
    if hits.is_empty() {
        say!("{}", (words.find.none)(&for_terminal(&typed)));
    } else if hits.len() < found.count {
        say!("{}", (words.find.count)(hits.len(), found.count));
    }
    Ok(Exit::Done)
}

fn of<'a>(snapshot: &'a Snapshot, titles: Titles<'a>, hit: &'a Hit) -> Option<JsonHit<'a>> {
    let way = match hit.way {
        Way::Whole => "whole",
        Way::Pinyin => "pinyin",
        Way::Scattered => "scattered",
    };
    let at = &hit.at[..];
    match titles.target(hit.item)? {
        Target::Agency(_) => {
            let agency = titles.text(hit.item);
            Some(JsonHit { kind: "agency", id: None, agency, path: None, title: None, way, at })
        }
        Target::Issue(_) => {
            let row = titles.issue(hit.item)?;
            let agency = snapshot.agencies.iter().find(|agency| agency.id == row.agency);
            let agency = agency.map_or("", |agency| &*agency.name);
            let (id, path, title) = (Some(row.key), Some(row.path), Some(row.title));
            Some(JsonHit { kind: "issue", id, agency, path, title, way, at })
        }
    }
}

/// Aligned columns, the title last.
fn lines(hits: &[JsonHit], words: &Words, out: &mut impl Write) -> Result<(), Failure> {
    let clean = |text: &str| for_terminal(text).trim().to_owned();
    let cells = |hit: &JsonHit| {
        [hit.id.unwrap_or(words.find.agency), hit.agency, hit.path.unwrap_or(""), hit.title.unwrap_or("")]
            .map(clean)
    };
    let rows: Vec<[String; 4]> = hits.iter().map(cells).collect();
    let widest = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| width(cell)).max();
    let widths: [usize; 3] = std::array::from_fn(|column| widest(column).unwrap_or(0).min(WIDEST));
    for row in &rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(widths) {
            line.push_str(&fit(cell, width, Align::Left));
            line.push_str(&" ".repeat(GAP));
        }
        line.push_str(row.last().map_or("", String::as_str));
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}
