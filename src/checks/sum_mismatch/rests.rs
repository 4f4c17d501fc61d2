//! A whole, what is done of it, and what is left: `236宗，已处置189宗，剩余47宗`, `应征80万元，实征72万元，欠征8万元`.

use super::{
    super::figures::{Found, Phrase, Sep, joined, sums},
    totals, words,
};

/// Finds rests that are not what is left.
pub fn find(phrase: &Phrase, found: &mut Found) {
    for at in 2..phrase.items.len() {
        look(phrase, at, found);
    }
}

fn look(phrase: &Phrase, at: usize, found: &mut Found) -> Option<()> {
    let figure = phrase.figure(at)?;
    let own = phrase.since(at);
    let weak = words::rest(own)?;
    if figure.unit.kind.is_relation() {
        return None;
    }
    let (all, sure) = before(phrase, at);
    let (whole, done) = sure.split_first()?;
    if done.is_empty() {
        return None;
    }
    // Any earlier figure less any run of those behind it.
    for (index, whole) in all.iter().enumerate() {
        let behind = all.get(index + 1..)?;
        let runs =
            (0..behind.len()).map(|from| &behind[from..]).chain((1..behind.len()).map(|to| &behind[..to]));
        let singles = behind.chunks(1);
        for run in runs.chain(singles) {
            if sums::is(phrase, at, &sums::rest(phrase, *whole, run, at)?) {
                found.fits_as_rest(at);
                found.fits(*whole);
                return None;
            }
        }
    }
    let rest = sums::rest(phrase, *whole, done, at)?;
    let said = |at: usize| format!("{}{}", phrase.lead(at), phrase.tail(at));
    let nested = phrase.items.get(*whole + 1..at)?.iter().any(|item| item.depth > phrase.items[at].depth);
    let met = |at: usize| words::is_done(&said(at)) || words::is_met_of(phrase.own(*whole), phrase.own(at));
    let sure = done.iter().all(|at| met(*at))
        && !(words::is_done(phrase.own(*whole))
            && !phrase.own(*whole).contains("未")
            && phrase.own(*whole).starts_with('已'))
        && !done.iter().any(|at| totals::ends_as_change(phrase.own(*at)));
    let flow = words::is_flow(phrase.text());
    // 盘活31台，报废12台，其余8台: the first may be a part like the second.
    let named = is_named(phrase, *whole, at);
    if !sure || !named || flow || nested || (weak && done.len() > 3) || words::is_mixed(phrase.text()) {
        return None;
    }
    // Others of the same measure word: more is done than there is.
    if phrase.figure(*whole)?.value < phrase.figure(*done.first()?)?.value {
        return None;
    }
    let from: Vec<usize> = [*whole].into_iter().chain(done.iter().copied()).collect();
    let computed = format!("{} = {}", joined(phrase, &from, "-"), figure.like(rest.value));
    found.misfit(at, from, computed);
    Some(())
}

/// Whether the sentence says that a figure is the whole of what stands behind it, up to a rest: by the words before
/// it, or by 其中 behind it.
pub fn is_named(phrase: &Phrase, whole: usize, rest: usize) -> bool {
    let opened = (whole + 1..=rest).any(|at| {
        let gap = phrase.gap(at);
        gap.contains("其中") || gap.contains("包括")
    });
    opened || words::is_base(phrase.lead(whole))
}

/// The figures before a rest that count the same, back to the last semicolon; and those of them that 其中
/// does not open within a part.
fn before(phrase: &Phrase, rest: usize) -> (Vec<usize>, Vec<usize>) {
    let mut out = Vec::new();
    let mut sep = phrase.items.get(rest).map_or(Sep::None, |item| item.sep);
    let depth = phrase.items.get(rest).map_or(0, |item| item.depth);
    for at in (0..rest).rev() {
        let Some(item) = phrase.items.get(at) else { break };
        if sep >= Sep::Semicolon {
            break;
        }
        if phrase.alike(at, rest) && item.depth == depth {
            out.push(at);
        }
        sep = item.sep;
    }
    out.reverse();
    // 已支付1.9亿元，其中工程款1.6亿元，剩余0.5亿元: the 1.6 are within the 1.9.
    let mut sure = out.clone();
    let inner = out.iter().position(|at| phrase.gap(*at).contains("其中"));
    if let Some(inner) = inner.filter(|inner| *inner >= 2) {
        sure.truncate(inner);
    }
    (out, sure)
}
