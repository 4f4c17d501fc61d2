//! What there is one of, told twice with different figures, also within longer sentences.
//!
//! Asks where two answers or introductions, in different places, give
//! - the stock of the whole area (全镇有脱贫户412户1386人) with one figure equal and one not: silent beside a time, or
//!   where it is what was or will be (年底, 建成后, 原);
//! - the meetings on one named topic in one named time (2025年以来，局党委召开意识形态工作专题会议4次): silent where the
//!   topic is left out, which the place may tell (召开专题会议4次);
//! - the day on which one and the same leading group for the rectification was founded: silent where it is
//!   changed or founded anew (调整, 重新).

use std::{collections::BTreeMap, sync::LazyLock};

use regex::Regex;

use super::form;
use crate::{
    checks::{Doubt, Question, RuleId, Sheet, voice::window_before},
    parse::flow::{Range, last_chars},
};

/// The stock of the whole area, as far as a clause or an attribute goes.
static STOCK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "全(?:省|市|县|区|州|旗|镇|乡|街道|村|社区|校|院|局|系统|集团)(?:目前|现|共|总共|合计)*有\
         (?P<what>[^,。;:的0-9《》“”]{2,12}[0-9][^,。;:的《》“”]{1,40}?)(?:[,。;的\n]|$)",
    )
    .ok()
});

/// Words before a stock that make it that of another time.
const OTHER_TIME: [char; 11] = ['年', '月', '底', '末', '初', '前', '后', '原', '曾', '时', '拟'];

/// Meetings on a topic in a time.
static MEETINGS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?P<time>(?:(?:20[0-9]{2}年|今年)(?:[0-9]{1,2}月)?|[0-9]{1,2}月)(?:份)?以来|(?:20[0-9]{2}年|今年)[0-9]{1,2}月?[至—-][0-9]{1,2}月),?\
         (?P<who>[^,。;、:0-9《》]{0,10}?)(?:先后|共|累计|已|组织)*召开(?:了)?(?P<topic>[^,。;、:0-9《》的]{4,16}?)\
         (?P<kind>专题会议?|专题党[组委]会议?|工作会议?|推进会议?|调度会议?|研判会议?|联席会议)(?P<n>[0-9]{1,4})次",
    )
    .ok()
});

/// What is no topic.
const NO_TOPIC: [&str; 5] = ["相关", "有关", "各类", "系列", "多次"];

/// The founding of a leading group.
static FOUNDED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?P<day>(?:20[0-9]{2}年)?[0-9]{1,2}月[0-9]{1,2}日),?(?:成立|组建)了?\
         (?P<what>[^,。;:0-9《》]{2,30}(?:领导小组|工作专班))(?:[,。;\n]|$)",
    )
    .ok()
});

/// What makes it another founding.
const ANEW: [&str; 4] = ["调整", "重新", "再次", "专项"];

/// What is told of a thing.
struct Told {
    place: usize,
    figures: Vec<String>,
    clause: Range,
}

/// Things of which two figures are told; what stands in `said` is asked of already.
pub fn ask(sheet: &Sheet, said: &[Range]) -> Vec<Doubt> {
    let mut things: BTreeMap<String, Vec<Told>> = BTreeMap::new();
    for (at, place) in sheet.places().iter().enumerate() {
        for range in place.answer.iter().chain(&place.prose) {
            for (thing, figures, clause) in
                [stocks, meetings, foundings].iter().flat_map(|find| find(sheet.text(range)))
            {
                let clause = range.start + clause.start..range.start + clause.end;
                let known = said.iter().any(|said| said.start < clause.end && clause.start < said.end);
                let told = things.entry(thing).or_default();
                if !known && told.len() < super::MANY {
                    told.push(Told { place: at, figures, clause });
                }
            }
        }
    }
    things.values().filter(|told| told.len() < super::MANY).filter_map(|told| doubt(sheet, told)).collect()
}

/// A thing, its figures, and where they stand.
type Found = (String, Vec<String>, Range);

fn stocks(text: &str) -> Vec<Found> {
    let Some(pattern) = STOCK.as_ref() else { return Vec::new() };
    let stock = |found: regex::Captures| {
        let (whole, what) = (found.get(0)?, found.name("what")?);
        let before = last_chars(window_before(text, whole.start()), 12);
        let before = crate::parse::flow::behind_last(before, &['。', ';', '\n']).replace("目前", "");
        let (thing, figures, _) = form(what.as_str());
        let area = text.get(whole.start()..what.start())?.chars().nth(1)?;
        let sure = figures.len() > 1 && !before.contains(OTHER_TIME);
        sure.then(|| (format!("stock {area} {thing}"), figures, whole.start()..what.end()))
    };
    pattern.captures_iter(text).filter_map(stock).collect()
}

fn meetings(text: &str) -> Vec<Found> {
    let Some(pattern) = MEETINGS.as_ref() else { return Vec::new() };
    let meeting = |found: regex::Captures| {
        let (whole, topic) = (found.get(0)?, found.name("topic")?.as_str());
        if NO_TOPIC.iter().any(|word| topic.contains(word)) {
            return None;
        }
        let thing = format!("meetings {} {} {topic} {}", &found["time"], &found["who"], &found["kind"]);
        Some((thing, vec![found["n"].to_owned()], whole.range()))
    };
    pattern.captures_iter(text).filter_map(meeting).collect()
}

fn foundings(text: &str) -> Vec<Found> {
    let Some(pattern) = FOUNDED.as_ref() else { return Vec::new() };
    let founding = |found: regex::Captures| {
        let (day, what) = (found.name("day")?, found.name("what")?);
        // A year that only one of them has: 2024年7月1日 may be the 7月5日's year or not.
        let (year, month) = day.as_str().split_once('年').unwrap_or(("", day.as_str()));
        let name = what.as_str();
        let own = name.contains("整改") && !ANEW.iter().any(|word| name.contains(word));
        own.then(|| (format!("founded {year} {name}"), vec![month.to_owned()], day.start()..what.end()))
    };
    pattern.captures_iter(text).filter_map(founding).collect()
}

fn doubt(sheet: &Sheet, told: &[Told]) -> Option<Doubt> {
    let (one, other) = told.iter().enumerate().find_map(|(at, one)| {
        let other = told.iter().skip(at + 1).find(|other| disagree(one, other))?;
        Some((one, other))
    })?;
    let place = |told: &Told| Some(sheet.places().get(told.place)?.path.clone());
    let differ = one.figures.iter().zip(&other.figures).find(|(one, other)| one != other)?;
    Some(Doubt {
        rule: RuleId::Contradiction,
        places: vec![place(one)?, place(other)?],
        quotes: vec![sheet.quote(&one.clause), sheet.quote(&other.clause)],
        elsewhere: Vec::new(),
        question: Question::Differs { figures: vec![differ.0.clone(), differ.1.clone()] },
    })
}

/// Whether one figure differs, of several one.
fn disagree(one: &Told, other: &Told) -> bool {
    let differ = one.figures.iter().zip(&other.figures).filter(|(one, other)| one != other).count();
    one.place != other.place && one.figures.len() == other.figures.len() && differ == 1
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use crate::checks::testing::differing;

    #[rstest]
    #[case(
        "落实分片包保，全乡共有低保户215户468人，均已走访。",
        "对照全乡现有低保户215户486人的名册逐户核对。",
        &["468", "486"]
    )]
    #[case(
        "新建卫生室3个，目前全区现有社区医院12家、卫生室74个。",
        "二是全区有社区医院12家、卫生室47个，均联网。",
        &["74", "47"]
    )]
    #[case(
        "强化研究，2024年以来，局党组召开安全生产工作专题会议6次、信访专题会议2次。",
        "2024年以来，局党组召开安全生产工作专题会议3次，研判风险。",
        &["6", "3"]
    )]
    #[case(
        "6月10日成立由党委书记任组长的巡察整改工作领导小组。",
        "6月18日成立由党委书记任组长的巡察整改工作领导小组，召开会议2次。",
        &["6月10日", "6月18日"]
    )]
    fn asked_of(#[case] one: &str, #[case] other: &str, #[case] differ: &[&str]) {
        assert_eq!(differing(one, other).unwrap(), differ, "{one}");
    }

    #[rstest]
    // Another time, another area, all figures new, one figure only.
    #[case("截至2023年底，全乡共有低保户215户468人。", "走访入户，全乡共有低保户215户486人，均已建档。")]
    #[case(
        "新建后全区有社区医院12家、卫生室74个，均联网。",
        "走访后，全县有社区医院12家、卫生室47个，均联网。"
    )]
    #[case("逐户走访，全乡共有低保户215户468人。", "逐户走访，全乡共有低保户230户486人。")]
    #[case("逐户走访，全乡共有低保户215户。", "逐户核对，全乡共有低保户230户。")]
    // The topic is that of the place, the time another, the body another.
    #[case("2024年以来，局党组召开专题会议6次。", "加强研究，2024年以来，局党组召开专题会议3次。")]
    #[case(
        "加强研究，2024年以来，局党组召开信访工作专题会议6次。",
        "加强研究，2023年以来，局党组召开信访工作专题会议3次。"
    )]
    #[case(
        "加强研究，2024年以来，甲所召开信访工作专题会议6次。",
        "加强研究，2024年以来，乙所召开信访工作专题会议3次。"
    )]
    // Another group.
    #[case("6月10日成立巡察整改工作领导小组。", "6月18日调整巡察整改工作领导小组。")]
    #[case("6月10日成立信访工作领导小组。", "9月18日成立信访工作领导小组。")]
    fn silent(#[case] one: &str, #[case] other: &str) {
        assert_eq!(differing(one, other), None, "{one}");
    }
}
