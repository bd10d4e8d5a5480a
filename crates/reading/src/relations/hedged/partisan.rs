//! A wrong that a headline tells as done and the lede as what one side says: "Minister lied to parliament" over "The opposition
//! says the minister lied", "Bank hid losses" over "Two former employees say the bank hid losses", which the bank denies.

use copydesk_draft::Span;

use super::{Ground, stem};
use crate::lists::List;
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// Wrongs, in the past as headlines tell them.
const WRONGS: &[&str] = &[
    "lied",
    "stole",
    "took",
    "hid",
    "dumped",
    "beat",
    "poisoned",
    "faked",
    "cheated",
    "covered",
    "abused",
    "bullied",
    "harassed",
    "threatened",
    "embezzled",
    "forged",
    "rigged",
    "bribed",
    "killed",
    "shot",
    "attacked",
    "tortured",
    "bombed",
    "assaulted",
    "laundered",
    "smuggled",
    "spied",
    "leaked",
    "destroyed",
    "misled",
    "deceived",
    "defrauded",
    "overcharged",
    "exploited",
    "starved",
    "knew",
    "ignored",
    "broke",
    "sold",
    "paid",
    "tapped",
    "bugged",
    "burned",
    "sabotaged",
    "falsified",
    "altered",
    "inflated",
    "diverted",
    "evaded",
    "withheld",
    "silenced",
    "sacked",
];

/// Who speaks against another.
const AGAINST: &[&str] = &[
    "opposition",
    "critics",
    "opponents",
    "rivals",
    "rival",
    "opponent",
    "challenger",
];

/// Who may tell it, where the other side denies it.
const TELLERS: &[&str] = &[
    "residents",
    "villagers",
    "neighbours",
    "neighbors",
    "workers",
    "employees",
    "employee",
    "staff",
    "campaigners",
    "activists",
    "union",
    "prosecutors",
    "police",
    "lawyers",
    "lawyer",
    "families",
    "relatives",
    "parents",
    "tenants",
    "farmers",
    "investigators",
    "detectives",
    "rebels",
    "army",
    "passengers",
    "patients",
    "customers",
    "colleagues",
    "aide",
    "aides",
    "players",
    "teachers",
    "nurses",
    "officials",
    "witnesses",
    "partner",
    "wife",
    "husband",
    "protesters",
    "inspectors",
    "auditors",
    "former",
];

/// The verb of saying in the lede, where a wrong that the headline tells flatly is only said.
pub(super) fn told(ground: &Ground<'_, '_>, head: &Sentence, lede: &Sentence) -> Option<Span> {
    let cx = ground.cx;
    let first = head.first as usize;
    let verb = (first + 1..first + 4).find(|&i| WRONGS.contains(&cx.folded(i)))?;
    let subject = verb.checked_sub(1)?;
    if cx.kind(subject) != Some(TokenKind::Word) || verb >= head.last as usize {
        return None;
    }
    let (start, end) = (lede.first as usize, lede.last as usize);
    let noun = stem(cx.folded(subject));
    let has = |mut range: std::ops::Range<usize>| range.any(|k| stem(cx.folded(k)) == noun);
    let deed = (start..end).find(|&k| cx.folded(k) == cx.folded(verb))?;
    let says = |k: usize| matches!(cx.folded(k), "say" | "says" | "said");
    let of = |range: std::ops::Range<usize>, words: &[&str]| {
        range.into_iter().any(|k| words.contains(&cx.folded(k)))
    };
    // "The opposition says the minister lied"; "The minister lied, the opposition says".
    let (said, source) = if let Some(said) = (start + 1..deed).find(|&k| says(k)) {
        let plain = deed - said <= 10 && said - start <= 9 && has(said + 1..deed);
        (Some(said).filter(|_| plain), start..said)
    } else {
        let said = (deed + 1..end).find(|&k| says(k))?;
        let comma = (deed + 1..said).rev().find(|&k| cx.word(k) == ",")?;
        let plain = said - comma <= 8 && has(start..deed) && !cx.is(deed - 1, List::Auxiliary);
        (Some(said).filter(|_| plain), comma + 1..said)
    };
    let said = said?;
    let against = of(source.clone(), AGAINST);
    let denied = || {
        cx.sentences
            .iter()
            .filter(|one| ground.in_body(one))
            .take(6)
            .any(|one| {
                (one.first as usize..one.last as usize).any(|k| {
                    matches!(
                        cx.folded(k),
                        "denies"
                            | "denied"
                            | "deny"
                            | "rejects"
                            | "rejected"
                            | "disputes"
                            | "disputed"
                            | "dismissed"
                            | "dismisses"
                            | "untrue"
                            | "absurd"
                            | "nonsense"
                            | "baseless"
                    )
                })
            })
    };
    (against || of(source, TELLERS) && denied()).then(|| cx.span(said, said + 1))
}
