//! Every sentence the parser and the checker say, in three files: what is wrong with the words ([`syntax`]), with names,
//! kinds and values ([`meaning`]), and with definitions and rules as a whole ([`rules`]). Exact and polite: what stands here, what was looked for, how to mend it.

mod meaning;
mod rules;
mod syntax;

pub(crate) use meaning::*;
pub(crate) use rules::*;
pub(crate) use syntax::*;

use crate::diagnostic::Diagnostic;

/// At most so many names are listed in a help line.
const LISTED: usize = 12;

pub(crate) fn ticked(names: &[String]) -> Vec<String> {
    names.iter().map(|name| format!("`{name}`")).collect()
}

pub(crate) fn there_are(names: &[String], what: &str) -> Option<String> {
    if names.is_empty() || names.len() > LISTED {
        return None;
    }
    Some(format!("{what} {}", list(&ticked(names), "and")))
}

pub(crate) fn did_you_mean(
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
