//! Single names: somebody's first mention by one name alone, and names nothing else explains where a person stands.

use std::cell::OnceCell;

use copydesk_draft::Span;
use copydesk_facts::WordId;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Names;
use super::scan::Casing;
use crate::cx::Cx;
use crate::lists::List;
use crate::token::TokenKind;

/// What tells that the name is a person's; the values of `name-evidence` in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NameEvidence {
    /// A title, an office or an honorific before it; a role or a trade behind it.
    Title,
    /// The subject of a verb of speech.
    Speech,
    /// "a lawyer for X", "relatives of X", "X's wife".
    Relation,
    /// An age behind it.
    Age,
    /// "by X and her deputy", "X, who ran the yard".
    Pronoun,
    /// "X resigned", "X was arrested".
    Deed,
}

/// A single name at its first mention.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Single {
    pub(crate) span: Span,
    pub(crate) evidence: NameEvidence,
    /// The mention of a person that it is (index), if it is one.
    pub(crate) person: Option<usize>,
}

/// Finds the single names.
pub(crate) fn find(cx: &Cx<'_>, names: &Names) -> Vec<Single> {
    // Asked last: hardly a draft has a single name that all else leaves.
    let told = OnceCell::new();
    let longer = |word: WordId| told.get_or_init(|| longer(cx)).contains(&word);
    let mut found = persons(cx, names, &longer, &names.casings);
    found.extend(unexplained(cx, names, &longer, &names.casings));
    found.sort_by_key(|single| single.span);
    found
}

/// True if token `i` is a capitalised word that could be part of a name.
fn capital(cx: &Cx<'_>, i: Option<usize>) -> bool {
    i.is_some_and(|i| {
        cx.token(i)
            .is_some_and(|token| token.kind == TokenKind::Word && token.capital)
            && !starts_sentence(cx, i)
            && !cx.is(i, List::Weekday)
    })
}

/// True if a sign beside the name makes it part of another: "Simon & Schuster", "[Senator Ana] Ruiz".
fn beside_a_sign(cx: &Cx<'_>, first: usize, last: usize) -> bool {
    matches!(cx.word(last), "&" | "]") || first.checked_sub(1).is_some_and(|i| cx.word(i) == "&")
}

/// True if the name goes on behind token `last`: "Moon Jae-in", "Randy “Duke” Cunningham".
fn capital_follows(cx: &Cx<'_>, last: usize) -> bool {
    let spaced = |i: usize| cx.token(i).is_some_and(|token| token.spaced);
    (capital(cx, Some(last)) && spaced(last))
        || (cx.kind(last) == Some(TokenKind::Mark) && spaced(last) && capital(cx, Some(last + 1)))
}

/// True if a first name stands before token `first` that [`capital`] does not see: "K.C. Maurer" and "Sui-ying Cheng" at
/// the start of a sentence, "professor Don Haider".
fn given_before(cx: &Cx<'_>, first: usize) -> bool {
    let Some(i) = first.checked_sub(1) else {
        return false;
    };
    let Some(token) = cx.token(i).filter(|token| {
        token.kind == TokenKind::Word && cx.token(first).is_some_and(|next| next.spaced) && {
            let same = |next: &crate::token::Token| next.sentence == token.sentence;
            cx.token(first).is_some_and(same)
        }
    }) else {
        return false;
    };
    let word = cx.word(i);
    let initials = token.capital && word.ends_with('.') && word.len() > 2 && {
        let mut parts = word.trim_end_matches('.').split('.');
        parts.all(|part| part.len() == 1)
    };
    let joined = !token.capital
        && i.checked_sub(2).is_some_and(|j| {
            cx.kind(j + 1) == Some(TokenKind::Hyphen)
                && cx.token(j).is_some_and(|token| token.capital)
        });
    initials || joined || (token.capital && cx.is(i, List::GivenName))
}

/// Words that stand somewhere behind or before another name, as in "Ana Ruiz": they are told in full.
fn longer(cx: &Cx<'_>) -> FxHashSet<WordId> {
    let mut out = FxHashSet::default();
    for (i, own) in cx.tokens.iter().enumerate() {
        if !capital(cx, Some(i)) && !starts_sentence(cx, i) {
            continue;
        }
        let name = |j: usize| {
            capital(cx, Some(j))
                && cx.phrase(j, List::RoleNoun).is_none()
                && !matches!(
                    cx.folded(j),
                    "mr" | "mrs" | "ms" | "miss" | "dr" | "sir" | "prof"
                )
                && !cx.word(j).ends_with('.')
        };
        let initial = |j: usize| cx.word(j).len() == 2 && cx.word(j).ends_with('.');
        let joined = cx.token(i).is_some_and(|token| token.spaced);
        // "Adam M. Segal", "Abdullah “Apo” Ocalan", "din al Qassam"
        let marked = i >= 2
            && ((cx.word(i - 1) == "." && cx.word(i - 2).len() == 1 && capital(cx, Some(i - 2)))
                || (cx.kind(i - 1) == Some(TokenKind::Mark) && joined && capital(cx, Some(i - 2)))
                || cx.is(i - 1, List::Particle) && cx.folded(i - 1) == cx.word(i - 1));
        if marked || cx.is(i + 1, List::OrganisationHead) {
            out.insert(own.word);
        }
        if i > 0
            && joined
            && (name(i - 1)
                || initial(i - 1)
                || (starts_sentence(cx, i - 1) && cx.is(i - 1, List::GivenName)))
        {
            out.insert(own.word);
        }
        if name(i + 1) && cx.token(i + 1).is_some_and(|next| next.spaced) {
            out.insert(own.word);
        }
    }
    out
}

/// First mentions of persons by one name, outside the headline.
fn persons(
    cx: &Cx<'_>,
    names: &Names,
    longer: &impl Fn(WordId) -> bool,
    casings: &[Casing],
) -> Vec<Single> {
    let casing = |i: usize| {
        cx.token(i)
            .and_then(|token| casings.get(token.sentence as usize))
            .copied()
    };
    let mut seen: FxHashSet<usize> = FxHashSet::default();
    let mut out = Vec::new();
    for (i, person) in names.persons.iter().enumerate() {
        if !cx.in_body(person.span) || !seen.insert(person.identity) {
            continue;
        }
        if person.given.is_some() || person.last > person.first + 3 || person.span.len() < 3 {
            continue;
        }
        // Part of a longer name that the readers took apart, or one the draft has longer elsewhere.
        let word = cx
            .token(person.last.saturating_sub(1))
            .map(|token| token.word);
        let titled = person.honorific.is_some() || person.title.is_some();
        if (!titled && capital(cx, person.first.checked_sub(1)))
            || given_before(cx, person.first)
            || beside_a_sign(cx, person.first, person.last)
            || capital_follows(cx, person.last)
            || cx.is(person.first, List::CommonWord)
            || cx.phrase(person.first, List::RoleNoun).is_some()
            || cx.word(person.first).contains(['\'', '’', '.'])
            || (person.last > person.first + 1
                && cx.token(person.first + 1).is_some_and(|next| next.spaced))
            || !matches!(casing(person.first), Some(Casing::Running))
        {
            continue;
        }
        // "Transport commissioner Adewale said": who holds an office and speaks is called by a surname, be it a first name elsewhere.
        if person.honorific.is_none()
            && !(person.rank.is_some() && acts(cx, person.first, person.last))
            && cx.is(person.first, List::GivenName)
            && !cx.is(person.first, List::Surname)
            && super::single_place::certain(cx, person.first, person.last).is_none()
        {
            continue;
        }
        let kin = person.title.is_some_and(|title| {
            let last = cx.token_at(title.end.saturating_sub(1));
            cx.is(last, List::RelationNoun)
        });
        let ranked = person.honorific.is_some() || person.rank.is_some();
        let evidence = match evidence(cx, person.first, person.last) {
            _ if kin => continue,
            _ if ranked => NameEvidence::Title,
            Some(evidence) => evidence,
            None => continue,
        };
        if word.is_some_and(longer) && !in_full_later(cx, names, i) {
            continue;
        }
        out.push(Single {
            span: person.span,
            evidence,
            person: Some(i),
        });
    }
    out
}

/// Within so many sentences a full name is told too late; further on a page was put together of pieces.
const SOON: u32 = 4;

/// "Fitzgerald told the inquiry … Aoife Fitzgerald, a technician": the first mention, and the full name a sentence or more behind
/// it. A headline that has the full name has told it.
fn in_full_later(cx: &Cx<'_>, names: &Names, mention: usize) -> bool {
    let Some(own) = names.persons.get(mention) else {
        return false;
    };
    let sentence = cx.sentence_at(own.span.start);
    let mut full = names
        .persons
        .iter()
        .filter(|other| other.identity == own.identity && other.given.is_some());
    let Some(first) = full.next() else {
        return false;
    };
    first.span.start > own.span.start
        && cx.in_body(first.span)
        && (sentence + 1..=sentence + SOON).contains(&cx.sentence_at(first.span.start))
        && cx.str(first.surname) == cx.str(own.surname)
}

/// The tokens of all names that were read, in order.
fn taken(names: &Names) -> Vec<(usize, usize)> {
    let mut taken: Vec<(usize, usize)> = names
        .persons
        .iter()
        .map(|person| (person.first, person.last))
        .chain(names.groups.iter().map(|group| (group.first, group.last)))
        .chain(
            names
                .organisations
                .iter()
                .map(|body| (body.first, body.last)),
        )
        .chain(
            names
                .outlets
                .iter()
                .map(|outlet| (outlet.first, outlet.last)),
        )
        .chain(names.places.iter().map(|place| (place.first, place.last)))
        .chain(
            names
                .acronyms
                .iter()
                .map(|acronym| (acronym.first, acronym.last)),
        )
        .chain(names.hits.iter().map(|hit| (hit.first, hit.last)))
        .collect();
    taken.sort_unstable();
    taken
}

/// What the draft tells of its words elsewhere.
struct Others {
    /// Words that stand beside other capitals somewhere, or in small letters: parts of longer names, common words. A bit for
    /// each word: most words of a draft are set here.
    other: Vec<u64>,
    /// Where each word first stands with a capital.
    first: FxHashMap<WordId, usize>,
}

impl Others {
    fn has(&self, word: WordId) -> bool {
        let part = self.other.get(word.0 as usize / 64);
        part.is_none_or(|part| part >> (word.0 % 64) & 1 == 1)
    }

    fn of(cx: &Cx<'_>) -> Self {
        let mut other = vec![0u64; (cx.vocabulary.len() + cx.local_words.len()).div_ceil(64)];
        let mut set_other = |word: WordId| {
            if let Some(part) = other.get_mut(word.0 as usize / 64) {
                *part |= 1 << (word.0 % 64);
            }
        };
        let mut first: FxHashMap<WordId, usize> = FxHashMap::default();
        for (i, token) in cx.tokens.iter().enumerate() {
            if token.kind != TokenKind::Word {
                continue;
            }
            if !token.capital {
                set_other(token.word);
                continue;
            }
            let beside = |j: Option<usize>| {
                j.is_some_and(|j| {
                    cx.token(j).is_some_and(|near| {
                        near.kind == TokenKind::Word
                            && near.capital
                            && near.sentence == token.sentence
                            && !cx.is(j, List::Weekday)
                            && !cx.is(j, List::CommonWord)
                            && !starts_sentence(cx, j)
                    })
                })
            };
            if beside(i.checked_sub(1))
                || (beside(Some(i + 1)) && cx.token(i + 1).is_some_and(|next| next.spaced))
            {
                set_other(token.word);
            }
            first.entry(token.word).or_insert(i);
        }
        Self { other, first }
    }
}

/// Capitalised words that no register, list or longer name explains, with a person's place in the sentence.
fn unexplained(
    cx: &Cx<'_>,
    names: &Names,
    longer: &impl Fn(WordId) -> bool,
    casings: &[Casing],
) -> Vec<Single> {
    let (taken, others) = (OnceCell::new(), OnceCell::new());
    let taken = || taken.get_or_init(|| self::taken(names));
    let others = || others.get_or_init(|| Others::of(cx));
    let mut out = Vec::new();
    let mut done: FxHashSet<WordId> = FxHashSet::default();
    let mut i = 0;
    while i < cx.tokens.len() {
        let start = i;
        i += 1;
        let may = cx.token(start).is_some_and(|token| {
            token.kind == TokenKind::Word
                && token.capital
                && !token.capitals
                && (token.span.len() > 3 || particle(cx, start))
        });
        if !may {
            continue;
        }
        // "De Wispelaere", "Van Dongen": the particle is the first half of the name, and the other half tells.
        let head = start;
        let start = if particle(cx, start) {
            start + 1
        } else {
            start
        };
        let Some(token) = cx.token(start) else {
            continue;
        };
        let mut last = start + 1;
        while cx.kind(last) == Some(TokenKind::Hyphen)
            && cx
                .token(last + 1)
                .is_some_and(|next| next.capital && !next.capitals)
        {
            last += 2;
        }
        i = last;
        let word = cx.folded(start);
        // The cheapest first: most words in capitals are explained.
        if cx.is(start, List::CommonWord)
            || cx.entry(start, List::LoneName).is_some()
            || capital_follows(cx, last)
            || given_before(cx, head)
            || beside_a_sign(cx, head, last)
            || camel(cx.word(start))
            || cx.word(start).contains(['\'', '’', '.'])
            || casings.get(token.sentence as usize).copied() != Some(Casing::Running)
            || !cx.in_body(token.span)
            || cx.is(start, List::Weekday)
            || cx.is(start, List::Month)
            || cx.phrase(start, List::RoleNoun).is_some()
            || cx.phrase(start, List::OrganisationHead).is_some()
            || cx.phrase(start, List::PlaceHead).is_some()
            || cx.phrase(start, List::LoneOrganisation).is_some()
            || cx.phrase(start, List::AnonymousNoun).is_some()
            || cx.names.is_demonym(cx, start)
            || (starts_sentence(cx, head) && word.ends_with('s'))
            || (cx.is(start, List::GivenName)
                && !cx.is(start, List::Surname)
                && super::single_place::certain(cx, start, last).is_none())
            || head
                .checked_sub(1)
                .is_some_and(|before| matches!(cx.folded(before), "the" | "a" | "an"))
        {
            continue;
        }
        let Some(evidence) = evidence(cx, head, last) else {
            continue;
        };
        if others().has(token.word) || super::inside(taken(), start) || longer(token.word) {
            continue;
        }
        if done.insert(token.word) {
            let at = others()
                .first
                .get(&token.word)
                .copied()
                .filter(|_| head == start)
                .unwrap_or(head);
            if word.ends_with('s') && starts_sentence(cx, at) {
                continue;
            }
            // Its first mention, be it with or without such a sign.
            let span =
                if at == head || super::inside(taken(), at) || !cx.in_body(cx.span(at, at + 1)) {
                    cx.span(head, last)
                } else {
                    cx.span(at, at + (last - start))
                };
            out.push(Single {
                span,
                evidence,
                person: None,
            });
        }
    }
    out
}

/// "Van", "De" in capitals before another capital: the first half of a surname.
fn particle(cx: &Cx<'_>, i: usize) -> bool {
    matches!(
        cx.folded(i),
        "van"
            | "de"
            | "von"
            | "di"
            | "da"
            | "du"
            | "le"
            | "la"
            | "den"
            | "ter"
            | "ten"
            | "el"
            | "al"
    ) && cx.token(i + 1).is_some_and(|token| {
        token.kind == TokenKind::Word && token.capital && token.spaced && !token.capitals
    })
}

/// `EgyptAir`, `SoundVision`, but not `McInnes`.
fn camel(word: &str) -> bool {
    let rest = ["Mc", "Mac", "De", "Di", "Fitz", "Le", "La", "Van"]
        .iter()
        .find_map(|prefix| word.strip_prefix(prefix))
        .unwrap_or(word);
    rest.chars().skip(1).any(char::is_uppercase)
}

pub(super) fn starts_sentence(cx: &Cx<'_>, i: usize) -> bool {
    cx.token(i)
        .and_then(|token| cx.sentence(token.sentence))
        .is_some_and(|sentence| sentence.first as usize == i)
}

/// The verb behind a name at token `last`, past auxiliaries and adverbs: "has already pleaded", "was later jailed".
fn next_deed(cx: &Cx<'_>, last: usize) -> usize {
    let mut next = last;
    while next < last + 3
        && (cx.is(next, List::Auxiliary)
            || matches!(
                cx.folded(next),
                "also" | "later" | "then" | "already" | "never" | "since"
            ))
    {
        next += 1;
    }
    next
}

/// "X said", "X told", "X has also warned": a verb of speech behind the name that ends at token `last`.
fn speaks(cx: &Cx<'_>, last: usize) -> bool {
    let mut next = last;
    while matches!(
        cx.folded(next),
        "also" | "later" | "then" | "has" | "had" | "himself" | "herself"
    ) {
        next += 1;
    }
    let verb = cx.folded(next);
    cx.is(next, List::NameVerb)
        && (verb.ends_with("ed") || matches!(verb, "said" | "told" | "says" | "wrote"))
        && !matches!(
            verb,
            "reported" | "died" | "retired" | "graduated" | "married"
        )
        && cx.word(next + 1) != ":"
}

/// "Minister X opened the road", "paved by Minister X": somebody of now, who does something.
fn acts(cx: &Cx<'_>, first: usize, last: usize) -> bool {
    // "President Lincoln signed": often one of long ago.
    let long_ago = first
        .checked_sub(1)
        .is_some_and(|i| matches!(cx.folded(i), "president" | "king" | "emperor"));
    speaks(cx, last)
        || !long_ago && cx.kind(last) == Some(TokenKind::Punct)
        || !long_ago && cx.is(last, List::Auxiliary)
        || !long_ago && (cx.is(last, List::PastForm) || cx.folded(last).ends_with("ed"))
}

/// What tells that it is a person's.
fn evidence(cx: &Cx<'_>, first: usize, last: usize) -> Option<NameEvidence> {
    let before = first.checked_sub(1);
    let two_before = first.checked_sub(2);
    let word = |i: Option<usize>| i.map_or("", |i| cx.folded(i));
    let object = before.is_some_and(|i| cx.is(i, List::Preposition));
    if !object && speaks(cx, last) {
        return Some(NameEvidence::Speech);
    }
    if matches!(word(before), "said" | "says" | "asked" | "added")
        && matches!(cx.word(last), "." | "," | ";" | "" | "–" | "—")
        && two_before.is_some_and(|i| {
            cx.kind(i) == Some(TokenKind::Mark) || matches!(cx.word(i), "," | "”" | "\"")
        })
    {
        return Some(NameEvidence::Speech);
    }
    // Children go by their first names.
    if cx.word(last) == ","
        && cx.kind(last + 1) == Some(TokenKind::Number)
        && cx.word(last + 1).len() == 2
        && cx.word(last + 1) > "17"
        && matches!(cx.word(last + 2), "," | ".")
    {
        return Some(NameEvidence::Age);
    }
    if matches!(word(before), "of" | "for")
        && two_before.is_some_and(|i| cx.is(i, List::RelationNoun))
    {
        return Some(NameEvidence::Relation);
    }
    if cx.kind(last) == Some(TokenKind::Possessive) && cx.is(last + 1, List::RelationNoun) {
        return Some(NameEvidence::Relation);
    }
    // "was found in X's car"
    if cx.kind(last) == Some(TokenKind::Possessive) && cx.is(last + 1, List::BelongingNoun) {
        return Some(NameEvidence::Relation);
    }
    // "the inquiry was told by X", "was interviewed on Monday by X"
    let heard = word(before) == "by"
        && (1..=4)
            .filter_map(|back| first.checked_sub(1 + back))
            .take_while(|&i| cx.kind(i) == Some(TokenKind::Word))
            .any(|i| {
                matches!(
                    cx.folded(i),
                    "told" | "asked" | "warned" | "informed" | "briefed" | "advised" | "assured"
                )
            });
    if heard
        && matches!(
            cx.folded(last),
            "that" | "to" | "." | "," | "" | "about" | "how"
        )
    {
        return Some(NameEvidence::Speech);
    }
    // "according to X, who ran the yard"
    if word(before) == "to" && word(two_before) == "according" && cx.word(last) == "," {
        return Some(NameEvidence::Speech);
    }
    // "X resigned", "X was arrested": what only a person does or suffers.
    if !object && cx.phrase(next_deed(cx, last), List::PersonDeed).is_some() {
        return Some(NameEvidence::Deed);
    }
    // "X, who shared a tent with her"; "X, a carpenter from Malmö, was jailed".
    // Not behind another name ("Nick Samuels, who"), nor of a people ("200 million Muslims, who") or a child ("a daughter,
    // Erelah, who").
    let alone = before.is_none_or(|i| {
        cx.token(i).is_none_or(|token| !token.capital)
            || cx.is(i, List::Preposition)
            || cx.is(i, List::Conjunction)
            || cx.is(i, List::Determiner)
    }) && !(word(before) == ","
        && two_before.is_some_and(|i| cx.is(i, List::RelationNoun)))
        && !cx.folded(first).ends_with("ns")
        && !cx.folded(first).ends_with("ms");
    if alone && cx.word(last) == "," && cx.folded(last + 1) == "who" {
        return Some(NameEvidence::Pronoun);
    }
    if alone
        && cx.word(last) == ","
        && matches!(cx.folded(last + 1), "a" | "an" | "his" | "her" | "the")
    {
        let noun = (last + 2..last + 6)
            .take_while(|&i| {
                cx.kind(i) == Some(TokenKind::Word)
                    && !cx.is(i, List::Preposition)
                    && !cx.is(i, List::Auxiliary)
                    && cx.token(i).is_some_and(|token| !token.capital)
            })
            .last();
        if noun.is_some_and(|i| {
            (super::single_office::of_people(cx, i)
                || !matches!(
                    cx.folded(i),
                    "leader" | "maker" | "member" | "partner" | "rival" | "owner"
                ))
                && (cx.is(i, List::RoleNoun)
                    || cx.is(i, List::RelationNoun)
                    || cx.is(i, List::PersonNoun))
                && (matches!(cx.folded(i + 1), "," | "from" | "who" | ".")
                    || cx.is(i + 1, List::Preposition))
        }) {
            return Some(NameEvidence::Title);
        }
    }
    if let Some(evidence) = super::single_told::suffered(cx, first, last)
        .or_else(|| super::single_place::certain(cx, first, last))
        .or_else(|| super::single_place::placed(cx, first, last))
        .or_else(|| super::single_beside::beside(cx, first, last))
        .or_else(|| super::single_role::beside(cx, first, last))
        .or_else(|| super::single_office::held(cx, first, last))
    {
        return Some(evidence);
    }
    if word(before) == "by"
        && cx.folded(last) == "and"
        && matches!(cx.folded(last + 1), "her" | "his")
    {
        return Some(NameEvidence::Pronoun);
    }
    // "X and his wife were found"
    if alone
        && cx.folded(last) == "and"
        && matches!(cx.folded(last + 1), "her" | "his")
        && cx.is(last + 2, List::RelationNoun)
    {
        return Some(NameEvidence::Relation);
    }
    None
}
