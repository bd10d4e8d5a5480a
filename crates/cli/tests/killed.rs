//! A process that is killed while it writes a fixed draft leaves the old draft or the new one, whole.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test"
)]

mod common;

use std::fs;
use std::time::{Duration, Instant};

use common::{Folder, TWIN};

/// So many times it is killed, and so often it is tried to be.
const KILLS: usize = 3;
const TRIES: usize = 12;

#[test]
fn a_killed_process_leaves_a_whole_draft() {
    let folder = Folder::new("killed");
    folder.small_pack(&[TWIN]);
    // Code is not read as prose: large, and quickly checked.
    let code = "let gate = shut;\n".repeat(240_000);
    let old = format!("To the the gate.\n\n```\n{code}```\n\nThe end.\n");
    let new = old.replacen("the the", "the", 1);
    let args = ["check", "--pack", "house", "--quiet", "--fix", "a.md"];
    let unfinished = || {
        fs::read_dir(&folder.0)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .find(|path| path.to_string_lossy().contains(".copydesk-"))
    };
    let mut killed = 0;
    for _ in 0..TRIES {
        if killed == KILLS {
            break;
        }
        folder.write("a.md", &old);
        let mut child = folder.copydesk(&args).spawn().unwrap();
        let start = Instant::now();
        while unfinished().is_none() && child.try_wait().unwrap().is_none() {
            assert!(start.elapsed() < Duration::from_mins(2), "it does not end");
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let left = folder.read("a.md");
        assert!(
            left == old || left == new,
            "{} bytes of a draft of {}",
            left.len(),
            old.len()
        );
        if let Some(path) = unfinished() {
            // It was in the midst of it.
            assert!(left == old);
            killed += 1;
            fs::remove_file(path).unwrap();
        }
    }
    assert!(killed > 0, "it was never in the midst of writing");
    // And undisturbed it does what it was told.
    folder.write("a.md", &old);
    let (exit, _, err) = folder.run(&args);
    assert_eq!((exit, err.as_str()), (0, ""));
    assert!(folder.read("a.md") == new);
    assert_eq!(unfinished(), None);
}
