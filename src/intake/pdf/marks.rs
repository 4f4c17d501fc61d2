//! What printed lines begin and end with.

/// Characters of Chinese numbers.
const DIGITS: &str = "一二三四五六七八九十百〇零";

/// Whether a text begins with a number that begins something: 一、（一）1. ① 一是 第一，.
pub(super) fn begins_number(text: &str) -> bool {
    let mut chars = text.chars().skip_while(|c| c.is_whitespace()).peekable();
    let Some(first) = chars.next() else { return false };
    match first {
        '①'..='⒛' | '㈠'..='㈩' | '㉑'..='㊿' | '●' | '•' | '■' | '◆' => true,
        '（' | '(' | '〔' | '【' => {
            let mut inner = 0;
            for c in chars {
                match c {
                    '）' | ')' | '〕' | '】' => return inner > 0,
                    c if inner < 4 && (is_figure(c) || DIGITS.contains(c)) => inner += 1,
                    _ => return false,
                }
            }
            false
        }
        '第' => {
            let rest: Vec<char> = chars.take(6).collect();
            let count = rest.iter().take_while(|c| DIGITS.contains(**c)).count();
            count > 0 && rest.get(count).is_some_and(|c| "，、,条章节部是".contains(*c))
        }
        c if DIGITS.contains(c) => {
            while chars.next_if(|c| DIGITS.contains(*c)).is_some() {}
            chars.next().is_some_and(|c| "、．.是".contains(c))
        }
        c if is_figure(c) => {
            let mut count = 1;
            while chars.next_if(|c| is_figure(*c)).is_some() {
                count += 1;
            }
            let mark = chars.next();
            // 3.5 is no number of a line, nor is the 2026. of a date.
            count <= 3
                && mark.is_some_and(|c| "、．.）)".contains(c))
                && !(mark == Some('.') && chars.next().is_some_and(is_figure))
        }
        _ => false,
    }
}

/// Whether a text ends a sentence or says that something follows.
pub(super) fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['”', '’', '）', ')', '》']);
    text.ends_with(['。', '！', '？', '；', '：', '!', '?', ';', ':', '…'])
}

fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// Joins a line to what stands before it; a Latin word ends at the end of its line.
pub(super) fn join(text: &mut String, next: &str) {
    let (last, first) = (text.chars().last(), next.chars().next());
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    if letter(last) && first.is_some_and(|c| c.is_ascii_alphabetic())
        || last.is_some_and(|c| c.is_ascii_alphabetic()) && letter(first)
    {
        text.push(' ');
    }
    text.push_str(next);
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("一、强化学习", true)]
    #[case("（十二）未落实", true)]
    #[case("(3)未落实", true)]
    #[case("1.未落实", true)]
    #[case("12．未落实", true)]
    #[case("3.5万元", false)]
    #[case("2026.1", false)]
    #[case("2026年", false)]
    #[case("①开会", true)]
    #[case("一是开会", true)]
    #[case("二十一、开会", true)]
    #[case("第一，开会", true)]
    #[case("第一书记", false)]
    #[case("一些单位", false)]
    #[case("（以下简称）", false)]
    #[case("1）开会", true)]
    #[case("", false)]
    fn numbers_begin_lines(#[case] text: &str, #[case] begins: bool) {
        assert_eq!(begins_number(text), begins);
    }

    #[test]
    fn latin_words_stay_apart() {
        let mut text = "按照 ISO".to_owned();
        join(&mut text, "9001 执行");
        join(&mut text, "的要求");
        assert_eq!(text, "按照 ISO 9001 执行的要求");
    }
}
