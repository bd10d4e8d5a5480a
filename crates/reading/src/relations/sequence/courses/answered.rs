//! What happened came after what it answers: "reopened on 2 June, after the flood of 5 June", "resigned on 6 March because of
//! a report published on 10 March", "arrested on 12 March over a robbery on 13 March", "ordered after the eruption of 9 August,
//! was completed on 7 August".

use copydesk_draft::DayRange;

use super::super::inquiry::is_deed;
use super::{FAR, Pair, Side, Tie};
use crate::dates::{Date, Granularity};
use crate::lists::List;
use crate::token::TokenKind;

impl Side<'_, '_> {
    /// "reopened on 2 June, after the flood of 5 June", "was recalled on 4 June over remarks he made on 6 June": what
    /// happened came after what it answers.
    pub(super) fn answered(&self, out: &mut Vec<Pair>) {
        for pair in self.dates.windows(2) {
            if let [a, b] = pair {
                self.answers(a, b, out);
            }
        }
        self.ordered_after(out);
    }

    fn answers(&self, a: &Date, b: &Date, out: &mut Vec<Pair>) {
        let (cx, look) = (self.ground.cx, &self.look);
        let exact = |date: &Date| {
            let (first, end) = self.ground.tokens(date.span);
            let printed = (first..end).any(|i| crate::relations::year(cx.word(i)).is_some());
            date.length.is_none()
                && (date.granularity == Granularity::Day
                    || printed
                        && matches!(date.granularity, Granularity::Month | Granularity::Year))
                && !cx.masked(date.span)
                && date.day.is_some()
        };
        let (x, y) = (self.ground.tokens(a.span), self.ground.tokens(b.span));
        if !exact(a) || !exact(b) || a.granularity != b.granularity || y.0 <= x.1 {
            return;
        }
        let (Some(act), Some(cause)) = (a.day, b.day) else {
            return;
        };
        let figures = |(first, end): (usize, usize)| {
            (first..end).any(|i| cx.kind(i) == Some(TokenKind::Number))
        };
        let today = self.ground.today();
        let sure = |day: DayRange, place| figures(place) || today.is_some_and(|today| today != day);
        // Beside a day with figures a weekday alone may be of another week.
        if figures(x) != figures(y) || !sure(act, x) || !sure(cause, y) {
            return;
        }
        let past = |i: usize| {
            cx.is(i, List::PastForm)
                || cx.is(i, List::FiniteForm)
                || look.word(i).len() > 4 && look.word(i).ends_with("ed")
                || cx.is(i, List::Auxiliary) && !matches!(look.word(i), "be" | "being" | "to")
        };
        // "arrested them over the robbery on 13 March", "resigned because of a report, first published on 10 March"
        let custody = |i: usize| is_custody(look.word(i));
        let crime = |i: usize| {
            (i + 1..i + 5).any(|k| cx.is(k, List::CrimeNoun) || is_held_for(look.word(k)))
                && (look.first..i).any(custody)
                && (i.saturating_sub(6)..i).any(custody)
        };
        let for_crime = |i: usize| match look.word(i) {
            "over" | "for" | "after" => crime(i),
            "with" => look.before(i, 1) == "connection" && crime(i),
            _ => false,
        };
        let for_paper = |i: usize| {
            matches!(look.word(i), "because" | "over" | "after" | "following")
                && (i + 1..y.0).any(|k| is_brought_out(look.word(k)) && y.0 - k <= 3)
        };
        let stated = (x.1..y.0).find(|&i| for_crime(i) || for_paper(i));
        let Some(link) = stated.or_else(|| {
            (x.1..y.0).find(|&i| match look.word(i) {
                "after" | "following" => !matches!(
                    look.before(i, 1),
                    "years" | "months" | "weeks" | "days" | "day" | "week"
                ),
                // "over remarks he made", "for the remarks, which she made"
                "over" | "for" | "about" => (i + 1..y.0).any(|k| {
                    matches!(look.word(k), "he" | "she" | "they" | "which") && past(k + 1)
                }),
                _ => false,
            })
        }) else {
            return;
        };
        let stated = stated.is_some();
        let (room, reach) = if stated { (16, 18) } else { (6, 14) };
        let near = link - x.1 <= room && y.0 - link <= reach;
        let came = matches!(
            look.before(link, 1),
            "came" | "happened" | "occurred" | "followed"
        );
        // The deed told with the day, or right behind it.
        let deeds = (x.1..link).filter(|&i| past(i)).count();
        let clear = if stated {
            deeds <= 1 && !(x.1..link).any(|i| look.text(i) == ";" || look.word(i) == "but")
        } else {
            !(x.1..link).any(|i| {
                past(i) && !(came && i + 1 == link) || look.word(i) == "and" || look.text(i) == ";"
            })
        };
        let broken = (link + 1..y.0).any(|i| {
            matches!(look.text(i), ";" | ":" | "(" | ")" | "“" | "\"")
                || matches!(
                    look.word(i),
                    "and"
                        | "but"
                        | "until"
                        | "since"
                        | "before"
                        | "ahead"
                        | "will"
                        | "to"
                        | "than"
                        | "from"
                )
                || matches!(look.word(i), "that" | "who") && !past(i + 1)
        });
        // "after the flood of 5 June", "after a child choked on 9 June", no length that a day is told by.
        let led = matches!(look.before(y.0, 1), "on" | "of" | "in");
        let opens = stated && x.0 <= look.first + 1 && deeds == 1;
        let at = matches!(look.before(x.0, 1), "on" | "," | "in") && (look.first..x.0).any(past)
            || opens;
        let apart = cause.first.days_since(act.last);
        let close = a.granularity != Granularity::Day || apart <= FAR / 2;
        if near && clear && !broken && led && at && close {
            let known = out.iter().any(|pair| {
                [pair.first, pair.second].contains(&a.span)
                    && [pair.first, pair.second].contains(&b.span)
            });
            if !known {
                out.push(Pair::of_days((b.span, cause), (a.span, act), Tie::Over));
            }
        }
    }

    /// "The evacuation, ordered after the volcano erupted on 9 August, was completed on 7 August".
    fn ordered_after(&self, out: &mut Vec<Pair>) {
        let look = &self.look;
        let [a, b] = self.dates else { return };
        let alike = a.granularity == b.granularity && a.length.is_none() && b.length.is_none();
        let (Some(cause), Some(act)) = (a.day, b.day) else {
            return;
        };
        let (x, y) = (self.ground.tokens(a.span), self.ground.tokens(b.span));
        let ordered = (look.first + 1..x.0).any(|i| {
            matches!(
                look.word(i),
                "ordered"
                    | "called"
                    | "launched"
                    | "begun"
                    | "started"
                    | "announced"
                    | "imposed"
                    | "declared"
                    | "prompted"
                    | "opened"
            ) && look.before(i, 1) == ","
                && matches!(
                    look.word(i + 1),
                    "after" | "when" | "because" | "following" | "by"
                )
                && x.0 - i <= 12
        });
        // "Rebuilt in steel after a flood on 20 August, the bridge was opened on 4 August"
        let opens = matches!(
            look.word(look.first),
            "rebuilt"
                | "restored"
                | "repaired"
                | "built"
                | "founded"
                | "evacuated"
                | "closed"
                | "recalled"
        ) && (look.first..x.0).any(|i| look.word(i) == "after")
            && x.0 - look.first <= 16;
        let ordered = ordered || opens;
        let closed = look.text(x.1) == ","
            && (x.1..y.0).any(|i| matches!(look.word(i), "was" | "were" | "ended" | "began"))
            && y.0 - x.1 <= 10
            && !(x.1..y.0).any(|i| matches!(look.word(i), "and" | "but" | "had" | "until"));
        let led = |first: usize| matches!(look.before(first, 1), "on" | "in");
        let figures = |(first, end): (usize, usize)| {
            (first..end).any(|i| self.ground.cx.kind(i) == Some(TokenKind::Number))
        };
        let apart = cause.first.days_since(act.last);
        if alike
            && ordered
            && closed
            && led(x.0)
            && led(y.0)
            && figures(x)
            && figures(y)
            && apart <= FAR
        {
            out.push(Pair::of_days((a.span, cause), (b.span, act), Tie::Over));
        }
    }
}

/// What is done to one who is held for a deed.
fn is_custody(word: &str) -> bool {
    matches!(
        word,
        "arrested"
            | "detained"
            | "charged"
            | "held"
            | "questioned"
            | "seized"
            | "jailed"
            | "convicted"
            | "sentenced"
            | "indicted"
            | "executed"
            | "hanged"
            | "captured"
            | "custody"
            | "remanded"
    )
}

/// For what somebody is held, beside what they may be questioned about.
fn is_held_for(word: &str) -> bool {
    is_deed(word)
        || matches!(
            word,
            "theft" | "burglary" | "raid" | "riot" | "assault" | "massacre" | "break"
        )
}

/// How a paper comes to be known.
fn is_brought_out(word: &str) -> bool {
    matches!(
        word,
        "published" | "released" | "issued" | "leaked" | "printed" | "aired" | "broadcast"
    )
}
