//! From the ledger to what people read and hand on.
//!
//! - [`record`]: what is handed on, before it has a form.
//! - [`bundle`]: the file in which follow-ups travel to another PC.
//! - [`output`]: files that leave the ledger, written whole or not at all.
//! - [`history`]: what was done, in words; [`acts`]: the same of the whole log.
//! - [`redact`]: persons taken out.
//! - [`cell`]: the gate through which text goes; [`columns`], [`lists`]: the tables; [`marks`]: the cells that a
//!   colleague may fill in.
//! - [`form`]: the forms by name. Each: [`xlsx`] the ledger as a workbook, [`docx`] the outline for a
//!   check, [`csv`], [`json`], [`md`], [`ics`] the days to keep.
//! - [`back`]: the workbook that a colleague filled in and sent back.

pub mod acts;
pub mod back;
pub mod bundle;
pub mod cell;
pub mod columns;
pub mod csv;
pub mod docx;
pub mod form;
pub mod history;
pub mod ics;
pub mod json;
pub mod lists;
pub mod marks;
pub mod md;
pub mod output;
pub mod record;
pub mod redact;
pub mod xlsx;

#[cfg(test)]
mod testing;
