//! The menu of the ledger, and the questions about jobs.

use std::path::Path;

use crate::{
    query::filter::Filter,
    tui::app::{
        effect::Effect,
        export, filter,
        menu::{Choice, Item, Menu, MenuKind},
        model::{Model, Overlay},
        narrow,
    },
    work::Job,
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
    ];
    let mut items: Vec<Item> = entries
        .into_iter()
        .map(|(text, what, disabled)| Item { disabled, ..Item::new(text, choice(what)) })
        .collect();
    if let Some(running) = &model.work.running {
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
        What::Verify => start(model, Job::Verify, effects),
        What::Go => {
            // What the question was about is no longer to be seen behind it.
            model.overlays.clear();
            if let Some(job) = waiting {
                start(model, job, effects);
            }
        }
        What::No => {}
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
    model.filter = filter;
    narrow::set(model, String::new());
    filter::refresh(model);
}
