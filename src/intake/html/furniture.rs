//! What lines of a page are: prose, furniture, links, what the page says of itself.

use super::walk::Block;

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

/// How lines of the page itself begin; folded (see [`fold`]).
const BEGINNINGS: &[&str] = &[
    "当前位置",
    "您的位置",
    "您现在的位置",
    "您当前的位置",
    "您所在的位置",
    "你的位置",
    "你现在的位置",
    "所在位置",
    "现在位置",
    "分享到",
    "分享:",
    "分享至",
    "扫一扫",
    "扫码",
    "扫描二维码",
    "用微信扫",
    "微信扫一扫",
    "手机扫",
    "打开微信",
    "浏览次数",
    "浏览量",
    "阅读次数",
    "访问次数",
    "访问量",
    "点击数",
    "点击次数",
    "点击率",
    "点击:",
    "浏览:",
    "阅读:",
    "人气:",
    "责任编辑",
    "文章录入",
    "信息录入",
    "编辑:",
    "【责任编辑",
    "(责任编辑",
    "[责任编辑",
    "网络编辑",
    "审核:",
    "审核人:",
    "校对:",
    "供稿:",
    "上一篇",
    "下一篇",
    "上一条",
    "下一条",
    "上一版",
    "下一版",
    "上篇:",
    "下篇:",
    "【上一篇",
    "相关链接",
    "相关阅读",
    "相关文章",
    "相关新闻",
    "相关信息",
    "相关稿件",
    "相关推荐",
    "推荐阅读",
    "延伸阅读",
    "热点推荐",
    "热门文章",
    "最新文章",
    "网站地图",
    "版权所有",
    "主办:",
    "主办单位",
    "承办:",
    "承办单位",
    "技术支持",
    "备案号",
    "免责声明",
    "声明:本",
    "声明:凡",
    "凡本网",
    "凡本站",
    "本网转载",
    "特别声明",
    "网站声明",
    "字体:",
    "字号:",
    "字体大小",
    "浏览字号",
    "【字体",
    "[字体",
    "【字号",
    "视力保护",
    "保护视力",
    "【打印",
    "[打印",
    "【我要打印",
    "色调调节",
    "网站标识码",
    "设为首页",
    "加入收藏",
    "欢迎访问",
    "欢迎光临",
    "今天是",
    "用户名",
    "智能问答",
    "请输入",
    "第一页上一页",
    "首页上一页",
];

/// Words that only footers hold.
const FOOTERS: &[&str] = &[
    "ICP备",
    "ICP证",
    "公网安备",
    "网站标识码",
    "版权所有",
    "Copyright",
    "©",
    "AllRightsReserved",
    "建议使用IE",
];

/// Words of which whole lines of furniture are made.
const TOKENS: &[&str] = &[
    "分享到",
    "分享",
    "微信朋友圈",
    "微信",
    "新浪微博",
    "微博",
    "QQ空间",
    "QQ好友",
    "QQ",
    "打印本页",
    "打印",
    "关闭窗口",
    "关闭本页",
    "关闭页面",
    "关闭",
    "返回顶部",
    "返回首页",
    "返回列表",
    "返回",
    "收藏本页",
    "收藏",
    "字体大小",
    "字体",
    "字号",
    "超大",
    "大",
    "中",
    "小",
    "默认",
    "放大",
    "缩小",
    "恢复",
    "朗读",
    "语音播报",
    "无障碍浏览",
    "无障碍",
    "长者模式",
    "长者助手",
    "关怀版",
    "纠错",
    "我要纠错",
    "我要打印",
    "下载",
    "复制链接",
    "首页",
    "上一页",
    "下一页",
    "末页",
    "尾页",
    "首 页",
    "更多",
    "详细",
    "视力保护色",
    "保护视力色",
    "杏仁黄",
    "秋叶褐",
    "胭脂红",
    "芥末绿",
    "天蓝",
    "雪青",
    "灰",
    "银河白",
    "登录",
    "注册",
    "搜索",
    "查询",
    "关注",
    "点赞",
    "顶部",
    "TOP",
    "GO",
    "导航",
    "菜单",
    "正文",
    "人民网",
    "网站地图",
    "联系我们",
    "关于我们",
    "网站首页",
    "加大",
    "减小",
    "T",
    "+",
    "-",
    "A",
];

/// What a page says of its article.
pub const INFO: &[&str] = &[
    "发布时间:",
    "发布日期:",
    "发文日期:",
    "公开日期:",
    "信息时间:",
    "更新时间:",
    "发表时间:",
    "上传时间:",
    "录入时间:",
    "编辑时间:",
    "添加时间:",
    "发稿时间:",
    "时间:",
    "日期:",
    "来源:",
    "信息来源:",
    "文章来源:",
    "稿件来源:",
    "新闻来源:",
    "出处:",
    "作者:",
    "发布机构:",
    "发布单位:",
    "发布者:",
    "发布人:",
    "发布:",
];

/// Words at the heads of index tables.
const INDEX: &[&str] = &[
    "索引号",
    "索取号",
    "主题分类",
    "发文机关",
    "发布机构",
    "成文日期",
    "发文日期",
    "发布日期",
    "生成日期",
    "公开日期",
    "发文字号",
    "文号",
    "主题词",
    "信息分类",
    "公开方式",
    "公开形式",
    "有效性",
    "时效性",
    "信息名称",
    "体裁分类",
    "服务对象",
    "公开责任部门",
    "公开目录",
    "关键词",
    "信息索引",
    "名称",
    "标题",
    "公开范围",
];

/// How single lines of index tables begin.
const ENTRIES: &[&str] = &[
    "索引号",
    "索取号",
    "信息索引号",
    "主题分类",
    "发文机关:",
    "发布机构:",
    "发布单位:",
    "成文日期:",
    "生成日期:",
    "发文字号:",
    "主题词:",
    "信息分类:",
    "公开方式:",
    "公开形式:",
    "公开范围:",
    "有效性:",
    "时效性:",
    "信息名称:",
    "名称:",
    "标题:",
    "文号:",
    "体裁分类:",
    "服务对象:",
    "公开责任部门:",
];

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
