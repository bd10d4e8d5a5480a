//! "All schools in county to close" over "Primary schools will shut … Secondary schools will teach as usual", "Every bridge has
//! been closed … Traffic was still moving over two of the five": what is told of all takes in those that the text leaves out.

use super::Kind;
use super::opposed::{Found, content};
use super::{Ground, mark, stem};
use crate::numbers::lexeme::Look;
use crate::sentence::Sentence;

/// How many tokens may stand between those left out and the words that say so.
const NEAR: usize = 15;

/// What is told of all.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Shut,
    Opened,
    Harmed,
    /// Anything else.
    Other,
}

impl Fate {
    /// By the words of a sentence.
    fn of(look: &Look<'_, '_>, from: usize) -> Self {
        (from..look.end)
            .find_map(|i| {
                Some(match look.word(i) {
                    "close" | "closed" | "closes" | "shut" | "shuts" | "shutting" | "closing"
                    | "closure" | "cancelled" | "canceled" | "suspended" | "halted" | "empty" => {
                        Self::Shut
                    }
                    "reopen" | "reopens" | "reopened" | "reopening" | "open" | "opens"
                    | "opened" | "resume" | "resumes" | "resumed" => Self::Opened,
                    "died" | "die" | "dies" | "killed" | "dead" | "drowned" | "destroyed"
                    | "perished" | "wrecked" | "burned" | "evacuated" | "lost" => Self::Harmed,
                    _ => return None,
                })
            })
            .unwrap_or(Self::Other)
    }

    /// The words at token `i` say that it did not befall those named from token `from` on.
    fn spares(self, look: &Look<'_, '_>, from: usize, i: usize) -> bool {
        if mark(look, i) {
            return false;
        }
        let back = |words: &[&str]| (from..i).any(|k| words.contains(&look.word(k)));
        let is = &[
            "stay", "stays", "stayed", "remain", "remains", "remained", "be", "are", "is", "were",
            "was", "kept", "still", "been",
        ];
        let usual = look.word(i) == "usual" && look.before(i, 1) == "as";
        let left_out = matches!(look.word(i), "unaffected" | "exempt" | "spared") && back(is)
            || look.word(i) == "affected" && back(&["not"]);
        match self {
            Self::Shut => {
                usual
                    || left_out
                    || matches!(look.word(i), "open" | "running" | "moving" | "operating")
                        && back(is)
                    || matches!(look.word(i), "open" | "ahead")
                        && matches!(look.before(i, 1), "will" | "go" | "went" | "to")
                    || look.word(i) == "moving" && look.before(i, 1) == "still"
            }
            Self::Opened => {
                matches!(look.word(i), "closed" | "shut") && back(is)
                    || matches!(look.word(i), "open" | "reopen" | "resume")
                        && back(&["not", "never"])
            }
            Self::Harmed => {
                left_out
                    || matches!(
                        look.word(i),
                        "alive"
                            | "survived"
                            | "unhurt"
                            | "unharmed"
                            | "intact"
                            | "undamaged"
                            | "escaped"
                            | "safe"
                    )
            }
            Self::Other => usual || left_out || look.word(i) == "open" && back(is),
        }
    }
}

/// Finds the first of them below a headline or a lede.
pub(super) fn all_but(ground: &Ground<'_, '_>, head: &Sentence, body: &[&Sentence]) -> Found {
    let cx = ground.cx;
    let title = ground.look(head);
    let all = (title.first..title.end).find(|&i| matches!(title.word(i), "all" | "every"))?;
    let mut nouns = (all + 1..all + 4)
        .take_while(|&i| content(ground, i))
        .filter(|&i| title.word(i).ends_with('s') || title.word(all) == "every");
    // "All Lagos ferries": not the name.
    let noun = nouns
        .clone()
        .find(|&i| !title.capital(i))
        .or_else(|| nouns.next())?;
    // "every primary school": the last word before what is told of it.
    let noun = if title.word(all) == "every" {
        (noun..all + 4)
            .take_while(|&i| content(ground, i) && !title.word(i).ends_with("ed"))
            .last()
            .unwrap_or(noun)
    } else {
        noun
    };
    let own = stem(title.word(noun));
    if own.len() < 3 || title.word(all + 1) == "of" {
        return None;
    }
    let fate = Fate::of(&title, noun + 1);
    // "All Lagos ferries halted" over "Most ferry services in Lagos stopped".
    let most =
        body.first()
            .filter(|lede| lede.first > head.first)
            .and_then(|lede| {
                let told = ground.look(lede);
                let again = (told.first..told.end).any(|i| matches!(told.word(i), "all" | "every"));
                let word = |i: usize| (i + 1..i + 4).find(|&k| stem(told.word(k)) == own);
                let at = told.first;
                // "All Tasmanian beaches closed" over "Two beaches on the east coast were closed".
                let few =
                    ground.numbers_in(lede.span).first().is_some_and(|number| {
                        number.tokens.0 as usize == at && number.number < 5.0
                    }) && ground.numbers_in(head.span).is_empty();
                let part =
                    few || matches!(told.word(at), "most" | "many" | "some" | "several" | "half");
                word(at)
                    .filter(|_| part && !again)
                    .map(|end| (Kind::Whole, cx.span(all, noun + 1), cx.span(at, end + 1)))
            });
    if most.is_some() {
        return most;
    }
    body.iter()
        .filter(|sentence| sentence.first > head.first)
        .find_map(|sentence| {
            let told = ground.look(sentence);
            let part = (told.first..told.end).find_map(|k| {
                let start = kind_of(ground, &told, k, own)
                    .or_else(|| placed(&told, k, own))
                    .or_else(|| counted(ground, &told, sentence, k, own))?;
                let from = k.max(start);
                let end = (from + 1..told.end.min(from + NEAR))
                    .take_while(|&i| !mark(&told, i) || told.text(i) == ",")
                    .find(|&i| fate.spares(&told, from, i))?;
                Some((start, end))
            });
            // "Traffic was still moving over two of the five"
            let over = || {
                let end = (told.first..told.end).find(|&i| {
                    fate.spares(&told, told.first, i)
                        || told.word(i) == "free" && told.word(i + 1) == "to"
                })?;
                let k = (end + 1..told.end.min(end + 6)).find(|&k| {
                    counted(ground, &told, sentence, k, own).is_some()
                        || told.word(k) == "others" && told.before(k, 1) == "the"
                })?;
                (fate == Fate::Shut).then_some((end, k))
            };
            let (start, end) = part.or_else(over)?;
            Some((Kind::Whole, cx.span(all, noun + 1), cx.span(start, end + 1)))
        })
}

/// "Secondary schools": a kind of them, and not "all", "the", "other".
fn kind_of(ground: &Ground<'_, '_>, told: &Look<'_, '_>, k: usize, own: &str) -> Option<usize> {
    let kind = k > told.first
        && stem(told.word(k)) == own
        && content(ground, k - 1)
        && !matches!(
            told.before(k, 1),
            "all" | "the" | "these" | "its" | "their" | "own" | "most" | "many"
        );
    kind.then_some(k.wrapping_sub(1))
}

/// "Schools in Iqaluit will open": those of one place, at the head of the sentence.
fn placed(told: &Look<'_, '_>, k: usize, own: &str) -> Option<usize> {
    // "Classes on the rest of the island will go ahead as usual"
    let rest = matches!(
        (told.word(k + 1), told.word(k + 2), told.word(k + 3)),
        ("in" | "on", "the", "rest")
    );
    let place = (stem(told.word(k)) == own || rest)
        && told.word(k).ends_with('s')
        && k <= told.first + 1
        && matches!(told.word(k + 1), "in" | "on" | "at" | "near" | "outside")
        && (told.capital(k + 2) || told.word(k + 2) == "the" && told.word(k + 3) == "rest");
    place.then_some(k)
}

/// "the other 220 will stay open", "two of the five", "The other five": some of them by number.
fn counted(
    ground: &Ground<'_, '_>,
    told: &Look<'_, '_>,
    sentence: &Sentence,
    k: usize,
    own: &str,
) -> Option<usize> {
    let own_number = ground
        .numbers_in(sentence.span)
        .iter()
        .find(|number| number.tokens.0 as usize == k)?;
    let last = own_number.tokens.1 as usize;
    let other =
        told.before(k, 1) == "other" && matches!(told.before(k, 2), "the" | "its" | "their");
    let others = matches!(told.word(last), "others") && told.before(k, 1) == "the";
    let of_all = told.word(last) == "of"
        && matches!(told.word(last + 1), "the" | "them" | "these")
        && (told.is_figure(last + 2)
            || stem(told.word(last + 2)) == own
            || ground
                .numbers_in(sentence.span)
                .iter()
                .any(|number| number.tokens.0 as usize == last + 2)
            || told.word(last + 1) == "them");
    (other || others || of_all).then_some(k)
}

/// "Five climbers have died … The three others were brought down alive": of a count that all died, some live.
pub(super) fn some_live(ground: &Ground<'_, '_>, top: &Sentence, body: &[&Sentence]) -> Found {
    let cx = ground.cx;
    let look = ground.look(top);
    let count = ground.numbers_in(top.span).iter().find(|number| {
        number.number >= 2.0
            && number.tokens.0 as usize <= look.first + 3
            && content(ground, number.tokens.1 as usize)
    })?;
    let last = count.tokens.1 as usize;
    let died = (last + 1..last + 6).any(|i| {
        matches!(
            look.word(i),
            "died" | "drowned" | "dead" | "killed" | "perished"
        )
    });
    if !died {
        return None;
    }
    let own = stem(look.word(last)).to_owned();
    body.iter()
        .filter(|sentence| sentence.first > top.first)
        .take(4)
        .find_map(|sentence| {
            let told = ground.look(sentence);
            let part = ground.numbers_in(sentence.span).iter().find(|number| {
                let k = number.tokens.0 as usize;
                number.number < count.number
                    && matches!(told.before(k, 1), "the" | "other")
                    && counted(ground, &told, sentence, k, &own).is_some()
            })?;
            let from = part.tokens.1 as usize;
            let end = (from..told.end.min(from + 8)).find(|&i| {
                matches!(
                    told.word(i),
                    "alive" | "survived" | "unhurt" | "safe" | "rescued"
                )
            })?;
            // "Nine others were rescued" are no part of the dead.
            let of_them = part.tokens.0 as usize <= told.first + 2
                && (told.word(from) == "others"
                    || told.before(part.tokens.0 as usize, 1) == "other")
                && body.iter().any(|other| {
                    other.first > top.first && other.first <= sentence.first && {
                        let look = ground.look(other);
                        (look.first..look.end).any(|i| {
                            look.word(i) == "of"
                                && look.word(i + 1) == "the"
                                && stem(look.word(i + 2)) == own
                        })
                    }
                });
            of_them.then(|| {
                (
                    Kind::Whole,
                    cx.span(count.tokens.0 as usize, last + 1),
                    cx.span(part.tokens.0 as usize, end + 1),
                )
            })
        })
}

/// "nationwide", "across the country".
fn whole_country(look: &Look<'_, '_>, i: usize) -> Option<usize> {
    match look.word(i) {
        "nationwide" | "countrywide" => Some(i + 1),
        "across" if look.word(i + 1) == "country" => Some(i + 2),
        "across" if look.word(i + 1) == "the" && look.word(i + 2) == "country" => Some(i + 3),
        _ => None,
    }
}

/// "Uganda starts nationwide vaccination" over "in two border districts": what is done in some parts.
pub(super) fn in_some_parts(ground: &Ground<'_, '_>, head: &Sentence, body: &[&Sentence]) -> Found {
    let title = ground.look(head);
    let (at, end) = (title.first..title.end).find_map(|i| Some((i, whole_country(&title, i)?)))?;
    // "nationwide search" may begin anywhere.
    let told_again = body.iter().take(3).any(|sentence| {
        let look = ground.look(sentence);
        (look.first..look.end).any(|i| {
            whole_country(&look, i).is_some()
                || matches!(
                    look.word(i),
                    "national" | "nation" | "throughout" | "elsewhere"
                )
                || look.word(i) == "all" && look.word(i + 1) == "over"
        })
    });
    if told_again {
        return None;
    }
    let lede = body.first()?;
    let look = ground.look(lede);
    let (from, last) = (look.first..look.end).find_map(|i| {
        let some = matches!(
            look.word(i + 1),
            "one" | "two" | "three" | "four" | "five" | "six" | "some" | "several"
        );
        let noun = (i + 2..i + 4).find(|&k| {
            matches!(
                look.word(k),
                "district"
                    | "districts"
                    | "province"
                    | "provinces"
                    | "region"
                    | "regions"
                    | "counties"
                    | "county"
                    | "cities"
                    | "towns"
                    | "states"
                    | "villages"
            )
        })?;
        (look.word(i) == "in" && some).then_some((i + 1, noun))
    })?;
    Some((
        Kind::Whole,
        ground.cx.span(at, end),
        ground.cx.span(from, last + 1),
    ))
}

/// "Storm cuts power to Porto" over a lede of Braga and "Porto, 50 km to the south, was spared": a place of the headline that
/// the text sets apart.
pub(super) fn place_apart(ground: &Ground<'_, '_>, head: &Sentence, body: &[&Sentence]) -> Found {
    let cx = ground.cx;
    let title = ground.look(head);
    let lede = body.first()?;
    let in_lede =
        |name: &str| (lede.first as usize..lede.last as usize).any(|k| cx.word(k) == name);
    let at = (title.first + 1..title.end).find(|&i| {
        title.capital(i)
            && matches!(
                title.before(i, 1),
                "to" | "for"
                    | "in"
                    | "off"
                    | "near"
                    | "at"
                    | "hits"
                    | "strikes"
                    | "shakes"
                    | "towards"
            )
            && !in_lede(title.text(i))
    })?;
    let name = title.text(at);
    body.iter().skip(1).take(4).find_map(|sentence| {
        let told = ground.look(sentence);
        let first = told.first;
        // "Durban's beaches, to the south, are unaffected"
        let owned = told.text(first) == name
            && told.kind(first + 1) == Some(crate::token::TokenKind::Possessive)
            && (first + 2..told.end).any(|i| matches!(told.word(i), "unaffected" | "spared"));
        let away = told.text(first) == name
            && told.text(first + 1) == ","
            && (first + 2..first + 7).any(|i| {
                matches!(
                    told.word(i),
                    "km" | "kilometres" | "kilometers" | "miles" | "kilometre" | "mile"
                )
            });
        let end = (first + 3..told.end).find(|&i| {
            matches!(
                told.word(i),
                "spared" | "unaffected" | "escaped" | "only" | "not" | "no" | "untouched" | "calm"
            )
        })?;
        (away || owned).then(|| (Kind::Whole, cx.span(at, at + 1), cx.span(first, end + 1)))
    })
}

/// "voted unanimously" over "carried by nine votes to four": of those who were of one mind, some were not.
pub(super) fn divided(ground: &Ground<'_, '_>, top: &Sentence, body: &[&Sentence]) -> Found {
    let cx = ground.cx;
    let look = ground.look(top);
    let at = (look.first..look.end).find(|&i| {
        matches!(look.word(i), "unanimously" | "unanimous")
            && !matches!(
                look.before(i, 1),
                "not" | "almost" | "nearly" | "near" | "-"
            )
    })?;
    body.iter()
        .filter(|sentence| sentence.first > top.first)
        .take(4)
        .find_map(|sentence| {
            let told = ground.look(sentence);
            let numbers = ground.numbers_in(sentence.span);
            let (for_it, against) = numbers.windows(2).find_map(|pair| {
                let [a, b] = pair else { return None };
                let (first, last) = (a.tokens.0 as usize, a.tokens.1 as usize);
                let votes = usize::from(told.word(last) == "votes");
                let by = told.before(first, 1) == "by"
                    && told.word(last + votes) == "to"
                    && b.tokens.0 as usize == last + votes + 1;
                (by && b.number >= 1.0).then_some((a, b))
            })?;
            let carried = (told.first..for_it.tokens.0 as usize).any(|i| {
                matches!(
                    told.word(i),
                    "carried" | "passed" | "adopted" | "approved" | "voted" | "agreed" | "backed"
                )
            }) || told.word(for_it.tokens.1 as usize) == "votes";
            carried.then(|| {
                (
                    Kind::Whole,
                    cx.span(at, at + 1),
                    for_it.span.to(against.span),
                )
            })
        })
}
