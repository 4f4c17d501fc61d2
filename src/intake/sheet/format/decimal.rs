//! Numbers as decimal digits, rounded as spreadsheets round them.

/// A number as spreadsheets hold it: 15 digits count (Excel's specification), and halves are rounded
/// away from zero on those digits and not on the binary value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decimal {
    /// Whether it is below zero.
    pub negative: bool,
    /// Its digits, `0` to `9`, without zeros at either end; none for zero.
    digits: Vec<u8>,
    /// Where the point stands, counted from the first digit: 12.5 has 2, 0.05 has -1.
    point: i32,
}

impl Decimal {
    /// The number; zero where it is none.
    pub fn new(value: f64) -> Self {
        let shown = if value.is_finite() { format!("{:.14e}", value.abs()) } else { String::new() };
        let (mantissa, exponent) = shown.split_once('e').unwrap_or_default();
        let digits = mantissa.bytes().filter(u8::is_ascii_digit).map(|byte| byte - b'0').collect();
        let mut number =
            Self { negative: value < 0.0, digits, point: exponent.parse().map_or(0, |power: i32| power + 1) };
        number.trim();
        number
    }

    fn trim(&mut self) {
        while self.digits.last() == Some(&0) {
            self.digits.pop();
        }
        if self.digits.is_empty() {
            self.point = 0;
        }
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// The power of ten of its first digit.
    pub fn exponent(&self) -> i32 {
        if self.is_zero() { 0 } else { self.point - 1 }
    }

    /// It times ten to the power of `places`.
    pub fn shifted(mut self, places: i32) -> Self {
        if !self.is_zero() {
            self.point += places;
        }
        self
    }

    /// It with so many digits behind the point, halves away from zero.
    pub fn rounded(mut self, decimals: usize) -> Self {
        let keep = i64::from(self.point) + decimals as i64;
        let Ok(keep) = usize::try_from(keep) else {
            return Self { digits: Vec::new(), point: 0, ..self };
        };
        let up = self.digits.get(keep).is_some_and(|digit| *digit >= 5);
        self.digits.truncate(keep);
        if up {
            while self.digits.last() == Some(&9) {
                self.digits.pop();
            }
            match self.digits.last_mut() {
                Some(digit) => *digit += 1,
                None => {
                    self.digits.push(1);
                    self.point += 1;
                }
            }
        }
        self.trim();
        self
    }

    /// The digits before the point; none where it is below one.
    pub fn whole(&self) -> String {
        (0..self.point.max(0)).map(|place| self.digit(place)).collect()
    }

    /// So many digits behind the point.
    pub fn fraction(&self, count: usize) -> String {
        (self.point..).take(count).map(|place| self.digit(place)).collect()
    }

    fn digit(&self, place: i32) -> char {
        let digit = usize::try_from(place).ok().and_then(|place| self.digits.get(place));
        char::from(b'0' + digit.copied().unwrap_or(0))
    }
}

/// Integers below this are shown in all their digits: a number of a document or a phone is not to
/// become 1.2E+11, as it does in a narrow cell.
const LONG: i32 = 15;

/// How wide a number in a cell without a format is: digits with the point (Excel).
const WIDTH: i32 = 11;

/// A number under the format "General".
pub fn general(value: f64) -> String {
    let number = Decimal::new(value);
    let power = number.exponent();
    let shown = if !(-4..LONG).contains(&power) {
        scientific(&number, 0, 5, true)
    } else {
        let decimals = WIDTH - 1 - (power + 1).max(1);
        let rounded = number.clone().rounded(decimals.max(0) as usize);
        let fraction = rounded.fraction(decimals.max(0) as usize);
        joined(&rounded.whole(), fraction.trim_end_matches('0'))
    };
    let zero = !shown.bytes().any(|byte| matches!(byte, b'1'..=b'9'));
    if number.negative && !zero { format!("-{shown}") } else { shown }
}

/// Digits before and behind a point that is left out where nothing follows.
fn joined(whole: &str, fraction: &str) -> String {
    let whole = if whole.is_empty() { "0" } else { whole };
    if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
}

/// 1.5E+07, without a sign of its own, with at least `least` and at most `most` digits behind the point.
pub fn scientific(number: &Decimal, least: usize, most: usize, plus: bool) -> String {
    let mut power = number.exponent();
    let mut mantissa = number.clone().shifted(-power).rounded(most);
    if mantissa.exponent() > 0 {
        mantissa = mantissa.shifted(-1);
        power += 1;
    }
    let fraction = mantissa.fraction(most);
    let kept = fraction.trim_end_matches('0').len().max(least);
    let fraction: String = fraction.chars().take(kept).collect();
    let sign = if power < 0 {
        "-"
    } else if plus {
        "+"
    } else {
        ""
    };
    format!("{}E{sign}{:02}", joined(&mantissa.whole(), &fraction), power.abs())
}
