//! The floors of the house, read from its sources.

use std::{fs, path::Path};

fn sources(folder: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    walkdir::WalkDir::new(root)
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|ext| ext == "rs"))
        .map(|path| (path.display().to_string(), fs::read_to_string(&path).unwrap()))
        .collect()
}

fn none_says(folder: &str, forbidden: &[&str]) {
    let sources = sources(folder);
    assert!(!sources.is_empty());
    for (path, source) in sources {
        for word in forbidden {
            assert!(!source.contains(word), "{path} says {word}");
        }
    }
}

#[test]
fn the_app_does_no_io_and_asks_no_clock() {
    let world = [
        "std::fs",
        "std::io",
        "std::env",
        "std::thread",
        "now()",
        "TimeZone::system",
        "SystemTime",
        "println!",
    ];
    none_says("src/tui/app", &world);
    none_says(
        "src/tui/app",
        &["crossterm", "ratatui::Frame", "ratatui::buffer", "ratatui::style", "super::ui"],
    );
}

#[test]
fn drawing_changes_nothing() {
    none_says("src/tui/ui", &["&mut Model", "update(", "std::fs", "std::io", "now()"]);
}

#[test]
fn lower_floors_do_not_name_upper_ones() {
    none_says("src/text", &["crate::tui", "crate::ledger", "crate::query", "crate::words", "ratatui"]);
    none_says("src/config", &["crate::tui", "crate::ledger"]);
    none_says("src/words", &["crate::tui", "crate::ledger", "crate::query"]);
    none_says("src/ledger", &["crate::tui", "ratatui"]);
}

/// Text is cut, filled and counted by cells in one room only.
#[test]
fn only_one_room_knows_widths() {
    for folder in ["src/tui", "src/cli", "src/query", "src/ledger", "src/words"] {
        none_says(folder, &["unicode_width", "UnicodeWidthStr"]);
    }
}
