//! The workbook that a colleague filled in and sent back.
//!
//! [`mod@read`] takes from it the cells that may be filled in, each row under its issue's id, and the marks as
//! they were when it was written; [`mod@plan`] compares the two with the ledger and makes changes up.

pub mod changes;
pub mod plan;
pub mod read;

pub use changes::RowFault;
pub use plan::{Conflict, Fault, Plan, Taken, What, plan};
pub use read::{BackError, Returned, Row, read};
