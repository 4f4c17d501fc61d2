//! Paths as users type them, paste them or drag them into a terminal.

use std::path::{Path, PathBuf};

/// The whole path that `typed` means: `~` is the home, what is relative is relative to `folder`; marks of
/// quotation around it, which terminals put there, are taken off.
pub fn whole(typed: &str, home: Option<&Path>, folder: &Path) -> PathBuf {
    let typed = unquoted(typed.trim());
    let at_home = typed.strip_prefix('~').filter(|rest| rest.is_empty() || rest.starts_with(['/', '\\']));
    match (at_home, home) {
        (Some(rest), Some(home)) => home.join(rest.trim_start_matches(['/', '\\'])),
        _ => folder.join(typed),
    }
}

fn unquoted(typed: &str) -> &str {
    let inside = |mark: char| typed.strip_prefix(mark)?.strip_suffix(mark);
    inside('\'').or_else(|| inside('"')).unwrap_or(typed)
}

/// A path as it is typed into a shell: in marks of quotation where it has more than letters, digits and signs
/// that no shell minds.
pub fn typed(path: &Path) -> String {
    let path = path.display().to_string();
    let plain = |one: char| one.is_alphanumeric() || "/\\._-:~".contains(one);
    // A backslash is a part of names only where it parts folders.
    let plain_here = |one: char| plain(one) && (cfg!(windows) || one != '\\');
    match path.chars().all(plain_here) && !path.starts_with(['~', '-']) {
        true => path,
        false if cfg!(windows) => format!("\"{path}\""),
        false => format!("'{}'", path.replace('\'', "'\\''")),
    }
}

/// The paths of a text in which several stand, parted by `;` or `；`.
pub fn several(typed: &str) -> impl Iterator<Item = &str> {
    typed.split([';', '；']).map(str::trim).filter(|one| !one.is_empty())
}

/// The last of several paths.
pub fn last(typed: &str) -> &str {
    typed.rsplit([';', '；']).next().unwrap_or_default().trim_start()
}

/// A path as typed, without marks of quotation around it.
pub fn bare(typed: &Path) -> PathBuf {
    typed.to_str().map_or_else(|| typed.to_owned(), |text| PathBuf::from(unquoted(text.trim())))
}

/// What `typed` is completed to, by the names in its folder: as far as all that begin so agree, with a `/`
/// behind a folder; and how many they are. Nothing where none begins so.
pub fn completed(typed: &str, home: Option<&Path>, folder: &Path) -> Option<(String, usize)> {
    let (before, begun) = typed.rfind(['/', '\\']).map_or(("", typed), |at| typed.split_at(at + 1));
    let mut found = Vec::new();
    for entry in std::fs::read_dir(whole(before, home, folder)).ok()?.flatten() {
        let Ok(name) = entry.file_name().into_string() else { continue };
        // Hidden files are offered to whoever begins with the dot.
        if name.starts_with(begun) && (begun.starts_with('.') || !name.starts_with('.')) {
            found.push((name, entry.path().is_dir()));
        }
    }
    let (first, is_folder) = found.first()?.clone();
    let common = found.iter().fold(first, |common, (name, _)| {
        common.chars().zip(name.chars()).take_while(|(one, other)| one == other).map(|(one, _)| one).collect()
    });
    let end = if found.len() == 1 && is_folder { "/" } else { "" };
    Some((format!("{before}{common}{end}"), found.len()))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("台账.xlsx", "/w/台账.xlsx")]
    #[case(" ~/台账 二.xlsx ", "/home/w/台账 二.xlsx")]
    #[case("~", "/home/w")]
    #[case("~wang/x", "/w/~wang/x")]
    #[case("'/a/b c.zip'", "/a/b c.zip")]
    #[case("\"x.zip\"", "/w/x.zip")]
    #[case("it's", "/w/it's")]
    #[case("../x", "/w/../x")]
    fn paths_as_typed(#[case] typed: &str, #[case] want: &str) {
        assert_eq!(whole(typed, Some(Path::new("/home/w")), Path::new("/w")), Path::new(want));
    }

    #[cfg(unix)]
    #[rstest]
    #[case("/盘/台账.db", "/盘/台账.db")]
    #[case("/盘/我的 台账.db", "'/盘/我的 台账.db'")]
    #[case("/a/it's $x.db", "'/a/it'\\''s $x.db'")]
    #[case("~x", "'~x'")]
    #[case("-x", "'-x'")]
    #[case("a\\b", "'a\\b'")]
    fn paths_for_a_shell(#[case] path: &str, #[case] want: &str) {
        assert_eq!(typed(Path::new(path)), want);
    }

    #[test]
    fn several_paths() {
        let all: Vec<&str> = several("a b.zip; 乙.zip；；").collect();
        assert_eq!(all, ["a b.zip", "乙.zip"]);
    }

    #[test]
    fn names_are_completed_as_far_as_they_agree() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["台账一.xlsx", "台账二.xlsx", ".台", "备份.db"] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        std::fs::create_dir(folder.path().join("佐证")).unwrap();
        std::fs::write(folder.path().join("佐证/照片.jpg"), "").unwrap();
        let complete = |typed| completed(typed, None, folder.path());
        assert_eq!(complete("台"), Some(("台账".to_owned(), 2)));
        assert_eq!(complete("台账二"), Some(("台账二.xlsx".to_owned(), 1)));
        assert_eq!(complete("佐"), Some(("佐证/".to_owned(), 1)));
        assert_eq!(complete("佐证/"), Some(("佐证/照片.jpg".to_owned(), 1)));
        assert_eq!(complete("无"), None);
        assert_eq!(complete("无/x"), None);
    }
}
