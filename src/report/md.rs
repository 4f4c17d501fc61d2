//! A page to read: Markdown, by agency.

use std::io::{self, Write};

use crate::{ledger::types::AgencyId, words::Words};

use super::{
    cell::{clean, line},
    columns, history,
    marks::{Field, Value},
    record::{Dossier, Made, Record},
};

/// Writes the dossier.
///
/// # Errors
/// Where `out` cannot be written.
pub fn write(dossier: &Dossier, words: &Words, out: &mut dyn Write) -> io::Result<()> {
    let page = &words.export.page;
    let made = &dossier.made;
    let when = made.when.strftime("%Y-%m-%d %H:%M").to_string();
    let head = (page.made)(&line(&made.level), &line(&made.who), &when, &line(&made.ledger));
    writeln!(out, "# {}\n\n{}", page.title, escape(&head))?;
    if !made.asked.is_empty() {
        writeln!(out, "\n{}", escape(&(page.asked)(&line(&made.asked))))?;
    }
    if made.redacted {
        writeln!(out, "\n{}", words.export.sheet.redacted_yes)?;
    }
    for (agency, records) in by_agency(dossier) {
        writeln!(out, "\n## {}", escape(&(page.agency)(&line(&agency), records.len())))?;
        for record in records {
            let mut said = String::new();
            issue(record, made, words, &mut said);
            out.write_all(said.as_bytes())?;
        }
    }
    Ok(())
}

/// The issues by agency, in the order in which agencies first come.
fn by_agency(dossier: &Dossier) -> Vec<(String, Vec<&Record>)> {
    let mut order: Vec<AgencyId> = Vec::new();
    let mut of = std::collections::HashMap::<AgencyId, (String, Vec<&Record>)>::new();
    for record in &dossier.records {
        let entry = of.entry(record.agency.id).or_insert_with(|| {
            order.push(record.agency.id);
            (record.agency.name.to_string(), Vec::new())
        });
        entry.1.push(record);
    }
    order.into_iter().filter_map(|id| of.remove(&id)).collect()
}

fn issue(record: &Record, made: &Made, words: &Words, out: &mut String) {
    let page = &words.export.page;
    out.push_str(&format!(
        "\n### {}\n\n",
        escape(&line(&format!("{} {}", record.detail.node.label, record.row.title)))
    ));
    let mut point = |name: &str, text: &str| {
        let text = clean(text);
        if !text.is_empty() {
            let lines: Vec<String> = text.lines().map(escape).collect();
            out.push_str(&format!("- **{name}**: {}\n", lines.join("  \n  ")));
        }
    };
    let node = &record.detail.node;
    let raw = node.outcome.as_ref().map(|outcome| outcome.raw.as_str()).unwrap_or_default();
    let tags: Vec<_> = record.row.outcome.tags().collect();
    let said = history::outcomes(words, &tags);
    // Most notices print the very words.
    let outcome = if raw.trim() == said { said } else { format!("{said} {raw}") };
    point(page.outcome, &outcome);
    point(page.answer, node.response.as_ref().map_or("", |part| &part.text));
    point(page.measures, &columns::measures(record).join("\n"));
    let days: Vec<String> = match record.row.fixes.deadlines {
        true => record.row.deadlines.iter().map(|day| day.due.to_string()).collect(),
        false => node.deadlines.iter().map(|day| columns::deadline(day, words)).collect(),
    };
    point(page.deadlines, &days.join("; "));
    point(page.check, &check(record, words));
    point(words.doubts.doubts, &columns::doubts(record, made, words).join("\n"));
    point(page.fixed, &columns::fixed(record, words).join("\n"));
    point(words.check.differ, &columns::differing(record, words).join("\n"));
    point(page.source, &source(record, words));
}

fn check(record: &Record, words: &Words) -> String {
    let review = &record.row.review;
    let parts = Field::ALL.into_iter().filter_map(|field| {
        let shown = Value::of(field, review).shown(words);
        (!shown.is_empty()).then(|| match field {
            Field::State => shown,
            field => format!("{} {shown}", columns::head(field, words)),
        })
    });
    parts.collect::<Vec<_>>().join("; ")
}

fn source(record: &Record, words: &Words) -> String {
    let page = &words.export.page;
    let place = &record.place;
    let parts = [
        Some(record.row.key.to_string()),
        Some(place.file.clone()),
        place.page.map(page.page),
        place.line.map(page.line),
        (!place.sha256.is_empty()).then(|| format!("SHA-256 {}", place.sha256)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("  ")
}

/// Text as it stands in Markdown, so that nothing in it is taken for a sign.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '!') {
            out.push('\\');
        }
        out.push(c);
    }
    match out.chars().next() {
        Some('-' | '+' | '=' | '~') => format!("\\{out}"),
        _ => out,
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        report::testing::{dossier, record},
        words::ZH,
    };

    use super::*;

    #[test]
    fn an_outcome_in_the_very_words_is_said_once() {
        let mut one = record(1, "甲市城市管理局", "aaaaaaaaaa", "公厕管理不到位");
        let said = |one: &Record| {
            let mut out = String::new();
            issue(one, &dossier().made, &ZH, &mut out);
            out.lines().find(|line| line.contains("整改结果")).unwrap_or_default().to_owned()
        };
        assert_eq!(said(&one), "- **整改结果**: 已完成、长期坚持 已完成，长期坚持");
        one.row.outcome = crate::ledger::types::OutcomeSet::of(&[crate::notice::OutcomeTag::Completed]);
        if let Some(outcome) = one.detail.node.outcome.as_mut() {
            outcome.raw = "已完成".into();
        }
        assert_eq!(said(&one), "- **整改结果**: 已完成");
    }
}
