//! One key: how it is written, read and made from what the terminal sends.

use std::{fmt, str::FromStr};

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A key with Ctrl, Alt or Shift; Shift is part of a character, never beside one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: KeyCode,
    /// What was held.
    pub mods: KeyModifiers,
}

/// Names of keys that are no character, as the config writes them and the help prints them.
const NAMES: [(&str, KeyCode); 16] = [
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("S-Tab", KeyCode::BackTab),
    ("Space", KeyCode::Char(' ')),
    ("Backspace", KeyCode::Backspace),
    ("Delete", KeyCode::Delete),
    ("Insert", KeyCode::Insert),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("PgUp", KeyCode::PageUp),
    ("PgDn", KeyCode::PageDown),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
];

/// With Ctrl it is the line feed, and never heard as a key of its own.
const LINE_FEED: KeyCode = KeyCode::Char('j');

impl Key {
    /// A key without anything held.
    pub fn plain(code: KeyCode) -> Self {
        Self { code, mods: KeyModifiers::NONE }
    }

    /// The key of a terminal's event.
    pub fn of(event: KeyEvent) -> Self {
        let known = KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT;
        let mut mods = event.modifiers & known;
        let code = match event.code {
            KeyCode::Char(one) if mods.contains(KeyModifiers::SHIFT) => {
                KeyCode::Char(one.to_uppercase().next().unwrap_or(one))
            }
            KeyCode::Tab if mods.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
            // A line feed is what Enter gives until the screen has taken the terminal over.
            LINE_FEED if mods == KeyModifiers::CONTROL => {
                mods = KeyModifiers::NONE;
                KeyCode::Enter
            }
            other => other,
        };
        if matches!(code, KeyCode::Char(_) | KeyCode::BackTab) {
            mods.remove(KeyModifiers::SHIFT);
        }
        Self { code, mods }
    }

    /// The character that the key writes into a text field, where it writes one.
    pub fn character(self) -> Option<char> {
        match self.code {
            KeyCode::Char(one) if self.mods.is_empty() => Some(one),
            _ => None,
        }
    }

    /// The key that a Chinese input mode meant: full-width signs and letters become the keys that
    /// were pressed for them. Not to be used inside text fields.
    #[must_use]
    pub fn folded(self) -> Self {
        let KeyCode::Char(one) = self.code else { return self };
        let plain = match one {
            '、' => '/',
            '。' => '.',
            '《' => '<',
            '》' => '>',
            '【' => '[',
            '】' => ']',
            '　' => ' ',
            '…' => '^',
            '‘' | '’' => '\'',
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(one) - 0xFEE0).unwrap_or(one),
            _ => one,
        };
        Self { code: KeyCode::Char(plain), ..self }
    }

    /// The character, where it is one that no key writes without an input method.
    pub fn composed(self) -> Option<char> {
        self.character().filter(|one| !one.is_ascii())
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.mods.contains(KeyModifiers::CONTROL) {
            f.write_str("C-")?;
        }
        if self.mods.contains(KeyModifiers::ALT) {
            f.write_str("A-")?;
        }
        if self.mods.contains(KeyModifiers::SHIFT) {
            f.write_str("S-")?;
        }
        if let Some((name, _)) = NAMES.iter().find(|(_, code)| *code == self.code) {
            return f.write_str(name);
        }
        match self.code {
            KeyCode::Char(one) => write!(f, "{one}"),
            KeyCode::F(number) => write!(f, "F{number}"),
            other => write!(f, "{other:?}"),
        }
    }
}

/// A text that names no key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NoKey(pub String);

impl FromStr for Key {
    type Err = NoKey;

    /// Reads `q`, `C-d`, `S-F4`, `PgDn`, `Space`; not `C-j`, which is Enter wherever it comes from ([`Key::of`]).
    fn from_str(text: &str) -> Result<Self, NoKey> {
        let mut mods = KeyModifiers::NONE;
        let mut rest = text;
        loop {
            if let Some((_, code)) = NAMES.iter().find(|(name, _)| *name == rest) {
                return Ok(Self { code: *code, mods });
            }
            let (held, behind) = match rest.split_once('-') {
                Some(("C", behind)) => (KeyModifiers::CONTROL, behind),
                Some(("A", behind)) => (KeyModifiers::ALT, behind),
                Some(("S", behind)) => (KeyModifiers::SHIFT, behind),
                _ => break,
            };
            if behind.is_empty() {
                break;
            }
            mods |= held;
            rest = behind;
        }
        let mut chars = rest.chars();
        let code = match (chars.next(), chars.as_str()) {
            (Some(one), "") => KeyCode::Char(one),
            (Some('F'), number) => match number.parse() {
                Ok(number @ 1..=24) => KeyCode::F(number),
                _ => return Err(NoKey(text.to_owned())),
            },
            _ => return Err(NoKey(text.to_owned())),
        };
        match code {
            LINE_FEED if mods == KeyModifiers::CONTROL => Err(NoKey(text.to_owned())),
            _ => Ok(Self { code, mods }),
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("q")]
    #[case("Q")]
    #[case("-")]
    #[case("C-d")]
    #[case("C-A-x")]
    #[case("S-F4")]
    #[case("S-Tab")]
    #[case("Space")]
    #[case("PgDn")]
    #[case("F12")]
    #[case("/")]
    fn keys_are_printed_as_they_are_read(#[case] text: &str) {
        assert_eq!(text.parse::<Key>().unwrap().to_string(), text);
    }

    #[rstest]
    #[case("")]
    #[case("F99")]
    #[case("Hyper")]
    #[case("C-j")]
    fn other_texts_are_no_keys(#[case] text: &str) {
        assert!(text.parse::<Key>().is_err());
    }

    #[rstest]
    #[case('／', '/')]
    #[case('、', '/')]
    #[case('？', '?')]
    #[case('：', ':')]
    #[case('ｑ', 'q')]
    #[case('　', ' ')]
    #[case('＆', '&')]
    #[case('‘', '\'')]
    #[case('＇', '\'')]
    #[case('是', '是')]
    fn full_width_signs_are_the_keys_that_were_pressed(#[case] sent: char, #[case] meant: char) {
        assert_eq!(Key::plain(KeyCode::Char(sent)).folded().code, KeyCode::Char(meant));
    }

    #[test]
    fn shift_is_part_of_the_character() {
        let event = KeyEvent::new(KeyCode::Char('n'), KeyModifiers::SHIFT);
        assert_eq!(Key::of(event), "N".parse().unwrap());
        let event = KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT);
        assert_eq!(Key::of(event), "S-Tab".parse().unwrap());
    }
}
