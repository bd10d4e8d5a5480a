//! Scopes in words.

use copydesk_draft::layer::Value;
use copydesk_lang::program::{Amount, Part, Scope, Unit};

use crate::view::View;

/// A scope as a rule writes it.
pub(crate) fn words(scope: Option<&Scope>, view: &View<'_>) -> String {
    let layer = |id| view.schema(id).map_or("", |layer| layer.name.as_ref());
    match scope {
        None => "anywhere in the article".to_owned(),
        Some(Scope::Part(part)) => format!("in the {}", part_name(*part)),
        Some(Scope::Around {
            unit,
            before,
            after,
        }) => around(*unit, &amount(*before, view), &amount(*after, view)),
        Some(Scope::BeforeIt) => "before it".to_owned(),
        Some(Scope::AfterIt) => "after it".to_owned(),
        Some(Scope::WithinWords(words)) => format!("within {words} words of it"),
        Some(Scope::InsideLayer(id)) => format!("inside a {}", layer(*id)),
        Some(Scope::InsideIt) => "inside it".to_owned(),
    }
}

/// The name of a part.
pub(crate) fn part_name(part: Part) -> &'static str {
    match part {
        Part::Headline => "headline",
        Part::Dek => "dek",
        Part::Lede => "lede",
        Part::Body => "body",
        Part::Article => "article",
        Part::Caption => "caption",
        Part::HeadlineOrLede => "headline or lede",
    }
}

fn amount(amount: Amount, view: &View<'_>) -> String {
    match amount {
        Amount::Fixed(n) => n.to_string(),
        Amount::Setting(index) => match view.setting(index) {
            Some(Value::Number(n)) => crate::say::number(*n),
            _ => "0".to_owned(),
        },
    }
}

fn around(unit: Unit, before: &str, after: &str) -> String {
    let unit = match unit {
        Unit::Sentence => "sentence",
        Unit::Paragraph => "paragraph",
    };
    let some = |which: &str, n: &str| match n {
        "1" => format!("the {which} {unit}"),
        n => format!("the {which} {n} {unit}s"),
    };
    match (before, after) {
        ("0", "0") => format!("in the same {unit}"),
        ("1", "1") => format!("in the same or a neighbouring {unit}"),
        ("0", n) => format!("in the same {unit} or {}", some("next", n)),
        (n, "0") => format!("in the same {unit} or {}", some("previous", n)),
        (b, a) => format!(
            "in the same {unit}, {} or {}",
            some("previous", b),
            some("next", a)
        ),
    }
}
