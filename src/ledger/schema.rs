//! The form of the file, as a list of steps that is only ever added to.
//!
//! A file tells by `user_version` how many of the steps it has taken. Each step is one transaction:
//! a step that is broken off leaves the form before it.

use rusqlite::{Connection, TransactionBehavior};

use super::{error::What, fill, index, packs};

/// Marks the file as ours in its header: the letters `HtkL`.
pub(super) const APPLICATION_ID: i64 = 0x4874_6b4c;

/// The form that this program writes.
pub(super) fn newest() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

/// A step: what SQL can do of it, and then the rest.
type Step = (&'static str, fn(&Connection) -> Result<(), What>);

/// The steps. Never change one that was released; add another.
const STEPS: &[Step] = &[
    (include_str!("schema/0001.sql"), |_| Ok(())),
    (include_str!("schema/0002.sql"), |_| Ok(())),
    (include_str!("schema/0003.sql"), fill::own_keys),
    (include_str!("schema/0004.sql"), |_| Ok(())),
    (include_str!("schema/0005.sql"), |_| Ok(())),
    (include_str!("schema/0006.sql"), |_| Ok(())),
    (include_str!("schema/0007.sql"), fill::duties),
    (include_str!("schema/0008.sql"), packs::settle),
    (include_str!("schema/0009.sql"), index::settle),
];

/// The form that has all but packs and the index of the texts: a ledger of it that cannot be written is read
/// without them.
pub(super) const OLDEST_READ: i64 = 7;

/// The last form without the index of the texts.
pub(super) const WITHOUT_INDEX: i64 = 8;

/// Takes the steps that the file has not taken yet.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), What> {
    migrate_to(connection, newest())
}

/// Takes the steps that the file has not taken yet, up to the one of this number.
pub(super) fn migrate_to(connection: &mut Connection, last: i64) -> Result<(), What> {
    // Nothing is locked where nothing is to be done.
    let taken = version(connection)?;
    for (number, step) in (1..=last).zip(STEPS).filter(|(number, _)| *number > taken) {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Asked inside the transaction: another process may have taken the step just now.
        if version(&transaction)? < number {
            let (sql, rest) = step;
            transaction.execute_batch(sql)?;
            rest(&transaction)?;
            transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
            transaction.pragma_update(None, "user_version", number)?;
            transaction.commit()?;
        }
    }
    Ok(())
}

/// How many steps the file has taken.
pub(super) fn version(connection: &Connection) -> Result<i64, What> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}
