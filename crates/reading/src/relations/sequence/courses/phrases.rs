//! The phrases by which the register `courses` tells its steps.

use copydesk_facts::Register;
use rustc_hash::FxHashMap;

use super::super::Ground;
use crate::numbers::lexeme::Look;
use crate::token::TokenKind;

/// The names of the steps in the register, in order.
const STEPS: [&str; 5] = ["a", "b", "c", "d", "e"];

/// The most words in a gap of a phrase.
const GAP: usize = 10;

/// The phrases of all steps by their first word, with the course and the step.
#[derive(Clone, Debug)]
pub(in crate::relations) struct Phrases(FxHashMap<Box<str>, Vec<Phrase>>);

/// A phrase, and the step of the course that it tells.
#[derive(Clone, Debug)]
struct Phrase {
    course: usize,
    rank: usize,
    words: Box<str>,
}

impl Phrases {
    pub(super) fn of(register: &Register) -> Self {
        let mut by: FxHashMap<Box<str>, Vec<Phrase>> = FxHashMap::default();
        for (course, entity) in register.entities.iter().enumerate() {
            for (rank, step) in STEPS.iter().enumerate() {
                for phrase in entity.list(step) {
                    let first = phrase.split(' ').next().unwrap_or(phrase);
                    by.entry(first.into()).or_default().push(Phrase {
                        course,
                        rank,
                        words: phrase.as_str().into(),
                    });
                }
            }
        }
        Self(by)
    }

    /// The steps that the words of a sentence tell, in order.
    pub(super) fn told(&self, ground: &Ground<'_, '_>, look: &Look<'_, '_>) -> Vec<Step> {
        let mut steps = Vec::new();
        for at in look.first..look.end {
            for phrase in self
                .0
                .get(ground.cx.folded(at))
                .map_or(&[][..], Vec::as_slice)
            {
                if let Some(end) = ends(ground, &phrase.words, at) {
                    steps.push(Step {
                        course: phrase.course,
                        rank: phrase.rank,
                        at,
                        end,
                    });
                }
            }
        }
        steps
    }
}

/// One past the words of a phrase that begins at token `at`; "*" stands for any one word, "..." for up to ten with no mark
/// and no other clause among them.
fn ends(ground: &Ground<'_, '_>, phrase: &str, at: usize) -> Option<usize> {
    let cx = ground.cx;
    if !matches!(cx.kind(at), Some(TokenKind::Word | TokenKind::Number)) {
        return None;
    }
    let mut k = at;
    let mut gap = false;
    for own in phrase.split(' ') {
        if own == "..." {
            gap = true;
            continue;
        }
        if gap {
            k = (k..=k + GAP)
                .take_while(|&i| i == k || within(ground, i - 1))
                .find(|&i| cx.folded(i) == own)?;
            gap = false;
        } else if cx.folded(k) != own && !(own == "*" && k > at) {
            return None;
        }
        k += 1;
    }
    Some(k)
}

/// The word may stand in the gap of a phrase.
fn within(ground: &Ground<'_, '_>, i: usize) -> bool {
    let cx = ground.cx;
    matches!(
        cx.kind(i),
        Some(TokenKind::Word | TokenKind::Number | TokenKind::Possessive)
    ) && !matches!(
        cx.folded(i),
        "and" | "but" | "who" | "which" | "that" | "when" | "after" | "before" | "while" | "not"
    )
}

/// Words that tell a step of a course.
#[derive(Clone, Copy)]
pub(super) struct Step {
    pub(super) course: usize,
    pub(super) rank: usize,
    pub(super) at: usize,
    pub(super) end: usize,
}
