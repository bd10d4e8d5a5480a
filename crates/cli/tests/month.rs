//! A newsroom's month: forty drafts in a real repository, from the first day with a baseline to a run in CI, with the
//! counts at each step.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test"
)]

mod common;

use std::fmt::Write as _;
use std::fs;

use common::{Folder, GATE, TWIN};
use serde_json::Value;

/// A warning.
const LAMP: &str = r#"
pattern lit-lamp: "a lamp was lit"
layer lit-lamp-mention from lit-lamp

rule lamp-lit
  title    "Who lit the lamp"
  severity warning
  for each lit-lamp-mention
  say      "It is not said who lit the lamp."
  bad      "[[A lamp was lit]]."
  bad      "At dusk [[a lamp was lit]]."
  good     "The guards lit a lamp."
  good     "She lit a lamp."
"#;

const PLACES: [&str; 8] = [
    "Port Ansel",
    "Mirova",
    "Tessaly Cross",
    "Dhara",
    "Kolvik",
    "San Avel",
    "Oubari",
    "Lindmere",
];

/// The name of a draft: plain text and Markdown in turn.
fn name(number: usize) -> String {
    let ending = if number.is_multiple_of(2) {
        "md"
    } else {
        "txt"
    };
    format!("drafts/{number:02}.{ending}")
}

/// Ten drafts have an error, eight one that can be fixed, five a warning.
fn draft(number: usize) -> String {
    let place = PLACES[number % PLACES.len()];
    let mut text = format!(
        "Traders in {place} reopened their stalls on the quay, the market's keeper said.\n\nRain had kept them away for {} days, she said.\n",
        number + 2
    );
    if number.is_multiple_of(4) {
        let _ = write!(text, "\nIn {place} the gate was shut at noon.\n");
    }
    if number % 5 == 1 {
        text.push_str("\nThe way leads to the the harbour.\n");
    }
    if number % 8 == 3 {
        let _ = write!(text, "\nIn {place} a lamp was lit.\n");
    }
    text
}

struct Desk {
    folder: Folder,
    today: &'static str,
}

impl Desk {
    fn copydesk(&self, args: &[&str]) -> (i32, String) {
        let mut command = self.folder.copydesk(args);
        let output = command.env("COPYDESK_PACK", "house").output().unwrap();
        let (exit, out, err) = common::told(&output);
        assert_eq!(err, "", "{args:?}");
        (exit, out)
    }

    fn check(&self, more: &[&str]) -> (i32, String) {
        let mut args = vec!["check", "drafts", "--today", self.today];
        args.extend(more);
        self.copydesk(&args)
    }

    /// Exit code, and errors, warnings, findings that stand.
    fn counts(&self, more: &[&str]) -> (i32, u64, u64, u64) {
        let mut args = vec!["--format", "json"];
        args.extend(more);
        let (exit, out) = self.check(&args);
        let report: Value = serde_json::from_str(&out).unwrap();
        let count = |key: &str| report["summary"][key].as_u64().unwrap();
        (exit, count("errors"), count("warnings"), count("stet"))
    }

    fn known(&self) -> usize {
        let baseline: Value =
            serde_json::from_str(&self.folder.read("copydesk-baseline.json")).unwrap();
        baseline["findings"].as_array().unwrap().len()
    }

    fn append(&self, number: usize, text: &str) {
        let draft = self.folder.read(&name(number)) + text;
        self.folder.write(&name(number), draft);
    }
}

#[test]
fn a_month() {
    let folder = Folder::new("month");
    folder.small_pack(&[GATE, TWIN, LAMP]);
    folder.repository();
    for number in 0..40 {
        folder.write(&name(number), draft(number));
    }
    folder.commit("the archive");
    let mut desk = Desk {
        folder,
        today: "2025-03-03",
    };

    // Monday: what stands in the archive is known, and holds nobody up.
    assert_eq!(desk.counts(&[]), (1, 18, 5, 0));
    let (exit, out) = desk.copydesk(&["init", "--baseline"]);
    assert_eq!(exit, 0);
    assert!(
        out.contains("copydesk-baseline.json with 23 findings"),
        "{out}"
    );
    assert_eq!(desk.counts(&[]), (0, 0, 0, 0));
    let (_, out) = desk.check(&[]);
    assert!(
        out.contains("not reported: 23 findings of the baseline"),
        "{out}"
    );
    assert_eq!(desk.counts(&["--no-baseline"]), (1, 18, 5, 0));
    desk.folder.commit("copydesk");

    // The week's copy: two drafts say anew what they did not say before; the rest moves about.
    desk.append(2, "\nAt dusk the gate was shut.\n");
    desk.append(3, "\nAt dawn the gate was shut.\n");
    let moved = format!("Opening words.\n\n{}", desk.folder.read(&name(4)));
    desk.folder.write(&name(4), moved);
    desk.folder
        .git(&["mv", "drafts/08.md", "drafts/08-market.md"]);
    assert_eq!(desk.counts(&[]), (1, 2, 0, 0));
    assert_eq!(
        desk.counts(&["--since", "HEAD", "--no-baseline"]),
        (1, 2, 0, 0)
    );
    desk.folder.git(&["add", "drafts/02.md"]);
    assert_eq!(desk.counts(&["--staged"]).1, 1);

    // The duty editor lets both stand, until the middle of the month.
    for (place, reason) in [
        (
            "drafts/02.md:5",
            "the keeper told our reporter, on the record",
        ),
        ("drafts/03.txt:7", "seen by our reporter"),
    ] {
        let args = [
            "stet",
            place,
            "gate-shut",
            "--reason",
            reason,
            "--by",
            "AB",
            "--until",
            "2025-03-15",
            "--today",
            desk.today,
        ];
        let (exit, out) = desk.copydesk(&args);
        assert_eq!(exit, 0, "{out}");
    }
    assert_eq!(desk.counts(&[]), (0, 0, 0, 2));
    let (_, out) = desk.copydesk(&["stet", "--list", "drafts", "--today", desk.today]);
    assert!(
        out.ends_with("2 stet marks: 2 in use, 0 expired, 0 without effect\n"),
        "{out}"
    );
    desk.folder.commit("the week's copy");
    assert_eq!(
        desk.counts(&["--since", "HEAD~1", "--no-baseline"]),
        (0, 0, 0, 2)
    );

    // The day has passed: both come back, and the marks are said to have expired.
    desk.today = "2025-03-17";
    assert_eq!(desk.counts(&[]), (1, 2, 2, 0));
    let (_, out) = desk.copydesk(&["stet", "--list", "drafts", "--today", desk.today]);
    assert!(
        out.ends_with("2 stet marks: 0 in use, 2 expired, 0 without effect\n"),
        "{out}"
    );
    // One is decided anew, one is written out of the copy: its mark is of no use any more.
    let renewed = desk
        .folder
        .read(&name(2))
        .replace("until 2025-03-15", "until 2025-05-01");
    desk.folder.write(&name(2), renewed);
    let mended = desk.folder.read(&name(3)).replace(
        "At dawn the gate was shut.",
        "The guards shut the gate at dawn.",
    );
    desk.folder.write(&name(3), mended);
    let marks = desk
        .folder
        .read("drafts/03.stet.toml")
        .replace("2025-03-15", "2025-05-01");
    desk.folder.write("drafts/03.stet.toml", marks);
    assert_eq!(desk.counts(&[]), (0, 0, 1, 1));
    fs::remove_file(desk.folder.0.join("drafts/03.stet.toml")).unwrap();
    assert_eq!(desk.counts(&[]), (0, 0, 0, 1));
    desk.folder.commit("marks looked through");

    // What can be fixed without a thought is fixed, once; the baseline shrinks.
    let (exit, out) = desk.check(&["--no-baseline", "--diff"]);
    assert_eq!(
        (
            exit,
            out.matches("\n+The way leads to the harbour.\n").count()
        ),
        (1, 8)
    );
    let (_, out) = desk.check(&["--no-baseline", "--fix"]);
    assert_eq!(out.matches("fixed 1 finding in").count(), 8, "{out}");
    assert_eq!(desk.check(&["--no-baseline", "--diff"]), (0, String::new()));
    assert_eq!(desk.counts(&["--no-baseline"]), (1, 10, 5, 1));
    let (exit, out) = desk.check(&["--prune"]);
    assert_eq!(exit, 0);
    assert!(out.contains("taken out: 8 gone"), "{out}");
    assert_eq!(desk.known(), 15);
    desk.folder.commit("fixes");

    // The run in CI: one pull request with twelve new errors, and everything for the services behind it.
    for number in 10..22 {
        desk.append(number, "\nAt night the gate was shut.\n");
    }
    let summary = desk.folder.0.join("summary.md");
    let mut command = desk.folder.copydesk(&[
        "check",
        "drafts",
        "--today",
        desk.today,
        "--format",
        "github",
        "-o",
        "sarif=out.sarif",
        "-o",
        "junit=out.xml",
        "-o",
        "html=out.html",
    ]);
    let output = command
        .env("COPYDESK_PACK", "house")
        .env("GITHUB_STEP_SUMMARY", &summary)
        .output()
        .unwrap();
    let (exit, out, _) = common::told(&output);
    assert_eq!((exit, out.matches("::error file=").count()), (1, 10));
    assert!(out.contains("2 errors more"), "{out}");
    let sarif: Value = serde_json::from_str(&desk.folder.read("out.sarif")).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let suppressed = results
        .iter()
        .filter(|one| one.get("suppressions").is_some());
    assert_eq!((results.len(), suppressed.count()), (13, 1));
    assert_eq!(desk.folder.read("out.xml").matches("<failure").count(), 12);
    assert_eq!(
        desk.folder
            .read("out.html")
            .matches("<li class=\"note error\"")
            .count(),
        12
    );
    assert!(desk.folder.read("summary.md").contains("12 errors"));
    assert_eq!(
        desk.counts(&["--since", "HEAD", "--no-baseline"]),
        (1, 12, 0, 0)
    );
}
