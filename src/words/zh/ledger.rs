//! Words of `ledger`.

use crate::words::ledger::Ledger;

/// See [`Ledger`].
pub const LEDGER: Ledger = Ledger {
    outcomes: ["已完成", "阶段性目标", "长期坚持", "正在整改", "未启动", "未标明"],
    states: ["未读", "待核", "列入回头看", "已核实", "已归档"],
    findings: ["属实", "部分属实", "不属实"],
    deadline_kinds: ["要求", "承诺", "已报告"],
    bases: ["标注", "陈述", "承上"],

    day_not_understood: |text| {
        format!(
            "“{text}”不是日期。可写 2026-12-31、2026年12月31日、12-31、+30d、30天、周五、月底、下月底、年底"
        )
    },
    no_such_day: |text| format!("“{text}”：日历上没有这一天"),
    day_backwards: |text| format!("“{text}”：截止日在起始日（或今天）之前"),

    refused_archive_needs_finding: "尚未核实，不能归档：请先标为已核实（属实、部分属实或不属实）",
    refused_archived: "已归档：请先改为待核或列入回头看",
    refused_nothing_to_undo: "没有可以撤销的标记",
};
