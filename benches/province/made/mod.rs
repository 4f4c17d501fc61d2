//! Whole notices of a province that is not, as agencies publish them: as many as are asked for, the same each time.
//!
//! A province term is 12,000 notices and 600,000 issues; a million issues are 20,000 notices of 4,700 agencies and
//! 0.8 GB of text. Every place, plan and figure in them is invented, and no person is named. Notices are made by
//! their number alone, so that 10,000 issues are the first of the 100,000.

#![allow(dead_code, reason = "each program that makes notices uses a part of it")]

mod layout;
mod random;
mod words;

use huitoukan::notice::OutcomeTag;
use jiff::{Span, ToSpan, civil::Date};

use random::Random;
pub use words::OFFICES;
use words::{DEPARTMENTS, FAULTS, GROUPS, Invented, PROMISES, ROLES, STEPS, THINGS, TITLES};

/// Of so many notices each agency of a block has four, and one of them five: 20,000 notices come from 4,706 agencies.
const BLOCK: usize = 17;

/// Agencies of a block.
const AGENCIES: usize = 4;

/// The place from which on names of places are met seldom.
const SELDOM: usize = 1_000;

/// Issues of a notice, at least and at most; 50 on average.
const ISSUES: (usize, usize) = (35, 65);

/// A notice as it was meant.
pub struct Made {
    /// The name of its file.
    pub file: String,
    /// The body inspected, without 中共 and 党组.
    pub agency: String,
    /// The day of the feedback.
    pub feedback: Date,
    /// The day on which it is published.
    pub published: Date,
    /// The whole file, UTF-8.
    pub text: String,
    /// Its issues, in their order.
    pub issues: Vec<MadeIssue>,
}

/// An issue as it was meant.
pub struct MadeIssue {
    /// The problem, without stop.
    pub title: String,
    /// Its outcome, in the order of [`OutcomeTag`].
    pub outcome: &'static [OutcomeTag],
    /// The day by which it is to be done, where the notice says one.
    pub due: Option<Date>,
    /// Its answer, step after step.
    steps: Vec<String>,
    department: &'static str,
    role: &'static str,
}

impl MadeIssue {
    /// The answer on one line.
    pub fn answer(&self) -> String {
        self.steps.join("")
    }
}

/// What makes notices: the words that they share.
pub struct Province {
    words: Invented,
}

impl Province {
    /// The same each time.
    pub fn new() -> Self {
        Self { words: Invented::new() }
    }

    /// The first notices that hold so many issues; the last one is cut to what is wanting.
    pub fn notices(&self, issues: usize) -> impl Iterator<Item = Made> + '_ {
        let mut wanting = issues;
        (0..).map_while(move |number| {
            let made = (wanting > 0).then(|| self.notice(number, wanting))?;
            wanting -= made.issues.len();
            Some(made)
        })
    }

    /// The notice of this number, with no more issues than `most`.
    pub fn notice(&self, number: usize, most: usize) -> Made {
        let mut random = Random::new(0x9ae1_6a3b ^ (number as u64) << 20);
        let (agency, round) =
            (number / BLOCK * AGENCIES + number % BLOCK % AGENCIES, number % BLOCK / AGENCIES);
        let office = self.agency(agency);
        let feedback = feedback(agency, round);
        let published = feedback.saturating_add(days(150 + random.below(120)));
        let count = (ISSUES.0 + random.below(ISSUES.1 - ISSUES.0 + 1)).min(most);
        let mut writer = Writer { words: &self.words, random: &mut random, feedback, published };
        let issues: Vec<MadeIssue> = (0..count).map(|_| writer.issue()).collect();
        let facts = layout::Facts { office: &office, round: 3 * round + agency % 3 + 1, feedback, published };
        let text = layout::text(&facts, &issues, &mut random);
        let file = format!("{:02}/{number:05}-{}.txt", number / 500, office.name());
        Made { file, agency: office.name(), feedback, published, text, issues }
    }

    /// The county and the office of the agency of this number: 30 agencies are one county's.
    fn agency(&self, number: usize) -> Office {
        let county = number / OFFICES.len();
        let kind = if county % 4 == 3 { "区" } else { "县" };
        // Names of counties are among the seldom ones, so that they do not stand in every other title.
        let county = format!("{}{kind}", self.words.name_of(SELDOM + county));
        Office { county, office: OFFICES[number % OFFICES.len()] }
    }
}

/// Who is inspected.
struct Office {
    county: String,
    office: &'static str,
}

impl Office {
    fn name(&self) -> String {
        format!("{}{}", self.county, self.office)
    }
}

/// An agency is inspected again after three years.
fn feedback(agency: usize, round: usize) -> Date {
    let mut random = Random::new(0xfeed_0000 + agency as u64);
    let year = i16::try_from(2012 + 3 * round).unwrap();
    let (month, day) = (1 + random.below(6), 1 + random.below(28));
    Date::new(year, i8::try_from(month).unwrap(), i8::try_from(day).unwrap()).unwrap()
}

/// So many days.
fn days(count: usize) -> Span {
    i64::try_from(count).unwrap().days()
}

/// How many of a hundred issues have each outcome.
const OUTCOMES: [(usize, &[OutcomeTag]); 6] = [
    (52, &[OutcomeTag::Completed]),
    (18, &[OutcomeTag::Completed, OutcomeTag::LongTerm]),
    (8, &[OutcomeTag::Phased]),
    (6, &[OutcomeTag::LongTerm]),
    (14, &[OutcomeTag::InProgress]),
    (2, &[OutcomeTag::NotStarted]),
];

/// What fills the phrases with words and figures.
struct Writer<'a> {
    words: &'a Invented,
    random: &'a mut Random,
    feedback: Date,
    published: Date,
}

impl Writer<'_> {
    fn issue(&mut self) -> MadeIssue {
        let title = loop {
            let phrase = self.random.early(&TITLES);
            let title = self.filled(phrase, None);
            if (20..=60).contains(&title.chars().count()) {
                break title;
            }
        };
        let outcome = self.outcome();
        let open = matches!(outcome, [OutcomeTag::Phased | OutcomeTag::InProgress | OutcomeTag::NotStarted]);
        // A few that are said to be done are not yet: what a careful reader would ask.
        let due = (if open { self.random.below(10) < 8 } else { self.random.one_in(40) }).then(|| self.due());
        let mut steps: Vec<String> = (0..4 + self.random.below(3))
            .map(|_| {
                let phrase = self.random.early(&STEPS);
                self.filled(phrase, None)
            })
            .collect();
        if due.is_some() {
            let phrase = self.random.pick(&PROMISES);
            steps.push(self.filled(phrase, due));
        }
        for (at, step) in steps.iter_mut().enumerate() {
            *step = format!("{}是{step}。", ["一", "二", "三", "四", "五", "六", "七"][at]);
        }
        let (department, role) = (self.random.early(&DEPARTMENTS), self.random.early(&ROLES));
        MadeIssue { title, outcome, due, steps, department, role }
    }

    fn outcome(&mut self) -> &'static [OutcomeTag] {
        let mut aim = self.random.below(100);
        for (share, tags) in OUTCOMES {
            if aim < share {
                return tags;
            }
            aim -= share;
        }
        OUTCOMES[0].1
    }

    /// The end of one of the months after the notice.
    fn due(&mut self) -> Date {
        let day = self.published.saturating_add(days(20 + self.random.below(500)));
        day.last_of_month()
    }

    /// The phrase with its slots filled; `due` is the day of what it promises.
    fn filled(&mut self, phrase: &str, due: Option<Date>) -> String {
        let mut text = String::with_capacity(3 * phrase.len());
        let mut parts = phrase.split(['{', '}']);
        while let Some(plain) = parts.next() {
            text.push_str(plain);
            if let Some(slot) = parts.next() {
                self.slot(slot, due, &mut text);
            }
        }
        text
    }

    fn slot(&mut self, slot: &str, due: Option<Date>, text: &mut String) {
        match slot {
            "w" => text.push_str(self.words.word(self.random)),
            "p" => {
                text.push_str(self.words.name(self.random));
                text.push_str(self.random.pick(&[
                    "村",
                    "社区",
                    "镇",
                    "水库",
                    "园区",
                    "中心小学",
                    "农贸市场",
                    "安置小区",
                ]));
            }
            "t" => text.push_str(self.random.early(&THINGS)),
            "f" => text.push_str(self.random.early(&FAULTS)),
            "n" => text.push_str(&(2 + self.random.below(900)).to_string()),
            "m" => text.push_str(&(2 + self.random.below(28)).to_string()),
            "r" => text.push_str(&(60 + self.random.below(40)).to_string()),
            "y" => text.push_str(
                &(self.feedback.year() - 3 + i16::try_from(self.random.below(3)).unwrap()).to_string(),
            ),
            "d" => {
                let between = (self.published - self.feedback).get_days();
                let between = usize::try_from(between).unwrap();
                let day = self.feedback.saturating_add(days(15 + self.random.below(between - 30)));
                text.push_str(&layout::day(day));
            }
            "D" => {
                let due = due.unwrap();
                text.push_str(&format!("{}年{}月底前", due.year(), due.month()));
            }
            other => unreachable!("no such slot: {other}"),
        }
    }
}
