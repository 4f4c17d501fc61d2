//! Words of doubts, in English.

use jiff::civil::Date;

use crate::{
    checks::{Listed, Named, Printed, Question, RuleId},
    notice::{ClaimKind, DeadlineKind},
    words::doubts::Doubts,
};

/// A day as far as it is printed: `2024-11-30`, `2024-11`, `the end of 2024`.
fn dated(day: Date, printed: Printed) -> String {
    let (year, month) = (day.year(), day.month());
    match printed {
        Printed::Day => day.to_string(),
        Printed::Third if day.day() <= 10 => format!("early {year}-{month:02}"),
        Printed::Third => format!("mid {year}-{month:02}"),
        Printed::Month => format!("{year}-{month:02}"),
        Printed::Year => format!("the end of {year}"),
    }
}

pub const DOUBTS: Doubts = Doubts {
    rule: |rule| match rule {
        RuleId::CountMismatch => "count differs",
        RuleId::NumberGap => "numbering",
        RuleId::SumMismatch => "sum differs",
        RuleId::PercentMismatch => "rate differs",
        RuleId::DoneButOpen => "done, but open",
        RuleId::NoResult => "done, no result",
        RuleId::DateBeforeFeedback => "before feedback",
        RuleId::DeadlinePassed => "deadline passed",
        RuleId::CopiedAnswer => "copied answer",
        RuleId::Contradiction => "figures differ",
        RuleId::ContradictionNames => "names differ",
        RuleId::AnswerMissing => "not answered",
        RuleId::RepeatFinding => "found again",
    },
    about: |rule| match rule {
        RuleId::CountMismatch => {
            "the notice claims so many problems or aspects: are as many listed? Not measures, tasks, rules"
        }
        RuleId::NumberGap => "do numbers of siblings or steps skip or repeat? Not where a count begins anew",
        RuleId::SumMismatch => {
            "do the parts in one sentence make its total, difference or remainder? Silent where it reads two ways"
        }
        RuleId::PercentMismatch => {
            "does a share, change or rank follow from its figures, at the precision printed? Silent where it reads two ways"
        }
        RuleId::DoneButOpen => {
            "marked completed: does the answer say that what was found is still under way, planned, awaited? Not phased ones"
        }
        RuleId::NoResult => {
            "marked completed: does the answer only explain and promise? Silent where there is a result, a day, a document"
        }
        RuleId::DateBeforeFeedback => {
            "is the first step given as rectification older than the feedback? Not the finding's days nor numbers of documents"
        }
        RuleId::DeadlinePassed => {
            "has a day required or promised passed before the notice, and nothing is reported? Silent without a date"
        }
        RuleId::CopiedAnswer => {
            "does an answer, or a whole step, stand under another issue too (about 40 characters in a row)? Not stock phrases"
        }
        RuleId::Contradiction => "do two nearly equal sentences give different figures?",
        RuleId::ContradictionNames => "is the inspecting group, or a body, named in several ways?",
        RuleId::AnswerMissing => "does the finding name something that the answer never touches?",
        RuleId::RepeatFinding => {
            "does the notice itself say that this was found before, or does a problem of the same agency's notice of an earlier round read alike? Stock phrases do not count"
        }
    },
    ask: |question| match question {
        Question::Count { what, claimed, listed, counts } => {
            let what = match what {
                ClaimKind::Aspects => "aspects",
                ClaimKind::Categories => "kinds of problems",
                ClaimKind::Problems => "problems",
                ClaimKind::Tasks => "tasks",
                ClaimKind::Measures => "measures",
                ClaimKind::Rules => "rules",
                ClaimKind::Completed => "completed",
                ClaimKind::InProgress => "in progress",
            };
            let nested = counts.contains(&Listed::Tops);
            let named = listed.iter().zip(counts).map(|(number, counted)| match counted {
                Listed::Issues if nested => format!("{number} problems of the lowest level"),
                Listed::Issues => format!("{number} problems"),
                Listed::Tops => format!("{number} problems of the highest level"),
                Listed::Headings => format!("{number} headings"),
            });
            let named = named.collect::<Vec<_>>().join(" under ");
            let plain = listed.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ");
            let listed = if named.is_empty() { plain } else { named };
            format!(
                "It says {claimed} {what}, and lists {listed}: is there a reason, such as lawful non-disclosure?"
            )
        }
        Question::Repeated { label } => format!("Number \"{label}\" stands twice: a slip?"),
        Question::Skipped { after, label } => {
            format!("\"{label}\" follows \"{after}\": is something missing between?")
        }
        Question::Figures { computed, printed } => format!("{computed}; it says {printed}: which holds?"),
        Question::Open { outcome, word } => {
            format!("Marked \"{outcome}\", and the answer says \"{word}\": is what was found put right?")
        }
        Question::NoResult { outcome } => {
            format!("Marked \"{outcome}\", and the answer only explains or intends: what came of it?")
        }
        Question::Before { day, printed, feedback } => {
            let day = dated(*day, *printed);
            format!("This step ({day}) is older than the feedback ({feedback}): was it made in answer to it?")
        }
        Question::Passed { due, printed, published, kind } => {
            let due = dated(*due, *printed);
            let said = if *kind == DeadlineKind::Promised { "Promised" } else { "Required" };
            format!("{said} by {due}, the notice is of {published}, and nothing is reported: is it done?")
        }
        Question::Copied { run, share, .. } => {
            format!(
                "{run} equal characters in a row, {share} % of the step or answer: was it made for this issue?"
            )
        }
        Question::Differs { figures } => {
            format!("Two nearly equal sentences say {}: which holds?", figures.join(" and "))
        }
        Question::Names { what, names } => {
            let what = match what {
                Named::Group => "The inspecting group",
                Named::Body => "One body",
                Named::Project => "One project",
                Named::Amount => "One amount",
            };
            format!("{what} is written in several ways: {}; is it one?", names.join(", "))
        }
        Question::Untouched { thing } => {
            format!("The finding names \"{thing}\", the answer does not: how was that put right?")
        }
        Question::Again { word } => format!("It says \"{word}\": found before; why again?"),
        Question::AgainLike { here, there, share } => {
            let of =
                |day: &Option<jiff::civil::Date>| day.map_or_else(String::new, |day| format!(" of {day}"));
            format!(
                "This problem of the notice{} reads like one of the same agency's earlier notice{} ({share}%): has it come back?",
                of(here),
                of(there)
            )
        }
    },
    opening: "opening",
    closing: "closing",
    none: "No doubts.",
    off: "off",
    unknown_rule: |name, known| format!("there is no rule \"{name}\"; there are: {known}"),
    counted_here: |open, dismissed, notices| {
        format!(
            "{open} doubts in {notices} notices, {dismissed} more dismissed (questions to look into, no verdicts)"
        )
    },
    count: |count| match count {
        0 => String::new(),
        1 => "1 doubt".to_owned(),
        _ => format!("{count} doubts"),
    },
    sign: |count| format!("?{count}"),
    column: "?",
    board: "Doubts, by rule",
    board_dismissed: "Dismissed doubts, by rule",
    of_rule: |rule, count| format!("{rule}  {count}"),
    dismiss: "Dismiss a doubt",
    reason: "Reason",
    reason_empty: "A reason for dismissing it, please",
    restore: "Ask again",
    near: "Both, with what differs marked",
    near_line: |line| format!("both, [-only the first-]{{+only the second+}}: {line}"),
    quoted: "Words",
    of_notice: "(at no issue)",
    unasked_yet: |notices| format!("{notices} notices were not asked yet"),
    more: |count| format!("{count} more: Enter lists them"),
    none_chosen: "choose a doubt first",
    of_issue: |count| (count > 0).then(|| format!("{count} in all")),
    asks: |rule, question| format!("{rule}: {question}"),
    beside: |notice, path, title| {
        let of = match notice {
            Some((agency, Some(day))) => format!("{agency} ({day})"),
            Some((agency, None)) => agency.to_owned(),
            None => "this notice".to_owned(),
        };
        format!("Also: {of} {path} {title}")
    },
    label: "Doubts: ",
    doubts: "Doubts",
    unasked: |notices| format!("{notices} notices were not asked yet; run huitoukan check"),
    dismissed: |reason, who, when| format!("dismissed: {reason} ({who}, {when})"),
    put_aside: |id, rule| {
        format!("{id}  doubt \"{rule}\" dismissed; it is asked again when the words change")
    },
    asked_again: |id, rule| format!("{id}  doubt \"{rule}\" is asked again"),
    followed_already: |id, rule| format!("{id}  doubt \"{rule}\" is followed up already; nothing changed"),
    reopen_title: "Take up again what is closed",
    reopen: |count| format!("{count} of its issues are verified or archived; this takes them up again:"),
    reopen_yes: "Take them up again",
    reopen_no: "Change nothing",
    not_dismissed: |id| format!("doubt {id} was not dismissed"),
    at_no_issue: |id| {
        format!("doubt {id} stands at no issue and cannot be followed up; --dismiss puts it aside")
    },
    no_such_id: |id| format!("there is no doubt {id}; huitoukan check lists them"),
    several: |id, ids| format!("several doubts begin with {id}: {ids}"),
    not_an_id: |id| {
        format!("\"{id}\" is no id of a doubt: it has ten digits, of which four or more are enough")
    },
    needs_reason: "to dismiss a doubt takes a reason: --reason",
    of_ledger: "with files only --only (--rule) and --json go; the other options are for the ledger",
    then: "; ",
    counted: |doubts, notices| {
        format!("{doubts} doubts in {notices} notices (questions to look into, no verdicts)")
    },
};
