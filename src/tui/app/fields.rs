//! From an issue to the fields of the detail pane, each with the place in the text it came from.

use jiff::{civil::Date, tz::TimeZone};

use crate::{
    ledger::{
        followup::Event,
        types::{DueRow, IssueDetail, OutcomeSet},
    },
    notice::{Labelled, Measure, Node, Span},
    report::history,
    words::Words,
};

use super::{facts, model::Tone, say};

/// How a field is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A heading: no field, cannot be chosen.
    Heading,
    /// The label in a line of its own, the text below.
    Block,
    /// The label before the text.
    Inline,
    /// The same with room for a short label only.
    Step,
}

/// A field of the detail pane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// What it is.
    pub label: String,
    /// What it says.
    pub text: String,
    /// Where the notice says it; `None` for what is not of the notice.
    pub span: Option<Span>,
    /// How it is laid out.
    pub shape: Shape,
    /// How it is meant.
    pub tone: Tone,
}

impl Field {
    /// A heading above fields.
    pub fn heading(label: &str) -> Self {
        Self {
            label: label.to_owned(),
            text: String::new(),
            span: None,
            shape: Shape::Heading,
            tone: Tone::Strong,
        }
    }

    /// A field with its label in a line of its own.
    pub fn block(label: &str, text: impl Into<String>, span: Option<Span>) -> Self {
        Self { label: label.to_owned(), text: text.into(), span, shape: Shape::Block, tone: Tone::Plain }
    }

    /// A field with its label before the text.
    pub fn inline(label: &str, text: impl Into<String>, span: Option<Span>) -> Self {
        Self { label: label.to_owned(), text: text.into(), span, shape: Shape::Inline, tone: Tone::Plain }
    }

    /// The field in another tone.
    #[must_use]
    pub fn toned(self, tone: Tone) -> Self {
        Self { tone, ..self }
    }
}

/// What counts as today, and the time zone in which moments are told.
#[derive(Debug, Clone)]
pub struct Now {
    /// The day.
    pub today: Date,
    /// The zone.
    pub zone: TimeZone,
}

/// All fields of an issue, in the order in which they are shown.
pub fn fields(words: &Words, detail: &IssueDetail, now: &Now, versions: u32) -> Vec<Field> {
    let today = now.today;
    let field = &words.tui.field;
    let node = &detail.node;
    let mut out = Vec::new();
    if !detail.present {
        out.push(Field::inline("!", field.gone, None).toned(Tone::Warn));
    }
    let label = if node.label.is_empty() { String::new() } else { format!("{} ", node.label) };
    out.push(Field::block(field.problem, label + &node.title, Some(node.span)).toned(Tone::Strong));
    if let Some(more) = &node.detail {
        out.push(Field::block(field.detail, more.text.clone(), Some(more.span)));
    }
    out.push(outcome(words, node));
    deadlines(words, node, today, &mut out);
    for one in &node.responsible {
        let role =
            if one.role.is_empty() { field.responsible } else { one.role.trim_end_matches(['：', ':']) };
        out.push(Field::inline(role, one.name.clone(), Some(one.span)));
    }
    out.push(Field::inline(field.review, say::review(words, &detail.review, today), None));
    if let Some(note) = &detail.review.note {
        out.push(Field::inline(words.tui.review.note, note.clone(), None));
    }
    if !detail.above.is_empty() {
        out.push(Field::inline(field.above, detail.above.join(" › "), None).toned(Tone::Dim));
    }
    response(words, node, &mut out);
    history(words, &detail.history, &now.zone, &mut out);
    facts::facts(words, &detail.notice, versions, &mut out);
    out.push(Field::inline(field.key, detail.key.to_string(), None).toned(Tone::Dim));
    out
}

fn outcome(words: &Words, node: &Node) -> Field {
    let label = words.tui.field.outcome;
    match &node.outcome {
        None => Field::inline(label, say::outcomes(words, OutcomeSet::default(), say::Length::Whole), None)
            .toned(Tone::Warn),
        Some(outcome) => {
            let said = say::outcomes(words, OutcomeSet::of(&outcome.tags), say::Length::Whole);
            let basis = say::basis(words, outcome.basis);
            let line = (words.tui.field.outcome_line)(&said, basis, &outcome.raw);
            Field::inline(label, line, Some(outcome.span))
        }
    }
}

fn deadlines(words: &Words, node: &Node, today: Date, out: &mut Vec<Field>) {
    for deadline in &node.deadlines {
        let kind = say::deadline_kind(words, deadline.kind);
        let raw = (words.tui.field.quoted)(&deadline.raw);
        let field = match deadline.due {
            None => (format!("{kind}  {}  {raw}", words.tui.due.unclear), Tone::Warn),
            Some(due) => {
                match say::due(words, DueRow { due, kind: deadline.kind }, today, say::Length::Whole) {
                    Some((far, tone)) => (format!("{due}  {kind}  {far}  {raw}"), tone),
                    None => (format!("{due}  {kind}  {raw}"), Tone::Plain),
                }
            }
        };
        out.push(Field::inline(words.tui.field.deadline, field.0, Some(deadline.span)).toned(field.1));
    }
}

/// The answer: whole where it has no steps, else what stands before them, the steps, and what
/// stands behind.
fn response(words: &Words, node: &Node, out: &mut Vec<Field>) {
    let label = words.tui.field.response;
    let Some(response) = &node.response else {
        out.push(Field::inline(label, words.tui.field.no_response, None).toned(Tone::Dim));
        return;
    };
    let places = steps_in(response, &node.measures);
    if places.is_empty() {
        out.push(Field::block(label, response.text.clone(), Some(response.span)));
        return;
    }
    let between = |from: usize, to: usize| {
        let text = response.text.get(from..to).unwrap_or("").trim();
        text.chars().any(char::is_alphanumeric).then(|| text.to_owned())
    };
    let first = places.first().map_or(0, |place| place.0);
    match between(0, first) {
        Some(text) => out.push(Field::block(label, text, Some(response.span))),
        None => out.push(Field::heading(label)),
    }
    for (at, (measure, (_, end))) in node.measures.iter().zip(&places).enumerate() {
        let next = places.get(at + 1).map_or(response.text.len(), |place| place.0);
        out.push(Field {
            shape: Shape::Step,
            ..Field::inline(&measure.label, measure.text.clone(), Some(measure.span))
        });
        if let Some(rest) = between(*end, next) {
            out.push(Field { shape: Shape::Step, ..Field::inline("", rest, Some(response.span)) });
        }
    }
}

/// Where the steps stand in the answer's text; empty unless each is found, one behind the other.
fn steps_in(response: &Labelled, measures: &[Measure]) -> Vec<(usize, usize)> {
    let mut from = 0;
    let mut places = Vec::new();
    for measure in measures {
        let rest = response.text.get(from..).unwrap_or("");
        let Some(at) = rest.find(measure.text.as_str()).filter(|_| !measure.text.is_empty()) else {
            return Vec::new();
        };
        let before = rest.get(..at).unwrap_or("").trim_end();
        let label = before.strip_suffix(measure.label.as_str()).map_or(at, str::len);
        places.push((from + label, from + at + measure.text.len()));
        from += at + measure.text.len();
    }
    places
}

fn history(words: &Words, events: &[Event], zone: &TimeZone, out: &mut Vec<Field>) {
    out.push(Field::heading(words.tui.field.history));
    if events.is_empty() {
        out.push(Field::inline("", words.tui.field.no_history, None).toned(Tone::Dim));
    }
    for event in events.iter().rev() {
        let day = event.time.to_zoned(zone.clone()).date();
        let (what, note) = history::change(words, &event.change);
        let undone = if event.undone { words.tui.review.undone } else { "" };
        let note = note.map(|note| format!("  {note}")).unwrap_or_default();
        let text = format!("{}  {what}{undone}{note}", event.author);
        let tone = if event.undone { Tone::Dim } else { Tone::Plain };
        out.push(Field::inline(&day.to_string(), text, None).toned(tone));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measure(label: &str, text: &str) -> Measure {
        Measure { label: label.to_owned(), text: text.to_owned(), span: Span::new(0, 0) }
    }

    #[test]
    fn steps_are_found_one_behind_the_other() {
        let response = Labelled {
            text: "高度重视。一是开会。二是开会。现已完成。".to_owned(),
            span: Span::new(0, 0),
        };
        let places = steps_in(&response, &[measure("一是", "开会。"), measure("二是", "开会。")]);
        let texts: Vec<&str> =
            places.iter().map(|(from, to)| response.text.get(*from..*to).unwrap()).collect();
        assert_eq!(texts, ["一是开会。", "二是开会。"]);
        assert!(steps_in(&response, &[measure("一是", "散会。")]).is_empty());
    }
}
