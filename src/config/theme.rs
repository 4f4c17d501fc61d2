//! Named roles and how they look.
//!
//! Only the terminal's own colours are used, and its own foreground and background wherever text
//! stands, so that light and dark screens are both readable. No role is told by colour alone. The
//! theme without colours has none at all: a terminal library that strips colours one by one would
//! take bold and reverse with them.

use ratatui::style::{Color, Modifier, Style};

/// What a piece of the screen is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Text.
    Plain,
    /// Less than text.
    Dim,
    /// More than text.
    Strong,
    /// It went well.
    Good,
    /// Worth a look.
    Warn,
    /// Overdue, failed.
    Bad,
    /// Head of the pane that has the keyboard.
    HeadOn,
    /// Head of another pane.
    Head,
    /// The selected row where the keyboard is.
    Selected,
    /// The selected row of another pane.
    Idle,
    /// A hit of search or narrowing.
    Hit,
    /// A filter that is on.
    ChipOn,
    /// A key that can be pressed.
    Key,
    /// Border of a popup, lines between panes.
    Line,
    /// The place in the source that a field came from.
    Place,
}

/// The looks of all roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    colours: bool,
}

impl Theme {
    /// The theme with or without colours.
    pub fn new(colours: bool) -> Self {
        Self { colours }
    }

    /// How a role looks.
    pub fn style(self, role: Role) -> Style {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let coloured = |style: Style, colour: Color| if self.colours { style.fg(colour) } else { style };
        match role {
            Role::Plain => plain,
            Role::Dim if self.colours => plain.add_modifier(Modifier::DIM),
            Role::Dim | Role::Line => plain,
            Role::Strong => bold,
            Role::Good => coloured(plain, Color::Green),
            Role::Warn => coloured(plain, Color::Yellow),
            Role::Bad => coloured(bold, Color::Red),
            Role::HeadOn => coloured(bold, Color::Cyan).add_modifier(Modifier::REVERSED),
            Role::Head => bold.add_modifier(Modifier::UNDERLINED),
            Role::Selected | Role::ChipOn | Role::Place => plain.add_modifier(Modifier::REVERSED),
            Role::Idle => plain.add_modifier(Modifier::UNDERLINED),
            Role::Hit => coloured(bold, Color::Magenta).add_modifier(Modifier::UNDERLINED),
            Role::Key => coloured(bold, Color::Cyan),
        }
    }
}
