//! The steps of a notice's case: when each was taken.

use std::sync::Arc;

use jiff::civil::Date;

use crate::{
    ledger::{
        followup::case::NoticeChange,
        types::{NoticeId, NoticeRow},
    },
    query::limits::{self, Step, Unclear},
    report::history,
};

use super::{
    fix::{self, Target},
    form::{self, Form, FormField, FormKind, Role},
    menu::{Choice, Item, Menu, MenuKind},
    model::{Model, Overlay},
    order::Order,
    say,
};

/// The steps that are offered for a notice: those of the profile in use, then those that were said by
/// another.
fn offered(model: &Model, notice: &NoticeRow) -> Vec<Arc<str>> {
    let by_day = limits::case(&model.profile, notice).unwrap_or_default();
    let mut names: Vec<Arc<str>> = by_day.iter().map(|step| Arc::clone(&step.item.step)).collect();
    let rest = model.profile.items.iter().map(|item| Arc::clone(&item.step));
    let said = notice.steps.keys().map(|name| Arc::from(name.as_str()));
    for name in rest.chain(said) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The notice on whose row the selection stands.
pub fn notice(model: &Model) -> Option<&NoticeRow> {
    match fix::target(model) {
        Some(Target::Notice(row)) => Some(row),
        _ => None,
    }
}

/// Opens the menu of steps for the selected notice.
pub fn open(model: &mut Model) {
    let Some(row) = notice(model) else { return };
    let words = &model.words.tui.steps;
    let case = limits::case(&model.profile, row).unwrap_or_default();
    let item = |(at, name): (usize, Arc<str>)| {
        let step = case.iter().find(|step| step.item.step == name);
        Item { aside: aside(model, row, &name, step), ..Item::new(&*name, Choice::Step(at)) }
    };
    let items = offered(model, row).into_iter().enumerate().map(item).collect();
    let mut menu = Menu::new(MenuKind::Step, words.title, items);
    menu.intro = vec![row.title.to_string(), (model.words.agenda.profile)(&model.profile.name)];
    let of_steps: Vec<_> =
        row.contested.iter().filter(|contest| contest.field.starts_with("step:")).cloned().collect();
    let say = |change: &_| history::notice_change(model.words, change);
    menu.intro.extend(fix::said(model.words, &of_steps, say));
    model.overlays.push(Overlay::Menu(menu));
}

/// When a step was taken, else by when it is to be.
fn aside(model: &Model, notice: &NoticeRow, name: &str, step: Option<&Step<'_>>) -> String {
    let words = &model.words.agenda.step;
    if let Some(on) = notice.steps.get(name) {
        return (words.said)(*on);
    }
    let far = |due: Date| match say::days(model.today, due) {
        days @ ..0 => (words.overdue)(due, i32::try_from(-days).unwrap_or(i32::MAX), &model.profile.name),
        _ => (words.due)(due),
    };
    match step {
        Some(Step { done: Some(done), .. }) => (words.published)(done.on),
        // Short: whether it is overdue nobody can say.
        Some(step) => match (step.unclear(model.today), step.due) {
            (Some(Unclear::Presumed(on)), _) => (words.presumed)(on),
            (_, Ok(due)) => far(due),
            _ => String::new(),
        },
        None => String::new(),
    }
}

/// Asks on what day the step was taken.
pub fn choose(model: &mut Model, at: usize) {
    let Some(row) = notice(model) else { return };
    let Some(step) = offered(model, row).get(at).map(|name| name.to_string()) else { return };
    let words = &model.words.tui.steps;
    let held = row.steps.get(&step).map(|on| on.to_string()).unwrap_or_default();
    let field = FormField::new(words.label, Role::On, words.hint).with(&held);
    let form = Form::new(FormKind::Step(row.id, step.clone()), &step, vec![field]);
    model.overlays.push(Overlay::Form(form));
    form::review(model);
}

/// The order that says when a step was taken.
pub fn order(notice: NoticeId, step: String, on: Option<Date>) -> Order {
    Order::Notice(notice, NoticeChange::Step { step, on })
}
