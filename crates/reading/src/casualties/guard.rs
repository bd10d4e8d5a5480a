//! What an outcome word says: that it happened, or not; who is its subject; as news or as known before.

use super::phrase::Scene;
use super::{Figure, Telling};
use crate::lists::List;
use crate::order::begun_in;
use crate::token::TokenKind;

impl Scene<'_, '_> {
    /// Negated, possible, planned or asked: nothing is said to have happened.
    pub(super) fn unreal(&self, at: usize) -> bool {
        let cx = self.cx;
        let start = at.saturating_sub(6).max(self.range.start);
        let mut i = at;
        while i > start {
            i -= 1;
            let word = cx.folded(i);
            if matches!(cx.kind(i), Some(TokenKind::Punct | TokenKind::Dash)) {
                break;
            }
            match word {
                "not" | "never" | "no" | "nobody" | "none" | "neither" | "nor" | "without"
                | "wasn't" | "weren't" | "didn't" | "hasn't" | "haven't" | "isn't" | "aren't"
                | "if" | "unless" | "avoid" => return true,
                // "to have killed", "admitted to having killed" report; "to kill", "to be killed" do not.
                "to" => return !matches!(cx.folded(i + 1), "have" | "having"),
                "would" | "could" | "may" | "might" | "should" | "can" | "will" | "shall"
                | "must" | "cannot" | "can't" | "won't" | "wouldn't" | "couldn't" => {
                    return true;
                }
                _ if cx.is(i, List::Auxiliary)
                    || word.ends_with("ly")
                    || matches!(
                        word,
                        "also"
                            | "since"
                            | "now"
                            | "so"
                            | "far"
                            | "already"
                            | "later"
                            | "then"
                            | "been"
                            | "be"
                    ) => {}
                "and" | "or" => {}
                _ => break,
            }
        }
        self.averted(at)
    }

    /// Prevented, possible or asked after: "to prevent the slaughter of thousands", "stop him from murdering", "capable of
    /// mowing down a hundred people", "not clear whether all 21 were killed".
    fn averted(&self, at: usize) -> bool {
        /// How many tokens the verb that governs may stand before.
        const REACH: usize = 14;
        let cx = self.cx;
        let stops = |i: usize| {
            matches!(
                cx.folded(i),
                "prevent"
                    | "prevents"
                    | "prevented"
                    | "preventing"
                    | "avert"
                    | "averts"
                    | "averted"
                    | "averting"
                    | "avoid"
                    | "avoided"
                    | "avoiding"
                    | "stop"
                    | "stopped"
                    | "stopping"
                    | "forestall"
                    | "thwart"
                    | "thwarted"
            )
        };
        let start = at.saturating_sub(REACH).max(self.range.start);
        let near = || {
            (start..at)
                .rev()
                .take_while(|&i| !matches!(cx.kind(i), Some(TokenKind::Punct | TokenKind::Dash)))
        };
        let Some(before) = at.checked_sub(1).filter(|&k| k >= self.range.start) else {
            return false;
        };
        let word = cx.folded(before);
        if word == "from" && cx.folded(at).ends_with("ing") {
            return near().any(|i| {
                stops(i)
                    || matches!(
                        cx.folded(i),
                        "keep" | "kept" | "keeping" | "deter" | "deterred" | "dissuade" | "barred"
                    )
            });
        }
        if word == "of" && cx.folded(at).ends_with("ing") {
            return before.checked_sub(1).is_some_and(|k| {
                matches!(
                    cx.folded(k),
                    "capable"
                        | "incapable"
                        | "capability"
                        | "danger"
                        | "risk"
                        | "intention"
                        | "possibility"
                        | "chance"
                        | "means"
                        | "way"
                        | "hope"
                        | "dream"
                )
            });
        }
        if near().any(|i| cx.folded(i) == "whether") {
            return true;
        }
        if word == "being"
            && near().take(8).any(|i| {
                matches!(
                    cx.folded(i),
                    "tolerate" | "accept" | "allow" | "risk" | "imagine"
                )
            })
        {
            return true;
        }
        // The noun is the object: "to prevent the slaughter of thousands".
        near()
            .take(4)
            .take_while(|&i| stops(i) || cx.is(i, List::Determiner) || !cx.is(i, List::Preposition))
            .take_while(|&i| !cx.is(i, List::Auxiliary) && !cx.is(i, List::Pronoun))
            .any(stops)
            && cx.phrase(at, List::DeathNoun).is_some()
    }

    /// A form of "be" or "get" governs the participle at `at`.
    pub(super) fn passive(&self, at: usize) -> bool {
        let cx = self.cx;
        let start = at.saturating_sub(4).max(self.range.start);
        let mut i = at;
        while i > start {
            i -= 1;
            match cx.folded(i) {
                "be" | "is" | "are" | "am" | "was" | "were" | "been" | "being" | "get" | "gets"
                | "got" | "getting" | "left" | "leaving" => return true,
                word if word.ends_with("ly")
                    || matches!(
                        word,
                        "also"
                            | "later"
                            | "then"
                            | "not"
                            | "and"
                            | "or"
                            | "reported"
                            | "confirmed"
                            | "feared"
                            | "believed"
                            | "presumed"
                            | "shot"
                            | "all"
                            | "both"
                            | "already"
                            | "critically"
                            | "themselves"
                    ) => {}
                _ => return false,
            }
        }
        false
    }

    /// "over five days": a stretch of time begins at token `i` or behind it.
    fn lasting(&self, i: usize) -> bool {
        begun_in(self.numbers, i..i + 2, |number| number.tokens.0 as usize)
            .iter()
            .any(|number| {
                matches!(
                    self.cx.folded(number.tokens.1 as usize),
                    "hours" | "days" | "weeks" | "months" | "years" | "nights"
                )
            })
    }

    /// "Airstrikes on Tambura, a town that … since October, killed 34": the token at which the aside before a finite verb
    /// begins, or the verb itself.
    fn before_aside(&self, at: usize, finite: bool) -> usize {
        let comma = |k: usize| self.cx.folded(k) == ",";
        let closed = at
            .checked_sub(1)
            .filter(|&k| finite && k > self.range.start && comma(k));
        let opened = closed.and_then(|close| {
            let mut before = (self.range.start..close).rev().take(24);
            before.find(|&k| comma(k))
        });
        opened.unwrap_or(at)
    }

    /// Whether the figure is told as news or as known before.
    pub(super) fn telling(&self, figure: &Figure) -> Telling {
        let cx = self.cx;
        let at = cx.token_at(figure.span.start);
        // "the killing of four", "the deaths of 12 people".
        let noun =
            cx.phrase(at, List::DeathNoun).is_some() && cx.phrase(at, List::TollNoun).is_none();
        if noun && matches!(cx.folded(at + 1), "of" | "to") {
            return Telling::Background;
        }
        // "X, a man who was killed in March", "for the body of a brother killed in the raid", "each time a man is killed":
        // one person, told to say who or what is meant.
        if figure.number < 1.5 {
            let end = cx.token_at(figure.span.end.saturating_sub(1));
            let before = |back: usize| {
                at.checked_sub(back)
                    .filter(|&k| k >= self.range.start)
                    .map_or("", |k| cx.folded(k))
            };
            let related = (at..end).any(|i| matches!(cx.folded(i), "who" | "whose"));
            let governed = matches!(
                before(1),
                "of" | "for" | "to" | "by" | "from" | "about" | "with"
            );
            let habit = (1..=3).any(|back| {
                before(back) == "whenever"
                    || before(back) == "time" && matches!(before(back + 1), "each" | "every")
            });
            // "Kayla Ruiz, an aid worker kidnapped in May"
            let finite = (at..=end).any(|i| cx.is(i, List::Auxiliary))
                || cx.phrase(end, List::DieVerb).is_some();
            if related
                || governed
                || habit
                || before(1) == "," && !finite && cx.folded(end).ends_with("ed")
            {
                return Telling::Background;
            }
        }
        let start = at.saturating_sub(16).max(self.range.start);
        let past = |i: usize| cx.is(i, List::PastForm) || cx.is(i, List::FiniteForm);
        let finite = past(at) || cx.folded(at).ends_with("ed");
        let mut i = self.before_aside(at, finite);
        while i > start {
            i -= 1;
            let word = cx.folded(i);
            match word {
                "that" | "which" | "who" | "whose" => {
                    // "Rockets that struck the port took 58 lives": the clause has a verb of its own.
                    let own = past(i + 1) && i + 1 < at && finite;
                    let joined = (i + 1..at)
                        .any(|k| matches!(cx.folded(k), "and" | "or" | "but" | "," | "then"));
                    if own && !joined && i > self.range.start {
                        return Telling::Asserted;
                    }
                    // "said that 12 people died" asserts; "the blast that killed 12" does not.
                    let reported = i > self.range.start
                        && (cx.phrase(i - 1, List::ReportingVerb).is_some()
                            || cx.phrase(i - 1, List::ThinkingVerb).is_some()
                            || cx.phrase(i - 1, List::ShowingVerb).is_some());
                    return if reported {
                        Telling::Asserted
                    } else {
                        Telling::Background
                    };
                }
                "after" | "since" | "following" | "before" | "when" | "where" | "because"
                | "despite" | "over" => {
                    // "over five days": for so long.
                    if word == "over" && self.lasting(i) {
                        continue;
                    }
                    // Not "after" of a time: "on Monday after noon".
                    return Telling::Background;
                }
                ";" | ":" => break,
                _ if matches!(cx.kind(i), Some(TokenKind::Mark)) => break,
                _ => {}
            }
        }
        Telling::Asserted
    }
}
