//! Orders that a noun, a clause or a past perfect gives: "complaints, the first of which came on 20 October", "On 7 May she
//! had said", "two weeks before he was arrested, on 1 February", "The leak that forced them out was noticed on 10 April",
//! "signed it on 9 March" behind its end, "The autopsy … showed that she died on 8 April".

use copydesk_draft::DayRange;

use super::{Ground, mark};
use super::{Pair, Tie};
use crate::dates::{Date, Granularity, TimeOfDay};
use crate::lists::List;
use crate::numbers::lexeme::Look;
use crate::sentence::Sentence;

/// Days by which two dates without a year may lie apart before one is held to be of another year.
const ONE_YEAR: i32 = 200;

pub(super) struct Finder<'g, 'a> {
    pub(super) ground: &'g Ground<'g, 'a>,
    pub(super) look: Look<'g, 'a>,
    sentence: &'g Sentence,
    pub(super) dates: &'g [Date],
}

/// Finds them.
pub(super) fn find(ground: &Ground<'_, '_>, out: &mut Vec<Pair>) {
    let finder = |sentence| Finder {
        ground,
        look: ground.look(sentence),
        sentence,
        dates: ground.dates_in(sentence.span),
    };
    for (number, sentence) in ground.cx.sentences.iter().enumerate() {
        if !ground.in_body(sentence) {
            continue;
        }
        let own = finder(sentence);
        // Two days in the sentence, one in it and one before it, or a time of day told with "it had".
        let before = number
            .checked_sub(1)
            .and_then(|k| ground.cx.sentences.get(k))
            .filter(|other| other.block == sentence.block)
            .map(finder)
            .filter(|before| {
                if own.dates.is_empty() {
                    own.looks_back()
                } else {
                    !before.dates.is_empty()
                }
            });
        if own.dates.len() < 2 && before.is_none() {
            continue;
        }
        if own.any(|word| {
            matches!(
                word,
                "will" | "would" | "if" | "planned" | "scheduled" | "due" | "could" | "may"
            )
        }) {
            continue;
        }
        if own.dates.len() > 1 {
            own.answer(out);
            own.charged(out);
            own.clause(out);
            own.examined(out);
            own.founded(out);
        }
        if let Some(before) = &before {
            own.fronted(before, out);
            own.depends(before, out);
            own.inquest(before, out);
            own.clock(before, out);
        }
    }
}

impl Finder<'_, '_> {
    pub(super) fn any(&self, is: impl Fn(&str) -> bool) -> bool {
        super::stands(&self.look, is)
    }

    /// "It had landed", "By then she had": told near the beginning.
    fn looks_back(&self) -> bool {
        let look = &self.look;
        (look.first..look.end.min(look.first + 5)).any(|i| {
            look.word(i) == "had" && matches!(look.before(i, 1), "it" | "he" | "she" | "they")
        })
    }

    pub(super) fn first(&self, date: &Date) -> usize {
        self.ground.cx.token_at(date.span.start)
    }

    fn end(&self, date: &Date) -> usize {
        self.ground.tokens(date.span).1
    }

    fn day(&self, date: &Date) -> Option<DayRange> {
        self.ground.calendar_day(date).filter(|_| {
            matches!(self.look.before(self.first(date), 1), "on" | "in" | ",")
                || self.first(date) <= self.look.first + 1
        })
    }

    /// The one dated day of the sentence.
    pub(super) fn only(&self) -> Option<(&Date, DayRange)> {
        let mut own = self
            .dates
            .iter()
            .filter_map(|date| self.ground.calendar_day(date).map(|day| (date, day)));
        let one = own.next()?;
        own.next().is_none().then_some(one)
    }

    /// Pushes a pair whose days are told alike, both without a far gap of years.
    pub(super) fn push(
        &self,
        out: &mut Vec<Pair>,
        (a, earlier): (&Date, DayRange),
        (b, later): (&Date, DayRange),
        tie: Tie,
    ) {
        // Two days without a year are of one run of time.
        let bare = |date: &Date| {
            let (first, last) = self.ground.tokens(date.span);
            !(first..last).any(|i| super::year(self.ground.cx.word(i)).is_some())
        };
        let shift = |day: DayRange| DayRange {
            first: day.first.plus_months(-12),
            last: day.last.plus_months(-12),
        };
        let (mut earlier, mut later) = (earlier, later);
        if bare(a) && bare(b) && a.granularity != Granularity::Year {
            if later.first.days_since(earlier.last) > ONE_YEAR {
                later = shift(later);
            } else if earlier.first.days_since(later.last) > ONE_YEAR {
                earlier = shift(earlier);
            }
        }
        let back = earlier.first.days_since(later.last);
        let alike = a.granularity == b.granularity;
        let near = a.granularity == Granularity::Year || back < ONE_YEAR;
        if alike && near {
            out.push(Pair::of_days((a.span, earlier), (b.span, later), tie));
        }
    }

    /// "announced on 2 October, was the answer to complaints, the first of which came on 20 October"; "called in response to
    /// the sacking on 14 October, began on 9 October".
    fn answer(&self, out: &mut Vec<Pair>) {
        let look = &self.look;
        if self.any(|word| {
            matches!(
                word,
                "had" | "followed" | "earlier" | "previous" | "another" | "second"
            )
        }) {
            return;
        }
        let Some(link) = (look.first..look.end).find(|&i| {
            matches!(
                look.word(i),
                "response" | "answer" | "reaction" | "reply" | "retaliation" | "revenge"
            ) && matches!(look.word(i + 1), "to" | "for")
                || look.word(i) == "prompted" && look.word(i + 1) == "by"
                || look.word(i) == "triggered" && look.word(i + 1) == "by"
                || look.word(i) == "caused" && look.word(i + 1) == "by"
        }) else {
            return;
        };
        let days: Vec<(&Date, DayRange)> = self
            .dates
            .iter()
            .filter_map(|date| self.day(date).map(|day| (date, day)))
            .collect();
        let [a, b] = days.as_slice() else { return };
        let (x, y) = (self.first(a.0), self.first(b.0));
        if x < link && link < y {
            // What it answers is the later told.
            let by = look.word(link + 1) == "by";
            let first_of = (link..y).any(|i| {
                look.word(i) == "which" && look.word(i + 1) != "was"
                    // "was caused by a crane that fell across the track on 15 August"
                    || by && look.word(i) == "that" && !matches!(look.word(i + 1), "was" | "were")
            });
            let plain = y <= link + 14 && !(link..y).any(|i| look.text(i) == ";");
            if first_of && plain {
                self.push(out, *b, *a, Tie::Over);
            }
        } else if link < x {
            // The cause within its brackets of commas, then the main verb.
            let (_, end) = self.ground.tokens(a.0.span);
            let verb = (link.saturating_sub(4)..link).any(|i| {
                matches!(
                    look.word(i),
                    "called"
                        | "launched"
                        | "ordered"
                        | "announced"
                        | "begun"
                        | "imposed"
                        | "made"
                        | "taken"
                        | "organised"
                        | "organized"
                        | "held"
                        | "staged"
                        | "issued"
                )
            }) || matches!(look.word(link), "prompted" | "triggered" | "caused");
            let set_off = look.text(end) == "," && y <= end + 8 && x <= link + 14;
            if verb && set_off {
                self.push(out, *a, *b, Tie::Over);
            }
        }
    }

    /// "were arrested on Sunday, 9 February, over a robbery in Antwerp on Monday, 10 February": the act lies behind the deed.
    fn charged(&self, out: &mut Vec<Pair>) {
        let (cx, look) = (self.ground.cx, &self.look);
        let days: Vec<(&Date, DayRange)> = self
            .dates
            .iter()
            .filter_map(|date| self.ground.calendar_day(date).map(|day| (date, day)))
            .collect();
        for pair in days.windows(2) {
            let [a, b] = pair else { continue };
            let (end, first) = (self.end(a.0), self.first(b.0));
            let Some(link) = (end..first.min(end + 3)).find(|&i| look.word(i) == "over") else {
                continue;
            };
            let act = (look.first..self.first(a.0))
                .rev()
                .take(9)
                .any(|i| cx.phrase(i, List::ActVerb).is_some());
            let plain = first <= link + 18
                && (matches!(look.before(first, 1), "on" | "of" | ",")
                    || look.before(first, 2) == ",")
                && !(link..first).any(|i| {
                    look.text(i) == ";"
                        || matches!(
                            look.word(i),
                            "who"
                                | "which"
                                | "and"
                                | "but"
                                | "until"
                                | "since"
                                | "before"
                                | "after"
                        )
                });
            if act && plain {
                self.push(out, *b, *a, Tie::Over);
            }
        }
    }

    /// "was freed on 4 March, two weeks before he was arrested, on 1 February".
    fn clause(&self, out: &mut Vec<Pair>) {
        let (cx, look) = (self.ground.cx, &self.look);
        for (a, b) in self.dates.iter().zip(self.dates.iter().skip(1)) {
            let (Some(one), Some(two)) = (self.day(a), self.day(b)) else {
                continue;
            };
            let (end, first) = (self.end(a), self.first(b));
            let Some(link) =
                (end..first.min(end + 6)).find(|&i| matches!(look.word(i), "before" | "after"))
            else {
                continue;
            };
            // A length, or nothing but a comma, stands before the link.
            let led = (end..link).all(|i| {
                mark(look, i)
                    || cx.is(i, List::NumberWord)
                    || cx.is(i, List::Determiner)
                    || look.is_figure(i)
                    || matches!(
                        look.word(i),
                        "day"
                            | "days"
                            | "week"
                            | "weeks"
                            | "month"
                            | "months"
                            | "year"
                            | "years"
                            | "shortly"
                            | "just"
                            | "only"
                            | "long"
                    )
            });
            let verb = (link + 1..first).any(|i| {
                cx.is(i, List::PastForm)
                    || look.word(i).ends_with("ed")
                    || cx.is(i, List::Auxiliary)
            });
            let plain = !(link + 1..first).any(|i| {
                matches!(
                    look.word(i),
                    "before"
                        | "after"
                        | "who"
                        | "which"
                        | "that"
                        | "until"
                        | "since"
                        | "and"
                        | "but"
                        | "court"
                        | "judge"
                        | "from"
                ) || look.text(i) == ";"
            });
            let subject = cx.is(link + 1, List::Pronoun)
                || cx.is(link + 1, List::Determiner)
                || look.capital(link + 1);
            if led && verb && plain && subject && first <= link + 12 {
                if look.word(link) == "before" {
                    self.push(out, (a, one), (b, two), Tie::Stages);
                } else {
                    self.push(out, (b, two), (a, one), Tie::Stages);
                }
            }
        }
    }

    /// "The autopsy, carried out on 6 April, showed that she died on 8 April".
    fn examined(&self, out: &mut Vec<Pair>) {
        let (cx, look) = (self.ground.cx, &self.look);
        let Some(noun) = (look.first..look.end.min(look.first + 6)).find(|&i| {
            matches!(
                look.word(i),
                "autopsy" | "mortem" | "funeral" | "burial" | "cremation" | "inquest" | "obituary"
            )
        }) else {
            return;
        };
        let [a, b] = self.dates else { return };
        let (x, y) = (self.first(a), self.first(b));
        let died = (self.end(a)..y)
            .any(|i| cx.is(i, List::DeathStage) || matches!(look.word(i), "died" | "death"));
        if let (true, Some(one), Some(two)) = (
            died && noun < x && x <= noun + 8 && y > x,
            self.day(a),
            self.day(b),
        ) {
            self.push(out, (b, two), (a, one), Tie::Stages);
        }
    }

    /// "Founded in 1964, the club won its first title in 1958": what is founded acts later.
    fn founded(&self, out: &mut Vec<Pair>) {
        let (cx, look) = (self.ground.cx, &self.look);
        let opens = cx.phrase(look.first, List::FoundStage).is_some()
            || matches!(look.word(look.first), "created" | "launched" | "opened");
        let [a, b] = self.dates else { return };
        if !opens || self.first(a) > look.first + 5 {
            return;
        }
        let (end, first) = (self.end(a), self.first(b));
        let Some(comma) = (end..end + 7).find(|&i| look.text(i) == ",") else {
            return;
        };
        let Some(verb) = (comma + 1..first.min(comma + 8)).find(|&i| {
            (cx.is(i, List::PastForm) || look.word(i).ends_with("ed")) && !cx.is(i, List::Auxiliary)
        }) else {
            return;
        };
        let plain = !(comma + 1..first).any(|i| {
            matches!(
                look.word(i),
                "who"
                    | "which"
                    | "that"
                    | "since"
                    | "from"
                    | "had"
                    | "of"
                    | "founder"
                    | "predecessor"
                    | "by"
                    | "named"
                    | "after"
            ) || mark(look, i)
        }) && !(comma + 1..verb).any(|i| cx.is(i, List::Preposition));
        if let (true, Some(one), Some(two)) = (
            plain && first <= verb + 9,
            self.day(a),
            self.ground.calendar_day(b),
        ) {
            self.push(out, (a, one), (b, two), Tie::Stages);
        }
    }

    /// "died on 3 May. In an interview on 7 May she had said": a past perfect behind its day.
    fn fronted(&self, before: &Self, out: &mut Vec<Pair>) {
        let (cx, look) = (self.ground.cx, &self.look);
        let Some(had) = (look.first + 2..look.end.min(look.first + 16)).find(|&i| {
            look.word(i) == "had" && matches!(look.before(i, 1), "he" | "she" | "it" | "they")
        }) else {
            return;
        };
        let participle = cx.is(had + 1, List::ParticipleForm)
            || cx.is(had + 1, List::PastForm)
            || cx.is(had + 1, List::ReportingVerb)
            || look.word(had + 1).ends_with("ed");
        // "By 7 May she had sold it", "Until 7 May": up to a day that lies behind.
        let up_to = matches!(
            look.word(look.first),
            "by" | "until" | "till" | "before" | "since" | "after" | "from"
        );
        let told_before =
            before.any(|word| matches!(word, "had" | "will" | "would" | "since" | "if"));
        if !participle || up_to || told_before {
            return;
        }
        let (Some(a), Some(b)) = (before.only(), self.only()) else {
            return;
        };
        let placed = self.first(b.0) < had
            && matches!(before.look.before(before.first(a.0), 1), "on" | "in" | ",");
        if placed {
            self.push(out, b, a, Tie::Perfect);
        }
    }

    /// "The leak that forced them out was noticed on 10 April", "The verdict it challenges was given on 19 June", "The sides
    /// signed it on 9 March", each behind a day on which it had its effect or its end.
    fn depends(&self, before: &Self, out: &mut Vec<Pair>) {
        let (cx, look) = (self.ground.cx, &self.look);
        let (Some(a), Some(b)) = (before.only(), self.only()) else {
            return;
        };
        if before.any(|word| {
            matches!(
                word,
                "had" | "will" | "would" | "plan" | "plans" | "announced" | "second" | "again"
            )
        }) || self.any(|word| {
            matches!(
                word,
                "again" | "second" | "another" | "later" | "then" | "next" | "new"
            )
        }) || !matches!(look.before(self.first(b.0), 1), "on" | "in")
        {
            return;
        }
        let cause = (look.first + 1..look.end.min(look.first + 6)).any(|i| {
            matches!(look.word(i), "that" | "which")
                && matches!(
                    look.word(i + 1),
                    "forced"
                        | "prompted"
                        | "caused"
                        | "triggered"
                        | "sparked"
                        | "drove"
                        | "led"
                        | "set"
                        | "provoked"
                        | "brought"
                )
                && (i + 2..i + 5).any(|k| matches!(look.word(k), "it" | "them" | "him" | "her"))
        });
        let object = (look.first + 1..look.end.min(look.first + 6)).any(|i| {
            matches!(look.word(i), "it" | "they" | "he" | "she")
                && matches!(
                    look.word(i + 1),
                    "challenges"
                        | "challenged"
                        | "overturns"
                        | "overturned"
                        | "answers"
                        | "answered"
                        | "replaces"
                        | "replaced"
                        | "amends"
                        | "amended"
                        | "repeals"
                        | "repealed"
                        | "contests"
                        | "contested"
                        | "reviews"
                        | "reviewed"
                        | "corrects"
                        | "corrected"
                        | "concerns"
                        | "concerned"
                        | "investigates"
                        | "investigated"
                        | "opposes"
                        | "challenge"
                        | "contest"
                        | "appealed"
                )
        });
        // "began to write it", "signed it": the making of what has ended.
        let made = (look.first + 1..look.end.min(look.first + 8)).any(|i| {
            matches!(
                look.word(i),
                "signed"
                    | "wrote"
                    | "write"
                    | "writing"
                    | "founded"
                    | "built"
                    | "agreed"
                    | "drafted"
                    | "designed"
                    | "painted"
                    | "composed"
            ) && matches!(look.word(i + 1), "it" | "them")
        });
        let ended = (before.look.first..before.look.end).any(|i| {
            let look = &before.look;
            [
                List::EndStage,
                List::CloseStage,
                List::PublishStage,
                List::LiftedStage,
            ]
            .iter()
            .any(|list| cx.phrase(i, *list).is_some())
                || matches!(
                    look.word(i),
                    "collapsed"
                        | "expired"
                        | "lapsed"
                        | "burned"
                        | "burnt"
                        | "demolished"
                        | "sold"
                        | "appeared"
                )
                || look.word(i) == "came" && look.word(i + 1) == "out"
                || look.word(i) == "broke" && look.word(i + 1) == "down"
                || look.word(i) == "premiered"
        });
        if cause || object || made && ended {
            self.push(out, b, a, Tie::Over);
        }
    }

    /// "was put out at 3.10am. It had broken out at 4.25am": times of one morning or afternoon.
    fn clock(&self, before: &Self, out: &mut Vec<Pair>) {
        let otherwise = |one: &Self| {
            one.any(|word| {
                matches!(
                    word,
                    "had"
                        | "yesterday"
                        | "previous"
                        | "earlier"
                        | "night"
                        | "evening"
                        | "day"
                        | "local"
                        | "usually"
                        | "every"
                        | "until"
                )
            })
        };
        if !self.looks_back()
            || otherwise(before)
            || self.any(|word| {
                matches!(
                    word,
                    "previous"
                        | "earlier"
                        | "night"
                        | "evening"
                        | "day"
                        | "local"
                        | "until"
                        | "by"
                        | "since"
                )
            })
            || !self.dates.is_empty()
        {
            return;
        }
        let time = |one: &Self| -> Option<&TimeOfDay> {
            let times = &self.ground.dates.times;
            let mut own = times
                .iter()
                .filter(|time| one.sentence.span.contains(time.span));
            let first = own.next()?;
            own.next().is_none().then_some(first)
        };
        if let (Some(a), Some(b)) = (time(before), time(self)) {
            let back = i32::from(b.minute) - i32::from(a.minute);
            let half = (a.minute < 720) == (b.minute < 720);
            if half && (1..300).contains(&back) && a.zone.is_none() == b.zone.is_none() {
                out.push(Pair {
                    first: b.span,
                    second: a.span,
                    lead: f64::from(-back) / 1440.0,
                    tie: Tie::Time,
                });
            }
        }
    }
}
