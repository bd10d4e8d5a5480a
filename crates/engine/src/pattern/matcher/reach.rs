//! The places that one step of a pattern reaches.

use copydesk_lang::program::Shape;
use copydesk_reading::Reading;

use super::Node;
use crate::pattern::compile::{CompiledStep, Part, Patterns};
use crate::pattern::has_shape;

/// What one step adds its nodes to.
pub(super) struct Reach<'m> {
    pub(super) nodes: &'m mut Vec<Node>,
    /// The first node of the step.
    pub(super) begin: usize,
    pub(super) parent: u32,
    /// The steps behind it.
    pub(super) next: &'m [CompiledStep],
    pub(super) patterns: &'m Patterns,
    pub(super) reading: &'m Reading<'m>,
}

impl Reach<'_> {
    /// False if the steps behind this one cannot begin at a token, as far as its word tells.
    fn may_go_on(&self, at: usize) -> bool {
        for step in self.next {
            match step.part {
                Part::Set(set) => {
                    let set = self.patterns.set(set);
                    return set.is_none_or(|set| set.may_begin(self.reading, at));
                }
                Part::Optional(set) => {
                    let set = self.patterns.set(set);
                    if set.is_none_or(|set| set.may_begin(self.reading, at)) {
                        return true;
                    }
                }
                // Asked of the whole sentence.
                Part::Shape(Shape::SentenceStart | Shape::SentenceEnd) => return true,
                Part::Shape(shape) => return has_shape(self.reading, shape, at),
                Part::Layer(_) | Part::Pattern(_) | Part::Gap(_) => return true,
            }
        }
        true
    }

    /// Adds a node; a position is entered once a step, and not if the next step cannot begin there.
    pub(super) fn enter(&mut self, at: usize, row: u32) {
        if !self.may_go_on(at) {
            return;
        }
        let at = at as u32;
        let known = self
            .nodes
            .get(self.begin..)
            .is_some_and(|nodes| nodes.iter().any(|node| node.at == at));
        if !known {
            self.nodes.push(Node {
                at,
                parent: self.parent,
                row,
            });
        }
    }
}
