//! `check [FILE…]`: asks what a careful reader would ask, of files, or of the ledger where none is named (see
//! `doubts`); `check --rules` lists the rules.

use std::{io::Write, path::PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use serde::Serialize;

use crate::{
    checks::{self, Doubt, Elsewhere, Question, Quote, RuleId, Rules},
    intake::Document,
    notice::Notice,
    reading::Want,
    text::{clean::for_terminal, diff},
    words::Words,
};

use super::{
    args,
    asked::{self, Names},
    context::Context,
    doubts,
    exit::{Exit, Failure},
    gather::{self, Content, Found},
};

/// The definition.
pub fn command(words: &Words) -> Command {
    let help = &words.cli.help;
    let text = |name: &'static str, value: &'static str| Arg::new(name).long(name).value_name(value);
    let one = |name| text(name, "ID").conflicts_with_all(["path", "dismissed", "json"]);
    let sub = args::Sub::new("check", help.check, words)
        .argument(
            Arg::new("path").value_name("PATH").num_args(0..).value_parser(value_parser!(PathBuf)),
            help.check_paths,
        )
        .flag("json", help.check_json)
        .flag("rules", help.check_rules)
        .add(text("only", "RULE").alias("rule").action(ArgAction::Append), help.check_only)
        .add(text("find", "WORDS").action(ArgAction::Append), help.check_find)
        .flag("dismissed", help.check_dismissed)
        .add(one("dismiss").conflicts_with_all(["undismiss", "follow"]), help.check_dismiss)
        .add(one("undismiss").conflicts_with("follow"), help.check_undismiss)
        .add(one("follow"), help.check_follow)
        .add(
            Arg::new("reopen").long("reopen").action(ArgAction::SetTrue).requires("follow"),
            help.check_reopen,
        )
        .add(text("reason", "WHY").allow_hyphen_values(true), help.check_reason);
    asked::add_as(Names::CHECK, sub, help.list_due, help.list_state).done()
}

/// Runs it.
///
/// # Errors
/// Where a file cannot be read, a rule is not known, or standard output cannot be written.
pub fn run(context: &Context, matches: &ArgMatches, out: &mut impl Write) -> Result<Exit, Failure> {
    let words = context.words();
    let rules = chosen(matches, context)?;
    if matches.get_flag("rules") {
        list(&rules, words, out)?;
        return Ok(Exit::Done);
    }
    let paths: Vec<PathBuf> = args::all::<PathBuf>(matches, "path").into_iter().cloned().collect();
    if paths.is_empty() {
        return doubts::run(context, matches, &rules, out);
    }
    let of_ledger = matches.get_flag("dismissed")
        || ["find", "reason"].iter().any(|name| args::one(matches, name).is_some())
        || Names::CHECK.any(matches);
    if of_ledger {
        return Err(Failure::Usage(words.doubts.of_ledger.to_owned()));
    }
    let mut read = Vec::new();
    let mut exit = Exit::Done;
    let gathered = gather::gather(&paths, words);
    for (path, why) in &gathered.failures {
        say!("{}", for_terminal(&format!("{}: {why}", path.display())));
        exit = Exit::Failed;
    }
    let mut reader = context.reader();
    for candidate in &gathered.files {
        let told = match gather::open(candidate, words) {
            Ok(Content::File(file)) => {
                let answer;
                (reader, answer) = reader.begin(file, Want::Notice).end();
                match gather::judge(answer, words) {
                    Ok(Found::Notice(answer)) => Ok(vec![(answer.document, answer.notice)]),
                    Ok(Found::Other(why)) | Err(why) => Err(why),
                }
            }
            Ok(Content::Notices(notices)) => Ok(notices.into_iter().filter_map(with_document).collect()),
            Ok(Content::Other(why)) | Err(why) => Err(why),
        };
        match told {
            Ok(notices) => read.extend(notices),
            Err(why) => {
                if candidate.named {
                    say!("{}", for_terminal(&format!("{}: {why}", candidate.path.display())));
                    exit = Exit::Failed;
                }
            }
        }
    }
    let doubts = checks::check_all(&read, &rules);
    let found: Vec<(Notice, Vec<Doubt>)> = read.into_iter().map(|(_, notice)| notice).zip(doubts).collect();
    if matches.get_flag("json") {
        let shown: Vec<Shown> =
            found.iter().flat_map(|(notice, doubts)| shown(notice, doubts, words)).collect();
        serde_json::to_writer_pretty(&mut *out, &shown).map_err(std::io::Error::from)?;
        out.write_all(b"\n")?;
    } else {
        print(&found, words, out)?;
    }
    Ok(exit)
}

/// A notice that another program parsed can be asked where it brings its text.
fn with_document(mut notice: Notice) -> Option<(Document, Notice)> {
    let text = notice.text.take()?;
    let document = Document::restored(notice.source.clone(), text, notice.pages.clone(), None);
    Some((document, notice))
}

fn chosen(matches: &ArgMatches, context: &Context) -> Result<Rules, Failure> {
    let words = context.words();
    let named = |name: &String| {
        RuleId::named(name).ok_or_else(|| {
            let known: Vec<&str> = RuleId::ALL.iter().map(|rule| rule.name()).collect();
            Failure::Usage((words.doubts.unknown_rule)(name, &known.join(" ")))
        })
    };
    let only = args::all::<String>(matches, "only").into_iter().map(named).collect::<Result<Vec<_>, _>>()?;
    Ok(if only.is_empty() { context.config.config.checks.clone() } else { Rules::only(&only) })
}

fn list(rules: &Rules, words: &Words, out: &mut impl Write) -> std::io::Result<()> {
    for rule in RuleId::ALL {
        let off = if rules.asks(rule) { String::new() } else { format!("  [{}]", words.doubts.off) };
        writeln!(out, "{}  {}{off}", rule.name(), (words.doubts.rule)(rule))?;
        writeln!(out, "    {}", (words.doubts.about)(rule))?;
    }
    Ok(())
}

/// A doubt as `check --json` prints it.
#[derive(Serialize)]
pub(super) struct Shown<'d> {
    rule: RuleId,
    notice: File<'d>,
    elsewhere: Vec<Away<'d>>,
    r#where: &'d [String],
    quotes: &'d [Quote],
    note: String,
}

#[derive(Serialize)]
struct File<'d> {
    path: &'d str,
    sha256: &'d str,
}

#[derive(Serialize)]
struct Away<'d> {
    notice: File<'d>,
    r#where: &'d [String],
    quotes: &'d [Quote],
    /// The ids of the issues, where they are in the ledger.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    issues: Vec<&'d str>,
}

impl<'d> Shown<'d> {
    /// A doubt of the notice in a file; `issues`: those of the ledger where its words stand elsewhere.
    pub(super) fn of(
        (path, sha256): (&'d str, &'d str),
        doubt: &'d Doubt,
        mut issues: Vec<Vec<&'d str>>,
        words: &Words,
    ) -> Self {
        issues.resize(doubt.elsewhere.len(), Vec::new());
        let away = |(other, issues): (&'d Elsewhere, Vec<&'d str>)| Away {
            notice: File { path: &other.path, sha256: &other.sha256 },
            r#where: &other.places,
            quotes: &other.quotes,
            issues,
        };
        Self {
            rule: doubt.rule,
            notice: File { path, sha256 },
            elsewhere: doubt.elsewhere.iter().zip(issues).map(away).collect(),
            r#where: &doubt.places,
            quotes: &doubt.quotes,
            note: (words.doubts.ask)(&doubt.question),
        }
    }
}

fn shown<'d>(notice: &'d Notice, doubts: &'d [Doubt], words: &Words) -> Vec<Shown<'d>> {
    let file = (notice.source.path.as_str(), notice.source.sha256.as_str());
    doubts.iter().map(|doubt| Shown::of(file, doubt, Vec::new(), words)).collect()
}

fn print(found: &[(Notice, Vec<Doubt>)], words: &Words, out: &mut impl Write) -> std::io::Result<()> {
    for (notice, doubts) in found {
        let name = notice.agency.as_deref().unwrap_or(&notice.source.path);
        writeln!(out, "{}  {}", for_terminal(name), doubts.len())?;
        for doubt in doubts {
            let places = places(&doubt.places, words);
            writeln!(out, "  {}  {}", (words.doubts.rule)(doubt.rule), for_terminal(&places))?;
            for line in lines(doubt, words) {
                writeln!(out, "    {}", for_terminal(&line))?;
            }
        }
    }
    let count = found.iter().map(|(_, doubts)| doubts.len()).sum();
    writeln!(out, "{}", (words.doubts.counted)(count, found.len()))
}

/// The words that raise a doubt, those elsewhere under their file, in what they differ, and the question: a line
/// each.
pub(super) fn lines(doubt: &Doubt, words: &Words) -> Vec<String> {
    let mut lines: Vec<String> = doubt.quotes.iter().map(|quote| format!("“{}”", quote.text)).collect();
    for other in &doubt.elsewhere {
        lines.push(format!("{}  {}", other.path, places(&other.places, words)));
        lines.extend(other.quotes.iter().map(|quote| format!("  “{}”", quote.text)));
    }
    if let Question::Copied { near: Some(near), .. } = &doubt.question {
        lines.push((words.doubts.near_line)(&diff::line(&near.one, &near.other)));
    }
    lines.push((words.doubts.ask)(&doubt.question));
    lines
}

/// Places in the words of the language.
pub(super) fn places(paths: &[String], words: &Words) -> String {
    paths.iter().map(|place| named(place, words)).collect::<Vec<_>>().join("  ")
}

fn named<'p>(place: &'p str, words: &'p Words) -> &'p str {
    match place {
        "opening" => words.doubts.opening,
        "closing" => words.doubts.closing,
        path => path,
    }
}
