//! Draws the pane of agencies: a name and columns of counts.

use ratatui::{layout::Rect, style::Style};

use super::{
    Pen, chrome,
    widget::text::{behind, paint, row, write, write_marked},
};
use crate::{
    config::theme::Role,
    query::Counts,
    text::{self, Align},
    tui::app::{
        layout,
        model::Pane,
        narrow,
        say::{self, Length},
    },
};

/// Cells that a name has at least before a column gives way.
const NAME: usize = 20;

/// A column of counts.
struct Column {
    head: String,
    width: usize,
    values: Vec<u32>,
    role: Role,
}

/// Draws the pane.
pub fn draw(pen: &mut Pen, area: Rect, body: Rect) {
    let model = pen.model;
    let words = &model.words.tui.chrome;
    if model.agencies.rows.is_empty() {
        chrome::head(pen, area, Pane::Agencies, words.agencies);
        let said = match (model.data.loaded, model.data.snapshot.agencies.is_empty()) {
            (false, _) => words.loading,
            (true, true) => words.empty_ledger,
            (true, false) => words.empty_filter,
        };
        return chrome::empty(pen, body, said);
    }
    let foot = layout::agency_foot(body.height);
    let list = Rect { height: body.height.saturating_sub(foot), ..body };
    let columns = columns(pen, usize::from(body.width));
    let right: usize = columns.iter().map(|column| column.width).sum();
    let name = usize::from(body.width).saturating_sub(right + 1);
    let heads: String =
        columns.iter().map(|column| text::fit(&column.head, column.width, Align::Right)).collect();
    let title = text::fit(words.agencies, name.saturating_sub(1), Align::Left);
    chrome::head(pen, area, Pane::Agencies, &format!("{title}{heads}"));
    for (at, shown) in model.agencies.list.window().enumerate() {
        draw_row(pen, row(list, at), shown, name, &columns, at);
    }
    draw_foot(pen, Rect { y: list.bottom(), height: foot, ..body });
}

fn draw_row(pen: &mut Pen, line: Rect, shown: usize, name: usize, columns: &[Column], at: usize) {
    let model = pen.model;
    let Some(row) = model.agencies.rows.get(shown) else { return };
    let Some(agency) = row.at.and_then(|row| model.data.snapshot.agencies.get(row)) else {
        let style = pen.style(Role::Strong);
        write(pen.buffer, line, &text::cut(&row.head, name), style);
        return draw_columns(pen, line, name, columns, at, style);
    };
    let selected = shown == model.agencies.list.selected;
    let focused = model.focus == Pane::Agencies;
    let base = pen.style(match (selected, focused) {
        (true, true) => Role::Selected,
        (true, false) => Role::Idle,
        _ => Role::Plain,
    });
    paint(pen.buffer, line, base);
    let cell = write(pen.buffer, line, if selected { ">" } else { " " }, base);
    let places = narrow::places(model, &agency.name);
    let sign = if agency.contested.is_empty() { "" } else { model.words.tui.fixing.conflict_sign };
    let room = name.saturating_sub(1).saturating_sub(if sign.is_empty() { 0 } else { text::width(sign) + 1 });
    let cut = text::cut(&agency.name, room);
    let (hit, bad) = (pen.style(Role::Hit), base.patch(pen.style(Role::Bad)));
    let end = write_marked(pen.buffer, behind(line, cell), (&cut, 0..cut.len()), base, &[(&places, hit)]);
    if !sign.is_empty() {
        write(pen.buffer, behind(line, end + 1), sign, bad);
    }
    draw_columns(pen, line, name, columns, at, base);
}

fn draw_columns(pen: &mut Pen, line: Rect, name: usize, columns: &[Column], at: usize, base: Style) {
    let mut rest = behind(line, line.x + u16::try_from(name + 1).unwrap_or(line.width));
    for column in columns {
        let value = column.values.get(at).copied().unwrap_or(0);
        let said = if value == 0 { String::new() } else { value.to_string() };
        let style = if value > 0 { base.patch(pen.style(column.role)) } else { base };
        rest = behind(rest, write(pen.buffer, rest, &text::fit(&said, column.width, Align::Right), style));
    }
}

/// The columns that have room: all issues, overdue, checks due, hits; then the outcomes under their
/// keys, all six or none.
fn columns(pen: &Pen, wide: usize) -> Vec<Column> {
    let model = pen.model;
    // Nothing was counted yet.
    if !model.data.loaded {
        return Vec::new();
    }
    let words = &model.words.tui.chrome;
    let counts: Vec<&Counts> = model
        .agencies
        .list
        .window()
        .filter_map(|shown| model.agencies.rows.get(shown))
        .map(|line| &line.counts)
        .collect();
    let column = |head: &str, role, of: &dyn Fn(&Counts) -> u32| {
        let values: Vec<u32> = counts.iter().map(|counts| of(counts)).collect();
        let digits = values.iter().max().map_or(1, |most| most.to_string().len());
        Column { head: head.to_owned(), width: digits.max(text::width(head)) + 1, values, role }
    };
    let mut out = vec![column(words.column_all, Role::Plain, &Counts::rows)];
    if !model.search.hits.is_empty() {
        let values = hits_by_row(pen);
        let digits = values.iter().max().map_or(1, |most| most.to_string().len());
        let width = digits.max(text::width(words.column_hits)) + 1;
        out.push(Column { head: words.column_hits.to_owned(), width, values, role: Role::Hit });
    }
    let outcomes: Vec<Column> = say::OUTCOMES
        .iter()
        .zip(1..)
        .map(|(choice, key)| column(&format!("{key}"), Role::Plain, &|counts| counts.outcome(*choice)))
        .collect();
    let mut tail = vec![
        column(words.column_overdue, Role::Bad, &|counts| counts.overdue),
        column(words.column_recheck, Role::Warn, &|counts| counts.recheck_due),
    ];
    if model.data.doubts.all > 0 {
        let (head, values) = (model.words.doubts.column, doubts_by_row(pen));
        let digits = values.iter().max().map_or(1, |most| most.to_string().len());
        let width = digits.max(text::width(head)) + 1;
        tail.push(Column { head: head.to_owned(), width, values, role: Role::Warn });
    }
    let total = |columns: &[Column]| columns.iter().map(|column| column.width).sum::<usize>();
    if total(&out) + total(&outcomes) + total(&tail) + NAME < wide {
        out.extend(outcomes);
    }
    out.extend(tail);
    while out.len() > 1 && total(&out) + NAME / 2 >= wide {
        out.pop();
    }
    out
}

fn doubts_by_row(pen: &Pen) -> Vec<u32> {
    let model = pen.model;
    let count = |shown: usize| {
        let agency = model.agencies.at(shown).and_then(|at| model.data.snapshot.agencies.get(at))?;
        u32::try_from(model.data.doubts.of_agency(agency.id)).ok()
    };
    model.agencies.list.window().map(|shown| count(shown).unwrap_or(0)).collect()
}

fn hits_by_row(pen: &Pen) -> Vec<u32> {
    let model = pen.model;
    let count = |shown: usize| {
        let agency = model.agencies.at(shown).and_then(|at| model.data.snapshot.agencies.get(at))?;
        model.search.agencies.get(&agency.id).copied()
    };
    model.agencies.list.window().map(|shown| count(shown).unwrap_or(0)).collect()
}

/// The selected agency's whole name and its counts by outcome.
fn draw_foot(pen: &mut Pen, area: Rect) {
    let model = pen.model;
    let Some(line) = model.agencies.rows.get(model.agencies.list.selected) else { return };
    let Some(at) = line.at.filter(|_| area.height > 0) else { return };
    let Some(agency) = model.data.snapshot.agencies.get(at) else { return };
    let counts = &line.counts;
    let wide = usize::from(area.width);
    let (strong, plain) = (pen.style(Role::Strong), pen.style(Role::Plain));
    write(pen.buffer, row(area, 0), &text::cut(&format!(" {}", agency.name), wide), strong);
    if !model.data.loaded {
        return;
    }
    let length = if wide >= 44 { Length::Whole } else { Length::Short };
    let said: Vec<String> = say::OUTCOMES
        .iter()
        .filter(|choice| counts.outcome(**choice) > 0)
        .map(|choice| format!("{}{}", say::outcome(model.words, *choice, length), counts.outcome(*choice)))
        .collect();
    let mut lines = vec![String::new()];
    for one in said {
        match lines.last_mut() {
            Some(line) if text::width(line) + text::width(&one) + 2 < wide => {
                line.push_str(if line.is_empty() { " " } else { "  " });
                line.push_str(&one);
            }
            _ => lines.push(format!(" {one}")),
        }
    }
    for (at, line) in lines.iter().enumerate() {
        write(pen.buffer, row(area, at + 1), &text::cut(line, wide), plain);
    }
}
