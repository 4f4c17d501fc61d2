//! The form of the words of `export`; see [`crate::words`].
#![allow(missing_docs, reason = "the words themselves say what each entry means")]

/// Words of `export`.
pub struct Export {}
