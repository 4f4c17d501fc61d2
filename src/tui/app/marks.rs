//! Marking the check of an issue, undoing it, deciding on doubtful notices.

use jiff::Timestamp;

use crate::{
    ledger::{
        followup::{Change, Finding},
        protocol::Request,
        types::{Doubtful, IssueId, NoticeRow},
    },
    words::Words,
};

use super::{
    effect::Effect,
    form::{Form, FormField, FormKind, Role},
    menu::{Choice, Item, MarkKind, Menu, MenuKind},
    model::{Model, Overlay, Tone, Waiting},
};

/// The ways to mark, in the order of the work.
const KINDS: [MarkKind; 8] = [
    MarkKind::Query,
    MarkKind::Revisit,
    MarkKind::Found(Finding::True),
    MarkKind::Found(Finding::Partly),
    MarkKind::Found(Finding::False),
    MarkKind::Archive,
    MarkKind::Note,
    MarkKind::Unread,
];

fn name(words: &Words, kind: MarkKind) -> &'static str {
    let mark = &words.tui.mark;
    match kind {
        MarkKind::Unread => mark.unread,
        MarkKind::Query => mark.query,
        MarkKind::Revisit => mark.revisit,
        MarkKind::Found(Finding::True) => mark.found_true,
        MarkKind::Found(Finding::Partly) => mark.found_partly,
        MarkKind::Found(Finding::False) => mark.found_false,
        MarkKind::Archive => mark.archive,
        MarkKind::Note => mark.note,
    }
}

/// Opens the menu of marks for the selected issue.
pub fn open(model: &mut Model) {
    let Some(row) = model.issue() else { return };
    let words = model.words;
    let review = &row.review;
    let item = |kind: MarkKind| {
        let change = match kind {
            MarkKind::Unread => Change::Unread,
            MarkKind::Query => Change::Query { reason: None, note: None },
            MarkKind::Revisit => Change::Revisit { due: None, who: None, note: None },
            MarkKind::Found(finding) => Change::Verify { finding, seen: None, on: None, note: None },
            MarkKind::Archive => Change::Archive { note: None },
            MarkKind::Note => Change::Note { note: String::new() },
        };
        let disabled =
            review.after(&change, "", Timestamp::UNIX_EPOCH).err().map(|why| why.explain(&words.ledger));
        Item { disabled, ..Item::new(name(words, kind), Choice::Mark(kind)) }
    };
    let mut menu = Menu::new(MenuKind::Mark, words.tui.mark.title, KINDS.map(item).to_vec());
    menu.intro = vec![row.title.to_string()];
    model.overlays.push(Overlay::Menu(menu));
}

/// Goes on from the menu: to the form, or straight to the ledger where nothing is to be asked.
pub fn choose(model: &mut Model, kind: MarkKind, effects: &mut Vec<Effect>) {
    let Some(row) = model.issue() else { return };
    let (issues, held) = (vec![row.id], row.review.due);
    let words = &model.words.tui.mark;
    let note = || FormField::new(words.note_label, Role::Free, "");
    let fields = match kind {
        MarkKind::Unread => return mark(model, issues, Change::Unread, effects),
        MarkKind::Revisit => {
            let day = FormField::new(words.due_label, Role::Day, words.due_hint);
            vec![held.map_or(day.clone(), |held| day.with(&held.to_string())), note()]
        }
        _ => vec![note()],
    };
    let form = Form::new(FormKind::Mark(issues, kind), name(model.words, kind), fields);
    model.overlays.push(Overlay::Form(form));
    super::form::edited(model);
}

/// Marks issues; asks who does it where that is not known yet.
pub fn mark(model: &mut Model, issues: Vec<IssueId>, change: Change, effects: &mut Vec<Effect>) {
    if model.marks.author.is_none() {
        return ask_author(model, Waiting::Mark(issues, change));
    }
    model.marks.saving += 1;
    effects.push(Effect::Send(Request::Mark { issues, change }));
    model.say(Tone::Plain, model.words.tui.chrome.saving);
}

/// Takes the author's newest change back.
pub fn undo(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.marks.author.is_none() {
        return ask_author(model, Waiting::Undo);
    }
    model.marks.saving += 1;
    effects.push(Effect::Send(Request::Undo));
    model.say(Tone::Plain, model.words.tui.chrome.saving);
}

fn ask_author(model: &mut Model, waiting: Waiting) {
    let words = &model.words.tui.mark;
    let field = FormField::new(words.author_label, Role::Free, words.author_hint);
    model.marks.waiting = Some(waiting);
    model.overlays.push(Overlay::Form(Form::new(FormKind::Author, words.author_title, vec![field])));
}

/// Takes the author's name, and does what waited for it.
pub fn named(model: &mut Model, name: String, effects: &mut Vec<Effect>) {
    effects.push(Effect::SaveAuthor(name.clone()));
    effects.push(Effect::Send(Request::Author(name.clone())));
    model.marks.author = Some(name);
    match model.marks.waiting.take() {
        Some(Waiting::Mark(issues, change)) => mark(model, issues, change, effects),
        Some(Waiting::Undo) => undo(model, effects),
        None => {}
    }
}

/// Asks about the first pair of notices that may be one, where nothing else is open.
pub fn ask_doubtful(model: &mut Model) {
    if !model.overlays.is_empty() {
        return;
    }
    let Some(pair) = model.data.doubtful.first() else { return };
    let words = &model.words.tui.doubtful;
    let items = vec![
        Item::new(words.same, Choice::Same(true)),
        Item::new(words.apart, Choice::Same(false)),
        Item::new(words.later, Choice::Later),
    ];
    let mut intro = vec![words.ask.to_owned()];
    intro.extend(say_pair(model, pair));
    let mut menu = Menu::new(MenuKind::Doubtful, words.title, items);
    menu.intro = intro;
    menu.list.select(2);
    model.overlays.push(Overlay::Menu(menu));
}

fn say_pair(model: &Model, pair: &Doubtful) -> [String; 2] {
    let words = &model.words.tui.doubtful;
    let say = |which: &str, row: &NoticeRow| {
        let day = row.feedback.map_or(words.no_feedback.to_owned(), |day| (words.feedback)(&day.to_string()));
        let agency = model.data.agency(row.agency).map_or("", |agency| &*agency.name);
        format!("{which}: {agency}  {}  {day}", row.title)
    };
    [say(words.old, &pair.old), say(words.new, &pair.new)]
}

/// Answers the question about the first pair.
pub fn decide(model: &mut Model, same: Option<bool>, effects: &mut Vec<Effect>) {
    if model.data.doubtful.is_empty() {
        return;
    }
    let pair = model.data.doubtful.remove(0);
    if let Some(same) = same {
        effects.push(Effect::Send(Request::Decide { old: pair.old.id, new: pair.new.id, same }));
    } else {
        ask_doubtful(model);
    }
}
