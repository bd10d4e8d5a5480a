//! `copydesk check --watch`: checks again whenever something changes.
//!
//! The system says when something stirs in the folders of drafts, rules and configuration; whether anything has changed is
//! then seen from the files themselves, so that an editor which writes a new file and renames it looks like any other.
//! From network drives no word may come: they are looked at now and then as well.

use std::collections::BTreeMap;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant, SystemTime};
use std::{fs, thread};

use copydesk_desk::house::{self, House};
use copydesk_desk::stet::side;
use copydesk_desk::walk;
use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::args::Check;
use crate::check::is_stdin;
use crate::{Exit, console, open};

/// Between two looks where the system says nothing; on large folders longer, so that looking takes no more than a tenth
/// of the time.
const LOOK: Duration = Duration::from_secs(2);
/// The same where the system cannot say when something changes.
const LOOK_ALONE: Duration = Duration::from_millis(200);
/// Nothing has changed for so long: an editor has written all it had to write.
const STILL: Duration = Duration::from_millis(100);

/// What was there: time of change and size.
type Stamp = BTreeMap<PathBuf, (Option<SystemTime>, u64)>;

/// Runs `check` now and after every change, until the program is ended.
pub(crate) fn run(args: &Check, check: &dyn Fn() -> Result<Exit, String>) -> Result<Exit, String> {
    if args.paths.iter().any(|path| is_stdin(path)) {
        return Err("--watch looks at files; standard input cannot change".to_owned());
    }
    let mut ear = Ear::new();
    loop {
        let before = stamp(args);
        if let Some(ear) = &mut ear {
            ear.listen(args, &before);
        }
        // A rule that is half written is no reason to end.
        if let Err(message) = check() {
            console::complain(&format!("copydesk: {message}\n"));
        }
        if !args.quiet {
            console::complain("watching for changes; Ctrl-C ends\n");
        }
        wait(args, &before, ear.as_ref());
        if std::io::stdout().is_terminal() {
            console::print("\x1b[2J\x1b[3J\x1b[H")?;
        }
    }
}

/// Hears from the system that something stirs.
struct Ear {
    watcher: RecommendedWatcher,
    stirs: Receiver<()>,
    folders: Vec<PathBuf>,
}

impl Ear {
    /// None where the system has no way to say so.
    fn new() -> Option<Self> {
        let (sender, stirs) = channel();
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            // Reading a draft is no change of it. That nobody listens any more is no fault.
            if event.is_ok_and(|event| !event.kind.is_access()) {
                let _ = sender.send(());
            }
        });
        Some(Self {
            watcher: watcher.ok()?,
            stirs,
            folders: Vec::new(),
        })
    }

    /// Listens to the folders that were given and to those of all that is looked at. A file is heard by its folder: one
    /// that takes the name of another is another file.
    fn listen(&mut self, args: &Check, stamp: &Stamp) {
        let given = args.paths.iter().filter(|path| path.is_dir()).cloned();
        let holders = stamp.keys().filter_map(|file| {
            let folder = file.parent()?;
            Some(if folder.as_os_str().is_empty() {
                PathBuf::from(".")
            } else {
                folder.to_owned()
            })
        });
        let mut wanted: Vec<PathBuf> = given.chain(holders).collect();
        wanted.sort();
        wanted.dedup();
        for folder in wanted {
            if !self.folders.contains(&folder)
                // What cannot be listened to is looked at.
                && self.watcher.watch(&folder, RecursiveMode::NonRecursive).is_ok()
            {
                self.folders.push(folder);
            }
        }
    }

    /// Waits until something stirs, but not longer than that.
    fn wait(&self, most: Duration) {
        match self.stirs.recv_timeout(most) {
            // One change is told in several words.
            Ok(()) => while self.stirs.try_recv().is_ok() {},
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => thread::sleep(most),
        }
    }
}

/// Waits until something has changed and then stays as it is.
fn wait(args: &Check, before: &Stamp, ear: Option<&Ear>) {
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
        let effort = start.elapsed() * 9;
        match ear {
            Some(ear) => ear.wait(LOOK.max(effort)),
            None => thread::sleep(LOOK_ALONE.max(effort)),
        }
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
