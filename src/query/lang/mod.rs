//! The query language: one for the search field, for the commands and for saved views.
//!
//! ```text
//! query = some
//! some  = every { ( "或" | "|" | "OR" ) every }
//! every = one { [ "且" | "AND" ] one }
//! one   = [ "-" | "非" | "NOT" ] ( "(" some ")" | field | pattern | text )
//! field = key ":" value { "," value }
//! text  = signs without white space, brackets and quotation marks, or anything between quotation marks
//! ```
//!
//! A text is found where an issue's title, elaboration, answer or deadlines hold it, white space, width and
//! capitals aside. A key is one of [`Key`]; several values mean any of them. `re:` begins a regular
//! expression. `（）：，“”－｜` are read as `():,""-|`. What is written is kept as it is written: [`Query`]
//! prints as a query that reads as itself again.
//!
//! - [`mod@read`]: from what is typed to a [`Query`], or a [`Fault`] with its place;
//! - `print`: back;
//! - [`plan`]: what it means on a day, and which issues answer it;
//! - [`complete`]: what may follow while it is typed;
//! - [`of_filter()`]: the query that asks what a filter asks.

pub mod complete;
mod days;
pub mod key;
pub mod of_filter;
pub mod plan;
pub mod print;
pub mod read;

use std::ops::Range;

pub use key::Key;
pub use of_filter::of_filter;
pub use plan::{Around, Plan};
pub use read::read;

/// A query as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Query {
    /// Nothing is asked: every issue answers.
    #[default]
    All,
    /// A text that an issue holds.
    Text(Value),
    /// A regular expression that fits in an issue's text.
    Pattern(Value),
    /// A field with any of these values, one at least.
    Field(Key, Vec<Value>),
    /// What does not answer this.
    Not(Box<Query>),
    /// What answers all of these, two at least; none of them is such a list itself.
    Every(Vec<Query>),
    /// What answers any of these, two at least; none of them is such a list itself.
    Some(Vec<Query>),
}

/// A piece of a query as it is written, without the quotation marks around it.
#[derive(Debug, Clone, Eq)]
pub struct Value {
    /// What is written.
    pub text: String,
    /// Where, in bytes of the query; two values are the same wherever they stand.
    pub at: Range<usize>,
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Value {
    /// A value that stands nowhere.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), at: 0..0 }
    }
}

/// Why a query cannot be asked, and where it says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The place, in bytes of the query.
    pub at: Range<usize>,
    /// Why.
    pub why: Why,
}

/// Why a query cannot be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// A bracket that nothing closes.
    Unclosed,
    /// A closing bracket without an opening one.
    Unopened,
    /// A quotation mark that nothing closes.
    Unquoted,
    /// Nothing stands where something is to be asked: behind 或, 非 or between brackets.
    Nothing,
    /// Brackets and 非 stand more than [`DEEPEST`] deep.
    TooDeep,
    /// No field has this name.
    NoKey(String),
    /// A field without a value.
    NoValue(Key),
    /// The field has no such value.
    NoSuchValue(Key, String),
    /// The value is no day.
    NoDay(super::due::DateError),
    /// The regular expression cannot be read; what the library says of it.
    BadPattern(String),
}

impl Fault {
    fn new(at: Range<usize>, why: Why) -> Self {
        Self { at, why }
    }

    /// The place in characters, for whoever points at it.
    pub fn columns(&self, text: &str) -> Range<usize> {
        let count = |to: usize| text.char_indices().take_while(|(at, _)| *at < to).count();
        count(self.at.start)..count(self.at.end)
    }

    /// What to tell the user of `text`, with the place.
    pub fn tell(&self, text: &str, words: &crate::words::Words) -> String {
        let part = text.get(self.at.clone()).unwrap_or_default();
        (words.query.at)(self.columns(text).start + 1, part, &self.explain(words))
    }

    /// What to tell the user, without the place.
    pub fn explain(&self, words: &crate::words::Words) -> String {
        let say = &words.query;
        match &self.why {
            Why::Unclosed => say.unclosed.to_owned(),
            Why::Unopened => say.unopened.to_owned(),
            Why::Unquoted => say.unquoted.to_owned(),
            Why::Nothing => say.nothing.to_owned(),
            Why::TooDeep => (say.too_deep)(DEEPEST),
            Why::NoKey(key) => (say.no_key)(key),
            Why::NoValue(key) => (say.no_value)(key.chinese(), &key.choices().join("、")),
            Why::NoSuchValue(key, value) => {
                (say.no_such_value)(key.chinese(), value, &key.choices().join("、"))
            }
            Why::NoDay(error) => error.explain(&words.ledger),
            Why::BadPattern(why) => (say.bad_pattern)(why),
        }
    }
}

/// So deep may brackets and 非 stand: what people write is five deep at most, and the program's stack bears far
/// more.
pub const DEEPEST: usize = 50;

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
