//! The questions that a careful reader would ask, of many notices at once.

use std::path::Path;

use huitoukan::{
    checks::{Rules, check_all},
    intake::{self, Document},
    notice::Notice,
    parse, words,
};

use crate::{
    made::{parsed, read},
    table::{FEW, Row, Table, turns},
};

/// Issues of a notice: a county's term has 150 notices and 7,500 issues.
const ISSUES: usize = 50;

/// Notices of the smaller and of the larger set.
const SMALL: usize = 80;
const LARGE: usize = 320;

/// Asking notices, each by itself and all for what they share, against reading them; and four times as many.
pub fn asking(table: &mut Table) {
    let texts = varied(LARGE);
    let notices: Vec<(Document, Notice)> = texts
        .iter()
        .map(|text| {
            let document = intake::read_bytes(Path::new("a.txt"), text.as_bytes()).unwrap();
            let notice = parse::parse(&document, &words::ZH.read);
            (document, notice)
        })
        .collect();
    let issues =
        |notices: &[(Document, Notice)]| notices.iter().map(|(_, notice)| notice.issues().count()).sum();
    let (few, all): (usize, usize) = (issues(&notices[..SMALL]), issues(&notices));
    let ask = |notices: &[(Document, Notice)]| {
        std::hint::black_box(check_all(notices, &Rules::default()));
    };
    let reading = |_| {
        for text in texts.iter().take(SMALL) {
            std::hint::black_box(read(text.as_bytes()));
        }
    };
    let [small, reading, large] =
        turns(FEW, [&mut |_| ask(&notices[..SMALL]), &mut { reading }, &mut |_| ask(&notices)]);
    let what = format!("ask {SMALL} notices ({few} issues) all questions");
    table.add(Row::new(what, small, "reading them in this process", reading).rate(few as f64, "issues/s"));
    let times = u32::try_from(LARGE / SMALL).unwrap();
    let what = format!("ask {LARGE} notices ({all} issues), time for {SMALL} of them");
    table.add(Row::new(what, large / times, format!("{SMALL} notices: linear is 1"), small));
}

/// Notices of agencies with two rounds each, of problems and sentences of the samples in ever other order and with
/// other figures: some sentences stand in several notices, none in all.
fn varied(count: usize) -> Vec<String> {
    let samples = parsed();
    let issues = || samples.iter().flat_map(|(_, notice)| notice.issues());
    let titles: Vec<&str> = issues().map(|issue| issue.title.trim_end_matches('。')).collect();
    let answers = issues().filter_map(|issue| issue.response.as_ref());
    let sentences: Vec<&str> = answers
        .flat_map(|answer| answer.text.split(['。', '\n']))
        .filter(|sentence| sentence.chars().count() > 12)
        .collect();
    let mut random = Random(7);
    (0..count).map(|number| notice(number, &titles, &sentences, &mut random)).collect()
}

fn notice(number: usize, titles: &[&str], sentences: &[&str], random: &mut Random) -> String {
    // Each agency twice, years apart.
    let (agency, year) = (number / 2, 2020 + 4 * (number % 2));
    let first = ["楮", "绫", "笺", "缃", "缥", "黛", "绛", "茜", "棠", "檀"];
    let second = ["渚", "汀", "泽", "浦", "皋", "岫", "陂", "塬", "峪", "坞"];
    let office = ["水务", "林业", "统计", "教育"][agency / 100 % 4];
    let name = format!("{}{}县{office}局", first[agency % 10], second[agency / 10 % 10]);
    let mut text = format!(
        "中共{name}党组关于巡察整改情况的通报\n县委第一巡察组{year}年6月3日反馈了意见。\n一、整改情况\n"
    );
    for issue in 1..=ISSUES {
        let title = random.one(titles);
        let steps: String = ["一是", "二是", "三是"]
            .iter()
            .map(|label| format!("{label}{}。", random.one(sentences)))
            .collect();
        text += &format!("{issue}.{title}。\n整改情况：{steps}\n整改结果：已完成\n");
    }
    text + &format!("中共{name}党组\n{year}年12月1日\n")
}

/// The same numbers at each run (splitmix64, Vigna 2015).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ mixed >> 31) % end as u64).unwrap()
    }

    /// One of the texts, with other figures.
    fn one(&mut self, texts: &[&str]) -> String {
        let at = self.below(texts.len());
        self.figures(texts[at])
    }

    /// The text with other figures.
    fn figures(&mut self, text: &str) -> String {
        let mut other = |c: char| {
            let digit = c.is_ascii_digit().then(|| u32::try_from(self.below(9)).ok()).flatten();
            digit.and_then(|digit| char::from_digit(digit + 1, 10)).unwrap_or(c)
        };
        text.chars().map(&mut other).collect()
    }
}
