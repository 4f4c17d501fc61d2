//! What happens to the model.

use tui_input::InputRequest;

use crate::{
    config::views::{Views, edit::Done},
    ledger::protocol::Answer,
};

use super::{command::Command, find::Told, model::Pane, work::News};

/// One thing that happens to the model.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// A command is run.
    Run(Command),
    /// The text field that has the keyboard is edited.
    Edit(InputRequest),
    /// Text is pasted.
    Paste(String),
    /// A character was pressed in a menu.
    Choose(char),
    /// A character came that only an input method writes, where commands are meant.
    Composed,
    /// A key came that means nothing here; its name where it is worth saying.
    Unbound(Option<String>),
    /// The mouse chose a row of a list.
    Click(Place, usize),
    /// The wheel turned so many lines, down if positive.
    Wheel(Place, isize),
    /// The screen has another size, in columns and rows.
    Resize(u16, u16),
    /// The ledger answers.
    Answer(Box<Answer>),
    /// What was found among titles and names.
    Found(Told),
    /// How far work is that takes long.
    News(News),
    /// The ledger's thread is gone.
    WorkerGone,
    /// What the name of a file that was begun is completed to, and how many begin so.
    Completed(String, Option<(String, usize)>),
    /// The saved views were read; what is wrong with their file.
    Views(Box<Views>, Option<String>),
    /// The saved views were changed.
    ViewsEdited(Box<Views>, Box<Done>),
    /// They were not, and why.
    ViewsRefused(String),
    /// Something to tell that went wrong outside.
    Trouble(String),
}

/// What the mouse points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A pane.
    Pane(Pane),
    /// The uppermost popup.
    Overlay,
}
