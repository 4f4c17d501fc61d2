//! Numbers without rounding, and the room that a printed number leaves.

use std::fmt;

/// A decimal number, exact to a millionth: printed figures have fewer places. Sums and products that do not
/// fit are `None`, never wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Exact(i128);

/// Millionths of one.
const ONE: i128 = 1_000_000;

/// The largest number of either sign: a hundred thousand times what a country's accounts need, and small
/// enough that two of them can be multiplied in 128 bits.
const LARGEST: i128 = 10_i128.pow(18);

impl Exact {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// A whole number.
    pub fn whole(number: i128) -> Option<Self> {
        number.checked_mul(ONE).and_then(Self::new)
    }

    fn new(millionths: i128) -> Option<Self> {
        (millionths.unsigned_abs() / ONE.unsigned_abs() <= LARGEST.unsigned_abs()).then_some(Self(millionths))
    }

    /// The sum.
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).and_then(Self::new)
    }

    /// The difference.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).and_then(Self::new)
    }

    /// The product, to a millionth, cut towards nothing.
    pub fn times(self, other: Self) -> Option<Self> {
        self.0.checked_mul(other.0).map(|product| product / ONE).and_then(Self::new)
    }

    /// The quotient, to a millionth, cut towards nothing; `None` by nothing.
    pub fn over(self, other: Self) -> Option<Self> {
        self.0.checked_mul(ONE)?.checked_div(other.0).and_then(Self::new)
    }

    /// The distance.
    pub fn apart(self, other: Self) -> Option<Self> {
        self.minus(other).map(|difference| Self(difference.0.abs()))
    }

    /// The half, cut to a millionth.
    pub fn half(self) -> Self {
        Self(self.0 / 2)
    }

    /// To `places` decimals, rounded, with as few digits as that takes.
    pub fn rounded(self, places: u32) -> Self {
        let unit = ONE / 10_i128.pow(places.min(6));
        let half = if self.0 < 0 { -unit / 2 } else { unit / 2 };
        Self((self.0 + half) / unit * unit)
    }

    /// Whether there is something behind the decimal point.
    pub fn is_whole(self) -> bool {
        self.0 % ONE == 0
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let whole = self.0.unsigned_abs() / ONE.unsigned_abs();
        let part = self.0.unsigned_abs() % ONE.unsigned_abs();
        if part == 0 {
            return write!(f, "{sign}{whole}");
        }
        write!(f, "{sign}{whole}.{}", format!("{part:06}").trim_end_matches('0'))
    }
}

/// From where to where a true value may lie; no upper end where nothing bounds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// The least value.
    pub low: Exact,
    /// The greatest value.
    pub high: Option<Exact>,
}

impl Room {
    /// One value alone.
    pub fn point(value: Exact) -> Self {
        Self { low: value, high: Some(value) }
    }

    /// Both together.
    pub fn plus(self, other: Self) -> Option<Self> {
        let high = match (self.high, other.high) {
            (Some(one), Some(two)) => Some(one.plus(two)?),
            _ => None,
        };
        Some(Self { low: self.low.plus(other.low)?, high })
    }

    /// Each times each.
    pub fn times(self, other: Self) -> Option<Self> {
        let high = match (self.high, other.high) {
            (Some(one), Some(two)) => Some(one.times(two)?),
            _ => None,
        };
        Some(Self { low: self.low.times(other.low)?, high })
    }

    /// Wider at both ends.
    pub fn wider(self, by: Exact) -> Self {
        let low = self.low.minus(by).unwrap_or(self.low);
        Self { low, high: self.high.and_then(|high| high.plus(by)) }
    }

    /// Whether a value can lie in both.
    pub fn meets(self, other: Self) -> bool {
        !self.above(other) && !other.above(self)
    }

    /// Whether all of it is greater than all of the other.
    pub fn above(self, other: Self) -> bool {
        other.high.is_some_and(|high| self.low > high)
    }
}
