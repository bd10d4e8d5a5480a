//! Territorial claims: that an armed side took, holds or lost a place.

use copydesk_draft::Span;

use super::clause::{Actor, Clauses, Verb};
use super::wide::{antecedent, fell, taken_from};
use super::{Deed, DeedKind, driven, held};
use crate::casualties::Telling;
use crate::cx::Cx;
use crate::lists::List;
use crate::names::LONGEST;
use crate::order::begun_in;
use crate::token::TokenKind;

/// The claim whose verb or phrase stands at token `i`, and one past it.
pub(super) fn claim(clauses: &Clauses<'_, '_>, i: usize) -> Option<(Deed, usize)> {
    taken(clauses, i)
        .or_else(|| fell(clauses, i))
        .or_else(|| fall_of(clauses, i))
        .or_else(|| in_hands(clauses, i))
        .or_else(|| fronted(clauses, i))
        .or_else(|| driven::expelled(clauses, i))
        .or_else(|| driven::flag(clauses, i))
        .or_else(|| held::claim(clauses, i))
}

/// "Rebels captured the town", "the town was captured by rebels", "Fighters now control the bridge".
fn taken(clauses: &Clauses<'_, '_>, i: usize) -> Option<(Deed, usize)> {
    let cx = clauses.cx;
    let taking = cx.phrase(i, List::TakingVerb);
    // "Rebels rule nine of the towns": over a count of places; over a country it is no news.
    let rules = matches!(cx.folded(i), "rule" | "rules")
        && (cx.kind(i + 1) == Some(TokenKind::Number)
            || cx.is(i + 1, List::NumberWord)
            || matches!(cx.folded(i + 1), "most" | "half" | "much" | "parts"));
    let keeping = cx.phrase(i, List::KeepingVerb).or(rules.then_some(1));
    let len = taking.or(keeping)?;
    let after = i + len;
    let copula = matches!(cx.folded(i), "in" | "masters" | "lords");
    let verb = if copula {
        // "has been in full control of"
        let group = copula_before(clauses, i)?;
        Verb {
            group,
            passive: false,
            participle: false,
        }
    } else if clauses.kept_now(i) && taking.is_none() {
        let before = if i > clauses.first {
            cx.folded(i - 1)
        } else {
            return None;
        };
        if cx.is(i - 1, List::Determiner)
            || matches!(
                before,
                "to" | "of" | "under" | "not" | "would" | "will" | "could" | "can" | "may"
            )
            || cx.kind(i - 1) == Some(TokenKind::Possessive)
        {
            return None;
        }
        let mut group = i;
        while group > clauses.first
            && matches!(cx.folded(group - 1), "now" | "still" | "already" | "also")
        {
            group -= 1;
        }
        // "hold only the radio hill"
        Verb {
            group,
            passive: false,
            participle: false,
        }
    } else {
        clauses.told(i)?
    };
    if verb.passive {
        let named = clauses.by(after);
        let by = named.or_else(|| taken_from(clauses, after))?;
        let place = ground_before(clauses, verb.group)?;
        // "after the city had been liberated from the militia": told as known.
        let start = clauses.clause_start(verb.group.saturating_sub(1));
        if named.is_none()
            && start > clauses.first
            && matches!(
                cx.folded(start - 1),
                "after" | "since" | "when" | "before" | "until" | "once"
            )
        {
            return None;
        }
        return Some(deed(
            clauses,
            verb,
            Some(by),
            i,
            cx.token_at(by.span.end.saturating_sub(1)) + 1,
            Some(place),
            after,
        ));
    }
    let ahead = ground(clauses, after, clauses.last);
    if ahead.is_none() && taking.is_some() {
        return antecedent(clauses, verb, i, after);
    }
    let (place, end) = ahead?;
    let actor = clauses
        .actor(verb)
        .filter(|actor| !actor.country || taking.is_some())?;
    // "would give the rebels control of": here the word is a noun.
    if clauses.kept_now(i) && taking.is_none() && !actor.relative {
        let start = cx.token_at(actor.span.start);
        let opens = start == clauses.first
            || matches!(
                cx.folded(start - 1),
                "," | "and" | "but" | "that" | "as" | "while" | "where" | "because" | ";" | ":"
            )
            || cx.phrase(start - 1, List::ReportingVerb).is_some();
        let noun = (start..i)
            .any(|k| matches!(cx.folded(k), "give" | "gave" | "given" | "gives" | "giving"));
        if !opens || noun {
            return None;
        }
    }
    let mut found = deed(clauses, verb, Some(actor), i, end, Some(place), after);
    // "took up positions": they moved, they won no ground.
    if matches!(cx.folded(after), "up" | "part" | "place" | "over") && taking.is_some() {
        return None;
    }
    if keeping.is_some() && taking.is_none() && (actor.relative || old_hold(clauses, end)) {
        found.0.telling = Telling::Background;
    }
    Some(found)
}

/// "since 2007", "for years" behind a verb of holding.
fn old_hold(clauses: &Clauses<'_, '_>, from: usize) -> bool {
    let cx = clauses.cx;
    (from..clauses.last).any(|k| {
        matches!(cx.folded(k), "since")
            && (k + 1..(k + 4).min(clauses.last))
                .any(|n| cx.kind(n) == Some(TokenKind::Number) && cx.word(n).len() == 4)
            || cx.folded(k) == "for"
                && (k + 1..(k + 5).min(clauses.last))
                    .any(|n| matches!(cx.folded(n), "years" | "decades" | "months"))
    })
}

/// The form of "be" before "in control of".
fn copula_before(clauses: &Clauses<'_, '_>, i: usize) -> Option<usize> {
    let cx = clauses.cx;
    let mut k = i;
    let mut be = false;
    while k > clauses.first {
        match cx.folded(k - 1) {
            "was" | "were" | "is" | "are" | "been" => be = true,
            "has" | "have" | "had" | "now" | "still" | "firmly" | "also" | "already" | "back"
            | "again" | "fully" | "largely" | "entirely" | "once" | "more" | "mostly" => {}
            // "passed into the hands of", "came under the control of"
            "passed" | "came" | "fell" | "fallen" | "slipped" | "left" | "remained" | "remains"
            | "remain" | "stayed" | "returned" => be = true,
            "into" => {}
            "not" | "would" | "will" | "to" | "longer" => return None,
            _ => break,
        }
        k -= 1;
    }
    be.then_some(k)
}

pub(super) fn deed(
    clauses: &Clauses<'_, '_>,
    verb: Verb,
    actor: Option<Actor>,
    i: usize,
    end: usize,
    place: Option<Span>,
    after: usize,
) -> (Deed, usize) {
    let cx = clauses.cx;
    let mut start = verb.group;
    if verb.passive {
        if let Some(place) = place.filter(|place| cx.token_at(place.start) + 12 > start) {
            start = cx.token_at(place.start).min(start);
        }
    } else if let Some(actor) = actor {
        let from = cx.token_at(actor.span.start).min(start);
        start = if start > from + 12 || clauses.joined(verb) {
            start
        } else {
            from
        };
    }
    (
        Deed {
            kind: DeedKind::Territory,
            span: cx.span(start, end.max(after)),
            verb: cx.span(i, after),
            actor,
            place,
            telling: match clauses.telling(verb, actor.as_ref(), i) {
                Telling::Background if days_before(cx, actor) => Telling::Asserted,
                telling => telling,
            },
        },
        end.max(after),
    )
}

/// "The attack came two days after militias took the village": told as known, and yet of this week.
fn days_before(cx: &Cx<'_>, actor: Option<Actor>) -> bool {
    actor.filter(|actor| !actor.country).is_some_and(|actor| {
        let from = cx.token_at(actor.span.start);
        let word = |back: usize| from.checked_sub(back).map_or("", |k| cx.folded(k));
        word(1) == "after" && matches!(word(2), "hours" | "hour" | "days" | "day")
    })
}

/// The ground that begins at `from` and ends before `limit`: its bytes and one past it.
pub(super) fn ground(
    clauses: &Clauses<'_, '_>,
    from: usize,
    limit: usize,
) -> Option<(Span, usize)> {
    let cx = clauses.cx;
    let mut i = from;
    while i < limit && i < from + 8 {
        if let Some(len) = cx.phrase(i, List::PartWord) {
            i += len;
        } else if cx.is(i, List::Determiner)
            || cx.is(i, List::NumberWord)
            || cx.kind(i) == Some(TokenKind::Number)
            || matches!(cx.folded(i), "only" | "back" | "full")
            || i > from && cx.folded(i) == "of"
        {
            i += 1;
        } else {
            break;
        }
    }
    let start = i;
    // The noun phrase: to a mark, a preposition other than "of", an auxiliary or a date.
    let mut end = i;
    while end < limit
        && end < start + 10
        && (joins_modifiers(cx, start, end, limit)
            || matches!(
                cx.kind(end),
                Some(TokenKind::Hyphen | TokenKind::Possessive | TokenKind::Number)
            )
            || cx.kind(end) == Some(TokenKind::Word)
                && !(cx.is(end, List::Preposition) && cx.folded(end) != "of")
                && !cx.is(end, List::Auxiliary)
                && !cx.is(end, List::Subordinator)
                && !cx.is(end, List::Weekday)
                && !cx.is(end, List::Month)
                && !cx.is(end, List::Compass)
                && !(end > start && matches!(cx.folded(end), "this" | "last" | "next" | "these"))
                && !matches!(
                    cx.folded(end),
                    "and"
                        | "or"
                        | "but"
                        | "earlier"
                        | "early"
                        | "late"
                        | "yesterday"
                        | "that"
                        | "again"
                        | "once"
                        | "today"
                        | "tonight"
                        | "now"
                        | "anew"
                        | "overnight"
                ))
    {
        end += 1;
    }
    // "most of the north"
    if end == start && start > from && cx.folded(start - 1) == "the" && cx.is(start, List::Compass)
    {
        return Some((cx.span(start - 1, start + 1), start + 1));
    }
    if end == start {
        return None;
    }
    // Head: the noun before "of" ("the town of X"), or the last word.
    let of = (start..end).find(|&k| cx.folded(k) == "of").unwrap_or(end);
    let head = of.checked_sub(1)?;
    if head >= start
        && (cx.is(head, List::GroundNoun) || cx.phrase(head, List::GroundNoun) == Some(1))
    {
        return Some((cx.span(start, end), end));
    }
    if let Some(place) = begun_in(&clauses.names.places, start..end, |place| place.first)
        .iter()
        .find(|place| place.last == end)
    {
        return Some((cx.span(place.first, place.last), end));
    }
    // A capitalised run that is no person, group or body: "captured Nyabibwe".
    let run = (start..end).all(|k| {
        cx.token(k)
            .is_some_and(|token| token.capital || token.kind == TokenKind::Hyphen)
    });
    let before = start.saturating_sub(LONGEST);
    let taken = begun_in(&clauses.names.persons, before..end, |person| person.first)
        .iter()
        .any(|person| person.last > start)
        || begun_in(&clauses.names.groups, before..end, |group| group.first)
            .iter()
            .any(|group| group.last > start)
        || begun_in(&clauses.names.organisations, before..end, |body| body.first)
            .iter()
            .any(|body| body.last > start);
    let nationality = cx.folded(end - 1).ends_with("ans")
        || cx.folded(end - 1).ends_with("ians")
        || cx.folded(end - 1).ends_with("is")
            && !cx.folded(end - 1).ends_with("ais")
            && !cx.folded(end - 1).ends_with("ois")
            && cx.word(end - 1).len() > 5
            && end - start == 1
        || cx.phrase(end - 1, List::ForceNoun).is_some();
    let capitals = cx.token(start).is_some_and(|token| token.capitals);
    // After "control of" nobody is meant.
    let taken = taken && cx.folded(from.saturating_sub(1)) != "of";
    (run && !taken && !nationality && !capitals).then(|| (cx.span(start, end), end))
}

/// "the radio and television building", "an oil and gas terminal": two words that describe one ground, joined at `i`.
fn joins_modifiers(cx: &Cx<'_>, start: usize, i: usize, limit: usize) -> bool {
    let plain = |k: usize| {
        cx.token(k)
            .is_some_and(|token| token.kind == TokenKind::Word && !token.capital)
            && !cx.is(k, List::Determiner)
            && !cx.is(k, List::Preposition)
            && !cx.is(k, List::Auxiliary)
    };
    matches!(cx.folded(i), "and" | "or")
        && i > start
        && i + 2 < limit
        && plain(i - 1)
        && plain(i + 1)
        && !cx.is(i - 1, List::GroundNoun)
        && !cx.is(i + 1, List::GroundNoun)
        && (i + 2..(i + 4).min(limit)).any(|k| cx.is(k, List::GroundNoun))
}

/// The ground that ends before the verb group at `end`: "The border post at Um Dukhun has been …".
pub(super) fn ground_before(clauses: &Clauses<'_, '_>, end: usize) -> Option<Span> {
    let cx = clauses.cx;
    // "Banda, the largest town of the north, fell": the name stands before the aside.
    let end = clauses.before_aside(end).unwrap_or(end);
    let start = clauses.clause_start(end.checked_sub(1)?);
    let mut from = start;
    while from < end && (cx.is(from, List::Conjunction) || cx.word(from) == ",") {
        from += 1;
    }
    if cx.is(from, List::Pronoun) {
        return None;
    }
    if cx.is(from, List::Preposition) {
        from = match (from..end).find(|&k| cx.word(k) == ",") {
            Some(comma) => comma + 1,
            // "Since Thursday the airfield has been held": behind the day.
            None => (from + 1..end)
                .find(|&k| {
                    !cx.is(k, List::Weekday)
                        && !cx.is(k, List::Month)
                        && cx.kind(k) != Some(TokenKind::Number)
                        && !matches!(
                            cx.folded(k),
                            "dawn" | "noon" | "midnight" | "nightfall" | "night" | "evening"
                        )
                })
                .unwrap_or(from),
        };
    }
    let (span, _) = ground(clauses, from, end)?;
    Some(span)
}

/// "With the fall of Toretsk", "the fall of Goma to the rebels".
fn fall_of(clauses: &Clauses<'_, '_>, i: usize) -> Option<(Deed, usize)> {
    let cx = clauses.cx;
    let taking = matches!(
        cx.folded(i),
        "capture"
            | "seizure"
            | "recapture"
            | "conquest"
            | "retaking"
            | "taking"
            | "liberation"
            | "overrunning"
    );
    if !((taking || matches!(cx.folded(i), "fall" | "loss")) && cx.folded(i + 1) == "of")
        || i == clauses.first
    {
        return None;
    }
    // "The army's capture of Lashio"
    if taking && cx.kind(i - 1) == Some(TokenKind::Possessive) {
        return captured_by(clauses, i);
    }
    if cx.folded(i - 1) != "the" {
        return None;
    }
    let with = i >= clauses.first + 2 && cx.folded(i - 2) == "with";
    // "The loss of Banda leaves the army": the name ends before a word in small letters.
    let named = (i + 2..(i + 6).min(clauses.last))
        .find(|&k| cx.token(k).is_some_and(|token| !token.capital))
        .filter(|&k| k > i + 2 && cx.kind(k) != Some(TokenKind::Possessive));
    let (place, end) = named
        .and_then(|stop| ground(clauses, i + 2, stop))
        .or_else(|| ground(clauses, i + 2, clauses.last))?;
    let near = (matches!(cx.folded(end), "to" | "by"))
        .then(|| clauses.force_in(end + 1..(end + 7).min(clauses.last)))
        .flatten()
        .map(|(_, last)| Actor {
            span: cx.span(end + 1, last),
            country: false,
            pronoun: false,
            definite: false,
            relative: false,
        });
    // "The capture of the headquarters at Ann by the Arakan Army": the place of the ground stands between.
    let actor = near.or_else(|| {
        (taking && cx.is(end, List::Preposition))
            .then(|| clauses.by(end))
            .flatten()
            .filter(|side| !side.country)
    });
    // "After the capture of Shusha by the army on Sunday, …": the clause opens with it, and tells its day.
    let after = i >= clauses.first + 2
        && i - 2 == clauses.first
        && cx.folded(clauses.first) == "after"
        && (end..clauses.last)
            .take_while(|&k| cx.word(k) != ",")
            .any(|k| cx.is(k, List::Weekday));
    let opens = i - 1 == clauses.first || after;
    // "The loss of Banda leaves the army with one road": whom it hits stands behind the verb.
    let hit = opens
        && matches!(
            cx.folded(end),
            "leaves"
                | "left"
                | "leaving"
                | "gives"
                | "gave"
                | "cuts"
                | "cut"
                | "opens"
                | "opened"
                | "is"
                | "was"
        )
        && clauses.force_in(end..clauses.last).is_some();
    if !(with && i - 2 == clauses.first || actor.is_some() && opens || hit) {
        return None;
    }
    let verb = Verb {
        group: i,
        passive: false,
        participle: false,
    };
    let mut found = deed(clauses, verb, None, i, end, Some(place), i + 2);
    found.0.actor = actor;
    // "The fall of Goma was announced by …": it is told by somebody.
    if told_by_somebody(cx, end) {
        return None;
    }
    Some(found)
}

/// "… was announced", "… would be confirmed": what stands before token `end` is told by somebody.
fn told_by_somebody(cx: &Cx<'_>, end: usize) -> bool {
    matches!(
        cx.folded(end),
        "was" | "were" | "is" | "would" | "will" | "could"
    ) && cx.phrase(end + 1, List::ReportingVerb).is_some()
}

/// "The army's capture of Lashio cut the road": told as done where it opens the sentence.
fn captured_by(clauses: &Clauses<'_, '_>, i: usize) -> Option<(Deed, usize)> {
    let cx = clauses.cx;
    let (first, _) = clauses.force_ending(i - 1)?;
    if first > clauses.first + 2 {
        return None;
    }
    let (place, end) = ground(clauses, i + 2, clauses.last)?;
    if told_by_somebody(cx, end) {
        return None;
    }
    let verb = Verb {
        group: i,
        passive: false,
        participle: false,
    };
    let mut found = deed(clauses, verb, None, i, end, Some(place), i + 2);
    found.0.actor = Some(Actor {
        span: cx.span(first, i - 1),
        country: false,
        pronoun: false,
        definite: false,
        relative: false,
    });
    Some(found)
}

/// "were in rebel hands", "is under the control of the army".
fn in_hands(clauses: &Clauses<'_, '_>, i: usize) -> Option<(Deed, usize)> {
    let cx = clauses.cx;
    let end = match cx.folded(i) {
        "in" | "into" => (i + 2..(i + 5).min(clauses.last))
            .find(|&k| matches!(cx.folded(k), "hands" | "grip" | "grasp"))?,
        "under" => {
            (i + 1..(i + 5).min(clauses.last)).find(|&k| matches!(cx.folded(k), "control"))?
        }
        _ => return None,
    };
    let stop = if cx.folded(end + 1) == "of" {
        (end + 7).min(clauses.last)
    } else {
        end
    };
    let side = clauses
        .force_in(i + 1..end)
        .or_else(|| clauses.force_in(end..stop))
        .or_else(|| {
            // "is back under government control"
            (matches!(
                cx.folded(i + 1),
                "government" | "loyalist" | "opposition" | "enemy"
            ) && end == i + 2)
                .then_some((i + 1, i + 2))
        });
    let group = copula_before(clauses, i)?;
    let place = ground_before(clauses, group);
    // "The fate of the bill is in government hands".
    if cx.folded(i) != "under" && cx.folded(i + 1) == "government" && place.is_none() {
        return None;
    }
    // "in Russian hands": a yard may be that in peace; ground that passed or is so again, or where a side stands near.
    let people = || {
        let won = (group..i).any(|k| {
            matches!(
                cx.folded(k),
                "passed"
                    | "back"
                    | "again"
                    | "now"
                    | "more"
                    | "firmly"
                    | "slipped"
                    | "fell"
                    | "fallen"
            )
        }) || clauses.force_in(clauses.first..clauses.last).is_some();
        (end == i + 2 && won && place.is_some() && cx.names.is_demonym(cx, i + 1))
            .then_some((i + 1, i + 2))
    };
    let side = side.or_else(people)?;
    let verb = Verb {
        group,
        passive: true,
        participle: false,
    };
    let last = side.1.max(end + 1);
    let mut found = deed(clauses, verb, None, i, last, None, end + 1);
    found.0.place = place;
    found.0.actor = Some(Actor {
        span: cx.span(side.0, side.1),
        country: false,
        pronoun: false,
        definite: false,
        relative: false,
    });
    if old_hold(clauses, last) {
        found.0.telling = Telling::Background;
    }
    Some(found)
}

/// "Liberated from the junta in January, Pauktaw …", "Goma, held by rebels since Sunday, …".
fn fronted(clauses: &Clauses<'_, '_>, i: usize) -> Option<(Deed, usize)> {
    let cx = clauses.cx;
    let word = cx.folded(i);
    let participle = cx.phrase(i, List::TakingVerb) == Some(1)
        && (word.ends_with("ed") || matches!(word, "retaken" | "overrun" | "taken"))
        || matches!(word, "held" | "controlled" | "occupied");
    if !participle {
        return None;
    }
    if i == clauses.first + 1 && cx.folded(clauses.first) == "having" {
        return having(clauses, i);
    }
    let opens = i == clauses.first;
    let behind = i >= clauses.first + 2
        && cx.word(i - 1) == ","
        && cx.token(i - 2).is_some_and(|token| token.capital);
    if !(opens || behind) {
        return None;
    }
    let comma = (i + 1..clauses.last)
        .find(|&k| cx.word(k) == ",")
        .unwrap_or(clauses.last);
    if !matches!(cx.folded(i + 1), "by" | "from") {
        return None;
    }
    let (first, end) = clauses.force_in(i + 2..comma.min(i + 9))?;
    if old_hold(clauses, i) {
        return None;
    }
    let verb = Verb {
        group: i,
        passive: true,
        participle: false,
    };
    let mut found = deed(clauses, verb, None, i, end, None, i + 1);
    found.0.actor = Some(Actor {
        span: cx.span(first, end),
        country: false,
        pronoun: false,
        definite: false,
        relative: false,
    });
    Some(found)
}

/// "Having captured Mocha, the militia moved north."
fn having(clauses: &Clauses<'_, '_>, i: usize) -> Option<(Deed, usize)> {
    let cx = clauses.cx;
    let after = i + cx.phrase(i, List::TakingVerb)?;
    let (place, end) = ground(clauses, after, clauses.last)?;
    let comma = (end..clauses.last).find(|&k| cx.word(k) == ",")?;
    let side = clauses.force_in(comma + 1..(comma + 6).min(clauses.last))?;
    let verb = Verb {
        group: clauses.first,
        passive: false,
        participle: true,
    };
    let mut found = deed(clauses, verb, None, i, end, Some(place), after);
    found.0.actor = Some(Actor {
        span: cx.span(side.0, side.1),
        country: false,
        pronoun: false,
        definite: false,
        relative: false,
    });
    Some(found)
}
