//! Parts that cannot overlap beside their whole: "12 people, among them nine children and five women", "the council has 31
//! seats: the left won 16, the centre 10 and the right 8", "16 men and nine women, 27 people in all", "Eleven miners
//! died. Four bodies have been recovered and nine are still trapped".

mod callings;

use std::ops::Range;

use super::breakdown::{Breakdown, BreakdownKind, breakdown};
use super::{end, start};
use crate::cx::Cx;
use crate::lists::List;
use crate::numbers::{Number, Role};
use crate::order::begun_in;
use crate::token::TokenKind;

/// Kinds of which nobody is two at once.
pub(super) const KINDS: &[&[&str]] = &[
    &[
        "men", "women", "children", "boys", "girls", "babies", "infants", "adults", "toddlers",
    ],
    &[
        "soldiers",
        "civilians",
        "policemen",
        "militants",
        "rebels",
        "guards",
        "fighters",
        "insurgents",
        "gunmen",
        "medics",
        "firefighters",
    ],
    &[
        "passengers",
        "crew",
        "crewmen",
        "staff",
        "pilots",
        "stewards",
    ],
    &["pupils", "teachers", "students", "lecturers"],
    &[
        "goalkeepers",
        "defenders",
        "midfielders",
        "forwards",
        "strikers",
    ],
    &["gold", "golds", "silver", "silvers", "bronze", "bronzes"],
    &["wins", "draws", "defeats", "losses", "victories"],
    &["local", "domestic", "foreign"],
    &["public", "private"],
    &["civilian", "military"],
];

/// How it may end for one of many: each in one family alone.
const ENDS: &[(&str, u8)] = &[
    ("died", 0),
    ("dead", 0),
    ("drowned", 0),
    ("perished", 0),
    ("survived", 1),
    ("rescued", 1),
    ("saved", 1),
    ("escaped", 1),
    ("unhurt", 1),
    ("alive", 1),
    ("safe", 1),
    ("missing", 2),
    ("trapped", 2),
    ("unaccounted", 2),
    ("underground", 2),
    ("recovered", 0),
    ("brought", 0),
    ("found", 0),
    ("passed", 10),
    ("failed", 11),
    ("for", 12),
    ("against", 13),
    ("abstained", 14),
    ("released", 20),
    ("freed", 20),
    ("custody", 21),
    ("held", 21),
    ("jail", 21),
    ("convicted", 50),
    ("guilty", 50),
    ("acquitted", 51),
    ("cleared", 51),
    ("reopened", 30),
    ("closed", 31),
    ("sold", 40),
    ("unsold", 41),
    ("open", 30),
    ("shut", 31),
];

/// What may be counted and held by sides: "31 seats".
const SEATS: &[&str] = &[
    "seats",
    "seat",
    "members",
    "member",
    "places",
    "mandates",
    "delegates",
];

/// Groups that have members of this or that kind: "the squad of 23 has …".
const BODIES: &[&str] = &[
    "squad",
    "team",
    "crew",
    "group",
    "panel",
    "committee",
    "jury",
    "council",
    "class",
    "party",
    "fleet",
    "staff",
    "parliament",
    "board",
    "cabinet",
    "government",
    "choir",
    "orchestra",
    "delegation",
    "commission",
    "convoy",
    "herd",
    "collection",
    "cast",
];

/// The breakdowns of one sentence, and of it and the next, that the finders beside this one do not see.
pub(super) fn find(
    cx: &Cx<'_>,
    numbers: &[Number],
    own: &[Number],
    range: &Range<usize>,
    out: &mut Vec<Breakdown>,
) {
    let finder = Finder { cx, own, range };
    let known = out.last().is_some_and(|last| {
        cx.token_at(last.span.start) >= range.start && last.kind != BreakdownKind::Some
    });
    if known {
        return;
    }
    let _ = finder.kinds(out)
        || finder.in_all(out)
        || finder.body(out)
        || finder.seats(numbers, out)
        || finder.ends(numbers, out);
}

struct Finder<'c, 'a> {
    cx: &'c Cx<'a>,
    own: &'c [Number],
    range: &'c Range<usize>,
}

/// The longest run of parts from the first on whose kinds are of one family and all different.
pub(super) fn distinct<'n>(
    cx: &Cx<'_>,
    own: &[Number],
    range: &Range<usize>,
    parts: &'n [Number],
) -> &'n [Number] {
    Finder { cx, own, range }.distinct(parts)
}

impl Finder<'_, '_> {
    /// The kind that a part counts, within two words: its family and the word.
    fn kind(&self, part: &Number) -> Option<(usize, &'static str)> {
        (end(part)..end(part) + 2).find_map(|i| {
            let word = self.cx.folded(i);
            KINDS.iter().enumerate().find_map(|(family, words)| {
                words
                    .iter()
                    .find(|known| **known == word || known.strip_suffix('s') == Some(word))
                    .map(|known| (family, *known))
            })
        })
    }

    /// True if the numbers are told one after the other, each behind a comma or "and".
    fn listed(&self, parts: &[Number], reach: usize) -> bool {
        parts.windows(2).all(|pair| {
            let [a, b] = pair else { return false };
            let before = start(b).saturating_sub(1);
            start(b) > end(a)
                && start(b) - end(a) <= reach
                && (matches!(self.cx.folded(before), "," | "and" | ";")
                    || matches!(self.cx.folded(before.saturating_sub(1)), "," | "and")
                        && matches!(self.cx.folded(before), "and" | "another" | "about" | "some"))
        })
    }

    /// The longest run of parts from the first on whose kinds are of one family and all different.
    fn distinct<'n>(&self, parts: &'n [Number]) -> &'n [Number] {
        let mut seen: Vec<&str> = Vec::new();
        let mut family = None;
        let mut count = 0;
        for part in parts {
            let Some((own, word)) = self.kind(part) else {
                break;
            };
            if family.is_some_and(|family| family != own) || seen.contains(&word) {
                break;
            }
            family = Some(own);
            seen.push(word);
            count += 1;
        }
        parts.get(..count).unwrap_or(parts)
    }

    /// "12 people, among them nine children and five women"; "… nine of them children and five women".
    fn kinds(&self, out: &mut Vec<Breakdown>) -> bool {
        let cx = self.cx;
        for (n, whole) in self.own.iter().enumerate() {
            let rest = self.own.get(n + 1..).unwrap_or(&[]);
            let Some(first) = rest.first() else { break };
            let gap = end(whole)..start(first);
            let cue = gap.clone().any(|i| {
                matches!(
                    cx.folded(i),
                    "including" | "among" | "includes" | "included" | "comprising"
                )
            }) || cx.folded(end(first)) == "of"
                && matches!(cx.folded(end(first) + 1), "them" | "whom");
            // "Eleven members of a ski expedition, nine men and three women, walked in": told again by their kinds.
            // "Twelve people were killed, five men, four women and three children,": told again behind a verb without an object.
            let back = |n: usize| start(first).checked_sub(n);
            let befell = (3..=7).contains(&gap.len())
                && back(3).is_some_and(|i| cx.is(i, List::Auxiliary))
                && back(2).is_some_and(|i| {
                    cx.is(i, List::KillVerb)
                        || cx.is(i, List::ParticipleForm)
                        || cx.folded(i).ends_with("ed")
                })
                || gap.len() <= 4 && back(2).is_some_and(|i| cx.folded(i) == "died");
            let told_again = gap.len() > 1
                && cx.word(start(first) - 1) == ","
                && (befell
                    || !gap.clone().any(|i| {
                        cx.is(i, List::Auxiliary)
                            || cx.is(i, List::FiniteForm)
                            || cx.is(i, List::KillVerb)
                    }));
            let broken = gap
                .clone()
                .any(|i| matches!(cx.folded(i), ";" | ":" | "while" | "wounding" | "injuring"));
            if !(cue || told_again)
                || broken
                || gap.len() > 12
                || whole.number < 2.0
                || whole.year_like
            {
                continue;
            }
            // "nine of them children": the kind stands behind "of them".
            let run: Vec<Number> = rest
                .iter()
                .map(|part| {
                    let mut part = *part;
                    if cx.folded(end(&part)) == "of"
                        && matches!(cx.folded(end(&part) + 1), "them" | "whom")
                    {
                        part.tokens.1 += 2;
                    }
                    part
                })
                .collect();
            let parts = self.distinct(&run);
            let sum: f64 = parts.iter().map(|part| part.number).sum();
            let closed = parts.last().is_some_and(|last| {
                (end(last)..end(last) + 3).any(|i| matches!(cx.word(i), "," | "." | ")" | ";"))
            });
            let near = sum > whole.number * 0.7 && sum < whole.number * 1.4;
            // "seven men, four women and five children": the first is one of the parts.
            let one_of = self
                .kind(whole)
                .zip(parts.first().and_then(|part| self.kind(part)))
                .is_some_and(|(a, b)| a.0 == b.0);
            if parts.len() >= 2 && !cue && !one_of && closed && near && self.listed(parts, 6) {
                out.push(breakdown(BreakdownKind::All, whole, parts));
                return true;
            }
            if parts.len() >= 2 && cue && self.listed(parts, 6) {
                out.push(breakdown(BreakdownKind::Apart, whole, parts));
                return true;
            }
            // "40 people, including 27 dockers and 19 lorry drivers"
            let loose = self.callings(&run);
            if loose.len() >= 2
                && loose.iter().map(|part| part.number).sum::<f64>() < whole.number * 1.6
                && cue
                && self.listed(loose, 6)
            {
                out.push(breakdown(BreakdownKind::Apart, whole, loose));
                return true;
            }
        }
        false
    }

    /// "16 men and nine women, 27 people in all".
    fn in_all(&self, out: &mut Vec<Breakdown>) -> bool {
        let cx = self.cx;
        let total = self.own.iter().position(|number| {
            (end(number)..end(number) + 4).any(|i| {
                matches!(
                    (cx.folded(i), cx.folded(i + 1)),
                    ("in", "all" | "total") | ("all", "told") | ("altogether", _)
                )
            }) && start(number)
                .checked_sub(1)
                .is_some_and(|i| cx.word(i) == "," || matches!(cx.kind(i), Some(TokenKind::Dash)))
        });
        let Some(total) = total else { return false };
        let (Some(whole), Some(parts)) = (self.own.get(total), self.own.get(..total)) else {
            return false;
        };
        let near = parts
            .last()
            .is_some_and(|last| start(whole) - end(last) <= 6);
        let countable = parts.iter().all(|part| {
            !part.year_like
                && cx.folded(end(part)) != "-"
                && !matches!(cx.folded(end(part)), "%" | "percent")
        });
        if parts.len() < 2 || !near || !countable || !self.listed(parts, 6) {
            return false;
        }
        out.push(breakdown(BreakdownKind::All, whole, parts));
        true
    }

    /// "The squad of 23 has 14 players from Spain and 11 from France".
    fn body(&self, out: &mut Vec<Breakdown>) -> bool {
        let cx = self.cx;
        let Some((whole, parts)) = self.own.split_first() else {
            return false;
        };
        let at = start(whole);
        let of = at >= self.range.start + 2
            && cx.folded(at - 1) == "of"
            && BODIES.contains(&cx.folded(at - 2));
        let strong = cx.folded(end(whole)) == "-"
            && matches!(
                cx.folded(end(whole) + 1),
                "strong" | "member" | "man" | "woman" | "person"
            );
        let verb = (end(whole)..end(whole) + 6).find(|&i| {
            matches!(
                cx.folded(i),
                "has" | "had" | "includes" | "included" | "comprises" | "comprised" | "contains"
            )
        });
        let Some(verb) = verb.filter(|_| of || strong) else {
            return false;
        };
        let begins = parts.first().is_some_and(|part| start(part) <= verb + 2);
        // One preposition for all parts, or kinds that shut each other out.
        let from = |part: &Number| {
            (end(part)..end(part) + 3).find_map(|i| {
                Some(cx.folded(i)).filter(|word| matches!(*word, "from" | "under" | "over"))
            })
        };
        let shared = parts.first().and_then(from).is_some_and(|word| {
            word == "from" && parts.iter().all(|part| from(part) == Some(word))
        });
        let apart = shared || self.distinct(parts).len() == parts.len();
        if parts.len() < 2 || !begins || !apart || !self.listed(parts, 7) {
            return false;
        }
        out.push(breakdown(BreakdownKind::Apart, whole, parts));
        true
    }

    /// "31 seats: the left won 16, the centre 10 and the right 8", in one sentence or two.
    fn seats(&self, numbers: &[Number], out: &mut Vec<Breakdown>) -> bool {
        let cx = self.cx;
        let Some(whole) = self.own.iter().find(|number| {
            let after = end(number) + usize::from(cx.folded(end(number)) == "-");
            // "all 15 council seats"
            let house = matches!(
                cx.folded(after),
                "council" | "parliamentary" | "assembly" | "senate" | "contested" | "elected"
            );
            SEATS.contains(&cx.folded(after + usize::from(house))) && number.number >= 5.0
        }) else {
            return false;
        };
        let (parts, clause) = self.behind(whole, numbers);
        let won = parts.first().is_some_and(|part| {
            (clause.start..start(part)).any(|i| {
                matches!(
                    cx.folded(i),
                    "won"
                        | "has"
                        | "have"
                        | "had"
                        | "took"
                        | "take"
                        | "holds"
                        | "hold"
                        | "got"
                        | "gets"
                        | "gained"
                )
            })
        });
        let other = clause.clone().any(|i| {
            matches!(
                cx.folded(i),
                "previously"
                    | "before"
                    | "from"
                    | "least"
                    | "more"
                    | "fewer"
                    | "%"
                    | "majority"
                    | "last"
            )
        });
        if !won || other || parts.len() < 2 || !self.gapped(&parts) {
            return false;
        }
        out.push(breakdown(BreakdownKind::Apart, whole, &parts));
        true
    }

    /// "the left won 16, the centre 10 and the right 8": a short name and no verb before each part but the first.
    fn gapped(&self, parts: &[Number]) -> bool {
        let cx = self.cx;
        parts.windows(2).all(|pair| {
            let [a, b] = pair else { return false };
            let between = end(a)..start(b);
            let from = between
                .clone()
                .rfind(|&i| matches!(cx.folded(i), "," | "and" | ";"))
                .map(|i| i + 1);
            from.is_some_and(|from| {
                from < start(b)
                    && start(b) - from <= 6
                    && between.len() <= 9
                    && !(from..start(b)).any(|i| {
                        cx.is(i, List::Auxiliary)
                            || cx.is(i, List::Preposition) && cx.folded(i) != "of"
                    })
            })
        })
    }

    /// "40 people were aboard: 12 died and 31 were rescued"; "Eleven miners died. Four bodies … recovered and nine are still
    /// trapped".
    fn ends(&self, numbers: &[Number], out: &mut Vec<Breakdown>) -> bool {
        let cx = self.cx;
        let Some(whole) = self.own.first().filter(|whole| whole.number >= 3.0) else {
            return false;
        };
        let people = (end(whole)..end(whole) + 2).any(|i| cx.is(i, List::PersonNoun));
        let (parts, clause) = self.behind(whole, numbers);
        if !people || parts.len() != 2 || whole.year_like {
            return false;
        }
        let others = clause.clone().any(|i| {
            matches!(
                cx.folded(i),
                "another"
                    | "other"
                    | "others"
                    | "more"
                    | "also"
                    | "later"
                    | "further"
                    | "previously"
                    | "earlier"
            )
        });
        let ends: Vec<Option<u8>> = parts
            .iter()
            .enumerate()
            .map(|(n, part)| {
                let until = parts.get(n + 1).map_or(clause.end, start);
                (end(part)..until).find_map(|i| {
                    ENDS.iter()
                        .find(|(word, _)| *word == cx.folded(i))
                        .map(|(_, family)| *family)
                })
            })
            .collect();
        let [Some(a), Some(b)] = ends.as_slice() else {
            return false;
        };
        if a == b || others || a / 10 != b / 10 {
            return false;
        }
        out.push(breakdown(BreakdownKind::Apart, whole, &parts));
        true
    }

    /// The counts told of the whole: those of the rest of its sentence behind a colon or semicolon, or those of the next
    /// sentence, where that begins with one or the list has one verb.
    fn behind(&self, whole: &Number, numbers: &[Number]) -> (Vec<Number>, Range<usize>) {
        let cx = self.cx;
        // "60 migrants, of whom 45 were rescued and 22 drowned"
        let of_whom = (end(whole)..self.range.end.min(end(whole) + 6))
            .find(|&i| cx.folded(i) == "of" && matches!(cx.folded(i + 1), "whom" | "which"))
            .map(|i| i + 1);
        let cut = of_whom.or_else(|| {
            (end(whole)..self.range.end).find(|&i| {
                matches!(cx.folded(i), ":" | ";") || matches!(cx.kind(i), Some(TokenKind::Dash))
            })
        });
        let clause = match cut {
            Some(cut) if cut - end(whole) <= 10 => cut + 1..self.range.end,
            _ => {
                let sentence = cx.sentence_at(whole.span.start);
                let next = cx.sentence(sentence + 1).filter(|next| {
                    cx.sentence(sentence)
                        .is_some_and(|own| own.block == next.block)
                });
                let alone = self.own.len() == 1;
                match next.filter(|_| alone) {
                    Some(next) => next.first as usize..next.last as usize,
                    None => return (Vec::new(), 0..0),
                }
            }
        };
        let parts = begun_in(numbers, clause.clone(), start).to_vec();
        // "the Greens 26" looks like a label; behind another part it is none.
        let plain = parts.iter().enumerate().all(|(n, part)| {
            (part.role == Role::Cardinal || n > 0 && part.role == Role::Label)
                && !part.year_like
                && part.number >= 1.0
        });
        (if plain { parts } else { Vec::new() }, clause)
    }
}
