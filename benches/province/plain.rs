//! A made province as files: notices for the program, and the plain forms that its peers read.

use std::{
    collections::HashSet,
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::Path,
};

use huitoukan::notice::OutcomeTag;

use crate::made::Province;

/// How much was written.
pub struct Written {
    /// Notices.
    pub notices: usize,
    /// Agencies that they come from.
    pub agencies: usize,
}

/// Writes so many issues below `folder`, over what stood there.
///
/// # Errors
/// Where a file cannot be written.
pub fn write(folder: &Path, issues: usize) -> io::Result<Written> {
    if folder.join("notices").exists() {
        fs::remove_dir_all(folder.join("notices"))?;
    }
    fs::create_dir_all(folder)?;
    let file =
        |name: &str| File::create(folder.join(name)).map(|file| BufWriter::with_capacity(1 << 20, file));
    let (mut titles, mut text, mut table) = (file("titles.txt")?, file("text.txt")?, file("issues.tsv")?);
    writeln!(table, "id\tagency\toutcome\tdue\tfeedback\ttitle")?;
    let (mut notices, mut id, mut agencies) = (0, 0, HashSet::new());
    for made in Province::new().notices(issues) {
        let path = folder.join("notices").join(&made.file);
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(path, &made.text)?;
        notices += 1;
        for issue in &made.issues {
            id += 1;
            let (agency, feedback, title) = (&made.agency, made.feedback, &issue.title);
            let due = issue.due.map(|due| due.to_string()).unwrap_or_default();
            let outcome: Vec<&str> = issue.outcome.iter().map(|tag| name(*tag)).collect();
            writeln!(titles, "{title}")?;
            writeln!(text, "{title}\t{}", issue.answer())?;
            writeln!(table, "{id}\t{agency}\t{}\t{due}\t{feedback}\t{title}", outcome.join(","))?;
        }
        agencies.insert(made.agency);
    }
    [titles, text, table].iter_mut().try_for_each(Write::flush)?;
    Ok(Written { notices, agencies: agencies.len() })
}

fn name(tag: OutcomeTag) -> &'static str {
    match tag {
        OutcomeTag::Completed => "completed",
        OutcomeTag::Phased => "phased",
        OutcomeTag::LongTerm => "long_term",
        OutcomeTag::InProgress => "in_progress",
        OutcomeTag::NotStarted => "not_started",
    }
}
