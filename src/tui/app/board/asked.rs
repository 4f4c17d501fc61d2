//! What the rules ask (疑点): the rules with their counts, and of each its doubts, to be read, opened in the
//! source, put aside, followed up.

use std::{collections::HashMap, sync::Arc};

use crate::{
    checks::RuleId,
    ledger::{
        followup::{Change, case::NoticeChange},
        types::{AskedDoubt, DoubtRow, IssueId, IssueRow, NoticeId},
    },
    query::doubts,
    text::{self, Align},
    work::check::follow_up,
};

use super::{Page, Target};
use crate::tui::app::{
    effect::Effect,
    fields::{Field, Raised, Shape, check},
    form::{Form, FormField, FormKind, Role},
    model::{Model, Overlay, Pane, Tone},
    order::{self, Order},
    say,
};

/// So many doubts are read and laid out at a time; a rule may have some ten thousand.
const PAGE: usize = 300;

/// What of the doubts a board shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asking {
    /// Those of this rule; `None`: how many each rule has.
    pub rule: Option<RuleId>,
    /// Those that were put aside.
    pub aside: bool,
    /// At most so many.
    pub most: usize,
}

impl Default for Asking {
    fn default() -> Self {
        Self { rule: None, aside: false, most: PAGE }
    }
}

impl Asking {
    /// The same of one rule.
    pub(super) fn of(self, rule: RuleId) -> Self {
        Self { rule: Some(rule), most: PAGE, ..self }
    }

    /// The same, and more of them.
    pub(super) fn more(self) -> Self {
        Self { most: self.most.saturating_add(PAGE), ..self }
    }

    /// The others: what was put aside, or what was not.
    pub(super) fn turned(self) -> Self {
        Self { aside: !self.aside, most: PAGE, ..self }
    }
}

/// The doubts that a board is about, whatever the filter shows.
fn rows(model: &Model, asking: Asking) -> impl Iterator<Item = &DoubtRow> {
    doubts::shown(&model.data.snapshot, &model.marks.checks)
        .filter(move |row| row.open() != asking.aside && asking.rule.is_none_or(|rule| rule == row.rule))
}

/// The doubts that are to be read for a board.
pub(super) fn to_read(model: &Model, asking: Asking) -> Vec<DoubtRow> {
    match asking.rule {
        Some(_) => rows(model, asking).take(asking.most).cloned().collect(),
        None => Vec::new(),
    }
}

/// The rules with their counts, or the doubts of one.
pub(super) fn page(model: &Model, asking: Asking) -> (String, String, Page) {
    let words = &model.words.doubts;
    let title = if asking.aside { words.board_dismissed } else { words.board };
    let (title, page, count) = match asking.rule {
        Some(rule) => {
            let (page, count) = of_rule(model, asking);
            (format!("{title}  {}", (words.rule)(rule)), page, count)
        }
        None => {
            let (page, count) = by_rule(model, asking);
            (title.to_owned(), page, count)
        }
    };
    let unasked = model.data.snapshot.unasked;
    let mut head = vec![(words.count)(count)];
    head.extend((unasked > 0).then(|| (words.unasked_yet)(unasked)));
    (title, head.join("  ").trim().to_owned(), page)
}

fn by_rule(model: &Model, asking: Asking) -> (Page, usize) {
    let words = &model.words.doubts;
    let mut counts: HashMap<RuleId, usize> = HashMap::new();
    for row in rows(model, asking) {
        *counts.entry(row.rule).or_default() += 1;
    }
    let mut page = Page::default();
    let widest = counts.keys().map(|rule| text::width((words.rule)(*rule))).max().unwrap_or(0);
    for rule in RuleId::ALL {
        if let Some(count) = counts.get(&rule) {
            let name = text::fit((words.rule)(rule), widest, Align::Left);
            let said = format!("{name}  {}", (words.about)(rule));
            page.about(Field::row(&format!("{count:>7}"), said), Some(Target::Rule(rule)));
        }
    }
    if counts.is_empty() {
        page.push(Field::inline("", words.none, None).toned(Tone::Dim));
    }
    (page, counts.values().sum())
}

fn of_rule(model: &Model, asking: Asking) -> (Page, usize) {
    let words = &model.words.doubts;
    let told: HashMap<&str, &AskedDoubt> =
        model.told.asked.iter().flat_map(|told| told.iter()).map(|doubt| (&*doubt.row.id, doubt)).collect();
    let mut page = Page::default();
    let (mut count, mut notice) = (0, None);
    for row in rows(model, asking) {
        count += 1;
        if count > asking.most {
            continue;
        }
        if notice.replace(row.notice) != Some(row.notice) {
            page.push(Field::heading(agency(model, row.notice)));
        }
        match told.get(&*row.id) {
            // Of the row what is so now: whether it was put aside may have changed since it was read.
            Some(doubt) => add(model, &AskedDoubt { row: row.clone(), ..(*doubt).clone() }, &mut page),
            None => page.push(Field::inline("", model.words.tui.board.reading, None).toned(Tone::Dim)),
        }
    }
    if count > asking.most {
        page.about(Field::row("", (words.more)(count - asking.most)).toned(Tone::Strong), Some(Target::More));
    }
    if count == 0 {
        page.push(Field::inline("", words.none, None).toned(Tone::Dim));
    }
    (page, count)
}

fn add(model: &Model, doubt: &AskedDoubt, page: &mut Page) {
    let words = &model.words.doubts;
    let raised = |away| Raised { id: Arc::clone(&doubt.row.id), away };
    let title = |issue: &IssueId| {
        let row = model.data.issue(*issue)?;
        Some(format!("{}  {}", row.path, row.title).trim().to_owned())
    };
    let mut titles = doubt.row.issues.iter().filter_map(title);
    let first = titles.next().unwrap_or_else(|| words.of_notice.to_owned());
    let tone = if doubt.row.open() { Tone::Warn } else { Tone::Dim };
    let question = (words.ask)(&doubt.doubt.question);
    page.raised(Field::block(&first, question, None).toned(tone).of_doubt(raised(None)));
    for title in titles {
        page.raised(Field::row("", title).toned(Tone::Strong).of_doubt(raised(None)));
    }
    for field in check::raised_by(model.words, doubt, &model.zone) {
        let away = field.raised.as_ref().and_then(|raised| raised.away);
        let file = field.shape == Shape::Row;
        page.raised(field);
        // Below the name of another file: whose notice it is, and which of its issues.
        if let Some(other) = away.filter(|_| file).and_then(|at| doubt.elsewhere.get(at)) {
            let of = other.notice.map_or("", |notice| agency(model, notice));
            let titles: Vec<String> = other.issues.iter().filter_map(title).collect();
            let said = format!("{of}  {}", titles.join("  "));
            page.raised(Field::row("", said.trim()).toned(Tone::Strong).of_doubt(raised(away)));
        }
    }
}

fn agency(model: &Model, notice: NoticeId) -> &str {
    let row = model.data.snapshot.notices.iter().find(|row| row.id == notice);
    row.and_then(|row| model.data.agency(row.agency)).map_or("", |row| &*row.name)
}

/// The doubt that is chosen, on this board or in the detail pane, and which of its places.
pub fn raised(model: &Model) -> Option<(&AskedDoubt, Raised)> {
    let (raised, doubts): (&Raised, &[AskedDoubt]) = match model.uppermost() {
        Some(Overlay::Board(board)) => match board.targets.get(&board.sheet.cursor)? {
            Target::Doubt(raised) => (raised, model.told.asked.as_ref()?),
            _ => return None,
        },
        None if model.focus == Pane::Detail => {
            (model.detail.sheet.field()?.raised.as_ref()?, &model.detail.data.as_ref()?.doubts)
        }
        _ => return None,
    };
    let doubt = doubts.iter().find(|doubt| doubt.row.id == raised.id)?;
    Some((doubt, raised.clone()))
}

/// The doubt that is chosen, as it stands now.
pub fn chosen(model: &Model) -> Option<AskedDoubt> {
    let (doubt, _) = raised(model)?;
    let now = model.data.snapshot.doubts.iter().find(|row| row.id == doubt.row.id);
    Some(AskedDoubt { row: now.unwrap_or(&doubt.row).clone(), ..doubt.clone() })
}

/// Where Enter goes from a place of a doubt: to its issue, or to that of the other notice.
pub(super) fn place(doubt: &AskedDoubt, raised: &Raised) -> Target {
    let away = raised.away.and_then(|at| doubt.elsewhere.get(at));
    let (notice, issues) = match away {
        Some(other) => (other.notice.unwrap_or(doubt.row.notice), &other.issues),
        None => (doubt.row.notice, &doubt.row.issues),
    };
    issues.first().map_or(Target::Notice(notice), |issue| Target::Issue(*issue))
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
    let rows: Vec<IssueRow<'_>> =
        doubt.row.issues.iter().filter_map(|issue| model.data.issue(*issue)).collect();
    if rows.is_empty() {
        return model.say(Tone::Warn, (words.doubts.at_no_issue)(&doubt.row.id));
    }
    let change = |row: &IssueRow<'_>| {
        Some((row.id, follow_up(&doubt.doubt, row.review, &model.marks.reasons, words)?))
    };
    let changes: Vec<(IssueId, Change)> = rows.iter().filter_map(change).collect();
    if changes.is_empty() {
        let rule = (words.doubts.rule)(doubt.row.rule);
        return model.say(Tone::Plain, (words.doubts.followed_already)(&doubt.row.id, rule));
    }
    let closed = rows.iter().filter(|row| row.review.state.closed());
    let closed: Vec<String> = closed
        .map(|row| format!("{}  {}  {}", say::review(words, row.review, model.today), row.path, row.title))
        .collect();
    match closed.is_empty() {
        true => order::give(model, Order::Each(changes), effects),
        false => order::ask_reopen(model, Order::Each(changes), closed),
    }
}
