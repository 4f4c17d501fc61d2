//! What the ledger answers.

use std::{collections::HashSet, sync::Arc};

use crate::{
    ledger::{
        followup::Review,
        protocol::{Act, Answer, Fresh, Request},
        types::{IssueDetail, IssueId, NoticeId, Snapshot},
    },
    query::doubts,
};

use super::{
    board::{self, Compared},
    detail::Shown,
    effect::Effect,
    fields::{Around, Now},
    filter, find, marks,
    model::{Data, Model, Outlines, Tone},
    order::{self, Order},
    search, source, standing, veil, views, work,
};

/// Takes an answer into the model.
pub fn take(model: &mut Model, answer: Answer, effects: &mut Vec<Effect>) {
    match answer {
        Answer::Head(snapshot) => head(model, snapshot),
        Answer::Loaded { snapshot, doubtful } => loaded(model, Fresh { snapshot, doubtful }, effects),
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
            reload_if_behind(model, &detail, effects);
            if model.detail.issue == Some(detail.id) {
                model.marks.stale.remove(&detail.id);
                fill(model, detail);
                let words = model.search.shown.clone();
                model.detail.seek(&words);
                board::refresh(model);
            }
        }
        answer @ (Answer::Log(_) | Answer::Compared { .. } | Answer::Doubts(_) | Answer::Asked(_)) => {
            of_boards(model, answer)
        }
        Answer::Withdrawn(withdrawn) => standing::list(model, &withdrawn),
        Answer::Source(text) => source::told(model, text),
        Answer::Found { generation, found, whole } => search::told(model, generation, &found, whole),
        Answer::Filtered { generation, found } => views::told(model, generation, found),
        Answer::Marked { reviews, act, fresh } => done(model, reviews, act, fresh, effects),
        Answer::Takes(takes) => {
            model.marks.given.pop_front();
            order::ask_undo(model, *takes);
        }
        Answer::Refused { issue, why } => {
            let order = model.marks.given.pop_front();
            let said = order::say_refusal(model, issue, &why);
            model.say(Tone::Warn, said);
            if order::is_of_draft(model, order.as_ref()) {
                order::give_back(model);
            }
        }
        Answer::Failed(why) => {
            let given = std::mem::take(&mut model.marks.given);
            if given.iter().any(|order| order::is_of_draft(model, Some(order))) {
                order::give_back(model);
            }
            model.detail.failed = model.detail.pending.take();
            model.search.waiting = false;
            if !model.data.loaded {
                // What is shown meanwhile failed: all rows may still be had.
                model.data.failed = model.data.asked;
                if !std::mem::replace(&mut model.data.asked, true) {
                    effects.push(Effect::Send(Request::Load));
                }
            }
            views::failed(model);
            model.say(Tone::Bad, (model.words.tui.error.failed)(&why));
        }
    }
}

/// Somebody else, in another program, may have marked an issue since all rows were read: where the issue says
/// otherwise than its row, they are read again; once for what it says.
fn reload_if_behind(model: &mut Model, detail: &IssueDetail, effects: &mut Vec<Effect>) {
    let Some(row) = model.data.issue(detail.id) else { return };
    let told = (detail.id, detail.review.clone());
    if same(row.review, &detail.review) || model.detail.reloaded.as_ref() == Some(&told) {
        return;
    }
    model.detail.reloaded = Some(told);
    effects.push(Effect::Send(Request::Load));
}

/// Whether two checks look alike in a row.
fn same(one: &Review, other: &Review) -> bool {
    let seen = |review: &Review| (review.state, review.finding, review.due);
    let said = |review: &Review| (review.who.clone(), review.reason.clone(), review.note.clone());
    seen(one) == seen(other) && said(one) == said(other)
}

/// Takes what boards show.
fn of_boards(model: &mut Model, answer: Answer) {
    match answer {
        Answer::Log(log) => model.told.log = Some(log),
        Answer::Doubts(doubts) => model.told.doubts = Some(doubts),
        Answer::Asked(asked) => model.told.asked = Some(asked),
        Answer::Compared { notice, versions, comparison } => {
            let comparison = comparison.map(|comparison| *comparison);
            model.told.compared = Some(Compared { notice, versions, comparison });
        }
        _ => return,
    }
    board::refresh(model);
}

/// Shows an issue in the detail pane.
fn fill(model: &mut Model, mut detail: Box<IssueDetail>) {
    detail.doubts.retain(|doubt| model.marks.checks.asks(doubt.row.rule));
    if model.veil.on() {
        // The names in it are needed before it is shown.
        model.detail.data = Some(detail.clone());
        veil::renew(model);
    }
    let row = model.data.issue(detail.id);
    let of = row.map(|row| row.notice);
    let notice = model.data.snapshot.notices.iter().find(|notice| Some(notice.id) == of);
    let of_agency = row.and_then(|row| model.data.agency(row.agency));
    let agency = of_agency.map_or("", |row| &*row.name);
    let now = Now { today: model.today, zone: model.zone.clone() };
    let shown = Shown { now: &now, around: Around { row, notice, agency, of_agency }, veil: &model.veil };
    model.detail.fill(model.words, detail, shown);
}

/// Shows anew what the detail pane shows.
pub fn refill(model: &mut Model) {
    if let Some(detail) = model.detail.data.clone() {
        fill(model, detail);
    }
}

/// Takes what the first frame shows. What is there already is not given up for it.
fn head(model: &mut Model, snapshot: Arc<Snapshot>) {
    if model.data.loaded {
        return;
    }
    let doubts = doubts::Tally::of(&snapshot, &model.marks.checks);
    model.data = Data { head: true, snapshot, doubts, ..Data::default() };
    find::renewed(model);
    filter::refresh(model);
    let agency = model.agency().map(|row| row.id);
    model.tree.build(&model.data, agency);
    model.tree.refresh(&model.data, model.filter.is_empty());
}

/// Asks for all rows as soon as all that the first frame shows has been asked for.
pub fn ask_rest(model: &mut Model, effects: &mut Vec<Effect>) {
    let data = &mut model.data;
    if data.head && !data.asked && data.outlines.values().all(Option::is_some) {
        data.asked = true;
        effects.push(Effect::Send(Request::Load));
    }
}

/// Takes all rows; what was selected stays selected.
fn loaded(model: &mut Model, fresh: Fresh, effects: &mut Vec<Effect>) {
    let Fresh { snapshot, doubtful } = fresh;
    let agency = model.agency().map(|row| row.id);
    let issue = model.issue().map(|row| row.id);
    let counted = snapshot.issues.counted();
    let outlines = kept_outlines(model, &snapshot, effects);
    let doubts = doubts::Tally::of(&snapshot, &model.marks.checks);
    model.data = Data { loaded: true, snapshot, counted, doubtful, outlines, doubts, ..Data::default() };
    if model.filter.asked.is_some() {
        model.filter.asked = Some(filter::with_doubts(model));
    }
    work::want_check(model);
    find::learn(model, effects);
    views::again(model, effects);
    filter::refresh(model);
    // An issue whose notice went to another agency takes the selection along.
    let there = issue.and_then(|id| model.data.issue(id)).map(|row| row.agency);
    if let Some(agency) = there.or(agency) {
        filter::select_agency(model, agency);
    }
    veil::renew(model);
    model.tree.want = issue;
    let agency = model.agency().map(|row| row.id);
    model.tree.build(&model.data, agency);
    model.tree.refresh(&model.data, model.filter.is_empty());
    model.picks.issues.retain(|id| model.data.place(*id).is_some());
    match there {
        Some(_) => model.marks.stale.extend(issue),
        None => model.detail.show(None),
    }
    search::again(model, effects);
    marks::ask_doubtful(model);
}

/// The outlines of the agency that is shown stand until they are told again: without them the selection
/// would jump, and a key pressed meanwhile would mean another row.
fn kept_outlines(model: &mut Model, snapshot: &Snapshot, effects: &mut Vec<Effect>) -> Outlines {
    let shown: HashSet<NoticeId> = snapshot
        .notices
        .iter()
        .filter(|row| Some(row.agency) == model.tree.agency)
        .map(|row| row.id)
        .collect();
    let mut outlines = std::mem::take(&mut model.data.outlines);
    outlines.retain(|notice, outline| outline.is_some() && shown.contains(notice));
    effects.extend(outlines.keys().map(|notice| Effect::Send(Request::Outline(*notice))));
    outlines
}

/// Only now is it on disk, and only now the screen says so.
fn done(
    model: &mut Model,
    reviews: Vec<(IssueId, Review)>,
    act: Act,
    fresh: Option<Fresh>,
    effects: &mut Vec<Effect>,
) {
    let order = model.marks.given.pop_front();
    if order::is_of_draft(model, order.as_ref()) {
        model.marks.draft = None;
    }
    let issues: Vec<IssueId> = reviews.iter().map(|(id, _)| *id).collect();
    let before = model.data.snapshot.clone();
    model.marks.stale.extend(&issues);
    match fresh {
        Some(fresh) => loaded(model, fresh, effects),
        None => {
            model.set_reviews(reviews);
            views::reckon(model);
            filter::refresh(model);
        }
    }
    if let Some(Order::Mark(marked, _)) = &order {
        marked.iter().for_each(|id| {
            model.picks.issues.remove(id);
        });
        model.picks.anchor = None;
    }
    if let Some(Order::Add(_)) = &order {
        model.tree.want = issues.first().copied();
    }
    board::renew(model, effects);
    let said = order::say_done(model, order.as_ref(), act, &issues, &before);
    model.say(Tone::Good, said);
}
