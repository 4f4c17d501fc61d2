//! `versions NOTICE` and `match ID`; `union` is `match` with notices

use std::io::Write;

use clap::ArgMatches;
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde_json::json;

use crate::{
    ledger::{
        Marked,
        compare::{Comparison, IssueChange, Side, VersionRow},
        followup::Change,
    },
    text::{clean::for_terminal, diff},
    words::Words,
};

use super::{
    args::one,
    context::Context,
    exit::{Exit, Failure},
    mark, names, notices, union,
};

/// Runs `versions`.
///
/// # Errors
/// [`Failure`] where the name fits no notice or several, or there is no such version.
pub fn run(context: &Context, args: &ArgMatches, out: &mut impl Write) -> Result<Exit, Failure> {
    let ledger = context.open()?;
    let words = context.words();
    let notice = notices::one_notice(&ledger, one(args, "notice").unwrap_or_default(), words)?;
    let rows = ledger.versions(notice.id)?;
    let last = rows.last().map_or(1, |row| row.seq);
    let number = |name: &str, default: u32| match one(args, name) {
        None => Ok(default),
        Some(text) => text
            .trim()
            .parse()
            .ok()
            .filter(|seq| (1..=last).contains(seq))
            .ok_or_else(|| Failure::Usage((words.bundle.no_version)(text, last))),
    };
    let (from, to) = (number("from", last.saturating_sub(1).max(1))?, number("to", last)?);
    let compared = if from == to { None } else { Some(ledger.compare(notice.id, from, to)?) };
    if args.get_flag("json") {
        let all = json!({
            "notice": &*notice.key,
            "versions": rows.iter().map(row_json).collect::<Vec<_>>(),
            "comparison": compared.as_ref().map(comparison_json),
        });
        writeln!(out, "{}", serde_json::to_string_pretty(&all).map_err(std::io::Error::from)?)?;
        return Ok(Exit::Done);
    }
    let mut page = Page { words, lines: Vec::new() };
    page.versions(&rows);
    match &compared {
        Some(compared) => page.comparison(compared),
        None => page.lines.push(words.bundle.one_version.to_owned()),
    }
    page.lines.iter().try_for_each(|line| writeln!(out, "{}", for_terminal(line)))?;
    Ok(Exit::Done)
}

/// Runs `match`.
///
/// # Errors
/// [`Failure::Refused`] where nothing is doubtful about the issue; else as `mark`.
pub fn settle(context: &Context, args: &ArgMatches, out: &mut impl Write) -> Result<Exit, Failure> {
    let words = context.words();
    let same = match (args.get_flag("same"), args.get_flag("not-same")) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    };
    if union::meant(args) {
        return union::run(context, args, same, out);
    }
    let same = same.ok_or_else(|| Failure::Usage(words.bundle.same_or_not.to_owned()))?;
    let author = context.author()?;
    let mut ledger = context.open()?;
    let issue = mark::named(&ledger, one(args, "id").unwrap_or_default(), words)?;
    let key = ledger.issue(issue)?.key;
    let doubts = ledger.doubts(issue)?;
    if doubts.is_empty() {
        return Err(Failure::Refused((words.bundle.not_doubtful)(&key)));
    }
    let changes: Vec<_> = doubts.into_iter().map(|own| (issue, Change::Match { own, same })).collect();
    if let Marked::Refused { why, .. } = ledger.mark_each(&changes, &author, Timestamp::now())? {
        return Err(Failure::Refused(why.explain(&words.ledger).into_owned()));
    }
    let told = if same { words.bundle.settled_same } else { words.bundle.settled_not };
    writeln!(out, "{}", told(&key))?;
    Ok(Exit::Done)
}

struct Page {
    words: &'static Words,
    lines: Vec<String>,
}

impl Page {
    fn versions(&mut self, rows: &[VersionRow]) {
        for (at, row) in rows.iter().enumerate() {
            let when = row.imported.to_zoned(TimeZone::system()).strftime("%Y-%m-%d %H:%M").to_string();
            let hash: String = row.sha256.chars().take(12).collect();
            let mut line = (self.words.bundle.version_row)(row.seq, &when, row.issues, &row.path, &hash);
            if at + 1 == rows.len() {
                line.push_str(self.words.bundle.current);
            }
            self.lines.push(line);
        }
    }

    fn comparison(&mut self, compared: &Comparison) {
        let words = &self.words.bundle;
        self.lines.push(String::new());
        self.lines.push((words.compared)(compared.from.seq, compared.to.seq));
        let count = |asked: fn(&IssueChange) -> bool| compared.issues.iter().filter(|one| asked(one)).count();
        self.lines.push((words.counts)(
            count(|one| one.outcome().is_some()),
            count(IssueChange::reworded),
            count(|one| one.from.is_none()),
            count(|one| one.to.is_none()),
            compared.unchanged,
        ));
        for fact in &compared.facts {
            let or = |text: &Option<String>| text.clone().unwrap_or_else(|| words.not_stated.to_owned());
            self.lines.push((words.fact)((words.fact_names)(fact.field), &or(&fact.from), &or(&fact.to)));
        }
        if compared.facts.is_empty() && compared.issues.is_empty() {
            self.lines.push(words.nothing_changed.to_owned());
        }
        for one in &compared.issues {
            self.issue(one);
        }
    }

    fn issue(&mut self, one: &IssueChange) {
        let words = &self.words.bundle;
        let Some(shown) = one.to.as_ref().or(one.from.as_ref()) else { return };
        let mut signs = Vec::new();
        match (&one.from, &one.to) {
            (None, _) => signs.push(words.added),
            (_, None) => signs.push(words.gone),
            _ => {}
        }
        if one.marked {
            signs.push(words.marked);
        }
        self.lines.push(String::new());
        let head = format!("{}  {}{}  {}", one.key, shown.label, shown.title, signs.join("  "));
        self.lines.push(head.trim_end().to_owned());
        if let Some((from, to)) = one.outcome() {
            let say = |set| names::outcome(set, self.words);
            self.lines.push(format!("  {}", (words.outcome_changed)(&say(from), &say(to))));
        }
        if let Some((from, to)) = one.deadlines() {
            let say = |days: Vec<Date>| match days.is_empty() {
                true => words.not_stated.to_owned(),
                false => days.iter().map(Date::to_string).collect::<Vec<_>>().join(self.words.follow.comma),
            };
            self.lines.push(format!("  {}", (words.deadlines_changed)(&say(from), &say(to))));
        }
        if let (Some(from), Some(to)) = (&one.from, &one.to) {
            self.wording(words.title_changed, &from.title, &to.title);
            self.wording(words.response_changed, &from.response, &to.response);
        }
        if let Some(doubt) = one.doubt.as_ref().filter(|doubt| one.marked && !doubt.settled) {
            self.lines.push(format!("  {}", (words.doubtful)(doubt.likeness, &one.key)));
        }
    }

    /// Two wordings as one line.
    fn wording(&mut self, name: &str, from: &str, to: &str) {
        if from != to {
            self.lines.push(format!("  {name}  {}", diff::line(from, to)));
        }
    }
}

fn row_json(row: &VersionRow) -> serde_json::Value {
    json!({
        "version": row.seq, "file": row.path, "format": row.format, "sha256": row.sha256,
        "imported": row.imported.to_string(), "reader": row.reader, "issues": row.issues,
    })
}

fn comparison_json(compared: &Comparison) -> serde_json::Value {
    let facts: Vec<_> = compared
        .facts
        .iter()
        .map(|fact| json!({ "field": fact.field, "from": fact.from, "to": fact.to }))
        .collect();
    let issues: Vec<_> = compared
        .issues
        .iter()
        .map(|one| {
            json!({
                "id": one.key, "marked": one.marked,
                "from": one.from.as_ref().map(side_json), "to": one.to.as_ref().map(side_json),
                "outcome_changed": one.outcome().is_some(), "reworded": one.reworded(),
                "deadlines_changed": one.deadlines().is_some(),
                "likeness": one.doubt.as_ref().map(|doubt| doubt.likeness),
                "doubtful": one.doubt.as_ref().is_some_and(|doubt| !doubt.settled),
            })
        })
        .collect();
    json!({
        "from": compared.from.seq, "to": compared.to.seq, "facts": facts, "issues": issues,
        "unchanged": compared.unchanged,
    })
}

fn side_json(side: &Side) -> serde_json::Value {
    let days: Vec<_> = side
        .deadlines
        .iter()
        .map(|row| json!({ "due": row.due, "kind": names::kind_code(row.kind) }))
        .collect();
    json!({
        "label": side.label, "title": side.title,
        "outcome": side.outcome.tags().map(names::tag_code).collect::<Vec<_>>(), "raw": side.outcome_raw,
        "response": side.response, "deadlines": days,
    })
}
