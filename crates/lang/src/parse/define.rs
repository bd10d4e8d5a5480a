//! Settings, word lists, patterns, layers and fact tables.

use super::token::{In, Parser, Res, Want};
use crate::messages;
use crate::syntax::{
    AroundNode, ColumnNode, Comment, EntryNode, FactsItem, ItemKind, LayerFieldNode, LayerItem,
    Name, PatternItem, RoleNode, SequenceNode, SettingItem, SourceNode, StepKindNode, StepNode,
    WordsItem,
};

impl<'f> Parser<'f> {
    /// A name given to something new.
    pub(super) fn new_name(&self, input: In<'f>) -> Res<'f, Name> {
        let (rest, name) = self.name(input, "a name")?;
        if name
            .text
            .chars()
            .any(|c| c.is_ascii_uppercase() || c == '_')
            || name.text.ends_with('-')
        {
            self.report(messages::name_spelling(self.loc(name.at.0), &name.text));
        }
        Ok((rest, name))
    }

    /// `setting NAME: type = value`.
    pub(super) fn setting(&self, input: In<'f>) -> Res<'f, ItemKind> {
        let (rest, _) = self.word(input, "setting")?;
        let (rest, name) = self.new_name(rest)?;
        let (rest, ()) = self.mark(rest, ":")?;
        let (mut rest, first) = self.name(rest, "a type")?;
        let mut ty = vec![first];
        while let (after, true) = self.if_word(rest, "or") {
            let (after, choice) = self.name(after, "a choice")?;
            ty.push(choice);
            rest = after;
        }
        let (rest, ()) = self.mark(rest, "=")?;
        let (rest, value) = self.expr(rest)?;
        Ok((rest, ItemKind::Setting(SettingItem { name, ty, value })))
    }

    /// `"…"` or `~"…"`.
    fn entry(&self, input: In<'f>) -> Res<'f, EntryNode> {
        self.as_kind(input, Want::Kind("a quoted word"), |input| {
            let (rest, all_forms) = self.if_mark(input, "~");
            let (rest, text) = self.quoted(rest)?;
            if text.block {
                self.report(messages::block_as_word(self.loc(text.at.0)));
            }
            Ok((
                rest,
                EntryNode {
                    comments: Vec::new(),
                    text,
                    all_forms,
                    note: None,
                },
            ))
        })
    }

    /// `words NAME: "…", ~"…"`.
    pub(super) fn words_item(&self, input: In<'f>) -> Res<'f, ItemKind> {
        let (rest, _) = self.word(input, "words")?;
        let (rest, name) = self.new_name(rest)?;
        let (mut rest, ()) = self.mark(rest, ":")?;
        let mut entries: Vec<EntryNode> = Vec::new();
        loop {
            let (after, mut entry) = self.entry(rest)?;
            self.share_comments(entries.last_mut(), &mut entry, rest);
            entries.push(entry);
            rest = after;
            let (after, comma) = self.if_mark(rest, ",");
            if !comma {
                break;
            }
            rest = after;
            // A comma after the last entry does no harm.
            if self.blank(rest).is_empty() {
                break;
            }
        }
        Ok((rest, ItemKind::Words(WordsItem { name, entries })))
    }

    /// Comments read before an entry: one on the line of the entry before belongs to that one.
    fn share_comments(&self, before: Option<&mut EntryNode>, entry: &mut EntryNode, gap: In<'f>) {
        let mut comments = self.take_comments();
        let gap_start = self.offset(gap);
        if let (Some(before), Some(first)) = (before, comments.first()) {
            let between = self
                .text
                .get(gap_start..first.at.0.start as usize)
                .unwrap_or("");
            if !between.contains('\n') {
                before.note = Some(comments.remove(0));
            }
        }
        entry.comments = comments;
    }

    /// `pattern NAME: sequence or sequence`.
    pub(super) fn pattern(&self, input: In<'f>) -> Res<'f, ItemKind> {
        let (rest, _) = self.word(input, "pattern")?;
        let (rest, name) = self.new_name(rest)?;
        let (rest, ()) = self.mark(rest, ":")?;
        let (mut rest, first) = self.sequence(rest)?;
        let mut alternatives = vec![first];
        while let (after, true) = self.if_word(rest, "or") {
            let (after, sequence) = self.sequence(after)?;
            alternatives.push(sequence);
            rest = after;
        }
        Ok((rest, ItemKind::Pattern(PatternItem { name, alternatives })))
    }

    fn sequence(&self, input: In<'f>) -> Res<'f, SequenceNode> {
        let (mut rest, first) = self.step(input)?;
        let mut steps = vec![first];
        while self.at_step(rest) {
            let (after, step) = self.step(rest)?;
            steps.push(step);
            rest = after;
        }
        for want in ["<", "or", "except"] {
            self.want(rest, Want::Word(want));
        }
        self.want(rest, Want::Kind("a quoted word"));
        let mut except = Vec::new();
        while let (after, true) = self.if_word(rest, "except") {
            let (after, which) =
                self.one_of(after, &["before", "after", "inside", "containing"])?;
            let around = match which {
                0 => AroundNode::Before,
                1 => AroundNode::After,
                2 => AroundNode::Inside,
                _ => AroundNode::Containing,
            };
            let (mut after, first) = self.step(after)?;
            let mut steps = vec![first];
            while let (next, true) = self.if_mark(after, ",") {
                let (next, step) = self.step(next)?;
                steps.push(step);
                after = next;
            }
            except.push((around, steps));
            rest = after;
        }
        Ok((
            rest,
            SequenceNode {
                steps,
                except,
                at: self.at(input, rest),
            },
        ))
    }

    fn at_step(&self, input: In<'f>) -> bool {
        self.blank(input)
            .starts_with(['"', '“', '~', '<', '[', '.', '…'])
    }

    fn step(&self, input: In<'f>) -> Res<'f, StepNode> {
        let input = self.blank(input);
        let (rest, kind) = match input.chars().next() {
            Some('<') => {
                let (rest, ()) = self.mark(input, "<")?;
                let (mut rest, name) = self.name(rest, "a word list, layer, pattern or shape")?;
                let mut capture = None;
                if let (after, true) = self.if_word(rest, "as") {
                    let (after, name) = self.field(after)?;
                    capture = Some(name);
                    rest = after;
                }
                let (rest, ()) = self.mark(rest, ">")?;
                (rest, StepKindNode::Named { name, capture })
            }
            Some('[') => {
                let (rest, ()) = self.mark(input, "[")?;
                let (mut rest, first) = self.entry(rest)?;
                let mut entries = vec![first];
                while let (after, true) = self.if_mark(rest, ",") {
                    let (after, entry) = self.entry(after)?;
                    entries.push(entry);
                    rest = after;
                }
                let (rest, ()) = self.mark(rest, "]")?;
                (rest, StepKindNode::Optional(entries))
            }
            Some('.' | '…') => {
                let rest = match input.strip_prefix('…') {
                    Some(rest) => rest,
                    None => self.mark(input, "...")?.0,
                };
                let (rest, words) = self.int(rest)?;
                (rest, StepKindNode::Gap(words))
            }
            Some('"' | '“' | '~') => {
                let (rest, entry) = self.entry(input)?;
                (rest, StepKindNode::Literal(entry))
            }
            _ => {
                self.want(input, Want::Kind("a quoted word"));
                for mark in ["<", "[", "..."] {
                    self.want(input, Want::Word(mark));
                }
                return self.fail(input, Want::Word("~"));
            }
        };
        Ok((
            rest,
            StepNode {
                kind,
                at: self.at(input, rest),
            },
        ))
    }

    /// A comment on the rest of the line.
    fn line_note(&self, end: In<'f>) -> Option<Comment> {
        let start = self.offset(end);
        self.blank(end);
        let mut comments = self.comments_since(start);
        let first = comments.first()?;
        let between = self
            .text
            .get(start..first.at.0.start as usize)
            .unwrap_or("");
        if between.contains('\n') {
            return None;
        }
        let note = comments.remove(0);
        self.drop_comment(note.at);
        Some(note)
    }

    /// `layer NAME from PATTERN` with its fields.
    pub(super) fn layer(&self, input: In<'f>) -> Res<'f, ItemKind> {
        let (rest, _) = self.word(input, "layer")?;
        let (rest, name) = self.new_name(rest)?;
        let (rest, _) = self.word(rest, "from")?;
        let (mut rest, from) = self.name(rest, "a pattern")?;
        let mut fields = Vec::new();
        let mut key = None;
        loop {
            let here = self.blank(rest);
            if here.is_empty() {
                break;
            }
            if self.peek(here) == "key" && !self.after_word(here).starts_with(':') {
                let (after, _) = self.word(here, "key")?;
                let (after, name) = self.field(after)?;
                key = Some(name);
                rest = after;
                break;
            }
            self.want(here, Want::Word("key"));
            let (after, field) = self.field(here)?;
            let (after, ()) = self.mark(after, ":")?;
            let (after, ty) = self.name(after, "a type")?;
            let (after, ()) = self.mark(after, "=")?;
            let (after, capture) = self.field(after)?;
            let note = self.line_note(after);
            fields.push(LayerFieldNode {
                name: field,
                ty,
                capture,
                note,
            });
            rest = after;
        }
        Ok((
            rest,
            ItemKind::Layer(LayerItem {
                name,
                from,
                fields,
                key,
            }),
        ))
    }

    /// `facts NAME from "register"` with its columns.
    pub(super) fn facts(&self, input: In<'f>) -> Res<'f, ItemKind> {
        let (rest, _) = self.word(input, "facts")?;
        let (rest, name) = self.new_name(rest)?;
        let (rest, _) = self.word(rest, "from")?;
        let (mut rest, from) = self.quoted(rest)?;
        let mut columns = Vec::new();
        loop {
            let here = self.blank(rest);
            if here.is_empty() && !columns.is_empty() {
                break;
            }
            let (after, column) = self.field(here)?;
            let (after, ()) = self.mark(after, ":")?;
            let (after, ty) = self.name(after, "a type")?;
            let (after, source) = self.column_source(after)?;
            let (after, role) = self.role(after)?;
            let note = self.line_note(after);
            columns.push(ColumnNode {
                name: column,
                ty,
                source,
                role,
                note,
            });
            rest = after;
        }
        Ok((
            rest,
            ItemKind::Facts(FactsItem {
                name,
                from,
                columns,
            }),
        ))
    }

    /// `= entity`, `= instrument's phrase`, `= authority's name in "authorities"`, if it stands here.
    fn column_source(&self, input: In<'f>) -> Res<'f, Option<SourceNode>> {
        let (rest, true) = self.if_mark(input, "=") else {
            return Ok((input, None));
        };
        let (mut rest, column) = self.field(rest)?;
        let mut source = SourceNode {
            column,
            of: None,
            register: None,
        };
        if let (after, true) = Self::possessive(rest) {
            let (after, of) = self.field(after)?;
            source.of = Some(of);
            rest = after;
            if let (after, true) = self.if_word(rest, "in") {
                let (after, register) = self.quoted(after)?;
                source.register = Some(register);
                rest = after;
            }
        }
        Ok((rest, Some(source)))
    }

    /// The text after the next word, blanks skipped.
    fn after_word(&self, input: In<'f>) -> In<'f> {
        let rest = self.blank(input);
        self.blank(rest.get(self.peek(rest).len()..).unwrap_or(""))
    }

    fn role(&self, input: In<'f>) -> Res<'f, RoleNode> {
        // A next column may be called `key` or `authority`.
        if !self.after_word(input).starts_with(':') {
            if let (rest, true) = self.if_word(input, "key") {
                return Ok((rest, RoleNode::Key));
            }
            if let (rest, true) = self.if_word(input, "authority") {
                return Ok((rest, RoleNode::Authority));
            }
            if let (rest, true) = self.if_word(input, "valid") {
                let (rest, which) = self.one_of(rest, &["from", "until"])?;
                return Ok((
                    rest,
                    if which == 0 {
                        RoleNode::ValidFrom
                    } else {
                        RoleNode::ValidUntil
                    },
                ));
            }
        }
        Ok((input, RoleNode::Plain))
    }
}
