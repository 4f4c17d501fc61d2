//! Parts and the total behind them: `已收回A 12万元、B 8万元，合计21万元`.

use super::{
    super::figures::{Found, Kind, Phrase, Sep, joined, sums},
    words::{self, Total},
};

/// Finds totals that stand behind their parts.
pub fn find(phrase: &Phrase, found: &mut Found) {
    for at in 0..phrase.items.len() {
        look(phrase, at, found);
    }
}

fn look(phrase: &Phrase, at: usize, found: &mut Found) -> Option<()> {
    let figure = phrase.figure(at)?;
    if figure.unit.kind.is_relation() || figure.ranged {
        return None;
    }
    let own = phrase.own(at);
    let (total, behind) = words::total(own)?;
    let mut parts = before(phrase, at);
    let said = said(phrase, at);
    if let Some(said) = said.filter(|said| *said < parts.len()) {
        parts.drain(..parts.len() - said);
    }
    // 领办5个，其他8名每人领办1个，共领办13个: a product among the parts.
    if parts.len() < 2 || parts.iter().any(|part| phrase.label(*part).contains(['每', '各'])) {
        return None;
    }
    // Any run of the parts, at either end, that makes it.
    let runs = (0..parts.len() - 1).map(|from| &parts[from..]).chain((2..parts.len()).map(|to| &parts[..to]));
    for run in runs {
        if sums::is(phrase, at, &sums::sum(phrase, run, at)?) {
            found.fits(at);
            return None;
        }
    }
    let sum = sums::sum(phrase, &parts, at)?;
    let counted = said == Some(parts.len());
    let more = figure.room.above(sum.room.wider(figure.blur()));
    let scope = ["以来", "历年", "至今", "截至", "截止", "目前", "期间"];
    let halves = phrase.label(parts[0]).contains("上半年") || phrase.label(parts[0]).contains("季度");
    let wide = scope.iter().any(|word| own.contains(word))
        || (own.contains("累计") && !counted && !phrase.lead(parts[0]).contains("分别"))
        || (own.contains("年") && !counted && !halves && !year(own));
    let open = parts.last().is_some_and(|last| phrase.tail(*last).starts_with('等'))
        || phrase.gap(at).starts_with('等')
        || parts
            .windows(2)
            .any(|pair| pair[0] + 1 == pair[1] && phrase.gap(pair[1]).matches('、').count() > 1);
    if (more && (wide || open)) || (!more && words::is_mixed(phrase.text())) || words::is_aim(own) {
        return None;
    }
    // 对12名…，对3名…，共处理16人
    let first = phrase.own(parts[0]);
    let uniform = first.chars().count() >= 1 && parts.iter().all(|part| phrase.own(*part) == first);
    let same = uniform
        || total == Total::Plain
        || counted
        || behind.is_empty()
        || shares(phrase, &parts, at, behind);
    // A total less than one of its parts is one of something else.
    let greatest = parts.iter().filter_map(|part| phrase.figure(*part)).map(|part| part.value).max()?;
    if !same
        || figure.value < greatest
        || parts.iter().any(|part| words::is_aim(phrase.label(*part)) && !counted)
    {
        return None;
    }
    // 13个市州、48所高校、25个企业，共计297个: of other measure words too.
    let other = (parts[0] + 1..at).any(|other| {
        let apart = |at: usize| phrase.items.get(at).is_some_and(|item| item.sep >= Sep::Pause);
        !phrase.alike(other, at)
            && apart(other)
            && apart(other + 1)
            && phrase.kind(other).is_some_and(|kind| !kind.is_relation())
    });
    if other && more {
        return None;
    }
    let computed = format!("{} = {}", joined(phrase, &parts, "+"), figure.like(sum.value));
    found.misfit(at, parts, computed);
    Some(())
}

/// Whether the words are of a year that the parts share: 2023年共.
fn year(own: &str) -> bool {
    own.starts_with("全年") || own.starts_with(|c: char| c.is_ascii_digit())
}

/// The figures before a total that may be its parts, back to where their list begins.
fn before(phrase: &Phrase, total: usize) -> Vec<usize> {
    let mut out = Vec::new();
    let depth = phrase.items.get(total).map_or(0, |item| item.depth);
    let mut sep = phrase.items.get(total).map_or(Sep::None, |item| item.sep);
    for at in (0..total).rev() {
        let Some(item) = phrase.items.get(at) else { break };
        if sep >= Sep::Semicolon {
            break;
        }
        if phrase.alike(at, total) && item.depth == depth {
            let (own, gap) = (phrase.own(at), phrase.gap(at));
            // Another total, or a change, is no part.
            let closed = matches!(words::total(own), Some((Total::Plain, _)))
                || words::rest(own) == Some(false)
                || ends_as_change(own);
            if closed {
                break;
            }
            out.push(at);
            if gap.contains("其中") || gap.contains("包括") || words::total(own).is_some() {
                break;
            }
        }
        sep = item.sep;
    }
    out.reverse();
    out
}

/// Whether words before a figure make it a state or step of a change: 减少, 增加到, 较上年的.
pub fn ends_as_change(own: &str) -> bool {
    const CHANGES: &[&str] = &[
        "减少", "增加", "下降", "增长", "上升", "降至", "增至", "压减", "缩短", "提高", "提升", "减至",
        "升至", "高于", "低于",
    ];
    CHANGES.iter().any(|word| own.contains(word))
        || own.starts_with(['较', '比'])
        || own.ends_with('至')
        || own.ends_with('到')
}

/// How many parts the words before the total speak of: 三类问题共, 两年累计, 三部分.
fn said(phrase: &Phrase, total: usize) -> Option<usize> {
    let item = phrase.items.get(total)?;
    let before = phrase.items.get(..total)?.iter().rev();
    let said = before.take(2).find(|before| {
        let figure = &before.figure;
        let near = figure.range.start >= item.lead.start || figure.unit.word == "部分";
        let counts = matches!(figure.unit.kind, Kind::Count(_) | Kind::Years | Kind::Months);
        near && counts && figure.unit.kind != item.figure.unit.kind && figure.is_plain()
    })?;
    said.figure.value.to_string().parse().ok()
}

/// Whether what the total is of is named with a part, or behind the first of them.
fn shares(phrase: &Phrase, parts: &[usize], total: usize, behind: &str) -> bool {
    let words: String = parts.iter().flat_map(|part| [phrase.gap(*part), phrase.tail(*part)]).collect();
    let chars: Vec<char> = behind.chars().chain(phrase.tail(total).chars().take(4)).collect();
    chars.windows(2).any(|pair| words.contains(&pair.iter().collect::<String>()))
}
