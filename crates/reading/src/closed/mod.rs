//! Closed-class English: words of which the language has a fixed set. Not a newsroom's choice, so not in `rules/`.

mod calendar;
mod grammar;
mod signs;
mod verbs;

use crate::lists::List;

/// The words of a closed class, or `None` for a list that comes from `rules/words`.
pub(crate) fn words(list: List) -> Option<&'static [&'static str]> {
    [grammar::words, verbs::words, calendar::words, signs::words]
        .iter()
        .find_map(|words| words(list))
}

/// A plural that takes no *-s*: "sheep", "children".
pub(crate) fn odd_plural(word: &str) -> bool {
    matches!(
        word,
        "sheep"
            | "deer"
            | "cattle"
            | "fish"
            | "salmon"
            | "trout"
            | "swine"
            | "poultry"
            | "geese"
            | "mice"
            | "lice"
            | "oxen"
            | "teeth"
            | "feet"
            | "people"
            | "children"
            | "men"
            | "women"
            | "aircraft"
            | "spacecraft"
            | "hovercraft"
            | "police"
    )
}
