//! The form of the words of `ledger`; see [`crate::words`].
#![allow(missing_docs, reason = "the words themselves say what each entry means")]

/// Words of `ledger`.
pub struct Ledger {}
