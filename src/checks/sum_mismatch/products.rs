//! So many, each so much, and the total: `45台，每台4600元，总价20.7万元`; averages; 各N; 一式N份.

use super::{
    super::figures::{Exact, Figure, Found, Kind, Phrase, Room, Sep},
    words,
};

/// Finds totals and averages that are not the product or quotient of their figures.
pub fn find(phrase: &Phrase, found: &mut Found) {
    for at in 0..phrase.items.len() {
        each(phrase, at, found);
        every(phrase, at, found);
        average(phrase, at, found);
    }
}

/// What a price or portion is for: 每人每天 are two.
fn per(own: &str) -> Option<Vec<&str>> {
    let mut out = Vec::new();
    let mut rest = own;
    while let Some((_, behind)) = rest.split_once('每') {
        let word = behind.split('每').next().unwrap_or("");
        let word = word.strip_prefix('个').filter(|rest| rest.chars().count() > 1).unwrap_or(word);
        out.push(word);
        rest = behind;
    }
    (!out.is_empty() && out.iter().all(|word| !word.is_empty())).then_some(out)
}

/// Short names of places and groups, as 每 has them.
const PLACES: &[&str] = &["所", "村", "镇", "校", "班", "组", "队", "店", "站", "院", "社", "乡", "县", "园"];

/// Whether a figure counts what a portion is for.
fn counts(phrase: &Phrase, at: usize, per: &str, own: &str) -> bool {
    let Some(figure) = phrase.figure(at) else { return false };
    let word = figure.unit.word;
    let time = [("天", Kind::Days), ("月", Kind::Months), ("周", Kind::Weeks), ("年", Kind::Years)];
    if let Some((_, kind)) = time.iter().find(|(word, _)| per.starts_with(word)) {
        return figure.unit.kind == *kind;
    }
    if matches!(figure.unit.kind, Kind::Days | Kind::Months | Kind::Weeks | Kind::Years | Kind::Money)
        || figure.unit.kind.is_relation()
    {
        return false;
    }
    let person = word == "人" && per.starts_with(['人', '生', '名', '位']) && !per.starts_with("人次");
    if person || (word != "个" && word != "人" && per.starts_with(word)) {
        return true;
    }
    // 12个乡镇每个乡镇, 15个村…每村, 9个市场监管所每所, 每户 of 5家企业 not.
    let tail = phrase.tail(at).split('每').next().unwrap_or("");
    let first: String = per.chars().take(1).collect();
    // 9个市场监管所开展…，每所
    let near: String = tail.chars().take(8).collect();
    if word == "个" && PLACES.contains(&first.as_str()) && near.contains(&first) {
        return true;
    }
    let two: String = per.chars().take(2).collect();
    let noun = tail.contains(&two) && two.chars().count() == 2
        || (per.chars().count() <= 4 && phrase.label(at).ends_with(per));
    (noun || tail.ends_with(&first) || tail.starts_with(&first) && own.contains('每')) && !first.is_empty()
}

/// 每台4600元
fn each(phrase: &Phrase, at: usize, found: &mut Found) -> Option<()> {
    let portion = phrase.figure(at)?;
    let own = phrase.own(at);
    let unit_price = own.ends_with("单价") || own.ends_with("单价为") || own.ends_with("单价约");
    let copies = own.ends_with("一式");
    if portion.unit.kind.is_relation() || several(phrase, at) {
        return None;
    }
    let pers = if unit_price || copies { Vec::new() } else { per(own)? };
    if own.contains("平均") || own.contains('均') && !own.contains("均衡") {
        return None;
    }
    let total = total(phrase, at)?;
    let mut factors = Vec::new();
    for word in &pers {
        let fitting: Vec<usize> = (0..phrase.items.len())
            .filter(|other| *other != at && *other != total && counts(phrase, *other, word, own))
            .collect();
        let [one] = fitting.as_slice() else { return None };
        factors.push(*one);
    }
    if unit_price || copies {
        let kind = |other: usize| {
            let kind = phrase.kind(other);
            matches!(kind, Some(Kind::Count(_)))
                || (!copies && matches!(kind, Some(Kind::Area | Kind::Length | Kind::Mass | Kind::Volume)))
        };
        let fitting: Vec<usize> = (0..at).filter(|other| kind(*other)).collect();
        let [one] = fitting.as_slice() else { return None };
        factors.push(*one);
    }
    if factors.contains(&at)
        || factors.iter().any(|factor| across(phrase, *factor, total))
        || across(phrase, at, total)
    {
        return None;
    }
    multiply(phrase, &factors, at, total, found)
}

/// 各5万元: so many each.
fn every(phrase: &Phrase, at: usize, found: &mut Found) -> Option<()> {
    let portion = phrase.figure(at)?;
    let own = phrase.own(at);
    let listed = phrase.items.get(at)?.sep == Sep::Pause;
    // 各增配记录仪6台、对讲机4部: each of the list.
    let opened = if own.contains('各') || !listed { at } else { at.checked_sub(1)? };
    let words = phrase.own(opened);
    let (before, behind) = words.rsplit_once('各')?;
    if behind.starts_with([
        '类', '项', '级', '种', '镇', '乡', '单', '部', '界', '方', '地', '个', '自', '村', '科', '县',
    ]) || portion.unit.kind.is_relation()
    {
        return None;
    }
    let total = total(phrase, at)?;
    let item = phrase.items.get(opened)?;
    let head = opened.checked_sub(1).filter(|head| {
        phrase.items.get(*head).is_some_and(|head| head.figure.range.start >= item.lead.start)
            && before.chars().count() <= 20
    });
    if across(phrase, opened, total) {
        return None;
    }
    if let Some(head) = head.filter(|head| matches!(phrase.kind(*head), Some(Kind::Count(_)))) {
        return multiply(phrase, &[head], at, total, found);
    }
    // 为第一、第二、第三中学各补充4名
    let list = phrase.gap(opened);
    let list = list.rsplit([',', ';', ':']).next().unwrap_or(list);
    let count = list.matches('第').count();
    let ordinal = list.split('、').all(|name| name.contains('第')) && head.is_none();
    let count = Exact::whole(i128::try_from(count).ok()?)?;
    let two = Exact::whole(2)?;
    (ordinal && count >= two).then(|| product(phrase, Room::point(count), count, &[], at, total, found))?
}

/// 平均每班42人, 人均38件, 户均183万元
fn average(phrase: &Phrase, at: usize, found: &mut Found) -> Option<()> {
    let portion = phrase.figure(at)?;
    let own = phrase.own(at);
    let word = if let Some((_, behind)) = own.rsplit_once("平均每") {
        behind
    } else if own.contains("人均") {
        "人"
    } else if own.contains("户均") {
        "户"
    } else if own.contains("村均") {
        "村"
    } else if own.contains("亩均") {
        "亩"
    } else if own.contains("班均") {
        "班"
    } else {
        return None;
    };
    let word = word.strip_prefix('个').unwrap_or(word);
    if portion.unit.kind.is_relation()
        || word.starts_with(['月', '年', '天', '周', '季'])
        || own.contains("增")
        || own.contains("降")
        || several(phrase, at)
    {
        return None;
    }
    let fitting = |other: &usize| {
        counts(phrase, *other, word, "每")
            || (word == "户" && phrase.kind(*other) == Some(Kind::Count("家")))
            || (word.starts_with('家') && phrase.kind(*other) == Some(Kind::Count("家")))
            || (word == "班" && phrase.tail(*other).contains('班'))
    };
    let heads: Vec<usize> = (0..at).filter(fitting).collect();
    let [head] = heads.as_slice() else { return None };
    let wholes: Vec<usize> = (0..at).filter(|other| other != head && phrase.alike(*other, at)).collect();
    let [whole] = wholes.as_slice() else { return None };
    if across(phrase, *head.min(whole), at) {
        return None;
    }
    let (whole_figure, head_figure) = (phrase.figure(*whole)?, phrase.figure(*head)?);
    let room = whole_figure.room.wider(whole_figure.blur());
    let parts = head_figure.room.wider(head_figure.blur());
    let low = match parts.high {
        Some(high) => room.low.over(high)?,
        None => Exact::ZERO,
    };
    let high = room.high.map(|high| high.over(parts.low));
    let result = Room { low, high: high.flatten() };
    // Averages are rounded to their last place, of persons too.
    let printed = Room {
        low: portion.room.low.minus(portion.place.half())?,
        high: portion.room.high.and_then(|high| high.plus(portion.place)),
    };
    if result.meets(printed) {
        found.fits(at);
        return None;
    }
    let value = whole_figure.value.over(head_figure.value)?;
    let computed = format!("{} ÷ {} = {}", whole_figure.shown(), head_figure.shown(), portion.like(value));
    found.misfit(at, vec![*whole, *head], computed);
    Some(())
}

/// Whether a figure is one of several prices (1000元、1250元两档).
fn several(phrase: &Phrase, at: usize) -> bool {
    let listed = |at: usize| {
        phrase.items.get(at).is_some_and(|item| item.sep == Sep::Pause && phrase.own(at).is_empty())
    };
    listed(at) || (listed(at + 1) && phrase.alike(at, at + 1))
}

/// The total behind a portion: the first figure of its kind whose words make it one.
fn total(phrase: &Phrase, at: usize) -> Option<usize> {
    const SPENT: &[&str] = &[
        "支出",
        "发放",
        "总",
        "结算价",
        "共",
        "合计",
        "补偿款",
        "金额",
        "补助资金",
        "收取",
        "计",
        "拨付",
        "价款",
    ];
    let next = (at + 1..phrase.items.len()).filter(|other| phrase.alike(*other, at)).find(|other| {
        let own = phrase.own(*other);
        words::total(own).is_some()
            || (SPENT.iter().any(|word| own.contains(word)) && phrase.kind(at) == Some(Kind::Money))
    })?;
    // Several portions, several totals: each has the next of its own kind.
    let own = phrase.own(next);
    (!words::is_aim(own)
        && phrase.items.get(next)?.sep <= Sep::Comma
        && !own.contains("每")
        && !own.contains("单价"))
    .then_some(next)
}

/// Whether a semicolon parts two figures.
fn across(phrase: &Phrase, from: usize, to: usize) -> bool {
    let (from, to) = (from.min(to), from.max(to));
    phrase.items.get(from + 1..=to).unwrap_or(&[]).iter().any(|item| item.sep >= Sep::Semicolon)
}

fn multiply(
    phrase: &Phrase,
    factors: &[usize],
    portion: usize,
    total: usize,
    found: &mut Found,
) -> Option<()> {
    let one = Exact::whole(1)?;
    let (mut room, mut value) = (Room::point(one), one);
    for factor in factors {
        let figure = phrase.figure(*factor)?;
        let by = Exact::whole(figure.unit.factor)?;
        let scaled = |room: Room| {
            Some(Room {
                low: room.low.over(by)?,
                high: room.high.map(|high| high.over(by)).map_or(Some(None), |high| Some(Some(high?)))?,
            })
        };
        room = room.times(scaled(figure.room.wider(figure.blur()))?)?;
        value = value.times(figure.value.over(by)?)?;
    }
    product(phrase, room, value, factors, portion, total, found)
}

fn product(
    phrase: &Phrase,
    room: Room,
    value: Exact,
    factors: &[usize],
    portion: usize,
    total: usize,
    found: &mut Found,
) -> Option<()> {
    let (each, whole) = (phrase.figure(portion)?, phrase.figure(total)?);
    // A price is exact as printed; what it is the price of may be rounded.
    let result = room.times(each.room)?;
    if fits(whole, result) {
        found.fits(total);
        return None;
    }
    // 牵头领办5个，其他8名每人领办1个，共领办13个: with what stands beside.
    let beside = (0..total).filter(|at| !factors.contains(at) && *at != portion && phrase.alike(*at, total));
    for beside in beside.filter_map(|at| phrase.figure(at)) {
        if fits(whole, result.plus(beside.room)?) {
            found.fits(total);
            return None;
        }
    }
    // What is said elsewhere of more, or of a part, is not this product.
    if words::is_mixed(phrase.text()) || phrase.text().contains("部分") {
        return None;
    }
    let product = value.times(each.value)?;
    let by: Vec<String> =
        factors.iter().filter_map(|factor| phrase.figure(*factor)).map(Figure::shown).collect();
    let by = if by.is_empty() { value.to_string() } else { by.join(" × ") };
    let computed = format!("{by} × {} = {}", each.shown(), whole.like(product));
    found.misfit(total, factors.iter().copied().chain([portion]).collect(), computed);
    Some(())
}

/// Whether a total can be printed of a product: to its last place either way.
fn fits(whole: &Figure, result: Room) -> bool {
    let blur = if whole.is_counted() { Exact::ZERO } else { whole.place };
    result.meets(whole.room.wider(blur))
}
