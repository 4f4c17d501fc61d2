//! Putting right what the reader took from a notice: menus and forms, and how outcomes and deadlines
//! are written in them.

use jiff::civil::Date;

use crate::{
    ledger::{
        fold::fold,
        followup::{DueDay, Missed},
        types::{IssueRow, NoticeRow},
    },
    notice::{DeadlineKind, OutcomeTag},
    query::{due, filter::OutcomeChoice},
    report::history,
    words::Words,
};

use super::{
    form::{self, Form, FormField, FormKind, Role},
    menu::{Choice, FixKind, Item, Menu, MenuKind, NoticeField},
    model::{Model, Overlay, Pane, Tone},
    say,
    tree::Kind,
};

/// What is put right: an issue, or a notice.
pub enum Target<'a> {
    /// The selected issue.
    Issue(&'a IssueRow),
    /// The notice on whose row the selection stands.
    Notice(&'a NoticeRow),
}

/// What is selected that can be put right.
pub fn target(model: &Model) -> Option<Target<'_>> {
    if model.focus == Pane::Agencies {
        return None;
    }
    let node = model.tree.selected()?;
    if let Some(row) = model.issue() {
        return Some(Target::Issue(row));
    }
    let notice = model.data.snapshot.notices.iter().find(|row| row.id == node.key.0)?;
    (node.kind == Kind::Notice).then_some(Target::Notice(notice))
}

/// Opens the menu of corrections for the selected issue or notice.
pub fn open(model: &mut Model) {
    let words = model.words;
    let (intro, items) = match target(model) {
        Some(Target::Issue(row)) => (row.title.to_string(), of_issue(words, row)),
        Some(Target::Notice(row)) => (row.title.to_string(), of_notice(words, row)),
        None => return,
    };
    let mut menu = Menu::new(MenuKind::Fix, words.tui.fixing.title, items);
    menu.intro = vec![intro];
    model.overlays.push(Overlay::Menu(menu));
}

fn of_issue(words: &Words, row: &IssueRow) -> Vec<Item> {
    let fixing = &words.tui.fixing;
    let [title, outcome, deadlines, ..] = words.follow.fields;
    let change = |field, kind| Item::new((fixing.change)(field), Choice::Fix(kind));
    let restore = |field, kind| Item::new((fixing.restore)(field), Choice::Fix(kind));
    let void = if row.fixes.void { fixing.not_void } else { fixing.void };
    let mut items = vec![
        change(title, FixKind::Title(true)),
        change(outcome, FixKind::Outcome(true)),
        change(deadlines, FixKind::Deadlines(true)),
        Item::new(void, Choice::Fix(FixKind::Void(!row.fixes.void))),
        Item::new(fixing.missed, Choice::Missed),
    ];
    let fixed = [
        (row.fixes.title, title, FixKind::Title(false)),
        (row.fixes.outcome, outcome, FixKind::Outcome(false)),
        (row.fixes.deadlines, deadlines, FixKind::Deadlines(false)),
    ];
    items.extend(fixed.into_iter().filter(|(fixed, ..)| *fixed).map(|(_, field, kind)| restore(field, kind)));
    items
}

fn of_notice(words: &Words, row: &NoticeRow) -> Vec<Item> {
    let fixing = &words.tui.fixing;
    // A notice that other ledgers could not know by its key cannot be spoken of.
    let disabled = row.key.is_empty().then_some(fixing.no_key);
    let mut items: Vec<Item> = NoticeField::ALL
        .into_iter()
        .map(|field| Item::new((fixing.change)(field_word(words, field)), Choice::FixNotice(field)))
        .collect();
    items.push(Item::new(fixing.missed, Choice::Missed));
    let fixed = NoticeField::ALL.into_iter().filter(|field| row.corrected.contains(&field.name()));
    items.extend(
        fixed.map(|field| Item::new((fixing.restore)(field_word(words, field)), Choice::Restore(field))),
    );
    items.into_iter().map(|item| Item { disabled, ..item }).collect()
}

/// What a field of a notice is called.
pub fn field_word(words: &Words, field: NoticeField) -> &'static str {
    let [_, _, _, title, agency, feedback, published] = words.follow.fields;
    match field {
        NoticeField::Title => title,
        NoticeField::Agency => agency,
        NoticeField::Feedback => feedback,
        NoticeField::Published => published,
    }
}

/// Goes on from the menu to the form.
pub fn choose(model: &mut Model, choice: Choice) {
    let form = match (choice, target(model)) {
        (Choice::Fix(kind), Some(Target::Issue(row))) => issue_form(model.words, row, kind),
        (Choice::FixNotice(field), Some(Target::Notice(row))) => notice_form(model, row, field),
        (Choice::Restore(field), Some(Target::Notice(row))) => {
            let title = (model.words.tui.fixing.restore)(field_word(model.words, field));
            Form::new(FormKind::Restore(row.id, field), &title, vec![reason(model.words)])
        }
        (Choice::Missed, Some(target)) => match missed_form(model, &target) {
            Some(form) => form,
            None => return model.say(Tone::Warn, model.words.tui.fixing.no_key),
        },
        _ => return,
    };
    model.overlays.push(Overlay::Form(form));
    form::review(model);
}

fn reason(words: &Words) -> FormField {
    FormField::new(words.tui.fixing.reason, Role::Reason, "")
}

fn issue_form(words: &Words, row: &IssueRow, kind: FixKind) -> Form {
    let fixing = &words.tui.fixing;
    let [title, outcome, deadlines, ..] = words.follow.fields;
    let field =
        |label, role, hint, text: &str| vec![FormField::new(label, role, hint).with(text), reason(words)];
    let (said, fields) = match kind {
        FixKind::Title(true) => ((fixing.change)(title), field(title, Role::Title, "", &row.title)),
        FixKind::Outcome(true) => {
            let tags: Vec<OutcomeTag> = row.outcome.tags().collect();
            let text = history::outcomes(words, &tags);
            ((fixing.change)(outcome), field(outcome, Role::Outcome, fixing.outcome_hint, &text))
        }
        FixKind::Deadlines(true) => {
            let days: Vec<String> = row
                .deadlines
                .iter()
                .map(|day| history::due_day(words, &DueDay { due: day.due, kind: day.kind }))
                .collect();
            let text = days.join(words.follow.comma);
            ((fixing.change)(deadlines), field(deadlines, Role::Deadlines, fixing.deadlines_hint, &text))
        }
        FixKind::Title(false) => ((fixing.restore)(title), vec![reason(words)]),
        FixKind::Outcome(false) => ((fixing.restore)(outcome), vec![reason(words)]),
        FixKind::Deadlines(false) => ((fixing.restore)(deadlines), vec![reason(words)]),
        FixKind::Void(true) => (fixing.void.to_owned(), vec![reason(words)]),
        FixKind::Void(false) => (fixing.not_void.to_owned(), vec![reason(words)]),
    };
    Form::new(FormKind::Fix(row.id, kind), &said, fields)
}

fn notice_form(model: &Model, row: &NoticeRow, field: NoticeField) -> Form {
    let words = model.words;
    let name = field_word(words, field);
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let (role, text) = match field {
        NoticeField::Title => (Role::Title, row.title.to_string()),
        NoticeField::Agency => {
            (Role::Title, model.data.agency(row.agency).map(|row| row.name.to_string()).unwrap_or_default())
        }
        NoticeField::Feedback => (Role::Day, day(row.feedback)),
        NoticeField::Published => (Role::Day, day(row.published)),
    };
    let hint = if role == Role::Day { words.tui.fixing.day_hint } else { "" };
    let fields = vec![FormField::new(name, role, hint).with(&text), reason(words)];
    Form::new(FormKind::FixNotice(row.id, field), &(words.tui.fixing.change)(name), fields)
}

/// The form of a missed issue, which stands behind the selected one; of a notice, behind all.
fn missed_form(model: &Model, target: &Target<'_>) -> Option<Form> {
    let (notice, after) = match target {
        Target::Issue(row) => (row.notice, Some(row.key.to_string())),
        Target::Notice(row) => (row.id, None),
    };
    let notice = model.data.snapshot.notices.iter().find(|row| row.id == notice)?;
    if notice.key.is_empty() {
        return None;
    }
    let fixing = &model.words.tui.fixing;
    let [title, outcome, ..] = model.words.follow.fields;
    let fields = vec![
        FormField::new(fixing.label, Role::Label, ""),
        FormField::new(title, Role::Title, ""),
        FormField::new(fixing.response, Role::Response, ""),
        FormField::new(outcome, Role::Outcome, fixing.outcome_hint),
        reason(model.words),
    ];
    let missed = Missed {
        notice: notice.key.to_string(),
        label: String::new(),
        title: String::new(),
        response: None,
        outcome: Vec::new(),
        after,
        reason: String::new(),
    };
    let mut form = Form::new(FormKind::Missed(Box::new(missed)), fixing.missed, fields);
    form.at = 1;
    Some(form)
}

/// The outcomes that a text names: by the keys of their filters, by their words or short words, with
/// signs or blanks between. Nothing, or 未标明, is no outcome; `None` where a word is none of them.
pub fn outcomes_of(text: &str, words: &Words) -> Option<Vec<OutcomeTag>> {
    let mut tags: Vec<OutcomeTag> = Vec::new();
    let pieces = text.split(['、', '，', ',', ';', '；', '+', '/']).filter(|piece| !piece.trim().is_empty());
    for piece in pieces {
        // Names may hold blanks, and blanks may part names.
        let by_blanks = || {
            let all: Option<Vec<_>> = piece.split_whitespace().map(|word| outcomes_in(word, words)).collect();
            all.map(|all| all.concat())
        };
        let choices = outcomes_in(piece, words).or_else(by_blanks)?;
        tags.extend(choices.into_iter().filter_map(|choice| match choice {
            OutcomeChoice::Tag(tag) => Some(tag),
            OutcomeChoice::Unstated => None,
        }));
    }
    tags.sort_by_key(|tag| *tag as u8);
    tags.dedup();
    Some(tags)
}

fn outcomes_in(word: &str, words: &Words) -> Option<Vec<OutcomeChoice>> {
    let word = fold(word);
    let key = |one: char| {
        let place = one.to_digit(10).and_then(|digit| usize::try_from(digit).ok())?.checked_sub(1)?;
        say::OUTCOMES.get(place).copied()
    };
    if word.chars().all(|one| one.is_ascii_digit()) {
        return word.chars().map(key).collect();
    }
    let called = |choice: &OutcomeChoice| {
        let at = choice.index();
        [&words.ledger.outcomes, &words.tui.outcome.short]
            .into_iter()
            .any(|names| names.get(at).is_some_and(|name| fold(name) == word))
    };
    OutcomeChoice::ALL.into_iter().find(called).map(|choice| vec![choice])
}

/// What outcomes are understood as.
pub fn say_outcomes(words: &Words, tags: &[OutcomeTag]) -> String {
    (words.tui.fixing.understood)(&history::outcomes(words, tags))
}

/// The deadlines that a text names: days as [`due::day`] reads them, each with the word of its kind
/// before or behind it (a promise where there is none), with signs between.
///
/// # Errors
/// What is wrong, in the user's words.
pub fn deadlines_of(text: &str, today: Date, words: &Words) -> Result<Vec<DueDay>, String> {
    let pieces = text.split(['、', '，', ',', ';', '；']).map(str::trim).filter(|piece| !piece.is_empty());
    pieces.map(|piece| deadline_of(piece, today, words)).collect()
}

fn deadline_of(piece: &str, today: Date, words: &Words) -> Result<DueDay, String> {
    let kinds = [DeadlineKind::Required, DeadlineKind::Promised, DeadlineKind::Reported];
    let named = kinds.into_iter().find_map(|kind| {
        let name = say::deadline_kind(words, kind);
        let day = piece.strip_suffix(name).or_else(|| piece.strip_prefix(name))?;
        Some((day.trim(), kind))
    });
    let (day, kind) = named.unwrap_or((piece, DeadlineKind::Promised));
    let due = due::day(day, today).map_err(|why| why.explain(&words.ledger))?;
    Ok(DueDay { due, kind })
}

/// What deadlines are understood as.
pub fn say_deadlines(words: &Words, days: &[DueDay]) -> String {
    let all: Vec<String> = days.iter().map(|day| history::due_day(words, day)).collect();
    (words.tui.fixing.understood)(&all.join(words.follow.comma))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use rstest::rstest;

    use super::*;
    use crate::words::{EN, ZH};

    #[rstest]
    #[case("已完成、长期坚持", Some(vec![OutcomeTag::Completed, OutcomeTag::LongTerm]))]
    #[case("2 1", Some(vec![OutcomeTag::Completed, OutcomeTag::LongTerm]))]
    #[case("１２", Some(vec![OutcomeTag::Completed, OutcomeTag::LongTerm]))]
    #[case("完成，完成", Some(vec![OutcomeTag::Completed]))]
    #[case("6", Some(vec![]))]
    #[case("未标明", Some(vec![]))]
    #[case("", Some(vec![]))]
    #[case("7", None)]
    #[case("好", None)]
    fn outcomes_are_written_in_words_or_keys(#[case] text: &str, #[case] want: Option<Vec<OutcomeTag>>) {
        assert_eq!(outcomes_of(text, &ZH), want);
    }

    #[test]
    fn what_is_said_of_outcomes_is_read_again() {
        for words in [&ZH, &EN] {
            for tags in [vec![], vec![OutcomeTag::Completed], OutcomeTag::ALL.to_vec()] {
                assert_eq!(outcomes_of(&history::outcomes(words, &tags), words), Some(tags));
            }
        }
    }

    #[test]
    fn deadlines_carry_their_kind() {
        let today = date(2026, 11, 23);
        let day = |day, kind| DueDay { due: day, kind };
        let want = vec![
            day(date(2026, 12, 31), DeadlineKind::Required),
            day(date(2026, 6, 30), DeadlineKind::Reported),
            day(date(2026, 11, 30), DeadlineKind::Promised),
        ];
        let got = deadlines_of("年底 要求、已报告2026年6月30日, 月底", today, &ZH);
        assert_eq!(got.as_ref(), Ok(&want));
        let said: Vec<String> = want.iter().map(|day| history::due_day(&ZH, day)).collect();
        assert_eq!(deadlines_of(&said.join("、"), today, &ZH), Ok(want));
        assert!(deadlines_of("2026-02-30 要求", today, &ZH).is_err());
        assert_eq!(deadlines_of(" ", today, &ZH), Ok(vec![]));
    }
}
