//! Only what changed: findings that an earlier version of the draft does not have in the same words.
//!
//! A finding is old if the earlier version has one of the same rule with the same message on the same words in the same
//! sentence, with the same sentences as evidence. Everything else is new: the sentence or the evidence changed, or an
//! edit elsewhere (a definition taken out) brought it about.

use std::collections::BTreeMap;

use crate::report::{FileReport, Finding};

/// What makes two findings of two versions the same.
type Same<'a> = (&'a str, &'a str, &'a str, &'a str, Vec<(&'a str, &'a str)>);

/// Takes the findings that an earlier version has too out of a report, and gives their number.
pub fn keep_new(now: &mut FileReport, before: &FileReport) -> usize {
    let mut old: BTreeMap<Same<'_>, usize> = BTreeMap::new();
    for finding in &before.findings {
        *old.entry(same(finding)).or_default() += 1;
    }
    let known: Vec<bool> = now
        .findings
        .iter()
        .map(|finding| match old.get_mut(&same(finding)) {
            Some(left) if *left > 0 => {
                *left -= 1;
                true
            }
            _ => false,
        })
        .collect();
    let mut each = known.iter();
    now.findings.retain(|_| each.next() != Some(&true));
    known.iter().filter(|known| **known).count()
}

fn same(finding: &Finding) -> Same<'_> {
    let mut related: Vec<(&str, &str)> = finding
        .related
        .iter()
        .map(|related| (&*related.place.sentence, related.place.excerpt.as_str()))
        .collect();
    related.sort_unstable();
    (
        &finding.rule,
        &finding.message,
        &finding.place.excerpt,
        &finding.place.sentence,
        related,
    )
}
