//! Headlines that tell of another than the lede does: who did it to whom, another office or court, another given name,
//! another sex or trade, another one in a row, another province; and deeds that the lede says were not done.

use copydesk_draft::Span;

use super::headline::{Claim, Kind, shared};
use super::{Ground, mark, stem};
use crate::lists::List;
use crate::names::Registered;
use crate::numbers::Number;
use crate::numbers::lexeme::Look;
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// Sentences of the body in which the headline's own word is looked for.
const OPENING: usize = 8;

/// What is claimed, where, and the words that say otherwise.
type Found = Option<(Kind, Span, Span)>;

/// Finds them.
pub(super) fn find(ground: &Ground<'_, '_>, rows: &mut Vec<Claim>) {
    let cx = ground.cx;
    let body: Vec<&Sentence> = cx
        .sentences
        .iter()
        .filter(|s| ground.in_body(s))
        .take(OPENING)
        .collect();
    let Some(lede) = body.first().copied() else {
        return;
    };
    for head in cx.sentences.iter().filter(|s| ground.in_headline(s)) {
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
            office(ground, head, lede),
            given(ground, head),
            nth(ground, head, lede),
            sex(ground, head, lede, &body),
            trade(ground, head, lede),
            region(ground, head, lede, &body),
            framed(ground, head, lede),
            another_kind(ground, head, lede, &body),
        ];
        for (kind, span, rival) in found.into_iter().flatten() {
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

/// Forms of verbs that no ending makes: what persons and things do to each other.
fn base(word: &str) -> &str {
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
fn alike(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short.len() >= 3 && long.starts_with(short) && long.len() - short.len() <= 1
}

/// A word that carries meaning.
fn content(ground: &Ground<'_, '_>, i: usize) -> bool {
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
        ("failed" | "fails" | "unable" | "declined" | "refused" | "refuses" | "declines", "to")
        | ("yet" | "still", "to")
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

/// The field of a ministry, by one name for each.
fn field(word: &str) -> Option<&str> {
    Some(match word {
        "finance" | "treasury" | "economy" | "economic" | "budget" => "finance",
        "interior" | "home" | "security" => "interior",
        "defence" | "defense" | "war" => "defence",
        "labour" | "labor" | "employment" | "work" | "welfare" | "social" => "labour",
        "energy" | "oil" | "petroleum" | "power" | "electricity" => "energy",
        "mines" | "mining" => "mines",
        "environment" | "climate" => "environment",
        "trade" | "commerce" | "industry" => "trade",
        "sport" | "sports" | "youth" => "sport",
        "agriculture" | "farm" | "farming" => "agriculture",
        "fisheries" | "fishing" => "fisheries",
        "transport" | "transportation" | "infrastructure" | "roads" => "transport",
        "culture" | "arts" => "culture",
        "foreign" | "health" | "education" | "justice" | "tourism" | "housing" | "science"
        | "information" | "planning" | "water" | "prime" | "immigration" => word,
        _ => return None,
    })
}

/// The kind of a court.
fn court(word: &str) -> Option<&str> {
    Some(match word {
        "supreme" | "constitutional" | "district" | "county" | "military" => word,
        "appeal" | "appeals" | "appellate" => "appeal",
        _ => return None,
    })
}

/// "Finance minister quits" over "Peru's interior minister resigned": another office of the same kind.
fn office(ground: &Ground<'_, '_>, head: &Sentence, lede: &Sentence) -> Found {
    let cx = ground.cx;
    if shared(ground, head, lede) < 2 {
        return None;
    }
    let kinds: [(fn(&str) -> Option<&str>, &[&str]); 2] =
        [(field, &["minister", "ministry"]), (court, &["court"])];
    for (class, nouns) in kinds {
        let of = |look: &Look<'_, '_>, i: usize| -> Option<(usize, usize)> {
            if !nouns.contains(&look.word(i)) {
                return None;
            }
            let back = i.checked_sub(1).filter(|&k| k >= look.first)?;
            class(look.word(back)).map(|_| (back, i + 1))
        };
        let (title, told) = (ground.look(head), ground.look(lede));
        let mut own = (title.first..title.end).filter_map(|i| of(&title, i));
        let (Some(claimed), None) = (own.next(), own.next()) else {
            continue;
        };
        let mut others = (told.first..told.end).filter_map(|i| of(&told, i));
        let (Some(rival), None) = (others.next(), others.next()) else {
            continue;
        };
        let name = class(title.word(claimed.0));
        let again = (head.last as usize..cx.tokens.len()).any(|i| class(cx.folded(i)) == name);
        // "foreign and defence minister"
        let joined = matches!(told.before(rival.0, 1), "and" | "&" | "," | "-")
            || matches!(title.before(claimed.0, 1), "and" | "&" | "-");
        if !again && !joined && class(told.word(rival.0)) != name {
            return Some((
                Kind::Turned,
                cx.span(claimed.0, claimed.1),
                cx.span(rival.0, rival.1),
            ));
        }
    }
    ranked(ground, head, lede)
}

/// "Ex-president dies" over "The former vice-president": the rank below.
fn ranked(ground: &Ground<'_, '_>, head: &Sentence, lede: &Sentence) -> Found {
    let cx = ground.cx;
    let (title, told) = (ground.look(head), ground.look(lede));
    let rank = |word: &str| {
        matches!(
            word,
            "president"
                | "mayor"
                | "minister"
                | "governor"
                | "chairman"
                | "chair"
                | "speaker"
                | "premier"
                | "ambassador"
        )
    };
    let below = |look: &Look<'_, '_>, i: usize| {
        (1..=3).find_map(|back| {
            let k = i.checked_sub(back).filter(|&k| k >= look.first)?;
            matches!(look.word(k), "vice" | "deputy").then_some(k)
        })
    };
    let i = (title.first..title.end).find(|&i| rank(title.word(i)))?;
    let noun = title.word(i);
    if below(&title, i).is_some() || matches!(title.word(i + 1), "s" | "'s" | "’s") {
        return None;
    }
    let mut all = (told.first..told.end).filter(|&k| told.word(k) == noun);
    let (at, None) = (all.next()?, all.next()) else {
        return None;
    };
    let from = below(&told, at)?;
    let elsewhere = (lede.last as usize..cx.tokens.len()).any(|k| {
        cx.folded(k) == noun
            && !(1..=3).any(|back| matches!(cx.folded(k.wrapping_sub(back)), "vice" | "deputy"))
    });
    (!elsewhere).then(|| (Kind::Turned, cx.span(i, i + 1), cx.span(from, at + 1)))
}

/// "Anna Lindqvist wins" over "went to Maria Lindqvist": the surname with another given name.
fn given(ground: &Ground<'_, '_>, head: &Sentence) -> Found {
    let cx = ground.cx;
    let persons = &ground.names.persons;
    let own = persons
        .iter()
        .find(|person| head.span.contains(person.span) && person.given.is_some())?;
    let first = cx.folded(own.first);
    let surname = cx.folded(cx.token_at(own.surname.start));
    if first.chars().count() < 3 || first == surname {
        return None;
    }
    let again = (head.last as usize..cx.tokens.len()).any(|i| {
        let word = cx.folded(i);
        word.starts_with(first) || word.len() > 2 && first.starts_with(word)
    });
    let named = || {
        persons.iter().filter(|person| {
            person.span.start >= head.span.end
                && person.given.is_some()
                && cx.folded(cx.token_at(person.surname.start)) == surname
        })
    };
    let other = named().next()?;
    let given = cx.folded(other.first);
    // "Bob" for "Robert", an initial, a slip of a letter: the same person.
    let same_letter = given.chars().next() == first.chars().next();
    let nick = matches!(
        first,
        "bob"
            | "bill"
            | "dick"
            | "ted"
            | "peggy"
            | "tony"
            | "hank"
            | "jack"
            | "chuck"
            | "harry"
            | "betty"
            | "ned"
            | "nancy"
            | "polly"
            | "sally"
            | "molly"
            | "lula"
    ) || matches!(
        given,
        "bob" | "bill" | "dick" | "ted" | "peggy" | "tony" | "hank" | "jack" | "chuck" | "harry"
    );
    let plain = cx.is(other.first, List::GivenName) && cx.is(own.first, List::GivenName);
    let lede = super::headline::in_lede(ground, other.span);
    let all_alike = named().all(|person| cx.folded(person.first) == given);
    (!again && !same_letter && !nick && plain && lede && all_alike && given.chars().count() > 2)
        .then_some((Kind::Turned, own.span, other.span))
}

/// "Third Briton held" over "A second Briton has been detained": another one in a row.
fn nth(ground: &Ground<'_, '_>, head: &Sentence, lede: &Sentence) -> Found {
    let cx = ground.cx;
    if shared(ground, head, lede) < 2 {
        return None;
    }
    let ordinals = |sentence: &Sentence| -> Vec<&Number> {
        ground
            .numbers_in(sentence.span)
            .iter()
            .filter(|number| number.ordinal && number.number < 1000.0)
            .collect()
    };
    let own = ordinals(head);
    let [claimed] = own.as_slice() else {
        return None;
    };
    let noun = |number: &Number| {
        let last = number.tokens.1 as usize;
        (last..last + 4)
            .take_while(|&i| cx.kind(i) == Some(TokenKind::Word) && !cx.is(i, List::Preposition))
            .map(|i| stem(cx.folded(i)).to_owned())
            .filter(|word| word.len() > 2)
            .collect::<Vec<_>>()
    };
    let row = |sentence: &Sentence, number: &Number| {
        let last = number.tokens.1 as usize;
        (last..(last + 5).min(sentence.last as usize)).any(|i| {
            matches!(
                cx.folded(i),
                "row" | "running" | "straight" | "successive" | "consecutive"
            )
        })
    };
    let names = noun(claimed);
    let rival = ordinals(lede).into_iter().find(|number| {
        (number.number - claimed.number).abs() > 0.5
            && (noun(number).iter().any(|word| names.contains(word))
                || row(head, claimed) && row(lede, number))
    })?;
    let near = |number: &Number| {
        (number.number - claimed.number).abs() < 0.5
            || (number.number - claimed.number + 1.0).abs() < 0.5 && !number.ordinal
    };
    let again = ground
        .numbers
        .iter()
        .any(|number| cx.in_body(number.span) && near(number));
    (!again).then(|| (Kind::Figure, claimed.span, rival.span))
}

/// A man or a woman: `Some(true)` for a man.
fn male(word: &str) -> Option<bool> {
    Some(match word {
        "man" | "boy" | "father" | "husband" | "son" | "brother" | "schoolboy" | "grandfather"
        | "uncle" | "nephew" | "businessman" | "policeman" | "men" | "boys" | "brothers"
        | "sons" | "fathers" | "actor" | "king" | "prince" | "dad" => true,
        "woman" | "girl" | "mother" | "wife" | "daughter" | "sister" | "schoolgirl"
        | "grandmother" | "aunt" | "niece" | "businesswoman" | "policewoman" | "women"
        | "girls" | "sisters" | "daughters" | "mothers" | "actress" | "queen" | "princess"
        | "mum" => false,
        _ => return None,
    })
}

/// "Girl, 6, found alive in forest" over "A boy of six was found alive".
fn sex(ground: &Ground<'_, '_>, head: &Sentence, lede: &Sentence, body: &[&Sentence]) -> Found {
    let cx = ground.cx;
    if shared(ground, head, lede) < 2 {
        return None;
    }
    let (title, told) = (ground.look(head), ground.look(lede));
    let all = |look: &Look<'_, '_>| {
        (look.first..look.end)
            .filter_map(|i| male(look.word(i)).map(|male| (i, male)))
            .collect::<Vec<_>>()
    };
    let own = all(&title);
    let [(at, sex)] = own.as_slice() else {
        return None;
    };
    let (at, sex) = (*at, *sex);
    // The one it is about: at the head of the headline.
    if at > title.first + 2 {
        return None;
    }
    let others = all(&told);
    let [(rival, other)] = others.as_slice() else {
        return None;
    };
    let opening = (told.first..*rival).all(|i| !cx.is(i, List::Preposition));
    let told_so = body.iter().any(|sentence| {
        (sentence.first as usize..sentence.last as usize).any(|i| {
            male(cx.folded(i)) == Some(sex)
                || if sex {
                    matches!(cx.folded(i), "he" | "his" | "him" | "mr")
                } else {
                    matches!(cx.folded(i), "she" | "her" | "ms" | "mrs" | "hers")
                }
        })
    });
    (*other != sex && opening && !told_so).then(|| {
        (
            Kind::Turned,
            cx.span(at, at + 1),
            cx.span(*rival, *rival + 1),
        )
    })
}

/// A trade or calling in the singular, not a word for anybody.
fn calling(ground: &Ground<'_, '_>, i: usize) -> bool {
    let word = ground.cx.folded(i);
    let any = matches!(
        word,
        "man"
            | "woman"
            | "person"
            | "boy"
            | "girl"
            | "child"
            | "baby"
            | "teenager"
            | "teen"
            | "youth"
            | "resident"
            | "villager"
            | "local"
            | "official"
            | "officer"
            | "worker"
            | "employee"
            | "victim"
            | "suspect"
            | "passenger"
            | "citizen"
            | "national"
            | "tourist"
            | "leader"
            | "member"
            | "father"
            | "mother"
            | "son"
            | "daughter"
            | "brother"
            | "sister"
            | "other"
            | "family"
            | "couple"
            | "people"
            | "police"
            | "crew"
            | "staff"
            | "killer"
            | "attacker"
            | "robber"
            | "survivor"
            | "owner"
            | "manager"
            | "winner"
            | "pensioner"
            | "adult"
            | "foreigner"
            | "prisoner"
            | "inmate"
            | "detainee"
            | "migrant"
            | "refugee"
            | "gunman"
            | "fan"
            | "visitor"
            | "walker"
            | "relative"
            | "neighbour"
            | "neighbor"
            | "volunteer"
            | "player"
            | "toddler"
            | "october"
            | "september"
            | "november"
            | "december"
            | "number"
            | "member's"
            | "assailant"
            | "minister"
            | "senator"
            | "expert"
            | "troop"
            | "guest"
            | "author"
            | "infant"
            | "grandfather"
            | "grandmother"
            | "parent"
            | "fighter"
            | "activist"
            | "civilian"
            | "rider"
            | "motorist"
    );
    !any && ground.cx.is(i, List::PersonNoun) && !word.ends_with('s')
}

/// "Teacher finds Roman coins" over "A farmer found 300 Roman coins".
fn trade(ground: &Ground<'_, '_>, head: &Sentence, lede: &Sentence) -> Found {
    let cx = ground.cx;
    if shared(ground, head, lede) < 2 {
        return None;
    }
    let (title, told) = (ground.look(head), ground.look(lede));
    let at = (title.first..title.first + 2).find(|&i| calling(ground, i))?;
    let verb = (at + 1..title.end.min(at + 5)).find(|&i| content(ground, i))?;
    let rival = (told.first + 1..told.first + 4).find(|&i| {
        calling(ground, i) && (told.first..i).any(|k| matches!(told.word(k), "a" | "an" | "the"))
    })?;
    let (own, other) = (title.word(at), told.word(rival));
    let again = (head.last as usize..cx.tokens.len())
        .any(|i| stem(cx.folded(i)) == stem(own) || cx.folded(i).ends_with(own));
    let same_verb = (rival + 1..told.end.min(rival + 8)).any(|k| {
        told.kind(k) == Some(TokenKind::Word) && base(told.word(k)) == base(title.word(verb))
    });
    let kin = own.ends_with(other) || other.ends_with(own);
    (!again && same_verb && !kin)
        .then(|| (Kind::Turned, cx.span(at, at + 1), cx.span(rival, rival + 1)))
}

/// "Quake shakes Oaxaca" over "rattled the coast of Guerrero": another province of the same country.
fn region(ground: &Ground<'_, '_>, head: &Sentence, lede: &Sentence, body: &[&Sentence]) -> Found {
    let cx = ground.cx;
    let register = cx.registers.get("places")?;
    let entity = |place: &Registered| register.entities.get(place.entity as usize);
    let province = |place: &&Registered| {
        entity(place)
            .and_then(|entity| entity.text("kind"))
            .is_some_and(|kind| matches!(kind, "state" | "province" | "region" | "island"))
    };
    let places = &ground.names.places;
    let mut own = places.iter().filter(|place| head.span.contains(place.span));
    let (claimed, None) = (own.next()?, own.next()) else {
        return None;
    };
    let common = body
        .iter()
        .take(3)
        .map(|one| shared(ground, head, one))
        .max();
    if !province(&claimed) || common < Some(1) {
        return None;
    }
    let known = entity(claimed)?;
    // It, or a place in it, is told of below.
    let name = cx.folded(claimed.last.checked_sub(1)?);
    let below = (head.last as usize..cx.tokens.len()).any(|i| cx.folded(i) == name)
        || places.iter().any(|place| {
            place.span.start >= head.span.end
                && (place.entity == claimed.entity
                    || entity(place).and_then(|entity| entity.text("part-of"))
                        == Some(known.id.as_str()))
        });
    let rival = places
        .iter()
        .filter(|place| lede.span.contains(place.span))
        .find(|place| {
            let back = |n: usize| place.first.checked_sub(n).map_or("", |i| cx.folded(i));
            let located = matches!(
                back(1),
                "in" | "of"
                    | "off"
                    | "across"
                    | "near"
                    | "hit"
                    | "struck"
                    | "shook"
                    | "rattled"
                    | "rocked"
            ) || matches!(
                back(1),
                "northern" | "southern" | "eastern" | "western" | "central"
            );
            province(place)
                && located
                && place.entity != claimed.entity
                && entity(place).is_some_and(|other| {
                    other.text("country") == known.text("country")
                        && other.text("kind") == known.text("kind")
                        && other.text("country").is_some_and(|code| !code.is_empty())
                })
        })?;
    (!below).then_some((Kind::Place, claimed.span, rival.span))
}

/// "Ambassador to Chile recalled" over "its ambassador to Peru": the same noun and preposition before another country.
fn framed(ground: &Ground<'_, '_>, head: &Sentence, lede: &Sentence) -> Found {
    let cx = ground.cx;
    let places = &ground.names.places;
    let frame = |place: &Registered| {
        let prep = place.first.checked_sub(1)?;
        let noun = prep.checked_sub(1)?;
        let linked = matches!(
            cx.folded(prep),
            "to" | "in" | "of" | "with" | "from" | "off" | "near"
        );
        let same = cx.token(noun)?.sentence == cx.token(prep)?.sentence;
        (linked && same && content(ground, noun) && cx.folded(noun).chars().count() > 3)
            .then(|| (stem(cx.folded(noun)), cx.folded(prep)))
    };
    let mut own = places.iter().filter(|place| head.span.contains(place.span));
    let (claimed, None) = (own.next()?, own.next()) else {
        return None;
    };
    let known = frame(claimed)?;
    let rival = places.iter().find(|place| {
        lede.span.contains(place.span)
            && place.entity != claimed.entity
            && frame(place) == Some(known)
    })?;
    let register = cx.registers.get("places")?;
    let code = |place: &Registered| {
        register
            .entities
            .get(place.entity as usize)
            .and_then(|entity| entity.text("country"))
    };
    // Neither it nor a place of its country stands below; the two are no city and its country.
    let below = places
        .iter()
        .any(|place| place.span.start >= head.span.end && code(place) == code(claimed));
    let name = cx.folded(claimed.last.checked_sub(1)?);
    let begins: String = name.chars().take(5).collect();
    let people = (head.last as usize..cx.tokens.len()).any(|i| cx.folded(i).starts_with(&begins));
    (!below && !people).then_some((Kind::Place, claimed.span, rival.span))
}

/// Things of one kind of which one is not another; words for the same thing stand together.
const KINDS: &[&[&[&str]]] = &[
    &[
        &["tanker", "tankers"],
        &["ferry", "ferries"],
        &["trawler", "trawlers"],
        &["yacht", "yachts"],
        &["submarine", "submarines"],
        &["bus", "buses", "coach", "coaches", "minibus"],
        &["lorry", "lorries", "truck", "trucks"],
        &["tram", "trams"],
        &["train", "trains"],
        &[
            "plane",
            "jet",
            "airliner",
            "aircraft",
            "planes",
            "airplane",
            "aeroplane",
        ],
        &["helicopter", "helicopters", "chopper"],
        &["balloon"],
        &["glider"],
        &["motorcycle", "motorbike", "motorcyclist"],
        &["bicycle", "bike", "cyclist"],
        &["freighter", "container", "bulker"],
    ],
    &[
        &["dog", "dogs"],
        &["cat", "cats"],
        &["wolf", "wolves"],
        &["bear", "bears"],
        &["lion", "lions"],
        &["tiger", "tigers"],
        &["leopard", "leopards"],
        &["elephant", "elephants"],
        &["shark", "sharks"],
        &["crocodile", "crocodiles"],
        &["snake", "snakes", "python", "cobra"],
        &["horse", "horses"],
        &["cow", "cows", "cattle"],
        &["sheep"],
        &["goat", "goats"],
        &["pig", "pigs"],
        &["whale", "whales"],
        &["dolphin", "dolphins"],
        &["monkey", "monkeys"],
        &["fox", "foxes"],
        &["deer"],
    ],
    &[
        &["cholera"],
        &["measles"],
        &["malaria"],
        &["dengue"],
        &["polio"],
        &["mpox"],
        &["ebola"],
        &["flu", "influenza"],
        &["typhoid"],
        &["plague"],
        &["rabies"],
        &["meningitis"],
        &["tuberculosis"],
        &["leprosy"],
        &["scurvy"],
    ],
    &[
        &["wheat"],
        &["rice"],
        &["maize", "corn"],
        &["coffee"],
        &["cocoa"],
        &["tea"],
        &["sugar"],
        &["cotton"],
        &["olive", "olives"],
        &["potato", "potatoes"],
    ],
    &[
        &["gold"],
        &["silver"],
        &["copper"],
        &["zinc"],
        &["nickel"],
        &["lithium"],
        &["tin"],
        &["coal"],
        &["diamond", "diamonds"],
        &["uranium"],
    ],
    &[
        &["hospital", "hospitals", "clinic"],
        &["prison", "jail"],
        &["museum", "museums", "gallery"],
        &["library", "libraries"],
        &["mosque", "mosques"],
        &["church", "churches", "cathedral"],
        &["synagogue"],
        &["theatre", "theater"],
        &["hotel", "hotels"],
        &["bakery"],
        &["brewery"],
        &["sawmill"],
        &["refinery"],
    ],
    &[
        &["heat", "heatwave"],
        &["cold", "frost"],
        &["avalanche"],
        &["earthquake", "quake", "tremor"],
        &["tornado", "twister"],
        &["drought"],
    ],
];

/// "Tanker aground" over "A container ship ran aground": one thing of a kind in each, and not the same.
fn another_kind(
    ground: &Ground<'_, '_>,
    head: &Sentence,
    lede: &Sentence,
    body: &[&Sentence],
) -> Found {
    let cx = ground.cx;
    if shared(ground, head, lede) < 2 {
        return None;
    }
    let of = |kind: &[&[&str]], i: usize| {
        let word = cx.folded(i);
        let plain = cx.kind(i) == Some(TokenKind::Word)
            && cx.kind(i + 1) != Some(TokenKind::Hyphen)
            && !(cx.token(i).is_some_and(|token| token.capital)
                && cx.token(i + 1).is_some_and(|token| token.capital));
        kind.iter().position(|same| plain && same.contains(&word))
    };
    KINDS.iter().find_map(|kind| {
        let within = |sentence: &Sentence| {
            (sentence.first as usize..sentence.last as usize)
                .filter_map(|i| of(kind, i).map(|which| (i, which)))
                .collect::<Vec<_>>()
        };
        let own = within(head);
        let [(at, which)] = own.as_slice() else {
            return None;
        };
        let told = within(lede);
        let [(rival, other)] = told.as_slice() else {
            return None;
        };
        // What it begins with in both: no other place, and no patient brought to a hospital.
        let fronted = *at <= head.first as usize + 2 && *rival <= lede.first as usize + 6;
        let again = body.iter().any(|sentence| {
            (sentence.first as usize..sentence.last as usize).any(|i| {
                kind.get(*which)
                    .is_some_and(|same| same.iter().any(|one| cx.folded(i).starts_with(one)))
            })
        });
        (which != other && fronted && !again).then(|| {
            (
                Kind::Turned,
                cx.span(*at, at + 1),
                cx.span(*rival, rival + 1),
            )
        })
    })
}
