//! From what is typed to a query.

use std::ops::Range;

use super::{DEEPEST, Fault, Key, Query, Value, Why};

/// The query that `text` writes; of white space alone, [`Query::All`].
///
/// # Errors
/// [`Fault`], with its place.
pub fn read(text: &str) -> Result<Query, Fault> {
    let tokens = tokens(text)?;
    let mut reader = Reader { tokens: &tokens, at: 0, end: text.len(), deep: 0 };
    if tokens.is_empty() {
        return Ok(Query::All);
    }
    let query = reader.some()?;
    match reader.next() {
        None => Ok(query),
        Some(token) => Err(Fault::new(token.at.clone(), Why::Unopened)),
    }
}

/// The form of a sign in which it is syntax.
pub(super) fn plain(sign: char) -> char {
    match sign {
        '（' => '(',
        '）' => ')',
        '：' => ':',
        '，' => ',',
        '“' | '”' | '＂' | '「' | '」' => '"',
        '－' => '-',
        '｜' => '|',
        other => other,
    }
}

/// What stands between tokens.
pub(super) fn is_gap(sign: char) -> bool {
    sign.is_whitespace()
}

/// The words that are syntax where they stand alone.
pub(super) const OR: [&str; 3] = ["或", "OR", "|"];
pub(super) const AND: [&str; 2] = ["且", "AND"];
pub(super) const NOT: [&str; 2] = ["非", "NOT"];

#[derive(Debug, Clone, PartialEq)]
enum Kind {
    Open,
    Close,
    Not,
    Or,
    And,
    /// A text, quoted or not.
    Text(Value),
    /// `re:` and what follows it.
    Pattern(Value),
    /// A key and its values.
    Field(Key, Vec<Value>),
}

#[derive(Debug, Clone, PartialEq)]
struct Token {
    kind: Kind,
    at: Range<usize>,
}

/// The text, sign by sign.
struct Signs<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Signs<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let sign = self.peek()?;
        self.at += sign.len_utf8();
        Some(sign)
    }

    /// What stands between quotation marks, of which the first is next. Plain ones written twice within plain
    /// ones are one.
    fn quoted(&mut self) -> Result<Value, Fault> {
        let start = self.at;
        let close = match self.next() {
            Some('“') => '”',
            Some('「') => '」',
            Some(sign) => sign,
            None => '"',
        };
        let mut text = String::new();
        loop {
            match self.next() {
                None => return Err(Fault::new(start..self.text.len(), Why::Unquoted)),
                Some(sign) if sign == close => {
                    if sign == '"' && self.peek() == Some('"') {
                        self.next();
                        text.push('"');
                        continue;
                    }
                    return match text.trim().is_empty() {
                        true => Err(Fault::new(start..self.at, Why::Nothing)),
                        false => Ok(Value { text, at: start..self.at }),
                    };
                }
                Some(sign) => text.push(sign),
            }
        }
    }

    /// What stands up to white space, a bracket, a quotation mark or one of `stops`.
    fn bare(&mut self, stops: &[char]) -> Value {
        let start = self.at;
        while let Some(sign) = self.peek() {
            let sign = plain(sign);
            if is_gap(sign) || matches!(sign, '(' | ')' | '"') || stops.contains(&sign) {
                break;
            }
            self.next();
        }
        Value { text: self.text.get(start..self.at).unwrap_or_default().to_owned(), at: start..self.at }
    }
}

fn tokens(text: &str) -> Result<Vec<Token>, Fault> {
    let mut signs = Signs { text, at: 0 };
    let mut tokens = Vec::new();
    while let Some(sign) = signs.peek() {
        let start = signs.at;
        let kind = match plain(sign) {
            sign if is_gap(sign) => {
                signs.next();
                continue;
            }
            '(' => {
                signs.next();
                Kind::Open
            }
            ')' => {
                signs.next();
                Kind::Close
            }
            '"' => Kind::Text(signs.quoted()?),
            '-' => {
                signs.next();
                Kind::Not
            }
            _ => word(&mut signs)?,
        };
        tokens.push(Token { kind, at: start..signs.at });
    }
    Ok(tokens)
}

/// A word: syntax, a field, a pattern or a text.
fn word(signs: &mut Signs<'_>) -> Result<Kind, Fault> {
    if let Some(pattern) = pattern(signs) {
        return pattern;
    }
    let head = signs.bare(&[':']);
    if signs.peek().map(plain) == Some(':') && !head.text.is_empty() {
        return field(signs, &head);
    }
    // A colon without anything before it is a sign like any.
    let word = if head.text.is_empty() {
        signs.next();
        let rest = signs.bare(&[]);
        Value {
            text: signs.text.get(head.at.start..rest.at.end).unwrap_or_default().to_owned(),
            at: head.at.start..rest.at.end,
        }
    } else {
        head
    };
    let bar = word.text.chars().map(plain).collect::<String>();
    Ok(match bar.as_str() {
        bar if OR.contains(&bar) => Kind::Or,
        bar if AND.contains(&bar) => Kind::And,
        bar if NOT.contains(&bar) => Kind::Not,
        _ => Kind::Text(word),
    })
}

/// `re:` and a regular expression up to white space, or between quotation marks.
fn pattern(signs: &mut Signs<'_>) -> Option<Result<Kind, Fault>> {
    let start = signs.at;
    let mut ahead = signs.rest().chars();
    let begins =
        ahead.next() == Some('r') && ahead.next() == Some('e') && ahead.next().map(plain) == Some(':');
    if !begins {
        return None;
    }
    for _ in 0..3 {
        signs.next();
    }
    let value = if signs.peek().map(plain) == Some('"') {
        match signs.quoted() {
            Ok(value) => value,
            Err(fault) => return Some(Err(fault)),
        }
    } else {
        let from = signs.at;
        signs.at += bare_pattern(signs.rest());
        Value { text: signs.text.get(from..signs.at).unwrap_or_default().to_owned(), at: from..signs.at }
    };
    if value.text.is_empty() {
        return Some(Err(Fault::new(start..signs.at, Why::Nothing)));
    }
    Some(Ok(Kind::Pattern(value)))
}

/// How many bytes a regular expression takes that begins a text and stands without quotation marks: up to white
/// space, or to a bracket that closes none of its own.
pub(super) fn bare_pattern(text: &str) -> usize {
    let (mut deep, mut escaped) = (0_usize, false);
    let end = text.char_indices().find(|(_, sign)| {
        let closes = *sign == ')' && !escaped;
        let ends = is_gap(*sign) || (closes && deep == 0);
        match sign {
            '(' if !escaped => deep += 1,
            ')' if closes => deep = deep.saturating_sub(1),
            _ => {}
        }
        escaped = *sign == '\\' && !escaped;
        ends
    });
    end.map_or(text.len(), |(at, _)| at)
}

/// The values of a field, of which the colon is next.
fn field(signs: &mut Signs<'_>, name: &Value) -> Result<Kind, Fault> {
    let Some(key) = Key::named(&name.text) else {
        return Err(Fault::new(name.at.clone(), Why::NoKey(name.text.clone())));
    };
    signs.next();
    let mut values = Vec::new();
    loop {
        let value = match signs.peek().map(plain) {
            Some('"') => signs.quoted()?,
            _ => signs.bare(&[',']),
        };
        if value.text.is_empty() {
            return Err(Fault::new(name.at.start..signs.at, Why::NoValue(key)));
        }
        values.push(value);
        if signs.peek().map(plain) != Some(',') {
            return Ok(Kind::Field(key, values));
        }
        signs.next();
    }
}

struct Reader<'t> {
    tokens: &'t [Token],
    at: usize,
    /// Where the text ends.
    end: usize,
    deep: usize,
}

impl<'t> Reader<'t> {
    fn peek(&self) -> Option<&'t Token> {
        self.tokens.get(self.at)
    }

    fn next(&mut self) -> Option<&'t Token> {
        let token = self.peek();
        self.at += 1;
        token
    }

    fn some(&mut self) -> Result<Query, Fault> {
        let mut all = vec![self.every()?];
        while self.peek().is_some_and(|token| token.kind == Kind::Or) {
            self.next();
            all.push(self.every()?);
        }
        Ok(join(all, Query::Some, |query| match query {
            Query::Some(within) => Ok(within),
            other => Err(other),
        }))
    }

    fn every(&mut self) -> Result<Query, Fault> {
        let mut all = vec![self.one()?];
        loop {
            match self.peek().map(|token| &token.kind) {
                None | Some(Kind::Or | Kind::Close) => break,
                Some(Kind::And) => drop(self.next()),
                Some(_) => {}
            }
            all.push(self.one()?);
        }
        Ok(join(all, Query::Every, |query| match query {
            Query::Every(within) => Ok(within),
            other => Err(other),
        }))
    }

    fn one(&mut self) -> Result<Query, Fault> {
        let Some(token) = self.next() else {
            // Behind what asks for something: the last sign is what is pointed at.
            let last = self.tokens.last().map_or(0, |token| token.at.start);
            return Err(Fault::new(last..self.end, Why::Nothing));
        };
        match &token.kind {
            Kind::Text(value) => Ok(Query::Text(value.clone())),
            Kind::Pattern(value) => Ok(Query::Pattern(value.clone())),
            Kind::Field(key, values) => Ok(Query::Field(*key, values.clone())),
            Kind::Not => {
                self.deeper(token)?;
                let one = self.one()?;
                self.deep -= 1;
                Ok(Query::Not(Box::new(one)))
            }
            Kind::Open => {
                self.deeper(token)?;
                if let Some(Token { kind: Kind::Close, at }) = self.peek() {
                    return Err(Fault::new(token.at.start..at.end, Why::Nothing));
                }
                if self.peek().is_none() {
                    return Err(Fault::new(token.at.clone(), Why::Unclosed));
                }
                let some = self.some()?;
                self.deep -= 1;
                match self.next().map(|token| &token.kind) {
                    Some(Kind::Close) => Ok(some),
                    _ => Err(Fault::new(token.at.clone(), Why::Unclosed)),
                }
            }
            Kind::Close => Err(Fault::new(token.at.clone(), Why::Unopened)),
            Kind::Or | Kind::And => Err(Fault::new(token.at.clone(), Why::Nothing)),
        }
    }

    fn deeper(&mut self, token: &Token) -> Result<(), Fault> {
        self.deep += 1;
        if self.deep > DEEPEST { Err(Fault::new(token.at.clone(), Why::TooDeep)) } else { Ok(()) }
    }
}

/// One list of several, those within it that are of its own kind opened; one alone stays what it is.
fn join(
    all: Vec<Query>,
    list: fn(Vec<Query>) -> Query,
    within: fn(Query) -> Result<Vec<Query>, Query>,
) -> Query {
    let mut flat = Vec::with_capacity(all.len());
    for query in all {
        match within(query) {
            Ok(several) => flat.extend(several),
            Err(one) => flat.push(one),
        }
    }
    match flat.len() {
        1 => flat.pop().unwrap_or_default(),
        _ => list(flat),
    }
}
