//! Values as an editor would print them, and messages with holes.

use copydesk_draft::layer::{Period, Quantity, Type, Value};
use copydesk_draft::{DayRange, Weekday};
use copydesk_lang::program::{Expr, ExprKind, Message, MessagePart};

use crate::evaluate::{Compare, Env, Evaluator};

/// A number with thousands commas and at most three decimals: "1,237", "3.5".
pub(crate) fn number(value: f64) -> String {
    if !value.is_finite() {
        return if value > 0.0 { "no limit" } else { "nothing" }.to_owned();
    }
    let rounded = (value * 1000.0).round() / 1000.0;
    let text = format!("{}", rounded.abs());
    let (whole, rest) = text
        .split_once('.')
        .map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let mut out = String::new();
    if rounded < 0.0 {
        out.push('−');
    }
    let digits = whole.len();
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (digits - i).is_multiple_of(3) && digits > 3 {
            out.push(',');
        }
        out.push(c);
    }
    if let Some(rest) = rest {
        out.push('.');
        out.push_str(rest);
    }
    out
}

/// "8 July 2025", "July 2025", "2025", or both ends.
pub(crate) fn days(range: DayRange) -> String {
    let (first, last) = (range.first, range.last);
    if range.is_exact() {
        return first.long();
    }
    if DayRange::year(first.year()) == Some(range) {
        return first.year().to_string();
    }
    if DayRange::month(first.year(), first.month()) == Some(range) {
        let long = first.long();
        return long
            .split_once(' ')
            .map_or(long.clone(), |(_, month)| month.to_owned());
    }
    format!("{} to {}", first.long(), last.long())
}

fn is_one(number: f64) -> bool {
    (number - 1.0).abs() < 1e-9
}

fn period(period: &Period) -> String {
    let unit = format!("{:?}", period.unit).to_lowercase();
    let unit = match unit.as_str() {
        _ if is_one(period.number) => unit,
        "century" => "centuries".to_owned(),
        _ => format!("{unit}s"),
    };
    format!("{} {unit}", number(period.number))
}

/// "A, B and C".
pub(crate) fn listed(mut words: Vec<String>) -> String {
    let mut seen = Vec::new();
    words.retain(|word| {
        let new = !seen.contains(word);
        seen.push(word.clone());
        new
    });
    match words.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// Words on one line, without quotation marks at their ends.
pub(crate) fn tidy(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let double = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»');
    let bare = line.trim_matches(double);
    // Marks or blanks alone are the words that are meant.
    if bare.is_empty() { words } else { bare }.to_owned()
}

impl<'v> Evaluator<'v> {
    /// A value in words; `None` if it has none.
    pub(crate) fn say_value(&self, value: &Value, ty: &Type) -> Option<String> {
        Some(match value {
            Value::Number(value) => number(*value),
            Value::Quantity(quantity) => self.quantity(quantity),
            Value::Money(money) => format!("{} {}", money.currency, number(money.amount)),
            Value::Date(range) => days(*range),
            Value::Duration(length) => period(length),
            Value::Weekday(day) => Weekday::name(*day).to_owned(),
            Value::Text(text) => tidy(text),
            Value::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
            Value::Enum(index) => {
                let Type::Enum(name) = ty else { return None };
                let known = self.view.engine.program.schema.find_enum(name)?;
                known.values.get(usize::from(*index))?.replace('-', " ")
            }
            Value::Thing(_) | Value::Words(_) => {
                let words = tidy(Compare::new(self.view).words(value)?);
                if words.is_empty() {
                    return None;
                }
                words
            }
            Value::Things(things) => {
                let words = things
                    .iter()
                    .filter_map(|thing| self.say_value(&Value::Thing(*thing), ty))
                    .collect();
                listed(words)
            }
        })
    }

    fn quantity(&self, quantity: &Quantity) -> String {
        let unit = self
            .view
            .engine
            .registers
            .get("units")
            .and_then(|units| units.entity(&quantity.unit));
        let name = unit.map_or(quantity.unit.as_ref(), |unit| {
            if is_one(quantity.number) {
                unit.name.as_str()
            } else {
                unit.aliases.first().unwrap_or(&unit.name)
            }
        });
        format!("{} {name}", number(quantity.number))
    }

    /// The value of an expression in words; `None` if it has none here.
    pub(crate) fn say_expr(&self, expr: &'v Expr, env: &Env) -> Option<String> {
        let got = self.expr(expr, env);
        let mut ty = &expr.ty;
        // `the text of` keeps the words, whatever their type.
        if let ExprKind::TextOf(inner) = &expr.kind {
            ty = &inner.ty;
        }
        let words: Vec<String> = got
            .values()
            .iter()
            .filter_map(|value| self.say_value(value, ty))
            .collect();
        (!words.is_empty()).then(|| listed(words))
    }

    /// A message; `None` if one of its holes is empty.
    pub(crate) fn say(&self, message: &'v Message, env: &Env) -> Option<String> {
        let mut out = String::new();
        for part in &message.parts {
            match part {
                MessagePart::Words(words) => out.push_str(words),
                MessagePart::Hole(expr) => out.push_str(&self.say_expr(expr, env)?),
            }
        }
        Some(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use copydesk_draft::Day;

    #[test]
    fn numbers_as_printed() {
        assert_eq!(number(1_237.0), "1,237");
        assert_eq!(number(12.0), "12");
        assert_eq!(number(2_500_000.0), "2,500,000");
        assert_eq!(number(3.5), "3.5");
        assert_eq!(number(-4.0), "−4");
        assert_eq!(number(f64::INFINITY), "no limit");
        assert_eq!(number(6.213_7), "6.214");
        assert_eq!(number(123_456.0), "123,456");
    }

    #[test]
    fn days_as_printed() {
        let day = Day::new(2025, 7, 8).unwrap();
        assert_eq!(days(DayRange::day(day)), "8 July 2025");
        assert_eq!(days(DayRange::month(2025, 7).unwrap()), "July 2025");
        assert_eq!(days(DayRange::year(2025).unwrap()), "2025");
    }

    #[test]
    fn lists_read_as_english() {
        let words = |list: &[&str]| listed(list.iter().map(|&word| word.to_owned()).collect());
        assert_eq!(words(&["a"]), "a");
        assert_eq!(words(&["a", "b", "a"]), "a and b");
        assert_eq!(words(&["a", "b", "c"]), "a, b and c");
        assert_eq!(tidy("“the\n rebels”"), "the rebels");
    }
}
