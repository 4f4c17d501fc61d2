//! Draws the model and tells where things were drawn. Nothing here changes the model.
//!
//! Signs of our own are ASCII, or stand among those that every table of widths gives one cell
//! (`›`, `▸`, `▾`): terminals that draw line-drawing characters two cells wide keep their columns.

mod agencies;
mod chrome;
mod detail;
mod overlay;
mod tree;
mod widget;

use ratatui::{Frame, buffer::Buffer, layout::Rect};

use super::{
    app::{
        command::Command,
        focus,
        layout::Layout,
        model::{Model, Overlay, Pane, Tone},
    },
    keymap::Keymap,
};
use crate::config::theme::{Role, Theme};

/// How the screen looks and which keys it names.
#[derive(Debug, Clone)]
pub struct Look {
    /// The looks of all roles.
    pub theme: Theme,
    /// The keys.
    pub keymap: Keymap,
}

/// Where things were drawn, for the mouse and the cursor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FrameMap {
    /// The rows of each pane, by [`Pane::index`].
    pub panes: [Option<Rect>; 3],
    /// What the uppermost overlay covers.
    pub overlay: Option<Rect>,
    /// The rows of its list.
    pub list: Option<Rect>,
    /// Words that run a command when clicked.
    pub buttons: Vec<(Rect, Command)>,
    /// The text field that has the keyboard.
    pub field: Option<Rect>,
}

/// What drawing needs: the model, the looks, the cells, and where to note what was drawn.
struct Pen<'a> {
    model: &'a Model,
    look: &'a Look,
    buffer: &'a mut Buffer,
    map: &'a mut FrameMap,
}

impl Pen<'_> {
    fn style(&self, role: Role) -> ratatui::style::Style {
        self.look.theme.style(role)
    }
}

/// The role of a tone.
fn role(tone: Tone) -> Role {
    match tone {
        Tone::Plain => Role::Plain,
        Tone::Good => Role::Good,
        Tone::Warn => Role::Warn,
        Tone::Bad => Role::Bad,
        Tone::Dim => Role::Dim,
        Tone::Strong => Role::Strong,
    }
}

/// Draws the whole screen and puts the real cursor into the text field that has the keyboard.
pub fn view(model: &Model, look: &Look, frame: &mut Frame) -> FrameMap {
    let mut map = FrameMap::default();
    let area = frame.area();
    let mut pen = Pen { model, look, buffer: frame.buffer_mut(), map: &mut map };
    match Layout::of(area.width, area.height, model.focus) {
        Some(layout) => panes(&mut pen, &layout),
        None => chrome::too_small(&mut pen, area),
    }
    for (at, overlay) in model.overlays.iter().enumerate() {
        pen.map.field = None;
        pen.map.list = None;
        overlay::draw(&mut pen, overlay, area, at + 1 == model.overlays.len());
    }
    if let Some(position) = focus::cursor(model, map.field) {
        frame.set_cursor_position(position);
    }
    map
}

fn panes(pen: &mut Pen, layout: &Layout) {
    chrome::top(pen, layout);
    chrome::chips(pen, layout.chips);
    for pane in Pane::ALL {
        let Some(area) = layout.panes.get(pane.index()).copied().flatten() else { continue };
        let body = layout.body(pane);
        chrome::line_right_of(pen, area);
        match pane {
            Pane::Agencies => agencies::draw(pen, area, body),
            Pane::Tree => tree::draw(pen, area, body),
            Pane::Detail => detail::draw(pen, area, body),
        }
        if let Some(place) = pen.map.panes.get_mut(pane.index()) {
            *place = Some(body);
        }
    }
    let prompt = matches!(pen.model.overlays.last(), Some(Overlay::Prompt(_)));
    chrome::bottom(pen, layout, prompt);
}
