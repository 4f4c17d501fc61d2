//! What a user says of an agency: that it is another name of one, where it is, on what level.

use crate::{
    ledger::{followup::case::AgencyChange, types::AgencyRow},
    query::{agencies, place::Level},
    report::acts,
};

use super::{
    effect::Effect,
    fix,
    form::{Form, FormField, FormKind, Role},
    menu::{Choice, Item, Menu, MenuKind},
    model::{Model, Overlay},
    order::{self, Order},
    work,
};

/// Opens the menu for the selected agency.
pub fn open(model: &mut Model) {
    let Some(row) = model.agency() else { return };
    let words = &model.words.tui.agency;
    let region = agencies::region(row).map(|told| told.value().to_string()).unwrap_or_default();
    let level = agencies::level(row).map(|told| told.value().to_string()).unwrap_or_default();
    let mut items = vec![
        Item::new(words.merge, Choice::Merge),
        Item { aside: region, ..Item::new(words.region, Choice::Region) },
        Item { aside: level, ..Item::new(words.level, Choice::Levels) },
    ];
    let aliases = row.aliases.iter().enumerate();
    items.extend(aliases.map(|(at, name)| Item::new((words.split)(name), Choice::Split(at))));
    // Where people differ, what is so already can be said again: that settles it.
    let kept = row.aliases.iter().enumerate().filter(|(_, name)| row.contests(name, "alias"));
    items.extend(kept.map(|(at, name)| Item::new((words.keep)(name), Choice::Keep(at))));
    items.extend(row.contests(&row.name, "alias").then(|| Item::new(words.alone, Choice::Alone)));
    items.extend(work::agencies::item(model));
    let mut menu = Menu::new(MenuKind::OfAgency, words.title, items);
    menu.intro = vec![row.name.to_string()];
    for (name, contest) in &row.contested {
        let say = |change: &_| format!("{name}  {}", acts::agency_change(model.words, change));
        menu.intro.extend(fix::said(model.words, std::slice::from_ref(contest), say));
    }
    model.overlays.push(Overlay::Menu(menu));
}

/// Goes on from a menu.
pub fn choose(model: &mut Model, choice: Choice, effects: &mut Vec<Effect>) {
    let Some(row) = model.agency() else { return };
    let name = row.name.to_string();
    match choice {
        Choice::Merge => open_others(model),
        Choice::Region => open_region(model),
        Choice::Levels => open_levels(model),
        Choice::Into(id) => {
            let merged = row.id;
            work::agencies::ask_into(model, &[merged], id);
        }
        Choice::Split(at) => {
            let alias = row.aliases.get(at).map(|alias| alias.to_string());
            if let Some(alias) = alias {
                say(model, alias, AgencyChange::Alias { into: None }, effects);
            }
        }
        Choice::Keep(at) => {
            let alias = row.aliases.get(at).map(|alias| alias.to_string());
            if let Some(alias) = alias {
                say(model, alias, AgencyChange::Alias { into: Some(name) }, effects);
            }
        }
        Choice::Alone => say(model, name, AgencyChange::Alias { into: None }, effects),
        Choice::Level(level) => {
            let to = level.map(|level| level.name().to_owned());
            say(model, name, AgencyChange::Level { to }, effects);
        }
        _ => {}
    }
}

fn say(model: &mut Model, name: String, change: AgencyChange, effects: &mut Vec<Effect>) {
    order::give(model, Order::Agency(name, change), effects);
}

/// The agencies into which the selected one may be merged.
fn open_others(model: &mut Model) {
    let Some(selected) = model.agency().map(|row| row.id) else { return };
    let others = model.data.snapshot.agencies.iter().filter(|row: &&AgencyRow| row.id != selected);
    let items = others.map(|row| Item::new(row.name.to_string(), Choice::Into(row.id))).collect();
    let mut menu = Menu::new(MenuKind::OfAgency, model.words.tui.agency.merge, items);
    menu.input = Some(tui_input::Input::default());
    model.overlays.push(Overlay::Menu(menu));
}

fn open_levels(model: &mut Model) {
    let words = &model.words.tui.agency;
    let mut items: Vec<Item> =
        Level::ALL.into_iter().map(|level| Item::new(level.name(), Choice::Level(Some(level)))).collect();
    items.push(Item::new(words.by_name, Choice::Level(None)));
    model.overlays.push(Overlay::Menu(Menu::new(MenuKind::OfAgency, words.level, items)));
}

fn open_region(model: &mut Model) {
    let words = &model.words.tui.agency;
    let Some(row) = model.agency() else { return };
    let held = row.region.as_deref().unwrap_or_default();
    let field = FormField::new(words.region_label, Role::Title, words.region_hint).with(held);
    let form = Form::new(FormKind::Region(row.name.to_string()), words.region, vec![field]);
    model.overlays.push(Overlay::Form(form));
}
