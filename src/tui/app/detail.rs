//! The detail pane: which issue it shows, and what the ledger told of it.

use std::sync::Arc;

use crate::{
    ledger::{
        followup::Review,
        types::{IssueDetail, IssueId},
    },
    query::highlight,
    words::Words,
};

use super::{
    fields::{self, Around, Field, Now, Pair},
    sheet::Sheet,
    veil::Veil,
};

/// State of the detail pane.
#[derive(Debug, Clone, Default)]
pub struct Detail {
    /// The issue that is shown.
    pub issue: Option<IssueId>,
    /// What the ledger told of it, once it did.
    pub data: Option<Box<IssueDetail>>,
    /// The issue that the ledger was asked for and has not told of yet.
    pub pending: Option<IssueId>,
    /// Its fields.
    pub sheet: Sheet,
    /// The issue that the ledger failed to tell of; it is not asked for again until another is shown.
    pub failed: Option<IssueId>,
    /// What an issue said for which all rows were read again.
    pub reloaded: Option<(IssueId, Review)>,
    /// Whether to go to the first hit of the search when the issue arrives.
    pub seek: bool,
    /// The doubt to go to when its issue arrives.
    pub want: Option<Arc<str>>,
}

/// What an issue is shown with.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// What counts as now.
    pub now: &'a Now,
    /// What stands around it.
    pub around: Around<'a>,
    /// Whether persons are masked.
    pub veil: &'a Veil,
}

/// Fields as they are shown.
pub fn veiled(mut fields: Vec<Field>, veil: &Veil) -> Vec<Field> {
    for field in fields.iter_mut().filter(|_| veil.on()) {
        field.label = veil.over(&field.label).into_owned();
        field.text = veil.over(&field.text).into_owned();
        if let Some(pair) = &mut field.pair {
            // What differs is marked in the words as they are, not as they are shown.
            **pair = Pair { right: veil.over(&pair.right).into_owned(), ..Pair::default() };
        }
    }
    fields
}

impl Detail {
    /// Shows another issue; what is known of the former is dropped.
    pub fn show(&mut self, issue: Option<IssueId>) {
        let sheet = self.sheet.emptied();
        *self = Self {
            issue,
            pending: self.pending,
            seek: self.seek,
            want: self.want.take(),
            sheet,
            ..Self::default()
        };
    }

    /// Takes what the ledger told of the issue; the cursor stays where it is.
    pub fn fill(&mut self, words: &Words, data: Box<IssueDetail>, shown: Shown<'_>) {
        let first = self.data.is_none();
        self.sheet.fill(veiled(fields::fields(words, &data, shown.now, shown.around), shown.veil));
        self.data = Some(data);
        if first {
            self.sheet.first(|field| field.span.is_some());
        }
        self.go_to_wanted();
    }

    /// Goes to the doubt that is wanted, where it is among the fields.
    pub fn go_to_wanted(&mut self) {
        let Some(want) = self.want.take() else { return };
        let of_it = |field: &Field| field.raised.as_ref().is_some_and(|raised| raised.id == want);
        if let Some(at) = self.sheet.fields.iter().position(of_it) {
            self.sheet.choose(at);
        }
    }

    /// Goes to the first field in which `words` are found, if a search sent us here.
    pub fn seek(&mut self, words: &str) {
        if !std::mem::take(&mut self.seek) || words.is_empty() {
            return;
        }
        let found =
            self.sheet.fields.iter().position(|field| !highlight::places(&field.text, words).is_empty());
        if let Some(at) = found {
            self.sheet.cursor = at;
            self.sheet.reveal_hit(words);
        }
    }
}
