//! The files that prove what was found: added by reference or as a copy, taken out.

use crate::ledger::followup::{Change, Evidence};

use super::{
    effect::Effect,
    form::{Form, FormField, FormKind, Role},
    menu::{Choice, Item, Menu, MenuKind},
    model::{Model, Overlay},
    order::{self, Order},
    work::{self, menu::What},
};

/// The evidence of the selected issue, as far as the ledger has told it.
fn held(model: &Model) -> &[Evidence] {
    let issue = model.issue().map(|row| row.id);
    let detail = model.detail.data.as_ref().filter(|detail| Some(detail.id) == issue);
    detail.map_or(&[], |detail| &detail.evidence)
}

/// Opens the menu.
pub fn open(model: &mut Model) {
    let words = &model.words.tui.evidence;
    let mut items =
        vec![Item::new(words.refer, Choice::Attach(false)), Item::new(words.copy, Choice::Attach(true))];
    let files = held(model).iter().enumerate();
    items.extend(files.map(|(at, file)| Item {
        aside: work::of_file(model, file),
        ..Item::new((words.detach)(&file.name), Choice::Detach(at))
    }));
    if !held(model).is_empty() {
        items.push(Item::new(model.words.tui.job.look_whole, Choice::Work(What::Look)));
    }
    let mut menu = Menu::new(MenuKind::Evidence, words.title, items);
    menu.intro = model.issue().map(|row| row.title.to_string()).into_iter().collect();
    model.overlays.push(Overlay::Menu(menu));
}

/// Goes on from the menu: asks for the file, or takes one out.
pub fn choose(model: &mut Model, choice: Choice, effects: &mut Vec<Effect>) {
    let Some(issue) = model.issue().map(|row| row.id) else { return };
    let words = &model.words.tui.evidence;
    match choice {
        Choice::Attach(copy) => {
            let title = if copy { words.copy } else { words.refer };
            let fields = vec![
                FormField::new(words.file_label, Role::File, words.file_hint),
                FormField::new(model.words.tui.mark.note_label, Role::Note, words.note_hint),
            ];
            let form = Form::new(FormKind::Attach(issue, copy), title, fields);
            model.overlays.push(Overlay::Form(form));
        }
        Choice::Detach(at) => {
            if let Some(sha256) = held(model).get(at).map(|file| file.sha256.clone()) {
                order::give(model, Order::Mark(vec![issue], Change::Detach { sha256 }), effects);
            }
        }
        _ => {}
    }
}
