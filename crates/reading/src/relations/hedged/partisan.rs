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
    "hit",
    "punched",
    "slapped",
    "kicked",
    "struck",
    "pushed",
    "raped",
    "groped",
    "insulted",
    "robbed",
    "cursed",
    "trashed",
    "gassed",
    "shelled",
    "fired",
    "used",
    "rammed",
    "stabbed",
    "blackmailed",
    "copied",
    "plagiarised",
];

/// What one side of a war says it did, as headlines tell it.
const WAR: &[&str] = &[
    "seize",
    "seizes",
    "seized",
    "capture",
    "captures",
    "captured",
    "take",
    "takes",
    "took",
    "retake",
    "retakes",
    "retook",
    "destroy",
    "destroys",
    "destroyed",
    "sink",
    "sinks",
    "sank",
    "kill",
    "kills",
    "killed",
    "repel",
    "repels",
    "repelled",
    "overrun",
    "enter",
    "enters",
    "entered",
    "hit",
    "hits",
    "shoot",
    "shoots",
    "shot",
    "down",
    "downs",
    "downed",
    "cross",
    "crosses",
    "crossed",
    "recapture",
    "recaptures",
    "recaptured",
];

/// Words by which one and the same blow is told.
const BLOWS: &[&str] = &[
    "hit",
    "punched",
    "slapped",
    "struck",
    "beat",
    "attacked",
    "assaulted",
    "kicked",
    "hitting",
    "punching",
    "striking",
    "beaten",
    "slapping",
];

/// Forms of one verb that share no stem.
const FORMS: &[&[&str]] = &[
    &["take", "takes", "took", "taken"],
    &["hid", "hidden", "hide"],
    &["stole", "stolen"],
    &["sink", "sinks", "sank", "sunk"],
    &["shoot", "shoots", "shot"],
    &["broke", "broken"],
    &["retake", "retakes", "retook", "retaken"],
    &["down", "downs", "downed"],
    &["used", "using", "use"],
];

/// True if the two words tell one deed.
fn one_deed(a: &str, b: &str) -> bool {
    let both = |list: &[&str]| list.contains(&a) && list.contains(&b);
    a == b || stem(a) == stem(b) || both(BLOWS) || FORMS.iter().any(|forms| both(forms))
}

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
    let verb = (first + 1..first + 4)
        .find(|&i| WRONGS.contains(&cx.folded(i)) || WAR.contains(&cx.folded(i)))?;
    let wrong = WRONGS.contains(&cx.folded(verb));
    let subject = verb.checked_sub(1)?;
    if cx.kind(subject) != Some(TokenKind::Word) || verb >= head.last as usize {
        return None;
    }
    let (start, end) = (lede.first as usize, lede.last as usize);
    let noun = stem(cx.folded(subject));
    let has = |mut range: std::ops::Range<usize>| range.any(|k| stem(cx.folded(k)) == noun);
    let deed = (start..end).find(|&k| one_deed(cx.folded(verb), cx.folded(k)))?;
    let says = |k: usize| matches!(cx.folded(k), "say" | "says" | "said");
    let of = |range: std::ops::Range<usize>, words: &[&str]| {
        range.into_iter().any(|k| words.contains(&cx.folded(k)))
    };
    // "The opposition says the minister lied"; "The minister lied, the opposition says".
    let (said, source) = if let Some(said) = (start + 1..deed).find(|&k| says(k)) {
        // "Rebels said they had seized the airport", "a claim of their own".
        let own = has(start..said)
            && (said + 1..deed).any(|k| matches!(cx.folded(k), "it" | "they" | "its" | "their"));
        let plain = deed - said <= 10 && said - start <= 9 && (has(said + 1..deed) || own);
        (Some(said).filter(|_| plain), start..said)
    } else {
        let said = (deed + 1..end).find(|&k| says(k))?;
        let comma = (deed + 1..said).rev().find(|&k| cx.word(k) == ",")?;
        let plain = said - comma <= 8 && has(start..deed) && !cx.is(deed - 1, List::Auxiliary);
        (Some(said).filter(|_| plain), comma + 1..said)
    };
    let said = said?;
    let against = wrong && of(source.clone(), AGAINST);
    // "A photographer says", "Two former players say": somebody without an office.
    let somebody = source.clone().any(|k| cx.is(k, List::PersonNoun))
        || matches!(
            cx.folded(source.start),
            "a" | "an" | "two" | "three" | "several"
        ) && (source.start + 1..source.start + 4).any(|k| {
            ["er", "ers", "or", "ist", "ists", "ors"]
                .iter()
                .any(|ending| cx.folded(k).ends_with(ending))
        });
    // What a side of a war boasts of; the police admit what they have done.
    let party = has(source.clone())
        && WAR.contains(&cx.folded(verb))
        && !matches!(noun, "polic" | "police" | "offic" | "guard" | "officer");
    let denied = |flatly: bool| {
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
                    ) || !flatly
                        && one.first as usize > said
                        && matches!(cx.folded(k), "not" | "never")
                        && (one.first as usize..k)
                            .any(|n| matches!(cx.folded(n), "says" | "said" | "say"))
                })
            })
    };
    let teller = wrong && (of(source, TELLERS) || somebody);
    (against || teller && denied(false) || party && denied(true)).then(|| cx.span(said, said + 1))
}
