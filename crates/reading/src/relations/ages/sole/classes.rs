//! Ages told by a class ("octogenarian", "in her thirties"), and what the sentences around an age tell: the one year before,
//! a span of life in brackets, who speaks by office.

use copydesk_draft::DayRange;

use super::super::persons_from;
use super::super::{Ground, year};
use super::{Fact, Told};
use crate::numbers::lexeme::Look;

/// Where one of the two is told by a class of ages ("octogenarian", "in her thirties"), that it is beyond doubt of the person of
/// the other: beside the name, behind "A 24-year-old backpacker", or taken up as the one who was saved.
pub(super) fn of_one_class(ground: &Ground<'_, '_>, a: &Fact, b: &Fact) -> bool {
    let cx = ground.cx;
    let classed = |fact: &Fact| {
        let sentence = cx.sentences.get(fact.sentence)?;
        let look = ground.look(sentence);
        let at = cx.token_at(fact.span.start);
        decade_of_life(&look, at).map(|_| (look, at))
    };
    let look_of = |fact: &Fact| cx.sentences.get(fact.sentence).map(|one| ground.look(one));
    let (class, other) = match (classed(a), classed(b)) {
        (None, None) => return true,
        (Some(_), Some(_)) => return false,
        (Some(class), None) => (class, b),
        (None, Some(class)) => (class, a),
    };
    let (look, at) = class;
    let Some(beside) = look_of(other) else {
        return false;
    };
    // "Octogenarian Walter Beale"
    let name = persons_from(ground, cx.span(at, at + 1).start)
        .first()
        .is_some_and(|person| person.first <= at + 1 && person.last > at + 1);
    if name {
        return true;
    }
    let later = b.span != other.span;
    let first = cx.token_at(other.span.start);
    let decade = look.word(at) == "in";
    if decade {
        // "The climber, 46,", "She is 46", "The 46-year-old"
        let opens = !later
            && (matches!(beside.word(beside.first), "he" | "she")
                || beside.word(beside.first) == "the"
                    && first == beside.first + 1
                    && beside.hyphen(first + 1)
                    && beside.word(first + 4) != "man"
                || beside.word(beside.first) == "the"
                    && matches!(
                        beside.word(beside.first + 1),
                        "climber"
                            | "walker"
                            | "hiker"
                            | "swimmer"
                            | "angler"
                            | "fisherman"
                            | "skier"
                            | "surfer"
                            | "kayaker"
                            | "canoeist"
                            | "sailor"
                            | "diver"
                            | "runner"
                            | "victim"
                            | "patient"
                            | "deceased"
                            | "tourist"
                            | "backpacker"
                            | "paraglider"
                            | "mountaineer"
                            | "camper"
                    ));
        // "Now in his seventies, the singer, born in Cádiz in 1961, still plays"
        let born = other.told == Told::Born && a.sentence == b.sentence;
        return born || opens && a.sentence != b.sentence;
    }
    // "A 43-year-old man was charged … The teenager was stabbed": two persons.
    let accused = (beside.first..beside.end).any(|i| {
        matches!(
            beside.word(i),
            "charged"
                | "arrested"
                | "jailed"
                | "held"
                | "detained"
                | "sentenced"
                | "admitted"
                | "accused"
                | "convicted"
                | "guilty"
                | "suspicion"
                | "killing"
                | "murder"
                | "murdering"
                | "stabbing"
        )
    });
    if accused {
        return false;
    }
    // "A 24-year-old backpacker drowned … The teenager had arrived"
    later
        && a.sentence != b.sentence
        && matches!(beside.word(beside.first), "a" | "an")
        && first == beside.first + 1
        && beside.hyphen(first + 1)
}

/// "Octogenarian Walter Beale", "the teenager", "in her thirties", "in his late 40s": one past the words, and the ages meant.
pub(super) fn decade_of_life(look: &Look<'_, '_>, i: usize) -> Option<(usize, (f64, f64))> {
    let person = match look.word(i) {
        "teenager" | "teen" => Some((13.0, 19.0)),
        "sexagenarian" => Some((60.0, 69.0)),
        "septuagenarian" => Some((70.0, 79.0)),
        "octogenarian" => Some((80.0, 89.0)),
        "nonagenarian" => Some((90.0, 99.0)),
        "centenarian" => Some((100.0, 119.0)),
        "toddler" => Some((1.0, 4.0)),
        _ => None,
    };
    if let Some(range) = person {
        // Of whom it is said, not to whom or of what kind: "the teenager", "Octogenarian Walter Beale", "a teenager was".
        let own = i == look.first && look.capital(i + 1)
            || look.word(look.first) == "the" && i <= look.first + 2;
        let noun = !look.hyphen(i + 1)
            && look.kind(i + 1) != Some(crate::token::TokenKind::Possessive)
            && !(look.first..i).any(|k| matches!(look.word(k), "former" | "second" | "other"));
        return (own && noun).then_some((i + 1, range));
    }
    if look.word(i) != "in" || !matches!(look.word(i + 1), "his" | "her") {
        return None;
    }
    let (at, part) = match look.word(i + 2) {
        "early" => (i + 3, 1),
        "mid" => (i + 3 + usize::from(look.hyphen(i + 3)), 2),
        "late" => (i + 3, 3),
        _ => (i + 2, 0),
    };
    let low = match look.word(at) {
        "teens" => 13.0,
        "twenties" | "20s" => 20.0,
        "thirties" | "30s" => 30.0,
        "forties" | "40s" => 40.0,
        "fifties" | "50s" => 50.0,
        "sixties" | "60s" => 60.0,
        "seventies" | "70s" => 70.0,
        "eighties" | "80s" => 80.0,
        "nineties" | "90s" => 90.0,
        _ => return None,
    };
    // "was in her thirties when": of another time.
    let then = (look.first..look.end).any(|k| {
        matches!(
            look.word(k),
            "when" | "then" | "while" | "until" | "late" | "since" | "began" | "had"
        ) && !(i..at).contains(&k)
    });
    let range = match part {
        1 => (low, low + 4.0),
        2 => (low + 3.0, low + 7.0),
        3 => (low + 6.0, low + 9.0),
        _ if low < 20.0 => (13.0, 19.0),
        _ => (low, low + 9.0),
    };
    (!then).then_some((at + 1, range))
}

/// The year of death that a bracket in one of the two sentences before told.
pub(super) fn lifespan_before(ground: &Ground<'_, '_>, number: usize) -> Option<DayRange> {
    (1..=2).find_map(|back| {
        let sentence = ground.cx.sentences.get(number.checked_sub(back)?)?;
        let look = ground.look(sentence);
        (look.first..look.end).find_map(|i| {
            let to = year(look.text(i + 2)).filter(|_| {
                year(look.text(i)).is_some()
                    && look.text(i.wrapping_sub(1)) == "("
                    && look.text(i + 3) == ")"
            })?;
            DayRange::year(to)
        })
    })
}

/// The one year that the sentence before tells.
pub(super) fn lone_year_before(ground: &Ground<'_, '_>, number: usize) -> Option<DayRange> {
    let sentence = ground.cx.sentences.get(number.checked_sub(1)?)?;
    let mut days = ground.dates_in(sentence.span).iter().filter(|date| {
        let (first, last) = ground.tokens(date.span);
        let born = (1..=4).any(|back| {
            first
                .checked_sub(back)
                .is_some_and(|i| matches!(ground.cx.folded(i), "born" | "birth"))
        });
        !born && (first..last).any(|i| year(ground.cx.word(i)).is_some())
    });
    let (one, None) = (days.next()?, days.next()) else {
        return None;
    };
    one.day
}

/// The sentence tells of now: its verb is in the present, and none is of the past.
pub(super) fn present(look: &Look<'_, '_>, at: usize) -> bool {
    (look.first..look.end).any(|i| {
        i != at
            && matches!(
                look.word(i),
                "says"
                    | "is"
                    | "has"
                    | "remains"
                    | "still"
                    | "lives"
                    | "plans"
                    | "hopes"
                    | "keeps"
                    | "works"
            )
    }) && !(look.first..look.end).any(|i| {
        matches!(
            look.word(i),
            "was"
                | "were"
                | "had"
                | "when"
                | "then"
                | "became"
                | "began"
                | "who"
                | "since"
                | "after"
        )
    })
}

/// "Judge Helen Marlow told": one who speaks by office, and whose age nobody tells.
pub(super) fn official(look: &Look<'_, '_>, name: usize) -> bool {
    let title = |i: usize| {
        matches!(
            look.word(i),
            "judge"
                | "justice"
                | "recorder"
                | "magistrate"
                | "coroner"
                | "prosecutor"
                | "inspector"
                | "superintendent"
                | "sergeant"
                | "sgt"
                | "det"
                | "constable"
                | "detective"
        )
    };
    title(name) || name > look.first && title(name - 1)
}
