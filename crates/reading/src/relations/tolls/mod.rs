//! Counts told again: "killed 15 people … the 12 dead", "more than 400 bags … None of the 240 bags", and two counts of the
//! same victims by the same source.

mod agreed;
pub(super) mod hurt_again;
pub(super) mod listed_dead;
pub(super) mod mourned;
pub(super) mod one_source;
pub(super) mod recounted;
pub(super) mod retold;
pub(super) mod rivals;
use super::{mark, year};
mod headline;
mod parted;

use copydesk_draft::Span;
use copydesk_draft::layer::{Cell, LayerSchema, Table, Type};

use super::{Ground, stem};
use crate::casualties::{Figure, Outcome};
use crate::cx::Cx;
use crate::lists::List;
use crate::numbers::lexeme::Look;
use crate::numbers::{Hedge, Number, Role};
use crate::order::starting_in;
use crate::schema::id;
use crate::token::TokenKind;

/// A row of `toll-pair`: the two places, what their words allow, its four flags.
pub(super) type PairRow = ([Span; 2], [(f64, f64); 2], [bool; 4]);

/// A count and what its words allow.
type Counted = (Span, (f64, f64));

/// A count that points back: "the 12 dead".
struct Again {
    span: Span,
    number: f64,
    victims: bool,
    /// The stem of the noun counted, if one is named.
    noun: Option<String>,
    /// The hurt are counted, not the dead.
    hurt: bool,
    /// What follows may cut out a part: "the nine who died in the rockfall".
    cut: bool,
}

/// The table of `toll-pair`.
pub(super) fn table(ground: &Ground<'_, '_>) -> Table {
    let mut table = ground.cx.blank(id::TOLL_PAIR);
    let mut rows: Vec<PairRow> = Vec::new();
    for (earlier, again, victims) in pairs(ground) {
        rows.push((
            [earlier.0, again.0],
            [earlier.1, (again.1, again.1)],
            [true, victims, false, lede(ground, earlier.0)],
        ));
    }
    one_source::find(ground, &mut rows);
    listed_dead::find(ground, &mut rows);
    headline::find(ground, &mut rows);
    for (earlier, again) in hurt_again::find(ground) {
        rows.push((
            [earlier.0, again.0],
            [earlier.1, again.1],
            [true, true, false, lede(ground, earlier.0)],
        ));
    }
    for (earlier, again) in recounted::find(ground)
        .into_iter()
        .chain(mourned::find(ground))
    {
        // One that is told in another way already stays as it is.
        if rows
            .iter()
            .any(|row| row.0[1].start < again.0.end && again.0.start < row.0[1].end)
        {
            continue;
        }
        rows.push((
            [earlier.0, again.0],
            [earlier.1, again.1],
            [true, true, false, lede(ground, earlier.0)],
        ));
    }
    for (earlier, again) in retold::find(ground) {
        rows.push((
            [earlier.0, again.0],
            [earlier.1, again.1],
            [true, true, false, lede(ground, earlier.0)],
        ));
    }
    agreed::find(ground, &mut rows);
    rows.retain(|row| !agreed::of_two_places(ground, row.0));
    rows.retain(|row| {
        let [a, b] = row.0;
        let at = |span: Span| ground.cx.sentence_at(span.start);
        !one_source::another_day(ground.cx, (at(a), at(b)))
    });
    rows.sort_by_key(|row| row.0[1]);
    // "the 27 injured" and "27 injured" are one.
    rows.dedup_by(|next, row| {
        let same = next.0[1].start < row.0[1].end;
        if same {
            *row = *next;
        }
        same
    });
    for ([first, second], [a, b], [definite, victims, source, lede]) in rows {
        table.push(
            ground.cx.row(second),
            [
                Cell::Filled(first.into()),
                Cell::Filled(a.0.into()),
                Cell::Filled(a.1.into()),
                Cell::Filled(b.0.into()),
                Cell::Filled(b.1.into()),
                Cell::Filled(definite.into()),
                Cell::Filled(victims.into()),
                Cell::Filled(source.into()),
                Cell::Filled(lede.into()),
            ],
        );
    }
    table
}

/// A count with the numbers it allows, and one that points back with its number.
type Back = ((Span, (f64, f64)), (Span, f64));

/// The counts of other things than victims that are told again and differ.
pub(super) fn counts_again(ground: &Ground<'_, '_>) -> Vec<Back> {
    pairs(ground)
        .into_iter()
        .filter(|(_, _, victims)| !victims)
        .map(|(earlier, again, _)| (earlier, again))
        .collect()
}

fn pairs(ground: &Ground<'_, '_>) -> Vec<(Counted, (Span, f64), bool)> {
    let mut found = Vec::new();
    for sentence in ground.cx.sentences {
        if !ground.in_body(sentence) {
            continue;
        }
        let look = ground.look(sentence);
        for number in ground.numbers_in(sentence.span) {
            if number.role != Role::Cardinal || number.hedge != Hedge::Exact || number.number < 2.0
            {
                continue;
            }
            if let Some(again) = again(ground, &look, number)
                && let Some(earlier) = earlier(ground, &again)
                && !some_of(ground, &again, earlier.0)
            {
                found.push((earlier, (again.span, again.number), again.victims));
            }
        }
    }
    found
}

/// "50 people dead … the 48 passengers who died": those of one kind among people at large.
fn some_of(ground: &Ground<'_, '_>, again: &Again, earlier: Span) -> bool {
    let (first, last) = ground.tokens(earlier);
    let people = (first..last).any(|i| matches!(ground.cx.folded(i), "people" | "persons"));
    again.victims
        && people
        && again.noun.as_deref().is_some_and(|noun| {
            ![
                "people",
                "victims",
                "migrants",
                "pilgrims",
                "worshippers",
                "villagers",
                "mourners",
            ]
            .iter()
            .any(|whole| noun == stem(whole))
        })
}

pub(super) fn lede(ground: &Ground<'_, '_>, span: Span) -> bool {
    let cx = ground.cx;
    cx.sentence(cx.sentence_at(span.start))
        .and_then(|sentence| cx.blocks.get(sentence.block as usize))
        .is_some_and(|block| block.lede)
}

/// The count that points back, if the number is one.
fn again(ground: &Ground<'_, '_>, look: &Look<'_, '_>, number: &Number) -> Option<Again> {
    let cx = ground.cx;
    let (first, last) = (number.tokens.0 as usize, number.tokens.1 as usize);
    let article = matches!(look.before(first, 1), "the" | "all" | "those" | "these");
    // "The town buried its 12 dead."
    // "The explosion's 17 victims"
    let owned = matches!(look.before(first, 1), "its" | "their")
        || first > look.first + 1
            && look.kind(first - 1) == Some(TokenKind::Possessive)
            && (cx.is(first - 2, List::EventHead) || cx.is(first - 2, List::HarmEvent));
    if !article && !owned || number.compound {
        return None;
    }
    let start = first - 1;
    let died_of = all_of(cx, look, first, last).or_else(|| all_were(cx, look, first, last));
    // Not "the other 12", "the first 12", "two of the 12 to be named".
    let mut i = last;
    while look.kind(i) == Some(TokenKind::Word)
        && (cx.is(i, List::PersonNoun) && cx.is(i + 1, List::PersonNoun))
    {
        i += 1;
    }
    // "the nine men who died"
    let persons = cx.is(i, List::PersonNoun) && look.word(i + 1) == "who";
    let counted = persons.then(|| stem(look.word(i)).to_owned());
    i += usize::from(persons);
    let word = look.word(i);
    // "three beheading videos" counts no dead.
    let dead = cx.is(i, List::DeadWord) || cx.is(i, List::DeathNoun) && word.ends_with('s');
    // "the 39 people killed"
    let slain = cx.is(i, List::PersonNoun)
        && (cx.is(i + 1, List::KillVerb) || cx.is(i + 1, List::DeadWord));
    // "the six people he killed", "the 33 drowned migrants"
    let by_him = cx.is(i, List::PersonNoun)
        && matches!(look.word(i + 1), "he" | "she" | "they" | "it")
        && cx.is(i + 2, List::KillVerb);
    let drowned = (cx.is(i, List::DieVerb) || cx.is(i, List::KillVerb))
        && word.ends_with("ed")
        && cx.is(i + 1, List::PersonNoun);
    // "of the 33 drowned, nine were children"
    let next = i + 1;
    let drowned_alone = (cx.is(i, List::DieVerb) || cx.is(i, List::KillVerb))
        && word.ends_with("ed")
        && (super::mark(look, next) || cx.is(next, List::Auxiliary));
    let dead = dead || slain || by_him || drowned || drowned_alone || died_of.is_some();
    let bodies = matches!(word, "victims" | "coffins") || cx.is(i, List::BodyNoun);
    let died = word == "who"
        && (i + 1..i + 5).any(|k| {
            cx.is(k, List::DieVerb) || cx.is(k, List::KillVerb) || look.word(k) == "lives"
        });
    let of_bodies = look.before(start, 1) == "of"
        && start.checked_sub(2).is_some_and(|k| {
            cx.is(k, List::BodyNoun)
                || matches!(
                    cx.folded(k),
                    "funerals"
                        | "coffins"
                        | "relatives"
                        | "families"
                        | "funeral"
                        | "burial"
                        | "deaths"
                        | "killing"
                        | "killings"
                        | "murder"
                        | "murders"
                        | "loss"
                        | "graves"
                        | "remains"
                )
        });
    let end = if died {
        (i + 1..i + 5)
            .find(|&k| cx.is(k, List::DieVerb) || cx.is(k, List::KillVerb))
            .map_or(i + 1, |k| k + 1)
    } else {
        died_of
            .unwrap_or(i + 1 + usize::from(slain) + 2 * usize::from(by_him) + usize::from(drowned))
    };
    // A part is cut out by what follows: "the 12 dead in Kherson", "the 27 who died on Monday".
    let cut = matches!(
        look.word(end),
        "in" | "at"
            | "from"
            | "on"
            | "during"
            | "aboard"
            | "inside"
            | "near"
            | "since"
            | "whose"
            | "identified"
            | "named"
            | "confirmed"
            | "so"
            | "and"
            | "or"
    ) || look.word(end) == "who"
        || look.kind(end) == Some(TokenKind::Hyphen);
    // "the 37 people killed in the collapse were": all of those of the one event.
    let whole = matches!(look.word(end), "in" | "by")
        && look.word(end + 1) == "the"
        && (cx.is(end + 2, List::EventHead) || cx.is(end + 2, List::HarmEvent))
        && (super::mark(look, end + 3) || cx.is(end + 3, List::Auxiliary));
    // "the 11 people killed at the hospital", "killed on Wednesday": where and when the toll before was told of.
    let known = if matches!(look.word(end), "in" | "at") && look.word(end + 1) == "the" {
        Some(end + 2).filter(|&k| !look.capital(k) && look.word(k).len() > 4)
    } else {
        Some(end + 1).filter(|&k| look.word(end) == "on" && cx.is(k, List::Weekday))
    };
    let known = known.filter(|&k| look.kind(k) == Some(TokenKind::Word));
    let place = known.is_some_and(|known| {
        let figures = &ground.casualties.figures;
        let before = Span::new(0, cx.span(start, last).start);
        starting_in(figures, before, |figure| figure.span)
            .iter()
            .filter(|figure| {
                figure.outcome == Outcome::Killed
                    && !figure.part
                    && figure.span.end < cx.span(start, last).start
            })
            .any(|figure| {
                cx.sentence_tokens(cx.sentence_at(figure.span.start))
                    .any(|k| cx.folded(k) == look.word(known))
            })
    });
    let cut = cut && !whole && !place;
    // Victims may live: "the 49 victims still in hospital".
    let lifeless = (look.first..look.end).any(|k| {
        cx.is(k, List::BodyNoun)
            || matches!(
                look.word(k),
                "mortuary" | "morgue" | "coffins" | "buried" | "burial" | "funeral" | "autopsies"
            )
    });
    let alive = bodies
        && !lifeless
        && (look.first..look.end).any(|k| {
            matches!(
                look.word(k),
                "hospital"
                    | "hospitals"
                    | "injuries"
                    | "injured"
                    | "wounded"
                    | "survive"
                    | "survived"
                    | "treated"
                    | "surviving"
                    | "recovering"
                    | "abuse"
                    | "assault"
                    | "rape"
                    | "fraud"
                    | "living"
            )
        });
    if alive {
        return None;
    }
    if dead || bodies || died {
        let noun = cx
            .is(i + 1, List::PersonNoun)
            .then(|| stem(look.word(i + 1)).to_owned())
            .filter(|_| dead)
            .or(counted.filter(|_| died));
        let cut =
            cut && !(noun.is_some() && !matches!(look.word(end + 1), "in" | "at" | "from" | "on"));
        return Some(Again {
            span: cx.span(start, end),
            number: number.number,
            victims: true,
            noun,
            hurt: false,
            cut,
        });
    }
    // "all nine injured hikers", "all 36 injured were …"
    let all = look.before(first, 1) == "all";
    let hikers = cx.is(i + 1, List::PersonNoun);
    // "of the 75 injured, ten were still in hospital"
    let of_them = look.before(start, 1) == "of" && look.before(first, 1) == "the";
    let hurt = cx.is(i, List::WoundedWord)
        && (hikers
            || (all || of_them) && (super::mark(look, i + 1) || cx.is(i + 1, List::Auxiliary)));
    if hurt {
        return Some(Again {
            span: cx.span(start, i + 1 + usize::from(hikers)),
            number: number.number,
            victims: true,
            noun: hikers.then(|| stem(look.word(i + 1)).to_owned()),
            hurt,
            cut: !all && !(of_them && !hikers),
        });
    }
    // "the families of the 15 will be housed"
    if of_bodies && (super::mark(look, i) || cx.is(i, List::Auxiliary)) {
        return Some(Again {
            span: cx.span(start, last),
            number: number.number,
            victims: true,
            noun: None,
            hurt: false,
            cut: false,
        });
    }
    let plain = look.kind(i) == Some(TokenKind::Word)
        && !look.capital(i)
        && word.ends_with('s')
        && word.len() > 3;
    if !plain || cut || owned {
        return None;
    }
    if of_bodies && cx.is(i, List::PersonNoun) {
        return Some(Again {
            span: cx.span(start, i + 1),
            number: number.number,
            victims: true,
            noun: Some(stem(word).to_owned()),
            hurt: false,
            cut: false,
        });
    }
    // "None of the 240 bags had been opened", "All 240 bags are …"
    let whole = look.before(start, 1) == "of"
        && matches!(
            look.before(start, 2),
            "none" | "most" | "all" | "many" | "some" | "half" | "each"
        )
        || look.before(first, 1) == "all";
    // "Of the 1,020 jobs to go, 300 are in the paint shop"
    let opens = start == look.first + 1
        && look.word(look.first) == "of"
        && (look.text(i + 1) == ","
            || look.word(i + 1) == "to" && look.word(i + 2) == "go" && look.text(i + 3) == ",");
    let closes = super::mark(look, end) || cx.is(end, List::Auxiliary);
    (opens || whole && closes).then(|| Again {
        span: cx.span(start, i + 1),
        number: number.number,
        victims: false,
        noun: Some(stem(word).to_owned()),
        hurt: false,
        cut: false,
    })
}

/// Where "all 25 of those killed", "all 25 of the dead" ends: none of them is left out.
fn all_of(cx: &Cx<'_>, look: &Look<'_, '_>, first: usize, last: usize) -> Option<usize> {
    if look.before(first, 1) != "all"
        || look.word(last) != "of"
        || !matches!(look.word(last + 1), "those" | "the")
    {
        return None;
    }
    let k = last + 2 + usize::from(look.word(last + 2) == "who");
    (cx.is(k, List::DeadWord) || cx.is(k, List::DieVerb) || cx.is(k, List::KillVerb))
        .then_some(k + 1)
}

/// "All 14 children on board, none older than 11, were killed": one past the noun, if a death follows.
fn all_were(cx: &Cx<'_>, look: &Look<'_, '_>, first: usize, last: usize) -> Option<usize> {
    if look.before(first, 1) != "all" || !cx.is(last, List::PersonNoun) {
        return None;
    }
    let verb = (last + 1..look.end.min(last + 12)).find(|&i| {
        matches!(look.word(i), "were" | "had" | "have")
            && (i + 1..i + 3)
                .any(|k| cx.is(k, List::KillVerb) || matches!(look.word(k), "died" | "dead"))
            || look.word(i) == "died"
    })?;
    // "In 2010 a plane crashed and all 68 on board were killed": another day's.
    let other = (look.first..look.end).any(|i| super::year(look.text(i)).is_some());
    let plain = !other
        && !(last + 1..verb).any(|i| {
            matches!(
                look.word(i),
                "but" | "and" | "whose" | "except" | "survived" | "said" | "who"
            )
        });
    plain.then_some(last + 1)
}

/// The words of a figure's victims, cut to stems.
pub(super) fn nouns(ground: &Ground<'_, '_>, figure: &Figure) -> Vec<String> {
    let (a, b) = figure.whom.map_or((0, 0), |span| ground.tokens(span));
    (a..b)
        .map(|i| stem(ground.cx.folded(i)).to_owned())
        .collect()
}

/// The earlier count that it points back to and disagrees with: none if any earlier number is the same, or if earlier
/// ones add up to it.
fn earlier(ground: &Ground<'_, '_>, again: &Again) -> Option<(Span, (f64, f64))> {
    let numbers: Vec<&Number> = ground
        .numbers
        .iter()
        .take_while(|number| number.span.end <= again.span.start)
        .filter(|number| matches!(number.role, Role::Cardinal))
        .collect();
    let n = again.number;
    // A headline that agrees with what is told again is no reason to let the lede stand.
    let above = |number: &Number| {
        !again.victims
            && ground
                .cx
                .sentence(ground.cx.sentence_at(number.span.start))
                .is_some_and(|one| ground.in_headline(one))
    };
    let same = numbers
        .iter()
        .filter(|number| !above(number))
        .any(|number| {
            number.hedge == Hedge::Exact && (number.number - n).abs() < 0.5
                || number.number > 1.0
                    && number.hedge != Hedge::Exact
                    && number.lowest <= n
                    && n <= number.highest
                    && number.hedge != Hedge::AtMost
        });
    if same {
        return None;
    }
    // Of victims only counts of the killed add up, not everything that was counted before.
    let killed: Vec<&Figure> = ground
        .casualties
        .figures
        .iter()
        .filter(|figure| figure.span.end <= again.span.start)
        .filter(|figure| figure.outcome == Outcome::Killed && !figure.part && figure.number < n)
        .collect();
    let places: Vec<u32> = killed
        .iter()
        .map(|figure| ground.cx.sentence_at(figure.span.start))
        .collect();
    let values: Vec<f64> = if again.victims {
        killed.iter().map(|figure| figure.number).collect()
    } else {
        numbers
            .iter()
            .map(|number| number.number)
            .filter(|v| *v < n)
            .collect()
    };
    // Of victims only what is told in one breath adds up.
    let near = |a: usize, b: usize| {
        !again.victims || matches!((places.get(a), places.get(b)), (Some(a), Some(b)) if b - a <= 1)
    };
    // Two of "19 men, eight women and four children" are not the dead.
    let listed = |a: usize, b: usize| {
        let place = places.get(a);
        again.victims
            && place == places.get(b)
            && places.iter().filter(|other| Some(*other) == place).count() > 2
    };
    let sums = values.iter().enumerate().any(|(i, a)| {
        values
            .iter()
            .enumerate()
            .skip(i + 1)
            .any(|(j, b)| near(i, j) && !listed(i, j) && (a + b - n).abs() < 0.5)
    }) || values.iter().any(|a| {
        (a + 1.0 - n).abs() < 0.5
            && ground
                .casualties
                .figures
                .iter()
                .any(|f| (f.number - 1.0).abs() < 0.1 && f.span.end <= again.span.start)
    }) || values
        .windows(3)
        .enumerate()
        .any(|(i, three)| near(i, i + 2) && (three.iter().sum::<f64>() - n).abs() < 0.5);
    // "killed 15 … lost three" leaves 12 of them.
    let left = numbers.iter().enumerate().any(|(i, a)| {
        numbers
            .iter()
            .skip(i + 1)
            .any(|b| (a.number - b.number - n).abs() < 0.5 && b.number < a.number)
    });
    if sums
        || left && !again.victims
        || again.victims
            && (parted::set_apart(ground, &numbers, n)
                || parted::other_part(ground, again.span, n)
                || parted::and_one(ground, again.span, n))
    {
        return None;
    }
    if again.victims {
        // Two running counts go together: "killed 112 since 3 March … the 121 deaths since 3 March".
        let sentence = ground.cx.sentence_at(again.span.start);
        let running = ground
            .cx
            .sentence_tokens(sentence)
            .any(|i| ground.cx.folded(i) == "since");
        // "More than 60 have died this month. Of the 52 dead, 30 were over 80": the very next sentence opens with them.
        let opens = of_the_dead(ground, again);
        let next =
            |figure: &Figure| opens && ground.cx.sentence_at(figure.span.start) + 1 == sentence;
        let figures: Vec<&Figure> = ground
            .casualties
            .figures
            .iter()
            .filter(|figure| figure.span.end <= again.span.start)
            .filter(|figure| {
                let outcome = if again.hurt {
                    Outcome::Wounded
                } else {
                    Outcome::Killed
                };
                figure.outcome == outcome
                    && !figure.part
                    && (!figure.running || running || next(figure))
            })
            .filter(|figure| figure.number >= 2.0 && !parted::is_part(ground, figure))
            // A part of the dead can be fewer, never more.
            .filter(|figure| !again.cut || figure.highest < again.number)
            .filter(|figure| {
                again.noun.as_ref().is_none_or(|noun| {
                    let own = nouns(ground, figure);
                    // "Seven miners died … all nine dead men": more than all of them, whatever they are called.
                    let more = again.number > figure.highest
                        && matches!(noun.as_str(), "men" | "people" | "victim");
                    own.is_empty()
                        || more
                        || own.iter().any(|word| {
                            word == noun || matches!(word.as_str(), "peopl" | "person" | "people")
                        }) && !matches!(noun.as_str(), "soldi" | "child" | "children")
                        || own.contains(noun)
                })
            })
            .collect();
        let figure = figures.last()?;
        return Some((figure.span, (figure.lowest, figure.highest)));
    }
    let noun = again.noun.as_deref()?;
    let number = numbers.iter().rfind(|number| {
        let last = number.tokens.1 as usize;
        (last..last + 2).any(|i| stem(ground.cx.folded(i)) == noun)
            && !number.compound
            && number.number >= 2.0
    })?;
    Some((number.span, (number.lowest, number.highest)))
}

/// "Of the 52 dead, 30 …", "All of the 52 dead were …": a sentence that begins with the dead of the one before and tells no
/// other time for them.
fn of_the_dead(ground: &Ground<'_, '_>, again: &Again) -> bool {
    let cx = ground.cx;
    let (first, last) = ground.tokens(again.span);
    let start = cx
        .sentence(cx.sentence_at(again.span.start))
        .map_or(first, |sentence| sentence.first as usize);
    let of = (start..first.min(start + 3)).any(|i| matches!(cx.folded(i), "of" | "among"));
    of && (cx.word(last) == "," || matches!(cx.folded(last), "were" | "was" | "are"))
}

/// `toll-pair`
pub fn toll_pair_schema() -> LayerSchema {
    LayerSchema::new(
        "toll-pair",
        "a count told again, with the earlier count it points back to, where no earlier number of the draft is the same",
        "the later count: \"the 12 dead\"",
    )
    .field("earlier", Type::Text, "the earlier count as printed")
    .field("earlier-lowest", Type::Number, "the least number its words allow")
    .field("earlier-highest", Type::Number, "the largest number its words allow")
    .field("lowest", Type::Number, "the least number of the later count")
    .field("highest", Type::Number, "the largest number of the later count")
    .field("definite", Type::Flag, "the later count points back: \"the 12 dead\", \"none of the 240 bags\"")
    .field("victims", Type::Flag, "the dead are counted")
    .field("one-source", Type::Flag, "both are told by the same source")
    .field("from-lede", Type::Flag, "the earlier count stands in the lede")
}
