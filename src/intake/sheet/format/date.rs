//! Serial numbers of days → days of the calendar.

/// A day and a time of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The year.
    pub year: u32,
    /// The month, from 1.
    pub month: u32,
    /// The day of the month, from 1; 0 where a cell of a date holds zero.
    pub day: u32,
    /// The day of the week, 0 for Sunday.
    pub weekday: u32,
    /// The milliseconds since midnight.
    pub millis: u32,
}

/// The last serial number that is a date: 9999-12-31 (Excel's specification).
const LAST: f64 = 2_958_465.0;

/// Days from the first day of the one calendar to that of the other (ECMA-376, 18.17.4.1).
const EPOCH_1904: f64 = 1462.0;

/// Days from 0000-03-01 to 1899-12-30.
const MARCH: i64 = 693_899;

/// Milliseconds of a day.
const DAY: f64 = 86_400_000.0;

/// The moment of a serial number; none where it is no date. `from_1904`: the workbook counts from 1904.
/// `whole_seconds`: seconds are shown without a fraction, and so are rounded.
pub fn moment(serial: f64, from_1904: bool, whole_seconds: bool) -> Option<Moment> {
    let serial = if from_1904 { serial + EPOCH_1904 } else { serial };
    if !(0.0..LAST + 1.0).contains(&serial) {
        return None;
    }
    let step = if whole_seconds { 1000.0 } else { 1.0 };
    let millis = ((serial.fract() * DAY) / step).round() * step;
    let (mut days, mut millis) = (serial.trunc() as i64, millis as u32);
    if f64::from(millis) >= DAY {
        (days, millis) = (days + 1, 0);
    }
    let (year, month, day) = match days {
        0 => (1900, 1, 0),
        // Excel believes that 1900 was a leap year, as Lotus 1-2-3 did.
        60 => (1900, 2, 29),
        1..60 => civil(days + 1),
        _ => civil(days),
    };
    Some(Moment { year, month, day, weekday: ((days + 6) % 7) as u32, millis })
}

/// The day of the calendar, `days` after 1899-12-30.
fn civil(days: i64) -> (u32, u32, u32) {
    // Counted in years that begin with March, so that the odd day is the last of a cycle of 4, 100 or 400
    // years.
    let days = days + MARCH;
    let era = days / 146_097;
    let of_era = days % 146_097;
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let part = (5 * of_year + 2) / 153;
    let day = of_year - (153 * part + 2) / 5 + 1;
    let month = if part < 10 { part + 3 } else { part - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    (year as u32, month as u32, day as u32)
}

/// The serial number of a day and time as `2025-06-30T08:30:00.000` (ISO 8601) has them.
pub fn serial(text: &str) -> Option<f64> {
    let (day, time) = text.trim().split_once('T').unwrap_or((text.trim(), ""));
    let mut parts = day.splitn(3, '-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if !(1900..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let (march, years) = if month > 2 { (month - 3, year) } else { (month + 9, year - 1) };
    let days = years * 365 + years / 4 - years / 100 + years / 400 + (153 * march + 2) / 5 + day - 1 - MARCH;
    // Before March 1900 the calendar of spreadsheets is a day behind.
    let days = if days <= 60 { days - 1 } else { days };
    let units = [3600.0, 60.0, 1.0];
    let parts = time.trim_end_matches('Z').split(':').filter_map(|part| part.parse::<f64>().ok());
    let seconds: f64 = parts.zip(units).map(|(part, unit)| part * unit).sum();
    Some(days as f64 + seconds / 86_400.0)
}
