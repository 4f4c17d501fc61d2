//! Errors of the system in Chinese.

use std::io::{Error, ErrorKind};

/// See [`crate::words::io`].
pub fn io(error: &Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "文件或文件夹不存在",
        ErrorKind::PermissionDenied => "没有权限",
        ErrorKind::IsADirectory => "这是文件夹，不是文件",
        ErrorKind::NotADirectory => "路径中有一段不是文件夹",
        ErrorKind::StorageFull => "磁盘已满",
        ErrorKind::AlreadyExists => "已有同名文件",
        ErrorKind::ReadOnlyFilesystem => "磁盘是只读的",
        ErrorKind::BrokenPipe => "接收的一方已关闭",
        _ => return error.to_string(),
    }
    .to_owned()
}
