//! A session says what a fresh check says, whatever was typed before.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test"
)]

use copydesk_desk::{Config, Desk, FileReport, Level, Options, Pack, Session};

/// Words and marks as they are typed, also such as leave a draft broken for a while.
const TYPED: [&str; 34] = [
    "a",
    " ",
    "\n",
    "\n\n",
    ".",
    ". ",
    "“",
    "”",
    "\"",
    "’",
    "(",
    ")",
    ",",
    "the ",
    "the the ",
    "14 ",
    "killed ",
    "12 people were killed, police said. ",
    "Ms Adeyemi ",
    "on Monday ",
    "said ",
    "---\n",
    "# ",
    "> ",
    "- ",
    "`",
    "**",
    "<!-- stet doubled-word: as spoken, RK -->\n\n",
    "title: Rain\n",
    "\u{301}",
    "😀",
    "\u{202e}",
    "\r\n",
    "…",
];

const DRAFT: &str = "---\ntitle: Four hurt as ferry lists off Nauvo\ndate: 2025-03-11\n---\n\nNAUVO, March 11 — A ferry with 60 people on board took on water off Nauvo on Monday, and four were hurt, the coast guard said.\n\n“We heard a bang,” said Aino Salmi, a teacher. The ferry “had no licence for the the channel”, she said.\n";

struct Dice(u64);

impl Dice {
    /// A number below `sides`.
    fn below(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides.max(1) as u64).unwrap()
    }
}

fn desk() -> Desk {
    let config = Config {
        profile: "strict".to_owned(),
        min_severity: Some(Level::Advice),
        ..Config::default()
    };
    Desk::open(&Pack::standard(), &config)
        .unwrap_or_else(|(error, _)| panic!("{error}"))
        .0
}

/// Everything that a report holds.
fn all(report: &FileReport) -> String {
    format!("{report:#?}")
}

fn random_edits(edits: usize, seed: u64) {
    let desk = desk();
    let mut dice = Dice(seed);
    for name in ["draft.md", "draft.txt"] {
        let mut session = Session::open(&desk, name, DRAFT, None);
        let mut model = DRAFT.to_owned();
        let mut said = 0;
        for number in 0..edits {
            let boundary = |dice: &mut Dice, text: &str| {
                let at = dice.below(text.len() + 1);
                text.floor_char_boundary(at)
            };
            let from = boundary(&mut dice, &model);
            // Mostly a few characters, at times a sweep.
            let reach = if dice.below(20) == 0 { 200 } else { 6 };
            let to = model.ceil_char_boundary((from + dice.below(reach)).min(model.len()));
            let typed = if model.len() < 1_500 {
                TYPED[dice.below(TYPED.len())]
            } else {
                ""
            };
            model.replace_range(from..to, typed);
            let report = session.edit(from..to, typed).unwrap();
            let fresh = desk.check_bytes(name, model.as_bytes(), &Options::default(), None);
            assert_eq!(
                all(report),
                all(&fresh),
                "{name}, edit {number}: {from}..{to} {typed:?}"
            );
            said += report.findings.len();
            assert_eq!(session.text(), model);
        }
        assert!(
            said > edits / 2,
            "the drafts are too harmless: {said} findings"
        );
    }
}

#[test]
fn a_session_says_what_a_fresh_check_says() {
    random_edits(60, 0x00c0_ffee);
}

/// `cargo test --release -p copydesk-desk --test session -- --ignored`
#[test]
#[ignore = "takes minutes without optimisation"]
fn ten_thousand_edits() {
    random_edits(5_000, 0x5eed);
}

#[test]
fn edits_that_do_not_fit_change_nothing() {
    let desk = desk();
    let mut session = Session::open(&desk, "a.md", "Café.", None);
    let before = all(session.report());
    let backwards = std::ops::Range { start: 2, end: 1 };
    for (range, said) in [
        (backwards, "beyond the text of 6 bytes"),
        (6..7, "beyond the text of 6 bytes"),
        (4..6, "byte 4 lies within a character"),
        (0..4, "byte 4 lies within a character"),
    ] {
        let error = session.edit(range, "x").unwrap_err();
        assert!(error.to_string().contains(said), "{error}");
    }
    assert_eq!(session.text(), "Café.");
    assert_eq!(all(session.report()), before);
    session.edit(0..6, "").unwrap();
    assert_eq!(session.text(), "");
}
