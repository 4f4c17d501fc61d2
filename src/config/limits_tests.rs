use jiff::civil::date;
use rstest::rstest;

use super::*;
use crate::words::ZH;

fn own(text: &str) -> (Vec<Profile>, Vec<LimitsFault>) {
    patch(shipped(), text, true)
}

fn item<'a>(profiles: &'a [Profile], profile: &str, step: &str) -> &'a Item {
    chosen(profiles, Some(profile)).unwrap().item(step).unwrap()
}

#[test]
fn what_is_shipped_is_whole_and_every_item_has_a_source() {
    let (profiles, faults) = patch(Vec::new(), SHIPPED, false);
    assert_eq!(faults, []);
    let names: Vec<&str> = profiles.iter().map(|profile| &*profile.name).collect();
    assert_eq!(names, ["三个月", "条例2017", "条例2024"]);
    assert_eq!(&*chosen(&profiles, None).unwrap().name, "三个月");
    assert_eq!(item(&profiles, "条例2017", "整改情况报告").length, Length::Months(2));
    assert_eq!(item(&profiles, "三个月", "整改方案").length, Length::Workdays(15));
    for profile in &profiles {
        assert!(!profile.own && !profile.items.is_empty() && !profile.applies_to.is_empty());
        assert!(profile.items.iter().all(|item| item.source.chars().count() > 10));
    }
    let newest = chosen(&profiles, Some("条例2024")).unwrap();
    assert!(newest.items.iter().all(|item| item.verified_by.is_none()), "to be verified by the user");
}

#[test]
fn a_users_file_patches_and_adds() {
    let (profiles, faults) =
        own("[[profile]]\nname = '条例2024'\n[[profile.item]]\nstep = '集中整改'\nverified_by = '王敏'\n\
         verified_on = 2026-12-01\n\
         [[profile]]\nname = '某县'\neffective_from = '2025-01-01'\n[[profile.item]]\nstep = '整改方案'\n\
         from = 'feedback'\ndays = 20\nsource = '县委办法'\n");
    assert_eq!(faults, []);
    let checked = item(&profiles, "条例2024", "集中整改");
    assert_eq!(checked.verified_by.as_deref(), Some("王敏"));
    assert_eq!(checked.verified_on, Some(date(2026, 12, 1)));
    assert_eq!(checked.length, Length::Months(6), "what is not written stays");
    let county = chosen(&profiles, Some("某县")).unwrap();
    assert!(county.own && county.effective_from == Some(date(2025, 1, 1)));
    assert_eq!(county.item("整改方案").unwrap().length, Length::Days(20));
    assert!(!chosen(&profiles, Some("三个月")).unwrap().own);
}

#[test]
fn who_read_the_old_limit_has_not_read_the_new_one() {
    let (profiles, faults) =
        own("[[profile]]\nname = '三个月'\n[[profile.item]]\nstep = '整改方案'\nworkdays = 10\n");
    assert_eq!(faults, []);
    let plan = item(&profiles, "三个月", "整改方案");
    assert_eq!((plan.length, &plan.verified_by), (Length::Workdays(10), &None));
}

#[test]
fn an_item_is_taken_out_with_what_hangs_on_it() {
    let (profiles, faults) =
        own("[[profile]]\nname = '三个月'\n[[profile.item]]\nstep = '集中整改'\nremove = true\n");
    let lost: Vec<&Wrong> = faults.iter().map(|fault| &fault.what).collect();
    assert_eq!(lost, [&Wrong::NoMark("整改评估".to_owned()), &Wrong::NoMark("回头看".to_owned())]);
    let three = chosen(&profiles, Some("三个月")).unwrap();
    assert!(three.item("集中整改").is_none() && three.item("整改方案").is_some());
}

fn bad(key: &str, value: &str) -> Wrong {
    Wrong::BadValue(key.to_owned(), value.to_owned())
}

#[rstest]
#[case::syntax("[[profile]]\nname = 三\n", 2, None)]
#[case::no_name("\n[[profile]]\napplies_to = 'x'\n", 2, Some(Wrong::Missing("name")))]
#[case::no_profile("profile = 3\n", 1, Some(bad("profile", "3")))]
#[case::unknown("[[profile]]\nname = 'x'\ncolour = 1\n", 3, Some(Wrong::Misspelt("colour".to_owned(), &PROFILE_KEYS, "x".to_owned())))]
#[case::unknown_above("limits = 1\n", 1, Some(Wrong::UnknownKey("limits".to_owned(), &FILE_KEYS)))]
#[case::from(
    "[[profile]]\nname='x'\n[[profile.item]]\nstep='a'\nfrom='birth'\n",
    5,
    Some(bad("from", "'birth'"))
)]
#[case::zero("[[profile]]\nname='x'\n[[profile.item]]\nstep='a'\ndays=0\n", 5, Some(bad("days", "0")))]
#[case::negative(
    "[[profile]]\nname='x'\n[[profile.item]]\nstep='a'\nmonths=-2\n",
    5,
    Some(bad("months", "-2"))
)]
#[case::huge(
    "[[profile]]\nname='x'\n[[profile.item]]\nstep='a'\ndays=99999999\n",
    5,
    Some(bad("days", "99999999"))
)]
#[case::two_lengths(
    "[[profile]]\nname='x'\n[[profile.item]]\nstep='a'\ndays=3\nmonths=2\n",
    6,
    Some(Wrong::Lengths("a".to_owned(), "days, months".to_owned()))
)]
#[case::days_and_workdays(
    "[[profile]]\nname='三个月'\n[[profile.item]]\nstep='整改方案'\nworkdays=20\ndays=20\n",
    6,
    Some(Wrong::Lengths("整改方案".to_owned(), "days, workdays".to_owned()))
)]
#[case::no_source(
    "[[profile]]\nname='x'\n[[profile.item]]\nstep='a'\ndays=3\nfrom='feedback'\n",
    3,
    Some(Wrong::Missing("source"))
)]
#[case::no_such_day(
    "[[profile]]\nname='x'\neffective_from='2026-02-30'\n",
    3,
    Some(Wrong::OutOfUse("effective_from", "'2026-02-30'".to_owned(), "x".to_owned()))
)]
#[case::twice("[[profile]]\nname='x'\n[[profile]]\nname='x'\n", 3, Some(Wrong::Twice("x".to_owned())))]
#[case::nothing_marked(
    "[[profile]]\nname='x'\n[[profile.item]]\nstep='a'\ndays=3\nfrom='plan'\nsource='s'\n",
    1,
    Some(Wrong::NoMark("a".to_owned()))
)]
fn faults_name_line_and_key(#[case] text: &str, #[case] line: usize, #[case] what: Option<Wrong>) {
    let (profiles, faults) = own(text);
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert_eq!(faults[0].line, line, "{faults:?}");
    match what {
        Some(what) => assert_eq!(faults[0].what, what),
        None => assert!(matches!(faults[0].what, Wrong::Syntax(_))),
    }
    assert!(chosen(&profiles, Some("三个月")).unwrap().item("整改方案").is_some(), "the rest counts");
}

#[rstest]
#[case::day("effective_from = '2026-02-30'")]
#[case::no_day("effective_from = 2026")]
#[case::no_words("applies_to = 3")]
#[case::empty("applies_to = ' '")]
fn a_profile_whose_bounds_cannot_be_read_is_out_of_use(#[case] bound: &str) {
    for name in ["某县", "条例2017"] {
        let item = "[[profile.item]]\nstep='整改方案'\nfrom='feedback'\ndays=3\nsource='s'\n";
        let (profiles, faults) = own(&format!("[[profile]]\nname = '{name}'\n{bound}\n{item}"));
        assert_eq!((faults.len(), faults[0].line), (1, 3), "{faults:?}");
        assert!(matches!(&faults[0].what, Wrong::OutOfUse(_, _, of) if of == name), "{faults:?}");
        assert!(chosen(&profiles, Some(name)).is_none(), "it must not apply to more than was meant");
        assert!(chosen(&profiles, Some("三个月")).is_some());
    }
}

/// A misspelt key must not yield another limit than was meant: nothing of the entry is taken.
#[rstest]
#[case::in_a_profile("efective_from = 2025-01-01\n", "", 3)]
#[case::the_items("[[profile.itm]]\nstep = '整改方案'\n", "", 3)]
#[case::in_an_item(
    "",
    "[[profile.item]]\nstep='整改方案'\nfrom='feedback'\ndays=20\ndone_bye='user'\nsource='s'\n",
    7
)]
fn a_misspelt_key_refuses_its_entry(#[case] of_profile: &str, #[case] of_item: &str, #[case] line: usize) {
    let (profiles, faults) = own(&format!("[[profile]]\nname = '某县'\n{of_profile}{of_item}"));
    assert_eq!((faults.len(), faults[0].line), (1, line), "{faults:?}");
    assert!(chosen(&profiles, Some("某县")).is_none_or(|profile| profile.items.is_empty()));
    let said = faults[0].explain(Path::new("limits.toml"), &ZH.agenda.limits);
    let allowed = if of_item.is_empty() { "effective_from" } else { "done_by" };
    assert!(said.contains("limits.toml 第") && said.contains(allowed), "{said}");
    let known = format!("[[profile]]\nname = '三个月'\n{of_item}");
    let shipped = shipped();
    let (profiles, _) = own(&known);
    let plan = |of: &[Profile]| chosen(of, Some("三个月")).unwrap().item("整改方案").cloned();
    assert_eq!(plan(&profiles), plan(&shipped), "what is shipped stays");
}

#[test]
fn the_file_stands_beside_the_settings() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("config.toml");
    assert_eq!(load(Some(&config)), (shipped(), Vec::new()));
    assert_eq!(load(None), (shipped(), Vec::new()));
    fs::write(folder.path().join(FILE), "[[profile]]\nname = '某县'\n").unwrap();
    assert_eq!(load(Some(&config)).0.len(), 4);
    fs::write(folder.path().join(FILE), [0xff, 0xfe, 0x00]).unwrap();
    let (profiles, faults) = load(Some(&config));
    assert_eq!((profiles.len(), faults.len(), faults[0].line), (3, 1, 0));
}
