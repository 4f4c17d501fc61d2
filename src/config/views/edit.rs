//! Changes of the user's file of views by the program: the rest of the file stays as the user wrote it.

use std::{
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
    time::Duration,
};

use jiff::civil::Date;
use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, RawString, Table, TableLike, Value};

use crate::{config::save, query::lang, words::Words};

use super::{
    FILE, View, ViewFault, Views, Wrong, key_of, name_of, query_of, read, shipped, text_of, written,
};

/// What is changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Keeps a view, or changes one.
    Put(Put),
    /// Takes a view out: one's own goes, so that a shipped one whose place it took stands again; a shipped one is
    /// hidden.
    Remove(String),
    /// Offers a hidden view again; `None`: all of them.
    Show(Option<String>),
}

/// A view that is kept or changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Put {
    /// The view that is changed; `None` for a new one.
    pub old: Option<String>,
    /// Its name from now on.
    pub name: String,
    /// Its key from now on; `""` for none, `None`: as it was.
    pub key: Option<String>,
    /// Its query from now on; `None`: as it was.
    pub query: Option<String>,
    /// Whether a new one may take the place of one's own of that name.
    pub over: bool,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Done {
    /// It is kept. The view as it was, where one was changed.
    Kept(View, Option<View>),
    /// It is gone.
    Removed(View),
    /// It is gone, and the shipped one stands again.
    Back(View),
    /// It is hidden.
    Hidden(View),
    /// So many are offered again.
    Shown(usize),
}

impl Done {
    /// What became of it, in the user's words; what is lost by it is told.
    pub fn tell(&self, words: &Words) -> Vec<String> {
        let say = &words.views;
        match self {
            Self::Kept(view, None) => vec![(say.saved)(&view.name, &view.query)],
            // In the place of a shipped one, of which nothing is lost.
            Self::Kept(view, Some(old)) if !old.own && old.is_called(&view.name) => {
                vec![(say.saved)(&view.name, &view.query)]
            }
            Self::Kept(view, Some(old)) => {
                let mut lines = vec![(say.changed)(old.shown(words), &view.name, &view.query)];
                lines.extend((old.query != view.query).then(|| (say.was)(&old.query)));
                lines
            }
            Self::Removed(view) => vec![(say.removed)(&view.name, &view.query)],
            Self::Back(view) => vec![(say.back)(view.shown(words)), (say.was)(&view.query)],
            Self::Hidden(view) => vec![(say.hidden)(view.shown(words))],
            Self::Shown(count) => vec![(say.shown)(*count)],
        }
    }
}

/// Why nothing was changed.
#[derive(Debug)]
pub enum EditError {
    /// The system names no folder for the settings.
    NoFolder,
    /// The file is wrong, so that what is in it could only be spoiled.
    Spoilt(PathBuf, Box<ViewFault>),
    /// The file cannot be read or written.
    Io(PathBuf, io::Error),
    /// Another program has been writing it all the while.
    Busy(PathBuf),
    /// No view is called so; those that there are.
    NoView(String, Vec<View>),
    /// No hidden view is called so.
    NotHidden(String),
    /// No view can be called so.
    BadName(String),
    /// There is a view of that name.
    NameTaken(String),
    /// No view can have this key.
    BadKey(String),
    /// Another view has this key; its name.
    KeyTaken(char, String),
    /// The query asks nothing.
    Empty(String),
    /// The query cannot be asked.
    BadQuery(String, Box<lang::Fault>),
}

impl EditError {
    /// The error in the user's words.
    pub fn explain(&self, words: &Words) -> String {
        let say = &words.views;
        let names = |views: &[View]| {
            let all: Vec<&str> = views.iter().map(|view| view.shown(words)).collect();
            all.join(words.follow.comma)
        };
        match self {
            Self::NoFolder => say.no_folder.to_owned(),
            Self::Spoilt(path, fault) => (say.spoilt)(&fault.explain(path, words)),
            Self::Io(path, error) => (say.not_written)(&path.display().to_string(), &(words.io)(error)),
            Self::Busy(path) => (say.busy)(&path.display().to_string()),
            Self::NoView(name, views) => (say.no_view)(name, &names(views)),
            Self::NotHidden(name) => (say.not_hidden)(name),
            Self::BadName(name) if name.trim().is_empty() => say.no_name.to_owned(),
            Self::BadName(_) => (say.bad_name)(super::WIDEST),
            Self::NameTaken(name) => (say.name_taken)(name),
            Self::BadKey(key) => (say.bad_key)(key),
            Self::KeyTaken(key, name) => (say.key_taken)(*key, name),
            Self::Empty(name) => (say.empty_query)(name),
            Self::BadQuery(query, fault) => fault.tell(query, words),
        }
    }
}

/// How often, and after which pause, it is asked whether another program has done with the file: ten seconds in
/// all, when such a change takes milliseconds.
const TRIES: u32 = 500;
const PAUSE: Duration = Duration::from_millis(20);

/// Changes the user's file, which stands beside the settings at `config`, and gives all views as they are then.
/// Of two programs that change it at once, neither loses what the other wrote.
///
/// # Errors
/// [`EditError`]; nothing was changed.
pub fn edit(config: Option<&Path>, edit: &Edit, today: Date) -> Result<(Views, Done), EditError> {
    let named = config.map(|path| path.with_file_name(FILE)).ok_or(EditError::NoFolder)?;
    let failed = |error| EditError::Io(named.clone(), error);
    if let Some(folder) = named.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let _held = hold(&named)?;
    // A link stays a link: what it points at is replaced.
    let path = fs::canonicalize(&named).unwrap_or_else(|_| named.clone());
    let text = text_of(&path).map_err(failed)?.unwrap_or_default();
    let (views, faults) = read::patch(Views::default(), &text, true, today);
    // What cannot be read whole could only be spoiled. What is wrong in one view leaves the others as they are.
    let broken = |fault: &&ViewFault| {
        matches!(fault.what, Wrong::Syntax(_)) || matches!(fault.what, Wrong::BadValue("view", _))
    };
    if let Some(fault) = faults.iter().find(broken) {
        return Err(EditError::Spoilt(named, Box::new(fault.clone())));
    }
    let plain = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut file: DocumentMut = plain.parse().map_err(|error: toml_edit::TomlError| {
        let line =
            plain.bytes().take(error.span().map_or(0, |span| span.start)).filter(|at| *at == b'\n').count();
        let what = Wrong::Syntax(error.message().to_owned());
        EditError::Spoilt(named.clone(), Box::new(ViewFault { line: line + 1, what }))
    })?;
    let done = Desk { views: &views, file: &mut file, today }.change(edit)?;
    let new = as_it_was(&text, &file.to_string());
    save::replace(&path, &new).map_err(failed)?;
    Ok((read::patch(Views::default(), &new, true, today).0, done))
}

/// The new text with the byte-order mark and the line ends of the old.
fn as_it_was(old: &str, new: &str) -> String {
    let mark = if old.starts_with('\u{feff}') { "\u{feff}" } else { "" };
    let ends = if old.contains("\r\n") { "\r\n" } else { "\n" };
    format!("{mark}{}", new.replace("\r\n", "\n").replace('\n', ends))
}

/// Keeps other programs from changing the file as long as what is given lives. The lock stands beside the file,
/// which itself is replaced; where the system knows no locks, none is held.
fn hold(path: &Path) -> Result<Option<File>, EditError> {
    let failed = |error| EditError::Io(path.to_path_buf(), error);
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(".lock");
    let lock = File::options().create(true).truncate(false).write(true).open(path.with_file_name(name));
    let lock = lock.map_err(failed)?;
    for _ in 0..TRIES {
        match lock.try_lock() {
            Ok(()) => return Ok(Some(lock)),
            Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(failed(error)),
        }
    }
    Err(EditError::Busy(path.to_path_buf()))
}

/// What a change is made with.
struct Desk<'a> {
    /// The views as the file has them.
    views: &'a Views,
    file: &'a mut DocumentMut,
    today: Date,
}

impl<'a> Desk<'a> {
    fn change(&mut self, edit: &Edit) -> Result<Done, EditError> {
        match edit {
            Edit::Put(put) => self.put(put),
            Edit::Remove(name) => self.remove(name),
            Edit::Show(name) => self.show(name.as_deref()),
        }
    }

    fn put(&mut self, put: &Put) -> Result<Done, EditError> {
        let name = name_of(&put.name).ok_or_else(|| EditError::BadName(put.name.clone()))?;
        let views = self.views;
        let same = views.named(&name);
        let old = match &put.old {
            Some(old) => Some(self.named(old)?),
            None => same.filter(|view| put.over || !view.own),
        };
        // A shipped view gives way to one's own of its name, another of one's own does not.
        if let Some(same) = same.filter(|same| same.own && old != Some(*same)) {
            return Err(EditError::NameTaken(same.name.clone()));
        }
        let query = match (&put.query, old) {
            (Some(query), _) => written(query),
            (None, Some(old)) => old.query.clone(),
            (None, None) => String::new(),
        };
        match query_of(&query, self.today) {
            Ok(Some(_)) => {}
            Ok(None) => return Err(EditError::Empty(name)),
            // What was wrong before is told where it is changed.
            Err(_) if put.query.is_none() => {}
            Err(fault) => return Err(EditError::BadQuery(query, Box::new(fault))),
        }
        let key = self.key(put, old)?;
        let view = View { name, en: None, key, query, own: true };
        let place = old.and_then(|old| self.place(&old.name)).or_else(|| self.place(&view.name));
        self.write(place, &view, old);
        // A shipped view that goes by another name now does not stand again by its own.
        if let Some(ours) =
            old.and_then(|old| shipped().named(&old.name)).filter(|one| !one.is_called(&view.name))
        {
            self.hide(ours);
        }
        Ok(Done::Kept(view, old.cloned()))
    }

    /// The key that a view has from now on.
    fn key(&self, put: &Put, old: Option<&View>) -> Result<Option<char>, EditError> {
        let written = match &put.key {
            None => return Ok(old.and_then(|old| old.key)),
            Some(written) if written.trim().is_empty() => return Ok(None),
            Some(written) => written,
        };
        let key = key_of(written).ok_or_else(|| EditError::BadKey(written.clone()))?;
        let other = self.views.keyed(key).filter(|other| Some(*other) != old);
        // A shipped view gives its key up, unless the user gave it that key.
        match other.filter(|other| self.place(&other.name).is_some_and(|place| self.has_key(place))) {
            Some(other) => Err(EditError::KeyTaken(key, other.name.clone())),
            None => Ok(Some(key)),
        }
    }

    fn remove(&mut self, name: &str) -> Result<Done, EditError> {
        let view = self.named(name)?.clone();
        let ours = shipped().named(&view.name);
        match (self.place(&view.name), ours) {
            (Some(place), ours) => {
                self.take(place);
                Ok(if ours.is_some() && view.own { Done::Back(view) } else { self.gone(view) })
            }
            (None, Some(ours)) => {
                self.hide(ours);
                Ok(Done::Hidden(view))
            }
            (None, None) => Err(EditError::NoView(name.to_owned(), Vec::new())),
        }
    }

    /// What is left of a view whose entry is gone: a shipped one of which the file said but the key is hidden.
    fn gone(&mut self, view: View) -> Done {
        match shipped().named(&view.name) {
            Some(ours) => {
                self.hide(ours);
                Done::Hidden(view)
            }
            None => Done::Removed(view),
        }
    }

    fn show(&mut self, name: Option<&str>) -> Result<Done, EditError> {
        let wanted = |view: &&View| name.is_none_or(|name| view.is_called(name));
        let hidden: Vec<View> = self.views.hidden.iter().filter(wanted).cloned().collect();
        if let Some(name) = name.filter(|_| hidden.is_empty()) {
            return Err(EditError::NotHidden(name.to_owned()));
        }
        for view in &hidden {
            let Some(place) = self.place(&view.name) else { continue };
            let said = self
                .entry(place)
                .is_some_and(|entry| entry.contains_key("query") || entry.contains_key("key"));
            match self.entry(place) {
                Some(entry) if said => drop(entry.remove("hidden")),
                _ => self.take(place),
            }
        }
        Ok(Done::Shown(hidden.len()))
    }

    fn named(&self, name: &str) -> Result<&'a View, EditError> {
        let all = || self.views.iter().cloned().collect();
        self.views.named(name).ok_or_else(|| EditError::NoView(name.to_owned(), all()))
    }

    /// Where the file has the view of that name; of several that are called so the first, which counts.
    fn place(&self, name: &str) -> Option<usize> {
        let ours = shipped().named(name);
        let alone = View { name: name.to_owned(), en: None, key: None, query: String::new(), own: true };
        let wanted = ours.unwrap_or(&alone);
        let is = |entry: &dyn TableLike| {
            entry.get("name").and_then(Item::as_str).is_some_and(|name| wanted.is_called(name))
        };
        match self.file.get("view") {
            Some(Item::ArrayOfTables(all)) => all.iter().position(|entry| is(entry)),
            Some(Item::Value(Value::Array(all))) => {
                all.iter().position(|value| value.as_inline_table().is_some_and(|entry| is(entry)))
            }
            _ => None,
        }
    }

    fn has_key(&self, place: usize) -> bool {
        match self.file.get("view") {
            Some(Item::ArrayOfTables(all)) => all.get(place).is_some_and(|entry| entry.contains_key("key")),
            Some(Item::Value(Value::Array(all))) => {
                all.get(place).and_then(Value::as_inline_table).is_some_and(|entry| entry.contains_key("key"))
            }
            _ => false,
        }
    }

    fn entry(&mut self, place: usize) -> Option<&mut dyn TableLike> {
        match self.file.get_mut("view")? {
            Item::ArrayOfTables(all) => all.get_mut(place).map(|entry| entry as &mut dyn TableLike),
            Item::Value(Value::Array(all)) => {
                let entry = all.get_mut(place).and_then(Value::as_inline_table_mut);
                entry.map(|entry| entry as &mut dyn TableLike)
            }
            _ => None,
        }
    }

    /// Writes a view into its place in the file, else behind all others.
    fn write(&mut self, place: Option<usize>, view: &View, old: Option<&View>) {
        let key = view.key.map(String::from);
        match place.and_then(|place| self.entry(place)) {
            Some(entry) => {
                // What is as it was keeps the form in which the user wrote it.
                if old.is_none_or(|old| old.name != view.name) {
                    set(entry, "name", &view.name);
                }
                match &key {
                    Some(key) if old.and_then(|old| old.key) != view.key || !entry.contains_key("key") => {
                        set(entry, "key", key);
                    }
                    Some(_) => {}
                    None => drop(entry.remove("key")),
                }
                if old.is_none_or(|old| old.query != view.query) || !entry.contains_key("query") {
                    set(entry, "query", &view.query);
                }
                entry.remove("hidden");
            }
            None => {
                let key = key.as_deref().map(|key| ("key", Value::from(key)));
                let said = [("name", Value::from(view.name.as_str()))].into_iter().chain(key);
                self.push(said.chain([("query", Value::from(view.query.as_str()))]));
            }
        }
    }

    fn hide(&mut self, view: &View) {
        self.push([("name", Value::from(view.name.as_str())), ("hidden", Value::from(true))]);
    }

    /// Adds an entry behind all others.
    fn push(&mut self, said: impl IntoIterator<Item = (&'static str, Value)>) {
        // What stands in a file without views stays above the first.
        let above = if self.file.is_empty() { raw(Some(self.file.trailing())) } else { "\n".to_owned() };
        if self.file.is_empty() {
            self.file.set_trailing("");
        }
        let all = self.file.entry("view").or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
        if let Item::Value(Value::Array(all)) = all {
            let mut entry = InlineTable::new();
            said.into_iter().for_each(|(key, value)| drop(entry.insert(key, value)));
            return push_inline(all, entry);
        }
        let mut entry = Table::new();
        said.into_iter().for_each(|(key, value)| drop(entry.insert(key, Item::Value(value))));
        let gap = if above.is_empty() || above.ends_with('\n') { "" } else { "\n" };
        entry.decor_mut().set_prefix(format!("{above}{gap}"));
        // What is written in any other form was told as a fault before.
        if let Item::ArrayOfTables(all) = all {
            all.push(entry);
        }
    }

    /// Takes an entry out with the comment that stands upon it; what stands further above stays.
    fn take(&mut self, place: usize) {
        let kept = match self.file.get_mut("view") {
            Some(Item::ArrayOfTables(all)) if place < all.len() => {
                let kept = above(all.remove(place).decor().prefix());
                match all.get_mut(place) {
                    Some(next) => {
                        let own = raw(next.decor().prefix());
                        next.decor_mut().set_prefix(format!(
                            "{kept}{}",
                            if kept.is_empty() { own.as_str() } else { own.trim_start_matches('\n') }
                        ));
                        String::new()
                    }
                    None => kept,
                }
            }
            Some(Item::Value(Value::Array(all))) if place < all.len() => {
                all.remove(place);
                String::new()
            }
            _ => String::new(),
        };
        if matches!(self.file.get("view"), Some(Item::ArrayOfTables(all)) if all.is_empty()) {
            self.file.remove("view");
        }
        if !kept.is_empty() {
            let behind = raw(Some(self.file.trailing()));
            self.file.set_trailing(format!("{kept}{behind}"));
        }
    }
}

fn raw(text: Option<&RawString>) -> String {
    text.and_then(RawString::as_str).unwrap_or_default().to_owned()
}

/// What stands above an entry apart from it, by an empty line.
fn above(prefix: Option<&RawString>) -> String {
    let text = raw(prefix);
    let end = text.rfind("\n\n").map_or(0, |at| at + 2);
    let kept = text.get(..end).unwrap_or_default();
    if kept.contains('#') { kept.to_owned() } else { String::new() }
}

fn set(entry: &mut dyn TableLike, key: &str, text: &str) {
    let mut value = Value::from(text);
    if let Some(old) = entry.get(key).and_then(Item::as_value) {
        // A comment behind it stays.
        *value.decor_mut() = old.decor().clone();
    }
    match entry.get_mut(key) {
        Some(item) => *item = Item::Value(value),
        None => drop(entry.insert(key, Item::Value(value))),
    }
}

/// Adds an entry in the form in which the last stands.
fn push_inline(all: &mut Array, entry: InlineTable) {
    let mut value = Value::from(entry);
    if let Some(last) = all.iter().last() {
        let before = raw(last.decor().prefix());
        value.decor_mut().set_prefix(before);
    }
    all.push_formatted(value);
}
