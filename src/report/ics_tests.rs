use icalendar::{Calendar, CalendarComponent, Component};
use proptest::prelude::*;

use super::*;
use crate::{
    ledger::followup::State,
    report::testing::{dossier, record},
    words::{EN, ZH},
};

fn text(dossier: &Dossier, words: &Words) -> String {
    let mut out = Vec::new();
    write(dossier, words, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// UID, day, summary, category of each event, as a parser reads them.
fn parsed(text: &str) -> Vec<[String; 4]> {
    let calendar: Calendar = text.parse().unwrap();
    let of = |component: &CalendarComponent| match component {
        CalendarComponent::Event(event) => Some(["UID", "DTSTART", "SUMMARY", "CATEGORIES"].map(|name| {
            // Categories may come several times, so the parser keeps them apart.
            let several = event.multi_properties().get(name).and_then(|all| all.first());
            let one = event.property_value(name).or_else(|| several.map(icalendar::Property::value));
            one.unwrap_or_default().to_owned()
        })),
        _ => None,
    };
    calendar.components.iter().filter_map(of).collect()
}

#[test]
fn days_become_events() {
    let text = text(&dossier(), &ZH);
    let want = [
        ["aaaaaaaaaa-check@huitoukan", "20261201", "复查期限：甲市城市管理局　公厕管理不到位", "复查期限"],
        [
            "aaaaaaaaaa-promised-20250630@huitoukan",
            "20250630",
            "时限（承诺）：甲市城市管理局　公厕管理不到位",
            "单位时限",
        ],
        [
            "cccccccccc-required-20261231@huitoukan",
            "20261231",
            "时限（要求）：乙县市政园林局　垃圾清运不及时",
            "单位时限",
        ],
    ];
    assert_eq!(parsed(&text), want.map(|event| event.map(str::to_owned)));
    assert!(
        text.contains("DTSTAMP:20261122T013000Z\r\n") && text.contains("DESCRIPTION:密级：内部\r\n"),
        "{text}"
    );
    for more in ["先看台账", "乙员", "已更换"] {
        assert!(!text.contains(more), "no more than agency and problem: {more}");
    }
}

#[test]
fn what_has_ended_asks_for_nothing() {
    let mut dossier = dossier();
    for record in &mut dossier.records {
        record.row.review.state = State::Verified;
    }
    assert_eq!(parsed(&text(&dossier, &EN)), Vec::<[String; 4]>::new());
}

#[test]
fn a_day_that_stands_twice_is_one_event() {
    let mut dossier = dossier();
    let twice = dossier.records.clone();
    dossier.records.extend(twice);
    assert_eq!(parsed(&text(&dossier, &ZH)).len(), 3);
}

proptest! {
    #[test]
    fn every_text_comes_back(agency in "[\\PC\n\r\t]{0,80}", title in "[;,\\\\:\"\\PC]{0,80}") {
        let mut one = record(1, &agency, "aaaaaaaaaa", &title);
        one.row.review.state = State::Revisit;
        one.row.review.due = Some(jiff::civil::date(2026, 12, 1));
        let dossier = Dossier { records: vec![one], ..dossier() };
        let written = text(&dossier, &ZH);
        prop_assert!(written.ends_with("END:VCALENDAR\r\n"));
        for line in written.split_terminator("\r\n") {
            prop_assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{:?}", line);
        }
        let want = cell::line(&(ZH.outline.calendar_check)(&agency, &title));
        let unfolded = written.replace("\r\n ", "");
        let line = unfolded.lines().find_map(|line| line.strip_prefix("SUMMARY:")).unwrap();
        let mut value = String::new();
        let mut signs = line.chars();
        while let Some(c) = signs.next() {
            value.extend(if c == '\\' { signs.next() } else { Some(c) });
        }
        prop_assert_eq!(&value, &want);
        prop_assert_eq!(parsed(&written).len(), 1);
    }
}
