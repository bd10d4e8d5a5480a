//! The layers of named things and their tables.

use std::sync::Arc;

use copydesk_draft::Span;
use copydesk_draft::layer::{Cell, EnumSchema, LayerId, LayerSchema, Table, Type, Value};
use copydesk_facts::Entity;

use super::index::Register;
use super::{GroupRole, Names, OtherPlace, Person, Registered};
use crate::cx::Cx;
use crate::lists::List;
use crate::schema::{enumeration, id};
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

/// `single-name`
pub fn single_name_schema() -> LayerSchema {
    LayerSchema::new(
        "single-name",
        "the first mention in the body by one name alone: of a person, or of a name that nothing else in the draft explains",
        "the name",
    )
    .field(
        "evidence",
        Type::Enum("name-evidence".into()),
        "what tells that it is a person's: a title before it, a verb of speech, a relation (“a lawyer for”), an age, a pronoun, a deed that only a person does",
    )
    .field(
        "rank-kind",
        Type::Text,
        "the kind of the rank or office before it, in the register of ranks",
    )
    .field(
        "well-known",
        Type::Flag,
        "a name that stands alone in news copy",
    )
}

/// `name-variant`
pub fn name_variant_schema() -> LayerSchema {
    LayerSchema::new(
        "name-variant",
        "a mention of a person or armed group spelled otherwise than an earlier one",
        "the name",
    )
    .field("whose", Type::Text, "the name in full, as first printed")
    .keyed()
    .field("spelling", Type::Text, "the name as printed here")
    .field(
        "earlier",
        Type::Text,
        "the name as printed in the earlier mention",
    )
    .field(
        "kind",
        Type::Enum("variant-kind".into()),
        "letters; article (there or not, al or el, both names in full); marks (capitals, hyphens, accents)",
    )
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
    cx.entry(at, List::LoneName).is_some() || cx.entry(person.first, List::LoneName).is_some()
}

fn groups(cx: &Cx<'_>, names: &Names) -> Table {
    let register = cx.registers.get(Register::Groups.name());
    let mut table = cx.blank(id::ARMED_GROUP);
    for group in &names.groups {
        let entity = register.and_then(|register| register.entities.get(group.entity as usize));
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
                entity
                    .map(|entity| entity.text("house-form").unwrap_or(&entity.name))
                    .into(),
                Cell::Filled(group.span.into()),
                Cell::Filled(Value::Enum(group.form as u16)),
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

fn places(cx: &Cx<'_>, names: &Names) -> Table {
    let register = cx.registers.get(Register::Places.name());
    let mut table = cx.blank(id::PLACE);
    let columns = table.width();
    let mut others = names.other_places.iter().peekable();
    for place in &names.places {
        while let Some(other) = others.next_if(|other| other.span < place.span) {
            other_place(cx, &mut table, other, columns);
        }
        let entity = register.and_then(|register| register.entities.get(place.entity as usize));
        // Provinces and seas have a middle point only, too coarse to measure from.
        let exact = entity.is_some_and(|entity| entity.text("point") != Some("centre"));
        let degrees = |name: &str| -> Cell {
            entity
                .filter(|_| exact)
                .and_then(|entity| entity.number(name))
                .map(Value::Number)
                .into()
        };
        let shared = entity.is_some_and(|entity| !entity.list("shared-with").is_empty());
        table.push(
            cx.row(place.span),
            [
                entity.map(|entity| entity.id.as_str()).into(),
                entity.map(|entity| entity.name.as_str()).into(),
                Cell::Filled(place.span.into()),
                Cell::Filled(Value::Enum(place.form as u16)),
                number(place.mention),
                column(entity, "kind"),
                column(entity, "country"),
                column(entity, "part-of"),
                degrees("lat"),
                degrees("lon"),
                entity
                    .and_then(|entity| entity.number("population"))
                    .map(Value::Number)
                    .into(),
                column(entity, "capital"),
                Cell::Filled(shared.into()),
                Cell::Filled(true.into()),
            ],
        );
    }
    for other in others {
        other_place(cx, &mut table, other, columns);
    }
    table
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

/// `person`
pub fn person_schema() -> LayerSchema {
    LayerSchema::new(
        "person",
        "a mention of a person by name",
        "the name, without title or role",
    )
    .field("identity", Type::Text, "which person of the draft")
    .keyed()
    .field(
        "surname",
        Type::Text,
        "the surname as printed; of a lone given name, that",
    )
    .field(
        "given-name",
        Type::Text,
        "given names as printed, if given here",
    )
    .field(
        "honorific",
        Type::Text,
        "Mr, Ms and the like before the name",
    )
    .field(
        "title",
        Type::Text,
        "the title or role before the name, with what describes it",
    )
    .field("role", Type::Text, "the role behind the name")
    .field(
        "full-spelling",
        Type::Text,
        "the full name as first printed for this person",
    )
    .field("spelling", Type::Text, "the name as printed here")
    .field(
        "earlier-spelling",
        Type::Text,
        "the name as printed in an earlier mention to compare with",
    )
    .field(
        "spelling-difference",
        Type::Enum("spelling-difference".into()),
        "how this spelling differs from the earlier one, in what both give",
    )
    .field(
        "mention",
        Type::Number,
        "1 for the first mention, then counting",
    )
    .field("mentions", Type::Number, "mentions in the draft")
    .field(
        "full-name",
        Type::Flag,
        "given name and surname stand here",
    )
    .field(
        "named-in-full-before",
        Type::Flag,
        "an earlier mention gives the full name",
    )
    .field(
        "role-words",
        Type::Text,
        "what is said here of the person's role: the title before the name, else the role behind it, else the role set off before it",
    )
    .field(
        "role-core",
        Type::Text,
        "the same without its article and the words of time and grade before it (role-shade): “spokesman” of “the former deputy spokesman”",
    )
    .field(
        "role-head",
        Type::Text,
        "the noun of the role alone: “chief executive” of “Halden's acting chief executive” and of “chief executive of Halden”",
    )
    .field(
        "role-position",
        Type::Enum("role-position".into()),
        "where the role stands, seen from the name",
    )
    .field(
        "described-before",
        Type::Flag,
        "an earlier mention gives a title or role",
    )
    .field(
        "rank",
        Type::Text,
        "the rank, office or honorific before the name, as the register of ranks has it",
    )
    .field(
        "rank-kind",
        Type::Text,
        "its kind there: military, police, political, diplomatic, judicial, royal, religious, academic, corporate, honorific",
    )
    .field("age", Type::Number, "the age given beside the name, in years")
    .field(
        "affiliation",
        Type::Text,
        "the body or place that the role or title names",
    )
    .field("first-mention", Type::Flag, "the first mention in the draft")
    .field(
        "well-known",
        Type::Flag,
        "the name is in the list of names that stand alone (lone-name)",
    )
}

/// `armed-group`
pub fn armed_group_schema() -> LayerSchema {
    LayerSchema::new(
        "armed-group",
        "a mention of a group in the register",
        "the name",
    )
    .field("identity", Type::Text, "id in the register of groups")
    .keyed()
    .field("house-form", Type::Text, "the house form of its name")
    .field("spelling", Type::Text, "the name as printed here")
    .field(
        "form",
        Type::Enum("name-form".into()),
        "what kind of name is used here",
    )
    .field("kind", Type::Text, "its kind in the register")
    .field("parent", Type::Text, "id of the group it belongs to")
    .field(
        "part",
        Type::Enum("group-role".into()),
        "what it does in the sentence",
    )
    .field(
        "acting",
        Type::Flag,
        "true if it acts here: subject of a deed, “an attack by X”, “X-led”",
    )
    .field(
        "earlier-spelling",
        Type::Text,
        "the name as printed in the first mention by this name",
    )
    .field(
        "spelling-difference",
        Type::Enum("spelling-difference".into()),
        "how this spelling differs from the earlier one",
    )
    .field(
        "mention",
        Type::Number,
        "1 for the first mention, then counting",
    )
    .field("mentions", Type::Number, "mentions in the draft")
}

/// `organisation`
pub fn organisation_schema() -> LayerSchema {
    LayerSchema::new("organisation", "a mention of an organisation", "the name")
        .field(
            "identity",
            Type::Text,
            "id in a register, or the folded name",
        )
        .keyed()
        .field("name", Type::Text, "its name in the register")
        .field("spelling", Type::Text, "the name as printed here")
        .field(
            "form",
            Type::Enum("name-form".into()),
            "what kind of name of the register is used here",
        )
        .field("kind", Type::Text, "its kind in the register")
        .field(
            "based-in",
            Type::Text,
            "the country of its head office, two letters",
        )
        .field("description", Type::Text, "the gloss of the register")
        .field(
            "mention",
            Type::Number,
            "1 for the first mention, then counting",
        )
}

fn registered_schema(name: &'static str, doc: &'static str, of: &'static str) -> LayerSchema {
    LayerSchema::new(name, doc, "the name")
        .field("identity", Type::Text, of)
        .keyed()
        .field("name", Type::Text, "its name in the register")
        .field("spelling", Type::Text, "the name as printed here")
        .field(
            "form",
            Type::Enum("name-form".into()),
            "what kind of name is used here",
        )
        .field(
            "mention",
            Type::Number,
            "1 for the first mention, then counting",
        )
        .field("kind", Type::Text, "its kind in the register")
        .field("country", Type::Text, "its country, two letters")
}

/// `outlet`
pub fn outlet_schema() -> LayerSchema {
    registered_schema(
        "outlet",
        "a mention of a news outlet or agency",
        "id in the register of outlets",
    )
}

/// `place`
pub fn place_schema() -> LayerSchema {
    registered_schema(
        "place",
        "a mention of a place, in the register or told by the words around it",
        "id in the register of places, or the folded name",
    )
    .field("part-of", Type::Text, "id of what it lies in")
    .field("latitude", Type::Number, "degrees north of its centre")
    .field("longitude", Type::Number, "degrees east of its centre")
    .field("population", Type::Number, "a round figure, for scale")
    .field("capital", Type::Text, "the capital of a country or state")
    .field(
        "shared-name",
        Type::Flag,
        "another place of the register has this name",
    )
}

/// `acronym`
pub fn acronym_schema() -> LayerSchema {
    LayerSchema::new("acronym", "a short form in capitals", "the capitals")
        .field(
            "short-form",
            Type::Text,
            "the letters, without full stops and hyphens",
        )
        .keyed()
        .field(
            "expansion",
            Type::Text,
            "the words it stands for, where the draft gives them",
        )
        .field(
            "defined-by",
            Type::Enum("defined-by".into()),
            "how the draft says what it stands for",
        )
        .field(
            "definition-place",
            Type::Enum("definition-place".into()),
            "where the draft says so, seen from here",
        )
        .field(
            "letters-in-order",
            Type::Flag,
            "true if its letters stand in this order in the expansion",
        )
        .field(
            "letter-fit",
            Type::Enum("letter-fit".into()),
            "how its letters sit beside the initials of the expansion",
        )
        .field(
            "registered",
            Type::Enum("registered".into()),
            "whether a register gives this short form for these words",
        )
        .field(
            "kind",
            Type::Text,
            "its kind in the register: body, term, time-zone, unit, group, outlet …",
        )
        .field(
            "stands-for",
            Type::Text,
            "what it stands for in the register",
        )
        .field(
            "english",
            Type::Text,
            "the English short form, if it is one of another language",
        )
        .field(
            "language",
            Type::Text,
            "the language, if it is one of another language",
        )
        .field(
            "mention",
            Type::Number,
            "1 for the first mention, then counting",
        )
        .field(
            "uses",
            Type::Number,
            "mentions in the draft that are not part of a definition",
        )
        .field(
            "definitions",
            Type::Number,
            "times the draft says in words what it stands for",
        )
        .field(
            "known-everywhere",
            Type::Flag,
            "the register marks it as known to all readers",
        )
        .field("known-in-wire", Type::Flag, "known to readers of the wires")
        .field("known-in-bbc", Type::Flag, "known to readers of the BBC")
        .field(
            "known-in-uk-print",
            Type::Flag,
            "known to readers of British papers",
        )
        .field(
            "known-in-us-print",
            Type::Flag,
            "known to readers of American papers",
        )
}

pub(crate) fn enums() -> Vec<EnumSchema> {
    vec![
        super::bodies::enums(),
        enumeration(
            "name-form",
            &[
                "house-form",
                "spelling",
                "other-name",
                "former-name",
                "wing",
                "short-form",
                "misspelling",
                "superseded",
            ],
        ),
        enumeration("role-position", &["before", "behind", "both", "none"]),
        enumeration("group-role", &["agent", "party", "listed", "other"]),
        enumeration(
            "spelling-difference",
            &["same", "article", "marks", "letters"],
        ),
        enumeration(
            "defined-by",
            &[
                "brackets-after",
                "brackets-before",
                "comma-or",
                "known-as",
                "initials-of-name",
                "none",
            ],
        ),
        enumeration(
            "name-evidence",
            &["title", "speech", "relation", "age", "pronoun", "deed"],
        ),
        enumeration("variant-kind", &["letters", "article", "marks"]),
        enumeration("definition-place", &["here", "before", "after", "none"]),
        enumeration("letter-fit", &["fits", "near", "apart", "unlike"]),
        enumeration("registered", &["same", "other", "unknown"]),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::{Difference, LetterFit, NameForm, RegisteredAs};

    #[test]
    fn enumerations_follow_their_types() {
        let enums = enums();
        let last = |name: &str| {
            enums
                .iter()
                .find(|set| set.name == name)
                .unwrap()
                .values
                .len()
                - 1
        };
        assert_eq!(last("spelling-difference"), Difference::Letters as usize);
        assert_eq!(last("group-role"), GroupRole::Other as usize);
        assert_eq!(last("letter-fit"), LetterFit::Unlike as usize);
        assert_eq!(last("registered"), RegisteredAs::Unknown as usize);
        assert_eq!(last("name-form"), NameForm::Superseded as usize);
    }
}
