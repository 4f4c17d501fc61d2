//! The form of the words of `read`; see [`crate::words`].
#![allow(missing_docs, reason = "the words themselves say what each entry means")]

/// Words of `read`.
pub struct Read {}
