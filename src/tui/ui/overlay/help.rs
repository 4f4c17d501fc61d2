//! Draws the list of commands.

use ratatui::layout::Rect;

use crate::{
    config::theme::Role,
    text::{self, Align},
    tui::{
        app::{
            able,
            command::{Contexts, Entry, TABLE},
            help::Help,
            layout,
        },
        ui::{
            Pen,
            widget::{
                field, popup,
                text::{behind, paint, row, write},
            },
        },
    },
};

/// Cells of the keys.
const KEYS: usize = 14;
/// Cells of a command's title.
const TITLE: usize = 12;

/// Draws the list over nearly the whole screen.
pub fn draw(pen: &mut Pen, help: &Help, screen: Rect) {
    let words = &pen.model.words.tui.help;
    let place = match help.context {
        Contexts::AGENCIES => words.context_agencies,
        Contexts::TREE => words.context_tree,
        Contexts::DETAIL => words.context_detail,
        Contexts::SOURCE => words.context_source,
        Contexts::MENU => words.context_menu,
        _ => words.context_field,
    };
    let (area, list) = layout::help(screen.width, screen.height);
    let (head, line, dim, key) =
        (pen.style(Role::HeadOn), pen.style(Role::Line), pen.style(Role::Dim), pen.style(Role::Key));
    popup::frame(pen.buffer, area, &(words.title)(place), head, line);
    pen.map.overlay = Some(area);
    let inner = layout::inside(area);
    let first = row(inner, 0);
    let at = behind(first, write(pen.buffer, first, words.prompt, key) + 1);
    field::draw(pen.buffer, at, &help.input, pen.look.theme.style(Role::Plain), ("", dim));
    pen.map.field = Some(at);
    pen.map.list = Some(list);
    for (line, shown) in help.list.window().enumerate() {
        if let Some(entry) = help.shown.get(shown).and_then(|at| TABLE.get(*at)) {
            draw_entry(pen, row(list, line), help, entry, shown == help.list.selected);
        }
    }
    if inner.height > 2 {
        let foot = format!("{}  {}", words.foot, words.mouse);
        let last = row(inner, usize::from(inner.height - 1));
        write(pen.buffer, last, &text::cut(&foot, usize::from(last.width)), dim);
    }
}

fn draw_entry(pen: &mut Pen, line: Rect, help: &Help, entry: &Entry, selected: bool) {
    let words = (entry.words)(&pen.model.words.tui.command);
    let keys: Vec<String> =
        pen.look.keymap.keys(help.context, entry.command).map(|key| key.to_string()).collect();
    let why = able::disabled(pen.model, entry.command);
    let base = pen.style(if selected { Role::Selected } else { Role::Plain });
    paint(pen.buffer, line, base);
    let role = |role| if selected { base } else { pen.look.theme.style(role) };
    let key_style = role(if why.is_some() { Role::Dim } else { Role::Key });
    let text_style = role(if why.is_some() { Role::Dim } else { Role::Plain });
    let sign = if selected { ">" } else { " " };
    let keys = format!("{sign} {}", text::fit(&keys.join(" "), KEYS, Align::Left));
    let rest = behind(line, write(pen.buffer, line, &keys, key_style) + 1);
    let title = text::fit(words.title, TITLE, Align::Left);
    let rest = behind(rest, write(pen.buffer, rest, &title, text_style) + 1);
    let said = why.map_or_else(|| words.help.to_owned(), |why| format!("({why})"));
    write(pen.buffer, rest, &text::cut(&said, usize::from(rest.width)), text_style);
}
