//! Words of where notices stand.

use crate::words::standing::{Help, Standing};

/// See [`Standing`].
pub const STANDING: Standing = Standing {
    help: HELP,

    withdrawn: |name| format!("已撤下：{name}。用 undo、withdraw --back 或再次导入即恢复"),
    back: |name| format!("已恢复：{name}"),
    none_withdrawn: "没有撤下的通报",
    count: |count| format!("共 {count} 份撤下的通报"),
    by: |who, when, reason| {
        let who = if who.is_empty() { "旧版程序" } else { who };
        let when = if when.is_empty() { String::new() } else { format!(" {when}") };
        let reason = if reason.is_empty() { "未写理由".to_owned() } else { format!("理由：{reason}") };
        format!("{who}{when} 撤下，{reason}")
    },
    back_by: |by, number| format!("{by}；恢复用 withdraw --back '#{number}'"),
    is_withdrawn: |name| format!("“{name}”已经撤下，要恢复请用 withdraw --back"),
    not_withdrawn: |name| format!("撤下的通报里没有名称或标题含“{name}”的，可用 withdraw --list 查看"),

    imported: "已撤下",
    summary: |restored, withdrawn| {
        let part = |what: &str, count: usize| match count {
            0 => String::new(),
            count => format!("，{what} {count}"),
        };
        format!("{}{}", part("恢复显示", restored), part("已撤下（不显示）", withdrawn))
    },
    imported_by: |by| format!("此前已由{by}，仍不显示；要恢复请再次导入，或用 withdraw --back"),

    pair: |old, new| format!("{old}\n{new}"),
    notice: |number, agency, title, feedback| match feedback {
        Some(day) => format!("#{number}  {agency}  {title}  反馈 {day}"),
        None => format!("#{number}  {agency}  {title}  反馈日期未标明"),
    },
    no_pairs: "没有待定的通报",
    pairs: |count| {
        format!("{count} 对通报待定：用 huitoukan match '#号码' '#号码' --same 或 --not-same 确认")
    },
    together: |name| format!("已确认为同一份：{name}"),
    apart: |one, other| format!("已确认不是同一份：{one}；{other}"),
    parted: |name| format!("已分开：{name}"),
    not_joined: |name| format!("“{name}”没有与别的通报确认为同一份，无从分开"),
    one_already: |one, other| format!("“{one}”与“{other}”已是同一份通报"),
    name_two: "请写明两份通报；要把确认为同一份的重新分开，写一份并加 --not-same",

    disputed: "通报",
    disputed_pair: "是否同一份",
    disputes: |count| {
        format!(
            "{count} 份通报的处理意见不一：以最后所说为准。再撤下或恢复一次（是否同一份则再确认一次）即为定论，各方意见都留在历史里"
        )
    },
    and_more: |count| format!("…… 还有 {count} 条"),
    taken_withdrawn: |count| {
        format!("同事撤下了 {count} 份通报，不再显示（用 withdraw --list 查看理由，--back 恢复）：")
    },
    taken_joined: |count| format!("{count} 份通报经同事确认与别的通报是同一份，已合在一起"),
    taken_disputed: |count| format!("{count} 份通报的处理意见不一（用 conflicts 查看）："),

    title: "撤下与恢复",
    no_notice: "先选中一份通报",
    item_withdraw: "撤下这份通报……",
    item_back: "恢复撤下的通报……",
    item_pairs: |pairs| format!("可能是同一通报的 {pairs} 对，逐对确认……"),
    title_back: "撤下的通报：选一份恢复",
    reason: "理由",
    reason_empty: "请写撤下的理由",
    item_disputes: |count| format!("处理意见不一的通报（{count}）……"),
    title_disputes: "处理意见不一",
    settle_withdraw: "撤下，照常不显示（写理由）……",
    settle_back: "恢复，照常显示",
    settle_same: "是同一份通报",
    settle_apart: "不是同一份通报",
    see_disputes: |count| format!("另有 {count} 份通报的处理意见不一，按 W 查看"),
    gone: |title| format!("通报不再单独列出：{title}"),
    hidden: |title| format!("通报又已撤下，不再显示：{title}"),
    shown: |title| format!("通报已恢复显示：{title}"),
    there: |title| format!("通报重新列出：{title}"),
};

const HELP: Help = Help {
    withdraw: "撤下一份通报：不再显示，核查记录和历史保留；undo、--back 或再次导入即恢复",
    reason: "理由（撤下时必填）",
    back: "恢复一份撤下的通报：单位名称或标题中的字，或 #号码",
    list: "列出撤下的通报：谁、何时、为何",
    json: "与 --list 同用：按 JSON 输出",
    other: "另一份通报；两份都写 #号码 或名称。什么都不写则列出待定的通报",
};
