//! What is wrong with the meaning of a rule file.

use super::{list, with_article};
use crate::diagnostic::{Code, Diagnostic};
use crate::program::Loc;
use crate::suggest::{is_american, nearest};

/// At most so many names are listed in a help line.
const LISTED: usize = 12;

fn ticked(names: &[String]) -> Vec<String> {
    names.iter().map(|name| format!("`{name}`")).collect()
}

fn there_are(names: &[String], what: &str) -> Option<String> {
    if names.is_empty() || names.len() > LISTED {
        return None;
    }
    Some(format!("{what} {}", list(&ticked(names), "and")))
}

fn did_you_mean(
    diagnostic: Diagnostic,
    near: Option<&str>,
    otherwise: Option<String>,
) -> Diagnostic {
    match (near, otherwise) {
        (Some(near), _) => diagnostic.here(format!("did you mean `{near}`?")),
        (None, Some(help)) => diagnostic.here("not known").help(help),
        (None, None) => diagnostic.here("not known"),
    }
}

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
    .here(format!("{ty}"));
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
        format!("cannot compare {l}s with {r}s"),
    )
    .here(format!("in {r}s"))
    .also(left, format!("in {l}s"))
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
        format!("a setting takes a value written out, here {ty}"),
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

// Patterns, layers, facts.

pub(crate) fn long_gap(loc: Loc, words: u32, most: u32) -> Diagnostic {
    let message = if words == 0 {
        "a gap of 0 words is no gap".to_owned()
    } else {
        format!("a gap of {words} words is too wide; it may have {most} at most")
    };
    Diagnostic::error(Code::Cost, loc, message)
        .here("this gap")
        .help(
            "for things further apart write a rule: `a … in the same sentence`, `within 20 words`",
        )
}

pub(crate) fn gap_at_edge(loc: Loc) -> Diagnostic {
    Diagnostic::error(
        Code::Cost,
        loc,
        "a pattern needs a word at its start and its end, and one that is not optional",
    )
    .here("nothing certain here")
    .help("a gap `...3` stands between two words")
}

pub(crate) fn circle(locs: &[Loc], names: &[&str]) -> Diagnostic {
    let mut path: Vec<&str> = names.to_vec();
    path.extend(names.first());
    let first = locs.first().copied().unwrap_or_default();
    let mut diagnostic = Diagnostic::error(
        Code::LayerCycle,
        first,
        format!("made from each other in a circle: {}", path.join(" → ")),
    )
    .here("needs the next")
    .help("a pattern or layer cannot be made from itself; break the circle");
    for loc in locs.iter().skip(1) {
        diagnostic = diagnostic.also(*loc, "needs the next");
    }
    diagnostic
}

pub(crate) fn field_twice(loc: Loc, name: &str) -> Diagnostic {
    Diagnostic::error(
        Code::DuplicateName,
        loc,
        format!("`{name}` stands here twice"),
    )
    .here("the second")
}

pub(crate) fn role_twice(loc: Loc, name: &str) -> Diagnostic {
    Diagnostic::error(
        Code::DuplicateName,
        loc,
        format!("`{name}` has a part in the table that another column has"),
    )
    .here("the second")
    .help("one column each may be `key`, `authority`, `valid from` and `valid until`")
}

pub(crate) fn capture_type(loc: Loc, declared: &str, capture: Loc, found: &str) -> Diagnostic {
    Diagnostic::error(
        Code::Capture,
        loc,
        format!("the field is declared as {declared}, but the pattern captures {found}"),
    )
    .here(format!("declared as {declared}"))
    .also(capture, format!("captures {found}"))
    .help("declare what the pattern captures, or `text` for its words")
}

pub(crate) fn unknown_capture(
    loc: Loc,
    name: &str,
    near: Option<&str>,
    known: &[String],
) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        Code::Capture,
        loc,
        format!("the pattern captures nothing as `{name}`"),
    )
    .expecting(ticked(known));
    let otherwise = there_are(known, "it captures")
        .unwrap_or_else(|| format!("capture it in the pattern: `<armed-group as {name}>`"));
    did_you_mean(diagnostic, near, Some(otherwise))
}

pub(crate) fn unknown_register(
    loc: Loc,
    name: &str,
    near: Option<&str>,
    known: &[String],
) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        Code::UnknownName,
        loc,
        format!("no register is called `{name}`"),
    );
    let otherwise = there_are(known, "there are")
        .unwrap_or_else(|| "registers stand in rules/facts/*.toml".into());
    did_you_mean(diagnostic, near, Some(otherwise))
}

pub(crate) fn unknown_column(
    loc: Loc,
    register: &str,
    column: &str,
    near: Option<&str>,
    known: &[&str],
) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        Code::UnknownField,
        loc,
        format!("the register `{register}` has no column `{column}`"),
    );
    let help = format!("it has: {}", known.join(", "));
    did_you_mean(diagnostic, near, None).help(help)
}

pub(crate) fn unknown_part(
    loc: Loc,
    register: &str,
    part: &str,
    of: &str,
    near: Option<&str>,
) -> Diagnostic {
    let message = format!("no [[{part}]] of the register `{register}` has `{of}`");
    let diagnostic = Diagnostic::error(Code::UnknownField, loc, message);
    let otherwise = format!("for a column of another register write `{part}'s {of} in \"…\"`");
    did_you_mean(diagnostic, near, Some(otherwise))
}

pub(crate) fn no_such_row(
    loc: Loc,
    table: &str,
    column: &str,
    value: &str,
    near: Option<&str>,
    known: &[String],
) -> Diagnostic {
    let message = format!("no row of {table} has the {column} `{value}`");
    let diagnostic = Diagnostic::warning(Code::UnknownValue, loc, message);
    let otherwise =
        there_are(known, "the values are").unwrap_or_else(|| "the clause never finds a row".into());
    did_you_mean(diagnostic, near, Some(otherwise))
}

// Clauses.

pub(crate) fn clause_order(loc: Loc, word: &str, other: Loc, before: &str) -> Diagnostic {
    Diagnostic::error(Code::ClauseOrder, loc, format!("`{word}` stands after `{before}`"))
        .here("too late")
        .also(other, "stands before it")
        .help(
            "the order is title, severity, replaces, formerly, genres, yields to, for, where/let/unless, require, \
             say, help, show, fix, because, examples; `copydesk fmt` puts them in order",
        )
}

pub(crate) fn clause_twice(loc: Loc, word: &str, first: Loc) -> Diagnostic {
    Diagnostic::error(Code::ClauseTwice, loc, format!("a rule has one `{word}`"))
        .here("the second")
        .also(first, "the first")
        .help("join them or delete one")
}

pub(crate) fn clause_missing(loc: Loc, name: &str, missing: &[&str]) -> Diagnostic {
    let words: Vec<String> = missing
        .iter()
        .map(|word| match *word {
            "for" => "`for each …`".to_owned(),
            word => format!("`{word}`"),
        })
        .collect();
    let diagnostic = Diagnostic::error(
        Code::ClauseMissing,
        loc,
        format!("the rule `{name}` has no {}", list(&words, "and no")),
    )
    .here("this rule");
    if missing.contains(&"say") {
        diagnostic
            .help("give a message: `say \"…\"`, or `otherwise say \"…\"` under each `require`")
    } else {
        diagnostic.help("a rule begins with title, severity and `for each …`")
    }
}

pub(crate) fn no_key(loc: Loc, layer: &str, what: &str) -> Diagnostic {
    Diagnostic::error(
        Code::WrongScope,
        loc,
        format!(
            "{} {what}: nothing tells which mentions are the same",
            with_article(&format!("`{layer}`"))
        ),
    )
    .here("has no key")
    .help("say `for each …`, or choose a layer with a key, such as `person` or `acronym`")
}

pub(crate) fn nothing_for_article(loc: Loc, what: &str) -> Diagnostic {
    Diagnostic::error(
        Code::WrongScope,
        loc,
        format!("`for the article` takes no {what}"),
    )
    .here("here")
    .help("delete it")
}

pub(crate) fn every_time_unkeyed(loc: Loc, layer: &str) -> Diagnostic {
    Diagnostic::warning(
        Code::AlwaysTrue,
        loc,
        format!(
            "`every time` says nothing: {} has no key and is reported each time anyway",
            with_article(&format!("`{layer}`"))
        ),
    )
    .here("here")
    .help("delete it")
}

pub(crate) fn scope_needs_it(loc: Loc) -> Diagnostic {
    Diagnostic::error(
        Code::WrongScope,
        loc,
        "this is measured from `it`, and the article has no place in itself",
    )
    .here("measured from `it`")
    .help("say `in the article`, `in the headline`, `in the lede` …")
}

pub(crate) fn scope_from_it(loc: Loc) -> Diagnostic {
    Diagnostic::error(
        Code::WrongScope,
        loc,
        "`for each` cannot be measured from `it`: it says what `it` is",
    )
    .here("measured from `it`")
    .help("say `in the headline`, `in the body`, `inside a …`")
}

pub(crate) fn two_orders(loc: Loc, first: Loc) -> Diagnostic {
    Diagnostic::error(Code::Cost, loc, "one `whose` compares by order twice, which would cost too much")
        .here("the second")
        .also(first, "the first")
        .help("keep one order and test the other in a clause of its own: `let B be …`, then `where B's …`")
}

pub(crate) fn may_be_absent(loc: Loc, name: &str) -> Diagnostic {
    Diagnostic::advice(
        Code::MayBeAbsent,
        loc,
        format!("`{name}` may not exist; then this rule stays silent"),
    )
    .here("may find nothing")
    .help(format!(
        "if that is meant, say so: `where {name} is known`; if not: `require {name} is known`"
    ))
}

// Examples.

pub(crate) fn no_example(loc: Loc, name: &str, no_bad: bool, no_good: bool) -> Diagnostic {
    let what = match (no_bad, no_good) {
        (true, true) => "that fires and none that stays silent",
        (true, false) => "that fires",
        _ => "that stays silent",
    };
    Diagnostic::error(
        Code::NoExample,
        loc,
        format!("the rule `{name}` has no example {what}"),
    )
    .here("this rule")
    .help("add two `bad \"…\"` with [[marks]] around the words to underline, and two `good \"…\"`")
}

pub(crate) fn few_examples(loc: Loc, name: &str, bad: usize, good: usize) -> Diagnostic {
    Diagnostic::warning(
        Code::NoExample,
        loc,
        format!(
            "the rule `{name}` has {bad} bad and {good} good examples; two of each are asked for"
        ),
    )
    .here("this rule")
    .help("an example that nearly fires says most about a rule")
}

pub(crate) fn no_marks(loc: Loc) -> Diagnostic {
    Diagnostic::error(Code::Marks, loc, "this bad example marks nothing")
        .here("here")
        .help("put `[[` and `]]` around the words that the rule must underline")
}

pub(crate) fn marks_in_good(loc: Loc) -> Diagnostic {
    Diagnostic::error(Code::Marks, loc, "this good example has marks")
        .here("here")
        .help("nothing is underlined in a good example; delete the marks, or make it `bad`")
}

pub(crate) fn good_says(loc: Loc, what: &str) -> Diagnostic {
    Diagnostic::error(
        Code::Marks,
        loc,
        format!("a good example has no `{what}`: nothing fires"),
    )
    .here("here")
    .help("delete it, or make the example `bad`")
}

pub(crate) fn fixed_without_fix(loc: Loc) -> Diagnostic {
    Diagnostic::error(
        Code::Marks,
        loc,
        "this example has a `fixed` text, but the rule has no `fix`",
    )
    .here("here")
    .help("delete it, or add a `fix` clause")
}

// Clauses that say nothing.

pub(crate) fn constant(loc: Loc, words: &str, why: &str, always: bool, effect: &str) -> Diagnostic {
    let (code, holds) = if always {
        (Code::AlwaysTrue, "always holds")
    } else {
        (Code::NeverTrue, "never holds")
    };
    Diagnostic::warning(code, loc, format!("`{words}` {holds}: {why}"))
        .here(holds.to_owned())
        .help(effect.to_owned())
}

pub(crate) fn at_least_none(loc: Loc) -> Diagnostic {
    Diagnostic::warning(Code::AlwaysTrue, loc, "`at least 0` always holds")
        .here("always holds")
        .help("say `a …`, `no …` or a larger number")
}

pub(crate) fn masked_subject(loc: Loc, layer: &str, around: &str) -> Diagnostic {
    Diagnostic::warning(
        Code::NeverTrue,
        loc,
        format!(
            "the rule never fires: {} inside {} is hidden",
            with_article(&format!("`{layer}`")),
            with_article(&format!("`{around}`"))
        ),
    )
    .here("hidden")
    .help("add `including quotes`")
}

pub(crate) fn no_place(loc: Loc, layer: &str, scope: &str) -> Diagnostic {
    Diagnostic::warning(Code::NeverTrue, loc, format!("no `{layer}` stands {scope}"))
        .here("nothing is found here")
        .help(format!(
            "leave the scope out: {} has its own place",
            with_article(&format!("`{layer}`"))
        ))
}

pub(crate) fn same_condition(loc: Loc, first: Loc, effect: &str) -> Diagnostic {
    Diagnostic::warning(Code::AlwaysTrue, loc, "two clauses have the same condition")
        .here("the second")
        .also(first, "the first")
        .help(effect.to_owned())
}

pub(crate) fn two_values(loc: Loc, first: Loc, what: &str) -> Diagnostic {
    Diagnostic::warning(
        Code::NeverTrue,
        loc,
        format!("`{what}` cannot have two values at once: the rule never fires"),
    )
    .here("another value")
    .also(first, "one value")
    .help("join them with `or` in one clause")
}

pub(crate) fn never_filled(loc: Loc, field: &str, layer: &str) -> Diagnostic {
    Diagnostic::warning(
        Code::NeverFilled,
        loc,
        format!(
            "no recogniser fills `{field}` of {}; a clause about it is always unknown",
            with_article(&format!("`{layer}`"))
        ),
    )
    .here("never filled")
    .help("`copydesk layers --schema` tells which fields are filled")
}

pub(crate) fn duplicate_rule(loc: Loc, name: &str, first: Loc, other: &str) -> Diagnostic {
    Diagnostic::warning(
        Code::DuplicateRule,
        loc,
        format!("`{name}` asks for the same as `{other}`"),
    )
    .here("the second")
    .also(first, "the first")
    .help("keep one; a house rule says `replaces` to take the place of a standard one")
}
