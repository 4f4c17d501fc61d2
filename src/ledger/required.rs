//! What a text must hold for a regular expression to fit in it.
//!
//! Only what is certain is said: what is asked of the index by it gives all the texts in which the expression can
//! fit, and others.

use regex_syntax::{
    ParserBuilder,
    hir::{Class, Hir, HirKind},
};

use super::fold::fold_char;

/// So many texts may stand for each other at a place; more are not worth asking for.
const MOST: usize = 16;

/// So many texts may be required in all.
const MOST_ALL: usize = 48;

/// What must be in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Required {
    /// Nothing certain.
    Nothing,
    /// This, which is not empty.
    Text(String),
    /// All of these.
    All(Vec<Required>),
    /// One of these at least; where there is none, no text will do.
    One(Vec<Required>),
}

/// What a regular expression requires of a folded text, capitals aside; nothing where it is none.
pub(super) fn required(pattern: &str) -> Required {
    // As `search::pattern` makes it ready.
    match ParserBuilder::new().case_insensitive(true).build().parse(pattern) {
        Ok(hir) => {
            let all = of(&hir).required();
            if all.size() <= MOST_ALL { all } else { Required::Nothing }
        }
        Err(_) => Required::Nothing,
    }
}

/// What a part of an expression requires.
enum Part {
    /// It fits these texts and no others; none of them twice.
    Exact(Vec<String>),
    /// It fits more.
    Open(Required),
}

impl Part {
    fn required(self) -> Required {
        match self {
            Self::Exact(texts) if texts.iter().any(String::is_empty) => Required::Nothing,
            Self::Exact(texts) => one(texts.into_iter().map(Required::Text).collect()),
            Self::Open(required) => required,
        }
    }
}

impl Required {
    fn size(&self) -> usize {
        match self {
            Self::Nothing => 0,
            Self::Text(_) => 1,
            Self::All(list) | Self::One(list) => list.iter().map(Self::size).sum(),
        }
    }
}

fn one(mut list: Vec<Required>) -> Required {
    if list.contains(&Required::Nothing) {
        return Required::Nothing;
    }
    match list.pop() {
        Some(only) if list.is_empty() => only,
        last => Required::One(list.into_iter().chain(last).collect()),
    }
}

fn all(list: Vec<Required>) -> Required {
    let mut list: Vec<Required> = list.into_iter().filter(|one| *one != Required::Nothing).collect();
    match list.pop() {
        None => Required::Nothing,
        Some(only) if list.is_empty() => only,
        last => Required::All(list.into_iter().chain(last).collect()),
    }
}

fn of(hir: &Hir) -> Part {
    match hir.kind() {
        // They take no room.
        HirKind::Empty | HirKind::Look(_) => Part::Exact(vec![String::new()]),
        HirKind::Literal(literal) => match std::str::from_utf8(&literal.0) {
            Ok(text) => Part::Exact(vec![text.to_owned()]),
            Err(_) => Part::Open(Required::Nothing),
        },
        HirKind::Class(class) => characters(class).map_or(Part::Open(Required::Nothing), Part::Exact),
        HirKind::Repetition(times) => match (times.min, times.max) {
            (1, Some(1)) => of(&times.sub),
            (0, Some(1)) => match of(&times.sub) {
                Part::Exact(mut texts) if texts.len() < MOST => {
                    if !texts.iter().any(String::is_empty) {
                        texts.push(String::new());
                    }
                    Part::Exact(texts)
                }
                _ => Part::Open(Required::Nothing),
            },
            (0, _) => Part::Open(Required::Nothing),
            _ => Part::Open(of(&times.sub).required()),
        },
        HirKind::Capture(capture) => of(&capture.sub),
        HirKind::Concat(parts) => concat(parts),
        HirKind::Alternation(parts) => either(parts),
    }
}

/// The characters of a class, where they are few, less those that are in no folded text.
fn characters(class: &Class) -> Option<Vec<String>> {
    let Class::Unicode(class) = class else { return None };
    let count: usize = class.ranges().iter().map(regex_syntax::hir::ClassUnicodeRange::len).sum();
    // A letter has few forms; a class of more is none that tells anything.
    if count > 2 * MOST {
        return None;
    }
    let stands = |c: &char| *c == '\n' || fold_char(*c).eq([*c]);
    let characters = class.ranges().iter().flat_map(|range| range.start()..=range.end());
    let texts: Vec<String> = characters.filter(stands).map(String::from).collect();
    (texts.len() <= MOST).then_some(texts)
}

fn concat(parts: &[Hir]) -> Part {
    let mut required = Vec::new();
    let mut run = vec![String::new()];
    let mut whole = true;
    for part in parts {
        match of(part) {
            Part::Exact(texts) if run.len() * texts.len() <= MOST => {
                let with = |before: &String| {
                    texts.iter().map(move |text| format!("{before}{text}")).collect::<Vec<_>>()
                };
                run = run.iter().flat_map(with).collect();
                run.sort_unstable();
                run.dedup();
            }
            Part::Exact(texts) => {
                whole = false;
                required.push(Part::Exact(std::mem::replace(&mut run, texts)).required());
            }
            Part::Open(more) => {
                whole = false;
                required.push(Part::Exact(std::mem::replace(&mut run, vec![String::new()])).required());
                required.push(more);
            }
        }
    }
    if whole {
        return Part::Exact(run);
    }
    required.push(Part::Exact(run).required());
    Part::Open(all(required))
}

fn either(parts: &[Hir]) -> Part {
    let parts: Vec<Part> = parts.iter().map(of).collect();
    let texts = |part: &Part| match part {
        Part::Exact(texts) => Some(texts.clone()),
        Part::Open(_) => None,
    };
    let exact: Option<Vec<Vec<String>>> = parts.iter().map(texts).collect();
    match exact.map(|lists| lists.concat()) {
        Some(mut texts) if texts.len() <= MOST => {
            texts.sort_unstable();
            texts.dedup();
            Part::Exact(texts)
        }
        _ => Part::Open(one(parts.into_iter().map(Part::required).collect())),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;
    use crate::ledger::{fold::fold, search::pattern};

    fn told(required: &Required) -> String {
        let list = |list: &[Required]| list.iter().map(told).collect::<Vec<_>>();
        match required {
            Required::Nothing => "?".to_owned(),
            Required::Text(text) => text.clone(),
            Required::All(all) => format!("({})", list(all).join(" & ")),
            Required::One(one) => format!("({})", list(one).join(" | ")),
        }
    }

    #[rstest]
    #[case::literal("公厕", "公厕")]
    #[case::letters("LED灯", "led灯")]
    #[case::either("公厕|路灯", "(公厕 | 路灯)")]
    #[case::figures_before(
        "[0-9]+号楼(路灯|电梯)",
        "((0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9) & (号楼电梯 | 号楼路灯))"
    )]
    #[case::anything_between("公厕.*破损", "(公厕 & 破损)")]
    #[case::perhaps("公共?厕所", "(公共厕所 | 公厕所)")]
    #[case::again("(公厕)+破", "(公厕 & 破)")]
    #[case::one_may_be_anything("公厕|.", "?")]
    #[case::nothing("", "?")]
    #[case::may_be_nothing("(公厕)*", "?")]
    #[case::large_class(r"\p{Han}{3}", "?")]
    #[case::edges(r"^\b公厕$", "公厕")]
    #[case::capital_alone("(?-i:A)", "A")]
    #[case::no_expression("(", "?")]
    #[case::bytes("(?-u:a)b", "b")]
    #[case::capitals_alone("(?-i:[A-F])公", "()")]
    fn requires(#[case] pattern: &str, #[case] want: &str) {
        assert_eq!(told(&required(pattern)), want);
    }

    #[test]
    fn what_folding_gives_is_folded() {
        for c in '\0'..=char::MAX {
            assert!(fold_char(c).all(|folded| fold_char(folded).eq([folded])), "{c:?}");
        }
    }

    fn holds(required: &Required, text: &str) -> bool {
        match required {
            Required::Nothing => true,
            Required::Text(part) => text.contains(part.as_str()),
            Required::All(all) => all.iter().all(|one| holds(one, text)),
            Required::One(one) => one.iter().any(|one| holds(one, text)),
        }
    }

    fn expression() -> impl Strategy<Value = String> {
        let leaf = prop::sample::select(vec![
            "公",
            "厕",
            "a",
            "A",
            "k",
            "s",
            "ß",
            "İ",
            "1",
            ".",
            "[公厕]",
            "[^公]",
            "[a-f]",
            r"\d",
            r"\w",
            "^",
            "$",
            r"\b",
            "(?-i:A)",
            r"\s",
            "\\x{212a}",
        ]);
        leaf.prop_map(str::to_owned).prop_recursive(4, 24, 4, |inner| {
            let many = prop::collection::vec(inner.clone(), 1..4);
            prop_oneof![
                many.clone().prop_map(|list| list.concat()),
                many.prop_map(|list| format!("({})", list.join("|"))),
                (inner, prop::sample::select(vec!["?", "*", "+", "{2}", "{0,1}", "{1,3}", "*?"]))
                    .prop_map(|(inner, times)| format!("(?:{inner}){times}")),
            ]
        })
    }

    proptest! {
        #[test]
        fn no_text_in_which_it_fits_lacks_what_it_requires(
            written in expression(),
            lines in prop::collection::vec("[公厕aAkKſsßİ1b\u{212a}x]{0,8}", 1..3),
        ) {
            let text = lines.iter().map(|line| fold(line)).collect::<Vec<_>>().join("\n");
            let Ok(ready) = pattern(&written) else { return Ok(()) };
            if ready.is_match(&text) {
                prop_assert!(holds(&required(&written), &text), "{} {:?} {:?}", written, text, required(&written));
            }
        }
    }
}
