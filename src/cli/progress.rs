//! How far something that takes long has come.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressState, ProgressStyle};

use crate::words::Words;

/// A bar on standard error, where that is a terminal and there is more than one thing to do: how many of all, how
/// many a second, how long it will still take.
pub(super) fn progress(of: usize, words: &'static Words) -> ProgressBar {
    if of < 2 || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(u64::try_from(of).unwrap_or(u64::MAX));
    let said = move |state: &ProgressState, out: &mut dyn std::fmt::Write| {
        // A line that cannot be made is not shown.
        let _ = out.write_str(&line(state.per_sec(), state.eta().as_secs(), words));
    };
    if let Ok(style) = ProgressStyle::with_template("{wide_bar} {pos}/{len}  {said}") {
        bar.set_style(style.with_key("said", said).progress_chars("=> "));
    }
    bar
}

/// Rate and rest in words; nothing before there is a rate.
fn line(rate: f64, rest: u64, words: &Words) -> String {
    let words = &words.tui.job;
    // Slower than one a second: a rate of 0 would say that nothing is done.
    let rate = match rate {
        rate if rate >= 1.0 => (words.rate)(rate as u64),
        _ => String::new(),
    };
    let rest = (words.rest)(rest);
    if rate.is_empty() { rest } else { format!("{rate}  {rest}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{EN, ZH};

    #[test]
    fn rate_and_rest_are_told_in_words() {
        assert_eq!(line(512.7, 40, &ZH), "512/秒  还要 40 秒");
        assert_eq!(line(0.2, 90, &ZH), "还要 2 分钟");
        assert!(line(512.7, 40, &EN).starts_with("512"));
    }
}
