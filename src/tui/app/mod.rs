//! The model of the screen and how it changes. No file, no clock, no terminal is touched here.
//!
//! [`update::update`] takes a [`action::Action`] and gives back the [`effect::Effect`]s that others
//! carry out. The view reads the [`model::Model`] and never changes it.

pub mod able;
pub mod action;
pub mod agency;
pub mod answer;
pub mod board;
pub mod command;
pub mod detail;
pub mod effect;
pub mod evidence;
pub mod export;
pub mod facts;
pub mod fields;
pub mod filter;
pub mod find;
pub mod fix;
pub mod focus;
pub mod form;
pub mod help;
pub mod layout;
pub mod list;
pub mod marks;
pub mod menu;
pub mod model;
pub mod narrow;
pub mod order;
pub mod picks;
pub mod pointer;
pub mod say;
pub mod search;
pub mod sheet;
pub mod source;
pub mod standing;
pub mod steps;
pub mod tree;
pub mod update;
pub mod veil;
pub mod views;
pub mod walk;
pub mod work;
