//! Shares told over two sentences, the last of them as what is left: "Half of the crop is exported. Forty per cent is eaten
//! at home and the rest, 20 per cent, is kept for seed", "Seventy per cent work in Lyon. The other 40 per cent are in Nice".

use copydesk_draft::Span;
use copydesk_draft::layer::Cell;

use super::Row;
use super::{Ground, mark};
use crate::lists::List;
use crate::numbers::lexeme::{Look, Time};
use crate::numbers::{Hedge, Role};
use crate::sentence::Sentence;

/// One share, in percent.
struct Part {
    first: usize,
    last: usize,
    span: Span,
    number: f64,
    lowest: f64,
    highest: f64,
}

/// What lies below has shares that are told elsewhere.
const WHOLE: f64 = 97.0;

/// Finds them.
pub(super) fn find(ground: &Ground<'_, '_>, rows: &mut Vec<Row>) {
    if ground.quantities.percentages.is_empty() {
        return;
    }
    for (number, pair) in ground.cx.sentences.windows(2).enumerate() {
        let [before, own] = pair else { continue };
        if !ground.in_body(own) {
            continue;
        }
        let look = ground.look(own);
        let parts = parts(ground, &look, own);
        // "Half of it went to sport and 30% to museums." and, a paragraph on, "The other 40% paid for hospices."
        let opened = parts.first().is_some_and(|part| {
            part.first == look.first + 2
                && look.word(look.first) == "the"
                && matches!(look.word(look.first + 1), "other" | "remaining")
        });
        let apart = before.block != own.block;
        if apart && !(opened && before.block + 1 == own.block && ground.in_body(before)) {
            continue;
        }
        let several = rest_opens(&look, &parts);
        let Some(rest) = parts.last().filter(|rest| several || left(&look, rest)) else {
            continue;
        };
        // What the sentence tells by itself is no affair of the one before.
        let alone: f64 = parts.iter().map(|part| part.number).sum();
        let then = ground.look(before);
        let earlier = self::parts(ground, &then, before);
        if parts.len() > 3
            || alone >= 95.0
            || !(1..=if else_opens(&look) || leaves(&look) {
                4
            } else {
                2
            })
                .contains(&earlier.len())
            || other(ground, &then, &look)
            || earlier.iter().any(|part| counted_so_far(&then, part))
            || parts.iter().any(|part| of_another(&look, part) && !several)
            || ground.cx.masked(rest.span)
        {
            continue;
        }
        let all: Vec<&Part> = earlier.iter().chain(&parts).collect();
        let sum = |all: &[&Part]| all.iter().map(|part| part.number).sum::<f64>();
        let closed = opened && nothing_else(ground, before, &earlier, &look)
            || leaves(&look) && earlier.len() >= 2 && none_before(ground, before)
            || all_others(ground, before, &earlier, &look);
        if sum(&all) >= WHOLE || !apart && closed {
            push(&all, rows);
            continue;
        }
        if apart {
            continue;
        }
        // "Mutua won with 52%. Otieno came second on 41%. The others shared the remaining 11%": a share in each of three.
        let first = number
            .checked_sub(1)
            .and_then(|i| ground.cx.sentences.get(i))
            .filter(|first| first.block == own.block && ground.in_body(first));
        let Some(first) = first else { continue };
        let started = ground.look(first);
        let opening = self::parts(ground, &started, first);
        if opening.len() == 1 && earlier.len() == 1 && !other(ground, &started, &look) {
            let all: Vec<&Part> = opening.iter().chain(&earlier).chain(&parts).collect();
            if sum(&all) >= WHOLE {
                push(&all, rows);
            }
        }
    }
}

/// "61 per cent said yes and 22 per cent no. The remaining 7 per cent did not mind": two answers, and no share is told before
/// them, in their paragraph or in the one above.
fn nothing_else(
    ground: &Ground<'_, '_>,
    before: &Sentence,
    earlier: &[Part],
    own: &Look<'_, '_>,
) -> bool {
    let [a, b] = earlier else { return false };
    // "The remaining 7% had not made up their minds."
    let undecided = (own.first..own.end).any(|i| {
        matches!(own.word(i), "undecided" | "unsure")
            || own.word(i) == "not"
                && matches!(
                    own.word(i + 1),
                    "made" | "decided" | "know" | "say" | "answer"
                )
            || own.word(i) == "yet" && own.word(i + 2) == "decide"
    });
    if undecided && none_before(ground, before) && a.number + b.number >= 60.0 {
        return true;
    }
    let look = ground.look(before);
    let answers = |part: &Part, words: &[&str]| {
        (part.last..part.last + 5)
            .take_while(|&i| !mark(&look, i) && look.word(i) != "and")
            .any(|i| words.contains(&look.word(i)))
    };
    let both = answers(
        a,
        &[
            "yes", "for", "favour", "favor", "agreed", "approve", "approved", "back",
        ],
    ) && answers(
        b,
        &[
            "no",
            "against",
            "disagreed",
            "disapprove",
            "disapproved",
            "oppose",
        ],
    );
    both && none_before(ground, before) && a.number + b.number >= 60.0
}

/// No share is told before the sentence, in its paragraph or in the one above.
fn none_before(ground: &Ground<'_, '_>, before: &Sentence) -> bool {
    ground.cx.sentences.iter().all(|other| {
        other.span.start >= before.span.start
            || other.block + 1 < before.block
            || !ground.in_body(other)
            || parts(ground, &ground.look(other), other).is_empty()
    })
}

/// "Coal supplied 41%, solar 22% and wind 14%. Everything else made up the final 13%": two or more of one whole, and then all
/// the others together.
fn all_others(
    ground: &Ground<'_, '_>,
    before: &Sentence,
    earlier: &[Part],
    own: &Look<'_, '_>,
) -> bool {
    let look = ground.look(before);
    let of = |part: &Part| look.word(part.last) == "of";
    else_opens(own)
        && earlier.len() >= 2
        && earlier.iter().skip(1).all(|part| !of(part))
        && earlier.iter().map(|part| part.number).sum::<f64>() >= 60.0
        && none_before(ground, before)
}

/// The shares of a sentence in order.
fn parts(ground: &Ground<'_, '_>, look: &Look<'_, '_>, sentence: &Sentence) -> Vec<Part> {
    let percents = ground
        .quantities
        .percentages_in(sentence.span)
        .iter()
        .filter(|p| sentence.span.contains(p.span) && !p.points)
        .map(|p| Part {
            first: p.tokens.0 as usize,
            last: p.tokens.1 as usize,
            span: p.span,
            number: p.number,
            lowest: p.lowest - p.half_step.min(0.5),
            highest: p.highest + p.half_step.min(0.5),
        });
    let fractions = ground
        .numbers_in(sentence.span)
        .iter()
        .filter(|n| {
            n.role == Role::Fraction && n.number > 0.0 && n.number < 1.0 && n.hedge != Hedge::Vague
        })
        // "half a million", "half an hour"
        .filter(|n| {
            let last = n.tokens.1 as usize;
            !matches!(
                look.word(last),
                "a" | "an" | "hour" | "million" | "year" | "way"
            ) && matches!(look.time(last), Time::None)
        })
        .map(|n| Part {
            first: n.tokens.0 as usize,
            last: n.tokens.1 as usize,
            span: n.span,
            number: n.number * 100.0,
            lowest: n.lowest * 100.0,
            highest: n.highest * 100.0,
        });
    let mut all: Vec<Part> = percents.chain(fractions).collect();
    all.sort_by_key(|part| part.first);
    all
}

/// "the rest, 20 per cent,", "the remaining 25%", "The other 40 per cent are".
fn left(look: &Look<'_, '_>, part: &Part) -> bool {
    let first = part.first;
    let rest = (1..=3).any(|back| {
        matches!(look.before(first, back), "rest" | "remainder")
            && matches!(look.before(first, back + 1), "the" | "a")
    });
    let others = else_opens(look) && first <= look.first + 12
        || matches!(
            look.before(first, 1),
            "remaining" | "other" | "final" | "last"
        ) && matches!(look.before(first, 2), "the" | "a");
    let others = others || leaves(look) && first <= look.first + 4;
    // "the other 40 percent of the town" is of something else.
    (rest || others) && look.word(part.last) != "of"
}

/// "Everything else, mainly blue whiting, made up 22 per cent.", "All others had 9%."
fn else_opens(look: &Look<'_, '_>) -> bool {
    match look.word(look.first) {
        "everything" | "everyone" | "everybody" => look.word(look.first + 1) == "else",
        "all" => matches!(look.word(look.first + 1), "else" | "others"),
        _ => false,
    }
}

/// "That leaves 5% for new work."
fn leaves(look: &Look<'_, '_>) -> bool {
    matches!(look.word(look.first), "that" | "this" | "which")
        && matches!(look.word(look.first + 1), "leaves" | "left")
}

/// "The rest came from nuclear plants (21%) and from wind (24%)": the sentence shares out what the one before leaves.
fn rest_opens(look: &Look<'_, '_>, parts: &[Part]) -> bool {
    let at = look.first + 1;
    let opens = look.word(look.first) == "the"
        && matches!(look.word(at), "rest" | "remainder")
        && shared_out(look, at + 1);
    // Each share stands behind its own part or before it, and none is cut up again.
    opens
        && parts.len() >= 2
        && !(look.first..look.end).any(|i| {
            matches!(
                look.word(i),
                "of" | "including" | "which" | "whom" | "about" | "up" | "down" | "while"
            )
        })
}

/// Words behind "the rest" that say whence it comes or where it goes: "came from", "went to", "is made up of", "being".
pub(super) fn shared_out(look: &Look<'_, '_>, i: usize) -> bool {
    let i = i + usize::from(matches!(
        look.word(i),
        "is" | "was" | "being" | "will" | "mostly"
    ));
    match look.word(i) {
        "came" | "comes" | "come" | "coming" => look.word(i + 1) == "from",
        "went" | "goes" | "go" | "going" => matches!(look.word(i + 1), "to" | "into" | "on"),
        "made" => look.word(i + 1) == "up",
        "split" | "shared" | "divided" => matches!(look.word(i + 1), "between" | "among"),
        "supplied" | "provided" | "generated" | "produced" | "paid" | "held" | "owned" => {
            look.word(i + 1) == "by"
        }
        _ => false,
    }
}

/// Another time, group or measure.
fn other(ground: &Ground<'_, '_>, then: &Look<'_, '_>, look: &Look<'_, '_>) -> bool {
    let cx = ground.cx;
    [then, look].iter().any(|look| {
        (look.first..look.end).any(|i| {
            matches!(
                look.word(i),
                "than"
                    | "compared"
                    | "years"
                    | "month"
                    | "aged"
                    | "each"
                    | "average"
                    | "points"
                    | "turnout"
                    | "chance"
                    | "these"
                    | "those"
                    | "whom"
            ) || look.word(i) == "among"
                && !matches!(look.before(i, 1), "shared" | "split" | "divided")
                || look.word(i) == "if" && look.before(i, 1) != "asked"
                || look.word(i) == "against"
                    // "and 31% against."
                    && !(mark(look, i + 1) && matches!(look.before(i, 1), "%" | "percent" | "cent"))
                || look.word(i) == "second"
                    && !matches!(
                        look.before(i, 1),
                        "came" | "finished" | "placed" | "was" | "is"
                    )
                || look.word(i) == "year"
                    && !(look.first == then.first && matches!(look.before(i, 1), "last" | "this"))
                || cx.is(i, List::ChangeWord)
                    && !(look.word(i) == "up"
                        && matches!(
                            look.before(i, 1),
                            "made" | "make" | "makes" | "take" | "takes" | "took"
                        ))
                    // "the money raised by the lottery"
                    && !(look.word(i) == "raised"
                        && matches!(look.word(i + 1), "by" | "from" | "in" | "at" | "for")
                        && matches!(
                            look.before(i, 1),
                            "money" | "sum" | "funds" | "cash" | "total" | "revenue" | "taxes"
                        ))
                || super::year(look.text(i)).is_some()
        })
    })
}

/// "40% of the second group": of a whole of its own.
fn of_another(look: &Look<'_, '_>, part: &Part) -> bool {
    look.word(part.last) == "of"
        && !matches!(look.word(part.last + 1), "it" | "them" | "this" | "that")
        || mark(look, part.last) && look.text(part.last) == "("
}

fn push(all: &[&Part], rows: &mut Vec<Row>) {
    let (Some(first), Some(last)) = (all.first(), all.last()) else {
        return;
    };
    let sum = |value: fn(&Part) -> f64| all.iter().map(|part| value(part)).sum::<f64>();
    let no = || Cell::Filled(false.into());
    rows.push((
        first.span.to(last.span),
        [
            Cell::Filled((all.len() as f64).into()),
            Cell::Filled(sum(|part| part.number).into()),
            Cell::Filled(sum(|part| part.lowest).into()),
            Cell::Filled(sum(|part| part.highest).into()),
            Cell::Filled(1.0.into()),
            no(),
            no(),
            no(),
            Cell::Filled(true.into()),
            no(),
            no(),
            no(),
            no(),
            no(),
            no(),
            no(),
        ],
    ));
}

/// "With 98.4% of tally sheets counted": how far the count has come, and no share in it.
fn counted_so_far(look: &Look<'_, '_>, part: &Part) -> bool {
    look.word(part.last) == "of"
        && (part.last + 1..part.last + 7).any(|i| {
            matches!(
                look.word(i),
                "counted" | "reporting" | "tallied" | "processed"
            )
        })
}
