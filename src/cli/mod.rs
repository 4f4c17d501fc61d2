//! The command line: one file a command.
//!
//! [`args`] defines it, [`usage`] tells what is wrong with what was typed, [`context`] holds the
//! options that every command has, [`exit`] the exit codes. Results go to standard output, all else
//! to standard error; whoever closes standard output early (`| head`) is no error.

use std::{
    ffi::OsString,
    io::{BufWriter, ErrorKind, Write},
    path::PathBuf,
    process::ExitCode,
};

use clap::ArgMatches;

use crate::{
    config, reading,
    words::{Lang, Words},
};

/// Prints a line to standard error, as `eprintln!` does, but goes on where nobody can hear it.
macro_rules! say {
    ($($said:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stderr(), $($said)*);
    }};
}

mod acts;
pub mod add;
pub mod agencies;
pub mod agenda;
pub mod args;
mod asked;
pub mod backup;
pub mod browse;
pub mod bundle;
pub mod check;
mod check_args;
pub mod conflicts;
pub mod context;
pub mod correct;
mod disputes;
mod doubts;
pub mod evidence;
pub mod exit;
pub mod explain;
pub mod export;
pub mod find;
pub mod gather;
pub mod history;
pub mod import;
mod interrupt;
pub mod limits;
pub mod list;
mod list_form;
mod list_json;
mod long;
pub mod mark;
mod mark_change;
pub mod names;
pub mod notices;
pub mod outline;
pub mod parse;
mod progress;
pub mod purge;
mod put;
mod reason;
pub mod receive;
pub mod sample;
pub mod samples;
pub mod show;
pub mod step;
pub mod undo;
mod union;
pub mod usage;
pub mod versions;
pub mod view;
pub mod withdraw;

use context::Context;
use exit::{Exit, Failure};

/// Runs the program with its arguments and gives its exit code.
pub fn main(args: impl Iterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.collect();
    if reading::is_child(&args) {
        return reading::serve();
    }
    let (lang, unknown) = language(&args);
    let words = lang.words();
    let exit = match unknown {
        Some(name) => fail(&Failure::Usage((words.cli.usage.bad_lang)(&name)), words),
        None => match args::command(words).try_get_matches_from(&args) {
            Ok(matches) => run(&matches, lang),
            Err(error) => usage::report(&error, words),
        },
    };
    exit.into()
}

/// The language that the arguments ask for: it must be known before they can be read. Also gives
/// back a language that there is not.
fn language(args: &[OsString]) -> (Lang, Option<String>) {
    let mut values = args.iter().filter_map(|arg| arg.to_str()).take_while(|arg| *arg != "--");
    while let Some(arg) = values.next() {
        let name = match arg.strip_prefix("--lang") {
            Some("") => values.next(),
            Some(rest) => rest.strip_prefix('='),
            None => None,
        };
        if let Some(name) = name {
            return match Lang::named(name) {
                Some(lang) => (lang, None),
                None => (Lang::default(), Some(name.to_owned())),
            };
        }
    }
    // Where none is asked for, the settings may say.
    (config::load(None).config.lang.unwrap_or_default(), None)
}

fn run(matches: &ArgMatches, lang: Lang) -> Exit {
    let mut out = BufWriter::new(std::io::stdout().lock());
    let done = Context::new(matches, lang).and_then(|mut context| {
        context.settle();
        let exit = dispatch(matches, &context, &mut out)?;
        out.flush()?;
        Ok(exit)
    });
    let words = lang.words();
    match done {
        Ok(exit) => exit,
        Err(failure) => {
            // What was printed before the failure stands before its message.
            let _ = out.flush();
            fail(&failure, words)
        }
    }
}

fn dispatch(matches: &ArgMatches, context: &Context, out: &mut impl Write) -> Result<Exit, Failure> {
    match matches.subcommand() {
        Some(("import", matches)) => import::run(context, &paths(matches, "path"), out),
        Some(("list", matches)) => list::run(context, matches, out),
        Some(("find", matches)) => find::run(context, matches, out),
        Some(("view", matches)) => view::run(context, matches, out),
        Some(("export", matches)) => export::run(context, matches, out),
        Some(("receive", matches)) => receive::run(context, matches, out),
        Some(("show", matches)) => show::run(context, matches, out),
        Some(("mark", matches)) => mark::run(context, matches, out),
        Some(("agenda", matches)) => agenda::run(context, matches, out),
        Some(("limits", matches)) => limits::run(context, matches, out),
        Some(("step", matches)) => step::run(context, matches, out),
        Some(("agencies", matches)) => agencies::list(context, matches, out),
        Some(("agency", matches)) => agencies::run(context, matches, out),
        Some(("sample", matches)) => sample::run(context, matches, out),
        Some(("undo", args)) => undo::undo(context, args, out),
        Some(("redo", _)) => undo::redo(context, out),
        Some(("history", matches)) => history::run(context, matches, out),
        Some(("correct", matches)) => correct::run(context, matches, out),
        Some(("add", matches)) => add::run(context, matches, out),
        Some(("conflicts", matches)) => conflicts::run(context, matches, out),
        Some(("reread", matches)) => notices::reread(context, matches, out),
        Some(("withdraw", matches)) => withdraw::run(context, matches, out),
        Some(("verify", matches)) => notices::verify(context, matches, out),
        Some(("attach", matches)) => evidence::attach(context, matches, out),
        Some(("detach", matches)) => evidence::detach(context, matches, out),
        Some(("evidence", matches)) => evidence::list(context, matches, out),
        Some(("backup", matches)) => backup::backup(context, matches, out),
        Some(("restore", matches)) => backup::restore(context, matches, out),
        Some(("purge", matches)) => purge::run(context, matches, out),
        Some(("parse", matches)) => read(matches, context, out, true),
        Some(("text", matches)) => read(matches, context, out, false),
        Some(("versions", matches)) => versions::run(context, matches, out),
        Some(("match", matches)) => versions::settle(context, matches, out),
        Some(("bundle", matches)) => match matches.subcommand() {
            Some(("import", matches)) => bundle::import(context, matches, out),
            Some((_, matches)) => bundle::export(context, matches, out),
            None => Ok(Exit::Usage),
        },
        Some(("check", matches)) => check::run(context, matches, out),
        Some(("lexicon", _)) => {
            explain::lexicon(&context.config, context.words(), out)?;
            Ok(Exit::Done)
        }
        Some(("demo", _)) => browse::demo(context),
        Some(("help", matches)) => Ok(help(&args::all::<String>(matches, "names"), context.words())),
        _ => browse::run(context, &paths(matches, "paths"), out),
    }
}

/// `help COMMAND`: what `COMMAND --help` prints.
fn help(names: &[&String], words: &Words) -> Exit {
    let whole = args::command(words);
    let mut here = &whole;
    for name in names {
        match here.find_subcommand(name.as_str()) {
            Some(sub) => here = sub,
            None => return fail(&Failure::Usage((words.cli.usage.unknown_command)(name)), words),
        }
    }
    let line = [args::NAME].into_iter().chain(names.iter().map(|name| name.as_str())).chain(["--help"]);
    match args::command(words).try_get_matches_from(line) {
        Ok(_) => Exit::Done,
        Err(error) => usage::report(&error, words),
    }
}

/// `parse` and `text`.
fn read(matches: &ArgMatches, context: &Context, out: &mut impl Write, parse: bool) -> Result<Exit, Failure> {
    let words = context.words();
    let path = matches.get_one::<PathBuf>("file").cloned().unwrap_or_default();
    let flag = |name: &str| parse && matches.get_flag(name);
    let done = match parse {
        true if flag("json") || flag("with-text") => {
            parse::json(&path, flag("with-text"), context, out).map(Some)
        }
        true if flag("explain") => parse::explain(&path, context, out).map(Some),
        true => parse::outline(&path, context, out).map(Some),
        false => parse::text(&path, context, out).map(|()| None),
    };
    match done {
        Ok(notice) => {
            let remarks = notice.map(|notice| notice.remarks).unwrap_or_default();
            if !remarks.is_empty() {
                let line = format!("{}: {}", path.display(), remarks.join("; "));
                say!("{}", crate::text::clean::for_terminal(&line));
            }
            Ok(Exit::Done)
        }
        Err(parse::ParseError::Out(error)) => Err(Failure::Out(error)),
        Err(parse::ParseError::Read(error)) => {
            let why = reason::of_reading(&error, &words.read);
            let name = crate::text::clean::for_terminal(&error.path().display().to_string()).into_owned();
            Err(Failure::Refused(format!("{name}: {why}")))
        }
    }
}

fn paths(matches: &ArgMatches, name: &str) -> Vec<PathBuf> {
    args::all::<PathBuf>(matches, name).into_iter().cloned().collect()
}

/// Tells why a command ended early and gives the exit code.
fn fail(failure: &Failure, words: &Words) -> Exit {
    let usage = &words.cli.usage;
    let tell = |message: &str| {
        say!("{}", crate::text::clean::lines_for_terminal(&(usage.error)(message)));
    };
    match failure {
        Failure::Usage(message) => {
            tell(message);
            say!("{}", usage.see_help);
            Exit::Usage
        }
        Failure::Refused(message) => {
            tell(message);
            Exit::Failed
        }
        Failure::Ledger(error) => {
            tell(&error.explain(&words.ledger));
            Exit::Ledger
        }
        Failure::Backup(error) => {
            tell(&error.explain_backup(words));
            Exit::Ledger
        }
        Failure::NoTerminal => {
            tell(usage.no_terminal);
            Exit::NoTerminal
        }
        Failure::Out(error) if error.kind() == ErrorKind::BrokenPipe => Exit::Done,
        Failure::Out(error) => {
            tell(&(usage.cannot_write)(&(words.io)(error)));
            Exit::Failed
        }
    }
}
