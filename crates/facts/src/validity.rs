use copydesk_draft::{Day, DayRange};
use serde::{Deserialize, Serialize};

/// Whether a fact holds on a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ValidityState {
    /// It holds.
    Valid,
    /// It had not begun.
    NotYet,
    /// It had ended.
    Ended,
    /// Cannot be told, and why.
    Unknown(&'static str),
}

/// From when until when a fact holds. Both ends are intervals of days: "2012-12" is the whole month.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Validity {
    /// First day, if the fact has a known beginning; without one it holds from always.
    pub from: Option<DayRange>,
    /// First day on which it no longer holds.
    pub to: Option<DayRange>,
    /// From this day on the fact is suspended (not ended).
    pub suspended_from: Option<DayRange>,
    /// The fact lapses on this day unless renewed.
    pub expires: Option<DayRange>,
    /// Last day the register covers: a fact without an end is not vouched for after it.
    pub verified_through: Option<Day>,
}

impl Validity {
    /// Whether the fact holds on `day`.
    pub fn on(&self, day: Day) -> ValidityState {
        if let Some(from) = self.from {
            if day < from.first {
                return ValidityState::NotYet;
            }
            if day < from.last {
                return ValidityState::Unknown("the day it began is not known exactly");
            }
        }
        if let Some(to) = self.to {
            if day >= to.last {
                return ValidityState::Ended;
            }
            if day >= to.first {
                return ValidityState::Unknown("the day it ended is not known exactly");
            }
            return ValidityState::Valid;
        }
        if self.suspended_from.is_some_and(|from| day >= from.first) {
            return ValidityState::Unknown("it is suspended");
        }
        if self.expires.is_some_and(|end| day >= end.first) {
            return ValidityState::Unknown("it lapses unless renewed, and no renewal is recorded");
        }
        if self.verified_through.is_some_and(|last| day > last) {
            return ValidityState::Unknown("the register was last verified before that day");
        }
        ValidityState::Valid
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse_iso(text).unwrap()
    }

    #[test]
    fn ends_are_intervals() {
        let validity = Validity {
            from: DayRange::month(2012, 12),
            to: Some(DayRange::day(day("2025-07-08"))),
            ..Validity::default()
        };
        assert_eq!(validity.on(day("2012-11-30")), ValidityState::NotYet);
        assert!(matches!(
            validity.on(day("2012-12-05")),
            ValidityState::Unknown(_)
        ));
        assert_eq!(validity.on(day("2012-12-31")), ValidityState::Valid);
        assert_eq!(validity.on(day("2025-07-07")), ValidityState::Valid);
        assert_eq!(validity.on(day("2025-07-08")), ValidityState::Ended);
    }

    #[test]
    fn open_ends_are_not_vouched_for_later() {
        let validity = Validity {
            from: DayRange::year(2003),
            verified_through: Some(day("2026-02-28")),
            ..Validity::default()
        };
        assert_eq!(validity.on(day("2026-02-28")), ValidityState::Valid);
        assert!(matches!(
            validity.on(day("2026-03-01")),
            ValidityState::Unknown(_)
        ));
    }
}
