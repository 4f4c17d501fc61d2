//! `view`, and the option `--view` of the commands that take a list.

use std::io::Write;

use clap::{Arg, ArgAction, ArgMatches, Command};
use serde::Serialize;

use crate::{
    config::views::{
        self, FILE, View, Views,
        edit::{Edit, EditError, Put, edit},
    },
    ledger::{
        error::What,
        search::Needle,
        types::{IssueRow, Snapshot},
    },
    query::lang::{self, Fault, Plan, Query},
    text::{Align, clean::for_terminal, fit, width},
    words::Words,
};

use super::{
    args::{Sub, all, one},
    context::Context,
    exit::{Exit, Failure},
};

/// The definition of the command.
pub(super) fn command(words: &Words) -> Command {
    const CHANGES: [&str; 4] = ["save", "remove", "rename", "show"];
    let help = &words.views.cli;
    let change = |name: &'static str| {
        let others = CHANGES.into_iter().filter(move |other| *other != name);
        Arg::new(name).long(name).conflicts_with_all(others).conflicts_with("json")
    };
    let query = Arg::new("query").value_name("QUERY").num_args(0..).requires("save");
    let rename = change("rename").value_names(["OLD", "NEW"]).num_args(2);
    let key = Arg::new("key").long("key").value_name("K").requires("save");
    Sub::new("view", help.about, words)
        .argument(query, help.query)
        .add(change("save").value_name("NAME"), help.save)
        .add(key, help.key)
        .add(change("remove").value_name("NAME"), help.remove)
        .add(rename, help.rename)
        .add(change("show").value_name("NAME").num_args(0..=1), help.show)
        .add(Arg::new("json").long("json").action(ArgAction::SetTrue), help.json)
        .done()
}

/// Runs the command.
///
/// # Errors
/// [`Failure::Usage`] where a name, a key or a query is wrong, [`Failure::Refused`] where there is no such view, the key
/// is another's or the file cannot be changed, [`Failure::Ledger`] where the ledger is there and cannot be used.
pub fn run(context: &Context, args: &ArgMatches, out: &mut impl Write) -> Result<Exit, Failure> {
    let change = match (one(args, "save"), one(args, "remove"), args.contains_id("show")) {
        (Some(name), ..) => Some(save(context, args, name)?),
        (_, Some(name), _) => Some(Edit::Remove(name.to_owned())),
        (.., true) => Some(Edit::Show(one(args, "show").map(str::to_owned))),
        _ => match all::<String>(args, "rename").as_slice() {
            [old, name] => {
                Some(Edit::Put(Put { old: Some((*old).clone()), name: (*name).clone(), ..Put::default() }))
            }
            _ => None,
        },
    };
    match change {
        Some(change) => {
            let done = edit(context.config.path.as_deref(), &change, context.today);
            let (_, done) = done.map_err(|error| failure(&error, context.words()))?;
            for line in done.tell(context.words()) {
                writeln!(out, "{}", for_terminal(&line))?;
            }
        }
        None => list(context, args.get_flag("json"), out)?,
    }
    Ok(Exit::Done)
}

fn save(context: &Context, args: &ArgMatches, name: &str) -> Result<Edit, Failure> {
    let words: Vec<String> = all::<String>(args, "query").into_iter().cloned().collect();
    let query = words.join(" ");
    if query.trim().is_empty() {
        return Err(Failure::Usage(context.words().views.cli.no_query.to_owned()));
    }
    let key = one(args, "key").map(str::to_owned);
    Ok(Edit::Put(Put { old: None, name: name.to_owned(), key, query: Some(query), over: true }))
}

/// How the command ends where nothing was changed: what is written wrongly is told as such.
fn failure(error: &EditError, words: &Words) -> Failure {
    let said = for_terminal(&error.explain(words)).into_owned();
    match error {
        EditError::BadName(_) | EditError::BadKey(_) | EditError::Empty(_) | EditError::BadQuery(..) => {
            Failure::Usage(said)
        }
        _ => Failure::Refused(said),
    }
}

#[derive(Serialize)]
struct Json<'a> {
    name: &'a str,
    /// The English name of a shipped one.
    en: Option<&'a str>,
    key: Option<char>,
    query: &'a str,
    own: bool,
    hidden: bool,
    /// How many issues of this ledger answer; nothing where there is no ledger, or the query cannot be asked.
    count: Option<usize>,
    /// Why the query cannot be asked.
    error: Option<String>,
}

/// A view with what it asks, or why it cannot be asked, and how many issues answer.
struct Line<'a> {
    view: &'a View,
    plan: Result<Plan, String>,
    count: Option<usize>,
}

fn list(context: &Context, json: bool, out: &mut impl Write) -> Result<(), Failure> {
    tell(context);
    let (views, words) = (load(context), context.words());
    let plan = |view: &View| {
        lang::plan::plan(&view.query, context.today).map_err(|fault| fault.tell(&view.query, words))
    };
    let mut lines: Vec<Line<'_>> =
        views.iter().map(|view| Line { view, plan: plan(view), count: None }).collect();
    count(context, &mut lines)?;
    if json {
        let hidden = views.hidden().iter().map(|view| json_row(view, true, None, None));
        let error = |line: &Line<'_>| line.plan.as_ref().err().cloned();
        let rows = lines.iter().map(|line| json_row(line.view, false, line.count, error(line)));
        let rows: Vec<Json<'_>> = rows.chain(hidden).collect();
        serde_json::to_writer_pretty(&mut *out, &rows).map_err(std::io::Error::from)?;
        writeln!(out)?;
        return Ok(());
    }
    print(&lines, words, out)?;
    let hidden: Vec<&str> = views.hidden().iter().map(|view| view.shown(words)).collect();
    if !hidden.is_empty() {
        say!("{}", for_terminal(&(words.views.cli.some_hidden)(&hidden.join(words.follow.comma))));
    }
    Ok(())
}

fn json_row(view: &View, hidden: bool, count: Option<usize>, error: Option<String>) -> Json<'_> {
    let View { name, en, key, query, own } = view;
    Json { name, en: en.as_deref(), key: *key, query, own: *own, hidden, count, error }
}

/// Counts how many issues answer each, where there is a ledger; what is no issue is not counted.
fn count(context: &Context, lines: &mut [Line<'_>]) -> Result<(), Failure> {
    let ledger = match context.open() {
        Ok(ledger) => ledger,
        Err(error) if matches!(error.what, What::Missing | What::NoFolder | What::NoDataFolder) => {
            return Ok(());
        }
        Err(error) => return Err(error.into()),
    };
    let snapshot: Snapshot = ledger.snapshot()?;
    let rules = &context.config.config.checks;
    for line in lines {
        let Ok(plan) = &line.plan else { continue };
        let needles: &[Needle] = plan.needles();
        let found = ledger.find(needles)?;
        let rows: Vec<IssueRow<'_>> = plan.answers(&snapshot, &found, rules);
        line.count = Some(rows.into_iter().filter(|row| !row.fixes.void).count());
    }
    Ok(())
}

/// Key, name, count and query in columns.
fn print(lines: &[Line<'_>], words: &Words, out: &mut impl Write) -> Result<(), Failure> {
    let say = &words.views.cli;
    let cells: Vec<[String; 4]> = lines
        .iter()
        .map(|line| {
            let (view, key) = (line.view, line.view.key.map(String::from));
            let count = line.count.map(say.count).unwrap_or_default();
            let count = if line.plan.is_err() { say.faulty.to_owned() } else { count };
            let cells = [key.unwrap_or_default(), view.shown(words).to_owned(), count, view.query.clone()];
            cells.map(|cell| for_terminal(&cell).into_owned())
        })
        .collect();
    let wide = |column: usize| {
        cells.iter().filter_map(|row| row.get(column)).map(|cell| width(cell)).max().unwrap_or(0)
    };
    let [keys, names, counts] = [wide(0).max(1), wide(1), wide(2)];
    for [key, name, count, query] in &cells {
        let (key, name) = (fit(key, keys, Align::Left), fit(name, names, Align::Left));
        let count = fit(count, counts, Align::Right);
        writeln!(out, "{}", format!("{key}  {name}  {count}  {query}").trim_end())?;
    }
    Ok(())
}

fn load(context: &Context) -> Views {
    views::load(context.config.path.as_deref(), context.today).0
}

/// Tells what is wrong with the user's file.
fn tell(context: &Context) {
    let config = context.config.path.as_deref();
    let Some(path) = config.map(|path| path.with_file_name(FILE)) else { return };
    for fault in views::load(config, context.today).1 {
        say!("{}", for_terminal(&fault.explain(&path, context.words())));
    }
}

/// Tells what is wrong with the user's file, where a view of it is asked for.
pub(super) fn tell_faults(context: &Context, args: &ArgMatches) {
    if args.contains_id("view") {
        tell(context);
    }
}

/// The views that `--view` names, by name or key, with what they ask.
///
/// # Errors
/// [`Failure::Usage`] where there is no such view, or its query cannot be asked.
pub(super) fn named(context: &Context, names: &[&String]) -> Result<Vec<(View, Query)>, Failure> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let (views, words) = (load(context), context.words());
    let known = || views.iter().cloned().collect();
    let one = |name: &&String| {
        let keyed = || views::key_of(name).and_then(|key| views.keyed(key));
        let view = views.named(name).or_else(keyed).ok_or_else(|| {
            let error = EditError::NoView((*name).clone(), known());
            Failure::Usage(for_terminal(&format!("--view: {}", error.explain(words))).into_owned())
        })?;
        let query = lang::plan::plan(&view.query, context.today).and_then(|_| lang::read(&view.query));
        let query = query.map_err(|fault| {
            let why = fault.tell(&view.query, words);
            Failure::Usage(for_terminal(&(words.views.bad_query)(view.shown(words), &why)).into_owned())
        })?;
        Ok((view.clone(), query))
    };
    names.iter().map(one).collect()
}

/// What the words of a command ask.
///
/// # Errors
/// [`Failure::Usage`] where they cannot be asked, with the place.
pub(super) fn query(written: &str, context: &Context) -> Result<Query, Failure> {
    let query = lang::plan::plan(written, context.today).and_then(|_| lang::read(written));
    query.map_err(|fault| unread(&fault, written, context))
}

/// That a query cannot be asked, with the place.
pub(super) fn unread(fault: &Fault, written: &str, context: &Context) -> Failure {
    Failure::Usage(for_terminal(&fault.tell(written, context.words())).into_owned())
}
