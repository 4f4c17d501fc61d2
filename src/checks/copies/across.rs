//! What notices share: copies of answers, and problems that come back.

use std::collections::{BTreeMap, BTreeSet};

use crate::checks::{
    Doubt, Elsewhere, RuleId, Sheet,
    repeat_finding::{Repeat, Repeats},
};

use super::{Answer, COMMON, RUN, copies, question, quoted, runs, shared};

/// The answers and problems of many notices, looked at for what they share.
///
/// Notices are added one after the other; then [`Across::pairs`] says which share words, and for these
/// [`Across::doubts`] is called with both sheets. Memory is about nine bytes for each character of the answers and
/// the problems.
#[derive(Default)]
pub struct Across {
    repeats: Repeats,
    answers: Vec<(usize, Answer)>,
    notices: usize,
}

/// Answers and problems of two notices that share words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The notice in which is asked, by the order in which it was added: the later one.
    pub asked: usize,
    /// The other notice.
    pub other: usize,
    /// The answers, by the order in which they were added: of the one in which is asked, of the other.
    answers: Vec<(usize, usize)>,
    repeats: Vec<Repeat>,
}

impl Across {
    /// Adds a notice: they are added in the order of their days, so that what is asked is asked of the later.
    pub fn add(&mut self, sheet: &Sheet) {
        let notice = self.notices;
        self.repeats.add(sheet);
        self.answers.extend(sheet.issues().map(|place| (notice, Answer::of(sheet, place))));
        self.notices += 1;
    }

    /// The pairs of notices that share words, in the order of the later one.
    pub fn pairs(&self) -> Vec<Found> {
        let mut prints: Vec<(u64, u32, u32)> = Vec::new();
        for (at, (_, answer)) in (0_u32..).zip(&self.answers) {
            let own = shared::prints(&answer.bare.chars, RUN).into_iter();
            prints.extend(own.filter_map(|(print, from)| Some((print, at, u32::try_from(from).ok()?))));
        }
        prints.sort_unstable();
        // Each answer once: the first place of a print.
        prints.dedup_by_key(|(print, at, _)| (*print, *at));
        let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
        for group in prints.chunk_by(|one, other| one.0 == other.0) {
            let few = group.get(..COMMON * COMMON + 1).is_none();
            let notices: BTreeSet<usize> = group
                .iter()
                .take(COMMON * COMMON + 1)
                .filter_map(|(_, at, _)| Some(self.answers.get(*at as usize)?.0))
                .collect();
            if !(2..=COMMON).contains(&notices.len()) || !few {
                continue;
            }
            for (nth, (_, one, from)) in group.iter().enumerate() {
                for (_, other, there) in group.iter().skip(nth + 1) {
                    if self.share_run((*one as usize, *from as usize), (*other as usize, *there as usize)) {
                        pairs.insert((*one as usize, *other as usize));
                    }
                }
            }
        }
        let mut found: BTreeMap<(usize, usize), Found> = BTreeMap::new();
        let new =
            |(asked, other): (usize, usize)| Found { asked, other, answers: Vec::new(), repeats: Vec::new() };
        for (one, other) in pairs {
            let (Some((first, _)), Some((second, _))) = (self.answers.get(one), self.answers.get(other))
            else {
                continue;
            };
            // The sheets are made only of those of which there is something to ask.
            if first != second && self.is_copy(one, other) {
                let key = (*second, *first);
                found.entry(key).or_insert_with(|| new(key)).answers.push((other, one));
            }
        }
        for repeat in self.repeats.find() {
            let key = (repeat.asked, repeat.other);
            found.entry(key).or_insert_with(|| new(key)).repeats.push(repeat);
        }
        found.into_values().collect()
    }

    /// Whether two answers of unlike notices share a run that is long enough, around a print that both have.
    fn share_run(&self, (one, from): (usize, usize), (other, there): (usize, usize)) -> bool {
        let (Some((first, one)), Some((second, other))) = (self.answers.get(one), self.answers.get(other))
        else {
            return false;
        };
        first != second && shared::run_around(&one.bare.chars, from, &other.bare.chars, there) >= RUN
    }

    fn is_copy(&self, one: usize, other: usize) -> bool {
        let (Some((_, one)), Some((_, other))) = (self.answers.get(one), self.answers.get(other)) else {
            return false;
        };
        copies(one, other).iter().any(|copies| !copies.is_empty())
    }

    /// The doubts that two notices raise together; the sheets are those of [`Found::asked`] and [`Found::other`].
    pub fn doubts(&self, found: &Found, asked: &Sheet, other: &Sheet) -> Vec<Doubt> {
        let repeated = found.repeats.iter().filter_map(|repeat| self.repeats.doubt(repeat, asked, other));
        let mut out: Vec<Doubt> = repeated.collect();
        for (one, two) in &found.answers {
            let (Some((_, first)), Some((_, second))) = (self.answers.get(*one), self.answers.get(*two))
            else {
                continue;
            };
            let [here, there] = copies(first, second);
            if here.is_empty() && there.is_empty() {
                continue;
            }
            let source = &other.notice.source;
            out.push(Doubt {
                rule: RuleId::CopiedAnswer,
                places: vec![first.path.clone()],
                quotes: quoted(asked, first, runs(first, &here, second, &there)),
                elsewhere: vec![Elsewhere {
                    path: source.path.clone(),
                    sha256: source.sha256.clone(),
                    places: vec![second.path.clone()],
                    quotes: quoted(other, second, runs(second, &there, first, &here)),
                }],
                question: question((asked, first, &here), (other, second, &there)),
            });
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use jiff::civil::date;

    use crate::{
        checks::{RuleId, Rules, check_all, testing::notice},
        intake, parse, words,
    };

    const STEP: &str =
        "由纪检组、财务科和办公室组成联合检查组，每季度抽查一次票据、合同和派车单，结果在全局大会上通报";

    fn read(name: &str, year: i16, answer: &str) -> (intake::Document, crate::notice::Notice) {
        let text = notice(
            date(year, 6, 3),
            date(year, 12, 1),
            &[("执法不规范。", "已完成", answer), ("账目不清。", "已完成", "追回2万元。")],
        );
        let document = intake::read_bytes(Path::new(name), text.as_bytes()).unwrap();
        let notice = parse::parse(&document, &words::ZH.read);
        (document, notice)
    }

    #[test]
    fn the_later_one_is_asked_whatever_the_order() {
        let (old, new) =
            (read("a", 2021, &format!("一是{STEP}。二是清退3人。")), read("b", 2024, &format!("{STEP}。")));
        let rules = Rules::only(&[RuleId::CopiedAnswer]);
        for notices in [vec![old.clone(), new.clone()], vec![new.clone(), old.clone()]] {
            let doubts = check_all(&notices, &rules);
            let asked: Vec<(&str, usize)> = notices
                .iter()
                .zip(&doubts)
                .map(|((document, _), doubts)| (document.source.path.as_str(), doubts.len()))
                .collect();
            assert!(asked.contains(&("a", 0)) && asked.contains(&("b", 1)), "{asked:?}");
            let doubt = doubts.iter().flatten().next().unwrap();
            assert_eq!(
                (doubt.elsewhere[0].path.as_str(), doubt.elsewhere[0].places.as_slice()),
                ("a", &["一、/1.".to_owned()][..])
            );
        }
    }

    #[test]
    fn what_two_versions_of_one_notice_share_is_no_copy() {
        let old = read("a", 2024, &format!("一是{STEP}。二是清退3人。"));
        let new = read("b", 2024, &format!("{STEP}。"));
        let rules = Rules::only(&[RuleId::CopiedAnswer]);
        assert_eq!(check_all(&[old.clone(), new.clone()], &rules).concat(), []);
        // Without a feedback, of one title; of another title they are two.
        let bare = |(document, mut notice): (intake::Document, crate::notice::Notice)| {
            notice.feedback_date = None;
            (document, notice)
        };
        let (old, mut new) = (bare(old), bare(new));
        assert_eq!(check_all(&[old.clone(), new.clone()], &rules).concat(), []);
        new.1.title = Some("关于专项整改情况的通报".to_owned());
        assert_eq!(check_all(&[old, new], &rules).concat().len(), 1);
    }

    #[test]
    fn what_many_notices_say_is_a_form() {
        let all: Vec<_> = (0..7).map(|at| read(&format!("{at}"), 2015 + at, &format!("{STEP}。"))).collect();
        let doubts = check_all(&all, &Rules::only(&[RuleId::CopiedAnswer]));
        assert_eq!(doubts.concat(), []);
        let doubts = check_all(&all[..3], &Rules::only(&[RuleId::CopiedAnswer]));
        assert_eq!(doubts.concat().len(), 3);
    }
}
