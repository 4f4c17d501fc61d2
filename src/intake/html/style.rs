//! What an element is: a block or a part of a line, seen or hidden, the article or its frame. Told by
//! its name, its own style and its class: style sheets are not read.

use scraper::node::Element;

use super::guard::ENDS_PARAGRAPH;

/// Elements that begin and end lines, besides those that end a paragraph.
const BLOCKS: &[&str] = &["body", "caption", "legend", "tbody", "td", "tfoot", "th", "thead", "tr"];

/// Elements whose text is no part of the page's: programs, controls, readings, struck changes.
const SKIPPED: &[&str] = &[
    "applet", "audio", "button", "canvas", "datalist", "del", "embed", "head", "iframe", "input", "map",
    "math", "meter", "noembed", "noframes", "noscript", "object", "option", "progress", "rp", "rt", "script",
    "select", "style", "svg", "template", "textarea", "title", "video",
];

/// Classes that mean hidden in the frameworks met.
const HIDING: &[&str] = &["hidden", "hide", "d-none", "layui-hide", "sr-only", "visually-hidden", "none"];

/// Classes with which a pane among panes is the one shown.
const SHOWING: &[&str] = &["active", "current", "cur", "on", "show", "selected", "layui-show", "in"];

/// What names of classes and ids call the frame of a page: as a whole, or as one of their words.
const FRAME: &[&str] = &[
    "nav",
    "navbar",
    "navigation",
    "menu",
    "footer",
    "foot",
    "sidebar",
    "side",
    "aside",
    "breadcrumb",
    "breadcrumbs",
    "crumb",
    "crumbs",
    "share",
    "bdsharebuttonbox",
    "copyright",
    "related",
    "relate",
    "recommend",
    "hotnews",
    "pager",
    "pagination",
    "search",
    "topbar",
    "toolbar",
    "login",
    "comments",
];

/// Classes and ids that systems of government sites give to the article itself.
const ARTICLES: &[&str] = &[
    "zoom",
    "ozoom",
    "trs_editor",
    "trs_editor_view",
    "trs_ueditor",
    "ucap-content",
    "vsb_content",
    "v_news_content",
    "wp_articlecontent",
    "pages_content",
    "article-content",
    "article_content",
    "articlecontent",
    "news_content",
    "newscontent",
    "news-content",
    "con_text",
    "maintext",
    "bt_content",
    "xxgk_content",
    "content_text",
    "detail_content",
    "detail-content",
    "entry-content",
    "post-content",
    "article-body",
    "articlebody",
    "content-text",
    "view_content",
    "content",
    "article",
    "arc_content",
    "js_content",
    "artibody",
    "article_body",
    "zwxl-content",
    "content_body",
    "info_content",
];

/// An element's value of an attribute, in small letters.
pub fn small(element: &Element, name: &str) -> String {
    element.attr(name).unwrap_or_default().to_ascii_lowercase()
}

/// Whether an element's text is none of the page's.
pub fn is_skipped(element: &Element) -> bool {
    let name = element.name();
    SKIPPED.contains(&name)
        || name == "dialog" && element.attr("open").is_none()
        || small(element, "style").contains("mso-hide:all")
}

/// Whether an element begins and ends lines.
pub fn is_block(element: &Element) -> bool {
    let style = plain_style(element);
    if style.contains("display:inline") {
        return matches!(element.name(), "td" | "th" | "tr" | "table");
    }
    // What floats stands on the line beside it: numbers of lists in LibreOffice's XHTML.
    let floats = style.contains("float:");
    ENDS_PARAGRAPH.contains(&element.name())
        || BLOCKS.contains(&element.name())
        || style.contains("display:block") && !floats
        || article(element).is_some()
}

/// The style without white space, in small letters.
pub fn plain_style(element: &Element) -> String {
    small(element, "style").chars().filter(|c| !c.is_ascii_whitespace()).collect()
}

/// Whether an element hides what it holds.
pub fn is_hidden(element: &Element) -> bool {
    let style = plain_style(element);
    style.contains("display:none")
        || style.contains("visibility:hidden")
        || element.attr("hidden").is_some_and(|value| !value.eq_ignore_ascii_case("until-found"))
        || small(element, "aria-hidden") == "true"
        || classes(element).any(|class| HIDING.contains(&class.as_str()))
}

/// Whether an element is a pane among panes (tabs) of which another may be shown.
pub fn is_pane(element: &Element) -> bool {
    let pane = |class: &str| {
        class.contains("tab") && ["pane", "item", "con", "panel"].iter().any(|word| class.contains(word))
    };
    classes(element).any(|class| pane(&class))
}

/// Whether an element is the pane that is shown.
pub fn is_shown(element: &Element) -> bool {
    classes(element).any(|class| SHOWING.contains(&class.as_str()))
}

/// Whether an element is of a page's frame by its own word.
pub fn is_frame(element: &Element) -> bool {
    matches!(element.name(), "nav" | "footer" | "aside" | "marquee")
        || matches!(small(element, "role").as_str(), "navigation" | "contentinfo" | "search" | "dialog")
        || !matches!(element.name(), "body" | "html") && names(element).any(|name| is_frame_name(&name))
}

fn is_frame_name(name: &str) -> bool {
    let words = name.split(['-', '_']);
    FRAME.contains(&name) || words.clone().count() == 2 && words.into_iter().any(|word| FRAME.contains(&word))
}

/// Which of the known names of articles an element has.
pub fn article(element: &Element) -> Option<&'static str> {
    if element.name() == "founder-content" {
        return Some("founder-content");
    }
    names(element).find_map(|name| ARTICLES.iter().find(|known| **known == name).copied())
}

/// Whether white space in an element stands as it is written; none where it does not say.
pub fn is_preformatted(element: &Element) -> Option<bool> {
    let style = plain_style(element);
    if style.contains("white-space:pre") {
        return Some(true);
    }
    if style.contains("white-space:normal") || style.contains("white-space:nowrap") {
        return Some(false);
    }
    matches!(element.name(), "pre" | "listing" | "xmp" | "plaintext").then_some(true)
}

/// How deep an element is a heading; 0 where it is none.
pub fn heading(element: &Element) -> usize {
    match element.name() {
        "h1" => 1,
        "h2" => 2,
        "h3" => 3,
        "h4" => 4,
        "h5" => 5,
        "h6" => 6,
        _ => 0,
    }
}

fn classes(element: &Element) -> impl Iterator<Item = String> + '_ {
    element.attr("class").unwrap_or_default().split_ascii_whitespace().map(str::to_ascii_lowercase)
}

/// The classes and the id.
fn names(element: &Element) -> impl Iterator<Item = String> + '_ {
    classes(element).chain(element.attr("id").map(str::to_ascii_lowercase))
}

/// An element's name and classes without digits and without what tells the pane that is shown: panes
/// of one row are alike.
pub fn shape(element: &Element) -> String {
    let mut out = element.name().to_owned();
    for class in classes(element) {
        if !SHOWING.contains(&class.as_str()) && !HIDING.contains(&class.as_str()) {
            out.push('.');
            out.extend(class.chars().filter(|c| !c.is_ascii_digit()));
        }
    }
    out
}
