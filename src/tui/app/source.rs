//! The text of the file, with the place that a field came from.

use std::ops::Range;

use crate::{
    ledger::types::{IssueId, SourceText},
    notice::Span,
    query::highlight,
    text::{self, Lines},
};

use super::{
    effect::Effect,
    model::{Model, Overlay, Pane, Tone},
    tree::Kind,
    veil::{self, Places, Veil},
};
use crate::ledger::protocol::Request;

/// The text of the file as it is shown.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// The issue whose text it is.
    pub issue: Option<IssueId>,
    /// What the marked place is.
    pub label: String,
    /// The place that is marked.
    pub span: Option<Span>,
    /// The text, once the ledger told it.
    pub text: Option<SourceText>,
    /// Its lines at the present width.
    pub lines: Lines,
    /// How places in the text and in what is shown of it belong together.
    pub places: Places,
    /// Where the words of the search stand.
    pub hits: Vec<Range<usize>>,
    /// The first line that is seen.
    pub offset: usize,
    /// Lines that are seen.
    pub height: usize,
    width: usize,
}

impl Source {
    /// Takes the text and goes to the marked place.
    pub fn fill(&mut self, text: SourceText, words: &str, veil: &Veil) {
        let (text, places) = veil::over_source(text, veil);
        self.places = places;
        self.hits = highlight::places(&text.text, words);
        self.text = Some(text);
        self.lay();
        self.go_to_span();
    }

    /// Sets the size of the window.
    pub fn resize(&mut self, width: usize, height: usize) {
        let (again, fresh) = (self.width != width, self.height == 0);
        let top = self.lines.ranges.get(self.offset).map(|range| range.start);
        (self.width, self.height) = (width, height);
        if again {
            self.lay();
            self.offset = top.map_or(0, |at| self.lines.line_of(at));
        }
        if fresh {
            self.go_to_span();
        }
        self.offset = self.offset.min(self.last());
    }

    /// Scrolls by so many lines.
    pub fn scroll(&mut self, lines: isize) {
        self.offset = self.offset.saturating_add_signed(lines).min(self.last());
    }

    /// Scrolls to the next or previous hit of the search; whether there is one.
    pub fn next_hit(&mut self, down: bool) -> bool {
        let middle = self.offset + self.height / 3;
        let mut lines = self.hits.iter().map(|hit| self.lines.line_of(hit.start));
        let found = if down {
            lines.find(|line| *line > middle)
        } else {
            lines.rfind(|line| *line < middle.min(self.offset + self.height / 3))
        };
        let around = if down { self.hits.first() } else { self.hits.last() };
        let Some(line) = found.or_else(|| around.map(|hit| self.lines.line_of(hit.start))) else {
            return false;
        };
        self.offset = line.saturating_sub(self.height / 3).min(self.last());
        true
    }

    /// Marks another place and goes there.
    fn mark(&mut self, label: String, span: Option<Span>) {
        self.label = label;
        self.span = span;
        self.go_to_span();
    }

    /// Scrolls so that the marked place is seen with some lines before it.
    fn go_to_span(&mut self) {
        let Some(span) = self.shown() else { return };
        let (first, last) = (self.lines.line_of(span.start), self.lines.line_of(span.end.saturating_sub(1)));
        let room = self.height.saturating_sub(last - first + 1);
        self.offset = first.saturating_sub(room.min(self.height) / 3).min(self.last());
    }

    /// The marked place in what is shown.
    pub fn shown(&self) -> Option<Span> {
        self.span.map(|span| self.places.span(span))
    }

    fn last(&self) -> usize {
        self.lines.len().saturating_sub(self.height)
    }

    fn lay(&mut self) {
        self.lines = match &self.text {
            Some(text) if self.width > 0 => text::wrap(&text.text, self.width),
            _ => Lines::default(),
        };
    }
}

/// Opens the text at the place of what is chosen: the field in the detail pane, else the node.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some((issue, label, span)) = chosen(model) else {
        model.say(Tone::Warn, model.words.tui.source.no_span);
        return;
    };
    let mut source = Source { issue: Some(issue), label, span: Some(span), ..Source::default() };
    let held = model.data.source.as_ref().filter(|text| text.issue == issue).cloned();
    match held {
        Some(text) => source.fill(text, &model.search.words, &model.veil),
        None => effects.push(Effect::Send(Request::Source(issue))),
    }
    model.overlays.push(Overlay::Source(source));
}

/// The issue whose text is meant, and the place in it.
fn chosen(model: &Model) -> Option<(IssueId, String, Span)> {
    let node = model.tree.selected()?;
    let rows = &model.data.snapshot.issues;
    if let Some(row) = node.issue.and_then(|at| rows.get(at)) {
        let detail = &model.detail;
        let label = model.words.tui.field.problem.to_owned();
        // Until the issue has arrived there is but its statement.
        let there = detail.issue == Some(row.id) && !detail.sheet.fields.is_empty();
        if there && model.focus == Pane::Detail {
            let field = detail.sheet.field()?;
            return Some((row.id, field.label.clone(), field.span?));
        }
        let own = detail.data.as_ref().filter(|data| data.id == row.id).map(|data| data.node.span);
        return Some((row.id, label, own.or(node.span)?));
    }
    // A heading has no text of its own to ask for: any issue of its notice has the same.
    let any = rows.iter().find(|row| row.notice == node.key.0 && row.present)?;
    let span = if node.kind == Kind::Notice { Span::new(0, 0) } else { node.span? };
    Some((any.id, node.title.clone(), span))
}

/// Takes a text that the ledger told.
pub fn told(model: &mut Model, text: SourceText) {
    let (words, veil) = (model.search.words.clone(), model.veil.clone());
    for overlay in &mut model.overlays {
        if let Overlay::Source(source) = overlay
            && source.issue == Some(text.issue)
        {
            source.fill(text.clone(), &words, &veil);
        }
    }
    model.data.source = Some(text);
}

/// Goes on to the next or previous field of the issue and marks its place.
pub fn next_field(model: &mut Model, down: bool) {
    let Some(at) = model.detail.sheet.next_with_source(down) else { return };
    model.detail.sheet.choose(at);
    let Some((label, span)) = model.detail.sheet.field().map(|field| (field.label.clone(), field.span))
    else {
        return;
    };
    if let Some(Overlay::Source(source)) = model.overlays.last_mut()
        && source.issue == model.detail.issue
    {
        source.mark(label, span);
    }
}
