//! The screen.

pub mod app;
pub mod keymap;
pub mod ui;
