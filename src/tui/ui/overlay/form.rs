//! Draws a form of text fields.

use ratatui::layout::Rect;

use crate::{
    config::theme::Role,
    text,
    tui::{
        app::{
            focus,
            form::{Form, FormField, Role as Written},
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

/// Draws the form in the middle of the screen.
pub fn draw(pen: &mut Pen, form: &Form, screen: Rect) {
    let (columns, rows) = form.wants(screen.width);
    let area = layout::popup((screen.width, screen.height), columns, rows);
    let (head, line) = (pen.style(Role::HeadOn), pen.style(Role::Line));
    popup::frame(pen.buffer, area, &form.title, head, line);
    pen.map.overlay = Some(area);
    let inner = layout::inside(area);
    let foot = usize::from(inner.height).saturating_sub(1);
    let dim = pen.style(Role::Dim);
    let mark = &pen.model.words.tui.mark;
    let of_file = form.fields.get(form.at).is_some_and(|field| field.role == Written::File);
    let help = if of_file { mark.form_help_file } else { mark.form_help };
    write(pen.buffer, row(inner, foot), &text::cut(help, usize::from(inner.width)), dim);
    let labels = form.fields.iter().map(|field| text::width(field.label)).max().unwrap_or(0);
    // In a low window the field that has the keyboard is the one to be seen.
    let room = (foot / 3).max(1);
    let first = (form.at + 1).saturating_sub(room);
    for (at, one) in form.fields.iter().enumerate().skip(first).take(room) {
        let top = (at - first) * 3;
        let below = |at: usize| row(inner, if at < foot { at } else { usize::MAX });
        let lines = [row(inner, top), below(top + 1), below(top + 2)];
        draw_field(pen, one, lines, labels, at == form.at);
    }
}

fn draw_field(pen: &mut Pen, one: &FormField, [line, below, last]: [Rect; 3], labels: usize, chosen: bool) {
    let strong = pen.style(if chosen { Role::Strong } else { Role::Plain });
    let sign = if chosen { ">" } else { " " };
    let label = format!("{sign} {}", text::pad(one.label, labels, text::Align::Left));
    let end = write(pen.buffer, line, &label, strong);
    let area = behind(line, end + 1);
    let line = pen.style(Role::Idle);
    if chosen {
        field::draw(pen.buffer, area, &one.input, line);
        pen.map.field = Some(area);
        more(pen, area, one);
    } else {
        paint(pen.buffer, area, line);
        write(pen.buffer, area, &text::cut(one.input.value(), usize::from(area.width)), line);
    }
    let below = behind(below, area.x);
    let (said, role) = match (&one.error, &one.preview) {
        (Some(error), _) => (format!("! {error}"), Role::Bad),
        (None, Some(preview)) => (preview.clone(), Role::Good),
        // What must be written is written.
        (None, None) if one.hint == pen.model.words.tui.fixing.must && one.value().is_some() => {
            (String::new(), Role::Dim)
        }
        (None, None) => (one.hint.to_owned(), Role::Dim),
    };
    let (style, dim) = (pen.style(role), pen.style(Role::Dim));
    let last = behind(last, area.x);
    let wide = usize::from(below.width);
    let first = text::wrap(&said, wide).ranges.into_iter().next().unwrap_or_default();
    let rest = said.get(first.end..).unwrap_or("").trim_start();
    // What does not fit is told to its end in the line below; a hint only where nothing else stands there.
    if last.height > 0 && !rest.is_empty() {
        write(pen.buffer, below, said.get(first).unwrap_or(""), style);
        write(pen.buffer, last, &text::cut(rest, wide), style);
    } else {
        write(pen.buffer, below, &text::cut(&said, wide), style);
        // What could be written stays in sight where something is.
        if chosen && (one.error.is_some() || one.preview.is_some()) {
            write(pen.buffer, last, &text::cut(one.hint, wide), dim);
        }
    }
}

/// Signs on either side of a field that has more than is seen.
fn more(pen: &mut Pen, area: Rect, one: &FormField) {
    let skipped = focus::scroll(&one.input, area.width);
    let width = text::width(one.input.value());
    let dim = pen.style(Role::Dim);
    if skipped > 0 {
        write(pen.buffer, Rect { x: area.x.saturating_sub(1), width: 1, ..area }, "<", dim);
    }
    if width > skipped + usize::from(area.width) {
        write(pen.buffer, Rect { x: area.right(), width: 1, ..area }, ">", dim);
    }
}
