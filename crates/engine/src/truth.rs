//! Three-valued truth with reasons.

use std::borrow::Cow;

/// Why something is not known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Why {
    /// What kind of not knowing.
    pub kind: WhyKind,
    /// In words ("the draft has no date"); empty for what is merely absent.
    pub text: Cow<'static, str>,
}

/// Kinds of not knowing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum WhyKind {
    /// Looked for, not there.
    Absent,
    /// There, but not exact enough to compare ("in 2012" against a day of 2012).
    Vague,
    /// Cannot be told. Only this makes a rule undecided.
    Unclear,
}

impl Why {
    /// Looked for, not there.
    pub(crate) const ABSENT: Self = Self {
        kind: WhyKind::Absent,
        text: Cow::Borrowed(""),
    };

    /// Not exact enough.
    pub(crate) const fn vague(text: &'static str) -> Self {
        Self {
            kind: WhyKind::Vague,
            text: Cow::Borrowed(text),
        }
    }

    /// Cannot be told.
    pub(crate) fn unclear(text: impl Into<Cow<'static, str>>) -> Self {
        Self {
            kind: WhyKind::Unclear,
            text: text.into(),
        }
    }

    /// The stronger of two reasons: unclear before vague before absent; the first of equals.
    pub(crate) fn or(self, other: Self) -> Self {
        if other.kind > self.kind { other } else { self }
    }
}

/// True, false or unknown.
#[derive(Clone, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Truth {
    True,
    False,
    Unknown(Why),
}

impl Truth {
    /// Unknown because something is absent.
    pub(crate) const ABSENT: Self = Self::Unknown(Why::ABSENT);

    /// Kleene's and.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::False, _) | (_, Self::False) => Self::False,
            (Self::True, other) | (other, Self::True) => other,
            (Self::Unknown(a), Self::Unknown(b)) => Self::Unknown(a.or(b)),
        }
    }

    /// Kleene's or.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::True, _) | (_, Self::True) => Self::True,
            (Self::False, other) | (other, Self::False) => other,
            (Self::Unknown(a), Self::Unknown(b)) => Self::Unknown(a.or(b)),
        }
    }

    /// Kleene's not, if `negated`.
    #[must_use]
    pub fn negate(self, negated: bool) -> Self {
        match self {
            Self::True if negated => Self::False,
            Self::False if negated => Self::True,
            other => other,
        }
    }

    /// "true", "false" or "unknown".
    pub fn name(&self) -> &'static str {
        match self {
            Self::True => "true",
            Self::False => "false",
            Self::Unknown(_) => "unknown",
        }
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        if value { Self::True } else { Self::False }
    }
}
