//! Whether two readings say the same: every kind, label, title, outcome, response, measure, deadline,
//! name, date, claim and contact, white space aside.

use huitoukan::notice::Notice;
use serde_json::Value;

use crate::gold::squeeze;

/// Fields that tell of the file and not of what it says: where the words stand, pages, the file itself.
const OF_THE_FILE: [&str; 5] = ["source", "span", "extent", "spans", "pages"];

/// The two say the same; if not, the first difference is told.
pub fn same(twin: &Notice, original: &Notice, what: &str) {
    differ(&told(twin), &told(original), what);
}

/// The two have the same outline with the same answers; nothing is said of the facts around it.
pub fn same_outline(twin: &Notice, original: &Notice, what: &str) {
    let outline = |notice: &Notice| -> Vec<String> {
        told(notice).into_iter().filter(|line| line.starts_with("nodes")).collect()
    };
    differ(&outline(twin), &outline(original), what);
}

fn differ(got: &[String], want: &[String], what: &str) {
    let at = got.iter().zip(want).take_while(|(got, want)| got == want).count();
    let line = |lines: &[String]| lines.get(at).cloned().unwrap_or_else(|| "(nothing more)".to_owned());
    assert!(
        got == want,
        "{what}: the first difference\n  twin:     {}\n  original: {}",
        line(got),
        line(want)
    );
}

/// All that a notice says, a line each: the way to the value, and the value without white space.
fn told(notice: &Notice) -> Vec<String> {
    let mut lines = Vec::new();
    tell(&serde_json::to_value(notice).unwrap(), "", &mut lines);
    lines
}

fn tell(value: &Value, way: &str, lines: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields.iter().filter(|(name, _)| !OF_THE_FILE.contains(&name.as_str())) {
                tell(value, format!("{way}.{name}").trim_start_matches('.'), lines);
            }
        }
        Value::Array(items) => {
            lines.push(format!("{way}: {} of them", items.len()));
            for (at, item) in items.iter().enumerate() {
                let label = squeeze(item["label"].as_str().unwrap_or(""));
                tell(item, &format!("{way}[{at}{}{label}]", if label.is_empty() { "" } else { " " }), lines);
            }
        }
        Value::String(text) => lines.push(format!("{way}: {}", squeeze(text))),
        other => lines.push(format!("{way}: {other}")),
    }
}
