//! Words of `read`.

use crate::{
    intake::Format,
    notice::{Basis, DeadlineKind, OutcomeTag},
    words::read::Read,
};

/// See [`Read`].
pub const READ: Read = Read {
    broken_characters: |count| format!("有 {count} 处字符无法解码，原处以 � 代替，请核对原文"),
    ambiguous_date: |raw| format!("日期“{raw}”无法确定是哪一天，未作推测"),
    no_issues: "未发现逐条答复的问题：本文可能不是整改情况通报，或其结构未能识别",
    only_a_plan: "本文只有整改措施与安排，没有整改情况或结果，按整改方案处理，不列为问题",
    folder: "这是文件夹，请给出其中的文件，或用 import 导入整个文件夹",
    too_large: |megabytes| format!("文件超过 {megabytes} MB，不予读取"),
    empty: "文件中没有文字",
    cannot_open: |system| format!("无法打开：{system}"),
    not_found: "找不到此文件，请检查路径",
    not_allowed: "没有读取此文件的权限",
    unread: |format| {
        match format {
            Format::Html => "网页文件尚不能读取：请在浏览器中打开，全选复制正文，存为 txt",
            Format::Package => "Word、Excel 或 OFD 等文件尚不能读取：请另存为 txt（编码 UTF-8）",
            Format::Compound => "旧版 Word、Excel 或 WPS 文件尚不能读取：请另存为 txt（编码 UTF-8）",
            Format::Pdf => "PDF 文件尚不能读取：请全选复制正文，存为 txt",
            Format::Rtf => "RTF 文件尚不能读取：请另存为 txt（编码 UTF-8）",
            Format::Binary | Format::Text => "不是文本文件",
        }
        .to_owned()
    },
    not_stated: "未标明",
    no_title: "（未见标题）",
    organisation: "报告单位：",
    agency: "被巡察单位：",
    inspection_body: "巡察机构：",
    round: "轮次：",
    inspection_period: "巡察时间：",
    feedback_date: "反馈日期：",
    published: "公布日期：",
    disclosure_period: "公开期限：",
    contact: "联系方式：",
    claim: "自述：",
    remark: "说明：",
    issue_count: |count| format!("问题 {count} 个"),
    outcome: "整改结果：",
    detail: "问题表现：",
    deadline: "时限：",
    response: "整改情况：",
    tag: |tag| match tag {
        OutcomeTag::Completed => "已完成",
        OutcomeTag::Phased => "阶段性目标",
        OutcomeTag::LongTerm => "长期坚持",
        OutcomeTag::InProgress => "正在整改",
        OutcomeTag::NotStarted => "未启动",
    },
    basis: |basis| match basis {
        Basis::Labelled => "（标签）",
        Basis::Stated => "（语句）",
        Basis::Inherited => "（取自上级标题）",
    },
    deadline_kind: |kind| match kind {
        DeadlineKind::Required => "要求",
        DeadlineKind::Promised => "承诺",
        DeadlineKind::Reported => "已报完成",
    },
};
