//! Words of `agenda`.

use crate::words::agenda::{Agencies, Agenda, Help, Limits, Sample, Step};

/// See [`Agenda`].
pub const AGENDA: Agenda = Agenda {
    help: HELP,
    buckets: ["逾期", "本周", "本月", "以后", "未定日期"],
    kinds: ["复查", "单位时限", "整改步骤"],
    count: |name, count| format!("{name} {count}"),
    between_counts: "，",
    profile: |name| format!("时限规则：{name}"),
    overdue: |day, days| format!("{day}（逾期{days}天）"),
    due_today: |day| format!("{day}（今天）"),
    due_in: |day, days| format!("{day}（还有{days}天）"),
    undated: "未定日期",
    nobody: "未指定",
    no_agency: "单位不详",
    who: |name| format!("承办 {name}"),
    by_profile: |name| format!("按“{name}”"),
    unverified: "规则未核实",
    workdays: "工作日只按周一至周五计，未计法定节假日和调休",
    silent_since_publication: |day| format!("通报公开（{day}）后未见新公开"),
    silent_since_feedback: |day| format!("反馈（{day}）后未见新公开；通报没有公开日期"),
    silent_since_import: |day| format!("导入（{day}）后未见新公开；通报没有公开、反馈日期"),
    nothing: "没有待办的事项",
    untold: "通报没有公开日期，是否已办不详",
    presumed: |day| format!("是否已办不详：推定已办（通报已于{day}公开），未据通报核对"),
    silent: "是否已办不详，没有记录",
    no_feedback: |count| format!("{count} 份通报没有反馈日期，没有推算整改步骤："),
    before_profile: |count, day| format!("{count} 份通报的反馈早于规则适用之日（{day}），没有推算整改步骤："),
    and_more: |count| format!("…… 还有 {count} 份"),
    limits: LIMITS,
    step: STEP,
    agencies: AGENCIES,
    sample: SAMPLE,
};

const HELP: Help = Help {
    agenda: "日程：逾期、本周、本月和以后的事项：自己的复查、单位的时限、整改步骤",
    agenda_by: "分组：agency 单位、person 承办人",
    agenda_kind: "只列：check 复查、commitment 单位时限、step 整改步骤；可多选，用逗号分开",
    limits_name: "时限规则的名称，见 huitoukan limits（默认用设置中的 limits）",
    json: "按 JSON 输出",
    limits: "列出时限规则，每条带来源；自己的规则写在设置文件旁的 limits.toml",
    limits_which: "只列这一个规则",
    step: "整改步骤：列出一份通报的各步期限，或记下某一步何时办结",
    step_notice: "单位名称或标题中的字，或 #号码",
    step_step: "步骤名称或其中的字；不写则列出全部步骤",
    step_on: "办结的日期",
    step_not_done: "改回未办",
    agencies: "列出被巡察单位及数字",
    agencies_by: "分组：region 区域、level 级别、round 巡察轮次",
    agency: "合并、拆分单位的名称，改区域和级别",
    agency_name: "单位名称或其中的字",
    merge: "几个名称是同一个单位",
    merge_into: "合并后显示的名称",
    merge_yes: "不再询问",
    split: "撤销合并：这个名称是单独的单位",
    set: "改单位的区域、级别",
    set_region: "区域；写空（\"\"）则仍按名称",
    set_level: "级别：province 省级、city 市级、county 县级、township 乡级、village 村级、other 其他；写空（\"\"）则仍按名称",
    sample: "反向核查：从已完成的问题中随机抽样，按单位分层，可重抽，并记入台账",
    sample_count: "抽几条",
    sample_seed: "种子：同一种子、同一台账抽出同样的问题；不写则随机生成",
    sample_per_agency: "每个单位各抽 N 条",
    sample_mark: "把抽到的列入回头看；已核实、已归档的不动",
    sample_reopen: "与 --mark 同用：已核实、已归档的也重新打开",
    sample_log: "列出以往的抽样",
};

const LIMITS: Limits = Limits {
    io: super::io,
    starts: ["反馈", "整改方案", "集中整改期满", "公开"],
    days: |start, count| format!("{start}后 {count} 天"),
    months: |start, count| format!("{start}后 {count} 个月"),
    workdays: |start, count| format!("{start}后 {count} 个工作日"),
    in_use: "现用",
    own: "含自定内容",
    applies_to: |what| format!("适用：{what}"),
    effective_from: |day| format!("只用于 {day} 起反馈的"),
    by_publication: "以通报公开之日为办结之日",
    before_publication: "通报公开即推定此前已办，仍列入日程，是否已办不详",
    source: |source| format!("来源：{source}"),
    verified: |by, on| match on {
        Some(on) => format!("核实：{by} {on}"),
        None => format!("核实：{by}"),
    },
    unverified: "未核实：使用前请对照原文，并在 limits.toml 中写上 verified_by",
    unknown: |name, known| format!("没有名为“{name}”的时限规则。现有：{known}"),
    unknown_in_settings: |name, used| format!("设置中的 limits 所写的时限规则“{name}”不存在，先用“{used}”"),

    fault: |path, line, why| match line {
        0 => format!("时限规则文件 {path}：{why}。先用自带的规则"),
        _ => format!("时限规则文件 {path} 第 {line} 行：{why}。这一项未采用"),
    },
    unreadable: |why| format!("读不了：{why}"),
    syntax: |why| format!("不是 TOML：{why}"),
    unknown_key: |key, keys| format!("没有“{key}”这一项，可写 {keys}"),
    not_taken: |key, keys, step| {
        format!("没有“{key}”这一项，可写 {keys}。“{step}”这一条整条不用，有自带的仍按自带的")
    },
    misspelt: |key, keys, profile| format!("没有“{key}”这一项，可写 {keys}。时限规则“{profile}”因此停用"),
    bad_value: |key, value| format!("“{key}”不能写成 {value}"),
    out_of_use: |key, value, profile| format!("“{key}”不能写成 {value}，时限规则“{profile}”因此停用"),
    missing: |key| format!("缺少“{key}”"),
    twice: |name| format!("“{name}”写了两次"),
    lengths: |step, keys| {
        format!(
            "“{step}”同时写了 {keys}：期限只能有一种，请留下一项，删去其余。这一条整条不用，有自带的仍按自带的"
        )
    },
    no_mark: |step| {
        format!("“{step}”的起算日没有着落：本规则中没有一步以 marks 标出它，或它自己也要由此起算")
    },
};

const STEP: Step = Step {
    head: |agency, feedback, profile| format!("{agency}  反馈 {feedback}  时限规则：{profile}"),
    no_feedback: |agency| format!("{agency}：通报没有反馈日期，没有推算整改步骤"),
    before_profile: |agency, profile, day| {
        format!("{agency}：反馈早于“{profile}”适用之日（{day}），没有推算整改步骤")
    },
    due: |day| format!("限 {day}"),
    overdue: |day, days, profile| format!("限 {day}，按“{profile}”逾期{days}天"),
    no_start: |start| format!("{start}的日期不详，没有推算"),
    said: |day| format!("{day} 已办"),
    published: |day| format!("{day} 通报公开"),
    presumed: |day| format!("推定（通报已于{day}公开），是否已办不详"),
    late: |days, profile| format!("按“{profile}”迟{days}天"),
    no_limit: "规则中没有期限",
    saved: |agency, step, on| match on {
        Some(on) => format!("{agency}：{step} {on} 已办"),
        None => format!("{agency}：{step} 改回未办"),
    },
    unknown: |step, known| format!("没有名称含“{step}”的步骤。现有：{known}"),
    several: |step, fitting| format!("“{step}”对应几个步骤，请写全：{fitting}"),
    needs_day: "请写 --on 日期，或 --not-done",
    needs_step: "请写步骤的名称",
};

const AGENCIES: Agencies = Agencies {
    derived: |value| format!("{value}（来自名称）"),
    unknown: ["区域不详", "级别不详", "轮次不详"],
    figures: |notices, issues| format!("通报 {notices}，问题 {issues}"),
    agencies: |count| format!("单位 {count}"),
    aliases: |names| format!("又名 {names}"),
    between: "、",
    none: "台账里还没有单位",
    nobody: |name| format!("没有名称含“{name}”的单位"),
    several: |name, fitting| format!("“{name}”对应几个单位，请写全：{fitting}"),
    merged: |name, into| format!("“{name}”并入“{into}”"),
    ask_merge: |names, into, notices| {
        format!("将把 {names}（通报 {notices} 份）并入“{into}”，可以撤销。确定吗？（y/N）")
    },
    same: |name, into| format!("“{name}”本来就是“{into}”"),
    split: |name, from| format!("“{name}”不再是“{from}”，单独列出"),
    not_merged: |name| format!("“{name}”没有并入别的单位"),
    region: |name, to| format!("{name}：区域 {to}"),
    level: |name, to| format!("{name}：级别 {to}"),
    no_region: |name| format!("{name}：区域仍按名称"),
    no_level: |name| format!("{name}：级别仍按名称"),
    nothing_to_set: "没有说要改什么：请写 --region 或 --level",
};

const SAMPLE: Sample = Sample {
    drawn: |drawn, pool, agencies| format!("从 {pool} 条（{agencies} 个单位）中抽取 {drawn} 条，已记入台账"),
    again: |seed| format!("种子 {seed}（用 --seed {seed} 可重抽同样的问题）"),
    all: |pool| format!("符合条件的只有 {pool} 条，全部抽取"),
    empty: "没有可抽的问题：默认只抽已完成的，可用 --outcome 另选",
    needs_count: "没有说抽几条：请写数目，或用 --log 列出以往的抽样",
    bad_count: |text| format!("“{text}”不是条数：请写 1 以上的整数"),
    bad_seed: |text| format!("--seed {text}：请写不带正负号的整数"),
    marked: |count| format!("{count} 条已列入回头看"),
    closed: |count| format!("抽样范围内有 {count} 条已核实或已归档"),
    left_closed: |ids| format!("已核实或已归档的没有动，要重新打开请加 --reopen：{ids}"),
    log: |drawn, pool, seed, asked| format!("从 {pool} 条中抽取 {drawn} 条，种子 {seed}，所写：{asked}"),
    log_empty: "还没有抽过样",
    undone: "已撤销",
};
