//! What the headline says with other words than the text, and cannot be both: another day of the week, the winner and the
//! beaten, jobs and the people taken on, a family and its members, a term of prison told again, all and some of them.

use super::opposed::Found;
use super::{Ground, Kind, stem};
use crate::lists::List;
use crate::numbers::Number;
use crate::numbers::lexeme::Look;
use crate::sentence::Sentence;

/// How many sentences of the body may take it back.
const OPENING: usize = 8;

/// What a headline claims.
pub(super) fn of_headline(
    ground: &Ground<'_, '_>,
    head: &Sentence,
    body: &[&Sentence],
) -> [Found; 5] {
    [
        weekday(ground, head, body),
        beaten(ground, head, body),
        jobs(ground, head, body),
        family(ground, head, body),
        cut_back(ground, head, body),
    ]
}

/// What a lede claims.
pub(super) fn of_lede(ground: &Ground<'_, '_>, lede: &Sentence, body: &[&Sentence]) -> [Found; 2] {
    [term(ground, lede, body), some_of_all(ground, lede, body)]
}

fn any_word(look: &Look<'_, '_>, is: impl Fn(&str) -> bool) -> Option<usize> {
    (look.first..look.end).find(|&i| is(look.word(i)))
}

/// "Ferry starts on Monday" over "will make its first crossing on Thursday".
fn weekday(ground: &Ground<'_, '_>, head: &Sentence, body: &[&Sentence]) -> Found {
    let cx = ground.cx;
    let title = ground.look(head);
    let days: Vec<usize> = (title.first..title.end)
        .filter(|&i| cx.is(i, List::Weekday))
        .collect();
    let [day] = days.as_slice() else { return None };
    let day = *day;
    let starts = any_word(&title, |word| {
        matches!(
            word,
            "starts"
                | "start"
                | "begins"
                | "begin"
                | "opens"
                | "open"
                | "reopens"
                | "reopen"
                | "resumes"
                | "resume"
                | "closes"
                | "close"
                | "ends"
                | "launches"
                | "returns"
                | "return"
                | "shuts"
                | "shut"
                | "votes"
                | "vote"
                | "meets"
                | "meet"
                | "sails"
                | "arrives"
        )
    })?;
    let from = matches!(title.before(day, 1), "on" | "from") || title.before(day, 2) == "until";
    if !from || starts > day || head.first as usize == day {
        return None;
    }
    let said = body.iter().take(OPENING).any(|sentence| {
        (sentence.first as usize..sentence.last as usize).any(|i| cx.folded(i) == title.word(day))
    });
    let lede = body.first()?;
    if said || super::shared(ground, head, lede) < 1 {
        return None;
    }
    let look = ground.look(lede);
    // The one day to come: "will … on Thursday"; the day on which it was said stands behind a verb of speech.
    let mut coming = (look.first..look.end).filter(|&i| {
        cx.is(i, List::Weekday)
            && matches!(look.before(i, 1), "on" | "from")
            && (look.first.max(i.saturating_sub(16))..i)
                .any(|k| matches!(look.word(k), "will" | "to" | "would"))
            && !(look.first.max(i.saturating_sub(3))..i).any(|k| cx.is(k, List::ReportingVerb))
    });
    let (Some(rival), None) = (coming.next(), coming.next()) else {
        return None;
    };
    Some((
        Kind::Turned,
        cx.span(starts, day + 1),
        cx.span(rival, rival + 1),
    ))
}

/// "Senegal beat Morocco" over "Morocco will play Egypt after beating Senegal".
fn beaten(ground: &Ground<'_, '_>, head: &Sentence, body: &[&Sentence]) -> Found {
    let cx = ground.cx;
    let title = ground.look(head);
    let verb = any_word(&title, |word| {
        matches!(
            word,
            "beat"
                | "beats"
                | "defeat"
                | "defeats"
                | "defeated"
                | "thrash"
                | "thrashes"
                | "edge"
                | "edges"
                | "overcome"
                | "overcomes"
                | "stun"
                | "stuns"
                | "rout"
                | "routs"
        )
    })?;
    let winner = verb
        .checked_sub(1)
        .filter(|&i| i >= title.first && title.capital(i))?;
    let loser = Some(verb + 1).filter(|&i| title.capital(i))?;
    // "to beat", "fail to beat"
    if (title.first..verb).any(|i| {
        matches!(
            title.word(i),
            "to" | "as" | "after" | "who" | "fail" | "not" | "how"
        )
    }) {
        return None;
    }
    let lede = body.first()?;
    let look = ground.look(lede);
    let found = (look.first..look.end).find(|&i| {
        let end = match look.word(i) {
            "beating" | "defeating" | "thrashing" | "beat" | "defeated" | "edged"
            | "overcoming" | "overcame" => i + 1,
            "victory" | "win" if look.word(i + 1) == "over" => i + 2,
            _ => return false,
        };
        let end = end + usize::from(look.word(end) == "the");
        look.word(end) == title.word(winner)
            && (look.first..i).any(|k| look.word(k) == title.word(loser))
            && !(look.first..i).any(|k| matches!(look.word(k), "by" | "not" | "despite" | "last"))
    })?;
    Some((
        Kind::Turned,
        cx.span(winner, loser + 1),
        cx.span(found, (found + 3).min(look.end)),
    ))
}

/// The numbers of a sentence that count what the next word or the one behind it names.
fn counted<'g>(
    ground: &'g Ground<'_, '_>,
    sentence: &Sentence,
    noun: impl Fn(&str) -> bool + 'g,
) -> Vec<&'g Number> {
    let cx = ground.cx;
    ground
        .numbers_in(sentence.span)
        .iter()
        .filter(|one| {
            let last = one.tokens.1 as usize;
            !one.ordinal
                && (noun(cx.folded(last))
                    || noun(cx.folded(last + 1))
                        && cx.is(last + 1, List::Preposition) == cx.is(last, List::Preposition)
                        && cx.kind(last) == Some(crate::token::TokenKind::Word)
                        && !cx.is(last, List::Preposition))
        })
        .collect()
}

/// "Firm to create 500 jobs" over "will take on 150 people".
fn jobs(ground: &Ground<'_, '_>, head: &Sentence, body: &[&Sentence]) -> Found {
    let post = |word: &str| {
        matches!(
            word,
            "jobs"
                | "posts"
                | "positions"
                | "roles"
                | "workers"
                | "staff"
                | "employees"
                | "people"
                | "hires"
        )
    };
    let [own] = *counted(ground, head, |word| matches!(word, "jobs" | "posts")).as_slice() else {
        return None;
    };
    let lede = body.first()?;
    let look = ground.look(lede);
    let acts = any_word(&look, |word| {
        matches!(
            word,
            "hire"
                | "hiring"
                | "recruit"
                | "recruiting"
                | "employ"
                | "employing"
                | "create"
                | "creating"
                | "cut"
                | "cutting"
                | "shed"
                | "shedding"
                | "dismiss"
                | "dismissing"
                | "axe"
                | "axing"
                | "eliminate"
                | "add"
                | "adding"
        )
    })
    .or_else(|| {
        (look.first..look.end).find(|&i| {
            look.words(i, &["take", "on"])
                || look.words(i, &["lay", "off"])
                || look.words(i, &["laying", "off"])
                || look.words(i, &["taking", "on"])
        })
    })?;
    let [other] = *counted(ground, lede, post).as_slice() else {
        return None;
    };
    if (other.tokens.0 as usize) < acts || other.tokens.0 as usize > acts + 6 {
        return None;
    }
    let apart = own.lowest > other.highest * 1.15 || own.highest < other.lowest * 0.87;
    let again = body.iter().take(OPENING).any(|sentence| {
        ground
            .numbers_in(sentence.span)
            .iter()
            .any(|one| one.lowest <= own.highest && one.highest >= own.lowest)
    });
    (apart && !again).then_some((Kind::Figure, own.span, other.span))
}

/// "family of six" over "A mother and her three children".
fn family(ground: &Ground<'_, '_>, head: &Sentence, body: &[&Sentence]) -> Found {
    let title = ground.look(head);
    let at = (title.first..title.end).find(|&i| title.words(i, &["family", "of"]))?;
    let own = ground
        .numbers_in(head.span)
        .iter()
        .find(|one| one.tokens.0 as usize == at + 2)?;
    let lede = body.first()?;
    let look = ground.look(lede);
    let parents = |word: &str| match word {
        "mother" | "father" | "woman" | "man" | "widow" | "widower" => Some(1.0),
        "couple" | "parents" => Some(2.0),
        _ => None,
    };
    let (first, children) = (look.first..look.end).find_map(|i| {
        let count = parents(look.word(i))?;
        let owner =
            look.word(i + 1) == "and" && matches!(look.word(i + 2), "her" | "his" | "their");
        let one = ground
            .numbers_in(lede.span)
            .iter()
            .find(|one| owner && one.tokens.0 as usize == i + 3)?;
        let kin = matches!(
            look.word(one.tokens.1 as usize),
            "children" | "sons" | "daughters" | "kids"
        );
        // "and their three children and a grandmother" would be more.
        let more = matches!(look.word(one.tokens.1 as usize + 1), "and" | ",");
        (kin && !more).then_some((i, (one.tokens.1 as usize, count + one.number)))
    })?;
    let again = body.iter().take(OPENING).any(|sentence| {
        ground
            .numbers_in(sentence.span)
            .iter()
            .any(|one| (one.number - own.number).abs() < 0.5)
    });
    let (last, total) = children;
    ((total - own.number).abs() >= 1.0 && !again).then(|| {
        (
            Kind::Figure,
            ground.cx.span(at, own.tokens.1 as usize),
            ground.cx.span(first, last + 1),
        )
    })
}

/// "scraps flights" over "will cut its service from five flights a week to three".
fn cut_back(ground: &Ground<'_, '_>, head: &Sentence, body: &[&Sentence]) -> Found {
    let cx = ground.cx;
    let title = ground.look(head);
    let verb = any_word(&title, |word| {
        matches!(
            word,
            "scraps"
                | "scrap"
                | "axes"
                | "axe"
                | "scrapped"
                | "axed"
                | "abolishes"
                | "abolish"
                | "abolished"
        )
    })?;
    let lede = body.first()?;
    if super::shared(ground, head, lede) < 1
        || title.before(verb, 1) == "to" && title.before(verb, 2) == "not"
    {
        return None;
    }
    let look = ground.look(lede);
    let cut = any_word(&look, |word| {
        matches!(
            word,
            "cut" | "cutting" | "reduce" | "reducing" | "trim" | "trimming" | "lower" | "lowering"
        )
    })?;
    let numbers = ground.numbers_in(lede.span);
    let (from, to) = numbers.iter().zip(numbers.iter().skip(1)).find(|(a, b)| {
        let (first, second) = (a.tokens.0 as usize, b.tokens.0 as usize);
        first > cut
            && look.before(first, 1) == "from"
            && look.before(second, 1) == "to"
            && b.number > 0.0
            && b.number < a.number
            && second <= first + 8
    })?;
    let told = body.iter().take(OPENING).any(|sentence| {
        (sentence.first as usize..sentence.last as usize).any(|i| {
            let word = cx.folded(i);
            ["scrap", "axe", "axing", "abolish"]
                .iter()
                .any(|own| word.starts_with(own))
                || matches!(
                    word,
                    "ends" | "ended" | "cancelled" | "canceled" | "stopped"
                )
        })
    });
    (!told).then(|| (Kind::Deed, cx.span(verb, verb + 1), from.span.to(to.span)))
}

/// "sentenced to seven years in prison" and "the five-year term" further on.
fn term(ground: &Ground<'_, '_>, lede: &Sentence, body: &[&Sentence]) -> Found {
    let cx = ground.cx;
    let look = ground.look(lede);
    any_word(&look, |word| {
        matches!(
            word,
            "sentenced" | "jailed" | "imprisoned" | "jail" | "prison"
        )
    })?;
    let mut terms = ground.numbers_in(lede.span).iter().filter(|one| {
        let last = one.tokens.1 as usize;
        look.word(last) == "years"
            && (last + 1..last + 4).any(|k| {
                matches!(
                    look.word(k),
                    "prison" | "jail" | "imprisonment" | "bars" | "custody"
                )
            })
            && matches!(look.before(one.tokens.0 as usize, 1), "to" | "for")
    });
    let (Some(own), None) = (terms.next(), terms.next()) else {
        return None;
    };
    body.iter().skip(1).take(OPENING).find_map(|sentence| {
        let look = ground.look(sentence);
        let other_case = any_word(&look, |word| {
            matches!(
                word,
                "parole"
                    | "suspended"
                    | "sought"
                    | "asked"
                    | "demanded"
                    | "previous"
                    | "earlier"
                    | "original"
                    | "minimum"
                    | "maximum"
                    | "appeal"
                    | "reduced"
                    | "wife"
                    | "brother"
                    | "accomplice"
                    | "another"
                    | "first"
                    | "already"
                    | "concurrent"
                    | "consecutive"
                    | "separate"
                    | "others"
                    | "fellow"
            ) && !matches!(word, "parole")
        });
        ground.numbers_in(sentence.span).iter().find_map(|one| {
            let (first, last) = (one.tokens.0 as usize, one.tokens.1 as usize);
            let again = look.before(first, 1) == "the"
                && look.hyphen(last)
                && look.word(last + 1) == "year"
                && (matches!(look.word(last + 2), "term" | "sentence")
                    || matches!(look.word(last + 3), "term" | "sentence"));
            (again && other_case.is_none() && (one.number - own.number).abs() >= 1.0)
                .then(|| (Kind::Turned, own.span, cx.span(first, last + 2)))
        })
    })
}

/// "Every primary school will have a counsellor" and "The scheme covers 17 of the city's 31 primary schools; the rest".
fn some_of_all(ground: &Ground<'_, '_>, lede: &Sentence, body: &[&Sentence]) -> Found {
    let cx = ground.cx;
    let look = ground.look(lede);
    let all = any_word(&look, |word| word == "every")?;
    let nouns: Vec<&str> = (all + 1..all + 4)
        .take_while(|&i| {
            !super::mark(&look, i)
                && !cx.is(i, List::Preposition)
                && !cx.is(i, List::Auxiliary)
                && !cx.is(i, List::Modal)
        })
        .map(|i| stem(look.word(i)))
        .collect();
    let noun = nouns.last()?;
    // "Almost every", "not every"
    if matches!(
        look.before(all, 1),
        "almost" | "nearly" | "not" | "virtually"
    ) || !(all..look.end).any(|i| {
        matches!(
            look.word(i),
            "will" | "has" | "have" | "is" | "had" | "must"
        )
    }) {
        return None;
    }
    body.iter().skip(1).take(4).find_map(|sentence| {
        let look = ground.look(sentence);
        any_word(&look, |word| {
            matches!(word, "rest" | "others" | "remaining")
        })?;
        let numbers = ground.numbers_in(sentence.span);
        numbers
            .iter()
            .zip(numbers.iter().skip(1))
            .find_map(|(part, whole)| {
                let (last, first) = (part.tokens.1 as usize, whole.tokens.0 as usize);
                let of = look.word(last) == "of" && first <= last + 5;
                let same = (whole.tokens.1 as usize..whole.tokens.1 as usize + 3)
                    .any(|i| stem(look.word(i)) == *noun);
                (of && same && part.number < whole.number).then(|| {
                    (
                        Kind::Whole,
                        cx.span(all, all + 1 + nouns.len()),
                        part.span.to(whole.span),
                    )
                })
            })
    })
}
