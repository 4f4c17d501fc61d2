//! Time-limit profiles as files hold them: those that are shipped, and the user's `limits.toml` beside
//! the settings, which patches them and adds others.
//!
//! A profile of a known name and an item of a known step change only in the keys that are written;
//! `remove = true` takes an item out. What is wrong is told with its line, its key and what could be there,
//! and never half taken: an item of which a key is wrong is left as it was, a profile of which a key is wrong
//! is out of use. The rest of the file counts.

use std::{fs, io, path::Path, sync::Arc};

use jiff::civil::Date;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::{
    query::limits::{Item, Length, Profile, Shown, Start},
    words::{agenda, io::of_kept},
};

use super::file::line;

/// The profiles that are shipped.
const SHIPPED: &str = include_str!("../../assets/limits.toml");

/// The name of the user's file, which stands beside the settings.
pub const FILE: &str = "limits.toml";

/// The keys of the file, of a profile and of an item.
const FILE_KEYS: [&str; 1] = ["profile"];
const PROFILE_KEYS: [&str; 4] = ["name", "applies_to", "effective_from", "item"];
const ITEM_KEYS: [&str; 11] = [
    "step",
    "from",
    "days",
    "months",
    "workdays",
    "marks",
    "done_by",
    "source",
    "verified_by",
    "verified_on",
    "remove",
];

/// The keys of an item that say how long it may take; it has one of them.
const LENGTH_KEYS: [&str; 3] = ["days", "months", "workdays"];

/// The longest that a limit may be, in its own unit: ten years of days.
const LONGEST: i64 = 3660;

/// Something wrong with the user's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitsFault {
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
    /// There is no such key in an item, which is not taken: what it meant is not known. Key, keys that there
    /// are, step.
    NotTaken(String, &'static [&'static str], String),
    /// There is no such key in a profile, which is out of use: what was meant might be to which cases it
    /// applies. Key, keys that there are, profile.
    Misspelt(String, &'static [&'static str], String),
    /// The key cannot have this value.
    BadValue(String, String),
    /// The key says to which cases a profile applies and cannot have this value: without it the profile
    /// would apply to more cases than its author meant, so that it is out of use. Key, value, profile.
    OutOfUse(&'static str, String, String),
    /// The key must be there.
    Missing(&'static str),
    /// A profile or a step stands twice.
    Twice(String),
    /// An item has more than one length, of which nobody can say which counts: its step, the keys.
    Lengths(String, String),
    /// The item is counted from a day that no item of the profile marks, or one that itself depends
    /// on such a day.
    NoMark(String),
}

impl LimitsFault {
    /// The fault in the user's words.
    pub fn explain(&self, path: &Path, words: &agenda::Limits) -> String {
        let why = match &self.what {
            Wrong::Unreadable(why) => (words.unreadable)(&of_kept(words.io, why)),
            Wrong::Syntax(why) => (words.syntax)(why),
            Wrong::UnknownKey(key, keys) => (words.unknown_key)(key, &keys.join(", ")),
            Wrong::NotTaken(key, keys, step) => (words.not_taken)(key, &keys.join(", "), step),
            Wrong::Misspelt(key, keys, profile) => (words.misspelt)(key, &keys.join(", "), profile),
            Wrong::BadValue(key, value) => (words.bad_value)(key, value),
            Wrong::OutOfUse(key, value, profile) => (words.out_of_use)(key, value, profile),
            Wrong::Missing(key) => (words.missing)(key),
            Wrong::Twice(name) => (words.twice)(name),
            Wrong::Lengths(step, keys) => (words.lengths)(step, keys),
            Wrong::NoMark(step) => (words.no_mark)(step),
        };
        (words.fault)(&path.display().to_string(), self.line, &why)
    }
}

/// The shipped profiles.
pub fn shipped() -> Vec<Profile> {
    let (profiles, _) = patch(Vec::new(), SHIPPED, false);
    profiles
}

/// The shipped profiles with those of the user's own file, which stands beside the settings at
/// `config`; and what is wrong with that.
pub fn load(config: Option<&Path>) -> (Vec<Profile>, Vec<LimitsFault>) {
    let Some(path) = config.map(|path| path.with_file_name(FILE)) else { return (shipped(), Vec::new()) };
    let broken = |why: String| vec![LimitsFault { line: 0, what: Wrong::Unreadable(why) }];
    // A pipe would be waited for.
    let text = match fs::metadata(&path) {
        Ok(facts) if !facts.is_file() => Err(io::Error::from(io::ErrorKind::InvalidInput)),
        _ => fs::read_to_string(&path),
    };
    match text {
        Ok(text) => patch(shipped(), &text, true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => (shipped(), Vec::new()),
        Err(error) => (shipped(), broken(error.to_string())),
    }
}

/// The profile of this name; without one the first that is shipped.
pub fn chosen<'a>(profiles: &'a [Profile], name: Option<&str>) -> Option<&'a Profile> {
    match name {
        Some(name) => profiles.iter().find(|profile| &*profile.name == name.trim()),
        None => profiles.first(),
    }
}

/// The profiles with what `text` changes and adds.
fn patch(mut profiles: Vec<Profile>, text: &str, own: bool) -> (Vec<Profile>, Vec<LimitsFault>) {
    let mut reader = Reader { text, faults: Vec::new() };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match DeTable::parse(text) {
        Ok(table) => {
            let mut seen: Vec<Arc<str>> = Vec::new();
            for (key, value) in table.get_ref() {
                match (key.get_ref().as_ref(), value.get_ref()) {
                    ("profile", DeValue::Array(list)) => {
                        for value in list {
                            reader.profile(value, &mut profiles, &mut seen, own);
                        }
                    }
                    ("profile", _) => reader.bad("profile", value),
                    (name, _) => {
                        reader.fault(key.span().start, Wrong::UnknownKey(name.to_owned(), &FILE_KEYS));
                    }
                }
            }
        }
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            reader.fault(at, Wrong::Syntax(error.message().to_owned()));
        }
    }
    (profiles, reader.faults)
}

struct Reader<'t> {
    text: &'t str,
    faults: Vec<LimitsFault>,
}

/// An item as far as a file says it.
#[derive(Default)]
struct Patch {
    from: Option<Start>,
    length: Option<Length>,
    marks: Option<Start>,
    shown: Option<Shown>,
    source: Option<String>,
    verified_by: Option<String>,
    verified_on: Option<Date>,
    remove: bool,
}

impl Reader<'_> {
    fn fault(&mut self, at: usize, what: Wrong) {
        self.faults.push(LimitsFault { line: line(self.text, at), what });
    }

    fn bad(&mut self, key: &str, value: &Spanned<DeValue<'_>>) {
        let written = self.text.get(value.span()).unwrap_or("").to_owned();
        self.fault(value.span().start, Wrong::BadValue(key.to_owned(), written));
    }

    /// Tells that a profile is out of use, which is false for whether it is in use.
    fn out_of_use(&mut self, key: &'static str, value: &Spanned<DeValue<'_>>, profile: &str) -> bool {
        let written = self.text.get(value.span()).unwrap_or("").to_owned();
        self.fault(value.span().start, Wrong::OutOfUse(key, written, profile.to_owned()));
        false
    }

    fn profile(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        profiles: &mut Vec<Profile>,
        seen: &mut Vec<Arc<str>>,
        own: bool,
    ) {
        let at = value.span().start;
        let DeValue::Table(table) = value.get_ref() else { return self.bad("profile", value) };
        let Some(name) = self.name(table, "name", at) else { return };
        if seen.contains(&name) {
            return self.fault(at, Wrong::Twice(name.to_string()));
        }
        seen.push(name.clone());
        let known = profiles.iter().position(|profile| profile.name == name);
        let old = known.and_then(|place| profiles.get(place)).cloned();
        let mut profile = old.unwrap_or_else(|| Profile { name, ..Profile::default() });
        profile.own |= own;
        let mut items = None;
        let mut in_use = true;
        for (key, value) in table {
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("name", _) => {}
                ("applies_to", DeValue::String(text)) if !text.trim().is_empty() => {
                    profile.applies_to = text.trim().to_owned()
                }
                ("effective_from", given) if day(given).is_some() => profile.effective_from = day(given),
                ("item", DeValue::Array(list)) => items = Some(list),
                ("applies_to", _) => in_use = self.out_of_use("applies_to", value, &profile.name),
                ("effective_from", _) => in_use = self.out_of_use("effective_from", value, &profile.name),
                ("item", _) => self.bad("item", value),
                (other, _) => {
                    let what = Wrong::Misspelt(other.to_owned(), &PROFILE_KEYS, profile.name.to_string());
                    self.fault(key.span().start, what);
                    in_use = false;
                }
            }
        }
        let mut steps = Vec::new();
        for value in items.into_iter().flatten() {
            self.item(value, &mut profile, &mut steps);
        }
        self.settle(at, &mut profile);
        if !in_use {
            profiles.retain(|one| one.name != profile.name);
            return;
        }
        match known.and_then(|place| profiles.get_mut(place)) {
            Some(place) => *place = profile,
            None => profiles.push(profile),
        }
    }

    fn item(&mut self, value: &Spanned<DeValue<'_>>, profile: &mut Profile, steps: &mut Vec<Arc<str>>) {
        let at = value.span().start;
        let DeValue::Table(table) = value.get_ref() else { return self.bad("item", value) };
        let Some(step) = self.name(table, "step", at) else { return };
        if steps.contains(&step) {
            return self.fault(at, Wrong::Twice(step.to_string()));
        }
        steps.push(step.clone());
        let before = self.faults.len();
        let patch = self.patch(table, &step);
        // An item of which a part is wrong would count from a wrong day: it is left as it was.
        if self.faults.len() > before {
            return;
        }
        let known = profile.items.iter_mut().find(|item| item.step == step);
        match (known, patch) {
            (_, patch) if patch.remove => profile.items.retain(|item| item.step != step),
            (Some(item), patch) => patch.over(item),
            (None, patch) => match patch.whole(step) {
                Ok(item) => profile.items.push(item),
                Err(missing) => self.fault(at, Wrong::Missing(missing)),
            },
        }
    }

    fn patch(&mut self, table: &DeTable<'_>, step: &str) -> Patch {
        let mut patch = Patch::default();
        let lengths: Vec<&str> = LENGTH_KEYS
            .into_iter()
            .filter(|length| table.iter().any(|(key, _)| key.get_ref() == length))
            .collect();
        if lengths.len() > 1 {
            // Where the last of them stands; the table does not keep their order.
            let at = table.iter().filter(|(key, _)| lengths.contains(&key.get_ref().as_ref()));
            let at = at.map(|(key, _)| key.span().start).max().unwrap_or(0);
            let what = Wrong::Lengths(step.to_owned(), lengths.join(", "));
            self.fault(at, what);
            return patch;
        }
        for (key, value) in table {
            let given = value.get_ref();
            let done = match key.get_ref().as_ref() {
                "step" => true,
                "from" => put(&mut patch.from, text(given).and_then(Start::named)),
                "marks" => {
                    let start = text(given).and_then(Start::named);
                    put(
                        &mut patch.marks,
                        start.filter(|start| matches!(start, Start::Plan | Start::PeriodEnd)),
                    )
                }
                "done_by" => put(&mut patch.shown, text(given).and_then(done_by)),
                "days" => put(&mut patch.length, count(given).map(Length::Days)),
                "months" => put(&mut patch.length, count(given).map(Length::Months)),
                "workdays" => put(&mut patch.length, count(given).map(Length::Workdays)),
                "source" => put(&mut patch.source, words(given)),
                "verified_by" => put(&mut patch.verified_by, words(given)),
                "verified_on" => put(&mut patch.verified_on, day(given)),
                "remove" => {
                    patch.remove = matches!(given, DeValue::Boolean(true));
                    matches!(given, DeValue::Boolean(_))
                }
                other => {
                    let what = Wrong::NotTaken(other.to_owned(), &ITEM_KEYS, step.to_owned());
                    self.fault(key.span().start, what);
                    true
                }
            };
            if !done {
                self.bad(key.get_ref(), value);
            }
        }
        patch
    }

    /// The name of a profile or step, which must be there.
    fn name(&mut self, table: &DeTable<'_>, key: &'static str, at: usize) -> Option<Arc<str>> {
        let found = table.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| value);
        let Some(value) = found else {
            self.fault(at, Wrong::Missing(key));
            return None;
        };
        let name = words(value.get_ref());
        if name.is_none() {
            self.bad(key, value);
        }
        name.map(Arc::from)
    }

    /// Takes out what is counted from a day that nobody marks.
    fn settle(&mut self, at: usize, profile: &mut Profile) {
        let marked = |start| profile.items.iter().any(|item| item.marks == Some(start));
        let (plan, end) = (marked(Start::Plan), marked(Start::PeriodEnd));
        let holds = |item: &Item| match item.from {
            Start::Plan => plan && item.marks.is_none(),
            Start::PeriodEnd => end && item.marks.is_none(),
            Start::Feedback | Start::Publication => true,
        };
        let lost: Vec<String> =
            profile.items.iter().filter(|item| !holds(item)).map(|item| item.step.to_string()).collect();
        profile.items.retain(holds);
        for step in lost {
            self.fault(at, Wrong::NoMark(step));
        }
    }
}

impl Patch {
    fn over(self, item: &mut Item) {
        item.from = self.from.unwrap_or(item.from);
        item.length = self.length.unwrap_or(item.length);
        item.marks = self.marks.or(item.marks);
        item.shown = self.shown.unwrap_or(item.shown);
        // Who read the old source has not read the new one, nor found the new limit there.
        if (self.source.is_some() || self.length.is_some() || self.from.is_some())
            && self.verified_by.is_none()
        {
            (item.verified_by, item.verified_on) = (None, None);
        }
        if let Some(source) = self.source {
            item.source = source;
        }
        if self.verified_by.is_some() {
            (item.verified_by, item.verified_on) = (self.verified_by, self.verified_on);
        }
    }

    fn whole(self, step: Arc<str>) -> Result<Item, &'static str> {
        Ok(Item {
            step,
            from: self.from.ok_or("from")?,
            length: self.length.ok_or("days / months / workdays")?,
            marks: self.marks,
            shown: self.shown.unwrap_or_default(),
            source: self.source.ok_or("source")?,
            verified_by: self.verified_by,
            verified_on: self.verified_on,
        })
    }
}

/// Puts a value in its place, where it is one.
fn put<T>(place: &mut Option<T>, value: Option<T>) -> bool {
    let there = value.is_some();
    *place = value;
    there
}

fn text<'a>(value: &'a DeValue<'_>) -> Option<&'a str> {
    match value {
        DeValue::String(text) => Some(text),
        _ => None,
    }
}

fn words(value: &DeValue<'_>) -> Option<String> {
    text(value).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn day(value: &DeValue<'_>) -> Option<Date> {
    match value {
        DeValue::Datetime(day) => day.to_string().parse().ok(),
        DeValue::String(text) => text.parse().ok(),
        _ => None,
    }
}

fn count(value: &DeValue<'_>) -> Option<u16> {
    let DeValue::Integer(number) = value else { return None };
    let number = i64::from_str_radix(number.as_str(), number.radix()).ok()?;
    u16::try_from(number).ok().filter(|_| (1..=LONGEST).contains(&number))
}

fn done_by(name: &str) -> Option<Shown> {
    match name {
        "publication" => Some(Shown::Day),
        "before_publication" => Some(Shown::Before),
        "user" => Some(Shown::Nothing),
        _ => None,
    }
}

#[cfg(test)]
#[path = "limits_tests.rs"]
mod tests;
