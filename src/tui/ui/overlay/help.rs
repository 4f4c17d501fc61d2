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

/// Draws the list over nearly the whole screen.
pub fn draw(pen: &mut Pen, help: &Help, screen: Rect) {
    let words = &pen.model.words.tui.help;
    let place = match help.context {
        Contexts::AGENCIES => words.context_agencies,
        Contexts::TREE => words.context_tree,
        Contexts::DETAIL => words.context_detail,
        Contexts::SOURCE => words.context_source,
        Contexts::BOARD => words.context_board,
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
    field::draw(pen.buffer, at, &help.input, pen.look.theme.style(Role::Plain));
    pen.map.field = Some(at);
    pen.map.list = Some(list);
    let widths = widths(pen, help);
    for (line, shown) in help.list.window().enumerate() {
        if let Some(entry) = help.shown.get(shown).and_then(|at| TABLE.get(*at)) {
            draw_entry(pen, row(list, line), help, entry, widths, shown == help.list.selected);
        }
    }
    // The selected command's help in full: its row may have had no room for it.
    let selected = help.shown.get(help.list.selected).and_then(|at| TABLE.get(*at));
    let said = selected.map_or("", |entry| (entry.words)(&pen.model.words.tui.command).help);
    let lines = [(said, pen.style(Role::Strong)), (words.foot, dim), (words.mouse, dim)];
    for (at, (said, style)) in lines.into_iter().enumerate() {
        let line =
            row(Rect { y: list.bottom(), height: inner.bottom().saturating_sub(list.bottom()), ..inner }, at);
        write(pen.buffer, line, &text::cut(said, usize::from(line.width)), style);
    }
}

/// Cells of the keys and of the titles.
fn widths(pen: &Pen, help: &Help) -> (usize, usize) {
    let entries = help.shown.iter().filter_map(|at| TABLE.get(*at));
    entries.fold((0, 0), |(keys, titles), entry| {
        let title = (entry.words)(&pen.model.words.tui.command).title;
        (keys.max(text::width(&say_keys(pen, help, entry))), titles.max(text::width(title)))
    })
}

fn say_keys(pen: &Pen, help: &Help, entry: &Entry) -> String {
    let keys: Vec<String> =
        pen.look.keymap.keys(help.context, entry.command).map(|key| key.to_string()).collect();
    keys.join(" ")
}

fn draw_entry(pen: &mut Pen, line: Rect, help: &Help, entry: &Entry, widths: (usize, usize), selected: bool) {
    let words = (entry.words)(&pen.model.words.tui.command);
    let why = able::disabled(pen.model, entry.command);
    let base = pen.style(if selected { Role::Selected } else { Role::Plain });
    paint(pen.buffer, line, base);
    let role = |role| if selected { base } else { pen.look.theme.style(role) };
    let key_style = role(if why.is_some() { Role::Dim } else { Role::Key });
    let text_style = role(if why.is_some() { Role::Dim } else { Role::Plain });
    let sign = if selected { ">" } else { " " };
    let keys = format!("{sign} {}", text::fit(&say_keys(pen, help, entry), widths.0, Align::Left));
    let rest = behind(line, write(pen.buffer, line, &keys, key_style) + 1);
    let title = text::fit(words.title, widths.1, Align::Left);
    let rest = behind(rest, write(pen.buffer, rest, &title, text_style) + 1);
    let said = why.map_or_else(|| words.help.to_owned(), |why| format!("({why})"));
    write(pen.buffer, rest, &text::cut(&said, usize::from(rest.width)), text_style);
}
