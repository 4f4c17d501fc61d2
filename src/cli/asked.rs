//! Which issues a command is about: the questions of `list`, for every command that takes a list.
//!
//! [`add`] gives a command the options, [`ask`] finds the issues that answer them.

use std::collections::BTreeSet;

use clap::{Arg, ArgAction, ArgMatches};

use crate::{
    ledger::{
        Ledger,
        fold::fold,
        types::{AgencyId, AgencyRow, IssueRow, Snapshot},
    },
    query::{
        due,
        filter::{DueFilter, Filter, OutcomeChoice, OutcomeFilter, matches},
    },
};

use super::{
    args::{Sub, all, one},
    context::Context,
    exit::Failure,
    names,
};

/// The options with a value, as they stand on the command line.
const VALUES: [&str; 6] = ["outcome", "without-outcome", "due", "recheck", "state", "agency"];
/// The options without one.
const FLAGS: [&str; 2] = ["outcome-all", "no-outcome"];

/// The issues that answer what was asked.
#[derive(Debug)]
pub struct Asked<'a> {
    /// The issues, in the order in which they are listed.
    pub rows: Vec<&'a IssueRow>,
    /// What was asked, in the words of the command line; empty: everything.
    pub words: String,
}

/// Gives a command the words and options that say which issues it is about.
pub fn add(sub: Sub<'_>) -> Sub<'_> {
    let help = &sub.words().cli.help;
    sub.argument(Arg::new("words").value_name("WORDS").num_args(0..), help.list_words)
        .options("outcome", "OUTCOME", help.list_outcome)
        .flag("outcome-all", help.list_outcome_all)
        .options("without-outcome", "OUTCOME", help.list_without)
        .add(
            Arg::new("no-outcome").long("no-outcome").action(ArgAction::SetTrue).conflicts_with("outcome"),
            help.list_no_outcome,
        )
        .day("due", help.list_due)
        .day("recheck", help.list_recheck)
        .options("state", "STATE", help.list_state)
        .options("agency", "NAME", help.list_agency)
}

/// The issues that answer the options that [`add`] gave.
///
/// # Errors
/// [`Failure::Usage`] where an option is written wrongly, [`Failure::Ledger`] where the search fails.
pub fn ask<'a>(
    context: &Context,
    args: &ArgMatches,
    ledger: &Ledger,
    snapshot: &'a Snapshot,
) -> Result<Asked<'a>, Failure> {
    let mut filter = options(context, args)?;
    let words: Vec<String> = all::<String>(args, "words").into_iter().cloned().collect();
    if !words.is_empty() {
        filter.only = Some(ledger.search(&words.join(" "))?.into_iter().collect());
    }
    let agencies = choose_agencies(snapshot, &all::<String>(args, "agency"), context);
    let rows = match agencies {
        Some(none) if none.is_empty() => Vec::new(),
        agencies => {
            filter.agencies = agencies.unwrap_or_default();
            snapshot.issues.iter().filter(|row| matches(&filter, row, context.today)).collect()
        }
    };
    Ok(Asked { rows, words: in_words(args) })
}

/// Checks how the options are written, before anything is opened.
///
/// # Errors
/// [`Failure::Usage`] where one is written wrongly.
pub fn check(context: &Context, args: &ArgMatches) -> Result<(), Failure> {
    options(context, args).map(drop)
}

/// The filter that the options ask for, agencies and words aside.
fn options(context: &Context, args: &ArgMatches) -> Result<Filter, Failure> {
    let words = context.words();
    let mut with = names::outcomes("--outcome", &all(args, "outcome"), words)?;
    if args.get_flag("no-outcome") {
        with.set(OutcomeChoice::Unstated, true);
    }
    let without = names::outcomes("--without-outcome", &all(args, "without-outcome"), words)?;
    let day = |name: &str| -> Result<Option<DueFilter>, Failure> {
        one(args, name)
            .map(|text| due::due_filter(text, context.today))
            .transpose()
            .map_err(|error| Failure::Usage(format!("--{name}: {}", error.explain(&words.ledger))))
    };
    Ok(Filter {
        outcome: OutcomeFilter { with, all: args.get_flag("outcome-all"), without },
        deadline: day("due")?,
        recheck: day("recheck")?,
        states: names::states("--state", &all(args, "state"), words)?.into_iter().collect(),
        ..Filter::default()
    })
}

/// The agencies one of whose names holds any of the names; `None` where none was asked for.
fn choose_agencies(snapshot: &Snapshot, wanted: &[&String], context: &Context) -> Option<BTreeSet<AgencyId>> {
    if wanted.is_empty() {
        return None;
    }
    let mut chosen = BTreeSet::new();
    for name in wanted {
        let part = fold(name);
        let called = |row: &&AgencyRow| {
            fold(&row.name).contains(&part) || row.aliases.iter().any(|alias| fold(alias).contains(&part))
        };
        let before = chosen.len();
        chosen.extend(snapshot.agencies.iter().filter(called).map(|row| row.id));
        if chosen.len() == before {
            let name = crate::text::clean::for_terminal(name);
            say!("{}", (context.words().cli.list.no_agency)(&name));
        }
    }
    Some(chosen)
}

/// What was asked, as it stands on the command line.
fn in_words(args: &ArgMatches) -> String {
    let mut said: Vec<String> = all::<String>(args, "words").into_iter().cloned().collect();
    for name in VALUES {
        said.extend(all::<String>(args, name).into_iter().map(|value| format!("--{name} {value}")));
    }
    said.extend(FLAGS.into_iter().filter(|name| args.get_flag(name)).map(|name| format!("--{name}")));
    said.join(" ")
}
