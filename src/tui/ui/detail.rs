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
        detail::{GUTTER, Line},
        fields::{Field, Shape},
        model::Pane,
    },
};

/// Draws the pane.
pub fn draw(pen: &mut Pen, area: Rect, body: Rect) {
    let model = pen.model;
    let detail = &model.detail;
    let words = &model.words.tui;
    let (seen, all) = ((detail.offset + detail.height).min(detail.lines.len()), detail.lines.len());
    let head = match all > detail.height && all > 0 {
        true => format!("{}  {}%", words.chrome.detail, seen * 100 / all),
        false => words.chrome.detail.to_owned(),
    };
    chrome::head(pen, area, Pane::Detail, &head);
    if detail.issue.is_none() {
        let heading = model.tree.selected().is_some();
        let said = if heading { words.chrome.heading_chosen } else { words.chrome.no_issue };
        return chrome::empty(pen, body, said);
    }
    if detail.lines.is_empty() {
        let title = model.issue().map_or(String::new(), |row| row.title.to_string());
        return chrome::empty(pen, body, &title);
    }
    let mut hits: HashMap<usize, Vec<Range<usize>>> = HashMap::new();
    for (at, line) in detail.lines.iter().skip(detail.offset).take(usize::from(body.height)).enumerate() {
        let Some((index, field)) = line.field.and_then(|at| Some((at, detail.fields.get(at)?))) else {
            continue;
        };
        let places =
            hits.entry(index).or_insert_with(|| highlight::places(&field.text, &model.search.words)).clone();
        let chosen = index == detail.cursor && model.focus == Pane::Detail;
        draw_line(pen, row(body, at), line, field, &places, chosen);
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
    let text = behind(inner, inner.x + u16::try_from(line.indent).unwrap_or(0));
    if !line.range.is_empty() {
        let (style, hit) = (pen.style(role(field.tone)), pen.style(Role::Hit));
        write_marked(pen.buffer, text, (&field.text, line.range.clone()), style, &[(hits, hit)]);
    }
}
