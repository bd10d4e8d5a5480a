//! Every toll of one event that one source tells, wherever it stands and however it is put: "Two dozen people have died since
//! Friday, the ministry said. Of the 19 deaths since Friday, the ministry said", "1,400 people died in the earthquake, the
//! authority said … The authority put the number of dead at 2,205", "Seven miners died, the operator said … The company will pay
//! the families of all nine dead men".
//!
//! All tolls told before it are candidates; where one of them allows the number, or some of them make it up, nothing is said.

use copydesk_draft::Span;

use super::one_source::{Voice, is_update, voice};
use super::recounted::known;
use super::{Ground, PairRow, lede, nouns, stem};
use crate::casualties::{Figure, Outcome, Telling};
use crate::lists::List;
use crate::numbers::{Hedge, Role};

/// How many sentences behind the first count its event is still told of.
const REACH: u32 = 6;

/// Adds the pairs that no other reader told.
pub(super) fn find(ground: &Ground<'_, '_>, rows: &mut Vec<PairRow>) {
    for outcome in [Outcome::Killed, Outcome::Wounded] {
        of_outcome(ground, outcome, rows);
    }
}

fn of_outcome(ground: &Ground<'_, '_>, outcome: Outcome, rows: &mut Vec<PairRow>) {
    let cx = ground.cx;
    let told: Vec<&Figure> = ground
        .casualties
        .figures
        .iter()
        .filter(|figure| {
            figure.outcome == outcome
                && !figure.part
                && figure.number >= 2.0
                && figure.hedge != Hedge::Vague
                && (figure.telling == Telling::Asserted
                    // What the headline told is known in the lede.
                    || figure.telling == Telling::Background && lede(ground, figure.span))
                && cx
                    .sentence(cx.sentence_at(figure.span.start))
                    .is_some_and(|one| ground.in_body(one))
        })
        .collect();
    for (k, again) in told.iter().enumerate().skip(1) {
        let before = told.get(..k).unwrap_or(&[]);
        let same_event: Vec<&&Figure> = before
            .iter()
            .filter(|one| one.event == again.event)
            .collect();
        let Some(first) = same_event.last() else {
            continue;
        };
        let fits = |one: &&&Figure| one.lowest <= again.highest && again.lowest <= one.highest;
        let exact = ground
            .numbers_in(again.count)
            .iter()
            .find(|number| number.span == again.count);
        // Far apart, the events may be two; of the hurt only exact counts are compared.
        let between = cx
            .sentence_at(again.span.start)
            .saturating_sub(cx.sentence_at(first.span.start));
        let others = before
            .iter()
            .any(|one| one.span.start > first.span.start && one.event != again.event);
        let exactly = |one: &Figure| one.hedge == Hedge::Exact;
        if between > REACH
            || others
            || outcome == Outcome::Wounded && !(exactly(first) && exactly(again))
        {
            continue;
        }
        if before.iter().any(|one| fits(&one))
            || exact.is_some_and(|count| known(ground, count))
            || made_up(before, again.number)
            || cx.sentence_at(first.span.start) == cx.sentence_at(again.span.start)
            || rows
                .iter()
                .any(|row| row.0[1].start < again.span.end && again.span.start < row.0[1].end)
        {
            continue;
        }
        let voices = voice(ground, first).zip(voice(ground, again));
        let one_voice = voices.is_some_and(|(a, b)| same(&a, &b));
        if one_voice
            && !apart(ground, first, again)
            && !updated(ground, first)
            && !updated(ground, again)
            && all_of_them(ground, first, again)
        {
            rows.push((
                [first.span, again.span],
                [(first.lowest, first.highest), (again.lowest, again.highest)],
                [again.definite, true, true, lede(ground, first.span)],
            ));
        }
    }
}

/// Two tolls told before make up the number, or leave it.
fn made_up(before: &[&Figure], number: f64) -> bool {
    before.iter().enumerate().any(|(i, a)| {
        before.iter().skip(i + 1).any(|b| {
            (a.number + b.number - number).abs() < 0.5
                || ((a.number - b.number).abs() - number).abs() < 0.5
        })
    })
}

/// One source by two names of its kind: "the operator … the company".
fn same(a: &Voice, b: &Voice) -> bool {
    let is = |voice: &Voice, words: &[&str]| words.iter().any(|word| stem(word) == voice.head());
    let firm = |voice: &Voice| {
        is(
            voice,
            &[
                "operator", "company", "firm", "owner", "employer", "airline",
            ],
        )
    };
    let vague = |voice: &Voice| {
        is(
            voice,
            &[
                "it",
                "they",
                "he",
                "she",
                "official",
                "officials",
                "source",
                "sources",
                "report",
                "reports",
                "media",
                "resident",
                "residents",
                "witness",
                "witnesses",
            ],
        )
    };
    !vague(a) && !vague(b) && (a.same(b) || firm(a) && firm(b))
}

/// Of two places, days or spans of time.
fn apart(ground: &Ground<'_, '_>, a: &Figure, b: &Figure) -> bool {
    let cx = ground.cx;
    let text = |span: Option<copydesk_draft::Span>| span.map(|span| cx.str(span));
    let places = matches!((text(a.place), text(b.place)), (Some(a), Some(b)) if a != b);
    let days = matches!((a.day, b.day), (Some(a), Some(b)) if a.last < b.first || b.last < a.first);
    let periods = text(a.period) != text(b.period);
    places || days || periods || a.running != b.running
}

/// A later count, one of others or of another time, by the words of its sentence.
fn updated(ground: &Ground<'_, '_>, figure: &Figure) -> bool {
    let cx = ground.cx;
    let own = ground.tokens(figure.span);
    cx.sentence_tokens(cx.sentence_at(figure.span.start))
        .any(|i| {
            // The day of the event, and the time over which both are counted.
            let day = figure.day.is_some() && cx.is(i, List::Month);
            let since = figure.period.is_some()
                && matches!(cx.folded(i), "since" | "week" | "month" | "year");
            is_update(cx, i, own) && !day && !since
                || matches!(
                    cx.folded(i),
                    "so" | "far"
                        | "yet"
                        | "new"
                        | "later"
                        | "again"
                        | "toll"
                        | "tolls"
                        | "further"
                        | "still"
                )
        })
}

/// All the dead of the event are counted twice: not those of one kind among them, nor those with others.
fn all_of_them(ground: &Ground<'_, '_>, a: &Figure, b: &Figure) -> bool {
    let cx = ground.cx;
    let (first, _) = ground.tokens(b.count);
    let of_them = {
        let (_, last) = ground.tokens(b.count);
        cx.folded(last) == "of" && matches!(cx.folded(last + 1), "the" | "those" | "them")
    };
    let (x, y) = (nouns(ground, a), nouns(ground, b));
    let general = |words: &[String]| {
        words
            .last()
            .is_none_or(|word| matches!(word.as_str(), "peopl" | "people" | "person" | "victim"))
    };
    let alike = x.last() == y.last() || general(&x) && general(&y);
    let definite = b.definite
        && (1..=2).any(|back| {
            first
                .checked_sub(back)
                .is_some_and(|i| matches!(cx.folded(i), "the" | "all" | "those"))
        });
    let back = definite
        && (general(&y)
            || y.last()
                .is_some_and(|word| matches!(word.as_str(), "men" | "man"))
                && !general(&x));
    // "the 12 dead in Kherson", "the 31 people killed on Monday": a part by what follows.
    let (_, end) = ground.tokens(b.span);
    let cut = definite
        && matches!(
            cx.folded(end),
            "in" | "at"
                | "on"
                | "from"
                | "near"
                | "aboard"
                | "inside"
                | "who"
                | "whose"
                | "identified"
                | "named"
                | "confirmed"
        )
        && cx.folded(end + 1) != "the";
    // Others were counted beside them.
    let numbers = ground
        .numbers_in(b.span)
        .iter()
        .filter(|number| number.role == Role::Cardinal && b.span.contains(number.span))
        .count();
    !of_them && !cut && numbers <= 1 && (alike || back || general(&y) && b.highest < a.lowest)
}

/// "At least 95 died around Valencia. … The 40 people who died in Paiporta": of two events, the second with its place right
/// behind it.
pub(super) fn of_two_places(ground: &Ground<'_, '_>, [first, again]: [Span; 2]) -> bool {
    let figures = &ground.casualties.figures;
    let at = |span: Span| {
        figures
            .iter()
            .find(|figure| figure.span.start < span.end && span.start < figure.span.end)
    };
    let (Some(a), Some(b)) = (at(first), at(again)) else {
        return false;
    };
    let near = |figure: &Figure| {
        figure
            .place
            .filter(|place| place.start >= figure.span.end && place.start - figure.span.end < 8)
    };
    a.event != b.event
        && matches!((a.place, near(b)), (Some(a), Some(b)) if ground.cx.str(a) != ground.cx.str(b))
}
