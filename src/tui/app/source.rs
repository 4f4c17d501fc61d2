//! The text of the file, with the place that a field came from.

use std::ops::Range;

use crate::{
    ledger::types::{AskedDoubt, IssueId, SourceText},
    notice::Span,
    query::highlight,
    text::{self, Lines},
};

use super::{
    board::asked,
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
    /// Other places that are marked with it: the words that raise one question together.
    pub more: Vec<Span>,
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
    fn mark(&mut self, label: String, span: Option<Span>, more: Vec<Span>) {
        (self.label, self.span, self.more) = (label, span, more);
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

    /// All marked places in what is shown, in their order.
    pub fn marked(&self) -> Vec<Range<usize>> {
        let all = self.span.iter().chain(&self.more).map(|span| self.places.span(*span));
        let mut all: Vec<Range<usize>> = all.map(|span| span.start..span.end).collect();
        all.sort_by_key(|place| (place.start, place.end));
        let mut apart: Vec<Range<usize>> = Vec::new();
        for place in all {
            match apart.last_mut() {
                Some(last) if place.start < last.end => last.end = last.end.max(place.end),
                _ => apart.push(place),
            }
        }
        apart
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
    let found = match model.overlays.last() {
        // A board has no place in a text but that of a doubt.
        Some(_) => asked::chosen(model).and_then(|doubt| of_doubt(model, &doubt)),
        None => chosen(model).map(|(issue, label, span)| (issue, label, span, together(model, span))),
    };
    let Some((issue, label, span, more)) = found else {
        model.say(Tone::Warn, model.words.tui.source.no_span);
        return;
    };
    let mut source = Source { issue: Some(issue), label, span: Some(span), more, ..Source::default() };
    let held = model.data.source.as_ref().filter(|text| text.issue == issue).cloned();
    match held {
        Some(text) => source.fill(text, &model.search.words, &model.veil),
        None => effects.push(Effect::Send(Request::Source(issue))),
    }
    model.overlays.push(Overlay::Source(source));
}

/// An issue of the notice in which a doubt is raised, and all the words that raise it.
fn of_doubt(model: &Model, doubt: &AskedDoubt) -> Option<(IssueId, String, Span, Vec<Span>)> {
    let any = || model.data.snapshot.issues.iter().find(|row| row.notice == doubt.row.notice && row.present);
    let issue = doubt.row.issues.first().copied().or_else(|| any().map(|row| row.id))?;
    let mut spans = doubt.doubt.quotes.iter().map(|quote| quote.span);
    let first = spans.next()?;
    Some((issue, (model.words.doubts.rule)(doubt.row.rule).to_owned(), first, spans.collect()))
}

/// The other words of the doubt that a place of the shown issue raises.
fn together(model: &Model, span: Span) -> Vec<Span> {
    let doubts = model.detail.data.iter().flat_map(|data| &data.doubts);
    let quotes = doubts.map(|doubt| &doubt.doubt.quotes);
    let here = quotes.filter(|quotes| quotes.iter().any(|quote| quote.span == span));
    here.flatten().map(|quote| quote.span).filter(|other| *other != span).collect()
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
    let more = span.map_or_else(Vec::new, |span| together(model, span));
    if let Some(Overlay::Source(source)) = model.overlays.last_mut()
        && source.issue == model.detail.issue
    {
        source.mark(label, span, more);
    }
}
