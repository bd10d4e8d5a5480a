//! Shares of steps of one scale, of which everybody is on one: "48% of patients improved, 33% stayed the same and 26% worsened",
//! "60 percent of the trains were on time, 31 percent late and 14 percent cancelled", "58% were adults under 60, 27% children and
//! 25% over 60".

use super::Share;
use super::exclusive::around;
use crate::numbers::lexeme::Look;

/// The steps of each scale; words of one step stand together.
const SCALES: &[&[&[&str]]] = &[
    &[
        &["improved", "better", "recovered", "rose"],
        &["same", "unchanged", "stable"],
        &["worsened", "worse", "relapsed", "deteriorated", "fell"],
        &["died", "dead"],
    ],
    &[
        &["time", "punctual"],
        &["late", "delayed"],
        &["cancelled", "canceled", "scrapped"],
    ],
    &[
        &["passed", "pass"],
        &["failed", "fail"],
        &["absent", "withdrew"],
    ],
    &[
        &["distinction", "honours", "honors", "merit"],
        &["pass", "passed", "ordinary"],
        &["failed", "fail"],
    ],
    &[
        &["for", "yes", "favour", "favor", "backed", "supported"],
        &["against", "no", "opposed"],
        &[
            "blank",
            "abstained",
            "undecided",
            "spoiled",
            "spoilt",
            "neither",
        ],
    ],
    &[
        &["full", "full-time"],
        &["part", "part-time"],
        &["unemployed", "jobless", "idle"],
    ],
    &[
        &["single", "unmarried"],
        &["married"],
        &["divorced", "separated"],
        &["widowed", "widows"],
    ],
    &[
        &["sound", "good", "excellent"],
        &["fair", "average", "adequate"],
        &["poor", "bad", "unsafe"],
    ],
];

/// True if each share stands beside another step of one scale.
pub(super) fn graded(look: &Look<'_, '_>, parts: &[Share]) -> bool {
    parts.len() >= 3 && (SCALES.iter().any(|scale| steps(look, parts, scale)) || ages(look, parts))
}

fn steps(look: &Look<'_, '_>, parts: &[Share], scale: &[&[&str]]) -> bool {
    let mut seen = Vec::new();
    parts.iter().enumerate().all(|(n, _)| {
        let step = around(look, parts, n)
            .find_map(|i| scale.iter().position(|words| words.contains(&look.word(i))));
        let fresh = step.is_some_and(|step| !seen.contains(&step));
        seen.extend(step);
        fresh
    })
}

/// "adults under 60", "children", "over 60": three ages, one of each.
fn ages(look: &Look<'_, '_>, parts: &[Share]) -> bool {
    let has =
        |n: usize, words: &[&str]| around(look, parts, n).any(|i| words.contains(&look.word(i)));
    let age = |n: usize| {
        let young = has(n, &["children", "minors", "teenagers", "infants", "pupils"]);
        let old = has(n, &["over", "older", "pensioners", "elderly", "retired"]);
        let grown = has(n, &["adults"]) && !old;
        match (young, grown, old) {
            (true, false, false) => Some(0),
            (false, true, false) => Some(1),
            (false, false, true) => Some(2),
            _ => None,
        }
    };
    let mut all: Vec<Option<u8>> = (0..parts.len()).map(age).collect();
    all.sort_unstable();
    all == [Some(0), Some(1), Some(2)]
}
