//! A library that panics where it should fail: what it says goes to whoever called it, and to nobody else.

use std::{
    cell::Cell,
    panic::{self, AssertUnwindSafe},
    sync::Once,
};

thread_local! {
    /// Whether a panic of this thread is caught, so that it is not to be reported.
    static HELD: Cell<bool> = const { Cell::new(false) };
}

/// Runs `work`.
///
/// # Errors
/// Where it panics, with what it said. What `work` was writing is then not to be used.
pub(super) fn run<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    static HOOKED: Once = Once::new();
    HOOKED.call_once(|| {
        // The report of any other panic stays what it was: the screen has one of its own.
        let former = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !HELD.get() {
                former(info);
            }
        }));
    });
    let before = HELD.replace(true);
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    HELD.set(before);
    done.map_err(|said| {
        let text = said.downcast_ref::<String>().cloned();
        text.or_else(|| said.downcast_ref::<&str>().map(ToString::to_string)).unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_panic_says_is_given_back() {
        assert_eq!(run(|| 7), Ok(7));
        let full: Vec<Result<(), &str>> = vec![Err("full")];
        assert!(run(|| full.iter().for_each(|one| one.unwrap())).unwrap_err().contains("full"));
        assert_eq!(run(|| 8), Ok(8));
    }
}
