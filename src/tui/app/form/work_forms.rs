//! Reads the forms of long work.

use std::path::PathBuf;

use crate::{
    ledger::fold::fold,
    query::sample::Size,
    tui::app::{
        export::{self, form_of},
        work::{Wish, forms::Ask},
    },
    words::Words,
    work::{Job, export::Export, place},
};

use super::{
    Form, Role,
    read::{Sent, Told},
};

/// Reads a form.
pub(super) fn read(form: &mut Form, ask: Ask, words: &Words) -> Result<Sent, Told> {
    if ask == Ask::Sample {
        return sample(form, words);
    }
    let path = file(form, words.tui.job.path_empty)?;
    Ok(Sent::Work(Wish::Job(match ask {
        Ask::Receive => Job::Receive { path, dry: true },
        Ask::Give => Job::Give { path, overwrite: false },
        Ask::Take => {
            let paths = place::several(&path.to_string_lossy()).map(PathBuf::from).collect();
            Job::Take { paths, dry: true }
        }
        Ask::Backup | Ask::Sample => Job::Backup { path, overwrite: false },
    })))
}

fn file(form: &mut Form, empty: &str) -> Result<PathBuf, Told> {
    let text = form.text(Role::File).ok_or_else(|| form.fail(Role::File, empty))?;
    Ok(PathBuf::from(text))
}

/// Reads the form of an export.
pub(super) fn export(form: &mut Form, export: Export, words: &Words) -> Result<Sent, Told> {
    let say = &words.tui.export;
    let path = file(form, say.file_empty)?;
    if let Err(why) = form_of(&place::bare(&path).to_string_lossy(), words) {
        return Err(form.fail(Role::File, why));
    }
    let level = form.text(Role::Level).unwrap_or_else(|| say.level.to_owned());
    let redact = yes(form, Role::Redact, words)?;
    Ok(Sent::Work(Wish::Job(Job::Export(Export { path, level, redact, overwrite: false, ..export }))))
}

fn sample(form: &mut Form, words: &Words) -> Result<Sent, Told> {
    let say = &words.tui.job;
    let count = form.text(Role::Number).and_then(|text| fold(&text).parse::<usize>().ok());
    let count = count.filter(|count| *count > 0).ok_or_else(|| form.fail(Role::Number, say.bad_count))?;
    let size = if yes(form, Role::Each, words)? { Size::PerAgency(count) } else { Size::Total(count) };
    let seed = match form.text(Role::Seed) {
        None => None,
        Some(text) => {
            let seed = fold(&text).parse().ok();
            Some(seed.ok_or_else(|| form.fail(Role::Seed, say.bad_seed))?)
        }
    };
    Ok(Sent::Work(Wish::Sample { size, seed, mark: yes(form, Role::ToMark, words)? }))
}

fn yes(form: &mut Form, role: Role, words: &Words) -> Result<bool, Told> {
    let text = form.text(role);
    export::yes(text.as_deref(), words).ok_or_else(|| form.fail(role, words.tui.export.yes_hint))
}
