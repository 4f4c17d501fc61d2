//! What is said of notices' cases and of agencies.

use huitoukan::{
    config::limits,
    ledger::{
        followup::case::{AgencyChange, NoticeChange},
        protocol::Request,
    },
    words::Lang,
};
use jiff::civil::date;

use crate::{bench::Bench, book};

fn open() -> Bench {
    let mut bench = Bench::open(book::ledger(), Lang::Zh, 140, 40);
    bench.model.profile = limits::shipped().swap_remove(0);
    bench
}

#[test]
fn a_step_of_the_case_is_said_on_the_row_of_the_notice() {
    let mut bench = open();
    bench.press("Enter Home m");
    let text = bench.text();
    assert!(text.contains("整改步骤") && text.contains("时限规则："), "{text}");
    bench.press("1").write("明天").press("Enter");
    assert_eq!(bench.overlay(), "form", "a day to come is none on which it was taken");
    bench.press("C-u").write("2026-04-01").press("Enter");
    let step = bench.requests.iter().find_map(|request| match request {
        Request::Notice { change: NoticeChange::Step { step, on }, .. } => Some((step.clone(), *on)),
        _ => None,
    });
    let (step, on) = step.unwrap();
    assert_eq!(on, Some(date(2026, 4, 1)));
    assert!(bench.message().contains(&format!("{step}：2026-04-01 完成")), "{}", bench.message());
    assert_eq!(bench.model.data.snapshot.notices[0].steps[&step], date(2026, 4, 1));
    bench.press("m 1");
    assert!(bench.text().contains("即 2026-04-01"), "{}", bench.text());
    bench.press("C-u Enter");
    assert!(bench.model.data.snapshot.notices[0].steps.is_empty());
    bench.press("u");
    assert!(bench.message().contains(&format!("现在是：{step}：2026-04-01")), "{}", bench.message());
}

#[test]
fn an_agency_is_merged_into_another_and_parted_again() {
    let mut bench = open();
    bench.press("c 1").write("教育").press("Enter 1");
    let change = AgencyChange::Alias { into: Some("云溪县教育体育局".to_owned()) };
    let said = vec![("云溪县交通运输局".to_owned(), change)];
    assert!(bench.requests.contains(&Request::Agencies(said)), "{:?}", bench.requests);
    assert_eq!(bench.agencies(), ["云溪县教育体育局", "石桥镇"]);
    assert!(bench.message().contains("云溪县交通运输局  并入“云溪县教育体育局”"), "{}", bench.message());
    assert_eq!(bench.model.data.tally.agencies[0].rows(), 8);
    bench.press("Home c");
    assert!(bench.text().contains("拆出 云溪县交通运输局"), "{}", bench.text());
    bench.press("4");
    assert_eq!(bench.agencies().len(), 3);
    bench.press("u");
    assert!(bench.message().contains("云溪县交通运输局  并入“云溪县教育体育局”"), "{}", bench.message());
    assert_eq!(bench.agencies().len(), 2);
}

#[test]
fn region_and_level_are_said_of_an_agency() {
    let mut bench = open();
    bench.press("c");
    assert!(bench.text().contains("县级"), "what the name says stands beside: {}", bench.text());
    bench.press("2").write("云溪片区").press("Enter");
    assert_eq!(bench.model.agency().unwrap().region.as_deref(), Some("云溪片区"));
    bench.press("c 3 2");
    assert_eq!(bench.model.agency().unwrap().level.as_deref(), Some("市级"));
    bench.press("u");
    assert!(bench.message().contains("现在是：云溪县交通运输局"), "{}", bench.message());
    assert_eq!(bench.model.agency().unwrap().level, None);
    bench.press("c 2 C-u Enter");
    assert_eq!(bench.model.agency().unwrap().region, None);
}
