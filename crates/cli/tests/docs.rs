//! The pages under `docs/`: every file is laid out, every command is run, and says what the page says it does.
//!
//! A fenced block with `file=NAME` is a file. In a block `console` each line after `$ ` is a command; the lines below it
//! are in its output, in that order, blanks apart. `…` skips lines. `echo $?` gives the exit code of the command before.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test"
)]

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;

use common::Folder;

/// A fenced block: what stands after the fence, and its lines.
fn blocks(page: &str) -> Vec<(String, Vec<String>)> {
    let mut blocks = Vec::new();
    let mut open: Option<(String, Vec<String>)> = None;
    for line in page.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => open = Some((info.to_owned(), Vec::new())),
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some((_, lines)), None) => lines.push(line.to_owned()),
            (None, None) => {}
        }
    }
    blocks
}

/// Runs a command; exit code, and both streams.
fn run(folder: &Folder, command: &str) -> (i32, String) {
    let binary = Path::new(env!("CARGO_BIN_EXE_copydesk")).parent().unwrap();
    let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap());
    let output = Command::new("sh")
        .args(["-c", &format!("({command}) 2>&1")])
        .current_dir(&folder.0)
        .env_clear()
        .env("PATH", path)
        .env("LANG", "C.UTF-8")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .envs(["AUTHOR", "COMMITTER"].map(|role| (format!("GIT_{role}_NAME"), "The desk")))
        .envs(["AUTHOR", "COMMITTER"].map(|role| (format!("GIT_{role}_EMAIL"), "desk@example.org")))
        .output()
        .unwrap();
    let (exit, out, _) = common::told(&output);
    (exit, out)
}

/// What of the wanted lines is not in the output.
fn missing<'w>(out: &str, wanted: &[&'w str]) -> Option<&'w str> {
    let mut lines = out.lines();
    wanted
        .iter()
        .filter(|line| **line != "…" && !line.trim().is_empty())
        .find(|line| !lines.any(|own| squeezed(own).contains(&squeezed(line))))
        .copied()
}

fn squeezed(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn page(name: &str) {
    let text = fs::read_to_string(common::repository().join("docs").join(name)).unwrap();
    let folder = Folder::new(name);
    let mut commands = 0;
    let mut last = 0;
    for (info, lines) in blocks(&text) {
        if let Some((_, file)) = info.split_once("file=") {
            folder.write(file, lines.join("\n") + "\n");
        }
        if info != "console" {
            continue;
        }
        let mut rest = lines.as_slice();
        while let Some((first, after)) = rest.split_first() {
            let command = first
                .strip_prefix("$ ")
                .unwrap_or_else(|| panic!("{name}: {first}"));
            let end = after
                .iter()
                .position(|line| line.starts_with("$ "))
                .unwrap_or(after.len());
            let (own, next) = after.split_at(end);
            let wanted: Vec<&str> = own.iter().map(String::as_str).collect();
            rest = next;
            commands += 1;
            let out = if command == "echo $?" {
                format!("{last}\n")
            } else {
                let (exit, out) = run(&folder, command);
                last = exit;
                assert!(exit < 2, "{name}: $ {command}\n{out}");
                out
            };
            if let Some(line) = missing(&out, &wanted) {
                panic!("{name}: $ {command}\nlacks: {line}\n{out}");
            }
        }
    }
    assert!(commands > 3, "{name}: {commands} commands");
}

#[test]
fn lint_a_draft() {
    page("lint-a-draft.md");
}

#[test]
fn check_in_ci() {
    page("check-in-ci.md");
}

#[test]
fn adopt_on_an_archive() {
    page("adopt-on-an-archive.md");
}

#[test]
fn write_a_house_rule() {
    page("write-a-house-rule.md");
}
