//! Every sentence the parser and the checker say, in two files: what is wrong with the words ([`syntax`]) and what is
//! wrong with their meaning ([`meaning`]). Exact and polite: what stands here, what was looked for, how to mend it.

mod meaning;
mod syntax;

pub(crate) use meaning::*;
pub(crate) use syntax::*;

/// "a, b or c".
pub(crate) fn list(words: &[String], last: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [front @ .., end] => format!("{} {last} {end}", front.join(", ")),
    }
}

/// "a layer", "an enumeration".
pub(crate) fn with_article(noun: &str) -> String {
    let vowel = noun
        .trim_start_matches('`')
        .starts_with(['a', 'e', 'i', 'o', 'u']);
    format!("{} {noun}", if vowel { "an" } else { "a" })
}
