//! Words of `read`.

use crate::{intake::Format, words::read::Read};

/// See [`Read`].
pub const READ: Read = Read {
    broken_characters: |count| format!("有 {count} 处字符无法解码，原处以 � 代替，请核对原文"),
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
};
