//! Two dated happenings of which the words say which came first: "arrested on Monday over Tuesday's attack", "sank on 9
//! February … It had left on 11 February", "buried on 2 December … drowned, on 5 December", "Born in 1988, … in 1984".

pub(super) mod aftermath;
pub(super) mod afterwards;
pub(super) mod case_days;
pub(super) mod clocks;
pub(super) mod courses;
pub(super) mod inquests;
pub(super) mod inquiry;
pub(super) mod ordered;
pub(super) mod set_apart;
pub(super) mod stages;
mod within;
use super::{mark, stands, year};
use copydesk_draft::layer::{Cell, EnumSchema, LayerSchema, Table, Type, Value};
use copydesk_draft::{DayRange, Span};

use super::{Ground, stem};
use crate::dates::{Date, Granularity};
use crate::lists::{Bits, List};
use crate::numbers::lexeme::Look;
use crate::schema::{enumeration, id};
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// What says which came first; the values of `order-tie` in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Tie {
    /// An act over a deed: "arrested on Monday over Tuesday's attack".
    Over,
    /// A past perfect behind a past tense: "It had left on 11 February".
    Perfect,
    /// Stages that follow one another: leaving and arriving, death and burial, beginning and end.
    Stages,
    /// A birth and what the person did.
    Birth,
    /// A death and what the person said.
    Death,
    /// Two times of one day.
    Time,
}

/// One pair: what has to come first, what second, and by how many days the second can at most lie behind the first.
pub(super) struct Pair {
    pub(super) first: Span,
    pub(super) second: Span,
    pub(super) lead: f64,
    pub(super) tie: Tie,
}

impl Pair {
    /// Two days: the second lies behind the first by as much as their ranges allow.
    pub(super) fn of_days(
        (first, earlier): (Span, DayRange),
        (second, later): (Span, DayRange),
        tie: Tie,
    ) -> Self {
        Self {
            first,
            second,
            lead: f64::from(later.last.days_since(earlier.first)),
            tie,
        }
    }
}

struct Finder<'g, 'a> {
    ground: &'g Ground<'g, 'a>,
    sentence: &'g Sentence,
    look: Look<'g, 'a>,
    dates: &'g [Date],
}

/// The table of `event-order`.
pub(super) fn table(ground: &Ground<'_, '_>) -> Table {
    let mut table = ground.cx.blank(id::EVENT_ORDER);
    let mut pairs: Vec<Pair> = Vec::new();
    for (number, sentence) in ground.cx.sentences.iter().enumerate() {
        if !ground.in_body(sentence) {
            continue;
        }
        let finder = Finder {
            ground,
            sentence,
            look: ground.look(sentence),
            dates: ground.dates_in(sentence.span),
        };
        if finder.dates.is_empty() {
            continue;
        }
        let before = number
            .checked_sub(1)
            .and_then(|k| ground.cx.sentences.get(k))
            .filter(|other| other.block == sentence.block)
            .map(|other| Finder {
                ground,
                sentence: other,
                look: ground.look(other),
                dates: ground.dates_in(other.span),
            });
        if ground.cx.may_have(number, Bits::of(&[List::ActVerb])) {
            finder.over(before.as_ref(), &mut pairs);
        }
        finder.perfect(before.as_ref(), &mut pairs);
        finder.answered(&mut pairs);
        finder.birth(&mut pairs);
        if let Some(before) = &before {
            finder.speech(before, &mut pairs);
            finder.times(before, &mut pairs);
        }
    }
    aftermath::find(ground, &mut pairs);
    afterwards::find(ground, &mut pairs);
    stages::find(ground, &mut pairs);
    ordered::find(ground, &mut pairs);
    case_days::find(ground, &mut pairs);
    inquiry::find(ground, &mut pairs);
    super::chronicle::find(ground, &mut pairs);
    courses::find(ground, &mut pairs);
    pairs.retain(|pair| pair.tie != Tie::Death || !set_apart::made_public(ground, pair.first));
    pairs.sort_by_key(|pair| (pair.first.start.min(pair.second.start), pair.second.start));
    pairs.dedup_by_key(|pair| (pair.first, pair.second));
    for pair in pairs {
        let span = if pair.first.start < pair.second.start {
            pair.first.to(pair.second)
        } else {
            pair.second.to(pair.first)
        };
        table.push(
            ground.cx.row(span),
            [
                Cell::Filled(pair.first.into()),
                Cell::Filled(pair.second.into()),
                Cell::Filled((-pair.lead).max(0.0).into()),
                Cell::Filled(Value::Enum(pair.tie as u16)),
            ],
        );
    }
    table
}

impl Finder<'_, '_> {
    fn first(&self, date: &Date) -> usize {
        self.ground.cx.token_at(date.span.start)
    }

    fn end(&self, date: &Date) -> usize {
        self.ground.tokens(date.span).1
    }

    fn any(&self, is: impl Fn(&str) -> bool) -> bool {
        super::stands(&self.look, is)
    }

    /// "arrested on Monday over Tuesday's attack"; "had been fined over the burst on Tuesday" behind "burst on Wednesday".
    fn over(&self, before: Option<&Self>, out: &mut Vec<Pair>) {
        let (cx, look) = (self.ground.cx, &self.look);
        if self.any(|word| {
            matches!(
                word,
                "will"
                    | "would"
                    | "plan"
                    | "plans"
                    | "planned"
                    | "plot"
                    | "plots"
                    | "plotting"
                    | "upcoming"
                    | "scheduled"
                    | "ahead"
                    | "could"
                    | "may"
            )
        }) {
            return;
        }
        for i in look.first..look.end {
            // "detained on Saturday for Sunday's bombing"
            let harm = (i + 2..i + 6)
                .take_while(|&k| !super::mark(look, k))
                .any(|k| cx.is(k, List::HarmEvent) || cx.is(k, List::CrimeNoun));
            let link = match (look.word(i), look.word(i + 1), look.word(i + 2)) {
                ("for" | "with", _, _)
                    if harm && !matches!(look.word(i + 1), "the" | "a" | "an") =>
                {
                    1
                }
                ("over" | "after" | "following" | "about", _, _) => 1,
                ("in", "connection", "with") | ("in", "response", "to") => 3,
                ("because", "of", _) | ("due", "to", _) => 2,
                _ => continue,
            };
            let act = (look.first..i)
                .rev()
                .take_while(|&k| !matches!(look.text(k), "," | ";" | ":"))
                .find(|&k| cx.phrase(k, List::ActVerb).is_some());
            let Some(act) = act else { continue };
            let at = i + link + usize::from(matches!(look.word(i + link), "the" | "a" | "an"));
            // The deed: "Tuesday's attack".
            let deed = self.dates.iter().find(|date| {
                let first = self.first(date);
                first == at && look.kind(self.end(date)) == Some(TokenKind::Possessive)
            });
            // The act's own day, between the verb and the link, or behind the deed.
            let own = |skip: Option<&Date>| {
                self.dates
                    .iter()
                    .filter(|date| skip.is_none_or(|skip| skip.span != date.span))
                    .find(|date| {
                        let first = self.first(date);
                        first > act
                            && first < i + 12
                            && (first < i || !(i..first).any(|k| matches!(look.text(k), "," | ";")))
                            && date.granularity == Granularity::Day
                            && (look.before(first, 1) == "on" || first < i)
                    })
            };
            // "Wednesday's attack" in a draft of a Wednesday may be that of a week ago.
            let this_day = deed
                .and_then(|deed| deed.day)
                .zip(self.ground.today())
                .is_some_and(|(day, today)| day == today);
            if this_day {
                continue;
            }
            if let Some(deed) = deed {
                if let (Some(cause), Some(act)) = (deed.day, own(Some(deed)))
                    && let Some(day) = act.day
                    && deed.granularity == Granularity::Day
                {
                    out.push(Pair::of_days(
                        (deed.span, cause),
                        (act.span, day),
                        Tie::Over,
                    ));
                }
                continue;
            }
            // "over the burst on Tuesday": the same word stands before a day in the sentence before.
            if look.word(i + link) != "the" {
                continue;
            }
            let noun = look.word(at);
            let Some(before) = before else { continue };
            let told = before.dates.iter().find(|date| {
                let first = before.first(date);
                date.granularity == Granularity::Day
                    && (1..=3).any(|back| {
                        let word = before.look.before(first, back);
                        word.len() > 3 && stem(word) == stem(noun)
                    })
            });
            if let (Some(told), Some(act)) = (told, own(None))
                && let (Some(cause), Some(day)) = (told.day, act.day)
            {
                out.push(Pair::of_days(
                    (told.span, cause),
                    (act.span, day),
                    Tie::Over,
                ));
            }
        }
    }

    /// "The attack on Thursday came in revenge for the killing on Friday", "The arrest on 5 March followed a robbery on 7
    /// March": what answers lies behind what it answers.
    fn answered(&self, out: &mut Vec<Pair>) {
        let look = &self.look;
        if self.dates.len() != 2
            || self.any(|word| {
                matches!(
                    word,
                    "will" | "would" | "planned" | "last" | "had" | "years"
                )
            })
        {
            return;
        }
        let [a, b] = self.dates else { return };
        let (end, first) = (self.end(a), self.first(b));
        let link = (end..first).find(|&i| {
            let word = look.word(i);
            let answer = matches!(
                word,
                "revenge" | "retaliation" | "reprisal" | "response" | "retribution" | "vengeance"
            ) && matches!(look.before(i, 1), "in" | "as")
                && matches!(look.word(i + 1), "for" | "to");
            let follows = matches!(word, "followed" | "avenged")
                && look.word(i + 1) != "by"
                && !matches!(
                    look.before(i, 1),
                    "was" | "were" | "is" | "be" | "and" | "," | "then"
                );
            let came =
                word == "after" && matches!(look.before(i, 1), "came" | "happened" | "occurred");
            answer || follows || came
        });
        let Some(link) = link else { return };
        let plain = |from: usize, to: usize| {
            !(from..to).any(|k| {
                matches!(look.text(k), ";" | ":" | ",")
                    || matches!(
                        look.word(k),
                        "which" | "who" | "until" | "since" | "before" | "from"
                    )
            })
        };
        let days = a.granularity == Granularity::Day
            && b.granularity == Granularity::Day
            && a.length.is_none()
            && b.length.is_none();
        if days
            && link - end <= 8
            && first - link <= 12
            && plain(end, first)
            && let (Some(x), Some(y)) = (a.day, b.day)
        {
            out.push(Pair::of_days((b.span, y), (a.span, x), Tie::Over));
        }
    }

    /// A past perfect told behind a past tense.
    fn perfect(&self, before: Option<&Self>, out: &mut Vec<Pair>) {
        let look = &self.look;
        let Some(had) = (look.first..look.end).find(|&i| matches!(look.word(i), "had" | "having"))
        else {
            return;
        };
        if self.any(|word| {
            matches!(
                word,
                "if" | "would"
                    | "due"
                    | "scheduled"
                    | "planned"
                    | "expected"
                    | "supposed"
                    | "hoped"
                    | "wanted"
                    | "intended"
                    | "unless"
                    | "should"
                    | "could"
                    | "local"
            )
        }) {
            return;
        }
        // "was set to leave": what was to come; "had set out" is done.
        if (look.first..look.end)
            .any(|i| look.word(i) == "set" && matches!(look.word(i + 1), "to" | "for"))
        {
            return;
        }
        // "had her first show": no auxiliary.
        if matches!(look.word(had + 1), "to" | "a" | "an" | "the" | "no")
            || self.ground.cx.is(had + 1, List::Determiner)
            || self.ground.cx.is(had + 1, List::Pronoun)
            || look.is_figure(had + 1)
        {
            return;
        }
        // Its day: behind it in the same clause, after "on", "in", "at" or a comma.
        let own = self.dates.iter().find(|date| {
            let first = self.first(date);
            first > had
                && first <= had + 14
                && matches!(look.before(first, 1), "on" | "in" | ",")
                && !(had..first).any(|k| {
                    matches!(look.text(k), ";" | ":")
                        || matches!(
                            look.word(k),
                            "when"
                                | "after"
                                | "until"
                                | "before"
                                | "since"
                                | "by"
                                | "who"
                                | "which"
                                | "said"
                                | "says"
                                | "for"
                                | "about"
                                | "that"
                        )
                })
        });
        let Some((date, perfect)) =
            own.and_then(|date| self.ground.calendar_day(date).map(|day| (date, day)))
        else {
            return;
        };
        let main = self
            .dates
            .iter()
            .filter(|other| self.end(other) <= had)
            .filter_map(|other| self.ground.calendar_day(other).map(|day| (other, day)))
            .rfind(|(other, _)| {
                matches!(look.before(self.first(other), 1), "on" | "in" | "of")
                    || self.first(other) == look.first
            });
        let main = main.or_else(|| {
            // "The ferry sank on 9 February. It had left on 11 February."
            let before = before?;
            let days = self
                .dates
                .iter()
                .filter(|date| self.ground.calendar_day(date).is_some());
            let short = had - look.first <= 3 && days.count() == 1;
            if !short || (before.look.first..before.look.end).any(|i| before.look.word(i) == "had")
            {
                return None;
            }
            before
                .dates
                .iter()
                .filter_map(|other| before.ground.calendar_day(other).map(|day| (other, day)))
                .next_back()
                .filter(|(other, _)| {
                    matches!(before.look.before(before.first(other), 1), "on" | "in")
                })
        });
        if let Some((main, day)) = main
            && main.granularity == date.granularity
        {
            out.push(Pair::of_days(
                (date.span, perfect),
                (main.span, day),
                Tie::Perfect,
            ));
        }
    }

    /// "Born in 1988, the pianist won her first prize in 1984."
    fn birth(&self, out: &mut Vec<Pair>) {
        let (cx, look) = (self.ground.cx, &self.look);
        // "Born in 1988, …", "who was born in 1971 and …"
        let told = (look.first..look.end).find(|&i| {
            look.word(i) == "born"
                && (i == look.first
                    || matches!(look.before(i, 1), "was" | "were" | ",")
                        && !matches!(look.before(i, 2), "when" | "where" | "after" | "before"))
        });
        let Some(told) = told else { return };
        let opens = told == look.first;
        let mut dates = self.dates.iter().filter(|date| self.first(date) > told);
        let Some((born, birth)) = dates
            .next()
            .filter(|date| self.first(date) <= told + 4 + 4 * usize::from(!opens))
            .and_then(|date| self.ground.calendar_day(date).map(|day| (date, day)))
        else {
            return;
        };
        for date in dates {
            let first = self.first(date);
            let stolen = (1..=4).any(|back| {
                first
                    .checked_sub(back)
                    .is_some_and(|k| cx.is(k, List::FoundVerb))
            });
            let foreign = (self.end(born)..first).any(|i| {
                matches!(
                    look.word(i),
                    "who"
                        | "which"
                        | "whose"
                        | "that"
                        | "where"
                        | "parents"
                        | "father"
                        | "mother"
                        | "family"
                )
            });
            if look.before(first, 1) != "in" && look.before(first, 1) != "on" || stolen || foreign {
                continue;
            }
            // Within the sentence the same person goes on: "born in 1971 and made …".
            let end = self.end(born);
            let goes_on = look.word(end) == "and" && !look.capital(end + 1)
                || look.word(end) == ","
                    && look.word(end + 1) == "and"
                    && !look.capital(end + 2)
                    && !matches!(look.word(end + 2), "the" | "his" | "her" | "a" | "an");
            // "The child, born on 14 March, was vaccinated on"
            let set_off = look.before(told, 1) == ","
                && look.word(end) == ","
                && (cx.is(end + 1, List::Auxiliary) || cx.is(end + 1, List::PastForm));
            // "The sculptor, who was born in 1942, had her first show in 1938"
            let clause = matches!(look.before(told, 1), "was")
                && look.before(told, 2) == "who"
                && look.before(told, 3) == ","
                && look.word(end) == ","
                && (cx.is(end + 1, List::Auxiliary)
                    || cx.is(end + 1, List::PastForm)
                    || cx.is(end + 1, List::FiniteForm)
                    || look.word(end + 1).ends_with("ed"));
            if !opens && !goes_on && !set_off && !clause {
                continue;
            }
            if let Some(day) = self.ground.calendar_day(date) {
                out.push(Pair::of_days(
                    (born.span, birth),
                    (date.span, day),
                    Tie::Birth,
                ));
                return;
            }
        }
    }

    /// "The minister died on 4 September. On 6 September he told parliament …"
    fn speech(&self, before: &Self, out: &mut Vec<Pair>) {
        let cx = self.ground.cx;
        let look = &self.look;
        let Some(died) = (before.look.first..before.look.end).find(|&i| cx.is(i, List::DeathStage))
        else {
            return;
        };
        // Whose death is it? Only that of the one person the sentence begins with.
        let kin = (before.look.first..died).any(|i| {
            cx.is(i, List::Kinship)
                || cx.kind(i) == Some(TokenKind::Possessive)
                || matches!(
                    before.look.word(i),
                    "his" | "her" | "their" | "people" | "that" | "said"
                )
        });
        let said = (look.first..look.end.min(look.first + 10))
            .find(|&i| matches!(look.word(i), "he" | "she") && cx.is(i + 1, List::ReportingVerb));
        if kin
            || said.is_none()
            || self
                .any(|word| matches!(word, "had" | "recording" | "recorded" | "letter" | "video"))
        {
            return;
        }
        let death = before.dates.iter().find(|date| {
            let first = before.first(date);
            first > died && first <= died + 6
        });
        let own = said.and_then(|said| {
            self.dates.iter().find(|date| {
                let first = self.first(date);
                first < said && first <= look.first + 2 || first > said && first <= said + 7
            })
        });
        if let (Some(death), Some(own)) = (death, own)
            && death.granularity == Granularity::Day
            && own.granularity == Granularity::Day
            && let (Some(a), Some(b)) = (death.day, own.day)
        {
            // The speech comes first: how far the death lies behind it.
            out.push(Pair::of_days((own.span, b), (death.span, a), Tie::Death));
        }
    }

    /// "Fire broke out at noon on Thursday. Crews reached the hotel at 11 a.m. the same day."
    fn times(&self, before: &Self, out: &mut Vec<Pair>) {
        let cx = self.ground.cx;
        let same = self.dates.iter().any(|date| {
            let words = date.span.text(cx.text).to_lowercase();
            words.contains("same day")
                || before.dates.iter().any(|other| {
                    self.ground.calendar_day(date).is_some()
                        && self.ground.calendar_day(date) == before.ground.calendar_day(other)
                })
        });
        if !same || self.any(|word| matches!(word, "had" | "since" | "local" | "would" | "will")) {
            return;
        }
        let begun =
            (before.look.first..before.look.end).any(|i| cx.phrase(i, List::BeginStage).is_some());
        let come = (self.look.first..self.look.end).any(|i| cx.phrase(i, List::ComeVerb).is_some());
        let time = |finder: &Self| {
            self.ground
                .dates
                .times
                .iter()
                .find(|time| finder.sentence.span.contains(time.span))
        };
        if let (true, true, Some(a), Some(b)) = (begun, come, time(before), time(self))
            && a.zone.is_none() == b.zone.is_none()
        {
            out.push(Pair {
                first: a.span,
                second: b.span,
                lead: (f64::from(b.minute) - f64::from(a.minute)) / 1440.0,
                tie: Tie::Time,
            });
        }
    }
}

/// `event-order`
pub fn event_order_schema() -> LayerSchema {
    LayerSchema::new(
        "event-order",
        "two dated happenings of which the words say which has to come first",
        "from the earlier printed date to the later printed one",
    )
    .field(
        "first",
        Type::Text,
        "the date of what has to come first, as printed",
    )
    .field(
        "second",
        Type::Text,
        "the date of what has to come second, as printed",
    )
    .field(
        "back",
        Type::Number,
        "by how many days the second lies before the first at the least; 0 if it does not",
    )
    .field(
        "tie",
        Type::Enum("order-tie".into()),
        "what says which comes first",
    )
}

pub(super) fn enums() -> Vec<EnumSchema> {
    vec![enumeration(
        "order-tie",
        &["over", "perfect", "stages", "birth", "death", "time"],
    )]
}
