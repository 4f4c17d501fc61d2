//! The list of commands that work here; it is the help, and it runs them too.

use tui_input::Input;

use crate::{query::find::Needle, words::Words};

use super::{
    command::{Command, Contexts, Entry, TABLE},
    focus,
    list::List,
    model::{Model, Overlay},
};

/// State of the list of commands.
#[derive(Debug, Clone)]
pub struct Help {
    /// For which place.
    pub context: Contexts,
    /// What is looked for among the commands.
    pub input: Input,
    /// The commands that are left, by place in the table.
    pub shown: Vec<usize>,
    /// Which is selected.
    pub list: List,
}

impl Help {
    /// All commands of a place.
    pub fn new(context: Contexts, words: &Words) -> Self {
        let mut help = Self { context, input: Input::default(), shown: Vec::new(), list: List::default() };
        help.sift(words);
        help
    }

    /// Leaves the commands that have what is written, or are read so.
    pub fn sift(&mut self, words: &Words) {
        let wanted = Needle::new(self.input.value());
        self.shown = (0..TABLE.len())
            .filter(|at| TABLE.get(*at).is_some_and(|entry| self.has(entry, words, &wanted)))
            .collect();
        self.list.resize(self.shown.len());
    }

    fn has(&self, entry: &Entry, words: &Words, wanted: &Needle) -> bool {
        let said = (entry.words)(&words.tui.command);
        entry.contexts.meets(self.context)
            && [said.title, said.help, entry.id].into_iter().any(|text| wanted.is_held_by(text))
    }

    /// The selected command.
    pub fn selected(&self) -> Option<Command> {
        self.shown.get(self.list.selected).and_then(|at| TABLE.get(*at)).map(|entry| entry.command)
    }
}

/// Opens the list for where the keyboard is.
pub fn open(model: &mut Model) {
    let help = Help::new(focus::context(model), model.words);
    model.overlays.push(Overlay::Help(help));
}
