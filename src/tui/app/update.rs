//! The one way in which the model changes.

use tui_input::Input;

use crate::{ledger::protocol::Request, query::agenda::By, text::clean::for_terminal};

use super::{
    able,
    action::Action,
    agency, answer,
    board::{self, BoardKind, asked::Asking},
    command::Command,
    effect::Effect,
    evidence, export, filter, find, fix, focus, form, help,
    layout::{self, Layout},
    marks,
    menu::{MenuKind, Which},
    model::{Model, Overlay, Pane, Tone},
    narrow,
    order::{self, Order},
    picks, pointer, search, source, standing, veil, views,
    walk::{self, Step},
    work,
};

/// Changes the model as `action` says, and gives what must happen outside.
pub fn update(model: &mut Model, action: Action) -> Vec<Effect> {
    let mut effects = Vec::new();
    if speaks(&action) {
        model.message = None;
    }
    match action {
        Action::Run(command) => run(model, command, &mut effects),
        Action::Edit(request) => {
            let changed = focus::field_mut(model).and_then(|input| input.handle(request));
            if changed.is_some_and(|changed| changed.value) {
                edited(model, &mut effects);
            }
        }
        Action::Paste(text) => paste(model, &text, &mut effects),
        Action::Choose(key) => choose(model, key, &mut effects),
        Action::Composed => model.say(Tone::Warn, model.words.tui.chrome.chinese_input),
        Action::Unbound(Some(key)) => model.say(Tone::Plain, (model.words.tui.chrome.unbound)(&key)),
        Action::Unbound(None) => {}
        Action::Click(place, row) => pointer::click(model, place, row, &mut effects),
        Action::Wheel(place, lines) => pointer::wheel(model, place, lines),
        Action::Resize(columns, rows) => model.size = (columns, rows),
        Action::Answer(told) => answer::take(model, *told, &mut effects),
        Action::Found(told) => find::told(model, told),
        Action::News(news) => work::told(model, news, &mut effects),
        Action::Completed(typed, found) => work::forms::completed(model, &typed, found),
        Action::WorkerGone => model.say(Tone::Bad, model.words.tui.error.worker_gone),
        Action::Views(all, told) => views::edit::loaded(model, *all, told),
        Action::ViewsEdited(all, done) => views::edit::done(model, *all, &done, &mut effects),
        Action::ViewsRefused(why) => views::edit::refused(model, why),
        Action::Trouble(text) => model.say(Tone::Bad, text),
    }
    settle(model, &mut effects);
    effects
}

/// Whether the user did something, so that the former message has been read.
fn speaks(action: &Action) -> bool {
    !matches!(
        action,
        Action::Resize(..)
            | Action::Answer(_)
            | Action::Found(_)
            | Action::News(_)
            | Action::Completed(..)
            | Action::Views(..)
            | Action::ViewsEdited(..)
            | Action::ViewsRefused(_)
            | Action::WorkerGone
            | Action::Trouble(_)
            | Action::Wheel(..)
    )
}

/// Runs a command, unless it cannot be run now; then it says why.
pub fn run(model: &mut Model, command: Command, effects: &mut Vec<Effect>) {
    if let Some(why) = able::disabled(model, command) {
        return model.say(Tone::Warn, why);
    }
    match command {
        Command::Up => walk::step(model, Step::Line, false),
        Command::Down => walk::step(model, Step::Line, true),
        Command::PageUp => walk::step(model, Step::Page, false),
        Command::PageDown => walk::step(model, Step::Page, true),
        Command::HalfUp => walk::step(model, Step::Half, false),
        Command::HalfDown => walk::step(model, Step::Half, true),
        Command::First => walk::step(model, Step::End, false),
        Command::Last => walk::step(model, Step::End, true),
        Command::Enter => walk::enter(model, effects),
        Command::Into => walk::into(model),
        Command::Out => walk::out(model),
        Command::NextPane => walk::around(model, true),
        Command::PreviousPane => walk::around(model, false),
        Command::Back => walk::back(model, effects),
        Command::NextHit => hit(model, true),
        Command::PreviousHit => hit(model, false),
        Command::Source => source::open(model, effects),
        Command::NextField => next_field(model, true, effects),
        Command::PreviousField => next_field(model, false, effects),
        Command::Turn => walk::choose(model, false, effects),
        Command::Help => help::open(model),
        Command::Quit => walk::quit(model, effects),
        // Who means to copy presses it too.
        Command::QuitNow if form::ask_discard(model) => {}
        Command::QuitNow => effects.push(Effect::Quit),
        Command::Redraw => effects.push(Effect::Redraw),
        Command::Suspend => effects.push(Effect::Suspend),
        Command::Mouse => turn_mouse(model, effects),
        other => work(model, other, effects),
    }
}

/// Runs the commands of an inspector's work.
fn work(model: &mut Model, command: Command, effects: &mut Vec<Effect>) {
    match command {
        Command::Mark => marks::open(model),
        Command::Switch => board::switch(model, effects),
        Command::Same => board::settle_match(model, true, effects),
        Command::NotSame => board::settle_match(model, false, effects),
        Command::Agenda => board::open(model, BoardKind::Agenda(By::Agency), effects),
        Command::Doubts => board::open(model, BoardKind::Doubts, effects),
        Command::Asked => board::open(model, BoardKind::Asked(Asking::default()), effects),
        Command::OtherPlace => source::other_place(model, effects),
        Command::Dismiss => board::asked::dismiss(model, effects),
        Command::FollowUp => board::asked::follow(model, effects),
        Command::History => board::open(model, board::history::of_selected(model), effects),
        Command::Versions => open_versions(model, effects),
        Command::Pick => picks::turn(model),
        Command::Range => picks::turn_range(model),
        Command::PickAll => picks::take_all(model),
        Command::Correct if model.focus == Pane::Agencies => agency::open(model),
        Command::Correct => fix::open(model),
        Command::Standing => standing::open(model),
        Command::Export => export::open(model),
        Command::Veil => veil::turn(model),
        Command::Evidence => evidence::open(model),
        Command::Undo => order::give(model, Order::Undo, effects),
        Command::Redo => order::give(model, Order::Redo, effects),
        Command::Complete if matches!(model.overlays.last(), Some(Overlay::Prompt(_))) => {
            search::complete(model, effects);
        }
        Command::Complete => work::forms::complete(model, effects),
        Command::Find => find::open(model, effects),
        Command::Ledger => work::menu::open(model),
        Command::Group => work::agencies::turn(model),
        other => ask(model, other, effects),
    }
}

/// Runs the commands that ask which issues are shown.
fn ask(model: &mut Model, command: Command, effects: &mut Vec<Effect>) {
    match command {
        Command::Search => search::open(model),
        Command::Narrow => narrow::open(model),
        Command::Sift => views::sift(model, effects),
        Command::Views => views::list::open(model, effects),
        Command::View(digit) => {
            let key = char::from_digit(u32::from(digit), 10);
            key.into_iter().for_each(|key| views::apply_key(model, key, effects));
        }
        Command::Outcome(choice) => filter::turn_outcome(model, choice),
        Command::AllAny => filter::turn_all(model),
        Command::Overdue => filter::turn_overdue(model),
        Command::Clear => filter::clear(model),
        Command::OutcomeMenu => filter::open(model, MenuKind::Outcome),
        Command::Deadline => filter::open(model, MenuKind::Due(Which::Deadline)),
        Command::Recheck => filter::open(model, MenuKind::Due(Which::Recheck)),
        Command::State => filter::open(model, MenuKind::State),
        Command::Conflict => filter::turn_conflict(model),
        Command::Doubtful => filter::turn_doubtful(model),
        Command::PrintedAnew => filter::turn_printed_anew(model),
        Command::WithDoubts => filter::turn_asked(model),
        Command::Agency => filter::open(model, MenuKind::Agency),
        _ => {}
    }
}

/// The two newest versions of the notice in which the selection stands.
fn open_versions(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(notice) = model.tree.selected().map(|node| node.key.0) {
        board::open(model, BoardKind::Versions(notice, None), effects);
    }
}

fn hit(model: &mut Model, down: bool) {
    match model.overlays.last_mut() {
        Some(Overlay::Source(source)) => {
            source.next_hit(down);
        }
        _ => search::next(model, down),
    }
}

fn next_field(model: &mut Model, down: bool, effects: &mut Vec<Effect>) {
    match model.overlays.last_mut() {
        Some(Overlay::Form(form)) => form.step(down),
        _ => source::next_field(model, down, effects),
    }
}

fn turn_mouse(model: &mut Model, effects: &mut Vec<Effect>) {
    model.mouse = !model.mouse;
    effects.push(Effect::Mouse(model.mouse));
    let words = &model.words.tui.chrome;
    model.say(Tone::Plain, if model.mouse { words.mouse_on } else { words.mouse_off });
}

/// What follows from a change in the text field that has the keyboard.
fn edited(model: &mut Model, effects: &mut Vec<Effect>) {
    let words = model.words;
    match model.overlays.last_mut() {
        Some(Overlay::Prompt(_)) => search::edited(model, effects),
        Some(Overlay::Finder(_)) => find::edited(model, effects),
        Some(Overlay::Form(_)) => form::edited(model),
        Some(Overlay::Menu(menu)) => menu.sift(),
        Some(Overlay::Help(help)) => help.sift(words),
        Some(Overlay::Source(_) | Overlay::Board(_)) | None => {}
    }
}

/// Writes pasted text into the text field; line ends become blanks, what a terminal would obey is dropped.
fn paste(model: &mut Model, text: &str, effects: &mut Vec<Effect>) {
    let Some(input) = focus::field_mut(model) else { return };
    let new = for_terminal(text.trim());
    // All at once: sign by sign a long text would take minutes.
    let (before, behind): (Vec<_>, Vec<_>) = {
        let at = input.cursor();
        let (before, behind) = input.value().chars().enumerate().partition(|(place, _)| *place < at);
        (before, behind)
    };
    let signs = |part: Vec<(usize, char)>| part.into_iter().map(|(_, one)| one).collect::<String>();
    let cursor = before.len() + new.chars().count();
    let whole = format!("{}{new}{}", signs(before), signs(behind));
    *input = Input::new(whole).with_cursor(cursor);
    edited(model, effects);
}

/// A digit in a menu chooses at once; but it only goes to the choice where the menu opened by itself, perhaps under
/// a key that was meant for something else.
fn choose(model: &mut Model, key: char, effects: &mut Vec<Effect>) {
    let Some(Overlay::Menu(menu)) = model.overlays.last_mut() else { return };
    let Some(at) = (0..menu.shown.len()).find(|at| menu.key_at(*at) == Some(key)) else { return };
    menu.list.select(at);
    if menu.kind == MenuKind::Doubtful {
        return;
    }
    let several = matches!(menu.kind, MenuKind::Outcome | MenuKind::State);
    walk::choose(model, !several, effects);
}

/// Brings everything in line after a change: what the selection needs is asked for, and the sizes
/// of windows are those of the screen.
fn settle(model: &mut Model, effects: &mut Vec<Effect>) {
    work::settle(model, effects);
    model.agencies.leave_head(true);
    follow(model, effects);
    arrange(model, effects);
    follow(model, effects);
    answer::ask_rest(model, effects);
}

/// Lets the tree follow the agency and the detail follow the tree; asks for what is missing.
fn follow(model: &mut Model, effects: &mut Vec<Effect>) {
    let agency = model.agency().map(|row| row.id);
    if let Some(id) = agency {
        let notices: Vec<_> = model.data.notices(id).map(|row| row.id).collect();
        for notice in notices {
            if let std::collections::hash_map::Entry::Vacant(place) = model.data.outlines.entry(notice) {
                place.insert(None);
                effects.push(Effect::Send(Request::Outline(notice)));
            }
        }
    }
    if model.tree.agency != agency {
        model.tree.build(&model.data, agency);
        model.tree.refresh(&model.data, model.filter.is_empty());
    }
    model.tree.fetch_wanted(&model.data);
    let issue = model.issue().map(|row| row.id);
    if model.detail.issue != issue {
        model.detail.show(issue);
    }
    let known = model.detail.data.is_some() && issue.is_none_or(|id| !model.marks.stale.contains(&id));
    let may =
        model.detail.pending.is_none() && (model.detail.failed.is_none() || model.detail.failed != issue);
    if let Some(id) = issue.filter(|_| !known && may) {
        model.detail.pending = Some(id);
        effects.push(Effect::Send(Request::Issue(id)));
    }
}

/// Gives every window its size.
fn arrange(model: &mut Model, effects: &mut Vec<Effect>) {
    let (columns, rows) = model.size;
    if let Some(layout) = Layout::of(columns, rows, model.focus) {
        let height = |pane: Pane| usize::from(layout.body(pane).height);
        let foot = layout::agency_foot(layout.body(Pane::Agencies).height);
        model.agencies.list.show(height(Pane::Agencies).saturating_sub(usize::from(foot)));
        model.tree.list.show(height(Pane::Tree));
        let detail = layout.body(Pane::Detail);
        if detail.width > 0 {
            model.detail.sheet.resize(usize::from(detail.width), usize::from(detail.height));
        }
    }
    let sources = model.overlays.iter().any(|overlay| matches!(overlay, Overlay::Source(_)));
    let known = sources.then(|| source::Known::of(model));
    for overlay in &mut model.overlays {
        match overlay {
            Overlay::Source(source) => {
                let area = layout::source(columns, rows);
                let size = (usize::from(area.width), usize::from(area.height));
                if let Some(known) = &known {
                    source::arrange(source, size, known, effects);
                }
            }
            Overlay::Board(board) => {
                let area = layout::source(columns, rows);
                board.sheet.resize(usize::from(area.width), usize::from(area.height));
            }
            Overlay::Help(help) => help.list.show(usize::from(layout::help(columns, rows).1.height)),
            Overlay::Finder(finder) => {
                finder.list.show(usize::from(layout::finder(columns, rows).list.height));
            }
            Overlay::Menu(menu) => {
                let parts = layout::menu(columns, rows, menu);
                menu.list.show(usize::from(parts.list.height));
            }
            Overlay::Form(_) | Overlay::Prompt(_) => {}
        }
    }
}
