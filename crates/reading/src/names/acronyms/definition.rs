//! Every form in which a draft says what an acronym stands for.
#![allow(
    clippy::nonminimal_bool,
    reason = "the conditions read as the grammar they state"
)]

use rustc_hash::FxHashSet;

use super::initials::{Told, initials};
use super::{DefinedBy, Definition, Shape};
use crate::cx::Cx;
use crate::lists::List;
use crate::names::scan::Hit;
use crate::token::TokenKind;

/// The sentences before a mention in which words in small letters with its initials explain it.
pub(super) const WINDOW: u32 = 2;

/// All definitions, in order of the short forms.
pub(super) fn find(cx: &Cx<'_>, hits: &[Hit], shapes: &[Shape]) -> Vec<Definition> {
    let mut found = Vec::new();
    for (i, shape) in shapes.iter().enumerate() {
        let definition = brackets_after(cx, hits, shape)
            .map(|(first, last, fits)| (DefinedBy::BracketsAfter, first, last, fits))
            .or_else(|| {
                brackets_before(cx, shape)
                    .map(|(first, last, fits)| (DefinedBy::BracketsBefore, first, last, fits))
            })
            .or_else(|| or_known(cx, hits, shape))
            .or_else(|| apposition(cx, shape))
            .or_else(|| for_short(cx, hits, shape))
            .or_else(|| super::shuffled::find(cx, shape))
            .or_else(|| set_off(cx, hits, shape));
        if let Some((how, first, last, in_order)) = definition {
            found.push(Definition {
                candidate: i,
                how,
                first,
                last,
                in_order,
            });
        }
    }
    // Initials of a name before it explain a short form that is nowhere explained in words.
    let names = Told::default();
    let mut extra = Vec::new();
    let mut told: FxHashSet<&str> = FxHashSet::default();
    let mut next = found.iter().peekable();
    for (i, shape) in shapes.iter().enumerate() {
        if next
            .next_if(|definition| definition.candidate == i)
            .is_some()
        {
            told.insert(&shape.short);
        }
        if told.contains(shape.short.as_str()) {
            continue;
        }
        if let Some((first, last)) = initials(cx, hits, shape, &names) {
            told.insert(&shape.short);
            extra.push(Definition {
                candidate: i,
                how: DefinedBy::InitialsOfName,
                first,
                last,
                in_order: true,
            });
        }
    }
    found.extend(extra);
    found.sort_by_key(|definition| definition.candidate);
    found
}

/// Words that may stand inside a name in small letters.
pub(super) fn is_link(word: &str) -> bool {
    matches!(
        word,
        "of" | "the"
            | "and"
            | "for"
            | "on"
            | "in"
            | "to"
            | "against"
            | "de"
            | "del"
            | "la"
            | "du"
            | "des"
            | "et"
            | "y"
            | "e"
            | "für"
            | "und"
            | "der"
            | "al"
            | "at"
            | "with"
            | "by"
            | "from"
            | "a"
            | "or"
    )
}

/// The apostrophe of "Growers' Union".
pub(super) fn is_plural_possessive(cx: &Cx<'_>, i: usize) -> bool {
    matches!(cx.word(i), "'" | "’")
        && i.checked_sub(1)
            .is_some_and(|before| cx.folded(before).ends_with('s') && is_word(cx, before))
        && cx.token(i).is_some_and(|token| !token.spaced)
        && is_word(cx, i + 1)
        && cx.token(i + 1).is_some_and(|token| token.spaced)
}

fn is_word(cx: &Cx<'_>, i: usize) -> bool {
    cx.kind(i) == Some(TokenKind::Word)
}

/// "Oromo Liberation Army (OLA)": the words before the bracket.
fn brackets_after(cx: &Cx<'_>, hits: &[Hit], shape: &Shape) -> Option<(usize, usize, bool)> {
    let mut open = shape.first.checked_sub(1)?;
    // “the Army ("OLA")”, "(the OLA)"
    while open > 0 && (cx.kind(open) == Some(TokenKind::Mark) || cx.folded(open) == "the") {
        open -= 1;
    }
    let mut close = shape.last;
    if cx.kind(close) == Some(TokenKind::Mark) {
        close += 1;
    }
    let closes =
        matches!(cx.word(close), ")" | "]" | "," | ";" | "/") || cx.is(close, List::Conjunction);
    if !matches!(cx.word(open), "(" | "[") || !closes || open == 0 {
        return None;
    }
    before(cx, hits, shape, open)
}

/// The words that end at token `end` and explain the short form: by its letters, else a name that ends there.
fn before(cx: &Cx<'_>, hits: &[Hit], shape: &Shape, end: usize) -> Option<(usize, usize, bool)> {
    let sentence = cx.token(shape.first)?.sentence;
    let floor = cx.sentence_tokens(sentence).start;
    if let Some(first) = by_letters(cx, &shape.short, floor, end) {
        return Some(match super::shuffled::whole(cx, shape, floor, first, end) {
            Some(whole) => (whole, end, false),
            None => (first, end, true),
        });
    }
    if let Some(first) = super::shuffled::with_small_word(cx, shape, floor, end) {
        return Some((first, end, false));
    }
    // A code with figures explains nothing.
    if shape.short.chars().any(|c| c.is_ascii_digit()) {
        return None;
    }
    // A name in the registers, or words in capitals.
    let next = hits.partition_point(|hit| hit.first < end);
    let hit = next.checked_sub(1).and_then(|i| hits.get(i));
    if let Some(hit) = hit.filter(|hit| hit.last == end || hit.last + 1 == end) {
        let words = (hit.first..hit.last).filter(|&i| is_word(cx, i)).count();
        if words >= 2 {
            return Some((hit.first, end, false));
        }
    }
    let mut first = end;
    let mut capitals = 0;
    while first > floor {
        let i = first - 1;
        let token = cx.token(i)?;
        let word = cx.folded(i);
        if token.kind == TokenKind::Word && token.capital {
            capitals += 1;
        } else if !(is_link(word) && capitals > 0
            || matches!(token.kind, TokenKind::Hyphen | TokenKind::Possessive)
            || is_plural_possessive(cx, i))
        {
            break;
        }
        first = i;
    }
    while first < end && !cx.token(first).is_some_and(|token| token.capital)
        || cx.folded(first) == "the"
    {
        first += 1;
    }
    let letters = shape.short.chars().filter(|c| c.is_alphabetic()).count();
    // "in Abuja on Wednesday by Nigeria's Economic and Financial Crimes Commission": from the word that begins as the letters
    // do, if as many words of weight follow.
    let initial = shape.short.chars().next().map(|c| c.to_ascii_lowercase());
    let own = (first..end).find(|&i| {
        let weight = (i..end)
            .filter(|&k| is_word(cx, k) && !is_link(cx.folded(k)))
            .count();
        cx.token(i).is_some_and(|token| token.capital)
            && weight == letters
            && cx.folded(i).chars().next() == initial
    });
    if let Some(own) = own {
        return Some((own, end, false));
    }
    // One name of a place before a bracket is no expansion: "in Lagos (AFP)".
    (capitals >= 2 && capitals + 2 >= letters).then_some((first, end, false))
}

/// The start of the words before `end` that hold the letters in order, each at a word's start or inside the last word
/// that began with one; no word of weight is left over.
fn by_letters(cx: &Cx<'_>, short: &str, floor: usize, end: usize) -> Option<usize> {
    let letters: Vec<char> = short
        .strip_suffix('s')
        .unwrap_or(short)
        .chars()
        .filter(|c| c.is_alphabetic())
        .flat_map(char::to_lowercase)
        .collect();
    if letters.len() < 2 {
        return None;
    }
    // Words from the right, to one and a half times the letters and their links.
    let mut words: Vec<usize> = Vec::new();
    let mut i = end;
    while i > floor && words.len() < letters.len() * 2 + 3 {
        i -= 1;
        match cx.kind(i)? {
            TokenKind::Word | TokenKind::Number => words.push(i),
            TokenKind::Hyphen | TokenKind::Possessive => {}
            TokenKind::Mark if i + 1 == end || is_plural_possessive(cx, i) => {}
            TokenKind::Punct if matches!(cx.word(i), "," | "&" | "/") && i + 1 < end => {}
            _ => break,
        }
    }
    words.reverse();
    // Shortest expansion first: try each start from the right.
    for start in (0..words.len()).rev() {
        let part = words.get(start..).unwrap_or(&[]);
        let begins = part
            .first()
            .and_then(|&w| cx.folded(w).chars().next())
            .is_some_and(|c| Some(&c) == letters.first());
        // No name begins with the "and" of "Competition and Consumer Commission".
        let inner = part.first().is_some_and(|&w| {
            matches!(
                cx.folded(w),
                "of" | "and" | "for" | "or" | "on" | "to" | "by" | "with" | "from" | "at"
            ) && !cx.token(w).is_some_and(|token| token.capital)
        });
        if begins && !inner && fits(cx, &letters, part) {
            return part.first().copied();
        }
    }
    None
}

/// True if the letters run through the words: initials in order, links may be left out, letters inside a word only
/// behind its initial; a word of weight may be left out only if its neighbour gives two letters.
fn fits(cx: &Cx<'_>, letters: &[char], words: &[usize]) -> bool {
    // dp[k] = letters used after the words so far could be k.
    let mut reach = vec![false; letters.len() + 1];
    if let Some(slot) = reach.first_mut() {
        *slot = true;
    }
    let mut skips = vec![0u8; letters.len() + 1];
    for &w in words {
        let word: Vec<char> = cx.folded(w).chars().collect();
        let link = is_link(cx.folded(w));
        let mut next = vec![false; letters.len() + 1];
        let mut next_skips = vec![u8::MAX; letters.len() + 1];
        for k in 0..=letters.len() {
            if !reach.get(k).copied().unwrap_or(false) {
                continue;
            }
            let skipped = skips.get(k).copied().unwrap_or(0);
            // Left out.
            let cost = skipped + u8::from(!link);
            if cost <= 1 {
                mark(&mut next, &mut next_skips, k, cost);
            }
            // Its initial, then more letters of it in order, at most three.
            if word.first().is_some_and(|c| letters.get(k) == Some(c)) {
                let mut used = k + 1;
                mark(&mut next, &mut next_skips, used, skipped);
                for c in word.iter().skip(1) {
                    if used < k + 4 && letters.get(used) == Some(c) {
                        used += 1;
                        mark(&mut next, &mut next_skips, used, skipped);
                    }
                }
            }
        }
        reach = next;
        skips = next_skips;
    }
    let all = letters.len();
    let weight = words.iter().filter(|&&w| !is_link(cx.folded(w))).count();
    reach.get(all).copied().unwrap_or(false) && (weight >= 2 || all <= 3)
}

fn mark(reach: &mut [bool], skips: &mut [u8], k: usize, cost: u8) {
    if let (Some(slot), Some(skip)) = (reach.get_mut(k), skips.get_mut(k)) {
        if !*slot || cost < *skip {
            *skip = cost;
        }
        *slot = true;
    }
}

/// "OLA (Oromo Liberation Army)": the words in the bracket behind it.
fn brackets_before(cx: &Cx<'_>, shape: &Shape) -> Option<(usize, usize, bool)> {
    if cx.word(shape.last) != "(" {
        return None;
    }
    let mut first = shape.last + 1;
    while cx.kind(first) == Some(TokenKind::Mark) || cx.folded(first) == "the" {
        first += 1;
    }
    // "(the Atmospheric, Geophysical and Astronomical Administration)": a comma ends the words only where a name in small
    // letters goes on.
    let stops = |i: usize| {
        matches!(cx.word(i), ")" | ";")
            || cx.word(i) == "," && !cx.token(i + 1).is_some_and(|token| token.capital)
    };
    let mut last = first;
    while cx.token(last).is_some() && last < first + 18 && !stops(last) {
        last += 1;
    }
    if last == first || cx.word(last).is_empty() {
        return None;
    }
    let end = if cx.kind(last - 1) == Some(TokenKind::Mark) {
        last - 1
    } else {
        last
    };
    if let Some(start) = by_letters(cx, &shape.short, first, end) {
        return Some(match super::shuffled::whole(cx, shape, first, start, end) {
            Some(whole) => (whole, end, false),
            None => (start, end, true),
        });
    }
    let words = (first..end).filter(|&i| is_word(cx, i)).count();
    let capitals = (first..end)
        .filter(|&i| is_word(cx, i) && cx.token(i).is_some_and(|token| token.capital))
        .count();
    (words >= 3 && capitals * 2 >= words).then_some((first, end, false))
}

/// "The OLA, the Oromo Liberation Army, …": a name of several words between commas that has the letters.
fn apposition(cx: &Cx<'_>, shape: &Shape) -> Option<(DefinedBy, usize, usize, bool)> {
    if !matches!(cx.word(shape.last), "," | "—" | "–") {
        return None;
    }
    let sentence = cx.token(shape.first)?.sentence;
    let mut first = shape.last + 1;
    // "The SEBI, or (the) Securities and Exchange Board of India," "The OLA, short for …": looked at for a slip alone.
    let mut led = true;
    if matches!(cx.folded(first), "or" | "as") {
        first += 1;
    } else if cx.folded(first) == "short" && cx.folded(first + 1) == "for" {
        first += 2;
    } else {
        led = false;
    }
    if cx.folded(first) == "the" {
        first += 1;
    }
    let limit = cx.sentence_tokens(sentence).end.min(first + 14);
    let last = (first..limit).find(|&i| {
        matches!(cx.word(i), "—" | "–" | "." | ";")
            // "The NMU, as the National Union of Mineworkers is known,"
            || cx.folded(i) == "is" && matches!(cx.folded(i + 1), "known" | "called")
            || cx.word(i) == "," && !list_goes_on(cx, i, limit)
    })?;
    // "GDUHL, as the union is known, speaks for": the name told before.
    if cx.folded(last) == "is" && cx.folded(shape.last + 1) == "as" && last == first + 1 {
        let starts = cx.sentence_tokens(sentence).start;
        let (from, to) = named_before(cx, starts, last)?;
        let fits = by_letters(cx, &shape.short, from, to) == Some(from);
        let slip = super::fit::slipped(cx, &shape.short, cx.span(from, to));
        return (fits || slip).then_some((DefinedBy::KnownAs, from, to, fits && !slip));
    }
    let capital = |i: usize| cx.token(i).is_some_and(|token| token.capital);
    let named = (first..last)
        .filter(|&i| is_word(cx, i) && !is_link(cx.folded(i)))
        .all(capital);
    if !named || last < first + 2 {
        return None;
    }
    let fits = by_letters(cx, &shape.short, first, last) == Some(first);
    // "The BTHE, or Board of Higher Technical Examinations": with letters from inside a word it would fit.
    let slip = (led || !fits) && super::fit::slipped(cx, &shape.short, cx.span(first, last));
    (fits && !led || slip).then_some((DefinedBy::KnownAs, first, last, fits && !slip))
}

/// The comma of "the Ministry of Trade, Ports and Fisheries": a capital behind it, and an "and" before the next
/// word in small letters.
fn list_goes_on(cx: &Cx<'_>, comma: usize, limit: usize) -> bool {
    let capital = |i: usize| cx.token(i).is_some_and(|token| token.capital);
    capital(comma + 1)
        && (comma + 1..limit)
            .take_while(|&i| capital(i) || cx.word(i) == "," || is_link(cx.folded(i)))
            .any(|i| cx.folded(i) == "and" && capital(i + 1))
}

/// "the Rural Fire Service – the RSF, as every farmer calls it –", "the Tea Board, the TB,": a slip in the letters of the name
/// before the mark. Letters that fit are those of a name told before, which [`initials`](super::initials::initials) sees.
fn set_off(cx: &Cx<'_>, hits: &[Hit], shape: &Shape) -> Option<(DefinedBy, usize, usize, bool)> {
    let mut mark = shape.first.checked_sub(1)?;
    let article = matches!(cx.folded(mark), "the" | "or");
    if article {
        mark = mark.checked_sub(1)?;
    }
    let dash =
        |i: usize| matches!(cx.word(i), "–" | "—" | "-") || cx.kind(i) == Some(TokenKind::Dash);
    let parted = dash(mark) || cx.word(mark) == ",";
    let ends = dash(shape.last) || matches!(cx.word(shape.last), "," | ".");
    if !parted || !ends || super::letters::is_known(cx, &shape.short) && cx.word(mark) == "," {
        return None;
    }
    let (first, last, fits) = before(cx, hits, shape, mark)?;
    let slip = !fits
        && last >= first + 3
        && shape.short.chars().count() >= 3
        && super::fit::slipped(cx, &shape.short, cx.span(first, last));
    slip.then_some((DefinedBy::KnownAs, first, last, false))
}

/// "The Tea Growers' Federation of Kenya - TGFK for short -": the words before the mark.
fn for_short(cx: &Cx<'_>, hits: &[Hit], shape: &Shape) -> Option<(DefinedBy, usize, usize, bool)> {
    let mark = shape.first.checked_sub(1)?;
    let set_off = matches!(cx.word(mark), "," | "-" | "–" | "—" | "(")
        || cx.kind(mark) == Some(TokenKind::Dash);
    if !set_off || cx.folded(shape.last) != "for" || cx.folded(shape.last + 1) != "short" {
        return None;
    }
    let (first, last, fits) = before(cx, hits, shape, mark)?;
    Some((DefinedBy::KnownAs, first, last, fits))
}

/// "…, or OLA,", "known as OLA", "known by its initials OLA".
fn or_known(cx: &Cx<'_>, hits: &[Hit], shape: &Shape) -> Option<(DefinedBy, usize, usize, bool)> {
    let mut i = shape.first.checked_sub(1)?;
    while i > 0 && (cx.kind(i) == Some(TokenKind::Mark) || matches!(cx.folded(i), "the" | "simply"))
    {
        i -= 1;
    }
    // "– DMI for short –", "(DMI for short)"
    let for_short = cx.folded(shape.last) == "for" && cx.folded(shape.last + 1) == "short";
    if for_short && i > 0 && matches!(cx.word(i), "," | "–" | "—" | "-" | "(") {
        let (first, last, fits) = before(cx, hits, shape, i)?;
        return Some((DefinedBy::KnownAs, first, last, fits));
    }
    if cx.folded(i) == "or" && i > 0 {
        let comma = cx.word(i - 1) == ",";
        let end = if comma { i - 1 } else { i };
        let (first, last, fits) = before(cx, hits, shape, end)?;
        // Without a comma only the letters tell it from a choice between two bodies.
        return (comma || fits).then_some((DefinedBy::CommaOr, first, last, fits));
    }
    // "(better) known (locally) (by its French acronym) as (the) OLA"
    let floor = i.saturating_sub(6);
    let mut j = i;
    let mut cue = None;
    while j + 1 > floor {
        match cx.folded(j) {
            "known" | "abbreviated" | "called" | "dubbed" | "whose" | "goes" | "go"
            | "shortened" | "referred" | "trades" => {
                cue = Some(j);
                break;
            }
            "as" | "by" | "its" | "their" | "acronym" | "acronyms" | "initials"
            | "abbreviation" | "better" | "commonly" | "locally" | "in" | "also" | "widely"
            | "the" | "to" | "are" | "is" | "under" | "letters" | "simply" | "usually" => {}
            // "Known by its initials, BSPF,"
            "," if j == i && matches!(cx.folded(j.saturating_sub(1)), "initials" | "acronym") => {}
            _ if cx.token(j).is_some_and(|token| token.capital) => {}
            _ => break,
        }
        if j == 0 {
            break;
        }
        j -= 1;
    }
    let cue = cue?;
    // "Known as OLA, the Oromo Liberation Army …"
    let sentence = cx.token(shape.first)?.sentence;
    let starts = cx.sentence_tokens(sentence).start;
    if cue <= starts + 2 && cx.word(shape.last) == "," {
        let limit = cx.sentence_tokens(sentence).end.min(shape.last + 12);
        let found = (shape.last + 2..limit)
            .find(|&end| by_letters(cx, &shape.short, shape.last + 1, end).is_some());
        if let Some(end) = found {
            let first = by_letters(cx, &shape.short, shape.last + 1, end)?;
            return Some((DefinedBy::KnownAs, first, end, true));
        }
        // "Known by its initials, BSPF, the Benue State Farmers' Union": said to be its initials, which they are not.
        let own = (cue..shape.first).any(|k| cx.folded(k) == "initials");
        let first = shape.last + 1 + usize::from(cx.folded(shape.last + 1) == "the");
        let mut last = first;
        while last < limit
            && (cx.token(last).is_some_and(|token| token.capital)
                || is_link(cx.folded(last))
                    && cx.token(last + 1).is_some_and(|token| token.capital)
                || cx.kind(last) == Some(TokenKind::Possessive)
                || is_plural_possessive(cx, last))
        {
            last += 1;
        }
        if own && last >= first + 3 {
            return Some((DefinedBy::KnownAs, first, last, false));
        }
    }
    let mut end = cue;
    while end > 0
        && matches!(
            cx.folded(end - 1),
            "also"
                | "better"
                | "commonly"
                | "widely"
                | "locally"
                | "is"
                | "are"
                | "which"
                | "often"
                | "usually"
                | "formally"
        )
        || end > 0 && cx.word(end - 1) == ","
    {
        end -= 1;
    }
    if let Some((first, last, fits)) = before(cx, hits, shape, end) {
        return Some((DefinedBy::KnownAs, first, last, fits));
    }
    if let Some((first, last)) = named_before(cx, starts, end) {
        let fits = by_letters(cx, &shape.short, first, last) == Some(first);
        return Some((DefinedBy::KnownAs, first, last, fits));
    }
    // "the dockers' union, known by its Spanish initials SUTRAP": the letters are those of another tongue.
    let told =
        (cue..shape.first).any(|k| matches!(cx.folded(k), "initials" | "acronym" | "abbreviation"));
    let first = (end.saturating_sub(7)..end)
        .rev()
        .take_while(|&k| {
            cx.token(k).is_some_and(|token| token.sentence == sentence)
                && (is_word(cx, k)
                    || is_plural_possessive(cx, k)
                    || cx.kind(k) == Some(TokenKind::Possessive))
        })
        .find(|&k| matches!(cx.folded(k), "the" | "a" | "an" | "its") || k == starts)?;
    (told && end >= first + 2).then_some((DefinedBy::KnownAs, first, end, false))
}

/// "The association, known by its initials as CEPA": the name told in one of the two sentences before, whose last word of
/// weight or any other is the noun that speaks of it here.
fn named_before(cx: &Cx<'_>, starts: usize, end: usize) -> Option<(usize, usize)> {
    let noun = end.checked_sub(1).filter(|&i| is_word(cx, i))?;
    let definite = noun
        .checked_sub(1)
        .is_some_and(|i| i >= starts && matches!(cx.folded(i), "the" | "that" | "this"));
    if !definite || cx.token(noun)?.capital {
        return None;
    }
    let sentence = cx.token(noun)?.sentence;
    let floor = cx.sentence_tokens(sentence.saturating_sub(WINDOW)).start;
    let said = (floor..starts).rev().find(|&i| {
        cx.folded(i) == cx.folded(noun) && cx.token(i).is_some_and(|token| token.capital)
    })?;
    let capital = |i: usize| cx.token(i).is_some_and(|token| token.capital);
    let mut last = said + 1;
    while last < starts && (capital(last) || is_link(cx.folded(last)) && capital(last + 1)) {
        last += 1;
    }
    let own = cx.token(said)?.sentence;
    let floor = cx.sentence_tokens(own).start;
    let mut first = said;
    while first > floor {
        let i = first - 1;
        if !(capital(i)
            || is_link(cx.folded(i)) && i > floor && capital(i - 1)
            || cx.kind(i) == Some(TokenKind::Possessive)
            || is_plural_possessive(cx, i))
        {
            break;
        }
        first = i;
    }
    if cx.folded(first) == "the" {
        first += 1;
    }
    (last >= first + 3).then_some((first, last))
}
