//! The one printed year within reach of an anniversary: in its sentence, the one before or the one behind, where that
//! sentence tells the beginning of what the anniversary is of.

use copydesk_draft::Span;

use super::happened::{any_event, verbs_of};
use crate::dates::{Date, Granularity};
use crate::lists::List;
use crate::numbers::lexeme::Look;
use crate::relations::{Ground, mark, stem, year};
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// How many days an anniversary may lie from the day it is written about.
const NEAR: i32 = 8;

/// Whose anniversary it is.
enum Owner {
    /// "its", "their", "his", "her".
    Own,
    /// "the co-operative's golden jubilee": the stem of its last word.
    Named(String),
    /// "the anniversary of the sinking", "of his death": what happened, by how it is said of a person or thing.
    Event(&'static [&'static str]),
    /// "the anniversary of the tragedy": whatever happened.
    Any,
    /// "the 25th anniversary will be marked".
    Bare,
    /// "The school turns 150": no person.
    Thing,
    /// "the centenary of St Brendan's College": a house, told of behind as "the school".
    House,
    /// "of the disaster at the mill": the stem of the place.
    At(String),
    /// "Ten years on, relatives laid flowers": what happened on this day.
    Day,
    /// "of St Monica's, the school that took its first pupils in 1995": what an apposition at this token tells.
    Told(usize),
}

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
        place.near
    } else {
        place.linked(&owner(ground, look, first, end)?, first)
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

/// Whose it is.
fn owner(ground: &Ground<'_, '_>, look: &Look<'_, '_>, first: usize, end: usize) -> Option<Owner> {
    let cx = ground.cx;
    let mut of = end;
    // "the 35th anniversary on Tuesday of the landslide"
    if matches!(look.word(end), "this" | "next" | "last" | "on") && look.word(end + 2) == "of" {
        of += 2;
    }
    if look.word(of) == "on" && mark(look, of + 1) {
        return Some(Owner::Day);
    }
    if matches!(look.word(of), "of" | "since") {
        let from = of + 1;
        let until = (from..look.end.min(from + 7))
            .find(|&i| {
                mark(look, i)
                    || i > from
                        && (cx.is(i, List::Auxiliary)
                            || cx.is(i, List::Modal)
                            || cx.is(i, List::Preposition)
                                && look.word(i) != "of"
                                && cx.kind(i - 1) != Some(TokenKind::Hyphen)
                            || matches!(
                                look.word(i),
                                "next"
                                    | "this"
                                    | "last"
                                    | "and"
                                    | "to"
                                    | "which"
                                    | "who"
                                    | "that"
                                    | "falls"
                                    | "fell"
                                    | "when"
                            ))
            })
            .unwrap_or(look.end.min(from + 7));
        // The head: the word before "of", "in", a mark; "Jane Austen's birth".
        let noun = (from..until)
            .find(|&i| look.word(i + 1) == "of")
            .unwrap_or(until.checked_sub(1)?);
        let word = match (look.word(noun.saturating_sub(2)), look.word(noun)) {
            ("break", "up") => "split",
            (_, word) => word,
        };
        // "celebrates 150 years of service"
        if matches!(
            word,
            "service"
                | "publication"
                | "broadcasting"
                | "business"
                | "trading"
                | "existence"
                | "operation"
                | "operations"
                | "work"
                | "life"
                | "history"
                | "music"
                | "teaching"
                | "flying"
                | "production"
        ) && look.word(of) == "of"
        {
            return Some(Owner::Own);
        }
        // "the centenary of St Brendan's College": the house of that name.
        if look.word(of) == "of" && named(look, from, until) {
            return Some(Owner::House);
        }
        // "of the disaster at the mill": what qualifies it must be told of the year as well.
        if matches!(
            look.word(until),
            "at" | "in" | "near" | "aboard" | "outside"
        ) && !cx.is(until + 1, List::Month)
            && crate::relations::year(look.text(until + 1)).is_none()
            && look.word(until + 1) != "power"
        {
            let named = until + 1 + usize::from(cx.is(until + 1, List::Determiner));
            let told = verbs_of(word).is_some() || any_event(word);
            return told.then(|| Owner::At(stem(look.word(named)).to_string()));
        }
        return verbs_of(word)
            .map(Owner::Event)
            .or_else(|| any_event(word).then_some(Owner::Any))
            .or_else(|| {
                (look.word(of) == "of" && look.text(until) == ",").then_some(Owner::Told(until + 1))
            });
    }
    // "celebrates 40 years in business"
    if look.word(end) == "in"
        && matches!(
            look.word(end + 1),
            "business" | "print" | "operation" | "office" | "existence" | "trade" | "town" | "service"
        )
    {
        return Some(Owner::Own);
    }
    // "his 125th birth anniversary", "her tenth death anniversary"
    for (noun, deeds) in [("birth", &["born"][..]), ("death", &["died", "killed", "assassinated"])] {
        if (first..end).any(|i| look.word(i) == noun) {
            return Some(Owner::Event(deeds));
        }
    }
    // "signed in June 2010, turned 20 on Tuesday"
    let old = end.checked_sub(1).is_some_and(|i| look.word(i) == "old");
    if old || matches!(look.before(first, 1), "turns" | "turned" | "turning") {
        return Some(Owner::Thing);
    }
    // "its coming golden jubilee"
    let lead = (1..=2).find(|&back| {
        matches!(look.before(first, back), "its" | "their" | "his" | "her")
            || first
                .checked_sub(back)
                .is_some_and(|i| cx.kind(i) == Some(TokenKind::Possessive))
            || look.before(first, back) == "the"
    })?;
    let lead = first.checked_sub(lead)?;
    if lead < look.first {
        return None;
    }
    if cx.kind(lead) == Some(TokenKind::Possessive) {
        let noun = lead.checked_sub(1).filter(|&i| i >= look.first)?;
        return Some(
            verbs_of(look.word(noun))
                .map(Owner::Event)
                .or_else(|| any_event(look.word(noun)).then_some(Owner::Any))
                .unwrap_or_else(|| Owner::Named(stem(look.word(noun)).to_string())),
        );
    }
    // A person's centenary counts from the birth, a ruler's jubilee from the accession.
    if matches!(look.word(lead), "his" | "her") && super::jubilee(look, first).is_some() {
        return Some(Owner::Event(if look.word(first).ends_with("enary") {
            &["born"]
        } else {
            &[
                "crowned",
                "enthroned",
                "throne",
                "ordained",
                "consecrated",
                "acceded",
                "ruled",
                "reigned",
                "installed",
            ]
        }));
    }
    if look.word(lead) != "the" {
        return Some(Owner::Own);
    }
    let closed = mark(look, end)
        || end >= look.end
        || matches!(
            look.word(end),
            "was" | "is" | "will" | "with" | "on" | "by" | "in" | "this" | "next" | "and" | "to"
        );
    closed.then_some(Owner::Bare)
}

/// A name in capitals all through: "St Brendan's College".
fn named(look: &Look<'_, '_>, from: usize, until: usize) -> bool {
    let from = from + usize::from(look.word(from) == "the");
    let end = (from..until)
        .find(|&i| {
            !(look.capital(i)
                || look.kind(i) != Some(TokenKind::Word)
                || matches!(look.word(i), "of" | "and" | "the" | "for"))
        })
        .unwrap_or(until);
    // "of Fort Hale drew thousands"
    end > from && look.capital(end - 1) && (end == until || !look.hyphen(end))
}

/// Nouns for what is founded and has jubilees.
fn house(word: &str) -> bool {
    matches!(
        word,
        "school" | "college" | "academy" | "university" | "institute" | "club" | "society" | "company" | "firm" | "brewery"
            | "brewer" | "hospital" | "clinic" | "hospice" | "museum" | "gallery" | "library" | "theatre" | "theater" | "cinema"
            | "hall" | "orchestra" | "choir" | "band" | "church" | "cathedral" | "mosque" | "temple" | "chapel" | "abbey"
            | "bank" | "newspaper" | "paper" | "magazine" | "weekly" | "daily" | "festival" | "bridge" | "tunnel" | "railway"
            | "line" | "station" | "airport" | "port" | "harbour" | "harbor" | "park" | "zoo" | "garden" | "gardens" | "stadium"
            | "ground" | "hotel" | "inn" | "pub" | "restaurant" | "bakery" | "shop" | "store" | "market" | "factory" | "mill"
            | "mine" | "dam" | "lighthouse" | "lifeboat" | "charity" | "union" | "party" | "federation" | "association"
            | "foundation" | "trust" | "league" | "observatory" | "laboratory" | "orphanage" | "monastery"
            | "convent" | "seminary" | "co-operative" | "cooperative" | "dairy" | "vineyard" | "winery" | "distillery" | "publisher"
            | "broadcaster" | "airline" | "shipyard" | "yard" | "garage" | "workshop" | "pool" | "baths" | "swimming" | "tower"
            | "building" | "house" | "home" | "centre" | "center" | "town" | "city"
            | "village" | "settlement"
    )
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
                let it = matches!(
                    cx.folded(self.sentence.first as usize),
                    "it" | "they" | "its"
                );
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
                    matches!(cx.folded(i), "second" | "third" | "latest" | "new" | "another")
                });
                !later
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
                self.near || self.begun() && apart && (marked || self.told(first))
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
