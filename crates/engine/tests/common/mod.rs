//! A desk for tests: the shipped word lists and registers, and rules of the test's own.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    reason = "shared by several test files"
)]

use std::path::{Path, PathBuf};

use copydesk_draft::{BlockKind, Day, Draft, DraftBuilder, Source, Span};
use copydesk_engine::{Engine, Options, Outcome};
use copydesk_facts::Registers;
use copydesk_lang::program::SourceFile;
use copydesk_lang::{World, check};
use copydesk_reading::{LISTS, Reader, schema};

pub(crate) struct Desk {
    pub(crate) engine: Engine,
    pub(crate) reader: Reader,
}

pub(crate) fn rules_dir() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules")
}

fn files(dir: &str, ending: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = std::fs::read_dir(rules_dir().join(dir))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_string_lossy().ends_with(ending))
        .map(|path| {
            (
                path.file_name().unwrap().to_string_lossy().into_owned(),
                std::fs::read_to_string(&path).unwrap(),
            )
        })
        .collect();
    found.sort();
    found
}

impl Desk {
    /// A desk with these rules and the shipped registers.
    pub(crate) fn new(rules: &str) -> Self {
        Self::with(rules, &[])
    }

    /// A desk with these rules and further registers.
    pub(crate) fn with(rules: &str, registers: &[(&str, &str)]) -> Self {
        Self::made(rules, registers, true)
    }

    /// A desk with those of these rules that are right.
    pub(crate) fn lenient(rules: &str, registers: &[(&str, &str)]) -> Self {
        Self::made(rules, registers, false)
    }

    /// The shipped pack.
    pub(crate) fn pack() -> Self {
        let mut rules = String::new();
        for dir in std::fs::read_dir(rules_dir()).unwrap() {
            let path = dir.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() && name != "words" {
                for (_, text) in files(&name, ".desk") {
                    rules.push_str(&text);
                    rules.push('\n');
                }
            }
        }
        Self::lenient(&rules, &[])
    }

    fn made(rules: &str, registers: &[(&str, &str)], strict: bool) -> Self {
        let mut all = Registers::default();
        for (name, text) in files("facts", ".toml") {
            all.load(&name, &text).unwrap();
        }
        for (name, text) in registers {
            all.load(name, text).unwrap();
        }
        let mut sources: Vec<SourceFile> = files("words", ".desk")
            .into_iter()
            .map(|(name, text)| SourceFile {
                name,
                text: text.into(),
            })
            .collect();
        sources.push(SourceFile {
            name: "test.desk".into(),
            text: rules.to_owned().into(),
        });
        let schema = schema();
        let lists: Vec<&str> = LISTS.iter().map(|(name, _)| *name).collect();
        let world = World {
            schema: &schema,
            registers: &all,
            lists: &lists,
            profiles: &[],
        };
        let checked = check(sources, &world);
        let errors: Vec<String> = checked
            .diagnostics
            .iter()
            .filter(|found| found.gravity == copydesk_lang::Gravity::Error)
            .filter(|found| !found.message.contains("example"))
            .map(|found| format!("{:?} {}", found.loc(), found.message))
            .collect();
        assert!(
            !strict || (checked.left_out.is_empty() && errors.is_empty()),
            "{errors:#?}"
        );
        let program = checked.program;
        let literals = Engine::literals(&program);
        let reader = Reader::new(
            &program.lexicon(),
            &all,
            literals.iter().map(String::as_str),
        )
        .unwrap();
        let engine = Engine::new(program, &all, reader.vocabulary()).unwrap();
        Self { engine, reader }
    }

    pub(crate) fn check(&self, draft: &Draft, date: Option<&str>) -> Outcome {
        self.check_with(draft, date, &Options::default())
    }

    pub(crate) fn check_with(
        &self,
        draft: &Draft,
        date: Option<&str>,
        options: &Options,
    ) -> Outcome {
        let date = date.map(|date| Day::parse_iso(date).unwrap());
        let reading = self.reader.read(draft, date);
        self.engine.check(&reading, options)
    }

    /// Findings on a body text, as "rule: words: message".
    pub(crate) fn lines(&self, text: &str) -> Vec<String> {
        let draft = draft(None, text);
        lines(&self.check(&draft, Some("2024-12-01")), &draft)
    }
}

pub(crate) fn lines(outcome: &Outcome, draft: &Draft) -> Vec<String> {
    outcome
        .findings
        .iter()
        .map(|found| {
            format!(
                "{}: {}: {}",
                found.rule,
                found.span.text(draft.text()),
                found.message
            )
        })
        .collect()
}

/// A draft of paragraphs; those that begin with "Photo: " are captions, with "> " block quotes.
pub(crate) fn draft(headline: Option<&str>, text: &str) -> Draft {
    let head = headline.unwrap_or("");
    let source = format!("{head}\n\n{text}");
    let mut builder = DraftBuilder::new(Source::new("test.txt", source.clone(), 0));
    if headline.is_some() {
        builder.open(BlockKind::Headline, 1);
        builder.verbatim(Span::of(0, head.len()));
    }
    let mut at = head.len() + 2;
    for paragraph in text.split("\n\n") {
        let (kind, skip) = if paragraph.starts_with("Photo: ") {
            (BlockKind::Caption, 7)
        } else if paragraph.starts_with("> ") {
            (BlockKind::BlockQuote, 2)
        } else {
            (BlockKind::Paragraph, 0)
        };
        builder.open(kind, 0);
        builder.verbatim(Span::of(at + skip, at + paragraph.len()));
        at += paragraph.len() + 2;
    }
    builder.finish()
}

/// The draft after all fixes.
pub(crate) fn fixed(outcome: &Outcome, draft: &Draft) -> String {
    let mut edits: Vec<_> = outcome
        .findings
        .iter()
        .filter_map(|found| found.fix.as_ref())
        .flat_map(|fix| &fix.edits)
        .collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
    let mut text = draft.text().to_owned();
    for edit in edits {
        text.replace_range(edit.span.range(), &edit.text);
    }
    text
}
