//! Whether a verb is told as done, and as news or as known before.

use super::clause::{Actor, Clauses, Verb};
use crate::casualties::Telling;
use crate::lists::List;
use crate::token::TokenKind;

impl Clauses<'_, '_> {
    /// True in the first paragraph of the story.
    pub(super) fn opens_story(&self) -> bool {
        let sentence = self.cx.sentence(self.sentence);
        sentence
            .and_then(|sentence| self.cx.blocks.get(sentence.block as usize))
            .is_some_and(|block| block.lede)
    }

    /// The verb at token `i` as the verb of a clause that is told as done; `None` for infinitives, what would, could or
    /// did not happen, and nouns.
    pub(super) fn told(&self, i: usize) -> Option<Verb> {
        let cx = self.cx;
        let word = cx.folded(i);
        let mut group = i;
        let mut be = false;
        let mut have = false;
        while group > self.first {
            let before = cx.folded(group - 1);
            if matches!(
                before,
                "to" | "would"
                    | "will"
                    | "could"
                    | "might"
                    | "may"
                    | "should"
                    | "must"
                    | "can"
                    | "shall"
                    | "not"
                    | "never"
                    | "if"
                    | "unless"
                    | "don't"
                    | "didn't"
                    | "doesn't"
                    | "haven't"
                    | "hasn't"
                    | "hadn't"
                    | "wasn't"
                    | "weren't"
                    | "isn't"
                    | "aren't"
                    | "won't"
                    | "wouldn't"
                    | "couldn't"
                    | "cannot"
                    | "can't"
                    | "did"
                    | "do"
                    | "does"
                    | "without"
                    | "of"
                    | "for"
                    | "being"
                    | "from"
                    | "by"
                    | "nearly"
                    | "almost"
            ) {
                return None;
            }
            if matches!(
                before,
                "is" | "are" | "was" | "were" | "been" | "be" | "got"
            ) {
                be = true;
                group -= 1;
            } else if matches!(before, "has" | "have" | "had") {
                have = true;
                group -= 1;
            } else if before.len() > 4 && before.ends_with("ly")
                || matches!(
                    before,
                    "also"
                        | "then"
                        | "now"
                        | "again"
                        | "since"
                        | "already"
                        | "later"
                        | "once"
                        | "even"
                        | "just"
                        | "still"
                        | "first"
                        | "both"
                        | "twice"
                )
            {
                group -= 1;
            } else {
                break;
            }
        }
        let before = if group > self.first {
            cx.folded(group - 1)
        } else {
            ""
        };
        if group == i
            && group > self.first
            && (cx.is(group - 1, List::Determiner)
                && !matches!(before, "that" | "which" | "these" | "those" | "this")
                || cx.kind(group - 1) == Some(TokenKind::Possessive)
                || cx.kind(group - 1) == Some(TokenKind::Hyphen))
        {
            return None;
        }
        // "the areas hit by the strikes": a participle behind its noun.
        if !be && !have && cx.folded(i + 1) == "by" {
            return None;
        }
        let ing = word.ends_with("ing");
        // "began shelling", "kept firing on": the verb before says that it was done.
        if ing
            && !be
            && group > self.first
            && matches!(
                before,
                "began" | "started" | "resumed" | "kept" | "continued" | "begun"
            )
        {
            let mut group = group - 1;
            while group > self.first && matches!(cx.folded(group - 1), "has" | "have" | "had") {
                group -= 1;
            }
            // "The war broke out in July, when the army began bombarding …": how it once began is history.
            let news =
                self.opens_story() || (self.first..self.last).any(|k| cx.is(k, List::Weekday));
            let once = (self.clause_start(group).max(self.first + 1) - 1..group)
                .any(|k| matches!(cx.folded(k), "when" | "after" | "since" | "before"));
            return (news && !once).then_some(Verb {
                group,
                passive: false,
                participle: false,
            });
        }
        if ing && !be {
            let comma = group > self.first && matches!(before, "," | "and" | "before" | "while");
            return comma.then_some(Verb {
                group,
                passive: false,
                participle: true,
            });
        }
        // A base form or an -s form is as often a noun ("the army raids"): only what tells of the past, or a be or have.
        if !ing && !be && !have && !self.past(i) {
            return None;
        }
        Some(Verb {
            group,
            passive: be && !ing,
            participle: false,
        })
    }

    /// A second verb of its clause ("… and seized"): its subject stands before the first.
    pub(super) fn joined(&self, verb: Verb) -> bool {
        verb.group > self.first
            && (self.cx.is(verb.group - 1, List::Conjunction)
                || self.cx.word(verb.group - 1) == ",")
    }

    /// The form at `i` tells of the past.
    pub(super) fn past(&self, i: usize) -> bool {
        let word = self.cx.folded(i);
        word.ends_with("ed")
            || matches!(
                word,
                "struck"
                    | "hit"
                    | "shot"
                    | "blew"
                    | "took"
                    | "retook"
                    | "seized"
                    | "overran"
                    | "held"
                    | "won"
                    | "lost"
                    | "began"
                    | "fell"
                    | "gave"
                    | "withdrew"
                    | "broke"
                    | "dug"
                    | "drove"
                    | "brought"
                    | "sank"
                    | "flew"
                    | "set"
                    | "beat"
                    | "hurled"
                    | "swept"
                    | "wrested"
                    | "fought"
                    | "laid"
                    | "tore"
                    | "burst"
                    | "rode"
                    | "ran"
                    | "came"
                    | "sent"
                    | "dealt"
            )
    }

    /// True for a form that can also stand in the present without ambiguity: "control", "controls", "hold", "occupies".
    pub(super) fn kept_now(&self, i: usize) -> bool {
        matches!(
            self.cx.folded(i),
            "control"
                | "controls"
                | "hold"
                | "holds"
                | "occupy"
                | "occupies"
                | "rule"
                | "rules"
                | "now"
        )
    }

    /// As news or as known before: behind "after", "since", "when", in a relative clause on a known side, as a habit.
    pub(super) fn telling(&self, verb: Verb, actor: Option<&Actor>, at: usize) -> Telling {
        let cx = self.cx;
        // "It was the army that took the town": the cleft tells it, its relative does not point back.
        let cleft =
            cx.folded(self.first) == "it" && matches!(cx.folded(self.first + 1), "was" | "is");
        if !cleft && actor.is_some_and(|actor| actor.relative && actor.definite) {
            return Telling::Background;
        }
        let from = actor.map_or(verb.group, |actor| {
            cx.token_at(actor.span.start).min(verb.group)
        });
        let opener = if from > self.first {
            cx.folded(from - 1)
        } else {
            ""
        };
        // "After nightfall troops entered": the hour is no clause.
        let hour = actor.is_some_and(|_| {
            let word = cx.folded(from);
            cx.is(from, List::Weekday)
                || matches!(
                    word,
                    "nightfall"
                        | "dark"
                        | "dawn"
                        | "dusk"
                        | "midnight"
                        | "noon"
                        | "sunset"
                        | "sunrise"
                        | "daybreak"
                )
        });
        // "After Indian warplanes fired on a depot on Wednesday, …": news told in a clause of its own, with its day.
        let dated_news = opener == "after"
            && from == self.first + 1
            && (from..self.last)
                .take_while(|&i| cx.word(i) != ",")
                .any(|i| cx.is(i, List::Weekday));
        // "Villagers spent Thursday in cellars after guns opened fire": what came of it is dated, and it opens the story.
        let opening_news = opener == "after"
            && from > self.first + 3
            && self.opens_story()
            && (self.first..from).any(|i| cx.is(i, List::Weekday));
        let dated_news = dated_news || opening_news;
        if !hour
            && !dated_news
            && !(cleft && opener == "that")
            && matches!(
                opener,
                "after"
                    | "since"
                    | "before"
                    | "because"
                    | "until"
                    | "if"
                    | "that"
                    | "which"
                    | "whose"
                    | "following"
            )
        {
            let reported = from >= self.first + 2
                && opener == "that"
                && (cx.phrase(from - 2, List::ReportingVerb).is_some()
                    || cx.phrase(from - 2, List::ThinkingVerb).is_some());
            if !reported {
                return Telling::Background;
            }
        }
        // "Almost as soon as the first missile struck": what followed is told.
        if opener == "as" && from >= self.first + 3 && cx.folded(from - 2) == "soon" {
            return Telling::Background;
        }
        // "Since 2012, … has struck", "more than 100 times": a count over the years.
        let counted = cx.folded(self.first) == "since"
            && cx.kind(self.first + 1) == Some(TokenKind::Number)
            || (at..self.last.min(at + 10)).any(|i| {
                // "four times on Wednesday" is news.
                cx.folded(i) == "times"
                    && !(at..self.last)
                        .any(|day| cx.is(day, List::Weekday) || cx.folded(day) == "overnight")
            })
            || (at..self.last.saturating_sub(1))
                .any(|i| cx.folded(i) == "since" && cx.kind(i + 1) == Some(TokenKind::Number));
        if counted {
            return Telling::Background;
        }
        let habit = (verb.group..at).any(|i| cx.phrase(i, List::HabitWord).is_some());
        let stretch = (self.first..self.last.saturating_sub(1)).any(|i| {
            matches!(
                cx.folded(i),
                "recent" | "past" | "last" | "previous" | "several"
            ) && matches!(
                cx.folded(i + 1),
                "days"
                    | "weeks"
                    | "months"
                    | "years"
                    | "decades"
                    | "decade"
                    | "two"
                    | "three"
                    | "few"
                    | "several"
                    | "century"
            )
        });
        // "In April last year", "overran the town last year": within the verb's own clause.
        let year = (self.first..self.last.saturating_sub(1))
            .filter(|&i| cx.folded(i) == "last" && cx.folded(i + 1) == "year")
            .any(|i| i < at || !(at..i).any(|k| cx.word(k) == ","));
        if habit || stretch || year {
            Telling::Background
        } else {
            Telling::Asserted
        }
    }
}
