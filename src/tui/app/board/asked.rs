//! What the rules ask (疑点), by rule: read, opened in the source, put aside, followed up.

use std::sync::Arc;

use crate::{
    checks::RuleId,
    ledger::{
        followup::{Change, case::NoticeChange},
        types::{AskedDoubt, DoubtRow, IssueId, NoticeId},
    },
    work::check::follow_up,
};

use super::{BoardKind, Page, Target};
use crate::tui::app::{
    effect::Effect,
    fields::Field,
    form::{Form, FormField, FormKind, Role},
    model::{Model, Overlay, Pane, Tone},
    order::{self, Order},
};

/// The doubts of all notices, whatever the filter shows; `aside`: those that were put aside.
pub(super) fn page(model: &Model, aside: bool) -> (String, String, Page) {
    let words = &model.words.doubts;
    let mut page = Page::default();
    let title = if aside { words.board_dismissed } else { words.board };
    let Some(asked) = &model.told.asked else {
        page.push(Field::inline("", model.words.tui.board.reading, None).toned(Tone::Dim));
        return (title.to_owned(), String::new(), page);
    };
    let shown: Vec<&AskedDoubt> =
        asked.iter().filter(|doubt| doubt.row.open() != aside && is_shown(model, &doubt.row)).collect();
    for rule in RuleId::ALL {
        let of_rule: Vec<&AskedDoubt> =
            shown.iter().copied().filter(|doubt| doubt.row.rule == rule).collect();
        if of_rule.is_empty() {
            continue;
        }
        page.push(Field::heading(&(words.of_rule)((words.rule)(rule), of_rule.len())));
        for doubt in of_rule {
            add(model, doubt, &mut page);
        }
    }
    if shown.is_empty() {
        page.push(Field::inline("", words.none, None).toned(Tone::Dim));
    }
    let unasked = model.data.snapshot.unasked;
    let head = if unasked > 0 { (words.unasked)(unasked) } else { (words.count)(shown.len()) };
    (title.to_owned(), head, page)
}

/// Whether a doubt is shown: its rule is on, and it does not stand only at what was put right as no issue.
fn is_shown(model: &Model, row: &DoubtRow) -> bool {
    let void = |issue: &IssueId| model.data.issue(*issue).is_some_and(|row| row.fixes.void);
    model.marks.checks.asks(row.rule) && (row.issues.is_empty() || !row.issues.iter().all(void))
}

fn add(model: &Model, doubt: &AskedDoubt, page: &mut Page) {
    let words = &model.words.doubts;
    let target = Some(Target::Doubt(Arc::clone(&doubt.row.id)));
    let tone = if doubt.row.open() { Tone::Warn } else { Tone::Dim };
    let question = (words.ask)(&doubt.doubt.question);
    page.about(Field::inline(agency(model, doubt.row.notice), question, None).toned(tone), target.clone());
    for issue in doubt.row.issues.iter().filter_map(|issue| model.data.issue(*issue)) {
        let title = format!("{}  {}", issue.path, issue.title);
        page.about(Field::row("", title).toned(Tone::Strong), target.clone());
    }
    let away = doubt.doubt.elsewhere.iter().flat_map(|other| &other.quotes);
    for quote in doubt.doubt.quotes.iter().chain(away) {
        page.about(Field::inline("", format!("“{}”", quote.text), None), target.clone());
    }
    if let Some(aside) = &doubt.row.dismissed {
        let day = aside.time.to_zoned(model.zone.clone()).date().to_string();
        let said = (words.dismissed)(&aside.reason, &aside.author, &day);
        page.about(Field::inline("", said, None).toned(Tone::Dim), target);
    }
}

fn agency(model: &Model, notice: NoticeId) -> &str {
    let row = model.data.snapshot.notices.iter().find(|row| row.id == notice);
    row.and_then(|row| model.data.agency(row.agency)).map_or("", |row| &*row.name)
}

/// The doubt that is chosen: on this board, or in the detail pane.
pub fn chosen(model: &Model) -> Option<AskedDoubt> {
    match model.overlays.last() {
        Some(Overlay::Board(board)) if matches!(board.kind, BoardKind::Asked(_)) => {
            let Some(Target::Doubt(id)) = board.targets.get(&board.sheet.cursor) else { return None };
            model.told.asked.as_ref()?.iter().find(|doubt| doubt.row.id == *id).cloned()
        }
        None if model.focus == Pane::Detail => {
            let span = model.detail.sheet.field()?.span?;
            let data = model.detail.data.as_ref()?;
            let here = |doubt: &&AskedDoubt| doubt.doubt.quotes.iter().any(|quote| quote.span == span);
            data.doubts.iter().find(here).cloned()
        }
        _ => None,
    }
}

/// Where Enter goes from a doubt.
pub(super) fn place(doubt: &AskedDoubt) -> Target {
    let issue = doubt.row.issues.first();
    issue.map_or(Target::Notice(doubt.row.notice), |issue| Target::Issue(*issue))
}

/// Asks why the chosen doubt is put aside; one that was is asked again.
pub fn dismiss(model: &mut Model, effects: &mut Vec<Effect>) {
    let words = &model.words.doubts;
    let Some(doubt) = chosen(model) else { return model.say(Tone::Warn, words.none_chosen) };
    if doubt.row.open() {
        let field = FormField::new(words.reason, Role::Reason, "");
        let form = Form::new(FormKind::Dismiss(Box::new(doubt.row)), words.dismiss, vec![field]);
        return model.overlays.push(Overlay::Form(form));
    }
    let key = doubt.row.key().to_owned();
    let order = match doubt.row.issues.is_empty() {
        true => Order::Notice(doubt.row.notice, NoticeChange::AskAgain { key }),
        false => Order::Mark(doubt.row.issues, Change::AskAgain { key }),
    };
    order::give(model, order, effects);
}

/// What puts a doubt aside.
pub fn put_aside(row: &DoubtRow, reason: &str) -> Order {
    let aside = row.dismissal(reason);
    match row.issues.first() {
        Some(issue) => Order::Mark(vec![*issue], Change::Dismiss(aside)),
        None => Order::Notice(row.notice, NoticeChange::Dismiss(aside)),
    }
}

/// Makes a follow-up of the chosen doubt.
pub fn follow(model: &mut Model, effects: &mut Vec<Effect>) {
    let words = model.words;
    let Some(doubt) = chosen(model) else { return model.say(Tone::Warn, words.doubts.none_chosen) };
    let reviews =
        doubt.row.issues.iter().filter_map(|issue| Some((*issue, &model.data.issue(*issue)?.review)));
    let changes: Vec<(IssueId, Change)> = reviews
        .map(|(issue, review)| (issue, follow_up(&doubt.doubt, review, &model.marks.reasons, words)))
        .collect();
    if changes.is_empty() {
        return model.say(Tone::Warn, (words.doubts.at_no_issue)(&doubt.row.id));
    }
    order::give(model, Order::Each(changes), effects);
}
