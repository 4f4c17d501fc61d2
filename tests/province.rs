//! The notices on which the benches measure are read as they were meant; else they would measure something else.

#![allow(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

#[path = "../benches/province/made/mod.rs"]
mod made;

use std::{collections::HashSet, path::Path};

use huitoukan::{intake, notice::DeadlineKind, parse, words};
use made::Province;

/// Each layout comes up among so many.
const NOTICES: usize = 20;

#[test]
fn every_issue_of_a_made_notice_is_read() {
    let province = Province::new();
    for number in (0..NOTICES).chain([4_999, 19_999]) {
        let made = province.notice(number, usize::MAX);
        let document = intake::read_bytes(Path::new(&made.file), made.text.as_bytes()).unwrap();
        let notice = parse::parse(&document, &words::ZH.read);
        assert_eq!(notice.agency.as_deref(), Some(made.agency.as_str()), "{number}");
        assert_eq!(notice.feedback_date, Some(made.feedback), "{number}");
        assert_eq!(notice.published, Some(made.published), "{number}");
        let contacts = &notice.contacts;
        let counts = [contacts.phones.len(), contacts.emails.len(), contacts.addresses.len()];
        assert_eq!(counts, [1, 1, 1], "{number}: {contacts:?}");
        let read: Vec<_> = notice.issues().collect();
        assert_eq!(read.len(), made.issues.len(), "{number}");
        for (read, made) in read.iter().zip(&made.issues) {
            let outcome = read.outcome.as_ref().map(|outcome| outcome.tags.as_slice());
            assert_eq!(outcome, Some(made.outcome), "{number}: {}", made.title);
            let bare = |title: &str| title.replace(['“', '”', '。'], "");
            assert!(
                bare(&read.title).contains(&bare(&made.title)),
                "{number}: {} {}",
                made.title,
                read.title
            );
            let ahead = read.deadlines.iter().filter(|deadline| deadline.kind != DeadlineKind::Reported);
            let due: HashSet<_> = ahead.filter_map(|deadline| deadline.due).collect();
            assert!(made.due.is_none_or(|day| due.contains(&day)), "{number}: {} {due:?}", made.title);
        }
    }
}

#[test]
fn a_province_is_the_same_each_time_and_varied() {
    let (one, other) = (Province::new(), Province::new());
    let (mut characters, mut titles, mut agencies) = (HashSet::new(), HashSet::new(), HashSet::new());
    let (mut issues, mut bytes, mut notices) = (0, 0, 0);
    for made in one.notices(10_000) {
        issues += made.issues.len();
        bytes += made.text.len();
        notices += 1;
        characters.extend(made.text.chars());
        titles.extend(made.issues.into_iter().map(|issue| issue.title));
        agencies.insert(made.agency);
    }
    assert_eq!(issues, 10_000);
    assert_eq!(one.notice(7, usize::MAX).text, other.notice(7, usize::MAX).text);
    assert!(characters.len() > 3_000, "{} characters", characters.len());
    assert!(titles.len() > 9_990, "{} titles", titles.len());
    assert!((180..=220).contains(&notices), "{notices} notices");
    assert!((40..=60).contains(&agencies.len()), "{} agencies", agencies.len());
    assert!((700..=1_000).contains(&(bytes / issues)), "{} bytes an issue", bytes / issues);
}
