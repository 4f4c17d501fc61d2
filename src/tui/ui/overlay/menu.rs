//! Draws a menu.

use ratatui::layout::Rect;

use crate::{
    config::theme::Role,
    text,
    tui::{
        app::{
            layout,
            menu::{Item, Menu, MenuKind},
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

/// Draws the menu in the middle of the screen.
pub fn draw(pen: &mut Pen, menu: &Menu, screen: Rect) {
    let parts = layout::menu(screen.width, screen.height, menu);
    let (head, line, plain, dim) =
        (pen.style(Role::HeadOn), pen.style(Role::Line), pen.style(Role::Plain), pen.style(Role::Dim));
    popup::frame(pen.buffer, parts.area, &menu.title, head, line);
    pen.map.overlay = Some(parts.area);
    pen.map.list = Some(parts.list);
    let mut at = 0;
    for said in &menu.intro {
        let said = pen.model.veil.over(said);
        for range in text::wrap(&said, usize::from(parts.intro.width)).ranges {
            write(pen.buffer, row(parts.intro, at), said.get(range).unwrap_or(""), plain);
            at += 1;
        }
    }
    if let Some(input) = &menu.input {
        let key = pen.style(Role::Key);
        let area =
            behind(parts.input, write(pen.buffer, parts.input, pen.model.words.tui.help.prompt, key) + 1);
        field::draw(pen.buffer, area, input, plain);
        pen.map.field = Some(area);
    }
    for (at, shown) in menu.list.window().enumerate() {
        if let Some(item) = menu.shown.get(shown).and_then(|item| menu.items.get(*item)) {
            let key = menu.key_at(shown);
            draw_item(pen, row(parts.list, at), item, key, shown == menu.list.selected);
        }
    }
    let words = &pen.model.words.tui;
    // Digits are written where there is a text field.
    let foot = match (menu.items.iter().any(|item| item.choice.with_others()), &menu.input) {
        (true, _) => words.filter.menu_help,
        (false, Some(_)) => words.filter.one_help,
        (false, None) if menu.kind == MenuKind::Doubtful => words.doubtful.help,
        (false, None) if menu.kind == MenuKind::Views => pen.model.words.views.screen.help,
        (false, None) => words.mark.menu_help,
    };
    write(pen.buffer, parts.foot, &text::cut(foot, usize::from(parts.foot.width)), dim);
}

fn draw_item(pen: &mut Pen, line: Rect, item: &Item, key: Option<char>, selected: bool) {
    let base = match (selected, item.disabled) {
        (true, _) => pen.style(Role::Selected),
        (false, Some(_)) => pen.style(Role::Dim),
        (false, None) => pen.style(Role::Plain),
    };
    paint(pen.buffer, line, base);
    let sign = item.sign.map(|sign| format!("{sign} ")).unwrap_or_default();
    let cursor = if selected { ">" } else { " " };
    let key = key.map_or(' ', |key| key);
    let said = format!("{cursor}{key} {sign}{}", pen.model.veil.over(&item.text));
    let aside = item.disabled.map_or_else(|| item.aside.clone(), |why| format!("({why})"));
    let wide = usize::from(line.width);
    // What stands at the right says what the rest does not: a long text leaves it half of the line.
    let kept = if aside.is_empty() { 0 } else { text::width(&aside).min(wide / 2) + 2 };
    let end = write(pen.buffer, line, &text::cut(&said, wide.saturating_sub(kept)), base);
    let room = behind(line, end + 2);
    let aside = text::cut(&aside, usize::from(room.width));
    let x = room.right().saturating_sub(u16::try_from(text::width(&aside)).unwrap_or(0));
    write(pen.buffer, behind(room, x), &aside, base);
}
