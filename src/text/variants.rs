//! Traditional characters and the simplified ones that stand for them.

use std::sync::LazyLock;

/// See the head of the file.
const FILE: &str = include_str!("../../assets/variants.txt");

static PAIRS: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
    let pair = |line: &str| {
        let mut chars = line.chars();
        Some((chars.next()?, chars.next()?))
    };
    let mut pairs: Vec<(char, char)> =
        FILE.lines().filter(|line| !line.starts_with('#')).filter_map(pair).collect();
    pairs.sort_unstable();
    pairs
});

/// The simplified form of a traditional character; any other character as it is.
pub fn simplified(c: char) -> char {
    if !('\u{4e00}'..='\u{9fff}').contains(&c) {
        return c;
    }
    let found = PAIRS.binary_search_by_key(&c, |(traditional, _)| *traditional);
    found.ok().and_then(|at| PAIRS.get(at)).map_or(c, |(_, simple)| *simple)
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
        assert!(PAIRS.len() > 2000);
        assert!(PAIRS.iter().all(|(_, simple)| simplified(*simple) == *simple));
    }
}
