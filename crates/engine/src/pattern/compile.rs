use copydesk_draft::layer::LayerId;
use copydesk_facts::{Items, ListEntry, Vocabulary, WordId};
use copydesk_lang::program::{Pattern, Program, Sequence, Shape, Step, StepKind, Where};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::entries::{Entries, Entry};
use super::phrases::{Phrases, UnknownWord, spellings};
use super::rates::Rates;
use super::wake::{Source, Wake};

/// A set of words and phrases; index into [`Patterns::sets`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub(crate) struct SetId(pub(crate) u32);

/// A compiled step.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub(crate) enum Part {
    Set(SetId),
    Layer(LayerId),
    /// Index of a pattern.
    Pattern(usize),
    Optional(SetId),
    Gap(u8),
    Shape(Shape),
}

/// A compiled step with its capture (index into [`Alternative::captures`]).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct CompiledStep {
    pub(crate) part: Part,
    pub(crate) capture: Option<usize>,
}

/// One alternative.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Alternative {
    pub(crate) steps: Vec<CompiledStep>,
    /// What drops a match, and where it would stand.
    pub(crate) except: Vec<(Where, Part)>,
    /// Names of the captures.
    pub(crate) captures: Vec<String>,
    /// What no match can be without, the rarest first as far as can be told without a draft.
    pub(crate) needs: Vec<Need>,
}

/// A step that every match has, which can be looked up in a draft.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Need {
    /// A set, a layer or a pattern.
    pub(crate) part: Part,
    /// The least number of tokens before it.
    pub(crate) least: usize,
    /// The largest; `None`: as far as the sentence begins.
    pub(crate) most: Option<usize>,
}

/// All patterns of a program.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(crate) struct Patterns {
    /// The alternatives of each pattern.
    pub(crate) alternatives: Vec<Vec<Alternative>>,
    /// The different sets of words and phrases.
    pub(crate) sets: Items<Phrases>,
    /// How often the words of each set may stand among a hundred thousand.
    rates: Vec<u32>,
    /// The phrases of the sets that drafts are searched for.
    pub(crate) entries: Entries,
    pub(crate) wake: Wake,
    /// By pattern: true if it may match where none of its words stand, and so is tried only where another asks for it.
    anywhere: Vec<bool>,
}

/// Where the matches of a pattern are looked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wakes {
    /// Around so many words.
    AtWords(usize),
    /// Around the things of other layers.
    AtThings,
    /// At every word of a draft.
    Everywhere,
}

/// For each word list, whether a pattern matches its entries.
pub(crate) fn matched_lists(program: &Program) -> Vec<bool> {
    let mut used = vec![false; program.words.len()];
    let sequences = program
        .patterns
        .iter()
        .flat_map(|pattern| &pattern.alternatives);
    let steps = sequences.flat_map(|sequence| {
        let except = sequence.except.iter().flat_map(|(_, steps)| steps);
        sequence.steps.iter().chain(except)
    });
    for step in steps {
        if let StepKind::Words(list) = step.kind
            && let Some(slot) = used.get_mut(list)
        {
            *slot = true;
        }
    }
    used
}

/// Sets as they are made: one for the same spellings.
struct Sets<'v> {
    vocabulary: &'v Vocabulary,
    rates: Rates<'v>,
    known: FxHashMap<Vec<String>, SetId>,
    /// By word list.
    lists: Vec<Option<SetId>>,
    made: Vec<Phrases>,
}

impl Sets<'_> {
    fn set<'e>(
        &mut self,
        entries: impl IntoIterator<Item = ListEntry<&'e str>>,
    ) -> Result<SetId, UnknownWord> {
        let mut spelled: Vec<String> = spellings(entries).collect();
        spelled.sort_unstable();
        spelled.dedup();
        if let Some(&known) = self.known.get(&spelled) {
            return Ok(known);
        }
        let set = SetId(self.made.len() as u32);
        self.made.push(Phrases::new(&spelled, self.vocabulary)?);
        self.known.insert(spelled, set);
        Ok(set)
    }

    fn list(&mut self, program: &Program, list: usize) -> Result<SetId, UnknownWord> {
        if let Some(&Some(known)) = self.lists.get(list) {
            return Ok(known);
        }
        let words = program.words.get(list);
        let set = self.set(words.into_iter().flat_map(|words| words.entries.iter()))?;
        if let Some(slot) = self.lists.get_mut(list) {
            *slot = Some(set);
        }
        Ok(set)
    }

    /// The rarest word of a phrase, the first of equals, and how many stand before it.
    fn rarest(&self, words: &[WordId]) -> Option<(u32, WordId, usize)> {
        words
            .iter()
            .enumerate()
            .map(|(i, &word)| (self.rates.of(word), word, i))
            .min_by_key(|&(rate, _, i)| (rate, i))
    }
}

impl Patterns {
    /// For each of the desk's layers, the others that it is made of, straight or by way of patterns: their numbers, in
    /// order.
    pub(crate) fn takes(&self, program: &Program) -> Vec<Vec<u32>> {
        let numbers: FxHashMap<LayerId, u32> = program
            .layers
            .iter()
            .enumerate()
            .map(|(number, layer)| (layer.id, number as u32))
            .collect();
        let mut known: Vec<Option<Vec<u32>>> = vec![None; self.alternatives.len()];
        program
            .layers
            .iter()
            .map(|layer| self.takes_of(layer.pattern, &numbers, &mut known, 0))
            .collect()
    }

    fn takes_of(
        &self,
        pattern: usize,
        numbers: &FxHashMap<LayerId, u32>,
        known: &mut [Option<Vec<u32>>],
        depth: usize,
    ) -> Vec<u32> {
        if let Some(Some(known)) = known.get(pattern) {
            return known.clone();
        }
        let mut takes = Vec::new();
        let alternatives = self.alternatives.get(pattern).into_iter().flatten();
        for alternative in alternatives {
            let steps = alternative.steps.iter().map(|step| step.part);
            for part in steps.chain(alternative.except.iter().map(|&(_, part)| part)) {
                match part {
                    Part::Layer(layer) => takes.extend(numbers.get(&layer)),
                    // Deeper than patterns can be: they are not made from each other in a circle.
                    Part::Pattern(inner) if depth < 64 => {
                        takes.extend(self.takes_of(inner, numbers, known, depth + 1));
                    }
                    _ => {}
                }
            }
        }
        takes.sort_unstable();
        takes.dedup();
        if let Some(slot) = known.get_mut(pattern) {
            *slot = Some(takes.clone());
        }
        takes
    }

    /// Compiles all word lists and patterns.
    pub(crate) fn new(program: &Program, vocabulary: &Vocabulary) -> Result<Self, UnknownWord> {
        let mut sets = Sets {
            vocabulary,
            rates: Rates::new(vocabulary),
            known: FxHashMap::default(),
            lists: vec![None; program.words.len()],
            made: Vec::new(),
        };
        let mut patterns = Self::default();
        for Pattern { alternatives, .. } in &program.patterns {
            let mut compiled = Vec::with_capacity(alternatives.len());
            for sequence in alternatives {
                compiled.push(alternative(program, sequence, &mut sets)?);
            }
            patterns.alternatives.push(compiled);
        }
        let looked_for = patterns.looked_for(sets.made.len());
        let mut entries: Vec<Entry> = Vec::new();
        for ((number, set), looked_for) in (0..).zip(&sets.made).zip(looked_for) {
            let mut rate: u32 = 0;
            for (i, phrase) in set.phrases().iter().enumerate() {
                let Some((own, word, offset)) = sets.rarest(&phrase.words) else {
                    continue;
                };
                rate = rate.saturating_add(own);
                if looked_for {
                    entries.push(Entry {
                        word,
                        set: SetId(number),
                        phrase: i as u32,
                        offset: offset as u32,
                        lone: phrase.is_lone(),
                    });
                }
            }
            patterns.rates.push(rate);
        }
        patterns.entries = Entries::new(entries);
        patterns.sets = sets.made.into_iter().collect();
        patterns.find_needs();
        patterns.wake = Wake::new(&patterns, program);
        patterns.anywhere = (0..patterns.alternatives.len())
            .map(|pattern| patterns.wakes(pattern) == Wakes::Everywhere)
            .collect();
        Ok(patterns)
    }

    /// For each of so many sets, whether a draft is searched for its phrases: not for words that may be left out.
    fn looked_for(&self, sets: usize) -> Vec<bool> {
        let mut looked_for = vec![false; sets];
        for alternative in self.alternatives.iter().flatten() {
            let steps = alternative.steps.iter().filter_map(|step| match step.part {
                Part::Set(set) => Some(set),
                _ => None,
            });
            let except = alternative
                .except
                .iter()
                .filter_map(|&(_, part)| match part {
                    Part::Set(set) | Part::Optional(set) => Some(set),
                    _ => None,
                });
            for set in steps.chain(except) {
                if let Some(slot) = looked_for.get_mut(set.0 as usize) {
                    *slot = true;
                }
            }
        }
        looked_for
    }

    /// True if a pattern may match where none of its words stand.
    pub(super) fn anywhere(&self, pattern: usize) -> bool {
        self.anywhere.get(pattern).copied().unwrap_or(false)
    }

    /// A set.
    pub(super) fn set(&self, set: SetId) -> Option<&Phrases> {
        self.sets.get(set.0 as usize)
    }

    /// Where the matches of a pattern are looked for.
    pub(crate) fn wakes(&self, pattern: usize) -> Wakes {
        let (mut words, mut things) = (0, false);
        for source in self.wake.sources(self, pattern) {
            match source {
                Source::Set(set) => {
                    words += self.set(set).map_or(0, |set| set.phrases().len());
                }
                Source::Layer(_) => things = true,
                Source::Everywhere => return Wakes::Everywhere,
            }
        }
        match (words, things) {
            (0, true) => Wakes::AtThings,
            (words, _) => Wakes::AtWords(words),
        }
    }

    /// Notes for each alternative which steps it cannot be without.
    fn find_needs(&mut self) {
        let mut extents: Vec<Option<Extent>> = vec![None; self.alternatives.len()];
        for pattern in 0..self.alternatives.len() {
            self.extent(Part::Pattern(pattern), &mut extents, 0);
        }
        let mut needs: Vec<Vec<Vec<Need>>> = Vec::with_capacity(self.alternatives.len());
        for alternatives in &self.alternatives {
            let of_pattern = alternatives
                .iter()
                .map(|alternative| self.needs(&alternative.steps, &mut extents))
                .collect();
            needs.push(of_pattern);
        }
        for (alternatives, needs) in self.alternatives.iter_mut().zip(needs) {
            for (alternative, needs) in alternatives.iter_mut().zip(needs) {
                alternative.needs = needs;
            }
        }
    }

    fn needs(&self, steps: &[CompiledStep], extents: &mut [Option<Extent>]) -> Vec<Need> {
        let mut needs: Vec<(u32, Need)> = Vec::new();
        let (mut least, mut most) = (0, Some(0));
        for step in steps {
            let rate = match step.part {
                Part::Set(set) => self.rates.get(set.0 as usize).copied(),
                // Looked at after the sets: their things are found with more work.
                Part::Pattern(_) => Some(u32::MAX - 1),
                Part::Layer(_) => Some(u32::MAX),
                Part::Optional(_) | Part::Gap(_) | Part::Shape(_) => None,
            };
            if let Some(rate) = rate {
                let part = step.part;
                needs.push((rate, Need { part, least, most }));
            }
            let (a, b) = self.extent(step.part, extents, 0);
            least += a;
            most = most.zip(b).map(|(x, y)| x + y);
        }
        needs.sort_by_key(|(rate, _)| *rate);
        needs.into_iter().map(|(_, need)| need).collect()
    }

    /// Least and largest number of tokens of a step; `None`: no bound but the sentence.
    fn extent(&self, part: Part, known: &mut [Option<Extent>], depth: usize) -> Extent {
        let set = |set: SetId| {
            self.set(set)
                .map_or((0, 0), |set| (set.shortest, set.longest))
        };
        match part {
            Part::Set(id) => {
                let (shortest, longest) = set(id);
                (shortest, Some(longest))
            }
            Part::Optional(id) => (0, Some(set(id).1)),
            Part::Layer(_) => (1, None),
            // Marks between the words of a gap do not count.
            Part::Gap(_) => (0, None),
            Part::Shape(_) => (1, Some(1)),
            Part::Pattern(pattern) => {
                if let Some(&Some(known)) = known.get(pattern) {
                    return known;
                }
                // Deeper than patterns can be: they are not made from each other in a circle.
                if depth > 64 {
                    return (1, None);
                }
                let mut found: Option<Extent> = None;
                for alternative in self.alternatives.get(pattern).into_iter().flatten() {
                    let (mut least, mut most) = (0, Some(0));
                    for step in &alternative.steps {
                        let (a, b) = self.extent(step.part, known, depth + 1);
                        least += a;
                        most = most.zip(b).map(|(x, y): (usize, usize)| x + y);
                    }
                    found = Some(found.map_or((least, most), |(low, high)| {
                        (low.min(least), high.zip(most).map(|(x, y)| x.max(y)))
                    }));
                }
                // A match has a token at least.
                let (least, most) = found.unwrap_or((1, None));
                let found = (least.max(1), most);
                if let Some(slot) = known.get_mut(pattern) {
                    *slot = Some(found);
                }
                found
            }
        }
    }
}

/// Least and largest number of tokens.
type Extent = (usize, Option<usize>);

fn alternative(
    program: &Program,
    sequence: &Sequence,
    sets: &mut Sets<'_>,
) -> Result<Alternative, UnknownWord> {
    let mut captures = Vec::new();
    let mut steps = Vec::with_capacity(sequence.steps.len());
    for step in &sequence.steps {
        let capture = step.capture.as_ref().map(|name| {
            captures
                .iter()
                .position(|known| known == name)
                .unwrap_or_else(|| {
                    captures.push(name.clone());
                    captures.len() - 1
                })
        });
        let part = part(program, step, sets)?;
        steps.push(CompiledStep { part, capture });
    }
    let mut except = Vec::new();
    for (place, list) in &sequence.except {
        // Each step of the list is an exception of its own; words are looked for together.
        let literals = list.iter().filter_map(|step| match &step.kind {
            StepKind::Literal(entry) => Some(entry),
            _ => None,
        });
        let literals: Vec<ListEntry<&str>> = literals.map(ListEntry::borrowed).collect();
        if !literals.is_empty() {
            except.push((*place, Part::Set(sets.set(literals)?)));
        }
        for step in list {
            if !matches!(step.kind, StepKind::Literal(_)) {
                except.push((*place, part(program, step, sets)?));
            }
        }
    }
    Ok(Alternative {
        steps,
        except,
        captures,
        needs: Vec::new(),
    })
}

fn part(program: &Program, step: &Step, sets: &mut Sets<'_>) -> Result<Part, UnknownWord> {
    Ok(match &step.kind {
        StepKind::Literal(entry) => Part::Set(sets.set([entry.borrowed()])?),
        StepKind::Words(list) => Part::Set(sets.list(program, *list)?),
        StepKind::Layer(layer) => Part::Layer(*layer),
        StepKind::Pattern(pattern) => Part::Pattern(*pattern),
        StepKind::Optional(entries) => {
            Part::Optional(sets.set(entries.iter().map(ListEntry::borrowed))?)
        }
        StepKind::Gap(words) => Part::Gap((*words).min(8)),
        StepKind::Shape(shape) => Part::Shape(*shape),
    })
}
