//! A tree as its canonical form has it: clauses in order, blank lines where they belong.

use crate::syntax::{Comment, EntryNode, Item, ItemKind, Tree};

/// The tree that the canonical text of `tree` stands for.
pub fn canonical(tree: &Tree) -> Tree {
    let mut out = Tree::default();
    let mut long_before = false;
    for item in &tree.items {
        if matches!(item.kind, ItemKind::Bad(_)) {
            continue;
        }
        let mut item = item.clone();
        item.broken = false;
        let first = out.items.is_empty();
        let is_long = matches!(item.kind, ItemKind::Rule(_) | ItemKind::Choice(_));
        let apart = !first && (is_long || long_before);
        match item.comments.first_mut() {
            Some(comment) => {
                comment.blank_before = !first && (apart || comment.blank_before);
            }
            None => item.blank_before = !first && (apart || item.blank_before),
        }
        within(&mut item);
        long_before = is_long;
        out.items.push(item);
    }
    out.tail.clone_from(&tree.tail);
    if let Some(first) = out.tail.first_mut() {
        first.blank_before = !out.items.is_empty();
    }
    out
}

fn close(comments: &mut [Comment]) {
    for comment in comments {
        comment.blank_before = false;
    }
}

fn within(item: &mut Item) {
    close(&mut item.tail);
    if let Some(note) = &mut item.note {
        note.blank_before = false;
    }
    match &mut item.kind {
        ItemKind::Words(words) => {
            for EntryNode { comments, .. } in &mut words.entries {
                close(comments);
            }
        }
        ItemKind::Rule(rule) => {
            rule.clauses.retain(|clause| clause.kind.rank().is_some());
            rule.clauses.sort_by_key(|clause| clause.kind.rank());
            for clause in &mut rule.clauses {
                close(&mut clause.comments);
            }
        }
        ItemKind::Choice(choice) => {
            choice.clauses.retain(|clause| clause.kind.rank().is_some());
            for clause in &mut choice.clauses {
                close(&mut clause.comments);
            }
        }
        ItemKind::Setting(_)
        | ItemKind::Pattern(_)
        | ItemKind::Layer(_)
        | ItemKind::Facts(_)
        | ItemKind::Bad(_) => {}
    }
}
