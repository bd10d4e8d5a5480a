use copydesk_draft::layer::LayerId;
use copydesk_facts::{Vocabulary, WordId};
use copydesk_lang::program::{Pattern, Program, Sequence, Shape, Step, StepKind, Where};

use super::phrases::{Phrases, UnknownWord};

/// A compiled step.
#[derive(Clone, Debug)]
pub(crate) enum Part {
    Phrases(Phrases),
    /// Index of a word list.
    Words(usize),
    Layer(LayerId),
    /// Index of a pattern.
    Pattern(usize),
    Optional(Phrases),
    Gap(u8),
    Shape(Shape),
}

/// A compiled step with its capture (index into [`Alternative::captures`]).
#[derive(Clone, Debug)]
pub(crate) struct CompiledStep {
    pub(crate) part: Part,
    pub(crate) capture: Option<usize>,
}

/// One alternative.
#[derive(Clone, Debug)]
pub(crate) struct Alternative {
    pub(crate) steps: Vec<CompiledStep>,
    pub(crate) except: Vec<(Where, Vec<CompiledStep>)>,
    /// Names of the captures.
    pub(crate) captures: Vec<String>,
    pub(crate) anchor: Anchor,
}

/// Where matches of an alternative are looked for.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Anchor {
    /// Around these words and the things of these layers; each with the least and largest number of tokens between the
    /// start of a match and the place (`None`: as far as the sentence begins).
    At {
        /// The words.
        words: Vec<(WordId, usize, Option<usize>)>,
        /// The layers.
        layers: Vec<(LayerId, usize, Option<usize>)>,
    },
    /// At every token.
    Every,
}

impl Anchor {
    fn words(words: Vec<(WordId, usize, Option<usize>)>) -> Self {
        Self::At {
            words,
            layers: Vec::new(),
        }
    }

    fn layer(layer: LayerId, least: usize, most: Option<usize>) -> Self {
        Self::At {
            words: Vec::new(),
            layers: vec![(layer, least, most)],
        }
    }
}

/// All patterns of a program.
#[derive(Clone, Debug, Default)]
pub(crate) struct Patterns {
    /// The alternatives of each pattern.
    pub(crate) alternatives: Vec<Vec<Alternative>>,
    /// The word lists.
    pub(crate) words: Vec<Phrases>,
    /// By word id: the patterns with an alternative that is anchored on it.
    anchors: Vec<Vec<u32>>,
    /// By pattern: true if it may match where no word is an anchor of it.
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

impl Patterns {
    /// Compiles all word lists and patterns.
    pub(crate) fn new(program: &Program, vocabulary: &Vocabulary) -> Result<Self, UnknownWord> {
        let mut patterns = Self::default();
        for (list, used) in program.words.iter().zip(matched_lists(program)) {
            let entries = if used { list.entries.as_slice() } else { &[] };
            patterns.words.push(Phrases::new(entries, vocabulary)?);
        }
        for Pattern { alternatives, .. } in &program.patterns {
            let mut compiled = Vec::new();
            for sequence in alternatives {
                compiled.push(patterns.alternative(sequence, vocabulary)?);
            }
            patterns.alternatives.push(compiled);
        }
        patterns.anchor_by_patterns();
        let mut anchors: Vec<Vec<u32>> = Vec::new();
        for (number, alternatives) in patterns.alternatives.iter().enumerate() {
            let mut anywhere = false;
            for alternative in alternatives {
                let Anchor::At { words, layers } = &alternative.anchor else {
                    anywhere = true;
                    continue;
                };
                anywhere |= !layers.is_empty();
                for (word, ..) in words {
                    let at = word.0 as usize;
                    if anchors.len() <= at {
                        anchors.resize(at + 1, Vec::new());
                    }
                    if let Some(slot) = anchors.get_mut(at)
                        && slot.last() != Some(&(number as u32))
                    {
                        slot.push(number as u32);
                    }
                }
            }
            patterns.anywhere.push(anywhere);
        }
        patterns.anchors = anchors;
        Ok(patterns)
    }

    /// Where the matches of a pattern are looked for.
    pub(crate) fn wakes(&self, pattern: usize) -> Wakes {
        let mut words = 0;
        let mut things = false;
        for alternative in self
            .alternatives
            .get(pattern)
            .map_or(&[][..], Vec::as_slice)
        {
            match &alternative.anchor {
                Anchor::At { words: own, layers } => {
                    words += own.len();
                    things |= !layers.is_empty();
                }
                Anchor::Every => return Wakes::Everywhere,
            }
        }
        match (words, things) {
            (0, true) => Wakes::AtThings,
            (words, _) => Wakes::AtWords(words),
        }
    }

    /// The patterns with an alternative that is anchored on the word.
    pub(super) fn anchored(&self, word: WordId) -> &[u32] {
        self.anchors.get(word.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// True if a pattern may match where no word is an anchor of it.
    pub(super) fn anywhere(&self, pattern: usize) -> bool {
        self.anywhere.get(pattern).copied().unwrap_or(false)
    }

    fn alternative(
        &self,
        sequence: &Sequence,
        vocabulary: &Vocabulary,
    ) -> Result<Alternative, UnknownWord> {
        let mut captures = Vec::new();
        let steps = steps(&sequence.steps, vocabulary, &mut captures)?;
        let mut except = Vec::new();
        for (place, list) in &sequence.except {
            // Each step of the list is an exception of its own.
            for step in list {
                let step = std::slice::from_ref(step);
                except.push((*place, self::steps(step, vocabulary, &mut Vec::new())?));
            }
        }
        let anchor = self.anchor(&steps, vocabulary);
        Ok(Alternative {
            steps,
            except,
            captures,
            anchor,
        })
    }

    /// Least and largest number of tokens of a step; `None`: no bound but the sentence.
    pub(super) fn extent(&self, part: &Part) -> (usize, Option<usize>) {
        let phrases = |phrases: &Phrases| (phrases.shortest, Some(phrases.longest));
        match part {
            Part::Phrases(set) => phrases(set),
            Part::Words(list) => self.words.get(*list).map_or((0, Some(0)), phrases),
            Part::Layer(_) | Part::Pattern(_) => (1, None),
            Part::Optional(set) => (0, Some(set.longest)),
            // Marks between the words of a gap do not count.
            Part::Gap(0) => (0, Some(0)),
            Part::Gap(_) => (0, None),
            Part::Shape(_) => (1, Some(1)),
        }
    }

    /// Gives alternatives that begin or are made of other patterns the anchors of those patterns. Patterns may stand
    /// in any order, so this goes on until nothing changes; they are not made from each other in a circle.
    fn anchor_by_patterns(&mut self) {
        loop {
            let mut found: Vec<(usize, usize, Anchor)> = Vec::new();
            for (pattern, alternatives) in self.alternatives.iter().enumerate() {
                for (number, alternative) in alternatives.iter().enumerate() {
                    if alternative.anchor == Anchor::Every
                        && let Some(anchor) = self.borrowed_anchor(&alternative.steps)
                    {
                        found.push((pattern, number, anchor));
                    }
                }
            }
            if found.is_empty() {
                return;
            }
            for (pattern, number, anchor) in found {
                if let Some(alternative) = self
                    .alternatives
                    .get_mut(pattern)
                    .and_then(|alternatives| alternatives.get_mut(number))
                {
                    alternative.anchor = anchor;
                }
            }
        }
    }

    /// The anchors of the step that is a pattern with anchors, the one with the fewest.
    fn borrowed_anchor(&self, steps: &[CompiledStep]) -> Option<Anchor> {
        let mut best: Option<(usize, Anchor)> = None;
        let (mut least, mut most) = (0, Some(0));
        for step in steps {
            if let Part::Pattern(pattern) = step.part
                && let Some((cost, anchor)) = self.shifted(pattern, least, most)
                && best.as_ref().is_none_or(|(known, _)| cost < *known)
            {
                best = Some((cost, anchor));
            }
            let (a, b) = self.extent(&step.part);
            least += a;
            most = most.zip(b).map(|(x, y)| x + y);
        }
        best.map(|(_, anchor)| anchor)
    }

    /// All anchors of a pattern, seen from so many tokens before its start; `None` if one of its alternatives has none.
    fn shifted(
        &self,
        pattern: usize,
        least: usize,
        most: Option<usize>,
    ) -> Option<(usize, Anchor)> {
        let (mut words, mut layers) = (Vec::new(), Vec::new());
        for alternative in self.alternatives.get(pattern)? {
            let Anchor::At {
                words: own_words,
                layers: own_layers,
            } = &alternative.anchor
            else {
                return None;
            };
            let far = |own: &Option<usize>| most.zip(*own).map(|(a, b)| a + b);
            words.extend(
                own_words
                    .iter()
                    .map(|(word, a, b)| (*word, least + a, far(b))),
            );
            layers.extend(
                own_layers
                    .iter()
                    .map(|(layer, a, b)| (*layer, least + a, far(b))),
            );
        }
        let cost = words.len() + 500 * layers.len() + if most.is_none() { 100 } else { 0 };
        Some((cost, Anchor::At { words, layers }))
    }

    /// Picks the step that costs least to look for.
    fn anchor(&self, steps: &[CompiledStep], vocabulary: &Vocabulary) -> Anchor {
        let mut best: Option<(usize, Anchor)> = None;
        let (mut least, mut most) = (0, Some(0));
        for step in steps {
            let set = match &step.part {
                Part::Phrases(set) => Some(set),
                Part::Words(list) => self.words.get(*list),
                _ => None,
            };
            let found = match (&step.part, set) {
                (_, Some(set)) if set.longest > 0 => {
                    let (words, common) = anchor_words(set, vocabulary);
                    let words = words
                        .into_iter()
                        .map(|(word, offset)| (word, least + offset, most.map(|n| n + offset)))
                        .collect();
                    // Words of up to three letters are common in any text.
                    let cost = set.heads() + if common { 1_000 } else { 0 };
                    Some((
                        cost + if most.is_none() { 100 } else { 0 },
                        Anchor::words(words),
                    ))
                }
                (Part::Layer(layer), _) => Some((
                    500 + if most.is_none() { 100 } else { 0 },
                    Anchor::layer(*layer, least, most),
                )),
                _ => None,
            };
            if let Some((cost, anchor)) = found
                && best.as_ref().is_none_or(|(known, _)| cost < *known)
            {
                best = Some((cost, anchor));
            }
            let (a, b) = self.extent(&step.part);
            least += a;
            most = most.zip(b).map(|(x, y)| x + y);
        }
        best.map_or(Anchor::Every, |(_, anchor)| anchor)
    }
}

/// The words to look for: of a single phrase its longest word, else the first words. True if one of them is short.
fn anchor_words(set: &Phrases, vocabulary: &Vocabulary) -> (Vec<(WordId, usize)>, bool) {
    let letters = |word: WordId| vocabulary.word(word).map_or(0, |word| word.chars().count());
    let words: Vec<(WordId, usize)> = match set.only() {
        Some(phrase) => phrase
            .words
            .iter()
            .enumerate()
            .max_by_key(|&(i, word)| (letters(*word), std::cmp::Reverse(i)))
            .map(|(i, word)| (*word, i))
            .into_iter()
            .collect(),
        None => set
            .first_words()
            .into_iter()
            .map(|word| (word, 0))
            .collect(),
    };
    let common = words.iter().any(|&(word, _)| letters(word) <= 3);
    (words, common)
}

fn steps(
    steps: &[Step],
    vocabulary: &Vocabulary,
    captures: &mut Vec<String>,
) -> Result<Vec<CompiledStep>, UnknownWord> {
    let mut compiled = Vec::new();
    for step in steps {
        let part = match &step.kind {
            StepKind::Literal(entry) => {
                Part::Phrases(Phrases::new(std::slice::from_ref(entry), vocabulary)?)
            }
            StepKind::Words(list) => Part::Words(*list),
            StepKind::Layer(layer) => Part::Layer(*layer),
            StepKind::Pattern(pattern) => Part::Pattern(*pattern),
            StepKind::Optional(entries) => Part::Optional(Phrases::new(entries, vocabulary)?),
            StepKind::Gap(words) => Part::Gap((*words).min(8)),
            StepKind::Shape(shape) => Part::Shape(*shape),
        };
        let capture = step.capture.as_ref().map(|name| {
            captures
                .iter()
                .position(|known| known == name)
                .unwrap_or_else(|| {
                    captures.push(name.clone());
                    captures.len() - 1
                })
        });
        compiled.push(CompiledStep { part, capture });
    }
    Ok(compiled)
}
