use std::fmt;

use copydesk_draft::layer::{FieldId, LayerId, Schema, Table};
use copydesk_draft::{BlockKind, Day, Draft, InlineKind, Span};
use copydesk_facts::{Lexicon, Registers, Vocabulary, VocabularyBuilder, WordId, fold_into};
use serde::{Deserialize, Serialize};

use crate::cx::{Cx, Known};
use crate::lists::{Bits, Lists};
use crate::names::NameIndex;
use crate::needs::Needs;
use crate::numbers::ValueIndex;
use crate::schema::{id, schema};
use crate::sentence::{self, Sentence};
use crate::structure::{self, TextBlock};
use crate::token::{Token, TokenKind, tokenize};
use crate::words::Words;
use crate::{
    addresses, asides, attribution, casualties, dates, debris, deeds, designations, foreign,
    garbled, geography, marks, names, nesting, numbers, polls, quantities, quotes, relations,
    superlatives, wronged,
};

/// The recognisers with their word lists, names and vocabulary; made once, used for every draft.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Reader {
    vocabulary: Vocabulary,
    lists: Lists,
    names: NameIndex,
    values: ValueIndex,
    #[serde(skip)]
    registers: Registers,
    #[serde(skip)]
    schema: Schema,
    ready: relations::Ready,
}

/// Why a reader cannot start.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ReaderError {
    /// A word list that the recognisers need is not in the lexicon.
    MissingList(String),
}

impl fmt::Display for ReaderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingList(name) => write!(
                f,
                "the recognisers need the word list `{name}`; add `words {name}: …` to a file in rules/words"
            ),
        }
    }
}

impl std::error::Error for ReaderError {}

impl Reader {
    /// Compiles lists and registers; `literals` are the words of the rules, interned so that patterns match by id.
    ///
    /// # Errors
    /// [`ReaderError::MissingList`] if the lexicon lacks a list that the recognisers need.
    pub fn new<'l>(
        lexicon: &Lexicon,
        registers: &Registers,
        literals: impl IntoIterator<Item = &'l str>,
    ) -> Result<Self, ReaderError> {
        let mut vocabulary = VocabularyBuilder::default();
        // First: what is kept by word is as long as the last of their ids.
        let values = ValueIndex::new(registers, &mut vocabulary);
        let lists = Lists::new(lexicon, &mut vocabulary)
            .map_err(|missing| ReaderError::MissingList(missing.0))?;
        let names = NameIndex::new(registers, &mut vocabulary);
        add_words(&mut vocabulary, literals);
        Ok(Self {
            vocabulary: vocabulary.freeze(),
            lists,
            names,
            values,
            registers: registers.clone(),
            schema: schema(),
            ready: relations::Ready::new(registers),
        })
    }

    /// The reader without its registers, as a compiled pack keeps it.
    pub fn pack(&self) -> Vec<u8> {
        // Writing to memory does not fail.
        postcard::to_allocvec(self).unwrap_or_default()
    }

    /// What [`Reader::pack`] wrote, with the registers of that reader; `None` if it is something else.
    pub fn unpack(packed: &'static [u8], registers: &Registers) -> Option<Self> {
        let mut reader: Self = postcard::from_bytes(packed).ok()?;
        reader.registers = registers.clone();
        reader.schema = schema();
        Some(reader)
    }

    /// The reader with more words of rules; see [`Reader::new`].
    #[must_use]
    pub fn with_words<'l>(mut self, literals: impl IntoIterator<Item = &'l str>) -> Self {
        let mut vocabulary = VocabularyBuilder::from(std::mem::take(&mut self.vocabulary));
        add_words(&mut vocabulary, literals);
        self.vocabulary = vocabulary.freeze();
        self
    }

    /// The built-in layers.
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// The frozen vocabulary.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Reads a draft. `as_of` overrides the draft's own date.
    pub fn read<'d>(&self, draft: &'d Draft, as_of: Option<Day>) -> Reading<'d> {
        self.read_watched(draft, as_of, Needs::ALL, &mut |_| {})
    }

    /// Reads of a draft what is needed for some layers; the tables of others may be empty.
    pub fn read_for<'d>(&self, draft: &'d Draft, as_of: Option<Day>, needs: Needs) -> Reading<'d> {
        self.read_watched(draft, as_of, needs, &mut |_| {})
    }

    /// As [`Reader::read_for`]; calls `done` with the name of each step when it is done, for measuring.
    pub fn read_watched<'d>(
        &self,
        draft: &'d Draft,
        as_of: Option<Day>,
        needs: Needs,
        done: &mut dyn FnMut(&'static str),
    ) -> Reading<'d> {
        let steps = needs.steps();
        let text = draft.text();
        // Where no recogniser runs nothing of words is looked up.
        let looked_up = needs.beyond_structure();
        let mut words = Words::new(&self.vocabulary, text.len(), looked_up);
        let mut sentences: Vec<Sentence> = Vec::new();
        let mut blocks: Vec<TextBlock> = structure::blocks(draft);
        for (number, block) in blocks.iter_mut().enumerate() {
            let (first, first_other) = (words.tokens.len(), words.others.len());
            block.first_sentence = sentences.len() as u32;
            if !matches!(block.kind, BlockKind::Code | BlockKind::Markup) {
                words.cut(text, block.span);
                let own = words.tokens.get(first..).unwrap_or(&[]);
                let others = words.others.iter().skip(first_other);
                let stops = others.map(|&i| i as usize - first);
                sentence::split(text, own, stops, &self.lists, |a, b, soft| {
                    let start = own.get(a).map_or(0, |token| token.span.start);
                    let end = b
                        .checked_sub(1)
                        .and_then(|i| own.get(i))
                        .map_or(start, |token| token.span.end);
                    sentences.push(Sentence {
                        span: Span::new(start, end),
                        first: (first + a) as u32,
                        last: (first + b) as u32,
                        block: number as u32,
                        soft,
                    });
                });
            }
            block.last_sentence = sentences.len() as u32;
        }
        let Words {
            mut tokens,
            firsts,
            others,
            local,
            ..
        } = words;
        for (i, sentence) in sentences.iter().enumerate() {
            for token in tokens
                .get_mut(sentence.first as usize..sentence.last as usize)
                .unwrap_or(&mut [])
            {
                token.sentence = i as u32;
            }
        }
        foreign::mark(text, &mut blocks, &tokens, &sentences, &self.lists);
        done("tokens and sentences");
        structure::infer(draft, &mut blocks, &tokens, &sentences);
        sentence::mark_small_paragraphs(text, &tokens, &blocks, &self.lists, &mut sentences);
        let found_quotes = quotes::find(text, &tokens, &others, &sentences, &blocks);
        let others = others.iter().filter_map(|&i| tokens.get(i as usize));
        let masks = masks(draft, &blocks, others, &found_quotes);
        done("quotes");
        let dateline = structure::find_dateline(text, &tokens, &sentences, &blocks);
        let date = as_of
            .or(draft.date())
            .or(dateline.as_ref().and_then(|dateline| dateline.day));
        let folded = |word: WordId| {
            let own = || local.get((word.0 as usize).checked_sub(self.vocabulary.len())?);
            match self.vocabulary.word(word) {
                Some(known) => known,
                None => own().map_or("", AsRef::as_ref),
            }
        };
        let firsts = firsts.unwrap_or_default();
        let mut known: Vec<Known<'_>> = Vec::with_capacity(firsts.len());
        for (token, &first) in tokens.iter().zip(&firsts) {
            let new = || {
                let folded = folded(token.word);
                Known {
                    printed: token.span.text(text),
                    folded,
                    name_word: names::name_word(&self.vocabulary, folded, token.word),
                    class: self.lists.class(token.word),
                }
            };
            let one = known.get(first as usize).copied().unwrap_or_else(new);
            known.push(one);
        }
        let signs: Vec<Bits> = sentences
            .iter()
            .map(|sentence| {
                let own = known.get(sentence.first as usize..sentence.last as usize);
                let own = own.unwrap_or(&[]).iter();
                own.fold(Bits::default(), |signs, known| signs.union(known.starts()))
            })
            .collect();
        let cx = Cx {
            draft,
            text,
            tokens: &tokens,
            sentences: &sentences,
            blocks: &blocks,
            masks: &masks,
            lists: &self.lists,
            registers: &self.registers,
            names: &self.names,
            values: &self.values,
            vocabulary: &self.vocabulary,
            local_words: &local,
            known: &known,
            signs: &signs,
            schema: &self.schema,
            date,
        };
        let mut tables: Vec<Table> = self
            .schema
            .layers
            .iter()
            .map(|layer| Table::new(layer.fields.len()))
            .collect();
        let mut set = |layer: LayerId, table: Table| {
            if let Some(slot) = tables.get_mut(usize::from(layer.0)) {
                *slot = table;
            }
        };
        structure::tables(&cx, needs, dateline.as_ref(), &mut set);
        done("structure");
        let mut found_numbers = Vec::new();
        let mut found_dates = dates::Dates::default();
        let mut found_quantities = quantities::Quantities::default();
        if steps.figures {
            found_numbers = numbers::find(&cx);
            done("numbers");
            found_dates = dates::find(&cx, &found_numbers);
            found_dates.settle(&mut found_numbers);
            dates::tables(&cx, &found_dates, &mut set);
            done("dates");
            found_quantities = quantities::find(&cx, &found_numbers);
            found_quantities.settle(&mut found_numbers);
            quantities::tables(&cx, &found_quantities, &mut set);
            set(id::NUMBER, numbers::table(&cx, &found_numbers));
            done("quantities");
        }
        let mut found_names = names::Names::default();
        if steps.names {
            found_names = names::find(&cx, &found_quotes, dateline.as_ref());
            names::tables(&cx, &found_names, &mut set);
            done("names");
        }
        let behind = dateline
            .as_ref()
            .map(|dateline| structure::behind_dateline(dateline, &tokens, &sentences));
        // What is told begins behind the dash: "HANOI, July 3 — Rice exports fell".
        let cx = Cx {
            sentences: behind.as_deref().unwrap_or(&sentences),
            ..cx
        };
        let mut found_attributions = attribution::Attributions::default();
        if steps.attributions {
            found_attributions = attribution::find(&cx, &found_quotes, &found_names);
            attribution::tables(&cx, &found_attributions, &mut set);
            done("attributions");
        }
        let strays = steps.strays.then(|| nesting::strays(&cx, &found_quotes));
        let strays = strays.unwrap_or_default();
        if steps.quotes {
            set(
                id::QUOTE,
                quotes::table(&cx, &found_quotes, &strays, &found_attributions),
            );
        }
        let mut found_casualties = casualties::Casualties::default();
        if steps.casualties {
            found_casualties = casualties::find(
                &cx,
                &found_numbers,
                &found_dates,
                &found_names,
                &found_quantities,
            );
            casualties::tables(&cx, &found_casualties, &found_attributions, &mut set);
            done("casualties");
        }
        if steps.relations {
            relations::tables(
                &relations::Ground {
                    cx: &cx,
                    ready: &self.ready,
                    numbers: &found_numbers,
                    dates: &found_dates,
                    quantities: &found_quantities,
                    names: &found_names,
                    casualties: &found_casualties,
                    attributions: &found_attributions,
                },
                &mut set,
            );
            done("relations");
        }
        if steps.geography {
            geography::tables(&cx, &found_names, &found_quantities, &mut set);
            done("places");
        }
        if steps.designations {
            set(
                id::DESIGNATION_CLAIM,
                designations::table(&cx, &found_names, &found_dates),
            );
            done("designations");
        }
        if steps.deeds {
            deeds::tables(
                &cx,
                &found_dates,
                &found_names,
                &found_attributions,
                &mut set,
            );
            done("deeds");
        }
        if steps.superlatives {
            set(
                id::SUPERLATIVE,
                superlatives::table(&cx, &found_attributions),
            );
        }
        if steps.polls {
            set(
                id::POLL_LEAD,
                polls::table(&cx, &found_numbers, &found_quantities),
            );
        }
        if steps.wronged {
            set(id::WRONGED_PERSON, wronged::table(&cx, &found_names));
        }
        if steps.strays {
            set(
                id::NESTED_QUOTE,
                nesting::nested(&cx, &found_quotes, &strays),
            );
            set(
                id::REPEATED_QUOTE,
                nesting::repeated(&cx, &found_quotes, &strays),
            );
        }
        let mut alone = |layer: LayerId, table: &dyn Fn() -> Table| {
            if needs.has(layer) {
                set(layer, table());
            }
        };
        alone(id::REPEATED_WORD, &|| debris::repeated_words(&cx));
        alone(id::GARBLED_TEXT, &|| garbled::table(&cx));
        alone(id::ASIDE, &|| asides::table(&cx));
        alone(id::ADDRESS, &|| addresses::table(&cx));
        alone(id::APOSTROPHE, &|| marks::apostrophes(&cx, &found_quotes));
        alone(id::DASH, &|| marks::dashes(&cx));
        done("marks and the rest");
        Reading {
            dateline: dateline.map(|dateline| dateline.span),
            draft,
            date,
            tokens,
            sentences,
            blocks,
            masks,
            local_words: local,
            needs,
            tables,
            #[cfg(test)]
            attributions: found_attributions,
        }
    }
}

/// Interns the words of some texts.
fn add_words<'l>(vocabulary: &mut VocabularyBuilder, literals: impl IntoIterator<Item = &'l str>) {
    let mut folded = String::new();
    for literal in literals {
        tokenize(literal, 0, |token| {
            fold_into(token.span.text(literal), &mut folded);
            vocabulary.intern(&folded);
        });
    }
}

/// Everything that hides a subject: quotations, code, block quotes, addresses. In order, disjoint.
fn masks<'t>(
    draft: &Draft,
    blocks: &[TextBlock],
    tokens: impl IntoIterator<Item = &'t Token>,
    quotes: &[quotes::Quote],
) -> Vec<Span> {
    let mut spans: Vec<Span> = quotes
        .iter()
        .filter(|quote| quote.masks)
        .map(|quote| quote.span)
        .collect();
    spans.extend(
        blocks
            .iter()
            .filter(|block| {
                matches!(
                    block.kind,
                    BlockKind::BlockQuote | BlockKind::Code | BlockKind::Markup
                ) || block.foreign
            })
            .map(|block| block.span),
    );
    spans.extend(
        draft
            .inlines()
            .iter()
            .filter(|inline| inline.kind == InlineKind::Code)
            .map(|inline| inline.span),
    );
    spans.extend(
        tokens
            .into_iter()
            .filter(|token| token.kind == TokenKind::Address)
            .map(|token| token.span),
    );
    spans.sort_unstable();
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => merged.push(span),
        }
    }
    merged
}

/// What was found in one draft: one table a layer.
#[derive(Debug)]
pub struct Reading<'d> {
    /// The draft that was read.
    pub draft: &'d Draft,
    /// Its date: given from outside, from the front matter, or from the dateline.
    pub date: Option<Day>,
    /// The tokens in order.
    pub tokens: Vec<Token>,
    /// The sentences in order.
    pub sentences: Vec<Sentence>,
    /// The blocks in order, with what was inferred.
    pub blocks: Vec<TextBlock>,
    /// Stretches hidden from rules as subjects, in order, disjoint.
    pub masks: Vec<Span>,
    /// Folded words that the vocabulary does not know, by id minus the vocabulary's length.
    pub local_words: Vec<Box<str>>,
    /// The bytes of the dateline, without the dash.
    pub dateline: Option<Span>,
    /// The layers that were wanted.
    needs: Needs,
    tables: Vec<Table>,
    #[cfg(test)]
    pub(crate) attributions: attribution::Attributions,
}

impl Reading<'_> {
    /// The table of a built-in layer.
    pub fn table(&self, layer: LayerId) -> Option<&Table> {
        debug_assert!(self.needs.has(layer), "layer {} was not wanted", layer.0);
        self.tables.get(usize::from(layer.0))
    }

    /// Puts a table in the place of a layer's own: for tests of rules over things made by hand.
    pub fn set_table(&mut self, layer: LayerId, table: Table) {
        if let Some(slot) = self.tables.get_mut(usize::from(layer.0)) {
            *slot = table;
        }
    }

    /// All tables in order of the schema.
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// The cell of a thing.
    pub fn cell(
        &self,
        layer: LayerId,
        row: u32,
        field: FieldId,
    ) -> Option<&copydesk_draft::layer::Cell> {
        self.table(layer)?.cell(row, field)
    }

    /// The folded word of an id; `vocabulary` is the reader's.
    pub fn folded<'a>(&'a self, vocabulary: &'a Vocabulary, word: WordId) -> &'a str {
        vocabulary.word(word).unwrap_or_else(|| {
            (word.0 as usize)
                .checked_sub(vocabulary.len())
                .and_then(|i| self.local_words.get(i))
                .map_or("", AsRef::as_ref)
        })
    }
}
