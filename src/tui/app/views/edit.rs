//! The form of a view, and what becomes of changes of the file.

use crate::{
    config::views::{
        View, Views,
        edit::{Done, Edit, Put},
    },
    query::lang::Query,
    tui::app::{
        effect::Effect,
        filter,
        form::{self, Form, FormField, FormKind, Role},
        model::{Model, Overlay, Tone},
    },
};

use super::{Part, forget, in_force, list, set};

/// Opens the form that keeps what is in force.
pub fn open_new(model: &mut Model) {
    let query = in_force(model);
    let say = &model.words.views.screen;
    if query == Query::All {
        return model.say(Tone::Warn, say.nothing);
    }
    push(model, None, say.form_new, ["", "", &query.to_string()]);
    if !model.narrow.trim().is_empty() {
        let said = (say.without_narrow)(&model.narrow);
        model.say(Tone::Warn, said);
    }
}

/// Opens the form that changes a view.
pub fn open(model: &mut Model, view: &View) {
    let key = view.key.map(String::from).unwrap_or_default();
    let written = [view.shown(model.words), &key, &view.query];
    push(model, Some(view.name.clone()), model.words.views.screen.form_change, written);
}

fn push(model: &mut Model, old: Option<String>, title: &str, [name, key, query]: [&str; 3]) {
    let say = &model.words.views.screen;
    let fields = vec![
        FormField::new(say.name, Role::ViewName, say.name_hint).with(name),
        FormField::new(say.key, Role::ViewKey, say.key_hint).with(key),
        FormField::new(say.query, Role::Query, say.query_hint).with(query),
    ];
    model.overlays.push(Overlay::Form(Form::new(FormKind::View(old), title, fields)));
    form::review(model);
}

/// Has a view kept that a form gave; the form comes back where nothing comes of it.
pub fn keep(model: &mut Model, put: Put, form: Box<Form>, effects: &mut Vec<Effect>) {
    model.views.draft = Some(form);
    effects.push(Effect::EditViews(Box::new(Edit::Put(put))));
}

/// Takes the views as the file has them, and tells what is wrong with it.
pub fn loaded(model: &mut Model, views: Views, told: Option<String>) {
    model.views.all = views;
    list::renew(model, None);
    if let Some(said) = told {
        model.say(Tone::Warn, said);
    }
}

/// Takes the views after a change that is on disk.
pub fn done(model: &mut Model, views: Views, done: &Done, effects: &mut Vec<Effect>) {
    model.views.draft = None;
    model.views.all = views;
    let said = done.tell(model.words).join("  ");
    follow(model, done, effects);
    let kept = match done {
        Done::Kept(view, _) => Some(view.name.clone()),
        _ => None,
    };
    list::renew(model, kept.as_deref());
    model.say_whole(Tone::Good, said);
}

/// Tells why nothing was changed, and opens the form again that asked for it.
pub fn refused(model: &mut Model, why: String) {
    if let Some(form) = model.views.draft.take() {
        model.overlays.push(Overlay::Form(*form));
    }
    model.say(Tone::Bad, why);
}

/// What filters goes by the new name and asks what its view asks now. Where its view is gone it filters on,
/// without a name.
fn follow(model: &mut Model, done: &Done, effects: &mut Vec<Effect>) {
    let Some(sieve) = &model.views.sieve else { return };
    let mut parts = sieve.parts.clone();
    match done {
        Done::Kept(view, Some(old)) => {
            for part in parts.iter_mut().filter(|part| part.view.as_deref() == Some(&old.name)) {
                *part = Part::of(view);
            }
        }
        Done::Removed(view) | Done::Back(view) | Done::Hidden(view) => {
            for part in parts.iter_mut().filter(|part| part.view.as_deref() == Some(&view.name)) {
                part.view = None;
            }
        }
        Done::Kept(_, None) | Done::Shown(_) => {}
    }
    let asks = |parts: &[Part]| parts.iter().map(|part| part.query.clone()).collect::<Vec<_>>();
    if asks(&parts) == asks(&sieve.parts) {
        if let Some(sieve) = &mut model.views.sieve {
            sieve.parts = parts;
        }
        return;
    }
    if set(model, parts, effects).is_err() {
        forget(model);
        filter::refresh(model);
    }
    // What became of the change is told, not what is left.
    if let Some(sieve) = &mut model.views.sieve {
        sieve.tell = false;
    }
}
