//! Draws the finder.

use std::ops::Range;

use ratatui::{layout::Rect, style::Style};

use crate::{
    config::theme::Role,
    query::find::Target,
    text,
    tui::{
        app::{find::Finder, layout},
        ui::{
            Pen,
            widget::{
                field, popup,
                text::{behind, paint, row, write, write_marked},
            },
        },
    },
};

/// Stands for what is left out before what is shown.
const LEFT_OUT: &str = "..";

/// Draws the finder in the middle of the screen.
pub fn draw(pen: &mut Pen, finder: &Finder, screen: Rect) {
    let parts = layout::finder(screen.width, screen.height);
    let words = &pen.model.words.tui.search;
    let (head, line, plain, dim) =
        (pen.style(Role::HeadOn), pen.style(Role::Line), pen.style(Role::Plain), pen.style(Role::Dim));
    popup::frame(pen.buffer, parts.area, words.find_title, head, line);
    pen.map.overlay = Some(parts.area);
    pen.map.list = Some(parts.list);
    let said = match finder.waiting {
        true => words.searching.to_owned(),
        false => (words.find_count)(finder.hits.len(), finder.count),
    };
    let prompt = write(pen.buffer, parts.input, pen.model.words.tui.help.prompt, pen.style(Role::Key));
    let start = behind(parts.input, prompt + 1);
    let wide = u16::try_from(text::width(&said)).unwrap_or(u16::MAX);
    // What is typed comes before how much was found.
    let room = if start.width > wide.saturating_add(12) { wide + 2 } else { 0 };
    let input = Rect { width: start.width - room, ..start };
    field::draw(pen.buffer, input, &finder.input, plain);
    pen.map.field = Some(input);
    if room > 0 {
        write(pen.buffer, behind(parts.input, parts.input.right() - wide), &said, dim);
    }
    for (at, shown) in finder.list.window().enumerate() {
        if let Some(target) = finder.hits.get(shown) {
            draw_hit(pen, row(parts.list, at), finder, *target, shown == finder.list.selected);
        }
    }
    write(pen.buffer, parts.foot, &text::cut(words.find_help, usize::from(parts.foot.width)), dim);
}

/// A title with its agency behind it, or an agency.
fn draw_hit(pen: &mut Pen, line: Rect, finder: &Finder, target: Target, selected: bool) {
    let model = pen.model;
    let base = pen.style(if selected { Role::Selected } else { Role::Plain });
    let (title, aside) = match target {
        Target::Agency(id) => {
            (model.data.agency(id).map_or("", |row| &*row.name), model.words.tui.search.find_agency)
        }
        Target::Issue(id) => {
            let Some(issue) = model.data.issue(id) else { return };
            (issue.title, model.data.agency(issue.agency).map_or("", |row| &*row.name))
        }
    };
    paint(pen.buffer, line, base);
    let title = model.veil.over(title);
    let rest = behind(line, write(pen.buffer, line, if selected { "> " } else { "  " }, base));
    let wide = usize::from(rest.width);
    let aside = text::cut(aside, wide / 3);
    let kept = text::width(&aside) + 2;
    let area = Rect { width: u16::try_from(wide.saturating_sub(kept)).unwrap_or(0), ..rest };
    draw_title(pen, area, &title, &finder.needle.ranges(&title), base);
    let x = line.right().saturating_sub(u16::try_from(text::width(&aside)).unwrap_or(0));
    let style = if selected { base } else { pen.style(Role::Dim) };
    write(pen.buffer, behind(line, x), &aside, style);
}

/// As much of the title as there is room for, so that what was found is seen.
fn draw_title(pen: &mut Pen, area: Rect, title: &str, places: &[Range<usize>], base: Style) {
    let hit = pen.style(Role::Hit);
    let wide = usize::from(area.width);
    let cells = |end: usize| text::width(title.get(..end).unwrap_or(title));
    let last = places.last().map_or(0, |place| cells(place.end));
    let skipped = match places.first() {
        Some(first) if text::width(title) > wide && last + LEFT_OUT.len() > wide => {
            // A few characters before what was found tell what it is about.
            cells(first.start).saturating_sub(wide / 4)
        }
        _ => 0,
    };
    let (rest, _) = text::skip_cells(title, skipped);
    let from = title.len() - rest.len();
    let lead = if from > 0 { LEFT_OUT } else { "" };
    let area = behind(area, write(pen.buffer, area, lead, base));
    let shown = text::cut(rest, usize::from(area.width));
    // What is cut ends in signs of its own, which stand for no part of the title.
    let held = rest.bytes().zip(shown.bytes()).take_while(|(one, other)| one == other).count();
    let places: Vec<Range<usize>> = places
        .iter()
        .filter(|place| place.start >= from && place.end <= from + held)
        .map(|place| place.start - from..place.end - from)
        .collect();
    write_marked(pen.buffer, area, (&shown, 0..shown.len()), base, &[(&places, hit)]);
}
