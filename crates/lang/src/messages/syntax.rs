//! What is wrong with the words of a rule file.

use super::list;
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::Want;
use crate::program::Loc;
use crate::suggest::{is_american, nearest};

/// The words that could stand where a value or a condition is wanted, for suggestions.
const VALUE_WORDS: &[&str] = &["it", "its", "the"];
const CONDITION_WORDS: &[&str] = &["a", "no", "at", "exactly", "it", "its", "the"];

/// What other languages and other people call the words of this one.
const CLAUSES_MEANT: &[(&[&str], &str)] = &[
    (&["if", "when", "only", "given"], "where"),
    (&["except", "but", "ignore", "skip", "exclude"], "unless"),
    (
        &[
            "must", "should", "shall", "need", "needs", "needed", "assert", "expect", "ensure",
        ],
        "require",
    ),
    (&["message", "msg", "report", "error", "warn"], "say"),
    (&["hint", "note", "advice", "suggest", "suggestion"], "help"),
    (&["reason", "norm", "why", "link", "reference"], "because"),
    (
        &["fail", "fails", "fires", "wrong", "invalid", "incorrect"],
        "bad",
    ),
    (
        &[
            "pass", "passes", "right", "valid", "correct", "ok", "silent",
        ],
        "good",
    ),
    (&["description", "name", "summary", "statement"], "title"),
    (&["level", "priority"], "severity"),
    (&["each", "every", "foreach", "about", "match"], "for each"),
    (&["define", "set", "with", "var"], "let"),
    (&["replace", "correct", "correction"], "fix"),
];

/// The same for words within a clause.
const WORDS_MEANT: &[(&[&str], &str)] = &[
    (
        &[
            "greater", "bigger", "larger", "higher", "over", "above", "longer",
        ],
        "more than",
    ),
    (
        &["smaller", "lower", "fewer", "under", "below", "shorter"],
        "less than",
    ),
    (
        &[
            "equals", "equal", "matches", "has", "are", "was", "contains",
        ],
        "is",
    ),
    (&["earlier"], "before"),
    (&["later"], "after"),
    (&["exists", "present", "given", "there"], "known"),
    (&["&&", "plus"], "and"),
    (&["||"], "or"),
    (&["all", "any", "every"], "each"),
    (&["text", "story", "draft", "document", "copy"], "article"),
    (&["title", "head"], "headline"),
    (&["lead", "intro"], "lede"),
    (&["standfirst", "strapline", "deck"], "dek"),
    (&["following"], "next"),
    (&["preceding", "last"], "previous"),
    (&["adjacent", "nearby"], "neighbouring"),
];

/// Whole numbers as words.
const NUMBER_WORDS: [&str; 13] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
];

fn meant(table: &[(&[&str], &'static str)], found: &str) -> Option<&'static str> {
    table
        .iter()
        .find(|(words, _)| words.contains(&found))
        .map(|&(_, word)| word)
}

fn words_of(want: Want) -> Vec<&'static str> {
    match want {
        Want::Word(word) => word.split(' ').take(1).collect(),
        Want::Kind("a value") => VALUE_WORDS.to_vec(),
        Want::Kind("a condition") => CONDITION_WORDS.to_vec(),
        Want::Kind(_) => Vec::new(),
    }
}

fn shown(want: Want) -> String {
    match want {
        Want::Word(word) => format!("`{word}`"),
        Want::Kind(kind) => kind.to_owned(),
    }
}

/// Something else was wanted.
pub(crate) fn expected(loc: Loc, found: &str, wants: &[Want]) -> Diagnostic {
    let expected: Vec<String> = wants.iter().copied().map(shown).collect();
    let what = if expected.is_empty() {
        "something else".to_owned()
    } else {
        list(&expected, "or")
    };
    let message = if found.is_empty() {
        format!("expected {what}, but the clause ends here")
    } else {
        format!("expected {what}, found {}", quoted(found))
    };
    let candidates = wants.iter().copied().flat_map(words_of);
    let mut diagnostic = Diagnostic::error(Code::Syntax, loc, message).expecting(expected);
    let american = wants
        .iter()
        .copied()
        .flat_map(words_of)
        .find(|word| is_american(found, word));
    if let Some(british) = american {
        diagnostic.code = Code::AmericanSpelling;
        diagnostic = diagnostic
            .here(format!("write `{british}`"))
            .help("this language is spelled the British way");
    } else if let Some(word) =
        meant(WORDS_MEANT, found).filter(|&word| wants.contains(&Want::Word(word)))
    {
        diagnostic = diagnostic.here(format!("did you mean `{word}`?"));
    } else if let Some(number) = NUMBER_WORDS.iter().position(|&word| word == found)
        && wants.contains(&Want::Kind("a whole number"))
    {
        diagnostic = diagnostic.here(format!("write `{number}`"));
    } else if let Some(word) = nearest(found, candidates) {
        diagnostic = diagnostic.here(format!("did you mean `{word}`?"));
    } else if found.is_empty() {
        diagnostic = diagnostic.here("here");
    }
    if diagnostic.help.is_none() && wants.contains(&Want::Word("draft's")) {
        diagnostic = diagnostic.help("a thing that is looked for is `a …`, `no …`; one that is known is `its …` or named by `let`");
    }
    let names_a_value =
        wants.contains(&Want::Kind("a value")) || wants.contains(&Want::Kind("a condition"));
    if diagnostic.help.is_none() && names_a_value {
        diagnostic = diagnostic.help(
            "a value is `it`, `its …`, a named thing such as `B` or `B's …`, `the draft's date`, `the house's …`, \
             a number, a date, a quoted text or a name such as `official`",
        );
    }
    diagnostic
}

fn quoted(found: &str) -> String {
    let first = found.lines().next().unwrap_or("");
    if first.chars().count() > 40 {
        let short: String = first.chars().take(38).collect();
        return format!("`{short}…`");
    }
    format!("`{first}`")
}

/// A line within a rule begins with a word that begins no clause.
pub(crate) fn unknown_clause(
    loc: Loc,
    word: &str,
    clauses: impl Iterator<Item = &'static str>,
    wants: &[Want],
) -> Diagnostic {
    let candidates: Vec<&str> = clauses
        .chain(wants.iter().copied().flat_map(words_of))
        .collect();
    let diagnostic = Diagnostic::error(
        Code::UnknownClause,
        loc,
        format!("no clause starts with `{word}`"),
    );
    let near = nearest(word, candidates.iter().copied());
    match near.or_else(|| meant(CLAUSES_MEANT, word)) {
        Some(near) => diagnostic.here(format!("did you mean `{near}`?")),
        None => diagnostic.here("this line").help(
            "a rule has title, severity, for each …, where, let, unless, require, say, help, show, fix, because, bad \
             and good, each at the start of a line; a line that goes on with the one before begins with another word",
        ),
    }
}

/// A line that should begin a definition does not.
pub(crate) fn unknown_item(loc: Loc, word: &str, items: &[&'static str]) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        Code::UnknownClause,
        loc,
        format!("no definition starts with `{word}`"),
    )
    .expecting(items.iter().map(|item| format!("`{item}`")));
    match nearest(word, items.iter().copied()) {
        Some(near) => diagnostic.here(format!("did you mean `{near}`?")),
        None => diagnostic
            .here("outside any rule")
            .help("a file holds settings, words, patterns, layers, facts and rules; a comment begins with `#`"),
    }
}

/// A text without a closing mark.
pub(crate) fn unclosed_text(loc: Loc) -> Diagnostic {
    Diagnostic::error(Code::UnclosedText, loc, "this quoted text is never closed")
        .here("opened here")
        .help(
            "a text ends on its line: add the closing `\"`; a mark within the text is written `\\\"`; a longer text \
             stands between `\"\"\"` and `\"\"\"`",
        )
}

/// A block without an end.
pub(crate) fn unclosed_block(loc: Loc) -> Diagnostic {
    Diagnostic::error(
        Code::UnclosedText,
        loc,
        "this block of text is never closed",
    )
    .here("opened here")
    .help("end it with `\"\"\"`")
}

/// A message written as a block.
pub(crate) fn block_as_message(loc: Loc) -> Diagnostic {
    Diagnostic::error(Code::Syntax, loc, "a message is one line")
        .here("a block of paragraphs")
        .help("write it between two `\"`")
}

/// A word of a list or a pattern written as a block.
pub(crate) fn block_as_word(loc: Loc) -> Diagnostic {
    Diagnostic::error(Code::Syntax, loc, "a word is one line")
        .here("a block of paragraphs")
        .help("write it between two `\"`")
}

/// `}` without `{`.
pub(crate) fn stray_brace(loc: Loc) -> Diagnostic {
    Diagnostic::error(Code::Syntax, loc, "this `}` closes nothing")
        .here("here")
        .help("a hole is written `{its group}`; a brace that is meant is written `\\}`")
}

/// `{` without `}`.
pub(crate) fn open_brace(loc: Loc) -> Diagnostic {
    Diagnostic::error(Code::Syntax, loc, "this `{` is never closed")
        .here("opened here")
        .help("a hole is written `{its group}`; a brace that is meant is written `\\{`")
}

/// `{}`.
pub(crate) fn empty_hole(loc: Loc) -> Diagnostic {
    Diagnostic::error(Code::Syntax, loc, "this hole says nothing")
        .here("here")
        .help("name a value: `{it}`, `{its group}`, `{the draft's date}`")
}

/// A hole that is no expression.
pub(crate) fn hole(loc: Loc, found: &str) -> Diagnostic {
    Diagnostic::error(Code::Syntax, loc, format!("a hole holds one value, found `{found}`"))
        .here("here")
        .help("a value is `it`, `its …`, a named thing such as `B` or `B's …`, `the draft's date`, `the weekday of …`")
}

/// `\q`.
pub(crate) fn unknown_escape(loc: Loc, found: char) -> Diagnostic {
    Diagnostic::error(
        Code::BadLiteral,
        loc,
        format!("`\\{found}` means nothing in a text"),
    )
    .here("in this text")
    .help("a `\\` stands before `\"`, `\\`, `{`, `}`, `[` or `]` only")
}

/// `[[ … [[`.
pub(crate) fn mark_within_mark(loc: Loc) -> Diagnostic {
    Diagnostic::error(Code::Marks, loc, "a `[[` stands within `[[ ]]`")
        .here("in this example")
        .help("close the first mark before the next one opens")
}

/// `[[]]`.
pub(crate) fn empty_mark(loc: Loc) -> Diagnostic {
    Diagnostic::error(Code::Marks, loc, "a mark holds no words")
        .here("in this example")
        .help("put `[[` and `]]` around the words that the rule must underline")
}

/// `]]` alone.
pub(crate) fn unopened_mark(loc: Loc) -> Diagnostic {
    Diagnostic::error(Code::Marks, loc, "a `]]` closes nothing")
        .here("in this example")
        .help("put `[[` and `]]` around the words that the rule must underline")
}

/// `[[` alone.
pub(crate) fn unclosed_mark(loc: Loc) -> Diagnostic {
    Diagnostic::error(Code::Marks, loc, "a `[[` is never closed")
        .here("in this example")
        .help("put `[[` and `]]` around the words that the rule must underline")
}

/// `and` with `or`.
pub(crate) fn mixed_join(loc: Loc, first: Loc) -> Diagnostic {
    Diagnostic::error(Code::MixedJoin, loc, "one condition mixes `and` and `or`")
        .here("here the other one")
        .also(first, "here the first")
        .help("split it in two clauses: two `where`s or two `require`s must both hold, either of two `unless`es excuses")
}

/// A name with capitals or underscores.
pub(crate) fn name_spelling(loc: Loc, name: &str) -> Diagnostic {
    let better = better_name(name);
    Diagnostic::error(
        Code::BadName,
        loc,
        format!("`{name}` is not spelled as names are"),
    )
    .here(format!("write `{better}`"))
    .help("names are small letters, figures and hyphens, and begin with a letter")
}

/// The name as names are spelled.
pub(crate) fn better_name(name: &str) -> String {
    let mut better = String::new();
    for c in name.chars() {
        if c == '_' {
            better.push('-');
        } else if c.is_ascii_uppercase() {
            if !better.is_empty() && !better.ends_with('-') {
                better.push('-');
            }
            better.push(c.to_ascii_lowercase());
        } else {
            better.push(c);
        }
    }
    better.trim_end_matches('-').to_owned()
}

/// With a capital.
pub(crate) fn capitalised(name: &str) -> String {
    let mut chars = name.chars();
    chars
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(chars)
        .collect()
}

/// `let b be …`.
pub(crate) fn let_name(loc: Loc, name: &str) -> Diagnostic {
    let capital = capitalised(name);
    Diagnostic::error(
        Code::BadName,
        loc,
        format!("a name given by `let` begins with a capital, `{name}` does not"),
    )
    .here(format!("write `{capital}`"))
    .help("so it can never be taken for a layer or a field")
}

/// `whose … or whose …`.
pub(crate) fn or_whose(loc: Loc) -> Diagnostic {
    Diagnostic::error(
        Code::MixedJoin,
        loc,
        "tests after `whose` are joined by `and`",
    )
    .here("here")
    .help("for either of two write two conditions: `a source whose … or a source whose …`")
}

/// `for each X whose …`.
pub(crate) fn whose_in_subject(loc: Loc) -> Diagnostic {
    Diagnostic::error(Code::Syntax, loc, "`for each` takes no `whose`")
        .here("here")
        .help("put the condition in a clause of its own: `where its …`")
}

/// `the first X … with the largest Y`.
pub(crate) fn two_choices(loc: Loc) -> Diagnostic {
    Diagnostic::error(Code::Syntax, loc, "`let` picks one thing in one way")
        .here("the second way")
        .help("keep either first, last, nearest, previous or next, or `with the largest …`")
}
