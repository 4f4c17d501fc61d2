//! Words of long work.

use crate::words::tui::{Job, JobNames};

/// Bytes as people say them.
fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} 字节"),
        1024..1_048_576 => format!("{} KB", bytes.div_ceil(1024)),
        _ => format!("{:.1} MB", bytes as f64 / 1_048_576.0),
    }
}

/// See [`Job`].
pub const JOB: Job = Job {
    names: JobNames {
        export: "导出",
        receive: "收回工作簿",
        receive_dry: "试读工作簿",
        give: "导出交换包",
        take: "并入交换包",
        take_dry: "检查交换包",
        sample: "抽样",
        backup: "备份",
        check: "核对疑点",
        verify: "校验",
        attach: "添加佐证材料",
        look: "核对佐证材料",
    },
    stages: ["读取", "整理", "生成文件", "写入台账", "读写文件", "检查", "逐份核对"],
    counted: |done, of| format!("{done}/{of}"),
    megabytes: |done, of| format!("{}/{} MB", done >> 20, of.div_ceil(1 << 20)),
    rate: |rate| format!("{rate}/秒"),
    megabytes_a_second: |rate| format!("{} MB/秒", rate.div_ceil(1 << 20)),
    rest: |seconds| match seconds {
        0..60 => format!("还要 {seconds} 秒"),
        _ => format!("还要 {} 分钟", seconds.div_ceil(60)),
    },
    cancelling: "正在取消",
    busy: |job| format!("正在{job}，一次只做一件。请等它完成，或按 Esc 取消它"),
    under_way: "有一件事正在进行，请等它完成，或按 Esc 取消它",
    writing: "正在写入台账，请等它完成再标记",
    cancel_title: "取消",
    cancel: |job| format!("正在{job}。要取消吗？取消后不留下半成品"),
    cancel_yes: "取消它",
    cancel_no: "继续",
    leave: |job| format!("正在{job}。现在退出会取消它，不留下半成品"),
    leave_yes: "取消并退出",
    leave_no: "不退出",
    cancelled: |job| format!("已取消{job}，没有改动"),
    failed: |job, why| format!("{job}没有完成：{why}"),
    gone: "后台任务意外中止，没有写入未完成的内容",

    title: "台账",
    export: "导出 ...",
    receive: "收回同事填好的工作簿 ...",
    give: "导出交换包 ...",
    take: "并入交换包 ...",
    sample: "抽样（反向核查）...",
    backup: "备份台账 ...",
    check_now: "核对疑点",
    verify: "校验台账",
    restore: "从备份恢复 ...",
    purge: "清除标记或整份台账 ...",
    restore_apart: "界面开着时台账正在使用，不能恢复。请退出后运行下面的命令，“备份文件”换成备份的路径。现在的台账会另存，不会丢失：",
    purge_apart: "清除后不能恢复，界面开着时不做。请退出后运行下面的一条命令（先清标记的，通报保留；后清全部），它会再问一次，输入 yes 才清除：",
    a_backup: "备份文件",
    leave_for: "退出，命令印在终端上",
    stop: |job| format!("取消正在进行的{job}"),

    path: "文件",
    path_hint: "Tab 补全；~ 是个人目录；不写全的从启动时所在目录算",
    path_empty: "请写文件名",
    paths: "交换包",
    paths_hint: "几个文件用分号隔开。Tab 补全，~ 是个人目录",
    matches: |count| format!("有 {count} 个文件名这样开头"),
    no_match: "没有文件名这样开头",
    count: "抽几个",
    count_all: "从全部已完成的问题里抽，各单位按比例",
    count_shown: "从筛选列出的问题里抽；没按结果筛选时只抽已完成的",
    bad_count: "请写一个大于 0 的数",
    each: "每单位各抽",
    seed: "随机种子",
    seed_hint: "留空则新取一个；写上次的种子，抽出的一样",
    bad_seed: "种子是一个数",
    sample_mark: "列入回头看",
    no_form: |path, forms| format!("“{path}”看不出要什么格式，后缀可用：{forms}"),

    exists_title: "文件已存在",
    exists: |path| format!("{path} 已经存在"),
    replace: "替换它",
    keep: "不替换",

    exported: |path, bytes, extent| format!("已写入 {path}，{}，{extent}", size(bytes)),
    size,
    bundles_whole: |files| format!("{files} 个交换包完好，可以并入"),
    taken: |events, conflicts| match conflicts {
        0 => format!("已并入新的核查记录 {events} 条，没有新的不一致"),
        _ => format!("已并入新的核查记录 {events} 条，新增意见不一 {conflicts} 处，按 x 只看它们"),
    },
    decide: "有的通报可能是已有通报的另一版本，关掉这一页后确认",
    looked: |files, bad| match bad {
        0 => format!("{files} 份佐证材料都与添加时一致"),
        _ => format!("{files} 份佐证材料中有 {bad} 份与添加时不同，或不在原处"),
    },
    drawn: "抽中的已选上：m 一并标记，Esc 取消选择",

    report: "结果",
    report_dry: "检查结果（还没有写入）",
    ask_then: "现在写入台账吗？",
    then_yes: "写入",
    then_no: "不写入",
    see_conflicts: "只看意见不一的",
    see_anew: "只看原文已变的问题",

    referred: "只记位置",
    copy_kept: "有副本",
    look_whole: "逐份核对内容",

    merge: |count| format!("把已选的 {count} 个单位并入本单位"),
    merge_ask: |names, into, notices, issues| {
        format!(
            "{names}（通报 {notices} 份，问题 {issues} 个）以后都列在 {into} 名下。可以撤销，也可以再拆开"
        )
    },
    merge_yes: "并入",
    merge_no: "不并入",
    grouped: ["不分组", "按地区分组", "按层级分组", "按巡察轮次分组"],
    group: |name, agencies| format!("{name}（{agencies}）"),
};
