//! Why no two parts of a list can count the same: other places, kinds, holders, sides of a vote.

use std::ops::Range;

use super::Tally;
use super::items::Item;
use crate::casualties::parts::KINDS;
use crate::lists::List;
use crate::token::TokenKind;

/// What a list of parts says of itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Label {
    /// "in the first, … in the second": the containers are numbered.
    Numbered,
    /// "in Lyon, … in Paris": another place, time or purpose for each.
    Apart,
    /// "were men, … were women": a kind of people for each, with the family of kinds.
    Kinds(usize),
    /// "The north gave 4, the south 3": a holder before each, one verb for all.
    Holders,
    /// "141 votes, with 96 against and 31 abstentions".
    Votes,
    /// "Eleven have been identified and ten have not".
    Undone,
    /// "The dead were 11 soldiers, five drivers and four clerks": what each of them was, whatever that may be.
    Callings,
}

impl<'a> Tally<'_, 'a> {
    /// The tokens between the separator before a part and the part.
    fn lead(&self, a: &Item<'_>, b: &Item<'_>) -> Range<usize> {
        let cx = self.cx;
        let from = (a.last..b.first)
            .rfind(|&i| matches!(cx.word(i), "," | ";") || matches!(cx.folded(i), "and" | "while"))
            .map_or(b.first, |i| i + 1);
        from..b.first
    }

    /// Where what is told of a part ends: at the separator before the next, or at the mark behind the last.
    fn tail(&self, list: &[Item<'_>], k: usize, range: &Range<usize>) -> Range<usize> {
        let cx = self.cx;
        let Some(part) = list.get(k) else { return 0..0 };
        let until = list.get(k + 1).map_or(range.end, |next| next.first);
        let stop = (part.last..until)
            .find(|&i| {
                matches!(cx.word(i), "," | ";" | "." | ":" | ")")
                    || matches!(cx.folded(i), "and" | "while")
                    || matches!(cx.kind(i), Some(TokenKind::Dash | TokenKind::Mark))
            })
            .unwrap_or(until);
        part.last..stop
    }

    pub(super) fn verb(&self, mut range: Range<usize>) -> bool {
        let cx = self.cx;
        range.any(|i| {
            // "the United States"
            let name = cx.token(i).is_some_and(|token| token.capital);
            !name
                && (cx.is(i, List::Auxiliary)
                    || cx.is(i, List::FiniteForm)
                    || cx.is(i, List::ReportingVerb)
                    || cx.phrase(i, List::KillVerb).is_some()
                    || cx.phrase(i, List::WoundVerb).is_some())
        })
    }

    /// Why no two parts of the list can count the same.
    pub(super) fn label(&self, list: &[Item<'_>], range: &Range<usize>) -> Option<Label> {
        let tails: Vec<Range<usize>> = (0..list.len()).map(|k| self.tail(list, k, range)).collect();
        self.votes(list, &tails)
            .or_else(|| self.undone(&tails))
            .or_else(|| self.kinds(&tails))
            .or_else(|| self.callings(list, &tails, range))
            .or_else(|| self.places(list, &tails))
            .or_else(|| self.holders(list, &tails, range))
    }

    /// "141 votes, with 96 against and 31 abstentions": for, against and neither.
    fn votes(&self, list: &[Item<'_>], tails: &[Range<usize>]) -> Option<Label> {
        let cx = self.cx;
        let mut seen: Vec<u8> = Vec::new();
        for (k, tail) in tails.iter().enumerate() {
            let side = tail.clone().take(4).find_map(|i| match cx.folded(i) {
                "against" | "no" | "opposed" => Some(2),
                "abstentions" | "abstained" | "abstaining" | "abstention" => Some(3),
                "for" | "favour" | "favor" | "yes" => Some(1),
                _ => None,
            });
            // "won 141 votes"
            let first = k == 0
                && list.first().is_some_and(|one| {
                    matches!(
                        cx.folded(one.last),
                        "votes" | "members" | "deputies" | "lawmakers"
                    )
                });
            let side = side.or(first.then_some(1))?;
            if seen.contains(&side) {
                return None;
            }
            seen.push(side);
        }
        (seen.contains(&2) || seen.contains(&3)).then_some(Label::Votes)
    }

    /// "Eleven have been identified and ten have not".
    fn undone(&self, tails: &[Range<usize>]) -> Option<Label> {
        let cx = self.cx;
        let [first, second] = tails else { return None };
        let not = cx.is(second.start, List::Auxiliary)
            && cx.folded(second.start + 1) == "not"
            && second.len() == 2;
        (not && cx.is(first.start, List::Auxiliary)).then_some(Label::Undone)
    }

    /// "Twenty were men, 16 were women and 11 were children": kinds of one family.
    fn kinds(&self, tails: &[Range<usize>]) -> Option<Label> {
        let cx = self.cx;
        let mut family = None;
        let mut seen: Vec<&str> = Vec::new();
        for tail in tails {
            // Nothing else is told: "were", "of the dead were", "those of".
            let bare = tail.clone().all(|i| {
                cx.is(i, List::Auxiliary)
                    || matches!(
                        cx.folded(i),
                        "of" | "the"
                            | "them"
                            | "those"
                            | "dead"
                            | "victims"
                            | "bodies"
                            | "these"
                            | "whom"
                            | "adult"
                            | "young"
                            | "teenage"
                            | "elderly"
                            | "small"
                            | "local"
                            | "foreign"
                    )
                    || KINDS.iter().any(|words| words.contains(&cx.folded(i)))
            });
            let (own, word) = tail.clone().rev().find_map(|i| {
                KINDS.iter().enumerate().find_map(|(family, words)| {
                    words
                        .iter()
                        .find(|word| **word == cx.folded(i))
                        .map(|word| (family, *word))
                })
            })?;
            if !bare || family.is_some_and(|family| family != own) || seen.contains(&word) {
                return None;
            }
            family = Some(own);
            seen.push(word);
        }
        family.map(Label::Kinds)
    }

    /// "The dead were 11 soldiers, five drivers and four clerks": "were" tells all of them.
    fn callings(
        &self,
        list: &[Item<'_>],
        tails: &[Range<usize>],
        range: &Range<usize>,
    ) -> Option<Label> {
        let cx = self.cx;
        let opened = matches!(cx.folded(range.start), "the" | "all" | "those")
            && matches!(
                cx.folded(range.start + 1),
                "dead" | "victims" | "bodies" | "killed"
            )
            && cx.folded(range.start + 2) == "were"
            && list.first().is_some_and(|one| one.first == range.start + 3);
        let mut seen: Vec<&str> = Vec::new();
        let apart = tails.iter().all(|tail| {
            let word = cx.folded(tail.start);
            let fine = tail.len() == 1 && word.ends_with('s') && !seen.contains(&word);
            seen.push(word);
            fine
        });
        let closed = list
            .last()
            .is_some_and(|last| cx.folded(last.first.saturating_sub(1)) == "and");
        (opened && apart && closed && list.len() >= 3).then_some(Label::Callings)
    }

    /// The word behind the preposition of a part, and the preposition.
    fn object(&self, tail: &Range<usize>, near: usize) -> Option<(&'a str, &'a str)> {
        let cx = self.cx;
        // "and 19 km last year"
        if matches!(cx.folded(tail.start), "last" | "this")
            && matches!(cx.folded(tail.start + 1), "year" | "month" | "week")
        {
            return Some(("in", cx.folded(tail.start)));
        }
        let at = tail.clone().take(near).find(|&i| {
            matches!(
                cx.folded(i),
                "in" | "at"
                    | "on"
                    | "from"
                    | "for"
                    | "near"
                    | "under"
                    | "inside"
                    | "aboard"
                    | "to"
                    | "through"
            ) || cx.folded(i) == "of"
                && i == tail.start
                && !matches!(
                    cx.folded(i + 1),
                    "them" | "the" | "these" | "those" | "it" | "this" | "that" | "whom"
                )
        })?;
        let mut i = at + 1;
        while matches!(cx.folded(i), "the" | "a" | "an" | "its" | "their") {
            i += 1;
        }
        tail.contains(&i).then(|| (cx.folded(at), cx.folded(i)))
    }

    /// "14 km in 2019, 11 km in 2021", "$120 million on schools, $90 million on clinics".
    fn places(&self, list: &[Item<'_>], tails: &[Range<usize>]) -> Option<Label> {
        let cx = self.cx;
        let mut prepositions: Vec<&str> = Vec::new();
        let mut objects: Vec<&str> = Vec::new();
        for (k, tail) in tails.iter().enumerate() {
            // The verb of all stands behind the first alone.
            let near = if k == 0 { 8 } else { 3 };
            let (preposition, object) = self.object(tail, near)?;
            if k > 0 {
                let lead = self.lead(list.get(k - 1)?, list.get(k)?);
                let plain = lead
                    .clone()
                    .all(|i| matches!(cx.folded(i), "a" | "the" | "other" | "remaining" | "some"));
                if self.verb(tail.clone()) || self.verb(lead.clone()) || !plain {
                    return None;
                }
            }
            if objects.contains(&object) {
                return None;
            }
            prepositions.push(preposition);
            objects.push(object);
        }
        let place = |word: &&str| {
            matches!(
                *word,
                "in" | "at" | "on" | "near" | "under" | "inside" | "aboard"
            )
        };
        let one = prepositions
            .windows(2)
            .all(|pair| pair.first() == pair.last());
        let numbered = objects.iter().all(|word| {
            matches!(
                *word,
                "first"
                    | "second"
                    | "third"
                    | "fourth"
                    | "fifth"
                    | "last"
                    | "other"
                    | "one"
                    | "another"
            )
        });
        match (numbered, one || prepositions.iter().all(place)) {
            (true, true) => Some(Label::Numbered),
            (false, true) => Some(Label::Apart),
            _ => None,
        }
    }

    /// "The north gave 420,000 tonnes, the south 350,000 and the islands 190,000".
    fn holders(
        &self,
        list: &[Item<'_>],
        tails: &[Range<usize>],
        range: &Range<usize>,
    ) -> Option<Label> {
        let cx = self.cx;
        let gapped = list.windows(2).all(|pair| {
            let [a, b] = pair else { return false };
            let lead = self.lead(a, b);
            (1..=4).contains(&lead.len())
                && !self.verb(lead.clone())
                && lead.clone().all(|i| {
                    cx.kind(i) == Some(TokenKind::Word)
                        && !cx.is(i, List::Preposition)
                        && !matches!(
                            cx.folded(i),
                            "about"
                                | "some"
                                | "only"
                                | "just"
                                | "a"
                                | "other"
                                | "remaining"
                                | "nearly"
                                | "almost"
                                | "over"
                                | "not"
                                | "then"
                                | "killed"
                                | "wounded"
                                | "injured"
                                | "destroyed"
                                | "damaged"
                                | "with"
                                | "for"
                        )
                        && !cx.folded(i).ends_with("ing")
                        && !cx.folded(i).ends_with("ed")
                })
                && lead
                    .clone()
                    .any(|i| cx.folded(i) == "the" || cx.token(i).is_some_and(|t| t.capital))
        });
        let first = list.first()?;
        let began = first.first >= range.start + 2
            && cx.kind(first.first - 1) == Some(TokenKind::Word)
            && !cx.is(first.first - 1, List::Preposition);
        let short = tails
            .iter()
            .all(|tail| tail.len() <= 3 && !self.verb(tail.clone()));
        (gapped && began && short).then_some(Label::Holders)
    }
}
