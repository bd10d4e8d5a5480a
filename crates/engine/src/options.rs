//! Options made ready: which rules are judged, by the layers they are about.

use copydesk_lang::program::Rule;

use crate::bits::Bits;
use crate::engine::{Engine, Options};
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
        let needed = engine.needed(&plan.options);
        for (number, (rule, needed)) in engine.program.rules.iter().zip(needed).enumerate() {
            if needed {
                plan.of(rule).push(number as u32);
            }
        }
        plan
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
        awake.extend(self.of_article.iter().copied());
        for layer in made.likely() {
            let rules = self.of_layer.get(usize::from(layer.0));
            awake.extend(rules.into_iter().flatten().copied());
        }
        awake.into_iter()
    }
}
