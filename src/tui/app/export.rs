//! Handing issues on as a file: what is asked before.

use std::path::{Path, PathBuf};

use crate::{ledger::types::IssueId, report::form::Form as FileForm, words::Words, work::export::Export};

use super::{
    filter,
    form::{self, Form, FormField, FormKind, Role},
    model::{Model, Overlay, Tone},
    picks,
    work::shown,
};

/// What is handed on: what is chosen, else what the filter shows; and what that is, in words.
fn wanted(model: &Model) -> (Vec<IssueId>, String) {
    let chosen = picks::all(model);
    if !chosen.is_empty() {
        let said = (model.words.tui.work.many)(chosen.len(), picks::agencies(model, &chosen));
        return (chosen, said);
    }
    (shown(model), filter::say(model))
}

/// Opens the form.
pub fn open(model: &mut Model) {
    let (issues, asked) = wanted(model);
    let words = &model.words.tui.export;
    if issues.is_empty() {
        return model.say(Tone::Warn, model.words.export.done.nothing);
    }
    let export = Export {
        path: PathBuf::new(),
        overwrite: false,
        issues,
        level: words.level.to_owned(),
        // Whoever looks at masked names wants to hand on masked names.
        redact: model.veil.on(),
        asked,
    };
    ask(model, export);
}

/// Opens the form with what is in it already.
pub fn ask(model: &mut Model, export: Export) {
    let words = &model.words.tui.export;
    let redact = if export.redact { words.yes } else { words.no };
    let fields = vec![
        FormField::new(words.file_label, Role::File, words.file_hint).with(&export.path.to_string_lossy()),
        FormField::new(words.level_label, Role::Level, words.level_hint).with(&export.level),
        FormField::new(words.redact_label, Role::Redact, words.yes_hint).with(redact),
    ];
    let title = (words.title)(export.issues.len(), &export.asked);
    model.overlays.push(Overlay::Form(Form::new(FormKind::Export(Box::new(export)), &title, fields)));
    form::review(model);
}

/// The form of the file of that name; else what is wrong with it.
pub fn form_of(file: &str, words: &Words) -> Result<FileForm, String> {
    FileForm::of(Path::new(file)).ok_or_else(|| (words.tui.export.no_form)(&FileForm::names()))
}

/// Whether a text says yes; nothing says no.
pub fn yes(text: Option<&str>, words: &Words) -> Option<bool> {
    let words = &words.tui.export;
    match text.map(str::to_lowercase).as_deref() {
        None => Some(false),
        Some(text) if text == words.yes || ["y", "yes", "1", "是"].contains(&text) => Some(true),
        Some(text) if text == words.no || ["n", "no", "0", "否"].contains(&text) => Some(false),
        Some(_) => None,
    }
}
