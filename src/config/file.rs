//! The form of the file:
//!
//! ```toml
//! author = "王敏"        # who makes the marks
//! lang = "zh"            # zh, en
//! mouse = true
//! color = "auto"         # auto, always, never
//! limits = "三个月"      # a time-limit profile, see [`super::limits`]
//! checks_off = ["no_result"]      # rules that do not ask; huitoukan check --rules lists them
//! reasons = ["数字不符", "账实不符"]  # reasons of doubt, in place of ours
//!
//! [keys]                 # names of commands as the help of huitoukan's documents lists them
//! mark = ["m", "F2"]
//! ```

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{Color, Config, Fault, reasons::Reasons};
use crate::{
    checks::{RuleId, Rules},
    words::Lang,
};

/// The settings, and how a value of each is written.
const FORMS: [(&str, &str); 7] = [
    ("author", "\"…\""),
    ("lang", "\"zh\", \"en\""),
    ("mouse", "true, false"),
    ("color", "\"auto\", \"always\", \"never\""),
    ("limits", "\"…\""),
    ("reasons", "[\"…\", \"…\"]"),
    ("keys", "[keys]"),
];

/// The names of all settings, in one line.
pub(super) fn names() -> String {
    FORMS.map(|(key, _)| key).join(", ")
}

/// How a value of a setting is written; of a key of a command too.
pub(crate) fn form(key: &str) -> &'static str {
    let of_key = key.starts_with("keys.").then_some("\"m\", [\"m\", \"F2\"]");
    of_key.or_else(|| FORMS.iter().find(|(name, _)| *name == key).map(|(_, form)| *form)).unwrap_or_default()
}

/// Reads the settings of `text`; what is wrong is left at its default.
pub fn read(text: &str) -> (Config, Vec<Fault>) {
    let mut config = Config::default();
    let mut faults = Vec::new();
    let table = match DeTable::parse(text) {
        Ok(table) => table.into_inner(),
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            return (config, vec![Fault::Syntax(line(text, at), error.message().to_owned())]);
        }
    };
    for (key, value) in &table {
        let name = key.get_ref().to_string();
        let at = line(text, key.span().start);
        match set(&mut config, &name, value.get_ref()) {
            Set::Done => {}
            Set::Unknown => faults.push(Fault::UnknownKey(at, name)),
            Set::Bad => {
                let value = text.get(value.span()).unwrap_or("").to_owned();
                faults.push(Fault::BadValue(at, name, value));
            }
            Set::Keys(table) => keys(&mut config, table, text, &mut faults),
        }
    }
    (config, faults)
}

enum Set<'a, 'i> {
    Done,
    Unknown,
    Bad,
    Keys(&'a DeTable<'i>),
}

fn set<'a, 'i>(config: &mut Config, key: &str, value: &'a DeValue<'i>) -> Set<'a, 'i> {
    let done = match (key, value) {
        ("author", DeValue::String(name)) => {
            config.author = Some(name.trim().to_owned()).filter(|name| !name.is_empty());
            true
        }
        ("lang", DeValue::String(name)) => {
            config.lang = Lang::named(name);
            config.lang.is_some()
        }
        ("mouse", DeValue::Boolean(on)) => {
            config.mouse = *on;
            true
        }
        ("color", DeValue::String(name)) => match name.as_ref() {
            "auto" => put(&mut config.color, Color::Auto),
            "always" => put(&mut config.color, Color::Always),
            "never" => put(&mut config.color, Color::Never),
            _ => false,
        },
        ("limits", DeValue::String(name)) => {
            config.limits = Some(name.trim().to_owned()).filter(|name| !name.is_empty());
            true
        }
        ("reasons", DeValue::Array(values)) => match values.iter().map(name_of).collect::<Option<Vec<_>>>() {
            Some(names) => put(&mut config.reasons, Reasons::own(names)),
            None => false,
        },
        ("checks_off", DeValue::Array(values)) => {
            let rule = |value| name_of(value).and_then(|name| RuleId::named(&name));
            match values.iter().map(rule).collect::<Option<Vec<_>>>() {
                Some(off) => put(&mut config.checks, Rules::without(off)),
                None => false,
            }
        }
        ("keys", DeValue::Table(table)) => return Set::Keys(table),
        ("author" | "lang" | "mouse" | "color" | "limits" | "reasons" | "checks_off" | "keys", _) => false,
        _ => return Set::Unknown,
    };
    if done { Set::Done } else { Set::Bad }
}

fn put<T>(place: &mut T, value: T) -> bool {
    *place = value;
    true
}

/// Whether a command or a key is one is not known here: whoever uses the keys says so.
fn keys(config: &mut Config, table: &DeTable, text: &str, faults: &mut Vec<Fault>) {
    for (command, value) in table {
        let names = match value.get_ref() {
            DeValue::String(name) => Some(vec![name.to_string()]),
            DeValue::Array(values) => values.iter().map(name_of).collect(),
            _ => None,
        };
        let name = command.get_ref().to_string();
        match names {
            Some(names) => {
                config.key_lines.insert(name.clone(), line(text, command.span().start));
                config.keys.insert(name, names);
            }
            None => {
                let at = line(text, command.span().start);
                let value = text.get(value.span()).unwrap_or("").to_owned();
                faults.push(Fault::BadValue(at, format!("keys.{name}"), value));
            }
        }
    }
}

fn name_of(value: &Spanned<DeValue>) -> Option<String> {
    match value.get_ref() {
        DeValue::String(name) => Some(name.to_string()),
        _ => None,
    }
}

/// The line in which the byte `at` stands; the first is 1.
pub(super) fn line(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patch_over_the_defaults() {
        let (config, faults) = read(
            "author = \"王敏\"\nmouse = false\nlimits = \" 三个月 \"\n[keys]\nmark = [\"x\", \"F2\"]\nquit = \"Q\"\n",
        );
        assert_eq!(faults, []);
        assert_eq!(config.author.as_deref(), Some("王敏"));
        assert!(!config.mouse);
        assert_eq!(config.limits.as_deref(), Some("三个月"));
        assert_eq!(config.color, Color::Auto);
        assert_eq!(config.keys["mark"], ["x", "F2"]);
        assert_eq!(config.keys["quit"], ["Q"]);
        assert_eq!(config.reasons, Reasons::default());
    }

    #[test]
    fn own_reasons_are_words_in_a_list() {
        let (config, faults) = read("reasons = [\"账实不符\", \"数字不符\"]\n");
        assert_eq!(faults, []);
        assert_eq!(config.reasons.pick("1").unwrap(), "账实不符");
        let (config, faults) = read("reasons = [\"账实不符\", 3]\n");
        assert!(matches!(faults[..], [Fault::BadValue(1, ..)]), "{faults:?}");
        assert_eq!(config.reasons, Reasons::default());
    }

    #[test]
    fn faults_name_line_and_key_and_the_rest_counts() {
        let (config, faults) = read("lang = \"zh\"\nmouse = 3\nmuose = true\ncolor = \"blue\"\n");
        assert_eq!(config.lang, Some(Lang::Zh));
        assert!(config.mouse);
        assert!(faults.contains(&Fault::BadValue(2, "mouse".to_owned(), "3".to_owned())));
        assert!(faults.contains(&Fault::UnknownKey(3, "muose".to_owned())));
        assert!(faults.contains(&Fault::BadValue(4, "color".to_owned(), "\"blue\"".to_owned())));
    }

    #[test]
    fn faults_say_what_could_be_written() {
        let (_, faults) = read("muose = true\ncolor = \"blue\"\n[keys]\nmark = 3\n");
        let said: Vec<String> =
            faults.iter().map(|fault| fault.explain("c.toml".as_ref(), &crate::words::ZH)).collect();
        for (line, allowed) in [(1, "author, lang, mouse"), (2, "\"never\""), (4, "[\"m\", \"F2\"]")] {
            let at = format!("第 {line} 行");
            assert!(said.iter().any(|one| one.contains(&at) && one.contains(allowed)), "{said:?}");
        }
    }

    #[test]
    fn what_is_no_toml_is_told_with_its_line() {
        let (config, faults) = read("mouse = false\nauthor = 王敏\n");
        assert_eq!(config, Config::default());
        assert!(matches!(faults[..], [Fault::Syntax(2, _)]), "{faults:?}");
    }
}
