//! Lengths that run on to the day of the draft: "Arrested on 9 January, he has now spent ten months in a cell"; "He won the
//! title in 1995. Half a century later he is still asked to play".

use copydesk_draft::layer::Period;
use copydesk_draft::{DayRange, Span};

use super::{Finder, Found, Tie};
use crate::dates::Date;
use crate::lists::List;
use crate::relations::{mark, year};
use crate::token::TokenKind;

impl Finder<'_, '_> {
    /// "Arrested on 9 January 2025, the columnist has now spent ten months in a cell".
    pub(super) fn opened_by_participle(&self, out: &mut Vec<Found>) {
        let (cx, look) = (self.ground.cx, &self.look);
        let first = look.first;
        let participle = look.kind(first) == Some(TokenKind::Word)
            && (cx.is(first, List::ParticipleForm) || look.word(first).ends_with("ed"))
            && !matches!(
                look.word(first),
                "born" | "based" | "married" | "aged" | "asked" | "faced" | "compared" | "told"
            );
        if !participle {
            return;
        }
        let Some((date, from)) = self.only_year() else {
            return;
        };
        let (start, behind) = self.ground.tokens(date.span);
        let own = start <= first + 8
            && look.text(behind) == ","
            && matches!(look.before(start, 1), "in" | "on" | "of")
            && !(first..start).any(|i| mark(look, i) || matches!(look.word(i), "and" | "after"));
        let perfect = (behind + 1..behind + 14)
            .find(|&i| matches!(look.word(i), "has" | "have") && i < look.end);
        let (Some(perfect), true) = (perfect, own) else {
            return;
        };
        let plain = !(behind + 1..perfect).any(|i| {
            mark(look, i) && look.text(i) != ","
                || matches!(
                    look.word(i),
                    "who" | "which" | "that" | "and" | "said" | "says"
                )
        });
        let mut lengths = self
            .ground
            .dates
            .durations_in(self.sentence.span)
            .iter()
            .filter(|length| {
                self.sentence.span.contains(length.span) && cx.token_at(length.span.start) > perfect
            });
        let (Some(length), None) = (lengths.next(), lengths.next()) else {
            return;
        };
        let Some(period) = length.period.filter(|period| period.unit.days() > 6.0) else {
            return;
        };
        let (a, b) = self.ground.tokens(length.span);
        let mut verb = a;
        while verb > perfect
            && matches!(
                look.before(verb, 1),
                "just"
                    | "only"
                    | "some"
                    | "barely"
                    | "already"
                    | "all"
                    | "the"
                    | "last"
                    | "past"
                    | "almost"
                    | "nearly"
                    | "about"
                    | "around"
                    | "roughly"
                    | "over"
                    | "more"
                    | "less"
                    | "than"
            )
        {
            verb -= 1;
        }
        let lasting = match look.before(verb, 1) {
            "spent" | "served" | "done" => true,
            "for" => (perfect..verb).any(|i| {
                matches!(
                    look.word(i),
                    "been"
                        | "held"
                        | "led"
                        | "run"
                        | "lived"
                        | "worked"
                        | "stood"
                        | "lain"
                        | "sat"
                        | "reigned"
                        | "ruled"
                )
            }),
            _ => false,
        };
        let other = (perfect..a).any(|i| {
            mark(look, i)
                || matches!(
                    look.word(i),
                    "and" | "who" | "which" | "that" | "before" | "after" | "not" | "never"
                )
        }) || matches!(
            look.word(b),
            "after" | "before" | "longer" | "more" | "later" | "ago" | "less"
        ) || look.hyphen(b);
        // What is found already stays.
        let known = out.iter().any(|one| one.length == length.span);
        if plain && lasting && !other && !known {
            self.push(
                out,
                Tie::For,
                (length.span, period),
                (date.span, from),
                self.ground.today(),
            );
        }
    }

    /// "For more than five decades the treaty signed in 1991 has kept …": nothing has done so for longer than it is there.
    pub(super) fn longer_than_there(&self, out: &mut Vec<Found>) {
        let (cx, look) = (self.ground.cx, &self.look);
        if look.word(look.first) != "for" {
            return;
        }
        let Some(length) = self.only_length() else {
            return;
        };
        let (start, end) = self.ground.tokens(length.span);
        let Some((date, from)) = self.only_year() else {
            return;
        };
        let (at, behind) = self.ground.tokens(date.span);
        if start > look.first + 4 || at <= end || at > end + 14 {
            return;
        }
        let made = (1..=4).any(|back| {
            at.checked_sub(back).is_some_and(|i| {
                i > end
                    && (cx.is(i, List::FoundVerb)
                        || matches!(
                            look.word(i),
                            "signed" | "agreed" | "adopted" | "ratified" | "concluded" | "built"
                        ))
            })
        });
        let plain = !(end + usize::from(look.text(end) == ",")..at).any(|i| {
            mark(look, i)
                || matches!(
                    look.word(i),
                    "who" | "which" | "that" | "and" | "since" | "before" | "after"
                )
        });
        let perfect = matches!(look.word(behind), "has" | "have");
        let today = self.ground.today();
        let (Some(period), Some(now)) = (length.period, today) else {
            return;
        };
        let stated = period.lowest.min(period.number) * period.unit.days();
        let longer = stated > f64::from(now.last.days_since(from.first)) + 200.0;
        let known = out.iter().any(|one| one.length == length.span);
        if made && plain && perfect && longer && period.unit.days() > 300.0 && !known {
            let told = (length.span, period);
            self.push(out, Tie::For, told, (date.span, from), today);
        }
    }

    /// The only day of the sentence that is told with its year.
    /// "Elected in 2015 on a promise, the mayor leaves office next month, nearly two decades later".
    pub(super) fn participle_later(&self, out: &mut Vec<Found>) {
        let (cx, look) = (self.ground.cx, &self.look);
        let first = look.first;
        let participle = look.kind(first) == Some(TokenKind::Word)
            && (cx.is(first, List::ParticipleForm) || look.word(first).ends_with("ed"))
            && !matches!(look.word(first), "born" | "based" | "aged" | "told");
        let Some((date, from)) = self.only_year().filter(|_| participle) else {
            return;
        };
        let (start, behind) = self.ground.tokens(date.span);
        if start > first + 8 || !matches!(look.before(start, 1), "in" | "on" | "of") {
            return;
        }
        // "two decades later" is read as a day told by its distance.
        let mut lengths = self.dates.iter().filter(|date| date.length.is_some());
        let (Some(later), None) = (lengths.next(), lengths.next()) else {
            return;
        };
        let (a, b) = self.ground.tokens(later.span);
        let closes = look.before(b, 1) == "later"
            && (mark(look, b) || look.word(b).is_empty())
            && (a.saturating_sub(3)..a).any(|i| mark(look, i));
        let now = (behind..a).any(|i| {
            matches!(
                look.word(i),
                "is" | "are"
                    | "has"
                    | "will"
                    | "leaves"
                    | "remains"
                    | "steps"
                    | "retires"
                    | "departs"
                    | "stands"
                    | "goes"
                    | "faces"
                    | "quits"
                    | "returns"
                    | "lives"
                    | "runs"
            )
        });
        let then = (behind..a).any(|i| {
            matches!(
                look.word(i),
                "was" | "were" | "had" | "who" | "which" | "and" | "said"
            )
        });
        if let Some(period) = later.length.filter(|period| period.unit.days() > 27.0)
            && closes
            && now
            && !then
        {
            self.push(
                out,
                Tie::Later,
                (later.span, period),
                (date.span, from),
                self.ground.today(),
            );
        }
    }

    pub(super) fn only_year(&self) -> Option<(&Date, DayRange)> {
        let mut told = self
            .dates
            .iter()
            .filter(|date| self.prints_year(date))
            .filter_map(|date| self.fixed(date).map(|day| (date, day)));
        told.next().filter(|_| told.next().is_none())
    }

    fn prints_year(&self, date: &Date) -> bool {
        let (a, b) = self.ground.tokens(date.span);
        (a..b).any(|i| year(self.look.text(i)).is_some())
    }

    /// "Half a century later he is still asked to play" behind a sentence with its one date.
    pub(super) fn later_still(
        &self,
        out: &mut Vec<Found>,
        told: (Span, Period),
        start: usize,
        end: usize,
    ) {
        let look = &self.look;
        let opens = start <= look.first + 1;
        let at = end + usize::from(look.text(end) == ",");
        // "Ten years later, flowers are still tied to the railings"
        let still = (at + 1..at + 5).any(|i| {
            matches!(look.word(i), "is" | "are") && look.word(i + 1) == "still"
                || look.word(i) == "still" && matches!(look.word(i.wrapping_sub(1)), "is" | "are")
        });
        let same = still
            || matches!(
                look.word(at),
                "he" | "she" | "it" | "they" | "the" | "its" | "his" | "her"
            );
        let now = (at + 1..at + 8)
            .find(|&i| {
                matches!(
                    look.word(i),
                    "is" | "are" | "has" | "have" | "remains" | "remain"
                )
            })
            .is_some_and(|verb| {
                !(at..verb).any(|i| {
                    mark(look, i) || matches!(look.word(i), "who" | "which" | "that" | "where")
                })
            });
        let past = (at..look.end).any(|i| matches!(look.word(i), "was" | "were" | "had" | "would"));
        if !opens || !same || !now || past || self.dates.len() != 1 {
            return;
        }
        if let Some((date, from)) = self.opened_before().or_else(|| self.happened_before()) {
            self.push(out, Tie::Later, told, (date, from), self.ground.today());
        }
    }
}
