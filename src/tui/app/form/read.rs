//! From what is written in a form to what it gives.

use jiff::civil::Date;

use crate::{
    config::{
        reasons::Reasons,
        views::{self, Views, edit::Put},
    },
    ledger::{
        fold,
        followup::{
            Change, Correction, Missed,
            case::{AgencyChange, NoticeChange, NoticeCorrection},
        },
        types::{NoticeId, NoticeRow},
    },
    query::{
        bounds::{self, Of},
        due,
        filter::DueFilter,
    },
    tui::app::{
        board::asked,
        fix::written,
        menu::{FixKind, MarkKind, NoticeField, Which},
        order::Order,
        steps,
        work::Wish,
    },
    words::Words,
    work::Job,
};

use super::{Form, FormKind, Role, work_forms};

/// What is wrong stands beside its field; nothing is left to say.
pub(super) struct Told;

/// What a form gives.
pub(super) enum Sent {
    /// Something that the ledger is to write.
    Order(Order),
    /// Long work.
    Work(Wish),
    /// A filter of days.
    Due(Which, DueFilter),
    /// Who makes the marks.
    Author(String),
    /// A view that is to be kept.
    View(Put),
}

/// What a form is read with.
pub(super) struct Desk<'a> {
    /// The language.
    pub words: &'a Words,
    /// The day that counts as today.
    pub today: Date,
    /// The notices, against whose days others are held.
    pub notices: &'a [NoticeRow],
    /// The reasons of doubt, by number and name.
    pub reasons: &'a Reasons,
    /// The saved views.
    pub views: &'a Views,
}

impl Desk<'_> {
    fn notice(&self, id: NoticeId) -> Option<&NoticeRow> {
        self.notices.iter().find(|row| row.id == id)
    }
}

/// Reads a form. The rules of days and values are those of the command line.
pub(super) fn read(form: &mut Form, desk: &Desk<'_>) -> Result<Sent, Told> {
    let Desk { words, today, .. } = *desk;
    match form.kind.clone() {
        FormKind::Author => match form.text(Role::Author) {
            Some(name) => Ok(Sent::Author(name)),
            None => Err(form.fail(Role::Author, words.tui.mark.author_empty)),
        },
        FormKind::Days(which) => {
            let days = form.text(Role::Days).and_then(|text| days(&text, today));
            let days = days.ok_or_else(|| form.fail(Role::Days, words.tui.filter.bad_days))?;
            Ok(Sent::Due(which, DueFilter::Within(days)))
        }
        FormKind::Between(which) => between(form, desk).map(|due| Sent::Due(which, due)),
        FormKind::Mark(issues, kind) => {
            mark(form, kind, desk).map(|change| Sent::Order(Order::Mark(issues, change)))
        }
        FormKind::Fix(issue, kind) => {
            let to = fixed(form, kind, desk)?;
            let reason = reason(form, words)?;
            Ok(Sent::Order(Order::Mark(vec![issue], Change::Correct { to, reason, printed: None })))
        }
        FormKind::FixNotice(notice, field) => {
            let to = fixed_notice(form, notice, field, desk)?;
            of_notice(form, notice, to, words)
        }
        FormKind::Restore(notice, field) => of_notice(form, notice, as_printed(field), words),
        FormKind::Withdraw(notice) => {
            // Why it is withdrawn puts nothing right.
            let reason = form
                .text(Role::Reason)
                .ok_or_else(|| form.fail(Role::Reason, words.standing.reason_empty))?;
            Ok(Sent::Order(Order::Notice(notice, NoticeChange::Withdraw { reason })))
        }
        FormKind::Dismiss(row) => {
            // Putting a question aside puts nothing right.
            let reason =
                form.text(Role::Reason).ok_or_else(|| form.fail(Role::Reason, words.doubts.reason_empty))?;
            Ok(Sent::Order(asked::put_aside(&row, &reason)))
        }
        FormKind::View(old) => view(form, old, desk),
        FormKind::Export(export) => work_forms::export(form, *export, words),
        FormKind::Work(ask) => work_forms::read(form, ask, words),
        FormKind::Attach(issue, copy) => match form.text(Role::File) {
            Some(file) => {
                let note = form.text(Role::Note);
                Ok(Sent::Work(Wish::Job(Job::Attach { issue, path: file.into(), copy, note })))
            }
            None => Err(form.fail(Role::File, words.tui.evidence.file_empty)),
        },
        FormKind::Step(notice, step) => {
            let on = form.day(Role::On, Of::Step, desk)?;
            if let Some((row, on)) = desk.notice(notice).zip(on) {
                bounds::step_in_order(row, on)
                    .map_err(|why| form.fail(Role::On, why.explain(&words.ledger)))?;
            }
            Ok(Sent::Order(steps::order(notice, step, on)))
        }
        FormKind::Region(name) => {
            let change = AgencyChange::Region { to: form.text(Role::Title) };
            Ok(Sent::Order(Order::Agency(name, change)))
        }
        FormKind::Missed(at) => missed(form, *at, words).map(|missed| Sent::Order(Order::Add(missed))),
    }
}

fn between(form: &mut Form, desk: &Desk<'_>) -> Result<DueFilter, Told> {
    let words = desk.words;
    let (from, until) = (form.end(Role::From, desk)?, form.end(Role::Until, desk)?);
    match (from, until) {
        (None, None) => Err(form.fail(Role::From, words.tui.filter.bad_range)),
        (Some(from), Some(until)) if from > until => Err(form.fail(Role::Until, words.tui.filter.bad_order)),
        _ => Ok(DueFilter::Between(from, until)),
    }
}

fn mark(form: &mut Form, kind: MarkKind, desk: &Desk<'_>) -> Result<Change, Told> {
    let note = form.text(Role::Note);
    Ok(match kind {
        MarkKind::Revisit => {
            Change::Revisit { due: form.day(Role::Due, Of::Due, desk)?, who: form.text(Role::Who), note }
        }
        MarkKind::Query => Change::Query { reason: doubt(form, desk)?, note },
        MarkKind::Found(finding) => {
            let on = form.day(Role::On, Of::Seen, desk)?;
            Change::Verify { finding, seen: form.text(Role::Seen), on, note }
        }
        MarkKind::Archive => Change::Archive { note },
        MarkKind::Unread => Change::Unread,
        MarkKind::Due => Change::Due { due: form.day(Role::Due, Of::Due, desk)? },
        MarkKind::Assign => Change::Assign { who: form.text(Role::Who) },
        MarkKind::Note => Change::Note { note: note.unwrap_or_default() },
    })
}

/// Why an issue is doubted: a reason by its number or name, or in own words.
fn doubt(form: &mut Form, desk: &Desk<'_>) -> Result<Option<String>, Told> {
    let Some(typed) = form.text(Role::Reason) else { return Ok(None) };
    desk.reasons.pick(&typed).map(Some).map_err(|_| {
        let offered = desk.reasons.in_a_line(desk.words);
        form.fail(Role::Reason, (desk.words.export.receive.bad_reason)(&typed, &offered))
    })
}

fn fixed(form: &mut Form, kind: FixKind, desk: &Desk<'_>) -> Result<Correction, Told> {
    let Desk { words, today, .. } = *desk;
    Ok(match kind {
        FixKind::Title(true) => Correction::Title(Some(title(form, words)?)),
        FixKind::Title(false) => Correction::Title(None),
        FixKind::Outcome(true) => {
            let text = form.text(Role::Outcome).unwrap_or_default();
            let Some(tags) = written::outcomes_of(&text, words) else {
                return Err(form.fail(Role::Outcome, (words.tui.fixing.outcome_bad)(&text)));
            };
            Correction::Outcome(Some(tags))
        }
        FixKind::Outcome(false) => Correction::Outcome(None),
        FixKind::Deadlines(true) => {
            let text = form.text(Role::Deadlines).unwrap_or_default();
            let days = written::deadlines_of(&text, today, words);
            Correction::Deadlines(Some(days.map_err(|why| form.fail(Role::Deadlines, why))?))
        }
        FixKind::Deadlines(false) => Correction::Deadlines(None),
        FixKind::Void(void) => Correction::Void(void),
    })
}

fn title(form: &mut Form, words: &Words) -> Result<String, Told> {
    form.text(Role::Title).ok_or_else(|| form.fail(Role::Title, words.tui.fixing.title_empty))
}

/// Nothing is put right without a reason.
fn reason(form: &mut Form, words: &Words) -> Result<String, Told> {
    form.text(Role::Reason).ok_or_else(|| form.fail(Role::Reason, words.tui.fixing.reason_empty))
}

fn fixed_notice(
    form: &mut Form,
    notice: NoticeId,
    field: NoticeField,
    desk: &Desk<'_>,
) -> Result<NoticeCorrection, Told> {
    let words = desk.words;
    let mut day = || -> Result<Date, Told> {
        let day = form.day(Role::Day, Of::Notice, desk)?;
        day.ok_or_else(|| form.fail(Role::Day, words.tui.fixing.day_hint))
    };
    let to = match field {
        NoticeField::Feedback => NoticeCorrection::Feedback(Some(day()?)),
        NoticeField::Published => NoticeCorrection::Published(Some(day()?)),
        NoticeField::Title => NoticeCorrection::Title(Some(title(form, words)?)),
        NoticeField::Agency => NoticeCorrection::Agency(Some(title(form, words)?)),
    };
    if let Some(row) = desk.notice(notice) {
        bounds::notice_in_order(row, &to).map_err(|why| form.fail(Role::Day, why.explain(&words.ledger)))?;
    }
    Ok(to)
}

fn as_printed(field: NoticeField) -> NoticeCorrection {
    match field {
        NoticeField::Title => NoticeCorrection::Title(None),
        NoticeField::Agency => NoticeCorrection::Agency(None),
        NoticeField::Feedback => NoticeCorrection::Feedback(None),
        NoticeField::Published => NoticeCorrection::Published(None),
    }
}

fn of_notice(form: &mut Form, notice: NoticeId, to: NoticeCorrection, words: &Words) -> Result<Sent, Told> {
    let reason = reason(form, words)?;
    Ok(Sent::Order(Order::Notice(notice, NoticeChange::Correct { to, reason, printed: None })))
}

fn missed(form: &mut Form, at: Missed, words: &Words) -> Result<Missed, Told> {
    let title = title(form, words)?;
    let text = form.text(Role::Outcome).unwrap_or_default();
    let Some(outcome) = written::outcomes_of(&text, words) else {
        return Err(form.fail(Role::Outcome, (words.tui.fixing.outcome_bad)(&text)));
    };
    let (label, response) = (form.text(Role::Label).unwrap_or_default(), form.text(Role::Response));
    Ok(Missed { label, title, response, outcome, reason: reason(form, words)?, ..at })
}

/// A view: a name that no other has, a key that no other was given, a query that asks something.
fn view(form: &mut Form, old: Option<String>, desk: &Desk<'_>) -> Result<Sent, Told> {
    let (words, say) = (desk.words, &desk.words.views);
    let typed = form.text(Role::ViewName).ok_or_else(|| form.fail(Role::ViewName, say.no_name))?;
    let name =
        views::name_of(&typed).ok_or_else(|| form.fail(Role::ViewName, (say.bad_name)(views::WIDEST)))?;
    let other = |view: &&views::View| view.own && old.as_deref() != Some(&view.name);
    if let Some(taken) = desk.views.named(&name).filter(other) {
        return Err(form.fail(Role::ViewName, (say.name_taken)(&taken.name)));
    }
    let key = form.text(Role::ViewKey).unwrap_or_default();
    if !key.is_empty() {
        let key = views::key_of(&key).ok_or_else(|| form.fail(Role::ViewKey, (say.bad_key)(&key)))?;
        if let Some(taken) = desk.views.keyed(key).filter(other) {
            return Err(form.fail(Role::ViewKey, (say.key_taken)(key, &taken.name)));
        }
    }
    let query = form.text(Role::Query).unwrap_or_default();
    match views::query_of(&query, desk.today) {
        Ok(Some(_)) => {}
        Ok(None) => return Err(form.fail(Role::Query, (say.empty_query)(&name))),
        Err(fault) => return Err(form.fail(Role::Query, fault.tell(&query, words))),
    }
    let changed = |text: String, held: bool| if held { None } else { Some(text) };
    let held = |role: Role, form: &Form| {
        form.fields.iter().any(|field| field.role == role && field.input.value() == field.held)
    };
    // What was not touched stays as the file has it.
    let (key_held, query_held) =
        (old.is_some() && held(Role::ViewKey, form), old.is_some() && held(Role::Query, form));
    let put = Put { old, name, key: changed(key, key_held), query: changed(query, query_held), over: false };
    Ok(Sent::View(put))
}

/// A number of days as users write it: `30`, `30d`, `30天`, `３０`.
fn days(text: &str, today: Date) -> Option<u16> {
    let folded = fold::fold(text);
    if let Ok(days) = folded.parse::<u16>() {
        return Some(days).filter(|days| *days <= 9999);
    }
    match due::due_filter(text, today) {
        Ok(DueFilter::Within(days)) => Some(days),
        _ => None,
    }
}
