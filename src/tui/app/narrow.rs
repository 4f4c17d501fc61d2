//! Narrowing: only issues whose title or agency holds the typed characters in their order.

use std::{collections::HashSet, ops::Range, sync::Arc};

use crate::{
    ledger::{ids::Ids, types::AgencyId},
    query::find::{Finder, Target},
};

use super::{
    filter,
    model::{Model, Overlay},
    search::{Prompt, PromptKind},
};

/// Opens the text field.
pub fn open(model: &mut Model) {
    let prompt = Prompt::new(PromptKind::Narrow, &model.narrow);
    model.overlays.push(Overlay::Prompt(prompt));
}

/// Narrows to `words`; to nothing less than all where they are empty.
pub fn set(model: &mut Model, words: String) {
    model.narrow = words;
    model.filter.only = if model.narrow.trim().is_empty() { None } else { Some(Arc::new(found(model))) };
}

/// Narrows to `words` and shows what is left.
pub fn to(model: &mut Model, words: &str) {
    set(model, words.to_owned());
    filter::refresh(model);
}

/// The issues whose title or whose agency's name is found.
fn found(model: &Model) -> Ids {
    let mut agencies: HashSet<AgencyId> = HashSet::new();
    let mut issues = Ids::new();
    for hit in Finder::new().find_in(&model.narrow, &model.data.snapshot) {
        match hit.target {
            Target::Agency(id) => agencies.insert(id),
            Target::Issue(id) => issues.insert(id),
        };
    }
    let rows = model.data.snapshot.issues.iter();
    issues.extend(rows.filter(|row| agencies.contains(&row.agency)).map(|row| row.id));
    issues
}

/// The characters of `text` that the narrowing found, as byte ranges.
pub fn places(text: &str, words: &str) -> Vec<Range<usize>> {
    if words.trim().is_empty() {
        return Vec::new();
    }
    let Some(hit) = Finder::new().find(words, [text]).pop() else { return Vec::new() };
    let mut wanted = hit.at.into_iter().peekable();
    let mut out = Vec::new();
    for (at, (byte, one)) in text.char_indices().enumerate() {
        if wanted.next_if_eq(&at).is_some() {
            out.push(byte..byte + one.len_utf8());
        }
    }
    out
}
