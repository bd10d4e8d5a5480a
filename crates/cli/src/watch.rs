//! `copydesk check --watch`: checks again whenever something changes.
//!
//! Folders are looked at again and again rather than listened to: that works on the network drives of newsrooms too,
//! and an editor that writes a new file and renames it looks like any other.

use std::collections::BTreeMap;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};
use std::{fs, thread};

use copydesk_desk::house::{self, House};
use copydesk_desk::stet::side;
use copydesk_desk::walk;

use crate::args::Check;
use crate::check::is_stdin;
use crate::{Exit, console, open};

/// Between two looks; on large folders longer, so that looking takes no more than a tenth of the time.
const LOOK: Duration = Duration::from_millis(200);
/// Nothing has changed for so long: an editor has written all it had to write.
const STILL: Duration = Duration::from_millis(100);

/// What was there: time of change and size.
type Stamp = BTreeMap<PathBuf, (Option<SystemTime>, u64)>;

/// Runs `check` now and after every change, until the program is ended.
pub(crate) fn run(args: &Check, check: &dyn Fn() -> Result<Exit, String>) -> Result<Exit, String> {
    if args.paths.iter().any(|path| is_stdin(path)) {
        return Err("--watch looks at files; standard input cannot change".to_owned());
    }
    loop {
        let before = stamp(args);
        // A rule that is half written is no reason to end.
        if let Err(message) = check() {
            console::complain(&format!("copydesk: {message}\n"));
        }
        if !args.quiet {
            console::complain("watching for changes; Ctrl-C ends\n");
        }
        wait(args, &before);
        if std::io::stdout().is_terminal() {
            console::print("\x1b[2J\x1b[3J\x1b[H")?;
        }
    }
}

/// Waits until something has changed and then stays as it is.
fn wait(args: &Check, before: &Stamp) {
    loop {
        let start = Instant::now();
        let now = stamp(args);
        if now != *before {
            let mut last = now;
            loop {
                thread::sleep(STILL);
                let now = stamp(args);
                if now == last {
                    return;
                }
                last = now;
            }
        }
        thread::sleep(LOOK.max(start.elapsed() * 9));
    }
}

/// Drafts, the marks beside them, rules, and the configuration.
fn stamp(args: &Check) -> Stamp {
    let mut stamp = Stamp::new();
    let house = open::house(&args.choice).unwrap_or_default();
    let exclude = [house.exclude.as_slice(), &args.exclude].concat();
    if let Ok(found) = walk::find(&args.paths, &exclude) {
        for draft in found.drafts {
            look(&mut stamp, &side::beside(&draft.path));
            look(&mut stamp, &draft.path);
        }
    }
    look_at_house(&mut stamp, args, &house);
    stamp
}

fn look_at_house(stamp: &mut Stamp, args: &Check, house: &House) {
    // Also one that cannot be read at present, and one that is yet to come.
    look(stamp, Path::new(house::FILE));
    for file in [
        &house.file,
        &args.choice.config,
        &house.baseline,
        &args.baseline,
    ]
    .into_iter()
    .flatten()
    {
        look(stamp, file);
    }
    for folder in house
        .rules
        .iter()
        .chain(&args.choice.rules)
        .chain(&args.choice.pack)
    {
        below(stamp, folder);
    }
}

fn below(stamp: &mut Stamp, path: &Path) {
    look(stamp, path);
    let Ok(entries) = fs::read_dir(path) else {
        return;
    };
    for entry in entries.flatten() {
        // Links may lead in circles.
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            below(stamp, &entry.path());
        } else {
            look(stamp, &entry.path());
        }
    }
}

fn look(stamp: &mut Stamp, path: &Path) {
    if let Ok(meta) = fs::metadata(path) {
        stamp.insert(path.to_owned(), (meta.modified().ok(), meta.len()));
    }
}
