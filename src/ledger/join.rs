//! Makes two notices that are one into one: what happens to their issues.

use std::collections::HashMap;

use rusqlite::Connection;

use super::{
    error::What,
    matching::match_issues,
    types::NoticeId,
    version::{OldIssue, old_issues},
};

/// Makes the issues of one notice those of another: both lists are matched, and where two are one
/// the older stays, with the newer's place in the current version; follow-ups of both are kept,
/// because events are looked up through `same_as`.
pub(super) fn join_issues(tx: &Connection, old: NoticeId, new: NoticeId) -> Result<(), What> {
    let (ours, theirs) = (old_issues(tx, old)?, old_issues(tx, new)?);
    let faces = |issues: &[OldIssue]| issues.iter().map(|issue| issue.face.clone()).collect::<Vec<_>>();
    let matched = match_issues(&faces(&ours), &faces(&theirs));
    tx.execute("UPDATE issues SET present = 0 WHERE notice = ?1", [old.0])?;
    let pairs: HashMap<i64, i64> =
        theirs.iter().zip(matched).filter_map(|(their, at)| Some((their.id, ours.get(at?)?.id))).collect();
    for their in &theirs {
        match pairs.get(&their.id) {
            Some(our) => take_over(tx, *our, their.id)?,
            None => {
                tx.prepare_cached("UPDATE issues SET notice = ?2 WHERE id = ?1")?
                    .execute([their.id, old.0])?;
            }
        }
    }
    // Aliases of the other notice's issues go along, so that no issue points to a notice that is none.
    tx.execute("UPDATE issues SET notice = ?2 WHERE notice = ?1", [new.0, old.0])?;
    Ok(())
}

/// Gives `our` issue all that `their` issue is now, and makes `their` id another name for it.
fn take_over(tx: &Connection, our: i64, their: i64) -> Result<(), What> {
    tx.prepare_cached(
        "UPDATE issues SET (position, path, place, title, outcome, basis, present, version, at) =
           (SELECT position, path, place, title, outcome, basis, present, version, at FROM issues WHERE id = ?2),
         marked = marked OR (SELECT marked FROM issues WHERE id = ?2)
         WHERE id = ?1",
    )?
    .execute([our, their])?;
    tx.prepare_cached("UPDATE issues SET same_as = ?1, present = 0 WHERE id = ?2 OR same_as = ?2")?
        .execute([our, their])?;
    tx.prepare_cached("UPDATE sightings SET issue = ?1 WHERE issue = ?2")?.execute([our, their])?;
    for (wipe, copy) in [
        ("DELETE FROM search WHERE issue = ?1", "UPDATE search SET issue = ?1 WHERE issue = ?2"),
        ("DELETE FROM deadlines WHERE issue = ?1", "UPDATE deadlines SET issue = ?1 WHERE issue = ?2"),
    ] {
        tx.prepare_cached(wipe)?.execute([our])?;
        tx.prepare_cached(copy)?.execute([our, their])?;
    }
    Ok(())
}
