//! Fields: instructions whose result is text (ECMA-376, 17.16). Results are kept, instructions are not.

use super::super::{limits::MAX_DEPTH, numerals::Numerals};

/// The most bytes of an instruction that are kept; no one that matters here is longer.
const MAX_CODE: usize = 400;

/// The fields that are open at a point of the document, the outermost first.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    /// Whether lists of contents are read as text.
    with_contents: bool,
}

#[derive(Debug, Default)]
struct Field {
    code: String,
    /// Whether its result has begun.
    result: bool,
    /// Whether it is a list of contents.
    contents: bool,
    /// What it prints besides its result.
    sign: Option<&'static str>,
}

impl Fields {
    /// Fields of which none is open.
    pub(super) fn new(with_contents: bool) -> Self {
        Self { open: Vec::new(), with_contents }
    }

    /// Whether text at this point is printed.
    pub(super) fn are_shown(&self) -> bool {
        self.open.iter().all(|field| field.result && !field.contents)
    }

    /// Whether a list of contents is open.
    pub(super) fn in_contents(&self) -> bool {
        self.open.iter().any(|field| field.contents)
    }

    /// A field begins.
    pub(super) fn begin(&mut self) {
        // Fields beyond the limit are read as text: their ends close others, which does no harm.
        if self.open.len() < MAX_DEPTH {
            self.open.push(Field::default());
        }
    }

    /// A piece of the instruction.
    pub(super) fn code(&mut self, piece: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| !field.result && field.code.len() < MAX_CODE)
        {
            field.code.push_str(piece);
        }
    }

    /// The field that is open is a box, ticked or not (ECMA-376, 17.16.7): it has no result.
    pub(super) fn tick(&mut self, is_ticked: bool) {
        if let Some(field) = self.open.last_mut() {
            field.sign = Some(if is_ticked { "☑" } else { "□" });
        }
    }

    /// The instruction ends, the result begins.
    pub(super) fn separate(&mut self) {
        let with_contents = self.with_contents;
        if let Some(field) = self.open.last_mut() {
            field.result = true;
            let name = field.code.split_whitespace().next().unwrap_or_default();
            field.contents = !with_contents && name.eq_ignore_ascii_case("TOC");
        }
    }

    /// A field ends. What it prints without having a result of its own.
    pub(super) fn end(&mut self) -> Option<String> {
        let field = self.open.pop()?;
        let sign = field.sign.map(str::to_owned);
        sign.or_else(|| if field.result { None } else { equation(&field.code) })
    }

    /// A paragraph ends. Instructions that go on behind it are met only where a file lost their end;
    /// the text behind them is not to be lost with it.
    pub(super) fn end_paragraph(&mut self) {
        while self.open.last().is_some_and(|field| !field.result) {
            self.open.pop();
        }
    }
}

/// What an instruction `EQ` prints. Word's Chinese menus write characters in circles and characters
/// with their reading as characters laid over each other: `eq \o\ac(○,1)`.
fn equation(code: &str) -> Option<String> {
    let code = code.trim();
    let rest = code.get(..2).filter(|name| name.eq_ignore_ascii_case("EQ")).and_then(|_| code.get(2..))?;
    let (switches, rest) = rest.split_once('(')?;
    let switches = switches.to_ascii_lowercase();
    let arguments = arguments(rest);
    if switches.contains("\\f") {
        return Some(arguments.join("/"));
    }
    if !switches.contains("\\o") {
        return None;
    }
    let last = arguments.last()?;
    let in_circle = arguments.iter().any(|argument| matches!(&**argument, "○" | "◯" | "〇"));
    let number = last.parse().ok().filter(|number| in_circle && (1..=50).contains(number));
    Some(number.map_or_else(|| last.clone(), |number| Numerals::Circled.print(number)))
}

/// The arguments of an instruction, from behind its first bracket; of those that are instructions
/// themselves, what stands in their brackets.
fn arguments(rest: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut depth = 0_usize;
    for c in rest.chars() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => break,
            ')' => depth -= 1,
            ',' | ';' if depth == 0 => {
                found.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(last) = found.last_mut() {
            last.push(c);
        }
    }
    let bare = |argument: &String| {
        let argument = argument.trim();
        let inner = argument.starts_with('\\').then(|| argument.rsplit_once('(')).flatten();
        inner.map_or(argument, |(_, inner)| inner.trim_end_matches(')')).trim().to_owned()
    };
    found.iter().map(bare).collect()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(r"eq \o\ac(○,3)", Some("③"))]
    #[case(r" EQ \o\ac(○,密) ", Some("密"))]
    #[case(r#"EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(gang),岗)"#, Some("岗"))]
    #[case(r"EQ \f(1,2)", Some("1/2"))]
    #[case(r"EQ \o(", Some(""))]
    #[case("EQ", None)]
    #[case("PAGE", None)]
    #[case("密", None)]
    fn an_equation_prints_its_last_argument(#[case] code: &str, #[case] printed: Option<&str>) {
        assert_eq!(equation(code).as_deref(), printed);
    }

    #[test]
    fn only_results_are_shown() {
        let mut fields = Fields::new(false);
        fields.begin();
        fields.code(" TOC \\o");
        assert!(!fields.are_shown());
        fields.separate();
        assert!(fields.in_contents());
        fields.begin();
        fields.end_paragraph();
        assert_eq!(fields.end(), None);
        assert!(fields.are_shown());
        fields.separate();
        assert_eq!(fields.end(), None);
    }
}
