//! Words of `find`.
#![allow(missing_docs, reason = "the words themselves say what each entry means")]

/// See the module.
pub struct Find {
    pub about: &'static str,
    pub needle: &'static str,
    pub limit: &'static str,
    pub json: &'static str,
    /// Stands where an issue has its id.
    pub agency: &'static str,
    pub none: fn(needle: &str) -> String,
    pub count: fn(listed: usize, all: usize) -> String,
}
