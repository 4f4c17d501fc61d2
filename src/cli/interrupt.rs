//! Ctrl-C while something is done that can end between two steps.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// Hears that the user or the system wants the program to end (on Unix SIGINT, SIGTERM and SIGHUP). The first time
/// it is only told by [`Interrupt::asked`]; the second time the program ends as it would have. Where this is dropped,
/// nothing is heard any more.
///
/// On other systems nothing is heard: there the program ends at once.
#[derive(Debug, Default)]
pub(super) struct Interrupt {
    heard: Arc<AtomicBool>,
    #[cfg(unix)]
    held: Vec<signal_hook::SigId>,
}

impl Interrupt {
    /// Hears from now on. Where the system refuses, the program ends as it would have.
    #[cfg(unix)]
    pub fn hear() -> Self {
        use signal_hook::{
            consts::{SIGHUP, SIGINT, SIGTERM},
            flag,
        };
        let heard = Arc::new(AtomicBool::new(false));
        let mut held = Vec::new();
        for signal in [SIGINT, SIGTERM, SIGHUP] {
            // In this order: the first signal finds the flag still down, the second does not.
            let second = flag::register_conditional_default(signal, Arc::clone(&heard));
            held.extend(
                second
                    .and_then(|second| {
                        let first = flag::register(signal, Arc::clone(&heard))?;
                        Ok([second, first])
                    })
                    .into_iter()
                    .flatten(),
            );
        }
        Self { heard, held }
    }

    /// Hears from now on.
    #[cfg(not(unix))]
    pub fn hear() -> Self {
        Self::default()
    }

    /// Hears nothing: the program ends as it would have.
    pub fn deaf() -> Self {
        Self::default()
    }

    /// Whether the program is asked to end.
    pub fn asked(&self) -> bool {
        self.heard.load(Ordering::Relaxed)
    }
}

#[cfg(unix)]
impl Drop for Interrupt {
    fn drop(&mut self) {
        for id in self.held.drain(..) {
            signal_hook::low_level::unregister(id);
        }
    }
}
