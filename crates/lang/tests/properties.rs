//! What holds for every rule file, and for every sequence of bytes that is none.

#![allow(clippy::indexing_slicing, reason = "a test may panic")]

mod support {
    pub mod grow;
    pub mod world;
}

use std::fmt::Write as _;

use copydesk_lang::{canonical, format, parse, print};
use proptest::prelude::*;
use support::grow::Grow;

const FILES: &[&str] = &[
    include_str!("data/everything.desk"),
    include_str!("data/sound.desk"),
    include_str!("data/design.desk"),
];

/// Parses and checks; every place of a message lies in the file, on character boundaries.
fn is_survived(text: &str) -> Result<(), TestCaseError> {
    let parsed = parse(0, text);
    let checked = support::world::check_text(text);
    for diagnostic in parsed.errors.iter().chain(&checked.diagnostics) {
        for label in &diagnostic.labels {
            prop_assert!(text.get(label.loc.span.range()).is_some(), "{diagnostic:?}");
        }
    }
    // What could not be read may print as anything, but it prints.
    let once = print(&parsed.tree);
    if parsed.errors.is_empty() {
        prop_assert_eq!(format(&once), Ok(once));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// What is printed is read back as what was printed.
    #[test]
    fn print_and_parse(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let tree = Grow::new(&bytes).tree();
        let text = print(&tree);
        let parsed = parse(0, &text);
        prop_assert_eq!(&parsed.errors, &[], "{}", text);
        prop_assert_eq!(&parsed.tree, &canonical(&tree), "{}", text);
        prop_assert_eq!(format(&text), Ok(text));
    }

    /// Any text at all.
    #[test]
    fn any_text(text in "\\PC*|(\\PC|\n|\"|#|rule |  say ){0,200}") {
        is_survived(&text)?;
    }

    /// A good file with pieces cut out, doubled and moved.
    #[test]
    fn spoiled_files(file in 0..FILES.len(), cuts in prop::collection::vec((any::<u16>(), 0..60_usize, 0..4_usize), 1..8)) {
        let mut text: Vec<char> = FILES[file].chars().collect();
        for (start, len, what) in cuts {
            let start = usize::from(start) % (text.len() + 1);
            let end = (start + len).min(text.len());
            let piece: Vec<char> = text[start..end].to_vec();
            match what {
                0 => drop(text.drain(start..end)),
                1 => drop(text.splice(start..start, piece)),
                2 => drop(text.splice(start..end, ['"'])),
                _ => drop(text.splice(start..end, ['\n'])),
            }
        }
        is_survived(&text.into_iter().collect::<String>())?;
    }

    /// Comments between lines and after them are kept.
    #[test]
    fn comments_are_kept(file in 0..FILES.len(), places in prop::collection::vec((any::<u16>(), any::<bool>(), any::<bool>()), 1..12)) {
        let mut lines: Vec<String> = FILES[file].lines().map(str::to_owned).collect();
        let plain = |lines: &[String], at: usize| {
            let inside = lines[..at].iter().map(|line| line.matches("\"\"\"").count()).sum::<usize>() % 2 == 1;
            !inside && !lines.get(at).is_some_and(|line| line.contains("\"\"\""))
        };
        let mut added = 0;
        for (i, (place, after, indent)) in places.into_iter().enumerate() {
            let at = usize::from(place) % lines.len();
            if !plain(&lines, at) {
                continue;
            }
            if after && !lines[at].contains("# ") && !lines[at].trim().is_empty() {
                let _ = write!(lines[at], "  # mark {i}");
                added += 1;
            } else if !after {
                let blanks = if indent { "  " } else { "" };
                lines.insert(at, format!("{blanks}# mark {i}"));
                added += 1;
            }
        }
        let text = lines.join("\n");
        let once = format(&text);
        prop_assert!(once.is_ok(), "{:?}\n{}", once, text);
        let once = once.unwrap_or_default();
        prop_assert_eq!(once.matches("# mark ").count(), added, "{}", once);
        prop_assert_eq!(format(&once), Ok(once));
    }
}

/// Found by a fuzzer: a genre in quotation marks was printed without them, and could not be read again.
#[test]
fn a_quoted_name_is_a_name() {
    let rule = |genre: &str| {
        std::format!(
            "rule told\n  title \"T\"\n  severity error\n  not in genres review, {genre}\n  for each quote\n  say \"It.\"\n"
        )
    };
    let once = format(&rule("\"sport\"")).unwrap();
    assert_eq!(format(&once).as_ref(), Ok(&once));
    assert!(once.contains("not in genres review, sport"), "{once}");
    assert!(format(&rule("\"asked if\"")).is_err());
}

/// Found by a fuzzer: a word of a pattern written as a block was printed on one line.
#[test]
fn a_word_is_one_line() {
    for text in ["\"\"\"\"\"\"", "\"\"\"\n  two\n  lines\n  \"\"\""] {
        assert!(format(&std::format!("pattern sign: \"upd\" {text}\n")).is_err());
        assert!(format(&std::format!("words sign: {text}\n")).is_err());
    }
}
