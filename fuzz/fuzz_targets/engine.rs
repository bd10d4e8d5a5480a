//! Rules made of lines of other rules, on a draft: the engine finds what the plain evaluator finds, or both are stopped.
#![no_main]

use std::sync::LazyLock;

use copydesk_desk::{Config, Desk, Pack, PackKind};
use copydesk_engine::Options;
use libfuzzer_sys::fuzz_target;

/// The lines of all rules of the standard pack, file by file.
static LINES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let pack = Pack::standard();
    let rules = pack.of(PackKind::Rules).filter(|file| !file.name.starts_with("words/"));
    let clauses = |line: &&str| {
        let line = line.trim_start();
        !["bad ", "good ", "fixed "].iter().any(|word| line.starts_with(word))
    };
    rules
        .flat_map(|file| file.text.lines().filter(clauses).map(str::to_owned).collect::<Vec<_>>())
        .collect()
});

/// A pack with nothing but the word lists.
static BARE: LazyLock<Pack> = LazyLock::new(|| {
    let mut pack = Pack::default();
    for file in Pack::standard().files() {
        if file.name.starts_with("words/") || file.name.starts_with("profiles/") {
            pack.add(file.name.clone(), file.text.clone());
        }
    }
    pack.add("profiles/wire.toml", "[profile]\nname = \"wire\"\n");
    pack
});

fuzz_target!(|input: (Vec<(u16, u8)>, String)| {
    let (picks, text) = input;
    if picks.len() > 12 || text.len() > 2_000 {
        return;
    }
    let mut rules = String::new();
    for (from, count) in picks {
        let from = usize::from(from) % LINES.len();
        for line in LINES.iter().skip(from).take(usize::from(count % 24) + 1) {
            rules.push_str(line);
            rules.push('\n');
        }
    }
    let mut pack = BARE.clone();
    pack.add("made.desk", rules);
    let Ok((desk, _)) = Desk::open(&pack, &Config::default()) else {
        return;
    };
    let Ok(draft) = copydesk_formats::read("a.md", text.as_bytes(), desk.draft_options()) else {
        return;
    };
    let reading = desk.read(&draft, None);
    let options = Options::default();
    let fast = desk.engine().check(&reading, &options);
    if fast.stopped.is_empty() && !fast.undecided.iter().any(|open| open.why.contains("stopped")) {
        assert_eq!(fast, desk.engine().check_by_reference(&reading, &options));
    }
    // Starved of steps it stops, and says so or was done.
    let starved = Options {
        steps: Some(40),
        ..Options::default()
    };
    let _ = desk.engine().check(&reading, &starved);
});
