//! A headline beside the hedges of its lede: "Pill cures malaria" over "A pill may clear malaria parasites".

pub(super) mod doubted;
mod judged;
mod partisan;
pub(super) mod wide;
use super::mark;
use copydesk_draft::Span;
use copydesk_draft::layer::{Cell, LayerSchema, Table, Type};

use judged::{Said, judged};

use super::{Ground, stem};
use crate::cx::Cx;
use crate::lists::List;
use crate::schema::id;
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// The table of `hedged-lede`.
pub(super) fn table(ground: &Ground<'_, '_>) -> Table {
    let cx = ground.cx;
    let mut table = cx.blank(id::HEDGED_LEDE);
    let head = cx
        .sentences
        .iter()
        .find(|sentence| ground.in_headline(sentence));
    let lede: Vec<&Sentence> = cx
        .sentences
        .iter()
        .filter(|sentence| {
            cx.blocks
                .get(sentence.block as usize)
                .is_some_and(|block| block.lede)
        })
        .collect();
    let (Some(head), Some(first)) = (head, lede.first()) else {
        return table;
    };
    // A line of headings, or the words under a picture, are no lede.
    let picture = cx.folded(first.first as usize) == "in"
        && cx.folded(first.first as usize + 1) == "this"
        && (first.first as usize..first.last as usize)
            .any(|i| matches!(cx.folded(i), "photo" | "photograph" | "image" | "picture"));
    let heading = crate::numbers::is_title(&ground.look(first))
        && !matches!(
            cx.word((first.last as usize).saturating_sub(1)),
            "." | "”" | "\""
        );
    if picture || heading {
        return table;
    }
    let plain = hedge(ground, first)
        .or_else(|| doubted::suspected(ground, head, first))
        .or_else(|| reported(ground, first));
    let accused = accusation(ground, head, first)
        .or_else(|| doubted::claimed_behind(ground, first))
        .filter(|_| plain.is_none());
    let actor = || reduced(ground, head, first);
    // A plan or a cause in doubt: the headline's own words say that it is told as done.
    let surely = doubted::planned(ground, head, first)
        .or_else(|| doubted::cause(ground, head))
        .filter(|_| plain.or(accused).is_none());
    // "Hackers steal records" over a lede that tells of no records, and "may have copied the records" behind it.
    let surely = surely
        .or_else(|| partisan::told(ground, head, first).filter(|_| plain.or(accused).is_none()));
    let behind =
        doubted::unproved(ground, head, first).filter(|_| plain.or(accused).or(surely).is_none());
    let found = plain.or(accused).or(surely);
    let said = Said {
        accused,
        sure: surely.or(behind),
    };
    let known = found.or_else(actor).or(behind);
    let of_known = known.and_then(|hedge| judged(ground, head, &lede, hedge, said));
    // What all these pass over: a doubt anywhere over the headline's own deed.
    let anywhere = || {
        let hedge = wide::doubt(ground, head, &lede)?;
        let sure = Some(hedge);
        judged(
            ground,
            head,
            &lede,
            hedge,
            Said {
                accused: None,
                sure,
            },
        )
    };
    let sure = of_known.filter(|one| one.of_subject || one.shared > 1);
    let Some(judged) = sure.or_else(anywhere).or(of_known) else {
        return table;
    };
    let block = cx
        .blocks
        .get(head.block as usize)
        .map_or(head.span, |block| block.span);
    table.push(
        cx.row(block),
        [
            Cell::Filled(judged.hedge.into()),
            Cell::Filled((judged.shared as f64).into()),
            Cell::Filled((judged.own as f64).into()),
            Cell::Filled(judged.open.into()),
            Cell::Filled(judged.of_subject.into()),
        ],
    );
    table
}

/// "Hackers thought to be working for Iran broke into" under "Iran hacked": who did it stands in doubt, and the headline
/// names him.
fn reduced(ground: &Ground<'_, '_>, head: &Sentence, lede: &Sentence) -> Option<Span> {
    let cx = ground.cx;
    let first = lede.first as usize;
    let at = (first + 1..first + 7).find(|&i| {
        matches!(
            cx.folded(i),
            "thought" | "believed" | "suspected" | "presumed" | "said" | "reported" | "rumoured"
        ) && (cx.folded(i + 1) == "to" || cx.folded(i + 1) == "of")
            && !cx.is(i - 1, List::Auxiliary)
    })?;
    // The headline begins with a name that stands in the doubt.
    let name = head.first as usize;
    let named = (name..name + 2).any(|k| {
        cx.token(k).is_some_and(|token| token.capital)
            && cx.folded(k).chars().count() > 3
            && (at + 2..(at + 10).min(lede.last as usize)).any(|i| {
                cx.token(i).is_some_and(|token| token.capital)
                    && stem(cx.folded(i)) == stem(cx.folded(k))
            })
    });
    named.then(|| cx.span(at, at + 2))
}

/// "Prosecutors allege that the minister took", "A team-mate alleged that he left": what the lede tells is what it says
/// somebody alleges, suspects or believes.
fn accusation(ground: &Ground<'_, '_>, head: &Sentence, lede: &Sentence) -> Option<Span> {
    let cx = ground.cx;
    let first = lede.first as usize;
    let verb = (first + 1..first + 7).find(|&i| {
        matches!(
            cx.folded(i),
            "allege" | "alleges" | "suspect" | "suspects" | "believe" | "believes"
        ) || accuses(cx, i)
            || matches!(cx.folded(i), "alleged" | "claim" | "charge") && cx.folded(i + 1) == "that"
            || matches!(cx.folded(i), "claims" | "charges" | "says")
                && (first..i).any(|k| {
                    matches!(
                        cx.folded(k),
                        "lawsuit" | "suit" | "indictment" | "complaint" | "petition" | "writ"
                    )
                })
    })?;
    // Its subject opens the sentence, and nothing was told before.
    let plain = (first..verb).all(|i| {
        cx.kind(i) != Some(TokenKind::Punct)
            && (!cx.is(i, List::Auxiliary)
                || i + 1 == verb && matches!(cx.folded(i), "has" | "have") && accuses(cx, verb))
            && !matches!(
                cx.folded(i),
                "that" | "which" | "who" | "to" | "not" | "no" | "after"
            )
    });
    // "Campaign views healthcare as a weapon" over "The campaign believes": of whoever believes it both tell.
    let believes = matches!(
        cx.folded(verb),
        "believe" | "believes" | "suspect" | "suspects"
    );
    let opening = head.first as usize..(head.first as usize + 3).min(head.last as usize);
    let own_view = believes
        && opening.into_iter().any(|i| {
            cx.folded(i).len() > 3
                && (first..verb).any(|k| stem(cx.folded(k)) == stem(cx.folded(i)))
        });
    (plain && !own_view && cx.kind(verb + 1) == Some(TokenKind::Word))
        .then(|| cx.span(verb, verb + 1))
}

/// "said on Thursday that it might close two plants and that 600 jobs could be lost": the hedge of what the lede's subject
/// says, far behind its name and what is told of it.
fn reported(ground: &Ground<'_, '_>, lede: &Sentence) -> Option<Span> {
    let cx = ground.cx;
    let (first, end) = (lede.first as usize, lede.last as usize);
    let verb = (first + 1..end).find(|&i| cx.is(i, List::ReportingVerb))?;
    // Nothing that happened is told before: only whose word it is, and asides about them.
    let mut aside = false;
    let bare = cx.folded(first) != "file"
        && (first..verb).all(|i| {
            let opens = cx.word(i) == "," && matches!(cx.folded(i + 1), "which" | "who" | "whose");
            aside = opens || aside && cx.word(i) != ",";
            let told = cx.is(i, List::Auxiliary)
                || cx.is(i, List::PastForm)
                || cx.is(i, List::FiniteForm)
                || cx.folded(i).ends_with("ed") && cx.folded(i).len() > 4;
            aside || !told
        });
    let that = (verb + 1..(verb + 6).min(end)).find(|&i| cx.folded(i) == "that")?;
    let hedge = (that + 1..(that + 7).min(end)).find(|&i| {
        matches!(cx.folded(i), "may" | "might" | "could")
            && !cx.token(i).is_some_and(|token| token.capital)
    })?;
    let sure = (that + 1..hedge).any(|i| cx.is(i, List::Auxiliary) || cx.is(i, List::Modal));
    (bare && !sure && cx.folded(hedge + 1) != "not").then(|| cx.span(hedge, hedge + 1))
}

/// "accused the minister on Wednesday of having lied": a verb at token `i` whose object is accused.
fn accuses(cx: &Cx<'_>, i: usize) -> bool {
    matches!(cx.folded(i), "accuse" | "accuses" | "accused")
        && cx.kind(i + 1) == Some(TokenKind::Word)
        && !cx.is(i + 1, List::Preposition)
        && (i + 2..i + 14).any(|k| cx.folded(k) == "of" && cx.folded(k + 1).ends_with("ing"))
}

/// The hedge on the main statement of a sentence: none where a plain verb of the main clause stands before it, or where
/// it belongs to a clause about a noun ("a bill that could …").
fn hedge(ground: &Ground<'_, '_>, sentence: &Sentence) -> Option<Span> {
    let cx = ground.cx;
    let look = ground.look(sentence);
    let mut relative = false;
    for i in look.first..look.end {
        let word = look.word(i);
        if matches!(look.text(i), "," | ";") {
            relative = false;
        }
        // "fear-mongering"; "Warning that rebels could pose a threat, the president asked …".
        // "Drinking coffee may be linked to" is the subject itself.
        let aside = look.hyphen(i + 1)
            || look.word(look.first).ends_with("ing")
                && i - look.first <= 16
                && (look.first..i).any(|k| {
                    matches!(
                        look.word(k),
                        "that" | "how" | "whether" | "he" | "she" | "they"
                    )
                })
                && !(look.first..i).any(|k| look.text(k) == ",");
        if let Some(len) = cx.phrase(i, List::HedgeSign).filter(|_| !aside) {
            // "May" the month, "that could", "alleged" before a noun of a clause told flatly.
            let month = word == "may" && look.capital(i) && i != look.first
                || word == "may" && look.is_figure(i + 1);
            // "have found what may be the tomb of a king", "what they believe could be"
            let of_object = look.before(i, 1) == "what"
                || look.before(i, 3) == "what"
                    && matches!(look.before(i, 2), "he" | "she" | "they" | "it");
            // "The man suspected of mailing bombs was held": of whom the sentence speaks, not what it says.
            let of_whom = matches!(
                word,
                "suspected" | "accused" | "charged" | "believed" | "thought"
            ) && matches!(look.word(i + 1), "of" | "to" | "with")
                && i > look.first
                && look.kind(i - 1) == Some(TokenKind::Word)
                && !cx.is(i - 1, List::Auxiliary)
                && !cx.is(i - 1, List::Determiner)
                && !look.before(i, 1).ends_with("ly");
            if of_whom {
                continue;
            }
            if of_object && i - look.first <= 14 {
                return Some(cx.span(i, i + len));
            }
            let of_noun = matches!(
                look.before(i, 1),
                "that" | "which" | "who" | "what" | "it" | "whether" | "if" | "and" | "as"
            ) || matches!(look.before(i, 2), "that" | "which" | "who");
            // "Drones that are thought to belong to the army hit …": who did it is in doubt.
            let of_actor = of_noun
                && i - look.first <= 14
                && !relative_before(&look, i)
                && matches!(
                    look.word(i),
                    "is" | "are" | "was" | "were" | "believed" | "thought" | "suspected"
                )
                && (i..i + 6).any(|k| {
                    matches!(
                        look.word(k),
                        "thought" | "believed" | "suspected" | "presumed"
                    ) && look.word(k + 1) == "to"
                });
            if of_actor {
                return Some(cx.span(i, i + len));
            }
            if !month && !of_noun && i - look.first <= 22 && !idle(&look, i, i + len) {
                return Some(cx.span(i, i + len));
            }
            if !month {
                return None;
            }
        }
        // A plain verb before: the statement is told flatly, unless it says who says so.
        let after_relative = matches!(look.before(i, 1), "that" | "which" | "who")
            || matches!(look.before(i, 2), "that" | "which" | "who");
        if matches!(word, "that" | "which" | "who") {
            relative = true;
        }
        let plain = cx.kind(i) == Some(TokenKind::Word)
            && !look.capital(i)
            && i > look.first
            && (word.ends_with("ed") && word.len() > 4
                || matches!(
                    word,
                    "is" | "are"
                        | "was"
                        | "were"
                        | "has"
                        | "have"
                        | "had"
                        | "will"
                        | "took"
                        | "won"
                        | "made"
                        | "went"
                        | "came"
                        | "gave"
                        | "met"
                        | "held"
                        | "began"
                        | "fell"
                        | "rose"
                        | "left"
                        | "hit"
                        | "became"
                        | "put"
                        | "cut"
                        | "set"
                        | "sent"
                        | "got"
                        | "ran"
                        | "led"
                        | "lost"
                        | "found"
                        | "signed"
                        | "voted"
                ));
        // "have found what may be the tomb"
        let hedged_next = (i + 1..i + 4).any(|k| cx.phrase(k, List::HedgeSign).is_some())
            || (i + 1..i + 5).any(|k| {
                look.word(k) == "what"
                    && (k + 1..k + 4).any(|n| cx.phrase(n, List::HedgeSign).is_some())
            });
        if plain && !after_relative && !relative && !hedged_next && !cx.is(i, List::ReportingVerb) {
            let participle = look.kind(i + 1) == Some(TokenKind::Word)
                && cx.is(i + 1, List::Preposition)
                && word.ends_with("ed")
                && look.before(i, 1) != ","
                && !cx.is(i.wrapping_sub(1), List::Auxiliary)
                && cx.is(i + 1, List::Preposition)
                && look.word(i + 1) == "by";
            // "A painting discovered in an attic could be a lost work": the subject's participle.
            let of_subject = word.ends_with("ed")
                || matches!(
                    word,
                    "found" | "held" | "made" | "put" | "sent" | "hit" | "left"
                );
            // "Twelve sheep found dead near Arnhem were probably attacked"
            let stated = matches!(look.word(i + 1), "dead" | "alive" | "unconscious" | "last");
            let of_subject = of_subject
                && (cx.is(i + 1, List::Preposition) || stated)
                && look.kind(i - 1) == Some(TokenKind::Word)
                && !cx.is(i - 1, List::Auxiliary)
                && !matches!(
                    look.before(i, 1),
                    "to" | "and" | "but" | "that" | "who" | "which"
                )
                && i - look.first <= 8
                && predicate(&look, i + 1);
            if !participle && !of_subject {
                return None;
            }
        }
    }
    None
}

/// True if from token `i` on a hedged verb comes before any other verb, comma or conjunction.
fn predicate(look: &crate::numbers::lexeme::Look<'_, '_>, i: usize) -> bool {
    let cx = look.cx;
    (i..look.end.min(i + 12))
        .take_while(|&k| {
            !matches!(look.text(k), "," | ";" | ":")
                && !matches!(
                    look.word(k),
                    "that"
                        | "which"
                        | "who"
                        | "and"
                        | "but"
                        | "as"
                        | "after"
                        | "when"
                        | "where"
                        | "it"
                        | "he"
                        | "she"
                        | "they"
                        | "because"
                        | "so"
                        | "if"
                        | "whether"
                )
        })
        .find(|&k| {
            cx.phrase(k, List::HedgeSign).is_some()
                || cx.is(k, List::Auxiliary)
                || cx.is(k, List::ReportingVerb)
        })
        .is_some_and(|k| {
            cx.phrase(k, List::HedgeSign).is_some()
                || cx.is(k, List::Auxiliary) && cx.phrase(k + 1, List::HedgeSign).is_some()
        })
}

/// True if the words `i..end` hedge nothing: "might say", "to suggest designs", "could not have happened", "may have won,
/// but the seat is lost".
fn idle(look: &crate::numbers::lexeme::Look<'_, '_>, i: usize, end: usize) -> bool {
    let word = look.word(i);
    let modal = matches!(word, "may" | "might" | "could");
    let concedes = || {
        (end..look.end.saturating_sub(1))
            .any(|k| look.text(k) == "," && matches!(look.word(k + 1), "but" | "yet"))
    };
    (word.starts_with("suggest") && look.before(i, 1) == "to")
        || modal && matches!(look.word(end), "say" | "ask" | "wonder" | "not" | "think")
        || modal && concedes()
}

/// True if a verb of the main clause stands before the relative clause at token `i`.
fn relative_before(look: &crate::numbers::lexeme::Look<'_, '_>, i: usize) -> bool {
    (look.first..i.saturating_sub(1)).any(|k| {
        look.cx.is(k, List::Auxiliary)
            || look.cx.is(k, List::ReportingVerb)
            || look.word(k).ends_with("ed") && look.word(k).len() > 4 && !look.capital(k)
    })
}

/// The stems of the words that carry meaning: no function words.
fn content(ground: &Ground<'_, '_>, sentence: &Sentence) -> Vec<String> {
    content_of(ground, sentence.first as usize..sentence.last as usize)
}

/// The same, of some tokens.
pub(super) fn content_of(ground: &Ground<'_, '_>, tokens: std::ops::Range<usize>) -> Vec<String> {
    let cx = ground.cx;
    let mut words: Vec<String> = tokens
        .filter(|&i| matches!(cx.kind(i), Some(TokenKind::Word | TokenKind::Number)))
        .filter(|&i| {
            let word = cx.folded(i);
            (word.chars().count() > 2 || cx.kind(i) == Some(TokenKind::Number))
                && !cx.is(i, List::Preposition)
                && !cx.is(i, List::Determiner)
                && !cx.is(i, List::Pronoun)
                && !cx.is(i, List::Conjunction)
                && !cx.is(i, List::Auxiliary)
                && !cx.is(i, List::Modal)
        })
        .map(|i| stem(cx.folded(i)).to_owned())
        .collect();
    words.sort();
    words.dedup();
    words
}

/// `hedged-lede`
pub fn hedged_lede_schema() -> LayerSchema {
    LayerSchema::new(
        "hedged-lede",
        "a headline over a lede whose main statement is hedged",
        "the headline",
    )
    .field("hedge", Type::Text, "the hedge in the lede")
    .field(
        "shared",
        Type::Number,
        "how many words that carry meaning headline and lede share",
    )
    .field(
        "words",
        Type::Number,
        "how many such words the headline has",
    )
    .field(
        "open",
        Type::Flag,
        "the headline hedges too, asks, quotes, or says who says so",
    )
    .field(
        "of-subject",
        Type::Flag,
        "the lede's hedge is an accusation of its subject, and the headline says flatly of that subject what it did",
    )
}
