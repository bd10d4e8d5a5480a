//! The place of a single name in its sentence: behind a role and a comma, the object of what is done to a person, the one that a
//! pronoun behind it can mean.

use super::single::NameEvidence;
use super::single_told::{scottish, slavic};
use crate::cx::Cx;
use crate::lists::List;
use crate::token::TokenKind;

/// How far a role may stand before the name it is told of.
const ROLE_REACH: usize = 12;
/// How far behind the name its pronoun may stand.
const PRONOUN_REACH: usize = 14;

/// What tells of a person whatever the name looks like: "the party's spokesman, X, called", "villagers blame X: his firm".
pub(super) fn certain(cx: &Cx<'_>, first: usize, last: usize) -> Option<NameEvidence> {
    if apposed(cx, first, last) || by_trade(cx, first, last) {
        return Some(NameEvidence::Title);
    }
    let before = first.checked_sub(1)?;
    let verb = cx.folded(before);
    // "dismissed X as governor", "knew X as a quiet man"
    let called = cx.folded(last) == "as" && {
        let i = last + 1 + usize::from(matches!(cx.folded(last + 1), "a" | "an" | "the" | "its"));
        (i..i + 3).any(|k| office(cx, k))
    };
    let known = matches!(
        verb,
        "knew"
            | "dismissed"
            | "named"
            | "appointed"
            | "described"
            | "remembered"
            | "elected"
            | "removed"
            | "ousted"
            | "replaced"
            | "know"
            | "remember"
            | "describe"
            | "hired"
    );
    if known && called {
        return Some(NameEvidence::Deed);
    }
    // "The prize went to X for a novel about her grandmother"
    let won = verb == "to"
        && before
            .checked_sub(1)
            .is_some_and(|i| matches!(cx.folded(i), "went" | "awarded" | "fell" | "goes"));
    ((treated(verb) || won) && meant_by_pronoun(cx, first, last)).then_some(NameEvidence::Pronoun)
}

/// What tells of a person where the name is a surname.
pub(super) fn placed(cx: &Cx<'_>, first: usize, last: usize) -> Option<NameEvidence> {
    let owned = cx.kind(last) == Some(TokenKind::Possessive);
    if owned && own_claim(cx, last) {
        return Some(NameEvidence::Relation);
    }
    if !surname(cx, first) {
        return None;
    }
    let word = |back: usize| first.checked_sub(back).map_or("", |i| cx.folded(i));
    // "charges brought against X", "a warrant against X"
    let accused = word(1) == "against"
        && (2..=4).any(|back| {
            matches!(
                word(back),
                "charges" | "charge" | "warrant" | "indictment" | "conviction" | "verdict"
            ) || matches!(word(back), "case" | "complaint")
                && matches!(word(2), "brought" | "filed")
        });
    // "the court heard from X that"
    let heard = word(1) == "from" && matches!(word(2), "heard" | "learned" | "learnt");
    // "the trial of X", "was accused by X of hiding the report"
    let tried = word(1) == "of"
        && matches!(
            word(2),
            "trial"
                | "arrest"
                | "conviction"
                | "detention"
                | "murder"
                | "sentencing"
                | "extradition"
                | "imprisonment"
                | "acquittal"
        );
    let blamed = word(1) == "by" && word(2) == "accused" && cx.folded(last) == "of";
    if accused || heard || tried || blamed {
        return Some(NameEvidence::Deed);
    }
    // "X's idea to put the hives on the roof"
    let idea = matches!(
        cx.folded(last + 1),
        "idea" | "turn" | "habit" | "dream" | "ambition"
    ) && matches!(cx.folded(last + 2), "to" | "." | ",");
    let searched = matches!(
        cx.folded(last + 1),
        "office" | "home" | "house" | "flat" | "desk" | "villa" | "apartment" | "farm"
    ) && (matches!(word(1), "searched" | "raided")
        || (last + 2..last + 8)
            .take_while(|&i| cx.kind(i) == Some(TokenKind::Word))
            .any(|i| {
                cx.folded(i) == "was"
                    && matches!(cx.folded(i + 1), "searched" | "raided" | "ransacked")
            }));
    if owned && (idea || searched) {
        return Some(NameEvidence::Relation);
    }
    // "bought in May by X and hidden in a barn"
    let done = word(1) == "by"
        && (2..=8)
            .filter_map(|back| first.checked_sub(back))
            .take_while(|&i| cx.kind(i) == Some(TokenKind::Word))
            .any(|i| matches!(cx.folded(i), "bought" | "hidden" | "stolen" | "driven"));
    if done {
        return Some(NameEvidence::Deed);
    }
    // "Nobody knew that X had sold his car", "X does not want to leave her house": the subject, and its own pronoun.
    let subject = starts(cx, first)
        || matches!(
            word(1),
            "that" | "say" | "said" | "says" | "knew" | "think" | "believe"
        );
    let next = last + usize::from(cx.folded(last).ends_with("ly"));
    let verb = cx.is(next, List::Auxiliary)
        || cx.is(next, List::PastForm)
        || cx.folded(next).ends_with("ed");
    // A child of the story goes by its first name.
    let given = cx.is(first, List::GivenName);
    (subject && verb && !given && meant_by_pronoun(cx, first, last))
        .then_some(NameEvidence::Pronoun)
}

/// "X's claim that he had been at home".
fn own_claim(cx: &Cx<'_>, last: usize) -> bool {
    matches!(
        cx.folded(last + 1),
        "claim"
            | "claims"
            | "account"
            | "evidence"
            | "story"
            | "denial"
            | "argument"
            | "assertion"
            | "insistence"
            | "contention"
            | "statement"
            | "assurance"
            | "suggestion"
    ) && cx.folded(last + 2) == "that"
        && matches!(cx.folded(last + 3), "he" | "she" | "his" | "her")
}

fn starts(cx: &Cx<'_>, i: usize) -> bool {
    cx.token(i)
        .and_then(|token| cx.sentence(token.sentence))
        .is_some_and(|sentence| sentence.first as usize == i)
}

/// A family name by the lists or by its ending.
fn surname(cx: &Cx<'_>, i: usize) -> bool {
    let word = cx.folded(i);
    cx.is(i, List::Surname)
        || scottish(cx.word(i))
        || slavic(word)
        || word.len() >= 6
            && [
                "sen", "berg", "gren", "quist", "qvist", "ez", "ov", "czyk", "idis", "poulos",
                "akis", "dze", "ellini", "etti",
            ]
            .iter()
            .any(|end| word.ends_with(end))
}

/// What people do to somebody.
fn treated(verb: &str) -> bool {
    matches!(
        verb,
        "blame"
            | "blamed"
            | "paid"
            | "lent"
            | "offered"
            | "gave"
            | "blames"
            | "accuse"
            | "accused"
            | "praise"
            | "praised"
            | "thank"
            | "thanked"
            | "trust"
            | "trusted"
            | "forgive"
            | "forgave"
            | "sue"
            | "sued"
            | "criticise"
            | "criticised"
            | "criticize"
            | "criticized"
            | "questioned"
            | "sacked"
            | "dismissed"
            | "suspended"
            | "summoned"
            | "told"
            | "seen"
            | "saw"
            | "see"
            | "visit"
            | "visited"
            | "begged"
            | "urged"
            | "ordered"
            | "sent"
            | "freed"
            | "released"
            | "elected"
            | "admire"
            | "admired"
            | "booed"
            | "jeered"
            | "cheered"
            | "fear"
            | "want"
            | "wanted"
            | "remember"
            | "remembered"
    )
}

/// One who holds an office or works at a trade: a firm is none.
fn office(cx: &Cx<'_>, i: usize) -> bool {
    let word = cx.folded(i);
    !matches!(
        word,
        "leader"
            | "maker"
            | "member"
            | "partner"
            | "rival"
            | "owner"
            | "operator"
            | "supplier"
            | "ally"
            | "host"
            | "sponsor"
            | "champion"
            | "winner"
            | "favourite"
            | "favorite"
            | "star"
            | "agent"
            | "critic"
            | "neighbour"
            | "neighbor"
            | "parent"
            | "founder"
            | "master"
            | "head"
            | "buyer"
            | "seller"
            | "lender"
            | "guest"
            | "patron"
    ) && !word.ends_with('s')
        && !cx.is(i, List::RelationNoun)
        && !cx.is(i, List::OrganisationHead)
        && cx.phrase(i, List::RoleNoun) == Some(i + 1)
        || trade(word)
        || matches!(
            word,
            "spokesman"
                | "spokeswoman"
                | "spokesperson"
                | "man"
                | "woman"
                | "governor"
                | "mayor"
                | "chairman"
                | "chairwoman"
                | "secretary"
                | "treasurer"
                | "judge"
                | "lawyer"
        )
}

/// "The coalition's treasury spokesman, X, called", "A spokesman for the port in Tema, X, said".
fn apposed(cx: &Cx<'_>, first: usize, last: usize) -> bool {
    let Some(comma) = first.checked_sub(1).filter(|&i| cx.word(i) == ",") else {
        return false;
    };
    if cx.word(last) != "," {
        return false;
    }
    let verb = last + 1;
    // "The coach, X, and his wife were on the bus"
    let joined = cx.folded(verb) == "and" && matches!(cx.folded(verb + 1), "his" | "her");
    let speaks = cx.is(verb, List::Auxiliary)
        || cx.is(verb, List::PastForm)
        || cx.is(verb, List::NameVerb)
        || cx.folded(verb).ends_with("ed") && cx.folded(verb).len() > 4;
    if !speaks && !joined {
        return false;
    }
    let start = (comma.saturating_sub(ROLE_REACH)..comma)
        .rev()
        .take_while(|&i| {
            matches!(
                cx.kind(i),
                Some(TokenKind::Word | TokenKind::Possessive | TokenKind::Hyphen)
            ) && cx.token(i).map(|token| token.sentence)
                == cx.token(first).map(|token| token.sentence)
        })
        .last();
    let Some(start) = start else { return false };
    let start = start + usize::from(matches!(cx.folded(start), "but" | "and"));
    let article = matches!(
        cx.folded(start),
        "the" | "a" | "an" | "its" | "their" | "one"
    ) || (start..comma).any(|i| cx.kind(i) == Some(TokenKind::Possessive));
    // The head stands before the first preposition.
    let end = (start + 1..comma)
        .find(|&i| {
            matches!(
                cx.folded(i),
                "of" | "for" | "in" | "at" | "from" | "on" | "to"
            )
        })
        .unwrap_or(comma);
    article && end > start && office(cx, end - 1)
}

/// "Coach driver X was at the wheel": a trade that no firm has.
fn by_trade(cx: &Cx<'_>, first: usize, last: usize) -> bool {
    let trade = first.checked_sub(1).is_some_and(|i| trade(cx.folded(i)));
    trade
        && !cx.is(first, List::GivenName)
        && (matches!(cx.folded(last), "was" | "had" | "has" | "is" | "will")
            || cx.is(last, List::PastForm)
            || cx.folded(last).ends_with("ed"))
}

/// True if a pronoun of one person stands behind the name and nobody else in the sentence can be meant.
fn meant_by_pronoun(cx: &Cx<'_>, first: usize, last: usize) -> bool {
    let Some(sentence) = cx
        .token(first)
        .and_then(|token| cx.sentence(token.sentence))
    else {
        return false;
    };
    let to = (sentence.last as usize).min(last + PRONOUN_REACH);
    let Some(pronoun) = (last..to).find(|&i| {
        matches!(
            cx.folded(i),
            "he" | "she" | "his" | "her" | "him" | "himself" | "herself"
        )
    }) else {
        return false;
    };
    // Anybody else: a role, a person, another name.
    !(sentence.first as usize..pronoun)
        .filter(|i| !(first..last).contains(i))
        .any(|i| {
            let word = cx.folded(i);
            let many = word.ends_with('s')
                || matches!(
                    word,
                    "people" | "men" | "women" | "children" | "nobody" | "police"
                );
            let somebody = !many
                && (cx.is(i, List::PersonNoun)
                    || cx.is(i, List::RelationNoun)
                    || cx.phrase(i, List::RoleNoun).is_some());
            let before = i.checked_sub(1).map_or("", |i| cx.folded(i));
            let placed = matches!(before, "in" | "at" | "from" | "near" | "of" | "to" | "on");
            let named = i > sentence.first as usize
                && cx.token(i).is_some_and(|token| token.capital)
                && !placed
                && !cx.is(i, List::Weekday)
                && !cx.is(i, List::Month);
            somebody || named || matches!(word, "who" | "whose") && i < first
        })
}

/// A trade or an office that a person has and no firm.
fn trade(word: &str) -> bool {
    matches!(
        word,
        "driver"
            | "pilot"
            | "teacher"
            | "nurse"
            | "farmer"
            | "fisherman"
            | "surgeon"
            | "pupil"
            | "student"
            | "miner"
            | "clerk"
            | "warder"
            | "plumber"
            | "carpenter"
            | "gardener"
            | "cook"
            | "imam"
            | "detective"
            | "pensioner"
            | "shopkeeper"
            | "lecturer"
            | "councillor"
            | "prosecutor"
            | "solicitor"
            | "barrister"
            | "magistrate"
            | "headteacher"
            | "governor"
            | "mayor"
            | "commissioner"
            | "minister"
            | "vet"
            | "doctor"
            | "lawyer"
            | "candidate"
            | "coach"
            | "captain"
            | "editor"
            | "headmaster"
            | "manager"
            | "engineer"
    )
}
