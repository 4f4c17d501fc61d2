//! Marking the check of an issue or of several: the menus and forms; deciding on doubtful notices.

use crate::{
    ledger::{
        followup::{Change, Finding, Review},
        types::{Doubtful, IssueId, IssueRow, NoticeId, NoticeRow},
    },
    words::Words,
};

use super::{
    effect::Effect,
    form::{self, Form, FormField, FormKind, Role},
    menu::{Choice, Item, MarkKind, Menu, MenuKind},
    model::{Model, Overlay, Tone},
    order::{self, Order},
    picks, steps,
};

/// The ways to mark, in the order of the work.
const KINDS: [MarkKind; 10] = [
    MarkKind::Query,
    MarkKind::Revisit,
    MarkKind::Found(Finding::True),
    MarkKind::Found(Finding::Partly),
    MarkKind::Found(Finding::False),
    MarkKind::Archive,
    MarkKind::Note,
    MarkKind::Due,
    MarkKind::Assign,
    MarkKind::Unread,
];

fn name(words: &Words, kind: MarkKind) -> &'static str {
    let (mark, work) = (&words.tui.mark, &words.tui.work);
    match kind {
        MarkKind::Unread => mark.unread,
        MarkKind::Query => mark.query,
        MarkKind::Revisit => mark.revisit,
        MarkKind::Found(Finding::True) => mark.found_true,
        MarkKind::Found(Finding::Partly) => mark.found_partly,
        MarkKind::Found(Finding::False) => mark.found_false,
        MarkKind::Archive => mark.archive,
        MarkKind::Note => mark.note,
        MarkKind::Due => work.due,
        MarkKind::Assign => work.who,
    }
}

/// A change of that kind, to ask whether it is open.
fn sample(kind: MarkKind) -> Change {
    match kind {
        MarkKind::Unread => Change::Unread,
        MarkKind::Query => Change::Query { reason: None, note: None },
        MarkKind::Revisit => Change::Revisit { due: None, who: None, note: None },
        MarkKind::Found(finding) => Change::Verify { finding, seen: None, on: None, note: None },
        MarkKind::Archive => Change::Archive { note: None },
        MarkKind::Note => Change::Note { note: String::new() },
        MarkKind::Due => Change::Due { due: None },
        MarkKind::Assign => Change::Assign { who: None },
    }
}

/// The issues that are marked: those chosen, else the selected one.
fn targets(model: &Model) -> Vec<IssueId> {
    let chosen = picks::all(model);
    if chosen.is_empty() { model.issue().map(|row| row.id).into_iter().collect() } else { chosen }
}

/// Opens the menu of marks for what is chosen, else for the selected issue.
pub fn open(model: &mut Model) {
    let targets = targets(model);
    if targets.is_empty() {
        return steps::open(model);
    }
    let words = model.words;
    let rows: Vec<IssueRow<'_>> = targets.iter().filter_map(|id| model.data.issue(*id)).collect();
    // Said before anything is filled in.
    if !rows.is_empty() && rows.iter().all(|row| row.fixes.void) {
        return model.say(Tone::Warn, words.tui.fixing.mark_of_none);
    }
    let item = |kind: MarkKind| {
        let change = sample(kind);
        let refused = rows.iter().filter_map(|row| order::refusal(row, &change));
        let refused: Vec<_> = refused.collect();
        let mut item = Item::new(name(words, kind), Choice::Mark(kind));
        if let Some(why) = refused.first() {
            if refused.len() == rows.len() {
                item.disabled = Some(why.brief(&words.ledger));
            } else {
                item.aside = (words.tui.work.some_refuse)(refused.len());
            }
        }
        item
    };
    let mut menu = Menu::new(MenuKind::Mark, words.tui.mark.title, KINDS.map(item).to_vec());
    menu.intro = intro(model, &targets);
    model.overlays.push(Overlay::Menu(menu));
}

/// What the menu is about: a title, or how many.
fn intro(model: &Model, targets: &[IssueId]) -> Vec<String> {
    if let [one] = targets {
        return model.data.issue(*one).map(|row| row.title.to_string()).into_iter().collect();
    }
    let words = &model.words.tui.work;
    let mut intro = vec![(words.many)(targets.len(), picks::agencies(model, targets))];
    let hidden = picks::hidden(model, targets);
    if hidden > 0 {
        intro.push((words.hidden)(hidden));
    }
    intro
}

/// Goes on from the menu: to the reasons, to the form, or straight to the ledger where nothing is to
/// be asked.
pub fn choose(model: &mut Model, kind: MarkKind, effects: &mut Vec<Effect>) {
    match kind {
        MarkKind::Unread => order::give(model, Order::Mark(targets(model), Change::Unread), effects),
        MarkKind::Query => open_reasons(model),
        kind => open_form(model, kind, None),
    }
}

/// Opens the list of reasons for 待核.
fn open_reasons(model: &mut Model) {
    let words = &model.words.tui.work;
    let reasons = model.marks.reasons.iter().enumerate();
    let mut items: Vec<Item> =
        reasons.map(|(at, reason)| Item::new(reason.offered(model.words), Choice::Reason(at))).collect();
    items.push(Item::new(words.own_reason, Choice::OwnReason));
    items.push(Item::new(words.no_reason, Choice::NoReason));
    let held = single(model).and_then(|review| review.reason.clone());
    let at = held.and_then(|held| model.marks.reasons.iter().position(|reason| reason.name == held));
    let mut menu = Menu::new(MenuKind::Reason, words.reason_title, items);
    menu.list.select(at.unwrap_or(0));
    model.overlays.push(Overlay::Menu(menu));
}

/// The review of the issue, where it is but one that is marked.
fn single(model: &Model) -> Option<&Review> {
    match targets(model).as_slice() {
        [one] => model.data.issue(*one).map(|row| row.review),
        _ => None,
    }
}

/// Goes on from the reasons to the form.
pub fn because(model: &mut Model, choice: Choice) {
    let reason = match choice {
        Choice::Reason(at) => {
            model.marks.reasons.iter().nth(at).map(|one| one.name.clone()).unwrap_or_default()
        }
        Choice::OwnReason => {
            let held = single(model).and_then(|review| review.reason.clone()).unwrap_or_default();
            let offered = model.marks.reasons.iter().any(|reason| reason.name == held);
            if offered { String::new() } else { held }
        }
        _ => String::new(),
    };
    open_form(model, MarkKind::Query, Some(reason));
    // Who writes a reason begins with it; who chose one has only the note left to write.
    if let Some(Overlay::Form(form)) = model.overlays.last_mut() {
        form.at = usize::from(choice != Choice::OwnReason);
    }
}

/// Opens the form of a mark.
fn open_form(model: &mut Model, kind: MarkKind, reason: Option<String>) {
    let issues = targets(model);
    let held = single(model).cloned().unwrap_or_default();
    let (mark, work) = (&model.words.tui.mark, &model.words.tui.work);
    let field = |label, role, hint, text: Option<String>| {
        FormField::new(label, role, hint).with(&text.unwrap_or_default())
    };
    let note = || field(mark.note_label, Role::Note, "", None);
    let due = held.due.map(|day| day.to_string());
    let kept = if due.is_some() { work.due_kept } else { mark.due_hint };
    let fields = match kind {
        MarkKind::Revisit => vec![
            field(mark.due_label, Role::Due, kept, due),
            field(work.who_label, Role::Who, "", held.who),
            note(),
        ],
        MarkKind::Query => vec![field(work.reason_label, Role::Reason, "", reason), note()],
        MarkKind::Found(_) => vec![
            field(work.seen_label, Role::Seen, "", None),
            field(work.on_label, Role::On, work.on_hint, None),
            note(),
        ],
        MarkKind::Due => vec![field(mark.due_label, Role::Due, work.due_empty, due)],
        MarkKind::Assign => vec![field(work.who_label, Role::Who, work.who_empty, held.who)],
        MarkKind::Note => vec![field(mark.note_label, Role::Note, work.note_empty, held.note)],
        MarkKind::Archive | MarkKind::Unread => vec![note()],
    };
    let name = name(model.words, kind);
    let title = if issues.len() > 1 { (work.of_many)(name, issues.len()) } else { name.to_owned() };
    let form = Form::new(FormKind::Mark(issues, kind), &title, fields);
    model.overlays.push(Overlay::Form(form));
    form::review(model);
}

/// Asks about the first pair of notices that may be one and was not postponed, where nothing else is open.
pub fn ask_doubtful(model: &mut Model) {
    if !model.overlays.is_empty() {
        return;
    }
    let Some(pair) = asked_pair(model).and_then(|at| model.data.doubtful.get(at)) else { return };
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

/// Which pair is asked about.
fn asked_pair(model: &Model) -> Option<usize> {
    let later = |pair: &Doubtful| model.marks.postponed.contains(&ids(pair));
    model.data.doubtful.iter().position(|pair| !later(pair))
}

fn ids(pair: &Doubtful) -> (NoticeId, NoticeId) {
    (pair.old.id, pair.new.id)
}

/// Answers the question about the pair that is asked about.
pub fn decide(model: &mut Model, same: Option<bool>, effects: &mut Vec<Effect>) {
    let Some(at) = asked_pair(model) else { return };
    if let Some(same) = same {
        let pair = model.data.doubtful.remove(at);
        order::give(model, Order::Decide(pair.old.id, pair.new.id, same), effects);
    } else {
        model.marks.postponed.extend(model.data.doubtful.get(at).map(ids));
        ask_doubtful(model);
    }
}

/// Leaves all pairs that may be one for later.
pub fn postpone_all(model: &mut Model) {
    model.marks.postponed.extend(model.data.doubtful.iter().map(ids));
}

/// Asks about all pairs that may be one, those too that were postponed.
pub fn ask_again(model: &mut Model) {
    model.marks.postponed.clear();
    ask_doubtful(model);
}
