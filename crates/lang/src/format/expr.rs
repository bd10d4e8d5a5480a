//! Conditions and expressions. A condition becomes pieces: a line may be broken between them.

use std::fmt::Write as _;

use crate::syntax::{
    AmountNode, AtomKind, BaseNode, CandidatesNode, ChoiceNode, CondNode, ExprNode, ExprNodeKind,
    FieldTestNode, JoinNode, LetNode, LetPick, Name, OrderNode, PartNode, QuantifierNode, RowNode,
    ScopeNode, TestKind, TestNode,
};

/// "a layer", "an armed-group", "a unit".
fn with_article(noun: &str) -> String {
    let sounds_like_consonant = ["uni", "use", "eu", "one"]
        .iter()
        .any(|start| noun.starts_with(start));
    let vowel = noun.starts_with(['a', 'e', 'i', 'o', 'u']) && !sounds_like_consonant;
    format!(
        "{} {noun}",
        if vowel || noun.starts_with("hour") {
            "an"
        } else {
            "a"
        }
    )
}

fn path(fields: &[Name]) -> String {
    fields
        .iter()
        .map(|field| field.text.as_str())
        .collect::<Vec<_>>()
        .join("'s ")
}

pub(super) fn expr(node: &ExprNode) -> String {
    match &node.kind {
        ExprNodeKind::Path(BaseNode::It, fields) if fields.is_empty() => "it".into(),
        ExprNodeKind::Path(BaseNode::It, fields) => format!("its {}", path(fields)),
        ExprNodeKind::Path(BaseNode::Name(name), fields) if fields.is_empty() => name.text.clone(),
        ExprNodeKind::Path(BaseNode::Name(name), fields) => {
            format!("{}'s {}", name.text, path(fields))
        }
        ExprNodeKind::Draft(field) => format!("the draft's {}", field.text),
        ExprNodeKind::House(setting) => format!("the house's {}", setting.text),
        ExprNodeKind::WeekdayOf(inner) => format!("the weekday of {}", expr(inner)),
        ExprNodeKind::YearsSince(inner) => format!("the years since {}", expr(inner)),
        ExprNodeKind::CountOf(inner) => format!("the count of {}", expr(inner)),
        ExprNodeKind::TextOf(inner) => format!("the text of {}", expr(inner)),
        ExprNodeKind::Number(number) | ExprNodeKind::Date(number) => number.clone(),
        ExprNodeKind::Measure(number, unit) => format!("{number} {}", unit.text),
        ExprNodeKind::Text(text) => super::text::quoted(text, 4),
    }
}

/// The pieces of a condition; each but the first begins with `and`, `or`, `whose` or `valid on`.
pub(super) fn cond(node: &CondNode) -> Vec<String> {
    let join = match node.join {
        JoinNode::And => "and",
        JoinNode::Or => "or",
    };
    let mut out = Vec::new();
    for atom in &node.atoms {
        let mut pieces = match &atom.kind {
            AtomKind::Count(quantifier, candidates) => counted(*quantifier, "", candidates),
            AtomKind::DifferentAmong(quantifier, candidates) => {
                counted(*quantifier, "different ", candidates)
            }
            AtomKind::DifferentOf(quantifier, of) => {
                vec![format!("{}different of {}", number(*quantifier), expr(of))]
            }
            AtomKind::Row(quantifier, query) => {
                let mut pieces = row(query);
                if let Some(first) = pieces.first_mut() {
                    let many = !matches!(
                        quantifier,
                        QuantifierNode::A
                            | QuantifierNode::No
                            | QuantifierNode::AtLeast(1)
                            | QuantifierNode::AtMost(1)
                            | QuantifierNode::Exactly(1)
                    );
                    let rows = if many { "rows" } else { "row" };
                    *first = format!("{}{rows} of {}", number(*quantifier), query.table.text);
                }
                pieces
            }
            AtomKind::Test(left, right) => vec![format!("{} {}", expr(left), test(right))],
        };
        if let Some(first) = pieces.first_mut()
            && !out.is_empty()
        {
            *first = format!("{join} {first}");
        }
        out.extend(pieces);
    }
    out
}

fn number(quantifier: QuantifierNode) -> String {
    match quantifier {
        QuantifierNode::A => "a ".into(),
        QuantifierNode::No => "no ".into(),
        QuantifierNode::AtLeast(number) => format!("at least {number} "),
        QuantifierNode::AtMost(number) => format!("at most {number} "),
        QuantifierNode::Exactly(number) => format!("exactly {number} "),
    }
}

fn counted(quantifier: QuantifierNode, word: &str, node: &CandidatesNode) -> Vec<String> {
    let start = match quantifier {
        QuantifierNode::A if word.is_empty() => with_article(&node.noun.text),
        _ => format!("{}{word}{}", number(quantifier), node.noun.text),
    };
    candidates(start, node)
}

fn candidates(start: String, node: &CandidatesNode) -> Vec<String> {
    let mut first = start;
    if let Some(node) = &node.scope {
        first.push(' ');
        first.push_str(&scope(node));
    }
    if node.outside_quotes {
        first.push_str(" outside quotes");
    }
    let mut pieces = vec![first];
    pieces.extend(whose(&node.whose));
    pieces
}

fn whose(tests: &[FieldTestNode]) -> Vec<String> {
    tests
        .iter()
        .enumerate()
        .map(|(i, node)| {
            let word = if i == 0 { "whose" } else { "and whose" };
            format!("{word} {} {}", path(&node.path), test(&node.test))
        })
        .collect()
}

fn row(node: &RowNode) -> Vec<String> {
    let mut pieces = vec![format!("row of {}", node.table.text)];
    pieces.extend(whose(&node.whose));
    if let Some(day) = &node.valid_on {
        pieces.push(format!("valid on {}", expr(day)));
    }
    pieces
}

fn test(node: &TestNode) -> String {
    let is = if node.negated { "is not" } else { "is" };
    match &node.kind {
        TestKind::Equals(to) => format!("{is} {}", expr(to)),
        TestKind::Known => format!("{is} known"),
        TestKind::Inside(noun) => format!("{is} inside {}", with_article(&noun.text)),
        TestKind::InWords(words) => format!("{is} in {}", words.text),
        TestKind::Compare(order, to) => {
            let order = match order {
                OrderNode::AtMost => "at most",
                OrderNode::AtLeast => "at least",
                OrderNode::MoreThan => "more than",
                OrderNode::LessThan => "less than",
            };
            format!("{is} {order} {}", expr(to))
        }
        TestKind::Apart { by, before, to } => {
            let by = by
                .as_ref()
                .map(|by| format!("more than {} ", expr(by)))
                .unwrap_or_default();
            format!(
                "{is} {by}{} {}",
                if *before { "before" } else { "after" },
                expr(to)
            )
        }
        TestKind::Agrees(with, within) => {
            let verb = if node.negated {
                "does not agree with"
            } else {
                "agrees with"
            };
            let within = within
                .as_ref()
                .map(|name| format!(" within {}", name.text))
                .unwrap_or_default();
            format!("{verb} {}{within}", expr(with))
        }
        TestKind::Overlaps(with) => {
            let verb = if node.negated {
                "does not overlap"
            } else {
                "overlaps"
            };
            format!("{verb} {}", expr(with))
        }
    }
}

pub(super) fn scope(node: &ScopeNode) -> String {
    match node {
        ScopeNode::Part(part, _) => {
            let part = match part {
                PartNode::Headline => "headline",
                PartNode::Dek => "dek",
                PartNode::Lede => "lede",
                PartNode::Body => "body",
                PartNode::Article => "article",
                PartNode::Caption => "caption",
                PartNode::HeadlineOrLede => "headline or lede",
            };
            format!("in the {part}")
        }
        ScopeNode::Around {
            paragraphs,
            before,
            after,
            ..
        } => {
            let unit = if *paragraphs { "paragraph" } else { "sentence" };
            let none = AmountNode::Fixed(0);
            let one = AmountNode::Fixed(1);
            let (word, amount) = match (before, after) {
                (before, after) if *before == none && *after == none => {
                    return format!("in the same {unit}");
                }
                (before, after) if *before == one && *after == one => {
                    return format!("in the same or a neighbouring {unit}");
                }
                (before, after) if *before == none => ("next", after),
                (before, _) => ("previous", before),
            };
            match amount {
                AmountNode::Fixed(1) => format!("in the same or the {word} {unit}"),
                AmountNode::Fixed(number) => format!("in the same or the {word} {number} {unit}s"),
                AmountNode::Setting(name) => {
                    format!("in the same or the {word} {} {unit}s", name.text)
                }
            }
        }
        ScopeNode::Before(_) => "before it".into(),
        ScopeNode::After(_) => "after it".into(),
        ScopeNode::Within(1, _) => "within 1 word".into(),
        ScopeNode::Within(words, _) => format!("within {words} words"),
        ScopeNode::Inside(noun, _) => format!("inside {}", with_article(&noun.text)),
        ScopeNode::InsideIt(_) => "inside it".into(),
    }
}

/// The pieces of `NAME be …`.
pub(super) fn let_node(node: &LetNode) -> Vec<String> {
    let name = &node.name.text;
    match &node.pick {
        LetPick::Row(query) => {
            let mut pieces = row(query);
            if let Some(first) = pieces.first_mut() {
                *first = format!("{name} be the {first}");
            }
            pieces
        }
        LetPick::Thing(choice, node) => {
            let word = match choice {
                ChoiceNode::Only | ChoiceNode::Largest(_) | ChoiceNode::Smallest(_) => "",
                ChoiceNode::First => "first ",
                ChoiceNode::Last => "last ",
                ChoiceNode::Nearest => "nearest ",
                ChoiceNode::Previous => "previous ",
                ChoiceNode::Next => "next ",
            };
            let mut pieces = candidates(format!("{name} be the {word}{}", node.noun.text), node);
            let extreme = match choice {
                ChoiceNode::Largest(field) => Some(("largest", field)),
                ChoiceNode::Smallest(field) => Some(("smallest", field)),
                _ => None,
            };
            if let (Some((word, field)), Some(first)) = (extreme, pieces.first_mut()) {
                let _ = write!(first, " with the {word} {}", field.text);
            }
            pieces
        }
    }
}
