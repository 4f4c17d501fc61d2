//! The words of the commands: what help, hints and the list of commands print.

/// The words of one command.
pub struct CommandWords {
    /// Two or three words, for the line of hints.
    pub title: &'static str,
    /// One line, for the help.
    pub help: &'static str,
}

/// The words of every command.
pub struct Commands {
    pub up: CommandWords,
    pub down: CommandWords,
    pub page_up: CommandWords,
    pub page_down: CommandWords,
    pub half_up: CommandWords,
    pub half_down: CommandWords,
    pub first: CommandWords,
    pub last: CommandWords,
    pub enter: CommandWords,
    pub into: CommandWords,
    pub out: CommandWords,
    pub next_pane: CommandWords,
    pub previous_pane: CommandWords,
    pub back: CommandWords,
    pub search: CommandWords,
    pub next_hit: CommandWords,
    pub previous_hit: CommandWords,
    pub narrow: CommandWords,
    pub source: CommandWords,
    pub mark: CommandWords,
    pub undo: CommandWords,
    pub outcome_menu: CommandWords,
    pub completed: CommandWords,
    pub long_term: CommandWords,
    pub phased: CommandWords,
    pub in_progress: CommandWords,
    pub not_started: CommandWords,
    pub unstated: CommandWords,
    pub all_any: CommandWords,
    pub deadline: CommandWords,
    pub overdue: CommandWords,
    pub recheck: CommandWords,
    pub state: CommandWords,
    pub agency: CommandWords,
    pub clear: CommandWords,
    pub next_field: CommandWords,
    pub previous_field: CommandWords,
    pub turn: CommandWords,
    pub help: CommandWords,
    pub mouse: CommandWords,
    pub redraw: CommandWords,
    pub suspend: CommandWords,
    pub quit: CommandWords,
    pub quit_now: CommandWords,
}
