//! Searching titles and texts.

use std::collections::HashSet;

use regex::{Regex, RegexBuilder};
use rusqlite::Connection;

use super::{
    Ledger, LedgerError,
    error::What,
    fold::{fold, fold_words},
    snapshot::{SHOWN, fixed_titles, ranks},
    types::{IssueId, NoticeId},
};

/// After so many rows the search asks whether it is still wanted.
const STRIDE: usize = 256;

/// What no row holds, so that the texts must be searched for it; folded.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Needle {
    /// The issues whose title, detail, response or deadlines hold this text.
    Text(String),
    /// The issues in whose folded text this regular expression fits ([`pattern`] makes it ready).
    Pattern(String),
    /// The issues for which a body or person is named responsible whose name holds this.
    Duty(String),
}

/// What was found, for each needle in the order of the question. Issues that are not shown may be among it.
pub type Found = Vec<HashSet<IssueId>>;

/// A regular expression may take so many bytes when it is made ready; the library's own bound is ten times as much,
/// and nothing that people write comes near.
const PATTERN_SIZE: usize = 1 << 20;

/// The regular expression, ready to be held against folded text, capitals aside.
///
/// # Errors
/// What the library says of it.
pub fn pattern(written: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(written).case_insensitive(true).size_limit(PATTERN_SIZE).build()
}

impl Ledger {
    /// The issues that hold each of the needles.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn find(&self, needles: &[Needle]) -> Result<Found, LedgerError> {
        Ok(self.find_while(needles, || true)?.unwrap_or_default())
    }

    /// As [`Ledger::find`], but gives up with `None` once `wanted` says no.
    pub(super) fn find_while(
        &self,
        needles: &[Needle],
        mut wanted: impl FnMut() -> bool,
    ) -> Result<Option<Found>, LedgerError> {
        self.ask(|connection| {
            let view = connection.unchecked_transaction()?;
            let mut all = Found::new();
            for needle in needles {
                let Some(found) = find(&view, needle, &mut wanted)? else { return Ok(None) };
                all.push(found);
            }
            Ok(Some(all))
        })
    }

    /// The shown issues whose title, detail, response or deadlines hold all of the words, in the
    /// order of the snapshot; without words all of them. Words of one character work as any.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn search(&self, words: &str) -> Result<Vec<IssueId>, LedgerError> {
        let needles: Vec<Needle> = fold_words(words).into_iter().map(Needle::Text).collect();
        let found = self.find(&needles)?;
        self.ask(|connection| {
            let mut statement = connection.prepare_cached(&format!("SELECT i.id, i.notice {SHOWN}"))?;
            let mut shown = statement
                .query_map([], |row| Ok((IssueId(row.get(0)?), NoticeId(row.get(1)?))))?
                .collect::<Result<Vec<_>, _>>()?;
            shown.retain(|(id, _)| found.iter().all(|found| found.contains(id)));
            let ranks = ranks(connection)?;
            shown.sort_by_key(|(_, notice)| ranks.get(notice).copied());
            Ok(shown.into_iter().map(|(id, _)| id).collect())
        })
    }
}

fn find(
    view: &Connection,
    needle: &Needle,
    wanted: &mut impl FnMut() -> bool,
) -> Result<Option<HashSet<IssueId>>, What> {
    let ready = match needle {
        Needle::Pattern(written) => Some(pattern(written).map_err(|error| What::Damaged(error.to_string()))?),
        Needle::Text(_) | Needle::Duty(_) => None,
    };
    let fits = |text: &str| match (needle, &ready) {
        (_, Some(ready)) => ready.is_match(text),
        (Needle::Text(part), None) => text.contains(part.as_str()),
        _ => false,
    };
    // `instr` compares as the bytes are; both sides are folded, so nothing in a text is a pattern.
    let (sql, part) = match needle {
        Needle::Text(part) => ("SELECT issue FROM search WHERE instr(body, ?1) > 0", part.as_str()),
        Needle::Duty(part) => ("SELECT issue FROM search WHERE instr(duty, ?1) > 0", part.as_str()),
        Needle::Pattern(_) => ("SELECT issue, body FROM search WHERE ?1 = ''", ""),
    };
    let mut found = HashSet::new();
    let mut statement = view.prepare_cached(sql)?;
    let mut rows = statement.query([part])?;
    let mut seen = 0_usize;
    while let Some(row) = rows.next()? {
        seen += 1;
        if seen.is_multiple_of(STRIDE) && !wanted() {
            return Ok(None);
        }
        let fits = match &ready {
            Some(_) => fits(row.get_ref(1)?.as_str().unwrap_or_default()),
            None => true,
        };
        if fits {
            found.insert(IssueId(row.get(0)?));
        }
    }
    // What was put right by hand is found too, though the notice does not print it.
    for (issue, title) in fixed_titles(view)? {
        if fits(&fold(&title)) {
            found.insert(IssueId(issue));
        }
    }
    Ok(Some(found))
}

#[cfg(test)]
mod tests {
    use crate::{
        ledger::{
            followup::case::{NoticeChange, NoticeCorrection},
            testing::{at, import, issue, ledger, notice},
            types::IssueId,
        },
        notice::Notice,
    };

    /// Notices of two agencies, of which what stands by hand makes another order than what they print.
    #[test]
    fn what_is_found_stands_as_in_the_snapshot() {
        let mut ledger = ledger();
        let mut of = |agency: &str, day: i8| {
            let printed = notice(vec![issue("1.", &format!("{agency}{day}公厕"), "换灯")]);
            let feedback_date = (day > 0).then(|| jiff::civil::date(2024, 10, day));
            let name = Some(agency.to_owned());
            import(&mut ledger, &Notice { agency: name, feedback_date, ..printed }).notice
        };
        let (first, second) = (of("乙局", 9), of("乙局", 12));
        of("甲局", 20);
        of("丙局", 0);
        let order = |ledger: &crate::ledger::Ledger| {
            let shown: Vec<IssueId> = ledger.snapshot().unwrap().issues.iter().map(|row| row.id).collect();
            assert_eq!(ledger.search("公厕").unwrap(), shown);
            shown
        };
        let printed = order(&ledger);
        for (notice, to) in [
            (first, NoticeCorrection::Feedback(Some(jiff::civil::date(2025, 1, 1)))),
            (second, NoticeCorrection::Agency(Some("一局".into()))),
        ] {
            let change = NoticeChange::Correct { to, reason: "误读".into(), printed: None };
            ledger.say_of_notice(notice, &change, "甲", at(1)).unwrap();
            order(&ledger);
        }
        assert_ne!(order(&ledger), printed);
    }
}
