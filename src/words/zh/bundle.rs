//! Words of bundles and versions.

use crate::words::bundle::Bundle;

/// See [`Bundle`].
pub const BUNDLE: Bundle = Bundle {
    io: super::io,
    help: "与其他台账交换核查记录（不联网）",
    help_export: "把全部核查记录和通报写入一个交换包",
    help_import: "并入同事的交换包：可按任意顺序、反复并入",
    file: "交换包文件，如 王某-2026-11.zip",
    files: "一个或多个交换包",
    no_notices: "不带通报，只带核查记录",
    overwrite: "替换已有的文件",
    dry_run: "只检查，不并入",

    written: |events, ledgers, versions, file, sha256| {
        format!(
            "已写入 {file}：核查记录 {events} 条（来自 {ledgers} 份台账），通报版本 {versions} 个\n交接时请核对 SHA-256：{sha256}"
        )
    },
    exists: |file| format!("{file} 已存在，没有写入。请换一个文件名，或加 --overwrite"),
    cannot_write: |file, why| format!("写不了 {file}（{why}）。请检查路径、权限和磁盘空间"),
    from: |file, who, when| format!("{file}：{who} 于 {when} 写出"),
    taken: |events, known, authors, notices, versions| {
        let by = if authors.is_empty() { String::new() } else { format!("（{authors}）") };
        format!(
            "并入核查记录 {events} 条{by}，原已有 {known} 条；新通报 {notices} 份，已有通报的新版本 {versions} 个"
        )
    },
    would_take: |events, versions| format!("完好，可以并入：核查记录 {events} 条，通报版本 {versions} 个"),
    waiting: |events| format!("其中 {events} 条所指的问题不在本台账：导入相应通报后自动生效"),
    conflicts: |count| format!("结论不一致的问题 {count} 个（以后一次标记为准，两种结论都保留）："),
    contested: |count| format!("更正不一致的问题 {count} 个（暂以后一次更正为准，各种更正都保留）："),
    contested_cases: |notices, agencies| {
        let all = [(notices, "份通报"), (agencies, "个单位")];
        let all: Vec<String> =
            all.iter().filter(|(count, _)| *count > 0).map(|(count, of)| format!("{count} {of}")).collect();
        format!("更正不一致的还有 {}（暂以后一次为准）：", all.join("、"))
    },
    printed_anew: |count| format!("手工改过、新版本的原文又变了的问题 {count} 个，请核对："),
    decide: "有的通报可能是已有通报的另一版本，请打开界面确认",
    more: |count| format!("…… 另有 {count} 个"),

    cannot_read: |file, why| format!("读不了 {file}（{why}）。没有并入任何内容"),
    not_a_bundle: |file| format!("{file} 不是交换包，或已损坏。没有并入任何内容。请让同事重新导出"),
    newer_form: |file, form| format!("{file} 由更新版本的程序写成（{form}）。没有并入任何内容。请升级本程序"),
    damaged_part: |file, part| {
        format!("{file} 已损坏：{part} 与清单不符。没有并入任何内容。请让同事重新导出，并核对 SHA-256")
    },
    damaged_line: |file, part, line, why| {
        format!("{file} 已损坏：{part} 第 {line} 行（{why}）。没有并入任何内容。请让同事重新导出")
    },
    broken: |file, ledger, seq| {
        format!(
            "{file}：台账 {ledger} 的第 {seq} 条记录与其校验链不符，可能被改动或缺失。没有并入任何内容。请让同事先运行 huitoukan verify，再重新导出"
        )
    },
    fork: |ledger, seq| {
        format!(
            "台账 {ledger} 的记录自第 {seq} 条起与本台账所存的不同：同一台账的两份拷贝各自写过。它的记录没有并入，其余已并入。请以其中一份为准，另一份之后的标记导出为 xlsx 再收回"
        )
    },
    superseded: |count| format!("现行版本有变的通报 {count} 份（用 versions 查看变了什么）："),
    newer_event: |file, kind| {
        format!("{file} 含有本程序不认识的记录（{kind}），由更新版本写成。没有并入任何内容。请升级本程序")
    },

    help_versions: "列出通报的各个版本，并比较其中两个",
    versions_notice: "通报：#编号，或单位、标题的一部分",
    versions_from: "旧版本的序号（默认：倒数第二个）",
    versions_to: "新版本的序号（默认：最后一个）",
    json: "输出 JSON",
    version_row: |seq, when, issues, path, sha256| {
        format!("第{seq}版  {when}  问题 {issues} 个  {path}  {sha256}")
    },
    current: "（现行）",
    one_version: "只有一个版本，没有可比较的",
    no_version: |asked, last| format!("没有第 {asked} 版：可选 1 到 {last}"),
    compared: |from, to| format!("第{from}版 → 第{to}版"),
    counts: |outcome, reworded, added, gone, unchanged| {
        format!("结果有变 {outcome}  文字有变 {reworded}  新增 {added}  消失 {gone}  未变 {unchanged}")
    },
    fact: |field, from, to| format!("{field}：{from} → {to}"),
    fact_names: |field| match field {
        "title" => "标题",
        "organisation" => "党组织",
        "agency" => "被巡察单位",
        "inspection_body" => "巡察机构",
        "round" => "轮次",
        "feedback_date" => "反馈日期",
        "published" => "公布日期",
        _ => "其他",
    },
    outcome_changed: |from, to| format!("整改结果：{from} → {to}"),
    deadlines_changed: |from, to| format!("时限：{from} → {to}"),
    title_changed: "问题",
    response_changed: "整改情况",
    added: "新增",
    gone: "消失",
    marked: "有核查记录",
    doubtful: |likeness, key| {
        format!("是否同一问题存疑（相似度 {likeness}%）：huitoukan match {key} --same 或 --not-same")
    },
    nothing_changed: "没有变化",
    not_stated: "未标明",

    help_match: "确认新版本中的问题是否就是原来的问题（核查记录随之保留或分开），或两份通报是否同一份",
    match_id: "问题编号；或一份通报：#号码，或单位名称、标题中的字（写一份并加 --not-same，把合在一起的重新分开）",
    match_same: "是同一问题，或同一份通报",
    match_not: "不是同一问题，或不是同一份通报",
    not_doubtful: |key| format!("{key} 与上一版本的对应没有疑问，不需要确认"),
    settled_same: |key| format!("{key}  已确认为同一问题，核查记录保留"),
    settled_not: |key| format!("{key}  已确认不是同一问题：核查记录留在原来的问题上，新版本中的问题另起编号"),
    same_or_not: "请写明 --same 或 --not-same",
};
