//! Draws the text of the file with the marked place.

use ratatui::layout::Rect;

use crate::{
    config::theme::Role,
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
    let (head, strong, plain) = (pen.style(Role::HeadOn), pen.style(Role::Strong), pen.style(Role::Plain));
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
    let places = source.marked();
    let place = places.as_slice();
    let (marked, hit) = (pen.style(Role::Place), pen.style(Role::Hit));
    for (at, range) in
        source.lines.ranges.iter().skip(source.offset).take(usize::from(body.height)).enumerate()
    {
        let marks = [(place, marked), (source.hits.as_slice(), hit)];
        write_marked(pen.buffer, row(body, at), (&told.text, range.clone()), plain, &marks);
    }
    if top && screen.height > 3 {
        chrome::hints(pen, row(screen, usize::from(screen.height - 1)));
    }
}
