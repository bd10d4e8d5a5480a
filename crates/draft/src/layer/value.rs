use serde::{Deserialize, Serialize};
use std::sync::Arc;

use super::LayerId;
use crate::{Day, DayRange, Span, Weekday};

/// A thing of a layer: the layer and the row number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Thing {
    /// The layer.
    pub layer: LayerId,
    /// The row in its table.
    pub row: u32,
}

/// What is measured.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Dimension {
    Length,
    Area,
    Volume,
    Mass,
    Temperature,
    Speed,
    Pressure,
    Energy,
    Power,
    Other,
}

impl Dimension {
    /// All dimensions with their names in the units register.
    pub const ALL: [(&'static str, Self); 10] = [
        ("length", Self::Length),
        ("area", Self::Area),
        ("volume", Self::Volume),
        ("mass", Self::Mass),
        ("temperature", Self::Temperature),
        ("speed", Self::Speed),
        ("pressure", Self::Pressure),
        ("energy", Self::Energy),
        ("power", Self::Power),
        ("other", Self::Other),
    ];

    /// The dimension of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(known, _)| *known == name)
            .map(|&(_, dimension)| dimension)
    }
}

/// A measured quantity, as printed and in SI units.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Quantity {
    /// The number as printed.
    pub number: f64,
    /// The least and largest number that the words allow, in the printed unit ("almost 10 km": 9 to 10).
    pub lowest: f64,
    /// See `lowest`.
    pub highest: f64,
    /// Half the unit of the last printed digit: 10 has 5 or 0.5 by context, 6.2 has 0.05. In the printed unit.
    pub half_step: f64,
    /// Id of the unit in the units register.
    #[serde(with = "crate::shared")]
    pub unit: Arc<str>,
    /// What is measured.
    pub dimension: Dimension,
    /// SI value = number * factor + offset.
    pub factor: f64,
    /// See `factor`; not zero for temperatures only.
    pub offset: f64,
}

impl Quantity {
    /// A number of the printed unit in SI.
    pub fn si(&self, number: f64) -> f64 {
        number * self.factor + self.offset
    }

    /// An SI value in the printed unit.
    pub fn from_si(&self, si: f64) -> f64 {
        (si - self.offset) / self.factor
    }
}

/// A sum of money.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Money {
    /// The amount as printed, scaled ("3.5bn" is 3.5e9).
    pub amount: f64,
    /// ISO code where it can be told ("USD"), else the printed sign.
    #[serde(with = "crate::shared")]
    pub currency: Arc<str>,
}

/// The unit a duration is printed in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum DurationUnit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
    Decade,
    Century,
}

impl DurationUnit {
    /// Mean length in days.
    pub fn days(self) -> f64 {
        match self {
            Self::Second => 1.0 / 86_400.0,
            Self::Minute => 1.0 / 1_440.0,
            Self::Hour => 1.0 / 24.0,
            Self::Day => 1.0,
            Self::Week => 7.0,
            Self::Month => 30.436_875,
            Self::Year => 365.242_5,
            Self::Decade => 3_652.425,
            Self::Century => 36_524.25,
        }
    }
}

/// A length of time, as printed and as the range it allows.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct Period {
    /// The number as printed ("nearly a decade" is 1).
    pub number: f64,
    /// The least number the words allow, in `unit`.
    pub lowest: f64,
    /// The largest number the words allow, in `unit`.
    pub highest: f64,
    /// The printed unit.
    pub unit: DurationUnit,
}

impl Period {
    /// Mean length in days of `number` units.
    pub fn days(&self) -> f64 {
        self.number * self.unit.days()
    }
}

/// What a filled cell holds.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Value {
    /// A plain number; infinite for an open end.
    Number(f64),
    /// A measured quantity.
    Quantity(#[serde(with = "crate::shared")] Arc<Quantity>),
    /// A sum of money.
    Money(Money),
    /// A day, or the days a printed date allows (a month, a year).
    Date(DayRange),
    /// A length of time.
    Duration(Period),
    /// A day of the week.
    Weekday(Weekday),
    /// Words, as printed or as a register gives them.
    Text(#[serde(with = "crate::shared")] Arc<str>),
    /// Yes or no.
    Flag(bool),
    /// Index into the values of the field's enumeration.
    Enum(u16),
    /// A thing of another layer.
    Thing(Thing),
    /// Several things of another layer.
    Things(Vec<Thing>),
    /// A stretch of the reading text shown as it stands; typed as text.
    Words(Span),
}

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}
impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Flag(value)
    }
}
impl From<Day> for Value {
    fn from(value: Day) -> Self {
        Self::Date(DayRange::day(value))
    }
}
impl From<DayRange> for Value {
    fn from(value: DayRange) -> Self {
        Self::Date(value)
    }
}
impl From<Weekday> for Value {
    fn from(value: Weekday) -> Self {
        Self::Weekday(value)
    }
}
impl From<Period> for Value {
    fn from(value: Period) -> Self {
        Self::Duration(value)
    }
}
impl From<Thing> for Value {
    fn from(value: Thing) -> Self {
        Self::Thing(value)
    }
}
impl From<Vec<Thing>> for Value {
    fn from(value: Vec<Thing>) -> Self {
        Self::Things(value)
    }
}
impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(Arc::from(value))
    }
}
impl From<Arc<str>> for Value {
    fn from(value: Arc<str>) -> Self {
        Self::Text(value)
    }
}
impl From<Span> for Value {
    fn from(value: Span) -> Self {
        Self::Words(value)
    }
}
impl From<Quantity> for Value {
    fn from(value: Quantity) -> Self {
        Self::Quantity(Arc::new(value))
    }
}
impl From<Money> for Value {
    fn from(value: Money) -> Self {
        Self::Money(value)
    }
}
