//! The command as its users meet it: every case of `tests/cli/*.toml`, run in an empty folder of its own.
//!
//! ```toml
//! [[case]]
//! name = "a missing file is said"
//! files = { "a.md" = "The gate was shut." }   # laid out before
//! copy = { "house/words" = "rules/words" }     # folders of the repository, laid out before
//! stdin = "…"
//! env = { NO_COLOR = "1" }
//! run = ["check", "a.md", "none.md"]
//! exit = 2
//! stdout = "…"                                 # exactly
//! stdout-has = ["none.md", "no such file"]
//! stdout-lacks = ["error"]
//! stderr-has = []                              # given: standard error has these; not given: it is empty
//! json = { "/summary/files" = 2 }              # standard output is JSON with these values
//! after = { "a.md" = "The gate was shut." }    # files afterwards
//! ```

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test"
)]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use common::Folder;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    #[serde(default)]
    files: BTreeMap<String, String>,
    /// Folders of the repository, by the name they have in the case's folder.
    #[serde(default)]
    copy: BTreeMap<String, String>,
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Case {
    name: String,
    #[serde(default)]
    files: BTreeMap<String, String>,
    /// Bytes that are not UTF-8 cannot stand in TOML.
    #[serde(default)]
    bytes: BTreeMap<String, Vec<u8>>,
    stdin: Option<String>,
    #[serde(default)]
    env: BTreeMap<String, String>,
    run: Vec<String>,
    exit: i32,
    stdout: Option<String>,
    #[serde(default)]
    stdout_has: Vec<String>,
    #[serde(default)]
    stdout_lacks: Vec<String>,
    stderr_has: Option<Vec<String>>,
    #[serde(default)]
    json: BTreeMap<String, toml::Value>,
    #[serde(default)]
    after: BTreeMap<String, String>,
}

fn root() -> PathBuf {
    common::repository().join("tests/cli")
}

/// Runs one case; what differs, in words.
fn differences(file: &str, cases: &Cases, case: &Case) -> Vec<String> {
    let folder = Folder::new(&format!("{file}-{}", case.name));
    for (name, from) in &cases.copy {
        folder.lay_out(name, from);
    }
    for (name, text) in cases.files.iter().chain(&case.files) {
        folder.write(name, text.as_bytes());
    }
    for (name, bytes) in &case.bytes {
        folder.write(name, bytes);
    }
    let mut child = folder.copydesk(&case.run).envs(&case.env).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // A command that does not read closes the pipe.
    let _ = stdin.write_all(case.stdin.as_deref().unwrap_or("").as_bytes());
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    let stdout = String::from_utf8(output.stdout).unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    let mut wrong = Vec::new();
    if output.status.code() != Some(case.exit) {
        wrong.push(format!(
            "exit {:?}, wanted {}",
            output.status.code(),
            case.exit
        ));
    }
    if let Some(wanted) = &case.stdout
        && *wanted != stdout
    {
        wrong.push(format!("standard output is not\n{wanted}"));
    }
    for wanted in &case.stdout_has {
        if !stdout.contains(wanted.as_str()) {
            wrong.push(format!("standard output lacks {wanted:?}"));
        }
    }
    for unwanted in &case.stdout_lacks {
        if stdout.contains(unwanted.as_str()) {
            wrong.push(format!("standard output has {unwanted:?}"));
        }
    }
    match &case.stderr_has {
        None if !stderr.is_empty() => wrong.push("standard error is not empty".to_owned()),
        None => {}
        Some(all) => {
            for wanted in all {
                if !stderr.contains(wanted.as_str()) {
                    wrong.push(format!("standard error lacks {wanted:?}"));
                }
            }
        }
    }
    if !case.json.is_empty() {
        match serde_json::from_str::<serde_json::Value>(&stdout) {
            Err(error) => wrong.push(format!("standard output is no JSON: {error}")),
            Ok(found) => {
                for (pointer, wanted) in &case.json {
                    let wanted = serde_json::to_value(wanted).unwrap();
                    let value = found.pointer(pointer).cloned().unwrap_or_default();
                    if value != wanted && !(wanted == "null" && value.is_null()) {
                        wrong.push(format!("{pointer} is {value}, wanted {wanted}"));
                    }
                }
            }
        }
    }
    for (name, wanted) in &case.after {
        let text = fs::read_to_string(folder.0.join(name)).unwrap_or_default();
        if text != *wanted {
            wrong.push(format!("{name} is afterwards\n{text}"));
        }
    }
    if !wrong.is_empty() {
        wrong.push(format!(
            "--- standard output\n{stdout}--- standard error\n{stderr}"
        ));
    }
    wrong
}

/// All files of cases, by name.
fn files() -> Vec<(String, Cases)> {
    let mut paths: Vec<PathBuf> = fs::read_dir(root())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| {
            let file = path.file_stem().unwrap().to_string_lossy().into_owned();
            let cases = toml::from_str(&fs::read_to_string(path).unwrap())
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            (file, cases)
        })
        .collect()
}

/// The long flags that a help page lists, each with its short form.
fn flags(help: &str) -> Vec<(&str, Option<&str>)> {
    help.lines()
        .filter_map(|line| {
            let line = line.trim_start();
            let (short, line) = match line.split_once(", ") {
                Some((short, rest)) if short.len() == 2 && short.starts_with('-') => {
                    (Some(short), rest)
                }
                _ => (None, line),
            };
            let long = line.split_whitespace().next()?;
            (long.len() > 2 && long.starts_with("--")).then_some((long, short))
        })
        .filter(|(long, _)| !["--help", "--version"].contains(long))
        .collect()
}

/// A flag of the help, a command or a format that no case has is a flag nobody has tried.
#[test]
fn every_flag_of_the_help_has_a_case() {
    let files = files();
    let runs: Vec<&[String]> = files
        .iter()
        .flat_map(|(_, cases)| cases.case.iter().map(|case| case.run.as_slice()))
        .collect();
    let folder = Folder::new("every-flag");
    let help = |args: &[&str]| folder.run(&[args, &["--help"]].concat()).1;
    let top = help(&[]);
    let commands: Vec<&str> = top
        .split_once("Commands:")
        .and_then(|(_, rest)| rest.split_once("Options:"))
        .unwrap()
        .0
        .lines()
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|command| *command != "help")
        .collect();
    let mut missing = Vec::new();
    let mut seen = 0;
    for command in &commands {
        let page = help(&[command]);
        let own: Vec<&[String]> = runs
            .iter()
            .copied()
            .filter(|run| run.first().is_some_and(|first| first == command))
            .collect();
        if own.is_empty() {
            missing.push((*command).to_owned());
        }
        for (long, short) in flags(&page) {
            seen += 1;
            let given = |arg: &String| {
                arg.split('=').next() == Some(long) || short.is_some_and(|short| arg == short)
            };
            if !own.iter().any(|run| run.iter().any(given)) {
                missing.push(format!("{command} {long}"));
            }
        }
    }
    // The forms of the report, from the error about one that is none.
    let (_, _, error) = folder.run(&["check", "-o", "none=x", "."]);
    let formats = error.split_once("there are ").unwrap().1.trim();
    for format in formats.split(", ") {
        let given = |run: &&[String]| {
            run.windows(2)
                .any(|pair| matches!(pair, [flag, value] if flag == "--format" && value == format))
        };
        if format != "full" && !runs.iter().any(given) {
            missing.push(format!("check --format {format}"));
        }
    }
    assert!(commands.len() > 15 && seen > 90, "{commands:?}, {seen}");
    assert!(missing.is_empty(), "no case has {missing:?}");
}

#[test]
fn every_case() {
    let files = files();
    let all: Vec<(&str, &Cases, &Case)> = files
        .iter()
        .flat_map(|(file, cases)| {
            cases
                .case
                .iter()
                .map(move |case| (file.as_str(), cases, case))
        })
        .collect();
    let run = all.len();
    let next = AtomicUsize::new(0);
    let failed = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while let Some((file, cases, case)) = all.get(next.fetch_add(1, Ordering::Relaxed))
                {
                    let wrong = differences(file, cases, case);
                    if !wrong.is_empty() {
                        let text = format!("{file}: {}\n  {}", case.name, wrong.join("\n  "));
                        failed.lock().unwrap().push(text);
                    }
                }
            });
        }
    });
    let mut failed = failed.into_inner().unwrap();
    failed.sort();
    println!("{run} cases of the command, {} failed", failed.len());
    assert!(run > 0);
    assert!(failed.is_empty(), "\n{}", failed.join("\n\n"));
}

/// The exit code is decided before anything is printed: a reader that has gone away changes nothing.
#[cfg(unix)]
#[test]
fn a_closed_pipe_never_looks_green() {
    let folder = Folder::new("closed-pipe");
    folder.write(
        "house/gate.desk",
        fs::read(root().join("../house/gate.desk"))
            .unwrap()
            .as_slice(),
    );
    folder.write("a.md", "The gate was shut.\n".repeat(400).as_bytes());
    for (format, exit) in [("full", 1), ("concise", 1), ("json", 1)] {
        let args = [
            "check",
            "--rules",
            "house",
            "--select",
            "gate-shut",
            "--format",
            format,
            "a.md",
        ];
        let mut child = folder.copydesk(&args.map(String::from)).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(exit), "{format}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    }
}

/// The same bytes for any number of threads, and twice.
#[test]
fn the_same_bytes_for_any_number_of_threads() {
    let folder = Folder::new("threads");
    folder.write(
        "house/gate.desk",
        fs::read(root().join("../house/gate.desk"))
            .unwrap()
            .as_slice(),
    );
    for number in 0..40 {
        folder.write(
            &format!("drafts/{number:02}/a.md"),
            "The gate was shut. The gate was open.\n"
                .repeat(number)
                .as_bytes(),
        );
    }
    let run = |jobs: &str| {
        let args = [
            "check",
            "--rules",
            "house",
            "--select",
            "gate-shut",
            "--format",
            "json",
            "--jobs",
            jobs,
            "drafts",
        ];
        folder.copydesk(&args.map(String::from)).output().unwrap()
    };
    let first = run("1");
    assert_eq!(first.status.code(), Some(1));
    for jobs in ["1", "2", "7"] {
        assert!(run(jobs).stdout == first.stdout, "{jobs} threads");
    }
}

/// What `new rule` and `init` write works as it stands.
#[test]
fn files_to_begin_with_work() {
    let folder = Folder::new("begin");
    for (args, exit) in [
        (vec!["init"], 0),
        (vec!["new", "rule", "so-called-name"], 0),
        (vec!["test", "house-rules"], 0),
        (vec!["fmt", "--check", "house-rules"], 0),
        (vec!["config"], 0),
    ] {
        let args: Vec<String> = args.into_iter().map(String::from).collect();
        let output = folder.copydesk(&args).output().unwrap();
        let said = format!(
            "{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        assert_eq!(output.status.code(), Some(exit), "{args:?}\n{said}");
        assert!(!said.contains("no example exercises"), "{said}");
    }
}
