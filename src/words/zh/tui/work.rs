//! Words of what inspectors do on the screen.

use crate::words::tui::{Boards, Check, EvidenceForm, ExportForm, Fixing, OfAgency, Steps, VeilWords, Work};

/// See [`Work`].
pub const WORK: Work = Work {
    due: "只改复查期限",
    who: "只改承办人",
    who_label: "承办人",
    reason_title: "待核的理由",
    reason_label: "理由",
    own_reason: "自己写 ...",
    no_reason: "不写理由",
    seen_label: "核查情况",
    on_label: "核查日期",
    on_hint: "如 今天、-3d、2026-11-20；可不填",
    due_empty: "如 2026-12-31、+30d、月底；留空则取消期限",
    due_kept: "留空则不变；要取消期限，用“只改复查期限”",
    who_empty: "留空则取消承办人",
    note_empty: "留空则清除备注",
    of_many: |title, issues| format!("{title}（{issues} 个问题）"),
    many: |issues, agencies| format!("已选 {issues} 个问题，{agencies} 个单位"),
    hidden: |count| format!("其中 {count} 个现在没有显示在列表里"),
    some_refuse: |count| format!("{count} 个不能"),
    picked: |count| format!("已选 {count}"),
    picked_all: |issues, agencies| {
        format!("已选 {issues} 个问题，{agencies} 个单位。m 或 F2 一并标记，Esc 取消选择")
    },
    range: "从这一行起连选：上下移动，再按 v 选定，m 标记，Esc 取消",
    cleared: "已取消选择",
    nothing_shown: "这里没有可选的问题",
    refused_title: "没有写入",
    refused: |refused, of| format!("{of} 个问题中有 {refused} 个不能这样标记，所以一个也没有写入："),
    refusal: |id, title, why| format!("{id} {title}：{why}"),
    more: |count| format!("…… 另有 {count} 个"),
    rest: |count| format!("只标记其余 {count} 个"),
    none_of_them: "都不标记",
    confirm_title: "请确认",
    confirm: |issues, agencies, what| format!("将对 {agencies} 个单位的 {issues} 个问题一并标记：{what}"),
    yes: "写入",
    no: "不写入",
    undo_title: "撤销会使他人的标记失效",
    lost: |author, when, what, id, title| format!("- {author} {when} {what}（{id} {title}）"),
    undo_yes: "仍要撤销",
    undo_no: "不撤销",
    discard_title: "已写的内容还没有保存",
    discard: "放弃已写的内容",
    write_on: "继续写",
    saved_many: |issues, what| format!("已保存：{issues} 个问题，{what}"),
    redone: |what| format!("已重做，现在是：{what}"),
    now_many: |issues, states| format!("{issues} 个问题（{states}）"),
    nothing_left: "与原来一样",
};

/// See [`Fixing`].
pub const FIXING: Fixing = Fixing {
    title: "更正读取结果",
    change: |field| format!("改{field}"),
    restore: |field| format!("{field}恢复为原文"),
    void: "这不是问题（不再计数）",
    not_void: "恢复为问题",
    missed: "补录漏读的问题",
    reason: "更正理由",
    reason_empty: "请写更正理由",
    mark_of_none: "已改为“不是问题”，不能标记。要标记先按 c 恢复为问题",
    must: "必填",
    same: "与现在的一样，没有改动",
    title_empty: "请写问题",
    outcome_hint: "1完成 2长期 3阶段 4在改 5未动 6未标；可写几个",
    outcome_bad: |text| format!("“{text}”不是整改结果。请写 1 到 6，或已完成、长期坚持等，用顿号隔开"),
    deadlines_hint: "如 2026-12-31 承诺、06-30 要求；留空即没有",
    understood: |what| format!("即 {what}"),
    label: "编号",
    response: "整改情况",
    day_hint: "如 2026-03-12、2026年3月12日；必填",
    no_target: "先选中一个问题，或一份通报（第一行）",
    no_key: "这份通报没有可以引用的编号，不能更正",
    by: |author, day, reason| format!("{author} {day}，理由：{reason}"),
    sign: "改",
    void_sign: "非",
    conflict_sign: "歧",
    anew_sign: "变",
    doubtful_sign: "疑",
    conflicts: |count| format!("意见不一 {count}"),
    doubtful: |count| format!("存疑匹配 {count}"),
    anew: |count| format!("原文已变 {count}"),
    anew_came: |count| format!("新版本中有 {count} 个改过的问题原文又变了，请核对。按 w 只看它们"),
    is_issue: "是问题",
    evidence: |count| format!("佐证材料 {count} 份"),
};

/// See [`Check`].
pub const CHECK: Check = Check {
    conflict: "结论不一致",
    conflict_hint: "各自作出，互不知情。下一次标记以后，以那次为准",
    contested_hint: "各自更正，互不知情。再更正一次，以那次为准；照现在的再写一遍也算",
    closings: "前次核查",
    reopened: |by, day| format!("{by} 于 {day} 重新提起"),
    evidence: "佐证",
    file: |name, size, hash, kept| format!("{name}  {size} 字节  SHA-256 {hash}..  {kept}"),
    copied: "已存入台账文件夹",
    at: |path| format!("在 {path}"),
    doubtful: "与上一版本是不是同一个问题，还没有确认。按 = 比对",
};

/// See [`Boards`].
pub const BOARD: Boards = Boards {
    reading: "正在读取 ...",
    history: "核查记录",
    of_notice: "通报的记录",
    newest: "台账最近的改动",
    newest_of: |count| format!("最近 {count} 条，新的在前。Enter 到那个问题"),
    ledger: "台账",
    agenda_by_agency: "日程（按单位）",
    agenda_by_person: "日程（按承办人）",
    without_days: |count| format!("{count} 份通报没有推算整改步骤（缺反馈日期，或早于规则适用之日）"),
    versions: "版本比对（左旧右新）",
    one_version: "这份通报只有一个版本，没有可比对的",
    doubtful: |likeness| format!("存疑匹配，文字相似 {likeness}%：按 y 是同一问题，按 n 不是"),
    doubts: "存疑匹配（左旧右新）",
    doubts_of: |count| format!("{count} 条待确认：按 y 是同一问题，按 n 不是"),
    no_doubts: "没有待确认的存疑匹配",
    doubtful_older: "与更早的版本匹配存疑：按 y 是同一问题，按 n 不是；按 = 可比对各版本",
    no_match: "这一处没有存疑匹配",
    not_here: "这个问题不在列表里了",
    filter_cleared: "已清除筛选，以显示这一处",
};

/// See [`ExportForm`].
pub const EXPORT: ExportForm = ExportForm {
    title: |issues, asked| {
        if asked.is_empty() {
            format!("导出全部 {issues} 个问题")
        } else {
            format!("导出 {issues} 个问题：{asked}")
        }
    },
    file_label: "文件",
    file_hint: "如 清单.xlsx；后缀 xlsx docx csv json md ics",
    file_empty: "请写文件名，如 清单.xlsx",
    level_label: "密级",
    level_hint: "印在文件上；如 公开、内部、秘密",
    level: "内部",
    redact_label: "隐去姓名电话",
    yes: "是",
    no: "否",
    yes_hint: "是 或 否",
    no_form: |forms| format!("看不出要什么格式。后缀请用 {forms} 之一"),
};

/// See [`EvidenceForm`].
pub const EVIDENCE: EvidenceForm = EvidenceForm {
    title: "佐证材料",
    refer: "添加文件，只记位置",
    copy: "添加文件，复制进台账文件夹",
    detach: |name| format!("移除 {name}（文件不删）"),
    file_label: "文件",
    file_hint: "路径，如 ~/照片/IMG_01.jpg；可以把文件拖进窗口",
    file_empty: "请写文件的路径",
    note_hint: "如 正门照片；可不填",
};

/// See [`Steps`].
pub const STEPS: Steps =
    Steps {
        title: "整改步骤", label: "办结日期", hint: "如 今天、2026-10-12；留空则改回未办"
    };

/// See [`OfAgency`].
pub const AGENCY: OfAgency = OfAgency {
    title: "单位",
    merge: "并入另一单位（是同一单位的另一名称）",
    region: "改区域",
    level: "改级别",
    split: |name| format!("拆出 {name}"),
    keep: |name| format!("{name} 仍并入本单位"),
    alone: "仍为单独一个单位，不并入",
    by_name: "按名称",
    region_label: "区域",
    region_hint: "如 云溪县；留空则按名称",
};

/// See [`VeilWords`].
pub const VEIL: VeilWords = VeilWords {
    sign: "[已隐去姓名]",
    on: "已隐去认得出的姓名和号码。可能有遗漏，给人看之前请再看一遍",
    off: "姓名和号码照原样显示",
};
