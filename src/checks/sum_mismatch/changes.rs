//! Differences: `T，较F减少N`, `由F增加到T，增加N`.

use super::super::figures::{Found, Kind, Phrase, change, sums};

/// Finds differences that are none of their figures.
pub fn find(phrase: &Phrase, found: &mut Found) {
    for change in change::all(phrase) {
        look(phrase, change, found);
    }
}

fn look(phrase: &Phrase, change: change::Change, found: &mut Found) -> Option<()> {
    let change::Change { from, to, by, up } = change;
    let figure = phrase.figure(by)?;
    if figure.unit.kind.is_relation() || !phrase.alike(from, by) || phrase.kind(from)? == Kind::Rank {
        return None;
    }
    let (more, less) = if up { (to, from) } else { (from, to) };
    let rest = sums::rest(phrase, more, &[less], by)?;
    let other = sums::rest(phrase, less, &[more], by)?;
    // Against its word the other way round is another question than that of a sum.
    if sums::is(phrase, by, &rest)
        || sums::is(phrase, by, &other)
        || phrase.figure(more)?.value < phrase.figure(less)?.value
    {
        found.fits(by);
        return None;
    }
    // 减少小学15所、初中3所: the difference is told in parts.
    let next = by + 1;
    let listed = phrase.items.get(next).is_some_and(|item| item.sep == super::super::figures::Sep::Pause);
    if listed && phrase.alike(next, by) {
        return None;
    }
    let computed = format!(
        "{} - {} = {}",
        phrase.figure(more)?.shown(),
        phrase.figure(less)?.shown(),
        figure.like(rest.value)
    );
    found.misfit(by, vec![from, to], computed);
    Some(())
}
