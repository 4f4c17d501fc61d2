//! Withdrawing a notice, and showing a withdrawn one again.

use crate::ledger::{
    Dispute, Withdrawn,
    followup::case::NoticeChange,
    protocol::Request,
    types::{Called, NoticeId, NoticeRow},
};
use crate::report::{acts, redact::Mask};

use super::{
    effect::Effect,
    fields::{Now, check::moment},
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
    /// Lists what stands against each other.
    Disputes,
    /// Shows the sides of one, by place.
    Dispute(usize),
    /// Withdraws that one, once a reason is given, whether or not it is selected.
    Away(NoticeId),
    /// Says whether the two notices of one, by place, are one.
    Same(usize, bool),
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
    let disputes = model.data.snapshot.disputes.len();
    if disputes > 0 {
        items.push(Item::new((words.item_disputes)(disputes), Choice::Standing(What::Disputes)));
    }
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
            ask_why(model, row.id);
        }
        What::Away(notice) => ask_why(model, notice),
        What::Disputes => disputes(model),
        What::Dispute(at) => dispute(model, at),
        What::Same(at, same) => {
            let Some(one) = model.data.snapshot.disputes.get(at) else { return };
            let Some(other) = one.other else { return };
            let order = Order::Decide(one.notice, other, same);
            order::give(model, order, effects);
        }
        What::Pairs => marks::ask_again(model),
        What::List => effects.push(Effect::Send(Request::Withdrawn)),
        What::Back(notice) => {
            order::give(model, Order::Notice(notice, NoticeChange::Restore { reason: None }), effects);
        }
    }
}

fn ask_why(model: &mut Model, notice: NoticeId) {
    let words = &model.words.standing;
    let field = FormField::new(words.reason, Role::Reason, "");
    let form = Form::new(FormKind::Withdraw(notice), words.item_withdraw, vec![field]);
    model.overlays.push(Overlay::Form(form));
}

/// The notices of a dispute, as they are called.
fn parties(one: &Dispute) -> Vec<String> {
    let (first, other) = &one.called;
    let said = |called: &Called| {
        let day = called.feedback.map(|day| day.to_string()).unwrap_or_default();
        format!("{}  {}  {day}", called.agency, called.title).trim().to_owned()
    };
    [Some(first), other.as_ref()].into_iter().flatten().map(said).collect()
}

/// Opens the list of what stands against each other about notices, also those that are not on the screen.
fn disputes(model: &mut Model) {
    let all = &model.data.snapshot.disputes;
    if all.len() == 1 {
        return dispute(model, 0);
    }
    let item = |(at, one): (usize, &Dispute)| {
        Item::new(parties(one).join(" ↔ "), Choice::Standing(What::Dispute(at)))
    };
    let items = all.iter().enumerate().map(item).collect();
    let mut menu = Menu::new(MenuKind::Standing, model.words.standing.title_disputes, items);
    menu.input = Some(tui_input::Input::default());
    model.overlays.push(Overlay::Menu(menu));
}

/// So many events of a dispute are told one by one.
const TOLD: usize = 6;

/// Opens one of them: its sides, and what settles it.
fn dispute(model: &mut Model, at: usize) {
    let Some(one) = model.data.snapshot.disputes.get(at) else { return };
    let words = &model.words.standing;
    let now = Now { today: model.today, zone: model.zone.clone() };
    let mut intro = parties(one);
    intro.extend(one.sides.iter().take(TOLD).map(|event| {
        let what = acts::plain(model.words, &event.change);
        format!("{}  {}  {what}", moment(event.time, &now), event.author)
    }));
    intro.extend(one.sides.len().checked_sub(TOLD).filter(|more| *more > 0).map(words.and_more));
    let choice = |text: &str, what| Item::new(text, Choice::Standing(what));
    let items = match one.other {
        Some(_) => vec![
            choice(words.settle_same, What::Same(at, true)),
            choice(words.settle_apart, What::Same(at, false)),
        ],
        None => vec![
            choice(words.settle_withdraw, What::Away(one.stands.0)),
            choice(words.settle_back, What::Back(one.stands.0)),
        ],
    };
    let mut menu = Menu::new(MenuKind::Standing, words.title_disputes, items);
    menu.intro = intro;
    model.overlays.push(Overlay::Menu(menu));
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
