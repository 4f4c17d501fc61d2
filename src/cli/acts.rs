//! Moments of the ledger's log as people read them.

use jiff::{Timestamp, tz::TimeZone};

pub(super) use crate::report::acts::Log;

/// A moment as people read it, in the zone of the clock.
pub(super) fn moment(time: Timestamp) -> String {
    time.to_zoned(TimeZone::system()).strftime("%Y-%m-%d %H:%M").to_string()
}
