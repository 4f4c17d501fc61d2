//! Numbers that belong to persons: telephones, identity cards, number plates; mail addresses.
//!
//! Digits may be of full width and parted by blanks or dashes. A number that stands within a longer row
//! of letters and digits (a hash, an amount of money, the number of a document) is none.

use std::sync::LazyLock;

use regex::Regex;

/// Which characters of what was found are replaced.
type Hide = fn(found: &str) -> String;

struct Rule {
    pattern: Option<Regex>,
    hide: Hide,
}

impl Rule {
    fn new(pattern: &str, hide: Hide) -> Self {
        let digit = "[0-9０-９]";
        // At most one sign between two digits.
        let gap = "[ \u{a0}\u{3000}\\-－‐‑–—·.]?";
        let pattern = pattern.replace("{D}", digit).replace("{G}", gap);
        Self { pattern: Regex::new(&pattern).ok(), hide }
    }
}

static RULES: LazyLock<[Rule; 7]> = LazyLock::new(|| {
    [
        // Mail: the part before the sign.
        Rule::new(r"[A-Za-z0-9][A-Za-z0-9._%+-]*[@＠][A-Za-z0-9-]+(?:[.．][A-Za-z0-9-]+)+", mail),
        // Identity cards of 18 digits (GB 11643-1999): region, day of birth, row, check sign.
        Rule::new(
            r"[1-8１-８]{D}{5}{G}(?:[1１][89８９]|[2２][0０]){D}{2}{G}[01０１]{D}{3}{G}{D}{3}[0-9０-９XxＸｘ]",
            |found| stars(found, 3, 2),
        ),
        // Those of 15, which were given out until 1999.
        Rule::new(
            r"[1-8１-８]{D}{5}{G}{D}{2}(?:[0０][1-9１-９]|[1１][0-2０-２])[0-3０-３]{D}{G}{D}{3}",
            |found| stars(found, 3, 2),
        ),
        // Bank cards of 16 to 19 digits (ISO/IEC 7812): those of UnionPay, and of the other networks.
        Rule::new(r"(?:[6６][2２]|[4４5５]{D}){D}{2}{G}(?:{D}{4}{G}){3}{D}{0,3}", card),
        // Mobiles, also in the groups in which they are written; others would take in days.
        Rule::new(
            r"[1１][3-9３-９]{D}(?:{G}{D}{4}{G}{D}{4}|{D}{G}{D}{3}{G}{D}{4}|{D}{2}{G}{D}{3}{G}{D}{3})",
            |found| stars(found, 3, 4),
        ),
        // Land lines with the code of their place.
        Rule::new(
            r"[(（]?[0０]{D}{2,3}[)）]?[ \x{a0}\x{3000}\-－‐‑–—]{0,2}[2-9２-９]{D}{2,3}{G}{D}{4}",
            land_line,
        ),
        // Number plates (GA 36-2018).
        Rule::new(
            r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•.]?[A-HJ-NP-Z0-9]{5,6}",
            |found| stars(found, 2, 1),
        ),
    ]
});

/// A card's number, if its last digit proves the others (Luhn): a sum of money or a receipt seldom does.
fn card(found: &str) -> String {
    let digits: Vec<u32> = found.chars().filter_map(plain_digit).collect();
    let doubled = |(at, digit): (usize, &u32)| match at % 2 {
        0 => *digit,
        _ => digit * 2 - if *digit > 4 { 9 } else { 0 },
    };
    let sum: u32 = digits.iter().rev().enumerate().map(doubled).sum();
    if sum.is_multiple_of(10) { stars(found, 4, 4) } else { found.to_owned() }
}

fn plain_digit(c: char) -> Option<u32> {
    match c {
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => c.to_digit(10),
    }
}

/// A number that only the word before it tells from others.
static NAMED: LazyLock<Vec<(Regex, Keep)>> = LazyLock::new(|| {
    let behind = "(?:号码|号|帐号|账号)?(?:[是为：:（( \u{3000}]){0,3}";
    let patterns = [
        // Blanks may set the word itself apart: 电　　话.
        (
            format!(
                "((?:电[ \u{3000}]*话|手[ \u{3000}]*机|热线|传真|座机|联系方式){behind})([2-9２-９][0-9０-９]{{2,3}}[-－ ]?[0-9０-９]{{4}})"
            ),
            4,
        ),
        (
            format!(
                "((?:卡号|账号|帐号|账户|帐户|存折|银行卡){behind})([0-9０-９](?:[-－ ]?[0-9０-９]){{7,24}})"
            ),
            4,
        ),
        (format!("((?:身份证|证件|护照|军官证|社保卡){behind})([A-Za-z]?[0-9０-９]{{6,18}}[XxＸｘ]?)"), 2),
        (format!("((?:微信|QQ|qq|ＱＱ|支付宝){behind})([A-Za-z0-9_][A-Za-z0-9_-]{{4,19}})"), 1),
    ];
    patterns.into_iter().filter_map(|(pattern, last)| Some((Regex::new(&pattern).ok()?, last))).collect()
});

/// Numbers that go on behind one that is masked (0371-****8277、67798277), with or without the code of their
/// place; and one of them.
static LISTED: LazyLock<Option<(Regex, Regex)>> = LazyLock::new(|| {
    let number =
        "(?:[(（]?[0０][0-9０-９]{2,3}[)）]?[ \\-－‐‑–—]{0,2})?[1-9１-９][0-9０-９]{2,3}[-－ ]?[0-9０-９]{4}";
    let parted = "[ \u{3000}]?[、，,；;/／和或及][ \u{3000}]?";
    let list = Regex::new(&format!("([*][-－ ]?[0-9０-９]{{4}})((?:{parted}{number})+)")).ok()?;
    Some((list, Regex::new(number).ok()?))
});

fn listed(text: &str) -> String {
    let Some((list, number)) = LISTED.as_ref() else { return text.to_owned() };
    let one = |found: &regex::Captures<'_>| match found[0].starts_with(['0', '０', '(', '（']) {
        true => land_line(&found[0]),
        false => stars(&found[0], 0, 4),
    };
    let all = |found: &regex::Captures<'_>| format!("{}{}", &found[1], number.replace_all(&found[2], one));
    list.replace_all(text, all).into_owned()
}

/// How many of the last signs stay.
type Keep = usize;

/// The text with such numbers masked.
pub fn masked(text: &str) -> String {
    let mut out = text.to_owned();
    for rule in RULES.iter() {
        if let Some(pattern) = &rule.pattern {
            out = replaced(&out, pattern, rule.hide);
        }
    }
    for (pattern, last) in NAMED.iter() {
        let named = |found: &regex::Captures<'_>| format!("{}{}", &found[1], stars(&found[2], 0, *last));
        out = pattern.replace_all(&out, named).into_owned();
    }
    listed(&out)
}

/// Replaces what the pattern finds, unless a letter or digit of a longer row stands beside it.
fn replaced(text: &str, pattern: &Regex, hide: Hide) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    while let Some(found) = pattern.find_at(text, done) {
        let before = text.get(..found.start()).and_then(|head| head.chars().next_back());
        let after = text.get(found.end()..).and_then(|rest| rest.chars().next());
        let whole = !before.is_some_and(within) && !after.is_some_and(within);
        if whole {
            out.push_str(text.get(done..found.start()).unwrap_or_default());
            out.push_str(&hide(found.as_str()));
            done = found.end();
        } else {
            // The next one may begin within.
            let first = found.as_str().chars().next().map_or(1, char::len_utf8);
            out.push_str(text.get(done..found.start() + first).unwrap_or_default());
            done = found.start() + first;
        }
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}

fn within(c: char) -> bool {
    c.is_ascii_alphanumeric() || ('０'..='９').contains(&c) || c == '_'
}

fn digit(c: char) -> bool {
    within(c) || c == 'Ｘ' || c == 'ｘ' || !c.is_ascii() && c.is_alphabetic()
}

/// All letters and digits but the first and the last few as stars; what parts them stays.
fn stars(found: &str, first: usize, last: usize) -> String {
    let count = found.chars().filter(|c| digit(*c)).count();
    let mut at = 0;
    found
        .chars()
        .map(|c| {
            if !digit(c) {
                return c;
            }
            at += 1;
            if at <= first || at > count.saturating_sub(last) { c } else { '*' }
        })
        .collect()
}

/// The code of the place and the last four stay.
fn land_line(found: &str) -> String {
    let digits = found.chars().filter(|c| digit(*c)).count();
    let second = found.chars().filter(|c| digit(*c)).nth(1);
    // 010 and 02x are the codes of three digits.
    let code = if matches!(second, Some('1' | '2' | '１' | '２')) { 3 } else { 4 };
    stars(found, code.min(digits), 4)
}

fn mail(found: &str) -> String {
    let (name, rest) = found.split_at(found.find(['@', '＠']).unwrap_or(0));
    let first: String = name.chars().take(1).collect();
    format!("{first}***{rest}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::mobile("电话13912341234。", "电话139****1234。")]
    #[case::blanks("139 1234 1234", "139 **** 1234")]
    #[case::dashes("139-1234-1234，", "139-****-1234，")]
    #[case::full_width("１３９１２３４１２３４", "１３９****１２３４")]
    #[case::country("+86 13912341234", "+86 139****1234")]
    #[case::land_line("0898-66123456", "0898-****3456")]
    #[case::land_line_short("0898-6612345", "0898-***2345")]
    #[case::brackets("（0898）6612 3456", "（0898）**** 3456")]
    #[case::capital("010-66123456", "010-****3456")]
    #[case::capital_brackets("（０10）66123456", "（０10）****3456")]
    #[case::two_dashes("0898——66123456", "0898——****3456")]
    #[case::by_its_word("联系电话：66123456", "联系电话：****3456")]
    #[case::mail("邮箱：zhang.san@example.gov.cn", "邮箱：z***@example.gov.cn")]
    #[case::card("身份证46010019800101123X", "身份证460*************3X")]
    #[case::card_blanks("460100 19800101 1234", "460*** ******** **34")]
    #[case::old_card("460100800101123", "460**********23")]
    #[case::plate("公车琼A12345", "公车琼A****5")]
    #[case::new_plate("琼AD12345违停", "琼A*****5违停")]
    #[case::mobile_and_land_line("电话13812345678、0371-12345678", "电话138****5678、0371-****5678")]
    #[case::without_the_code("0371-67798277、67798277", "0371-****8277、****8277")]
    #[case::three("电话：67798277，67798278或67798279。", "电话：****8277，****8278或****8279。")]
    #[case::no_list("13912341234、2024年10月9日", "139****1234、2024年10月9日")]
    #[case::two_numbers("13912341234、13812341234", "139****1234、138****1234")]
    #[case::hash("a13912341234b", "a13912341234b")]
    #[case::longer("1139123412341", "1139123412341")]
    #[case::amount("金额139123412345元", "金额139123412345元")]
    #[case::by_its_word_apart("电　　话：66123456", "电　　话：****3456")]
    #[case::bank_card("卡号6222021234567890128。", "卡号6222***********0128。")]
    #[case::bank_card_blanks("6228 4804 0256 4890 09", "6228 **** **** **90 09")]
    #[case::no_bank_card("6222021234567890127", "6222021234567890127")]
    #[case::account("账号：1402 0330 0930 0123", "账号：**** **** **** 0123")]
    #[case::passport("护照号E12345678", "护照号*******78")]
    #[case::chat("微信号：abc_12345", "微信号：********5")]
    #[case::hotline("12388", "12388")]
    #[case::day("2024-10-09至2025-06-30", "2024-10-09至2025-06-30")]
    #[case::days(
        "2024-1-30 2025-06-30，2024-06-15 2026-11-22",
        "2024-1-30 2025-06-30，2024-06-15 2026-11-22"
    )]
    #[case::document("琼府〔2024〕12345号", "琼府〔2024〕12345号")]
    #[case::sha(
        "sha256 0898661234560898661234560898661234560898661234560898661234560898",
        "sha256 0898661234560898661234560898661234560898661234560898661234560898"
    )]
    fn numbers_are_masked(#[case] text: &str, #[case] want: &str) {
        assert_eq!(masked(text), want);
    }

    proptest! {
        #[test]
        fn masking_again_changes_nothing(text in "\\PC{0,60}") {
            let once = masked(&text);
            prop_assert_eq!(masked(&once), once.clone());
        }

        #[test]
        fn no_mobile_is_left(head in "[甲乙，。：]{0,3}", number in "1[3-9][0-9]{9}", tail in "[甲乙，。 ]{0,3}") {
            let out = masked(&format!("{head}{number}{tail}"));
            prop_assert!(!out.contains(&number), "{}", out);
        }
    }
}
