//! Whether what was read from notices is as it was stored, and whether the rows that lists are made from say
//! the same.

use rusqlite::Connection;

use crate::notice::Notice;

use super::{
    chain::{VerifyFault, VerifyReport},
    error::What,
    identity::Identity,
    prepare::{PreparedIssue, issues, kind_name, sha256},
};

/// Adds to a report what is wrong with the readings.
pub(super) fn verify(connection: &Connection, report: &mut VerifyReport) -> Result<(), What> {
    let mut statement = connection.prepare(
        "SELECT v.id, v.path, v.body, v.sum, n.current IS v.id, v.digest FROM versions v
         JOIN notices n ON n.id = v.notice ORDER BY v.id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (version, path, body): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let sum: Option<String> = row.get(3)?;
        let read: Option<Notice> = serde_json::from_str(&body).ok();
        match read {
            Some(read) if sum.is_none_or(|sum| sum == sha256(&body)) => {
                if row.get(4)? {
                    let digest: String = row.get(5)?;
                    let said = issues(&read, &Identity::of(&read), &digest);
                    if !compare(connection, version, &said, report)? {
                        report.faults.push(VerifyFault::Reading(path));
                    }
                }
            }
            _ => report.faults.push(VerifyFault::Reading(path)),
        }
    }
    Ok(())
}

/// Compares the rows of the issues of a notice with the version that they are made from; whether there are as
/// many.
fn compare(
    connection: &Connection,
    version: i64,
    issues: &[PreparedIssue],
    report: &mut VerifyReport,
) -> Result<bool, What> {
    let mut statement = connection.prepare_cached(
        "SELECT id, key, at, path, title, outcome FROM issues
         WHERE version = ?1 AND present = 1 AND at >= 0 AND same_as IS NULL ORDER BY at",
    )?;
    let mut deadlines =
        connection.prepare_cached("SELECT due || ' ' || kind FROM deadlines WHERE issue = ?1 ORDER BY n")?;
    let mut rows = statement.query([version])?;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        count += 1;
        let at: i64 = row.get(2)?;
        let days = deadlines
            .query_map([row.get::<_, i64>(0)?], |row| row.get(0))?
            .collect::<Result<Vec<String>, _>>()?;
        let shown = (row.get::<_, String>(3)?, row.get::<_, String>(4)?, row.get::<_, u8>(5)?, days);
        let issue = issues.iter().find(|issue| usize::try_from(at) == Ok(issue.at));
        if issue.is_none_or(|issue| said(issue) != shown) {
            report.faults.push(VerifyFault::Unlike(row.get(1)?));
        }
    }
    Ok(count == issues.len())
}

/// Path, title, outcome and deadlines, as rows have them.
fn said(issue: &PreparedIssue) -> (String, String, u8, Vec<String>) {
    let days = issue.deadlines.iter().map(|day| format!("{} {}", day.due, kind_name(day.kind)));
    (issue.path.clone(), issue.title.clone(), issue.outcome.0, days.collect())
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use crate::{
        ledger::{
            VerifyFault,
            testing::{import, issue, ledger, notice, with},
        },
        notice::{DeadlineKind, OutcomeTag},
    };

    #[rstest]
    #[case::body("UPDATE versions SET body = replace(body, '2025-03-31', '2029-03-31')", VerifyFault::Reading("通报.txt".into()), false)]
    #[case::no_json("UPDATE versions SET body = 'x'", VerifyFault::Reading("通报.txt".into()), false)]
    #[case::day("UPDATE deadlines SET due = '2029-01-01'", VerifyFault::Unlike(String::new()), true)]
    #[case::title("UPDATE issues SET title = '公厕很好'", VerifyFault::Unlike(String::new()), true)]
    #[case::outcome("UPDATE issues SET outcome = 0", VerifyFault::Unlike(String::new()), true)]
    #[case::gone("UPDATE issues SET present = 0", VerifyFault::Reading("通报.txt".into()), true)]
    fn what_was_altered_is_found(#[case] order: &str, #[case] want: VerifyFault, #[case] mended: bool) {
        let mut ledger = ledger();
        let day = Some(("2025-03-31", DeadlineKind::Promised));
        let first = with(issue("1.", "公厕", "换灯"), &[OutcomeTag::Completed], day);
        let id = import(&mut ledger, &notice(vec![first])).notice;
        assert_eq!(ledger.verify().unwrap().faults, []);
        ledger.connection.execute(order, []).unwrap();
        let faults = ledger.verify().unwrap().faults;
        let found = faults.iter().any(|fault| match (fault, &want) {
            (VerifyFault::Unlike(_), VerifyFault::Unlike(_)) => true,
            (fault, want) => fault == want,
        });
        assert!(found, "{faults:?}");
        if mended {
            let stored = ledger.stored_text(id).unwrap();
            let read = stored.read.clone();
            ledger.reread(&stored, &read, 1, crate::ledger::testing::at(9)).unwrap();
            assert_eq!(ledger.verify().unwrap().faults, []);
        }
    }
}
