//! `limits [NAME]`, and the profile that `--limits` or the settings choose.

use std::io::Write;

use clap::{Arg, ArgMatches, Command};

use crate::{
    config::limits::{FILE, chosen, load},
    query::limits::{Item, Length, Profile, Shown},
    text::clean::for_terminal,
    words::{Words, agenda},
};

use super::{
    args::{Sub, one},
    context::Context,
    exit::{Exit, Failure},
};

/// The definition of the command.
pub(super) fn command(words: &Words) -> Command {
    let help = &words.agenda.help;
    Sub::new("limits", help.limits, words)
        .argument(Arg::new("name").value_name("NAME"), help.limits_which)
        .done()
}

/// Gives a command the option that chooses a profile.
pub(super) fn option(sub: Sub<'_>) -> Sub<'_> {
    let help = &sub.words().agenda.help;
    sub.option("limits", "NAME", help.limits_name)
}

/// All profiles; what is wrong with the user's file is told.
pub(super) fn all(context: &Context) -> Vec<Profile> {
    let config = context.config.path.as_deref();
    let (profiles, faults) = load(config);
    if let Some(path) = config.map(|path| path.with_file_name(FILE)) {
        for fault in faults {
            say!("{}", for_terminal(&fault.explain(&path, &context.words().agenda.limits)));
        }
    }
    profiles
}

/// The profile that `--limits` names, else the settings, else the first.
///
/// # Errors
/// [`Failure::Usage`] where `--limits` names none.
pub(super) fn of(context: &Context, named: Option<&str>, profiles: &[Profile]) -> Result<Profile, Failure> {
    let words = &context.words().agenda.limits;
    if let Some(name) = named {
        let found = chosen(profiles, Some(name)).cloned();
        return found.ok_or_else(|| Failure::Usage((words.unknown)(name, &names(profiles))));
    }
    let first = || chosen(profiles, None).cloned().unwrap_or_default();
    let Some(name) = context.config.config.limits.as_deref() else { return Ok(first()) };
    Ok(chosen(profiles, Some(name)).cloned().unwrap_or_else(|| {
        let used = first();
        say!("{}", for_terminal(&(words.unknown_in_settings)(name, &used.name)));
        used
    }))
}

fn names(profiles: &[Profile]) -> String {
    profiles.iter().map(|profile| &*profile.name).collect::<Vec<_>>().join(", ")
}

/// Runs the command.
///
/// # Errors
/// [`Failure::Refused`] where there is no such profile.
pub fn run(context: &Context, args: &ArgMatches, out: &mut impl Write) -> Result<Exit, Failure> {
    let words = context.words();
    let profiles = all(context);
    let used = of(context, None, &profiles)?;
    let wanted = one(args, "name");
    if let Some(name) = wanted.filter(|name| chosen(&profiles, Some(name)).is_none()) {
        return Err(Failure::Refused((words.agenda.limits.unknown)(name, &names(&profiles))));
    }
    let shown = profiles.iter().filter(|profile| wanted.is_none_or(|name| name.trim() == &*profile.name));
    for (at, profile) in shown.enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        for line in lines(profile, profile.name == used.name, &words.agenda) {
            writeln!(out, "{}", for_terminal(&line))?;
        }
    }
    Ok(Exit::Done)
}

fn lines(profile: &Profile, used: bool, words: &agenda::Agenda) -> Vec<String> {
    let limits = &words.limits;
    let mut head = vec![profile.name.to_string()];
    head.extend(used.then(|| limits.in_use.to_owned()));
    head.extend(profile.own.then(|| limits.own.to_owned()));
    head.push((limits.applies_to)(&profile.applies_to));
    head.extend(profile.effective_from.map(limits.effective_from));
    let mut lines = vec![head.join("  ")];
    for item in &profile.items {
        let mut line = vec![item.step.to_string(), length(item, limits)];
        line.extend(match item.shown {
            Shown::Nothing => None,
            Shown::Day => Some(limits.by_publication.to_owned()),
            Shown::Before => Some(limits.before_publication.to_owned()),
        });
        lines.push(format!("  {}", line.join("  ")));
        let verified = match &item.verified_by {
            Some(by) => (limits.verified)(by, item.verified_on),
            None => limits.unverified.to_owned(),
        };
        lines.push(format!("      {}", (limits.source)(&item.source)));
        lines.push(format!("      {verified}"));
    }
    if profile.items.iter().any(|item| item.length.is_workdays()) {
        lines.push(format!("  {}", words.workdays));
    }
    lines
}

/// How long a step may take, from when.
fn length(item: &Item, words: &agenda::Limits) -> String {
    let start = words.starts.get(item.from as usize).copied().unwrap_or_default();
    match item.length {
        Length::Days(count) => (words.days)(start, count),
        Length::Months(count) => (words.months)(start, count),
        Length::Workdays(count) => (words.workdays)(start, count),
    }
}
