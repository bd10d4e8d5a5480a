//! One claim: its verb or list, its group, its designators, its label.

use std::ops::Range;

use super::designators::{By, Place, authorities, designators};
use super::scope::{group, part_in, scope, whole_in, wing_in};
use super::truth::{not_as, only_asked, said_to_be_false, tense, unreal};
use super::words::{
    denies, ends_clause, is_bare_list, is_list_noun, is_other_noun, label_after, label_before,
    on_a_list, said_listed, said_of,
};
use super::{Manner, Tense};
use crate::cx::Cx;
use crate::lists::{Bits, List};
use crate::names::{Names, Register};
use crate::token::TokenKind;

/// A claim; places are tokens.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Claim {
    pub(super) first: usize,
    pub(super) last: usize,
    /// The verb or the list.
    pub(super) verb: usize,
    /// Where the search goes on.
    pub(super) next: usize,
    /// The sentence.
    pub(super) range: Range<usize>,
    /// Index into the mentions of groups.
    pub(super) group: usize,
    /// One past the group's last token if it stands in this sentence, else the sentence's start.
    pub(super) group_last: usize,
    pub(super) label: Option<(usize, usize)>,
    pub(super) by: Vec<By>,
    pub(super) instrument: Option<&'static str>,
    pub(super) tense: Tense,
    pub(super) manner: Manner,
    pub(super) negated: bool,
    pub(super) wing: bool,
    pub(super) part: bool,
    pub(super) others: bool,
    /// "a designated terrorist group in Britain": a noun phrase beside the group, not a clause.
    pub(super) apposed: bool,
    /// "US-designated X", without a label.
    pub(super) plain: bool,
    /// The law or the word says that it is for terror: "under the Terrorism Act", "proscribed in Britain".
    pub(super) for_terror: bool,
}

/// The claim whose verb or list stands at token `i`.
pub(super) fn at(cx: &Cx<'_>, names: &Names, range: Range<usize>, i: usize) -> Option<Claim> {
    if !cx.may_begin(
        i,
        Bits::of(&[List::DesignationLabel, List::DesignatingVerb]),
    ) {
        return None;
    }
    let label_here = cx.phrase(i, List::DesignationLabel);
    let noun = is_list_noun(cx, range.start, i);
    let listed = label_here.filter(|_| on_a_list(cx, range.start, i));
    // "sanctions list" is a list, not the verb "sanctions".
    let verb = cx
        .phrase(i, List::DesignatingVerb)
        .filter(|&len| !noun && !is_other_noun(cx, i) && listed.is_none_or(|list| list <= len));
    let bare = (verb.is_none() && listed.is_none() && is_bare_list(cx, names, range.start, i))
        .then_some(1);
    let len = verb.or(listed).or(bare)?;
    let after = i + len;
    if !says_so(cx, i, range.end.min(after + 12)) {
        return None;
    }
    let outright = verb.is_some()
        && (cx.phrase(i, List::OutrightVerb).is_some() || under_terror_law(cx, after, range.end));
    let label = if verb.is_none() {
        Some((i, after))
    } else {
        label_after(cx, range.clone(), after).or_else(|| {
            // "a terrorist organisation listed by Canada"
            outright_by(cx, after, range.end)
                .then(|| label_before(cx, range.start, i))
                .flatten()
        })
    };
    let led = label.filter(|&(from, _)| from < i && verb.is_some());
    if label.is_none() && !outright {
        return None;
    }
    let end_of_label = label.map_or(after, |(_, end)| end.max(after));
    let hyphen = |j: usize| cx.kind(j) == Some(TokenKind::Hyphen);
    let manner = if verb.is_none() {
        Manner::List
    } else if i > range.start && hyphen(i - 1) {
        Manner::Compound
    } else {
        Manner::Verb
    };
    let authorities = authorities(cx, names, range.clone());
    let (mut by, mut active) = designators(
        cx,
        &authorities,
        range.clone(),
        Place {
            verb: i,
            after,
            label,
            manner,
        },
    );
    // "Ethiopia's government met the TPLF, which it designates": the subject of the sentence lists.
    // "a proscribed organisation under the Terrorism Act": Britain's, by its name.
    if by.is_empty()
        && cx.folded(i) == "proscribed"
        && let Some(act) = (after..range.end.min(after + 6)).find(|&k| {
            cx.folded(k) == "the"
                && cx.folded(k + 1) == "terrorism"
                && cx.folded(k + 2) == "act"
                && cx.folded(k - 1) == "under"
        })
        && let Some(entity) = cx
            .registers
            .get(Register::Authorities.name())
            .and_then(|register| register.entities.iter().position(|one| one.id == "uk"))
    {
        by.push(By {
            first: act,
            last: act + 3,
            entity: entity as u32,
            negated: false,
        });
    }
    let subject = i.checked_sub(1).map(|k| {
        if matches!(cx.folded(k), "still" | "also" | "now") {
            k.saturating_sub(1)
        } else {
            k
        }
    });
    if by.is_empty()
        && manner == Manner::Verb
        && subject.is_some_and(|k| {
            matches!(cx.folded(k), "it" | "they")
                && (cx.folded(k.saturating_sub(1)) == "which" || among_those(cx, range.start, k))
        })
        && let Some(first) = authorities
            .first()
            .filter(|one| one.first <= range.start + 3 && one.last < i)
    {
        by.push(*first);
        active = true;
    }
    let (group, group_first, group_last) =
        group(cx, names, range.clone(), i, after, label, manner, active)?;
    let in_sentence = group_last > range.start;
    // "X fought two terrorist groups listed by Canada": the label is not said of X.
    if let Some((from, _)) = led
        && !(in_sentence && said_of(cx, group_last, from))
    {
        return None;
    }
    if by.is_empty() && !outright && !said_listed(cx, i) {
        return None;
    }
    // Without a label the group is the verb's own: close, with no clause between.
    if label.is_none() && in_sentence && group_first >= after && group_first > after + 8 {
        return None;
    }
    let opening = led.map_or(i, |(from, _)| from);
    let first = by
        .iter()
        .map(|by| by.first)
        .chain([opening])
        .min()
        .unwrap_or(i);
    let last = by
        .iter()
        .map(|by| by.last)
        .chain([end_of_label, after])
        .max()
        .unwrap_or(end_of_label);
    let (wing, part, whole) =
        if active && !in_sentence || active && group_first < i && label.is_none() {
            // "designated the whole group": its own object tells.
            let end = (after..range.end.min(after + 8))
                .find(|&k| ends_clause(cx, k))
                .unwrap_or(after);
            let object = after..end.max(end_of_label);
            if object.clone().any(|k| cx.is(k, List::GroupNoun)) || !in_sentence {
                (
                    wing_in(cx, object.clone()),
                    part_in(cx, object.clone()),
                    whole_in(cx, object),
                )
            } else {
                scope(
                    cx,
                    names,
                    &range,
                    (first, last),
                    group,
                    (group_first, group_last),
                )
            }
        } else {
            scope(
                cx,
                names,
                &range,
                (first, last),
                group,
                (group_first, group_last),
            )
        };
    let window = label.map_or(i..last, |(from, to)| from.min(i)..to.max(last));
    let instrument = if window
        .clone()
        .any(|k| cx.phrase(k, List::ForeignList).is_some())
    {
        Some("fto")
    } else if window
        .clone()
        .any(|k| cx.phrase(k, List::GlobalList).is_some())
        || (i.saturating_sub(2).max(range.start)..i)
            .any(|k| cx.phrase(k, List::GlobalList).is_some())
    {
        Some("sdgt")
    } else {
        None
    };
    let floor = if manner == Manner::List {
        // "has never been put on a United Nations list"
        let far = i.saturating_sub(10).max(range.start);
        (far..i)
            .rev()
            .find(|&k| ends_clause(cx, k))
            .map_or(far, |k| k + 1)
    } else {
        first.min(i).saturating_sub(3).max(range.start)
    };
    // "Washington does not treat its politicians so: the list names only …": denied in a clause of its own.
    let floor = (floor..i)
        .rev()
        .find(|&k| matches!(cx.word(k), ":" | ";"))
        .map_or(floor, |k| k + 1);
    let denied = (floor..i).any(|k| denies(cx, k));
    let undone = cx.phrase(i, List::DelistingVerb).is_some()
        || (manner == Manner::List
            && (i.saturating_sub(7).max(range.start)..i)
                .any(|k| matches!(cx.folded(k), "from" | "off")));
    // "has never taken it off its list": what was not undone stands.
    // "does not list X as a whole, only its military wing": a wing is listed.
    let wing_alone = denied && !undone && whole && only_wing(cx, i..range.end);
    let (wing, whole) = (wing || wing_alone, whole && !wing_alone);
    // "was asked to put it on its list"
    let put = (manner == Manner::List)
        .then(|| {
            (i.saturating_sub(10).max(range.start)..i)
                .rev()
                .find(|&k| cx.phrase(k, List::DesignatingVerb).is_some())
        })
        .flatten();
    let negated = unreal(cx, &range, first, i, manner)
        || put.is_some_and(|put| unreal(cx, &range, first.min(put), put, Manner::Verb))
        || said_to_be_false(cx, &range, first)
        || label.is_some_and(|(from, _)| not_as(cx, i, from))
        || manner == Manner::List && only_asked(cx, &range, i, last)
        || denied != undone && !wing_alone;
    let by_britain = by.iter().any(|by| {
        cx.registers
            .get(Register::Authorities.name())
            .and_then(|register| register.entities.get(by.entity as usize))
            .is_some_and(|one| one.id == "uk")
    });
    let apposed = manner == Manner::Verb
        && by.is_empty().max(!active)
        && i.checked_sub(1)
            .is_some_and(|before| matches!(cx.folded(before), "a" | "an" | "the" | "another"));
    Some(Claim {
        first,
        last,
        verb: i,
        next: last.max(after),
        group,
        group_last,
        label,
        others: by.iter().any(|by| by.first > i)
            && (end_of_label..range.end)
                .take(24)
                .any(|k| matches!(cx.folded(k), "others" | "other")),
        tense: tense(cx, &range, (first, i), last, active, manner),
        by,
        instrument,
        manner,
        // "one of the terrorist groups on Canada's list"
        for_terror: bare.is_some()
            && (i.saturating_sub(9).max(range.start)..i).any(|k| {
                cx.phrase(k, List::DesignationLabel).is_some()
                    && !(k..i).any(|k| ends_clause(cx, k))
            })
            || label.is_none()
                && manner == Manner::Verb
                && (cx.folded(i) == "proscribed"
                && (under_terror_law(cx, after, range.end) || by_britain)
                // "has banned Hamas under its terrorism laws"
                || cx.phrase(i, List::OutrightVerb).is_some()
                    && cx.phrase(i, List::DelistingVerb).is_none()
                    && by_terror_law(cx, after, range.end)),
        negated,
        wing: wing && !whole,
        part: (part || wing) && !whole,
        apposed,
        plain: manner == Manner::Compound
            && matches!(cx.folded(i), "designated" | "proscribed")
            && group_first == after,
        range,
    })
}

/// "listed under Australia's Criminal Code", "under the Terrorism Act": the law says what the listing is.
pub(super) fn under_terror_law(cx: &Cx<'_>, after: usize, end: usize) -> bool {
    let Some(under) = (after..end.min(after + 3)).find(|&k| cx.folded(k) == "under") else {
        return false;
    };
    (under + 1..end.min(under + 8)).any(|k| {
        matches!(
            (cx.folded(k), cx.folded(k + 1)),
            ("criminal", "code")
                | (
                    "terrorism" | "terror" | "anti-terrorism" | "counter-terrorism",
                    "act" | "law" | "laws" | "legislation" | "suppression"
                )
        )
    })
}

/// "under its terrorism laws": the words name terror themselves.
fn by_terror_law(cx: &Cx<'_>, after: usize, end: usize) -> bool {
    under_terror_law(cx, after, end)
        && (after..end.min(after + 9)).any(|k| {
            matches!(
                cx.folded(k),
                "terrorism" | "terror" | "anti-terrorism" | "counter-terrorism"
            )
        })
}

/// Verbs that tell of a listing only with the right words behind them: "counts X among", "counts as", "sees X as a", "holds
/// X to be a".
fn says_so(cx: &Cx<'_>, verb: usize, end: usize) -> bool {
    let word = cx.folded(verb);
    let as_one = |k: usize| {
        cx.folded(k) == "as"
            && cx.folded(k.wrapping_sub(1)) != "not"
            && (k + 1..k + 4).any(|k| cx.phrase(k, List::DesignationLabel).is_some())
    };
    let mut behind = verb + 1..end;
    if word.starts_with("count") {
        behind.any(|k| cx.folded(k) == "among" || as_one(k) && k == verb + 1)
    } else if matches!(word, "see" | "sees" | "seen") {
        behind.any(as_one)
    } else if matches!(word, "saw" | "seeing" | "holding") {
        false
    } else if matches!(word, "hold" | "holds" | "held") {
        behind.any(|k| {
            cx.folded(k) == "to"
                && cx.folded(k + 1) == "be"
                && (k + 2..k + 4).any(|k| cx.phrase(k, List::DesignationLabel).is_some())
        })
    } else {
        true
    }
}

/// "by" stands right behind a participle, or after a word or two of time: "listed since 2003 by Canada".
fn outright_by(cx: &Cx<'_>, after: usize, end: usize) -> bool {
    (after..end.min(after + 4)).any(|k| cx.folded(k) == "by")
}

/// "among the groups it lists", "one of the organisations it considers": the subject of the sentence lists; `it` is its
/// pronoun.
fn among_those(cx: &Cx<'_>, floor: usize, it: usize) -> bool {
    let Some(noun) = it.checked_sub(1).filter(|&k| k > floor) else {
        return false;
    };
    (cx.is(noun, List::GroupNoun)
        || matches!(
            cx.folded(noun),
            "groups" | "organisations" | "organizations" | "movements" | "entities" | "militias"
        ))
        && (noun.saturating_sub(4).max(floor)..noun)
            .any(|k| matches!(cx.folded(k), "among" | "one" | "a"))
}

/// "only its military wing"
fn only_wing(cx: &Cx<'_>, mut range: Range<usize>) -> bool {
    range.any(|k| {
        matches!(cx.folded(k), "only" | "just")
            && (k + 1..k + 4).any(|k| cx.phrase(k, List::WingWord).is_some())
    })
}
