//! The only place that looks at the terminal and the environment.

use std::env;
use std::io::{self, IsTerminal as _, Write as _};
use std::time::SystemTime;

use copydesk_draft::Day;
use copydesk_report::Style;

use crate::args::Colour;

/// Columns of output that does not go to a terminal.
const WIDTH: usize = 100;

/// How to draw on standard output.
pub(crate) fn style(colour: Colour) -> Style {
    let terminal = io::stdout().is_terminal();
    Style {
        width: if terminal { terminal_width() } else { WIDTH },
        colour: colours(colour, terminal),
        unicode: !terminal || unicode(),
    }
}

/// How to draw on standard error.
pub(crate) fn error_style(colour: Colour) -> Style {
    let terminal = io::stderr().is_terminal();
    Style {
        width: if terminal { terminal_width() } else { WIDTH },
        colour: colours(colour, terminal),
        unicode: !terminal || unicode(),
    }
}

fn terminal_width() -> usize {
    terminal_size::terminal_size().map_or(WIDTH, |(terminal_size::Width(columns), _)| {
        usize::from(columns)
    })
}

fn colours(colour: Colour, terminal: bool) -> bool {
    let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    match colour {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => {
            !set("NO_COLOR")
                && (set("CLICOLOR_FORCE")
                    || (terminal && env::var_os("TERM").is_none_or(|term| term != "dumb")))
        }
    }
}

/// True if the locale can show more than ASCII.
fn unicode() -> bool {
    if cfg!(windows) {
        return true;
    }
    ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .filter_map(|name| env::var(name).ok())
        .find(|value| !value.is_empty())
        .is_none_or(|value| {
            let value = value.to_ascii_lowercase();
            value.contains("utf-8") || value.contains("utf8")
        })
}

/// The day, in UTC.
pub(crate) fn today() -> Day {
    let seconds = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .map_or(0, |since| since.as_secs());
    Day::from_epoch(i32::try_from(seconds / 86_400).unwrap_or(i32::MAX))
}

/// Writes to standard output. The exit code is decided before: a reader that has had enough (`| head`) is no error,
/// a full disk is.
pub(crate) fn print(text: &str) -> Result<(), String> {
    print_bytes(text.as_bytes())
}

/// As [`print`], for a draft that may be in another encoding.
pub(crate) fn print_bytes(bytes: &[u8]) -> Result<(), String> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(format!("cannot write to standard output: {error}"))
        }
        _ => Ok(()),
    }
}

/// Writes to standard error; if that fails there is nobody to tell.
pub(crate) fn complain(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// "1 rule", "2 rules".
pub(crate) fn count(number: usize, word: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {word}{plural}")
}
