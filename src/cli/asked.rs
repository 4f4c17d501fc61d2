//! Which issues a command is about: the questions of `list`, for every command that takes a list.
//!
//! [`add`] gives a command the options, [`ask`] finds the issues that answer them: the query, the saved views and
//! the other options together.

use std::{collections::BTreeSet, sync::Arc};

use clap::{Arg, ArgAction, ArgMatches};
use jiff::civil::Date;

use crate::{
    config::views::View,
    ledger::{
        Ledger,
        fold::fold,
        types::{AgencyId, AgencyRow, Fixes, IssueRow, NoticeRow, Snapshot},
    },
    query::{
        doubts::Tally,
        due,
        filter::{DueFilter, Filter, OutcomeChoice, OutcomeFilter, matches},
        lang::{self, Plan, Query},
    },
};

use super::{
    args::{Sub, all, one},
    context::Context,
    exit::Failure,
    names, view,
};

/// The options without a value.
const FLAGS: [&str; 7] =
    ["outcome-all", "no-outcome", "conflicts", "doubtful", "doubts", "printed-anew", "void"];

/// What the questions are called on a command's line.
#[derive(Debug, Clone, Copy)]
pub struct Names {
    /// The argument that holds the words of the search.
    pub words: &'static str,
    /// The option that asks for deadlines.
    pub due: &'static str,
    /// The option that asks for states.
    pub state: &'static str,
}

impl Names {
    /// As `list` has them.
    pub const LIST: Self = Self { words: "words", due: "due", state: "state" };
    /// As `check` has them, whose arguments are files.
    pub const CHECK: Self = Self { words: "find", due: "due", state: "state" };
    /// As `mark` has them, where `--due` and `--state` are what is marked.
    pub const MARK: Self = Self { words: "id", due: "deadline", state: "from" };

    /// The options with a value.
    fn values(self) -> [&'static str; 7] {
        ["view", "outcome", "without-outcome", self.due, "recheck", self.state, "agency"]
    }

    /// Whether any of the options is there.
    pub fn any(self, args: &ArgMatches) -> bool {
        self.values().into_iter().any(|name| one(args, name).is_some())
            || FLAGS.into_iter().any(|name| args.get_flag(name))
    }
}

/// The issues that answer what was asked.
#[derive(Debug)]
pub struct Asked<'a> {
    /// The issues, in the order in which they are listed.
    pub rows: Vec<IssueRow<'a>>,
    /// What was asked, in the words of the command line; empty: everything.
    pub words: String,
    /// The agencies that were asked for, where any were.
    pub agencies: Option<BTreeSet<AgencyId>>,
    /// Whether issues were asked for by more than their agency.
    pub of_issues: bool,
    /// The notices that are printed anew since they were put right, where that was asked for and nothing was asked
    /// of issues.
    pub anew: Vec<&'a NoticeRow>,
}

/// Gives a command the words and options that say which issues it is about.
pub fn add(sub: Sub<'_>) -> Sub<'_> {
    let help = &sub.words().cli.help;
    let sub = sub.argument(Arg::new("words").value_name("WORDS").num_args(0..), help.list_words);
    add_as(Names::LIST, sub, help.list_due, help.list_state)
}

/// As [`add`], without the words, and under other names.
pub fn add_as<'w>(names: Names, sub: Sub<'w>, due: &'static str, state: &'static str) -> Sub<'w> {
    let (help, check) = (&sub.words().cli.help, &sub.words().check.help);
    let views = &sub.words().views.cli;
    sub.options("view", "NAME", views.list_view)
        .options("outcome", "OUTCOME", help.list_outcome)
        .flag("outcome-all", help.list_outcome_all)
        .options("without-outcome", "OUTCOME", help.list_without)
        .add(
            Arg::new("no-outcome").long("no-outcome").action(ArgAction::SetTrue).conflicts_with("outcome"),
            help.list_no_outcome,
        )
        .day(names.due, due)
        .day("recheck", help.list_recheck)
        .options(names.state, "STATE", state)
        .options("agency", "NAME", help.list_agency)
        .flag("conflicts", check.list_conflicts)
        .flag("doubtful", check.list_doubtful)
        .flag("doubts", help.list_doubts)
        .flag("printed-anew", check.list_printed_anew)
        .flag("void", check.list_void)
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
    ask_as(Names::LIST, context, args, ledger, snapshot)
}

/// As [`ask`], for options that [`add_as`] gave.
///
/// # Errors
/// As [`ask`].
pub fn ask_as<'a>(
    names: Names,
    context: &Context,
    args: &ArgMatches,
    ledger: &Ledger,
    snapshot: &'a Snapshot,
) -> Result<Asked<'a>, Failure> {
    let mut filter = options(names, context, args)?;
    let words: Vec<String> = all::<String>(args, names.words).into_iter().cloned().collect();
    let written = words.join(" ");
    let query = view::query(&written, context)?;
    let views = view::named(context, &all::<String>(args, "view"))?;
    let queries = views.iter().map(|(_, query)| query.clone());
    let query = lang::of_filter::every(std::iter::once(query).chain(queries));
    let plan =
        Plan::of(&query, context.today).map_err(|fault| view::unread(&fault, &query.to_string(), context))?;
    if !plan.asks_nothing() {
        let found = ledger.find(plan.needles())?;
        let rows = plan.answers(snapshot, &found, &context.config.config.checks);
        filter.only = Some(Arc::new(rows.into_iter().map(|row| row.id).collect()));
    }
    if args.get_flag("doubts") {
        let tally = Tally::of(snapshot, &context.config.config.checks);
        filter.asked = Some(Arc::new(tally.issues.into_keys().collect()));
        tell_unasked(snapshot, context);
    }
    let agencies = choose_agencies(snapshot, &all::<String>(args, "agency"), context);
    let of_issues = !filter.is_empty() || args.get_flag("void");
    let agency = |row: &&NoticeRow| agencies.as_ref().is_none_or(|chosen| chosen.contains(&row.agency));
    let anew: Vec<&NoticeRow> = match filter.printed_anew && !args.get_flag("void") {
        true => snapshot.notices.iter().filter(|row| filter.admits_notice(row)).filter(agency).collect(),
        false => Vec::new(),
    };
    let rows = match agencies.clone() {
        Some(none) if none.is_empty() => Vec::new(),
        agencies => {
            filter.agencies = agencies.unwrap_or_default();
            let shown = |row: &IssueRow<'_>| admits(&filter, row, args, context.today);
            snapshot.issues.iter().filter(shown).collect()
        }
    };
    Ok(Asked { rows, words: in_words(names, args, &views), agencies, of_issues, anew })
}

/// Says that notices were not asked yet, where that is so.
pub(super) fn tell_unasked(snapshot: &Snapshot, context: &Context) {
    if snapshot.unasked > 0 {
        say!("{}", (context.words().doubts.unasked)(snapshot.unasked));
    }
}

/// Whether an issue is shown. What was put right as no issue is shown only where that is asked for, or where
/// people differ about it and that is asked for.
fn admits(filter: &Filter, row: &IssueRow<'_>, args: &ArgMatches, today: Date) -> bool {
    match (row.fixes.void, args.get_flag("void")) {
        (_, false) => matches(filter, row, today),
        (true, true) => {
            let fixes = Fixes { void: false, ..row.fixes };
            matches(filter, &IssueRow { fixes, ..*row }, today)
        }
        (false, true) => false,
    }
}

/// Checks how the options are written, before anything is opened.
///
/// # Errors
/// [`Failure::Usage`] where one is written wrongly.
pub fn check(context: &Context, args: &ArgMatches) -> Result<(), Failure> {
    check_as(Names::LIST, context, args)
}

/// As [`check`], for options that [`add_as`] gave.
///
/// # Errors
/// As [`check`].
pub fn check_as(names: Names, context: &Context, args: &ArgMatches) -> Result<(), Failure> {
    view::tell_faults(context, args);
    view::named(context, &all::<String>(args, "view"))?;
    options(names, context, args).map(drop)
}

/// The filter that the options ask for, agencies and words aside.
fn options(named: Names, context: &Context, args: &ArgMatches) -> Result<Filter, Failure> {
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
        deadline: day(named.due)?,
        recheck: day("recheck")?,
        states: names::states(&format!("--{}", named.state), &all(args, named.state), words)?
            .into_iter()
            .collect(),
        conflict: args.get_flag("conflicts"),
        doubtful: args.get_flag("doubtful"),
        printed_anew: args.get_flag("printed-anew"),
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

/// What was asked, as it stands on the command line; of views also what they ask, which may change.
fn in_words(names: Names, args: &ArgMatches, views: &[(View, Query)]) -> String {
    let mut said: Vec<String> = all::<String>(args, names.words).into_iter().cloned().collect();
    said.extend(views.iter().map(|(view, _)| format!("--view {} ({})", view.name, view.query.trim())));
    for name in names.values().into_iter().filter(|name| *name != "view") {
        said.extend(all::<String>(args, name).into_iter().map(|value| format!("--{name} {value}")));
    }
    said.extend(FLAGS.into_iter().filter(|name| args.get_flag(name)).map(|name| format!("--{name}")));
    said.join(" ")
}
