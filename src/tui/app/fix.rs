//! Putting right what the reader took from a notice: menus and forms. How outcomes and deadlines are
//! written in them stands in [`written`].

pub mod written;

use jiff::civil::Date;

use crate::{
    ledger::{
        followup::{Contest, Contestable, DueDay, Missed},
        types::{IssueRow, NoticeRow},
    },
    notice::OutcomeTag,
    report::history,
    words::Words,
};

use super::{
    form::{self, Form, FormField, FormKind, Role},
    menu::{Choice, FixKind, Item, Menu, MenuKind, NoticeField},
    model::{Model, Overlay, Pane, Tone},
    tree::Kind,
};

/// What is put right: an issue, or a notice.
pub enum Target<'a> {
    /// The selected issue.
    Issue(IssueRow<'a>),
    /// The notice on whose row the selection stands.
    Notice(&'a NoticeRow),
}

/// What is selected that can be put right.
pub fn target(model: &Model) -> Option<Target<'_>> {
    if model.focus == Pane::Agencies {
        return None;
    }
    let node = model.tree.selected()?;
    if let Some(row) = model.issue() {
        return Some(Target::Issue(row));
    }
    let notice = model.data.snapshot.notices.iter().find(|row| row.id == node.key.0)?;
    (node.kind == Kind::Notice).then_some(Target::Notice(notice))
}

/// Opens the menu of corrections for the selected issue or notice.
pub fn open(model: &mut Model) {
    let words = model.words;
    let (title, differ, items) = match target(model) {
        Some(Target::Issue(row)) => {
            let say = |change: &_| history::whole(words, change);
            (row.title.to_string(), said(words, row.contested, say), of_issue(words, &row))
        }
        Some(Target::Notice(row)) => {
            let say = |change: &_| history::notice_change(words, change);
            (row.title.to_string(), said(words, &row.contested, say), of_notice(words, row))
        }
        None => return,
    };
    let mut menu = Menu::new(MenuKind::Fix, words.tui.fixing.title, items);
    menu.intro = vec![title];
    menu.intro.extend(differ);
    model.overlays.push(Overlay::Menu(menu));
}

/// What people said in different ways, a line each, as it stands above a menu.
pub fn said<C: Contestable>(
    words: &Words,
    contested: &[Contest<C>],
    say: impl Fn(&C) -> String,
) -> Vec<String> {
    let all = contested.iter().flat_map(|contest| history::voices(words, contest, &say));
    all.map(|(voice, said)| format!("{}  {}  {said}", words.follow.contested, voice.author)).collect()
}

fn of_issue(words: &Words, row: &IssueRow<'_>) -> Vec<Item> {
    let fixing = &words.tui.fixing;
    let [title, outcome, deadlines, ..] = words.follow.fields;
    let change = |field, kind| Item::new((fixing.change)(field), Choice::Fix(kind));
    let restore = |field, kind| Item::new((fixing.restore)(field), Choice::Fix(kind));
    let voided = |void| {
        let said = if void { fixing.void } else { fixing.not_void };
        Item::new(said, Choice::Fix(FixKind::Void(void)))
    };
    let mut items = vec![
        change(title, FixKind::Title(true)),
        change(outcome, FixKind::Outcome(true)),
        change(deadlines, FixKind::Deadlines(true)),
        voided(!row.fixes.void),
        Item::new(fixing.missed, Choice::Missed),
    ];
    // Where people differ, what is so already can be said again: that settles it.
    items.extend(row.contests("void").then(|| voided(false)));
    let fixed = [
        (row.fixes.title || row.contests("title"), title, FixKind::Title(false)),
        (row.fixes.outcome || row.contests("outcome"), outcome, FixKind::Outcome(false)),
        (row.fixes.deadlines || row.contests("deadlines"), deadlines, FixKind::Deadlines(false)),
    ];
    items.extend(fixed.into_iter().filter(|(fixed, ..)| *fixed).map(|(_, field, kind)| restore(field, kind)));
    items
}

fn of_notice(words: &Words, row: &NoticeRow) -> Vec<Item> {
    let fixing = &words.tui.fixing;
    // A notice that other ledgers could not know by its key cannot be spoken of.
    let disabled = row.key.is_empty().then_some(fixing.no_key);
    let mut items: Vec<Item> = NoticeField::ALL
        .into_iter()
        .map(|field| Item::new((fixing.change)(field_word(words, field)), Choice::FixNotice(field)))
        .collect();
    items.push(Item::new(fixing.missed, Choice::Missed));
    let fixed = NoticeField::ALL
        .into_iter()
        .filter(|field| row.corrected.contains(&field.name()) || row.contests(field.name()));
    items.extend(
        fixed.map(|field| Item::new((fixing.restore)(field_word(words, field)), Choice::Restore(field))),
    );
    items.into_iter().map(|item| Item { disabled, ..item }).collect()
}

/// What a field of a notice is called.
pub fn field_word(words: &Words, field: NoticeField) -> &'static str {
    let [_, _, _, title, agency, feedback, published] = words.follow.fields;
    match field {
        NoticeField::Title => title,
        NoticeField::Agency => agency,
        NoticeField::Feedback => feedback,
        NoticeField::Published => published,
    }
}

/// Goes on from the menu to the form.
pub fn choose(model: &mut Model, choice: Choice) {
    let form = match (choice, target(model)) {
        (Choice::Fix(kind), Some(Target::Issue(row))) => issue_form(model.words, &row, kind),
        (Choice::FixNotice(field), Some(Target::Notice(row))) => notice_form(model, row, field),
        (Choice::Restore(field), Some(Target::Notice(row))) => {
            let title = (model.words.tui.fixing.restore)(field_word(model.words, field));
            Form::new(FormKind::Restore(row.id, field), &title, vec![reason(model.words)])
        }
        (Choice::Missed, Some(target)) => match missed_form(model, &target) {
            Some(form) => form,
            None => return model.say(Tone::Warn, model.words.tui.fixing.no_key),
        },
        _ => return,
    };
    model.overlays.push(Overlay::Form(form));
    form::review(model);
}

fn reason(words: &Words) -> FormField {
    FormField::new(words.tui.fixing.reason, Role::Reason, words.tui.fixing.must)
}

fn issue_form(words: &Words, row: &IssueRow<'_>, kind: FixKind) -> Form {
    let fixing = &words.tui.fixing;
    let [title, outcome, deadlines, ..] = words.follow.fields;
    let field =
        |label, role, hint, text: &str| vec![FormField::new(label, role, hint).with(text), reason(words)];
    let (said, fields) = match kind {
        FixKind::Title(true) => ((fixing.change)(title), field(title, Role::Title, "", row.title)),
        FixKind::Outcome(true) => {
            let tags: Vec<OutcomeTag> = row.outcome.tags().collect();
            let text = history::outcomes(words, &tags);
            ((fixing.change)(outcome), field(outcome, Role::Outcome, fixing.outcome_hint, &text))
        }
        FixKind::Deadlines(true) => {
            let days: Vec<String> = row
                .deadlines
                .iter()
                .map(|day| history::due_day(words, &DueDay { due: day.due, kind: day.kind }))
                .collect();
            let text = days.join(words.follow.comma);
            ((fixing.change)(deadlines), field(deadlines, Role::Deadlines, fixing.deadlines_hint, &text))
        }
        FixKind::Title(false) => ((fixing.restore)(title), vec![reason(words)]),
        FixKind::Outcome(false) => ((fixing.restore)(outcome), vec![reason(words)]),
        FixKind::Deadlines(false) => ((fixing.restore)(deadlines), vec![reason(words)]),
        FixKind::Void(true) => (fixing.void.to_owned(), vec![reason(words)]),
        FixKind::Void(false) => (fixing.not_void.to_owned(), vec![reason(words)]),
    };
    Form::new(FormKind::Fix(row.id, kind), &said, fields)
}

fn notice_form(model: &Model, row: &NoticeRow, field: NoticeField) -> Form {
    let words = model.words;
    let name = field_word(words, field);
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let (role, text) = match field {
        NoticeField::Title => (Role::Title, row.title.to_string()),
        NoticeField::Agency => {
            (Role::Title, model.data.agency(row.agency).map(|row| row.name.to_string()).unwrap_or_default())
        }
        NoticeField::Feedback => (Role::Day, day(row.feedback)),
        NoticeField::Published => (Role::Day, day(row.published)),
    };
    let hint = if role == Role::Day { words.tui.fixing.day_hint } else { "" };
    let fields = vec![FormField::new(name, role, hint).with(&text), reason(words)];
    Form::new(FormKind::FixNotice(row.id, field), &(words.tui.fixing.change)(name), fields)
}

/// The form of a missed issue, which stands behind the selected one; of a notice, behind all.
fn missed_form(model: &Model, target: &Target<'_>) -> Option<Form> {
    let (notice, after) = match target {
        Target::Issue(row) => (row.notice, Some(row.key.to_string())),
        Target::Notice(row) => (row.id, None),
    };
    let notice = model.data.snapshot.notices.iter().find(|row| row.id == notice)?;
    if notice.key.is_empty() {
        return None;
    }
    let fixing = &model.words.tui.fixing;
    let [title, outcome, ..] = model.words.follow.fields;
    let fields = vec![
        FormField::new(fixing.label, Role::Label, ""),
        FormField::new(title, Role::Title, fixing.must),
        FormField::new(fixing.response, Role::Response, ""),
        FormField::new(outcome, Role::Outcome, fixing.outcome_hint),
        reason(model.words),
    ];
    let missed = Missed {
        notice: notice.key.to_string(),
        label: String::new(),
        title: String::new(),
        response: None,
        outcome: Vec::new(),
        after,
        reason: String::new(),
    };
    let mut form = Form::new(FormKind::Missed(Box::new(missed)), fixing.missed, fields);
    form.at = 1;
    Some(form)
}
