//! Headlines that tell it the other way round: up for down, the winner for the loser, another town.

use copydesk_facts::Entity;

use super::{Claim, Kind, Top, sides};
use super::{Ground, Openings, stem};
use crate::lists::List;
use crate::numbers::lexeme::Look;
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// The most sentences of a paragraph below a crosshead that are looked at.
const PARAGRAPH: usize = 6;

/// Finds them.
pub(super) fn find(ground: &Ground<'_, '_>, rows: &mut Vec<Claim>) {
    let cx = ground.cx;
    let lede: Vec<&Sentence> = cx
        .sentences
        .iter()
        .filter(|sentence| {
            cx.blocks
                .get(sentence.block as usize)
                .is_some_and(|block| block.lede)
        })
        .collect();
    let Some(first) = lede.first() else { return };
    sides::taken(ground, first, rows);
    for top in super::tops(ground, PARAGRAPH) {
        let Top {
            head, lede: first, ..
        } = top;
        let own: Vec<&Sentence> = if ground.in_headline(head) {
            lede.clone()
        } else {
            let beside = top.below.iter().copied();
            beside.filter(|one| one.block == first.block).collect()
        };
        let look = ground.look(head);
        // "rejects", "denies" deny what stands behind them, and are themselves one side of granting and refusing.
        let refusing = |i: usize| {
            matches!(
                look.word(i),
                "rejects" | "rejected" | "denies" | "denied" | "refuses" | "refused"
            ) && i > look.first
        };
        let refused = (look.first..look.end).any(refusing);
        let open = (look.first..look.end).any(|i| {
            matches!(look.text(i), "?" | "“" | "‘" | "\"")
                || cx.phrase(i, List::NegationSign).is_some() && !refusing(i)
                || matches!(look.word(i), "no" | "not" | "but" | "if" | "then")
        });
        // What stands behind "after" is another deed than the headline's.
        let cut = (look.first..look.end)
            .find(|&i| look.word(i) == "after")
            .unwrap_or(look.end);
        if !open {
            let openings = Openings::of(cx, head);
            for entity in ground.ready.reversals.told(cx, head) {
                if refused && entity.text("denying") != Some("yes") {
                    continue;
                }
                turned(ground, entity, (head, cut, openings), &own, rows);
                sides::swapped(ground, entity, (head, cut, openings), first, rows);
            }
            // What looks through the whole text is asked of the headline alone.
            if !refused && ground.in_headline(head) {
                sides::town(ground, head, first, rows);
            }
        }
    }
}

/// One past the words of a phrase of the list at token `i`.
pub(super) fn listed(
    ground: &Ground<'_, '_>,
    phrases: &[String],
    i: usize,
    many: bool,
) -> Option<usize> {
    let word = ground.cx.folded(i);
    let first = word.as_bytes().first()?;
    phrases
        .iter()
        .filter(|phrase| phrase.as_bytes().first() == Some(first) && phrase.starts_with(word))
        .filter_map(|phrase| {
            let mut k = i;
            for word in phrase.split(' ') {
                let own = ground.cx.folded(k);
                if own != word
                    && !(word == "*" && k > i || many && k == i && plural(ground, i, own, word))
                {
                    return None;
                }
                k += 1;
            }
            Some(k)
        })
        .max()
}

/// "Nurses accept" where the list has "accepts": the verb of more than one.
fn plural(ground: &Ground<'_, '_>, i: usize, own: &str, listed: &str) -> bool {
    let verb = listed.strip_prefix(own) == Some("s") || listed.strip_prefix(own) == Some("es");
    let subject = i.checked_sub(1).map_or("", |k| ground.cx.folded(k));
    verb && own.len() > 2
        && subject.len() > 3
        && subject.ends_with('s')
        && !subject.ends_with("ss")
        && !ground.cx.is(i - 1, List::Preposition)
        && !ground.cx.is(i - 1, List::FiniteForm)
}

/// A word that carries meaning.
pub(super) fn content(ground: &Ground<'_, '_>, i: usize) -> bool {
    let cx = ground.cx;
    cx.kind(i) == Some(TokenKind::Word)
        && cx.folded(i).chars().count() > 2
        && !cx.is(i, List::Preposition)
        && !cx.is(i, List::Determiner)
        && !cx.is(i, List::Pronoun)
        && !cx.is(i, List::Conjunction)
        && !cx.is(i, List::Auxiliary)
        && !cx.is(i, List::Modal)
        && !cx.is(i, List::Weekday)
}

/// True where a phrase ends: a mark or a word that opens another clause.
fn bound(look: &Look<'_, '_>, i: usize) -> bool {
    super::mark(look, i)
        || matches!(
            look.word(i),
            "after"
                | "as"
                | "while"
                | "when"
                | "because"
                | "that"
                | "which"
                | "who"
                | "and"
                | "but"
                | "than"
                | "before"
                | "until"
                | "since"
                | "amid"
                | "despite"
                | "if"
                | "for"
        )
}

/// The stems of up to `most` words of meaning before token `i`.
fn subject(ground: &Ground<'_, '_>, look: &Look<'_, '_>, i: usize, most: usize) -> Vec<String> {
    before_verb(ground, look, i, most, |_| true)
}

/// The stems of the words of meaning before token `i` up to the `most`th; names behind their noun are not counted.
fn plain_subject(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    i: usize,
    most: usize,
) -> Vec<String> {
    before_verb(ground, look, i, most, |k| !look.capital(k))
}

/// Back from token `i` within its phrase: the stems of words of meaning, up to `most` of those that count.
fn before_verb(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    i: usize,
    most: usize,
    counts: impl Fn(usize) -> bool,
) -> Vec<String> {
    let mut found = Vec::new();
    let (mut k, mut counted) = (i, 0);
    while k > look.first && counted < most && i - k < 8 {
        k -= 1;
        if bound(look, k) {
            break;
        }
        if content(ground, k) {
            counted += usize::from(counts(k));
            found.push(stem(look.word(k)).to_owned());
        }
    }
    found
}

/// What is given, sought or refused for something.
fn asks(word: &str) -> bool {
    matches!(
        word,
        "permission"
            | "approval"
            | "consent"
            | "plan"
            | "plans"
            | "bid"
            | "bids"
            | "request"
            | "requests"
            | "application"
            | "applications"
            | "licence"
            | "license"
            | "permit"
            | "permits"
            | "call"
            | "calls"
            | "proposal"
            | "proposals"
            | "money"
            | "funds"
            | "funding"
    )
}

/// The stems of up to `most` words of meaning from token `i` on.
fn object(ground: &Ground<'_, '_>, look: &Look<'_, '_>, i: usize, most: usize) -> Vec<String> {
    let mut found = Vec::new();
    // "refuse permission for a wind farm"
    let mut k = i + usize::from(look.word(i) == "for");
    // "reject 9% pay offer": the figure stands before what it measures.
    if look.is_figure(k) {
        let behind = k + 1 + usize::from(matches!(look.text(k + 1), "%" | "percent" | "-"));
        if content(ground, behind) && behind < look.end && !look.capital(behind) {
            k = behind;
        }
    }
    while k < look.end && found.len() < most && k - i < 7 {
        // "permission for a 12-turbine wind farm"
        let asked = look.word(k) == "for" && asks(look.word(k.saturating_sub(1)));
        let joined = look.is_figure(k) && look.hyphen(k + 1);
        if bound(look, k) && !asked || look.is_figure(k) && !joined {
            break;
        }
        if content(ground, k) {
            found.push(stem(look.word(k)).to_owned());
        }
        k += 1;
    }
    found
}

/// "Inflation rises in May" over "Inflation fell to 3% in May".
fn turned(
    ground: &Ground<'_, '_>,
    entity: &Entity,
    (head, cut, openings): (&Sentence, usize, Openings),
    lede: &[&Sentence],
    rows: &mut Vec<Claim>,
) {
    let cx = ground.cx;
    let within = |sentence: &Sentence, phrases: &[String]| {
        (sentence.first as usize..sentence.last as usize)
            // "dried up in Asia", "shut down in May": a particle of another verb.
            .filter(|&i| {
                let verb = i.saturating_sub(1);
                !(matches!(cx.folded(i), "up" | "down")
                    && i > sentence.first as usize
                    && !cx.is(verb, List::Auxiliary)
                    && (cx.is(verb, List::PastForm)
                        || cx.is(verb, List::ParticipleForm)
                        || cx.folded(verb).ends_with("ed")))
            })
            .find_map(|i| listed(ground, phrases, i, true).map(|end| (i, end)))
    };
    // What says so in the lede alone: "closed 12% lower", "9% more than".
    let (one, other) = (entity.list("one"), entity.list("other"));
    let sides = [
        (one, "one-told", other, "other-told"),
        (other, "other-told", one, "one-told"),
    ];
    for (own, own_told, other, other_told) in sides {
        if !openings.any(own) {
            continue;
        }
        let (own_told, other_told) = (entity.list(own_told), entity.list(other_told));
        let Some((first, last)) = within(head, own).filter(|&(first, _)| first < cut) else {
            continue;
        };
        if within(head, other).is_some()
            || lede
                .iter()
                .take(1)
                .any(|sentence| within(sentence, own_told).is_some())
            || lede.iter().any(|sentence| within(sentence, own).is_some())
        {
            continue;
        }
        let look = ground.look(head);
        // "Lawyer says court allowed it": somebody else's telling.
        if (look.first..first).any(|i| cx.is(i, List::ReportingVerb)) {
            continue;
        }
        // "could see Trudeau lose power": nothing is told.
        if (1..=4).any(|back| matches!(look.before(first, back), "could" | "may" | "might" | "can"))
        {
            continue;
        }
        // "to lift car import ban": what is lifted bars no more.
        let lifted = matches!(look.word(first), "ban" | "bans")
            && (look.first..first).any(|i| {
                matches!(
                    look.word(i),
                    "lift"
                        | "lifts"
                        | "lifted"
                        | "end"
                        | "ends"
                        | "ease"
                        | "eases"
                        | "scrap"
                        | "scraps"
                        | "drop"
                        | "drops"
                        | "overturn"
                        | "overturns"
                        | "reverse"
                        | "reverses"
                        | "repeal"
                        | "repeals"
                )
            });
        if lifted || astray(&look, last) || first > look.first && look.hyphen(first - 1) {
            continue;
        }
        let (before, mut behind) = (
            subject(ground, &look, first, 2),
            object(ground, &look, last, 5),
        );
        // "accept pay offer": the phrase may hold the thing itself.
        if last > first + 1 {
            let within = object(ground, &look, first + 1, 4);
            behind.extend(within.into_iter().take(last - first - 1));
        }
        let found = lede.iter().take(1).find_map(|sentence| {
            let look = ground.look(sentence);
            (look.first..look.end).find_map(|i| {
                let end = listed(ground, other, i, false)
                    .or_else(|| listed(ground, other_told, i, false))?;
                let denied = (1..4).any(|back| {
                    i.checked_sub(back).is_some_and(|k| {
                        k >= look.first && cx.phrase(k, List::NegationSign).is_some()
                    })
                });
                // "refused to block it": what is not hindered goes on.
                let hindering = (end..end + 5).any(|k| {
                    matches!(
                        look.word(k),
                        "block"
                            | "bar"
                            | "stop"
                            | "halt"
                            | "ban"
                            | "suspend"
                            | "delay"
                            | "prevent"
                            | "blocking"
                            | "barring"
                            | "stopping"
                            | "halting"
                            | "banning"
                    )
                });
                let denied = denied
                    || hindering
                        && matches!(
                            look.word(i),
                            "refused" | "rejected" | "declined" | "dismissed" | "turned" | "threw"
                        );
                // "The Harriers, beaten by the Rovers last year, …": told in passing, of another time.
                // "turnout was 58%, up from 51%", "4,120 burglaries last year, 9% more than in 2023": told of what stands before.
                let mut from = i;
                while from > look.first
                    && (look.is_figure(from - 1) || matches!(look.text(from - 1), "%" | "percent"))
                {
                    from -= 1;
                }
                let trailing = from > look.first + 2
                    && look.word(from - 1) == ","
                    && (from < i
                        || matches!(look.text(from - 2), "%" | "percent")
                        || look.is_figure(from - 2));
                if trailing {
                    from -= 1;
                    while from > look.first
                        && (look.is_figure(from - 1)
                            || matches!(look.text(from - 1), "%" | "percent"))
                    {
                        from -= 1;
                    }
                }
                // "The price of a home in Halifax, Nova Scotia, went up": the subject stands before the aside.
                let inserted = (!trailing
                    && from > look.first + 2
                    && look.word(from - 1) == ","
                    && cx.is(i, List::FiniteForm))
                .then(|| {
                    let mut back = (look.first + 1..from - 1).rev().take(8);
                    back.find(|&k| super::mark(&look, k) && look.word(k) == ",")
                })
                .flatten();
                from = inserted.unwrap_or(from);
                let aside = from > look.first
                    && inserted.is_none()
                    && !trailing
                    && (super::mark(&look, from - 1)
                        || matches!(look.before(i, 1), "who" | "which" | "that" | "having"));
                let hits = |own: &[String], told: &[String]| {
                    own.iter()
                        .filter(|w| told.contains(w) || one_thing(ground, w, told))
                        .count()
                };
                let (front, mut rear) = (
                    subject(ground, &look, from, 5),
                    object(ground, &look, end, 6),
                );
                // "voted to accept a pay rise": the phrase may hold the thing itself.
                rear.extend(object(ground, &look, i + 1, 2));
                // "Plans for an incinerator were thrown out": what is done to the thing.
                let passive = from > look.first
                    && matches!(
                        look.before(from, 1),
                        "was" | "were" | "been" | "is" | "are" | "being"
                    );
                // "The mining company Karoo Metals will cut": names between count for nothing.
                let near = plain_subject(ground, &look, from, 3);
                // Two words of the headline do as well on the other side of the verb.
                let all = [before.as_slice(), behind.as_slice()].concat();
                let same = hits(&before, &near) > 0
                    || passive && hits(&behind, &near) > 0
                    || hits(&behind, &rear) > 0
                    || hits(&all, &front) > 1
                    || hits(&all, &rear) > 1;
                // "Iran-backed", "backs away"
                // "the recently hired director": no deed of the sentence.
                let adjective = look.word(i).ends_with("ed")
                    && (look.before(i, 1).ends_with("ly")
                        || cx.is(i.saturating_sub(1), List::Determiner));
                let joined =
                    i > look.first && look.hyphen(i - 1) || astray(&look, end) || adjective;
                (same && !denied && !aside && !joined && !cx.masked(cx.span(i, end)))
                    .then(|| cx.span(i, end))
            })
        });
        // The sentences that follow tell it as the headline does: "condemned" behind "backed".
        let again = cx
            .sentences
            .iter()
            .filter(|sentence| {
                ground.in_body(sentence)
                    && lede.last().is_some_and(|one| sentence.first > one.first)
            })
            .take(3)
            .any(|sentence| {
                let look = ground.look(sentence);
                within(sentence, own).is_some_and(|(i, end)| {
                    let told =
                        [subject(ground, &look, i, 3), object(ground, &look, end, 6)].concat();
                    before.iter().chain(&behind).any(|word| told.contains(word))
                        || super::shared(ground, head, sentence) >= 3
                })
            });
        let span = cx.span(first, last);
        let known = rows.iter().any(|row| {
            row.rival.is_some() && row.span.start < span.end && span.start < row.span.end
        });
        if let Some(rival) = found.filter(|_| !again && !known) {
            rows.push(Claim {
                span: cx.span(first, last),
                kind: Kind::Turned,
                range: None,
                same: 0,
                derived: false,
                rival: Some((rival, None)),
            });
            return;
        }
    }
}

/// "backs away", "lifts off": with its particle the verb is another.
fn astray(look: &Look<'_, '_>, i: usize) -> bool {
    matches!(
        look.word(i),
        "away" | "off" | "out" | "down" | "back" | "apart" | "-"
    ) || look.hyphen(i)
        || idiom(look.before(i, 1), &[look.word(i), look.word(i + 1)])
}

/// "raised significant concerns", "cuts the cord": nothing grows or shrinks.
fn idiom(verb: &str, behind: &[&str]) -> bool {
    let words: &[&str] = if verb.starts_with("rais") {
        &[
            "concern",
            "concerns",
            "question",
            "questions",
            "doubt",
            "doubts",
            "alarm",
            "hopes",
            "hope",
            "fears",
            "objections",
            "eyebrows",
            "awareness",
            "suspicions",
            "spectre",
            "issue",
            "issues",
            "flags",
        ]
    } else if verb == "cut" || verb == "cuts" {
        &[
            "cord", "ties", "short", "corners", "ribbon", "deal", "deals", "links", "losses",
            "through",
        ]
    } else {
        return false;
    };
    behind.iter().any(|word| words.contains(word))
}

/// "Unemployment" and "the jobless rate": words of one thing, by the groups of the register.
fn one_thing(ground: &Ground<'_, '_>, word: &str, told: &[String]) -> bool {
    let Some(register) = ground.cx.registers.get("reversals") else {
        return false;
    };
    register.entities.iter().any(|entity| {
        let group = entity.list("alike");
        group.iter().any(|one| stem(one) == word)
            && group
                .iter()
                .any(|one| told.iter().any(|told| stem(one) == told))
    })
}
