//! Clauses and definitions.

use super::*;

impl Grow<'_> {
    fn fix_text(&mut self) -> FixTextNode {
        let expr = self.expr();
        if matches!(expr.kind, ExprNodeKind::Text(_)) || self.chance() {
            FixTextNode::Message(self.message())
        } else {
            FixTextNode::Expr(expr)
        }
    }

    fn example(&mut self) -> ExampleNode {
        ExampleNode {
            bad: self.chance(),
            today: self.chance(),
            text: self.marked(),
            options: self.many(0, 3, |grow| match grow.pick(7) {
                0 => ExampleOption::Dated(Name {
                    text: "2024-11-30".into(),
                    at: at(),
                }),
                1 => ExampleOption::Headline(grow.marked()),
                2 => ExampleOption::Genre(grow.name()),
                3 => ExampleOption::Profile(grow.name()),
                4 => ExampleOption::With(grow.name(), grow.right()),
                5 => ExampleOption::Says(grow.text()),
                _ => ExampleOption::Fixed(grow.text()),
            }),
        }
    }

    fn level(&mut self) -> Name {
        Name {
            text: self.of(&["error", "warning", "advice"]).into(),
            at: at(),
        }
    }

    /// A condition of a chosen layer.
    fn condition(&mut self) -> ClauseNode {
        let kind = if self.chance() {
            ClauseKind::Where(self.cond())
        } else {
            ClauseKind::Unless(self.cond())
        };
        ClauseNode {
            comments: self.comments(),
            note: self.note(),
            kind,
            at: at(),
        }
    }

    fn clause(&mut self) -> ClauseNode {
        let kind = match self.pick(18) {
            0 => ClauseKind::Title(self.text()),
            1 => ClauseKind::Severity {
                level: self.level(),
                cases: self.many(0, 2, |grow| (grow.level(), grow.cond())),
            },
            2 => ClauseKind::Replaces(self.name()),
            3 => ClauseKind::Formerly(self.many(1, 3, Self::name)),
            4 => ClauseKind::Genres {
                not: self.chance(),
                names: self.many(1, 3, Self::name),
            },
            5 => ClauseKind::Yields(self.many(1, 3, Self::name)),
            6 => {
                let every_time = self.maybe(|_| at());
                let once = if every_time.is_none() {
                    self.maybe(|_| at())
                } else {
                    None
                };
                ClauseKind::Subject(SubjectNode {
                    kind: match self.pick(4) {
                        0 => SubjectKindNode::Article,
                        1 => SubjectKindNode::Each(self.name()),
                        2 => SubjectKindNode::First(self.name()),
                        _ => SubjectKindNode::Last(self.name()),
                    },
                    scope: self.maybe(Self::scope),
                    including_quotes: self.maybe(|_| at()),
                    every_time,
                    once,
                })
            }
            7 => ClauseKind::Where(self.cond()),
            8 => ClauseKind::Unless(self.cond()),
            9 => {
                let choice = match self.pick(8) {
                    0 => ChoiceNode::Only,
                    1 => ChoiceNode::First,
                    2 => ChoiceNode::Last,
                    3 => ChoiceNode::Nearest,
                    4 => ChoiceNode::Previous,
                    5 => ChoiceNode::Next,
                    6 => ChoiceNode::Largest(self.field()),
                    _ => ChoiceNode::Smallest(self.field()),
                };
                let pick = if self.chance() {
                    LetPick::Row(self.row())
                } else {
                    LetPick::Thing(choice, self.candidates())
                };
                ClauseKind::Let(LetNode {
                    name: self.let_name(),
                    pick,
                })
            }
            10 => ClauseKind::Require {
                cond: self.cond(),
                otherwise: self.maybe(Self::message),
            },
            11 => ClauseKind::Say(self.message()),
            12 => ClauseKind::Help(self.message()),
            13 => {
                let what = if self.chance() {
                    ShowWhatNode::Nearest(self.name())
                } else {
                    ShowWhatNode::Expr(self.expr())
                };
                ClauseKind::Show(ShowNode {
                    what,
                    label: self.message(),
                })
            }
            14 => {
                let kind = match self.pick(4) {
                    0 => FixKind::DeleteLine,
                    1 => FixKind::Delete(self.expr()),
                    2 => FixKind::Replace(self.expr(), self.fix_text()),
                    _ => FixKind::Insert(self.fix_text(), self.expr()),
                };
                ClauseKind::Fix(FixNode {
                    safe: self.chance(),
                    kind,
                })
            }
            15 => ClauseKind::Because(self.text()),
            _ => ClauseKind::Example(self.example()),
        };
        ClauseNode {
            comments: self.comments(),
            note: self.note(),
            kind,
            at: at(),
        }
    }

    fn entry(&mut self) -> EntryNode {
        EntryNode {
            comments: Vec::new(),
            text: self.line(),
            all_forms: self.chance(),
            note: None,
        }
    }

    fn step(&mut self) -> StepNode {
        let kind = match self.pick(4) {
            0 => StepKindNode::Literal(self.entry()),
            1 => StepKindNode::Named {
                name: self.name(),
                capture: self.maybe(Self::field),
            },
            2 => StepKindNode::Optional(self.many(1, 3, Self::entry)),
            _ => StepKindNode::Gap(self.pick(9) as u32),
        };
        StepNode { kind, at: at() }
    }

    fn sequence(&mut self) -> SequenceNode {
        let arounds = [
            AroundNode::Before,
            AroundNode::After,
            AroundNode::Inside,
            AroundNode::Containing,
        ];
        SequenceNode {
            steps: self.many(1, 4, Self::step),
            except: self.many(0, 2, |grow| {
                (arounds[grow.pick(4)], grow.many(1, 2, Self::step))
            }),
            at: at(),
        }
    }

    fn item(&mut self) -> Item {
        let mut note = self.note();
        let kind = match self.pick(8) {
            0 => ItemKind::Setting(SettingItem {
                name: self.name(),
                ty: self.many(1, 3, Self::name),
                value: self.right(),
            }),
            1 => {
                let mut entries = self.many(1, 5, |grow| EntryNode {
                    comments: grow.comments(),
                    note: grow.note(),
                    ..grow.entry()
                });
                if let Some(last) = entries.last_mut() {
                    last.note = None;
                }
                ItemKind::Words(WordsItem {
                    name: self.name(),
                    entries,
                })
            }
            2 => ItemKind::Pattern(PatternItem {
                name: self.name(),
                alternatives: self.many(1, 3, Self::sequence),
            }),
            3 => {
                let fields = self.many(0, 3, |grow| LayerFieldNode {
                    name: grow.field(),
                    ty: grow.name(),
                    capture: grow.field(),
                    note: grow.note(),
                });
                let key = self.maybe(Self::field);
                if self.pick(3) == 0 {
                    ItemKind::Choice(ChoiceItem {
                        name: self.name(),
                        from: self.name(),
                        clauses: self.many(1, 3, Self::condition),
                    })
                } else {
                    if key.is_none() && !fields.is_empty() {
                        note = None;
                    }
                    ItemKind::Layer(LayerItem {
                        name: self.name(),
                        from: self.name(),
                        fields,
                        key,
                    })
                }
            }
            4 => {
                let roles = [
                    RoleNode::Plain,
                    RoleNode::Key,
                    RoleNode::Authority,
                    RoleNode::ValidFrom,
                    RoleNode::ValidUntil,
                ];
                note = None;
                let columns = self.many(1, 4, |grow| ColumnNode {
                    name: grow.field(),
                    ty: grow.name(),
                    source: grow.maybe(|grow| {
                        let of = grow.maybe(Self::field);
                        let register = of.as_ref().and_then(|_| grow.maybe(Self::line));
                        SourceNode {
                            column: grow.field(),
                            of,
                            register,
                        }
                    }),
                    role: roles[grow.pick(5)],
                    note: grow.note(),
                });
                ItemKind::Facts(FactsItem {
                    name: self.name(),
                    from: self.line(),
                    columns,
                })
            }
            _ => ItemKind::Rule(RuleItem {
                name: self.name(),
                clauses: self.many(0, 8, Self::clause),
            }),
        };
        Item {
            comments: self.comments(),
            blank_before: self.chance(),
            note,
            kind,
            tail: self.comments(),
            broken: false,
            at: at(),
        }
    }

    /// A whole file.
    pub fn tree(&mut self) -> Tree {
        Tree {
            items: self.many(0, 5, Self::item),
            tail: self.comments(),
        }
    }
}
