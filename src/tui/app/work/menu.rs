//! The menu of the ledger, and the questions about jobs.

use std::path::Path;

use crate::{
    query::filter::Filter,
    tui::app::{
        effect::Effect,
        export, filter, form,
        menu::{Choice, Item, Menu, MenuKind},
        model::{Model, Overlay},
        narrow, views,
    },
    work::{Job, place},
};

use super::{agencies, forms, name, start};

/// What a choice of the menus of work does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Opens the form of an export.
    Export,
    /// A workbook comes back.
    Receive,
    /// Writes a bundle.
    Give,
    /// Takes bundles.
    Take,
    /// Draws a sample.
    Sample,
    /// Copies the ledger.
    Backup,
    /// Looks through the ledger.
    Verify,
    /// Asks the notices that changed what the rules ask.
    Check,
    /// Tells how a backup is brought back.
    Restore,
    /// Tells how marks or the ledger are purged.
    Purge,
    /// Leaves the screen and prints the commands of that.
    LeaveFor(Apart),
    /// Does what waits for a yes.
    Go,
    /// Does not.
    No,
    /// Cancels the job that is under way.
    Cancel,
    /// Cancels it and leaves the screen.
    Leave,
    /// Reads the evidence of the selected issue through.
    Look,
    /// Merges the chosen agencies into the selected one.
    Merge,
}

/// What nobody may do who has the ledger open: another ledger would stand in its place, or none, under a
/// screen that shows the former and goes on writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Apart {
    /// Bringing a backup back.
    Restore,
    /// Purging.
    Purge,
}

fn choice(what: What) -> Choice {
    Choice::Work(what)
}

/// Opens the menu of the ledger.
pub fn open(model: &mut Model) {
    let words = &model.words.tui.job;
    let empty = model.data.snapshot.issues.is_empty().then_some(model.words.tui.work.nothing_shown);
    let entries = [
        (words.export, What::Export, empty),
        (words.receive, What::Receive, empty),
        (words.give, What::Give, None),
        (words.take, What::Take, None),
        (words.sample, What::Sample, empty),
        (words.backup, What::Backup, None),
        (words.verify, What::Verify, None),
        (words.restore, What::Restore, None),
        (words.purge, What::Purge, None),
        (words.check_now, What::Check, empty),
    ];
    let mut items: Vec<Item> = entries
        .into_iter()
        .map(|(text, what, disabled)| Item { disabled, ..Item::new(text, choice(what)) })
        .collect();
    // The asking of notices begins by itself: it must not move what somebody is about to choose.
    let asking = model.work.running.as_ref().filter(|running| running.job == Job::Check);
    if let (Some(running), Some(last)) = (asking, items.last_mut()) {
        *last = Item::new((words.stop)(name(model, &running.job)), choice(What::Cancel));
    } else if let Some(running) = &model.work.running {
        items.insert(0, Item::new((words.stop)(name(model, &running.job)), choice(What::Cancel)));
    }
    push(model, words.title, Vec::new(), items, 0);
}

fn push(model: &mut Model, title: &str, intro: Vec<String>, items: Vec<Item>, at: usize) {
    let mut menu = Menu::new(MenuKind::Work, title, items);
    menu.intro = intro;
    if at > 0 {
        menu.list.select(at);
    }
    model.overlays.push(Overlay::Menu(menu));
}

/// A question with a yes and a no; the no is offered.
fn ask(model: &mut Model, title: &str, intro: String, yes: (&str, What), no: &str) {
    let items = vec![Item::new(yes.0, choice(yes.1)), Item::new(no, choice(What::No))];
    push(model, title, vec![intro], items, 1);
    if let (What::Cancel | What::Leave, Some(Overlay::Menu(menu))) = (yes.1, model.overlays.last_mut()) {
        menu.kind = MenuKind::Cancel;
    }
}

/// Asks whether to cancel the job that is under way.
pub fn ask_cancel(model: &mut Model) {
    let words = &model.words.tui.job;
    let Some(running) = &model.work.running else { return };
    let said = (words.cancel)(name(model, &running.job));
    ask(model, words.cancel_title, said, (words.cancel_yes, What::Cancel), words.cancel_no);
}

/// Asks whether to leave though a job is under way.
pub fn ask_leave(model: &mut Model) {
    let words = &model.words.tui.job;
    let Some(running) = &model.work.running else { return };
    let said = (words.leave)(name(model, &running.job));
    ask(model, words.cancel_title, said, (words.leave_yes, What::Leave), words.leave_no);
}

/// Asks whether a file may be replaced.
pub fn exists(model: &mut Model, path: &Path, job: Job) {
    let words = &model.words.tui.job;
    let said = (words.exists)(&crate::text::clean::for_terminal(&path.display().to_string()));
    model.work.waiting = Some(job);
    ask(model, words.exists_title, said, (words.replace, What::Go), words.keep);
}

/// Asks whether to do what the dry run was for.
pub fn ask_then(model: &mut Model) {
    let words = &model.words.tui.job;
    let Some(report) = &model.work.report else { return };
    let Some(job) = report.then.as_deref().cloned() else { return };
    let said = report.said.clone();
    model.work.waiting = Some(job);
    ask(model, words.ask_then, said, (words.then_yes, What::Go), words.then_no);
}

/// The commands by which it is done once the screen is left.
fn commands(model: &Model, apart: Apart) -> Vec<String> {
    let path = place::typed(&model.ledger);
    let file = model.words.tui.job.a_backup;
    match apart {
        Apart::Restore => vec![format!("huitoukan restore {file} --overwrite --ledger {path}")],
        Apart::Purge => vec![
            format!("huitoukan purge --marks --ledger {path}"),
            format!("huitoukan purge --all --ledger {path}"),
        ],
    }
}

/// Says by which commands it is done, and offers to leave for them.
fn ask_apart(model: &mut Model, apart: Apart) {
    let words = &model.words.tui.job;
    let (title, said) = match apart {
        Apart::Restore => (words.restore, words.restore_apart),
        Apart::Purge => (words.purge, words.purge_apart),
    };
    let mut intro = vec![said.to_owned()];
    intro.extend(commands(model, apart));
    // A job that is under way would be broken off.
    let busy = model.work.busy().then_some(words.under_way);
    let items = vec![
        Item { disabled: busy, ..Item::new(words.leave_for, choice(What::LeaveFor(apart))) },
        Item::new(words.leave_no, choice(What::No)),
    ];
    push(model, title.trim_end_matches([' ', '.']), intro, items, 1);
}

/// Does what a choice says.
pub fn choose(model: &mut Model, what: What, effects: &mut Vec<Effect>) {
    let waiting = model.work.waiting.take();
    match what {
        What::Export => export::open(model),
        What::Receive => forms::path(model, forms::Ask::Receive),
        What::Give => forms::path(model, forms::Ask::Give),
        What::Take => forms::path(model, forms::Ask::Take),
        What::Sample => forms::sample(model),
        What::Backup => forms::path(model, forms::Ask::Backup),
        What::Restore => ask_apart(model, Apart::Restore),
        What::Purge => ask_apart(model, Apart::Purge),
        What::LeaveFor(apart) => effects.push(Effect::QuitWith(commands(model, apart).join("\n"))),
        What::Verify => start(model, Job::Verify, effects),
        What::Check => {
            // Who wants it once wants it from now on.
            model.work.auto = true;
            start(model, Job::Check, effects);
        }
        What::Go => {
            // What the question was about is no longer to be seen behind it.
            model.overlays.clear();
            if let Some(job) = waiting {
                start(model, job, effects);
            }
        }
        What::No if waiting.is_none() => {}
        What::No => {
            // Whoever does not want a file replaced names another.
            let draft = model.work.draft.take();
            form::give_back(model, draft);
        }
        What::Cancel => super::cancel(model, effects),
        What::Leave => effects.push(Effect::Quit),
        What::Look => {
            if let Some(issue) = model.issue().map(|row| row.id) {
                start(model, Job::Look { issue, whole: true }, effects);
            }
        }
        What::Merge => agencies::ask(model),
    }
}

/// Shows what a filter shows, and nothing else over it.
pub fn see(model: &mut Model, filter: Filter) {
    model.overlays.clear();
    views::forget(model);
    narrow::clear(model);
    model.filter = filter;
    filter::refresh(model);
}
