//! Two figures of the dead or the hurt by two sources that lie far apart, told in two places of the draft.

mod apart;

use copydesk_draft::Span;
use copydesk_draft::layer::{Cell, LayerSchema, Table, Type};

use super::{Ground, stem};
use crate::casualties::{Outcome, Telling};
use crate::lists::List;
use crate::numbers::lexeme::Look;
use crate::numbers::{Hedge, Number, Role};
use crate::schema::id;
use apart::{days_differ, elsewhere, known_again, placed, places_differ, taken_up, wider};

/// Whom a disaster befalls as a body, by the stems of the nouns: no part of its dead, but all of them.
const BEFALLEN: &[&str] = &[
    "min",
    "miner",
    "climb",
    "climber",
    "fishermen",
    "fisherm",
    "sailor",
    "migrant",
    "pilgrim",
    "worshipp",
    "worshipper",
    "hik",
    "hiker",
    "seamen",
    "ski",
    "skier",
];

/// How many sentences may lie between the two, if the later one takes up what the earlier one tells of.
const FAR: usize = 30;

/// A figure with what is needed to compare it.
struct Told {
    span: Span,
    /// What its words allow.
    range: (f64, f64),
    hurt: bool,
    sentence: usize,
    block: u32,
    /// Who says so, cut to the stem of its last word.
    source: Option<String>,
    running: bool,
    /// What is counted, cut to the stem; none for people at large.
    whom: Option<String>,
    /// The event, where the figure has one.
    event: Option<u32>,
    /// "At least 16": a later one of these may be of a part of the dead.
    floor: bool,
    /// "the eight soldiers who died": told as known.
    definite: bool,
}

/// The table of `toll-rivals`.
pub(in crate::relations) fn table(ground: &Ground<'_, '_>) -> Table {
    let mut table = ground.cx.blank(id::TOLL_RIVALS);
    let told = told(ground);
    // Those far before are of other events.
    let mut near = 0;
    for (k, b) in told.iter().enumerate() {
        while told
            .get(near)
            .is_some_and(|a| a.sentence + FAR < b.sentence)
        {
            near += 1;
        }
        for a in told.get(near..k).unwrap_or(&[]) {
            let beside = a.sentence == b.sentence;
            if beside || a.hurt != b.hurt || a.running != b.running {
                continue;
            }
            let (low, high) = if a.range.1 < b.range.0 {
                (a, b)
            } else if b.range.1 < a.range.0 && !b.floor {
                (b, a)
            } else {
                continue;
            };
            let (Some(one), Some(other)) = (&a.source, &b.source) else {
                continue;
            };
            // Soldiers are not people at large: two sides' losses do not rival each other.
            // "21 people", "190 prisoners": those of one kind are never more than all.
            let others = |told: &Told| {
                told.whom.as_deref().is_none_or(|noun| {
                    matches!(
                        noun,
                        "soldi"
                            | "milit"
                            | "militant"
                            | "fight"
                            | "rebel"
                            | "gunm"
                            | "gunmen"
                            | "insurg"
                            | "insurgent"
                            | "troop"
                            | "terrorist"
                            | "offic"
                            | "policem"
                            | "policemen"
                            | "attack"
                            | "child"
                            | "children"
                    )
                })
            };
            // "18 miners died … 55 men had been killed": those whom the event befell, told by their trade and without it.
            let befallen = low
                .whom
                .as_deref()
                .is_some_and(|noun| BEFALLEN.contains(&noun))
                && high.whom.is_none()
                && low.event.is_some()
                && low.event == high.event;
            let whom = a.whom != b.whom && !befallen && (low.whom.is_some() || others(high));
            if (a.definite || b.definite) && !known_again(ground, a, b) {
                continue;
            }
            if wider(ground, a) != wider(ground, b) || elsewhere(ground, a, b) {
                continue;
            }
            let far = b.sentence.abs_diff(a.sentence) > 3;
            let distant = b.sentence.abs_diff(a.sentence) > 8;
            let event = (distant
                || far && matches!((a.event, b.event), (Some(x), Some(y)) if x != y))
                && !taken_up(ground, a, b);
            if whom || event {
                continue;
            }
            // "The quake killed 12 in Oruro … In Potosi, 37 people died": two places.
            let beside = a.block == b.block && b.sentence.abs_diff(a.sentence) == 1;
            if beside && (places_differ(ground, a, b) || placed(ground, b)) {
                continue;
            }
            if one == other || days_differ(ground, a, b) || low.range.1 < 2.0 {
                continue;
            }
            table.push(
                ground.cx.row(b.span),
                [
                    Cell::Filled(a.span.into()),
                    Cell::Filled((high.range.0 / low.range.1).into()),
                    Cell::Filled(compared(ground, a, b).into()),
                    Cell::Filled(b.hurt.into()),
                ],
            );
            break;
        }
    }
    table
}

/// The figures that can be compared: of the whole, told as news, with a source.
fn told(ground: &Ground<'_, '_>) -> Vec<Told> {
    let cx = ground.cx;
    let mut out: Vec<Told> = Vec::new();
    let push = |span: Span,
                range: (f64, f64),
                hurt: bool,
                (running, definite): (bool, bool),
                event: Option<u32>,
                out: &mut Vec<Told>| {
        let number = cx.sentence_at(span.start);
        let Some(sentence) = cx.sentence(number) else {
            return;
        };
        if !ground.in_body(sentence)
            || cx.masked(span)
            || out
                .iter()
                .any(|one| one.span.start < span.end && span.start < one.span.end)
        {
            return;
        }
        out.push(Told {
            span,
            range,
            hurt,
            sentence: number as usize,
            block: sentence.block,
            source: source(ground, span),
            running,
            whom: counted(ground, span),
            event,
            definite,
            floor: ground
                .numbers_in(span)
                .iter()
                .any(|number| matches!(number.hedge, Hedge::AtLeast | Hedge::MoreThan)),
        });
    };
    for figure in &ground.casualties.figures {
        let hurt = match figure.outcome {
            Outcome::Killed => false,
            Outcome::Wounded => true,
            _ => continue,
        };
        let plain = !figure.part
            && figure.telling != Telling::History
            && !matches!(figure.hedge, Hedge::Vague);
        if plain && figure.number >= 2.0 {
            push(
                figure.span,
                told_as(figure.hedge, figure.number, (figure.lowest, figure.highest)),
                hurt,
                (figure.running, figure.definite),
                Some(figure.event),
                &mut out,
            );
        }
    }
    for number in ground.numbers {
        if number.role != Role::Cardinal || number.number < 2.0 || number.hedge == Hedge::Vague {
            continue;
        }
        let Some(sentence) = cx.sentence(cx.sentence_at(number.span.start)) else {
            continue;
        };
        let look = ground.look(sentence);
        if let Some(hurt) = counts_bodies(ground, &look, number) {
            push(
                number.span,
                told_as(number.hedge, number.number, (number.lowest, number.highest)),
                hurt,
                (false, false),
                None,
                &mut out,
            );
        }
    }
    out.sort_by_key(|one| one.span);
    out
}

/// "At least 30" beside "85": what is told as a floor is still told as the toll, and no floor reaches to three times itself.
fn told_as(hedge: Hedge, number: f64, range: (f64, f64)) -> (f64, f64) {
    match hedge {
        Hedge::AtLeast | Hedge::MoreThan => (range.0, range.1.min(number * 1.3)),
        _ => range,
    }
}

/// The noun that is counted in these words, unless it is of people at large.
fn counted(ground: &Ground<'_, '_>, span: Span) -> Option<String> {
    let cx = ground.cx;
    let (first, last) = ground.tokens(span);
    (first..=last)
        .find(|&i| cx.is(i, List::PersonNoun))
        .map(|i| stem(cx.folded(i)).to_owned())
        .filter(|noun| {
            !matches!(
                noun.as_str(),
                "peopl"
                    | "people"
                    | "person"
                    | "victim"
                    | "civilian"
                    | "passeng"
                    | "resident"
                    | "other"
                    | "villag"
                    | "inmat"
                    | "fan"
                    | "men"
                    | "man"
                    | "demonstrator"
                    | "protester"
                    | "protest"
                    | "work"
                    | "miner"
                    | "trad"
                    | "prison"
                    | "migr"
                    | "migrant"
                    | "pilgrim"
                    | "farm"
                    | "survivor"
                    | "refuge"
                    | "refug"
                    | "student"
                    | "patient"
            )
        })
}

/// Numbers of victims that are no casualty figures of their own: "counted 48 dead", "put the dead at 5,100", "received
/// 37 bodies", "400 soldiers fell", "buried 130"; `Some(true)` where the hurt are counted.
fn counts_bodies(ground: &Ground<'_, '_>, look: &Look<'_, '_>, number: &Number) -> Option<bool> {
    let cx = ground.cx;
    let (first, last) = (number.tokens.0 as usize, number.tokens.1 as usize);
    let dead = |i: usize| {
        cx.is(i, List::DeadWord)
            || cx.is(i, List::DeathNoun)
            || cx.is(i, List::BodyNoun)
            || matches!(
                look.word(i),
                "bodies" | "corpses" | "graves" | "coffins" | "dead" | "deaths"
            )
    };
    if dead(last) || cx.is(last, List::PersonNoun) && dead(last + 1) {
        // "12 bodies" of water, "three dead cows" are not told by a count of people: a verb of counting stands near.
        return Some(false);
    }
    // "the bodies of 34 inmates", "a toll of 140"
    let behind = look.before(first, 1) == "of"
        && first.checked_sub(2).is_some_and(|i| {
            i >= look.first
                && (matches!(look.word(i), "bodies" | "corpses" | "remains")
                    && cx.is(last, List::PersonNoun)
                    || matches!(look.word(i), "toll" | "tolls")
                        && !matches!(look.word(last + 1), "the" | "this" | "that"))
        });
    if behind {
        return Some(false);
    }
    // "put the dead at 5,100", "gave the number of dead as sixty", "the toll is 212"
    for back in 1..=3 {
        let Some(i) = first.checked_sub(back).filter(|&i| i >= look.first) else {
            break;
        };
        if matches!(look.word(i), "at" | "as" | "is" | "was" | "to")
            && (1..=6).any(|k| {
                i.checked_sub(k).is_some_and(|j| {
                    j >= look.first
                        && (dead(j)
                            || matches!(look.word(j), "toll" | "losses")
                            // "put the number drowned at 57"
                            || matches!(look.word(j), "drowned" | "killed")
                                && matches!(look.before(j, 1), "number" | "of"))
                })
            })
        {
            return Some(false);
        }
    }
    let people = cx.is(last, List::PersonNoun);
    // "buried 130", "buried 34 people", "buried more than 200 passengers"
    let before = look.before(first, 1);
    // "The typhoon drowned 22 people"
    let slew = matches!(
        before,
        "drowned" | "suffocated" | "electrocuted" | "asphyxiated"
    );
    // "Doctors counted 210 wounded"
    if matches!(
        before,
        "counted" | "treated" | "registered" | "admitted" | "tallied"
    ) && (cx.is(last, List::WoundedWord) || people && cx.is(last + 1, List::WoundedWord))
    {
        return Some(true);
    }
    if slew && people || before == "buried" && (people || super::mark(look, last)) {
        return Some(false);
    }
    if people {
        let next = look.word(last + 1);
        if matches!(
            next,
            "fell" | "perished" | "drowned" | "died" | "suffocated"
        ) {
            return Some(false);
        }
        let taken = matches!(next, "were" | "was")
            && matches!(look.word(last + 2), "taken" | "treated" | "admitted")
            && (last..last + 9)
                .any(|i| matches!(look.word(i), "hospital" | "hospitals" | "clinic"));
        if taken {
            return Some(true);
        }
    }
    None
}

/// Who says so: the source of the attribution, or the subject that counts: "A church group counted 48 dead".
fn source(ground: &Ground<'_, '_>, span: Span) -> Option<String> {
    let cx = ground.cx;
    if let Some(row) = ground.attributions.governing_said(span)
        && let Some(source) = ground
            .attributions
            .attributions
            .get(row)
            .and_then(|one| one.source)
            .and_then(|source| ground.attributions.sources.get(source))
    {
        let (_, last) = ground.tokens(source.span);
        return Some(stem(cx.folded(last.checked_sub(1)?)).to_owned());
    }
    let first = cx.token_at(span.start);
    let range = cx.sentence_tokens(cx.sentence_at(span.start));
    // "the prison chaplain gave", "aid groups put", "the army acknowledged", "its director said they had received"
    let verb = (range.start..=first).rev().find(|&i| {
        matches!(
            cx.folded(i),
            "counted"
                | "counts"
                | "count"
                | "put"
                | "puts"
                | "gave"
                | "gives"
                | "acknowledged"
                | "acknowledges"
                | "received"
                | "recorded"
                | "registered"
                | "listed"
                | "lists"
                | "has"
                | "reported"
                | "took"
                | "buried"
                | "collected"
                | "tallied"
                | "documented"
                | "spoke"
                | "speaks"
                | "speak"
                | "told"
                | "announced"
                | "reckoned"
                | "reckons"
                | "believe"
                | "believes"
                | "estimates"
                | "estimate"
                | "estimated"
                | "speaking"
                | "talked"
                | "talks"
                | "pulled"
                | "recovered"
                | "named"
                | "found"
                | "treated"
        )
    })?;
    let subject = verb.checked_sub(1).filter(|&i| i >= range.start)?;
    let word = match cx.folded(subject) {
        "have" | "had" | "has" | "also" | "later" | "was" | "were" | "is" | "are" | "now" => {
            cx.folded(subject.checked_sub(1)?)
        }
        word => word,
    };
    Some(stem(word).to_owned())
}

/// True if a word in one of the two sentences, or the ones beside them, sets the figures against each other, or tells that
/// one took the place of the other.
fn compared(ground: &Ground<'_, '_>, a: &Told, b: &Told) -> bool {
    let cx = ground.cx;
    let near = |block: u32, from: usize, to: usize| {
        (from..=to).filter(move |&i| {
            cx.sentence(i as u32)
                .is_some_and(|sentence| sentence.block == block)
        })
    };
    let first = near(a.block, a.sentence, a.sentence + 1);
    let second = near(b.block, b.sentence.saturating_sub(1), b.sentence + 1);
    // "In all, 75 people died", of another source and paragraphs on, sums nothing up that was told before.
    let far = b.sentence.abs_diff(a.sentence) > 3;
    let sums_up = |i: usize| {
        far && (matches!(cx.folded(i), "altogether" | "overall")
            || cx.folded(i) == "in" && matches!(cx.folded(i + 1), "all" | "total"))
    };
    first.chain(second).any(|sentence| {
        cx.sentence_tokens(sentence as u32).any(|i| {
            (cx.is(i, List::CompareWord) || cx.phrase(i, List::CompareWord).is_some())
                && !sums_up(i)
        })
    })
}

/// `toll-rivals`
pub fn toll_rivals_schema() -> LayerSchema {
    LayerSchema::new(
        "toll-rivals",
        "two figures of the dead, or of the hurt, by two sources, in two places of the draft, that share no number",
        "the later figure",
    )
    .field("earlier", Type::Text, "the earlier figure as printed")
    .field(
        "ratio",
        Type::Number,
        "how many times the lower the higher is, at the least",
    )
    .field(
        "compared",
        Type::Flag,
        "words near them set the two against each other or tell that one took the place of the other",
    )
    .field("hurt", Type::Flag, "the hurt are counted, not the dead")
}
