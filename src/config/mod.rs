//! Settings: patches of the user's file over the defaults.
//!
//! A fault in the file never stops the program: it is told with its line and key, and the default
//! stands for what is wrong. See [`mod@file`] for the form, [`save`] for keeping the author's name,
//! [`limits`] for the time-limit profiles and [`views`] for the saved views.

pub mod file;
pub mod limits;
pub mod reasons;
pub mod save;
pub mod theme;
pub mod views;

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use directories::ProjectDirs;

use reasons::Reasons;

use crate::{
    checks::Rules,
    words::{Lang, Words, io::of_kept},
};

/// The settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Who makes the marks.
    pub author: Option<String>,
    /// The language, where one is chosen.
    pub lang: Option<Lang>,
    /// Whether the mouse is on.
    pub mouse: bool,
    /// Whether there are colours.
    pub color: Color,
    /// Keys of commands, by the command's name.
    pub keys: BTreeMap<String, Vec<String>>,
    /// In which line of the file each of them stands.
    pub key_lines: BTreeMap<String, usize>,
    /// The time-limit profile, by its name, where one is chosen.
    pub limits: Option<String>,
    /// The reasons of doubt that are offered.
    pub reasons: Reasons,
    /// Which checks ask.
    pub checks: Rules,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            author: None,
            lang: None,
            mouse: true,
            color: Color::Auto,
            keys: BTreeMap::new(),
            key_lines: BTreeMap::new(),
            limits: None,
            reasons: Reasons::default(),
            checks: Rules::default(),
        }
    }
}

/// Whether there are colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Color {
    /// Unless `NO_COLOR` is set to something.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Color {
    /// Whether there are colours, given the value of `NO_COLOR`.
    pub fn on(self, no_color: Option<&std::ffi::OsStr>) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => no_color.is_none_or(std::ffi::OsStr::is_empty),
        }
    }
}

/// The settings, the file that they came from, and what was wrong with it.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// The settings.
    pub config: Config,
    /// The file, whether it is there or not; `None` where the system names no folder for it.
    pub path: Option<PathBuf>,
    /// What was wrong.
    pub faults: Vec<Fault>,
}

/// Something wrong with the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The file cannot be read.
    Unreadable(String),
    /// It is no TOML from this line on, in the reader library's words.
    Syntax(usize, String),
    /// There is no such setting.
    UnknownKey(usize, String),
    /// The setting cannot have this value.
    BadValue(usize, String, String),
}

impl Fault {
    /// The fault in the user's words.
    pub fn explain(&self, path: &Path, words: &Words) -> String {
        let (path, io, words) = (path.display().to_string(), words.io, &words.tui.error);
        match self {
            Self::Unreadable(why) => (words.config_unreadable)(&path, &of_kept(io, why)),
            Self::Syntax(line, why) => (words.config_line)(&path, *line, why),
            Self::UnknownKey(line, key) => {
                (words.config_line)(&path, *line, &(words.config_unknown_key)(key, &file::names()))
            }
            Self::BadValue(line, key, value) => {
                (words.config_line)(&path, *line, &(words.config_bad_value)(key, value, file::form(key)))
            }
        }
    }
}

/// The file that is used where none is named.
pub fn default_path() -> Option<PathBuf> {
    ProjectDirs::from("", "", "huitoukan").map(|dirs| dirs.config_dir().join("config.toml"))
}

/// Reads the settings from `path`, or from the default file. A default file that is not there is
/// no fault; one that was named is.
pub fn load(named: Option<&Path>) -> Loaded {
    let path = named.map(Path::to_path_buf).or_else(default_path);
    let Some(file) = &path else { return Loaded::default() };
    let (config, faults) = match fs::read_to_string(file) {
        Ok(text) => file::read(&text),
        Err(error) if error.kind() == io::ErrorKind::NotFound && named.is_none() => Default::default(),
        Err(error) => (Config::default(), vec![Fault::Unreadable(error.to_string())]),
    };
    Loaded { config, path, faults }
}
