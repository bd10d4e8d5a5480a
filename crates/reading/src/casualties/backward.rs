//! A part that a word ties to its whole, however far the whole stands: "arrested 34 people at the march in Tbilisi on Monday
//! night, of whom 41 were released", "employs 310 staff. It will lay off 340 of them", "has 600 residents; 720 of the
//! residents", "Out of 120 houses in the valley, 135 were destroyed"; and short lists that nothing else can be parts of:
//! "Seven players have been banned …, two for life, three for a year and four for six months", "33 students; 21 boys and 15
//! girls", "The 120-seat assembly has 58 members of the one party, 44 from the other and 21 independents".
//!
//! All counts told before are candidates for the whole: it speaks only if none has room.

use std::ops::Range;

use super::breakdown::{Breakdown, BreakdownKind, breakdown};
use super::parts::KINDS;
use super::{end, start};
use crate::cx::Cx;
use crate::lists::List;
use crate::numbers::{Number, Role};
use crate::order::begun_in;
use crate::relations::stem;
use crate::sentence::Sentence;
use crate::token::TokenKind;

pub(super) struct Backward<'c, 'a> {
    pub(super) cx: &'c Cx<'a>,
    pub(super) numbers: &'c [Number],
    pub(super) own: &'c [Number],
    pub(super) sentence: &'c Sentence,
}

/// Words of others that are counted, or of what was counted at another time.
const OTHERS: &[&str] = &[
    "another",
    "others",
    "other",
    "further",
    "more",
    "additional",
    "each",
    "both",
    "also",
    "per",
    "apiece",
    "respectively",
    "hundreds",
    "thousands",
    "dozens",
    "scores",
    "tens",
    "millions",
    "crowd",
    "crowds",
    "than",
    "later",
    "earlier",
    "then",
    "times",
    "average",
    "every",
    "if",
    "would",
    "could",
    "including",
];

/// Words in "-s" that are no nouns of many.
const NO_NOUNS: &[&str] = &[
    "was", "has", "is", "its", "his", "this", "does", "says", "as", "us", "across", "always",
    "perhaps", "besides", "towards", "charges", "police", "less", "plus", "hers", "theirs", "news",
    "series", "process", "business", "press", "access", "class", "address", "congress", "hours",
    "days", "weeks", "months", "years", "overseas", "thus", "process", "progress",
];

impl Backward<'_, '_> {
    /// Finds one in the sentence, unless its numbers are told already.
    pub(super) fn find(&self, out: &mut Vec<Breakdown>) {
        let from = self.sentence.span.start;
        let known = out.iter().any(|one| one.span.end > from);
        if known {
            return;
        }
        let _ = self.pointed(out)
            || self.out_of(out)
            || self.ellipsis(out)
            || self.kinds(out)
            || self.held(out);
    }

    fn range(&self) -> Range<usize> {
        self.sentence.first as usize..self.sentence.last as usize
    }

    fn counts(&self, number: &Number) -> bool {
        let behind = end(number);
        number.role == Role::Cardinal
            && !number.year_like
            && !number.ordinal
            && !number.compound
            && number.highest.is_finite()
            && number.number >= 2.0
            && !matches!(
                self.cx.folded(behind),
                "%" | "percent"
                    | "per"
                    | "-"
                    | "year"
                    | "years"
                    | "days"
                    | "km"
                    | "times"
                    | "points"
                    | "a.m."
                    | "p.m."
            )
    }

    /// The noun that is counted: "310 staff", "34 young people".
    fn noun(&self, number: &Number) -> Option<usize> {
        let cx = self.cx;
        let from = end(number);
        let word = |i: usize| {
            cx.kind(i) == Some(TokenKind::Word)
                && !cx.is(i, List::Preposition)
                && !cx.is(i, List::Auxiliary)
                && !cx.is(i, List::Conjunction)
                && !cx.is(i, List::Pronoun)
        };
        (from..from + 3).take_while(|&i| word(i)).find(|&i| {
            cx.folded(i).ends_with('s')
                || cx.is(i, List::PersonNoun)
                || matches!(
                    cx.folded(i),
                    "staff"
                        | "people"
                        | "crew"
                        | "children"
                        | "men"
                        | "women"
                        | "cattle"
                        | "sheep"
                        | "police"
                        | "aircraft"
                )
        })
    }

    /// True if a noun of many stands in the range that "them" could mean.
    fn rival(&self, range: Range<usize>) -> bool {
        let cx = self.cx;
        range.into_iter().any(|i| {
            let word = cx.folded(i);
            let many = word.len() > 3
                && word.ends_with('s')
                && !NO_NOUNS.contains(&word)
                && cx.kind(i) == Some(TokenKind::Word)
                && !cx.is(i, List::ReportingVerb)
                && !cx.token(i).is_some_and(|token| token.capital);
            many || OTHERS.contains(&word)
                || cx.is(i, List::PersonNoun)
                || matches!(word, "they" | "we" | "staff")
        })
    }

    /// The counts before a token, here and in the two sentences before, the nearest last; with the token where each ends.
    fn told(&self, until: usize, back: u32) -> Vec<Number> {
        let cx = self.cx;
        let n = cx.sentence_at(self.sentence.span.start);
        let first = (1..=back)
            .filter_map(|k| cx.sentence(n.checked_sub(k)?))
            .filter(|other| other.block + 1 >= self.sentence.block)
            .map(|other| other.first as usize)
            .min()
            .unwrap_or(self.sentence.first as usize);
        begun_in(self.numbers, first..until, start).to_vec()
    }

    /// "of whom 41", "41 of them", "Of these, 41", "41 of the residents".
    fn pointed(&self, out: &mut Vec<Breakdown>) -> bool {
        let cx = self.cx;
        for part in self.own {
            if !self.counts(part) {
                continue;
            }
            let (at, behind) = (start(part), end(part));
            let of = |i: usize, words: &[&str]| {
                cx.folded(i) == "of" && words.contains(&cx.folded(i + 1))
            };
            let before = (1..=6).find_map(|k| {
                let i = at.checked_sub(k).filter(|i| self.range().contains(i))?;
                of(i, &["whom", "which", "them", "these", "those"]).then_some(i)
            });
            let before = before.filter(|&i| {
                (i + 2..at).all(|k| {
                    cx.word(k) == ","
                        || matches!(
                            cx.folded(k),
                            "some" | "about" | "only" | "at" | "least" | "just" | "as" | "many"
                        )
                })
            });
            let relative = of(behind, &["whom", "which"])
                || before.is_some_and(|i| matches!(cx.folded(i + 1), "whom" | "which"));
            let pronoun = of(behind, &["them", "these", "those"])
                && !cx.is(behind + 2, List::PersonNoun)
                && !(cx.folded(behind + 1) != "them"
                    && cx.kind(behind + 2) == Some(TokenKind::Word)
                    && !cx.is(behind + 2, List::Auxiliary)
                    && !cx.is(behind + 2, List::PastForm))
                || before.is_some_and(|i| {
                    cx.word(i + 2) == "," && matches!(cx.folded(i + 1), "them" | "these" | "those")
                });
            // "720 of the residents"
            // "31 of the closed branches": a participle before them.
            let word = behind
                + 2
                + usize::from(
                    cx.folded(behind + 2).ends_with("ed")
                        && cx.kind(behind + 3) == Some(TokenKind::Word)
                        && !cx.is(behind + 3, List::Auxiliary),
                );
            // "31 of those arrested", of whom the arrests were made
            let befallen = (cx.folded(behind) == "of"
                && matches!(cx.folded(behind + 1), "those" | "people")
                && cx.folded(behind + 2).ends_with("ed"))
            .then(|| cx.folded(behind + 2));
            let named = (cx.folded(behind) == "of" && cx.folded(behind + 1) == "the")
                .then(|| stem(cx.folded(word)))
                .filter(|stem| {
                    stem.len() > 2
                        && !matches!(
                            cx.folded(word + 1),
                            "of" | "in" | "at" | "from" | "with" | "who" | "for" | "to"
                        )
                });
            if !(relative || pronoun || named.is_some() || befallen.is_some()) {
                continue;
            }
            let point = before.unwrap_or(at);
            let told = self.told(point, if relative { 0 } else { 2 });
            let Some(whole) = told
                .iter()
                .filter(|one| self.counts(one) && self.noun(one).is_some())
                .max_by(|a, b| a.number.total_cmp(&b.number))
            else {
                continue;
            };
            // Every figure before, whatever it counts, is too small.
            let fits = told
                .iter()
                .any(|one| one.highest >= part.lowest && !one.year_like);
            let Some(noun) = self.noun(whole) else {
                continue;
            };
            let same = named.is_none_or(|word| stem(cx.folded(noun)) == word)
                && befallen.is_none_or(|word| {
                    // "made 27 arrests", "arrested 27 people", "27 people were arrested"
                    cx.folded(noun).strip_suffix('s') == word.strip_suffix("ed")
                        || (start(whole).saturating_sub(4)..noun + 6)
                            .any(|i| i < at && cx.folded(i) == word)
                });
            let rival = if named.is_some() || befallen.is_some() {
                (noun + 1..point).any(|i| OTHERS.contains(&cx.folded(i)))
            } else if relative {
                // "34 people from the unions, of whom": the word right before.
                point
                    .checked_sub(2)
                    .is_some_and(|i| i > noun && self.rival(i..i + 1))
            } else {
                self.rival(noun + 1..point)
            };
            let near = part.number < whole.number * 3.0
                && part.lowest > whole.highest
                && cx.masked(whole.span) == cx.masked(part.span);
            let other = matches!(
                cx.folded(at.wrapping_sub(1)),
                "another" | "all" | "both" | "further" | "-" | "same"
            ) || (point.saturating_sub(3)..at)
                .any(|i| matches!(cx.folded(i), "another" | "if" | "would"))
                // "15 of them if the second stage gets its licence"
                || (behind..behind + 5).any(|i| {
                    matches!(
                        cx.folded(i),
                        "if" | "should" | "once" | "unless" | "when" | "would" | "could"
                    )
                });
            if !fits && same && !rival && near && !other {
                out.push(breakdown(BreakdownKind::Some, whole, &[*part]));
                return true;
            }
        }
        false
    }

    /// "Out of 120 houses in the valley, 135 were destroyed": the sentence begins with the whole.
    fn out_of(&self, out: &mut Vec<Breakdown>) -> bool {
        let cx = self.cx;
        let range = self.range();
        let [whole, part] = self.own else {
            return false;
        };
        let opened = start(whole) <= range.start + 4
            && cx.folded(range.start) == "out"
            && cx.folded(range.start + 1) == "of";
        let comma = cx.word(start(part).wrapping_sub(1)) == ","
            || matches!(
                cx.folded(start(part).wrapping_sub(1)),
                "some" | "only" | "about" | "just" | "as"
            );
        let acts = cx.is(end(part), List::Auxiliary)
            || cx.is(end(part), List::PastForm)
            || cx.folded(end(part)).ends_with("ed");
        let fine = opened
            && comma
            && acts
            && self.counts(whole)
            && self.counts(part)
            && part.lowest > whole.highest
            && part.number < whole.number * 3.0
            && !range.clone().any(|i| OTHERS.contains(&cx.folded(i)));
        if fine {
            out.push(breakdown(BreakdownKind::Some, whole, &[*part]));
        }
        fine
    }

    /// The sum lies above the whole and not so far that the parts are of something else.
    fn over(&self, whole: &Number, parts: &[Number]) -> bool {
        let lowest: f64 = parts.iter().map(|part| part.lowest).sum();
        let words = start(whole)..self.range().end;
        lowest > whole.highest
            && lowest < whole.number * 1.5
            && parts
                .iter()
                .all(|part| part.number < whole.number && self.counts(part))
            && parts
                .iter()
                .all(|part| self.cx.masked(part.span) == self.cx.masked(whole.span))
            && !words
                .into_iter()
                .any(|i| OTHERS.contains(&self.cx.folded(i)))
    }

    /// Each but the first stands behind a comma or "and".
    fn joined(&self, parts: &[Number]) -> bool {
        parts.iter().skip(1).all(|part| {
            let before = start(part).wrapping_sub(1);
            self.cx.word(before) == "," || self.cx.folded(before) == "and"
        })
    }

    /// "…, two for life, three for a year and four for six months": bare parts behind a comma, each with the same preposition.
    fn ellipsis(&self, out: &mut Vec<Breakdown>) -> bool {
        let cx = self.cx;
        let plain: Vec<Number> = self
            .own
            .iter()
            .filter(|one| cx.is(end(one), List::Preposition) || self.noun(one).is_some())
            .copied()
            .collect();
        let Some((whole, parts)) = plain.split_first() else {
            return false;
        };
        let Some(first) = parts.first().filter(|_| parts.len() >= 3) else {
            return false;
        };
        let link = cx.folded(end(first));
        let set_off = matches!(cx.word(start(first).wrapping_sub(1)), "," | ";" | ":")
            || cx.kind(start(first).wrapping_sub(1)) == Some(TokenKind::Dash);
        let bare = matches!(link, "for" | "to" | "in" | "from" | "by" | "with" | "on")
            && parts.iter().all(|part| cx.folded(end(part)) == link);
        let fine = set_off
            && bare
            && self.counts(whole)
            && self.noun(whole).is_some()
            && cx.folded(end(whole)) != link
            && self.joined(parts)
            && self.over(whole, parts);
        if fine {
            out.push(breakdown(BreakdownKind::Apart, whole, parts));
        }
        fine
    }

    /// "33 students on the trip; 21 boys and 15 girls": two kinds that shut each other out behind a mark.
    fn kinds(&self, out: &mut Vec<Breakdown>) -> bool {
        let cx = self.cx;
        let [whole, a, b] = self.own else {
            return false;
        };
        let mark =
            |i: usize| matches!(cx.word(i), ";" | ":" | "(") || cx.kind(i) == Some(TokenKind::Dash);
        let family = |number: &Number| {
            let word = cx.folded(end(number));
            KINDS.iter().position(|kinds| kinds.contains(&word))
        };
        let fine = mark(start(a).wrapping_sub(1))
            && start(b) <= end(a) + 3
            && cx.folded(start(b).wrapping_sub(1)) == "and"
            && family(a).is_some()
            && family(a) == family(b)
            && cx.folded(end(a)) != cx.folded(end(b))
            && family(whole) != family(a)
            && self.noun(whole).is_some()
            && self.counts(whole)
            && (matches!(cx.word(end(b) + 1), "." | "," | ";" | ")")
                || cx.word(end(b) + 1).is_empty())
            && self.over(whole, &[*a, *b]);
        if fine {
            out.push(breakdown(BreakdownKind::Apart, whole, &[*a, *b]));
        }
        fine
    }

    /// "The 120-seat assembly has 58 members of the ruling party, 44 from the opposition and 21 independents."
    fn held(&self, out: &mut Vec<Breakdown>) -> bool {
        let cx = self.cx;
        let range = self.range();
        let whole = begun_in(self.numbers, range.clone(), start)
            .iter()
            .find(|one| matches!(cx.folded(end(one) + 1), "seat" | "member"));
        let Some(whole) = whole.filter(|one| one.compound || cx.folded(end(one)) == "-") else {
            return false;
        };
        let parts: Vec<Number> = self
            .own
            .iter()
            .filter(|one| start(one) > end(whole))
            .copied()
            .collect();
        let Some(first) = parts.first().filter(|_| parts.len() >= 2) else {
            return false;
        };
        let has = (end(whole)..start(first)).any(|i| {
            matches!(
                cx.folded(i),
                "has" | "have" | "comprises" | "holds" | "consists" | "made" | "had" | "composed"
            )
        });
        let close = parts
            .windows(2)
            .all(|pair| matches!(pair, [a, b] if start(b) - end(a) <= 9));
        let vote = range.clone().any(|i| {
            matches!(
                cx.folded(i),
                "votes" | "voted" | "vote" | "committees" | "candidates" | "staff"
            )
        });
        let fine = has && close && !vote && self.joined(&parts) && self.over(whole, &parts);
        if fine {
            out.push(breakdown(BreakdownKind::Apart, whole, &parts));
        }
        fine
    }
}
