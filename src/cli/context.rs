//! What every command gets: the options that hold for all of them.

use std::{
    io::{BufRead, ErrorKind, IsTerminal, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::ArgMatches;
use jiff::{Zoned, civil::Date};

use crate::{
    config::{self, Loaded},
    intake,
    ledger::{Ledger, LedgerError, default_path},
    parse::Lexicon,
    query::due,
    reading::{Reader, Settings},
    text::clean::for_terminal,
    words::{Lang, Words},
};

use super::exit::Failure;

/// The environment variable that names who makes the marks.
const AUTHOR: &str = "HUITOUKAN_AUTHOR";

/// The user's own words, beside the settings.
const LEXICON: &str = "lexicon.toml";

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
    /// The settings.
    pub config: Loaded,
    /// The user's own lexicon as it stands in its file; empty where there is none, or a faulty one.
    own_words: String,
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
            config: config::load(matches.get_one::<PathBuf>("config").map(PathBuf::as_path)),
            own_words: String::new(),
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
        let ledger = match &self.ledger {
            Some(path) => Ledger::open_existing(path)?,
            None => Ledger::open_existing(&default_path()?)?,
        };
        if let Some(why) = ledger.shut() {
            say!("{}", crate::text::clean::for_terminal(why.shut(&self.words().ledger)));
        }
        Ok(ledger)
    }

    /// Opens the ledger, making it where it is not there.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn open_or_make(&self) -> Result<Ledger, LedgerError> {
        match &self.ledger {
            Some(path) => Ledger::open(path),
            None => Ledger::open_with_folder(&default_path()?),
        }
    }

    /// Who makes the marks: `--author`, else the environment, else the settings, else asked on the
    /// terminal and kept in the settings.
    ///
    /// # Errors
    /// [`Failure::Usage`] where nobody says.
    pub fn author(&self) -> Result<String, Failure> {
        if let Some(name) = self.known_author() {
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
        let name = clean_name(&line).ok_or_else(nobody)?;
        if let Some(Err(error)) = self.config.path.as_deref().map(|path| config::save::author(path, &name)) {
            say!("{}", (words.author_not_kept)(&(self.words().io)(&error)));
        }
        Ok(name)
    }

    /// Who makes the marks, where that is known without asking.
    pub fn known_author(&self) -> Option<String> {
        let named = self.named_author().or_else(|| self.config.config.author.clone());
        named.as_deref().and_then(clean_name)
    }

    /// The author that the command line or the environment names.
    pub fn named_author(&self) -> Option<String> {
        self.author.clone().or_else(|| std::env::var(AUTHOR).ok())
    }

    /// Adds the words of the user's own lexicon, which stands beside the settings, and tells what is
    /// wrong with either file.
    pub fn settle(&mut self) {
        let Some(path) = &self.config.path else { return };
        for fault in &self.config.faults {
            say!("{}", for_terminal(&fault.explain(path, self.words())));
        }
        let lexicon = path.with_file_name(LEXICON);
        let words = self.words();
        let taken = match own_text(&lexicon, words) {
            Ok(None) => return,
            Ok(Some(own)) => Lexicon::add_own(&own).map(|()| own).map_err(|error| error.to_string()),
            Err(why) => Err(why),
        };
        match taken {
            Ok(own) => self.own_words = own,
            Err(why) => {
                let why = why.replace('\n', " ");
                let line = (words.cli.usage.bad_lexicon)(&lexicon.display().to_string(), &why);
                say!("{}", for_terminal(&line));
            }
        }
    }

    /// A reader of files in the user's language and with the user's own words.
    pub fn reader(&self) -> Reader {
        Reader::new(Settings { lang: self.lang, own_words: Arc::new(self.own_words.clone().into_bytes()) })
    }
}

/// The text of the user's own lexicon, in whatever encoding an editor wrote it; `None` where there is
/// none.
///
/// # Errors
/// Why it cannot be read.
fn own_text(path: &Path, words: &Words) -> Result<Option<String>, String> {
    match std::fs::metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err((words.read.cannot_open)(&(words.io)(&error))),
        // A pipe would be waited for.
        Ok(facts) if !facts.is_file() => return Err(words.read.not_regular.to_owned()),
        Ok(_) => {}
    }
    let bytes = std::fs::read(path).map_err(|error| (words.read.cannot_open)(&(words.io)(&error)))?;
    Ok(Some(intake::decoded(&bytes)))
}

/// Where the user's own words stand, or would stand: beside the settings.
pub fn lexicon_path(config: &Loaded) -> Option<PathBuf> {
    config.path.as_ref().map(|path| path.with_file_name(LEXICON))
}

/// The name without what no name has; `None` where nothing is left.
fn clean_name(name: &str) -> Option<String> {
    let name = for_terminal(name).trim().to_owned();
    (!name.is_empty()).then_some(name)
}
