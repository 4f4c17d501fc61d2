//! Changes: from how much, to how much, by how much.

use super::{Item, Kind, Phrase, Sep, period};

/// A change that a sentence tells with all of its figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The figure before.
    pub from: usize,
    /// The figure after.
    pub to: usize,
    /// By how much, or to what part: the printed figure.
    pub by: usize,
    /// Whether it is said to grow.
    pub up: bool,
}

/// Words of growth, and of decline, as they stand before the figure.
const UP: &[&str] = &[
    "增加", "增长", "上升", "提高", "提升", "上涨", "增幅", "涨幅", "升幅", "多", "上调", "扩大", "前移",
    "进位", "增", "高", "跃升", "攀升", "净增", "新增", "延长", "前进", "增配", "增设",
];
const DOWN: &[&str] = &[
    "减少", "下降", "降低", "压减", "压缩", "缩短", "下滑", "减幅", "降幅", "回落", "下调", "削减", "后移",
    "退后", "少", "减", "低", "节约", "精简", "降", "跌幅", "缩减", "退位", "后退", "核减",
];

/// The direction that the words before a figure name, and what stands before it; `None` where they end in
/// none (增加到, 减至 name where a change ends).
pub fn direction(own: &str) -> Option<(bool, &str)> {
    let words = ["幅度达到", "幅度为", "幅度达", "达到", "了", "达", "为", "约"];
    let own = words.iter().find_map(|word| own.strip_suffix(word)).unwrap_or(own);
    let best = |words: &[&str]| {
        words.iter().filter_map(|word| own.strip_suffix(*word)).min_by_key(|rest| rest.len())
    };
    match (best(UP), best(DOWN)) {
        (Some(up), Some(down)) if down.len() < up.len() => Some((false, down)),
        (Some(up), _) => Some((true, up)),
        (None, Some(down)) => Some((false, down)),
        (None, None) => None,
    }
}

/// 新增学位800个 behind 学位由3200个增加至4100个: the direction, and the thing again.
fn grown<'t>(phrase: &Phrase<'t>, by: usize) -> Option<(bool, &'t str)> {
    let own = phrase.own(by);
    let (from, _) = pair(phrase, by.checked_sub(1)?)?;
    let up =
        ["新增", "净增", "增加"].iter().find_map(|word| own.strip_prefix(*word)).map(|noun| (true, noun));
    let down =
        || ["减少", "压减", "净减"].iter().find_map(|word| own.strip_prefix(*word)).map(|noun| (false, noun));
    let (up, noun) = up.or_else(down)?;
    (noun.chars().count() >= 2 && phrase.gap(from).contains(noun)).then_some((up, ""))
}

/// The changes of a sentence.
pub fn all(phrase: &Phrase) -> Vec<Change> {
    (1..phrase.items.len()).filter_map(|by| change(phrase, by)).collect()
}

/// The figures before and after of a pair that ends at `to`: `由F降至T`.
pub fn pair(phrase: &Phrase, to: usize) -> Option<(usize, usize)> {
    let from = to.checked_sub(1)?;
    let own = phrase.own(to);
    let start = phrase.own(from);
    let moved = own.ends_with(['至', '到', '为', '成']) && own.chars().count() <= 16;
    let sep = phrase.items.get(to)?.sep;
    let opened = start.contains('由')
        || start.contains('从')
        || phrase.lead(from).contains('由')
        || phrase.lead(from).contains('从')
        || start.contains('较')
        || start.contains('比');
    let several =
        phrase.lead(from).contains("分别") || phrase.items.get(from)?.sep == Sep::Pause && start.is_empty();
    (phrase.alike(from, to) && moved && opened && sep <= Sep::Comma && !several).then_some((from, to))
}

fn change(phrase: &Phrase, by: usize) -> Option<Change> {
    let own = phrase.own(by);
    let (up, words) = direction(own).or_else(|| grown(phrase, by))?;
    let item = phrase.items.get(by)?;
    if item.sep >= Sep::Semicolon
        || words.contains("分别")
        || words.contains("年均")
        || words.contains("平均")
    {
        return None;
    }
    let made = |from: usize, to: usize| fits(phrase, from, by).then_some(Change { from, to, by, up });
    let last = by.checked_sub(1)?;
    // 由F降至T，下降N
    if let Some((from, to)) = pair(phrase, last) {
        return (plain(phrase, words, &[from, to]) && same_base(phrase, words, from))
            .then(|| made(from, to))?;
    }
    // 比F减少N，下降M%
    if let Some(change) = change(phrase, last).filter(|_| words.is_empty() && item.sep <= Sep::Comma) {
        return made(change.from, change.to);
    }
    // T，较F减少N
    let base = phrase.own(last);
    let compared = ["较", "比", "与", "同"].iter().any(|word| base.contains(word)) && item.sep <= Sep::Pause;
    let bare = words.is_empty()
        || matches!(words, "相比" | "同比" | "环比" | "净" | "实现" | "大幅" | "相比净" | "的" | "多");
    if compared && bare && !base.contains("分别") {
        return compared_to(phrase, last, by).and_then(|to| made(last, to));
    }
    two_times(phrase, last, by, words).and_then(|(from, to)| made(from, to))
}

/// What is compared to `base` by the change `by`: T，较F减少N, or 较F提升N，列T.
fn compared_to(phrase: &Phrase, base: usize, by: usize) -> Option<usize> {
    let mean = |at: usize| phrase.own(at).contains(['均', '每']);
    let before =
        (base.saturating_sub(3)..base).rev().find(|at| phrase.alike(*at, base) && (!mean(*at) || mean(base)));
    let near = |to: &usize| until(phrase, *to, base) <= Sep::Comma && !several(phrase, *to);
    before.filter(near).or_else(|| {
        let to = by + 1;
        let next = phrase.own(to);
        let state = ["列", "为", "达", "居", "至", "到", "排"].iter().any(|word| next.contains(word));
        (phrase.alike(base, to) && state && until(phrase, by, to) <= Sep::Comma).then_some(to)
    })
}

/// The figures before and after of two that name their times, the second being `last`.
fn two_times(phrase: &Phrase, last: usize, by: usize, words: &str) -> Option<(usize, usize)> {
    let first = last.checked_sub(1)?;
    if !phrase.alike(first, last)
        || until(phrase, first, by) > Sep::Comma
        || !plain(phrase, words, &[first, last])
    {
        return None;
    }
    // T，去年同期为F，同比减少N
    let then = phrase.lead(last);
    let earlier = ["去年", "上年", "同期", "上一年", "上季度", "上月", "整改前", "原来"];
    let now = !earlier.iter().any(|word| phrase.lead(first).contains(word));
    if earlier.iter().any(|word| then.contains(word)) && now && !several(phrase, first) {
        return Some((last, first));
    }
    // 2022年A，2023年B，增长N
    match period::order(phrase.gap(first), phrase.gap(last))? {
        std::cmp::Ordering::Less => Some((first, last)),
        std::cmp::Ordering::Greater => Some((last, first)),
        std::cmp::Ordering::Equal => None,
    }
}

/// Whether a figure is one of a list (A、B和C).
fn several(phrase: &Phrase, at: usize) -> bool {
    let listed = |at: usize| {
        phrase.items.get(at).is_some_and(|item| item.sep == Sep::Pause && phrase.own(at).is_empty())
    };
    listed(at) || listed(at + 1)
}

/// The strongest mark from one figure to another.
fn until(phrase: &Phrase, from: usize, to: usize) -> Sep {
    let items = phrase.items.get(from + 1..=to).unwrap_or(&[]);
    items.iter().map(|item: &Item| item.sep).max().unwrap_or(Sep::None)
}

/// Whether a figure can say by how much one of `from`'s kind changes.
fn fits(phrase: &Phrase, from: usize, by: usize) -> bool {
    let (Some(from), Some(by)) = (phrase.figure(from), phrase.figure(by)) else { return false };
    match (from.unit.kind, by.unit.kind) {
        (Kind::Rank | Kind::FromEnd, by) => matches!(by, Kind::Count("人" | "位" | "个")),
        (Kind::Percent, Kind::Percent | Kind::Points) => true,
        (_, Kind::Percent | Kind::Times) => true,
        (from, by) => from == by,
    }
}

/// Whether the words before the direction name nothing else than the pair does: 会议数量减少 of 会议, but
/// not 投资增长 of 项目.
pub fn plain(phrase: &Phrase, words: &str, pair: &[usize]) -> bool {
    const EMPTY: &[&str] = &[
        "同比", "环比", "总体", "净", "实现", "数量", "总数", "总量", "幅度", "共", "均", "则", "相比",
        "大幅", "较", "比", "已", "共计", "合计", "累计",
    ];
    let mut rest = words;
    while let Some(shorter) = EMPTY.iter().find_map(|word| rest.strip_prefix(*word)) {
        rest = shorter;
    }
    if rest.is_empty() || period::is_period(rest) {
        return true;
    }
    let said: String = pair.iter().map(|at| phrase.gap(*at)).collect();
    let chars: Vec<char> = rest.chars().collect();
    chars.windows(2).any(|two| {
        !two.iter().any(|c| matches!(c, '年' | '月' | '期' | '较' | '比'))
            && said.contains(&two.iter().collect::<String>())
    })
}

/// Whether the words before the direction speak of the same base as the pair: 同比 of 由去年的…, 较年初 of
/// a pair without a time.
fn same_base(phrase: &Phrase, words: &str, from: usize) -> bool {
    let then = phrase.lead(from);
    if words.contains("同比") || words.contains("环比") {
        return ["年", "同期", "上月", "季度", "月"].iter().any(|word| then.contains(word));
    }
    let compared = words.contains('较') || words.contains('比');
    !compared
        || period::is_period(words.trim_start_matches(['较', '比']))
        || words.contains("整改前")
        || words.contains("原来")
}
