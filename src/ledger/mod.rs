//! The ledger (台账): one SQLite file that holds the notices and the inspectors' follow-up.
//!
//! All SQL of the program stands in this folder, behind the questions that the program asks.
//! Whoever stands above sees [`types`] and, for the screen, the [`protocol`] of the worker thread.

pub mod fold;
pub mod followup;
pub mod protocol;
pub mod types;
