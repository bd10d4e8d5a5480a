//! A thing that began on one day and ended on another, and how long it is said to have lasted: "The strike began on 2 May
//! and ended on 6 June. During the two-week stoppage …", "taken on 2 May and freed on 6 June … those two weeks in a cell".
//!
//! The two days stand in the sentence itself or in those just before; what is told beside them and the noun of the length
//! must be of one family (strike, stoppage, laid down tools), so that a truce within a war is not taken for the war.

use copydesk_draft::{DayRange, Span};

use super::{Found, Tie};
use super::{Ground, mark};
use crate::dates::{Date, Granularity};
use crate::lists::{Bits, List};
use crate::numbers::lexeme::Look;
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// Things that last, each with the words that tell of it.
const FAMILIES: [List; 9] = [
    List::BoundStrike,
    List::BoundSiege,
    List::BoundClosure,
    List::BoundTrip,
    List::BoundShow,
    List::BoundCourt,
    List::BoundWar,
    List::BoundHeld,
    List::BoundRule,
];

const ANY_FAMILY: Bits = Bits::of(&FAMILIES);

/// Finds them; what is found already stays.
pub(super) fn find(ground: &Ground<'_, '_>, out: &mut Vec<Found>) {
    let cx = ground.cx;
    for length in &ground.dates.durations {
        let Some(period) = length.period else {
            continue;
        };
        if period.unit.days() < 1.0
            || length.anchored
            || cx.masked(length.span)
            || out.iter().any(|one| one.length == length.span)
        {
            continue;
        }
        let number = cx.sentence_at(length.span.start) as usize;
        let Some(sentence) = cx.sentences.get(number).filter(|one| ground.in_body(one)) else {
            continue;
        };
        let (start, end) = ground.tokens(length.span);
        let look = ground.look(sentence);
        let Some(told) = Told::of(ground, &look, start, end) else {
            continue;
        };
        // "His father was freed after eight years in prison": the term of somebody else.
        let kin = (look.first..look.first + 3).any(|i| cx.is(i, List::Kinship));
        if kin {
            continue;
        }
        let Some(pair) = two_days(ground, number, sentence, length.span) else {
            continue;
        };
        let exact = |day: DayRange| {
            f64::from(day.last.days_since(day.first)) <= period.unit.days().max(0.5) * 1.01
        };
        if pair.from.last < pair.to.first
            && exact(pair.from)
            && exact(pair.to)
            && told.fits(ground, &pair)
        {
            out.push(Found {
                length: length.span,
                period,
                ends: pair.span,
                from: pair.from,
                to: pair.to,
                tie: Tie::Span,
            });
        }
    }
}

/// What a length is said of.
enum Told {
    /// The thing named behind it: "the two-week stoppage", "the two weeks of closure". Token of the noun.
    Thing(usize),
    /// What was just told, whatever it is: "in those two weeks", "he was freed on 6 June after two weeks".
    All,
}

impl Told {
    fn of(ground: &Ground<'_, '_>, look: &Look<'_, '_>, start: usize, end: usize) -> Option<Self> {
        let cx = ground.cx;
        // "the", "those" may be read as part of the length.
        let opens = |i: usize| matches!(look.word(i), "the" | "those" | "these" | "that" | "this");
        let head = start + usize::from(opens(start));
        let before = if head > start {
            look.word(start)
        } else {
            look.before(start, 1)
        };
        let definite = matches!(
            before,
            "the" | "those" | "these" | "that" | "this" | "his" | "her" | "its" | "their"
        );
        let outer = look.before(
            if definite && head == start {
                start - 1
            } else {
                start
            },
            1,
        );
        let family = |i: usize| {
            cx.may_begin(i, ANY_FAMILY)
                && !look.capital(i)
                && FAMILIES.iter().any(|&list| cx.phrase(i, list).is_some())
        };
        let hyphened = (head..end).any(|i| look.hyphen(i));
        if hyphened {
            // "the two-week rail strike"; "a two-week strike that began on": told there to have begun.
            let noun = (end..end + 3)
                .take_while(|&i| look.kind(i) == Some(TokenKind::Word))
                .find(|&i| family(i))?;
            let whose = matches!(look.word(noun + 1), "that" | "which" | ",")
                && (noun + 1..noun + 4).any(|i| cx.phrase(i, List::BoundBegin).is_some());
            let ends = matches!(before, "a" | "an")
                && matches!(
                    look.before(start, 2),
                    "ending" | "ended" | "ends" | "closing" | "after"
                );
            return if whose {
                Some(Self::All)
            } else {
                (definite || ends).then_some(Self::Thing(noun))
            };
        }
        // "the two weeks of closure", "the two weeks in a cell", "After two weeks in captivity"
        let stands = matches!(look.word(end), "of" | "in" | "at" | "on" | "as" | "without");
        let noun = stands
            .then(|| {
                (end + 1..end + 4)
                    .take_while(|&i| look.kind(i) == Some(TokenKind::Word))
                    .find(|&i| family(i))
            })
            .flatten();
        let led = matches!(
            before,
            "after" | "ending" | "ended" | "following" | "over" | "during" | "throughout"
        );
        let opens = start == look.first;
        if let Some(noun) = noun.filter(|_| definite || led || opens) {
            return Some(Self::Thing(noun));
        }
        // "In those two weeks 40 people died."
        let pointing = matches!(before, "those" | "these")
            || before == "the"
                && matches!(
                    outer,
                    "in" | "during" | "over" | "for" | "of" | "throughout"
                )
                && !stands
                && look.word(end) != "since"
                && (mark(look, end) || outer != "of" && head <= look.first + 3);
        if pointing
            && !matches!(
                look.word(end),
                "before" | "after" | "since" | "until" | "ago" | "later"
            )
        {
            return Some(Self::All);
        }
        // "The strike, which lasted two weeks, began on …"; "It lasted two weeks."
        let lasts = matches!(before, "lasted" | "lasting")
            || before == "for" && look.before(start, 2) == "lasted";
        if lasts
            && (ground.dates_in(look_span(look, cx)).len() == 2
                || matches!(
                    look.word(look.first),
                    "it" | "they" | "this" | "that" | "the"
                ))
        {
            return Some(Self::All);
        }
        // "and returned on 6 June, two weeks later", "… after two weeks."
        let closes = mark(look, end) || look.word(end).is_empty();
        let dated = |i: usize| {
            let at = cx.span(i, i + 1);
            ground
                .dates_in(look_span(look, cx))
                .iter()
                .any(|date| date.span.contains(at) && date.length.is_none())
        };
        let behind_date = (1..=3).any(|back| start.checked_sub(back).is_some_and(dated));
        let after = before == "after" && closes && behind_date;
        (after && !definite).then_some(Self::All)
    }

    /// True if the pair is the beginning and the end of what the length is said of.
    fn fits(&self, ground: &Ground<'_, '_>, pair: &Pair) -> bool {
        let cx = ground.cx;
        match *self {
            Self::All => true,
            Self::Thing(noun) => FAMILIES.iter().any(|&list| {
                cx.phrase(noun, list).is_some()
                    && pair
                        .sentences
                        .iter()
                        .flatten()
                        .filter_map(|&k| cx.sentences.get(k))
                        .any(|one| {
                            (one.first as usize..one.last as usize)
                                .any(|i| i != noun && cx.phrase(i, list).is_some())
                        })
            }),
        }
    }
}

fn look_span(look: &Look<'_, '_>, cx: &crate::cx::Cx<'_>) -> Span {
    cx.span(look.first, look.end)
}

/// A beginning and an end.
struct Pair {
    span: Span,
    from: DayRange,
    to: DayRange,
    /// The sentences in which they stand.
    sentences: [Option<usize>; 2],
}

/// The two days of the sentence and of those right before it, the first a beginning, the second an end.
fn two_days(
    ground: &Ground<'_, '_>,
    number: usize,
    sentence: &Sentence,
    length: Span,
) -> Option<Pair> {
    let cx = ground.cx;
    let mut days: Vec<(usize, &Date)> = Vec::new();
    for back in 0..=2 {
        let k = number.checked_sub(back)?;
        let one = cx.sentences.get(k)?;
        if !ground.in_body(one) || one.block != sentence.block {
            break;
        }
        let own: Vec<(usize, &Date)> = ground
            .dates_in(one.span)
            .iter()
            .filter(|date| !date.span.contains(length) && !length.contains(date.span))
            .filter(|date| date.granularity != Granularity::Vague)
            .map(|date| (k, date))
            .collect();
        days.splice(0..0, own);
        if days.len() >= 2 {
            break;
        }
    }
    let [(first, one), (second, other)] = days.as_slice() else {
        return None;
    };
    let day = |date: &Date| {
        let exact = matches!(
            date.granularity,
            Granularity::Day | Granularity::Month | Granularity::Year
        );
        (exact && date.length.is_none() && !cx.masked(date.span))
            .then_some(date.day)
            .flatten()
    };
    let (mut from, to) = (day(one)?, day(other)?);
    let named = |date: &Date| {
        let (a, b) = ground.tokens(date.span);
        (a..b).any(|i| super::year(cx.word(i)).is_some())
    };
    // Two days without a year belong to one run of time.
    if from.first > to.first && !named(one) && !named(other) {
        from = DayRange {
            first: from.first.plus_months(-12),
            last: from.last.plus_months(-12),
        };
    }
    let clause = |k: usize, date: &Date, left: u32, right: u32, list: List| {
        let Some(own) = cx.sentences.get(k) else {
            return false;
        };
        let (a, b) = ground.tokens(date.span);
        let left = (own.first as usize)
            .max(cx.token_at(left))
            .max(a.saturating_sub(14));
        let right = (own.last as usize).min(cx.token_at(right)).min(b + 10);
        let told = |i: usize| cx.phrase(i, list).is_some();
        // "On 2 May the strike began": behind a day that opens the clause.
        (left..a).any(told) || a <= left + 2 && (b..right).any(told)
    };
    let begins = clause(*first, one, 0, other.span.start, List::BoundBegin);
    let until = cx.sentences.get(*second).map_or(0, |own| own.span.end);
    // "held from 2 May to 6 June"
    let (_, behind) = ground.tokens(one.span);
    let (ahead, _) = ground.tokens(other.span);
    let ranged = ahead == behind + 1
        && matches!(cx.folded(behind), "to" | "until" | "till")
        && ground
            .tokens(one.span)
            .0
            .checked_sub(1)
            .is_some_and(|i| cx.folded(i) == "from");
    let ends = ranged || clause(*second, other, one.span.end, until, List::BoundEnd);
    (begins && ends).then(|| Pair {
        span: one.span.to(other.span),
        from,
        to,
        sentences: [Some(*first), Some(*second)],
    })
}
