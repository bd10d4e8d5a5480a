//! Which words in capitals are acronyms.
#![allow(
    clippy::nonminimal_bool,
    reason = "the conditions read as the grammar they state"
)]

use crate::cx::Cx;
use crate::lists::List;
use crate::names::index::letters;
use crate::names::scan::Casing;
use crate::structure::Dateline;
use crate::token::TokenKind;
use copydesk_draft::BlockKind;
use rustc_hash::FxHashSet;

/// A word that may be an acronym.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Shape {
    /// First token.
    pub(crate) first: usize,
    /// One past the last token.
    pub(crate) last: usize,
    /// Its letters and figures.
    pub(crate) short: String,
    /// An acronym by itself; otherwise only where the draft says what it stands for.
    pub(crate) sure: bool,
}

/// What the letters of a word tell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Look {
    /// OLA, U.N., NGOs
    Capitals,
    /// M23, G7
    WithFigures,
    /// `MoD`, `PhD`
    Mixed,
    /// Any other word.
    Other,
}

fn look(word: &str) -> Look {
    // Most are one capital letter and small ones.
    let mut bytes = word.bytes();
    if bytes.next().is_some_and(|byte| byte.is_ascii_uppercase())
        && bytes.all(|byte| byte.is_ascii_lowercase())
    {
        return Look::Other;
    }
    let (mut upper, mut lower, mut digits) = (0, 0, 0);
    for c in word.chars() {
        if c.is_uppercase() {
            upper += 1;
        } else if c.is_lowercase() {
            lower += 1;
        } else if c.is_ascii_digit() {
            digits += 1;
        } else if c != '.' {
            return Look::Other;
        }
    }
    let plural = lower == 1 && word.ends_with('s') && upper >= 2;
    if upper + lower > 12 {
        Look::Other
    } else if upper >= 2 && digits == 0 && (lower == 0 || plural) {
        Look::Capitals
    } else if upper >= 1 && digits > 0 && lower == 0 {
        Look::WithFigures
    } else if upper >= 2 && lower <= 3 && digits == 0 {
        Look::Mixed
    } else {
        Look::Other
    }
}

/// True for II, IV, XIX and the like, and for years: MDCCXLI.
fn is_roman(word: &str) -> bool {
    let small = word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
    if small {
        return word.len() >= 2;
    }
    // A year in its one right form; shorter ones are acronyms ("MDC", "LCD").
    let mut rest = word;
    for (mark, most) in [
        ("M", 3),
        ("CM", 1),
        ("D", 1),
        ("CD", 1),
        ("C", 3),
        ("XC", 1),
        ("L", 1),
        ("XL", 1),
        ("X", 3),
        ("IX", 1),
        ("V", 1),
        ("IV", 1),
        ("I", 3),
    ] {
        let mut taken = 0;
        while let Some(next) = rest.strip_prefix(mark).filter(|_| taken < most) {
            rest = next;
            taken += 1;
        }
    }
    rest.is_empty() && word.starts_with('M') && word.len() >= 4
}

/// All words of the draft that may be acronyms, in order.
pub(crate) fn candidates(
    cx: &Cx<'_>,
    casings: &[Casing],
    dateline: Option<&Dateline>,
) -> Vec<Shape> {
    let mut shapes = Vec::new();
    let syllables = syllabic(cx);
    let mut i = 0;
    while let Some(token) = cx.token(i) {
        let next = i + 1;
        if token.kind != TokenKind::Word
            || !token.capital
                && (cx.word(i) == cx.folded(i)
                    || !cx.word(i).bytes().any(|b| b.is_ascii_uppercase()))
        {
            i = next;
            continue;
        }
        let word = cx.word(i);
        let look = look(word);
        let casing = casings
            .get(token.sentence as usize)
            .copied()
            .unwrap_or(Casing::Running);
        let syllabic = look == Look::Other && syllables.contains(word);
        if look == Look::Other && !syllabic || casing == Casing::Capitals {
            i = next;
            continue;
        }
        let block = cx
            .sentence(token.sentence)
            .and_then(|sentence| cx.blocks.get(sentence.block as usize));
        if block.is_some_and(|block| {
            matches!(
                block.kind,
                BlockKind::Code | BlockKind::Byline | BlockKind::Dateline | BlockKind::Credit
            )
        }) || dateline.is_some_and(|dateline| dateline.span.holds(token.span.start))
        {
            i = next;
            continue;
        }
        let (last, mut short) = compound(cx, i);
        let known = is_known(cx, &short);
        // "NGOs" is NGO.
        if let Some(singular) = short.strip_suffix('s')
            && singular.len() >= 2
            && singular.chars().all(char::is_uppercase)
        {
            short.truncate(singular.len());
        }
        let code = last == i + 1 && is_code(cx, i);
        let shouted = look == Look::Capitals && !known && is_shouted(cx, i);
        let common = !known && cx.is(i, List::CommonWord);
        // "CD4", "CET1"
        let numbered = look == Look::WithFigures
            && word.chars().rev().skip(1).all(|c| c.is_ascii_uppercase())
            && word.ends_with(|c: char| c.is_ascii_digit())
            && (3..=5).contains(&word.len());
        // "eGFR", "mtDNA": one or two small letters before the capitals.
        let small = word.chars().take_while(|c| c.is_lowercase()).count();
        let prefixed = look == Look::Mixed
            && last == i + 1
            && (1..=2).contains(&small)
            && (small + 3..=small + 5).contains(&word.chars().count())
            && word.chars().skip(small).all(|c| c.is_ascii_uppercase());
        let sure = known && !syllabic
            || ((look == Look::Capitals || numbered || prefixed)
                && !code
                && !shouted
                && !common
                && !is_roman(word)
                && !is_initials(cx, i)
                && !is_state(cx, i)
                && cx.phrase(i, List::LabelWord).is_none());
        if !(code && !known) {
            shapes.push(Shape {
                first: i,
                last,
                short,
                sure,
            });
        }
        i = last;
    }
    shapes
}

/// Short forms made of the beginnings of words, each put in brackets behind two words in capitals or more that begin as it
/// does: "the Commission on Elections (Comelec)".
fn syllabic<'a>(cx: &Cx<'a>) -> FxHashSet<&'a str> {
    let mut found = FxHashSet::default();
    for i in 1..cx.tokens.len() {
        if cx.word(i) != "(" || cx.word(i + 2) != ")" {
            continue;
        }
        let Some(token) = cx.token(i + 1).filter(|token| {
            token.kind == TokenKind::Word
                && token.capital
                && !token.capitals
                && (4..=10).contains(&token.span.len())
        }) else {
            continue;
        };
        let capital = |k: usize| {
            cx.token(k)
                .is_some_and(|token| token.capital && token.kind == TokenKind::Word)
        };
        let sentence = token.sentence;
        let first = (i.saturating_sub(6)..i)
            .filter(|&k| cx.token(k).is_some_and(|word| word.sentence == sentence))
            .find(|&k| capital(k) && begins_alike(cx.folded(k), cx.folded(i + 1)));
        let words = first.map_or(0, |first| (first..i).filter(|&k| capital(k)).count());
        if words >= 2 && capital(i - 1) {
            found.insert(cx.word(i + 1));
        }
    }
    found
}

/// Two letters or more in common at the start.
fn begins_alike(word: &str, short: &str) -> bool {
    word.chars()
        .zip(short.chars())
        .take_while(|(a, b)| a == b)
        .count()
        >= 2
}

/// The letters are in one of the registers.
pub(crate) fn is_known(cx: &Cx<'_>, short: &str) -> bool {
    cx.names.acronyms.contains_key(short)
        || cx.names.foreign.contains_key(short)
        || short
            .strip_suffix('s')
            .is_some_and(|singular| cx.names.acronyms.contains_key(singular))
        || ["groups", "monitors", "outlets"].iter().any(|register| {
            cx.registers
                .get(register)
                .and_then(|register| register.by_name(short))
                .is_some_and(|entity| entity.short_forms.iter().any(|form| letters(form) == short))
        })
}

/// Joins ISIS-K, AFL-CIO, COVID-19: (one past the last token, the letters).
fn compound(cx: &Cx<'_>, i: usize) -> (usize, String) {
    let own = letters(cx.word(i));
    if cx.kind(i + 1) != Some(TokenKind::Hyphen) {
        return (i + 1, own);
    }
    let tail = cx.word(i + 2);
    let both = format!("{own}{}", letters(tail));
    let capitals = !tail.is_empty() && tail.chars().all(char::is_uppercase);
    let joins = is_known(cx, &both)
        || (capitals && cx.kind(i + 3) != Some(TokenKind::Hyphen) && !is_known(cx, &own));
    if joins { (i + 3, both) } else { (i + 1, own) }
}

/// A ticker, a product code, a number plate, a time, an era.
fn is_code(cx: &Cx<'_>, i: usize) -> bool {
    let glued = |j: usize| cx.token(j).is_some_and(|token| !token.spaced);
    // HDBR.L, NASDAQ:ABCD
    if matches!(cx.word(i + 1), "." | ":")
        && glued(i + 1)
        && glued(i + 2)
        && matches!(cx.kind(i + 2), Some(TokenKind::Word | TokenKind::Number))
    {
        return true;
    }
    let before = i.checked_sub(1);
    let before_word = before.map_or("", |j| cx.word(j));
    if glued(i)
        && matches!(before_word, "." | ":" | "$" | "/" | "_" | "#" | "=")
        && before.is_some_and(|j| j > 0 && glued(j) || before_word == "$")
    {
        return true;
    }
    // "(NYSE: ABC)"
    if before_word == ":" && i >= 3 && matches!(cx.word(i - 3), "(" | "[") {
        return true;
    }
    // "4WD"
    if glued(i) && before.is_some_and(|j| cx.kind(j) == Some(TokenKind::Number)) {
        return true;
    }
    // F-16, MH-370; 737 MAX, KA 12 BC
    let figure = |j: usize| cx.kind(j) == Some(TokenKind::Number);
    if cx.kind(i + 1) == Some(TokenKind::Hyphen) && figure(i + 2) {
        return true;
    }
    let short = cx.word(i).len() <= 3;
    let capitals = |j: usize| {
        cx.token(j)
            .is_some_and(|token| token.capitals && token.span.len() <= 3)
    };
    if short && figure(i + 1) && capitals(i + 2) {
        return true;
    }
    if let Some(j) = before.filter(|&j| figure(j)) {
        let word = cx.word(i);
        if matches!(word, "AM" | "PM" | "A.M." | "P.M." | "BC" | "AD" | "MAX") {
            return true;
        }
        if short && j > 0 && capitals(j - 1) {
            return true;
        }
    }
    before.is_some_and(|j| cx.kind(j) == Some(TokenKind::Hyphen) && j > 0 && figure(j - 1))
}

/// One of several words in capitals, or a label before a colon.
fn is_shouted(cx: &Cx<'_>, i: usize) -> bool {
    let loud = |j: Option<usize>| {
        j.is_some_and(|j| {
            cx.token(j).is_some_and(|token| {
                token.capitals
                    && !is_known(cx, &letters(cx.word(j)))
                    && cx
                        .token(i)
                        .is_some_and(|own| own.sentence == token.sentence)
            })
        })
    };
    // No acronym in use has so many letters.
    if cx.word(i).len() >= 9 {
        return true;
    }
    let before = loud(i.checked_sub(1));
    let after = loud(Some(i + 1)) && cx.token(i + 1).is_some_and(|next| next.spaced);
    let worded = |j: Option<usize>| {
        j.is_some_and(|j| cx.is(j, List::CommonWord) || cx.phrase(j, List::LabelWord).is_some())
    };
    let further = (before && loud(i.checked_sub(2))) || (after && loud(Some(i + 2)));
    let beside = (before && worded(i.checked_sub(1))) || (after && worded(Some(i + 1)));
    let label = cx.word(i + 1) == ":"
        && cx
            .token(i)
            .and_then(|token| cx.sentence(token.sentence))
            .is_some_and(|sentence| sentence.first as usize == i);
    further || beside || ((before || after) && cx.word(i).len() >= 5) || label
}

/// Initials of a person: two letters before a name ("JK Rowling").
fn is_initials(cx: &Cx<'_>, i: usize) -> bool {
    let word = cx.word(i);
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let next = cx.token(i + 1).filter(|next| {
        next.kind == TokenKind::Word
            && next.spaced
            && next.capital
            && !next.capitals
            && cx.token(i).is_some_and(|own| own.sentence == next.sentence)
    });
    letters <= 3
        && (letters == 2 || word.contains('.'))
        && next.is_some()
        && (cx.is(i + 1, List::Surname) || !cx.is(i + 1, List::CommonWord))
        && cx.phrase(i + 1, List::RoleNoun).is_none()
        && cx.phrase(i + 1, List::OrganisationHead).is_none()
}

/// Two letters of a state behind a town: "Austin, TX".
fn is_state(cx: &Cx<'_>, i: usize) -> bool {
    cx.word(i).len() == 2
        && i >= 2
        && cx.word(i - 1) == ","
        && cx.token(i - 2).is_some_and(|town| town.capital)
        && matches!(cx.word(i + 1), "," | "." | "" | ")")
}
