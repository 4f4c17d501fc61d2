//! The view without persons: names and numbers that point to somebody are masked wherever the screen
//! shows what notices print and inspectors write. Fields in which one writes show what is there.

use std::{borrow::Cow, collections::BTreeSet, sync::Arc};

use crate::{
    ledger::{followup::Contest, types::SourceText},
    notice::Span,
    report::redact::{self, Mask},
};

use super::{
    board,
    model::{Model, Overlay, Tone},
};

/// Whether persons are masked, and which names are known besides those that a text gives away.
#[derive(Debug, Clone, Default)]
pub struct Veil {
    mask: Option<Mask>,
}

impl Veil {
    /// Whether persons are masked.
    pub fn on(&self) -> bool {
        self.mask.is_some()
    }

    /// What is shown of a text.
    pub fn over<'a>(&self, text: &'a str) -> Cow<'a, str> {
        match &self.mask {
            Some(mask) => mask.text(text).into(),
            None => text.into(),
        }
    }
}

/// Turns the view on or off.
pub fn turn(model: &mut Model) {
    let on = !model.veil.on();
    model.veil.mask = on.then(|| Mask::of(names(model).iter()));
    show(model);
    let words = &model.words.tui.veil;
    model.say(Tone::Plain, if on { words.on } else { words.off });
}

/// Looks for names anew, because the ledger told something.
pub fn renew(model: &mut Model) {
    if model.veil.on() {
        model.veil.mask = Some(Mask::of(names(model).iter()));
    }
}

/// The names that are known: who makes marks, who looks, who answers for the issue that is shown.
fn names(model: &Model) -> BTreeSet<String> {
    let mut fields: Vec<&str> = model.marks.author.iter().map(String::as_str).collect();
    for row in model.data.snapshot.issues.said() {
        fields.extend(row.review.who.as_deref());
        fields.extend(row.review.conflict.iter().map(|opinion| opinion.author.as_str()));
        fields.extend(authors(row.contested));
    }
    let snapshot = &model.data.snapshot;
    fields.extend(snapshot.notices.iter().flat_map(|row| authors(&row.contested)));
    let sides = snapshot.disputes.iter().flat_map(|dispute| &dispute.sides);
    fields.extend(sides.map(|event| event.author.as_str()));
    let of_agencies = snapshot.agencies.iter().flat_map(|row| &row.contested);
    fields.extend(of_agencies.flat_map(|(_, contest)| authors(std::slice::from_ref(contest))));
    if let Some(detail) = &model.detail.data {
        fields.extend(detail.history.iter().map(|event| event.author.as_str()));
        let persons = detail.node.responsible.iter().filter(|one| !redact::of_body(&one.role));
        fields.extend(persons.map(|one| one.name.as_str()));
    }
    let aside = snapshot.doubts.iter().filter_map(|row| row.dismissed.as_ref());
    fields.extend(aside.map(|fix| fix.author.as_str()));
    let parts = fields.into_iter().flat_map(redact::parts);
    parts.filter(|name| redact::of_person(name)).collect()
}

/// Who said something that stands against what others said.
fn authors<C>(contested: &[Contest<C>]) -> impl Iterator<Item = &str> {
    contested.iter().flat_map(|contest| &contest.voices).map(|voice| voice.author.as_str())
}

/// Shows anew what was put together before.
fn show(model: &mut Model) {
    super::answer::refill(model);
    board::refresh(model);
    let (veil, words) = (model.veil.clone(), model.search.shown.clone());
    for overlay in &mut model.overlays {
        if let Overlay::Source(source) = overlay {
            source.refill(&words, &veil);
        }
    }
}

/// How places in a text and in what is shown of it belong together, line by line: nothing that is
/// masked reaches over the end of a line.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// Where a line begins in the text, where it begins in what is shown, and both lines.
    lines: Vec<(usize, usize, Arc<str>, Arc<str>)>,
}

impl Places {
    fn between(text: &str, shown: &str) -> Self {
        let (mut from, mut to) = (0, 0);
        let mut lines = Vec::new();
        for (line, masked) in text.split_inclusive('\n').zip(shown.split_inclusive('\n')) {
            lines.push((from, to, Arc::from(line), Arc::from(masked)));
            (from, to) = (from + line.len(), to + masked.len());
        }
        Self { lines }
    }

    fn place(&self, at: usize) -> usize {
        let line = self.lines.partition_point(|(from, ..)| *from <= at).saturating_sub(1);
        let Some((from, to, text, shown)) = self.lines.get(line) else { return at };
        to + within(text, shown, at.saturating_sub(*from))
    }

    /// The place in what is shown that belongs to one in the text.
    pub fn span(&self, span: Span) -> Span {
        if self.lines.is_empty() { span } else { Span::new(self.place(span.start), self.place(span.end)) }
    }
}

/// The place within a line: by characters where as many are shown, else by those that stand before or
/// behind what was masked.
fn within(text: &str, shown: &str, at: usize) -> usize {
    let before = text.get(..at).map_or(0, |head| head.chars().count());
    let behind = text.get(at..).map_or(0, |rest| rest.chars().count());
    let all = shown.chars().count();
    let same_before = text.chars().zip(shown.chars()).take_while(|(one, other)| one == other).count();
    let place = match before + behind == all || before <= same_before {
        true => before,
        false => all.saturating_sub(behind).max(same_before),
    };
    shown.char_indices().nth(place).map_or(shown.len(), |(byte, _)| byte)
}

/// What is shown of the text of a file.
pub fn over_source(text: SourceText, veil: &Veil) -> (SourceText, Places) {
    if !veil.on() {
        return (text, Places::default());
    }
    let shown = veil.over(&text.text).into_owned();
    let places = Places::between(&text.text, &shown);
    let pages = text.pages.iter().map(|page| places.span(*page)).collect();
    (SourceText { text: shown.into(), pages, ..text }, places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_follow_what_is_masked() {
        let text = "一、公路\n责任人：王小明，电话13912345678。\n邮箱wang@x.cn，已完成。\n";
        let veil = Veil { mask: Some(Mask::of([].into_iter())) };
        let shown = veil.over(text).into_owned();
        assert!(!shown.contains("王小明") && !shown.contains("13912345678"), "{shown}");
        let places = Places::between(text, &shown);
        for piece in ["一、公路", "责任人：", "电话", "已完成"] {
            let at = text.find(piece).unwrap();
            let span = places.span(Span::new(at, at + piece.len()));
            assert_eq!(shown.get(span.start..span.end), Some(piece), "{shown}");
        }
    }

    proptest::proptest! {
        #[test]
        fn places_lie_between_characters(
            text in "[公路王小明责任人：局长，。1390@a.\n]{0,60}", at in 0usize..200, len in 0usize..50,
        ) {
            let veil = Veil { mask: Some(Mask::of([].into_iter())) };
            let shown = veil.over(&text).into_owned();
            let span = Places::between(&text, &shown).span(Span::new(at, at + len));
            if !text.is_empty() {
                proptest::prop_assert!(shown.get(span.start..span.end).is_some(), "{text:?} {shown:?} {span:?}");
            }
        }
    }
}
