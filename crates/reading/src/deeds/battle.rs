//! What an armed side says of its own battles.

use std::sync::Arc;

use copydesk_draft::Span;
use copydesk_draft::layer::{Cell, LayerSchema, Table, Thing, Type, Value};

use super::Deed;
use super::clause::Clauses;
use crate::attribution::{Attributions, Polarity, Reach, Stance};
use crate::cx::Cx;
use crate::lists::List;
use crate::names::Names;
use crate::schema::id;

/// The table of `battle-claim`.
pub(super) fn table(
    cx: &Cx<'_>,
    names: &Names,
    attributions: &Attributions,
    deeds: &[Deed],
) -> Table {
    let mut table = cx.blank(id::BATTLE_CLAIM);
    let mut rows: Vec<(Span, Span, usize)> = Vec::new();
    for (number, attribution) in attributions.attributions.iter().enumerate() {
        let cue = cx.token_at(attribution.cue_word.start);
        let told = cx.phrase(cue, List::BattleCue).is_some()
            || cx
                .phrase(cx.token_at(attribution.cue.start), List::BattleCue)
                .is_some();
        if attribution.stance != Stance::Said
            || attribution.polarity != Polarity::Affirmed
            || attribution.reach != Reach::Clause
            || !told
        {
            continue;
        }
        let Some(source) = attribution.source.and_then(|i| attributions.sources.get(i)) else {
            continue;
        };
        let side = [
            source.span,
            issuer(cx, source.span),
            owner(cx, source.span),
            pointed_back(cx, source.span),
            spoke_before(cx, source.span),
        ]
        .into_iter()
        .chain(cited(cx, attribution.cue))
        .any(|span| party(cx, names, span));
        // Others speak for a state as well as of arms: theirs is a claim only where the words are of arms.
        let state = country(cx, names, source.span);
        let voice = !side && !state && official(cx, source.span);
        if !side && !state && !voice {
            continue;
        }
        let claim = attribution
            .content
            .iter()
            .filter(|content| !state && !voice || armed(cx, names, **content))
            .find_map(|&content| {
                battle(cx, content)
                    .or_else(|| deed_in(cx, deeds, content))
                    .filter(|&verb| !voice || !by_foe(cx, content, verb))
                    .map(|verb| clause(cx, content, verb))
            });
        if let Some(span) = claim {
            rows.push((span, source.span, number));
        }
    }
    rows.sort_by_key(|(span, _, _)| (span.start, span.end));
    rows.dedup_by_key(|(span, _, _)| *span);
    for (span, source, number) in rows {
        let mut row = cx.row(span);
        // A side's words count whether they stand in quotation marks or not.
        row.masked = false;
        table.push(
            row,
            [
                Cell::Filled(Value::Text(Arc::from("battle"))),
                Cell::Filled(source.into()),
                Cell::Filled(Value::Thing(Thing {
                    layer: id::ATTRIBUTION,
                    row: number as u32,
                })),
            ],
        );
    }
    table
}

/// "Ethiopia's army has …, its spokesman said": whose spokesman it is stands before in the sentence.
fn owner(cx: &Cx<'_>, source: Span) -> Span {
    let first = cx.token_at(source.start);
    let start = cx
        .sentence(cx.sentence_at(source.start))
        .map_or(first, |sentence| sentence.first as usize);
    let last = cx.token_at(source.end.saturating_sub(1)) + 1;
    // "its spokesman", "one of their spokesmen", "officers": whose they are stands before.
    let own = (first..last.min(first + 5)).find(|&i| matches!(cx.folded(i), "its" | "their"));
    let its = own.is_some_and(|own| (own + 1..own + 4).any(|i| voice(cx.folded(i))));
    // "…, officers said at the base": theirs is the army that the sentence told of.
    if matches!(cx.folded(first), "officers" | "commanders") && start < first {
        return cx.span(start, first);
    }
    if its && start < first {
        cx.span(start, (start + 6).min(first))
    } else {
        source
    }
}

/// Who speaks for a side, or leads it.
fn voice(word: &str) -> bool {
    matches!(
        word,
        "spokesman"
            | "spokeswoman"
            | "spokesperson"
            | "spokesmen"
            | "spokespeople"
            | "commander"
            | "commanders"
            | "chief"
            | "chiefs"
            | "general"
            | "generals"
            | "officers"
            | "leader"
            | "leaders"
            | "leadership"
            | "command"
            | "bulletin"
            | "communique"
    )
}

/// "the state news agency reported, quoting the general staff": whom the source cites behind its cue.
fn cited(cx: &Cx<'_>, cue: Span) -> Option<Span> {
    let from = cx.token_at(cue.end.saturating_sub(1)) + 1;
    let end = cx
        .sentence(cx.sentence_at(cue.start))
        .map_or(from, |sentence| (sentence.last as usize).min(from + 9));
    let at = (from..end).find(|&i| matches!(cx.folded(i), "quoting" | "citing"))?;
    (at + 1 < end).then(|| cx.span(at + 1, (at + 6).min(end)))
}

/// An officer, a ministry or the government of a state, which says what its forces did.
fn official(cx: &Cx<'_>, source: Span) -> bool {
    let first = cx.token_at(source.start);
    let last = cx.token_at(source.end.saturating_sub(1)) + 1;
    (first..last).any(|i| {
        let next = if i + 1 < last { cx.folded(i + 1) } else { "" };
        match cx.folded(i) {
            "wing" | "squadron" | "theatre" | "theater" | "regional" | "sector" | "battalion"
            | "brigade" | "field" | "operations" | "front" => next == "commander",
            "rear" | "vice" => next == "admiral",
            "information" | "security" => {
                matches!(next, "ministry" | "minister" | "service" | "services")
            }
            "intelligence" => matches!(next, "service" | "services" | "directorate" | "agency"),
            "brigadier" | "colonel" | "lieutenant" | "admiral" => true,
            "government" => !matches!(
                next,
                "official" | "officials" | "sources" | "source" | "doctor" | "hospital" | "data"
            ),
            _ => false,
        }
    })
}

/// The deed is the enemy's: "militants attacked a base" in the words of a government.
fn by_foe(cx: &Cx<'_>, content: Span, verb: usize) -> bool {
    let first = cx.token_at(content.start);
    // "80 people were killed when bombers attacked": what was done to people at large is no boast.
    let people = (first..verb).any(|k| {
        matches!(
            cx.folded(k),
            "people"
                | "civilians"
                | "villagers"
                | "residents"
                | "worshippers"
                | "students"
                | "children"
                | "women"
        )
    });
    if people {
        return true;
    }
    let passive = (verb.saturating_sub(2).max(first)..verb)
        .any(|k| matches!(cx.folded(k), "was" | "were" | "been"));
    !passive
        && (first..verb).any(|k| {
            matches!(
                cx.folded(k),
                "militants"
                    | "rebels"
                    | "insurgents"
                    | "gunmen"
                    | "attackers"
                    | "attacker"
                    | "terrorists"
                    | "jihadists"
                    | "bandits"
                    | "fighters"
                    | "guerrillas"
                    | "separatists"
                    | "extremists"
                    | "bomber"
                    | "suicide"
            )
        })
}

/// "Hezbollah destroyed two tanks, it said", "M23 fighters took the bridge, a spokesman for the group said": the side that
/// the sentence opens with.
fn pointed_back(cx: &Cx<'_>, source: Span) -> Span {
    let first = cx.token_at(source.start);
    let last = cx.token_at(source.end.saturating_sub(1)) + 1;
    let start = cx
        .sentence(cx.sentence_at(source.start))
        .map_or(first, |sentence| sentence.first as usize);
    let back = last == first + 1 && matches!(cx.folded(first), "it" | "they")
        || (first..last).any(|i| {
            matches!(cx.folded(i), "the" | "that")
                && matches!(
                    cx.folded(i + 1),
                    "group"
                        | "force"
                        | "movement"
                        | "coalition"
                        | "alliance"
                        | "organisation"
                        | "organization"
                )
        });
    if !back || start >= first {
        return source;
    }
    // The subject: nothing before a preposition or a verb.
    let end = (start..first.min(start + 7))
        .find(|&i| {
            cx.is(i, List::Auxiliary)
                || cx.is(i, List::Preposition) && cx.folded(i) != "of"
                || cx.word(i) == ","
                || cx.phrase(i, List::BattleVerb).is_some()
        })
        .unwrap_or(first.min(start + 7));
    if end > start {
        cx.span(start, end)
    } else {
        source
    }
}

/// "The army issued its evening bulletin. It said": the subject of the sentence before.
fn spoke_before(cx: &Cx<'_>, source: Span) -> Span {
    let first = cx.token_at(source.start);
    let last = cx.token_at(source.end.saturating_sub(1)) + 1;
    let number = cx.sentence_at(source.start);
    let before = number.checked_sub(1).and_then(|n| cx.sentence(n));
    let (true, Some(before)) = (
        last == first + 1 && matches!(cx.folded(first), "it" | "they"),
        before,
    ) else {
        return source;
    };
    let from = before.first as usize;
    let reach = (from + 7).min(before.last as usize);
    let verb = (from..reach).find(|&i| {
        cx.is(i, List::Auxiliary) || cx.is(i, List::FiniteForm) || cx.folded(i).ends_with("ed")
    });
    match verb {
        Some(verb) if verb > from => cx.span(from, verb),
        _ => source,
    }
}

/// "a bulletin read on television by the army's spokesman": who issues the paper that is the source.
fn issuer(cx: &Cx<'_>, source: Span) -> Span {
    let first = cx.token_at(source.start);
    let last = cx.token_at(source.end.saturating_sub(1)) + 1;
    let paper = (first..last).any(|i| {
        matches!(
            cx.folded(i),
            "bulletin" | "statement" | "communique" | "post" | "message" | "report" | "briefing"
        )
    });
    let end = cx
        .sentence(cx.sentence_at(source.start))
        .map_or(last, |sentence| (sentence.last as usize).min(last + 12));
    let by = (first..end).find(|&i| matches!(cx.folded(i), "by" | "from"));
    match by {
        Some(by) if paper => cx.span(by, (by + 8).min(end).max(by + 1)),
        _ => source,
    }
}

/// The words of a stretch, with what the names say.
fn over<'c, 'a>(cx: &'c Cx<'a>, names: &'c Names, span: Span) -> Clauses<'c, 'a> {
    Clauses {
        cx,
        names,
        first: cx.token_at(span.start),
        last: cx.token_at(span.end.saturating_sub(1)) + 1,
        sentence: cx.sentence_at(span.start),
    }
}

/// The source is an armed side or speaks for one.
fn party(cx: &Cx<'_>, names: &Names, source: Span) -> bool {
    // A description behind the name counts too: "Colonel Sani, spokesman for Niger's army, said".
    let clauses = over(cx, names, source);
    let (first, last) = (clauses.first, clauses.last);
    // "army and rebel sources": what both sides say is no claim of one.
    let both = (first..last).any(|i| cx.folded(i) == "and")
        && clauses.force_in(first..last).is_some_and(|(_, end)| {
            let and = (end..last).find(|&i| cx.folded(i) == "and");
            and.is_some_and(|and| clauses.force_in(and..last).is_some())
        });
    if both {
        return false;
    }
    clauses.force_in(first..last).is_some()
        || (first..last).any(|i| cx.phrase(i, List::PartyVoice).is_some())
}

/// A state in place of its army: "Israel says it hit nine targets".
fn country(cx: &Cx<'_>, names: &Names, source: Span) -> bool {
    let clauses = over(cx, names, source);
    let (first, last) = (clauses.first, clauses.last);
    clauses
        .force_ending(last)
        .is_some_and(|(at, country)| country && at <= first + 1)
}

/// The content speaks of arms or of an armed side: of a state's words the rest is politics.
fn armed(cx: &Cx<'_>, names: &Names, content: Span) -> bool {
    let clauses = over(cx, names, content);
    let (first, last) = (clauses.first, clauses.last);
    clauses.force_in(first..last).is_some()
        || (first..last).any(|i| {
            cx.phrase(i, List::WeaponNoun).is_some()
                || matches!(cx.folded(i), "targets" | "tunnel" | "tunnels")
        })
}

/// The verb of a deed told as done within the content: ground won, an attack made.
fn deed_in(cx: &Cx<'_>, deeds: &[Deed], content: Span) -> Option<usize> {
    deeds
        .iter()
        .filter(|deed| deed.telling == crate::casualties::Telling::Asserted)
        .find(|deed| deed.verb.start >= content.start && deed.verb.end <= content.end)
        .map(|deed| cx.token_at(deed.verb.start))
}

/// The first verb of battle in the content that is told as done.
fn battle(cx: &Cx<'_>, content: Span) -> Option<usize> {
    let first = cx.token_at(content.start);
    let last = cx.token_at(content.end.saturating_sub(1)) + 1;
    // "claimed responsibility for …" is a claim of another kind.
    if cx.folded(first) == "responsibility" {
        return None;
    }
    (first..last).find(|&i| {
        if cx.phrase(i, List::BattleVerb).is_none() {
            return false;
        }
        // In a relative clause or behind "after" it is told as known.
        let aside = (i.saturating_sub(5).max(first)..i).any(|k| {
            matches!(
                cx.folded(k),
                "who" | "which" | "after" | "whose" | "since" | "when"
            ) || cx.folded(k) == "that"
                && k > first
                && cx.phrase(k - 1, List::ReportingVerb).is_none()
        });
        if aside {
            return false;
        }
        let before = |n: usize| i.checked_sub(n).map_or("", |k| cx.folded(k));
        let open = |word: &str| {
            matches!(
                word,
                "would"
                    | "be"
                    | "will"
                    | "could"
                    | "might"
                    | "may"
                    | "should"
                    | "must"
                    | "can"
                    | "not"
                    | "never"
                    | "if"
            )
        };
        let infinitive = before(1) == "to" && !matches!(before(2), "claimed" | "claims");
        // "its soldiers had been killed": a loss of its own is no boast.
        let own = (i.saturating_sub(6).max(first)..i).any(|k| {
            matches!(cx.folded(k), "its" | "their" | "our" | "his")
                && (k + 1..(k + 4).min(i)).any(|n| {
                    matches!(
                        cx.folded(n),
                        "soldiers"
                            | "troops"
                            | "men"
                            | "fighters"
                            | "members"
                            | "personnel"
                            | "forces"
                            | "officers"
                            | "sailors"
                            | "pilots"
                    )
                })
        });
        let loss = cx.phrase(i, List::KillVerb).is_some()
            || cx.phrase(i, List::WoundVerb).is_some()
            || cx.phrase(i, List::CaptureVerb).is_some();
        let passive = matches!(before(1), "been" | "were" | "was" | "being" | "are" | "got");
        if own && loss && passive {
            return false;
        }
        let noun = cx.is(i.saturating_sub(1), List::Determiner) && i > first;
        let word = cx.folded(i);
        let past = word.ends_with("ed")
            || cx.is(i, List::PastForm)
            || matches!(
                word,
                "shot"
                    | "put"
                    | "struck"
                    | "hit"
                    | "took"
                    | "retook"
                    | "overrun"
                    | "overran"
                    | "sunk"
                    | "sank"
                    | "drove"
                    | "driven"
                    | "brought"
                    | "knocked"
                    | "wiped"
                    | "beaten"
                    | "beat"
                    | "retaken"
                    | "taken"
                    | "blew"
                    | "blown"
                    | "broke"
                    | "broken"
                    | "burnt"
                    | "set"
            );
        // "reported shooting down two drones", "claimed the capture of the town": the cue tells that it is done.
        let told = i == first && word.ends_with("ing")
            || i == first + 1 && noun && cx.folded(i + 1) == "of";
        if told {
            return true;
        }
        past && !open(before(1)) && !open(before(2)) && !open(before(3)) && !infinitive && !noun
    })
}

/// From the start of the verb's clause to the end of the content, 24 words at most.
fn clause(cx: &Cx<'_>, content: Span, verb: usize) -> Span {
    let first = cx.token_at(content.start);
    let last = cx.token_at(content.end.saturating_sub(1)) + 1;
    let mark = |i: usize| {
        matches!(
            cx.word(i),
            "," | ";" | "." | ":" | "”" | "“" | "\"" | "?" | "!"
        )
    };
    let mut from = verb;
    while from > first && !mark(from - 1) {
        from -= 1;
    }
    let mut to = last.min(from + 24).max(verb + 1);
    while to > verb + 1 && mark(to - 1) {
        to -= 1;
    }
    cx.span(from, to)
}

/// `battle-claim`
pub fn battle_claim_schema() -> LayerSchema {
    LayerSchema::new(
        "battle-claim",
        "what an armed side says it did in battle, or was done to its enemy",
        "the clause with the verb",
    )
    .field(
        "of",
        Type::Text,
        "always \"battle\": all such claims of a draft are one subject",
    )
    .keyed()
    .field("party", Type::Text, "the side that says so")
    .field(
        "attribution",
        Type::Thing("attribution".into()),
        "where it says so",
    )
}
