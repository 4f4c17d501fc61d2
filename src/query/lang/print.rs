//! A query as text that reads as the same query again.

use std::fmt::{self, Display, Formatter};

use super::{
    Query, Value,
    key::Key,
    read::{AND, NOT, OR, bare_pattern, is_gap, plain},
};

impl Display for Query {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => Ok(()),
            Self::Text(value) => out.write_str(&text(value)),
            Self::Pattern(value) => {
                // A bracket may follow that is not of the expression.
                let whole = bare_pattern(&format!("{})", value.text)) == value.text.len();
                let begins = value.text.chars().next().is_some_and(|sign| plain(sign) == '"');
                let marks = begins || !whole;
                write!(out, "re:{}", if marks { quoted(&value.text) } else { value.text.clone() })
            }
            Self::Field(key, values) => field(out, *key, values),
            Self::Not(one) => {
                out.write_str("-")?;
                within(out, one, matches!(**one, Self::Every(_) | Self::Some(_)))
            }
            Self::Every(all) => {
                for (at, one) in all.iter().enumerate() {
                    if at > 0 {
                        out.write_str(" ")?;
                    }
                    within(out, one, matches!(one, Self::Some(_) | Self::Every(_)))?;
                }
                Ok(())
            }
            Self::Some(all) => {
                for (at, one) in all.iter().enumerate() {
                    if at > 0 {
                        out.write_str(" 或 ")?;
                    }
                    within(out, one, matches!(one, Self::Some(_)))?;
                }
                Ok(())
            }
        }
    }
}

fn within(out: &mut Formatter<'_>, one: &Query, brackets: bool) -> fmt::Result {
    if brackets { write!(out, "({one})") } else { write!(out, "{one}") }
}

fn field(out: &mut Formatter<'_>, key: Key, values: &[Value]) -> fmt::Result {
    write!(out, "{}:", key.chinese())?;
    for (at, value) in values.iter().enumerate() {
        if at > 0 {
            out.write_str(",")?;
        }
        out.write_str(&as_value(&value.text))?;
    }
    Ok(())
}

/// A value of a field, in quotation marks where it would be read as something else without them.
pub fn as_value(text: &str) -> String {
    let special = |sign: char| is_gap(sign) || matches!(plain(sign), '(' | ')' | '"' | ',');
    let marks = text.is_empty() || text.chars().any(special);
    if marks { quoted(text) } else { text.to_owned() }
}

/// A text, in quotation marks where it would be read as something else without them.
fn text(value: &Value) -> String {
    let special = |sign: char| is_gap(sign) || matches!(plain(sign), '(' | ')' | '"' | ':');
    let bar: String = value.text.chars().map(plain).collect();
    let syntax = [&OR[..], &AND, &NOT].concat().contains(&bar.as_str());
    let marks = value.text.is_empty() || syntax || bar.starts_with('-') || value.text.chars().any(special);
    if marks { quoted(&value.text) } else { value.text.clone() }
}

/// In plain quotation marks; those within are written twice.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}
