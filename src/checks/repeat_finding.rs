//! `repeat_finding`: the notice itself says that an earlier round found this already.
//!
//! Asks of a heading, or of an issue's problem, where one sentence names an earlier round of inspection and
//! what it found (上轮巡察指出的…, 2020年巡察反馈的…), and that it is there still or again (仍, 再次, 未整改到位,
//! 反弹); or says of findings of inspections in one word that they come back (改了又犯, 边改边犯). A year names an
//! earlier round where it lies before that of the inspection. One for each heading or issue that says it,
//! the issue before the heading above it.
//!
//! Silent for answers; for findings of audits and other checks; where a round is only named (上轮巡察
//! 集中整改期结束后), or its findings are said to be put right.

use std::sync::LazyLock;

use regex::Regex;

use crate::parse::flow::Range;

use super::{Doubt, Place, Question, RuleId, Sheet};

/// Asks.
pub fn ask(sheet: &Sheet) -> Vec<Doubt> {
    let notice = sheet.notice;
    let inspected = notice.inspection_period.map(|period| period.start);
    let year = inspected.or(notice.feedback_date).or(notice.published).map(jiff::civil::Date::year);
    let places = sheet.places();
    let said: Vec<Option<(Range, String)>> =
        places.iter().map(|place| of_place(sheet, place, year)).collect();
    // A heading is asked of where nothing below it says so itself.
    let mut below = vec![false; places.len()];
    for (at, place) in places.iter().enumerate().rev() {
        if let Some(above) = place.above
            && (said.get(at).is_some_and(Option::is_some) || below.get(at) == Some(&true))
            && let Some(flag) = below.get_mut(above)
        {
            *flag = true;
        }
    }
    let own = said.into_iter().zip(below).zip(places).filter(|((_, below), _)| !below);
    own.filter_map(|((said, _), place)| {
        let (range, word) = said?;
        Some(Doubt {
            rule: RuleId::RepeatFinding,
            places: vec![place.path.clone()],
            quotes: vec![sheet.quote(&range)],
            elsewhere: Vec::new(),
            question: Question::Again { word },
        })
    })
    .collect()
}

fn of_place(sheet: &Sheet, place: &Place, year: Option<i16>) -> Option<(Range, String)> {
    place.node?;
    let heads = if place.is_issue() { place.finding.clone() } else { vec![place.head.clone()] };
    let said = heads.iter().flat_map(|range| sheet.sentences(range)).filter_map(|sentence| {
        let said = said(sheet.text(&sentence), year)?;
        Some((sentence, said))
    });
    // The sentence that names what was found says more than the one that only names the round.
    let (sentence, said) =
        said.max_by_key(|(sentence, said)| (said.named, std::cmp::Reverse(sentence.start)))?;
    let from = sheet.clauses(&sentence).into_iter().find(|clause| sheet.text(clause).contains(&said.word));
    let from = from.map_or(sentence.start, |clause| clause.start);
    Some((from..sentence.end, said.word))
}

/// What a sentence says of an earlier round.
struct Said {
    /// Its words.
    word: String,
    /// Whether it says what the round found.
    named: bool,
}

/// An earlier round and what it found.
static ROUND: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?:(?:上(?:一)?[轮次届]|前(?:一)?[轮次]|此前|往届)[^,。;]{0,8}?(?:巡察|巡视)|第[一二三四五六七八九十]{1,3}轮(?:巡察|巡视)已经?|\
         (?P<y>(?:19|20)[0-9]{2})年[^,。;]{0,16}?(?:巡察|巡视)|(?:巡察|巡视)(?P<z>(?:19|20)[0-9]{2})年)(?:组|办|期间|中|时|“回头看”|“?回头看”?|整改)?(?:均|已|曾|先后)*(?:反馈|指出|提出|发现|要求|通报|点名|移交|后反弹)",
    )
    .ok()
});

/// It is there still, or again.
static STILL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "仍|依然|依旧|至今|再次|再度|又|未整改|没有整改|整改不|整改缓慢|整改滞后|整改敷衍|敷衍|未(?:得到|能)?(?:根本|彻底|完全)|未解决|没有(?:得到)?(?:解决|止住|落实|实质)|\
         反弹|反复|边改边犯|屡改屡犯|屡查屡犯|死灰复燃|复发|重复(?:出现|发生)|普遍存在|悬而未决|不同程度存在|没有到位|未到位|不到位|不彻底|没有整改",
    )
    .ok()
});

/// One word that says that findings come back.
static AGAIN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("改了又犯|边改边犯|屡改屡犯|屡查屡犯|前改后犯|改而复发|前清后乱|死灰复燃").ok()
});

/// What speaks of the findings of others, or of all findings alike.
const OTHERS: [&str; 5] = ["兄弟单位", "共性问题", "其他单位", "防止", "避免"];

/// What a sentence says of an earlier round that found this.
fn said(text: &str, year: Option<i16>) -> Option<Said> {
    if OTHERS.iter().any(|word| text.contains(word)) {
        return None;
    }
    let still =
        |from: usize| STILL.as_ref().is_some_and(|still| text.get(from..).is_some_and(|t| still.is_match(t)));
    let round = ROUND.as_ref()?.captures_iter(text).find_map(|found| {
        let whole = found.get(0)?;
        if let Some(named) = found.name("y").or(found.name("z")) {
            let named: i16 = named.as_str().parse().ok()?;
            if named >= year? {
                return None;
            }
        }
        // 反馈后, 未把…: the round is only a date.
        let behind = text.get(whole.end()..).unwrap_or("");
        let only_named = ["后", "以来", "会后"].iter().any(|word| behind.starts_with(word));
        (!only_named && (still(whole.end()) || text.get(..whole.start()).is_some_and(again))).then(|| Said {
            word: whole.as_str().to_owned(),
            named: behind.contains('的') || behind.contains('“'),
        })
    });
    let word = || {
        let inspected = text.contains("巡察") || text.contains("巡视");
        let word = AGAIN.as_ref()?.find(text).filter(|_| inspected)?;
        Some(Said { word: word.as_str().to_owned(), named: false })
    };
    round.or_else(word)
}

fn again(text: &str) -> bool {
    AGAIN.as_ref().is_some_and(|again| again.is_match(text))
}
