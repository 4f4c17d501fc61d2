//! A notice as a readable outline, for `parse` without `--json`.

use std::fmt::{self, Write};

use crate::{
    notice::{DeadlineKind, Node, NodeKind, Notice, Period},
    words::read::Read,
};

/// Writes the facts and the outline of a notice.
///
/// # Errors
/// Where `out` cannot be written.
pub fn write(out: &mut impl Write, notice: &Notice, words: &Read) -> fmt::Result {
    let missing = words.not_stated;
    writeln!(out, "{}", notice.title.as_deref().unwrap_or(words.no_title))?;
    let period = |period: &Option<Period>| {
        period.map_or_else(|| missing.to_owned(), |period| format!("{} – {}", period.start, period.end))
    };
    let day = |day: Option<jiff::civil::Date>| day.map_or_else(|| missing.to_owned(), |day| day.to_string());
    let or = |text: &Option<String>| text.clone().unwrap_or_else(|| missing.to_owned());
    let facts = [
        (words.organisation, or(&notice.organisation)),
        (words.agency, or(&notice.agency)),
        (words.inspection_body, or(&notice.inspection_body)),
        (words.round, or(&notice.round)),
        (words.inspection_period, period(&notice.inspection_period)),
        (words.feedback_date, day(notice.feedback_date)),
        (words.published, day(notice.published)),
        (words.disclosure_period, period(&notice.disclosure_period)),
    ];
    for (name, value) in facts {
        writeln!(out, "  {name}{value}")?;
    }
    let contacts = &notice.contacts;
    for list in [&contacts.phones, &contacts.emails, &contacts.addresses] {
        for contact in list {
            writeln!(out, "  {}{contact}", words.contact)?;
        }
    }
    for claim in &notice.claims {
        writeln!(out, "  {}{}", words.claim, claim.raw)?;
    }
    for remark in &notice.remarks {
        writeln!(out, "  {}{remark}", words.remark)?;
    }
    writeln!(out, "  {}", (words.issue_count)(notice.issues().count()))?;
    for node in &notice.nodes {
        write_node(out, node, 0, words)?;
    }
    Ok(())
}

fn write_node(out: &mut impl Write, node: &Node, depth: usize, words: &Read) -> fmt::Result {
    let indent = "  ".repeat(depth);
    writeln!(out, "\n{indent}{}{}", node.label, node.title)?;
    if node.kind == NodeKind::Issue {
        write_issue(out, node, &indent, words)?;
    }
    for child in &node.children {
        write_node(out, child, depth + 1, words)?;
    }
    Ok(())
}

fn write_issue(out: &mut impl Write, node: &Node, indent: &str, words: &Read) -> fmt::Result {
    let outcome = node.outcome.as_ref().map_or_else(
        || words.not_stated.to_owned(),
        |outcome| {
            let tags: Vec<&str> = outcome.tags.iter().map(|tag| (words.tag)(*tag)).collect();
            format!("{} [{}] {}", outcome.raw, tags.join(" "), (words.basis)(outcome.basis))
        },
    );
    writeln!(out, "{indent}  {}{outcome}", words.outcome)?;
    if let Some(detail) = &node.detail {
        writeln!(out, "{indent}  {}{}", words.detail, one_line(&detail.text))?;
    }
    for person in &node.responsible {
        writeln!(out, "{indent}  {}：{}", person.role, person.name)?;
    }
    for deadline in &node.deadlines {
        let due = deadline.due.map_or_else(|| words.not_stated.to_owned(), |due| due.to_string());
        let kind: fn(DeadlineKind) -> &'static str = words.deadline_kind;
        writeln!(out, "{indent}  {}{due} {} {}", words.deadline, kind(deadline.kind), deadline.raw)?;
    }
    match &node.response {
        None => writeln!(out, "{indent}  {}{}", words.response, words.not_stated),
        Some(_) if !node.measures.is_empty() => {
            writeln!(out, "{indent}  {}", words.response.trim_end_matches(['：', ':', ' ']))?;
            for measure in &node.measures {
                writeln!(out, "{indent}    {}{}", measure.label, one_line(&measure.text))?;
            }
            Ok(())
        }
        Some(response) => writeln!(out, "{indent}  {}{}", words.response, one_line(&response.text)),
    }
}

fn one_line(text: &str) -> String {
    text.replace('\n', " ")
}
