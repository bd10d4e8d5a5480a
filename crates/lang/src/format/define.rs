//! Settings, word lists, patterns, layers and fact tables.

use std::fmt::Write as _;

use super::{WIDTH, comments, expr, fill, text, trailing};
use crate::syntax::{
    AroundNode, EntryNode, FactsItem, LayerItem, PatternItem, RoleNode, SequenceNode, SettingItem,
    StepKindNode, StepNode, WordsItem,
};

pub(super) fn setting(out: &mut String, item: &SettingItem) {
    let ty = item
        .ty
        .iter()
        .map(|name| name.text.as_str())
        .collect::<Vec<_>>()
        .join(" or ");
    let _ = write!(
        out,
        "setting {}: {ty} = {}",
        item.name.text,
        expr::expr(&item.value)
    );
}

fn entry(node: &EntryNode) -> String {
    format!(
        "{}{}",
        if node.all_forms { "~" } else { "" },
        text::line(&node.text.value)
    )
}

pub(super) fn words(out: &mut String, item: &WordsItem) {
    const INDENT: usize = 2;
    let _ = write!(out, "words {}:", item.name.text);
    let mut fresh_line = false;
    let last = item.entries.len().saturating_sub(1);
    for (i, node) in item.entries.iter().enumerate() {
        let piece = format!("{}{}", entry(node), if i < last { "," } else { "" });
        let line_start = out.rfind('\n').map_or(0, |at| at + 1);
        let column = out.get(line_start..).map_or(0, |line| line.chars().count());
        if !node.comments.is_empty() {
            if !fresh_line {
                out.push('\n');
            }
            comments(out, &node.comments, &" ".repeat(INDENT));
            fresh_line = true;
        } else if !fresh_line && column + 1 + piece.chars().count() > WIDTH {
            out.push('\n');
            fresh_line = true;
        }
        out.push_str(&" ".repeat(if fresh_line { INDENT } else { 1 }));
        out.push_str(&piece);
        fresh_line = false;
        if node.note.is_some() && i < last {
            trailing(out, node.note.as_ref());
            out.push('\n');
            fresh_line = true;
        }
    }
}

pub(super) fn pattern(out: &mut String, item: &PatternItem) {
    let _ = write!(out, "pattern {}:", item.name.text);
    let alternatives: Vec<Vec<String>> = item.alternatives.iter().map(sequence).collect();
    if let [one] = alternatives.as_slice() {
        let head = "pattern :".len() + item.name.text.chars().count();
        let width: usize = one.iter().map(|piece| piece.chars().count() + 1).sum();
        if head + width <= WIDTH {
            out.push(' ');
            fill(out, one, 0);
            return;
        }
    }
    for (i, pieces) in alternatives.iter().enumerate() {
        out.push_str(if i == 0 { "\n     " } else { "\n  or " });
        fill(out, pieces, 7);
    }
}

fn sequence(node: &SequenceNode) -> Vec<String> {
    let mut pieces: Vec<String> = node.steps.iter().map(step).collect();
    for (around, steps) in &node.except {
        let around = match around {
            AroundNode::Before => "before",
            AroundNode::After => "after",
            AroundNode::Inside => "inside",
            AroundNode::Containing => "containing",
        };
        let steps: Vec<String> = steps.iter().map(step).collect();
        pieces.push(format!("except {around} {}", steps.join(", ")));
    }
    pieces
}

fn step(node: &StepNode) -> String {
    match &node.kind {
        StepKindNode::Literal(node) => entry(node),
        StepKindNode::Named {
            name,
            capture: None,
        } => format!("<{}>", name.text),
        StepKindNode::Named {
            name,
            capture: Some(capture),
        } => format!("<{} as {}>", name.text, capture.text),
        StepKindNode::Optional(entries) => {
            format!(
                "[{}]",
                entries.iter().map(entry).collect::<Vec<_>>().join(", ")
            )
        }
        StepKindNode::Gap(words) => format!("...{words}"),
    }
}

pub(super) fn layer(out: &mut String, item: &LayerItem) {
    let _ = write!(out, "layer {} from {}", item.name.text, item.from.text);
    for field in &item.fields {
        let _ = write!(
            out,
            "\n  {}: {} = {}",
            field.name.text, field.ty.text, field.capture.text
        );
        trailing(out, field.note.as_ref());
    }
    if let Some(key) = &item.key {
        let _ = write!(out, "\n  key {}", key.text);
    }
}

pub(super) fn facts(out: &mut String, item: &FactsItem) {
    let _ = write!(
        out,
        "facts {} from {}",
        item.name.text,
        text::line(&item.from.value)
    );
    for column in &item.columns {
        let _ = write!(out, "\n  {}: {}", column.name.text, column.ty.text);
        if let Some(source) = &column.source {
            let _ = write!(out, " = {}", source.column.text);
            if let Some(of) = &source.of {
                let _ = write!(out, "'s {}", of.text);
            }
            if let Some(register) = &source.register {
                let _ = write!(out, " in {}", text::line(&register.value));
            }
        }
        out.push_str(match column.role {
            RoleNode::Plain => "",
            RoleNode::Key => " key",
            RoleNode::Authority => " authority",
            RoleNode::ValidFrom => " valid from",
            RoleNode::ValidUntil => " valid until",
        });
        trailing(out, column.note.as_ref());
    }
}
