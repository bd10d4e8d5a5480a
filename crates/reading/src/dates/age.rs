//! Ages of people: "42," after a name, "a 9-year-old girl", "aged 61", "in her 20s".

use super::Age;
use super::find::Finder;
use crate::lists::List;
use crate::numbers::lexeme::{Look, Num, Time};
use crate::numbers::{Figure, Number, Role, figure};
use crate::token::TokenKind;

/// Things that are told to be so many years old, among the first words behind "-old".
fn is_thing(word: &str) -> bool {
    matches!(
        word,
        "war"
            | "conflict"
            | "siege"
            | "insurgency"
            | "rebellion"
            | "uprising"
            | "revolt"
            | "truce"
            | "ceasefire"
            | "ban"
            | "dispute"
            | "rule"
            | "regime"
            | "embargo"
            | "blockade"
            | "alliance"
            | "agreement"
            | "deal"
            | "treaty"
            | "accord"
            | "law"
            | "school"
            | "building"
            | "tree"
            | "bridge"
            | "house"
            | "church"
            | "mosque"
            | "temple"
            | "company"
            | "firm"
            | "business"
            | "party"
            | "record"
            | "tradition"
            | "papacy"
            | "presidency"
            | "government"
            | "republic"
            | "state"
            | "crisis"
            | "standoff"
            | "strike"
            | "occupation"
            | "campaign"
            | "programme"
            | "program"
            | "project"
            | "policy"
            | "marriage"
            | "relationship"
            | "rivalry"
            | "feud"
            | "case"
            | "murder"
            | "killing"
            | "investigation"
            | "ship"
            | "plane"
            | "aircraft"
            | "ferry"
            | "bus"
            | "car"
            | "train"
            | "city"
            | "town"
            | "village"
            | "club"
            | "museum"
            | "festival"
            | "newspaper"
            | "magazine"
            | "show"
            | "series"
            | "film"
            | "book"
            | "civil"
            | "trade"
            | "border"
            | "peace"
            | "drought"
            | "recession"
            | "data"
            | "footage"
            | "video"
            | "fossil"
            | "fossils"
    )
}

impl Finder<'_, '_, '_> {
    pub(crate) fn age(&mut self, i: usize, number: &Number) -> Option<usize> {
        self.years_old(i, number)
            .or_else(|| self.aged(i, number))
            .or_else(|| self.decade_of_life(i, number))
            .or_else(|| self.after_name(i, number))
    }

    fn add(
        &mut self,
        tokens: (usize, usize),
        core: (usize, usize),
        number: &Number,
        scale: f64,
    ) -> usize {
        let look = self.look;
        self.out.ages.push(Age {
            span: look.cx.span(tokens.0, tokens.1),
            core: look.cx.span(core.0, core.1),
            years: number.number * scale,
            lowest: number.lowest * scale,
            highest: number.highest * scale,
        });
        tokens.1
    }

    /// "9-year-old girl", "61 years old", "8 months of age", "five-year-olds".
    fn years_old(&mut self, i: usize, number: &Number) -> Option<usize> {
        let look = self.look;
        if number.ordinal || number.role == Role::Label {
            return None;
        }
        let mut at = number.core_last as usize;
        let hyphen = look.hyphen(at);
        at += usize::from(hyphen);
        let (Time::Unit(unit, 1) | Time::Units(unit, 1)) = look.time(at) else {
            return None;
        };
        let last = at + 1;
        let scale = unit.days() / copydesk_draft::layer::DurationUnit::Year.days();
        let first = (number.tokens.0 as usize).max(self.floor);
        let gap = usize::from(look.hyphen(last));
        if matches!(look.word(last + gap), "old" | "olds") && (hyphen || gap == 0) {
            let end = last + gap + 1;
            let first = if hyphen { i } else { first };
            let thing = (end..end + 3)
                .take_while(|&k| look.kind(k) == Some(TokenKind::Word))
                .any(|k| is_thing(look.word(k)));
            // "is 120 years old": of whom or what is not told here; a hundred and more is a thing.
            if thing && look.word(end - 1) == "old" || number.number * scale > 120.0 {
                return None;
            }
            return Some(self.add((first, end), (i, last), number, scale));
        }
        if !hyphen && look.words(last, &["of", "age"]) {
            return Some(self.add((first, last + 2), (i, last), number, scale));
        }
        None
    }

    /// "aged 61", "age 12", "between the ages of 5 and 9", "turned 40".
    fn aged(&mut self, i: usize, number: &Number) -> Option<usize> {
        let look = self.look;
        if !matches!(number.role, Role::Cardinal | Role::Label) || number.number > 120.0 {
            return None;
        }
        let last = number.core_last as usize;
        let start = number.tokens.0 as usize;
        let before = look.before(start, 1);
        let ends = crate::numbers::phrase::ends_phrase(&look, last);
        let fits = match before {
            "aged" | "age" | "ages" => true,
            "of" => matches!(look.before(start, 2), "age" | "ages"),
            "turned" | "turns" | "turning" => ends,
            _ => false,
        };
        if !fits {
            return None;
        }
        let word = match before {
            "aged" | "age" => start - 1,
            _ => start,
        };
        if before == "age" && look.hyphen(last) {
            return None;
        }
        let last = last.max(number.tokens.1 as usize);
        Some(self.add(
            (word.max(self.floor), last),
            (i, number.core_last as usize),
            number,
            1.0,
        ))
    }

    /// "in her 20s", "in his late 60s".
    fn decade_of_life(&mut self, i: usize, number: &Number) -> Option<usize> {
        let look = self.look;
        let Figure::Plural(value) = figure(look.text(i)) else {
            return None;
        };
        if !(10.0..=90.0).contains(&value) || value % 10.0 != 0.0 {
            return None;
        }
        let mut first = i;
        let (mut low, mut high) = (value, value + 9.0);
        match look.before(i, 1) {
            "-" => {
                first -= 2;
                (low, high) = (value + 3.0, value + 6.0);
            }
            "early" => {
                first -= 1;
                high = value + 4.0;
            }
            "mid" => {
                first -= 1;
                (low, high) = (value + 3.0, value + 6.0);
            }
            "late" => {
                first -= 1;
                low = value + 6.0;
            }
            _ => {}
        }
        if !matches!(
            look.before(first, 1),
            "his" | "her" | "their" | "your" | "my" | "our"
        ) {
            return None;
        }
        let age = Number {
            number: value,
            lowest: low,
            highest: high,
            ..*number
        };
        Some(self.add((first, i + 1), (i, i + 1), &age, 1.0))
    }

    /// "Ana Ruiz, 42," and "Ruiz (42)".
    fn after_name(&mut self, i: usize, number: &Number) -> Option<usize> {
        let look = self.look;
        let Figure::Plain(plain) = figure(look.text(i)) else {
            return None;
        };
        let last = i + 1;
        if !look.is_figure(i)
            || number.core_last as usize != last
            || plain.digits > 3
            || plain.decimals > 0
            || !(1.0..=115.0).contains(&plain.value)
            || i < look.first + 2
        {
            return None;
        }
        let open = look.text(i - 1);
        let close = look.text(last);
        let pair = match open {
            "," => {
                matches!(close, "," | "." | ";" | "" | ":")
                    || matches!(look.word(last), "and" | "who" | "was" | "is" | "of")
            }
            "(" => close == ")",
            _ => false,
        };
        let name = i - 2;
        let given = name.checked_sub(1).filter(|&k| k >= look.first);
        let is_name = |k: usize| {
            look.capital(k)
                && look.kind(k) == Some(TokenKind::Word)
                && matches!(look.time(k), Time::None)
                && look.num(k) == Num::None
                && !look.cx.is(k, List::Opener)
                && !look.cx.is(k, List::Preposition)
        };
        // A surname with a given name, title or relation before it; a single word is as often a place.
        let person = is_name(name)
            && given.is_some_and(|k| {
                is_name(k)
                    || look.hyphen(k)
                    || look.text(k) == "."
                    || look.text(k) == "”"
                    || look.cx.is(k, List::Particle)
                    || look.kind(k) == Some(TokenKind::Word)
                        && !look.capital(k)
                        && !look.cx.is(k, List::Preposition)
                        && !look.cx.is(k, List::Determiner)
                    || led_in(look, k)
            })
            || is_name(name) && name == look.first;
        // "out of the mine at Stilfontein, 44 of whom": a count of what stands before.
        let counted = look.word(last) == "of"
            && matches!(
                look.word(last + 1),
                "whom" | "them" | "which" | "these" | "those"
            );
        if !pair || !person || counted {
            return None;
        }
        // "Homs, 12, …" after a preposition is no name: "in Homs, 12, of"
        Some(self.add((i, last), (i, last), number, 1.0))
    }
}

/// The word before a lone name that leads the sentence in: "On Friday Marsh, 64,", "On Friday, Marsh, 64,", "But Marsh, 64,".
fn led_in(look: Look<'_, '_>, k: usize) -> bool {
    let day = |i: usize| matches!(look.time(i), Time::Weekday(..) | Time::Today(_));
    let comma = look.text(k) == "," && k > look.first && k <= look.first + 3;
    // "In May Marsh, 64,"
    let month = matches!(look.time(k), Time::Month(..))
        && k == look.first + 1
        && look.word(look.first) == "in";
    day(k)
        || month
        || comma && day(k - 1)
        || k == look.first && matches!(look.word(k), "but" | "and" | "yet" | "so" | "now" | "then")
}
