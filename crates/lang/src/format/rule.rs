//! Rules and their clauses.

use std::fmt::Write as _;

use super::{comments, expr, fill, text, trailing};
use crate::syntax::{
    ChoiceItem, ClauseKind, ClauseNode, Comment, ExampleOption, FixKind, FixNode, FixTextNode,
    Name, RuleItem, ShowWhatNode, SubjectKindNode, SubjectNode,
};

/// Where what a clause says begins: after two blanks, a keyword of eight letters and a blank.
const BODY: usize = 11;

pub(super) fn rule(out: &mut String, item: &RuleItem, note: Option<&Comment>) {
    out.push_str("rule ");
    out.push_str(&item.name.text);
    trailing(out, note);
    clauses(out, &item.clauses);
}

pub(super) fn choice(out: &mut String, item: &ChoiceItem, note: Option<&Comment>) {
    let _ = write!(out, "layer {} from {}", item.name.text, item.from.text);
    trailing(out, note);
    clauses(out, &item.clauses);
}

fn clauses(out: &mut String, clauses: &[ClauseNode]) {
    for node in clauses {
        out.push('\n');
        comments(out, &node.comments, "  ");
        clause(out, node);
        trailing(out, node.note.as_ref());
    }
}

fn names(names: &[Name]) -> String {
    names
        .iter()
        .map(|name| name.text.as_str())
        .collect::<Vec<_>>()
        .join(", ")
}

fn clause(out: &mut String, node: &ClauseNode) {
    let keyword = node.kind.keyword();
    out.push_str("  ");
    let aligned = |out: &mut String, pieces: &[String]| {
        let _ = write!(out, "{keyword:<8} ");
        fill(out, pieces, BODY);
    };
    match &node.kind {
        ClauseKind::Title(title) => aligned(out, &[text::quoted(title, 4)]),
        ClauseKind::Severity { level, cases } => {
            let mut pieces = vec![level.text.clone()];
            for (level, cond) in cases {
                if let Some(last) = pieces.last_mut() {
                    last.push(',');
                }
                let mut more = expr::cond(cond);
                if let Some(first) = more.first_mut() {
                    *first = format!("{} where {first}", level.text);
                }
                pieces.extend(more);
            }
            aligned(out, &pieces);
        }
        ClauseKind::Replaces(name) => aligned(out, std::slice::from_ref(&name.text)),
        ClauseKind::Formerly(list) => aligned(out, &[names(list)]),
        ClauseKind::Genres { names: list, .. } | ClauseKind::Yields(list) => {
            let _ = write!(out, "{keyword} {}", names(list));
        }
        ClauseKind::Subject(subject) => out.push_str(&subject_text(subject)),
        ClauseKind::Where(cond) | ClauseKind::Unless(cond) => aligned(out, &expr::cond(cond)),
        ClauseKind::Let(node) => {
            out.push_str("let ");
            fill(out, &expr::let_node(node), BODY);
        }
        ClauseKind::Require { cond, otherwise } => {
            aligned(out, &expr::cond(cond));
            if let Some(message) = otherwise {
                let _ = write!(out, "\n    otherwise say {}", text::message(message));
            }
        }
        ClauseKind::Say(message) | ClauseKind::Help(message) => {
            aligned(out, &[text::message(message)]);
        }
        ClauseKind::Show(show) => {
            let what = match &show.what {
                ShowWhatNode::Expr(node) => expr::expr(node),
                ShowWhatNode::Nearest(noun) => format!("the nearest {}", noun.text),
            };
            aligned(out, &[format!("{what} as {}", text::message(&show.label))]);
        }
        ClauseKind::Fix(fix) => out.push_str(&fix_text(fix)),
        ClauseKind::Because(because) => aligned(out, &[text::quoted(because, 4)]),
        ClauseKind::Example(example) => {
            aligned(out, &[text::marked(&example.text, 4)]);
            for option in &example.options {
                out.push_str("\n    ");
                let option = match option {
                    ExampleOption::Dated(date) => format!("dated {}", date.text),
                    ExampleOption::Headline(headline) => {
                        format!("headline {}", text::marked(headline, 6))
                    }
                    ExampleOption::Genre(name) => format!("genre {}", name.text),
                    ExampleOption::Profile(name) => format!("profile {}", name.text),
                    ExampleOption::With(name, value) => {
                        format!("with {} {}", name.text, expr::expr(value))
                    }
                    ExampleOption::Says(says) => format!("says {}", text::quoted(says, 6)),
                    ExampleOption::Fixed(fixed) => format!("fixed {}", text::quoted(fixed, 6)),
                };
                out.push_str(&option);
            }
        }
        ClauseKind::Bad { .. } => {}
    }
}

fn subject_text(node: &SubjectNode) -> String {
    let mut out = match &node.kind {
        SubjectKindNode::Article => "for the article".to_owned(),
        SubjectKindNode::Each(noun) => format!("for each {}", noun.text),
        SubjectKindNode::First(noun) => format!("for the first mention of each {}", noun.text),
        SubjectKindNode::Last(noun) => format!("for the last mention of each {}", noun.text),
    };
    if let Some(node) = &node.scope {
        out.push(' ');
        out.push_str(&expr::scope(node));
    }
    if node.including_quotes.is_some() {
        out.push_str(" including quotes");
    }
    if node.every_time.is_some() {
        out.push_str(" every time");
    }
    if node.once.is_some() {
        out.push_str(" once");
    }
    out
}

fn fix_text(node: &FixNode) -> String {
    let kind = if node.safe { "safe" } else { "offer" };
    let words = |text: &FixTextNode| match text {
        FixTextNode::Expr(node) => expr::expr(node),
        FixTextNode::Message(message) => text::message(message),
    };
    match &node.kind {
        FixKind::Replace(what, with) => format!(
            "fix {kind} replace {} with {}",
            expr::expr(what),
            words(with)
        ),
        FixKind::Delete(what) => format!("fix {kind} delete {}", expr::expr(what)),
        FixKind::DeleteLine => format!("fix {kind} delete its line"),
        FixKind::Insert(text, after) => format!(
            "fix {kind} insert {} after {}",
            words(text),
            expr::expr(after)
        ),
    }
}
