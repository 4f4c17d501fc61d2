//! What a page says of its article: the title, and the line of its date and source.

use std::collections::HashMap;

use scraper::Node;

use super::{
    NodeRef,
    article::Article,
    furniture::{Kind, fold, moment},
    list,
    phrases::{INFO, STOPS},
    style,
    walk::Page,
};

/// What the head of a page says.
#[derive(Debug, Default)]
pub struct Head {
    /// The text of `<title>`.
    pub title: String,
    /// `<meta>`: values by names in small letters.
    pub meta: HashMap<String, String>,
}

/// The names of `<meta>` under which systems of government sites keep an article's title and day
/// (GB/T 33743 and the check list of government sites: `ArticleTitle`, `PubDate`).
const TITLES: &[&str] = &["articletitle", "og:title", "title"];
const DAYS: &[&str] = &["pubdate", "publishdate", "article:published_time", "publish_time"];
const SOURCES: &[&str] = &["contentsource", "source"];

/// The longest title, in characters.
const TITLE: usize = 120;

/// So many lines above the article are searched for its title and day.
const LEAD: usize = 400;

/// The longest `<title>` that is read, in characters: the notice, its column and its site.
const HEAD_TITLE: usize = 300;

/// Words with which titles of notices end.
const KINDS: &[&str] = &["通报", "报告", "公告", "公示", "通知", "方案", "台账", "清单", "情况"];

/// Reads the head of a page.
pub fn head(root: NodeRef<'_>) -> Head {
    let mut head = Head::default();
    for node in root.descendants() {
        let Node::Element(element) = node.value() else { continue };
        match element.name() {
            "title" if head.title.is_empty() => {
                let text = node.descendants().filter_map(|node| node.value().as_text());
                let text: String = text.map(|text| &**text).collect();
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                head.title = text.chars().take(HEAD_TITLE).collect();
            }
            "meta" => {
                let name = [style::small(element, "name"), style::small(element, "property")].concat();
                let content = element.attr("content").unwrap_or_default().trim();
                if !name.is_empty() && !content.is_empty() {
                    head.meta.entry(name).or_insert_with(|| content.to_owned());
                }
            }
            _ => {}
        }
    }
    head
}

/// What stands above the article.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Above {
    /// The lines of the title, unless the article begins with it.
    pub title: Vec<String>,
    /// How many lines of the article are its title and what stands above that.
    pub own: usize,
    /// The line of date and source.
    pub info: Option<String>,
}

/// Finds what stands above the article.
pub fn above(page: &Page, kinds: &[Kind], article: &Article, head: &Head) -> Above {
    let info = info(page, kinds, article, head);
    if article.whole {
        return Above::default();
    }
    match title(page, kinds, article, head) {
        Title::Own(own) => Above { title: Vec::new(), own, info },
        Title::Page(title) => Above { title, own: 0, info },
    }
}

/// The lines above the article's first sentence that are shown, nearest first.
fn lead<'p>(
    page: &'p Page,
    kinds: &'p [Kind],
    article: &Article,
) -> impl Iterator<Item = (usize, &'p str, Kind)> {
    let blocks = page.blocks.iter().zip(kinds).enumerate().take(article.opening);
    blocks
        .filter(|(_, (block, _))| !block.hidden)
        .map(|(at, (block, kind))| (at, block.text.as_str(), *kind))
        .rev()
}

/// Where the notice's title stands.
enum Title {
    /// In the article: so many lines end with it.
    Own(usize),
    /// On the page.
    Page(Vec<String>),
}

/// Finds the notice's own title.
fn title(page: &Page, kinds: &[Kind], article: &Article, head: &Head) -> Title {
    let told: Vec<String> = told(head);
    let own = |text: &str| told.iter().any(|told| same(told, text));
    let begins: Vec<&str> = article
        .lines
        .iter()
        .take_while(|at| **at <= article.opening)
        .take(12)
        .filter_map(|at| page.blocks.get(*at))
        .map(|block| block.text.trim())
        .collect();
    // A title may stand on several lines, and be one of them in the head of the page.
    let place = |title: &str| {
        let at = |count| begins.windows(count).position(|lines| same(title, &lines.concat()));
        (1..=5).find_map(|count| Some(at(count)? + count))
    };
    if let Some(own) = told.iter().filter_map(|told| place(told)).max() {
        return Title::Own(own);
    }
    // Headings of the text end like titles.
    let is_own = |line: &&str| is_notice(line) && line.contains("关于") && !list::is_numbered(line);
    if let Some(at) = begins.iter().position(is_own) {
        return Title::Own(at + 1);
    }
    let plain = |(_, text, kind): &(usize, &str, Kind)| {
        matches!(kind, Kind::Plain | Kind::Prose) && text.chars().count() <= TITLE
    };
    let above: Vec<(usize, &str, Kind)> = lead(page, kinds, article)
        .take(LEAD)
        .filter(plain)
        .filter(|(at, ..)| article.lines.binary_search(at).is_err())
        .collect();
    for count in 1..=5 {
        for lines in above.windows(count) {
            let whole: String = lines.iter().rev().map(|(_, text, _)| text.trim()).collect();
            if own(&whole) {
                return Title::Page(lines.iter().rev().map(|(_, text, _)| text.trim().to_owned()).collect());
            }
        }
    }
    let depth = |at: &usize| page.blocks.get(*at).map_or(0, |block| block.depth);
    let heading = above.iter().find(|(at, text, _)| matches!(depth(at), 1..=3) && is_notice(text));
    let heading = heading.or_else(|| above.iter().find(|(_, text, _)| is_notice(text)));
    if let Some((at, text, _)) = heading {
        // The body's name may stand on a line of its own.
        let name = above.iter().find(|(before, text, _)| before + 1 == *at && is_body(text));
        let name = name.filter(|_| text.trim_start().starts_with("关于"));
        let lines = name.into_iter().map(|(_, name, _)| *name).chain([*text]);
        let lines: Vec<String> = lines.map(|line| line.trim().to_owned()).collect();
        return place(text).map_or_else(|| Title::Page(lines), Title::Own);
    }
    let only =
        above.iter().find(|(at, ..)| matches!(depth(at), 1 | 2)).map(|(_, text, _)| text.trim().to_owned());
    let best = told.iter().find(|told| is_notice(told)).cloned();
    let known = head.meta.get("articletitle").map(|title| title.trim().to_owned());
    let Some(title) = best.or(known).or(only) else { return Title::Page(Vec::new()) };
    place(&title).map_or_else(|| Title::Page(vec![title]), Title::Own)
}

/// Whether a line is the name of a Party organisation.
fn is_body(text: &str) -> bool {
    let text = text.trim();
    text.starts_with("中共")
        || ["党组", "党委", "委员会", "党工委", "总支部", "支部"].iter().any(|end| text.ends_with(end))
}

/// Whether a title is one of a notice.
fn is_notice(text: &str) -> bool {
    KINDS.iter().any(|kind| fold(text).ends_with(kind))
        && ["关于", "整改", "巡"].iter().any(|word| text.contains(word))
}

/// The lines of a page that are, by the head of the page, the title of a notice.
pub fn titles(page: &Page, kinds: &[Kind], head: &Head) -> Vec<usize> {
    let told: Vec<String> = told(head).into_iter().filter(|told| is_notice(told)).collect();
    let blocks = page.blocks.iter().zip(kinds).enumerate();
    blocks
        .filter(|(_, (block, kind))| {
            matches!(kind, Kind::Plain | Kind::Prose)
                && block.text.chars().count() <= TITLE
                && told.iter().any(|told| same(told, &block.text))
        })
        .map(|(at, _)| at)
        .take(16)
        .collect()
}

/// What the head of the page may call the notice, the surest first.
fn told(head: &Head) -> Vec<String> {
    let mut told: Vec<String> = TITLES.iter().filter_map(|name| head.meta.get(*name)).cloned().collect();
    told.push(head.title.clone());
    let marks: Vec<char> = head.title.chars().collect();
    let mut part = String::new();
    for (at, c) in marks.iter().enumerate() {
        // A dash between figures parts no names.
        let figure = |at: Option<usize>| at.and_then(|at| marks.get(at)).is_some_and(char::is_ascii_digit);
        let parts = matches!(c, '_' | '|' | '–' | '—' | '>' | '»')
            || *c == '-' && !(figure(at.checked_sub(1)) && figure(Some(at + 1)));
        if parts { told.push(std::mem::take(&mut part)) } else { part.push(*c) }
    }
    told.push(part);
    told.extend(head.title.split_whitespace().map(str::to_owned));
    told.into_iter()
        .map(|text| text.trim().to_owned())
        .filter(|text| (6..=HEAD_TITLE).contains(&text.chars().count()))
        .collect()
}

/// Whether two titles have the same words.
fn same(one: &str, other: &str) -> bool {
    let bare = |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    let (one, other) = (bare(one), bare(other));
    !one.is_empty() && one == other
}

/// The line of date and source: what stands nearest above the article, or in its index, or in the head
/// of the page.
fn info(page: &Page, kinds: &[Kind], article: &Article, head: &Head) -> Option<String> {
    if article.whole {
        return None;
    }
    let mut parts: Vec<String> = Vec::new();
    let mut nearest: Option<usize> = None;
    for (at, text, _) in lead(page, kinds, article).take(LEAD).filter(|(.., kind)| *kind == Kind::Info) {
        // Lines of another article stand further off.
        if nearest.is_some_and(|nearest| nearest - at > 6) {
            break;
        }
        nearest = Some(at);
        parts.insert(0, pairs(text));
    }
    parts.retain(|part| !part.is_empty());
    if parts.iter().any(|part| has_day(part)) {
        return Some(parts.join(" "));
    }
    let index = page.blocks.iter().zip(kinds).filter(|(block, kind)| **kind == Kind::Index && !block.hidden);
    let day = index.filter_map(|(block, _)| indexed_day(&block.text)).next();
    let day = day.or_else(|| {
        let told = DAYS.iter().find_map(|name| head.meta.get(*name)).filter(|day| has_day(day))?;
        let shown = |c: &char| c.is_ascii_digit() || "-/.:年月日T ".contains(*c);
        Some(format!("发布时间：{}", told.chars().take_while(shown).collect::<String>().replace('T', " ")))
    });
    parts.splice(0..0, day);
    let has_source = parts.iter().any(|part| part.contains("来源"));
    if let Some(source) =
        SOURCES.iter().find_map(|name| head.meta.get(*name)).filter(|_| !has_source && !parts.is_empty())
    {
        parts.push(format!("来源：{source}"));
    }
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// The day of publication in an index table.
fn indexed_day(text: &str) -> Option<String> {
    let cells: Vec<&str> =
        text.split(['\t', '\n', '　', ' ']).map(str::trim).filter(|cell| !cell.is_empty()).collect();
    for label in ["发布日期", "发布时间", "公开日期", "发文日期", "生成日期", "成文日期"]
    {
        let at = cells.iter().position(|cell| fold(cell).trim_end_matches(':').ends_with(label));
        if let Some(day) = at.and_then(|at| cells.get(at + 1)).filter(|day| has_day(day)) {
            return Some(format!("{label}：{day}"));
        }
        let joined = cells.iter().find(|cell| fold(cell).starts_with(label) && has_day(cell));
        if let Some(cell) = joined {
            return Some((*cell).to_owned());
        }
    }
    None
}

fn has_day(text: &str) -> bool {
    text.chars().filter(char::is_ascii_digit).count() >= 6
}

/// The labels of a line of the page with what they say; a day without one gets that which pages use. Less those that count readers or set the type.
fn pairs(text: &str) -> String {
    let folded = text.trim().trim_start_matches(['[', '【', '(', '（', '|']).replace('：', ":");
    let mut parts: Vec<String> = Vec::new();
    let mut rest = folded.as_str();
    let mut label = "";
    loop {
        let labels = INFO.iter().filter_map(|label| Some((rest.find(label)?, *label, true)));
        let stops = STOPS.iter().filter_map(|stop| Some((rest.find(stop)?, *stop, false)));
        // Of labels at one place the longest is meant.
        let next = labels.chain(stops).min_by_key(|(at, word, _)| (*at, std::cmp::Reverse(word.len())));
        let (value, behind) =
            rest.split_at_checked(next.map_or(rest.len(), |(at, ..)| at)).unwrap_or((rest, ""));
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        let value = value.trim_matches(|c: char| c.is_whitespace() || "|]】)）,，/".contains(c));
        if label.is_empty() {
            parts.extend(moment(value).map(|day| format!("发布时间：{day}")));
        } else if !value.is_empty() && !STOPS.contains(&label) {
            parts.push(format!("{}{value}", label.replace(':', "：")));
        }
        let Some((_, word, _)) = next else { break };
        label = word;
        rest = behind.strip_prefix(word).unwrap_or("");
    }
    parts.join(" ")
}
