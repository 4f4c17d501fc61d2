//! Entries of the ledger's log in words: for `history`, `undo` and `redo`, and for the screen.

use std::collections::HashMap;

use uuid::Uuid;

use super::history;
use crate::{
    ledger::{
        followup::{
            Undoable,
            case::{AgencyChange, LedgerChange},
        },
        log::{Act, Said},
    },
    words::Words,
};

/// The log, in which what an undo takes back is found.
pub struct Log<'a> {
    acts: HashMap<Uuid, &'a Act>,
    words: &'static Words,
}

impl<'a> Log<'a> {
    /// Of these entries.
    pub fn new(acts: &'a [Act], words: &'static Words) -> Self {
        Self { acts: acts.iter().map(|act| (act.event.id, act)).collect(), words }
    }

    /// What was done, and the note that goes with it.
    pub fn what(&self, act: &Act) -> String {
        let words = self.words;
        if act.event.change.undoes().is_none() {
            return whole(words, act);
        }
        let root = self.root(act);
        let what = if std::ptr::eq(root, act) { String::new() } else { whole(words, root) };
        match (what.is_empty(), self.brings_back(act)) {
            (true, _) => words.follow.undo.to_owned(),
            (false, true) => (words.check.brought_back)(&what),
            (false, false) => (words.check.taken_back)(&what),
        }
    }

    /// The entry that an undo, or an undo of an undo, is about in the end; the last that is known.
    pub fn root<'b>(&'b self, act: &'b Act) -> &'b Act {
        let mut here = act;
        while let Some(next) = here.event.change.undoes().and_then(|of| self.acts.get(&of)) {
            here = next;
        }
        here
    }

    /// Whether it takes back an undo.
    fn brings_back(&self, act: &Act) -> bool {
        let of = act.event.change.undoes().and_then(|of| self.acts.get(&of));
        of.is_some_and(|act| act.event.change.undoes().is_some() && !self.brings_back(act))
    }
}

/// As [`plain`], with the name of the other notice where it says whether two are one.
fn whole(words: &Words, act: &Act) -> String {
    let what = plain(words, &act.event.change);
    match &act.other {
        Some(other) => (words.follow.of_other)(&what, &other.title, other.feedback),
        None => what,
    }
}

/// What an entry says that takes nothing back, and the note that goes with it.
pub fn plain(words: &Words, said: &Said) -> String {
    let check = &words.check;
    match said {
        Said::Issue(change) => {
            let (what, note) = history::change(words, change);
            match note.filter(|note| !note.is_empty()) {
                Some(note) => format!("{what}  {note}"),
                None => what,
            }
        }
        Said::Notice(change) => history::notice_change(words, change),
        Said::Agency(change) => agency_change(words, change),
        Said::Ledger(change) => match change {
            LedgerChange::Sample { seed, of, drawn, .. } => (check.sample)(drawn.len(), *of, *seed),
            LedgerChange::Undo { .. } => words.follow.undo.to_owned(),
        },
    }
}

/// What was said of an agency.
pub fn agency_change(words: &Words, change: &AgencyChange) -> String {
    let check = &words.check;
    match change {
        AgencyChange::Alias { into } => {
            into.as_deref().map_or_else(|| check.no_alias.to_owned(), check.alias)
        }
        AgencyChange::Region { to } => to.as_deref().map_or_else(|| check.no_region.to_owned(), check.region),
        AgencyChange::Level { to } => to.as_deref().map_or_else(|| check.no_level.to_owned(), check.level),
        AgencyChange::Undo { .. } => words.follow.undo.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::{
        ledger::Ledger,
        words::{EN, ZH},
    };

    /// What is said of agencies and samples, and of undoing and redoing them.
    #[test]
    fn what_is_no_issue_has_words_too() {
        let folder = tempfile::tempdir().unwrap();
        let mut ledger = Ledger::open(&folder.path().join("l.db")).unwrap();
        let now = Timestamp::UNIX_EPOCH;
        let alias = AgencyChange::Alias { into: Some("甲市城管局".to_owned()) };
        ledger.say_of_agency("甲城管", &[alias], "a", now).unwrap();
        let sample =
            LedgerChange::Sample { seed: 7, of: 9, asked: String::new(), drawn: vec!["x".to_owned()] };
        ledger.say_of_ledger(&sample, "a", now).unwrap();
        ledger.undo("a", now).unwrap();
        ledger.redo("a", now).unwrap();
        let acts = ledger.log().unwrap();
        let log = Log::new(&acts, &ZH);
        let said: Vec<String> = acts.iter().map(|act| log.what(act)).collect();
        let sample = "抽样：从 9 个问题中抽出 1 个，随机种子 7";
        let want = ["并入“甲市城管局”", sample, &format!("撤销：{sample}"), &format!("重做：{sample}")];
        assert_eq!(said, want);
        assert!(Log::new(&acts, &EN).what(&acts[3]).starts_with("redone: sample"));
    }
}
