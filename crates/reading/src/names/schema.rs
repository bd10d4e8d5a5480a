//! The layers of named things: their fields and the values of those.

use copydesk_draft::layer::{EnumSchema, LayerSchema, Type};

use crate::schema::enumeration;

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
        "letters; article (there or not, al or el, both names in full); marks (capitals, hyphens, apostrophes); accents",
    )
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
    .field(
        "own-mentions",
        Type::Number,
        "mentions in the draft that speak of the group itself, not of “an X-linked preacher” or “the fight against X”",
    )
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
        enumeration("variant-kind", &["letters", "article", "marks", "accents"]),
        enumeration("definition-place", &["here", "before", "after", "none"]),
        enumeration("letter-fit", &["fits", "near", "apart", "unlike"]),
        enumeration("registered", &["same", "other", "anothers", "unknown"]),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::{Difference, GroupRole, LetterFit, NameForm, RegisteredAs};

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
