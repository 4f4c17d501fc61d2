//! Searching titles and texts.

use std::collections::HashSet;

use rusqlite::{Connection, params_from_iter};

use super::{
    Ledger, LedgerError,
    error::What,
    fold::{fold, fold_words},
    snapshot::{SHOWN, fixed_titles, ranks},
    types::{IssueId, NoticeId},
};

/// After so many hits the search asks whether it is still wanted.
const STRIDE: usize = 256;

impl Ledger {
    /// The shown issues whose title, detail, response or deadlines hold all of the words, in the
    /// order of the snapshot; without words all of them. Words of one character work as any.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn search(&self, words: &str) -> Result<Vec<IssueId>, LedgerError> {
        Ok(self.search_while(words, || true)?.unwrap_or_default())
    }

    /// As [`Ledger::search`], but gives up with `None` once `wanted` says no.
    pub(super) fn search_while(
        &self,
        words: &str,
        wanted: impl FnMut() -> bool,
    ) -> Result<Option<Vec<IssueId>>, LedgerError> {
        self.ask(|connection| search(connection, words, wanted))
    }
}

fn search(
    connection: &Connection,
    words: &str,
    mut wanted: impl FnMut() -> bool,
) -> Result<Option<Vec<IssueId>>, What> {
    let words = fold_words(words);
    let view = connection.unchecked_transaction()?;
    let mut hits = HashSet::new();
    if !words.is_empty() {
        // `instr` compares as the bytes are; both sides are folded, so nothing in a word is a pattern.
        let tests: Vec<String> = (1..=words.len()).map(|n| format!("instr(body, ?{n}) > 0")).collect();
        let mut statement =
            view.prepare(&format!("SELECT issue FROM search WHERE {}", tests.join(" AND ")))?;
        let mut rows = statement.query(params_from_iter(&words))?;
        while let Some(row) = rows.next()? {
            hits.insert(row.get::<_, i64>(0)?);
            if hits.len() % STRIDE == 0 && !wanted() {
                return Ok(None);
            }
        }
    }
    // What was put right by hand is found too, though the notice does not print it.
    for (issue, title) in fixed_titles(&view)? {
        let title = fold(&title);
        if words.iter().all(|word| title.contains(word.as_str())) {
            hits.insert(issue);
        }
    }
    let mut statement = view.prepare_cached(&format!("SELECT i.id, i.notice {SHOWN}"))?;
    let shown = statement
        .query_map([], |row| Ok((row.get::<_, i64>(0)?, NoticeId(row.get(1)?))))?
        .collect::<Result<Vec<_>, _>>()?;
    let mut found: Vec<_> =
        shown.into_iter().filter(|(id, _)| words.is_empty() || hits.contains(id)).collect();
    let ranks = ranks(&view)?;
    found.sort_by_key(|(_, notice)| ranks.get(notice).copied());
    Ok(Some(found.into_iter().map(|(id, _)| IssueId(id)).collect()))
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
