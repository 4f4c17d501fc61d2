//! `agencies`, and `agency merge`, `split` and `set`.

use std::{io::Write, sync::Arc};

use clap::{Arg, ArgMatches, Command};
use jiff::Timestamp;
use serde::Serialize;

use crate::{
    ledger::{
        followup::{State, case::AgencyChange},
        types::{AgencyRow, Snapshot},
    },
    query::{
        agencies::{By, Group, Meant, Member, Told, groups, meant, meant_alias},
        doubts::Tally,
        filter::OutcomeChoice,
        place::Level,
    },
    report::json::OfName,
    text::{Align, clean::for_terminal, fit, width},
    words::Words,
};

use super::{
    args::{Sub, all, base, group, one},
    asked,
    context::Context,
    exit::{Exit, Failure},
    mark, names,
};

/// The names by which agencies are grouped, for programs and in Chinese.
const GROUPS: [(&str, &str, By); 3] =
    [("region", "区域", By::Region), ("level", "级别", By::Level), ("round", "巡察轮次", By::Round)];

/// The definition of `agencies`.
pub(super) fn list_command(words: &Words) -> Command {
    let help = &words.agenda.help;
    Sub::new("agencies", help.agencies, words)
        .option("by", "BY", help.agencies_by)
        .flag("json", help.json)
        .done()
}

/// The definition of `agency`.
pub(super) fn command(words: &Words) -> Command {
    let help = &words.agenda.help;
    let name = || Arg::new("name").value_name("NAME").required(true);
    let into = Arg::new("into").long("into").value_name("NAME").required(true);
    let merge = Sub::new("merge", help.merge, words)
        .argument(name().num_args(1..), help.agency_name)
        .add(into, help.merge_into)
        .flag("yes", help.merge_yes)
        .done();
    let split = Sub::new("split", help.split, words).argument(name(), help.agency_name).done();
    let set = Sub::new("set", help.set, words)
        .argument(name(), help.agency_name)
        .option("region", "REGION", help.set_region)
        .option("level", "LEVEL", help.set_level)
        .done();
    group(base(Command::new("agency"), words, help.agency), words, [merge, split, set])
}

/// Runs `agencies`.
///
/// # Errors
/// [`Failure`] where an option is wrong or the ledger fails.
pub fn list(context: &Context, args: &ArgMatches, out: &mut impl Write) -> Result<Exit, Failure> {
    let words = context.words();
    let by = one(args, "by")
        .map(|name| names::chosen("--by", name, &GROUPS, words))
        .transpose()?
        .unwrap_or(By::Nothing);
    let snapshot = context.open()?.snapshot()?;
    let groups = groups(&snapshot, by, context.today);
    let doubts = Tally::of(&snapshot, &context.config.config.checks);
    let page = Page { snapshot: &snapshot, doubts, by, words };
    asked::tell_unasked(&snapshot, context);
    if args.get_flag("json") {
        let rows: Vec<Json<'_>> = groups.iter().flat_map(|group| page.json(group)).collect();
        serde_json::to_writer_pretty(&mut *out, &rows).map_err(std::io::Error::from)?;
        writeln!(out)?;
    } else if groups.is_empty() {
        say!("{}", words.agenda.agencies.none);
    } else {
        page.lines(&groups, out)?;
    }
    Ok(Exit::Done)
}

struct Page<'a> {
    snapshot: &'a Snapshot,
    doubts: Tally,
    by: By,
    words: &'static Words,
}

#[derive(Serialize)]
struct Json<'a> {
    name: &'a str,
    aliases: Vec<&'a str>,
    region: Option<&'a str>,
    region_by_name: bool,
    level: Option<&'a str>,
    level_by_name: bool,
    round: Option<&'a str>,
    notices: u32,
    issues: u32,
    outcomes: Vec<(&'static str, u32)>,
    states: Vec<(&'static str, u32)>,
    doubts: usize,
    contested: Vec<OfName<'a>>,
}

impl Page<'_> {
    fn row(&self, member: &Member) -> Option<&AgencyRow> {
        self.snapshot.agencies.iter().find(|row| row.id == member.id)
    }

    /// How many doubts an agency has that nobody put aside; of a round, in the notices of that round.
    fn doubts(&self, group: &Group, member: &Member) -> usize {
        let of_member = self.snapshot.notices.iter().filter(|row| row.agency == member.id);
        of_member
            .filter(|row| self.by != By::Round || row.round == group.name)
            .filter_map(|row| self.doubts.notices.get(&row.id))
            .sum()
    }

    fn json<'r>(&'r self, group: &'r Group) -> Vec<Json<'r>> {
        let of = |member: &'r Member| Json {
            name: &member.name,
            aliases: self
                .row(member)
                .map_or(Vec::new(), |row| row.aliases.iter().map(|name| &**name).collect()),
            region: member.region.as_ref().map(|told| &**told.value()),
            region_by_name: member.region.as_ref().is_some_and(Told::derived),
            level: member.level.as_ref().map(|told| &**told.value()),
            level_by_name: member.level.as_ref().is_some_and(Told::derived),
            round: group.name.as_deref().filter(|_| self.by == By::Round),
            notices: member.notices,
            issues: member.counts.issues,
            outcomes: OutcomeChoice::ALL
                .into_iter()
                .map(|choice| (names::choice_code(choice), member.counts.outcome(choice)))
                .collect(),
            states: State::ALL
                .into_iter()
                .map(|state| (names::state_code(state), member.counts.state(state)))
                .collect(),
            doubts: self.doubts(group, member),
            contested: self.row(member).map_or_else(Vec::new, OfName::all),
        };
        group.members.iter().map(of).collect()
    }

    fn lines(&self, groups: &[Group], out: &mut impl Write) -> Result<(), Failure> {
        let words = &self.words.agenda.agencies;
        for (at, group) in groups.iter().enumerate() {
            let indent = if self.by == By::Nothing { "" } else { "  " };
            if self.by != By::Nothing {
                let unknown = words.unknown.get(self.by as usize - 1).copied().unwrap_or_default();
                let name = group.name.as_deref().unwrap_or(unknown);
                let figures = (words.figures)(group.notices, group.counts.issues);
                let line = format!("{name}  {}  {figures}", (words.agencies)(group.members.len()));
                writeln!(out, "{}{}", if at > 0 { "\n" } else { "" }, for_terminal(&line))?;
            }
            let cells: Vec<[String; 5]> =
                group.members.iter().map(|member| self.cells(group, member)).collect();
            let widths: [usize; 4] = std::array::from_fn(|column| {
                cells
                    .iter()
                    .filter_map(|row| row.get(column))
                    .map(|cell| width(cell))
                    .max()
                    .unwrap_or(0)
                    .min(40)
            });
            for row in &cells {
                let mut line = String::from(indent);
                for (cell, width) in row.iter().zip(widths) {
                    line.push_str(&fit(cell, width, Align::Left));
                    line.push_str("  ");
                }
                line.push_str(row.last().map_or("", String::as_str));
                writeln!(out, "{}", line.trim_end())?;
            }
        }
        Ok(())
    }

    /// Name, region, level, how many, what.
    fn cells(&self, group: &Group, member: &Member) -> [String; 5] {
        let words = &self.words.agenda.agencies;
        let told = |told: &Option<Told<Arc<str>>>, unknown: &str| match told {
            Some(Told::ByName(value)) => (words.derived)(value),
            Some(Told::ByUser(value)) => value.to_string(),
            None => unknown.to_owned(),
        };
        let [no_region, no_level, _] = words.unknown;
        let mut figures: Vec<String> = OutcomeChoice::ALL
            .into_iter()
            .zip(self.words.ledger.outcomes)
            .map(|(choice, word)| (word, member.counts.outcome(choice)))
            .chain(
                State::ALL
                    .into_iter()
                    .filter(|state| *state != State::Unread)
                    .map(|state| (names::state_word(state, self.words), member.counts.state(state))),
            )
            .filter(|(_, count)| *count > 0)
            .map(|(word, count)| format!("{word} {count}"))
            .collect();
        let doubts = (self.words.doubts.count)(self.doubts(group, member));
        figures.extend((!doubts.is_empty()).then_some(doubts));
        let aliases = self.row(member).map(|row| row.aliases.join(words.between)).unwrap_or_default();
        figures.extend((!aliases.is_empty()).then(|| (words.aliases)(&aliases)));
        let differ = self.row(member).is_some_and(|row| !row.contested.is_empty());
        figures.extend(differ.then(|| format!("[{}]", self.words.check.differ)));
        let cells = [
            member.name.to_string(),
            told(&member.region, no_region),
            told(&member.level, no_level),
            (words.figures)(member.notices, member.counts.issues),
            figures.join("  "),
        ];
        cells.map(|cell| for_terminal(&cell).trim().to_owned())
    }
}

/// Runs `agency`.
///
/// # Errors
/// [`Failure`] where a name fits no agency or several, or the ledger fails.
pub fn run(context: &Context, args: &ArgMatches, out: &mut impl Write) -> Result<Exit, Failure> {
    match args.subcommand() {
        Some(("merge", args)) => merge(context, args, out),
        Some(("split", args)) => split(context, args, out),
        Some(("set", args)) => set(context, args, out),
        _ => Ok(Exit::Usage),
    }
}

/// The agency that a typed name means, and which of its names that is.
fn find<'s>(
    snapshot: &'s Snapshot,
    typed: &str,
    words: &Words,
) -> Result<(&'s AgencyRow, &'s Arc<str>), Failure> {
    told(meant(snapshot, typed), typed, words)
}

/// What a typed name was found to mean, or why it means no one agency.
fn told<'s>(found: Meant<'s>, typed: &str, words: &Words) -> Result<(&'s AgencyRow, &'s Arc<str>), Failure> {
    let words = &words.agenda.agencies;
    match found {
        Meant::One { agency, name } => Ok((agency, name)),
        Meant::Several(names) => {
            let names: Vec<&str> = names.into_iter().map(|name| &**name).collect();
            Err(Failure::Refused((words.several)(typed, &names.join(words.between))))
        }
        Meant::Nobody => Err(Failure::Refused((words.nobody)(typed))),
    }
}

fn merge(context: &Context, args: &ArgMatches, out: &mut impl Write) -> Result<Exit, Failure> {
    let words = context.words();
    let author = context.author()?;
    let mut ledger = context.open()?;
    let snapshot = ledger.snapshot()?;
    let into = find(&snapshot, one(args, "into").unwrap_or_default(), words)?.0.name.clone();
    // All names are found before anything is written.
    let mut merged = Vec::new();
    let mut whole = Vec::new();
    for typed in all::<String>(args, "name") {
        let (agency, name) = find(&snapshot, typed, words)?;
        // Where people differ about it, saying so again settles it.
        if agency.name == into && !agency.contests(name, "alias") {
            return Err(Failure::Refused((words.agenda.agencies.same)(name, &into)));
        }
        if !merged.contains(name) {
            merged.push(name.clone());
            whole.extend((agency.name == *name).then_some(agency.id));
        }
    }
    let notices = snapshot.notices.iter().filter(|row| whole.contains(&row.agency)).count();
    if !args.get_flag("yes") {
        sure(&merged, &into, notices, words)?;
    }
    let alias = AgencyChange::Alias { into: Some(into.to_string()) };
    let said: Vec<_> = merged.iter().map(|name| (name.to_string(), alias.clone())).collect();
    ledger.say_of_agencies(&said, &author, Timestamp::now())?;
    for name in merged {
        writeln!(out, "{}", for_terminal(&(words.agenda.agencies.merged)(&name, &into)))?;
    }
    Ok(Exit::Done)
}

/// Asks before agencies are merged, where there is somebody to ask: it can be undone, so that a script need
/// not say more.
fn sure(merged: &[Arc<str>], into: &str, notices: usize, words: &Words) -> Result<(), Failure> {
    let said = &words.agenda.agencies;
    match mark::confirmed(&(said.ask_merge)(&merged.join(said.between), into, notices), words)? {
        Some(false) => Err(Failure::Refused(words.cli.mark.nothing_written.to_owned())),
        Some(true) | None => Ok(()),
    }
}

fn split(context: &Context, args: &ArgMatches, out: &mut impl Write) -> Result<Exit, Failure> {
    let words = context.words();
    let author = context.author()?;
    let mut ledger = context.open()?;
    let snapshot = ledger.snapshot()?;
    let typed = one(args, "name").unwrap_or_default();
    // Only names that were merged can be split; one that is shown is looked for to say so.
    let (agency, name) = match told(meant_alias(&snapshot, typed), typed, words) {
        Err(_) if meant_alias(&snapshot, typed) == Meant::Nobody => match find(&snapshot, typed, words)? {
            // It is split, but people differ about it: saying so again settles it.
            (agency, name) if agency.contests(name, "alias") => (agency, name),
            (_, name) => return Err(Failure::Refused((words.agenda.agencies.not_merged)(name))),
        },
        found => found?,
    };
    ledger.say_of_agency(name, &[AgencyChange::Alias { into: None }], &author, Timestamp::now())?;
    writeln!(out, "{}", for_terminal(&(words.agenda.agencies.split)(name, &agency.name)))?;
    Ok(Exit::Done)
}

fn set(context: &Context, args: &ArgMatches, out: &mut impl Write) -> Result<Exit, Failure> {
    let words = context.words();
    let said = &words.agenda.agencies;
    let clean = |option: &str| one(args, option).map(|text| for_terminal(text).trim().to_owned());
    let (region, level) = (clean("region"), clean("level"));
    if region.is_none() && level.is_none() {
        return Err(Failure::Usage(said.nothing_to_set.to_owned()));
    }
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    let level = match level.map(some) {
        Some(Some(name)) => Some(Some(level_named(&name, words)?)),
        other => other.map(|_| None),
    };
    let mut changes = Vec::new();
    changes.extend(region.map(|text| AgencyChange::Region { to: some(text) }));
    changes.extend(level.map(|level| AgencyChange::Level { to: level.map(|level| level.name().to_owned()) }));
    let author = context.author()?;
    let mut ledger = context.open()?;
    let snapshot = ledger.snapshot()?;
    let name = find(&snapshot, one(args, "name").unwrap_or_default(), words)?.0.name.clone();
    ledger.say_of_agency(&name, &changes, &author, Timestamp::now())?;
    for change in &changes {
        let line = match change {
            AgencyChange::Region { to: Some(to) } => (said.region)(&name, to),
            AgencyChange::Region { to: None } => (said.no_region)(&name),
            AgencyChange::Level { to: Some(to) } => (said.level)(&name, to),
            _ => (said.no_level)(&name),
        };
        writeln!(out, "{}", for_terminal(&line))?;
    }
    Ok(Exit::Done)
}

fn level_named(name: &str, words: &Words) -> Result<Level, Failure> {
    Level::named(name).ok_or_else(|| {
        let accepted: Vec<String> =
            Level::ALL.into_iter().map(|level| format!("{} {}", level.code(), level.name())).collect();
        Failure::Usage((words.cli.usage.bad_choice)("--level", name, &accepted.join(", ")))
    })
}
