//! Words of `read`.

use crate::{
    intake::{Flaw, Format, Limit, limits},
    notice::{Basis, DeadlineKind, OutcomeTag},
    words::read::Read,
};

/// What people call files of a format.
fn kind(format: Format) -> &'static str {
    match format {
        Format::Docx => " docx ",
        Format::Doc => " doc ",
        Format::Xlsx => " xlsx ",
        Format::Xls => " xls ",
        Format::Pdf => " PDF ",
        Format::Rtf => " RTF ",
        Format::Html | Format::Mht => "网页",
        Format::Ofd => " OFD ",
        Format::Compound => " Office ",
        _ => "",
    }
}

/// Numbers as one writes them in a sentence: 1、3、4.
fn numbers(all: &[usize]) -> String {
    all.iter().map(ToString::to_string).collect::<Vec<_>>().join("、")
}

/// See [`Read`].
pub const READ: Read = Read {
    io: super::io,
    flaw: |flaw| match flaw {
        Flaw::BrokenCharacters(count) => {
            format!("有 {count} 处字符无法解码，原处以 � 代替，请核对原文")
        }
        Flaw::ScannedPages(pages) => format!("第 {} 页是扫描图片，没有文字，未读取", numbers(pages)),
        Flaw::Recognised => "文字取自扫描件的识别层，可能有错，请核对原件".to_owned(),
        Flaw::CutOff => "文件不完整或已损坏，读出的内容可能缺失或有误，请核对原件".to_owned(),
        Flaw::WholePage => "未能从网页中区分出正文，已读取整页文字".to_owned(),
        Flaw::RowsLeftOut => format!("表格过长（上限 {} 行），其后各行未读取", limits::MAX_ROWS),
        Flaw::ColumnsLeftOut => format!("表格超过 {} 列，其余各列未读取", limits::MAX_COLUMNS),
        Flaw::HiddenSheets(names) => format!("工作簿中隐藏的工作表未读取：{}", names.join("、")),
        Flaw::UncountedFormulas(count) => {
            format!("有 {count} 个公式单元格未存结果，按空白处理，请用 Excel 或 WPS 打开后重新保存")
        }
        Flaw::Pictures(count) => format!("文件中有 {count} 幅图片，图中文字未读取"),
    },
    ambiguous_date: |raw| format!("日期“{raw}”无法确定是哪一天，未作推测"),
    no_issues: "未发现逐条答复的问题：本文可能不是整改情况通报，或其结构未能识别",
    only_a_plan: "本文只有整改措施与安排，没有整改情况或结果，按整改方案处理，不列为问题",
    folder: "这是文件夹，请给出其中的文件，或用 import 导入整个文件夹",
    too_large: |megabytes| format!("文件超过 {megabytes} MB，不予读取：请拆分，或只保存正文"),
    empty: "文件中没有文字",
    cannot_open: |system| format!("无法打开：{system}"),
    not_found: "找不到此文件，请检查路径",
    not_allowed: "没有读取此文件的权限",
    not_regular: "不是普通文件，而是管道或设备；要读标准输入，请把文件名写作 -",
    no_reader: |system| format!("负责读文件的进程无法启动，未读取：{system}"),
    unread: |format| {
        match format {
            Format::Ofd => "OFD 文件不能读取：请在阅读软件中另存为 docx 或 txt",
            Format::Rtf => "此 RTF 文件不能读取：请用 Word 或 WPS 打开，另存为 docx",
            Format::Xls => "此旧版 Excel 文件不能读取：请用 Excel 或 WPS 打开，另存为 xlsx",
            Format::Doc => "此旧版 Word 或 WPS 文件不能读取：请用 Word 或 WPS 打开，另存为 docx",
            Format::Mht => "此 MHT 网页文件不能读取：请用浏览器打开，另存为 html",
            Format::Package => "不是 docx 或 xlsx 文件：如为压缩包请先解压，如为文档请另存为 docx",
            Format::Compound => "不是可读取的 Word、WPS 或 Excel 文件：请用原软件打开，另存为 docx",
            Format::Docx | Format::Xlsx | Format::Pdf | Format::Html => "此类文件不能读取：请另存为 docx",
            Format::Odf => "OpenDocument 文件不能读取：请用 WPS 或 LibreOffice 另存为 docx 或 xlsx",
            Format::Binary | Format::Text | Format::Markdown => {
                "不是可读取的文档：如为图片请先做文字识别（OCR）再存为 docx，如为压缩包请先解压"
            }
        }
        .to_owned()
    },
    damaged: |format| format!("{}文件已损坏或不完整，请重新获取或重新保存", kind(format).trim_start()),
    locked: |format| format!("{}文件设有密码，请先取消密码再读取", kind(format).trim_start()),
    scan: "是扫描件，只有图片没有文字：请先做文字识别（OCR），存为 docx",
    unmappable: "PDF 的文字层无法还原为文字：请用原软件重新导出，或另存为 docx",
    beyond: |limit| {
        match limit {
            Limit::Time => "读取超时，文件可能已损坏或过于复杂，未读取",
            Limit::Memory => "读取所需内存超出限制，文件可能已损坏或过于复杂，未读取",
            Limit::Size => "内容超出限制，未读取：请拆分，或另存为 docx",
            Limit::Depth => "结构嵌套过深，未读取：请另存为 docx",
        }
        .to_owned()
    },
    crashed: "读取时出错中断，文件可能已损坏，未读取",
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
