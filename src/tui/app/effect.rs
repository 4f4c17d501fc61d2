//! What must happen outside the model.

use super::export::Task;
use crate::ledger::protocol::Request;

/// One thing to do outside.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Ask the ledger.
    Send(Request),
    /// Keep the name in the config.
    SaveAuthor(String),
    /// Begin work that takes long.
    Begin(Task),
    /// Stop it.
    Stop,
    /// Turn the mouse on or off.
    Mouse(bool),
    /// Draw everything again.
    Redraw,
    /// Give the shell back until the program is continued.
    Suspend,
    /// Leave.
    Quit,
}
