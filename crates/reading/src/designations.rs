//! Designation claims: who lists a group as what.
//!
//! A claim is told by a designating verb ("designated", "listed", "proscribed") or a list ("on the US list of …") with a
//! label; its group is the nearest one named, its designators the authorities after "by", before the verb, or joined to it by
//! a hyphen. One thing a designator, so that rules can join each with the register.

use std::sync::Arc;

use copydesk_draft::layer::{Cell, EnumSchema, LayerSchema, Table, Thing, Type, Value};
use copydesk_draft::{DayRange, Span};

use crate::cx::Cx;
use crate::dates::Dates;
use crate::lists::List;
use crate::names::{Names, Register};
use crate::schema::{enumeration, id};
use crate::token::TokenKind;

/// The values of `claim-tense` in order.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tense {
    Present,
    Past,
}

/// One claim: its bytes and its cells.
type Claim = (Span, [Cell; 9]);

/// The table of `designation-claim`.
pub(crate) fn table(cx: &Cx<'_>, names: &Names, dates: &Dates) -> Table {
    let mut claims: Vec<Claim> = Vec::new();
    for number in 0..cx.sentences.len() as u32 {
        let range = cx.sentence_tokens(number);
        let mut i = range.start;
        while i < range.end {
            match claim(cx, names, dates, range.clone(), i) {
                Some((next, found)) => {
                    claims.extend(found);
                    i = next.max(i + 1);
                }
                None => i += 1,
            }
        }
    }
    claims.sort_by_key(|(span, _)| (span.start, span.end));
    let mut table = Table::new(designation_claim_schema().fields.len());
    for (span, cells) in claims {
        table.push(cx.row(span), cells);
    }
    table
}

/// The claims whose verb or list stands at token `i`, and where to go on.
fn claim(
    cx: &Cx<'_>,
    names: &Names,
    dates: &Dates,
    range: std::ops::Range<usize>,
    i: usize,
) -> Option<(usize, Vec<Claim>)> {
    let verb = cx.phrase(i, List::DesignatingVerb);
    let label_here = cx.phrase(i, List::DesignationLabel);
    // "on the US list of foreign terrorist organisations", "the EU terrorist list".
    let listed = label_here.filter(|_| {
        (i.saturating_sub(7).max(range.start)..i)
            .any(|k| matches!(cx.folded(k), "on" | "from" | "under" | "to"))
            && (i..i + 4).any(|k| matches!(cx.folded(k), "list" | "blacklist"))
            || (i >= range.start + 2 && cx.folded(i - 1) == "of" && cx.folded(i - 2) == "list")
    });
    let len = verb.or(listed)?;
    let after = i + len;
    let outright = cx.phrase(i, List::OutrightVerb).is_some();
    let label = if listed.is_some() {
        Some((i, after))
    } else {
        (after..(after + 12).min(range.end))
            .take_while(|&k| !matches!(cx.folded(k), ";" | "."))
            .find_map(|k| Some((k, k + cx.phrase(k, List::DesignationLabel)?)))
    };
    if label.is_none() && !outright {
        return None;
    }
    let end_of_label = label.map_or(after, |(_, end)| end);
    let (group, group_at) = group(cx, names, range.clone(), i, end_of_label)?;
    // Designators: after "by"; else joined by a hyphen; else between the group and the verb; else before the verb.
    let authorities: Vec<(usize, usize, u32)> = names
        .hits
        .iter()
        .filter(|hit| range.contains(&hit.first))
        .filter_map(|hit| Some((hit.first, hit.last, hit.authority()?)))
        .collect();
    let by = (after..range.end.min(end_of_label + 6)).find(|&k| cx.folded(k) == "by");
    let chosen: Vec<(usize, usize, u32)> = if let Some(by) = by {
        let mut at = by;
        authorities
            .iter()
            .copied()
            .filter(|&(first, last, _)| {
                // A list: each next one not far behind the last, with no verb between.
                let near = first > by
                    && first <= at + 6
                    && !(at..first).any(|k| cx.is(k, List::Auxiliary));
                if near {
                    at = last;
                }
                near
            })
            .collect()
    } else {
        let start = if group_at < i { group_at } else { range.start };
        let before: Vec<_> = authorities
            .iter()
            .copied()
            .filter(|&(first, last, _)| first >= start && last <= i + usize::from(listed.is_some()))
            .collect();
        if before.is_empty() && listed.is_some() {
            authorities
                .iter()
                .copied()
                .filter(|&(first, _, _)| first >= after && first <= after + 6)
                .collect()
        } else if before.is_empty() {
            // "listed as a terrorist group in the United States"
            authorities
                .iter()
                .copied()
                .filter(|&(first, _, _)| {
                    first >= end_of_label
                        && first <= end_of_label + 4
                        && (end_of_label..first).any(|k| cx.folded(k) == "in")
                })
                .collect()
        } else {
            before
        }
    };
    let others = by.is_some()
        && (end_of_label..range.end).any(|k| matches!(cx.folded(k), "others" | "other"));
    if chosen.is_empty() && !outright && label.is_none() {
        return None;
    }
    if chosen.is_empty() && by.is_none() && !outright {
        return None;
    }
    let first = chosen
        .iter()
        .map(|&(first, _, _)| first)
        .chain([i])
        .min()
        .unwrap_or(i);
    let last = chosen
        .iter()
        .map(|&(_, last, _)| last)
        .chain([end_of_label])
        .max()
        .unwrap_or(end_of_label);
    let tense = tense(cx, range.clone(), i, last);
    let negated = (i.saturating_sub(4).max(range.start)..i).any(|k| {
        matches!(
            cx.folded(k),
            "not" | "never" | "no" | "isn't" | "hasn't" | "wasn't" | "doesn't" | "neither"
        )
    }) || matches!(
        cx.folded(i),
        "remove" | "removed" | "removes" | "delisted" | "delist" | "dropped" | "struck" | "took"
    );
    let window = label.map_or(i..last, |(from, to)| from.min(i)..to.max(last));
    let instrument = if window
        .clone()
        .any(|k| cx.phrase(k, List::ForeignList).is_some())
    {
        Some("fto")
    } else if window
        .clone()
        .any(|k| cx.phrase(k, List::GlobalList).is_some())
    {
        Some("sdgt")
    } else {
        None
    };
    let wing = range
        .clone()
        .any(|k| cx.phrase(k, List::WingWord).is_some());
    let since = since(cx, dates, i, range.end);
    let group_thing = Value::Thing(Thing {
        layer: id::ARMED_GROUP,
        row: group as u32,
    });
    let cells = |by: Cell| {
        [
            Cell::Filled(group_thing.clone()),
            label.map(|(from, to)| cx.span(from, to)).into(),
            by,
            instrument.into(),
            since.map(|(_, day)| day).into(),
            Cell::Filled(Value::Enum(tense as u16)),
            Cell::Filled(negated.into()),
            Cell::Filled(wing.into()),
            Cell::Filled(others.into()),
        ]
    };
    let span = cx.span(first, last);
    let mut found = Vec::new();
    let mut seen: Vec<u32> = Vec::new();
    for &(_, _, entity) in &chosen {
        if seen.contains(&entity) {
            continue;
        }
        seen.push(entity);
        let name = cx
            .registers
            .get(Register::Authorities.name())
            .and_then(|register| register.entities.get(entity as usize))
            .map(|entity| Arc::<str>::from(entity.id.as_str()));
        found.push((span, cells(name.into())));
    }
    if found.is_empty() {
        found.push((span, cells(Cell::Absent)));
    }
    Some((last.max(after), found))
}

/// The group that is listed: the nearest mention before the verb, else right behind it, else one of the sentence before.
fn group(
    cx: &Cx<'_>,
    names: &Names,
    range: std::ops::Range<usize>,
    verb: usize,
    label_end: usize,
) -> Option<(usize, usize)> {
    let within = |group: &&(usize, usize)| range.contains(&group.1);
    let places: Vec<(usize, usize)> = names
        .groups
        .iter()
        .enumerate()
        .map(|(i, group)| (i, group.first))
        .collect();
    let adjectival = verb > range.start && cx.kind(verb - 1) == Some(TokenKind::Hyphen);
    let behind = places
        .iter()
        .filter(within)
        .find(|&&(_, first)| first > verb && first <= label_end + 4);
    let before = places
        .iter()
        .filter(within)
        .rfind(|&&(_, first)| first < verb);
    let chosen = if adjectival {
        behind.or(before)
    } else {
        before.or(behind)
    };
    if let Some(&(group, first)) = chosen {
        return Some((group, first));
    }
    // "The group is listed …": the last one named in the two sentences before.
    let sentence = cx.token(verb)?.sentence;
    let anaphor = range.clone().take(14).any(|k| {
        matches!(
            cx.folded(k),
            "it" | "group"
                | "organisation"
                | "organization"
                | "movement"
                | "militia"
                | "they"
                | "which"
        )
    });
    if !anaphor {
        return None;
    }
    places
        .iter()
        .rfind(|&&(_, first)| {
            first < range.start
                && cx
                    .token(first)
                    .is_some_and(|token| token.sentence + 2 >= sentence)
        })
        .map(|&(group, _)| (group, range.start))
}

/// Past where the clause is in the past or says until when.
fn tense(cx: &Cx<'_>, range: std::ops::Range<usize>, verb: usize, last: usize) -> Tense {
    let until = (last..range.end.min(last + 4)).any(|k| cx.folded(k) == "until");
    let before = (verb.saturating_sub(4).max(range.start)..verb).any(|k| {
        matches!(
            cx.folded(k),
            "was" | "were" | "had" | "then" | "formerly" | "previously" | "once"
        )
    });
    if until || before {
        Tense::Past
    } else {
        Tense::Present
    }
}

/// "since 2018", "in 2014": the date that belongs to the listing.
fn since(cx: &Cx<'_>, dates: &Dates, verb: usize, end: usize) -> Option<(Span, DayRange)> {
    let from = cx.token(verb)?.span.start;
    let to = end.checked_sub(1).and_then(|i| cx.token(i))?.span.end;
    dates.dates.iter().find_map(|date| {
        let first = cx.token_at(date.span.start);
        let cue = first.checked_sub(1).map_or("", |i| cx.folded(i));
        (date.span.start > from
            && date.span.end <= to
            && matches!(cue, "since" | "in" | "on" | "from"))
        .then_some((date.span, date.day?))
    })
}

/// `designation-claim`
pub fn designation_claim_schema() -> LayerSchema {
    LayerSchema::new(
        "designation-claim",
        "a statement that an authority lists a group; one thing an authority",
        "from the designator or the verb to the label or the last designator",
    )
    .field("group", Type::Thing("armed-group".into()), "the group")
    .field("label", Type::Text, "what it is listed as")
    .field(
        "by",
        Type::Text,
        "id of the designator in the register of authorities",
    )
    .field(
        "instrument",
        Type::Text,
        "id of the list, where the words name it",
    )
    .field("since", Type::Date, "since when, as the text says")
    .field(
        "tense",
        Type::Enum("claim-tense".into()),
        "whether it is said to hold now",
    )
    .field(
        "negated",
        Type::Flag,
        "said not to be listed, or to be taken off",
    )
    .field("wing", Type::Flag, "a wing or arm of the group is named")
    .field(
        "others",
        Type::Flag,
        "\"and other states\" stands in the list of designators",
    )
}

pub(crate) fn enums() -> Vec<EnumSchema> {
    vec![enumeration("claim-tense", &["present", "past"])]
}
