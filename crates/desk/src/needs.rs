//! Which layers the rules that run read, so that nothing else is looked for.

use std::collections::BTreeSet;

use copydesk_draft::layer::{LayerId, Type};
use copydesk_engine::Engine;
use copydesk_lang::program::{Expr, ExprKind, FixEdit, Rule};
use copydesk_reading::Needs;

use crate::uses;

/// The layers that some rules speak of, the layers their patterns speak of among them.
#[derive(Debug)]
pub(crate) struct Spoken {
    /// What of a draft must be read.
    pub(crate) needs: Needs,
    /// All of them, those of the desk too; `None`: a rule looks at the things of all layers.
    pub(crate) layers: Option<BTreeSet<LayerId>>,
}

/// The layers that these rules need, and those of which the desk's layers are made that they speak of.
pub(crate) fn of<'r>(engine: &Engine, rules: impl IntoIterator<Item = &'r Rule>) -> Spoken {
    let program = engine.program();
    let mut wanted = Wanted {
        engine,
        needs: Needs::default(),
        layers: BTreeSet::new(),
    };
    for rule in rules {
        if looks_everywhere(rule) {
            return Spoken {
                needs: Needs::ALL,
                layers: None,
            };
        }
        for (layer, field) in uses::of(program, rule) {
            wanted.layer(layer);
            // What a field holds may be a thing of another layer.
            let schema = &program.schema;
            let ty = field.and_then(|field| schema.field(layer, field));
            if let Some(Type::Thing(next) | Type::Things(next)) = ty.map(|field| &field.ty)
                && let Some(next) = schema.find(next)
            {
                wanted.layer(next);
            }
        }
    }
    Spoken {
        needs: wanted.needs,
        layers: Some(wanted.layers),
    }
}

/// A correction of a part of a thing looks for its words among the things of all layers.
fn looks_everywhere(rule: &Rule) -> bool {
    let part = |expr: &Expr| match &expr.kind {
        ExprKind::Path { fields, .. } => !fields.is_empty(),
        _ => true,
    };
    rule.fix.as_ref().is_some_and(|fix| match &fix.edit {
        FixEdit::Replace { what, .. } | FixEdit::Delete { what } => part(what),
        FixEdit::Insert { after, .. } => part(after),
        FixEdit::DeleteLine => false,
    })
}

struct Wanted<'e> {
    engine: &'e Engine,
    needs: Needs,
    layers: BTreeSet<LayerId>,
}

impl Wanted<'_> {
    fn layer(&mut self, layer: LayerId) {
        if !self.layers.insert(layer) {
            return;
        }
        match self.engine.made_of(layer) {
            Some(parts) => parts.into_iter().for_each(|part| self.layer(part)),
            None => self.needs.add(layer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::setup::Config;
    use crate::{Desk, Pack};
    use copydesk_engine::Options;

    #[test]
    fn a_rule_alone_finds_what_it_finds_with_everything_read() {
        let config = Config {
            profile: "strict".to_owned(),
            ..Config::default()
        };
        let desk = Desk::open(&Pack::standard(), &config).unwrap().0;
        let engine = desk.engine();
        let top = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/drafts/");
        let mut found = 0;
        for name in ["05-bwindo-ridge.md", "10-dunedin-trial.md"] {
            let bytes = std::fs::read(format!("{top}{name}")).unwrap();
            let draft = copydesk_formats::read(name, &bytes, desk.draft_options()).unwrap();
            let all = desk.read(&draft, None);
            for rule in &engine.program().rules {
                let plan = engine.plan(Options {
                    only: Some([rule.name.clone()].into()),
                    ..desk.options().clone()
                });
                let spoken = of(engine, engine.judged(&plan));
                let own = desk.reader().read_for(&draft, None, spoken.needs);
                let with_all = engine.check_planned(&all, &plan);
                let mut limited = plan.clone();
                if let Some(layers) = &spoken.layers {
                    engine.limit(&mut limited, layers);
                }
                let alone = engine.check_planned(&own, &limited);
                assert_eq!(
                    format!("{:?}", alone.findings),
                    format!("{:?}", with_all.findings),
                    "{} on {name}",
                    rule.name
                );
                found += alone.findings.len();
            }
        }
        assert!(found > 10, "{found}");
    }

    #[test]
    fn a_rule_needs_the_layers_it_speaks_of() {
        let desk = Desk::open(&Pack::standard(), &Config::default()).unwrap().0;
        let program = desk.program();
        let one = |name: &str| of(desk.engine(), [program.rule(name).unwrap()]).needs;
        assert!(one("casualty-attribution").has(copydesk_reading::id::CASUALTY_FIGURE));
        assert!(!one("casualty-attribution").has(copydesk_reading::id::TURNOUT));
    }
}
