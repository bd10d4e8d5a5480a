//! Two statements of one thing in the story's own voice that cannot both hold: "The mayor did not attend the ceremony … The
//! mayor attended the ceremony", "The bank was founded in 1921 … The bank, founded in 1934", "The hospital has 300 beds … with
//! its 450 beds", "The gate was locked … the gate, which was unlocked", "landed in Oslo … landed in Bergen".
//!
//! Every sentence is read for plain statements: what a thing did or did not do, how many it has, when and where it was made,
//! in what state it was. Two are held against each other only if their thing is the same by its noun and what qualifies it,
//! no word of either sentence speaks of another time or another one, and nobody is said to claim them.

mod plain;

use copydesk_draft::layer::{Cell, LayerSchema, Table, Type};
use copydesk_draft::{DayRange, Span};

use super::Teller;

use crate::lists::List;
use crate::relations::{Ground, stem};
use crate::schema::id;
use crate::token::TokenKind;

/// How many sentences may lie between the two.
const FAR: usize = 6;

/// Words that let both be true: another one, a part, another time of its being.
const BOTH: &[&str] = &[
    "if",
    "would",
    "will",
    "could",
    "may",
    "might",
    "should",
    "except",
    "partly",
    "partially",
    "most",
    "part",
    "some",
    "another",
    "second",
    "first",
    "third",
    "other",
    "others",
    "previously",
    "previous",
    "before",
    "once",
    "used",
    "yet",
    "longer",
    "reopened",
    "restored",
    "rebuilt",
    "allegedly",
    "reportedly",
    "apparently",
    "according",
    "perhaps",
    "probably",
    "temporary",
    "temporarily",
    "former",
    "both",
    "more",
    "than",
    "unless",
    "whether",
    "had",
];

/// Words of a change or of what comes again: what was done once and not another time, while what a thing is stays.
const OTHER_TIME: &[&str] = &[
    "until",
    "normally",
    "usually",
    "often",
    "sometimes",
    "again",
    "later",
    "earlier",
    "but",
    "however",
    "although",
    "though",
    "while",
    "whereas",
    "now",
    "then",
    "initially",
    "eventually",
    "resumed",
    "either",
    "neither",
    "soon",
    "twice",
    "each",
    "every",
    "always",
    "ever",
];

#[derive(Clone, Copy, PartialEq)]
enum What<'a> {
    /// What it did or not: the stem of the verb, that of its object, whether it is denied, whether it is passive.
    Act(&'a str, Option<&'a str>, bool, bool),
    /// One side of a pair of [`PAIRS`].
    Side(usize, bool),
    /// "locked", "unlocked": the word without "un-", and whether it has it.
    Un(&'a str, bool),
    /// How many of what it has.
    Many(&'a str, f64),
    /// When something happened to it that happens once.
    On(&'a str, DayRange),
    /// Where, as a place of the register.
    At(&'a str, u32),
    /// In which part of what: the quarters of the compass in their order.
    Toward(&'a str, u8),
    /// A profit or a loss.
    Result(bool),
}

/// One plain statement.
struct Claim<'a> {
    sentence: usize,
    span: Span,
    /// Token of the noun of the thing.
    noun: usize,
    thing: &'a str,
    what: What<'a>,
    day: Option<DayRange>,
}

/// The table of `gainsaid`.
pub(in crate::relations) fn table(ground: &Ground<'_, '_>) -> Table {
    let cx = ground.cx;
    let mut table = cx.blank(id::GAINSAID);
    let mut claims: Vec<Claim<'_>> = Vec::new();
    for (number, sentence) in cx.sentences.iter().enumerate() {
        if !ground.in_body(sentence) || sentence.last - sentence.first > 45 {
            continue;
        }
        let teller = Teller {
            ground,
            sentence,
            number,
            look: ground.look(sentence),
        };
        let look = &teller.look;
        // Most sentences are somebody's word: told by one look a token.
        let voiced = (look.first..look.end).any(|i| {
            cx.is(i, List::ReportingVerb) || matches!(look.text(i), "?" | "“" | "\"" | "‘")
        });
        let otherwise = || {
            (look.first..look.end)
                .any(|i| BOTH.contains(&look.word(i)) && (!look.capital(i) || i == look.first))
        };
        if voiced || otherwise() {
            continue;
        }
        let from = claims.len();
        teller.claims(&mut claims);
        if teller.any(|word| OTHER_TIME.contains(&word)) {
            let mut n = 0;
            claims.retain(|claim| {
                n += 1;
                n <= from
                    || matches!(
                        claim.what,
                        What::Many(..) | What::On(..) | What::At(..) | What::Toward(..)
                    )
            });
        }
    }
    let mut rows: Vec<(Span, Span)> = Vec::new();
    for (n, one) in claims.iter().enumerate() {
        for other in claims.get(n + 1..).unwrap_or(&[]) {
            if other.sentence - one.sentence > FAR {
                break;
            }
            if other.sentence > one.sentence
                && opposed(ground, one, other)
                && same_thing(ground, one, other)
            {
                rows.push((other.span, one.span));
            }
        }
    }
    rows.sort();
    rows.dedup_by_key(|row| row.0);
    for (span, other) in rows {
        table.push(cx.row(span), [Cell::Filled(other.into())]);
    }
    table
}

/// The two say of their thing what cannot both be so.
fn opposed(ground: &Ground<'_, '_>, a: &Claim<'_>, b: &Claim<'_>) -> bool {
    let days = match (a.day, b.day) {
        (Some(x), Some(y)) => x.first <= y.last && y.first <= x.last,
        _ => true,
    };
    match (a.what, b.what) {
        (What::Act(verb, object, no, passive), What::Act(other, thing, not, also)) => {
            days && verb == other && no != not && passive == also && object == thing
        }
        (What::Side(pair, left), What::Side(other, right)) => {
            days && pair == other && left != right
        }
        (What::Un(word, no), What::Un(other, not)) => days && word == other && no != not,
        (What::Many(noun, many), What::Many(other, more)) => {
            noun == other && (many - more).abs() > 0.5
        }
        (What::Toward(whole, side), What::Toward(other, part)) => {
            whole == other && side.abs_diff(part) == 2
        }
        (What::Result(one), What::Result(other)) => {
            days && one != other && a.day.is_some() && b.day.is_some()
        }
        (What::On(verb, day), What::On(other, moment)) => {
            verb == other && (day.last < moment.first || moment.last < day.first)
        }
        (What::At(verb, place), What::At(other, town)) => {
            verb == other && place != town && apart(ground, place, town)
        }
        _ => false,
    }
}

/// Two towns, of which neither lies in the other.
fn apart(ground: &Ground<'_, '_>, a: u32, b: u32) -> bool {
    let Some(register) = ground.cx.registers.get("places") else {
        return false;
    };
    let town = |place: u32| {
        register.entities.get(place as usize).filter(|entity| {
            entity
                .text("kind")
                .is_some_and(|kind| matches!(kind, "city" | "town" | "capital"))
        })
    };
    let (Some(a), Some(b)) = (town(a), town(b)) else {
        return false;
    };
    a.text("part-of") != Some(b.id.as_str()) && b.text("part-of") != Some(a.id.as_str())
}

/// The later goes on about the thing of the earlier: "the" with no word of its own before the noun.
fn same_thing(ground: &Ground<'_, '_>, a: &Claim<'_>, b: &Claim<'_>) -> bool {
    let cx = ground.cx;
    if a.thing != b.thing {
        return false;
    }
    let lead = |noun: usize| {
        let mut k = noun;
        while k > 0
            && noun - k < 4
            && cx.kind(k - 1) == Some(TokenKind::Word)
            && !cx.is(k - 1, List::Determiner)
            && !cx.is(k - 1, List::Preposition)
            && !matches!(cx.folded(k - 1), "its" | "their" | "his" | "her" | "and")
        {
            k -= 1;
        }
        k
    };
    let (x, y) = (lead(a.noun), lead(b.noun));
    let article = y.checked_sub(1).map_or("", |k| cx.folded(k));
    let opened = x.checked_sub(1).map_or("", |k| cx.folded(k));
    let known = matches!(article, "the" | "this" | "that");
    // Somebody without a name may be another by the next sentence but one.
    let person = cx.is(b.noun, List::PersonNoun)
        && (b.sentence - a.sentence > 2 || !matches!(opened, "the" | "this" | "that"));
    let own: Vec<&str> = (x..a.noun).map(|k| cx.folded(k)).collect();
    let plain = (y..b.noun).all(|k| own.contains(&cx.folded(k)));
    // "The north gate was locked … the gate": the second may be any of them.
    let first_plain = x == a.noun || matches!(opened, "the" | "a" | "an" | "this");
    // Another of its kind is told of between.
    let among = (a.noun + 1..y).any(|k| {
        cx.folded(k) != cx.folded(a.noun)
            && stem(cx.folded(k)) == a.thing
            && cx.folded(k).ends_with('s')
    }) || (a.noun + 1..y).any(|k| {
        // "a campaign finance measure"
        stem(cx.folded(k)) == a.thing
            && (1..=4)
                .filter_map(|back| k.checked_sub(back))
                .take_while(|&i| cx.kind(i) == Some(TokenKind::Word))
                .any(|i| {
                    matches!(
                        cx.folded(i),
                        "a" | "an" | "another" | "second" | "other" | "one" | "third" | "every"
                    )
                })
    });
    known
        && plain
        && first_plain
        && !person
        && !among
        && matches!(
            opened,
            "the" | "a" | "an" | "this" | "its" | "their" | "his" | "her"
        )
}

/// `gainsaid`
pub fn gainsaid_schema() -> LayerSchema {
    LayerSchema::new(
        "gainsaid",
        "a statement of a thing that cannot hold beside an earlier one, both in the story's own voice",
        "from the thing to the words that say it",
    )
    .field("other", Type::Text, "the earlier statement")
}
