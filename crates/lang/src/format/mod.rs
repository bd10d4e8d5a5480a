//! The canonical form of a rule file.
//!
//! Clauses in their fixed order, keywords aligned, articles as English has them, long lines broken before `and`, `or`
//! and `whose`; comments stay with what they stand before.

mod canonical;
mod define;
mod expr;
mod rule;
mod text;

use crate::diagnostic::Diagnostic;
use crate::syntax::{Comment, ItemKind, Tree};

pub use self::canonical::canonical;

/// Lines are broken, where they can be, so as not to be longer than this many characters.
const WIDTH: usize = 120;

/// The canonical form of a rule file. Formatting twice changes nothing more.
///
/// # Errors
/// What is wrong in its syntax: a file that cannot be read is left alone.
pub fn format(text: &str) -> Result<String, Vec<Diagnostic>> {
    let parsed = crate::parse::parse(0, text);
    if parsed.errors.is_empty() {
        Ok(print(&parsed.tree))
    } else {
        Err(parsed.errors)
    }
}

/// Prints a tree in canonical form; [`crate::parse`] of it gives [`canonical`] of the tree again. Items and clauses
/// that could not be read are left out.
pub fn print(tree: &Tree) -> String {
    let tree = canonical(tree);
    let mut out = String::new();
    for item in &tree.items {
        comments(&mut out, &item.comments, "");
        if item.blank_before {
            out.push('\n');
        }
        let note = item.note.as_ref();
        match &item.kind {
            ItemKind::Setting(setting) => define::setting(&mut out, setting),
            ItemKind::Words(words) => define::words(&mut out, words),
            ItemKind::Pattern(pattern) => define::pattern(&mut out, pattern),
            ItemKind::Layer(layer) => define::layer(&mut out, layer),
            ItemKind::Choice(choice) => rule::choice(&mut out, choice, note),
            ItemKind::Facts(facts) => define::facts(&mut out, facts),
            ItemKind::Rule(rule) => rule::rule(&mut out, rule, note),
            ItemKind::Bad(_) => continue,
        }
        if !matches!(item.kind, ItemKind::Rule(_) | ItemKind::Choice(_)) {
            trailing(&mut out, note);
        }
        out.push('\n');
        comments(&mut out, &item.tail, "  ");
    }
    comments(&mut out, &tree.tail, "");
    out
}

fn comments(out: &mut String, comments: &[Comment], indent: &str) {
    for comment in comments {
        if comment.blank_before {
            out.push('\n');
        }
        out.push_str(indent);
        out.push_str(&comment.text);
        out.push('\n');
    }
}

/// A comment at the end of a line.
fn trailing(out: &mut String, note: Option<&Comment>) {
    if let Some(note) = note {
        out.push_str("  ");
        out.push_str(&note.text);
    }
}

/// Appends pieces separated by blanks, breaking lines between them where the line would get too long; further lines
/// are indented by `indent` blanks.
fn fill(out: &mut String, pieces: &[String], indent: usize) {
    let line_start = out.rfind('\n').map_or(0, |at| at + 1);
    let mut column = out.get(line_start..).map_or(0, |line| line.chars().count());
    for (i, piece) in pieces.iter().enumerate() {
        let width = piece.chars().count();
        if i > 0 {
            if column + 1 + width > WIDTH {
                out.push('\n');
                out.push_str(&" ".repeat(indent));
                column = indent;
            } else {
                out.push(' ');
                column += 1;
            }
        }
        out.push_str(piece);
        column += width;
    }
}
