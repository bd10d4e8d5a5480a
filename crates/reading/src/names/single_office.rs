//! Offices and what goes with them, for a name that stands alone: "the council leader, X", "X was elected chairman",
//! "governor X", "was given to X by an aunt", "He was replaced by X".

use super::single::NameEvidence;
use crate::cx::Cx;
use crate::lists::List;
use crate::token::TokenKind;

/// The first of these readings that fits the name at tokens `first..last`.
pub(super) fn held(cx: &Cx<'_>, first: usize, last: usize) -> Option<NameEvidence> {
    if chosen(cx, last) || titled(cx, first, last) {
        return Some(NameEvidence::Title);
    }
    if given_to(cx, first, last) {
        return Some(NameEvidence::Relation);
    }
    replaced_by(cx, first, last).then_some(NameEvidence::Deed)
}

/// "the council leader", "the group's founder": token `i` leads people, where "the market leader" is a firm.
pub(super) fn of_people(cx: &Cx<'_>, i: usize) -> bool {
    matches!(cx.folded(i), "leader" | "founder" | "head" | "member")
        && i.checked_sub(1).is_some_and(|before| {
            let body = if cx.kind(before) == Some(TokenKind::Possessive) {
                before.saturating_sub(1)
            } else {
                before
            };
            matches!(
                cx.folded(body),
                "council"
                    | "party"
                    | "opposition"
                    | "union"
                    | "rebel"
                    | "faction"
                    | "deputy"
                    | "majority"
                    | "minority"
                    | "gang"
                    | "community"
                    | "protest"
                    | "strike"
                    | "tribal"
                    | "cult"
                    | "sect"
                    | "student"
                    | "coalition"
                    | "senate"
                    | "house"
                    | "expedition"
                    | "choir"
                    | "village"
                    | "movement"
                    | "separatist"
                    | "guerrilla"
                    | "band"
                    | "crew"
                    | "committee"
                    | "board"
                    | "department"
            )
        })
}

/// "X was elected chairman of the bank", "X has been sworn in as mayor": an office is given to a person.
fn chosen(cx: &Cx<'_>, last: usize) -> bool {
    let mut i = last;
    while cx.is(i, List::Auxiliary) || cx.folded(i).ends_with("ly") {
        i += 1;
    }
    if i == last {
        return false;
    }
    let verb = cx.folded(i);
    let sworn = verb == "sworn" && cx.folded(i + 1) == "in";
    if !sworn
        && !matches!(
            verb,
            "elected" | "appointed" | "re-elected" | "reelected" | "named" | "chosen" | "made"
        )
    {
        return false;
    }
    let mut role = i + 1 + usize::from(sworn);
    while matches!(cx.folded(role), "as" | "the" | "its" | "their" | "a") {
        role += 1;
    }
    (role..role + 3).any(|k| {
        cx.phrase(k, List::RoleNoun).is_some()
            && cx.token(k).is_some_and(|token| !token.capital)
            && !super::single_role::of_bodies(cx.folded(k))
    })
}

/// "praised by governor X", "judge X asked": the office stands small before the name, with nothing between.
fn titled(cx: &Cx<'_>, first: usize, last: usize) -> bool {
    let Some(office) = first.checked_sub(1) else {
        return false;
    };
    let small = cx
        .token(office)
        .is_some_and(|token| !token.capital && token.kind == TokenKind::Word);
    let closed = !matches!(
        cx.kind(last),
        Some(TokenKind::Word | TokenKind::Possessive | TokenKind::Hyphen)
    ) || cx.is(last, List::Auxiliary)
        || cx.is(last, List::PastForm)
        || cx.is(last, List::Preposition)
        || cx.is(last, List::Conjunction)
        || cx.folded(last).ends_with("ed");
    // "spokesman Capt. Ruiz"
    let shortened = cx.word(last) == "." && cx.token(last + 1).is_some_and(|next| next.capital);
    small
        && closed
        && !shortened
        && !cx.is(first, List::GivenName)
        && matches!(
            cx.folded(office),
            "governor"
                | "mayor"
                | "minister"
                | "senator"
                | "chancellor"
                | "councillor"
                | "judge"
                | "magistrate"
                | "sheriff"
                | "colonel"
                | "lieutenant"
                | "sergeant"
                | "inspector"
                | "superintendent"
                | "constable"
                | "bishop"
                | "archbishop"
                | "cardinal"
                | "chairman"
                | "chairwoman"
                | "coach"
                | "goalkeeper"
                | "striker"
                | "midfielder"
                | "headteacher"
                | "headmaster"
                | "spokesman"
                | "spokeswoman"
                | "lawyer"
                | "prosecutor"
                | "surgeon"
                | "ambassador"
        )
}

/// "It was given to X by an aunt", "sent to X by his brother": what one's kin gives is given to a person.
fn given_to(cx: &Cx<'_>, first: usize, last: usize) -> bool {
    let before = |back: usize| first.checked_sub(back).map_or("", |i| cx.folded(i));
    before(1) == "to"
        && matches!(
            before(2),
            "given"
                | "lent"
                | "left"
                | "sent"
                | "sold"
                | "bequeathed"
                | "handed"
                | "shown"
                | "passed"
        )
        && cx.folded(last) == "by"
        && matches!(cx.folded(last + 1), "a" | "an" | "his" | "her")
        && (last + 2..last + 5).any(|i| cx.is(i, List::RelationNoun))
}

/// "He was replaced by X": who comes after a person is one.
fn replaced_by(cx: &Cx<'_>, first: usize, last: usize) -> bool {
    let before = |back: usize| first.checked_sub(back).map_or("", |i| cx.folded(i));
    let closed = matches!(cx.word(last), "." | "," | ";" | "")
        || cx.is(last, List::Preposition)
        || cx.is(last, List::Conjunction);
    before(1) == "by"
        && closed
        && matches!(
            before(2),
            "replaced" | "succeeded" | "beaten" | "defeated" | "coached" | "trained" | "tutored"
        )
        && (3..=6).any(|back| matches!(before(back), "he" | "she"))
}
