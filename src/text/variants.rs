//! Traditional characters and the simplified ones that stand for them.

use std::sync::LazyLock;

/// See the head of the file.
const FILE: &str = include_str!("../../assets/variants.txt");

/// The block of characters in which traditional ones stand (Unicode, CJK Unified Ideographs).
const BLOCK: std::ops::RangeInclusive<char> = '\u{4e00}'..='\u{9fff}';

/// For each character of the block the one that stands for it: every character of a text is asked.
static FORMS: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut forms: Vec<char> = BLOCK.collect();
    for (traditional, simple) in pairs() {
        if let Some(form) = place(traditional).and_then(|at| forms.get_mut(at)) {
            *form = simple;
        }
    }
    forms
});

fn pairs() -> impl Iterator<Item = (char, char)> {
    let pair = |line: &str| {
        let mut chars = line.chars();
        Some((chars.next()?, chars.next()?))
    };
    FILE.lines().filter(|line| !line.starts_with('#')).filter_map(pair)
}

/// Where a character stands in the block; `None` before it.
fn place(c: char) -> Option<usize> {
    usize::try_from(u32::from(c).checked_sub(u32::from(*BLOCK.start()))?).ok()
}

/// The simplified form of a traditional character; any other character as it is.
pub fn simplified(c: char) -> char {
    place(c).and_then(|at| FORMS.get(at).copied()).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_characters_have_simplified_forms() {
        let fold = |text: &str| text.chars().map(simplified).collect::<String>();
        assert_eq!(
            fold("已完成，長期堅持；關於巡察整改問題的責任單位"),
            "已完成，长期坚持；关于巡察整改问题的责任单位"
        );
        assert_eq!(fold("乾坤、著作、后来、里程、台账 abc"), "乾坤、著作、后来、里程、台账 abc");
    }

    #[test]
    fn no_simplified_form_is_traditional_itself() {
        assert!(pairs().count() > 2000);
        assert!(pairs().all(|(_, simple)| simplified(simple) == simple));
    }
}
