//! From the ledger to what people read and hand on.
//!
//! - [`record`]: what is handed on, before it has a form.
//! - [`history`]: what was done, in words.

pub mod history;
pub mod record;
