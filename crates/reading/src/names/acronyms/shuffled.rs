//! Words whose initials are the letters of a short form in another order: "unmanned aerial vehicles (UVAs)", "the OCED, the
//! Organisation for Economic Co-operation and Development".

use super::definition::{is_link, is_plural_possessive};
use super::{DefinedBy, Shape};
use crate::cx::Cx;
use crate::token::TokenKind;

/// "Lagos Island Drainage Agency (LDIA)": where a word less would hold the letters in order only by letters from inside its
/// words, the whole name has them as initials in another order. `first` is where that shorter name begins.
pub(super) fn whole(
    cx: &Cx<'_>,
    shape: &Shape,
    floor: usize,
    first: usize,
    end: usize,
) -> Option<usize> {
    let letters = letters_of(shape);
    if letters.len() < 3 {
        return None;
    }
    let begin = words_back(cx, floor, end, letters.len()).filter(|&begin| begin < first)?;
    // "improvised explosive devices (EIDs)": a term in small letters, the first two letters of which changed places.
    let small = (begin..end).all(|i| {
        cx.kind(i) != Some(TokenKind::Word)
            || !is_link(cx.folded(i)) && cx.token(i).is_some_and(|token| !token.capital)
    });
    // Of a term that is known by the letters in their right order: not "contained polychlorinated biphenyls (PCBs)".
    let turned: String = [1, 0]
        .iter()
        .copied()
        .chain(2..letters.len())
        .filter_map(|i| letters.get(i))
        .flat_map(|c| c.to_uppercase())
        .collect();
    if small
        && super::letters::is_known(cx, &turned)
        && super::fit::slipped(cx, &shape.short, cx.span(begin, end))
    {
        return Some(begin);
    }
    if letters.len() < 4 {
        return None;
    }
    let named = (begin..end).all(|i| {
        cx.kind(i) != Some(TokenKind::Word)
            || is_link(cx.folded(i))
            || cx.token(i).is_some_and(|token| token.capital)
    });
    let alike = letters.first() == cx.folded(begin).chars().next().as_ref();
    (named && alike && shuffles(cx, begin, end, &letters)).then_some(begin)
}

fn letters_of(shape: &Shape) -> Vec<char> {
    shape
        .short
        .strip_suffix('s')
        .unwrap_or(&shape.short)
        .chars()
        .filter(|c| c.is_alphabetic())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The words beside `shape` that hold its letters, none more and none less, but not in order.
pub(super) fn find(cx: &Cx<'_>, shape: &Shape) -> Option<(DefinedBy, usize, usize, bool)> {
    let letters = letters_of(shape);
    if letters.len() < 3 {
        return None;
    }
    let sentence = cx.sentence_tokens(cx.token(shape.first)?.sentence);
    if shape.first > sentence.start && cx.word(shape.first - 1) == "(" && cx.word(shape.last) == ")"
    {
        let end = shape.first - 1;
        let first = words_back(cx, sentence.start, end, letters.len())?;
        return shuffles(cx, first, end, &letters).then_some((
            DefinedBy::BracketsAfter,
            first,
            end,
            false,
        ));
    }
    if cx.word(shape.last) == "," && cx.folded(shape.last + 1) == "the" {
        let first = shape.last + 2;
        let mut last = first;
        while last < sentence.end && last < first + 14 {
            let capital = cx.token(last).is_some_and(|token| token.capital);
            let inside = capital
                || is_link(cx.folded(last))
                || matches!(
                    cx.kind(last),
                    Some(TokenKind::Hyphen | TokenKind::Possessive)
                )
                || is_plural_possessive(cx, last)
                || last > first && cx.kind(last - 1) == Some(TokenKind::Hyphen);
            if !inside {
                break;
            }
            last += 1;
        }
        while last > first && is_link(cx.folded(last - 1)) {
            last -= 1;
        }
        return shuffles(cx, first, last, &letters).then_some((
            DefinedBy::BracketsBefore,
            first,
            last,
            false,
        ));
    }
    None
}

/// "Medicines and Healthcare products Regulatory Agency (MRHA)": words in capitals, one in small letters among them, whose
/// initials are the letters but for two neighbours that changed places.
pub(super) fn with_small_word(
    cx: &Cx<'_>,
    shape: &Shape,
    floor: usize,
    end: usize,
) -> Option<usize> {
    let letters = letters_of(shape);
    if letters.len() < 4 {
        return None;
    }
    let (mut initials, mut small, mut i) = (Vec::new(), 0, end);
    while initials.len() < letters.len() {
        i = i.checked_sub(1).filter(|&i| i >= floor)?;
        match cx.kind(i) {
            Some(TokenKind::Word) if is_link(cx.folded(i)) => {}
            Some(TokenKind::Word) if cx.token(i).is_some_and(|token| token.capital) => {
                initials.push(cx.folded(i).chars().next()?);
            }
            Some(TokenKind::Word) => small += 1,
            Some(TokenKind::Hyphen | TokenKind::Possessive) => {}
            _ => return None,
        }
    }
    initials.reverse();
    let (own, given): (String, String) = (initials.iter().collect(), letters.iter().collect());
    (small == 1 && super::fit::changed_places(&own, &given)).then_some(i)
}

/// The first of the `count` words that end at token `end`.
fn words_back(cx: &Cx<'_>, floor: usize, end: usize, count: usize) -> Option<usize> {
    let mut left = count;
    let mut i = end;
    while left > 0 {
        i = i.checked_sub(1).filter(|&i| i >= floor)?;
        match cx.kind(i) {
            // "Sindh Rural Support and Sanitation Trust": links give no letter.
            Some(TokenKind::Word) if is_link(cx.folded(i)) => {}
            Some(TokenKind::Word) => left -= 1,
            Some(TokenKind::Hyphen | TokenKind::Possessive) => {}
            _ if is_plural_possessive(cx, i) => {}
            _ => return None,
        }
    }
    Some(i)
}

/// True if the initials of the words are the letters, in another order.
fn shuffles(cx: &Cx<'_>, first: usize, last: usize, letters: &[char]) -> bool {
    let mut initials: Vec<char> = (first..last)
        .filter(|&i| {
            cx.kind(i) == Some(TokenKind::Word)
                && !is_link(cx.folded(i))
                && !(i > first && cx.kind(i - 1) == Some(TokenKind::Hyphen))
        })
        .filter_map(|i| cx.folded(i).chars().next())
        .collect();
    let mut sorted = letters.to_vec();
    let differ = initials != sorted;
    initials.sort_unstable();
    sorted.sort_unstable();
    differ && initials == sorted
}
