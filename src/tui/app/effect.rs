//! What must happen outside the model.

use super::export::Job;
use crate::ledger::protocol::Request;

/// One thing to do outside.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Ask the ledger.
    Send(Request),
    /// Keep the name in the config.
    SaveAuthor(String),
    /// Write a file.
    Export(Box<Job>),
    /// Stop writing it.
    StopExport,
    /// Turn the mouse on or off.
    Mouse(bool),
    /// Draw everything again.
    Redraw,
    /// Give the shell back until the program is continued.
    Suspend,
    /// Leave.
    Quit,
}
