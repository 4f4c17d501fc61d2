//! From the ledger to what people read and hand on.
//!
//! - [`record`]: what is handed on, before it has a form.
//! - [`bundle`]: the file in which follow-ups travel to another PC.
//! - [`output`]: files that leave the ledger, written whole or not at all.
//! - [`history`]: what was done, in words.

pub mod bundle;
pub mod history;
pub mod output;
pub mod record;
