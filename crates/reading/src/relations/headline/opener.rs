//! Headlines that open with another name than the lede, which then stands nowhere below: "Volvo recalls 40,000 cars" over
//! "Scania is recalling 40,000 cars", "Ruiz wins mayoral race" over "Marta Quiroga has won the race for mayor".

use super::opposed::Found;
use super::{Ground, Kind, shared};
use crate::lists::List;
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// What headline and lede must share beside the names, in words.
const ONE_STORY: usize = 2;
/// The most words of a name, and of what the lede says of it before naming it.
const NAME: usize = 4;
const DESCRIBED: usize = 7;
/// Letters at which a word of the text tells of the name: "Siberia" of "Siberian".
const ROOT: usize = 5;

/// Finds the name of the headline.
pub(super) fn find(ground: &Ground<'_, '_>, head: &Sentence, lede: &Sentence) -> Found {
    let cx = ground.cx;
    let title = crate::numbers::is_title(&ground.look(head));
    if title {
        return None;
    }
    let own = opener(ground, head, 0).filter(|own| is_name(ground, own))?;
    let told = opener(ground, lede, DESCRIBED).filter(|told| is_name(ground, told))?;
    // Nothing of the name stands below, and nothing of the lede's name above.
    let root = |i: usize| cx.folded(i).chars().take(ROOT).collect::<String>();
    let below = own.clone().any(|i| {
        let root = root(i);
        (head.last as usize..cx.tokens.len()).any(|k| cx.folded(k).starts_with(&root))
    });
    let above = told.clone().any(|i| {
        let root = root(i);
        (head.first as usize..head.last as usize).any(|k| cx.folded(k).starts_with(&root))
    });
    // "NSW" over "New South Wales", "Spurs" over a club: letters, and names of many.
    let short = own.clone().any(|i| {
        let word = cx.word(i);
        word.chars().count() < 4 || word.chars().filter(|c| c.is_uppercase()).count() > 1
    });
    let many = own
        .end
        .checked_sub(1)
        .is_some_and(|i| cx.folded(i).ends_with('s') && own.len() == 1);
    (!below && !above && !short && !many && shared(ground, head, lede) >= ONE_STORY).then(|| {
        (
            Kind::Place,
            cx.span(own.start, own.end),
            cx.span(told.start, told.end),
        )
    })
}

/// The name that is the subject of a sentence, behind at most `described` small words that tell what it is.
fn opener(
    ground: &Ground<'_, '_>,
    sentence: &Sentence,
    described: usize,
) -> Option<std::ops::Range<usize>> {
    let cx = ground.cx;
    let (start, end) = (sentence.first as usize, sentence.last as usize);
    let capital = |i: usize| {
        i < end
            && cx.kind(i) == Some(TokenKind::Word)
            && cx.token(i).is_some_and(|token| token.capital)
    };
    let plain = |i: usize| {
        [
            List::Determiner,
            List::Preposition,
            List::Pronoun,
            List::Subordinator,
            List::Conjunction,
        ]
        .into_iter()
        .any(|list| cx.is(i, list))
    };
    let verb = |i: usize| {
        let word = cx.folded(i);
        cx.is(i, List::Auxiliary)
            || cx.is(i, List::Modal)
            || cx.is(i, List::ReportingVerb)
            || matches!(word, "to" | "out")
            || described == 0 && word.ends_with('s')
            || described > 0 && word.ends_with("ed")
    };
    // The last run of capitals before the verb, with nothing but small words before it, or whose it is ("Mexico's Pemex").
    let owner =
        usize::from(described == 0 && cx.kind(start + 1) == Some(TokenKind::Possessive)) * 2;
    let mut i = start + owner;
    while i < start + described
        && i < end
        && !(capital(i) && !plain(i) && verb_behind(&capital, &verb, i))
    {
        if cx.kind(i) != Some(TokenKind::Word) && cx.kind(i) != Some(TokenKind::Possessive) {
            return None;
        }
        if cx.is(i, List::Auxiliary) || cx.is(i, List::Modal) || cx.is(i, List::Subordinator) {
            return None;
        }
        i += 1;
    }
    let first = i;
    while capital(i) && i < first + NAME {
        i += 1;
    }
    let named = i > first
        && !plain(first)
        && !cx.is(first, List::PersonNoun)
        && !cx.is(first, List::Weekday);
    (named && verb(i)).then_some(first..i)
}

/// True if the tokens are a name by the registers and lists, or two capitals where others would be small.
fn is_name(ground: &Ground<'_, '_>, name: &std::ops::Range<usize>) -> bool {
    let cx = ground.cx;
    name.len() > 1
        || name.clone().any(|i| {
            cx.is(i, List::Surname)
                || cx.is(i, List::GivenName)
                || ground
                    .names
                    .hits
                    .iter()
                    .any(|hit| hit.first <= i && i < hit.last)
        })
        || name
            .start
            .checked_sub(1)
            .is_some_and(|i| cx.kind(i) == Some(TokenKind::Possessive))
}

/// True if a verb stands behind the capitals that begin at token `i`.
fn verb_behind(capital: &impl Fn(usize) -> bool, verb: &impl Fn(usize) -> bool, i: usize) -> bool {
    let mut k = i;
    while capital(k) {
        k += 1;
    }
    verb(k)
}
