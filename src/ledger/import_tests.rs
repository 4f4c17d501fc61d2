use std::collections::HashMap;

use super::*;
use crate::{
    ledger::{
        followup::{Change, State},
        testing::{at, found, import, issue, ledger, notice, with},
        types::{OwnedRow, Snapshot},
    },
    notice::{DeadlineKind, Node, OutcomeTag},
};

const ANSWER: &str = "成立公厕管理专班，制定《公厕管理办法》，对全市三百座公厕逐一排查，更换破损设施";

fn first() -> Vec<Node> {
    vec![
        issue("1.", "公厕管理不到位", ANSWER),
        issue("2.", "路灯破损", "已更换"),
        issue("3.", "绿化缺株", "已补植"),
    ]
}

fn keys(snapshot: &Snapshot) -> HashMap<String, String> {
    snapshot.issues.iter().map(|row| (row.title.to_string(), row.key.to_string())).collect()
}

fn mark(ledger: &mut Ledger, title: &str) -> OwnedRow {
    let row = ledger.snapshot().unwrap().issues.iter().find(|row| row.title == title).unwrap().owned();
    ledger
        .mark(&[row.id], &Change::Query { reason: None, note: Some(title.to_owned()) }, "a", at(1))
        .unwrap();
    row
}

#[test]
fn rows_tell_what_the_notice_says() {
    let mut ledger = ledger();
    let issue = with(
        issue("（1）", "公厕", ANSWER),
        &[OutcomeTag::Completed, OutcomeTag::LongTerm],
        Some(("2024-12-31", DeadlineKind::Promised)),
    );
    let imported = import(&mut ledger, &notice(vec![issue]));
    assert_eq!((imported.agency.as_str(), imported.issues, imported.kind), ("某局", 1, ImportKind::New));
    let snapshot = ledger.snapshot().unwrap();
    let row = snapshot.issues.get(0).unwrap().owned();
    assert_eq!((&*row.path, &*row.title, row.present), ("二、/（1）", "公厕", true));
    assert_eq!(row.outcome.tags().collect::<Vec<_>>(), [OutcomeTag::Completed, OutcomeTag::LongTerm]);
    assert_eq!(row.deadlines[0].kind, DeadlineKind::Promised);
    assert_eq!(row.key.len(), 10);
    assert_eq!((snapshot.agencies.len(), snapshot.notices[0].versions), (1, 1));
}

#[test]
fn the_same_file_changes_nothing() {
    let mut ledger = ledger();
    let notice = notice(first());
    import(&mut ledger, &notice);
    mark(&mut ledger, "路灯破损");
    let before = ledger.snapshot().unwrap();
    assert_eq!(import(&mut ledger, &notice).kind, ImportKind::Unchanged);
    let mut elsewhere = notice.clone();
    elsewhere.source.path = "别处/通报.txt".into();
    assert_eq!(import(&mut ledger, &elsewhere).kind, ImportKind::Unchanged);
    assert_eq!(ledger.snapshot().unwrap(), before);
    let known = ledger.known(&notice.source.sha256).unwrap().unwrap();
    assert_eq!(known, import(&mut ledger, &notice));
    assert_eq!(ledger.known("").unwrap(), None);
}

#[test]
fn an_earlier_wording_that_comes_again_counts_again() {
    let mut ledger = ledger();
    let (old, new) = (notice(first()), notice(first().into_iter().skip(1).collect()));
    import(&mut ledger, &old);
    let row = mark(&mut ledger, "公厕管理不到位");
    import(&mut ledger, &new);
    assert!(ledger.known(&old.source.sha256).unwrap().is_none());
    let ImportKind::Version(change) = import(&mut ledger, &old).kind else { panic!() };
    assert_eq!((change.seq, change.kept, change.added, change.gone), (3, 3, 0, 0));
    let after = ledger.snapshot().unwrap();
    let back = after.issues.iter().find(|other| other.id == row.id).unwrap().owned();
    assert_eq!((back.present, back.review.state), (true, State::Query));
    assert_eq!(import(&mut ledger, &old).kind, ImportKind::Unchanged);
    assert_eq!(ledger.known(&old.source.sha256).unwrap().unwrap().issues, 3);
    assert_eq!(ledger.snapshot().unwrap(), after);
}

#[test]
fn an_earlier_wording_of_a_withdrawn_notice_is_shown_again() {
    let mut ledger = ledger();
    let (old, new) = (notice(first()), notice(first().into_iter().skip(1).collect()));
    import(&mut ledger, &old);
    let id = import(&mut ledger, &new).notice;
    ledger.withdraw(id, "重复", "a", at(2)).unwrap();
    let back = import(&mut ledger, &old);
    assert_eq!(back.notice, id);
    assert!(matches!(back.kind, ImportKind::Version(_)));
    assert_eq!(ledger.snapshot().unwrap().issues.len(), 3);
}

#[test]
fn notices_out_of_one_file_are_told_apart() {
    let mut ledger = ledger();
    let one = notice(first());
    let (mut other, mut dated) = (one.clone(), one.clone());
    other.agency = Some("另一局".into());
    (other.organisation, other.title) = (None, Some("另一局通报".into()));
    dated.feedback_date = Some(jiff::civil::date(2018, 1, 1));
    dated.nodes = vec![issue("1.", "别的", "别的")];
    let mut kinds = Vec::new();
    for notice in [&one, &other, &dated] {
        let parsed = Incoming { notice, text: None, kept: None, reader: None };
        kinds.push(ledger.import(parsed, at(0)).unwrap().kind);
        assert_eq!(ledger.import(parsed, at(0)).unwrap().kind, ImportKind::Unchanged);
    }
    assert_eq!(kinds, [ImportKind::New, ImportKind::New, ImportKind::New]);
    assert_eq!(ledger.snapshot().unwrap().notices.len(), 3);
    assert_eq!(ledger.known(&one.source.sha256).unwrap(), None, "the file itself was never read");
}

#[test]
fn notices_without_facts_out_of_one_file_are_told_apart() {
    let mut ledger = ledger();
    let bare = |title: &str| {
        let mut notice = notice(vec![issue("1.", title, title)]);
        (notice.agency, notice.organisation, notice.title, notice.feedback_date) = (None, None, None, None);
        notice.source.sha256 = "ab".repeat(32);
        notice
    };
    for title in ["甲", "乙"] {
        let parsed = Incoming { notice: &bare(title), text: None, kept: None, reader: None };
        assert_eq!(ledger.import(parsed, at(0)).unwrap().kind, ImportKind::New);
    }
}

#[test]
fn a_new_version_keeps_ids_and_follow_ups() {
    let mut ledger = ledger();
    import(&mut ledger, &notice(first()));
    let before = keys(&ledger.snapshot().unwrap());
    for title in ["公厕管理不到位", "路灯破损", "绿化缺株"] {
        mark(&mut ledger, title);
    }
    let second = notice(vec![
        issue("1.", "新增问题", "另行安排"),
        issue("2.", "公厕日常管理不到位", &format!("{ANSWER}。")),
        issue("3.", "路灯 破损。", "已全部更换完毕，并建立长效机制"),
    ]);
    let VersionChange { seq, kept, added, gone } = match import(&mut ledger, &second).kind {
        ImportKind::Version(change) => change,
        other => panic!("{other:?}"),
    };
    assert_eq!((seq, kept, added, gone), (2, 2, 1, 1));
    let after = ledger.snapshot().unwrap();
    let now = keys(&after);
    assert_eq!(now["公厕日常管理不到位"], before["公厕管理不到位"]);
    assert_eq!(now["路灯 破损。"], before["路灯破损"]);
    assert_eq!(now["绿化缺株"], before["绿化缺株"], "gone, yet shown for its follow-up");
    let shown: Vec<_> = after.issues.iter().map(|row| (row.present, row.review.state)).collect();
    let marked = State::Query;
    assert_eq!(shown, [(true, State::Unread), (true, marked), (true, marked), (false, marked)]);
    assert_eq!(after.notices[0].versions, 2);
}

#[test]
fn an_issue_that_comes_back_finds_its_follow_up() {
    let mut ledger = ledger();
    import(&mut ledger, &notice(first()));
    let row = mark(&mut ledger, "绿化缺株");
    import(&mut ledger, &notice(first().into_iter().take(2).collect()));
    let mut third = first();
    third.push(issue("4.", "垃圾清运", "已清运"));
    import(&mut ledger, &notice(third));
    let back = ledger.snapshot().unwrap().issues.iter().find(|other| other.id == row.id).unwrap().owned();
    assert!(back.present);
    assert_eq!((back.key, back.review.state), (row.key, State::Query));
}

#[test]
fn an_issue_that_is_gone_without_follow_up_is_not_shown() {
    let mut ledger = ledger();
    import(&mut ledger, &notice(first()));
    import(&mut ledger, &notice(first().into_iter().take(1).collect()));
    assert_eq!(ledger.snapshot().unwrap().issues.len(), 1);
}

#[test]
fn an_id_is_for_ever() {
    // Ids stand in people's papers: whatever they are made from must go on giving this one.
    let mut ledger = ledger();
    import(&mut ledger, &notice(vec![issue("（１）", "**公厕 ＡＢ 破损。**", "甲")]));
    assert_eq!(ledger.snapshot().unwrap().issues.get(0).unwrap().key, "vtf43dzt0x");
}

#[test]
fn ids_do_not_depend_on_the_ledger() {
    let (mut one, mut two) = (ledger(), ledger());
    let mut other = notice(vec![issue("1.", "别的", "别的")]);
    other.agency = Some("另一局".into());
    import(&mut one, &other);
    import(&mut one, &notice(first()));
    import(&mut two, &notice(first()));
    let key = |ledger: &Ledger| keys(&ledger.snapshot().unwrap())["路灯破损"].clone();
    assert_eq!(key(&one), key(&two));
}

#[test]
fn doubled_labels_have_two_ids() {
    let mut ledger = ledger();
    let twins = vec![issue("3.", "其他问题", "甲"), issue("3.", "其他问题", "乙")];
    import(&mut ledger, &notice(twins));
    let snapshot = ledger.snapshot().unwrap();
    assert_ne!(snapshot.issues.get(0).unwrap().key, snapshot.issues.get(1).unwrap().key);
}

#[test]
fn a_doubtful_notice_stands_apart_and_is_asked_about() {
    let mut ledger = ledger();
    let old = import(&mut ledger, &notice(first()));
    let mut twin = notice(vec![issue("1.", "公厕管理不到位", "改")]);
    twin.feedback_date = Some(jiff::civil::date(2024, 10, 19));
    let new = import(&mut ledger, &twin);
    assert_eq!(new.kind, ImportKind::Apart(vec![old.notice]));
    let snapshot = ledger.snapshot().unwrap();
    assert_eq!((snapshot.agencies.len(), snapshot.notices.len(), snapshot.issues.len()), (1, 2, 4));
    let pairs: Vec<_> =
        ledger.doubtful().unwrap().into_iter().map(|pair| (pair.old.id, pair.new.id)).collect();
    assert_eq!(pairs, [(old.notice, new.notice)]);
}

#[test]
fn the_same_as_two_is_doubtful_to_both() {
    let mut ledger = ledger();
    let with_day = |year, text: &str| {
        let mut notice = notice(vec![issue("1.", text, text)]);
        notice.feedback_date = year;
        notice
    };
    let a = import(&mut ledger, &with_day(Some(jiff::civil::date(2018, 1, 1)), "甲"));
    let b = import(&mut ledger, &with_day(Some(jiff::civil::date(2024, 1, 1)), "乙"));
    assert_eq!(b.kind, ImportKind::New);
    let c = import(&mut ledger, &with_day(None, "丙"));
    assert_eq!(c.kind, ImportKind::Apart(vec![a.notice, b.notice]));
}

#[test]
fn a_withdrawn_notice_comes_back_by_import() {
    let mut ledger = ledger();
    let notice = notice(first());
    let id = import(&mut ledger, &notice).notice;
    mark(&mut ledger, "路灯破损");
    ledger.withdraw(id, "重复", "a", at(2)).unwrap();
    assert_eq!(ledger.snapshot().unwrap(), Snapshot::default());
    assert!(found(&ledger, "公厕").is_empty());
    assert_eq!(ledger.known(&notice.source.sha256).unwrap(), None);
    assert!(ledger.withdraw(id, "重复", "a", at(2)).is_err());
    assert_eq!(import(&mut ledger, &notice).kind, ImportKind::Restored);
    assert_eq!(ledger.snapshot().unwrap().issues.get(1).unwrap().review.state, State::Query);
    ledger.withdraw(id, "重复", "a", at(3)).unwrap();
    let changed = super::super::testing::notice(first().into_iter().take(2).collect());
    assert!(matches!(import(&mut ledger, &changed).kind, ImportKind::Version(_)));
    assert_eq!(ledger.snapshot().unwrap().issues.len(), 2);
    let acts: Vec<String> = ledger
        .connection
        .prepare("SELECT kind FROM acts ORDER BY id")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(acts, ["imported", "version"], "withdrawing is an event");
    let mut said: Vec<_> = ledger.history_of_notice(id).unwrap();
    said.sort_by_key(|event| event.counter);
    let said: Vec<_> = said.iter().map(|event| (event.author.as_str(), event.change.name())).collect();
    let program = env!("CARGO_PKG_NAME");
    assert_eq!(said, [("a", "withdraw"), (program, "restore"), ("a", "withdraw"), (program, "restore")]);
}

#[test]
fn what_another_program_parsed() {
    let mut ledger = ledger();
    let notice = notice(first());
    let parsed = Incoming { notice: &notice, text: None, kept: None, reader: None };
    assert_eq!(ledger.import(parsed, at(0)).unwrap().kind, ImportKind::New);
    assert_eq!(ledger.import(parsed, at(0)).unwrap().kind, ImportKind::Unchanged);
    // The file itself brings the text that was missing, once.
    assert_eq!(ledger.known(&notice.source.sha256).unwrap(), None);
    assert!(matches!(import(&mut ledger, &notice).kind, ImportKind::Version(_)));
    assert_eq!(import(&mut ledger, &notice).kind, ImportKind::Unchanged);
    // Corrected by hand: taken, though the file is the same.
    let mut corrected = notice.clone();
    corrected.round = Some("第七轮".into());
    let parsed = Incoming { notice: &corrected, text: Some("原文"), kept: None, reader: None };
    assert!(matches!(ledger.import(parsed, at(0)).unwrap().kind, ImportKind::Version(_)));
}

#[test]
fn a_notice_without_agency_stands_under_its_title_or_file() {
    let mut ledger = ledger();
    let mut bare = notice(first());
    bare.agency = None;
    assert_eq!(import(&mut ledger, &bare).agency, "中共某局党组关于巡察整改情况的通报");
    let mut bare = notice(Vec::new());
    (bare.agency, bare.title, bare.organisation) = (None, None, None);
    bare.source.path = "夹/无题.txt".into();
    assert_eq!(import(&mut ledger, &bare).agency, "无题.txt");
}

#[test]
fn searches() {
    let mut ledger = ledger();
    let issues = vec![
        issue("1.", "公厕管理不到位", "更换ＬＥＤ灯 40 盏"),
        with(issue("2.", "路灯破损", "百分之100%完成_"), &[], Some(("2024-12-31", DeadlineKind::Required))),
    ];
    import(&mut ledger, &notice(issues));
    let ids: Vec<_> = ledger.snapshot().unwrap().issues.iter().map(|row| row.id).collect();
    let search = |words: &str| found(&ledger, words);
    assert_eq!(search("厕"), ids[..1]);
    assert_eq!(search("led灯40"), ids[..1]);
    assert_eq!(search("灯"), ids);
    assert_eq!(search("灯 破损"), ids[1..]);
    assert_eq!(search("100%完成_"), ids[1..]);
    assert_eq!(search("2024-12-31前"), ids[1..]);
    assert_eq!(search("%"), ids[1..]);
    assert_eq!(search(""), ids);
    assert!(search("公厕 破损").is_empty());
    assert!(search("不到位更换").is_empty(), "no word runs from title to answer");
}

#[test]
fn a_full_disk_leaves_everything() {
    let mut ledger = ledger();
    import(&mut ledger, &notice(first()));
    let before = ledger.snapshot().unwrap();
    let pages: i64 = ledger.connection.query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
    ledger.connection.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(())).unwrap();
    let mut big = notice(vec![issue("1.", "大", &"长文".repeat(100_000))]);
    big.agency = Some("另一局".into());
    let error =
        ledger.import(Incoming { notice: &big, text: None, kept: None, reader: None }, at(0)).unwrap_err();
    assert_eq!(error.what, What::Full);
    assert_eq!(ledger.snapshot().unwrap(), before);
    assert!(ledger.verify().unwrap().faults.is_empty());
}
