//! `--since` and `--staged` in real repositories.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test"
)]

mod common;

use common::{Folder, GATE};

/// Initials that are never written out: an edit elsewhere makes the finding.
const BOARD: &str = r#"
pattern harbour-board: "harbour board"
layer harbour-board-mention from harbour-board
pattern board-initials: "HBX"
layer board-initials-mention from board-initials

rule board-undefined
  title    "Initials are written out once"
  severity warning
  for each board-initials-mention
  require  a harbour-board-mention in the article
  say      "“{it}” is not written out."
  bad      "The [[HBX]] met."
  bad      "A letter to the [[HBX]] was lost."
  good     "The harbour board (HBX) met."
  good     "The harbour board met. A letter to the HBX was lost."
"#;

fn start(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.small_pack(&[GATE, BOARD]);
    folder.write(
        "a.md",
        "The harbour board (HBX) met.\n\nAt noon the gate was shut.\n\nThe HBX went home.\n",
    );
    folder.write("b.md", "At dawn the gate was shut.\n");
    folder.repository();
    folder.commit("first");
    folder
}

fn check(folder: &Folder, more: &[&str]) -> (i32, String, String) {
    let mut args = vec!["check", "--pack", "house", "--format", "concise"];
    args.extend(more);
    folder.run(&args)
}

#[test]
fn only_what_an_edit_brought() {
    let folder = start("since-edit");
    assert_eq!(
        check(&folder, &["--since", "HEAD"]),
        (0, String::new(), String::new())
    );
    // Something before it moves the old finding; its sentence is the same.
    folder.write(
        "a.md",
        "It rained.\n\nThe harbour board (HBX) met.\n\nAt noon the gate was shut. At dusk the gate was shut.\n\nThe HBX went home.\n",
    );
    // A file that git does not know yet.
    folder.write("c.txt", "At night the gate was shut.\n");
    let (exit, out, _) = check(&folder, &["--since", "HEAD"]);
    assert_eq!(
        (exit, out.as_str()),
        (
            1,
            "a.md:5:36: error gate-shut: It is not said who shut the gate.\nc.txt:1:10: error gate-shut: It is not said who shut the gate.\n"
        )
    );
    // The sentence around the words changed: it is looked at again.
    folder.write(
        "a.md",
        "The harbour board (HBX) met.\n\nAt noon the gate was shut by force.\n\nThe HBX went home.\n",
    );
    let (exit, out, _) = check(&folder, &["--since", "HEAD", "a.md"]);
    assert_eq!(
        (exit, out.as_str()),
        (
            1,
            "a.md:3:9: error gate-shut: It is not said who shut the gate.\n"
        )
    );
    let (_, out, _) = folder.run(&["check", "--pack", "house", "--since", "HEAD", "a.md"]);
    assert!(out.contains("since HEAD ("), "{out}");
    assert!(
        out.contains("1 draft changed, 0 findings as before not reported"),
        "{out}"
    );
}

#[test]
fn what_an_edit_elsewhere_caused() {
    let folder = start("since-elsewhere");
    folder.write(
        "a.md",
        "The members met.\n\nAt noon the gate was shut.\n\nThe HBX went home.\n",
    );
    let (exit, out, _) = check(&folder, &["--since", "main"]);
    assert_eq!(
        (exit, out.as_str()),
        (
            0,
            "a.md:5:5: warning board-undefined: “HBX” is not written out.\n"
        )
    );
}

#[test]
fn a_branch_is_compared_with_where_it_parted() {
    let folder = start("since-branch");
    folder.git(&["checkout", "--quiet", "-b", "story"]);
    folder.write(
        "b.md",
        "At dawn the gate was shut.\n\nThen the gate was shut.\n",
    );
    folder.commit("story");
    folder.git(&["checkout", "--quiet", "main"]);
    // The other side mends what this side still has: that is no news of this side.
    folder.write("a.md", "Nothing happened.\n");
    folder.commit("mended");
    folder.git(&["checkout", "--quiet", "story"]);
    let (exit, out, _) = check(&folder, &["--since", "main"]);
    assert_eq!(
        (exit, out.as_str()),
        (
            1,
            "b.md:3:6: error gate-shut: It is not said who shut the gate.\n"
        )
    );
}

#[test]
fn a_draft_that_was_renamed_takes_its_history_along() {
    let folder = start("since-rename");
    folder.git(&["mv", "a.md", "z.md"]);
    folder.commit("moved");
    let (exit, out, _) = check(&folder, &["--since", "HEAD~1"]);
    assert_eq!((exit, out.as_str()), (0, ""));
}

#[test]
fn what_is_staged_is_checked_not_what_lies_there() {
    let folder = start("staged");
    folder.write(
        "b.md",
        "At dawn the gate was shut.\n\nThen the gate was shut.\n",
    );
    assert_eq!(check(&folder, &["--staged"]).0, 0);
    folder.git(&["add", "b.md"]);
    folder.write("b.md", "Nothing happened.\n");
    let (exit, out, _) = check(&folder, &["--staged"]);
    assert_eq!(
        (exit, out.as_str()),
        (
            1,
            "b.md:3:6: error gate-shut: It is not said who shut the gate.\n"
        )
    );
    // Staged, and gone from the folder.
    std::fs::remove_file(folder.0.join("b.md")).unwrap();
    assert_eq!(check(&folder, &["--staged"]).0, 1);
    // Before the first commit everything is new.
    let fresh = Folder::new("staged-first");
    fresh.small_pack(&[GATE, BOARD]);
    fresh.write("a.md", "The gate was shut.\n");
    fresh.repository();
    fresh.git(&["add", "a.md"]);
    let (exit, out, _) = check(&fresh, &["--staged"]);
    assert_eq!(
        (exit, out.as_str()),
        (
            1,
            "a.md:1:1: error gate-shut: It is not said who shut the gate.\n"
        )
    );
}

#[test]
fn a_mark_beside_plain_text_is_part_of_the_draft() {
    let folder = start("since-marks");
    folder.write("d.txt", "The gate was shut.\n");
    folder.write(
        "d.stet.toml",
        "[[stet]]\nrule = \"gate-shut\"\nfingerprint = \"8e2a29a0965d1c69\"\nreason = \"seen\"\n",
    );
    folder.commit("marked");
    assert_eq!(check(&folder, &["d.txt"]).1, "");
    std::fs::remove_file(folder.0.join("d.stet.toml")).unwrap();
    folder.commit("mark taken out");
    let (exit, out, _) = check(&folder, &["--since", "HEAD~1"]);
    // The draft itself is untouched.
    assert_eq!(
        (exit, out.as_str()),
        (
            1,
            "d.txt:1:1: error gate-shut: It is not said who shut the gate.\n"
        )
    );
}

#[test]
fn what_git_cannot_tell_is_said() {
    let folder = start("since-trouble");
    let trouble = |folder: &Folder, more: &[&str], wanted: &str| {
        let (exit, out, err) = check(folder, more);
        assert_eq!((exit, out.as_str()), (2, ""), "{more:?}");
        assert!(err.contains(wanted), "{more:?}: {err}");
    };
    trouble(
        &folder,
        &["--since", "no-such"],
        "--since no-such: no such revision; `git branch -a`",
    );
    trouble(&folder, &["--since", "-x"], "'-x'");
    trouble(&folder, &["--since=-x"], "--since -x: not a revision");
    trouble(
        &folder,
        &["--since", "HEAD", "-"],
        "standard input has no history",
    );
    trouble(
        &folder,
        &["--since", "HEAD", "--staged"],
        "cannot be used with",
    );
    trouble(
        &folder,
        &["--since", "HEAD", "--fix"],
        "cannot be used with",
    );

    let bare = Folder::new("since-nowhere");
    bare.small_pack(&[GATE, BOARD]);
    bare.write("a.md", "The gate was shut.\n");
    trouble(
        &bare,
        &["--since", "HEAD"],
        "this folder is in no git repository",
    );
    trouble(&bare, &["--staged"], "this folder is in no git repository");

    // A draft that lies elsewhere.
    let elsewhere = bare.0.join("a.md").to_string_lossy().into_owned();
    trouble(
        &folder,
        &["--since", "HEAD", &elsewhere],
        "outside the repository",
    );

    // Without the program.
    let mut command = folder.copydesk(&["check", "--pack", "house", "--since", "HEAD"]);
    let output = command
        .env("PATH", folder.0.join("empty"))
        .output()
        .unwrap();
    let (exit, out, err) = common::told(&output);
    assert_eq!((exit, out.as_str()), (2, ""));
    assert!(err.contains("the program `git` is not installed"), "{err}");

    // A clone without the history.
    folder.write("b.md", "Nothing happened.\n");
    folder.commit("second");
    let shallow = Folder::new("since-shallow");
    let from = format!("file://{}", folder.0.display());
    shallow.git(&["clone", "--quiet", "--depth", "1", &from, "."]);
    trouble(
        &shallow,
        &["--since", "HEAD~1"],
        "this clone is shallow; fetch the history",
    );
}
