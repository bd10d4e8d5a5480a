//! The guide's rules are rules: every block parses, checks against the real layers and registers, and is canonical.
//!
//! A block marked `desk` stands alone; one marked `desk for each …` holds clauses of a rule about that.

use std::fmt::Write as _;
use std::path::Path;

use copydesk_facts::Registers;
use copydesk_lang::program::SourceFile;
use copydesk_lang::{Code, Gravity, World, canonical, check, parse, print};

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

fn read(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap_or_default()
}

/// The `desk` blocks of a Markdown file: what stands after `desk`, the line, and the text without indentation.
fn blocks(markdown: &str) -> Vec<(String, usize, String)> {
    let mut out = Vec::new();
    let mut lines = markdown.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        let indent = line.len() - line.trim_start().len();
        let Some(info) = line.trim_start().strip_prefix("```desk") else {
            continue;
        };
        let mut text = String::new();
        for (_, line) in lines.by_ref() {
            if line.trim_start().starts_with("```") {
                break;
            }
            text.push_str(line.get(indent..).unwrap_or(""));
            text.push('\n');
        }
        out.push((info.trim().to_owned(), number + 2, text));
    }
    out
}

/// Clauses as a whole rule: what they lack is added, and all is put in order.
fn whole(subject: &str, clauses: &str, name: &str) -> String {
    let mut text = format!("rule {name}\n");
    let lacks = |keyword: &str| {
        let begins = |line: &str| line.split_whitespace().next() == Some(keyword);
        !clauses.lines().any(begins)
    };
    for (keyword, rest) in [("title", "\"T\""), ("severity", "error"), ("say", "\"S\"")] {
        if lacks(keyword) {
            let _ = writeln!(text, "  {keyword} {rest}");
        }
    }
    let _ = write!(text, "  {subject}\n{clauses}");
    if lacks("bad") {
        text.push_str("  bad \"[[a]]\"\n  bad \"[[b]]\"\n  good \"c\"\n  good \"d\"\n");
    }
    let parsed = parse(0, &text);
    assert_eq!(parsed.errors, [], "{text}");
    print(&parsed.tree)
}

fn registers() -> Registers {
    let mut registers = Registers::default();
    let mut files: Vec<_> = std::fs::read_dir(root().join("rules/facts"))
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "toml")
        })
        .collect();
    files.sort();
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(registers.load(&path.display().to_string(), &text), Ok(()));
    }
    registers
}

/// Checks the blocks of a file together, as one pack.
fn is_sound(name: &str) {
    let text = read(name);
    let blocks = blocks(&text);
    assert!(!blocks.is_empty(), "{name} has no rules");
    let files: Vec<SourceFile> = blocks
        .iter()
        .enumerate()
        .map(|(i, (info, line, text))| SourceFile {
            name: format!("{name}:{line}"),
            text: if info.is_empty() {
                text.clone()
            } else {
                whole(info, text, &format!("fragment-{i}"))
            }
            .into(),
        })
        .collect();
    for file in &files {
        let parsed = parse(0, &file.text);
        assert_eq!(parsed.errors, [], "{}", file.name);
        assert_eq!(
            print(&parsed.tree),
            file.text,
            "{} is not canonical",
            file.name
        );
        assert_eq!(canonical(&parsed.tree), parsed.tree, "{}", file.name);
    }
    let (schema, registers) = (copydesk_reading::schema(), registers());
    let world = World {
        schema: &schema,
        registers: &registers,
        lists: &[],
        profiles: &["wire", "strict"],
    };
    let checked = check(files, &world);
    let wrong: Vec<String> = checked
        .diagnostics
        .iter()
        .filter(|one| {
            one.gravity == Gravity::Error
                || (one.gravity == Gravity::Warning && one.code != Code::Unused)
        })
        .map(|one| {
            let file = checked.program.files.get(one.loc().file as usize);
            format!("{}: {}", file.map_or("", |file| &file.name), one.message)
        })
        .collect();
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn the_guide_is_sound() {
    is_sound("rules/GUIDE.md");
}

#[test]
fn the_advice_for_newcomers_is_sound() {
    is_sound("CONTRIBUTING.md");
}

#[test]
fn the_guide_names_every_code() {
    let table: Vec<String> = Code::ALL
        .iter()
        .map(|code| format!("| `{}` | {} |", code.name(), code.about()))
        .collect();
    let guide = read("rules/GUIDE.md");
    assert!(
        guide.ends_with(&format!("{}\n", table.join("\n"))),
        "the table should be:\n{}",
        table.join("\n")
    );
}

/// Every word of the language stands in the guide.
#[test]
fn the_guide_names_every_keyword() {
    let guide = read("rules/GUIDE.md");
    let words = [
        "setting",
        "words",
        "pattern",
        "layer",
        "facts",
        "rule",
        "title",
        "severity",
        "replaces",
        "formerly",
        "in genres",
        "not in genres",
        "yields to",
        "for each",
        "for the article",
        "for the first mention of each",
        "for the last mention of each",
        "including quotes",
        "every time",
        "once",
        "where",
        "unless",
        "let",
        "require",
        "otherwise say",
        "say",
        "help",
        "show",
        "fix safe",
        "fix offer",
        "because",
        "bad",
        "good",
        "today bad",
        "today good",
        "dated",
        "headline",
        "genre",
        "profile",
        "with",
        "says",
        "fixed",
        "except before",
        "except inside",
        "except containing",
        "key",
        "authority",
        "valid from",
        "valid until",
        "valid on",
        "different",
        "row of",
        "outside quotes",
        "whose",
        "and whose",
        "is known",
        "is not known",
        "is inside",
        "is in",
        "at most",
        "at least",
        "more than",
        "less than",
        "before",
        "after",
        "agrees with",
        "does not agree with",
        "overlaps",
        "does not overlap",
        "exactly",
        "nearest",
        "previous",
        "next",
        "largest",
        "smallest",
        "within",
        "the draft's date",
        "the draft's genre",
        "the house's",
        "the weekday of",
        "the years since",
        "the count of",
        "the text of",
        "neighbouring",
        "headline or lede",
        "replace",
        "delete its line",
        "insert",
    ];
    let missing: Vec<&str> = words
        .into_iter()
        .filter(|word| !guide.contains(word))
        .collect();
    assert_eq!(missing, [""; 0]);
}
