//! From the text of a file of views to views.

use jiff::civil::Date;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::config::file::line;

use super::{View, ViewFault, Views, Wrong, key_of, name_of, query_of};

/// The keys of the file and of a view; `en` is for shipped ones alone.
const FILE_KEYS: [&str; 1] = ["view"];
const VIEW_KEYS: [&str; 4] = ["name", "key", "query", "hidden"];

/// The views with what `text` changes and adds: the user's own file, or the one that is shipped.
pub(super) fn patch(views: Views, text: &str, own: bool, today: Date) -> (Views, Vec<ViewFault>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let entries = views.list.into_iter().map(|view| Entry { view, hidden: false, key: None, seen: false });
    let mut reader = Reader { text, own, today, entries: entries.collect(), faults: Vec::new() };
    match DeTable::parse(text) {
        Ok(table) => reader.file(table.get_ref()),
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            reader.fault(at, Wrong::Syntax(error.message().to_owned()));
        }
    }
    reader.done()
}

/// A view while the file is read.
struct Entry {
    view: View,
    hidden: bool,
    /// The key that the file gives it, and where it says so.
    key: Option<(char, usize)>,
    /// Whether the file has it.
    seen: bool,
}

/// What the file says of a view.
#[derive(Default)]
struct Said {
    en: Option<String>,
    key: Option<(char, usize)>,
    query: Option<String>,
    hidden: bool,
}

struct Reader<'t> {
    text: &'t str,
    own: bool,
    today: Date,
    entries: Vec<Entry>,
    faults: Vec<ViewFault>,
}

impl Reader<'_> {
    fn fault(&mut self, at: usize, what: Wrong) {
        self.faults.push(ViewFault { line: line(self.text, at), what });
    }

    fn bad(&mut self, key: &'static str, value: &Spanned<DeValue<'_>>) {
        let written = self.text.get(value.span()).unwrap_or("").to_owned();
        self.fault(value.span().start, Wrong::BadValue(key, written));
    }

    fn file(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("view", DeValue::Array(list)) => {
                    for value in list {
                        self.view(value);
                    }
                }
                ("view", _) => self.bad("view", value),
                (other, _) => self.fault(key.span().start, Wrong::UnknownKey(other.to_owned(), &FILE_KEYS)),
            }
        }
    }

    fn view(&mut self, value: &Spanned<DeValue<'_>>) {
        let at = value.span().start;
        let DeValue::Table(table) = value.get_ref() else { return self.bad("view", value) };
        let Some(name) = self.name(table, at) else { return };
        let known = self.entries.iter().position(|entry| entry.view.is_called(&name));
        if known.and_then(|place| self.entries.get(place)).is_some_and(|entry| entry.seen) {
            return self.fault(at, Wrong::Twice(name));
        }
        let said = self.said(table, &name);
        match known.and_then(|place| self.entries.get_mut(place)) {
            Some(entry) => {
                // What is not said of a shipped view stays as it is.
                entry.view.own |= said.query.is_some();
                entry.view.query = said.query.unwrap_or(std::mem::take(&mut entry.view.query));
                (entry.key, entry.hidden, entry.seen) = (said.key, said.hidden, true);
            }
            // A shipped view that there is no more need not be hidden.
            None if said.hidden && said.query.is_none() => {}
            None => {
                let Some(query) = said.query else { return self.fault(at, Wrong::Missing("query")) };
                let view = View { name, en: said.en, key: None, query, own: self.own };
                self.entries.push(Entry { view, hidden: said.hidden, key: said.key, seen: true });
            }
        }
    }

    fn name(&mut self, table: &DeTable<'_>, at: usize) -> Option<String> {
        let Some((_, value)) = table.iter().find(|(key, _)| key.get_ref() == "name") else {
            self.fault(at, Wrong::Missing("name"));
            return None;
        };
        let DeValue::String(written) = value.get_ref() else {
            self.bad("name", value);
            return None;
        };
        let name = name_of(written);
        if name.is_none() {
            self.fault(value.span().start, Wrong::BadName(written.to_string()));
        }
        name
    }

    fn said(&mut self, table: &DeTable<'_>, name: &str) -> Said {
        let mut said = Said::default();
        for (key, value) in table {
            let at = value.span().start;
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("name", _) => {}
                ("en", DeValue::String(en)) if !self.own => said.en = Some(en.to_string()),
                ("hidden", DeValue::Boolean(hidden)) => said.hidden = *hidden,
                ("hidden", _) => self.bad("hidden", value),
                ("key", DeValue::String(written)) => match key_of(written) {
                    Some(key) => said.key = Some((key, at)),
                    None if written.trim().is_empty() => {}
                    None => self.fault(at, Wrong::BadKey(written.to_string())),
                },
                // `key = 1` is what is meant by `key = "1"`.
                ("key", DeValue::Integer(number)) => match key_of(&number.to_string()) {
                    Some(key) => said.key = Some((key, at)),
                    None => self.fault(at, Wrong::BadKey(number.to_string())),
                },
                ("key", _) => self.bad("key", value),
                ("query", DeValue::String(written)) => {
                    let query = super::written(written);
                    self.query(&query, name, at);
                    said.query = Some(query);
                }
                ("query", _) => self.bad("query", value),
                (other, _) => {
                    self.fault(key.span().start, Wrong::UnknownKey(other.to_owned(), &VIEW_KEYS));
                }
            }
        }
        said
    }

    fn query(&mut self, written: &str, name: &str, at: usize) {
        match query_of(written, self.today) {
            Ok(Some(_)) => {}
            Ok(None) => self.fault(at, Wrong::Empty(name.to_owned())),
            Err(fault) => {
                self.fault(at, Wrong::BadQuery(name.to_owned(), written.to_owned(), fault));
            }
        }
    }

    /// The views, each key with the first that the file gives it to, else with the shipped view that has it.
    fn done(mut self) -> (Views, Vec<ViewFault>) {
        let mut given: Vec<(char, String)> = Vec::new();
        let mut late = Vec::new();
        for entry in self.entries.iter_mut().filter(|entry| !entry.hidden) {
            let Some((key, at)) = entry.key else { continue };
            match given.iter().find(|(other, _)| *other == key) {
                Some((_, name)) => {
                    late.push((at, Wrong::KeyTaken(key, name.clone())));
                    entry.view.key = None;
                }
                None => {
                    given.push((key, entry.view.name.clone()));
                    entry.view.key = Some(key);
                }
            }
        }
        for (at, what) in late {
            self.fault(at, what);
        }
        let taken = |key: char| given.iter().any(|(other, _)| *other == key);
        for entry in self.entries.iter_mut().filter(|entry| entry.key.is_none()) {
            entry.view.key = entry.view.key.filter(|key| !taken(*key));
        }
        self.faults.sort_by_key(|fault| fault.line);
        let (hidden, list): (Vec<Entry>, Vec<Entry>) =
            self.entries.into_iter().partition(|entry| entry.hidden);
        let views = |entries: Vec<Entry>| entries.into_iter().map(|entry| entry.view).collect();
        (Views { list: views(list), hidden: views(hidden) }, self.faults)
    }
}
