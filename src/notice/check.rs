//! Checks that data which claims to be `notice/1` is of that form.

use serde_json::Value;

use super::{Node, Notice, SCHEMA, Span};

/// The first place at which data is not of the form `notice/1`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormFault {
    /// The place, as a path of keys and positions (`nodes.3.outcome.tags`), or `line 4, column 9`.
    pub place: String,
    /// What is wrong there, in the reader library's words or ours.
    pub what: String,
}

/// Reads one notice from JSON data and checks its form, naming the first fault.
///
/// # Errors
/// A [`FormFault`] where the data is not a `notice/1`, a span does not lie in the text (when the
/// text is there), or a span lies outside its parent.
pub fn check_form(value: &Value) -> Result<Notice, FormFault> {
    match value.get("schema").and_then(Value::as_str) {
        Some(SCHEMA) => {}
        Some(other) => return Err(fault("schema", &format!("{other:?} ≠ {SCHEMA:?}"))),
        None => return Err(fault("schema", "—")),
    }
    let notice: Notice = serde_path_to_error::deserialize(value)
        .map_err(|error| FormFault { place: error.path().to_string(), what: error.inner().to_string() })?;
    check_spans(&notice)?;
    Ok(notice)
}

fn fault(place: &str, what: &str) -> FormFault {
    FormFault { place: place.to_owned(), what: what.to_owned() }
}

fn check_spans(notice: &Notice) -> Result<(), FormFault> {
    let text = notice.text.as_deref();
    for (name, span) in &notice.spans {
        check_span(*span, text, &format!("spans.{name}"))?;
    }
    for (at, claim) in notice.claims.iter().enumerate() {
        check_span(claim.span, text, &format!("claims.{at}.span"))?;
    }
    for (at, page) in notice.pages.iter().enumerate() {
        check_span(*page, text, &format!("pages.{at}"))?;
    }
    check_nodes(&notice.nodes, text, "nodes")
}

fn check_nodes(nodes: &[Node], text: Option<&str>, above: &str) -> Result<(), FormFault> {
    for (at, node) in nodes.iter().enumerate() {
        let place = format!("{above}.{at}");
        check_span(node.span, text, &format!("{place}.span"))?;
        check_span(node.extent, text, &format!("{place}.extent"))?;
        if let Some(outcome) = &node.outcome {
            check_span(outcome.span, text, &format!("{place}.outcome.span"))?;
        }
        if let Some(response) = &node.response {
            check_span(response.span, text, &format!("{place}.response.span"))?;
        }
        if let Some(detail) = &node.detail {
            check_span(detail.span, text, &format!("{place}.detail.span"))?;
        }
        for (step, measure) in node.measures.iter().enumerate() {
            check_span(measure.span, text, &format!("{place}.measures.{step}.span"))?;
        }
        for (step, deadline) in node.deadlines.iter().enumerate() {
            check_span(deadline.span, text, &format!("{place}.deadlines.{step}.span"))?;
        }
        check_nodes(&node.children, text, &format!("{place}.children"))?;
    }
    Ok(())
}

fn check_span(span: Span, text: Option<&str>, place: &str) -> Result<(), FormFault> {
    let shown = format!("[{}, {})", span.start, span.end);
    if span.start > span.end {
        return Err(fault(place, &shown));
    }
    match text {
        Some(text) if text.get(span.start..span.end).is_none() => Err(fault(place, &shown)),
        _ => Ok(()),
    }
}
