//! What is wrong with definitions and rules as a whole.

use super::{did_you_mean, list, there_are, ticked, with_article};
use crate::diagnostic::{Code, Diagnostic};
use crate::program::Loc;

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

pub(crate) fn clause_in_choice(loc: Loc, word: &str) -> Diagnostic {
    Diagnostic::error(
        Code::Syntax,
        loc,
        format!("`{word}` has no place in a layer"),
    )
    .here("this clause")
    .help("a layer chosen from another has `where`, `unless` and `let`; the rest belongs to a rule")
}

pub(crate) fn choice_is_a_subject(loc: Loc, name: &str) -> Diagnostic {
    Diagnostic::error(
        Code::WrongKind,
        loc,
        format!("`{name}` is chosen by conditions: only `for each` may speak of it"),
    )
    .here("used here")
    .help("name the layer it is chosen from, with `whose …`")
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

pub(crate) fn the_rule_itself(loc: Loc, name: &str) -> Diagnostic {
    Diagnostic::error(
        Code::WrongScope,
        loc,
        format!("`{name}` is this rule itself"),
    )
    .here("here")
    .help("name another rule")
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
