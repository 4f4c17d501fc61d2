//! Words of saved views: what is wrong with their file, what became of a change, the command, the list on the screen.
#![allow(missing_docs, reason = "the words themselves say what each entry means")]

/// See the module.
pub struct Views {
    /// File, line (0: the file as a whole), what is wrong and what to do.
    pub fault: fn(path: &str, line: usize, why: &str) -> String,
    pub unreadable: fn(why: &str) -> String,
    pub syntax: fn(why: &str) -> String,
    pub unknown_key: fn(key: &str, keys: &str) -> String,
    pub bad_value: fn(key: &str, value: &str) -> String,
    pub missing: fn(key: &str) -> String,
    pub bad_name_in_file: fn(name: &str, widest: usize) -> String,
    pub bad_key: fn(key: &str) -> String,
    pub key_taken: fn(key: char, name: &str) -> String,
    pub twice: fn(name: &str) -> String,
    pub empty_query: fn(name: &str) -> String,
    pub bad_query: fn(name: &str, why: &str) -> String,

    pub no_folder: &'static str,
    /// The file is wrong, so that it is not written.
    pub spoilt: fn(fault: &str) -> String,
    pub not_written: fn(path: &str, why: &str) -> String,
    pub busy: fn(path: &str) -> String,
    pub no_view: fn(name: &str, known: &str) -> String,
    pub not_hidden: fn(name: &str) -> String,
    pub no_name: &'static str,
    pub bad_name: fn(widest: usize) -> String,
    pub name_taken: fn(name: &str) -> String,

    pub saved: fn(name: &str, query: &str) -> String,
    /// A view was changed: its name before, its name now, its query.
    pub changed: fn(old: &str, name: &str, query: &str) -> String,
    /// The query of one's own view was written over: this is what it was.
    pub was: fn(query: &str) -> String,
    pub removed: fn(name: &str, query: &str) -> String,
    pub back: fn(name: &str) -> String,
    pub hidden: fn(name: &str) -> String,
    pub shown: fn(count: usize) -> String,

    pub cli: Cli,
    pub screen: Screen,
}

/// The command `view`, and the option of the commands that take a list.
pub struct Cli {
    pub about: &'static str,
    pub query: &'static str,
    pub save: &'static str,
    pub key: &'static str,
    pub remove: &'static str,
    pub rename: &'static str,
    pub show: &'static str,
    pub json: &'static str,
    pub list_view: &'static str,
    pub count: fn(usize) -> String,
    /// In place of the count, where the query cannot be asked.
    pub faulty: &'static str,
    pub no_query: &'static str,
    /// So many are hidden.
    pub some_hidden: fn(names: &str) -> String,
}

/// The list of views on the screen, and the query that filters.
pub struct Screen {
    pub title: &'static str,
    pub help: &'static str,
    pub save: &'static str,
    /// Nothing is in force that could be saved.
    pub nothing: &'static str,
    /// The narrowing is no part of a query.
    pub without_narrow: fn(narrow: &str) -> String,
    pub show_hidden: fn(count: usize) -> String,
    pub change: &'static str,
    pub delete: &'static str,
    pub hide: &'static str,
    pub of_view: fn(name: &str) -> String,
    pub ask_delete: fn(name: &str) -> String,
    pub delete_yes: &'static str,
    pub delete_no: &'static str,
    pub ask_hide: fn(name: &str) -> String,
    pub hide_yes: &'static str,
    pub hide_no: &'static str,
    pub stays: &'static str,
    pub form_new: &'static str,
    pub form_change: &'static str,
    pub name: &'static str,
    pub name_hint: &'static str,
    pub key: &'static str,
    pub key_hint: &'static str,
    pub query: &'static str,
    pub query_hint: &'static str,
    /// The name of what filters, and how many issues it leaves with all other filters.
    pub applied: fn(name: &str, count: usize) -> String,
    pub off: fn(name: &str) -> String,
    pub no_such_key: &'static str,
    pub not_here: &'static str,
}
