//! What is wrong with names, kinds and values.

use super::{did_you_mean, list, there_are, ticked, with_article};
use crate::diagnostic::{Code, Diagnostic};
use crate::program::Loc;
use crate::suggest::{is_american, nearest};

// Names.

pub(crate) fn duplicate_name(
    loc: Loc,
    name: &str,
    noun: &str,
    first_noun: &str,
    first: Option<Loc>,
) -> Diagnostic {
    let message = if noun == first_noun {
        format!("two {noun}s are called `{name}`")
    } else {
        format!(
            "{} and {} are both called `{name}`",
            with_article(first_noun),
            with_article(noun)
        )
    };
    let diagnostic = Diagnostic::error(Code::DuplicateName, loc, message).here("the second");
    match first {
        Some(first) => diagnostic
            .also(first, "the first")
            .help("rename one; a pack has one name space"),
        None => diagnostic.help(format!(
            "the {first_noun} `{name}` exists from the start; choose another name"
        )),
    }
}

pub(crate) fn unknown_name(
    loc: Loc,
    name: &str,
    noun: &str,
    other: Option<&str>,
    near: Option<&str>,
    known: &[String],
) -> Diagnostic {
    let message = match other {
        Some(other) => format!(
            "`{name}` is {}, not {}",
            with_article(other),
            with_article(noun)
        ),
        None => format!("no {noun} is called `{name}`"),
    };
    let diagnostic = Diagnostic::error(Code::UnknownName, loc, message).expecting(ticked(known));
    if let Some(other) = other {
        let diagnostic = diagnostic.here(with_article(other));
        return match (other, noun) {
            ("word list", "layer") => diagnostic.help(format!(
                "make a layer of it: `pattern P: <{name}>`, then `layer L from P`"
            )),
            ("pattern", "layer") => {
                diagnostic.help(format!("make a layer of it: `layer L from {name}`"))
            }
            _ => diagnostic,
        };
    }
    did_you_mean(diagnostic, near, there_are(known, "there are"))
}

pub(crate) fn unknown_type(loc: Loc, name: &str, near: Option<&str>, known: &[&str]) -> Diagnostic {
    let known: Vec<String> = known.iter().map(|&name| name.to_owned()).collect();
    let diagnostic = Diagnostic::error(
        Code::UnknownName,
        loc,
        format!("no type is called `{name}`"),
    );
    let types = list(&ticked(&known), "and");
    did_you_mean(
        diagnostic,
        near,
        Some(format!(
            "the types are {types}; choices are written `spaced or closed`"
        )),
    )
}

pub(crate) fn unknown_field(loc: Loc, layer: &str, field: &str, known: &[String]) -> Diagnostic {
    let of = with_article(&format!("`{layer}`"));
    let diagnostic = Diagnostic::error(
        Code::UnknownField,
        loc,
        format!("{of} has no field `{field}`"),
    )
    .expecting(ticked(known));
    let diagnostic = if known.is_empty() {
        diagnostic.help("it has no fields")
    } else {
        diagnostic.help(format!("it has: {}", known.join(", ")))
    };
    match nearest(field, known.iter().map(String::as_str)) {
        Some(near) => diagnostic.here(format!("did you mean `{near}`?")),
        None => diagnostic.here("not known"),
    }
}

pub(crate) fn unknown_value(loc: Loc, name: &str, value: &str, known: &[String]) -> Diagnostic {
    let near = nearest(value, known.iter().map(String::as_str));
    let mut diagnostic = Diagnostic::error(
        Code::UnknownValue,
        loc,
        format!("`{name}` has no value `{value}`"),
    )
    .expecting(ticked(known))
    .help(format!("it has: {}", known.join(", ")));
    if let Some(british) = known.iter().find(|known| is_american(value, known)) {
        diagnostic = diagnostic
            .here(format!("write `{british}`"))
            .help("this language is spelled the British way");
    } else if let Some(near) = near {
        diagnostic = diagnostic.here(format!("did you mean `{near}`?"));
    } else {
        diagnostic = diagnostic.here("not known");
    }
    diagnostic
}

pub(crate) fn unknown_bare(
    loc: Loc,
    name: &str,
    wanted: Option<&str>,
    its: bool,
    known: &[String],
) -> Diagnostic {
    let capital = name.starts_with(|c: char| c.is_ascii_uppercase());
    let message = match (capital, wanted) {
        (true, _) => format!("no `let` names `{name}`"),
        (false, Some(wanted)) => format!("`{name}` is not {wanted}"),
        (false, None) => format!("`{name}` means nothing here"),
    };
    let diagnostic = Diagnostic::error(Code::UnknownName, loc, message).expecting(ticked(known));
    if its {
        return diagnostic
            .here(format!("did you mean `its {name}`?"))
            .help("a bare field belongs to the candidate after `whose`; a field of what the rule is about is `its …`");
    }
    if wanted == Some("yes or no") {
        return diagnostic.here("not known").help("write `yes` or `no`");
    }
    match nearest(name, known.iter().map(String::as_str)) {
        Some(near) => diagnostic.here(format!("did you mean `{near}`?")),
        None if capital => diagnostic.here("not known").help(format!("name it first: `let {name} be the …`")),
        None => diagnostic.here("not known").help(
            "a value is `it`, `its …`, a named thing such as `B` or `B's …`, `the draft's date`, `the house's …`, a \
             number, a date, a quoted text, or a value of the other side's kind",
        ),
    }
}

pub(crate) fn and_whose(loc: Loc, name: &str) -> Diagnostic {
    Diagnostic::error(
        Code::UnknownName,
        loc,
        format!("`{name}` means nothing here"),
    )
    .here(format!("did you mean `whose {name}`?"))
    .help("each test of a candidate begins with `whose`: `whose … and whose …`")
}

pub(crate) fn unknown_draft_field(loc: Loc, name: &str, near: Option<&str>) -> Diagnostic {
    let diagnostic = Diagnostic::error(Code::UnknownField, loc, format!("a draft has no `{name}`"));
    did_you_mean(diagnostic, near, None).help("it has: date, genre")
}

pub(crate) fn leads_nowhere(loc: Loc, field: &str, ty: &str, list: bool, row: bool) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        Code::UnknownField,
        loc,
        format!("`{field}` is {ty} and has no fields of its own"),
    )
    .here("leads nowhere");
    if list {
        diagnostic.help(format!(
            "ask for its members one by one: `a … whose …`, or for `the count of its {field}`"
        ))
    } else if row {
        diagnostic.help("a column of a fact table holds a key, not the thing itself")
    } else {
        diagnostic
    }
}

pub(crate) fn row_alone(loc: Loc, name: &str, columns: &[String]) -> Diagnostic {
    Diagnostic::error(
        Code::WrongKind,
        loc,
        format!("`{name}` is a row of facts, not a value"),
    )
    .here("a whole row")
    .help(format!(
        "name a column, `{name}'s …` ({}), or ask whether `{name} is known`",
        columns.join(", ")
    ))
}

pub(crate) fn article_has_no_fields(loc: Loc) -> Diagnostic {
    Diagnostic::error(
        Code::WrongScope,
        loc,
        "the rule is about the article, which has no fields and no place in itself",
    )
    .here("`it` is the whole article")
    .help("say what must stand `in the article`, or use `the draft's date` and `the draft's genre`")
}

pub(crate) fn unused(loc: Loc, name: &str, noun: &str) -> Diagnostic {
    Diagnostic::warning(
        Code::Unused,
        loc,
        format!("nothing uses the {noun} `{name}`"),
    )
    .here("defined here")
    .help("use it or delete it")
}

// Kinds.

pub(crate) fn wrong_kinds(
    left: Loc,
    right: Loc,
    (l, of_left): (&str, &str),
    (r, of_right): (&str, &str),
    fields: &[String],
) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        Code::WrongKind,
        right,
        format!("cannot compare {of_left} with {of_right}"),
    )
    .here(format!("`{r}` is {of_right}"))
    .also(left, format!("`{l}` is {of_left}"));
    if fields.is_empty() || fields.len() > 5 {
        diagnostic
    } else {
        diagnostic.help(format!("did you mean {}?", list(&ticked(fields), "or")))
    }
}

pub(crate) fn no_order(loc: Loc, ty: &str, fields: &[String]) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        Code::NoOrder,
        loc,
        format!(
            "{ty} has no order; only numbers, quantities, sums of money, dates and durations do"
        ),
    )
    .here(ty.to_string());
    if fields.is_empty() {
        diagnostic.help("test it with `is` or `is not`")
    } else {
        diagnostic.help(format!("did you mean its {}?", list(&ticked(fields), "or")))
    }
}

pub(crate) fn other_dimension(right: Loc, left: Loc, l: &str, r: &str) -> Diagnostic {
    Diagnostic::error(
        Code::WrongKind,
        right,
        format!(
            "cannot compare {} with {}",
            with_article(l),
            with_article(r)
        ),
    )
    .here(with_article(r))
    .also(left, with_article(l))
    .help("quantities are converted, but only within one dimension")
}

pub(crate) fn needs_type(
    loc: Loc,
    what: &str,
    wanted: &str,
    found: &str,
    fields: &[String],
) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        Code::WrongKind,
        loc,
        format!("`{what}` needs {wanted}, and this is {found}"),
    )
    .here(found.to_owned());
    if fields.is_empty() {
        diagnostic
    } else {
        diagnostic.help(format!("did you mean its {}?", list(&ticked(fields), "or")))
    }
}

pub(crate) fn needs_period(loc: Loc) -> Diagnostic {
    Diagnostic::error(
        Code::WrongKind,
        loc,
        "`more than … before` needs a length of time written out",
    )
    .here("not one")
    .help("write it as in `more than 2 years before the draft's date`")
}

pub(crate) fn not_a_list(loc: Loc, ty: &str) -> Diagnostic {
    Diagnostic::error(
        Code::WrongKind,
        loc,
        format!("only a list can be counted, and this is {ty}"),
    )
    .here(ty.to_owned())
    .help("count things of a layer: `at least 2 different sources in the article whose …`")
}

pub(crate) fn no_words(loc: Loc, ty: &str) -> Diagnostic {
    Diagnostic::error(
        Code::WrongKind,
        loc,
        format!("`the text of` needs a thing, and this is {ty}"),
    )
    .here(ty.to_owned())
    .help("a thing is `it`, a named thing such as `B`, or a field that leads to one")
}

pub(crate) fn only_things_inside(loc: Loc, ty: &str) -> Diagnostic {
    Diagnostic::error(
        Code::WrongKind,
        loc,
        format!("only a thing can stand inside another, and this is {ty}"),
    )
    .here(ty.to_owned())
    .help("test `it`, a named thing such as `B`, or a field that leads to a thing")
}

pub(crate) fn only_words_in_list(loc: Loc, ty: &str) -> Diagnostic {
    Diagnostic::error(
        Code::WrongKind,
        loc,
        format!("only words can stand in a word list, and this is {ty}"),
    )
    .here(ty.to_owned())
    .help("test `it`, a named thing such as `B`, or a field that holds text")
}

pub(crate) fn cannot_agree(loc: Loc, ty: &str, fields: &[String]) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        Code::WrongKind,
        loc,
        format!("`agrees with` measures values, and this is {ty}"),
    )
    .here(ty.to_owned());
    if fields.is_empty() {
        diagnostic.help("it works on numbers, quantities, sums of money, durations, dates and texts; else say `is`")
    } else {
        diagnostic.help(format!("did you mean its {}?", list(&ticked(fields), "or")))
    }
}

pub(crate) fn cannot_overlap(loc: Loc, ty: &str) -> Diagnostic {
    Diagnostic::error(
        Code::WrongKind,
        loc,
        format!("`overlaps` needs a stretch of time, of values or of text, and this is {ty}"),
    )
    .here(ty.to_owned())
    .help("it works on dates, quantities, durations and things in the text")
}

pub(crate) fn nothing_to_show(loc: Loc, ty: &str) -> Diagnostic {
    Diagnostic::error(
        Code::WrongKind,
        loc,
        format!("`show` points at a place in the text, and this is {ty}"),
    )
    .here(ty.to_owned())
    .help("show a named thing such as `B`, a field that leads to a thing, or `the nearest …`")
}

pub(crate) fn not_in_text(loc: Loc) -> Diagnostic {
    Diagnostic::error(
        Code::WrongKind,
        loc,
        "a fix changes words of the text, and this is not in the text",
    )
    .here("no place in the text")
    .help("name `it`, `its …`, or a named thing such as `B`")
}

// Literals.

pub(crate) fn no_such_day(loc: Loc, text: &str) -> Diagnostic {
    Diagnostic::error(Code::BadLiteral, loc, format!("there is no day {text}"))
        .here("not a date")
        .help("write year, month and day, as in 2024-11-30")
}

pub(crate) fn unknown_unit(loc: Loc, unit: &str) -> Diagnostic {
    Diagnostic::error(Code::BadLiteral, loc, format!("no unit is called `{unit}`"))
        .here("a number with a unit")
        .help("units of time are `days`, `years` …; units of measurement stand in the register `units`; money is `100 USD`")
}

pub(crate) fn no_literal(loc: Loc, ty: &str) -> Diagnostic {
    Diagnostic::error(
        Code::WrongKind,
        loc,
        format!("the setting takes {ty}, written out"),
    )
    .here("not one")
    .help(
        "a value is `3`, `yes`, `2 years`, `10 km`, `2024-11-30`, \"a text\" or one of the choices",
    )
}

pub(crate) fn setting_value(loc: Loc, found: &str, wanted: &str) -> Diagnostic {
    Diagnostic::error(
        Code::WrongKind,
        loc,
        format!("the setting takes {wanted}, and this is {found}"),
    )
    .here(found.to_owned())
}

pub(crate) fn empty_entry(loc: Loc) -> Diagnostic {
    Diagnostic::error(Code::BadLiteral, loc, "this text has no words")
        .here("empty")
        .help("write a word, or delete it")
}

pub(crate) fn entry_twice(loc: Loc, text: &str) -> Diagnostic {
    Diagnostic::warning(
        Code::DuplicateName,
        loc,
        format!("\"{text}\" stands in this list twice"),
    )
    .here("again")
    .help("delete one")
}

pub(crate) fn look_alike(loc: Loc, word: &str, letter: char, alphabet: &str) -> Diagnostic {
    Diagnostic::warning(
        Code::LookAlike,
        loc,
        format!("\"{word}\" mixes Latin letters with the {alphabet} letter `{letter}`, which looks like one"),
    )
    .here("it matches no word written in Latin letters")
    .help("type the word anew")
}

pub(crate) fn case_trap(loc: Loc, text: &str) -> Diagnostic {
    let mut chars = text.chars();
    let capital: String = chars
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(chars)
        .collect();
    Diagnostic::warning(Code::CaseTrap, loc, format!("\"{text}\" matches the ordinary word as well"))
        .here("in small letters")
        .help(format!(
            "write \"{}\" or \"{capital}\" to match capitals only; words in small letters match in any case",
            text.to_uppercase()
        ))
}
