//! Places in relation: distances between two places, "near", "north of", "in X province", and names close to a place's.

mod border;
mod dateline;
mod distance;
mod headed;
mod left;
mod loose;
mod near;
mod places;
mod point;
mod quarter;
mod related;
mod set_off;
mod spot;
mod told;
mod told_of;
mod way;
mod words;

pub(crate) use places::PlaceIndex;
pub(crate) use spot::Spot;

use copydesk_draft::layer::{Cell, EnumSchema, LayerId, LayerSchema, Table, Type, Value};

use crate::cx::Cx;
use crate::names::Names;
use crate::quantities::Quantities;
use crate::schema::{enumeration, id};

/// The values of `relation-kind` in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Relation {
    /// "A near B"
    Near,
    /// "A north of B"
    Direction,
    /// "A, B province"
    Within,
    /// "A, in western B"
    Quarter,
    /// "A, near the border with B"
    Border,
}

/// All mentions of places with their points, in order.
pub(crate) fn spots<'n>(cx: &Cx<'_>, names: &'n Names) -> &'n [Spot] {
    names.spots.get_or_init(|| spot::find(cx, names))
}

/// The tables of `distance-claim`, `place-relation` and `near-place`.
pub(crate) fn tables(
    cx: &Cx<'_>,
    names: &Names,
    quantities: &Quantities,
    set: &mut impl FnMut(LayerId, Table),
) {
    let spots = spots(cx, names);
    let mut distances = cx.blank(id::DISTANCE_CLAIM);
    for found in distance::distances(cx, quantities, spots) {
        let ratio = |kilometres: f64| {
            let ratio = kilometres / found.straight;
            if ratio.is_finite() {
                Cell::Filled(Value::Number((ratio * 100.0).round() / 100.0))
            } else {
                Cell::Absent
            }
        };
        distances.push(
            cx.row(found.span),
            [
                Cell::Filled(found.first.into()),
                Cell::Filled(found.second.into()),
                Cell::Filled(found.words.into()),
                Cell::Filled(Value::Number(found.stated.round())),
                Cell::Filled(Value::Number(found.straight.round())),
                ratio(found.lowest),
                ratio(found.highest),
                Cell::Filled(Value::Number((found.stated - found.straight).abs().round())),
                Cell::Filled(found.by_road.into()),
            ],
        );
    }
    set(id::DISTANCE_CLAIM, distances);
    let mut relations = cx.blank(id::PLACE_RELATION);
    let mut related = related::relations(cx, quantities, spots);
    let told = told::find(cx, spots);
    if !told.is_empty() {
        related.retain(|one| !told.iter().any(|other| other.span == one.span));
        related.extend(told);
        related.sort_by_key(|one| one.span);
    }
    for found in related {
        let rounded = |number: Option<f64>| number.map(|number| Value::Number(number.round()));
        relations.push(
            cx.row(found.span),
            [
                Cell::Filled(Value::Enum(found.kind as u16)),
                Cell::Filled(found.first.into()),
                Cell::Filled(found.second.into()),
                rounded(found.kilometres).into(),
                rounded(found.turn).into(),
                found.elsewhere.map(Value::from).into(),
                found.lies_in.as_deref().into(),
                rounded(found.depth).into(),
            ],
        );
    }
    set(id::PLACE_RELATION, relations);
    let mut near = cx.blank(id::NEAR_PLACE);
    for found in near::find(cx, names) {
        near.push(
            cx.row(found.span),
            [
                Cell::Filled(found.span.into()),
                Cell::Filled(Value::Text(found.name.as_str().into())),
                Cell::Filled(Value::Number(found.letters as f64)),
                Cell::Filled(found.listed.into()),
            ],
        );
    }
    set(id::NEAR_PLACE, near);
}

/// `distance-claim`
pub(crate) fn distance_claim_schema() -> LayerSchema {
    LayerSchema::new(
        "distance-claim",
        "a distance that the text gives between two places whose points are known",
        "from the first of the two places and the distance to the last",
    )
    .field("first", Type::Text, "one of the places")
    .field("second", Type::Text, "the other")
    .field("stated-words", Type::Text, "the distance as printed")
    .field(
        "stated",
        Type::Number,
        "the distance as printed, in kilometres",
    )
    .field(
        "straight",
        Type::Number,
        "the distance between the two points, in kilometres",
    )
    .field(
        "ratio-lowest",
        Type::Number,
        "the least distance the words allow, over the straight line",
    )
    .field(
        "ratio-highest",
        Type::Number,
        "the largest distance the words allow, over the straight line; absent for “more than”",
    )
    .field(
        "gap",
        Type::Number,
        "how far the two are apart, in kilometres",
    )
    .field(
        "by-road",
        Type::Flag,
        "the way is spoken of: a road, a drive, a railway, a march",
    )
}

/// `place-relation`
pub(crate) fn place_relation_schema() -> LayerSchema {
    LayerSchema::new(
        "place-relation",
        "how one place lies to another, as the text says",
        "from the first place to the second",
    )
    .field(
        "kind",
        Type::Enum("relation-kind".into()),
        "near; a direction (“north of”); within (“A, B province”); quarter (“A, in western B”)",
    )
    .field("first", Type::Text, "the place")
    .field("second", Type::Text, "what it is seen from")
    .field(
        "kilometres",
        Type::Number,
        "the distance between their points",
    )
    .field(
        "turn",
        Type::Number,
        "degrees between the direction said and that of the points",
    )
    .field(
        "elsewhere",
        Type::Flag,
        "the registers have no place of this name in the region or country said",
    )
    .field("lies-in", Type::Text, "where the register has it")
    .field(
        "depth",
        Type::Number,
        "how far in the direction said the place lies among the towns of its country: 0 at the other end, 100 at that end",
    )
}

/// `near-place`
pub(crate) fn near_place_schema() -> LayerSchema {
    LayerSchema::new(
        "near-place",
        "a name where a place stands that no register has, one or two letters from the name of one place; or a spelling that the register lists as a slip",
        "the name",
    )
    .field("spelling", Type::Text, "the name as printed")
    .field("name", Type::Text, "the place's name")
    .field("letters", Type::Number, "letters that differ")
    .field("listed", Type::Flag, "the register lists this spelling")
}

pub(crate) fn enums() -> Vec<EnumSchema> {
    vec![enumeration(
        "relation-kind",
        &["near", "direction", "within", "quarter", "border"],
    )]
}
