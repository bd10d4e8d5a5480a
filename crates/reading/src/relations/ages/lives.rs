//! Ages of headlines beside those of the text, and ages beyond any life: "Widow, 91, wins back flat", "Singer dies at 67",
//! "who is 193 years old".

use copydesk_draft::Span;

use super::births::calling;
use super::{Evidence, Row, person_before};
use super::{Ground, year};
use crate::dates::Age;
use crate::lists::List;
use crate::numbers::lexeme::Look;
use crate::sentence::Sentence;

/// Age, its range, the other telling, its range, what that is.
/// "Widow, 91, wins back flat" over a text whose one age is 71.
pub(super) fn lone_headline(ground: &Ground<'_, '_>, rows: &mut Vec<Row>) {
    let cx = ground.cx;
    let Some(head) = cx.sentences.iter().find(|one| ground.in_headline(one)) else {
        return;
    };
    let look = ground.look(head);
    let mut top = ground.numbers_in(head.span).iter().filter(|one| {
        let (first, last) = (one.core_first as usize, one.core_last as usize);
        let aged = one.figures
            && !one.ordinal
            && one.number.fract() == 0.0
            && (1.0..115.0).contains(&one.number);
        // "Widow, 91,"; "91-year-old"
        let noun = first >= look.first + 2
            && look.text(first - 1) == ","
            && somebody(ground, &look, first - 2)
            && (look.text(last) == "," || last >= look.end);
        let old =
            look.hyphen(last) && look.word(last + 1) == "year" && look.word(last + 3) == "old";
        aged && (noun || old)
    });
    let (Some(top), None) = (top.next(), top.next()) else {
        return;
    };
    // Compared already.
    if rows
        .iter()
        .any(|row| head.span.contains(row.0) || head.span.contains(row.2))
    {
        return;
    }
    // The body tells one age, and no number that the headline could mean.
    let body: Vec<&Age> = ground
        .dates
        .ages
        .iter()
        .filter(|age| age.span.start > head.span.end && ground.cx.in_body(age.span))
        .collect();
    let Some(one) = body.first() else {
        if let Some((span, years)) = who_is(ground)
            && (years - top.number).abs() > 0.1
        {
            rows.push((
                span,
                (years, years),
                top.span,
                (top.number, top.number),
                Evidence::Age,
            ));
        }
        return;
    };
    let single = body.iter().all(|age| {
        (age.lowest - one.lowest).abs() < 0.1 && (age.highest - one.highest).abs() < 0.1
    });
    let same = ground.numbers.iter().any(|number| {
        number.span.start > head.span.end && (number.number - top.number).abs() < 0.1
    });
    if single && !same && one.lowest >= 1.0 {
        rows.push((
            one.span,
            (one.lowest, one.highest),
            top.span,
            (top.number, top.number),
            Evidence::Age,
        ));
    }
}

/// A noun for a person: "Widow", "Swimmer"; a bridge and a tower have ages of their own.
pub(super) fn somebody(ground: &Ground<'_, '_>, look: &Look<'_, '_>, at: usize) -> bool {
    let thing = matches!(
        look.word(at),
        "tower"
            | "liner"
            | "steamer"
            | "tanker"
            | "freighter"
            | "skyscraper"
            | "theater"
            | "theatre"
            | "center"
            | "computer"
            | "reactor"
            | "tractor"
            | "elevator"
            | "newspaper"
            | "charter"
            | "harbor"
            | "manor"
            | "boiler"
            | "crater"
            | "motor"
    );
    ground.cx.is(at, List::PersonNoun)
        || ground.cx.is(at, List::Kinship)
        || !thing && calling(look, ground, at)
}

/// "The retired dentist, who is 79, said": the one age that the body tells so.
fn who_is(ground: &Ground<'_, '_>) -> Option<(Span, f64)> {
    let cx = ground.cx;
    let mut told = cx
        .sentences
        .iter()
        .filter(|one| ground.in_body(one))
        .filter_map(|one| {
            let look = ground.look(one);
            ground.numbers_in(one.span).iter().find(|number| {
                let (first, last) = (number.core_first as usize, number.core_last as usize);
                look.before(first, 1) == "is"
                    && look.before(first, 2) == "who"
                    && look.before(first, 3) == ","
                    && super::mark(&look, last)
                    && !number.ordinal
                    && (1.0..LIFETIME).contains(&number.number)
            })
        });
    let one = told.next()?;
    told.next().is_none().then_some((one.span, one.number))
}

/// "Omar Haddad, who is 193 years old", "a 210-year-old man", "Ana Duarte, 230, a nurse": nobody lives so long.
pub(super) fn lifetimes(ground: &Ground<'_, '_>, rows: &mut Vec<Row>) {
    let cx = ground.cx;
    for one in ground.numbers {
        let years = one.number;
        if !(LIFETIME..1000.0).contains(&years) || one.ordinal || !cx.in_body(one.span) {
            continue;
        }
        let (first, last) = (one.core_first as usize, one.core_last as usize);
        let Some(sentence) = cx.sentence(cx.sentence_at(one.span.start)) else {
            continue;
        };
        let look = ground.look(sentence);
        let named = |at: usize| {
            let span = cx.span(at, at + 1);
            person_before(ground, span.start)
                .is_some_and(|person| person.last == at && person.first >= look.first)
        };
        // "a 210-year-old man"
        let old = look.hyphen(last)
            && look.word(last + 1) == "year"
            && look.word(last + 3) == "old"
            && (last + 4..last + 6).any(|i| cx.is(i, List::PersonNoun));
        // "Omar Haddad, who is 193 years old"
        let is = look.word(last) == "years"
            && look.word(last + 1) == "old"
            && look.before(first, 1) == "is"
            && first >= 3
            && (look.before(first, 2) == "who" && look.text(first - 3) == "," && named(first - 3)
                || named(first - 1)
                || first >= 2 && named(first - 2));
        // "Ana Duarte, 230, a nurse"
        let behind = look.before(first, 1) == ","
            && first >= 2
            && named(first - 1)
            && look.text(last) == ","
            && matches!(look.word(last + 1), "a" | "an" | "who")
            && one.figures;
        if old || is || behind {
            rows.push((
                one.span,
                (years, years),
                one.span,
                (0.0, LIFETIME),
                Evidence::Lifetime,
            ));
        }
    }
}

/// "Singer Lena Brandt dies at 67" over "She was 76."
pub(super) fn death_headline(ground: &Ground<'_, '_>, rows: &mut Vec<Row>) {
    let cx = ground.cx;
    let Some(head) = cx.sentences.iter().find(|one| ground.in_headline(one)) else {
        return;
    };
    let look = ground.look(head);
    let dies = (look.first..look.end).any(|i| matches!(look.word(i), "dies" | "dead" | "died"));
    let top = ground.numbers_in(head.span).iter().find(|one| {
        let first = one.core_first as usize;
        one.figures
            && !one.ordinal
            && (1.0..LIFETIME).contains(&one.number)
            && (matches!(look.before(first, 1), "at" | "aged")
                || look.before(first, 1) == "age" && look.before(first, 2) == "at")
            && (super::mark(&look, one.core_last as usize) || one.core_last as usize >= look.end)
    });
    let Some(top) = top.filter(|top| {
        dies && !rows
            .iter()
            .any(|row| top.span == row.0 || head.span.contains(row.0) || head.span.contains(row.2))
    }) else {
        return;
    };
    let body: Vec<&Sentence> = cx
        .sentences
        .iter()
        .filter(|one| ground.in_body(one))
        .take(6)
        .collect();
    let same = ground.numbers.iter().any(|number| {
        number.span.start > head.span.end && (number.number - top.number).abs() < 1.1
    });
    let died = body.iter().any(|one| {
        (one.first as usize..one.last as usize)
            .any(|i| matches!(cx.folded(i), "died" | "dies" | "dead" | "death"))
    });
    // "She was 76."
    let told = body.iter().find_map(|one| {
        let look = ground.look(one);
        if !matches!(look.word(look.first), "he" | "she") || look.word(look.first + 1) != "was" {
            return None;
        }
        ground.numbers_in(one.span).iter().find(|number| {
            let (first, last) = (number.core_first as usize, number.core_last as usize);
            first == look.first + 2
                && (super::mark(&look, last) || last >= look.end || look.word(last) == "years")
                && (1.0..LIFETIME).contains(&number.number)
        })
    });
    if let Some(told) = told.filter(|_| died && !same) {
        rows.push((
            top.span,
            (top.number, top.number),
            told.span,
            (told.number, told.number),
            Evidence::Age,
        ));
    }
}

/// More years than anybody has lived.
pub(super) const LIFETIME: f64 = 123.0;

/// A death told with a weekday, "today" or no date but the draft's: the age at death is the age now.
pub(super) fn fresh_death(look: &Look<'_, '_>, ground: &Ground<'_, '_>) -> bool {
    let span = ground.cx.span(look.first, look.end);
    // "has died"
    let just = (look.first + 1..look.end)
        .any(|i| look.word(i) == "died" && matches!(look.before(i, 1), "has" | "have"));
    let Some(death) = (look.first..look.end).find(|&i| matches!(look.word(i), "died" | "dies"))
    else {
        return just;
    };
    // "who died there in 1998": the date nearest behind is of another year.
    let dated = ground
        .dates_in(span)
        .iter()
        .map(|date| (ground.tokens(date.span), date))
        .find(|((from, _), _)| *from > death)
        .is_some_and(|((from, to), _)| {
            from <= death + 8 && (from..to).any(|i| year(ground.cx.word(i)).is_some())
        });
    just || !dated
        && (ground
            .dates_in(span)
            .iter()
            .any(|date| date.weekday.is_some() && date.relative)
            || opens_with(ground, look))
}

/// "was stabbed. The 45-year-old died in hospital": a death without a day in the opening of a story that tells of no other
/// year.
fn opens_with(ground: &Ground<'_, '_>, look: &Look<'_, '_>) -> bool {
    let cx = ground.cx;
    let opening = cx
        .sentences
        .iter()
        .filter(|one| ground.in_body(one))
        .position(|one| one.first as usize == look.first)
        .is_some_and(|place| place <= 3);
    opening
        && cx.date.is_some()
        && (0..look.end).all(|i| {
            year(cx.word(i)).is_none()
                && !matches!(
                    cx.folded(i),
                    "ago" | "later" | "then" | "once" | "had" | "decades" | "would" | "history"
                )
        })
}
