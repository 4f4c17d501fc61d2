//! Words that only the body that reports can say, said of another: pasted from another notice.
//!
//! Asks, outside of the issues, of clauses that begin with a body's name before 党组, 党委 or the like and say what
//! the reporting body says of itself (以此次巡察整改为契机, 切实履行整改第一责任人责任, 坚决扛起整改主体责任); and
//! anywhere of the title of its own plan (《中共甲局党组关于落实县委第一巡察组反馈意见的整改方案》); in answers of the formal
//! name in the title of a paper that they make (制定《中共甲局党组考核办法》) or of who makes one. Silent where the name
//! is a short form of the body's own (教体局 of 教育体育局, 局党组), where it is a collective's (各支部), and
//! for names of local committees, which speak for those below them.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use super::{core, doubt, shortened};
use crate::{
    checks::{Doubt, Named, Sheet, voice::window_behind},
    parse::flow::fold_text,
};

/// A Party organisation of a body, by what its name ends in.
const ORGAN: &str = "(?:党组|党委|党工委|工委|工作委员会|党总支|总支部委员会|党支部|支部委员会)";

/// What the reporting body says of itself, behind its name.
static SAYS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(
        "^(?P<name>[^,。;:、《》“”\\n]{{2,24}}?)(?P<organ>{ORGAN})(?:班子)?(?:书记)?[^,。;:\\n]{{0,4}}?\
         (?:以(?:此次|这次|本次)(?:巡察|巡视)?整改为|把(?:此次|这次|本次)(?:巡察|巡视)整改|\
         (?:切实|认真|严格)?履行(?:巡察|巡视)?整改第一责任人|(?:坚决|切实)?(?:扛起|担起|扛牢)(?:巡察|巡视)?整改(?:主体|政治)责任)"
    ))
    .ok()
});

/// The title of the reporting body's plan.
static PLAN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(
        "^《(?P<name>[^《》\\n]{{2,30}}?)(?P<organ>{ORGAN})(?:关于)?(?:落实|贯彻落实)[^《》\\n]{{0,12}}(?:巡察|巡视)[^《》\\n]{{0,12}}整改[^《》\\n]{{0,8}}(?:方案|台账|清单)"
    ))
    .ok()
});

/// A paper that the answer itself makes, by its full title, or a body that makes one: 制定《中共甲局党组考核办法》,
/// 中共甲局党组研究印发《考核办法》. Only formal names (中共…), and only where the clause begins so.
static MAKES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let organ = format!("(?P<organ>(?:委员会|{}))", ORGAN);
    let own = format!(
        "(?:研究|重新)?(?:制定|修订|印发|出台|制订|完善)+(?:了|并印发)?《(?P<name>中共[^《》\\n,。;、的]{{4,24}}?){organ}[^《》\\n]{{4,}}》"
    );
    Regex::new(&format!("^(?:[一二三四五六七八九十]+是|\\([0-9一二三四五六七八九十]+\\))?{own}")).ok()
});

/// The same, of the body that makes it.
static MAKER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(
        "^(?:[一二三四五六七八九十]+是|\\([0-9一二三四五六七八九十]+\\))?(?P<name>中共[^《》\\n,。;、的]{{4,24}}?)(?P<organ>{ORGAN})研究(?:制定|修订|印发|出台|制订)+了?《"
    ))
    .ok()
});

/// Names of several bodies, or of whoever.
const COLLECTIVE: [&str; 12] =
    ["各", "全", "所属", "下属", "所辖", "直属", "有关", "相关", "两", "原", "该", "其"];

/// Ends of names of local committees.
const LOCAL: [char; 5] = ['市', '县', '区', '省', '州'];

/// Asks.
pub fn ask(sheet: &Sheet) -> Vec<Doubt> {
    let (Some(own), Some(title)) =
        (sheet.notice.organisation.as_deref(), sheet.notice.spans.get("organisation"))
    else {
        return Vec::new();
    };
    let own = fold_text(own);
    if !own.starts_with("中共") {
        return Vec::new();
    }
    let first = (sheet.range(*title), own.clone());
    let found = says(sheet).into_iter().chain(plans(sheet)).chain(makes(sheet, &core(&own)));
    let mut others: Vec<(Range<usize>, String)> = found.filter(|(_, name)| is_other(name, &own)).collect();
    others.sort_by_key(|(range, _)| range.start);
    // A notice that names another body again and again reports for it too.
    match others.as_slice() {
        [] => Vec::new(),
        some if some.len() > MOST => Vec::new(),
        some => vec![doubt(sheet, Named::Body, &[&[first], some].concat())],
    }
}

/// The most clauses that were pasted unseen.
const MOST: usize = 2;

/// Names in clauses outside of the issues.
fn says(sheet: &Sheet) -> Vec<(Range<usize>, String)> {
    let Some(pattern) = SAYS.as_ref() else { return Vec::new() };
    let prose = sheet.places().iter().filter(|place| !place.is_issue()).flat_map(|place| &place.prose);
    let clauses = prose.flat_map(|range| sheet.clauses(range));
    let named = |clause: Range<usize>| name(sheet.text(&clause), clause.start, pattern);
    clauses.filter_map(named).collect()
}

/// Names in titles of plans.
fn plans(sheet: &Sheet) -> Vec<(Range<usize>, String)> {
    let (Some(pattern), text) = (PLAN.as_ref(), sheet.all()) else { return Vec::new() };
    let titles = text.match_indices('《');
    titles.filter_map(|(at, _)| name(window_behind(text, at), at, pattern)).collect()
}

/// Names in papers that answers make.
fn makes(sheet: &Sheet, own: &str) -> Vec<(Range<usize>, String)> {
    let (Some(makes), Some(maker)) = (MAKES.as_ref(), MAKER.as_ref()) else { return Vec::new() };
    let answers = sheet.issues().flat_map(|place| &place.answer);
    let clauses = answers.flat_map(|range| sheet.clauses(range));
    let named = |clause: Range<usize>| {
        let text = sheet.text(&clause);
        // The plan's title is read by `plans`.
        let plan = text.contains("整改") && text.contains("巡察");
        let found = name(text, clause.start, makes).or_else(|| name(text, clause.start, maker));
        // A body's own parts make papers too (中共甲局直属机关委员会).
        found.filter(|(_, name)| !plan && !shortened(own, name))
    };
    clauses.filter_map(named).collect()
}

fn name(text: &str, from: usize, pattern: &Regex) -> Option<(Range<usize>, String)> {
    let found = pattern.captures(text)?;
    let (name, organ) = (found.name("name")?, found.name("organ")?);
    Some((from + name.start()..from + organ.end(), text.get(name.start()..organ.end())?.to_owned()))
}

/// Whether a name is that of another body than the reporting one.
fn is_other(name: &str, own: &str) -> bool {
    let bare = name.trim_start_matches("中共").trim_start_matches(['我', '本']);
    let ends = ["党工委", "工委", "工作委员会"];
    let bare = ends.iter().find_map(|end| bare.strip_suffix(end)).map_or_else(|| core(bare), str::to_owned);
    let collective = COLLECTIVE.iter().any(|word| bare.starts_with(word));
    // 集团党委, 街道党工委: no name at all; a name of three characters at least tells bodies apart.
    let named = bare.chars().count() >= 3 && !bare.ends_with(LOCAL);
    named && !collective && !shortened(&bare, own)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use rstest::rstest;

    use crate::checks::{
        Question, RuleId,
        testing::{asked, notice},
    };

    fn named(said: &str) -> Vec<String> {
        let text = notice(
            date(2024, 6, 3),
            date(2024, 12, 1),
            &[("执法不规范。", "已完成", "清退3人。"), ("会风不严。", "已完成", "修订制度。")],
        );
        let text = text
            .replace("乙局", "农业农村局")
            .replace("一、整改情况", &format!("一、组织领导\n{said}\n二、整改情况"));
        let doubts = asked(RuleId::ContradictionNames, &text);
        let names = doubts.into_iter().map(|doubt| match doubt.question {
            Question::Names { names, .. } => names.last().cloned().unwrap_or_default(),
            other => panic!("{other:?}"),
        });
        names.collect()
    }

    #[rstest]
    #[case("县林业局党组将以此次巡察整改为契机，完善制度。", "县林业局党组")]
    #[case("印发方案。甲县人民医院党委书记认真履行整改第一责任人职责。", "甲县人民医院党委")]
    #[case("县司法局党组坚决扛起整改主体责任，召开会议5次。", "县司法局党组")]
    #[case("制定《中共甲县统计局党组关于落实县委第一巡察组反馈意见的整改方案》。", "中共甲县统计局党组")]
    fn another_body(#[case] said: &str, #[case] name: &str) {
        assert_eq!(named(said), [name], "{said}");
    }

    fn in_answer(said: &str) -> Vec<String> {
        let text = notice(date(2024, 6, 3), date(2024, 12, 1), &[("会风不严。", "已完成", said)]);
        let doubts = asked(RuleId::ContradictionNames, &text.replace("乙局", "农业农村局"));
        let names = doubts.into_iter().map(|doubt| match doubt.question {
            Question::Names { names, .. } => names.last().cloned().unwrap_or_default(),
            other => panic!("{other:?}"),
        });
        names.collect()
    }

    #[rstest]
    #[case("修订《中共甲县中医医院委员会会议议事清单》，减少议题9项。", "中共甲县中医医院委员会")]
    #[case("一是制定《中共甲县统计局党组学习考勤办法》。二是培训2期。", "中共甲县统计局党组")]
    #[case("中共甲县林业局党组研究印发《支部考核办法》，考核支部6个。", "中共甲县林业局党组")]
    fn another_body_in_an_answer(#[case] said: &str, #[case] name: &str) {
        assert_eq!(in_answer(said), [name], "{said}");
    }

    #[rstest]
    #[case("修订《中共甲县农业农村局党组学习考勤办法》，减少议题9项。")]
    #[case("制定《局党组学习考勤办法》，减少议题9项。")]
    // Another body's own paper, those of local committees, party rules.
    #[case("学习《中共甲县统计局党组学习考勤办法》，撰写心得12篇。")]
    #[case("指导下属站所制定《中共甲县农技站支部委员会学习办法》。")]
    #[case("制定《中共甲县委员会巡察工作办法》落实清单。")]
    #[case("中共甲县委员会研究印发《支部考核办法》，考核支部6个。")]
    #[case("中共甲县林业局党组通报《支部考核办法》，考核支部6个。")]
    #[case("修订《中国共产党党内监督条例》学习计划。")]
    #[case("制定《中共甲县农业农村局直属机关委员会组织生活督导办法》。")]
    fn silent_in_an_answer(#[case] said: &str) {
        assert_eq!(in_answer(said), Vec::<String>::new(), "{said}");
    }

    #[rstest]
    #[case("局党组将以此次巡察整改为契机，完善制度。")]
    #[case("县农业农村局党组将以此次巡察整改为契机，完善制度。")]
    #[case("农业局党组书记切实履行整改第一责任人职责。")]
    #[case("制定《中共甲县农业农村局党组关于落实县委第一巡察组反馈意见的整改方案》。")]
    #[case("制定《局党组落实县委第一巡察组反馈意见整改工作方案》。")]
    // Who it is that acts, or what it is about, is another body's own matter.
    #[case("县林业局党组派员参加联合检查。")]
    #[case("各村党支部书记认真履行整改第一责任人职责。")]
    #[case("学习《中共甲县县委关于落实市委第二巡察组反馈意见的整改方案》。")]
    #[case("学习《县林业局党组关于进一步规范采伐审批的意见》。")]
    fn silent(#[case] said: &str) {
        assert_eq!(named(said), Vec::<String>::new(), "{said}");
    }
}
