//! The fields of the notice itself.

use crate::{
    notice::{Notice, Period},
    words::Words,
};

use super::{fields::Field, model::Tone};

/// Adds the facts of a notice, each with its place in the text.
pub fn facts(words: &Words, notice: &Notice, versions: u32, out: &mut Vec<Field>) {
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
        if let Some(value) = value {
            out.push(Field::inline(label, value, notice.spans.get(key).copied()));
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
    if versions > 1 {
        out.push(Field::inline("", (field.versions)(versions), None).toned(Tone::Dim));
    }
}
