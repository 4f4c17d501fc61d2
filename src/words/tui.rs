//! The form of the words of `tui`; see [`crate::words`].
#![allow(missing_docs, reason = "the words themselves say what each entry means")]

/// Words of `tui`.
pub struct Tui {}
