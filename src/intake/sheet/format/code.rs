//! The codes of number formats (ECMA-376, 18.8.31): `yyyy"年"m"月"`, `0.0%`, `#,##0;[Red]-#,##0`.

use std::{iter::Peekable, str::Chars};

/// A part of a code.
#[derive(Debug, Clone, PartialEq)]
pub enum Token {
    /// Text that is printed as it stands.
    Literal(String),
    /// The place of a digit: `0`, `#` or `?`.
    Digit(char),
    /// The decimal point.
    Point,
    /// A comma: groups of thousands, or a division by thousand.
    Comma,
    /// The value is a percentage.
    Percent,
    /// `E+` or `E-`; whether a plus is printed.
    Exponent(bool),
    /// The stroke of a fraction.
    Slash,
    /// The value as it is without a format.
    General,
    /// The text of a cell of text.
    Text,
    /// Part of a date or time, and how many letters it has.
    Part(Part, usize),
}

/// A part of a date or time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The year.
    Year,
    /// The month; the minutes where hours or seconds stand beside it.
    Month,
    /// The day of the month.
    Day,
    /// The day of the week.
    Weekday,
    /// The hour.
    Hour,
    /// The minute.
    Minute,
    /// The second.
    Second,
    /// Digits of a second.
    Fraction,
    /// 上午 or 下午.
    Half,
    /// All hours, minutes or seconds since the beginning.
    Hours,
    /// See `Hours`.
    Minutes,
    /// See `Hours`.
    Seconds,
}

impl Part {
    /// Whether it is part of a date and not of a time.
    pub fn is_date(self) -> bool {
        matches!(self, Self::Year | Self::Month | Self::Day | Self::Weekday)
    }
}

/// The digits in which a number is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Script {
    /// 123
    #[default]
    Arabic,
    /// `[DBNum1]`: 一百二十三
    Chinese,
    /// `[DBNum2]`: 壹佰贰拾叁
    Legal,
    /// `[DBNum3]`: １２３
    FullWidth,
}

/// How a comparison of a section reads.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Condition {
    less: bool,
    equal: bool,
    greater: bool,
    limit: f64,
}

impl Condition {
    /// Whether a value meets it.
    pub fn holds(&self, value: f64) -> bool {
        (self.less && value < self.limit)
            || (self.equal && value == self.limit)
            || (self.greater && value > self.limit)
    }
}

/// The code for some of the values.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Section {
    /// For which values.
    pub condition: Option<Condition>,
    /// Its parts.
    pub tokens: Vec<Token>,
    /// Its digits.
    pub script: Script,
    /// Whether nothing more belongs to it.
    whole: bool,
}

impl Section {
    /// Whether it prints a date or a time.
    pub fn is_date(&self) -> bool {
        self.tokens.iter().any(|token| matches!(token, Token::Part(..)))
    }

    /// Whether it is for cells of text.
    pub fn is_text(&self) -> bool {
        self.tokens.contains(&Token::Text)
    }
}

/// A whole code.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Code {
    /// Its sections, one at least: for all values; or for those above and below zero, zero, and text.
    pub sections: Vec<Section>,
}

/// The longest code that is read; Excel takes 255 characters.
const LONGEST: usize = 255;

impl Code {
    /// The code that a string says. Every string says one: what is no part is printed.
    pub fn new(code: &str) -> Self {
        let mut sections = vec![Section::default()];
        let code: String = code.chars().take(LONGEST).collect();
        let mut chars = code.chars().peekable();
        while let Some(c) = chars.next() {
            if c == ';' {
                sections.push(Section::default());
            } else if let Some(section) = sections.last_mut().filter(|section| !section.whole) {
                section.push(c, &mut chars);
            }
        }
        for section in &mut sections {
            section.tell_minutes();
            section.make_plain();
        }
        Self { sections }
    }
}

/// Takes the characters that follow if they are `text`, in letters of any size.
fn takes(chars: &mut Peekable<Chars>, text: &str) -> bool {
    let mut ahead = chars.clone();
    for wanted in text.chars() {
        if ahead.next().is_none_or(|c| !c.eq_ignore_ascii_case(&wanted)) {
            return false;
        }
    }
    *chars = ahead;
    true
}

impl Section {
    /// Adds the part that begins with `c`.
    fn push(&mut self, c: char, chars: &mut Peekable<Chars>) {
        match c {
            '"' => {
                let text: String = chars.by_ref().take_while(|c| *c != '"').collect();
                self.tokens.push(Token::Literal(text));
            }
            // The next character as it stands; `!` in Chinese Excel.
            '\\' | '!' => self.literal(chars.next()),
            // The width of the next character, as a space.
            '_' => {
                chars.next();
                self.literal(Some(' '));
            }
            // The next character fills the cell.
            '*' => {
                chars.next();
            }
            '[' => self.bracket(&chars.by_ref().take_while(|c| *c != ']').collect::<String>()),
            'G' | 'g' if takes(chars, "eneral") || takes(chars, "/通用格式") => {
                self.tokens.push(Token::General);
            }
            'A' | 'a' if takes(chars, "M/PM") || takes(chars, "/P") => {
                self.tokens.push(Token::Part(Part::Half, 1));
            }
            '上' if takes(chars, "午/下午") => self.tokens.push(Token::Part(Part::Half, 1)),
            'E' | 'e' if takes(chars, "+") => self.tokens.push(Token::Exponent(true)),
            'E' | 'e' if takes(chars, "-") => self.tokens.push(Token::Exponent(false)),
            '0' | '#' | '?' => self.digit(c),
            '.' => self.tokens.push(Token::Point),
            ',' => self.tokens.push(Token::Comma),
            '%' => self.tokens.push(Token::Percent),
            '/' => self.tokens.push(Token::Slash),
            '@' => self.tokens.push(Token::Text),
            c => self.letters(c, chars),
        }
    }

    fn literal(&mut self, c: Option<char>) {
        self.tokens.push(Token::Literal(c.into_iter().collect()));
    }

    fn digit(&mut self, c: char) {
        match self.tokens.as_mut_slice() {
            [.., Token::Part(Part::Fraction, count)] => *count += 1,
            [.., Token::Part(Part::Second | Part::Seconds, _), point @ Token::Point] => {
                *point = Token::Part(Part::Fraction, 1);
            }
            _ => self.tokens.push(Token::Digit(c)),
        }
    }

    /// A run of the letters of dates; other characters are text.
    fn letters(&mut self, c: char, chars: &mut Peekable<Chars>) {
        let part = match c.to_ascii_lowercase() {
            'y' | 'e' => Part::Year,
            'm' => Part::Month,
            'd' => Part::Day,
            'h' => Part::Hour,
            's' => Part::Second,
            'a' if chars.peek().is_some_and(|next| next.eq_ignore_ascii_case(&'a')) => Part::Weekday,
            _ => return self.literal(Some(c)),
        };
        let mut count = 1;
        while chars.next_if(|next| next.eq_ignore_ascii_case(&c)).is_some() {
            count += 1;
        }
        let part = if part == Part::Day && count > 2 { Part::Weekday } else { part };
        self.tokens.push(Token::Part(part, count));
    }

    /// What stands in square brackets: a condition, digits, a currency or place, elapsed time, a colour.
    fn bracket(&mut self, inside: &str) {
        let lower = inside.to_ascii_lowercase();
        let all = |letter: char| !lower.is_empty() && lower.chars().all(|c| c == letter);
        match lower.as_str() {
            "dbnum1" => self.script = Script::Chinese,
            "dbnum2" => self.script = Script::Legal,
            "dbnum3" => self.script = Script::FullWidth,
            // The system's own long date and time, as a Chinese system has them.
            "$-f800" => self.system("yyyy\"年\"m\"月\"d\"日\""),
            "$-f400" => self.system("h:mm:ss"),
            _ if all('h') => self.tokens.push(Token::Part(Part::Hours, lower.len())),
            _ if all('m') => self.tokens.push(Token::Part(Part::Minutes, lower.len())),
            _ if all('s') => self.tokens.push(Token::Part(Part::Seconds, lower.len())),
            _ => {
                if let Some(currency) = inside.strip_prefix('$') {
                    let sign = currency.split('-').next().unwrap_or_default();
                    self.tokens.push(Token::Literal(sign.to_owned()));
                } else {
                    self.condition = self.condition.or_else(|| condition(inside));
                }
            }
        }
    }

    /// A format of the system: the code behind it is for programs that do not know it.
    fn system(&mut self, code: &str) {
        self.tokens = Code::new(code).first_tokens();
        self.whole = true;
    }

    /// `m` beside hours or seconds is minutes.
    fn tell_minutes(&mut self) {
        let parts: Vec<usize> = (0..self.tokens.len())
            .filter(|at| matches!(self.tokens.get(*at), Some(Token::Part(..))))
            .collect();
        let part = |at: Option<&usize>| match at.and_then(|at| self.tokens.get(*at)) {
            Some(Token::Part(part, _)) => Some(*part),
            _ => None,
        };
        let mut minutes = Vec::new();
        for (place, at) in parts.iter().enumerate() {
            let before = part(place.checked_sub(1).and_then(|place| parts.get(place)));
            let behind = part(parts.get(place + 1));
            let timed = matches!(before, Some(Part::Hour | Part::Hours))
                || matches!(behind, Some(Part::Second | Part::Seconds));
            if timed && part(Some(at)) == Some(Part::Month) {
                minutes.push(*at);
            }
        }
        for at in minutes {
            if let Some(Token::Part(part, count)) = self.tokens.get_mut(at) {
                (*part, *count) = (Part::Minute, (*count).min(2));
            }
        }
    }

    /// Puts dates in an order that can be read one way: a month behind the day, or by its English name,
    /// becomes `2025/6/30`, `2025年6月` or `6月30日`. Years always have four digits.
    fn make_plain(&mut self) {
        let find = |wanted: Part| {
            self.tokens.iter().position(|token| matches!(token, Token::Part(part, _) if *part == wanted))
        };
        let (year, month, day) = (find(Part::Year), find(Part::Month), find(Part::Day));
        let named = self.tokens.iter().any(|token| matches!(token, Token::Part(Part::Month, 3..)));
        let disordered = |first: Option<usize>, second: Option<usize>| matches!((first, second), (Some(first), Some(second)) if first > second);
        if !(named || disordered(year, month) || disordered(month, day) || disordered(year, day)) {
            return;
        }
        let hyphen = self.tokens.iter().any(|token| matches!(token, Token::Literal(text) if text == "-"));
        let mut code = match (year.is_some(), day.is_some()) {
            (true, true) if hyphen => "yyyy-mm-dd",
            (true, true) => "yyyy/m/d",
            (true, false) => "yyyy\"年\"m\"月\"",
            (false, true) => "m\"月\"d\"日\"",
            (false, false) => "m\"月\"",
        }
        .to_owned();
        match (find(Part::Hour), find(Part::Second)) {
            (Some(_), Some(_)) => code.push_str(" h:mm:ss"),
            (Some(_), None) => code.push_str(" h:mm"),
            _ => {}
        }
        self.tokens = Code::new(&code).first_tokens();
    }
}

impl Code {
    fn first_tokens(self) -> Vec<Token> {
        self.sections.into_iter().next().map(|section| section.tokens).unwrap_or_default()
    }
}

/// `>=100` and the like.
fn condition(text: &str) -> Option<Condition> {
    let limit = text.trim_start_matches(['<', '=', '>']);
    let sign = text.strip_suffix(limit).filter(|sign| !sign.is_empty())?;
    let limit = limit.trim().parse().ok()?;
    let (less, equal, greater) = (sign.contains('<'), sign.contains('='), sign.contains('>'));
    Some(Condition { less, equal, greater, limit })
}
