//! Fixes applied: safe ones unasked, offered ones where their rules are named.

use std::collections::BTreeSet;

use copydesk_draft::{Day, Draft, Span};
use copydesk_engine::{Edit, Finding, apply};
use copydesk_formats::{self as formats, Options};

use crate::desk::Desk;
use crate::report::FileReport;
use crate::stet::side::Side;

/// Each round may bring new findings that can be fixed; a pack that never comes to rest stops here.
const ROUNDS: usize = 10;

/// A draft after its fixes.
#[derive(Clone, Debug)]
pub struct Fixed {
    /// The file, byte for byte as it is to stand on disk: byte-order mark and line ends kept.
    pub bytes: Vec<u8>,
    /// Findings that were fixed.
    pub fixed: usize,
    /// What is found in the fixed draft.
    pub report: FileReport,
}

impl Desk {
    /// Applies the safe fixes to a draft, and those offered by the rules named in `offers`, until nothing is left to
    /// fix. Where two fixes overlap, the earlier one is applied first and the draft is read anew.
    pub fn fix_bytes(
        &self,
        name: &str,
        bytes: &[u8],
        options: &Options,
        as_of: Option<Day>,
        offers: &[String],
        side: &Side,
    ) -> Fixed {
        let mut bytes = bytes.to_vec();
        let mut fixed = 0;
        let mut done: BTreeSet<String> = BTreeSet::new();
        for _ in 0..ROUNDS {
            let Ok(draft) = formats::read(name, &bytes, options) else {
                break;
            };
            let findings = self.findings(&draft, as_of, side);
            let (edits, count) = chosen(&draft, &findings, offers, &mut done);
            if count == 0 {
                break;
            }
            let Some(next) = written(&draft, &edits).filter(|next| *next != bytes) else {
                break;
            };
            bytes = next;
            fixed += count;
        }
        let report = self.check_bytes_with(name, &bytes, options, as_of, side);
        Fixed {
            bytes,
            fixed,
            report,
        }
    }

    /// What is found in a draft and does not stand by a mark, of every severity; nothing in a draft that is not linted.
    fn findings(&self, draft: &Draft, as_of: Option<Day>, side: &Side) -> Vec<Finding> {
        if crate::language::not_english(draft).is_some() {
            return Vec::new();
        }
        let reading = self.read_for_rules(draft, as_of);
        self.judged(&reading, draft, side).0.findings
    }
}

/// The edits of all fixes that may be applied and do not overlap an earlier one, and the number of findings they are
/// for. A fix is applied whole or not at all. What was fixed before (`done`) and is found again is fixed again only if
/// that makes the text shorter: a rule that is never content with its own correction must not run on.
fn chosen(
    draft: &Draft,
    findings: &[Finding],
    offers: &[String],
    done: &mut BTreeSet<String>,
) -> (Vec<Edit>, usize) {
    let mut edits: Vec<Edit> = Vec::new();
    let mut taken: Vec<Span> = Vec::new();
    let mut count = 0;
    for finding in findings {
        let Some(fix) = &finding.fix else { continue };
        if !fix.safe && !offers.contains(&finding.rule) {
            continue;
        }
        let clash = |edit: &Edit| {
            taken
                .iter()
                .any(|span| span.overlaps(edit.span) || span.start == edit.span.start)
        };
        // What the file's encoding cannot hold stays to be mended by hand.
        let writable = |edit: &Edit| formats::encode(draft.source(), &edit.text).is_ok();
        if fix.edits.is_empty() || fix.edits.iter().any(clash) || !fix.edits.iter().all(writable) {
            continue;
        }
        let shorter = fix
            .edits
            .iter()
            .all(|edit| (edit.text.len() as u32) < edit.span.len());
        if !done.insert(finding.fingerprint.clone()) && !shorter {
            continue;
        }
        count += 1;
        taken.extend(fix.edits.iter().map(|edit| edit.span));
        edits.extend(fix.edits.iter().cloned());
    }
    (edits, count)
}

/// The file with the edits applied: new line ends as the file has them, its encoding and its byte-order mark.
fn written(draft: &Draft, edits: &[Edit]) -> Option<Vec<u8>> {
    let source = draft.source();
    let crlf = source.text().contains("\r\n");
    let edits: Vec<Edit> = edits
        .iter()
        .map(|edit| Edit {
            span: edit.span,
            text: if crlf {
                edit.text.replace("\r\n", "\n").replace('\n', "\r\n")
            } else {
                edit.text.clone()
            },
        })
        .collect();
    formats::encode(source, &apply(draft, &edits)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::Pack;
    use crate::setup::Config;

    const RULE: &str = r#"
words twin: "the the", "an an"
pattern twin-words: <twin>
layer twin-word from twin-words

rule twin-article
  title    "An article once"
  severity error
  for each twin-word
  say      "Twice."
  fix safe replace it with "the"
  bad      "To [[the the]] gate."
  bad      "By [[the the]] gate."
  good     "To the gate."
  good     "By the gate."
"#;

    fn desk() -> Desk {
        let mut pack = Pack::standard();
        pack.add("test/twin.desk", RULE);
        let config = Config {
            select: vec!["twin-article".into()],
            ..Config::default()
        };
        let (desk, faults) = Desk::open(&pack, &config)
            .map_err(|(error, _)| error)
            .unwrap();
        assert!(
            faults
                .rules
                .iter()
                .all(|fault| fault.gravity < copydesk_lang::Gravity::Error)
        );
        desk
    }

    #[test]
    fn bytes_outside_the_fix_are_kept() {
        let text = "\u{feff}To the the gate.\r\n\r\nCaf\u{e9} by the the &amp; gate.\r\n";
        let fixed = desk().fix_bytes(
            "a.md",
            text.as_bytes(),
            &Options::default(),
            None,
            &[],
            &Side::default(),
        );
        assert_eq!(fixed.fixed, 2);
        assert_eq!(
            String::from_utf8(fixed.bytes).unwrap(),
            "\u{feff}To the gate.\r\n\r\nCaf\u{e9} by the &amp; gate.\r\n"
        );
        assert!(fixed.report.findings.is_empty());
    }

    #[test]
    fn the_encoding_is_kept() {
        let fix = |bytes: &[u8]| {
            desk().fix_bytes(
                "a.txt",
                bytes,
                &Options::default(),
                None,
                &[],
                &Side::default(),
            )
        };
        let fixed = fix(b"\x93No,\x94 Andr\xe9 said by the the gate. To the the gate.\r\n");
        assert_eq!(
            fixed.bytes,
            b"\x93No,\x94 Andr\xe9 said by the gate. To the gate.\r\n"
        );
        let before = "To the the gate: 😀\n".encode_utf16();
        let after = "To the gate: 😀\n".encode_utf16();
        let low = |units: std::str::EncodeUtf16<'_>| -> Vec<u8> {
            [0xfeff]
                .into_iter()
                .chain(units)
                .flat_map(u16::to_le_bytes)
                .collect()
        };
        let high = |units: std::str::EncodeUtf16<'_>| -> Vec<u8> {
            [0xfeff]
                .into_iter()
                .chain(units)
                .flat_map(u16::to_be_bytes)
                .collect()
        };
        assert_eq!(fix(&low(before.clone())).bytes, low(after.clone()));
        assert_eq!(fix(&high(before)).bytes, high(after));
    }

    #[test]
    fn a_fix_may_uncover_another() {
        let fixed = desk().fix_bytes(
            "a.txt",
            b"To the the the the gate.",
            &Options::default(),
            None,
            &[],
            &Side::default(),
        );
        assert_eq!(fixed.bytes, b"To the gate.");
        assert_eq!(fixed.fixed, 3);
        let again = desk().fix_bytes(
            "a.txt",
            &fixed.bytes,
            &Options::default(),
            None,
            &[],
            &Side::default(),
        );
        assert_eq!((again.fixed, again.bytes), (0, fixed.bytes));
    }

    #[test]
    fn an_unread_draft_is_left_alone() {
        let bytes = b"caf\xe9\x81 the the";
        let fixed = desk().fix_bytes(
            "a.txt",
            bytes,
            &Options::default(),
            None,
            &[],
            &Side::default(),
        );
        assert_eq!((fixed.fixed, fixed.bytes.as_slice()), (0, &bytes[..]));
        assert!(fixed.report.not_linted_reason().is_some());
    }
}
