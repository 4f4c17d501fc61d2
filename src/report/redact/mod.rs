//! Persons taken out of what is handed on.
//!
//! Masked are names of persons, telephone numbers, mail addresses, numbers of identity cards and number
//! plates, in every text of a record: what the notice prints, what inspectors wrote, the history, names of
//! files. What stands for a thing has its length where that can be read: 王某, 139****1234.
//!
//! A name is known
//! - where it stands in a field for one: who is responsible (责任人, not 责任单位), who looks, who made a mark;
//! - in prose where reading it as a name is likelier than reading it as words (`lattice`), which what stands beside it
//!   (同志, 局长, 联系人：, a row of names) makes likelier still (`beside`). What is doubtful is masked: a name that is handed on
//!   does more harm than a word that is masked.
//!
//! A name that was found in one issue is masked in all texts of the same agency, names of inspectors
//! everywhere. Roles and bodies stay, and so do names that stand for a teaching or an example (雷锋).
//!
//! **What cannot be found**: names that are everyday words beside which nothing stands (方圆, 康庄); names of other than Chinese
//! form without a point or a word beside them; nicknames, family names alone (老王), addresses, numbers written in
//! words. Persons of one family name look the same afterwards. What remains may still tell who is meant (the
//! only deputy director of a bureau). Whoever hands it on has to look through it: `docs/export.md` has the figures.
//!
//! Who hands it on stays too: a paper without a sender is worth nothing.
//!
//! The texts no longer agree with the spans that point into them, and are not to be stored.

mod beside;
mod lattice;
mod lexicon;
#[cfg(test)]
mod measure;
mod names;
mod numbers;
mod walk;

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    sync::Arc,
};

pub use names::{of_body, of_person, parts};
use regex::Regex;

use lattice::Known;

use crate::ledger::types::{AgencyId, IssueId};

use super::record::{Dossier, Record};

/// Masks persons in everything that is handed on, and says so in [`super::record::Made::redacted`].
///
/// `source` gives the whole text in which an issue stands: who is named at its head alone is known by it. It is
/// asked once for each version of a notice.
///
/// # Errors
/// What `source` fails with; then the dossier is as it was.
pub fn dossier<E>(
    dossier: &mut Dossier,
    source: impl FnMut(IssueId) -> Result<Arc<str>, E>,
) -> Result<(), E> {
    let of_texts = in_texts(&dossier.records, source)?;
    let everywhere: BTreeSet<String> = dossier.records.iter_mut().flat_map(walk::inspectors).collect();
    let mut of_agency: HashMap<AgencyId, BTreeSet<String>> = HashMap::new();
    for (agency, names) in of_texts {
        of_agency.entry(agency).or_default().extend(names);
    }
    for record in &mut dossier.records {
        of_agency.entry(record.agency.id).or_default().extend(names_of(record));
    }
    let masks: HashMap<AgencyId, Mask> =
        of_agency.into_iter().map(|(id, names)| (id, Mask::of(names.union(&everywhere)))).collect();
    for record in &mut dossier.records {
        if let Some(mask) = masks.get(&record.agency.id) {
            walk::texts(record, &mut |text| mask.apply(text));
            walk::persons(record, &mut |name| *name = names::masked_all(name));
        }
    }
    let own = Mask::of(everywhere.iter());
    own.apply(&mut dossier.made.asked);
    // The folders above it may name whoever works there.
    dossier.made.ledger = file_name(&dossier.made.ledger);
    own.apply(&mut dossier.made.ledger);
    dossier.made.redacted = true;
    Ok(())
}

/// The names in the texts of the notices, by agency.
fn in_texts<E>(
    records: &[Record],
    mut source: impl FnMut(IssueId) -> Result<Arc<str>, E>,
) -> Result<Vec<(AgencyId, HashSet<String>)>, E> {
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for record in records {
        if seen.insert((record.notice.id, record.place.version)) {
            found.push((record.agency.id, names::in_prose(&source(record.row.id)?)));
        }
    }
    Ok(found)
}

/// The names of persons that a record gives away.
fn names_of(record: &mut Record) -> BTreeSet<String> {
    let mut found: BTreeSet<String> = walk::responsible(record).collect();
    walk::texts(record, &mut |text| found.extend(names::in_prose(text)));
    found
}

fn file_name(path: &str) -> String {
    path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned()
}

/// What masks texts: names that are known.
#[derive(Debug, Clone, Default)]
pub struct Mask {
    known: Known,
}

impl Mask {
    /// A mask over these names, besides those that a text gives away.
    pub fn of<'a>(names: impl Iterator<Item = &'a String>) -> Self {
        Self { known: Known::of(names) }
    }

    fn apply(&self, text: &mut String) {
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for found in lattice::names(text, &self.known) {
            out.push_str(text.get(done..found.place.start).unwrap_or_default());
            out.push_str(&names::masked(text.get(found.place.clone()).unwrap_or_default()));
            done = found.place.end;
        }
        out.push_str(text.get(done..).unwrap_or_default());
        *text = numbers::masked(&out);
    }

    /// A text with what points to persons masked: the names that are known, those that the text gives
    /// away, and numbers.
    pub fn text(&self, text: &str) -> String {
        let mut masked = text.to_owned();
        let told = names::in_prose(text);
        match told.is_empty() {
            true => self.apply(&mut masked),
            false => Self { known: self.known.with(told.iter()) }.apply(&mut masked),
        }
        masked
    }
}

/// A text with what points to persons masked, as far as the text alone shows it: for whoever has no dossier,
/// such as the view on the screen. `names`: names that are known otherwise.
pub fn text<'a>(text: &str, names: impl Iterator<Item = &'a String>) -> String {
    Mask::of(names).text(text)
}

/// Whether something in a text may be a mask: 王某, 139****1234, Z***.
pub fn has_mask(text: &str) -> bool {
    let behind = |pair: (char, char)| pair.1 == '某' && ('\u{4e00}'..='\u{9fff}').contains(&pair.0);
    text.contains("***") || text.chars().zip(text.chars().skip(1)).any(behind)
}

/// Whether `masked` is `open` with masks over parts of it.
pub fn same_but_masks(open: &str, masked: &str) -> bool {
    if !has_mask(masked) {
        return false;
    }
    let mut pattern = String::from(r"(?s)\A");
    let mut stars = false;
    for c in masked.chars() {
        match c {
            '某' => pattern.push('.'),
            '*' if stars => {}
            '*' => pattern.push_str(".*?"),
            other => pattern.push_str(&regex::escape(other.encode_utf8(&mut [0; 4]))),
        }
        stars = c == '*';
    }
    pattern.push_str(r"\z");
    Regex::new(&pattern).is_ok_and(|pattern| pattern.is_match(open))
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
