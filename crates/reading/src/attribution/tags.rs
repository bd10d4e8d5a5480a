//! What each token can be in a clause: a few bits, from closed classes, word lists and endings.

use crate::cx::Cx;
use crate::lists::{Bits, List};
use crate::names::Casing;
use crate::token::TokenKind;

/// What a token can be; see the constants.
pub(super) type Tag = u32;

/// A determiner or possessive pronoun: a noun phrase begins here.
pub(super) const DET: Tag = 1;
/// A pronoun that can be a subject.
pub(super) const SUBJECT: Tag = 1 << 1;
/// A pronoun that can only be an object.
pub(super) const OBJECT: Tag = 1 << 2;
/// A preposition.
pub(super) const PREP: Tag = 1 << 3;
/// A form of *be*.
pub(super) const BE: Tag = 1 << 4;
/// A form of *have* or *do*.
pub(super) const HAVE: Tag = 1 << 5;
/// A modal verb.
pub(super) const MODAL: Tag = 1 << 6;
/// An adverb.
pub(super) const ADVERB: Tag = 1 << 7;
/// *not*, *never*, or an auxiliary with *n't*.
pub(super) const NOT: Tag = 1 << 8;
/// *and*, *or*, *but*.
pub(super) const COORD: Tag = 1 << 9;
/// A word that opens a dependent clause.
pub(super) const SUB: Tag = 1 << 10;
/// *who*, *which*, *that*, *whose*, *whom*.
pub(super) const REL: Tag = 1 << 11;
/// *to*.
pub(super) const TO: Tag = 1 << 12;
/// A verb form in *-ed* or an irregular past.
pub(super) const PAST: Tag = 1 << 13;
/// A form in *-ing*.
pub(super) const ING: Tag = 1 << 14;
/// A word of a list of verbs, in any form.
pub(super) const VERB: Tag = 1 << 15;
/// A form in *-s* of a verb.
pub(super) const THIRD: Tag = 1 << 16;
/// A number.
pub(super) const NUMBER: Tag = 1 << 17;
/// Begins with a capital letter.
pub(super) const CAPITAL: Tag = 1 << 18;
/// A comma.
pub(super) const COMMA: Tag = 1 << 19;
/// A quotation mark.
pub(super) const QUOTE: Tag = 1 << 20;
/// A dash between blanks.
pub(super) const DASH: Tag = 1 << 21;
/// Another mark at which a clause ends: stop, semicolon, colon, bracket.
pub(super) const HARD: Tag = 1 << 22;
/// A day, or a word such as *yesterday*.
pub(super) const TIME: Tag = 1 << 23;
/// Stands in quotation marks.
pub(super) const QUOTED: Tag = 1 << 24;
/// Can begin a cue.
pub(super) const CUE: Tag = 1 << 25;
/// An irregular past that is no participle: never an adjective.
pub(super) const FINITE: Tag = 1 << 26;
/// A word (of letters).
pub(super) const WORD: Tag = 1 << 27;
/// Part of a phrase: hyphen, possessive, full stop of an abbreviation.
pub(super) const GLUE: Tag = 1 << 28;
/// A participle such as *written* that is no past tense.
pub(super) const PARTICIPLE: Tag = 1 << 29;

/// A form that can carry a clause.
pub(super) const AUX: Tag = BE | HAVE | MODAL;

/// The lists whose words can begin a cue.
pub(super) const CUES: &[List] = &[
    List::ReportingVerb,
    List::SpeakingVerb,
    List::TellingVerb,
    List::VowingVerb,
    List::JudgingVerb,
    List::ShowingVerb,
    List::ThinkingVerb,
    List::IntendingVerb,
    List::HoldingVerb,
    List::ReportingNoun,
    List::ThinkingNoun,
    List::SourcePhrase,
    List::ReckoningNoun,
    List::SilentVerb,
    List::SeemingVerb,
];

/// The verbs among them.
pub(super) const VERBS: &[List] = &[
    List::ReportingVerb,
    List::SpeakingVerb,
    List::TellingVerb,
    List::VowingVerb,
    List::JudgingVerb,
    List::ShowingVerb,
    List::ThinkingVerb,
    List::IntendingVerb,
    List::HoldingVerb,
];

/// The tags of all tokens.
pub(super) fn tags(cx: &Cx<'_>, casings: &[Casing]) -> Vec<Tag> {
    let cues = Bits::of(CUES);
    let verbs = Bits::of(VERBS).with(List::PlainVerb);
    let mut masks = cx.masks.iter().peekable();
    let mut again = Again::default();
    cx.tokens
        .iter()
        .enumerate()
        .map(|(i, token)| {
            while masks.next_if(|mask| mask.end <= token.span.start).is_some() {}
            let quoted = masks
                .peek()
                .is_some_and(|mask| mask.start <= token.span.start);
            let mut tag = match token.kind {
                TokenKind::Word => again.of(cx, i, cues, verbs),
                TokenKind::Number => NUMBER,
                TokenKind::Hyphen | TokenKind::Possessive => GLUE,
                TokenKind::Dash => DASH,
                // An apostrophe that opens or closes nothing: "the rebels' spokesman".
                TokenKind::Mark if quoted => QUOTE,
                TokenKind::Mark if matches!(cx.word(i), "'" | "’" | "‘") => GLUE,
                TokenKind::Mark => QUOTE,
                TokenKind::Address => WORD | CAPITAL,
                TokenKind::Punct => match cx.word(i) {
                    "," => COMMA,
                    // A full stop within a sentence belongs to an abbreviation.
                    "." if cx.tokens.get(i + 1).is_none_or(|next| {
                        next.sentence != token.sentence || next.kind == TokenKind::Mark
                    }) =>
                    {
                        HARD
                    }
                    "." | "&" | "/" | "$" | "%" | "£" | "€" | "#" => GLUE,
                    _ => HARD,
                },
            };
            if quoted {
                tag |= QUOTED;
            }
            // "IS", "WHO", "US" and "IT" in running text are names: "IS claimed the raid".
            let running = casings.get(token.sentence as usize) == Some(&Casing::Running);
            if running && token.capitals && matches!(cx.word(i), "IS" | "WHO" | "IT" | "US") {
                tag = WORD | CAPITAL | tag & QUOTED;
            }
            // "a well-placed source": one with what it is joined to.
            if tag & ADVERB != 0
                && cx
                    .tokens
                    .get(i + 1)
                    .is_some_and(|next| next.kind == TokenKind::Hyphen)
            {
                tag &= !ADVERB;
            }
            // A name in running text is no verb: "Ian Read said".
            let name = token.capital
                && tag & WORD != 0
                && i > 0
                && running
                && cx.tokens.get(i - 1).is_some_and(|before| {
                    before.sentence == token.sentence
                        && !matches!(before.kind, TokenKind::Mark | TokenKind::Dash)
                });
            if name {
                tag &= !(VERB | PAST | ING | THIRD | ADVERB | CUE | FINITE | PARTICIPLE | MODAL);
            }
            tag
        })
        .collect()
}

/// The tags of words that stood before: all but a few depend on the word and its capital alone.
struct Again(Vec<(u32, Tag)>);

impl Default for Again {
    fn default() -> Self {
        Self(vec![(0, 0); 512])
    }
}

impl Again {
    fn of(&mut self, cx: &Cx<'_>, i: usize, cues: Bits, verbs: Bits) -> Tag {
        let Some(token) = cx.token(i) else { return 0 };
        let key = ((token.word.0 + 1) << 1) | u32::from(token.capital);
        let slot = self.0.get_mut(key as usize % 512);
        if let Some((known, tag)) = &slot
            && *known == key
        {
            return *tag;
        }
        let tag = word(cx, i, cues, verbs);
        // "to" and a short weekday depend on what follows.
        if cx.folded(i) != "to"
            && !cx.is(i, List::Weekday)
            && let Some(slot) = slot
        {
            *slot = (key, tag);
        }
        tag
    }
}

fn word(cx: &Cx<'_>, i: usize, cues: Bits, verbs: Bits) -> Tag {
    let Some(token) = cx.token(i) else { return 0 };
    let class = cx.known.get(i).and_then(|known| known.class);
    let (bits, starts) = class.map_or_else(Default::default, |class| (class.alone, class.starts));
    let mut tag = WORD;
    if token.capital {
        tag |= CAPITAL;
    }
    if bits.has(List::Determiner) {
        tag |= DET;
    }
    if bits.has(List::Preposition) {
        tag |= PREP;
    }
    if bits.has(List::Subordinator) {
        tag |= SUB;
    }
    if bits.has(List::NumberWord) {
        tag |= NUMBER;
    }
    if bits.has(List::ClauseAdverb) {
        tag |= ADVERB;
    }
    // "Sun", "Sat" and "Wed" are days with a full stop alone.
    let short = matches!(token.span.len(), 3)
        && bits.has(List::Weekday)
        && cx.word(i + 1) != "."
        && !cx.folded(i).ends_with('.');
    if bits.has(List::Weekday) && !short || bits.has(List::TimeWord) {
        tag |= TIME;
    }
    let folded = cx.folded(i);
    if bits.has(List::Pronoun) {
        tag |= match folded {
            "who" => SUBJECT | REL,
            "that" | "which" | "whom" => REL,
            "i" | "he" | "she" | "it" | "they" | "we" | "you" | "one" => SUBJECT,
            "this" | "these" | "those" | "his" => 0,
            "her" => OBJECT,
            _ => OBJECT,
        };
    }
    if starts.any(cues) {
        tag |= CUE;
    }
    if bits.has(List::Auxiliary) {
        if folded.ends_with("n't") || folded == "cannot" {
            tag |= NOT;
        }
        tag |= if bits.has(List::Modal) || folded == "mustn't" {
            MODAL
        } else {
            match folded {
                "have" | "has" | "had" | "having" | "do" | "does" | "did" | "hasn't"
                | "haven't" | "hadn't" | "don't" | "doesn't" | "didn't" => HAVE,
                _ => BE,
            }
        };
        return tag;
    }
    match folded {
        // Before a noun phrase it is a preposition, before a verb it marks the infinitive.
        "to" => {
            let mut next = cx.tokens.get(i + 1);
            // "vowed to “defend the law”": the verb stands behind the mark.
            if next.is_some_and(|next| next.kind == TokenKind::Mark) {
                next = cx.tokens.get(i + 2).filter(|next| {
                    let (bits, _) = cx.lists.bits(next.word);
                    bits.any(verbs)
                });
            }
            let noun = next.is_some_and(|next| {
                let (bits, _) = cx.lists.bits(next.word);
                // "To date, the army said": no verb.
                next.kind != TokenKind::Word
                    || cx.folded(i + 1) == "date"
                    || next.capital
                    || bits.has(List::Determiner)
                    || bits.has(List::Pronoun)
                    || bits.has(List::NumberWord)
            });
            tag = if noun { tag | PREP } else { (tag & !PREP) | TO };
        }
        "not" | "never" => tag |= NOT | ADVERB,
        "and" | "or" | "but" | "nor" => tag |= COORD,
        "whose" => tag |= REL,
        "he's" | "she's" | "it's" | "they're" | "we're" | "i'm" | "you're" | "they've"
        | "we've" | "i've" | "you've" | "he'd" | "she'd" | "they'd" | "we'd" | "i'd" | "he'll"
        | "she'll" | "they'll" | "we'll" | "i'll" | "you'd" | "you'll" => tag |= SUBJECT | BE,
        _ => {}
    }
    if bits.any(verbs) {
        tag |= VERB;
    }
    if folded.len() > 4 && folded.ends_with("ed") || bits.has(List::PastForm) {
        tag |= PAST;
    }
    if bits.has(List::FiniteForm) {
        tag |= PAST | FINITE | VERB;
    }
    if bits.has(List::ParticipleForm) {
        tag |= PARTICIPLE | VERB;
    }
    if folded.len() > 4 && folded.ends_with("ing") {
        tag |= ING;
    }
    if tag & VERB != 0 && folded.ends_with('s') && !folded.ends_with("ss") {
        tag |= THIRD;
    }
    let name = token.capital
        && (bits.has(List::GivenName) || bits.has(List::Surname) || !bits.has(List::CommonWord));
    if folded.len() > 4
        && folded.ends_with("ly")
        && tag & VERB == 0
        && !name
        && !matches!(
            folded,
            "family"
                | "assembly"
                | "italy"
                | "ally"
                | "reply"
                | "july"
                | "supply"
                | "rally"
                | "early"
                | "daily"
                | "weekly"
                | "monthly"
                | "elderly"
                | "likely"
                | "anomaly"
                | "tally"
                | "bully"
                | "folly"
                | "monopoly"
        )
    {
        tag |= ADVERB;
    }
    tag
}
