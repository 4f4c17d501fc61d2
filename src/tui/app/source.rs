//! The text of the file, with the place that a field came from.
//!
//! A doubt has several places; where one window does not show them, or they are in texts of two notices, there is a
//! window below with the next of them (`lower`).

mod lower;

use std::ops::Range;

use crate::{
    ledger::types::{AskedDoubt, IssueId, NoticeId, SourceText},
    notice::Span,
    query::highlight,
    text::{self, Lines},
};

use super::{
    board::asked,
    effect::Effect,
    fields::Raised,
    model::{Model, Overlay, Pane, Tone},
    tree::Kind,
    veil::{self, Places, Veil},
};
use crate::ledger::protocol::Request;

/// A place in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// An issue of the notice whose text it is.
    pub issue: IssueId,
    /// Where in the text.
    pub span: Span,
}

/// What is opened: a label, the places, and at which of them one begins.
struct Opened {
    label: String,
    places: Vec<Place>,
    at: usize,
}

/// The text of the file as it is shown.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// The issue whose text it is.
    pub issue: Option<IssueId>,
    /// The issue whose fields are walked here.
    home: Option<IssueId>,
    /// What the marked place is.
    pub label: String,
    /// The places: one, or all that raise one doubt together, also in texts of other notices.
    pub places: Vec<Place>,
    /// At which of them one is.
    pub at: usize,
    /// The text, once the ledger told it.
    pub text: Option<SourceText>,
    /// Its lines at the present width.
    pub lines: Lines,
    /// How places in the text and in what is shown of it belong together.
    pub veiled: Places,
    /// Where the words of the search stand.
    pub hits: Vec<Range<usize>>,
    /// The first line that is seen.
    pub offset: usize,
    /// Lines that are seen.
    pub height: usize,
    /// The window below, with another place of the same doubt.
    pub lower: Option<Box<Source>>,
    width: usize,
    /// The text as the ledger told it.
    told: Option<SourceText>,
    /// Whether the ledger was asked for the text and has not told it yet.
    asked: bool,
}

impl Source {
    /// Takes a text, where it is that of the window or of the one below, and goes to the marked place.
    pub fn take(&mut self, text: &SourceText, words: &str, veil: &Veil) {
        if self.issue == Some(text.issue) {
            self.fill(text.clone(), words, veil);
        }
        if let Some(lower) = &mut self.lower {
            lower.take(text, words, veil);
        }
    }

    /// Shows the texts anew, because what is masked has changed.
    pub fn refill(&mut self, words: &str, veil: &Veil) {
        if let Some(text) = self.told.clone() {
            self.fill(text, words, veil);
        }
        if let Some(lower) = &mut self.lower {
            lower.refill(words, veil);
        }
    }

    /// Takes the text and goes to the marked place.
    fn fill(&mut self, text: SourceText, words: &str, veil: &Veil) {
        (self.told, self.asked) = (Some(text.clone()), false);
        let (text, places) = veil::over_source(text, veil);
        self.veiled = places;
        self.hits = highlight::places(&text.text, words);
        self.text = Some(text);
        self.lay();
        self.go_to_span();
    }

    /// Sets the size of the window alone.
    fn window(&mut self, width: usize, height: usize) {
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

    /// Marks other places and goes to one of them.
    fn mark(&mut self, opened: Opened) {
        (self.label, self.places, self.lower) = (opened.label, opened.places, None);
        self.go_to(opened.at);
    }

    /// Goes to a place; its text may have to be read first.
    fn go_to(&mut self, at: usize) {
        self.at = at;
        let issue = self.places.get(at).map(|place| place.issue);
        if issue == self.issue && self.text.is_some() {
            return self.go_to_span();
        }
        (self.issue, self.asked, self.offset) = (issue, false, 0);
        (self.text, self.told, self.hits) = (None, None, Vec::new());
        self.lay();
    }

    /// Scrolls so that the marked place is seen with some lines before it.
    fn go_to_span(&mut self) {
        let Some(span) = self.shown() else { return };
        let (first, last) = (self.lines.line_of(span.start), self.lines.line_of(span.end.saturating_sub(1)));
        let room = self.height.saturating_sub(last - first + 1);
        self.offset = first.saturating_sub(room.min(self.height) / 3).min(self.last());
    }

    /// The marked place at which one is, in what is shown.
    pub fn shown(&self) -> Option<Span> {
        self.places.get(self.at).map(|place| self.veiled.span(place.span))
    }

    /// All marked places of the text in what is shown, in their order; those that touch are one.
    pub fn marked(&self) -> Vec<Range<usize>> {
        let here = self.places.iter().filter(|place| Some(place.issue) == self.issue);
        let all = here.map(|place| self.veiled.span(place.span));
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
        // A board has no place in a text but those of a doubt.
        Some(_) => asked::raised(model).and_then(|(doubt, raised)| of_doubt(model, doubt, &raised, None)),
        None => in_panes(model),
    };
    let Some(opened) = found else {
        model.say(Tone::Warn, model.words.tui.source.no_span);
        return;
    };
    let home = model.detail.issue.filter(|_| model.overlays.is_empty());
    let mut source = Source { home, ..Source::default() };
    source.mark(opened);
    read(&mut source, &Known::of(model), effects);
    model.overlays.push(Overlay::Source(Box::new(source)));
}

/// What is needed to fill a window: the text that was read last, the words of the search, what is masked.
pub struct Known {
    text: Option<SourceText>,
    words: String,
    veil: Veil,
}

impl Known {
    /// What the model has of it.
    pub fn of(model: &Model) -> Self {
        let (text, words, veil) = (model.data.source.clone(), model.search.shown.clone(), model.veil.clone());
        Self { text, words, veil }
    }
}

/// Fills the windows whose text is not there: with the text that was read last, or by asking for theirs.
fn read(source: &mut Source, known: &Known, effects: &mut Vec<Effect>) {
    if let Some(issue) = source.issue.filter(|_| source.text.is_none() && !source.asked) {
        match known.text.as_ref().filter(|text| text.issue == issue) {
            Some(text) => source.fill(text.clone(), &known.words, &known.veil),
            None => {
                source.asked = true;
                effects.push(Effect::Send(Request::Source(issue)));
            }
        }
    }
    if let Some(lower) = &mut source.lower {
        read(lower, known, effects);
    }
}

/// Gives the windows their sizes, opens or closes the one below, and asks for what texts are missing.
pub fn arrange(
    source: &mut Source,
    (width, height): (usize, usize),
    known: &Known,
    effects: &mut Vec<Effect>,
) {
    source.resize(width, height);
    read(source, known, effects);
}

/// What is opened from the panes: all places of the doubt that is chosen, else the place of the field or node.
fn in_panes(model: &Model) -> Option<Opened> {
    if let Some((doubt, raised)) = asked::raised(model) {
        let span = model.detail.sheet.field().and_then(|field| field.span);
        return of_doubt(model, doubt, &raised, span);
    }
    let (issue, label, span) = chosen(model)?;
    Some(Opened { label, places: vec![Place { issue, span }], at: 0 })
}

/// All places of a doubt, beginning at `span` or at its first place elsewhere that is meant.
fn of_doubt(model: &Model, doubt: &AskedDoubt, raised: &Raised, span: Option<Span>) -> Option<Opened> {
    let rows = &model.data.snapshot.issues;
    let any =
        |notice: NoticeId| rows.iter().find(|row| row.notice == notice && row.present).map(|row| row.id);
    let mut places = Vec::new();
    if let Some(issue) = doubt.row.issues.first().copied().or_else(|| any(doubt.row.notice)) {
        places.extend(doubt.doubt.quotes.iter().map(|quote| Place { issue, span: quote.span }));
    }
    let own = places.len();
    let mut first = places.iter().position(|place| Some(place.span) == span);
    for (at, (other, away)) in doubt.doubt.elsewhere.iter().zip(&doubt.elsewhere).enumerate() {
        if raised.away == Some(at) {
            first = Some(places.len());
        }
        let issue = away.issues.first().copied().filter(|issue| model.data.place(*issue).is_some());
        if let Some(issue) = issue.or_else(|| away.notice.and_then(any)) {
            places.extend(other.quotes.iter().map(|quote| Place { issue, span: quote.span }));
        }
    }
    let label = (model.words.doubts.rule)(doubt.row.rule).to_owned();
    let at = first.filter(|at| *at < places.len()).unwrap_or(0);
    (own > 0).then_some(Opened { label, places, at })
}

/// How many places the uppermost source has.
pub fn places(model: &Model) -> usize {
    match model.uppermost() {
        Some(Overlay::Source(source)) => source.places.len(),
        _ => 0,
    }
}

/// Goes on to the next of the places of a doubt, round and round; opens the text in which it stands.
pub fn other_place(model: &mut Model, effects: &mut Vec<Effect>) {
    let known = Known::of(model);
    let Some(Overlay::Source(source)) = model.overlays.last_mut() else { return };
    source.go_on();
    read(source, &known, effects);
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
    let (words, veil) = (model.search.shown.clone(), model.veil.clone());
    for overlay in &mut model.overlays {
        if let Overlay::Source(source) = overlay {
            source.take(&text, &words, &veil);
        }
    }
    model.data.source = Some(text);
}

/// Goes on to the next or previous field of the issue and marks its place.
pub fn next_field(model: &mut Model, down: bool, effects: &mut Vec<Effect>) {
    let issue = model.detail.issue;
    let Some(Overlay::Source(source)) = model.overlays.last() else { return };
    // Opened from a board, or after the issue that is chosen has changed, it has no fields to walk.
    let Some(issue) = issue.filter(|_| source.home == issue) else { return };
    let Some(at) = model.detail.sheet.next_with_source(down) else { return };
    model.detail.sheet.choose(at);
    let Some(field) = model.detail.sheet.field() else { return };
    let doubt = field.raised.as_ref().and_then(|raised| {
        let doubts = model.detail.data.as_ref().map(|data| &data.doubts)?;
        let doubt = doubts.iter().find(|doubt| doubt.row.id == raised.id)?;
        of_doubt(model, doubt, raised, field.span)
    });
    let own = || {
        let places = field.span.map(|span| Place { issue, span }).into_iter().collect();
        Opened { label: field.label.clone(), places, at: 0 }
    };
    let opened = doubt.unwrap_or_else(own);
    let known = Known::of(model);
    if let Some(Overlay::Source(source)) = model.overlays.last_mut() {
        source.mark(opened);
        read(source, &known, effects);
    }
}
