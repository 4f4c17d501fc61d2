//! Saved views (视图), and the query that filters: a view that was applied, or what was typed in the search.
//!
//! The query's answers lie in the filter ([`crate::query::filter::Filter::answers`]) and hold together with all
//! other filters. What of it the rows do not hold the ledger is asked for, by questions of their own number; rows
//! that come anew are held against what the ledger told last until it tells again.

pub mod edit;
pub mod list;

use std::sync::Arc;

use crate::{
    config::views::{View, Views},
    ledger::{protocol::Request, search::Found},
    query::lang::{self, Fault, Plan, Query},
};

use super::{
    effect::Effect,
    filter,
    form::Form,
    model::{Model, Overlay, Tone},
    search::{self, PromptKind},
};

/// State of the views.
#[derive(Debug, Clone, Default)]
pub struct Saved {
    /// All views, as the file has them.
    pub all: Views,
    /// The query that filters, where one does.
    pub sieve: Option<Sieve>,
    /// Number of the newest question to the ledger.
    generation: u64,
    /// The form that was sent, until what it asks for is on disk.
    draft: Option<Box<Form>>,
}

/// The query that filters.
#[derive(Debug, Clone)]
pub struct Sieve {
    /// What it asks, one at least: all must hold.
    parts: Vec<Part>,
    plan: Plan,
    /// What the ledger told of the needles; `None` as long as it has told nothing.
    found: Option<Found>,
    /// Whether an answer of the ledger is to come.
    pub waiting: bool,
    /// Whether the answer is to be told.
    tell: bool,
}

/// A part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    /// The view that it is.
    view: Option<String>,
    /// The query as it is written.
    query: String,
}

impl Part {
    fn of(view: &View) -> Self {
        Self { view: Some(view.name.clone()), query: view.query.trim().to_owned() }
    }
}

impl Sieve {
    /// The names of its views, and the queries that have none.
    pub fn say(&self, views: &Views, words: &crate::words::Words) -> String {
        let name = |name: &str| {
            let view = views.named(name);
            view.map_or(name, |view| view.shown(words)).to_owned()
        };
        let one = |part: &Part| part.view.as_deref().map_or_else(|| part.query.clone(), name);
        self.parts.iter().map(one).collect::<Vec<_>>().join(" + ")
    }

    /// The same with what each view asks.
    fn say_whole(&self) -> Vec<String> {
        let one = |part: &Part| match &part.view {
            Some(name) => format!("{name} ({})", part.query),
            None => part.query.clone(),
        };
        self.parts.iter().map(one).collect()
    }

    /// What it asks.
    fn query(&self) -> Query {
        // It was read before it became a filter.
        lang::of_filter::every(self.parts.iter().filter_map(|part| lang::read(&part.query).ok()))
    }

    /// Whether it is this view and nothing else.
    fn is(&self, view: &View) -> bool {
        matches!(&self.parts[..], [part] if part.view.as_deref() == Some(&view.name))
    }
}

/// What filters, in words for a list that is handed on.
pub fn say_whole(model: &Model) -> Vec<String> {
    model.views.sieve.as_ref().map(Sieve::say_whole).unwrap_or_default()
}

/// Filters by a view, or no longer where it was by this one; what filtered before gives way.
pub fn apply(model: &mut Model, view: &View, effects: &mut Vec<Effect>) {
    if model.views.sieve.as_ref().is_some_and(|sieve| sieve.is(view)) {
        forget(model);
        filter::refresh(model);
        let said = (model.words.views.screen.off)(view.shown(model.words));
        return model.say(Tone::Plain, said);
    }
    if let Err(fault) = set(model, vec![Part::of(view)], effects) {
        let why = fault.tell(&view.query, model.words);
        let said = (model.words.views.bad_query)(view.shown(model.words), &why);
        model.say(Tone::Warn, said);
    }
}

/// Filters by the view of a key.
pub fn apply_key(model: &mut Model, key: char, effects: &mut Vec<Effect>) {
    match model.views.all.keyed(key).cloned() {
        Some(view) => apply(model, &view, effects),
        None => model.say(Tone::Warn, model.words.views.screen.no_such_key),
    }
}

/// Makes a filter of what is typed in the search, which ends: of what is shown its hits are left.
pub fn sift(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(Overlay::Prompt(prompt)) = model.overlays.last() else { return };
    let query = prompt.input.value().trim().to_owned();
    let sifts = prompt.kind == PromptKind::Search && model.search.plan.is_some();
    if !sifts {
        let why = model.search.fault.clone();
        return model.say(Tone::Warn, why.unwrap_or_else(|| model.words.views.screen.not_here.to_owned()));
    }
    model.overlays.pop();
    search::forget(model);
    model.search.origin = None;
    let part = Part { view: None, query };
    let mut parts = model.views.sieve.as_ref().map(|sieve| sieve.parts.clone()).unwrap_or_default();
    if !parts.contains(&part) {
        parts.push(part);
    }
    // It could be asked a moment ago.
    drop(set(model, parts, effects));
}

/// Filters by the parts, all of them.
fn set(model: &mut Model, parts: Vec<Part>, effects: &mut Vec<Effect>) -> Result<(), Fault> {
    let queries: Vec<Query> = parts.iter().map(|part| lang::read(&part.query)).collect::<Result<_, _>>()?;
    for query in &queries {
        // The place of a fault is of use only within its own part.
        Plan::of(query, model.today)?;
    }
    let plan = Plan::of(&lang::of_filter::every(queries), model.today)?;
    model.views.sieve = Some(Sieve { parts, plan, found: None, waiting: false, tell: true });
    // Until it is known what answers, what was shown stays.
    ask(model, effects);
    Ok(())
}

/// Asks the ledger what must be known, else answers at once.
fn ask(model: &mut Model, effects: &mut Vec<Effect>) {
    model.views.generation += 1;
    let generation = model.views.generation;
    let Some(sieve) = &mut model.views.sieve else { return };
    let needles = sieve.plan.needles().to_vec();
    if needles.is_empty() {
        return told(model, generation, Found::new());
    }
    sieve.waiting = true;
    effects.push(Effect::Send(Request::Filter { generation, needles }));
}

/// Takes what the ledger tells, if it is to the newest question, and shows what answers.
pub fn told(model: &mut Model, generation: u64, found: Found) {
    if generation != model.views.generation {
        return;
    }
    let Some(sieve) = &mut model.views.sieve else { return };
    (sieve.found, sieve.waiting) = (Some(found), false);
    let tell = std::mem::take(&mut sieve.tell);
    reckon(model);
    filter::refresh(model);
    if tell && let Some(sieve) = &model.views.sieve {
        let count = usize::try_from(model.data.tally.total.rows()).unwrap_or(usize::MAX);
        let name = sieve.say(&model.views.all, model.words);
        model.say(Tone::Plain, (model.words.views.screen.applied)(&name, count));
    }
}

/// Holds the rows against what is known, once they are others; whoever calls refreshes the filter.
pub fn reckon(model: &mut Model) {
    let Some(sieve) = &model.views.sieve else { return };
    let Some(found) = &sieve.found else { return };
    let rows = sieve.plan.answers(&model.data.snapshot, found, &model.marks.checks);
    model.filter.answers = Some(Arc::new(rows.into_iter().map(|row| row.id).collect()));
}

/// Asks once more where the ledger must be asked: the texts may be others by now. Whoever calls refreshes the
/// filter.
pub fn again(model: &mut Model, effects: &mut Vec<Effect>) {
    reckon(model);
    let Some(sieve) = &mut model.views.sieve else { return };
    if !sieve.plan.needles().is_empty() {
        ask(model, effects);
    }
}

/// No query filters any more; whoever calls refreshes the filter.
pub fn forget(model: &mut Model) {
    model.views.sieve = None;
    model.views.generation += 1;
    model.filter.answers = None;
}

/// The ledger failed: what it has told stays; a query of which it has told nothing does not filter.
pub fn failed(model: &mut Model) {
    let Some(sieve) = &mut model.views.sieve else { return };
    if std::mem::take(&mut sieve.waiting) && sieve.found.is_none() {
        forget(model);
        filter::refresh(model);
    }
}

/// The query that asks what is in force: the query that filters, the filters, the search. The narrowing is no part
/// of it, since no query finds letters parted by others.
pub fn in_force(model: &Model) -> Query {
    let sieve = model.views.sieve.as_ref().map(Sieve::query).unwrap_or_default();
    let filter = lang::of_filter(&model.filter, &model.data.snapshot.agencies);
    let searched = model.search.plan.as_ref().and_then(|_| lang::read(&model.search.words).ok());
    lang::of_filter::every([sieve, filter, searched.unwrap_or_default()])
}
