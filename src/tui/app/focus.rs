//! Who has the keyboard, and where the cursor is: one function each.

use ratatui::layout::{Position, Rect};
use tui_input::Input;

use super::{
    command::Contexts,
    model::{Model, Overlay, Pane},
};

/// Who has the keyboard.
pub fn context(model: &Model) -> Contexts {
    match model.overlays.last() {
        Some(Overlay::Help(_) | Overlay::Finder(_)) => Contexts::FINDER,
        Some(Overlay::Menu(menu)) if menu.input.is_some() => Contexts::FINDER,
        Some(Overlay::Menu(_)) => Contexts::MENU,
        Some(Overlay::Form(_)) => Contexts::FORM,
        Some(Overlay::Prompt(_)) => Contexts::PROMPT,
        Some(Overlay::Source(_)) => Contexts::SOURCE,
        Some(Overlay::Board(_)) => Contexts::BOARD,
        None => match model.focus {
            Pane::Agencies => Contexts::AGENCIES,
            Pane::Tree => Contexts::TREE,
            Pane::Detail => Contexts::DETAIL,
        },
    }
}

/// The text field that has the keyboard.
pub fn field(model: &Model) -> Option<&Input> {
    match model.overlays.last()? {
        Overlay::Help(help) => Some(&help.input),
        Overlay::Menu(menu) => menu.input.as_ref(),
        Overlay::Finder(finder) => Some(&finder.input),
        Overlay::Form(form) => form.fields.get(form.at).map(|field| &field.input),
        Overlay::Prompt(prompt) => Some(&prompt.input),
        Overlay::Source(_) | Overlay::Board(_) => None,
    }
}

/// The same, to be changed.
pub fn field_mut(model: &mut Model) -> Option<&mut Input> {
    match model.overlays.last_mut()? {
        Overlay::Help(help) => Some(&mut help.input),
        Overlay::Menu(menu) => menu.input.as_mut(),
        Overlay::Finder(finder) => Some(&mut finder.input),
        Overlay::Form(form) => form.fields.get_mut(form.at).map(|field| &mut field.input),
        Overlay::Prompt(prompt) => Some(&mut prompt.input),
        Overlay::Source(_) | Overlay::Board(_) => None,
    }
}

/// The cells by which the text of a field is scrolled, so that the cursor is seen.
pub fn scroll(input: &Input, width: u16) -> usize {
    input.visual_scroll(usize::from(width.saturating_sub(1)))
}

/// Where the real cursor stands, given the area in which the text field was drawn. Input methods
/// show their candidates there.
pub fn cursor(model: &Model, area: Option<Rect>) -> Option<Position> {
    let (input, area) = (field(model)?, area?);
    if area.is_empty() {
        return None;
    }
    let right = input.visual_cursor().saturating_sub(scroll(input, area.width));
    let right = u16::try_from(right).unwrap_or(u16::MAX).min(area.width - 1);
    Some(Position::new(area.x + right, area.y))
}
