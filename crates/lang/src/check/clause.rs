//! Messages, what is shown, and fixes.

use copydesk_draft::layer::Type;

use super::rule::RuleCheck;
use crate::messages;
use crate::program::{ExprKind, Fix, FixEdit, FixText, Loc, Message, MessagePart, Show, ShowWhat};
use crate::syntax::{
    ExprNode, FixKind, FixNode, FixTextNode, MessageNode, MessagePartNode, ShowNode, ShowWhatNode,
};

impl RuleCheck<'_, '_> {
    /// A message with its holes.
    pub(super) fn message(&mut self, node: &MessageNode) -> Option<Message> {
        let mut parts = Vec::new();
        let mut whole = true;
        for part in &node.parts {
            match part {
                MessagePartNode::Words(words) => parts.push(MessagePart::Words(words.clone())),
                MessagePartNode::Hole(expr) => match self.expr(expr, None, None) {
                    Some(expr) => parts.push(MessagePart::Hole(expr)),
                    None => whole = false,
                },
            }
        }
        whole.then(|| Message {
            parts,
            loc: self.loc(node.at),
        })
    }

    pub(super) fn show(&mut self, node: &ShowNode, loc: Loc) -> Option<Show> {
        let what = match &node.what {
            ShowWhatNode::Nearest(noun) => self.layer(noun).map(ShowWhat::Nearest),
            ShowWhatNode::Expr(expr) => self.shown(expr).map(ShowWhat::Expr),
        };
        let label = self.message(&node.label);
        Some(Show {
            what: what?,
            label: label?,
            loc,
        })
    }

    fn shown(&mut self, node: &ExprNode) -> Option<crate::program::Expr> {
        let expr = self.expr(node, None, None)?;
        if matches!(expr.ty, Type::Thing(_) | Type::Things(_)) {
            return Some(expr);
        }
        self.report(messages::nothing_to_show(
            expr.loc,
            &super::types::called(&expr.ty),
        ));
        None
    }

    pub(super) fn fix(&mut self, node: &FixNode, loc: Loc) -> Option<Fix> {
        let edit = match &node.kind {
            FixKind::DeleteLine => FixEdit::DeleteLine,
            FixKind::Delete(target) => FixEdit::Delete {
                what: self.target(target)?,
            },
            FixKind::Replace(target, text) => {
                let what = self.target(target);
                let expected = what.as_ref().map(|what| what.ty.clone());
                let with = self.fix_text(text, expected.as_ref());
                FixEdit::Replace {
                    what: what?,
                    with: with?,
                }
            }
            FixKind::Insert(text, target) => {
                let text = self.fix_text(text, None);
                let after = self.target(target);
                FixEdit::Insert {
                    after: after?,
                    text: text?,
                }
            }
        };
        Some(Fix {
            safe: node.safe,
            edit,
            loc,
        })
    }

    /// What a fix changes must stand in the text.
    fn target(&mut self, node: &ExprNode) -> Option<crate::program::Expr> {
        let expr = self.expr(node, None, None)?;
        if matches!(expr.kind, ExprKind::Path { .. }) && !matches!(expr.ty, Type::Things(_)) {
            return Some(expr);
        }
        self.report(messages::not_in_text(expr.loc));
        None
    }

    fn fix_text(&mut self, node: &FixTextNode, expected: Option<&Type>) -> Option<FixText> {
        match node {
            FixTextNode::Expr(expr) => self.expr(expr, expected, None).map(FixText::Expr),
            FixTextNode::Message(message) => self.message(message).map(FixText::Message),
        }
    }
}
