//! What drafts cost that nobody would write: `cargo bench -p copydesk-desk --bench hostile [-- SIZE [KIND…]]`.
//!
//! Each kind is checked at a size (1,000,000 bytes if none is given) and at a quarter of it, each in a process of its own:
//! processor time, the exponent of its growth, and memory beyond that of the desk itself, as a multiple of the draft.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a measurement"
)]

#[path = "../tests/common/hostile.rs"]
mod hostile;

use std::fs;
use std::process::{Command, ExitCode};

use copydesk_desk::{Config, Desk, Level, Options, Pack};
use hostile::KINDS;

/// The highest exponent, and the most memory as a multiple of the draft.
const EXPONENT: f64 = 1.15;
const MEMORY: f64 = 10.0;
/// Times below this are not compared, in seconds.
const LEAST: f64 = 0.05;

fn seconds() -> f64 {
    let told = fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    told.split_whitespace()
        .next()
        .unwrap()
        .parse::<f64>()
        .unwrap()
        / 1e9
}

/// The most memory so far, in bytes.
fn peak() -> f64 {
    let told = fs::read_to_string("/proc/self/status").unwrap();
    let line = told
        .lines()
        .find(|line| line.starts_with("VmHWM:"))
        .unwrap();
    line.split_whitespace()
        .nth(1)
        .unwrap()
        .parse::<f64>()
        .unwrap()
        * 1024.0
}

/// Checks one draft: size, seconds, memory.
fn one(kind: &str, size: usize) {
    let (_, make) = KINDS.iter().find(|(name, _)| *name == kind).unwrap();
    let config = Config {
        profile: "strict".to_owned(),
        min_severity: Some(Level::Advice),
        ..Config::default()
    };
    let (desk, _) =
        Desk::open(&Pack::standard(), &config).unwrap_or_else(|(error, _)| panic!("{error}"));
    // What is made once is made.
    let _ = desk.check_bytes("a.md", b"The gate was shut.", &Options::default(), None);
    let text = make(size);
    let (before, start) = (peak(), seconds());
    let report = desk.check_bytes("a.md", text.as_bytes(), &Options::default(), None);
    let time = seconds() - start;
    println!(
        "{} {time} {} {}",
        text.len(),
        peak() - before,
        report.findings.len()
    );
}

fn run(kind: &str, size: usize) -> Option<(f64, f64, f64)> {
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--one", kind, &size.to_string()])
        .output()
        .unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    let mut numbers = told
        .split_whitespace()
        .map(|part| part.parse::<f64>().unwrap());
    Some((numbers.next()?, numbers.next()?, numbers.next()?))
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args()
        .skip(1)
        .filter(|arg| arg != "--bench")
        .collect();
    if let [flag, kind, size] = args.as_slice()
        && flag == "--one"
    {
        one(kind, size.parse().unwrap());
        return ExitCode::SUCCESS;
    }
    let size = args.first().map_or(1_000_000, |size| size.parse().unwrap());
    let wanted = args.get(1..).unwrap_or(&[]);
    let mut broken = 0;
    println!(
        "{:36} {:>9} {:>9} {:>9} {:>9} {:>7}",
        "kind", "bytes", "seconds", "exponent", "MB/s", "memory"
    );
    for (kind, _) in KINDS {
        if !wanted.is_empty() && !wanted.iter().any(|name| name == kind) {
            continue;
        }
        let (Some((small, first, _)), Some((large, second, memory))) =
            (run(kind, size / 4), run(kind, size))
        else {
            println!("{kind:36} DID NOT FINISH");
            broken += 1;
            continue;
        };
        let exponent = if second > LEAST {
            (second / first).ln() / (large / small).ln()
        } else {
            0.0
        };
        let times = memory / large;
        let over = exponent > EXPONENT || times > MEMORY;
        broken += usize::from(over);
        println!(
            "{kind:36} {large:9.0} {second:9.3} {exponent:9.2} {:9.2} {times:6.1}x{}",
            large / second / 1e6,
            if over { "  over the goal" } else { "" }
        );
    }
    println!("{broken} over the goal (exponent {EXPONENT}, memory {MEMORY} times the draft)");
    ExitCode::SUCCESS
}
