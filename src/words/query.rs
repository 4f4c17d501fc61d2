//! Words of the query language: why a query cannot be asked, and what its fields are for.
#![allow(missing_docs, reason = "the words themselves say what each entry means")]

/// See the module.
pub struct Query {
    pub unclosed: &'static str,
    pub unopened: &'static str,
    pub unquoted: &'static str,
    /// Nothing stands where something is to be asked.
    pub nothing: &'static str,
    pub too_deep: fn(deepest: usize) -> String,
    /// No field has the name.
    pub no_key: fn(key: &str) -> String,
    /// A field without a value; the values that it may have, where these can be counted.
    pub no_value: fn(key: &str, choices: &str) -> String,
    pub no_such_value: fn(key: &str, value: &str, choices: &str) -> String,
    /// The regular expression cannot be read; what the library says.
    pub bad_pattern: fn(why: &str) -> String,
    /// Where the fault is: the sign in the query, counted from 1, and the words that stand there.
    pub at: fn(column: usize, words: &str, why: &str) -> String,
    /// What each field asks, in the order of `query::lang::Key::ALL`.
    pub keys: [&'static str; 18],
}
