//! Words of `ledger`.

use crate::words::ledger::Ledger;

/// See [`Ledger`].
pub const LEDGER: Ledger = Ledger {
    io: super::io,
    outcomes: ["已完成", "阶段性目标", "长期坚持", "正在整改", "未启动", "未标明"],
    states: ["未读", "待核", "列入回头看", "已核实", "已归档"],
    findings: ["属实", "部分属实", "不属实"],
    deadline_kinds: ["要求", "承诺", "已报告"],
    bases: ["标注", "陈述", "随上级标题"],

    day_not_understood: |text| {
        format!(
            "“{text}”不是日期。可写 2026-12-31、2026年12月31日、12-31、+30d、30天、周五、月底、下月底、年底"
        )
    },
    no_such_day: |text| format!("“{text}”：日历上没有这一天"),
    day_backwards: |text| format!("“{text}”：截止日在起始日（或今天）之前"),
    day_long_ago: |day| format!("{day} 太早，请检查年份"),
    day_ahead: |day| format!("{day} 在今天之后，应是今天或以前的日期，请检查年份"),
    day_before_feedback: |day, feedback| format!("{day} 在反馈日期 {feedback} 之前，请检查年份"),
    feedback_after_publication: |feedback, published| {
        format!("反馈日期 {feedback} 在公布日期 {published} 之后，请检查年份，或先改另一项")
    },

    shut_read_only: "台账或其所在文件夹是只读的：只供查看，不能写入",
    shut_full: "磁盘已满或出错，台账只供查看，不能写入；请腾出空间后再试",
    refused_archive_needs_finding: "尚未核实，不能归档：请先标为已核实（属实、部分属实或不属实）",
    refused_archived: "已归档：请先改为待核或列入回头看",
    refused_not_open: "只有待核或列入回头看的问题才有复查期限和承办人：请先改为待核或列入回头看",
    refused_nothing_to_undo: "没有可以撤销的标记",
    refused_nothing_to_redo: "没有可以重做的标记",
    refused_no_such_evidence: "该问题的佐证材料里没有这个文件",
    refused_archived_already: "已归档，不用再归档",
    refused_no_issue: "已改为“不是问题”，不能标记。要标记请先恢复：correct 编号 --as-printed void",
    refused_withdrawn: |who, when, reason, number| {
        let who = if who.is_empty() { "旧版程序" } else { who };
        let when = if when.is_empty() { String::new() } else { format!(" {when}") };
        let reason = if reason.is_empty() { "未写理由".to_owned() } else { format!("理由：{reason}") };
        format!(
            "所在通报已撤下（{who}{when}，{reason}），不能改动。要改动请先恢复：屏幕上按 W，或 withdraw --back '#{number}'"
        )
    },
    refused_withdrawn_brief: "所在通报已撤下，不能改动：请先恢复",
    refused_others_built_on_it: "撤销后，他人此后所作的标记将不再生效，没有撤销。确要撤销请再撤销一次并确认",

    no_data_folder: "系统没有给出存放数据的文件夹。请用 --ledger 文件 指定台账",
    missing: |path| format!("还没有台账：{path}。请先用 huitoukan import 导入通报，或检查 --ledger 的路径"),
    no_folder: |path| {
        format!("台账打不开：{path} 所在的文件夹不存在。请先建立该文件夹，或用 --ledger 指定另一处")
    },
    is_folder: |path| format!("台账打不开：{path} 是文件夹。请用 --ledger 指定一个文件"),
    cannot_open: |path, why| {
        format!("台账打不开：{path}（{why}）。请检查路径和权限，或用 --ledger 指定另一处")
    },
    not_a_ledger: |path| {
        format!("{path} 不是回头看的台账，没有改动它。请用 --ledger 指定台账，或指定一个新文件名来新建")
    },
    empty: |path| {
        format!("台账是空文件，可能已损坏：{path}。没有改动它。请改用备份；若从未用过，删除它即可新建")
    },
    damaged: |path, why| {
        format!(
            "台账已损坏：{path}（{why}）。没有改动它。请先把该文件（连同 -wal、-shm）复制保存，再改用备份"
        )
    },
    newer: |path, found, known| {
        format!(
            "台账 {path} 由更新版本的程序写成（格式 {found}，本程序只识别到 {known}）。没有改动它。请升级本程序，或用 --ledger 指定另一份台账"
        )
    },
    read_only: |path| {
        format!("不能写入台账：{path} 或其所在文件夹是只读的。请改权限，或用 --ledger 指定可以写入的位置")
    },
    full: |path| format!("磁盘已满，没有写入台账：{path}。原有内容完好。请腾出空间后再试"),
    busy: |path| format!("另一个程序正在使用台账：{path}。没有写入。请稍后再试"),
    disk: |path, why| {
        format!("读写磁盘出错：{path}（{why}）。磁盘可能已满、只读或损坏。请检查磁盘，并复制保存台账")
    },
    unknown: |name| format!("台账里没有“{name}”"),
    other: |path, why| format!("台账出错：{path}（{why}）。没有写入"),
};
