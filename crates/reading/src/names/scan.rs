//! Where the names of the registers stand in a draft, and which of their meanings hold there.

use rustc_hash::FxHashSet;

use super::index::{Counts, Meaning, NameForm, Register};
use super::trie::Found;
use crate::cx::Cx;
use crate::lists::List;
use crate::token::TokenKind;

/// A name of the registers in the draft.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Hit {
    /// First token.
    pub(crate) first: usize,
    /// One past the last token.
    pub(crate) last: usize,
    /// What it may stand for, in order of the registers.
    pub(crate) meanings: Vec<Meaning>,
}

impl Hit {
    /// The meaning in a register that counts here.
    pub(crate) fn of(&self, register: Register) -> Option<&Meaning> {
        self.meanings
            .iter()
            .find(|meaning| meaning.register == register && meaning.counts == Counts::Always)
    }

    /// The designator, in a clause about designations: place in the register of authorities.
    pub(crate) fn authority(&self) -> Option<u32> {
        self.meanings
            .iter()
            .find(|meaning| {
                meaning.register == Register::Authorities
                    && matches!(meaning.counts, Counts::Always | Counts::AsDesignator)
            })
            .map(|meaning| meaning.entity)
    }
}

/// How the words of a sentence are capitalised.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Casing {
    /// As in running text.
    Running,
    /// Every Important Word With a Capital.
    Title,
    /// ALL IN CAPITALS.
    Capitals,
}

/// The casing of each sentence.
pub(crate) fn casings(cx: &Cx<'_>) -> Vec<Casing> {
    (0..cx.sentences.len() as u32)
        .map(|sentence| {
            if !may_be_title(cx, sentence) {
                return Casing::Running;
            }
            let (mut words, mut long, mut capital, mut capitals) = (0, 0, 0, 0);
            let (mut running, mut small) = (false, 0);
            let mut plainly = false;
            for i in cx.sentence_tokens(sentence) {
                let Some(token) = cx.token(i).filter(|token| token.kind == TokenKind::Word) else {
                    continue;
                };
                words += 1;
                capitals += usize::from(token.capitals);
                // "Ben Hadley met Tariq Suleman": no style of titles writes a short verb small either.
                running |= !token.capital
                    && words > 1
                    && token.span.len() == 3
                    && cx.is(i, List::PastForm)
                    && !cx.is(i, List::Auxiliary);
                plainly |= !token.capital && words > 1 && cx.is(i, List::Auxiliary);
                if token.span.len() >= 4 && words > 1 {
                    long += 1;
                    capital += usize::from(token.capital);
                    // No style of titles writes its verbs small: "The Foreign Secretary, Ana Prado, said:".
                    let plain =
                        !token.capital && cx.kind(i.wrapping_sub(1)) != Some(TokenKind::Hyphen);
                    running |= plain
                        && (cx.is(i, List::FiniteForm)
                            || cx.folded(i).ends_with("ed")
                            || cx.phrase(i, List::ReportingVerb) == Some(1));
                    // Nor its nouns: "Other captives included Norwegian Ola Skuterud, Belgian Tom Vandenhoek and …".
                    let content = plain
                        && !cx.is(i, List::Preposition)
                        && !cx.is(i, List::Conjunction)
                        && !cx.is(i, List::Subordinator)
                        && !cx.is(i, List::Determiner);
                    plainly |= content;
                    small += usize::from(content && token.span.len() > 5);
                }
            }
            // Nor does a title end in a full stop: "German Chancellor Olaf Scholz arrives on Monday.", "They are Ana Ruiz,
            // Luca Bianchi and Petra Novak."
            running |= plainly && ends_in_stop(cx, sentence);
            if words >= 3 && capitals * 10 >= words * 8 {
                Casing::Capitals
            } else if !running && small < 2 && long >= 3 && capital * 10 >= long * 8 && words <= 30
            {
                Casing::Title
            } else {
                Casing::Running
            }
        })
        .collect()
}

/// False where too few words of a sentence have a capital for a title: nearly all of a draft, told without a look at lists.
fn may_be_title(cx: &Cx<'_>, sentence: u32) -> bool {
    let own = cx.tokens.get(cx.sentence_tokens(sentence)).unwrap_or(&[]);
    let (mut words, mut long, mut capital, mut capitals) = (0, 0, 0, 0);
    for token in own.iter().filter(|token| token.kind == TokenKind::Word) {
        words += 1;
        capitals += usize::from(token.capitals);
        if token.span.len() >= 4 && words > 1 {
            long += 1;
            capital += usize::from(token.capital);
        }
    }
    words >= 3 && capitals * 10 >= words * 8 || long >= 3 && capital * 10 >= long * 8 && words <= 30
}

/// True if the last mark of a sentence is a full stop.
fn ends_in_stop(cx: &Cx<'_>, sentence: u32) -> bool {
    cx.sentence_tokens(sentence)
        .next_back()
        .is_some_and(|last| cx.word(last) == ".")
}

/// All names of the registers, longest first from the left, none overlapping. Names that count only with evidence
/// keep their meaning where the draft gives it; other meanings are left as they are for later steps.
pub(crate) fn hits(cx: &Cx<'_>, casings: &[Casing]) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut i = 0;
    while i < cx.tokens.len() {
        let Some(found) = cx.names.names.longest(cx, i) else {
            i += 1;
            continue;
        };
        let meanings = meanings(cx, found, casings);
        if meanings.is_empty() {
            i += 1;
            continue;
        }
        i = found.last;
        hits.push(Hit {
            first: found.first,
            last: found.last,
            meanings,
        });
    }
    settle(cx, &mut hits);
    hits
}

fn meanings(cx: &Cx<'_>, found: Found, casings: &[Casing]) -> Vec<Meaning> {
    let Some(start) = cx.token(found.first) else {
        return Vec::new();
    };
    let casing = casings
        .get(start.sentence as usize)
        .copied()
        .unwrap_or(Casing::Running);
    let mut meanings: Vec<Meaning> = cx
        .names
        .names
        .meanings(cx, found)
        .filter(|meaning| {
            // "IS", "WHO" in a headline of capitals are words.
            meaning.form != NameForm::ShortForm
                || casing != Casing::Capitals
                || start.span.len() > 3
                || meaning.counts == Counts::AsDesignator
        })
        .collect();
    // "the United States" of one register is "United States" of another.
    if cx.folded(found.first) == "the"
        && let Some(inner) = cx.names.names.longest(cx, found.first + 1)
        && inner.last == found.last
    {
        let more: Vec<Meaning> = cx
            .names
            .names
            .meanings(cx, inner)
            .filter(|meaning| {
                !meanings
                    .iter()
                    .any(|known| known.register == meaning.register)
            })
            .collect();
        meanings.extend(more);
    }
    meanings.sort_by_key(|meaning| meaning.register);
    meanings
}

/// Decides the names that count only with evidence: one mention with evidence makes all of them count.
fn settle(cx: &Cx<'_>, hits: &mut [Hit]) {
    let doubtful = |hit: &Hit| {
        let mut meanings = hit.meanings.iter();
        meanings.any(|meaning| meaning.counts == Counts::WithEvidence)
    };
    if !hits.iter().any(doubtful) {
        return;
    }
    let mut sure: FxHashSet<(Register, u32)> = FxHashSet::default();
    for hit in hits.iter() {
        for meaning in &hit.meanings {
            let holds = match meaning.counts {
                Counts::Always => true,
                Counts::WithEvidence => match meaning.register {
                    Register::Places => place_evidence(cx, hit),
                    Register::Outlets | Register::Monitors => outlet_evidence(cx, hit),
                    _ => false,
                },
                _ => false,
            };
            if holds {
                sure.insert((meaning.register, meaning.entity));
            }
        }
    }
    for hit in hits {
        let first = hit.first;
        for meaning in &mut hit.meanings {
            if meaning.counts == Counts::WithEvidence
                && sure.contains(&(meaning.register, meaning.entity))
                && (meaning.register == Register::Places || behind_article(cx, first))
            {
                meaning.counts = Counts::Always;
            }
        }
    }
}

fn behind_article(cx: &Cx<'_>, first: usize) -> bool {
    cx.folded(first) == "the"
        || first
            .checked_sub(1)
            .is_some_and(|before| cx.folded(before) == "the")
}

/// A preposition of place before, or a comma and another name behind.
fn place_evidence(cx: &Cx<'_>, hit: &Hit) -> bool {
    let before = hit.first.checked_sub(1).map_or("", |i| cx.folded(i));
    let capital_follows = cx
        .token(hit.last)
        .is_some_and(|next| next.kind == TokenKind::Word && next.capital && next.spaced);
    !capital_follows
        && matches!(
            before,
            "in" | "at"
                | "near"
                | "from"
                | "to"
                | "into"
                | "across"
                | "outside"
                | "inside"
                | "around"
                | "toward"
                | "towards"
                | "through"
                | "throughout"
                | "within"
                | "northern"
                | "southern"
                | "eastern"
                | "western"
                | "central"
                | "neighbouring"
                | "neighboring"
        )
}

/// The article before it and words of attribution beside it.
fn outlet_evidence(cx: &Cx<'_>, hit: &Hit) -> bool {
    let article = behind_article(cx, hit.first);
    let start = hit
        .first
        .saturating_sub(usize::from(article && cx.folded(hit.first) != "the"));
    let before = start.checked_sub(1).map_or("", |i| cx.folded(i));
    let told = matches!(before, "told" | "by" | "with" | "to" | "in" | "for")
        && matches!(
            start.checked_sub(2).map_or("", |i| cx.folded(i)),
            "told"
                | "reported"
                | "published"
                | "according"
                | "interview"
                | "wrote"
                | "writing"
                | "quoted"
                | "article"
                | "report"
                | "statement"
                | "cited"
                | "seen"
                | "obtained"
                | "spoke"
                | "said"
        )
        || before == "told";
    // "the Guardian has reported"
    let verb = hit.last + usize::from(matches!(cx.folded(hit.last), "has" | "had"));
    let says = cx.is(verb, List::NameVerb)
        || verb > hit.last && matches!(cx.folded(verb), "learned" | "learnt" | "seen");
    let noun = matches!(
        cx.folded(hit.last),
        "newspaper"
            | "magazine"
            | "website"
            | "journal"
            | "agency"
            | "reporter"
            | "correspondent"
            | "journalist"
    );
    // "As reported by Punch": no word needs its article there.
    let credited = matches!(before, "by" | "to")
        && matches!(
            start.checked_sub(2).map_or("", |i| cx.folded(i)),
            "reported" | "published" | "quoted" | "cited" | "according"
        );
    noun || credited || (article && (told || says))
}
