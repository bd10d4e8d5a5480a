//! The one printed year within reach of an anniversary: in its sentence, the one before or the one behind, where that
//! sentence tells the beginning of what the anniversary is of.

mod owner;

use copydesk_draft::Span;

use crate::dates::{Date, Granularity};
use crate::lists::List;
use crate::numbers::lexeme::Look;
use crate::relations::{Ground, mark, stem, year};
use crate::sentence::Sentence;
use crate::token::TokenKind;
use owner::{Owner, house, owner};

/// How many days an anniversary may lie from the day it is written about.
const NEAR: i32 = 8;

/// The year counted from, for an anniversary of `years` at tokens `first..end` of sentence `number`.
pub(super) fn only_year(
    ground: &Ground<'_, '_>,
    number: usize,
    look: &Look<'_, '_>,
    (first, end): (usize, usize),
    years: f64,
) -> Option<(Span, i32)> {
    let cx = ground.cx;
    let today = cx.date?;
    let here = cx.sentences.get(number)?;
    let headline = ground.in_headline(here);
    if !headline && !ground.in_body(here) || (first..end).any(|i| look.word(i) == "wedding") {
        return None;
    }
    // A headline is told by the opening of the text.
    let opening = cx.sentences.iter().position(|one| ground.in_body(one))?;
    let reach = if headline {
        opening..=opening + 4
    } else {
        number.saturating_sub(1)..=number + 1
    };
    let mut told: Vec<(usize, &Date, i32)> = Vec::new();
    let mut figures = 0_usize;
    for (at, one) in cx.sentences.iter().enumerate() {
        if !reach.contains(&at) || !ground.in_body(one) {
            continue;
        }
        figures += (one.first as usize..one.last as usize)
            .filter(|&i| year(cx.word(i)).is_some())
            .count();
        told.extend(ground.dates_in(one.span).iter().filter_map(|date| {
            let from = crate::relations::anniversary::jubilees::printed(ground, date)?;
            (from < today.year()).then_some((at, date, from))
        }));
    }
    let [(at, date, from)] = told.as_slice() else {
        return None;
    };
    let (at, from) = (*at, *from);
    let sentence = cx.sentences.get(at)?;
    if figures != 1 || shifted(ground, sentence) || shifted(ground, here) {
        return None;
    }
    // A year of the article makes the number right: it may be that one.
    let due =
        |from: i32| (-1..=1).any(|off| (f64::from(today.year() + off - from) - years).abs() < 0.1);
    let elsewhere = cx.sentences.iter().any(|one| {
        (one.first as usize..one.last as usize)
            .filter_map(|i| year(cx.word(i)))
            .any(|other| other != from && due(other))
    });
    if elsewhere {
        return None;
    }
    let place = Place {
        ground,
        look,
        here,
        sentence,
        day: cx.token_at(date.span.start),
        same: at == number,
        behind: at > number,
        near: date.day.is_some_and(|day| match date.granularity {
            Granularity::Day => {
                copydesk_draft::Day::new(today.year(), day.first.month(), day.first.day())
                    .is_some_and(|day| day.days_since(today).abs() <= NEAR)
            }
            // "in April 1912", in an April some years more or less behind it.
            Granularity::Month => {
                day.first.month() == today.month()
                    && (f64::from(today.year() - from) - years).abs() <= 10.0
            }
            _ => false,
        }),
    };
    let linked = if headline {
        place.near || at == opening && place.headed(first)
    } else {
        place.day_itself(end)
            || match owner(ground, look, first, end) {
                Some(owner) => place.linked(&owner, first),
                // Of whatever else, if the day is that of the draft but for its year.
                None => place.near && !place.same && !place.person(),
            }
    };
    linked.then_some((date.span, from))
}

/// "They met in 1971 and married four years later": the year of the bytes is not the one counted from.
pub(super) fn moved(ground: &Ground<'_, '_>, date: Span) -> bool {
    let cx = ground.cx;
    let at = cx.token_at(date.start);
    cx.sentences
        .iter()
        .find(|one| (one.first as usize..one.last as usize).contains(&at))
        .is_some_and(|one| {
            (at..one.last as usize).any(|i| {
                matches!(cx.folded(i), "later" | "afterwards" | "thereafter")
                    && matches!(cx.folded(i.saturating_sub(1)), "years" | "year")
                    || matches!(cx.folded(i), "following" | "next")
                        && cx.folded(i + 1) == "year"
                        && cx.folded(i.saturating_sub(1)) == "the"
            })
        })
}

/// "and wed four years later", "the year before": the year is of something else.
fn shifted(ground: &Ground<'_, '_>, sentence: &Sentence) -> bool {
    let cx = ground.cx;
    (sentence.first as usize..sentence.last as usize).any(|i| {
        matches!(cx.folded(i), "later" | "earlier" | "thereafter")
            // "will mark its centenary next year" tells when, not of what.
            || matches!(cx.folded(i), "following" | "next" | "previous")
                && cx.folded(i + 1) == "year"
                && (cx.folded(i) != "next" || cx.folded(i.saturating_sub(1)) == "the")
            || cx.folded(i) == "year" && matches!(cx.folded(i + 1), "before" | "after")
    })
}

/// Where the year stands.
struct Place<'g, 'a, 'b> {
    ground: &'g Ground<'b, 'a>,
    look: &'g Look<'b, 'a>,
    here: &'g Sentence,
    sentence: &'g Sentence,
    /// The token of the date.
    day: usize,
    same: bool,
    behind: bool,
    /// The day of the year is that of the draft.
    near: bool,
}

impl Place<'_, '_, '_> {
    /// The clause that holds the year: from the last colon, semicolon or ", and" before it to the next behind it.
    fn clause(&self) -> std::ops::Range<usize> {
        let cx = self.ground.cx;
        let (from, to) = (self.sentence.first as usize, self.sentence.last as usize);
        let parted = |i: usize| {
            matches!(cx.word(i), ";" | ":")
                || cx.kind(i) == Some(TokenKind::Dash)
                || cx.word(i) == ","
                    && matches!(cx.folded(i + 1), "and" | "but" | "while" | "though")
        };
        let start = (from..self.day)
            .rev()
            .find(|&i| parted(i))
            .map_or(from, |i| i + 1);
        // "In 1925 the king planted an oak": the deed stands behind a year that opens.
        let opens = self.day <= start + 4;
        let end = (self.day..to)
            .find(|&i| parted(i) || !opens && mark(&self.ground.look(self.sentence), i))
            .unwrap_or(to);
        start.max(self.day.saturating_sub(14))..end.min(self.day + 10)
    }

    /// A deed by which something begins.
    fn begun(&self) -> bool {
        let cx = self.ground.cx;
        self.clause().any(|i| {
            // "The uprising of March 1975 was put down."
            if i + 5 > self.day
                && i + 1 < self.day
                && super::base::event_noun(self.ground, i)
                && matches!(cx.folded(self.day.saturating_sub(1)), "of" | "in" | "on")
            {
                return true;
            }
            if cx.folded(i) == "first" && !cx.is(i + 1, List::NumberWord) {
                return cx.kind(i + 1) == Some(TokenKind::Word) && cx.folded(i + 1) != "time";
            }
            let Some(end) = cx
                .phrase(i, List::BeginDeed)
                .or_else(|| cx.phrase(i, List::FoundVerb))
            else {
                return false;
            };
            // "The museum opened a wing in 2015": what began is another thing.
            let object = cx.is(end, List::Determiner)
                && cx.folded(end + 1) != "first"
                && !(end == i + 1
                    && matches!(cx.folded(end + 1), "doors" | "gates" | "curtain" | "books"))
                || cx.is(end, List::NumberWord)
                || cx.word(end).starts_with(|sign: char| sign.is_ascii_digit()) && end != self.day;
            let passive = cx.is(i.saturating_sub(1), List::Auxiliary);
            let phrase = end > i + 1;
            passive || phrase || !object
        })
    }

    fn opener(&self, sentence: &Sentence) -> bool {
        matches!(
            self.ground.cx.folded(sentence.first as usize),
            "it" | "they" | "he" | "she" | "its" | "their" | "his" | "her"
        ) || self.ground.cx.folded(sentence.first as usize) == "the"
            && self.ground.cx.folded(sentence.first as usize + 1) == "first"
    }

    /// A word of the first six of a sentence.
    fn leads(&self, sentence: &Sentence, word: &str) -> bool {
        let from = sentence.first as usize;
        (from..(sentence.last as usize).min(from + 6))
            .any(|i| stem(self.ground.cx.folded(i)) == word)
    }

    /// Another thing before the anniversary that "its" may mean.
    fn rival(&self, first: usize) -> bool {
        let cx = self.ground.cx;
        (self.look.first..first.saturating_sub(1)).any(|i| {
            let definite = matches!(self.look.word(i), "the" | "this" | "that" | "which")
                && !cx.is(i + 1, List::Weekday);
            let named = i > self.look.first
                && self.look.capital(i)
                && !cx.is(i, List::Weekday)
                && !cx.is(i, List::Month);
            let thing = if definite { i + 1 } else { i };
            (definite || named) && !self.leads(self.sentence, stem(self.look.word(thing)))
        })
    }

    /// "She turns 50": somebody's age.
    fn person(&self) -> bool {
        let cx = self.ground.cx;
        [self.here, self.sentence].iter().any(|one| {
            (one.first as usize..(one.last as usize).min(one.first as usize + 8)).any(|i| {
                // "its first patients" are not those who turn so old.
                let taken_in = i > 0 && cx.folded(i - 1) == "first";
                matches!(cx.folded(i), "he" | "she" | "his" | "her" | "who" | "born")
                    || cx.is(i, List::PersonNoun) && !taken_in
                    || cx.is(i, List::Kinship)
            })
        })
    }

    /// "the 20th anniversary of the day in April 2002 when the school burned down".
    fn day_itself(&self, end: usize) -> bool {
        let look = self.look;
        self.same
            && look.word(end) == "of"
            && matches!(look.word(end + 1), "the" | "that")
            && matches!(
                look.word(end + 2),
                "day" | "night" | "morning" | "evening" | "afternoon" | "weekend" | "week"
            )
            && self.day > end + 2
            && self.day <= end + 5
            && (end + 3..self.day).all(|i| matches!(look.word(i), "in" | "on" | "of" | ","))
    }

    /// "Savings bank marks its centenary" over "The savings bank, founded in Odense in 1905, …".
    fn headed(&self, first: usize) -> bool {
        let cx = self.ground.cx;
        let from = self.sentence.first as usize;
        let told = (self.look.first..first).any(|i| {
            house(self.look.word(i))
                && (from..from + 5).any(|k| stem(cx.folded(k)) == stem(self.look.word(i)))
        });
        let other = (self.look.first..self.look.end).any(|i| {
            matches!(
                self.look.word(i),
                "of" | "since" | "for" | "wing" | "edition"
            )
        });
        let parts = (from..self.day).any(|i| {
            matches!(
                cx.folded(i),
                "new" | "second" | "another" | "branch" | "wing" | "building" | "site"
            )
        });
        told && !other && !parts && self.begun() && !self.person()
    }

    /// "The bridge collapsed in 2005. Families gathered on Monday to mark the tenth anniversary."
    fn happened(&self) -> bool {
        let cx = self.ground.cx;
        !self.same
            && !self.behind
            && self.clause().any(|i| {
                matches!(
                    cx.folded(i),
                    "collapsed"
                        | "crashed"
                        | "sank"
                        | "exploded"
                        | "erupted"
                        | "capsized"
                        | "derailed"
                        | "burst"
                        | "vanished"
                        | "disappeared"
                        | "struck"
                        | "massacred"
                        | "liberated"
                        | "assassinated"
                )
            })
    }

    /// True if the anniversary is of what the sentence of the year tells.
    fn linked(&self, owner: &Owner, first: usize) -> bool {
        let cx = self.ground.cx;
        match owner {
            Owner::Event(verbs) => {
                let told = self.clause().any(|i| verbs.contains(&cx.folded(i)));
                let kin = (self.sentence.first as usize..self.day).any(|i| cx.is(i, List::Kinship));
                told && (!kin || self.near) || self.near
            }
            Owner::Any => {
                self.near
                    || self.happened()
                    || !self.behind
                        && self
                            .clause()
                            .any(|i| super::base::event_noun(self.ground, i))
            }
            Owner::House => self.behind && self.begun() && self.of_the_house(first),
            Owner::Day => self.near && !self.same,
            Owner::At(place) => {
                self.near
                    && !self.same
                    && (self.sentence.first as usize..self.sentence.last as usize)
                        .any(|i| stem(cx.folded(i)) == place)
            }
            Owner::Told(from) => {
                self.same
                    && self.day > *from
                    && (*from..self.day).filter(|&i| mark(self.look, i)).count() <= 1
                    && (*from..self.day).any(|i| {
                        matches!(self.look.word(i), "that" | "which" | "who")
                            || i == *from && self.begun()
                    })
                    && (self.begun() || self.clause().any(|i| cx.folded(i) == "born"))
            }
            Owner::Thing if self.same => {
                let apart = (first..self.day).any(|i| self.look.text(i) == ";");
                (self.day < first || apart) && self.begun() && !self.person()
            }
            Owner::Thing if self.behind => {
                let opens = self.sentence.first as usize;
                // "The newspaper turned 100. The first issue was printed in May 1935."
                let it = matches!(cx.folded(opens), "it" | "they" | "its")
                    || cx.folded(opens) == "the" && cx.folded(opens + 1) == "first";
                self.begun() && (it || self.object()) && !self.person()
            }
            Owner::Thing => self.begun() && self.opener(self.here) && !self.person(),
            // "built in 1995 for the club, which celebrates its centenary": another's.
            Owner::Own if self.same => {
                self.day < first
                    && self.begun()
                    && !(self.day..first)
                        .any(|i| matches!(self.look.word(i), "which" | "whose" | "who"))
            }
            Owner::Own if self.behind => {
                let from = self.sentence.first as usize;
                let later = (from..self.day.min(from + 6)).any(|i| {
                    matches!(
                        cx.folded(i),
                        "second" | "third" | "latest" | "new" | "another"
                    )
                });
                // "Its online edition opened in 1999"
                let part = matches!(cx.folded(from), "its" | "their")
                    && !matches!(
                        cx.folded(from + 1),
                        "first"
                            | "doors"
                            | "gates"
                            | "founder"
                            | "founders"
                            | "original"
                            | "earliest"
                            | "oldest"
                    );
                !later
                    && !part
                    && self.begun()
                    && (self.opener(self.sentence)
                        || self.object()
                        || self.shared(first)
                        || self.of_the_house(first)
                        || self.its_first())
            }
            Owner::Own => self.begun() && (self.opener(self.here) || !self.rival(first)),
            Owner::Named(word) => {
                self.begun()
                    && (self.leads(self.sentence, word)
                        || !self.same && self.opener(self.sentence)
                        || self.behind && self.object())
            }
            Owner::Bare if self.behind => self.near,
            Owner::Bare => {
                let marked = matches!(
                    self.look.before(first, 2),
                    "mark"
                        | "marks"
                        | "marked"
                        | "marking"
                        | "celebrate"
                        | "celebrates"
                        | "celebrated"
                        | "celebrating"
                        | "commemorate"
                        | "commemorates"
                        | "commemorated"
                        | "commemorating"
                ) || self.look.before(first, 2) == "of"
                    && matches!(
                        self.look.before(first, 3),
                        "celebration" | "celebrations" | "commemoration" | "commemorations"
                    );
                let apart = !self.same
                    || (self.day..first).any(|i| self.look.text(i) == ";")
                    || !self.clause().contains(&first);
                self.near
                    || self.begun() && apart && (marked || self.told(first))
                    || self.happened() && (marked || self.told(first))
            }
        }
    }

    /// "the 25th anniversary will be celebrated".
    fn told(&self, first: usize) -> bool {
        (first..(first + 7).min(self.look.end)).any(|i| {
            matches!(
                self.look.word(i),
                "marked" | "celebrated" | "commemorated" | "observed" | "remembered"
            )
        })
    }

    /// "The hospital took its first patients in 1975."
    fn its_first(&self) -> bool {
        let cx = self.ground.cx;
        let from = self.sentence.first as usize;
        cx.folded(from) == "the"
            && (from + 2..from + 6).any(|i| cx.folded(i) == "its" && cx.folded(i + 1) == "first")
    }

    /// "Nuns from Cork opened it in 1955".
    fn object(&self) -> bool {
        let cx = self.ground.cx;
        self.clause().any(|i| {
            (cx.is(i, List::FoundVerb) || cx.is(i, List::BeginDeed))
                && matches!(cx.folded(i + 1), "it" | "them")
        })
    }

    /// "The Sunrise Academy … its silver jubilee. The school opened in 1998": a noun for a house opens the sentence behind, and
    /// its verb follows at once.
    fn of_the_house(&self, first: usize) -> bool {
        let cx = self.ground.cx;
        let from = self.sentence.first as usize;
        let rivals = (self.look.first..first)
            .filter(|&i| house(self.look.word(i)) && !self.look.capital(i))
            .count();
        cx.folded(from) == "the"
            && house(cx.folded(from + 1))
            && (cx.is(from + 2, List::Auxiliary)
                || cx.is(from + 2, List::PastForm)
                || cx.is(from + 2, List::FiniteForm)
                || cx.folded(from + 2).ends_with("ed"))
            && rivals <= 1
            && !(from + 2..self.day).any(|i| {
                matches!(cx.folded(i), "new" | "its" | "second" | "another") || house(cx.folded(i))
            })
    }

    /// "The school … its centenary. The school admitted its first pupils in 1935."
    fn shared(&self, first: usize) -> bool {
        let cx = self.ground.cx;
        let from = self.sentence.first as usize;
        cx.folded(from) == "the"
            && (self.look.first..first).any(|i| {
                cx.kind(i) == Some(TokenKind::Word)
                    && stem(self.look.word(i)) == stem(cx.folded(from + 1))
            })
    }
}
