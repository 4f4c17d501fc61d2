//! Narrowing: only issues whose title or agency is found by what is typed ([`crate::query::find`]).

use std::{ops::Range, sync::Arc};

use crate::{ledger::ids::Ids, query::find::Needle};

use super::{
    effect::Effect,
    filter,
    find::{self, Aim},
    model::{Model, Overlay, Tone},
    search::{Prompt, PromptKind},
};

/// State of the narrowing, beside its words.
#[derive(Debug, Clone, Default)]
pub struct Narrowing {
    /// The words, made ready.
    pub needle: Arc<Needle>,
    /// Number of the newest question.
    pub generation: u64,
    /// Whether its answer is still to come.
    pub waiting: bool,
    /// Whether to say how many issues are left when it comes.
    pub tell: bool,
}

/// Opens the text field.
pub fn open(model: &mut Model) {
    let prompt = Prompt::new(PromptKind::Narrow, &model.narrow);
    model.overlays.push(Overlay::Prompt(prompt));
}

/// Takes the narrowing off; what is shown is for others to reckon.
pub fn clear(model: &mut Model) {
    model.narrow.clear();
    model.filter.only = None;
    // An answer under way is no longer wanted.
    let generation = find::next(model);
    model.narrowing = Narrowing { generation, ..Narrowing::default() };
}

/// Narrows to `words`, to nothing less than all where they are empty. Until the answer comes, what was shown
/// before stays.
pub fn to(model: &mut Model, words: &str, effects: &mut Vec<Effect>) {
    let needle = Needle::new(words);
    if needle.is_empty() {
        clear(model);
        words.clone_into(&mut model.narrow);
        return filter::refresh(model);
    }
    words.clone_into(&mut model.narrow);
    model.narrowing.needle = Arc::new(needle);
    again(model, effects);
}

/// Asks once more: the rows may be others by now.
pub fn again(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.narrowing.needle.is_empty() {
        return;
    }
    let ask = find::ask(model, Aim::Narrow, &model.narrowing.needle.clone());
    (model.narrowing.generation, model.narrowing.waiting) = (ask.generation, true);
    effects.push(Effect::Find(ask));
}

/// Takes the issues that are left, if they answer the newest question.
pub fn told(model: &mut Model, generation: u64, only: Arc<Ids>) {
    if generation != model.narrowing.generation {
        return;
    }
    model.narrowing.waiting = false;
    model.filter.only = Some(only);
    filter::refresh(model);
    if std::mem::take(&mut model.narrowing.tell) {
        tell(model);
    }
}

/// Says how many issues are left, as soon as that is known.
pub fn tell(model: &mut Model) {
    if model.narrowing.waiting {
        model.narrowing.tell = true;
        return model.say(Tone::Plain, model.words.tui.search.searching);
    }
    let count = model.data.shown.iter().filter(|shown| **shown).count();
    model.say(Tone::Plain, (model.words.tui.search.narrowed)(count));
}

/// The characters of `text` that the narrowing found, as byte ranges.
pub fn places(model: &Model, text: &str) -> Vec<Range<usize>> {
    model.narrowing.needle.ranges(text)
}
