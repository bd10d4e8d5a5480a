//! Quoted texts, messages and marked texts.

use crate::syntax::{Marked, MessageNode, MessagePartNode, Text};

/// A text between two `"`, or as a block indented by `indent`.
pub(super) fn quoted(text: &Text, indent: usize) -> String {
    if text.block || text.value.contains('\n') {
        block(&escape_block(&text.value), indent)
    } else {
        line(&text.value)
    }
}

/// A text on one line.
pub(super) fn line(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

fn escape_block(value: &str) -> String {
    let escaped = value.replace('\\', "\\\\");
    // Two marks side by side could end the block with a third.
    if escaped.contains("\"\"") {
        escaped.replace('"', "\\\"")
    } else {
        escaped
    }
}

fn block(escaped: &str, indent: usize) -> String {
    let blanks = " ".repeat(indent);
    let mut out = String::from("\"\"\"");
    for line in escaped.lines() {
        out.push('\n');
        if !line.is_empty() {
            out.push_str(&blanks);
            out.push_str(line);
        }
    }
    out.push('\n');
    out.push_str(&blanks);
    out.push_str("\"\"\"");
    out
}

/// A message; its braces are written with `\` where they are not holes.
pub(super) fn message(node: &MessageNode) -> String {
    let mut out = String::from("\"");
    for part in &node.parts {
        match part {
            MessagePartNode::Words(words) => {
                for c in words.chars() {
                    if matches!(c, '\\' | '"' | '{' | '}') {
                        out.push('\\');
                    }
                    out.push(c);
                }
            }
            MessagePartNode::Hole(expr) => {
                out.push('{');
                out.push_str(&super::expr::expr(expr));
                out.push('}');
            }
        }
    }
    out.push('"');
    out
}

/// A text with its marks.
pub(super) fn marked(node: &Marked, indent: usize) -> String {
    let is_block = node.block || node.value.contains('\n');
    let mut out = String::new();
    let bytes = node.value.as_bytes();
    let is_bracket = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at))
            .is_some_and(|byte| matches!(byte, b'[' | b']'))
    };
    let at_edge = |at: usize| {
        node.marks
            .iter()
            .any(|mark| mark.start as usize == at || mark.end as usize == at)
    };
    for (at, c) in node.value.char_indices() {
        if node.marks.iter().any(|mark| mark.end as usize == at) {
            out.push_str("]]");
        }
        if node.marks.iter().any(|mark| mark.start as usize == at) {
            out.push_str("[[");
        }
        let doubled_quote = is_block && node.value.contains("\"\"");
        let escape = match c {
            '\\' => true,
            '"' => !is_block || doubled_quote,
            '[' | ']' => {
                is_bracket(at.checked_sub(1))
                    || is_bracket(Some(at + 1))
                    || at_edge(at)
                    || at_edge(at + 1)
            }
            _ => false,
        };
        if escape {
            out.push('\\');
        }
        out.push(c);
    }
    if node
        .marks
        .iter()
        .any(|mark| mark.end as usize == node.value.len())
    {
        out.push_str("]]");
    }
    if is_block {
        block(&out, indent)
    } else {
        format!("\"{out}\"")
    }
}
