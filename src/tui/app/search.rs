//! The search over all agencies, and the walk from hit to hit.

use std::collections::HashMap;

use tui_input::Input;

use crate::ledger::{
    protocol::Request,
    types::{AgencyId, IssueId},
};

use super::{
    effect::Effect,
    filter,
    model::{Model, Overlay, Pane, Tone},
    narrow,
};

/// State of the search.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// What is searched; empty when there is no search.
    pub words: String,
    /// Number of the newest question.
    pub generation: u64,
    /// Whether its answer is still to come.
    pub waiting: bool,
    /// All issues found.
    pub found: Vec<IssueId>,
    /// Those of them that the filter shows, by place in the snapshot, rising.
    pub hits: Vec<usize>,
    /// How many of them there are in each agency that has any.
    pub agencies: HashMap<AgencyId, u32>,
    /// Where the search set out from, as long as it is being typed or its answer is to come.
    pub origin: Option<Origin>,
}

/// Where a search set out from, to return to.
#[derive(Debug, Clone, PartialEq)]
pub struct Origin {
    focus: Pane,
    issue: Option<IssueId>,
    place: usize,
}

/// The text field in the last line.
#[derive(Debug, Clone)]
pub struct Prompt {
    /// What it is for.
    pub kind: PromptKind,
    /// What is written.
    pub input: Input,
    /// What was in force before.
    pub before: String,
}

/// What a prompt is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PromptKind {
    /// The search.
    Search,
    /// The narrowing.
    Narrow,
}

impl Prompt {
    /// A prompt that holds what is in force.
    pub fn new(kind: PromptKind, before: &str) -> Self {
        Self { kind, input: Input::new(before.to_owned()), before: before.to_owned() }
    }
}

/// Opens the text field of the search; former words are kept only to come back to.
pub fn open(model: &mut Model) {
    model.search.origin =
        Some(Origin { focus: model.focus, issue: model.issue().map(|row| row.id), place: place(model) });
    let before = std::mem::take(&mut model.search.words);
    let mut prompt = Prompt::new(PromptKind::Search, &before);
    prompt.input = Input::default();
    forget(model);
    model.overlays.push(Overlay::Prompt(prompt));
}

/// What follows from a change in the text field.
pub fn edited(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(Overlay::Prompt(prompt)) = model.overlays.last() else { return };
    let words = prompt.input.value().to_owned();
    match prompt.kind {
        PromptKind::Search => ask(model, words, effects),
        PromptKind::Narrow => narrow::to(model, &words),
    }
}

/// Searches `words`; answers to older questions are no longer wanted.
fn ask(model: &mut Model, words: String, effects: &mut Vec<Effect>) {
    forget(model);
    model.search.words = words;
    if !model.search.words.trim().is_empty() {
        model.search.waiting = true;
        let (generation, words) = (model.search.generation, model.search.words.clone());
        effects.push(Effect::Send(Request::Search { generation, words }));
    }
}

/// Ends the search.
pub fn forget(model: &mut Model) {
    let search = &mut model.search;
    search.words.clear();
    search.generation += 1;
    search.waiting = false;
    search.found.clear();
    search.hits.clear();
    search.agencies.clear();
}

/// Takes the hits of a question, if it is the newest, and goes to the first from where the search
/// set out.
pub fn told(model: &mut Model, generation: u64, issues: Vec<IssueId>) {
    if generation != model.search.generation {
        return;
    }
    model.search.waiting = false;
    model.search.found = issues;
    restrict(model);
    let Some(from) = model.search.origin.as_ref().map(|origin| origin.place) else { return };
    if !matches!(model.overlays.last(), Some(Overlay::Prompt(_))) {
        model.search.origin = None;
    }
    let hits = &model.search.hits;
    match hits.iter().find(|hit| **hit >= from).or(hits.first()).copied() {
        Some(hit) => go(model, hit),
        None => model.say(Tone::Warn, (model.words.tui.search.none)(&model.search.words)),
    }
}

/// Leaves the hits that the filter shows.
pub fn restrict(model: &mut Model) {
    let data = &model.data;
    let rows = model.search.found.iter().filter_map(|id| data.rows.get(id).copied());
    let mut hits: Vec<usize> = rows.filter(|at| data.shown.get(*at).copied().unwrap_or(false)).collect();
    hits.sort_unstable();
    let mut agencies: HashMap<AgencyId, u32> = HashMap::new();
    for row in hits.iter().filter_map(|at| data.snapshot.issues.get(*at)) {
        *agencies.entry(row.agency).or_default() += 1;
    }
    model.search.agencies = agencies;
    model.search.hits = hits;
}

/// Goes to the next or previous hit, past the end to the other end.
pub fn next(model: &mut Model, down: bool) {
    if model.search.words.trim().is_empty() {
        model.say(Tone::Warn, model.words.tui.search.no_words);
        return;
    }
    let from = place(model);
    let on_issue = model.issue().is_some();
    let hits = &model.search.hits;
    let found = if down {
        hits.iter().find(|hit| **hit > from || (!on_issue && **hit == from))
    } else {
        hits.iter().rfind(|hit| **hit < from)
    };
    let around = if down { hits.first() } else { hits.last() };
    let wrapped = found.is_none();
    match found.or(around).copied() {
        Some(hit) => {
            go(model, hit);
            if wrapped && let Some(message) = &mut model.message {
                message.text.insert_str(0, model.words.tui.search.wrapped);
            }
        }
        None => model.say(Tone::Warn, (model.words.tui.search.none)(&model.search.words)),
    }
}

/// Goes to an issue, by its place in the snapshot.
fn go(model: &mut Model, hit: usize) {
    let Some((id, agency)) = model.data.snapshot.issues.get(hit).map(|row| (row.id, row.agency)) else {
        return;
    };
    filter::select_agency(model, agency);
    model.tree.want = Some(id);
    model.detail.seek = true;
    if model.detail.issue == Some(id) {
        let words = model.search.words.clone();
        model.detail.seek(&words);
    }
    if model.focus == Pane::Agencies {
        model.focus = Pane::Tree;
    }
    let at = model.search.hits.iter().position(|one| *one == hit).map_or(0, |at| at + 1);
    let said = (model.words.tui.search.at)(at, model.search.hits.len(), model.search.agencies.len());
    model.say(Tone::Plain, said);
}

/// The place of the selected issue in the snapshot, or of the first issue behind the selection.
fn place(model: &Model) -> usize {
    let at = model.tree.visible.get(model.tree.list.selected).copied().unwrap_or(0);
    let behind = model.tree.nodes.get(at..).and_then(|rest| rest.iter().find_map(|node| node.issue));
    behind.unwrap_or_else(|| {
        let agency = model.agency().map(|row| row.id);
        model.data.snapshot.issues.iter().position(|row| Some(row.agency) == agency).unwrap_or(0)
    })
}

/// Closes the text field and keeps what it brought about.
pub fn keep(model: &mut Model) {
    let Some(Overlay::Prompt(prompt)) = model.overlays.pop() else { return };
    if !model.search.waiting {
        model.search.origin = None;
    }
    if prompt.kind == PromptKind::Narrow {
        let count = model.data.shown.iter().filter(|shown| **shown).count();
        model.say(Tone::Plain, (model.words.tui.search.narrowed)(count));
    }
}

/// Closes the text field and goes back to what was before.
pub fn cancel(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(Overlay::Prompt(prompt)) = model.overlays.pop() else { return };
    match prompt.kind {
        PromptKind::Narrow => narrow::to(model, &prompt.before),
        PromptKind::Search => {
            model.message = None;
            let origin = model.search.origin.take();
            if let Some(origin) = origin {
                model.focus = origin.focus;
                if let Some(row) = origin.issue.and_then(|id| model.data.issue(id)) {
                    let (id, agency) = (row.id, row.agency);
                    filter::select_agency(model, agency);
                    model.tree.want = Some(id);
                }
            }
            ask(model, prompt.before, effects);
        }
    }
}
