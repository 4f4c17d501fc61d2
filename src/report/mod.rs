//! From the ledger to what people read and hand on.
//!
//! - [`record`]: what is handed on, before it has a form.
//! - [`docx`]: the outline for a check, as a DOCX file.
//! - [`ics`]: the days to keep, as a calendar.
//! - [`redact`]: persons taken out.
//! - [`history`]: what was done, in words.

pub mod docx;
pub mod history;
pub mod ics;
pub mod record;
pub mod redact;

#[cfg(test)]
mod testing;
