//! Why a command cannot be run just now.

use super::{
    board::asked,
    command::Command,
    fix,
    model::{Model, Overlay, Pane},
    picks,
    search::PromptKind,
    source, steps,
};

/// The reason in the user's words; `None` where the command can be run.
pub fn disabled(model: &Model, command: Command) -> Option<&'static str> {
    let words = &model.words.tui;
    let picked = picks::count(model) > 0;
    let rows = model.data.loaded && !model.data.snapshot.issues.is_empty();
    match command {
        Command::Mark
            if !picked
                && steps::notice(model).is_none()
                && (model.issue().is_none() || model.focus == Pane::Agencies) =>
        {
            Some(words.mark.no_issue)
        }
        Command::Export if model.work.busy() => Some(words.job.under_way),
        Command::Mark
        | Command::Correct
        | Command::Standing
        | Command::Dismiss
        | Command::FollowUp
        | Command::Undo
        | Command::Redo
            if model.work.writes() =>
        {
            Some(words.job.writing)
        }
        Command::Evidence if model.issue().is_none() || model.focus == Pane::Agencies => {
            Some(words.mark.no_issue)
        }
        Command::Versions if versions(model) < 2 => Some(words.board.one_version),
        Command::Correct if model.focus != Pane::Agencies && fix::target(model).is_none() => {
            Some(words.fixing.no_target)
        }
        Command::Source if model.uppermost().is_none() && model.tree.selected().is_none() => {
            Some(words.mark.no_issue)
        }
        Command::Dismiss | Command::FollowUp if asked::chosen(model).is_none() => {
            Some(model.words.doubts.none_chosen)
        }
        Command::OtherPlace if source::places(model) < 2 => Some(words.source.one_place),
        Command::Source if model.uppermost().is_some() && asked::raised(model).is_none() => {
            Some(words.source.no_span)
        }
        Command::NextHit | Command::PreviousHit if model.search.words.trim().is_empty() => {
            Some(words.search.no_words)
        }
        Command::Sift if !matches!(model.overlays.last(), Some(Overlay::Prompt(prompt)) if prompt.kind == PromptKind::Search) => {
            Some(model.words.views.screen.not_here)
        }
        Command::Views if loading(model) => Some(words.chrome.loading),
        Command::Search
        | Command::Narrow
        | Command::Find
        | Command::View(_)
        | Command::Agenda
        | Command::Export
        | Command::History
        | Command::Doubts
        | Command::Asked
        | Command::WithDoubts
        | Command::Pick
        | Command::PickAll
        | Command::OutcomeMenu
        | Command::Outcome(_)
        | Command::Deadline
        | Command::Overdue
        | Command::Recheck
        | Command::State
        | Command::Conflict
        | Command::Doubtful
        | Command::PrintedAnew
        | Command::Agency
            if !rows =>
        {
            Some(if model.data.loaded { words.chrome.empty_ledger } else { words.chrome.loading })
        }
        _ => None,
    }
}

/// How many versions the notice has in which the selection stands.
fn versions(model: &Model) -> u32 {
    let notice = model.tree.selected().map(|node| node.key.0);
    let row = model.data.snapshot.notices.iter().find(|row| Some(row.id) == notice);
    row.map_or(0, |row| row.versions)
}

/// Whether all rows are asked for and still to come.
pub fn loading(model: &Model) -> bool {
    !model.data.loaded && !model.data.failed
}

/// Whether a command can be run as soon as all rows are there, and not before.
pub fn waits(model: &Model, command: Command) -> bool {
    loading(model) && disabled(model, command) == Some(model.words.tui.chrome.loading)
}
