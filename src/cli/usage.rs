//! Tells what is wrong with what was typed, in the user's language.

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use crate::{text::clean::for_terminal, words::Words};

use super::exit::Exit;

/// Prints what clap has to say and gives the exit code: help and version are none of it wrong.
pub fn report(error: &Error, words: &Words) -> Exit {
    match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            // Nothing can be told to whoever closed standard output.
            let _ = error.print();
            Exit::Done
        }
        _ => {
            let usage = &words.cli.usage;
            say!("{}", (usage.error)(&message(error, words)));
            if let Some(name) = suggestion(error) {
                say!("{}", (usage.suggestion)(&name));
            }
            say!("{}", usage.see_help);
            Exit::Usage
        }
    }
}

fn message(error: &Error, words: &Words) -> String {
    let usage = &words.cli.usage;
    let argument = || value(error, ContextKind::InvalidArg).unwrap_or_default();
    match error.kind() {
        ErrorKind::UnknownArgument => {
            let argument = argument();
            // No option has such letters: what a query must not hold was meant.
            let query = argument
                .strip_prefix('-')
                .is_some_and(|rest| !rest.starts_with(|sign: char| sign.is_ascii()));
            if query { (usage.dash_first)(&argument) } else { (usage.unknown_argument)(&argument) }
        }
        ErrorKind::InvalidSubcommand => {
            (usage.unknown_command)(&value(error, ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        ErrorKind::MissingRequiredArgument => (usage.missing)(&argument()),
        ErrorKind::MissingSubcommand => {
            let known = value(error, ContextKind::ValidSubcommand).unwrap_or_default();
            (usage.missing_command)(&known)
        }
        ErrorKind::InvalidValue | ErrorKind::TooFewValues | ErrorKind::NoEquals => {
            (usage.missing_value)(&argument())
        }
        ErrorKind::WrongNumberOfValues | ErrorKind::TooManyValues => (usage.too_many_values)(&argument()),
        ErrorKind::ArgumentConflict => {
            let other = value(error, ContextKind::PriorArg).unwrap_or_default();
            (usage.conflict)(&argument(), &other)
        }
        ErrorKind::InvalidUtf8 => usage.not_utf8.to_owned(),
        kind => (usage.other)(&format!("{} {kind}", argument())),
    }
}

fn suggestion(error: &Error) -> Option<String> {
    value(error, ContextKind::SuggestedArg).or_else(|| value(error, ContextKind::SuggestedSubcommand))
}

fn value(error: &Error, kind: ContextKind) -> Option<String> {
    let text = match error.get(kind)? {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(" "),
        _ => return None,
    };
    Some(for_terminal(&text).into_owned())
}
