//! Draws the detail pane.

use std::{collections::HashMap, ops::Range};

use ratatui::layout::Rect;

use super::{
    Pen, chrome, role,
    widget::text::{behind, paint, row, write, write_marked},
};
use crate::{
    config::theme::Role,
    query::highlight,
    text,
    tui::app::{
        fields::{Field, Shape},
        model::Pane,
        sheet::{GUTTER, Line, Sheet},
    },
};

/// Draws the pane.
pub fn draw(pen: &mut Pen, area: Rect, body: Rect) {
    let model = pen.model;
    let detail = &model.detail;
    let words = &model.words.tui;
    chrome::head(pen, area, Pane::Detail, &with_share(words.chrome.detail, &detail.sheet));
    if detail.issue.is_none() {
        let heading = model.tree.selected().is_some();
        let said = if heading { words.chrome.heading_chosen } else { words.chrome.no_issue };
        return chrome::empty(pen, body, said);
    }
    if detail.sheet.lines.is_empty() {
        let title = model.issue().map_or(String::new(), |row| row.title.to_string());
        return chrome::empty(pen, body, &title);
    }
    draw_sheet(pen, body, &detail.sheet, model.focus == Pane::Detail);
}

/// A title, and how far down one is where not all is seen.
pub fn with_share(title: &str, sheet: &Sheet) -> String {
    let (seen, all) = ((sheet.offset + sheet.height).min(sheet.lines.len()), sheet.lines.len());
    match all > sheet.height && all > 0 {
        true => format!("{title}  {}%", seen * 100 / all),
        false => title.to_owned(),
    }
}

/// Draws what is seen of a sheet; `on` where it has the keyboard.
pub fn draw_sheet(pen: &mut Pen, body: Rect, sheet: &Sheet, on: bool) {
    let mut hits: HashMap<usize, Vec<Range<usize>>> = HashMap::new();
    for (at, line) in sheet.lines.iter().skip(sheet.offset).take(usize::from(body.height)).enumerate() {
        let Some((index, field)) = line.field.and_then(|at| Some((at, sheet.fields.get(at)?))) else {
            continue;
        };
        let words = &pen.model.search.shown;
        let places = hits.entry(index).or_insert_with(|| highlight::places(&field.text, words)).clone();
        draw_line(pen, row(body, at), line, field, &places, index == sheet.cursor && on);
    }
}

fn draw_line(pen: &mut Pen, area: Rect, line: &Line, field: &Field, hits: &[Range<usize>], chosen: bool) {
    let mark = if chosen { ">" } else { " " };
    let strong = pen.style(Role::Strong);
    write(pen.buffer, area, mark, strong);
    let inner = behind(area, area.x + u16::try_from(GUTTER).unwrap_or(0));
    if line.label {
        let style = pen.style(match (chosen, field.shape) {
            (true, _) => Role::Selected,
            (false, Shape::Heading) => Role::Head,
            (false, _) => Role::Strong,
        });
        let wide = if line.indent > 0 { line.indent - 1 } else { usize::from(inner.width) };
        let label = text::cut(&field.label, wide);
        let end = write(pen.buffer, inner, &label, style);
        if field.shape == Shape::Heading {
            paint(pen.buffer, Rect { width: end.saturating_sub(inner.x), ..inner }, style);
        }
    }
    let place = behind(inner, inner.x + u16::try_from(line.indent).unwrap_or(0));
    if field.shape == Shape::Row {
        let style = pen.style(if chosen { Role::Selected } else { role(field.tone) });
        write(pen.buffer, place, &text::cut(&field.text, usize::from(place.width)), style);
    } else if let (Some((range, column)), Some(pair)) = (&line.right, &field.pair) {
        let (plain, hit, between) =
            (pen.style(role(field.tone)), pen.style(Role::Hit), pen.style(Role::Line));
        let right = behind(inner, inner.x + u16::try_from(*column).unwrap_or(u16::MAX));
        let left = Rect { width: right.x.saturating_sub(inner.x), ..inner };
        write_marked(pen.buffer, left, (&field.text, line.range.clone()), plain, &[(&pair.left_marks, hit)]);
        write(pen.buffer, behind(inner, right.x.saturating_sub(2)), "|", between);
        write_marked(pen.buffer, right, (&pair.right, range.clone()), plain, &[(&pair.right_marks, hit)]);
    } else if !line.range.is_empty() {
        let (style, hit) = (pen.style(role(field.tone)), pen.style(Role::Hit));
        write_marked(pen.buffer, place, (&field.text, line.range.clone()), style, &[(hits, hit)]);
    }
}
