//! What types are called, and which go together.

use copydesk_draft::layer::Type;

use crate::messages::with_article;

/// "a number", "a `source-kind`", "an `armed-group`".
pub(super) fn called(ty: &Type) -> String {
    match ty {
        Type::Number => "a number".into(),
        Type::Quantity => "a quantity".into(),
        Type::Money => "a sum of money".into(),
        Type::Date => "a date".into(),
        Type::Duration => "a duration".into(),
        Type::Weekday => "a weekday".into(),
        Type::Text => "a text".into(),
        Type::Flag => "yes or no".into(),
        Type::Enum(name) | Type::Thing(name) => with_article(&format!("`{name}`")),
        Type::Things(name) => format!("a list of `{name}`"),
    }
}

/// A plain type by the name rules use.
pub(super) fn plain(name: &str) -> Option<Type> {
    Some(match name {
        "number" => Type::Number,
        "quantity" => Type::Quantity,
        "money" => Type::Money,
        "date" => Type::Date,
        "duration" => Type::Duration,
        "weekday" => Type::Weekday,
        "text" => Type::Text,
        "flag" => Type::Flag,
        _ => return None,
    })
}

/// The names of the plain types.
pub(super) const PLAIN: &[&str] = &[
    "number", "quantity", "money", "date", "duration", "weekday", "text", "flag",
];

/// Can values of the two types be equal?
pub(super) fn comparable(a: &Type, b: &Type) -> bool {
    match (a, b) {
        (Type::Things(_), _) | (_, Type::Things(_)) => false,
        _ => a == b,
    }
}
