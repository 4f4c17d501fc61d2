//! Work that takes long and is done outside: how far it is, what came of it. Handing issues on as a
//! file: what is asked before.

use std::path::Path;

use crate::{
    ledger::{
        followup::{Change, Evidence},
        types::IssueId,
    },
    report::form::Form as FileForm,
    words::Words,
};

use super::{
    effect::Effect,
    filter,
    form::{self, Form, FormField, FormKind, Role},
    model::{Model, Overlay, Tone},
    order::{self, Order},
    picks,
};

/// What is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// The file, as the user wrote it.
    pub file: String,
    /// Its form.
    pub form: FileForm,
    /// The issues, in the order in which lists show them.
    pub issues: Vec<IssueId>,
    /// The level of secrecy.
    pub level: String,
    /// Whether persons are masked.
    pub redact: bool,
    /// Whether a file that is there is replaced.
    pub overwrite: bool,
    /// What was asked for, in words.
    pub asked: String,
    /// Who hands it on.
    pub who: String,
}

/// How far the work is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// So many more issues were read.
    Read(usize),
    /// The file stands, with so many issues.
    Written(String, usize),
    /// It was stopped; nothing was written.
    Stopped,
    /// Nothing was written; why, in the user's words.
    Failed(Box<Job>, String),
    /// A file is ready to be evidence of an issue; else why it is not, in the user's words.
    Taken(IssueId, Result<Evidence, String>),
}

/// Work that takes long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    /// A file is written.
    Export(Box<Job>),
    /// A file is made ready to be evidence.
    Attach {
        /// Of which issue.
        issue: IssueId,
        /// The file, as the user wrote it.
        file: String,
        /// Whether it is copied into the ledger's folder.
        copy: bool,
    },
}

/// Work that is under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Running {
    /// A file is written.
    Export {
        /// How many issues were read.
        done: usize,
        /// Of how many.
        of: usize,
    },
    /// A file is made ready to be evidence.
    Attach,
}

/// What is handed on: what is chosen, else what the filter shows; and what that is, in words.
fn wanted(model: &Model) -> (Vec<IssueId>, String) {
    let chosen = picks::all(model);
    if !chosen.is_empty() {
        let said = (model.words.tui.work.many)(chosen.len(), picks::agencies(model, &chosen));
        return (chosen, said);
    }
    let rows = model.data.snapshot.issues.iter().zip(&model.data.shown);
    let shown = rows.filter(|(row, shown)| **shown && !row.fixes.void).map(|(row, _)| row.id);
    (shown.collect(), filter::say(model))
}

/// Opens the form.
pub fn open(model: &mut Model) {
    let (issues, asked) = wanted(model);
    let words = &model.words.tui.export;
    if issues.is_empty() {
        return model.say(Tone::Warn, model.words.export.done.nothing);
    }
    let job = Job {
        file: String::new(),
        form: FileForm::Xlsx,
        issues,
        level: words.level.to_owned(),
        redact: false,
        overwrite: false,
        asked,
        who: model.marks.author.clone().unwrap_or_default(),
    };
    ask(model, job);
}

fn ask(model: &mut Model, job: Job) {
    let words = &model.words.tui.export;
    let yes = |on: bool| if on { words.yes } else { words.no };
    let fields = vec![
        FormField::new(words.file_label, Role::File, words.file_hint).with(&job.file),
        FormField::new(words.level_label, Role::Level, words.level_hint).with(&job.level),
        FormField::new(words.redact_label, Role::Redact, words.yes_hint).with(yes(job.redact)),
        FormField::new(words.overwrite_label, Role::Overwrite, words.yes_hint).with(yes(job.overwrite)),
    ];
    let title = (words.title)(job.issues.len(), &job.asked);
    model.overlays.push(Overlay::Form(Form::new(FormKind::Export(Box::new(job)), &title, fields)));
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

/// Takes how far the work is.
pub fn told(model: &mut Model, news: News, effects: &mut Vec<Effect>) {
    let words = &model.words.tui.export;
    match news {
        News::Read(more) => {
            if let Some(Running::Export { done, .. }) = &mut model.running {
                *done += more;
            }
        }
        News::Written(file, issues) => {
            model.running = None;
            model.say(Tone::Good, (model.words.export.done.written)(&file, issues));
        }
        News::Stopped => {
            model.running = None;
            model.say(Tone::Warn, words.stopped);
        }
        News::Taken(issue, taken) => {
            model.running = None;
            match taken {
                Ok(file) => order::give(model, Order::Mark(vec![issue], Change::Attach { file }), effects),
                Err(why) => model.say(Tone::Bad, why),
            }
        }
        News::Failed(job, why) => {
            model.running = None;
            // What was filled in is not lost, unless the user went on to something else.
            if model.overlays.is_empty() {
                ask(model, *job);
            }
            model.say(Tone::Bad, why);
        }
    }
}
