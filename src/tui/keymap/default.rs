//! The keys that the program comes with.

use crate::{
    notice::OutcomeTag,
    query::filter::OutcomeChoice,
    tui::app::command::{Command, Contexts},
};

const ALL: Contexts = Contexts::ALL;
const PANES: Contexts = Contexts::PANES;
const WALK: Contexts = Contexts::WALK;
const MENU: Contexts = Contexts::MENU;
const FINDER: Contexts = Contexts::FINDER;
const FORM: Contexts = Contexts::FORM;
const PROMPT: Contexts = Contexts::PROMPT;
const SOURCE: Contexts = Contexts::SOURCE;
const BOARD: Contexts = Contexts::BOARD;

const fn outcome(tag: OutcomeTag) -> Command {
    Command::Outcome(OutcomeChoice::Tag(tag))
}

/// Contexts, keys parted by blanks (the first is the one that is shown), command.
pub const BINDINGS: &[(Contexts, &str, Command)] = &[
    (WALK, "Up k", Command::Up),
    (FINDER, "Up C-p", Command::Up),
    (WALK, "Down j", Command::Down),
    (FINDER, "Down C-n", Command::Down),
    (WALK, "PgUp C-b", Command::PageUp),
    (FINDER, "PgUp", Command::PageUp),
    (WALK, "PgDn C-f", Command::PageDown),
    (FINDER, "PgDn", Command::PageDown),
    (WALK, "C-u", Command::HalfUp),
    (WALK, "C-d", Command::HalfDown),
    (WALK, "Home g", Command::First),
    (WALK, "End G", Command::Last),
    (ALL, "Enter", Command::Enter),
    (PANES, "Right l", Command::Into),
    (PANES, "Left h", Command::Out),
    (PANES, "Tab", Command::NextPane),
    (PANES, "S-Tab", Command::PreviousPane),
    (ALL, "Esc", Command::Back),
    (PANES, "/ F3", Command::Search),
    (PANES, "n F4", Command::NextHit),
    (SOURCE, "n F4", Command::NextHit),
    (PROMPT, "Down", Command::NextHit),
    (PANES, "N S-F4", Command::PreviousHit),
    (SOURCE, "N S-F4", Command::PreviousHit),
    (PROMPT, "Up", Command::PreviousHit),
    (PANES, "f F6", Command::Narrow),
    (PANES, "o F9", Command::Source),
    (PANES, "m F2", Command::Mark),
    (PANES, "Space Insert", Command::Pick),
    (Contexts::TREE, "v", Command::Range),
    (PANES, "V", Command::PickAll),
    (PANES, "c", Command::Correct),
    (PANES, "e", Command::Evidence),
    (PANES, "E", Command::Export),
    (PANES, "A", Command::Agenda),
    (PANES, "H", Command::History),
    (PANES, "W", Command::Standing),
    (PANES, "=", Command::Versions),
    (PANES, "D", Command::Doubts),
    (PANES, "u F8", Command::Undo),
    (PANES, "C-r", Command::Redo),
    (PANES, "F5 p", Command::OutcomeMenu),
    (PANES, "1", outcome(OutcomeTag::Completed)),
    (PANES, "2", outcome(OutcomeTag::LongTerm)),
    (PANES, "3", outcome(OutcomeTag::Phased)),
    (PANES, "4", outcome(OutcomeTag::InProgress)),
    (PANES, "5", outcome(OutcomeTag::NotStarted)),
    (PANES, "6", Command::Outcome(OutcomeChoice::Unstated)),
    (PANES, "&", Command::AllAny),
    (PANES, "d F7", Command::Deadline),
    (PANES, "!", Command::Overdue),
    (PANES, "r", Command::Recheck),
    (PANES, "s", Command::State),
    (PANES, "x", Command::Conflict),
    (PANES, "X", Command::Doubtful),
    (PANES, "w", Command::PrintedAnew),
    (PANES, "a", Command::Agency),
    (PANES, "0 Backspace", Command::Clear),
    (SOURCE, "Tab Right l", Command::NextField),
    (SOURCE, "S-Tab Left h", Command::PreviousField),
    (BOARD, "Tab", Command::Switch),
    (BOARD, "y F2", Command::Same),
    (BOARD, "n F4", Command::NotSame),
    (FORM, "Tab", Command::Complete),
    (FORM, "Down", Command::NextField),
    (FORM, "S-Tab Up", Command::PreviousField),
    (MENU, "Tab Space", Command::Turn),
    (FINDER, "Tab", Command::Turn),
    (PANES, "? F1", Command::Help),
    (SOURCE, "? F1", Command::Help),
    (BOARD, "? F1", Command::Help),
    (PANES, "R F11", Command::Veil),
    (SOURCE, "R F11", Command::Veil),
    (BOARD, "R F11", Command::Veil),
    (PANES, "F12", Command::Mouse),
    (ALL, "C-l", Command::Redraw),
    (ALL, "C-z", Command::Suspend),
    (WALK, "q F10", Command::Quit),
    (FINDER, "F10", Command::Quit),
    (FORM, "F10", Command::Quit),
    (PROMPT, "F10", Command::Quit),
    (ALL, "C-c", Command::QuitNow),
    (PANES, "L S-F2", Command::Ledger),
    (PANES, "b", Command::Group),
];
