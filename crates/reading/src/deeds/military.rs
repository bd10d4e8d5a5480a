//! Military actions: strikes, shelling, attacks, advances told as done by an armed side.

use super::clause::{Actor, Clauses, Verb};
use super::{Deed, DeedKind};
use crate::lists::List;
use crate::order::begun_in;
use crate::token::TokenKind;

/// The military action whose verb stands at token `i`: it and one past the verb.
pub(super) fn action(clauses: &Clauses<'_, '_>, i: usize) -> Option<(Deed, usize)> {
    if let Some(found) = deed_noun(clauses, i) {
        return Some(found);
    }
    if let Some(found) = hit_taken(clauses, i) {
        return Some(found);
    }
    let (len, kind) = verb(clauses, i)?;
    let after = i + len;
    if kind == Kind::Under {
        return under(clauses, i, len);
    }
    if kind == Kind::Outbreak {
        return outbreak(clauses, i, len);
    }
    if kind == Kind::Bombardment {
        return bombardment(clauses, i);
    }
    if let Some(found) =
        apposed(clauses, i, after, kind).or_else(|| fired_by(clauses, i, after, kind))
    {
        return Some(found);
    }
    let verb = clauses.told(i)?;
    let fits = match kind {
        Kind::Arms | Kind::Under | Kind::Outbreak | Kind::Bombardment | Kind::GoingOn => true,
        Kind::Assault => !idiom(clauses, after),
        Kind::Launch => launched(clauses, i, after) || verb.passive,
        Kind::Movement => moved(clauses, i, after),
    };
    if !fits {
        return None;
    }
    let actor = if verb.passive {
        clauses.by(after).or_else(|| clauses.struck_in(after))
    } else {
        clauses.actor(verb)
    };
    let enough = match (&actor, kind) {
        (Some(actor), Kind::Movement) => !actor.country && !weapon(clauses, actor),
        (Some(actor), Kind::Assault) => !actor.country || place_ahead(clauses, after),
        (Some(actor), Kind::Arms | Kind::Launch) => {
            !actor.country || kind == Kind::Arms || arms_ahead(clauses, after)
        }
        (Some(_), Kind::Under | Kind::Outbreak | Kind::Bombardment) => true,
        (Some(actor), Kind::GoingOn) => {
            weapon(clauses, actor) && (!verb.passive || harms(clauses, i))
                || verb.passive && !actor.country && harms(clauses, i)
        }
        // "The town was shelled": no side is named, yet it can only be a deed of arms.
        (None, Kind::Arms) => {
            verb.passive
                && !matches!(clauses.cx.folded(verb.group), "is" | "are" | "got" | "be")
                && !clauses.cx.is(verb.group.saturating_sub(1), List::Pronoun)
        }
        // "Six rockets were fired at the base".
        (None, Kind::Launch) => {
            verb.passive
                && clauses.force_ending(verb.group).is_some_and(|(first, _)| {
                    (first..verb.group).any(|k| clauses.cx.phrase(k, List::WeaponNoun).is_some())
                })
        }
        (None, _) => false,
    };
    if !enough {
        return None;
    }
    Some((deed(clauses, verb, actor, i, after), after))
}

/// "A depot near Krasnodar, struck by Russian missiles on Tuesday, was still burning": a participle between commas, behind
/// what was struck.
fn apposed(clauses: &Clauses<'_, '_>, i: usize, after: usize, kind: Kind) -> Option<(Deed, usize)> {
    let cx = clauses.cx;
    let between = i > clauses.first + 1
        && cx.word(i - 1) == ","
        && cx.folded(after) == "by"
        && (matches!(kind, Kind::Arms | Kind::Assault)
            || kind == Kind::GoingOn && harms(clauses, i))
        && (after..(after + 10).min(clauses.last)).any(|k| cx.word(k) == ",");
    // What was struck is the subject that opens the sentence.
    let opens = between
        && i - clauses.first <= 9
        && !(clauses.first..i).any(|k| {
            cx.is(k, List::Auxiliary)
                || cx.is(k, List::FiniteForm)
                || cx.word(k) == "," && k + 1 < i
        });
    if !opens {
        return None;
    }
    let actor = clauses.by(after).filter(|actor| !actor.country)?;
    let verb = Verb {
        group: i,
        passive: true,
        participle: false,
    };
    Some((deed(clauses, verb, Some(actor), i, after), after))
}

/// "The block took a direct hit from a Russian glide bomb", "suffered two strikes by drones": what was hit is the subject.
fn hit_taken(clauses: &Clauses<'_, '_>, i: usize) -> Option<(Deed, usize)> {
    let cx = clauses.cx;
    if !matches!(cx.folded(i), "took" | "taken" | "suffered" | "sustained") {
        return None;
    }
    let noun = (i + 1..(i + 5).min(clauses.last))
        .take_while(|&k| !cx.is(k, List::Preposition) && cx.kind(k) != Some(TokenKind::Punct))
        .find(|&k| matches!(cx.folded(k), "hit" | "hits" | "strike" | "strikes"))?;
    if !matches!(cx.folded(noun + 1), "from" | "by") {
        return None;
    }
    let verb = clauses.told(i)?;
    let (_, end) = clauses.force_in(noun + 2..(noun + 8).min(clauses.last))?;
    let between = (noun + 2..end)
        .any(|k| cx.is(k, List::Preposition) || cx.kind(k) == Some(TokenKind::Punct));
    let actor = super::held::plain(clauses, noun + 2, end);
    (!between).then(|| {
        let mut found = deed(clauses, verb, None, i, end);
        found.actor = Some(actor);
        (found, end)
    })
}

/// "A missile fired by the Houthis punched a hole in the hull on Tuesday": an arm, whose it is, and what it did.
fn fired_by(
    clauses: &Clauses<'_, '_>,
    i: usize,
    after: usize,
    kind: Kind,
) -> Option<(Deed, usize)> {
    let cx = clauses.cx;
    let arm = i.checked_sub(1).filter(|&k| k >= clauses.first)?;
    let fired = kind == Kind::Launch
        && cx.folded(after) == "by"
        && cx.phrase(arm, List::WeaponNoun).is_some()
        && arm <= clauses.first + 3;
    if !fired {
        return None;
    }
    let actor = clauses.by(after)?;
    let verb = cx.token_at(actor.span.end.saturating_sub(1)) + 1;
    let did = clauses.past(verb) && !cx.is(verb, List::Auxiliary);
    let dated = (verb..clauses.last).any(|k| cx.is(k, List::Weekday));
    if !(did && dated) {
        return None;
    }
    let group = Verb {
        group: i,
        passive: true,
        participle: false,
    };
    let mut found = deed(clauses, group, Some(actor), i, verb + 1);
    found.span = cx.span(
        clauses.first,
        cx.token_at(found.span.end.saturating_sub(1)) + 1,
    );
    Some((found, verb + 1))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Arms,
    Assault,
    Launch,
    Movement,
    Under,
    Outbreak,
    Bombardment,
    GoingOn,
}

fn verb(clauses: &Clauses<'_, '_>, i: usize) -> Option<(usize, Kind)> {
    let cx = clauses.cx;
    if matches!(cx.folded(i), "came" | "come") && cx.folded(i + 1) == "under" {
        let noun = (i + 2..i + 6)
            .any(|k| matches!(cx.folded(k), "fire" | "shelling" | "bombardment" | "attack"));
        return noun.then_some((2, Kind::Under));
    }
    // "set two fuel tanks alight", "set the depot on fire".
    if cx.folded(i) == "set"
        && (i + 2..(i + 8).min(clauses.last))
            .take_while(|&k| cx.kind(k) != Some(TokenKind::Punct))
            .any(|k| {
                matches!(cx.folded(k), "alight" | "ablaze" | "afire")
                    || cx.folded(k) == "on" && cx.folded(k + 1) == "fire"
            })
    {
        return Some((1, Kind::Assault));
    }
    // "The two armies exchanged fire": countries do as well.
    if matches!(
        cx.folded(i),
        "exchanged" | "traded" | "exchanging" | "trading"
    ) && (i + 1..i + 4).any(|k| {
        matches!(
            cx.folded(k),
            "fire" | "shots" | "gunfire" | "salvoes" | "shells"
        )
    }) {
        return Some((1, Kind::Arms));
    }
    let fighting = matches!(
        cx.folded(i),
        "clashes" | "fighting" | "battles" | "gunfights" | "skirmishes" | "firefights"
    );
    if fighting {
        return Some((1, Kind::Outbreak));
    }
    if matches!(
        cx.folded(i),
        "bombardment" | "shelling" | "airstrikes" | "offensive" | "assault" | "siege" | "strikes"
    ) && cx.folded(i + 1) != "by"
        && bombardment(clauses, i).is_some()
    {
        return Some((1, Kind::Bombardment));
    }
    [
        (List::GoingOnVerb, Kind::GoingOn),
        (List::ArmsVerb, Kind::Arms),
        (List::LaunchVerb, Kind::Launch),
        (List::AssaultVerb, Kind::Assault),
        (List::MovementVerb, Kind::Movement),
    ]
    .into_iter()
    .find_map(|(list, kind)| cx.phrase(i, list).map(|len| (len, kind)))
}

/// "Clashes broke out between the army and rebels."
fn outbreak(clauses: &Clauses<'_, '_>, i: usize, len: usize) -> Option<(Deed, usize)> {
    let cx = clauses.cx;
    let verb = i + len;
    let next = cx.folded(verb);
    let breaks = matches!(
        next,
        "erupted" | "raged" | "flared" | "continued" | "intensified" | "resumed" | "spread"
    ) || next == "broke" && cx.folded(verb + 1) == "out";
    if !breaks {
        return None;
    }
    let side = clauses.force_in(verb..clauses.last)?;
    let group = Verb {
        group: verb,
        passive: false,
        participle: false,
    };
    let actor = Actor {
        span: cx.span(side.0, side.1),
        country: false,
        pronoun: false,
        definite: false,
        relative: false,
    };
    let mut found = deed(clauses, group, None, verb, verb + 1);
    found.span = cx.span(i, verb).to(found.span);
    found.actor = Some(actor);
    Some((found, verb + 1))
}

/// "Russia's bombardment of Kherson resumed at 6am.": told as done where it opens the sentence.
fn bombardment(clauses: &Clauses<'_, '_>, i: usize) -> Option<(Deed, usize)> {
    let cx = clauses.cx;
    let owner = i.checked_sub(1).filter(|&k| k >= clauses.first)?;
    // "Russia's bombardment", "Russian shelling", "rebel shelling"
    let (first, country) = if cx.kind(owner) == Some(TokenKind::Possessive) {
        clauses.force_ending(owner)?
    } else if clauses.cx.names.is_demonym(cx, owner) {
        (owner, false)
    } else {
        clauses.force_ending(i).filter(|&(_, country)| !country)?
    };
    if first > clauses.first + 2 || !matches!(cx.folded(i + 1), "of" | "on" | "against") {
        return None;
    }
    let stop = (i + 2..(i + 9).min(clauses.last))
        .find(|&k| matches!(cx.word(k), "," | "." | ";" | ":"))
        .unwrap_or((i + 9).min(clauses.last));
    let verb = (i + 2..stop).find(|&k| {
        matches!(
            cx.folded(k),
            "resumed"
                | "continued"
                | "began"
                | "intensified"
                | "restarted"
                | "widened"
                | "entered"
                | "went"
                | "lasted"
                | "left"
                | "kept"
                | "forced"
                | "set"
                | "cut"
                | "shut"
                | "drove"
                | "sent"
                | "destroyed"
                | "killed"
                | "wounded"
                | "damaged"
                | "stopped"
        )
    })?;
    let group = Verb {
        group: verb,
        passive: false,
        participle: false,
    };
    let mut found = deed(clauses, group, None, verb, verb + 1);
    found.span = cx.span(first, verb).to(found.span);
    found.actor = Some(Actor {
        span: cx.span(first, owner),
        country,
        pronoun: false,
        definite: false,
        relative: false,
    });
    Some((found, verb + 1))
}

/// "An attack by rebels on the bridge shut the road", "The shelling of the port by the army went on until dawn", "Heavy
/// shelling by the rebels kept lorries out", "An overnight barrage of drones left Odesa without power": the deed as the
/// subject of the sentence. With "the" only in the first paragraph: further down it points back.
fn deed_noun(clauses: &Clauses<'_, '_>, i: usize) -> Option<(Deed, usize)> {
    let cx = clauses.cx;
    let noun = matches!(
        cx.folded(i),
        "attack"
            | "attacks"
            | "strike"
            | "strikes"
            | "raid"
            | "raids"
            | "shelling"
            | "bombardment"
            | "bombing"
            | "assault"
            | "airstrike"
            | "airstrikes"
            | "ambush"
            | "destruction"
            | "offensive"
            | "advance"
            | "incursion"
            | "push"
            | "thrust"
    );
    let salvo = matches!(
        cx.folded(i),
        "barrage" | "salvo" | "volley" | "wave" | "swarm" | "hail"
    );
    if !(noun || salvo) {
        return None;
    }
    // Two words may stand between the article and the noun: "an air strike", "a third drone attack"; none is needed
    // before "shelling" and plurals.
    let article = matches!(cx.folded(clauses.first), "a" | "an" | "the");
    let before = i - clauses.first;
    let bare = (cx.folded(i).ends_with('s') || matches!(cx.folded(i), "shelling" | "bombardment"))
        && (clauses.first..i)
            .all(|k| cx.kind(k) == Some(TokenKind::Word) && !cx.is(k, List::Auxiliary));
    if before > 3 || !(article && before > 0 || bare) {
        return None;
    }
    let definite = cx.folded(clauses.first) == "the";
    if definite && !clauses.opens_story() {
        return None;
    }
    let (actor, end) = if salvo {
        // "a wave of drones": the arms are the subject; "a wave of protest" is none.
        if cx.folded(i + 1) != "of" {
            return None;
        }
        let arms = (i + 2..i + 6).find(|&k| cx.phrase(k, List::WeaponNoun).is_some())?;
        if (i + 2..arms).any(|k| cx.is(k, List::Preposition)) {
            return None;
        }
        (super::held::plain(clauses, i, arms + 1), arms + 1)
    } else {
        let actor = clauses.by(i + 1).filter(|actor| !actor.country)?;
        let end = cx.token_at(actor.span.end.saturating_sub(1)) + 1;
        (actor, end)
    };
    let on = salvo
        || bare
        || (i + 1..(end + 2).min(clauses.last))
            .any(|k| matches!(cx.folded(k), "of" | "on" | "against"));
    let verb = (end..(end + 14).min(clauses.last))
        .take_while(|&k| !matches!(cx.folded(k), "would" | "could" | "may" | "might" | "will"))
        .find(|&k| {
            cx.kind(k) == Some(TokenKind::Word)
                && (cx.is(k, List::PastForm)
                    || clauses.past(k)
                    || matches!(
                        cx.folded(k),
                        "left"
                            | "cut"
                            | "put"
                            | "shut"
                            | "kept"
                            | "went"
                            | "began"
                            | "begins"
                            | "started"
                    )
                    || cx.is(k, List::FiniteForm))
        })?;
    if !on {
        return None;
    }
    let group = Verb {
        group: verb,
        passive: false,
        participle: false,
    };
    let mut found = deed(clauses, group, None, verb, verb + 1);
    found.span = cx.span(clauses.first, end);
    found.actor = Some(Actor { definite, ..actor });
    Some((found, verb + 1))
}

/// "The base came under mortar fire."
fn under(clauses: &Clauses<'_, '_>, i: usize, len: usize) -> Option<(Deed, usize)> {
    let cx = clauses.cx;
    let verb = clauses
        .told(i)
        .or((cx.folded(i) == "came").then_some(Verb {
            group: i,
            passive: false,
            participle: false,
        }))?;
    let end = (i + len..i + 6)
        .find(|&k| matches!(cx.folded(k), "fire" | "shelling" | "bombardment" | "attack"))?;
    // "came under fire from critics": of words, unless a weapon or a side stands by.
    let arms = matches!(cx.folded(end), "shelling" | "bombardment")
        || clauses.force_in(i..(end + 6).min(clauses.last)).is_some()
        || (i..end).any(|k| {
            matches!(
                cx.folded(k),
                "artillery" | "mortar" | "sniper" | "rocket" | "heavy"
            )
        });
    arms.then(|| (deed(clauses, verb, None, i, end + 1), end + 1))
}

fn deed(
    clauses: &Clauses<'_, '_>,
    verb: Verb,
    actor: Option<Actor>,
    i: usize,
    after: usize,
) -> Deed {
    let cx = clauses.cx;
    let start = actor.filter(|_| !verb.passive).map_or(verb.group, |actor| {
        cx.token_at(actor.span.start).min(verb.group)
    });
    // "The rebels, who …, crossed the river and attacked": the far subject is not part of it.
    let start = if verb.group > start + 12 || clauses.joined(verb) {
        verb.group
    } else {
        start
    };
    // Up to the end of the object: at most eight words, to the next mark.
    let mut end = after;
    while end < clauses.last
        && end < after + 8
        && !matches!(
            cx.word(end),
            "," | "." | ";" | ":" | "—" | "–" | "”" | "\"" | "(" | ")"
        )
        && !cx.is(end, List::Weekday)
        && cx.folded(end) != "on"
        && !(cx.is(end, List::Conjunction) && clauses.past(end + 1))
    {
        end += 1;
    }
    Deed {
        kind: DeedKind::Action,
        span: cx.span(start, end),
        verb: cx.span(i, after),
        actor,
        place: None,
        telling: clauses.telling(verb, actor.as_ref(), i),
    }
}

/// "struck a deal", "hit back": no arms.
fn idiom(clauses: &Clauses<'_, '_>, after: usize) -> bool {
    let cx = clauses.cx;
    (after..(after + 3).min(clauses.last)).any(|k| cx.phrase(k, List::IdiomObject).is_some())
}

/// Something that is launched, mounted or fired stands behind the verb.
fn launched(clauses: &Clauses<'_, '_>, i: usize, after: usize) -> bool {
    let cx = clauses.cx;
    let fire = matches!(cx.folded(i), "fired" | "firing" | "fire");
    if fire
        && matches!(
            cx.folded(after),
            "on" | "at" | "into" | "across" | "towards" | "toward"
        )
    {
        return true;
    }
    (after..(after + 9).min(clauses.last))
        .take_while(|&k| !matches!(cx.word(k), "," | ";" | "." | ":"))
        .take_while(|&k| !matches!(cx.folded(k), "that" | "to" | "after" | "when"))
        .any(|k| {
            cx.phrase(k, List::WeaponNoun).is_some()
                || !fire && cx.phrase(k, List::AttackNoun).is_some()
        })
}

/// Movement to, from, across or into somewhere.
fn moved(clauses: &Clauses<'_, '_>, i: usize, after: usize) -> bool {
    let cx = clauses.cx;
    match cx.folded(i) {
        "strengthened" | "reinforced" | "entered" | "reached" => !matches!(
            cx.folded(after),
            "into" | "an" | "agreement" | "talks" | "out" | "a"
        ),
        "pushed" | "push" | "advanced" | "withdrew" | "withdrawn" | "retreated" | "marched"
        | "poured" | "advancing" | "pushing" | "retreating" | "withdrawing" | "pulled"
        | "fallen" | "fell" => {
            (after..(after + 4).min(clauses.last)).any(|k| {
                matches!(
                    cx.folded(k),
                    "to" | "into"
                        | "toward"
                        | "towards"
                        | "across"
                        | "on"
                        | "within"
                        | "past"
                        | "through"
                        | "from"
                        | "deeper"
                        | "back"
                        | "south"
                        | "north"
                        | "east"
                        | "west"
                        | "out"
                        | "over"
                        | "km"
                        | "miles"
                        | "kilometres"
                        | "kilometers"
                )
            }) && cx.folded(after) != "for"
        }
        _ => true,
    }
}

fn weapon(clauses: &Clauses<'_, '_>, actor: &Actor) -> bool {
    let cx = clauses.cx;
    let last = cx.token_at(actor.span.end.saturating_sub(1));
    cx.phrase(last, List::WeaponNoun).is_some() || cx.phrase(last, List::AttackNoun).is_some()
}

/// What shells do to a thing: "was damaged by a missile"; not "was stopped by a drone".
fn harms(clauses: &Clauses<'_, '_>, i: usize) -> bool {
    matches!(
        clauses.cx.folded(i),
        "damaged" | "knocked" | "rocked" | "shaken" | "ignited"
    )
}

/// A place, a side or ground right behind the verb: what a country can strike.
fn place_ahead(clauses: &Clauses<'_, '_>, after: usize) -> bool {
    let cx = clauses.cx;
    (after..(after + 7).min(clauses.last))
        .take_while(|&k| !matches!(cx.word(k), "," | ";" | "."))
        .any(|k| {
            cx.phrase(k, List::GroundNoun).is_some()
                || !begun_in(&clauses.names.places, k..k + 1, |place| place.first).is_empty()
                || clauses.force_in(k..k + 1).is_some()
        })
}

/// An attack or a weapon right behind the verb, and no talk of sanctions or of words.
fn arms_ahead(clauses: &Clauses<'_, '_>, after: usize) -> bool {
    let cx = clauses.cx;
    (after..(after + 8).min(clauses.last)).any(|k| {
        cx.phrase(k, List::WeaponNoun).is_some()
            || matches!(
                cx.folded(k),
                "airstrike"
                    | "airstrikes"
                    | "strikes"
                    | "strike"
                    | "offensive"
                    | "invasion"
                    | "incursion"
                    | "raids"
                    | "raid"
                    | "attack"
                    | "attacks"
                    | "assault"
            )
    }) && !(after..(after + 8).min(clauses.last))
        .any(|k| matches!(cx.folded(k), "verbal" | "cyber"))
}
