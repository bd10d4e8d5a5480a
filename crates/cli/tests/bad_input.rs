//! Files that no text can describe: huge, endless, looped, read-only, with names that are no words.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test"
)]

mod common;

use std::ffi::OsStr;
use std::fs::{self, File, Permissions};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::process::Command;

use common::{Folder, TWIN};

fn start(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.small_pack(&[TWIN]);
    folder
}

fn check(folder: &Folder, more: &[&str]) -> (i32, String, String) {
    let mut args = vec!["check", "--pack", "house", "--format", "concise"];
    args.extend(more);
    folder.run(&args)
}

#[test]
fn a_huge_file_is_not_read() {
    let folder = start("bad-huge");
    // A gigabyte that takes no room on the disk.
    let file = File::create(folder.0.join("huge.md")).unwrap();
    file.set_len(1 << 30).unwrap();
    let (exit, out, _) = check(&folder, &["huge.md"]);
    assert_eq!(
        (exit, out.as_str()),
        (
            2,
            "huge.md: not linted: over 64 MiB (1024 MiB); is this one draft? --max-size sets the limit\n"
        )
    );
}

#[test]
fn what_may_never_end_is_not_read() {
    let folder = start("bad-pipe");
    let made = Command::new("mkfifo")
        .arg(folder.0.join("pipe.md"))
        .status()
        .unwrap();
    assert!(made.success());
    let (exit, out, _) = check(&folder, &["pipe.md"]);
    assert_eq!(
        (exit, out.as_str()),
        (
            2,
            "pipe.md: not linted: not a file; `-` reads standard input\n"
        )
    );
}

#[test]
fn links_in_circles_end() {
    let folder = start("bad-links");
    folder.write("drafts/a.md", "To the the gate.\n");
    symlink("loop.md", folder.0.join("drafts/loop.md")).unwrap();
    symlink("nowhere.md", folder.0.join("drafts/lost.md")).unwrap();
    symlink("../drafts", folder.0.join("drafts/again")).unwrap();
    let (exit, out, _) = check(&folder, &["drafts"]);
    assert_eq!(exit, 2);
    assert_eq!(out.matches("twin-article").count(), 1, "{out}");
    assert!(
        out.contains("drafts/lost.md: not linted: no such file, or a link to nothing"),
        "{out}"
    );
    assert!(
        out.contains("drafts/loop.md: not linted: cannot be read"),
        "{out}"
    );
}

#[test]
fn a_folder_with_the_name_of_a_draft_is_a_folder() {
    let folder = start("bad-folder");
    folder.write("a.md/b.md", "To the the gate.\n");
    let (exit, out, _) = check(&folder, &["a.md"]);
    assert_eq!(
        (exit, out.as_str()),
        (1, "a.md/b.md:1:4: error twin-article: Twice.\n")
    );
}

#[test]
fn names_that_are_no_words_stay_on_their_line() {
    let folder = start("bad-names");
    folder.write("drafts/a\nb.md", "To the the gate.\n");
    // Two names that look the same once they are shown.
    for name in [&b"drafts/x\xff.md"[..], &b"drafts/x\xfe.md"[..]] {
        fs::write(folder.0.join(OsStr::from_bytes(name)), "To the the gate.\n").unwrap();
    }
    let (exit, out, _) = check(&folder, &["drafts"]);
    assert_eq!(
        (exit, out.as_str()),
        (
            1,
            "drafts/a b.md:1:4: error twin-article: Twice.\ndrafts/x\u{fffd}.md:1:4: error twin-article: Twice.\ndrafts/x\u{fffd}.md:1:4: error twin-article: Twice.\n"
        )
    );
    for format in [
        "json", "sarif", "github", "gitlab", "junit", "markdown", "narrated", "html", "rdjson",
        "full",
    ] {
        let (exit, out, err) =
            folder.run(&["check", "--pack", "house", "--format", format, "drafts"]);
        assert_eq!((exit, err.as_str()), (1, ""), "{format}");
        assert!(!out.contains("a\nb.md"), "{format}: {out}");
    }
}

#[test]
fn what_cannot_be_written_stays_as_it_was() {
    let folder = start("bad-read-only");
    folder.write("a.md", "To the the gate.\n");
    folder.write("b.md", "By the the gate.\n");
    fs::set_permissions(folder.0.join("a.md"), Permissions::from_mode(0o444)).unwrap();
    let (exit, out, err) = check(&folder, &["--fix", "a.md", "b.md"]);
    assert_eq!(exit, 2);
    assert!(
        err.contains("copydesk: a.md: not fixed: the file is read-only"),
        "{err}"
    );
    assert!(out.contains("a.md:1:4: error twin-article"), "{out}");
    assert_eq!(
        (folder.read("a.md").as_str(), folder.read("b.md").as_str()),
        ("To the the gate.\n", "By the gate.\n")
    );
    // A mark has no place there either.
    let args = [
        "stet",
        "a.md:1",
        "twin-article",
        "--reason",
        "the band's name",
        "--pack",
        "house",
    ];
    let (exit, out, err) = folder.run(&args);
    assert_eq!((exit, out.as_str()), (2, ""));
    assert!(
        err.contains("a.md: not written: the file is read-only"),
        "{err}"
    );
    assert_eq!(folder.read("a.md"), "To the the gate.\n");
}

#[test]
fn a_full_disk_loses_nothing() {
    let folder = start("bad-full");
    folder.write("a.md", "To the the gate.\n");
    // Every write fails there; standard output is decided before it is printed.
    let full = File::options().write(true).open("/dev/full").unwrap();
    let output = folder
        .copydesk(&["check", "--pack", "house", "a.md"])
        .stdout(full)
        .output()
        .unwrap();
    let (exit, _, err) = common::told(&output);
    assert_eq!(exit, 2);
    assert!(err.contains("cannot write to standard output"), "{err}");
    let (exit, out, err) = check(&folder, &["-o", "/dev/full", "a.md"]);
    assert_eq!((exit, out.as_str()), (2, ""));
    assert!(err.contains("--output /dev/full"), "{err}");
}
