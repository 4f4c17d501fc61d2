//! Adding printed figures: what their sum may be, and whether a printed one can be it.

use super::{Exact, Phrase, Room};

/// What figures add up to.
#[derive(Debug, Clone, Copy)]
pub struct Sum {
    /// As printed.
    pub value: Exact,
    /// What it may be, the figures being rounded and meant as they are.
    pub room: Room,
}

/// The half of the finest place printed among figures. Who adds amounts of unlike precision knows the coarse
/// ones exactly: `3亿元` less `17500万元`.
pub fn blur(phrase: &Phrase, items: &[usize]) -> Exact {
    let figures = items.iter().filter_map(|item| phrase.figure(*item));
    figures.map(super::Figure::blur).min().unwrap_or(Exact::ZERO)
}

/// The sum of figures; `printed` is that with which it will be compared.
pub fn sum(phrase: &Phrase, items: &[usize], printed: usize) -> Option<Sum> {
    let all: Vec<usize> = items.iter().copied().chain([printed]).collect();
    let blur = blur(phrase, &all);
    let mut out = Sum { value: Exact::ZERO, room: Room::point(Exact::ZERO) };
    for item in items {
        let figure = phrase.figure(*item)?;
        out.value = out.value.plus(figure.value)?;
        out.room = out.room.plus(figure.room.wider(blur))?;
    }
    Some(out)
}

/// The difference of a figure and others.
pub fn rest(phrase: &Phrase, whole: usize, less: &[usize], printed: usize) -> Option<Sum> {
    let all: Vec<usize> = less.iter().copied().chain([whole, printed]).collect();
    let blur = blur(phrase, &all);
    let figure = phrase.figure(whole)?;
    let taken = sum(phrase, less, printed)?;
    let room = figure.room.wider(blur);
    let low = match taken.room.high {
        Some(high) => room.low.minus(high)?,
        None => Exact::ZERO,
    };
    let high = room.high.and_then(|high| high.minus(taken.room.low));
    Some(Sum { value: figure.value.minus(taken.value)?, room: Room { low, high } })
}

/// Whether a printed figure can be a result, each figure being rounded at its last place.
pub fn is(phrase: &Phrase, printed: usize, result: &Sum) -> bool {
    phrase.figure(printed).is_some_and(|figure| {
        let exact = figure.is_plain() && result.room.meets(figure.room.wider(figure.blur()));
        exact || (!figure.is_plain() && figure.prints(result.room))
    })
}
