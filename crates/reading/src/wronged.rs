//! To whom a sexual offence was done, as the words tell it: by name, or by a tie to the one who did it.
//!
//! The reader asks of each deed who its object is, whatever it is told with: a verb in any form, a noun with "of", a phrase
//! ("subjected … to abuse"), a passive, or a pronoun that leads back to whoever tells of it or was led away before. Stated is who that is.
//! Whether the name may stand is for the rules.

use copydesk_draft::Span;
use copydesk_draft::layer::{Cell, LayerSchema, Table, Thing, Type, Value};

use crate::cx::Cx;
use crate::lists::{Bits, List};
use crate::names::{Names, Person};
use crate::numbers::lexeme::Look;
use crate::order::{begun_in, starting_in};
use crate::schema::id;
use crate::token::TokenKind;

mod object;
mod speech;

/// Words without one of which the draft tells of no offence.
const SIGNS: Bits = Bits::of(&[List::SexualAct, List::WrongingNoun, List::WrongedOver]);

/// One found: its bytes, which mention of a person it is (none: told by a tie), and whether the person tells it in words
/// of his or her own that are quoted.
type Found = (Span, Option<usize>, bool);

/// `wronged-person`
pub(crate) fn wronged_person_schema() -> LayerSchema {
    LayerSchema::new(
        "wronged-person",
        "somebody of whom the words say that a sexual offence was done to him or her: \"had groped [Ana Ruiz]\", \"raped [his niece]\"",
        "the name, or the tie",
    )
    .field("who", Type::Thing("person".into()), "the person; absent if told by a tie")
    .field("own-words", Type::Flag, "the person tells it in quoted words: \"‘He raped me,’ said [Ana Ruiz]\"")
}

/// The table of `wronged-person`.
pub(crate) fn table(cx: &Cx<'_>, names: &Names) -> Table {
    let mut table = cx.blank(id::WRONGED_PERSON);
    let told = |number: usize| {
        cx.may_have(number, SIGNS)
            && Reader::new(cx, names, number).is_some_and(|one| one.offence())
    };
    if !(0..cx.sentences.len()).any(told) {
        return table;
    }
    let mut found: Vec<Found> = Vec::new();
    for number in 0..cx.sentences.len() {
        if let Some(reader) = Reader::new(cx, names, number) {
            reader.deeds(&mut found);
            reader.states(&mut found);
            reader.naming(&mut found);
        }
    }
    found.sort_by_key(|one| (one.0.start, one.0.end, one.2));
    found.dedup_by_key(|one| (one.0, one.1));
    for (span, who, own) in found {
        let who = who.map(|row| {
            Value::Thing(Thing {
                layer: id::PERSON,
                row: row as u32,
            })
        });
        table.push(
            cx.row(span),
            [
                who.map_or(Cell::Absent, Cell::Filled),
                Cell::Filled(Value::Flag(own)),
            ],
        );
    }
    table
}

/// A name of the sentence.
#[derive(Clone, Copy)]
struct Named<'c> {
    /// First token, and one past the last.
    first: usize,
    last: usize,
    /// First token of the name with its title.
    head: usize,
    /// The mention and its place in the list; none: two words in capitals that no reader of names knows.
    person: Option<(usize, &'c Person)>,
}

impl Named<'_> {
    fn same(&self, other: &Self) -> bool {
        match (self.person, other.person) {
            (Some(a), Some(b)) => a.1.identity == b.1.identity,
            _ => self.first == other.first,
        }
    }
}

/// One sentence, with the persons it names.
struct Reader<'c, 'a> {
    cx: &'c Cx<'a>,
    names: &'c Names,
    look: Look<'c, 'a>,
    number: usize,
    people: Vec<Named<'c>>,
}

impl<'c, 'a> Reader<'c, 'a> {
    fn new(cx: &'c Cx<'a>, names: &'c Names, number: usize) -> Option<Self> {
        let sentence = cx.sentences.get(number)?;
        let look = Look::new(cx, sentence);
        let mut people: Vec<Named<'c>> = Vec::new();
        let from = names.persons.partition_point(|one| one.first < look.first);
        for (n, one) in begun_in(&names.persons, look.first..look.end, |one| one.first)
            .iter()
            .enumerate()
        {
            // First token of the name with its title.
            let head = [one.title, one.honorific]
                .into_iter()
                .flatten()
                .map(|span| cx.token_at(span.start))
                .filter(|&i| i < one.first)
                .min()
                .unwrap_or(one.first);
            people.push(Named {
                first: one.first,
                last: one.last,
                head,
                person: Some((from + n, one)),
            });
        }
        let mut one = Self {
            cx,
            names,
            look,
            number,
            people,
        };
        one.unknown_names();
        Some(one)
    }

    /// Two or three words in capitals that are no thing of another kind: names that no reader of names knows.
    fn unknown_names(&mut self) {
        let mut i = self.look.first;
        let mut more: Vec<Named<'c>> = Vec::new();
        while i < self.look.end {
            let first = i;
            while self.name_like(i) {
                i += 1;
                // "El-Khatib"
                while self.look.hyphen(i) && self.look.capital(i + 1) {
                    i += 2;
                }
            }
            if i == first {
                i += 1;
                continue;
            }
            let the = matches!(
                self.look.before(first, 1),
                "the" | "a" | "an" | "of" | "in" | "at" | "-" | "to"
            );
            if the || !(2..=3).contains(&(i - first)) {
                continue;
            }
            let span = self.cx.span(first, i);
            let taken = self
                .people
                .iter()
                .any(|one| one.head < i && one.last > first)
                || self.of_another_kind(span);
            if !taken {
                more.push(Named {
                    first,
                    last: i,
                    head: first,
                    person: None,
                });
            }
        }
        if !more.is_empty() {
            self.people.extend(more);
            self.people.sort_by_key(|one| one.first);
        }
    }

    /// A body, place, outlet or group is named there.
    fn of_another_kind(&self, span: Span) -> bool {
        let names = self.names;
        let here = self.cx.span(self.look.first, self.look.end);
        starting_in(&names.organisations, here, |one| one.span)
            .iter()
            .any(|one| one.span.overlaps(span))
            || starting_in(&names.places, here, |one| one.span)
                .iter()
                .any(|one| one.span.overlaps(span))
            || starting_in(&names.outlets, here, |one| one.span)
                .iter()
                .any(|one| one.span.overlaps(span))
            || starting_in(&names.other_places, here, |one| one.span)
                .iter()
                .any(|one| one.span.overlaps(span))
            || starting_in(&names.groups, here, |one| one.span)
                .iter()
                .any(|one| one.span.overlaps(span))
    }

    /// A word in capitals that may be part of a person's name.
    fn name_like(&self, i: usize) -> bool {
        let word = self.look.word(i);
        self.look.capital(i)
            && !self.look.capitals(i)
            && self.look.kind(i) == Some(TokenKind::Word)
            && word.chars().count() > 1
            && ![
                List::Month,
                List::Weekday,
                List::Preposition,
                List::Determiner,
                List::Pronoun,
                List::Conjunction,
                List::Subordinator,
                List::Opener,
            ]
            .iter()
            .any(|&list| self.cx.is(i, list))
            && !matches!(
                word,
                "court"
                    | "crown"
                    | "police"
                    | "university"
                    | "school"
                    | "college"
                    | "street"
                    | "church"
                    | "hospital"
                    | "county"
                    | "city"
                    | "south"
                    | "north"
                    | "east"
                    | "west"
                    | "old"
                    | "new"
                    | "saint"
                    | "st"
                    | "magistrates"
                    | "high"
                    | "supreme"
                    | "hotel"
                    | "park"
                    | "island"
                    | "prison"
                    | "house"
                    | "road"
                    | "district"
                    | "lake"
                    | "mount"
                    | "port"
                    | "army"
                    | "navy"
                    | "club"
                    | "catholic"
                    | "jewish"
                    | "muslim"
                    | "christian"
                    | "judge"
                    | "detective"
                    | "inspector"
                    | "sergeant"
                    | "officer"
                    | "academy"
                    | "province"
                    | "state"
                    | "united"
            )
    }

    /// A word of the sentence tells of an offence.
    fn offence(&self) -> bool {
        let signs = [List::SexualAct, List::WrongingNoun, List::WrongedOver];
        (self.look.first..self.look.end)
            .any(|i| signs.iter().any(|&list| self.cx.phrase(i, list).is_some()))
    }

    fn push(&self, one: &Named<'_>, found: &mut Vec<Found>) {
        found.push((
            self.cx.span(one.first, one.last),
            one.person.map(|(row, _)| row),
            false,
        ));
    }

    /// The person whose name ends right before token `end`.
    fn ending(&self, end: usize) -> Option<Named<'c>> {
        self.people.iter().find(|one| one.last == end).copied()
    }

    /// The person named right before token `end`, over a set-off description: "Ana Ruiz, 34, a nurse, |".
    fn subject(&self, end: usize) -> Option<Named<'c>> {
        if let Some(one) = self.ending(end) {
            return self.free(&one).then_some(one);
        }
        let close = end.checked_sub(1)?;
        let open = match self.look.word(close) {
            "," => ",",
            ")" => "(",
            _ => return None,
        };
        // The nearest name whose mark opens what is set off.
        self.people
            .iter()
            .rev()
            .find(|one| {
                one.last < close
                    && close - one.last <= 14
                    && self.look.word(one.last) == open
                    && !(one.last..close).any(|i| matches!(self.look.word(i), "said" | ";" | ":"))
            })
            .filter(|one| self.free(one))
            .copied()
    }

    /// The name is governed by no word before it: it is not "of Ana Ruiz", "by Ana Ruiz".
    fn free(&self, person: &Named<'_>) -> bool {
        let head = person.head;
        !matches!(
            self.look.before(head, 1),
            "of" | "by"
                | "with"
                | "to"
                | "for"
                | "from"
                | "near"
                | "against"
                | "at"
                | "in"
                | "than"
                | "like"
                | "about"
        )
    }

    /// A name or what stands beside it is of one who tells what others suffered.
    fn teller(&self, person: &Named<'_>) -> bool {
        let head = person.head.saturating_sub(2).max(self.look.first);
        let mut end = person.last;
        // The description set off behind it; ", prosecutors said" is none.
        if matches!(self.look.word(end), "," | "(") {
            let stop = (person.last + 14).min(self.look.end);
            let close = (end + 1..stop).find(|&k| matches!(self.look.word(k), "," | ")" | ";"));
            let close = close.unwrap_or(stop);
            let aside = end + 1..close;
            if !aside.clone().any(|k| {
                matches!(
                    self.look.word(k),
                    "said" | "says" | "heard" | "told" | "alleged"
                )
            }) {
                end = close;
            }
        }
        let role = person
            .person
            .into_iter()
            .filter_map(|(_, one)| one.title)
            .map(|span| {
                (
                    self.cx.token_at(span.start),
                    self.cx.token_at(span.end.saturating_sub(1)) + 1,
                )
            });
        [(head, end)]
            .into_iter()
            .chain(role)
            .any(|(a, b)| (a..b).any(|i| self.cx.is(i, List::TellsOfOthers)))
    }

    /// What is said of the one who suffered it: "Ana Ruiz … could not consent".
    fn states(&self, found: &mut Vec<Found>) {
        for i in self.look.first..self.look.end {
            let over = self.cx.phrase(i, List::WrongedState).is_some();
            // "Ana Ruiz, who is seeking $4m for sexual battery"
            let suing = matches!(
                self.look.word(i),
                "seeking" | "seeks" | "sued" | "sues" | "suing" | "claiming"
            ) && (i + 1..(i + 10).min(self.look.end)).any(|k| {
                matches!(self.look.word(k), "for" | "over" | "alleging")
                    && (k + 1..k + 4).any(|k| self.cx.phrase(k, List::WrongedOver).is_some())
            });
            if !over && !suing {
                continue;
            }
            // The subject: the nearest name before it, with no other subject between.
            let Some(one) = self
                .people
                .iter()
                .rev()
                .find(|one| one.last <= i && i - one.last <= 8)
            else {
                continue;
            };
            let between = one.last..i;
            let other = between.clone().any(|k| {
                matches!(
                    self.look.word(k),
                    "that"
                        | "she"
                        | "he"
                        | "they"
                        | "said"
                        | "says"
                        | "told"
                        | "woman"
                        | "girl"
                        | "boy"
                        | ";"
                        | "for"
                        | "when"
                        | "which"
                )
            });
            if !other && self.free_of_sides(one) && !self.teller(one) {
                self.push(one, found);
            }
        }
    }

    /// As [`Self::free`], but "brought by Ana Ruiz, who is seeking" is free as well.
    fn free_of_sides(&self, person: &Named<'_>) -> bool {
        self.free(person)
            || self.look.word(person.last) == "," && self.look.word(person.last + 1) == "who"
    }

    /// Who the complainant is: "has been identified as Ana Ruiz", "One of them, Ana Ruiz,".
    fn naming(&self, found: &mut Vec<Found>) {
        for i in self.look.first..self.look.end {
            if let Some(length) = self.cx.phrase(i, List::WrongedNoun) {
                self.named_as(i + length, found);
            }
        }
        self.one_of_them(found);
    }

    fn named_as(&self, mut i: usize, found: &mut Vec<Found>) {
        // "the complainant in the case"
        if matches!(self.look.word(i), "in" | "of") {
            let stop = (i + 5).min(self.look.end);
            while i < stop && !matches!(self.look.word(i), "is" | "was" | "has" | "had" | ",") {
                i += 1;
            }
        }
        let mut named = false;
        let mut copula = false;
        let stop = (i + 8).min(self.look.end);
        while i < stop {
            match self.look.word(i) {
                "is" | "was" | "has" | "had" | "been" | "being" | "later" | "since" | "now"
                | "locally" | "widely" | "publicly" => {
                    copula = true;
                }
                "named" | "identified" | "unmasked" | "outed" | "revealed" | "known" => {
                    named = true;
                }
                "as" if named => {}
                "to" if self.look.word(i + 1) == "be" && named => i += 1,
                "in" | "on" | "by" if named => {
                    // "in court papers"
                    while i + 1 < stop && self.look.word(i + 1) != "as" {
                        i += 1;
                    }
                }
                _ => break,
            }
            i += 1;
        }
        if !copula && !named {
            return;
        }
        let one = self
            .people
            .iter()
            .find(|one| one.head == i || one.first == i);
        if let Some(one) = one.filter(|one| self.cx.kind(one.last) != Some(TokenKind::Possessive)) {
            self.push(one, found);
        }
    }

    /// "Nine women say he groped them. Among them is Ana Ruiz": one of those of whom the sentence before told it.
    fn one_of_them(&self, found: &mut Vec<Found>) {
        let at = (self.look.first..self.look.end).find(|&i| {
            self.look.words(i, &["one", "of", "them"])
                || self.look.words(i, &["among", "them"])
                || self.look.words(i, &["one", "of", "the"]) && self.cx.is(i + 3, List::WrongedMany)
        });
        let Some(at) = at.filter(|&i| i <= self.look.first + 4) else {
            return;
        };
        let Some(before) = self
            .number
            .checked_sub(1)
            .and_then(|n| Self::new(self.cx, self.names, n))
        else {
            return;
        };
        let words = before.look.first..before.look.end;
        let many = words.clone().any(|i| self.cx.is(i, List::WrongedMany));
        let others = words.clone().any(|i| {
            matches!(
                self.cx.folded(i),
                "men"
                    | "suspects"
                    | "defendants"
                    | "teachers"
                    | "officers"
                    | "soldiers"
                    | "priests"
                    | "players"
                    | "youths"
                    | "coaches"
                    | "doctors"
                    | "lawyers"
                    | "guards"
                    | "policemen"
                    | "brothers"
                    | "monks"
                    | "prosecutors"
                    | "witnesses"
            ) && !matches!(self.cx.folded(i + 1), "a" | "each" | "every")
        });
        if !many || others && !before.made_to() || !(before.offence() || before.made_to()) {
            return;
        }
        let one = self
            .people
            .iter()
            .find(|one| one.first > at && one.first <= at + 9);
        let Some(one) = one.filter(|one| !self.teller(one)) else {
            return;
        };
        let joined = (at + 2..one.head).all(|i| {
            matches!(
                self.look.word(i),
                "them"
                    | "the"
                    | "is"
                    | "was"
                    | "were"
                    | ","
                    | ":"
                    | "-"
                    | "–"
                    | "—"
                    | "a"
                    | "an"
                    | "of"
            ) || self.cx.is(i, List::WrongedMany)
                || !self.look.capital(i)
                    && one.person.is_some_and(|(_, one)| one.role_before.is_some())
        });
        if joined {
            self.push(one, found);
        }
    }

    /// "were made to have sex"
    fn made_to(&self) -> bool {
        (self.look.first..self.look.end).any(|i| {
            matches!(
                self.look.word(i),
                "made" | "forced" | "coerced" | "pressured"
            ) && self.sex_to(i + 1, 4).is_some()
        })
    }

    /// "(to) have sex", "to perform oral sex", "to touch him" within some tokens.
    fn sex_to(&self, from: usize, reach: usize) -> Option<usize> {
        (from..(from + reach).min(self.look.end)).find(|&i| {
            matches!(self.look.word(i), "have" | "having") && self.look.word(i + 1) == "sex"
                || matches!(self.look.word(i), "perform" | "performing")
                    && (i + 1..i + 4).any(|k| matches!(self.look.word(k), "sex" | "sexual"))
                || matches!(self.look.word(i), "touch" | "touching")
                    && matches!(self.look.word(i + 1), "him" | "his")
        })
    }
}
