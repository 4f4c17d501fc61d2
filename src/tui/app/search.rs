//! The search over all agencies, and the walk from hit to hit.

use std::collections::HashMap;

use tui_input::Input;

use crate::{
    ledger::{
        ids::Ids,
        protocol::Request,
        search::Found,
        types::{AgencyId, IssueId},
    },
    query::lang::{self, Plan},
    words,
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
    /// What is searched, as it is typed ([`crate::query::lang`]); empty when there is no search.
    pub words: String,
    /// What that means; `None` where nothing is searched, or it cannot be asked.
    pub plan: Option<Plan>,
    /// The texts that are highlighted, parted by blanks.
    pub shown: String,
    /// Why it cannot be asked, and where it says so.
    pub fault: Option<String>,
    /// Number of the newest question.
    pub generation: u64,
    /// Whether its answer, or the rest of it, is still to come.
    pub waiting: bool,
    /// All issues found by now.
    pub found: Ids,
    /// Those of them that the filter shows, by place in the snapshot, rising.
    pub hits: Vec<usize>,
    /// How many of them there are in each agency that has any.
    pub agencies: HashMap<AgencyId, u32>,
    /// Where the search set out from, as long as it is being typed or its answer is to come.
    pub origin: Option<Origin>,
}

impl Search {
    /// That it is under way, and how many hits there are by now.
    pub fn progress(&self, words: &words::tui::Search) -> String {
        if self.hits.is_empty() { words.searching.to_owned() } else { (words.so_far)(self.hits.len()) }
    }
}

/// Where a search set out from, to return to.
#[derive(Debug, Clone, PartialEq)]
pub struct Origin {
    focus: Pane,
    issue: Option<IssueId>,
    place: usize,
    /// The issue to which the first hits led, while the others are still looked for.
    led: Option<IssueId>,
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
    model.search.origin = Some(Origin {
        focus: model.focus,
        issue: model.issue().map(|row| row.id),
        place: place(model),
        led: None,
    });
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
        PromptKind::Narrow => narrow::to(model, &words, effects),
    }
}

/// Searches `words`; answers to older questions are no longer wanted.
fn ask(model: &mut Model, words: String, effects: &mut Vec<Effect>) {
    let told = model.search.fault.is_some();
    forget(model);
    match lang::plan::plan(&words, model.today) {
        Ok(plan) if plan.asks_nothing() => {}
        Ok(plan) => {
            model.search.shown = plan.shown_texts().join(" ");
            model.search.plan = Some(plan);
        }
        Err(fault) => {
            let said = fault.tell(&words, model.words);
            model.say(Tone::Warn, said.clone());
            model.search.fault = Some(said);
        }
    }
    if told && model.search.fault.is_none() {
        model.message = None;
    }
    model.search.words = words;
    again(model, effects);
}

/// Asks once more what is searched: the rows may be others by now.
pub fn again(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(plan) = &model.search.plan else { return };
    let (generation, needles) = (model.search.generation, plan.needles().to_vec());
    if needles.is_empty() {
        told(model, generation, &Found::new(), true);
    } else {
        model.search.waiting = true;
        effects.push(Effect::Send(Request::Search { generation, needles }));
    }
}

/// Puts in what may stand where the cursor is: at once where there is one, else as far as all agree, and names them.
pub fn complete(model: &mut Model, effects: &mut Vec<Effect>) {
    let names: Vec<&str> = model.data.snapshot.agencies.iter().map(|row| &*row.name).collect();
    let Some(Overlay::Prompt(prompt)) = model.overlays.last() else { return };
    if prompt.kind != PromptKind::Search {
        return;
    }
    let written = prompt.input.value().to_owned();
    let at = written.char_indices().nth(prompt.input.cursor()).map_or(written.len(), |(at, _)| at);
    let completion = lang::complete::complete(&written, at, &names);
    let choices: Vec<String> = completion.choices.into_iter().map(|choice| choice.text).collect();
    let Some(first) = choices.first() else {
        return model.say(Tone::Plain, model.words.tui.search.no_completion);
    };
    let agree =
        |text: &String| first.chars().zip(text.chars()).take_while(|(one, other)| one == other).count();
    let common = choices.iter().map(agree).min().unwrap_or(0);
    let typed = written.get(completion.at.clone()).map_or(0, |part| part.chars().count());
    let put: String = if common > typed || choices.len() == 1 {
        first.chars().take(common).collect()
    } else {
        String::new()
    };
    if put.is_empty() {
        let said = (model.words.tui.search.completions)(&choices.join("  "));
        return model.say(Tone::Plain, said);
    }
    // A name with signs that are syntax stands in quotation marks.
    let put = if choices.len() == 1 { lang::print::as_value(&put) } else { put };
    let mut new = written.clone();
    new.replace_range(completion.at.clone(), &put);
    let cursor = new.get(..completion.at.start + put.len()).map_or(0, |before| before.chars().count());
    if let Some(Overlay::Prompt(prompt)) = model.overlays.last_mut() {
        prompt.input = Input::new(new).with_cursor(cursor);
    }
    edited(model, effects);
    if choices.len() > 1 {
        let said = (model.words.tui.search.completions)(&choices.join("  "));
        model.say(Tone::Plain, said);
    }
}

/// Ends the search.
pub fn forget(model: &mut Model) {
    let search = &mut model.search;
    search.words.clear();
    search.shown.clear();
    (search.plan, search.fault) = (None, None);
    search.generation += 1;
    search.waiting = false;
    search.found = Ids::new();
    search.hits.clear();
    search.agencies.clear();
}

/// Takes the hits of a question, if it is the newest, and goes to the first from where the search
/// set out. `whole`: whether these are all; where they are but the first, it is gone to the first of all when those
/// are known, unless the user has gone elsewhere meanwhile.
pub fn told(model: &mut Model, generation: u64, found: &Found, whole: bool) {
    if generation != model.search.generation {
        return;
    }
    model.search.waiting = !whole;
    let Some(plan) = &model.search.plan else { return };
    let rows = plan.answers(&model.data.snapshot, found, &model.marks.checks);
    model.search.found = rows.into_iter().map(|row| row.id).collect();
    restrict(model);
    let Some(origin) = &model.search.origin else { return };
    let (from, led) = (origin.place, origin.led);
    let here = model.tree.want.or_else(|| model.issue().map(|row| row.id));
    let stayed = led.is_none() || led == here;
    if whole && !matches!(model.overlays.last(), Some(Overlay::Prompt(_))) {
        model.search.origin = None;
    }
    let hits = &model.search.hits;
    let next = hits.iter().find(|hit| **hit >= from).or(hits.first()).copied();
    match next {
        Some(hit) if stayed => go(model, hit),
        Some(_) => {
            let said = (model.words.tui.search.hits)(hits.len(), model.search.agencies.len());
            model.say(Tone::Plain, said);
        }
        None if whole => model.say(Tone::Warn, (model.words.tui.search.none)(&model.search.words)),
        None => {}
    }
    if let Some(hit) = next.filter(|_| !whole) {
        let led = model.data.snapshot.issues.get(hit).map(|row| row.id);
        if let Some(origin) = model.search.origin.as_mut().filter(|_| stayed) {
            origin.led = led;
        }
        model.say(Tone::Plain, model.search.progress(&model.words.tui.search));
    }
}

/// Leaves the hits that the filter shows.
pub fn restrict(model: &mut Model) {
    let data = &model.data;
    let issues = &data.snapshot.issues;
    let found = |at: &usize| issues.id(*at).is_some_and(|id| model.search.found.contains(id));
    let shown = data.shown.iter().enumerate().filter(|(_, shown)| **shown).map(|(at, _)| at);
    let hits: Vec<usize> =
        if model.search.found.is_empty() { Vec::new() } else { shown.filter(found).collect() };
    let mut agencies: HashMap<AgencyId, u32> = HashMap::new();
    let mut rest = hits.as_slice();
    for (agency, places) in issues.runs() {
        let (here, behind) = rest.split_at(rest.partition_point(|at| *at < places.end));
        if !here.is_empty() {
            *agencies.entry(agency).or_default() += u32::try_from(here.len()).unwrap_or(u32::MAX);
        }
        rest = behind;
    }
    model.search.agencies = agencies;
    model.search.hits = hits;
}

/// Goes to the next or previous hit, past the end to the other end.
pub fn next(model: &mut Model, down: bool) {
    if model.search.plan.is_none() {
        let why = model.search.fault.clone();
        return model.say(Tone::Warn, why.unwrap_or_else(|| model.words.tui.search.no_words.to_owned()));
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
        None if model.search.waiting => {
            model.say(Tone::Plain, model.search.progress(&model.words.tui.search))
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
        let words = model.search.shown.clone();
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
        let mut runs = model.data.snapshot.issues.runs();
        runs.find(|(of, _)| Some(*of) == agency).map_or(0, |(_, places)| places.start)
    })
}

/// Closes the text field and keeps what it brought about.
pub fn keep(model: &mut Model) {
    let Some(Overlay::Prompt(prompt)) = model.overlays.pop() else { return };
    if !model.search.waiting {
        model.search.origin = None;
    }
    if prompt.kind == PromptKind::Narrow {
        narrow::tell(model);
    }
}

/// Closes the text field and goes back to what was before.
pub fn cancel(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(Overlay::Prompt(prompt)) = model.overlays.pop() else { return };
    match prompt.kind {
        PromptKind::Narrow => narrow::to(model, &prompt.before, effects),
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
