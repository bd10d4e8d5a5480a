use copydesk_draft::layer::LayerId;
use copydesk_facts::{Groups, Items, ListEntry, Numbers, Vocabulary};
use copydesk_lang::program::{Pattern, Program, Sequence, Shape, Step, StepKind, Where};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::alternatives::{Alternative, Alternatives, Need, Needed};
use super::entries::{Entries, Entry, MOST_BEFORE};
use super::phrases::{Phrases, UnknownWord, spellings};
use super::rates::Rates;
use super::wake::{Source, Wake};
use crate::bits::Bits;

/// A set of words and phrases; index into [`Patterns::sets`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub(crate) struct SetId(pub(crate) u32);

/// A compiled step.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub(crate) enum Part {
    Set(SetId),
    Layer(LayerId),
    /// Index of a pattern.
    Pattern(u32),
    Optional(SetId),
    Gap(u8),
    Shape(Shape),
}

/// A compiled step with its capture (index into [`super::Alternative::captures`]).
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct CompiledStep {
    pub(crate) part: Part,
    pub(crate) capture: Option<u8>,
}

/// All patterns of a program.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(crate) struct Patterns {
    pub(crate) alternatives: Alternatives,
    /// How often the words of each set may stand among a hundred thousand.
    rates: Numbers,
    pub(crate) wake: Wake,
    /// The patterns that may match where none of their words stand, and so are tried only where another asks for them.
    anywhere: Bits,
    /// By number of a layer of the desk, those that its pattern speaks of, straight or by way of other patterns, in order.
    made_of: Groups,
    /// The same, but only the desk's own, and their numbers in order.
    takes: Groups,
    /// The phrases of the sets that drafts are searched for.
    pub(crate) entries: Entries,
    /// The different sets of words and phrases. Last, since most of it lies in a compiled pack unread.
    pub(crate) sets: Items<Phrases>,
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

/// For each word list, whether one of some patterns matches its entries.
pub(crate) fn matched_lists<'p>(
    program: &Program,
    patterns: impl Iterator<Item = &'p Pattern>,
) -> Vec<bool> {
    let mut used = vec![false; program.words.len()];
    let sequences = patterns.flat_map(|pattern| &pattern.alternatives);
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
    /// How many sets there are beside those made.
    first: usize,
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
        let set = SetId((self.first + self.made.len()) as u32);
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
}

impl Patterns {
    /// For one of the desk's layers, by number, the others that it is made of, straight or by way of patterns: their
    /// numbers, in order.
    pub(crate) fn takes(&self, number: usize) -> impl Iterator<Item = u32> + Clone {
        self.takes.get(number)
    }

    /// For one of the desk's layers, by number, those that its pattern speaks of, straight or by way of other patterns.
    pub(crate) fn made_of(&self, number: usize) -> impl Iterator<Item = LayerId> {
        self.made_of.get(number).map(|layer| LayerId(layer as u16))
    }

    /// Notes what the desk's layers are made of.
    fn note_layers(&mut self, program: &Program) {
        let numbers: FxHashMap<LayerId, u32> = (0..)
            .zip(&program.layers)
            .map(|(number, layer)| (layer.id, number))
            .collect();
        let (mut made_of, mut takes) = (Groups::default(), Groups::default());
        let mut known = vec![None; self.alternatives.patterns()];
        for layer in &program.layers {
            let layers = self.layers_of(layer.pattern, &mut known, 0);
            let mut own: Vec<u32> = layers
                .iter()
                .filter_map(|layer| numbers.get(layer).copied())
                .collect();
            own.sort_unstable();
            takes.push(own);
            made_of.push(layers.into_iter().map(|layer| u32::from(layer.0)));
        }
        (self.made_of, self.takes) = (made_of, takes);
    }

    fn layers_of(
        &self,
        pattern: usize,
        known: &mut [Option<Vec<LayerId>>],
        depth: usize,
    ) -> Vec<LayerId> {
        if let Some(Some(known)) = known.get(pattern) {
            return known.clone();
        }
        let mut layers = Vec::new();
        for part in self.alternatives.each(pattern).flat_map(Alternative::parts) {
            match part {
                Part::Layer(layer) => layers.push(layer),
                // Deeper than patterns can be: they are not made from each other in a circle.
                Part::Pattern(inner) if depth < 64 => {
                    layers.extend(self.layers_of(inner as usize, known, depth + 1));
                }
                _ => {}
            }
        }
        layers.sort_unstable();
        layers.dedup();
        if let Some(slot) = known.get_mut(pattern) {
            *slot = Some(layers.clone());
        }
        layers
    }

    /// Compiles all word lists and patterns.
    pub(crate) fn new(program: &Program, vocabulary: &Vocabulary) -> Result<Self, UnknownWord> {
        Self::default().with(program, &[], vocabulary)
    }

    /// Compiles the patterns of a program from the first on that is not compiled yet, over those that are, and the word
    /// lists that have changed since.
    pub(crate) fn with(
        mut self,
        program: &Program,
        changed: &[usize],
        vocabulary: &Vocabulary,
    ) -> Result<Self, UnknownWord> {
        let known = self.sets.len();
        let before = self.looked_for(known);
        let mut sets = Sets {
            vocabulary,
            rates: Rates::new(vocabulary),
            known: FxHashMap::default(),
            lists: self.sets_of_lists(program),
            first: known,
            made: Vec::new(),
        };
        for &list in changed {
            let of_list = sets.lists.get_mut(list).and_then(Option::take);
            if of_list.is_some() {
                let set = sets.list(program, list)?;
                let mut places: Vec<(u32, usize)> = Vec::new();
                self.each_list(program, |own, place, _| {
                    if own == list {
                        places.push(place);
                    }
                });
                for (number, at) in places {
                    self.alternatives.set_part(number, at, Part::Set(set));
                }
            }
        }
        let compiled = self.alternatives.patterns();
        for Pattern { alternatives, .. } in program.patterns.since(compiled) {
            for sequence in alternatives {
                self.alternative(program, sequence, &mut sets)?;
            }
            self.alternatives.end_pattern();
        }
        let Sets { made, rates, .. } = sets;
        self.sets.extend(made);
        let looked_for = self.looked_for(self.sets.len());
        let mut entries: Vec<Entry> = Vec::new();
        for (number, looked_for) in looked_for.into_iter().enumerate() {
            let new = number >= known;
            let listed = before.get(number).copied().unwrap_or(false);
            if !new && (listed || !looked_for) {
                continue;
            }
            let mut rate: u32 = 0;
            let phrases = self.sets.get(number).into_iter().flat_map(Phrases::phrases);
            for (i, phrase) in phrases.enumerate() {
                let words = phrase.words.iter().take(MOST_BEFORE + 1);
                let Some((own, word, offset)) = rates.rarest(words) else {
                    continue;
                };
                rate = rate.saturating_add(own);
                if looked_for {
                    entries.push(Entry {
                        word,
                        set: SetId(number as u32),
                        phrase: i as u32,
                        offset: offset as u32,
                        lone: phrase.is_lone(),
                    });
                }
            }
            if new {
                self.rates.push(rate);
            }
        }
        if !entries.is_empty() {
            self.entries = self.entries.with(entries);
        }
        // A changed list changes what can be said of the patterns that are made of it.
        let first = if changed.is_empty() { compiled } else { 0 };
        self.find_needs(first);
        self.wake = Wake::new(&self, program);
        let anywhere = self.wake.anywhere(&self);
        self.anywhere = Bits::default();
        self.anywhere.extend(anywhere);
        self.note_layers(program);
        Ok(self)
    }

    fn alternative(
        &mut self,
        program: &Program,
        sequence: &Sequence,
        sets: &mut Sets<'_>,
    ) -> Result<(), UnknownWord> {
        let mut captures: Vec<String> = Vec::new();
        let mut steps = Vec::with_capacity(sequence.steps.len());
        for step in &sequence.steps {
            let capture = step.capture.as_ref().map(|name| {
                let known = captures.iter().position(|known| known == name);
                known.unwrap_or_else(|| {
                    captures.push(name.clone());
                    captures.len() - 1
                }) as u8
            });
            let part = part(program, step, sets)?;
            steps.push(CompiledStep { part, capture });
        }
        let mut except = Vec::new();
        for (place, exception) in exceptions(sequence) {
            let part = match exception {
                Exception::Literals(literals) => Part::Set(sets.set(literals)?),
                Exception::Step(step) => part(program, step, sets)?,
            };
            except.push((place, part));
        }
        self.alternatives.push(steps, except, captures);
        Ok(())
    }

    /// For each word list of a program the set that the compiled patterns have for it.
    fn sets_of_lists(&self, program: &Program) -> Vec<Option<SetId>> {
        let mut lists = vec![None; program.words.len()];
        self.each_list(program, |list, _, part| {
            if let (Some(slot), Part::Set(set)) = (lists.get_mut(list), part) {
                *slot = Some(set);
            }
        });
        lists
    }

    /// Calls `visit` for each place of a compiled pattern that stands for a word list, with the list, the number of the
    /// alternative and the place among its parts, and the part.
    fn each_list(&self, program: &Program, mut visit: impl FnMut(usize, (u32, usize), Part)) {
        let patterns = program.patterns.iter().take(self.alternatives.patterns());
        for (number, sequence) in (0..).zip(patterns.flat_map(|pattern| &pattern.alternatives)) {
            let exceptions = exceptions(sequence).map(|(_, exception)| match exception {
                Exception::Step(step) => Some(step),
                Exception::Literals(_) => None,
            });
            let steps = sequence.steps.iter().map(Some).chain(exceptions);
            let parts = self.alternatives.get(number).into_iter();
            let parts = parts.flat_map(Alternative::parts).enumerate();
            for (step, (at, part)) in steps.zip(parts) {
                if let Some(StepKind::Words(list)) = step.map(|step| &step.kind) {
                    visit(*list, (number, at), part);
                }
            }
        }
    }

    /// For each of so many sets, whether a draft is searched for its phrases: not for words that may be left out.
    fn looked_for(&self, sets: usize) -> Vec<bool> {
        let mut looked_for = vec![false; sets];
        for alternative in
            (0..self.alternatives.len() as u32).filter_map(|at| self.alternatives.get(at))
        {
            let steps = alternative
                .steps()
                .iter()
                .filter_map(|step| match step.part {
                    Part::Set(set) => Some(set),
                    _ => None,
                });
            let except = alternative
                .except()
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
    pub(super) fn anywhere(&self, pattern: u32) -> bool {
        self.anywhere.has(pattern)
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
                    words += self.set(set).map_or(0, Phrases::len);
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

    /// Notes for each alternative of the patterns from a number on which steps it cannot be without.
    fn find_needs(&mut self, first: usize) {
        let mut extents: Vec<Option<Extent>> = vec![None; self.alternatives.patterns()];
        let first = self.alternatives.of(first).start;
        let numbers = first..self.alternatives.len() as u32;
        let alternatives = numbers.filter_map(|number| self.alternatives.get(number));
        let needs: Vec<Vec<Need>> = alternatives
            .map(|alternative| self.needs(alternative.steps(), &mut extents))
            .collect();
        self.alternatives.set_needs(first, needs);
    }

    fn needs(&self, steps: &[CompiledStep], extents: &mut [Option<Extent>]) -> Vec<Need> {
        let mut needs: Vec<(u32, Need)> = Vec::new();
        let (mut least, mut most) = (0, Some(0));
        for step in steps {
            let needed = match step.part {
                Part::Set(set) => {
                    let rate = self.rates.get(set.0 as usize);
                    rate.map(|rate| (rate, Needed::Set(set)))
                }
                // Looked at after the sets: their things are found with more work.
                Part::Pattern(pattern) => Some((u32::MAX - 1, Needed::Pattern(pattern))),
                Part::Layer(layer) => Some((u32::MAX, Needed::Layer(layer))),
                Part::Optional(_) | Part::Gap(_) | Part::Shape(_) => None,
            };
            if let Some((rate, thing)) = needed {
                let short = |tokens: usize| u16::try_from(tokens).unwrap_or(u16::MAX);
                let (least, most) = (short(least), most.map(short));
                needs.push((rate, Need { thing, least, most }));
            }
            let (a, b) = self.extent(step.part, extents, 0);
            least += a;
            most = most.zip(b).map(|(x, y): (usize, usize)| x + y);
        }
        needs.sort_by_key(|(rate, _)| *rate);
        needs.into_iter().map(|(_, need)| need).collect()
    }

    /// Least and largest number of tokens of a step; `None`: no bound but the sentence.
    fn extent(&self, part: Part, known: &mut [Option<Extent>], depth: usize) -> Extent {
        let set = |set: SetId| {
            self.set(set)
                .map_or((0, 0), |set| (set.shortest(), set.longest()))
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
                let pattern = pattern as usize;
                if let Some(&Some(known)) = known.get(pattern) {
                    return known;
                }
                // Deeper than patterns can be: they are not made from each other in a circle.
                if depth > 64 {
                    return (1, None);
                }
                let mut found: Option<Extent> = None;
                for alternative in self.alternatives.each(pattern) {
                    let (mut least, mut most) = (0, Some(0));
                    for step in alternative.steps() {
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

/// What drops a match.
enum Exception<'p> {
    /// One of some words and phrases.
    Literals(Vec<ListEntry<&'p str>>),
    /// Another step.
    Step(&'p Step),
}

/// What drops a match of a sequence, and where it would stand. Each step of a list is an exception of its own; words are
/// looked for together.
fn exceptions(sequence: &Sequence) -> impl Iterator<Item = (Where, Exception<'_>)> {
    sequence.except.iter().flat_map(|(place, list)| {
        let literals = list.iter().filter_map(|step| match &step.kind {
            StepKind::Literal(entry) => Some(entry.borrowed()),
            _ => None,
        });
        let literals: Vec<ListEntry<&str>> = literals.collect();
        let others = list
            .iter()
            .filter(|step| !matches!(step.kind, StepKind::Literal(_)))
            .map(Exception::Step);
        let literals = (!literals.is_empty()).then_some(Exception::Literals(literals));
        literals
            .into_iter()
            .chain(others)
            .map(|exception| (*place, exception))
    })
}

/// Least and largest number of tokens.
type Extent = (usize, Option<usize>);

fn part(program: &Program, step: &Step, sets: &mut Sets<'_>) -> Result<Part, UnknownWord> {
    Ok(match &step.kind {
        StepKind::Literal(entry) => Part::Set(sets.set([entry.borrowed()])?),
        StepKind::Words(list) => Part::Set(sets.list(program, *list)?),
        StepKind::Layer(layer) => Part::Layer(*layer),
        StepKind::Pattern(pattern) => Part::Pattern(*pattern as u32),
        StepKind::Optional(entries) => {
            Part::Optional(sets.set(entries.iter().map(ListEntry::borrowed))?)
        }
        StepKind::Gap(words) => Part::Gap((*words).min(8)),
        StepKind::Shape(shape) => Part::Shape(*shape),
    })
}
