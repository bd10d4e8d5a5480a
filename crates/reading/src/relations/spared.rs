//! "All schools in county to close" over "Primary schools will shut … Secondary schools will teach as usual": the headline takes
//! in those that the text leaves out.

use super::headline::Kind;
use super::opposed::{Found, content};
use super::{Ground, mark, stem};
use crate::sentence::Sentence;

/// How many tokens may stand between those left out and the words that say so.
const NEAR: usize = 10;

/// Finds the first of them.
pub(super) fn all_but(ground: &Ground<'_, '_>, head: &Sentence, body: &[&Sentence]) -> Found {
    let cx = ground.cx;
    let title = ground.look(head);
    let all = (title.first..title.end).find(|&i| matches!(title.word(i), "all" | "every"))?;
    let noun = (all + 1..all + 4)
        .take_while(|&i| content(ground, i))
        .find(|&i| title.word(i).ends_with('s') || title.word(all) == "every")?;
    let own = stem(title.word(noun));
    if own.len() < 3 || title.word(all + 1) == "of" {
        return None;
    }
    body.iter().find_map(|sentence| {
        let told = ground.look(sentence);
        (told.first + 1..told.end).find_map(|k| {
            // "Secondary schools": a kind of them, and not "all", "the", "other".
            let kind = stem(told.word(k)) == own
                && content(ground, k - 1)
                && !matches!(
                    told.before(k, 1),
                    "all" | "the" | "these" | "its" | "their" | "own" | "most" | "many"
                );
            if !kind {
                return None;
            }
            let end = (k + 1..told.end.min(k + NEAR)).find(|&i| {
                !mark(&told, i)
                    && (told.word(i) == "usual" && told.before(i, 1) == "as"
                        || matches!(told.word(i), "open" | "unaffected" | "exempt" | "spared")
                            && (k + 1..i).any(|j| {
                                matches!(
                                    told.word(j),
                                    "stay"
                                        | "stays"
                                        | "remain"
                                        | "remains"
                                        | "be"
                                        | "are"
                                        | "is"
                                        | "were"
                                        | "was"
                                )
                            })
                        || told.word(i) == "affected" && (k + 1..i).any(|j| told.word(j) == "not"))
            })?;
            Some((Kind::Whole, cx.span(all, noun + 1), cx.span(k - 1, end + 1)))
        })
    })
}
