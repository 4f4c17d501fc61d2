//! What the ledger answers.

use std::{collections::HashMap, sync::Arc};

use crate::ledger::{
    followup::Review,
    protocol::{Answer, Request},
    types::{Doubtful, IssueId, Snapshot},
};

use super::{
    effect::Effect,
    fields::Now,
    filter, marks,
    model::{Data, Model, Tone},
    narrow, say, search, source,
};

/// Takes an answer into the model.
pub fn take(model: &mut Model, answer: Answer, effects: &mut Vec<Effect>) {
    match answer {
        Answer::Loaded { snapshot, doubtful } => loaded(model, snapshot, doubtful, effects),
        Answer::Outline(outline) => {
            let notice = outline.notice;
            model.data.outlines.insert(notice, Some(outline));
            let agency = model.tree.agency;
            if agency.is_some_and(|id| model.data.notices(id).any(|row| row.id == notice)) {
                model.tree.build(&model.data, agency);
                model.tree.refresh(&model.data, model.filter.is_empty());
            }
        }
        Answer::Issue(detail) => {
            model.detail.pending = None;
            if model.detail.issue == Some(detail.id) {
                model.marks.stale.remove(&detail.id);
                let row = model.data.issue(detail.id).map(|row| row.notice);
                let notice = model.data.snapshot.notices.iter().find(|notice| Some(notice.id) == row);
                let versions = notice.map_or(1, |notice| notice.versions);
                let now = Now { today: model.today, zone: model.zone.clone() };
                model.detail.fill(model.words, detail, &now, versions);
                let words = model.search.words.clone();
                model.detail.seek(&words);
            }
        }
        Answer::Source(text) => source::told(model, text),
        Answer::Found { generation, issues } => search::told(model, generation, issues),
        Answer::Marked { reviews, undo } => marked(model, reviews, undo),
        Answer::Refused { why, .. } => {
            model.marks.saving = model.marks.saving.saturating_sub(1);
            model.say(Tone::Warn, why.explain(&model.words.ledger));
        }
        Answer::Failed(why) => {
            model.marks.saving = 0;
            model.detail.failed = model.detail.pending.take();
            model.search.waiting = false;
            model.say(Tone::Bad, (model.words.tui.error.failed)(&why));
        }
    }
}

/// Takes all rows; what was selected stays selected.
fn loaded(model: &mut Model, snapshot: Arc<Snapshot>, doubtful: Vec<Doubtful>, effects: &mut Vec<Effect>) {
    let agency = model.agency().map(|row| row.id);
    let issue = model.issue().map(|row| row.id);
    let rows = snapshot.issues.iter().enumerate().map(|(at, row)| (row.id, at)).collect();
    model.data = Data { loaded: true, snapshot, rows, doubtful, outlines: HashMap::new(), ..Data::default() };
    let words = std::mem::take(&mut model.narrow);
    narrow::set(model, words);
    filter::refresh(model);
    if let Some(agency) = agency {
        filter::select_agency(model, agency);
    }
    model.tree.agency = None;
    model.tree.want = issue;
    model.detail.show(None);
    if !model.search.words.trim().is_empty() {
        let (generation, words) = (model.search.generation, model.search.words.clone());
        effects.push(Effect::Send(Request::Search { generation, words }));
    }
    marks::ask_doubtful(model);
}

/// Only now are the marks on disk, and only now the screen says so.
fn marked(model: &mut Model, reviews: Vec<(IssueId, Review)>, undo: bool) {
    model.marks.saving = model.marks.saving.saturating_sub(1);
    let words = &model.words.tui.mark;
    let said = reviews.first().map_or(String::new(), |(id, review)| {
        let title = model.data.issue(*id).map_or("", |row| &*row.title);
        format!("{}  {title}", say::review(model.words, review, model.today))
    });
    model.say(Tone::Good, if undo { (words.undone)(&said) } else { (words.saved)(&said) });
    model.marks.stale.extend(reviews.iter().map(|(id, _)| *id));
    model.set_reviews(reviews);
    filter::refresh(model);
}
