//! Ages told twice: "Doe, 45, born in 1990", "a 17-year-old … his 19th birthday", "Ruiz, 42, … the 45-year-old".

pub(super) mod births;
pub(super) mod lives;
pub(super) mod now;
pub(super) mod sole;
pub(super) mod then;
use super::{gap, mark};
use copydesk_draft::Span;
use copydesk_draft::layer::{Cell, EnumSchema, LayerSchema, Table, Type, Value};
use lives::fresh_death;

use super::{Ground, year};
use crate::dates::Age;
use crate::lists::List;
use crate::names::Person;
use crate::numbers::lexeme::{Look, Time};
use crate::schema::{enumeration, id};
use crate::sentence::Sentence;

/// What the second telling is; the values of `age-evidence` in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Evidence {
    /// A year or day of birth.
    Born,
    /// Another age.
    Age,
    /// A birthday that is past.
    Birthday,
    /// Nothing: nobody has lived so long.
    Lifetime,
}

/// The table of `age-pair`.
pub(super) fn table(ground: &Ground<'_, '_>) -> Table {
    let mut table = ground.cx.blank(id::AGE_PAIR);
    let mut rows: Vec<Row> = Vec::new();
    let mut subject: Option<Subject> = None;
    let mut first_age = 0;
    for (number, sentence) in ground.cx.sentences.iter().enumerate() {
        let ages = &ground.dates.ages;
        let last = first_age
            + ages.get(first_age..).map_or(0, |rest| {
                rest.partition_point(|age| age.span.start < sentence.span.end)
            });
        let own = ages.get(first_age..last).unwrap_or(&[]);
        first_age = last;
        let look = ground.look(sentence);
        if !ground.in_body(sentence) {
            subject = None;
            continue;
        }
        // The age goes on to the next sentence only behind a pronoun or a definite noun at its head.
        let anaphor = matches!(look.word(look.first), "he" | "she" | "his" | "her")
            || look.word(look.first) == "the"
                && (look.first..look.first + 4).any(|i| look.word(i) == "court" || look.hyphen(i));
        let persons = persons_from(ground, sentence.span.start)
            .iter()
            .take_while(|person| person.span.start < sentence.span.end)
            .filter(|person| sentence.span.contains(person.span))
            .count();
        let carried = subject
            .take()
            .filter(|before| number == before.sentence + 1 && (anaphor || persons == 0));
        let told = own.iter().find(|age| current(&look, ground, age));
        let now = told
            .map(|age| Subject {
                age: age.span,
                range: (age.lowest, age.highest),
                sentence: number,
            })
            .or_else(|| {
                bare(ground, &look, sentence).map(|(age, years)| Subject {
                    age,
                    range: (years, years),
                    sentence: number,
                })
            });
        if let Some(one) = now.as_ref().or(carried.as_ref()) {
            for (span, range, evidence) in told_again(ground, &look, sentence) {
                // "The house, 112 years old, belongs to Vera Lind, 80, who was born in 1944": the birth is of the other age.
                let other = evidence == Evidence::Born
                    && own.iter().any(|age| {
                        age.span != one.age
                            && current(&look, ground, age)
                            && super::gap((age.lowest, age.highest), range) <= 0.0
                    });
                if other {
                    continue;
                }
                rows.push((one.age, one.range, span, range, evidence));
            }
        }
        subject = now.or(carried.map(|before| Subject {
            sentence: number,
            ..before
        }));
    }
    persons_twice(ground, &mut rows);
    births::find(ground, &mut rows);
    lives::lone_headline(ground, &mut rows);
    lives::death_headline(ground, &mut rows);
    lives::lifetimes(ground, &mut rows);
    sole::find(ground, &mut rows);
    rows.sort_by_key(|row| (row.0, row.2));
    rows.dedup_by_key(|row| (row.0, row.2));
    for (age, stated, span, range, evidence) in &mut rows {
        // Of two ages the one told later is the odd one.
        let paragraph = |at: u32| {
            let number = ground.cx.sentence_at(at);
            ground.cx.sentence(number).map(|one| one.block)
        };
        // So is a birth told paragraphs behind an age.
        let later = span.start > age.start
            && ground.cx.in_body(*age)
            && (*evidence == Evidence::Age
                || *evidence == Evidence::Born && paragraph(age.start) != paragraph(span.start));
        if later {
            std::mem::swap(age, span);
            std::mem::swap(stated, range);
        }
    }
    rows.sort_by_key(|row| (row.0, row.2));
    for (age, stated, span, range, evidence) in rows {
        table.push(
            ground.cx.row(age),
            [
                Cell::Filled(stated.0.into()),
                Cell::Filled(stated.1.into()),
                Cell::Filled(range.0.into()),
                Cell::Filled(range.1.into()),
                Cell::Filled(super::gap(stated, range).into()),
                Cell::Filled(Value::Enum(evidence as u16)),
                Cell::Filled(span.into()),
            ],
        );
    }
    table
}

pub(super) type Row = (Span, (f64, f64), Span, (f64, f64), Evidence);

struct Subject {
    age: Span,
    range: (f64, f64),
    sentence: usize,
}

/// The persons whose names begin at a byte or behind it.
pub(super) fn persons_from<'g>(ground: &'g Ground<'_, '_>, start: u32) -> &'g [Person] {
    let persons = &ground.names.persons;
    let from = persons.partition_point(|person| person.span.start < start);
    persons.get(from..).unwrap_or(&[])
}

/// The last person whose name ends at a byte or before it.
pub(super) fn person_before<'g>(ground: &'g Ground<'_, '_>, end: u32) -> Option<&'g Person> {
    let persons = &ground.names.persons;
    let to = persons.partition_point(|person| person.span.start < end);
    persons
        .get(..to)?
        .iter()
        .rfind(|person| person.span.end <= end)
}

/// The person whose name stands right before the age ("Ana Ruiz, 42,").
pub(super) fn person(ground: &Ground<'_, '_>, age: &Age) -> Option<usize> {
    // "The 56-year-old Ilya Voronin"
    let behind = || {
        persons_from(ground, age.span.end)
            .first()
            .filter(|person| person.span.start - age.span.end <= 1)
            .filter(|_| age.span.text(ground.cx.text).ends_with("old"))
    };
    behind()
        .or_else(|| {
            person_before(ground, age.span.start).filter(|person| {
                age.span.start - person.span.end <= 3 || past_bracket(ground, person, age)
            })
        })
        .map(|person| person.identity)
}

/// "Hiroshi Tanabe (born 1960), 48,": a bracket between the name and the age.
fn past_bracket(ground: &Ground<'_, '_>, person: &Person, age: &Age) -> bool {
    let cx = ground.cx;
    let (first, _) = ground.tokens(age.span);
    cx.word(person.last) == "("
        && (person.last + 2..person.last + 6)
            .any(|i| cx.word(i) == ")" && cx.word(i + 1) == "," && i + 2 == first)
}

/// "Born in 1961, the goalkeeper is 71, and trains": a bare number behind "is", where the sentence tells of a birth.
fn bare(ground: &Ground<'_, '_>, look: &Look<'_, '_>, sentence: &Sentence) -> Option<(Span, f64)> {
    let numbers = ground.numbers_in(sentence.span);
    if numbers.is_empty() {
        return None;
    }
    let born = (look.first..look.end).any(|i| matches!(look.word(i), "born" | "birth"));
    if !born {
        return None;
    }
    numbers.iter().find_map(|number| {
        let (first, last) = (number.tokens.0 as usize, number.tokens.1 as usize);
        // "Now 61, the guitarist was born in Cadiz in 1971"
        let head = first == look.first + 1
            && matches!(look.word(look.first), "now" | "aged")
            && look.text(last) == ",";
        let is = head
            || look.before(first, 1) == "is"
            || look.before(first, 1) == "now" && look.before(first, 2) == "is";
        let alone = super::mark(look, last)
            || matches!(
                look.word(last),
                "and" | "but" | "or" | "today" | "now" | "years"
            );
        let years = number.number;
        let plain = matches!(
            number.role,
            crate::numbers::Role::Cardinal | crate::numbers::Role::Age
        ) && number.hedge == crate::numbers::Hedge::Exact
            && !number.ordinal
            && (1.0..120.0).contains(&years);
        (is && alone && plain).then_some((number.span, years))
    })
}

/// "Ramon Aquino, 71, and his son, 44, were found. The 44-year-old": somebody of that age was told of before.
pub(super) fn told_before(ground: &Ground<'_, '_>, age: &Age) -> bool {
    ground
        .dates
        .ages
        .iter()
        .any(|other| other.span.end <= age.span.start && (other.years - age.years).abs() < 0.5)
}

/// The age now, not of another time: "was 23 when he was jailed", "at the age of 12", "died aged 80 in 1990" are not.
pub(super) fn current(look: &Look<'_, '_>, ground: &Ground<'_, '_>, age: &Age) -> bool {
    let (first, last) = ground.tokens(age.span);
    let exact = (age.highest - age.lowest).abs() < 0.5;
    // "died on Sunday at the age of 77", "is, at 49, the oldest": the age now, or at a death just told.
    let now = look.before(first, 1) == "at" && look.before(first, 2) == "," && look.text(last) == ","
            || look.before(first, 1) == "of"
                && look.before(first, 2) == "age"
                && look.before(first, 3) == "the"
                && fresh_death(look, ground)
            // "Peter Lund, 48, who was 19 when he joined": what follows is of another time.
            || look.before(first, 1) == ","
                && look.text(last) == ","
                && (look.word(last + 1) == "who"
                    // "Peter Lund, 48, was 19 when he joined"
                    || look.word(last + 1) == "was" && look.word(last + 3) == "when")
                && !(last + 2..last + 5).any(|i| {
                    matches!(look.word(i), "died" | "killed" | "murdered" | "would" | "then")
                });
    let now = now || at_death(look, ground, first);
    // "was abandoned when a flare struck the referee, 44": what the opening tells of is now.
    let opening = ground
        .cx
        .sentences
        .iter()
        .find(|one| ground.in_body(one))
        .is_some_and(|one| one.first as usize == look.first);
    let then = !now
        && ((last..last + 3).any(|i| matches!(look.word(i), "when" | "at" | "then" | "time"))
            || matches!(
                look.before(first, 1),
                "at" | "turned"
                    | "turning"
                    | "turn"
                    | "until"
                    | "was"
                    | "were"
                    | "from"
                    | "since"
                    | "then"
                    | "of"
            )
            || matches!(look.before(first, 2), "age" | "then")
            || (look.first..look.end).any(|i| {
                matches!(look.word(i), "then" | "late" | "posthumously")
                    || look.word(i) == "when" && !(opening && i < first)
                    // "said she would vote" is told of now.
                    || look.word(i) == "would"
                        && !(1..=10).any(|back| {
                            i.checked_sub(back)
                                .is_some_and(|k| ground.cx.is(k, List::ReportingVerb))
                        })
            })
            || (look.first..look.end).any(|i| matches!(look.word(i), "died" | "dies"))
                && !fresh_death(look, ground));
    exact && !then && (age.years >= 1.0) && age.years < 120.0
}

/// "died in Cusco on Friday. She was aged 78, and had given a lecture": the age at a death that the sentence before just told.
fn at_death(look: &Look<'_, '_>, ground: &Ground<'_, '_>, age: usize) -> bool {
    let opens = matches!(look.word(look.first), "he" | "she")
        && look.word(look.first + 1) == "was"
        && age <= look.first + 3
        && !(age..age + 4).any(|i| look.word(i) == "when");
    let before = || {
        let number = ground
            .cx
            .sentences
            .partition_point(|one| (one.first as usize) < look.first);
        number
            .checked_sub(1)
            .and_then(|number| ground.cx.sentences.get(number))
    };
    opens && before().is_some_and(|one| fresh_death(&ground.look(one), ground))
}

/// The other tellings of a sentence: a year of birth, a birthday gone by, another age of a person without a name.
fn told_again(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    sentence: &Sentence,
) -> Vec<(Span, (f64, f64), Evidence)> {
    let mut out = Vec::new();
    let cx = ground.cx;
    if let Some(today) = cx.date {
        for date in ground.dates_in(sentence.span) {
            let first = cx.token_at(date.span.start);
            let born = (1..=3).any(|back| look.before(first, back) == "born")
                || look.before(first, 1) == "in"
                    && (2..=6).any(|back| look.before(first, back) == "born");
            // Somebody else is born: "her son, born in 2010".
            let other = (1..=8).any(|back| {
                first.checked_sub(back).is_some_and(|i| {
                    i >= look.first
                        && (cx.is(i, List::Kinship)
                            // "A wine grower's daughter, she was born": she herself.
                            && !(look.text(i + 1) == ","
                                && matches!(look.word(i + 2), "he" | "she"))
                            || look.word(i) == "who"
                                && back > 4
                                && !(look.word(i + 1) == "born" || look.word(i + 2) == "born"))
                })
            });
            // "coaches players born in 2008"
            let others = (1..=6).any(|back| {
                look.before(first, back) == "born"
                    && first.checked_sub(back + 1).is_some_and(|i| {
                        i >= look.first
                            && look.word(i).ends_with('s')
                            && !matches!(look.word(i), "was" | "is")
                            && !look.capital(i)
                    })
            });
            // "wrote of a girl who was born in 1960": somebody else is made known there.
            let another = (1..=6).any(|back| {
                first.checked_sub(back).is_some_and(|who| {
                    who >= look.first + 4
                        && look.word(who) == "who"
                        && look.word(who - 1) != ","
                        && (2..=5).any(|k| {
                            matches!(look.before(who, k), "a" | "an")
                                && !matches!(
                                    look.before(who, k + 1),
                                    "," | "is" | "was" | "as" | "became" | ""
                                )
                        })
                })
            });
            let other = other || others || another;
            let (a, b) = ground.tokens(date.span);
            let printed = (a..b).any(|i| year(cx.word(i)).is_some());
            // "in the spring of 1962": the year is told, if not the days.
            let known = date.day.or_else(|| {
                (a..b)
                    .find_map(|i| year(cx.word(i)))
                    .and_then(copydesk_draft::DayRange::year)
            });
            if let Some(day) = known.filter(|_| born && printed && !other) {
                let years = |days: i32| (f64::from(days) / 365.242_5 + 0.003).floor();
                let range = (
                    years(today.days_since(day.last)),
                    years(today.days_since(day.first)),
                );
                if range.1 >= 0.0 {
                    out.push((date.span, range, Evidence::Born));
                }
            }
        }
    }
    out.extend(then::at_that_age(ground, look, sentence));
    out.extend(now::birthdays(ground, look, sentence));
    out
}

/// The ages behind the mentions of one person by name.
fn persons_twice(ground: &Ground<'_, '_>, rows: &mut Vec<Row>) {
    let mut known: Vec<(usize, Span, (f64, f64))> = Vec::new();
    for age in &ground.dates.ages {
        let sentence = ground.cx.sentence_at(age.span.start);
        let Some(one) = ground.cx.sentence(sentence) else {
            continue;
        };
        let look = ground.look(one);
        if !ground.in_body(one) || !current(&look, ground, age) {
            continue;
        }
        let Some(who) = person(ground, age) else {
            continue;
        };
        // "The younger Treloar, 27," beside the elder.
        let one_of_two = person_before(ground, age.span.start).is_some_and(|person| {
            now::one_of_two(&look, person.first) || now::namesake(ground, &look, person)
        });
        if one_of_two {
            continue;
        }
        let range = (age.lowest, age.highest);
        // The mentions share their last name as printed: "Mr Okoro, 93" and "Grace, 52" are two.
        let surname = |at: u32| {
            persons_from(ground, at)
                .first()
                .filter(|person| person.identity == who && person.span.start < at + 20)
                .or_else(|| person_before(ground, at))
                .map(|person| ground.cx.str(person.surname).to_lowercase())
        };
        let own = surname(age.span.start);
        match known
            .iter()
            .find(|(person, span, _)| *person == who && surname(span.start) == own)
        {
            Some((_, span, first)) => rows.push((*span, *first, age.span, range, Evidence::Age)),
            None => known.push((who, age.span, range)),
        }
    }
    headline(ground, &known, rows);
    nameless(ground, rows);
    // "the 45-year-old" behind a lone person of the sentence before: the only person of the draft with an age.
    if let [(_, span, first)] = known.as_slice() {
        for age in &ground.dates.ages {
            let (start, end) = ground.tokens(age.span);
            let sentence = ground.cx.sentence_at(age.span.start);
            let Some(one) = ground.cx.sentence(sentence) else {
                continue;
            };
            let look = ground.look(one);
            let definite = age.span.start > span.end
                && look.before(start, 1) == "the"
                && look.word(end.saturating_sub(1)) == "old"
                && (look.word(end).is_empty()
                    || super::mark(&look, end)
                    || ground.cx.is(end, List::Auxiliary)
                    || ground.cx.is(end, List::ReportingVerb));
            let persons = ground.names.people.len();
            if definite
                && !told_before(ground, age)
                && persons == 1
                && matches!(
                    look.time(end.saturating_sub(2)),
                    Time::None | Time::Unit(..)
                )
            {
                rows.push((
                    *span,
                    *first,
                    age.span,
                    (age.lowest, age.highest),
                    Evidence::Age,
                ));
            }
        }
    }
}

/// The headline's one age beside the ages of the body: none is the same.
fn headline(ground: &Ground<'_, '_>, known: &[(usize, Span, (f64, f64))], rows: &mut Vec<Row>) {
    let cx = ground.cx;
    let heads: Vec<&Age> = ground
        .dates
        .ages
        .iter()
        .filter(|age| {
            cx.sentence(cx.sentence_at(age.span.start))
                .is_some_and(|one| ground.in_headline(one))
        })
        .collect();
    let body = ground.dates.ages.len() - heads.len();
    // "Bridge, 60, gets a new coat": no age of a person.
    let thing = heads.first().is_some_and(|age| {
        let at = ground.cx.sentence_at(age.span.start);
        let (first, _) = ground.tokens(age.span);
        let named =
            person_before(ground, age.span.start).is_some_and(|person| person.last + 1 == first);
        ground.cx.sentence(at).is_some_and(|one| {
            let look = ground.look(one);
            look.before(first, 1) == ","
                && first == look.first + 2
                && !named
                && !lives::somebody(ground, &look, look.first)
        })
    });
    if thing {
        return;
    }
    if let ([age], [(_, span, range)]) = (heads.as_slice(), known)
        && body == 1
    {
        rows.push((
            age.span,
            (age.lowest, age.highest),
            *span,
            *range,
            Evidence::Age,
        ));
    }
}

/// "a 27-year-old from Tampere … The 34-year-old told the court": two sentences, one person without a name.
fn nameless(ground: &Ground<'_, '_>, rows: &mut Vec<Row>) {
    let cx = ground.cx;
    for pair in ground.dates.ages.windows(2) {
        let [a, b] = pair else { continue };
        let (one, two) = (cx.sentence_at(a.span.start), cx.sentence_at(b.span.start));
        let (first, last) = ground.tokens(b.span);
        let (start, end) = ground.tokens(a.span);
        let old = |end: usize| cx.folded(end.saturating_sub(1)) == "old";
        let lone = !persons_from(ground, a.span.start + 1)
            .iter()
            .take_while(|person| person.span.start < b.span.start)
            .any(|person| person.span.end < b.span.start);
        let others = cx
            .sentence_tokens(one)
            .filter(|&i| {
                old(i + 1) && cx.kind(i.wrapping_sub(1)) == Some(crate::token::TokenKind::Hyphen)
            })
            .count();
        if two == one + 1
            && old(last)
            && (old(end) && others == 1 && matches!(cx.folded(start.saturating_sub(1)), "a" | "an")
                || others == 0 && of_age(cx, start))
            && lone
            && cx.folded(first.saturating_sub(1)) == "the"
            && (cx.is(last, List::ReportingVerb)
                || cx.is(last, List::Auxiliary)
                || cx.folded(last) == ","
                // "a 17-year-old boy … The 19-year-old boy"
                || cx.is(last, List::PersonNoun) && cx.folded(last) == cx.folded(end))
        {
            rows.push((
                a.span,
                (a.lowest, a.highest),
                b.span,
                (b.lowest, b.highest),
                Evidence::Age,
            ));
        }
    }
}

/// `age-pair`
pub fn age_pair_schema() -> LayerSchema {
    LayerSchema::new(
        "age-pair",
        "an age, and what else the draft says about the same person's age",
        "the age",
    )
    .field("lowest", Type::Number, "the least age the words allow")
    .field("highest", Type::Number, "the largest age the words allow")
    .field(
        "other-lowest",
        Type::Number,
        "the least age by the other telling, on the draft's date",
    )
    .field(
        "other-highest",
        Type::Number,
        "the largest age by the other telling",
    )
    .field(
        "gap",
        Type::Number,
        "how far the two lie apart, in years; 0 if they agree",
    )
    .field(
        "evidence",
        Type::Enum("age-evidence".into()),
        "what the other telling is",
    )
    .field("other", Type::Text, "the words of the other telling")
}

pub(super) fn enums() -> Vec<EnumSchema> {
    vec![enumeration(
        "age-evidence",
        &["born", "age", "birthday", "lifetime"],
    )]
}

/// "a boy of 12", "a boy aged 12": the age at token `start` is that of one whom nobody has named.
fn of_age(cx: &crate::cx::Cx<'_>, start: usize) -> bool {
    let back = |k: usize| start.checked_sub(k).map_or("", |i| cx.folded(i));
    let link = usize::from(matches!(back(1), "of" | "aged"));
    (link == 1 || cx.folded(start) == "aged")
        && start
            .checked_sub(link + 1)
            .is_some_and(|noun| cx.is(noun, List::PersonNoun))
        && matches!(back(link + 2), "a" | "an")
}
