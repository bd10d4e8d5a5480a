//! Options made ready: which rules are judged, by the layers they are about.

use copydesk_lang::program::Rule;

use crate::bits::Bits;
use crate::engine::{Chosen, Engine, Options};
use crate::layers::Made;
use crate::pattern::Search;

/// Options made ready for the drafts of an engine, by [`Engine::plan`].
#[derive(Clone, Debug, Default)]
pub struct Plan {
    pub(crate) options: Options,
    /// By layer id, the rules about its things.
    of_layer: Vec<Vec<u32>>,
    /// The rules about the article as a whole.
    of_article: Vec<u32>,
    /// What drafts are searched for; `None`: for the words of all patterns.
    pub(crate) search: Option<Search>,
}

impl Plan {
    pub(crate) fn new(engine: &Engine, options: Options) -> Self {
        let mut plan = Self {
            of_layer: vec![Vec::new(); engine.program.schema.layers.len()],
            of_article: Vec::new(),
            search: None,
            options,
        };
        plan.replace(&engine.program.rules);
        let needed = engine.needed(&plan.options);
        for (number, (rule, needed)) in engine.program.rules.iter().zip(needed).enumerate() {
            if needed {
                plan.of(rule).push(number as u32);
            }
        }
        plan
    }

    /// Puts rules in the place of others: one that another stands for is off where that one runs, unless it is asked for
    /// by its own name.
    fn replace(&mut self, rules: &[Rule]) {
        let options = &self.options;
        let asked_for = |name: &String| {
            options
                .only
                .as_ref()
                .is_some_and(|only| only.contains(name))
        };
        let replaced: Vec<String> = rules
            .iter()
            .filter(|rule| options.wants(rule))
            .filter_map(|rule| rule.replaces.clone())
            .filter(|name| !asked_for(name))
            .collect();
        for name in replaced {
            self.options.severities.insert(name, Chosen::Off);
        }
    }

    fn of(&mut self, rule: &Rule) -> &mut Vec<u32> {
        let layer = rule.subject.kind.layer();
        let of_layer = layer.and_then(|layer| self.of_layer.get_mut(usize::from(layer.0)));
        of_layer.unwrap_or(&mut self.of_article)
    }

    /// The options.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The rules that are judged, by number, in no order.
    pub(crate) fn rules(&self) -> impl Iterator<Item = usize> {
        let rules = self.of_layer.iter().flatten().chain(&self.of_article);
        rules.map(|&rule| rule as usize)
    }

    /// The rules that can find something in a draft, in order.
    pub(crate) fn awake(&self, made: &Made<'_>) -> impl Iterator<Item = usize> + use<> {
        let mut awake = Bits::default();
        awake.extend(&self.of_article);
        for layer in made.likely() {
            let rules = self.of_layer.get(usize::from(layer.0));
            awake.extend(rules.into_iter().flatten());
        }
        awake.into_iter()
    }
}
