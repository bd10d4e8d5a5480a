//! Stages that follow one another, each with its day, of one thing or person: leaving and arriving, death and burial,
//! beginning and end, founding and opening and closing, last seen and found, marriage and divorce.

use copydesk_draft::{DayRange, Span};

use super::{Ground, mark};
use super::{Pair, Tie};
use crate::dates::Date;
use crate::lists::{Bits, List};
use crate::numbers::lexeme::Look;
use crate::sentence::Sentence;

/// The verbs of each stage: the chain, and the place in it.
pub(in crate::relations) const STAGES: &[(List, u8, u8)] = &[
    (List::DepartStage, 0, 0),
    (List::ArriveStage, 0, 1),
    (List::DeathStage, 1, 1),
    (List::BurialStage, 1, 2),
    (List::BeginStage, 2, 0),
    (List::EndStage, 2, 1),
    (List::FoundStage, 3, 0),
    (List::OpenStage, 3, 1),
    (List::CloseStage, 3, 2),
    (List::SeenStage, 4, 0),
    (List::RecoveredStage, 4, 1),
    (List::WedStage, 5, 0),
    (List::PartStage, 5, 1),
    (List::ArrestStep, 6, 0),
    (List::FreedStage, 6, 1),
    (List::PassStage, 7, 0),
    (List::SignStage, 7, 1),
    (List::ForceStage, 7, 2),
    (List::SurveyStage, 8, 0),
    (List::PublishStage, 8, 1),
    (List::LodgeStage, 9, 0),
    (List::DecidedStage, 9, 1),
    (List::ImposedStage, 10, 0),
    (List::LiftedStage, 10, 1),
    (List::RelayStage, 11, 1),
    (List::TheftStage, 12, 0),
    (List::PollStage, 13, 0),
    (List::ResultStage, 13, 1),
    (List::PactStage, 14, 0),
    (List::BreakStage, 14, 1),
    (List::PostStage, 15, 0),
];

/// A chain, and a place in it.
type Place = (u8, u8);

/// Places of different chains of which one comes before the other all the same: those who set out, and what was stolen, are
/// found later; what is launched sends word later; what is signed is broken later; what is posted arrives later.
const ACROSS: &[(Place, Place)] = &[
    ((0, 0), (4, 1)),
    ((12, 0), (4, 1)),
    ((3, 1), (11, 1)),
    ((7, 1), (14, 1)),
    ((15, 0), (0, 1)),
];

/// Words that tell of another time round, another thing, or of what is only planned.
fn is_otherwise(word: &str) -> bool {
    matches!(
        word,
        "will"
            | "would"
            | "local"
            | "if"
            | "due"
            | "scheduled"
            | "planned"
            | "another"
            | "second"
            | "third"
            | "again"
            | "new"
            | "other"
            | "reopened"
            | "predecessor"
            | "former"
            | "previous"
            | "previously"
            | "originally"
            | "separate"
            | "earlier"
            | "next"
            | "season"
            | "replica"
            | "remarried"
            | "successor"
            | "retroactively"
            | "retrospectively"
            | "backdated"
            | "provisionally"
    )
}

/// The lists of `STAGES`.
pub(in crate::relations) const ANY_STAGE: Bits = {
    let (mut bits, mut rest): (Bits, &[(List, u8, u8)]) = (Bits::of(&[]), STAGES);
    while let [(list, _, _), others @ ..] = rest {
        bits = bits.with(*list);
        rest = others;
    }
    bits
};

/// A verb of a stage with its day.
#[derive(Clone, Copy)]
struct Stage {
    chain: u8,
    rank: u8,
    date: Span,
    day: DayRange,
    sentence: usize,
    /// Its subject is that of the stage before.
    same: bool,
    /// Told in the past perfect: "had left", "having left".
    perfect: bool,
    /// An arrival from which one can leave again: no sinking, no crash.
    visit: bool,
}

pub(super) struct Finder<'g, 'a> {
    pub(super) ground: &'g Ground<'g, 'a>,
    pub(super) look: Look<'g, 'a>,
    pub(super) dates: &'g [Date],
}

/// Finds them.
pub(super) fn find(ground: &Ground<'_, '_>, out: &mut Vec<Pair>) {
    let mut stages: Vec<Stage> = Vec::new();
    for (number, sentence) in ground.cx.sentences.iter().enumerate() {
        if !ground.in_body(sentence) {
            continue;
        }
        let finder = Finder {
            ground,
            look: ground.look(sentence),
            dates: ground.dates_in(sentence.span),
        };
        finder.clock(out);
        if finder.dates.is_empty() {
            continue;
        }
        finder.after_death(out);
        finder.bracketed(out);
        let vote = matches!(finder.look.word(finder.look.first), "voting" | "polling");
        if !ground.cx.may_have(number, ANY_STAGE) && !vote || finder.otherwise() {
            continue;
        }
        let before = number
            .checked_sub(1)
            .and_then(|k| ground.cx.sentences.get(k))
            .filter(|other| other.block == sentence.block);
        finder.stages(number, before, &mut stages);
        finder.founding(out);
    }
    for pair in stages.windows(2) {
        let [a, b] = pair else { continue };
        let near = a.sentence == b.sentence || a.sentence + 1 == b.sentence;
        let setting_out = (0, 0);
        let place = |stage: &Stage| (stage.chain, stage.rank);
        let forth = ACROSS.contains(&(place(a), place(b)));
        let across = forth || ACROSS.contains(&(place(b), place(a)));
        if a.chain != b.chain && !across || !across && a.rank == b.rank || !near || !b.same {
            continue;
        }
        // "arrived on 3 March and left on 12 March": a visit, told in its order.
        if place(a) == (0, 1) && place(b) == setting_out && a.visit && !b.perfect {
            continue;
        }
        // "He was released on 5 May. He was arrested on 9 May after a fight": once more.
        if place(a) == (6, 1) && place(b) == (6, 0) && !b.perfect {
            continue;
        }
        let (first, second) = if forth || !across && a.rank < b.rank {
            (a, b)
        } else {
            (b, a)
        };
        out.push(Pair::of_days(
            (first.date, first.day),
            (second.date, second.day),
            Tie::Stages,
        ));
    }
}

impl Finder<'_, '_> {
    fn otherwise(&self) -> bool {
        let aside = self.aside();
        (self.look.first..self.look.end).any(|i| {
            let planned = matches!(self.look.word(i), "will" | "would" | "due" | "if");
            let main = planned && aside.as_ref().is_some_and(|aside| !aside.contains(&i));
            self.otherwise_at(i) && !main
        })
    }

    pub(super) fn otherwise_at(&self, i: usize) -> bool {
        is_otherwise(self.look.word(i))
    }

    /// Chain, place in it, and tokens of the stage told at token `i`.
    pub(super) fn stage(&self, i: usize) -> Option<(u8, u8, usize)> {
        let cx = self.ground.cx;
        if !cx.may_begin(i, ANY_STAGE) {
            return self.told_by_noun(i);
        }
        // The longest: "published the results" rather than "published".
        let mut found: Option<(u8, u8, usize)> = self.told_by_noun(i);
        for &(list, chain, rank) in STAGES {
            if let Some(tokens) = cx.phrase(i, list)
                && found.is_none_or(|(_, _, most)| tokens > most)
            {
                found = Some((chain, rank, tokens));
            }
        }
        // "They divorced in 2019. He married a dentist in 2021": somebody else.
        found.filter(|&(chain, rank, tokens)| {
            (chain, rank) != (5, 0) || !matches!(self.look.word(i + tokens), "a" | "an")
        })
    }

    /// "Work on it, which cost 40 million, began in March", "Voting in the by-election was on 16 October": the noun that opens
    /// the sentence tells of which stage its verb is.
    fn told_by_noun(&self, i: usize) -> Option<(u8, u8, usize)> {
        let look = &self.look;
        let opens = look.first + usize::from(look.word(look.first) == "the");
        if i == opens || i > opens + 16 {
            return None;
        }
        match look.word(opens) {
            "work" | "construction" | "building" | "excavation" | "digging" => {
                (matches!(look.word(i), "began" | "started")
                    && matches!(look.word(opens + 1), "on" | "of" | "began" | "started"))
                .then_some((3, 0, 1))
            }
            "voting" | "polling" => (matches!(look.word(i), "was" | "took")
                && matches!(look.word(i + 1), "on" | "place"))
            .then_some((13, 0, 1)),
            _ => None,
        }
    }

    pub(super) fn first(&self, date: &Date) -> usize {
        self.ground.cx.token_at(date.span.start)
    }

    /// The day of the verb at `i`: the next date within nine tokens, before the next stage; else one that opens the
    /// sentence ("On 7 June she died", "In 1994 it opened").
    fn day(&self, i: usize, fresh: bool) -> Option<(&Date, DayRange)> {
        let (cx, look) = (self.ground.cx, &self.look);
        let behind = self.dates.iter().find(|date| {
            let first = self.first(date);
            (first > i
                && first <= i + 9
                && matches!(
                    look.before(first, 1),
                    "on" | "in" | "," | "of" | "late" | "early" | "between"
                )
                || first > i
                    && first <= i + 9
                    && look.before(first, 1) == "from"
                    && self
                        .stage(i)
                        .is_some_and(|(chain, rank, _)| (chain, rank) == (3, 0)))
                && !(i + 1..first).any(|k| {
                    matches!(look.text(k), ";" | ":")
                        || matches!(
                            look.word(k),
                            "before" | "after" | "until" | "since" | "who" | "which" | "that"
                        )
                        || self.stage(k).is_some() && !cx.is(k, List::Auxiliary)
                })
        });
        let ahead = || {
            self.dates.first().filter(|date| {
                let first = self.first(date);
                let (_, end) = self.ground.tokens(date.span);
                fresh && first <= look.first + 1 && end <= i && i <= end + 8
            })
        };
        // "published the results", told as "on Monday 6 October published …"
        let beside = || {
            let head = self.head(i);
            self.dates.iter().find(|date| {
                let (first, end) = self.ground.tokens(date.span);
                fresh && end == head && look.before(first, 1) == "on"
            })
        };
        behind
            .or_else(ahead)
            .or_else(beside)
            .and_then(|date| self.ground.calendar_day(date).map(|day| (date, day)))
    }

    /// The verbs of stages with their days.
    fn stages(&self, number: usize, before: Option<&Sentence>, out: &mut Vec<Stage>) {
        let look = &self.look;
        let mut last: Option<usize> = None;
        let mut next = look.first;
        for i in look.first..look.end {
            if i < next {
                continue;
            }
            let Some((chain, rank, tokens)) = self.stage(i) else {
                continue;
            };
            next = i + tokens;
            let Some((date, day)) = self.day(next - 1, last.is_none()) else {
                continue;
            };
            let same = match last {
                Some(last) => self.goes_on(last, i),
                None => self.takes_up(i, before),
            };
            out.push(Stage {
                chain,
                rank,
                date: date.span,
                day,
                sentence: number,
                same,
                perfect: (1..=3).any(|back| matches!(look.before(i, back), "had" | "having"))
                    || look.word(i) == "having",
                visit: matches!(
                    look.word(i),
                    "arrived"
                        | "landed"
                        | "docked"
                        | "reached"
                        | "returned"
                        | "berthed"
                        | "touched"
                        | "got"
                        | "came"
                ) && look.word(i + 1) != "down",
            });
            last = Some(i);
        }
    }

    /// "The inquiry, which was set up in 2016, published its report in 2014": what is founded acts later.
    fn founding(&self, out: &mut Vec<Pair>) {
        let (cx, look) = (self.ground.cx, &self.look);
        let Some(i) = (look.first..look.end).find(|&i| cx.phrase(i, List::FoundStage).is_some())
        else {
            return;
        };
        let mut dates = self.dates.iter().filter(|date| self.first(date) > i);
        let Some((made, day)) = dates
            .next()
            .filter(|date| self.first(date) <= i + 6)
            .and_then(|date| self.ground.calendar_day(date).map(|day| (date, day)))
        else {
            return;
        };
        // The clause closes with a comma, and the subject's own verb follows; or "and" goes on.
        let (_, end) = self.ground.tokens(made.span);
        let set_off = look.before(self.head(i), 1) == ","
            || matches!(look.before(self.head(i), 1), "which" | "that" | "who");
        // "Commissioned by the minister in May 2023, the inquiry sat … and published its report in March 2023"
        let opens = i == look.first && look.text(end) == ",";
        if opens {
            let later = dates.next_back().filter(|date| {
                let first = self.first(date);
                first > end + 3
                    && matches!(look.before(first, 1), "in" | "on")
                    && !(end..first).any(|k| {
                        matches!(look.text(k), ";" | ":")
                            || matches!(
                                look.word(k),
                                "who"
                                    | "which"
                                    | "that"
                                    | "since"
                                    | "from"
                                    | "had"
                                    | "would"
                                    | "will"
                            )
                    })
            });
            if let Some((date, told)) =
                later.and_then(|date| self.ground.calendar_day(date).map(|day| (date, day)))
            {
                out.push(Pair::of_days(
                    (made.span, day),
                    (date.span, told),
                    Tie::Stages,
                ));
            }
            return;
        }
        let goes_on = look.text(end) == "," && set_off || look.word(end) == "and";
        let verb = end + 1;
        let past = cx.is(verb, List::PastForm) || look.word(verb).ends_with("ed");
        if !goes_on || !past || cx.is(verb, List::Auxiliary) {
            return;
        }
        let later = dates.find(|date| {
            let first = self.first(date);
            // "bought a rival founded in 1899": another's.
            let other = (verb..first).any(|k| cx.phrase(k, List::FoundStage).is_some());
            !other
                && first > verb
                && first <= verb + 10
                && matches!(look.before(first, 1), "in" | "on")
                && !(verb..first).any(|k| {
                    matches!(look.text(k), ";" | ":" | ",")
                        || matches!(
                            look.word(k),
                            "who" | "which" | "that" | "since" | "from" | "had" | "of"
                        )
                })
        });
        if let Some((date, told)) =
            later.and_then(|date| self.ground.calendar_day(date).map(|day| (date, day)))
        {
            out.push(Pair::of_days(
                (made.span, day),
                (date.span, told),
                Tie::Stages,
            ));
        }
    }

    /// "Menin, who died in May 2022 at 91, said in an interview she gave in September 2022": nobody acts after death.
    fn after_death(&self, out: &mut Vec<Pair>) {
        let (cx, look) = (self.ground.cx, &self.look);
        let Some(i) = (look.first..look.end).find(|&i| {
            cx.is(i, List::DeathStage) && matches!(look.before(i, 1), "who" | ",")
                || matches!(look.word(i), "killed" | "murdered" | "drowned")
                    && look.before(i, 1) == ","
        }) else {
            return;
        };
        let mut dates = self.dates.iter().filter(|date| self.first(date) > i);
        let Some((died, death)) = dates
            .next()
            .filter(|date| {
                let first = self.first(date);
                // "who died at her home in Enugu on 3 May"
                first <= i + 3
                    || first <= i + 9
                        && !(i..first).any(|k| look.text(k) == "," || cx.is(k, List::Conjunction))
            })
            .and_then(|date| self.ground.calendar_day(date).map(|day| (date, day)))
        else {
            return;
        };
        let (_, end) = self.ground.tokens(died.span);
        let Some(comma) = (end..end + 6).find(|&k| look.text(k) == ",") else {
            return;
        };
        let verb = comma + 1;
        let acts = cx.is(verb, List::ReportingVerb)
            || cx.is(verb, List::PastForm)
            || look.word(verb).ends_with("ed");
        let Some(later) =
            dates.find(|date| matches!(look.before(self.first(date), 1), "in" | "on"))
        else {
            return;
        };
        let planned = (verb..self.first(later))
            .any(|k| matches!(look.word(k), "will" | "would" | "if" | "due"));
        // What is said of the dead in the words reported is not what was done to them.
        let reports = cx.is(verb, List::ReportingVerb);
        let to = if reports { self.first(later) } else { look.end };
        let after = planned
            || (verb..to).any(|k| {
                matches!(
                    look.word(k),
                    "buried"
                        | "won"
                        | "received"
                        | "awarded"
                        | "got"
                        | "posthumous"
                        | "posthumously"
                        | "published"
                        | "memorial"
                        | "released"
                        | "named"
                        | "honoured"
                        | "honored"
                        | "left"
                        | "was"
                        | "were"
                )
            });
        if !acts || after {
            return;
        }
        if let Some((date, told)) = self.ground.calendar_day(later).map(|day| (later, day)) {
            out.push(Pair::of_days(
                (date.span, told),
                (died.span, death),
                Tie::Death,
            ));
        }
    }

    /// "Ama Boateng (1980-1943)": two years in brackets, the later one first.
    fn bracketed(&self, out: &mut Vec<Pair>) {
        let look = &self.look;
        for i in look.first + 1..look.end.saturating_sub(4) {
            if look.text(i) != "(" || !matches!(look.text(i + 2), "-" | "–" | "—") {
                continue;
            }
            let (Some(from), Some(to)) =
                (super::year(look.text(i + 1)), super::year(look.text(i + 3)))
            else {
                continue;
            };
            let named = look.capital(i - 1) || look.text(i - 1) == ",";
            if named && from > to && look.text(i + 4) == ")" {
                out.push(Pair {
                    first: self.ground.cx.span(i + 1, i + 2),
                    second: self.ground.cx.span(i + 3, i + 4),
                    lead: -365.0 * f64::from(from - to),
                    tie: Tie::Stages,
                });
            }
        }
    }

    /// Back over auxiliaries and adverbs to where the verb begins.
    fn head(&self, i: usize) -> usize {
        let (cx, look) = (self.ground.cx, &self.look);
        let mut k = i;
        while k > look.first
            && (cx.is(k - 1, List::Auxiliary)
                || look.word(k - 1).ends_with("ly")
                || matches!(look.word(k - 1), "later" | "then" | "only"))
        {
            k -= 1;
        }
        k
    }

    /// Whether the verb at `i` has the subject of the verb at `last`, in one sentence.
    pub(super) fn goes_on(&self, last: usize, i: usize) -> bool {
        let (cx, look) = (self.ground.cx, &self.look);
        let k = self.head(i);
        let joined = matches!(
            look.before(k, 1),
            "and"
                | "having"
                | "he"
                | "she"
                | "it"
                | "they"
                | "who"
                | "which"
                | "before"
                | "after"
                | "then"
                | "but"
                | ","
        ) || look.word(i.saturating_sub(1)) == "having";
        // "Founded in 2004, the company went public in 2001"; "The mill, built in 1898, closed in 1894".
        let participle = last <= look.first + 1
            || look.before(last, 1) == ","
            || matches!(look.before(self.head(last), 1), "who" | "which");
        let clause = (last..k).rfind(|&c| look.text(c) == ",");
        let plain = clause.is_some_and(|comma| {
            k - comma <= 7
                && !(comma + 1..k).any(|c| {
                    cx.is(c, List::Preposition)
                        || cx.is(c, List::Subordinator)
                        || cx.is(c, List::Auxiliary)
                        || mark(look, c)
                        || matches!(
                            look.word(c),
                            "his" | "her" | "its" | "their" | "whose" | "and"
                        )
                })
        });
        // "was rejected on 3 February; the party lodged it on": the object takes the subject up again.
        let object = self.stage(i).is_some_and(|(_, _, tokens)| {
            matches!(look.word(i + tokens), "it" | "them")
                || matches!(look.word(i + tokens - 1), "it" | "them")
        }) && (last..k)
            .any(|c| look.text(c) == ";" || matches!(look.word(c), "before" | "after" | "when"));
        // "The truce agreed on 6 June collapsed": nothing between the day of the one and the other.
        let at_once = self.dates.iter().any(|date| {
            let (first, end) = self.ground.tokens(date.span);
            end == k && first > last && !mark(look, first.wrapping_sub(1))
        });
        // "lifted off on 14 August and its capsule splashed down": a part of it.
        let part = look.before(k, 2) == "its"
            && look.before(k, 3) == "and"
            && self.stage(i).is_some_and(|(chain, _, _)| chain == 0);
        // Results are those of the vote just told.
        let results = self.stage(i).is_some_and(|(chain, _, _)| chain == 13);
        joined || participle && plain || object || at_once || part || results
    }

    /// Whether the first stage of a sentence is told of the subject of the sentence before.
    fn takes_up(&self, i: usize, before: Option<&Sentence>) -> bool {
        let (cx, look) = (self.ground.cx, &self.look);
        let k = self.head(i);
        let pronoun = matches!(look.before(k, 1), "it" | "he" | "she" | "they");
        // "Parliament passed it on": the object is the thing of the sentence before.
        let object = self.stage(i).is_some_and(|(_, _, tokens)| {
            let last = look.word(i + tokens - 1);
            matches!(last, "it" | "them" | "him" | "her")
                || matches!(look.word(i + tokens), "it" | "them" | "him" | "her")
        });
        let theirs = object
            || i <= look.first + 3
                && matches!(look.word(look.first), "his" | "her" | "its" | "their");
        let results = self.stage(i).is_some_and(|(chain, _, _)| chain == 13);
        // "Work on it … began": the thing of the sentence before.
        let work = self.told_by_noun(i).is_some()
            && (look.first..i)
                .any(|k| look.word(k) == "it" && matches!(look.before(k, 1), "on" | "of"));
        let theirs = theirs || work;
        if pronoun || theirs || results || look.first == k && mark(look, i + 1) {
            return true;
        }
        // "The tanker sank … The tanker had left": the same noun stands before both verbs.
        let Some(before) = before else { return false };
        let other = self.ground.look(before);
        let noun = look.before(k, 1);
        look.word(look.first) == "the"
            && k == look.first + 2
            && noun.len() > 2
            && (other.first..other.end.min(other.first + 6)).any(|c| {
                other.word(c) == noun
                    && !cx.is(c, List::Auxiliary)
                    && !matches!(other.before(c, 1), "of" | "in" | "from" | "at")
            })
    }
}
