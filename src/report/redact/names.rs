//! Names of persons: what is one, what stands in fields for them, and what is shown instead.

use std::collections::HashSet;

use super::{
    beside::{self, NEVER_GIVEN, POINTS, TRANSCRIBED},
    lattice::{self, Known, blank, han},
    lexicon,
};

/// What stands between names in a field that holds names.
const BETWEEN: &[char] = &['、', '，', ',', ';', '；', '/', '|', '\n', '\u{3000}', ' '];

/// With what names of bodies end, in fields that may hold either.
const BODIES: &[char] = &[
    '组', '室', '科', '处', '办', '局', '院', '委', '队', '部', '会', '站', '所', '厅', '股', '司', '镇',
    '乡', '村', '中', '心', '校', '行', '厂', '区', '县', '市', '街', '道', '府',
];

/// Whether a label is that of a body and not of a person (责任单位).
pub fn of_body(role: &str) -> bool {
    ["单位", "部门", "科室", "处室", "机构", "股室"].iter().any(|word| role.contains(word))
}

/// Whether what stands in a field for an inspector is a person and not a body (第一巡察组).
pub fn of_person(name: &str) -> bool {
    is_name(name) || is_foreign(name) || !name.ends_with(BODIES)
}

/// Whether what stands in a field for whoever is responsible is a person's name: also one whose family name no list has, as
/// long as it is no word, no post and no body's name.
pub fn answers(name: &str) -> bool {
    let chars: Vec<char> = name.chars().collect();
    let unknown = (2..=4).contains(&chars.len())
        && chars.iter().all(|c| han(*c))
        && lexicon::word(&chars).is_none()
        && beside::role_at_end(&chars) == 0
        && !chars.iter().any(|c| BODIES.contains(c) || "各全相有分该等某主管责长".contains(*c));
    is_name(name) || is_foreign(name) || unknown
}

/// The names in a field that holds names: parted, without titles and brackets.
pub fn parts(field: &str) -> Vec<String> {
    let mut all = Vec::new();
    for part in joined(field).split(BETWEEN) {
        let part = part.split(['（', '(']).next().unwrap_or_default();
        let name = untitled(part);
        // 和 and 与 may stand within a name (李和平) or between two.
        let several = name.contains(['和', '与', '及']) && !is_name(&name);
        let names = name.split(|c| several && matches!(c, '和' | '与' | '及'));
        all.extend(names.map(untitled).filter(|name| !name.is_empty()));
    }
    all
}

/// A name without the titles before and behind it.
fn untitled(name: &str) -> String {
    let all: Vec<char> = name.trim_matches([':', '：', '。', ' ', '\t']).chars().collect();
    let mut name = all.as_slice();
    let behind = name.get(beside::role_at_start(name)..).unwrap_or_default();
    let rest: String = behind.iter().collect();
    if is_name(&rest) || is_foreign(&rest) {
        name = behind;
    }
    loop {
        let title = beside::role_at_end(name);
        match name.get(..name.len() - title) {
            Some(shorter) if title > 0 && !shorter.is_empty() => {
                name = shorter.strip_suffix(&['副']).unwrap_or(shorter)
            }
            _ => return name.iter().collect(),
        }
    }
}

/// A field in which a family name and one character, parted by blanks, are joined: 王　明、李小红.
fn joined(field: &str) -> String {
    let chars: Vec<char> = field.chars().collect();
    let mut out = String::with_capacity(field.len());
    let lone = |at: usize| {
        let beside = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|c| han(*c));
        beside(Some(at)) && !beside(at.checked_sub(1)) && !beside(Some(at + 1))
    };
    for (at, c) in chars.iter().enumerate() {
        let before = chars.get(..at).unwrap_or_default().iter().rposition(|c| !blank(*c));
        let after =
            chars.get(at..).unwrap_or_default().iter().position(|c| !blank(*c)).map(|ahead| at + ahead);
        let between = blank(*c) && before.is_some_and(lone) && after.is_some_and(lone);
        if !between {
            out.push(*c);
        }
    }
    out
}

/// Whether a text by itself is a name of Chinese form.
pub fn is_name(text: &str) -> bool {
    let chars: Vec<char> = text.chars().filter(|c| !blank(*c)).collect();
    let family = family(&chars);
    let given = chars.get(family..).unwrap_or_default();
    family > 0
        && (1..=2).contains(&given.len())
        && given.iter().all(|c| han(*c) && !NEVER_GIVEN.contains(*c))
        && beside::role_at_end(&chars) != given.len()
}

/// How many characters of family name the text begins with; 0 where it begins with none.
fn family(text: &[char]) -> usize {
    let known = |width: &usize| text.get(..*width).and_then(lexicon::family).is_some();
    [2, 1].into_iter().find(known).unwrap_or(0)
}

/// Whether a text by itself is a name of another language in Chinese characters.
pub fn is_foreign(text: &str) -> bool {
    let parts: Vec<&str> = text.split(POINTS).collect();
    let length = text.chars().count();
    let written = |part: &&str| !part.is_empty() && part.chars().all(|c| TRANSCRIBED.contains(c));
    let chinese =
        |part: &&str| part.chars().count() > 1 && part.chars().all(|c| han(c) && !NEVER_GIVEN.contains(c));
    (3..=20).contains(&length) && (parts.iter().all(written) || parts.len() > 1 && parts.iter().all(chinese))
}

/// The names in a text that are to be masked elsewhere too: of a name that is an everyday word as well (文明) only those
/// beside which something says so.
pub fn in_prose(text: &str) -> HashSet<String> {
    let all = lattice::names(text, &Known::default()).into_iter();
    let told = |name: &str| lexicon::word(&name.chars().collect::<Vec<_>>()).is_none();
    all.filter(|found| found.sure || told(&found.name)).map(|found| found.name).collect()
}

/// A name with its family name alone, as long as it is: 王明 is 王某, 王小明 王某某, 王　明 王　某.
pub fn masked(name: &str) -> String {
    if name.is_ascii() {
        return name.chars().take(1).chain(['*', '*', '*']).collect();
    }
    let chars: Vec<char> = name.chars().filter(|c| !blank(*c)).collect();
    let kept = if name.contains(POINTS) { 1 } else { family(&chars).max(1) };
    let mut seen = 0;
    let mask = |c: char| {
        seen += usize::from(!blank(c));
        if seen <= kept || blank(c) || POINTS.contains(&c) || matches!(c, '\n' | '\r') { c } else { '某' }
    };
    name.chars().map(mask).collect()
}

/// A field that holds one or several names and nothing else.
pub fn masked_all(field: &str) -> String {
    let names = parts(field);
    let mut out = field.to_owned();
    let open = |name: &&String| of_person(name) && !name.contains('某') && !name.ends_with("***");
    for name in names.iter().filter(open) {
        out = out.replace(name.as_str(), &masked(name));
    }
    out
}

#[cfg(test)]
#[path = "names_tests.rs"]
mod tests;
