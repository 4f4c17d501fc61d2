//! `parse --explain` and `lexicon`: how the reader took what it read, and by which words.

use std::io::{self, Write};

use crate::{
    config::Loaded,
    intake::Document,
    notice::Notice,
    parse::{self, Lexicon, Part},
    text::{Align, clean::for_terminal, cut, pad},
    words::Words,
};

use super::context::lexicon_path;

/// How many cells of a line's text are shown.
const SHOWN: usize = 40;

/// Prints for each line of a document what it was taken as, and why; gives the notice back.
///
/// # Errors
/// Where `out` cannot be written.
pub fn lines(document: &Document, words: &Words, out: &mut impl Write) -> io::Result<Notice> {
    let (notice, parts) = parse::explain(document, &words.read);
    let digits = parts.last().map_or(1, |part| part.line.to_string().len());
    let mut last = 0;
    for part in &parts {
        let first = part.line != last;
        last = part.line;
        let number = if first { part.line.to_string() } else { String::new() };
        let taken = pad((words.explain.taken)(part.taken), 12, Align::Left);
        let text = if first { part.span.of(&document.text) } else { "" };
        let cut = cut(text, SHOWN);
        let shown = pad(&cut, SHOWN, Align::Left);
        let line = format!("{number:>digits$}  {taken}{shown}  {}", reason(part, words));
        writeln!(out, "{}", for_terminal(line.trim_end()))?;
    }
    Ok(notice)
}

fn reason(part: &Part, words: &Words) -> String {
    let words = &words.explain;
    let label = part.label.as_deref().map(words.label);
    let goes_on = part.goes_on.then(|| words.goes_on.to_owned());
    let why = part.why.map(|why| (words.why)(why).to_owned());
    [label, why, goes_on].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// How many words of a list stand on a line.
const ON_A_LINE: usize = 8;

/// Prints the lexicon that is in force, in the form in which a user writes their own.
///
/// # Errors
/// Where `out` cannot be written.
pub fn lexicon(config: &Loaded, words: &Words, out: &mut impl Write) -> io::Result<()> {
    let words = &words.explain;
    let built_in = Lexicon::built_in().lists();
    writeln!(out, "# {}", words.lexicon_head)?;
    if let Some(path) = lexicon_path(config) {
        let told = if path.exists() { words.lexicon_own } else { words.lexicon_no_own };
        writeln!(out, "# {}", for_terminal(&told(&path.display().to_string())))?;
    }
    let mut section = "";
    for (list, (own_section, name, all)) in built_in.iter().zip(Lexicon::current().lists()) {
        if own_section != section {
            section = own_section;
            writeln!(out, "\n[{section}]")?;
        }
        if let Some(meaning) = (words.lexicon_list)(section, name) {
            writeln!(out, "# {meaning}")?;
        }
        let (known, own): (Vec<&String>, Vec<&String>) = all.iter().partition(|word| list.2.contains(word));
        writeln!(out, "{name} = [")?;
        row(&known, out)?;
        if !own.is_empty() {
            writeln!(out, "  # {}", words.lexicon_added)?;
            row(&own, out)?;
        }
        writeln!(out, "]")?;
    }
    Ok(())
}

fn row(words: &[&String], out: &mut impl Write) -> io::Result<()> {
    for line in words.chunks(ON_A_LINE) {
        let quoted: Vec<String> =
            line.iter().map(|word| toml::Value::from(word.as_str()).to_string()).collect();
        writeln!(out, "  {},", for_terminal(&quoted.join(", ")))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{EN, ZH};

    #[test]
    fn what_is_printed_is_a_lexicon_again() {
        let mut out = Vec::new();
        lexicon(&Loaded::default(), &ZH, &mut out).unwrap();
        let printed = String::from_utf8(out).unwrap();
        assert!(Lexicon::with(&printed).is_ok(), "{printed}");
        assert!(printed.contains("\"整改情况\""));
    }

    #[test]
    fn every_list_has_a_meaning_in_both_languages() {
        for (section, list, _) in Lexicon::built_in().lists() {
            for words in [&ZH, &EN] {
                assert!((words.explain.lexicon_list)(section, list).is_some(), "{section}.{list}");
            }
        }
    }
}
