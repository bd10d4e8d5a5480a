//! What stands in `integrations/`, run as its service would run it.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test"
)]

mod common;

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output};

use common::Folder;

const DRAFT: &str = "The harbour reopened on on Tuesday, the port captain said.\n";

fn file(name: &str) -> String {
    fs::read_to_string(common::repository().join("integrations").join(name)).unwrap()
}

/// A command with copydesk on the path.
fn shell(folder: &Folder, program: &str, args: &[&str]) -> Command {
    let binary = Path::new(env!("CARGO_BIN_EXE_copydesk")).parent().unwrap();
    let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap());
    let mut command = Command::new(program);
    command
        .args(args)
        .current_dir(&folder.0)
        .env_clear()
        .env("PATH", path)
        .env("LANG", "C.UTF-8")
        .env("GIT_CONFIG_GLOBAL", "/dev/null");
    for role in ["AUTHOR", "COMMITTER"] {
        command
            .env(format!("GIT_{role}_NAME"), "The desk")
            .env(format!("GIT_{role}_EMAIL"), "desk@example.org");
    }
    command
}

fn text(output: &Output) -> String {
    let (_, out, err) = common::told(output);
    out + &err
}

#[test]
fn the_action_checks_and_hands_on_its_exit_code() {
    let folder = Folder::new("action");
    folder.write("drafts/a.md", DRAFT);
    folder.write("drafts/with blank.md", "Rain fell.\n");
    let script = common::repository().join("integrations/github-action/check.sh");
    let run = |paths: &str, arguments: &str| {
        folder.write("output", "");
        let output = shell(&folder, "bash", &[&script.to_string_lossy()])
            .env("GITHUB_OUTPUT", folder.0.join("output"))
            .env("COPYDESK_BINARY", env!("CARGO_BIN_EXE_copydesk"))
            .env("COPYDESK_PATHS", paths)
            .env("COPYDESK_ARGUMENTS", arguments)
            .env("COPYDESK_SARIF", "out.sarif")
            .output()
            .unwrap();
        (output.status.code(), text(&output), folder.read("output"))
    };
    let (code, said, output) = run("drafts", "");
    assert_eq!(
        (code, output.as_str()),
        (Some(0), "exit-code=1\n"),
        "{said}"
    );
    assert!(said.contains("::error file=drafts/a.md,line=1"), "{said}");
    assert!(folder.read("out.sarif").contains("doubled-word"));
    assert_eq!(run("drafts", "--ignore doubled-word").2, "exit-code=0\n");
    fs::remove_file(folder.0.join("out.sarif")).unwrap();
    let (code, _, output) = run("drafts", "--profile none");
    assert_eq!((code, output.as_str()), (Some(2), "exit-code=2\n"));
    // The action calls the script, and fails with its code after the upload.
    let action = file("github-action/action.yml");
    let upload = action.find("upload-sarif@").unwrap();
    assert!(action.find("check.sh").unwrap() < upload);
    assert!(upload < action.find("exit \"$EXIT_CODE\"").unwrap());
}

#[test]
fn the_git_hook_holds_up_a_commit() {
    let folder = Folder::new("hook");
    folder.repository();
    folder.write("old.md", DRAFT);
    folder.commit("before the hook");
    folder.write(".git/hooks/pre-commit", file("git-hook/pre-commit"));
    let hook = folder.0.join(".git/hooks/pre-commit");
    fs::set_permissions(hook, fs::Permissions::from_mode(0o755)).unwrap();
    let commit = |more: &[&str]| {
        let mut args = vec!["commit", "--quiet", "--message", "a draft"];
        args.extend(more);
        shell(&folder, "git", &args).output().unwrap()
    };
    folder.write(
        "new.md",
        "Work began on the the quay, the port captain said.\n",
    );
    folder.git(&["add", "new.md"]);
    let output = commit(&[]);
    assert!(!output.status.success());
    let said = text(&output);
    assert!(
        said.contains("new.md:1:15") && !said.contains("old.md"),
        "{said}"
    );
    folder.write("new.md", "Work began on the quay, the port captain said.\n");
    folder.git(&["add", "new.md"]);
    assert!(commit(&[]).status.success());
    let output = shell(&folder, ".git/hooks/pre-commit", &[])
        .env("PATH", "/usr/bin:/bin")
        .output()
        .unwrap();
    assert!(
        text(&output).contains("copydesk is not on the PATH"),
        "{}",
        text(&output)
    );
}

#[test]
fn the_gitlab_job_writes_its_reports() {
    let folder = Folder::new("gitlab");
    folder.repository();
    folder.write("drafts/a.md", DRAFT);
    folder.commit("first");
    let template = file("gitlab/copydesk.gitlab-ci.yml");
    let script: Vec<&str> = template
        .lines()
        .skip_while(|line| line.trim() != "script:")
        .skip(1)
        .map_while(|line| line.trim_start().strip_prefix("- "))
        .collect();
    assert_eq!(script.len(), 2);
    let run = |base: &str| {
        shell(&folder, "sh", &["-c", &script.join("\n")])
            .env("COPYDESK_PATHS", "drafts")
            .env("COPYDESK_ARGUMENTS", "--min-severity advice")
            .env("CI_MERGE_REQUEST_DIFF_BASE_SHA", base)
            .output()
            .unwrap()
    };
    assert_eq!(run("").status.code(), Some(1));
    assert!(
        folder
            .read("gl-code-quality-report.json")
            .contains("doubled-word")
    );
    assert!(folder.read("copydesk-junit.xml").contains("<failure"));
    // In a merge request only what it brings.
    assert_eq!(run("HEAD").status.code(), Some(0));
    assert!(!folder.read("copydesk-junit.xml").contains("<failure"));
}

#[test]
fn the_entry_of_pre_commit_takes_files() {
    let folder = Folder::new("pre-commit");
    folder.write("a.md", DRAFT);
    let config = file("pre-commit/pre-commit-config.yaml");
    let entry = config
        .lines()
        .find_map(|line| line.trim().strip_prefix("entry: "))
        .unwrap();
    let mut words = entry.split_whitespace();
    let program = words.next().unwrap();
    let mut args: Vec<&str> = words.collect();
    args.push("a.md");
    assert_eq!(
        shell(&folder, program, &args).status().unwrap().code(),
        Some(1)
    );
}

/// The scripts are at least shell.
#[test]
fn scripts_can_be_parsed() {
    for name in [
        "release/build.sh",
        "github-action/check.sh",
        "git-hook/pre-commit",
    ] {
        let path = common::repository().join("integrations").join(name);
        let status = Command::new("bash").arg("-n").arg(&path).status().unwrap();
        assert!(status.success(), "{name}");
    }
}
