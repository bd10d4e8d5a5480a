//! The names of units and currencies from the registers, ready for look-up by word ids.

use std::sync::Arc;

use copydesk_draft::layer::Dimension;
use copydesk_facts::{Entity, Registers, VocabularyBuilder, WordId, fold_into};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::numbers::lexeme::Look;
use crate::token::{RawToken, tokenize};

/// A unit of the units register.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub(crate) struct Unit {
    #[serde(with = "copydesk_draft::shared")]
    pub(crate) id: Arc<str>,
    pub(crate) dimension: Dimension,
    /// The dimension as the register calls it; only units of one are ever compared.
    #[serde(with = "copydesk_draft::shared")]
    pub(crate) measure: Arc<str>,
    pub(crate) factor: f64,
    pub(crate) offset: f64,
    /// All factors that the name may stand for (ton, gallon); `factor` among them.
    pub(crate) factors: Vec<f64>,
    /// False for measures that run the other way or are logarithmic.
    pub(crate) convertible: bool,
}

/// A currency of the currencies register.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub(crate) struct Currency {
    #[serde(with = "copydesk_draft::shared")]
    pub(crate) id: Arc<str>,
    /// How many of the small coin make one.
    pub(crate) parts: f64,
}

/// What a name means.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) enum Measure {
    /// Index into the units.
    Unit(u16),
    /// Index into the currencies.
    Currency(u16),
    /// The small coin of a currency.
    Minor(u16),
}

/// One spelling of a name.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
struct Name {
    words: Box<[WordId]>,
    /// The spelling where capitals matter.
    exact: Option<Box<[Box<str>]>>,
    measure: Measure,
    short: bool,
    ambiguous: bool,
}

/// A name found in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Named {
    pub(crate) measure: Measure,
    /// One past its last token.
    pub(crate) last: usize,
    /// An abbreviation, sign or code.
    pub(crate) short: bool,
    /// The spelling means something else too.
    pub(crate) ambiguous: bool,
}

/// Units and currencies with their names.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub(crate) struct MeasureIndex {
    pub(crate) units: Vec<Unit>,
    pub(crate) currencies: Vec<Currency>,
    names: FxHashMap<WordId, Vec<Name>>,
}

impl MeasureIndex {
    pub(crate) fn new(registers: &Registers, vocabulary: &mut VocabularyBuilder) -> Self {
        let mut index = Self::default();
        for entity in registers
            .get("units")
            .into_iter()
            .flat_map(|units| &units.entities)
        {
            index.unit(entity, vocabulary);
        }
        for entity in registers
            .get("currencies")
            .into_iter()
            .flat_map(|currencies| &currencies.entities)
        {
            index.currency(entity, vocabulary);
        }
        index
    }

    fn unit(&mut self, entity: &Entity, vocabulary: &mut VocabularyBuilder) {
        let measure = entity.text("dimension").unwrap_or("other");
        if measure == "time" {
            return;
        }
        let factor = entity.number("factor").unwrap_or(1.0);
        let at = Measure::Unit(self.units.len() as u16);
        self.units.push(Unit {
            id: entity.id.as_str().into(),
            dimension: Dimension::parse(measure).unwrap_or(Dimension::Other),
            measure: measure.into(),
            factor,
            offset: entity.number("offset").unwrap_or(0.0),
            factors: entity
                .list("factors")
                .iter()
                .filter_map(|factor| factor.parse().ok())
                .collect(),
            convertible: !entity.flag("inverse") && !matches!(measure, "sound-level"),
        });
        let aliases = entity.list("ambiguous-aliases");
        let shorts = entity.list("ambiguous-short-forms");
        for name in std::iter::once(&entity.name).chain(&entity.aliases) {
            let ambiguous = aliases.contains(name) || entity.id == "mach";
            self.name(name, at, false, ambiguous, vocabulary);
        }
        for name in &entity.short_forms {
            self.name(name, at, true, shorts.contains(name), vocabulary);
        }
    }

    fn currency(&mut self, entity: &Entity, vocabulary: &mut VocabularyBuilder) {
        let place = self.currencies.len() as u16;
        self.currencies.push(Currency {
            id: entity.id.as_str().into(),
            parts: entity.number("minor-parts").unwrap_or(100.0),
        });
        let ambiguous = entity.list("ambiguous");
        let at = Measure::Currency(place);
        for name in std::iter::once(&entity.name).chain(&entity.aliases) {
            self.name(name, at, false, ambiguous.contains(name), vocabulary);
        }
        for name in &entity.short_forms {
            self.name(name, at, true, ambiguous.contains(name), vocabulary);
        }
        for name in entity.list("minor") {
            self.name(
                name,
                Measure::Minor(place),
                name.len() == 1,
                false,
                vocabulary,
            );
        }
    }

    fn name(
        &mut self,
        name: &str,
        measure: Measure,
        short: bool,
        ambiguous: bool,
        vocabulary: &mut VocabularyBuilder,
    ) {
        let mut raw: Vec<RawToken> = Vec::new();
        tokenize(name, 0, |token| raw.push(token));
        let mut folded = String::new();
        let words: Box<[WordId]> = raw
            .iter()
            .map(|token| {
                fold_into(token.span.text(name), &mut folded);
                vocabulary.intern(&folded)
            })
            .collect();
        let Some(&first) = words.first() else {
            return;
        };
        let exact = short.then(|| {
            raw.iter()
                .map(|token| token.span.text(name).into())
                .collect()
        });
        let names = self.names.entry(first).or_default();
        // Longest first, so that the first hit is the longest.
        let place = names.partition_point(|name| name.words.len() >= words.len());
        names.insert(
            place,
            Name {
                words,
                exact,
                measure,
                short,
                ambiguous,
            },
        );
    }

    /// The longest name at token `i` that `fits`; a hyphen or an abbreviating full stop may stand between its words.
    pub(crate) fn at(
        &self,
        look: &Look<'_, '_>,
        i: usize,
        mut fits: impl FnMut(&Self, Named) -> bool,
    ) -> Option<Named> {
        let first = look.cx.token(i).filter(|_| !look.word(i).is_empty())?.word;
        self.names.get(&first)?.iter().find_map(|name| {
            let mut at = i;
            for (k, &word) in name.words.iter().enumerate() {
                if k > 0 {
                    let joint = look.hyphen(at)
                        || look.text(at) == "."
                            && look.glued(at)
                            && look.cx.token(at + 1).is_some_and(|next| next.word == word);
                    at += usize::from(joint);
                }
                if at >= look.end || look.cx.token(at)?.word != word {
                    return None;
                }
                if let Some(exact) = &name.exact
                    && exact
                        .get(k)
                        .is_none_or(|spelling| look.text(at) != &**spelling)
                {
                    return None;
                }
                at += 1;
            }
            let named = Named {
                measure: name.measure,
                last: at,
                short: name.short,
                ambiguous: name.ambiguous,
            };
            fits(self, named).then_some(named)
        })
    }
}
