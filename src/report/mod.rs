//! From the ledger to what people read and hand on.
//!
//! - [`record`]: what is handed on, before it has a form.
//! - [`history`]: what was done, in words.
//! - [`cell`]: the gate through which text goes; [`columns`]: the tables; [`marks`]: the cells that a
//!   colleague may fill in.
//! - [`form`]: the forms by name; [`xlsx`], [`csv`], [`json`], [`md`]: each form.

pub mod cell;
pub mod columns;
pub mod csv;
pub mod form;
pub mod history;
pub mod json;
pub mod marks;
pub mod md;
pub mod record;
pub mod xlsx;
