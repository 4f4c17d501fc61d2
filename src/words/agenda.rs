//! The form of the words of `agenda`; see [`crate::words`].
#![allow(missing_docs, reason = "the words themselves say what each entry means")]

/// Words of `agenda`.
pub struct Agenda {}
