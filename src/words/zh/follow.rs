//! Words of the follow-up.

use crate::words::follow::Follow;

/// See [`Follow`].
pub const FOLLOW: Follow = Follow {
    reason: |reason| format!("理由：{reason}"),
    due: |day| format!("复查期限 {day}"),
    no_due: "取消复查期限",
    who: |name| format!("承办人 {name}"),
    nobody: "取消承办人",
    seen: |what| format!("核查情况：{what}"),
    on: |day| format!("核查日期 {day}"),
    noted: "备注",
    note_taken_away: "清除备注",
    corrected: |field, value, reason| format!("改：{field}改为“{value}”，理由：{reason}"),
    as_printed: |field, reason| format!("改：{field}恢复为原文，理由：{reason}"),
    void: |reason| format!("改：不是问题，理由：{reason}"),
    not_void: |reason| format!("改：恢复为问题，理由：{reason}"),
    missed: |reason| format!("改：补录漏读的问题，理由：{reason}"),
    fields: ["问题", "整改结果", "时限", "通报标题", "被巡察单位", "反馈日期", "公布日期"],
    sign: "改",
    printed: |value| format!("原文：{value}"),
    attached: |name| format!("添加佐证材料 {name}"),
    detached: |hash| format!("移除佐证材料 {hash}"),
    matched: "确认与上一版本为同一问题",
    not_matched: "确认与上一版本不是同一问题",
    of_other: |what, title, feedback| match feedback {
        Some(day) => format!("{what}：{title}，反馈 {day}"),
        None => format!("{what}：{title}"),
    },
    withdrawn: |reason| format!("撤下通报，理由：{reason}"),
    restored: |reason| match reason {
        Some(reason) => format!("恢复通报，理由：{reason}"),
        None => "恢复通报".to_owned(),
    },
    wording_again: "重新以较早的版本为现行版本",
    one_notice: "确认与另一份通报是同一份",
    two_notices: "确认与另一份通报不是同一份",
    dismissed: |rule, reason| format!("排除疑点“{rule}”，理由：{reason}"),
    asked_again: "疑点恢复待核",
    undo: "撤销",
    undone: "（已撤销）",
    passed_over: "（未生效）",
    contested: "更正不一致",
    counts_meanwhile: "（暂以此为准）",
    nothing: "未标明",
    comma: "、",
    step: |step, on| match on {
        Some(on) => format!("{step}：{on} 完成"),
        None => format!("{step}：改回未完成"),
    },
};
