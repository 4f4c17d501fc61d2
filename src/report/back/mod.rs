//! The workbook that a colleague filled in and sent back.
//!
//! [`mod@read`] takes from it the cells that may be filled in, each row under its issue's id, and the marks as
//! they were when it was written; [`mod@compare`] holds the two against the ledger, [`mod@plan`] makes changes up, [`mod@tell`] puts them into
//! words.

pub mod changes;
pub mod compare;
pub mod plan;
pub mod read;
pub mod tell;

pub use changes::RowFault;
pub use plan::{Conflict, Fault, Plan, Taken, Taker, What, plan};
pub use read::{BackError, Returned, Row, read};
