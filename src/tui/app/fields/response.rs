//! The answer of an issue as fields: its steps, and what stands around them.

use crate::{
    notice::{Labelled, Measure, Node},
    words::Words,
};

use super::{Field, Shape, Tone};

/// The answer: whole where it has no steps, else what stands before them, the steps, and what
/// stands behind.
pub(super) fn response(words: &Words, node: &Node, out: &mut Vec<Field>) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::Span;

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
