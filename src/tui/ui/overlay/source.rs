//! Draws the text of the file with the marked place.

use ratatui::layout::Rect;

use crate::{
    config::theme::Role,
    ledger::types::SourceText,
    notice::Span,
    text::{self, Align},
    tui::{
        app::{layout, source::Source},
        ui::{
            Pen, chrome,
            widget::{
                popup,
                text::{row, write, write_marked},
            },
        },
    },
};

/// Draws the text over the whole screen.
pub fn draw(pen: &mut Pen, source: &Source, screen: Rect, top: bool) {
    popup::clear(pen.buffer, screen);
    pen.map.overlay = Some(screen);
    pen.map.buttons.clear();
    pen.map.panes = [None; 3];
    let words = &pen.model.words.tui.source;
    let (head, strong) = (pen.style(Role::HeadOn), pen.style(Role::Strong));
    let wide = usize::from(screen.width);
    let path = pen.model.veil.over(source.text.as_ref().map_or("", |text| text.path.as_str()));
    let seen = (source.offset + source.height).min(source.lines.len()) * 100 / source.lines.len().max(1);
    // The page at the top of the window, as a reader of the file would count it.
    let top_line = source.lines.ranges.get(source.offset).map_or(0, |range| range.start);
    let page = source.text.as_ref().and_then(|text| {
        let (page, _) = text.pages_of(Span::new(top_line, top_line))?;
        Some(format!("{}  ", (words.page)(page, text.pages.len())))
    });
    let veil = if pen.model.veil.on() { pen.model.words.tui.veil.sign } else { "" };
    let title = format!("> {}  {seen}%  {}{path}  {veil}", words.title, page.unwrap_or_default());
    write(pen.buffer, row(screen, 0), &text::fit(&title, wide, Align::Left), head);
    let count = source.places.len();
    let place =
        if count > 1 { format!("{}  ", (words.place_of)(source.at + 1, count)) } else { String::new() };
    let label = (words.field)(&source.label);
    let label = format!("{place}{}", text::cut(&label, (wide / 2).saturating_sub(text::width(&place))));
    let pages = source.text.as_ref().zip(source.shown()).and_then(|(text, span)| {
        let (first, last) = text.pages_of(span)?;
        Some(format!("  {}", (words.on_pages)(first, last)))
    });
    let pages = pages.unwrap_or_default();
    let facts = source.text.as_ref().map_or(String::new(), |text| {
        let day = text.imported.to_zoned(pen.model.zone.clone()).date();
        let hash: String = text.sha256.chars().take(12).collect();
        format!("{}  SHA-256 {hash}..", (words.imported)(&day.to_string()))
    });
    let second = row(screen, 1);
    write(pen.buffer, second, &text::cut(&format!(" {label}{pages}  {facts}"), wide), strong);
    let body = layout::source(screen.width, screen.height);
    let Some(told) = &source.text else {
        return chrome::empty(pen, body, words.no_text);
    };
    draw_window(pen, body, source, told);
    if let Some(lower) = &source.lower {
        let between = row(body, source.height);
        let path = pen.model.veil.over(lower.text.as_ref().map_or("", |text| text.path.as_str()));
        let said = format!("  {}  {path}", (words.place_of)(lower.at + 1, count));
        write(
            pen.buffer,
            between,
            &text::fit(&said, usize::from(body.width), Align::Left),
            pen.style(Role::Head),
        );
        let below = u16::try_from(source.height + 1).unwrap_or(u16::MAX).min(body.height);
        let below = Rect { y: body.y + below, height: body.height - below, ..body };
        match &lower.text {
            Some(told) => draw_window(pen, below, lower, told),
            None => chrome::empty(pen, below, words.no_text),
        }
    }
    if top && screen.height > 3 {
        chrome::hints(pen, row(screen, usize::from(screen.height - 1)));
    }
}

/// Draws the lines that one window shows.
fn draw_window(pen: &mut Pen, area: Rect, source: &Source, told: &SourceText) {
    let places = source.marked();
    let marks = [(places.as_slice(), pen.style(Role::Place)), (source.hits.as_slice(), pen.style(Role::Hit))];
    let plain = pen.style(Role::Plain);
    let lines = source.lines.ranges.iter().skip(source.offset).take(source.height);
    for (at, range) in lines.enumerate() {
        write_marked(pen.buffer, row(area, at), (&told.text, range.clone()), plain, &marks);
    }
}
