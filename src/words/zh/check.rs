//! Words of the check on the command line.

use crate::words::check::{Check, CheckHelp};

/// See [`Check`].
pub const CHECK: Check = Check {
    help: HELP,

    filters_need_all: "筛选条件要与 --all 同用；只标所列编号的问题时不写筛选条件",
    seen_needs_finding: "写核查情况或核查日期时要写核实结果：--finding true、partly 或 false",
    no_reason: "--reason 后面要写理由",
    no_such_reason: |number, offered| format!("--reason：没有第 {number} 条。可写序号或自己的话：{offered}"),
    due_passed: |day| format!("提示：复查期限 {day} 已过"),
    empty: |option| format!("{option} 后面不能是空的"),

    ask_bulk: |count| format!("要标记 {count} 个问题，确定吗？（y/N）"),
    yes: &["y", "yes", "是", "确定"],
    bulk_needs_yes: |count| format!("要标记 {count} 个问题：数量较多，请加 --yes 确认"),
    not_marked: |count| format!("{count} 个问题没有标记"),

    voids: "撤销后，他人此后所作的以下标记将不再生效：",
    ask_undo: "仍要撤销吗？（y/N）",
    not_undone: "没有撤销",
    undo_needs_yes: "没有撤销。仍要撤销请加 --yes",

    redone: |id, state, title| format!("{id}  重做，现为：{state}  {title}"),
    taken_back: |what| format!("撤销：{what}"),
    brought_back: |what| format!("重做：{what}"),
    of_notice: |title| format!("通报 {title}"),
    of_agency: |name| format!("单位 {name}"),
    of_ledger: "台账",

    this_ledger: "本台账",
    other_ledger: |id| format!("台账 {id}"),
    no_events: "没有记录",
    events: |count| format!("共 {count} 条记录"),

    alias: |into| format!("并入“{into}”"),
    no_alias: "不再并入其他单位",
    region: |region| format!("区域 {region}"),
    no_region: "区域以名称为准",
    level: |level| format!("级别 {level}"),
    no_level: "级别以名称为准",
    sample: |drawn, of, seed| format!("抽样：从 {of} 个问题中抽出 {drawn} 个，随机种子 {seed}"),

    nothing_to_correct: "没有说要改什么：请写 --title、--outcome、--deadline、--not-an-issue 或 --as-printed 等",
    one_field: "通报一次只改一项",
    bad_deadline: |text| {
        format!(
            "--deadline：“{text}”应写成 日期:要求、日期:承诺 或 日期:已报告，如 2026-12-31:承诺；没有时限写 none"
        )
    },
    bad_field: |name, accepted| format!("--as-printed：没有“{name}”这一项。可写：{accepted}"),
    not_corrected: |field| format!("“{field}”没有改过，无从恢复"),
    void_field: "不是问题",
    corrected: |id, what| format!("{id}  {what}"),
    added: |id, title| format!("{id}  已补录  {title}"),
    not_in_notice: |id| format!("--after：这份通报里没有问题“{id}”"),

    no_conflicts: "没有意见不一的问题",
    conflicts: |issues, notices, agencies| {
        let all = [(issues, "个问题"), (notices, "份通报"), (agencies, "个单位")];
        let all: Vec<String> =
            all.iter().filter(|(count, _)| *count > 0).map(|(count, of)| format!("{count} {of}")).collect();
        format!("{}意见不一。再标记或更正一次即为定论，各种意见都留在历史里", all.join("、"))
    },

    columns: ["待核理由", "承办人", "核查情况", "核查日期", "佐证材料数", "改", "意见不一", "第几轮"],
    differ: "意见不一",
    doubtful: "是否同一问题待确认",
    doubtful_since: |id| {
        format!("是否同一问题待确认：与上一版本是不是同一个问题，用 match {id} --same 或 --not-same 确认")
    },
    void: "不是问题",
    missed: "补录",
    hides: "原文已变",
    printed_since: "原文已变：改过以后，新版本印的已不是当时的原文，请核对",
    printed_anew: |ids| format!("手工改过的内容，新版本的原文已变，请核对：{ids}"),
    notice_printed_anew: |fields| format!("原文已变：通报的{fields}改过以后，新版本的原文不同，请核对"),
    fix: |value, reason, who, when| format!("{value}（理由：{reason}；{who} {when}）"),
    chain: |number| format!("第{number}轮"),
    reopened: |who, when| format!("{when} 由 {who} 重新打开"),
    note: |note| format!("备注：{note}"),
    evidence: "佐证",
    kept: "已复制到台账文件夹",
};

const HELP: CheckHelp = CheckHelp {
    mark: "标记问题：全部成功，否则都不写入（--each 除外）",
    ids_or_words: "问题编号，前四位以上且不与别条混同即可；与 --all 同用时，是标题和正文都要含有的词",
    all: "标记筛选出的全部问题。筛选方法同 list，但 --state、--due 在这里写作 --from、--deadline",
    from: "与 --all 同用：目前的复查状态，写法同 list --state",
    deadline: "与 --all 同用：通报所说的时限，写法同 list --due",
    yes: "标记的问题超过 20 个时不再询问",
    each: "能标的都标，不能标的逐一列出（退出码 1）",
    due: "复查期限：2026-12-31、+30d、30天、月底……，同时列入回头看；none 取消期限",
    note: "备注；'' 清除备注",
    reason: |offered| {
        format!(
            "待核理由：序号或自己的话，同时标为待核。自带的有：{offered}；设置文件中 reasons = […] 可换成自己的"
        )
    },
    who: "承办人；none 取消承办人",
    seen: "核查情况：看到了什么（与 --finding 同用）",
    on: "核查日期（与 --finding 同用）",
    undo_yes: "他人此后的标记将因此不再生效时，不再询问",
    undo: "撤销自己在本台账中最近的一次操作",
    redo: "重做刚撤销的操作",
    history: "显示做过什么：谁、何时、什么；已撤销的另行注明",
    history_notice: "一份通报及其全部问题：单位名称或标题中的字，或 #号码",
    history_all: "整个台账",
    history_since: "从这一天起",
    json: "按 JSON 输出",
    correct: "改正读错的内容，原文仍并列显示；重读和新版本都不影响",
    correct_notice: "改通报本身：单位名称或标题中的字，或 #号码",
    correct_title: "问题（或通报标题）应为",
    correct_outcome: "整改结果应为，可多选，写法同 list --outcome；none 为未标明",
    correct_deadline: "时限应为，如 2026-12-31:承诺（要求、承诺、已报告），可多次给出；none 为没有时限",
    correct_void: "这不是一个问题：不再列出，也不计数",
    correct_agency: "被巡察单位应为",
    correct_feedback: "反馈日期应为",
    correct_published: "公布日期应为",
    as_printed: "这一项恢复为原文：title、outcome、deadline、void；通报为 title、agency、feedback、published",
    why: "理由（必填）",
    add: "补录漏读的问题",
    add_title: "问题",
    add_label: "原文的序号，如 3.",
    add_response: "整改情况",
    add_outcome: "整改结果，写法同 list --outcome",
    add_after: "排在哪个问题之后（编号）；不写则排在最后",
    conflicts: "列出意见不一的问题、通报和单位：各自作出的结论或更正不同，并列显示",
    list_conflicts: "只列意见不一的（结论或更正）",
    list_printed_anew: "只列改过以后原文又变了的",
    list_doubtful: "只列与上一版本是否同一问题待确认的",
    list_void: "只列已改为“不是问题”的",
};
