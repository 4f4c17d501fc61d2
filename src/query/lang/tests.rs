use jiff::civil::{Date, date};
use proptest::prelude::*;
use rstest::rstest;

use super::{complete::complete, *};
use crate::{
    checks::{RuleId, Rules},
    ledger::{
        followup::{Finding, Review, State},
        ids::Ids,
        search::{self, Found, Hits, Needle},
        types::{
            AgencyId, AgencyRow, DoubtRow, DueRow, IssueId, NoticeId, NoticeRow, OutcomeSet, OwnedRow,
            Snapshot,
        },
    },
    notice::{DeadlineKind, OutcomeTag},
    words::{EN, ZH},
};

const TODAY: Date = date(2026, 11, 23);

fn text(said: &str) -> Query {
    Query::Text(Value::new(said))
}

fn field(key: Key, values: &[&str]) -> Query {
    Query::Field(key, values.iter().map(|value| Value::new(*value)).collect())
}

fn not(one: Query) -> Query {
    Query::Not(Box::new(one))
}

#[rstest]
#[case::nothing(" 　", Query::All)]
#[case::word("公厕", text("公厕"))]
#[case::every("公厕 破损", Query::Every(vec![text("公厕"), text("破损")]))]
#[case::every_said("公厕 且 破损 AND 修", Query::Every(vec![text("公厕"), text("破损"), text("修")]))]
#[case::some("公厕 或 路灯 OR 绿化", Query::Some(vec![text("公厕"), text("路灯"), text("绿化")]))]
#[case::bar("公厕 | 路灯", Query::Some(vec![text("公厕"), text("路灯")]))]
#[case::every_binds_closer("a b 或 c", Query::Some(vec![Query::Every(vec![text("a"), text("b")]), text("c")]))]
#[case::brackets("a (b 或 c)", Query::Every(vec![text("a"), Query::Some(vec![text("b"), text("c")])]))]
#[case::full_width("（公厕　或　路灯）－破损", Query::Every(vec![Query::Some(vec![text("公厕"), text("路灯")]), not(text("破损"))]))]
#[case::needless_brackets("((公厕) (破损))", Query::Every(vec![text("公厕"), text("破损")]))]
#[case::not("-公厕", not(text("公厕")))]
#[case::not_said("非 公厕 NOT 路灯", Query::Every(vec![not(text("公厕")), not(text("路灯"))]))]
#[case::dash_within("GB-2024", text("GB-2024"))]
#[case::part_of_a_word("或许 非法", Query::Every(vec![text("或许"), text("非法")]))]
#[case::phrase("\"公厕 破损\"", text("公厕 破损"))]
#[case::chinese_marks("“公厕 或 路灯”", text("公厕 或 路灯"))]
#[case::corner_marks("「公厕 \"旧\"」", text("公厕 \"旧\""))]
#[case::marks_within("\"a\"\"b\"", text("a\"b"))]
#[case::phrase_behind_a_word("公厕\"路灯\"", Query::Every(vec![text("公厕"), text("路灯")]))]
#[case::field("结果:已完成", field(Key::Outcome, &["已完成"]))]
#[case::full_width_colon("单位：城管局", field(Key::Agency, &["城管局"]))]
#[case::english("agency:城管 Due:逾期", Query::Every(vec![field(Key::Agency, &["城管"]), field(Key::Deadline, &["逾期"])]))]
#[case::several("结果:已完成，长期坚持,阶段性目标", field(Key::Outcome, &["已完成", "长期坚持", "阶段性目标"]))]
#[case::quoted_value("单位:\"甲 局\",乙局", field(Key::Agency, &["甲 局", "乙局"]))]
#[case::not_a_field("-期限:逾期", not(field(Key::Deadline, &["逾期"])))]
#[case::time_within_a_value("编号:a:b", field(Key::Id, &["a:b"]))]
#[case::pattern("re:[0-9]+(号|幢)楼", Query::Pattern(Value::new("[0-9]+(号|幢)楼")))]
#[case::pattern_quoted("re:\"a b\" c", Query::Every(vec![Query::Pattern(Value::new("a b")), text("c")]))]
#[case::colon_first("：公厕", text("：公厕"))]
fn reads(#[case] typed: &str, #[case] want: Query) {
    assert_eq!(read(typed), Ok(want.clone()));
    assert_eq!(read(&want.to_string()), Ok(want), "{typed}");
}

#[rstest]
#[case::unclosed("公厕 (路灯", 7..8, Why::Unclosed)]
#[case::unclosed_at_once("公厕 (", 7..8, Why::Unclosed)]
#[case::unopened("公厕) 路灯", 6..7, Why::Unopened)]
#[case::unquoted("公厕 \"路灯", 7..14, Why::Unquoted)]
#[case::other_mark("“公厕\"", 0..10, Why::Unquoted)]
#[case::nothing_behind("公厕 或", 7..10, Why::Nothing)]
#[case::nothing_before("或 公厕", 0..3, Why::Nothing)]
#[case::twice_or("a 或 或 b", 6..9, Why::Nothing)]
#[case::empty_brackets("a ( )", 2..5, Why::Nothing)]
#[case::only_not("-", 0..1, Why::Nothing)]
#[case::empty_marks("\"\"", 0..2, Why::Nothing)]
#[case::empty_pattern("re: a", 0..3, Why::Nothing)]
#[case::key("标准:高", 0..6, Why::NoKey("标准".into()))]
#[case::clock("10:30", 0..2, Why::NoKey("10".into()))]
#[case::no_value("公厕 结果: 已完成", 7..14, Why::NoValue(Key::Outcome))]
#[case::no_second_value("结果:已完成,", 0..17, Why::NoValue(Key::Outcome))]
#[case::no_such_outcome("公厕 结果:完了", 14..20, Why::NoSuchValue(Key::Outcome, "完了".into()))]
#[case::no_such_second("状态:未读,好", 14..17, Why::NoSuchValue(Key::State, "好".into()))]
#[case::no_such_rule("疑点:猜的", 7..13, Why::NoSuchValue(Key::Doubt, "猜的".into()))]
#[case::no_such_sign("有:病", 4..7, Why::NoSuchValue(Key::Has, "病".into()))]
fn tells_what_is_wrong_and_where(#[case] typed: &str, #[case] at: Range<usize>, #[case] why: Why) {
    let fault = plan::plan(typed, TODAY).unwrap_err();
    assert_eq!(fault, Fault { at, why });
    for words in [&ZH, &EN] {
        assert!(!fault.explain(words).is_empty());
    }
}

#[test]
fn a_day_that_is_none_and_a_bad_expression_have_their_place() {
    let fault = plan::plan("a 期限:2026-02-30", TODAY).unwrap_err();
    assert_eq!(fault.at, 9..19);
    assert!(fault.explain(&ZH).contains("日历上没有这一天"), "{}", fault.explain(&ZH));
    let fault = plan::plan("re:[a", TODAY).unwrap_err();
    assert_eq!(fault.at, 3..5);
    assert!(fault.explain(&ZH).starts_with("正则表达式有误：unclosed"), "{}", fault.explain(&ZH));
    // What would take too much memory is refused, not tried.
    assert!(matches!(plan::plan("re:(a{1000}){1000}", TODAY).unwrap_err().why, Why::BadPattern(_)));
}

#[test]
fn depth_is_bounded() {
    let deep = |n: usize| format!("{}公厕{}", "(".repeat(n), ")".repeat(n));
    assert_eq!(read(&deep(DEEPEST)), Ok(text("公厕")));
    assert_eq!(read(&deep(DEEPEST + 1)).unwrap_err().why, Why::TooDeep);
    assert_eq!(read(&"-".repeat(100_000)).unwrap_err().why, Why::TooDeep);
    assert_eq!(read(&"(".repeat(100_000)).unwrap_err().why, Why::TooDeep);
}

#[test]
fn columns_count_signs() {
    let fault = read("公厕 (路灯").unwrap_err();
    assert_eq!(fault.columns("公厕 (路灯"), 3..4);
}

fn any_word() -> impl Strategy<Value = String> {
    prop_oneof![
        "[公厕路灯a-c0-9]{1,4}",
        "[-a:：()（）“”\"｜|，,. 　或且非公]{1,5}",
        Just("或".to_owned()),
        Just("非".to_owned()),
        Just("NOT".to_owned()),
        Just("re:a".to_owned()),
        "\\PC{1,6}",
    ]
    .prop_filter("there is something to look for", |word| !word.trim().is_empty())
}

fn any_query() -> impl Strategy<Value = Query> {
    let pattern = "[a-z公|().*\" ]{1,6}".prop_filter("white space is cut", |text| !text.trim().is_empty());
    let leaf = prop_oneof![
        any_word().prop_map(|word| text(&word)),
        pattern.prop_map(|text| Query::Pattern(Value::new(text))),
        (0..Key::ALL.len(), proptest::collection::vec(any_word(), 1..3)).prop_map(|(at, values)| {
            Query::Field(Key::ALL[at], values.into_iter().map(Value::new).collect())
        }),
    ];
    leaf.prop_recursive(4, 24, 4, |one| {
        let several = || proptest::collection::vec(one.clone(), 2..4);
        prop_oneof![
            one.clone().prop_map(not),
            several().prop_map(|all| {
                let flat = |one| if let Query::Every(within) = one { within } else { vec![one] };
                Query::Every(all.into_iter().flat_map(flat).collect())
            }),
            several().prop_map(|all| {
                let flat = |one| if let Query::Some(within) = one { within } else { vec![one] };
                Query::Some(all.into_iter().flat_map(flat).collect())
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn what_is_printed_reads_as_it_was(query in any_query()) {
        prop_assert_eq!(read(&query.to_string()), Ok(query.clone()), "{}", query);
    }

    #[test]
    fn any_text_is_read_or_told_with_its_place(typed in "[-a公厕:：()（）“”\"| 或非,.<re0-9]{0,24}|\\PC{0,12}") {
        match plan::plan(&typed, TODAY) {
            Ok(_) => {
                let query = read(&typed).unwrap();
                prop_assert_eq!(read(&query.to_string()), Ok(query));
            }
            Err(fault) => {
                prop_assert!(typed.get(fault.at.clone()).is_some(), "{:?}", fault);
                prop_assert!(!fault.explain(&ZH).is_empty());
            }
        }
        for (at, _) in typed.char_indices() {
            let told = complete(&typed, at, &["甲局"]);
            prop_assert!(typed.get(told.at).is_some());
        }
    }
}

/// Three issues of two agencies.
fn snapshot() -> Snapshot {
    let agency = |id, name: &str| AgencyRow { id: AgencyId(id), name: name.into(), ..AgencyRow::default() };
    let notice = |id, title: &str, feedback| NoticeRow {
        id: NoticeId(id),
        agency: AgencyId(id),
        title: title.into(),
        feedback,
        round: Some("第三轮".into()),
        ..NoticeRow::default()
    };
    let issue = |id, notice, title: &str, tags: &[OutcomeTag]| OwnedRow {
        id: IssueId(id),
        key: format!("k{id}").into(),
        agency: AgencyId(notice),
        notice: NoticeId(notice),
        title: title.into(),
        outcome: OutcomeSet::of(tags),
        present: true,
        ..OwnedRow::default()
    };
    let due = |day, kind| vec![DueRow { due: day, kind }];
    let mut first = issue(1, 1, "公厕破损", &[OutcomeTag::Completed, OutcomeTag::LongTerm]);
    first.deadlines = due(date(2026, 12, 10), DeadlineKind::Promised);
    first.review = Review {
        state: State::Verified,
        finding: Some(Finding::Partly),
        who: Some("张三".into()),
        note: Some("再看".into()),
        ..Review::default()
    };
    let mut second = issue(2, 1, "路灯破损", &[]);
    second.deadlines = due(date(2026, 6, 30), DeadlineKind::Required);
    second.review = Review { state: State::Revisit, due: Some(date(2026, 12, 1)), ..Review::default() };
    second.evidence = 1;
    let third = issue(3, 2, "台账不全", &[OutcomeTag::InProgress]);
    let mut gone = issue(4, 2, "旧问题", &[OutcomeTag::Completed]);
    gone.present = false;
    let doubt = DoubtRow::loose(RuleId::NoResult, NoticeId(1), vec![IssueId(1)]);
    Snapshot {
        agencies: vec![agency(1, "甲市城管局"), agency(2, "乙县教育局")],
        notices: vec![
            notice(1, "城管局整改通报", Some(date(2025, 3, 10))),
            notice(2, "教育局整改通报", None),
        ],
        issues: vec![first, second, third, gone].into(),
        doubts: vec![doubt],
        ..Snapshot::default()
    }
}

#[rstest]
#[case::all("", &[1, 2, 3, 4])]
#[case::agency("单位:城管", &[1, 2])]
#[case::not_agency("-单位:城管", &[3, 4])]
#[case::agency_whole("单位:＝甲市城管局", &[1, 2])]
#[case::agency_not_whole("单位:=城管局,=乙县教育局", &[3, 4])]
#[case::outcome("结果:已完成", &[1])]
#[case::either_outcome("结果:已完成,正在整改", &[1, 3])]
#[case::both_outcomes("结果:已完成 结果:long-term", &[1])]
#[case::unstated("结果:未标明", &[2])]
#[case::gone_answers_neither("-结果:正在整改", &[1, 2])]
#[case::gone_with_something_else("结果:正在整改 或 标题:旧", &[3, 4])]
#[case::overdue("期限:逾期", &[2])]
#[case::soon("期限:<30d", &[1])]
#[case::sooner("期限:<17d", &[])]
#[case::soon_included("期限:<=17天", &[1])]
#[case::before_a_day("期限:<2026-07-01", &[2])]
#[case::behind_a_day("期限:>2026-06-30", &[1])]
#[case::from_a_day("期限:>=2026-06-30", &[1, 2])]
#[case::month("期限:2026-06", &[2])]
#[case::months("期限:2026-06..2026-12", &[1, 2])]
#[case::year("期限:2026", &[1, 2])]
#[case::none("期限:无", &[3])]
#[case::recheck("复查:<=2026-12-01", &[2])]
#[case::no_recheck("复查:无", &[1, 3, 4])]
#[case::state("状态:列入回头看,已核实", &[1, 2])]
#[case::finding("核查:部分属实", &[1])]
#[case::who("承办:张三", &[1])]
#[case::doubt("疑点:有", &[1])]
#[case::no_doubt("疑点:无", &[2, 3, 4])]
#[case::rule("疑点:no_result", &[1])]
#[case::other_rule("疑点:number_gap", &[])]
#[case::title("标题:破损", &[1, 2])]
#[case::notice("通报:教育局", &[3, 4])]
#[case::feedback_year("反馈:2025", &[1, 2])]
#[case::feedback_month("反馈:2025-03", &[1, 2])]
#[case::feedback_day("反馈:2025-03-11", &[])]
#[case::no_feedback("反馈:无", &[3, 4])]
#[case::round("轮次:第三轮", &[1, 2, 3, 4])]
#[case::id("编号:k2", &[2])]
#[case::evidence("有:佐证", &[2])]
#[case::evidence_or_note("有:evidence,note", &[1, 2])]
#[case::text("公厕", &[1])]
#[case::text_or("公厕 或 台账", &[1, 3])]
#[case::text_not("破损 -公厕", &[2])]
#[case::brackets("(公厕 或 台账) 单位:教育", &[3])]
#[case::pattern("re:公.破", &[1])]
fn answers(#[case] typed: &str, #[case] want: &[i64]) {
    let snapshot = snapshot();
    let plan = plan::plan(typed, TODAY).unwrap();
    let holds = |needle: &Needle, title: &str| match needle {
        Needle::Text(text) => title.contains(text.as_str()),
        Needle::Pattern(pattern) => search::pattern(pattern).unwrap().is_match(title),
        Needle::Duty(_) => false,
    };
    let rows = || snapshot.issues.iter();
    let found: Found = plan
        .needles()
        .iter()
        .map(|needle| rows().filter(|row| holds(needle, row.title)).map(|row| row.id).collect())
        .collect();
    let got: Vec<i64> =
        plan.answers(&snapshot, &found, &Rules::default()).iter().map(|row| row.id.0).collect();
    assert_eq!(got, want);
}

/// While texts are still looked for, nothing is said of issues that may be found yet.
#[rstest]
#[case::found("公厕", &[1])]
#[case::not_yet("台账", &[])]
#[case::not("-公厕", &[])]
#[case::or("公厕 或 台账", &[1])]
#[case::or_another("台账 或 单位:城管", &[1, 2])]
#[case::and("公厕 单位:城管", &[1])]
#[case::and_not("单位:城管 -公厕", &[])]
#[case::neither("非 (公厕 或 台账)", &[])]
fn answers_as_far_as_it_is_known(#[case] typed: &str, #[case] want: &[i64]) {
    let snapshot = snapshot();
    let plan = plan::plan(typed, TODAY).unwrap();
    let ids = |needle: &Needle| match needle {
        Needle::Text(text) if text == "公厕" => [IssueId(1)].into_iter().collect(),
        _ => Ids::new(),
    };
    let found: Found = plan.needles().iter().map(|needle| Hits { ids: ids(needle), whole: false }).collect();
    let got: Vec<i64> =
        plan.answers(&snapshot, &found, &Rules::default()).iter().map(|row| row.id.0).collect();
    assert_eq!(got, want);
}

#[rstest]
#[case::name("单", 3, "单位:")]
#[case::english("公厕 ag", 9, "单位:")]
#[case::not("-结", 4, "结果:")]
#[case::value("结果:长", 10, "长期坚持")]
#[case::second_value("结果:已完成,阶", 20, "阶段性目标")]
#[case::agency("单位:城", 10, "甲市城管局")]
fn completes(#[case] typed: &str, #[case] at: usize, #[case] want: &str) {
    let told = complete(typed, at, &["甲市城管局", "乙县教育局"]);
    assert_eq!(told.choices.iter().map(|choice| choice.text.as_str()).collect::<Vec<_>>(), [want]);
    let mut whole = typed.to_owned();
    whole.replace_range(told.at, want);
    assert!(read(&format!("{whole}{}", if want.ends_with(':') { "x" } else { "" })).is_ok(), "{whole}");
}

#[test]
fn texts_to_highlight_are_those_that_are_wanted() {
    let plan = plan::plan("公厕 (路灯 或 责任:局) -破损 re:a", TODAY).unwrap();
    assert_eq!(plan.shown_texts(), ["公厕", "路灯", "局"]);
}

#[test]
fn every_field_says_what_it_asks() {
    for key in Key::ALL {
        assert_eq!(Key::named(key.chinese()), Some(key));
        for words in [&ZH, &EN] {
            assert!(!key.meaning(words).is_empty());
        }
        for choice in key.choices() {
            let typed = format!("{}:{choice}", key.chinese());
            assert!(plan::plan(&typed, TODAY).is_ok(), "{typed}");
        }
    }
}
