//! Deeds of armed sides: military actions, claims to ground, and what a side says of its own battles.
//!
//! A deed is told by a verb with an armed side or a weapon as its subject, or behind "by". What would, could or did not
//! happen is none; what is told as a habit, in the past of the story or on the side is marked as background.

mod battle;
mod clause;
mod driven;
mod held;
mod military;
mod territory;
#[cfg(test)]
mod tests;
mod told;
mod wide;

use copydesk_draft::Span;
use copydesk_draft::layer::{Cell, LayerId, LayerSchema, Table, Thing, Type, Value};

use crate::attribution::Attributions;
use crate::casualties::{self, Telling};
use crate::cx::Cx;
use crate::dates::Dates;
use crate::lists::{Bits, List};
use crate::names::Names;
use crate::schema::id;
use crate::token::TokenKind;

use clause::{Actor, Clauses};

pub use battle::battle_claim_schema;

/// What kind of deed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum DeedKind {
    Action,
    Territory,
}

/// One deed.
#[derive(Clone, PartialEq, Debug)]
struct Deed {
    kind: DeedKind,
    /// Bytes: from the subject or the place to the end of the object or the actor.
    span: Span,
    /// Bytes of the verb.
    verb: Span,
    actor: Option<Actor>,
    place: Option<Span>,
    telling: Telling,
}

/// The tables of `military-action`, `territorial-claim` and `battle-claim`.
pub(crate) fn tables(
    cx: &Cx<'_>,
    dates: &Dates,
    names: &Names,
    attributions: &Attributions,
    set: &mut impl FnMut(LayerId, Table),
) {
    let mut actions = cx.blank(id::MILITARY_ACTION);
    let mut claims = cx.blank(id::TERRITORIAL_CLAIM);
    let deeds = find(cx, names);
    let battles = battle::table(cx, names, attributions, &deeds);
    for deed in deeds {
        let sentence = cx.sentence_at(deed.span.start);
        // The verb decides whose words it is: its subject may stand before the source.
        let attribution = attributions.governing_said(deed.verb).map(|row| {
            Value::Thing(Thing {
                layer: id::ATTRIBUTION,
                row: row as u32,
            })
        });
        let day: Cell = casualties::day(cx, dates, sentence, deed.span).into();
        let cells = [
            Cell::Filled(deed.verb.into()),
            deed.actor.map(|actor| actor.span).into(),
            deed.place.into(),
            day,
            Cell::from(attribution),
            Cell::Filled(Value::Enum(deed.telling as u16)),
            Cell::Filled(deed.actor.is_some_and(|actor| actor.pronoun).into()),
            Cell::Filled(deed.actor.is_some_and(|actor| actor.definite).into()),
        ];
        match deed.kind {
            DeedKind::Action => actions.push(cx.row(deed.span), cells),
            DeedKind::Territory => claims.push(cx.row(deed.span), cells),
        }
    }
    set(id::MILITARY_ACTION, actions);
    set(id::TERRITORIAL_CLAIM, claims);
    set(id::BATTLE_CLAIM, battles);
}

/// Where a deed may be told.
const SIGNS: Bits = Bits::of(&[
    List::TakingVerb,
    List::KeepingVerb,
    List::GoingOnVerb,
    List::ArmsVerb,
    List::LaunchVerb,
    List::AssaultVerb,
    List::MovementVerb,
    List::DeedSign,
]);

/// All deeds in order.
fn find(cx: &Cx<'_>, names: &Names) -> Vec<Deed> {
    let mut deeds = Vec::new();
    for number in 0..cx.sentences.len() as u32 {
        if !cx.may_have(number as usize, SIGNS) {
            continue;
        }
        let range = cx.sentence_tokens(number);
        let clauses = Clauses {
            cx,
            names,
            first: range.start,
            last: range.end,
            sentence: number,
        };
        let mut i = range.start;
        while i < range.end {
            if !cx.may_begin(i, SIGNS) || cx.kind(i) != Some(TokenKind::Word) {
                i += 1;
                continue;
            }
            let found = territory::claim(&clauses, i).or_else(|| military::action(&clauses, i));
            match found {
                Some((deed, next)) => {
                    deeds.push(deed);
                    i = next.max(i + 1);
                }
                None => i += 1,
            }
        }
    }
    // "No rebels attacked": nothing happened.
    deeds.retain(|deed| {
        deed.actor.is_none_or(|actor| {
            !matches!(
                cx.folded(cx.token_at(actor.span.start)),
                "no" | "none" | "neither" | "nobody"
            )
        })
    });
    deeds.sort_by_key(|deed| (deed.span.start, deed.span.end));
    told_first_aside(cx, &mut deeds);
    deeds
}

/// "Residents of Uvira, which rebels captured on Wednesday, were told …": what the first paragraph tells in a clause of
/// its own, with its day of the week, is news where nothing before it spoke of ground won.
fn told_first_aside(cx: &Cx<'_>, deeds: &mut [Deed]) {
    let Some(deed) = deeds
        .iter_mut()
        .find(|deed| deed.kind == DeedKind::Territory)
    else {
        return;
    };
    let verb = cx.token_at(deed.verb.start);
    let Some(sentence) = cx.sentence(cx.sentence_at(deed.span.start)) else {
        return;
    };
    let lede = cx
        .blocks
        .get(sentence.block as usize)
        .is_some_and(|block| block.lede);
    let last = sentence.last as usize;
    let behind =
        || (verb..(verb + 14).min(last)).take_while(|&i| !(cx.word(i) == "," || cx.word(i) == ";"));
    let dated = behind().any(|i| cx.is(i, List::Weekday));
    // "which they had held since Monday": a state, not what happened.
    let taking = cx.phrase(verb, List::TakingVerb).is_some();
    let habit = behind().any(|i| matches!(cx.folded(i), "times" | "since" | "before"));
    if lede && dated && taking && !habit && deed.actor.is_some_and(|actor| !actor.pronoun) {
        deed.telling = Telling::Asserted;
    }
}

fn deed_fields(schema: LayerSchema) -> LayerSchema {
    schema
        .field("verb", Type::Text, "the verb")
        .field("actor", Type::Text, "who does it, as printed")
        .field("place", Type::Text, "the ground, as printed")
        .field("day", Type::Date, "when, if the words say so")
        .field(
            "attribution",
            Type::Thing("attribution".into()),
            "who says so",
        )
        .field(
            "telling",
            Type::Enum("telling".into()),
            "as news, or as known before (behind \"after\" or \"since\", as a habit)",
        )
        .field(
            "carried-over",
            Type::Flag,
            "the actor is a pronoun: the side stands in an earlier sentence",
        )
        .field(
            "definite",
            Type::Flag,
            "the actor has \"the\": it may point back to what was told before",
        )
}

/// `military-action`
pub fn military_action_schema() -> LayerSchema {
    deed_fields(LayerSchema::new(
        "military-action",
        "a strike, an attack, shelling or an advance told as done",
        "from the armed side to the end of the object",
    ))
}

/// `territorial-claim`
pub fn territorial_claim_schema() -> LayerSchema {
    deed_fields(LayerSchema::new(
        "territorial-claim",
        "that an armed side took, holds or lost ground",
        "from the armed side or the ground to the other of the two",
    ))
}

/// The men of a side, behind its name: "rebel columns".
fn is_unit(word: &str) -> bool {
    matches!(
        word,
        "units"
            | "unit"
            | "men"
            | "elements"
            | "detachments"
            | "detachment"
            | "squads"
            | "columns"
            | "column"
            | "convoys"
            | "patrols"
            | "contingents"
    )
}
