//! How far a long run has come: on standard error, only where that is a terminal, and only after a while.

use std::io::IsTerminal as _;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::console;

/// Short runs say nothing.
const AFTER: Duration = Duration::from_secs(1);
/// Between two lines.
const EVERY: Duration = Duration::from_millis(150);

/// Counts what is done; takes its line away when it is dropped.
pub(crate) struct Progress {
    verb: &'static str,
    noun: &'static str,
    all: Option<usize>,
    done: AtomicUsize,
    start: Instant,
    /// When it last said something; `None` where nobody looks.
    said: Option<Mutex<Option<Instant>>>,
}

impl Progress {
    /// Nothing is said where standard error is no terminal, or in a quiet run.
    pub(crate) fn new(
        verb: &'static str,
        noun: &'static str,
        all: Option<usize>,
        quiet: bool,
    ) -> Self {
        Self {
            verb,
            noun,
            all,
            done: AtomicUsize::new(0),
            start: Instant::now(),
            said: (!quiet && std::io::stderr().is_terminal()).then(|| Mutex::new(None)),
        }
    }

    /// So many more are done.
    pub(crate) fn step(&self, more: usize) {
        let done = self.done.fetch_add(more, Ordering::Relaxed) + more;
        let Some(said) = &self.said else { return };
        if self.start.elapsed() < AFTER {
            return;
        }
        // Whoever holds the lock is saying it already.
        let Ok(mut last) = said.try_lock() else {
            return;
        };
        if last.is_some_and(|last| last.elapsed() < EVERY) {
            return;
        }
        *last = Some(Instant::now());
        let of = self
            .all
            .map_or_else(String::new, |all| format!(" of {all}"));
        console::complain(&format!("\r\x1b[K{} {done}{of} {}s", self.verb, self.noun));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(said) = &self.said
            && said.lock().is_ok_and(|said| said.is_some())
        {
            console::complain("\r\x1b[K");
        }
    }
}
