//! Claims of headline and lede that are no figures: "all of", a country, a deed that is done, a plan that the lede denies,
//! a count of the lede that the body tells again.

use copydesk_draft::Span;
use copydesk_facts::Entity;

use super::{Claim, Kind, in_lede};
use super::{Ground, Openings, mark, stem};
use crate::lists::List;
use crate::numbers::Role;
use crate::relations::tolls;
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// Sentences below a crosshead that are held against it.
const BELOW: usize = 4;

/// Finds them.
pub(super) fn find(ground: &Ground<'_, '_>, rows: &mut Vec<Claim>) {
    let cx = ground.cx;
    let heads: Vec<&Sentence> = cx
        .sentences
        .iter()
        .filter(|s| ground.in_headline(s))
        .collect();
    let body: Vec<&Sentence> = cx.sentences.iter().filter(|s| ground.in_body(s)).collect();
    let lede: Vec<&Sentence> = body
        .iter()
        .copied()
        .filter(|sentence| {
            cx.blocks
                .get(sentence.block as usize)
                .is_some_and(|block| block.lede)
        })
        .collect();
    for head in &heads {
        // Question, quotation or doubt: no flat claim.
        let open = (head.first as usize..head.last as usize)
            .any(|i| cx.kind(i) == Some(TokenKind::Mark) || cx.word(i) == "?");
        if open {
            continue;
        }
        deeds(ground, head, &body, rows);
        whole(ground, head, &lede, &body, rows);
        place(ground, head, &lede, rows);
        denied(ground, head, &lede, rows);
    }
    for top in super::tops(ground, BELOW) {
        let mut own = top.head.first as usize..top.head.last as usize;
        let open = own.any(|i| cx.kind(i) == Some(TokenKind::Mark) || cx.word(i) == "?");
        if !ground.in_headline(top.head) && !open {
            deeds(ground, top.head, &top.below, rows);
        }
    }
    // Without a headline the lede itself is held against the rest.
    if let Some(first) = lede.first().filter(|_| heads.is_empty()) {
        deeds(ground, first, &body, rows);
    }
    for (earlier, again) in super::super::tolls::recounted::aboard(ground) {
        if in_lede(ground, earlier.0) {
            // Of few people each counts.
            let few = again.1.0 < 20.0;
            rows.push(Claim {
                span: again.0,
                kind: if few { Kind::Share } else { Kind::Count },
                range: Some(again.1),
                same: 0,
                derived: false,
                rival: Some((earlier.0, Some(earlier.1))),
            });
        }
    }
    for (earlier, again) in tolls::counts_again(ground) {
        if in_lede(ground, earlier.0) {
            rows.push(Claim {
                span: again.0,
                kind: Kind::Count,
                range: Some((again.1, again.1)),
                same: 0,
                derived: false,
                rival: Some((earlier.0, Some(earlier.1))),
            });
        }
    }
}

/// Where the words of `phrase` end that begin at token `i`; "*" stands for any one word.
fn at(ground: &Ground<'_, '_>, i: usize, phrase: &str) -> Option<usize> {
    let first = ground.cx.folded(i);
    if phrase.as_bytes().first() != first.as_bytes().first() || !phrase.starts_with(first) {
        return None;
    }
    let mut k = i;
    for word in phrase.split(' ') {
        if ground.cx.folded(k) != word && !(word == "*" && k > i) {
            return None;
        }
        k += 1;
    }
    Some(k)
}

/// A deed that the register of reversals knows, and words of the body that undo it.
fn deeds(ground: &Ground<'_, '_>, head: &Sentence, body: &[&Sentence], rows: &mut Vec<Claim>) {
    let cx = ground.cx;
    let all = (head.first as usize..head.last as usize).find(|&i| {
        matches!(
            cx.folded(i),
            "all" | "every" | "everyone" | "everybody" | "entire" | "whole"
        )
    });
    let openings = Openings::of(cx, head);
    for entity in ground.ready.reversals.told(cx, head) {
        let phrases = entity.list("done");
        if !openings.any(phrases) {
            continue;
        }
        let needs_all = entity.list("needs").iter().any(|need| need == "all");
        // A lede without a headline is held to what it says of all, and to deeds that are done once.
        let bare = ground.in_body(head) && all.is_none() && entity.text("lede") != Some("yes");
        if all.is_none() && needs_all || bare {
            continue;
        }
        // The first place, and the longest there.
        let done = phrases
            .iter()
            .filter(|phrase| openings.has(phrase))
            .filter_map(|phrase| {
                let mut own = head.first as usize..head.last as usize;
                own.find_map(|i| at(ground, i, phrase).map(|end| (i, end)))
            })
            .min_by_key(|&(i, end)| (i, std::cmp::Reverse(end)));
        let Some((first, last)) = done else { continue };
        // Not yet, not flatly: "to be freed", "not jailed", "court to rule on", "after deal is signed".
        let before = |back: usize| {
            first
                .checked_sub(back)
                .filter(|&i| i >= head.first as usize)
                .map_or("", |i| cx.folded(i))
        };
        // "Every school will stay shut" is as much a claim as that it is shut.
        let planned = needs_all && before(1) == "will";
        let flat = (planned || !matches!(
            before(1),
            "to" | "be"
                | "not"
                | "no"
                | "never"
                | "may"
                | "could"
                | "might"
                | "would"
                | "will"
                | "must"
                | "should"
                | "can"
                | "if"
                | "until"
                | "for"
                | "a"
                | "the"
                | "after"
                | "over"
                | "before"
                | "when"
                | "how"
                | "why"
        ))
            // "to plead guilty", "to all be freed"; not "Flights to Lima cancelled".
            && !(before(2) == "to" && !cx.token(first - 1).is_some_and(|token| token.capital))
            && before(2) != "not";
        // A lede goes on behind its claim: "rescued after a two-day search".
        let titled = !ground.in_body(head);
        let open = (head.first as usize..head.last as usize).any(|i| {
            // "Two hurt as ships collide": what went on beside the deed.
            // "Actor dies after fall": what led to it.
            (titled && !(matches!(cx.folded(i), "as" | "after" | "amid") && i >= last)
                || !matches!(cx.folded(i), "after" | "as" | "before"))
                // "no-confidence vote"
                && cx.kind(i + 1) != Some(TokenKind::Hyphen)
                && matches!(
                    cx.folded(i),
                    "but"
                        | "some"
                        | "after"
                        | "as"
                        | "despite"
                        | "not"
                        | "no"
                        | "still"
                        | "while"
                        | "amid"
                        | "if"
                        | "before"
                )
        });
        if !flat || open {
            continue;
        }
        // The lede tells the deed as well, of this one: "was cleared of fraud but found guilty of theft".
        if titled
            && body
                .first()
                .is_some_and(|lede| told_done(ground, entity, lede))
        {
            continue;
        }
        // Undone in the first sentences of the body, in the newsroom's own voice or a named one's.
        let undone = body
            .iter()
            .take(6)
            .filter(|sentence| sentence.span.start > head.span.end || sentence.first != head.first)
            .find_map(|sentence| {
                (sentence.first as usize..sentence.last as usize).find_map(|i| {
                    entity
                        .list("undone")
                        .iter()
                        .filter_map(|phrase| at(ground, i, phrase))
                        .max()
                        // "who was fined", "a lower court had dismissed": told of another time.
                        .filter(|_| {
                            let participle = cx.is(i, List::PastForm)
                                || cx.is(i, List::ParticipleForm)
                                || cx.folded(i).ends_with("ed");
                            !(1..=3).any(|back| {
                                i.checked_sub(back)
                                    .filter(|&k| k >= sentence.first as usize)
                                    .is_some_and(|k| {
                                        participle && cx.folded(k) == "had"
                                            || matches!(
                                                cx.folded(k),
                                                "who"
                                                    | "which"
                                                    | "previously"
                                                    | "earlier"
                                                    | "lower"
                                                    | "once"
                                            )
                                    })
                            })
                        })
                        // "the bodies of two others": told of others than the headline's.
                        .filter(|&end| {
                            !(end..end + 3)
                                .any(|k| matches!(cx.folded(k), "others" | "other" | "another"))
                        })
                        .map(|end| cx.span(i, end))
                        .filter(|span| !cx.masked(*span))
                })
            });
        if let Some(undone) = undone {
            rows.push(Claim {
                // "Every school in Durban shut": the claim of all begins with that word.
                span: cx.span(
                    all.filter(|&i| needs_all && i < first).unwrap_or(first),
                    last,
                ),
                kind: Kind::Deed,
                range: None,
                same: 0,
                derived: false,
                rival: Some((undone, None)),
            });
        }
    }
}

/// True if the sentence says flatly that the deed is done: none of "to free", "will be freed", "has not been freed", "asked that".
fn told_done(ground: &Ground<'_, '_>, entity: &Entity, sentence: &Sentence) -> bool {
    let cx = ground.cx;
    (sentence.first as usize..sentence.last as usize).any(|i| {
        let said = entity.list("done").iter().chain(entity.list("told"));
        let here = said.filter_map(|phrase| at(ground, i, phrase)).max();
        here.is_some_and(|end| !matches!(cx.folded(end), "nothing" | "no" | "none"))
            && !(1..=3).any(|back| {
                i.checked_sub(back)
                    .filter(|&k| k >= sentence.first as usize)
                    .is_some_and(|k| {
                        cx.is(k, List::Modal)
                            || cx.phrase(k, List::NegationSign).is_some()
                            || matches!(
                                cx.folded(k),
                                "to" | "no"
                                    | "not"
                                    | "never"
                                    | "if"
                                    | "yet"
                                    | "without"
                                    | "whether"
                                    | "nobody"
                                    | "none"
                            )
                    })
            })
    })
}

/// "Whole village buried" over "part of the village": the claim of all, and the part that rules it out.
fn in_part(span: Span, part: Span) -> Claim {
    Claim {
        span,
        kind: Kind::Whole,
        range: None,
        same: 0,
        derived: false,
        rival: Some((part, None)),
    }
}

/// "all of Mauritius" over "about a third of homes in Mauritius".
fn whole(
    ground: &Ground<'_, '_>,
    head: &Sentence,
    lede: &[&Sentence],
    body: &[&Sentence],
    rows: &mut Vec<Claim>,
) {
    let cx = ground.cx;
    let total = |i: usize| {
        matches!(
            cx.folded(i),
            "all" | "every" | "entire" | "whole" | "everyone" | "nationwide"
        ) && !(cx.folded(i) == "all"
            && matches!(
                cx.folded(i + 1),
                "but" | "over" | "time" | "right" | "set" | "eyes" | "about"
            ))
            && !matches!(
                cx.folded(i.wrapping_sub(1)),
                "at" | "for" | "after" | "of" | "not" | "nearly" | "almost" | "above" | "first"
            )
    };
    let Some(i) = (head.first as usize..head.last as usize).find(|&i| total(i)) else {
        return;
    };
    let again = body.iter().take(8).any(|sentence| {
        (sentence.first as usize..sentence.last as usize).any(|k| {
            matches!(
                cx.folded(k),
                "all"
                    | "every"
                    | "entire"
                    | "whole"
                    | "everyone"
                    | "each"
                    | "nobody"
                    | "none"
                    | "throughout"
                    | "across"
                    | "both"
            )
        })
    });
    // "buries whole village" over "buried part of the village": the same noun, as a part.
    let noun = (i + 1..(i + 4).min(head.last as usize))
        .take_while(|&k| cx.kind(k) == Some(TokenKind::Word) && !cx.is(k, List::Preposition))
        .map(|k| cx.folded(k));
    let nouns: Vec<&str> = noun.filter(|word| word.len() > 3).collect();
    let same_part = lede.iter().take(1).find_map(|sentence| {
        (sentence.first as usize..sentence.last as usize).find_map(|k| {
            let part = matches!(cx.folded(k), "part" | "parts" | "half" | "most")
                && cx.folded(k + 1) == "of";
            let noun = (k + 2..(k + 8).min(sentence.last as usize))
                .take_while(|&k| !cx.is(k, List::Preposition) && cx.word(k) != ",")
                .any(|k| nouns.contains(&cx.folded(k)));
            (part && noun).then(|| cx.span(k, k + 2))
        })
    });
    if let Some(part) = same_part.filter(|_| matches!(cx.folded(i), "whole" | "entire")) {
        rows.push(in_part(cx.span(i, (i + 3).min(head.last as usize)), part));
        return;
    }
    if again {
        return;
    }
    // A part in the lede: a fraction or a percentage under a hundred, "most of", "part of".
    let part = lede.iter().take(1).find_map(|sentence| {
        let fraction = ground
            .numbers_in(sentence.span)
            .iter()
            .find(|n| {
                n.role == Role::Fraction && n.number < 1.0 && cx.folded(n.tokens.1 as usize) == "of"
            })
            .map(|n| n.span);
        let percent = ground
            .quantities
            .percentages_in(sentence.span)
            .iter()
            .find(|p| {
                sentence.span.contains(p.span)
                    && !p.points
                    && p.number < 100.0
                    && cx.folded(p.tokens.1 as usize) == "of"
            })
            .map(|p| p.span);
        // "Eleven of the 40 miners"
        let numbers = ground.numbers_in(sentence.span);
        let some_of = numbers.windows(2).find_map(|pair| {
            let [a, b] = pair else { return None };
            let (last, first) = (a.tokens.1 as usize, b.tokens.0 as usize);
            // "six of the airport's eight"
            let of = cx.folded(last) == "of"
                && first <= last + 6
                && !(last + 1..first).any(|k| mark(&ground.look(sentence), k));
            (of && a.role == Role::Cardinal && a.highest < b.lowest)
                .then(|| cx.span(a.tokens.0 as usize, b.tokens.1 as usize))
        });
        // "three of Chile's ports" below "all ports"
        let few_of = numbers
            .iter()
            .find(|number| {
                let last = number.tokens.1 as usize;
                number.role == Role::Cardinal
                    && cx.folded(last) == "of"
                    && (last + 2..last + 6).any(|k| nouns.contains(&cx.folded(k)))
            })
            .map(|number| cx.span(number.tokens.0 as usize, number.tokens.1 as usize + 1));
        let fraction = fraction.or(some_of).or(few_of);
        let words = (sentence.first as usize..sentence.last as usize).find_map(|k| {
            (matches!(
                cx.folded(k),
                "most" | "part" | "parts" | "some" | "much" | "many" | "several" | "few" | "half"
            ) && cx.folded(k + 1) == "of")
                .then(|| cx.span(k, k + 2))
        });
        fraction.or(percent).or(words)
    });
    if let Some(part) = part {
        rows.push(in_part(cx.span(i, (i + 3).min(head.last as usize)), part));
    }
}

/// "Quake kills 8 in southern Chile" over a lede about Peru.
fn place(ground: &Ground<'_, '_>, head: &Sentence, lede: &[&Sentence], rows: &mut Vec<Claim>) {
    let cx = ground.cx;
    let Some(register) = cx.registers.get("places") else {
        return;
    };
    let country = |entity: u32| {
        register
            .entities
            .get(entity as usize)
            .filter(|entity| entity.text("kind") == Some("country"))
    };
    let code = |entity: u32| {
        register
            .entities
            .get(entity as usize)
            .and_then(|entity| entity.text("country"))
    };
    let located = |first: usize| {
        let mut k = first;
        while cx.is(k.wrapping_sub(1), List::Compass)
            || matches!(
                cx.folded(k.wrapping_sub(1)),
                "southern" | "northern" | "eastern" | "western" | "central" | "of" | "the"
            )
        {
            k -= 1;
        }
        k < first
            && matches!(
                cx.folded(k.wrapping_sub(1)),
                "in" | "off" | "across" | "near" | "hits" | "rocks" | "strikes" | "shakes"
            )
            || matches!(
                cx.folded(first.wrapping_sub(1)),
                "in" | "off" | "across" | "rocks" | "shakes" | "jolts" | "batters" | "lashes"
            )
            // "Quake hits Peru"
            || matches!(cx.folded(first.wrapping_sub(1)), "hits" | "strikes")
                && first >= 2
                && cx.is(first - 2, List::HarmEvent)
    };
    let places = &ground.names.places;
    let Some(claimed) = places.iter().find(|place| {
        head.span.contains(place.span) && country(place.entity).is_some() && located(place.first)
    }) else {
        return;
    };
    let Some(own) = code(claimed.entity) else {
        return;
    };
    // Nowhere in the body: neither the country nor a place of it nor its people.
    let in_body = places
        .iter()
        .any(|place| !head.span.contains(place.span) && code(place.entity) == Some(own));
    let entity = country(claimed.entity);
    let people = entity.is_some_and(|entity| {
        let words: Vec<String> = entity
            .list("demonym")
            .iter()
            .map(String::as_str)
            .chain(std::iter::once(entity.name.as_str()))
            .chain(entity.aliases.iter().map(String::as_str))
            .flat_map(|word| word.split(' '))
            .map(|word| word.chars().take(5).collect::<String>().to_lowercase())
            .collect();
        (head.last as usize..cx.tokens.len()).any(|i| {
            let word: String = cx.folded(i).chars().take(5).collect();
            word.len() > 2 && words.contains(&word)
        })
    });
    if in_body || people {
        return;
    }
    let rival = lede.iter().take(1).find_map(|sentence| {
        places.iter().find(|place| {
            sentence.span.contains(place.span) && country(place.entity).is_some() && {
                let mut k = place.first;
                while matches!(
                    cx.folded(k.wrapping_sub(1)),
                    "southern"
                        | "northern"
                        | "eastern"
                        | "western"
                        | "central"
                        | "south"
                        | "north"
                        | "east"
                        | "west"
                        | "of"
                        | "the"
                ) {
                    k -= 1;
                }
                k < place.first
                    || matches!(
                        cx.folded(place.first.wrapping_sub(1)),
                        "in" | "off"
                            | "across"
                            | "struck"
                            | "hit"
                            | "shook"
                            | "rocked"
                            | "rattled"
                            | "jolted"
                            | "battered"
                            | "lashed"
                            | "pounded"
                            | "flooded"
                    )
            }
        })
    });
    let named = |entity: u32| {
        places
            .iter()
            .any(|place| head.span.contains(place.span) && code(place.entity) == code(entity))
    };
    if let Some(rival) = rival.filter(|rival| !named(rival.entity)) {
        rows.push(Claim {
            span: claimed.span,
            kind: Kind::Place,
            range: None,
            same: 0,
            derived: false,
            rival: Some((rival.span, None)),
        });
    }
}

/// "Mine to close in May" over "had no plan to close it".
fn denied(ground: &Ground<'_, '_>, head: &Sentence, lede: &[&Sentence], rows: &mut Vec<Claim>) {
    let cx = ground.cx;
    let words = head.first as usize..head.last as usize;
    let open = words.clone().any(|i| {
        cx.phrase(i, List::NegationSign).is_some()
            || cx.word(i) == "may"
            || matches!(
                cx.folded(i),
                "no" | "none"
                    | "without"
                    | "despite"
                    | "but"
                    | "wants"
                    | "urges"
                    | "calls"
                    | "demands"
                    | "could"
                    | "might"
                    | "should"
                    | "if"
                    | "why"
                    | "after"
                    | "amid"
                    | "fails"
                    | "failed"
                    | "stops"
                    | "blocks"
                    | "scraps"
                    | "ends"
                    | "halts"
                    | "avoids"
                    | "bid"
                    | "over"
                    | "plan"
                    | "plans"
            )
    });
    if open {
        return;
    }
    // "to close": the verb behind "to", short of the end.
    let plans = words.clone().filter(|&i| {
        cx.folded(i) == "to"
            && i > head.first as usize
            && cx.kind(i + 1) == Some(TokenKind::Word)
            && !cx.is(i + 1, List::Determiner)
            && !cx.token(i + 1).is_some_and(|t| t.capital)
    });
    for plan in plans {
        let verb = stem(cx.folded(plan + 1));
        if verb.len() < 3 || matches!(cx.folded(plan + 1), "be" | "have") {
            continue;
        }
        let denial = lede.iter().take(2).find_map(|sentence| {
            (sentence.first as usize..sentence.last as usize).find_map(|i| {
                let len = cx.phrase(i, List::NegationSign)?;
                // "denied on Monday that he would resign"
                let that = matches!(
                    cx.folded(i),
                    "denied" | "denies" | "deny" | "ruled" | "rejected"
                ) && (i + len..i + len + 4).any(|k| cx.folded(k) == "that");
                let most = if that { 9 } else { 4 };
                (i + len..i + len + most)
                    .take_while(|&k| k < sentence.last as usize && !mark(&ground.look(sentence), k))
                    .find(|&k| stem(cx.folded(k)) == verb)
                    .map(|k| cx.span(i, k + 1))
            })
        });
        if let Some(denial) = denial {
            rows.push(Claim {
                span: cx.span(plan, plan + 2),
                kind: Kind::Denied,
                range: None,
                same: 0,
                derived: false,
                rival: Some((denial, None)),
            });
            return;
        }
    }
}
