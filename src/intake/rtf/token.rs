//! RTF in its smallest parts (RTF 1.9.1, "RTF Syntax").

/// The longest control word; the paper says 32 letters.
const MAX_WORD: usize = 32;

/// A part of an RTF file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A group begins.
    Open,
    /// A group ends.
    Close,
    /// A control word and its number.
    Word(&'a str, Option<i32>),
    /// A control symbol.
    Symbol(u8),
    /// A byte of text in some code page.
    Byte(u8),
}

/// The parts of an RTF file.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Tokens<'a> {
    /// Begins at the first byte.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    fn next_byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    /// What a backslash begins.
    fn control(&mut self) -> Option<Token<'a>> {
        let letters = self.rest.iter().take(MAX_WORD).take_while(|byte| byte.is_ascii_alphabetic()).count();
        if letters > 0 {
            return self.word(letters);
        }
        match self.next_byte()? {
            b'\'' => {
                let pair = self.rest.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
                let byte = pair.and_then(|pair| u8::from_str_radix(pair, 16).ok());
                // Without two digits it stands for nothing.
                let Some(byte) = byte else { return Some(Token::Symbol(b'\'')) };
                self.rest = self.rest.get(2..).unwrap_or_default();
                Some(Token::Byte(byte))
            }
            symbol @ (b'\\' | b'{' | b'}') => Some(Token::Byte(symbol)),
            symbol => Some(Token::Symbol(symbol)),
        }
    }

    fn word(&mut self, letters: usize) -> Option<Token<'a>> {
        let (word, rest) = self.rest.split_at_checked(letters)?;
        let sign = usize::from(rest.first() == Some(&b'-'));
        let digits = rest.iter().skip(sign).take_while(|byte| byte.is_ascii_digit()).count();
        let length = if digits > 0 { sign + digits } else { 0 };
        let (number, rest) = rest.split_at_checked(length)?;
        let number = std::str::from_utf8(number).ok().filter(|number| !number.is_empty());
        // A number beyond all bounds is as good as none.
        let number = number.map(|number| number.parse::<i32>().unwrap_or(0));
        self.rest = rest.strip_prefix(b" ").unwrap_or(rest);
        let word = std::str::from_utf8(word).ok()?;
        if word == "bin" {
            let length = number.and_then(|length| usize::try_from(length).ok()).unwrap_or(0);
            self.rest = self.rest.get(length..).unwrap_or_default();
        }
        Some(Token::Word(word, number))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            return Some(match self.next_byte()? {
                b'{' => Token::Open,
                b'}' => Token::Close,
                b'\\' => self.control()?,
                b'\r' | b'\n' | 0 => continue,
                byte => Token::Byte(byte),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_symbols_and_bytes() {
        let tokens: Vec<Token> =
            Tokens::new(b"{\\b0 x\\u-10179?\\'d1\\*\\\\\r\n\\bin3 {{{\\~\\zz-}\\'x\\").collect();
        let expected = [
            Token::Open,
            Token::Word("b", Some(0)),
            Token::Byte(b'x'),
            Token::Word("u", Some(-10179)),
            Token::Byte(b'?'),
            Token::Byte(0xd1),
            Token::Symbol(b'*'),
            Token::Byte(b'\\'),
            Token::Word("bin", Some(3)),
            Token::Symbol(b'~'),
            Token::Word("zz", None),
            Token::Byte(b'-'),
            Token::Close,
            Token::Symbol(b'\''),
            Token::Byte(b'x'),
        ];
        assert_eq!(tokens, expected);
    }
}
