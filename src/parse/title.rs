//! The title of a notice, and the organisation that it names.

use super::{
    dates,
    facts::is_organisation,
    flow::{Flow, Range},
    layout::Block,
    lexicon::{Lexicon, ends, holds},
    numbering,
};

/// The title: its blocks, and its words in the flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// Where its words stand.
    pub range: Range,
    /// Where the organisation in front of 关于 stands, if one does.
    pub organisation: Option<Range>,
    /// The block behind its last.
    pub next: usize,
}

/// A title is looked for in so many blocks before the body.
const LINES: usize = 4;

/// Finds the title: the last lines before the body that read 〈organisation〉关于〈…〉的通报.
pub fn title(flow: &Flow, blocks: &[Block], lexicon: &Lexicon) -> Option<Title> {
    let body = blocks.iter().position(|block| is_body(flow.get(&block.range))).unwrap_or(blocks.len());
    let mut best: Option<(u32, usize, Title)> = None;
    for last in 0..body {
        for first in (last.saturating_sub(LINES - 1)..=last).rev() {
            let Some((worth, title)) = read_title(flow, blocks, first, last, lexicon) else { continue };
            if best.as_ref().is_none_or(|(known, ..)| worth >= *known) {
                best = Some((worth, first, title));
            }
            if worth >= ORGANISED {
                break;
            }
        }
    }
    best.map(|(_, first, title)| match title.organisation {
        Some(_) => title,
        None => beside(flow, blocks, first, &title, lexicon).unwrap_or(title),
    })
}

/// The title with the organisation that the line below it names (甲县财政局党组, in brackets or not), or of which
/// that line says only what it is: (党组) below 甲县财政局关于…, or below 关于… with the name above.
fn beside(flow: &Flow, blocks: &[Block], first: usize, title: &Title, lexicon: &Lexicon) -> Option<Title> {
    let below = flow.trim(&blocks.get(title.next)?.range, &['\n']);
    let text = flow.get(&below);
    let inner = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let bare = inner.unwrap_or(text);
    let stops = |name: &str| name.contains(['。', ',', ';', ':', '!', '、']);
    let organisation = if is_organisation(bare, lexicon) && !stops(bare) {
        let skipped = inner.map_or(0, |_| '('.len_utf8());
        below.start + skipped..below.end - skipped
    } else if inner.is_some_and(|kind| lexicon.names.organisation.iter().any(|word| word == kind)) {
        let said = flow.get(&title.range);
        let about = ["关于", "关\n于"].iter().find_map(|about| said.find(about))?;
        let name = match about {
            0 => flow.trim(&blocks.get(first.checked_sub(1)?)?.range, &['\n', '#', '*']),
            about => flow.trim(&(title.range.start..title.range.start + about), &['\n']),
        };
        let plain = flow.get(&name);
        let fits = (4..=60).contains(&plain.chars().count())
            && !stops(plain)
            && !plain.contains(|c: char| c.is_ascii_digit())
            && !holds(plain, &lexicon.names.page_date);
        fits.then_some(name)?
    } else {
        return None;
    };
    Some(Title { organisation: Some(organisation), next: title.next + 1, ..title.clone() })
}

/// How much a title is worth that names its organisation.
const ORGANISED: u32 = 2;

fn is_body(text: &str) -> bool {
    let long = text.chars().count() > 45;
    let opens = ["现将", "予以公布", "予以公开", "进行了", "开展了", "统一部署"]
        .iter()
        .any(|word| text.contains(word));
    long && opens && text.contains('巡') || numbering::number(text).is_some_and(|n| n.value == 1)
}

fn read_title(
    flow: &Flow,
    blocks: &[Block],
    first: usize,
    last: usize,
    lexicon: &Lexicon,
) -> Option<(u32, Title)> {
    let range = blocks.get(first)?.range.start..blocks.get(last)?.range.end;
    let range = undecorated(flow, range);
    let text = flow.get(&range);
    let plain: String = text.chars().filter(|c| *c != '\n').collect();
    let count = plain.chars().count();
    let stops = plain.contains(['。', ';', '!', '>', '|', '@', '《'])
        || plain.contains(':') && !plain.contains("关于");
    let kind = ends(&plain, &lexicon.names.document).or(ends(&plain, &lexicon.names.plan));
    if !(8..=120).contains(&count) || stops || kind.is_none() {
        return None;
    }
    if !plain.contains("整改") && !plain.contains("巡察") && !plain.contains("巡视") {
        return None;
    }
    let about = plain.find("关于").or_else(|| named_before(&plain, lexicon))?;
    let before = plain.get(..about).unwrap_or("");
    if plain.contains(':') || holds(before, &lexicon.names.page_date) {
        return None;
    }
    let begin = before.rfind("中共").unwrap_or(0);
    let name = before.get(begin..).unwrap_or("");
    let organised = is_organisation(name, lexicon);
    // A window that begins with another line before the name would take that line along.
    if begin > 0 || (!organised && !before.is_empty() && first < last) {
        return None;
    }
    let organisation = organised.then(|| {
        // The line may end between the two characters.
        let end = ["关于", "关\n于"].iter().find_map(|about| text.find(about));
        let end = end.unwrap_or_else(|| text.find(name).map_or(0, |at| at + name.len()));
        flow.trim(&(range.start..range.start + end), &['\n'])
    });
    let worth = if organised { ORGANISED } else { 1 };
    Some((worth, Title { range, organisation, next: last + 1 }))
}

/// Where the kind of a title begins that has no 关于: behind the name of an organisation (…党组巡察整改情况台账).
fn named_before(title: &str, lexicon: &Lexicon) -> Option<usize> {
    let kinds = ["巡察", "巡视", "整改", "落实"];
    kinds
        .iter()
        .flat_map(|kind| title.match_indices(kind))
        .map(|(at, _)| at)
        .find(|at| title.get(..*at).is_some_and(|name| is_organisation(name, lexicon)))
}

/// A title without 【通报】 before it and a date in brackets behind it.
fn undecorated(flow: &Flow, mut range: Range) -> Range {
    let text = flow.get(&range);
    if let Some(end) = text.strip_prefix('【').and_then(|rest| rest.find('】')) {
        range.start += end + '【'.len_utf8() + '】'.len_utf8();
    }
    let text = flow.get(&range);
    if let Some(open) = text.strip_suffix(')').and_then(|_| text.rfind('('))
        && text.get(open..).is_some_and(|inner| !dates::find(inner).is_empty())
    {
        range.end = range.start + open;
    }
    flow.trim(&range, &['\n', '#', '*'])
}
