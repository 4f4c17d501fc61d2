//! The cells of one row: what stood there when the workbook was written, what is in the ledger, what came
//! back; which of them are new, and which stand against each other.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::{
    config::reasons::{NoReason, Reasons},
    ledger::followup::{Review, State},
    query::bounds::Of,
    report::{
        cell::{clean, cut_off, fitting},
        marks::{Field, Raw, Unread, Value},
        redact::{has_mask, same_but_masks},
    },
    words::Words,
};

use super::changes::Edits;

/// How a row is judged.
#[derive(Clone, Copy)]
pub struct Rules<'a> {
    /// Whether what came back wins where it stands against the ledger.
    pub theirs: bool,
    /// Whether the workbook was written with masks over names.
    pub redacted: bool,
    /// The day that counts as today: nothing was seen after it.
    pub today: Date,
    /// The reasons of doubt, by number and name.
    pub reasons: &'a Reasons,
    /// The language, for the sign that a text was cut.
    pub words: &'a Words,
}

/// A cell that stands against the ledger.
#[derive(Debug, Clone, PartialEq)]
pub struct Against {
    /// Which.
    pub field: Field,
    /// When the workbook was written.
    pub base: Value,
    /// In the ledger.
    pub ours: Value,
    /// In the workbook.
    pub theirs: Value,
}

/// The cells of a row that are new, and those that stand against the ledger.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Compared {
    /// What is new, in the ledger's eyes.
    pub edits: Edits,
    /// What stands against what; where [`Rules::theirs`] is off, nothing of the row is to be taken then.
    pub against: Vec<Against>,
}

/// What concludes a check. Half of one conclusion and half of another say what nobody wrote, so that these
/// four are taken together or not at all.
const UNIT: [Field; 4] = [Field::State, Field::Finding, Field::Seen, Field::On];

/// The three values of a cell.
struct Cell {
    base: Value,
    ours: Value,
    /// What came back; as it was where the cell says nothing.
    theirs: Value,
    /// What came back is neither what stood there nor what is in the ledger.
    new: bool,
    /// The ledger has something else than when the workbook was written.
    moved: bool,
}

/// Compares the cells of a row with the marks of its issue.
///
/// # Errors
/// The cells that cannot be taken, and why.
pub fn compare(
    review: &Review,
    base: &BTreeMap<Field, String>,
    row: &BTreeMap<Field, Raw>,
    rules: Rules<'_>,
) -> Result<Compared, Vec<(Field, Unread)>> {
    let mut cells = BTreeMap::new();
    let mut faults = Vec::new();
    for field in Field::ALL {
        let kept = base.get(&field).cloned().unwrap_or_default();
        match cell(field, &kept, row.get(&field), review, rules) {
            Ok(cell) => drop(cells.insert(field, cell)),
            Err(why) => faults.push((field, why)),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let against = against(&cells);
    let mut edits: Edits = cells
        .iter()
        .filter(|(_, cell)| cell.new)
        .map(|(field, cell)| (*field, cell.theirs.clone()))
        .collect();
    if rules.theirs && unit_stands_against(&cells) && !to_unread(&cells) {
        whole_unit(&cells, &mut edits, rules)?;
    }
    Ok(Compared { edits, against })
}

/// Whether a row says nothing but what stood there: for rows whose issue is not to be found.
pub fn as_it_was(base: &BTreeMap<Field, String>, row: &BTreeMap<Field, Raw>) -> bool {
    row.iter().all(|(field, raw)| {
        let kept = Raw::Text(base.get(field).cloned().unwrap_or_default());
        silent(*field, raw) || Value::read(*field, raw) == Value::read(*field, &kept)
    })
}

/// An emptied state says nothing: no check is put back to unread by an emptied column.
fn silent(field: Field, raw: &Raw) -> bool {
    field == Field::State && !matches!(raw, Raw::Error | Raw::NoValue) && clean(&raw.text()).is_empty()
}

fn cell(
    field: Field,
    kept: &str,
    raw: Option<&Raw>,
    review: &Review,
    rules: Rules<'_>,
) -> Result<Cell, Unread> {
    let base = Value::read(field, &Raw::Text(kept.to_owned()))?;
    let ours = as_in_a_cell(Value::of(field, review), rules.words);
    let moved = !same(&ours, &base);
    let theirs = match raw.filter(|raw| !silent(field, raw)) {
        Some(raw) => Value::read(field, raw)?,
        None => base.clone(),
    };
    let theirs = if theirs == base { theirs } else { guarded(theirs, field, rules)? };
    let new = theirs != base && !same(&ours, &theirs);
    if new && let Value::Text(text) = &base {
        // A workbook of which it is not known that it was masked shows it by what the ledger has.
        let masked = ours != base && has_mask(text) && (rules.redacted || !moved);
        must_be_whole(text, masked)?;
    }
    if new && rules.redacted && matches!(&theirs, Value::Text(text) if has_mask(text)) {
        return Err(Unread::Masked);
    }
    Ok(Cell { base, ours, theirs, new, moved })
}

/// What `mark` takes, as it takes it.
fn guarded(theirs: Value, field: Field, rules: Rules<'_>) -> Result<Value, Unread> {
    match theirs {
        Value::Day(Some(day)) => {
            let of = if field == Field::On { Of::Seen } else { Of::Due };
            of.check(day, rules.today).map(|day| Value::Day(Some(day))).map_err(Unread::Bounds)
        }
        Value::Text(text) if field == Field::Reason && !text.is_empty() => match rules.reasons.pick(&text) {
            Ok(reason) => Ok(Value::Text(clean(&reason))),
            Err(NoReason::Empty | NoReason::NoSuchNumber) => {
                Err(Unread::Reason { typed: text, offered: rules.reasons.in_a_line(rules.words) })
            }
        },
        theirs => Ok(theirs),
    }
}

/// Refuses what would stand in place of a text of which the colleague had a part only.
fn must_be_whole(text: &str, masked: bool) -> Result<(), Unread> {
    match (cut_off(text), masked) {
        (true, _) => Err(Unread::Cut),
        (_, true) => Err(Unread::Masked),
        _ => Ok(()),
    }
}

/// Whether what is in the ledger is what a workbook has, but for masks.
fn same(ours: &Value, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Value::Text(ours), Value::Text(theirs)) => ours == theirs || same_but_masks(ours, theirs),
        (ours, theirs) => ours == theirs,
    }
}

fn is(cells: &BTreeMap<Field, Cell>, field: Field, what: impl Fn(&Cell) -> bool) -> bool {
    cells.get(&field).is_some_and(what)
}

fn to_unread(cells: &BTreeMap<Field, Cell>) -> bool {
    is(cells, Field::State, |cell| cell.new && cell.theirs == Value::State(State::Unread))
}

/// Whether the workbook and the ledger came to different ends since.
fn unit_stands_against(cells: &BTreeMap<Field, Cell>) -> bool {
    let closed = |value: &Value| matches!(value, Value::State(state) if state.closed());
    // That a check was begun or planned concludes nothing, unless the workbook has a state of its own.
    let concluded =
        is(cells, Field::State, |cell| cell.moved && (cell.new || closed(&cell.base) || closed(&cell.ours)));
    let found = UNIT.iter().any(|field| *field != Field::State && is(cells, *field, |cell| cell.moved));
    (concluded || found) && UNIT.iter().any(|field| is(cells, *field, |cell| cell.new))
}

fn against(cells: &BTreeMap<Field, Cell>) -> Vec<Against> {
    let unit = unit_stands_against(cells);
    let unread = to_unread(cells);
    // To put a check back takes every mark away, also those that the colleague never saw.
    let lost = unread && cells.values().any(|cell| cell.moved);
    let stands = |field: Field, cell: &Cell| {
        cell.new && cell.moved
            || unit && UNIT.contains(&field) && (cell.new || cell.moved)
            || lost && (cell.moved || field == Field::State)
    };
    let left = |field: Field, cell: &Cell| match (unread && !cell.new, field) {
        (true, Field::Due | Field::On) => Value::Day(None),
        (true, Field::Finding) => Value::Finding(None),
        (true, Field::Reason | Field::Who | Field::Seen | Field::Note) => Value::Text(String::new()),
        _ => cell.theirs.clone(),
    };
    let stands = cells.iter().filter(|(field, cell)| stands(**field, cell));
    stands
        .map(|(field, cell)| Against {
            field: *field,
            base: cell.base.clone(),
            ours: cell.ours.clone(),
            theirs: left(*field, cell),
        })
        .collect()
}

/// Makes the conclusion in the workbook, whole, the one that is taken.
fn whole_unit(
    cells: &BTreeMap<Field, Cell>,
    edits: &mut Edits,
    rules: Rules<'_>,
) -> Result<(), Vec<(Field, Unread)>> {
    let mut faults = Vec::new();
    let mut found = false;
    for field in [Field::Finding, Field::Seen, Field::On] {
        let Some(cell) = cells.get(&field) else { continue };
        found |= !matches!(&cell.theirs, Value::Finding(None) | Value::Day(None))
            && cell.theirs != Value::Text(String::new());
        if same(&cell.ours, &cell.theirs) {
            continue;
        }
        if let Value::Text(text) = &cell.theirs
            && let Err(why) = must_be_whole(text, rules.redacted && has_mask(text))
        {
            faults.push((field, why));
        }
        edits.insert(field, cell.theirs.clone());
    }
    if let Some(cell) = cells.get(&Field::State) {
        let closed = matches!(cell.theirs, Value::State(state) if state.closed());
        // What was found verifies, whatever stood in the state that nobody touched.
        if cell.theirs != cell.ours && (cell.new || closed || !found) {
            edits.insert(Field::State, cell.theirs.clone());
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

/// A value as a cell holds it: long texts are cut there.
fn as_in_a_cell(value: Value, words: &Words) -> Value {
    match value {
        Value::Text(text) => Value::Text(fitting(text, words)),
        other => other,
    }
}

#[cfg(test)]
#[path = "compare_tests.rs"]
mod tests;
