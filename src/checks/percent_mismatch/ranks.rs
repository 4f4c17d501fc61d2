//! Ranks: `85个城市中排名第76位，倒数第10名`.

use super::super::figures::{Found, Kind, Phrase, Sep};

/// Finds ranks that do not follow from how many there are.
pub fn find(phrase: &Phrase, found: &mut Found) {
    for at in 0..phrase.items.len() {
        look(phrase, at, found);
        moved(phrase, at, found);
    }
}

fn look(phrase: &Phrase, at: usize, found: &mut Found) -> Option<()> {
    let rank = phrase.figure(at)?;
    if rank.unit.kind != Kind::Rank || several(phrase, at) {
        return None;
    }
    let all = field(phrase, at);
    let next = at + 1;
    let joined = phrase.items.get(next).is_some_and(|item| item.sep <= Sep::Comma);
    match phrase.kind(next).filter(|_| joined) {
        // 第7位，跻身前六名
        Some(Kind::Top) if top(phrase.own(next)) => {
            let top = phrase.figure(next)?;
            if rank.value > top.value {
                found.misfit(next, vec![at], format!("{} > {}", rank.value, top.value));
            }
        }
        Some(Kind::FromEnd) => {
            let all = all?;
            let (field, end) = (phrase.figure(all)?, phrase.figure(next)?);
            if rank.value > field.value {
                return outside(phrase, all, at, found);
            }
            let one = super::super::figures::Exact::whole(1)?;
            let value = field.value.minus(rank.value)?.plus(one)?;
            // A shared place may be counted from either end.
            if value == end.value || phrase.text().contains("并列") {
                found.fits(next);
                return None;
            }
            found.misfit(next, vec![all, at], format!("{} - {} + 1 = {value}", field.value, rank.value));
        }
        _ => {
            let all = all?;
            if rank.value > phrase.figure(all)?.value {
                return outside(phrase, all, at, found);
            }
            return last(phrase, all, at, found);
        }
    }
    Some(())
}

/// A 17th place among 16.
fn outside(phrase: &Phrase, all: usize, at: usize, found: &mut Found) -> Option<()> {
    let (field, rank) = (phrase.figure(all)?, phrase.figure(at)?);
    found.misfit(at, vec![all], format!("{} > {}", rank.value, field.value));
    Some(())
}

/// 第11位，居末位, of 12.
fn last(phrase: &Phrase, all: usize, at: usize, found: &mut Found) -> Option<()> {
    let (field, rank) = (phrase.figure(all)?, phrase.figure(at)?);
    let behind = phrase.get(&(rank.range.end..phrase.start() + phrase.text().len()));
    let clause = behind.strip_prefix(',').unwrap_or(behind);
    let clause = clause.split([',', ';']).next().unwrap_or(clause);
    let short = clause.chars().count() <= 8;
    let ends =
        short && ["末位", "最后一位", "最后一名", "倒数第一"].iter().any(|word| clause.ends_with(word));
    if ends
        && rank.value < field.value
        && !phrase.text().contains("并列")
        && phrase.kind(at + 1) != Some(Kind::FromEnd)
    {
        found.misfit(at, vec![all], format!("{} < {}", rank.value, field.value));
    }
    Some(())
}

/// Whether a rank is one of several, or one end of a move.
fn several(phrase: &Phrase, at: usize) -> bool {
    let near = |at: usize| phrase.kind(at) == Some(Kind::Rank);
    (at > 0 && near(at - 1)) || near(at + 1)
}

fn top(own: &str) -> bool {
    ["跻身", "进入", "位居", "位列", "居", "列", "进"].iter().any(|word| own.ends_with(word))
}

/// How many are ranked: the count before the rank in its sentence, said to be all of them.
fn field(phrase: &Phrase, rank: usize) -> Option<usize> {
    let item = phrase.items.get(rank)?;
    let counts = |at: &usize| {
        matches!(phrase.kind(*at), Some(Kind::Count("个" | "家" | "所" | "支" | "户" | "人" | "处" | "座")))
            && phrase.figure(*at).is_some_and(super::super::figures::Figure::is_plain)
    };
    let at = (0..rank).rev().find(counts)?;
    let between = phrase.get(&(phrase.figure(at)?.range.end..item.figure.range.start));
    let marks = between.chars().filter(|c| matches!(c, ',' | ';')).count();
    let ranked = ["中", "考评", "考核", "排名", "测评", "评价", "评估", "里"]
        .iter()
        .any(|word| between.contains(word));
    let words = phrase.gap(at);
    let all =
        ["全", "参评", "参加", "局属", "同类", "在", "所辖", "下辖"].iter().any(|word| words.contains(word));
    (ranked && (all || between.contains('中')) && marks <= 1 && !between.contains(';')).then_some(at)
}

/// Places gained that are lost: 从第4位跃升至第9位.
fn moved(phrase: &Phrase, at: usize, found: &mut Found) -> Option<()> {
    let before = at.checked_sub(1)?;
    let (from, to) = (phrase.figure(before)?, phrase.figure(at)?);
    if from.unit.kind != Kind::Rank || to.unit.kind != Kind::Rank || phrase.items.get(at)?.sep > Sep::None {
        return None;
    }
    let start = phrase.lead(before);
    let own = phrase.own(at);
    let opened = start.contains('由') || start.contains('从');
    let up = ["上升", "跃升", "提升", "前移", "攀升", "升至", "跃居"].iter().any(|word| own.contains(word));
    let down = ["下滑", "下降", "跌至", "后移", "退至", "降至", "滑落"].iter().any(|word| own.contains(word));
    let one_field = !own.contains("全省") && !own.contains("全国") && !own.contains("全市");
    if !opened
        || up == down
        || !own.ends_with(['至', '到', '居'])
        || !one_field
        || phrase.text().contains("倒数")
    {
        return None;
    }
    if up && to.value > from.value {
        found.misfit(at, vec![before], format!("{} > {}", to.value, from.value));
    } else if down && to.value < from.value {
        found.misfit(at, vec![before], format!("{} < {}", to.value, from.value));
    }
    Some(())
}
