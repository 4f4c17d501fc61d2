//! The definitions of the commands of the check: `mark`, `undo`, `redo`, `history`, `correct`, `add`,
//! `conflicts`.

use clap::{Arg, ArgAction, Command};

use crate::{config::reasons::Reasons, words::Words};

use super::{
    args::Sub,
    asked::{self, Names},
};

/// The commands.
pub fn commands(words: &Words) -> [Command; 7] {
    [mark(words), undo(words), redo(words), history(words), correct(words), add(words), conflicts(words)]
}

/// An option whose text may begin with `-`.
fn text(name: &'static str, value: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).allow_hyphen_values(true)
}

fn notice() -> Arg {
    Arg::new("notice").long("notice").value_name("NOTICE")
}

fn why() -> Arg {
    text("reason", "WHY").required(true)
}

fn mark(words: &Words) -> Command {
    let (help, check) = (&words.cli.help, &words.check.help);
    let ids = Arg::new("id").value_name("ID").num_args(1..).required_unless_present("all");
    let sub = Sub::new("mark", check.mark, words)
        .argument(ids, check.ids_or_words)
        .option("state", "STATE", help.mark_state)
        .day("due", check.due)
        .option("finding", "FINDING", help.mark_finding)
        .add(text("note", "TEXT"), check.note)
        .add(text("reason", "REASON"), "")
        .add(text("who", "NAME"), check.who)
        .add(text("seen", "TEXT"), check.seen)
        .day("on", check.on)
        .flag("all", check.all)
        .flag("each", check.each)
        .flag("yes", check.yes);
    let reasons = (check.reason)(&Reasons::default().in_a_line(words));
    asked::add_as(Names::MARK, sub, check.deadline, check.from)
        .done()
        .mut_arg("reason", |arg| arg.help(reasons))
}

fn undo(words: &Words) -> Command {
    Sub::new("undo", words.check.help.undo, words).flag("yes", words.check.help.undo_yes).done()
}

fn redo(words: &Words) -> Command {
    Sub::new("redo", words.check.help.redo, words).done()
}

fn history(words: &Words) -> Command {
    let check = &words.check.help;
    let id = Arg::new("id").value_name("ID").required_unless_present_any(["notice", "all"]);
    let all = Arg::new("all").long("all").action(ArgAction::SetTrue).conflicts_with_all(["id", "notice"]);
    Sub::new("history", check.history, words)
        .argument(id, words.cli.help.show_id)
        .add(notice().conflicts_with("id"), check.history_notice)
        .add(all, check.history_all)
        .day("since", check.history_since)
        .flag("json", check.json)
        .done()
}

fn correct(words: &Words) -> Command {
    let check = &words.check.help;
    let id = Arg::new("id").value_name("ID").required_unless_present("notice");
    let of_issue = |arg: Arg| arg.conflicts_with("notice");
    let deadline = text("deadline", "DAY:KIND").action(ArgAction::Append);
    let outcome = Arg::new("outcome").long("outcome").value_name("OUTCOME").action(ArgAction::Append);
    let void = Arg::new("not-an-issue").long("not-an-issue").action(ArgAction::SetTrue);
    Sub::new("correct", check.correct, words)
        .argument(id, words.cli.help.show_id)
        .add(notice().conflicts_with("id"), check.correct_notice)
        .add(text("title", "TEXT"), check.correct_title)
        .add(of_issue(outcome), check.correct_outcome)
        .add(of_issue(deadline), check.correct_deadline)
        .add(of_issue(void), check.correct_void)
        .add(text("agency", "NAME"), check.correct_agency)
        .add(text("feedback", "DATE"), check.correct_feedback)
        .add(text("published", "DATE"), check.correct_published)
        .options("as-printed", "FIELD", check.as_printed)
        .add(why(), check.why)
        .done()
}

fn add(words: &Words) -> Command {
    let check = &words.check.help;
    let notice = Arg::new("notice").value_name("NOTICE").required(true);
    Sub::new("add", check.add, words)
        .argument(notice, words.cli.help.withdraw_notice)
        .add(text("title", "TEXT").required(true), check.add_title)
        .add(text("label", "LABEL"), check.add_label)
        .add(text("response", "TEXT"), check.add_response)
        .options("outcome", "OUTCOME", check.add_outcome)
        .option("after", "ID", check.add_after)
        .add(why(), check.why)
        .done()
}

fn conflicts(words: &Words) -> Command {
    let check = &words.check.help;
    Sub::new("conflicts", check.conflicts, words).flag("json", check.json).done()
}
