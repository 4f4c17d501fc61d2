//! A ledger with three invented notices, whose spans point into their texts.

use huitoukan::{
    ledger::{
        Ledger,
        followup::{
            Change, Correction, DueDay, Finding, Missed,
            case::{AgencyChange, NoticeChange, NoticeCorrection},
        },
        import::Incoming,
    },
    notice::{
        Basis, Claim, ClaimKind, Deadline, DeadlineKind, Labelled, Measure, Node, NodeKind, Notice, Outcome,
        OutcomeTag, Responsible, SCHEMA, Source, Span,
    },
};
use jiff::{Timestamp, civil::date};

/// The day that counts as today.
pub const TODAY: jiff::civil::Date = date(2026, 11, 23);

/// A text that grows, and tells where each piece went.
#[derive(Default)]
pub struct Book {
    text: String,
}

impl Book {
    /// Adds a piece.
    fn say(&mut self, piece: &str) -> Span {
        let start = self.text.len();
        self.text.push_str(piece);
        Span::new(start, self.text.len())
    }

    fn heading(&mut self, kind: NodeKind, label: &str, title: &str) -> Node {
        let span = self.say(&format!("{label}{title}"));
        self.say("\n\n");
        Node {
            kind,
            label: label.to_owned(),
            title: title.to_owned(),
            span,
            extent: span,
            outcome: None,
            response: None,
            measures: Vec::new(),
            deadlines: Vec::new(),
            detail: None,
            responsible: Vec::new(),
            children: Vec::new(),
        }
    }

    fn issue(
        &mut self,
        label: &str,
        title: &str,
        answer: &[(&str, &str)],
        outcome: Option<(&str, &[OutcomeTag])>,
    ) -> Node {
        let mut node = self.heading(NodeKind::Issue, label, title);
        self.say("整改情况：");
        let start = self.text.len();
        for (label, text) in answer {
            let span = self.say(&format!("{label}{text}"));
            if !label.is_empty() {
                node.measures.push(Measure { label: (*label).to_owned(), text: (*text).to_owned(), span });
            }
        }
        let span = Span::new(start, self.text.len());
        node.response = Some(Labelled { text: self.text[start..].to_owned(), span });
        self.say("\n整改结果：");
        node.outcome = outcome.map(|(raw, tags)| Outcome {
            raw: raw.to_owned(),
            tags: tags.to_vec(),
            basis: Basis::Labelled,
            span: self.say(raw),
        });
        self.say("\n\n");
        node
    }
}

/// The issue with a deadline, whose words stand in its answer.
fn due(mut issue: Node, text: &str, raw: &str, day: Option<&str>, kind: DeadlineKind) -> Node {
    let within = issue.response.as_ref().unwrap().span;
    let at = within.start + text[within.start..within.end].find(raw).unwrap();
    issue.deadlines.push(Deadline {
        raw: raw.to_owned(),
        due: day.map(|day| day.parse().unwrap()),
        kind,
        span: Span::new(at, at + raw.len()),
    });
    issue
}

fn notice(book: Book, agency: &str, title: Span, nodes: Vec<Node>) -> (Notice, String) {
    let mut notice = Notice {
        schema: SCHEMA.to_owned(),
        title: Some(format!("中共{agency}党组关于巡察整改情况的通报")),
        organisation: Some(format!("中共{agency}党组")),
        agency: Some(agency.to_owned()),
        inspection_body: Some("县委第二巡察组".to_owned()),
        feedback_date: Some(date(2026, 3, 12)),
        published: Some(date(2026, 9, 20)),
        nodes,
        ..Notice::default()
    };
    notice.spans.insert("title".to_owned(), title);
    notice.source = Source {
        path: format!("通报/{agency}.txt"),
        format: "text".to_owned(),
        encoding: Some("utf-8".to_owned()),
        sha256: huitoukan::intake::hash(book.text.as_bytes()),
    };
    (notice, book.text)
}

use DeadlineKind::{Promised, Reported, Required};
use OutcomeTag::{Completed, InProgress, LongTerm, Phased};

/// Two groups, six issues, all outcomes; steps, deadlines of every kind.
pub fn transport() -> (Notice, String) {
    let mut book = Book::default();
    let title = book.say("中共云溪县交通运输局党组关于巡察整改情况的通报");
    book.say("\n\n");
    let claim = book.say("反馈的6个问题");
    book.say("已完成整改2个。\n\n");
    let mut arrangements = book.heading(NodeKind::Section, "一、", "整改工作组织情况");
    arrangements.children.push(book.heading(NodeKind::Section, "（一）", "提高政治站位"));
    let mut found = book.heading(NodeKind::Group, "二、", "反馈问题整改落实情况");
    let mut first = book.heading(NodeKind::Group, "（一）", "履行核心职能方面");
    let mut roads = book.issue(
        "1.",
        "农村公路“重建轻养”，12条村道路面破损长期未修。",
        &[
            ("", "局党组高度重视，专题研究。"),
            ("一是", "对全县农村公路逐条排查，建立破损台账；"),
            ("二是", "要求2026年6月30日前完成12条村道修复，已修复9条；"),
            ("三是", "预计2026年12月底前全部完工。"),
        ],
        Some(("正在整改，长期坚持", &[InProgress, LongTerm])),
    );
    roads = due(roads, &book.text, "2026年6月30日前", Some("2026-06-30"), Required);
    roads = due(roads, &book.text, "2026年12月底前", Some("2026-12-31"), Promised);
    let name = book.say("农村公路管理所");
    roads.responsible.push(Responsible {
        role: "责任单位：".to_owned(),
        name: "农村公路管理所".to_owned(),
        span: name,
    });
    book.say("\n\n");
    let bus = book.issue(
        "2.",
        "公交站亭管理不到位，站牌信息更新不及时",
        &[("", "已更换站牌46处，公交站亭由专人每周巡查。2026年5月底前已全部更换。")],
        Some(("已完成", &[Completed])),
    );
    let bus = due(bus, &book.text, "2026年5月底前", Some("2026-05-31"), Reported);
    let trucks = book.issue(
        "3.",
        "货车超限超载治理联动不够",
        &[("", "与公安交警建立联合执法机制，开展夜间执法17次。")],
        Some(("已完成阶段性目标，长效推进", &[Phased, LongTerm])),
    );
    first.children = vec![roads, bus, trucks];
    let mut second = book.heading(NodeKind::Group, "（二）", "内部管理方面");
    let money = book.issue(
        "1.",
        "专项资金拨付缓慢，2025年养护资金结余312万元。",
        &[("", "承诺2026年9月30日前拨付到位。")],
        Some(("正在整改", &[InProgress])),
    );
    let money = due(money, &book.text, "2026年9月30日前", Some("2026-09-30"), Promised);
    let cars = book.issue(
        "2.",
        "公务用车登记不全",
        &[("", "修订管理办法，补登记录38条。")],
        Some(("已完成", &[Completed])),
    );
    let talks = book.issue("3.", "谈心谈话流于形式", &[("", "党组成员与干部逐一谈话。")], None);
    second.children = vec![money, cars, talks];
    found.children = vec![first, second];
    let (mut notice, text) = notice(book, "云溪县交通运输局", title, vec![arrangements, found]);
    notice.claims.push(Claim {
        kind: ClaimKind::Problems,
        count: 6,
        raw: "反馈的6个问题".to_owned(),
        span: claim,
    });
    (notice, text)
}

fn schools() -> (Notice, String) {
    let mut book = Book::default();
    let title = book.say("中共云溪县教育体育局党组关于巡察整改情况的通报");
    book.say("\n\n");
    let mut found = book.heading(NodeKind::Group, "一、", "巡察反馈问题整改情况");
    let meals = book.issue(
        "1.",
        "校园食堂公开招标不规范",
        &[("", "重新招标，公厕与食堂同步改造，2026年11月30日前完成。")],
        Some(("正在整改", &[InProgress])),
    );
    let meals = due(meals, &book.text, "2026年11月30日前", Some("2026-11-30"), Promised);
    let sport =
        book.issue("2.", "体育场馆开放时间不足", &[("", "延长开放时间。")], Some(("长期坚持", &[LongTerm])));
    found.children = vec![meals, sport];
    notice(book, "云溪县教育体育局", title, vec![found])
}

fn town() -> (Notice, String) {
    let mut book = Book::default();
    let title = book.say("中共石桥镇党组关于巡察整改情况的通报");
    book.say("\n\n");
    let toilets = book.issue(
        "一、",
        "农村公厕“建而不管”，8座公厕常年上锁",
        &[("一是", "明确管护人；"), ("二是", "8座公厕全部开放。")],
        Some(("已完成", &[Completed])),
    );
    notice(book, "石桥镇", title, vec![toilets])
}

/// A moment, the same in every run.
pub fn moment(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// The ledger with the three notices.
pub fn ledger() -> Ledger {
    let mut ledger = Ledger::in_memory().unwrap();
    fill(&mut ledger);
    ledger
}

/// Puts the three notices into a ledger.
pub fn fill(ledger: &mut Ledger) {
    for (notice, text) in [transport(), schools(), town()] {
        let incoming = Incoming { notice: &notice, text: Some(&text), kept: None, reader: Some(1) };
        ledger.import(incoming, moment("2026-11-01T08:00:00Z")).unwrap();
    }
}

/// The ledger with a marked issue that a new version has worded so that it is doubtful which it is.
pub fn doubtful() -> Ledger {
    let mut ledger = ledger();
    let snapshot = ledger.snapshot().unwrap();
    let meals = snapshot.issues.iter().find(|row| row.title.contains("食堂")).unwrap().id;
    let query = Change::Query { reason: None, note: None };
    ledger.mark(&[meals], &query, "王敏", moment("2026-11-10T02:00:00Z")).unwrap();
    let (mut notice, text) = schools();
    let meals = &mut notice.nodes[0].children[0];
    meals.title = "学生用餐管理有差距".to_owned();
    meals.response.as_mut().unwrap().text = "重新招标，公厕与食堂同步改造，其余由教育股研究。".to_owned();
    let text = format!("{text} ");
    notice.source.sha256 = huitoukan::intake::hash(text.as_bytes());
    let incoming = Incoming { notice: &notice, text: Some(&text), kept: None, reader: Some(1) };
    ledger.import(incoming, moment("2026-11-20T08:00:00Z")).unwrap();
    ledger
}

/// A notice that names persons.
pub fn persons() -> Ledger {
    let mut ledger = Ledger::in_memory().unwrap();
    let mut book = Book::default();
    let title = book.say("中共柳川县水利局党组关于巡察整改情况的通报");
    book.say("\n\n");
    let answer = "由局长陈建国负责，电话13912345678，已全部办结。";
    let mut issue = book.issue("1.", "局长陈建国履职不到位", &[("", answer)], Some(("已完成", &[Completed])));
    let name = book.say("陈建国");
    issue.responsible.push(Responsible {
        role: "责任人：".to_owned(),
        name: "陈建国".to_owned(),
        span: name,
    });
    let (notice, text) = notice(book, "柳川县水利局", title, vec![issue]);
    let incoming = Incoming { notice: &notice, text: Some(&text), kept: None, reader: Some(1) };
    ledger.import(incoming, moment("2026-11-01T08:00:00Z")).unwrap();
    ledger
}

/// A notice with so many issues that marking all of them is asked about.
pub fn many() -> Ledger {
    let mut ledger = Ledger::in_memory().unwrap();
    let mut book = Book::default();
    let title = book.say("中共柳川县水利局党组关于巡察整改情况的通报");
    book.say("\n\n");
    let mut found = book.heading(NodeKind::Group, "一、", "巡察反馈问题整改情况");
    found.children = (1..=30)
        .map(|at| {
            book.issue(&format!("{at}."), &format!("第{at}座水库巡查不到位"), &[("", "已整改。")], None)
        })
        .collect();
    let (notice, text) = notice(book, "柳川县水利局", title, vec![found]);
    let incoming = Incoming { notice: &notice, text: Some(&text), kept: None, reader: Some(1) };
    ledger.import(incoming, moment("2026-11-01T08:00:00Z")).unwrap();
    ledger
}

/// The ledger with the schools' notice published again: an outcome and an answer changed, an issue is
/// new.
pub fn two_versions() -> Ledger {
    publish_again(ledger())
}

/// The same in a file.
pub fn two_versions_at(path: &std::path::Path) -> Ledger {
    let mut ledger = Ledger::open(path).unwrap();
    fill(&mut ledger);
    publish_again(ledger)
}

fn publish_again(mut ledger: Ledger) -> Ledger {
    let (mut notice, text) = schools();
    let group = &mut notice.nodes[0];
    let mut added = group.children[1].clone();
    added.label = "3.".to_owned();
    added.title = "校车管理有漏洞".to_owned();
    group.children.push(added);
    let meals = &mut group.children[0];
    meals.response.as_mut().unwrap().text = "重新招标，公厕与食堂同步改造，已全部完成。".to_owned();
    meals.outcome.as_mut().unwrap().tags = vec![Completed];
    let text = format!("{text} ");
    notice.source.sha256 = huitoukan::intake::hash(text.as_bytes());
    let incoming = Incoming { notice: &notice, text: Some(&text), kept: None, reader: Some(1) };
    ledger.import(incoming, moment("2026-11-20T08:00:00Z")).unwrap();
    ledger
}

/// The ledger with corrections of every kind, at a moment that does not change.
pub fn put_right() -> Ledger {
    let mut ledger = marked_ledger();
    let snapshot = ledger.snapshot().unwrap();
    let id = |title: &str| snapshot.issues.iter().find(|row| row.title.contains(title)).unwrap().id;
    let fix = |to| Change::Correct { to, reason: "与原件核对".to_owned(), printed: None };
    let day = DueDay { due: date(2026, 12, 15), kind: Promised };
    let changes = [
        (id("重建轻养"), fix(Correction::Title(Some("农村公路“重建轻养”，12条村道破损未修".to_owned())))),
        (id("重建轻养"), fix(Correction::Outcome(Some(vec![InProgress])))),
        (id("重建轻养"), fix(Correction::Deadlines(Some(vec![day])))),
        (id("货车超限"), fix(Correction::Void(true))),
    ];
    for (issue, change) in changes {
        ledger.mark(&[issue], &change, "李强", moment("2026-11-12T02:00:00Z")).unwrap();
    }
    let notice = snapshot.notices.iter().find(|row| row.title.contains("交通运输局")).unwrap();
    let missed = Missed {
        notice: notice.key.to_string(),
        label: "4.".to_owned(),
        title: "桥梁检测不及时".to_owned(),
        response: Some("已检测桥梁7座。".to_owned()),
        outcome: vec![Completed],
        after: Some(snapshot.issues.iter().find(|row| row.id == id("货车超限")).unwrap().key.to_string()),
        reason: "漏读".to_owned(),
    };
    ledger.add_missed(&missed, "李强", moment("2026-11-12T03:00:00Z")).unwrap();
    let to = NoticeCorrection::Feedback(Some(date(2026, 3, 10)));
    let change = NoticeChange::Correct { to, reason: "笔误".to_owned(), printed: None };
    ledger.say_of_notice(notice.id, &change, "李强", moment("2026-11-12T04:00:00Z")).unwrap();
    ledger
}

/// The ledger into which a colleague's came, who put other things right: a title, a day of the notice, a region,
/// and one issue as none that was checked here; at a moment that does not change.
pub fn contested() -> Ledger {
    let (mut ours, mut theirs) = (marked_ledger(), ledger());
    let snapshot = ours.snapshot().unwrap();
    let id = |title: &str| snapshot.issues.iter().find(|row| row.title.contains(title)).unwrap().id;
    let fix = |to| Change::Correct { to, reason: "与原件核对".to_owned(), printed: None };
    let title = |text: &str| fix(Correction::Title(Some(text.to_owned())));
    let day = |day| {
        let to = NoticeCorrection::Feedback(Some(date(2026, 3, day)));
        NoticeChange::Correct { to, reason: "笔误".to_owned(), printed: None }
    };
    let region = |name: &str| [AgencyChange::Region { to: Some(name.to_owned()) }];
    let row = |agency: &str| {
        let agency = snapshot.agencies.iter().find(|row| row.name.contains(agency)).unwrap();
        snapshot.notices.iter().find(|row| row.agency == agency.id).unwrap()
    };
    let sides = [
        (&mut ours, "王敏", "2026-11-12", "农村公路12条村道破损", 10, "云溪县"),
        (&mut theirs, "李强", "2026-11-13", "农村公路重建轻养", 11, "柳川县"),
    ];
    for (ledger, author, on, text, feedback, name) in sides {
        let at = |hour: u8| moment(&format!("{on}T0{hour}:00:00Z"));
        ledger.mark(&[id("重建轻养")], &title(text), author, at(1)).unwrap();
        ledger.say_of_notice(row("交通").id, &day(feedback), author, at(2)).unwrap();
        ledger.say_of_agency("石桥镇", &region(name), author, at(3)).unwrap();
    }
    theirs
        .mark(&[id("公交站亭")], &fix(Correction::Void(true)), "李强", moment("2026-11-13T04:00:00Z"))
        .unwrap();
    ours.take(&theirs.parcel(false).unwrap(), moment("2026-11-20T00:00:00Z")).unwrap().unwrap();
    ours
}

/// The ledger with the schools' notice published again, of which an outcome that is printed otherwise now was put
/// right before.
pub fn printed_anew() -> Ledger {
    let mut ledger = ledger();
    let snapshot = ledger.snapshot().unwrap();
    let meals = snapshot.issues.iter().find(|row| row.title.contains("食堂")).unwrap();
    let to = Correction::Outcome(Some(vec![LongTerm]));
    let change = Change::Correct { to, reason: "表格串行".to_owned(), printed: None };
    ledger.mark(&[meals.id], &change, "李强", moment("2026-11-12T02:00:00Z")).unwrap();
    let due = Change::Revisit { due: Some(date(2026, 12, 1)), who: None, note: None };
    ledger.mark(&[meals.id], &due, "李强", moment("2026-11-12T02:00:00Z")).unwrap();
    publish_again(ledger)
}

/// The same with three follow-ups, one of which is late.
pub fn marked_ledger() -> Ledger {
    let mut ledger = ledger();
    let snapshot = ledger.snapshot().unwrap();
    let id = |title: &str| snapshot.issues.iter().find(|row| row.title.contains(title)).unwrap().id;
    let note = Some("现场看3条村道".to_owned());
    let revisit = Change::Revisit { due: Some(date(2026, 11, 20)), who: None, note };
    let changes = [
        (id("重建轻养"), Change::Query { reason: None, note: None }),
        (id("重建轻养"), revisit),
        (id("公交站亭"), Change::Verify { finding: Finding::Partly, seen: None, on: None, note: None }),
        (id("上锁"), Change::Revisit { due: Some(date(2026, 12, 1)), who: None, note: None }),
    ];
    for (issue, change) in changes {
        ledger.mark(&[issue], &change, "王敏", moment("2026-11-10T02:00:00Z")).unwrap();
    }
    ledger
}
