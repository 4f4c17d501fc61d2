//! What every command gets: the options that hold for all of them.

use std::{
    io::{BufRead, IsTerminal, Write},
    path::PathBuf,
};

use clap::ArgMatches;
use jiff::{Zoned, civil::Date};

use crate::{
    ledger::{Ledger, LedgerError, default_path},
    query::due,
    text::clean::for_terminal,
    words::{Lang, Words},
};

use super::exit::Failure;

/// The environment variable that names who makes the marks.
const AUTHOR: &str = "HUITOUKAN_AUTHOR";

/// The options that hold for every command.
#[derive(Debug, Clone)]
pub struct Context {
    /// The language.
    pub lang: Lang,
    /// The day that is taken for today.
    pub today: Date,
    /// The ledger that the user named.
    pub ledger: Option<PathBuf>,
    /// The author that the user named.
    pub author: Option<String>,
}

impl Context {
    /// Reads the options.
    ///
    /// # Errors
    /// [`Failure::Usage`] where `--today` is no day.
    pub fn new(matches: &ArgMatches, lang: Lang) -> Result<Self, Failure> {
        // The only place of the command line that asks the clock for the day.
        let now = Zoned::now().date();
        let today = match matches.get_one::<String>("today") {
            Some(text) => due::day(text, now).map_err(|error| {
                Failure::Usage(format!("--today: {}", error.explain(&lang.words().ledger)))
            })?,
            None => now,
        };
        Ok(Self {
            lang,
            today,
            ledger: matches.get_one::<PathBuf>("ledger").cloned(),
            author: matches.get_one::<String>("author").cloned(),
        })
    }

    /// The words of the language.
    pub fn words(&self) -> &'static Words {
        self.lang.words()
    }

    /// Opens the ledger, which must be there.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn open(&self) -> Result<Ledger, LedgerError> {
        match &self.ledger {
            Some(path) => Ledger::open_existing(path),
            None => Ledger::open_existing(&default_path()?),
        }
    }

    /// Opens the ledger, making it where it is not there.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn open_or_make(&self) -> Result<Ledger, LedgerError> {
        match &self.ledger {
            Some(path) => Ledger::open(path),
            None => Ledger::open_default(),
        }
    }

    /// Who makes the marks: `--author`, else the environment, else asked on the terminal.
    ///
    /// # Errors
    /// [`Failure::Usage`] where nobody says.
    pub fn author(&self) -> Result<String, Failure> {
        let named = self.author.clone().or_else(|| std::env::var(AUTHOR).ok());
        if let Some(name) = named.as_deref().and_then(clean_name) {
            return Ok(name);
        }
        let words = &self.words().cli.usage;
        let nobody = || Failure::Usage(words.author_needed.to_owned());
        if !(std::io::stdin().is_terminal() && std::io::stderr().is_terminal()) {
            return Err(nobody());
        }
        eprint!("{}", words.author_question);
        std::io::stderr().flush().ok();
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line).map_err(|_| nobody())?;
        clean_name(&line).ok_or_else(nobody)
    }
}

/// The name without what no name has; `None` where nothing is left.
fn clean_name(name: &str) -> Option<String> {
    let name = for_terminal(name).trim().to_owned();
    (!name.is_empty()).then_some(name)
}
