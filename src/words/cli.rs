//! The form of the words of `cli`; see [`crate::words`].
#![allow(missing_docs, reason = "the words themselves say what each entry means")]

/// Words of `cli`.
pub struct Cli {}
