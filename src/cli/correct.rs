//! `correct ID` and `correct --notice N`

use std::io::Write;

use clap::ArgMatches;
use jiff::Timestamp;

use crate::{
    ledger::{
        Marked, Steps,
        fold::fold,
        followup::{
            Change, Correction, DueDay,
            case::{NoticeChange, NoticeCorrection},
        },
        types::{IssueDetail, NoticeRow},
    },
    query::bounds::{self, Of},
    report::history,
    text::clean::for_terminal,
    words::Words,
};

use super::{
    args::{all, one},
    context::Context,
    exit::{Exit, Failure},
    mark, mark_change, names, notices,
};

/// Runs the command.
///
/// # Errors
/// [`Failure`] where an option is wrong, an id or a notice is none or several, what is to be as printed
/// was never corrected, or the ledger fails; then nothing was written.
pub fn run(context: &Context, args: &ArgMatches, out: &mut impl Write) -> Result<Exit, Failure> {
    let reason = filled(args, "reason", context.words())?.unwrap_or_default();
    match one(args, "notice") {
        Some(name) => notice(context, args, name, reason, out),
        None => issue(context, args, reason, out),
    }
}

/// The text of an option, which must not be empty.
pub(super) fn filled(args: &ArgMatches, name: &str, words: &Words) -> Result<Option<String>, Failure> {
    match one(args, name).map(|text| text.trim().to_owned()) {
        Some(text) if text.is_empty() => Err(Failure::Usage((words.check.empty)(&format!("--{name}")))),
        text => Ok(text),
    }
}

fn issue(
    context: &Context,
    args: &ArgMatches,
    reason: String,
    out: &mut impl Write,
) -> Result<Exit, Failure> {
    let words = context.words();
    let corrections = of_issue(context, args)?;
    let author = context.author()?;
    let mut ledger = context.open()?;
    let id = mark::named(&ledger, one(args, "id").unwrap_or_default(), words)?;
    let detail = ledger.issue(id)?;
    if let Some(field) = corrections.iter().find_map(|to| never(&detail, to, words)) {
        return Err(Failure::Refused((words.check.not_corrected)(field)));
    }
    let changes: Vec<Change> = corrections
        .into_iter()
        .map(|to| Change::Correct { to, reason: reason.clone(), printed: None })
        .collect();
    let steps = Steps { issue: id, was: detail.review, changes };
    match ledger.mark_steps(std::slice::from_ref(&steps), &author, Timestamp::now())? {
        Marked::Done { .. } => {
            for change in &steps.changes {
                let (what, _) = history::change(words, change);
                writeln!(out, "{}", for_terminal(&(words.check.corrected)(&detail.key, &what)))?;
            }
            Ok(Exit::Done)
        }
        Marked::Refused { why, .. } => {
            let why = (words.cli.mark.refused)(&detail.key, &why.explain(&words.ledger));
            Err(Failure::Refused(format!("{why}\n{}", words.cli.mark.nothing_written)))
        }
    }
}

/// What is put right of an issue; each field at most once.
fn of_issue(context: &Context, args: &ArgMatches) -> Result<Vec<Correction>, Failure> {
    let words = context.words();
    if ["agency", "feedback", "published"].into_iter().any(|name| one(args, name).is_some()) {
        return Err(Failure::Usage((words.cli.usage.missing)("--notice")));
    }
    let mut out = Vec::new();
    out.extend(filled(args, "title", words)?.map(|title| Correction::Title(Some(title))));
    let outcomes = all::<String>(args, "outcome");
    if !outcomes.is_empty() {
        out.push(Correction::Outcome(Some(names::tags("--outcome", &outcomes, words)?)));
    }
    let days = all::<String>(args, "deadline");
    if !days.is_empty() {
        out.push(Correction::Deadlines(Some(deadlines(context, &days)?)));
    }
    if args.get_flag("not-an-issue") {
        out.push(Correction::Void(true));
    }
    for name in all::<String>(args, "as-printed") {
        out.push(match fold(name).as_str() {
            "title" | "问题" | "标题" => Correction::Title(None),
            "outcome" | "整改结果" | "结果" => Correction::Outcome(None),
            "deadline" | "deadlines" | "时限" => Correction::Deadlines(None),
            "void" | "not-an-issue" | "不是问题" => Correction::Void(false),
            _ => {
                let accepted = "title 问题, outcome 整改结果, deadline 时限, void 不是问题";
                return Err(Failure::Usage((words.check.bad_field)(name, accepted)));
            }
        });
    }
    let twice = out
        .iter()
        .enumerate()
        .any(|(at, one)| out.iter().skip(at + 1).any(|other| one.field() == other.field()));
    match out.is_empty() {
        true => Err(Failure::Usage(words.check.nothing_to_correct.to_owned())),
        false if twice => Err(Failure::Usage((words.cli.usage.too_many_values)("--as-printed"))),
        false => Ok(out),
    }
}

fn deadlines(context: &Context, typed: &[&String]) -> Result<Vec<DueDay>, Failure> {
    let words = context.words();
    if let [value] = typed
        && names::says_none(value)
    {
        return Ok(Vec::new());
    }
    let mut out: Vec<DueDay> = Vec::new();
    for text in typed {
        let bad = || Failure::Usage((words.check.bad_deadline)(text));
        let (day, kind) = text.rsplit_once([':', '：']).ok_or_else(bad)?;
        let due = mark_change::day(Of::Deadline, "--deadline", day, context)?;
        let kind = names::kind("--deadline", kind, words)?;
        let day = DueDay { due, kind };
        if !out.contains(&day) {
            out.push(day);
        }
    }
    Ok(out)
}

/// The field that is to be as printed and is already; where people differ about it, saying so again settles it.
fn never(detail: &IssueDetail, to: &Correction, words: &Words) -> Option<&'static str> {
    if detail.contested.iter().any(|contest| contest.field == to.field()) {
        return None;
    }
    let held = &detail.corrections;
    let [title, outcome, deadlines, ..] = words.follow.fields;
    match to {
        Correction::Title(None) if held.title.is_none() => Some(title),
        Correction::Outcome(None) if held.outcome.is_none() => Some(outcome),
        Correction::Deadlines(None) if held.deadlines.is_none() => Some(deadlines),
        Correction::Void(false) if held.void.is_none() => Some(words.check.void_field),
        _ => None,
    }
}

fn notice(
    context: &Context,
    args: &ArgMatches,
    name: &str,
    reason: String,
    out: &mut impl Write,
) -> Result<Exit, Failure> {
    let words = context.words();
    let to = of_notice(context, args)?;
    let author = context.author()?;
    let mut ledger = context.open()?;
    let notice = notices::one_notice(&ledger, name, words)?;
    if let Some(field) = never_of_notice(&notice, &to, words) {
        return Err(Failure::Refused((words.check.not_corrected)(field)));
    }
    bounds::notice_in_order(&notice, &to).map_err(|fault| Failure::Refused(fault.explain(&words.ledger)))?;
    let change = NoticeChange::Correct { to, reason, printed: None };
    ledger.say_of_notice(notice.id, &change, &author, Timestamp::now())?;
    let shown = format!("#{}", notice.id.0);
    let what = history::notice_change(words, &change);
    writeln!(out, "{}", for_terminal(&(words.check.corrected)(&shown, &what)))?;
    Ok(Exit::Done)
}

/// What is put right of a notice: one thing at a time, so that each can be undone.
fn of_notice(context: &Context, args: &ArgMatches) -> Result<NoticeCorrection, Failure> {
    let words = context.words();
    let mut out = Vec::new();
    let day = |name: &str| {
        let read = |text| mark_change::day(Of::Notice, &format!("--{name}"), text, context);
        one(args, name).map(read).transpose()
    };
    out.extend(filled(args, "title", words)?.map(|title| NoticeCorrection::Title(Some(title))));
    out.extend(filled(args, "agency", words)?.map(|agency| NoticeCorrection::Agency(Some(agency))));
    out.extend(day("feedback")?.map(|day| NoticeCorrection::Feedback(Some(day))));
    out.extend(day("published")?.map(|day| NoticeCorrection::Published(Some(day))));
    for name in all::<String>(args, "as-printed") {
        out.push(match fold(name).as_str() {
            "title" | "标题" | "通报标题" => NoticeCorrection::Title(None),
            "agency" | "单位" | "被巡察单位" => NoticeCorrection::Agency(None),
            "feedback" | "反馈日期" => NoticeCorrection::Feedback(None),
            "published" | "公布日期" => NoticeCorrection::Published(None),
            _ => {
                let accepted = "title 通报标题, agency 被巡察单位, feedback 反馈日期, published 公布日期";
                return Err(Failure::Usage((words.check.bad_field)(name, accepted)));
            }
        });
    }
    let mut out = out.into_iter();
    match (out.next(), out.next()) {
        (Some(to), None) => Ok(to),
        (None, _) => Err(Failure::Usage(words.check.nothing_to_correct.to_owned())),
        (Some(_), Some(_)) => Err(Failure::Usage(words.check.one_field.to_owned())),
    }
}

fn never_of_notice(notice: &NoticeRow, to: &NoticeCorrection, words: &Words) -> Option<&'static str> {
    let [_, _, _, title, agency, feedback, published] = words.follow.fields;
    let field = match to {
        NoticeCorrection::Title(None) => title,
        NoticeCorrection::Agency(None) => agency,
        NoticeCorrection::Feedback(None) => feedback,
        NoticeCorrection::Published(None) => published,
        _ => return None,
    };
    (!notice.corrected.contains(&to.field()) && !notice.contests(to.field())).then_some(field)
}
