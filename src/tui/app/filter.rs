//! The filters of the screen: their keys, menus and forms. Which issues they show is reckoned in
//! [`crate::query`].

use std::sync::Arc;

use crate::{
    ledger::{followup::State, ids::Ids, types::AgencyId},
    query::{
        self, Counts,
        agencies::By,
        filter::{self, DueFilter, OutcomeChoice, OutcomeFilter, Stand, StateSet},
    },
};

use super::{
    form::{Form, FormField, FormKind, Role},
    menu::{Choice, Item, Menu, MenuKind, Which},
    model::{AgencyLine, Model, Overlay, Tone},
    narrow, say, search, views,
    work::agencies,
};

/// Days that the menu of days offers.
const DAYS: [u16; 3] = [7, 30, 90];

/// Reckons anew what the filter shows, and what follows from it: counts, agencies, tree, hits.
pub fn refresh(model: &mut Model) {
    let data = &mut model.data;
    let (snapshot, today) = (data.snapshot.clone(), model.today);
    data.tally = query::counts(&snapshot, &model.filter, today);
    data.shown = query::shown(&snapshot, &model.filter, today);
    // What is no issue stands where nothing is filtered, so that it can be brought back.
    if model.filter.is_empty() {
        data.shown.fill(true);
    }
    let held = model.agency().map(|row| row.id);
    let all = model.filter.is_empty();
    // A notice of which people differ, or that is printed anew, stands there where that is asked for, though none
    // of its issues does.
    let of_notices = model.filter.conflict || model.filter.printed_anew;
    let notices = snapshot.notices.iter().filter(|row| of_notices && model.filter.admits_notice(row));
    model.data.shown_notices = notices.map(|row| row.id).collect();
    let chosen = |id: AgencyId| model.filter.agencies.is_empty() || model.filter.agencies.contains(&id);
    let rows = snapshot.agencies.iter().zip(&model.data.tally.agencies).enumerate();
    let listed = |counts: &Counts| counts.rows() > 0 || only_differs(&model.filter, counts);
    let rows = rows.filter(|(_, (row, counts))| all || (chosen(row.id) && listed(counts)));
    let line = |(at, (_, counts)): (usize, (_, &Counts))| AgencyLine {
        at: Some(at),
        head: String::new(),
        counts: *counts,
    };
    model.agencies.rows = match model.agencies.by {
        By::Nothing => rows.map(line).collect(),
        by => agencies::lines(model, by),
    };
    model.agencies.list.resize(model.agencies.rows.len());
    if let Some(id) = held {
        select_agency(model, id);
    }
    model.tree.refresh(&model.data, all);
    search::restrict(model);
}

/// Selects an agency; where it is not shown, the one that stands nearest before it.
pub fn select_agency(model: &mut Model, id: AgencyId) {
    let Some(at) = model.data.snapshot.agencies.iter().position(|row| row.id == id) else { return };
    let rows = &model.agencies.rows;
    let same = |row: usize| rows.get(row).is_some_and(|line| line.at == Some(at));
    // An agency may stand in several groups: who looks at one of its rows stays there.
    if !same(model.agencies.list.selected) {
        let there = rows.iter().position(|line| line.at == Some(at));
        let row =
            there.unwrap_or_else(|| rows.partition_point(|line| line.at.is_some_and(|other| other < at)));
        model.agencies.list.select(row);
    }
}

/// Moves an outcome on: off, with, without.
pub fn turn_outcome(model: &mut Model, choice: OutcomeChoice) {
    model.filter.outcome.turn(choice);
    refresh(model);
}

/// Any of the chosen outcomes, or all.
pub fn turn_all(model: &mut Model) {
    model.filter.outcome.all = !model.filter.outcome.all;
    refresh(model);
}

/// Sets the filter of days.
pub fn set_due(model: &mut Model, which: Which, due: Option<DueFilter>) {
    match which {
        Which::Deadline => model.filter.deadline = due,
        Which::Recheck => model.filter.recheck = due,
    }
    refresh(model);
}

/// Only what is overdue, or no longer.
pub fn turn_overdue(model: &mut Model) {
    let on = model.filter.deadline == Some(DueFilter::Overdue);
    set_due(model, Which::Deadline, (!on).then_some(DueFilter::Overdue));
}

/// Only what people differ about, or no longer.
pub fn turn_conflict(model: &mut Model) {
    model.filter.conflict = !model.filter.conflict;
    refresh(model);
    // Where notices stand is of no row that could be listed.
    let disputes = model.data.snapshot.disputes.len();
    if model.filter.conflict && disputes > 0 {
        model.say(Tone::Warn, (model.words.standing.see_disputes)(disputes));
    }
}

/// Whether an agency stands in the list though none of its counted issues is shown: people differ about it or
/// its notices, or these are printed anew, and that is asked for.
pub fn only_differs(filter: &filter::Filter, counts: &Counts) -> bool {
    counts.rows() == 0
        && ((filter.conflict && counts.conflicts > 0) || (filter.printed_anew && counts.printed_anew > 0))
}

/// Only doubtful matches, or no longer.
pub fn turn_doubtful(model: &mut Model) {
    model.filter.doubtful = !model.filter.doubtful;
    refresh(model);
}

/// Only what was put right and is printed otherwise since, or no longer.
pub fn turn_printed_anew(model: &mut Model) {
    model.filter.printed_anew = !model.filter.printed_anew;
    refresh(model);
}

/// Only issues at which a doubt is open, or no longer.
pub fn turn_asked(model: &mut Model) {
    model.filter.asked = match model.filter.asked {
        None => Some(with_doubts(model)),
        Some(_) => None,
    };
    refresh(model);
}

/// The issues at which a doubt is open.
pub fn with_doubts(model: &Model) -> Arc<Ids> {
    Arc::new(model.data.doubts.issues.keys().copied().collect())
}

/// Takes all filters off.
pub fn clear(model: &mut Model) {
    model.filter = filter::Filter::default();
    views::forget(model);
    narrow::clear(model);
    refresh(model);
    model.say(Tone::Plain, model.words.tui.filter.cleared);
}

/// Opens a menu of filters.
pub fn open(model: &mut Model, kind: MenuKind) {
    let filter = &model.words.tui.filter;
    let title = match kind {
        MenuKind::Due(Which::Deadline) => filter.deadline_title,
        MenuKind::Due(Which::Recheck) => filter.recheck_title,
        MenuKind::State => filter.state_title,
        MenuKind::Agency => filter.agency_title,
        _ => filter.outcome_title,
    };
    let mut menu = Menu::new(kind, title, items(model, kind));
    if kind == MenuKind::Agency {
        menu.input = Some(tui_input::Input::default());
        let selected = model.agency().map(|row| row.id);
        let at = model.data.snapshot.agencies.iter().position(|row| Some(row.id) == selected);
        menu.list.select(at.unwrap_or(0));
    }
    model.overlays.push(Overlay::Menu(menu));
}

/// The choices of a menu of filters as they stand now.
pub fn items(model: &Model, kind: MenuKind) -> Vec<Item> {
    match kind {
        MenuKind::Outcome => outcome_items(model),
        MenuKind::Due(which) => due_items(model, which),
        MenuKind::State => state_items(model),
        MenuKind::Agency => agency_items(model),
        MenuKind::Mark
        | MenuKind::Reason
        | MenuKind::Ask
        | MenuKind::Fix
        | MenuKind::Evidence
        | MenuKind::Step
        | MenuKind::OfAgency
        | MenuKind::Work
        | MenuKind::Cancel
        | MenuKind::Discard
        | MenuKind::Standing
        | MenuKind::Views
        | MenuKind::OfView
        | MenuKind::Doubtful => Vec::new(),
    }
}

fn outcome_items(model: &Model) -> Vec<Item> {
    let words = model.words;
    let held = model.filter.outcome;
    let without = filter::Filter { outcome: OutcomeFilter::default(), ..model.filter.clone() };
    let total = query::counts(&model.data.snapshot, &without, model.today).total;
    let mut items: Vec<Item> = say::OUTCOMES
        .into_iter()
        .map(|choice| {
            let (sign, aside) = match held.stand(choice) {
                Stand::Off => ("[ ]", ""),
                Stand::With => ("[+]", words.tui.filter.with),
                Stand::Without => ("[-]", words.tui.filter.without),
            };
            let name = say::outcome(words, choice, say::Length::Whole);
            let count = total.outcome(choice);
            let text = format!("{name}  {count}");
            Item { sign: Some(sign), aside: aside.to_owned(), ..Item::new(text, Choice::Outcome(choice)) }
        })
        .collect();
    let mode = if held.all { words.tui.filter.all_mode } else { words.tui.filter.any_mode };
    items.push(Item { aside: "&".to_owned(), ..Item::new(mode, Choice::AllAny) });
    items
}

fn due_items(model: &Model, which: Which) -> Vec<Item> {
    let words = &model.words.tui.filter;
    let (held, overdue, absent) = match which {
        Which::Deadline => (model.filter.deadline, words.overdue, words.absent),
        Which::Recheck => (model.filter.recheck, words.recheck_overdue, words.recheck_absent),
    };
    let offer = |text: String, due: Option<DueFilter>| Item::switch(text, held == due, Choice::Due(due));
    let mut items = vec![offer(overdue.to_owned(), Some(DueFilter::Overdue))];
    items.extend(DAYS.map(|days| offer((words.within)(days), Some(DueFilter::Within(days)))));
    let other_days = matches!(held, Some(DueFilter::Within(days)) if !DAYS.contains(&days));
    items.push(Item::switch(words.within_ask, other_days, Choice::AskDays));
    let between = matches!(held, Some(DueFilter::Between(..)));
    items.push(Item::switch(words.between_ask, between, Choice::AskBetween));
    items.push(offer(absent.to_owned(), Some(DueFilter::Absent)));
    items.push(offer(words.off.to_owned(), None));
    items
}

fn state_items(model: &Model) -> Vec<Item> {
    let without = filter::Filter { states: StateSet::default(), ..model.filter.clone() };
    let total = query::counts(&model.data.snapshot, &without, model.today).total;
    let item = |state| {
        let name = say::state(model.words, state, say::Length::Whole);
        let text = format!("{name}  {}", total.state(state));
        Item::switch(text, model.filter.states.has(state), Choice::State(state))
    };
    State::ALL.map(item).to_vec()
}

fn agency_items(model: &Model) -> Vec<Item> {
    let rows = model.data.snapshot.agencies.iter().zip(&model.data.tally.agencies);
    rows.map(|(row, counts)| Item {
        aside: counts.rows().to_string(),
        ..Item::switch(row.name.to_string(), model.filter.agencies.contains(&row.id), Choice::Agency(row.id))
    })
    .collect()
}

/// Does what a choice of a menu of filters says.
pub fn choose(model: &mut Model, kind: MenuKind, choice: Choice) {
    match choice {
        Choice::Outcome(outcome) => model.filter.outcome.turn(outcome),
        Choice::AllAny => model.filter.outcome.all = !model.filter.outcome.all,
        Choice::State(state) => {
            let on = model.filter.states.has(state);
            model.filter.states.set(state, !on);
        }
        Choice::Agency(id) => {
            if !model.filter.agencies.remove(&id) {
                model.filter.agencies.insert(id);
            }
        }
        Choice::Due(due) => {
            if let MenuKind::Due(which) = kind {
                set_due(model, which, due);
            }
            return;
        }
        Choice::AskDays => return ask(model, kind, true),
        Choice::AskBetween => return ask(model, kind, false),
        // The choices of other menus.
        _ => return,
    }
    refresh(model);
}

/// Opens the form that asks for days.
fn ask(model: &mut Model, kind: MenuKind, count: bool) {
    let MenuKind::Due(which) = kind else { return };
    let words = &model.words.tui;
    let title = match which {
        Which::Deadline => words.filter.deadline_title,
        Which::Recheck => words.filter.recheck_title,
    };
    let form = if count {
        Form::new(
            FormKind::Days(which),
            title,
            vec![FormField::new(words.filter.days, Role::Days, words.filter.days_hint)],
        )
    } else {
        let day = |label, role| FormField::new(label, role, words.mark.due_hint);
        let fields = vec![day(words.filter.from, Role::From), day(words.filter.until, Role::Until)];
        Form::new(FormKind::Between(which), title, fields)
    };
    model.overlays.push(Overlay::Form(form));
}

/// What a filter of days says in a chip.
pub fn say_due(model: &Model, which: Which, due: DueFilter) -> String {
    let words = &model.words.tui.filter;
    let day = |day: Option<jiff::civil::Date>| day.map_or(words.open_end.to_owned(), |day| day.to_string());
    match (due, which) {
        (DueFilter::Overdue, Which::Deadline) => words.overdue.to_owned(),
        (DueFilter::Overdue, Which::Recheck) => words.recheck_overdue.to_owned(),
        (DueFilter::Within(days), _) => (words.within)(days),
        (DueFilter::Between(from, until), _) => (words.between)(&day(from), &day(until)),
        (DueFilter::Absent, Which::Deadline) => words.absent.to_owned(),
        (DueFilter::Absent, Which::Recheck) => words.recheck_absent.to_owned(),
    }
}

/// All filters that are on, in words; nothing where none is.
pub fn say(model: &Model) -> String {
    let (words, filter) = (model.words, &model.filter);
    let joint = words.follow.comma;
    let mut parts = Vec::new();
    let outcomes = |choices: filter::OutcomeChoices, between: &str| {
        let all: Vec<&str> =
            choices.iter().map(|choice| say::outcome(words, choice, say::Length::Whole)).collect();
        all.join(between)
    };
    if !filter.outcome.with.is_empty() {
        parts.push(outcomes(filter.outcome.with, if filter.outcome.all { "+" } else { "/" }));
    }
    if !filter.outcome.without.is_empty() {
        parts.push(format!("{} {}", words.tui.filter.without, outcomes(filter.outcome.without, joint)));
    }
    parts.extend(filter.deadline.map(|due| say_due(model, Which::Deadline, due)));
    parts.extend(filter.recheck.map(|due| say_due(model, Which::Recheck, due)));
    let states: Vec<&str> =
        filter.states.iter().map(|state| say::state(words, state, say::Length::Whole)).collect();
    parts.extend((!states.is_empty()).then(|| states.join("/")));
    let name = |id: &AgencyId| model.data.agency(*id).map(|row| row.name.to_string());
    let agencies: Vec<String> = filter.agencies.iter().filter_map(name).collect();
    parts.extend((!agencies.is_empty()).then(|| agencies.join("/")));
    parts.extend(filter.conflict.then(|| words.tui.command.conflict.title.to_owned()));
    parts.extend(filter.doubtful.then(|| words.tui.command.doubtful.title.to_owned()));
    parts.extend(filter.printed_anew.then(|| words.tui.command.printed_anew.title.to_owned()));
    parts.extend(filter.asked.is_some().then(|| words.tui.command.with_doubts.title.to_owned()));
    parts.extend(views::say_whole(model));
    parts.extend((!model.narrow.is_empty()).then(|| model.narrow.clone()));
    parts.join("  ")
}
