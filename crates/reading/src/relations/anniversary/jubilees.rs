//! Anniversaries whose year stands apart from them: the day of a disaster in another sentence or in the text under a
//! headline, a wedding told before, a first time, "independent since 1965".

use copydesk_draft::Span;

use super::{Ground, mark, stem, year};
use crate::dates::{Date, Granularity};
use crate::lists::List;
use crate::numbers::lexeme::{Look, Time};
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// How many days an anniversary may lie from the day it is written about.
const NEAR: i32 = 8;

/// The year counted from, for an anniversary of `years` at tokens `first..end`.
pub(super) fn told_apart(
    ground: &Ground<'_, '_>,
    number: usize,
    (first, end): (usize, usize),
    years: f64,
) -> Option<(Span, i32)> {
    let sentence = ground.cx.sentences.get(number)?;
    let look = ground.look(sentence);
    let found = wedding(ground, number, &look, (first, end))
        .or_else(|| since(ground, sentence, &look, first))
        .or_else(|| first_time(ground, sentence, &look, first))
        .or_else(|| same_day(ground, number, &look, (first, end)))
        .or_else(|| opened_behind(ground, number, &look, end))
        .or_else(|| founded_below(ground, sentence))?;
    // Another year of the article makes the number right: it may be that one.
    let today = ground.cx.date?.year();
    let fits = ground.cx.sentences.iter().any(|one| {
        (one.first as usize..one.last as usize)
            .filter_map(|i| year(ground.cx.word(i)))
            .filter(|from| *from != found.1)
            .any(|from| (-1..=1).any(|off| (f64::from(today + off - from) - years).abs() < 0.1))
    });
    (!fits || (f64::from(today - found.1) - years).abs() < 0.1).then_some(found)
}

/// The year that a date prints.
pub(super) fn printed(ground: &Ground<'_, '_>, date: &Date) -> Option<i32> {
    let (first, last) = ground.tokens(date.span);
    let exact = matches!(
        date.granularity,
        Granularity::Day | Granularity::Month | Granularity::Year
    );
    (first..last)
        .filter(|_| exact && date.length.is_none())
        .find_map(|i| year(ground.cx.word(i)))
}

/// "Born in Lund in July 1905, he left 90 hymns. … the 120th anniversary of his birth": the one birth, or death, of
/// the sentence or the one before.
pub(super) fn life_of(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    sentence: usize,
    end: usize,
) -> Option<(Span, i32)> {
    let cx = ground.cx;
    let own = look.word(end) == "of" && matches!(look.word(end + 1), "his" | "her");
    let told: &[&str] = match look.word(end + 2) {
        "birth" if own => &["born"],
        "death" if own => &["died", "killed", "murdered", "assassinated", "executed"],
        _ => return None,
    };
    let here = cx.sentences.get(sentence)?;
    let before = sentence.checked_sub(1).and_then(|k| cx.sentences.get(k));
    let mut found: Vec<(Span, i32)> = Vec::new();
    for one in [before.filter(|one| one.block == here.block), Some(here)]
        .into_iter()
        .flatten()
    {
        for date in ground.dates_in(one.span) {
            let at = cx.token_at(date.span.start);
            let life = (1..=6).any(|back| {
                at.checked_sub(back)
                    .is_some_and(|i| i >= one.first as usize && told.contains(&cx.folded(i)))
            });
            // "his wife, born in 1910": somebody else.
            let other = (one.first as usize..at).any(|i| cx.is(i, List::Kinship));
            if let Some(year) = printed(ground, date).filter(|_| life) {
                found.push((date.span, Some(year).filter(|_| !other)?));
            }
        }
    }
    match found.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

/// "They were married in June 1961. … their diamond wedding anniversary": the one wedding with a year, here or in the
/// sentence before.
fn wedding(
    ground: &Ground<'_, '_>,
    number: usize,
    look: &Look<'_, '_>,
    (first, end): (usize, usize),
) -> Option<(Span, i32)> {
    let cx = ground.cx;
    let named = (first..=end).any(|i| matches!(look.word(i), "wedding" | "weddings"))
        || look.before(first, 1) == "wedding";
    if !named {
        return None;
    }
    let here = cx.sentences.get(number)?;
    let before = number.checked_sub(1).and_then(|k| cx.sentences.get(k));
    // "… their diamond wedding on Saturday. They were married in August 1961."
    let behind = cx.sentences.get(number + 1).filter(|next| {
        let opening = next.first as usize;
        next.block == here.block
            && (cx.folded(opening) == "they"
                || cx.folded(opening) == "the"
                    && matches!(cx.folded(opening + 1), "couple" | "pair" | "two"))
            && (opening..next.last as usize).any(|i| matches!(cx.folded(i), "married" | "wed"))
    });
    let behind_first = behind.map_or(u32::MAX, |next| next.first);
    let mut found: Vec<(Span, i32)> = Vec::new();
    for one in [before, Some(here), behind].into_iter().flatten() {
        let wed = (one.first as usize..one.last as usize).any(|i| {
            matches!(cx.folded(i), "married" | "wed")
                && !matches!(cx.folded(i + 1), "couple" | "couples" | "life")
        });
        for date in ground.dates_in(one.span) {
            // "They were married in Leith and moved to Hull in 1985": the year of the move.
            let at = cx.token_at(date.span.start);
            let wed = wed
                && (one.first != behind_first
                    || (one.first as usize..at).rev().take(11).any(|i| {
                        matches!(cx.folded(i), "married" | "wed")
                            && !(i..at).any(|k| {
                                cx.kind(k) == Some(TokenKind::Punct)
                                    || matches!(
                                        cx.folded(k),
                                        "and"
                                            | "but"
                                            | "who"
                                            | "where"
                                            | "before"
                                            | "after"
                                            | "since"
                                            | "when"
                                    )
                            })
                    }));
            if let Some(year) = printed(ground, date) {
                // A year that is not of the wedding leaves the case open.
                found.push((date.span, if wed { year } else { 0 }));
            }
        }
    }
    match found.as_slice() {
        [one] if one.1 > 0 => Some(*one),
        _ => None,
    }
}

/// "The school opened with 31 pupils in 1985. Past pupils are asked back for its golden jubilee": the founding in the sentence
/// before of the one thing that "its" can mean.
pub(super) fn of_the_house(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    number: usize,
    first: usize,
) -> Option<(Span, i32)> {
    let cx = ground.cx;
    let here = cx.sentences.get(number)?;
    let before = cx.sentences.get(number.checked_sub(1)?)?;
    // Nothing else stands before the word that it could mean.
    let own = look.before(first, 1) == "its"
        && !(look.first..first - 1).any(|i| {
            matches!(
                look.word(i),
                "the" | "a" | "an" | "this" | "that" | "its" | "which" | "another"
            ) && look.time(i + 1) == Time::None
                || i > look.first
                    && look.capital(i)
                    && !cx.is(i, List::Weekday)
                    && !cx.is(i, List::Month)
        });
    let years = |one: &Sentence| {
        ground
            .dates_in(one.span)
            .iter()
            .filter(|date| printed(ground, date).is_some())
            .count()
    };
    if !own || before.block != here.block || years(here) > 0 || years(before) != 1 {
        return None;
    }
    let told = ground.look(before);
    ground.dates_in(before.span).iter().find_map(|date| {
        let at = cx.token_at(date.span.start);
        let founded = (told.first..at)
            .rev()
            .take(7)
            .take_while(|&i| !mark(&told, i))
            .any(|i| cx.phrase(i, List::FoundVerb).is_some());
        let year = printed(ground, date).filter(|_| founded && told.before(at, 1) == "in")?;
        Some((date.span, year))
    })
}

/// The only date of a sentence that is told with its year, where the jubilee at token `first` is "its" own.
fn of_its_own<'g>(
    ground: &'g Ground<'_, '_>,
    sentence: &Sentence,
    look: &Look<'_, '_>,
    first: usize,
) -> Option<&'g Date> {
    matches!(look.before(first, 1), "its" | "their").then_some(())?;
    let mut dated = ground
        .dates_in(sentence.span)
        .iter()
        .filter(|date| printed(ground, date).is_some());
    dated.next().filter(|_| dated.next().is_none())
}

/// "the silver jubilee of the bridge. Opened in 1998, it carries 60,000 cars a day."
fn opened_behind(
    ground: &Ground<'_, '_>,
    number: usize,
    look: &Look<'_, '_>,
    end: usize,
) -> Option<(Span, i32)> {
    let cx = ground.cx;
    let of = look.word(end) == "of" && matches!(look.word(end + 1), "the" | "a" | "its");
    let next = cx.sentences.get(number + 1)?;
    let told = ground.look(next);
    let opens = cx.phrase(told.first, List::FoundVerb).is_some()
        || cx.phrase(told.first, List::BeginDeed).is_some()
        || matches!(told.word(told.first), "opened" | "built" | "launched");
    let date = ground.dates_in(next.span).first()?;
    let (at, behind) = ground.tokens(date.span);
    let near = at <= told.first + 4 && told.text(behind) == ",";
    let same = told.word(behind + 1) == "it"
        || told.word(behind + 1) == "the" && told.word(behind + 2) == look.word(end + 2);
    // "The bridge opened in 1998."
    let plain = told.word(told.first) == "the"
        && told.word(told.first + 1) == look.word(end + 2)
        && told.before(at, 1) == "in"
        && at <= told.first + 6
        && (told.first + 2..at).any(|i| {
            cx.phrase(i, List::FoundVerb).is_some() || cx.phrase(i, List::BeginDeed).is_some()
        });
    (of && (opens && near && same || plain))
        .then(|| printed(ground, date).map(|year| (date.span, year)))
        .flatten()
}

/// "Hill club marks centenary" over "founded the Kurseong Football Club in 1919": the one year of the lede, told of a founding,
/// and what was founded stands in the headline.
fn founded_below(ground: &Ground<'_, '_>, sentence: &Sentence) -> Option<(Span, i32)> {
    let cx = ground.cx;
    if !ground.in_headline(sentence) {
        return None;
    }
    let lede = cx.sentences.iter().find(|one| ground.in_body(one))?;
    let told = ground.look(lede);
    let mut dated = ground
        .dates_in(lede.span)
        .iter()
        .filter(|date| printed(ground, date).is_some());
    let date = dated.next().filter(|_| dated.next().is_none())?;
    let (at, _) = ground.tokens(date.span);
    let verb = (told.first..at)
        .rev()
        .take(8)
        .take_while(|&i| !mark(&told, i))
        .find(|&i| cx.phrase(i, List::FoundVerb).is_some())?;
    // What is founded stands between verb and year, or before the verb ("The club was founded in 1919").
    let named = |i: usize| {
        (sentence.first as usize..sentence.last as usize)
            .any(|k| cx.folded(k).chars().count() > 3 && stem(cx.folded(k)) == stem(cx.folded(i)))
    };
    let thing =
        (verb + 1..at).any(named) || told.before(verb, 1) == "was" && (told.first..verb).any(named);
    (thing && told.before(at, 1) == "in")
        .then(|| printed(ground, date).map(|year| (date.span, year)))
        .flatten()
}

/// "Kuwait, independent since 1961, celebrates its …", "the magazine, in print since 1950, marks its …".
fn since(
    ground: &Ground<'_, '_>,
    sentence: &Sentence,
    look: &Look<'_, '_>,
    first: usize,
) -> Option<(Span, i32)> {
    let date = of_its_own(ground, sentence, look, first)?;
    let (at, behind) = ground.tokens(date.span);
    let state = matches!(
        look.before(at, 2),
        "independent" | "open" | "going" | "trading" | "sovereign"
    ) || matches!(look.before(at, 3), "in" | "on")
        && matches!(
            look.before(at, 2),
            "business" | "print" | "existence" | "air" | "operation" | "service"
        )
        // "independent of France since", "independent from Britain since"
        || (3..=5).any(|back| {
            look.before(at, back) == "independent"
                && matches!(look.before(at, back - 1), "of" | "from")
        });
    let set_off = look.text(behind) == ","
        && (look.first..at).any(|i| look.text(i) == ",")
        && at < first
        && first - at <= 10;
    (look.before(at, 1) == "since" && state && set_off)
        .then(|| printed(ground, date).map(|year| (date.span, year)))
        .flatten()
}

/// "The school, which took in its first 40 girls in 1968, celebrates its golden jubilee": a first time set off behind the
/// subject.
fn first_time(
    ground: &Ground<'_, '_>,
    sentence: &Sentence,
    look: &Look<'_, '_>,
    first: usize,
) -> Option<(Span, i32)> {
    let date = of_its_own(ground, sentence, look, first)?;
    let (at, behind) = ground.tokens(date.span);
    let which = (look.first..at).rev().take(12).find(|&i| {
        look.word(i) == "which" && look.text(i.wrapping_sub(1)) == ","
                // "a piano maker that opened its first workshop in 1926, is celebrating its centenary"
                || look.word(i) == "that"
                    && look.word(i + 2) == "its"
                    && look.word(i + 3) == "first"
                    && (look.first..i).any(|k| look.text(k) == ",")
    })?;
    let own = (which..at).any(|i| look.word(i) == "its" && look.word(i + 1) == "first");
    // "For its centenary this week the lido, which first opened its gates on 9 May 1935,": the jubilee opens.
    let ahead = first <= look.first + 2
        && matches!(
            look.word(look.first),
            "for" | "on" | "at" | "marking" | "in"
        )
        && which > first
        && which - first <= 12
        && (own || look.word(which + 1) == "first")
        && (first..which).filter(|&i| mark(look, i)).count() <= 2
        && !(which + 1..at).any(|i| mark(look, i) || look.word(i) == "not")
        && look.text(behind) == ",";
    if ahead {
        return printed(ground, date).map(|year| (date.span, year));
    }
    let plain = !(which + 1..at).any(|i| mark(look, i) || look.word(i) == "not");
    let begun = own && plain && look.text(behind) == "," && behind < first && first - behind <= 4;
    begun
        .then(|| printed(ground, date).map(|year| (date.span, year)))
        .flatten()
}

/// The one day with a year that lies in the same days of the year as the draft: what happened then is what is marked now.
fn same_day(
    ground: &Ground<'_, '_>,
    number: usize,
    look: &Look<'_, '_>,
    (first, end): (usize, usize),
) -> Option<(Span, i32)> {
    let cx = ground.cx;
    let today = cx.date?;
    let own = cx.sentences.get(number)?;
    if look.word(end.checked_sub(1)?) == "birthday"
        || (first..end).any(|i| look.word(i) == "wedding")
    {
        return None;
    }
    let headline = ground.in_headline(own);
    let opens = first == look.first;
    let the = matches!(look.before(first, 1), "the" | "a")
        || headline
            && (opens
                // "Port marks 20th anniversary of ferry loss"
                || matches!(
                    look.before(first, 1),
                    "marks" | "mark" | "marking" | "for" | "on" | "honours" | "recalls"
                        | "remembers" | "mourns" | "commemorates"
                ));
    if !the {
        return None;
    }
    let of = look.word(end) == "of";
    let bare = mark(look, end)
        || look.word(end).is_empty()
        || end >= look.end
        || matches!(look.word(end), "was" | "is" | "with" | "on" | "by" | "and");
    if !of && !bare {
        return None;
    }
    let mut found: Vec<(usize, Span, i32)> = Vec::new();
    for (at, sentence) in cx.sentences.iter().enumerate() {
        if !ground.in_body(sentence) {
            continue;
        }
        for date in ground.dates_in(sentence.span) {
            let (Some(year), Granularity::Day, Some(day)) =
                (printed(ground, date), date.granularity, date.day)
            else {
                continue;
            };
            // Over the turn of the year it would be open which year is meant.
            let apart = copydesk_draft::Day::new(today.year(), day.first.month(), day.first.day())
                .map(|day| day.days_since(today).abs());
            if year < today.year() && apart.is_some_and(|days| days <= NEAR) {
                found.push((at, date.span, year));
            }
        }
    }
    let [(at, span, year)] = found.as_slice() else {
        return None;
    };
    let told = cx.sentences.get(*at)?;
    let near = if headline {
        *at <= 5
    } else {
        at.abs_diff(number) <= 3
    };
    // What "of" names must stand beside the day as well.
    let shared = || {
        let beside = |i: usize| {
            (told.first as usize..told.last as usize)
                .filter(|&k| k < first || k >= end)
                .any(|k| k != i && stem(cx.folded(k)) == stem(cx.folded(i)))
        };
        (end + 1..look.end.min(end + 12))
            .take_while(|&i| !mark(look, i))
            .filter(|&i| {
                cx.kind(i) == Some(TokenKind::Word)
                    && cx.folded(i).chars().count() > 2
                    && !matches!(
                        cx.folded(i),
                        "and" | "for" | "who" | "his" | "her" | "was" | "its"
                    )
                    && !cx.is(i, List::Preposition)
                    && !cx.is(i, List::Determiner)
            })
            .any(beside)
    };
    // "of the loss of the steamer, which struck a reef on …": in the sentence itself the day is told of it.
    let aside = || {
        *at == number
            && cx.token_at(span.start) > end
            && (end..cx.token_at(span.start))
                .any(|i| look.text(i) == "," && matches!(look.word(i + 1), "which" | "when"))
    };
    // "the thirtieth anniversary of the disaster": whatever happened on that day.
    let disaster = || {
        look.word(end + 1) == "the"
            && matches!(
                look.word(end + 2),
                "disaster" | "tragedy" | "catastrophe" | "calamity" | "accident"
            )
            && mark(look, end + 3)
    };
    (near && (bare && !of || aside() || *at != number && (shared() || disaster())))
        .then_some((*span, *year))
}
