//! Figures in Chinese prose: what is counted or measured, how much of it, and how surely.
//!
//! [`read`] finds the figures of a folded text: numbers with a unit or measure word behind them, percentages,
//! fractions, ranks. It knows approximations (余, 近, 约, 以上) and what is no figure: days, numbers of
//! documents and articles, names with numbers, set phrases in quotation marks. [`Phrase`] lays them out with
//! the words around them, for the rules of arithmetic.

pub mod change;
mod exact;
mod found;
mod near;
mod number;
pub mod period;
mod phrase;
mod share;
mod skip;
pub mod sums;
mod unit;

use crate::parse::flow::Range;

pub use exact::{Exact, Room};
pub use found::{Found, Misfit, joined};
pub use near::Near;
pub use phrase::{Item, Phrase, Sep};
pub use unit::{Kind, Unit};

/// A figure of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Where it stands: words of approximation, number, unit.
    pub range: Range,
    /// How much, in the smallest measure of its kind.
    pub value: Exact,
    /// What one of its last printed digit stands for, in the same measure.
    pub place: Exact,
    /// 1, 万 or 亿, as printed.
    pub scale: i128,
    /// What is measured.
    pub unit: Unit,
    /// How it is meant.
    pub near: Near,
    /// What it may be, as it is meant; rounding is not in it.
    pub room: Room,
    /// Whether two numbers bound it: 2—3名.
    pub ranged: bool,
}

impl Figure {
    /// Whether it counts single things: then nothing was rounded. So are amounts to the 元.
    pub fn is_counted(&self) -> bool {
        match self.unit.kind {
            Kind::Money => Exact::whole(100).is_some_and(|yuan| self.place <= yuan),
            Kind::Count(_) => Exact::whole(1).is_some_and(|one| self.place <= one),
            kind => matches!(kind, Kind::Rank | Kind::FromEnd | Kind::Top),
        }
    }

    /// Half of the last printed place; nothing of what is counted.
    pub fn blur(&self) -> Exact {
        if self.is_counted() { Exact::ZERO } else { self.place.half() }
    }

    /// Whether the number is as printed, with no word that makes it more or less.
    pub fn is_plain(&self) -> bool {
        self.near == Near::Exactly && !self.ranged
    }

    /// Whether a result can be printed as this figure: rounded or cut at its last place.
    pub fn prints(&self, result: Room) -> bool {
        if matches!(self.near, Near::AtLeast | Near::AtMost) {
            return result.meets(self.room);
        }
        if self.near != Near::Exactly || self.ranged {
            return result.meets(self.room.wider(self.blur()));
        }
        let cut = if self.is_counted() { Exact::ZERO } else { self.place };
        let high = self.value.plus(cut);
        let low = self.value.minus(self.blur()).unwrap_or(self.value);
        result.meets(Room { low, high })
    }

    /// A value of its kind as it would be printed beside it: `18.6万元`, without the word for what is counted.
    pub fn like(&self, value: Exact) -> String {
        let scale = Exact::whole(self.unit.factor.saturating_mul(self.scale));
        let shown = scale.and_then(|scale| value.over(scale)).unwrap_or(value);
        let scale = match self.scale {
            10_000 => "万",
            100_000_000 => "亿",
            _ => "",
        };
        let places = if shown.is_whole() { 0 } else { 4 };
        let unit = match self.unit.kind {
            Kind::Count(_) | Kind::Rank | Kind::FromEnd | Kind::Top => "",
            Kind::Points => "%",
            _ => self.unit.word,
        };
        format!("{}{scale}{unit}", shown.rounded(places))
    }

    /// Its own value, as [`Figure::like`] prints it.
    pub fn shown(&self) -> String {
        self.like(self.value)
    }
}

/// The figures of a folded text that begins at byte `at`, in order.
pub fn read(text: &str, at: usize) -> Vec<Figure> {
    let mut out: Vec<Figure> = Vec::new();
    let mut from = 0;
    let quoted = quoted(text);
    let mut quotes = quoted.iter().peekable();
    while let Some(rest) = text.get(from..) {
        let Some(c) = rest.chars().next() else { break };
        while quotes.next_if(|range| range.end <= from).is_some() {}
        if let Some(range) = quotes.peek().filter(|range| range.start <= from) {
            from = range.end;
            continue;
        }
        let before = text.get(..from).unwrap_or("");
        if let Some((figure, end)) = share::read(before, rest, from) {
            from = end;
            out.push(figure);
            continue;
        }
        if !number::begins(c) {
            from += c.len_utf8();
            continue;
        }
        if let Some(length) = skip::date(rest) {
            from += length;
            continue;
        }
        let Some(number) = number::read(rest) else {
            from += rest
                .chars()
                .take_while(|c| c.is_ascii_digit() || *c == '.')
                .map(char::len_utf8)
                .sum::<usize>()
                .max(c.len_utf8());
            continue;
        };
        let end = from + number.length;
        match figure(text, from, &number) {
            Some((figure, end)) => {
                from = end;
                out.push(figure);
            }
            None => from = end,
        }
    }
    points(text, &mut out);
    for figure in &mut out {
        figure.range = figure.range.start + at..figure.range.end + at;
    }
    out
}

/// 4.4个和4.6个百分点 are points both.
fn points(text: &str, figures: &mut [Figure]) {
    for at in (1..figures.len()).rev() {
        let (before, behind) = figures.split_at_mut(at);
        let (Some(one), Some(two)) = (before.last_mut(), behind.first()) else { continue };
        let between = text.get(one.range.end..two.range.start).unwrap_or("");
        if two.unit.kind == Kind::Points
            && one.unit.kind == Kind::Count("个")
            && matches!(between, "、" | "和" | "及" | "与")
        {
            one.unit = two.unit;
        }
    }
}

/// Titles, and set phrases in quotation marks that begin with a numeral (“四个意识”): what stands in them is
/// no figure.
fn quoted(text: &str) -> Vec<Range> {
    const LONGEST: usize = 60;
    let mut out: Vec<Range> = Vec::new();
    for (at, open) in text.char_indices() {
        let close = match open {
            '《' => '》',
            '“' => '”',
            '「' => '」',
            '〔' => '〕',
            _ => continue,
        };
        if out.last().is_some_and(|last| at < last.end) {
            continue;
        }
        let rest = text.get(at..).unwrap_or("");
        let end = rest.char_indices().take(LONGEST).find(|(_, c)| *c == close).map(|(end, _)| end);
        if let Some(end) = end {
            out.push(at..at + end + close.len_utf8());
        }
    }
    out
}

/// A number on its way to a figure.
struct Amount {
    value: Exact,
    place: Exact,
    step: Exact,
    scale: i128,
    near: Near,
    /// The upper number of a range, in the smallest measure of its kind.
    most: Option<Exact>,
    /// Where what has been read of it ends.
    end: usize,
}

impl Amount {
    /// Takes 余 and 多 behind the number: 100余, 4300多, 3000余万.
    fn take_over(&mut self, text: &str) -> Option<()> {
        let Some(rest) = text.get(self.end..)?.strip_prefix(['余', '多', '来']) else { return Some(()) };
        self.near = Near::Over;
        self.end += '余'.len_utf8();
        let scales = [("万", 10_000), ("亿", 100_000_000)];
        let scale = scales.into_iter().find(|(word, _)| self.scale == 1 && rest.starts_with(word));
        if let Some((word, scale)) = scale {
            let by = Exact::whole(scale)?;
            self.value = self.value.times(by)?;
            self.place = self.place.times(by)?;
            self.step = self.step.times(by)?;
            self.scale = scale;
            self.end += word.len();
        }
        Some(())
    }

    /// Takes the upper number of a range: 2—3名, 5%—10%, 每村5万元至8万元. `None` where a number follows that
    /// makes none.
    fn take_range(&mut self, text: &str, before: &str) -> Option<()> {
        const DASHES: &[char] = &['-', '—', '–', '~', '～'];
        let own = unit::read(text.get(self.end..)?);
        let from = self.end + own.map_or(0, |(_, length)| length);
        let rest = text.get(from..)?;
        let mut dash = rest.trim_start_matches(DASHES);
        // 由64项至39项 is a change.
        let moved = own.is_some() && before.ends_with(['由', '从', '的', '自']);
        if dash.len() == rest.len() && !moved {
            dash = rest.strip_prefix(['至', '到']).unwrap_or(rest);
        }
        if dash.len() == rest.len() {
            return Some(());
        }
        let start = text.len() - dash.len();
        let number = number::read(dash);
        let second =
            number.and_then(|number| Some((number, unit::read(text.get(start + number.length..)?)?.0)));
        let second = second.filter(|(_, unit)| own.is_none_or(|(own, _)| own == *unit));
        let Some((number, unit)) = second else { return own.map(|_| ()) };
        // 3-5万元 means 30,000 to 50,000.
        if self.scale == 1 {
            self.value = self.value.times(Exact::whole(number.scale)?)?;
        }
        self.most = Some(unit.of(number.value)?);
        (self.place, self.scale) = (number.place, number.scale);
        self.end = start + number.length;
        Some(())
    }
}

/// The figure of a number that stands at `from`, and where what belongs to it ends.
fn figure(text: &str, from: usize, number: &number::Number) -> Option<(Figure, usize)> {
    let before = text.get(..from)?;
    if let Some(rank) = share::rank(text, from, number) {
        return Some(rank);
    }
    if skip::named(number, before, text.get(from + number.length..)?) {
        return None;
    }
    let number::Number { value, place, step, scale, length, .. } = *number;
    let mut amount =
        Amount { value, place, step, scale, near: Near::Exactly, most: None, end: from + length };
    amount.take_over(text)?;
    amount.take_range(text, before)?;
    let Amount { value, place, step, scale, mut near, most, mut end } = amount;
    let (unit, length) = unit::read(text.get(end..)?)?;
    end += length;
    // 3元/人
    if text.get(end..)?.starts_with('/') && !matches!(unit.kind, Kind::Count(_)) {
        return None;
    }
    let (value, place, step) = (unit.of(value)?, unit.of(place)?, unit.of(step)?);
    let mut start = from;
    if let Some((word, length)) = near::before(before) {
        near = word;
        start -= length;
    }
    if let Some((word, length)) = near::behind(text.get(end..)?) {
        near = word;
        end += length;
    }
    let room = match most {
        Some(most) if most >= value => Room { low: value, high: Some(most) },
        Some(_) => return None,
        None => near::room(near, value, step)?,
    };
    let ranged = most.is_some();
    Some((Figure { range: start..end, value, place, scale, unit, near, room, ranged }, end))
}
