//! What stands around the panes: totals, chips of the filters, message, hints.

use ratatui::layout::Rect;

use super::{
    Pen, role,
    widget::text::{behind, paint, row, write},
};
use crate::{
    config::theme::Role,
    query::filter::Stand,
    text,
    tui::app::{
        able,
        board::asked,
        command::{Command, Contexts, Entry, TABLE},
        filter::say_due,
        focus,
        layout::Layout,
        menu::Which,
        model::{Pane, Tone},
        picks, say, work,
    },
};

/// Says that the screen is too small.
pub fn too_small(pen: &mut Pen, area: Rect) {
    let said = (pen.model.words.tui.chrome.too_small)(area.width, area.height);
    let wrapped = text::wrap(&said, usize::from(area.width));
    let style = pen.style(Role::Plain);
    for (at, range) in wrapped.ranges.into_iter().enumerate() {
        write(pen.buffer, row(area, at), said.get(range).unwrap_or(""), style);
    }
}

/// The totals and today's date.
pub fn top(pen: &mut Pen, layout: &Layout) {
    let Some(area) = layout.top else { return };
    let words = &pen.model.words.tui.chrome;
    let data = &pen.model.data;
    let (strong, plain, bad, warn) =
        (pen.style(Role::Strong), pen.style(Role::Plain), pen.style(Role::Bad), pen.style(Role::Warn));
    let total = &data.tally.total;
    let all = u32::try_from(data.counted).unwrap_or(u32::MAX);
    let mut pieces = vec![(words.program.to_owned(), strong)];
    if data.loaded {
        pieces.push(((words.totals)(pen.model.agencies.count(), total.rows(), all), plain));
        pieces.push(((words.overdue)(total.overdue), if total.overdue > 0 { bad } else { plain }));
        pieces.push(((words.recheck)(total.recheck_due), if total.recheck_due > 0 { warn } else { plain }));
        let fixing = &pen.model.words.tui.fixing;
        pieces.extend((total.conflicts > 0).then(|| ((fixing.conflicts)(total.conflicts), bad)));
        pieces.extend((total.doubtful > 0).then(|| ((fixing.doubtful)(total.doubtful), warn)));
        pieces.extend((total.printed_anew > 0).then(|| ((fixing.anew)(total.printed_anew), warn)));
        let doubts = (pen.model.words.doubts.count)(data.doubts.all);
        pieces.extend((!doubts.is_empty()).then_some((doubts, warn)));
        pieces.extend(pen.model.veil.on().then(|| (pen.model.words.tui.veil.sign.to_owned(), strong)));
        let picked = picks::count(pen.model);
        pieces.extend((picked > 0).then(|| ((pen.model.words.tui.work.picked)(picked), strong)));
    } else {
        pieces.push((words.loading.to_owned(), plain));
    }
    let day = (words.today)(&pen.model.today.to_string());
    let mut at = Rect { x: area.x + 1, width: area.width.saturating_sub(1), ..area };
    for (said, style) in pieces {
        at = behind(at, write(pen.buffer, at, &said, style) + 2);
    }
    let wide = u16::try_from(text::width(&day)).unwrap_or(u16::MAX).saturating_add(1);
    if at.width > wide {
        write(pen.buffer, behind(area, area.right() - wide), &day, plain);
    }
}

/// A filter as it stands in its chip.
struct Chip {
    said: String,
    on: bool,
    command: Command,
}

/// How much the line of chips says; each step is tried where the one before has no room.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Chips {
    /// All filters in whole words.
    Whole,
    /// All in short words, which are those of the tree's columns.
    Short,
    /// Outcomes and deadlines, and whatever is on.
    Few,
    /// What is on, and where to turn on more.
    On,
}

/// One chip for each filter with its key, as far as they have room.
pub fn chips(pen: &mut Pen, area: Rect) {
    let wide = |chips: &[Chip]| chips.iter().map(|chip| text::width(&chip.said) + 1).sum::<usize>();
    let fits = |chips: &[Chip]| wide(chips) <= usize::from(area.width);
    let mut chips = Vec::new();
    for how in [Chips::Whole, Chips::Short, Chips::Few, Chips::On] {
        chips = all_chips(pen, how);
        if fits(&chips) {
            break;
        }
    }
    let mut at = Rect { x: area.x + 1, width: area.width.saturating_sub(1), ..area };
    for chip in chips {
        let style = pen.style(if chip.on { Role::ChipOn } else { Role::Plain });
        let said = text::cut(&chip.said, usize::from(at.width)).into_owned();
        let end = write(pen.buffer, at, &said, style);
        pen.map.buttons.push((Rect { width: end - at.x, ..at }, chip.command));
        at = behind(at, end + 1);
    }
}

/// The chip of a command: its key, its name or `said` in place of it, in brackets when it is on.
fn chip(pen: &Pen, command: Command, on: bool, said: &str) -> Chip {
    let key = key(pen, command);
    let title = Entry::of(command).map_or("", |entry| (entry.words)(&pen.model.words.tui.command).title);
    let said = if said.is_empty() { title } else { said };
    let said = if on { format!("[{key} {said}]") } else { format!("{key} {said}") };
    Chip { said, on, command }
}

fn all_chips(pen: &Pen, how: Chips) -> Vec<Chip> {
    let mut chips = outcome_chips(pen, how);
    chips.extend(other_chips(pen));
    match how {
        Chips::Whole | Chips::Short => {}
        Chips::Few => chips.retain(|chip| {
            chip.on || matches!(chip.command, Command::Outcome(_) | Command::Deadline | Command::Clear)
        }),
        Chips::On => {
            chips.retain(|chip| chip.on);
            chips.push(chip(pen, Command::OutcomeMenu, false, ""));
        }
    }
    chips
}

fn outcome_chips(pen: &Pen, how: Chips) -> Vec<Chip> {
    let (words, filter) = (pen.model.words, &pen.model.filter.outcome);
    let length = if how == Chips::Whole { say::Length::Whole } else { say::Length::Short };
    let one = |choice| {
        let name = say::outcome(words, choice, length);
        let stand = filter.stand(choice);
        let said = match stand {
            Stand::Without => format!("{}{name}", words.tui.filter.without),
            Stand::With | Stand::Off => name.to_owned(),
        };
        chip(pen, Command::Outcome(choice), stand != Stand::Off, &said)
    };
    let mut chips: Vec<Chip> = say::OUTCOMES.into_iter().map(one).collect();
    if filter.with.iter().count() > 1 {
        let said = if filter.all { words.tui.filter.all } else { words.tui.filter.any };
        chips.push(chip(pen, Command::AllAny, true, said));
    }
    chips
}

fn other_chips(pen: &Pen) -> Vec<Chip> {
    let model = pen.model;
    let (filter, words) = (&model.filter, &model.words.tui.filter);
    let due = filter.deadline.map(|due| say_due(model, Which::Deadline, due));
    let mut chips = vec![chip(pen, Command::Deadline, due.is_some(), due.as_deref().unwrap_or(""))];
    if let Some(due) = filter.recheck {
        chips.push(chip(pen, Command::Recheck, true, &say_due(model, Which::Recheck, due)));
    }
    let states: Vec<&str> =
        filter.states.iter().map(|state| say::state(model.words, state, say::Length::Whole)).collect();
    chips.push(chip(pen, Command::State, !states.is_empty(), &states.join("/")));
    let total = &model.data.tally.total;
    let doubts = u32::try_from(model.data.doubts.all).unwrap_or(u32::MAX);
    for (command, on, count) in [
        (Command::WithDoubts, filter.asked.is_some(), doubts),
        (Command::Conflict, filter.conflict, total.conflicts),
        (Command::Doubtful, filter.doubtful, total.doubtful),
        (Command::PrintedAnew, filter.printed_anew, total.printed_anew),
    ] {
        chips.extend((on || count > 0).then(|| chip(pen, command, on, "")));
    }
    let agencies = match filter.agencies.iter().next() {
        Some(one) if filter.agencies.len() == 1 => {
            model.data.agency(*one).map_or("", |row| &row.name).to_owned()
        }
        Some(_) => (words.agencies)(filter.agencies.len()),
        None => String::new(),
    };
    chips.push(chip(pen, Command::Agency, !agencies.is_empty(), &text::cut(&agencies, 20)));
    if let Some(sieve) = &model.views.sieve {
        let said = sieve.say(&model.views.all, model.words);
        let said = if sieve.waiting { format!("{said}...") } else { said };
        chips.push(chip(pen, Command::Views, true, &text::cut(&said, 32)));
    }
    if !model.narrow.is_empty() {
        let said = format!("[{}]", (words.narrow)(&model.narrow));
        chips.push(Chip { said, on: true, command: Command::Narrow });
    }
    if !model.search.words.is_empty() {
        let said = format!("{} {}", model.search.words, model.search.hits.len());
        chips.push(chip(pen, Command::Search, true, &said));
    }
    if !filter.is_empty() {
        chips.push(chip(pen, Command::Clear, false, ""));
    }
    chips
}

/// The key of a command where the keyboard is, or in the panes.
fn key(pen: &Pen, command: Command) -> String {
    let context = Contexts::PANES;
    pen.look.keymap.keys(context, command).next().map(|key| key.to_string()).unwrap_or_default()
}

/// The head of a pane; the one that has the keyboard is told by its sign too.
pub fn head(pen: &mut Pen, area: Rect, pane: Pane, said: &str) {
    let on = pen.model.focus == pane && pen.model.overlays.is_empty();
    let style = pen.style(if on { Role::HeadOn } else { Role::Head });
    let wide = usize::from(area.width);
    let said = format!("{} {said}", if on { ">" } else { " " });
    let line = row(area, 0);
    write(pen.buffer, line, &text::fit(&said, wide, text::Align::Left), style);
}

/// The line between a pane and the one on its right.
pub fn line_right_of(pen: &mut Pen, area: Rect) {
    let style = pen.style(Role::Line);
    if area.right() < pen.buffer.area.right() {
        for y in area.top()..area.bottom() {
            if let Some(cell) = pen.buffer.cell_mut((area.right(), y)) {
                cell.set_symbol("|").set_style(style);
            }
        }
    }
}

/// Words in an empty pane, wrapped.
pub fn empty(pen: &mut Pen, area: Rect, said: &str) {
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let style = pen.style(Role::Plain);
    for (at, range) in text::wrap(said, usize::from(inner.width)).ranges.into_iter().enumerate() {
        write(pen.buffer, row(inner, at + 1), said.get(range).unwrap_or(""), style);
    }
}

/// The message line and the line of hints.
pub fn bottom(pen: &mut Pen, layout: &Layout, prompt: bool) {
    if !prompt {
        let shown = message(pen, layout.status);
        if layout.hints.is_none() && !shown {
            hints(pen, layout.status);
        }
    }
    if let Some(area) = layout.hints {
        hints(pen, area);
    }
}

/// The message; without one, the whole title of the selected row where there is a line to spare.
pub fn message(pen: &mut Pen, area: Rect) -> bool {
    let (said, tone) = match &pen.model.message {
        Some(message) => (message.text.clone(), message.tone),
        None if !pen.model.marks.given.is_empty() => {
            (pen.model.words.tui.chrome.saving.to_owned(), Tone::Plain)
        }
        None if let Some(said) = work::line(pen.model) => (said, Tone::Plain),
        None if pen.model.search.waiting => {
            (pen.model.search.progress(&pen.model.words.tui.search), Tone::Plain)
        }
        None if pen.model.views.sieve.as_ref().is_some_and(|sieve| sieve.waiting) => {
            (pen.model.words.tui.search.searching.to_owned(), Tone::Plain)
        }
        None if area.y + 1 == pen.buffer.area.bottom() => return false,
        None => (selected_title(pen), Tone::Dim),
    };
    let sign = if matches!(tone, Tone::Bad | Tone::Warn) { "! " } else { " " };
    let style = pen.style(role(tone));
    let said = format!("{sign}{}", pen.model.veil.over(&said));
    let wide = usize::from(area.width);
    let whole = pen.model.message.as_ref().is_some_and(|message| message.whole);
    let lines = if whole { text::wrap(&said, wide).ranges } else { Vec::new() };
    // Why something was not done, and what came of long work, is said whole, over the rows above where one line is too short.
    let count = lines.len().min(MOST_LINES).min(usize::from(area.y));
    if count > 1 && lines.len() == count {
        for (at, range) in lines.into_iter().enumerate() {
            let up = u16::try_from(count - 1 - at).unwrap_or(0);
            let said = text::fit(said.get(range).unwrap_or(""), wide, text::Align::Left);
            write(pen.buffer, Rect { y: area.y - up, ..area }, &said, style);
        }
        return true;
    }
    write(pen.buffer, area, &text::cut(&said, wide), style);
    true
}

/// The most lines that a message takes.
const MOST_LINES: usize = 4;

fn selected_title(pen: &Pen) -> String {
    match pen.model.focus {
        Pane::Agencies => String::new(),
        Pane::Tree | Pane::Detail => {
            pen.model.tree.selected().map_or(String::new(), |node| format!("{} {}", node.label, node.title))
        }
    }
}

/// The keys that matter most here, printed from the table of commands; as many as have room.
pub fn hints(pen: &mut Pen, area: Rect) {
    let context = focus::context(pen.model);
    let (key_style, plain) = (pen.style(Role::Key), pen.style(Role::Plain));
    paint(pen.buffer, area, plain);
    let mut at = Rect { x: area.x + 1, width: area.width.saturating_sub(1), ..area };
    // What is of doubts is named only where one is chosen, what is of the search only there.
    let of_some = |command| match command {
        Command::OtherPlace | Command::Dismiss | Command::FollowUp | Command::Sift => true,
        Command::Source => context == Contexts::BOARD,
        _ => false,
    };
    let idle = |entry: &&Entry| of_some(entry.command) && able::disabled(pen.model, entry.command).is_some();
    for entry in TABLE.iter().filter(|entry| entry.hint.meets(context) && !idle(entry)) {
        let Some(key) = pen.look.keymap.keys(context, entry.command).next() else { continue };
        let title = match entry.command {
            // What was put aside already comes back by the same key.
            Command::Dismiss if asked::chosen(pen.model).is_some_and(|doubt| !doubt.row.open()) => {
                pen.model.words.doubts.restore
            }
            _ => (entry.words)(&pen.model.words.tui.command).title,
        };
        let key = key.to_string();
        if text::width(&key) + text::width(title) + 1 > usize::from(at.width) {
            break;
        }
        let start = at.x;
        at = behind(at, write(pen.buffer, at, &key, key_style) + 1);
        let end = write(pen.buffer, at, title, plain);
        pen.map.buttons.push((Rect { x: start, width: end - start, ..area }, entry.command));
        at = behind(at, end + 2);
    }
}
