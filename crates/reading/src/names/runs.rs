//! Runs of words in capitals: what names are made of.

use crate::cx::Cx;
use crate::lists::List;
use crate::token::TokenKind;

use super::trie::is_article;

/// A part of a run: a word, with the hyphenated words behind it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Part {
    /// First token.
    pub(crate) first: usize,
    /// One past its last token ("Jean-Luc" is one part of three tokens; the full stop of an initial belongs to it).
    pub(crate) last: usize,
    /// A particle within a name: al-, bin, de, van.
    pub(crate) particle: bool,
    /// A single letter, or letters with full stops.
    pub(crate) initial: bool,
}

/// Words in capitals that stand together, within a sentence.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Run {
    /// The parts in order.
    pub(crate) parts: Vec<Part>,
}

impl Run {
    /// First token.
    pub(crate) fn first(&self) -> usize {
        self.parts.first().map_or(0, |part| part.first)
    }

    /// One past the last token.
    pub(crate) fn last(&self) -> usize {
        self.parts.last().map_or(0, |part| part.last)
    }
}

/// Particles of names, without the Arabic article.
fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "bin"
            | "bint"
            | "ibn"
            | "abu"
            | "abd"
            | "ben"
            | "de"
            | "del"
            | "della"
            | "di"
            | "da"
            | "das"
            | "dos"
            | "du"
            | "des"
            | "la"
            | "le"
            | "las"
            | "los"
            | "van"
            | "von"
            | "der"
            | "den"
            | "ter"
            | "zu"
            | "zur"
            | "af"
            | "av"
            | "y"
            | "e"
            | "ap"
            | "ould"
            | "uld"
            | "arap"
            | "bar"
            | "oglu"
            | "qizi"
    )
}

/// True if token `i` is an Arabic article within or before a name: "al-Assad", "al Assad".
#[inline]
fn article_at(cx: &Cx<'_>, i: usize) -> bool {
    let word = cx.folded(i);
    // Most words are longer.
    word.len() <= 3
        && is_article(word)
        && match cx.kind(i + 1) {
            Some(TokenKind::Hyphen) => cx.kind(i + 2) == Some(TokenKind::Word),
            Some(TokenKind::Word) => {
                matches!(word, "al" | "el" | "ul" | "ash") && capital_word(cx, i + 1)
            }
            _ => false,
        }
}

fn capital_word(cx: &Cx<'_>, i: usize) -> bool {
    cx.token(i)
        .is_some_and(|token| token.kind == TokenKind::Word && token.capital)
}

/// True if the token's word is a single capital letter or letters with full stops.
fn is_initial(cx: &Cx<'_>, i: usize) -> bool {
    let word = cx.word(i);
    let mut chars = word.chars();
    let one = chars.next().is_some_and(char::is_uppercase) && chars.next().is_none();
    one || (word.contains('.') && word.chars().all(|c| c == '.' || c.is_uppercase()))
}

/// The part that begins at token `i`, if a name may go on with it.
fn part(cx: &Cx<'_>, i: usize, inner: bool) -> Option<Part> {
    let token = cx.token(i).filter(|token| token.kind == TokenKind::Word)?;
    if article_at(cx, i) {
        let hyphen = cx.kind(i + 1) == Some(TokenKind::Hyphen);
        return Some(Part {
            first: i,
            last: i + 1 + usize::from(hyphen),
            particle: true,
            initial: false,
        });
    }
    if !token.capital {
        return (inner && is_particle(cx.folded(i))).then_some(Part {
            first: i,
            last: i + 1,
            particle: true,
            initial: false,
        });
    }
    let initial = is_initial(cx, i);
    let mut last = i + 1;
    let stop = cx.word(last) == "." && cx.token(last).is_some_and(|stop| !stop.spaced);
    if stop {
        let abbreviates = (initial && !cx.word(i).contains('.'))
            || (cx.is(i, List::Abbreviation) && cx.word(i) != "No");
        // The same sentence goes on: the splitter has decided what the full stop is.
        let goes_on = cx
            .token(last + 1)
            .is_some_and(|next| next.sentence == token.sentence);
        if abbreviates && goes_on {
            last += 1;
        }
    }
    // Jean-Luc, Geun-hye; not Iran-backed. "Park Ji-won": a syllable that is a word, behind a family name.
    let family = i.checked_sub(1).is_some_and(|before| {
        inner && token.spaced && cx.is(before, List::SurnameFirst) && capital_word(cx, before)
    });
    while cx.kind(last) == Some(TokenKind::Hyphen) && cx.kind(last + 1) == Some(TokenKind::Word) {
        let next = cx.token(last + 1)?;
        let syllable = inner
            && !next.capital
            && next.span.len() <= 6
            && (family || !cx.is(last + 1, List::CommonWord))
            && next.sentence == token.sentence;
        // "Jun-jun Reyes": the first part said twice.
        let twice = !next.capital && cx.folded(i) == cx.folded(last + 1);
        if !next.capital && !syllable && !twice {
            return None;
        }
        last += 2;
    }
    if cx.kind(last) == Some(TokenKind::Hyphen) {
        // "Covid-19", "Boeing-737".
        return None;
    }
    Some(Part {
        first: i,
        last,
        particle: is_particle(cx.folded(i)) && inner && last == i + 1,
        initial,
    })
}

/// All runs of a draft in order. `barrier(i)` tells tokens that belong to a name already known; runs stop before them.
pub(crate) fn runs(cx: &Cx<'_>, barrier: impl Fn(usize) -> bool) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut i = 0;
    while let Some(token) = cx.token(i) {
        let starts =
            token.kind == TokenKind::Word && (token.capital || article_at(cx, i)) && !barrier(i);
        let Some(first) = starts.then(|| part(cx, i, false)).flatten() else {
            i += 1;
            continue;
        };
        let sentence = token.sentence;
        let mut run = Run { parts: vec![first] };
        let mut at = first.last;
        // Particles count only if a capital follows them.
        let mut pending: Vec<Part> = Vec::new();
        while let Some(next) = cx
            .token(at)
            .filter(|next| next.sentence == sentence && !barrier(at))
        {
            let glued = run.parts.last().is_some_and(|last| {
                last.particle && cx.kind(last.last.saturating_sub(1)) == Some(TokenKind::Hyphen)
            }) && pending.is_empty()
                || pending.last().is_some_and(|last| {
                    cx.kind(last.last.saturating_sub(1)) == Some(TokenKind::Hyphen)
                });
            if !next.spaced && !glued && cx.word(at.saturating_sub(1)) != "." {
                break;
            }
            let Some(part) = part(cx, at, true) else {
                break;
            };
            at = part.last;
            if part.particle && !cx.token(part.first).is_some_and(|token| token.capital) {
                if pending.len() == 3 {
                    break;
                }
                pending.push(part);
                continue;
            }
            run.parts.append(&mut pending);
            run.parts.push(part);
        }
        let last = run.last();
        // A run of one article is none.
        if run.parts.iter().any(|part| !part.particle) {
            runs.push(run);
        }
        i = last.max(i + 1);
    }
    runs
}

/// A name that ends in Jr, Sr or a Roman numeral.
pub(crate) fn is_suffix(word: &str) -> bool {
    matches!(
        word,
        "Jr" | "Sr"
            | "II"
            | "III"
            | "IV"
            | "V"
            | "VI"
            | "VII"
            | "VIII"
            | "IX"
            | "X"
            | "XI"
            | "XII"
            | "XIII"
            | "XIV"
            | "XV"
            | "XVI"
    )
}
