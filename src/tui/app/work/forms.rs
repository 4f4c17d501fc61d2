//! The forms that begin a job.

use crate::{
    tui::app::{
        effect::Effect,
        form::{self, Form, FormField, FormKind, Role},
        model::{Model, Overlay},
    },
    work::place,
};

use super::shown;

/// What a form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// A workbook that comes back.
    Receive,
    /// A bundle to be written.
    Give,
    /// Bundles to be taken.
    Take,
    /// A sample.
    Sample,
    /// A copy of the ledger.
    Backup,
}

fn open(model: &mut Model, ask: Ask, title: &str, fields: Vec<FormField>) {
    model.overlays.push(Overlay::Form(Form::new(FormKind::Work(ask), title, fields)));
    form::review(model);
}

/// Opens a form that asks for a file and nothing else.
pub fn path(model: &mut Model, ask: Ask) {
    let words = &model.words.tui.job;
    let (title, label, hint) = match ask {
        Ask::Receive => (words.receive, words.path, words.path_hint),
        Ask::Take => (words.take, words.paths, words.paths_hint),
        Ask::Give => (words.give, words.path, words.path_hint),
        _ => (words.backup, words.path, words.path_hint),
    };
    let fields = vec![FormField::new(label, Role::File, hint)];
    open(model, ask, title.trim_end_matches([' ', '.']), fields);
}

/// Opens the form of a sample.
pub fn sample(model: &mut Model) {
    let words = &model.words.tui.job;
    let hint = if shown(model).len() == model.data.counted { words.count_all } else { words.count_shown };
    let fields = vec![
        FormField::new(words.count, Role::Number, hint),
        FormField::new(words.each, Role::Each, model.words.tui.export.yes_hint)
            .with(model.words.tui.export.no),
        FormField::new(words.seed, Role::Seed, words.seed_hint),
        FormField::new(words.sample_mark, Role::ToMark, model.words.tui.export.yes_hint)
            .with(model.words.tui.export.no),
    ];
    open(model, Ask::Sample, words.sample.trim_end_matches([' ', '.']), fields);
}

/// Tab in a form: completes the name of a file, else goes to the next field.
pub fn complete(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(Overlay::Form(form)) = model.overlays.last_mut() else { return };
    match form.fields.get(form.at) {
        Some(field) if field.role == Role::File => {
            effects.push(Effect::Complete(last(field.input.value()).1.to_owned()));
        }
        _ => form.step(true),
    }
}

/// What stands before the last of several paths, and that path.
fn last(text: &str) -> (&str, &str) {
    let one = place::last(text);
    (text.strip_suffix(one).unwrap_or_default(), one)
}

/// The name that the field began is completed; where there is nothing to add, it says how many there are, or
/// goes to the next field.
pub fn completed(model: &mut Model, typed: &str, found: Option<(String, usize)>) {
    let words = &model.words.tui.job;
    let Some(Overlay::Form(form)) = model.overlays.last_mut() else { return };
    let at = form.at;
    let Some(field) = form.fields.get_mut(at) else { return };
    let (before, one) = last(field.input.value());
    // Who typed on meanwhile is not disturbed.
    if one != typed {
        return;
    }
    match found {
        Some((text, count)) if text != typed => {
            field.input = tui_input::Input::new(format!("{before}{text}"));
            field.preview = (count > 1).then(|| (words.matches)(count));
        }
        Some((_, count)) if count > 1 => field.preview = Some((words.matches)(count)),
        Some(_) => form.step(true),
        None if typed.is_empty() || form.fields.len() == 1 => {
            if let Some(field) = form.fields.get_mut(at) {
                field.error = Some(words.no_match.to_owned());
            }
        }
        // A new file has a name that is not there.
        None => form.step(true),
    }
}
