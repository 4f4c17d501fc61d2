//! Keeping the author's name in the file, the rest of which stays as the user wrote it; replacing files whole.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use toml::de::DeTable;

/// Writes the author's name into the file, which is made where it is not there.
///
/// # Errors
/// Where the file cannot be read or written, or is no TOML and could only be spoiled.
pub fn author(path: &Path, name: &str) -> io::Result<()> {
    // A link stays a link: what it points at is replaced.
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error),
    };
    replace(path, &with_author(&text, name)?)
}

/// Puts `text` in place of what is in the file, which is made where it is not there. A crash leaves the old file or
/// the new one. `path` is no link.
///
/// # Errors
/// Where the file cannot be written.
pub(super) fn replace(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let beside = beside(path);
    let written = File::create(&beside).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    written.and_then(|()| fs::rename(&beside, path)).inspect_err(|_| {
        // Nothing more can be done if even this fails.
        let _ = fs::remove_file(&beside);
    })
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}.new", std::process::id()));
    path.with_file_name(name)
}

/// The text with the author's name in it.
fn with_author(text: &str, name: &str) -> io::Result<String> {
    let table = DeTable::parse(text)
        .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.message().to_owned()))?
        .into_inner();
    let value = toml::Value::String(name.to_owned()).to_string();
    let held = table.iter().find(|(key, _)| key.get_ref() == "author").map(|(_, value)| value.span());
    Ok(match held {
        Some(span) => {
            let (before, after) = (text.get(..span.start), text.get(span.end..));
            format!("{}{value}{}", before.unwrap_or(""), after.unwrap_or(""))
        }
        None => format!("author = {value}\n{text}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_of_the_file_stays() {
        let old = "# mine\nmouse = false\nauthor = '李' # me\n[keys]\nmark = \"x\"\n";
        let new = with_author(old, "王\"敏").unwrap();
        assert_eq!(new.replace(&toml::Value::String("王\"敏".to_owned()).to_string(), "'李'"), old);
        let parsed: toml::Table = new.parse().unwrap();
        assert_eq!(parsed["author"].as_str(), Some("王\"敏"));
    }

    #[test]
    fn a_new_file_is_made_and_written_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/config.toml");
        author(&path, "王敏").unwrap();
        author(&path, "李强").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "author = \"李强\"\n");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn a_spoilt_file_is_not_touched() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        fs::write(&path, "author = [").unwrap();
        assert!(author(&path, "王敏").is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "author = [");
    }
}
