//! Where the public may write: telephone, mail, post.

use std::sync::LazyLock;

use regex::Regex;

use super::{
    flow::{Flow, Range},
    lexicon::Lexicon,
};

static PHONE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:电话|联系方式|热线|手机|传真)[^0-9;。\n]{0,14}?\n?((?:\(?0[0-9]{2,3}\)?[-—–―]{0,2}[0-9]{7,8}(?:-[0-9]{1,4})?|1[3-9][0-9]{9}|400-?[0-9]{3}-?[0-9]{4}|12[0-9]{3}|[2-8][0-9]{6,7})(?:[、,/或](?:\(?0[0-9]{2,3}\)?[-—–―]{0,2}[0-9]{7,8}|1[3-9][0-9]{9}|[2-8][0-9]{6,7}))*)").ok()
});
static EMAIL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}").ok()
});

/// Telephone numbers in a range.
pub fn phones(flow: &Flow, range: &Range) -> Vec<Range> {
    let text = flow.get(range);
    let Some(pattern) = PHONE.as_ref() else { return Vec::new() };
    let mut out = Vec::new();
    for found in pattern.captures_iter(text) {
        let Some(numbers) = found.get(1) else { continue };
        let mut start = numbers.start();
        for number in numbers.as_str().split(['、', ',', '/', '或']) {
            if !number.is_empty() {
                out.push(range.start + start..range.start + start + number.len());
            }
            let rest = text.get(start + number.len()..).and_then(|rest| rest.chars().next());
            start += number.len() + rest.map_or(0, char::len_utf8);
        }
    }
    out
}

/// Mail addresses in a range.
pub fn emails(flow: &Flow, range: &Range) -> Vec<Range> {
    let Some(pattern) = EMAIL.as_ref() else { return Vec::new() };
    pattern
        .find_iter(flow.get(range))
        .map(|found| range.start + found.start()..range.start + found.end())
        .collect()
}

/// Postal addresses in a range: what stands behind a word for them, to the end of the clause.
pub fn addresses(flow: &Flow, range: &Range, lexicon: &Lexicon) -> Vec<Range> {
    let text = flow.get(range);
    let mut out: Vec<Range> = Vec::new();
    for word in &lexicon.names.address {
        for (at, _) in text.match_indices(&format!("{word}:")) {
            let begin = at + word.len() + 1;
            let rest = text.get(begin..).unwrap_or("");
            let end = rest
                .char_indices()
                .find(|(at, c)| {
                    matches!(c, ';' | '。' | ',' | '\n')
                        || ["邮编", "邮政编码", "电话", "联系", "电子", "(信封", "(请在信封", "网站", "备案"]
                            .iter()
                            .any(|next| rest.get(*at..).is_some_and(|r| r.starts_with(next)))
                })
                .map_or(rest.len(), |(at, _)| at);
            let found = flow.trim(&(range.start + begin..range.start + begin + end), &['(', ')', '、']);
            let is_mail = flow.get(&found).contains('@');
            let known = out.iter().any(|other| other.start < found.end && found.start < other.end);
            if !found.is_empty() && !is_mail && !known {
                out.push(found);
            }
        }
    }
    out.sort_by_key(|range| range.start);
    out
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("监督电话：0873-2165099", &["0873-2165099"])]
    #[case("监督电话：0873—2165099。", &["0873—2165099"])]
    #[case("监督电话：0873——2165099，邮箱", &["0873——2165099"])]
    #[case("联系电话：（0517）88120366", &["(0517)88120366"])]
    #[case("电话：0873—2165099、2165098", &["0873—2165099", "2165098"])]
    fn phones_are_found_as_printed(#[case] text: &str, #[case] want: &[&str]) {
        let mut flow = Flow::default();
        flow.push(text, 0, false);
        let all = 0..flow.text().len();
        let found: Vec<String> = phones(&flow, &all).iter().map(|range| flow.get(range).to_owned()).collect();
        assert_eq!(found, want);
    }
}
