//! Parts, ranks and doublings: figures that are no number with a unit behind it.

use crate::parse::flow::Range;

use super::{
    Exact, Figure, Kind, Near, Room, Unit, near,
    number::{self, Number},
};

/// A part or doubling that begins a text (三分之一, 七成, 过半, 翻番), and where it ends; `before` is what
/// stands before it, `at` where it stands.
pub fn read(before: &str, text: &str, at: usize) -> Option<(Figure, usize)> {
    let (value, place, unit, length) =
        doubled(text).or_else(|| part(before, text)).or_else(|| half(before, text))?;
    let mut end = at + length;
    let mut start = at;
    let mut near = Near::Exactly;
    if let Some((word, length)) = near::before(before) {
        near = word;
        start = start.saturating_sub(length);
    }
    let rest = text.get(length..)?;
    if let Some((word, length)) = near::behind(rest) {
        near = word;
        end += length;
    }
    if text.starts_with("过半") || text.starts_with("大半") {
        near = Near::AtLeast;
    }
    let room = near::room(near, value, place)?;
    Some((Figure { range: start..end, value, place, scale: 1, unit, near, room, ranged: false }, end))
}

type Part = (Exact, Exact, Unit, usize);

const PERCENT: Unit = Unit { kind: Kind::Percent, factor: 1, word: "%" };

/// 翻番, 翻了一番, 翻两番: how often doubled.
fn doubled(text: &str) -> Option<Part> {
    let rest = text.strip_prefix('翻')?;
    let rest = rest.strip_prefix('了').unwrap_or(rest);
    let number = number::read(rest);
    let rest = number.and_then(|number| rest.get(number.length..)).unwrap_or(rest);
    let rest = rest.strip_prefix('番')?;
    let one = Exact::whole(1)?;
    let value = number.map_or(one, |number| number.value);
    Some((value, one, Unit { kind: Kind::Doubled, factor: 1, word: "番" }, text.len() - rest.len()))
}

/// 三分之一, 百分之三十, 七成, 六成五.
fn part(before: &str, text: &str) -> Option<Part> {
    let first = number::read(text)?;
    if first.spelled || before.ends_with(['第', '〔', '.', '-']) {
        return None;
    }
    let rest = text.get(first.length..)?;
    let hundred = Exact::whole(100)?;
    if let Some(rest) = rest.strip_prefix("分之") {
        let second = number::read(rest)?;
        let value = second.value.times(hundred)?.over(first.value)?;
        // 百分之 is as exact as %; other parts are round words: three hundredths to either side.
        let place = if first.value == hundred { second.place } else { Exact::whole(6)? };
        let rest = rest.get(second.length..)?;
        return Some((value, place, PERCENT, text.len() - rest.len()));
    }
    // 七成, but not 三成员, and not 一成立.
    let rest = rest.strip_prefix('成')?;
    let ten = Exact::whole(10)?;
    let ends = rest.is_empty()
        || rest.starts_with([',', '。', ';', '、', '\n', '的', '以', '左', '多', '余', ')', '半', '上'])
        || near::before(before).is_some()
        || before.ends_with(['占', '达', '到', '为']);
    (ends && first.value < ten && first.value > Exact::ZERO)
        .then(|| Some((first.value.times(ten)?, ten, PERCENT, text.len() - rest.len())))?
}

/// 一半, 半数, 过半.
fn half(before: &str, text: &str) -> Option<Part> {
    let words = ["一半", "半数", "过半", "大半"];
    let word = words.into_iter().find(|word| text.starts_with(word))?;
    let rest = text.get(word.len()..)?;
    let whole = word != "过半" || rest.is_empty() || rest.starts_with([',', '。', ';', '、', '\n', '数']);
    if !whole || before.ends_with(['另', '前', '后', '这']) {
        return None;
    }
    let length = if rest.starts_with('数') { word.len() + '数'.len_utf8() } else { word.len() };
    Some((Exact::whole(50)?, Exact::whole(6)?, PERCENT, length))
}

/// A rank whose number stands at `from`: 第76位, 倒数第9名, 前六名; and where it ends.
pub fn rank(text: &str, from: usize, number: &Number) -> Option<(Figure, usize)> {
    let before = text.get(..from)?;
    let behind = text.get(from + number.length..)?;
    let word = ["位", "名"].into_iter().find(|word| behind.starts_with(word));
    let (kind, length, word) = if before.ends_with("倒数第") {
        (Kind::FromEnd, "倒数第".len(), word)
    } else if before.ends_with("倒数") {
        (Kind::FromEnd, "倒数".len(), word)
    } else if before.ends_with('第') {
        (Kind::Rank, "第".len(), Some(word?))
    } else if before.ends_with('前')
        && !["目前", "提前", "之前", "以前"].iter().any(|word| before.ends_with(word))
    {
        (Kind::Top, "前".len(), Some(word?))
    } else {
        return None;
    };
    // 第1名单位 would be a rank, 第3名额 none.
    let end = from + number.length + word.map_or(0, str::len);
    let range: Range = from.checked_sub(length)?..end;
    let unit = Unit { kind, factor: 1, word: "位" };
    let value = number.value;
    let room = Room::point(value);
    Some((
        Figure {
            range,
            value,
            place: number.place,
            scale: 1,
            unit,
            near: Near::Exactly,
            room,
            ranged: false,
        },
        end,
    ))
}
