//! A line as a browser sets it: white space collapsed, entities already characters.

/// A line that is being set.
#[derive(Debug, Default)]
pub struct Line {
    text: String,
    /// White space that waits for what follows.
    space: Space,
    /// How many characters of it stand in links.
    pub linked: usize,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Space {
    #[default]
    None,
    Blank,
    /// White space in which a line of the source ends: no word ends there by itself.
    Soft,
}

impl Line {
    /// Adds text of the source.
    pub fn push(&mut self, text: &str, linked: bool) {
        for c in text.chars() {
            match c {
                '\n' | '\r' => self.space = Space::Soft,
                ' ' | '\t' | '\u{c}' if self.space == Space::None => self.space = Space::Blank,
                ' ' | '\t' | '\u{c}' => {}
                c => {
                    self.part(c);
                    self.text.push(printed(c));
                    self.linked += usize::from(linked && !c.is_whitespace());
                }
            }
        }
    }

    /// Adds text whose white space stands; it has no line ends.
    pub fn push_as_is(&mut self, text: &str, linked: bool) {
        self.part('\u{200b}');
        self.text.extend(text.chars().map(printed));
        self.linked += if linked { text.chars().filter(|c| !c.is_whitespace()).count() } else { 0 };
    }

    /// Puts the waiting white space before `next`.
    fn part(&mut self, next: char) {
        let last = self.text.chars().next_back();
        let shown = match self.space {
            Space::None => false,
            Space::Blank => true,
            Space::Soft => !last.is_some_and(is_wide) && !is_wide(next),
        };
        if shown && last.is_some() {
            self.text.push(' ');
        }
        self.space = Space::None;
    }

    /// The line and how much of it stands in links; a new one begins.
    pub fn take(&mut self) -> (String, usize) {
        self.space = Space::None;
        let text = std::mem::take(&mut self.text);
        (text.trim_end().to_owned(), std::mem::take(&mut self.linked))
    }
}

/// Spaces that a browser does not collapse, as text has them: one of full width, or a plain one.
fn printed(c: char) -> char {
    match c {
        '\u{a0}' | '\u{2000}' | '\u{2002}' | '\u{2004}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => ' ',
        '\u{2001}' | '\u{2003}' => '\u{3000}',
        c => c,
    }
}

/// Whether a character belongs to Chinese text, in which lines may end anywhere.
fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff01}'..='\u{ffe6}'
        | '\u{20000}'..='\u{3ffff}' | '“' | '”' | '‘' | '’' | '—' | '…' | '①'..='⑳')
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("  甲 \t 乙  ", "甲 乙")]
    #[case("整改\r\n   情况", "整改情况")]
    #[case("共\n24个", "共24个")]
    #[case("PM\n2.5", "PM 2.5")]
    #[case("\u{a0}\u{a0}甲\u{a0} \u{a0}乙", "  甲   乙")]
    #[case("\u{2003}\u{3000}甲", "\u{3000}\u{3000}甲")]
    #[case("a b\nc", "a b c")]
    fn white_space(#[case] source: &str, #[case] expected: &str) {
        let mut line = Line::default();
        line.push(source, false);
        assert_eq!(line.take().0, expected);
    }
}
