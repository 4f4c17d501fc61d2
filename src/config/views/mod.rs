//! Saved views (视图): queries of the query language under a name, with a key where they have one.
//!
//! Those that are shipped (`assets/views.toml`) come first. The user's own stand in `views.toml` beside the
//! settings, hold for every ledger, and are written by hand or by the program ([`edit`]):
//!
//! ```toml
//! [[view]]
//! name = "教育口逾期"      # 1 to 30 cells; a shipped name takes that view's place
//! key = "7"                # 1 to 9, or a letter but g, j, k, q; not needed
//! query = "单位:教育 期限:逾期"
//!
//! [[view]]
//! name = "待确认"
//! hidden = true            # not offered
//! ```
//!
//! What is wrong is told with its line; the rest of the file counts. A query that cannot be read is told and its
//! view stays, so that it can be put right; no view can be named in a query.

pub mod edit;
mod read;

use std::{fs, io, path::Path, sync::LazyLock};

use jiff::civil::Date;

use crate::{
    ledger::fold::fold,
    query::lang::{self, Query},
    text,
    text::clean::for_terminal,
    words::{Words, ZH, io::of_kept},
};

/// The views that are shipped.
const SHIPPED: &str = include_str!("../../../assets/views.toml");

/// The name of the user's file, which stands beside the settings.
pub const FILE: &str = "views.toml";

/// The widest that a name may be, in cells: it stands in a chip of the line of filters.
pub const WIDEST: usize = 30;

/// Letters that are no keys of views: in the list of views one walks and leaves by them.
const TAKEN: [char; 4] = ['g', 'j', 'k', 'q'];

/// A view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Its name.
    pub name: String,
    /// Its English name, where it is shipped.
    pub en: Option<String>,
    /// The key that applies it.
    pub key: Option<char>,
    /// What it asks, in the query language; as it is written, which may be wrong.
    pub query: String,
    /// Whether it is the user's own, or in place of a shipped one.
    pub own: bool,
}

impl View {
    /// Its name in the user's language.
    pub fn shown(&self, words: &Words) -> &str {
        match &self.en {
            Some(en) if !std::ptr::eq(words, &ZH) => en,
            _ => &self.name,
        }
    }

    /// Whether it is called so, in either language; white space, width and capitals aside.
    pub fn is_called(&self, name: &str) -> bool {
        let name = fold(name);
        fold(&self.name) == name || self.en.as_deref().is_some_and(|en| fold(en) == name)
    }
}

/// All views in the order in which they are offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Views {
    list: Vec<View>,
    hidden: Vec<View>,
}

impl Default for Views {
    fn default() -> Self {
        shipped().clone()
    }
}

impl Views {
    /// Those that are offered: the shipped ones, then the user's own.
    pub fn iter(&self) -> impl Iterator<Item = &View> {
        self.list.iter()
    }

    /// Those that the user has hidden.
    pub fn hidden(&self) -> &[View] {
        &self.hidden
    }

    /// The view of that name, in either language.
    pub fn named(&self, name: &str) -> Option<&View> {
        self.list.iter().find(|view| view.is_called(name))
    }

    /// The view of that key.
    pub fn keyed(&self, key: char) -> Option<&View> {
        self.list.iter().find(|view| view.key == Some(key))
    }
}

/// The shipped views.
fn shipped() -> &'static Views {
    static ALL: LazyLock<Views> = LazyLock::new(|| {
        let none = Views { list: Vec::new(), hidden: Vec::new() };
        // Whether days can be read does not hang on the day in the shipped queries.
        read::patch(none, SHIPPED, false, Date::constant(2026, 1, 1)).0
    });
    &ALL
}

/// The name of a view as it is kept: without white space around it and what a terminal would obey; `None` where
/// nothing is left to be seen, or it is wider than [`WIDEST`].
pub fn name_of(typed: &str) -> Option<String> {
    let name = for_terminal(typed).trim().to_owned();
    (1..=WIDEST).contains(&text::width(&name)).then_some(name)
}

/// A query as it is kept: what a terminal would obey is no part of what is looked for, line ends are gaps.
fn written(query: &str) -> String {
    for_terminal(query).trim().to_owned()
}

/// The key that is written: one sign, full or half width; `None` where no view may have it.
pub fn key_of(typed: &str) -> Option<char> {
    let folded = fold(typed);
    let mut signs = folded.chars();
    let key = signs.next().filter(|key| matches!(key, '1'..='9' | 'a'..='z') && !TAKEN.contains(key));
    key.filter(|_| signs.next().is_none())
}

/// What a query asks, where it can be asked and asks something; a query that asks nothing is `None`.
///
/// # Errors
/// [`lang::Fault`], with its place.
pub fn query_of(written: &str, today: Date) -> Result<Option<Query>, lang::Fault> {
    let query = lang::read(written)?;
    let plan = lang::Plan::of(&query, today)?;
    Ok(Some(query).filter(|_| !plan.asks_nothing()))
}

/// Something wrong with the user's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewFault {
    /// The line, from 1; 0 where the file as a whole is meant.
    pub line: usize,
    /// What is wrong.
    pub what: Wrong,
}

/// What is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// The file cannot be read; the system's words.
    Unreadable(String),
    /// It is no TOML from here on; the library's words.
    Syntax(String),
    /// There is no such key; those that there are.
    UnknownKey(String, &'static [&'static str]),
    /// The key cannot have this value.
    BadValue(&'static str, String),
    /// The key must be there.
    Missing(&'static str),
    /// No view can be called so.
    BadName(String),
    /// No view can have this key.
    BadKey(String),
    /// Another view has this key; its name.
    KeyTaken(char, String),
    /// The name stands twice.
    Twice(String),
    /// The query asks nothing. Whose.
    Empty(String),
    /// The query cannot be asked. Whose, the query, why.
    BadQuery(String, String, lang::Fault),
}

impl ViewFault {
    /// The fault in the user's words, with what to do.
    pub fn explain(&self, path: &Path, words: &Words) -> String {
        let say = &words.views;
        let why = match &self.what {
            Wrong::Unreadable(why) => (say.unreadable)(&of_kept(words.io, why)),
            Wrong::Syntax(why) => (say.syntax)(why),
            Wrong::UnknownKey(key, keys) => (say.unknown_key)(key, &keys.join(", ")),
            Wrong::BadValue(key, value) => (say.bad_value)(key, value),
            Wrong::Missing(key) => (say.missing)(key),
            Wrong::BadName(name) => (say.bad_name_in_file)(name, WIDEST),
            Wrong::BadKey(key) => (say.bad_key)(key),
            Wrong::KeyTaken(key, name) => (say.key_taken)(*key, name),
            Wrong::Twice(name) => (say.twice)(name),
            Wrong::Empty(name) => (say.empty_query)(name),
            Wrong::BadQuery(name, query, fault) => (say.bad_query)(name, &fault.tell(query, words)),
        };
        (say.fault)(&path.display().to_string(), self.line, &why)
    }
}

/// The shipped views with those of the user's own file, which stands beside the settings at `config`; and what is
/// wrong with that.
pub fn load(config: Option<&Path>, today: Date) -> (Views, Vec<ViewFault>) {
    let Some(path) = config.map(|path| path.with_file_name(FILE)) else {
        return (Views::default(), Vec::new());
    };
    match text_of(&path) {
        Ok(Some(text)) => read::patch(Views::default(), &text, true, today),
        Ok(None) => (Views::default(), Vec::new()),
        Err(error) => {
            let what = Wrong::Unreadable(error.to_string());
            (Views::default(), vec![ViewFault { line: 0, what }])
        }
    }
}

/// The text of the file; `None` where there is none.
fn text_of(path: &Path) -> io::Result<Option<String>> {
    // A pipe would be waited for.
    let text = match fs::metadata(path) {
        Ok(facts) if !facts.is_file() => Err(io::Error::from(io::ErrorKind::InvalidInput)),
        _ => fs::read_to_string(path),
    };
    match text {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
