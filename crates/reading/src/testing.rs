//! Help for unit tests: readers over empty or standard word lists, and drafts of plain text.

use std::path::Path;
use std::sync::LazyLock;

use copydesk_draft::{BlockKind, DateOrigin, Day, Draft, DraftBuilder, Source, Span};
use copydesk_facts::{Lexicon, Registers};
use copydesk_lang::World;
use copydesk_lang::program::SourceFile;

use crate::Reader;
use crate::lists::LISTS;

/// A reader with the closed classes of English, empty lists and the registers given as (file, text).
pub(crate) fn reader(registers: &[(&str, &str)]) -> Reader {
    let mut lexicon = Lexicon::default();
    for (name, _) in LISTS {
        lexicon.add(name, []);
    }
    let mut loaded = Registers::default();
    for (file, text) in registers {
        loaded.load(file, text).unwrap();
    }
    Reader::new(&lexicon, &loaded, []).unwrap()
}

/// A draft of paragraphs, one a line.
pub(crate) fn draft(text: &str, date: Option<&str>) -> Draft {
    let mut builder = DraftBuilder::new(Source::new("test.txt", text.to_owned(), 0));
    builder.meta().date = date.map(|date| (Day::parse_iso(date).unwrap(), DateOrigin::AsOf));
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_end();
        if !words.is_empty() {
            builder.open(BlockKind::Paragraph, 0);
            builder.verbatim(Span::of(at, at + words.len()));
            builder.close();
        }
        at += line.len();
    }
    builder.finish()
}

/// The files of a folder of the standard pack, in order of their names.
pub(crate) fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../rules")
        .join(folder);
    let mut paths: Vec<_> = std::fs::read_dir(&root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_string_lossy().ends_with(ending))
        .collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            (
                path.to_string_lossy().into_owned(),
                std::fs::read_to_string(&path).unwrap(),
            )
        })
        .collect()
}

/// The reader over the standard word lists and registers of this repository.
pub(crate) static STANDARD: LazyLock<Reader> = LazyLock::new(|| {
    let mut registers = Registers::default();
    for (name, text) in files("facts", ".toml") {
        registers.load(&name, &text).unwrap();
    }
    let words = files("words", ".desk")
        .into_iter()
        .map(|(name, text)| SourceFile {
            name,
            text: text.into(),
        })
        .collect();
    let schema = crate::schema();
    let lists: Vec<&str> = LISTS.iter().map(|(name, _)| *name).collect();
    let world = World {
        schema: &schema,
        registers: &registers,
        lists: &lists,
        profiles: &[],
    };
    let checked = copydesk_lang::check(words, &world);
    let errors: Vec<String> = checked
        .diagnostics
        .iter()
        .map(|d| format!("{} {:?}", d.message, d.loc()))
        .collect();
    assert!(!checked.has_errors(), "{errors:?}");
    Reader::new(&checked.program.lexicon(), &registers, []).unwrap()
});

/// The texts of the drafts and passages of this repository.
pub(crate) fn texts() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests");
    let mut texts = Vec::new();
    for folder in ["drafts", "drafts/unseen", "passages"] {
        let mut paths: Vec<_> = std::fs::read_dir(root.join(folder))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        paths.sort();
        for path in paths {
            let ending = path.extension().and_then(|ending| ending.to_str());
            if !matches!(ending, Some("md" | "txt" | "jsonl")) {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            if ending == Some("jsonl") {
                for line in text.lines().filter(|line| !line.trim().is_empty()) {
                    let record: serde_json::Value = serde_json::from_str(line).unwrap();
                    texts.push(record["text"].as_str().unwrap_or("").to_owned());
                }
            } else {
                texts.push(text);
            }
        }
    }
    texts
}
