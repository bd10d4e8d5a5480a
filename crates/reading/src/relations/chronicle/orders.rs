//! Orders over a whole article: death before burial, life before death, an event before what is done about it, steps of a
//! case, stages of a thing.

use super::{Happening, PLEA, TOPICS, Teller, bit, happenings, topics_at};
use crate::dates::Granularity;
use crate::lists::List;
use crate::relations::Ground;
use crate::relations::sequence::{Pair, Tie};
use crate::sentence::Sentence;

/// Events that nobody foresees: what is said "about" them comes later.
const SUDDEN: u32 = bit(List::FireTold)
    | bit(List::KillingTold)
    | bit(List::RobberyTold)
    | bit(List::BlastTold)
    | bit(List::CrashTold)
    | bit(List::AttackTold)
    | bit(List::QuakeTold)
    | bit(List::LandslideTold);

/// Finds them.
pub(in crate::relations) fn find(ground: &Ground<'_, '_>, out: &mut Vec<Pair>) {
    let dated = ground
        .cx
        .sentences
        .iter()
        .filter(|one| ground.in_body(one) && !ground.dates_in(one.span).is_empty())
        .take(2)
        .count();
    if dated < 2 && ground.dates.dates.len() < 2 {
        return;
    }
    let told = happenings(ground);
    deaths(ground, &told, out);
    births(ground, &told, out);
    later(ground, &told, out);
    reactions(ground, &told, out);
    steps(&told, out);
    charged_last(ground, &told, out);
    things(&told, out);
}

fn add(first: &Happening<'_>, second: &Happening<'_>, tie: Tie, out: &mut Vec<Pair>) {
    let known = out.iter().any(|pair| {
        (pair.first == first.date || pair.second == first.date)
            && (pair.first == second.date || pair.second == second.date)
    });
    if !known && first.date != second.date {
        out.push(Pair::of_days(
            (first.date, first.day),
            (second.date, second.day),
            tie,
        ));
    }
}

/// Whose death a happening tells.
fn dead(one: &Happening<'_>, ground: &Ground<'_, '_>) -> Option<usize> {
    if one.stage == Some((1, 1)) {
        return one.who;
    }
    let cx = ground.cx;
    let killed = cx.is(one.verb, List::KillVerb) || cx.is(one.verb, List::ShootVerb);
    if !killed {
        None
    } else if one.passive {
        one.who
    } else {
        one.whom
    }
}

/// Burials before the death, and acts of the living behind it.
fn deaths(ground: &Ground<'_, '_>, told: &[Happening<'_>], out: &mut Vec<Pair>) {
    for death in told {
        let Some(who) = dead(death, ground) else {
            continue;
        };
        // Told twice with two days, it fixes none.
        let two = told
            .iter()
            .any(|other| dead(other, ground) == Some(who) && other.day != death.day);
        if two {
            continue;
        }
        for other in told.iter().filter(|other| other.who == Some(who)) {
            let same = other.granularity == death.granularity;
            if other.stage == Some((1, 2)) && same {
                add(death, other, Tie::Stages, out);
            } else if !death.weak
                && same
                && sole_bearer(ground, who)
                && death.stage == Some((1, 1))
                && lives(ground, other)
            {
                add(other, death, Tie::Death, out);
            }
        }
    }
}

/// True if nobody else of the draft bears the person's last name: a mother's name alone may be her son's.
fn sole_bearer(ground: &Ground<'_, '_>, who: usize) -> bool {
    let last = |key: &str| key.rsplit(' ').next().unwrap_or("").to_owned();
    let people = &ground.names.people;
    people.get(who).is_some_and(|own| {
        let name = last(&own.key);
        people.iter().filter(|one| last(&one.key) == name).count() == 1
    })
}

/// Something only the living do, told in the active.
fn lives(ground: &Ground<'_, '_>, one: &Happening<'_>) -> bool {
    let cx = ground.cx;
    let Some(sentence) = cx.sentences.get(one.sentence) else {
        return false;
    };
    let look = ground.look(sentence);
    let kept = (look.first..look.end).any(|i| {
        matches!(
            look.word(i),
            "posthumous"
                | "posthumously"
                | "recorded"
                | "recording"
                | "video"
                | "letter"
                | "film"
                | "published"
                | "broadcast"
                | "aired"
                | "released"
                | "lawyer"
                | "lawyers"
                | "statement"
                | "diary"
                | "funeral"
        )
    });
    !one.passive
        && !one.perfect
        && !kept
        && one.stage.is_none()
        && (cx.is(one.verb, List::ReportingVerb) || cx.is(one.verb, List::LivingAct))
}

/// What is done about an event before it happened.
fn reactions(ground: &Ground<'_, '_>, told: &[Happening<'_>], out: &mut Vec<Pair>) {
    let all = told.iter().fold(0, |bits, one| bits | one.topics);
    if all == 0 {
        return;
    }
    for (n, _) in (0u32..).zip(TOPICS) {
        let topic = 1 << n;
        if all & topic == 0 {
            continue;
        }
        let Some(event) = one_event(told, topic).filter(|one| !one.weak) else {
            continue;
        };
        for act in told {
            let back = event.day.first.days_since(act.day.last);
            if act.topics & topic != 0
                || act.granularity != Granularity::Day
                || !(1..=60).contains(&back)
            {
                continue;
            }
            let Some(sentence) = ground.cx.sentences.get(act.sentence) else {
                continue;
            };
            if about(ground, sentence, act, topic) {
                add(event, act, Tie::Over, out);
            }
        }
    }
}

/// The event of a topic, if the article tells one day for it; those of other years are others.
pub(in crate::relations) fn one_event<'h, 'a>(
    told: &'h [Happening<'a>],
    topic: u32,
) -> Option<&'h Happening<'a>> {
    let mut events = told.iter().filter(|one| one.topics & topic != 0);
    let first = events
        .clone()
        .find(|one| one.granularity == Granularity::Day)?;
    let other = events.any(|other| {
        other.day != first.day
            && !(other.granularity != Granularity::Day
                && first.day.first.days_since(other.day.last) > 300)
    });
    (!other).then_some(first)
}

/// What a person did before the year of birth that the article gives.
fn births(ground: &Ground<'_, '_>, told: &[Happening<'_>], out: &mut Vec<Pair>) {
    let cx = ground.cx;
    if !told.iter().any(|one| one.who.is_some()) {
        return;
    }
    for (who, span) in crate::relations::ages::births::days(ground) {
        let Some(born) = ground
            .dates_in(span)
            .first()
            .and_then(|date| date.day.map(|day| (date.span, day)))
        else {
            continue;
        };
        let alone = sole_bearer(ground, who);
        for act in told.iter().filter(|one| alone && one.who == Some(who)) {
            let own = act.date == born.0 || cx.folded(act.verb) == "born";
            let known = out
                .iter()
                .any(|pair| pair.first == act.date || pair.second == act.date);
            if !own && !known && act.day.last < born.1.first {
                out.push(Pair::of_days(born, (act.date, act.day), Tie::Birth));
            }
        }
    }
}

/// "took him into custody on 8 February over the fire two days later".
fn later(ground: &Ground<'_, '_>, told: &[Happening<'_>], out: &mut Vec<Pair>) {
    let cx = ground.cx;
    for act in told {
        let Some(sentence) = cx.sentences.get(act.sentence) else {
            continue;
        };
        let look = ground.look(sentence);
        let (_, end) = ground.tokens(act.date);
        for date in ground.dates_in(sentence.span) {
            let (first, last) = ground.tokens(date.span);
            if date.span.start <= act.date.end
                || first > end + 8
                || date.length.is_none()
                || look.before(last, 1) != "later"
            {
                continue;
            }
            let noun = first.saturating_sub(1);
            let sudden = topics_at(ground, noun) & SUDDEN != 0;
            let linked = (end..noun).any(|i| {
                matches!(look.word(i), "over" | "about" | "for")
                    && look.word(i + 1) == "the"
                    && i + 4 >= noun
            });
            let day = date.day.filter(|day| day.first > act.day.last);
            if let Some(day) = day.filter(|_| sudden && linked) {
                out.push(Pair::of_days(
                    (date.span, day),
                    (act.date, act.day),
                    Tie::Over,
                ));
            }
        }
    }
}

/// Whether the sentence says of the act that it answers an event of the topic: "questioned about the stabbing".
fn about(ground: &Ground<'_, '_>, sentence: &Sentence, act: &Happening<'_>, topic: u32) -> bool {
    let cx = ground.cx;
    let teller = Teller {
        ground,
        sentence,
        number: act.sentence,
        look: ground.look(sentence),
    };
    let look = &teller.look;
    if teller.any(|word| {
        matches!(
            word,
            "earlier"
                | "first"
                | "second"
                | "third"
                | "last"
                | "other"
                | "both"
                | "warned"
                | "warning"
                | "fear"
                | "fears"
                | "threatened"
                | "plot"
                | "plotting"
                | "planning"
                | "previous"
                | "before"
                | "series"
                | "conspiracy"
                | "attempted"
        )
    }) {
        return false;
    }
    let date = cx.token_at(act.date.start);
    let leads = date <= look.first + 1;
    (look.first..look.end).any(|i| {
        if topics_at(ground, i) & topic == 0 || teller.verb(i) && cx.is(i, List::FiniteForm) {
            return false;
        }
        // "the fire", "the hostel fire"
        let Some(article) = (1..=3)
            .filter_map(|back| i.checked_sub(back))
            .find(|&k| {
                matches!(
                    look.word(k),
                    "the" | "this" | "that" | "his" | "her" | "its"
                )
            })
            .filter(|&k| k > look.first)
        else {
            return false;
        };
        if (article + 1..i).any(|k| teller.mark(k) || teller.verb(k) || cx.is(k, List::Preposition))
        {
            return false;
        }
        // Its own day stands behind it.
        if ground.dates_in(sentence.span).iter().any(|own| {
            (i + 1..i + 4).contains(&cx.token_at(own.span.start)) && own.span != act.date
        }) {
            return false;
        }
        let link = article - 1;
        // "arrested on suspicion of the murder on Monday"
        let beside = date == i + 2 && look.word(i + 1) == "on" && teller.reason(i);
        if beside {
            return true;
        }
        if !leads && (date > link || link > date + 24) {
            return false;
        }
        let sudden = topic & SUDDEN != 0;
        let played = topic & (bit(List::MatchTold) | bit(List::BallotTold)) != 0;
        match look.word(link) {
            "about" | "over" => sudden,
            "for" => {
                sudden
                    && (look.first..link)
                        .rev()
                        .take(12)
                        .any(|k| cx.phrase(k, List::ActVerb).is_some())
            }
            "after" | "following" => !played,
            "with" => look.before(link, 1) == "connection" || look.before(link, 1) == "charged",
            "to" => sudden && matches!(look.before(link, 1), "response" | "reaction"),
            // A storm, a vote and a match cast their shadows before.
            "of" if look.before(link, 1) == "because" => {
                sudden
                    || topic == bit(List::QuittingTold)
                    || matches!(look.word(i), "defeat" | "loss")
            }
            "of" => matches!(
                look.before(link, 1),
                "survivors" | "victims" | "aftermath" | "wake" | "suspected" | "suspicion"
            ),
            "by" => matches!(
                look.before(link, 1),
                "left"
                    | "caused"
                    | "hit"
                    | "damaged"
                    | "destroyed"
                    | "wrecked"
                    | "displaced"
                    | "affected"
            ),
            _ if cx.is(link, List::JudgingVerb) => sudden && !look.word(link).ends_with("ing"),
            "in" => sudden && matches!(look.before(link, 1), "suspects" | "suspect"),
            _ => false,
        }
    }) || suspects(&teller, topic, act)
}

/// "Two suspects in the robbery were arrested on Thursday", "The president visited the survivors of the earthquake on
/// Sunday": the event is told before the day of the act, as part of its subject or object.
fn suspects(teller: &Teller<'_, '_>, topic: u32, act: &Happening<'_>) -> bool {
    let (ground, look) = (teller.ground, &teller.look);
    let date = ground.cx.token_at(act.date.start);
    (look.first + 3..date.min(look.end)).any(|i| {
        if topics_at(ground, i) & topic == 0 || look.before(i, 1) != "the" {
            return false;
        }
        // "of the earthquake on Sunday" may date the earthquake, not the visit.
        let beside = date <= i + 2;
        match (look.before(i, 2), look.before(i, 3)) {
            ("in", "suspects" | "suspect") => !beside || act.verb > i,
            ("of", "survivors" | "victims" | "suspected" | "accused") => !beside,
            _ => false,
        }
    })
}

/// A verdict before the trial opened, a sentence before the verdict, of the one case that the article tells.
fn steps(told: &[Happening<'_>], out: &mut Vec<Pair>) {
    for rank in 2..=4u8 {
        let mut at = told.iter().filter(|one| one.step == Some(rank));
        let (Some(later), None) = (at.next(), at.next()) else {
            continue;
        };
        for before in 2..rank {
            let mut at = told.iter().filter(|one| one.step == Some(before));
            let (Some(earlier), None) = (at.next(), at.next()) else {
                continue;
            };
            let one_case = earlier.who.or(earlier.whom) == later.who.or(later.whom)
                || before == 2 && told.iter().filter(|one| one.step.is_some()).count() <= 3;
            let same = earlier.granularity == later.granularity;
            if one_case && same && !earlier.weak && earlier.sentence != later.sentence {
                add(earlier, later, Tie::Stages, out);
            }
        }
    }
}

/// "pleaded guilty in November 2022 … Police charged her in February 2023": the charge that is told as known comes last.
fn charged_last(ground: &Ground<'_, '_>, told: &[Happening<'_>], out: &mut Vec<Pair>) {
    for charge in told.iter().filter(|one| one.step == Some(1)) {
        let accused = |one: &Happening<'_>| if one.passive { one.who } else { one.whom };
        let Some(sentence) = ground.cx.sentences.get(charge.sentence) else {
            continue;
        };
        let look = ground.look(sentence);
        // "charged her": the accused, whoever was named last.
        let pointed = matches!(look.word(charge.verb + 1), "him" | "her");
        let who = accused(charge).filter(|_| !pointed);
        if who.is_none() && !pointed {
            continue;
        }
        // Of what, with what: that may be another case.
        let another = (charge.verb..look.end).any(|i| {
            matches!(
                look.word(i),
                "with" | "over" | "for" | "connection" | "another" | "also" | "again" | "new"
            )
        });
        let answered = |one: &&Happening<'_>| match one.step {
            Some(PLEA) => pointed || one.who == who,
            Some(3 | 4) => pointed || one.who.or(one.whom) == who || accused(one) == who,
            _ => false,
        };
        let mut answers = told.iter().filter(answered);
        let (Some(answer), None) = (answers.next(), answers.next()) else {
            continue;
        };
        let same = answer.granularity == charge.granularity;
        let near = charge.day.first.days_since(answer.day.last) <= 400;
        if same && near && !another && !answer.weak && !charge.weak {
            add(charge, answer, Tie::Stages, out);
        }
    }
}

/// Stages of one thing told paragraphs apart: "The bridge opened in 1987 … Work on the bridge began in 1991".
fn things(told: &[Happening<'_>], out: &mut Vec<Pair>) {
    for (n, a) in told.iter().enumerate() {
        let Some((chain, rank)) = a.stage else {
            continue;
        };
        if matches!(chain, 1 | 4 | 5 | 6 | 8 | 9) {
            continue;
        }
        for b in told.iter().skip(n + 1) {
            let Some((other, next)) = b.stage else {
                continue;
            };
            if other != chain || next == rank || a.sentence == b.sentence {
                continue;
            }
            let shared = a
                .things
                .iter()
                .any(|thing| thing.len() > 2 && b.things.contains(thing));
            // Each stage of the thing is told once.
            let once = |one: &Happening<'_>| {
                told.iter()
                    .filter(|other| {
                        other.stage == one.stage
                            && other.things.iter().any(|thing| one.things.contains(thing))
                    })
                    .count()
                    == 1
            };
            let same = a.granularity == b.granularity;
            if shared && same && once(a) && once(b) && !a.weak && !b.weak {
                let (first, second) = if rank < next { (a, b) } else { (b, a) };
                add(first, second, Tie::Stages, out);
            }
        }
    }
}
