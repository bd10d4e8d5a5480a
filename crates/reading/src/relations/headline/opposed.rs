//! Headlines that tell of another than the lede does: who did it to whom, here; other persons and things in
//! [`super::persons`] and [`super::kinds`]; and deeds that the lede says were not done.

use copydesk_draft::Span;

use super::kinds::{another_kind, framed, region};
use super::persons::{given, nth, office, sex, trade};
use super::{Claim, Kind, Top, shared};
use super::{Ground, mark, stem};
use crate::lists::List;
use crate::numbers::lexeme::Look;
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// Sentences of the body in which the headline's own word is looked for.
const OPENING: usize = 8;

/// What is claimed, where, and the words that say otherwise.
pub(super) type Found = Option<(Kind, Span, Span)>;

/// Finds them.
pub(super) fn find(ground: &Ground<'_, '_>, rows: &mut Vec<Claim>) {
    let cx = ground.cx;
    let body = super::opening(ground, OPENING);
    let Some(lede) = body.first().copied() else {
        return;
    };
    for (kind, span, rival) in [
        super::spared::all_but(ground, lede, &body),
        super::spared::some_live(ground, lede, &body),
        super::spared::divided(ground, lede, &body),
        super::outcome::voted(ground, lede, &body),
        super::outcome::none_hurt(ground, lede, &body),
    ]
    .into_iter()
    .chain(super::again::of_lede(ground, lede, &body))
    .flatten()
    {
        if !cx.masked(rival) && !cx.masked(span) {
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
    for Top {
        head,
        lede,
        below: body,
    } in super::tops(ground, OPENING)
    {
        let look = ground.look(head);
        let open = (look.first..look.end).any(|i| {
            matches!(look.text(i), "?" | "“" | "‘" | "\"")
                || matches!(look.word(i), "but" | "if" | "vs" | "v")
        });
        if open {
            continue;
        }
        let found = [
            roles(ground, head, lede),
            undone(ground, head, lede, &body),
            done_after_all(ground, head, lede, &body),
            office(ground, head, lede),
            nth(ground, head, lede),
            sex(ground, head, lede, &body),
            trade(ground, head, lede),
            another_kind(ground, head, lede, &body),
            super::spared::all_but(ground, head, &body),
            super::spared::in_some_parts(ground, head, &body),
            super::spared::place_apart(ground, head, &body),
            medal(ground, head, &body),
            super::portion::find(ground, head, lede),
            super::spared::divided(ground, head, &body),
            super::outcome::none_hurt(ground, head, &body),
            super::outcome::offered(ground, head, lede),
            super::outcome::begun(ground, head, lede),
            super::outcome::premier(ground, head, lede),
        ];
        let again = super::again::of_headline(ground, head, &body);
        // What looks through the whole text is asked of the headline alone.
        let named = ground.in_headline(head).then(|| {
            [
                given(ground, head),
                region(ground, head, lede, &body),
                framed(ground, head, lede),
                super::doer::find(ground, head, lede, &body),
                super::elsewhere::find(ground, head, lede, &body),
                super::opener::find(ground, head, lede),
            ]
        });
        let named = named.into_iter().flatten();
        for (kind, span, rival) in found.into_iter().chain(named).chain(again).flatten() {
            let known = rows
                .iter()
                .any(|row| row.rival.is_some() && row.span.contains(span));
            if !known && !cx.masked(rival) {
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

/// "Japan win curling gold" over "took the silver medal".
fn medal(ground: &Ground<'_, '_>, head: &Sentence, body: &[&Sentence]) -> Found {
    let colour = |word: &str| matches!(word, "gold" | "silver" | "bronze");
    let title = ground.look(head);
    let won = (title.first..title.end).any(|i| {
        matches!(
            title.word(i),
            "win" | "wins" | "won" | "take" | "takes" | "claim" | "claims" | "medal"
        )
    });
    let mut own = (title.first..title.end).filter(|&i| colour(title.word(i)));
    let (Some(at), None, true) = (own.next(), own.next(), won) else {
        return None;
    };
    let lede = ground.look(body.first()?);
    let rival = (lede.first..lede.end).find(|&i| {
        colour(lede.word(i)) && lede.word(i) != title.word(at) && lede.word(i + 1) == "medal"
    })?;
    let told = body.iter().take(4).any(|sentence| {
        (sentence.first as usize..sentence.last as usize)
            .any(|k| ground.cx.folded(k) == title.word(at))
    });
    (!told).then(|| {
        (
            Kind::Turned,
            ground.cx.span(at, at + 1),
            ground.cx.span(rival, rival + 2),
        )
    })
}

/// Forms of verbs that no ending makes: what persons and things do to each other.
pub(super) fn base(word: &str) -> &str {
    match word {
        "bit" | "bitten" | "bites" => "bite",
        "shot" | "shoots" => "shoot",
        "struck" | "strikes" => "strike",
        "bought" | "buys" => "buy",
        "sold" | "sells" => "sell",
        "paid" | "pays" => "pay",
        "sent" | "sends" => "send",
        "lent" | "lends" => "lend",
        "gave" | "given" | "gives" => "give",
        "took" | "taken" | "takes" => "take",
        "fought" | "fights" => "fight",
        "found" | "finds" => "find",
        "caught" | "catches" => "catch",
        "taught" | "teaches" => "teach",
        "held" | "holds" => "hold",
        "led" | "leads" => "lead",
        "fed" | "feeds" => "feed",
        "stole" | "stolen" | "steals" => "steal",
        "threw" | "thrown" | "throws" => "throw",
        "chose" | "chosen" | "chooses" => "choose",
        "drove" | "driven" | "drives" => "drive",
        "swept" | "sweeps" => "sweep",
        "sued" | "sues" | "suing" => "sue",
        "overtook" | "overtaken" | "overtakes" => "overtake",
        "hit" | "hits" | "hitting" => "hit",
        "won" | "wins" | "winning" => "win",
        "ran" | "runs" | "running" => "run",
        "broke" | "broken" | "breaks" => "break",
        "met" | "meets" => "meet",
        "left" | "leaves" => "leave",
        "told" | "tells" => "tell",
        "sank" | "sunk" | "sinks" => "sink",
        "wed" | "weds" => "wed",
        _ => stem(word),
    }
}

/// One word but for a doubled last letter: "bann" and "ban".
pub(super) fn alike(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short.len() >= 3 && long.starts_with(short) && long.len() - short.len() <= 1
}

/// A word that carries meaning.
pub(super) fn content(ground: &Ground<'_, '_>, i: usize) -> bool {
    let cx = ground.cx;
    cx.kind(i) == Some(TokenKind::Word)
        && cx.folded(i).chars().count() > 2
        && ![
            List::Preposition,
            List::Determiner,
            List::Pronoun,
            List::Conjunction,
            List::Auxiliary,
            List::Modal,
            List::Weekday,
            List::NumberWord,
            List::ReportingVerb,
        ]
        .iter()
        .any(|list| cx.is(i, *list))
}

/// True if token `i` opens another clause.
fn clause(look: &Look<'_, '_>, i: usize) -> bool {
    matches!(
        look.word(i),
        "after"
            | "as"
            | "while"
            | "when"
            | "because"
            | "which"
            | "who"
            | "that"
            | "before"
            | "since"
            | "where"
            | "and"
            | "but"
    )
}

/// "Mother stabs son" over "A man stabbed his mother": the same deed the other way round.
fn roles(ground: &Ground<'_, '_>, head: &Sentence, lede: &Sentence) -> Found {
    let cx = ground.cx;
    let (title, told) = (ground.look(head), ground.look(lede));
    let cut = (title.first..title.end)
        .find(|&i| i > title.first && (clause(&title, i) || mark(&title, i)))
        .unwrap_or(title.end);
    let of_verb = |i: usize| matches!(title.before(i, 1), "a" | "the" | "of" | "to" | "for" | "in");
    (title.first + 1..cut).find_map(|i| {
        let word = title.word(i);
        // "stabs", "dogs bite": a noun in the singular and a participle are no deed of what stands before them.
        let present = word.ends_with('s') && !word.ends_with("ss")
            || title.before(i, 1).ends_with('s') && !word.ends_with("ed");
        if !content(ground, i) || of_verb(i) || word.len() < 3 || !present {
            return None;
        }
        let (a, verb) = (title.word(i.checked_sub(1)?), base(word));
        if !content(ground, i - 1) {
            return None;
        }
        let behind = (i + 1..cut.min(i + 4)).find(|&k| content(ground, k))?;
        // "finds in": nothing is done to anybody.
        if (i + 1..behind).any(|k| cx.is(k, List::Preposition)) {
            return None;
        }
        // Up to the noun: "coastguard boat".
        let last = (behind..cut)
            .take_while(|&k| content(ground, k))
            .take(2)
            .last()?;
        let (a, bs) = (stem(a), [stem(title.word(behind)), stem(title.word(last))]);
        if bs.contains(&a) || a.len() < 3 {
            return None;
        }
        (told.first + 1..told.end).find_map(|k| {
            if told.kind(k) != Some(TokenKind::Word)
                || !(base(told.word(k)) == verb || alike(base(told.word(k)), verb))
                || matches!(
                    told.before(k, 1),
                    "a" | "an" | "the" | "of" | "to" | "for" | "in"
                )
                || told.word(k).ends_with("ing") && !going(&told, k)
                // "atrocities": the same form is the same noun.
                || told.word(k) == word && word.ends_with('s')
            {
                return None;
            }
            let passive = !going(&told, k)
                && (1..=2).any(|back| {
                    matches!(
                        told.before(k, back),
                        "was" | "were" | "been" | "is" | "are" | "being" | "be"
                    )
                })
                || (k + 1..k + 3).any(|j| told.word(j) == "by");
            let in_front: Vec<usize> = (told.first..k)
                .rev()
                .take(14)
                .take_while(|&j| !clause(&told, j) || j + 2 > k)
                .collect();
            let after: Vec<usize> = (k + 1..told.end)
                .take(6)
                .take_while(|&j| !clause(&told, j) && !mark(&told, j))
                .collect();
            let has = |range: &[usize], own: &[&str]| {
                range.iter().any(|&j| own.contains(&stem(told.word(j))))
            };
            let (a_front, a_after) = (has(&in_front, &[a]), has(&after, &[a]));
            let (b_front, b_after) = (has(&in_front, &bs), has(&after, &bs));
            if a_front && b_after && passive && told_by(&told, k, &bs)
                || !passive && a_after && b_front && !a_front && !b_after
                || !passive
                    && a_after
                    && !a_front
                    && !b_after
                    && !after
                        .iter()
                        .take_while(|&&j| stem(told.word(j)) != a)
                        .any(|&j| cx.is(j, List::Preposition))
                    && (cx.is(i - 1, List::PersonNoun) || cx.is(i - 1, List::AnimalNoun))
            {
                return Some((Kind::Turned, cx.span(i - 1, last + 1), cx.span(k, k + 1)));
            }
            None
        })
    })
}

/// "is suing": a deed that goes on.
fn going(told: &Look<'_, '_>, k: usize) -> bool {
    told.word(k).ends_with("ing") && matches!(told.before(k, 1), "is" | "are" | "was" | "were")
}

/// "was stabbed by her son": the doer behind "by" is one of the words.
fn told_by(told: &Look<'_, '_>, k: usize, own: &[&str]) -> bool {
    (k + 1..k + 4)
        .any(|j| told.word(j) == "by" && (j + 1..j + 5).any(|n| own.contains(&stem(told.word(n)))))
}

/// One past words by which a deed is said not to be done.
fn negation(ground: &Ground<'_, '_>, look: &Look<'_, '_>, i: usize) -> Option<usize> {
    match (look.word(i), look.word(i + 1)) {
        (
            "failed" | "fails" | "unable" | "declined" | "refused" | "refuses" | "declines" | "yet"
            | "still",
            "to",
        )
        | ("stopped" | "stops", "short")
        | ("decided" | "voted" | "ruled" | "decides" | "votes", "against" | "not") => Some(i + 2),
        ("rejected" | "denied" | "rejects" | "denies" | "instead", _) => None,
        (_, "only" | "just" | "yet" | "immediately" | "until" | "because") => None,
        _ => ground
            .cx
            .phrase(i, List::NegationSign)
            .map(|len| i + len)
            .filter(|&end| !matches!(look.word(end), "only" | "just" | "immediately")),
    }
}

/// "Astronauts dock with station" over "failed to dock with the space station".
fn undone(ground: &Ground<'_, '_>, head: &Sentence, lede: &Sentence, body: &[&Sentence]) -> Found {
    let cx = ground.cx;
    if shared(ground, head, lede) < 2 {
        return None;
    }
    let (title, told) = (ground.look(head), ground.look(lede));
    let open = (title.first..title.end).any(|i| {
        cx.phrase(i, List::NegationSign).is_some()
            || negation(ground, &title, i).is_some()
            || cx.is(i, List::Modal)
            || matches!(
                title.word(i),
                "no" | "not"
                    | "never"
                    | "fails"
                    | "fail"
                    | "failed"
                    | "refuses"
                    | "refuse"
                    | "without"
                    | "despite"
                    | "after"
                    | "plan"
                    | "plans"
                    | "bid"
                    | "call"
                    | "calls"
                    | "urged"
                    | "urges"
                    | "told"
                    | "asked"
                    | "wants"
                    | "vows"
                    | "nobody"
                    | "none"
                    | "still"
                    | "yet"
                    | "against"
                    | "misses"
                    | "stops"
                    | "avoids"
                    | "escapes"
                    | "blocked"
                    | "blocks"
                    | "rejects"
                    | "delays"
                    | "delayed"
            )
    });
    if open {
        return None;
    }
    (title.first + 1..title.end).find_map(|i| {
        let word = title.word(i);
        let verb = base(word);
        if !content(ground, i)
            || verb.len() < 3
            || title.hyphen(i + 1)
            || word.ends_with("ing")
            || !(content(ground, i - 1) || title.num(i - 1) != crate::numbers::lexeme::Num::None)
            || matches!(
                title.before(i, 1),
                "to" | "a" | "the" | "of" | "for" | "over" | "in"
            )
        {
            return None;
        }
        let same = |k: usize| base(told.word(k)) == verb || alike(base(told.word(k)), verb);
        let (at, rival) = (told.first + 1..told.end).find_map(|k| {
            let from = negation(ground, &told, k)?;
            let other = matches!(
                told.before(k, 1),
                "who" | "that" | "which" | "if" | "having"
            ) || (told.first..k).any(|j| clause(&told, j) && told.word(j) != "and");
            let deed = (from..told.end)
                .take(2)
                .take_while(|&j| !mark(&told, j) && !cx.is(j, List::Preposition))
                .find(|&j| same(j))?;
            (!other).then(|| (deed, cx.span(k, deed + 1)))
        })?;
        // Somewhere it is told as done: of another, or of another time.
        let done = body.iter().take(3).any(|sentence| {
            let look = ground.look(sentence);
            (look.first..look.end).any(|k| {
                k != at
                    && look.kind(k) == Some(TokenKind::Word)
                    && (base(look.word(k)) == verb || alike(base(look.word(k)), verb))
            })
        });
        (!done).then(|| (Kind::Denied, cx.span(i, i + 1), rival))
    })
}

/// "Villagers refuse to leave" over "All 300 villagers have left": the deed is done by those who are said not to do it.
fn done_after_all(
    ground: &Ground<'_, '_>,
    head: &Sentence,
    lede: &Sentence,
    body: &[&Sentence],
) -> Found {
    let cx = ground.cx;
    if shared(ground, head, lede) < 2 {
        return None;
    }
    let (title, told) = (ground.look(head), ground.look(lede));
    let (at, deed) = (title.first + 1..title.end).find_map(|i| {
        let from = match (title.word(i), title.word(i + 1)) {
            (
                "refuses" | "refuse" | "refused" | "declines" | "decline" | "fails" | "fail",
                "to",
            )
            | ("will" | "would" | "did" | "does" | "do", "not") => i + 2,
            ("won't" | "wouldn't" | "didn't", _) => i + 1,
            _ => return None,
        };
        content(ground, from).then_some((i, from))
    })?;
    let verb = base(title.word(deed));
    let same = |look: &Look<'_, '_>, k: usize| {
        base(look.word(k)) == verb || alike(base(look.word(k)), verb)
    };
    let doers: Vec<&str> = (title.first..at)
        .filter(|&k| content(ground, k))
        .map(|k| stem(title.word(k)))
        .collect();
    // In the first sentences nobody says that it was not done, or of whom else it was.
    let denied = body.iter().take(3).any(|one| {
        (one.first as usize..one.last as usize).any(|k| {
            cx.phrase(k, List::NegationSign).is_some()
                || matches!(
                    cx.folded(k),
                    "refused"
                        | "refusing"
                        | "refuses"
                        | "declined"
                        | "failed"
                        | "rejected"
                        | "despite"
                        | "others"
                )
        })
    });
    let done = (told.first + 1..told.end).find(|&k| {
        let finished = [List::PastForm, List::FiniteForm, List::ParticipleForm]
            .iter()
            .any(|list| cx.is(k, *list))
            || told.word(k).ends_with("ed");
        let doer = (told.first..k)
            .rev()
            .take(5)
            .take_while(|&j| !mark(&told, j) && !clause(&told, j))
            .any(|j| doers.contains(&stem(told.word(j))));
        same(&told, k) && finished && doer && told.before(k, 1) != "to"
    })?;
    (!denied && !cx.masked(cx.span(done, done + 1)))
        .then(|| (Kind::Denied, cx.span(at, deed + 1), cx.span(done, done + 1)))
}
