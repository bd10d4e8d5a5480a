//! No editorial list stands in the program: no group, outlet, monitor, place or authority of the registers is written in
//! Rust, and no message of a rule. What a newsroom could want to change lies in `rules/`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use copydesk_desk::{Config, Desk, Pack};

/// The registers whose names no program should know.
const REGISTERS: [&str; 7] = [
    "groups",
    "designations",
    "outlets",
    "monitors",
    "places",
    "towns",
    "offices",
];

/// Names that are ordinary words of English or of the calendar as well, the short forms of two states that readers of
/// numbers and names normalise, and one known breach: the shape of a picture credit in `structure`.
const ORDINARY: [&str; 7] = [
    "Reuters",
    "March",
    "Times",
    "Post",
    "U.S.",
    "U.K.",
    "Getty Images",
];

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if !path.ends_with("tests") {
                sources(&path, out);
            }
        } else if path.extension().is_some_and(|ending| ending == "rs")
            && path.file_stem().is_none_or(|stem| stem != "tests")
        {
            out.push(path);
        }
    }
}

/// The string literals of a file with their lines: no comments, nothing behind `#[cfg(test)]`.
fn literals(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("#[cfg(test)]") {
            break;
        }
        let code = line.trim_start();
        if code.starts_with("//") {
            continue;
        }
        let mut chars = code.chars();
        while let Some(c) = chars.next() {
            match c {
                // A quotation mark as a character, a comment behind the code.
                '\'' => {
                    let rest = chars.as_str();
                    if rest.starts_with("\"'") {
                        chars.next();
                        chars.next();
                    }
                }
                '/' if chars.as_str().starts_with("/ ") => break,
                '"' => {
                    let mut literal = String::new();
                    while let Some(c) = chars.next() {
                        match c {
                            '\\' => {
                                chars.next();
                            }
                            '"' => break,
                            c => literal.push(c),
                        }
                    }
                    found.push((number + 1, literal));
                }
                _ => {}
            }
        }
    }
    found
}

#[test]
fn no_name_of_a_register_is_written_in_rust() {
    let (desk, _) = Desk::open(&Pack::standard(), &Config::default())
        .map_err(|(error, _)| error)
        .unwrap();
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for register in REGISTERS {
        let Some(register) = desk.registers().get(register) else {
            continue;
        };
        for entity in &register.entities {
            for name in std::iter::once(&entity.name)
                .chain(&entity.aliases)
                .chain(&entity.short_forms)
            {
                let capital = name.chars().next().is_some_and(char::is_uppercase);
                if capital && name.chars().count() > 3 && !ORDINARY.contains(&name.as_str()) {
                    names.insert(name.clone(), register.name.clone());
                }
            }
        }
    }
    assert!(names.len() > 1000, "the registers are missing");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates");
    let mut files = Vec::new();
    for package in ["reading", "engine", "facts", "lang", "draft", "formats"] {
        sources(&root.join(package).join("src"), &mut files);
    }
    assert!(files.len() > 50, "the sources are missing");
    let mut written = Vec::new();
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap();
        for (line, literal) in literals(&text) {
            // A description of a field may give an example among other words.
            if let Some(register) = names.get(&literal) {
                written.push(format!(
                    "{}:{line}: “{literal}” stands in the register {register}",
                    path.display()
                ));
            }
        }
    }
    assert!(written.is_empty(), "{}", written.join("\n"));
}

#[test]
fn no_message_of_a_rule_is_written_in_rust() {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("../rules");
    let mut says: Vec<String> = Vec::new();
    for desk in std::fs::read_dir(rules).unwrap() {
        let desk = desk.unwrap().path();
        if !desk.is_dir() {
            continue;
        }
        for file in std::fs::read_dir(desk).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "desk") {
                let text = std::fs::read_to_string(path).unwrap();
                for line in text.lines() {
                    let Some((_, words)) = line.split_once("say ") else {
                        continue;
                    };
                    // What stands between the places that a finding fills.
                    let pieces = words.trim().trim_matches('"').split(['{', '}']);
                    let pieces = pieces.step_by(2).filter(|piece| piece.len() > 20);
                    says.extend(pieces.map(str::to_owned));
                }
            }
        }
    }
    assert!(says.len() > 100, "the messages are missing");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates");
    let mut files = Vec::new();
    sources(&root, &mut files);
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap();
        for (line, literal) in literals(&text) {
            assert!(
                !says.iter().any(|piece| literal.contains(piece.as_str())),
                "{}:{line}: the message “{literal}” of a rule",
                path.display()
            );
        }
    }
}
