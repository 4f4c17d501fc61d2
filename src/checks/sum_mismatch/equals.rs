//! One amount in two units: `42公顷（合630亩）`, `125000元，即12.5万元`.

use super::super::figures::{Found, Kind, Phrase, Sep};

/// Words that give the same amount again.
const SAME: &[&str] = &["即", "合", "折合", "约合", "相当于", "折"];

/// Finds amounts that are not the same.
pub fn find(phrase: &Phrase, found: &mut Found) {
    for at in 1..phrase.items.len() {
        look(phrase, at, found);
    }
}

fn look(phrase: &Phrase, at: usize, found: &mut Found) -> Option<()> {
    let before = at.checked_sub(1)?;
    let (one, two) = (phrase.figure(before)?, phrase.figure(at)?);
    let item = phrase.items.get(at)?;
    let measured =
        matches!(one.unit.kind, Kind::Money | Kind::Area | Kind::Length | Kind::Mass | Kind::Volume);
    let near = phrase.tail(before).is_empty() && item.sep <= Sep::Comma;
    if !measured || !phrase.alike(before, at) || !near || !SAME.contains(&phrase.own(at)) {
        return None;
    }
    // What was converted is rounded to the last place of either.
    let room = one.room.wider(one.blur());
    if two.prints(room) || one.prints(two.room.wider(two.blur())) {
        found.fits(at);
        return None;
    }
    found.misfit(at, vec![before], format!("{} = {}", one.shown(), two.like(one.value)));
    Some(())
}
