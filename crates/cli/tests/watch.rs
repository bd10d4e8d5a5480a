//! `--watch`: a change of a draft, of the rules, and an editor that writes a new file and renames it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test"
)]

mod common;

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::Child;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use common::{Folder, GATE};

struct Watched {
    child: Child,
    lines: Receiver<String>,
}

impl Watched {
    /// The next line, of either stream.
    fn next(&self) -> String {
        self.lines
            .recv_timeout(Duration::from_mins(1))
            .expect("a line within a minute")
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn watch(folder: &Folder) -> Watched {
    let args = [
        "check", "--pack", "house", "--format", "concise", "--watch", "drafts",
    ];
    let mut child = folder.copydesk(&args).spawn().unwrap();
    let (sender, lines) = channel();
    let (out, err) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let other = sender.clone();
    std::thread::spawn(move || {
        for line in BufReader::new(out).lines().map_while(Result::ok) {
            let _ = sender.send(line);
        }
    });
    std::thread::spawn(move || {
        for line in BufReader::new(err).lines().map_while(Result::ok) {
            let _ = other.send(line);
        }
    });
    Watched { child, lines }
}

#[test]
fn every_change_is_checked() {
    let folder = Folder::new("watch");
    folder.small_pack(&[GATE]);
    folder.write("drafts/a.md", "Rain fell.\n");
    let watched = watch(&folder);
    assert_eq!(watched.next(), "watching for changes; Ctrl-C ends");

    folder.write("drafts/a.md", "Rain fell. The gate was shut.\n");
    let found = "drafts/a.md:1:12: error gate-shut: It is not said who shut the gate.";
    let mut lines = [watched.next(), watched.next()];
    lines.sort();
    assert_eq!(lines, [found, "watching for changes; Ctrl-C ends"]);

    // As many editors save: a new file takes the name of the old.
    folder.write(
        "drafts/.a.md.tmp",
        "Rain fell at night. The gate was shut.\n",
    );
    fs::rename(
        folder.0.join("drafts/.a.md.tmp"),
        folder.0.join("drafts/a.md"),
    )
    .unwrap();
    let mut lines = [watched.next(), watched.next()];
    lines.sort();
    assert_eq!(lines[0], found.replace("1:12", "1:21"));

    // A rule that says something else.
    folder.write(
        "house/rules.desk",
        GATE.replace("It is not said", "Nobody says"),
    );
    let mut lines = [watched.next(), watched.next()];
    lines.sort();
    assert!(
        lines[0].ends_with("Nobody says who shut the gate."),
        "{lines:?}"
    );

    // A draft that is gone.
    fs::remove_file(folder.0.join("drafts/a.md")).unwrap();
    folder.write("drafts/b.md", "Rain fell.\n");
    assert_eq!(watched.next(), "watching for changes; Ctrl-C ends");
}
