//! Words of what is kept beside the ledger and of its copies.

use crate::words::share::{Help, Share};

/// See [`Share`].
pub const SHARE: Share = Share {
    io: super::io,
    help: HELP,

    attached: |id, name, size, hash, place| {
        format!("{id}  已添加 {name}（{size} 字节，SHA-256 {hash}，{place}）")
    },
    attached_before: |id, name| format!("{id}  {name} 已在佐证材料中"),
    copied: "已复制到台账文件夹",
    by_reference: |path| format!("原处 {path}"),
    detached: |id, name| format!("{id}  已移除 {name}（历史中保留记录，文件未删除）"),
    several_files: |name, hashes| format!("“{name}”对应几份材料，请写 SHA-256 的前几位：{hashes}"),
    no_such_file: |id, name| format!("{id} 的佐证材料里没有“{name}”，可用 huitoukan evidence {id} 查看"),
    file: |name, size, hash, place, who, when, state| {
        format!("  {name}  {size} 字节  {hash}  {place}  {who} {when}  {state}")
    },
    conditions: ["完好", "内容已改动", "不在原处", "读不了"],
    no_evidence: "没有佐证材料",

    file_missing: |path| format!("{path}：找不到此文件，请检查路径"),
    file_not_regular: |path| format!("{path}：不是普通文件。文件夹请先打包成一个文件"),
    file_too_large: |path, megabytes, most| {
        format!("{path}：有 {megabytes} MB，超过 {most} MB。请压缩或分开，或在备注中写明存放处")
    },
    file_of_the_ledger: |path| {
        format!("{path}：这是台账自己的文件，不能作佐证材料。请添加原来的文件，台账请用 backup 备份")
    },
    file_name: |path| format!("{path}：文件名或路径中有无法识别的字符，请改名后再添加"),
    file_unreadable: |path, why| format!("{path}：读不了（{why}）"),
    file_cannot_keep: |path, why| format!("{path}：不能复制到台账文件夹（{why}）。请检查磁盘空间和权限"),
    file_changed: |path| format!("{path}：内容与添加时不同"),
    nothing_attached: "没有添加任何文件",
    cancelled: "已取消，原有内容未动",

    files_whole: |count| format!("佐证材料 {count} 份，与添加时一致"),
    fault_evidence: |id, name, path, state| format!("问题 {id} 的佐证材料 {name}：{state}（{path}）"),
    remark_stray: |path| format!("提示：不属于任何记录的文件 {path}"),
    remark_elsewhere: |id, name, author| {
        format!("提示：问题 {id} 的佐证材料 {name} 由 {author} 添加，不在本机")
    },
    remark_open: |path, mode| {
        format!("提示：本机其他用户可能读到 {path}（权限 {mode:03o}）。可改为只有自己可读：chmod go= 文件")
    },

    backed_up: |path, notices, events, files| {
        format!("已备份并核验：{path}（通报 {notices} 份，标记记录 {events} 条，佐证材料 {files} 份）")
    },
    restored: |path, notices, events, files| {
        format!("已恢复：{path}（通报 {notices} 份，标记记录 {events} 条，佐证材料 {files} 份）")
    },
    referenced: |count| format!("另有 {count} 份佐证材料只记了原处，不在备份中，请另行保存"),
    lost: |name, why| format!("没有带上佐证材料 {name}：{why}"),
    lost_summary: |count| format!("{count} 份佐证材料没有带上"),
    put_by: |path| format!("原有台账改名保留为 {path}"),
    exists: |path| format!("{path} 已存在，没有改动它。要替换请加 --overwrite"),
    itself: |path| format!("{path} 就是台账本身，请指定另一个文件"),
    broken: |path, faults| {
        format!(
            "{path} 有 {faults} 处问题，没有采用，原有内容未动。请换一份备份；可用 huitoukan verify --ledger 查看详情"
        )
    },

    backup_missing: |path| format!("找不到备份 {path}，请检查路径。原有台账未动"),
    no_folder: |path| format!("没有写入：{path} 所在的文件夹不存在。请先建立该文件夹，或换一处"),
    backup_damaged: |path| format!("备份已损坏：{path}。没有采用，原有台账未动。请换一份备份"),
    backup_is_none: |path| format!("{path} 不是回头看的备份。没有采用，原有台账未动。请换一份备份"),

    choose_purge: "请写明清除什么：--marks 只清除标记，--all 清除整份台账",
    ask_marks: |path| {
        format!("将清除 {path} 中的全部标记、历史和佐证材料副本，通报保留。清除后不能恢复。输入 yes 确认：")
    },
    ask_all: |path| {
        format!("将清除整份台账 {path}，包括通报、标记、历史和佐证材料副本。清除后不能恢复。输入 yes 确认：")
    },
    needs_yes: "这里不能询问确认：请加 --yes",
    not_purged: "没有清除",
    purged_marks: |events, files| format!("已清除标记记录 {events} 条、佐证材料副本 {files} 份，通报保留"),
    purged_all: |path, files| format!("已清除台账 {path} 和佐证材料副本 {files} 份"),
    purge_leaves: "已覆盖一遍再删除，但以下各处不能保证清除：固态硬盘的备用单元、写时复制的文件系统和快照、交换分区、此前已删除文件的残留；备份、导出的文件、交给他人的副本、只记原处的佐证材料，请自行处理。",
    purge_left: |path| format!("旁边还留有此前恢复或中断时的文件，请自行处理：{path}"),
};

const HELP: Help = Help {
    attach: "给问题添加佐证材料，记下名称、大小和 SHA-256",
    attach_files: "文件（普通文件，每份不超过 1 GB）",
    copy: "复制到台账文件夹（台账文件名加 .files）；不加此项则只记原处",
    note: "备注",
    detach: "移除佐证材料：历史中保留记录，文件不删除",
    detach_file: "文件名，或 SHA-256 的前四位以上",
    evidence: "列出佐证材料",
    evidence_id: "问题编号；不写则列出全部",
    backup: "备份台账和佐证材料副本，写成后核验；备份时可以继续使用台账",
    backup_file: "备份文件；佐证材料放在同名加 .files 的文件夹",
    backup_overwrite: "替换已有的备份",
    restore: "从备份恢复台账（--ledger 指定恢复到哪里），先核验备份",
    restore_file: "备份文件",
    restore_overwrite: "已有台账时也恢复：原有台账改名保留",
    purge: "清除标记或整份台账，不能恢复",
    purge_marks: "清除全部标记、历史和佐证材料副本，通报保留",
    purge_all: "清除整份台账",
    yes: "不再询问",
};
