//! Victims counted again by what befell them: "41 patients were taken ill … None of the 34 patients who fell ill", "kidnapped
//! 25 girls … the 31 kidnapped girls", "26 bodies had been identified, which was all of the dead", "the death toll of ten".

use copydesk_draft::Span;

use super::{Ground, mark, stem};
use crate::casualties::{Figure, Outcome, Telling};
use crate::lists::List;
use crate::numbers::lexeme::Look;
use crate::numbers::{Hedge, Number, Role};
use crate::sentence::Sentence;

/// A count and what its words allow.
type Counted = (Span, (f64, f64));

/// What befell them, by families: words of one family tell of the same.
const HARMS: &[&[&str]] = &[
    &[
        "ill",
        "sick",
        "sickened",
        "poisoned",
        "infected",
        "unwell",
        "contracted",
        "poisoning",
        "sickening",
        "infecting",
    ],
    &[
        "kidnapped",
        "abducted",
        "snatched",
        "seized",
        "captured",
        "taken",
    ],
    &[
        "buried",
        "trapped",
        "stranded",
        "engulfed",
        "burying",
        "trapping",
        "stranding",
    ],
    &[
        "injured", "hurt", "wounded", "injuring", "wounding", "hurting",
    ],
    &[
        "died", "dead", "killed", "drowned", "perished", "slain", "killing", "drowning",
    ],
    &["missing", "disappeared", "vanished"],
    &["evacuated"],
    &["rescued", "saved"],
];

/// Words that tell of another count, of a part or of news about the count.
pub(super) fn is_other(word: &str) -> bool {
    matches!(
        word,
        "another"
            | "other"
            | "others"
            | "more"
            | "rose"
            | "risen"
            | "now"
            | "earlier"
            | "previously"
            | "initially"
            | "including"
            | "among"
            | "still"
            | "remaining"
            | "second"
            | "first"
            | "third"
            | "last"
            | "total"
            | "year"
            | "years"
            | "month"
            | "week"
            | "since"
            | "later"
            | "however"
            | "opposition"
            | "least"
            | "revised"
            | "updated"
            | "some"
            | "both"
    )
}

fn family(word: &str) -> Option<usize> {
    HARMS.iter().position(|words| words.contains(&word))
}

/// A sentence of more numbers than this is a table.
const MOST: usize = 40;

/// Finds them: the earlier count and the one told again.
pub(super) fn find(ground: &Ground<'_, '_>) -> Vec<(Counted, Counted)> {
    let mut found = Vec::new();
    for (number, sentence) in ground.cx.sentences.iter().enumerate().skip(1) {
        let numbers = ground.numbers_in(sentence.span);
        if !ground.in_body(sentence) || numbers.is_empty() || numbers.len() > MOST {
            continue;
        }
        let look = ground.look(sentence);
        for count in numbers {
            let plain = count.role == Role::Cardinal
                && count.hedge == Hedge::Exact
                && count.number >= 2.0
                && !count.compound
                && !count.year_like
                && !ground.cx.masked(count.span);
            if !plain || known(ground, count) {
                continue;
            }
            let pair = again(ground, &look, count)
                .and_then(|(span, harm, noun)| {
                    Some((earlier(ground, number, harm, &noun, count)?, span))
                })
                .or_else(|| total(ground, sentence, &look, count));
            if let Some((first, span)) = pair
                && (first.1.1 < count.number || first.1.0 > count.number)
            {
                found.push((first, (span, (count.number, count.number))));
            }
        }
    }
    found
}

/// "A ferry with 86 people on board … All 68 on board were taken off": those aboard, counted twice.
pub(in crate::relations) fn aboard(ground: &Ground<'_, '_>) -> Vec<(Counted, Counted)> {
    let mut found = Vec::new();
    // The counts of those aboard so far: as their words allow, and the noun that is counted.
    let mut told: Vec<(Counted, &str)> = Vec::new();
    let mut numbers: Vec<f64> = Vec::new();
    for sentence in ground.cx.sentences.iter().filter(|one| ground.in_body(one)) {
        let look = ground.look(sentence);
        for count in ground.numbers_in(sentence.span) {
            if count.role != Role::Cardinal || count.number < 2.0 || count.compound {
                continue;
            }
            let (first, last) = (count.tokens.0 as usize, count.tokens.1 as usize);
            let Some(noun) = on_board(&look, last) else {
                numbers.push(count.number);
                continue;
            };
            let all = look.before(first, 1) == "all"
                && !matches!(look.before(first, 2), "at" | "nearly" | "almost" | "not");
            let blurred = (look.first..look.end).any(|k| is_other(look.word(k)) && k != first);
            if let ([(one, before)], true, false) = (told.as_slice(), all, blurred)
                && count.hedge == Hedge::Exact
                && !ground.cx.masked(count.span)
                && !numbers
                    .iter()
                    .any(|other| (other - count.number).abs() < 0.5)
                && (noun == *before || noun.is_empty() && *before == "people")
                && (one.1.1 < count.number || one.1.0 > count.number)
            {
                let range = (count.number, count.number);
                found.push((*one, (ground.cx.span(first.saturating_sub(1), last), range)));
            }
            if count.hedge != Hedge::Vague {
                told.push(((count.span, (count.lowest, count.highest)), noun));
            }
            numbers.push(count.number);
        }
    }
    found
}

/// "people on board", "passengers were aboard": the noun of a count of those aboard that ends before token `i`, or nothing.
fn on_board<'a>(look: &Look<'_, 'a>, i: usize) -> Option<&'a str> {
    let noun = match look.word(i) {
        word @ ("people" | "passengers" | "migrants" | "sailors" | "tourists" | "soldiers") => word,
        _ => "",
    };
    let mut at = i + usize::from(!noun.is_empty());
    if look.word(at) == "and" && look.word(at + 1) == "crew" {
        return None;
    }
    at += usize::from(matches!(look.word(at), "were" | "was" | "who"));
    (look.word(at) == "aboard" || look.word(at) == "on" && look.word(at + 1) == "board")
        .then_some(noun)
}

/// The same number was told before, of whatever.
pub(super) fn known(ground: &Ground<'_, '_>, count: &Number) -> bool {
    ground
        .numbers
        .iter()
        .take_while(|other| other.span.end <= count.span.start)
        .any(|other| {
            other.role == Role::Cardinal
                && other.number > 1.0
                && other.hedge != Hedge::AtMost
                && (other.hedge == Hedge::Exact && (other.number - count.number).abs() < 0.5
                    || other.hedge != Hedge::Exact
                        && other.lowest <= count.number
                        && count.number <= other.highest
                        && other.number + 0.5 > count.number)
        })
}

/// A count that points back with what befell them: its words, the family of the harm, the noun.
fn again(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    count: &Number,
) -> Option<(Span, usize, String)> {
    let cx = ground.cx;
    let (first, last) = (count.tokens.0 as usize, count.tokens.1 as usize);
    let definite = matches!(look.before(first, 1), "the" | "those" | "these")
        || look.before(first, 1) == "all" && look.before(first, 2) != "at";
    if !definite || first <= look.first {
        return None;
    }
    let noun = |i: usize| {
        cx.is(i, List::PersonNoun) && look.word(i).ends_with('s')
            || matches!(look.word(i), "people" | "children" | "men" | "women")
    };
    // "the 47 poisoned children", "All nine of the buried skiers", "the 38 injured passengers"
    let of = usize::from(look.word(last) == "of") + usize::from(look.word(last + 1) == "the");
    let i = last + if of == 2 { 2 } else { 0 };
    let (harm, counted, end) = if let Some(harm) =
        family(look.word(i)).filter(|_| noun(i + 1) && look.word(i).ends_with("ed"))
    {
        (harm, Some(i + 1), i + 2)
    } else if let Some(harm) =
        family(look.word(i)).filter(|_| of == 2 && look.before(first, 1) == "all" && !noun(i + 1))
    {
        // "All eight of the wounded"
        (harm, None, i + 1)
    } else if look.word(last) == "of" && look.word(last + 1) == "those" {
        let who = usize::from(look.word(last + 2) == "who");
        let at = (last + 2 + who..last + 4 + who).find(|&k| family(look.word(k)).is_some())?;
        (family(look.word(at))?, None, at + 1)
    } else if noun(i) {
        // "who fell ill", "who were infected", "taken ill", "infected"
        let who = look.word(i + 1) == "who";
        let at = (i + 1..i + 3 + 2 * usize::from(who))
            .take_while(|&k| !mark(look, k))
            .filter(|&k| who || !cx.is(k, List::Auxiliary))
            .find(|&k| {
                family(look.word(k)).is_some()
                    && !(look.word(k) == "taken" && family(look.word(k + 1)).is_some())
            })?;
        let reduced = who
            || at == i + 1
            || look.word(i + 1) == "taken"
            || matches!(look.word(i + 1), "made" | "reported");
        if !reduced || (i + 1..at).any(|k| !who && cx.is(k, List::Auxiliary)) {
            return None;
        }
        (family(look.word(at))?, Some(i), at + 1)
    } else {
        return None;
    };
    // What follows may cut out a part: "in the second carriage", "on Monday", "who".
    let open = mark(look, end)
        || look.word(end).is_empty()
        || cx.is(end, List::Auxiliary)
        || cx.is(end, List::PastForm)
        || cx.is(end, List::FiniteForm)
        || look.word(end).ends_with("ed")
        || matches!(look.word(end), "live" | "lives" | "will" | "have" | "had");
    let blurred = (look.first..look.end).any(|k| is_other(look.word(k)) && k != first);
    if !open || blurred {
        return None;
    }
    let noun = counted
        .map(|k| stem(look.word(k)).to_owned())
        .unwrap_or_default();
    Some((cx.span(first.saturating_sub(1), end), harm, noun))
}

/// The first count of those whom the same befell, in a sentence before, if no other one lies between.
fn earlier(
    ground: &Ground<'_, '_>,
    number: usize,
    harm: usize,
    noun: &str,
    again: &Number,
) -> Option<Counted> {
    let cx = ground.cx;
    let mut found: Vec<&Number> = Vec::new();
    for sentence in cx
        .sentences
        .get(number.saturating_sub(6)..number)
        .unwrap_or(&[])
        .iter()
        .filter(|one| ground.in_body(one))
    {
        let look = ground.look(sentence);
        for count in ground.numbers_in(sentence.span) {
            let (first, last) = (count.tokens.0 as usize, count.tokens.1 as usize);
            if count.role != Role::Cardinal
                || count.number < 2.0
                || count.compound
                || count.year_like
                || count.hedge == Hedge::Vague
            {
                continue;
            }
            let whom = (last..last + 3).find(|&k| {
                cx.is(k, List::PersonNoun) || matches!(look.word(k), "people" | "children")
            });
            let Some(whom) = whom else { continue };
            let told = look.word(whom);
            let alike = noun.is_empty()
                || stem(told) == noun
                || matches!(noun, "peopl" | "people" | "victim" | "person")
                || matches!(told, "people");
            // Behind the noun, or as the verb right before the count.
            let behind = (whom + 1..whom + 5)
                .take_while(|&k| !mark(&look, k) && look.word(k) != "and")
                .any(|k| family(look.word(k)) == Some(harm));
            let ahead = (1..=2).any(|back| family(look.before(first, back)) == Some(harm));
            let part = look.before(first, 1) == "the"
                || look.word(last) == "of"
                || (look.first..look.end).any(|k| matches!(look.word(k), "another" | "including"));
            if alike && (behind || ahead) && !part {
                found.push(count);
            }
        }
    }
    // Told once: two counts of different people are no whole.
    match found.as_slice() {
        [one] if one.number < again.number * 3.0 && again.number < one.number * 3.0 => {
            Some((one.span, (one.lowest, one.highest)))
        }
        _ => None,
    }
}

/// "26 bodies had been identified, which was all of the dead"; "those who died – 61 in all –"; "the death toll of ten".
fn total(
    ground: &Ground<'_, '_>,
    sentence: &Sentence,
    look: &Look<'_, '_>,
    count: &Number,
) -> Option<(Counted, Span)> {
    let cx = ground.cx;
    let (first, last) = (count.tokens.0 as usize, count.tokens.1 as usize);
    let dead = |i: usize| matches!(look.word(i), "dead" | "victims" | "killed" | "died");
    // "Five coffins, one for each of the dead"
    let each = |i: usize| {
        look.word(i) == "one"
            && look.word(i + 1) == "for"
            && matches!(look.word(i + 2), "each" | "every")
            && (i + 3..i + 8).any(dead)
    };
    let boxes = matches!(
        look.word(last),
        "coffins" | "graves" | "funerals" | "crosses" | "candles" | "names"
    );
    let bodies = (cx.is(last, List::BodyNoun) || boxes || cx.is(last, List::PersonNoun))
        && (last..look.end).any(|i| {
            boxes && each(i)
                || look.word(i) == "all"
                    && (i + 1..i + 4).any(dead)
                    && !matches!(look.before(i, 1), "not" | "nearly" | "almost" | "of")
        });
    let in_all = matches!(look.word(last), "in" | "all")
        && matches!(look.word(last + 1), "all" | "total" | "told")
        && first >= look.first + 2
        && mark(look, first - 1)
        && dead(first - 2);
    let toll = look.before(first, 1) == "of"
        && look.before(first, 2) == "toll"
        && (3..=4).any(|back| {
            matches!(look.before(first, back), "the" | "its")
                || first
                    .checked_sub(back)
                    .is_some_and(|i| cx.kind(i) == Some(crate::token::TokenKind::Possessive))
        })
        && (mark(look, last)
            || cx.is(last, List::Auxiliary)
            || cx.is(last, List::Modal)
            || matches!(look.word(last), "includes" | "included" | "makes" | "made"));
    let blurred = (look.first..look.end)
        .any(|i| is_other(look.word(i)) && !matches!(look.word(i), "total" | "least"));
    if !bodies && !in_all && !toll || blurred {
        return None;
    }
    let mut told = ground.casualties.figures.iter().filter(|figure: &&Figure| {
        figure.outcome == Outcome::Killed
            && !figure.part
            && !figure.running
            && !figure.definite
            && figure.number >= 2.0
            && figure.telling == Telling::Asserted
            && figure.span.end <= sentence.span.start
            && figure.hedge != Hedge::Vague
    });
    let figure = told.next()?;
    told.next().is_none().then(|| {
        (
            (figure.span, (figure.lowest, figure.highest)),
            cx.span(first, last + usize::from(bodies)),
        )
    })
}
