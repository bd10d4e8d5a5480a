//! One unusual figure that is told of two things: "killed 4,461 people … 4,461 schools are shelters".
//!
//! Every figure that nobody would hit upon twice by chance is a candidate, with the noun it counts and what befell those
//! counted. Whether two nouns can name the same things is for a rule to say.

use copydesk_draft::Span;
use copydesk_draft::layer::{Cell, LayerSchema, Table, Type};
use rustc_hash::FxHashMap;

use super::{Ground, mark, stem};
use crate::numbers::lexeme::Look;
use crate::numbers::{Hedge, Number, Role};
use crate::schema::id;
use crate::token::TokenKind;

/// The schema of `figure-again`.
pub fn figure_again_schema() -> LayerSchema {
    LayerSchema::new(
        "figure-again",
        "an unusual figure that stands before in the draft, counting something else there",
        "from the figure to what it counts",
    )
    .field("thing", Type::Text, "the noun that is counted")
    .field(
        "fate",
        Type::Text,
        "what befell those counted: dead, hurt, missing, driven, held",
    )
    .field(
        "earlier",
        Type::Text,
        "the figure and its noun where it stands first",
    )
    .field(
        "earlier-thing",
        Type::Text,
        "the noun that is counted there",
    )
    .field(
        "earlier-fate",
        Type::Text,
        "what befell those counted there",
    )
}

/// What one figure counts.
#[derive(Clone, Copy)]
struct Counted<'a> {
    /// From the figure to the noun; the figure alone if the noun stands before it.
    span: Span,
    noun: Span,
    word: &'a str,
    fate: Option<&'static str>,
}

/// Words that end the group of a noun behind its figure.
const END: &[&str] = &[
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "has",
    "have",
    "had",
    "will",
    "would",
    "can",
    "could",
    "may",
    "might",
    "did",
    "does",
    "do",
    "in",
    "on",
    "at",
    "of",
    "to",
    "from",
    "by",
    "for",
    "with",
    "and",
    "or",
    "who",
    "that",
    "which",
    "as",
    "after",
    "before",
    "since",
    "when",
    "while",
    "than",
    "but",
    "so",
    "if",
    "per",
    "a",
    "an",
    "the",
    "this",
    "these",
    "those",
    "its",
    "his",
    "her",
    "their",
    "our",
    "not",
    "more",
    "across",
    "into",
    "over",
    "under",
    "during",
    "without",
    "between",
    "among",
    "until",
    "against",
    "near",
    "out",
    "up",
    "off",
    "includes",
    "include",
    "included",
    "including",
    "comes",
    "came",
    "means",
    "meant",
    "makes",
    "made",
];

/// Words that may follow the figure and say nothing of what is counted.
const BETWEEN: &[&str] = &["more", "other", "of", "the", "its", "their"];

/// Plurals without an s, and words that stand for people.
const PLURALS: &[&str] = &[
    "people",
    "men",
    "women",
    "children",
    "police",
    "staff",
    "sheep",
    "cattle",
    "personnel",
    "dead",
    "injured",
    "wounded",
    "missing",
    "homeless",
    "aircraft",
    "fish",
    "deer",
    "poultry",
    "militia",
    "policemen",
    "firemen",
    "fishermen",
    "servicemen",
    "horsepower",
    "livestock",
    "oxen",
    "geese",
    "mice",
    "feet",
    "teeth",
    "km",
    "kg",
];

/// Words before a figure that take up what was told before.
const BACK: &[&str] = &[
    "the", "those", "these", "all", "its", "his", "her", "their", "both", "our", "such",
];

/// The table of `figure-again`.
pub(super) fn table(ground: &Ground<'_, '_>) -> Table {
    let cx = ground.cx;
    let mut table = cx.blank(id::FIGURE_AGAIN);
    let mut told: FxHashMap<u64, usize> = FxHashMap::default();
    for number in ground.numbers.iter().filter(|number| unusual(number)) {
        *told.entry(number.number.to_bits()).or_default() += 1;
    }
    told.retain(|_, count| *count > 1);
    if told.is_empty() {
        return table;
    }
    let mut first: FxHashMap<u64, Vec<Counted<'_>>> = FxHashMap::default();
    for sentence in cx.sentences {
        let look = ground.look(sentence);
        for number in ground.numbers_in(sentence.span) {
            let key = number.number.to_bits();
            if !unusual(number) || !told.contains_key(&key) {
                continue;
            }
            let Some(counted) = counted(&look, number) else {
                continue;
            };
            let before = first.entry(key).or_default();
            let other = before.iter().find(|earlier| {
                stem(earlier.word) != stem(counted.word)
                    || earlier.fate.is_some()
                        && counted.fate.is_some()
                        && earlier.fate != counted.fate
            });
            // Things that were told of by this figure before are no news.
            let known = before.iter().any(|earlier| {
                stem(earlier.word) == stem(counted.word) && earlier.fate == counted.fate
            });
            if let Some(other) = other.filter(|_| !known) {
                table.push(
                    cx.row(counted.span),
                    [
                        Cell::Filled(counted.noun.into()),
                        counted.fate.into(),
                        Cell::Filled(other.span.into()),
                        Cell::Filled(other.noun.into()),
                        other.fate.into(),
                    ],
                );
            }
            before.push(counted);
        }
    }
    table
}

/// In figures, with three digits that count or more: none that two things have by chance.
fn unusual(number: &Number) -> bool {
    let step = number.half_step * 2.0;
    let digits = number.number / step;
    number.figures
        && matches!(number.role, Role::Cardinal | Role::Quantity)
        && matches!(number.hedge, Hedge::Exact | Hedge::AtLeast)
        && !number.year_like
        && !number.compound
        && !number.ordinal
        && digits >= 100.0
        && number.number.fract() == 0.0
}

/// What a figure counts: the noun behind it, or the one that "the number of …" names before it.
fn counted<'a>(look: &Look<'_, 'a>, number: &Number) -> Option<Counted<'a>> {
    let (core, end) = (number.core_first as usize, number.core_last as usize);
    let first = number.tokens.0 as usize;
    // "the 1,126 patients" are those told before; "$1,126", "-1126"
    if BACK.contains(&look.before(first, 1)) || look.hyphen(core.wrapping_sub(1)) {
        return None;
    }
    if let Some(noun) = behind(look, end) {
        // "195km/h" counts nothing.
        if look.text(noun + 1) == "/" {
            return None;
        }
        let span = look.cx.span(core, noun + 1);
        return Some(Counted {
            span,
            noun: look.cx.span(noun, noun + 1),
            word: look.word(noun),
            fate: fate(look, core, noun),
        });
    }
    let noun = ahead(look, core)?;
    let word = look.word(noun);
    Some(Counted {
        span: look.cx.span(core, end),
        noun: look.cx.span(noun, noun + 1),
        word,
        fate: fate(look, core, end.saturating_sub(1)).or_else(|| of_word(word)),
    })
}

/// "1,126 new school buses": the last plural of the group.
fn behind(look: &Look<'_, '_>, end: usize) -> Option<usize> {
    let mut found = None;
    // In a headline all words have capitals; elsewhere "2,264 Americans" may be people of any kind.
    let titled = look.capital(end.saturating_sub(2));
    for i in end..(end + 5).min(look.end) {
        let word = look.word(i);
        if mark(look, i) || look.kind(i) != Some(TokenKind::Word) {
            // "long-range missiles"
            if look.hyphen(i) {
                continue;
            }
            break;
        }
        if i == end && BETWEEN.contains(&word) && !matches!(word, "the" | "its" | "their" | "of") {
            continue;
        }
        if END.contains(&word) {
            break;
        }
        // "2,347 residents homeless": a state behind the noun is no noun.
        let state = matches!(
            word,
            "dead" | "injured" | "wounded" | "missing" | "homeless"
        );
        if look.capital(i) && !titled {
            if found.is_some() || plural(word) {
                break;
            }
        } else if plural(word) && !(state && found.is_some()) {
            found = Some(i);
        } else if found.is_some() {
            break;
        }
    }
    found
}

/// "the number of evacuation centres stood at 4,461", "the death toll was 4,461".
fn ahead(look: &Look<'_, '_>, core: usize) -> Option<usize> {
    let copula = look.before(core, 1);
    let led = matches!(
        copula,
        "at" | "to" | "is" | "was" | "reached" | "hit" | "hits" | "reaches" | "passed"
    );
    if !led {
        return None;
    }
    let mut i = core;
    while i > look.first && core - i < 14 {
        i -= 1;
        if look.word(i) == "number" && look.word(i + 1) == "of" {
            return behind(look, i + 2);
        }
        if matches!(look.word(i), "toll" | "deaths") {
            return Some(i);
        }
    }
    None
}

fn plural(word: &str) -> bool {
    PLURALS.contains(&word)
        || word.len() > 3
            && word.ends_with('s')
            && !word.ends_with("ss")
            && !word.ends_with("us")
            && !word.ends_with("is")
            && word != "times"
}

/// What befell those counted, if the words beside the figure tell one thing.
fn fate(look: &Look<'_, '_>, core: usize, noun: usize) -> Option<&'static str> {
    let mut found = None;
    let open = core.saturating_sub(6).max(look.first);
    let close = (noun + 7).min(look.end);
    // A comma or another figure parts what is told of this one.
    let start = (open..core)
        .rev()
        .find(|&i| mark(look, i) || look.is_figure(i) || look.word(i) == "and")
        .map_or(open, |i| i + 1);
    let end = (noun + 1..close)
        .find(|&i| mark(look, i) || look.is_figure(i) || look.word(i) == "and")
        .unwrap_or(close);
    for i in start..end {
        if let Some(kind) = of_word(look.word(i)) {
            if found.is_some_and(|other| other != kind) {
                return None;
            }
            found = Some(kind);
        }
    }
    found
}

fn of_word(word: &str) -> Option<&'static str> {
    match word {
        "killed" | "kills" | "kill" | "killing" | "dead" | "died" | "dies" | "deaths" | "toll"
        | "drowned" | "buried" => Some("dead"),
        "injured" | "wounded" | "hurt" | "injures" | "injuring" | "wounding" | "treated"
        | "injuries" | "patients" | "hospitalised" | "hospitalized" => Some("hurt"),
        "missing" => Some("missing"),
        "homeless" | "displaced" | "evacuated" | "fled" | "evacuees" | "uprooted" => Some("driven"),
        "arrested" | "detained" | "jailed" | "held" | "arrests" | "detainees" => Some("held"),
        _ => None,
    }
}
