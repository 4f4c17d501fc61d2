//! Draws the text field of search and narrowing in the last line but one.

use ratatui::layout::Rect;

use crate::{
    config::theme::Role,
    text,
    tui::{
        app::{
            layout::Layout,
            search::{Prompt, PromptKind},
        },
        ui::{
            Pen,
            widget::{
                field, popup,
                text::{behind, row, write},
            },
        },
    },
};

/// Draws the prompt over the message line; on a screen without panes over its last line.
pub fn draw(pen: &mut Pen, prompt: &Prompt, screen: Rect) {
    let last = row(screen, usize::from(screen.height.saturating_sub(1)));
    let area = Layout::of(screen.width, screen.height, pen.model.focus).map_or(last, |layout| layout.status);
    popup::clear(pen.buffer, area);
    let words = &pen.model.words.tui.search;
    let (title, found) = match prompt.kind {
        PromptKind::Search if pen.model.search.waiting => (words.prompt, pen.model.search.progress(words)),
        PromptKind::Search if prompt.input.value().trim().is_empty() => (words.prompt, String::new()),
        // Nothing was looked for: no number of hits is told.
        PromptKind::Search if pen.model.search.plan.is_none() => {
            let fault = pen.model.search.fault.as_deref().unwrap_or_default();
            (words.prompt, text::cut(fault, usize::from(area.width) / 2).into_owned())
        }
        PromptKind::Search => {
            (words.prompt, (words.hits)(pen.model.search.hits.len(), pen.model.search.agencies.len()))
        }
        PromptKind::Narrow if pen.model.narrowing.waiting => {
            (words.narrow_prompt, words.searching.to_owned())
        }
        PromptKind::Narrow => {
            let left = pen.model.data.shown.iter().filter(|shown| **shown).count();
            (words.narrow_prompt, (words.narrowed)(left))
        }
    };
    let (key, plain) = (pen.style(Role::Key), pen.style(Role::Plain));
    let faulty = prompt.kind == PromptKind::Search && pen.model.search.fault.is_some();
    let told = if faulty { pen.style(Role::Warn) } else { plain };
    let start = behind(area, write(pen.buffer, area, &format!(" {title}: "), key));
    let wide = u16::try_from(text::width(&found)).unwrap_or(0);
    let room = if start.width > wide + 12 { wide + 2 } else { 0 };
    let input = Rect { width: start.width - room, ..start };
    field::draw(pen.buffer, input, &prompt.input, plain);
    pen.map.field = Some(input);
    pen.map.overlay = Some(area);
    if room > 0 {
        write(pen.buffer, behind(area, area.right() - wide - 1), &found, told);
    }
}
