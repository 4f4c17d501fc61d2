//! What must happen outside the model.

use crate::{config::views::edit::Edit, ledger::protocol::Request, work::Job};

use super::find::Ask;

/// One thing to do outside.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Ask the ledger.
    Send(Request),
    /// Look for something among titles and names.
    Find(Ask),
    /// Keep the name in the config.
    SaveAuthor(String),
    /// Read the saved views.
    LoadViews,
    /// Change the saved views.
    EditViews(Box<Edit>),
    /// Begin work that takes long.
    Begin(Box<Job>),
    /// Stop it.
    Stop,
    /// Complete the name of a file.
    Complete(String),
    /// Turn the mouse on or off.
    Mouse(bool),
    /// Draw everything again.
    Redraw,
    /// Give the shell back until the program is continued.
    Suspend,
    /// Leave.
    Quit,
    /// Leave, and print this on the terminal.
    QuitWith(String),
}
