//! Withdrawing a notice, and showing a withdrawn one again.

use crate::ledger::{
    Withdrawn,
    followup::case::NoticeChange,
    protocol::Request,
    types::{NoticeId, NoticeRow},
};
use crate::report::redact::Mask;

use super::{
    effect::Effect,
    form::{Form, FormField, FormKind, Role},
    marks,
    menu::{Choice, Item, Menu, MenuKind},
    model::{Model, Overlay, Pane, Tone},
    order::{self, Order},
};

/// What a choice of the menu does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Withdraws the notice, once a reason is given.
    Withdraw,
    /// Lists those that are withdrawn.
    List,
    /// Shows that one again.
    Back(NoticeId),
    /// Asks about the pairs of notices that may be one.
    Pairs,
}

/// The notice in which the selection stands.
fn notice(model: &Model) -> Option<&NoticeRow> {
    let here = model.tree.selected().filter(|_| model.focus != Pane::Agencies)?.key.0;
    model.data.snapshot.notices.iter().find(|row| row.id == here)
}

/// Opens the menu: the selected notice may be withdrawn, another shown again.
pub fn open(model: &mut Model) {
    let words = &model.words.standing;
    let selected = notice(model);
    let disabled = match selected {
        None => Some(words.no_notice),
        // A notice that other ledgers could not know by its key cannot be spoken of.
        Some(row) if row.key.is_empty() => Some(model.words.tui.fixing.no_key),
        Some(_) => None,
    };
    let pairs = model.data.doubtful.len();
    let mut items = vec![
        Item { disabled, ..Item::new(words.item_withdraw, Choice::Standing(What::Withdraw)) },
        Item::new(words.item_back, Choice::Standing(What::List)),
    ];
    items.extend((pairs > 0).then(|| Item::new((words.item_pairs)(pairs), Choice::Standing(What::Pairs))));
    let intro = selected.map(|row| row.title.to_string()).into_iter().collect();
    let mut menu = Menu::new(MenuKind::Standing, words.title, items);
    menu.intro = intro;
    model.overlays.push(Overlay::Menu(menu));
}

/// Goes on from a menu.
pub fn choose(model: &mut Model, what: What, effects: &mut Vec<Effect>) {
    match what {
        What::Withdraw => {
            let Some(row) = notice(model) else { return };
            let (id, words) = (row.id, &model.words.standing);
            let field = FormField::new(words.reason, Role::Reason, "");
            let form = Form::new(FormKind::Withdraw(id), words.item_withdraw, vec![field]);
            model.overlays.push(Overlay::Form(form));
        }
        What::Pairs => marks::ask_again(model),
        What::List => effects.push(Effect::Send(Request::Withdrawn)),
        What::Back(notice) => {
            order::give(model, Order::Notice(notice, NoticeChange::Restore { reason: None }), effects);
        }
    }
}

/// Opens the list of notices that are withdrawn; Enter shows one again.
pub fn list(model: &mut Model, withdrawn: &[Withdrawn]) {
    let words = &model.words.standing;
    if withdrawn.is_empty() {
        return model.say(Tone::Plain, words.none_withdrawn);
    }
    // What stands at the right is drawn as it is; who withdrew it may be named nowhere else.
    let masked = |author: &str, said: String| match model.veil.on() {
        true => Mask::of([author.to_owned()].iter()).text(&said),
        false => said,
    };
    let item = |one: &Withdrawn| {
        let by = match &one.by {
            Some(by) => {
                let day = by.time.to_zoned(model.zone.clone()).date().to_string();
                masked(&by.author, (words.by)(&by.author, &day, &by.reason))
            }
            None => (words.by)("", "", ""),
        };
        let text = format!("{}  {}", one.agency, one.notice.title);
        Item { aside: by, ..Item::new(text, Choice::Standing(What::Back(one.notice.id))) }
    };
    let items = withdrawn.iter().map(item).collect();
    let mut menu = Menu::new(MenuKind::Standing, words.title_back, items);
    menu.input = Some(tui_input::Input::default());
    model.overlays.push(Overlay::Menu(menu));
}
