//! What lines of a page are: prose, furniture, links, what the page says of itself.

use super::{
    phrases::{BEGINNINGS, ENTRIES, FOOTERS, INDEX, INFO, TOKENS},
    walk::Block,
};

/// What a line or table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text with sentences.
    Prose,
    /// Other text: headings, signatures, names.
    Plain,
    /// A table of data.
    Table,
    /// A file that goes with the article.
    Attachment,
    /// What the page says of the article: date, source.
    Info,
    /// An index table of the article (索引号).
    Index,
    /// Mostly links.
    Links,
    /// Words of the page itself.
    Furniture,
}

/// A line of fewer characters is no prose, whatever stops it has.
const SENTENCE: usize = 12;

/// The longest line that is taken for one with the article's day and little else, in characters.
const MOMENT: usize = 40;

/// The longest line that is taken for furniture by its first words, in characters.
const SHORT: usize = 120;

/// The longest line that is taken for furniture by words anywhere in it: footers run on.
const FOOTER: usize = 400;

/// A line as furniture is compared: without white space, marks in one form.
pub fn fold(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '：' => ':',
            '（' => '(',
            '）' => ')',
            '［' => '[',
            '］' => ']',
            c => c,
        })
        .collect()
}

/// What a block is.
pub fn kind(block: &Block) -> Kind {
    let text = fold(&block.text);
    let count = text.chars().count();
    let linked = block.linked * 2 > count;
    if block.table.is_some() {
        return match () {
            () if is_index(&text) => Kind::Index,
            () if linked => Kind::Links,
            () => Kind::Table,
        };
    }
    if is_attachment(&text, block.linked) {
        return Kind::Attachment;
    }
    if is_furniture(&text, count) {
        return Kind::Furniture;
    }
    if is_index_line(&text, count) {
        return Kind::Index;
    }
    if linked {
        return Kind::Links;
    }
    if is_info(&text, count) {
        return Kind::Info;
    }
    if count >= SENTENCE && text.contains(['，', '。', '；', '、', '：', ':', '！', '？']) {
        Kind::Prose
    } else {
        Kind::Plain
    }
}

/// Whether a folded line tells the article's date or source.
fn is_info(text: &str, count: usize) -> bool {
    let bare = text.trim_start_matches(['[', '(', '【', '|']);
    count <= SHORT && !text.contains('。') && INFO.iter().any(|label| bare.starts_with(label))
        || count <= MOMENT && moment(bare).is_some()
}

/// Whether text begins with a day in figures: 2024-06-03.
fn is_moment(text: &str) -> bool {
    let mut digits = 0;
    let mut marks = 0;
    for c in text.chars().take_while(|c| c.is_ascii_digit() || matches!(c, '-' | '/' | '.')) {
        if c.is_ascii_digit() { digits += 1 } else { marks += 1 }
    }
    text.starts_with("20") && digits >= 6 && marks >= 2
}

/// A day in figures, and all behind it, in a line that begins or ends with one.
pub fn moment(text: &str) -> Option<&str> {
    let time = |c: char| c.is_ascii_digit() || c.is_whitespace() || "-/.:".contains(c);
    let starts = text.match_indices("20").filter_map(|(at, _)| text.get(at..));
    let mut days = starts.filter(|rest| is_moment(rest));
    days.find(|rest| rest.len() == text.len() || rest.chars().all(time))
}

fn is_furniture(text: &str, count: usize) -> bool {
    let (rest, long) = behind_tokens(text);
    count <= SHORT && BEGINNINGS.iter().any(|word| text.starts_with(word) || long && rest.starts_with(word))
        || count <= FOOTER && FOOTERS.iter().any(|word| text.contains(word))
        || count <= SHORT && rest.is_empty() && (long || text.is_empty())
        || count <= 60 && is_pager(text)
}

/// What stands behind the words of buttons with which a folded line begins, and whether one of them is
/// longer than a character.
fn behind_tokens(text: &str) -> (&str, bool) {
    let between = |c: char| ":|【】[]()/·><»«、,×-".contains(c);
    let mut rest = text.trim_start_matches(between);
    let mut long = false;
    while let Some(token) =
        TOKENS.iter().filter(|token| rest.starts_with(**token)).max_by_key(|token| token.len())
    {
        long |= token.chars().count() > 1;
        rest = rest.strip_prefix(token).unwrap_or("").trim_start_matches(between);
    }
    (rest, long)
}

/// Whether a folded line turns pages: 第1页第2页 共3页.
fn is_pager(text: &str) -> bool {
    let mut rest: String = text.to_owned();
    for word in
        ["上一页", "下一页", "上页", "下页", "首页", "末页", "尾页", "第", "共", "页", "到", "跳转", "/"]
    {
        rest = rest.replace(word, "");
    }
    text.contains('页') && rest.chars().all(|c| c.is_ascii_digit() || "[]()<>|.…«»".contains(c))
}

/// Whether a folded line names a file that goes with the article.
fn is_attachment(text: &str, linked: usize) -> bool {
    let small = text.to_ascii_lowercase();
    let file =
        [".doc", ".xls", ".pdf", ".wps", ".zip", ".rar", ".ofd", ".et"].iter().any(|ext| small.contains(ext));
    linked > 0 && (text.starts_with("附件") || text.starts_with("附:") || file)
}

/// Whether a folded line is of an article's index: one entry of it, or several.
fn is_index_line(text: &str, count: usize) -> bool {
    let labels = INDEX.iter().filter(|word| text.contains(&format!("{word}:")));
    count <= FOOTER && labels.count() >= 3
        || count <= SHORT && !text.contains('。') && ENTRIES.iter().any(|label| text.starts_with(label))
}

/// Whether a folded table is the index of an article.
fn is_index(text: &str) -> bool {
    text.chars().count() <= FOOTER
        && INDEX.iter().filter(|word| text.contains(**word)).count() >= 3
        && text.contains("索")
        || text.starts_with("索引号")
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("当前位置：首页 > 通知公告", 0, Kind::Furniture)]
    #[case("【字体：大 中 小】 打印 关闭", 0, Kind::Furniture)]
    #[case("分享到：微信 微博 QQ空间", 0, Kind::Furniture)]
    #[case("打印本页 | 关闭窗口", 0, Kind::Furniture)]
    #[case("打印设备采购不规范的问题。", 0, Kind::Prose)]
    #[case("关闭违规企业3家", 0, Kind::Plain)]
    #[case("收藏", 0, Kind::Furniture)]
    #[case("第1页 第2页 下一页", 0, Kind::Furniture)]
    #[case("主办单位：青禾县人民政府办公室", 0, Kind::Furniture)]
    #[case("备案号：某ICP备00000000号", 0, Kind::Furniture)]
    #[case("发布时间：2024-06-03 来源：青禾县纪委监委", 0, Kind::Info)]
    #[case("2024-06-03 10:20", 0, Kind::Info)]
    #[case("2024年6月3日", 0, Kind::Plain)]
    #[case("附件：整改台账.xlsx", 8, Kind::Attachment)]
    #[case("附件1", 0, Kind::Plain)]
    #[case("索引号：A1 发布机构：青禾县水利局 成文日期：2024-06-01", 0, Kind::Index)]
    #[case("关于春季植树的通知", 9, Kind::Links)]
    #[case("中共青禾县水利局党组", 0, Kind::Plain)]
    #[case("联系电话：0000-1234567；邮政信箱：青禾县水利局。", 0, Kind::Prose)]
    #[case("来源把关不严。", 0, Kind::Plain)]
    fn kinds(#[case] text: &str, #[case] linked: usize, #[case] expected: Kind) {
        assert_eq!(kind(&Block { text: text.to_owned(), linked, ..Block::default() }), expected);
    }
}
