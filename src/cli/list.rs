//! `list [WORDS…]`

use std::{collections::BTreeSet, io::Write};

use clap::ArgMatches;

use crate::{
    ledger::{
        fold::fold,
        types::{AgencyId, IssueRow, Snapshot},
    },
    query::{
        due,
        filter::{DueFilter, Filter, OutcomeChoice, OutcomeFilter, matches},
    },
};

use super::{
    args::{all, one},
    context::Context,
    exit::{Exit, Failure},
    list_form, names,
};

/// Runs the command.
///
/// # Errors
/// [`Failure`] where an option is written wrongly or the ledger cannot be used.
pub fn run(context: &Context, args: &ArgMatches, out: &mut impl Write) -> Result<Exit, Failure> {
    let mut filter = options(context, args)?;
    let ledger = context.open()?;
    let words: Vec<String> = all::<String>(args, "words").into_iter().cloned().collect();
    if !words.is_empty() {
        filter.only = Some(ledger.search(&words.join(" "))?.into_iter().collect());
    }
    let snapshot = ledger.snapshot()?;
    let wanted = all::<String>(args, "agency");
    let agencies = choose_agencies(&snapshot, &wanted, context);
    let rows: Vec<&IssueRow> = match &agencies {
        Some(none) if none.is_empty() => Vec::new(),
        agencies => {
            filter.agencies = agencies.clone().unwrap_or_default();
            snapshot.issues.iter().filter(|row| matches(&filter, row, context.today)).collect()
        }
    };
    let list = list_form::List::new(&snapshot, rows, context);
    match (args.get_flag("json"), args.get_flag("csv")) {
        (true, _) => list.json(out)?,
        (_, true) => list.csv(out)?,
        _ => list.lines(out)?,
    }
    Ok(Exit::Done)
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

/// The agencies whose name holds any of the names; `None` where none was asked for.
fn choose_agencies(snapshot: &Snapshot, wanted: &[&String], context: &Context) -> Option<BTreeSet<AgencyId>> {
    if wanted.is_empty() {
        return None;
    }
    let mut chosen = BTreeSet::new();
    for name in wanted {
        let part = fold(name);
        let before = chosen.len();
        chosen
            .extend(snapshot.agencies.iter().filter(|row| fold(&row.name).contains(&part)).map(|row| row.id));
        if chosen.len() == before {
            let name = crate::text::clean::for_terminal(name);
            say!("{}", (context.words().cli.list.no_agency)(&name));
        }
    }
    Some(chosen)
}
