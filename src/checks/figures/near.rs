//! Approximate figures: what the words around a number let it be.

use super::exact::{Exact, Room};

/// How a number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Near {
    /// As printed.
    Exactly,
    /// 余, 多: a little more.
    Over,
    /// 近, 接近: a little less.
    Under,
    /// 约, 左右
    About,
    /// 以上, 超过, 不少于, 至少
    AtLeast,
    /// 以下, 不足, 不超过, 最多
    AtMost,
}

/// Words before a number.
const BEFORE: &[(&str, Near)] = &[
    ("不少于", Near::AtLeast),
    ("不低于", Near::AtLeast),
    ("不超过", Near::AtMost),
    ("不多于", Near::AtMost),
    ("不高于", Near::AtMost),
    ("不得超过", Near::AtMost),
    ("不得低于", Near::AtLeast),
    ("不得少于", Near::AtLeast),
    ("至少", Near::AtLeast),
    ("最少", Near::AtLeast),
    ("至多", Near::AtMost),
    ("最多", Near::AtMost),
    ("超过", Near::AtLeast),
    ("突破", Near::AtLeast),
    ("多于", Near::AtLeast),
    ("高于", Near::AtLeast),
    ("大于", Near::AtLeast),
    ("少于", Near::AtMost),
    ("低于", Near::AtMost),
    ("小于", Near::AtMost),
    ("不足", Near::AtMost),
    ("不到", Near::AtMost),
    ("未满", Near::AtMost),
    ("不满", Near::AtMost),
    ("将近", Near::Under),
    ("接近", Near::Under),
    ("近", Near::Under),
    ("大约", Near::About),
    ("大概", Near::About),
    ("约为", Near::About),
    ("约占", Near::About),
    ("约", Near::About),
    ("超", Near::AtLeast),
    ("逾", Near::AtLeast),
];

/// Words that end as those above do and mean nothing of the kind: 签约1.2万人, 最近3个月.
const NOT_BEFORE: &[&str] = &[
    "签约", "节约", "集约", "预约", "公约", "契约", "违约", "条约", "合约", "制约", "履约", "特约", "邀约",
    "续约", "解约", "守约", "爽约", "失约", "赴约", "毁约", "最近", "附近", "临近", "邻近", "靠近",
];

/// Words behind a figure.
const BEHIND: &[(&str, Near)] = &[
    ("左右", Near::About),
    ("上下", Near::About),
    ("以上", Near::AtLeast),
    ("及以上", Near::AtLeast),
    ("以下", Near::AtMost),
    ("及以下", Near::AtMost),
    ("以内", Near::AtMost),
    ("之内", Near::AtMost),
];

/// What stands before a number says of it, and the bytes of it.
pub fn before(text: &str) -> Option<(Near, usize)> {
    if NOT_BEFORE.iter().any(|word| text.ends_with(word)) {
        return None;
    }
    let found = BEFORE.iter().filter(|(word, _)| text.ends_with(word)).max_by_key(|(word, _)| word.len());
    found.map(|(word, near)| (*near, word.len()))
}

/// What stands behind a figure says of it, and the bytes of it.
pub fn behind(text: &str) -> Option<(Near, usize)> {
    let found = BEHIND.iter().find(|(word, _)| text.starts_with(word));
    if let Some((word, near)) = found {
        return Some((*near, word.len()));
    }
    // 3倍多, but 100人多次.
    let rest = text.strip_prefix(['多', '余'])?;
    let ends = rest.is_empty() || rest.starts_with([',', '。', ';', '、', '\n', '的', ')']);
    ends.then_some((Near::Over, '多'.len_utf8()))
}

/// The room of a value; `step` is what one of its last digit other than 0 stands for.
///
/// 余 and 多 reach to the next step: 300余 is less than 400. 近 reaches a fifth below, 约 and 左右 a seventh
/// to either side: wider than most writers mean them, so that only what nobody would call near is asked.
pub fn room(near: Near, value: Exact, step: Exact) -> Option<Room> {
    let part = |of: i128| value.over(Exact::whole(of)?);
    Some(match near {
        Near::Exactly => Room::point(value),
        Near::Over => Room { low: value, high: Some(value.plus(step)?) },
        Near::Under => Room { low: value.minus(part(5)?)?, high: Some(value) },
        Near::About => Room::point(value).wider(part(7)?),
        Near::AtLeast => Room { low: value, high: None },
        Near::AtMost => Room { low: Exact::ZERO, high: Some(value) },
    })
}
