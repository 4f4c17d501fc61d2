use super::*;
use crate::{
    ledger::followup::Change,
    notice::{Responsible, Span},
    report::testing::{self, noted},
};

/// A dossier in which persons stand wherever they can.
fn full() -> Dossier {
    let mut all = testing::dossier();
    all.made.who = "甲员".into();
    all.made.asked = "--who 赵六".into();
    let one = all.records.first_mut().unwrap();
    let node = &mut one.detail.node;
    let responsible =
        |role: &str, name: &str| Responsible { role: role.into(), name: name.into(), span: Span::new(0, 0) };
    node.responsible = vec![responsible("责任人", "王小明（局长）、李四"), responsible("责任单位", "环卫科")];
    node.response.as_mut().unwrap().text =
        "由王小明牵头，电话139 1234 5678，李四到场，钱小七同志签收。".into();
    one.row.title = "王小明未到岗".into();
    one.row.review.note = Some("问李四，另找钱小七".into());
    one.row.review.who = Some("赵六".into());
    one.row.review.seen = Some("孙八主任说尚未办".into());
    one.detail.review = one.row.review.clone();
    one.detail.evidence.first_mut().unwrap().name = "王小明谈话.docx".into();
    one.detail.evidence.first_mut().unwrap().path = Some("/home/赵六/王小明谈话.docx".into());
    let mut event = noted(1);
    event.author = "赵六".into();
    event.change = Change::Verify {
        finding: crate::ledger::followup::Finding::Partly,
        seen: Some("孙八说，mail: li.si@example.cn".into()),
        on: None,
        note: Some("见赵六".into()),
    };
    one.detail.history = vec![event];
    one.place.file = "/home/赵六/王小明.docx".into();
    // Another issue of the same agency, where the name stands beside nothing.
    all.records.get_mut(1).unwrap().detail.node.response.as_mut().unwrap().text =
        "钱小七已调离，赵六核过".into();
    all
}

#[test]
fn a_name_at_the_head_of_a_notice_is_masked_in_all_issues() {
    let mut all = testing::dossier();
    let text = |_| Ok::<_, std::convert::Infallible>(Arc::from("党组成员欧阳修远同志牵头"));
    for record in &mut all.records {
        record.detail.node.response.as_mut().unwrap().text = "欧阳修远到场".into();
    }
    dossier(&mut all, text).unwrap();
    let answer = |record: &Record| record.detail.node.response.as_ref().unwrap().text.clone();
    let shown: Vec<String> = all.records.iter().map(answer).collect();
    let agency = all.records.first().unwrap().agency.id;
    for (record, text) in all.records.iter().zip(&shown) {
        assert!(record.agency.id != agency || text == "欧阳某某到场", "{shown:?}");
    }
}

#[test]
fn where_a_text_cannot_be_had_nothing_is_handed_on() {
    let mut all = full();
    assert_eq!(dossier(&mut all, |_| Err("gone")), Err("gone"));
    assert!(!all.made.redacted);
}

/// Of notices that came without their text.
fn masked(all: &mut Dossier) {
    dossier(all, |_| Ok::<_, std::convert::Infallible>(Arc::from(""))).unwrap();
}

#[test]
fn no_person_is_left_in_any_text() {
    let mut all = full();
    masked(&mut all);
    let shown = format!("{:?}", all.records) + &all.made.asked + &all.made.ledger;
    for gone in ["王小明", "李四", "钱小七", "孙八", "赵六", "1234 5678", "li.si", "/home"] {
        assert!(!shown.contains(gone), "{gone}: {shown}");
    }
    for kept in [
        "王某某（局长）、李某",
        "环卫科",
        "由王某某牵头，电话139 **** 5678，李某到场，钱某某同志签收。",
        "王某某未到岗",
        "问李某，另找钱某某",
        "孙某主任说尚未办",
        "钱某某已调离，赵某核过",
        "甲市城市管理局",
    ] {
        assert!(shown.contains(kept), "{kept}: {shown}");
    }
    assert!(all.made.redacted);
    assert_eq!((all.made.who.as_str(), all.made.ledger.as_str()), ("甲员", "ledger.db"));
}

#[test]
fn keys_hashes_and_days_stay() {
    let mut all = full();
    let before = all.clone();
    masked(&mut all);
    for (one, other) in all.records.iter().zip(&before.records) {
        assert_eq!((&one.row.key, &one.row.deadlines), (&other.row.key, &other.row.deadlines));
        assert_eq!(one.place.sha256, other.place.sha256);
        assert_eq!(one.agency, other.agency);
        assert_eq!(one.row.outcome, other.row.outcome);
    }
}

#[test]
fn masking_twice_is_masking_once() {
    let mut once = full();
    masked(&mut once);
    let mut twice = once.clone();
    masked(&mut twice);
    assert_eq!(format!("{once:?}"), format!("{twice:?}"));
}

#[test]
fn a_text_alone_is_masked_by_what_it_shows() {
    let known = ["周九".to_owned()];
    assert_eq!(text("王明局长与周九，13912345678", known.iter()), "王某局长与周某，139****5678");
}
