//! Organisations: words in capitals with a head such as Ministry or Committee, and the bodies of the registers.

use copydesk_draft::Span;
use copydesk_facts::fold_name;
use rustc_hash::FxHashMap;

use super::index::{Meaning, Register};
use super::persons::Titles;
use super::runs::{Part, Run};
use super::scan::{Casing, Hit};
use crate::cx::Cx;
use crate::lists::List;
use crate::token::TokenKind;

/// One mention of an organisation.
#[derive(Clone, PartialEq, Debug)]
pub struct Organisation {
    /// Its bytes.
    pub span: Span,
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub last: usize,
    /// Which organisation: an id of a register, or its folded name.
    pub identity: String,
    /// The register that has it, if one has, and its place there.
    pub(crate) meaning: Option<Meaning>,
    /// 1 for the first mention.
    pub mention: u32,
}

/// What becomes of a run before persons are looked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Use {
    /// May hold a person.
    Free,
    /// The first parts are taken; a person may follow.
    From(usize),
    /// Wholly something else.
    Taken,
}

/// Finds organisations; tells what is left of each run.
pub(crate) fn find(
    cx: &Cx<'_>,
    hits: &[Hit],
    runs: &[Run],
    titles: &Titles,
    casings: &[Casing],
) -> (Vec<Organisation>, Vec<Use>) {
    let mut spans: Vec<(usize, usize, Option<Meaning>)> = Vec::new();
    for hit in hits {
        let body = hit.of(Register::Monitors).or_else(|| {
            hit.of(Register::Acronyms)
                .filter(|meaning| is_body(cx, **meaning))
        });
        if let Some(meaning) = body {
            // The article is no part of the name.
            let article = cx.folded(hit.first) == "the" && hit.last > hit.first + 1;
            spans.push((hit.first + usize::from(article), hit.last, Some(*meaning)));
        }
    }
    let mut uses = vec![Use::Free; runs.len()];
    let mut r = 0;
    while let Some(run) = runs.get(r) {
        let casing = cx
            .token(run.first())
            .and_then(|token| casings.get(token.sentence as usize))
            .copied()
            .unwrap_or(Casing::Running);
        let (found, through, using) = if casing == Casing::Capitals {
            (None, r, Use::Free)
        } else {
            one(cx, runs, r, titles)
        };
        if let Some((first, last)) = found {
            spans.push((first, last, None));
        }
        for (i, slot) in uses.iter_mut().enumerate().take(through + 1).skip(r) {
            *slot = if i == r { using } else { Use::Taken };
        }
        r = through + 1;
    }
    spans
        .sort_by_key(|&(first, last, meaning)| (first, std::cmp::Reverse(last), meaning.is_none()));
    let mut out: Vec<Organisation> = Vec::new();
    let mut counts: FxHashMap<String, u32> = FxHashMap::default();
    // The last organisation that has a word as its head, for "the Observatory".
    let mut heads: FxHashMap<String, String> = FxHashMap::default();
    for (first, last, meaning) in spans {
        if out.last().is_some_and(|before| before.last > first) {
            continue;
        }
        let name = cx.str(cx.span(first, last));
        let key = fold_name(
            name.strip_prefix("The ")
                .or(name.strip_prefix("the "))
                .unwrap_or(name),
        );
        let words = key.split(' ').count();
        let identity = meaning
            .and_then(|meaning| {
                let register = cx.registers.get(meaning.register.name())?;
                Some(register.entities.get(meaning.entity as usize)?.id.clone())
            })
            .or_else(|| (words == 1).then(|| heads.get(&key).cloned()).flatten())
            .unwrap_or_else(|| key.clone());
        if meaning.is_none()
            && words == 1
            && identity == key
            && cx.phrase(first, List::LoneOrganisation).is_none()
        {
            // A lone "Ministry" that no name explains.
            continue;
        }
        if words > 1 {
            for word in key.split(' ') {
                heads.insert(word.to_owned(), identity.clone());
            }
        }
        let mention = counts.entry(identity.clone()).or_default();
        *mention += 1;
        out.push(Organisation {
            span: cx.span(first, last),
            first,
            last,
            identity,
            meaning,
            mention: *mention,
        });
    }
    (out, uses)
}

fn is_body(cx: &Cx<'_>, meaning: Meaning) -> bool {
    cx.registers
        .get(Register::Acronyms.name())
        .and_then(|register| register.entities.get(meaning.entity as usize))
        .is_some_and(|entity| entity.text("kind") == Some("body"))
}

fn is_head(cx: &Cx<'_>, part: &Part) -> bool {
    cx.is(part.last.saturating_sub(1), List::OrganisationHead)
}

/// The organisation that begins in run `r`: its tokens, the last run it reaches into, and what is left of run `r`.
fn one(
    cx: &Cx<'_>,
    runs: &[Run],
    r: usize,
    titles: &Titles,
) -> (Option<(usize, usize)>, usize, Use) {
    let Some(run) = runs.get(r) else {
        return (None, r, Use::Free);
    };
    let start = lead(cx, run);
    let parts = run.parts.get(start..).unwrap_or(&[]);
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
        return (None, r, Use::Free);
    };
    if let Some(len) = cx.phrase(first.first, List::LoneOrganisation)
        && first.first + len >= last.last
    {
        return (Some((first.first, last.last)), r, Use::Taken);
    }
    // "Foreign Ministry Spokesman Li Wei": the part before the title.
    for (k, part) in parts.iter().enumerate().skip(1) {
        let titled = titles.begins(part.first);
        let before = parts.get(k - 1);
        if titled && before.is_some_and(|before| is_head(cx, before)) && k > 1 {
            let end = before.map_or(part.first, |before| before.last);
            return (Some((first.first, end)), r, Use::From(start + k));
        }
    }
    let named = parts.len() == 2
        && cx.is(first.first, List::GivenName)
        && !cx.is(first.first, List::CommonWord)
        && cx.is(last.first, List::Surname);
    if is_head(cx, last) && !named {
        let (end, through) = extend(cx, runs, r, last.last);
        if parts.len() > 1 || through > r || single(cx, first) {
            let begin = short_before(cx, join_back(cx, runs, r, first.first));
            return (Some((begin, end)), through, Use::Taken);
        }
        return (None, r, Use::Taken);
    }
    // "Security Council Resolution 425", "Central Bank Governor": the body before the thing.
    if let Some(k) = parts.iter().rposition(|part| is_head(cx, part))
        && k > 0
        && k + 1 < parts.len()
        && !named
        && parts
            .get(k + 1..)
            .is_some_and(|rest| rest.iter().all(|part| cx.is(part.first, List::EventHead)))
    {
        let end = parts.get(k).map_or(last.last, |part| part.last);
        return (Some((short_before(cx, first.first), end)), r, Use::Taken);
    }
    // "Institute for …", "Bank of …" with the head in front of other capitals is rare: "University College".
    let other = cx.is(last.last.saturating_sub(1), List::PlaceHead)
        || cx.is(last.last.saturating_sub(1), List::EventHead);
    if other && parts.len() > 1 && !named && !titles.begins(last.first) {
        return (None, r, Use::Taken);
    }
    (None, r, Use::Free)
}

/// "UN Security Council", "U.S. Central Command": the short form before a body belongs to its name.
fn short_before(cx: &Cx<'_>, first: usize) -> usize {
    let spaced = cx.token(first).is_some_and(|token| token.spaced);
    let sentence = cx.token(first).map(|token| token.sentence);
    let mut at = first;
    while at > 0 && cx.word(at - 1) == "." && cx.word(at.saturating_sub(2)).contains('.') {
        at -= 1;
    }
    let Some(before) = at.checked_sub(1) else {
        return first;
    };
    let short = matches!(
        cx.word(before),
        "UN" | "U.N"
            | "U.N."
            | "US"
            | "U.S"
            | "U.S."
            | "UK"
            | "U.K"
            | "U.K."
            | "EU"
            | "E.U."
            | "NATO"
            | "Nato"
            | "AU"
    );
    if spaced && short && cx.token(before).map(|token| token.sentence) == sentence {
        before
    } else {
        first
    }
}

/// "the Observatory", "The Ministry": a head alone may refer to a name.
fn single(cx: &Cx<'_>, part: &Part) -> bool {
    part.first
        .checked_sub(1)
        .is_some_and(|before| cx.folded(before) == "the")
}

/// Parts at the start of a run that only begin a sentence.
pub(crate) fn lead(cx: &Cx<'_>, run: &Run) -> usize {
    let mut start = 0;
    for part in &run.parts {
        let word = part.first;
        let closed = cx.is(word, List::Determiner)
            || cx.is(word, List::Opener)
            || cx.is(word, List::Conjunction)
            || cx.is(word, List::Subordinator)
            || cx.is(word, List::Pronoun)
            || cx.is(word, List::Preposition);
        let opens = sentence_start(cx, word)
            && cx.is(word, List::CommonWord)
            && cx.folded(word).ends_with("ly")
            && !cx.is(word, List::GivenName);
        if part.particle
            || part.last != part.first + 1
            || !(closed || opens)
            || cx.word(word).len() < 2 && cx.word(word) != "A"
        {
            break;
        }
        // "An", "Do", "Will" may be names, where the sentence does not begin there.
        if !sentence_start(cx, word) && !matches!(cx.folded(word), "the" | "a") {
            break;
        }
        start += 1;
    }
    start
}

/// True if the token opens its sentence, behind opening marks.
pub(crate) fn sentence_start(cx: &Cx<'_>, i: usize) -> bool {
    let Some(token) = cx.token(i) else {
        return false;
    };
    let first = cx.sentence_tokens(token.sentence).start;
    (first..i).all(|j| {
        matches!(
            cx.kind(j),
            Some(TokenKind::Mark | TokenKind::Punct | TokenKind::Dash)
        )
    }) || i.checked_sub(1).is_some_and(|before| {
        cx.kind(before) == Some(TokenKind::Mark) && cx.token(i).is_some_and(|token| !token.spaced)
    })
}

/// Goes on behind a head: "of Foreign Affairs", "for Strategic and International Studies", "to Protect Journalists".
fn extend(cx: &Cx<'_>, runs: &[Run], r: usize, end: usize) -> (usize, usize) {
    let mut through = r;
    let mut at = end;
    let mut linked = false;
    while let Some(next) = runs.get(through + 1) {
        let mut link = at;
        let word = cx.folded(link);
        let joins = matches!(word, "of" | "for" | "on" | "to" | "against")
            || (linked && (word == "and" || cx.word(link) == "&"));
        if !joins {
            break;
        }
        link += 1;
        if matches!(cx.folded(link), "the" | "all") && word != "and" {
            link += 1;
        }
        if next.first() != link
            || cx.token(link).map(|t| t.sentence) != cx.token(at).map(|t| t.sentence)
        {
            break;
        }
        let plain = next
            .parts
            .iter()
            .all(|part| cx.is(part.first, List::CommonWord));
        if matches!(word, "and" | "to" | "on" | "against") && !plain {
            break;
        }
        // "for John Smith", "of Anna Lund".
        let person =
            cx.is(link, List::GivenName) && !cx.is(link, List::CommonWord) && next.parts.len() > 1;
        if person {
            break;
        }
        linked = true;
        through += 1;
        at = next.last();
    }
    (at, through)
}

/// "Securities and Exchange Commission": a common word before "and" belongs to the name.
fn join_back(cx: &Cx<'_>, runs: &[Run], r: usize, first: usize) -> usize {
    let Some(before) = r.checked_sub(1).and_then(|i| runs.get(i)) else {
        return first;
    };
    let joined = before.last() + 1 == first
        && matches!(cx.folded(before.last()), "and" | "&")
        && before
            .parts
            .iter()
            .all(|part| cx.is(part.first, List::CommonWord) && !cx.is(part.first, List::GivenName))
        && before
            .first()
            .checked_sub(1)
            .is_some_and(|i| matches!(cx.folded(i), "the" | "of" | "for"));
    if joined { before.first() } else { first }
}
