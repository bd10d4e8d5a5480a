//! The tables of named things: a row for each, its fields as cells.

use std::sync::Arc;

use copydesk_draft::Span;
use copydesk_draft::layer::{Cell, LayerId, Table, Value};
use copydesk_facts::Entity;
use rustc_hash::FxHashMap;

use super::index::{NameForm, Register};
use super::{GroupRole, Names, OtherPlace, Person, Registered};
use crate::cx::Cx;
use crate::lists::List;
use crate::schema::id;
use crate::token::TokenKind;

/// The tables of `person`, `armed-group`, `organisation`, `outlet`, `place`, `acronym`.
pub(crate) fn tables(cx: &Cx<'_>, names: &Names, set: &mut impl FnMut(LayerId, Table)) {
    set(id::PERSON, persons(cx, names));
    set(id::ARMED_GROUP, groups(cx, names));
    set(id::ORGANISATION, organisations(cx, names));
    set(id::NEAR_ORGANISATION, super::bodies::table(cx, names));
    set(
        id::OUTLET,
        registered(cx, &names.outlets, Register::Outlets, &["kind", "country"]),
    );
    set(id::PLACE, places(cx, names));
    set(id::ACRONYM, acronyms(cx, names));
    set(id::SINGLE_NAME, single_names(cx, names));
    set(id::NAME_VARIANT, name_variants(cx, names));
}

fn single_names(cx: &Cx<'_>, names: &Names) -> Table {
    let mut table = cx.blank(id::SINGLE_NAME);
    let ranks = cx.registers.get("ranks");
    for single in super::single::find(cx, names) {
        let person = single.person.and_then(|i| names.persons.get(i));
        let rank = person
            .and_then(|person| person.rank)
            .and_then(|rank| ranks?.entities.get(rank as usize));
        let known = person.is_some_and(|person| well_known(cx, person));
        table.push(
            cx.row(single.span),
            [
                Cell::Filled(Value::Enum(single.evidence as u16)),
                column(rank, "kind"),
                Cell::Filled(known.into()),
            ],
        );
    }
    table
}

fn name_variants(cx: &Cx<'_>, names: &Names) -> Table {
    let mut table = cx.blank(id::NAME_VARIANT);
    for variant in super::variant::find(cx, names) {
        table.push(
            cx.row(variant.span),
            [
                Cell::Filled(variant.whose.into()),
                Cell::Filled(variant.span.into()),
                Cell::Filled(variant.earlier.into()),
                Cell::Filled(Value::Enum(variant.kind as u16)),
            ],
        );
    }
    table
}

fn number(count: u32) -> Cell {
    Cell::Filled(f64::from(count).into())
}

fn text(words: &str) -> Cell {
    Cell::Filled(Value::Text(Arc::from(words)))
}

fn column(entity: Option<&Entity>, name: &str) -> Cell {
    entity.and_then(|entity| entity.text(name)).into()
}

fn persons(cx: &Cx<'_>, names: &Names) -> Table {
    let mut table = cx.blank(id::PERSON);
    let ranks = cx.registers.get("ranks");
    // What the draft has said of each person before a mention.
    let mut full = vec![false; names.people.len()];
    let mut described = vec![false; names.people.len()];
    for person in &names.persons {
        let rank = person
            .rank
            .and_then(|rank| ranks?.entities.get(rank as usize));
        let words = person.title.or(person.role).or(person.role_before);
        let before = person.title.is_some() || person.role_before.is_some();
        let position = match (before, person.role.is_some()) {
            (true, true) => 2,
            (true, false) => 0,
            (false, true) => 1,
            (false, false) => 3,
        };
        let is_full = person.given.is_some();
        let full_before = full
            .get_mut(person.identity)
            .map(|known| std::mem::replace(known, *known || is_full));
        let described_before = described
            .get_mut(person.identity)
            .map(|known| std::mem::replace(known, *known || words.is_some()));
        let identity = names.people.get(person.identity);
        let (earlier, difference) = match person.earlier {
            Some((i, difference)) => (
                names.persons.get(i).map(|other| other.span),
                Some(difference),
            ),
            None => (None, None),
        };
        table.push(
            cx.row(person.span),
            [
                identity.map(|identity| identity.key.as_str()).into(),
                Cell::Filled(person.surname.into()),
                person.given.into(),
                person.honorific.into(),
                person.title.into(),
                person.role.into(),
                identity.map(|identity| identity.full).into(),
                Cell::Filled(person.span.into()),
                earlier.into(),
                difference
                    .map(|difference| Value::Enum(difference as u16))
                    .into(),
                number(person.mention),
                number(identity.map_or(1, |identity| identity.mentions)),
                Cell::Filled(is_full.into()),
                full_before.map(Value::Flag).into(),
                words.into(),
                words.and_then(|words| role_core(cx, words)).into(),
                words.and_then(|words| role_head(cx, words)).into(),
                Cell::Filled(Value::Enum(position)),
                described_before.map(Value::Flag).into(),
                rank.map(|rank| rank.name.as_str()).into(),
                column(rank, "kind"),
                person.age.map(Value::Number).into(),
                person.affiliation.into(),
                Cell::Filled((person.mention == 1).into()),
                Cell::Filled(well_known(cx, person).into()),
            ],
        );
    }
    table
}

/// The most articles and shades before a role.
const ROLE_WORDS: usize = 12;

/// What is left of a role without its article and the words that say when or how far it holds: "spokesman" of "the
/// former deputy spokesman". A weekday that stands before a title is no part of it.
fn role_core(cx: &Cx<'_>, words: Span) -> Option<Span> {
    let shade = |i: usize| {
        cx.is(i, List::Determiner)
            || cx.is(i, List::RoleShade)
            || cx.is(i, List::Weekday)
            || cx.kind(i) != Some(TokenKind::Word)
    };
    let first = cx.token_at(words.start);
    let core = (first..first + ROLE_WORDS).find(|&i| !shade(i))?;
    let start = cx.span(core, core + 1).start;
    (start < words.end).then_some(Span {
        start,
        end: words.end,
    })
}

/// The noun of a role: its first phrase that is one, the longest there.
fn role_head(cx: &Cx<'_>, words: Span) -> Option<Span> {
    let first = cx.token_at(words.start);
    (first..first + ROLE_WORDS).find_map(|i| {
        let length = cx.phrase(i, List::RoleNoun)?;
        let span = cx.span(i, i + length);
        (span.end <= words.end).then_some(span)
    })
}

/// The surname stands in the list of names that need no introduction.
fn well_known(cx: &Cx<'_>, person: &Person) -> bool {
    let at = cx.token_at(person.surname.start);
    cx.entry(at, List::LoneName).is_some()
        // "Martin Luther King", but not "Moses Abang".
        || cx
            .entry(person.first, List::LoneName)
            .is_some_and(|(length, _)| person.first + length > at)
}

fn groups(cx: &Cx<'_>, names: &Names) -> Table {
    let register = cx.registers.get(Register::Groups.name());
    let mut table = cx.blank(id::ARMED_GROUP);
    for group in &names.groups {
        let entity = register.and_then(|register| register.entities.get(group.entity as usize));
        let house = entity.map(|entity| entity.text("house-form").unwrap_or(&entity.name));
        let (earlier, difference) = match group.earlier {
            Some((i, difference)) => (
                names.groups.get(i).map(|other| other.span),
                Some(difference),
            ),
            None => (None, None),
        };
        table.push(
            cx.row(group.span),
            [
                entity.map(|entity| entity.id.as_str()).into(),
                house.into(),
                Cell::Filled(group.span.into()),
                Cell::Filled(Value::Enum(
                    as_printed(cx, group.span, group.form, house) as u16
                )),
                column(entity, "kind"),
                column(entity, "parent"),
                Cell::Filled(Value::Enum(group.role as u16)),
                Cell::Filled((group.role == GroupRole::Agent).into()),
                earlier.into(),
                difference
                    .map(|difference| Value::Enum(difference as u16))
                    .into(),
                number(group.mention),
                number(group.mentions),
                number(group.own_mentions),
            ],
        );
    }
    table
}

fn organisations(cx: &Cx<'_>, names: &Names) -> Table {
    let mut table = cx.blank(id::ORGANISATION);
    for body in &names.organisations {
        let entity = body.meaning.and_then(|meaning| {
            cx.registers
                .get(meaning.register.name())?
                .entities
                .get(meaning.entity as usize)
        });
        let form = body.meaning.map(|meaning| Value::Enum(meaning.form as u16));
        table.push(
            cx.row(body.span),
            [
                text(&body.identity),
                entity.map(|entity| entity.name.as_str()).into(),
                Cell::Filled(body.span.into()),
                form.into(),
                column(entity, "kind"),
                column(entity, "based-in"),
                column(entity, "description"),
                number(body.mention),
            ],
        );
    }
    table
}

fn registered(cx: &Cx<'_>, things: &[Registered], register: Register, columns: &[&str]) -> Table {
    let entities = cx.registers.get(register.name());
    let mut table = Table::new(5 + columns.len());
    for thing in things {
        let entity = entities.and_then(|register| register.entities.get(thing.entity as usize));
        let fixed = [
            entity.map(|entity| entity.id.as_str()).into(),
            entity.map(|entity| entity.name.as_str()).into(),
            Cell::Filled(thing.span.into()),
            Cell::Filled(Value::Enum(thing.form as u16)),
            number(thing.mention),
        ];
        table.push(
            cx.row(thing.span),
            fixed
                .into_iter()
                .chain(columns.iter().map(|name| column(entity, name))),
        );
    }
    table
}

/// The form of a name; a house form with other apostrophes ("Sana'a") is another spelling.
fn as_printed(cx: &Cx<'_>, span: Span, form: NameForm, house: Option<&str>) -> NameForm {
    let respelt = form == NameForm::HouseForm
        && house.is_some_and(|house| super::spelling::other_marks(cx.str(span), house));
    if respelt { NameForm::Spelling } else { form }
}

fn places(cx: &Cx<'_>, names: &Names) -> Table {
    let register = cx.registers.get(Register::Places.name());
    let mut table = cx.blank(id::PLACE);
    let columns = table.width();
    let mut others = names.other_places.iter().peekable();
    let mut known: FxHashMap<u32, [Cell; 10]> = FxHashMap::default();
    for place in &names.places {
        while let Some(other) = others.next_if(|other| other.span < place.span) {
            other_place(cx, &mut table, other, columns);
        }
        // Most places are named more than once.
        let own = known.entry(place.entity).or_insert_with(|| {
            let entity = register.and_then(|register| register.entities.get(place.entity as usize));
            of_place(entity)
        });
        let house = register
            .and_then(|register| register.entities.get(place.entity as usize))
            .map(|entity| entity.name.as_str());
        let [
            name,
            place_id,
            kind,
            country,
            part_of,
            lat,
            lon,
            population,
            capital,
            shared,
        ] = own.clone();
        table.push(
            cx.row(place.span),
            [
                place_id,
                name,
                Cell::Filled(place.span.into()),
                Cell::Filled(Value::Enum(
                    as_printed(cx, place.span, place.form, house) as u16
                )),
                number(place.mention),
                kind,
                country,
                part_of,
                lat,
                lon,
                population,
                capital,
                shared,
                Cell::Filled(true.into()),
            ],
        );
    }
    for other in others {
        other_place(cx, &mut table, other, columns);
    }
    table
}

/// What the register has of a place: name, id, kind, country, what it is part of, latitude, longitude, population, capital,
/// and whether its name is shared.
fn of_place(entity: Option<&Entity>) -> [Cell; 10] {
    // Provinces and seas have a middle point only, too coarse to measure from.
    let exact = entity.is_some_and(|entity| entity.text("point") != Some("centre"));
    let figure = |name: &str| entity.and_then(|entity| entity.number(name));
    let degrees = |name: &str| -> Cell {
        let figure = figure(name).filter(|_| exact);
        figure.map(Value::Number).into()
    };
    let shared = entity.is_some_and(|entity| !entity.list("shared-with").is_empty());
    [
        entity.map(|entity| entity.name.as_str()).into(),
        entity.map(|entity| entity.id.as_str()).into(),
        column(entity, "kind"),
        column(entity, "country"),
        column(entity, "part-of"),
        degrees("lat"),
        degrees("lon"),
        figure("population").map(Value::Number).into(),
        column(entity, "capital"),
        Cell::Filled(shared.into()),
    ]
}

/// A place that the register lacks: its name and count, and no more.
fn other_place(cx: &Cx<'_>, table: &mut Table, place: &OtherPlace, columns: usize) {
    let mut cells = vec![Cell::Absent; columns];
    let known = [
        text(&place.identity),
        Cell::Absent,
        Cell::Filled(place.span.into()),
        Cell::Absent,
        number(place.mention),
    ];
    for (slot, cell) in cells.iter_mut().zip(known) {
        *slot = cell;
    }
    if let Some(last) = cells.last_mut() {
        *last = Cell::Filled(false.into());
    }
    table.push(cx.row(place.span), cells);
}

/// The profiles whose well-known acronyms the register marks, in the order of the fields.
const PROFILES: [&str; 4] = ["wire", "bbc", "uk-print", "us-print"];

fn acronyms(cx: &Cx<'_>, names: &Names) -> Table {
    let mut table = cx.blank(id::ACRONYM);
    for acronym in &names.acronyms {
        let known = super::acronyms::known(cx, &acronym.short);
        let all = known.known_in.iter().any(|profile| profile == "all");
        let in_profile = |profile: &str| {
            Cell::Filled((all || known.known_in.iter().any(|known| known == profile)).into())
        };
        let cells = [
            text(&acronym.short),
            acronym.expansion.into(),
            Cell::Filled(Value::Enum(acronym.defined_by as u16)),
            Cell::Filled(Value::Enum(acronym.place as u16)),
            acronym.in_order.into(),
            acronym
                .expansion
                .map(|span| {
                    let order = acronym.in_order == Some(true);
                    Value::Enum(super::acronyms::fit(cx, &acronym.short, span, order) as u16)
                })
                .into(),
            acronym
                .expansion
                .map(|span| {
                    Value::Enum(
                        super::acronyms::registered(cx, &acronym.short, cx.str(span)) as u16,
                    )
                })
                .into(),
            known.kind.as_deref().into(),
            known.name.as_deref().into(),
            known.english.as_deref().into(),
            known.language.as_deref().into(),
            number(acronym.mention),
            number(acronym.uses),
            number(acronym.definitions),
            Cell::Filled(all.into()),
        ];
        table.push(
            cx.row(acronym.span),
            cells.into_iter().chain(PROFILES.map(in_profile)),
        );
    }
    table
}
