//! Headlines that say flatly what the lede says otherwise: "bans cars" over "voted against banning cars", "the only
//! hospital" over "one of two hospitals", "doubles" over "rose 20%", "hundreds" over "dozens", "with 300 aboard" over
//! "carrying 130 people".

use copydesk_draft::Span;

use super::{Claim, Kind, Top, shared};
use super::{Ground, mark, stem};
use crate::lists::List;
use crate::numbers::lexeme::Look;
use crate::numbers::{Hedge, Number, Role};
use crate::order::starting_in;
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// Sentences of the body in which the headline's own word is looked for.
const OPENING: usize = 8;

/// Finds them.
pub(super) fn find(ground: &Ground<'_, '_>, rows: &mut Vec<Claim>) {
    let cx = ground.cx;
    for Top {
        head,
        lede,
        below: body,
    } in super::tops(ground, OPENING)
    {
        let look = ground.look(head);
        let open = (look.first..look.end).any(|i| {
            matches!(look.text(i), "?" | "“" | "‘" | "\"")
                || cx.phrase(i, List::NegationSign).is_some()
                || matches!(look.word(i), "no" | "not" | "but" | "if")
        });
        if open {
            continue;
        }
        let found = [
            refused(ground, head, lede),
            sole(ground, head, lede),
            multiplied(ground, head, lede, &body),
            by_how_much(ground, head, lede, &body),
            crowd(ground, head, lede, &body),
            aboard(ground, head, lede, &body),
        ];
        for (kind, span, rival) in found.into_iter().flatten() {
            if !rows
                .iter()
                .any(|row| row.rival.is_some() && row.span.contains(span))
            {
                rows.push(Claim {
                    span,
                    kind,
                    range: None,
                    same: 0,
                    derived: false,
                    rival: Some((rival, None)),
                });
            }
        }
    }
}

/// What is claimed, where, and the words that say otherwise.
type Found = Option<(Kind, Span, Span)>;

/// One past words by which somebody says no to what follows: "voted against", "refused to", "decided not to".
fn refusal(look: &Look<'_, '_>, i: usize) -> Option<usize> {
    match (look.word(i), look.word(i + 1)) {
        ("voted" | "decided" | "opted" | "ruled" | "come" | "came", "against" | "not")
        | ("refused" | "declined" | "failed", "to" | "on")
        | (
            "rejected" | "dismissed" | "scrapped" | "shelved" | "abandoned" | "dropped" | "denied",
            _,
        )
        | ("turned" | "voted" | "struck", "down")
        | ("threw" | "thrown", "out") => {
            let at = i
                + 1
                + usize::from(matches!(look.word(i + 1), "down" | "out"))
                + usize::from(!matches!(look.word(i + 1), "a" | "the" | "plans" | "calls"));
            // "rejected a plan to ban": up to the verb.
            Some(at)
        }
        _ => None,
    }
}

/// "City bans cars" over "voted against banning cars".
fn refused(ground: &Ground<'_, '_>, head: &Sentence, lede: &Sentence) -> Found {
    let cx = ground.cx;
    if shared(ground, head, lede) < 2 {
        return None;
    }
    let look = ground.look(lede);
    let (at, from) = (look.first + 1..look.end).find_map(|i| Some((i, refusal(&look, i)?)))?;
    // Not another's refusal in a clause about a noun.
    if matches!(
        look.before(at, 1),
        "who" | "that" | "which" | "having" | "not"
    ) || (look.first..at).any(|k| {
        // "A judge in Belgrade"
        cx.is(k, List::ReportingVerb) && !cx.is(k.wrapping_sub(1), List::Determiner)
            || look.word(k) == "after"
    }) {
        return None;
    }
    let title = ground.look(head);
    let verb = (title.first + 1..title.end).find(|&i| {
        let word = title.word(i);
        title.kind(i) == Some(TokenKind::Word)
            && word.len() > 3
            && (word.ends_with('s') || word.ends_with("ed"))
            && !cx.is(i, List::Preposition)
            && !matches!(
                title.before(i, 1),
                "to" | "a" | "the" | "of" | "for" | "over"
            )
            && !matches!(
                word,
                "votes" | "voted" | "rejects" | "rejected" | "refuses" | "decides"
            )
            && {
                let own = stem(word);
                own.len() >= 3
                    && (from..from + 9)
                        .take_while(|&k| k < look.end && !mark(&look, k))
                        .any(|k| {
                            let said = look.word(k);
                            // A verb in the lede too: "to ban", "banning".
                            alike(stem(said), own)
                                && (said.ends_with("ing") || look.before(k, 1) == "to")
                        })
            }
    })?;
    let turned_down = (title.first..title.end).any(|i| {
        matches!(
            title.word(i),
            "rejects"
                | "rejected"
                | "refuses"
                | "against"
                | "blocks"
                | "scraps"
                | "drops"
                | "fails"
        ) && i != verb
    });
    (!turned_down).then(|| (Kind::Denied, cx.span(verb, verb + 1), cx.span(at, from)))
}

/// "bann" and "ban": one word but for a doubled last letter.
fn alike(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    long.starts_with(short) && long.len() - short.len() <= 1
}

/// "Town's only hospital" over "one of the town's two hospitals".
fn sole(ground: &Ground<'_, '_>, head: &Sentence, lede: &Sentence) -> Found {
    let (title, look) = (ground.look(head), ground.look(lede));
    let only = (title.first..title.end).find(|&i| {
        title.word(i) == "only"
            && title.kind(i + 1) == Some(TokenKind::Word)
            && (title.kind(i.wrapping_sub(1)) == Some(TokenKind::Possessive)
                || matches!(title.before(i, 1), "the" | "its" | "their"))
    })?;
    let nouns: Vec<String> = (only + 1..only + 3)
        .filter(|&i| i < title.end)
        .map(|i| stem(title.word(i)).to_owned())
        .filter(|word| word.len() > 2)
        .collect();
    let one =
        (look.first..look.end).find(|&i| look.word(i) == "one" && look.word(i + 1) == "of")?;
    let count = ground.numbers_in(lede.span).iter().find(|number| {
        let first = number.tokens.0 as usize;
        first > one && first <= one + 7 && number.number >= 2.0
    })?;
    let last = count.tokens.1 as usize;
    let noun = (last..last + 3).find(|&i| nouns.iter().any(|own| own == stem(look.word(i))))?;
    Some((
        Kind::Whole,
        ground.cx.span(only, only + 2),
        ground.cx.span(one, noun + 1),
    ))
}

/// The change in percent that a word of the headline stands for: "doubles", "halve".
fn times(word: &str) -> Option<(f64, f64)> {
    match word {
        "double" | "doubles" | "doubled" => Some((80.0, 130.0)),
        "triple" | "triples" | "tripled" | "treble" | "trebles" | "trebled" => Some((165.0, 240.0)),
        "halve" | "halves" | "halved" => Some((44.0, 56.0)),
        _ => None,
    }
}

/// "Oil price doubles" over "rose 20%".
fn multiplied(
    ground: &Ground<'_, '_>,
    head: &Sentence,
    lede: &Sentence,
    body: &[&Sentence],
) -> Found {
    let cx = ground.cx;
    let title = ground.look(head);
    let (at, range) =
        (title.first + 1..title.end).find_map(|i| Some((i, times(title.word(i))?)))?;
    // "Rents double in Leeds student quarter": no "double murder".
    let alone = title.word(at).ends_with(['s', 'd'])
        || at + 4 >= title.end
        || matches!(
            title.word(at + 1),
            "in" | "at" | "across" | "on" | "for" | "over" | "since" | "under"
        );
    if title.hyphen(at + 1) || shared(ground, head, lede) < 1 || !alone {
        return None;
    }
    let own: String = title.word(at).chars().take(4).collect();
    let again = body.iter().any(|sentence| {
        (sentence.first as usize..sentence.last as usize).any(|k| {
            cx.folded(k).starts_with(&own)
                || matches!(cx.folded(k), "twice" | "twofold" | "threefold" | "half")
        })
    });
    let look = ground.look(lede);
    let behind_change = |first: usize| {
        (1..=3).any(|back| {
            first
                .checked_sub(back)
                .is_some_and(|k| cx.is(k, List::ChangeWord))
        })
    };
    // "are paying a fifth more", "costs 20% more than it did"
    let compared = |last: usize| {
        matches!(
            look.word(last),
            "more" | "less" | "higher" | "lower" | "dearer" | "cheaper" | "fewer"
        ) && than_before(&look, last + 1)
    };
    let percentages = ground.quantities.percentages_in(lede.span).iter();
    let percentages = percentages
        .filter(|p| lede.span.contains(p.span) && !p.points)
        .filter(|p| {
            let (first, last) = (p.tokens.0 as usize, p.tokens.1 as usize);
            // "a 38% rise in"
            let noun = cx.is(last, List::ChangeWord) && look.word(last + 1) == "in";
            behind_change(first) || noun || compared(last)
        })
        .map(|p| (p.span, (p.lowest, p.highest)));
    // "risen by a fifth"; not "a third of them".
    let fractions = ground.numbers_in(lede.span).iter();
    let fractions = fractions
        .filter(|n| n.role == Role::Fraction && n.number < 1.0)
        .filter(|n| {
            let (first, last) = (n.tokens.0 as usize, n.tokens.1 as usize);
            compared(last)
                || look.before(first, 1) == "by" && behind_change(first) && look.word(last) != "of"
        })
        .map(|n| (n.span, (n.lowest * 100.0, n.highest * 100.0)));
    // "A$45 for a first bag, up from A$35"
    let sums = match starting_in(&ground.quantities.sums, lede.span, |sum| sum.span) {
        [now, then]
            if now.amount.currency == then.amount.currency
                && then.amount.amount > 0.0
                && look.before(then.tokens.0 as usize, 1) == "from"
                && matches!(look.before(then.tokens.0 as usize, 2), "up" | "down") =>
        {
            let off = (now.amount.amount / then.amount.amount - 1.0).abs() * 100.0;
            Some((now.span.to(then.span), (off, off)))
        }
        _ => None,
    };
    let values = starting_in(&ground.quantities.changes, lede.span, |change| change.span);
    let values = values
        .iter()
        .filter(|change| !change.percent && !change.share && change.stated.is_none())
        .filter(|change| change.from > 0.0)
        .map(|change| {
            let off = (change.to / change.from - 1.0).abs() * 100.0;
            (change.span, (off, off))
        });
    let mut changes = percentages.chain(fractions).chain(values).chain(sums);
    let (Some((change, told)), None) = (changes.next(), changes.next()) else {
        return None;
    };
    let apart = told.1 < range.0 || told.0 > range.1;
    (!again && apart).then(|| (Kind::Turned, cx.span(at, at + 1), change))
}

/// What a value from token `from` on is compared with is the same of an earlier time, or is not told: "than they did three years
/// ago", and not "than other riders".
fn than_before(look: &Look<'_, '_>, from: usize) -> bool {
    let Some(than) = (from..from + 8)
        .take_while(|&i| i < look.end && !mark(look, i))
        .find(|&i| look.word(i) == "than")
    else {
        return true;
    };
    matches!(look.word(than + 1), "last" | "in" | "before")
        || (than + 1..than + 8)
            .take_while(|&i| i < look.end && !mark(look, i))
            .any(|i| matches!(look.word(i), "ago" | "earlier" | "before" | "previous"))
}

/// A share behind "by", and the stem of the verb before it.
fn by_share(ground: &Ground<'_, '_>, sentence: &Sentence) -> Option<(Span, f64, String)> {
    let cx = ground.cx;
    let look = ground.look(sentence);
    let fractions = ground
        .numbers_in(sentence.span)
        .iter()
        .filter(|n| n.role == Role::Fraction && n.number < 1.0)
        .map(|n| (n.tokens, n.span, n.number * 100.0));
    let percents = ground
        .quantities
        .percentages_in(sentence.span)
        .iter()
        .filter(|p| sentence.span.contains(p.span) && !p.points)
        .map(|p| (p.tokens, p.span, p.number));
    let mut found = fractions
        .chain(percents)
        .filter_map(|(tokens, span, number)| {
            let first = tokens.0 as usize;
            if look.before(first, 1) != "by" {
                return None;
            }
            let verb = (look.first.max(first.saturating_sub(6))..first)
                .rev()
                .find(|&i| cx.is(i, List::ChangeWord))?;
            Some((span, number, stem(look.word(verb)).to_owned()))
        });
    let one = found.next()?;
    found.next().is_none().then_some(one)
}

/// "cuts malaria deaths by half" over "cut deaths by a third".
fn by_how_much(
    ground: &Ground<'_, '_>,
    head: &Sentence,
    lede: &Sentence,
    body: &[&Sentence],
) -> Found {
    let (span, number, verb) = by_share(ground, head)?;
    let (rival, told, same) = by_share(ground, lede)?;
    // What is said of it elsewhere may be what the headline means.
    let near = |other: f64| (other - number).abs() < 4.0 + number * 0.1;
    let elsewhere = body.iter().any(|sentence| {
        ground
            .numbers_in(sentence.span)
            .iter()
            .any(|n| near(n.number * if n.number < 1.0 { 100.0 } else { 1.0 }))
    });
    (verb == same && !near(told) && !elsewhere && shared(ground, head, lede) >= 2).then_some((
        Kind::Share,
        span,
        rival,
    ))
}

/// A count in words alone: "dozens", "hundreds of people".
fn vague<'g>(ground: &Ground<'g, '_>, sentence: &Sentence) -> Option<&'g Number> {
    let mut found = ground.numbers_in(sentence.span).iter().filter(|n| {
        (n.role == Role::Vague || n.hedge == Hedge::Vague)
            && n.lowest >= 10.0
            && n.role != Role::Percentage
            && n.role != Role::Money
    });
    let one = found.next()?;
    found.next().is_none().then_some(one)
}

/// "Hundreds protest" over "dozens of people protested".
fn crowd(ground: &Ground<'_, '_>, head: &Sentence, lede: &Sentence, body: &[&Sentence]) -> Found {
    let (own, told) = (vague(ground, head)?, vague(ground, lede)?);
    let apart = own.lowest > told.highest || own.highest < told.lowest;
    let met = body.iter().any(|sentence| {
        ground
            .numbers_in(sentence.span)
            .iter()
            .any(|n| n.number >= 5.0 && n.lowest <= own.highest && own.lowest <= n.highest)
    });
    (apart && !met && shared(ground, head, lede) >= 2).then_some((Kind::Share, own.span, told.span))
}

/// "Ferry sinks with 300 aboard" over "carrying 130 people".
fn aboard(ground: &Ground<'_, '_>, head: &Sentence, lede: &Sentence, body: &[&Sentence]) -> Found {
    let on_board = |look: &Look<'_, '_>, i: usize| {
        look.word(i) == "aboard" || look.word(i) == "on" && look.word(i + 1) == "board"
    };
    let count = |number: &&Number| number.role == Role::Cardinal && number.number >= 2.0;
    let title = ground.look(head);
    let own = ground
        .numbers_in(head.span)
        .iter()
        .filter(count)
        .find(|n| {
            let last = n.tokens.1 as usize;
            (last..last + 2).any(|i| on_board(&title, i))
        })?;
    let look = ground.look(lede);
    let told = ground
        .numbers_in(lede.span)
        .iter()
        .filter(count)
        .find(|n| {
            let (first, last) = (n.tokens.0 as usize, n.tokens.1 as usize);
            (last..last + 4).any(|i| on_board(&look, i))
                || look.before(first, 1) == "carrying" && ground.cx.is(last, List::PersonNoun)
        })?;
    let meets = |n: &Number| n.lowest <= own.highest * 1.02 && own.lowest <= n.highest * 1.02;
    let again = body
        .iter()
        .any(|sentence| ground.numbers_in(sentence.span).iter().any(meets));
    (!again).then_some((Kind::Share, own.span, told.span))
}
