//! `step NOTICE [STEP]`: the steps of a case, and when they were taken.

use std::io::Write;

use clap::{Arg, ArgAction, ArgMatches, Command};
use jiff::{Timestamp, civil::Date};

use crate::{
    ledger::{fold::fold, followup::case::NoticeChange, types::NoticeRow},
    query::{
        bounds::{self, Of},
        limits::{self as pure, How, NotDerived, Profile, Step},
    },
    text::{clean::for_terminal, width},
    words::Words,
};

use super::{
    args::{Sub, one},
    context::Context,
    exit::{Exit, Failure},
    limits, mark_change, notices,
};

/// The definition of the command.
pub(super) fn command(words: &Words) -> Command {
    let help = &words.agenda.help;
    let sub = Sub::new("step", help.step, words)
        .argument(Arg::new("notice").value_name("NOTICE").required(true), help.step_notice)
        .argument(Arg::new("step").value_name("STEP"), help.step_step)
        .day("on", help.step_on);
    let not_done = Arg::new("not-done").long("not-done").action(ArgAction::SetTrue).conflicts_with("on");
    limits::option(sub.add(not_done, help.step_not_done)).done()
}

/// Runs the command.
///
/// # Errors
/// [`Failure`] where an option is wrong, a name fits no notice or step, or several, or the ledger fails.
pub fn run(context: &Context, args: &ArgMatches, out: &mut impl Write) -> Result<Exit, Failure> {
    let words = &context.words().agenda.step;
    let on = one(args, "on").map(|text| mark_change::day(Of::Step, "--on", text, context)).transpose()?;
    let says = on.is_some() || args.get_flag("not-done");
    match (one(args, "step"), says) {
        (Some(_), false) => return Err(Failure::Usage(words.needs_day.to_owned())),
        (None, true) => return Err(Failure::Usage(words.needs_step.to_owned())),
        _ => {}
    }
    let profiles = limits::all(context);
    let profile = limits::of(context, one(args, "limits"), &profiles)?;
    match one(args, "step") {
        Some(step) => say_of(context, args, &known_steps(&profile, &profiles), step, on, out),
        None => list(context, args, &profile, out),
    }
}

/// The names of steps, those of the profile in use first.
fn known_steps(profile: &Profile, profiles: &[Profile]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for item in profile.items.iter().chain(profiles.iter().flat_map(|profile| &profile.items)) {
        if !names.iter().any(|name| **name == *item.step) {
            names.push(item.step.to_string());
        }
    }
    names
}

fn say_of(
    context: &Context,
    args: &ArgMatches,
    known: &[String],
    step: &str,
    on: Option<Date>,
    out: &mut impl Write,
) -> Result<Exit, Failure> {
    let words = &context.words().agenda.step;
    let author = context.author()?;
    let mut ledger = context.open()?;
    let (agency, notice) =
        notices::one_of(&ledger, one(args, "notice").unwrap_or_default(), context.words())?;
    on.map_or(Ok(()), |day| bounds::step_in_order(&notice, day))
        .map_err(|fault| Failure::Refused(format!("--on: {}", fault.explain(&context.words().ledger))))?;
    // A step may have been said by a profile that is no longer there.
    let known: Vec<&String> =
        known.iter().chain(notice.steps.keys().filter(|name| !known.contains(name))).collect();
    let step = meant(&known, step).map_err(|fitting| {
        let list = |names: &[&String]| names.iter().map(|name| name.as_str()).collect::<Vec<_>>().join("、");
        Failure::Refused(match fitting.is_empty() {
            true => (words.unknown)(step, &list(&known)),
            false => (words.several)(step, &list(&fitting)),
        })
    })?;
    let change = NoticeChange::Step { step: step.clone(), on };
    ledger.say_of_notice(notice.id, &change, &author, Timestamp::now())?;
    writeln!(out, "{}", for_terminal(&(words.saved)(&agency, step, on)))?;
    Ok(Exit::Done)
}

/// The step that is called so, else the only one whose name holds it.
fn meant<'a>(known: &[&'a String], typed: &str) -> Result<&'a String, Vec<&'a String>> {
    let wanted = fold(typed);
    if let Some(exact) = known.iter().find(|name| fold(name) == wanted) {
        return Ok(exact);
    }
    let fitting: Vec<&String> =
        known.iter().filter(|name| !wanted.is_empty() && fold(name).contains(&wanted)).copied().collect();
    match fitting.as_slice() {
        [only] => Ok(only),
        _ => Err(fitting),
    }
}

fn list(
    context: &Context,
    args: &ArgMatches,
    profile: &Profile,
    out: &mut impl Write,
) -> Result<Exit, Failure> {
    let words = context.words();
    let ledger = context.open()?;
    let (agency, notice) = notices::one_of(&ledger, one(args, "notice").unwrap_or_default(), words)?;
    for line in lines(&agency, &notice, profile, context.today, words) {
        writeln!(out, "{}", for_terminal(&line))?;
    }
    Ok(Exit::Done)
}

fn lines(agency: &str, notice: &NoticeRow, profile: &Profile, today: Date, words: &Words) -> Vec<String> {
    let said = &words.agenda.step;
    let mut lines = Vec::new();
    let steps = match (pure::case(profile, notice), notice.feedback) {
        (Ok(steps), Some(feedback)) => {
            lines.push((said.head)(agency, feedback, &profile.name));
            steps
        }
        (Err(NotDerived::Before(day)), _) => {
            lines.push((said.before_profile)(agency, &profile.name, day));
            Vec::new()
        }
        _ => {
            lines.push((said.no_feedback)(agency));
            Vec::new()
        }
    };
    let others = notice.steps.iter().filter(|(name, _)| !steps.iter().any(|step| *step.item.step == ***name));
    let others: Vec<(&String, &Date)> = others.collect();
    let names = steps.iter().map(|step| &*step.item.step).chain(others.iter().map(|(name, _)| name.as_str()));
    let widest = names.map(width).max().unwrap_or(0);
    let line = |name: &str, parts: Vec<String>| {
        let gap = " ".repeat(widest.saturating_sub(width(name)));
        format!("  {name}{gap}  {}", parts.join("  "))
    };
    lines.extend(steps.iter().map(|step| line(&step.item.step, parts(step, profile, today, words))));
    lines.extend(
        others.iter().map(|(name, day)| line(name, vec![(said.said)(**day), said.no_limit.to_owned()])),
    );
    if steps.iter().any(|step| step.item.length.is_workdays()) {
        lines.push(format!("  {}", words.agenda.workdays));
    }
    lines
}

/// What is said of a step behind its name.
fn parts(step: &Step<'_>, profile: &Profile, today: Date, words: &Words) -> Vec<String> {
    let said = &words.agenda.step;
    let limit = match step.due {
        Ok(due) if step.overdue(today) => (said.overdue)(due, (today - due).get_days(), &profile.name),
        Ok(due) => (said.due)(due),
        Err(start) => {
            let start = words.agenda.limits.starts.get(start as usize).copied().unwrap_or_default();
            (said.no_start)(start)
        }
    };
    let mut parts = vec![limit];
    parts.extend(step.done.map(|done| match done.how {
        How::Said => (said.said)(done.on),
        How::Published => (said.published)(done.on),
    }));
    parts.extend(step.unclear(today).map(|why| why.explain(&words.agenda)));
    parts.extend(step.late().map(|days| (said.late)(days, &profile.name)));
    parts.extend(step.item.verified_by.is_none().then(|| words.agenda.unverified.to_owned()));
    parts
}
