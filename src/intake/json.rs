//! Data from other programs, cleaned as the text of a file is.

use serde_json::Value;

use super::cleaned;

/// Takes control and hidden characters out of every string of parsed data, as the reader does with a
/// file's text.
///
/// # Errors
/// The place of a notice's own text that has such characters: cleaned, its spans would no longer be
/// right.
pub fn clean_json(value: &mut Value) -> Result<(), String> {
    match value {
        Value::String(text) => *text = cleaned(text),
        Value::Array(values) => {
            for (at, value) in values.iter_mut().enumerate() {
                clean_json(value).map_err(|place| format!("{at}.{place}"))?;
            }
        }
        Value::Object(fields) => {
            let notice = fields.contains_key("schema");
            for (name, value) in fields {
                match value {
                    Value::String(text) if notice && name == "text" => {
                        if cleaned(&text.replace('\r', "")) != text.replace('\r', "") {
                            return Err(name.clone());
                        }
                    }
                    value => clean_json(value).map_err(|place| format!("{name}.{place}"))?,
                }
            }
        }
        _ => {}
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn strings_from_other_programs_are_cleaned() {
        let mut value = json!([{"schema": "notice/1", "agency": "局\u{1b}[31m红\u{9b}2J\u{202e}", "nodes": [{"title": "甲\u{7}乙"}]}]);
        assert_eq!(clean_json(&mut value), Ok(()));
        assert_eq!(value, json!([{"schema": "notice/1", "agency": "局红", "nodes": [{"title": "甲乙"}]}]));
    }

    #[test]
    fn a_text_with_controls_is_refused_at_its_place() {
        let mut value = json!([{"schema": "notice/1", "text": "甲\u{1b}乙"}]);
        assert_eq!(clean_json(&mut value), Err("0.text".to_owned()));
    }
}
