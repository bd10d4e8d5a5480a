//! Sums of parts that shut each other out, wherever their whole stands in the sentence or before it: the seats of a house by
//! who took them ("Of the 90 seats …, the ruling party won 48, the opposition 39 and independents eight", "took 24 of the
//! council's 51 seats, the Greens 19 …"), kinds behind a comma ("delivered 1,150 babies last year, 610 girls and 580 boys", "Sixty
//! animals died, 41 cows, 15 sheep and seven goats"), and what is left of a sum ("$1.5 million to schools … and the remaining
//! $800,000 to museums").
//!
//! Every figure told before that could be the whole is tried: it speaks only if none of them fits.

use std::ops::Range;

use super::items::{Item, Unit};
use super::{Tally, row};
use crate::casualties::breakdown::{Breakdown, BreakdownKind};
use crate::casualties::parts::KINDS;
use crate::lists::List;
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// Words that say that parts are counted twice, beside others, or at another time.
const MIXED: &[&str] = &[
    "also",
    "both",
    "each",
    "per",
    "apiece",
    "respectively",
    "including",
    "or",
    "than",
    "another",
    "additional",
    "further",
    "more",
    "besides",
    "plus",
    "ago",
    "compared",
    "earlier",
    "previous",
    "previously",
    "outgoing",
    "average",
    "every",
    "whom",
    "would",
    "could",
    "if",
    "majority",
    "needed",
    "short",
    "contested",
    "fielded",
    "candidates",
    "up",
    "down",
    "then",
    "later",
];

/// What is of a kind, and the kinds of it.
const OF_A_KIND: &[(&[&str], &[&str])] = &[
    (
        &["animals", "beasts", "mammals", "livestock"],
        &[
            "cows",
            "sheep",
            "goats",
            "pigs",
            "horses",
            "dogs",
            "cats",
            "cattle",
            "bulls",
            "calves",
            "hens",
            "ducks",
            "geese",
            "camels",
            "donkeys",
            "lambs",
            "chickens",
            "turkeys",
            "rabbits",
            "elephants",
            "lions",
            "tigers",
            "monkeys",
            "bears",
            "deer",
            "llamas",
            "yaks",
            "mules",
            "buffaloes",
            "zebras",
            "giraffes",
        ],
    ),
    (
        &["vehicles"],
        &[
            "cars",
            "buses",
            "lorries",
            "trucks",
            "vans",
            "motorcycles",
            "motorbikes",
            "taxis",
            "tractors",
            "minibuses",
            "trams",
            "scooters",
            "ambulances",
            "tankers",
            "coaches",
        ],
    ),
    (
        &["weapons", "guns", "firearms", "arms"],
        &[
            "rifles",
            "pistols",
            "shotguns",
            "revolvers",
            "grenades",
            "mortars",
            "swords",
            "knives",
            "launchers",
        ],
    ),
    (
        &["buildings", "structures"],
        &[
            "houses",
            "shops",
            "schools",
            "churches",
            "mosques",
            "barns",
            "clinics",
            "offices",
            "factories",
            "homes",
            "temples",
            "warehouses",
            "hotels",
            "sheds",
        ],
    ),
    (
        &["vessels", "ships", "boats"],
        &[
            "tankers",
            "trawlers",
            "ferries",
            "tugs",
            "freighters",
            "barges",
            "frigates",
            "destroyers",
            "submarines",
            "yachts",
            "bulkers",
            "dinghies",
        ],
    ),
    (
        &["medals"],
        &["gold", "golds", "silver", "silvers", "bronze", "bronzes"],
    ),
];

/// Words of people of which men, women and children are kinds.
const OF_PEOPLE: &[&str] = &[
    "babies",
    "bodies",
    "casualties",
    "people",
    "passengers",
    "pupils",
    "students",
    "patients",
    "victims",
    "hostages",
    "migrants",
    "prisoners",
    "inmates",
    "staff",
    "members",
    "refugees",
    "survivors",
    "orphans",
    "newborns",
    "children",
    "dead",
    "athletes",
    "runners",
    "workers",
    "teachers",
    "lives",
    "infants",
    "detainees",
    "villagers",
    "pilgrims",
    "dancers",
    "singers",
    "players",
    "residents",
    "recruits",
    "cadets",
];

impl Tally<'_, '_> {
    /// The first of them in a sentence.
    pub(super) fn summed(
        &self,
        n: u32,
        sentence: &Sentence,
        items: &[Item<'_>],
    ) -> Option<Breakdown> {
        let range = sentence.first as usize..sentence.last as usize;
        if range.clone().any(|i| MIXED.contains(&self.cx.folded(i))) {
            return None;
        }
        self.seats_won(n, items, &range)
            .or_else(|| self.kinds_behind(items, &range))
            .or_else(|| self.left(n, sentence, items))
    }

    /// A separator of two parts of a list.
    fn parts_off(&self, i: usize) -> bool {
        matches!(self.cx.word(i), "," | ";")
            || matches!(self.cx.folded(i), "and" | "while" | "with")
    }

    /// "Of the 90 seats in the assembly, the ruling party won 48, the opposition 39 and independents eight".
    fn seats_won(&self, n: u32, items: &[Item<'_>], range: &Range<usize>) -> Option<Breakdown> {
        let cx = self.cx;
        let (k, whole) = items.iter().enumerate().find(|(_, one)| {
            one.unit == Unit::Count && matches!(cx.folded(one.last), "seats" | "mandates")
        })?;
        // "of the 90", "of the council's 51", "of 51"
        let of = (1..=5).find_map(|back| {
            let i = whole
                .first
                .checked_sub(back)
                .filter(|i| range.contains(i))?;
            (cx.folded(i) == "of").then_some(i)
        })?;
        if whole.number < 5.0 || (of + 1..whole.first).any(|i| self.parts_off(i)) {
            return None;
        }
        // "took 24 of the council's 51 seats": the first part stands before the whole.
        let taken = k
            .checked_sub(1)
            .and_then(|k| items.get(k))
            .filter(|one| one.last == of);
        if taken.is_none() && of > range.start + 1 {
            return None;
        }
        let mut list: Vec<Item<'_>> = taken.copied().into_iter().collect();
        let mut before = whole.last;
        for one in items.get(k + 1..)? {
            if !self.held_by(before..one.first, one) {
                return None;
            }
            before = one.last;
            list.push(*one);
        }
        let sum = |value: fn(&Item<'_>) -> f64| list.iter().map(value).sum::<f64>();
        let fine = list.len() >= 2
            && list.iter().all(|part| part.highest < whole.lowest)
            && sum(|part| part.number) < whole.number * 1.5
            && cx.masked(whole.span) == cx.masked(cx.span(range.start, range.start + 1));
        if !fine {
            return None;
        }
        if sum(|part| part.lowest) > whole.highest {
            return Some(row(BreakdownKind::Apart, whole, &list));
        }
        // "No other party won a seat."
        let next = cx.sentence(n + 1)?;
        let none = (next.first as usize..next.last as usize).take(4).any(|i| {
            cx.folded(i) == "no"
                && cx.folded(i + 1) == "other"
                && matches!(
                    cx.folded(i + 2),
                    "party" | "parties" | "list" | "lists" | "group"
                )
        });
        let names = (next.first as usize..next.last as usize)
            .any(|i| matches!(cx.folded(i), "than" | "but" | "more"));
        (none && !names && list.len() >= 3 && sum(|part| part.highest) < whole.lowest)
            .then(|| row(BreakdownKind::All, whole, &list))
    }

    /// "the opposition 39", "the ruling party won 48": a holder between the separator and a figure that ends its item.
    fn held_by(&self, gap: Range<usize>, one: &Item<'_>) -> bool {
        let cx = self.cx;
        let Some(from) = gap.clone().rfind(|&i| self.parts_off(i)) else {
            return false;
        };
        let lead = from + 1..one.first;
        let holder = (1..=8).contains(&lead.len())
            && lead.clone().all(|i| {
                matches!(
                    cx.kind(i),
                    Some(TokenKind::Word | TokenKind::Possessive | TokenKind::Hyphen)
                ) && !matches!(
                    cx.folded(i),
                    "who"
                        | "which"
                        | "that"
                        | "in"
                        | "from"
                        | "by"
                        | "after"
                        | "over"
                        | "lost"
                        | "losing"
                        | "not"
                        | "least"
                )
            });
        let ends = matches!(
            cx.folded(one.last),
            "and" | "while" | "with" | "seats" | "each"
        ) || matches!(cx.word(one.last), "," | ";" | "." | "")
            || cx.is(one.last, List::ReportingVerb);
        one.unit == Unit::Count && holder && ends && cx.folded(one.last) != "each"
    }

    /// "610 girls and 580 boys", "41 cows, 15 sheep and seven goats": kinds behind a mark, and the figures before it.
    fn kinds_behind(&self, items: &[Item<'_>], range: &Range<usize>) -> Option<Breakdown> {
        let cx = self.cx;
        let kin = |words: &[&str], one: &Item<'_>| {
            one.unit == Unit::Count && words.contains(&cx.folded(one.last))
        };
        let people = KINDS.first().copied().unwrap_or(&[]);
        let families = std::iter::once((OF_PEOPLE, people)).chain(OF_A_KIND.iter().copied());
        for (wholes, kinds) in families {
            let Some(from) = items.iter().position(|one| kin(kinds, one)) else {
                continue;
            };
            // "320 children, 170 girls and 165 boys"
            let from = from
                + usize::from(
                    wholes.contains(&items.get(from).map_or("", |one| cx.folded(one.last))),
                );
            let list: Vec<Item<'_>> = items
                .iter()
                .skip(from)
                .take_while(|one| kin(kinds, one))
                .copied()
                .collect();
            let words: Vec<&str> = list.iter().map(|one| cx.folded(one.last)).collect();
            let (Some(first), Some(last)) = (list.first(), list.last()) else {
                continue;
            };
            let twice = words
                .iter()
                .enumerate()
                .any(|(k, word)| words.iter().take(k).any(|other| other == word))
                || words.contains(&"children")
                    && (words.contains(&"boys") || words.contains(&"girls"))
                || words.contains(&"adults")
                    && (words.contains(&"men") || words.contains(&"women"))
                || words.contains(&"cattle")
                    && (words.contains(&"cows")
                        || words.contains(&"bulls")
                        || words.contains(&"calves"));
            let listed = list.windows(2).all(|pair| {
                let [a, b] = pair else { return false };
                b.first > a.last
                    && b.first - a.last <= 3
                    && (a.last + 1..b.first).all(|i| self.parts_off(i))
            });
            let set_off = first.first.checked_sub(1).is_some_and(|i| {
                matches!(cx.word(i), "," | ";" | ":" | "(")
                    || matches!(cx.kind(i), Some(TokenKind::Dash))
            });
            let ends = matches!(cx.word(last.last + 1), "," | ";" | "." | ")" | "")
                || matches!(cx.kind(last.last + 1), Some(TokenKind::Dash));
            let before: Vec<&Item<'_>> = items
                .iter()
                .take(from)
                .filter(|one| one.unit == Unit::Count)
                .collect();
            let sum = list.iter().map(|one| one.lowest).sum::<f64>();
            let Some(whole) = before.iter().max_by(|a, b| a.number.total_cmp(&b.number)) else {
                continue;
            };
            // What is counted is of the kind, and no part of the list itself.
            let counted = (whole.last..whole.last + 3).any(|i| wholes.contains(&cx.folded(i)))
                && first.first > whole.last + 1;
            let fine = list.len() >= 2
                && list.len() + from == items.len()
                && !twice
                && listed
                && set_off
                && ends
                && counted
                && sum > whole.highest
                && sum < whole.number * 1.5
                && list.iter().all(|part| part.number < whole.number)
                && cx.masked(whole.span) == cx.masked(first.span)
                && range.contains(&last.last);
            if fine {
                return Some(row(BreakdownKind::Apart, whole, &list));
            }
        }
        None
    }

    /// "the remaining $800,000", "the other 2.5 million".
    fn is_left(&self, one: &Item<'_>) -> bool {
        let cx = self.cx;
        (1..=2).any(|back| {
            one.first.checked_sub(back + 1).is_some_and(|i| {
                matches!(cx.folded(i), "the" | "a")
                    && matches!(
                        cx.folded(i + 1),
                        "remaining" | "other" | "rest" | "remainder"
                    )
                    && (i + 2..one.first)
                        .all(|k| cx.word(k) == "," || cx.kind(k) != Some(TokenKind::Word))
            })
        })
    }

    /// "It gave $1.5 million to schools, $900,000 to clinics and the remaining $800,000 to museums": every sum before is tried.
    fn left(&self, n: u32, sentence: &Sentence, items: &[Item<'_>]) -> Option<Breakdown> {
        let cx = self.cx;
        let rest = items.last().filter(|one| self.is_left(one))?;
        let unit = rest.unit;
        if unit == Unit::Count || items.len() < 2 || items.iter().any(|one| one.unit != unit) {
            return None;
        }
        let mut wholes: Vec<Item<'_>> = Vec::new();
        for back in 1..=2 {
            let Some(other) = n.checked_sub(back).and_then(|k| cx.sentence(k)) else {
                break;
            };
            if !self.beside(sentence, other) {
                break;
            }
            wholes.extend(
                self.items(other)
                    .iter()
                    .filter(|one| one.unit == unit)
                    .copied(),
            );
        }
        let [whole] = wholes.as_slice() else {
            return None;
        };
        let total = |list: &[Item<'_>]| list.iter().map(|one| one.number).sum::<f64>();
        let fits = |sum: f64, whole: &Item<'_>| (sum - whole.number).abs() <= whole.number * 0.02;
        // The whole may open the sentence: "of $3 million, $1.5 million …".
        let opens = items.first()?;
        let own = items
            .get(1..)
            .filter(|list| list.len() >= 2 && list.iter().all(|one| one.number < opens.number));
        let told = fits(total(items), whole)
            || own.is_some_and(|list| fits(total(list), opens) || fits(total(list), whole));
        let sum = total(items);
        let near = sum > whole.number * 0.6
            && sum < whole.number * 1.5
            && items.iter().all(|part| part.number < whole.number);
        (!told && near && cx.masked(whole.span) == cx.masked(rest.span))
            .then(|| row(BreakdownKind::All, whole, items))
    }
}
