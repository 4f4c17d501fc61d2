//! The finder over the panes: type a piece of a title or of an agency's name, or its pinyin, and go there.
//!
//! Who looks through the titles is a thread of its own ([`crate::tui::seek`]): a question carries a number, and
//! only the answer to the newest is taken.

use std::sync::Arc;

use tui_input::Input;

use crate::{
    ledger::{ids::Ids, types::Snapshot},
    query::find::{Needle, Target},
};

use super::{
    board,
    effect::Effect,
    filter,
    list::List,
    model::{Model, Overlay, Pane, Tone},
    narrow,
};

/// So many hits are listed; all are counted.
pub const LISTED: usize = 200;

/// The finder.
#[derive(Debug, Clone, Default)]
pub struct Finder {
    /// What is typed.
    pub input: Input,
    /// The same, made ready.
    pub needle: Arc<Needle>,
    /// The best hits.
    pub hits: Vec<Target>,
    /// How many hits there are.
    pub count: usize,
    /// Which is selected.
    pub list: List,
    /// Number of the newest question.
    pub generation: u64,
    /// Whether its answer is still to come.
    pub waiting: bool,
    /// Whether to go to the first hit when it comes.
    pub enter: bool,
}

/// What is known of the titles, and of the questions asked.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked {
    /// How often titles and names were read anew.
    pub edition: u64,
    /// Number of the newest question.
    pub generation: u64,
}

/// What a question is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aim {
    /// To be ready when something is asked.
    Learn,
    /// The narrowing.
    Narrow,
    /// The finder.
    Jump,
}

/// A question about titles and names.
#[derive(Debug, Clone)]
pub struct Ask {
    /// Its number.
    pub generation: u64,
    /// What it is for.
    pub aim: Aim,
    /// What is looked for.
    pub needle: Arc<Needle>,
    /// Which titles and names these are: those of one edition are the same.
    pub edition: u64,
    /// Where they stand.
    pub snapshot: Arc<Snapshot>,
}

impl PartialEq for Ask {
    /// Questions are the same that have the same number.
    fn eq(&self, other: &Self) -> bool {
        (self.generation, self.aim) == (other.generation, other.aim)
    }
}

/// An answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Told {
    /// To the narrowing: the issues that are left.
    Narrow {
        /// Number of the question.
        generation: u64,
        /// The issues.
        only: Arc<Ids>,
    },
    /// To the finder.
    Jump {
        /// Number of the question.
        generation: u64,
        /// How many hits there are.
        count: usize,
        /// The best of them.
        hits: Vec<Target>,
    },
}

/// The next question's number.
pub fn next(model: &mut Model) -> u64 {
    model.asked.generation += 1;
    model.asked.generation
}

/// A question about the titles and names as they are.
pub fn ask(model: &mut Model, aim: Aim, needle: &Arc<Needle>) -> Ask {
    let snapshot = Arc::clone(&model.data.snapshot);
    Ask { generation: next(model), aim, needle: Arc::clone(needle), edition: model.asked.edition, snapshot }
}

/// There are other titles and names.
pub fn renewed(model: &mut Model) {
    model.asked.edition += 1;
}

/// Titles and names were read anew.
pub fn learn(model: &mut Model, effects: &mut Vec<Effect>) {
    renewed(model);
    let nothing = Arc::default();
    effects.push(Effect::Find(ask(model, Aim::Learn, &nothing)));
    narrow::again(model, effects);
    if model.overlays.iter().any(|overlay| matches!(overlay, Overlay::Finder(_))) {
        again(model, effects);
    }
}

/// Opens the finder; the agencies stand in it until something is typed.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    model.overlays.push(Overlay::Finder(Box::default()));
    again(model, effects);
}

/// What follows from a change in the text field.
pub fn edited(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(Overlay::Finder(finder)) = model.overlays.last_mut() {
        finder.needle = Arc::new(Needle::new(finder.input.value()));
        finder.list.select(0);
        finder.enter = false;
    }
    again(model, effects);
}

fn again(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(needle) = finder(model).map(|finder| Arc::clone(&finder.needle)) else { return };
    let ask = ask(model, Aim::Jump, &needle);
    if let Some(finder) = finder(model) {
        (finder.generation, finder.waiting) = (ask.generation, true);
    }
    if !needle.is_empty() {
        return effects.push(Effect::Find(ask));
    }
    let agencies = model.data.snapshot.agencies.iter().map(|row| Target::Agency(row.id));
    let hits: Vec<Target> = agencies.take(LISTED).collect();
    let count = model.data.snapshot.agencies.len();
    told(model, Told::Jump { generation: ask.generation, count, hits });
}

fn finder(model: &mut Model) -> Option<&mut Finder> {
    let of = |overlay: &mut Overlay| matches!(overlay, Overlay::Finder(_));
    match model.overlays.iter_mut().rev().find_map(|overlay| of(overlay).then_some(overlay)) {
        Some(Overlay::Finder(finder)) => Some(finder),
        _ => None,
    }
}

/// Takes an answer.
pub fn told(model: &mut Model, told: Told) {
    match told {
        Told::Narrow { generation, only } => narrow::told(model, generation, only),
        Told::Jump { generation, count, hits } => {
            let Some(finder) = finder(model).filter(|finder| finder.generation == generation) else { return };
            (finder.count, finder.hits, finder.waiting) = (count, hits, false);
            finder.list.resize(finder.hits.len());
            if std::mem::take(&mut finder.enter) {
                enter(model);
            }
        }
    }
}

/// Goes to the selected hit. What is listed while an answer is to come answers what was typed before: then to the
/// first of what is to come.
pub fn enter(model: &mut Model) {
    let Some(Overlay::Finder(finder)) = model.overlays.last_mut() else { return };
    if finder.waiting {
        finder.enter = true;
        return;
    }
    let Some(target) = finder.hits.get(finder.list.selected).copied() else {
        let said = (model.words.tui.search.none)(finder.input.value());
        return model.say(Tone::Warn, said);
    };
    match target {
        Target::Issue(id) => board::go_to_issue(model, id),
        Target::Agency(id) => {
            model.overlays.clear();
            let at = model.data.snapshot.agencies.iter().position(|row| row.id == id);
            let seen =
                |model: &Model| model.agencies.rows.iter().any(|line| line.at.is_some() && line.at == at);
            if !seen(model) && !model.filter.is_empty() {
                filter::clear(model);
                model.say(Tone::Plain, model.words.tui.board.filter_cleared);
            }
            filter::select_agency(model, id);
            model.focus = Pane::Agencies;
        }
    }
}
