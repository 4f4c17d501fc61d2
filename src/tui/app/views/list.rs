//! The list of views, and what can be done with one.

use crate::{
    config::views::{View, edit::Edit},
    query::lang::{self, Query},
    tui::app::{
        effect::Effect,
        menu::{Choice, Item, Menu, MenuKind},
        model::{Model, Overlay, Tone},
    },
};

use super::{apply, edit, in_force};

/// What a choice of the menus of views does; a view by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Filters by it.
    Apply(usize),
    /// Opens the form that keeps what is in force.
    Save,
    /// Brings those back that are hidden.
    ShowHidden,
    /// Opens the form that changes it.
    Change(usize),
    /// Asks whether it is to go.
    Delete(usize),
    /// It goes.
    Yes(usize),
    /// It stays.
    No,
}

/// The key that opens the form in the list; no view has it.
const SAVE: char = '+';

fn choice(what: What) -> Choice {
    Choice::Views(what)
}

/// Opens the list; the file is read once more, since other programs write it too.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    let menu = Menu::new(MenuKind::Views, model.words.views.screen.title, items(model));
    model.overlays.push(Overlay::Menu(menu));
    let on = model.views.all.iter().position(|view| in_use(model, view));
    if let (Some(at), Some(Overlay::Menu(menu))) = (on, model.overlays.last_mut()) {
        menu.list.select(at);
    }
    effects.push(Effect::LoadViews);
}

/// Puts the views as they are now into the list, where it is open; `chosen` becomes the selected one.
pub fn renew(model: &mut Model, chosen: Option<&str>) {
    let items = items(model);
    let at = chosen.and_then(|name| model.views.all.iter().position(|view| view.is_called(name)));
    for overlay in &mut model.overlays {
        if let Overlay::Menu(menu) = overlay
            && menu.kind == MenuKind::Views
        {
            menu.set(items.clone());
            if let Some(at) = at {
                menu.list.select(at);
            }
        }
    }
}

fn in_use(model: &Model, view: &View) -> bool {
    model.views.sieve.as_ref().is_some_and(|sieve| sieve.is(view))
}

fn items(model: &Model) -> Vec<Item> {
    let (words, say) = (model.words, &model.words.views);
    let item = |(at, view): (usize, &View)| {
        let faulty = lang::plan::plan(&view.query, model.today).is_err();
        let aside = if faulty { format!("{}: {}", say.cli.faulty, view.query) } else { view.query.clone() };
        let name = view.shown(words);
        Item { aside, key: view.key, ..Item::switch(name, in_use(model, view), choice(What::Apply(at))) }
    };
    let mut items: Vec<Item> = model.views.all.iter().enumerate().map(item).collect();
    let disabled = (in_force(model) == Query::All).then_some(say.screen.nothing);
    items.push(Item { disabled, key: Some(SAVE), ..Item::new(say.screen.save, choice(What::Save)) });
    let hidden = model.views.all.hidden().len();
    if hidden > 0 {
        items.push(Item::new((say.screen.show_hidden)(hidden), choice(What::ShowHidden)));
    }
    items
}

/// Tab on a view: what can be done with it.
pub fn open_one(model: &mut Model) {
    let Some(Overlay::Menu(menu)) = model.overlays.last() else { return };
    let Some(Choice::Views(What::Apply(at))) = menu.selected().map(|item| item.choice) else { return };
    let Some(view) = model.views.all.iter().nth(at) else { return };
    let say = &model.words.views.screen;
    let items = vec![
        Item::new(say.change, choice(What::Change(at))),
        Item::new(if view.own { say.delete } else { say.hide }, choice(What::Delete(at))),
    ];
    let mut menu = Menu::new(MenuKind::OfView, &(say.of_view)(view.shown(model.words)), items);
    menu.intro = vec![view.query.clone()];
    model.overlays.push(Overlay::Menu(menu));
}

/// Does what a choice says; its menu is closed.
pub fn choose(model: &mut Model, what: What, effects: &mut Vec<Effect>) {
    let of = |at: usize| model.views.all.iter().nth(at).cloned();
    match what {
        What::Apply(at) => {
            if let Some(view) = of(at) {
                apply(model, &view, effects);
            }
        }
        What::Save => edit::open_new(model),
        What::ShowHidden => effects.push(Effect::EditViews(Box::new(Edit::Show(None)))),
        What::Change(at) => {
            if let Some(view) = of(at) {
                edit::open(model, &view);
            }
        }
        What::Delete(at) => {
            if let Some(view) = of(at) {
                ask_delete(model, at, &view);
            }
        }
        What::Yes(at) => {
            if let Some(view) = of(at) {
                effects.push(Effect::EditViews(Box::new(Edit::Remove(view.name))));
            }
        }
        What::No => model.say(Tone::Plain, model.words.views.screen.stays),
    }
}

/// Asks before a view goes; that it stays is offered.
fn ask_delete(model: &mut Model, at: usize, view: &View) {
    let say = &model.words.views.screen;
    let name = view.shown(model.words);
    let (title, yes, no) = match view.own {
        true => ((say.ask_delete)(name), say.delete_yes, say.delete_no),
        false => ((say.ask_hide)(name), say.hide_yes, say.hide_no),
    };
    let items = vec![Item::new(yes, choice(What::Yes(at))), Item::new(no, choice(What::No))];
    let mut menu = Menu::new(MenuKind::OfView, &title, items);
    menu.intro = vec![view.query.clone()];
    menu.list.select(1);
    model.overlays.push(Overlay::Menu(menu));
}
