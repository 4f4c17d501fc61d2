//! The form of the words of `share`; see [`crate::words`].
#![allow(missing_docs, reason = "the words themselves say what each entry means")]

/// Words of `share`.
pub struct Share {}
