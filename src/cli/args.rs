//! The definition of the command line. Every word of it comes from [`crate::words`].

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::words::Words;

use super::{agencies, agenda, asked, check, check_args, find, limits, sample, step, view, withdraw};

/// What the program is called.
pub const NAME: &str = env!("CARGO_PKG_NAME");

/// The whole command line in the words given.
pub fn command(words: &Words) -> Command {
    let help = &words.cli.help;
    let paths = Arg::new("paths").value_name("PATH").num_args(0..).value_parser(value_parser!(PathBuf));
    let whole = base(Command::new(NAME), words, help.about)
        .version(env!("CARGO_PKG_VERSION"))
        .after_help(help.exit_codes)
        .subcommand_help_heading(help.head_commands)
        .subcommand_value_name("COMMAND")
        .arg(paths.help(help.paths).help_heading(help.head_arguments))
        .args(global(words))
        .arg(Arg::new("version").short('V').long("version").action(ArgAction::Version).help(help.version))
        .arg(asks_for_help(words))
        .mut_args(|arg| common(arg, words))
        .subcommands([import(words), list(words), find::command(words), view::command(words), show(words)])
        .subcommands(check_args::commands(words))
        .subcommands([export(words), receive(words)])
        .subcommands([agenda::command(words), limits::command(words), step::command(words)])
        .subcommands([agencies::list_command(words), agencies::command(words), sample::command(words)])
        .subcommands([reread(words), withdraw::command(words), verify(words)])
        .subcommands([attach(words), detach(words), evidence(words)])
        .subcommands([backup(words), restore(words), purge(words)])
        .subcommands([versions(words), settle_match(words), bundle(words)])
        .subcommands([check::command(words), parse(words), text(words), lexicon(words), demo(words)])
        .subcommand(help_of(words));
    let names: Vec<String> = whole.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let whole = names.into_iter().fold(whole, |whole, name| {
        whole.mut_subcommand(name, |sub| usage_in(sub, &format!("{NAME} "), words))
    });
    usage_in(whole, "", words)
}

/// The line of usage with its placeholders in the user's language, where clap has them in English.
fn usage_in(command: Command, before: &str, words: &Words) -> Command {
    let help = &words.cli.help;
    // Rendering builds a command for good, so a copy is rendered.
    let plain = command.clone().render_usage().to_string();
    let line = plain.split_once(' ').map_or(plain.as_str(), |(_, line)| line).trim();
    let line = line.replace("[OPTIONS]", help.some_options).replace("[COMMAND]", help.some_command);
    command.override_usage(format!("{before}{line}"))
}

/// A command with our help in place of clap's own.
pub(super) fn base(command: Command, words: &Words, about: &'static str) -> Command {
    let help = &words.cli.help;
    command
        .about(about)
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .help_template(format!("{{about}}\n\n{}: {{usage}}\n\n{{all-args}}{{after-help}}\n", help.head_usage))
}

/// `-h`, last in the list.
fn asks_for_help(words: &Words) -> Arg {
    let help = &words.cli.help;
    Arg::new("help").short('h').long("help").action(ArgAction::Help).help(help.help)
}

/// Puts an option under our heading, and those that every command has behind its own.
fn common(arg: Arg, words: &Words) -> Arg {
    match arg.get_id().as_str() {
        "ledger" | "today" | "lang" | "author" | "config" | "help" | "version" => {
            arg.display_order(1000).help_heading(words.cli.help.head_options)
        }
        _ => arg,
    }
}

/// The options that hold for every command.
fn global(words: &Words) -> Vec<Arg> {
    let help = &words.cli.help;
    let option = |name: &'static str, value: &'static str, text: &'static str| {
        Arg::new(name).long(name).value_name(value).help(text).global(true).help_heading(help.head_options)
    };
    vec![
        option("ledger", "FILE", help.ledger).value_parser(value_parser!(PathBuf)),
        option("today", "DATE", help.today),
        option("lang", "LANG", help.lang),
        option("author", "NAME", help.author),
        option("config", "FILE", help.config).value_parser(value_parser!(PathBuf)),
    ]
}

/// Adds arguments to a command under our headings.
pub(super) struct Sub<'w> {
    command: Command,
    words: &'w Words,
}

impl<'w> Sub<'w> {
    pub(super) fn new(name: &'static str, about: &'static str, words: &'w Words) -> Self {
        Self { command: base(Command::new(name), words, about), words }
    }

    /// The words of its help.
    pub(super) fn words(&self) -> &'w Words {
        self.words
    }

    pub(super) fn option(self, name: &'static str, value: &'static str, help: &'static str) -> Self {
        self.add(Arg::new(name).long(name).value_name(value), help)
    }

    pub(super) fn options(self, name: &'static str, value: &'static str, help: &'static str) -> Self {
        self.add(Arg::new(name).long(name).value_name(value).action(ArgAction::Append), help)
    }

    pub(super) fn flag(self, name: &'static str, help: &'static str) -> Self {
        self.add(Arg::new(name).long(name).action(ArgAction::SetTrue), help)
    }

    /// A day may begin with `-`, which is then no option: `--due -7d..`.
    pub(super) fn day(self, name: &'static str, help: &'static str) -> Self {
        self.add(Arg::new(name).long(name).value_name("DATE").allow_hyphen_values(true), help)
    }

    pub(super) fn done(self) -> Command {
        self.command.arg(asks_for_help(self.words)).mut_args(|arg| common(arg, self.words))
    }

    pub(super) fn add(mut self, arg: Arg, help: &'static str) -> Self {
        let arg = arg.help(help).help_heading(self.words.cli.help.head_options);
        self.command = self.command.arg(arg);
        self
    }

    pub(super) fn argument(mut self, arg: Arg, help: &'static str) -> Self {
        let arg = arg.help(help).help_heading(self.words.cli.help.head_arguments);
        self.command = self.command.arg(arg);
        self
    }
}

fn file(name: &'static str) -> Arg {
    Arg::new(name).value_name("FILE").required(true).value_parser(value_parser!(PathBuf))
}

fn import(words: &Words) -> Command {
    let help = &words.cli.help;
    let paths =
        Arg::new("path").value_name("PATH").required(true).num_args(1..).value_parser(value_parser!(PathBuf));
    Sub::new("import", help.import, words).argument(paths, help.import_paths).done()
}

fn list(words: &Words) -> Command {
    let help = &words.cli.help;
    let csv = Arg::new("csv").long("csv").action(ArgAction::SetTrue).conflicts_with("json");
    asked::add(Sub::new("list", help.list, words)).flag("json", help.list_json).add(csv, help.list_csv).done()
}

fn export(words: &Words) -> Command {
    let help = &words.export.help;
    let to = Arg::new("to").long("to").value_name("FILE").required(true);
    asked::add(Sub::new("export", help.export, words))
        .add(to.value_parser(value_parser!(PathBuf)), help.to)
        .option("form", "FORM", help.form)
        .option("level", "LEVEL", help.level)
        .flag("redact", help.redact)
        .flag("overwrite", help.overwrite)
        .done()
}

fn receive(words: &Words) -> Command {
    let help = &words.export.help;
    Sub::new("receive", help.receive, words)
        .argument(file("file"), help.receive_file)
        .flag("dry-run", help.dry_run)
        .flag("theirs", help.theirs)
        .done()
}

fn ids() -> Arg {
    Arg::new("id").value_name("ID").required(true)
}

fn show(words: &Words) -> Command {
    let help = &words.cli.help;
    Sub::new("show", help.show, words).argument(ids(), help.show_id).done()
}

fn reread(words: &Words) -> Command {
    let help = &words.cli.help;
    let agency = Arg::new("agency").value_name("AGENCY");
    Sub::new("reread", help.reread, words).argument(agency, help.reread_agency).done()
}

fn verify(words: &Words) -> Command {
    let help = &words.cli.help;
    Sub::new("verify", help.verify, words).flag("mend-index", help.verify_mend).done()
}

fn attach(words: &Words) -> Command {
    let help = &words.share.help;
    Sub::new("attach", help.attach, words)
        .argument(ids(), words.cli.help.show_id)
        .argument(file("file").num_args(1..), help.attach_files)
        .flag("copy", help.copy)
        .add(Arg::new("note").long("note").value_name("TEXT").allow_hyphen_values(true), help.note)
        .done()
}

fn detach(words: &Words) -> Command {
    let help = &words.share.help;
    let file = Arg::new("file").value_name("NAME|HASH").required(true);
    Sub::new("detach", help.detach, words)
        .argument(ids(), words.cli.help.show_id)
        .argument(file, help.detach_file)
        .done()
}

fn evidence(words: &Words) -> Command {
    let help = &words.share.help;
    let id = Arg::new("id").value_name("ID");
    Sub::new("evidence", help.evidence, words).argument(id, help.evidence_id).done()
}

fn backup(words: &Words) -> Command {
    let help = &words.share.help;
    Sub::new("backup", help.backup, words)
        .argument(file("file"), help.backup_file)
        .flag("overwrite", help.backup_overwrite)
        .done()
}

fn restore(words: &Words) -> Command {
    let help = &words.share.help;
    Sub::new("restore", help.restore, words)
        .argument(file("file"), help.restore_file)
        .flag("overwrite", help.restore_overwrite)
        .done()
}

fn purge(words: &Words) -> Command {
    let help = &words.share.help;
    let all = Arg::new("all").long("all").action(ArgAction::SetTrue).conflicts_with("marks");
    Sub::new("purge", help.purge, words)
        .flag("marks", help.purge_marks)
        .add(all, help.purge_all)
        .flag("yes", help.yes)
        .done()
}

fn versions(words: &Words) -> Command {
    let help = &words.bundle;
    let notice = Arg::new("notice").value_name("NOTICE").required(true);
    Sub::new("versions", help.help_versions, words)
        .argument(notice, help.versions_notice)
        .option("from", "N", help.versions_from)
        .option("to", "N", help.versions_to)
        .flag("json", help.json)
        .done()
}

fn settle_match(words: &Words) -> Command {
    let help = &words.bundle;
    let not = Arg::new("not-same").long("not-same").action(ArgAction::SetTrue).conflicts_with("same");
    Sub::new("match", help.help_match, words)
        .argument(Arg::new("id").value_name("ID|NOTICE"), help.match_id)
        .argument(Arg::new("other").value_name("NOTICE"), words.standing.help.other)
        .flag("same", help.match_same)
        .add(not, help.match_not)
        .done()
}

fn bundle(words: &Words) -> Command {
    let help = &words.bundle;
    let files = Arg::new("files")
        .value_name("FILE")
        .required(true)
        .num_args(1..)
        .value_parser(value_parser!(PathBuf));
    let export = Sub::new("export", help.help_export, words)
        .argument(file("file"), help.file)
        .flag("no-notices", help.no_notices)
        .flag("overwrite", help.overwrite)
        .done();
    let import = Sub::new("import", help.help_import, words)
        .argument(files, help.files)
        .flag("dry-run", help.dry_run)
        .done();
    group(base(Command::new("bundle"), words, help.help), words, [export, import])
}

/// A command that has commands of its own.
pub(super) fn group<const N: usize>(command: Command, words: &Words, subs: [Command; N]) -> Command {
    let names = subs.each_ref().map(|sub| sub.get_name().to_owned());
    let parent = command.get_name().to_owned();
    let command = command
        .subcommand_required(true)
        .subcommand_help_heading(words.cli.help.head_commands)
        .subcommand_value_name("COMMAND")
        .arg(asks_for_help(words))
        .mut_args(|arg| common(arg, words))
        .subcommands(subs);
    names.into_iter().fold(command, |command, name| {
        command.mut_subcommand(name, |sub| usage_in(sub, &format!("{NAME} {parent} "), words))
    })
}

fn parse(words: &Words) -> Command {
    let help = &words.cli.help;
    Sub::new("parse", help.parse, words)
        .argument(file("file"), help.parse_file)
        .flag("json", help.parse_json)
        .flag("with-text", help.parse_with_text)
        .add(
            Arg::new("explain")
                .long("explain")
                .action(ArgAction::SetTrue)
                .conflicts_with_all(["json", "with-text"]),
            help.parse_explain,
        )
        .done()
}

fn text(words: &Words) -> Command {
    let help = &words.cli.help;
    Sub::new("text", help.text, words).argument(file("file"), help.parse_file).done()
}

fn lexicon(words: &Words) -> Command {
    Sub::new("lexicon", words.cli.help.lexicon, words).done()
}

fn demo(words: &Words) -> Command {
    Sub::new("demo", words.cli.help.demo, words).done()
}

fn help_of(words: &Words) -> Command {
    let help = &words.cli.help;
    let names = Arg::new("names").value_name("COMMAND").num_args(0..);
    Sub::new("help", help.help_command, words).argument(names, help.help_names).done()
}

/// The values of an argument that may be there several times.
pub fn all<'m, T: Clone + Send + Sync + 'static>(matches: &'m ArgMatches, name: &str) -> Vec<&'m T> {
    matches.get_many::<T>(name).map(Iterator::collect).unwrap_or_default()
}

/// The value of an argument, where it is there.
pub fn one<'m>(matches: &'m ArgMatches, name: &str) -> Option<&'m str> {
    matches.get_one::<String>(name).map(String::as_str)
}
