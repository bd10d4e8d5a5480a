//! What a number is for, told by the words around it: a count, a year, a label, a score.

use super::lexeme::{Look, Num, Time};
use super::phrase::{Core, Kind, money_before, plural_noun};
use crate::lists::List;
use crate::token::TokenKind;

/// True for "one" as a pronoun: no one, this one, the one who, one another, a new one.
pub(crate) fn pronoun_one(look: &Look<'_, '_>, i: usize, last: usize) -> bool {
    if look.hyphen(last) {
        return false;
    }
    if look.kind(last) == Some(TokenKind::Possessive) || look.word(last) == "another" {
        return true;
    }
    let noun = noun_likely(look, last);
    match look.before(i, 1) {
        "no" | "every" => true,
        "this" | "that" | "each" | "any" | "which" | "another" | "the" | "only" | "such" => !noun,
        "-" => look.before(i, 2) == "no",
        _ => {
            // "one can", "one should"
            if look.cx.is(last, List::Modal) {
                return true;
            }
            // "a new one", "the wrong one"
            let before_that = look.before(i, 2);
            let adjective = i.checked_sub(1).is_some_and(|k| {
                look.kind(k) == Some(TokenKind::Word)
                    && !look.cx.is(k, List::Preposition)
                    && !look.cx.is(k, List::Conjunction)
                    && !look.cx.is(k, List::Auxiliary)
            });
            let chain = (2..=5).map(|back| look.before(i, back));
            let before_that = if look.cx.is(i.saturating_sub(1), List::Opener) {
                before_that
            } else {
                chain
                    .take_while(|word| {
                        !word.is_empty() && !matches!(*word, "," | "." | "of" | "to" | "in")
                    })
                    .find(|word| matches!(*word, "a" | "an" | "the"))
                    .unwrap_or(before_that)
            };
            adjective
                && !noun
                && look.word(last) != "of"
                && matches!(
                    before_that,
                    "a" | "an"
                        | "the"
                        | "this"
                        | "that"
                        | "his"
                        | "her"
                        | "their"
                        | "its"
                        | "my"
                        | "our"
                        | "as"
                )
        }
    }
}

/// True if token `i` may be the noun after "one".
fn noun_likely(look: &Look<'_, '_>, i: usize) -> bool {
    let word = look.word(i);
    look.kind(i) == Some(TokenKind::Word)
        && !look.cx.is(i, List::Auxiliary)
        && !look.cx.is(i, List::Preposition)
        && !look.cx.is(i, List::Conjunction)
        && !look.cx.is(i, List::Subordinator)
        && !look.cx.is(i, List::Pronoun)
        && !look.cx.is(i, List::Determiner)
        && !word.ends_with("ed")
        && (!word.ends_with('s') || word.ends_with("ss"))
        && !matches!(
            word,
            "said" | "came" | "went" | "knew" | "saw" | "just" | "never" | "ever" | "really"
        )
}

/// True if most long words of the sentence begin with a capital: a headline in title case, or all capitals.
pub(crate) fn title_case(look: &Look<'_, '_>) -> bool {
    let (mut capital, mut small) = (0u32, 0u32);
    for i in look.first..look.end.min(look.first + 40) {
        if look.kind(i) == Some(TokenKind::Word) && look.text(i).len() > 3 {
            if look.capital(i) {
                capital += 1;
            } else {
                small += 1;
            }
        }
    }
    capital > 2 * small
}

/// Nouns before a number that names one thing, not a count of things.
fn label_noun(word: &str) -> bool {
    matches!(
        word,
        "number"
            | "no"
            | "nos"
            | "article"
            | "articles"
            | "section"
            | "sections"
            | "chapter"
            | "page"
            | "pages"
            | "clause"
            | "paragraph"
            | "resolution"
            | "resolutions"
            | "route"
            | "highway"
            | "interstate"
            | "flight"
            | "channel"
            | "room"
            | "gate"
            | "terminal"
            | "platform"
            | "grade"
            | "grades"
            | "level"
            | "phase"
            | "category"
            | "type"
            | "model"
            | "version"
            | "boeing"
            | "airbus"
            | "apollo"
            | "soyuz"
            | "formula"
            | "unit"
            | "zone"
            | "ward"
            | "district"
            | "precinct"
            | "sector"
            | "pier"
            | "runway"
            | "apartment"
            | "suite"
            | "exhibit"
            | "proposition"
            | "amendment"
            | "directive"
            | "regulation"
            | "windows"
            | "iphone"
            | "playstation"
            | "covid"
            | "war"
            | "fortune"
            | "ftse"
            | "nasdaq"
            | "dax"
            | "cac"
            | "nikkei"
            | "verse"
            | "lane"
            | "exit"
            | "tier"
            | "class"
            | "part"
            | "volume"
            | "episode"
            | "season"
            | "stage"
            | "lap"
            | "vitamin"
            | "area"
            | "building"
            | "block"
            | "line"
            | "building's"
    )
}

/// True if the number names a thing and counts nothing: Resolution 2254, Boeing 737, No. 5, F-16, 5G.
pub(crate) fn label(look: &Look<'_, '_>, core: &Core, title: bool) -> bool {
    if core.kind == Kind::Label {
        return true;
    }
    let start = core.start();
    let figures = core.plain.is_some();
    let Some(prev) = start.checked_sub(1).filter(|&i| i >= look.first) else {
        // A list marker: "1." or "2)" and nothing else before it.
        return figures
            && core.last == core.first + 1
            && matches!(look.word(core.last), "." | ")")
            && (core.last + 1 == look.end || look.word(core.last) == ")");
    };
    if let Some(plain) = core.plain {
        if plain.padded && plain.decimals == 0 {
            return true;
        }
        if look.text(prev) == "+"
            && plain.digits >= 2
            && look.glued(start)
            && !look.cx.is(core.last, List::Determiner)
        {
            return look.word(core.last) != "%" && look.is_figure(core.last);
        }
    }
    // Figures with letters directly behind: 5G, 3D, 4x4.
    if figures
        && look.glued(core.last)
        && look.kind(core.last) == Some(TokenKind::Word)
        && core.scale == 1.0
        && look.capital(core.last)
        && look.text(core.last).len() == 1
    {
        return true;
    }
    let before = look.word(prev);
    if figures
        && before == "."
        && matches!(look.before(start, 2), "no" | "nos" | "art" | "sec")
        && look.glued(prev)
    {
        return true;
    }
    if before == "(" && figures && look.word(core.last) == ")" && prev == look.first {
        return true;
    }
    // Covid-19, F-16, MiG-29, and under-21
    if look.hyphen(prev) {
        let Some(head) = prev.checked_sub(1) else {
            return false;
        };
        let text = look.text(head);
        return figures
            && !look.cx.is(head, List::Month)
            && (look.capital(head)
                || text.chars().any(|c| c.is_ascii_digit()) && !look.is_figure(head))
            && !matches!(
                look.word(head),
                "mid" | "pre" | "post" | "non" | "early" | "late" | "top" | "all"
            );
    }
    let word_before = look.kind(prev) == Some(TokenKind::Word);
    if !word_before {
        return false;
    }
    let counted = plural_noun(look, core.last) || look.word(core.last) == "percent";
    if label_noun(before) && core.scale == 1.0 {
        let grouped = core
            .plain
            .is_some_and(|plain| plain.grouped || plain.decimals > 0);
        // "the class of 30" is of another form; "line two men up" is not ours to tell.
        return !grouped
            && (!counted || figures && look.capital(prev))
            && (look.capital(prev) || !counted);
    }
    // Group of Seven, Force One: number words with capitals within a sentence.
    if !figures {
        return look.capital(core.first)
            && !look.capitals(core.first)
            && core.first > look.first
            && !title
            && look.kind(core.first - 1) == Some(TokenKind::Word)
            && !core.article;
    }
    // A capitalised word before plain figures, where no noun follows that could be counted.
    let place = matches!(
        look.before(start, 2),
        "in" | "at" | "near" | "from" | "to" | "outside" | "around" | "across" | "and" | ","
    );
    let year_like = core.plain.is_some_and(|plain| plain.digits == 4);
    look.capital(prev)
        && prev > look.first
        && !title
        && !place
        && !counted
        && !year_like
        && core.scale == 1.0
        && matches!(look.time(prev), Time::None | Time::Holiday)
        && look.num(prev) == Num::None
        && !look.cx.is(prev, List::Opener)
        && !look.cx.is(prev, List::Preposition)
        && !money_before(look, start)
        && core
            .plain
            .is_some_and(|plain| !plain.grouped && plain.decimals == 0 && plain.digits <= 4)
        && !look.hyphen(core.last)
        && !matches!(look.word(core.last), "%" | "percent" | "per")
        && look.time(core.last) == Time::None
        && (look.kind(core.last) != Some(TokenKind::Word) || look.capital(core.last))
        && !age_like(look, core, prev)
}

/// "Ana Ruiz 42," without a comma is rare; "Ruiz, 42," has one, so only brackets are left: "Ruiz (42)".
fn age_like(look: &Look<'_, '_>, core: &Core, prev: usize) -> bool {
    look.text(prev) == "(" && look.word(core.last) == ")"
}

/// True if the figures can be a year by their form alone.
pub(crate) fn year_like(core: &Core) -> bool {
    core.scale == 1.0
        && core.kind == Kind::Cardinal
        && core.plain.is_some_and(|plain| {
            plain.digits == 4
                && plain.decimals == 0
                && !plain.grouped
                && (1000.0..2100.0).contains(&core.value)
        })
}

/// Nouns that a number of four figures counts even behind a determiner ("the 2000 troops").
fn counted_noun(word: &str) -> bool {
    matches!(
        word,
        "people"
            | "men"
            | "women"
            | "children"
            | "troops"
            | "soldiers"
            | "jobs"
            | "workers"
            | "employees"
            | "refugees"
            | "miles"
            | "kilometres"
            | "kilometers"
            | "km"
            | "metres"
            | "meters"
            | "feet"
            | "tons"
            | "tonnes"
            | "dollars"
            | "euros"
            | "pounds"
            | "calories"
            | "rpm"
            | "mph"
            | "square"
            | "years"
            | "days"
            | "hours"
            | "delegates"
            | "residents"
            | "passengers"
            | "percent"
            | "acres"
            | "hectares"
            | "points"
    )
}

/// True if the number is a year.
pub(crate) fn year(look: &Look<'_, '_>, core: &Core) -> bool {
    if core.kind == Kind::Year {
        return true;
    }
    // "the year two thousand"
    if core.plain.is_none() && look.before(core.first, 1) == "year" {
        return (1000.0..2100.0).contains(&core.value);
    }
    let start = core.first;
    let before = look.before(start, 1);
    if let Some(plain) = core.plain
        && plain.digits == 2
        && plain.decimals == 0
        && core.scale == 1.0
    {
        // ’98
        return start
            .checked_sub(1)
            .is_some_and(|k| look.kind(k) == Some(TokenKind::Mark) && k >= look.first)
            && look.glued(start)
            && matches!(
                look.before(start, 2),
                "in" | "of" | "since" | "the" | "by" | "until" | "from" | "to"
            );
    }
    if !year_like(core) || money_before(look, start) {
        return false;
    }
    let next = look.word(core.last);
    let whose = look.kind(core.last + 1) == Some(TokenKind::Possessive);
    if counted_noun(next) && !whose || matches!(next, "%" | "°") {
        return matches!(before, "in" | "since" | "until")
            && matches!(
                next,
                "people"
                    | "women"
                    | "men"
                    | "children"
                    | "troops"
                    | "soldiers"
                    | "workers"
                    | "residents"
            )
            && core.value % 100.0 != 0.0;
    }
    let prev_time = start.checked_sub(1).map_or(Time::None, |k| look.time(k));
    if matches!(prev_time, Time::Month(..) | Time::Season(_) | Time::Holiday) {
        return true;
    }
    if before == "," && start >= 2 && matches!(look.time(start - 2), Time::Month(..)) {
        return true;
    }
    if before == "," && start >= 3 && matches!(look.time(start - 3), Time::Month(..)) {
        return true;
    }
    let plural = plural_noun(look, core.last);
    let modern = (1900.0..2050.0).contains(&core.value);
    match before {
        "in" | "since" | "during" | "until" | "till" | "early" | "late" | "mid" | "fiscal"
        | "year" | "circa" | "before" | "after" | "spring" | "summer" | "autumn" | "fall"
        | "winter" | "ca" => true,
        "of" | "by" | "from" | "between" | "through" | "throughout" | "to" | "and" | "or"
        | "for" | "about" | "around" | "than" | "-" | "/" => {
            !plural
                && (modern
                    || core.value >= 1500.0
                        && matches!(
                            before,
                            "of" | "by" | "from" | "between" | "around" | "about"
                        ))
        }
        "the" | "a" | "an" | "this" | "its" | "his" | "her" | "their" | "our" | "that" => modern,
        // "the Companies Act 1965 needs"
        _ if modern
            && start.checked_sub(1).is_some_and(|k| {
                k > look.first && look.capital(k) && look.kind(k) == Some(TokenKind::Word)
            }) =>
        {
            true
        }
        _ => modern && !plural && !matches!(look.time(core.last), Time::Units(..)),
    }
}

/// True if a word near the number tells of a result or a vote, so that "3-2" is a score.
pub(crate) fn score_context(look: &Look<'_, '_>, start: usize, last: usize) -> bool {
    let result = |word: &str| {
        matches!(
            word,
            "won"
                | "win"
                | "wins"
                | "winning"
                | "lost"
                | "lose"
                | "loses"
                | "losing"
                | "beat"
                | "beats"
                | "beaten"
                | "beating"
                | "defeat"
                | "defeats"
                | "defeated"
                | "defeating"
                | "victory"
                | "draw"
                | "drew"
                | "drawn"
                | "score"
                | "scores"
                | "lead"
                | "leads"
                | "led"
                | "leading"
                | "trailed"
                | "trail"
                | "trailing"
                | "vote"
                | "voted"
                | "ruled"
                | "ruling"
                | "decision"
                | "majority"
                | "loss"
                | "tie"
                | "tied"
                | "series"
                | "aggregate"
                | "verdict"
        )
    };
    (1..=3).any(|back| result(look.before(start, back)))
        || result(look.word(last))
        || result(look.word(last + 1))
}
