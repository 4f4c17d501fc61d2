//! Pages as systems of government sites and office programs make them, pieces of pages, hostile pages.

mod hostile;
mod pages;
mod pieces;

use super::*;

/// The text of a page.
fn text_of(page: &str) -> String {
    read(page.as_bytes()).expect("a page").composed.text
}

/// The lines of a page.
fn lines_of(page: &str) -> Vec<String> {
    text_of(page).lines().map(str::to_owned).collect()
}
