//! The fields of the notice itself.

use crate::{
    notice::{Notice, Period},
    report::{acts, history},
    words::Words,
};

use super::{
    fields::{Around, Field, Now, check::contested},
    menu::NoticeField,
    model::Tone,
};

/// Adds the facts of a notice, each with its place in the text; first what people differ about.
pub fn facts(words: &Words, notice: &Notice, now: &Now, around: Around<'_>, out: &mut Vec<Field>) {
    if let Some(row) = around.notice {
        contested(words, &row.contested, now, |change| history::notice_change(words, change), out);
    }
    for (name, contest) in around.of_agency.iter().flat_map(|row| &row.contested) {
        let say = |change: &_| format!("{name}  {}", acts::agency_change(words, change));
        contested(words, std::slice::from_ref(contest), now, say, out);
    }
    let field = &words.tui.field;
    out.push(Field::heading(field.notice));
    let period =
        |period: Option<Period>| period.map(|days| format!("{}{}{}", days.start, field.to, days.end));
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    let rows = [
        ("title", field.title, notice.title.clone()),
        ("organisation", field.organisation, notice.organisation.clone()),
        ("agency", field.agency, notice.agency.clone()),
        ("inspection_body", field.inspection_body, notice.inspection_body.clone()),
        ("round", field.round, notice.round.clone()),
        ("inspection_period", field.inspection_period, period(notice.inspection_period)),
        ("feedback_date", field.feedback_date, day(notice.feedback_date)),
        ("published", field.published, day(notice.published)),
        ("disclosure_period", field.disclosure_period, period(notice.disclosure_period)),
    ];
    for (key, label, value) in rows {
        let span = notice.spans.get(key).copied();
        if let Some(right) = put_right(key, around) {
            out.push(Field::inline(label, format!("{} {right}", words.follow.sign), None).toned(Tone::Warn));
            let printed = value.unwrap_or_else(|| words.follow.nothing.to_owned());
            out.push(Field::inline("", (words.follow.printed)(&printed), span).toned(Tone::Dim));
            let hides = around
                .notice
                .is_some_and(|row| field_of(key).is_some_and(|of| row.hides.contains(&of.name())));
            out.extend(hides.then(|| Field::inline("", words.check.printed_since, span).toned(Tone::Warn)));
        } else if let Some(value) = value {
            out.push(Field::inline(label, value, span));
        }
    }
    let contacts = &notice.contacts;
    let lists = [
        ("phones", field.phone, &contacts.phones),
        ("emails", field.email, &contacts.emails),
        ("addresses", field.address, &contacts.addresses),
    ];
    for (key, label, values) in lists {
        for (at, value) in values.iter().enumerate() {
            let span = notice.spans.get(&format!("contacts.{key}.{at}")).copied();
            out.push(Field::inline(label, value.clone(), span));
        }
    }
    for claim in &notice.claims {
        out.push(Field::inline(field.claim, claim.raw.clone(), Some(claim.span)));
    }
    for remark in &notice.remarks {
        out.push(Field::inline(field.remark, remark.clone(), None).toned(Tone::Warn));
    }
    let versions = around.notice.map_or(1, |notice| notice.versions);
    if versions > 1 {
        out.push(Field::inline("", (field.versions)(versions), None).toned(Tone::Dim));
    }
}

/// What is right in place of what is printed, where it was put right by hand.
fn put_right(key: &str, around: Around<'_>) -> Option<String> {
    let (notice, field) = (around.notice?, field_of(key)?);
    if !notice.corrected.contains(&field.name()) {
        return None;
    }
    match field {
        NoticeField::Title => Some(notice.title.to_string()),
        NoticeField::Agency => Some(around.agency.to_owned()),
        NoticeField::Feedback => notice.feedback.map(|day| day.to_string()),
        NoticeField::Published => notice.published.map(|day| day.to_string()),
    }
}

/// Which field of a notice can be put right, by its name in the facts.
fn field_of(key: &str) -> Option<NoticeField> {
    match key {
        "title" => Some(NoticeField::Title),
        "agency" => Some(NoticeField::Agency),
        "feedback_date" => Some(NoticeField::Feedback),
        "published" => Some(NoticeField::Published),
        _ => None,
    }
}
