//! Numbers in figures: one token to a value.

/// What a token of figures is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Figure {
    /// 1,237; 3.5; 12,34,567; ½
    Plain(Plain),
    /// 21st
    Ordinal(f64),
    /// 1990s, 20s
    Plural(f64),
    /// 10:35, 4:07.13
    Clock,
    /// Anything else: 3.2.1, 1,2,3.
    Other,
}

/// A plain number in figures.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Plain {
    pub(crate) value: f64,
    /// Digits behind the point.
    pub(crate) decimals: u8,
    /// Noughts at the end of a whole number.
    pub(crate) zeros: u8,
    /// Digits before the point.
    pub(crate) digits: u8,
    /// Written with marks between thousands.
    pub(crate) grouped: bool,
    /// Begins with a nought, without a point: 007, 0600.
    pub(crate) padded: bool,
    /// A single character for a fraction.
    pub(crate) vulgar: bool,
}

impl Plain {
    /// Half the unit of the last significant printed digit.
    pub(crate) fn half_step(self) -> f64 {
        if self.vulgar {
            0.0
        } else if self.decimals > 0 {
            0.5 / 10f64.powi(i32::from(self.decimals))
        } else {
            0.5 * 10f64.powi(i32::from(self.zeros))
        }
    }
}

/// Reads one token of figures.
pub(crate) fn figure(text: &str) -> Figure {
    if let Some(value) = vulgar(text) {
        return Figure::Plain(Plain {
            value,
            decimals: 0,
            zeros: 0,
            digits: 0,
            grouped: false,
            padded: false,
            vulgar: true,
        });
    }
    let body = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = text.get(body.len()..).unwrap_or("");
    if body.contains(':') {
        return Figure::Clock;
    }
    let Some(plain) = plain(body) else {
        return Figure::Other;
    };
    match suffix {
        "" => Figure::Plain(plain),
        "s" => Figure::Plural(plain.value),
        "st" | "nd" | "rd" | "th" | "ST" | "ND" | "RD" | "TH" => Figure::Ordinal(plain.value),
        _ => Figure::Other,
    }
}

fn vulgar(text: &str) -> Option<f64> {
    let mut chars = text.chars();
    let value = match chars.next()? {
        '½' => 0.5,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '¼' => 0.25,
        '¾' => 0.75,
        '⅕' => 0.2,
        '⅖' => 0.4,
        '⅗' => 0.6,
        '⅘' => 0.8,
        '⅙' => 1.0 / 6.0,
        '⅛' => 0.125,
        '⅜' => 0.375,
        '⅝' => 0.625,
        '⅞' => 0.875,
        _ => return None,
    };
    chars.next().is_none().then_some(value)
}

fn plain(body: &str) -> Option<Plain> {
    let mut groups: [usize; 12] = [0; 12];
    let mut marks: [char; 12] = [' '; 12];
    let mut n = 0usize;
    let mut value = 0f64;
    let mut zeros = 0u8;
    for c in body.chars() {
        if let Some(digit) = c.to_digit(10) {
            *groups.get_mut(n)? += 1;
            value = value * 10.0 + f64::from(digit);
            zeros = if digit == 0 {
                zeros.saturating_add(1)
            } else {
                0
            };
        } else {
            *marks.get_mut(n)? = c;
            n += 1;
        }
    }
    let groups = groups.get(..=n)?;
    let marks = marks.get(..n)?;
    let total: usize = groups.iter().sum();
    if total == 0 || total > 18 {
        return None;
    }
    let last = groups.last().copied().unwrap_or(0);
    let head = groups.first().copied().unwrap_or(0);
    // How many marks are between thousands; one more is the decimal point.
    let (commas, points) = (
        marks.iter().filter(|&&mark| mark == ',').count(),
        marks.iter().filter(|&&mark| mark == '.').count(),
    );
    let thousands = |groups: &[usize]| {
        // 1,234,567 or the Indian 12,34,567.
        groups.last() == Some(&3)
            && (groups.iter().skip(1).all(|&g| g == 3)
                || groups
                    .iter()
                    .skip(1)
                    .take(groups.len().saturating_sub(2))
                    .all(|&g| g == 2))
            && (1..=3).contains(&head)
    };
    let (grouped, decimals) = match (commas, points) {
        (0, 0) => (false, 0),
        (_, 0) if thousands(groups) => (true, 0),
        (0, 1) => (false, last),
        // 1,234.5: the point stands last.
        (_, 1) if marks.last() == Some(&'.') && thousands(groups.get(..n).unwrap_or(&[])) => {
            (true, last)
        }
        // 1.234.567
        (0, _) if groups.iter().skip(1).all(|&g| g == 3) && (1..=3).contains(&head) => (true, 0),
        _ => return None,
    };
    let digits = total - decimals;
    Some(Plain {
        value: value / 10f64.powi(i32::try_from(decimals).unwrap_or(0)),
        decimals: decimals as u8,
        zeros: if decimals == 0 && value > 0.0 {
            zeros
        } else {
            0
        },
        digits: digits as u8,
        grouped,
        padded: digits > 1 && body.starts_with('0') && points == 0,
        vulgar: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::float_cmp, reason = "decimal literals that divide exactly")]
    fn figures() {
        let value = |text: &str| match figure(text) {
            Figure::Plain(plain) => (plain.value, plain.half_step()),
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(value("1,237"), (1237.0, 0.5));
        assert_eq!(value("1,240"), (1240.0, 5.0));
        assert_eq!(value("12,34,567"), (1_234_567.0, 0.5));
        assert_eq!(value("3.5"), (3.5, 0.05));
        assert_eq!(value("10,000.25"), (10000.25, 0.005));
        assert_eq!(value("1.234.567"), (1_234_567.0, 0.5));
        assert_eq!(value("500"), (500.0, 50.0));
        assert_eq!(value("½"), (0.5, 0.0));
        assert_eq!(figure("21st"), Figure::Ordinal(21.0));
        assert_eq!(figure("1990s"), Figure::Plural(1990.0));
        assert_eq!(figure("10:35"), Figure::Clock);
        assert_eq!(figure("3.2.1"), Figure::Other);
        assert_eq!(figure("1,2,3"), Figure::Other);
        assert_eq!(figure("3,4"), Figure::Other);
    }
}
