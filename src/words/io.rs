//! Errors of the system in the user's language, where they are common; others keep the system's words.

use std::io;

/// The words of a language for an error of the system.
pub type Io = fn(&io::Error) -> String;

/// As `words`, for the system's words as they were kept: `… (os error 13)`.
pub fn of_kept(words: Io, kept: &str) -> String {
    let number = kept.rsplit_once("(os error ").and_then(|(_, rest)| rest.trim_end().strip_suffix(')'));
    let code = number.and_then(|number| number.parse().ok());
    code.map_or_else(|| kept.to_owned(), |code| words(&io::Error::from_raw_os_error(code)))
}

#[cfg(test)]
mod tests {
    use std::io::ErrorKind;

    use rstest::rstest;

    use super::*;
    use crate::words::{EN, ZH};

    #[rstest]
    #[case::not_found(ErrorKind::NotFound)]
    #[case::not_allowed(ErrorKind::PermissionDenied)]
    #[case::folder(ErrorKind::IsADirectory)]
    #[case::no_folder(ErrorKind::NotADirectory)]
    #[case::full(ErrorKind::StorageFull)]
    #[case::there(ErrorKind::AlreadyExists)]
    #[case::read_only(ErrorKind::ReadOnlyFilesystem)]
    #[case::pipe(ErrorKind::BrokenPipe)]
    fn common_errors_have_words(#[case] kind: ErrorKind) {
        let error = io::Error::from(kind);
        let said = (ZH.io)(&error);
        assert!(!said.is_empty() && !said.chars().any(|c| c.is_ascii_alphabetic()), "{said}");
        assert_ne!((EN.io)(&error), said);
    }

    #[test]
    fn what_is_not_known_keeps_the_systems_words() {
        assert_eq!((ZH.io)(&io::Error::other("quota of 3")), "quota of 3");
        assert_eq!(of_kept(ZH.io, "some text"), "some text");
        assert_eq!(of_kept(ZH.io, "(os error many)"), "(os error many)");
    }

    #[cfg(unix)]
    #[test]
    fn kept_words_are_known_again() {
        let error = io::Error::from_raw_os_error(28);
        assert_eq!(of_kept(ZH.io, &error.to_string()), (ZH.io)(&error));
        assert_eq!(
            of_kept(ZH.io, "IO error for operation on /x: Permission denied (os error 13)"),
            "没有权限"
        );
    }
}
