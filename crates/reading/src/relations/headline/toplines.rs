//! Tolls, leads, shares and lone figures of a headline beside those of the body.

mod tolls;

pub(super) use tolls::one_more;

use copydesk_draft::Span;

use super::Ground;
use super::{Claim, Kind, in_lede};
use crate::lists::List;
use crate::numbers::lexeme::{Look, Num};
use crate::numbers::{Hedge, Number, Role};
use crate::quantities::Percentage;
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// Sentences of the body in which a lead or a share is looked for before it is held to differ.
const OPENING: usize = 12;

/// Finds them.
pub(super) fn find(ground: &Ground<'_, '_>, rows: &mut Vec<Claim>) {
    let cx = ground.cx;
    let body: Vec<&Sentence> = cx.sentences.iter().filter(|s| ground.in_body(s)).collect();
    for head in cx.sentences.iter().filter(|s| ground.in_headline(s)) {
        tolls::find(ground, head, &body, rows);
        leads(ground, head, &body, rows);
        shares(ground, head, &body, rows);
        magnitude(ground, head, &body, rows);
    }
}

fn claim(span: Span, kind: Kind, range: (f64, f64), rival: (Span, (f64, f64))) -> Claim {
    Claim {
        span,
        kind,
        range: Some(range),
        same: 0,
        derived: false,
        rival: Some((rival.0, Some(rival.1))),
    }
}

/// The unit of the last digit that is not a nought: 60 has 10, 1,240 has 10, 12 has 1.
fn unit(number: f64) -> f64 {
    let mut unit = 1.0;
    while number >= unit * 10.0 && (number / (unit * 10.0)).fract().abs() < 1e-9 {
        unit *= 10.0;
    }
    unit
}

/// What a count stands for when it is told a second time: "at least 27" is 27, "at least 20" up to 30, "more than 60" up to 70.
fn stands_for(hedge: Hedge, number: f64, lowest: f64, highest: f64) -> (f64, f64) {
    match hedge {
        // A round number is a floor, an exact one a count.
        Hedge::AtLeast if unit(number) >= 10.0 => (number, number + unit(number)),
        Hedge::Exact | Hedge::AtLeast | Hedge::AtMost => (number, number),
        // "more than a dozen" goes up to two dozen.
        Hedge::MoreThan if (number - 12.0).abs() < 0.1 => (number, 24.0),
        Hedge::MoreThan => (number, number + unit(number)),
        Hedge::Nearly | Hedge::LessThan => (number - unit(number), number),
        Hedge::About | Hedge::Range | Hedge::Vague => (
            lowest,
            if highest.is_finite() {
                highest
            } else {
                number * 10.0
            },
        ),
    }
}

fn meet(a: (f64, f64), b: (f64, f64)) -> bool {
    a.0 <= b.1 + 0.01 && b.0 <= a.1 + 0.01
}

/// A lead: its number and what it is counted in.
struct Lead {
    span: Span,
    number: f64,
    step: f64,
    points: bool,
}

/// "five points ahead", "by 12 points", "a 12-point lead", "by 4,000 votes".
fn lead(look: &Look<'_, '_>, number: &Number) -> Option<Lead> {
    let (first, last) = (number.tokens.0 as usize, number.tokens.1 as usize);
    let mut i = last;
    if look.kind(i) == Some(TokenKind::Hyphen) {
        i += 1;
    }
    if look.word(i) == "percentage" || look.word(i) == "-" {
        i += 1;
    }
    let points = matches!(look.word(i), "point" | "points");
    let votes = matches!(look.word(i), "vote" | "votes");
    if !points && !votes {
        return None;
    }
    let behind = look.word(i + 1);
    let ahead = matches!(
        behind,
        "ahead" | "lead" | "clear" | "behind" | "advantage" | "edge" | "margin" | "majority"
    );
    let by = look.before(first, 1) == "by"
        && (look.first..first).any(|k| {
            matches!(
                look.word(k),
                "leads"
                    | "lead"
                    | "leading"
                    | "led"
                    | "ahead"
                    | "wins"
                    | "win"
                    | "won"
                    | "beats"
                    | "beat"
                    | "holds"
                    | "held"
                    | "keeps"
                    | "kept"
                    | "trails"
                    | "trailing"
                    | "defeats"
                    | "behind"
                    | "loses"
                    | "takes"
                    | "retains"
                    | "edges"
                    | "tops"
            )
        });
    if !ahead && !by {
        return None;
    }
    let end = if ahead { i + 2 } else { i + 1 };
    let start = if by { first - 1 } else { first };
    Some(Lead {
        span: look.cx.span(start, end),
        number: number.number,
        step: if points { 0.6 } else { number.half_step },
        points,
    })
}

fn leads(ground: &Ground<'_, '_>, head: &Sentence, body: &[&Sentence], rows: &mut Vec<Claim>) {
    let look = ground.look(head);
    for number in ground.numbers_in(head.span) {
        let Some(claimed) = lead(&look, number) else {
            continue;
        };
        let opening = body.iter().take(OPENING);
        // Said again in words.
        let mut rival = None;
        let mut told = false;
        for sentence in opening.clone() {
            let look = ground.look(sentence);
            for other in ground.numbers_in(sentence.span) {
                let last = other.tokens.1 as usize;
                let unit = (last..last + 3).any(|i| {
                    if claimed.points {
                        matches!(look.word(i), "point" | "points")
                    } else {
                        matches!(look.word(i), "vote" | "votes")
                    }
                });
                let words = stands_for(other.hedge, other.number, other.lowest, other.highest);
                if unit
                    && words.0 - claimed.step <= claimed.number
                    && claimed.number <= words.1 + claimed.step
                {
                    told = true;
                }
                if let Some(other) =
                    lead(&look, other).filter(|other| other.points == claimed.points)
                    && rival.is_none()
                    && in_lede(ground, other.span)
                {
                    rival = Some((other.span, (other.number, other.number)));
                }
            }
        }
        // Two shares, or two counts of votes, that lie that far apart.
        for sentence in opening {
            let pair = if claimed.points {
                pairs(ground, sentence)
            } else {
                votes(ground, sentence)
            };
            // Shares of something else lie as far apart by chance.
            let same = super::shared(ground, head, sentence) >= 1;
            told |= same
                && pair
                    .iter()
                    .any(|(_, gap)| (gap - claimed.number).abs() <= claimed.step);
            if rival.is_none()
                && let Some((span, gap)) = pair.first()
            {
                rival = Some((*span, (*gap, *gap)));
            }
        }
        if let Some(rival) = rival.filter(|_| !told) {
            rows.push(claim(
                claimed.span,
                Kind::Lead,
                (claimed.number, claimed.number),
                rival,
            ));
        }
    }
}

/// Percentages of a sentence, taken by twos, with how far they lie apart: none where one is said to become the other.
fn pairs(ground: &Ground<'_, '_>, sentence: &Sentence) -> Vec<(Span, f64)> {
    let shares: Vec<&Percentage> = ground
        .quantities
        .percentages_in(sentence.span)
        .iter()
        .filter(|share| sentence.span.contains(share.span) && !share.points && share.number > 0.0)
        .collect();
    let mut found = Vec::new();
    for (i, a) in shares.iter().enumerate() {
        for b in shares.iter().skip(i + 1) {
            let became = ground.cx.folded((a.tokens.0 as usize).wrapping_sub(1)) == "from";
            if !became {
                found.push((
                    Span::new(a.span.start, b.span.end),
                    (a.number - b.number).abs(),
                ));
            }
        }
    }
    found
}

/// The same of two counts of votes: "14,310 votes to 13,902".
fn votes(ground: &Ground<'_, '_>, sentence: &Sentence) -> Vec<(Span, f64)> {
    let look = ground.look(sentence);
    let numbers: Vec<&Number> = ground
        .numbers_in(sentence.span)
        .iter()
        .filter(|number| number.role == Role::Cardinal && number.number >= 100.0)
        .collect();
    let counted = numbers
        .iter()
        .any(|number| matches!(look.word(number.tokens.1 as usize), "vote" | "votes"));
    let mut found = Vec::new();
    if counted {
        for (i, a) in numbers.iter().enumerate() {
            for b in numbers.iter().skip(i + 1) {
                found.push((
                    Span::new(a.span.start, b.span.end),
                    (a.number - b.number).abs(),
                ));
            }
        }
    }
    found
}

/// The share that words of a headline claim: from and to, in percent, and one past the words.
pub(super) fn share(look: &Look<'_, '_>, i: usize) -> Option<((f64, f64), usize)> {
    let of = look.word(i + 1) == "of";
    // "Most Laval voters", not "the most", "most expensive", "most likely"
    let many = |k: usize| {
        let word = look.word(k);
        look.kind(k) == Some(TokenKind::Word)
            && (look.cx.is(k, List::PersonNoun) && word.ends_with('s')
                || look.capital(k) && (word.ends_with('s') || word.ends_with("ese"))
                || matches!(
                    word,
                    "voters"
                        | "people"
                        | "households"
                        | "women"
                        | "men"
                        | "firms"
                        | "homes"
                        | "drivers"
                        | "schools"
                        | "residents"
                        | "workers"
                        | "parents"
                        | "patients"
                        | "respondents"
                ))
    };
    match look.word(i) {
        "most"
            if !matches!(
                look.before(i, 1),
                "the" | "a" | "at" | "its" | "their" | "world's" | "s" | "for"
            ) && (of || (i + 1..i + 3).any(many)) =>
        {
            Some(((50.0, 100.0), i + if of { 2 } else { 1 }))
        }
        "majority" if of => Some(((50.0, 100.0), i + 2)),
        "half"
            if of
                && !matches!(
                    look.before(i, 1),
                    "first" | "second" | "other" | "over" | "than"
                ) =>
        {
            Some(((44.5, 55.5), i + 2))
        }
        "third" if of && matches!(look.before(i, 1), "a" | "one") => Some(((30.0, 36.5), i + 2)),
        "quarter" if of && matches!(look.before(i, 1), "a" | "one") => Some(((22.0, 28.0), i + 2)),
        "thirds" if look.before(i, 1) == "two" || look.before(i, 2) == "two" => {
            Some(((63.0, 70.0), i + 2))
        }
        "quarters" if look.before(i, 1) == "three" || look.before(i, 2) == "three" => {
            Some(((72.0, 78.0), i + 2))
        }
        _ => None,
    }
}

/// "Most Laval voters want tram" over "is backed by 46% of the city's voters".
fn shares(ground: &Ground<'_, '_>, head: &Sentence, body: &[&Sentence], rows: &mut Vec<Claim>) {
    let cx = ground.cx;
    let look = ground.look(head);
    let Some((first, (claimed, mut end))) =
        (look.first..look.end).find_map(|i| share(&look, i).map(|found| (i, found)))
    else {
        return;
    };
    // Up to the noun.
    while end < look.end
        && end < first + 4
        && look.kind(end) == Some(TokenKind::Word)
        && !look.word(end).ends_with('s')
    {
        end += 1;
    }
    if look.kind(end) == Some(TokenKind::Word) && end < first + 4 {
        end += 1;
    }
    let mut rival = None;
    for (k, sentence) in body.iter().take(OPENING).enumerate() {
        let look = ground.look(sentence);
        let words = (look.first..look.end).any(|i| {
            matches!(
                look.word(i),
                "most" | "majority" | "half" | "thirds" | "quarters" | "third" | "quarter"
            )
        });
        let of_many = ground.numbers_in(sentence.span).iter().any(|number| {
            matches!(number.role, Role::Fraction)
                || matches!(look.word(number.tokens.1 as usize), "in" | "of" | "out")
                    && (number.tokens.1 as usize + 1..number.tokens.1 as usize + 5)
                        .any(|i| look.is_figure(i) || !matches!(look.num(i), Num::None))
        });
        if (words || of_many) && k < 4 {
            return;
        }
        for one in ground
            .quantities
            .percentages_in(sentence.span)
            .iter()
            .filter(|one| sentence.span.contains(one.span) && !one.points)
        {
            let changes = (one.tokens.0 as usize).saturating_sub(3)..one.tokens.0 as usize;
            let changes = changes.clone().any(|i| {
                matches!(
                    look.word(i),
                    "rose"
                        | "fell"
                        | "rise"
                        | "fall"
                        | "grew"
                        | "up"
                        | "down"
                        | "increased"
                        | "dropped"
                        | "from"
                        | "margin"
                        | "error"
                        | "jumped"
                        | "climbed"
                        | "declined"
                )
            });
            if changes {
                continue;
            }
            // "Among people under 35, 55% …" speaks of others.
            let among = (look.first..look.end).any(|i| look.word(i) == "among");
            if (k < 4 || !among) && meet(claimed, (one.lowest, one.highest)) {
                return;
            }
            let next = one.tokens.1 as usize;
            let of_people = look.word(next) == "of"
                || look.before(one.tokens.0 as usize, 1) == "by"
                || cx.is(next, List::ReportingVerb)
                || matches!(
                    look.word(next),
                    "want"
                        | "wanted"
                        | "back"
                        | "backed"
                        | "favour"
                        | "favor"
                        | "oppose"
                        | "opposed"
                        | "support"
                        | "supported"
                        | "think"
                        | "believe"
                        | "are"
                        | "were"
                        | "approve"
                );
            if k < 3 && of_people && rival.is_none() {
                rival = Some((one.span, (one.lowest, one.highest)));
            }
        }
    }
    if let Some(rival) = rival {
        let start = if matches!(
            look.word(first),
            "thirds" | "quarters" | "third" | "quarter"
        ) {
            first - 1
        } else {
            first
        };
        rows.push(claim(cx.span(start, end), Kind::Share, claimed, rival));
    }
}

/// The strength of an earthquake: "Magnitude 6.8 quake", "6.8-magnitude".
fn strength(look: &Look<'_, '_>, number: &Number) -> bool {
    let (first, last) = (number.tokens.0 as usize, number.tokens.1 as usize);
    number.number > 1.0
        && number.number < 10.0
        && ((1..4).any(|back| {
            look.before(first, back) == "magnitude"
                && (1..back).all(|k| matches!(look.before(first, k), "of" | "a" | "at" | "was"))
        }) || look.word(last) == "magnitude"
            || look.kind(last) == Some(TokenKind::Hyphen) && look.word(last + 1) == "magnitude")
}

fn magnitude(ground: &Ground<'_, '_>, head: &Sentence, body: &[&Sentence], rows: &mut Vec<Claim>) {
    let look = ground.look(head);
    let Some(claimed) = ground
        .numbers_in(head.span)
        .iter()
        .find(|number| strength(&look, number))
    else {
        return;
    };
    let told: Vec<&Number> = body
        .iter()
        .flat_map(|sentence| {
            let look = ground.look(sentence);
            ground
                .numbers_in(sentence.span)
                .iter()
                .filter(move |number| strength(&look, number))
        })
        .collect();
    let same = told
        .iter()
        .any(|number| (number.number - claimed.number).abs() <= claimed.half_step.max(0.01));
    if let Some(first) = told.first().filter(|_| !same) {
        rows.push(claim(
            claimed.span,
            Kind::Figure,
            (claimed.number, claimed.number),
            (first.span, (first.number, first.number)),
        ));
    }
}
