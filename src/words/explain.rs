//! The form of the words of `explain`: how the reader took what it read, and by which words; see
//! [`crate::words`].
#![allow(missing_docs, reason = "the words themselves say what each entry means")]

use crate::parse::{Taken, Why};

/// Words of `explain`.
pub struct Explain {
    pub taken: fn(taken: Taken) -> &'static str,
    pub why: fn(why: Why) -> &'static str,
    pub label: fn(word: &str) -> String,
    pub goes_on: &'static str,
    pub lexicon_head: &'static str,
    pub lexicon_own: fn(path: &str) -> String,
    pub lexicon_no_own: fn(path: &str) -> String,
    pub lexicon_added: &'static str,
    pub lexicon_list: fn(section: &str, list: &str) -> Option<&'static str>,
}
