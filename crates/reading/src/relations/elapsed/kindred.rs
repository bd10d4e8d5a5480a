//! A beginning told with its year anywhere in the draft, and a length of the same kind of state in another sentence or in the
//! headline: "took office in 2012 … has led the town for eight years", "founded in 1998 … In its 12 years of existence", "closed
//! since 2011, will reopen … after nearly two decades", "found after 30 years" over "stolen from a church in 1974".
//!
//! The kinds are a register. Only a kind with one beginning in the draft is read; the length is held against every two days
//! that the draft tells, its own among them, and it speaks only if none fits.

use copydesk_draft::layer::Period;
use copydesk_draft::{DayRange, Span};

use super::{Finder, Found, Ground, Tie, is_hedge, mark};
use crate::relations::year;

/// One kind of state: how it begins, and how a length of it is told.
struct Kind {
    /// Words before the day, of which one must stand there.
    begins: &'static [&'static str],
    /// Words behind or before the beginning that must stand in its sentence as well; none if empty.
    beside: &'static [&'static str],
    /// Words before "for" and the length.
    lasts: &'static [&'static str],
    /// Words behind the length: of what it is a length.
    of: &'static [&'static str],
    /// Words of the clause before "after" and the length: what ends it.
    ends: &'static [&'static str],
}

const KINDS: &[Kind] = &[
    // Office.
    Kind {
        begins: &[
            "office",
            "power",
            "throne",
            "elected",
            "appointed",
            "sworn",
            "crowned",
            "installed",
            "became",
            "charge",
            "helm",
            "took",
            "taken",
        ],
        beside: &[],
        lasts: &[
            "led", "ruled", "governed", "run", "headed", "reigned", "chaired", "coached",
            "managed", "edited",
        ],
        of: &[
            "office",
            "power",
            "charge",
            "helm",
            "throne",
            "rule",
            "reign",
            "tenure",
            "presidency",
            "leadership",
            "post",
            "job",
            "role",
        ],
        ends: &[],
    },
    // What is there since it was founded.
    Kind {
        begins: &[
            "founded",
            "established",
            "set",
            "formed",
            "created",
            "opened",
            "started",
            "launched",
            "built",
        ],
        beside: &[],
        lasts: &["existed", "stood", "operated", "traded"],
        of: &["existence", "history", "business", "trading"],
        ends: &[
            "closes", "closed", "closing", "close", "folds", "folded", "shuts", "shut", "last",
            "final",
        ],
    },
    // What is shut.
    Kind {
        begins: &[
            "closed",
            "shut",
            "abandoned",
            "disused",
            "suspended",
            "halted",
            "mothballed",
            "sealed",
            "stopped",
        ],
        beside: &[],
        lasts: &["closed", "shut", "empty", "idle", "derelict"],
        of: &["silence", "disuse", "closure", "neglect", "idleness"],
        ends: &[
            "reopen", "reopens", "reopened", "open", "opens", "opened", "resume", "resumes",
            "resumed", "return", "returns", "restart", "restarts", "again",
        ],
    },
    // What was stolen or lost.
    Kind {
        begins: &[
            "stolen",
            "lost",
            "missing",
            "disappeared",
            "vanished",
            "looted",
            "snatched",
            "sank",
        ],
        beside: &[],
        lasts: &["missing", "lost"],
        of: &["missing"],
        ends: &[
            "found",
            "recovered",
            "returned",
            "returns",
            "back",
            "home",
            "traced",
            "located",
            "resurfaces",
            "surfaces",
            "discovered",
        ],
    },
    // Who came and goes.
    Kind {
        begins: &["joined", "hired"],
        beside: &[],
        lasts: &[],
        of: &[],
        ends: &[
            "leaves", "leave", "leaving", "left", "retires", "retire", "retiring", "retired",
            "departs", "quits", "quit",
        ],
    },
    // War.
    Kind {
        begins: &["began", "broke", "started", "erupted"],
        beside: &[
            "war",
            "fighting",
            "conflict",
            "insurgency",
            "uprising",
            "revolt",
        ],
        lasts: &[],
        of: &["war", "fighting", "conflict", "bloodshed", "insurgency"],
        ends: &[],
    },
    // Marriage.
    Kind {
        begins: &["married", "wed"],
        beside: &[],
        lasts: &["married"],
        of: &["marriage"],
        ends: &[],
    },
];

/// What happens on one day, and is told of in a headline with "a decade on".
const STRUCK: &[&str] = &[
    "broke",
    "struck",
    "hit",
    "killed",
    "sank",
    "collapsed",
    "crashed",
    "exploded",
    "died",
    "happened",
    "burned",
    "capsized",
    "fell",
    "erupted",
    "disappeared",
    "murdered",
];

/// Words of somebody or something else, or of another time.
const OTHERS: &[&str] = &[
    "predecessor",
    "predecessors",
    "successor",
    "father",
    "mother",
    "brother",
    "sister",
    "husband",
    "wife",
    "son",
    "daughter",
    "rival",
    "previous",
    "previously",
    "earlier",
    "another",
    "other",
    "former",
    "formerly",
    "until",
    "ago",
    "later",
    "before",
    "would",
    "could",
    "planned",
    "first",
    "second",
    "party",
    "sentence",
    "sentenced",
    "term",
    "terms",
    "without",
];

/// Finds them; what is found already stays.
pub(super) fn find(ground: &Ground<'_, '_>, out: &mut Vec<Found>) {
    let known: Vec<Span> = out.iter().map(|one| one.length).collect();
    let spans = ground
        .dates
        .durations
        .iter()
        .filter(|one| !one.anchored)
        .filter_map(|one| Some((one.span, one.period?)));
    let shifts = ground
        .dates
        .dates
        .iter()
        .filter_map(|one| Some((one.length_words?, one.length?)));
    for (words, period) in spans.chain(shifts) {
        if period.unit.days() < 300.0 || known.iter().any(|one| one.overlaps(words)) {
            continue;
        }
        // In the body or the headline.
        let number = ground.cx.sentence_at(words.start) as usize;
        let Some(sentence) = ground.cx.sentences.get(number) else {
            continue;
        };
        if ground.cx.masked(words) {
            continue;
        }
        let finder = Finder {
            ground,
            sentence,
            look: ground.look(sentence),
            dates: ground.dates_in(sentence.span),
        };
        finder.kindred(number, (words, period), out);
    }
}

impl Finder<'_, '_> {
    fn kindred(&self, number: usize, told: (Span, Period), out: &mut Vec<Found>) {
        let look = &self.look;
        let head = self.ground.in_headline(self.sentence);
        if !head && !self.ground.in_body(self.sentence) {
            return;
        }
        let (start, end) = self.ground.tokens(told.0);
        let other = (look.first..look.end)
            .any(|i| !(start..end).contains(&i) && OTHERS.contains(&look.word(i)));
        if other {
            return;
        }
        if head && matches!(look.word(end), "on" | "after") && start <= look.first + 1 {
            self.struck(number, told, out);
            return;
        }
        for kind in KINDS {
            if !self.tells(kind, start, end) {
                continue;
            }
            if let Some((at, from)) = self.beginning(kind, number, head) {
                self.hold(told, at, from, out);
            }
            return;
        }
    }

    /// True if the length at these tokens is one of the kind.
    fn tells(&self, kind: &Kind, start: usize, end: usize) -> bool {
        let look = &self.look;
        // "nearly two decades": the hedge may stand before the words.
        let mut lead = start;
        while lead > look.first
            && (is_hedge(look.before(lead, 1))
                || matches!(
                    look.before(lead, 1),
                    "the" | "its" | "his" | "her" | "their"
                ))
        {
            lead -= 1;
        }
        let closed = mark(look, end) || look.word(end).is_empty() || look.word(end) == "and";
        let lasting = look.before(lead, 1) == "for"
            && closed
            && (2..=6)
                .take_while(|&back| !matches!(look.before(lead, back), "," | "and"))
                .any(|back| {
                    kind.lasts.contains(&look.before(lead, back))
                        && matches!(
                            look.before(lead, back + 1),
                            "has" | "have" | "been" | "stood" | "lain"
                        )
                });
        let hyphen = (start..end).any(|i| look.hyphen(i)) && kind.of.contains(&look.word(end));
        let of = matches!(look.word(end), "of" | "in" | "at" | "on")
            && (end + 1..end + 3).any(|i| kind.of.contains(&look.word(i)));
        let ended = look.before(lead, 1) == "after"
            && (closed || matches!(look.word(end), "with" | "there" | "of"))
            && (look.first..lead).any(|i| {
                kind.ends.contains(&look.word(i)) && !(i..lead).any(|k| look.word(k) == "and")
            });
        lasting || hyphen || of || ended
    }

    /// The one beginning of the kind in the draft, with its day.
    fn beginning(&self, kind: &Kind, number: usize, head: bool) -> Option<(Span, DayRange)> {
        let mut found: Option<(Span, DayRange)> = None;
        for (n, sentence) in self.ground.cx.sentences.iter().enumerate() {
            let dates = self.ground.dates_in(sentence.span);
            if dates.is_empty() || !self.ground.in_body(sentence) {
                continue;
            }
            let look = self.ground.look(sentence);
            let beside = kind.beside.is_empty()
                || (look.first..look.end).any(|i| kind.beside.contains(&look.word(i)));
            for date in dates {
                let Some(day) = self.fixed(date) else {
                    continue;
                };
                let (at, behind) = self.ground.tokens(date.span);
                let tied = matches!(look.before(at, 1), "in" | "on" | "since");
                let begun = (2..=9)
                    .take_while(|&back| {
                        at >= look.first + back
                            && !matches!(look.before(at, back), "," | "and" | "who" | "which" | ";")
                    })
                    .any(|back| kind.begins.contains(&look.before(at, back)));
                let dated = (at..behind).any(|i| year(look.text(i)).is_some());
                if !(tied && begun && beside && dated) {
                    continue;
                }
                if found.is_some() {
                    return None;
                }
                // In the sentence itself or one of the three before; anywhere under a headline.
                let near = head || n <= number && number - n <= 3 || n == number + 1;
                found = near.then_some((date.span, day));
                found?;
            }
        }
        found
    }

    /// "A decade on, families wait" over "The fire broke out on 6 February 2019": the one day of the past in the body.
    fn struck(&self, number: usize, told: (Span, Period), out: &mut Vec<Found>) {
        let mut days = self
            .ground
            .cx
            .sentences
            .iter()
            .enumerate()
            .filter(|(n, one)| *n != number && self.ground.in_body(one))
            .flat_map(|(_, one)| {
                let dates = self.ground.dates_in(one.span).iter();
                dates.filter_map(move |date| Some((one, date, self.fixed(date)?)))
            });
        let (Some((sentence, date, from)), None) = (days.next(), days.next()) else {
            return;
        };
        let look = self.ground.look(sentence);
        let (at, _) = self.ground.tokens(date.span);
        let struck = (look.first..at).any(|i| STRUCK.contains(&look.word(i)));
        if struck && matches!(look.before(at, 1), "in" | "on") {
            self.hold(told, date.span, from, out);
        }
    }

    /// Holds the length against every two days of the draft. What has lasted may have ended on a later day that is told: then only
    /// a length that is longer than all the time up to the draft's own day is wrong.
    fn hold(&self, told: (Span, Period), at: Span, from: DayRange, out: &mut Vec<Found>) {
        let Some(today) = self.ground.today() else {
            return;
        };
        let ends: Vec<DayRange> = self
            .ground
            .dates
            .dates
            .iter()
            .filter(|date| date.span != at)
            .filter_map(|date| self.fixed(date))
            .collect();
        let scale = told.1.unit.days();
        // "Nearly two decades" is nearer to them than to fifteen years.
        let lowest = told.1.lowest.min(told.1.number);
        let nearly = told.1.highest <= told.1.number;
        let stated = (
            if nearly {
                lowest.max(told.1.number * 0.85)
            } else {
                lowest
            } * scale,
            told.1.highest * scale,
        );
        let slack = 300.0;
        let fits = |a: DayRange, b: DayRange| {
            b.first >= a.first && super::gap(stated, super::between(a, b)) <= slack
        };
        let pairs = ends
            .iter()
            .any(|a| fits(from, *a) || fits(*a, today) || ends.iter().any(|b| fits(*a, *b)));
        // "It will open again next year."
        let ahead = DayRange {
            first: today.first.plus_days(400),
            last: today.last.plus_days(400),
        };
        if pairs || fits(from, today) || fits(from, ahead) || from.first >= today.first {
            return;
        }
        let over = stated.0 > f64::from(today.last.days_since(from.first)) + slack;
        let recent = today.first.plus_days(-60);
        let alone = ends
            .iter()
            .all(|day| day.last <= from.first || day.first >= recent);
        if over || alone {
            self.push(out, Tie::Since, told, (at, from), Some(today));
        }
    }
}
