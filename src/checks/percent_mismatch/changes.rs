//! Changes in hundredths, points, multiples, places: `由320万元增长到448万元，增长40%`.

use super::super::figures::{Exact, Figure, Found, Kind, Phrase, Room, Sep, change};

/// Finds changes that do not follow from their figures.
pub fn find(phrase: &Phrase, found: &mut Found) {
    for change in change::all(phrase) {
        look(phrase, change, found);
    }
}

fn wide(figure: &Figure) -> Room {
    figure.room.wider(figure.blur())
}

/// How many times `from` fits into `to`, times `by`.
fn ratio(from: &Figure, to: &Figure, by: i128) -> Option<Room> {
    let by = Exact::whole(by)?;
    // Who prints two amounts to unlike places knows the coarse one exactly.
    let blur = from.blur().min(to.blur());
    let (from, to) = (from.room.wider(blur), to.room.wider(blur));
    let low = to.low.times(by)?.over(from.high?)?;
    let high = to.high?.times(by)?.over(from.low)?;
    Some(Room { low, high: Some(high) })
}

/// By how many hundredths `from` may grow to `to`, or fall.
fn moves(from: &Figure, to: &Figure) -> Option<(Room, Room)> {
    let ratio = ratio(from, to, 100)?;
    let hundred = Exact::whole(100)?;
    let grown = Room { low: ratio.low.minus(hundred)?, high: Some(ratio.high?.minus(hundred)?) };
    let fallen = Room { low: hundred.minus(ratio.high?)?, high: Some(hundred.minus(ratio.low)?) };
    Some((grown, fallen))
}

/// How far apart two values may be.
fn apart(from: &Figure, to: &Figure) -> Option<Room> {
    let finest = from.blur().min(to.blur());
    let value = from.value.apart(to.value)?;
    Some(Room::point(value).wider(finest.plus(finest)?))
}

fn look(phrase: &Phrase, change: change::Change, found: &mut Found) -> Option<()> {
    let change::Change { from, to, by, up } = change;
    let (before, after, printed) = (phrase.figure(from)?, phrase.figure(to)?, phrase.figure(by)?);
    let rank = matches!(before.unit.kind, Kind::Rank | Kind::FromEnd);
    let computed = match printed.unit.kind {
        Kind::Points => {
            let apart = Room::point(before.value.apart(after.value)?);
            // Points are reckoned from the rates before they were rounded.
            let blur = before.place.max(after.place);
            if printed.prints(apart.wider(blur)) && !plain(before, after, printed) || printed.prints(apart) {
                found.fits(by);
                return None;
            }
            let (more, less) = if before.value > after.value { (before, after) } else { (after, before) };
            let points = before.value.apart(after.value)?;
            format!("{} - {} = {}{}", more.shown(), less.shown(), points, printed.unit.word)
        }
        Kind::Percent => {
            let hundred = Exact::whole(100)?;
            let (grown, fallen) = moves(before, after)?;
            // Points written as hundredths, and the direction told by the figures.
            let points = before.unit.kind == Kind::Percent && printed.prints(apart(before, after)?);
            if printed.prints(grown) || printed.prints(fallen) || points {
                found.fits(by);
                return None;
            }
            // 床位由300张增加到450张，使用率由75%上升到88%，增长50%: of another pair.
            for (from, to) in (1..by).filter_map(|to| change::pair(phrase, to)) {
                let (grown, fallen) = moves(phrase.figure(from)?, phrase.figure(to)?)?;
                if printed.prints(grown) || printed.prints(fallen) {
                    found.fits(by);
                    return None;
                }
            }
            if before.value == Exact::ZERO || (after.value >= before.value) != up {
                return None;
            }
            let value = before.value.apart(after.value)?.times(hundred)?.over(before.value)?;
            let (more, less) = if up { (after, before) } else { (before, after) };
            format!("({} - {}) ÷ {} = {}%", more.shown(), less.shown(), before.shown(), value.rounded(2))
        }
        Kind::Times => {
            let ratio = ratio(before, after, 1)?;
            let one = Exact::whole(1)?;
            let more = Room { low: ratio.low.minus(one)?, high: Some(ratio.high?.minus(one)?) };
            // 增长2倍 is to three times as much; 增长达2倍 may be to twice.
            let own = phrase.own(by);
            let sure = ["增长", "增加", "增长了", "增加了"].iter().any(|word| own.ends_with(word));
            if (printed.prints(ratio) && !sure) || printed.prints(more) || !up {
                found.fits(by);
                return None;
            }
            let value = after.value.minus(before.value)?.over(before.value)?;
            format!("({} - {}) ÷ {} = {}", after.shown(), before.shown(), before.shown(), value.rounded(2))
        }
        Kind::Count(_) if rank => {
            let apart = before.value.apart(after.value)?;
            if printed.prints(Room::point(apart)) {
                found.fits(by);
                return None;
            }
            let (more, less) = if before.value > after.value { (before, after) } else { (after, before) };
            format!("{} - {} = {apart}", more.value, less.value)
        }
        _ => return None,
    };
    found.misfit(by, vec![from, to], computed);
    Some(())
}

/// Whether rates and points are printed to the same place: then they are reckoned as printed.
fn plain(before: &Figure, after: &Figure, printed: &Figure) -> bool {
    before.place == after.place && before.place == printed.place
}

/// Finds multiples and parts of what was: `为原来的3倍`, `是在编人员20人的2.75倍`, `实现翻番`, `3倍罚款`.
pub fn multiples(phrase: &Phrase, found: &mut Found) {
    for at in 1..phrase.items.len() {
        multiple(phrase, at, found);
        fine(phrase, at, found);
    }
}

fn multiple(phrase: &Phrase, at: usize, found: &mut Found) -> Option<()> {
    let printed = phrase.figure(at)?;
    let kind = printed.unit.kind;
    let own = phrase.own(at);
    if phrase.items.get(at)?.sep >= Sep::Semicolon
        || printed.ranged
        || own.contains("目标")
        || own.contains("计划")
    {
        return None;
    }
    let last = at.checked_sub(1)?;
    let was = own.contains("原来的")
        || own.contains("之前的")
        || own.contains("整改前的")
        || own.ends_with("上年的");
    let (from, to) = match kind {
        Kind::Doubled => change::plain(phrase, own.strip_suffix("实现").unwrap_or(own), &[last])
            .then(|| change::pair(phrase, last))??,
        Kind::Times | Kind::Percent if was => change::pair(phrase, last)?,
        // A，是B的N倍
        Kind::Times if own == "的" => {
            let linked = ["是", "为", "相当于", "达"].iter().any(|word| phrase.own(last).contains(word));
            let first = last.checked_sub(1)?;
            (linked && phrase.alike(first, last)).then_some((last, first))?
        }
        // B 18人，A 41人，是B的N倍
        Kind::Times => {
            let (_, name) = own.rsplit_once('是').or_else(|| own.rsplit_once('为'))?;
            let name = name.strip_suffix('的')?;
            let first = last.checked_sub(1)?;
            let named = name.chars().count() >= 2 && phrase.label(first).contains(name);
            (named && phrase.alike(first, last)).then_some((first, last))?
        }
        _ => return None,
    };
    let (before, after) = (phrase.figure(from)?, phrase.figure(to)?);
    let hundred = if kind == Kind::Percent { 100 } else { 1 };
    let ratio = ratio(before, after, hundred)?;
    let value = after.value.times(Exact::whole(hundred)?)?.over(before.value)?.rounded(2);
    let fits = if kind == Kind::Doubled {
        let times: i128 = 1_i128.checked_shl(printed.value.to_string().parse().ok()?)?;
        // Nearly doubled is called so, and more than doubled too.
        let least = Exact::whole(times)?.times(Exact::whole(19)?)?.over(Exact::whole(20)?)?;
        ratio.high? >= least
    } else {
        printed.prints(ratio)
    };
    if fits {
        found.fits(at);
        return None;
    }
    let unit = if kind == Kind::Percent { "%" } else { "" };
    found.misfit(at, vec![from, to], format!("{} ÷ {} = {value}{unit}", after.shown(), before.shown()));
    Some(())
}

/// 1.8万元，处3倍罚款，共计罚款5.4万元
fn fine(phrase: &Phrase, at: usize, found: &mut Found) -> Option<()> {
    let times = phrase.figure(at)?;
    let (before, after) = (at.checked_sub(1)?, at + 1);
    let fined = phrase.own(at).contains('处') && phrase.tail(at).starts_with("罚款")
        || phrase.tail(at).starts_with("的罚款");
    let money = phrase.kind(before) == Some(Kind::Money) && phrase.alike(before, after);
    let sep = phrase.items.get(after)?.sep;
    if times.unit.kind != Kind::Times
        || times.ranged
        || !fined
        || !money
        || sep > Sep::Comma
        || !phrase.own(after).contains("罚款")
    {
        return None;
    }
    let (base, whole) = (phrase.figure(before)?, phrase.figure(after)?);
    let room = wide(base).times(times.room)?;
    if whole.prints(room) {
        found.fits(after);
        return None;
    }
    let value = base.value.times(times.value)?;
    found.misfit(
        after,
        vec![before, at],
        format!("{} × {} = {}", base.shown(), times.value, whole.like(value)),
    );
    Some(())
}

/// Finds overruns: `概算1.28亿元，实际完成1.47亿元，超概算15%`.
pub fn overruns(phrase: &Phrase, found: &mut Found) {
    for at in 2..phrase.items.len() {
        overrun(phrase, at, found);
    }
}

fn overrun(phrase: &Phrase, at: usize, found: &mut Found) -> Option<()> {
    let printed = phrase.figure(at)?;
    let own = phrase.own(at);
    let name = ["超出", "超过", "超"].iter().find_map(|word| own.rsplit_once(*word)).map(|(_, name)| name)?;
    let name = name.trim_end_matches(['达', '了', '的', '约']);
    let (from, to) = (at.checked_sub(2)?, at.checked_sub(1)?);
    let known = ["概算", "预算", "计划", "合同价", "限额", "控制价"].contains(&name);
    let named = known && phrase.gap(from).contains(name) && !phrase.gap(to).contains(name);
    let near = phrase.items.get(at)?.sep <= Sep::Comma && phrase.items.get(to)?.sep <= Sep::Comma;
    if printed.unit.kind != Kind::Percent || !printed.is_plain() || !named || !near || !phrase.alike(from, to)
    {
        return None;
    }
    let (before, after) = (phrase.figure(from)?, phrase.figure(to)?);
    let (grown, _) = moves(before, after)?;
    if printed.prints(grown) || after.value < before.value {
        found.fits(at);
        return None;
    }
    let value = after.value.minus(before.value)?.times(Exact::whole(100)?)?.over(before.value)?;
    let shown = value.rounded(2);
    found.misfit(
        at,
        vec![from, to],
        format!("({} - {}) ÷ {} = {shown}%", after.shown(), before.shown(), before.shown()),
    );
    Some(())
}
