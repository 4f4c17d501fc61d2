//! The screen: three panes on the ledger.
//!
//! A key becomes a command ([`keymap`]), a command an action, and [`app`] changes the model by it
//! and says what must happen outside. [`ui`] draws the model and tells where things are, [`mouse`]
//! reads that. [`term`], [`event`] and `runtime` are the only parts that touch the world.

pub mod app;
pub mod event;
mod job;
pub mod keymap;
pub mod mouse;
mod runtime;
pub mod seek;
pub mod term;
pub mod ui;

use std::io::{self, IsTerminal};

use jiff::civil::Date;

use crate::{
    config::{Loaded, file, limits, theme::Theme, views},
    ledger::Ledger,
    query::limits::Profile,
    text::clean::for_terminal,
    words::{Lang, Words},
};
use app::{
    command::Entry,
    model::{Model, Tone},
};
use keymap::{Key, Keymap};
use ui::Look;

/// What the screen is opened with.
pub struct TuiOptions {
    /// The ledger, which the screen's worker thread takes over.
    pub ledger: Ledger,
    /// The day that counts as today.
    pub today: Date,
    /// The language.
    pub lang: Lang,
    /// The settings and where they came from.
    pub config: Loaded,
    /// What to warn of at the start, such as what an import brought.
    pub message: Option<String>,
    /// Whether the mouse is on, where the command line says so.
    pub mouse: Option<bool>,
}

/// Why the screen could not be shown.
#[derive(Debug, thiserror::Error)]
pub enum TuiError {
    /// Input or output is no terminal.
    #[error("no terminal")]
    NoTerminal,
    /// The terminal failed.
    #[error(transparent)]
    Terminal(#[from] io::Error),
}

impl TuiError {
    /// The error in the user's words.
    pub fn explain(&self, words: &Words) -> String {
        match self {
            Self::NoTerminal => words.tui.error.no_terminal.to_owned(),
            Self::Terminal(error) => (words.tui.error.terminal)(&(words.io)(error)),
        }
    }
}

/// Opens the screen and returns when the user leaves it, or the system ends it. The terminal is then
/// as it was before; what is given is to be printed on it.
///
/// # Errors
/// [`TuiError`] where there is no terminal, or it fails.
pub fn run(options: TuiOptions) -> Result<Option<String>, TuiError> {
    if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
        return Err(TuiError::NoTerminal);
    }
    let words = options.lang.words();
    let no_color = std::env::var_os("NO_COLOR");
    let theme = Theme::new(options.config.config.color.on(no_color.as_deref()));
    let (keymap, bad_keys) = bind(&options.config, words);
    let mut model = Model::new(words, options.today, (0, 0));
    model.zone = jiff::tz::TimeZone::system();
    model.marks.author.clone_from(&options.config.config.author);
    let (profile, bad_limits) = profile(&options.config, words);
    model.profile = profile;
    let (saved, bad_views) = views::load(options.config.path.as_deref(), options.today);
    model.views.all = saved;
    model.marks.reasons.clone_from(&options.config.config.reasons);
    model.marks.checks.clone_from(&options.config.config.checks);
    model.work.auto = true;
    model.mouse = options.mouse.unwrap_or(options.config.config.mouse);
    model.ledger = options.ledger.path().to_path_buf();
    let path = options.config.path.clone().unwrap_or_default();
    let faults = options.config.faults.iter().map(|fault| fault.explain(&path, words));
    let views_file = path.with_file_name(views::FILE);
    let bad_views =
        bad_views.iter().map(|fault| for_terminal(&fault.explain(&views_file, words)).into_owned());
    let faults: Vec<String> = faults.chain(bad_keys).chain(bad_limits).chain(bad_views).collect();
    if let Some(fault) = faults.first() {
        let more = faults.len() - 1;
        let more = if more > 0 { (words.tui.error.config_more)(more) } else { String::new() };
        model.say(Tone::Warn, format!("{fault}{more}"));
    } else if let Some(message) = options.message.clone() {
        model.say(Tone::Warn, message);
    }
    runtime::run(options, model, Look { theme, keymap })
}

/// The time limits that the settings choose, the first that are shipped where they choose what is not
/// there; and what is wrong with them.
fn profile(loaded: &Loaded, words: &Words) -> (Profile, Vec<String>) {
    let words = &words.agenda.limits;
    let (profiles, faults) = limits::load(loaded.path.as_deref());
    let file = loaded.path.as_deref().map(|path| path.with_file_name(limits::FILE)).unwrap_or_default();
    let mut faults: Vec<String> = faults.iter().map(|fault| fault.explain(&file, words)).collect();
    let asked = loaded.config.limits.as_deref();
    let chosen = limits::chosen(&profiles, asked);
    let used = chosen.or(profiles.first()).cloned().unwrap_or_default();
    if let Some(name) = asked.filter(|_| chosen.is_none()) {
        faults.push((words.unknown_in_settings)(name, &used.name));
    }
    (used, faults)
}

/// The default keys with the user's over them, and what is wrong with those.
fn bind(loaded: &Loaded, words: &Words) -> (Keymap, Vec<String>) {
    let mut keymap = Keymap::default();
    let mut faults = Vec::new();
    let error = &words.tui.error;
    let path = loaded.path.as_deref().map(|path| path.display().to_string()).unwrap_or_default();
    let mut tell = |id: &str, why: &str| {
        let line = loaded.config.key_lines.get(id).copied().unwrap_or_default();
        faults.push((error.config_line)(&path, line, why));
    };
    for (id, names) in &loaded.config.keys {
        let keys: Result<Vec<Key>, _> = names.iter().map(|name| name.parse()).collect();
        match (Entry::named(id), keys) {
            (None, _) => tell(id, &(error.config_unknown_command)(&format!("keys.{id}"))),
            (Some(_), Err(bad)) => {
                let key = format!("keys.{id}");
                tell(id, &(error.config_bad_value)(&key, &bad.0, file::form(&key)));
            }
            (Some(entry), Ok(keys)) => keymap.rebind(entry.command, &keys),
        }
    }
    (keymap, faults)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        config::Config,
        tui::app::command::{Command, Contexts},
    };

    #[test]
    fn the_users_keys_lie_over_the_defaults() {
        let keys = [("mark".to_owned(), vec!["x".to_owned()]), ("nark".to_owned(), vec!["y".to_owned()])];
        let lines = [("mark".to_owned(), 3), ("nark".to_owned(), 4)];
        let config = Config { keys: keys.into(), key_lines: lines.into(), ..Config::default() };
        let (keymap, faults) = bind(&Loaded { config, ..Loaded::default() }, Lang::En.words());
        assert_eq!(keymap.command(Contexts::TREE, "x".parse().unwrap()), Some(Command::Mark));
        assert!(matches!(&faults[..], [one] if one.contains("line 4: there is no keys.nark")), "{faults:?}");
    }
}
