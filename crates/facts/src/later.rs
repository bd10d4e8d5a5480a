use std::fmt;
use std::sync::OnceLock;

use serde::Deserialize;

/// Something that lies in a compiled pack, or is not made, until it is first asked for.
#[derive(Clone)]
pub(crate) struct Later<T> {
    made: OnceLock<T>,
    packed: Option<&'static [u8]>,
}

impl<T> Later<T> {
    /// As `postcard` wrote it.
    pub(crate) fn packed(packed: &'static [u8]) -> Self {
        Self {
            made: OnceLock::new(),
            packed: Some(packed),
        }
    }
}

impl<T: Deserialize<'static>> Later<T> {
    /// It; made by `make` where no compiled pack has it.
    pub(crate) fn get(&self, make: impl FnOnce() -> T) -> &T {
        let read = || {
            self.packed
                .and_then(|packed| postcard::from_bytes(packed).ok())
        };
        self.made.get_or_init(|| read().unwrap_or_else(make))
    }
}

impl<T> Default for Later<T> {
    fn default() -> Self {
        Self {
            made: OnceLock::new(),
            packed: None,
        }
    }
}

impl<T> From<T> for Later<T> {
    fn from(made: T) -> Self {
        Self {
            made: OnceLock::from(made),
            packed: None,
        }
    }
}

impl<T: fmt::Debug> fmt::Debug for Later<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.made.fmt(f)
    }
}
