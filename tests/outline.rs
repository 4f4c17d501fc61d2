//! The check outline and the calendar, as files that the real program wrote, read by others' libraries.
#![allow(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

mod common;

use std::io::Read;

use common::*;
use icalendar::{Calendar, CalendarComponent, Component};
use quick_xml::events::Event;

/// A day's work: one issue to be checked, one corrected, one verified.
fn worked() -> House {
    let house = House::furnished();
    let [one, two, three] = ["绿化缺株", "路灯破损", "公厕标识缺失"].map(|title| house.id(title));
    house.write("照片.jpg", "abc");
    for args in [
        vec!["mark", &one, "--due", "2026-12-01", "--who", "乙员", "--note", "先看台账"],
        vec!["correct", &two, "--outcome", "phased", "--reason", "表格串行"],
        vec!["mark", &three, "--finding", "partly", "--note", "已见"],
        vec!["attach", &one, "照片.jpg"],
    ] {
        let mut all = args.clone();
        all.extend(["--author", "甲员"]);
        house.done(&all);
    }
    house
}

#[test]
fn the_outline_is_a_sound_package_and_says_what_was_done() {
    let house = worked();
    house.done(&["export", "--to", "提纲.docx", "--author", "甲员"]);
    let bytes = bytes_of(&house.path("提纲.docx"));
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).unwrap();
        let mut xml = String::new();
        part.read_to_string(&mut xml).unwrap();
        let mut reader = quick_xml::Reader::from_str(&xml);
        loop {
            match reader.read_event().unwrap() {
                Event::Text(words) => text.push_str(&words.xml10_content()),
                Event::End(end) if end.name().as_ref() == "w:p" => text.push('\n'),
                Event::Eof => break,
                _ => {}
            }
        }
    }
    for part in [
        "密级：内部",
        "编制：甲员",
        "一、乙县市政园林局",
        "二、甲市城市管理局",
        "绿化缺株",
        "承办人：乙员",
        "复查期限：2026年12月1日",
        "时限：2026年12月10日，承诺",
        "照片.jpg（3 字节，SHA-256 ba7816bf8f01）",
        "整改结果：阶段性目标（改；原文：整改结果）",
        "复查状态：已核实，部分属实",
        "□属实　　□部分属实　　□不属实",
        "第 1 版",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert_eq!(text.matches("核查人").count(), 7, "a form for each issue");
}

#[test]
fn the_calendar_holds_the_days_that_are_open() {
    let house = worked();
    house.done(&["export", "--to", "期限.ics", "--author", "甲员"]);
    let text = std::fs::read_to_string(house.path("期限.ics")).unwrap();
    let calendar: Calendar = text.parse().unwrap();
    let mut days: Vec<(String, String)> = calendar
        .components
        .iter()
        .filter_map(CalendarComponent::as_event)
        .map(|event| {
            let of = |name| event.property_value(name).unwrap_or_default().to_owned();
            (of("DTSTART"), of("SUMMARY"))
        })
        .collect();
    days.sort();
    let want = [
        ("20250630", "时限（要求）：甲市城市管理局　公厕管理不到位"),
        ("20261201", "复查期限：甲市城市管理局　绿化缺株"),
        ("20261210", "时限（承诺）：甲市城市管理局　绿化缺株"),
    ];
    assert_eq!(days, want.map(|(day, what)| (day.to_owned(), what.to_owned())));
    // Another export, from a backup of the ledger, has the same ids: calendars change events, not double them.
    let ids = |text: &str| -> Vec<String> {
        text.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect()
    };
    house.done(&["backup", "备份.db"]);
    let again = ["export", "--to", "-", "--form", "ics", "--ledger", "备份.db", "--today", TODAY];
    assert_eq!(ids(&ran(house.bare(&again).output().unwrap()).out), ids(&text));
}
