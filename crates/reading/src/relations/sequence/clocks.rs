//! Two stages of one thing, each with its time of day: "took off at 14:20 and landed at 13:50", where one clock holds for both.

use super::stages::Finder;
use super::{Pair, Tie};

impl Finder<'_, '_> {
    /// "took off at 14:20 and crashed at 13:50 the same day": two stages of one thing, each with its time of day.
    pub(super) fn clock(&self, out: &mut Vec<Pair>) {
        let (cx, look) = (self.ground.cx, &self.look);
        let span = cx.span(look.first, look.end);
        let times = &self.ground.dates.times;
        let from = times.partition_point(|time| time.span.start < span.start);
        let own: Vec<_> = times
            .get(from..)
            .unwrap_or(&[])
            .iter()
            .take_while(|time| time.span.start < span.end)
            .take(3)
            .collect();
        let [a, b] = own.as_slice() else { return };
        let at = |start: u32| cx.token_at(start);
        let verb = |from: usize, to: usize| {
            (from..to).rev().find_map(|i| {
                self.stage(i)
                    .filter(|_| to - i <= 8)
                    .map(|(chain, rank, _)| (i, chain, rank))
            })
        };
        let Some((one, chain, rank)) = verb(look.first, at(a.span.start)) else {
            return;
        };
        let (_, end) = self.ground.tokens(a.span);
        let Some((other, same, next)) = verb(end, at(b.span.start)) else {
            return;
        };
        if chain != same
            || rank == next
            || a.zone.is_some()
            || b.zone.is_some()
            || !self.goes_on(one, other)
        {
            return;
        }
        let words = span.text(cx.text).to_lowercase();
        let same_day = words.contains("same day") || words.contains("that day");
        let otherwise = (look.first..look.end).any(|i| {
            self.otherwise_at(i)
                || matches!(
                    look.word(i),
                    "next" | "following" | "overnight" | "daily" | "usually" | "every"
                )
        });
        // Beyond midnight, and in another zone, the clock goes back.
        let landed = (look.first..look.end).any(|i| {
            matches!(
                look.word(i),
                "landed" | "arrived" | "docked" | "reached" | "returned"
            )
        });
        let (first, second) = if rank < next { (a, b) } else { (b, a) };
        let back = i32::from(first.minute) - i32::from(second.minute);
        let half = (first.minute < 720) == (second.minute < 720);
        // Two places of one country that has one clock: what lands there lands later.
        let (home, abroad) = self.countries();
        let certain = !abroad
            && (same_day && (half || !landed)
                || (!landed || home) && half && (1..240).contains(&back));
        if certain && !otherwise {
            out.push(Pair {
                first: first.span,
                second: second.span,
                lead: f64::from(-back) / 1440.0,
                tie: Tie::Time,
            });
        }
    }

    /// Whether the places from which, in which and at which things happen in the sentence, two at least, may lie in one country
    /// with one clock; and whether two of them surely lie in two countries, or in one of many clocks.
    fn countries(&self) -> (bool, bool) {
        let (cx, look) = (self.ground.cx, &self.look);
        let register = cx.registers.get(crate::names::Register::Places.name());
        let mut places = 0;
        let mut common: Option<Vec<String>> = None;
        for i in look.first + 1..look.end {
            if !look.capital(i)
                || !matches!(
                    look.before(i, 1),
                    "from" | "in" | "at" | "to" | "for" | "left" | "reached"
                )
            {
                continue;
            }
            let span = cx.span(i, i + 1);
            let known = self
                .ground
                .names
                .places
                .iter()
                .find(|place| place.first == i);
            let of_register = known.and_then(|place| {
                let entity = register?.entities.get(place.entity as usize)?;
                entity.text("country").map(str::to_owned)
            });
            let own: Vec<String> = match of_register {
                Some(country) => vec![country],
                None => cx
                    .names
                    .gazetteer
                    .named(&copydesk_facts::fold_name(cx.str(span)))
                    .map(|town| town.country.to_owned())
                    .collect(),
            };
            if own.is_empty() {
                continue;
            }
            places += 1;
            common = Some(match common {
                None => own,
                Some(before) => before
                    .into_iter()
                    .filter(|code| own.contains(code))
                    .collect(),
            });
        }
        let common = common.unwrap_or_default();
        let many_clocks = common.iter().any(|code| {
            matches!(
                code.as_str(),
                "US" | "CA" | "RU" | "AU" | "BR" | "MX" | "ID" | "CD" | "KZ" | "CL"
            )
        });
        let home = places >= 2 && !common.is_empty() && !many_clocks;
        (home, places >= 2 && !home)
    }
}
