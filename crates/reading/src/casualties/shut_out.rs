//! Parts of a whole that shut each other out, and parts that may be counted twice.

use crate::cx::Cx;
use crate::lists::List;
use crate::numbers::Number;
use crate::token::TokenKind;

/// The second part is told by what the first is not: "61 passed and 34 must take it again", "40 voted for, 30 against".
pub(super) fn opposed(cx: &Cx<'_>, a: &Number, b: &Number, end: usize) -> bool {
    // "18 are women and 21 have never competed": who they are shuts out nothing that they did.
    let sex = |i: usize| {
        matches!(
            cx.folded(i),
            "women"
                | "men"
                | "girls"
                | "boys"
                | "female"
                | "male"
                | "children"
                | "adults"
                | "foreigners"
                | "teenagers"
                | "students"
        )
    };
    let behind = b.tokens.1 as usize;
    let from = a.tokens.1 as usize;
    if (from..b.tokens.0 as usize).take(4).any(sex) && !(behind..behind + 4).any(sex) {
        return false;
    }
    let last = (b.tokens.0 as usize).saturating_sub(1);
    let behind = b.tokens.1 as usize;
    matches!(cx.folded(last), "," | "and" | "but" | "while")
        && (behind..end.min(behind + 8))
            .take_while(|&i| !matches!(cx.folded(i), "," | "." | ";"))
            .any(|i| {
                matches!(
                    cx.folded(i),
                    "not"
                        | "failed"
                        | "again"
                        | "refused"
                        | "abstained"
                        | "against"
                        | "neither"
                        | "never"
                )
            })
}

/// "41 own a bicycle and 33 a car": one may be counted twice.
pub(super) fn may_overlap(cx: &Cx<'_>, part: &Number) -> bool {
    (part.tokens.1 as usize..part.tokens.1 as usize + 3).any(|i| {
        matches!(
            cx.folded(i),
            "own"
                | "owned"
                | "have"
                | "had"
                | "use"
                | "used"
                | "speak"
                | "spoke"
                | "read"
                | "like"
                | "liked"
                | "named"
                | "blamed"
                | "mentioned"
                | "cited"
                | "drive"
                | "said"
                | "reported"
                | "complained"
        )
    })
}

/// What each part is, for parts that shut each other out: "1,300 were for the bridge, 1,000 against and 250 spoiled".
pub(super) fn ballots(cx: &Cx<'_>, parts: &[Number], end: usize) -> bool {
    let mut seen: Vec<u8> = Vec::new();
    parts.iter().enumerate().all(|(n, part)| {
        let until = parts
            .get(n + 1)
            .map_or(end, |next| next.tokens.0 as usize)
            .min(part.tokens.1 as usize + 6);
        let kind = (part.tokens.1 as usize..until).find_map(|i| match cx.folded(i) {
            "for" | "favour" | "favor" | "yes" | "backed" => Some(1),
            "against" | "no" | "opposed" => Some(2),
            "spoiled" | "spoilt" | "blank" | "invalid" | "void" => Some(3),
            "abstained" | "abstentions" => Some(4),
            _ => None,
        });
        let new = kind.is_some_and(|kind| !seen.contains(&kind));
        seen.extend(kind);
        new
    })
}

/// "Of the 48 who died, 27 had drowned, 14 had been struck by lightning and nine had been crushed": one dies of one cause.
pub(super) fn causes(cx: &Cx<'_>, whole: &Number, parts: &[Number]) -> bool {
    let behind = whole.tokens.1 as usize;
    let dead = (behind..behind + 5).any(|i| {
        matches!(
            cx.folded(i),
            "died" | "dead" | "killed" | "deaths" | "bodies" | "victims" | "fatalities"
        )
    });
    dead && parts.len() >= 2
        && parts.iter().all(|part| {
            let from = part.tokens.1 as usize;
            (from..from + 4).any(|i| {
                matches!(
                    cx.folded(i),
                    "drowned"
                        | "struck"
                        | "crushed"
                        | "buried"
                        | "burned"
                        | "burnt"
                        | "shot"
                        | "stabbed"
                        | "suffocated"
                        | "electrocuted"
                        | "poisoned"
                        | "trampled"
                        | "hit"
                        | "frozen"
                        | "froze"
                        | "fell"
                        | "beaten"
                        | "strangled"
                )
            })
        })
}

/// Two parts that share the verb of the first: only a comma, "and" and no verb between the first part's noun and the second.
pub(super) fn one_verb(cx: &Cx<'_>, a: &Number, b: &Number) -> bool {
    let between = a.tokens.1 as usize..b.tokens.0 as usize;
    let last = (b.tokens.0 as usize).saturating_sub(1);
    let behind = b.tokens.1 as usize;
    // "14 were those of men, nine of women"
    let those_of = cx.folded(behind) == "of"
        && (a.tokens.1 as usize..a.tokens.1 as usize + 3).any(|i| cx.folded(i) == "of");
    matches!(cx.folded(last), "," | "and")
        && between.len() <= 8
        && !(behind..behind + 4)
            .take_while(|&i| !matches!(cx.folded(i), "," | "." | "and" | ""))
            .any(|i| {
                cx.is(i, List::Auxiliary)
                    || cx.is(i, List::WoundVerb)
                    || cx.is(i, List::KillVerb)
                    || cx.folded(i).ends_with("ed")
                    || matches!(cx.folded(i), "lost" | "had" | "said")
                    || cx.folded(i) == "of" && !(those_of && i == behind)
            })
}

/// "Three families, including 11 children", "two buses, including 40 pupils": the part counts those whom the whole holds.
pub(super) fn of_members(cx: &Cx<'_>, whole: &Number, parts: &[Number]) -> bool {
    let words =
        |from: usize| (from..from + 3).take_while(move |&i| cx.kind(i) == Some(TokenKind::Word));
    let held = words(whole.tokens.1 as usize).any(|i| holds_people(cx.folded(i)));
    held && parts.first().is_some_and(|part| {
        words(part.tokens.1 as usize).any(|i| {
            // "12 Norwegians"
            let people = cx.word(i).starts_with(char::is_uppercase) && cx.word(i).ends_with('s');
            (people || cx.is(i, List::PersonNoun)) && !holds_people(cx.folded(i))
        })
    })
}

/// A noun for what people are in, of which each holds several.
fn holds_people(noun: &str) -> bool {
    matches!(
        noun,
        "families"
            | "households"
            | "couples"
            | "pairs"
            | "groups"
            | "teams"
            | "crews"
            | "gangs"
            | "squads"
            | "units"
            | "delegations"
            | "parties"
            | "classes"
            | "clans"
            | "tribes"
            | "villages"
            | "communities"
            | "homes"
            | "houses"
            | "flats"
            | "schools"
            | "buses"
            | "boats"
            | "ships"
            | "lorries"
            | "trucks"
            | "vans"
            | "cars"
            | "convoys"
            | "planes"
            | "helicopters"
            | "choirs"
            | "bands"
            | "orchestras"
            | "hospitals"
            | "battalions"
            | "brigades"
    )
}

/// A noun for a body of people that is told by its number: "a squad of 23".
pub(super) fn is_body(noun: &str) -> bool {
    matches!(
        noun,
        "squad"
            | "team"
            | "crew"
            | "jury"
            | "panel"
            | "cabinet"
            | "committee"
            | "commission"
            | "board"
            | "council"
            | "group"
            | "party"
            | "delegation"
            | "staff"
            | "class"
            | "choir"
            | "orchestra"
            | "company"
            | "platoon"
            | "faculty"
            | "expedition"
            | "field"
            | "fleet"
            | "herd"
            | "government"
    )
}

/// "548 shrank, 71 stayed the same and 41 grew": one of a kind goes one way.
pub(super) fn ways(cx: &Cx<'_>, parts: &[Number], end: usize) -> bool {
    let mut seen: Vec<u8> = Vec::new();
    parts.len() >= 3
        && parts.iter().enumerate().all(|(n, part)| {
            let until = parts
                .get(n + 1)
                .map_or(end, |next| next.tokens.0 as usize)
                .min(part.tokens.1 as usize + 5);
            let way = (part.tokens.1 as usize..until).find_map(|i| match cx.folded(i) {
                "shrank" | "shrunk" | "fell" | "declined" | "worsened" | "deteriorated"
                | "retreated" | "closed" | "lost" | "thinned" => Some(1),
                "same" | "unchanged" | "stable" | "level" => Some(2),
                "grew" | "grown" | "rose" | "improved" | "advanced" | "gained" | "expanded"
                | "opened" => Some(3),
                _ => None,
            });
            let new = way.is_some_and(|way| !seen.contains(&way));
            seen.extend(way);
            new
        })
}
