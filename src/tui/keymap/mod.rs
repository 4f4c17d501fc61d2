//! From keys to commands.
//!
//! Bindings are data (`default`), by context; the user's config patches them. Nothing here knows
//! what a command does.

mod default;
pub mod key;

use ratatui::crossterm::event::{KeyCode, KeyModifiers};
use tui_input::InputRequest;

use super::app::{
    action::Action,
    command::{Command, Contexts},
};
pub use key::Key;

/// Which key runs which command where.
#[derive(Debug, Clone)]
pub struct Keymap {
    bindings: Vec<(Contexts, Key, Command)>,
}

impl Default for Keymap {
    fn default() -> Self {
        let bindings = default::BINDINGS
            .iter()
            .flat_map(|(contexts, keys, command)| {
                keys.split(' ').filter_map(|key| key.parse().ok()).map(|key| (*contexts, key, *command))
            })
            .collect();
        Self { bindings }
    }
}

impl Keymap {
    /// Gives a command other keys than its own. A key that another command has in one of its
    /// contexts is taken from that one.
    pub fn rebind(&mut self, command: Command, keys: &[Key]) {
        let contexts = self
            .bindings
            .iter()
            .filter(|(_, _, bound)| *bound == command)
            .fold(Contexts::NONE, |all, (contexts, _, _)| all | *contexts);
        self.bindings
            .retain(|(held, key, bound)| *bound != command && !(keys.contains(key) && held.meets(contexts)));
        self.bindings.extend(keys.iter().map(|key| (contexts, *key, command)));
    }

    /// The command of `key` in `context`.
    pub fn command(&self, context: Contexts, key: Key) -> Option<Command> {
        self.bindings
            .iter()
            .find(|(contexts, bound, _)| *bound == key && contexts.meets(context))
            .map(|(_, _, command)| *command)
    }

    /// The keys of `command` in `context`, the one to be shown first.
    pub fn keys(&self, context: Contexts, command: Command) -> impl Iterator<Item = Key> {
        self.bindings
            .iter()
            .filter(move |(contexts, _, bound)| *bound == command && contexts.meets(context))
            .map(|(_, key, _)| *key)
    }

    /// What `key` means in `context`. In a text field characters are text; elsewhere they are
    /// commands, whatever input mode they were typed in.
    pub fn resolve(&self, context: Contexts, key: Key) -> Action {
        if context.meets(Contexts::TEXT) {
            if let Some(edit) = edit(key) {
                return self.command(context, key).map_or(Action::Edit(edit), Action::Run);
            }
            return self.command(context, key).map_or(Action::Unbound(None), Action::Run);
        }
        let meant = key.folded();
        match self.command(context, meant) {
            Some(command) => Action::Run(command),
            None if meant.composed().is_some() => Action::Composed,
            None => match meant.character() {
                Some(one) if context.meets(Contexts::MENU) => Action::Choose(one),
                _ => Action::Unbound(Some(key.to_string())),
            },
        }
    }
}

/// What a key does to the text of a field.
fn edit(key: Key) -> Option<InputRequest> {
    if let Some(one) = key.character() {
        return Some(InputRequest::InsertChar(one));
    }
    let control = key.mods == KeyModifiers::CONTROL;
    Some(match key.code {
        KeyCode::Backspace => InputRequest::DeletePrevChar,
        KeyCode::Delete => InputRequest::DeleteNextChar,
        KeyCode::Left if control => InputRequest::GoToPrevWord,
        KeyCode::Right if control => InputRequest::GoToNextWord,
        KeyCode::Left => InputRequest::GoToPrevChar,
        KeyCode::Right => InputRequest::GoToNextChar,
        KeyCode::Home => InputRequest::GoToStart,
        KeyCode::End => InputRequest::GoToEnd,
        KeyCode::Char('h') if control => InputRequest::DeletePrevChar,
        KeyCode::Char('a') if control => InputRequest::GoToStart,
        KeyCode::Char('e') if control => InputRequest::GoToEnd,
        KeyCode::Char('u') if control => InputRequest::DeleteFromStart,
        KeyCode::Char('k') if control => InputRequest::DeleteTillEnd,
        KeyCode::Char('w') if control => InputRequest::DeletePrevWord,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::tui::app::command::TABLE;

    #[test]
    fn every_default_binding_names_a_key_and_none_is_double() {
        let mut seen = HashSet::new();
        for (contexts, keys, command) in default::BINDINGS {
            for name in keys.split(' ') {
                let key: Key = name.parse().unwrap_or_else(|_| panic!("{name:?} of {command:?}"));
                for context in contexts.each() {
                    assert!(seen.insert((context, key)), "{key} is bound twice in {context:?}");
                }
            }
        }
    }

    /// A Chinese input method eats letters: each command must be there without one.
    #[test]
    fn every_command_can_be_reached_without_letters() {
        let keymap = Keymap::default();
        for entry in TABLE.iter().filter(|entry| entry.contexts.meets(Contexts::PANES)) {
            let listed = keymap.command(Contexts::TREE, Key::plain(KeyCode::F(1))) == Some(Command::Help);
            assert!(listed, "{} is only in the list of commands, and that has no key", entry.id);
        }
        for entry in TABLE.iter().filter(|entry| !entry.contexts.meets(Contexts::PANES)) {
            for context in entry.contexts.each() {
                let plain = keymap
                    .keys(context, entry.command)
                    .any(|key| key.character().is_none_or(|one| one == ' '));
                assert!(plain, "{} needs a letter in {context:?}", entry.id);
            }
        }
    }

    #[test]
    fn text_fields_take_characters_and_nothing_else_does() {
        let keymap = Keymap::default();
        let slash = Key::plain(KeyCode::Char('／'));
        assert_eq!(keymap.resolve(Contexts::TREE, slash), Action::Run(Command::Search));
        assert_eq!(keymap.resolve(Contexts::PROMPT, slash), Action::Edit(InputRequest::InsertChar('／')));
        assert_eq!(keymap.resolve(Contexts::TREE, Key::plain(KeyCode::Char('查'))), Action::Composed);
    }

    #[test]
    fn a_rebound_key_is_taken_from_its_old_command() {
        let mut keymap = Keymap::default();
        keymap.rebind(Command::Mark, &["o".parse().unwrap()]);
        assert_eq!(keymap.command(Contexts::TREE, "o".parse().unwrap()), Some(Command::Mark));
        assert_eq!(keymap.command(Contexts::TREE, "m".parse().unwrap()), None);
    }
}
